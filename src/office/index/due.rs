//! The open clocks of the agency by the day on which they are due, counted day by day, so that how many are
//! overdue or near is known without walking over them. It must not know what a day means.

use super::Row;
use crate::register::clock::Clock;
use crate::register::number::Subject;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What is due on one day.
#[derive(Debug, Default)]
pub struct DueDay {
    ids: BTreeSet<Subject>,
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
        self.ids.iter().copied()
    }

    fn is_empty(&self) -> bool {
        self.running == 0 && self.paused == 0
    }

    /// The counts to which a clock belongs.
    fn count(&mut self, clock: &Clock, change: impl Fn(&mut usize)) {
        match clock.paused_since {
            Some(since) if since <= clock.due => change(&mut self.paused),
            Some(_) => {
                change(&mut self.running);
                change(&mut self.late_for_good);
            }
            None => change(&mut self.running),
        }
    }
}

/// Every day on which something is due.
#[derive(Debug, Default)]
pub(super) struct DueDays(BTreeMap<NaiveDate, DueDay>);

impl DueDays {
    pub(super) fn days(&self) -> impl DoubleEndedIterator<Item = (NaiveDate, &DueDay)> {
        self.0.iter().map(|(day, due)| (*day, due))
    }

    pub(super) fn add(&mut self, row: &Row) {
        for clock in &row.clocks {
            let due = self.0.entry(clock.due).or_default();
            due.ids.insert(row.id);
            due.count(clock, |count| *count += 1);
        }
    }

    pub(super) fn remove(&mut self, row: &Row) {
        for clock in &row.clocks {
            let Some(due) = self.0.get_mut(&clock.due) else {
                continue;
            };
            due.ids.remove(&row.id);
            due.count(clock, |count| *count = count.saturating_sub(1));
            if due.is_empty() {
                self.0.remove(&clock.due);
            }
        }
    }
}
