//! On a full disk an office opens to be read: at whatever write of opening the room ran out, everything that
//! was saved is shown, saving is refused with a plain reason, and nothing in the folder changes. With room
//! again it opens as ever.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod books;

use books::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tiepdan::register::book::Petition;
use tiepdan::store::engine::Memory;
use tiepdan::store::sim::{Fault, SimDisk};
use tiepdan::store::{Draft, DraftId, Identity, Opened, ReadOnly, Store, StoreError};
use tiepdan::words::Lang;

const ENTRIES: u64 = 6;

/// What becomes of a made office before the disk is full.
#[derive(Debug, Clone, Copy)]
enum Left {
    Closed,
    Killed,
    /// Killed, and its state is gone.
    NoState,
    /// Killed in the middle of a write.
    Torn,
    /// Killed in the middle of a write to a new segment.
    TornHead,
    /// Closed, and a bad sector took a file.
    BadOfficers,
    BadKeys,
}

const ALL: [Left; 7] = [
    Left::Closed,
    Left::Killed,
    Left::NoState,
    Left::Torn,
    Left::TornHead,
    Left::BadOfficers,
    Left::BadKeys,
];

fn class(i: u64) -> &'static str {
    ["complaint", "denunciation"][usize::from(i % 3 == 2)]
}

fn fill(store: &mut Store) {
    for i in 0..ENTRIES {
        let line = visit(class(i), SECRETS[0], &format!("vụ {i}"));
        save(store, vec![line]).unwrap();
    }
    save(store, vec![reclass("D-2026-0001", "denunciation")]).unwrap();
}

fn draft() -> Draft {
    Draft {
        id: DraftId(3),
        kind: "receive".into(),
        updated: NOW,
        value: visit("complaint", SECRETS[0], "nháp"),
    }
}

fn office(left: Left) -> (SimDisk, Memory) {
    let (disk, memory) = (SimDisk::new(9), Memory::default());
    let Opened {
        mut store, session, ..
    } = create(simulated(&disk, &memory)).unwrap().0;
    fill(&mut store);
    store.drafts(&session).save(&draft()).unwrap();
    let last = |disk: &SimDisk| -> (PathBuf, Vec<u8>) {
        let files = disk.files().into_iter();
        let mut journal = files.filter(|(path, _)| path.starts_with("/office/journal"));
        journal.next_back().unwrap()
    };
    match left {
        Left::Closed | Left::BadOfficers | Left::BadKeys => store.close(),
        Left::TornHead => {
            // Until a segment is begun.
            let (begun, _) = last(&disk);
            while last(&disk).0 == begun {
                save(&mut store, vec![visit("complaint", SECRETS[0], "thêm")]).unwrap();
            }
            std::mem::forget(store);
        }
        Left::Killed | Left::NoState | Left::Torn => std::mem::forget(store),
    }
    let damage = |name: &str| disk.overwrite(&Path::new("/office").join(name), b"bad");
    match left {
        Left::Closed | Left::Killed => {}
        Left::NoState => memory.clear(),
        Left::Torn => {
            let (path, mut bytes) = last(&disk);
            bytes.extend([7; 40]);
            disk.overwrite(&path, &bytes);
        }
        Left::TornHead => {
            let (path, bytes) = last(&disk);
            disk.overwrite(&path, &bytes[..30]);
            // Its entry was never acknowledged, so no state has it.
            memory.clear();
        }
        Left::BadOfficers => damage("officers"),
        Left::BadKeys => damage("keys"),
    }
    (disk.reboot(), memory)
}

fn petitions(store: &Store) -> Vec<Petition> {
    store.petitions(&.., false, usize::MAX).unwrap()
}

fn files(disk: &SimDisk) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = disk.files().into_iter();
    files.filter(|(path, _)| !path.ends_with("LOCK")).collect()
}

/// What an opening of a copy comes to, while there is room.
fn with_room(disk: &SimDisk, memory: &Memory) -> (Vec<Petition>, u64, u64) {
    let (disk, memory) = (disk.reboot(), memory.copy());
    let before = disk.changes();
    let store = open(simulated(&disk, &memory)).unwrap().store;
    assert!(store.read_only().is_none());
    (petitions(&store), store.head().0, disk.changes() - before)
}

fn refused(store: &mut Store) -> StoreError {
    save(store, vec![visit("complaint", SECRETS[0], "khi đầy")]).unwrap_err()
}

fn read(opened: &mut Opened, all: &[Petition], head: u64, what: &str) {
    let store = &mut opened.store;
    assert_eq!(store.read_only(), Some(ReadOnly::DiskFull), "{what}");
    assert_eq!(petitions(store), all, "{what}");
    assert_eq!(store.head().0, head, "{what}");
    assert_eq!(store.entries(1, 99).unwrap().len() as u64, head, "{what}");
    // The first was a complaint, and was hidden later.
    assert_eq!(store.person(first_person(1)), Identity::Hidden, "{what}");
    let second = store.person(first_person(2));
    assert!(matches!(second, Identity::Known(_)), "{what}: {second:?}");
    let drafts = store.drafts(&opened.session).list().unwrap();
    assert_eq!(drafts, [draft()], "{what}");
    assert!(
        matches!(
            refused(store),
            StoreError::ReadOnly {
                why: ReadOnly::DiskFull
            }
        ),
        "{what}"
    );
    let check = store.check().unwrap();
    assert!(check.ok, "{what}: {:?}", check.problems);
}

#[test]
fn it_opens_to_be_read_at_whatever_write_of_opening_the_room_ran_out() {
    for left in ALL {
        let (disk, memory) = office(left);
        let (all, head, changes) = with_room(&disk, &memory);
        let mut looked = 0;
        for fault in [Fault::Full, Fault::FullForGood] {
            for at in 1..=changes {
                let what = format!("{left:?}, {fault:?} at change {at}");
                let (disk, memory) = (disk.reboot(), memory.copy());
                disk.fail_at(at, fault);
                let mut opened = open(simulated(&disk, &memory)).unwrap();
                if opened.store.read_only().is_some() {
                    looked += 1;
                    read(&mut opened, &all, head, &what);
                }
                drop(opened);
                disk.heal();
                let mut store = open(simulated(&disk, &memory)).unwrap().store;
                assert!(store.read_only().is_none(), "{what}");
                assert_eq!(petitions(&store), all, "{what}");
                save(&mut store, vec![visit("complaint", SECRETS[0], "sau")]).unwrap();
                let check = store.check().unwrap();
                assert!(check.ok, "{what}: {:?}", check.problems);
            }
        }
        assert!(looked > 0, "{left:?}");
    }
}

#[test]
fn where_there_is_too_little_room_nothing_is_written() {
    for left in ALL {
        let (disk, memory) = office(left);
        let (all, head, _) = with_room(&disk, &memory);
        let before = files(&disk);
        let mut full = simulated(&disk, &memory);
        full.limits.reserve = u64::MAX;
        let mut opened = open(full).unwrap();
        read(&mut opened, &all, head, &format!("{left:?}"));
        drop(opened);
        assert!(files(&disk) == before, "{left:?}");
    }
}

/// Every file below a folder.
fn below(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("LOCK") {
                all.insert(path.clone(), fs::read(path).unwrap());
            }
        }
    }
    all
}

#[test]
fn a_disk_with_too_little_room_is_left_alone_and_can_be_backed_up() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("office");
    let mut store = create(real(&dir)).unwrap().0.store;
    fill(&mut store);
    let (all, head) = (petitions(&store), store.head());
    store.close();
    let before = below(&dir);

    let mut full = real(&dir);
    full.limits.reserve = u64::MAX;
    let mut opened = open(full).unwrap();
    assert_eq!(opened.report.read_only, Some(ReadOnly::DiskFull));
    assert!(!opened.report.unclean);
    assert_eq!(
        (opened.report.caught_up, &opened.report.rebuilt),
        (0, &None)
    );
    let store = &mut opened.store;
    assert_eq!((petitions(store), store.head()), (all.clone(), head));
    let told = tiepdan::words::failure::store(&refused(store), Lang::Vi);
    assert_eq!(told.code, "disk_full");
    assert!(told.message.contains("đĩa đầy"), "{}", told.message);
    drop(opened);
    assert!(below(&dir) == before);

    let mut full = real(&dir);
    full.limits.reserve = u64::MAX;
    let usb = temp.path().join("usb");
    let opened = open(full).unwrap();
    let copied = opened.store.backup(&usb, "sao-luu", NOW).unwrap();
    assert_eq!((copied.entries, copied.head), head);
    drop(opened);

    let opened = open(real(&dir)).unwrap();
    assert!(opened.store.read_only().is_none());
    assert_eq!(petitions(&opened.store), all);
}
