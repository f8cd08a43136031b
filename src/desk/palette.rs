//! The command palette: every action that the screen below accepts, found by typing letters of its
//! name without accents. It must not know any screen.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::action::Action;
use super::field::Typed;
use super::field::line::TypedLine;
use super::keymap::{Binding, Context};
use super::screen::{Ctx, Effect, Event, Protocol, Screen, Shape};
use super::theme::Mood;
use super::words::Kit;
use crate::text::{fold, truncate, width};

/// The palette.
pub(super) struct Palette {
    all: Vec<(Binding, &'static str)>,
    typed: TypedLine,
    at: usize,
    /// Where the last drawing put the rows, and the first of them.
    drawn: Cell<(Rect, usize)>,
}

impl Palette {
    pub(super) fn new(bindings: Vec<(Binding, &'static str)>) -> Self {
        let all = bindings
            .into_iter()
            .filter(|(binding, _)| binding.action != Action::Palette && worth(binding.action));
        Self {
            all: all.collect(),
            typed: TypedLine::default(),
            at: 0,
            drawn: Cell::default(),
        }
    }

    fn choose<P: Protocol>(&self) -> Vec<Effect<P>> {
        let chosen = self.found().get(self.at).map(|(binding, _)| binding.action);
        chosen.map_or_else(Vec::new, |action| vec![Effect::Pop, Effect::Act(action)])
    }

    fn found(&self) -> Vec<&(Binding, &'static str)> {
        let wanted = fold(self.typed.text());
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let fits = |(binding, name): &&(Binding, &'static str)| {
            let action = binding.action;
            let text = format!("{} {} {}", fold(name), action.name(), also(action));
            words.iter().all(|word| text.contains(word))
        };
        self.all.iter().filter(fits).collect()
    }

    fn step(&mut self, down: bool) {
        let count = self.found().len().max(1);
        self.at = if down {
            (self.at + 1) % count
        } else {
            (self.at + count - 1) % count
        };
    }
}

/// What people also call where an action leads, folded, in both languages.
const fn also(action: Action) -> &'static str {
    match action {
        Action::GoWarnings => "canh bao warnings",
        Action::GoLoad => "bieu do ty le dung han charts load",
        Action::GoEnforcement => "thi hanh enforcement",
        Action::GoForecast => "sap qua han forecast",
        Action::GoOversight => "giam sat tong quan supervisor overview",
        Action::GoDeadlines => "thoi han qua han overdue due",
        Action::GoOpenings => "nguoi to cao danh tinh openings",
        Action::GoReceptionDays => "dinh ky lanh dao head",
        Action::GoPromises => "cam ket promises",
        Action::GoCalendar => "ngay le ngay nghi holidays",
        Action::GoReports => "bieu mau thong ke statistics",
        _ => "",
    }
}

/// Moving and editing are done with keys or not at all.
fn worth(action: Action) -> bool {
    !matches!(
        action,
        Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::PageUp
            | Action::PageDown
            | Action::HalfUp
            | Action::HalfDown
            | Action::First
            | Action::Last
            | Action::LineStart
            | Action::LineEnd
            | Action::WordLeft
            | Action::WordRight
            | Action::DeleteForward
            | Action::NewLine
            | Action::NextField
            | Action::PrevField
            | Action::Pick
            | Action::Interrupt
    )
}

impl<P: Protocol> Screen<P> for Palette {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(Kit::PaletteTitle).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Pick, Context::Text]
    }

    fn accepts(&self, action: Action) -> bool {
        matches!(action, Action::Up | Action::Down | Action::Pick) || self.typed.accepts(action)
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Pick, Action::Down, Action::Up, Action::Back]
    }

    fn shape(&self, _ctx: &Ctx) -> Shape {
        let rows = u16::try_from(self.all.len() + 2).unwrap_or(u16::MAX);
        Shape::Box(48, rows.min(14))
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn update(&mut self, event: &Event<P>, _ctx: &Ctx) -> Vec<Effect<P>> {
        match event {
            Event::Act(Action::Down) => self.step(true),
            Event::Act(Action::Up) => self.step(false),
            Event::Act(Action::Pick) => return self.choose(),
            Event::Click(column, row) => {
                let (area, top) = self.drawn.get();
                let place = top + usize::from(row.saturating_sub(area.y));
                if area.contains(Position::new(*column, *row)) && place < self.found().len() {
                    self.at = place;
                    return self.choose();
                }
            }
            other => {
                if Typed::of(other).is_some_and(|typed| self.typed.take(typed)) {
                    self.at = 0;
                }
            }
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if area.height < 2 {
            return;
        }
        let input = Rect { height: 1, ..area };
        let sign = Rect { width: 1, ..input }.intersection(input);
        frame.render_widget(Line::styled(":", ctx.style(Mood::Accent)), sign);
        let typed = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(2),
            ..input
        };
        self.typed.view(frame, typed, ctx.active, ctx);
        let found = self.found();
        let rows = usize::from(area.height) - 2;
        if found.is_empty() {
            let words = Line::styled(ctx.say(Kit::NothingFound), ctx.style(Mood::Dim));
            frame.render_widget(words, row(area, 2));
        }
        let top = (self.at + 1).saturating_sub(rows);
        let below = Rect {
            y: area.y + 2,
            height: area.height - 2,
            ..area
        };
        self.drawn.set((below, top));
        for (place, (binding, name)) in found.iter().enumerate().skip(top).take(rows) {
            let key = binding
                .chords
                .first()
                .map(ToString::to_string)
                .unwrap_or_default();
            let room = usize::from(area.width).saturating_sub(width(&key) + 1);
            let name = truncate(name, room);
            let gap = " ".repeat((room + 1).saturating_sub(width(&name)));
            let mut line = Line::from(vec![
                Span::raw(name + &gap),
                Span::styled(key, ctx.style(Mood::Accent)),
            ]);
            if place == self.at {
                line = line.style(ctx.style(Mood::Selected));
            }
            let at = u16::try_from(place - top + 2).unwrap_or(u16::MAX);
            frame.render_widget(line, row(area, at));
        }
    }
}

fn row(area: Rect, down: u16) -> Rect {
    Rect {
        y: area.y.saturating_add(down),
        height: 1,
        ..area
    }
    .intersection(area)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn screens_are_found_by_what_people_also_call_them() {
        let all = [Action::GoHome, Action::GoWarnings, Action::GoLoad];
        let bindings = all.map(|action| {
            let binding = Binding {
                action,
                chords: Vec::new(),
            };
            (binding, "")
        });
        for (typed, meant) in [
            ("Cảnh báo", Action::GoWarnings),
            ("biểu đồ", Action::GoLoad),
            ("charts", Action::GoLoad),
        ] {
            let mut palette = Palette::new(bindings.to_vec());
            for letter in typed.chars() {
                palette.typed.take(Typed::Char(letter));
            }
            let found = palette.found();
            let found: Vec<Action> = found.iter().map(|(binding, _)| binding.action).collect();
            assert_eq!(found, [meant], "{typed}");
        }
    }
}
