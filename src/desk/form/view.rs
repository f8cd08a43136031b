//! How a form is drawn: labels left, fields right, what is wrong beneath, scrolled so that the
//! focus is seen, with a line that says how much is not.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Form, Row};
use crate::desk::field::{Field, Verdict};
use crate::desk::reading::wrap;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Kit;
use crate::text::{truncate, width};

/// Columns before a label: the sign of the focus and a space.
const MARGIN: u16 = 2;

impl<K: Copy + PartialEq> Form<K> {
    /// Draws the form.
    pub fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if area.is_empty() {
            return;
        }
        let labels = self.label_columns(area.width);
        let heights: Vec<u16> = (0..self.rows.len())
            .map(|place| self.row_height(place, labels, area.width, ctx))
            .collect();
        let (first, end, rows) = self.visible(&heights, area);
        self.first.set(first);
        let mut y = rows.y;
        let mut hanging = None;
        self.drawn.borrow_mut().clear();
        for place in first..end {
            let height = heights.get(place).copied().unwrap_or(0);
            let at = Rect { y, height, ..rows }.intersection(rows);
            let value = self.draw_row(frame, place, at, labels, ctx);
            if !value.is_empty() {
                self.drawn.borrow_mut().push((place, at, value));
            }
            if place == self.focus {
                hanging = Some(value);
            }
            y = y.saturating_add(height);
        }
        self.draw_more(frame, area, rows, (first, end), ctx);
        if let (Some(value), Some(field), true) = (hanging, self.current(), ctx.active) {
            field.body().view_hanging(frame, value, area, ctx);
        }
    }

    /// Returns the columns of labels, margin and gap included.
    fn label_columns(&self, columns: u16) -> u16 {
        let widest = self.rows.iter().filter_map(|row| match row {
            Row::Field(_, field) if field.is_shown() => Some(width(&label(field))),
            _ => None,
        });
        let widest = u16::try_from(widest.max().unwrap_or(0)).unwrap_or(u16::MAX);
        widest
            .saturating_add(MARGIN + 2)
            .min(columns.saturating_mul(2) / 5)
    }

    fn row_height(&self, place: usize, labels: u16, columns: u16, ctx: &Ctx) -> u16 {
        match self.rows.get(place) {
            Some(Row::Heading(_)) => 1 + u16::from(place > 0),
            Some(Row::Field(_, field)) if field.is_shown() => {
                let room = columns.saturating_sub(labels);
                let said = self.said(place, field, room, ctx).len();
                field
                    .body()
                    .height(room)
                    .saturating_add(u16::try_from(said).unwrap_or(u16::MAX))
            }
            _ => 0,
        }
    }

    /// Returns the lines beneath a field: what is wrong or odd, or its note while it has the focus.
    fn said(&self, place: usize, field: &Field, columns: u16, ctx: &Ctx) -> Vec<Line<'static>> {
        let (mood, words) = match &field.verdict {
            Verdict::Wrong(words) => (Mood::Error, words.as_str()),
            Verdict::Odd(words) => (Mood::Warning, words.as_str()),
            Verdict::Fine if place == self.focus => (Mood::Dim, field.said()),
            Verdict::Fine => return Vec::new(),
        };
        if words.is_empty() {
            return Vec::new();
        }
        let sign = mood.sign();
        let gap = if sign.is_empty() { "" } else { " " };
        let line = Line::styled(format!("{sign}{gap}{words}"), ctx.style(mood));
        wrap(&line, columns.into())
    }

    /// Returns the rows to show, and where, so that the focus is among them.
    fn visible(&self, heights: &[u16], area: Rect) -> (usize, usize, Rect) {
        let total: u32 = heights.iter().map(|height| u32::from(*height)).sum();
        if total <= u32::from(area.height) {
            return (0, heights.len(), area);
        }
        let mut first = self.first.get().min(self.focus);
        // A heading goes with the field below it.
        if first == self.focus
            && first > 0
            && matches!(self.rows.get(first - 1), Some(Row::Heading(_)))
        {
            first -= 1;
        }
        loop {
            let above = u16::from(first > 0);
            let room = area.height.saturating_sub(above + 1);
            let rows = Rect {
                y: area.y.saturating_add(above),
                height: room,
                ..area
            };
            let mut used = 0_u16;
            let mut end = first;
            while let Some(height) = heights.get(end) {
                if used.saturating_add(*height) > room {
                    break;
                }
                used = used.saturating_add(*height);
                end += 1;
            }
            // Nor does one end the window, with nothing below it.
            while end > first && matches!(self.rows.get(end - 1), Some(Row::Heading(_))) {
                end -= 1;
            }
            if self.focus < end {
                return (first, end, rows);
            }
            if first >= self.focus {
                // Taller than the window: its upper part is shown.
                return (first, (first + 1).max(end), rows);
            }
            first += 1;
        }
    }

    /// Draws a row and returns where its value stands.
    fn draw_row(&self, frame: &mut Frame, place: usize, at: Rect, labels: u16, ctx: &Ctx) -> Rect {
        match self.rows.get(place) {
            Some(Row::Heading(words)) => {
                let skip = at.height.saturating_sub(1);
                let line = Rect {
                    y: at.y + skip,
                    height: at.height.min(1),
                    ..at
                };
                let words = truncate(words, line.width.into());
                frame.render_widget(Line::styled(words, ctx.style(Mood::Title)), line);
                Rect::ZERO
            }
            Some(Row::Field(_, field)) if field.is_shown() && !at.is_empty() => {
                self.draw_field(frame, place, field, at, labels, ctx)
            }
            _ => Rect::ZERO,
        }
    }

    fn draw_field(
        &self,
        frame: &mut Frame,
        place: usize,
        field: &Field,
        at: Rect,
        labels: u16,
        ctx: &Ctx,
    ) -> Rect {
        let focused = place == self.focus;
        let room = at.width.saturating_sub(labels);
        let value = Rect {
            x: at.x.saturating_add(labels),
            width: room,
            height: field.body().height(room).min(at.height),
            ..at
        };
        let words = truncate(&label(field), labels.saturating_sub(MARGIN + 1).into());
        let mood = if focused { Mood::Accent } else { Mood::Dim };
        let sign = if focused { "› " } else { "  " };
        let line = Line::from(vec![
            Span::styled(sign, ctx.style(Mood::Accent)),
            Span::styled(words, ctx.style(mood)),
        ]);
        frame.render_widget(
            line,
            Rect {
                width: labels.min(at.width),
                height: 1,
                ..at
            },
        );
        field.body().view(frame, value, focused && ctx.active, ctx);
        let mut y = value.bottom();
        for line in self.said(place, field, room, ctx) {
            let beneath = Rect {
                y,
                height: 1,
                ..value
            }
            .intersection(at);
            frame.render_widget(line, beneath);
            y = y.saturating_add(1);
        }
        value
    }

    fn draw_more(
        &self,
        frame: &mut Frame,
        area: Rect,
        rows: Rect,
        (first, end): (usize, usize),
        ctx: &Ctx,
    ) {
        let fields = |range: std::ops::Range<usize>| {
            let rows = self.rows.get(range).unwrap_or_default().iter();
            rows.filter(|row| matches!(row, Row::Field(_, field) if field.is_shown()))
                .count()
        };
        let (above, below) = (fields(0..first), fields(end..self.rows.len()));
        if rows.y > area.y && above > 0 {
            let words = ctx.fill(Kit::MoreAbove, &[&above]);
            let line = Rect { height: 1, ..area };
            frame.render_widget(Line::styled(words, ctx.style(Mood::Dim)), line);
        }
        if rows.bottom() < area.bottom() && below > 0 {
            let words = ctx.fill(Kit::MoreBelow, &[&below]);
            let line = Rect {
                y: area.bottom() - 1,
                height: 1,
                ..area
            };
            frame.render_widget(Line::styled(words, ctx.style(Mood::Dim)), line);
        }
    }
}

fn label(field: &Field) -> String {
    if field.is_required() {
        format!("{} *", field.label)
    } else {
        field.label.clone()
    }
}
