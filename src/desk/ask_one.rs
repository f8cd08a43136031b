//! A box that asks for one thing, a day or a few words, and hands it down. It must not know what for.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::action::Action;
use super::field::{Field, Value};
use super::form::{Form, Heard};
use super::house::{House, Note};
use super::keymap::Context;
use super::screen::{Ctx, Effect, Event, Screen, Shape};
use super::words::Lang;

/// Columns and rows of the box: the field, and what hangs from it.
const SIZE: (u16, u16) = (64, 3);

/// The box; it hands down [`Note::Day`] or [`Note::Typed`].
pub struct AskOne {
    title: &'static str,
    /// What saving is called here.
    goes: &'static str,
    form: Form<()>,
}

impl AskOne {
    /// Asks with this field.
    pub fn new(title: &'static str, field: Field, goes: &'static str) -> Self {
        Self {
            title,
            goes,
            form: Form::new().field((), field),
        }
    }

    /// Returns what puts it on the stack.
    pub fn push(self) -> Effect<House> {
        Effect::Push(Box::new(self))
    }

    fn hand_down(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if !self.form.check_all(ctx) {
            return vec![Effect::Bell];
        }
        vec![match self.form.value((), ctx) {
            Value::Day(day) => Effect::PopWith(Note::Day(day)),
            Value::Text(words) => Effect::PopWith(Note::Typed(words)),
            _ => Effect::Pop,
        }]
    }
}

impl Screen<House> for AskOne {
    fn title(&self, _ctx: &Ctx) -> String {
        self.title.to_owned()
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

    fn names(&self, action: Action, _lang: Lang) -> Option<&'static str> {
        (action == Action::Save).then_some(self.goes)
    }

    fn shape(&self, _ctx: &Ctx) -> Shape {
        Shape::Box(SIZE.0, SIZE.1)
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        let saves = matches!(event, Event::Act(Action::Save));
        if saves || self.form.take(event, ctx).contains(&Heard::End) {
            return self.hand_down(ctx);
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.form.view(frame, area, ctx);
    }
}
