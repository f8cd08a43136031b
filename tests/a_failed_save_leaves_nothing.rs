//! A save that the disk refuses leaves nothing: no row, no number, nobody found by name, neither at once nor after
//! the next opening; and the office says that it could not save. Nor is a denouncer shown by an opening that was not
//! saved. Every person is invented.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod books;

use books::{
    NOW, PASSWORD, SECRETS, USER, create, map, no, person, reclass, simulated, text, visit,
};
use std::sync::Arc;
use tiepdan::office::ask::{DueFilter, Failure, Filter, Question};
use tiepdan::office::books::Office;
use tiepdan::office::wall::{StoppedClock, civil};
use tiepdan::register::number::Subject;
use tiepdan::register::part::Part as _;
use tiepdan::register::person::Person;
use tiepdan::register::seen::{Trace, Typed};
use tiepdan::register::value::Value;
use tiepdan::store::engine::Memory;
use tiepdan::store::sim::{Fault, SimDisk};
use tiepdan::store::{ReadOnly, StoreError};

struct Desk {
    disk: SimDisk,
    memory: Memory,
}

impl Desk {
    /// An office with a complaint of each of two people.
    fn new() -> (Self, Office) {
        let desk = Self {
            disk: SimDisk::new(1),
            memory: Memory::default(),
        };
        drop(create(simulated(&desk.disk, &desk.memory)).unwrap());
        let mut office = desk.open();
        for name in &SECRETS[..2] {
            office.write_one(visit("complaint", name, "vụ cũ")).unwrap();
        }
        (desk, office)
    }

    fn open(&self) -> Office {
        Office::open_on(
            simulated(&self.disk, &self.memory),
            (USER, PASSWORD),
            Arc::new(StoppedClock(civil(NOW))),
            &mut |_| {},
        )
        .unwrap()
    }
}

/// Everything that the lists show, and whom a search finds.
fn shown(office: &mut Office) -> String {
    let mut said = Vec::new();
    for query in ["", SECRETS[0], "Lê Thị Mới", SECRETS[2], "vụ mới"] {
        let filter = Filter {
            query: query.to_owned(),
            ..Filter::default()
        };
        said.push(format!(
            "{query}: {:?}",
            office.rows(&filter, 0, usize::MAX)
        ));
    }
    let deadlines = Question::Deadlines {
        filter: DueFilter::default(),
        from: 0,
        count: usize::MAX,
    };
    said.push(format!("{:?}", office.answer(deadlines).unwrap()));
    said.join("\n")
}

/// Tells two apart by the first line that differs.
fn same(now: &str, before: &str, what: &str) {
    for (now, before) in now.lines().zip(before.lines()) {
        assert!(now == before, "{what}:\n{now}\n{before}");
    }
}

/// Lets the disk fail at every place of one save, one after the other, until the save gets through.
fn refused(line: &Value, fault: Fault) {
    for at in 1.. {
        let (desk, mut office) = Desk::new();
        let before = shown(&mut office);
        desk.disk.fail_at(at, fault);
        let answer = office.write_one(line.clone());
        desk.disk.heal();
        let Err(why) = answer else {
            assert!(at > 1, "nothing failed");
            assert_ne!(shown(&mut office), before, "what was saved is shown");
            return;
        };
        assert!(matches!(why, Failure::Store(_)), "{why:?}");
        same(&shown(&mut office), &before, &format!("{fault:?} at {at}"));
        // What could not be made safe once is not tried on the same file again.
        if fault == Fault::Sync {
            let again = office.write_one(line.clone());
            let stopped = matches!(
                again,
                Err(Failure::Store(StoreError::ReadOnly {
                    why: ReadOnly::WriteFailed
                }))
            );
            assert!(stopped || again.is_ok(), "{again:?}");
            if again.is_ok() {
                continue;
            }
        }
        drop(office);
        let mut office = desk.open();
        same(
            &shown(&mut office),
            &before,
            &format!("{fault:?} at {at}, opened again"),
        );
        office.write_one(line.clone()).unwrap();
    }
}

#[test]
fn a_save_whose_sync_fails_leaves_no_row() {
    refused(&visit("complaint", "Lê Thị Mới", "vụ mới"), Fault::Sync);
}

#[test]
fn a_denunciation_whose_sync_fails_leaves_no_row() {
    refused(&visit("denunciation", "Lê Thị Mới", "vụ mới"), Fault::Sync);
}

#[test]
fn a_new_class_whose_sync_fails_hides_nobody() {
    refused(&reclass("D-2026-0001", "denunciation"), Fault::Sync);
}

#[test]
fn a_save_on_a_full_disk_leaves_no_row() {
    for class in ["complaint", "denunciation"] {
        refused(&visit(class, "Lê Thị Mới", "vụ mới"), Fault::Full);
    }
}

const DENOUNCER: &str = "Lê Thị Mới";

/// One way of looking at who denounced; whether it was answered.
type Look = fn(&mut Office) -> Result<(), Failure>;

fn opened(office: &mut Office) -> Result<(), Failure> {
    let line = map(&[
        ("do", text("reveal")),
        ("petition", text("D-2026-0003")),
        ("on", Value::Day(office.real_today())),
        ("reason", text("Xác minh")),
    ]);
    let saved = office.write_one(line)?;
    let shown = saved.identity.unwrap_or_default();
    assert_eq!(shown.first().unwrap().name, DENOUNCER);
    Ok(())
}

fn asked(office: &mut Office) -> Result<(), Failure> {
    assert!(office.is_denouncer(Subject::Petition(no(3)), DENOUNCER)?);
    Ok(())
}

fn compared(office: &mut Office) -> Result<(), Failure> {
    let person = Person::read(&person(DENOUNCER)).unwrap();
    let typed = Typed {
        people: vec![Trace::of(&person, None)],
        ..Typed::default()
    };
    let found = office.seen_among_sealed(&typed, "Đơn trùng?")?;
    assert!(!found.is_empty());
    Ok(())
}

#[test]
fn nobody_is_shown_a_denouncer_before_the_opening_is_in_the_book_to_stay() {
    let looks: [(&str, Look); 3] = [("opened", opened), ("asked", asked), ("compared", compared)];
    for (what, look) in looks {
        let mut refused = 0;
        for at in 1u64.. {
            let (desk, mut office) = Desk::new();
            office
                .write_one(visit("denunciation", DENOUNCER, "vụ kín"))
                .unwrap();
            let before = office.petition(no(3)).unwrap().acts.len();
            let fault = if at % 2 == 0 {
                Fault::Sync
            } else {
                Fault::Full
            };
            desk.disk.fail_at(at.div_ceil(2), fault);
            let answer = look(&mut office);
            // The power fails as soon as it is answered.
            let disk = desk.disk.reboot();
            drop(office);
            let memory = Memory::default();
            let again = Desk { disk, memory };
            let acts = again.open().petition(no(3)).unwrap().acts.len();
            match answer {
                Ok(()) => {
                    assert_eq!(
                        acts,
                        before + 1,
                        "{what}, {fault:?} at {at}: not in the book"
                    );
                    // A full disk, then one that does not sync: both must have come through.
                    if at % 2 == 0 && refused > 0 {
                        break;
                    }
                }
                Err(why) => {
                    refused += 1;
                    assert!(matches!(why, Failure::Store(_)), "{what}: {why:?}");
                }
            }
            assert!(at < 200, "{what}");
        }
    }
}
