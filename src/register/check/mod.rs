//! Whether an act may be done now: refused with the article where the law or the state forbids it,
//! allowed with a warning where it is only odd. Knows nothing of roles: who may do it is the office's.

mod article;
mod codes;
mod correct;
mod figures;
mod law;
mod number;
mod people;
mod receive;
mod state;
mod step;

pub use article::asked_by;
pub use codes::{RefusalCode, WarningCode};
pub use number::number;
pub use state::{closed_steps, open_reception_steps, open_steps};

use super::act::{Absent, Act, Schedule};
use super::book::Shelf;
use super::part::{Fault, Wrong};
use super::person::Person;
use crate::law::Law;
use crate::law::count::{Variant, count};
use chrono::{NaiveDate, NaiveDateTime};

/// A refusal: nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", code.word())]
pub struct Refusal {
    /// What is wrong.
    pub code: RefusalCode,
    /// The article that forbids it, where one does.
    pub citation: Option<String>,
    /// Dotted path of the key that is to blame, where one is.
    pub path: Option<String>,
    /// Named details for the message: days, numbers, ids; never an identity.
    pub detail: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal that says no more than its code.
    pub fn of(code: RefusalCode) -> Self {
        Self::new(code)
    }

    fn new(code: RefusalCode) -> Self {
        Self {
            code,
            citation: None,
            path: None,
            detail: Vec::new(),
        }
    }

    fn citing(mut self, citation: &str) -> Self {
        self.citation = Some(citation.to_owned());
        self
    }

    fn at(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    fn with(mut self, key: &'static str, value: impl std::fmt::Display) -> Self {
        self.detail.push((key, value.to_string()));
        self
    }

    fn unreadable(wrong: &Wrong, field: &str) -> Self {
        let code = match &wrong.fault {
            Fault::Missing => RefusalCode::Missing,
            Fault::UnknownKey { .. } => RefusalCode::UnknownField,
            Fault::WrongType { .. } | Fault::BadValue { .. } => RefusalCode::BadValue,
        };
        Self::new(code).at("to").with("field", field)
    }
}

/// A warning: the act is saved all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What is odd.
    pub code: WarningCode,
    /// Dotted path of the key.
    pub path: Option<String>,
    /// Named details for the message, never an identity.
    pub detail: Vec<(&'static str, String)>,
}

/// What an act is checked against, and the warnings found so far.
struct Desk<'a> {
    shelf: &'a dyn Shelf,
    law: &'a Law,
    now: NaiveDateTime,
    people: &'a [Person],
    warnings: Vec<Warning>,
}

impl Desk<'_> {
    fn warn(&mut self, code: WarningCode, path: impl Into<String>) {
        self.warn_with(code, path, Vec::new());
    }

    fn warn_with(
        &mut self,
        code: WarningCode,
        path: impl Into<String>,
        detail: Vec<(&'static str, String)>,
    ) {
        let path = path.into();
        self.warnings.push(Warning {
            code,
            path: (!path.is_empty()).then_some(path),
            detail,
        });
    }

    fn today(&self) -> NaiveDate {
        self.now.date()
    }

    /// Refuses a day in the future.
    fn not_ahead(&self, day: NaiveDate, path: &str) -> Result<(), Refusal> {
        if day > self.today() {
            return Err(Refusal::new(RefusalCode::Future)
                .at(path)
                .with("day", day)
                .with("today", self.today()));
        }
        Ok(())
    }

    /// The last day on which to act before `event`, where the rule was then in force.
    fn latest(&self, rule: &str, event: NaiveDate) -> Option<NaiveDate> {
        let rule = self.law.rules.in_force(rule, event).ok()?;
        count(rule, &self.law.calendar, event, &Variant::default())
            .ok()
            .map(|count| count.due)
    }
}

fn too_early(day: NaiveDate, earliest: NaiveDate, path: &str) -> Result<(), Refusal> {
    if day < earliest {
        return Err(Refusal::new(RefusalCode::TooEarly)
            .at(path)
            .with("day", day)
            .with("earliest", earliest));
    }
    Ok(())
}

/// Checks `act`, whose new persons are `people`, against the books, the law and the civil minute `now`
/// (UTC+7).
///
/// # Errors
/// The first thing that forbids it, with the article where the law does.
pub fn check(
    shelf: &dyn Shelf,
    law: &Law,
    now: NaiveDateTime,
    act: &Act,
    people: &[Person],
) -> Result<Vec<Warning>, Refusal> {
    let mut desk = Desk {
        shelf,
        law,
        now,
        people,
        warnings: Vec::new(),
    };
    match act {
        Act::Receive(receive) => receive::receive(&mut desk, receive)?,
        Act::File(file) => receive::file(&mut desk, file)?,
        Act::Schedule(schedule) => posted(&mut desk, schedule)?,
        Act::Absent(absent) => absence(&desk, absent)?,
        Act::ChangeCalendar(change) => law::calendar(&desk, change)?,
        Act::ChangeRules(change) => law::rules(&mut desk, change)?,
        // Whether it may be is no question of the books: the store writes it with the list itself.
        Act::ChangeOfficers(_) => {}
        Act::Step { subject, on, step } => step::step(&mut desk, *subject, *on, step)?,
    }
    Ok(desk.warnings)
}

/// A reception day is posted ahead (TCD Đ24.4); what was posted in the past can be written down later.
fn posted(desk: &mut Desk, schedule: &Schedule) -> Result<(), Refusal> {
    desk.not_ahead(schedule.posted_on, "posted_on")?;
    if let Some(latest) = desk.latest("TCD-24.4", schedule.date)
        && schedule.posted_on > latest
    {
        desk.warn_with(
            WarningCode::PostedLate,
            "posted_on",
            vec![("latest", latest.to_string())],
        );
    }
    Ok(())
}

fn absence(desk: &Desk, absent: &Absent) -> Result<(), Refusal> {
    if desk.shelf.posted_day(absent.date).is_none() {
        return Err(Refusal::new(RefusalCode::NotPosted)
            .citing("Luật Tiếp công dân Đ24.4")
            .at("date")
            .with("day", absent.date));
    }
    Ok(())
}
