//! The box in which another day is typed for the forecast. It must not know what is foreseen.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::words::ForecastWord as W;
use crate::desk::action::Action;
use crate::desk::field::{Date, Field, Value, Verdict};
use crate::desk::form::{Form, Heard};
use crate::desk::frame::date;
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::screen::{Ctx, Effect, Event, Screen, Shape};
use crate::desk::words::{Lang, Say};

/// The box; it hands down the day.
pub(super) struct AskDay {
    now: NaiveDate,
    form: Form<()>,
}

impl AskDay {
    /// Asks for a day in place of this one.
    pub(super) fn new(now: NaiveDate) -> Self {
        Self {
            now,
            form: Form::new(),
        }
    }

    fn apply(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if !self.form.check_all(ctx) {
            return vec![Effect::Bell];
        }
        let day = self.form.day((), ctx);
        vec![day.map_or(Effect::Pop, |day| Effect::PopWith(Note::Day(day)))]
    }
}

fn ahead(value: &Value, ctx: &Ctx) -> Verdict {
    match value {
        Value::Day(day) if *day < ctx.today() => Verdict::Wrong(ctx.say(W::Past).to_owned()),
        _ => Verdict::Fine,
    }
}

impl Screen<House> for AskDay {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(W::DayTitle).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        self.form.contexts()
    }

    fn accepts(&self, action: Action) -> bool {
        action == Action::Save || self.form.accepts(action)
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::NextField, Action::Back]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        matches!(action, Action::Save | Action::NextField).then(|| W::Foresee.say(lang))
    }

    fn shape(&self, _ctx: &Ctx) -> Shape {
        Shape::Box(56, 3)
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => {
                let field = Field::new(ctx.say(W::Day), Date::default())
                    .required()
                    .note(ctx.say(W::DayNote))
                    .check(ahead)
                    .holding(&date(self.now));
                self.form = Form::new().field((), field);
            }
            Event::Act(Action::Save) => return self.apply(ctx),
            _ => {
                let heard = self.form.take(event, ctx);
                if heard.contains(&Heard::End) {
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
