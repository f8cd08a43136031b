//! Reading the table of limits. Knows its columns and what a row may not be.

use super::{Certainty, Direction, Extension, Rule, RuleBook, RuleProblem, Unit, Whose};
use crate::law::table::{self, RowError};
use crate::text::nfc;
use chrono::NaiveDate;

#[derive(serde::Deserialize)]
struct Row {
    id: String,
    title: String,
    title_en: String,
    citation: String,
    trigger: String,
    trigger_en: String,
    count: Option<u32>,
    unit: String,
    direction: String,
    whose: String,
    remote: Option<u32>,
    complex: Option<u32>,
    remote_complex: Option<u32>,
    several_places: Option<u32>,
    extension_days: Option<u32>,
    extension_times: Option<u32>,
    pausable: String,
    valid_from: String,
    valid_to: String,
    certainty: String,
    valid_certainty: String,
    note: String,
}

/// Reads the table: the rows that can be, and what is wrong with the others.
pub(super) fn rules(text: &str) -> (RuleBook, Vec<RowError>) {
    let (mut rows, mut errors) = (Vec::new(), Vec::new());
    for (line, row) in table::rows::<Row>(text, b',') {
        let row = row.and_then(rule).and_then(|rule| {
            let fits = possible(&rule).and_then(|()| apart(&rows, &rule));
            fits.map_err(|problem| problem.to_string()).map(|()| rule)
        });
        match row {
            Ok(rule) => rows.push(rule),
            Err(reason) => errors.push(RowError { line, reason }),
        }
    }
    (RuleBook { rows }, errors)
}

/// Refuses a row that cannot be, whatever it is written in.
pub(super) fn possible(rule: &Rule) -> Result<(), RuleProblem> {
    for (name, text) in [
        ("id", &rule.id),
        ("title", &rule.title),
        ("citation", &rule.citation),
        ("trigger", &rule.trigger),
    ] {
        if text.trim().is_empty() {
            return Err(RuleProblem::Empty(name));
        }
    }
    if rule.pausable && rule.direction == Direction::Back {
        return Err(RuleProblem::BackAndPaused);
    }
    let variants = [
        rule.remote,
        rule.complex,
        rule.remote_complex,
        rule.several_places,
    ];
    if rule.count.is_none() && (variants.iter().any(Option::is_some) || rule.pausable) {
        return Err(RuleProblem::VariantWithoutNumber);
    }
    if rule.valid_to.is_some_and(|last| last < rule.valid_from) {
        return Err(RuleProblem::EndsBeforeItBegins);
    }
    Ok(())
}

fn rule(row: Row) -> Result<Rule, String> {
    let direction = direction(&row.direction)?;
    let pausable = match row.pausable.as_str() {
        "yes" => true,
        "no" => false,
        other => return Err(format!("pausable is yes or no, not {other}")),
    };
    let valid_from = day(&row.valid_from)?;
    let valid_to = if row.valid_to.is_empty() {
        None
    } else {
        Some(day(&row.valid_to)?)
    };
    let extension = match (row.extension_days, row.extension_times) {
        (Some(max_days), Some(times)) if max_days > 0 && times > 0 => {
            Some(Extension { max_days, times })
        }
        (None, None) => None,
        _ => return Err("extension_days and extension_times go together".to_owned()),
    };
    Ok(Rule {
        id: nfc(&row.id),
        title: nfc(&row.title),
        title_en: row.title_en,
        citation: nfc(&row.citation),
        trigger: nfc(&row.trigger),
        trigger_en: row.trigger_en,
        count: row.count,
        unit: unit(&row.unit)?,
        direction,
        whose: whose(&row.whose)?,
        remote: row.remote,
        complex: row.complex,
        remote_complex: row.remote_complex,
        several_places: row.several_places,
        extension,
        pausable,
        valid_from,
        valid_to,
        certainty: certainty(&row.certainty)?,
        valid_certainty: certainty(&row.valid_certainty)?,
        note: nfc(&row.note),
    })
}

fn day(text: &str) -> Result<NaiveDate, String> {
    table::day(text).ok_or_else(|| format!("no such day: {text}"))
}

fn unit(word: &str) -> Result<Unit, String> {
    Unit::ALL
        .into_iter()
        .find(|unit| unit.word() == word)
        .ok_or_else(|| format!("unknown unit {word}"))
}

fn direction(word: &str) -> Result<Direction, String> {
    Direction::ALL
        .into_iter()
        .find(|way| way.word() == word)
        .ok_or_else(|| format!("unknown direction {word}"))
}

fn whose(word: &str) -> Result<Whose, String> {
    Whose::ALL
        .into_iter()
        .find(|whose| whose.word() == word)
        .ok_or_else(|| format!("unknown whose {word}"))
}

fn certainty(mark: &str) -> Result<Certainty, String> {
    Certainty::from_mark(mark).ok_or_else(|| format!("unknown certainty {mark}"))
}

/// Refuses a second version of a limit on a day that has one.
pub(super) fn apart(rows: &[Rule], rule: &Rule) -> Result<(), RuleProblem> {
    let ends = |rule: &Rule| rule.valid_to.unwrap_or(NaiveDate::MAX);
    let clash = |other: &&Rule| {
        other.id == rule.id && other.valid_from <= ends(rule) && rule.valid_from <= ends(other)
    };
    match rows.iter().find(clash) {
        Some(other) => Err(RuleProblem::TwoVersions {
            id: rule.id.clone(),
            from: other.valid_from,
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "id,title,title_en,citation,trigger,trigger_en,count,unit,direction,whose,remote,complex,\
        remote_complex,several_places,extension_days,extension_times,pausable,valid_from,valid_to,certainty,\
        valid_certainty,note\n";

    fn errors(rows: &str) -> Vec<(u64, String)> {
        let (_, errors) = rules(&format!("{HEADER}{rows}"));
        errors
            .into_iter()
            .map(|err| (err.line, err.reason))
            .collect()
    }

    #[test]
    fn a_bad_row_is_left_out_and_told() {
        let good = "X-1,t,t,c,n,n,5,day,forward,agency,,,,,,,no,2026-01-01,2026-06-30,T,T,\n";
        assert_eq!(errors(good), []);
        for (row, reason) in [
            (
                "X-2,t,t,c,n,n,5,week,forward,agency,,,,,,,no,2026-01-01,,T,T,",
                "unknown unit week",
            ),
            (
                "X-2,t,t,,n,n,5,day,forward,agency,,,,,,,no,2026-01-01,,T,T,",
                "citation is empty",
            ),
            (
                "X-2,t,t,c,n,n,5,day,up,agency,,,,,,,no,2026-01-01,,T,T,",
                "unknown direction up",
            ),
            (
                "X-2,t,t,c,n,n,5,day,back,me,,,,,,,no,2026-01-01,,T,T,",
                "unknown whose me",
            ),
            (
                "X-2,t,t,c,n,n,5,day,back,agency,,,,,,,yes,2026-01-01,,T,T,",
                "a limit counted back cannot be paused",
            ),
            (
                "X-2,t,t,c,n,n,,day,back,agency,5,,,,,,no,2026-01-01,,T,T,",
                "a limit without a number has no variants",
            ),
            (
                "X-2,t,t,c,n,n,5,day,back,agency,,,,,30,,no,2026-01-01,,T,T,",
                "extension_days and extension_times go together",
            ),
            (
                "X-2,t,t,c,n,n,5,day,back,agency,,,,,,,no,2026-01-01,2025-01-01,T,T,",
                "valid_to comes before valid_from",
            ),
            (
                "X-2,t,t,c,n,n,5,day,back,agency,,,,,,,no,2026-01-01,,Q,T,",
                "unknown certainty Q",
            ),
            (
                "X-1,t,t,c,n,n,6,day,forward,agency,,,,,,,no,2026-06-30,,T,T,",
                "X-1 has another version in force from 2026-01-01",
            ),
        ] {
            assert_eq!(errors(&format!("{good}{row}\n")), [(3, reason.to_owned())]);
        }
        assert_eq!(errors(&format!("{good}X-2,t\n"))[0].0, 3);
    }
}
