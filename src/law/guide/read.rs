//! Reading the table of questions: each row, and then that its answers lead somewhere.

use super::{Guide, Lead, Question, Settles};
use crate::law::rule::Certainty;
use crate::law::table::{self, RowError};
use crate::text::nfc;
use std::collections::BTreeMap;

#[derive(serde::Deserialize)]
struct Row {
    id: String,
    text: String,
    text_en: String,
    citation: String,
    why: String,
    why_en: String,
    yes: String,
    yes_sets: String,
    no: String,
    no_sets: String,
    fact: String,
    unless: String,
    certainty: String,
    note: String,
}

/// The word that ends the path.
const END: &str = "end";

/// Reads the table; a row that cannot be used is left out and told.
pub(super) fn read(text: &str) -> (Guide, Vec<RowError>) {
    let (mut guide, mut errors) = (Guide::default(), Vec::new());
    let mut lines = BTreeMap::new();
    for (line, row) in table::rows::<Row>(text, b',') {
        match row.and_then(question) {
            Ok(new) if guide.places.contains_key(&new.id) => errors.push(RowError {
                line,
                reason: format!("{} stands twice", new.id),
            }),
            Ok(new) => {
                lines.insert(new.id.clone(), line);
                guide.places.insert(new.id.clone(), guide.questions.len());
                guide.questions.push(new);
            }
            Err(reason) => errors.push(RowError { line, reason }),
        }
    }
    for question in &guide.questions {
        for lead in [&question.yes, &question.no] {
            if let Some(to) = lead.to.as_ref().filter(|to| !lines.contains_key(*to)) {
                errors.push(RowError {
                    line: lines.get(&question.id).copied().unwrap_or_default(),
                    reason: format!("leads to unknown {to}"),
                });
            }
        }
    }
    (guide, errors)
}

fn question(row: Row) -> Result<Question, String> {
    let needed = [
        &row.id,
        &row.text,
        &row.text_en,
        &row.citation,
        &row.why,
        &row.why_en,
    ];
    if needed.iter().any(|text| text.is_empty()) {
        return Err("id, text, article or why is missing".to_owned());
    }
    let certainty = Certainty::from_mark(&row.certainty)
        .ok_or_else(|| format!("unknown certainty {}", row.certainty))?;
    Ok(Question {
        yes: lead(&row.yes, &row.yes_sets)?,
        no: lead(&row.no, &row.no_sets)?,
        unless: unless(&row.unless)?,
        id: row.id,
        text: nfc(&row.text),
        text_en: row.text_en,
        citation: nfc(&row.citation),
        why: nfc(&row.why),
        why_en: row.why_en,
        fact: Some(row.fact).filter(|fact| !fact.is_empty()),
        certainty,
        note: nfc(&row.note),
    })
}

fn lead(to: &str, settles: &str) -> Result<Lead, String> {
    if to.is_empty() {
        return Err("an answer leads nowhere".to_owned());
    }
    let settles = settles.split_whitespace().map(|one| {
        let (key, value) = one
            .split_once('=')
            .ok_or_else(|| format!("{one} is no key=value"))?;
        let key = settled(key)?;
        is_value(key, value)
            .then(|| (key, nfc(value)))
            .ok_or_else(|| format!("{value} is no value of {}", key.word()))
    });
    Ok(Lead {
        to: (to != END).then(|| to.to_owned()),
        settles: settles.collect::<Result<_, String>>()?,
    })
}

fn unless(text: &str) -> Result<Option<(Settles, Option<String>)>, String> {
    match text.split_once('=') {
        _ if text.is_empty() => Ok(None),
        None => Ok(Some((settled(text)?, None))),
        Some((key, value)) => Ok(Some((settled(key)?, Some(nfc(value))))),
    }
}

fn settled(word: &str) -> Result<Settles, String> {
    Settles::ALL
        .into_iter()
        .find(|key| key.word() == word)
        .ok_or_else(|| format!("unknown key {word}"))
}

/// Whether a key can hold a value; words of the books' own lists are held by whoever reads them.
fn is_value(key: Settles, value: &str) -> bool {
    match key {
        Settles::Round => matches!(value, "1" | "2"),
        Settles::Competent | Settles::Several => matches!(value, "yes" | "no"),
        Settles::Eligible => value == "no",
        Settles::Lacks | Settles::Regulation | Settles::Split => value == "yes",
        Settles::Body => matches!(value, "own" | "below" | "other" | "court" | "party"),
        Settles::Class | Settles::Field | Settles::Subject | Settles::Ground | Settles::Way => {
            !value.is_empty()
        }
    }
}
