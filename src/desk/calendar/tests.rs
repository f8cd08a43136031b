//! The calendar as it is seen and typed at.

use super::*;
use crate::desk::home::trial::rattle;
use crate::desk::house::Answering;
use crate::desk::office_thread::OfficeLink;
use crate::desk::rehearsal::Rehearsal;
use crate::office::ask::{Answer, Question};

fn stage(size: (u16, u16)) -> Rehearsal<House, impl OfficeLink<House>> {
    let answer = |_: Question| Answer::LoggedOut;
    let mut stage = Rehearsal::new(Box::new(WorkDays::new()), Answering(answer), size);
    stage.play("").unwrap();
    stage
}

#[test]
fn the_next_special_day_is_under_the_cursor() {
    let screen = stage((80, 24)).screen();
    assert!(screen.contains("› T3  24/11"), "{screen}");
    assert!(
        screen.contains("Thứ Ba 24/11/2026 – Ngày Văn hóa Việt Nam."),
        "{screen}"
    );
    insta::assert_snapshot!("calendar_80x24", screen);
    insta::assert_snapshot!("calendar_120x40", stage((120, 40)).screen());
}

#[test]
fn an_unsure_day_has_its_mark_and_says_why() {
    let mut stage = stage((100, 28));
    stage.play("<end>").unwrap();
    let screen = stage.screen();
    let row = screen.lines().find(|line| line.contains('›')).unwrap();
    assert!(row.contains('?'), "{row}");
    assert!(screen.contains("chờ thông báo"), "{screen}");
}

#[test]
fn the_confirmed_span_is_said_where_there_is_room() {
    let screen = stage((80, 24)).screen();
    assert!(
        screen.contains("Đã xác nhận từ 01/01/2024 đến 31/12/2026."),
        "{screen}"
    );
}

#[test]
fn every_row_can_be_reached_in_the_smallest_window() {
    let mut stage = stage((60, 15));
    stage.play("<home>").unwrap();
    assert!(stage.screen().contains("Năm 2024"), "{}", stage.screen());
    assert!(stage.screen().contains("01/01"), "{}", stage.screen());
}

#[test]
fn no_keys_break_the_calendar() {
    rattle(|| stage((80, 24)), 7, 3000);
}
