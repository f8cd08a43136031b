//! The visits of a reception day are as many as it says, over a real office.

use super::*;
use crate::desk::keymap::Keymap;
use crate::desk::petition::sample::watched_office;
use crate::desk::rehearsal::Rehearsal;
use crate::desk::roads::record;
use crate::desk::stack::Desk;
use crate::office::ask::Question;

#[test]
fn enter_opens_what_the_head_received_that_day_and_nothing_else() {
    let day: NaiveDate = "2026-11-20".parse().unwrap();
    let mut sample = watched_office();
    let asked = sample.door.ask(Question::ReceptionDays(day));
    let Answer::ReceptionDays(found) = asked else {
        panic!("{asked:?}")
    };
    let of_head = found.days.iter().find(|one| one.date == day).unwrap();
    let all = sample.door.ask(Question::Rows {
        filter: Filter {
            kind: Some(Kind::Reception),
            day: Some(day),
            ..Filter::default()
        },
        from: 0,
        count: 99,
    });
    let Answer::Rows { total, .. } = all else {
        panic!("{all:?}")
    };
    assert!((1..total).contains(&of_head.receptions.len()), "{total}");
    let now = day.and_hms_opt(9, 14, 0).unwrap();
    let desk = Desk::new(Box::new(list(record)), Keymap::shipped(), now);
    let mut desk = Rehearsal::with(desk, sample, (100, 30), now);
    desk.play("").unwrap();
    while !desk.screen().contains("› T6  20/11") {
        desk.play("<down>").unwrap();
    }
    desk.play("<ret>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("người đứng đầu tiếp"), "{screen}");
    let counted = format!("{} lượt", of_head.receptions.len());
    let line = screen.lines().find(|line| line.contains("(•) Lượt tiếp"));
    assert!(line.unwrap().trim_end().ends_with(&counted), "{screen}");
    for no in &of_head.receptions {
        assert!(screen.contains(&no.to_string()), "{screen}");
    }
}
