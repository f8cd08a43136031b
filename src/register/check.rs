//! Whether an act may be done now: refused with the article where the law or the state forbids it,
//! allowed with a warning where it is only odd. Knows nothing of roles: who may do it is the office's.

use super::act::{Act, StepKind};
use super::book::{Numbers, Petition, Shelf};
use super::person::Person;
use crate::closed_list;
use crate::law::Law;
use chrono::{NaiveDate, NaiveDateTime};

closed_list! {
    /// Why an act is refused.
    RefusalCode {
        /// A key that is needed here is missing.
        Missing = "missing",
        /// The act lies in the future.
        Future = "future",
    }
}

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

closed_list! {
    /// What is odd but possible.
    WarningCode {
        /// A visitor has no number of an identity paper (L136 Đ1 k.3).
        NoIdNumber = "no_id_number",
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

/// Checks `act`, whose new persons are `people`, against the books, the law and the civil minute `now`
/// (UTC+7).
pub fn check(
    shelf: &dyn Shelf,
    law: &Law,
    now: NaiveDateTime,
    act: &Act,
    people: &[Person],
) -> Result<Vec<Warning>, Refusal> {
    let _ = (shelf, law, now, act, people);
    todo!()
}

/// Gives the numbers that `act` will have: the next free in each series and year.
pub fn number(shelf: &dyn Shelf, act: &Act) -> Numbers {
    let _ = (shelf, act);
    todo!()
}

/// Returns the steps that may be done on this petition on that day, for a menu; each with the article.
pub fn open_steps(
    petition: &Petition,
    law: &Law,
    on: NaiveDate,
) -> Vec<(StepKind, Option<String>)> {
    let _ = (petition, law, on);
    todo!()
}
