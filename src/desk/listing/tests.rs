//! The supervisor's lists over a real office: how they look, where they lead, and that no key breaks them.

use crate::desk::days;
use crate::desk::enforcement;
use crate::desk::house::House;
use crate::desk::keymap::Keymap;
use crate::desk::load;
use crate::desk::openings;
use crate::desk::petition::sample::{Played, Who, office, watched_office, written};
use crate::desk::promises;
use crate::desk::rehearsal::Rehearsal;
use crate::desk::roads::record;
use crate::desk::screen::Screen;
use crate::desk::stack::Desk;
use crate::desk::warnings;
use crate::desk::words::Lang;
use serde_json::json;

pub(super) type Make = fn() -> Box<dyn Screen<House>>;

pub(super) const LISTS: [(&str, Make); 6] = [
    ("load", || Box::new(load::list(record))),
    ("days", || Box::new(days::list(record))),
    ("promises", || Box::new(promises::list(record))),
    ("enforcement", || Box::new(enforcement::list(record))),
    ("warnings", || Box::new(warnings::list(record))),
    ("openings", || Box::new(openings::list(record))),
];

pub(super) fn seat(make: Make, lang: Lang, size: (u16, u16)) -> Played {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let now = day.and_hms_opt(9, 14, 0).unwrap();
    let desk = Desk::new(make(), Keymap::shipped(), now).speaking(lang);
    let mut seat = Rehearsal::with(desk, watched_office(), size, now);
    seat.play("").unwrap();
    seat
}

pub(super) fn of(name: &str) -> Make {
    LISTS.into_iter().find(|(own, _)| *own == name).unwrap().1
}

pub(super) fn sees(desk: &Played, text: &str) {
    let screen = desk.screen();
    assert!(screen.contains(text), "{text}\n{screen}");
}

#[test]
fn the_lists_in_both_languages_and_windows() {
    for (name, make) in LISTS {
        for (lang, tongue) in [(Lang::Vi, "vi"), (Lang::En, "en")] {
            for size in [(80, 24), (120, 40)] {
                let name = format!("{name}_{tongue}_{}", size.0);
                insta::assert_snapshot!(name, seat(make, lang, size).screen());
            }
        }
    }
}

#[test]
fn a_list_in_the_smallest_window_shows_its_rows_and_cuts_no_number() {
    for (name, make) in LISTS {
        let screen = seat(make, Lang::Vi, (60, 15)).screen();
        let rows = screen.lines().filter(|line| line.contains('›')).count();
        assert_eq!(rows, 1, "{name}\n{screen}");
        for word in screen.split_whitespace() {
            for start in ["D-2026-", "TCD-2026-"] {
                let digits = word.strip_prefix(start);
                let whole = digits.is_none_or(|digits| digits.starts_with("000"));
                assert!(whole, "{name}: {word}\n{screen}");
            }
        }
    }
}

#[test]
fn the_load_opens_the_petitions_of_a_week_an_officer_and_an_age() {
    let mut desk = seat(of("load"), Lang::Vi, (100, 30));
    desk.play("<home><ret>").unwrap();
    sees(&desk, "từ 16/11/2026, đến 22/11/2026");
    sees(&desk, "4 đơn");
    desk.play("<esc><esc>").unwrap();
    sees(&desk, "Khối lượng");
    desk.play("<end><ret>").unwrap();
    sees(&desk, "chưa xong");
    desk.play("<esc><esc>").unwrap();
    let here = |desk: &Played| {
        let screen = desk.screen();
        let line = screen.lines().find(|line| line.contains('›'));
        line.unwrap_or_default().to_owned()
    };
    while !here(&desk).contains("dung ") {
        let before = here(&desk);
        desk.play("<up>").unwrap();
        assert_ne!(before, here(&desk), "nothing is of dung");
    }
    // Open petitions first; three to the right is what is overdue.
    desk.play("<ret>").unwrap();
    sees(&desk, "chưa xong, dung");
    desk.play("<esc><esc>").unwrap();
    sees(&desk, "Khối lượng");
    desk.play("<right><right><right><ret>").unwrap();
    sees(&desk, "lọc: quá hạn · dung");
}

#[test]
fn promises_are_shown_by_standing_and_open_their_record() {
    let mut desk = seat(of("promises"), Lang::Vi, (100, 30));
    sees(&desk, "! 1 quá hạn");
    sees(&desk, "Hứa khi đối thoại Thứ Hai 02/11/2026.");
    desk.play("<tab>").unwrap();
    sees(&desk, "Lời hứa – quá hạn · 1");
    desk.play("<ret>").unwrap();
    sees(&desk, "D-2026-0001 · Nguyễn Văn An");
    desk.play("<esc><tab><tab>").unwrap();
    sees(&desk, "Không có lời hứa nào như vậy.");
    desk.play("<esc>").unwrap();
    sees(&desk, "Lời hứa · 3");
}

#[test]
fn what_is_not_carried_out_says_what_is_left_and_can_be_narrowed_to_the_late() {
    let mut desk = seat(of("enforcement"), Lang::Vi, (100, 30));
    sees(&desk, "Còn phải thu, trả: 12.500.000 đồng và 320 m² đất.");
    desk.play("<tab>").unwrap();
    sees(&desk, "chậm thi hành · 1");
    desk.play("<esc>").unwrap();
    sees(&desk, "Chưa thi hành xong · 1");
    desk.play("<ret>").unwrap();
    sees(&desk, "D-2026-0001");
}

#[test]
fn warnings_are_shown_kind_by_kind() {
    let mut desk = seat(of("warnings"), Lang::Vi, (100, 30));
    sees(&desk, "đoàn đông người 1");
    desk.play("<tab><tab>").unwrap();
    sees(&desk, "Cần xem lại – đoàn đông người · 1");
    sees(&desk, "D-2026-0006");
    desk.play("<ret>").unwrap();
    sees(&desk, "Hồ Ngọc Lan");
}

#[test]
fn the_month_shows_who_came_who_did_not_and_who_stood_in() {
    let mut desk = seat(of("days"), Lang::Vi, (120, 40));
    sees(&desk, "Đã tiếp 1 ngày");
    desk.play("<home>").unwrap();
    sees(
        &desk,
        "Vắng: họp Tỉnh ủy đột xuất. Người tiếp thay: Phó Chánh Thanh tra Trần Đức Minh.",
    );
    // TCD Đ24.4, 5 wd before Thursday 12/11: 11, 10, 09, 06, 05/11; posted on 09/11 is late.
    sees(&desk, "Chậm nhất phải là 05/11/2026.");
    while !desk.screen().contains("Được mời") {
        let before = desk.screen();
        desk.play("<down>").unwrap();
        assert_ne!(before, desk.screen(), "nobody was invited");
    }
    sees(&desk, "✗ Võ Văn Sơn (D-2026-0002) không đến");
    sees(&desk, "✓ Hồ Ngọc Lan (D-2026-0006) có đến");
    desk.play("<right>").unwrap();
    sees(&desk, "tháng 12/2026");
    sees(&desk, "Tháng này chưa có ngày tiếp nào.");
    desk.play("<left><left>").unwrap();
    sees(&desk, "tháng 10/2026");
}

#[test]
fn a_draft_of_a_posted_day_waits_in_its_box_until_it_is_saved() {
    let mut desk = seat(of("days"), Lang::Vi, (100, 30));
    desk.play("p10/12/2026<tab><esc>").unwrap();
    sees(&desk, "Đã giữ bản nháp.");
    desk.play("p").unwrap();
    sees(&desk, "Niêm yết ngày tiếp công dân · nháp ✓");
    sees(&desk, "10/12/2026");
    sees(&desk, "đang chờ, đã điền lại");
    desk.play("<C-s>").unwrap();
    let line = written(&desk).pop().unwrap();
    assert_eq!(
        line,
        json!({"do": "schedule", "date": "2026-12-10", "who": "Chánh Thanh tra",
            "place": "Trụ sở tiếp công dân", "posted_on": "2026-11-20"})
    );
    sees(&desk, "tháng 12/2026");
    desk.play("p").unwrap();
    let screen = desk.screen();
    assert!(!screen.contains("nháp"), "saved is saved: {screen}");
}

#[test]
fn a_draft_of_an_absence_belongs_to_its_day_and_can_be_thrown_away() {
    let mut desk = seat(of("days"), Lang::Vi, (100, 30));
    desk.play("<home>vhọp giao ban<tab><esc>").unwrap();
    desk.play("<end>v").unwrap();
    let screen = desk.screen();
    assert!(!screen.contains("họp giao ban"), "{screen}");
    desk.play("<esc><home>v").unwrap();
    sees(&desk, "họp giao ban");
    desk.play("<f8>").unwrap();
    sees(&desk, "Đã bỏ bản nháp.");
    desk.play("<esc>v").unwrap();
    let screen = desk.screen();
    assert!(!screen.contains("nháp ✓"), "{screen}");
}

#[test]
fn lists_of_an_office_that_has_nothing_to_show_say_what_comes_here() {
    let day = chrono::NaiveDate::from_ymd_opt(2025, 3, 3).unwrap();
    for (name, make) in LISTS {
        if name == "load" || name == "days" {
            continue;
        }
        let now = day.and_hms_opt(9, 14, 0).unwrap();
        let empty = crate::desk::house::Answering(|ask| {
            use crate::office::ask::{Answer, Question};
            match ask {
                Question::Openings => Answer::Openings(Vec::new()),
                Question::Promises { .. } => Answer::Promises(Box::default()),
                Question::Enforcement { .. } => Answer::Enforcement(Box::default()),
                Question::Warnings { .. } => Answer::Warnings(Box::default()),
                _ => Answer::LoggedOut,
            }
        });
        let desk = Desk::new(make(), Keymap::shipped(), now);
        let mut seat = Rehearsal::with(desk, empty, (80, 24), now);
        seat.play("").unwrap();
        let screen = seat.screen();
        assert!(screen.contains("hiện ở đây"), "{name}\n{screen}");
    }
}

#[test]
fn a_receptionist_is_told_why_openings_are_not_shown() {
    let screen = openings::list(record);
    let mut desk = Rehearsal::new(Box::new(screen), office(Who::Hoa), (80, 24));
    desk.play("").unwrap();
    assert!(
        desk.screen().contains("✗ Không đọc được"),
        "{}",
        desk.screen()
    );
}

#[test]
fn random_keys_break_no_list() {
    let keys = [
        "<down>",
        "<up>",
        "<pgdn>",
        "<pgup>",
        "<home>",
        "<end>",
        "<tab>",
        "<S-tab>",
        "<ret>",
        "<esc>",
        "<Space>",
        "s",
        "S",
        "-",
        "O",
        "<C-f>",
        "<C-y>",
        "u",
        "<click:10,5>",
        "<click:20,9>",
        "<wheel:down>",
        "<C-a>",
        "<C-s>",
        "<f5>",
        "<f8>",
        "<left>",
        "<right>",
        "<bs>",
        "p",
        "v",
        "d",
        "w",
        "g",
        "/",
        "j",
        "ễ",
        "1",
        "?",
        ":",
        "<size:60x15>",
        "<size:80x24>",
        "<size:200x60>",
        "<size:1x1>",
        "<wait:70>",
        "<paste:Tân Lập\u{1b}[2J>",
    ];
    let mut dice: u64 = 20_261_121;
    for (name, make) in LISTS {
        let mut desk = seat(make, Lang::Vi, (80, 24));
        for count in 0..500 {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            let key = keys[usize::try_from(dice % keys.len() as u64).unwrap()];
            if desk.play(key).unwrap().is_some() {
                desk = seat(make, Lang::Vi, (80, 24));
            }
            let (columns, rows) = desk.desk().ctx().size;
            assert!(
                desk.cursor().is_none_or(|(x, y)| x < columns && y < rows),
                "{name}: event {count}"
            );
        }
    }
}
