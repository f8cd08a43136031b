//! The conditions of the register: class, state, open only, day. It must not know the rows.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::words::RegisterWord as R;
use crate::desk::action::Action;
use crate::desk::deed::build::yes_no;
use crate::desk::field::{Choice, Date, Field, Item, Pick};
use crate::desk::form::{Form, Heard};
use crate::desk::frame::date;
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::screen::{Ctx, Effect, Event, Screen, Shape};
use crate::desk::words::Lang;
use crate::office::ask::Filter;
use crate::register::words::{Class, Status};
use crate::words::Say;

/// The code of "every class".
const ANY: &str = "any";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Class,
    Status,
    Open,
    Day,
}

/// The dialog in which the conditions are chosen; it hands down the filter.
pub(super) struct Narrowing {
    filter: Filter,
    form: Form<Key>,
}

impl Narrowing {
    /// Begins with the conditions of a filter.
    pub(super) fn new(filter: Filter) -> Self {
        Self {
            filter,
            form: Form::new(),
        }
    }

    fn begin(&mut self, ctx: &Ctx) {
        let filter = &self.filter;
        let classes = Class::ALL
            .iter()
            .map(|class| (class.word(), ctx.say(*class)));
        let classes = std::iter::once((ANY, ctx.say(R::AnyClass))).chain(classes);
        let class = Choice::between(classes).at(filter.class.map_or(ANY, Class::word));
        let statuses = Status::ALL.iter();
        let items: Vec<Item> = statuses
            .map(|status| Item::new(status.word(), ctx.say(*status)))
            .collect();
        let status = Field::new(ctx.say(R::StatusField), Pick::from(items).without_codes())
            .note(ctx.say(R::AnyStatus))
            .holding(filter.status.map_or("", Status::word));
        let open = yes_no(ctx.lang).at(if filter.open_only { "yes" } else { "no" });
        let day = Field::new(ctx.say(R::Day), Date::default())
            .note(ctx.say(R::AnyDay))
            .holding(&filter.day.map(date).unwrap_or_default());
        self.form = Form::new()
            .field(Key::Class, Field::new(ctx.say(R::Class), class))
            .field(Key::Status, status)
            .field(Key::Open, Field::new(ctx.say(R::OpenField), open))
            .field(Key::Day, day);
    }

    fn apply(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if !self.form.check_all(ctx) {
            return vec![Effect::Bell];
        }
        let code = |key: Key| self.form.code(key, ctx).unwrap_or_default();
        let filter = Filter {
            class: Class::from_word(&code(Key::Class)),
            status: Status::from_word(&code(Key::Status)),
            open_only: code(Key::Open) == "yes",
            day: self.form.day(Key::Day, ctx),
            ..self.filter.clone()
        };
        vec![Effect::PopWith(Note::Narrowed(Box::new(filter)))]
    }
}

impl Screen<House> for Narrowing {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(R::NarrowTitle).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        self.form.contexts()
    }

    fn accepts(&self, action: Action) -> bool {
        action == Action::Save || self.form.accepts(action)
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Save, Action::NextField, Action::Back]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        (action == Action::Save).then(|| R::Apply.say(lang))
    }

    fn shape(&self, _ctx: &Ctx) -> Shape {
        Shape::Box(60, 10)
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => self.begin(ctx),
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
