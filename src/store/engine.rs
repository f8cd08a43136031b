//! What the state asks of whatever keeps it: ordered keys and values in a few trees, changed in one step or
//! not at all. Sled keeps an office ([`super::state`]); memory keeps a fold that is only compared, and the
//! offices of tests. Knows nothing of what keys and values mean.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The trees. The name is what a keeper calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tree {
    /// How far the state has come, counters.
    Meta,
    /// Receptions by number.
    Reception,
    /// Receptions by day.
    Visit,
    /// Petitions by number.
    Petition,
    /// Matters by number.
    Matter,
    /// Posted days.
    Day,
    /// Last numbers by series and year.
    Last,
    /// Identities, as sealed in the journal.
    Person,
    /// Under which epochs an identity was ever sealed: by person. A value says that clearance lies below.
    Sealed,
    /// The same: by epoch.
    Epoch,
    /// Due days: by day.
    Due,
    /// The same: by petition.
    DueOf,
    /// Where each entry stands in the journal.
    Entry,
    /// Changes of calendar and rules by entry.
    Law,
}

impl Tree {
    /// Every tree; a tree's place here is its place in a keeper.
    pub const ALL: [Self; 14] = [
        Self::Meta,
        Self::Reception,
        Self::Visit,
        Self::Petition,
        Self::Matter,
        Self::Day,
        Self::Last,
        Self::Person,
        Self::Sealed,
        Self::Epoch,
        Self::Due,
        Self::DueOf,
        Self::Entry,
        Self::Law,
    ];

    /// Its name on disk.
    pub fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Reception => "reception",
            Self::Visit => "visit",
            Self::Petition => "petition",
            Self::Matter => "matter",
            Self::Day => "day",
            Self::Last => "last",
            Self::Person => "person",
            Self::Sealed => "sealed",
            Self::Epoch => "epoch",
            Self::Due => "due",
            Self::DueOf => "due_of",
            Self::Entry => "entry",
            Self::Law => "law",
        }
    }
}

/// One change: a value, or `None` to take the key out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Op {
    /// In which tree.
    pub tree: Tree,
    /// Which key.
    pub key: Vec<u8>,
    /// What stands there from now on.
    pub value: Option<Vec<u8>>,
}

/// The keeper failed or panicked: nothing it says can be relied on until it is opened anew.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the state failed: {what}")]
pub struct Broken {
    /// What it said, without any value.
    pub what: String,
    /// It only lacks room on the disk.
    pub full: bool,
}

/// A key and its value.
pub type Row = (Vec<u8>, Vec<u8>);

/// Something that keeps ordered keys and values.
pub trait Engine: Send + Sync {
    /// What stands under a key.
    fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, Broken>;
    /// Up to `limit` rows from `from` (included) to `to` (excluded), in order or, from the end, in reverse.
    fn range(
        &self,
        tree: Tree,
        from: &[u8],
        to: &[u8],
        reverse: bool,
        limit: usize,
    ) -> Result<Vec<Row>, Broken>;
    /// Makes all changes or none. Whoever asks sees them from now on; what is behind may come after.
    fn commit(&self, ops: &[Op]) -> Result<(), Broken>;
    /// Returns once nothing of what was committed is still to come.
    fn settle(&self) -> Result<(), Broken> {
        Ok(())
    }
    /// Says whether something that was committed will never come.
    fn failed(&self) -> bool {
        false
    }
    /// Writes out what it still holds back.
    fn flush(&self) -> Result<(), Broken>;
}

type Trees = BTreeMap<(Tree, Vec<u8>), Vec<u8>>;

/// Keeps everything in memory; clones share it.
#[derive(Debug, Clone, Default)]
pub struct Memory(Arc<Mutex<Trees>>);

impl Memory {
    /// Takes everything out.
    pub fn clear(&self) {
        self.trees().clear();
    }

    /// A copy that is shared with nobody.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self(Arc::new(Mutex::new(self.trees().clone())))
    }

    /// Puts what another holds in place of all that is here.
    pub fn put(&self, other: &Self) {
        let trees = other.trees().clone();
        *self.trees() = trees;
    }

    fn trees(&self) -> std::sync::MutexGuard<'_, Trees> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Engine for Memory {
    fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, Broken> {
        Ok(self.trees().get(&(tree, key.to_vec())).cloned())
    }

    fn range(
        &self,
        tree: Tree,
        from: &[u8],
        to: &[u8],
        reverse: bool,
        limit: usize,
    ) -> Result<Vec<Row>, Broken> {
        if from >= to {
            return Ok(Vec::new());
        }
        let trees = self.trees();
        let rows = trees.range((tree, from.to_vec())..(tree, to.to_vec()));
        let row = |((_, key), value): (&(Tree, Vec<u8>), &Vec<u8>)| (key.clone(), value.clone());
        Ok(if reverse {
            rows.rev().take(limit).map(row).collect()
        } else {
            rows.take(limit).map(row).collect()
        })
    }

    fn commit(&self, ops: &[Op]) -> Result<(), Broken> {
        let mut trees = self.trees();
        for op in ops {
            let key = (op.tree, op.key.clone());
            match &op.value {
                Some(value) => trees.insert(key, value.clone()),
                None => trees.remove(&key),
            };
        }
        Ok(())
    }

    fn flush(&self) -> Result<(), Broken> {
        Ok(())
    }
}
