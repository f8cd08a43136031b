//! Where the headings of the groups stand among the rows: the office counts rows, the list counts rows
//! and headings. It must not know what a row is about.

use std::ops::Range;

use super::row::DueRow;
use crate::office::ask::{DeadlineRow, DueGroup};

/// The groups of a list, each a heading and its rows.
#[derive(Debug, Default)]
pub(in crate::desk) struct Shape {
    /// With the number of rows before each.
    groups: Vec<(usize, DueGroup)>,
    rows: usize,
}

impl Shape {
    pub(in crate::desk) fn new(groups: Vec<DueGroup>) -> Self {
        let mut rows = 0;
        let groups = groups.into_iter().map(|group| {
            let before = rows;
            rows += group.rows;
            (before, group)
        });
        Self {
            groups: groups.collect(),
            rows,
        }
    }

    /// How many rows there are, headings left out.
    pub(in crate::desk) fn rows(&self) -> usize {
        self.rows
    }

    /// How many places the list has.
    fn places(&self) -> usize {
        self.rows + self.groups.len()
    }

    /// The row at a place of the list; at a heading, the first beneath it.
    fn row_at(&self, place: usize) -> usize {
        let heading = |n: usize, before: &usize| before + n;
        let group = self
            .groups
            .iter()
            .enumerate()
            .rfind(|(n, (before, _))| heading(*n, before) <= place);
        match group {
            Some((n, (before, _))) if heading(n, before) == place => *before,
            Some((n, _)) => place - n - 1,
            None => place,
        }
    }

    /// The place of a row in the list.
    pub(in crate::desk) fn place_of(&self, row: usize) -> usize {
        let above = self.groups.iter().filter(|(before, _)| *before <= row);
        row + above.count()
    }

    /// The rows to ask for, so that these places can be shown. While nothing is known of the groups,
    /// headings are not reckoned with.
    pub(in crate::desk) fn rows_for(&self, places: &Range<usize>) -> Range<usize> {
        let last = places.end.saturating_sub(1).max(places.start);
        self.row_at(places.start)..self.row_at(last) + 1
    }

    /// Puts the headings among rows of which the first is the `from`th; returns the place of the first,
    /// the number of places, and the rows to show.
    pub(in crate::desk) fn shown(
        &self,
        from: usize,
        rows: Vec<DeadlineRow>,
    ) -> (usize, usize, Vec<DueRow>) {
        let mut shown = Vec::with_capacity(rows.len() + self.groups.len());
        let mut start = None;
        for (at, row) in (from..).zip(rows) {
            let Some(n) = self.groups.iter().rposition(|(before, _)| *before <= at) else {
                continue;
            };
            let Some((before, group)) = self.groups.get(n) else {
                continue;
            };
            if *before == at {
                start.get_or_insert(at + n);
                shown.push(DueRow::Heading(n, group.clone()));
            }
            start.get_or_insert(at + n + 1);
            shown.push(DueRow::Clock(Box::new(row)));
        }
        (start.unwrap_or(0), self.places(), shown)
    }
}
