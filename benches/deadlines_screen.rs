//! How long the deadlines screen takes over 100,000 open petitions, from the key to a finished frame, the
//! office's answer included, beside a frame of 16 ms: `cargo bench --bench deadlines_screen`. The screen is the
//! real one, drawn in memory. Says figures and judges none.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops where its screen cannot be drawn"
)]

mod books;

use books::{Books, books, day, index};
use chrono::NaiveDate;
use std::time::{Duration, Instant};
use tiepdan::desk::home::Home;
use tiepdan::desk::house::Answering;
use tiepdan::desk::rehearsal::Rehearsal;
use tiepdan::desk::roads::Ways;
use tiepdan::law::Law;
use tiepdan::office::ask::{Answer, ChainState, Me, OfficeKind, Question};
use tiepdan::office::deadlines;
use tiepdan::office::home::{Around, home};
use tiepdan::office::index::Index;
use tiepdan::office::permit::Role;

/// A frame at 60 a second.
const FRAME: Duration = Duration::from_millis(16);
/// How often the screen is opened, and how often each key is pressed.
const OPENINGS: usize = 60;
const KEYS: usize = 1500;

fn me() -> Me {
    Me {
        user: "minh".to_owned(),
        display: "Trần Đức Minh".to_owned(),
        role: Role::Supervisor,
        clearance: false,
        agency: "Thanh tra tỉnh".to_owned(),
        kind: OfficeKind::ProvinceInspectorate,
        unit: None,
        mended: Vec::new(),
    }
}

/// An office that answers what home and the deadlines screen ask, as the real one does.
fn answer(ask: Question, index: &Index, law: &Law, today: NaiveDate) -> Answer {
    match ask {
        Question::Deadlines {
            filter,
            from,
            count,
        } => {
            let (rows, total) = deadlines::rows(index, law, today, &filter, from, count);
            Answer::Deadlines {
                from,
                rows,
                total,
                counts: deadlines::counts(index, law, today),
                groups: deadlines::groups(index, law, today, &filter),
            }
        }
        Question::Home => {
            let around = Around {
                drafts: Vec::new(),
                last_backup: None,
                chain: ChainState::Whole { entries: 1 },
                posted: Vec::new(),
            };
            Answer::Home(Box::new(home(index, law, today, around)))
        }
        _ => Answer::LoggedOut,
    }
}

/// Prints p50, p99 and the worst of some times, and p99 as a share of a frame.
fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    println!(
        "{what:<28} p50 {:>8.3} ms   p99 {:>8.3} ms   worst {:>8.3} ms   p99/frame {:>6.2}",
        at(50),
        at(99),
        at(100),
        at(99) / (FRAME.as_secs_f64() * 1e3)
    );
}

fn main() {
    let law = Law::statute();
    let made: Books = books(&law);
    let index = index(&made, &law);
    let today = day(2026, 11, 20);
    println!(
        "{} open petitions, {} open clocks",
        index.open_petitions().count(),
        index.open_clocks().count()
    );
    drop(made);
    let office = Answering(move |ask| answer(ask, &index, &law, today));
    let home = Box::new(Home::new(me(), Ways::shipped()));
    let mut desk = Rehearsal::new(home, office, (120, 40));
    desk.play("").unwrap();
    let mut pressed = |keys: &str, times: usize, back: &str| -> Vec<Duration> {
        let press = |_| {
            let start = Instant::now();
            desk.play(keys).unwrap();
            let took = start.elapsed();
            desk.play(back).unwrap();
            took
        };
        (0..times).map(press).collect()
    };
    tell(
        "key 3 to the finished frame",
        pressed("3", OPENINGS, "<esc>"),
    );
    pressed("3", 1, "");
    tell("one row down", pressed("<down>", KEYS, ""));
    tell("one page down", pressed("<pgdn>", KEYS, ""));
    tell("to the end and back", pressed("<end>", OPENINGS, "<home>"));
    // Every grouping in turn, then the last rows of it and back to the first.
    let groupings = [
        "officer", "class", "field", "clock", "commune", "source", "band",
    ];
    let mut regrouped: Vec<(Vec<Duration>, Vec<Duration>)> =
        vec![Default::default(); groupings.len()];
    for _ in 0..OPENINGS / 4 {
        for (tabs, ends) in &mut regrouped {
            tabs.extend(pressed("<tab>", 1, "<pgdn>"));
            ends.extend(pressed("<end>", 1, "<home>"));
        }
    }
    for (grouping, (tabs, ends)) in groupings.iter().zip(regrouped) {
        tell(&format!("Tab to by {grouping}"), tabs);
        tell("  to its end", ends);
    }
    let screen = desk.screen();
    println!("{}", screen.lines().take(8).collect::<Vec<_>>().join("\n"));
}
