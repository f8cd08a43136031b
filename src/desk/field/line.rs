//! One line being typed: a buffer with its editing actions, drawn with the real cursor in it. It
//! must not know what the line is for.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroizing;

use super::Typed;
use super::buffer::Buffer;
use crate::desk::action::Action;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::text::{nfc, width};

/// The most letters that a paste makes of a line: far beyond anything that is one line.
pub const PASTED: usize = 2000;

/// A line of text under the cursor.
#[derive(Clone, Debug, Default)]
pub struct TypedLine {
    buffer: Buffer,
    masked: bool,
    cut: bool,
}

impl TypedLine {
    /// Makes a line with a text in it.
    pub fn new(text: &str) -> Self {
        Self {
            buffer: Buffer::new(&one_line(text)),
            ..Self::default()
        }
    }

    /// Shows a dot for each letter, as for a password.
    #[must_use]
    pub fn masked(mut self) -> Self {
        self.masked = true;
        self
    }

    /// Returns the text as it was typed.
    pub fn text(&self) -> &str {
        self.buffer.text()
    }

    /// Returns the text in its normal form.
    pub fn composed(&self) -> String {
        nfc(self.buffer.text())
    }

    /// Replaces the text. Where dots are shown, what stood there is wiped, and cannot be taken back.
    pub fn set(&mut self, text: &str) {
        if self.masked {
            self.buffer = Buffer::new(&Zeroizing::new(one_line(text)));
        } else {
            self.buffer.set(&one_line(text));
        }
    }

    /// Composes and trims the text, as is done when the field is left.
    pub fn leave(&mut self) {
        self.buffer.compose();
        let trimmed = self.buffer.text().trim();
        if !self.masked && trimmed.len() != self.buffer.text().len() {
            let trimmed = trimmed.to_owned();
            self.buffer.set(&trimmed);
        }
    }

    /// Returns whether an action edits or moves.
    pub fn accepts(&self, action: Action) -> bool {
        matches!(
            action,
            Action::Left
                | Action::Right
                | Action::LineStart
                | Action::LineEnd
                | Action::WordLeft
                | Action::WordRight
                | Action::DeleteForward
                | Action::DeleteWord
                | Action::DeleteToStart
                | Action::DeleteToEnd
                | Action::UndoTyping
                | Action::RedoTyping
        )
    }

    /// Returns whether the last thing typed was a paste of which only the beginning was taken.
    pub fn was_cut(&self) -> bool {
        self.cut
    }

    fn paste(&mut self, text: &str) {
        let room = PASTED.saturating_sub(self.buffer.text().chars().count());
        // What is far too long is not looked at to its end.
        let end = text.char_indices().nth(2 * PASTED).map(|(end, _)| end);
        let text = Zeroizing::new(one_line(
            end.and_then(|end| text.get(..end)).unwrap_or(text),
        ));
        let fits = text.char_indices().nth(room).map(|(end, _)| end);
        self.cut = end.is_some() || fits.is_some();
        let text = fits.and_then(|end| text.get(..end)).unwrap_or(&text);
        self.buffer.insert_all(text);
    }

    /// Takes in what was typed; returns whether the text changed.
    pub fn take(&mut self, typed: Typed) -> bool {
        self.cut = false;
        match typed {
            Typed::Char(letter) => self.buffer.insert(letter),
            Typed::Backspace => return self.buffer.backspace(),
            Typed::Paste(text) => self.paste(text),
            Typed::Act(action) => return edit(&mut self.buffer, action),
        }
        true
    }

    /// Draws the line, scrolled so that the cursor is seen.
    pub fn view(&self, frame: &mut Frame, area: Rect, focused: bool, ctx: &Ctx) {
        if area.is_empty() {
            return;
        }
        let show = |text: &str| {
            if self.masked {
                "•".repeat(text.graphemes(true).count())
            } else {
                nfc(text)
            }
        };
        let (text, cursor) = (show(self.buffer.text()), width(&show(self.buffer.before())));
        let columns = usize::from(area.width);
        let offset = if focused {
            (cursor + 1).saturating_sub(columns)
        } else {
            0
        };
        let style = if focused {
            ctx.style(Mood::Accent)
        } else {
            ctx.style(Mood::Plain)
        };
        let (shown, skipped) = window(&text, offset, columns);
        let cursor = cursor.saturating_sub(skipped);
        frame.render_widget(Line::styled(shown, style), Rect { height: 1, ..area });
        if focused {
            let column = u16::try_from(cursor)
                .unwrap_or(u16::MAX)
                .min(area.width - 1);
            frame.set_cursor_position((area.x.saturating_add(column), area.y));
        }
    }
}

/// Does an editing action; returns whether the text changed.
pub(super) fn edit(buffer: &mut Buffer, action: Action) -> bool {
    match action {
        Action::Left => {
            buffer.left();
            return false;
        }
        Action::Right => {
            buffer.right();
            return false;
        }
        Action::LineStart => buffer.to_line_start(),
        Action::LineEnd => buffer.to_line_end(),
        Action::WordLeft => buffer.word_left(),
        Action::WordRight => buffer.word_right(),
        Action::DeleteForward => buffer.delete(),
        Action::DeleteWord => buffer.delete_word(),
        Action::DeleteToStart => buffer.delete_to_start(),
        Action::DeleteToEnd => buffer.delete_to_end(),
        Action::UndoTyping => return buffer.undo(),
        Action::RedoTyping => return buffer.redo(),
        _ => return false,
    }
    matches!(
        action,
        Action::DeleteForward | Action::DeleteWord | Action::DeleteToStart | Action::DeleteToEnd
    )
}

/// Turns line breaks and tabs into single spaces.
pub(super) fn one_line(text: &str) -> String {
    if !text.contains(['\n', '\r', '\t']) {
        return text.to_owned();
    }
    let parts = text
        .split(['\n', '\r', '\t'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// Returns the part of a text from a column on, and the columns really left out.
fn window(text: &str, offset: usize, columns: usize) -> (String, usize) {
    let (mut passed, mut shown, mut used) = (0, String::new(), 0);
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme);
        if passed < offset {
            passed += wide;
        } else if used + wide <= columns {
            shown.push_str(grapheme);
            used += wide;
        } else {
            break;
        }
    }
    (shown, passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_into_one_line_has_no_breaks() {
        assert_eq!(one_line("Tổ 3\r\nấp Tân Lập\t\n"), "Tổ 3 ấp Tân Lập");
    }

    #[test]
    fn a_password_that_was_emptied_cannot_be_taken_back() {
        let mut line = TypedLine::default().masked();
        for letter in "mật khẩu".chars() {
            line.take(Typed::Char(letter));
        }
        line.set("");
        line.take(Typed::Act(Action::UndoTyping));
        assert_eq!(line.text(), "");
        let mut open = TypedLine::new("Tổ 3");
        open.set("");
        open.take(Typed::Act(Action::UndoTyping));
        assert_eq!(open.text(), "Tổ 3", "any other text can");
    }

    #[test]
    fn a_long_line_is_cut_between_letters() {
        assert_eq!(window("Nguyễn Văn An", 7, 3), ("Văn".into(), 7));
        assert_eq!(window("一二三", 1, 3), ("二".into(), 2));
    }
}
