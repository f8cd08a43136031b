//! A receptionist's day played on the built program in a real terminal: set up, log in, a reception typed
//! with a Vietnamese input method, a kill in the middle of the next one, and the morning after.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "this is test code")]

mod support;

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use support::office::{BIN, password_file};
use support::pty::Pty;

const PASSWORD: &str = "mat-khau-cua-hoa";
/// What must stand in clear in no file, whole or folded.
const SECRETS: [&str; 4] = [
    "Nguyễn Văn Đức",
    "nguyen van duc",
    "099070001234",
    "0199034567",
];

struct House {
    temp: tempfile::TempDir,
}

impl House {
    fn new() -> Self {
        let temp = tempfile::tempdir().unwrap();
        password_file(temp.path(), "pw", PASSWORD);
        Self { temp }
    }

    fn dir(&self) -> PathBuf {
        self.temp.path().join("so")
    }

    fn desk(&self, size: (u16, u16)) -> Pty {
        let (home, dir) = (self.temp.path().to_str().unwrap(), self.dir());
        Pty::start(
            BIN,
            &[],
            &[("HOME", home), ("TIEPDAN_OFFICE", dir.to_str().unwrap())],
            size,
        )
    }

    fn logged_in(&self, size: (u16, u16)) -> Pty {
        let mut desk = self.desk(size);
        desk.until_text("Mật khẩu");
        desk.keys(PASSWORD);
        desk.keys("<ret>");
        desk.until_text("Hôm nay");
        desk
    }

    fn json(&self, args: &[&str]) -> Value {
        let out = std::process::Command::new(BIN)
            .args(args)
            .args(["--json", "--office", self.dir().to_str().unwrap()])
            .env("TIEPDAN_PASSWORD_FILE", self.temp.path().join("pw"))
            .output()
            .unwrap();
        serde_json::from_slice(&out.stdout)
            .unwrap_or_else(|e| panic!("{args:?}: {e}: {}", String::from_utf8_lossy(&out.stderr)))
    }
}

fn files(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, into);
        } else {
            into.push(path);
        }
    }
}

fn nothing_in_clear(dir: &Path) {
    let mut all = Vec::new();
    files(dir, &mut all);
    assert!(all.len() > 5, "{all:?}");
    for path in all {
        let bytes = fs::read(&path).unwrap();
        for secret in SECRETS {
            let found = bytes.windows(secret.len()).any(|w| w == secret.as_bytes());
            assert!(!found, "{secret} stands in {}", path.display());
        }
    }
}

/// Sets the office up as a person would, and returns at the empty home screen.
fn set_up(house: &House) -> Pty {
    let mut desk = house.desk((24, 80));
    desk.until_text("Lập sổ mới");
    desk.keys("Thanh tra tỉnh Tây Ninh<tab><tab>tay ninh");
    desk.until_text("Tỉnh Tây Ninh");
    desk.keys("<ret>hoa<tab>Lê Thị Hoa<tab>");
    desk.keys(PASSWORD);
    desk.keys("<tab>");
    desk.keys(PASSWORD);
    desk.keys("<c-s>");
    // The hint bar is drawn last: with it, the whole page is there.
    desk.until_text("đã viết xong");
    let shown = desk.text();
    let groups: Vec<&str> = shown
        .lines()
        .filter(|l| l.trim().split("    ").count() == 4)
        .collect();
    let last = groups
        .last()
        .and_then(|line| line.trim().rsplit("    ").next())
        .unwrap();
    desk.keys(&last.replace(' ', ""));
    desk.keys("<ret>");
    desk.until_text("Sổ còn trống");
    desk
}

/// Types a whole walk-in complaint: the name as UniKey sends it, with Backspace and re-typed letters.
fn type_reception(desk: &mut Pty) {
    desk.keys("n");
    desk.until_text("1 Người đến ●");
    desk.keys("099070001234<tab>");
    desk.keys("Nguye<bs><bs>yê<bs>ễn Va<bs>ăn Du<bs><bs>Đư<bs>ưc<bs><bs>ức<tab>");
    desk.until_text("Nguyễn Văn Đức");
    desk.keys("02051970<tab><f4>");
    desk.keys("Tổ 3, ấp Tân Lập<tab>tan lap");
    desk.until_text("Xã Tân Lập");
    desk.keys("<ret>0199034567<pgdn>");
    desk.until_text("2 Nội dung ●");
    desk.keys("Khiếu nại quyết định thu hồi đất<tab>Hủy quyết định<pgdn>");
    desk.until_text("3 Phân loại ●");
    desk.keys("<space>");
    desk.until_text("(•) khiếu nại");
    desk.until_text("thụ lý hay không");
}

#[test]
fn the_first_is_saved_and_the_second_is_a_draft_after_a_kill() {
    let house = House::new();
    let mut desk = set_up(&house);
    type_reception(&mut desk);
    desk.keys("<c-s>");
    desk.until_text("TCD-");
    desk.until_text("D-20");
    desk.keys("<c-q>");
    assert_eq!(desk.exit_code(), 0);

    let mut desk = house.logged_in((30, 100));
    desk.until_text("1 lượt");
    desk.keys("n");
    desk.until_text("1 Người đến ●");
    desk.keys("<tab>Trần Thị Bình<tab><tab><tab>Ấp Bình Hòa");
    desk.until_text("nháp ✓");
    desk.kill();

    let mut desk = house.logged_in((30, 100));
    desk.until_text("bản nháp");
    desk.until_text("1 lượt");
    desk.keys("2");
    desk.until_text("Nguyễn Văn Đức");
    desk.keys("<esc>");
    desk.until_text("bản nháp");
    desk.keys("<up><up><up><ret>");
    desk.until_text("Trần Thị Bình");
    desk.until_text("Ấp Bình Hòa");
    desk.keys("<c-q>");
    desk.exit_code();

    let rows = house.json(&["list", "--kind", "petition"]);
    assert_eq!(
        rows.as_array().unwrap().len(),
        1,
        "the second was never saved: {rows}"
    );
    assert_eq!(rows[0]["name"], "Nguyễn Văn Đức");
    assert_eq!(rows[0]["class"], "complaint");
    let report = house.json(&["check"]);
    assert_eq!(report["ok"], true, "{report}");
    nothing_in_clear(&house.dir());
}

#[test]
fn the_deadlines_screen_says_what_overdue_says() {
    let house = House::new();
    let out = std::process::Command::new(BIN)
        .args([
            "demo", "--no-tui", "--cases", "120", "--seed", "3", "--office",
        ])
        .arg(house.dir())
        .output()
        .unwrap();
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    password_file(house.temp.path(), "pw", "demo");
    let rows = house.json(&["overdue", "--user", "demo"]);
    let rows = rows.as_array().unwrap();
    assert!(
        !rows.is_empty() && rows.len() < 60,
        "{} overdue",
        rows.len()
    );

    let (home, dir) = (house.temp.path().to_str().unwrap(), house.dir());
    let env = [
        ("HOME", home),
        ("TIEPDAN_OFFICE", dir.to_str().unwrap()),
        ("TIEPDAN_USER", "demo"),
    ];
    let mut desk = Pty::start(BIN, &[], &env, (90, 120));
    desk.until_text("Mật khẩu");
    desk.keys("demo<ret>");
    desk.until_text("Hôm nay");
    desk.keys("3");
    desk.until_text("Hạn giải quyết");
    desk.until_text("Quá hạn ·");
    let screen = desk.text();
    assert!(
        screen.contains(&format!("Quá hạn · {}", rows.len())),
        "{screen}"
    );
    let shown: Vec<&str> = screen
        .lines()
        .filter(|l| l.contains(" ! ") && l.contains(" +"))
        .collect();
    assert_eq!(shown.len(), rows.len(), "{screen}");
    for (line, row) in shown.iter().zip(rows) {
        assert!(
            line.contains(row["petition"].as_str().unwrap()),
            "{line} / {row}"
        );
        assert!(
            line.contains(&format!("+{}", row["days_overdue"])),
            "{line} / {row}"
        );
    }
    desk.keys("<c-q>");
    assert_eq!(desk.exit_code(), 0);
}

#[test]
fn a_window_too_small_says_what_it_needs_and_comes_back() {
    let house = House::new();
    let desk = house.desk((24, 80));
    desk.until_text("Lập sổ mới");
    desk.resize(4, 30);
    desk.until_text("60");
    desk.resize(24, 80);
    desk.until_text("Lập sổ mới");
}

#[test]
fn without_a_terminal_it_says_so_and_exits_with_two() {
    let house = House::new();
    let out = std::process::Command::new(BIN)
        .env("TIEPDAN_OFFICE", house.dir())
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("tiepdan --help"));
}

#[test]
fn a_second_program_is_told_who_has_the_office_open() {
    let house = House::new();
    let mut desk = set_up(&house);
    let out = std::process::Command::new(BIN)
        .args(["record", "-", "--office", house.dir().to_str().unwrap()])
        .env("TIEPDAN_PASSWORD_FILE", house.temp.path().join("pw"))
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(4));
    let told = String::from_utf8_lossy(&out.stderr);
    assert!(
        told.contains("đang mở ở nơi khác") && told.contains("hoa"),
        "{told}"
    );
    desk.keys("<c-q>");
    assert_eq!(desk.exit_code(), 0);
}
