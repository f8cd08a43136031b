//! The open clocks of the agency by the day on which they are due, counted day by day, so that how many are
//! overdue or near is known without walking over them. It must not know what a day means.

use super::{Row, Tally};
use crate::register::clock::Clock;
use crate::register::number::Subject;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How many clocks of one record are due on a day.
#[derive(Debug, Default, Clone, Copy)]
struct Here {
    running: usize,
    paused: usize,
}

/// What is due on one day.
#[derive(Debug, Default)]
pub struct DueDay {
    here: BTreeMap<Subject, Here>,
    /// Clocks that run, or were overdue when they were suspended.
    pub running: usize,
    /// Of these, those that were overdue when they were suspended: they stay so, whatever the day.
    pub late_for_good: usize,
    /// Clocks that are suspended.
    pub paused: usize,
}

impl DueDay {
    /// The records with a clock that is due that day, by number.
    pub fn ids(&self) -> impl Iterator<Item = Subject> {
        self.here.keys().copied()
    }

    /// The same with how many of their clocks run that day, or are suspended.
    pub fn counted(&self, paused: bool) -> impl Iterator<Item = (Subject, usize)> {
        self.here.iter().map(move |(id, here)| {
            let count = if paused { here.paused } else { here.running };
            (*id, count)
        })
    }

    /// How many clocks run that day, and how many are suspended.
    pub fn tally(&self) -> Tally {
        Tally {
            running: self.running,
            paused: self.paused,
        }
    }

    fn is_empty(&self) -> bool {
        self.running == 0 && self.paused == 0
    }

    fn add(&mut self, id: Subject, clock: &Clock) {
        let here = self.here.entry(id).or_default();
        match standing(clock) {
            Standing::Paused => (self.paused, here.paused) = (self.paused + 1, here.paused + 1),
            runs => {
                (self.running, here.running) = (self.running + 1, here.running + 1);
                self.late_for_good += usize::from(runs == Standing::LateForGood);
            }
        }
    }

    fn remove(&mut self, id: Subject, clock: &Clock) {
        // A record goes whole, so that its own counts go with the first of its clocks.
        self.here.remove(&id);
        match standing(clock) {
            Standing::Paused => self.paused = self.paused.saturating_sub(1),
            runs => {
                let late = usize::from(runs == Standing::LateForGood);
                self.running = self.running.saturating_sub(1);
                self.late_for_good = self.late_for_good.saturating_sub(late);
            }
        }
    }
}

/// How an open clock stands, whatever the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Running,
    LateForGood,
    Paused,
}

/// Returns how an open clock stands.
pub(super) fn standing(clock: &Clock) -> Standing {
    match clock.paused_since {
        Some(since) if since <= clock.due => Standing::Paused,
        Some(_) => Standing::LateForGood,
        None => Standing::Running,
    }
}

/// Every day on which something is due.
#[derive(Debug, Default)]
pub(super) struct DueDays(BTreeMap<NaiveDate, DueDay>);

impl DueDays {
    pub(super) fn days(&self) -> impl DoubleEndedIterator<Item = (NaiveDate, &DueDay)> {
        self.0.iter().map(|(day, due)| (*day, due))
    }

    pub(super) fn on(&self, day: NaiveDate) -> Option<&DueDay> {
        self.0.get(&day)
    }

    pub(super) fn add(&mut self, row: &Row) {
        for clock in &row.clocks {
            self.0.entry(clock.due).or_default().add(row.id, clock);
        }
    }

    pub(super) fn remove(&mut self, row: &Row) {
        for clock in &row.clocks {
            let Some(due) = self.0.get_mut(&clock.due) else {
                continue;
            };
            due.remove(row.id, clock);
            if due.is_empty() {
                self.0.remove(&clock.due);
            }
        }
    }
}
