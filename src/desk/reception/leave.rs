//! Leaving the form, and linking its petition to an earlier one: the two questions that it puts. It must not
//! know what happens to a draft.

use super::intake::Intake;
use super::key::{Key, PetitionKey};
use super::pane::said_of_row;
use super::words::FormWord;
use crate::desk::house::{House, Note};
use crate::desk::question::Question;
use crate::desk::screen::{Ctx, Effect, Kind};
use crate::office::seen::Seen;
use crate::register::number::{PetitionNo, Subject};
use crate::register::seen::Proposal;
use crate::register::words::{Class, LinkKind};

/// The answer: keep a draft.
pub(super) const KEEP: &str = "keep";
/// The answer: throw it away.
pub(super) const DISCARD: &str = "discard";
/// The answer: go on typing.
const STAY: &str = "stay";
/// The answer: no link.
const NO_LINK: &str = "no_link";
/// The answer: another person or matter.
const UNLIKE: &str = "unlike";

impl Intake {
    /// Leaves: at once where nothing was typed, else after asking.
    pub(super) fn leave(&self, ctx: &Ctx) -> Vec<Effect<House>> {
        if !self.keep.changed() {
            return vec![Effect::Pop];
        }
        let question: Question<House> =
            Question::new(ctx.say(FormWord::LeaveTitle), ctx.say(FormWord::LeaveWords))
                .answer(ctx.say(FormWord::KeepDraft), Note::Chose(KEEP))
                .answer(ctx.say(FormWord::DiscardIt), Note::Chose(DISCARD))
                .answer(ctx.say(FormWord::GoOn), Note::Chose(STAY));
        vec![question.push()]
    }

    /// The earlier petitions to which the first one may be linked, or from which it may be told apart. A
    /// denunciation only to denunciations: beside anything else it would say who denounces (TC Đ8.3).
    pub(super) fn linkable(&self, ctx: &Ctx) -> impl Iterator<Item = (PetitionNo, &Seen)> {
        let denounces = self.denounces(ctx);
        let seen = self.earlier.seen.iter();
        seen.filter_map(move |seen| match seen.row.id {
            Subject::Petition(no) if is_denunciation(seen) == denounces => Some((no, seen)),
            _ => None,
        })
    }

    fn denounces(&self, ctx: &Ctx) -> bool {
        self.sheet.class(0, ctx) == Some(Class::Denunciation)
    }

    /// Whether any petition of the form is a denunciation.
    pub(super) fn any_denounces(&self, ctx: &Ctx) -> bool {
        let mut petitions = 0..self.sheet.plan.petitions;
        petitions.any(|which| self.sheet.class(which, ctx) == Some(Class::Denunciation))
    }

    /// Takes back links that would say who denounces, and says so.
    pub(super) fn keep_apart(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let denounces = self.denounces(ctx);
        let sealed = &self.sealed;
        self.unlike.retain(|no| sealed.contains(no) == denounces);
        let Some((to, _)) = self.link else {
            return Vec::new();
        };
        if sealed.contains(&to) == denounces {
            return Vec::new();
        }
        self.link = None;
        let words = ctx.fill(FormWord::LinkTakenBack, &[&to]);
        vec![Effect::Notice(Kind::Info, words)]
    }

    /// Asks how the petition belongs to an earlier one; asked again, to the one before that.
    pub(super) fn ask_for_link(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let linked = self.link.map(|(to, _)| to);
        let after = self
            .linkable(ctx)
            .position(|(no, _)| Some(no) == linked)
            .map_or(0, |place| place + 1);
        let found = self
            .linkable(ctx)
            .nth(after)
            .or_else(|| self.linkable(ctx).next());
        let Some((no, seen)) = found else {
            let words = ctx.say(FormWord::NothingToLink).to_owned();
            return vec![Effect::Notice(Kind::Info, words)];
        };
        let said = said_of_row(&seen.row, ctx);
        let title = ctx.fill(FormWord::LinkTitle, &[&no]);
        let words = ctx.fill(FormWord::LinkWords, &[&said]).replace('\n', " – ");
        let mut ways = [
            (FormWord::LinkRelated, LinkKind::Related),
            (FormWord::LinkSecond, LinkKind::SecondRound),
            (FormWord::LinkDuplicate, LinkKind::Duplicate),
        ];
        // What is proposed stands under the cursor.
        let proposed = match seen.proposal {
            Some(Proposal::Duplicate(_)) => LinkKind::Duplicate,
            Some(Proposal::Again(..)) | None => LinkKind::SecondRound,
        };
        ways.sort_by_key(|(_, kind)| *kind != proposed);
        let mut question: Question<House> = Question::new(title, words);
        for (word, kind) in ways {
            question = question.answer(ctx.say(word), Note::Chose(kind.word()));
        }
        let last = if linked == Some(no) {
            (FormWord::Unlink, NO_LINK)
        } else {
            (FormWord::NotTheSame, UNLIKE)
        };
        let question = question.answer(ctx.say(last.0), Note::Chose(last.1));
        self.linking = Some(no);
        vec![question.push()]
    }

    /// What is linked is mostly of the same class.
    fn class_as(&mut self, to: PetitionNo, ctx: &Ctx) {
        let class = self.linkable(ctx).find(|(no, _)| *no == to);
        let class = class.and_then(|(_, seen)| seen.row.class);
        if let Some(class) = class.filter(|_| self.sheet.class(0, ctx).is_none()) {
            self.sheet
                .fill(Key::Petition(0, PetitionKey::Class), class.word());
            self.refresh(ctx);
        }
    }

    /// Takes the answer about a link.
    pub(super) fn linked(&mut self, code: &str, ctx: &Ctx) -> Vec<Effect<House>> {
        let to = self.linking.take();
        let found = to.and_then(|to| self.linkable(ctx).find(|(no, _)| *no == to));
        if found.is_some_and(|(_, seen)| is_denunciation(seen)) {
            self.sealed.extend(to);
        }
        match (to, LinkKind::from_word(code)) {
            (Some(to), Some(kind)) => {
                self.link = Some((to, kind));
                self.unlike.remove(&to);
                self.class_as(to, ctx);
                let round = Key::Petition(0, PetitionKey::Round);
                if kind == LinkKind::SecondRound && self.sheet.shows(round) {
                    self.sheet.fill(round, "2");
                }
            }
            (Some(_), None) if code == NO_LINK => self.link = None,
            (Some(other), None) if code == UNLIKE => {
                self.unlike.insert(other);
                self.earlier.without(&self.unlike);
            }
            _ => return Vec::new(),
        }
        self.refresh(ctx);
        self.touch(ctx)
    }
}

fn is_denunciation(seen: &Seen) -> bool {
    seen.row.class == Some(Class::Denunciation)
}
