//! A question with a few answers, in a box: each answer is a note handed to the screen below. It
//! must not know what is asked.

use std::cell::RefCell;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::action::Action;
use super::keymap::Context;
use super::reading::wrap;
use super::screen::{Ctx, Effect, Event, Protocol, Screen, Shape};
use super::theme::Mood;
use crate::text::{fold, width};

const COLUMNS: u16 = 56;

/// A question; Esc leaves it unanswered, and nothing is lost by that.
pub struct Question<P: Protocol> {
    title: String,
    words: String,
    answers: Vec<(String, P::Note)>,
    at: usize,
    /// Where the last drawing put each answer.
    drawn: RefCell<Vec<Rect>>,
}

impl<P: Protocol> Question<P> {
    /// Makes a question; the first answer is under the cursor, so the harmless one comes first.
    pub fn new(title: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            words: words.into(),
            answers: Vec::new(),
            at: 0,
            drawn: RefCell::default(),
        }
    }

    /// Adds an answer and the note that it hands down.
    #[must_use]
    pub fn answer(mut self, label: impl Into<String>, note: P::Note) -> Self {
        self.answers.push((label.into(), note));
        self
    }

    /// Returns what puts it on the stack.
    pub fn push(self) -> Effect<P> {
        Effect::Push(Box::new(self))
    }

    fn step(&mut self, right: bool) {
        let count = self.answers.len().max(1);
        self.at = if right {
            (self.at + 1) % count
        } else {
            (self.at + count - 1) % count
        };
    }

    fn rows(&self) -> usize {
        wrap(&Line::raw(self.words.as_str()), COLUMNS.into()).len()
    }
}

impl<P: Protocol> Screen<P> for Question<P> {
    fn title(&self, _ctx: &Ctx) -> String {
        self.title.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        // Choice: the first letter of an answer moves to it, and no letter is a command.
        vec![Context::Question, Context::Choice]
    }

    fn accepts(&self, action: Action) -> bool {
        matches!(action, Action::Left | Action::Right | Action::Confirm)
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Confirm, Action::Right, Action::Back]
    }

    fn shape(&self, _ctx: &Ctx) -> Shape {
        Shape::Box(COLUMNS, u16::try_from(self.rows() + 2).unwrap_or(u16::MAX))
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn update(&mut self, event: &Event<P>, _ctx: &Ctx) -> Vec<Effect<P>> {
        match event {
            Event::Act(Action::Right) => self.step(true),
            Event::Act(Action::Left) => self.step(false),
            Event::Act(Action::Confirm) => {
                let answer = self.answers.get(self.at).map(|(_, note)| note.clone());
                return vec![answer.map_or(Effect::Pop, Effect::PopWith)];
            }
            Event::Click(column, row) => {
                let at = Position::new(*column, *row);
                let answer = self
                    .drawn
                    .borrow()
                    .iter()
                    .position(|area| area.contains(at));
                let answer = answer.and_then(|answer| self.answers.get(answer));
                if let Some((_, note)) = answer {
                    return vec![Effect::PopWith(note.clone())];
                }
            }
            Event::Char(letter) => {
                let wanted = fold(&letter.to_string());
                let begins = |(label, _): &(String, P::Note)| fold(label).starts_with(&wanted);
                self.at = self.answers.iter().position(begins).unwrap_or(self.at);
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let rows = wrap(&Line::raw(self.words.as_str()), area.width.into());
        let words = u16::try_from(rows.len()).unwrap_or(u16::MAX);
        frame.render_widget(ratatui::text::Text::from(rows), area);
        let at = Rect {
            y: area.y.saturating_add(words + 1),
            height: 1,
            ..area
        }
        .intersection(area);
        self.drawn.borrow_mut().clear();
        let mut spans = Vec::new();
        let mut column = 0;
        let mut cursor = 0;
        for (place, (label, _)) in self.answers.iter().enumerate() {
            let chosen = place == self.at;
            let mood = if chosen { Mood::Selected } else { Mood::Plain };
            if chosen {
                cursor = column + 2;
            }
            let area = Rect {
                x: at
                    .x
                    .saturating_add(u16::try_from(column).unwrap_or(u16::MAX)),
                width: u16::try_from(width(label) + 4).unwrap_or(u16::MAX),
                ..at
            };
            self.drawn.borrow_mut().push(area.intersection(at));
            column += width(label) + 6;
            spans.push(Span::styled(format!("[ {label} ]"), ctx.style(mood)));
            spans.push(Span::raw("  "));
        }
        frame.render_widget(Line::from(spans), at);
        if ctx.active && !at.is_empty() {
            let column = u16::try_from(cursor).unwrap_or(0).min(at.width - 1);
            frame.set_cursor_position((at.x + column, at.y));
        }
    }
}
