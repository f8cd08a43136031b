//! Counting a limit, forward or back, and saying of each day whether it was counted and why.

use super::calendar::{DayKind, WorkCalendar};
use super::rule::{Direction, Rule, Unit};
use super::table;
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
    /// The calendar row's name and basis, or the days of the pause; empty on an ordinary day.
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

/// Where a limit ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ends {
    /// The last day before rolling.
    pub target: NaiveDate,
    /// The day the limit ends, rolled to a working day.
    pub due: NaiveDate,
    /// False where the count leaves the confirmed span of the calendar or crosses an unsure row.
    pub calendar_confirmed: bool,
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
    /// A pause is reversed, overlaps another or begins before the start.
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

/// Counts `rule` from the triggering day `from`; whether the rule was in force then is for
/// [`RuleBook::in_force`](super::rule::RuleBook::in_force) to say.
///
/// A suspension that begins after the limit has ended changes nothing: what was overdue stays so.
///
/// # Errors
/// A variant, pause or extension that the article does not know, a pause that cannot be, a rule without a
/// number, or a count that leaves the years 1900 to 2200.
pub fn count(
    rule: &Rule,
    calendar: &WorkCalendar,
    from: NaiveDate,
    variant: &Variant,
) -> Result<Count, CountError> {
    let mut seen = Vec::new();
    let ends = walk(rule, calendar, from, variant, &mut |date, ordinal| {
        seen.push((date, ordinal));
    })?;
    if rule.direction == Direction::Back {
        seen.reverse();
    }
    let days = seen.into_iter().map(|(date, ordinal)| CountedDay {
        ordinal,
        ..looked_at(date, calendar, &variant.pauses)
    });
    Ok(Count {
        rule: rule.id.clone(),
        citation: rule.citation.clone(),
        from,
        count: units(rule, variant)?,
        unit: rule.unit,
        direction: rule.direction,
        target: ends.target,
        due: ends.due,
        calendar_confirmed: ends.calendar_confirmed,
        days: days.collect(),
    })
}

/// Returns where `rule` ends, as [`count`] would, without keeping the days: for those who count thousands.
///
/// # Errors
/// Those of [`count`].
pub fn ends(
    rule: &Rule,
    calendar: &WorkCalendar,
    from: NaiveDate,
    variant: &Variant,
) -> Result<Ends, CountError> {
    walk(rule, calendar, from, variant, &mut |_, _| {})
}

/// Walks from the trigger to the end; `see` is told each day on the way, with its number in the count.
fn walk(
    rule: &Rule,
    calendar: &WorkCalendar,
    from: NaiveDate,
    variant: &Variant,
    see: &mut dyn FnMut(NaiveDate, Option<u32>),
) -> Result<Ends, CountError> {
    let units = units(rule, variant)?;
    let pauses = pauses(rule, from, &variant.pauses)?;
    let added = extensions(rule, &variant.extensions)?;
    if !table::in_range(from) {
        return Err(CountError::OutOfRange);
    }
    let mut walk = Walk {
        unit: rule.unit,
        calendar,
        pauses: &pauses,
        confirmed: true,
        see,
    };
    let total = u64::from(units) + added;
    let (target, due) = match rule.direction {
        _ if total == 0 => (from, from),
        Direction::Forward => walk.forward(from, total)?,
        Direction::Back => walk.back(from, total)?,
    };
    Ok(Ends {
        target,
        due,
        calendar_confirmed: walk.confirmed,
    })
}

/// Says what a day is, with its note.
fn looked_at(date: NaiveDate, calendar: &WorkCalendar, pauses: &[Pause]) -> CountedDay {
    let paused = pauses
        .iter()
        .find(|pause| pause.from < date && date <= pause.to);
    let (kind, note) = match (paused, calendar.special(date)) {
        (Some(pause), _) => (
            DayKind::Paused,
            format!(
                "{} – {}",
                pause.from.format("%d/%m/%Y"),
                pause.to.format("%d/%m/%Y")
            ),
        ),
        (None, Some(row)) => (calendar.kind(date), format!("{} ({})", row.name, row.basis)),
        (None, None) => (calendar.kind(date), String::new()),
    };
    CountedDay {
        date,
        kind,
        ordinal: None,
        note,
    }
}

/// The units of the limit, the variant applied.
fn units(rule: &Rule, variant: &Variant) -> Result<u32, CountError> {
    let no_number = || CountError::NoNumber {
        rule: rule.id.clone(),
        citation: rule.citation.clone(),
    };
    let plain = rule.count.ok_or_else(no_number)?;
    let known = |asked: bool, units: Option<u32>, variant: &'static str| match (asked, units) {
        (true, None) => Err(CountError::NoVariant {
            rule: rule.id.clone(),
            variant,
            citation: rule.citation.clone(),
        }),
        (true, units) => Ok(units),
        (false, _) => Ok(None),
    };
    let remote = known(variant.remote, rule.remote, "remote")?;
    let complex = known(variant.complex, rule.complex, "complex")?;
    let several = known(
        variant.several_places,
        rule.several_places,
        "several_places",
    )?;
    let both = known(
        remote.is_some() && complex.is_some(),
        rule.remote_complex,
        "complex",
    )?;
    Ok(both.or(remote).or(complex).or(several).unwrap_or(plain))
}

/// The pauses in order, checked.
fn pauses(rule: &Rule, from: NaiveDate, asked: &[Pause]) -> Result<Vec<Pause>, CountError> {
    if !asked.is_empty() && (!rule.pausable || rule.direction == Direction::Back) {
        return Err(CountError::NotPausable {
            rule: rule.id.clone(),
            citation: rule.citation.clone(),
        });
    }
    let mut pauses = asked.to_vec();
    pauses.sort_by_key(|pause| (pause.from, pause.to));
    let mut resumed = None;
    for pause in &pauses {
        let bad = |why| {
            Err(CountError::BadPause {
                from: pause.from,
                to: pause.to,
                why,
            })
        };
        if pause.to < pause.from {
            return bad("reversed");
        }
        if pause.from < from {
            return bad("before_start");
        }
        if resumed.is_some_and(|last| pause.from < last) {
            return bad("overlaps");
        }
        resumed = Some(pause.to);
    }
    Ok(pauses)
}

/// The days that the extensions add.
fn extensions(rule: &Rule, asked: &[u32]) -> Result<u64, CountError> {
    let (times, max_days) = rule
        .extension
        .map_or((0, 0), |may| (may.times, may.max_days));
    let too_many = u32::try_from(asked.len()).map_or(true, |asked| asked > times);
    if !asked.is_empty() && (too_many || asked.iter().any(|days| !(1..=max_days).contains(days))) {
        return Err(CountError::BadExtension {
            rule: rule.id.clone(),
            citation: rule.citation.clone(),
            times,
            max_days,
        });
    }
    Ok(asked.iter().map(|days| u64::from(*days)).sum())
}

/// One way over the calendar.
struct Walk<'a> {
    unit: Unit,
    calendar: &'a WorkCalendar,
    /// In order, none overlapping.
    pauses: &'a [Pause],
    /// Every day so far is sure.
    confirmed: bool,
    see: &'a mut dyn FnMut(NaiveDate, Option<u32>),
}

impl Walk<'_> {
    /// The day of the event is not counted (BLDS Đ147); a last day of rest moves the end to the next
    /// working day (BLDS Đ148.5).
    fn forward(
        &mut self,
        from: NaiveDate,
        total: u64,
    ) -> Result<(NaiveDate, NaiveDate), CountError> {
        let (mut day, mut counted) = (from, 0);
        while u64::from(counted) < total {
            day = step(day.succ_opt())?;
            self.look(day, &mut counted);
        }
        let (mut target, mut due) = (day, self.calendar.roll_forward(day));
        // Suspended with nothing left to count: the limit ends on the day of the resumption.
        for pause in self.pauses.iter().filter(|pause| pause.from < pause.to) {
            if target <= pause.from && pause.from <= due {
                (target, due) = (pause.to, self.calendar.roll_forward(pause.to));
            }
        }
        while day < due {
            day = step(day.succ_opt())?;
            self.pass(day, None);
        }
        // A limit in working days cannot have a last day of rest.
        let target = if self.unit == Unit::WorkingDay {
            due
        } else {
            target
        };
        Ok((target, due))
    }

    /// Back from the event, itself not counted; a last day of rest moves the end to the working day
    /// before.
    fn back(&mut self, event: NaiveDate, total: u64) -> Result<(NaiveDate, NaiveDate), CountError> {
        let (mut day, mut counted) = (event, 0);
        while u64::from(counted) < total {
            day = step(day.pred_opt())?;
            self.look(day, &mut counted);
        }
        let (target, due) = (day, self.calendar.roll_back(day));
        while day > due {
            day = step(day.pred_opt())?;
            self.pass(day, None);
        }
        Ok((target, due))
    }

    /// Passes a day and counts it where it counts.
    fn look(&mut self, date: NaiveDate, counted: &mut u32) {
        let paused = self
            .pauses
            .iter()
            .any(|pause| pause.from < date && date <= pause.to);
        let counts = !paused && (self.unit == Unit::Day || self.calendar.is_working(date));
        *counted += u32::from(counts);
        self.pass(date, counts.then_some(*counted));
    }

    fn pass(&mut self, date: NaiveDate, ordinal: Option<u32>) {
        self.confirmed &= self.calendar.is_confirmed(date);
        (self.see)(date, ordinal);
    }
}

fn step(day: Option<NaiveDate>) -> Result<NaiveDate, CountError> {
    day.filter(|day| table::in_range(*day))
        .ok_or(CountError::OutOfRange)
}

#[cfg(test)]
mod tests;
