//! What will be overdue on a chosen day if nothing is done: nothing new comes in, nothing is resumed, and
//! every clock runs to its day. Holidays are in the clocks already.

use super::ask::{Band, DeadlineRow, DueFilter, Grouping};
use super::books::Office;
use super::deadlines;
use super::index::Index;
use crate::law::Law;
use crate::register::clock::ClockState;
use crate::register::number::Subject;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What will be overdue on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The day.
    pub by: NaiveDate,
    /// How many rows were passed over.
    pub from: usize,
    /// The rows, as they would stand on that day.
    pub rows: Vec<DeadlineRow>,
    /// How many there are in all.
    pub total: usize,
    /// By officer, in the order of their names; what nobody works on comes last.
    pub officers: Vec<OfficerForecast>,
}

/// What one officer would be late with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerForecast {
    /// Log-in name; `None` where nobody works on it.
    pub officer: Option<Box<str>>,
    /// How many clocks will be overdue on the day.
    pub overdue: usize,
    /// How many of them are overdue today.
    pub already: usize,
}

/// Says what will be overdue on `by`, seen from `today`; the rows from `from` on, at most `count`.
pub fn forecast(
    index: &Index,
    law: &Law,
    (today, by): (NaiveDate, NaiveDate),
    filter: &DueFilter,
    from: usize,
    count: usize,
) -> Forecast {
    let filter = DueFilter {
        within: None,
        band: Some(Band::Overdue),
        ..filter.clone()
    };
    let (rows, total) = deadlines::rows(index, law, by, &filter, from, count);
    let by_officer = DueFilter {
        grouping: Grouping::Officer,
        ..filter
    };
    let already = already(index, today, &by_officer);
    let groups = deadlines::groups(index, law, by, &by_officer);
    let officers = groups.into_iter().filter_map(|group| {
        let super::ask::GroupKey::Officer(officer) = group.key else {
            return None;
        };
        Some(OfficerForecast {
            already: already.get(&officer).copied().unwrap_or_default(),
            officer,
            overdue: group.rows,
        })
    });
    Forecast {
        by,
        from,
        rows,
        total,
        officers: officers.collect(),
    }
}

/// How many clocks of each officer are overdue today.
fn already(
    index: &Index,
    today: NaiveDate,
    filter: &DueFilter,
) -> BTreeMap<Option<Box<str>>, usize> {
    let mut counts = BTreeMap::new();
    let query = crate::text::Query::new(&filter.query);
    for (row, clock) in index.open_clocks() {
        let passes = filter.class.is_none_or(|class| row.class == Some(class))
            && (query.is_empty() || index.matches(row.id, &query));
        if passes && clock.state(today) == ClockState::Overdue {
            let petition = matches!(row.id, Subject::Petition(_));
            let officer = row
                .officer
                .clone()
                .filter(|name| petition && !name.is_empty());
            *counts.entry(officer).or_default() += 1;
        }
    }
    counts
}

impl Office {
    /// Says what will be overdue on a day if nothing is done.
    pub fn forecast(
        &self,
        by: NaiveDate,
        filter: &DueFilter,
        from: usize,
        count: usize,
    ) -> Forecast {
        let days = (self.today(), by);
        let mut found = forecast(&self.index, &self.law, days, filter, from, count);
        for due in &mut found.rows {
            due.row = self.masked(&due.row);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::deadlines::tests::{Books, day, noon, text};

    #[test]
    fn a_day_ahead_shows_what_falls_overdue_and_what_already_is() {
        let mut books = Books::empty();
        // KN Đ27, 7 wd: from 09/11 due 18/11; from 16/11 due 26/11 (24/11 is a holiday); from 20/11 due 02/12.
        let late = books.file(
            "2026-11-09",
            "Nguyễn Văn An",
            &[("class", text("complaint"))],
        );
        let soon = books.file(
            "2026-11-16",
            "Trần Thị Bình",
            &[("class", text("complaint"))],
        );
        books.file("2026-11-20", "Lê Văn Cư", &[("class", text("complaint"))]);
        books.step("assign", soon, "2026-11-16", &[("officer", text("dung"))]);
        let (index, filter) = (books.index(), DueFilter::default());
        let on = |by: &str| {
            let days = (day("2026-11-20"), day(by));
            forecast(&index, &books.law, days, &filter, 0, usize::MAX)
        };
        let today = on("2026-11-20");
        let ids = |forecast: &Forecast| -> Vec<Subject> {
            forecast.rows.iter().map(|row| row.row.id).collect()
        };
        assert_eq!(ids(&today), [Subject::Petition(late)]);
        // Due on the 26th, it is overdue on the 27th and not before.
        assert_eq!(ids(&on("2026-11-26")), [Subject::Petition(late)]);
        let friday = on("2026-11-27");
        assert_eq!(ids(&friday), [late, soon].map(Subject::Petition));
        assert_eq!(friday.rows[1].days_left, Some(-1));
        let load = |officer: Option<&str>, overdue, already| OfficerForecast {
            officer: officer.map(Into::into),
            overdue,
            already,
        };
        assert_eq!(
            friday.officers,
            [load(Some("dung"), 1, 0), load(None, 1, 1)]
        );
        assert_eq!(on("2026-12-02").total, 2);
        assert_eq!(on("2026-12-03").total, 3);
    }

    #[test]
    fn an_invented_office_is_forecast_as_its_clocks_will_stand() {
        let books = Books::demo(300, noon("2026-11-20"));
        let index = books.index();
        for by in ["2026-11-20", "2026-12-04", "2027-02-01"].map(day) {
            let days = (day("2026-11-20"), by);
            let found = forecast(
                &index,
                &books.law,
                days,
                &DueFilter::default(),
                0,
                usize::MAX,
            );
            let expected = index
                .open_clocks()
                .filter(|(_, clock)| clock.state(by) == ClockState::Overdue);
            assert_eq!(found.total, expected.count());
            assert_eq!(
                found
                    .officers
                    .iter()
                    .map(|load| load.overdue)
                    .sum::<usize>(),
                found.total
            );
            assert!(
                found
                    .officers
                    .iter()
                    .all(|load| load.already <= load.overdue)
            );
        }
    }
}
