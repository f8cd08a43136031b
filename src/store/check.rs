//! Proof that nothing is missing or altered: the whole chain recomputed from the journal, every entry
//! opened, the books folded anew beside and compared, value by value, with those in use. In slices, so that
//! it can run behind the desk's work. Mends nothing; what it finds is told.

mod beside;

use super::books::{Books, Progress};
use super::catch_up::{Cut, End, Failed, Reading, Written};
use super::engine::Tree;
use super::envelope::Record;
use super::epochs::Epochs;
use super::error::{ReadOnly, StoreError};
use super::journal::reader::Reader;
use super::journal::segment;
use super::key;
use super::open::Stage;
use super::open_store::Store;
use super::people::state_broken;
use super::site::Scratch;
use crate::register::book::{Matter, Petition, PostedDay, Reception};
use crate::register::own_law::LawChange;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// There is no problem.
    pub ok: bool,
    /// Entries that were read.
    pub entries: u64,
    /// The first and the last entry that were read; `None` where there is none.
    pub span: Option<(Written, Written)>,
    /// Receptions in the books.
    pub receptions: u64,
    /// Petitions in the books.
    pub petitions: u64,
    /// Identities that were erased: the chain holds over what is left of them.
    pub erased: u64,
    /// The chain with the last entry, in hexadecimal.
    pub head: String,
    /// Why the state in use was not held against the journal; `None` where it was.
    pub not_compared: Option<NotCompared>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// Why a check says nothing of the state in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotCompared {
    /// A desk is open, and holds it.
    Beside,
    /// The disk is full: it was not opened.
    DiskFull,
    /// The journal could not be read to its end.
    Damaged,
    /// Something was saved since the check began.
    Saving,
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The journal cannot be read from here on.
    #[error("{file} is damaged at byte {offset} (entry {seq})")]
    Journal {
        /// Which segment.
        file: String,
        /// Where.
        offset: u64,
        /// The first entry that cannot be read.
        seq: u64,
    },
    /// The books in use say otherwise than the journal; they are made anew at the next opening.
    #[error("the state differs from the journal in {tree}: {count}")]
    State {
        /// Where.
        tree: &'static str,
        /// How many values.
        count: u64,
    },
    /// The key of an epoch is missing though nothing dropped it.
    #[error("the key of epoch {epoch} is missing")]
    EpochKey {
        /// Which.
        epoch: u32,
    },
}

/// A check under way.
pub struct Verifier {
    reader: Reader,
    fold: Books,
    // After `fold`: a database is closed before it is removed.
    _scratch: Scratch,
    upto: u64,
    read: u64,
    erased: u64,
    span: Option<(Written, Written)>,
    whole: bool,
    problems: Vec<Problem>,
}

/// Rows compared in one read.
const PAGE: usize = 1000;

impl Store {
    /// Begins a check of everything that is in the books now.
    pub fn verifier(&self) -> Result<Verifier, StoreError> {
        let upto = self.journal.head().0;
        let scratch = match self.read_only() {
            Some(ReadOnly::DiskFull | ReadOnly::Beside) => Scratch::Memory,
            _ => self.site.scratch(upto),
        };
        let engine = scratch.engine().map_err(|b| state_broken(&b))?;
        Ok(Verifier {
            reader: self.journal.reader(None)?,
            fold: Books::new(engine, self.office, self.key.clone()),
            _scratch: scratch,
            upto,
            read: 0,
            erased: 0,
            span: None,
            whole: false,
            problems: Vec::new(),
        })
    }

    /// Checks everything at once; of an office that was opened beside a desk, what the desk does not hold.
    pub fn check(&self) -> Result<CheckReport, StoreError> {
        self.check_telling(&mut |_| {})
    }

    /// Checks as [`Store::check`] does, and tells how far the reading is.
    pub fn check_telling(
        &self,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<CheckReport, StoreError> {
        if self.lock.is_none() {
            return self.check_beside();
        }
        let mut verifier = self.verifier()?;
        while !verifier.step(self)? {
            let (read, of) = verifier.progress();
            let percent = (read * 100).checked_div(of).unwrap_or(100);
            progress(Stage::Reading {
                seq: read,
                rebuild: false,
                percent: u8::try_from(percent).unwrap_or(100),
            });
        }
        verifier.report(self)
    }

    /// Has the state made anew at the next opening: after a check that found it to differ.
    pub fn distrust_state(&mut self) {
        self.stopped = Some(ReadOnly::StateBroken);
        self.mark_for_rebuild();
    }
}

impl Verifier {
    /// How many entries were read, of how many.
    pub fn progress(&self) -> (u64, u64) {
        (self.read, self.upto)
    }

    /// Reads one group of entries; returns true once all are read. Entries saved since it began are left to
    /// the next check.
    pub fn step(&mut self, store: &Store) -> Result<bool, StoreError> {
        if self.whole || self.read >= self.upto {
            return Ok(true);
        }
        let left = usize::try_from(self.upto - self.read).unwrap_or(usize::MAX);
        let reading = Reading {
            office: store.office,
            key: &store.key,
            apply: store.site.apply,
            most: store.site.limits.group.min(left),
        };
        let taken = match reading.take(&self.fold, &mut self.reader) {
            Ok(taken) => taken,
            Err(Failed::Store(error)) => return Err(error),
            Err(Failed::State(broken)) => return Err(state_broken(&broken)),
        };
        let read = taken.group.places.len() as u64;
        self.read += read;
        if let Some((first, last)) = taken.span {
            let first = self.span.map_or(first, |(first, _)| first);
            self.span = Some((first, last));
        }
        let erased = taken.group.people.iter().filter(|one| one.erases()).count();
        self.erased += erased as u64;
        if read > 0 {
            self.fold.fill(&taken.group).map_err(|b| state_broken(&b))?;
        }
        match taken.end {
            End::More => {}
            End::Whole => self.whole = true,
            End::Torn(cut) | End::Damaged(cut) => {
                self.whole = true;
                self.bad_journal(cut);
            }
        }
        Ok(self.whole || self.read >= self.upto)
    }

    fn bad_journal(&mut self, cut: Cut) {
        self.problems.push(Problem::Journal {
            file: format!("journal/{}", segment::name(cut.segment)),
            offset: cut.offset,
            seq: cut.seq,
        });
    }

    /// Compares, once all is read, and tells. Once the journal is found to be damaged, nothing is written on
    /// top of that, now and at the next openings. Where entries were saved since it began, or the journal could
    /// not be read to the end, the books are not compared.
    pub fn report(mut self, store: &Store) -> Result<CheckReport, StoreError> {
        if self.read < self.upto && self.problems.is_empty() {
            let at = self.reader.at();
            self.bad_journal(Cut {
                segment: at.segment,
                offset: at.offset,
                seq: at.seq,
            });
        }
        if let (true, Some(ReadOnly::Damaged { file, offset, seq })) =
            (self.problems.is_empty(), store.read_only())
        {
            // Met at the opening, beyond the last entry that could be read.
            self.problems.push(Problem::Journal { file, offset, seq });
        }
        let met = |problem: &Problem| match problem.clone() {
            Problem::Journal { file, offset, seq } => Some(ReadOnly::Damaged { file, offset, seq }),
            _ => None,
        };
        if let Some(why) = self.problems.iter().find_map(met) {
            store.met_damage(why);
        }
        let broken = |b| state_broken(&b);
        let fold = self.fold.progress().map_err(broken)?.unwrap_or_default();
        let damaged = !self.problems.is_empty();
        let saved_since = self.upto != store.journal.head().0;
        if !damaged && !saved_since {
            // What is still to come must be seen where it belongs.
            store.books().engine.settle().map_err(broken)?;
            self.compare_all(store, &fold);
            let missing = missing_keys(&self.fold, &store.epochs)?;
            self.problems.extend(missing);
        }
        let not_compared = match store.read_only() {
            _ if damaged => Some(NotCompared::Damaged),
            // What it was compared with is a fold of the journal too.
            Some(ReadOnly::Beside) => Some(NotCompared::Beside),
            Some(ReadOnly::DiskFull) => Some(NotCompared::DiskFull),
            _ => saved_since.then_some(NotCompared::Saving),
        };
        Ok(CheckReport {
            ok: self.problems.is_empty(),
            entries: self.read,
            span: self.span,
            receptions: fold.receptions,
            petitions: fold.petitions,
            erased: self.erased,
            head: blake3::Hash::from_bytes(fold.chain).to_hex().to_string(),
            not_compared,
            problems: self.problems,
        })
    }

    fn compare_all(&mut self, store: &Store, fold: &Progress) {
        self.compare::<Reception>(store, Tree::Reception);
        self.compare::<Petition>(store, Tree::Petition);
        self.compare::<Matter>(store, Tree::Matter);
        self.compare::<PostedDay>(store, Tree::Day);
        self.compare::<LawChange>(store, Tree::Law);
        for tree in [
            Tree::Visit,
            Tree::Last,
            Tree::Person,
            Tree::Sealed,
            Tree::Epoch,
            Tree::Entry,
        ] {
            self.compare_raw(store, tree);
        }
        let due_days_apart = |p: Progress| Progress {
            dues_current: true,
            ..p
        };
        // Books to which nothing was ever added hold no progress; that is where a fold begins too.
        let standing = store.books().progress().ok();
        let standing = standing.map(|p| due_days_apart(p.unwrap_or_default()));
        if standing != Some(due_days_apart(fold.clone())) {
            self.differs(Tree::Meta, 1);
        }
    }

    fn differs(&mut self, tree: Tree, count: u64) {
        if count > 0 {
            let tree = tree.name();
            self.problems.push(Problem::State { tree, count });
        }
    }

    fn compare<R: Record + PartialEq>(&mut self, store: &Store, tree: Tree) {
        let count = differences(&self.fold, store.books(), tree, |key| {
            let one = self.fold.value::<R>(tree, key);
            one == store.books().value::<R>(tree, key)
        });
        self.differs(tree, count);
    }

    fn compare_raw(&mut self, store: &Store, tree: Tree) {
        let count = differences(&self.fold, store.books(), tree, |key| {
            self.fold.engine.get(tree, key) == store.books().engine.get(tree, key)
        });
        self.differs(tree, count);
    }
}

/// The epochs of which identities stand in the books, and whose keys are missing.
fn missing_keys(books: &Books, epochs: &Epochs) -> Result<Vec<Problem>, StoreError> {
    let (mut problems, mut from) = (Vec::new(), Vec::new());
    // One row of each epoch is enough.
    loop {
        let rows = books
            .rows(Tree::Epoch, (from, key::LAST.to_vec()), false, 1)
            .map_err(|b| state_broken(&b))?;
        let Some(epoch) = rows.first().and_then(|(key, _)| key.first_chunk::<4>()) else {
            return Ok(problems);
        };
        let epoch = u32::from_be_bytes(*epoch);
        if !epochs.keys.contains_key(&epoch) {
            problems.push(Problem::EpochKey { epoch });
        }
        let Some(next) = epoch.checked_add(1) else {
            return Ok(problems);
        };
        from = next.to_be_bytes().to_vec();
    }
}

/// Keys that stand in one and not in the other, or with another value.
fn differences(one: &Books, two: &Books, tree: Tree, same: impl Fn(&[u8]) -> bool) -> u64 {
    let missing = |from: &Books, to: &Books, values: bool| {
        let mut count = 0;
        let mut start = Vec::new();
        loop {
            let bounds = (start.clone(), key::LAST.to_vec());
            let Ok(rows) = from.rows(tree, bounds, false, PAGE) else {
                return count + 1;
            };
            for (key, _) in &rows {
                let there = matches!(to.engine.get(tree, key), Ok(Some(_)));
                if !there || (values && !same(key)) {
                    count += 1;
                }
            }
            let Some((last, _)) = rows.last() else {
                return count;
            };
            start.clone_from(last);
            start.push(0);
        }
    };
    missing(one, two, true) + missing(two, one, false)
}
