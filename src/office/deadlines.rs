//! The agency's open clocks as a supervisor asks for them: overdue first, by due day, the suspended last.
//! Calendar days are counted; "within N" means working days.

use super::ask::{Band, DeadlineRow, DueCounts, DueFilter, DueGroup, GroupKey, Grouping};
use super::index::{Index, Kin, KinKind, Row, officer};
use super::order::{By, Order, Rank, put_in_order, rank_of};
use crate::law::Law;
use crate::law::rule::Rule;
use crate::register::clock::{Clock, ClockState};
use crate::register::words::{Class, Field};
use crate::text::{Query, name_key};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

mod tallied;

use tallied::Tallied;

/// Working days that the nearer bands reach.
const NEAR: [u32; 2] = [3, 7];

/// The days at which the bands end, seen from one day.
#[derive(Debug, Clone, Copy)]
pub struct Horizon {
    today: NaiveDate,
    near: [NaiveDate; 2],
}

/// Returns the `n`th working day after `day`; `day` itself where `n` is 0.
pub fn working_day_after(law: &Law, day: NaiveDate, n: u32) -> NaiveDate {
    let mut at = day;
    let mut left = n;
    while left > 0 {
        let Some(next) = at.checked_add_days(Days::new(1)) else {
            break;
        };
        at = next;
        left -= u32::from(law.calendar.is_working(at));
    }
    at
}

impl Horizon {
    /// Looks out from a day.
    pub fn new(law: &Law, today: NaiveDate) -> Self {
        Self {
            today,
            near: NEAR.map(|n| working_day_after(law, today, n)),
        }
    }

    /// Returns how near a clock's day is.
    pub fn band(&self, clock: &Clock) -> Band {
        match clock.state(self.today) {
            ClockState::Overdue => Band::Overdue,
            ClockState::Paused => Band::Paused,
            _ => self.band_of_day(clock.due),
        }
    }

    /// Returns how near a day is on which a running clock ends.
    fn band_of_day(&self, due: NaiveDate) -> Band {
        match due {
            _ if due < self.today => Band::Overdue,
            _ if due == self.today => Band::Today,
            _ if due <= self.near[0] => Band::Within3,
            _ if due <= self.near[1] => Band::Within7,
            _ => Band::Later,
        }
    }
}

/// Counts the agency's open clocks by how near they are. A clock within 3 days is also within 7.
pub fn counts(index: &Index, law: &Law, today: NaiveDate) -> DueCounts {
    let horizon = Horizon::new(law, today);
    let mut counts = DueCounts::default();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    for (day, due) in index.due_days() {
        counts.paused += number(due.paused);
        if due.running == 0 {
            continue;
        }
        let here = horizon.band_of_day(day);
        let (late, running) = match here {
            Band::Overdue => (due.running, 0),
            _ => (due.late_for_good, due.running - due.late_for_good),
        };
        if late > 0 {
            counts.overdue += number(late);
            counts.worst = counts.worst.max((today - day).num_days());
        }
        match here {
            Band::Today => counts.today += number(running),
            Band::Within3 => {
                counts.within3 += number(running);
                counts.within7 += number(running);
            }
            Band::Within7 => counts.within7 += number(running),
            Band::Overdue | Band::Later | Band::Paused => {}
        }
    }
    (counts.unassigned, counts.no_limit) = index.waiting();
    counts
}

/// Returns the rows that a filter lets through, from `from` on and at most `count`, and how many there
/// are in all.
pub fn rows(
    index: &Index,
    law: &Law,
    today: NaiveDate,
    filter: &DueFilter,
    from: usize,
    count: usize,
) -> (Vec<DeadlineRow>, usize) {
    if let Some(tallied) = Tallied::of(index, law, today, filter) {
        let rows = tallied
            .rows(from, count)
            .into_iter()
            .map(|(row, clock, band)| deadline_row(law, today, row, clock, band));
        return (rows.collect(), tallied.total());
    }
    let wanted = wanted(index, law, today, filter);
    let rows = wanted
        .iter()
        .skip(from)
        .take(count)
        .map(|(row, clock, band)| deadline_row(law, today, row, clock, *band));
    (rows.collect(), wanted.len())
}

/// Returns the groups in which the rows that a filter lets through stand, in their order.
pub fn groups(index: &Index, law: &Law, today: NaiveDate, filter: &DueFilter) -> Vec<DueGroup> {
    if let Some(tallied) = Tallied::of(index, law, today, filter) {
        return tallied.groups(law);
    }
    let mut groups = Vec::new();
    for (row, clock, band) in wanted(index, law, today, filter) {
        let kin = kind(filter.grouping).and_then(|kind| kin(index, kind, row, clock));
        let key = kin.map_or(GroupKey::Band(band), |kin| group_key(law, &kin));
        stand_together(&mut groups, key, 1, band);
    }
    groups
}

/// Counts rows with the group before them, or as the first of their own.
fn stand_together(groups: &mut Vec<DueGroup>, key: GroupKey, rows: usize, band: Band) {
    let overdue = if band == Band::Overdue { rows } else { 0 };
    match groups.last_mut().filter(|group| group.key == key) {
        Some(group) => {
            group.rows += rows;
            group.overdue += overdue;
        }
        None => groups.push(DueGroup { key, rows, overdue }),
    }
}

/// A clock that a filter lets through.
pub(super) type Wanted<'i> = (&'i Row, &'i Clock, Band);

pub(super) fn wanted<'i>(
    index: &'i Index,
    law: &Law,
    today: NaiveDate,
    filter: &DueFilter,
) -> Vec<Wanted<'i>> {
    let horizon = Horizon::new(law, today);
    let last = filter.within.map(|n| working_day_after(law, today, n));
    let query = Query::new(&filter.query);
    let passes = |row: &Row, clock: &Clock, band: Band| {
        last.is_none_or(|last| band == Band::Overdue || (band != Band::Paused && clock.due <= last))
            && filter
                .officer
                .as_deref()
                .is_none_or(|wanted| officer(row).unwrap_or_default() == wanted)
            && filter.class.is_none_or(|class| row.class == Some(class))
            && filter.band.is_none_or(|wanted| wanted == band)
            && (query.is_empty() || index.matches(row.id, &query))
    };
    let mut wanted: Vec<Wanted<'i>> = index
        .open_clocks()
        .map(|(row, clock)| (row, clock, horizon.band(clock)))
        .filter(|(row, clock, band)| passes(row, clock, *band))
        .collect();
    // By due day already; sorting is stable.
    wanted.sort_by_key(|(_, _, band)| *band == Band::Paused);
    if let Some(order) = filter.order {
        in_own_order(&mut wanted, law, order, today);
        if filter.grouping == Grouping::Band {
            wanted.sort_by_key(|(_, _, band)| *band);
        }
    }
    if let Some(kind) = kind(filter.grouping) {
        let kins = wanted
            .iter()
            .map(|(row, clock, _)| kin(index, kind, row, clock));
        let kins: Vec<Option<Kin>> = kins.collect();
        let distinct: BTreeSet<&Kin> = kins.iter().flatten().collect();
        let places: BTreeMap<&Kin, usize> = in_order(distinct.into_iter().collect(), law)
            .into_iter()
            .zip(0..)
            .collect();
        let mut placed: Vec<(Option<usize>, Wanted)> = kins
            .iter()
            .map(|kin| places.get(kin.as_ref()?).copied())
            .zip(wanted)
            .collect();
        placed.sort_by_key(|(place, _)| *place);
        return placed.into_iter().map(|(_, wanted)| wanted).collect();
    }
    wanted
}

/// What stands together in a grouping; of the bands, which follow the days, nothing is counted apart.
fn kind(grouping: Grouping) -> Option<KinKind> {
    Some(match grouping {
        Grouping::Band => return None,
        Grouping::Officer => KinKind::Officer,
        Grouping::Class => KinKind::Class,
        Grouping::Field => KinKind::Field,
        Grouping::Clock => KinKind::Clock,
        Grouping::Commune => KinKind::Commune,
        Grouping::Source => KinKind::Source,
    })
}

fn kin(index: &Index, kind: KinKind, row: &Row, clock: &Clock) -> Option<Kin> {
    let facts = index.facts(row.id)?;
    Some(Kin::of(kind, row, facts, clock))
}

/// Puts groups in the order in which they stand: names and titles by the alphabet, words of a closed list as
/// they stand there; what has none comes last.
fn in_order<'k>(mut kins: Vec<&'k Kin>, law: &Law) -> Vec<&'k Kin> {
    kins.sort_by_cached_key(|kin| match kin {
        Kin::Officer(name) => (name.is_none(), 0, name.as_deref().map(name_key)),
        Kin::Commune(name) => (name.is_none(), 0, name.map(name_key)),
        Kin::Class(class) => (false, place_of(Class::ALL, *class), None),
        Kin::Field(field) => (false, place_of(Field::ALL, *field), None),
        Kin::Clock(rule) => {
            let title = latest(law, rule).map(|rule| name_key(&rule.title));
            (false, 0, title)
        }
        // By their own order, in which they come.
        Kin::Source(_) => (false, 0, None),
    });
    kins
}

/// Puts clocks in the order of a column. By due day, the suspended have none.
fn in_own_order(wanted: &mut [Wanted], law: &Law, order: Order, today: NaiveDate) {
    put_in_order(
        wanted,
        order.reversed,
        |(row, clock, band)| match order.by {
            By::Due => (*band != Band::Paused).then(|| Rank::day(clock.due)),
            By::What => latest(law, &clock.rule).and_then(|rule| Rank::text(&rule.title)),
            by => rank_of(row, by, today),
        },
        |(row, ..)| row.id,
    );
}

/// The place of a word in its closed list; what has none comes last.
fn place_of<T: PartialEq>(list: &[T], word: Option<T>) -> usize {
    let place = word.and_then(|word| list.iter().position(|one| *one == word));
    place.unwrap_or(list.len())
}

/// The latest version of a rule: what its clocks are called.
fn latest<'l>(law: &'l Law, id: &str) -> Option<&'l Rule> {
    law.rules.rows().iter().rfind(|rule| rule.id == id)
}

fn group_key(law: &Law, kin: &Kin) -> GroupKey {
    match kin {
        Kin::Officer(name) => GroupKey::Officer(name.clone()),
        Kin::Class(class) => GroupKey::Class(*class),
        Kin::Field(field) => GroupKey::Field(*field),
        Kin::Commune(name) => GroupKey::Commune(name.map(Into::into)),
        Kin::Source(came) => GroupKey::Source(*came),
        Kin::Clock(id) => {
            let rule = latest(law, id);
            GroupKey::Clock {
                rule: id.clone(),
                title: rule.map_or("", |rule| &rule.title).into(),
                title_en: rule.map_or("", |rule| &rule.title_en).into(),
            }
        }
    }
}

fn deadline_row(law: &Law, today: NaiveDate, row: &Row, clock: &Clock, band: Band) -> DeadlineRow {
    let rule = law.rules.in_force(&clock.rule, clock.from).ok();
    DeadlineRow {
        row: row.clone(),
        state: clock.state(today),
        days_left: clock.days_left(today),
        band,
        title: rule.map_or_else(|| clock.citation.clone(), |r| r.title.clone()),
        title_en: rule.map_or_else(|| clock.citation.clone(), |r| r.title_en.clone()),
        clock: clock.clone(),
    }
}

#[cfg(test)]
pub(crate) mod tests;
