//! A list of rows of which only those near the window are held: the screen asks the office for a
//! range when [`List::wanted`] names one. It must not know what a row is about.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::action::Action;
use super::field::Typed;
use super::field::line::TypedLine;
use super::keymap::Context;
use super::screen::{Ctx, Event, Protocol};
use super::theme::Mood;

mod view;

pub(in crate::desk) use view::{line, share};

/// How many rows are asked for at once, on each side of the cursor.
const REACH: usize = 128;

/// A row of a list.
pub trait ListRow {
    /// What tells this row from every other, however the list is sorted.
    type Key: Ord + Clone;

    /// Returns what tells it apart.
    fn key(&self) -> Self::Key;

    /// Returns its cells, one a column.
    fn cells(&self, ctx: &Ctx) -> Vec<ListCell>;

    /// Returns its words if it only heads the rows below it; the cursor passes over it.
    fn heading(&self, _ctx: &Ctx) -> Option<String> {
        None
    }
}

/// One cell of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListCell {
    /// Its words.
    pub text: String,
    /// How they look.
    pub style: Style,
}

impl ListCell {
    /// Makes a cell.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            style: Style::new(),
        }
    }

    /// Makes a cell that looks like what it means.
    pub fn meaning(text: impl Into<String>, mood: Mood, ctx: &Ctx) -> Self {
        Self {
            text: text.into(),
            style: ctx.style(mood),
        }
    }
}

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wide {
    /// Always so many columns.
    Exactly(u16),
    /// At least so many, and a share of what is left over.
    AtLeast(u16),
}

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub title: String,
    /// How wide it is.
    pub wide: Wide,
    /// Whether its cells end at its right edge, as numbers do.
    pub right: bool,
    /// Which goes first when the window is narrow: the highest; 0 never goes.
    pub yields: u8,
}

impl Column {
    /// Makes a column that never goes.
    pub fn new(title: impl Into<String>, wide: Wide) -> Self {
        Self {
            title: title.into(),
            wide,
            right: false,
            yields: 0,
        }
    }

    /// Ends its cells at its right edge.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// Lets it go when the window is narrow, before those with a lower number.
    #[must_use]
    pub fn yields(mut self, order: u8) -> Self {
        self.yields = order;
        self
    }
}

/// What a list tells its screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListHeard {
    /// The cursor moved; see [`List::wanted`].
    Moved,
    /// The filter is now this; ask for the rows anew.
    Filtered(String),
}

/// Rows, a cursor, marks and a filter.
pub struct List<T: ListRow> {
    rows: Vec<T>,
    start: usize,
    total: Option<usize>,
    at: usize,
    marks: BTreeSet<T::Key>,
    filter: TypedLine,
    filtering: bool,
    filters: bool,
    stale: bool,
    asked: Option<Range<usize>>,
    /// The first row and the number of rows of the last drawing.
    seen: Cell<(usize, usize)>,
    /// Where the last drawing put the rows.
    drawn: Cell<Rect>,
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
            marks: BTreeSet::new(),
            filter: TypedLine::default(),
            filtering: false,
            filters: false,
            stale: false,
            asked: None,
            seen: Cell::new((0, 20)),
            drawn: Cell::default(),
        }
    }

    /// Lets `/` open a filter line.
    #[must_use]
    pub fn with_filter(mut self) -> Self {
        self.filters = true;
        self
    }

    /// Makes a list of rows that are all here.
    pub fn of(rows: Vec<T>, ctx: &Ctx) -> Self {
        let mut list = Self::new();
        let total = rows.len();
        list.fill(0, total, rows, ctx);
        list
    }

    /// Takes in rows from `start` on, of `total` in all. The cursor stays on the row that it was on
    /// if that is among them.
    pub fn fill(&mut self, start: usize, total: usize, rows: Vec<T>, ctx: &Ctx) {
        let before = self.selected().map(ListRow::key);
        self.rows = rows;
        self.start = start;
        self.total = Some(total);
        self.stale = false;
        self.asked = None;
        let again = before.and_then(|key| self.rows.iter().position(|row| row.key() == key));
        self.at = again
            .map_or(self.at, |place| start + place)
            .min(total.saturating_sub(1));
        self.off_headings(true, ctx);
    }

    /// Hears that the rows are out of date; they are shown until others come.
    pub fn outdate(&mut self) {
        self.stale = true;
        self.asked = None;
    }

    /// Returns the rows to ask for, if any of those near the cursor are not here or all are out of
    /// date; the same ones once only.
    pub fn wanted(&mut self) -> Option<Range<usize>> {
        let (_, shown) = self.seen.get();
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

    /// Puts the cursor on a row that is here, with some rows above it in sight.
    pub fn go_to(&mut self, place: usize, ctx: &Ctx) {
        self.at = place.min(self.total.unwrap_or(0).saturating_sub(1));
        self.off_headings(true, ctx);
        let (_, shown) = self.seen.get();
        self.seen.set((self.at.saturating_sub(shown / 3), shown));
    }

    /// Returns the row under the cursor, if it is here.
    pub fn selected(&self) -> Option<&T> {
        self.row(self.at)
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

    /// Returns the keys of the marked rows; of the row under the cursor where none is marked.
    pub fn marked(&self) -> Vec<T::Key> {
        if self.marks.is_empty() {
            self.selected().map(ListRow::key).into_iter().collect()
        } else {
            self.marks.iter().cloned().collect()
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

    /// Returns the filter, composed.
    pub fn filter(&self) -> String {
        self.filter.composed().trim().to_owned()
    }

    /// Returns whether a letter now goes into the filter line.
    pub fn is_filtering(&self) -> bool {
        self.filtering
    }

    /// Returns the contexts of the list; a screen adds its own between or behind.
    pub fn contexts(&self) -> Vec<Context> {
        if self.filtering {
            vec![Context::Filtering, Context::Text]
        } else {
            vec![Context::List]
        }
    }

    /// Returns whether the list does something on an action.
    pub fn accepts(&self, action: Action) -> bool {
        match action {
            Action::Confirm => self.filtering,
            Action::Back => self.filtering || !self.filter.text().is_empty(),
            Action::Up | Action::Down => self.total != Some(0),
            Action::Filter => self.filters && !self.filtering,
            _ if self.filtering => self.filter.accepts(action),
            Action::PageUp
            | Action::PageDown
            | Action::HalfUp
            | Action::HalfDown
            | Action::First
            | Action::Last => self.total != Some(0),
            Action::Mark => self.selected().is_some(),
            Action::MarkAll => !self.rows.is_empty(),
            _ => false,
        }
    }

    /// Takes in what happened; nothing where it was not for the list or nothing came of it.
    pub fn take<P: Protocol>(&mut self, event: &Event<P>, ctx: &Ctx) -> Option<ListHeard> {
        if let Event::Click(column, row) = event {
            return self.click(*column, *row, ctx);
        }
        let typed = Typed::of(event)?;
        if let Typed::Act(action) = typed
            && !self.accepts(action)
        {
            return None;
        }
        match typed {
            Typed::Act(Action::Filter) => self.filtering = true,
            Typed::Act(Action::Confirm) => {
                self.filtering = false;
                self.filter.leave();
            }
            Typed::Act(Action::Back) => return self.leave_filter(),
            Typed::Act(Action::Mark) => {
                self.mark();
                self.go(Action::Down, ctx);
                return Some(ListHeard::Moved);
            }
            Typed::Act(Action::MarkAll) => self.mark_all(ctx),
            Typed::Act(action) if moves(action) && !self.filter_edits(action) => {
                self.go(action, ctx);
                return Some(ListHeard::Moved);
            }
            typed if self.filtering && self.filter.take(typed) => {
                self.at = 0;
                self.outdate();
                return Some(ListHeard::Filtered(self.filter()));
            }
            _ => {}
        }
        None
    }

    /// Puts the cursor on the row under the mouse.
    fn click(&mut self, column: u16, row: u16, ctx: &Ctx) -> Option<ListHeard> {
        let area = self.drawn.get();
        if !area.contains(Position::new(column, row)) {
            return None;
        }
        let place = self.seen.get().0 + usize::from(row - area.y);
        if place >= self.total.unwrap_or(0) || self.is_heading(place, ctx) {
            return None;
        }
        self.at = place;
        Some(ListHeard::Moved)
    }

    fn filter_edits(&self, action: Action) -> bool {
        self.filtering && self.filter.accepts(action)
    }

    /// The first Esc clears the filter; only the next one leaves.
    fn leave_filter(&mut self) -> Option<ListHeard> {
        self.filtering = false;
        if self.filter.text().is_empty() {
            return None;
        }
        self.filter.set("");
        self.at = 0;
        self.outdate();
        Some(ListHeard::Filtered(String::new()))
    }

    fn mark(&mut self) {
        if let Some(key) = self.selected().map(ListRow::key)
            && !self.marks.remove(&key)
        {
            self.marks.insert(key);
        }
    }

    fn mark_all(&mut self, ctx: &Ctx) {
        let rows = self.rows.iter().filter(|row| row.heading(ctx).is_none());
        let all: BTreeSet<T::Key> = rows.map(ListRow::key).collect();
        self.marks = if all.is_subset(&self.marks) {
            BTreeSet::new()
        } else {
            all
        };
    }

    fn go(&mut self, action: Action, ctx: &Ctx) {
        let page = self.seen.get().1.saturating_sub(1).max(1);
        let last = self.total.unwrap_or(usize::MAX).saturating_sub(1);
        let (down, by) = match action {
            Action::Up => (false, 1),
            Action::Down => (true, 1),
            Action::PageUp => (false, page),
            Action::PageDown => (true, page),
            Action::HalfUp => (false, page / 2 + 1),
            Action::HalfDown => (true, page / 2 + 1),
            Action::First => (false, usize::MAX),
            Action::Last => (true, usize::MAX),
            _ => return,
        };
        if self.total.is_none() && by > page {
            return;
        }
        let before = self.at;
        self.at = if down {
            self.at.saturating_add(by).min(last)
        } else {
            self.at.saturating_sub(by)
        };
        self.off_headings(down, ctx);
        if self.is_heading(self.at, ctx) {
            self.at = before;
        }
    }

    /// Moves the cursor off a heading, the given way first.
    fn off_headings(&mut self, down: bool, ctx: &Ctx) {
        let last = self.total.unwrap_or(0).saturating_sub(1);
        for way in [down, !down] {
            let mut at = self.at;
            while self.is_heading(at, ctx) {
                let next = if way {
                    (at + 1).min(last)
                } else {
                    at.saturating_sub(1)
                };
                if next == at {
                    break;
                }
                at = next;
            }
            if !self.is_heading(at, ctx) {
                self.at = at;
                return;
            }
        }
    }

    fn is_heading(&self, place: usize, ctx: &Ctx) -> bool {
        self.row(place)
            .is_some_and(|row| row.heading(ctx).is_some())
    }

    fn row(&self, place: usize) -> Option<&T> {
        self.rows.get(place.checked_sub(self.start)?)
    }
}

fn moves(action: Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::HalfUp
            | Action::HalfDown
            | Action::First
            | Action::Last
    )
}
