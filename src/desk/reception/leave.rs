//! Leaving the form, and linking its petition to an earlier one: the two questions that it puts. It must not
//! know what happens to a draft.

use super::intake::Intake;
use super::key::{Key, PetitionKey};
use super::pane::said_of_row;
use super::words::FormWord;
use crate::desk::house::{House, Note};
use crate::desk::question::Question;
use crate::desk::screen::{Ctx, Effect, Kind};
use crate::office::index::Row;
use crate::register::number::{PetitionNo, Subject};
use crate::register::words::LinkKind;

/// The answer: keep a draft.
pub(super) const KEEP: &str = "keep";
/// The answer: throw it away.
pub(super) const DISCARD: &str = "discard";
/// The answer: go on typing.
const STAY: &str = "stay";
/// The answer: no link.
const NO_LINK: &str = "no_link";

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

    /// The earlier petitions to which the first one may be linked.
    fn linkable(&self) -> impl Iterator<Item = (PetitionNo, &Row)> {
        self.earlier.rows.iter().filter_map(|row| match row.id {
            Subject::Petition(no) => Some((no, row)),
            Subject::Reception(_) => None,
        })
    }

    /// Asks how the petition belongs to an earlier one; asked again, to the one before that.
    pub(super) fn ask_for_link(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let linked = self.link.map(|(to, _)| to);
        let after = self
            .linkable()
            .position(|(no, _)| Some(no) == linked)
            .map_or(0, |place| place + 1);
        let found = self
            .linkable()
            .nth(after)
            .or_else(|| self.linkable().next());
        let Some((no, row)) = found else {
            let words = ctx.say(FormWord::NothingToLink).to_owned();
            return vec![Effect::Notice(Kind::Info, words)];
        };
        let said = said_of_row(row, ctx);
        let title = ctx.fill(FormWord::LinkTitle, &[&no]);
        let words = ctx.fill(FormWord::LinkWords, &[&said]).replace('\n', " – ");
        let question: Question<House> = Question::new(title, words)
            .answer(
                ctx.say(FormWord::LinkSecond),
                Note::Chose(LinkKind::SecondRound.word()),
            )
            .answer(
                ctx.say(FormWord::LinkDuplicate),
                Note::Chose(LinkKind::Duplicate.word()),
            )
            .answer(
                ctx.say(FormWord::LinkRelated),
                Note::Chose(LinkKind::Related.word()),
            )
            .answer(ctx.say(FormWord::Unlink), Note::Chose(NO_LINK));
        self.linking = Some(no);
        vec![question.push()]
    }

    /// Takes the answer about a link.
    pub(super) fn linked(&mut self, code: &str, ctx: &Ctx) -> Vec<Effect<House>> {
        let to = self.linking.take();
        match (to, LinkKind::from_word(code)) {
            (Some(to), Some(kind)) => {
                self.link = Some((to, kind));
                let round = Key::Petition(0, PetitionKey::Round);
                if kind == LinkKind::SecondRound && self.sheet.shows(round) {
                    self.sheet.fill(round, "2");
                }
            }
            (Some(_), None) if code == NO_LINK => self.link = None,
            _ => return Vec::new(),
        }
        self.refresh(ctx);
        self.touch(ctx)
    }
}
