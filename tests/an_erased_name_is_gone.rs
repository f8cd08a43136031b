//! An identity that a supervisor and an admin erased together is gone: no key there is opens what was ever
//! sealed of it, with clearance or without, at whatever moment the power failed; the others stay, the chain
//! holds, and everyone is told that it was erased.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod books;
mod support;

use books::*;
use std::sync::Arc;
use support::office::{TestOffice, password_file};
use tiepdan::office::ask::Failure;
use tiepdan::office::books::Office;
use tiepdan::office::erasing::Erasure;
use tiepdan::office::permit::{NotAllowed, Role};
use tiepdan::office::view::Seen;
use tiepdan::office::wall::SystemClock;
use tiepdan::register::act::StepKind;
use tiepdan::register::check::RefusalCode;
use tiepdan::register::number::{PersonId, Subject};
use tiepdan::register::value::Value;
use tiepdan::store::engine::Memory;
use tiepdan::store::journal::frame::Under;
use tiepdan::store::sim::{Fault, SimDisk};
use tiepdan::store::{ClearanceSecret, Identity, Store, StoreError, people};

fn erase_line(petition: &str, id: PersonId) -> Value {
    map(&[
        ("do", text("erase")),
        ("petition", text(petition)),
        ("on", text("2026-11-20")),
        ("person", Value::Int(i64::try_from(id.packed()).unwrap())),
        ("reason", text("theo yêu cầu")),
        ("second", text("minh")),
    ])
}

fn erase(store: &mut Store, petition: &str, id: PersonId) -> Result<(), StoreError> {
    let mut batch = store.batch();
    let mut entry = new_entry(&batch, erase_line(petition, id));
    entry.erase = vec![id];
    batch.add(entry);
    batch.due_by(due_days);
    let prepared = batch.finish();
    store.save(prepared).map(|_| ())
}

/// Says whether anything that was ever sealed of a person opens with the keys that are on the disk.
fn opens(disk: &SimDisk, secret: &ClearanceSecret, id: PersonId) -> bool {
    let (list, _, epochs) = keys(disk);
    assert_eq!(disk_file(disk, "keys"), disk_file(disk, "keys.copy"));
    let all = ever_sealed(disk, &list);
    assert!(all.iter().any(|sealed| sealed.id == id));
    all.iter().filter(|sealed| sealed.id == id).any(|sealed| {
        let open = people::open(list.office, &epochs, sealed);
        let revealed = people::reveal(list.office, &epochs, secret, sealed);
        matches!(open, Identity::Known(_)) || revealed.is_some()
    })
}

/// Two complaints, two denunciations, a complaint that became one, another complaint: epochs of four.
fn fill(store: &mut Store) -> Result<(), StoreError> {
    let classes = [
        "complaint",
        "denunciation",
        "complaint",
        "denunciation",
        "complaint",
    ];
    for (i, class) in classes.iter().enumerate() {
        save(store, vec![visit(class, SECRETS[i % 2], "vụ")])?;
    }
    save(store, vec![reclass("D-2026-0003", "denunciation")])?;
    save(store, vec![visit("complaint", SECRETS[0], "vụ")])?;
    Ok(())
}

const PEOPLE: [u64; 6] = [1, 2, 3, 4, 5, 7];

#[test]
fn what_was_ever_sealed_of_someone_erased_opens_with_no_key_there_is_and_the_others_stay() {
    for (entry, petition) in [(1, "D-2026-0001"), (2, "D-2026-0002"), (3, "D-2026-0003")] {
        let (disk, memory) = (SimDisk::new(1), Memory::default());
        let opened = create(simulated(&disk, &memory)).unwrap().0;
        let (mut store, secret) = (opened.store, opened.session.clearance.unwrap());
        fill(&mut store).unwrap();
        let erased = first_person(entry);
        assert!(opens(&disk, &secret, erased), "before");
        erase(&mut store, petition, erased).unwrap();
        for round in ["now", "opened again", "made anew"] {
            assert!(!opens(&disk, &secret, erased), "{entry}, {round}");
            assert_eq!(store.person(erased), Identity::Erased);
            assert_eq!(store.reveal(erased, &secret), Identity::Erased);
            for other in PEOPLE.into_iter().filter(|other| *other != entry) {
                let known = store.reveal(first_person(other), &secret);
                assert!(matches!(known, Identity::Known(_)), "{other}: {known:?}");
                let hidden = matches!(other, 2..=4);
                let open = store.person(first_person(other));
                assert_eq!(open == Identity::Hidden, hidden, "{other}: {open:?}");
            }
            let check = store.check().unwrap();
            assert!(check.ok, "{:?}", check.problems);
            assert_eq!((check.entries, check.erased), (8, 1));
            drop(store);
            if round == "opened again" {
                memory.clear();
            }
            store = open(simulated(&disk, &memory)).unwrap().store;
        }
        // Nothing that comes later brings it back.
        save(&mut store, vec![reclass(petition, "feedback")]).unwrap();
        save(&mut store, vec![reclass(petition, "denunciation")]).unwrap();
        assert_eq!(store.person(erased), Identity::Erased);
        assert!(!opens(&disk, &secret, erased));
        let (list, _, _) = keys(&disk);
        let last = ever_sealed(&disk, &list).into_iter().rev();
        let last = last.clone().find(|sealed| sealed.id == erased).unwrap();
        assert_eq!((last.under, last.bytes.len()), (Under::Erased, 0));
    }
}

#[test]
fn at_whatever_moment_the_power_fails_an_erased_identity_stays_erased() {
    let scenario = |disk: &SimDisk, memory: &Memory| -> (bool, [bool; 2]) {
        let Ok((opened, _)) = create(simulated(disk, memory)) else {
            return (false, [false; 2]);
        };
        let mut store = opened.store;
        if fill(&mut store).is_err() {
            return (true, [false; 2]);
        }
        let one = erase(&mut store, "D-2026-0001", first_person(1)).is_ok();
        let two = one && erase(&mut store, "D-2026-0002", first_person(2)).is_ok();
        (true, [one, two])
    };
    let changes = {
        let disk = SimDisk::new(0);
        assert_eq!(scenario(&disk, &Memory::default()), (true, [true; 2]));
        disk.changes()
    };
    for at in 1..=changes {
        for lost in [false, true] {
            let (disk, memory) = (SimDisk::new(at), Memory::default());
            disk.fail_at(at, Fault::Power);
            let (created, erased) = scenario(&disk, &memory);
            let disk = disk.reboot();
            if lost {
                memory.clear();
            }
            if !created {
                continue;
            }
            let opened = open(simulated(&disk, &memory)).unwrap_or_else(|e| panic!("{at}: {e}"));
            let (store, secret) = (opened.store, opened.session.clearance.unwrap());
            for (entry, told) in [(1, erased[0]), (2, erased[1])] {
                let id = first_person(entry);
                let gone = store.reveal(id, &secret) == Identity::Erased;
                assert!(gone || !told, "change {at}, entry {entry}: taken back");
                // Said to be gone, it is gone; else it is there.
                if store.head().0 >= entry {
                    assert_eq!(
                        opens(&disk, &secret, id),
                        !gone,
                        "change {at}, entry {entry}"
                    );
                }
            }
            let check = store.check().unwrap();
            assert!(check.ok, "change {at}: {:?}", check.problems);
        }
    }
}

/// One visit that brought a complaint and a denunciation: the complaint has its own copies.
const BOTH: &str = r#"{"do":"receive","at":"2026-11-20T09:05","kind":"regular","by":"receptionist","visitors":[{"name":"Nguyễn Văn Đức","id_kind":"cccd","id_number":"099070001234","address":"Tổ 3","phone":"0199034567"},{"name":"Lê Thị Chín","address":"Tổ 4"}],"capacity":"self","summary":"Hai việc","petitions":[{"class":"complaint"},{"class":"denunciation"}]}"#;

struct Together {
    test: TestOffice,
    office: Office,
}

const HOA: &str = "mật khẩu của Hoa";

fn petition(n: u32) -> Subject {
    Subject::Petition(no(n))
}

impl Together {
    fn new() -> Self {
        let test = TestOffice::new();
        test.saved(BOTH);
        let mut together = Self {
            office: Office::open(&test.dir, "hoa", HOA, Arc::new(SystemClock), &mut |_| {})
                .unwrap(),
            test,
        };
        for (name, role) in [
            ("minh", Role::Supervisor),
            ("tam", Role::Supervisor),
            ("lan", Role::Receptionist),
        ] {
            together.office.add_officer(name, name, role, name).unwrap();
        }
        together
    }

    fn log_in(self, user: &str, password: &str) -> Self {
        let Self { test, office } = self;
        drop(office);
        let office = Office::open(
            &test.dir,
            user,
            password,
            Arc::new(SystemClock),
            &mut |_| {},
        );
        Self {
            office: office.unwrap(),
            test,
        }
    }

    fn erase(&mut self, subject: Subject, place: usize, second: (&str, &str)) -> Option<Failure> {
        let erasure = Erasure {
            subject,
            place,
            reason: "theo yêu cầu của công dân",
            second: second.0,
            password: second.1,
        };
        self.office.erase(&erasure).err()
    }
}

#[test]
fn it_takes_a_supervisor_and_an_admin_and_neither_alone() {
    let mut together = Together::new();
    let takes_two =
        |why: Option<Failure>| matches!(why, Some(Failure::NotAllowed(NotAllowed::TakesTwo)));
    assert!(
        takes_two(together.erase(petition(1), 1, ("hoa", HOA))),
        "alone"
    );
    assert!(
        takes_two(together.erase(petition(1), 1, ("lan", "lan"))),
        "a receptionist"
    );
    let wrong = together.erase(petition(1), 1, ("minh", "sai"));
    assert!(matches!(
        wrong,
        Some(Failure::Store(StoreError::WrongPassword))
    ));
    let nobody = together.erase(petition(1), 3, ("minh", "minh"));
    assert!(matches!(nobody, Some(Failure::Wrong(_))));
    let line = map(&[
        ("do", text("erase")),
        ("petition", text("D-2026-0001")),
        ("on", Value::Day(together.office.real_today())),
        ("person", Value::Int(1 << 16)),
        ("reason", text("x")),
        ("second", text("minh")),
    ]);
    assert!(
        takes_two(together.office.write_one(line).err()),
        "as a line"
    );
    let mut together = together.log_in("minh", "minh");
    assert!(
        takes_two(together.erase(petition(1), 1, ("tam", "tam"))),
        "no admin"
    );
    let mut together = together.log_in("lan", "lan");
    assert!(
        takes_two(together.erase(petition(1), 1, ("hoa", HOA))),
        "a receptionist begins"
    );
    let view = together.office.petition(no(1)).unwrap();
    assert!(!view.petitioners.contains(&Seen::Erased));
    assert!(
        view.open_steps
            .iter()
            .all(|(kind, _)| *kind != StepKind::Erase)
    );
}

#[test]
fn a_sealed_identity_is_erased_only_where_one_of_the_two_has_clearance() {
    let mut together = Together::new();
    together
        .office
        .add_officer("binh", "Bình", Role::Admin, "binh")
        .unwrap();
    let mut together = together.log_in("binh", "binh");
    let why = together.erase(petition(2), 1, ("minh", "minh"));
    assert!(
        matches!(why, Some(Failure::NotAllowed(NotAllowed::Clearance))),
        "{why:?}"
    );
    // Its copy in the complaint neither: it could not be told that the sealed one is the same.
    let why = together.erase(petition(1), 1, ("minh", "minh"));
    assert!(
        matches!(why, Some(Failure::NotAllowed(NotAllowed::Clearance))),
        "{why:?}"
    );
    let mut together = together.log_in("minh", "minh");
    assert!(together.erase(petition(2), 1, ("hoa", HOA)).is_none());
}

#[test]
fn every_copy_goes_and_everyone_is_told() {
    let mut together = Together::new();
    assert!(together.erase(petition(2), 1, ("minh", "minh")).is_none());
    for clearance in [true, false] {
        if !clearance {
            together = together.log_in("minh", "minh");
        }
        let seen = |n| together.office.petition(no(n)).unwrap().petitioners;
        assert_eq!(seen(2), [Seen::Erased, Seen::Hidden]);
        assert!(matches!(&seen(1)[..], [Seen::Erased, Seen::Person(p)] if p.name == "Lê Thị Chín"));
        let found = |query: &str| {
            let filter = tiepdan::office::ask::Filter {
                query: query.to_owned(),
                ..Default::default()
            };
            together.office.rows(&filter, 0, 9).1
        };
        assert_eq!((found("nguyen van duc"), found("le thi chin")), (0, 1));
    }
    let why = together.erase(petition(1), 1, ("hoa", HOA));
    assert!(
        matches!(&why, Some(Failure::Refused(r)) if r.code == RefusalCode::AlreadyErased),
        "{why:?}"
    );
    let proof = together.office.check().unwrap();
    assert!(proof.ok());
    assert_eq!(proof.store.erased, 1 + 1, "the visitor and the copy");
    let Together { test, office } = together;
    let (code, check) = test.json(&["check", "--user", "hoa"]);
    assert_eq!(check["why_not_compared"], "desk_open");
    assert_eq!((code, check["erased"].as_u64()), (0, Some(2)));
    drop(office);
    let shown = test.run(&["show", "D-2026-0002", "--user", "hoa"]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("đã xóa danh tính"), "{shown}");
    let (code, check) = test.json(&["check", "--user", "hoa"]);
    assert_eq!((code, check["erased"].as_u64()), (0, Some(2)));
}

#[test]
fn a_snapshot_from_before_brings_no_erased_name_back() {
    let mut together = Together::new();
    assert!(together.office.keep_snapshot().unwrap());
    let file = together.test.dir.join("snapshot/rows");
    let before = std::fs::read(&file).unwrap();
    assert!(together.erase(petition(2), 1, ("minh", "minh")).is_none());
    for (user, password) in [("hoa", HOA), ("minh", "minh")] {
        std::fs::write(&file, &before).unwrap();
        together = together.log_in(user, password);
        let filter = |query: &str| tiepdan::office::ask::Filter {
            query: query.to_owned(),
            ..Default::default()
        };
        let found = |query: &str| together.office.rows(&filter(query), 0, 9).0;
        assert!(found("nguyen van duc").is_empty() && found("099070001234").is_empty());
        let rows = found("");
        assert_eq!(rows.len(), 3);
        let shown = format!("{rows:?}");
        assert!(!shown.contains("Nguyễn Văn Đức"), "{shown}");
        assert!(shown.contains("Lê Thị Chín"), "{shown}");
    }
}

#[test]
fn the_command_asks_for_both_passwords() {
    let together = Together::new();
    let Together { test, office } = together;
    drop(office);
    let second = password_file(test.temp.path(), "pw2", "minh");
    let erase = |file: &std::path::Path, id: &str| {
        let args = [
            "erase", "--user", "hoa", id, "--person", "2", "--reason", "xin xóa", "--second",
            "minh",
        ];
        test.command(&args)
            .env("TIEPDAN_SECOND_PASSWORD_FILE", file)
            .output()
            .unwrap()
    };
    let wrong = password_file(test.temp.path(), "pw3", "sai");
    assert_eq!(erase(&wrong, "D-2026-0001").status.code(), Some(3));
    assert_eq!(erase(&second, "X-1").status.code(), Some(2));
    // Before the second password is asked for, every record that is hit is named; and after it.
    let also = "TCD-2026-0001, D-2026-0002";
    let told = String::from_utf8(erase(&wrong, "D-2026-0001").stderr).unwrap();
    assert!(told.contains(also), "{told}");
    let done = erase(&second, "D-2026-0001");
    let said = String::from_utf8(done.stdout).unwrap();
    assert_eq!(done.status.code(), Some(0), "{said}");
    assert!(said.contains("đã xóa danh tính"), "{said}");
    assert!(said.contains(also), "{said}");
    let reveal = [
        "show",
        "D-2026-0002",
        "--user",
        "hoa",
        "--reveal",
        "xem lại",
    ];
    let shown = test.run(&reveal);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("đã xóa danh tính"), "{shown}");
    let (_, shown) = test.json(&reveal);
    assert_eq!(shown["erased"], 1, "{shown}");
    assert_eq!(shown["identity"].as_array().unwrap().len(), 1, "{shown}");
    assert_eq!(
        erase(&second, "D-2026-0001").status.code(),
        Some(1),
        "again"
    );
    let (_, shown) = test.json(&["show", "D-2026-0001", "--user", "hoa"]);
    let acts = shown["acts"].as_array().unwrap();
    let act = acts.iter().find(|act| act["do"] == "erase").unwrap();
    assert_eq!(
        (&act["reason"], &act["second"]),
        (&"xin xóa".into(), &"minh".into())
    );
    assert!(act.get("person").is_none());
}
