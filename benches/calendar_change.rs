//! How long the preview of a calendar change takes over 100,000 open petitions, beside a bare walk over the
//! same clocks: `cargo bench --bench calendar_change`. Says figures and judges none.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops where its books cannot be made"
)]

use chrono::{Days, NaiveDate};
use std::collections::HashMap;
use std::hint::black_box;
use std::time::{Duration, Instant};
use tiepdan::law::Law;
use tiepdan::law::calendar::WorkCalendar;
use tiepdan::office::index::Index;
use tiepdan::office::line::{Desk, Sealed};
use tiepdan::office::moves::{Moves, moves};
use tiepdan::register::book::{Matter, Petition, PostedDay, Reception, Series, Shelf};
use tiepdan::register::memory::{MemoryShelf, record};
use tiepdan::register::number::{MatterNo, PersonId, PetitionNo, ReceptionNo};
use tiepdan::register::own_law::{ChangeCalendar, LawAct, law_with};
use tiepdan::register::person::Person;
use tiepdan::register::value::Value;

const PETITIONS: u64 = 100_000;
const RUNS: usize = 9;
const SWAP: &str = "date,kind,name,basis,certainty\n2026-11-23,in_lieu,Hoán đổi,TB 1,L\n\
    2026-11-28,worked,Làm bù,TB 1,L\n";

/// Books in memory.
struct Books {
    shelf: MemoryShelf,
    people: HashMap<PersonId, Person>,
}

impl Shelf for Books {
    fn reception(&self, no: ReceptionNo) -> Option<Reception> {
        self.shelf.reception(no)
    }
    fn petition(&self, no: PetitionNo) -> Option<Petition> {
        self.shelf.petition(no)
    }
    fn matter(&self, no: MatterNo) -> Option<Matter> {
        self.shelf.matter(no)
    }
    fn posted_day(&self, day: NaiveDate) -> Option<PostedDay> {
        self.shelf.posted_day(day)
    }
    fn last_number(&self, series: Series, year: i32) -> u32 {
        self.shelf.last_number(series, year)
    }
    fn last_seq(&self) -> u64 {
        self.shelf.last_seq()
    }
}

impl Desk for Books {
    fn identity(&self, id: PersonId) -> Result<Option<Person>, Sealed> {
        Ok(self.people.get(&id).cloned())
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn map(entries: &[(&str, Value)]) -> Value {
    let entries = entries.iter();
    Value::Map(entries.map(|(k, v)| ((*k).to_owned(), v.clone())).collect())
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// So many visits of the last weeks, each with one petition; every third was accepted.
fn books(law: &Law) -> Books {
    let mut books = Books {
        shelf: MemoryShelf::default(),
        people: HashMap::new(),
    };
    let now = day(2026, 11, 20).and_hms_opt(17, 0, 0).unwrap();
    let mut write = |line: &Value| {
        let saved = record(&mut books.shelf, law, now, line).unwrap();
        let entry = saved.entry.seq;
        for (index, person) in (0_u16..).zip(saved.people) {
            books.people.insert(PersonId { entry, index }, person);
        }
        saved.entry.numbers.petitions
    };
    for n in 0..PETITIONS {
        let on = day(2026, 11, 20) - Days::new(n % 32);
        let class = ["complaint", "denunciation", "feedback"][usize::try_from(n % 3).unwrap()];
        let visitor = map(&[("name", text("Nguyễn Văn An")), ("address", text("Ấp 1"))]);
        let no = write(&map(&[
            ("do", text("receive")),
            ("at", Value::Moment(on.and_hms_opt(9, 0, 0).unwrap())),
            ("kind", text("regular")),
            ("by", text("receptionist")),
            ("visitors", Value::List(vec![visitor])),
            ("summary", text("Thu hồi đất")),
            (
                "petitions",
                Value::List(vec![map(&[("class", text(class))])]),
            ),
        ]));
        if n % 9 < 3 {
            write(&map(&[
                ("do", text("accept")),
                ("petition", text(&no[0].to_string())),
                ("on", Value::Day(on)),
                ("number", text("15/TB")),
            ]));
        }
    }
    books
}

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
    let mut index = Index::default();
    for petition in made.shelf.petitions.values() {
        index.put_petition(&made, &statute, petition);
    }
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
