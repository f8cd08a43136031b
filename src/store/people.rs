//! Seals identities: each by itself, under an epoch key; as soon as a denunciation is involved, to the
//! clearance key, and that under an epoch key. Someone who is hidden after they were sealed under epoch keys
//! alone costs those keys, and someone who is erased every key they were ever under: what else was under
//! them is sealed anew, in the same frame. Knows nothing of files.

use super::books::{Books, is_hidden};
use super::engine::Broken;
use super::envelope::{self, PERSON_LIMIT};
use super::epochs::Epochs;
use super::error::{ReadOnly, StoreError};
use super::fill::Sealing;
use super::journal::frame::{SealedPerson, Under};
use super::officers::ClearanceSecret;
use super::pair::seal_to;
use super::seal::{About, OfficeId};
use crate::register::number::PersonId;
use crate::register::person::Person;
use std::borrow::Cow;
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
    /// Erased for good.
    Erased,
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

/// Takes the seal of its epoch off an identity.
fn unwrap(
    office: OfficeId,
    epochs: &Epochs,
    epoch: u32,
    sealed: &SealedPerson,
) -> Option<Zeroizing<Vec<u8>>> {
    let key = epochs.keys.get(&epoch)?;
    key.open(&about(office, sealed.id), &sealed.bytes).ok()
}

/// Opens an identity with the epoch keys alone.
pub fn open(office: OfficeId, epochs: &Epochs, sealed: &SealedPerson) -> Identity {
    match sealed.under {
        Under::Epoch(epoch) => unwrap(office, epochs, epoch, sealed)
            .and_then(|plain| unpad(&plain))
            .map_or(Identity::Unreadable, Identity::Known),
        Under::Clearance(epoch) if epochs.keys.contains_key(&epoch) => Identity::Hidden,
        Under::Clearance(_) => Identity::Unreadable,
        Under::Erased => Identity::Erased,
    }
}

/// Opens an identity that is sealed to clearance.
pub fn reveal(
    office: OfficeId,
    epochs: &Epochs,
    secret: &ClearanceSecret,
    sealed: &SealedPerson,
) -> Option<Person> {
    let Under::Clearance(epoch) = sealed.under else {
        return None;
    };
    let inner = unwrap(office, epochs, epoch, sealed)?;
    unpad(&secret.open(&about(office, sealed.id), &inner)?)
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
    pub epochs: Cow<'a, Epochs>,
    /// The last entry of the books: who came after it does not stand there yet.
    pub after: u64,
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
    /// Under which epochs, and whether without the seal of clearance below.
    pub rows: BTreeMap<(u32, PersonId), bool>,
}

/// What an entry does to identities.
#[derive(Debug, Clone, Default)]
pub struct Sealings {
    /// New identities and new versions.
    pub people: Vec<(PersonId, Person)>,
    /// Whose must from now on be sealed to clearance.
    pub hide: Vec<PersonId>,
    /// Whose must from now on be unreadable for everyone.
    pub erase: Vec<PersonId>,
}

impl Sealer<'_> {
    fn standing(&self, id: PersonId) -> Result<Option<SealedPerson>, StoreError> {
        match self.fresh.get(&id) {
            Some(sealed) => Ok(Some(sealed.clone())),
            None if id.entry > self.after => Ok(None),
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
        self.epochs.to_mut().begin()
    }

    fn seal(&mut self, id: PersonId, person: &Person, hide: bool) -> Result<Sealing, StoreError> {
        let plain = pad(person)?;
        if hide {
            let inner = seal_to(&self.clearance, &about(self.office, id), &plain)?;
            self.wrap(id, &inner, true)
        } else {
            self.wrap(id, &plain, false)
        }
    }

    /// Seals under an epoch key what is an identity, or one already sealed to clearance.
    fn wrap(&mut self, id: PersonId, inner: &[u8], hidden: bool) -> Result<Sealing, StoreError> {
        let epoch = self.epoch()?;
        let key = self.epochs.keys.get(&epoch).ok_or(StoreError::NoRandom)?;
        let bytes = key.seal(&about(self.office, id), inner)?;
        self.rows.insert((epoch, id), !hidden);
        let under = if hidden {
            Under::Clearance(epoch)
        } else {
            Under::Epoch(epoch)
        };
        Ok(self.stands(SealedPerson { id, under, bytes }))
    }

    fn stands(&mut self, sealed: SealedPerson) -> Sealing {
        self.fresh.insert(sealed.id, sealed.clone());
        Sealing::Sealed(sealed)
    }

    /// Seals the persons of one entry, hides those that it hides, and erases those that it erases.
    pub fn entry(&mut self, wanted: &Sealings) -> Result<Vec<Sealing>, StoreError> {
        let Sealings {
            people,
            hide,
            erase,
        } = wanted;
        let mut done = Vec::new();
        for (id, person) in people {
            let hidden = hide.contains(id) || self.standing(*id)?.is_some_and(|s| is_hidden(&s));
            done.push(self.seal(*id, person, hidden)?);
        }
        let mut lost: BTreeSet<u32> = BTreeSet::new();
        for id in hide {
            lost.extend(self.epochs_of(*id, true)?);
        }
        for id in erase {
            lost.extend(self.epochs_of(*id, false)?);
        }
        // Nothing is sealed under these any more.
        self.retired.extend(&lost);
        for id in hide.iter().filter(|id| !erase.contains(id)) {
            if let Some(sealed) = self.standing(*id)?
                && let Identity::Known(person) = open(self.office, &self.epochs, &sealed)
            {
                done.push(self.seal(*id, &person, true)?);
            }
        }
        for id in erase {
            let (under, bytes) = (Under::Erased, Vec::new());
            let id = *id;
            done.push(self.stands(SealedPerson { id, under, bytes }));
        }
        for epoch in lost {
            self.move_out(epoch, &mut done)?;
            done.push(Sealing::Retired(epoch));
        }
        Ok(done)
    }

    /// The epochs under which a person was ever sealed; `open_only`: without clearance below.
    fn epochs_of(&self, id: PersonId, open_only: bool) -> Result<Vec<u32>, StoreError> {
        let before = self
            .books
            .epochs_of_person(id)
            .map_err(|b| state_broken(&b))?;
        let here = self.rows.iter().filter(|((_, person), _)| *person == id);
        let all = before
            .into_iter()
            .chain(here.map(|((epoch, _), open)| (*epoch, *open)));
        Ok(all
            .filter(|(epoch, open)| !self.retired.contains(epoch) && (*open || !open_only))
            .map(|(epoch, _)| epoch)
            .collect())
    }

    /// Seals anew, under another epoch, whoever still stands under this one.
    fn move_out(&mut self, epoch: u32, done: &mut Vec<Sealing>) -> Result<(), StoreError> {
        let before = self
            .books
            .people_of_epoch(epoch)
            .map_err(|b| state_broken(&b))?;
        let here = self.rows.keys().filter(|(e, _)| *e == epoch);
        let all: BTreeSet<PersonId> = before.into_iter().chain(here.map(|(_, id)| *id)).collect();
        for id in all {
            let Some(sealed) = self.standing(id)? else {
                continue;
            };
            let hidden = match sealed.under {
                Under::Epoch(stands) if stands == epoch => false,
                Under::Clearance(stands) if stands == epoch => true,
                _ => continue,
            };
            if let Some(inner) = unwrap(self.office, &self.epochs, epoch, &sealed) {
                done.push(self.wrap(id, &inner, hidden)?);
            }
        }
        Ok(())
    }
}
