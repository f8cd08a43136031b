//! Where the cursor of a list goes: by keys, past headings, to the row under the mouse. It must not know what a
//! row is about.

use ratatui::layout::Position;

use super::row::ListRow;
use super::{List, ListHeard};
use crate::desk::action::Action;
use crate::desk::screen::Ctx;
use crate::office::order::Order;

impl<T: ListRow> List<T> {
    /// A click on a title puts the rows in order by it, then the other way; on a row, the cursor on it; on the
    /// row under the cursor chooses it.
    pub(super) fn click(&mut self, at: Position, ctx: &Ctx) -> Option<ListHeard> {
        let heads = self.heads.borrow();
        let head = heads.iter().find(|(area, _)| area.contains(at));
        let head = head.map(|(_, by)| *by);
        drop(heads);
        if let Some(by) = head.filter(|_| self.total != Some(0)) {
            let again = self.order.filter(|order| order.by == by);
            let reversed = again.is_some_and(|order| !order.reversed);
            return Some(self.put_in(Some(Order { by, reversed }), ctx));
        }
        let area = self.drawn.get();
        if !area.contains(at) {
            return None;
        }
        let line = usize::from(at.y - area.y);
        let place = self.lines.borrow().get(line).copied().flatten()?;
        if place >= self.total.unwrap_or(0) || self.is_heading(place, ctx) {
            return None;
        }
        if place == self.at {
            return Some(ListHeard::Chosen);
        }
        self.at = place;
        Some(ListHeard::Moved)
    }

    pub(super) fn go(&mut self, action: Action, ctx: &Ctx) {
        // Lines between rows are none: no row is passed over unseen.
        let rows = self.lines.borrow().iter().flatten().count();
        let shown = if rows == 0 { self.seen.get().1 } else { rows };
        let page = shown.saturating_sub(1).max(1);
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
    pub(super) fn off_headings(&mut self, down: bool, ctx: &Ctx) {
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

    pub(super) fn is_heading(&self, place: usize, ctx: &Ctx) -> bool {
        self.row(place)
            .is_some_and(|row| row.heading(ctx).is_some())
    }
}
