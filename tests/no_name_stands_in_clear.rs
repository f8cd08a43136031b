//! No name, number, telephone or address of a citizen stands in clear in any file of an office; and once a
//! petition is found to be a denunciation, what was written before cannot be opened any more either.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod books;
mod support;

use books::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use support::desk::files;
use tiepdan::office::ask::Filter;
use tiepdan::office::books::Office;
use tiepdan::office::view::Seen;
use tiepdan::office::wall::SystemClock;
use tiepdan::register::number::{PersonId, Subject};
use tiepdan::register::person::Person;
use tiepdan::register::value::Value;
use tiepdan::store::engine::Memory;
use tiepdan::store::epochs::Epochs;
use tiepdan::store::journal::frame::{SealedPerson, Under};
use tiepdan::store::log::{Detail, Event};
use tiepdan::store::sim::SimDisk;
use tiepdan::store::{Draft, DraftId, Identity, Store, people};
use tiepdan::text::fold;

/// A text as it could stand in a file: UTF-8, UTF-16, folded, in capitals, its words alone.
fn shapes(text: &str) -> Vec<Vec<u8>> {
    let wide = |t: &str| {
        t.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let mut texts = vec![
        text.to_owned(),
        fold(text),
        text.to_uppercase(),
        text.to_lowercase(),
    ];
    texts.extend(
        text.split(' ')
            .filter(|word| word.len() > 5)
            .map(str::to_owned),
    );
    texts.push(text.replace(' ', ""));
    texts
        .iter()
        .flat_map(|t| [t.clone().into_bytes(), wide(t)])
        .collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// What a citizen says can name people too.
const SAID: &str = "ông Trương Vĩnh Khang lấn chiếm lối đi";

fn busy_office(dir: &Path) -> Store {
    let (opened, _) = create(real(dir)).unwrap();
    let (mut store, session) = (opened.store, opened.session);
    for (i, class) in ["complaint", "denunciation", "feedback", "recommendation"]
        .iter()
        .enumerate()
    {
        save(&mut store, vec![visit(class, SECRETS[i % 2], SAID)]).unwrap();
    }
    save(
        &mut store,
        vec![
            reclass("D-2026-0001", "denunciation"),
            accept("D-2026-0003"),
        ],
    )
    .unwrap();
    let value = visit("complaint", SECRETS[0], SAID);
    let draft = Draft {
        id: DraftId(7),
        kind: "receive".into(),
        updated: NOW,
        value,
    };
    store.drafts(&session).save(&draft).unwrap();
    let details = [Detail::Petition(no(1)), Detail::Seq(5)];
    store.log(&Event {
        at: NOW,
        code: "saved",
        details: &details,
    });
    store
}

#[test]
fn in_no_file_of_an_office_stands_anything_of_a_citizen() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("office");
    busy_office(&dir).close();
    // Twice: after a rebuild there is also what was put aside.
    std::fs::write(dir.join("running"), b"rebuild").unwrap();
    open(real(&dir)).unwrap().store.close();
    let clock = std::sync::Arc::new(SystemClock);
    let mut office = Office::open(&dir, USER, PASSWORD, clock, &mut |_| {}).unwrap();
    assert!(office.keep_snapshot().unwrap());
    drop(office);
    let files = files(&dir);
    for needed in [
        "snapshot",
        "officers",
        "keys",
        "journal",
        "state",
        "drafts",
        "logs",
        "quarantine",
    ] {
        assert!(
            files
                .iter()
                .any(|f| f.strip_prefix(&dir).unwrap().starts_with(needed)),
            "{needed}"
        );
    }
    // What may stand in clear is found: this search can fail.
    let officers = std::fs::read(dir.join("officers")).unwrap();
    assert!(contains(&officers, "Thử Nghiệm".as_bytes()));
    for file in &files {
        let bytes = std::fs::read(file).unwrap();
        let name = file.to_string_lossy().into_owned().into_bytes();
        for text in SECRETS.iter().chain([&SAID]) {
            for shape in shapes(text) {
                let found = contains(&bytes, &shape) || contains(&name, &shape);
                assert!(
                    !found,
                    "{} holds {:?}",
                    file.display(),
                    String::from_utf8_lossy(&shape)
                );
            }
        }
        assert!(!contains(&bytes, PASSWORD.as_bytes()), "{}", file.display());
    }
}

/// Everyone in the books, the hidden too: each of these is opened once.
fn everyone(office: &mut Office) -> Vec<Person> {
    let (rows, total) = office.rows(&Filter::default(), 0, 10_000);
    assert_eq!(rows.len(), total);
    let mut all = Vec::new();
    for row in rows {
        let (key, seen) = match row.id {
            Subject::Petition(no) => ("petition", office.petition(no).unwrap().petitioners),
            Subject::Reception(no) => ("reception", office.reception(no).unwrap().visitors),
        };
        if row.secret {
            let line = [
                ("do", Value::Text("reveal".to_owned())),
                (key, Value::Text(row.id.to_string())),
                ("on", Value::Day(office.real_today())),
                ("reason", Value::Text("Xác minh".to_owned())),
            ];
            let line = line.map(|(key, value)| (key.to_owned(), value));
            let saved = office.write_one(Value::Map(line.into())).unwrap();
            all.extend(saved.identity.unwrap());
        }
        all.extend(seen.into_iter().filter_map(|seen| match seen {
            Seen::Person(person) => Some(*person),
            _ => None,
        }));
    }
    all
}

/// Where any of these stands in any of those files, by the first letters of each.
fn found(needles: &BTreeSet<Vec<u8>>, files: &[PathBuf]) -> Vec<String> {
    const FIRST: usize = 6;
    let mut begins = vec![false; 1 << 16];
    let mut by_first: BTreeMap<&[u8], Vec<&[u8]>> = BTreeMap::new();
    let pair = |bytes: &[u8], at: usize| usize::from(bytes[at]) << 8 | usize::from(bytes[at + 1]);
    for needle in needles.iter().filter(|needle| needle.len() >= FIRST) {
        begins[pair(needle, 0)] = true;
        by_first.entry(&needle[..FIRST]).or_default().push(needle);
    }
    let mut all = Vec::new();
    for file in files {
        let mut bytes = std::fs::read(file).unwrap();
        bytes.extend(file.to_string_lossy().bytes());
        let starts = (0..bytes.len().saturating_sub(FIRST)).filter(|at| begins[pair(&bytes, *at)]);
        for at in starts {
            let all_here = by_first.get(&bytes[at..at + FIRST]).into_iter().flatten();
            for needle in all_here.filter(|needle| bytes[at..].starts_with(needle)) {
                let words = String::from_utf8_lossy(needle);
                all.push(format!("{} holds {words}", file.display()));
            }
        }
    }
    all
}

#[test]
fn in_no_byte_of_the_demos_office_its_backup_and_its_logs_stands_anyone() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("so");
    let made = std::process::Command::new(support::office::BIN)
        .args([
            "demo", "--no-tui", "--cases", "40", "--seed", "7", "--office",
        ])
        .arg(&dir)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let clock = std::sync::Arc::new(SystemClock);
    let mut office = Office::open(&dir, "demo", "demo", clock, &mut |_| {}).unwrap();
    let people = everyone(&mut office);
    let texts = people.iter().flat_map(|person| {
        let more = [&person.id_number, &person.phone];
        let more = more.into_iter().flatten().cloned();
        more.chain([person.name.clone()]).collect::<Vec<String>>()
    });
    let texts: BTreeSet<String> = texts.collect();
    assert!(people.len() > 40 && texts.len() > 100, "{}", texts.len());
    let draft = texts.iter().cloned().collect::<Vec<_>>().join(" ");
    office
        .keep_draft("a", "receive", Value::Text(draft))
        .unwrap();
    assert!(office.keep_snapshot().unwrap());
    office.back_up(&temp.path().join("copies")).unwrap();
    drop(office);
    let wide = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let shapes = texts.iter().flat_map(|text| {
        let all = [
            text.clone(),
            fold(text),
            text.to_uppercase(),
            text.replace(' ', ""),
        ];
        all.map(|shape| [shape.clone().into_bytes(), wide(&shape)])
    });
    let mut needles: BTreeSet<Vec<u8>> = shapes.flatten().collect();
    let all = files(temp.path());
    assert!(
        all.iter()
            .any(|f| f.extension().is_some_and(|e| e == "tdb"))
    );
    assert_eq!(found(&needles, &all), [""; 0]);
    // This search can fail: the agency stands in clear.
    needles.insert("Thanh tra tỉnh".as_bytes().to_vec());
    assert!(!found(&needles, &all).is_empty());
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_machine_may_read_an_office() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("office");
    let store = busy_office(&dir);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&dir), 0o700);
    for file in files(&dir) {
        let folder = file.parent().unwrap();
        assert_eq!(mode(folder), 0o700, "{}", folder.display());
        // Sled makes its own files; the folder they lie in is closed.
        if !folder.ends_with("state") {
            assert_eq!(mode(&file), 0o600, "{}", file.display());
        }
    }
    drop(store);
}

#[test]
fn once_a_petition_is_a_denunciation_what_was_sealed_before_opens_with_no_key_there_is() {
    let (disk, memory) = (SimDisk::new(1), Memory::default());
    let mut store = create(simulated(&disk, &memory)).unwrap().0.store;
    // Four identities to an epoch: the first epoch is full, the second begun.
    for i in 0..6 {
        save(&mut store, vec![visit("complaint", SECRETS[i % 2], SAID)]).unwrap();
    }
    let who = |entry| PersonId { entry, index: 0 };
    let (list, _, before) = keys(&disk);
    let old: Vec<_> = ever_sealed(&disk, &list)
        .into_iter()
        .filter(|p| p.id == who(2))
        .collect();
    assert_eq!(old.len(), 1);
    let opens = |epochs: &Epochs, sealed: &SealedPerson| {
        matches!(
            people::open(list.office, epochs, sealed),
            Identity::Known(_)
        )
    };
    assert!(opens(&before, &old[0]));

    save(&mut store, vec![reclass("D-2026-0002", "denunciation")]).unwrap();
    let (_, _, after) = keys(&disk);
    let all = ever_sealed(&disk, &list);
    let hers: Vec<_> = all.iter().filter(|p| p.id == who(2)).collect();
    assert!(hers.len() >= 2 && hers.iter().any(|p| matches!(p.under, Under::Clearance(_))));
    for sealed in &hers {
        assert!(!opens(&after, sealed), "{:?}", sealed.under);
    }
    // The others of her epoch are still known, under another key.
    for entry in [1, 3, 4, 5, 6] {
        assert!(
            matches!(store.person(who(entry)), Identity::Known(_)),
            "{entry}"
        );
    }
    assert_eq!(store.person(who(2)), Identity::Hidden);
    // Not in the copy of the keys either, nor after opening again.
    assert_eq!(disk_file(&disk, "keys"), disk_file(&disk, "keys.copy"));
    drop(store);
    memory.clear();
    let opened = open(simulated(&disk, &memory)).unwrap();
    assert_eq!(keys(&disk).2, after);
    assert_eq!(opened.store.person(who(2)), Identity::Hidden);
    let secret = opened.session.clearance.unwrap();
    let Identity::Known(person) = opened.store.reveal(who(2), &secret) else {
        panic!()
    };
    assert_eq!(person.name, SECRETS[1]);
    assert!(opened.store.check().unwrap().ok);
}

#[test]
fn a_correction_of_one_who_is_hidden_stays_hidden_and_of_one_hidden_later_is_lost_too() {
    let (disk, memory) = (SimDisk::new(1), Memory::default());
    let mut store = create(simulated(&disk, &memory)).unwrap().0.store;
    let who = PersonId { entry: 1, index: 0 };
    save(&mut store, vec![visit("complaint", SECRETS[0], SAID)]).unwrap();
    for _ in 0..5 {
        save(&mut store, vec![visit("complaint", SECRETS[1], SAID)]).unwrap();
    }
    // A new name, sealed under a later epoch than the first.
    let correct = |store: &mut Store, name: &str| {
        let mut line = reclass("D-2026-0001", "complaint");
        line.put("field", text("petitioners.0.name"));
        line.put(
            "person",
            tiepdan::register::value::Value::Int(i64::try_from(who.packed()).unwrap()),
        );
        line.take("to");
        let Identity::Known(mut new) = store.person(who) else {
            panic!("{:?}", store.person(who))
        };
        new.name = name.to_owned();
        let mut batch = store.batch();
        let mut entry = new_entry(&batch, line);
        entry.corrected = vec![(who, new)];
        batch.add(entry);
        let prepared = batch.finish();
        store.save(prepared).unwrap();
    };
    correct(&mut store, SECRETS[5]);
    let Identity::Known(person) = store.person(who) else {
        panic!()
    };
    assert_eq!(person.name, SECRETS[5]);
    save(&mut store, vec![reclass("D-2026-0001", "denunciation")]).unwrap();
    let (list, _, epochs) = keys(&disk);
    let hers: Vec<_> = ever_sealed(&disk, &list)
        .into_iter()
        .filter(|p| p.id == who)
        .collect();
    assert!(hers.len() >= 3);
    for sealed in &hers {
        let opened = people::open(list.office, &epochs, sealed);
        assert!(!matches!(opened, Identity::Known(_)), "{:?}", sealed.under);
    }
    assert!(store.check().unwrap().ok);
}

#[test]
fn one_who_comes_and_is_hidden_in_one_batch_is_hidden() {
    let (disk, memory) = (SimDisk::new(1), Memory::default());
    let mut store = create(simulated(&disk, &memory)).unwrap().0.store;
    let batch = vec![
        visit("complaint", SECRETS[0], SAID),
        visit("complaint", SECRETS[1], SAID),
        reclass("D-2026-0001", "denunciation"),
    ];
    save(&mut store, batch).unwrap();
    let (list, _, epochs) = keys(&disk);
    for sealed in ever_sealed(&disk, &list) {
        let known = matches!(
            people::open(list.office, &epochs, &sealed),
            Identity::Known(_)
        );
        assert!(!known || sealed.id.entry == 2, "{:?}", sealed.under);
    }
    assert_eq!(store.person(first_person(1)), Identity::Hidden);
    assert!(matches!(store.person(first_person(2)), Identity::Known(_)));
    assert!(store.check().unwrap().ok);
}

#[test]
fn a_length_tells_no_name() {
    let (disk, memory) = (SimDisk::new(1), Memory::default());
    let mut store = create(simulated(&disk, &memory)).unwrap().0.store;
    save(&mut store, vec![visit("denunciation", "Lý An", SAID)]).unwrap();
    save(
        &mut store,
        vec![visit("denunciation", "Tôn Nữ Hoàng Phương Thanh", SAID)],
    )
    .unwrap();
    let list = keys(&disk).0;
    let lengths: Vec<usize> = ever_sealed(&disk, &list)
        .iter()
        .map(|p| p.bytes.len())
        .collect();
    assert_eq!(lengths.len(), 2);
    assert_eq!(lengths[0], lengths[1]);
}
