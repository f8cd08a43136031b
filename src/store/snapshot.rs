//! What the office made of the books, kept in one flat sealed file, so that the next opening need not make
//! it again. It can be thrown away at any time. Each thing in it was made of one value of the state, and
//! says which by a stamp: where that value was put anew since, whatever the reason, the stamp differs, and
//! what stands here is passed over. So it is never believed over the state, nor that over the journal. Knows
//! nothing of what is kept.

use super::books::Books;
use super::engine::{Broken, Tree};
use super::error::{At, StoreError};
use super::halves::by_halves_telling;
use super::io::{Disk, Growing};
use super::key;
use super::open_store::Store;
use super::people::state_broken;
use super::seal::{About, Key, random};
use crate::register::number::{PetitionNo, ReceptionNo};
use std::fs::File;
use std::ops::RangeBounds;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// What tells a sealed value of the state from every other that stood or will stand in its place: the
/// beginning of its random nonce.
pub type Stamp = [u8; 8];

/// The name of the file within its folder.
const FILE: &str = "rows";
/// What it begins with, its format included.
const MAGIC: &[u8; 8] = b"TIEPDANR";
const FORMAT: u8 = 1;
/// Bytes of its head: magic, format, a random id.
const HEAD: usize = 25;
/// The most bytes of one part.
const MOST: usize = 64 << 20;

/// The program that runs, by its bytes: another version may make other things of the same books.
fn program() -> Option<[u8; 32]> {
    static PROGRAM: OnceLock<Option<[u8; 32]>> = OnceLock::new();
    *PROGRAM.get_or_init(|| {
        let mut file = File::open(std::env::current_exe().ok()?).ok()?;
        let mut hasher = blake3::Hasher::new();
        std::io::copy(&mut file, &mut hasher).ok()?;
        Some(*hasher.finalize().as_bytes())
    })
}

fn beside(path: &Path) -> PathBuf {
    path.with_extension("new")
}

impl Books {
    /// The stamps of sealed values, with their keys.
    fn stamps(
        &self,
        tree: Tree,
        bounds: (Vec<u8>, Vec<u8>),
        limit: usize,
    ) -> Result<Vec<(Vec<u8>, Stamp)>, Broken> {
        let rows = self.rows(tree, bounds, false, limit)?;
        let stamp = |(key, sealed): (Vec<u8>, Vec<u8>)| {
            let stamp = sealed.first_chunk().copied();
            // What is shorter does not open either; whoever reads it will see.
            (key, stamp.unwrap_or_default())
        };
        Ok(rows.into_iter().map(stamp).collect())
    }
}

fn unread(tree: Tree) -> StoreError {
    state_broken(&super::books::unreadable(tree))
}

impl Store {
    /// Numbers of petitions with the stamps of what stands of them, `limit` at most.
    pub fn petition_stamps(
        &self,
        range: &impl RangeBounds<PetitionNo>,
        limit: usize,
    ) -> Result<Vec<(PetitionNo, Stamp)>, StoreError> {
        self.stamps(Tree::Petition, key::bounds(range), limit, key::petition)
    }

    /// Numbers of receptions with the stamps of what stands of them, `limit` at most.
    pub fn reception_stamps(
        &self,
        range: &impl RangeBounds<ReceptionNo>,
        limit: usize,
    ) -> Result<Vec<(ReceptionNo, Stamp)>, StoreError> {
        self.stamps(Tree::Reception, key::bounds(range), limit, key::reception)
    }

    fn stamps<N>(
        &self,
        tree: Tree,
        bounds: (Vec<u8>, Vec<u8>),
        limit: usize,
        number: fn(&[u8]) -> Option<N>,
    ) -> Result<Vec<(N, Stamp)>, StoreError> {
        let rows = self.books().stamps(tree, bounds, limit);
        let rows = rows.map_err(|broken| state_broken(&broken))?;
        let numbers = rows
            .into_iter()
            .map(|(key, stamp)| Some((number(&key)?, stamp)));
        let numbers: Option<Vec<_>> = numbers.collect();
        numbers.ok_or_else(|| unread(tree))
    }

    fn snapshot_file(&self) -> PathBuf {
        self.site.snapshot().join(FILE)
    }

    /// For which file of which office, made by which program under which law of its own.
    fn about_snapshot(&self, id: [u8; 16]) -> Option<About> {
        let law = self
            .books()
            .stamps(Tree::Law, key::bounds::<u64>(&..), usize::MAX);
        let about = About::new(self.office, "snapshot")
            .part(&program()?)
            .part(&id);
        let law: Vec<Stamp> = law.ok()?.into_iter().map(|(_, stamp)| stamp).collect();
        Some(about.part(law.as_flattened()))
    }

    /// What comes of each part of the snapshot, read on two threads. Parts that are damaged, cut off, of
    /// another office or of another program are passed over; where there is no snapshot, nothing comes. `tell`
    /// hears now and then, while that goes on, of how many parts.
    pub fn read_snapshot<T: Send>(
        &self,
        read: impl Fn(&[u8]) -> Option<T> + Sync,
        mut tell: impl FnMut(usize),
    ) -> Vec<T> {
        let (disk, path) = (&*self.site.disk, self.snapshot_file());
        let head = disk.read_part(&path, 0, HEAD).unwrap_or_default();
        let Some(about) = self.about_head(&head) else {
            return Vec::new();
        };
        let (mut parts, mut at) = (Vec::new(), HEAD as u64);
        while let Some(len) = length(disk, &path, at) {
            parts.push((parts.len() as u64, at + 4, len));
            at += 4 + len as u64;
        }
        let all = parts.len();
        let one = |(n, at, len)| {
            let sealed = disk.read_part(&path, at, len).ok()?;
            let plain = self.key.open(&about.clone().number(n), &sealed).ok()?;
            read(&plain)
        };
        let read = by_halves_telling(parts, one, |_| tell(all));
        read.into_iter().flatten().collect()
    }

    fn about_head(&self, head: &[u8]) -> Option<About> {
        let id = head.strip_prefix(MAGIC)?.strip_prefix(&[FORMAT])?;
        self.about_snapshot(id.try_into().ok()?)
    }

    /// Begins a new snapshot beside the one that is there; `None` where nothing may be written now.
    pub fn begin_snapshot(&self) -> Result<Option<Writing>, StoreError> {
        let id = random()?;
        let (None, Some(_), Some(about)) = (self.read_only(), &self.lock, self.about_snapshot(id))
        else {
            return Ok(None);
        };
        let disk = Arc::clone(&self.site.disk);
        let folder = self.site.snapshot();
        disk.create_dir(&folder).at(&folder)?;
        let path = self.snapshot_file();
        let mut file = disk.create(&beside(&path)).at(&path)?;
        let head = [&MAGIC[..], &[FORMAT], &id].concat();
        file.append(&head).at(&path)?;
        Ok(Some(Writing {
            disk,
            path,
            file,
            key: self.key.clone(),
            about,
            parts: 0,
            reserve: self.site.limits.reserve,
            done: false,
        }))
    }
}

/// The length of the part that begins at a byte.
fn length(disk: &dyn Disk, path: &Path, at: u64) -> Option<usize> {
    let four = disk.read_part(path, at, 4).ok()?;
    let len = u32::from_le_bytes(four.try_into().ok()?);
    usize::try_from(len).ok().filter(|len| *len <= MOST)
}

/// A snapshot that is being written. Until it is finished the one before stands; dropped, it is gone.
pub struct Writing {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    file: Box<dyn Growing>,
    key: Key,
    about: About,
    parts: u64,
    reserve: u64,
    done: bool,
}

impl Writing {
    /// Adds a part.
    pub fn add(&mut self, plain: &[u8]) -> Result<(), StoreError> {
        let sealed = self
            .key
            .seal(&self.about.clone().number(self.parts), plain)?;
        if self.disk.free_space(&self.path).unwrap_or(u64::MAX) < self.reserve {
            return Err(StoreError::DiskFull);
        }
        let len = u32::try_from(sealed.len()).map_err(|_| StoreError::TooLarge {
            size: sealed.len(),
            most: MOST,
        })?;
        let part = [&len.to_le_bytes()[..], &sealed].concat();
        self.parts += 1;
        self.file.append(&part).at(&self.path)
    }

    /// Puts it in place of the one before, whole or not at all. May take its time.
    pub fn finish(mut self) -> Result<(), StoreError> {
        self.file.sync().at(&self.path)?;
        let path = &self.path;
        self.disk.rename(&beside(path), path).at(path)?;
        self.done = true;
        path.parent()
            .map_or(Ok(()), |dir| self.disk.sync_dir(dir).at(dir))
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        if !self.done {
            self.disk.remove(&beside(&self.path)).unwrap_or_default();
        }
    }
}
