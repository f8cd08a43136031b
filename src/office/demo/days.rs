//! The head's invented reception days: two a month over the whole time, posted ahead, one of them late, one
//! that the head missed; the next ones are posted already.

use super::Dated;
use crate::law::Law;
use crate::register::value::Value;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime};

/// Days of the month from which on the head receives.
const OF_MONTH: [u32; 2] = [8, 22];
/// Calendar days ahead by which a day is posted, and by which the one that is late.
const AHEAD: u64 = 18;
const LATE: u64 = 3;
/// Months back that are posted.
const MONTHS: u32 = 24;

/// A posted day.
#[derive(Debug, Clone, Copy)]
pub(super) struct PostedDay {
    pub(super) date: NaiveDate,
    posted_on: NaiveDate,
    /// The head was away.
    pub(super) absent: bool,
}

/// Every day that is posted by now, oldest first.
pub(super) fn posted(law: &Law, now: NaiveDateTime) -> Vec<PostedDay> {
    let today = now.date();
    let month = today.with_day(1).unwrap_or(today);
    let back = |day: NaiveDate, n: u64| working(law, day - Days::new(n));
    let mut days: Vec<PostedDay> = (0..MONTHS + 2)
        .rev()
        .filter_map(|back| (month + Months::new(1)).checked_sub_months(Months::new(back)))
        .flat_map(|month| OF_MONTH.map(|day| month.with_day(day)))
        .flatten()
        .map(|day| law.calendar.roll_forward(day))
        .map(|date| PostedDay {
            date,
            posted_on: back(date, AHEAD),
            absent: false,
        })
        .filter(|day| day.posted_on < today)
        .collect();
    let past = days.iter().filter(|day| day.date < today).count();
    // The last three that are over: missed, posted late, as it should be.
    if let Some(at) = past.checked_sub(3) {
        days[at].absent = true;
        days[at + 1].posted_on = back(days[at + 1].date, LATE);
    }
    days
}

/// The working day that is or comes before one.
pub(super) fn working(law: &Law, mut day: NaiveDate) -> NaiveDate {
    while !law.calendar.is_working(day) {
        day = day - Days::new(1);
    }
    day
}

/// What was written down of these days.
pub(super) fn lines(days: &[PostedDay]) -> Vec<Dated> {
    let text = |text: &str| Value::Text(text.to_owned());
    let line = |entries: Vec<(&str, Value)>| {
        Value::Map(
            entries
                .into_iter()
                .map(|(k, v)| (k.to_owned(), v))
                .collect(),
        )
    };
    let mut lines = Vec::new();
    for day in days {
        let at = |day: NaiveDate, hour| day.and_hms_opt(hour, 0, 0);
        lines.extend(at(day.posted_on, 16).map(|at| Dated {
            at,
            by: "minh",
            line: line(vec![
                ("do", text("schedule")),
                ("date", Value::Day(day.date)),
                ("who", text("Chánh Thanh tra tỉnh")),
                ("place", text("Trụ sở tiếp công dân tỉnh")),
                ("posted_on", Value::Day(day.posted_on)),
            ]),
        }));
        lines.extend(at(day.date, 7).filter(|_| day.absent).map(|at| Dated {
            at,
            by: "minh",
            line: line(vec![
                ("do", text("absent")),
                ("date", Value::Day(day.date)),
                ("reason", text("dự họp đột xuất ở UBND tỉnh")),
                ("replaced_by", text("Phó Chánh Thanh tra tỉnh")),
            ]),
        }));
    }
    lines
}
