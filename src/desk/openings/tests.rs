//! The list as a supervisor reads it.

use super::*;
use crate::desk::house::{Answering, House};
use crate::desk::keymap::Keymap;
use crate::desk::rehearsal::Rehearsal;
use crate::desk::roads::record;
use crate::desk::stack::Desk;
use crate::desk::words::Lang;
use crate::office::ask::Failure;
use crate::office::permit::{NotAllowed, Role};
use crate::office::wall::millis_of;
use crate::register::number::{PetitionNo, ReceptionNo};

fn openings() -> Vec<Opening> {
    let at = |day: u32, hour: u32| {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        millis_of(day.and_hms_opt(hour, 5, 0).unwrap())
    };
    let opening = |seq, at, by: &str, subject, reason: &str| Opening {
        seq,
        at,
        by: by.to_owned(),
        subject,
        reason: reason.to_owned(),
    };
    let petition = |n| Subject::Petition(PetitionNo { year: 2026, n });
    let reception = Subject::Reception(ReceptionNo { year: 2026, n: 41 });
    vec![
        opening(
            90,
            at(20, 8),
            "minh",
            petition(12),
            "Xác minh tố cáo theo Quyết định 12/QĐ-TTr: mời người tố cáo làm việc về chứng cứ đã nộp",
        ),
        opening(71, at(17, 15), "hoa", petition(9), "Gửi thông báo thụ lý"),
        opening(
            60,
            at(3, 9),
            "quoc-hung-phong-nghiep-vu-2",
            reception,
            "Bảo vệ người tố cáo",
        ),
    ]
}

type Seat = Rehearsal<House, Answering<fn(Question) -> Answer>>;

fn seat(answer: fn(Question) -> Answer, lang: Lang, size: (u16, u16)) -> Seat {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let now = day.and_hms_opt(9, 14, 0).unwrap();
    let desk = Desk::new(Box::new(list(record)), Keymap::shipped(), now).speaking(lang);
    let mut seat = Rehearsal::with(desk, Answering(answer), size, now);
    seat.play("").unwrap();
    seat
}

#[expect(clippy::needless_pass_by_value, reason = "what an office takes")]
fn some(ask: Question) -> Answer {
    match ask {
        Question::Openings => Answer::Openings(openings()),
        _ => Answer::Failed(Failure::NobodyHere),
    }
}

#[test]
fn who_opened_what_when_and_why() {
    insta::assert_snapshot!("openings_80", seat(some, Lang::Vi, (80, 24)).screen());
    insta::assert_snapshot!("openings_120", seat(some, Lang::Vi, (120, 40)).screen());
    insta::assert_snapshot!("openings_60", seat(some, Lang::En, (60, 15)).screen());
}

#[test]
fn the_reason_is_told_whole_and_enter_opens_the_record() {
    let mut desk = seat(some, Lang::Vi, (80, 24));
    let told = desk
        .screen()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        told.contains("mời người tố cáo làm việc về chứng cứ đã nộp"),
        "{told}"
    );
    desk.play("<down><ret>").unwrap();
    assert!(desk.screen().contains("D-2026-0009"), "{}", desk.screen());
    desk.play("<esc>").unwrap();
    assert!(
        desk.screen().contains("› 17/11/2026 15:05"),
        "{}",
        desk.screen()
    );
}

#[test]
fn nobody_opened_any_and_nobody_may_see_it() {
    let none = seat(|_| Answer::Openings(Vec::new()), Lang::Vi, (80, 24)).screen();
    assert!(none.contains("Chưa ai mở danh tính"), "{none}");
    let closed = |_| Answer::Failed(Failure::NotAllowed(NotAllowed::Role(Role::Supervisor)));
    let closed = seat(closed, Lang::Vi, (80, 24)).screen();
    assert!(closed.contains("✗ Không đọc được"), "{closed}");
}
