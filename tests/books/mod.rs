//! Offices for tests of the store: invented people, acts as lines, a cheap password.
#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use chrono::NaiveDate;
use std::path::Path;
use std::sync::Arc;
use tiepdan::register::act::Act;
use tiepdan::register::book::{Numbers, Petition, Shelf};
use tiepdan::register::check::number;
use tiepdan::register::number::{PersonId, PetitionNo};
use tiepdan::register::person::{Person, take_people};
use tiepdan::register::value::Value;
use tiepdan::store::engine::Memory;
use tiepdan::store::epochs::Epochs;
use tiepdan::store::journal::frame::{Part, SealedPerson};
use tiepdan::store::journal::reader::Reader;
use tiepdan::store::officers::List;
use tiepdan::store::seal::Key;
use tiepdan::store::sim::SimDisk;
use tiepdan::store::site::{Keeper, Limits};
use tiepdan::store::{
    Cost, Credential, DraftId, Hand, NewEntry, NewOffice, NewOfficer, Opened, Prepared,
    RecoveryKey, Role, Saved, Site, Store, StoreError,
};

/// 20 November 2026, 02:05 UTC.
pub(crate) const NOW: i64 = 1_795_140_300_000;
pub(crate) const USER: &str = "lan";
pub(crate) const PASSWORD: &str = "mật khẩu của Lan";

/// What must never stand in clear in any file.
pub(crate) const SECRETS: [&str; 6] = [
    "Nguyễn Thị Ánh Tuyết",
    "Phạm Quốc Bảo",
    "079184001234",
    "0903555777",
    "Tổ 7, ấp Rạch Gốc",
    "Công ty Hoa Sen Trắng",
];

/// Lan, at her desk.
pub(crate) const HAND: Hand<'static> = Hand { by: USER, at: NOW };

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(crate) fn map(entries: &[(&str, Value)]) -> Value {
    Value::Map(
        entries
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.clone()))
            .collect(),
    )
}

pub(crate) fn person(name: &str) -> Value {
    map(&[
        ("name", text(name)),
        ("id_kind", text("cccd")),
        ("id_number", text(SECRETS[2])),
        ("address", text(SECRETS[4])),
        ("phone", text(SECRETS[3])),
        ("organisation", text(SECRETS[5])),
    ])
}

/// A visit with one petition of a class.
pub(crate) fn visit(class: &str, name: &str, summary: &str) -> Value {
    map(&[
        ("do", text("receive")),
        ("at", text("2026-11-20T09:05")),
        ("kind", text("regular")),
        ("by", text("receptionist")),
        ("summary", text(summary)),
        ("capacity", text("self")),
        ("visitors", Value::List(vec![person(name)])),
        (
            "petitions",
            Value::List(vec![map(&[("class", text(class))])]),
        ),
    ])
}

pub(crate) fn reclass(petition: &str, class: &str) -> Value {
    map(&[
        ("do", text("correct")),
        ("petition", text(petition)),
        ("on", text("2026-11-20")),
        ("field", text("class")),
        ("to", text(class)),
        ("reason", text("phân loại lại")),
    ])
}

pub(crate) fn accept(petition: &str) -> Value {
    map(&[
        ("do", text("accept")),
        ("petition", text(petition)),
        ("on", text("2026-11-20")),
        ("number", text("15/TB-TTr")),
    ])
}

pub(crate) fn no(n: u32) -> PetitionNo {
    PetitionNo { year: 2026, n }
}

pub(crate) fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, d).unwrap()
}

pub(crate) fn parse(mut line: Value) -> (Act, Vec<Person>) {
    let people = take_people(&mut line).unwrap();
    (Act::read(&line).unwrap(), people)
}

/// A day that follows from the petition alone, in place of its clocks.
pub(crate) fn due_days(petition: &Petition) -> Vec<NaiveDate> {
    vec![day(1 + petition.no.n % 28)]
}

pub(crate) fn new_entry(shelf: &dyn Shelf, line: Value) -> NewEntry {
    let (act, people) = parse(line);
    NewEntry {
        at: NOW,
        by: USER.to_owned(),
        numbers: number(shelf, &act),
        act,
        people,
        corrected: Vec::new(),
        erase: Vec::new(),
        draft: None,
    }
}

pub(crate) fn prepare(store: &Store, lines: Vec<Value>, draft: Option<DraftId>) -> Prepared {
    let mut batch = store.batch();
    for line in lines {
        let mut new = new_entry(&batch, line);
        new.draft = draft;
        batch.add(new);
    }
    batch.due_by(due_days);
    batch.finish()
}

pub(crate) fn save(store: &mut Store, lines: Vec<Value>) -> Result<Vec<Saved>, StoreError> {
    let prepared = prepare(store, lines, None);
    store.save(prepared)
}

pub(crate) fn new_office() -> NewOffice {
    NewOffice {
        card: map(&[("agency", text("Thanh tra tỉnh Thử Nghiệm"))]),
        first: officer(USER, PASSWORD, Role::Admin),
    }
}

pub(crate) fn officer(name: &str, password: &str, role: Role) -> NewOfficer {
    NewOfficer {
        name: name.to_owned(),
        display: "Cán bộ".to_owned(),
        role,
        password: password.to_owned().into(),
        cost: Cost {
            memory_kib: 8,
            passes: 1,
        },
    }
}

/// An office on the disk of this machine.
pub(crate) fn real(dir: &Path) -> Site {
    let mut site = Site::new(dir, NOW);
    site.limits.reserve = 0;
    site
}

/// An office on a disk that can be broken, its state in memory.
pub(crate) fn simulated(disk: &SimDisk, memory: &Memory) -> Site {
    let mut site = Site::new(Path::new("/office"), NOW);
    site.disk = Arc::new(disk.clone());
    site.keeper = Keeper::Memory(memory.clone());
    site.limits = Limits {
        segment: 6000,
        epoch: 4,
        fold: 0,
        reserve: 0,
        group: 3,
    };
    site
}

pub(crate) fn create(site: Site) -> Result<(Opened, RecoveryKey), StoreError> {
    Store::create(site, &new_office())
}

pub(crate) fn by_password(user: &str, password: &str) -> Credential {
    Credential::Password {
        user: user.to_owned(),
        password: password.to_owned().into(),
    }
}

pub(crate) fn open(site: Site) -> Result<Opened, StoreError> {
    Store::open(site, &by_password(USER, PASSWORD), &mut |_| {})
}

pub(crate) fn first_person(entry: u64) -> PersonId {
    PersonId { entry, index: 0 }
}

pub(crate) fn numbers_of(prepared: &Prepared) -> Vec<Numbers> {
    prepared
        .entries()
        .map(|entry| entry.numbers.clone())
        .collect()
}

pub(crate) fn wrong_password(done: &Result<Opened, StoreError>) -> bool {
    matches!(done, Err(StoreError::WrongPassword))
}

/// Every part of every frame that ever stood in the journal of a simulated office.
pub(crate) fn parts(disk: &SimDisk, list: &List) -> Vec<Part> {
    let disk = Arc::new(disk.clone());
    let mut reader = Reader::new(disk, Path::new("/office/journal"), list.office, None).unwrap();
    let mut all = Vec::new();
    while let Ok(Some((frame, _))) = reader.read() {
        all.extend(frame.parts);
    }
    all
}

/// Every sealed identity that ever stood in the journal.
pub(crate) fn ever_sealed(disk: &SimDisk, list: &List) -> Vec<SealedPerson> {
    let all = parts(disk, list).into_iter();
    all.filter_map(|part| match part {
        Part::Person(person) => Some(person),
        _ => None,
    })
    .collect()
}

/// What the files of a simulated office hold, opened with the password.
pub(crate) fn keys(disk: &SimDisk) -> (List, Key, Epochs) {
    let list = List::decode(&disk_file(disk, "officers")).unwrap();
    let key = list.unlock(USER, PASSWORD).unwrap().key;
    let epochs = Epochs::read(disk, Path::new("/office"), list.office, &key)
        .unwrap()
        .value;
    (list, key, epochs)
}

pub(crate) fn disk_file(disk: &SimDisk, name: &str) -> Vec<u8> {
    let path = Path::new("/office").join(name);
    let found = disk.files().into_iter().find(|(p, _)| *p == path);
    found.unwrap().1
}

/// How often the random parts are repeated with other seeds: `STORE_ROUNDS`, else once.
pub(crate) fn rounds() -> u64 {
    std::env::var("STORE_ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1)
}

/// How many petitions the books hold.
pub(crate) fn petitions(store: &Store) -> usize {
    store.petitions(&.., false, usize::MAX).unwrap().len()
}

/// So many visits, each third with a denunciation.
pub(crate) fn lines(n: usize) -> Vec<Value> {
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
