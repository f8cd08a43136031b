//! What an office does while nobody asks: holds the rows that came from the snapshot against the books, and
//! keeps a new snapshot for the next opening. In slices, off the path of every save; stopped at any point,
//! nothing is lost but the work.

use super::ask::ChainState;
use super::books::Office;
use super::filling::{self, put_in_part};
use crate::register::number::{PetitionNo, ReceptionNo, Subject};
use crate::store::log::{Detail, Event};
use crate::store::snapshot::{Stamp, Writing};
use crate::store::{Store, StoreError};
use std::ops::Bound;
use std::thread::JoinHandle;

/// With fewer records than this an opening needs no snapshot.
const FROM: usize = 5_000;
/// A new snapshot is due once one record in so many is not in the last as it stands.
const SHARE: usize = 50;
/// How many records are compared, and how many written, before the next question is heard.
const COMPARED: usize = 50;
const WRITTEN: usize = 1_000;

/// How far this is.
#[derive(Default)]
pub(super) struct Tidying {
    /// How many records are not in the snapshot as they stand.
    pub(super) fresh: usize,
    /// Rows that came from the snapshot and are to be held against the books: those after this one.
    pub(super) compare: Option<Bound<Subject>>,
    writing: Option<Slices>,
    /// The last one is being made safe on the disk.
    finishing: Option<JoinHandle<Result<(), StoreError>>>,
    /// None could be written: it is not tried again until the next opening.
    failed: bool,
}

/// A snapshot that is being written.
struct Slices {
    writing: Writing,
    /// The books must stand still meanwhile: up to this entry.
    seq: u64,
    after: Bound<Subject>,
}

/// The stamps of the records that follow one, `WRITTEN` at most, all of one kind.
fn next_stamps(store: &Store, after: Bound<Subject>) -> Result<Vec<(Subject, Stamp)>, StoreError> {
    let petitions_after = match after {
        Bound::Excluded(Subject::Petition(no)) => Some(Bound::Excluded(no)),
        Bound::Excluded(Subject::Reception(_)) => None,
        _ => Some(Bound::Unbounded),
    };
    if let Some(after) = petitions_after {
        let range: (Bound<PetitionNo>, Bound<PetitionNo>) = (after, Bound::Unbounded);
        let stamps = store.petition_stamps(&range, WRITTEN)?;
        if !stamps.is_empty() {
            let stamps = stamps.into_iter();
            return Ok(stamps.map(|(no, s)| (Subject::Petition(no), s)).collect());
        }
    }
    let after = match after {
        Bound::Excluded(Subject::Reception(no)) => Bound::Excluded(no),
        _ => Bound::Unbounded,
    };
    let range: (Bound<ReceptionNo>, Bound<ReceptionNo>) = (after, Bound::Unbounded);
    let stamps = store.reception_stamps(&range, WRITTEN)?.into_iter();
    Ok(stamps.map(|(no, s)| (Subject::Reception(no), s)).collect())
}

impl Office {
    /// Does a slice of what can wait; says whether there is more to do now.
    pub fn tidy_some(&mut self) -> bool {
        if self.tidying.writing.is_some() || self.snapshot_is_due() {
            let written = self.write_some();
            // A snapshot is a help and no more: on a full disk there is none.
            self.tidying.failed |= written.is_err();
            return written.unwrap_or_default();
        }
        if matches!(self.chain, ChainState::Checking { .. }) {
            return false;
        }
        self.compare_some()
    }

    /// Writes the snapshot at once, however small the books are; says whether it could.
    pub fn keep_snapshot(&mut self) -> Result<bool, StoreError> {
        while self.write_some()? {}
        let finishing = self.tidying.finishing.take();
        match finishing.map(JoinHandle::join) {
            Some(Ok(finished)) => finished.map(|()| true),
            Some(Err(_)) | None => Ok(false),
        }
    }

    /// The same where the next opening gains by it: after much was written at once.
    pub fn keep_snapshot_if_due(&mut self) {
        if self.snapshot_is_due() {
            // It is a help and no more.
            self.keep_snapshot().unwrap_or_default();
        }
    }

    fn snapshot_is_due(&self) -> bool {
        let (receptions, petitions) = self.index.counts();
        let all = receptions + petitions;
        let tidying = &self.tidying;
        let free = tidying
            .finishing
            .as_ref()
            .is_none_or(JoinHandle::is_finished);
        all >= FROM && tidying.fresh > all / SHARE && free && !tidying.failed
    }

    /// Writes the next slice; begins where none was begun. Says whether there is more.
    fn write_some(&mut self) -> Result<bool, StoreError> {
        let seq = self.store.head().0;
        let begun = self.tidying.writing.take();
        let mut slices = if let Some(slices) = begun.filter(|slices| slices.seq == seq) {
            slices
        } else {
            self.tidying.finished();
            let Some(writing) = self.store.begin_snapshot()? else {
                self.tidying.failed = true;
                return Ok(false);
            };
            Slices {
                writing,
                seq,
                after: Bound::Unbounded,
            }
        };
        let stamps = next_stamps(&self.store, slices.after)?;
        let Some((last, _)) = stamps.last() else {
            self.tidying.fresh = 0;
            let writing = slices.writing;
            // To make it safe on the disk may take longer than a key may wait.
            self.tidying.finishing = Some(std::thread::spawn(move || writing.finish()));
            return Ok(false);
        };
        slices.after = Bound::Excluded(*last);
        let mut part = Vec::new();
        for (id, stamp) in stamps {
            if let Some(bare) = self.index.bare(id) {
                put_in_part(&mut part, stamp, &bare);
            }
        }
        slices.writing.add(&part)?;
        self.tidying.writing = Some(slices);
        Ok(true)
    }

    /// Holds the next rows against the books: a snapshot is only as good as the program that wrote it. Says
    /// whether there are more.
    fn compare_some(&mut self) -> bool {
        let Some(after) = self.tidying.compare else {
            return false;
        };
        let ids = self.index.ids_after(after, COMPARED);
        self.tidying.compare = ids.last().map(|id| Bound::Excluded(*id));
        let mut wrong = 0;
        for id in ids {
            let Some((fresh, _)) = filling::of(&self.store, &self.law, id) else {
                // The books are in trouble, and say so themselves.
                self.tidying.compare = None;
                break;
            };
            if self.index.bare(id).as_ref() != Some(&fresh) {
                wrong += 1;
                self.index.put(&super::shelves::Reading(&self.store), fresh);
            }
        }
        if wrong > 0 {
            self.tidying.fresh = usize::MAX;
            let at = self.clock.millis();
            self.store.log(&Event {
                at,
                code: "snapshot_differs",
                details: &[Detail::Count(wrong)],
            });
        }
        self.tidying.compare.is_some()
    }
}

impl Tidying {
    /// Waits for what is being made safe.
    fn finished(&mut self) {
        if let Some(finishing) = self.finishing.take() {
            // What came of it is seen at the next opening.
            finishing.join().ok();
        }
    }
}

impl Drop for Tidying {
    fn drop(&mut self) {
        self.finished();
    }
}

#[cfg(test)]
mod tests;
