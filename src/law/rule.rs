//! The statutory limits as data: one row a limit and a span of validity, each with its article.
//! Must not hold a number of days itself: those live in `data/rules.csv`.

use chrono::NaiveDate;

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Ngày: every day of the calendar.
    Day,
    /// Ngày làm việc.
    WorkingDay,
}

/// Which way a limit is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the triggering day on.
    Forward,
    /// Back from the event, to the last day on which to act.
    Back,
}

/// Whose limit it is. Only the agency's lead, are coloured and can be overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The office's own duty.
    Agency,
    /// The citizen's right.
    Citizen,
    /// A duty of another body.
    OtherBody,
    /// A day on which something takes effect.
    Effect,
}

/// How sure a row is: the marks of the legal reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// S: read in a scan of the signed document.
    Signed,
    /// T: read in full text.
    FullText,
    /// E: seen in an excerpt.
    Excerpt,
    /// C: computed from the statute and the calendar.
    Computed,
    /// M: from memory; must be confirmed by the office before it is relied on.
    Memory,
    /// The office's own row.
    Local,
}

impl Certainty {
    /// Says whether a date resting on this row may be called confirmed.
    pub fn is_sure(self) -> bool {
        !matches!(self, Self::Computed | Self::Memory)
    }
}

/// How a limit may be extended: TC Đ30 knows one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extension {
    /// The most days that one extension may add.
    pub max_days: u32,
    /// How many extensions there may be at the most.
    pub times: u32,
}

/// One statutory limit in one span of validity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Stable id, as `KN-28`.
    pub id: String,
    /// What must be done, in Vietnamese.
    pub title: String,
    /// What must be done, in English.
    pub title_en: String,
    /// The article, as `Luật Khiếu nại Đ28`, with the amending text where there is one.
    pub citation: String,
    /// The day from which it runs, in words (Vietnamese).
    pub trigger: String,
    /// The same in English.
    pub trigger_en: String,
    /// Units to count; 0 is "at once"; `None` where the law sets no fixed number.
    pub count: Option<u32>,
    /// What is counted.
    pub unit: Unit,
    /// Which way.
    pub direction: Direction,
    /// Whose duty or right.
    pub whose: Whose,
    /// The count in a remote area (vùng sâu, vùng xa đi lại khó khăn).
    pub remote: Option<u32>,
    /// The count in a complex matter.
    pub complex: Option<u32>,
    /// The count where both hold.
    pub remote_complex: Option<u32>,
    /// The count where several places must be checked.
    pub several_places: Option<u32>,
    /// How it may be extended.
    pub extension: Option<Extension>,
    /// Whether suspended time is not counted (KN Đ11a.4, TC Đ34.2).
    pub pausable: bool,
    /// First triggering day to which it applies.
    pub valid_from: NaiveDate,
    /// Last triggering day to which it applies.
    pub valid_to: Option<NaiveDate>,
    /// How sure the limit is.
    pub certainty: Certainty,
    /// How sure `valid_from` is.
    pub valid_certainty: Certainty,
    /// Conflicts, the other text, what to confirm (Vietnamese).
    pub note: String,
}

/// Why a rule cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// No row has this id.
    #[error("unknown rule {id}")]
    Unknown {
        /// What was asked for.
        id: String,
        /// Ids that look like it.
        like: Vec<String>,
    },
    /// The rule exists, but not on that day.
    #[error("{id} was not in force on {on}")]
    NotInForce {
        /// The rule.
        id: String,
        /// The day asked about.
        on: NaiveDate,
        /// The article.
        citation: String,
        /// The first day on which some version is in force.
        from: NaiveDate,
        /// The last day, where there is one.
        to: Option<NaiveDate>,
    },
}

/// All limits.
#[derive(Debug, Clone)]
pub struct RuleBook {
    rows: Vec<Rule>,
}

impl RuleBook {
    /// Returns the statute's limits as shipped.
    pub fn statute() -> Self {
        todo!()
    }

    /// Returns every row, in the order of the table.
    pub fn rows(&self) -> &[Rule] {
        &self.rows
    }

    /// Returns the version of `id` in force on the triggering day `on`.
    pub fn in_force(&self, id: &str, on: NaiveDate) -> Result<&Rule, RuleError> {
        let _ = (id, on);
        todo!()
    }
}
