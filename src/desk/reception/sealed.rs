//! Asking whether whoever is typed denounced before: with clearance, by a key, for a reason; each match is an
//! opening that the supervisor sees. It must not know how identities are sealed.

use super::intake::Intake;
use super::words::FormWord;
use crate::desk::ask_one::AskOne;
use crate::desk::field::{Field, Text};
use crate::desk::house::House;
use crate::desk::screen::{Ctx, Effect, Kind};
use crate::office::ask::{Failure, Question};
use crate::office::seen::Seen;
use crate::words::failure::failure;

impl Intake {
    /// Whether there is somebody to ask about, and an officer who may.
    pub(super) fn may_ask_among_sealed(&self) -> bool {
        self.me.clearance && !self.earlier.typed.people.is_empty()
    }

    /// Asks why.
    pub(super) fn ask_among_sealed(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.asks_sealed = true;
        let why = Field::new(ctx.say(FormWord::SealedReason), Text::default()).required();
        let why = why.note(ctx.say(FormWord::SealedNote));
        let title = ctx.say(FormWord::SealedTitle);
        vec![AskOne::new(title, why, ctx.say(FormWord::SealedAsk)).push()]
    }

    /// Asks the office, for this reason.
    pub(super) fn among_sealed(&mut self, reason: &str) -> Vec<Effect<House>> {
        let typed = Box::new(self.earlier.typed.clone());
        let reason = reason.to_owned();
        vec![Effect::Ask(Question::SeenAmongSealed { typed, reason })]
    }

    /// Hears which were found: they stand before what was seen without it.
    pub(super) fn among_sealed_came(&mut self, found: &[Seen], ctx: &Ctx) -> Vec<Effect<House>> {
        self.asks_sealed = false;
        let known = |one: &Seen| found.iter().any(|other| other.row.id == one.row.id);
        self.earlier.seen.retain(|one| !known(one));
        self.earlier.seen.splice(0..0, found.iter().cloned());
        let words = match found.len() {
            0 => ctx.say(FormWord::NoneSealed).to_owned(),
            count => ctx.fill(FormWord::SomeSealed, &[&count]),
        };
        vec![Effect::Notice(Kind::Info, words)]
    }

    /// Hears that it could not be asked.
    pub(super) fn among_sealed_failed(&mut self, why: &Failure, ctx: &Ctx) -> Vec<Effect<House>> {
        self.asks_sealed = false;
        let told = failure(why, ctx.lang);
        vec![Effect::Notice(Kind::Error, told.message)]
    }
}
