//! A long text over the whole width, broken softly between words. Whatever is typed stands in the field below at
//! once, so that nothing is lost however this ends. It must not know whose text it is.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::action::Action;
use super::field::{Area, Body, Took, Typed};
use super::keymap::Context;
use super::screen::{Ctx, Effect, Event, Protocol, Screen};
use super::words::{Kit, Lang, Say};

/// The editor.
pub(super) struct Editor {
    label: String,
    area: Area,
}

impl Editor {
    pub(super) fn new(label: String, text: &str) -> Self {
        let mut area = Area::rows(1);
        area.restore(text);
        Self { label, area }
    }
}

impl<P: Protocol> Screen<P> for Editor {
    fn title(&self, _ctx: &Ctx) -> String {
        self.label.clone()
    }

    fn state(&self, ctx: &Ctx) -> Option<String> {
        let letters = self.area.draft().chars().count();
        Some(ctx.fill(Kit::Letters, &[&letters]))
    }

    fn contexts(&self) -> Vec<Context> {
        self.area.contexts().to_vec()
    }

    fn accepts(&self, action: Action) -> bool {
        action == Action::Enlarge || self.area.accepts(action)
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::Enlarge,
            Action::NewLine,
            Action::UndoTyping,
            Action::RedoTyping,
            Action::DeleteWord,
        ]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        matches!(action, Action::Enlarge | Action::Back).then(|| Kit::BackToForm.say(lang))
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn update(&mut self, event: &Event<P>, ctx: &Ctx) -> Vec<Effect<P>> {
        if matches!(event, Event::Act(Action::Enlarge)) {
            return vec![Effect::Pop];
        }
        let Some(typed) = Typed::of(event) else {
            return Vec::new();
        };
        match self.area.take(typed, ctx) {
            Took::Changed | Took::Done => vec![Effect::Rewrite(self.area.draft())],
            Took::Nothing => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.area.view(frame, area, ctx.active, ctx);
    }
}
