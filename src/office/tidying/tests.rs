use super::*;
use crate::law::Law;
use crate::office::ask::{Answer, OfficeKind, Question, SetUp};
use crate::office::books::Line;
use crate::office::demo;
use crate::office::door::Door;
use crate::office::permit::Role;
use crate::office::wall::{StoppedClock, civil, millis_of};
use crate::register::number::Subject;
use crate::register::value::Value;
use crate::store::Stage;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// 27 November 2026, 09:00 in Vietnam.
const NOW: i64 = 1_795_744_800_000;

fn clock() -> Arc<StoppedClock> {
    Arc::new(StoppedClock(civil(NOW)))
}

/// An invented office, of which only the first lines are written yet.
struct Test {
    _temp: tempfile::TempDir,
    dir: PathBuf,
    lines: Vec<Line>,
}

fn make(seed: u64, cases: usize) -> (Test, Office) {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("so");
    let set_up = SetUp {
        agency: demo::AGENCY.to_owned(),
        kind: OfficeKind::ProvinceInspectorate,
        unit: Some(demo::PROVINCE.to_owned()),
        user: "demo".to_owned(),
        display: "Cán bộ demo".to_owned(),
        password: "demo".to_owned().into(),
    };
    let (mut office, _) = Office::create(&dir, &set_up, clock()).unwrap();
    for (name, display, supervises) in demo::OFFICERS {
        let role = if supervises {
            Role::Supervisor
        } else {
            Role::Receptionist
        };
        office.add_officer(name, display, role, "demo").unwrap();
    }
    let lines = demo::lines(
        seed,
        cases,
        civil(NOW),
        &Law::statute(),
        demo::OFFICERS.len(),
    );
    let lines = lines.into_iter().map(|dated| Line {
        value: dated.line,
        at: Some(millis_of(dated.at)),
        by: Some(dated.by.to_owned()),
        draft: None,
    });
    let lines = lines.collect();
    let test = Test {
        _temp: temp,
        dir,
        lines,
    };
    (test, office)
}

fn write(office: &mut Office, lines: &[Line]) {
    for answer in office.write(lines.to_vec()).unwrap() {
        answer.unwrap();
    }
}

impl Test {
    fn open(&self) -> Office {
        Office::open(&self.dir, "demo", "demo", clock(), &mut |_| {}).unwrap()
    }

    fn file(&self) -> PathBuf {
        self.dir.join("snapshot/rows")
    }

    /// Every row, and all that finds it, read from the books alone.
    fn truth(&self) -> String {
        let aside = self.dir.join("aside");
        let had = fs::rename(self.file(), &aside).is_ok();
        let office = self.open();
        assert_eq!(office.tidying.fresh, all(&office));
        if had {
            fs::rename(&aside, self.file()).unwrap();
        }
        office.index.said()
    }

    /// An office with everything in it, and the snapshot of it.
    fn full(seed: u64) -> Self {
        let (test, mut office) = make(seed, 40);
        write(&mut office, &test.lines);
        assert!(office.keep_snapshot().unwrap());
        test
    }
}

fn all(office: &Office) -> usize {
    let (receptions, petitions) = office.index.counts();
    receptions + petitions
}

fn correct(no: &str, class: &str) -> Line {
    let text = |text: &str| Value::Text(text.to_owned());
    let keys = [
        ("do", text("correct")),
        ("petition", text(no)),
        ("on", Value::Day(civil(NOW).date())),
        ("field", text("class")),
        ("to", text(class)),
        ("reason", text("phân loại lại")),
    ];
    let keys = keys.into_iter().map(|(key, value)| (key.to_owned(), value));
    Value::Map(keys.collect()).into()
}

#[test]
fn with_a_snapshot_of_any_age_and_without_the_rows_are_the_same() {
    for (seed, share) in [(1, 100), (2, 90), (3, 50), (4, 5), (5, 0)] {
        let (test, mut office) = make(seed, 40);
        let upto = test.lines.len() * share / 100;
        write(&mut office, &test.lines[..upto]);
        assert!(office.keep_snapshot().unwrap());
        write(&mut office, &test.lines[upto..]);
        // What seals a visit and all that came with it.
        let open = office.index.open_petitions().find(|row| !row.secret);
        let no = open.unwrap().id.to_string();
        write(&mut office, &[correct(&no, "denunciation")]);
        let kept = office.index.said();
        drop(office);
        let office = test.open();
        let (read, all) = (office.tidying.fresh, all(&office));
        assert!(read > 0 && (share < 50 || read < all), "{read} of {all}");
        assert_eq!(office.index.said(), kept, "seed {seed}: as it was left");
        drop(office);
        assert_eq!(test.truth(), kept, "seed {seed}: as the books have it");
    }
}

#[test]
fn what_stands_in_a_whole_snapshot_is_not_read_again() {
    let test = Test::full(1);
    let office = test.open();
    assert_eq!(office.tidying.fresh, 0);
    let said = office.index.said();
    drop(office);
    assert_eq!(said, test.truth());
}

/// What may have happened to the file.
fn harms(path: &Path, of_another: &[u8], older: &[u8]) -> Vec<(String, Option<Vec<u8>>)> {
    let whole = fs::read(path).unwrap();
    let mut harms = vec![
        ("empty".to_owned(), Some(Vec::new())),
        ("zeros".to_owned(), Some(vec![0; whole.len()])),
        ("of another office".to_owned(), Some(of_another.to_vec())),
        ("older".to_owned(), Some(older.to_vec())),
        ("longer".to_owned(), Some([&whole[..], &[7; 99]].concat())),
        // The parts of one file behind the head of another.
        (
            "mixed".to_owned(),
            Some([&older[..25], &whole[25..]].concat()),
        ),
    ];
    for n in 0..12 {
        let at = whole.len() * n / 12;
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (n % 8);
        harms.push((format!("bit of byte {at}"), Some(flipped)));
        harms.push((format!("cut at {at}"), Some(whole[..at].to_vec())));
    }
    for at in [0, 8, 9, 20, 25, 26, 28, 29, 30] {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x80;
        harms.push((format!("bit of byte {at}"), Some(flipped)));
    }
    harms.push(("gone".to_owned(), None));
    harms
}

#[test]
fn a_damaged_cut_older_or_foreign_snapshot_costs_nothing_but_time() {
    let (test, mut office) = make(1, 25);
    let half = test.lines.len() / 2;
    write(&mut office, &test.lines[..half]);
    assert!(office.keep_snapshot().unwrap());
    let older = fs::read(test.file()).unwrap();
    write(&mut office, &test.lines[half..]);
    assert!(office.keep_snapshot().unwrap());
    drop(office);
    let another = Test::full(2);
    let of_another = fs::read(another.file()).unwrap();
    let truth = test.truth();
    for (what, bytes) in harms(&test.file(), &of_another, &older) {
        match bytes {
            Some(bytes) => fs::write(test.file(), bytes).unwrap(),
            None => fs::remove_file(test.file()).unwrap(),
        }
        let mut office = test.open();
        assert_eq!(office.index.said(), truth, "{what}");
        assert!(office.me().mended.is_empty(), "{what}");
        assert!(office.read_only().is_none(), "{what}");
        if what == "zeros" {
            assert!(office.check().unwrap().ok(), "{what}");
            assert!(office.keep_snapshot().unwrap(), "{what}");
            drop(office);
            assert_eq!(test.open().tidying.fresh, 0, "made anew after {what}");
        }
    }
}

#[test]
fn stopped_at_any_point_of_writing_the_one_before_stands_and_nothing_is_lost() {
    let test = Test::full(3);
    let truth = test.truth();
    let whole = fs::read(test.file()).unwrap();
    for n in 0..=8 {
        let half = test.file().with_extension("new");
        fs::write(&half, &whole[..whole.len() * n / 8]).unwrap();
        let mut office = test.open();
        assert_eq!(
            (office.tidying.fresh, office.index.said()),
            (0, truth.clone())
        );
        if n == 8 {
            assert!(office.keep_snapshot().unwrap());
            assert!(!half.exists(), "what was left is taken away");
        }
    }
}

#[test]
fn what_is_saved_while_a_snapshot_is_written_is_in_it_or_is_read() {
    let (test, mut office) = make(4, 40);
    let (last, lines) = test.lines.split_last().unwrap();
    write(&mut office, lines);
    assert!(office.write_some().unwrap());
    write(&mut office, std::slice::from_ref(last));
    while office.write_some().unwrap() {}
    let kept = office.index.said();
    drop(office);
    let office = test.open();
    assert_eq!((office.tidying.fresh, office.index.said()), (0, kept));
    drop(office);
    // Let go in the middle, there is no half of one.
    let mut office = test.open();
    assert!(office.write_some().unwrap());
    drop(office);
    assert!(!test.file().with_extension("new").exists());
    assert_eq!(test.open().tidying.fresh, 0);
}

#[test]
fn once_the_law_changes_nothing_that_was_counted_before_is_used() {
    let (test, mut office) = make(5, 10);
    write(&mut office, &test.lines);
    assert!(office.keep_snapshot().unwrap());
    let text = |text: &str| Value::Text(text.to_owned());
    let row = [
        ("date", Value::Day("2026-12-04".parse().unwrap())),
        ("kind", text("holiday")),
        ("name", text("Ngày nghỉ của tỉnh")),
        ("basis", text("Quyết định 7/QĐ-UBND")),
    ];
    let map = |keys: Vec<(&str, Value)>| {
        let keys = keys.into_iter().map(|(key, value)| (key.to_owned(), value));
        Value::Map(keys.collect())
    };
    let line = map(vec![
        ("do", text("change_calendar")),
        ("rows", Value::List(vec![map(row.to_vec())])),
        ("reason", text("Ủy ban nhân dân tỉnh quyết định")),
    ]);
    write(&mut office, &[line.into()]);
    drop(office);
    let office = test.open();
    assert_eq!(office.tidying.fresh, all(&office));
}

/// Does all that can wait.
fn tidy(office: &mut Office) {
    while matches!(office.verify_some(), ChainState::Checking { .. }) {}
    while office.tidy_some() {}
}

#[test]
fn a_row_that_is_not_what_the_books_say_is_found_and_set_right() {
    let test = Test::full(6);
    let truth = test.truth();
    let mut office = test.open();
    // As a program that counts wrongly would have kept it.
    let id = office.index.open_petitions().next().unwrap().id;
    let Subject::Petition(no) = id else {
        panic!("a petition");
    };
    let reading = crate::office::shelves::Reading(&office.store);
    let mut petition = crate::register::book::Shelf::petition(&office.store, no).unwrap();
    petition.content.summary = Some("không phải thế".to_owned());
    office.index.put_petition(&reading, &office.law, &petition);
    assert!(office.keep_snapshot().unwrap());
    drop(office);
    let mut office = test.open();
    assert_eq!(office.tidying.fresh, 0);
    assert_ne!(office.index.said(), truth);
    tidy(&mut office);
    assert_eq!(office.index.said(), truth);
    assert!(office.tidying.fresh > 0, "and is to be kept anew");
}

#[test]
fn nobody_is_named_in_a_snapshot_whoever_opens_it() {
    let test = Test::full(7);
    let office = test.open();
    let parts = office
        .store
        .read_snapshot(|part| Some(part.to_vec()), |_| {});
    let bytes = parts.concat();
    assert!(!bytes.is_empty());
    let contains = |what: &str| {
        let mut windows = bytes.windows(what.len());
        windows.any(|window| window == what.as_bytes())
    };
    let (mut shown, mut summaries) = (0, 0);
    for row in office.index.rows() {
        if let crate::office::index::Name::Shown(name) = &row.name {
            shown += 1;
            assert!(!contains(name), "{name}");
            assert!(!contains(&crate::text::fold(name)), "{name}, folded");
        }
        // That this finds what is there.
        summaries += usize::from(row.summary.as_deref().is_some_and(contains));
    }
    assert!(shown > 5 && summaries > 5, "{shown}, {summaries}");
}

/// What a door tells while it lets somebody in.
fn told_at_the_door(dir: &Path) -> Vec<Stage> {
    let told: Arc<Mutex<Vec<Stage>>> = Arc::default();
    let kept = Arc::clone(&told);
    let door = Door::new(dir, clock()).telling(move |stage| kept.lock().unwrap().push(stage));
    let question = Question::LogIn {
        user: "demo".into(),
        password: "demo".to_owned().into(),
    };
    assert!(matches!({ door }.ask(question), Answer::LoggedIn(_)));
    let told = told.lock().unwrap();
    told.clone()
}

#[test]
fn who_opens_hears_how_far_it_is_once_a_hundredth_and_never_backwards() {
    let (test, mut office) = make(1, 150);
    write(&mut office, &test.lines);
    drop(office);
    let usual = told_at_the_door(&test.dir);
    fs::remove_dir_all(test.dir.join("state")).unwrap();
    let rebuilt = told_at_the_door(&test.dir);
    for told in [&usual, &rebuilt] {
        let listing: Vec<u8> = told
            .iter()
            .filter(|stage| matches!(stage, Stage::Listing { .. }))
            .filter_map(|stage| stage.percent())
            .collect();
        assert!(listing.len() > 3, "{told:?}");
        // Strictly: the same hundredth is told once.
        assert!(listing.is_sorted_by(|a, b| a < b), "{listing:?}");
        assert!(listing.iter().all(|percent| *percent <= 100));
    }
    assert_eq!(usual.first(), Some(&Stage::Unlocking));
    let is_rebuild = |stage: &Stage| matches!(stage, Stage::Reading { rebuild: true, .. });
    assert!(!usual.iter().any(is_rebuild));
    let read = rebuilt.iter().filter(|stage| is_rebuild(stage));
    let read: Vec<_> = read.filter_map(|stage| stage.percent()).collect();
    assert!(
        !read.is_empty() && read.is_sorted_by(|a, b| a < b),
        "{read:?}"
    );
}
