//! Saving: every error at once, then the line, then what was chosen beside it. What the office says is
//! brought back to the field that it is about. It must not know how a line is kept.

use std::collections::VecDeque;

use super::done::Done;
use super::intake::{Intake, PREVIEW_OR_WRITE, Saving};
use super::key::{Key, PersonKey, STEPS, VisitKey, Who};
use super::line::{Purpose, field_at, line};
use super::time::read_time;
use super::ways::follow_ups;
use super::words::{FormWord, label};
use crate::desk::field::Verdict;
use crate::desk::house::{House, Note};
use crate::desk::screen::{Ctx, Effect, Kind};
use crate::desk::words::Kit;
use crate::office::ask::{Failure, Question, Saved};
use crate::register::check::Refusal;
use crate::register::number::Subject;
use crate::register::part::Wrong;
use crate::words::failure::{failure, refusal, wrong};

impl Intake {
    /// Saves, or says everything that is wrong and goes to the first of it.
    pub(super) fn save(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.saving.is_some() {
            return Vec::new();
        }
        self.scan_what_is_left(ctx);
        self.refresh(ctx);
        let wrong = self.check(ctx);
        if wrong > 0 {
            let words = ctx.fill(FormWord::ToMend, &[&wrong]);
            let mut effects = vec![Effect::Notice(Kind::Error, words)];
            effects.extend(self.closing(ctx));
            return effects;
        }
        // A form that was resumed may hold a link from before its class was chosen.
        let taken_back = self.keep_apart(ctx);
        // What was typed last is in the draft before it is in the book: a power cut takes neither.
        let mut effects = self.closing(ctx);
        effects.extend(taken_back);
        self.saving = Some(Saving {
            saved: None,
            rest: VecDeque::new(),
            asked: None,
            done: Vec::new(),
            refused: Vec::new(),
        });
        let write = Question::Write {
            line: line(&self.sheet, Purpose::Save, ctx),
            draft: self.keep.standing(),
        };
        effects.push(Effect::AskLatest(PREVIEW_OR_WRITE, write));
        effects
    }

    /// A scanned card may stand in the field that was not left yet.
    fn scan_what_is_left(&mut self, ctx: &Ctx) {
        if let Some(key) = self.sheet.form(self.step).focused() {
            self.sheet.form_mut(self.step).leave(ctx);
            let (step, focus) = (self.step, key);
            self.scanned(key, ctx);
            self.step = step;
            self.sheet.form_mut(step).focus(focus);
        }
    }

    /// Judges every field, and gives the first wrong one the focus; returns how many are wrong.
    fn check(&mut self, ctx: &Ctx) -> usize {
        let focused = self.sheet.form(self.step).focused();
        for step in 0..STEPS {
            self.sheet.form_mut(step).check_all(ctx);
        }
        self.check_names(ctx);
        self.check_time(ctx);
        let wrong: Vec<Key> = (0..STEPS).flat_map(|step| self.wrong_in(step)).collect();
        match (wrong.first(), focused) {
            (Some(first), _) => self.focus(*first),
            (None, Some(key)) => self.sheet.form_mut(self.step).focus(key),
            (None, None) => {}
        }
        for place in 0..self.sheet.plan.visitors {
            super::notes::compare(&mut self.sheet, Who::Visitor(place), ctx);
            super::notes::digits_of_number(&mut self.sheet, Who::Visitor(place), ctx);
        }
        wrong.len()
    }

    fn wrong_in(&self, step: usize) -> Vec<Key> {
        let form = self.sheet.form(step);
        let is_wrong = |key: &Key| {
            form.get(*key)
                .is_some_and(|field| matches!(field.verdict, Verdict::Wrong(_)))
        };
        form.shown().filter(is_wrong).collect()
    }

    /// Whoever is described at all has a name.
    fn check_names(&mut self, ctx: &Ctx) {
        let people: Vec<u8> = self.sheet.people().collect();
        for place in people {
            let name = Key::Person(Who::Visitor(place), PersonKey::Name);
            if self.sheet.typed(name).trim().is_empty() {
                let words = ctx.say(Kit::Required).to_owned();
                self.sheet.judge(name, Verdict::Wrong(words));
            }
        }
    }

    /// A visit may be dated back, never ahead.
    fn check_time(&mut self, ctx: &Ctx) {
        let day = self.sheet.day(Key::Visit(VisitKey::Day), ctx);
        let key = Key::Visit(VisitKey::Time);
        let time = read_time(&self.sheet.text(key, ctx));
        if day == Some(ctx.today()) && time.is_some_and(|time| time > ctx.now.time()) {
            let words = ctx.say(FormWord::AheadOfNow).to_owned();
            self.sheet.judge(key, Verdict::Wrong(words));
        }
    }

    /// Something is in the book: what comes after it is written now, one after the other.
    pub(super) fn saved(&mut self, saved: Saved, ctx: &Ctx) -> Vec<Effect<House>> {
        let Some(saving) = &mut self.saving else {
            return Vec::new();
        };
        if saving.saved.is_none() {
            let rest = follow_ups(&self.sheet, self.link, &self.unlike, &saved.petitions, ctx);
            saving.rest = rest.into();
            saving.saved = Some(saved);
        } else {
            saving.done.extend(saving.asked.take());
        }
        self.write_on(ctx)
    }

    /// Writes what is next, or shows what came of it all.
    fn write_on(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let Some(saving) = &mut self.saving else {
            return Vec::new();
        };
        if let Some(next) = saving.rest.pop_front() {
            let line = next.line.clone();
            saving.asked = Some(next);
            let write = Question::Write { line, draft: None };
            return vec![Effect::AskLatest(PREVIEW_OR_WRITE, write)];
        }
        let Some(saving) = self.saving.take() else {
            return Vec::new();
        };
        let Some(saved) = saving.saved else {
            return Vec::new();
        };
        self.keep.forget();
        let mut effects = vec![Effect::Tell(Note::Saved), Effect::Tell(Note::Drafts)];
        let subjects = saved
            .petitions
            .iter()
            .map(|no| Subject::Petition(*no))
            .chain(saved.reception.map(Subject::Reception));
        effects.extend(subjects.map(|subject| Effect::Tell(Note::Changed(subject))));
        let done = Done::new(
            self.me.clone(),
            &self.sheet,
            saved,
            &saving.done,
            &saving.refused,
            ctx,
        );
        effects.push(Effect::Replace(Box::new(done)));
        effects
    }

    /// The office could not: which question that answers is told by what was asked.
    pub(super) fn failed(&mut self, why: &Failure, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.keep.asked() && (self.saving.is_none() || is_of_the_store(why)) {
            if is_of_the_store(why) {
                return self.draft_failed(why, ctx);
            }
            self.preview = None;
            return Vec::new();
        }
        match &mut self.saving {
            None => {
                self.preview = None;
                self.awaits_before = false;
                Vec::new()
            }
            Some(saving) if saving.saved.is_some() => {
                let told = failure(why, ctx.lang);
                let words = cited(told.message, told.citation);
                saving
                    .refused
                    .extend(saving.asked.take().map(|step| (step, words)));
                self.write_on(ctx)
            }
            Some(_) => {
                self.saving = None;
                self.not_saved(why, ctx)
            }
        }
    }

    fn draft_failed(&mut self, why: &Failure, ctx: &Ctx) -> Vec<Effect<House>> {
        self.keep.answered(false);
        let told = failure(why, ctx.lang);
        let words = ctx.fill(FormWord::DraftNotKept, &[&told.message]);
        vec![Effect::Notice(Kind::Error, words)]
    }

    /// Brings a refusal to its field; nothing that was typed is lost.
    fn not_saved(&mut self, why: &Failure, ctx: &Ctx) -> Vec<Effect<House>> {
        let (path, told) = match why {
            Failure::Wrong(fault) => {
                let here = Wrong {
                    path: self.called(&fault.path, ctx),
                    ..fault.clone()
                };
                (Some(fault.path.clone()), wrong(&here, ctx.lang))
            }
            Failure::Refused(no) => {
                let bare = Refusal {
                    path: None,
                    ..no.clone()
                };
                (no.path.clone(), refusal(&bare, ctx.lang))
            }
            other => (None, failure(other, ctx.lang)),
        };
        let words = cited(told.message, told.citation);
        let key = path.and_then(|path| field_at(&self.sheet, &path));
        if let Some(key) = key.filter(|key| self.sheet.shows(*key)) {
            self.sheet.judge(key, Verdict::Wrong(words.clone()));
            self.focus(key);
        }
        let words = ctx.fill(FormWord::NotSaved, &[&words]);
        vec![Effect::Notice(Kind::Error, words)]
    }

    /// What the field of a path is called; the path itself where it is none of the form's.
    fn called(&self, path: &str, ctx: &Ctx) -> String {
        field_at(&self.sheet, path).map_or_else(
            || path.to_owned(),
            |key| match key {
                Key::Document(place, _) => ctx.fill(label(key), &[&(u32::from(place) + 1)]),
                key => ctx.say(label(key)).to_owned(),
            },
        )
    }
}

/// Whether the store itself could not, whatever was asked: a draft is never refused by the law.
fn is_of_the_store(why: &Failure) -> bool {
    matches!(why, Failure::Store(_) | Failure::NobodyHere)
}

fn cited(message: String, citation: Option<String>) -> String {
    match citation {
        Some(citation) => format!("{message} ({citation})"),
        None => message,
    }
}
