//! What the law says: rules, calendar, counting. PURE: no I/O, no clock, no randomness.

pub mod calendar;
pub mod class;
pub mod count;
pub mod duty;
pub mod ground;
pub mod group;
pub mod rule;
pub mod table;
pub mod unit;

use calendar::WorkCalendar;
use rule::RuleBook;

/// The rules and the calendar that counting needs, together: the statute's own, with an office's
/// dated rows laid over them.
#[derive(Debug, Clone)]
pub struct Law {
    /// The limits.
    pub rules: RuleBook,
    /// Which days are worked.
    pub calendar: WorkCalendar,
}

impl Law {
    /// Returns the law as shipped, without any row of an office's own.
    pub fn statute() -> Self {
        Self {
            rules: RuleBook::statute(),
            calendar: WorkCalendar::statute(),
        }
    }
}
