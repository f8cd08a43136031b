//! How long it takes to put 100,000 petitions in another order, to find one among them, and to draw the register
//! that shows them: `cargo bench --bench lists`. What is sorted is what the office sorts on its own thread; the
//! keys are pressed at the real screen, drawn in memory. Says figures and judges none.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops where its screen cannot be drawn"
)]

mod books;

use books::{books, day, index};
use std::time::{Duration, Instant};
use tiepdan::desk::house::Answering;
use tiepdan::desk::register::Register;
use tiepdan::desk::rehearsal::Rehearsal;
use tiepdan::law::Law;
use tiepdan::office::ask::{Answer, Question};
use tiepdan::office::index::{Index, Kind, Row};
use tiepdan::office::order::{Aim, By, Order, Target, put_in_order, rank_of};
use tiepdan::register::number::Subject;

/// How often each order is made, and how often each key is pressed.
const TIMES: usize = 10;
const KEYS: usize = 1000;

/// Prints p50, p99 and the worst of some times.
fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    println!(
        "{what:<36} p50 {:>8.3} ms   p99 {:>8.3} ms   worst {:>8.3} ms",
        at(50),
        at(99),
        at(100)
    );
}

fn timed(times: usize, mut work: impl FnMut()) -> Vec<Duration> {
    let once = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..times).map(once).collect()
}

fn sorted(index: &Index, order: Option<Order>) -> Vec<Subject> {
    let today = day(2026, 11, 20);
    let mut rows: Vec<&Row> = index.newest(Kind::Petition).collect();
    if let Some(Order { by, reversed }) = order {
        put_in_order(
            &mut rows,
            reversed,
            |row| rank_of(row, by, today),
            |row| row.id,
        );
    }
    rows.into_iter().map(|row| row.id).collect()
}

fn main() {
    let law = Law::statute();
    let made = books(&law);
    let index = index(&made, &law);
    drop(made);
    println!("{} petitions", index.counts().1);
    for (what, by) in [
        ("in order by number", By::Number),
        ("in order by person", By::Person),
        ("in order by due day", By::Due),
        ("in order by content", By::What),
    ] {
        let order = Order {
            by,
            reversed: false,
        };
        let times = timed(TIMES, || {
            sorted(&index, Some(order));
        });
        tell(what, times);
    }
    let nobody = Aim::Letters("zzzz".to_owned());
    let times = timed(TIMES, || {
        let rows = index.newest(Kind::Petition);
        nobody.among(rows.map(|row| Target::of(row.id, &row.name, row.at.date())));
    });
    tell("letters that nobody has", times);
    let mut kept: (Option<Order>, Vec<Subject>) = (None, sorted(&index, None));
    let office = Answering(move |ask| match ask {
        Question::Rows {
            filter,
            from,
            count,
        } => {
            if kept.0 != filter.order {
                kept = (filter.order, sorted(&index, filter.order));
            }
            let rows = kept.1.iter().skip(from).take(count);
            let rows = rows.filter_map(|id| index.row(*id)).cloned();
            Answer::Rows {
                from,
                rows: rows.collect(),
                total: kept.1.len(),
            }
        }
        _ => Answer::LoggedOut,
    });
    let mut desk = Rehearsal::new(Box::new(Register::new()), office, (120, 40));
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
    tell("key s to the finished frame", pressed("s", 7 * TIMES, ""));
    pressed("s", 3, "");
    tell("one row down", pressed("<down>", KEYS, ""));
    tell("one page down", pressed("<pgdn>", KEYS, ""));
    tell("to the end and back", pressed("<end>", TIMES, "<home>"));
    tell("a mark", pressed("<Space>", KEYS / 2, ""));
    tell("all marked, and none", pressed("<C-a>", 2 * TIMES, ""));
}
