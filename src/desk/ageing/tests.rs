//! The list over books in memory.

use super::*;
use crate::desk::house::{Answering, House};
use crate::desk::keymap::Keymap;
use crate::desk::rehearsal::Rehearsal;
use crate::desk::roads::record;
use crate::desk::stack::Desk;
use crate::desk::words::Lang;
use crate::office::ask::Failure;
use crate::office::deadlines::tests::{Books, noon};

type Seat = Rehearsal<House, Answering<Box<dyn FnMut(Question) -> Answer + Send>>>;

fn seat(lang: Lang, size: (u16, u16)) -> Seat {
    let now = noon("2026-11-20");
    let index = Books::demo(300, now).index();
    let mut rows: Vec<Row> = index
        .open_petitions()
        .filter(|row| row.no_limit)
        .cloned()
        .collect();
    rows.sort_by_key(|row| (row.at, row.id));
    let answer = move |ask| match ask {
        Question::WithoutLimit { from, count } => Answer::Rows {
            from,
            rows: rows.iter().skip(from).take(count).cloned().collect(),
            total: rows.len(),
        },
        _ => Answer::Failed(Failure::NobodyHere),
    };
    let desk = Desk::new(Box::new(list(record)), Keymap::shipped(), now).speaking(lang);
    let mut seat = Rehearsal::with(desk, Answering(Box::new(answer) as Box<_>), size, now);
    seat.play("").unwrap();
    seat
}

#[test]
fn the_oldest_stand_first() {
    insta::assert_snapshot!("ageing_80", seat(Lang::Vi, (80, 24)).screen());
    insta::assert_snapshot!("ageing_120", seat(Lang::En, (120, 40)).screen());
    let screen = seat(Lang::Vi, (80, 24)).screen();
    let ages = screen.lines().skip(3).filter_map(|line| {
        line.trim_start_matches(['›', ' '])
            .split_whitespace()
            .next()?
            .parse::<i64>()
            .ok()
    });
    let ages: Vec<i64> = ages.collect();
    assert!(
        ages.len() > 1 && ages.is_sorted_by(|one, two| one >= two),
        "{ages:?}"
    );
}
