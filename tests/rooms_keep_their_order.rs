//! A room may use the rooms below it and none above; `law` and `register` are pure.

#![allow(clippy::unwrap_used, reason = "a test helper fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, the highest first. Rooms on one line may not use each other.
const ORDER: [&[&str]; 7] = [
    &["cli"],
    &["desk", "paper"],
    &["words"],
    &["office"],
    &["store"],
    &["register"],
    &["law"],
];

fn level(room: &str) -> Option<usize> {
    ORDER.iter().position(|rooms| rooms.contains(&room))
}

fn rust_files(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

/// Every room that a source names as `crate::room`, in `use` lines and in paths alike; comments do not count.
fn rooms_named(source: &str) -> Vec<String> {
    let code: String = source
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("\n");
    let mut rooms = Vec::new();
    for at in code.match_indices("crate::").map(|(i, m)| i + m.len()) {
        let rest = code[at..].trim_start();
        if let Some(group) = rest.strip_prefix('{') {
            let inside = group.split("};").next().unwrap_or("");
            rooms.extend(inside.split(['{', ',']).map(first_word));
        } else {
            rooms.push(first_word(rest));
        }
    }
    rooms
}

fn first_word(text: &str) -> String {
    text.trim()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn a_room_uses_only_rooms_below_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut read = 0;
    for room in ORDER.iter().flat_map(|rooms| rooms.iter()) {
        let mut files = Vec::new();
        let dir = src.join(room);
        if dir.is_dir() {
            rust_files(&dir, &mut files);
        }
        for file in files {
            let source = fs::read_to_string(&file).unwrap();
            read += 1;
            for named in rooms_named(&source) {
                let (Some(from), Some(to)) = (level(room), level(&named)) else {
                    continue;
                };
                if to < from || (to == from && named != **room) {
                    wrong.push(format!("{} uses {named}", file.display()));
                }
            }
        }
    }
    assert!(
        read > 40,
        "only {read} files read: the rooms have moved, this test has not"
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_pure_rooms_touch_no_file_no_clock_and_no_dice() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let forbidden = [
        "std::fs",
        "std::io",
        "std::env",
        "std::time",
        "std::thread",
        "std::net",
        "Utc::now",
        "Local::now",
        "getrandom",
        "sled::",
        "ratatui",
        "crossterm",
    ];
    let mut files = vec![src.join("text.rs")];
    for room in ["law", "register"] {
        rust_files(&src.join(room), &mut files);
    }
    for file in files {
        let source = fs::read_to_string(&file).unwrap();
        let code: String = source
            .lines()
            .map(|l| l.split("//").next().unwrap_or(""))
            .collect::<Vec<_>>()
            .join("\n");
        for word in forbidden {
            assert!(!code.contains(word), "{} names {word}", file.display());
        }
    }
}

#[test]
fn sled_is_named_in_one_room_and_the_terminal_in_another() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    for file in files {
        let room = file
            .strip_prefix(&src)
            .unwrap()
            .components()
            .next()
            .unwrap();
        let room = room.as_os_str().to_string_lossy().into_owned();
        let source = fs::read_to_string(&file).unwrap();
        let code: String = source
            .lines()
            .map(|l| l.split("//").next().unwrap_or(""))
            .collect::<Vec<_>>()
            .join("\n");
        if room != "store" {
            assert!(!code.contains("sled::"), "{} names sled", file.display());
        }
        if room != "desk" {
            for word in ["ratatui::", "crossterm::"] {
                assert!(!code.contains(word), "{} names {word}", file.display());
            }
        }
    }
}

/// A text leaves by the clipboard from one place, which asks the office first.
#[test]
fn nothing_is_copied_but_by_asking_the_office_first() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let naming = |words: &str| -> Vec<String> {
        let code = |file: &PathBuf| fs::read_to_string(file).unwrap();
        let named = files.iter().filter(|file| code(file).contains(words));
        let within = |file: &PathBuf| file.strip_prefix(&src).unwrap().display().to_string();
        let mut all: Vec<String> = named.map(within).collect();
        all.sort();
        all
    };
    // Made in one place, obeyed in another.
    assert_eq!(
        naming("Effect::Copy("),
        ["desk/copying.rs", "desk/stack/obey.rs"]
    );
    let made: Vec<String> = naming("Deed::Copy(");
    assert!(made.contains(&"desk/stack/obey.rs".to_owned()), "{made:?}");
    assert_eq!(naming("osc52("), ["desk/live.rs"]);
    let copying = fs::read_to_string(src.join("desk/copying.rs")).unwrap();
    assert!(copying.contains("Question::Leave") && copying.contains("Answer::MayLeave(text)"));
}

#[test]
fn the_reader_of_use_lines_reads_them() {
    let source = "use crate::law::rule::Rule;\nuse crate::{store::Store, office};\nlet x = crate::desk::run(); // crate::cli";
    let mut named = rooms_named(source);
    named.retain(|n| level(n).is_some());
    assert_eq!(named, ["law", "store", "office", "desk"]);
}
