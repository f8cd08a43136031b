//! The page of a petition, looked at and typed at over a real office.

use super::PetitionPage;
use super::sample::{Played, Who, desk, from_json, office};
use crate::desk::rehearsal::Rehearsal;
use crate::office::ask::{Answer, Question};
use serde_json::json;

fn page(no: &str, who: Who, size: (u16, u16)) -> Played {
    desk(PetitionPage::new(no.parse().unwrap()), who, size)
}

fn seen(no: &str, who: Who, size: (u16, u16)) -> String {
    page(no, who, size).screen()
}

#[test]
fn an_accepted_complaint_that_is_overdue() {
    insta::assert_snapshot!("overdue_80", seen("D-2026-0001", Who::Minh, (80, 24)));
    insta::assert_snapshot!("overdue_120", seen("D-2026-0001", Who::Minh, (120, 40)));
    insta::assert_snapshot!("overdue_60", seen("D-2026-0001", Who::Minh, (60, 15)));
}

#[test]
fn the_slip_is_made_again_from_the_page_of_a_petition_and_of_a_reception() {
    let dir = tempfile::tempdir().unwrap();
    for (place, mut desk) in [
        page("D-2026-0001", Who::Hoa, (80, 24)),
        super::super::visit::tests::page("TCD-2026-0001", Who::Hoa, (80, 24)),
    ]
    .into_iter()
    .enumerate()
    {
        let path = dir.path().join(format!("phieu {place}.html"));
        desk.play(&format!("p<C-u>{}<ret>", path.display()))
            .unwrap();
        let screen = desk.screen();
        assert!(screen.contains("Đã ghi phiếu vào"), "{screen}");
        let slip = std::fs::read_to_string(&path).unwrap();
        for wanted in [
            "D-2026-0001",
            "khiếu nại",
            "In lại: 09:14 20/11/2026",
            "Luật Khiếu nại Đ28",
        ] {
            assert!(slip.contains(wanted), "{place} {wanted}: {slip}");
        }
        assert_eq!(slip.contains("TCD-2026-0001"), place == 1);
    }
}

#[test]
fn a_notice_that_one_row_cannot_hold_takes_more_and_loses_no_end() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("phieu tiep nhan.html");
    let mut desk = page("D-2026-0001", Who::Hoa, (60, 20));
    desk.play(&format!("p<C-u>{}<ret>", path.display()))
        .unwrap();
    assert!(desk.screen().contains("rồi in"), "{}", desk.screen());
}

#[test]
fn a_slip_made_again_tells_no_denouncer_and_stops_for_who_cannot_compare() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("phieu.html");
    let keys = format!("p<C-u>{}<ret>", path.display());
    let mut desk = page("D-2026-0003", Who::Hoa, (120, 40));
    desk.play(&keys).unwrap();
    assert!(desk.screen().contains("đã dừng"), "{}", desk.screen());
    assert!(!path.exists());
    let mut desk = page("D-2026-0003", Who::Minh, (120, 40));
    desk.play(&keys).unwrap();
    let slip = std::fs::read_to_string(&path).unwrap();
    assert!(
        slip.contains("D-2026-0003") && !slip.contains("Kín"),
        "{slip}"
    );
    // Over nothing: the second time it is told.
    desk.play(&keys).unwrap();
    assert!(desk.screen().contains("không ghi đè"), "{}", desk.screen());
}

#[test]
fn what_stands_open_without_a_clock_is_said_first() {
    // KN-44, 30 days from Friday 16/10/2026: Sunday 15/11, so Monday 16/11; it is the 20th.
    let mut sample = office(Who::Minh);
    let line = json!({"do": "decide", "petition": "D-2026-0001", "on": "2026-10-16", "outcome": "right",
        "number": "31/QĐ-TTr"});
    let line = from_json(&line);
    let answer = sample.door.ask(Question::Write { line, draft: None });
    assert!(matches!(answer, Answer::Saved(_)), "{answer:?}");
    let page = PetitionPage::new("D-2026-0001".parse().unwrap());
    let mut desk = Rehearsal::new(Box::new(page), sample, (100, 30));
    desk.play("").unwrap();
    let screen = desk.screen();
    let lines: Vec<&str> = screen.lines().map(str::trim).collect();
    let at = |text: &str| {
        let found = lines.iter().position(|line| line.contains(text));
        found.unwrap_or_else(|| panic!("{text}\n{screen}"))
    };
    let effect = at("Đã qua ngày có hiệu lực T2 16/11/2026 (KN Đ44.1)");
    assert!(effect < at("Thời hạn"));
    assert!(at("Còn giữ 1 bản gốc, phải trả lại") < at("Thời hạn"));
}

#[test]
fn a_suspended_complaint_keeps_its_first_day_in_sight() {
    insta::assert_snapshot!("suspended_80", seen("D-2026-0002", Who::Minh, (80, 24)));
}

#[test]
fn a_denunciation_shows_no_denouncer() {
    let without = seen("D-2026-0003", Who::Hoa, (80, 24));
    assert!(!without.contains("TCD-"), "the reception is hidden too");
    insta::assert_snapshot!("hidden_80", without);
    // Clearance does not open the name: only an act that says why does.
    let with = seen("D-2026-0003", Who::Minh, (100, 28));
    assert!(!with.contains("Kín"));
    insta::assert_snapshot!("hidden_with_clearance_100", with);
}

#[test]
fn a_second_round_with_a_link_and_a_promise() {
    let mut desk = page("D-2026-0004", Who::Minh, (100, 28));
    insta::assert_snapshot!("second_round_100", desk.screen());
    desk.play("G").unwrap();
    insta::assert_snapshot!("second_round_100_end", desk.screen());
}

#[test]
fn what_was_filed_without_a_visit() {
    insta::assert_snapshot!("filed_80", seen("D-2026-0005", Who::Hoa, (80, 24)));
}

#[test]
fn the_questions_that_led_to_the_class_stand_with_their_articles() {
    for (size, name) in [((80, 24), "asked_80"), ((120, 40), "asked_120")] {
        let mut desk = page("D-2026-0005", Who::Hoa, size);
        desk.play("<end>").unwrap();
        insta::assert_snapshot!(name, desk.screen());
    }
}

#[test]
fn what_is_not_in_the_books_says_so() {
    let screen = seen("D-2026-0099", Who::Hoa, (80, 24));
    assert!(screen.contains("Không có D-2026-0099 trong sổ"), "{screen}");
}

#[test]
fn tab_goes_from_part_to_part_and_round() {
    let mut desk = page("D-2026-0001", Who::Minh, (80, 24));
    for (heading, stands_on) in [
        ("Người gửi đơn", "› Lượt tiếp         TCD-2026-0001"),
        ("Nội dung", ""),
        ("Thông tin đơn", ""),
        ("Đơn có liên quan", "› liên quan đến D-2026-0004"),
        ("Lịch sử", "› T4 21/10/2026  đính chính"),
        ("Thời hạn", "› !   +9"),
        ("Người gửi đơn", "› Lượt tiếp         TCD-2026-0001"),
    ] {
        desk.play("<tab>").unwrap();
        let screen = desk.screen();
        let mut lines = screen.lines().map(str::trim);
        assert!(lines.any(|line| line.starts_with(heading)), "{screen}");
        assert!(screen.contains(stands_on), "{screen}");
    }
    desk.play("<S-tab><S-tab>").unwrap();
    assert!(
        desk.screen().contains("› T4 21/10/2026"),
        "{}",
        desk.screen()
    );
}

#[test]
fn every_line_is_reached_with_the_arrow_alone() {
    let mut desk = page("D-2026-0001", Who::Minh, (80, 24));
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..80 {
        let screen = desk.screen();
        seen.extend(screen.lines().map(|line| {
            let line = line.trim();
            line.strip_prefix("› ").unwrap_or(line).to_owned()
        }));
        desk.play("<down>").unwrap();
    }
    for line in [
        "sử dụng ổn định từ năm 1993.",
        "Giấy chứng nhận quyền sử dụng đất · 4 trang · bản gốc",
        "liên quan đến D-2026-0004",
        "T2 05/10/2026  tiếp công dân  – hoa",
    ] {
        assert!(
            seen.iter().any(|own| own.ends_with(line)),
            "{line} in {seen:#?}"
        );
    }
    desk.play(&"<up>".repeat(80)).unwrap();
    assert!(desk.screen().contains("› !   +9"), "{}", desk.screen());
}

#[test]
fn enter_opens_what_one_stands_on_and_esc_comes_back() {
    let mut desk = page("D-2026-0001", Who::Minh, (80, 24));
    desk.play("<tab><ret>").unwrap();
    assert!(desk.screen().starts_with(" TCD-2026-0001"));
    desk.play("<esc><tab><tab><tab><ret>").unwrap();
    assert!(
        desk.screen().starts_with(" D-2026-0004"),
        "{}",
        desk.screen()
    );
    desk.play("<esc>").unwrap();
    assert!(desk.screen().starts_with(" D-2026-0001"));
    assert!(desk.screen().contains("› liên quan đến D-2026-0004"));
}

#[test]
fn the_history_turns_and_keeps_its_place() {
    let mut desk = page("D-2026-0001", Who::Minh, (100, 28));
    desk.play("G").unwrap();
    assert!(desk.screen().contains("› T2 05/10/2026  tiếp công dân"));
    desk.play("s").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("Lịch sử   cũ nhất trước"), "{screen}");
    assert!(
        screen.contains("› T2 05/10/2026  tiếp công dân"),
        "{screen}"
    );
}

#[test]
fn what_was_taken_back_is_struck_out_with_who_and_why() {
    let mut desk = page("D-2026-0001", Who::Minh, (100, 40));
    desk.play("G").unwrap();
    let struck: Vec<String> = desk
        .styles()
        .lines()
        .filter(|run| run.contains("CROSSED_OUT"))
        .map(str::to_owned)
        .collect();
    assert!(
        struck.iter().any(|run| run.contains("đôn đốc")),
        "{struck:?}"
    );
    assert!(
        desk.screen()
            .contains("– đã rút lại T3 20/10/2026, dung – ghi nhầm ngày")
    );
}

#[test]
fn the_menu_offers_what_is_open_and_says_why_the_rest_is_not() {
    let mut desk = page("D-2026-0001", Who::Minh, (100, 28));
    desk.play("a").unwrap();
    insta::assert_snapshot!("menu_100", desk.screen());
    desk.play("thu ly").unwrap();
    let screen = desk.screen();
    assert!(
        screen.contains("– thụ lý: đã thụ lý ngày 12/10/2026"),
        "{screen}"
    );
    assert!(screen.contains("Không có việc nào khớp"), "{screen}");
    desk.play("<ret>").unwrap();
    assert!(desk.screen().contains("Ghi việc"), "nothing was chosen");
    desk.play("<esc><esc>").unwrap();
    assert!(!desk.screen().contains("Ghi việc"));
}

#[test]
fn it_speaks_english() {
    use crate::desk::keymap::Keymap;
    use crate::desk::rehearsal::Rehearsal;
    use crate::desk::stack::Desk;
    use crate::desk::words::Lang;
    let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 20)
        .unwrap()
        .and_hms_opt(9, 14, 0)
        .unwrap();
    let first = PetitionPage::new("D-2026-0002".parse().unwrap());
    let stack = Desk::new(Box::new(first), Keymap::shipped(), now).speaking(Lang::En);
    let mut desk = Rehearsal::with(stack, super::sample::office(Who::Minh), (100, 40), now);
    desk.play("").unwrap();
    insta::assert_snapshot!("suspended_english_100", desk.screen());
}

#[test]
fn a_clock_is_explained() {
    let mut desk = page("D-2026-0001", Who::Minh, (80, 24));
    desk.play("w").unwrap();
    let screen = desk.screen();
    assert!(screen.starts_with(" Vì sao 11/11/2026?"), "{screen}");
    desk.play("<esc><down><ret>").unwrap();
    let screen = desk.screen();
    assert!(screen.starts_with(" Vì sao 19/10/2026?"), "{screen}");
}
