//! What opens an office is wiped from memory when it is no longer held: each kind of secret is of a type that
//! is wiped on drop, wherever it is passed. That this compiles is the proof. (What a session holds inside is
//! held by a test beside it, in `store::officers`; what `crypto_box` leaves behind, in `store::pair`; what a field
//! of the desk holds, with all that could be undone in it, in `desk::field::buffer`.) Where the memory of a
//! process can be read, it is searched too: a type that is wiped may have been copied.

#![allow(dead_code, reason = "that it compiles is the proof")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use tiepdan::desk::field::Value;
use tiepdan::office::ask::{Answer, Question, SetUp};
use tiepdan::office::officers::OfficerChange;
use tiepdan::store::epochs::Epochs;
use tiepdan::store::officers::Unlocked;
use tiepdan::store::password::{Cost, RecoveryKey, stretch};
use tiepdan::store::seal::{Key, OfficeId};
use tiepdan::store::{ClearanceSecret, Credential, NewOfficer, StoreError};
use zeroize::ZeroizeOnDrop;

/// Takes only what is wiped when it is dropped.
fn wiped<T: ZeroizeOnDrop>(_: &T) {}

/// The keys that are held while an office is open.
fn keys(unlocked: &Unlocked, epochs: &Epochs) {
    let office_key: &Key = &unlocked.key;
    wiped(office_key);
    let secret: Option<&ClearanceSecret> = unlocked.session.clearance.as_ref();
    secret.into_iter().for_each(wiped);
    epochs.keys.values().for_each(wiped);
}

/// Keys that are made of others.
fn derived(key: &Key, recovery: &RecoveryKey) -> Result<(), StoreError> {
    wiped(&key.derive("for something"));
    wiped(&stretch("mật khẩu", &[1; 16], Cost::default())?);
    wiped(&recovery.key(OfficeId([1; 16])));
    Ok(())
}

/// Passwords on their way in, the recovery key on its way in and out.
fn passed_on(credential: &Credential, new: &NewOfficer, set_up: &SetUp) {
    match credential {
        Credential::Password { password, .. } => wiped(password),
        Credential::Recovery(typed) => wiped(typed),
    }
    wiped(&new.password);
    wiped(&set_up.password);
}

/// The same, on their way out of a field.
fn typed(value: &Value) {
    if let Value::Secret(password) = value {
        wiped(password);
    }
}

/// The same, between the desk and the office.
fn asked_and_answered(question: &Question, answer: &Answer) {
    if let Question::ChangeOfficers(change) = question {
        match &**change {
            OfficerChange::Add { password, .. } => wiped(password),
            OfficerChange::OwnPassword { old, new } => [old, new].into_iter().for_each(wiped),
            OfficerChange::NewPassword { new, .. } => wiped(new),
            OfficerChange::Disabled { .. } | OfficerChange::Clearance { .. } => {}
        }
    }
    if let Question::LogIn { password, .. } | Question::Unlock { password } = question {
        wiped(password);
    }
    if let Answer::SetUpDone { recovery_key, .. } = answer {
        wiped(recovery_key);
    }
}

#[test]
fn the_text_of_the_recovery_key_leaves_no_beginnings_behind() {
    let key = RecoveryKey::random().unwrap();
    wiped(&key);
    let text = key.text();
    wiped(&text);
    // It never outgrew its place: nothing was copied elsewhere.
    assert_eq!((text.len(), text.capacity()), (39, 40));
}

/// The memory of a process that had an office open, after it was closed.
#[cfg(target_os = "linux")]
mod memory {
    use crate::support::office::TestOffice;
    use std::io::{Read, Seek, SeekFrom};
    use std::process::Command;
    use std::sync::Arc;
    use tiepdan::office::books::Office;
    use tiepdan::office::wall::SystemClock;
    use tiepdan::register::value::Value;
    use tiepdan::store::epochs::Epochs;
    use tiepdan::store::io::RealDisk;
    use tiepdan::store::officers::{List, Listed};
    use tiepdan::store::pair::unseal;
    use tiepdan::store::password::stretch;
    use tiepdan::store::seal::{About, Key};
    use zeroize::Zeroizing;

    const HOA: &str = "mật khẩu của Hoa";
    /// A visit with a name in the open and a sealed one.
    const VISIT: &str = r#"{"do":"receive","at":"2026-11-20T09:05","kind":"regular","by":"receptionist","summary":"Thu hồi đất","visitors":[{"name":"Sùng Thị Mai","address":"Bản Pá Mỳ"}],"petitions":[{"class":"complaint"},{"class":"denunciation"}]}"#;
    const DIR: &str = "WIPED_OFFICE";
    const SECRETS: &str = "WIPED_SECRETS";
    /// A secret is handed to the child, and looked for, in another shape: what looks for it is not found itself.
    const MASK: u8 = 0xa5;

    fn masked(secret: &[u8]) -> String {
        let hex = secret.iter().map(|byte| format!("{:02x}", byte ^ MASK));
        hex.collect()
    }

    fn read_masked(hex: &str) -> Vec<u8> {
        let pairs = hex.as_bytes().chunks(2);
        let byte =
            |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
        pairs.map(byte).collect()
    }

    /// The next piece of memory that this process may write to, and what stands in it.
    fn pieces() -> impl Iterator<Item = Zeroizing<Vec<u8>>> {
        let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
        let mut memory = std::fs::File::open("/proc/self/mem").unwrap();
        let ranges: Vec<(u64, u64)> = maps
            .lines()
            .filter(|line| line.contains(" rw"))
            .filter_map(|line| line.split_once(' ')?.0.split_once('-'))
            .map(|ends| [ends.0, ends.1].map(|end| u64::from_str_radix(end, 16).unwrap()))
            .map(|[from, to]| (from, to))
            .collect();
        ranges.into_iter().filter_map(move |(from, to)| {
            let len = usize::try_from(to - from).ok()?;
            let mut bytes = Zeroizing::new(vec![0; len]);
            memory.seek(SeekFrom::Start(from)).ok()?;
            memory.read_exact(&mut bytes).ok()?;
            Some(bytes)
        })
    }

    /// How often each of them stands in the memory of this process.
    fn every_time(secrets: &[(String, Vec<u8>)]) -> Vec<(&str, usize)> {
        const PAGE: usize = 4096;
        let mut begins = [false; 256];
        for (_, secret) in secrets {
            begins[usize::from(secret[0] ^ MASK)] = true;
        }
        let mut times: Vec<(&str, usize)> =
            secrets.iter().map(|(name, _)| (name.as_str(), 0)).collect();
        for bytes in pieces() {
            let stands = |at: usize, secret: &[u8]| {
                let here = bytes.get(at..at + secret.len());
                here.is_some_and(|here| here.iter().zip(secret).all(|(a, b)| a ^ MASK == *b))
            };
            let pages = bytes.chunks(PAGE).enumerate();
            for (page, all) in pages.filter(|(_, all)| **all != [0; PAGE]) {
                let starts = (0..all.len()).filter(|at| begins[usize::from(all[*at])]);
                for at in starts.map(|at| page * PAGE + at) {
                    for ((_, secret), (_, times)) in secrets.iter().zip(&mut times) {
                        *times += usize::from(stands(at, secret));
                    }
                }
            }
        }
        times
    }

    /// Not a test of its own: the process that opens the office and is searched.
    #[test]
    fn a_process_with_an_office() {
        let (Some(dir), Ok(secrets)) = (std::env::var_os(DIR), std::env::var(SECRETS)) else {
            return;
        };
        let secrets: Vec<(String, Vec<u8>)> = secrets
            .split(',')
            .map(|one| one.split_once('=').unwrap())
            .map(|(name, hex)| (name.to_owned(), read_masked(hex)))
            .collect();
        let (_, password) = secrets.iter().find(|(name, _)| name == "password").unwrap();
        let mut password = Zeroizing::new(password.clone());
        password.iter_mut().for_each(|byte| *byte ^= MASK);
        let clock = Arc::new(SystemClock);
        let typed = std::str::from_utf8(&password).unwrap();
        let mut office = Office::open(dir.as_ref(), "hoa", typed, clock, &mut |_| {}).unwrap();
        let write = |office: &mut Office, line: &str| {
            let line = tiepdan::cli::json::parse(line).unwrap();
            office.write_one(tiepdan::cli::json::from_json(&line).unwrap())
        };
        write(&mut office, VISIT).unwrap();
        let reveal =
            r#"{"do":"reveal","petition":"D-2026-0002","on":"2026-11-20","reason":"Xác minh"}"#;
        write(&mut office, reveal).unwrap();
        office
            .keep_draft("a", "receive", Value::Text("gõ dở".into()))
            .unwrap();
        assert!(office.open_draft("a").unwrap().is_some());
        // Keys are wrapped for another.
        office
            .add_officer("lan", "Lan", tiepdan::office::permit::Role::Admin, "lan")
            .unwrap();
        office.give_clearance("lan").unwrap();
        let open = every_time(&secrets);
        drop((office, password));
        let closed = every_time(&secrets);
        let held = open.iter().filter(|(name, _)| !name.starts_with("once "));
        assert!(held.clone().all(|(_, times)| *times > 0), "{open:?}");
        assert!(closed.iter().all(|(_, times)| *times == 0), "{closed:?}");
    }

    /// What hoa's password opens, by name; `once`: needed only while logging in.
    fn opened(list: &List, hoa: &Listed, dir: &std::path::Path) -> Vec<(String, Vec<u8>)> {
        let about = |kind| About::new(list.office, kind);
        let stretched = stretch(HOA, &hoa.salt, hoa.cost).unwrap();
        let own = stretched
            .open(&about("own key").part(b"hoa"), &hoa.own)
            .unwrap();
        let own = Key::from_slice(&own).unwrap();
        let office = unseal(&own, &about("office key"), &hoa.office).unwrap();
        let office = Key::from_slice(&office).unwrap();
        let clearance = hoa.clearance.as_ref().unwrap();
        let clearance = unseal(&own, &about("clearance key"), clearance).unwrap();
        let epochs = Epochs::read(&RealDisk, dir, list.office, &office).unwrap();
        let mut all = vec![
            ("password".to_owned(), HOA.as_bytes().to_vec()),
            ("once stretched".to_owned(), stretched.bytes().to_vec()),
            ("once own".to_owned(), own.bytes().to_vec()),
            ("office".to_owned(), office.bytes().to_vec()),
            ("clearance".to_owned(), clearance.to_vec()),
        ];
        let drafts = own.derive("tiepdan drafts 1");
        all.push(("drafts".to_owned(), drafts.bytes().to_vec()));
        let epochs = epochs.value.keys.into_iter();
        all.extend(epochs.map(|(n, key)| (format!("epoch {n}"), key.bytes().to_vec())));
        all
    }

    #[test]
    fn once_an_office_is_closed_no_key_and_no_password_stands_in_memory() {
        let test = TestOffice::new();
        test.saved(VISIT);
        let list = List::decode(&std::fs::read(test.dir.join("officers")).unwrap()).unwrap();
        let secrets: Vec<String> = opened(&list, &list.officers[0], &test.dir)
            .iter()
            .map(|(name, secret)| format!("{name}={}", masked(secret)))
            .collect();
        assert!(secrets.len() > 6, "{}", secrets.len());
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "memory::a_process_with_an_office"])
            .env(DIR, &test.dir)
            .env(SECRETS, secrets.join(","))
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&child.stdout).into_owned()
            + &String::from_utf8_lossy(&child.stderr);
        assert!(child.status.success(), "{told}");
        assert!(told.contains("1 passed"), "{told}");
    }
}
