//! The books as the state keeps them: typed, sealed, asked by number, day and place. Everything in it comes
//! from the journal. Knows nothing of files, or of who asks.

use super::engine::{Broken, Engine, Memory, Row, Tree};
use super::envelope::{self, Bad, Record};
use super::held::Held;
use super::journal::frame::{Chain, SealedPerson, Under};
use super::journal::reader::{Cursor, Place};
use super::key::{self, Key as _};
use super::roster::Marks;
use super::schema::{self, state::Progress1};
use super::seal::{About, Key, OfficeId};
use crate::register::book::{Matter, Petition, PostedDay, Reception, Series, Shelf};
use crate::register::number::{MatterNo, PersonId, PetitionNo, ReceptionNo};
use crate::register::own_law::LawChange;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::ops::RangeBounds;
use std::sync::atomic::{AtomicBool, Ordering};

/// How far the state has come, and what is in it. Counters, because counting sled's rows is a full scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The last entry.
    pub seq: u64,
    /// The chain with it.
    pub chain: Chain,
    /// The chain before it.
    pub before: Chain,
    /// First entry of its segment.
    pub segment: u64,
    /// Its first byte there.
    pub offset: u64,
    /// The first byte after it.
    pub end: u64,
    /// Receptions.
    pub receptions: u64,
    /// Petitions.
    pub petitions: u64,
    /// Matters.
    pub matters: u64,
    /// Identities.
    pub people: u64,
    /// The due days are those of every petition.
    pub dues_current: bool,
    /// By what the list of officers is known; none where none was changed since entries hold that.
    pub officers: Option<Marks>,
}

impl Default for Progress {
    fn default() -> Self {
        Self {
            seq: 0,
            chain: [0; 32],
            before: [0; 32],
            segment: 1,
            offset: 0,
            end: 0,
            receptions: 0,
            petitions: 0,
            matters: 0,
            people: 0,
            dues_current: true,
            officers: None,
        }
    }
}

impl Progress {
    /// From where the journal must be read on.
    pub fn cursor(&self) -> Cursor {
        Cursor {
            segment: self.segment,
            offset: self.end,
            seq: self.seq + 1,
            before: self.chain,
        }
    }
}

impl Record for Progress {
    const KIND: u8 = schema::PROGRESS;
    const SCHEMA: u16 = 2;
    const LIMIT: usize = envelope::OTHER_LIMIT;
    type Stored = Self;
    fn store(&self) -> Self {
        self.clone()
    }
    fn decode(schema: u16, bytes: &[u8]) -> Result<Self, Bad> {
        match schema {
            1 => envelope::payload::<Progress1, { envelope::OTHER_LIMIT }>(bytes).map(Self::from),
            2 => envelope::payload::<_, { envelope::OTHER_LIMIT }>(bytes),
            _ => Err(Bad::Payload),
        }
    }
}

/// The key of [`Progress`] in the meta tree.
pub const PROGRESS: &[u8] = b"progress";

/// The books.
pub struct Books {
    pub(super) engine: Box<dyn Engine>,
    office: OfficeId,
    key: Key,
    trouble: AtomicBool,
    broken: AtomicBool,
}

/// A value that does not open or decode: the state is not what the journal says.
pub(super) fn unreadable(tree: Tree) -> Broken {
    Broken {
        what: format!("unreadable value in {}", tree.name()),
        full: false,
    }
}

impl Books {
    /// The books that an engine keeps.
    pub fn new(engine: Box<dyn Engine>, office: OfficeId, key: Key) -> Self {
        Self {
            engine,
            office,
            key,
            trouble: AtomicBool::new(false),
            broken: AtomicBool::new(false),
        }
    }

    /// Says whether anything was unreadable, or could not be put in, since it was opened.
    pub fn in_trouble(&self) -> bool {
        let told = [&self.trouble, &self.broken];
        told.iter().any(|flag| flag.load(Ordering::Relaxed)) || self.engine.failed()
    }

    /// Says that they are not what was saved: nothing is written on top of them, and nothing read, for somebody
    /// may stand there in clear who was just sealed.
    pub(super) fn break_off(&self) {
        self.broken.store(true, Ordering::Relaxed);
    }

    /// From now on takes in what is saved in memory alone: the next opening reads it from the journal.
    pub(super) fn hold(&mut self) {
        let below = std::mem::replace(&mut self.engine, Box::new(Memory::default()));
        self.engine = Box::new(Held::new(below));
    }

    fn kept(&self) -> Result<&dyn Engine, Broken> {
        if self.broken.load(Ordering::Relaxed) {
            return Err(Broken {
                what: "broken off".to_owned(),
                full: false,
            });
        }
        Ok(&*self.engine)
    }

    fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, Broken> {
        self.kept().and_then(|kept| kept.get(tree, key))
    }

    fn about(&self, tree: Tree, key: &[u8]) -> About {
        About::new(self.office, "state").part(&key::place(tree, key))
    }

    /// Seals a value for its place.
    pub(super) fn seal<R: Record>(
        &self,
        tree: Tree,
        key: &[u8],
        value: &R,
    ) -> Result<Vec<u8>, Broken> {
        let failed = |_| unreadable(tree);
        let plain = envelope::wrap(value).map_err(failed)?;
        let sealed = self.key.seal(&self.about(tree, key), &plain);
        sealed.map_err(|_| unreadable(tree))
    }

    fn open<R: Record>(&self, tree: Tree, key: &[u8], sealed: &[u8]) -> Result<R, Broken> {
        let plain = self.key.open(&self.about(tree, key), sealed);
        let plain = plain.map_err(|_| unreadable(tree))?;
        envelope::unwrap(&plain).map_err(|_| unreadable(tree))
    }

    fn noted<T>(&self, done: Result<T, Broken>) -> Result<T, Broken> {
        if done.is_err() {
            self.trouble.store(true, Ordering::Relaxed);
        }
        done
    }

    /// What stands under a key, unsealed.
    pub(super) fn value<R: Record>(&self, tree: Tree, key: &[u8]) -> Result<Option<R>, Broken> {
        let found = self.get(tree, key).and_then(|sealed| {
            sealed
                .map(|sealed| self.open(tree, key, &sealed))
                .transpose()
        });
        self.noted(found)
    }

    /// Raw rows; for what is not sealed, and to compare.
    pub(super) fn rows(
        &self,
        tree: Tree,
        (from, to): (Vec<u8>, Vec<u8>),
        reverse: bool,
        limit: usize,
    ) -> Result<Vec<Row>, Broken> {
        self.noted(
            self.kept()
                .and_then(|kept| kept.range(tree, &from, &to, reverse, limit)),
        )
    }

    fn values<R: Record>(
        &self,
        tree: Tree,
        bounds: (Vec<u8>, Vec<u8>),
        reverse: bool,
        limit: usize,
    ) -> Result<Vec<R>, Broken> {
        let rows = self.rows(tree, bounds, reverse, limit)?;
        let values = rows
            .iter()
            .map(|(key, sealed)| self.open(tree, key, sealed));
        self.noted(values.collect())
    }

    /// How far the state has come; `None` where nothing was ever put in.
    pub fn progress(&self) -> Result<Option<Progress>, Broken> {
        self.value(Tree::Meta, PROGRESS)
    }

    /// Receptions by number.
    pub fn receptions(
        &self,
        range: &impl RangeBounds<ReceptionNo>,
        reverse: bool,
        limit: usize,
    ) -> Result<Vec<Reception>, Broken> {
        self.values(Tree::Reception, key::bounds(range), reverse, limit)
    }

    /// Petitions by number.
    pub fn petitions(
        &self,
        range: &impl RangeBounds<PetitionNo>,
        reverse: bool,
        limit: usize,
    ) -> Result<Vec<Petition>, Broken> {
        self.values(Tree::Petition, key::bounds(range), reverse, limit)
    }

    /// Matters by number.
    pub fn matters(
        &self,
        range: &impl RangeBounds<MatterNo>,
        reverse: bool,
        limit: usize,
    ) -> Result<Vec<Matter>, Broken> {
        self.values(Tree::Matter, key::bounds(range), reverse, limit)
    }

    /// Posted days.
    pub fn posted_days(
        &self,
        range: &impl RangeBounds<NaiveDate>,
    ) -> Result<Vec<PostedDay>, Broken> {
        self.values(Tree::Day, key::bounds(range), false, usize::MAX)
    }

    /// Changes of calendar and rules, in the order of the book.
    pub fn changes_of_law(&self) -> Result<Vec<LawChange>, Broken> {
        self.values(Tree::Law, key::bounds::<u64>(&..), false, usize::MAX)
    }

    /// Numbers of the receptions of the days from `from` to `to`, both included, by their time.
    pub fn visits(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        reverse: bool,
        limit: usize,
    ) -> Result<Vec<ReceptionNo>, Broken> {
        let end = to
            .succ_opt()
            .map_or_else(|| key::LAST.to_vec(), key::visits_from);
        let rows = self.rows(Tree::Visit, (key::visits_from(from), end), reverse, limit)?;
        let numbers = rows.iter().map(|(row, _)| key::reception_of_visit(row));
        let all: Option<Vec<_>> = numbers.collect();
        self.noted(all.ok_or_else(|| unreadable(Tree::Visit)))
    }

    /// Due days with their petitions, by day.
    pub fn dues(
        &self,
        range: &impl RangeBounds<NaiveDate>,
        limit: usize,
    ) -> Result<Vec<(NaiveDate, PetitionNo)>, Broken> {
        let (from, mut to) = key::bounds(range);
        // A due row goes on after its day; an included last day takes them all.
        if to.len() == 5 {
            to.pop();
            to.extend(key::LAST);
        }
        let from = if from.len() == 5 {
            [&from[..4], &key::LAST].concat()
        } else {
            from
        };
        let rows = self.rows(Tree::Due, (from, to), false, limit)?;
        let dues: Option<Vec<_>> = rows.iter().map(|(row, _)| key::due(row)).collect();
        self.noted(dues.ok_or_else(|| unreadable(Tree::Due)))
    }

    /// The due rows of a petition, as they stand: days one after the other.
    pub(super) fn due_days(&self, no: PetitionNo) -> Result<Vec<u8>, Broken> {
        let days = self.get(Tree::DueOf, &no.bytes());
        self.noted(days).map(Option::unwrap_or_default)
    }

    /// A sealed identity, as it stands in the journal.
    pub fn sealed_person(&self, id: PersonId) -> Result<Option<SealedPerson>, Broken> {
        let found = self.noted(self.get(Tree::Person, &id.bytes()))?;
        let person = found.map(|bytes| {
            SealedPerson::decode(&bytes)
                .filter(|person| person.id == id)
                .ok_or_else(|| unreadable(Tree::Person))
        });
        self.noted(person.transpose())
    }

    /// Every identity that was ever sealed under an epoch.
    pub fn people_of_epoch(&self, epoch: u32) -> Result<Vec<PersonId>, Broken> {
        let bounds = key::beginning(&epoch.bytes());
        let rows = self.rows(Tree::Epoch, bounds, false, usize::MAX)?;
        let people = rows.iter().map(|(row, _)| key::person_of_epoch(row));
        let people: Option<Vec<_>> = people.collect();
        self.noted(people.ok_or_else(|| unreadable(Tree::Epoch)))
    }

    /// Every epoch under which an identity was ever sealed, and whether without clearance below.
    pub fn epochs_of_person(&self, id: PersonId) -> Result<Vec<(u32, bool)>, Broken> {
        let bounds = key::beginning(&id.bytes());
        let rows = self.rows(Tree::Sealed, bounds, false, usize::MAX)?;
        let epochs = rows
            .iter()
            .map(|(row, hidden)| Some((key::epoch_of_person(row)?, hidden.is_empty())));
        let epochs: Option<Vec<_>> = epochs.collect();
        self.noted(epochs.ok_or_else(|| unreadable(Tree::Sealed)))
    }

    /// Where an entry stands in the journal.
    pub fn place(&self, seq: u64) -> Result<Option<Place>, Broken> {
        let found = self.noted(self.get(Tree::Entry, &seq.bytes()))?;
        let place = found.map(|bytes| read_place(&bytes).ok_or_else(|| unreadable(Tree::Entry)));
        self.noted(place.transpose())
    }
}

/// A place as a value.
pub(super) fn write_place(place: &Place) -> Vec<u8> {
    let numbers = [place.segment, place.offset, place.end].map(u64::to_be_bytes);
    [numbers.as_flattened(), &place.before].concat()
}

fn read_place(bytes: &[u8]) -> Option<Place> {
    let (numbers, before) = bytes.split_first_chunk::<24>()?;
    let mut numbers = numbers
        .chunks(8)
        .map(|eight| eight.try_into().map(u64::from_be_bytes));
    Some(Place {
        segment: numbers.next()?.ok()?,
        offset: numbers.next()?.ok()?,
        end: numbers.next()?.ok()?,
        before: before.try_into().ok()?,
    })
}

/// Says whether an identity is sealed to clearance.
pub(super) fn is_hidden(person: &SealedPerson) -> bool {
    matches!(person.under, Under::Clearance(_))
}

/// Asked by number. What cannot be read is not there, and from then on the books are in trouble: nothing
/// more is written on top of them.
impl Shelf for Books {
    fn reception(&self, no: ReceptionNo) -> Option<Reception> {
        self.value(Tree::Reception, &no.bytes()).ok().flatten()
    }
    fn petition(&self, no: PetitionNo) -> Option<Petition> {
        self.value(Tree::Petition, &no.bytes()).ok().flatten()
    }
    fn matter(&self, no: MatterNo) -> Option<Matter> {
        self.value(Tree::Matter, &no.bytes()).ok().flatten()
    }
    fn posted_day(&self, day: NaiveDate) -> Option<PostedDay> {
        self.value(Tree::Day, &day.bytes()).ok().flatten()
    }
    fn last_number(&self, series: Series, year: i32) -> u32 {
        let key = key::last(series, year);
        let found = self.noted(self.get(Tree::Last, &key)).ok().flatten();
        found
            .and_then(|bytes| Some(u32::from_be_bytes(bytes.try_into().ok()?)))
            .unwrap_or(0)
    }
    fn last_seq(&self) -> u64 {
        self.progress().ok().flatten().map_or(0, |p| p.seq)
    }
    fn law_changes(&self) -> Vec<LawChange> {
        self.changes_of_law().unwrap_or_default()
    }
}
