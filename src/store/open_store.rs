//! An open office: ask, and let go. How it saves stands in `save`.

use super::books::Books;
use super::drafts::Drafts;
use super::engine::Broken;
use super::epochs::Epochs;
use super::error::{At, ReadOnly, StoreError};
use super::journal::Journal;
use super::journal::frame::Chain;
use super::journal::reader::{Cursor, Stop};
use super::lock::Lock;
use super::log::Log;
use super::officers::{ClearanceSecret, List, Session};
use super::people::{self, Identity, state_broken};
use super::seal::{Key, OfficeId};
use super::sealed_act;
use super::site::Site;
use super::waiting::Waiting;
use crate::register::book::{Entry, Matter, Petition, PostedDay, Reception, Series, Shelf};
use crate::register::number::{MatterNo, PersonId, PetitionNo, ReceptionNo};
use crate::register::own_law::LawChange;
use chrono::NaiveDate;
use std::ops::RangeBounds;
use std::sync::OnceLock;

/// An open office. One thread owns it.
pub struct Store {
    pub(super) site: Site,
    pub(super) office: OfficeId,
    pub(super) key: Key,
    pub(super) list: List,
    pub(super) epochs: Epochs,
    pub(super) used: usize,
    /// Asked through [`Store::books`] alone.
    pub(super) books: Books,
    pub(super) waiting: Waiting,
    pub(super) journal: Journal,
    pub(super) stopped: Option<ReadOnly>,
    /// Damage of the journal that was met while the office was open.
    pub(super) damage: OnceLock<ReadOnly>,
    /// What the note of a check beside said when it was last looked at.
    pub(super) heeded: Vec<u8>,
    pub(super) log: Log,
    /// None where another program holds the office: nothing is written.
    pub(super) lock: Option<Lock>,
}

/// How much the books hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Entries.
    pub entries: u64,
    /// Receptions.
    pub receptions: u64,
    /// Petitions.
    pub petitions: u64,
    /// Matters.
    pub matters: u64,
    /// Identities.
    pub people: u64,
}

impl Store {
    /// Who a person is, for one without clearance.
    pub fn person(&self, id: PersonId) -> Identity {
        match self.books().sealed_person(id) {
            Ok(Some(sealed)) => people::open(self.office, &self.epochs, &sealed),
            _ => Identity::Unreadable,
        }
    }

    /// Who a person is, for one with clearance. That it was opened must be an act of its own.
    pub fn reveal(&self, id: PersonId, secret: &ClearanceSecret) -> Identity {
        match self.books().sealed_person(id) {
            Ok(Some(sealed)) => match people::open(self.office, &self.epochs, &sealed) {
                Identity::Hidden => people::reveal(self.office, &self.epochs, secret, &sealed)
                    .map_or(Identity::Unreadable, Identity::Known),
                known => known,
            },
            _ => Identity::Unreadable,
        }
    }

    /// Receptions by number, `limit` at most.
    pub fn receptions(
        &self,
        range: &impl RangeBounds<ReceptionNo>,
        reverse: bool,
        limit: usize,
    ) -> Result<Vec<Reception>, StoreError> {
        asked(self.books().receptions(range, reverse, limit))
    }

    /// Petitions by number, `limit` at most.
    pub fn petitions(
        &self,
        range: &impl RangeBounds<PetitionNo>,
        reverse: bool,
        limit: usize,
    ) -> Result<Vec<Petition>, StoreError> {
        asked(self.books().petitions(range, reverse, limit))
    }

    /// Matters by number, `limit` at most.
    pub fn matters(
        &self,
        range: &impl RangeBounds<MatterNo>,
        reverse: bool,
        limit: usize,
    ) -> Result<Vec<Matter>, StoreError> {
        asked(self.books().matters(range, reverse, limit))
    }

    /// Posted days.
    pub fn posted_days(
        &self,
        range: &impl RangeBounds<NaiveDate>,
    ) -> Result<Vec<PostedDay>, StoreError> {
        asked(self.books().posted_days(range))
    }

    /// The office's changes of calendar and rules, in the order of the book.
    pub fn changes_of_law(&self) -> Result<Vec<LawChange>, StoreError> {
        asked(self.books().changes_of_law())
    }

    /// Numbers of the receptions of the days from `from` to `to`, both included, by their time.
    pub fn visits(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        reverse: bool,
        limit: usize,
    ) -> Result<Vec<ReceptionNo>, StoreError> {
        asked(self.books().visits(from, to, reverse, limit))
    }

    /// Due days with their petitions, by day, `limit` at most.
    pub fn dues(
        &self,
        range: &impl RangeBounds<NaiveDate>,
        limit: usize,
    ) -> Result<Vec<(NaiveDate, PetitionNo)>, StoreError> {
        asked(self.books().dues(range, limit))
    }

    /// What is due before a day.
    pub fn due_before(&self, day: NaiveDate) -> Result<Vec<(NaiveDate, PetitionNo)>, StoreError> {
        self.dues(&..day, usize::MAX)
    }

    /// Tells the due days of petitions anew: after [`OpenReport::dues_stale`](super::OpenReport), or when
    /// rules or calendar changed. `all_told` with the last of them.
    pub fn set_dues(
        &mut self,
        dues: &[(PetitionNo, Vec<NaiveDate>)],
        all_told: bool,
    ) -> Result<(), StoreError> {
        asked(self.books().set_dues(dues, all_told))
    }

    /// How much the books hold.
    pub fn counts(&self) -> Counts {
        let progress = self.books().progress().ok().flatten().unwrap_or_default();
        Counts {
            entries: progress.seq,
            receptions: progress.receptions,
            petitions: progress.petitions,
            matters: progress.matters,
            people: progress.people,
        }
    }

    /// The last sequence number and the chain with it.
    pub fn head(&self) -> (u64, Chain) {
        self.journal.head()
    }

    /// One entry.
    pub fn entry(&self, seq: u64) -> Result<Option<Entry>, StoreError> {
        Ok(self.entries(seq, 1)?.into_iter().next())
    }

    /// Up to `limit` entries from `seq` on, read from the journal.
    pub fn entries(&self, seq: u64, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let Some(place) = asked(self.books().place(seq))? else {
            return Ok(Vec::new());
        };
        let mut reader = self.journal.reader(Some(place.cursor(seq)))?;
        let mut entries = Vec::new();
        let (head, _) = self.journal.head();
        // What stands after the last entry was never acknowledged.
        while entries.len() < limit && reader.at().seq <= head {
            let at = reader.at();
            match reader.read() {
                Ok(None) => break,
                Ok(Some((frame, _))) => {
                    let entry = sealed_act::open(self.office, &self.key, &frame);
                    entries.push(entry.map_err(|_| damaged(at))?);
                }
                Err(Stop::Failed(error)) => return Err(error),
                Err(_) => return Err(damaged(at)),
            }
        }
        Ok(entries)
    }

    /// The drafts of the officer who is logged in.
    pub fn drafts<'a>(&'a self, session: &'a Session) -> Drafts<'a> {
        // One that became an act is none any more.
        self.settle();
        Drafts {
            disk: &*self.site.disk,
            dir: self.site.drafts(),
            office: self.office,
            session,
        }
    }

    /// Adds a line to the log. That it fails stops no work.
    pub fn log(&self, event: &super::log::Event<'_>) {
        if self.lock.is_some() {
            self.log.write(event).unwrap_or_default();
        }
    }

    /// The folder of the office.
    pub fn dir(&self) -> &std::path::Path {
        &self.site.dir
    }

    /// Free bytes on its disk.
    pub fn free_space(&self) -> Result<u64, StoreError> {
        let dir = &self.site.dir;
        self.site.disk.free_space(dir).at(dir)
    }

    /// Writes out what is held back and lets go of the office.
    pub fn close(self) {
        drop(self);
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        let flushed = self.books().engine.flush();
        // Damage that a check met stops the writing; the stop is clean all the same.
        let stopped = self.journal.stopped().or(self.stopped.as_ref());
        match stopped.cloned().or_else(|| self.read_only()) {
            None | Some(ReadOnly::Damaged { .. }) if flushed.is_ok() && stopped.is_none() => {
                let disk = &*self.site.disk;
                // Sled makes its files as the umask says, which is another's where this is a library.
                disk.close_to_others(&self.site.state()).unwrap_or_default();
                self.journal.trim();
                disk.remove(&self.site.running()).unwrap_or_default();
                disk.sync_dir(&self.site.dir).unwrap_or_default();
            }
            None | Some(ReadOnly::StateBroken) => self.mark_for_rebuild(),
            Some(_) => {}
        }
    }
}

fn damaged(at: Cursor) -> StoreError {
    StoreError::Damaged {
        file: format!("journal/{}", super::journal::segment::name(at.segment)),
        offset: at.offset,
        seq: at.seq,
    }
}

fn asked<T>(done: Result<T, Broken>) -> Result<T, StoreError> {
    done.map_err(|broken| state_broken(&broken))
}

impl Shelf for Store {
    fn reception(&self, no: ReceptionNo) -> Option<Reception> {
        self.books().reception(no)
    }
    fn petition(&self, no: PetitionNo) -> Option<Petition> {
        self.books().petition(no)
    }
    fn matter(&self, no: MatterNo) -> Option<Matter> {
        self.books().matter(no)
    }
    fn posted_day(&self, day: NaiveDate) -> Option<PostedDay> {
        self.books().posted_day(day)
    }
    fn last_number(&self, series: Series, year: i32) -> u32 {
        self.books().last_number(series, year)
    }
    fn last_seq(&self) -> u64 {
        self.journal.head().0
    }
    fn law_changes(&self) -> Vec<LawChange> {
        self.books().law_changes()
    }
}
