//! Copying a text to the clipboard: the office is asked first whether it may leave. It must not know what is
//! looked for.

use super::house::House;
use super::screen::{Ctx, Effect, Kind};
use super::words::Kit;
use crate::office::ask::{Answer, Failure, Question};
use crate::words::failure::failure;

/// The number under which a screen asks.
const SLOT: u8 = 250;

/// Asks whether a text may be copied.
pub fn ask(text: String) -> Effect<House> {
    Effect::AskLatest(SLOT, Question::Leave { text })
}

/// Copies what may be, and says why something may not; other answers are not for here.
pub fn heard(answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
    match answer {
        Answer::MayLeave(text) => vec![
            Effect::Copy(text.clone()),
            Effect::Notice(Kind::Info, ctx.say(Kit::Copied).to_owned()),
        ],
        Answer::Failed(why @ Failure::Leak(_)) => {
            vec![Effect::Notice(Kind::Error, failure(why, ctx.lang).message)]
        }
        _ => Vec::new(),
    }
}
