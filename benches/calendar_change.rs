//! How long the preview of a calendar change takes over 100,000 open petitions, beside a bare walk over the
//! same clocks: `cargo bench --bench calendar_change`. Says figures and judges none.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops where its books cannot be made"
)]

mod books;

use books::{books, day, index};
use std::hint::black_box;
use std::time::{Duration, Instant};
use tiepdan::law::Law;
use tiepdan::law::calendar::WorkCalendar;
use tiepdan::office::moves::{Moves, moves};
use tiepdan::register::own_law::{ChangeCalendar, LawAct, law_with};

const RUNS: usize = 9;
const SWAP: &str = "date,kind,name,basis,certainty\n2026-11-23,in_lieu,Hoán đổi,TB 1,L\n\
    2026-11-28,worked,Làm bù,TB 1,L\n";

/// The median of several runs.
fn median<T>(mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}

fn main() {
    let statute = Law::statute();
    let made = books(&statute);
    let index = index(&made, &statute);
    let rows = WorkCalendar::parse(SWAP).unwrap();
    let change = LawAct::Calendar(Box::new(ChangeCalendar::of(&rows, "TB 1")));
    let swapped = law_with([&change]);
    let today = day(2026, 11, 20);
    let preview = || -> Moves { moves(&index, &made, &statute, &swapped, today) };
    let found = preview();
    let walk = median(|| {
        let clocks = index.all_open_clocks().flat_map(|(_, clocks)| clocks);
        clocks
            .map(|clock| (clock.due - today).num_days())
            .sum::<i64>()
    });
    let preview = median(preview);
    println!(
        "{} open petitions, {} open clocks, {} move",
        index.open_petitions().count(),
        found.clocks,
        found.moved.len()
    );
    println!("preview   {:.3} s", preview.as_secs_f64());
    println!("bare walk {:.3} s", walk.as_secs_f64());
    println!(
        "ratio     {:.1}",
        preview.as_secs_f64() / walk.as_secs_f64()
    );
}
