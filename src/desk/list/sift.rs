//! A list that is all here, looked through and put in order without asking anybody: within each heading, of
//! which those with no row left go. It must not know what a row is about.

use super::List;
use super::row::ListRow;
use crate::desk::screen::Ctx;
use crate::office::order::{Aim, Target, put_in_order};
use crate::register::number::Subject;
use crate::text::{Query, fold};

impl<T: ListRow> List<T> {
    /// Chooses and orders what is shown of rows that are all here; the cursor goes to the row with this key, or
    /// where there is none to this place.
    pub(super) fn arrange(&mut self, key: Option<T::Key>, place: usize, ctx: &Ctx) {
        let query = Query::new(&self.filter());
        let arranged = !query.is_empty() || self.order.is_some();
        self.shown = arranged.then(|| self.arranged(&query, ctx));
        let total = self.shown.as_ref().map_or(self.rows.len(), Vec::len);
        self.total = Some(total);
        let again = key.and_then(|key| {
            let is = |place: &usize| self.row(*place).is_some_and(|row| row.key() == key);
            (0..total).find(is)
        });
        self.at = again.unwrap_or(place).min(total.saturating_sub(1));
        self.off_headings(true, ctx);
    }

    fn arranged(&mut self, query: &Query, ctx: &Ctx) -> Vec<usize> {
        if !query.is_empty() && self.words.len() != self.rows.len() {
            self.words = self.rows.iter().map(|row| words(row, ctx)).collect();
        }
        let finds = |place: usize| {
            query.is_empty()
                || self
                    .words
                    .get(place)
                    .is_some_and(|words| query.matches(words, ""))
        };
        let mut shown = Vec::with_capacity(self.rows.len());
        let mut heading = None;
        let mut below = Vec::new();
        for (place, row) in self.rows.iter().enumerate() {
            if row.heading(ctx).is_some() {
                self.close(heading, &mut below, &mut shown, ctx);
                heading = Some(place);
            } else if finds(place) {
                below.push(place);
            }
        }
        self.close(heading, &mut below, &mut shown, ctx);
        shown
    }

    /// Puts the rows of a heading behind it.
    fn close(
        &self,
        heading: Option<usize>,
        below: &mut Vec<usize>,
        shown: &mut Vec<usize>,
        ctx: &Ctx,
    ) {
        if below.is_empty() {
            return;
        }
        if let Some(order) = self.order {
            let rank = |place: &usize| {
                self.rows
                    .get(*place)
                    .and_then(|row| row.rank(order.by, ctx))
            };
            put_in_order(below, order.reversed, rank, |place| *place);
        }
        shown.extend(heading);
        shown.append(below);
    }

    /// Returns the place of the row that is aimed at, among rows that are all here.
    pub(super) fn place_of(&self, aim: &Aim, ctx: &Ctx) -> Option<usize> {
        let total = self.total.unwrap_or(0);
        let rows: Vec<(usize, &T)> = (0..total)
            .filter_map(|place| Some((place, self.row(place)?)))
            .filter(|(_, row)| row.heading(ctx).is_none())
            .collect();
        let texts: Vec<Vec<String>> = rows
            .iter()
            .map(|(_, row)| row.cells(ctx).into_iter().map(|cell| cell.text).collect())
            .collect();
        let targets = rows.iter().zip(&texts).map(|((_, row), cells)| Target {
            id: cells.iter().find_map(|cell| record(cell)),
            day: row.day(),
            words: cells.iter().map(String::as_str).collect(),
        });
        let found = aim.among(targets)?;
        rows.get(found).map(|(place, _)| *place)
    }
}

/// The record whose number a cell is.
fn record(cell: &str) -> Option<Subject> {
    let petition = cell.parse().map(Subject::Petition);
    petition
        .or_else(|_| cell.parse().map(Subject::Reception))
        .ok()
}

/// The words of a row that can be looked for: what is shown of it, and nothing else.
fn words<T: ListRow>(row: &T, ctx: &Ctx) -> String {
    let cells = row.cells(ctx).into_iter().map(|cell| fold(&cell.text));
    cells.collect::<Vec<_>>().join(" ")
}
