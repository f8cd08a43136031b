//! A save is answered once it stays; state, rows, log and draft follow before anybody asks. Whatever is asked first,
//! and whatever fails in between, nobody is answered as though it had not been.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod books;

use books::*;
use std::path::Path;
use std::sync::Arc;
use tiepdan::office::ask::{Answer, Filter, Question};
use tiepdan::office::books::Office;
use tiepdan::office::door::Door;
use tiepdan::office::erasing::Erasure;
use tiepdan::office::wall::{StoppedClock, civil};
use tiepdan::register::number::Subject;
use tiepdan::register::value::Value;
use tiepdan::store::engine::Memory;
use tiepdan::store::sim::{Fault, SimDisk};
use tiepdan::store::{Identity, ReadOnly, Role};

const MINH: &str = "mật khẩu của Minh";

fn clock() -> Arc<StoppedClock> {
    Arc::new(StoppedClock(civil(NOW)))
}

/// An office with lan, who has clearance, and minh, who has not; opened by one of them.
fn office(disk: &SimDisk, memory: &Memory, (user, password): (&str, &str)) -> Office {
    if disk.files().is_empty() {
        let mut store = create(simulated(disk, memory)).unwrap().0.store;
        let minh = officer("minh", MINH, Role::Supervisor);
        store.add_officer(HAND, &minh, None).unwrap();
    }
    let site = simulated(disk, memory);
    Office::open_on(site, (user, password), clock(), &mut |_| {}).unwrap()
}

fn lans(disk: &SimDisk, memory: &Memory) -> Office {
    office(disk, memory, (USER, PASSWORD))
}

fn minhs(disk: &SimDisk, memory: &Memory) -> Office {
    office(disk, memory, ("minh", MINH))
}

fn a_visit() -> Value {
    visit("complaint", SECRETS[0], "vụ")
}

fn hides() -> Value {
    reclass("D-2026-0001", "denunciation")
}

fn named(name: &str) -> Filter {
    Filter {
        query: name.to_owned(),
        ..Filter::default()
    }
}

/// How many rows name the visitor.
fn found(office: &Office) -> usize {
    office.rows(&named(SECRETS[0]), 0, 99).1
}

#[test]
fn what_was_answered_as_saved_is_in_the_next_answer() {
    let (disk, memory) = (SimDisk::new(1), Memory::default());
    let mut door = Door::with(Path::new("/office"), clock(), minhs(&disk, &memory));
    let mut after = |line| {
        let draft = None;
        let saved = door.ask(Question::Write { line, draft });
        assert!(matches!(saved, Answer::Saved(_)), "{saved:?}");
        let rows = door.ask(Question::Rows {
            filter: named(SECRETS[0]),
            from: 0,
            count: 9,
        });
        match rows {
            Answer::Rows { total, .. } => total,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(after(a_visit()), 2);
    assert_eq!(after(hides()), 0, "a denouncer is found by name");
}

#[test]
fn an_identity_that_is_erased_before_what_follows_its_save_does_not_come_back() {
    let (disk, memory) = (SimDisk::new(1), Memory::default());
    let mut office = lans(&disk, &memory);
    office.save_one(a_visit()).unwrap();
    let erasure = Erasure {
        subject: Subject::Petition(no(1)),
        place: 1,
        reason: "nhầm",
        second: "minh",
        password: MINH,
    };
    office.erase(&erasure).unwrap();
    assert_eq!(found(&office), 0);
    office.follow();
    assert_eq!(found(&office), 0, "it came back");
}

#[test]
fn a_check_before_what_follows_a_save_distrusts_nothing() {
    let (disk, memory) = (SimDisk::new(1), Memory::default());
    let mut office = lans(&disk, &memory);
    office.save_one(a_visit()).unwrap();
    assert!(office.check().unwrap().ok());
    assert_eq!(office.read_only(), None);
}

#[test]
fn due_days_follow_every_save() {
    let (disk, memory) = (SimDisk::new(1), Memory::default());
    let mut office = lans(&disk, &memory);
    office.write_one(a_visit()).unwrap();
    office.write_one(accept("D-2026-0001")).unwrap();
    let proof = office.check().unwrap();
    assert!(proof.ok(), "{:?}", proof.wrong_days);
    drop(office);
    let opened = open(simulated(&disk, &memory)).unwrap();
    assert!(!opened.report.dues_stale);
    assert!(!opened.store.dues(&.., 9).unwrap().is_empty());
}

#[test]
fn what_was_saved_last_is_in_the_log_after_logging_out() {
    let (disk, memory) = (SimDisk::new(1), Memory::default());
    let mut door = Door::with(Path::new("/office"), clock(), lans(&disk, &memory));
    let (line, draft) = (a_visit(), None);
    door.ask(Question::Write { line, draft });
    door.ask(Question::LogOut);
    let logs = disk.files().into_iter();
    let logs = logs.filter(|(path, _)| path.starts_with("/office/logs"));
    let said: Vec<u8> = logs.flat_map(|(_, bytes)| bytes).collect();
    assert!(String::from_utf8(said).unwrap().contains(" receive seq=2"));
}

#[test]
fn a_draft_whose_act_was_saved_is_not_offered_again_whenever_the_power_fails() {
    const DRAFT: &str = "00000000000000aa";
    for n in 1..12 {
        let (disk, memory) = (SimDisk::new(n), Memory::default());
        let mut office = lans(&disk, &memory);
        office.keep_draft(DRAFT, "reception", a_visit()).unwrap();
        disk.fail_at(n, Fault::Power);
        let (line, draft) = (a_visit(), Some(DRAFT.to_owned()));
        let answer = office.answer(Question::Write { line, draft });
        let told = matches!(answer, Ok(Answer::Saved(_)));
        std::mem::forget(office);
        let office = lans(&disk.reboot(), &memory);
        let (acts, drafts) = (found(&office), office.drafts().unwrap().len());
        assert!(acts == 2 || !told, "{n}: lost");
        assert_eq!(drafts, usize::from(acts == 0), "{n}: {acts} rows");
    }
}

/// What somebody without clearance reads of the first petition.
fn read(office: &Office) -> String {
    let view = office.petition(no(1)).unwrap();
    assert_eq!(found(office), 0, "found by name");
    let said = format!("{view:?}");
    assert!(!said.contains(SECRETS[0]), "{said}");
    said
}

#[test]
fn whoever_is_sealed_is_shown_sealed_though_their_old_keys_cannot_be_dropped() {
    let mut sound = None;
    let mut broken = 0;
    // Whichever change of the disk finds it full; the last of them none.
    for n in (1..24).rev() {
        let (disk, memory) = (SimDisk::new(n), Memory::default());
        let mut office = minhs(&disk, &memory);
        office.write_one(a_visit()).unwrap();
        disk.fail_at(n, Fault::FullForGood);
        if office.write_one(hides()).is_err() {
            continue;
        }
        let shown = read(&office);
        assert_eq!(&shown, sound.get_or_insert(shown.clone()), "{n}");
        let stopped = office.read_only() == Some(ReadOnly::StateBroken);
        broken += u32::from(stopped);
        drop(office);
        // Once there is room the keys are dropped, and everything is as it should be.
        disk.heal();
        let disk = disk.reboot();
        let office = minhs(&disk, &memory);
        assert_eq!(&read(&office), sound.as_ref().unwrap(), "{n}, later");
        drop(office);
        let (_, _, epochs) = keys(&disk);
        assert!(!epochs.keys.contains_key(&1), "{n}");
        let mut office = lans(&disk, &memory);
        assert!(office.check().unwrap().ok(), "{n}");
    }
    assert!(
        broken > 2,
        "the disk was never full at that moment: {broken}"
    );
}

#[test]
fn a_power_cut_at_any_change_of_a_save_that_hides_leaves_no_key_that_outlives_it() {
    for seed in 0..120 {
        let (disk, memory) = (SimDisk::new(seed), Memory::default());
        let mut store = create(simulated(&disk, &memory)).unwrap().0.store;
        save(&mut store, vec![a_visit()]).unwrap();
        save(&mut store, vec![visit("complaint", SECRETS[1], "hai")]).unwrap();
        let hide = prepare(&store, vec![hides()], None);
        disk.fail_at(1 + seed % 24, Fault::Power);
        let done = store.save(hide).is_ok();
        // Then somebody asks, or saves more, or neither.
        match seed % 3 {
            0 => store.settle(),
            1 => drop(save(&mut store, vec![a_visit()])),
            _ => {}
        }
        if seed % 2 == 0 {
            std::mem::forget(store);
        } else {
            drop(store);
        }
        let disk = disk.reboot();
        let opened = open(simulated(&disk, &memory.copy())).unwrap();
        assert_eq!(opened.report.read_only, None, "{seed}");
        let store = opened.store;
        let (head, _) = store.head();
        assert!(head >= 2 + u64::from(done), "{seed}: {head}");
        if head >= 3 {
            let (_, _, epochs) = keys(&disk);
            assert!(!epochs.keys.contains_key(&1), "{seed}");
            assert_eq!(store.person(first_person(1)), Identity::Hidden, "{seed}");
        }
        let other = store.person(first_person(2));
        assert!(matches!(other, Identity::Known(_)), "{seed}: {other:?}");
        let check = store.check().unwrap();
        assert!(check.ok, "{seed}: {:?}", check.problems);
    }
}
