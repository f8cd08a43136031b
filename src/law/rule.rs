//! The statutory limits as data: one row a limit and a span of validity, each with its article.
//! Must not hold a number of days itself: those live in `data/rules.csv`.

mod over;
mod read;
mod stop;

use super::table::RowError;
use crate::text::fold;
use chrono::NaiveDate;
use std::sync::LazyLock;

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Ngày: every day of the calendar.
    Day,
    /// Ngày làm việc.
    WorkingDay,
}

impl Unit {
    /// Both units.
    pub const ALL: [Self; 2] = [Self::Day, Self::WorkingDay];

    /// The stable word, as in `deadline --json`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::WorkingDay => "working_day",
        }
    }
}

/// Which way a limit is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the triggering day on.
    Forward,
    /// Back from the event, to the last day on which to act.
    Back,
}

impl Direction {
    /// Both ways.
    pub const ALL: [Self; 2] = [Self::Forward, Self::Back];

    /// The stable word, as in `deadline --json`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Forward => "forward",
            Self::Back => "back",
        }
    }
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

impl Whose {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Agency, Self::Citizen, Self::OtherBody, Self::Effect];

    /// The stable word, as in `show --json`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Citizen => "citizen",
            Self::OtherBody => "other_body",
            Self::Effect => "effect",
        }
    }
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
    /// Returns the certainty of a mark, as `T`.
    pub fn from_mark(mark: &str) -> Option<Self> {
        Some(match mark {
            "S" => Self::Signed,
            "T" => Self::FullText,
            "E" => Self::Excerpt,
            "C" => Self::Computed,
            "M" => Self::Memory,
            "L" => Self::Local,
            _ => return None,
        })
    }

    /// Returns the mark, as the tables write it.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Signed => "S",
            Self::FullText => "T",
            Self::Excerpt => "E",
            Self::Computed => "C",
            Self::Memory => "M",
            Self::Local => "L",
        }
    }

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

/// What can be wrong with a row of limits that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleProblem {
    /// A text that must stand there does not.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// Counted back and paused.
    #[error("a limit counted back cannot be paused")]
    BackAndPaused,
    /// Variants or a pause of no number.
    #[error("a limit without a number has no variants")]
    VariantWithoutNumber,
    /// It ends before it begins.
    #[error("valid_to comes before valid_from")]
    EndsBeforeItBegins,
    /// Another version of the same table is in force on one of its days.
    #[error("{id} has another version in force from {from}")]
    TwoVersions {
        /// The rule.
        id: String,
        /// The other's first day.
        from: NaiveDate,
    },
}

impl Rule {
    /// Says whether a triggering day falls in the row's span of validity.
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
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

static STATUTE: LazyLock<(RuleBook, Vec<RowError>)> =
    LazyLock::new(|| read::rules(include_str!("data/rules.csv")));

impl RuleBook {
    /// Returns the statute's limits as shipped. A row that could not be read would be missing; a test
    /// holds that there is none.
    pub fn statute() -> Self {
        STATUTE.0.clone()
    }

    /// Reads a table with the columns of the shipped one.
    ///
    /// # Errors
    /// Every row that cannot be, with its line.
    pub fn parse(csv: &str) -> Result<Self, Vec<RowError>> {
        let (book, errors) = read::rules(csv);
        if errors.is_empty() {
            Ok(book)
        } else {
            Err(errors)
        }
    }

    /// Puts rows together.
    ///
    /// # Errors
    /// Every row that cannot be, with its place from 0.
    pub fn of(rows: impl IntoIterator<Item = Rule>) -> Result<Self, Vec<(usize, RuleProblem)>> {
        let (mut good, mut errors) = (Vec::new(), Vec::new());
        for (place, rule) in rows.into_iter().enumerate() {
            match read::possible(&rule).and_then(|()| read::apart(&good, &rule)) {
                Ok(()) => good.push(rule),
                Err(problem) => errors.push((place, problem)),
            }
        }
        if errors.is_empty() {
            Ok(Self { rows: good })
        } else {
            Err(errors)
        }
    }

    /// Returns this book with an office's own rows laid over it: on the days for which they are valid,
    /// they take the place of the rows with the same id. What such a row leaves out it has from the row
    /// that it lies over.
    #[must_use]
    pub fn laid_over(mut self, rows: impl IntoIterator<Item = Rule>) -> Self {
        let laid = |row: Rule| {
            let under = self.rows.iter().find(|law| row.lies_over(law));
            match under {
                Some(law) => row.inheriting(law),
                None => row,
            }
        };
        let rows: Vec<Rule> = rows.into_iter().map(laid).collect();
        self.rows.extend(rows);
        self
    }

    /// Returns every row, in the order of the table.
    pub fn rows(&self) -> &[Rule] {
        &self.rows
    }

    /// Returns the rows in force on a triggering day, in the order of the table.
    pub fn on(&self, day: NaiveDate) -> impl Iterator<Item = &Rule> {
        self.rows.iter().filter(move |row| {
            self.in_force(&row.id, day)
                .is_ok_and(|found| std::ptr::eq(found, *row))
        })
    }

    /// Returns the id that somebody meant: letter case and Vietnamese marks do not matter.
    pub fn resolve(&self, typed: &str) -> Option<&str> {
        let exact = self.rows.iter().find(|row| row.id == typed);
        let wanted = fold(typed);
        let near = || self.rows.iter().find(|row| fold(&row.id) == wanted);
        exact.or_else(near).map(|row| row.id.as_str())
    }

    /// Returns the version of `id` in force on the triggering day `on`.
    ///
    /// # Errors
    /// [`RuleError::Unknown`] with ids that look like it, or [`RuleError::NotInForce`].
    pub fn in_force(&self, id: &str, on: NaiveDate) -> Result<&Rule, RuleError> {
        let versions = || self.rows.iter().filter(|row| row.id == id);
        // An office's own rows stand last and come first.
        if let Some(row) = versions().rfind(|row| row.is_valid_on(on)) {
            return Ok(row);
        }
        let Some(first) = versions().min_by_key(|row| row.valid_from) else {
            return Err(RuleError::Unknown {
                id: id.to_owned(),
                like: self.like(id),
            });
        };
        let open = versions().any(|row| row.valid_to.is_none());
        Err(RuleError::NotInForce {
            id: id.to_owned(),
            on,
            citation: first.citation.clone(),
            from: first.valid_from,
            to: if open {
                None
            } else {
                versions().filter_map(|row| row.valid_to).max()
            },
        })
    }

    fn like(&self, id: &str) -> Vec<String> {
        let wanted = letters(id);
        let mut near: Vec<(usize, &str)> = self
            .rows
            .iter()
            .map(|row| (distance(&wanted, &letters(&row.id)), row.id.as_str()))
            .filter(|(far, _)| *far <= SUGGEST_WITHIN)
            .collect();
        near.sort_by_key(|(far, _)| *far);
        near.dedup_by_key(|(_, id)| *id);
        near.into_iter()
            .take(SUGGEST_AT_MOST)
            .map(|(_, id)| id.to_owned())
            .collect()
    }
}

const SUGGEST_WITHIN: usize = 2;
const SUGGEST_AT_MOST: usize = 5;

fn letters(id: &str) -> Vec<char> {
    fold(id).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Letters to add, drop or change to get from `a` to `b`.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests;
