//! The open clocks of the agency by what they share – officer, class, field, limit, commune, source – counted
//! day by day, so that how many stand in each group, and on which days to look for them, is known without
//! walking over them all. It must not know what a day means, nor in which order groups stand.

use super::due::{Standing, standing};
use super::facts::{Came, Facts};
use super::{Row, Subject};
use crate::law::unit::Units;
use crate::register::clock::Clock;
use crate::register::words::{Class, Field};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What some clocks share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kin {
    /// Who works on them.
    Officer(Option<Box<str>>),
    /// Their class; a reception that brought nothing has none.
    Class(Option<Class>),
    /// Their field, where it is known.
    Field(Option<Field>),
    /// Their rule.
    Clock(Box<str>),
    /// Name of the commune where it happened, where it is known.
    Commune(Option<&'static str>),
    /// How they came.
    Source(Came),
}

/// What kinds of thing clocks may share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KinKind {
    /// [`Kin::Officer`].
    Officer,
    /// [`Kin::Class`].
    Class,
    /// [`Kin::Field`].
    Field,
    /// [`Kin::Clock`].
    Clock,
    /// [`Kin::Commune`].
    Commune,
    /// [`Kin::Source`].
    Source,
}

impl Kin {
    /// Returns what a clock shares with others.
    pub fn of(kind: KinKind, row: &Row, facts: &Facts, clock: &Clock) -> Self {
        match kind {
            KinKind::Clock => Self::Clock(clock.rule.as_str().into()),
            KinKind::Officer => Self::Officer(officer(row).map(Into::into)),
            KinKind::Class => Self::Class(row.class),
            KinKind::Field => Self::Field(row.field),
            KinKind::Commune => Self::Commune(commune(facts)),
            KinKind::Source => Self::Source(facts.came),
        }
    }

    /// Says whether a clock is one of these.
    pub fn holds(&self, row: &Row, facts: &Facts, clock: &Clock) -> bool {
        match self {
            Self::Clock(rule) => *clock.rule == **rule,
            Self::Officer(name) => officer(row) == name.as_deref(),
            Self::Class(class) => row.class == *class,
            Self::Field(field) => row.field == *field,
            Self::Commune(name) => commune(facts) == *name,
            Self::Source(came) => facts.came == *came,
        }
    }

    /// Returns what kind of thing is shared.
    pub fn kind(&self) -> KinKind {
        match self {
            Self::Clock(_) => KinKind::Clock,
            Self::Officer(_) => KinKind::Officer,
            Self::Class(_) => KinKind::Class,
            Self::Field(_) => KinKind::Field,
            Self::Commune(_) => KinKind::Commune,
            Self::Source(_) => KinKind::Source,
        }
    }
}

/// Who works on it; a reception's recorder is nobody's assignee.
pub fn officer(row: &Row) -> Option<&str> {
    row.officer
        .as_deref()
        .filter(|name| !name.is_empty() && matches!(row.id, Subject::Petition(_)))
}

fn commune(facts: &Facts) -> Option<&'static str> {
    let unit = Units::statute().by_code(facts.place.as_deref()?)?;
    Some(unit.name.as_str())
}

/// How many clocks that share something are due on a day.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Clocks that run, or were overdue when they were suspended.
    pub running: usize,
    /// Clocks that are suspended.
    pub paused: usize,
}

/// Everything that is shared, and how many clocks do on each day.
#[derive(Debug, Default)]
pub(super) struct Kinship(BTreeMap<Kin, BTreeMap<NaiveDate, Tally>>);

impl Kinship {
    pub(super) fn of_kind(&self, kind: KinKind) -> impl Iterator<Item = &Kin> {
        self.0.keys().filter(move |kin| kin.kind() == kind)
    }

    pub(super) fn days(&self, kin: &Kin) -> impl Iterator<Item = (NaiveDate, Tally)> {
        let days = self.0.get(kin).into_iter().flatten();
        days.map(|(day, tally)| (*day, *tally))
    }

    pub(super) fn add(&mut self, row: &Row, facts: &Facts) {
        for (kin, clocks) in shared(row, facts) {
            let days = self.0.entry(kin).or_default();
            for clock in clocks {
                let count = days.entry(clock.due).or_default().of(clock);
                *count += 1;
            }
        }
    }

    pub(super) fn remove(&mut self, row: &Row, facts: &Facts) {
        for (kin, clocks) in shared(row, facts) {
            let Some(days) = self.0.get_mut(&kin) else {
                continue;
            };
            for clock in clocks {
                let Some(tally) = days.get_mut(&clock.due) else {
                    continue;
                };
                let count = tally.of(clock);
                *count = count.saturating_sub(1);
                if *tally == Tally::default() {
                    days.remove(&clock.due);
                }
            }
            if days.is_empty() {
                self.0.remove(&kin);
            }
        }
    }
}

impl Tally {
    fn of(&mut self, clock: &Clock) -> &mut usize {
        match standing(clock) {
            Standing::Paused => &mut self.paused,
            Standing::Running | Standing::LateForGood => &mut self.running,
        }
    }
}

/// What the clocks of a record share: each thing once, with the clocks that do.
fn shared<'r>(row: &'r Row, facts: &Facts) -> Vec<(Kin, &'r [Clock])> {
    let Some(first) = row.clocks.first() else {
        return Vec::new();
    };
    let whole = [
        KinKind::Officer,
        KinKind::Class,
        KinKind::Field,
        KinKind::Commune,
        KinKind::Source,
    ];
    let whole = whole.map(|kind| (Kin::of(kind, row, facts, first), row.clocks.as_slice()));
    let each = row.clocks.iter().map(|clock| {
        let kin = Kin::of(KinKind::Clock, row, facts, clock);
        (kin, std::slice::from_ref(clock))
    });
    whole.into_iter().chain(each).collect()
}
