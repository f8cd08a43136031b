//! The slip on paper: one key after saving, one Enter, and its page is in a file.

use super::journeys::{CARD, play};
use super::office::{Desktop, reception};

/// A visit with a document handed in, saved; the class is told by its number among the choices.
fn saved(class: &str) -> Desktop {
    let mut desk = reception((80, 24));
    let document = "<f7>Quyết định 12/QĐ-UBND<tab>2<tab><right>";
    play(
        &mut desk,
        &[&format!(
            "<paste:{CARD}><pgdn>Thu hồi đất{document}<pgdn>{class}<C-s>"
        )],
    );
    assert!(desk.screen().contains("Đã lưu"), "{}", desk.screen());
    desk
}

#[test]
fn one_key_after_saving_writes_the_slip_with_the_receipt_to_a_chosen_file() {
    let mut desk = saved("1");
    assert!(desk.screen().contains("p in phiếu"), "{}", desk.screen());
    play(&mut desk, &["p"]);
    let screen = desk.screen();
    assert!(screen.contains("phieu-TCD-2026-0001.html"), "{screen}");
    play(&mut desk, &["<C-u>phieu.html<ret>"]);
    let screen = desk.screen();
    assert!(screen.contains("đường dẫn đầy đủ"), "{screen}");
    assert!(desk.office().pages.is_empty());
    play(&mut desk, &["<up><C-u>/giay/phieu.html<ret>"]);
    let screen = desk.screen();
    assert!(
        screen.contains("Đã ghi phiếu vào /giay/phieu.html"),
        "{screen}"
    );
    let [(page, to)] = desk.office().pages.as_slice() else {
        panic!("{screen}");
    };
    assert_eq!(to.to_str(), Some("/giay/phieu.html"));
    for wanted in [
        "TCD-2026-0001",
        "D-2026-0001",
        "Nguyễn Văn An",
        "072070001234",
        "Quyết định 12/QĐ-UBND",
        "bản chính",
        "Lê Thị Hoa",
        "07/12/2026",
    ] {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
}

#[test]
fn the_slip_of_a_denunciation_holds_nothing_of_who_denounces() {
    let mut desk = saved("2");
    play(&mut desk, &["p<C-u>/giay/phieu.html<ret>"]);
    let [(page, _)] = desk.office().pages.as_slice() else {
        panic!("{}", desk.screen());
    };
    for hidden in ["Nguyễn Văn An", "072070001234", "Tổ 3", "12/QĐ-UBND"] {
        assert!(!page.contains(hidden), "{hidden}: {page}");
    }
    assert!(page.contains("1 tài liệu"), "{page}");
}
