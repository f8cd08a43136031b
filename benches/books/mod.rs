//! Invented books in memory for the benchmarks: 100,000 open petitions. They must not know what is measured.

use chrono::{Days, NaiveDate};
use std::collections::HashMap;
use tiepdan::law::Law;
use tiepdan::office::index::Index;
use tiepdan::office::line::{Desk, Sealed};
use tiepdan::register::book::{Matter, Petition, PostedDay, Reception, Series, Shelf};
use tiepdan::register::memory::{MemoryShelf, record};
use tiepdan::register::number::{MatterNo, PersonId, PetitionNo, ReceptionNo};
use tiepdan::register::person::Person;
use tiepdan::register::value::Value;

/// How many petitions there are, all open.
pub(crate) const PETITIONS: u64 = 100_000;

/// Books in memory.
pub(crate) struct Books {
    /// What is written.
    pub(crate) shelf: MemoryShelf,
    /// Who.
    pub(crate) people: HashMap<PersonId, Person>,
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

/// A day.
pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The index of books, petitions alone.
pub(crate) fn index(books: &Books, law: &Law) -> Index {
    let mut index = Index::default();
    for petition in books.shelf.petitions.values() {
        index.put_petition(books, law, petition);
    }
    index
}

/// So many visits of the last weeks, each with one petition; every third was accepted.
pub(crate) fn books(law: &Law) -> Books {
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
