//! The clock on the wall: injected, so that a test or a demonstration can stop it. Civil days are
//! Vietnamese (UTC+7), whatever the machine's zone.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Timelike, Utc};

/// Hours that Vietnamese civil time is ahead of UTC.
const HOURS_AHEAD: i64 = 7;

/// Tells the time.
pub trait WallClock: Send + Sync {
    /// Milliseconds since 1970 (UTC).
    fn millis(&self) -> i64;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl WallClock for SystemClock {
    fn millis(&self) -> i64 {
        Utc::now().timestamp_millis()
    }
}

/// A clock that stands still at a civil minute.
#[derive(Debug, Clone, Copy)]
pub struct StoppedClock(pub NaiveDateTime);

impl WallClock for StoppedClock {
    fn millis(&self) -> i64 {
        millis_of(self.0)
    }
}

/// Returns the civil minute of an instant.
pub fn civil(millis: i64) -> NaiveDateTime {
    let utc = DateTime::from_timestamp_millis(millis)
        .unwrap_or_default()
        .naive_utc();
    let local = utc
        .checked_add_signed(Duration::hours(HOURS_AHEAD))
        .unwrap_or(utc);
    local
        .with_second(0)
        .and_then(|t| t.with_nanosecond(0))
        .unwrap_or(local)
}

/// Returns the civil day of an instant.
pub fn civil_day(millis: i64) -> NaiveDate {
    civil(millis).date()
}

/// Returns the instant of a civil minute.
pub fn millis_of(civil: NaiveDateTime) -> i64 {
    (civil - Duration::hours(HOURS_AHEAD))
        .and_utc()
        .timestamp_millis()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_in_vietnam_is_seventeen_hours_utc_of_the_day_before() {
        let utc = DateTime::parse_from_rfc3339("2026-11-19T17:00:00Z").unwrap();
        assert_eq!(civil_day(utc.timestamp_millis()).to_string(), "2026-11-20");
        assert_eq!(
            civil_day(utc.timestamp_millis() - 1).to_string(),
            "2026-11-19"
        );
    }

    #[test]
    fn a_stopped_clock_tells_the_minute_it_was_given() {
        let at = NaiveDate::from_ymd_opt(2026, 11, 20)
            .unwrap()
            .and_hms_opt(9, 14, 0)
            .unwrap();
        assert_eq!(civil(StoppedClock(at).millis()), at);
    }
}
