//! Seals identities: each by itself, under an epoch key or, as soon as a denunciation is involved, to the
//! clearance key alone. Someone who is hidden after they were sealed under epoch keys costs those keys: what
//! else was under them is sealed anew, in the same frame. Knows nothing of files.

use super::books::{Books, is_hidden};
use super::engine::Broken;
use super::envelope::{self, PERSON_LIMIT};
use super::epochs::Epochs;
use super::error::{ReadOnly, StoreError};
use super::fill::Sealing;
use super::journal::frame::{SealedPerson, Under};
use super::officers::{ClearanceSecret, seal_to};
use super::seal::{About, OfficeId};
use crate::register::number::PersonId;
use crate::register::person::Person;
use std::collections::{BTreeMap, BTreeSet};
use zeroize::Zeroizing;

/// Sealed identities are as long as the next multiple of this, so that a length tells no name.
const STEP: usize = 256;

/// What the books say of who a person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    /// Who it is.
    Known(Person),
    /// Sealed to clearance.
    Hidden,
    /// Not in the books, or its key was dropped.
    Unreadable,
}

fn about(office: OfficeId, id: PersonId) -> About {
    About::new(office, "person").number(id.packed())
}

fn pad(person: &Person) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    let too_large = |size| StoreError::TooLarge {
        size,
        most: PERSON_LIMIT,
    };
    let wrapped = Zeroizing::new(envelope::wrap(person).map_err(|_| too_large(PERSON_LIMIT + 1))?);
    let len = u16::try_from(wrapped.len()).map_err(|_| too_large(wrapped.len()))?;
    let mut padded = Zeroizing::new(len.to_be_bytes().to_vec());
    padded.extend(&*wrapped);
    let whole = padded.len().next_multiple_of(STEP);
    padded.resize(whole, 0);
    Ok(padded)
}

fn unpad(padded: &[u8]) -> Option<Person> {
    let (len, rest) = padded.split_first_chunk::<2>()?;
    let wrapped = rest.get(..usize::from(u16::from_be_bytes(*len)))?;
    envelope::unwrap(wrapped).ok()
}

/// Opens an identity with the epoch keys alone.
pub fn open(office: OfficeId, epochs: &Epochs, sealed: &SealedPerson) -> Identity {
    let Under::Epoch(epoch) = sealed.under else {
        return Identity::Hidden;
    };
    let key = epochs.keys.get(&epoch);
    key.and_then(|key| key.open(&about(office, sealed.id), &sealed.bytes).ok())
        .and_then(|plain| unpad(&plain))
        .map_or(Identity::Unreadable, Identity::Known)
}

/// Opens an identity that is sealed to clearance.
pub fn reveal(office: OfficeId, secret: &ClearanceSecret, sealed: &SealedPerson) -> Option<Person> {
    let plain = secret.open(&about(office, sealed.id), &sealed.bytes)?;
    unpad(&plain)
}

pub(super) fn state_broken(broken: &Broken) -> StoreError {
    if broken.full {
        StoreError::DiskFull
    } else {
        StoreError::ReadOnly {
            why: ReadOnly::StateBroken,
        }
    }
}

/// Seals the identities of one write.
pub struct Sealer<'a> {
    /// Which office.
    pub office: OfficeId,
    /// What is sealed so far.
    pub books: &'a Books,
    /// The epoch keys; new ones are begun here, to be put on disk before the write.
    pub epochs: Epochs,
    /// The public half of the clearance key.
    pub clearance: [u8; 32],
    /// How many identities the current epoch has.
    pub used: usize,
    /// How many an epoch may have.
    pub most: usize,
    /// Epochs that this write drops.
    pub retired: BTreeSet<u32>,
    /// Identities that this write sealed.
    pub fresh: BTreeMap<PersonId, SealedPerson>,
    /// Under which epochs.
    pub rows: BTreeSet<(u32, PersonId)>,
}

impl Sealer<'_> {
    fn standing(&self, id: PersonId) -> Result<Option<SealedPerson>, StoreError> {
        match self.fresh.get(&id) {
            Some(sealed) => Ok(Some(sealed.clone())),
            None => self.books.sealed_person(id).map_err(|b| state_broken(&b)),
        }
    }

    fn epoch(&mut self) -> Result<u32, StoreError> {
        let usable = self
            .epochs
            .current()
            .filter(|epoch| !self.retired.contains(epoch) && self.used < self.most);
        self.used += 1;
        if let Some(epoch) = usable {
            return Ok(epoch);
        }
        self.used = 1;
        self.epochs.begin()
    }

    fn seal(&mut self, id: PersonId, person: &Person, hide: bool) -> Result<Sealing, StoreError> {
        let (about, plain) = (about(self.office, id), pad(person)?);
        let (under, bytes) = if hide {
            (Under::Clearance, seal_to(&self.clearance, &about, &plain)?)
        } else {
            let epoch = self.epoch()?;
            let key = self.epochs.keys.get(&epoch).ok_or(StoreError::NoRandom)?;
            self.rows.insert((epoch, id));
            (Under::Epoch(epoch), key.seal(&about, &plain)?)
        };
        let sealed = SealedPerson { id, under, bytes };
        self.fresh.insert(id, sealed.clone());
        Ok(Sealing::Sealed(sealed))
    }

    /// Seals the persons of one entry, and hides those that it hides.
    pub fn entry(
        &mut self,
        people: &[(PersonId, Person)],
        hide: &[PersonId],
    ) -> Result<Vec<Sealing>, StoreError> {
        let mut done = Vec::new();
        let mut lost: BTreeSet<u32> = BTreeSet::new();
        for (id, person) in people {
            let hidden = hide.contains(id) || self.standing(*id)?.is_some_and(|s| is_hidden(&s));
            done.push(self.seal(*id, person, hidden)?);
        }
        for id in hide {
            lost.extend(self.epochs_of(*id)?);
            match self.standing(*id)? {
                Some(sealed) if !is_hidden(&sealed) => {
                    if let Identity::Known(person) = open(self.office, &self.epochs, &sealed) {
                        done.push(self.seal(*id, &person, true)?);
                    }
                }
                _ => {}
            }
        }
        self.retired.extend(&lost);
        for epoch in lost {
            self.move_out(epoch, &mut done)?;
            done.push(Sealing::Retired(epoch));
        }
        Ok(done)
    }

    fn epochs_of(&self, id: PersonId) -> Result<Vec<u32>, StoreError> {
        let before = self
            .books
            .epochs_of_person(id)
            .map_err(|b| state_broken(&b))?;
        let here = self.rows.iter().filter(|(_, person)| *person == id);
        let all = before.into_iter().chain(here.map(|(epoch, _)| *epoch));
        Ok(all.filter(|epoch| !self.retired.contains(epoch)).collect())
    }

    /// Seals anew, under another epoch, whoever still stands under this one.
    fn move_out(&mut self, epoch: u32, done: &mut Vec<Sealing>) -> Result<(), StoreError> {
        let before = self
            .books
            .people_of_epoch(epoch)
            .map_err(|b| state_broken(&b))?;
        let here = self.rows.iter().filter(|(e, _)| *e == epoch);
        let all: BTreeSet<PersonId> = before.into_iter().chain(here.map(|(_, id)| *id)).collect();
        for id in all {
            let Some(sealed) = self.standing(id)? else {
                continue;
            };
            if sealed.under != Under::Epoch(epoch) {
                continue;
            }
            if let Identity::Known(person) = open(self.office, &self.epochs, &sealed) {
                done.push(self.seal(id, &person, false)?);
            }
        }
        Ok(())
    }
}
