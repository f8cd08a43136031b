//! A list of officers from an older day, put back as it was, brings nobody back: the book knows which list is
//! the last. Whatever a power cut leaves half done, and whatever else befalls, the office opens.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod books;

use books::*;
use std::path::Path;
use std::sync::Arc;
use tiepdan::office::books::Office;
use tiepdan::office::wall::{StoppedClock, civil};
use tiepdan::register::act::Act;
use tiepdan::register::officers::OfficersDeed;
use tiepdan::store::engine::Memory;
use tiepdan::store::sim::{Fault, SimDisk};
use tiepdan::store::{
    Beside, Credential, Hand, Opened, ReadOnly, Role, Store, StoreError, restore,
};

const FILES: [&str; 2] = ["/office/officers", "/office/officers.copy"];
const MINH: &str = "mật khẩu của Minh";

fn opened(disk: &SimDisk, memory: &Memory, user: &str, word: &str) -> Result<Opened, StoreError> {
    let by = by_password(user, word);
    Store::open(simulated(disk, memory), &by, &mut |_| {})
}

/// An office in which Minh, an admin with clearance, came; what `officers` was then.
fn with_minh(disk: &SimDisk, memory: &Memory) -> (Opened, Vec<u8>) {
    let (mut office, _) = create(simulated(disk, memory)).unwrap();
    let secret = office.session.clearance.clone();
    let minh = officer("minh", MINH, Role::Admin);
    (office.store)
        .add_officer(HAND, &minh, secret.as_ref())
        .unwrap();
    save(
        &mut office.store,
        vec![visit("complaint", SECRETS[0], "một")],
    )
    .unwrap();
    let then = disk_file(disk, "officers");
    (office, then)
}

/// The same, Minh shut out since.
fn without_minh(disk: &SimDisk, memory: &Memory) -> Vec<u8> {
    let (mut office, then) = with_minh(disk, memory);
    office.store.set_disabled(HAND, "minh", true).unwrap();
    office.store.close();
    assert!(matches!(
        opened(disk, memory, "minh", MINH),
        Err(StoreError::Disabled)
    ));
    then
}

fn put_back(disk: &SimDisk, files: &[&str], bytes: &[u8]) {
    for file in files {
        disk.overwrite(Path::new(file), bytes);
    }
}

#[test]
fn every_change_of_officers_stands_in_the_book_with_who_and_when() {
    let (disk, memory) = (SimDisk::new(1), Memory::default());
    let (mut office, _) = with_minh(&disk, &memory);
    let minh = Hand {
        by: "minh",
        at: NOW + 60_000,
    };
    office.store.take_clearance(minh, USER).unwrap();
    let entries = office.store.entries(1, 10).unwrap();
    let changes: Vec<_> = entries
        .iter()
        .filter_map(|entry| match &entry.act {
            Act::ChangeOfficers(change) => {
                let whom = change.officer.as_deref();
                Some((entry.by.as_str(), entry.at - NOW, change.what, whom))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        changes,
        [
            (USER, 0, OfficersDeed::Add, Some("minh")),
            ("minh", 60_000, OfficersDeed::Unclear, Some(USER)),
        ]
    );
    assert!(office.store.check().unwrap().ok);
}

#[test]
fn an_older_list_put_back_with_its_copy_opens_for_nobody() {
    for rebuilt in [false, true] {
        let (disk, memory) = (SimDisk::new(2), Memory::default());
        let old = without_minh(&disk, &memory);
        let new = disk_file(&disk, "officers");
        put_back(&disk, &FILES, &old);
        if rebuilt {
            memory.clear();
        }
        for (user, word) in [("minh", MINH), (USER, PASSWORD)] {
            let refused = opened(&disk, &memory, user, word);
            assert!(
                matches!(refused, Err(StoreError::OfficersOlder)),
                "{user}, rebuilt {rebuilt}: {:?}",
                refused.err()
            );
        }
        // The right one opens again, from either file.
        put_back(&disk, &FILES[1..], &new);
        let office = opened(&disk, &memory, USER, PASSWORD).unwrap();
        assert!(office.report.officers_from_copy);
        assert!(disk_file(&disk, "officers") == new);
        drop(office);
        assert!(
            !opened(&disk, &memory, USER, PASSWORD)
                .unwrap()
                .report
                .officers_from_copy
        );
    }
}

#[test]
fn an_older_file_alone_is_made_good_from_its_copy() {
    let (disk, memory) = (SimDisk::new(3), Memory::default());
    let old = without_minh(&disk, &memory);
    let new = disk_file(&disk, "officers");
    for file in FILES {
        put_back(&disk, &[file], &old);
        assert!(matches!(
            opened(&disk, &memory, "minh", MINH),
            Err(StoreError::Disabled)
        ));
        for name in ["officers", "officers.copy"] {
            assert!(disk_file(&disk, name) == new, "{name}");
        }
    }
}

/// Nobody at the desk need be told that a copy was older; whoever reads the log is.
#[test]
fn a_file_that_did_not_say_the_same_as_its_copy_stands_in_the_log() {
    let (disk, memory) = (SimDisk::new(8), Memory::default());
    let old = without_minh(&disk, &memory);
    let log = || {
        let files = disk.files().into_iter();
        let logs = files.filter(|(path, _)| path.extension().is_some_and(|end| end == "log"));
        let logs = logs.filter(|(path, _)| path.starts_with("/office/logs"));
        logs.flat_map(|(_, bytes)| bytes).collect::<Vec<u8>>()
    };
    let opens = || {
        let clock = Arc::new(StoppedClock(civil(NOW)));
        let site = simulated(&disk, &memory);
        let before = log().len();
        let office = Office::open_on(site, (USER, PASSWORD), clock, &mut |_| {}).unwrap();
        let told = office.me().mended.clone();
        drop(office);
        let all = String::from_utf8(log()).unwrap();
        (told, all[before..].to_owned())
    };
    assert_eq!(opens(), (Vec::new(), String::new()));
    for (file, told) in [
        ("/office/officers.copy", None),
        ("/office/keys.copy", None),
        ("/office/officers", Some("officers_from_copy")),
    ] {
        let older = if file.starts_with("/office/officers") {
            &old[..]
        } else {
            b""
        };
        put_back(&disk, &[file], older);
        let (mended, log) = opens();
        assert_eq!(mended, Vec::from_iter(told), "{file}");
        assert!(log.contains("copy_rewritten count=1"), "{file}: {log}");
        assert_eq!(log.contains("officers_from_copy"), told.is_some(), "{log}");
    }
    assert_eq!(opens(), (Vec::new(), String::new()));
}

#[test]
fn a_clearance_that_was_taken_does_not_come_back_with_an_older_list() {
    let (disk, memory) = (SimDisk::new(4), Memory::default());
    let (mut office, old) = with_minh(&disk, &memory);
    office.store.take_clearance(HAND, "minh").unwrap();
    office.store.close();
    put_back(&disk, &FILES[..1], &old);
    let office = opened(&disk, &memory, "minh", MINH).unwrap();
    assert!(office.session.clearance.is_none());
    assert!(office.report.officers_from_copy);
    office.store.close();
    put_back(&disk, &FILES, &old);
    assert!(matches!(
        opened(&disk, &memory, "minh", MINH),
        Err(StoreError::OfficersOlder)
    ));
}

#[test]
fn a_power_cut_at_any_write_of_a_change_of_officers_leaves_an_office_that_opens() {
    for at in 1.. {
        let (disk, memory) = (SimDisk::new(at), Memory::default());
        let (mut office, _) = with_minh(&disk, &memory);
        disk.fail_at(at, Fault::Power);
        let minh = Hand {
            by: "minh",
            at: NOW,
        };
        let cost = officer("", "", Role::Admin).cost;
        let password = (office.store).change_password(minh, (MINH, "mới"), cost);
        let shut_out = office.store.set_disabled(HAND, USER, true);
        let done = !disk.is_dead();
        std::mem::forget(office);
        let disk = disk.reboot();
        if at % 2 == 0 {
            memory.clear();
        }
        let words = if password.is_ok() {
            vec!["mới"]
        } else {
            vec![MINH, "mới"]
        };
        let mut came = words
            .iter()
            .map(|word| opened(&disk, &memory, "minh", word));
        let office = came.find_map(Result::ok);
        let office = office.unwrap_or_else(|| panic!("cut at {at}: it does not open"));
        let lan = office.store.officers().into_iter().find(|o| o.name == USER);
        let disabled = lan.unwrap().disabled;
        assert!(disabled || shut_out.is_err(), "cut at {at}");
        office.store.close();
        let lan = opened(&disk, &memory, USER, PASSWORD);
        assert_eq!(lan.is_err(), disabled, "cut at {at}");
        if done {
            assert!(at > 6, "each change writes copy, entry and file");
            return;
        }
    }
}

#[test]
fn on_a_full_disk_a_change_of_officers_is_made_whole_or_not_at_all() {
    for at in 1.. {
        let (disk, memory) = (SimDisk::new(at), Memory::default());
        let (mut office, _) = with_minh(&disk, &memory);
        disk.fail_at(at, Fault::FullForGood);
        let made = office.store.set_disabled(HAND, "minh", true);
        let done = !disk.is_dead() && made.is_ok();
        drop(office);
        disk.heal();
        let minh = opened(&disk, &memory, "minh", MINH);
        match made {
            Ok(()) => assert!(matches!(minh, Err(StoreError::Disabled)), "full at {at}"),
            Err(_) => assert!(minh.is_ok(), "full at {at}: {:?}", minh.err()),
        }
        if done && at > 20 {
            return;
        }
    }
}

#[test]
fn the_recovery_key_takes_an_older_list_unless_it_was_renewed_since() {
    for renewed in [false, true] {
        let (disk, memory) = (SimDisk::new(5), Memory::default());
        let (mut office, recovery) = create(simulated(&disk, &memory)).unwrap();
        let secret = office.session.clearance.clone().unwrap();
        let old = disk_file(&disk, "officers");
        let cost = officer("", "", Role::Admin).cost;
        (office.store)
            .change_password(HAND, (PASSWORD, "mới"), cost)
            .unwrap();
        if renewed {
            office.store.renew_recovery(HAND, &secret).unwrap();
        }
        office.store.close();
        put_back(&disk, &FILES, &old);
        let by = Credential::Recovery(recovery.text());
        let came = Store::open(simulated(&disk, &memory), &by, &mut |_| {});
        if renewed {
            assert!(matches!(came, Err(StoreError::OfficersOlder)));
            continue;
        }
        let mut office = came.unwrap();
        assert!(office.report.officers_older);
        (office.store)
            .recover_officer(NOW, USER, "lại", cost, &secret)
            .unwrap();
        office.store.close();
        // From now on that is the list that the book knows.
        let office = opened(&disk, &memory, USER, "lại").unwrap();
        assert!(!office.report.officers_older && !office.report.officers_from_copy);
        assert!(office.store.check().unwrap().ok);
    }
}

#[test]
fn a_damaged_book_can_be_read_by_its_officers_and_says_that_their_list_is_not_the_last() {
    let (disk, memory) = (SimDisk::new(6), Memory::default());
    let old = without_minh(&disk, &memory);
    let segment = Path::new("/office/journal");
    let (path, mut bytes) = (disk.files().into_iter())
        .find(|(path, _)| path.starts_with(segment))
        .unwrap();
    let last = bytes.len() - 30;
    bytes[last] ^= 1;
    disk.overwrite(&path, &bytes);
    put_back(&disk, &FILES, &old);
    let mut office = opened(&disk, &memory, USER, PASSWORD).unwrap();
    assert!(matches!(
        office.store.read_only(),
        Some(ReadOnly::Damaged { .. })
    ));
    assert!(office.report.officers_older);
    // Whoever lost their password is let in to read it, too.
    let secret = office.session.clearance.clone();
    let cost = officer("", "", Role::Admin).cost;
    (office.store)
        .reset_password(HAND, "minh", "mới", cost, secret.as_ref())
        .unwrap();
    office.store.close();
    assert!(opened(&disk, &memory, "minh", "mới").is_ok());
}

#[test]
fn an_office_whose_officers_never_changed_since_the_book_knows_them_opens_as_before() {
    let (disk, memory) = (SimDisk::new(7), Memory::default());
    let (mut office, _) = create(simulated(&disk, &memory)).unwrap();
    let line = visit("complaint", SECRETS[0], "một");
    save(&mut office.store, vec![line]).unwrap();
    office.store.close();
    // A change that the program made before it wrote such entries: files alone.
    let (mut list, key, _) = keys(&disk);
    list.add(&key, &officer("minh", MINH, Role::Supervisor), None)
        .unwrap();
    list.write(&disk, Path::new("/office"), &key).unwrap();
    let mut office = opened(&disk, &memory, "minh", MINH).unwrap();
    assert!(!office.report.officers_from_copy && !office.report.officers_older);
    office.store.set_disabled(HAND, "minh", true).unwrap();
    office.store.close();
    assert!(opened(&disk, &memory, USER, PASSWORD).is_ok());
}

#[test]
fn a_backup_holds_the_list_that_its_book_knows() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("office");
    let (mut office, _) = create(real(&dir)).unwrap();
    let minh = officer("minh", MINH, Role::Admin);
    let secret = office.session.clearance.clone();
    (office.store)
        .add_officer(HAND, &minh, secret.as_ref())
        .unwrap();
    let old = std::fs::read(dir.join("officers")).unwrap();
    office.store.set_disabled(HAND, "minh", true).unwrap();
    let to = temp.path().join("copies");
    office.store.backup(&to, "own.tdb", NOW).unwrap();
    let beside = Beside::look(real(&dir), USER, PASSWORD).unwrap();
    beside.backup(&to, "beside.tdb", NOW).unwrap();
    for name in ["own.tdb", "beside.tdb"] {
        let new = temp.path().join(name);
        restore(&to.join(name), &real(&new)).unwrap();
        let minh = Store::open(real(&new), &by_password("minh", MINH), &mut |_| {});
        assert!(matches!(minh, Err(StoreError::Disabled)), "{name}");
        assert!(open(real(&new)).is_ok(), "{name}");
    }
    // With the office open, an older list put back lets nobody read or back up beside it either.
    for name in ["officers", "officers.copy"] {
        std::fs::write(dir.join(name), &old).unwrap();
    }
    let looked = Beside::look(real(&dir), "minh", MINH);
    assert!(matches!(looked, Err(StoreError::OfficersOlder)));
    let read = Store::open_beside(real(&dir), ("minh", MINH), &mut |_| {});
    assert!(matches!(read, Err(StoreError::OfficersOlder)));
    drop(office);
    // It went wrong under an open office: the next opening finds it all the same.
    assert!(matches!(open(real(&dir)), Err(StoreError::OfficersOlder)));
}
