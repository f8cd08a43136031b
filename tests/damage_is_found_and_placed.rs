//! Damage of the journal is found and placed, never believed and never written on: flipped bits, cuts, lost segments,
//! entries of another hand. Good entries before it stay readable.
//!
//! `STORE_ROUNDS` (1 unless set) repeats the random parts with other seeds.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod books;

use books::*;
use std::path::Path;
use std::sync::Arc;
use tiepdan::store::engine::Memory;
use tiepdan::store::journal::reader::Reader;
use tiepdan::store::journal::segment::{self, Head};
use tiepdan::store::sim::SimDisk;
use tiepdan::store::{ReadOnly, Store, StoreError};

fn journal_files(disk: &SimDisk) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let all = disk.files().into_iter();
    all.filter(|(path, _)| path.starts_with("/office/journal"))
        .collect()
}

/// An office with three entries, stopped cleanly or as by a kill.
fn small_office(clean: bool) -> (SimDisk, Memory) {
    let (disk, memory) = (SimDisk::new(5), Memory::default());
    let mut store = create(simulated(&disk, &memory)).unwrap().0.store;
    for line in lines(3) {
        save(&mut store, vec![line]).unwrap();
    }
    if clean {
        store.close();
    } else {
        store.settle();
        std::mem::forget(store);
    }
    (disk.reboot(), memory)
}

#[test]
fn a_flipped_bit_anywhere_in_the_journal_is_found_and_never_believed() {
    let (disk, memory) = small_office(true);
    let original = open(simulated(&disk, &memory))
        .unwrap()
        .store
        .entries(1, 9)
        .unwrap();
    let (path, good) = journal_files(&disk).remove(0);
    for at in 0..good.len() {
        // Each byte once, with the state kept or lost; both in a long run.
        for lost in [false, true] {
            if rounds() == 1 && lost == (at % 2 == 0) {
                continue;
            }
            let (disk, memory) = (disk.reboot(), memory.copy());
            let mut bad = good.clone();
            bad[at] ^= 1 << (at % 8);
            disk.overwrite(&path, &bad);
            if lost {
                memory.clear();
            }
            match open(simulated(&disk, &memory)) {
                Ok(opened) => {
                    let store = opened.store;
                    let check = store.check().unwrap();
                    assert!(!check.ok, "byte {at}, lost {lost}");
                    let told = store.read_only().is_some();
                    assert!(
                        told,
                        "byte {at}: damage that was met must stop the writing: {:?} {check:?}",
                        opened.report
                    );
                    if let Ok(entries) = store.entries(1, 9) {
                        assert!(original.starts_with(&entries), "byte {at}");
                    }
                }
                // The format number itself.
                Err(StoreError::Newer { .. }) => assert!((8..10).contains(&at)),
                Err(error) => panic!("byte {at}, lost {lost}: {error}"),
            }
        }
    }
}

#[test]
fn nothing_is_written_on_top_of_damage_that_was_met_until_it_is_mended() {
    let (disk, memory) = small_office(true);
    let (path, good) = journal_files(&disk).remove(0);
    let mut bad = good.clone();
    // Within the first entry: an opening reads only from the last one on.
    bad[200] ^= 1;
    disk.overwrite(&path, &bad);
    let mut store = open(simulated(&disk, &memory)).unwrap().store;
    assert_eq!(store.read_only(), None);
    assert!(!store.check().unwrap().ok);
    let refused = |store: &mut Store| match save(store, lines(1)) {
        Err(StoreError::ReadOnly {
            why: ReadOnly::Damaged { seq, .. },
        }) => assert_eq!(seq, 1),
        other => panic!("{other:?}"),
    };
    refused(&mut store);
    store.close();
    // A later opening, also with a note that cannot be read.
    for note in [None, Some(&b"?"[..])] {
        if let Some(note) = note {
            disk.overwrite(Path::new("/office/damaged"), note);
        }
        let opened = open(simulated(&disk, &memory)).unwrap();
        assert!(!opened.report.unclean);
        let mut store = opened.store;
        assert!(matches!(
            opened.report.read_only,
            Some(ReadOnly::Damaged { seq: 1, .. })
        ));
        refused(&mut store);
        assert_eq!(petitions(&store), 3);
        store.close();
    }
    disk.overwrite(&path, &good);
    let mut store = open(simulated(&disk, &memory)).unwrap().store;
    save(&mut store, lines(1)).unwrap();
    store.close();
    let store = open(simulated(&disk, &memory)).unwrap().store;
    assert!(store.check().unwrap().ok);
    assert_eq!((petitions(&store), store.read_only()), (4, None));
}

#[test]
fn a_journal_cut_anywhere_is_cut_back_to_its_last_whole_entry_or_told_to_be_damaged() {
    for clean in [false, true] {
        let (disk, memory) = small_office(clean);
        let (path, good) = journal_files(&disk).remove(0);
        for len in 70..written(&disk) {
            let (disk, memory) = (disk.reboot(), memory.copy());
            let mut bad = good[..len].to_vec();
            if len % 2 == 0 {
                bad.extend([0xa5; 100]);
            }
            disk.overwrite(&path, &bad);
            if len % 16 < 2 || rounds() > 1 {
                // The state says these entries were saved: this is damage, not a torn write.
                let opened = open(simulated(&disk, &memory)).unwrap();
                let told = opened.report.read_only.clone();
                assert!(matches!(told, Some(ReadOnly::Damaged { .. })), "{len}");
                assert_eq!(petitions(&opened.store), 3);
            }
            // Nothing says so: after a kill it is a torn write.
            memory.clear();
            let opened = open(simulated(&disk, &memory)).unwrap();
            let whole_end = opened.report.torn.is_none() && opened.report.read_only.is_none();
            let cut = opened.report.torn.is_some();
            assert!(cut || whole_end || clean, "{len}: {:?}", opened.report);
            assert!(!(cut && clean), "{len}: damage was taken for a torn write");
            let mut store = opened.store;
            if store.read_only().is_none() {
                save(&mut store, lines(1)).unwrap();
                assert!(store.check().unwrap().ok, "{len}");
            }
        }
    }
}

/// How much of the only segment is written: what follows is room for more.
fn written(disk: &SimDisk) -> usize {
    let (_, bytes) = journal_files(disk).remove(0);
    let head = Head::decode(&bytes[..usize::try_from(segment::HEAD).unwrap()]).unwrap();
    let folder = Path::new("/office/journal");
    let mut reader = Reader::new(Arc::new(disk.clone()), folder, head.office, None).unwrap();
    while reader.read().unwrap().is_some() {}
    usize::try_from(reader.at().offset).unwrap()
}

#[test]
fn room_that_a_kill_left_after_the_last_entry_is_the_end_of_the_journal() {
    let (disk, memory) = small_office(false);
    let (path, good) = journal_files(&disk).remove(0);
    let end = written(&disk);
    assert!(end + 100 < good.len(), "there is no room");
    // All of it, some or none.
    for len in [good.len(), end + 3, end] {
        for lost in [false, true] {
            let (disk, memory) = (disk.reboot(), memory.copy());
            disk.overwrite(&path, &good[..len]);
            if lost {
                memory.clear();
            }
            let opened = open(simulated(&disk, &memory)).unwrap();
            assert_eq!(
                (opened.report.torn, &opened.report.read_only),
                (None, &None)
            );
            let mut store = opened.store;
            assert_eq!(petitions(&store), 3);
            save(&mut store, lines(1)).unwrap();
            assert!(store.check().unwrap().ok, "{len}");
            store.close();
            let (_, closed) = journal_files(&disk).remove(0);
            assert_eq!(written(&disk), closed.len(), "a clean stop leaves no room");
            let store = open(simulated(&disk, &memory)).unwrap().store;
            assert_eq!((petitions(&store), store.read_only()), (4, None));
        }
    }
}

#[test]
fn room_that_a_kill_left_is_taken_off_by_the_next_clean_stop_though_nothing_was_saved() {
    let (disk, memory) = small_office(false);
    open(simulated(&disk, &memory)).unwrap().store.close();
    let (_, bytes) = journal_files(&disk).remove(0);
    assert_eq!(written(&disk), bytes.len());
}

#[test]
fn what_stands_in_the_room_and_is_no_entry_is_told() {
    let (disk, memory) = small_office(false);
    let (path, good) = journal_files(&disk).remove(0);
    for at in [written(&disk), good.len() - 1] {
        let (disk, memory) = (disk.reboot(), memory.copy());
        let mut bad = good.clone();
        bad[at] ^= 1;
        disk.overwrite(&path, &bad);
        let opened = open(simulated(&disk, &memory)).unwrap();
        assert!(opened.report.torn.is_some());
        let mut store = opened.store;
        assert_eq!(petitions(&store), 3);
        save(&mut store, lines(1)).unwrap();
        assert!(store.check().unwrap().ok);
    }
}

#[test]
fn a_lost_segment_is_damage_and_the_books_can_still_be_read() {
    let (disk, memory) = (SimDisk::new(5), Memory::default());
    let mut store = create(simulated(&disk, &memory)).unwrap().0.store;
    for line in lines(30) {
        save(&mut store, vec![line]).unwrap();
    }
    drop(store);
    let segments = journal_files(&disk);
    assert!(segments.len() >= 3);
    for (path, bytes) in &segments[..segments.len() - 1] {
        let (disk, memory) = (disk.reboot(), memory.copy());
        disk.lose(path);
        let store = open(simulated(&disk, &memory)).unwrap().store;
        assert_eq!(petitions(&store), 30);
        assert!(!store.check().unwrap().ok);
        drop(store);
        memory.clear();
        let store = open(simulated(&disk, &memory)).unwrap().store;
        assert!(
            matches!(store.read_only(), Some(ReadOnly::Damaged { .. })),
            "{}",
            path.display()
        );
        assert!(bytes.len() > 70);
    }
}

#[test]
fn an_entry_put_in_by_another_hand_is_not_believed() {
    let (disk, memory) = small_office(true);
    let (path, good) = journal_files(&disk).remove(0);
    // A whole frame with a good checksum and a good chain, but sealed by nobody.
    let store = open(simulated(&disk, &memory)).unwrap().store;
    let (seq, head) = store.head();
    drop(store);
    let act = tiepdan::store::journal::frame::Part::Act(vec![7; 200]);
    let (frame, _) = tiepdan::store::journal::frame::encode(&head, seq + 1, seq + 1, &[act]);
    disk.overwrite(&path, &[good, frame].concat());
    let opened = open(simulated(&disk, &memory)).unwrap();
    assert!(matches!(
        opened.report.read_only,
        Some(ReadOnly::Damaged { seq: 4, .. })
    ));
    assert_eq!(petitions(&opened.store), 3);
}
