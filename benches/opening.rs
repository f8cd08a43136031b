//! How long an office takes from log-in to its home screen, with the snapshot and without, each as a ratio to
//! reading the snapshot's bytes and unsealing as many, bare: measured in one run, in turns, at the median.
//! Nothing is asserted: how fast a machine is, is the machine's affair.
//!
//! `cargo bench --bench opening [-- CASES [DIR [ROUNDS]]]`: an invented office of so many cases, in DIR where one
//! stands there already (`tiepdan demo --cases N --office DIR --no-tui`).

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement that cannot go on has failed"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tiepdan::law::Law;
use tiepdan::office::ask::{OfficeKind, SetUp};
use tiepdan::office::books::{Line, Office};
use tiepdan::office::demo;
use tiepdan::office::wall::{SystemClock, WallClock, civil, millis_of};
use tiepdan::store::Stage;
use tiepdan::store::seal::{About, Key, OfficeId};

/// As the parts of a snapshot are, about.
const PART: usize = 1 << 20;

fn make(dir: &Path, cases: usize) {
    let set_up = SetUp {
        agency: demo::AGENCY.to_owned(),
        kind: OfficeKind::ProvinceInspectorate,
        unit: Some(demo::PROVINCE.to_owned()),
        user: "demo".to_owned(),
        display: "Cán bộ demo".to_owned(),
        password: "demo".to_owned().into(),
    };
    let (mut office, _) = Office::create(dir, &set_up, Arc::new(SystemClock)).unwrap();
    for (name, display, supervises) in demo::OFFICERS {
        use tiepdan::office::permit::Role;
        let role = if supervises {
            Role::Supervisor
        } else {
            Role::Receptionist
        };
        office.add_officer(name, display, role, "demo").unwrap();
    }
    let now = civil(SystemClock.millis());
    let lines = demo::lines(1, cases, now, &Law::statute(), demo::OFFICERS.len());
    let lines: Vec<Line> = lines
        .into_iter()
        .map(|dated| Line {
            value: dated.line,
            at: Some(millis_of(dated.at)),
            by: Some(dated.by.to_owned()),
            draft: None,
        })
        .collect();
    for chunk in lines.chunks(256) {
        for answer in office.write(chunk.to_vec()).unwrap() {
            answer.unwrap();
        }
    }
}

/// From the password to the home screen; and the time until the password was tried.
fn open(dir: &Path) -> (Duration, Duration, Office) {
    let began = Instant::now();
    let mut unlocked = Duration::ZERO;
    let clock = Arc::new(SystemClock);
    let office = Office::open(dir, "demo", "demo", clock, &mut |stage| {
        if stage == Stage::State {
            unlocked = began.elapsed();
        }
    })
    .unwrap();
    let home = office.home();
    let took = began.elapsed();
    assert!(home.receptions_total + home.petitions_total > 0);
    (took, unlocked, office)
}

/// Reads a file and unseals as many bytes.
fn bare(file: &Path, key: &Key, about: &About, sealed: &[Vec<u8>]) -> Duration {
    let began = Instant::now();
    let read = std::fs::read(file).unwrap().len();
    let opened: usize = sealed
        .iter()
        .map(|part| key.open(about, part).unwrap().len())
        .sum();
    assert!(opened >= read);
    began.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn main() {
    let mut args = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"));
    let cases = args.next().map_or(20_000, |n| n.parse().unwrap());
    let made = tempfile::tempdir().unwrap();
    let dir = args
        .next()
        .map_or_else(|| made.path().join("so"), PathBuf::from);
    if !dir.exists() {
        make(&dir, cases);
    }
    let file = dir.join("snapshot/rows");
    let (_, _, mut office) = open(&dir);
    assert!(office.keep_snapshot().unwrap());
    let home = office.home();
    let (visits, petitions) = (home.receptions_total, home.petitions_total);
    drop(office);
    let size = usize::try_from(std::fs::metadata(&file).unwrap().len()).unwrap();
    println!("{visits} visits, {petitions} petitions; snapshot {size} bytes");
    let key = Key::random().unwrap();
    let about = About::new(OfficeId([0; 16]), "bench");
    let sealed: Vec<Vec<u8>> = (0..=size / PART)
        .map(|_| key.seal(&about, &vec![7; PART]).unwrap())
        .collect();
    let (mut with, mut without, mut alone, mut password) = (vec![], vec![], vec![], vec![]);
    let rounds = args.next().map_or(7, |n| n.parse().unwrap());
    for _ in 0..rounds {
        alone.push(bare(&file, &key, &about, &sealed));
        let (took, unlocked, office) = open(&dir);
        with.push(took);
        password.push(unlocked);
        drop(office);
        let aside = file.with_extension("aside");
        std::fs::rename(&file, &aside).unwrap();
        without.push(open(&dir).0);
        std::fs::rename(&aside, &file).unwrap();
    }
    let alone = median(alone);
    println!("{:<28} {alone:>10.1?}", "bare");
    for (what, times) in [
        ("password alone", password),
        ("with the snapshot", with),
        ("without", without),
    ] {
        let took = median(times);
        let ratio = took.as_secs_f64() / alone.as_secs_f64();
        println!("{what:<28} {took:>10.1?}  {ratio:>6.1} x bare");
    }
}
