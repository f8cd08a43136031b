//! Help for the screen below it, built from the live key map: what the screen accepts now, and the
//! keys that really lead there. It must not know any screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::action::Action;
use super::keymap::{Binding, Context};
use super::reading::{self, Page};
use super::screen::{Ctx, Effect, Event, Protocol, Screen, Shape};
use super::theme::Mood;
use super::words::Kit;
use crate::text::width;

/// The help page.
pub(super) struct Help {
    title: String,
    page: Page,
    rows: usize,
}

const KEYS: usize = 26;

impl Help {
    pub(super) fn new(
        title: &str,
        bindings: &[(Binding, &'static str)],
        typing: bool,
        ctx: &Ctx,
    ) -> Self {
        let mut lines = Vec::new();
        for (binding, name) in bindings {
            let keys: Vec<String> = binding.chords.iter().map(ToString::to_string).collect();
            if keys.is_empty() {
                continue;
            }
            lines.push(line(&keys.join("  "), name, ctx));
        }
        if typing {
            lines.push(line("Backspace", ctx.say(Kit::BackspaceHelp), ctx));
        }
        let rows = lines.len();
        Self {
            title: title.to_owned(),
            page: Page::new(lines),
            rows,
        }
    }
}

fn line(keys: &str, name: &str, ctx: &Ctx) -> Line<'static> {
    let gap = KEYS.saturating_sub(width(keys)).max(2);
    Line::from(vec![
        Span::styled(keys.to_owned(), ctx.style(Mood::Accent)),
        Span::raw(format!("{}{name}", " ".repeat(gap))),
    ])
}

impl<P: Protocol> Screen<P> for Help {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.fill(Kit::HelpFor, &[&self.title])
    }

    fn contexts(&self) -> Vec<Context> {
        reading::CONTEXTS.to_vec()
    }

    fn accepts(&self, action: Action) -> bool {
        self.page.accepts(action)
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Back, Action::Down, Action::Up]
    }

    fn shape(&self, _ctx: &Ctx) -> Shape {
        Shape::Box(60, u16::try_from(self.rows).unwrap_or(u16::MAX))
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn update(&mut self, event: &Event<P>, _ctx: &Ctx) -> Vec<Effect<P>> {
        if let Event::Act(action) = event {
            self.page.act(*action);
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.page.view(frame, area, ctx);
    }
}
