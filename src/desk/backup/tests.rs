//! A backup made from the desk.

use super::*;
use crate::desk::petition::sample::{Who, desk};
use crate::office::books::Office;
use crate::office::wall::SystemClock;

#[test]
fn a_backup_is_made_read_back_and_told_with_its_head() {
    let to = tempfile::tempdir().unwrap();
    let mut seat = desk(BackUp::default(), Who::Minh, (100, 30));
    insta::assert_snapshot!("asking_100", seat.screen());
    let dir = to.path().join("bản sao");
    seat.play(&format!("<paste:{}><C-s>", dir.display()))
        .unwrap();
    let screen = seat.screen();
    assert!(screen.contains("đọc lại thấy nguyên vẹn"), "{screen}");
    assert!(screen.contains("Đầu chuỗi"), "{screen}");
    let file = std::fs::read_dir(&dir).unwrap().next().unwrap().unwrap();
    let again = to.path().join("again");
    let restored = Office::restore(&again, &file.path(), &SystemClock).unwrap();
    assert!(
        screen.contains(&format!("Số mục {}", restored.entries)),
        "{screen}"
    );
}

#[test]
fn a_backup_that_cannot_be_made_says_why_and_keeps_what_was_typed() {
    let mut seat = desk(BackUp::default(), Who::Minh, (80, 24));
    seat.play("bản sao<C-s>").unwrap();
    assert!(
        seat.screen().contains("đường dẫn đầy đủ, từ gốc"),
        "{}",
        seat.screen()
    );
    let to = tempfile::NamedTempFile::new().unwrap();
    let mut seat = desk(BackUp::default(), Who::Minh, (80, 24));
    seat.play(&format!("<paste:{}><ret>", to.path().display()))
        .unwrap();
    assert!(
        seat.screen().contains("không phải thư mục"),
        "{}",
        seat.screen()
    );
    assert!(seat.screen().contains("tmp"), "{}", seat.screen());
    let mut seat = desk(BackUp::default(), Who::Hoa, (80, 24));
    let dir = tempfile::tempdir().unwrap();
    seat.play(&format!("<paste:{}><ret>", dir.path().display()))
        .unwrap();
    assert!(seat.screen().contains('✗'), "{}", seat.screen());
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}
