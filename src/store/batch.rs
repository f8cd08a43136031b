//! Several entries made one after the other, of which none is saved yet: each sees what the ones before it
//! change. The same overlay serves a batch of acts, one act alone, and reading the journal back.
//! Knows nothing of keys or files.

use super::books::Books;
use super::people::Sealings;
use super::roster::Marks;
use super::waiting::DueBy;
use crate::register::act::Act;
use crate::register::book::{
    Change, Entry, Matter, Numbers, Petition, PostedDay, Reception, Series, Shelf,
};
use crate::register::number::{MatterNo, PersonId, PetitionNo, ReceptionNo};
use crate::register::own_law::LawChange;
use crate::register::person::Person;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The function that says what an entry changes: [`crate::register::apply::apply`].
pub type Apply = fn(&dyn Shelf, &Entry) -> Change;

/// What changed, by number.
#[derive(Debug, Clone, Default)]
pub struct Overlay {
    /// Receptions.
    pub receptions: BTreeMap<ReceptionNo, Reception>,
    /// Petitions.
    pub petitions: BTreeMap<PetitionNo, Petition>,
    /// Matters.
    pub matters: BTreeMap<MatterNo, Matter>,
    /// Posted days.
    pub days: BTreeMap<NaiveDate, PostedDay>,
    /// Last numbers.
    pub last: BTreeMap<(Series, i32), u32>,
    /// Changes of calendar and rules, by entry.
    pub law: BTreeMap<u64, LawChange>,
    /// The marks of the list of officers, where it became another.
    pub officers: Option<Marks>,
    /// The last entry; 0 where there is none here.
    pub seq: u64,
}

impl Overlay {
    /// Lays a change over what is there.
    pub fn lay(&mut self, seq: u64, change: &Change) {
        let receptions = change.receptions.iter().cloned();
        self.receptions.extend(receptions.map(|r| (r.no, r)));
        let petitions = change.petitions.iter().cloned();
        self.petitions.extend(petitions.map(|p| (p.no, p)));
        let matters = change.matters.iter().cloned();
        self.matters.extend(matters.map(|m| (m.no, m)));
        let days = change.posted_days.iter().cloned();
        self.days.extend(days.map(|d| (d.schedule.date, d)));
        let last = change.last_numbers.iter();
        self.last
            .extend(last.map(|(series, year, n)| ((*series, *year), *n)));
        let law = change.law.iter().cloned();
        self.law.extend(law.map(|l| (l.entry, l)));
        if let Some(change) = &change.officers {
            self.officers = Marks::read(change);
        }
        self.seq = seq;
    }
}

/// The books with an overlay.
#[derive(Clone, Copy)]
pub struct Over<'a> {
    /// What lies below.
    pub books: &'a Books,
    /// What lies above.
    pub overlay: &'a Overlay,
}

impl Shelf for Over<'_> {
    fn reception(&self, no: ReceptionNo) -> Option<Reception> {
        let above = self.overlay.receptions.get(&no).cloned();
        above.or_else(|| self.books.reception(no))
    }
    fn petition(&self, no: PetitionNo) -> Option<Petition> {
        let above = self.overlay.petitions.get(&no).cloned();
        above.or_else(|| self.books.petition(no))
    }
    fn matter(&self, no: MatterNo) -> Option<Matter> {
        let above = self.overlay.matters.get(&no).cloned();
        above.or_else(|| self.books.matter(no))
    }
    fn posted_day(&self, day: NaiveDate) -> Option<PostedDay> {
        let above = self.overlay.days.get(&day).cloned();
        above.or_else(|| self.books.posted_day(day))
    }
    fn last_number(&self, series: Series, year: i32) -> u32 {
        let above = self.overlay.last.get(&(series, year)).copied();
        above.unwrap_or_else(|| self.books.last_number(series, year))
    }
    fn last_seq(&self) -> u64 {
        match self.overlay.seq {
            0 => self.books.last_seq(),
            seq => seq,
        }
    }
    fn law_changes(&self) -> Vec<LawChange> {
        let mut changes = self.books.law_changes();
        changes.extend(self.overlay.law.values().cloned());
        changes
    }
}

/// An act that is to be saved.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// When: milliseconds since 1970 (UTC).
    pub at: i64,
    /// Who: log-in name.
    pub by: String,
    /// The numbers it gets ([`crate::register::check::number`] asked with the batch).
    pub numbers: Numbers,
    /// What; its new persons are ids of entry 0.
    pub act: Act,
    /// Its new persons, in the order of their ids.
    pub people: Vec<Person>,
    /// Persons already in the books whose identity it corrects, with the whole new identity.
    pub corrected: Vec<(PersonId, Person)>,
    /// Persons whose identity nobody is to read any more.
    pub erase: Vec<PersonId>,
    /// The draft that became this act: gone once the act is saved.
    pub draft: Option<super::drafts::DraftId>,
}

impl NewEntry {
    /// An entry that brings, corrects and erases no person.
    pub fn of(at: i64, by: String, numbers: Numbers, act: Act) -> Self {
        Self {
            at,
            by,
            numbers,
            act,
            people: Vec::new(),
            corrected: Vec::new(),
            erase: Vec::new(),
            draft: None,
        }
    }
}

/// An entry that is ready to be written.
#[derive(Debug, Clone)]
pub(super) struct Ready {
    pub(super) entry: Entry,
    pub(super) sealings: Sealings,
    pub(super) draft: Option<super::drafts::DraftId>,
}

/// Entries that are ready to be saved together: [`super::Store::save`].
#[derive(Debug, Clone, Default)]
pub struct Prepared {
    pub(super) after: u64,
    pub(super) entries: Vec<Ready>,
    pub(super) overlay: Overlay,
    pub(super) due_by: Option<DueBy>,
}

impl Prepared {
    /// The entries, numbered and with their persons bound.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().map(|ready| &ready.entry)
    }

    /// How many entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Says whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// Entries in the making. It is a [`Shelf`]: check and number each act against the batch, not the store.
pub struct Batch<'a> {
    books: &'a Books,
    apply: Apply,
    prepared: Prepared,
}

impl<'a> Batch<'a> {
    pub(super) fn new(books: &'a Books, apply: Apply, after: u64) -> Self {
        let prepared = Prepared {
            after,
            ..Prepared::default()
        };
        Self {
            books,
            apply,
            prepared,
        }
    }

    fn over(&self) -> Over<'_> {
        Over {
            books: self.books,
            overlay: &self.prepared.overlay,
        }
    }

    /// Adds an act, already checked, and returns what it changes.
    pub fn add(&mut self, new: NewEntry) -> Change {
        let seq = self.prepared.after + self.prepared.entries.len() as u64 + 1;
        let mut act = new.act;
        act.bind_people(seq);
        let entry = Entry {
            seq,
            at: new.at,
            by: new.by,
            numbers: new.numbers,
            act,
        };
        let change = (self.apply)(&self.over(), &entry);
        self.prepared.overlay.lay(seq, &change);
        let fresh = (0..=u16::MAX).zip(new.people);
        let people = fresh
            .map(|(index, person)| (PersonId { entry: seq, index }, person))
            .chain(new.corrected)
            .collect();
        self.prepared.entries.push(Ready {
            entry,
            sealings: Sealings {
                people,
                hide: change.hide.clone(),
                erase: new.erase,
            },
            draft: new.draft,
        });
        change
    }

    /// Says who counts, once it is saved, on which days something of a petition is due from now on (its open
    /// clocks).
    pub fn due_by(&mut self, count: impl Fn(&Petition) -> Vec<NaiveDate> + Send + Sync + 'static) {
        self.prepared.due_by = Some(DueBy::new(count));
    }

    /// What was added, to be saved.
    pub fn finish(self) -> Prepared {
        self.prepared
    }
}

impl Shelf for Batch<'_> {
    fn reception(&self, no: ReceptionNo) -> Option<Reception> {
        self.over().reception(no)
    }
    fn petition(&self, no: PetitionNo) -> Option<Petition> {
        self.over().petition(no)
    }
    fn matter(&self, no: MatterNo) -> Option<Matter> {
        self.over().matter(no)
    }
    fn posted_day(&self, day: NaiveDate) -> Option<PostedDay> {
        self.over().posted_day(day)
    }
    fn last_number(&self, series: Series, year: i32) -> u32 {
        self.over().last_number(series, year)
    }
    fn last_seq(&self) -> u64 {
        self.prepared.after + self.prepared.entries.len() as u64
    }
    fn law_changes(&self) -> Vec<LawChange> {
        self.over().law_changes()
    }
}
