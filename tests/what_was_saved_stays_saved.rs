//! What was saved stays saved: through closing and opening, a torn write, a power cut at any moment, a full
//! disk, a killed process, a damaged database, a damaged journal.
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
use tiepdan::register::book::Shelf;
use tiepdan::register::number::PetitionNo;
use tiepdan::register::value::Value;
use tiepdan::store::engine::Memory;
use tiepdan::store::journal::frame::Part;
use tiepdan::store::sim::{Fault, SimDisk};
use tiepdan::store::{
    Credential, Draft, DraftId, Hand, Identity, ReadOnly, Role, Store, StoreError,
};

fn rounds() -> u64 {
    std::env::var("STORE_ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1)
}

fn petitions(store: &Store) -> usize {
    store.petitions(&.., false, usize::MAX).unwrap().len()
}

fn lines(n: usize) -> Vec<Value> {
    (0..n)
        .map(|i| {
            let class = if i % 3 == 2 {
                "denunciation"
            } else {
                "complaint"
            };
            visit(class, SECRETS[i % 2], &format!("vụ {i}"))
        })
        .collect()
}

#[test]
fn everything_is_there_after_closing_and_opening() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("office");
    let (opened, _) = create(real(&dir)).unwrap();
    let mut store = opened.store;
    for line in lines(5) {
        save(&mut store, vec![line]).unwrap();
    }
    save(&mut store, vec![accept("D-2026-0001"), lines(1).remove(0)]).unwrap();
    let entries = store.entries(1, 100).unwrap();
    let head = store.head();
    let all = store.petitions(&.., false, 100).unwrap();
    store.close();

    let opened = open(real(&dir)).unwrap();
    assert!(!opened.report.unclean);
    assert_eq!((opened.report.caught_up, opened.report.rebuilt), (0, None));
    let store = opened.store;
    assert_eq!(store.head(), head);
    assert_eq!(store.entries(1, 100).unwrap(), entries);
    assert_eq!(store.entry(3).unwrap().as_ref(), entries.get(2));
    assert_eq!(store.petitions(&.., false, 100).unwrap(), all);
    assert_eq!(
        store.petitions(&(no(2)..=no(3)), true, 100).unwrap()[0].no,
        no(3)
    );
    assert_eq!(store.petition(no(1)).unwrap().steps.len(), 1);
    let counts = store.counts();
    assert_eq!(
        (
            counts.entries,
            counts.receptions,
            counts.petitions,
            counts.people
        ),
        (7, 6, 6, 6)
    );
    let at = all[0].received;
    assert_eq!(store.visits(at, at, false, 100).unwrap().len(), 6);
    assert_eq!(
        store
            .visits(at.succ_opt().unwrap(), day(31), false, 100)
            .unwrap()
            .len(),
        0
    );
    assert_eq!(
        store.due_before(day(4)).unwrap(),
        [(day(2), no(1)), (day(3), no(2))]
    );
    assert_eq!(store.dues(&(day(2)..=day(3)), 9).unwrap().len(), 2);
    let check = store.check().unwrap();
    assert_eq!(
        (check.ok, check.entries, check.petitions),
        (true, 7, 6),
        "{:?}",
        check.problems
    );
}

#[test]
fn a_check_of_many_entries_folds_on_disk_and_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("office");
    let mut site = real(&dir);
    site.limits.fold = 2;
    let mut store = create(site).unwrap().0.store;
    save(&mut store, lines(7)).unwrap();
    let mut verifier = store.verifier().unwrap();
    assert!(verifier.step(&store).unwrap());
    assert!(dir.join("quarantine/check").exists());
    let check = verifier.report(&store).unwrap();
    assert!(check.ok, "{:?}", check.problems);
    assert!(!dir.join("quarantine/check").exists());
}

#[test]
fn an_identity_is_known_hidden_or_revealed() {
    let disk = SimDisk::new(1);
    let (opened, _) = create(simulated(&disk, &Memory::default())).unwrap();
    let mut store = opened.store;
    save(&mut store, vec![visit("complaint", SECRETS[0], "một")]).unwrap();
    save(&mut store, vec![visit("denunciation", SECRETS[1], "hai")]).unwrap();
    let Identity::Known(known) = store.person(first_person(1)) else {
        panic!()
    };
    assert_eq!(known.name, SECRETS[0]);
    assert_eq!(store.person(first_person(2)), Identity::Hidden);
    let secret = opened.session.clearance.unwrap();
    let Identity::Known(revealed) = store.reveal(first_person(2), &secret) else {
        panic!()
    };
    assert_eq!(revealed.name, SECRETS[1]);
    assert_eq!(store.person(first_person(9)), Identity::Unreadable);
}

#[test]
fn a_second_program_is_told_who_holds_the_office() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("office");
    let (held, _) = create(real(&dir)).unwrap();
    let Err(StoreError::Locked { owner }) = open(real(&dir)) else {
        panic!()
    };
    assert!(
        owner.contains(&format!("pid {}", std::process::id())),
        "{owner}"
    );
    assert!(
        owner.contains(USER) && owner.contains("2026-11-20"),
        "{owner}"
    );
    drop(held);
    assert!(open(real(&dir)).is_ok());
}

#[test]
fn what_cannot_be_opened_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    assert!(matches!(
        open(real(&at("nothing"))),
        Err(StoreError::NotAnOffice { .. })
    ));
    std::fs::write(at("file"), b"x").unwrap();
    assert!(matches!(
        open(real(&at("file"))),
        Err(StoreError::NotAFolder { .. })
    ));
    assert!(matches!(
        create(real(&at("file"))),
        Err(StoreError::NotAFolder { .. })
    ));
    std::fs::create_dir(at("other")).unwrap();
    std::fs::write(at("other").join("thesis.doc"), b"x").unwrap();
    assert!(matches!(
        open(real(&at("other"))),
        Err(StoreError::NotAnOffice { .. })
    ));
    assert!(matches!(
        create(real(&at("other"))),
        Err(StoreError::NotEmpty { .. })
    ));
    let office = at("office");
    drop(create(real(&office)).unwrap());
    assert!(matches!(
        create(real(&office)),
        Err(StoreError::NotEmpty { .. })
    ));
    let wrong = |user: &str, password: &str| {
        wrong_password(&Store::open(
            real(&office),
            &by_password(user, password),
            &mut |_| {},
        ))
    };
    assert!(wrong(USER, "sai") && wrong("nobody", PASSWORD));
    for name in ["officers", "officers.copy"] {
        std::fs::remove_file(office.join(name)).unwrap();
    }
    assert!(matches!(
        open(real(&office)),
        Err(StoreError::Damaged { .. })
    ));
}

#[test]
fn the_recovery_key_opens_the_office_and_gives_a_new_password() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("office");
    let (mut opened, recovery) = create(real(&dir)).unwrap();
    save(&mut opened.store, lines(3)).unwrap();
    drop(opened);
    let typed = recovery.text().to_lowercase();
    let mut opened =
        Store::open(real(&dir), &Credential::Recovery(typed.into()), &mut |_| {}).unwrap();
    let clearance = opened.session.clearance.clone();
    assert!(matches!(
        opened
            .store
            .reveal(first_person(3), clearance.as_ref().unwrap()),
        Identity::Known(_)
    ));
    let cost = officer("", "", Role::Admin).cost;
    opened
        .store
        .reset_password(HAND, USER, "mới", cost, clearance.as_ref())
        .unwrap();
    drop(opened);
    assert!(wrong_password(&open(real(&dir))));
    let opened = Store::open(real(&dir), &by_password(USER, "mới"), &mut |_| {}).unwrap();
    assert!(opened.session.clearance.is_some());
    assert_eq!(petitions(&opened.store), 3);
    let wrong = Credential::Recovery("0000-0000".to_owned().into());
    drop(opened);
    assert!(matches!(
        Store::open(real(&dir), &wrong, &mut |_| {}),
        Err(StoreError::WrongRecoveryKey)
    ));
}

#[test]
fn officers_come_change_and_go() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("office");
    let (opened, _) = create(real(&dir)).unwrap();
    let (mut store, session) = (opened.store, opened.session);
    let cost = officer("", "", Role::Admin).cost;
    store
        .add_officer(HAND, &officer("minh", "m1", Role::Receptionist), None)
        .unwrap();
    assert!(matches!(
        store.add_officer(HAND, &officer("minh", "m1", Role::Receptionist), None),
        Err(StoreError::NameTaken)
    ));
    assert!(store.log_in("minh", "m1", NOW).unwrap().clearance.is_none());
    store
        .give_clearance(HAND, "minh", session.clearance.as_ref().unwrap())
        .unwrap();
    store.set_role(HAND, "minh", Role::Supervisor).unwrap();
    let minh = Hand {
        by: "minh",
        at: NOW,
    };
    assert!(store.log_in("minh", "m1", NOW).unwrap().clearance.is_some());
    assert!(matches!(
        store.change_password(minh, ("no", "m2"), cost),
        Err(StoreError::WrongPassword)
    ));
    store.change_password(minh, ("m1", "m2"), cost).unwrap();
    assert!(matches!(
        store.set_disabled(HAND, USER, true),
        Err(StoreError::LastAdmin)
    ));
    assert!(matches!(
        store.set_role(HAND, USER, Role::Supervisor),
        Err(StoreError::LastAdmin)
    ));
    drop(store);
    let opened = Store::open(real(&dir), &by_password("minh", "m2"), &mut |_| {}).unwrap();
    let me = opened.session.officer.unwrap();
    assert_eq!((me.role, me.clearance), (Role::Supervisor, true));
    let mut store = opened.store;
    store.take_clearance(HAND, "minh").unwrap();
    assert!(store.log_in("minh", "m2", NOW).unwrap().clearance.is_none());
    store.set_disabled(HAND, "minh", true).unwrap();
    assert!(matches!(
        store.log_in("minh", "m2", NOW),
        Err(StoreError::Disabled)
    ));
}

#[test]
fn wrong_passwords_that_are_tried_at_once_wait_like_those_in_a_row() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("office");
    create(real(&dir)).unwrap().0.store.close();
    let tried = std::thread::scope(|threads| {
        let tries: Vec<_> = (0..30)
            .map(|i| {
                let dir = &dir;
                threads.spawn(move || {
                    Store::open_beside(real(dir), ("lan", &format!("sai {i}")), &mut |_| {})
                        .map(|_| ())
                })
            })
            .collect();
        let done = tries.into_iter().map(|one| one.join().unwrap());
        done.filter(|done| match done {
            Err(StoreError::WrongPassword) => true,
            Err(StoreError::TooManyTries { .. }) => false,
            other => panic!("{other:?}"),
        })
        .count()
    });
    assert_eq!(tried, 3);
}

#[test]
fn a_list_of_officers_that_was_changed_by_hand_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("office");
    let (mut opened, _) = create(real(&dir)).unwrap();
    opened
        .store
        .add_officer(HAND, &officer("minh", "m1", Role::Receptionist), None)
        .unwrap();
    drop(opened);
    // A list with another role and a checksum that fits, but without the office key.
    let bytes = std::fs::read(dir.join("officers")).unwrap();
    let mut list = tiepdan::store::officers::List::decode(&bytes).unwrap();
    list.set_role("minh", Role::Admin).unwrap();
    let forged = list
        .encode(&tiepdan::store::seal::Key::from_bytes(&[0; 32]))
        .unwrap();
    std::fs::write(dir.join("officers"), forged).unwrap();
    assert!(matches!(
        open(real(&dir)),
        Err(StoreError::OfficersTampered)
    ));
    // The copy beside it was not touched by the attempt.
    std::fs::copy(dir.join("officers.copy"), dir.join("officers")).unwrap();
    assert!(open(real(&dir)).is_ok());
}

#[test]
fn a_bad_sector_in_officers_or_keys_costs_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("office");
    let (mut opened, _) = create(real(&dir)).unwrap();
    save(&mut opened.store, lines(3)).unwrap();
    drop(opened);
    for name in ["officers", "keys"] {
        let file = dir.join(name);
        let good = std::fs::read(&file).unwrap();
        for at in [0, 9, good.len() / 2] {
            let mut bad = good.clone();
            bad[at] ^= 0x40;
            std::fs::write(&file, &bad).unwrap();
            let opened = open(real(&dir)).unwrap();
            assert_eq!(opened.report.mended, [name], "byte {at}");
            assert_eq!(std::fs::read(&file).unwrap(), good);
            assert!(matches!(
                opened.store.person(first_person(1)),
                Identity::Known(_)
            ));
        }
    }
}

#[test]
fn a_draft_is_kept_and_goes_with_its_act_and_no_other_officer_sees_it() {
    let disk = SimDisk::new(1);
    let memory = Memory::default();
    let (opened, _) = create(simulated(&disk, &memory)).unwrap();
    let mut store = opened.store;
    let draft = |n, at| Draft {
        id: DraftId(n),
        kind: "receive".into(),
        updated: at,
        value: visit("complaint", SECRETS[0], "nháp"),
    };
    let mine = opened.session;
    store.drafts(&mine).save(&draft(1, 5)).unwrap();
    store.drafts(&mine).save(&draft(2, 6)).unwrap();
    store
        .add_officer(HAND, &officer("minh", "m1", Role::Receptionist), None)
        .unwrap();
    let other = store.log_in("minh", "m1", NOW).unwrap();
    assert_eq!(store.drafts(&other).list().unwrap(), []);
    assert_eq!(store.drafts(&other).load(DraftId(1)).unwrap(), None);
    std::mem::forget(store); // as kill -9 would
    let disk = disk.reboot();

    let opened = open(simulated(&disk, &memory)).unwrap();
    let (mut store, mine) = (opened.store, opened.session);
    assert_eq!(
        store.drafts(&mine).list().unwrap(),
        [draft(2, 6), draft(1, 5)]
    );
    let prepared = prepare(&store, lines(1), Some(DraftId(2)));
    store.save(prepared).unwrap();
    assert_eq!(store.drafts(&mine).list().unwrap(), [draft(1, 5)]);
    // Killed before anybody asked: the act is there, the draft that became it is not.
    let prepared = prepare(&store, lines(1), Some(DraftId(1)));
    store.save(prepared).unwrap();
    let last = store.head();
    std::mem::forget(store);
    let disk = disk.reboot();
    let files = disk.files();
    assert!(
        files
            .iter()
            .any(|(path, _)| path.ends_with("0000000000000001"))
    );
    let opened = open(simulated(&disk, &memory)).unwrap();
    let (store, mine) = (opened.store, opened.session);
    assert_eq!(store.head(), last);
    assert_eq!(store.drafts(&mine).list().unwrap(), []);
}

#[test]
fn what_was_prepared_on_another_state_is_refused() {
    let disk = SimDisk::new(1);
    let (opened, _) = create(simulated(&disk, &Memory::default())).unwrap();
    let mut store = opened.store;
    let one = prepare(&store, lines(1), None);
    let two = prepare(&store, lines(1), None);
    store.save(one).unwrap();
    assert!(matches!(store.save(two), Err(StoreError::Outdated)));
    assert_eq!(store.head().0, 1);
}

#[test]
fn what_was_saved_is_in_the_books_for_whoever_asks_first_and_after_a_kill_before_anybody_asked() {
    let first = PetitionNo { year: 2026, n: 1 };
    for killed in [false, true] {
        let (disk, memory) = (SimDisk::new(1), Memory::default());
        let mut store = create(simulated(&disk, &memory)).unwrap().0.store;
        let one = prepare(&store, lines(1), None);
        store.save(one).unwrap();
        let petition = |store: &Store| (store.head().0, store.petition(first).is_some());
        if killed {
            std::mem::forget(store);
            let opened = open(simulated(&disk.reboot(), &memory)).unwrap();
            assert_eq!(opened.report.caught_up, 1, "it was in the journal alone");
            assert_eq!(petition(&opened.store), (1, true));
        } else {
            assert_eq!(petition(&store), (1, true));
            assert_eq!(store.counts().petitions, 1);
            // Let go of before anybody asked.
            let two = prepare(&store, lines(1), None);
            store.save(two).unwrap();
            store.close();
            let opened = open(simulated(&disk, &memory)).unwrap();
            assert_eq!((opened.report.caught_up, opened.store.head().0), (0, 2));
            assert_eq!(petitions(&opened.store), 2);
        }
    }
}

#[test]
fn of_an_act_whose_sync_failed_nothing_is_in_the_books() {
    let disk = SimDisk::new(1);
    let mut store = create(simulated(&disk, &Memory::default()))
        .unwrap()
        .0
        .store;
    save(&mut store, lines(1)).unwrap();
    // The bytes are written, the sync fails.
    let two = prepare(&store, lines(1), None);
    disk.fail_at(2, Fault::Power);
    assert!(store.save(two).is_err());
    assert_eq!((store.head().0, store.counts().petitions), (1, 1));
    assert_eq!(store.read_only(), Some(ReadOnly::WriteFailed));
}

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
        for len in 70..written(&good) {
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

/// How much of a segment was written: what follows is room for more.
fn written(segment: &[u8]) -> usize {
    segment.iter().rposition(|byte| *byte != 0).unwrap() + 1
}

#[test]
fn room_that_a_kill_left_after_the_last_entry_is_the_end_of_the_journal() {
    let (disk, memory) = small_office(false);
    let (path, good) = journal_files(&disk).remove(0);
    let end = written(&good);
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
            assert_eq!(
                written(&closed),
                closed.len(),
                "a clean stop leaves no room"
            );
            let store = open(simulated(&disk, &memory)).unwrap().store;
            assert_eq!((petitions(&store), store.read_only()), (4, None));
        }
    }
}

#[test]
fn what_stands_in_the_room_and_is_no_entry_is_told() {
    let (disk, memory) = small_office(false);
    let (path, good) = journal_files(&disk).remove(0);
    for at in [written(&good), good.len() - 1] {
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

fn damaged_state(dir: &Path, how: u64, seed: u64) {
    let state = dir.join("state");
    let mut files: Vec<_> = std::fs::read_dir(&state)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    let db = state.join("db");
    let mut bytes = std::fs::read(&db).unwrap();
    let at = usize::try_from(seed.wrapping_mul(7919) % 60_000).unwrap() % bytes.len();
    match how {
        0 => {
            bytes[at] ^= 0x10;
            std::fs::write(&db, bytes).unwrap();
        }
        1 => std::fs::write(&db, &bytes[..at]).unwrap(),
        2 => {
            let to = (at + 4096).min(bytes.len());
            bytes[at..to].fill(0);
            std::fs::write(&db, bytes).unwrap();
        }
        3 => std::fs::write(state.join("snap.FFFFFFFFFFFFFFFF.generating"), b"half").unwrap(),
        4 => {
            for file in files
                .iter()
                .filter(|f| f.to_string_lossy().contains("snap."))
            {
                std::fs::remove_file(file).unwrap();
            }
        }
        _ => std::fs::remove_dir_all(&state).unwrap(),
    }
}

#[test]
fn a_damaged_database_is_made_anew_with_everything() {
    let made = tempfile::tempdir().unwrap();
    let made = made.path().join("office");
    let mut store = create(real(&made)).unwrap().0.store;
    for line in lines(40) {
        save(&mut store, vec![line]).unwrap();
    }
    let (head, all) = (store.head(), store.petitions(&.., false, 100).unwrap());
    drop(store);
    for seed in 0..3 * rounds() {
        for how in 0..6 {
            let dir = tempfile::tempdir().unwrap();
            let dir = dir.path().join("office");
            copy(&made, &dir);
            damaged_state(&dir, how, seed);
            // A machine that damages files was not shut down: what is told to be sound is checked.
            std::fs::write(dir.join("running"), b"").unwrap();
            let opened = open(real(&dir)).unwrap_or_else(|e| panic!("how {how}, seed {seed}: {e}"));
            let mut store = opened.store;
            assert!(opened.report.unclean);
            if !store.check().unwrap().ok {
                store.distrust_state();
                drop(store);
                let opened = open(real(&dir)).unwrap();
                assert!(opened.report.rebuilt.is_some());
                store = opened.store;
            }
            assert_eq!(store.head(), head, "how {how}, seed {seed}");
            assert_eq!(
                store.petitions(&.., false, 100).unwrap(),
                all,
                "how {how}, seed {seed}"
            );
            assert!(store.check().unwrap().ok);
            save(&mut store, lines(1)).unwrap();
        }
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn due_days_are_told_again_after_a_rebuild() {
    let (disk, memory) = (SimDisk::new(5), Memory::default());
    let mut store = create(simulated(&disk, &memory)).unwrap().0.store;
    save(&mut store, lines(4)).unwrap();
    let due = store.due_before(day(28)).unwrap();
    assert_eq!(due.len(), 4);
    drop(store);
    memory.clear();
    let opened = open(simulated(&disk, &memory)).unwrap();
    assert!(opened.report.dues_stale);
    let mut store = opened.store;
    let all = store.petitions(&.., false, 100).unwrap();
    let told: Vec<_> = all.iter().map(|p| (p.no, due_days(p))).collect();
    store.set_dues(&told, true).unwrap();
    assert_eq!(store.due_before(day(28)).unwrap(), due);
    drop(store);
    assert!(!open(simulated(&disk, &memory)).unwrap().report.dues_stale);
}

const CHILD: &str = "STORE_TEST_CHILD";

/// Not a test of its own: what the killed process does. Opens the office and saves until it dies, writing
/// down each number once it is saved.
#[test]
fn child_that_is_killed() {
    let Ok(dir) = std::env::var(CHILD) else {
        return;
    };
    let dir = Path::new(&dir);
    let told = dir.join("told");
    let mut store = open(real(&dir.join("office"))).unwrap().store;
    loop {
        let saved = save(&mut store, lines(1)).unwrap();
        // Renamed into place: it is killed here too.
        let beside = dir.join("told.new");
        std::fs::write(&beside, saved[0].seq.to_string()).unwrap();
        std::fs::rename(&beside, &told).unwrap();
    }
}

#[test]
fn a_killed_process_takes_back_nothing() {
    let dir = tempfile::tempdir().unwrap();
    drop(create(real(&dir.path().join("office"))).unwrap());
    let told = || {
        std::fs::read_to_string(dir.path().join("told"))
            .ok()
            .and_then(|s| s.parse::<u64>().ok())
            .unwrap_or(0)
    };
    for round in 0..6 * rounds() {
        let before = told();
        let mut child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child_that_is_killed"])
            .env(CHILD, dir.path())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        // Odd rounds kill it while it opens, at one moment or another; even ones while it saves.
        let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
        let enough = |spins: u64| {
            if round % 2 == 1 {
                spins > round * 400
            } else {
                told() > before + round
            }
        };
        let mut spins = 0;
        while !enough(spins) && std::time::Instant::now() < until {
            spins += 1;
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let said = told();
        let opened =
            open(real(&dir.path().join("office"))).unwrap_or_else(|e| panic!("round {round}: {e}"));
        let store = opened.store;
        assert!(
            store.head().0 >= said,
            "round {round}: told {said}, found {}",
            store.head().0
        );
        assert!(store.check().unwrap().ok, "round {round}");
    }
    assert!(told() > 0, "the child saved something");
}
