//! Every number of how it goes opens as many rows as it says, over a real office.

use super::*;
use crate::desk::keymap::Keymap;
use crate::desk::oversight::tests::listed;
use crate::desk::petition::sample::{Played, watched_office};
use crate::desk::rehearsal::Rehearsal;
use crate::desk::roads::record;
use crate::desk::stack::Desk;

fn seat() -> Played {
    let day: NaiveDate = "2026-11-20".parse().unwrap();
    let now = day.and_hms_opt(9, 14, 0).unwrap();
    let desk = Desk::new(Box::new(list(record)), Keymap::shipped(), now);
    let mut seat = Rehearsal::with(desk, watched_office(), (120, 40), now);
    seat.play("").unwrap();
    seat
}

/// What the line below the list says that Enter opens, and of that the second number of a share.
fn told(desk: &Played) -> Option<usize> {
    let screen = desk.screen();
    let line = screen
        .lines()
        .find_map(|line| line.split_once("Enter mở: "))?;
    let number = line.1.split_whitespace().next()?;
    let number = number.rsplit('/').next()?;
    Some(number.parse().unwrap())
}

#[test]
fn every_number_opens_as_many_rows_as_it_says() {
    let mut desk = seat();
    let (mut seen, mut rows) = (0, 0);
    loop {
        for _ in Number::ALL {
            if let Some(count) = told(&desk) {
                let before = desk.screen();
                desk.play("<ret>").unwrap();
                assert_eq!(listed(&desk), count, "{before}\n{}", desk.screen());
                for _ in 0..4 {
                    if !desk.screen().starts_with(" Khối lượng") {
                        desk.play("<esc>").unwrap();
                    }
                }
                assert_eq!(desk.screen(), before);
                seen += usize::from(count > 0);
            }
            desk.play("<right>").unwrap();
        }
        rows += 1;
        let before = desk.screen();
        desk.play("<down>").unwrap();
        if desk.screen() == before {
            break;
        }
    }
    assert!(rows >= WEEKS + 5 && seen > 8, "{rows} rows, {seen} numbers");
}
