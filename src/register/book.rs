//! What the books hold: receptions, petitions, matters, posted days, and the entries they came from.
//! Everything here is a fold over entries ([`super::apply`]); status and clocks are derived
//! ([`super::life`]), never kept.

use super::act::{Absent, Act, DecidedBy, Document, NewPetition, Receive, Schedule, Step};
use super::number::{MatterNo, PersonId, PetitionNo, ReceptionNo};
use super::officers::ChangeOfficers;
use super::own_law::LawChange;
use super::words::{Capacity, LinkKind, Source};
use crate::part;
use chrono::NaiveDate;

/// The numbers that an entry was given when it was saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Of the reception.
    pub reception: Option<ReceptionNo>,
    /// Of the petitions, in the order of the act.
    pub petitions: Vec<PetitionNo>,
    /// Of the matters that were opened, in the order of the petitions that open one.
    pub matters: Vec<MatterNo>,
}

/// One line of the register book: written once, never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// From 1, without gaps.
    pub seq: u64,
    /// When it was written: milliseconds since 1970 (UTC).
    pub at: i64,
    /// The officer who wrote it: log-in name.
    pub by: String,
    /// The numbers it was given.
    pub numbers: Numbers,
    /// What was done. Its persons are ids of this entry or an earlier one.
    pub act: Act,
}

/// A step as it stands in a petition's or reception's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Sequence number of its entry.
    pub seq: u64,
    /// When it was written: milliseconds since 1970 (UTC).
    pub at: i64,
    /// Who wrote it.
    pub by: String,
    /// The day it was done.
    pub on: NaiveDate,
    /// What was done.
    pub step: Step,
    /// The correction that took it back.
    pub void: Option<u64>,
}

part! {
    /// What a petition is about.
    Content {
        /// Tóm tắt.
        summary: Option<String>,
        /// Yêu cầu.
        request: Option<String>,
        /// Code of the commune where it happened.
        place: Option<String>,
        /// Whom or what it is against.
        against: Option<String>,
        /// Which body already decided.
        decided_by: Option<DecidedBy>,
        /// What was handed in.
        documents: Vec<Document>,
    }
}

/// Lượt tiếp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reception {
    /// Its number.
    pub no: ReceptionNo,
    /// Its entry.
    pub entry: u64,
    /// When it was written: milliseconds since 1970 (UTC).
    pub recorded: i64,
    /// Who wrote it.
    pub by: String,
    /// Its facts, as corrected; `petitions` is empty here.
    pub facts: Receive,
    /// The petitions that were brought.
    pub petitions: Vec<PetitionNo>,
    /// The later reception that continues this one.
    pub continued_by: Option<ReceptionNo>,
    /// Some petition of it is, or was, a denunciation: its visitors are sealed to clearance.
    pub secret: bool,
    /// What came after.
    pub steps: Vec<Recorded>,
}

/// A link to another petition. It stands on both with the same kind: the petition on which it was made
/// ([`Petition::made`]) is the duplicate, the second round, the part split off or the one that joined; the
/// other is what it duplicates, follows, was split from or joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// To which.
    pub to: PetitionNo,
    /// How they belong together.
    pub kind: LinkKind,
    /// The entry that made it.
    pub seq: u64,
}

/// Where a petition came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Brought to the desk.
    Desk(ReceptionNo),
    /// Filed without a visit.
    Filed {
        /// From where.
        source: Source,
        /// The body that forwarded it.
        from_agency: Option<String>,
        /// Who sent it; they may act for the petitioners.
        senders: Vec<PersonId>,
        /// The paper that shows their capacity.
        paper: Option<String>,
    },
}

/// Đơn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Petition {
    /// Its number.
    pub no: PetitionNo,
    /// Its entry.
    pub entry: u64,
    /// When it was written: milliseconds since 1970 (UTC).
    pub recorded: i64,
    /// Who wrote it.
    pub by: String,
    /// The matter it belongs to.
    pub matter: MatterNo,
    /// Where it came from.
    pub origin: Origin,
    /// The day received: of `at`, or of `file.on`.
    pub received: NaiveDate,
    /// Who petitions.
    pub petitioners: Vec<PersonId>,
    /// In which capacity.
    pub capacity: Option<Capacity>,
    /// Its facts, as corrected; persons and content stand beside them, empty here.
    pub facts: NewPetition,
    /// What it is about.
    pub content: Content,
    /// It is, or once was, a denunciation, or shares its petitioners with one: who petitions is sealed to
    /// clearance.
    pub secret: bool,
    /// Links in both directions.
    pub links: Vec<Tie>,
    /// What was done since, in the order of the book.
    pub steps: Vec<Recorded>,
}

impl Petition {
    /// Says whether a link was made on this petition rather than on the one it leads to.
    pub fn made(&self, tie: &Tie) -> bool {
        self.steps.iter().any(|step| step.seq == tie.seq)
    }

    /// The steps that were not taken back, in the order of the book.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &Recorded> + Clone {
        self.steps.iter().filter(|step| step.void.is_none())
    }

    /// The reception at which it was brought, where it was.
    pub fn reception(&self) -> Option<ReceptionNo> {
        match self.origin {
            Origin::Desk(no) => Some(no),
            Origin::Filed { .. } => None,
        }
    }
}

/// Vụ việc.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// Its number.
    pub no: MatterNo,
    /// Its entry.
    pub entry: u64,
    /// Its petitions.
    pub petitions: Vec<PetitionNo>,
}

/// A posted reception day of the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostedDay {
    /// Its entry.
    pub entry: u64,
    /// As posted.
    pub schedule: Schedule,
    /// The head did not receive.
    pub absent: Option<Absent>,
}

/// The three series of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    /// TCD-…
    Reception,
    /// D-…
    Petition,
    /// VV-…
    Matter,
}

/// The books as they can be looked things up in. Kept in memory by tests and in sled by the store.
pub trait Shelf {
    /// Finds a reception.
    fn reception(&self, no: ReceptionNo) -> Option<Reception>;
    /// Finds a petition.
    fn petition(&self, no: PetitionNo) -> Option<Petition>;
    /// Finds a matter.
    fn matter(&self, no: MatterNo) -> Option<Matter>;
    /// Finds a posted day.
    fn posted_day(&self, day: NaiveDate) -> Option<PostedDay>;
    /// The last number given in a series and year; 0 where none was.
    fn last_number(&self, series: Series, year: i32) -> u32;
    /// The sequence number of the last entry; 0 in an empty book.
    fn last_seq(&self) -> u64;
    /// The office's changes of calendar and rules, in the order of the book; none where the books hold
    /// nothing but the statute.
    fn law_changes(&self) -> Vec<LawChange> {
        Vec::new()
    }
}

/// What an entry changes: the new state of everything it touches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Receptions, as they now stand.
    pub receptions: Vec<Reception>,
    /// Petitions, as they now stand.
    pub petitions: Vec<Petition>,
    /// Matters, as they now stand.
    pub matters: Vec<Matter>,
    /// Posted days, as they now stand.
    pub posted_days: Vec<PostedDay>,
    /// Last numbers given, by series and year.
    pub last_numbers: Vec<(Series, i32, u32)>,
    /// Persons whose identity must from now on be sealed to clearance.
    pub hide: Vec<PersonId>,
    /// Changes of calendar and rules, new ones only.
    pub law: Vec<LawChange>,
    /// The list of officers became another.
    pub officers: Option<ChangeOfficers>,
}
