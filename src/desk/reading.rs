//! A page of text that scrolls: help, an explanation, a long note. It must not know what it says.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use unicode_segmentation::UnicodeSegmentation;

use super::action::Action;
use super::keymap::Context;
use super::screen::Ctx;
use super::theme::Mood;
use super::words::Kit;
use crate::text::width;

/// The contexts of a page.
pub const CONTEXTS: &[Context] = &[Context::Reading];

/// A scrolled page.
#[derive(Debug, Default)]
pub struct Page {
    lines: Vec<Line<'static>>,
    top: usize,
    /// What the last drawing measured: rows shown, rows in all.
    seen: Cell<(usize, usize)>,
}

impl Page {
    /// Makes a page of these lines, shown from the top.
    pub fn new(lines: Vec<Line<'static>>) -> Self {
        Self {
            lines,
            ..Self::default()
        }
    }

    /// Puts other lines on the page and stays where it is scrolled.
    pub fn set(&mut self, lines: Vec<Line<'static>>) {
        self.lines = lines;
    }

    /// Returns the text without its styles, to copy.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(ToString::to_string).collect();
        lines.join("\n")
    }

    /// Returns whether it scrolls on an action.
    pub fn accepts(&self, action: Action) -> bool {
        matches!(
            action,
            Action::Up
                | Action::Down
                | Action::PageUp
                | Action::PageDown
                | Action::First
                | Action::Last
        )
    }

    /// Scrolls; returns whether the action was for the page.
    pub fn act(&mut self, action: Action) -> bool {
        let (shown, all) = self.seen.get();
        let page = shown.saturating_sub(1).max(1);
        let last = all.saturating_sub(shown);
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top + 1,
            Action::PageUp => self.top.saturating_sub(page),
            Action::PageDown => self.top + page,
            Action::First => 0,
            Action::Last => last,
            _ => return false,
        }
        .min(last);
        true
    }

    /// Draws the page; a last line says how much is below.
    pub fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if area.is_empty() {
            return;
        }
        let rows: Vec<Line> = self
            .lines
            .iter()
            .flat_map(|line| wrap(line, area.width.into()))
            .collect();
        let all = rows.len();
        let fits = all <= usize::from(area.height);
        let shown = usize::from(if fits { area.height } else { area.height - 1 });
        self.seen.set((shown, all));
        let top = self.top.min(all.saturating_sub(shown));
        let visible: Vec<Line> = rows.into_iter().skip(top).take(shown).collect();
        frame.render_widget(Text::from(visible), area);
        if fits {
            return;
        }
        let (above, below) = (top, all.saturating_sub(top + shown));
        let last = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        let mut words = String::new();
        if below > 0 {
            words = ctx.fill(Kit::MoreBelow, &[&below]);
        } else if above > 0 {
            words = ctx.fill(Kit::MoreAbove, &[&above]);
        }
        frame.render_widget(Line::styled(words, ctx.style(Mood::Dim)), last);
    }
}

/// Breaks a styled line between words so that no row is wider than `columns`; a row that goes on
/// keeps the indent of the first.
pub fn wrap(line: &Line<'_>, columns: usize) -> Vec<Line<'static>> {
    let letters: Vec<(String, Style)> = line
        .spans
        .iter()
        .flat_map(|span| {
            span.content
                .graphemes(true)
                .map(|letter| (letter.to_owned(), span.style))
        })
        .collect();
    let indent = letters
        .iter()
        .take_while(|(letter, _)| letter == " ")
        .count();
    let indent = if indent * 2 > columns { 0 } else { indent };
    let mut rows = Vec::new();
    let mut start = 0;
    loop {
        let lead = if start == 0 { 0 } else { indent };
        let end = row_end(&letters, start, columns.saturating_sub(lead).max(1));
        let row = letters.get(start..end).unwrap_or_default();
        rows.push(spans(lead, row, line));
        start = end;
        while letters.get(start).is_some_and(|(letter, _)| letter == " ") {
            start += 1;
        }
        if start >= letters.len() {
            return rows;
        }
    }
}

/// Returns where the row that begins at `start` ends: behind the last word that fits, or where a dot between two
/// things stands in its last third, behind that, so that each thing stays whole.
fn row_end(letters: &[(String, Style)], start: usize, columns: usize) -> usize {
    let mut used = 0;
    let (mut space, mut dot) = (None, None);
    for (place, (letter, _)) in letters.iter().enumerate().skip(start) {
        used += width(letter);
        if used > columns {
            return dot.or(space).unwrap_or(place).max(start + 1);
        }
        // A dot between two things stays with the first: no row begins with it.
        let before_dot = letters.get(place + 1).is_some_and(|(next, _)| next == "·");
        if letter == " " && used > 1 && !before_dot {
            space = Some(place);
            let last = place.checked_sub(1).and_then(|before| letters.get(before));
            let after_dot = last.is_some_and(|(last, _)| last == "·");
            if after_dot && used * 3 > columns * 2 {
                dot = space;
            }
        }
    }
    letters.len()
}

fn spans(lead: usize, letters: &[(String, Style)], like: &Line<'_>) -> Line<'static> {
    let mut spans = vec![Span::raw(" ".repeat(lead))];
    for (letter, style) in letters {
        match spans.last_mut() {
            Some(last) if last.style == *style => last.content.to_mut().push_str(letter),
            _ => spans.push(Span::styled(letter.clone(), *style)),
        }
    }
    Line {
        spans,
        style: like.style,
        alignment: like.alignment,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_break_between_words_and_keep_their_indent() {
        let rows = wrap(&Line::raw("  Luật Khiếu nại Đ36.1, sửa bởi Luật 136"), 20);
        let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
        assert_eq!(rows, ["  Luật Khiếu nại", "  Đ36.1, sửa bởi", "  Luật 136"]);
    }

    #[test]
    fn no_row_begins_with_the_dot_between_two_things() {
        let rows = wrap(&Line::raw("vượt cấp 2 · gửi nhiều nơi 2"), 11);
        let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
        assert_eq!(rows, ["vượt cấp", "2 · gửi", "nhiều nơi 2"]);
        let rows = wrap(&Line::raw("vượt cấp 2 · gửi nhiều nơi 2"), 16);
        let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
        assert_eq!(rows, ["vượt cấp 2 ·", "gửi nhiều nơi 2"]);
    }

    #[test]
    fn a_word_longer_than_the_row_is_cut() {
        let rows = wrap(&Line::raw("072070001234"), 5);
        assert_eq!(rows.len(), 3);
        assert!(rows.iter().all(|row| row.width() <= 5));
        assert_eq!(wrap(&Line::raw(""), 5).len(), 1);
        assert_eq!(wrap(&Line::raw("ab"), 0).len(), 2);
    }
}
