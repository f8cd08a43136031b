//! Whom a failure blames: the field it names, in words without the path, else the whole form. It must
//! not know which form.

use crate::desk::words::{Kit, Lang, Say};
use crate::office::ask::Failure;
use crate::register::check::Refusal;
use crate::register::part::{Fault, Wrong};
use crate::words::failure::{Told, failure, refusal, wrong};

use crate::desk::petition::say::article;

/// Returns the path that a failure names.
pub fn path(failed: &Failure) -> Option<&str> {
    match failed {
        Failure::Wrong(wrong) => Some(wrong.path.as_str()),
        Failure::Refused(refusal) => refusal.path.as_deref(),
        _ => None,
    }
}

/// Returns what stands under the field that is blamed, which the label names.
pub fn beneath(failed: &Failure, label: &str, lang: Lang) -> String {
    match failed {
        Failure::Wrong(Wrong {
            fault: Fault::Missing,
            ..
        }) => Kit::Required.say(lang).to_owned(),
        Failure::Wrong(of) => {
            let named = Wrong {
                path: label.to_owned(),
                ..of.clone()
            };
            said(&wrong(&named, lang))
        }
        Failure::Refused(of) => refused(of, lang),
        other => said(&failure(other, lang)),
    }
}

/// Returns why the whole was not done.
pub fn whole(failed: &Failure, lang: Lang) -> String {
    match failed {
        Failure::Refused(of) => refused(of, lang),
        other => said(&failure(other, lang)),
    }
}

/// Returns the words of a refusal without the path, with the article.
pub fn refused(of: &Refusal, lang: Lang) -> String {
    let pathless = Refusal {
        path: None,
        ..of.clone()
    };
    said(&refusal(&pathless, lang))
}

fn said(told: &Told) -> String {
    match &told.citation {
        Some(citation) => format!("{} ({})", told.message, article(citation)),
        None => told.message.clone(),
    }
}
