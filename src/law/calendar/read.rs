//! Reading a calendar table. Knows its columns and which rows cannot be.

use super::{CalendarError, CalendarProblem, SpecialDay, SpecialKind, WorkCalendar, is_weekend};
use crate::law::rule::Certainty;
use crate::law::table;
use crate::text::nfc;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

#[derive(serde::Deserialize)]
struct Row {
    date: String,
    kind: String,
    name: String,
    basis: String,
    certainty: String,
}

/// Reads the table: the rows that can be, and what is wrong with the others.
pub(super) fn calendar(text: &str) -> (WorkCalendar, Vec<CalendarError>) {
    let mut errors = Vec::new();
    let mut calendar = empty();
    for (line, text) in (1..).zip(text.lines()) {
        if let Some(comment) = text.trim_start_matches('\u{feff}').strip_prefix('#')
            && let Err(problem) = take_comment(&mut calendar, comment)
        {
            errors.push(CalendarError { line, problem });
        }
    }
    let mut lines: BTreeMap<NaiveDate, u64> = BTreeMap::new();
    for (line, row) in table::rows::<Row>(text, b',') {
        let read = row
            .map_err(CalendarProblem::Unreadable)
            .and_then(|row| take_row(&mut calendar, &lines, &row));
        match read {
            Ok(date) => _ = lines.insert(date, line),
            Err(problem) => errors.push(CalendarError { line, problem }),
        }
    }
    (calendar, errors)
}

/// A calendar without any row, of which nothing is confirmed.
pub(super) fn empty() -> WorkCalendar {
    WorkCalendar {
        days: BTreeMap::new(),
        confirmed_from: NaiveDate::MAX,
        confirmed_to: NaiveDate::MIN,
        notes: BTreeMap::new(),
        ordinary: BTreeSet::new(),
    }
}

/// The kind of a row that takes the row of its day out.
const ORDINARY: &str = "ordinary";

fn take_row(
    calendar: &mut WorkCalendar,
    lines: &BTreeMap<NaiveDate, u64>,
    row: &Row,
) -> Result<NaiveDate, CalendarProblem> {
    let date = table::day(&row.date).ok_or_else(|| CalendarProblem::BadDate(row.date.clone()))?;
    if row.kind == ORDINARY {
        within(date)?;
        once(calendar, lines, date)?;
        if row.basis.is_empty() {
            return Err(CalendarProblem::NoBasis);
        }
        calendar.ordinary.insert(date);
        return Ok(date);
    }
    let row = special(row, date)?;
    once(calendar, lines, date)?;
    calendar.days.insert(date, row);
    Ok(date)
}

/// Refuses a second row for a day.
pub(super) fn once(
    calendar: &WorkCalendar,
    lines: &BTreeMap<NaiveDate, u64>,
    date: NaiveDate,
) -> Result<(), CalendarProblem> {
    if calendar.days.contains_key(&date) || calendar.ordinary.contains(&date) {
        let first = lines.get(&date).copied().unwrap_or_default();
        return Err(CalendarProblem::Duplicate { date, first });
    }
    Ok(())
}

fn within(date: NaiveDate) -> Result<(), CalendarProblem> {
    if table::in_range(date) {
        Ok(())
    } else {
        Err(CalendarProblem::OutOfRange(date))
    }
}

/// Refuses a row that cannot be, whatever it is written in.
pub(super) fn possible(row: &SpecialDay) -> Result<(), CalendarProblem> {
    within(row.date)?;
    match row.kind {
        SpecialKind::Worked if !is_weekend(row.date) => {
            Err(CalendarProblem::WorkedOnWeekday(row.date))
        }
        SpecialKind::InLieu if is_weekend(row.date) => {
            Err(CalendarProblem::InLieuOnWeekend(row.date))
        }
        _ if row.name.trim().is_empty() || row.basis.trim().is_empty() => {
            Err(CalendarProblem::NoBasis)
        }
        _ => Ok(()),
    }
}

/// Takes `confirmed_from DAY`, `confirmed_to DAY` and `note DAY: TEXT` out of a comment.
fn take_comment(calendar: &mut WorkCalendar, comment: &str) -> Result<(), CalendarProblem> {
    let bad = || CalendarProblem::BadHeader(comment.trim().to_owned());
    if let Some(note) = comment.trim_start().strip_prefix("note ") {
        let (date, text) = note.split_once(':').ok_or_else(bad)?;
        calendar
            .notes
            .insert(date.trim().parse().map_err(|_| bad())?, nfc(text.trim()));
        return Ok(());
    }
    for (key, place) in [
        ("confirmed_from", &mut calendar.confirmed_from),
        ("confirmed_to", &mut calendar.confirmed_to),
    ] {
        let Some((_, after)) = comment.split_once(key) else {
            continue;
        };
        let date = after.split_whitespace().next().unwrap_or_default();
        *place = table::day(date.trim_end_matches([',', '.', ';'])).ok_or_else(bad)?;
    }
    Ok(())
}

fn special(row: &Row, date: NaiveDate) -> Result<SpecialDay, CalendarProblem> {
    let mut kinds = SpecialKind::ALL.into_iter();
    let kind = kinds.find(|kind| kind.word() == row.kind);
    // An office that leaves the mark out vouches for the row itself.
    let mark = if row.certainty.is_empty() {
        Certainty::Local.mark()
    } else {
        &row.certainty
    };
    let special = SpecialDay {
        date,
        kind: kind.ok_or_else(|| CalendarProblem::BadKind(row.kind.clone()))?,
        name: nfc(&row.name),
        basis: nfc(&row.basis),
        certainty: Certainty::from_mark(mark)
            .ok_or_else(|| CalendarProblem::BadCertainty(row.certainty.clone()))?,
    };
    possible(&special)?;
    Ok(special)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "# confirmed_from 2026-01-01, confirmed_to 2026-12-31. Words after it.\n\
        # note 2026-11-23: mới là đề xuất\ndate,kind,name,basis,certainty\n2026-11-24,holiday,Ngày,NQ,E\n";

    #[test]
    fn the_header_states_the_span_and_notes() {
        let calendar = WorkCalendar::parse(HEADER).unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(calendar.confirmed(), (day("2026-01-01"), day("2026-12-31")));
        assert_eq!(
            calendar.notes().collect::<Vec<_>>(),
            [(day("2026-11-23"), "mới là đề xuất")]
        );
    }

    #[test]
    fn an_impossible_row_is_told_with_its_line() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (row, problem) in [
            (
                "2026-11-24,holiday,Ngày,NQ,E",
                CalendarProblem::Duplicate {
                    date: day("2026-11-24"),
                    first: 4,
                },
            ),
            (
                "2026-11-25,worked,Bù,TB,E",
                CalendarProblem::WorkedOnWeekday(day("2026-11-25")),
            ),
            (
                "2026-11-28,in_lieu,Bù,TB,E",
                CalendarProblem::InLieuOnWeekend(day("2026-11-28")),
            ),
            (
                "2026-02-30,holiday,Ngày,NQ,E",
                CalendarProblem::BadDate("2026-02-30".into()),
            ),
            (
                "2300-01-01,holiday,Ngày,NQ,E",
                CalendarProblem::OutOfRange(day("2300-01-01")),
            ),
            (
                "2026-11-26,rest,Ngày,NQ,E",
                CalendarProblem::BadKind("rest".into()),
            ),
            (
                "2026-11-26,holiday,Ngày,NQ,Z",
                CalendarProblem::BadCertainty("Z".into()),
            ),
            ("2026-11-26,holiday,Ngày,,E", CalendarProblem::NoBasis),
            (
                "# note 26/11: x",
                CalendarProblem::BadHeader("note 26/11: x".into()),
            ),
            (
                "# confirmed_to soon",
                CalendarProblem::BadHeader("confirmed_to soon".into()),
            ),
        ] {
            let errors = WorkCalendar::parse(&format!("{HEADER}{row}\n")).unwrap_err();
            assert_eq!(errors, [CalendarError { line: 5, problem }]);
        }
        let errors = WorkCalendar::parse(&format!("{HEADER}2026-11-26,holiday\n")).unwrap_err();
        assert!(matches!(
            &errors[..],
            [CalendarError {
                line: 5,
                problem: CalendarProblem::Unreadable(_)
            }]
        ));
    }
}
