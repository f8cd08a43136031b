//! Taking back an act: which one, and why. It must not know whether something rests on it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};

use super::blame;
use super::words::{DeedWord as D, NeedWord as N};
use crate::desk::action::Action;
use crate::desk::field::{Field, Text as Typing, Verdict};
use crate::desk::form::{Form, Heard};
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::petition::say::long_day;
use crate::desk::reading::wrap;
use crate::desk::screen::{Ctx, Effect, Event, Kind, Screen, Shape};
use crate::desk::theme::Mood;
use crate::office::ask::{Answer, Question};
use crate::office::view::ActView;
use crate::register::act::StepKind;
use crate::register::number::Subject;
use crate::register::value::Value;
use crate::words::domain::act_word;

/// Columns of the box.
const COLUMNS: u16 = 66;

/// The question why an act is taken back.
pub struct VoidForm {
    subject: Subject,
    act: ActView,
    seq: u64,
    form: Form<()>,
    failed: Option<String>,
    saving: bool,
}

impl VoidForm {
    /// Asks about an act of a record; `None` for one that cannot be taken back: the first, one whose
    /// entry is hidden, one that was taken back already.
    pub fn new(subject: Subject, act: &ActView) -> Option<Self> {
        let seq = act.seq.filter(|_| can_be_void(act))?;
        Some(Self {
            subject,
            act: act.clone(),
            seq,
            form: Form::new(),
            failed: None,
            saving: false,
        })
    }

    fn words(&self, ctx: &Ctx) -> Line<'static> {
        let act = act_word(self.act.word, ctx.lang);
        let day = long_day(self.act.on, ctx.lang);
        Line::raw(ctx.fill(D::VoidWords, &[&act, &day]))
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
            ("do", Value::Text(StepKind::Correct.word().to_owned())),
            (key, Value::Text(self.subject.to_string())),
            ("on", Value::Day(ctx.today())),
            (
                "seq",
                Value::Int(i64::try_from(self.seq).unwrap_or(i64::MAX)),
            ),
            ("void", Value::Bool(true)),
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
                let what = ctx.fill(D::Voided, &[&act_word(self.act.word, ctx.lang)]);
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

/// Says whether an act of the history may be taken back at all.
pub fn can_be_void(act: &ActView) -> bool {
    let step = StepKind::from_word(act.word);
    let voids = act.body.get("void") == Some(&Value::Bool(true));
    act.seq.is_some()
        && act.void.is_none()
        && !voids
        && step.is_some_and(|kind| {
            !matches!(kind, StepKind::Reveal | StepKind::Veil | StepKind::Erase)
        })
}

impl Screen<House> for VoidForm {
    fn title(&self, ctx: &Ctx) -> String {
        format!("{} – {}", ctx.say(D::VoidTitle), self.subject)
    }

    fn contexts(&self) -> Vec<Context> {
        self.form.contexts()
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            _ if self.saving => false,
            Action::Save => true,
            other => self.form.accepts(other),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Save, Action::Back]
    }

    fn shape(&self, ctx: &Ctx) -> Shape {
        let said = wrap(&self.words(ctx), COLUMNS.into()).len();
        let failed = self.failed.as_ref().map_or(0, |words| {
            wrap(&Line::raw(words.as_str()), COLUMNS.into()).len() + 1
        });
        Shape::Box(
            COLUMNS,
            u16::try_from(said + failed + 4).unwrap_or(u16::MAX),
        )
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => {
                let field = Field::new(ctx.say(N::Reason), Typing::default()).required();
                self.form = Form::new().field((), field);
            }
            Event::Reply(answer) => return self.reply(answer, ctx),
            Event::Act(Action::Save) => return self.save(ctx),
            _ if self.saving => {}
            _ => {
                let heard = self.form.take(event, ctx);
                if heard
                    .iter()
                    .any(|heard| matches!(heard, Heard::Changed(())))
                {
                    self.failed = None;
                }
            }
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        boxed(
            frame,
            area,
            &self.words(ctx),
            &self.form,
            self.failed.as_deref(),
            ctx,
        );
    }
}

/// Draws words, one field, and what went wrong.
pub(super) fn boxed(
    frame: &mut Frame,
    area: Rect,
    words: &Line<'static>,
    form: &Form<()>,
    failed: Option<&str>,
    ctx: &Ctx,
) {
    let mut said = wrap(words, area.width.into());
    let fields = 2.min(area.height);
    said.truncate(area.height.saturating_sub(fields).into());
    let used = u16::try_from(said.len()).unwrap_or(0);
    frame.render_widget(Text::from(said), area);
    let gap = u16::from(area.height > used + fields);
    let at = Rect {
        y: area.y + used + gap,
        height: fields,
        ..area
    };
    form.view(frame, at.intersection(area), ctx);
    if let Some(failed) = failed {
        let line = Line::styled(
            format!("{} {failed}", Mood::Error.sign()),
            ctx.style(Mood::Error),
        );
        let below = Rect {
            y: at.bottom(),
            height: area.bottom().saturating_sub(at.bottom()),
            ..area
        };
        let rows = wrap(&line, area.width.into());
        frame.render_widget(Text::from(rows), below.intersection(area));
    }
}
