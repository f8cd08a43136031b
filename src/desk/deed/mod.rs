//! Writing down one act: what it needs is asked in a form made from one table, the clocks are shown as
//! they would then stand, and the office has the last word. It must not know how a line is saved.

use std::time::Duration;

use crate::desk::action::Action;
use crate::desk::field::{Field, Value as Held, Verdict};
use crate::desk::form::{Form, Heard};
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::screen::{Ctx, Effect, Event, Kind, Screen};
use crate::desk::words::Lang;
use crate::office::ask::{Answer, Draft, Failure, Folder, Question, Saved};
use crate::office::view::{PetitionView, ReceptionView};
use crate::register::act::StepKind;
use crate::register::number::Subject;
use crate::register::value::Value;
use crate::words::Say;
use crate::words::failure::warning;
use ratatui::Frame;
use ratatui::layout::Rect;

pub mod about;
pub mod blame;
pub mod build;
pub mod correct;
mod draft;
pub mod facts;
pub mod needs;
pub mod reveal;
mod then;
mod view;
pub mod void;
pub mod which;
pub mod words;

#[cfg(test)]
mod tests;

use about::About;
use build::{Asked, asked};
use then::Then;
use words::DeedWord as D;

/// How long after the last key the draft is kept and the clocks are asked for.
const PAUSE: Duration = Duration::from_millis(600);
/// Under this number only the latest question counts: the preview, and then the writing.
const LATEST: u8 = 0;
/// Under this number only the latest draft counts.
const KEEPING: u8 = 1;

/// The form of one act.
pub struct DeedForm {
    subject: Subject,
    kind: StepKind,
    about: Option<About>,
    asked: Vec<Asked>,
    form: Form<usize>,
    officers: Vec<String>,
    then: Then,
    state: State,
    /// What was typed and then discarded.
    discarded: Option<Vec<(usize, String)>>,
    /// A draft to begin with.
    resumed: Option<Value>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct State {
    /// Something was typed that no draft holds yet.
    unkept: bool,
    /// A draft of it is kept.
    kept: bool,
    /// The office is writing it down.
    saving: bool,
    /// There is no such record.
    gone: bool,
}

impl DeedForm {
    /// Makes the form of an act about a record, which it looks up.
    pub fn new(subject: Subject, kind: StepKind) -> Self {
        Self {
            subject,
            kind,
            about: None,
            asked: asked(kind),
            form: Form::new(),
            officers: Vec::new(),
            then: Then::NotYet,
            state: State::default(),
            discarded: None,
            resumed: None,
        }
    }

    /// Makes the form of an act about a petition that is already seen.
    pub fn of_petition(view: &PetitionView, kind: StepKind) -> Self {
        let about = About::petition(view);
        Self {
            about: Some(about),
            ..Self::new(Subject::Petition(view.petition.no), kind)
        }
    }

    /// Makes the form of an act after a reception that is already seen.
    pub fn of_reception(view: &ReceptionView, kind: StepKind) -> Self {
        let about = About::reception(view);
        Self {
            about: Some(about),
            ..Self::new(Subject::Reception(view.reception.no), kind)
        }
    }

    /// Makes the form of a draft that was left; `None` where it is the draft of something else.
    pub fn resume(draft: &Draft) -> Option<Self> {
        let (subject, kind) = draft::whose(&draft.value)?;
        let mut form = Self::new(subject, kind);
        form.resumed = Some(draft.value.clone());
        form.state.kept = true;
        Some(form)
    }

    fn look(&self) -> Effect<House> {
        Effect::Ask(match self.subject {
            Subject::Petition(no) => Question::Petition(no),
            Subject::Reception(no) => Question::Reception(no),
        })
    }

    fn open(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let mut effects = Vec::new();
        if self.kind == StepKind::Assign {
            effects.push(Effect::Ask(Question::Look));
        }
        if self.about.is_none() {
            effects.push(self.look());
        } else {
            effects.extend(self.begin(ctx));
        }
        effects
    }

    /// Builds the fields, now that the record is known.
    fn begin(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let Some(about) = &self.about else {
            return Vec::new();
        };
        self.form = build::form(self.kind, about, &self.officers, ctx);
        build::show_what_applies(self.kind, &mut self.form, ctx);
        if let Some(value) = self.resumed.take() {
            self.restore(&value, ctx);
            return self.preview(ctx);
        }
        let mut effects = vec![Effect::Ask(Question::OpenDraft(self.draft_id()))];
        effects.extend(self.preview(ctx));
        effects
    }

    fn is_ready(&self) -> bool {
        self.about.is_some() && !self.state.gone
    }

    fn line(&self, ctx: &Ctx) -> Value {
        build::line(self.kind, self.subject, &self.form, ctx)
    }

    /// Returns whether everything that is required and shown holds something.
    fn is_full(&self, ctx: &Ctx) -> bool {
        (0..self.asked.len()).all(|place| {
            let field = self.form.get(place);
            let must = field.is_some_and(|field| field.is_shown() && field.is_required());
            !must || self.form.value(place, ctx) != Held::Empty
        })
    }

    fn preview(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.state.saving || !self.is_ready() {
            return Vec::new();
        }
        if !self.is_full(ctx) {
            self.then = Then::NotYet;
            return Vec::new();
        }
        vec![Effect::AskLatest(LATEST, Question::Preview(self.line(ctx)))]
    }

    fn type_at(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.state.saving {
            return Vec::new();
        }
        let before = self.shown();
        let mut effects = Vec::new();
        for heard in self.form.take(event, ctx) {
            match heard {
                Heard::Changed(place) => {
                    self.state.unkept = true;
                    self.apply(place, ctx);
                    effects.push(Effect::Wake(PAUSE));
                }
                Heard::Left(place) => {
                    self.apply(place, ctx);
                    self.go_to_new(place, &before);
                    effects.extend(self.keep());
                    effects.extend(self.preview(ctx));
                }
                Heard::End => {}
            }
        }
        effects
    }

    /// Lets what a field now holds have its effect on the others.
    fn apply(&mut self, place: usize, ctx: &Ctx) {
        self.explain_ground(place, ctx);
        build::show_what_applies(self.kind, &mut self.form, ctx);
    }

    fn shown(&self) -> Vec<bool> {
        let shown = |place| self.form.get(place).is_some_and(Field::is_shown);
        (0..self.asked.len()).map(shown).collect()
    }

    /// Gives a field that has just come into sight behind the one that was left the focus, which
    /// had passed over it.
    fn go_to_new(&mut self, left: usize, before: &[bool]) {
        let on = self.form.focused().unwrap_or(left);
        let now = self.shown();
        let new = (left + 1..on)
            .find(|place| now.get(*place) == Some(&true) && before.get(*place) == Some(&false));
        if let Some(new) = new {
            self.form.focus(new);
        }
    }

    /// Puts the whole ground beneath the field in which its code was chosen.
    fn explain_ground(&mut self, place: usize, ctx: &Ctx) {
        let class = self.about.as_ref().and_then(|about| about.class);
        if build::ground_list(self.kind, class).is_none() {
            return;
        }
        let is_ground = self.asked.get(place).is_some_and(|asked| {
            matches!(asked.need.what, needs::What::Ground | needs::What::Grounds)
        });
        if is_ground {
            let code = self.form.code(place, ctx).unwrap_or_default();
            let note = build::ground_note(self.kind, class, &code, ctx.lang);
            self.form.note(place, note.unwrap_or_default());
        }
    }

    fn save(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.state.saving || !self.is_ready() {
            return Vec::new();
        }
        if !self.form.check_all(ctx) {
            return vec![Effect::Bell];
        }
        self.state.saving = true;
        let line = self.line(ctx);
        let kept = self.state.kept || self.state.unkept;
        let draft = kept.then(|| self.draft_id());
        vec![Effect::AskLatest(LATEST, Question::Write { line, draft })]
    }

    fn saved(&mut self, saved: &Saved, ctx: &Ctx) -> Vec<Effect<House>> {
        self.state = State::default();
        let done = done(ctx.say(self.kind), self.subject, saved, ctx.lang);
        let changed = Note::Changed(self.subject);
        vec![
            done,
            Effect::Tell(changed.clone()),
            Effect::Tell(Note::Saved),
            Effect::Tell(Note::Drafts),
            Effect::PopWith(changed),
        ]
    }

    fn failed(&mut self, failed: &Failure, ctx: &Ctx) -> Vec<Effect<House>> {
        let was_saving = std::mem::take(&mut self.state.saving);
        let blamed = self.blame(failed, ctx);
        let words = blame::whole(failed, ctx.lang);
        self.then = Then::Failed(words);
        if !was_saving {
            return Vec::new();
        }
        if blamed {
            self.form.focus_first_wrong();
        }
        vec![
            Effect::Bell,
            Effect::Notice(Kind::Error, ctx.say(D::Refused).to_owned()),
        ]
    }

    /// Puts what is wrong under the field that is to blame; returns whether there is one.
    fn blame(&mut self, failed: &Failure, ctx: &Ctx) -> bool {
        let Some(place) = blame::path(failed).and_then(|path| self.place(path)) else {
            return false;
        };
        let label = self.form.get(place).map(|field| field.label.clone());
        let words = blame::beneath(failed, &label.unwrap_or_default(), ctx.lang);
        self.form.judge(place, Verdict::Wrong(words));
        true
    }

    fn place(&self, path: &str) -> Option<usize> {
        let shown = |place: &usize| self.form.get(*place).is_some_and(Field::is_shown);
        let key = path.split('.').next().unwrap_or(path);
        let find = |wanted: &str| {
            let exact = self.asked.iter().position(|asked| asked.path == wanted);
            exact.or_else(|| self.asked.iter().position(|asked| asked.need.key == wanted))
        };
        let which = || {
            let finding = matches!(key, "complex" | "remote");
            finding.then(|| find(needs::WHICH)).flatten()
        };
        find(path)
            .or_else(|| find(key))
            .or_else(which)
            .filter(shown)
    }

    fn reply(&mut self, answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
        match answer {
            Answer::Petition(Some(view)) if self.about.is_none() => {
                self.about = Some(About::petition(view));
                self.begin(ctx)
            }
            Answer::Reception(Some(view)) if self.about.is_none() => {
                self.about = Some(About::reception(view));
                self.begin(ctx)
            }
            Answer::Petition(None) | Answer::Reception(None) => {
                self.state.gone = true;
                Vec::new()
            }
            Answer::Folder(Folder::Office { officers, .. }) => {
                self.officers.clone_from(officers);
                self.offer_officers(ctx);
                Vec::new()
            }
            Answer::Draft(Some(draft)) => self.take_draft(draft, ctx),
            Answer::Preview(preview) if !self.state.saving => {
                self.then = Then::of((**preview).clone(), &ctx.law.rules);
                Vec::new()
            }
            Answer::Saved(saved) => self.saved(saved, ctx),
            Answer::Failed(failure) => self.failed(failure, ctx),
            _ => Vec::new(),
        }
    }

    fn offer_officers(&mut self, ctx: &Ctx) {
        let Some(about) = &self.about else { return };
        let officer = |asked: &&Asked| asked.need.what == needs::What::Officer;
        let found = self
            .asked
            .iter()
            .enumerate()
            .find(|(_, asked)| officer(asked));
        if let Some((place, asked)) = found {
            let field = build::field(self.kind, &asked.need, about, &self.officers, ctx);
            self.form.rebuild(place, || field);
        }
    }
}

/// Returns the notice that something was written down, with what is odd about it.
pub(super) fn done(what: &str, subject: Subject, saved: &Saved, lang: Lang) -> Effect<House> {
    let odd: Vec<String> = saved
        .warnings
        .iter()
        .map(|odd| warning(odd, lang))
        .collect();
    if odd.is_empty() {
        let words = D::Recorded.fill(lang, &[&what, &subject]);
        Effect::Notice(Kind::Info, words)
    } else {
        let words = D::RecordedOdd.fill(lang, &[&what, &subject, &odd.join("; ")]);
        Effect::Notice(Kind::Warning, words)
    }
}

impl Screen<House> for DeedForm {
    fn title(&self, ctx: &Ctx) -> String {
        let mut letters = ctx.say(self.kind).chars();
        let first = letters.next().map(char::to_uppercase);
        first.into_iter().flatten().chain(letters).collect()
    }

    fn aside(&self, ctx: &Ctx) -> Option<String> {
        let label = self.about.as_ref().map(|about| about.label(ctx.lang));
        Some(label.unwrap_or_else(|| self.subject.to_string()))
    }

    fn state(&self, ctx: &Ctx) -> Option<String> {
        let word = match self.state {
            State { saving: true, .. } => D::Saving,
            State { unkept: true, .. } => D::Draft,
            State { kept: true, .. } => D::DraftKept,
            _ => return None,
        };
        Some(ctx.say(word).to_owned())
    }

    fn contexts(&self) -> Vec<Context> {
        if !self.is_ready() {
            return vec![Context::Deed];
        }
        let mut contexts = self.form.contexts();
        contexts.push(Context::Deed);
        contexts
    }

    fn accepts(&self, action: Action) -> bool {
        let ready = self.is_ready() && !self.state.saving;
        match action {
            Action::Back => true,
            _ if !ready => false,
            Action::Save => true,
            Action::Discard => self.state.kept || self.state.unkept,
            Action::RestoreDiscarded => self.discarded.is_some(),
            other => self.form.accepts(other),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::NextField,
            Action::Save,
            Action::Back,
            Action::Discard,
            Action::RestoreDiscarded,
            Action::PrevField,
        ]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        let typed = self.state.kept || self.state.unkept;
        match action {
            Action::Back if typed => Some(D::KeepAsDraft.say(lang)),
            _ => None,
        }
    }

    fn lets_go(&self) -> bool {
        !self.state.saving
    }

    fn long_text(&self) -> Option<(String, String)> {
        let ready = self.is_ready() && !self.state.saving;
        ready.then(|| self.form.long_text()).flatten()
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => self.open(ctx),
            Event::Reply(answer) => self.reply(answer, ctx),
            Event::Act(Action::Save) => self.save(ctx),
            Event::Act(Action::Discard) => self.discard(ctx),
            Event::Act(Action::RestoreDiscarded) => self.undiscard(ctx),
            Event::Act(Action::Back) if !self.form.accepts(Action::Back) => self.leave(ctx),
            Event::Wake => {
                let mut effects = self.keep();
                effects.extend(self.preview(ctx));
                effects
            }
            Event::Closing => self.keep(),
            _ if self.is_ready() => self.type_at(event, ctx),
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.draw(frame, area, ctx);
    }
}
