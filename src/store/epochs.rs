//! The epoch keys: a random key for each thousand identities. Dropping one makes everything that was ever
//! sealed under it unreadable for good, in the journal, in sled and in every copy, while the chain stays
//! whole. Knows nothing of who is sealed under which.

use super::envelope::{self, Bad};
use super::error::StoreError;
use super::io::Disk;
use super::seal::{About, Key, OfficeId};
use super::twin;
use std::collections::BTreeMap;
use std::path::Path;

/// The name of the file.
pub const FILE: &str = "keys";

/// The keys that are there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Epochs {
    /// The number that the next epoch will have; no number is given twice.
    pub next: u32,
    /// The keys by epoch.
    pub keys: BTreeMap<u32, Key>,
}

/// The most bytes that an epoch takes in the file: number and key.
const ROOM: usize = 5 + 32;

fn about(office: OfficeId) -> About {
    About::new(office, "keys")
}

impl Epochs {
    /// The epoch under which new identities are sealed, where there is one.
    pub fn current(&self) -> Option<u32> {
        self.keys.last_key_value().map(|(epoch, _)| *epoch)
    }

    /// Begins a new epoch.
    pub fn begin(&mut self) -> Result<u32, StoreError> {
        let epoch = self.next;
        self.keys.insert(epoch, Key::random()?);
        self.next += 1;
        Ok(epoch)
    }

    /// In bytes, sealed under the office key.
    pub fn encode(&self, office: OfficeId, key: &Key) -> Result<Vec<u8>, StoreError> {
        let room = ROOM * (1 + self.keys.len());
        let plain = envelope::wrap_secret(self, room).map_err(|_| StoreError::NoRandom)?;
        key.seal(&about(office), &plain)
    }

    /// Puts the keys on disk, in place of the old ones.
    pub fn write(
        &self,
        disk: &dyn Disk,
        dir: &Path,
        office: OfficeId,
        key: &Key,
    ) -> Result<(), StoreError> {
        twin::replace_both(disk, &dir.join(FILE), &self.encode(office, key)?)
    }

    /// Reads the keys. Writes nothing: see [`twin::mend`].
    pub fn read(
        disk: &dyn Disk,
        dir: &Path,
        office: OfficeId,
        key: &Key,
    ) -> Result<twin::Read<Self>, StoreError> {
        let damaged = || StoreError::Damaged {
            file: FILE.to_owned(),
            offset: 0,
            seq: 0,
        };
        let read = |bytes: &[u8]| {
            let plain = key.open(&about(office), bytes).map_err(|_| damaged())?;
            envelope::unwrap(&plain).map_err(|bad| match bad {
                Bad::TooNew { found, known } => StoreError::Newer { found, known },
                _ => damaged(),
            })
        };
        twin::read_later(disk, &dir.join(FILE), read, Self::came_after)
    }

    /// Takes in the keys that were begun since these were read, and says whether nothing else became of them: what
    /// is sealed meanwhile is sealed under those or these.
    pub fn take_new(&mut self, now: &Self) -> bool {
        let mut before = self.keys.iter();
        let stand = before.all(|(epoch, key)| now.keys.get(epoch) == Some(key));
        if stand {
            let new = now.keys.range(self.next..);
            self.keys
                .extend(new.map(|(epoch, key)| (*epoch, key.clone())));
            self.next = self.next.max(now.next);
        }
        stand
    }

    /// Says whether these keys came after those: no number is given twice, and what was dropped stays dropped.
    fn came_after(&self, other: &Self) -> bool {
        (self.next, other.keys.len()) > (other.next, self.keys.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_begun_meanwhile_are_taken_in_and_a_dropped_one_is_told() {
        let mut now = Epochs::default();
        now.begin().unwrap();
        now.begin().unwrap();
        let read = now.clone();
        now.begin().unwrap();
        let mut mine = read.clone();
        assert!(mine.take_new(&now));
        assert_eq!(mine, now);
        now.keys.remove(&0);
        let mut mine = read.clone();
        assert!(!mine.take_new(&now));
        assert_eq!(mine, read);
        // One that was dropped before is not taken for new.
        let mut less = read;
        less.keys.remove(&0);
        let whole = mine.clone();
        assert!(less.take_new(&whole) && !less.keys.contains_key(&0));
    }

    #[test]
    fn what_is_written_in_one_place_is_what_a_record_is_wrapped_in() {
        let mut epochs = Epochs::default();
        for many in [0, 1, 40, 300] {
            for _ in 0..many {
                epochs.begin().unwrap();
            }
            epochs.next += u32::MAX / 8;
            let room = ROOM * (1 + epochs.keys.len());
            let wiped = envelope::wrap_secret(&epochs, room).unwrap();
            assert_eq!(*wiped, envelope::wrap(&epochs).unwrap(), "{many}");
        }
        let small = envelope::wrap_secret(&epochs, ROOM);
        assert!(small.is_err());
    }
}
