//! What deserves a second look: the same matter brought again, several bodies written to, a level skipped,
//! groups, what is open longer than the longest limit of the law, and the same person many times – shown
//! without shaming: how often, over what time, and when they were last answered. Sealed identities take no
//! part in "the same person".

use super::books::Office;
use super::index::{Facts, Index, Name, PersonMark, Row};
use crate::law::Law;
use crate::law::count::{Variant, ends};
use crate::law::group::of_size;
use crate::law::rule::Rule;
use crate::register::clock::{Clock, ClockState};
use crate::register::number::{MatterNo, Subject};
use chrono::{Months, NaiveDate};
use std::collections::BTreeMap;

/// From how many days of coming or writing a person stands in the list. No text sets it.
const OFTEN: usize = 3;
/// The months over which these days are looked for. No text sets it.
const SPAN: Months = Months::new(12);

/// What deserves a second look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningKind {
    /// Open longer than the longest limit of the law.
    LongerThanLaw,
    /// Five people or more (TCD Đ29).
    Group,
    /// The same matter is brought again, and not as a second round.
    SameMatter,
    /// The competent body below was passed over, or has not finished.
    LevelSkipped,
    /// Sent to other bodies too.
    SeveralBodies,
    /// The same person many times.
    SamePerson,
}

impl WarningKind {
    /// Every kind, the gravest first.
    pub const ALL: [Self; 6] = [
        Self::LongerThanLaw,
        Self::Group,
        Self::SameMatter,
        Self::LevelSkipped,
        Self::SeveralBodies,
        Self::SamePerson,
    ];
}

/// What there is to say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// The rule, and the last day that any variant and extension of it would give.
    Limit {
        /// The rule's id.
        rule: String,
        /// Its article.
        citation: String,
        /// That day.
        longest: NaiveDate,
    },
    /// How many people.
    People(u32),
    /// How many other bodies.
    Bodies(u32),
    /// How often, and when the last answer was given.
    Often {
        /// Days on which the person came or wrote.
        times: usize,
        /// The first of them.
        first: NaiveDate,
        /// The last.
        last: NaiveDate,
        /// The last answer to any of them.
        answered: Option<NaiveDate>,
    },
    /// Nothing more.
    Nothing,
}

/// A record that deserves a second look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WarningRow {
    /// Why.
    pub kind: WarningKind,
    /// The record; of a person, the latest.
    pub id: Subject,
    /// Whose.
    pub name: Name,
    /// Tóm tắt.
    pub summary: Option<Box<str>>,
    /// Who works on it.
    pub officer: Option<Box<str>>,
    /// Since when it is there.
    pub since: NaiveDate,
    /// More of it.
    pub detail: Detail,
    /// The records behind it, oldest first; of a matter, its other petitions.
    pub behind: Vec<Subject>,
}

/// Some of what deserves a second look, and how much there is of each kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Warnings {
    /// How many rows were passed over.
    pub from: usize,
    /// The rows, kind by kind; the oldest first, people by how often.
    pub rows: Vec<WarningRow>,
    /// How many there are in all that were asked for.
    pub total: usize,
    /// How many of each kind there are.
    pub counts: Vec<(WarningKind, usize)>,
}

/// Returns what deserves a second look, of one kind or of all. Without clearance nothing leads from an open
/// petition to a sealed one of the same matter.
pub fn warnings(
    index: &Index,
    law: &Law,
    today: NaiveDate,
    clearance: bool,
    only: Option<WarningKind>,
    (from, count): (usize, usize),
) -> Warnings {
    let mut all = of_petitions(index, law, today);
    all.extend(of_matters(index, clearance));
    all.extend(of_people(index, today));
    let counts = WarningKind::ALL.map(|kind| {
        let count = all.iter().filter(|row| row.kind == kind).count();
        (kind, count)
    });
    all.retain(|row| only.is_none_or(|only| only == row.kind));
    all.sort_by_key(|row| {
        let often = match row.detail {
            Detail::Often { times, .. } => times,
            _ => 0,
        };
        (row.kind, std::cmp::Reverse(often), row.since, row.id)
    });
    Warnings {
        from,
        total: all.len(),
        rows: all.into_iter().skip(from).take(count).collect(),
        counts: counts.into(),
    }
}

fn warning(kind: WarningKind, row: &Row, detail: Detail, behind: Vec<Subject>) -> WarningRow {
    WarningRow {
        kind,
        id: row.id,
        name: row.name.clone(),
        summary: row.summary.clone(),
        officer: row
            .officer
            .clone()
            .filter(|_| matches!(row.id, Subject::Petition(_))),
        since: row.at.date(),
        detail,
        behind,
    }
}

fn open(index: &Index) -> impl Iterator<Item = (&Row, &Facts)> {
    let rows = index.open_petitions();
    rows.filter_map(|row| Some((row, index.facts(row.id)?)))
}

fn of_petitions(index: &Index, law: &Law, today: NaiveDate) -> Vec<WarningRow> {
    let mut found = Vec::new();
    for (row, facts) in open(index) {
        let mut say = |kind, detail| found.push(warning(kind, row, detail, vec![row.id]));
        let people = facts.signers.max(row.people);
        if of_size(people).is_some() {
            say(WarningKind::Group, Detail::People(people));
        }
        if facts.also_sent_to > 0 {
            say(
                WarningKind::SeveralBodies,
                Detail::Bodies(facts.also_sent_to),
            );
        }
        if facts.level_skipped {
            say(WarningKind::LevelSkipped, Detail::Nothing);
        }
        for clock in &row.clocks {
            if let Some(longest) = outlived(law, clock, today) {
                let (rule, citation) = (clock.rule.clone(), clock.citation.clone());
                say(
                    WarningKind::LongerThanLaw,
                    Detail::Limit {
                        rule,
                        citation,
                        longest,
                    },
                );
            }
        }
    }
    found
}

/// The last day that any variant and every extension of a clock's rule would give, where it is past: of the
/// limits to resolve, which are those that a suspension stops.
fn outlived(law: &Law, clock: &Clock, today: NaiveDate) -> Option<NaiveDate> {
    if clock.state(today) != ClockState::Overdue {
        return None;
    }
    let rule = law.rules.in_force(&clock.rule, clock.from).ok()?;
    let longest = rule.pausable.then(|| longest(law, rule, clock)).flatten()?;
    (longest < today && clock.due < today).then_some(longest)
}

fn longest(law: &Law, rule: &Rule, clock: &Clock) -> Option<NaiveDate> {
    let extensions = rule.extension.map_or_else(Vec::new, |may| {
        std::iter::repeat_n(may.max_days, may.times as usize).collect()
    });
    let variants = [(false, false), (true, false), (false, true), (true, true)];
    let days = variants.into_iter().filter_map(|(remote, complex)| {
        let variant = Variant {
            remote,
            complex,
            pauses: clock.variant.pauses.clone(),
            extensions: extensions.clone(),
            ..Variant::default()
        };
        ends(rule, &law.calendar, clock.from, &variant).ok()
    });
    days.map(|end| end.due).max()
}

fn of_matters(index: &Index, clearance: bool) -> Vec<WarningRow> {
    let mut matters: BTreeMap<(MatterNo, bool), Vec<(&Row, &Facts)>> = BTreeMap::new();
    for (row, facts) in index.all() {
        if let Some(matter) = facts.matter {
            let apart = row.secret && !clearance;
            matters
                .entry((matter, apart))
                .or_default()
                .push((row, facts));
        }
    }
    let again = matters.into_values().filter_map(|mut petitions| {
        petitions.sort_by_key(|(row, _)| (row.at, row.id));
        petitions.retain(|(_, facts)| !facts.second_round);
        let (latest, before) = petitions.split_last()?;
        let any_open = petitions.iter().any(|(row, _)| !row.closed);
        let behind: Vec<Subject> = before.iter().map(|(row, _)| row.id).collect();
        (any_open && !behind.is_empty())
            .then(|| warning(WarningKind::SameMatter, latest.0, Detail::Nothing, behind))
    });
    again.collect()
}

/// Each person who came or wrote on many days of the last months. A visit that brought petitions is told by
/// them.
fn of_people(index: &Index, today: NaiveDate) -> Vec<WarningRow> {
    let since = today.checked_sub_months(SPAN).unwrap_or(today);
    let mut people: BTreeMap<PersonMark, Vec<(&Row, &Facts)>> = BTreeMap::new();
    for (row, facts) in index.all() {
        let told = matches!(row.id, Subject::Petition(_)) || row.petitions == 0;
        if told && (since..=today).contains(&row.at.date()) {
            for mark in &facts.people {
                people.entry(*mark).or_default().push((row, facts));
            }
        }
    }
    let often = people.into_values().filter_map(|mut records| {
        records.sort_by_key(|(row, _)| (row.at, row.id));
        let mut days: Vec<NaiveDate> = records.iter().map(|(row, _)| row.at.date()).collect();
        days.dedup();
        let (first, last) = (*days.first()?, *days.last()?);
        let detail = Detail::Often {
            times: days.len(),
            first,
            last,
            answered: records.iter().filter_map(|(_, facts)| facts.answered).max(),
        };
        let behind: Vec<Subject> = records.iter().map(|(row, _)| row.id).collect();
        let latest = records.last()?.0;
        (days.len() >= OFTEN).then(|| warning(WarningKind::SamePerson, latest, detail, behind))
    });
    often.collect()
}

impl Office {
    /// Returns what deserves a second look, of one kind or of all.
    pub fn warnings(&self, only: Option<WarningKind>, from: usize, count: usize) -> Warnings {
        let window = (from, count);
        let clearance = self.me.clearance;
        warnings(
            &self.index,
            &self.law,
            self.today(),
            clearance,
            only,
            window,
        )
    }
}

#[cfg(test)]
mod tests;
