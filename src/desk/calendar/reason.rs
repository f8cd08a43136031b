//! The box that asks why the calendar changes; it hands the words down. It must not know what changes.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::words::ChangeWord as W;
use crate::desk::action::Action;
use crate::desk::field::{Field, Text};
use crate::desk::form::{Form, Heard};
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::screen::{Ctx, Effect, Event, Screen, Shape};
use crate::desk::words::{Lang, Say};

/// The box.
pub(super) struct Reason {
    form: Form<()>,
    /// What is begun with.
    typed: String,
}

impl Reason {
    /// Begins with what was typed before.
    pub(super) fn new(typed: String) -> Self {
        Self {
            form: Form::new(),
            typed,
        }
    }

    fn apply(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if !self.form.check_all(ctx) {
            return vec![Effect::Bell];
        }
        vec![Effect::PopWith(Note::Typed(self.form.text((), ctx)))]
    }
}

impl Screen<House> for Reason {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(W::ReasonTitle).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        self.form.contexts()
    }

    fn accepts(&self, action: Action) -> bool {
        action == Action::Save || self.form.accepts(action)
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Save, Action::Back]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        (action == Action::Save).then(|| W::Apply.say(lang))
    }

    fn shape(&self, _ctx: &Ctx) -> Shape {
        Shape::Box(66, 3)
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => {
                let field = Field::new(ctx.say(W::Reason), Text::default());
                let field = field.required().holding(&self.typed);
                self.form = Form::new().field((), field.note(ctx.say(W::ReasonNote)));
            }
            Event::Act(Action::Save) => return self.apply(ctx),
            _ => {
                if self.form.take(event, ctx).contains(&Heard::End) {
                    return self.apply(ctx);
                }
            }
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.form.view(frame, area, ctx);
    }
}
