//! From when on a suspension stops a limit. Must not hold a day itself: the table's rows do.

use super::{Certainty, Rule, RuleBook};
use chrono::NaiveDate;

/// The rows by which suspended time is not counted, by the beginning of the ids of the limits they stop.
const STOPS: [(&str, &str); 2] = [("KN-", "KN-11a.4"), ("TC-", "TC-34.2")];

impl RuleBook {
    /// Returns the statute's row by which a suspension stops the limit `id`, where that row was not yet in
    /// force on the day `on` of the suspension. An office's own row cannot make it older.
    pub fn not_yet_stopped(&self, id: &str, on: NaiveDate) -> Option<&Rule> {
        let (_, stop) = STOPS.into_iter().find(|(head, _)| id.starts_with(head))?;
        let rows = || {
            let rows = self.rows.iter();
            rows.filter(|row| row.id == stop && row.certainty != Certainty::Local)
        };
        let first = rows().min_by_key(|row| row.valid_from)?;
        (!rows().any(|row| row.is_valid_on(on))).then_some(first)
    }
}
