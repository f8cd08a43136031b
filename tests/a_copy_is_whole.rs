//! A backup holds the office as it was, is refused when it is not whole, writes over nothing, and leaves
//! nothing half: not on a full disk, not after a power cut.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod books;
mod support;

use books::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use support::office::TestOffice;
use tiepdan::cli::json::{from_json, parse};
use tiepdan::office::ask::Failure;
use tiepdan::office::books::Office;
use tiepdan::office::wall::SystemClock;
use tiepdan::store::copy::{Copied, FORMAT, Kept, Manifest, Restored, restore};
use tiepdan::store::engine::Memory;
use tiepdan::store::envelope;
use tiepdan::store::sim::{Fault, SimDisk};
use tiepdan::store::{Identity, Opened, Role, Site, Store, StoreError};

const COPIES: &str = "/copies";
const NAME: &str = "tiepdan-20261120-090500-9.tdb";

fn copy_path() -> PathBuf {
    Path::new(COPIES).join(NAME)
}

/// An office of several segments and epochs, with a denouncer in it.
fn lived(disk: &SimDisk) -> Store {
    let mut site = simulated(disk, &Memory::default());
    site.limits.segment = 2500;
    let mut store = create(site).unwrap().0.store;
    for i in 0..14 {
        let class = if i == 5 { "denunciation" } else { "complaint" };
        save(&mut store, vec![visit(class, SECRETS[i % 2], "đất đai")]).unwrap();
    }
    save(&mut store, vec![reclass("D-2026-0002", "denunciation")]).unwrap();
    store
}

fn again(disk: &SimDisk) -> Site {
    let mut site = simulated(disk, &Memory::default());
    site.dir = PathBuf::from("/again");
    site
}

fn opened_again(disk: &SimDisk) -> Result<Opened, StoreError> {
    open(again(disk))
}

fn backed_up(disk: &SimDisk) -> (Store, Copied) {
    let store = lived(disk);
    let copied = store.backup(Path::new(COPIES), NAME, NOW).unwrap();
    (store, copied)
}

fn names(disk: &SimDisk, folder: &str) -> Vec<String> {
    let files = disk.files().into_iter().map(|(path, _)| path);
    let here = files.filter(|path| path.starts_with(folder));
    here.map(|path| path.to_string_lossy().into_owned())
        .collect()
}

fn bytes_of(disk: &SimDisk, path: &Path) -> Vec<u8> {
    let found = disk.files().into_iter().find(|(p, _)| p == path);
    found.unwrap().1
}

#[test]
fn what_is_restored_is_what_was_backed_up() {
    let disk = SimDisk::new(1);
    let (mut store, copied) = backed_up(&disk);
    let segments = names(&disk, "/office/journal").len();
    assert!(segments > 2, "{segments}");
    let before = store.check().unwrap();
    assert_eq!(copied.entries, 15);
    assert_eq!((copied.entries, copied.head), store.head());
    assert_eq!(copied.bytes, bytes_of(&disk, &copied.file).len() as u64);
    assert_eq!(store.last_backup(), Some((NOW, 15)));
    // What comes after is not in it.
    save(&mut store, vec![accept("D-2026-0001")]).unwrap();
    let restored = restore(&copied.file, &again(&disk)).unwrap();
    let Restored {
        made,
        entries,
        head,
    } = restored;
    assert_eq!((made, entries, head), (NOW, copied.entries, copied.head));
    let opened = opened_again(&disk).unwrap();
    assert_eq!(opened.report.read_only, None);
    let mut other = opened.store;
    assert_eq!(other.check().unwrap(), before);
    assert_eq!(other.last_backup(), Some((NOW, 15)));
    let counts = other.counts();
    assert_eq!((counts.receptions, counts.petitions), (14, 14));
    for entry in 1..=14 {
        assert_eq!(
            other.person(first_person(entry)),
            store.person(first_person(entry)),
            "{entry}"
        );
    }
    let secret = opened.session.clearance.unwrap();
    let Identity::Known(hers) = other.reveal(first_person(2), &secret) else {
        panic!()
    };
    assert_eq!(hers.name, SECRETS[1]);
    // And the book goes on.
    save(&mut other, vec![visit("feedback", SECRETS[1], "mới")]).unwrap();
    assert!(other.check().unwrap().ok);
}

#[test]
fn an_empty_office_can_be_backed_up_too() {
    let disk = SimDisk::new(2);
    let store = create(simulated(&disk, &Memory::default()))
        .unwrap()
        .0
        .store;
    let copied = store.backup(Path::new(COPIES), NAME, NOW).unwrap();
    assert_eq!(copied.entries, 0);
    restore(&copied.file, &again(&disk)).unwrap();
    assert!(opened_again(&disk).unwrap().store.check().unwrap().ok);
}

#[test]
fn a_backup_that_is_cut_short_or_changed_anywhere_is_refused_and_nothing_is_written() {
    let disk = SimDisk::new(3);
    let (store, copied) = backed_up(&disk);
    drop(store);
    let good = bytes_of(&disk, &copied.file);
    let refused = |bytes: &[u8], what: &str| {
        disk.overwrite(&copied.file, bytes);
        let done = restore(&copied.file, &again(&disk));
        let newer = matches!(done, Err(StoreError::Newer { .. }));
        let bad = matches!(done, Err(StoreError::BadCopy { .. }));
        assert!(bad || newer, "{what}: {done:?}");
        assert_eq!(names(&disk, "/again"), [""; 0], "{what}");
    };
    let all = good.len();
    for len in (0..200).chain((200..all).step_by(997)).chain([all - 1]) {
        refused(&good[..len], &format!("{len} bytes"));
    }
    for at in (0..400).chain((400..all).step_by(313)).chain([all - 1]) {
        let mut flipped = good.clone();
        flipped[at] ^= 1 << (at % 8);
        refused(&flipped, &format!("byte {at}"));
    }
    refused(&[&good[..], &[0]].concat(), "a byte more");
    refused(b"", "nothing");
    refused(&vec![b'x'; 100_000], "something else");
    disk.overwrite(&copied.file, &good);
    restore(&copied.file, &again(&disk)).unwrap();
}

/// A file that says of itself what it likes, with hashes that fit.
fn made_up(names: &[&str]) -> Vec<u8> {
    let kept = |name: &&str| Kept {
        name: (*name).to_owned(),
        len: 1,
        hash: *blake3::hash(b"x").as_bytes(),
    };
    let manifest = Manifest {
        office: tiepdan::store::seal::OfficeId([0; 16]),
        made: NOW,
        entries: 0,
        head: [0; 32],
        files: names.iter().map(kept).collect(),
    };
    let manifest = envelope::wrap(&manifest).unwrap();
    let mut bytes = b"TIEPDANB".to_vec();
    bytes.extend(FORMAT.to_be_bytes());
    bytes.extend(u32::try_from(manifest.len()).unwrap().to_le_bytes());
    bytes.extend(manifest);
    bytes.extend(vec![b'x'; names.len()]);
    bytes
}

#[test]
fn a_backup_writes_no_file_but_those_of_an_office() {
    let disk = SimDisk::new(4);
    let (store, copied) = backed_up(&disk);
    drop(store);
    for names_in_it in [
        &["../evil"][..],
        &["officers", "keys", "journal/../../evil"],
        &["officers", "keys", "/etc/evil"],
        &["officers", "keys", "LOCK"],
        &["officers", "officers"],
        &["keys"],
        &[],
    ] {
        disk.overwrite(&copied.file, &made_up(names_in_it));
        let done = restore(&copied.file, &again(&disk));
        assert!(
            matches!(done, Err(StoreError::BadCopy { .. })),
            "{names_in_it:?}: {done:?}"
        );
    }
    assert_eq!(names(&disk, "/again"), [""; 0]);
    let evil = |(path, _): &(PathBuf, Vec<u8>)| path.ends_with("evil");
    assert!(!disk.files().iter().any(evil));
}

#[test]
fn nothing_is_written_over() {
    let disk = SimDisk::new(5);
    let (store, copied) = backed_up(&disk);
    let good = bytes_of(&disk, &copied.file);
    let twice = store.backup(Path::new(COPIES), NAME, NOW + 1);
    assert!(matches!(twice, Err(StoreError::Exists { .. })), "{twice:?}");
    assert_eq!(bytes_of(&disk, &copied.file), good);
    let over = restore(&copied.file, &simulated(&disk, &Memory::default()));
    assert!(matches!(over, Err(StoreError::NotEmpty { .. })), "{over:?}");
    let mut site = again(&disk);
    site.dir = PathBuf::from(COPIES);
    let over = restore(&copied.file, &site);
    assert!(matches!(over, Err(StoreError::NotEmpty { .. })), "{over:?}");
    drop(store);
    assert!(open(simulated(&disk, &Memory::default())).is_ok());
}

#[test]
fn on_a_full_disk_there_is_no_backup_and_nothing_half() {
    let mut failed = 0;
    for n in 1..40 {
        let disk = SimDisk::new(n);
        let mut store = lived(&disk);
        disk.fail_at(n, Fault::FullForGood);
        let done = store.backup(Path::new(COPIES), NAME, NOW);
        disk.heal();
        match done {
            Ok(_) => {
                let kept = [copy_path().to_string_lossy().into_owned()];
                assert_eq!(names(&disk, COPIES), kept);
            }
            Err(error) => {
                failed += 1;
                assert!(matches!(error, StoreError::DiskFull), "{n}: {error:?}");
                assert_eq!(names(&disk, COPIES), [""; 0], "{n}");
            }
        }
        save(&mut store, vec![accept("D-2026-0001")]).unwrap();
        assert!(store.check().unwrap().ok, "{n}");
    }
    assert!(failed > 3, "{failed}");
}

#[test]
fn after_a_power_cut_a_backup_that_has_its_name_is_whole() {
    let (mut there, mut gone) = (0, 0);
    for n in 1..40 {
        for seed in 0..4 {
            let disk = SimDisk::new(seed * 1000 + n);
            let store = lived(&disk);
            disk.fail_at(n, Fault::Power);
            let done = store.backup(Path::new(COPIES), NAME, NOW);
            let after = disk.reboot();
            let stands = after.files().iter().any(|(path, _)| *path == copy_path());
            if done.is_ok() {
                assert!(stands, "{n}: said to be there");
            }
            if stands {
                there += 1;
                restore(&copy_path(), &again(&after)).unwrap();
            } else {
                gone += 1;
            }
        }
    }
    assert!(there > 0 && gone > 0, "{there} {gone}");
}

#[test]
fn after_a_power_cut_while_restoring_there_is_no_office_or_a_whole_one() {
    let (mut whole, mut none) = (0, 0);
    for n in 1..60 {
        for seed in 0..3 {
            let disk = SimDisk::new(seed * 1000 + n);
            let (store, copied) = backed_up(&disk);
            let head = store.check().unwrap().head;
            drop(store);
            disk.fail_at(n, Fault::Power);
            let done = restore(&copied.file, &again(&disk));
            let after = disk.reboot();
            match opened_again(&after) {
                Ok(opened) => {
                    whole += 1;
                    let report = opened.store.check().unwrap();
                    assert_eq!((report.ok, &report.head), (true, &head), "{n}");
                }
                Err(StoreError::NotAnOffice { .. }) => {
                    none += 1;
                    assert!(done.is_err(), "{n}: said to be done");
                    // The same, or another, can be restored in its place.
                    restore(&copied.file, &again(&after)).unwrap();
                    let report = opened_again(&after).unwrap().store.check().unwrap();
                    assert_eq!(report.head, head, "{n}");
                }
                Err(error) => panic!("{n}: {error:?}"),
            }
        }
    }
    assert!(whole > 0 && none > 0, "{whole} {none}");
}

#[test]
fn a_journal_that_went_bad_under_an_open_office_is_not_backed_up_as_if_it_were_good() {
    let disk = SimDisk::new(6);
    let store = lived(&disk);
    let segment = Path::new("/office/journal/00000000000000000001.log");
    let mut bytes = bytes_of(&disk, segment);
    bytes[300] ^= 4;
    disk.overwrite(segment, &bytes);
    let done = store.backup(Path::new(COPIES), NAME, NOW);
    assert!(matches!(done, Err(StoreError::BadCopy { .. })), "{done:?}");
    assert_eq!(names(&disk, COPIES), [""; 0]);
    // What is held in memory stands in for bad officers and keys.
    bytes[300] ^= 4;
    disk.overwrite(segment, &bytes);
    for name in ["officers", "officers.copy", "keys", "keys.copy"] {
        disk.overwrite(&Path::new("/office").join(name), b"bad sector");
    }
    let copied = store.backup(Path::new(COPIES), NAME, NOW).unwrap();
    restore(&copied.file, &again(&disk)).unwrap();
    assert!(opened_again(&disk).unwrap().store.check().unwrap().ok);
}

// At the command line.

const VISIT: &str = r#"{"do":"receive","at":"2026-11-20T09:05","kind":"regular","by":"receptionist","summary":"Thu hồi đất","visitors":[{"name":"Sùng Thị Mai","address":"Bản Pá Mỳ"}],"petitions":[{"class":"complaint"}]}"#;

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn an_office_moves_by_backup_and_restore() {
    let office = TestOffice::new();
    for _ in 0..3 {
        office.saved(VISIT);
    }
    let (_, before) = office.json(&["check"]);
    let copies = office.temp.path().join("bản sao");
    let (code, made) = office.json(&["backup", copies.to_str().unwrap()]);
    assert_eq!(code, 0, "{made}");
    assert_eq!(
        (&made["entries"], &made["head"]),
        (&before["entries"], &before["head"])
    );
    let file = made["file"].as_str().unwrap();
    let name = Path::new(file).file_name().unwrap().to_str().unwrap();
    assert!(
        name.starts_with("tiepdan-") && name.ends_with("-3.tdb"),
        "{name}"
    );
    office.saved(VISIT);
    let new = office.temp.path().join("máy mới").join("so");
    let to_new = ["--office", new.to_str().unwrap()];
    let (code, restored) = office.json(&[&["restore", file][..], &to_new].concat());
    assert_eq!((code, &restored["head"]), (0, &before["head"]));
    let (code, after) = office.json(&[&["check"][..], &to_new].concat());
    assert_eq!((code, after), (0, before));
    let open = |dir: &Path| {
        let clock = Arc::new(SystemClock);
        Office::open(dir, "hoa", "mật khẩu của Hoa", clock, &mut |_| {}).unwrap()
    };
    let noted = |dir: &Path| open(dir).home().last_backup;
    assert!(noted(&new).is_some());
    assert_eq!(noted(&new), noted(&office.dir));
    // Nothing is written over, nothing is made of what is not whole.
    let run = |args: &[&str]| office.run(args).status.code();
    assert_eq!(run(&[&["restore", file][..], &to_new].concat()), Some(2));
    let full = office.temp.path().to_str().unwrap();
    assert_eq!(run(&["restore", file, "--office", full]), Some(2));
    assert_eq!(run(&["restore", "không có.tdb"]), Some(2));
    let bytes = std::fs::read(file).unwrap();
    let cut = office.temp.path().join("cut.tdb");
    std::fs::write(&cut, &bytes[..bytes.len() - 1]).unwrap();
    let third = office.temp.path().join("third");
    let third = third.to_str().unwrap();
    let out = office.run(&["restore", cut.to_str().unwrap(), "--office", third]);
    assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
    assert!(text(&out.stderr).contains("nguyên vẹn"));
    assert!(!Path::new(third).exists());
    let within = office.dir.join("copies");
    assert_eq!(run(&["backup", within.to_str().unwrap()]), Some(2));
    assert!(!within.exists());
    assert_eq!(run(&["backup", file]), Some(4), "a file is no folder");
}

#[test]
fn an_office_is_backed_up_while_a_desk_has_it_open_and_writes() {
    let office = TestOffice::new();
    office.saved(VISIT);
    let clock = Arc::new(SystemClock);
    let mut held =
        Office::open(&office.dir, "hoa", "mật khẩu của Hoa", clock, &mut |_| {}).unwrap();
    assert_eq!(held.home().last_backup, None);
    let copies = office.temp.path().join("copies");
    let line = from_json(&parse(VISIT).unwrap()).unwrap();
    let done = Arc::new(AtomicBool::new(false));
    let saved = Arc::new(AtomicU64::new(1));
    let desk = {
        let (done, saved) = (Arc::clone(&done), Arc::clone(&saved));
        std::thread::spawn(move || {
            while !done.load(Ordering::SeqCst) {
                held.write_one(line.clone()).unwrap();
                saved.fetch_add(1, Ordering::SeqCst);
            }
            held
        })
    };
    let mut made: Vec<(PathBuf, u64)> = Vec::new();
    for n in 0..12 {
        let to = copies.join(n.to_string());
        let before = saved.load(Ordering::SeqCst);
        let (code, told) = office.json(&["backup", to.to_str().unwrap()]);
        assert_eq!(code, 0, "{told}");
        let entries = told["entries"].as_u64().unwrap();
        assert!(entries >= before, "{entries} of {before} saved");
        made.push((told["file"].as_str().unwrap().into(), entries));
    }
    done.store(true, Ordering::SeqCst);
    let mut held = desk.join().unwrap();
    assert!(held.home().last_backup.is_some());
    assert!(made.first().unwrap().1 < made.last().unwrap().1);
    for (n, (file, entries)) in made.iter().enumerate() {
        let new = office.temp.path().join(format!("again {n}"));
        let restored = Office::restore(&new, file, &SystemClock).unwrap();
        assert_eq!(restored.entries, *entries);
    }
    let last = office.temp.path().join("again 11");
    let (code, check) = office.json(&["check", "--office", last.to_str().unwrap()]);
    assert_eq!((code, &check["entries"]), (0, &made[11].1.into()));
    // The program that has it open can, too.
    let copied = held.back_up(&copies.join("own")).unwrap();
    assert!(copied.entries >= made[11].1);
}

#[test]
fn only_an_admin_backs_an_office_up_and_wrong_passwords_wait() {
    let office = TestOffice::new();
    let mut held = Office::open(
        &office.dir,
        "hoa",
        "mật khẩu của Hoa",
        Arc::new(SystemClock),
        &mut |_| {},
    )
    .unwrap();
    held.add_officer("lan", "Lan", Role::Receptionist, "mật khẩu của Lan")
        .unwrap();
    let copies = office.temp.path().join("copies");
    let tried = |user, password| {
        Office::back_up_beside(&office.dir, (user, password), &copies, &SystemClock).unwrap_err()
    };
    assert!(matches!(
        tried("lan", "mật khẩu của Lan"),
        Failure::NotAllowed(_)
    ));
    for _ in 0..3 {
        assert!(matches!(
            tried("hoa", "sai"),
            Failure::Store(StoreError::WrongPassword)
        ));
    }
    assert!(matches!(
        tried("hoa", "mật khẩu của Hoa"),
        Failure::Store(StoreError::TooManyTries { .. })
    ));
    assert!(!copies.exists());
}
