//! What was typed and not yet written down, kept from key to key: one draft for each act of each
//! record. It must not know what the fields are about.

use super::build::show_what_applies;
use super::words::DeedWord as D;
use super::{DeedForm, KEEPING};
use crate::desk::action::Action;
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::screen::{Ctx, Effect, Kind};
use crate::office::ask::{Draft, Question};
use crate::register::act::StepKind;
use crate::register::number::{PetitionNo, ReceptionNo, Subject};
use crate::register::value::Value;

/// The kind of form under which drafts of acts are kept.
pub(super) const FORM: &str = "step";

/// Returns whose draft a value is.
pub(super) fn whose(value: &Value) -> Option<(Subject, StepKind)> {
    let text = |key: &str| match value.get(key) {
        Some(Value::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    let kind = StepKind::from_word(text("do")?)?;
    let number = text("of")?;
    let petition = number.parse::<PetitionNo>().map(Subject::Petition);
    let reception = || number.parse::<ReceptionNo>().map(Subject::Reception);
    Some((petition.or_else(|_| reception()).ok()?, kind))
}

impl DeedForm {
    pub(super) fn draft_id(&self) -> String {
        format!("{FORM}-{}-{}", self.subject, self.kind.word())
    }

    fn draft(&self) -> Value {
        let typed = self.form.draft().into_iter().filter_map(|(place, text)| {
            let asked = self.asked.get(place)?;
            Some((asked.path.clone(), Value::Text(text)))
        });
        Value::Map(vec![
            ("do".to_owned(), Value::Text(self.kind.word().to_owned())),
            ("of".to_owned(), Value::Text(self.subject.to_string())),
            ("typed".to_owned(), Value::Map(typed.collect())),
        ])
    }

    /// Keeps what was typed, if anything is new about it.
    pub(super) fn keep(&mut self) -> Vec<Effect<House>> {
        if !self.state.unkept || self.state.saving || !self.is_ready() {
            return Vec::new();
        }
        self.state.unkept = false;
        self.state.kept = true;
        let keep = Question::KeepDraft {
            id: self.draft_id(),
            form: FORM.to_owned(),
            value: self.draft(),
        };
        vec![Effect::AskLatest(KEEPING, keep)]
    }

    /// Fills the fields from a draft.
    pub(super) fn restore(&mut self, value: &Value, ctx: &Ctx) {
        let Some(Value::Map(typed)) = value.get("typed") else {
            return;
        };
        for (path, text) in typed {
            let place = self.asked.iter().position(|asked| asked.path == *path);
            if let (Some(place), Value::Text(text)) = (place, text) {
                self.form.fill(place, text);
            }
        }
        show_what_applies(self.kind, &mut self.form, ctx);
        self.state.kept = true;
    }

    /// Takes up the draft that was left, unless something is typed already.
    pub(super) fn take_draft(&mut self, draft: &Draft, ctx: &Ctx) -> Vec<Effect<House>> {
        let own = whose(&draft.value) == Some((self.subject, self.kind));
        if !own || self.state.unkept || self.state.kept || self.about.is_none() {
            return Vec::new();
        }
        self.restore(&draft.value, ctx);
        let mut effects = vec![Effect::Notice(Kind::Info, ctx.say(D::DraftBack).to_owned())];
        effects.extend(self.preview(ctx));
        effects
    }

    /// Leaves the form; what was typed stays as a draft.
    pub(super) fn leave(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let mut effects = self.keep();
        if self.state.kept {
            let words = ctx.fill(D::DraftLeft, &[&ctx.say(self.kind), &self.subject]);
            effects.push(Effect::Notice(Kind::Info, words));
            effects.push(Effect::Tell(Note::Drafts));
        }
        effects.push(Effect::Pop);
        effects
    }

    /// Throws away what was typed, and keeps it at hand once.
    pub(super) fn discard(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.discarded = Some(self.form.draft());
        let gone = Question::DropDraft(self.draft_id());
        self.state.kept = false;
        self.state.unkept = false;
        let key = ctx.key(Action::RestoreDiscarded, &[Context::Text, Context::Form]);
        let mut effects = vec![
            Effect::AskLatest(KEEPING, gone),
            Effect::Notice(Kind::Info, ctx.fill(D::DraftGone, &[&key])),
            Effect::Tell(Note::Drafts),
        ];
        if let Some(about) = &self.about {
            self.form = super::build::form(self.kind, about, &self.officers, ctx);
            show_what_applies(self.kind, &mut self.form, ctx);
        }
        effects.extend(self.preview(ctx));
        effects
    }

    /// Brings back what was thrown away.
    pub(super) fn undiscard(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let Some(typed) = self.discarded.take() else {
            return Vec::new();
        };
        for (place, text) in typed {
            self.form.fill(place, &text);
        }
        show_what_applies(self.kind, &mut self.form, ctx);
        self.state.unkept = true;
        let mut effects = self.keep();
        effects.extend(self.preview(ctx));
        effects
    }
}
