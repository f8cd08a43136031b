//! The box in which a reception day is posted, or an absence is noted: one line for the book each. It must
//! not know when it is too late to post.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::words::DayWord as W;
use crate::desk::action::Action;
use crate::desk::field::{Date, Field, Text};
use crate::desk::form::{Form, Heard};
use crate::desk::frame::date;
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::screen::{Ctx, Effect, Event, Kind, Screen, Shape};
use crate::office::ask::{Answer, Question};
use crate::register::value::Value;
use crate::words::failure::{failure, warning};

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    /// A day is posted (TCD Đ24.4).
    Post,
    /// The head could not receive.
    Absence,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Date,
    Who,
    Place,
    PostedOn,
    Reason,
    ReplacedBy,
}

/// The box.
pub(super) struct WriteDay {
    doing: Doing,
    /// The day that it begins with.
    day: Option<NaiveDate>,
    /// Who and where, as last posted.
    before: (String, String),
    form: Form<Key>,
    /// The line is on its way.
    writing: bool,
}

impl WriteDay {
    /// Begins with what is known.
    pub(super) fn new(doing: Doing, day: Option<NaiveDate>, before: (String, String)) -> Self {
        Self {
            doing,
            day,
            before,
            form: Form::new(),
            writing: false,
        }
    }

    fn begin(&mut self, ctx: &Ctx) {
        let field = |label: W| Field::new(ctx.say(label), Text::default());
        let day = Field::new(ctx.say(W::Date), Date::default())
            .required()
            .holding(&self.day.map(date).unwrap_or_default());
        self.form = match self.doing {
            Doing::Post => {
                let posted = Date::default().not_later_than_today();
                let posted = Field::new(ctx.say(W::PostedOn), posted).required();
                Form::new()
                    .field(Key::Date, day)
                    .field(Key::Who, field(W::Who).required().holding(&self.before.0))
                    .field(
                        Key::Place,
                        field(W::Place).required().holding(&self.before.1),
                    )
                    .field(Key::PostedOn, posted.holding(&date(ctx.today())))
            }
            Doing::Absence => Form::new()
                .field(Key::Date, day)
                .field(Key::Reason, field(W::Reason).required())
                .field(
                    Key::ReplacedBy,
                    field(W::Replacement).note(ctx.say(W::ReplacementNote)),
                ),
        };
        if self.day.is_some() {
            self.form.focus(Key::Reason);
        }
    }

    fn line(&self, ctx: &Ctx) -> Value {
        let (what, keys): (_, &[(Key, &str)]) = match self.doing {
            Doing::Post => (
                "schedule",
                &[
                    (Key::Date, "date"),
                    (Key::Who, "who"),
                    (Key::Place, "place"),
                    (Key::PostedOn, "posted_on"),
                ],
            ),
            Doing::Absence => (
                "absent",
                &[
                    (Key::Date, "date"),
                    (Key::Reason, "reason"),
                    (Key::ReplacedBy, "replaced_by"),
                ],
            ),
        };
        let mut entries = vec![("do".to_owned(), Value::Text(what.to_owned()))];
        for (key, name) in keys {
            let value = match self.form.day(*key, ctx) {
                Some(day) => Value::Day(day),
                None => match self.form.text(*key, ctx) {
                    text if text.is_empty() => continue,
                    text => Value::Text(text),
                },
            };
            entries.push(((*name).to_owned(), value));
        }
        Value::Map(entries)
    }

    fn save(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.writing {
            return Vec::new();
        }
        if !self.form.check_all(ctx) {
            return vec![Effect::Bell];
        }
        self.writing = true;
        let line = self.line(ctx);
        vec![Effect::Ask(Question::Write { line, draft: None })]
    }

    fn heard(&mut self, answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
        match answer {
            Answer::Saved(saved) => {
                let odd = saved.warnings.iter().map(|odd| warning(odd, ctx.lang));
                let odd: Vec<String> = odd.collect();
                let word = match self.doing {
                    Doing::Post => W::SavedPost,
                    Doing::Absence => W::SavedAbsence,
                };
                let words = ctx.say(word).to_owned();
                let notice = if odd.is_empty() {
                    Effect::Notice(Kind::Info, words)
                } else {
                    Effect::Notice(Kind::Warning, format!("{words} {}", odd.join(" · ")))
                };
                let shown = self.form.day(Key::Date, ctx).map(Note::Day);
                vec![
                    Effect::Tell(Note::Saved),
                    notice,
                    shown.map_or(Effect::Pop, Effect::PopWith),
                ]
            }
            Answer::Failed(why) => {
                self.writing = false;
                let told = failure(why, ctx.lang);
                let words = match told.citation {
                    Some(citation) => format!("{} ({citation})", told.message),
                    None => told.message,
                };
                vec![Effect::Notice(Kind::Error, words)]
            }
            _ => Vec::new(),
        }
    }
}

impl Screen<House> for WriteDay {
    fn title(&self, ctx: &Ctx) -> String {
        let word = match self.doing {
            Doing::Post => W::PostTitle,
            Doing::Absence => W::AbsenceTitle,
        };
        ctx.say(word).to_owned()
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

    fn shape(&self, _ctx: &Ctx) -> Shape {
        Shape::Box(64, 9)
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => self.begin(ctx),
            Event::Reply(answer) => return self.heard(answer, ctx),
            Event::Act(Action::Save) => return self.save(ctx),
            _ => {
                let heard = self.form.take(event, ctx);
                if heard.contains(&Heard::End) {
                    return self.save(ctx);
                }
            }
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.form.view(frame, area, ctx);
    }
}
