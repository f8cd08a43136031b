//! Counting a limit, forward or back, and saying of each day whether it was counted and why.

use super::calendar::{DayKind, WorkCalendar};
use super::rule::{Direction, Rule, Unit};
use chrono::NaiveDate;

/// A suspension: the day it began and, once resumed, the day it ended. The days after `from` up to and
/// including `to` are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// The day of the suspension.
    pub from: NaiveDate,
    /// The day of the resumption.
    pub to: NaiveDate,
}

/// What varies from one count of a rule to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variant {
    /// Vùng sâu, vùng xa đi lại khó khăn.
    pub remote: bool,
    /// Vụ việc phức tạp.
    pub complex: bool,
    /// Several places to check.
    pub several_places: bool,
    /// Suspensions, in order, none overlapping.
    pub pauses: Vec<Pause>,
    /// Days added by each extension.
    pub extensions: Vec<u32>,
}

/// One day of a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedDay {
    /// The day.
    pub date: NaiveDate,
    /// What it is.
    pub kind: DayKind,
    /// Its number in the count, from 1; `None` where it was not counted.
    pub ordinal: Option<u32>,
    /// The calendar row's name and basis, or what the pause is; empty on an ordinary day.
    pub note: String,
}

/// A finished count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The rule's id.
    pub rule: String,
    /// Its article.
    pub citation: String,
    /// The triggering day, itself not counted (BLDS Đ147); counting back, the event.
    pub from: NaiveDate,
    /// Units of the limit, variant applied, without extensions.
    pub count: u32,
    /// What was counted.
    pub unit: Unit,
    /// Which way.
    pub direction: Direction,
    /// The last day before rolling.
    pub target: NaiveDate,
    /// The day the limit ends, rolled to a working day.
    pub due: NaiveDate,
    /// False where the count leaves the confirmed span of the calendar or crosses an unsure row.
    pub calendar_confirmed: bool,
    /// Each day from the day after `from` to `due`; counting back, from `due` to the day before `from`.
    pub days: Vec<CountedDay>,
}

/// Why a count cannot be made. Each carries the article, for the message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CountError {
    /// The rule has no such variant.
    #[error("{rule} has no {variant} variant")]
    NoVariant {
        /// The rule.
        rule: String,
        /// `remote`, `complex` or `several_places`.
        variant: &'static str,
        /// The article.
        citation: String,
    },
    /// The rule cannot be paused.
    #[error("{rule} cannot be paused")]
    NotPausable {
        /// The rule.
        rule: String,
        /// The article.
        citation: String,
    },
    /// A pause is reversed, overlaps another, begins before the start or after the limit has ended.
    #[error("pause {from}..{to} cannot be")]
    BadPause {
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        to: NaiveDate,
        /// What is wrong: `reversed`, `overlaps`, `before_start`.
        why: &'static str,
    },
    /// No, too many or too long extensions.
    #[error("{rule} allows {times} extensions of {max_days} days")]
    BadExtension {
        /// The rule.
        rule: String,
        /// The article.
        citation: String,
        /// How many the law allows.
        times: u32,
        /// How long each may be.
        max_days: u32,
    },
    /// The law sets no fixed number for this one.
    #[error("{rule} sets no number of days")]
    NoNumber {
        /// The rule.
        rule: String,
        /// The article.
        citation: String,
    },
    /// The count would leave the years that the calendar can express.
    #[error("the count leaves the calendar")]
    OutOfRange,
}

/// Counts `rule` from the triggering day.
pub fn count(
    rule: &Rule,
    calendar: &WorkCalendar,
    from: NaiveDate,
    variant: &Variant,
) -> Result<Count, CountError> {
    let _ = (rule, calendar, from, variant);
    todo!()
}
