//! The agency's open clocks as a supervisor asks for them: overdue first, by due day, the suspended last.
//! Calendar days are counted; "within N" means working days.

use super::ask::{Band, DeadlineRow, DueCounts, DueFilter, DueGroup, GroupKey, Grouping};
use super::index::{Came, DueDay, Index, Row};
use super::order::{By, Order, Rank, put_in_order, rank_of};
use crate::law::Law;
use crate::law::rule::Rule;
use crate::law::unit::Units;
use crate::register::clock::{Clock, ClockState};
use crate::register::number::Subject;
use crate::register::words::{Class, Field};
use crate::text::{Query, name_key};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

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
    if let Some(plain) = Plain::of(index, law, today, filter) {
        let rows = plain
            .rows(from, count)
            .into_iter()
            .map(|(row, clock, band)| deadline_row(law, today, row, clock, band));
        return (rows.collect(), plain.total());
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
    if let Some(plain) = Plain::of(index, law, today, filter) {
        return plain.groups();
    }
    let mut groups: Vec<DueGroup> = Vec::new();
    for (row, clock, band) in wanted(index, law, today, filter) {
        let key = match filter.grouping {
            Grouping::Band => GroupKey::Band(band),
            Grouping::Officer => GroupKey::Officer(officer(row).map(Into::into)),
            Grouping::Class => GroupKey::Class(row.class),
            Grouping::Field => GroupKey::Field(row.field),
            Grouping::Clock => clock_key(law, clock),
            Grouping::Commune => GroupKey::Commune(commune(index, row).map(Into::into)),
            Grouping::Source => GroupKey::Source(came(index, row)),
        };
        let overdue = usize::from(band == Band::Overdue);
        match groups.last_mut().filter(|group| group.key == key) {
            Some(group) => {
                group.rows += 1;
                group.overdue += overdue;
            }
            None => groups.push(DueGroup {
                key,
                rows: 1,
                overdue,
            }),
        }
    }
    groups
}

/// Every clock, or those of one band, by urgency: what the counts of the days alone can tell, so that only
/// the rows of a window are looked up.
struct Plain<'i> {
    index: &'i Index,
    horizon: Horizon,
    band: Option<Band>,
}

impl<'i> Plain<'i> {
    /// Takes a filter that asks for nothing but a band; none where some clock is late whatever its day.
    fn of(index: &'i Index, law: &Law, today: NaiveDate, filter: &DueFilter) -> Option<Self> {
        let plain = DueFilter {
            band: filter.band,
            ..DueFilter::default()
        };
        let late_ahead = || {
            let ahead = index.due_days().rev().take_while(|(day, _)| *day >= today);
            ahead.into_iter().any(|(_, due)| due.late_for_good > 0)
        };
        (*filter == plain && !late_ahead()).then(|| Self {
            index,
            horizon: Horizon::new(law, today),
            band: filter.band,
        })
    }

    /// The days in the order of the rows, the suspended last: how many rows each has, and of which band.
    fn days(&self) -> impl Iterator<Item = (NaiveDate, &'i DueDay, usize, Band)> {
        let running = self.index.due_days();
        let running =
            running.map(|(day, due)| (day, due, due.running, self.horizon.band_of_day(day)));
        let paused = self.index.due_days();
        let paused = paused.map(|(day, due)| (day, due, due.paused, Band::Paused));
        running
            .chain(paused)
            .filter(|(.., count, band)| *count > 0 && self.band.is_none_or(|one| one == *band))
    }

    fn total(&self) -> usize {
        self.days().map(|(.., count, _)| count).sum()
    }

    fn rows(&self, from: usize, count: usize) -> Vec<Wanted<'i>> {
        let mut skip = from;
        let mut rows = Vec::new();
        for (day, due, here, band) in self.days() {
            if rows.len() >= count {
                break;
            }
            if skip >= here {
                skip -= here;
                continue;
            }
            for (id, own) in due.counted(band == Band::Paused) {
                if skip >= own {
                    skip -= own;
                    continue;
                }
                let Some(row) = self.index.row(id) else {
                    continue;
                };
                let of_day = |clock: &&Clock| clock.due == day && self.horizon.band(clock) == band;
                let clocks = row.clocks.iter().filter(of_day).skip(skip);
                rows.extend(clocks.map(|clock| (row, clock, band)));
                skip = 0;
                if rows.len() >= count {
                    break;
                }
            }
            skip = 0;
        }
        rows.truncate(count);
        rows
    }

    fn groups(&self) -> Vec<DueGroup> {
        let mut groups: Vec<DueGroup> = Vec::new();
        for (.., rows, band) in self.days() {
            let key = GroupKey::Band(band);
            let overdue = if band == Band::Overdue { rows } else { 0 };
            match groups.last_mut().filter(|group| group.key == key) {
                Some(group) => {
                    group.rows += rows;
                    group.overdue += overdue;
                }
                None => groups.push(DueGroup { key, rows, overdue }),
            }
        }
        groups
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
    let mut wanted: Vec<Wanted> = index
        .open_clocks()
        .map(|(row, clock)| (row, clock, horizon.band(clock)))
        .filter(|(row, clock, band)| passes(row, clock, *band))
        .collect();
    // By due day already; sorting is stable.
    wanted.sort_by_key(|(_, _, band)| *band == Band::Paused);
    if let Some(order) = filter.order {
        in_own_order(&mut wanted, law, order, today);
    }
    match filter.grouping {
        Grouping::Band if filter.order.is_some() => wanted.sort_by_key(|(_, _, band)| *band),
        Grouping::Band => {}
        Grouping::Class => wanted.sort_by_key(|(row, ..)| place_of(Class::ALL, row.class)),
        Grouping::Field => wanted.sort_by_key(|(row, ..)| place_of(Field::ALL, row.field)),
        Grouping::Source => wanted.sort_by_cached_key(|(row, ..)| came(index, row)),
        Grouping::Officer => by_name(&mut wanted, |row, _| officer(row)),
        Grouping::Clock => by_rule(&mut wanted, law),
        Grouping::Commune => by_name(&mut wanted, |row, _| commune(index, row)),
    }
    wanted
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

/// Puts what is called the same together, by the names; what is called nothing comes last.
fn by_name<'i, 'n>(
    wanted: &mut [Wanted<'i>],
    name: impl Fn(&'i Row, &'i Clock) -> Option<&'n str>,
) {
    let places = {
        let names = wanted.iter().filter_map(|(row, clock, _)| name(row, clock));
        in_order(names.collect())
    };
    wanted.sort_by_cached_key(|(row, clock, _)| {
        let place = name(row, clock).and_then(|name| places.get(name).copied());
        place.unwrap_or(places.len())
    });
}

/// Puts what one rule limits together, by the rules' titles.
fn by_rule(wanted: &mut [Wanted], law: &Law) {
    let ids: BTreeSet<String> = wanted.iter().map(|(_, c, _)| c.rule.clone()).collect();
    let mut ids: Vec<String> = ids.into_iter().collect();
    ids.sort_by_cached_key(|id| latest(law, id).map(|rule| name_key(&rule.title)));
    let places: BTreeMap<&str, usize> = ids.iter().map(String::as_str).zip(0..).collect();
    wanted.sort_by_cached_key(|(_, clock, _)| places.get(clock.rule.as_str()).copied());
}

/// The latest version of a rule: what its clocks are called.
fn latest<'l>(law: &'l Law, id: &str) -> Option<&'l Rule> {
    law.rules.rows().iter().rfind(|rule| rule.id == id)
}

fn clock_key(law: &Law, clock: &Clock) -> GroupKey {
    let rule = latest(law, &clock.rule);
    GroupKey::Clock {
        rule: clock.rule.as_str().into(),
        title: rule.map_or("", |rule| &rule.title).into(),
        title_en: rule.map_or("", |rule| &rule.title_en).into(),
    }
}

fn commune(index: &Index, row: &Row) -> Option<&'static str> {
    let code = index.facts(row.id)?.place.as_deref()?;
    Units::statute()
        .by_code(code)
        .map(|unit| unit.name.as_str())
}

fn came(index: &Index, row: &Row) -> Came {
    index
        .facts(row.id)
        .map(|facts| facts.came)
        .unwrap_or_default()
}

/// The place of each name among all.
fn in_order(distinct: BTreeSet<&str>) -> BTreeMap<&str, usize> {
    let mut names: Vec<&str> = distinct.into_iter().collect();
    names.sort_by_cached_key(|name| name_key(name));
    names
        .into_iter()
        .enumerate()
        .map(|(place, name)| (name, place))
        .collect()
}

/// Who works on it; a reception's recorder is nobody's assignee.
pub(super) fn officer(row: &Row) -> Option<&str> {
    row.officer
        .as_deref()
        .filter(|name| !name.is_empty() && matches!(row.id, Subject::Petition(_)))
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
