//! The deadlines screen as an officer types at it.

mod clerk;
mod real;
mod window;

use self::clerk::{Clerk, Seat, office, opens, seat, seat_in, see, with_closed};
use super::*;
use crate::desk::house::Answering;
use crate::desk::keymap::Keymap;
use crate::desk::office_thread::OfficeLink;
use crate::desk::rehearsal::Rehearsal;
use crate::desk::stack::Desk;
use crate::desk::words::Lang;
use crate::office::ask::{DueGroup, Failure, GroupKey};
use crate::office::deadlines::rows;
use crate::office::deadlines::tests::{Books, day, map, noon, text};
use crate::register::number::PetitionNo;
use crate::register::value::Value;

fn petition(n: u32) -> PetitionNo {
    PetitionNo { year: 2026, n }
}

#[test]
fn the_deadlines_at_80_by_24() {
    insta::assert_snapshot!(seat(office(), (80, 24)).screen());
}

#[test]
fn the_deadlines_at_100_by_20_by_officer() {
    let mut desk = seat(office(), (100, 20));
    desk.play("<tab>").unwrap();
    insta::assert_snapshot!(desk.screen());
}

#[test]
fn the_deadlines_at_120_by_40() {
    let desk = seat(Books::demo(200, noon("2026-11-20")), (120, 40));
    insta::assert_snapshot!(desk.screen());
}

#[test]
fn the_deadlines_in_english() {
    let demo = || Books::demo(200, noon("2026-11-20"));
    insta::assert_snapshot!("english_80", seat_in(demo(), Lang::En, (80, 24)).screen());
    insta::assert_snapshot!("english_100", seat_in(demo(), Lang::En, (100, 20)).screen());
    insta::assert_snapshot!("english_120", seat_in(demo(), Lang::En, (120, 40)).screen());
}

#[test]
fn the_officers_and_the_dialogs() {
    let mut desk = seat(office(), (80, 24));
    desk.play("o").unwrap();
    insta::assert_snapshot!("officers", desk.screen());
    desk.play("<esc><Space><Space>gdu").unwrap();
    insta::assert_snapshot!("assign", desk.screen());
    let (books, _) = with_closed();
    let mut desk = seat(books, (80, 24));
    desk.play("<C-a>uUBND xã Tân Lập<tab>12/CV-TTr<C-s>")
        .unwrap();
    insta::assert_snapshot!("some_refused", desk.screen());
}

#[test]
fn overdue_is_said_without_colour_too() {
    let desk = seat(office(), (80, 24));
    let screen = desk.screen();
    let row = screen
        .lines()
        .find(|line| line.contains("D-2026-0001"))
        .unwrap();
    assert!(row.contains(" !  +17  03/11 T3"), "{row}");
    let red = desk.styles();
    assert!(
        red.lines()
            .any(|run| run.contains("+2") && run.contains("Red")),
        "{red}"
    );
}

#[test]
fn the_counts_in_the_title_are_those_of_the_rows() {
    let books = Books::demo(300, noon("2026-11-20"));
    let index = books.index();
    let all = rows(
        &index,
        &books.law,
        day("2026-11-20"),
        &DueFilter::default(),
        0,
        usize::MAX,
    )
    .0;
    let of = |bands: &[Band]| all.iter().filter(|row| bands.contains(&row.band)).count();
    let near = [Band::Within3, Band::Within7];
    let desk = seat(books, (80, 24));
    let screen = desk.screen();
    let title = screen.lines().next().unwrap();
    let near = format!("○ {}/{}", of(&near[..1]), of(&near));
    assert!(title.contains(&near), "{near} {title}");
    for (sign, band) in [
        ("!", Band::Overdue),
        ("●", Band::Today),
        ("‖", Band::Paused),
    ] {
        let count = of(&[band]);
        let told = title.contains(&format!("   {sign} {count} "));
        assert_eq!(told, count > 0, "{sign} {count}: {title}");
        assert_eq!(title.contains(sign), count > 0, "{sign} {count}: {title}");
    }
    assert!(see(&desk, &format!("{} hạn\n", all.len())));
}

#[test]
fn a_denouncers_name_is_nowhere() {
    for size in [(80, 24), (120, 40)] {
        let mut desk = seat(office(), size);
        desk.play("<down>").unwrap();
        assert!(see(&desk, "▒▒▒▒▒▒▒▒"));
        assert!(!see(&desk, "Nhung"), "{}", desk.screen());
        desk.play("w<C-y>").unwrap();
        assert!(
            see(&desk, "D-2026-0002 · ▒▒▒▒▒▒▒▒ · tố cáo"),
            "{}",
            desk.screen()
        );
        assert!(!see(&desk, "Nhung") && !desk.copied().concat().contains("Nhung"));
    }
}

#[test]
fn enter_opens_w_explains_and_esc_leads_back() {
    let mut desk = seat(office(), (100, 30));
    desk.play("<down><ret>").unwrap();
    assert!(see(&desk, "mở D-2026-0002"));
    desk.play("<esc><down>w").unwrap();
    assert!(see(&desk, "Vì sao 20/11/2026?"), "{}", desk.screen());
    assert!(see(&desk, "D-2026-0003 · Lê Thị Mai · khiếu nại"));
    assert!(see(&desk, "← hết hạn"));
    desk.play("<esc>").unwrap();
    assert!(see(&desk, "Hạn giải quyết"));
    assert!(
        see(&desk, "›  ●"),
        "the cursor is where it was: {}",
        desk.screen()
    );
}

#[test]
fn tab_groups_by_urgency_officer_class_and_more() {
    let mut desk = seat(office(), (100, 30));
    assert!(see(&desk, "! Quá hạn · 2") && see(&desk, "‖ Tạm đình chỉ · 1"));
    desk.play("<tab>").unwrap();
    assert!(see(&desk, "nhóm: cán bộ") && see(&desk, "dung · 2 hạn · 1 quá hạn"));
    assert!(
        see(&desk, "Chưa giao · 4 hạn · 1 quá hạn"),
        "{}",
        desk.screen()
    );
    desk.play("<tab>").unwrap();
    assert!(see(&desk, "Khiếu nại · 6 hạn") && see(&desk, "Tố cáo · 1 hạn"));
    desk.play("<tab><tab><tab><tab><tab>").unwrap();
    assert!(see(&desk, "nhóm: mức gấp") && see(&desk, "Sau đó · 1"));
}

#[test]
fn filters_narrow_and_esc_clears_before_it_leaves() {
    let mut desk = seat(office(), (100, 30));
    let numbers = |desk: &Seat| -> Vec<String> {
        let screen = desk.screen();
        let words = screen
            .split_whitespace()
            .filter(|word| word.starts_with("D-2026"));
        words.map(str::to_owned).collect()
    };
    desk.play("b").unwrap();
    assert_eq!(numbers(&desk), ["D-2026-0001", "D-2026-0002"]);
    assert!(see(&desk, "lọc: quá hạn"));
    desk.play("cc").unwrap();
    assert_eq!(numbers(&desk), ["D-2026-0002"]);
    assert!(see(&desk, "lọc: quá hạn · tố cáo"));
    desk.play("<esc>").unwrap();
    assert!(see(&desk, "lọc: –") && see(&desk, "D-2026-0007"));
    desk.play("o<down><ret>").unwrap();
    assert_eq!(numbers(&desk), ["D-2026-0001", "D-2026-0003"]);
    assert!(see(&desk, "lọc: dung"));
    desk.play("o<end><ret>").unwrap();
    assert!(see(&desk, "lọc: chưa giao") && !see(&desk, "D-2026-0001"));
    desk.play("o<ret>").unwrap();
    assert!(see(&desk, "lọc: –"));
    desk.play("/mai").unwrap();
    assert_eq!(numbers(&desk), ["D-2026-0003"]);
    desk.play("x<ret>").unwrap();
    assert!(
        see(&desk, "Không có hạn nào khớp bộ lọc."),
        "{}",
        desk.screen()
    );
    desk.play("<esc>").unwrap();
    assert!(see(&desk, "D-2026-0001"));
    let opened = desk.play("<esc>").unwrap();
    assert_eq!(opened, None, "the first screen stays");
}

#[test]
fn marked_petitions_are_assigned_line_by_line_and_shown_anew() {
    let mut desk = seat(office(), (100, 30));
    desk.play("<down><Space><down><Space>g").unwrap();
    assert!(see(&desk, "Giao 2 đơn"), "{}", desk.screen());
    desk.play("mi<ret>").unwrap();
    assert!(see(&desk, "Đã giao 2 đơn cho minh"), "{}", desk.screen());
    assert!(!see(&desk, "đã chọn"), "marks are gone");
    let expected: Vec<Value> = [2, 4]
        .map(|n| {
            map(&[
                ("do", text("assign")),
                ("petition", text(&petition(n).to_string())),
                ("on", Value::Day(day("2026-11-20"))),
                ("officer", text("minh")),
            ])
        })
        .to_vec();
    assert_eq!(desk.office().lines, expected);
    let row = |no: &str| {
        let screen = desk.screen();
        screen
            .lines()
            .find(|line| line.contains(no))
            .unwrap_or_default()
            .to_owned()
    };
    assert!(row("D-2026-0002").ends_with("minh") && row("D-2026-0004").ends_with("minh"));
}

#[test]
fn a_petition_with_two_clocks_is_written_to_once() {
    let mut books = office();
    let person = map(&[("name", text("Mai Văn Út")), ("address", text("Ấp 3"))]);
    let line = map(&[
        ("do", text("receive")),
        ("at", Value::Moment(noon("2026-11-18"))),
        ("kind", text("regular")),
        ("by", text("receptionist")),
        ("summary", text("Khiếu nại")),
        ("visitors", Value::List(vec![person])),
        (
            "petitions",
            Value::List(vec![map(&[("class", text("complaint"))])]),
        ),
    ]);
    books.write(noon("2026-11-18"), &line).unwrap();
    let mut desk = seat(books, (100, 30));
    desk.play("/ut<ret><C-a>g").unwrap();
    assert!(
        see(&desk, "2 hạn") && see(&desk, "Giao đơn D-2026-0008"),
        "{}",
        desk.screen()
    );
    desk.play("Trần Đức Minh<C-s>").unwrap();
    assert_eq!(desk.office().lines.len(), 1);
    assert!(
        see(&desk, "Đã giao 1 đơn cho Trần Đức Minh"),
        "{}",
        desk.screen()
    );
}

#[test]
fn what_is_refused_is_told_with_its_reason_and_the_rest_is_saved() {
    let (books, closed) = with_closed();
    let mut desk = seat(books, (100, 30));
    desk.play("<C-a>u").unwrap();
    assert!(see(&desk, "Đôn đốc về 8 đơn"), "{}", desk.screen());
    desk.play("<C-s>").unwrap();
    assert!(
        desk.office().lines.is_empty(),
        "nothing is written while a field is empty"
    );
    assert!(see(&desk, "phải có"), "{}", desk.screen());
    desk.play("UBND xã Tân Lập<tab>12/CV-TTr<ret>").unwrap();
    assert_eq!(desk.office().lines.len(), 8);
    assert!(see(&desk, "✓ 7 đơn đã ghi"), "{}", desk.screen());
    assert!(see(&desk, "✗ 1 đơn không ghi được"), "{}", desk.screen());
    let screen = desk.screen();
    let reason = screen
        .lines()
        .find(|line| line.contains(&format!("{closed}:")))
        .unwrap();
    assert!(reason.len() > 40, "{reason}");
    desk.play("<ret>").unwrap();
    assert!(see(&desk, "Hạn giải quyết   !") && !see(&desk, "đã chọn"));
}

#[test]
fn of_marked_denunciations_those_that_may_be_extended_are_and_the_others_are_told_why() {
    let mut books = Books::empty();
    let taken = |books: &mut Books, who: &str, on: &str| {
        let no = books.file("2026-10-12", who, &[("class", text("denunciation"))]);
        books.step("accept", no, on, &[("number", text("7/TB-TTr"))]);
        no
    };
    let once = taken(&mut books, "Lý Thị Mai", "2026-10-20");
    let fresh = taken(&mut books, "Trịnh Văn Tám", "2026-10-22");
    let other = books.file("2026-11-16", "Hồ Ngọc Lan", &[("class", text("complaint"))]);
    // One ground allows one extension (NĐ 31 Đ3): it has had its own.
    let first = [
        ("grounds", Value::List(vec![text("a")])),
        ("number", text("9/QĐ-TTr")),
    ];
    books.step("extend", once, "2026-11-18", &first);
    let mut desk = seat(books, (100, 30));
    desk.play("<C-a>x").unwrap();
    assert!(see(&desk, "Gia hạn giải quyết 2 đơn"), "{}", desk.screen());
    assert!(
        see(&desk, "luật không cho gia hạn: để nguyên."),
        "{}",
        desk.screen()
    );
    desk.play("a<ret><tab>12/QĐ-TTr<C-s>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("✓ 1 đơn đã ghi"), "{screen}");
    assert!(screen.contains("✗ 1 đơn không ghi được"), "{screen}");
    let row = |no: PetitionNo| {
        let mut lines = screen.lines();
        lines
            .position(|line| line.contains(&no.to_string()) && line.contains('│'))
            .unwrap_or_else(|| panic!("{no}\n{screen}"))
    };
    assert!(
        row(fresh) < row(once),
        "the saved stand above the refused: {screen}"
    );
    assert!(screen.contains(&format!("{once}:")), "{screen}");
    let lines = &desk.office().lines;
    assert_eq!(lines.len(), 2, "one line for each, none for {other}");
    assert!(
        lines
            .iter()
            .all(|line| line.get("do") == Some(&text("extend")))
    );
    desk.play("<ret>").unwrap();
    // From Tuesday 20/10: 30 days to 19/11, and 30 more to 19/12, a Saturday; rolled to Monday 21/12. From
    // Thursday 22/10: 30 days to Saturday 21/11, so Monday 23/11, not yet passed; 30 more, to Monday 21/12.
    let screen = desk.screen();
    let rows: Vec<&str> = screen
        .lines()
        .filter(|line| line.contains("21/12"))
        .collect();
    assert_eq!(rows.len(), 2, "both are extended once: {screen}");
}

#[test]
fn a_marked_extension_asks_why_where_one_is_late_and_says_it_only_there() {
    let mut books = Books::empty();
    let mut taken = |who: &str, received: &str, on: &str| {
        let no = books.file(received, who, &[("class", text("denunciation"))]);
        books.step("accept", no, on, &[("number", text("7/TB-TTr"))]);
        no
    };
    // From Thursday 24/09: 30 days to Saturday 24/10, so Monday 26/10: over. From 22/10: to Monday 23/11.
    let late = taken("Lý Thị Mai", "2026-09-21", "2026-09-24");
    let timely = taken("Trịnh Văn Tám", "2026-10-19", "2026-10-22");
    let mut desk = seat(books, (80, 24));
    desk.play("<C-a>x").unwrap();
    assert!(!see(&desk, "Lý do quá hạn"), "{}", desk.screen());
    desk.play("a<ret><tab>12/QĐ-TTr<C-s>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("Lý do quá hạn"), "{screen}");
    assert!(
        screen.contains(&format!("{late} đã quá hạn")),
        "it says which one needs it: {screen}"
    );
    // Nothing is written without it.
    let written = desk.office().lines.len();
    desk.play("<C-s>").unwrap();
    assert_eq!(desk.office().lines.len(), written, "{}", desk.screen());
    desk.play("Chờ giám định<C-s>").unwrap();
    let lines = &desk.office().lines;
    let saved: Vec<_> = [late, timely]
        .iter()
        .map(|no| {
            let own = text(&no.to_string());
            let mut of = lines
                .iter()
                .filter(|line| line.get("petition") == Some(&own));
            of.next_back().unwrap().get("reason").cloned()
        })
        .collect();
    assert_eq!(saved, [Some(text("Chờ giám định")), None]);
    let screen = desk.screen();
    assert!(screen.contains("✓ 2 đơn đã ghi"), "{screen}");
}

#[test]
fn leaving_a_dialog_writes_nothing() {
    let mut desk = seat(office(), (100, 30));
    desk.play("gdu<esc><esc>").unwrap();
    assert!(
        see(&desk, "Enter mở") && desk.office().lines.is_empty(),
        "{}",
        desk.screen()
    );
}

#[test]
fn a_failure_says_so_and_f5_tries_again() {
    let now = noon("2026-11-20");
    let mut broken = true;
    let mut clerk = Clerk::new(office());
    let office = Answering(move |ask| {
        if std::mem::replace(&mut broken, false) {
            return Answer::Failed(Failure::NobodyHere);
        }
        clerk.ask(ask)
    });
    let desk = Desk::new(Box::new(Deadlines::new(opens)), Keymap::shipped(), now);
    let mut desk = Rehearsal::with(desk, office, (80, 24), now);
    desk.play("").unwrap();
    assert!(
        desk.screen().contains("✗ Không đọc được: chưa đăng nhập"),
        "{}",
        desk.screen()
    );
    desk.play("<f5>").unwrap();
    assert!(desk.screen().contains("D-2026-0001"), "{}", desk.screen());
}

#[test]
fn home_can_lead_to_one_band() {
    let now = noon("2026-11-20");
    let screen = Box::new(Deadlines::new(opens).of_band(Band::Paused));
    let desk = Desk::new(screen, Keymap::shipped(), now);
    let mut desk = Rehearsal::with(desk, Clerk::new(office()), (80, 24), now);
    desk.play("").unwrap();
    assert!(
        see(&desk, "lọc: tạm đình chỉ") && see(&desk, "1 hạn\n"),
        "{}",
        desk.screen()
    );
    assert!(see(&desk, "tạm dừng") && !see(&desk, "D-2026-0001"));
}

#[test]
fn random_keys_break_nothing() {
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
        "<C-a>",
        "<C-s>",
        "<C-y>",
        "<f5>",
        "<bs>",
        "g",
        "u",
        "w",
        "o",
        "c",
        "b",
        "/",
        "j",
        "k",
        "G",
        "d",
        "x",
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
    let mut dice: u64 = 20_261_120;
    let mut desk = seat(with_closed().0, (80, 24));
    for count in 0..3000 {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        let key = keys[usize::try_from(dice % keys.len() as u64).unwrap()];
        if desk.play(key).unwrap().is_some() || count % 500 == 0 {
            desk = seat(with_closed().0, (80, 24));
        }
        let (columns, rows) = desk.desk().ctx().size;
        assert!(
            desk.cursor().is_none_or(|(x, y)| x < columns && y < rows),
            "event {count}"
        );
    }
}
