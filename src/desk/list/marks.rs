//! The marked rows of a list: kept as they were seen, so that something can be done with them wherever one has
//! scrolled since. It must not know what is done.

use std::collections::BTreeMap;

use super::row::ListRow;
use crate::desk::screen::Ctx;

/// The most rows that are marked at once.
pub(super) const MOST: usize = 1000;

/// Marked rows.
pub(super) struct Marks<T: ListRow> {
    rows: BTreeMap<T::Key, T>,
    /// The row that was opened last, when they are opened one by one.
    pub(super) opened: Option<T::Key>,
}

impl<T: ListRow> Default for Marks<T> {
    fn default() -> Self {
        Self {
            rows: BTreeMap::new(),
            opened: None,
        }
    }
}

impl<T: ListRow> Marks<T> {
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn has(&self, key: &T::Key) -> bool {
        self.rows.contains_key(key)
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &T> {
        self.rows.values()
    }

    pub(super) fn clear(&mut self) {
        self.rows.clear();
        self.opened = None;
    }

    /// Marks a row, or takes its mark away.
    pub(super) fn toggle(&mut self, row: &T) {
        let key = row.key();
        if self.rows.remove(&key).is_none() && self.rows.len() < MOST {
            self.rows.insert(key, row.clone());
        }
    }

    /// Marks these; where all of them are marked, none.
    pub(super) fn toggle_all<'r>(&mut self, rows: impl Iterator<Item = &'r T>, ctx: &Ctx)
    where
        T: 'r,
    {
        let rows = rows.filter(|row| row.heading(ctx).is_none()).take(MOST);
        let all: Vec<&T> = rows.collect();
        let marked = all.iter().all(|row| self.has(&row.key()));
        self.clear();
        if !marked {
            let rows = all.into_iter().map(|row| (row.key(), row.clone()));
            self.rows.extend(rows);
        }
    }

    /// Takes over how the marked rows are now; of a list that is all here, those that are gone lose their mark.
    pub(super) fn renew(&mut self, rows: &[T], whole: bool) {
        if self.rows.is_empty() {
            return;
        }
        let mut seen = BTreeMap::new();
        for row in rows {
            let key = row.key();
            if self.rows.contains_key(&key) {
                seen.insert(key, row.clone());
            }
        }
        if whole {
            self.rows = seen;
        } else {
            self.rows.extend(seen);
        }
    }

    /// Returns the marked row to be opened after the one opened last, with its number from 1; after the last
    /// the first again.
    pub(super) fn open_next(&mut self) -> Option<(usize, T)> {
        let after = self.opened.as_ref();
        let next = self.rows.iter().enumerate();
        let mut behind = next.skip_while(|(_, (key, _))| after.is_some_and(|last| *key <= last));
        let (place, (key, row)) = match behind.next() {
            Some(next) => next,
            None => self.rows.iter().enumerate().next()?,
        };
        self.opened = Some(key.clone());
        Some((place + 1, row.clone()))
    }
}
