//! What the first screen shows: today, what is coming, and how far the chain was followed. Knows nothing of how
//! it is found.

use super::DraftHead;
use super::due::DueCounts;
use crate::office::index::Row;
use chrono::NaiveDate;

/// How many came today, and what they brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DayCounts {
    /// Lượt.
    pub receptions: u32,
    /// Người.
    pub people: u32,
    /// Đơn.
    pub petitions: u32,
    /// Đoàn đông người.
    pub crowds: u32,
    /// People in them.
    pub crowd_people: u32,
    /// Từ chối tiếp.
    pub refused: u32,
}

/// Something that is coming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// The day.
    pub date: NaiveDate,
    /// What it is.
    pub what: ComingWhat,
}

/// Kinds of coming day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ComingWhat {
    /// A day off: its name, the text it rests on, and whether it is sure.
    DayOff {
        /// Name.
        name: String,
        /// Basis.
        basis: String,
        /// Whether the row is sure.
        sure: bool,
    },
    /// A weekend day that is worked.
    Worked {
        /// Name.
        name: String,
        /// Basis.
        basis: String,
    },
    /// The head receives.
    HeadReceives {
        /// Who.
        who: String,
        /// The day it was posted.
        posted_on: NaiveDate,
    },
    /// The calendar is confirmed only up to this day.
    CalendarEnds,
}

/// How far the verification of the chain has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainState {
    /// Not begun, or so many entries of so many.
    Checking {
        /// Verified so far.
        done: u64,
        /// In all.
        of: u64,
    },
    /// Whole.
    Whole {
        /// Entries.
        entries: u64,
    },
    /// The chain is whole, but what was made from it says otherwise; it is made anew at the next opening.
    Rebuild,
    /// Broken: an entry was altered or lost.
    Broken,
}

/// What the home screen shows.
#[derive(Debug, Clone, PartialEq)]
pub struct HomeView {
    /// The day it speaks of.
    pub today: NaiveDate,
    /// Today's receptions, newest first.
    pub receptions: Vec<Row>,
    /// Today's counts.
    pub day: DayCounts,
    /// The clocks.
    pub due: DueCounts,
    /// This officer's drafts, newest first.
    pub drafts: Vec<DraftHead>,
    /// What is coming, by day.
    pub coming: Vec<Coming>,
    /// Receptions in the book.
    pub receptions_total: u64,
    /// Petitions in the book.
    pub petitions_total: u64,
    /// The last backup, milliseconds since 1970 (UTC).
    pub last_backup: Option<i64>,
    /// The chain.
    pub chain: ChainState,
}
