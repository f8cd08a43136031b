//! Open clocks as they are asked for: which, in which bands and groups. Knows nothing of how they are found.

use crate::office::index::{Came, Row};
use crate::office::order::Order;
use crate::register::clock::{Clock, ClockState};
use crate::register::words::{Class, Field};

/// How the agency's open clocks stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DueCounts {
    /// Quá hạn.
    pub overdue: u32,
    /// Calendar days by which the oldest is overdue.
    pub worst: i64,
    /// Hết hạn hôm nay.
    pub today: u32,
    /// Within 3 working days, without today.
    pub within3: u32,
    /// Within 7 working days, without today.
    pub within7: u32,
    /// Tạm đình chỉ.
    pub paused: u32,
    /// Open petitions that nobody works on.
    pub unassigned: u32,
    /// Open petitions at a step for which the law sets no limit.
    pub no_limit: u32,
}

/// How near a clock's day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Quá hạn.
    Overdue,
    /// Hết hạn hôm nay.
    Today,
    /// Within 3 working days.
    Within3,
    /// Within 7 working days.
    Within7,
    /// Later.
    Later,
    /// Tạm đình chỉ.
    Paused,
}

/// Which open clocks are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DueFilter {
    /// Only what falls due within so many working days (0: today), the overdue always included.
    pub within: Option<u32>,
    /// Only of this officer; an empty name: only what nobody works on.
    pub officer: Option<String>,
    /// Only this class.
    pub class: Option<Class>,
    /// Only this band.
    pub band: Option<Band>,
    /// Only rows in which these words are found.
    pub query: String,
    /// What stands together.
    pub grouping: Grouping,
    /// In which order within a group; by due day where nothing is said.
    pub order: Option<Order>,
}

/// What stands together in a list of open clocks. Within a group it is by due day, the suspended last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// What is equally near its day.
    #[default]
    Band,
    /// What one officer works on, by their names; what nobody works on comes last.
    Officer,
    /// What is of one class.
    Class,
    /// What is of one field.
    Field,
    /// What one rule limits, by the title of the rule.
    Clock,
    /// What happened in one commune, by its name.
    Commune,
    /// What came the same way.
    Source,
}

/// What the rows of a group share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupKey {
    /// How near their day is.
    Band(Band),
    /// Who works on them.
    Officer(Option<Box<str>>),
    /// Their class; a reception that brought nothing has none.
    Class(Option<Class>),
    /// Their field, where it is known.
    Field(Option<Field>),
    /// Their rule: its id, and what must be done, in Vietnamese and English. Promises have no title.
    Clock {
        /// The rule's id; `promise` for promises.
        rule: Box<str>,
        /// Vietnamese.
        title: Box<str>,
        /// English.
        title_en: Box<str>,
    },
    /// Name of the commune where it happened, where it is known.
    Commune(Option<Box<str>>),
    /// How they came.
    Source(Came),
}

/// Rows that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueGroup {
    /// What they share.
    pub key: GroupKey,
    /// How many they are.
    pub rows: usize,
    /// How many of them are overdue.
    pub overdue: usize,
}

/// One open clock of the agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineRow {
    /// The petition or reception.
    pub row: Row,
    /// The clock.
    pub clock: Clock,
    /// How it stands today.
    pub state: ClockState,
    /// Calendar days left; below 0 overdue; `None` while paused.
    pub days_left: Option<i64>,
    /// How near its day is.
    pub band: Band,
    /// What must be done: the rule's title, Vietnamese.
    pub title: String,
    /// The same in English.
    pub title_en: String,
}
