//! Which of the lists of officers that lie in the folder is the one that the book knows: each change of the
//! list is an entry that holds its mark. The copy is written first, then the entry, then the file: whatever
//! stops in between, one of the two is the list of the last entry. A list put back from an older day is
//! neither. Knows nothing of roles.

use super::error::StoreError;
use super::io::Disk;
use super::officers::{self, List, Session, Unlocked};
use super::open::Credential;
use super::password::RecoveryKey;
use super::seal::Key;
use super::{tries, twin};
use crate::register::officers::{ChangeOfficers, OfficersDeed};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// By what a list is known again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// BLAKE3 of the file.
    list: [u8; 32],
    /// BLAKE3 of how the recovery key is wrapped in it.
    recovery: [u8; 32],
}

impl Marks {
    /// The marks of a list whose file holds `bytes`.
    pub fn of(list: &List, bytes: &[u8]) -> Self {
        let wraps = [&list.recovery_office[..], &list.recovery_clearance].concat();
        Self {
            list: *blake3::hash(bytes).as_bytes(),
            recovery: *blake3::hash(&wraps).as_bytes(),
        }
    }

    /// The marks that an entry holds; `None` where they cannot be any.
    pub fn read(change: &ChangeOfficers) -> Option<Self> {
        let mark = |hex: &str| {
            blake3::Hash::from_hex(hex)
                .ok()
                .map(|hash| *hash.as_bytes())
        };
        Some(Self {
            list: mark(&change.list)?,
            recovery: mark(&change.recovery)?,
        })
    }

    /// The entry that holds them.
    pub fn write(&self, what: OfficersDeed, officer: Option<&str>) -> ChangeOfficers {
        let hex = |mark: [u8; 32]| blake3::Hash::from_bytes(mark).to_hex().to_string();
        ChangeOfficers {
            what,
            officer: officer.map(str::to_owned),
            list: hex(self.list),
            recovery: hex(self.recovery),
        }
    }
}

/// A list that lies in the folder.
#[derive(PartialEq, Eq)]
pub(super) struct Found {
    pub(super) list: List,
    pub(super) bytes: Vec<u8>,
}

impl Found {
    fn marks(&self) -> Marks {
        Marks::of(&self.list, &self.bytes)
    }

    /// What an officer holds by this list, where the office was opened by another (`by`): the credential must
    /// open this one too.
    pub(super) fn session(
        &self,
        (by, unlocked): (&[u8], &Unlocked),
        credential: &Credential,
    ) -> Result<Session, StoreError> {
        if self.bytes == by {
            return Ok(unlocked.session.clone());
        }
        let again = unlock(&self.list, credential)?;
        if again.key != unlocked.key {
            return Err(StoreError::OfficersTampered);
        }
        Ok(again.session)
    }
}

/// The lists that lie in the folder.
#[derive(PartialEq, Eq)]
pub(super) struct Lists {
    /// The one that is believed where the book knows of none.
    pub(super) file: Found,
    /// The copy, where it says otherwise.
    copy: Option<Found>,
    /// The file itself is bad, and the copy had to stand in.
    pub(super) stood_in: bool,
}

/// How the list that was taken stands to the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is the one that the book knows, or the book knows of none.
    Known,
    /// It is, but it was the copy: the file was another.
    FromCopy,
    /// It is not, and was taken all the same.
    Older,
}

impl Lists {
    /// Reads them.
    pub(super) fn read(disk: &dyn Disk, dir: &Path) -> Result<Self, StoreError> {
        let path = dir.join(officers::FILE);
        let read = twin::read_either(disk, &path, List::decode)?;
        let file = Found {
            list: read.value,
            bytes: read.bytes,
        };
        let copy = disk.read(&twin::copy_of(&path)).ok();
        let copy = copy.filter(|bytes| *bytes != file.bytes).and_then(|bytes| {
            let list = List::decode(&bytes).ok()?;
            Some(Found { list, bytes })
        });
        Ok(Self {
            file,
            copy,
            stood_in: read.stood_in,
        })
    }

    fn each(&self) -> impl Iterator<Item = &Found> {
        std::iter::once(&self.file).chain(&self.copy)
    }

    /// Opens the office with whichever of them a credential opens; says which it was. Wrong passwords are
    /// counted once.
    pub(super) fn unlock(
        &self,
        disk: &dyn Disk,
        dir: &Path,
        credential: &Credential,
        now: i64,
    ) -> Result<(&Found, Unlocked), StoreError> {
        let tried = || {
            let first = unlock(&self.file.list, credential).map(|unlocked| (&self.file, unlocked));
            match (first, &self.copy) {
                (
                    Err(
                        error @ (StoreError::WrongPassword
                        | StoreError::WrongRecoveryKey
                        | StoreError::Disabled),
                    ),
                    Some(copy),
                ) => {
                    let second = unlock(&copy.list, credential);
                    second.map(|unlocked| (copy, unlocked)).map_err(|_| error)
                }
                (first, _) => first,
            }
        };
        match credential {
            Credential::Password { user, .. } => {
                let known = self.each().any(|found| found.list.names(user));
                tries::counted(disk, dir, (user, known), now, tried)
            }
            Credential::Recovery(_) => tried(),
        }
    }

    /// The list that the book knows, and how it stands to it. One that it does not know is taken only where
    /// `lenient`, or by the recovery key that it knows.
    ///
    /// # Errors
    /// [`StoreError::OfficersOlder`] where none is the one that the book knows.
    pub(super) fn take(
        &self,
        key: &Key,
        credential: &Credential,
        known: Option<&Marks>,
        lenient: bool,
    ) -> Result<(&Found, Standing), StoreError> {
        let file = self.sound(key)?;
        let authentic = |found: &&Found| List::verify(&found.bytes, key);
        let Some(known) = known else {
            return Ok((file, Standing::Known));
        };
        let is_known = |found: &&Found| found.marks().list == known.list;
        match self.each().filter(authentic).find(is_known) {
            Some(found) if *found == self.file => Ok((found, Standing::Known)),
            Some(found) => Ok((found, Standing::FromCopy)),
            None if lenient => Ok((file, Standing::Older)),
            // For the recovery key, as long as that was not renewed since.
            None => match credential {
                Credential::Recovery(_) if file.marks().recovery == known.recovery => {
                    Ok((file, Standing::Older))
                }
                _ => Err(StoreError::OfficersOlder),
            },
        }
    }

    /// The file, where nobody but this program wrote it. Where it says word for word what its sound copy says,
    /// only its checksum is damaged, and the copy stands in.
    ///
    /// # Errors
    /// [`StoreError::OfficersTampered`].
    pub(super) fn sound(&self, key: &Key) -> Result<&Found, StoreError> {
        let authentic = |found: &&Found| List::verify(&found.bytes, key);
        let same = |copy: &&Found| copy.list == self.file.list;
        let copy = self.copy.as_ref().filter(same);
        let mut sound = std::iter::once(&self.file).chain(copy).filter(authentic);
        sound.next().ok_or(StoreError::OfficersTampered)
    }
}

fn unlock(list: &List, credential: &Credential) -> Result<Unlocked, StoreError> {
    match credential {
        Credential::Password { user, password } => list.unlock(user, password),
        Credential::Recovery(typed) => {
            let key = RecoveryKey::parse(typed).ok_or(StoreError::WrongRecoveryKey)?;
            list.recover(&key)
        }
    }
}
