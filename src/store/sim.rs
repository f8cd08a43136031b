//! A disk in memory that tests can break: it fails at the n-th change, tears what was being written, and
//! at a power cut forgets or keeps, as a seed says, whatever was not synced. Kept out of no build, so that
//! tests beside the library can use it; nothing else does.

use super::io::{Disk, Growing, Held, Reach, Stands};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What happens at the n-th change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The power fails: this change is torn, none after it happens.
    Power,
    /// The disk is full for this change (part of it may be written), and has room again after.
    Full,
    /// The disk is full from here on.
    FullForGood,
    /// The next sync of a file from here on fails, and nothing else.
    Sync,
}

#[derive(Debug, Clone, Default)]
struct Content {
    synced: Vec<u8>,
    now: Vec<u8>,
}

#[derive(Debug, Clone)]
enum NameOp {
    Link(PathBuf, usize),
    Unlink(PathBuf),
    Rename(PathBuf, PathBuf, usize),
}

#[derive(Debug, Default)]
struct Inner {
    files: Vec<Content>,
    names: BTreeMap<PathBuf, usize>,
    synced_names: BTreeMap<PathBuf, usize>,
    pending: Vec<NameOp>,
    dirs: BTreeSet<PathBuf>,
    locks: BTreeSet<PathBuf>,
    changes: u64,
    fault: Option<(u64, Fault)>,
    dead: bool,
    seed: u64,
}

/// A disk in memory; clones share it.
#[derive(Debug, Clone, Default)]
pub struct SimDisk(Arc<Mutex<Inner>>);

fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *seed;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn below(seed: &mut u64, n: usize) -> usize {
    let n = n as u64 + 1;
    usize::try_from(next(seed) % n).unwrap_or(0)
}

fn no_power() -> io::Error {
    io::Error::other("no power")
}

enum Change {
    Done,
    Partly,
}

impl Inner {
    /// Counts a change, and says whether it happens.
    fn change(&mut self) -> io::Result<Change> {
        if self.dead {
            return Err(no_power());
        }
        self.changes += 1;
        match self.fault {
            Some((at, Fault::Power)) if self.changes == at => {
                self.dead = true;
                Ok(Change::Partly)
            }
            Some((at, Fault::Full)) if self.changes == at => Ok(Change::Partly),
            Some((at, Fault::FullForGood)) if self.changes >= at => Ok(Change::Partly),
            _ => Ok(Change::Done),
        }
    }

    fn failure(&self) -> io::Error {
        if self.dead {
            no_power()
        } else {
            io::ErrorKind::StorageFull.into()
        }
    }

    /// A change that happens whole or not at all, and needs no room.
    fn small_change(&mut self) -> io::Result<()> {
        match self.change()? {
            Change::Partly if self.dead => Err(no_power()),
            _ => Ok(()),
        }
    }

    fn file(&self, path: &Path) -> io::Result<usize> {
        if self.dead {
            return Err(no_power());
        }
        let found = self.names.get(path).copied();
        found.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn content(&mut self, file: usize) -> io::Result<&mut Content> {
        self.files.get_mut(file).ok_or_else(no_power)
    }

    /// What a power cut leaves of a file: what was synced, and of what came after, anything.
    fn survives(content: &Content, seed: &mut u64) -> Vec<u8> {
        let (synced, now) = (&content.synced, &content.now);
        match below(seed, 3) {
            0 => synced.clone(),
            1 => now.clone(),
            _ => {
                let len = if synced.len() <= now.len() {
                    synced.len() + below(seed, now.len() - synced.len())
                } else {
                    now.len() + below(seed, synced.len() - now.len())
                };
                let page = 1 + below(seed, 600);
                let byte = |at: usize, keep: bool| {
                    let old = synced.get(at).copied();
                    let new = now.get(at).copied();
                    let (first, second) = if keep { (new, old) } else { (old, new) };
                    // A page that was never written reads as zeros.
                    if keep {
                        first.or(second)
                    } else {
                        first.or(second.map(|_| 0))
                    }
                    .unwrap_or(0)
                };
                let mut keep = true;
                (0..len)
                    .map(|at| {
                        if at % page == 0 {
                            keep = next(seed) & 1 == 0;
                        }
                        byte(at, keep)
                    })
                    .collect()
            }
        }
    }
}

impl SimDisk {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An empty disk.
    pub fn new(seed: u64) -> Self {
        let disk = Self::default();
        disk.inner().seed = seed;
        disk
    }

    /// How many changes there were.
    pub fn changes(&self) -> u64 {
        self.inner().changes
    }

    /// Lets the `n`-th change from now on fail (from 1).
    pub fn fail_at(&self, n: u64, fault: Fault) {
        let mut inner = self.inner();
        inner.fault = Some((inner.changes + n, fault));
    }

    /// Lets nothing fail any more.
    pub fn heal(&self) {
        self.inner().fault = None;
    }

    /// Whether the power failed.
    pub fn is_dead(&self) -> bool {
        self.inner().dead
    }

    /// The disk after the power cut.
    #[must_use]
    pub fn reboot(&self) -> Self {
        let mut inner = self.inner();
        let mut seed = inner.seed;
        let mut names = inner.synced_names.clone();
        for op in &inner.pending {
            // Names that were not synced may be there or not, each by itself.
            if next(&mut seed) & 1 == 0 {
                continue;
            }
            match op {
                NameOp::Link(path, file) => {
                    names.insert(path.clone(), *file);
                }
                NameOp::Unlink(path) => {
                    names.remove(path);
                }
                NameOp::Rename(from, to, file) => {
                    names.remove(from);
                    names.insert(to.clone(), *file);
                }
            }
        }
        let files: Vec<Content> = inner
            .files
            .iter()
            .map(|content| {
                let bytes = Inner::survives(content, &mut seed);
                Content {
                    synced: bytes.clone(),
                    now: bytes,
                }
            })
            .collect();
        inner.seed = seed;
        Self(Arc::new(Mutex::new(Inner {
            files,
            synced_names: names.clone(),
            names,
            dirs: inner.dirs.clone(),
            seed,
            ..Inner::default()
        })))
    }

    /// Every file with its bytes, as they are now.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let inner = self.inner();
        let content = |file: &usize| inner.files.get(*file).map(|c| c.now.clone());
        inner
            .names
            .iter()
            .map(|(path, file)| (path.clone(), content(file).unwrap_or_default()))
            .collect()
    }

    /// Puts bytes in place of a file, synced: damage from outside.
    pub fn overwrite(&self, path: &Path, bytes: &[u8]) {
        let mut inner = self.inner();
        if let Some(content) = inner
            .names
            .get(path)
            .copied()
            .and_then(|f| inner.files.get_mut(f))
        {
            content.now = bytes.to_vec();
            content.synced = bytes.to_vec();
        }
    }

    /// Takes a file away from outside.
    pub fn lose(&self, path: &Path) {
        let mut inner = self.inner();
        inner.names.remove(path);
        inner.synced_names.remove(path);
    }
}

struct SimFile {
    disk: SimDisk,
    file: usize,
}

impl SimFile {
    /// Writes from a byte on, or at the end.
    fn write(&mut self, offset: Option<u64>, bytes: &[u8]) -> io::Result<()> {
        let mut inner = self.disk.inner();
        let done = inner.change()?;
        let mut seed = inner.seed;
        let take = match done {
            Change::Done => bytes.len(),
            Change::Partly => below(&mut seed, bytes.len()),
        };
        inner.seed = seed;
        let part = bytes.get(..take).unwrap_or_default();
        let now = &mut inner.content(self.file)?.now;
        let from = offset.map_or(now.len(), |at| usize::try_from(at).unwrap_or(usize::MAX));
        if now.len() < from {
            now.resize(from, 0);
        }
        let over = part.len().min(now.len() - from);
        now.splice(from..from + over, part.iter().copied());
        match done {
            Change::Done => Ok(()),
            Change::Partly => Err(inner.failure()),
        }
    }
}

impl Growing for SimFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write(None, bytes)
    }
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.write(Some(offset), bytes)
    }
    fn begin_sync(&mut self, _: u64, _: usize) {}
    fn sync(&mut self) -> io::Result<()> {
        let mut inner = self.disk.inner();
        inner.small_change()?;
        if let Some((at, Fault::Sync)) = inner.fault
            && inner.changes >= at
        {
            inner.fault = None;
            return Err(io::Error::other("not synced"));
        }
        let content = inner.content(self.file)?;
        content.synced.clone_from(&content.now);
        Ok(())
    }
    fn truncate(&mut self, len: u64) -> io::Result<()> {
        let mut inner = self.disk.inner();
        inner.small_change()?;
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        inner.content(self.file)?.now.truncate(len);
        Ok(())
    }
    fn read_at(&mut self, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let mut inner = self.disk.inner();
        let from = usize::try_from(offset).unwrap_or(usize::MAX);
        let now = &inner.content(self.file)?.now;
        let to = from.saturating_add(len).min(now.len());
        Ok(now.get(from..to).unwrap_or_default().to_vec())
    }
    fn size(&mut self) -> io::Result<u64> {
        Ok(self.disk.inner().content(self.file)?.now.len() as u64)
    }
}

struct SimHeld(SimDisk, PathBuf);

impl Drop for SimHeld {
    fn drop(&mut self) {
        self.0.inner().locks.remove(&self.1);
    }
}

impl Disk for SimDisk {
    fn stands(&self, path: &Path) -> io::Result<Stands> {
        let inner = self.inner();
        if inner.dead {
            return Err(no_power());
        }
        Ok(if inner.names.contains_key(path) {
            Stands::File
        } else if inner.dirs.contains(path) {
            Stands::Folder
        } else {
            Stands::Nothing
        })
    }
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        if !inner.dirs.contains(path) {
            inner.small_change()?;
            inner.dirs.insert(path.to_owned());
        }
        Ok(())
    }
    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        let inner = self.inner();
        let all = inner.names.keys().chain(&inner.dirs);
        let mut names: Vec<String> = all
            .filter(|path| path.parent() == Some(dir))
            .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
            .collect();
        names.sort();
        Ok(names)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut inner = self.inner();
        let file = inner.file(path)?;
        Ok(inner.content(file)?.now.clone())
    }
    fn open(&self, path: &Path) -> io::Result<Box<dyn Growing>> {
        let file = self.inner().file(path)?;
        Ok(Box::new(SimFile {
            disk: self.clone(),
            file,
        }))
    }
    fn create(&self, path: &Path) -> io::Result<Box<dyn Growing>> {
        let mut inner = self.inner();
        if let Change::Partly = inner.change()? {
            return Err(inner.failure());
        }
        let file = if let Some(file) = inner.names.get(path).copied() {
            inner.content(file)?.now.clear();
            file
        } else {
            let file = inner.files.len();
            inner.files.push(Content::default());
            inner.names.insert(path.to_owned(), file);
            inner.pending.push(NameOp::Link(path.to_owned(), file));
            file
        };
        Ok(Box::new(SimFile {
            disk: self.clone(),
            file,
        }))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        let file = inner.file(from)?;
        inner.small_change()?;
        inner.names.remove(from);
        inner.names.insert(to.to_owned(), file);
        let op = NameOp::Rename(from.to_owned(), to.to_owned(), file);
        inner.pending.push(op);
        Ok(())
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.file(path)?;
        inner.small_change()?;
        inner.names.remove(path);
        inner.pending.push(NameOp::Unlink(path.to_owned()));
        Ok(())
    }
    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        let mut inner = self.inner();
        inner.small_change()?;
        let here = |path: &Path| path.parent() == Some(dir);
        let pending = std::mem::take(&mut inner.pending);
        for op in pending {
            match op {
                NameOp::Link(path, file) if here(&path) => {
                    inner.synced_names.insert(path, file);
                }
                NameOp::Unlink(path) if here(&path) => {
                    inner.synced_names.remove(&path);
                }
                NameOp::Rename(from, to, file) if here(&to) => {
                    inner.synced_names.remove(&from);
                    inner.synced_names.insert(to, file);
                }
                other => inner.pending.push(other),
            }
        }
        Ok(())
    }
    fn read_part(&self, path: &Path, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        self.open(path)?.read_at(offset, len)
    }
    fn close_to_others(&self, _: &Path) -> io::Result<Reach> {
        Ok(Reach::default())
    }
    fn free_space(&self, _: &Path) -> io::Result<u64> {
        Ok(1 << 40)
    }
    fn is_remote(&self, _: &Path) -> bool {
        false
    }
    fn lock(&self, path: &Path) -> io::Result<Option<Held>> {
        if self.stands(path)? == Stands::Nothing {
            self.create(path)?;
        }
        let mut inner = self.inner();
        if inner.locks.insert(path.to_owned()) {
            drop(inner);
            Ok(Some(Box::new(SimHeld(self.clone(), path.to_owned()))))
        } else {
            Ok(None)
        }
    }
}
