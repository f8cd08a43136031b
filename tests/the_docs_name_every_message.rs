//! Whatever the program says about an office that does not open, or opens otherwise than it should, about keys,
//! backups and a full disk, stands in the two pages on recovery, in the words of the screen, with what it means and
//! what to do: who looks it up must find it. What lies in an office stands in the page on the storage format, and
//! what holds each promise in the page of promises.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::collections::BTreeSet;
use std::path::Path;
use support::office::TestOffice;
use tiepdan::cli::check::CheckWord;
use tiepdan::cli::copies::CopyWord;
use tiepdan::cli::erase::EraseWord;
use tiepdan::cli::session::SessionWord;
use tiepdan::cli::setting_up::SetUpWord;
use tiepdan::cli::user::UserWord;
use tiepdan::desk::backup::words::BackupWord;
use tiepdan::desk::entrance::words::Entrance;
use tiepdan::desk::home::words::HomeWord;
use tiepdan::desk::reception::words::FormWord;
use tiepdan::office::books::Office;
use tiepdan::office::wall::SystemClock;
use tiepdan::register::value::Value;
use tiepdan::words::failure::{MayNot, ProblemWord, StoreWord};
use tiepdan::words::opening::OpeningWord;
use tiepdan::words::{Kit, Lang, Say};

/// A first clause that is shorter may begin several messages.
const SHORT: usize = 9;

/// The words by which a message is known: its first clause, without what is filled in.
fn known_by(words: &str) -> String {
    let ends = [" – ", ": ", " (", ", "];
    let from = |start: usize| {
        let rest = words.get(start..).unwrap_or_default();
        let end = ends.iter().filter_map(|end| rest.find(end)).min();
        end.map_or(words.len(), |end| start + end)
    };
    let first = from(0);
    let short = words
        .get(..first)
        .is_some_and(|w| w.chars().count() < SHORT && !w.contains('{'));
    let end = if short {
        from((first + 1).min(words.len()))
    } else {
        first
    };
    let clause = words.get(..end).unwrap_or(words);
    let parts = clause.split(['{', '}']).step_by(2);
    let longest = parts.max_by_key(|part| part.chars().count());
    let known = longest.unwrap_or_default().trim();
    known.trim_end_matches(['.', ':']).to_lowercase()
}

/// The rows of the tables of a page, cell by cell; the heads of the tables are no rows.
fn rows(page: &str) -> Vec<Vec<String>> {
    let lines: Vec<&str> = page.lines().collect();
    let below = |at: usize| {
        lines
            .get(at + 1)
            .is_some_and(|line| line.starts_with("| --"))
    };
    let told = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| line.starts_with("| ") && !line.starts_with("| --") && !below(*at));
    let cells = |line: &str| {
        let inside = line.trim().trim_matches('|');
        inside
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect()
    };
    told.map(|(_, line)| cells(line)).collect()
}

/// What is told in the first column of a page.
fn told(page: &str) -> String {
    let rows = rows(page);
    let first = rows.iter().filter_map(|cells| cells.first());
    first.map(|cell| cell.to_lowercase() + "\n").collect()
}

/// The words of a list that a page lacks. What an error of the system says stands in no page.
fn missing<W: Say + std::fmt::Debug>(told: &str, all: &[W], lang: Lang) -> Vec<String> {
    let words = all.iter().map(|word| (word, known_by(word.say(lang))));
    words
        .filter(|(_, known)| known.chars().any(char::is_alphabetic) && !told.contains(known))
        .map(|(word, known)| format!("{word:?}: {known}"))
        .collect()
}

fn page(name: &str) -> String {
    let path = format!("{}/docs/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

/// What is told elsewhere of damage, keys, backups, reading only and a full disk.
fn told_elsewhere(told: &str, lang: Lang) -> Vec<String> {
    use {HomeWord as H, MayNot as M, SessionWord as S};
    let home = [
        H::Broken,
        H::BrokenShort,
        H::Rebuild,
        H::RebuildShort,
        H::Checking,
        H::LastBackup,
        H::NoBackup,
    ];
    let session = [
        S::ReadOnly,
        S::Rebuilding,
        S::PasswordFile,
        S::PasswordFileOpen,
        S::WhichUser,
        S::NoPassword,
        S::NoSecondPassword,
        S::NoHome,
    ];
    let may_not = [
        M::LeaveName,
        M::LeaveNumber,
        M::LeavePhone,
        M::LeaveSealed,
        M::Clearance,
        M::Two,
    ];
    let entrance = [
        Entrance::CannotOpen,
        Entrance::WrongTimes,
        Entrance::LockTitle,
        Entrance::KeyDiffers,
    ];
    let check = [
        CheckWord::NotWhole,
        CheckWord::WrongDays,
        CheckWord::ErasedCount,
        CheckWord::Beside,
        CheckWord::NotComparedFull,
        CheckWord::NotComparedDamaged,
        CheckWord::NotComparedSaving,
        CheckWord::CloseDesk,
    ];
    let set_up = [SetUpWord::Exists];
    let copies = [CopyWord::OldSecrets, CopyWord::NoFile];
    let officers = [
        UserWord::ClearanceLost,
        UserWord::DraftsLost,
        UserWord::NoSuch,
    ];
    let erased = [EraseWord::Also, EraseWord::AlsoUnknown, EraseWord::Done];
    let form = [
        FormWord::DraftFailed,
        FormWord::DraftNotKept,
        FormWord::NotCopied,
    ];
    [
        missing(told, &home, lang),
        missing(told, &session, lang),
        missing(told, &may_not, lang),
        missing(told, &entrance, lang),
        missing(told, &check, lang),
        missing(told, &set_up, lang),
        missing(told, &copies, lang),
        missing(told, &officers, lang),
        missing(told, &erased, lang),
        missing(told, &form, lang),
        missing(told, &[BackupWord::NotWhole], lang),
        missing(told, &[Kit::OfficeGone], lang),
    ]
    .concat()
}

#[test]
fn every_message_about_opening_and_recovery_is_in_both_pages() {
    for (name, lang) in [("phuc-hoi.md", Lang::Vi), ("recovery.md", Lang::En)] {
        let told = told(&page(name));
        let mut lacks = missing(&told, StoreWord::ALL, lang);
        lacks.extend(missing(&told, OpeningWord::ALL, lang));
        lacks.extend(missing(&told, ProblemWord::ALL, lang));
        lacks.extend(told_elsewhere(&told, lang));
        assert_eq!(lacks, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn every_message_stands_with_what_it_means_and_what_to_do() {
    for name in ["phuc-hoi.md", "recovery.md"] {
        let rows = rows(&page(name));
        assert!(rows.len() > 40, "{name}: {}", rows.len());
        for row in rows {
            let whole = row.len() == 3 && row.iter().all(|cell| cell.chars().count() > 3);
            assert!(whole, "{name}: {row:?}");
        }
    }
}

#[test]
fn the_pages_say_what_older_backups_still_hold() {
    for (name, says) in [
        (
            "phuc-hoi.md",
            [
                "Bản sao lưu cũ còn giữ khóa",
                "niêm phong hoặc xóa",
                "hủy các bản cũ",
            ],
        ),
        (
            "recovery.md",
            [
                "An old backup still holds the keys",
                "or erased",
                "destroy those before it",
            ],
        ),
    ] {
        for words in says {
            assert!(page(name).contains(words), "{name}: {words}");
        }
    }
}

/// The names in a folder, and in those below it, by the path from the top.
fn names(top: &Path, dir: &Path, into: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(top).unwrap().display().to_string();
        if path.is_dir() {
            names(top, &path, into);
        } else {
            into.insert(name);
        }
    }
}

#[test]
fn every_file_of_an_office_is_in_the_page_on_the_storage_format() {
    let office = TestOffice::new();
    let clock = std::sync::Arc::new(SystemClock);
    let opened = Office::open(&office.dir, "hoa", "mật khẩu của Hoa", clock, &mut |_| {});
    let mut opened = opened.unwrap();
    let value = Value::Text("gõ dở".into());
    opened.keep_draft("a", "receive", value).unwrap();
    assert!(opened.keep_snapshot().unwrap());
    opened.back_up(&office.temp.path().join("copies")).unwrap();
    let mut files = BTreeSet::new();
    names(&office.dir, &office.dir, &mut files);
    drop(opened);
    office
        .command(&["list", "--user", "nobody"])
        .output()
        .unwrap();
    names(&office.dir, &office.dir, &mut files);
    let told = told(&page("storage-format.md"));
    let lacks: Vec<&String> = files
        .iter()
        .filter(|name| {
            let folder = name
                .split_once('/')
                .map(|(folder, _)| format!("`{folder}/"));
            let known = folder.unwrap_or_else(|| format!("`{}`", name.to_lowercase()));
            !told.contains(&known)
        })
        .collect();
    assert_eq!(lacks, [""; 0]);
    let known = ["LOCK", "running", "tries", "last_backup", "snapshot/rows"];
    assert!(known.iter().all(|name| files.contains(*name)), "{files:?}");
}

/// The tests that a row of the page of promises names: file and test.
fn named(cell: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for of_file in cell.split("<br>") {
        let mut words = of_file.split('`').skip(1).step_by(2);
        let file = words.next().unwrap_or_default().to_owned();
        all.extend(words.map(|test| (file.clone(), test.to_owned())));
    }
    all
}

/// Whether a file has a test of that name: a function under `#[test]`, or one that a macro makes.
fn is_test(file: &str, test: &str) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let source = std::fs::read_to_string(path).unwrap_or_default();
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let function = format!("fn {test}(");
    let made = format!("{test}: ");
    lines.iter().enumerate().any(|(at, line)| {
        let above = lines.get(at.saturating_sub(3)..at).unwrap_or_default();
        let marked = above.contains(&"#[test]") || above.contains(&"proptest! {");
        (line.starts_with(&function) && marked)
            || (line.starts_with(&made) && source.contains("#[test] fn $name()"))
    })
}

#[test]
fn every_test_that_the_promises_name_is_there() {
    let rows = rows(&page("promises.md"));
    assert!(rows.len() > 50, "{}", rows.len());
    for row in &rows {
        let [promise, tests] = &row[..] else {
            panic!("{row:?}");
        };
        let tests = named(tests);
        assert!(!promise.is_empty() && !tests.is_empty(), "{row:?}");
        for (file, test) in tests {
            assert!(is_test(&file, &test), "{promise}: {file} has no {test}");
        }
    }
    assert!(!is_test("tests/it_survives.rs", "survives"));
    assert!(!is_test("tests/it_survives.rs", "a_kill_of_nobody"));
}

#[test]
fn a_message_that_no_page_names_is_found() {
    assert_eq!(known_by("{0} hỏng ở byte {1} (mục {2}) – x"), "hỏng ở byte");
    assert_eq!(
        known_by("đĩa đầy: chưa lưu gì mới – dọn"),
        "đĩa đầy: chưa lưu gì mới"
    );
    assert_eq!(missing("", &[StoreWord::DiskFull], Lang::Vi).len(), 1);
    let page = "no office\n\n| Told | Means |\n| --- | --- |\n| full | no room |\n";
    assert_eq!(told(page), "full\n");
    assert_eq!(rows(page), [["full", "no room"]]);
}
