//! On the disk: nobody but their owner reads the files of an office, and what others could reach is told.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::fs::Permissions;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use support::desk::{HOA, busy, files, one, pao, said, visit};
use tiepdan::office::books::Office;

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn all_closed(dir: &Path) {
    assert_eq!(mode(dir), 0o700, "{}", dir.display());
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all_closed(&path);
        } else {
            assert_eq!(mode(&path), 0o600, "{}", path.display());
        }
    }
}

#[test]
fn whatever_the_umask_nobody_else_may_read_a_file_of_an_office() {
    let desk = busy();
    let dir = &desk.office.dir;
    let loosely = |args: &[&str]| {
        let mut command = Command::new("sh");
        command
            .args(["-c", "umask 000; exec \"$0\" \"$@\"", support::office::BIN])
            .args(args)
            .env("TIEPDAN_OFFICE", dir)
            .env("TIEPDAN_USER", "hoa")
            .env("TIEPDAN_PASSWORD_FILE", desk.password("hoa"))
            .stdin(Stdio::null());
        let out = command.output().unwrap();
        assert!(out.status.success(), "{}", said(&out));
    };
    // The state made anew, from nothing, by sled.
    std::fs::remove_dir_all(dir.join("state")).unwrap();
    loosely(&["list"]);
    loosely(&["show", "D-2026-0001", "--reveal", "x"]);
    assert!(dir.join("state").join("db").is_file());
    all_closed(dir);
    let copies = desk.office.temp.path().join("copies");
    loosely(&["backup", copies.to_str().unwrap()]);
    all_closed(&copies);
    all_closed(dir);
    let again = desk.office.temp.path().join("again");
    let file = files(&copies).remove(0);
    loosely(&[
        "restore",
        file.to_str().unwrap(),
        "--office",
        again.to_str().unwrap(),
    ]);
    all_closed(&again);
}

#[test]
fn while_it_is_open_and_after_a_kill_nobody_else_may_read_a_file_of_an_office() {
    use std::io::{BufRead, BufReader};
    let desk = busy();
    let dir = &desk.office.dir;
    // Sled makes its files anew.
    std::fs::remove_dir_all(dir.join("state")).unwrap();
    let mut child = Command::new("sh")
        .args(["-c", "umask 000; exec \"$0\" record -"])
        .arg(support::office::BIN)
        .env("TIEPDAN_OFFICE", dir)
        .env("TIEPDAN_USER", "hoa")
        .env("TIEPDAN_PASSWORD_FILE", desk.password("hoa"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    let mut stdin = child.stdin.take().unwrap();
    let line = visit("2026-11-18T08:30", &pao(), &one("complaint"));
    writeln!(stdin, "{line}").unwrap();
    let mut answer = String::new();
    answers.read_line(&mut answer).unwrap();
    assert!(answer.contains("\"saved\":true"), "{answer}");
    assert!(dir.join("running").is_file() && dir.join("state").join("db").is_file());
    all_closed(dir);
    // Nor is its memory kept, where it stands in clear, should it crash.
    #[cfg(target_os = "linux")]
    {
        let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
        let core = limits.lines().find(|line| line.contains("core file"));
        let words: Vec<&str> = core.unwrap().split_whitespace().collect();
        assert_eq!(words[4..6], ["0", "0"], "{limits}");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    all_closed(dir);
    let told = desk.opened("hoa", HOA).me().mended.clone();
    assert!(told.iter().any(|code| code == "unclean"), "{told:?}");
    assert!(!told.iter().any(|code| code == "permissions"), "{told:?}");
}

/// Only root can give a file away; elsewhere there is nothing to be told.
#[test]
fn what_belongs_to_another_user_is_told_at_the_desk_and_in_a_check() {
    use std::os::unix::fs::{MetadataExt, chown};
    let desk = busy();
    let dir = &desk.office.dir;
    let open = || desk.opened("hoa", HOA).me().mended.clone();
    assert_eq!(open(), [""; 0]);
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let me = std::fs::metadata(dir).unwrap().uid();
    for path in [dir.clone(), dir.join("journal"), dir.join("officers.copy")] {
        chown(&path, Some(65_534), None).unwrap();
        assert_eq!(open(), ["owner"], "{}", path.display());
        let check = said(&desk.runs("hoa", &["check"]));
        assert!(check.contains("người dùng khác"), "{check}");
        chown(&path, Some(me), None).unwrap();
    }
    assert_eq!(open(), [""; 0]);
    let check = said(&desk.runs("hoa", &["check"]));
    assert!(!check.contains("người dùng khác"), "{check}");
}

#[test]
fn beside_a_desk_that_is_open_what_others_could_reach_is_closed_and_told() {
    let desk = busy();
    let dir = &desk.office.dir;
    let first = desk.opened("hoa", HOA);
    let beside = || {
        let clock = std::sync::Arc::new(tiepdan::office::wall::SystemClock);
        let office = Office::open_beside(dir, "hoa", HOA, clock, &mut |_| {});
        office.unwrap().me().mended.clone()
    };
    let told = |code: &str| beside().iter().any(|told| told == code);
    assert!(!told("permissions") && !told("owner"));
    std::fs::set_permissions(dir.join("journal"), Permissions::from_mode(0o755)).unwrap();
    assert!(told("permissions"));
    assert_eq!(mode(&dir.join("journal")), 0o700);
    if rustix::process::geteuid().is_root() {
        std::os::unix::fs::chown(dir.join("officers"), Some(65_534), None).unwrap();
        assert!(told("owner"));
    }
    drop(first);
}

#[test]
fn what_others_could_reach_is_closed_at_the_next_opening_and_told() {
    let desk = busy();
    let dir = &desk.office.dir;
    let open = || desk.opened("hoa", HOA).me().mended.clone();
    assert_eq!(open(), [""; 0]);
    for (path, loose) in [
        (dir.clone(), 0o755),
        (dir.join("journal"), 0o777),
        (dir.join("officers"), 0o644),
        (dir.join("state").join("db"), 0o666),
    ] {
        std::fs::set_permissions(&path, Permissions::from_mode(loose)).unwrap();
        assert_eq!(open(), ["permissions"], "{}", path.display());
        all_closed(dir);
    }
    // How sled left its files when it was killed is nobody's doing.
    let running = dir.join("running");
    std::fs::write(&running, b"").unwrap();
    std::fs::set_permissions(&running, Permissions::from_mode(0o600)).unwrap();
    let db = dir.join("state").join("db");
    std::fs::set_permissions(&db, Permissions::from_mode(0o644)).unwrap();
    assert_eq!(open(), ["unclean"]);
    all_closed(dir);
    // A link leads out of the office, to what is not the office's to close.
    let outside = desk.office.temp.path().join("outside");
    std::fs::write(&outside, "x").unwrap();
    std::fs::set_permissions(&outside, Permissions::from_mode(0o644)).unwrap();
    std::os::unix::fs::symlink(&outside, dir.join("quarantine").join("link")).unwrap();
    assert_eq!(open(), [""; 0]);
    assert_eq!(mode(&outside), 0o644);
}
