//! How much there is to do and how it goes: what came in and was closed by week, what was done in time, how
//! old what is open is, and all of that by officer.

use super::books::Office;
use super::index::{Index, Row, officer};
use crate::register::clock::ClockState;
use crate::register::number::Subject;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeMap;

/// The days at which the bands of age end; the last has no end.
const AGES: [i64; 4] = [10, 30, 60, 90];

/// One week, from Monday on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: NaiveDate,
    /// Petitions that came in.
    pub received: u32,
    /// Petitions of which nothing more was expected from then on.
    pub closed: u32,
    /// Clocks of the agency that were done.
    pub done: u32,
    /// Of these, by their due day.
    pub in_time: u32,
}

/// How many open petitions are so old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age {
    /// From how many calendar days since they came in.
    pub from: i64,
    /// To how many; `None` where there is no end.
    pub to: Option<i64>,
    /// How many petitions.
    pub petitions: u32,
}

/// How it goes for one officer, over the same weeks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfficerLoad {
    /// Log-in name; `None` where nobody works on it.
    pub officer: Option<Box<str>>,
    /// Open petitions.
    pub open: u32,
    /// Overdue clocks.
    pub overdue: u32,
    /// Petitions closed in these weeks.
    pub closed: u32,
    /// Clocks done in these weeks.
    pub done: u32,
    /// Of these, by their due day.
    pub in_time: u32,
}

/// How much there is to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Load {
    /// The weeks, oldest first; this week is the last.
    pub weeks: Vec<Week>,
    /// The bands of age, youngest first.
    pub ages: Vec<Age>,
    /// By officer, in the order of their names; what nobody works on comes last.
    pub officers: Vec<OfficerLoad>,
}

/// Says how it went over so many weeks up to `today`.
pub fn load(index: &Index, today: NaiveDate, weeks: usize) -> Load {
    let mut load = Load {
        weeks: empty_weeks(today, weeks),
        ages: bands(),
        officers: Vec::new(),
    };
    let mut officers: BTreeMap<Option<&str>, OfficerLoad> = BTreeMap::new();
    for (row, facts) in index.all() {
        let petition = matches!(row.id, Subject::Petition(_));
        let mine = officers.entry(officer(row)).or_default();
        let late =
            |clock: &&crate::register::clock::Clock| clock.state(today) == ClockState::Overdue;
        mine.overdue += number(row.clocks.iter().filter(late).count());
        for done in &facts.done {
            if let Some(week) = load.week(done.on) {
                week.done += 1;
                week.in_time += u32::from(done.in_time);
                mine.done += 1;
                mine.in_time += u32::from(done.in_time);
            }
        }
        if !petition {
            continue;
        }
        if let Some(week) = load.week(row.at.date()) {
            week.received += 1;
        }
        if let Some(week) = facts.closed_on.and_then(|day| load.week(day)) {
            week.closed += 1;
            mine.closed += 1;
        }
        if !row.closed {
            mine.open += 1;
            load.grow_older(row, today);
        }
    }
    load.officers = in_order(officers);
    load
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn monday(day: NaiveDate) -> NaiveDate {
    let back = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(back)).unwrap_or(day)
}

fn empty_weeks(today: NaiveDate, weeks: usize) -> Vec<Week> {
    let last = monday(today);
    let back = |n: usize| last.checked_sub_days(Days::new(7 * n as u64));
    let mondays = (0..weeks).rev().filter_map(back);
    mondays
        .map(|monday| Week {
            monday,
            received: 0,
            closed: 0,
            done: 0,
            in_time: 0,
        })
        .collect()
}

fn bands() -> Vec<Age> {
    let froms = std::iter::once(0).chain(AGES.iter().map(|to| to + 1));
    let tos = AGES.iter().copied().map(Some).chain([None]);
    froms
        .zip(tos)
        .map(|(from, to)| Age {
            from,
            to,
            petitions: 0,
        })
        .collect()
}

impl Load {
    fn week(&mut self, day: NaiveDate) -> Option<&mut Week> {
        let first = self.weeks.first()?.monday;
        let n = (day - first).num_days().div_euclid(7);
        self.weeks.get_mut(usize::try_from(n).ok()?)
    }

    fn grow_older(&mut self, row: &Row, today: NaiveDate) {
        let days = (today - row.at.date()).num_days();
        let band = self
            .ages
            .iter_mut()
            .find(|band| band.to.is_none_or(|to| days <= to));
        if let Some(band) = band {
            band.petitions += 1;
        }
    }
}

fn in_order(officers: BTreeMap<Option<&str>, OfficerLoad>) -> Vec<OfficerLoad> {
    let named = officers.into_iter().map(|(officer, load)| OfficerLoad {
        officer: officer.map(Into::into),
        ..load
    });
    let empty =
        |load: &OfficerLoad| (load.open, load.overdue, load.closed, load.done) == (0, 0, 0, 0);
    let mut all: Vec<OfficerLoad> = named.filter(|load| !empty(load)).collect();
    all.sort_by_cached_key(|load| {
        (
            load.officer.is_none(),
            load.officer.as_deref().map(crate::text::name_key),
        )
    });
    all
}

impl Office {
    /// Says how it went over so many weeks up to today.
    pub fn load(&self, weeks: usize) -> Load {
        load(&self.index, self.today(), weeks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::deadlines::tests::{Books, day, noon, text};
    use crate::register::value::Value;

    #[test]
    fn weeks_hold_what_came_was_closed_and_was_done_in_time() {
        let mut books = Books::empty();
        let class = [("class", text("complaint"))];
        // Monday 02/11 and Sunday 08/11 are of one week; KN Đ27 from 02/11 is due on 11/11.
        let closed = books.file("2026-11-02", "Nguyễn Văn An", &class);
        let late = books.file("2026-11-08", "Trần Thị Bình", &class);
        books.file("2026-11-16", "Lê Văn Cư", &class);
        books.step("assign", closed, "2026-11-03", &[("officer", text("dung"))]);
        let decline = [("ground", text("a")), ("number", text("3/TB"))];
        books.step("decline", closed, "2026-11-11", &decline);
        // From Sunday 08/11: 09–13, 16, 17/11; accepted a day late.
        books.step("accept", late, "2026-11-18", &[("number", text("4/TB"))]);
        let found = load(&books.index(), day("2026-11-20"), 3);
        let weeks: Vec<(String, u32, u32, u32, u32)> = found
            .weeks
            .iter()
            .map(|w| {
                (
                    w.monday.to_string(),
                    w.received,
                    w.closed,
                    w.done,
                    w.in_time,
                )
            })
            .collect();
        assert_eq!(
            weeks,
            [
                ("2026-11-02".to_owned(), 2, 0, 0, 0),
                ("2026-11-09".to_owned(), 0, 1, 1, 1),
                ("2026-11-16".to_owned(), 1, 0, 1, 0),
            ]
        );
        let ages: Vec<(i64, Option<i64>, u32)> = found
            .ages
            .iter()
            .map(|a| (a.from, a.to, a.petitions))
            .collect();
        assert_eq!(
            ages[..3],
            [(0, Some(10), 1), (11, Some(30), 1), (31, Some(60), 0)]
        );
        let officers: Vec<(Option<&str>, u32, u32, u32)> = found
            .officers
            .iter()
            .map(|o| (o.officer.as_deref(), o.open, o.closed, o.in_time))
            .collect();
        assert_eq!(officers, [(Some("dung"), 0, 1, 1), (None, 2, 0, 0)]);
        assert_eq!(load(&books.index(), day("2026-11-20"), 1).weeks.len(), 1);
    }

    #[test]
    fn in_time_is_on_the_due_day_or_before_what_the_law_added_counted() {
        let mut books = Books::empty();
        let number = |number: &str| ("number", text(number));
        let done = |books: &Books, no, rule: &str| {
            let petition = books.shelf.petitions[&no].clone();
            let clocks = crate::register::life::life(&petition, &books.law).clocks;
            let clock = clocks.into_iter().find(|clock| clock.rule == rule).unwrap();
            let place = books.index();
            let facts = place.facts(Subject::Petition(no)).unwrap().done.to_vec();
            let on = clock.done.unwrap();
            let found = facts.iter().find(|done| done.on == on).unwrap();
            (clock.due.to_string(), found.in_time)
        };
        // KN Đ28: 30 days from Monday 03/08/2026 end on Wednesday 02/09, a holiday with 01/09: Thursday 03/09.
        for (who, decided, in_time) in [
            ("Nguyễn Văn An", "2026-09-03", true),
            ("Trần Thị Bình", "2026-09-04", false),
        ] {
            let no = books.file("2026-07-30", who, &[("class", text("complaint"))]);
            books.step("accept", no, "2026-08-03", &[number("4/TB")]);
            let body = [("outcome", text("wrong")), number("9/QĐ")];
            books.step("decide", no, decided, &body);
            let found = done(&books, no, "KN-28");
            assert_eq!(found, ("2026-09-03".to_owned(), in_time), "{who}");
        }
        // TC Đ30: 30 days from 03/08, extended by 30 more: Friday 02/10.
        for (who, decided, in_time) in [
            ("Lê Văn Cư", "2026-10-02", true),
            ("Võ Thị Dần", "2026-10-05", false),
        ] {
            let no = books.file("2026-07-30", who, &[("class", text("denunciation"))]);
            books.step("accept", no, "2026-08-03", &[number("4/QĐ")]);
            let grounds = Value::List(vec![text("Đ3.1.a")]);
            books.step(
                "extend",
                no,
                "2026-08-20",
                &[("grounds", grounds), number("5/QĐ")],
            );
            let body = [("outcome", text("wrong")), number("9/KL")];
            books.step("decide", no, decided, &body);
            let found = done(&books, no, "TC-30");
            assert_eq!(found, ("2026-10-02".to_owned(), in_time), "{who}");
        }
    }

    #[test]
    fn everything_open_has_an_age_and_an_officer_or_none() {
        let books = Books::demo(300, noon("2026-11-20"));
        let index = books.index();
        let found = load(&index, day("2026-11-20"), 8);
        let open = u32::try_from(index.open_petitions().count()).unwrap();
        assert_eq!(found.ages.iter().map(|a| a.petitions).sum::<u32>(), open);
        assert_eq!(found.officers.iter().map(|o| o.open).sum::<u32>(), open);
        let total = |of: fn(&Week) -> u32| found.weeks.iter().map(of).sum::<u32>();
        assert!(total(|w| w.received) > 0 && total(|w| w.in_time) <= total(|w| w.done));
        let done = found.officers.iter().map(|o| o.done).sum::<u32>();
        assert_eq!(done, total(|w| w.done));
    }
}
