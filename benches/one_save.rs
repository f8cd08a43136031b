//! What one save costs, as a ratio to a bare append and fdatasync of as many bytes to a file in the same
//! folder: measured in one run, in turns, at the median. What the state does behind saves goes on during
//! both. Nothing is asserted: how fast a disk is, is the disk's affair.
//!
//! `cargo bench --bench one_save [-- ROUNDS [DIR]]`; DIR should lie on the disk that matters.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement that cannot go on has failed"
)]

#[path = "../tests/books/mod.rs"]
mod books;

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tiepdan::office::ask::{OfficeKind, SetUp};
use tiepdan::office::books::Office;
use tiepdan::office::wall::SystemClock;
use tiepdan::register::value::Value;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn map(entries: &[(&str, Value)]) -> Value {
    let entries = entries.iter();
    Value::Map(entries.map(|(k, v)| ((*k).to_owned(), v.clone())).collect())
}

/// A walk-in complaint, as it is typed.
fn visit(office: &Office, n: usize) -> Value {
    let visitor = map(&[
        ("name", text("Nguyễn Thị Mẫu")),
        ("id_kind", text("cccd")),
        ("id_number", text(&format!("0791840{n:05}"))),
        ("address", text("Tổ 7, ấp Rạch Gốc")),
        ("phone", text("0903555777")),
    ]);
    let petition = map(&[
        ("class", text("complaint")),
        ("field", text("land")),
        ("competent", Value::Bool(true)),
        ("eligible", Value::Bool(true)),
    ]);
    map(&[
        ("do", text("receive")),
        ("at", text(&format!("{}T00:05", office.real_today()))),
        ("kind", text("regular")),
        ("by", text("receptionist")),
        ("capacity", text("self")),
        ("visitors", Value::List(vec![visitor])),
        (
            "summary",
            text("Khiếu nại quyết định thu hồi đất của Ủy ban nhân dân xã"),
        ),
        ("request", text("Hủy quyết định, trả lại đất")),
        ("petitions", Value::List(vec![petition])),
    ])
}

/// Bytes of the journal up to its last frame, without the room after it; a last byte that is zero is missed.
fn journal_bytes(dir: &Path) -> usize {
    let files = std::fs::read_dir(dir.join("journal")).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let logs = paths.filter(|path| path.extension().is_some_and(|ext| ext == "log"));
    let written = logs.map(|path| {
        let bytes = std::fs::read(path).unwrap();
        bytes.iter().rposition(|b| *b != 0).map_or(0, |at| at + 1)
    });
    written.sum()
}

fn at(sorted: &[Duration], hundredths: usize) -> Duration {
    sorted[(sorted.len() - 1) * hundredths / 100]
}

fn told(what: &str, times: &mut [Duration]) -> Duration {
    times.sort();
    let (p50, p95) = (at(times, 50), at(times, 95));
    println!("{what:<28} median {p50:>10.1?}  p95 {p95:>10.1?}");
    p50
}

/// A bare file in the folder of the journal.
fn bare(dir: &Path) -> File {
    let path = dir.join("journal").join("bare");
    let mut options = OpenOptions::new();
    options.create(true).append(true).open(path).unwrap()
}

/// In turns, a save and a bare append of as many bytes as a save writes: the times of each, and the bytes of one.
fn in_turns(dir: &Path, rounds: usize, mut save: impl FnMut(usize) -> Duration) -> Measured {
    let mut file = bare(dir);
    let mut measured = Measured::default();
    for n in 0..rounds + 20 {
        let before = (n < 20).then(|| journal_bytes(dir));
        let saved = save(n);
        if let Some(before) = before {
            measured.bytes = journal_bytes(dir) - before;
        }
        let same = vec![n.to_le_bytes()[0]; measured.bytes];
        let start = Instant::now();
        file.write_all(&same).unwrap();
        file.sync_data().unwrap();
        let append = start.elapsed();
        // The first few warm up caches and files.
        if n >= 20 {
            measured.saves.push(saved);
            measured.bares.push(append);
        }
    }
    measured
}

#[derive(Default)]
struct Measured {
    saves: Vec<Duration>,
    bares: Vec<Duration>,
    bytes: usize,
}

impl Measured {
    fn tell(mut self, what: &str) {
        println!("{what}: {} bytes", self.bytes);
        let save = told("  saved", &mut self.saves);
        let bare = told("  bare append and fdatasync", &mut self.bares);
        let ratio = save.as_secs_f64() / bare.as_secs_f64();
        println!("  ratio at the median          {ratio:.2}");
    }
}

/// What whoever types waits for: from the values of a form to rows that show it.
fn whole(dir: &Path, rounds: usize) -> Measured {
    let set_up = SetUp {
        agency: "Thanh tra tỉnh Thử Nghiệm".to_owned(),
        kind: OfficeKind::ProvinceInspectorate,
        unit: None,
        user: "lan".to_owned(),
        display: "Lan".to_owned(),
        password: "mật khẩu của Lan".to_owned().into(),
    };
    let (mut office, _) = Office::create(dir, &set_up, Arc::new(SystemClock)).unwrap();
    in_turns(dir, rounds, |n| {
        let line = visit(&office, n);
        let start = Instant::now();
        office.write_one(line).unwrap();
        start.elapsed()
    })
}

/// Of that what keeps it: a checked act is sealed, written, synced and put into the state.
fn keeping(dir: &Path, rounds: usize) -> Measured {
    let (opened, _) = books::create(books::real(dir)).unwrap();
    let mut store = opened.store;
    in_turns(dir, rounds, |_| {
        let line = books::visit("complaint", books::SECRETS[0], "Khiếu nại thu hồi đất");
        let prepared = books::prepare(&store, vec![line], None);
        let start = Instant::now();
        store.save(prepared).unwrap();
        start.elapsed()
    })
}

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let rounds: usize = args.next().map_or(400, |n| n.parse().unwrap());
    let temp = match args.next() {
        Some(dir) => tempfile::tempdir_in(PathBuf::from(dir)).unwrap(),
        None => tempfile::tempdir().unwrap(),
    };
    println!("{rounds} rounds, in {}", temp.path().display());
    let saved = whole(&temp.path().join("office"), rounds);
    saved.tell("one reception, from the form to the rows");
    let kept = keeping(&temp.path().join("store"), rounds);
    kept.tell("of it, sealing and keeping");
}
