//! Whether a change of calendar or rules can be: rows that are possible, and that change something.

use super::{Desk, Refusal, RefusalCode as Code, WarningCode};
use crate::law::calendar::CalendarProblem;
use crate::law::rule::{Certainty, Rule, RuleProblem};
use crate::register::own_law::{ChangeCalendar, ChangeRules};

pub(super) fn calendar(desk: &Desk, change: &ChangeCalendar) -> Result<(), Refusal> {
    let (from, to) = (change.confirmed_from, change.confirmed_to);
    match (from, to) {
        (Some(from), Some(to)) if to < from => {
            return Err(Refusal::new(Code::TooEarly)
                .at("confirmed_to")
                .with("day", to)
                .with("earliest", from));
        }
        (Some(_), None) => return Err(Refusal::new(Code::Missing).at("confirmed_to")),
        (None, Some(_)) => return Err(Refusal::new(Code::Missing).at("confirmed_from")),
        _ => {}
    }
    let rows = match change.calendar() {
        Ok(rows) => rows,
        Err(errors) => {
            let first = errors.into_iter().next();
            return Err(first.map_or_else(
                || Refusal::new(Code::BadValue),
                |error| {
                    let place = error.line.saturating_sub(1);
                    impossible_day(&error.problem).at(format!("rows.{place}"))
                },
            ));
        }
    };
    if desk.law.calendar.clone().laid_over(&rows) == desk.law.calendar {
        return Err(Refusal::new(Code::SameValue).at("rows"));
    }
    Ok(())
}

fn impossible_day(problem: &CalendarProblem) -> Refusal {
    match problem {
        CalendarProblem::WorkedOnWeekday(day) => Refusal::new(Code::NotADayOfRest).with("day", day),
        CalendarProblem::InLieuOnWeekend(day) => Refusal::new(Code::NotWorkingDay).with("day", day),
        CalendarProblem::Duplicate { date, .. } => Refusal::new(Code::DayTwice).with("day", date),
        CalendarProblem::OutOfRange(day) => Refusal::new(Code::BadValue).with("found", day),
        CalendarProblem::NoBasis => Refusal::new(Code::Missing),
        other => Refusal::new(Code::BadValue).with("found", other),
    }
}

pub(super) fn rules(desk: &mut Desk, change: &ChangeRules) -> Result<(), Refusal> {
    if change.rows.is_empty() && change.gone.is_empty() {
        return Err(Refusal::new(Code::Missing).at("rows"));
    }
    for (place, row) in change.rows.iter().enumerate() {
        if row.extension_days.is_some() != row.extension_times.is_some() {
            let missing = if row.extension_days.is_some() {
                "extension_times"
            } else {
                "extension_days"
            };
            return Err(Refusal::new(Code::Missing).at(format!("rows.{place}.{missing}")));
        }
    }
    let laid = change.rules().map_err(|errors| {
        errors.first().map_or_else(
            || Refusal::new(Code::BadValue),
            |(place, problem)| impossible_rule(problem).at(format!("rows.{place}")),
        )
    })?;
    for (place, row) in laid.rows().iter().enumerate() {
        within_the_law(desk, place, row)?;
    }
    let own = |id: &String| {
        let mut rows = desk.law.rules.rows().iter();
        rows.any(|row| row.id == *id && row.certainty == Certainty::Local)
    };
    if let Some(id) = change.gone.iter().find(|id| !own(id)) {
        return Err(Refusal::new(Code::UnknownRule).at("gone").with("rule", id));
    }
    let known = |id: &str| desk.law.rules.rows().iter().any(|row| row.id == id);
    let strange: Vec<usize> = (0..)
        .zip(&change.rows)
        .filter(|(_, row)| !known(&row.id))
        .map(|(place, _)| place)
        .collect();
    for place in strange {
        desk.warn(WarningCode::StartsNoClock, format!("rows.{place}.id"));
    }
    Ok(())
}

/// An office may ask more of itself than the law does, never less.
fn within_the_law(desk: &Desk, place: usize, row: &Rule) -> Result<(), Refusal> {
    let statute = desk.law.rules.rows().iter();
    let under = statute.filter(|law| law.certainty != Certainty::Local && row.lies_over(law));
    for law in under {
        if let Some(key) = row.looser_than(law) {
            return Err(Refusal::new(Code::LooserThanStatute)
                .citing(&law.citation)
                .at(format!("rows.{place}.{key}"))
                .with("rule", &law.id));
        }
    }
    Ok(())
}

fn impossible_rule(problem: &RuleProblem) -> Refusal {
    match problem {
        RuleProblem::Empty(_) => Refusal::new(Code::Missing),
        RuleProblem::BackAndPaused => Refusal::new(Code::BackAndPaused),
        RuleProblem::VariantWithoutNumber => Refusal::new(Code::VariantWithoutNumber),
        RuleProblem::EndsBeforeItBegins => Refusal::new(Code::EndsBeforeItBegins),
        RuleProblem::TwoVersions { id, from } => Refusal::new(Code::TwoVersions)
            .with("rule", id)
            .with("day", from),
    }
}
