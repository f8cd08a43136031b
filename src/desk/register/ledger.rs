//! The rows of the register near the window, a cursor, and the lines of days between them. Rows are
//! asked for by the place they have in the whole; day lines have none, so that no count is disturbed.
//! It must not know how a row is written.

use std::cell::Cell;
use std::ops::Range;

use chrono::NaiveDate;

use crate::desk::action::Action;
use crate::office::index::Row;
use crate::register::number::Subject;

/// How many rows are asked for on each side of the cursor.
const REACH: usize = 128;

/// What stands in one line of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A day, and how many rows of it there are, by kind, where all of them are at hand.
    Day(NaiveDate, Option<(usize, usize)>),
    /// A row, by its place in the whole.
    Row(usize),
}

/// Rows near the window, and the cursor.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    rows: Vec<Row>,
    start: usize,
    total: Option<usize>,
    at: usize,
    stale: bool,
    asked: Option<Range<usize>>,
    top: Cell<usize>,
    shown: Cell<usize>,
}

impl Ledger {
    /// Returns the number of rows in all, once it is known.
    pub(super) fn total(&self) -> Option<usize> {
        self.total
    }

    /// Returns the place of the cursor.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Returns whether the rows shown are those of an earlier question.
    pub(super) fn is_stale(&self) -> bool {
        self.stale || self.total.is_none()
    }

    /// Returns a row, if it is at hand.
    pub(super) fn row(&self, place: usize) -> Option<&Row> {
        self.rows.get(place.checked_sub(self.start)?)
    }

    /// Returns the row under the cursor.
    pub(super) fn selected(&self) -> Option<&Row> {
        self.row(self.at)
    }

    /// Hears that the rows are out of date; they are shown until others come.
    pub(super) fn outdate(&mut self) {
        self.stale = true;
        self.asked = None;
    }

    /// Goes to a place, as when something else is looked for.
    pub(super) fn go_to(&mut self, place: usize) {
        self.at = place.min(self.total.unwrap_or(usize::MAX).saturating_sub(1));
        if self.total.is_none() {
            self.at = place;
        }
    }

    /// Stands on the row in a line of the window, if one is there.
    pub(super) fn stand_on(&mut self, line: usize) {
        if let Some(Slot::Row(place)) = self.window(self.shown.get()).get(line) {
            self.at = *place;
        }
    }

    /// Returns the rows to ask for, if any near the cursor are missing or all are out of date; the
    /// same ones once only.
    pub(super) fn wanted(&mut self) -> Option<Range<usize>> {
        let shown = self.shown.get().max(20);
        let last = self.total.unwrap_or(usize::MAX);
        let near = self.at.saturating_sub(shown)..self.at.saturating_add(shown + 1).min(last);
        let here = self.start..self.start + self.rows.len();
        let covered = self.total.is_some() && here.start <= near.start && near.end <= here.end;
        if covered && !self.stale {
            return None;
        }
        let reach = REACH.max(shown * 2);
        let start = self.at.saturating_sub(reach) / REACH * REACH;
        let range = start..start.saturating_add(reach * 2 + REACH);
        if self.asked.as_ref() == Some(&range) {
            return None;
        }
        self.asked = Some(range.clone());
        Some(range)
    }

    /// Takes in rows from `start` on, of `total` in all. The cursor stays on the record that it was
    /// on, if that is among them and the question was the same.
    pub(super) fn fill(&mut self, start: usize, total: usize, rows: Vec<Row>) {
        let before: Option<Subject> = self.selected().map(|row| row.id).filter(|_| self.at > 0);
        self.rows = rows;
        self.start = start;
        self.total = Some(total);
        self.stale = false;
        self.asked = None;
        let again = before.and_then(|id| self.rows.iter().position(|row| row.id == id));
        self.at = again
            .map_or(self.at, |place| start + place)
            .min(total.saturating_sub(1));
    }

    /// Moves the cursor.
    pub(super) fn act(&mut self, action: Action) {
        let Some(total) = self.total else { return };
        let page = self.shown.get().saturating_sub(2).max(1);
        let last = total.saturating_sub(1);
        self.at = match action {
            Action::Up => self.at.saturating_sub(1),
            Action::Down => self.at.saturating_add(1),
            Action::PageUp => self.at.saturating_sub(page),
            Action::PageDown => self.at.saturating_add(page),
            Action::HalfUp => self.at.saturating_sub(page / 2 + 1),
            Action::HalfDown => self.at.saturating_add(page / 2 + 1),
            Action::First => 0,
            Action::Last => last,
            _ => return,
        }
        .min(last);
    }

    /// Returns what stands in each line of a window of so many lines, scrolled so that the cursor
    /// is seen; a day line stands above the first row of each day, and above the first row shown.
    pub(super) fn window(&self, height: usize) -> Vec<Slot> {
        self.shown.set(height);
        let total = self.total.unwrap_or(0);
        if height == 0 || total == 0 {
            return Vec::new();
        }
        let mut top = self.top.get().min(self.at);
        top = top.max(self.at.saturating_sub(height));
        loop {
            let slots = self.slots(top, height, total);
            let seen = slots.contains(&Slot::Row(self.at));
            if seen || top >= self.at {
                self.top.set(top);
                return slots;
            }
            top += 1;
        }
    }

    fn slots(&self, top: usize, height: usize, total: usize) -> Vec<Slot> {
        let mut slots = Vec::with_capacity(height);
        let mut day = None;
        for place in top..total {
            let own = self.row(place).map(|row| row.at.date());
            let new = own.filter(|own| day != Some(*own));
            // In a window of one line the row itself stands before its day.
            if let Some(new) = new.filter(|_| height > 1) {
                if slots.len() + 2 > height {
                    break;
                }
                slots.push(Slot::Day(new, self.counted(new)));
            }
            day = own.or(day);
            slots.push(Slot::Row(place));
            if slots.len() >= height {
                break;
            }
        }
        slots
    }

    /// Returns how many receptions and petitions of a day there are, if all are at hand.
    fn counted(&self, day: NaiveDate) -> Option<(usize, usize)> {
        let total = self.total?;
        let here = |row: &&Row| row.at.date() == day;
        let edge = |row: Option<&Row>| row.is_some_and(|row| row.at.date() == day);
        let cut_above = self.start > 0 && edge(self.rows.first());
        let cut_below = self.start + self.rows.len() < total && edge(self.rows.last());
        if cut_above || cut_below {
            return None;
        }
        let visits = |row: &&Row| matches!(row.id, Subject::Reception(_));
        let all = self.rows.iter().filter(here).count();
        let receptions = self.rows.iter().filter(here).filter(visits).count();
        Some((receptions, all - receptions))
    }
}
