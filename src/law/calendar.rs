//! Which days are worked: weekends, holidays, days off in lieu, worked Saturdays, and the span over
//! which the table is confirmed. Must not read a clock or a file.

mod read;

use super::rule::Certainty;
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A row of the calendar: a day that differs from Monday–Friday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialDay {
    /// The day.
    pub date: NaiveDate,
    /// What it is.
    pub kind: SpecialKind,
    /// Its name, as `Ngày Văn hóa Việt Nam`.
    pub name: String,
    /// The text it rests on.
    pub basis: String,
    /// How sure the row is.
    pub certainty: Certainty,
}

/// The three kinds of special day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpecialKind {
    /// Nghỉ lễ.
    Holiday,
    /// Nghỉ bù, nghỉ hoán đổi.
    InLieu,
    /// Ngày nghỉ hằng tuần phải đi làm bù.
    Worked,
}

impl SpecialKind {
    /// Every kind, in the order of the table's words.
    pub const ALL: [Self; 3] = [Self::Holiday, Self::InLieu, Self::Worked];

    /// The word of the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Holiday => "holiday",
            Self::InLieu => "in_lieu",
            Self::Worked => "worked",
        }
    }
}

/// What a day is to a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    /// An ordinary working day.
    Work,
    /// Saturday or Sunday.
    Weekend,
    /// Nghỉ lễ.
    Holiday,
    /// Nghỉ bù.
    InLieu,
    /// A weekend day that is worked.
    Worked,
    /// Inside a suspension (only in a count, never in the calendar itself).
    Paused,
}

impl DayKind {
    /// The stable word, as in `deadline --json`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Weekend => "weekend",
            Self::Holiday => "holiday",
            Self::InLieu => "in_lieu",
            Self::Worked => "worked",
            Self::Paused => "paused",
        }
    }
}

/// A row of a calendar that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct CalendarError {
    /// Its line in the file, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub problem: CalendarProblem,
}

/// What can be wrong with a row of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarProblem {
    /// The row does not have the columns `date,kind,name,basis,certainty`.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// No such day, or not written as `2026-11-24`.
    #[error("no such day: {0}")]
    BadDate(String),
    /// The day lies outside the years that can be counted.
    #[error("{0} lies outside the years that can be counted")]
    OutOfRange(NaiveDate),
    /// The kind is none of the three.
    #[error("unknown kind {0}")]
    BadKind(String),
    /// The certainty is none of the marks.
    #[error("unknown certainty {0}")]
    BadCertainty(String),
    /// No name or no text that it rests on.
    #[error("name or basis is missing")]
    NoBasis,
    /// An earlier line has the same day.
    #[error("{date} stands in line {first} already")]
    Duplicate {
        /// The day.
        date: NaiveDate,
        /// Its first line.
        first: u64,
    },
    /// Only a Saturday or a Sunday can be worked in exchange.
    #[error("{0} is a weekday and worked anyway")]
    WorkedOnWeekday(NaiveDate),
    /// Only a weekday can be off in lieu.
    #[error("{0} is a weekend day and off anyway")]
    InLieuOnWeekend(NaiveDate),
    /// A `confirmed_from`, `confirmed_to` or `note` line that cannot be read.
    #[error("cannot be read: {0}")]
    BadHeader(String),
}

/// The work calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkCalendar {
    days: BTreeMap<NaiveDate, SpecialDay>,
    confirmed_from: NaiveDate,
    confirmed_to: NaiveDate,
    notes: BTreeMap<NaiveDate, String>,
    /// Days whose row goes where this is laid over another.
    ordinary: BTreeSet<NaiveDate>,
}

static STATUTE: LazyLock<(WorkCalendar, Vec<CalendarError>)> =
    LazyLock::new(|| read::calendar(include_str!("data/holidays.csv")));

impl WorkCalendar {
    /// Returns the calendar as shipped. A row that could not be read would be missing; a test holds that
    /// there is none.
    pub fn statute() -> Self {
        STATUTE.0.clone()
    }

    /// Reads a calendar with the columns of the shipped one. Comment lines may state the confirmed span
    /// (`# confirmed_from 2024-01-01, confirmed_to 2026-12-31`); without them no day is confirmed.
    ///
    /// # Errors
    /// Every row that cannot be, with its line: among them two rows for a day, a weekday that is worked
    /// in exchange, a weekend day off in lieu.
    pub fn parse(csv: &str) -> Result<Self, Vec<CalendarError>> {
        let (calendar, errors) = read::calendar(csv);
        if errors.is_empty() {
            Ok(calendar)
        } else {
            Err(errors)
        }
    }

    /// Puts rows together: special days, days that are ordinary again, notes and the confirmed span.
    ///
    /// # Errors
    /// Every special day that cannot be; `line` is its place among them, from 1.
    pub fn of(
        days: impl IntoIterator<Item = SpecialDay>,
        ordinary: impl IntoIterator<Item = NaiveDate>,
        notes: impl IntoIterator<Item = (NaiveDate, String)>,
        confirmed: Option<(NaiveDate, NaiveDate)>,
    ) -> Result<Self, Vec<CalendarError>> {
        let mut calendar = read::empty();
        calendar.ordinary.extend(ordinary);
        calendar.notes.extend(notes);
        if let Some((first, last)) = confirmed {
            (calendar.confirmed_from, calendar.confirmed_to) = (first, last);
        }
        let mut lines = BTreeMap::new();
        let mut errors = Vec::new();
        for (line, row) in (1..).zip(days) {
            match read::possible(&row).and_then(|()| read::once(&calendar, &lines, row.date)) {
                Ok(()) => {
                    lines.insert(row.date, line);
                    calendar.days.insert(row.date, row);
                }
                Err(problem) => errors.push(CalendarError { line, problem }),
            }
        }
        if errors.is_empty() {
            Ok(calendar)
        } else {
            Err(errors)
        }
    }

    /// Returns this calendar with another laid over it: the other's rows take the place of rows on the
    /// same day, with what was noted there; days that it makes ordinary lose theirs; and the confirmed span
    /// grows where the other's touches it.
    #[must_use]
    pub fn laid_over(mut self, other: &Self) -> Self {
        for day in &other.ordinary {
            self.days.remove(day);
            self.notes.remove(day);
        }
        for (day, row) in &other.days {
            self.days.insert(*day, row.clone());
            self.notes.remove(day);
        }
        self.notes
            .extend(other.notes.iter().map(|(day, note)| (*day, note.clone())));
        let touches = other
            .confirmed_from
            .pred_opt()
            .is_none_or(|before| before <= self.confirmed_to)
            && self
                .confirmed_from
                .pred_opt()
                .is_none_or(|before| before <= other.confirmed_to);
        if touches && other.confirmed_from <= other.confirmed_to {
            self.confirmed_from = self.confirmed_from.min(other.confirmed_from);
            self.confirmed_to = self.confirmed_to.max(other.confirmed_to);
        }
        self
    }

    /// Returns this calendar with one row added or replaced; the row is taken as it is.
    #[must_use]
    pub fn with(mut self, row: SpecialDay) -> Self {
        self.days.insert(row.date, row);
        self
    }

    /// Returns this calendar without the row of a day.
    #[must_use]
    pub fn without(mut self, day: NaiveDate) -> Self {
        self.days.remove(&day);
        self
    }

    /// Returns the special rows, by date.
    pub fn rows(&self) -> impl Iterator<Item = &SpecialDay> {
        self.days.values()
    }

    /// Returns the days that are to be ordinary again where this is laid over another calendar.
    pub fn ordinary(&self) -> impl Iterator<Item = NaiveDate> {
        self.ordinary.iter().copied()
    }

    /// Returns what the table says about days without changing them, as a proposal not yet decided.
    pub fn notes(&self) -> impl Iterator<Item = (NaiveDate, &str)> {
        self.notes.iter().map(|(day, note)| (*day, note.as_str()))
    }

    /// Returns the row of a day, where there is one.
    pub fn special(&self, day: NaiveDate) -> Option<&SpecialDay> {
        self.days.get(&day)
    }

    /// Returns what a day is. A holiday on a weekend is a holiday.
    pub fn kind(&self, day: NaiveDate) -> DayKind {
        match self.special(day).map(|row| row.kind) {
            Some(SpecialKind::Holiday) => DayKind::Holiday,
            Some(SpecialKind::InLieu) => DayKind::InLieu,
            Some(SpecialKind::Worked) => DayKind::Worked,
            None if is_weekend(day) => DayKind::Weekend,
            None => DayKind::Work,
        }
    }

    /// Says whether a day is worked.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        matches!(self.kind(day), DayKind::Work | DayKind::Worked)
    }

    /// Returns `day`, or the next working day after it (BLDS Đ148.5).
    pub fn roll_forward(&self, day: NaiveDate) -> NaiveDate {
        self.roll(day, NaiveDate::succ_opt)
    }

    /// Returns `day`, or the last working day before it: where a limit counts back, to act on the day of
    /// rest is not to act in time.
    pub fn roll_back(&self, day: NaiveDate) -> NaiveDate {
        self.roll(day, NaiveDate::pred_opt)
    }

    fn roll(&self, day: NaiveDate, step: impl Fn(&NaiveDate) -> Option<NaiveDate>) -> NaiveDate {
        // Each row can make one day more a day of rest, so this many steps always reach a working day.
        let most = self.days.len().saturating_mul(2).saturating_add(7);
        std::iter::successors(Some(day), step)
            .take(most)
            .find(|day| self.is_working(*day))
            .unwrap_or(day)
    }

    /// Returns the days on which two calendars differ in what the day is, in order.
    pub fn differences(&self, other: &Self) -> Vec<NaiveDate> {
        let days: BTreeSet<NaiveDate> =
            self.days.keys().chain(other.days.keys()).copied().collect();
        let differ = |day: &NaiveDate| self.kind(*day) != other.kind(*day);
        days.into_iter().filter(differ).collect()
    }

    /// The first and last day of the confirmed span; the first comes after the last where there is none.
    pub fn confirmed(&self) -> (NaiveDate, NaiveDate) {
        (self.confirmed_from, self.confirmed_to)
    }

    /// Says whether a day lies in the confirmed span and no unsure row stands on it.
    pub fn is_confirmed(&self, day: NaiveDate) -> bool {
        self.confirmed_from <= day
            && day <= self.confirmed_to
            && self.special(day).is_none_or(|row| row.certainty.is_sure())
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_shipped_row_can_be_read() {
        assert_eq!(STATUTE.1, []);
        assert_eq!(STATUTE.0.rows().count(), 50);
        assert_eq!(
            STATUTE.0.confirmed(),
            (day("2024-01-01"), day("2026-12-31"))
        );
        assert!(
            STATUTE
                .0
                .rows()
                .all(|row| row.certainty != Certainty::Local)
        );
    }

    #[test]
    fn a_day_is_what_the_table_says() {
        let calendar = WorkCalendar::statute();
        for (date, kind) in [
            ("2026-11-20", DayKind::Work),
            ("2026-11-21", DayKind::Weekend),
            ("2026-11-24", DayKind::Holiday),
            ("2026-04-26", DayKind::Holiday),
            ("2026-08-31", DayKind::InLieu),
            ("2026-08-22", DayKind::Worked),
        ] {
            assert_eq!(calendar.kind(day(date)), kind, "{date}");
        }
    }

    #[test]
    fn rolling_finds_the_nearest_working_day() {
        let calendar = WorkCalendar::statute();
        for (date, forward, back) in [
            ("2026-11-20", "2026-11-20", "2026-11-20"),
            ("2026-11-21", "2026-11-23", "2026-11-20"),
            ("2026-11-24", "2026-11-25", "2026-11-23"),
            ("2026-02-14", "2026-02-23", "2026-02-13"),
            ("2026-08-22", "2026-08-22", "2026-08-22"),
            ("2026-08-29", "2026-09-03", "2026-08-28"),
        ] {
            assert_eq!(calendar.roll_forward(day(date)), day(forward), "{date}");
            assert_eq!(calendar.roll_back(day(date)), day(back), "{date}");
        }
        assert_eq!(calendar.roll_forward(NaiveDate::MAX), NaiveDate::MAX);
    }

    #[test]
    fn an_offices_rows_lie_over_the_statutes() {
        let own = "# confirmed_from 2027-01-01, confirmed_to 2027-12-31\ndate,kind,name,basis,certainty\n\
            2026-11-23,in_lieu,Hoán đổi,TB 1,L\n2026-11-28,worked,Làm bù,TB 1,\n";
        let own = WorkCalendar::parse(own).unwrap();
        let calendar = WorkCalendar::statute().laid_over(&own);
        assert_eq!(calendar.kind(day("2026-11-23")), DayKind::InLieu);
        assert_eq!(calendar.kind(day("2026-11-28")), DayKind::Worked);
        assert_eq!(calendar.kind(day("2026-11-24")), DayKind::Holiday);
        assert_eq!(calendar.confirmed(), (day("2024-01-01"), day("2027-12-31")));
        assert!(calendar.is_confirmed(day("2026-11-28")));
        assert!(
            !calendar.is_confirmed(day("2027-11-24")),
            "a row marked C is not sure"
        );

        let far = "# confirmed_from 2029-01-01, confirmed_to 2029-12-31\ndate,kind,name,basis,certainty\n";
        let calendar = calendar.laid_over(&WorkCalendar::parse(far).unwrap());
        assert_eq!(
            calendar.confirmed().1,
            day("2027-12-31"),
            "2028 lies between"
        );
        let bare = WorkCalendar::parse("date,kind,name,basis,certainty\n").unwrap();
        assert!(bare.confirmed().0 > bare.confirmed().1);
        assert_eq!(calendar.clone().laid_over(&bare), calendar);
    }

    #[test]
    fn a_day_can_be_made_ordinary_again_and_what_was_noted_of_it_goes() {
        let statute = WorkCalendar::statute();
        let swap = "date,kind,name,basis,certainty\n2026-11-23,in_lieu,Hoán đổi,TB 1,L\n";
        let swapped = statute
            .clone()
            .laid_over(&WorkCalendar::parse(swap).unwrap());
        let noted = |calendar: &WorkCalendar| {
            let day = day("2026-11-23");
            calendar.notes().any(|(noted, _)| noted == day)
        };
        assert!(noted(&statute) && !noted(&swapped), "no longer a proposal");
        let back = "date,kind,name,basis,certainty\n2026-11-23,ordinary,,TB 2,\n2026-11-24,ordinary,,TB 2,\n";
        let back = swapped
            .clone()
            .laid_over(&WorkCalendar::parse(back).unwrap());
        assert_eq!(back.kind(day("2026-11-23")), DayKind::Work);
        assert_eq!(back.kind(day("2026-11-24")), DayKind::Work);
        assert_eq!(
            swapped.differences(&back),
            [day("2026-11-23"), day("2026-11-24")]
        );
        assert_eq!(statute.differences(&swapped), [day("2026-11-23")]);
    }

    #[test]
    fn removing_a_holiday_and_adding_it_back_changes_nothing() {
        let statute = WorkCalendar::statute();
        for row in WorkCalendar::statute().rows() {
            let without = WorkCalendar::of([], [row.date], [], None).unwrap();
            let with = WorkCalendar::of([row.clone()], [], [], None).unwrap();
            let there_and_back = statute.clone().laid_over(&without).laid_over(&with);
            assert_eq!(there_and_back, statute.clone().laid_over(&with));
            assert_eq!(there_and_back.rows().count(), statute.rows().count());
            assert_eq!(there_and_back.special(row.date), statute.special(row.date));
        }
    }

    #[test]
    fn rows_that_cannot_be_are_told_by_their_place() {
        let row = |date: &str, kind| SpecialDay {
            date: day(date),
            kind,
            name: "Hoán đổi".to_owned(),
            basis: "TB 1".to_owned(),
            certainty: Certainty::Local,
        };
        let rows = [
            row("2026-11-23", SpecialKind::InLieu),
            row("2026-11-23", SpecialKind::Holiday),
            row("2026-11-28", SpecialKind::InLieu),
        ];
        let told = |errors: Vec<CalendarError>| -> Vec<(u64, CalendarProblem)> {
            errors.into_iter().map(|e| (e.line, e.problem)).collect()
        };
        assert_eq!(
            told(WorkCalendar::of(rows, [], [], None).unwrap_err()),
            [
                (
                    2,
                    CalendarProblem::Duplicate {
                        date: day("2026-11-23"),
                        first: 1
                    }
                ),
                (3, CalendarProblem::InLieuOnWeekend(day("2026-11-28"))),
            ]
        );
    }
}
