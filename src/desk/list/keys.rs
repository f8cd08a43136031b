//! What a list does on keys: it is looked through, put in order, gone through, marked. It must not know what a
//! row is about.

use super::marks::MOST;
use super::row::ListRow;
use super::{Line, List, ListHeard};
use crate::desk::action::Action;
use crate::desk::field::Typed;
use crate::desk::field::date::read_day;
use crate::desk::field::line::TypedLine;
use crate::desk::screen::{Ctx, Event, Protocol};
use crate::office::order::{Aim, By, Order};
use ratatui::layout::Position;

impl<T: ListRow> List<T> {
    /// Returns whether the list does something on an action.
    pub fn accepts(&self, action: Action) -> bool {
        let rows = self.total != Some(0);
        match action {
            Action::Confirm => self.typing.is_some(),
            Action::Back => {
                self.typing.is_some() || !self.filter.text().is_empty() || !self.marks.is_empty()
            }
            Action::Up | Action::Down => rows,
            _ if self.typing.is_some() => self.line().accepts(action),
            Action::Filter => self.filters,
            Action::JumpTo => self.filters && rows,
            Action::PageUp
            | Action::PageDown
            | Action::HalfUp
            | Action::HalfDown
            | Action::First
            | Action::Last => rows,
            Action::Mark => self.marking && self.selected().is_some(),
            Action::MarkAll => self.marking && !self.rows.is_empty(),
            Action::MarkNone => !self.marks.is_empty(),
            Action::Sort => rows && !self.heads.borrow().is_empty(),
            Action::SortReverse => rows && self.order.is_some(),
            _ => false,
        }
    }

    fn line(&self) -> &TypedLine {
        match self.typing {
            Some(Line::Jump) => &self.jump,
            Some(Line::Filter) | None => &self.filter,
        }
    }

    /// Takes in what happened; nothing where it was not for the list or nothing came of it.
    pub fn take<P: Protocol>(&mut self, event: &Event<P>, ctx: &Ctx) -> Option<ListHeard> {
        if let Event::Click(column, row) = event {
            return self.click(Position::new(*column, *row), ctx);
        }
        let typed = Typed::of(event)?;
        if let Typed::Act(action) = typed {
            if !self.accepts(action) {
                return None;
            }
            if let Some(line) = self.typing
                && self.line().accepts(action)
            {
                return self.type_at(line, typed, ctx);
            }
            return self.act(action, ctx);
        }
        self.type_at(self.typing?, typed, ctx)
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Option<ListHeard> {
        match action {
            Action::Filter => self.typing = Some(Line::Filter),
            Action::JumpTo => self.typing = Some(Line::Jump),
            Action::Confirm => self.leave_line(),
            Action::Back => return self.back(ctx),
            Action::Mark => {
                if let Some(row) = self.row(self.at).cloned() {
                    self.marks.toggle(&row);
                }
                self.go(Action::Down, ctx);
                return Some(ListHeard::Moved);
            }
            Action::MarkAll => return self.mark_all(ctx),
            Action::MarkNone => self.marks.clear(),
            Action::Sort => return Some(self.next_order(ctx)),
            Action::SortReverse => {
                let order = self.order?;
                let reversed = !order.reversed;
                let order = Order { reversed, ..order };
                return Some(self.put_in(Some(order), ctx));
            }
            moves => {
                self.go(moves, ctx);
                return Some(ListHeard::Moved);
            }
        }
        None
    }

    fn type_at(&mut self, line: Line, typed: Typed, ctx: &Ctx) -> Option<ListHeard> {
        if line == Line::Jump {
            return self.jump.take(typed).then(|| self.aim(ctx)).flatten();
        }
        if !self.filter.take(typed) {
            return None;
        }
        Some(self.filtered(ctx))
    }

    /// Other rows are looked for: from the first on.
    fn filtered(&mut self, ctx: &Ctx) -> ListHeard {
        if self.whole {
            let before = self.selected().map(ListRow::key);
            self.arrange(before, 0, ctx);
            return ListHeard::Moved;
        }
        self.restart();
        ListHeard::Filtered(self.filter())
    }

    /// Goes to what is typed, as far as it is typed.
    fn aim(&mut self, ctx: &Ctx) -> Option<ListHeard> {
        self.missed = false;
        let today = ctx.today();
        let aim = Aim::read(&self.jump.composed(), |text| read_day(text, today))?;
        if !self.whole {
            return Some(ListHeard::Aimed(aim));
        }
        let place = self.place_of(&aim, ctx);
        self.found(place, ctx);
        Some(ListHeard::Moved)
    }

    /// Esc leaves the line in which a row is gone to; clears the filter; takes the marks away; only the next
    /// one leaves.
    fn back(&mut self, ctx: &Ctx) -> Option<ListHeard> {
        let typing = self.typing.take();
        if typing == Some(Line::Jump) {
            self.leave_line();
            return None;
        }
        if self.filter.text().is_empty() && typing.is_some() {
            return None;
        }
        if self.filter.text().is_empty() {
            self.marks.clear();
            return None;
        }
        self.filter.set("");
        Some(self.filtered(ctx))
    }

    /// Marks all rows, as many as can be marked at once; where they all are, none.
    fn mark_all(&mut self, ctx: &Ctx) -> Option<ListHeard> {
        let total = self.total.unwrap_or(0);
        let here = self.start == 0 && self.rows.len() >= total.min(MOST);
        if !self.whole && !here {
            self.marks_all = true;
            self.asked = None;
            return Some(ListHeard::Moved);
        }
        let rows: Vec<T> = (0..total)
            .filter_map(|place| self.row(place).cloned())
            .collect();
        self.marks.toggle_all(rows.iter(), ctx);
        None
    }

    /// Puts the rows in order by the next column; after the last, as they come.
    fn next_order(&mut self, ctx: &Ctx) -> ListHeard {
        let columns: Vec<By> = self.heads.borrow().iter().map(|(_, by)| *by).collect();
        let next = match self.order {
            None => 0,
            Some(order) => {
                let place = columns.iter().position(|by| *by == order.by);
                place.map_or(0, |place| place + 1)
            }
        };
        let order = columns.get(next).map(|by| Order {
            by: *by,
            reversed: false,
        });
        self.put_in(order, ctx)
    }

    pub(super) fn put_in(&mut self, order: Option<Order>, ctx: &Ctx) -> ListHeard {
        self.order = order;
        if self.whole {
            self.arrange(None, 0, ctx);
            return ListHeard::Moved;
        }
        self.restart();
        ListHeard::Sorted
    }
}
