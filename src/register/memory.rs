//! The books in memory: the shelf that tests use, the model against which the store is held, and the page
//! on which a form sees what saving would start.

use super::act::Act;
use super::apply::apply;
use super::book::{Change, Entry, Matter, Numbers, Petition, PostedDay, Reception, Series, Shelf};
use super::check::{Refusal, Warning, check, number};
use super::life::{Life, life};
use super::number::{MatterNo, PersonId, PetitionNo, ReceptionNo};
use super::own_law::LawChange;
use super::part::Wrong;
use super::person::{Person, take_people};
use super::secret::own_copies;
use super::value::Value;
use crate::law::Law;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use std::collections::{BTreeMap, BTreeSet};

/// Books kept in maps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemoryShelf {
    /// Receptions by number.
    pub receptions: BTreeMap<ReceptionNo, Reception>,
    /// Petitions by number.
    pub petitions: BTreeMap<PetitionNo, Petition>,
    /// Matters by number.
    pub matters: BTreeMap<MatterNo, Matter>,
    /// Posted days.
    pub posted_days: BTreeMap<NaiveDate, PostedDay>,
    /// Last numbers given.
    pub last_numbers: BTreeMap<(Series, i32), u32>,
    /// Persons sealed to clearance.
    pub hidden: BTreeSet<PersonId>,
    /// Changes of calendar and rules.
    pub law: Vec<LawChange>,
    /// Sequence number of the last entry.
    pub last_seq: u64,
}

impl MemoryShelf {
    /// Puts what an entry changed in place of what stood there.
    pub fn apply_change(&mut self, seq: u64, change: Change) {
        self.receptions
            .extend(change.receptions.into_iter().map(|r| (r.no, r)));
        self.petitions
            .extend(change.petitions.into_iter().map(|p| (p.no, p)));
        self.matters
            .extend(change.matters.into_iter().map(|m| (m.no, m)));
        self.posted_days.extend(
            change
                .posted_days
                .into_iter()
                .map(|day| (day.schedule.date, day)),
        );
        self.last_numbers.extend(
            change
                .last_numbers
                .into_iter()
                .map(|(series, year, n)| ((series, year), n)),
        );
        self.hidden.extend(change.hide);
        self.law.extend(change.law);
        self.last_seq = self.last_seq.max(seq);
    }

    /// Applies an entry.
    pub fn apply(&mut self, entry: &Entry) {
        let change = apply(self, entry);
        self.apply_change(entry.seq, change);
    }
}

impl Shelf for MemoryShelf {
    fn reception(&self, no: ReceptionNo) -> Option<Reception> {
        self.receptions.get(&no).cloned()
    }
    fn petition(&self, no: PetitionNo) -> Option<Petition> {
        self.petitions.get(&no).cloned()
    }
    fn matter(&self, no: MatterNo) -> Option<Matter> {
        self.matters.get(&no).cloned()
    }
    fn posted_day(&self, day: NaiveDate) -> Option<PostedDay> {
        self.posted_days.get(&day).cloned()
    }
    fn last_number(&self, series: Series, year: i32) -> u32 {
        self.last_numbers
            .get(&(series, year))
            .copied()
            .unwrap_or_default()
    }
    fn last_seq(&self) -> u64 {
        self.last_seq
    }
    fn law_changes(&self) -> Vec<LawChange> {
        self.law.clone()
    }
}

/// What recording a line gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The entry.
    pub entry: Entry,
    /// The persons it named, in the order of their ids.
    pub people: Vec<Person>,
    /// What was odd.
    pub warnings: Vec<Warning>,
}

/// Why a line was not recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSaved {
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Wrong),
    /// It may not be done.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// Reads, checks, numbers and applies one line at the civil minute `now` (UTC+7), as the office does
/// with its journal; nothing changes where it fails. The officer is `officer`.
pub fn record(
    shelf: &mut MemoryShelf,
    law: &Law,
    now: NaiveDateTime,
    line: &Value,
) -> Result<Saved, NotSaved> {
    let mut line = line.clone();
    let mut people = take_people(&mut line)?;
    let mut act = Act::read(&line)?;
    let warnings = check(shelf, law, now, &act, &people)?;
    own_copies(&mut act, &mut people);
    let entry = entered(shelf, now, act);
    shelf.apply(&entry);
    Ok(Saved {
        entry,
        people,
        warnings,
    })
}

/// The next entry, with its numbers and its persons bound to it.
pub fn entered(shelf: &MemoryShelf, now: NaiveDateTime, mut act: Act) -> Entry {
    let seq = shelf.last_seq() + 1;
    let numbers: Numbers = number(shelf, &act);
    act.bind_people(seq);
    let utc = now.checked_sub_signed(TimeDelta::hours(7)).unwrap_or(now);
    Entry {
        seq,
        at: utc.and_utc().timestamp_millis(),
        by: "officer".to_owned(),
        numbers,
        act,
    }
}

/// What the petitions of an act would be if it were saved now, in their order: which clocks would start,
/// and until when. For a form that is still being filled in; nothing is checked.
pub fn preview(law: &Law, now: NaiveDateTime, act: &Act) -> Vec<Life> {
    let mut shelf = MemoryShelf::default();
    let entry = entered(&shelf, now, act.clone());
    shelf.apply(&entry);
    shelf
        .petitions
        .values()
        .map(|petition| life(petition, law))
        .collect()
}
