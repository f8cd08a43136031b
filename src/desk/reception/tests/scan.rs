//! A scanned card, by whichever way it comes and wherever the cursor stands; and a form thrown away that comes
//! back.

use super::journeys::{CARD, play};
use super::office::reception;

#[test]
fn a_scanner_that_types_fills_the_person_from_any_field_of_theirs() {
    for tabs in 0..9 {
        let there = "<tab>".repeat(tabs);
        let mut desk = reception((100, 40));
        play(&mut desk, &[&there, CARD, "<ret>", "<wait:2>"]);
        let screen = desk.screen();
        let name = screen.contains("Họ tên *            Nguyễn Văn An");
        assert!(name, "after {tabs} tabs: {screen}");
        assert!(screen.contains("072070001234"), "{screen}");
        assert!(!screen.contains("||"), "after {tabs} tabs: {screen}");
        assert!(
            desk.office().written.is_empty(),
            "nothing from a scan saves"
        );
    }
}

#[test]
fn a_scan_without_enter_ends_by_itself() {
    let mut desk = reception((80, 24));
    play(&mut desk, &["<tab><tab><tab><tab>", CARD, "<wait:2>"]);
    assert!(
        desk.screen().contains("Nguyễn Văn An, 1970, nam"),
        "{}",
        desk.screen()
    );
}

#[test]
fn a_scanner_at_a_port_fills_the_person_and_saves_nothing() {
    let mut desk = reception((80, 24));
    let scan = format!("<tab><tab><tab>Ấp 9<scan:{CARD}>");
    play(&mut desk, &[&scan, "<wait:2>"]);
    let screen = desk.screen();
    assert!(
        screen.contains("Họ tên *            Nguyễn Văn An"),
        "{screen}"
    );
    assert!(desk.office().written.is_empty());
    desk.play("<pgdn><scan:https://vneid.gov.vn/x>").unwrap();
    assert!(
        desk.screen().contains("không phải thẻ căn"),
        "{}",
        desk.screen()
    );
}

#[test]
fn a_scan_where_nobody_is_received_is_said() {
    let mut desk = reception((80, 24));
    desk.play("<esc>").unwrap();
    desk.play(&format!("<scan:{CARD}>")).unwrap();
    let screen = desk.screen();
    assert!(screen.contains("không có chỗ"), "{screen}");
    assert!(!screen.contains("Nguyễn"), "{screen}");
}

#[test]
fn a_click_on_a_step_opens_it_and_one_on_an_answer_gives_it() {
    let mut desk = reception((80, 24));
    desk.play("<tab>Nguyễn").unwrap();
    let column = |desk: &super::office::Desktop, words: &str| {
        let screen = desk.screen();
        let found = screen.lines().enumerate().find_map(|(row, line)| {
            let before = line.split_once(words)?.0;
            Some(format!("<click:{},{row}>", before.chars().count()))
        });
        found.unwrap_or_else(|| panic!("{words}: {screen}"))
    };
    let step = column(&desk, "2 Nội dung");
    desk.play(&step).unwrap();
    assert!(desk.screen().contains("Tóm tắt"), "{}", desk.screen());
    desk.play("<esc>").unwrap();
    let keep = column(&desk, "Giữ nháp");
    desk.play(&keep).unwrap();
    assert!(!desk.screen().contains("Tóm tắt"), "{}", desk.screen());
    assert_eq!(desk.office().drafts.len(), 1);
}

#[test]
fn a_form_that_was_thrown_away_comes_back_once_with_all_its_text() {
    let mut desk = reception((80, 24));
    desk.play("<tab>Nguyễn Văn An<esc><right><ret>").unwrap();
    let screen = desk.screen();
    assert!(!screen.contains("Họ tên"), "{screen}");
    assert!(screen.contains("Ctrl-Z để lấy lại"), "{screen}");
    assert!(desk.office().drafts.is_empty());
    desk.play("<C-z><wait:3>").unwrap();
    let screen = desk.screen();
    assert!(
        screen.contains("Họ tên *            Nguyễn Văn An"),
        "{screen}"
    );
    assert_eq!(desk.office().drafts.len(), 1, "it is kept again");
    desk.play("<esc><ret><f6>").unwrap();
    assert!(
        !desk.screen().contains("Họ tên"),
        "once only: {}",
        desk.screen()
    );
}
