//! A list of rows: one mechanism for all of them. It holds the rows near the window – the screen asks the office
//! for a range when [`List::wanted`] names one – or all there are ([`List::fill_whole`]). It is looked through
//! (`/`), put in order by a column (`s`, `S`, a click on a title), gone through by number, day or first letters
//! (`Ctrl-F`), and its rows are marked. What a list that is all here does by itself, one that is not tells its
//! screen, which asks the office. It must not know what a row is about.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use ratatui::layout::Rect;

use super::field::line::TypedLine;
use super::keymap::Context;
use super::screen::Ctx;
use crate::office::order::{Aim, By, Order, Sift};

mod columns;
mod going;
mod keys;
mod marks;
mod row;
mod sift;
mod view;

#[cfg(test)]
mod tests;

pub(in crate::desk) use columns::share;
use marks::{MOST, Marks};
pub use row::{Column, ListCell, ListRow, Wide};
pub use view::Above;

/// How many rows are asked for at once, on each side of the cursor.
const REACH: usize = 128;

/// What a list tells its screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListHeard {
    /// The cursor moved, or other rows may be needed; see [`List::wanted`].
    Moved,
    /// The filter is now this; ask for the rows anew.
    Filtered(String),
    /// The order is now another; ask for the rows anew.
    Sorted,
    /// A row is gone to that may not be here; ask for its place and tell it to [`List::found`].
    Aimed(Aim),
    /// The row under the cursor was clicked again.
    Chosen,
}

/// Which line is typed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Filter,
    Jump,
}

/// Rows, a cursor, marks, a filter and an order.
pub struct List<T: ListRow> {
    rows: Vec<T>,
    start: usize,
    total: Option<usize>,
    at: usize,
    /// All rows are here.
    whole: bool,
    /// Of rows that are all here, those that are shown, in their order; all as they are where nothing is said.
    shown: Option<Vec<usize>>,
    /// What each row is looked through by, once it is.
    words: Vec<String>,
    marks: Marks<T>,
    filter: TypedLine,
    jump: TypedLine,
    typing: Option<Line>,
    order: Option<Order>,
    filters: bool,
    marking: bool,
    /// The rows are asked for to be marked.
    marks_all: bool,
    /// Nothing was found of what is gone to.
    missed: bool,
    stale: bool,
    /// Other rows come: the cursor stands on the first of them.
    fresh: bool,
    asked: Option<Range<usize>>,
    /// The first row and the number of rows of the last drawing.
    seen: Cell<(usize, usize)>,
    /// Where the last drawing put the rows, and which place stood in each line.
    drawn: Cell<Rect>,
    lines: RefCell<Vec<Option<usize>>>,
    /// Where the last drawing put the titles of columns by which the rows can be put in order.
    heads: RefCell<Vec<(Rect, By)>>,
}

impl<T: ListRow> Default for List<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: ListRow> List<T> {
    /// Makes a list that knows nothing yet.
    pub fn new() -> Self {
        Self {
            rows: Vec::new(),
            start: 0,
            total: None,
            at: 0,
            whole: false,
            shown: None,
            words: Vec::new(),
            marks: Marks::default(),
            filter: TypedLine::default(),
            jump: TypedLine::default(),
            typing: None,
            order: None,
            filters: false,
            marking: false,
            marks_all: false,
            missed: false,
            stale: false,
            fresh: false,
            asked: None,
            seen: Cell::new((0, 20)),
            drawn: Cell::default(),
            lines: RefCell::default(),
            heads: RefCell::default(),
        }
    }

    /// Lets `/` open a filter line, and `Ctrl-F` one in which a row is gone to.
    #[must_use]
    pub fn with_filter(mut self) -> Self {
        self.filters = true;
        self
    }

    /// Lets rows be marked.
    #[must_use]
    pub fn with_marks(mut self) -> Self {
        self.marking = true;
        self
    }

    /// Makes a list of rows that are all here.
    pub fn of(rows: Vec<T>, ctx: &Ctx) -> Self {
        let mut list = Self::new();
        list.fill_whole(rows, ctx);
        list
    }

    /// Takes in rows from `start` on, of `total` in all. The cursor stays on the row that it was on
    /// if that is among them.
    pub fn fill(&mut self, start: usize, total: usize, rows: Vec<T>, ctx: &Ctx) {
        let fresh = std::mem::take(&mut self.fresh);
        let before = self.selected().map(ListRow::key).filter(|_| !fresh);
        self.hold(rows, false);
        self.shown = None;
        self.start = start;
        self.total = Some(total);
        let again = before.and_then(|key| self.rows.iter().position(|row| row.key() == key));
        self.at = again
            .map_or(self.at, |place| start + place)
            .min(total.saturating_sub(1));
        self.off_headings(true, ctx);
        if std::mem::take(&mut self.marks_all) && start == 0 {
            self.marks.toggle_all(self.rows.iter(), ctx);
        }
    }

    /// Takes in all rows that there are. The cursor stays on its row, or near its place.
    pub fn fill_whole(&mut self, rows: Vec<T>, ctx: &Ctx) {
        let before = self.selected().map(ListRow::key);
        self.hold(rows, true);
        self.start = 0;
        self.arrange(before, self.at, ctx);
    }

    fn hold(&mut self, rows: Vec<T>, whole: bool) {
        self.marks.renew(&rows, whole);
        self.rows = rows;
        self.words.clear();
        self.whole = whole;
        self.stale = false;
        self.asked = None;
    }

    /// Hears that the rows are out of date; they are shown until others come.
    pub fn outdate(&mut self) {
        self.stale = true;
        self.asked = None;
    }

    /// Shows other rows, from the first on; those shown stay until they come.
    pub fn restart(&mut self) {
        self.at = 0;
        self.fresh = true;
        self.outdate();
    }

    /// Returns whether the rows shown are those of an earlier question.
    pub fn is_stale(&self) -> bool {
        self.stale || self.total.is_none()
    }

    /// Returns the rows to ask for, if any of those near the cursor are not here or all are out of
    /// date; the same ones once only.
    pub fn wanted(&mut self) -> Option<Range<usize>> {
        let (_, shown) = self.seen.get();
        let last = self.total.unwrap_or(usize::MAX);
        let near = self.at.saturating_sub(shown)..self.at.saturating_add(shown + 1).min(last);
        let here = self.start..self.start + self.rows.len();
        let covered = self.total.is_some() && here.start <= near.start && near.end <= here.end;
        if covered && !self.stale && !self.marks_all {
            return None;
        }
        let reach = REACH.max(shown * 2);
        let start = self.at.saturating_sub(reach) / REACH * REACH;
        let range = if self.marks_all {
            0..MOST
        } else {
            start..start.saturating_add(reach * 2 + REACH)
        };
        if self.asked.as_ref() == Some(&range) {
            return None;
        }
        self.asked = Some(range.clone());
        Some(range)
    }

    /// Puts the cursor on a row, with some rows above it in sight.
    pub fn go_to(&mut self, place: usize, ctx: &Ctx) {
        self.at = place.min(self.total.unwrap_or(0).saturating_sub(1));
        self.off_headings(true, ctx);
        let (_, shown) = self.seen.get();
        self.seen.set((self.at.saturating_sub(shown / 3), shown));
    }

    /// Hears where the row is that is gone to; nowhere, if it is in none.
    pub fn found(&mut self, place: Option<usize>, ctx: &Ctx) {
        self.missed = place.is_none();
        if let Some(place) = place {
            self.go_to(place, ctx);
        }
    }

    /// Returns the row under the cursor, if it is here.
    pub fn selected(&self) -> Option<&T> {
        self.row(self.at)
    }

    /// Returns a row by its place, if it is here.
    pub fn row(&self, place: usize) -> Option<&T> {
        match &self.shown {
            Some(shown) => self.rows.get(*shown.get(place)?),
            None => self.rows.get(place.checked_sub(self.start)?),
        }
    }

    /// Returns the number of rows in all, once it is known.
    pub fn total(&self) -> Option<usize> {
        self.total
    }

    /// Returns the place of the cursor.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Returns the rows that are here.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// Returns the place of the first row that is here.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Returns the marked rows; the row under the cursor where none is marked.
    pub fn marked(&self) -> Vec<&T> {
        if self.marks.is_empty() {
            self.selected().into_iter().collect()
        } else {
            self.marks.rows().collect()
        }
    }

    /// Returns how many rows are marked.
    pub fn marks(&self) -> usize {
        self.marks.len()
    }

    /// Takes every mark away.
    pub fn unmark(&mut self) {
        self.marks.clear();
    }

    /// Returns the marked row to be opened next, with its number from 1.
    pub fn open_next(&mut self) -> Option<(usize, T)> {
        self.marks.open_next()
    }

    /// Returns the filter, composed.
    pub fn filter(&self) -> String {
        self.filter.composed().trim().to_owned()
    }

    /// Begins with a filter, as when words are looked for that were typed elsewhere.
    pub fn set_filter(&mut self, text: &str) {
        self.filter.set(text);
    }

    /// Returns the order in which the rows are put; none where they stand as they come.
    pub fn order(&self) -> Option<Order> {
        self.order
    }

    /// Returns what is looked for, and the order.
    pub fn sift(&self) -> Sift {
        Sift {
            query: self.filter(),
            order: self.order,
        }
    }

    /// Lets letters go into the filter line, as when a search begins.
    pub fn begin_filter(&mut self) {
        self.typing = Some(Line::Filter);
    }

    /// Leaves the line that is typed at.
    pub fn leave_line(&mut self) {
        self.typing = None;
        self.missed = false;
        self.filter.leave();
        self.jump.set("");
    }

    /// Returns whether a letter now goes into the filter line, or that in which a row is gone to.
    pub fn is_filtering(&self) -> bool {
        self.typing.is_some()
    }

    /// Returns whether it is the filter line into which it goes.
    pub fn is_finding(&self) -> bool {
        self.typing == Some(Line::Filter)
    }

    /// Returns the contexts of the list; a screen adds its own between or behind.
    pub fn contexts(&self) -> Vec<Context> {
        if self.typing.is_some() {
            vec![Context::Filtering, Context::Text]
        } else {
            vec![Context::List]
        }
    }
}
