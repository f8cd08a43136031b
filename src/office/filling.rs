//! Fills the index when the books are opened, on two threads: from the snapshot, where what stands in it was
//! made of what stands in the books now, and from the books themselves for all else. Names are in no
//! snapshot; they are always read from where they are sealed.

use super::index::{Bare, Flat, Index, Known, People};
use super::shelves::Reading;
use super::veil;
use crate::law::Law;
use crate::register::book::Shelf;
use crate::register::number::{PersonId, PetitionNo, Subject};
use crate::store::halves::{both, by_halves_telling};
use crate::store::snapshot::Stamp;
use crate::store::{ReadOnly, Store, StoreError};
use chrono::NaiveDate;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Hundredths of the time that go into the records, and into the names; the rest goes into the rows.
const RECORDS: usize = 75;
const NAMES: usize = 15;

/// What the books come to.
pub(super) struct Filled {
    pub(super) index: Index,
    /// How many records were read from the books, the snapshot not having them as they stand.
    pub(super) read: usize,
    /// The days on which something of each petition is due.
    pub(super) dues: Vec<(PetitionNo, Vec<NaiveDate>)>,
}

/// A record as the snapshot has it.
struct Kept {
    id: Subject,
    stamp: Stamp,
    bare: Bare,
}

/// Fills the index; without the snapshot where that must not be used. `tell` hears the hundredths that are done:
/// it never goes backwards.
pub(super) fn fill(
    store: &Store,
    law: &Law,
    use_snapshot: bool,
    tell: &mut dyn FnMut(u8),
) -> Result<Filled, StoreError> {
    let mut most = 0;
    let tell = &mut |percent: u8| {
        most = most.max(percent);
        tell(most);
    };
    tell(0);
    // A snapshot of another program is passed over, and then nothing of it is done.
    let taken = AtomicUsize::new(0);
    let (mut kept, stamps) = both(
        || {
            let read = |part: &[u8]| {
                let part = use_snapshot.then(|| take_part(part))??;
                taken.fetch_add(1, Ordering::Relaxed);
                Some(part)
            };
            let parts = store.read_snapshot(read, |of| {
                part_of(0, RECORDS, of, tell)(taken.load(Ordering::Relaxed));
            });
            parts.into_iter().flatten().collect::<Vec<Kept>>()
        },
        || stamps(store),
    );
    let stamps = stamps?;
    kept.sort_by_key(|kept| kept.id);
    let (kept, stale) = matching(&stamps, kept);
    let from = (RECORDS * kept.len())
        .checked_div(stamps.len())
        .unwrap_or(0);
    let fresh = derive(
        store,
        law,
        &stale,
        part_of(from, RECORDS - from, stale.len(), tell),
    )?;
    // A visit shows something of its petitions and they of it, and no open record a way to a sealed one: so
    // what stands beside a change is read too.
    let mut beside: Vec<Subject> = fresh
        .iter()
        .flat_map(|(_, beside)| beside.iter().copied())
        .filter(|id| stale.binary_search(id).is_err())
        .collect();
    beside.sort_unstable();
    beside.dedup();
    let beside = derive(store, law, &beside, |_| {})?;
    let read = fresh.len() + beside.len();
    let fresh = fresh.into_iter().chain(beside).map(|(bare, _)| bare);
    // Of two of one record the first holds, and the order of equals stays.
    let mut bares: Vec<Bare> = fresh.chain(kept).collect();
    bares.sort_by_key(Bare::id);
    bares.dedup_by_key(|bare| bare.id());
    let people = people(store, &bares, tell);
    let dues = bares.iter().filter_map(|bare| match bare.id() {
        Subject::Petition(no) => Some((no, bare.due_days())),
        Subject::Reception(_) => None,
    });
    Ok(Filled {
        read,
        dues: dues.collect(),
        index: {
            let telling = part_of(RECORDS + NAMES, 100 - RECORDS - NAMES, bares.len(), tell);
            Index::of(bares, &people, telling)
        },
    })
}

/// Tells hundredths of the whole while a part of it, `over` of them after `from`, is being done for `of` records.
fn part_of(from: usize, over: usize, of: usize, tell: &mut dyn FnMut(u8)) -> impl FnMut(usize) {
    move |done| {
        let percent = from + (over * done.min(of)).checked_div(of).unwrap_or(0);
        tell(u8::try_from(percent).unwrap_or(100));
    }
}

/// Every record of the books with its stamp, in order.
fn stamps(store: &Store) -> Result<Vec<(Subject, Stamp)>, StoreError> {
    let (petitions, receptions) = both(
        || store.petition_stamps(&.., usize::MAX),
        || store.reception_stamps(&.., usize::MAX),
    );
    let petitions = petitions?.into_iter();
    let petitions = petitions.map(|(no, stamp)| (Subject::Petition(no), stamp));
    let receptions = receptions?.into_iter();
    let receptions = receptions.map(|(no, stamp)| (Subject::Reception(no), stamp));
    Ok(petitions.chain(receptions).collect())
}

/// What of the snapshot was made of what stands in the books, and what must be read from them; both in order.
fn matching(stamps: &[(Subject, Stamp)], kept: Vec<Kept>) -> (Vec<Bare>, Vec<Subject>) {
    let mut kept = kept.into_iter().peekable();
    let (mut bares, mut stale) = (Vec::with_capacity(stamps.len()), Vec::new());
    for (id, stamp) in stamps {
        while kept.next_if(|kept| kept.id < *id).is_some() {}
        match kept.next_if(|kept| kept.id == *id) {
            Some(kept) if kept.stamp == *stamp && kept.bare.id() == *id => bares.push(kept.bare),
            _ => stale.push(*id),
        }
    }
    (bares, stale)
}

type Fresh = (Bare, Vec<Subject>);

/// Reads records from the books, each with those beside it. What another names and is not there is passed
/// over, and left to the check; what is there and cannot be read ends it.
fn derive(
    store: &Store,
    law: &Law,
    ids: &[Subject],
    tell: impl FnMut(usize),
) -> Result<Vec<Fresh>, StoreError> {
    let one = |id: Subject| of(store, law, id);
    let read = by_halves_telling(ids.to_vec(), one, tell);
    let read = read.into_iter().flatten().collect();
    match store.read_only() {
        Some(why @ ReadOnly::StateBroken) => Err(StoreError::ReadOnly { why }),
        _ => Ok(read),
    }
}

/// A record as the books have it, without its names, and those beside it.
pub(super) fn of(store: &Store, law: &Law, id: Subject) -> Option<Fresh> {
    let reading = Reading(store);
    Some(match id {
        Subject::Petition(no) => {
            let petition = reading.petition(no)?;
            let visit = petition.reception().map(Subject::Reception);
            let bound_up = veil::bound_up(&reading, &petition).into_iter();
            let beside = visit.into_iter().chain(bound_up.map(Subject::Petition));
            let bare = Bare::of_petition(&reading, law, &petition);
            (bare, beside.collect())
        }
        Subject::Reception(no) => {
            let reception = reading.reception(no)?;
            let beside = reception.petitions.iter().copied().map(Subject::Petition);
            let bare = Bare::of_reception(&reading, law, &reception);
            (bare, beside.collect())
        }
    })
}

fn people(store: &Store, bares: &[Bare], tell: &mut dyn FnMut(u8)) -> People {
    let mut ids: Vec<PersonId> = bares
        .iter()
        .flat_map(|bare| bare.people().to_vec())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let telling = part_of(RECORDS, NAMES, ids.len(), tell);
    let one = |id| Some((id, Known::of(&Reading(store), id)?));
    let known = by_halves_telling(ids, one, telling);
    known.into_iter().flatten().collect()
}

/// Writes a record at the end of a part of the snapshot.
pub(super) fn put_in_part(part: &mut Vec<u8>, stamp: Stamp, bare: &Bare) {
    bare.id().put(part);
    part.extend(stamp);
    bare.put(part);
}

/// The records of a part; none where it cannot be read to its end.
fn take_part(mut part: &[u8]) -> Option<Vec<Kept>> {
    let mut all = Vec::new();
    while !part.is_empty() {
        let id = Subject::take(&mut part)?;
        let (stamp, rest) = part.split_first_chunk()?;
        part = rest;
        all.push(Kept {
            id,
            stamp: *stamp,
            bare: Bare::take(&mut part)?,
        });
    }
    Some(all)
}
