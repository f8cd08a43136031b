//! Opening a denouncer's identity: asked why, written in the book, shown once in this box and nowhere
//! kept. It must not know how an identity is unsealed.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::blame;
use super::void::boxed;
use super::words::{DeedWord as D, NeedWord as N};
use crate::desk::action::Action;
use crate::desk::field::{Field, Text as Typing, Verdict};
use crate::desk::form::Form;
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::petition::say;
use crate::desk::reading::{self, Page, wrap};
use crate::desk::screen::{Ctx, Effect, Event, Kind, Screen, Shape};
use crate::desk::theme::Mood;
use crate::office::ask::{Answer, Question};
use crate::register::act::StepKind;
use crate::register::number::Subject;
use crate::register::person::Person;
use crate::register::value::Value;

/// Columns of the box.
const COLUMNS: u16 = 66;

/// The question why an identity is opened, and then the identity.
pub struct RevealBox {
    subject: Subject,
    form: Form<()>,
    /// What is shown once; gone with the box.
    shown: Option<Page>,
    rows: u16,
    failed: Option<String>,
    saving: bool,
}

impl RevealBox {
    /// Asks about the people of a record.
    pub fn new(subject: Subject) -> Self {
        Self {
            subject,
            form: Form::new(),
            shown: None,
            rows: 0,
            failed: None,
            saving: false,
        }
    }

    fn save(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.saving || !self.form.check_all(ctx) {
            return vec![Effect::Bell];
        }
        self.saving = true;
        let key = match self.subject {
            Subject::Petition(_) => "petition",
            Subject::Reception(_) => "reception",
        };
        let line = [
            ("do", Value::Text(StepKind::Reveal.word().to_owned())),
            (key, Value::Text(self.subject.to_string())),
            ("on", Value::Day(ctx.today())),
            ("reason", Value::Text(self.form.text((), ctx))),
        ];
        let line = line.map(|(key, value)| (key.to_owned(), value)).to_vec();
        vec![Effect::Ask(Question::Write {
            line: Value::Map(line),
            draft: None,
        })]
    }

    fn reply(&mut self, answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
        match answer {
            Answer::Saved(saved) => {
                self.saving = false;
                let people = saved.identity.as_deref().unwrap_or_default();
                let lines = identity(people, ctx);
                let rows = lines.iter().map(|line| wrap(line, COLUMNS.into()).len());
                self.rows = u16::try_from(rows.sum::<usize>()).unwrap_or(u16::MAX);
                self.shown = Some(Page::new(lines));
                self.form = Form::new();
                vec![
                    Effect::Tell(Note::Changed(self.subject)),
                    Effect::Tell(Note::Saved),
                ]
            }
            Answer::Failed(failed) => {
                self.saving = false;
                let words = blame::whole(failed, ctx.lang);
                if blame::path(failed) == Some("reason") {
                    self.form.judge((), Verdict::Wrong(words.clone()));
                }
                self.failed = Some(words);
                vec![
                    Effect::Bell,
                    Effect::Notice(Kind::Error, ctx.say(D::Refused).to_owned()),
                ]
            }
            _ => Vec::new(),
        }
    }
}

fn identity(people: &[Person], ctx: &Ctx) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for person in people {
        let told = say::person(person, ctx.lang);
        let mut parts = told.split(" · ").map(str::to_owned);
        let first = parts.next().unwrap_or_default();
        lines.push(Line::styled(first, ctx.style(Mood::Title)));
        lines.extend(parts.map(|part| Line::raw(format!("  {part}"))));
    }
    if people.is_empty() {
        lines.push(Line::raw(ctx.say(D::NobodyKnown)));
    }
    lines.push(Line::default());
    lines.push(Line::styled(ctx.say(D::RevealDone), ctx.style(Mood::Dim)));
    lines
}

impl Screen<House> for RevealBox {
    fn title(&self, ctx: &Ctx) -> String {
        let word = if self.shown.is_some() {
            D::Revealed
        } else {
            D::RevealTitle
        };
        format!("{} – {}", ctx.say(word), self.subject)
    }

    fn contexts(&self) -> Vec<Context> {
        if self.shown.is_some() {
            let mut contexts = reading::CONTEXTS.to_vec();
            contexts.insert(0, Context::Question);
            return contexts;
        }
        self.form.contexts()
    }

    fn accepts(&self, action: Action) -> bool {
        match (&self.shown, action) {
            (Some(_), Action::Confirm) => true,
            // Nothing of it goes anywhere: not to the clipboard, not to paper.
            (Some(page), other) => page.accepts(other),
            (None, _) if self.saving => false,
            (None, Action::Save) => true,
            (None, other) => self.form.accepts(other),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Save, Action::Confirm, Action::Back]
    }

    fn names(&self, action: Action, lang: crate::words::Lang) -> Option<&'static str> {
        use crate::words::Say;
        (action == Action::Confirm).then(|| Action::Back.say(lang))
    }

    fn shape(&self, ctx: &Ctx) -> Shape {
        if self.shown.is_some() {
            return Shape::Box(COLUMNS, self.rows);
        }
        let columns = usize::from(COLUMNS);
        let said = wrap(&Line::raw(ctx.say(D::RevealWords)), columns).len();
        let failed = self.failed.as_ref().map_or(0, |words| {
            wrap(&Line::raw(words.as_str()), columns).len() + 1
        });
        Shape::Box(
            COLUMNS,
            u16::try_from(said + failed + 4).unwrap_or(u16::MAX),
        )
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn leaves_nothing(&self) -> bool {
        true
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => {
                let field = Field::new(ctx.say(N::Reason), Typing::default()).required();
                self.form = Form::new().field((), field);
            }
            Event::Reply(answer) => return self.reply(answer, ctx),
            Event::Act(Action::Save) => return self.save(ctx),
            Event::Act(action) if self.shown.is_some() => {
                if *action == Action::Confirm {
                    return vec![Effect::Pop];
                }
                if let Some(page) = &mut self.shown {
                    page.act(*action);
                }
            }
            _ if self.saving || self.shown.is_some() => {}
            _ => {
                if !self.form.take(event, ctx).is_empty() {
                    self.failed = None;
                }
            }
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if let Some(page) = &self.shown {
            page.view(frame, area, ctx);
            return;
        }
        let words = Line::raw(ctx.say(D::RevealWords));
        boxed(frame, area, &words, &self.form, self.failed.as_deref(), ctx);
    }
}
