//! A field of several lines of text, broken softly between words. Up and down go by the rows that
//! are seen. It must not know what the text is.

use std::cell::Cell;
use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use unicode_segmentation::UnicodeSegmentation;

use super::buffer::Buffer;
use super::line::edit;
use super::{Body, Took, Typed, Value, Verdict};
use crate::desk::action::Action;
use crate::desk::keymap::Context;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Kit;
use crate::text::{nfc, width};

/// Several lines of text.
#[derive(Clone, Debug)]
pub struct Area {
    buffer: Buffer,
    rows: u16,
    longest: Option<usize>,
    /// What a tab becomes when it is pasted.
    tab: &'static str,
    /// The column that up and down keep to.
    goal: Option<usize>,
    /// The columns of the last drawing.
    columns: Cell<usize>,
    /// The first row that the last drawing showed.
    top: Cell<usize>,
}

impl Area {
    /// Makes an area that shows so many rows, and up to three times as many when they are filled.
    pub fn rows(rows: u16) -> Self {
        Self {
            buffer: Buffer::default(),
            rows: rows.max(1),
            longest: None,
            tab: " ",
            goal: None,
            columns: Cell::new(60),
            top: Cell::new(0),
        }
    }

    /// Says when the text is longer than so many letters.
    #[must_use]
    pub fn longest(mut self, letters: usize) -> Self {
        self.longest = Some(letters);
        self
    }

    /// Keeps the cells of a pasted table apart: a tab becomes a semicolon.
    #[must_use]
    pub fn of_cells(mut self) -> Self {
        self.tab = "; ";
        self
    }

    fn move_rows(&mut self, down: bool, by: usize) {
        let rows = soft_rows(self.buffer.text(), self.columns.get());
        let (row, column) = place_of(self.buffer.text(), &rows, self.buffer.at());
        let goal = self.goal.unwrap_or(column);
        let last = rows.len().saturating_sub(1);
        let row = if down {
            (row + by).min(last)
        } else {
            row.saturating_sub(by)
        };
        if let Some(row) = rows.get(row) {
            let at = byte_at(self.buffer.text(), row, goal);
            self.buffer.place(at);
        }
        self.goal = Some(goal);
    }
}

/// Breaks a text into rows of at most so many columns; a row holds its bytes, line break left out.
fn soft_rows(text: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let mut rows = Vec::new();
    let mut line_start = 0;
    for line in text.split('\n') {
        let mut start = line_start;
        let (mut used, mut space) = (0, None);
        for (place, letter) in line.grapheme_indices(true) {
            let place = line_start + place;
            let wide = width(letter);
            if letter == " " {
                // A space may hang over the edge: the row breaks behind it.
                space = Some(place + 1);
                used += wide;
                continue;
            }
            if used + wide > columns && place > start {
                let end = space.unwrap_or(place);
                rows.push(start..end);
                used = text.get(end..place).map_or(0, width);
                (start, space) = (end, None);
            }
            used += wide;
        }
        line_start += line.len();
        rows.push(start..line_start);
        line_start += 1;
    }
    rows
}

/// Returns the row and column of a byte.
fn place_of(text: &str, rows: &[Range<usize>], at: usize) -> (usize, usize) {
    let row = rows.iter().rposition(|row| row.start <= at).unwrap_or(0);
    let start = rows.get(row).map_or(0, |row| row.start);
    (row, text.get(start..at).map_or(0, width))
}

/// Returns the byte of the letter in a row that covers a column, or the row's last place.
fn byte_at(text: &str, row: &Range<usize>, column: usize) -> usize {
    let mut used = 0;
    let shown = text.get(row.clone()).unwrap_or_default();
    for (place, letter) in shown.grapheme_indices(true) {
        used += width(letter);
        if used > column {
            return row.start + place;
        }
    }
    // The place behind a trailing space belongs to the next row.
    let hangs = shown.ends_with(' ') && text.get(row.end..).is_some_and(|rest| !rest.is_empty());
    if hangs
        && !text
            .get(row.end..)
            .is_some_and(|rest| rest.starts_with('\n'))
    {
        row.end - 1
    } else {
        row.end
    }
}

impl Body for Area {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Area, Context::Text]
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            Action::NewLine
            | Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
            | Action::LineStart
            | Action::LineEnd
            | Action::Left
            | Action::Right
            | Action::WordLeft
            | Action::WordRight => true,
            other => matches!(
                other,
                Action::DeleteForward
                    | Action::DeleteWord
                    | Action::DeleteToStart
                    | Action::DeleteToEnd
                    | Action::UndoTyping
                    | Action::RedoTyping
            ),
        }
    }

    fn take(&mut self, typed: Typed, _ctx: &Ctx) -> Took {
        let page = usize::from(self.rows);
        let goal = self.goal.take();
        let changed = match typed {
            Typed::Char(letter) => {
                self.buffer.insert(letter);
                true
            }
            Typed::Backspace => self.buffer.backspace(),
            Typed::Paste(text) => {
                // Most terminals send the line breaks of a paste as the Enter key does.
                let text = text.replace("\r\n", "\n").replace('\r', "\n");
                self.buffer.insert_all(&text.replace('\t', self.tab));
                true
            }
            Typed::Act(Action::NewLine) => {
                self.buffer.insert('\n');
                true
            }
            Typed::Act(
                action @ (Action::Up | Action::Down | Action::PageUp | Action::PageDown),
            ) => {
                self.goal = goal;
                let by = if matches!(action, Action::Up | Action::Down) {
                    1
                } else {
                    page
                };
                self.move_rows(matches!(action, Action::Down | Action::PageDown), by);
                false
            }
            Typed::Act(Action::First) => {
                self.buffer.place(0);
                false
            }
            Typed::Act(Action::Last) => {
                self.buffer.place(usize::MAX);
                false
            }
            Typed::Act(action) => edit(&mut self.buffer, action),
        };
        if changed {
            Took::Changed
        } else {
            Took::Nothing
        }
    }

    fn leave(&mut self, ctx: &Ctx) -> Verdict {
        self.buffer.compose();
        self.goal = None;
        match self.longest {
            Some(longest) if self.buffer.text().graphemes(true).count() > longest => {
                Verdict::Wrong(ctx.fill(Kit::TooLong, &[&longest]))
            }
            _ => Verdict::Fine,
        }
    }

    fn value(&self, _ctx: &Ctx) -> Value {
        let text = nfc(self.buffer.text());
        let text = text.trim();
        if text.is_empty() {
            Value::Empty
        } else {
            Value::Text(text.to_owned())
        }
    }

    fn draft(&self) -> String {
        nfc(self.buffer.text())
    }

    fn restore(&mut self, draft: &str) {
        self.buffer.set(draft);
    }

    fn is_long(&self) -> bool {
        true
    }

    fn click(&mut self, column: u16, row: u16, _area: Rect) -> Took {
        let rows = soft_rows(self.buffer.text(), self.columns.get());
        let place = self.top.get() + usize::from(row);
        if let Some(row) = rows.get(place.min(rows.len().saturating_sub(1))) {
            let at = byte_at(self.buffer.text(), row, column.into());
            self.buffer.place(at);
        }
        Took::Nothing
    }

    fn height(&self, columns: u16) -> u16 {
        let needed = soft_rows(self.buffer.text(), columns.into()).len();
        let needed = u16::try_from(needed).unwrap_or(u16::MAX);
        needed.clamp(self.rows, self.rows.saturating_mul(3))
    }

    fn view(&self, frame: &mut Frame, area: Rect, focused: bool, ctx: &Ctx) {
        if area.is_empty() {
            return;
        }
        self.columns.set(area.width.into());
        let text = self.buffer.text();
        let rows = soft_rows(text, area.width.into());
        let (row, column) = place_of(text, &rows, self.buffer.at());
        let shown = usize::from(area.height);
        let mut top = self.top.get().min(rows.len().saturating_sub(shown));
        if focused {
            top = top.min(row).max((row + 1).saturating_sub(shown));
        }
        self.top.set(top);
        let mood = if focused { Mood::Accent } else { Mood::Plain };
        for (down, bytes) in rows.iter().skip(top).take(shown).enumerate() {
            let line = nfc(text.get(bytes.clone()).unwrap_or_default());
            let y = area
                .y
                .saturating_add(u16::try_from(down).unwrap_or(u16::MAX));
            let at = Rect {
                y,
                height: 1,
                ..area
            }
            .intersection(area);
            frame.render_widget(Line::styled(line, ctx.style(mood)), at);
        }
        if focused {
            let x = u16::try_from(column)
                .unwrap_or(u16::MAX)
                .min(area.width - 1);
            let y = u16::try_from(row - top)
                .unwrap_or(u16::MAX)
                .min(area.height - 1);
            frame.set_cursor_position((area.x.saturating_add(x), area.y.saturating_add(y)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, columns: usize) -> Vec<&str> {
        soft_rows(text, columns)
            .into_iter()
            .map(|row| text.get(row).unwrap())
            .collect()
    }

    #[test]
    fn rows_break_behind_spaces_and_hold_every_byte() {
        assert_eq!(
            rows("Đề nghị xem lại quyết định", 10),
            ["Đề nghị ", "xem lại ", "quyết định"]
        );
        assert_eq!(rows("a\n\nb\n", 10), ["a", "", "b", ""]);
        assert_eq!(rows("072070001234", 5), ["07207", "00012", "34"]);
        assert_eq!(rows("", 5), [""]);
    }

    #[test]
    fn a_place_is_found_and_found_again() {
        let text = "Đề nghị xem lại quyết định\nsố 12";
        let rows = soft_rows(text, 10);
        for (at, letter) in text.grapheme_indices(true) {
            let (row, column) = place_of(text, &rows, at);
            if letter != "\n" {
                assert_eq!(byte_at(text, &rows[row], column), at, "{at}");
            }
        }
    }
}
