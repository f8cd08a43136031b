//! A backup, and an office made of one, is read back before it is said to be done: on a disk that keeps other bytes
//! than it was given, it is not. Every person is invented.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod books;
mod disks;

use books::{NOW, SECRETS, create, open, save, simulated, visit};
use disks::OddDisk;
use std::path::Path;
use std::sync::Arc;
use tiepdan::store::engine::Memory;
use tiepdan::store::io::Disk;
use tiepdan::store::sim::SimDisk;
use tiepdan::store::{Site, StoreError, restore};

const COPIES: &str = "/copies";
const AGAIN: &str = "/again";
const NAME: &str = "a.tdb";

/// The same disk, which garbles what is written to such files.
fn garbling(site: &mut Site, disk: &SimDisk, words: &str) {
    site.disk = Arc::new(OddDisk {
        garbles: Some(words.to_owned()),
        ..OddDisk::over(disk)
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

/// Restores on a disk with a fault, and then on one without.
fn not_restored(disk: &SimDisk, faulty: OddDisk) {
    let copied = lived(disk, "nothing")
        .backup(Path::new(COPIES), NAME, NOW)
        .unwrap();
    let mut site = again(disk);
    site.disk = Arc::new(faulty);
    let done = restore(&copied.file, &site);
    assert!(done.is_err(), "{done:?}");
    // There is no office, and it can be done again in the same place.
    assert!(open(again(disk)).is_err());
    restore(&copied.file, &again(disk)).unwrap();
    let store = open(again(disk)).unwrap().store;
    assert!(store.check().unwrap().ok);
}

#[test]
fn an_office_of_which_the_disk_keeps_other_bytes_is_not_said_to_be_restored() {
    for words in ["/again/journal/", "/again/keys", "/again/officers"] {
        let disk = SimDisk::new(2);
        let garbles = Some(words.to_owned());
        let faulty = OddDisk {
            garbles,
            ..OddDisk::over(&disk)
        };
        not_restored(&disk, faulty);
    }
}

#[test]
fn nor_is_one_of_which_it_cannot_read_officers_or_keys_back() {
    for words in ["/again/keys", "/again/officers", "/again/officers.copy"] {
        let disk = SimDisk::new(2);
        let unreadable = Some(words.to_owned());
        let faulty = OddDisk {
            unreadable,
            ..OddDisk::over(&disk)
        };
        not_restored(&disk, faulty);
    }
}
