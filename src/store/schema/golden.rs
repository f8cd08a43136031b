//! The bytes of one record of each kind, as they were released: what is stored today must be read for ever,
//! and is written the same until a new schema says otherwise. `UPDATE_GOLDEN=1` writes the files of kinds
//! that have none yet.

use crate::register::act::{Absent, Act, Schedule};
use crate::register::book::{
    Content, Entry, Matter, Numbers, Origin, Petition, PostedDay, Reception, Recorded, Tie,
};
use crate::register::number::{MatterNo, PersonId, PetitionNo, ReceptionNo};
use crate::register::officers::{ChangeOfficers, OfficersDeed};
use crate::register::own_law::{ChangeCalendar, LawAct, LawChange};
use crate::register::part::Part;
use crate::register::person::Person;
use crate::register::value::Value;
use crate::register::words::{Capacity, LinkKind, Source};
use crate::store::books::Progress;
use crate::store::copy::{Kept, Manifest};
use crate::store::drafts::{Draft, DraftId};
use crate::store::envelope::{self, Record};
use crate::store::epochs::Epochs;
use crate::store::officers::{List, Listed, Role};
use crate::store::password::Cost;
use crate::store::roster::Marks;
use crate::store::seal::{Key, OfficeId};
use chrono::NaiveDate;
use std::fmt::Debug;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn map(entries: &[(&str, Value)]) -> Value {
    let entries = entries.iter();
    Value::Map(
        entries
            .map(|(key, value)| ((*key).to_owned(), value.clone()))
            .collect(),
    )
}

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
}

const RECEPTION: ReceptionNo = ReceptionNo { year: 2026, n: 3 };
const PETITION: PetitionNo = PetitionNo { year: 2026, n: 4 };
const MATTER: MatterNo = MatterNo { year: 2026, n: 5 };
const PERSON: PersonId = PersonId { entry: 9, index: 1 };

fn receive() -> Act {
    let people = Value::List(vec![PERSON.write()]);
    let petition = map(&[
        ("class", text("complaint")),
        ("round", Value::Int(2)),
        ("competent", Value::Bool(true)),
        ("dated", Value::Day(day(18))),
        ("signers", Value::Int(3)),
        ("also_sent_to", Value::List(vec![text("Sở Xây dựng")])),
    ]);
    let documents = Value::List(vec![map(&[
        ("name", text("đơn")),
        ("pages", Value::Int(2)),
    ])]);
    Act::read(&map(&[
        ("do", text("receive")),
        ("at", Value::Moment(day(20).and_hms_opt(9, 5, 0).unwrap())),
        ("kind", text("regular")),
        ("by", text("receptionist")),
        ("visitors", people),
        ("summary", text("thu hồi đất")),
        ("documents", documents),
        ("petitions", Value::List(vec![petition])),
    ]))
    .unwrap()
}

fn change_officers() -> ChangeOfficers {
    ChangeOfficers {
        what: OfficersDeed::Disable,
        officer: Some("lan".into()),
        list: "0a".repeat(32),
        recovery: "0b".repeat(32),
    }
}

fn step() -> Recorded {
    let act = Act::read(&map(&[
        ("do", text("accept")),
        ("petition", text("D-2026-0004")),
        ("on", Value::Day(day(21))),
        ("number", text("15/TB-TTr")),
    ]));
    let Ok(Act::Step { on, step, .. }) = act else {
        panic!("no step")
    };
    Recorded {
        seq: 11,
        at: 1_795_140_300_000,
        by: "lan".into(),
        on,
        step,
        void: Some(12),
    }
}

fn petition() -> Petition {
    let Act::Receive(mut receive) = receive() else {
        panic!("no visit")
    };
    Petition {
        no: PETITION,
        entry: 10,
        recorded: -5,
        by: "lan".into(),
        matter: MATTER,
        origin: Origin::Filed {
            source: Source::Post,
            from_agency: Some("UBND xã".into()),
            senders: vec![PERSON],
            paper: None,
        },
        received: day(20),
        petitioners: vec![PERSON],
        capacity: Some(Capacity::Lawyer),
        facts: receive.petitions.remove(0),
        content: Content::read(&map(&[("summary", text("đất"))])).unwrap(),
        secret: true,
        links: vec![Tie {
            to: PetitionNo { year: 2025, n: 1 },
            kind: LinkKind::Duplicate,
            seq: 8,
        }],
        steps: vec![step()],
    }
}

fn reception() -> Reception {
    let Act::Receive(facts) = receive() else {
        panic!("no visit")
    };
    Reception {
        no: RECEPTION,
        entry: 10,
        recorded: 1_795_140_300_000,
        by: "lan".into(),
        facts: *facts,
        petitions: vec![PETITION],
        continued_by: Some(ReceptionNo { year: 2026, n: 9 }),
        secret: false,
        steps: vec![step()],
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |hex, b| hex + &format!("{b:02x}"))
}

fn unhex(hex: &str) -> Vec<u8> {
    let pairs = hex.trim().as_bytes().chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

/// What was stored once is read for ever, whatever is written today.
fn is_read<R: Record + PartialEq + Debug>(name: &str, record: &R) -> Vec<u8> {
    let golden = unhex(&std::fs::read_to_string(golden_file(name)).unwrap());
    assert_eq!(
        &envelope::unwrap::<R>(&golden).unwrap(),
        record,
        "{name} is read otherwise"
    );
    golden
}

fn golden_file(name: &str) -> String {
    format!(
        "{}/src/store/schema/golden/{name}.hex",
        env!("CARGO_MANIFEST_DIR")
    )
}

fn holds<R: Record + PartialEq + Debug>(name: &str, record: &R) {
    let file = golden_file(name);
    let bytes = envelope::wrap(record).unwrap();
    if std::env::var("UPDATE_GOLDEN").is_ok() && !std::path::Path::new(&file).exists() {
        std::fs::write(&file, hex(&bytes) + "\n").unwrap();
    }
    let golden = is_read(name, record);
    assert_eq!(hex(&bytes), hex(&golden), "{name} is written otherwise");
    for bit in 0..golden.len() * 8 {
        let mut flipped = golden.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(
            envelope::unwrap::<R>(&flipped).is_err(),
            "{name}, bit {bit}"
        );
    }
    for len in 0..golden.len() {
        assert!(
            envelope::unwrap::<R>(&golden[..len]).is_err(),
            "{name}, {len} bytes"
        );
    }
}

#[test]
fn acts_and_identities_are_read_for_ever() {
    let numbers = Numbers {
        reception: Some(RECEPTION),
        petitions: vec![PETITION],
        matters: vec![MATTER],
    };
    let entry = Entry {
        seq: 10,
        at: 1_795_140_300_000,
        by: "lan".into(),
        numbers,
        act: receive(),
    };
    holds("entry-1", &entry);
    let officers = Entry {
        seq: 11,
        at: 1_795_140_300_000,
        by: "minh".into(),
        numbers: Numbers::default(),
        act: Act::ChangeOfficers(Box::new(change_officers())),
    };
    holds("entry-officers-1", &officers);
    let person = map(&[
        ("name", text("Nguyễn Văn Thử")),
        ("born", Value::Day(day(2))),
        ("sex", text("male")),
        ("id_number", text("000000000000")),
    ]);
    holds("person-1", &Person::read(&person).unwrap());
}

#[test]
fn the_state_is_read_for_ever() {
    holds("reception-1", &reception());
    holds("petition-1", &petition());
    let matter = Matter {
        no: MATTER,
        entry: 10,
        petitions: vec![PETITION],
    };
    holds("matter-1", &matter);
    let schedule = map(&[
        ("date", Value::Day(day(25))),
        ("who", text("Chánh Thanh tra")),
        ("place", text("Trụ sở")),
        ("posted_on", Value::Day(day(20))),
    ]);
    let absent = map(&[("date", Value::Day(day(25))), ("reason", text("họp"))]);
    let posted = PostedDay {
        entry: 7,
        schedule: Schedule::read(&schedule).unwrap(),
        absent: Some(Absent::read(&absent).unwrap()),
    };
    holds("posted-day-1", &posted);
    let day_off = map(&[
        ("date", Value::Day(day(23))),
        ("kind", text("in_lieu")),
        ("name", text("Hoán đổi")),
        ("basis", text("TB 1")),
    ]);
    let change = map(&[
        ("rows", Value::List(vec![day_off])),
        ("gone", Value::List(vec![Value::Day(day(24))])),
        ("reason", text("hoán đổi")),
    ]);
    let change = LawChange {
        entry: 9,
        recorded: 1_795_140_300_000,
        by: "minh".into(),
        act: LawAct::Calendar(Box::new(ChangeCalendar::read(&change).unwrap())),
    };
    holds("law-change-1", &change);
    let progress = Progress {
        seq: 10,
        chain: [1; 32],
        before: [2; 32],
        segment: 1,
        offset: 70,
        end: 900,
        receptions: 1,
        petitions: 2,
        matters: 3,
        people: 4,
        dues_current: true,
        officers: None,
    };
    is_read("progress-1", &progress);
    let officers = Marks::read(&change_officers());
    assert!(officers.is_some());
    holds(
        "progress-2",
        &Progress {
            officers,
            ..progress
        },
    );
}

#[test]
fn officers_keys_and_drafts_are_read_for_ever() {
    let officer = Listed {
        name: "lan".into(),
        display: "Trần Thị Lan".into(),
        role: Role::Supervisor,
        disabled: false,
        salt: [3; 16],
        cost: Cost::default(),
        public: [4; 32],
        own: vec![5; 9],
        office: vec![6; 9],
        clearance: Some(vec![7; 9]),
    };
    let list = List {
        office: OfficeId([1; 16]),
        card: map(&[("agency", text("Thanh tra tỉnh"))]),
        clearance: [2; 32],
        recovery_office: vec![8; 9],
        recovery_clearance: vec![9; 9],
        officers: vec![officer],
    };
    holds("officers-1", &list);
    let keys = [
        (1, Key::from_bytes(&[1; 32])),
        (3, Key::from_bytes(&[3; 32])),
    ];
    holds(
        "keys-1",
        &Epochs {
            next: 4,
            keys: keys.into(),
        },
    );
    let draft = Draft {
        id: DraftId(0xfeed),
        kind: "receive".into(),
        updated: 1_795_140_300_000,
        value: map(&[("summary", text("đang gõ")), ("cursor", Value::Int(3))]),
    };
    holds("draft-1", &draft);
}

#[test]
fn backups_are_read_for_ever() {
    let kept = |name: &str, len, hash| Kept {
        name: name.to_owned(),
        len,
        hash: [hash; 32],
    };
    let manifest = Manifest {
        office: OfficeId([1; 16]),
        made: 1_795_140_300_000,
        entries: 12,
        head: [2; 32],
        files: vec![
            kept("officers", 700, 3),
            kept("journal/00000000000000000001.log", 70_000, 4),
        ],
    };
    holds("copy-1", &manifest);
}
