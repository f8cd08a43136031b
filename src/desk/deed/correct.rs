//! Correcting a fact: what it should be, and why; the old value and the new stand side by side. It must
//! not know what a correction changes.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::blame;
use super::facts::{self, Fact};
use super::words::{DeedWord as D, NeedWord as N};
use crate::desk::action::Action;
use crate::desk::field::{Field, Text, Verdict};
use crate::desk::form::{Form, Heard};
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::question::Question as Asked;
use crate::desk::reading::wrap;
use crate::desk::screen::{Ctx, Effect, Event, Kind, Screen};
use crate::desk::theme::Mood;
use crate::office::ask::{Answer, Question};
use crate::register::act::StepKind;
use crate::register::number::Subject;
use crate::register::value::Value;
use crate::text::truncate;

/// Fields of the correction.
const TO: u8 = 0;
const REASON: u8 = 1;

/// One fact with its new value and the reason.
pub struct CorrectForm {
    subject: Subject,
    fact: Fact,
    form: Form<u8>,
    failed: Option<String>,
    saving: bool,
    /// Something was typed that Esc would lose.
    typed: bool,
}

/// The answer that throws away what was typed.
const DISCARD: &str = "discard";
/// The answer that goes on.
const GO_ON: &str = "go_on";

impl CorrectForm {
    /// Makes the form for one fact of a record.
    pub fn new(subject: Subject, fact: Fact) -> Self {
        Self {
            subject,
            fact,
            form: Form::new(),
            failed: None,
            saving: false,
            typed: false,
        }
    }

    /// Asks once before something typed is lost.
    fn leave(&self, ctx: &Ctx) -> Vec<Effect<House>> {
        if !self.typed {
            return vec![Effect::Pop];
        }
        let question = Asked::new(ctx.say(D::LoseTitle), ctx.say(D::LoseWords))
            .answer(ctx.say(D::GoOn), Note::Chose(GO_ON))
            .answer(ctx.say(D::Lose), Note::Chose(DISCARD));
        vec![question.push()]
    }

    fn begin(&mut self, ctx: &Ctx) {
        let typed = facts::typed(self.fact.editor, &self.fact.was);
        let to = facts::field(self.fact.editor, ctx.say(D::Becomes), ctx.lang).holding(&typed);
        let reason = Field::new(ctx.say(N::Reason), Text::default()).required();
        self.form = Form::new().field(TO, to).field(REASON, reason);
    }

    fn to(&self, ctx: &Ctx) -> Option<Value> {
        facts::value(self.fact.editor, &self.form.value(TO, ctx))
    }

    fn save(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.saving || !self.form.check_all(ctx) {
            return vec![Effect::Bell];
        }
        let to = self.to(ctx);
        let wrong = match &to {
            None => Some(ctx.say(crate::desk::words::Kit::NotADate).to_owned()),
            Some(to) if *to == self.fact.was => Some(ctx.say(D::Same).to_owned()),
            Some(_) => None,
        };
        if let Some(words) = wrong {
            self.form.judge(TO, Verdict::Wrong(words));
            self.form.focus_first_wrong();
            return vec![Effect::Bell];
        }
        self.saving = true;
        let key = match self.subject {
            Subject::Petition(_) => "petition",
            Subject::Reception(_) => "reception",
        };
        let reason = self.form.text(REASON, ctx);
        let line = [
            ("do", Value::Text(StepKind::Correct.word().to_owned())),
            (key, Value::Text(self.subject.to_string())),
            ("on", Value::Day(ctx.today())),
            ("field", Value::Text(self.fact.path.clone())),
            ("to", to.unwrap_or(Value::Null)),
            ("reason", Value::Text(reason)),
        ];
        let line = line.map(|(key, value)| (key.to_owned(), value));
        vec![Effect::Ask(Question::Write {
            line: Value::Map(line.to_vec()),
            draft: None,
        })]
    }

    fn reply(&mut self, answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
        match answer {
            Answer::Saved(saved) => {
                let what = format!("{} {}", ctx.say(StepKind::Correct), self.fact.label);
                let changed = Note::Changed(self.subject);
                vec![
                    super::done(&what, self.subject, saved, ctx.lang),
                    Effect::Tell(changed.clone()),
                    Effect::Tell(Note::Saved),
                    Effect::PopWith(changed),
                ]
            }
            Answer::Failed(failed) => {
                self.saving = false;
                let place = match blame::path(failed) {
                    Some("reason") => Some(REASON),
                    Some(path) if path == "to" || self.fact.path.starts_with(path) => Some(TO),
                    _ => None,
                };
                if let Some(place) = place {
                    let label = self.fact.label.clone();
                    let words = blame::beneath(failed, &label, ctx.lang);
                    self.form.judge(place, Verdict::Wrong(words));
                    self.form.focus_first_wrong();
                }
                let words = blame::whole(failed, ctx.lang);
                self.failed = Some(words);
                vec![
                    Effect::Bell,
                    Effect::Notice(Kind::Error, ctx.say(D::Refused).to_owned()),
                ]
            }
            _ => Vec::new(),
        }
    }

    fn draw_values(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) -> u16 {
        let half = (area.width.saturating_sub(4)) / 2;
        let dim = ctx.style(Mood::Dim);
        let was = match self.fact.shown(ctx.lang) {
            text if text.is_empty() => ctx.say(D::NothingThere).to_owned(),
            text => text,
        };
        let now = match self.to(ctx) {
            Some(to) => facts::shown(self.fact.editor, &to, ctx.lang),
            None => self.form.text(TO, ctx),
        };
        let now = if now.is_empty() {
            ctx.say(D::NothingThere).to_owned()
        } else {
            now
        };
        let changed = self.to(ctx).is_none_or(|to| to != self.fact.was);
        let mood = if changed { Mood::Accent } else { Mood::Dim };
        let cells = [
            (ctx.say(D::Was), was, Mood::Plain),
            (ctx.say(D::Becomes), now, mood),
        ];
        let mut tallest = 0;
        for (place, (title, text, mood)) in (0_u16..).zip(cells) {
            let cell = Rect {
                x: area.x + place * (half + 4),
                width: half,
                ..area
            }
            .intersection(area);
            let mut lines = vec![Line::styled(title, dim)];
            for one in text.lines() {
                lines.extend(wrap(
                    &Line::styled(one.to_owned(), ctx.style(mood)),
                    half.max(1).into(),
                ));
            }
            tallest = tallest.max(lines.len());
            frame.render_widget(ratatui::text::Text::from(lines), cell);
        }
        let arrow = Rect {
            x: area.x + half + 1,
            y: area.y + 1,
            width: 2,
            height: 1,
        };
        frame.render_widget(Line::styled("→", dim), arrow.intersection(area));
        u16::try_from(tallest).unwrap_or(u16::MAX)
    }
}

impl Screen<House> for CorrectForm {
    fn title(&self, ctx: &Ctx) -> String {
        let title = ctx.fill(D::CorrectTitle, &[&self.subject]);
        format!("{title} – {}", self.fact.label)
    }

    fn contexts(&self) -> Vec<Context> {
        self.form.contexts()
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            _ if self.saving => false,
            Action::Save | Action::Back => true,
            other => self.form.accepts(other),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::NextField,
            Action::Save,
            Action::Back,
            Action::PrevField,
        ]
    }

    fn lets_go(&self) -> bool {
        !self.typed
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => self.begin(ctx),
            Event::Reply(answer) => return self.reply(answer, ctx),
            Event::Act(Action::Save) => return self.save(ctx),
            Event::Act(Action::Back) if !self.form.accepts(Action::Back) => {
                return self.leave(ctx);
            }
            Event::Returned(Some(Note::Chose(DISCARD))) => return vec![Effect::PopKept],
            _ if self.saving => {}
            _ => {
                for heard in self.form.take(event, ctx) {
                    if let Heard::Changed(_) = heard {
                        self.failed = None;
                        self.typed = true;
                    }
                }
            }
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let dim = ctx.style(Mood::Dim);
        let hint = truncate(ctx.say(D::CorrectHint), area.width.into());
        frame.render_widget(
            Line::styled(hint, dim),
            Rect { height: 1, ..area }.intersection(area),
        );
        let below = Rect {
            y: area.y.saturating_add(2),
            height: area.height.saturating_sub(2),
            ..area
        };
        // The fields come first in height: what is typed must be seen.
        let used = self.draw_values(
            frame,
            Rect {
                height: below.height.saturating_sub(6).min(8),
                ..below
            },
            ctx,
        );
        let used = used.min(below.height.saturating_sub(6).min(8)) + 1;
        let fields = Rect {
            y: below.y + used,
            height: below.height.saturating_sub(used + 2),
            ..below
        };
        self.form.view(frame, fields, ctx);
        if let Some(words) = &self.failed {
            let line = Line::styled(
                format!("{} {words}", Mood::Error.sign()),
                ctx.style(Mood::Error),
            );
            let last = Rect {
                y: area.bottom().saturating_sub(2),
                height: 2,
                ..area
            };
            let rows = wrap(&line, area.width.into());
            frame.render_widget(ratatui::text::Text::from(rows), last.intersection(area));
        }
    }
}
