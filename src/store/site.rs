//! Where an office lies and by what means: folder, disk, keeper of the state, the wall clock. Everything
//! that a test wants to be otherwise.

use super::batch::Apply;
use super::behind::Behind;
use super::engine::{Broken, Engine, Memory};
use super::io::{Disk, RealDisk};
use super::state::{self, Sled};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What keeps the state.
#[derive(Debug, Clone)]
pub enum Keeper {
    /// Sled, in the office's folder.
    Sled,
    /// Memory: for tests. What one opening left is there at the next.
    Memory(Memory),
}

impl Keeper {
    /// Opens what is there, or makes it.
    pub(super) fn open(&self, dir: &Path) -> Result<Box<dyn Engine>, Broken> {
        match self {
            Self::Sled => Ok(Box::new(Behind::new(Arc::new(Sled::open(dir)?))?)),
            Self::Memory(memory) => Ok(Box::new(memory.clone())),
        }
    }
}

/// What a check folds into; gone once it is dropped.
#[derive(Debug)]
pub(super) enum Scratch {
    /// Memory.
    Memory,
    /// Sled, in a folder of its own.
    Sled(PathBuf),
}

impl Scratch {
    /// Opens it, empty.
    pub(super) fn engine(&self) -> Result<Box<dyn Engine>, Broken> {
        match self {
            Self::Memory => Ok(Box::new(Memory::default())),
            Self::Sled(dir) => Ok(Box::new(Sled::open(dir)?)),
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Self::Sled(dir) = self {
            state::destroy(dir);
        }
    }
}

/// Sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes after which a new segment of the journal is begun.
    pub segment: u64,
    /// Identities to an epoch.
    pub epoch: usize,
    /// Bytes that must be free before anything is written; sled cannot even open on a full disk.
    pub reserve: u64,
    /// Entries read back in one step.
    pub group: usize,
    /// Entries that a check folds in memory; more are folded on disk.
    pub fold: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            segment: 64 << 20,
            epoch: 1000,
            reserve: 32 << 20,
            group: 500,
            fold: 50_000,
        }
    }
}

/// Where an office lies and by what means.
#[derive(Clone)]
pub struct Site {
    /// Its folder.
    pub dir: PathBuf,
    /// The disk.
    pub disk: Arc<dyn Disk>,
    /// What keeps the state.
    pub keeper: Keeper,
    /// What an entry changes.
    pub apply: Apply,
    /// Milliseconds since 1970 (UTC), for the lock and the names of what is put aside.
    pub now: i64,
    /// Sizes.
    pub limits: Limits,
}

impl Site {
    /// A folder of this machine.
    pub fn new(dir: &Path, now: i64) -> Self {
        Self {
            dir: dir.to_owned(),
            disk: Arc::new(RealDisk),
            keeper: Keeper::Sled,
            apply: crate::register::apply::apply,
            now,
            limits: Limits::default(),
        }
    }

    /// Something to fold `entries` into, only to be compared.
    pub(super) fn scratch(&self, entries: u64) -> Scratch {
        if entries <= self.limits.fold || matches!(self.keeper, Keeper::Memory(_)) {
            return Scratch::Memory;
        }
        let dir = self.quarantine().join("check");
        // An earlier one was stopped in the middle.
        state::destroy(&dir);
        Scratch::Sled(dir)
    }

    pub(super) fn journal(&self) -> PathBuf {
        self.dir.join("journal")
    }

    pub(super) fn state(&self) -> PathBuf {
        self.dir.join("state")
    }

    /// What was made of the state; can be thrown away like it.
    pub(super) fn snapshot(&self) -> PathBuf {
        self.dir.join("snapshot")
    }

    pub(super) fn logs(&self) -> PathBuf {
        self.dir.join("logs")
    }

    pub(super) fn quarantine(&self) -> PathBuf {
        self.dir.join("quarantine")
    }

    pub(super) fn drafts(&self) -> PathBuf {
        self.dir.join(super::drafts::FOLDER)
    }

    /// There while the office is open: found at the next opening, the last one was not closed.
    pub(super) fn running(&self) -> PathBuf {
        self.dir.join("running")
    }

    /// There once the journal was found to be damaged: nothing is written on top of that.
    pub(super) fn damaged(&self) -> PathBuf {
        self.dir.join("damaged")
    }

    /// There until a new office is whole.
    pub(super) fn creating(&self) -> PathBuf {
        self.dir.join("creating")
    }
}
