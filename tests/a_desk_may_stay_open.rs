//! While a desk has the office open, whoever only reads is answered as ever, and nothing in the folder
//! changes; whoever would write is told who has it open. A check is answered too: it never takes what is being
//! written for damage, and finds what is damaged.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    dead_code,
    reason = "a test that cannot go on has failed"
)]

mod books;
#[path = "support/office.rs"]
mod office;

use office::TestOffice;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tiepdan::cli::json::from_json;
use tiepdan::office::ask::{Answer, ChainState, Question};
use tiepdan::office::books::{Line, Office};
use tiepdan::office::wall::SystemClock;
use tiepdan::store::check::{NotCompared, Problem};
use tiepdan::store::engine::Memory;
use tiepdan::store::sim::SimDisk;
use tiepdan::store::{ReadOnly, Stage, Store, StoreError};

const READ: [&[&str]; 9] = [
    &["overdue", "--today", "2026-12-05"],
    &["overdue", "--today", "2026-11-21", "--within", "10"],
    &["forecast", "--by", "2026-12-20", "--today", "2026-11-21"],
    &["list"],
    &["show", "D-2026-0001"],
    &["search", "Nguyễn Văn Đức"],
    &["openings"],
    &["calendar", "list"],
    &["rules", "--user", "hoa"],
];

const VISIT: &str = r#"{"do":"receive","ref":"a1","at":"2026-11-20T09:05","kind":"regular","by":"receptionist","online":false,"visitors":[{"name":"Nguyễn Văn Đức","born":"1970-05-02","sex":"male","id_kind":"cccd","id_number":"099070001234","id_issued":"2021-08-11","address":"Tổ 3, ấp Tân Lập","unit":"25489","phone":"0199034567"}],"people":1,"capacity":"self","summary":"Khiếu nại quyết định thu hồi đất","request":"Hủy quyết định","place":"25489","against":"Chủ tịch UBND xã","decided_by":{"agency":"UBND xã","number":"12/QĐ-UBND","date":"2026-10-01"},"documents":[{"name":"Quyết định thu hồi đất","pages":2,"original":false}],"petitions":[{"class":"complaint","field":"land","round":1,"competent":true,"eligible":true,"dated":"2026-11-18","signers":1}]}"#;

/// All files but the state's, which sled writes in its own time, and the count of wrong passwords.
fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("state") || path.ends_with("tries") {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(path).unwrap());
        }
    }
    found
}

fn hold(house: &TestOffice) -> Office {
    let clock = Arc::new(SystemClock);
    Office::open(&house.dir, "hoa", "mật khẩu của Hoa", clock, &mut |_| {}).unwrap()
}

fn record(desk: &mut Office) {
    let mut line: Value = serde_json::from_str(VISIT).unwrap();
    line.as_object_mut().unwrap().remove("ref");
    let line = Line::from(from_json(&line).unwrap());
    assert!(desk.write(vec![line]).unwrap()[0].is_ok());
}

/// Verifies the chain to its end.
fn verified(desk: &mut Office) -> ChainState {
    loop {
        match desk.answer(Question::Verify).unwrap() {
            Answer::Chain(ChainState::Checking { .. }) => {}
            Answer::Chain(chain) => return chain,
            other => panic!("{other:?}"),
        }
    }
}

fn chain_at_home(desk: &mut Office) -> ChainState {
    match desk.answer(Question::Home).unwrap() {
        Answer::Home(home) => home.chain,
        other => panic!("{other:?}"),
    }
}

fn first_segment(house: &TestOffice) -> PathBuf {
    let names = fs::read_dir(house.dir.join("journal")).unwrap();
    let mut paths: Vec<_> = names.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.remove(0)
}

fn page(house: &TestOffice, lang: &str) -> (Option<i32>, String) {
    let out = house.run(&["check", "--lang", lang]);
    assert_eq!(String::from_utf8_lossy(&out.stderr), "");
    (out.status.code(), String::from_utf8(out.stdout).unwrap())
}

#[test]
fn whoever_only_reads_is_answered_while_a_desk_is_open() {
    let house = TestOffice::new();
    house.saved(VISIT);
    let mut desk = hold(&house);
    // The desk's own act of a moment ago is seen too.
    record(&mut desk);

    let before = files(&house.dir);
    let held: Vec<_> = READ.iter().map(|args| house.json(args)).collect();
    assert_eq!(files(&house.dir), before);
    let out = house.run(READ[0]);
    assert_eq!(String::from_utf8_lossy(&out.stderr), "");
    let (code, _) = house.record(VISIT);
    assert_eq!(code, 4);
    let out = house.run(&["show", "D-2026-0001", "--reveal", "vì việc"]);
    assert_eq!(out.status.code(), Some(4));
    drop(desk);

    let free: Vec<_> = READ.iter().map(|args| house.json(args)).collect();
    assert_eq!(held, free);
    let (code, rows) = &free[0];
    assert_eq!((*code, rows.as_array().unwrap().len()), (1, 2));
}

#[test]
fn a_check_beside_a_desk_that_saves_all_the_time_never_reports_damage() {
    let house = TestOffice::new();
    house.saved(VISIT);
    let mut desk = hold(&house);
    let ends = AtomicBool::new(false);
    let (told, desk) = std::thread::scope(|threads| {
        let saving = threads.spawn(|| {
            while !ends.load(Ordering::Relaxed) {
                record(&mut desk);
            }
            desk
        });
        // Whatever is told, the desk must end before anything is said of it.
        let told: Vec<_> = (0..3).map(|_| house.run(&["check", "--json"])).collect();
        ends.store(true, Ordering::Relaxed);
        (told, saving.join().unwrap())
    });
    let told: Vec<Value> = told
        .iter()
        .map(|out| {
            assert!(out.status.success(), "{out:?}");
            serde_json::from_slice(&out.stdout).unwrap()
        })
        .collect();
    let entries: Vec<_> = told.iter().map(|told| told["entries"].as_u64()).collect();
    assert!(entries.is_sorted() && entries.first() < entries.last());
    for told in &told {
        assert_eq!(told["problems"], json!([]));
        assert_eq!(told["state_compared"], false);
        assert_eq!(told["why_not_compared"], "desk_open");
        assert_eq!(told["last"]["seq"], told["entries"]);
    }
    assert!(!house.dir.join("damaged").exists());

    // What it tells is what a whole check tells, but for what it says it did not compare.
    let (_, mut beside) = house.json(&["check"]);
    drop(desk);
    let (code, whole) = house.json(&["check"]);
    assert_eq!((code, &whole["state_compared"]), (0, &json!(true)));
    beside["state_compared"] = true.into();
    beside["why_not_compared"] = Value::Null;
    assert_eq!(beside, whole);
}

#[test]
fn a_check_beside_a_desk_changes_nothing_and_says_what_it_did_not_compare() {
    let house = TestOffice::new();
    house.saved(VISIT);
    let desk = hold(&house);
    let before = files(&house.dir);
    let (code, vi) = page(&house, "vi");
    assert_eq!(code, Some(0));
    assert!(vi.starts_with("Sổ nguyên vẹn.\n"), "{vi}");
    assert!(vi.contains("chưa đối chiếu: bàn đang mở sổ"), "{vi}");
    let (_, en) = page(&house, "en");
    assert!(en.contains("were not compared: a desk is open"), "{en}");
    assert_eq!(files(&house.dir), before);

    // Half a frame at the end is one that is being written.
    let path = first_segment(&house);
    let whole = fs::read(&path).unwrap();
    let half = [&whole[..], &whole[70..130]].concat();
    fs::write(&path, half).unwrap();
    assert_eq!(page(&house, "vi").0, Some(0));
    fs::write(&path, whole).unwrap();
    drop(desk);
    assert!(!page(&house, "vi").1.contains("chưa đối chiếu"));
}

#[test]
fn damage_found_beside_a_desk_is_told_to_it_and_it_writes_no_more() {
    let house = TestOffice::new();
    house.saved(VISIT);
    let mut desk = hold(&house);
    record(&mut desk);
    assert!(matches!(verified(&mut desk), ChainState::Whole { .. }));
    let path = first_segment(&house);
    let mut bytes = fs::read(&path).unwrap();
    bytes[120] ^= 1;
    fs::write(&path, bytes).unwrap();

    let (code, told) = house.json(&["check", "--lang", "en"]);
    let problem = told["problems"][0].as_str().unwrap();
    assert_eq!((code, &told["ok"]), (1, &json!(false)));
    assert!(
        problem.contains("is damaged at byte 70 (entry 1)"),
        "{told}"
    );
    let out = house.run(&["check", "--lang", "en"]);
    let said = String::from_utf8_lossy(&out.stdout);
    assert!(said.contains("stop writing and close it"), "{said}");
    assert!(house.dir.join("damaged").exists());

    // At home the desk hears of it, reads for itself, and stops.
    assert!(matches!(
        chain_at_home(&mut desk),
        ChainState::Checking { done: 0, .. }
    ));
    assert_eq!(verified(&mut desk), ChainState::Broken);
    let refused = desk.write(vec![Line::from(from_json(&json!({})).unwrap())]);
    assert!(
        matches!(desk.read_only(), Some(ReadOnly::Damaged { .. })),
        "{refused:?}"
    );
    assert_eq!(chain_at_home(&mut desk), ChainState::Broken);
    drop(desk);
    let (code, _) = house.record(VISIT);
    assert_ne!(code, 0, "the next opening reads only");
}

#[test]
fn a_note_of_damage_that_is_none_stops_no_desk() {
    let house = TestOffice::new();
    house.saved(VISIT);
    let mut desk = hold(&house);
    verified(&mut desk);
    fs::write(house.dir.join("damaged"), "journal/1.log 70 1\n").unwrap();
    assert!(matches!(
        chain_at_home(&mut desk),
        ChainState::Checking { .. }
    ));
    assert!(matches!(verified(&mut desk), ChainState::Whole { .. }));
    // Once is enough.
    assert!(matches!(chain_at_home(&mut desk), ChainState::Whole { .. }));
    record(&mut desk);
    drop(desk);
    assert_eq!(house.record(VISIT).0, 0);
    assert!(!house.dir.join("damaged").exists());
}

/// Opens beside; while it reads, `meddle` may do something to the disk each time an entry was read.
fn beside(disk: &SimDisk, mut meddle: impl FnMut(u64)) -> Result<Store, StoreError> {
    let mut site = books::simulated(disk, &Memory::default());
    site.limits.group = 1;
    let who = (books::USER, books::PASSWORD);
    let opened = Store::open_beside(site, who, &mut |stage| {
        if let Stage::Reading { seq, .. } = stage {
            meddle(seq);
        }
    })?;
    Ok(opened.store)
}

#[test]
fn what_is_whole_when_it_is_read_again_was_being_written() {
    let disk = SimDisk::new(1);
    let site = books::simulated(&disk, &Memory::default());
    let mut desk = books::create(site).unwrap().0.store;
    for i in 0..4 {
        books::save(
            &mut desk,
            vec![books::visit("complaint", books::SECRETS[i], "x")],
        )
        .unwrap();
    }
    let (path, whole) = disk
        .files()
        .into_iter()
        .find(|(path, _)| {
            path.extension().is_some_and(|ext| ext == "log")
                && path.to_string_lossy().contains("journal")
        })
        .unwrap();
    let place = |seq: u64| {
        let frames = whole.windows(8).enumerate();
        // A frame's own number stands 8 bytes after its beginning, and first of its write again.
        let mut at = frames
            .filter(|(_, bytes)| **bytes == seq.to_be_bytes())
            .map(|(at, _)| at);
        at.find(|at| whole[at + 8..at + 16] == seq.to_be_bytes())
            .unwrap()
            - 8
    };
    let bad = |seq: u64| {
        let mut bytes = whole.clone();
        bytes[place(seq) + 60] ^= 1;
        disk.overwrite(&path, &bytes);
    };
    bad(3);
    let store = beside(&disk, |_| disk.overwrite(&path, &whole)).unwrap();
    assert_eq!(store.read_only(), Some(ReadOnly::Beside));
    let report = store.check().unwrap();
    assert_eq!((report.ok, report.entries), (true, 4));
    assert_eq!(report.not_compared, Some(NotCompared::Beside));

    // A different place each time: something moves, and nothing is said of it.
    bad(3);
    let mut next = 3;
    let moving = beside(&disk, |seq| {
        if seq == 1 {
            next = if next == 3 { 2 } else { 3 };
            bad(next);
        }
    });
    assert!(matches!(moving.map(|_| ()), Err(StoreError::Outdated)));

    // The same place twice: damage.
    bad(2);
    let report = beside(&disk, |_| ()).unwrap().check().unwrap();
    let offset = place(2) as u64;
    assert!(
        matches!(&report.problems[..], [Problem::Journal { offset: at, seq: 2, .. }] if *at == offset),
        "{:?}",
        report.problems
    );
    assert_eq!((report.ok, report.entries), (false, 1));
}
