//! A backup, and an office made of one, is read back before it is said to be done: on a disk that keeps other bytes
//! than it was given, it is not. Every person is invented.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod books;

use books::{NOW, SECRETS, create, open, save, simulated, visit};
use std::io;
use std::path::Path;
use std::sync::Arc;
use tiepdan::store::engine::Memory;
use tiepdan::store::io::{Disk, Growing, Held, Reach, Stands};
use tiepdan::store::sim::SimDisk;
use tiepdan::store::{Site, StoreError, restore};

const COPIES: &str = "/copies";
const AGAIN: &str = "/again";
const NAME: &str = "a.tdb";

/// A disk that garbles one byte of each file whose path holds some words.
struct Garbling {
    disk: SimDisk,
    words: String,
}

struct Garbled(Box<dyn Growing>);

impl Growing for Garbled {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut bytes = bytes.to_vec();
        if let Some(byte) = bytes.last_mut() {
            *byte ^= 4;
        }
        self.0.append(&bytes)
    }
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.0.write_at(offset, bytes)
    }
    fn sync(&mut self) -> io::Result<()> {
        self.0.sync()
    }
    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.0.truncate(len)
    }
    fn read_at(&mut self, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        self.0.read_at(offset, len)
    }
    fn size(&mut self) -> io::Result<u64> {
        self.0.size()
    }
}

impl Disk for Garbling {
    fn create(&self, path: &Path) -> io::Result<Box<dyn Growing>> {
        let file = self.disk.create(path)?;
        if path.to_string_lossy().contains(&self.words) {
            return Ok(Box::new(Garbled(file)));
        }
        Ok(file)
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
        self.disk.read(path)
    }
    fn open(&self, path: &Path) -> io::Result<Box<dyn Growing>> {
        self.disk.open(path)
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

/// The same disk, which garbles what is written to such files.
fn garbling(site: &mut Site, disk: &SimDisk, words: &str) {
    site.disk = Arc::new(Garbling {
        disk: disk.clone(),
        words: words.to_owned(),
    });
}

/// An office of two entries.
fn lived(disk: &SimDisk, words: &str) -> tiepdan::store::Store {
    let mut site = simulated(disk, &Memory::default());
    garbling(&mut site, disk, words);
    let mut store = create(site).unwrap().0.store;
    for class in ["complaint", "denunciation"] {
        save(&mut store, vec![visit(class, SECRETS[0], "đất đai")]).unwrap();
    }
    store
}

fn again(disk: &SimDisk) -> Site {
    let mut site = simulated(disk, &Memory::default());
    site.dir = AGAIN.into();
    site
}

#[test]
fn a_backup_of_which_the_disk_keeps_other_bytes_is_not_said_to_be_made() {
    let disk = SimDisk::new(1);
    let store = lived(&disk, COPIES);
    let done = store.backup(Path::new(COPIES), NAME, NOW);
    assert!(matches!(done, Err(StoreError::BadCopy { .. })), "{done:?}");
    assert_eq!(disk.list(Path::new(COPIES)).unwrap(), [""; 0]);
    assert_eq!(store.last_backup(), None);
}

/// Restores on a disk that garbles such files, and then on one that does not.
fn not_restored(words: &str) {
    let disk = SimDisk::new(2);
    let copied = lived(&disk, "nothing")
        .backup(Path::new(COPIES), NAME, NOW)
        .unwrap();
    let mut site = again(&disk);
    garbling(&mut site, &disk, words);
    let done = restore(&copied.file, &site);
    assert!(done.is_err(), "{words}: {done:?}");
    // There is no office, and it can be done again in the same place.
    assert!(open(again(&disk)).is_err(), "{words}");
    restore(&copied.file, &again(&disk)).unwrap();
    let store = open(again(&disk)).unwrap().store;
    assert!(store.check().unwrap().ok);
}

#[test]
fn an_office_of_which_the_disk_keeps_other_bytes_is_not_said_to_be_restored() {
    not_restored("/again/journal/");
}

#[test]
fn nor_is_one_of_whose_officers_or_keys_it_keeps_others() {
    for words in ["/again/keys", "/again/officers"] {
        not_restored(words);
    }
}
