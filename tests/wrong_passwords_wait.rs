//! Wherever a password is asked for, what was wrong counts together, and the right one waits too: at the log-in, at
//! the lock, for one's own new password, for the second of two who erase, beside a desk that is open, for a backup.
//! Every person is invented.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::sync::Arc;
use support::office::TestOffice;
use tiepdan::office::ask::{Failure, Question};
use tiepdan::office::books::Office;
use tiepdan::office::erasing::Erasure;
use tiepdan::office::permit::Role;
use tiepdan::office::wall::StoppedClock;
use tiepdan::register::number::{PetitionNo, Subject};
use tiepdan::store::StoreError;
use zeroize::Zeroizing;

const HOA: &str = "mật khẩu của Hoa";
const MINH: &str = "mật khẩu của Minh";
const VISIT: &str = r#"{"do":"receive","at":"2026-11-20T09:05","kind":"regular","by":"receptionist","summary":"Thu hồi đất","visitors":[{"name":"Sùng Thị Mai","address":"Bản Pá Mỳ"}],"petitions":[{"class":"complaint"}]}"#;

/// The moment of all tries: the wait is what is left of it, and nothing passes.
fn clock() -> Arc<StoppedClock> {
    let day = "2026-11-20T09:30:00".parse::<chrono::NaiveDateTime>();
    Arc::new(StoppedClock(day.unwrap()))
}

/// An office with hoa, an admin, and minh, a supervisor; hoa's desk is open.
struct Desk {
    test: TestOffice,
    office: Office,
}

/// One way of giving hoa's password, or minh's, and who gives it.
type Way = (
    &'static str,
    fn(&mut Desk, &str) -> Result<(), Failure>,
    &'static str,
);

const WAYS: [Way; 5] = [
    ("at the lock", at_the_lock, HOA),
    ("for a new password", for_a_new_password, HOA),
    ("beside an open desk", beside, HOA),
    ("for a backup", for_a_backup, HOA),
    ("as the second of two", as_the_second, MINH),
];

fn at_the_lock(desk: &mut Desk, password: &str) -> Result<(), Failure> {
    let password = Zeroizing::new(password.to_owned());
    desk.office.answer(Question::Unlock { password }).map(drop)
}

fn for_a_new_password(desk: &mut Desk, password: &str) -> Result<(), Failure> {
    desk.office.change_password(password, HOA)
}

fn beside(desk: &mut Desk, password: &str) -> Result<(), Failure> {
    let read = Office::open_beside(&desk.test.dir, "hoa", password, clock(), &mut |_| {});
    Ok(read.map(drop)?)
}

fn for_a_backup(desk: &mut Desk, password: &str) -> Result<(), Failure> {
    let copies = desk.test.temp.path().join("copies");
    Office::back_up_beside(&desk.test.dir, ("hoa", password), &copies, &*clock()).map(drop)
}

fn as_the_second(desk: &mut Desk, password: &str) -> Result<(), Failure> {
    let erasure = Erasure {
        subject: Subject::Petition(PetitionNo { year: 2026, n: 1 }),
        place: 1,
        reason: "theo yêu cầu",
        second: "minh",
        password,
    };
    desk.office.erase(&erasure).map(drop)
}

impl Desk {
    fn new() -> Self {
        let test = TestOffice::new();
        test.saved(VISIT);
        let open = Office::open(&test.dir, "hoa", HOA, clock(), &mut |_| {});
        let mut office = open.unwrap();
        let added = office.add_officer("minh", "Minh", Role::Supervisor, MINH);
        added.unwrap();
        Self { test, office }
    }
}

fn waits(answer: Result<(), Failure>) -> u64 {
    match answer {
        Err(Failure::Store(StoreError::TooManyTries { seconds })) => seconds,
        other => panic!("{other:?}"),
    }
}

fn is_wrong(answer: &Result<(), Failure>) -> bool {
    matches!(answer, Err(Failure::Store(StoreError::WrongPassword)))
}

#[test]
fn wherever_a_password_is_asked_for_the_third_wrong_one_makes_the_right_one_wait() {
    for (what, way, right) in WAYS {
        let mut desk = Desk::new();
        for n in 0..3 {
            let tried = way(&mut desk, "sai");
            assert!(is_wrong(&tried), "{what}, {n}: {tried:?}");
        }
        assert_eq!(waits(way(&mut desk, right)), 2, "{what}");
    }
}

#[test]
fn what_was_wrong_in_one_place_counts_in_every_other() {
    let mut desk = Desk::new();
    let of_hoa: Vec<&Way> = WAYS.iter().filter(|(_, _, right)| *right == HOA).collect();
    for (what, way, _) in of_hoa.iter().take(3) {
        let tried = way(&mut desk, "sai");
        assert!(is_wrong(&tried), "{what}: {tried:?}");
    }
    for (what, way, right) in of_hoa {
        assert_eq!(waits(way(&mut desk, right)), 2, "{what}");
    }
    // At the log-in too, once the desk is closed.
    let Desk { test, office } = desk;
    drop(office);
    let open = Office::open(&test.dir, "hoa", HOA, clock(), &mut |_| {}).map(drop);
    assert_eq!(waits(open.map_err(Failure::Store)), 2);
}
