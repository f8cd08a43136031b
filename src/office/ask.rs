//! What a face may ask of the office, and what it is answered: plain values that can cross a thread.

mod due;
mod entrance;
mod home;

pub use due::{Band, DeadlineRow, DueCounts, DueFilter, DueGroup, GroupKey, Grouping};
pub use entrance::{Folder, Me};
pub use home::{ChainState, Coming, ComingWhat, DayCounts, HomeView};

use super::day_file::DayFileFault;
use super::done_clocks::{DoneClocks, DoneFilter};
use super::enforcement::Enforcement;
use super::forecast::Forecast;
use super::index::{Kind, Row};
use super::leaving::Leak;
use super::load::Load;
use super::moves::Moves;
use super::officers::OfficerChange;
use super::openings::Opening;
use super::order::{Aim, Order, Sift};
use super::permit::NotAllowed;
use super::promises::{Promises, Standing};
use super::reception_days::ReceptionDays;
use super::seen::Seen;
use super::view::{PetitionView, Preview, ReceptionView};
use super::warnings::{WarningKind, Warnings};
use crate::law::Law;
use crate::law::calendar::WorkCalendar;
use crate::register::check::{Refusal, Warning};
use crate::register::number::{PetitionNo, ReceptionNo, Subject};
use crate::register::own_law::LawChange;
use crate::register::part::Wrong;
use crate::register::person::Person;
use crate::register::seen::Typed;
use crate::register::value::Value;
use crate::register::words::{Class, Status};
use crate::store::error::StoreError;
use crate::store::{Copied, Officer, Stage};
use chrono::NaiveDate;
use std::path::PathBuf;
use std::sync::Arc;
use zeroize::Zeroizing;

/// What an office is set up with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetUp {
    /// Name of the agency.
    pub agency: String,
    /// Its kind.
    pub kind: OfficeKind,
    /// Code of its province or commune.
    pub unit: Option<String>,
    /// Log-in name of the first officer, an admin with clearance.
    pub user: String,
    /// Their name as shown.
    pub display: String,
    /// Their password.
    pub password: Zeroizing<String>,
}

crate::closed_list! {
    /// What kind of agency keeps these books.
    OfficeKind {
        /// Thanh tra tỉnh.
        ProvinceInspectorate = "province_inspectorate",
        /// Ban Tiếp công dân.
        ReceptionBoard = "reception_board",
        /// Sở.
        Department = "department",
        /// Xã, phường, đặc khu.
        Commune = "commune",
        /// Khác.
        Other = "other",
    }
}

/// Which rows a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Receptions or petitions; both where left out.
    pub kind: Option<Kind>,
    /// Words or numbers to be found; nothing finds everything.
    pub query: String,
    /// Only this day.
    pub day: Option<NaiveDate>,
    /// Only from this day on.
    pub since: Option<NaiveDate>,
    /// Only up to this day.
    pub until: Option<NaiveDate>,
    /// Only this class.
    pub class: Option<Class>,
    /// Only this status.
    pub status: Option<Status>,
    /// Only what is not closed.
    pub open_only: bool,
    /// Only what nobody works on.
    pub unassigned: bool,
    /// Only what was closed on a day between these two, both among them.
    pub closed: Option<(NaiveDate, NaiveDate)>,
    /// Only what this officer works on.
    pub officer: Option<String>,
    /// In which order; newest first where nothing is said.
    pub order: Option<Order>,
    /// Only what the head received.
    pub by_head: bool,
}

/// A draft, as it is listed: what it is, never who it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftHead {
    /// Its id.
    pub id: String,
    /// When it was last kept, milliseconds since 1970 (UTC).
    pub at: i64,
    /// What kind of form it is, as `receive`.
    pub form: String,
}

/// A draft with what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its head.
    pub head: DraftHead,
    /// The form's own state.
    pub value: Value,
}

/// What is asked.
#[derive(Debug)]
pub enum Question {
    /// What stands in the office folder.
    Look,
    /// Set up a new office and log in.
    SetUp(Box<SetUp>),
    /// Log in.
    LogIn {
        /// Log-in name.
        user: String,
        /// Password.
        password: Zeroizing<String>,
    },
    /// Show that it is still the officer who is logged in.
    Unlock {
        /// Their password.
        password: Zeroizing<String>,
    },
    /// Log out: the books are closed.
    LogOut,
    /// What the home screen shows.
    Home,
    /// Some rows of a list, newest first.
    Rows {
        /// Which.
        filter: Filter,
        /// How many to pass over.
        from: usize,
        /// How many to give at the most.
        count: usize,
    },
    /// One petition.
    Petition(PetitionNo),
    /// One reception.
    Reception(ReceptionNo),
    /// Some of the agency's open clocks: overdue first, by due day; the suspended last.
    Deadlines {
        /// Which.
        filter: DueFilter,
        /// How many to pass over.
        from: usize,
        /// How many to give at the most.
        count: usize,
    },
    /// What was here before that is like what is typed.
    Seen(Box<Typed>),
    /// Who of those typed denounced before: each match is opened by it, and that is written down.
    SeenAmongSealed {
        /// Who is here.
        typed: Box<Typed>,
        /// Why it is asked.
        reason: String,
    },
    /// What would happen if this line were saved now.
    Preview(Value),
    /// Save this line; the draft of that id is destroyed with it.
    Write {
        /// The line.
        line: Value,
        /// Its draft.
        draft: Option<String>,
    },
    /// This officer's drafts.
    Drafts,
    /// Read a draft.
    OpenDraft(String),
    /// Keep a draft, in place of the one with the same id.
    KeepDraft {
        /// Its id.
        id: String,
        /// What kind of form it is.
        form: String,
        /// The form's own state.
        value: Value,
    },
    /// Throw a draft away.
    DropDraft(String),
    /// Whether a text may leave the program.
    Leave {
        /// The text.
        text: String,
    },
    /// Write a page about these records to a file that is not there yet.
    WritePage {
        /// The page.
        page: String,
        /// What it is about, beside what it names itself.
        about: Vec<Subject>,
        /// The file.
        to: PathBuf,
    },
    /// The officers of the office.
    Officers,
    /// Make a change among them.
    ChangeOfficers(Box<OfficerChange>),
    /// Make a new recovery key, so that the old one opens nothing any more.
    RenewRecoveryKey,
    /// Write a backup into this folder, and read it back.
    BackUp(PathBuf),
    /// Verify the next slice of the chain.
    Verify,
    /// Do a slice of what can wait until nobody asks.
    Tidy,
    /// Who opened a denouncer's identity.
    Openings,
    /// The law that this office counts by: the statute with its own rows laid over it.
    Law,
    /// The office's changes of calendar and rules, newest first.
    LawChanges,
    /// What will be overdue on a day if nothing is done.
    Forecast {
        /// The day, from today on.
        by: NaiveDate,
        /// Which clocks; its band is not looked at.
        filter: DueFilter,
        /// How many to pass over.
        from: usize,
        /// How many to give at the most.
        count: usize,
    },
    /// Promises of one standing, or all: late, open, kept.
    Promises {
        /// Which; all where left out.
        only: Option<Standing>,
        /// How many to pass over.
        from: usize,
        /// How many to give at the most.
        count: usize,
    },
    /// Decisions in force and conclusions not yet carried out, the late first.
    Enforcement {
        /// Only the late.
        late: bool,
        /// How many to pass over.
        from: usize,
        /// How many to give at the most.
        count: usize,
    },
    /// The head's reception days of the month in which this day lies.
    ReceptionDays(NaiveDate),
    /// What deserves a second look.
    Warnings {
        /// Which; all where left out.
        only: Option<WarningKind>,
        /// How many to pass over.
        from: usize,
        /// How many to give at the most.
        count: usize,
    },
    /// How it went over so many weeks up to today.
    Load {
        /// How many weeks, this one the last.
        weeks: usize,
    },
    /// The agency's clocks that were done, the late first.
    DoneClocks {
        /// Which.
        filter: DoneFilter,
        /// How many to pass over.
        from: usize,
        /// How many to give at the most.
        count: usize,
    },
    /// Open petitions at a step for which the law sets no limit, the oldest first; answered with rows.
    WithoutLimit {
        /// How many to pass over.
        from: usize,
        /// How many to give at the most.
        count: usize,
    },
    /// What a line `change_calendar` or `change_rules` would move; nothing is written.
    Moves(Value),
    /// The days in a file, to be looked at; nothing is written.
    DayFile(PathBuf),
    /// The same rows, as far as they are looked for and in another order.
    Sifted {
        /// The question for rows.
        of: Box<Question>,
        /// What is looked for, and the order.
        sift: Sift,
    },
    /// The place of a row among all to which a question leads, whichever of them it asks for.
    Place {
        /// The question for rows.
        of: Box<Question>,
        /// What is gone to.
        aim: Aim,
    },
}

/// What is answered.
#[derive(Debug)]
pub enum Answer {
    /// To [`Question::Look`].
    Folder(Folder),
    /// To [`Question::SetUp`]: logged in; the recovery key, shown once.
    SetUpDone {
        /// Who is logged in.
        me: Me,
        /// The recovery key, in groups.
        recovery_key: Zeroizing<String>,
    },
    /// To [`Question::LogIn`].
    LoggedIn(Me),
    /// News while the books are being opened: how far that has come.
    Opening(Stage),
    /// To [`Question::Unlock`]: it is.
    Unlocked,
    /// To [`Question::LogOut`].
    LoggedOut,
    /// To [`Question::Place`]; nothing where no row is aimed at.
    Place(Option<usize>),
    /// To [`Question::Home`].
    Home(Box<HomeView>),
    /// To [`Question::Rows`] and [`Question::WithoutLimit`].
    Rows {
        /// How many were passed over.
        from: usize,
        /// The rows.
        rows: Vec<Row>,
        /// How many there are in all.
        total: usize,
    },
    /// To [`Question::Petition`].
    Petition(Option<Box<PetitionView>>),
    /// To [`Question::Reception`].
    Reception(Option<Box<ReceptionView>>),
    /// To [`Question::Deadlines`].
    Deadlines {
        /// How many were passed over.
        from: usize,
        /// The rows.
        rows: Vec<DeadlineRow>,
        /// How many there are in all.
        total: usize,
        /// How all open clocks stand, whatever the filter.
        counts: DueCounts,
        /// The groups in which the rows stand, in their order: as many rows together as `total`.
        groups: Vec<DueGroup>,
    },
    /// To [`Question::Seen`], the likest first.
    Seen(Vec<Seen>),
    /// To [`Question::SeenAmongSealed`], the likest first.
    SeenAmongSealed(Vec<Seen>),
    /// To [`Question::Preview`].
    Preview(Box<Preview>),
    /// To [`Question::Write`]: it is durable.
    Saved(Saved),
    /// To [`Question::Drafts`], newest first.
    Drafts(Vec<DraftHead>),
    /// To [`Question::OpenDraft`].
    Draft(Option<Draft>),
    /// To [`Question::KeepDraft`] and [`Question::DropDraft`].
    DraftKept,
    /// To [`Question::WritePage`]: the file.
    PageWritten(PathBuf),
    /// To [`Question::Leave`]: it may; the text again.
    MayLeave(String),
    /// To [`Question::Officers`], in the order they came.
    Officers(Vec<Officer>),
    /// To [`Question::ChangeOfficers`]: it is on disk.
    OfficersChanged {
        /// Whether one who was given a new password lost their clearance by it.
        lost_clearance: bool,
    },
    /// To [`Question::RenewRecoveryKey`]: the new one, to be shown once.
    RecoveryKey(Zeroizing<String>),
    /// To [`Question::BackUp`]: it was read back and found whole.
    BackedUp(Copied),
    /// To [`Question::Verify`].
    Chain(ChainState),
    /// To [`Question::Tidy`].
    Tidied {
        /// There is more to do.
        more: bool,
    },
    /// To [`Question::Openings`], the latest first.
    Openings(Vec<Opening>),
    /// To [`Question::Law`]. After a change that was saved, ask again.
    Law(Arc<Law>),
    /// To [`Question::LawChanges`].
    LawChanges(Vec<LawChange>),
    /// To [`Question::Forecast`].
    Forecast(Box<Forecast>),
    /// To [`Question::Promises`].
    Promises(Box<Promises>),
    /// To [`Question::Enforcement`].
    Enforcement(Box<Enforcement>),
    /// To [`Question::ReceptionDays`].
    ReceptionDays(Box<ReceptionDays>),
    /// To [`Question::Warnings`].
    Warnings(Box<Warnings>),
    /// To [`Question::Load`].
    Load(Box<Load>),
    /// To [`Question::DoneClocks`].
    DoneClocks(Box<DoneClocks>),
    /// To [`Question::Moves`].
    Moves(Box<Moves>),
    /// To [`Question::DayFile`].
    DayFile(Result<Box<WorkCalendar>, DayFileFault>),
    /// It could not be done, and nothing was changed.
    Failed(Failure),
}

/// Something was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its entry.
    pub seq: u64,
    /// The reception it opened.
    pub reception: Option<ReceptionNo>,
    /// The petitions it opened.
    pub petitions: Vec<PetitionNo>,
    /// What it was about.
    pub subject: Option<Subject>,
    /// What is odd about it.
    pub warnings: Vec<Warning>,
    /// The identity that was opened, by an act that asks for it.
    pub identity: Option<Vec<Person>>,
}

/// Why something was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Something in the line itself.
    #[error(transparent)]
    Wrong(#[from] Wrong),
    /// The law or the state forbids it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// This officer may not.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// A text may not leave.
    #[error(transparent)]
    Leak(#[from] Leak),
    /// Nobody is logged in.
    #[error("nobody is logged in")]
    NobodyHere,
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
}
