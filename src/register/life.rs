//! A petition's status and clocks, derived from its facts and steps, the rules and the calendar, exactly
//! as the table of clocks says. Stores nothing.

use super::book::{Petition, Reception};
use super::clock::Clock;
use super::words::Status;
use crate::law::Law;

/// What a petition's acts amount to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    /// Where it stands.
    pub status: Status,
    /// Every clock, the leading one first.
    pub clocks: Vec<Clock>,
    /// Who works on it.
    pub officer: Option<String>,
    /// Nothing more is expected of the agency.
    pub closed: bool,
}

impl Life {
    /// The agency's nearest open clock that is neither paused (unless overdue) nor dropped.
    pub fn leading(&self) -> Option<&Clock> {
        todo!()
    }
}

/// Derives a petition's life.
pub fn life(petition: &Petition, law: &Law) -> Life {
    let _ = (petition, law);
    todo!()
}

/// Derives the clocks of a reception itself: the notice of a refusal, promises of the head.
pub fn reception_clocks(reception: &Reception, law: &Law) -> Vec<Clock> {
    let _ = (reception, law);
    todo!()
}
