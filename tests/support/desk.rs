//! An office with three officers, a few records and a denouncer, driven through the built binary. Every person is
//! invented.

use super::office::{TestOffice, password_file};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use tiepdan::office::books::Office;
use tiepdan::office::wall::SystemClock;

pub(crate) const HOA: &str = "mật khẩu của Hoa";

/// The denouncer: nothing of this may be seen.
pub(crate) const SECRETS: [&str; 4] = [
    "Lò Thị Quỳnh Giao",
    "011190777123",
    "0988776655",
    "Bản Nà Khoang",
];
/// Parts of it that nothing else in these tests contains.
pub(crate) const PARTS: [&str; 5] = ["Quỳnh Giao", "quynh giao", "190777", "877665", "Nà Khoang"];

pub(crate) fn giao() -> Value {
    json!({"name": SECRETS[0], "id_kind": "cccd", "id_number": SECRETS[1], "phone": SECRETS[2], "address": SECRETS[3]})
}

pub(crate) fn pao() -> Value {
    json!({"name": "Vừ A Páo", "id_kind": "cccd", "id_number": "011085000555", "phone": "0977000111", "address": "Bản Huổi Cọ"})
}

pub(crate) fn visit(at: &str, who: &Value, petitions: &Value) -> String {
    json!({"do": "receive", "at": at, "kind": "regular", "by": "receptionist", "capacity": "self",
        "summary": format!("Nội dung lúc {at}"), "visitors": [who], "petitions": petitions})
    .to_string()
}

pub(crate) fn one(class: &str) -> Value {
    json!([{"class": class, "summary": format!("Việc {class}")}])
}

/// An office with hoa (admin, clearance), lan (receptionist), minh (supervisor) and the recovery key.
pub(crate) struct Desk {
    pub(crate) office: TestOffice,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let desk = Self {
            office: TestOffice::new(),
        };
        desk.adds("lan", "receptionist", &[]);
        desk.adds("minh", "supervisor", &[]);
        desk
    }

    pub(crate) fn password(&self, user: &str) -> PathBuf {
        let name = if user == "hoa" { "pw" } else { user };
        self.office.temp.path().join(name)
    }

    /// A command by an officer.
    pub(crate) fn by(&self, user: &str, args: &[&str]) -> Command {
        let mut command = self.office.command(args);
        command
            .env("TIEPDAN_USER", user)
            .env("TIEPDAN_PASSWORD_FILE", self.password(user));
        command
    }

    pub(crate) fn runs(&self, user: &str, args: &[&str]) -> Output {
        self.by(user, args).output().unwrap()
    }

    pub(crate) fn code(&self, user: &str, args: &[&str]) -> i32 {
        self.runs(user, args).status.code().unwrap()
    }

    pub(crate) fn json(&self, user: &str, args: &[&str]) -> Value {
        let mut all = args.to_vec();
        all.push("--json");
        let out = self.runs(user, &all);
        serde_json::from_slice(&out.stdout)
            .unwrap_or_else(|e| panic!("{user} {args:?}: {e}: {}", said(&out)))
    }

    pub(crate) fn records(&self, user: &str, lines: &str) -> Vec<Value> {
        let mut child = self
            .by(user, &["record", "-"])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(lines.as_bytes()).unwrap();
        drop(stdin);
        let out = child.wait_with_output().unwrap();
        let text = String::from_utf8(out.stdout).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    pub(crate) fn saves(&self, user: &str, line: &str) -> Value {
        let answer = self.records(user, line).remove(0);
        assert_eq!(answer["saved"], true, "{user} {line} → {answer}");
        answer
    }

    pub(crate) fn refuses(&self, user: &str, line: &str) -> Value {
        let answer = self.records(user, line).remove(0);
        assert_eq!(answer["saved"], false, "{user} {line} → {answer}");
        answer["error"].clone()
    }

    pub(crate) fn adds(&self, name: &str, role: &str, more: &[&str]) {
        let file = password_file(self.office.temp.path(), name, &format!("mật khẩu {name}"));
        let mut args = vec!["user", "add", name, "--role", role];
        args.extend(["--new-password-file", file.to_str().unwrap()]);
        args.extend(more);
        let out = self.runs("hoa", &args);
        assert!(out.status.success(), "{}", said(&out));
    }

    pub(crate) fn officer(&self, name: &str) -> Value {
        let all = self.json("hoa", &["user", "list"]);
        let all = all.as_array().unwrap();
        all.iter().find(|o| o["name"] == name).unwrap().clone()
    }

    pub(crate) fn opened(&self, user: &str, password: &str) -> Office {
        Office::open(
            &self.office.dir,
            user,
            password,
            Arc::new(SystemClock),
            &mut |_| {},
        )
        .unwrap()
    }

    pub(crate) fn journal(&self) -> Vec<u8> {
        let folder = self.office.dir.join("journal");
        std::fs::read(folder.join("00000000000000000001.log")).unwrap()
    }
}

pub(crate) fn said(out: &Output) -> String {
    String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr)
}

pub(crate) fn shows_nothing(text: &str, what: &str) {
    for part in PARTS {
        assert!(!text.contains(part), "{what} shows {part}: {text}");
    }
}

/// The first entry after those of the officers that came.
pub(crate) const FIRST: u64 = 3;

/// Two denunciations, one of them brought together with a complaint, and something else.
pub(crate) fn busy() -> Desk {
    let desk = Desk::new();
    desk.saves(
        "hoa",
        &visit("2026-11-16T09:05", &giao(), &one("denunciation")),
    );
    let mixed = json!([{"class": "complaint", "summary": "Khiếu nại bồi thường"}, {"class": "denunciation", "summary": "Tố cáo thu tiền"}]);
    desk.saves("hoa", &visit("2026-11-16T10:15", &pao(), &mixed));
    let other =
        json!({"name": "Sùng Thị Mai", "id_number": "011099000777", "address": "Bản Pá Mỳ"});
    desk.saves("hoa", &visit("2026-11-17T08:00", &other, &one("feedback")));
    desk
}

pub(crate) fn files(dir: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push(path);
        }
    }
    all
}

pub(crate) fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
