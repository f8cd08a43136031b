//! A limit applied to a petition or reception. Derived from acts, rules and calendar by
//! [`super::life`]; never typed in.

use crate::closed_list;
use crate::law::count::Variant;
use crate::law::rule::Whose;
use chrono::NaiveDate;

closed_list! {
    /// How a clock stands on a day.
    ClockState {
        /// Its day has not passed.
        Running = "running",
        /// Suspended: no day is counted.
        Paused = "paused",
        /// Done in time.
        Done = "done",
        /// Done after its day.
        Late = "late",
        /// Its day has passed and it is not done.
        Overdue = "overdue",
        /// It no longer applies; kept to be seen.
        Dropped = "dropped",
    }
}

/// A limit that runs or ran.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The rule's id; `promise` for a promise's own day.
    pub rule: String,
    /// The article; for a promise, what was promised.
    pub citation: String,
    /// Whose it is.
    pub whose: Whose,
    /// The triggering day.
    pub from: NaiveDate,
    /// The entry that started it.
    pub started_by: u64,
    /// With which variant, pauses and extensions it was counted: enough to count it again, day by day.
    pub variant: Variant,
    /// The unrolled last day.
    pub target: NaiveDate,
    /// The day it ends.
    pub due: NaiveDate,
    /// The day it first ended, before it was found complex, extended or overridden.
    pub original_due: NaiveDate,
    /// The day that the count gives; differs from `due` where a supervisor overrode it.
    pub counted: NaiveDate,
    /// Overridden by a supervisor, with the reason.
    pub overridden: Option<String>,
    /// The override should be looked at again: a pause, an extension or a finding that came later would
    /// have moved it. (A change of the calendar shows as a change of `counted`.)
    pub review: bool,
    /// The day it was done.
    pub done: Option<NaiveDate>,
    /// The day of the suspension that stands open.
    pub paused_since: Option<NaiveDate>,
    /// It no longer applies.
    pub dropped: bool,
    /// False where the count rests on an unsure row or leaves the confirmed calendar.
    pub confirmed: bool,
}

impl Clock {
    /// Returns how it stands on `today`. Due today is not overdue; a clock that was overdue on the day
    /// of its suspension stays overdue. A day on which something takes effect comes by itself. A citizen's
    /// right is never late.
    pub fn state(&self, today: NaiveDate) -> ClockState {
        if let Some(done) = self.done {
            // What takes effect by law is never late, whenever it was written down; nor is a right.
            let may_be_late = !matches!(self.whose, Whose::Effect | Whose::Citizen);
            return if done > self.due && may_be_late {
                ClockState::Late
            } else {
                ClockState::Done
            };
        }
        if self.dropped {
            return ClockState::Dropped;
        }
        match self.paused_since {
            Some(since) if since > self.by_law() => ClockState::Overdue,
            Some(_) => ClockState::Paused,
            None if today > self.due && self.whose == Whose::Effect => ClockState::Done,
            // Whether something stood in the citizen's way must be asked first.
            None if self.is_past_right(today) => ClockState::Running,
            None if today > self.due => ClockState::Overdue,
            None => ClockState::Running,
        }
    }

    /// Calendar days left on `today`: 0 on the due day, below 0 when overdue; `None` unless it is
    /// running or overdue.
    pub fn days_left(&self, today: NaiveDate) -> Option<i64> {
        let counts = matches!(self.state(today), ClockState::Running | ClockState::Overdue)
            && !self.is_past_right(today);
        counts.then(|| (self.due - today).num_days())
    }

    /// Says whether it is a citizen's right that stands open although its day has passed: it is not called
    /// late, since time in which something stood in the way is not counted, and nobody asked.
    pub fn is_past_right(&self, today: NaiveDate) -> bool {
        self.whose == Whose::Citizen && self.is_open() && today > self.due
    }

    /// The day by which a suspension must have begun to stop it: an override beyond the count cannot bring
    /// a limit back that the law had let end.
    pub fn by_law(&self) -> NaiveDate {
        self.due.min(self.counted)
    }

    /// Says whether something must still be done (paused included).
    pub fn is_open(&self) -> bool {
        self.done.is_none() && !self.dropped
    }
}
