//! What a change of calendar or rules would move: every open clock whose day changes, before anything is
//! written. Changes nothing, and knows no words.

use super::index::{Index, Row};
use super::line::Desk;
use super::veil;
use crate::law::Law;
use crate::law::calendar::DayKind;
use crate::law::count::ends;
use crate::law::rule::{Rule, RuleBook, Unit, Whose};
use crate::register::clock::Clock;
use crate::register::life::{life, reception_clocks};
use crate::register::number::Subject;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// A day that is something else than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayChange {
    /// The day.
    pub date: NaiveDate,
    /// What it was.
    pub was: DayKind,
    /// What it is to be.
    pub now: DayKind,
    /// Name of the row that makes it so; empty where a row goes.
    pub name: String,
    /// The text that the row rests on; empty where a row goes.
    pub basis: String,
}

/// Why a clock moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Days on its way are other days than before.
    Days(Vec<NaiveDate>),
    /// Its rule is another row than before.
    Rule,
}

/// A clock that would move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The petition or reception.
    pub id: Subject,
    /// The rule.
    pub rule: String,
    /// Its article, as it would be.
    pub citation: String,
    /// Whose clock it is.
    pub whose: Whose,
    /// The triggering day.
    pub from: NaiveDate,
    /// The day it ends now; `None` where it would only begin to run.
    pub old: Option<NaiveDate>,
    /// The day it would end; `None` where it would no longer run.
    pub new: Option<NaiveDate>,
    /// Who works on it.
    pub officer: Option<Box<str>>,
    /// Why.
    pub why: Why,
}

/// What a change would move.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moves {
    /// Days that are something else.
    pub days: Vec<DayChange>,
    /// Ids of rules of which some row is another.
    pub rules: Vec<String>,
    /// How many open clocks were looked at.
    pub clocks: usize,
    /// The clocks that move, by the day they end now.
    pub moved: Vec<Moved>,
    /// Overridden clocks, which do not move: `new` is the day that the count would give.
    pub review: Vec<Moved>,
}

/// Says what moves when `new` takes the place of `old`, by which the index was built. Clocks that stand
/// still while suspended have no day to move; a day of effect that has come and stays past is left out.
pub fn moves(index: &Index, desk: &dyn Desk, old: &Law, new: &Law, today: NaiveDate) -> Moves {
    let rules = changed_rules(&old.rules, &new.rules);
    let mut moves = Moves {
        days: changed_days(old, new),
        ..Moves::default()
    };
    let days: Vec<NaiveDate> = moves.days.iter().map(|day| day.date).collect();
    let mut recount = Recount {
        new,
        today,
        days: &days,
        versions: BTreeMap::new(),
    };
    for (row, clocks) in index.all_open_clocks() {
        for clock in clocks {
            moves.clocks += 1;
            if !rules.contains(clock.rule.as_str()) {
                recount.clock(row, clock, &mut moves);
            }
        }
    }
    if !rules.is_empty() {
        for row in index.rows() {
            relive(row, desk, (old, new), &rules, today, &mut moves);
        }
    }
    moves.rules = rules.into_iter().map(str::to_owned).collect();
    let place = |moved: &Moved| (moved.old.or(moved.new), moved.id);
    moves.moved.sort_by_key(place);
    moves.review.sort_by_key(place);
    moves
}

fn changed_days(old: &Law, new: &Law) -> Vec<DayChange> {
    let days = old.calendar.differences(&new.calendar).into_iter();
    days.map(|date| {
        let row = new.calendar.special(date);
        DayChange {
            date,
            was: old.calendar.kind(date),
            now: new.calendar.kind(date),
            name: row.map(|row| row.name.clone()).unwrap_or_default(),
            basis: row.map(|row| row.basis.clone()).unwrap_or_default(),
        }
    })
    .collect()
}

/// Ids of which the two books do not hold the same rows.
fn changed_rules<'r>(old: &'r RuleBook, new: &'r RuleBook) -> BTreeSet<&'r str> {
    let ids = old.rows().iter().chain(new.rows());
    let ids: BTreeSet<&str> = ids.map(|rule| rule.id.as_str()).collect();
    let rows = |book: &'r RuleBook, id: &str| -> Vec<&'r Rule> {
        book.rows().iter().filter(|rule| rule.id == id).collect()
    };
    ids.into_iter()
        .filter(|id| rows(old, id) != rows(new, id))
        .collect()
}

/// Counts clocks again whose rules stay as they are.
struct Recount<'a> {
    new: &'a Law,
    today: NaiveDate,
    /// The days that are something else, in order.
    days: &'a [NaiveDate],
    /// The version of a rule that was in force on a day, found once.
    versions: BTreeMap<(&'a str, NaiveDate), Option<&'a Rule>>,
}

impl<'a> Recount<'a> {
    fn clock(&mut self, row: &Row, clock: &'a Clock, moves: &mut Moves) {
        // Up to its day a count sees nothing of what comes after.
        let touched = |day: &&NaiveDate| clock.from < **day && **day <= clock.counted;
        let off = clock.overridden.is_some() && !self.new.calendar.is_working(clock.due);
        if !off && !self.days.iter().any(|day| touched(&day)) {
            return;
        }
        let (new, key) = (self.new, (clock.rule.as_str(), clock.from));
        let version = *self.versions.entry(key).or_insert_with(|| {
            let (id, from) = key;
            new.rules.in_force(id, from).ok()
        });
        let Some(rule) = version else { return };
        let Ok(end) = ends(rule, &new.calendar, clock.from, &clock.variant) else {
            return;
        };
        if (end.due == clock.counted && !off) || rests(clock, end.due, self.today) {
            return;
        }
        let last = end.due.max(clock.counted);
        let first = match rule.unit {
            Unit::WorkingDay => clock.from,
            Unit::Day => clock
                .target
                .min(end.target)
                .pred_opt()
                .unwrap_or(clock.from),
        };
        let on_the_way = |day: &&NaiveDate| first < **day && **day <= last;
        let why = Why::Days(self.days.iter().filter(on_the_way).copied().collect());
        let moved = moved(row, clock, Some(clock.due), Some(end.due), why);
        if clock.overridden.is_some() {
            moves.review.push(moved);
        } else {
            moves.moved.push(moved);
        }
    }
}

/// Says whether a clock has no day that could move: suspended, or a day of effect or a right's that is past
/// either way.
fn rests(clock: &Clock, new: NaiveDate, today: NaiveDate) -> bool {
    let paused = clock.paused_since.is_some_and(|since| since <= clock.due);
    let by_itself = matches!(clock.whose, Whose::Effect | Whose::Citizen);
    paused || (by_itself && clock.due.max(new) < today)
}

fn moved(
    row: &Row,
    clock: &Clock,
    old: Option<NaiveDate>,
    new: Option<NaiveDate>,
    why: Why,
) -> Moved {
    Moved {
        id: row.id,
        rule: clock.rule.clone(),
        citation: clock.citation.clone(),
        whose: clock.whose,
        from: clock.from,
        old,
        new,
        officer: row
            .officer
            .clone()
            .filter(|_| matches!(row.id, Subject::Petition(_))),
        why,
    }
}

/// Derives a record's clocks under both laws and compares those whose rules change: what was found of a
/// petition can mean another limit under another rule.
fn relive(
    row: &Row,
    desk: &dyn Desk,
    (old, new): (&Law, &Law),
    rules: &BTreeSet<&str>,
    today: NaiveDate,
    moves: &mut Moves,
) {
    let (before, after) = match row.id {
        Subject::Petition(no) => {
            let Some(petition) = desk.petition(no) else {
                return;
            };
            let petition = veil::without_names(&petition);
            (life(&petition, old).clocks, life(&petition, new).clocks)
        }
        Subject::Reception(no) => {
            let Some(reception) = desk.reception(no) else {
                return;
            };
            let reception = veil::without_texts(&reception);
            (
                reception_clocks(&reception, old),
                reception_clocks(&reception, new),
            )
        }
    };
    let concerned = |clock: &&Clock| rules.contains(clock.rule.as_str()) && clock.is_open();
    let same = |one: &Clock, two: &Clock| {
        (one.rule.as_str(), one.started_by, one.from)
            == (two.rule.as_str(), two.started_by, two.from)
    };
    for clock in before.iter().filter(concerned) {
        let then = after
            .iter()
            .find(|other| same(clock, other) && other.is_open());
        let counted = then.map(|then| then.counted);
        if counted == Some(clock.counted) || rests(clock, counted.unwrap_or(clock.due), today) {
            continue;
        }
        let named = then.unwrap_or(clock);
        let found = moved(row, named, Some(clock.due), counted, Why::Rule);
        if clock.overridden.is_some() {
            moves.review.push(found);
        } else {
            moves.moved.push(found);
        }
    }
    for clock in after.iter().filter(concerned) {
        let before = before
            .iter()
            .any(|other| same(clock, other) && other.is_open());
        if !before && !rests(clock, clock.due, today) {
            moves
                .moved
                .push(moved(row, clock, None, Some(clock.due), Why::Rule));
        }
    }
}

#[cfg(test)]
mod tests;
