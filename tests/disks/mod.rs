//! A disk in memory that is odd on purpose: it keeps other bytes than were written, cannot be read back, or lets
//! somebody write while it is being read.
#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tiepdan::store::io::{Disk, Growing, Held, Reach, Stands};
use tiepdan::store::sim::SimDisk;

/// What happens in the middle of one reading of a file.
#[derive(Clone)]
pub(crate) struct Meanwhile {
    /// In which reading, from 1 on.
    pub(crate) at: usize,
    /// How far behind the first byte that became another the reader was.
    pub(crate) cut: usize,
    /// Whether it saw what is new before there, and what was old after; else the other way round.
    pub(crate) ahead: bool,
    /// What happens.
    pub(crate) act: Arc<dyn Fn() + Send + Sync>,
    /// Readings so far.
    pub(crate) count: Arc<AtomicUsize>,
}

/// The disk. Words are part of the path of the files that are meant.
#[derive(Clone)]
pub(crate) struct OddDisk {
    /// What lies below.
    pub(crate) disk: SimDisk,
    /// Keeps another last byte of what is appended to these.
    pub(crate) garbles: Option<String>,
    /// Cannot read these whole.
    pub(crate) unreadable: Option<String>,
    /// What happens while it is read.
    pub(crate) meanwhile: Option<Meanwhile>,
}

impl OddDisk {
    /// One that is not odd yet.
    pub(crate) fn over(disk: &SimDisk) -> Self {
        Self {
            disk: disk.clone(),
            garbles: None,
            unreadable: None,
            meanwhile: None,
        }
    }

    fn file(&self, file: Box<dyn Growing>, path: &Path) -> Box<dyn Growing> {
        Box::new(OddFile {
            file,
            garbles: meant(self.garbles.as_ref(), path),
            meanwhile: self.meanwhile.clone(),
        })
    }
}

fn meant(words: Option<&String>, path: &Path) -> bool {
    words.is_some_and(|words| path.to_string_lossy().contains(words))
}

struct OddFile {
    file: Box<dyn Growing>,
    garbles: bool,
    meanwhile: Option<Meanwhile>,
}

impl Growing for OddFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut bytes = bytes.to_vec();
        if let Some(byte) = bytes.last_mut().filter(|_| self.garbles) {
            *byte ^= 4;
        }
        self.file.append(&bytes)
    }
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.file.write_at(offset, bytes)
    }
    fn sync(&mut self) -> io::Result<()> {
        self.file.sync()
    }
    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.file.truncate(len)
    }
    fn read_at(&mut self, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let old = self.file.read_at(offset, len)?;
        let Some(meanwhile) = &self.meanwhile else {
            return Ok(old);
        };
        if meanwhile.count.fetch_add(1, Ordering::SeqCst) + 1 != meanwhile.at {
            return Ok(old);
        }
        (meanwhile.act)();
        let new = self.file.read_at(offset, len)?;
        let differs = old.iter().zip(&new).position(|(a, b)| a != b);
        let cut = differs.unwrap_or(old.len().min(new.len())) + meanwhile.cut;
        let (first, then) = if meanwhile.ahead {
            (&new, &old)
        } else {
            (&old, &new)
        };
        let mut read = first[..cut.min(first.len())].to_vec();
        read.extend(then.get(read.len()..).unwrap_or_default());
        Ok(read)
    }
    fn size(&mut self) -> io::Result<u64> {
        self.file.size()
    }
}

impl Disk for OddDisk {
    fn create(&self, path: &Path) -> io::Result<Box<dyn Growing>> {
        Ok(self.file(self.disk.create(path)?, path))
    }
    fn stands(&self, path: &Path) -> io::Result<Stands> {
        self.disk.stands(path)
    }
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.disk.create_dir(path)
    }
    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        self.disk.list(dir)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        if meant(self.unreadable.as_ref(), path) {
            return Err(io::Error::other("a bad sector"));
        }
        self.disk.read(path)
    }
    fn open(&self, path: &Path) -> io::Result<Box<dyn Growing>> {
        Ok(self.file(self.disk.open(path)?, path))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.disk.remove(path)
    }
    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.disk.sync_dir(dir)
    }
    fn read_part(&self, path: &Path, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        self.disk.read_part(path, offset, len)
    }
    fn close_to_others(&self, dir: &Path) -> io::Result<Reach> {
        self.disk.close_to_others(dir)
    }
    fn free_space(&self, dir: &Path) -> io::Result<u64> {
        self.disk.free_space(dir)
    }
    fn is_remote(&self, dir: &Path) -> bool {
        self.disk.is_remote(dir)
    }
    fn lock(&self, path: &Path) -> io::Result<Option<Held>> {
        self.disk.lock(path)
    }
}
