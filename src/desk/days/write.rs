//! The box in which a reception day is posted, or an absence is noted: one line for the book each, and what
//! was typed and not saved waits as a draft. It must not know when it is too late to post.

use std::time::Duration;

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
use crate::office::ask::{Answer, Draft, Question};
use crate::office::wall::civil;
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
    /// Something was typed that no draft holds yet.
    unkept: bool,
    /// A draft of it waits.
    kept: bool,
    /// A draft to begin with.
    resumed: Option<Draft>,
}

/// How long after the last key a draft is kept.
const PAUSE: Duration = Duration::from_millis(500);
/// Under this number only the latest draft counts.
const KEEPING: u8 = 1;

const KEYS: [(Key, &str); 6] = [
    (Key::Date, "date"),
    (Key::Who, "who"),
    (Key::Place, "place"),
    (Key::PostedOn, "posted_on"),
    (Key::Reason, "reason"),
    (Key::ReplacedBy, "replaced_by"),
];

impl Doing {
    /// What the line and the draft are called.
    fn word(self) -> &'static str {
        match self {
            Self::Post => "schedule",
            Self::Absence => "absent",
        }
    }
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
            unkept: false,
            kept: false,
            resumed: None,
        }
    }

    /// Goes on with a draft; `None` where it is the draft of something else.
    pub(super) fn resume(draft: &Draft) -> Option<Self> {
        let doing = [Doing::Post, Doing::Absence];
        let doing = doing
            .into_iter()
            .find(|doing| doing.word() == draft.head.form)?;
        let mut write = Self::new(doing, None, Default::default());
        write.resumed = Some(draft.clone());
        Some(write)
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

    /// Opens the box, with what waits of it.
    fn open(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.begin(ctx);
        if let Some(draft) = self.resumed.take() {
            self.restore(&draft.value);
            self.resumed = Some(draft);
            return Vec::new();
        }
        vec![Effect::Ask(Question::OpenDraft(self.draft_id()))]
    }

    /// The one draft that there is of this, or that it went on with.
    fn draft_id(&self) -> String {
        match (&self.resumed, self.day) {
            (Some(draft), _) => draft.head.id.clone(),
            (None, Some(day)) => format!("days-{}-{day}", self.doing.word()),
            (None, None) => format!("days-{}", self.doing.word()),
        }
    }

    fn restore(&mut self, typed: &Value) {
        for (key, name) in KEYS {
            if let Some(Value::Text(text)) = typed.get(name)
                && self.form.get(key).is_some()
            {
                self.form.fill(key, text);
            }
        }
        self.kept = true;
    }

    /// Takes up the draft that waits, unless something is typed already.
    fn take_draft(&mut self, draft: &Draft, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.unkept || self.writing {
            return Vec::new();
        }
        self.restore(&draft.value);
        let when = civil(draft.head.at).format("%H:%M %d/%m/%Y");
        let words = ctx.fill(W::DraftBack, &[&when]);
        vec![Effect::Notice(Kind::Info, words)]
    }

    /// Keeps what was typed, if anything is new about it.
    fn keep(&mut self) -> Vec<Effect<House>> {
        if !self.unkept || self.writing {
            return Vec::new();
        }
        self.unkept = false;
        self.kept = true;
        let name = |key: Key| KEYS.into_iter().find(|(known, _)| *known == key);
        let typed = self.form.draft().into_iter().filter_map(|(key, text)| {
            let (_, name) = name(key)?;
            Some((name.to_owned(), Value::Text(text)))
        });
        let keep = Question::KeepDraft {
            id: self.draft_id(),
            form: self.doing.word().to_owned(),
            value: Value::Map(typed.collect()),
        };
        vec![Effect::AskLatest(KEEPING, keep)]
    }

    /// Leaves the box; what was typed waits.
    fn leave(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let mut effects = self.keep();
        if self.kept {
            let words = ctx.say(W::DraftLeft).to_owned();
            effects.push(Effect::Notice(Kind::Info, words));
            effects.push(Effect::Tell(Note::Drafts));
        }
        effects.push(Effect::Pop);
        effects
    }

    /// Throws away what was typed and what waits of it.
    fn discard(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        (self.unkept, self.kept) = (false, false);
        self.begin(ctx);
        vec![
            Effect::AskLatest(KEEPING, Question::DropDraft(self.draft_id())),
            Effect::Notice(Kind::Info, ctx.say(W::DraftGone).to_owned()),
            Effect::Tell(Note::Drafts),
        ]
    }

    fn line(&self, ctx: &Ctx) -> Value {
        let mut entries = vec![("do".to_owned(), Value::Text(self.doing.word().to_owned()))];
        for (key, name) in KEYS {
            if self.form.get(key).is_none() {
                continue;
            }
            let value = match self.form.day(key, ctx) {
                Some(day) => Value::Day(day),
                None => match self.form.text(key, ctx) {
                    text if text.is_empty() => continue,
                    text => Value::Text(text),
                },
            };
            entries.push((name.to_owned(), value));
        }
        Value::Map(entries)
    }

    fn type_at(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.writing {
            return Vec::new();
        }
        let mut effects = Vec::new();
        for heard in self.form.take(event, ctx) {
            match heard {
                Heard::Changed(_) => {
                    self.unkept = true;
                    effects.push(Effect::Wake(PAUSE));
                }
                Heard::Left(_) => effects.extend(self.keep()),
                Heard::End => effects.extend(self.save(ctx)),
            }
        }
        effects
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
        let draft = (self.kept || self.unkept).then(|| self.draft_id());
        vec![Effect::Ask(Question::Write { line, draft })]
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
                    Effect::Tell(Note::Drafts),
                    notice,
                    shown.map_or(Effect::Pop, Effect::PopWith),
                ]
            }
            Answer::Draft(Some(draft)) => self.take_draft(draft, ctx),
            Answer::Failed(why) if self.writing => {
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
        let title = ctx.say(word);
        if self.kept {
            format!("{title} · {}", ctx.say(W::Draft))
        } else {
            title.to_owned()
        }
    }

    fn contexts(&self) -> Vec<Context> {
        let mut contexts = self.form.contexts();
        contexts.push(Context::Deed);
        contexts
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            Action::Save | Action::Back => true,
            Action::Discard => self.kept || self.unkept,
            _ => self.form.accepts(action),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::Save,
            Action::NextField,
            Action::Back,
            Action::Discard,
        ]
    }

    fn shape(&self, _ctx: &Ctx) -> Shape {
        Shape::Box(64, 9)
    }

    fn lets_go(&self) -> bool {
        false
    }

    // What was typed waits as a draft.
    fn leaves_nothing(&self) -> bool {
        true
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => self.open(ctx),
            Event::Reply(answer) => self.heard(answer, ctx),
            Event::Act(Action::Save) => self.save(ctx),
            Event::Act(Action::Discard) => self.discard(ctx),
            Event::Act(Action::Back) if !self.form.accepts(Action::Back) => self.leave(ctx),
            Event::Wake | Event::Closing => self.keep(),
            _ => self.type_at(event, ctx),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.form.view(frame, area, ctx);
    }
}
