//! Saving: what is to be saved is sealed into frames, stays once the journal is synced, and comes into the state
//! after. Knows nothing of what acts mean.

use super::batch::{Batch, NewEntry, Prepared};
use super::damage;
use super::error::{ReadOnly, StoreError};
use super::fill::{Group, Sealing};
use super::io::replace;
use super::journal::Write;
use super::journal::frame::{Chain, Part};
use super::open_store::Store;
use super::people::Sealer;
use super::sealed_act;
use super::waiting::Later;
use crate::register::book::Petition;
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// An entry that is on disk and stays there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// Its sequence number.
    pub seq: u64,
    /// The chain with it.
    pub head: Chain,
}

/// A batch sealed into frames, with what follows once they stay.
struct Written {
    write: Write,
    later: Later,
    retired: BTreeSet<u32>,
}

fn part_of(sealing: Sealing) -> Part {
    match sealing {
        Sealing::Sealed(person) => Part::Person(person),
        Sealing::Retired(epoch) => Part::Retire(epoch),
    }
}

impl Store {
    /// Begins a batch: add acts to it, then [`Store::save`] what it gives.
    pub fn batch(&self) -> Batch<'_> {
        Batch::new(self.books(), self.site.apply, self.journal.head().0)
    }

    /// Prepares one act, with who counts the due days of the petitions it changes.
    pub fn prepare(
        &self,
        new: NewEntry,
        due_days: impl Fn(&Petition) -> Vec<NaiveDate> + Send + Sync + 'static,
    ) -> Prepared {
        let mut batch = self.batch();
        batch.add(new);
        batch.due_by(due_days);
        batch.finish()
    }

    /// Why nothing can be saved now, where that is so.
    pub fn read_only(&self) -> Option<ReadOnly> {
        let stopped = self.journal.stopped().or(self.damage.get());
        let stopped = stopped.or(self.stopped.as_ref()).cloned();
        stopped.or_else(|| self.books().in_trouble().then_some(ReadOnly::StateBroken))
    }

    /// Saves all entries of a batch, at the cost of one sync. When it returns they stay, whatever happens;
    /// on an error none of them is saved. The state follows before anybody asks; should it fail to, that is
    /// not an error of this call: it is made anew at the next opening, and until then [`Store::read_only`]
    /// says so.
    pub fn save(&mut self, prepared: Prepared) -> Result<Vec<Saved>, StoreError> {
        self.settle();
        self.may_save(&prepared)?;
        let first = prepared.after + 1;
        let mut written = self.written(prepared)?;
        let places = self.journal.append(written.write)?;
        let group = &mut written.later.group;
        let saved = (first..).zip(places).map(|(seq, (place, head))| {
            group.places.push((seq, place));
            Saved { seq, head }
        });
        let saved = saved.collect();
        // Before the state says that the entries are in it: or a stop between the two would leave the keys.
        if self.drop_keys(&written.retired).is_err() {
            // Whoever was hidden is hidden here; the next opening, to which the state says otherwise, drops the
            // keys.
            self.books.hold();
            self.stopped = Some(ReadOnly::StateBroken);
            self.mark_for_rebuild();
        }
        self.waiting.wait(written.later);
        Ok(saved)
    }

    fn may_save(&self, prepared: &Prepared) -> Result<(), StoreError> {
        if let Some(why) = self.read_only() {
            if why == ReadOnly::StateBroken {
                self.mark_for_rebuild();
            }
            return Err(StoreError::ReadOnly { why });
        }
        if prepared.after != self.journal.head().0 {
            return Err(StoreError::Outdated);
        }
        // A disk that cannot say how much is free is not taken for full.
        let free = self.site.disk.free_space(&self.site.dir);
        if free.unwrap_or(u64::MAX) < self.site.limits.reserve {
            return Err(StoreError::DiskFull);
        }
        Ok(())
    }

    /// Seals the entries of a batch into frames. The keys that they need are on disk when it returns.
    fn written(&mut self, prepared: Prepared) -> Result<Written, StoreError> {
        let mut sealer = self.sealer();
        let mut write = self.journal.write();
        let mut group = Group {
            overlay: prepared.overlay,
            ..Group::default()
        };
        let mut drafts = Vec::new();
        for ready in prepared.entries {
            let sealings = sealer.entry(&ready.sealings)?;
            let mut beside: Vec<Part> = sealings.iter().cloned().map(part_of).collect();
            beside.extend(ready.draft.map(|id| Part::Draft(id.0)));
            drafts.extend(ready.draft);
            group.people.extend(sealings);
            let before = *write.before();
            let parts = sealed_act::seal(self.office, &self.key, &before, &ready.entry, beside)?;
            write.add(&parts)?;
        }
        group.chain = *write.before();
        let (used, retired) = (sealer.used, sealer.retired);
        if let Cow::Owned(epochs) = sealer.epochs {
            // A key must stay before anything that is sealed under it does.
            epochs.write(&*self.site.disk, &self.site.dir, self.office, &self.key)?;
            self.epochs = epochs;
        }
        self.used = used;
        Ok(Written {
            write,
            later: Later {
                group,
                due_by: prepared.due_by,
                drafts,
            },
            retired,
        })
    }

    /// Writes nothing more on top of damage, now and at the next openings.
    pub(super) fn met_damage(&self, why: ReadOnly) {
        if self.stopped != Some(ReadOnly::DiskFull) && self.lock.is_some() {
            damage::note(&self.site, &why);
        }
        // The first place stands.
        self.damage.set(why).unwrap_or_default();
    }

    /// Has the state made anew at the next opening. Should the mark not be made, the next opening still
    /// compares, and a check finds the rest.
    pub(super) fn mark_for_rebuild(&self) {
        if self.lock.is_some() {
            replace(&*self.site.disk, &self.site.running(), b"rebuild").unwrap_or_default();
        }
    }

    fn sealer(&self) -> Sealer<'_> {
        Sealer {
            office: self.office,
            books: &self.books,
            epochs: Cow::Borrowed(&self.epochs),
            after: self.journal.head().0,
            clearance: self.list.clearance,
            used: self.used,
            most: self.site.limits.epoch,
            retired: BTreeSet::new(),
            fresh: BTreeMap::new(),
            rows: BTreeMap::new(),
        }
    }

    /// Drops the keys that the journal says are dropped.
    fn drop_keys(&mut self, retired: &BTreeSet<u32>) -> Result<(), StoreError> {
        if retired.is_empty() {
            return Ok(());
        }
        let disk = &*self.site.disk;
        self.epochs.keys.retain(|epoch, _| !retired.contains(epoch));
        self.epochs
            .write(disk, &self.site.dir, self.office, &self.key)
    }
}
