//! The books with entries laid over them that are not saved yet: a batch sees its own earlier lines, and
//! a preview what it would do. Writes nothing.

use super::line::{Desk, Sealed};
use crate::register::book::{Change, Matter, Petition, PostedDay, Reception, Series, Shelf};
use crate::register::number::{MatterNo, PersonId, PetitionNo, ReceptionNo};
use crate::register::person::Person;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Books with unsaved changes over them.
pub struct Overlay<'a> {
    base: &'a dyn Desk,
    receptions: BTreeMap<ReceptionNo, Reception>,
    petitions: BTreeMap<PetitionNo, Petition>,
    matters: BTreeMap<MatterNo, Matter>,
    days: BTreeMap<NaiveDate, PostedDay>,
    numbers: BTreeMap<(Series, i32), u32>,
    people: BTreeMap<PersonId, Person>,
    hidden: BTreeSet<PersonId>,
    entries: u64,
}

impl<'a> Overlay<'a> {
    /// Lays nothing over the books yet.
    pub fn new(base: &'a dyn Desk) -> Self {
        Self {
            base,
            receptions: BTreeMap::new(),
            petitions: BTreeMap::new(),
            matters: BTreeMap::new(),
            days: BTreeMap::new(),
            numbers: BTreeMap::new(),
            people: BTreeMap::new(),
            hidden: BTreeSet::new(),
            entries: 0,
        }
    }

    /// Lays one more entry's change over the books.
    pub fn lay(&mut self, change: &Change, people: &[(PersonId, Person)]) {
        self.receptions
            .extend(change.receptions.iter().map(|r| (r.no, r.clone())));
        self.petitions
            .extend(change.petitions.iter().map(|p| (p.no, p.clone())));
        self.matters
            .extend(change.matters.iter().map(|m| (m.no, m.clone())));
        self.days.extend(
            change
                .posted_days
                .iter()
                .map(|d| (d.schedule.date, d.clone())),
        );
        self.numbers.extend(
            change
                .last_numbers
                .iter()
                .map(|(series, year, n)| ((*series, *year), *n)),
        );
        self.people.extend(people.iter().cloned());
        self.hidden.extend(change.hide.iter().copied());
        self.entries += 1;
    }
}

impl Shelf for Overlay<'_> {
    fn reception(&self, no: ReceptionNo) -> Option<Reception> {
        self.receptions
            .get(&no)
            .cloned()
            .or_else(|| self.base.reception(no))
    }
    fn petition(&self, no: PetitionNo) -> Option<Petition> {
        self.petitions
            .get(&no)
            .cloned()
            .or_else(|| self.base.petition(no))
    }
    fn matter(&self, no: MatterNo) -> Option<Matter> {
        self.matters
            .get(&no)
            .cloned()
            .or_else(|| self.base.matter(no))
    }
    fn posted_day(&self, day: NaiveDate) -> Option<PostedDay> {
        self.days
            .get(&day)
            .cloned()
            .or_else(|| self.base.posted_day(day))
    }
    fn last_number(&self, series: Series, year: i32) -> u32 {
        self.numbers
            .get(&(series, year))
            .copied()
            .unwrap_or_else(|| self.base.last_number(series, year))
    }
    fn last_seq(&self) -> u64 {
        self.base.last_seq() + self.entries
    }
}

impl Desk for Overlay<'_> {
    fn identity(&self, id: PersonId) -> Result<Option<Person>, Sealed> {
        if self.hidden.contains(&id) {
            return Err(Sealed);
        }
        match self.people.get(&id) {
            Some(person) => Ok(Some(person.clone())),
            None => self.base.identity(id),
        }
    }
}
