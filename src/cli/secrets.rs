//! `openings` and `is-denouncer`: who opened a denouncer's identity, and whether someone is the denouncer,
//! answered without showing who is.

use super::ctx::{CANNOT_OPEN, Ctx, DONE, NO, NOT_ALLOWED, WRONG_USE};
use super::reading::subject_of;
use super::render::instant;
use super::session::{Ended, OrEnded, end, end_failure};
use crate::office::ask::Failure;
use crate::office::books::Office;
use crate::office::wall::civil;
use crate::text;
use crate::words::failure::failure;
use crate::words::{Kit, Say, words};
use clap::Args;
use serde_json::json;

words! {
    /// What is said of openings.
    pub enum SecretWord {
        Nobody => "chưa ai mở danh tính người tố cáo", "nobody has opened a denouncer's identity";
        NoName => "--name: tên trống", "--name: the name is empty";
    }
}

/// Arguments of `is-denouncer`.
#[derive(Debug, Args)]
pub struct IsDenouncerArgs {
    /// Number, as D-2026-0001 or TCD-2026-0001
    pub id: String,
    /// Whose name; accents and the order of the words do not matter
    #[arg(long, value_name = "X")]
    pub name: String,
}

/// `openings`.
pub fn openings(office: &Office, ctx: &mut Ctx) -> OrEnded<u8> {
    let openings = match office.openings() {
        Ok(openings) => openings,
        Err(why) => return end_failure(ctx, &why),
    };
    if ctx.json {
        let all: Vec<_> = openings
            .iter()
            .map(|opening| {
                json!({
                    "seq": opening.seq,
                    "at": instant(opening.at),
                    "by": opening.by,
                    "subject": opening.subject.to_string(),
                    "reason": opening.reason,
                })
            })
            .collect();
        ctx.write_json(&all).map_err(|_| Ended(DONE))?;
        return Ok(DONE);
    }
    for opening in &openings {
        let line = [
            civil(opening.at).format("%d/%m/%Y %H:%M").to_string(),
            text::pad(&opening.by, 12),
            text::pad(&opening.subject.to_string(), 14),
            opening.reason.clone(),
        ];
        writeln!(ctx.out, "{}", line.join("  ")).map_err(|_| Ended(DONE))?;
    }
    if openings.is_empty() {
        let message = SecretWord::Nobody.say(ctx.lang());
        // Nobody is left to tell when stderr is gone.
        writeln!(ctx.err, "{message}").unwrap_or_default();
    }
    Ok(DONE)
}

/// `is-denouncer`: exits 1 where the answer is no, and with nothing else than yes or no where it was not
/// answered.
pub fn is_denouncer(args: &IsDenouncerArgs, office: &mut Office, ctx: &mut Ctx) -> OrEnded<u8> {
    let subject = subject_of(&args.id, ctx)?;
    let name = text::clean(&args.name);
    if text::words(&text::fold(&name)).next().is_none() {
        return end(ctx, WRONG_USE, SecretWord::NoName.say(ctx.lang()));
    }
    let yes = match office.is_denouncer(subject, &name) {
        Ok(yes) => yes,
        Err(why) => {
            let code = match why {
                Failure::NotAllowed(_) => NOT_ALLOWED,
                Failure::Store(_) => CANNOT_OPEN,
                _ => WRONG_USE,
            };
            let told = failure(&why, ctx.lang());
            return end(ctx, code, &told.message);
        }
    };
    let told = if ctx.json {
        ctx.write_json(&json!({"denouncer": yes}))
    } else {
        let word = if yes { Kit::Yes } else { Kit::No };
        let word = word.say(ctx.lang());
        writeln!(ctx.out, "{word}")
    };
    told.map_err(|_| Ended(DONE))?;
    Ok(if yes { DONE } else { NO })
}
