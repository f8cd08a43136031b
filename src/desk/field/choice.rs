//! A choice between a few things, all of them seen: `( ) lần đầu   (•) lần hai`. Arrows, the space
//! bar, a first letter (however an input method spells it) or a number chooses. It must not know
//! what is chosen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Body, Took, Typed, Value, Verdict};
use crate::desk::action::Action;
use crate::desk::keymap::Context;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::{Kit, Lang, Say};
use crate::text::{fold, width};

const GAP: u16 = 3;

/// A choice between a few things.
#[derive(Clone, Debug)]
pub struct Choice {
    options: Vec<(String, String)>,
    at: Option<usize>,
}

impl Choice {
    /// Makes a choice between codes with their labels; nothing is chosen yet.
    pub fn between<C: Into<String>, L: Into<String>>(
        options: impl IntoIterator<Item = (C, L)>,
    ) -> Self {
        let options = options
            .into_iter()
            .map(|(code, label)| (code.into(), label.into()));
        Self {
            options: options.collect(),
            at: None,
        }
    }

    /// Makes a question that may stay open: codes `yes`, `no` and `unknown`.
    pub fn yes_no_unknown(lang: Lang) -> Self {
        Self::between([
            ("yes", Kit::Yes.say(lang)),
            ("no", Kit::No.say(lang)),
            ("unknown", Kit::Unknown.say(lang)),
        ])
    }

    /// Begins with a code chosen.
    #[must_use]
    pub fn at(mut self, code: &str) -> Self {
        self.restore(code);
        self
    }

    fn step(&mut self, right: bool) -> Took {
        let count = self.options.len();
        if count == 0 {
            return Took::Nothing;
        }
        self.at = Some(match self.at {
            None if right => 0,
            None => count - 1,
            Some(at) if right => (at + 1) % count,
            Some(at) => (at + count - 1) % count,
        });
        Took::Changed
    }

    fn letter(&mut self, letter: char) -> Took {
        let wanted = fold(&letter.to_string());
        let number = letter
            .to_digit(10)
            .and_then(|n| usize::try_from(n).ok()?.checked_sub(1));
        let begins = |place: &usize| {
            let label = self.options.get(*place).map(|(_, label)| fold(label));
            label.is_some_and(|label| label.starts_with(&wanted))
        };
        let count = self.options.len();
        let from = self.at.map_or(0, |at| at + 1);
        let found = match number {
            Some(place) if place < count => Some(place),
            _ => (from..count).chain(0..from.min(count)).find(begins),
        };
        if found.is_none() {
            return Took::Nothing;
        }
        self.at = found;
        Took::Changed
    }

    /// Returns the row and column at which each option stands, in so many columns.
    fn places(&self, columns: u16) -> Vec<(u16, u16)> {
        let (mut row, mut column) = (0_u16, 0_u16);
        let mut places = Vec::new();
        for (_, label) in &self.options {
            let wide = u16::try_from(width(label) + 4).unwrap_or(u16::MAX);
            if column > 0 && column.saturating_add(wide) > columns {
                row += 1;
                column = 0;
            }
            places.push((row, column));
            column = column.saturating_add(wide).saturating_add(GAP);
        }
        places
    }
}

impl Body for Choice {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Choice]
    }

    fn accepts(&self, action: Action) -> bool {
        matches!(action, Action::Left | Action::Right)
    }

    fn take(&mut self, typed: Typed, _ctx: &Ctx) -> Took {
        match typed {
            Typed::Act(Action::Left) => self.step(false),
            Typed::Act(Action::Right) | Typed::Char(' ') => self.step(true),
            Typed::Char(letter) => self.letter(letter),
            Typed::Act(_) | Typed::Backspace | Typed::Paste(_) => Took::Nothing,
        }
    }

    fn leave(&mut self, _ctx: &Ctx) -> Verdict {
        Verdict::Fine
    }

    fn value(&self, _ctx: &Ctx) -> Value {
        let chosen = self.at.and_then(|at| self.options.get(at));
        chosen.map_or(Value::Empty, |(code, _)| Value::Code(code.clone()))
    }

    fn draft(&self) -> String {
        let chosen = self.at.and_then(|at| self.options.get(at));
        chosen.map(|(code, _)| code.clone()).unwrap_or_default()
    }

    fn restore(&mut self, draft: &str) {
        self.at = self.options.iter().position(|(code, _)| code == draft);
    }

    fn click(&mut self, column: u16, row: u16, area: Rect) -> Took {
        let places = self.places(area.width).into_iter();
        let found = places.zip(&self.options).position(|((y, x), (_, label))| {
            let wide = u16::try_from(width(label) + 4).unwrap_or(u16::MAX);
            y == row && x <= column && column < x.saturating_add(wide)
        });
        if found.is_none() {
            return Took::Nothing;
        }
        self.at = found;
        Took::Changed
    }

    fn height(&self, columns: u16) -> u16 {
        self.places(columns).last().map_or(1, |(row, _)| row + 1)
    }

    fn view(&self, frame: &mut Frame, area: Rect, focused: bool, ctx: &Ctx) {
        let mut cursor = None;
        for (place, (row, column)) in self.places(area.width).into_iter().enumerate() {
            let Some((_, label)) = self.options.get(place) else {
                continue;
            };
            let chosen = self.at == Some(place);
            let mood = if chosen && focused {
                Mood::Accent
            } else {
                Mood::Plain
            };
            let mark = if chosen { "(•) " } else { "( ) " };
            let line = Line::from(vec![
                Span::styled(mark, ctx.style(mood)),
                Span::styled(label.clone(), ctx.style(mood)),
            ]);
            let at = Rect {
                x: area.x.saturating_add(column),
                y: area.y.saturating_add(row),
                width: area.width.saturating_sub(column),
                height: 1,
            }
            .intersection(area);
            if chosen || cursor.is_none() {
                cursor = (!at.is_empty()).then_some((at.x.saturating_add(1), at.y));
            }
            frame.render_widget(line, at);
        }
        if let (true, Some(cursor)) = (focused, cursor) {
            frame.set_cursor_position(cursor);
        }
    }
}
