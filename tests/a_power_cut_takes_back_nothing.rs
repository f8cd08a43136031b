//! Nothing that was said to be saved is lost by a power cut, at whatever moment, or by a disk that is full at any write.
//!
//! `STORE_ROUNDS` (1 unless set) repeats the random parts with other seeds.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod books;

use books::*;
use tiepdan::register::value::Value;
use tiepdan::store::engine::Memory;
use tiepdan::store::journal::frame::Part;
use tiepdan::store::sim::{Fault, SimDisk};
use tiepdan::store::{Identity, Store, StoreError};

/// What a scenario was told is saved.
#[derive(Default, Clone, Copy, Debug, PartialEq, Eq)]
struct Told {
    created: bool,
    entries: u64,
}

/// Creates, saves alone and in batches, re-classes, closes, opens again, saves more; stops at the first
/// failure. Memory is copied on the way, as a state that lags behind.
fn scenario(disk: &SimDisk, memory: &Memory, lagging: &mut Memory) -> Told {
    let mut told = Told::default();
    let Ok((opened, _)) = create(simulated(disk, memory)) else {
        return told;
    };
    told.created = true;
    let mut store = opened.store;
    let steps = |store: &mut Store, batches: Vec<Vec<Value>>, told: &mut Told| {
        for batch in batches {
            match save(store, batch) {
                Ok(saved) => told.entries = saved.last().unwrap().seq,
                Err(_) => return false,
            }
        }
        true
    };
    let first = vec![
        lines(3),
        lines(1),
        vec![reclass("D-2026-0001", "denunciation")],
    ];
    if !steps(&mut store, first, &mut told) {
        return told;
    }
    *lagging = memory.copy();
    drop(store);
    let Ok(opened) = open(simulated(disk, memory)) else {
        return told;
    };
    let mut store = opened.store;
    let second = vec![
        vec![accept("D-2026-0002")],
        lines(4),
        vec![reclass("D-2026-0004", "denunciation")],
        lines(2),
    ];
    steps(&mut store, second, &mut told);
    told
}

fn holds(disk: &SimDisk, memory: &Memory, told: Told, what: &str) {
    let opened = match open(simulated(disk, memory)) {
        Ok(opened) => opened,
        Err(StoreError::NotAnOffice { .. }) if !told.created => {
            create(simulated(disk, memory))
                .unwrap_or_else(|e| panic!("{what}: create again: {e}"))
                .0
        }
        Err(error) => panic!("{what}: told {told:?}, cannot be opened: {error}"),
    };
    let mut store = opened.store;
    assert_eq!(store.read_only(), None, "{what}: told {told:?}");
    let entries = store.entries(1, 1000).unwrap();
    assert!(
        entries.len() as u64 >= told.entries,
        "{what}: told {told:?}, found {}",
        entries.len()
    );
    let secret = opened.session.clearance.unwrap();
    for entry in entries.iter().filter(|e| e.numbers.reception.is_some()) {
        let who = store.reveal(first_person(entry.seq), &secret);
        assert!(
            matches!(who, Identity::Known(_)),
            "{what}: person of entry {} is {who:?}",
            entry.seq
        );
    }
    if told.entries >= 5 {
        assert_eq!(store.person(first_person(1)), Identity::Hidden, "{what}");
    }
    let (list, _, epochs) = keys(disk);
    for part in parts(disk, &list) {
        if let Part::Retire(epoch) = part {
            assert!(
                !epochs.keys.contains_key(&epoch),
                "{what}: the key of epoch {epoch} is still there"
            );
        }
    }
    assert_eq!(
        disk_file(disk, "keys"),
        disk_file(disk, "keys.copy"),
        "{what}"
    );
    let before = store.head().0;
    save(&mut store, lines(1)).unwrap_or_else(|e| panic!("{what}: save after: {e}"));
    let check = store.check().unwrap();
    assert!(check.ok, "{what}: {:?}", check.problems);
    assert_eq!(check.entries, before + 1);
}

#[test]
fn a_power_cut_at_any_moment_takes_back_nothing() {
    let changes = {
        let disk = SimDisk::new(0);
        let told = scenario(&disk, &Memory::default(), &mut Memory::default());
        assert_eq!(
            told,
            Told {
                created: true,
                entries: 13
            }
        );
        disk.changes()
    };
    for round in 0..rounds() {
        for at in 1..=changes {
            for state in ["kept", "lost", "lagging"] {
                let seed = at * 1000 + round;
                let disk = SimDisk::new(seed);
                disk.fail_at(at, Fault::Power);
                let (memory, mut lagging) = (Memory::default(), Memory::default());
                let told = scenario(&disk, &memory, &mut lagging);
                let disk = disk.reboot();
                match state {
                    "kept" => {}
                    "lost" => memory.clear(),
                    _ => memory.put(&lagging),
                }
                holds(
                    &disk,
                    &memory,
                    told,
                    &format!("power, change {at}, seed {seed}, state {state}"),
                );
            }
        }
    }
}

#[test]
fn a_second_power_cut_while_opening_takes_back_nothing_either() {
    let make = |seed| {
        let disk = SimDisk::new(seed);
        disk.fail_at(60 + seed % 40, Fault::Power);
        let memory = Memory::default();
        let told = scenario(&disk, &memory, &mut Memory::default());
        memory.clear();
        (disk.reboot(), memory, told)
    };
    for seed in 0..10 * rounds() {
        for at in 1..12 {
            let (disk, memory, told) = make(seed);
            disk.fail_at(at, Fault::Power);
            drop(open(simulated(&disk, &memory)));
            let disk = disk.reboot();
            holds(
                &disk,
                &memory,
                told,
                &format!("twice, seed {seed}, change {at}"),
            );
        }
    }
}

#[test]
fn a_full_disk_at_any_write_half_writes_nothing() {
    let changes = {
        let disk = SimDisk::new(0);
        scenario(&disk, &Memory::default(), &mut Memory::default());
        disk.changes()
    };
    for fault in [Fault::Full, Fault::FullForGood] {
        for at in 1..=changes {
            let disk = SimDisk::new(at);
            disk.fail_at(at, fault);
            let memory = Memory::default();
            let told = scenario(&disk, &memory, &mut Memory::default());
            disk.heal();
            holds(&disk, &memory, told, &format!("{fault:?}, change {at}"));
        }
    }
}

#[test]
fn after_a_full_disk_the_same_office_goes_on_saving() {
    let disk = SimDisk::new(3);
    let (opened, _) = create(simulated(&disk, &Memory::default())).unwrap();
    let mut store = opened.store;
    save(&mut store, lines(1)).unwrap();
    disk.fail_at(1, Fault::Full);
    assert!(matches!(
        save(&mut store, lines(1)),
        Err(StoreError::DiskFull)
    ));
    assert_eq!((store.head().0, petitions(&store)), (1, 1));
    save(&mut store, lines(1)).unwrap();
    assert_eq!((store.head().0, petitions(&store)), (2, 2));
    assert!(store.check().unwrap().ok);
}

#[test]
fn batches_that_reach_the_end_of_a_segment_stay_through_power_cuts_and_full_disks() {
    for seed in 0..24 * rounds() {
        let (mut disk, memory) = (SimDisk::new(seed), Memory::default());
        let mut store = create(simulated(&disk, &memory)).unwrap().0.store;
        let mut told = 0;
        for round in 0..4 {
            let fault = if seed % 4 == 0 {
                Fault::Full
            } else {
                Fault::Power
            };
            disk.fail_at(3 + (seed * 7 + round * 13) % 60, fault);
            for k in 0..12 {
                let many = usize::try_from(1 + (seed + k * k) % 5).unwrap();
                match save(&mut store, lines(many)) {
                    Ok(saved) => told = saved.last().unwrap().seq,
                    Err(_) if disk.is_dead() => break,
                    Err(_) => {}
                }
            }
            if round % 2 == 0 {
                std::mem::forget(store);
            } else {
                drop(store);
            }
            disk = disk.reboot();
            let opened = open(simulated(&disk, &memory)).unwrap();
            assert_eq!(opened.report.read_only, None, "{seed}, {round}");
            store = opened.store;
            assert!(store.head().0 >= told, "{seed}, {round}: told {told}");
            let check = store.check().unwrap();
            assert!(check.ok, "{seed}, {round}: {:?}", check.problems);
        }
    }
}
