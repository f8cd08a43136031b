//! Which days are worked: weekends, holidays, days off in lieu, worked Saturdays, and the span over
//! which the table is confirmed. Must not read a clock or a file.

use super::rule::Certainty;
use chrono::NaiveDate;

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

/// The work calendar.
#[derive(Debug, Clone)]
pub struct WorkCalendar {
    days: std::collections::BTreeMap<NaiveDate, SpecialDay>,
    confirmed_from: NaiveDate,
    confirmed_to: NaiveDate,
}

impl WorkCalendar {
    /// Returns the calendar as shipped.
    pub fn statute() -> Self {
        todo!()
    }

    /// Returns the special rows, by date.
    pub fn rows(&self) -> impl Iterator<Item = &SpecialDay> {
        self.days.values()
    }

    /// Returns the row of a day, where there is one.
    pub fn special(&self, day: NaiveDate) -> Option<&SpecialDay> {
        self.days.get(&day)
    }

    /// Returns what a day is.
    pub fn kind(&self, day: NaiveDate) -> DayKind {
        let _ = day;
        todo!()
    }

    /// Says whether a day is worked.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        matches!(self.kind(day), DayKind::Work | DayKind::Worked)
    }

    /// Returns `day`, or the next working day after it (BLDS Đ148.5).
    pub fn roll_forward(&self, day: NaiveDate) -> NaiveDate {
        let _ = day;
        todo!()
    }

    /// The first and last day of the confirmed span.
    pub fn confirmed(&self) -> (NaiveDate, NaiveDate) {
        (self.confirmed_from, self.confirmed_to)
    }
}
