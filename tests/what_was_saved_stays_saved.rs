//! What was saved stays saved: through closing and opening, a killed process, a damaged database. Power cuts and
//! damage of the journal have files of their own.
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
use tiepdan::store::engine::Memory;
use tiepdan::store::sim::{Fault, SimDisk};
use tiepdan::store::{
    Credential, Draft, DraftId, Hand, Identity, ReadOnly, Role, Store, StoreError,
};

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
fn a_check_that_takes_long_says_how_far_it_is() {
    let mut site = simulated(&SimDisk::new(1), &Memory::default());
    site.limits.group = 2;
    let mut store = create(site).unwrap().0.store;
    save(&mut store, lines(8)).unwrap();
    let mut told = Vec::new();
    let check = store.check_telling(&mut |stage| told.extend(stage.percent()));
    assert!(check.unwrap().ok);
    assert_eq!(told, [25, 50, 75]);
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
fn of_an_act_whose_sync_failed_nothing_stands_in_the_books_now_or_later() {
    let (disk, memory) = (SimDisk::new(1), Memory::default());
    let mut store = create(simulated(&disk, &memory)).unwrap().0.store;
    save(&mut store, lines(1)).unwrap();
    for many in [1, 3] {
        let more = prepare(&store, lines(many), None);
        disk.fail_at(1, Fault::Sync);
        assert!(store.save(more).is_err());
        assert_eq!((store.head().0, store.counts().petitions), (1, 1));
        assert_eq!(store.read_only(), Some(ReadOnly::WriteFailed));
        drop(store);
        disk.heal();
        store = open(simulated(&disk, &memory)).unwrap().store;
        assert_eq!(store.head().0, 1, "what was refused came back");
    }
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
