//! The agency's clocks that were done between two days, the late first: what stands behind the share that was
//! done in time. In time means on the due day or before it, the lawful extensions and pauses counted.

use super::books::Office;
use super::index::{Index, Name, Row, officer};
use super::order::{Aim, By, Order, Rank, Sift, Target, put_in_order, rank_of};
use super::shelves::Reading;
use crate::law::rule::Whose;
use crate::register::book::Shelf;
use crate::register::clock::Clock;
use crate::register::life::{life, reception_clocks};
use crate::register::number::Subject;
use crate::text::Query;
use chrono::NaiveDate;
use std::cmp::Reverse;

/// Which clocks that were done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoneFilter {
    /// From this day on.
    pub since: NaiveDate,
    /// Up to this day.
    pub until: NaiveDate,
    /// Only of what this officer works on; an empty name: only what nobody works on.
    pub officer: Option<String>,
}

/// A clock that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoneRow {
    /// The petition or reception.
    pub row: Row,
    /// The clock.
    pub clock: Clock,
    /// The day it was done.
    pub on: NaiveDate,
    /// What was to be done: the rule's title, Vietnamese.
    pub title: String,
    /// The same in English.
    pub title_en: String,
}

impl DoneRow {
    /// Calendar days by which it was late; 0 or below where it was in time.
    pub fn late_by(&self) -> i64 {
        (self.on - self.clock.due).num_days()
    }
}

/// Some of what was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DoneClocks {
    /// How many rows were passed over.
    pub from: usize,
    /// The rows: the late, then the others, each latest first.
    pub rows: Vec<DoneRow>,
    /// How many there are in all.
    pub total: usize,
    /// How many of all were in time.
    pub in_time: usize,
}

/// A clock that was done, as far as the index knows it. In order: the late, then the others, each latest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    in_time: bool,
    on: Reverse<NaiveDate>,
    id: Subject,
    /// Which of the record's done clocks it is.
    n: usize,
}

/// Returns the places of what was done, as far as it is looked for, in its own order or the one that is chosen.
fn places(index: &Index, today: NaiveDate, filter: &DoneFilter, sift: &Sift) -> Vec<Place> {
    let query = Query::new(&sift.query);
    let mut places: Vec<Place> = Vec::new();
    for (row, facts) in index.all() {
        let wanted = filter.officer.as_deref();
        if wanted.is_some_and(|name| officer(row).unwrap_or_default() != name) {
            continue;
        }
        if !query.is_empty() && !index.matches(row.id, &query) {
            continue;
        }
        for (n, done) in facts.done.iter().enumerate() {
            if (filter.since..=filter.until).contains(&done.on) {
                let (in_time, on, id) = (done.in_time, Reverse(done.on), row.id);
                places.push(Place { in_time, on, id, n });
            }
        }
    }
    places.sort_unstable();
    if let Some(Order { by, reversed }) = sift.order {
        let rank = |place: &Place| match by {
            By::Since => Some(Rank::day(place.on.0)),
            _ => rank_of(index.row(place.id)?, by, today),
        };
        put_in_order(&mut places, reversed, rank, |place| *place);
    }
    places
}

impl Office {
    /// Returns what was done between two days, as far as it is looked for, in the order chosen.
    pub fn done_clocks(
        &self,
        filter: &DoneFilter,
        sift: &Sift,
        (from, count): (usize, usize),
    ) -> DoneClocks {
        let places = places(&self.index, self.today(), filter, sift);
        let shown = places.iter().skip(from).take(count);
        DoneClocks {
            from,
            rows: shown
                .filter_map(|place| self.done_row(place.id, place.n))
                .collect(),
            total: places.len(),
            in_time: places.iter().filter(|place| place.in_time).count(),
        }
    }

    /// Returns the place of what is aimed at among what was done.
    pub(super) fn done_place(&self, filter: &DoneFilter, sift: &Sift, aim: &Aim) -> Option<usize> {
        let places = places(&self.index, self.today(), filter, sift);
        let targets = places.iter().map(|place| {
            let name = self
                .index
                .row(place.id)
                .map_or(&Name::Nobody, |row| &row.name);
            Target::of(place.id, name, place.on.0)
        });
        aim.among(targets)
    }

    /// The `n`th of the agency's done clocks of a record, counted again from the books.
    fn done_row(&self, id: Subject, n: usize) -> Option<DoneRow> {
        let reading = Reading(&self.store);
        let clocks = match id {
            Subject::Petition(no) => life(&reading.petition(no)?, &self.law).clocks,
            Subject::Reception(no) => reception_clocks(&reading.reception(no)?, &self.law),
        };
        let mut done = clocks
            .into_iter()
            .filter(|clock| clock.whose == Whose::Agency && clock.done.is_some());
        let clock = done.nth(n)?;
        let rule = self.law.rules.in_force(&clock.rule, clock.from).ok();
        let title = rule.map_or_else(|| clock.citation.clone(), |rule| rule.title.clone());
        let title_en = rule.map_or_else(|| clock.citation.clone(), |rule| rule.title_en.clone());
        Some(DoneRow {
            row: self.masked(self.index.row(id)?),
            on: clock.done?,
            title,
            title_en,
            clock,
        })
    }
}
