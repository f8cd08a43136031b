//! The line of steps under the mouse: where the last drawing put each. It must not know what a step holds.

use std::cell::RefCell;

use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::text::width;

/// Where each step stands in its line.
#[derive(Default)]
pub(super) struct Tabs(RefCell<Vec<Rect>>);

impl Tabs {
    /// Hears that the line was drawn here; its words and the gaps between them take turns.
    pub(super) fn drawn(&self, line: &Line, at: Rect) {
        let mut tabs = self.0.borrow_mut();
        tabs.clear();
        let mut x = at.x;
        for (place, span) in line.spans.iter().enumerate() {
            let wide = u16::try_from(width(&span.content)).unwrap_or(u16::MAX);
            let area = Rect {
                x,
                width: wide,
                ..at
            };
            if place % 2 == 0 {
                tabs.push(area.intersection(at));
            }
            x = x.saturating_add(wide);
        }
    }

    /// Returns the step at a column and row of the window.
    pub(super) fn under(&self, column: u16, row: u16) -> Option<usize> {
        let at = Position::new(column, row);
        self.0.borrow().iter().position(|area| area.contains(at))
    }
}
