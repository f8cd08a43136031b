//! Who may do what, and a denouncer's name: without clearance it stands in no answer, no message and no
//! file; with it, every look is in the book. Driven through the built binary; every person is invented.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use support::office::{TestOffice, password_file};
use tiepdan::office::books::Office;
use tiepdan::office::wall::{StoppedClock, SystemClock};
use tiepdan::office::warnings::WarningKind;
use tiepdan::register::part::Part as _;
use tiepdan::register::person::Person;
use tiepdan::register::seen::{Trace, Typed as Likeness};
use tiepdan::register::value::Value as Typed;
use tiepdan::store::epochs::Epochs;
use tiepdan::store::io::RealDisk;
use tiepdan::store::journal::frame::{Part, SealedPerson, Under};
use tiepdan::store::journal::reader::Reader;
use tiepdan::store::officers::List;
use tiepdan::store::seal::Key;
use tiepdan::store::{Identity, Role, StoreError, people};
use tiepdan::text::fold;

const HOA: &str = "mật khẩu của Hoa";

/// The denouncer: nothing of this may be seen.
const SECRETS: [&str; 4] = [
    "Lò Thị Quỳnh Giao",
    "011190777123",
    "0988776655",
    "Bản Nà Khoang",
];
/// Parts of it that nothing else in these tests contains.
const PARTS: [&str; 5] = ["Quỳnh Giao", "quynh giao", "190777", "877665", "Nà Khoang"];

fn giao() -> Value {
    json!({"name": SECRETS[0], "id_kind": "cccd", "id_number": SECRETS[1], "phone": SECRETS[2], "address": SECRETS[3]})
}

fn pao() -> Value {
    json!({"name": "Vừ A Páo", "id_kind": "cccd", "id_number": "011085000555", "phone": "0977000111", "address": "Bản Huổi Cọ"})
}

fn visit(at: &str, who: &Value, petitions: &Value) -> String {
    json!({"do": "receive", "at": at, "kind": "regular", "by": "receptionist", "capacity": "self",
        "summary": format!("Nội dung lúc {at}"), "visitors": [who], "petitions": petitions})
    .to_string()
}

fn one(class: &str) -> Value {
    json!([{"class": class, "summary": format!("Việc {class}")}])
}

/// An office with hoa (admin, clearance), lan (receptionist), minh (supervisor) and the recovery key.
struct Desk {
    office: TestOffice,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            office: TestOffice::new(),
        };
        desk.adds("lan", "receptionist", &[]);
        desk.adds("minh", "supervisor", &[]);
        desk
    }

    fn password(&self, user: &str) -> PathBuf {
        let name = if user == "hoa" { "pw" } else { user };
        self.office.temp.path().join(name)
    }

    /// A command by an officer.
    fn by(&self, user: &str, args: &[&str]) -> Command {
        let mut command = self.office.command(args);
        command
            .env("TIEPDAN_USER", user)
            .env("TIEPDAN_PASSWORD_FILE", self.password(user));
        command
    }

    fn runs(&self, user: &str, args: &[&str]) -> Output {
        self.by(user, args).output().unwrap()
    }

    fn code(&self, user: &str, args: &[&str]) -> i32 {
        self.runs(user, args).status.code().unwrap()
    }

    fn json(&self, user: &str, args: &[&str]) -> Value {
        let mut all = args.to_vec();
        all.push("--json");
        let out = self.runs(user, &all);
        serde_json::from_slice(&out.stdout)
            .unwrap_or_else(|e| panic!("{user} {args:?}: {e}: {}", said(&out)))
    }

    fn records(&self, user: &str, lines: &str) -> Vec<Value> {
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

    fn saves(&self, user: &str, line: &str) -> Value {
        let answer = self.records(user, line).remove(0);
        assert_eq!(answer["saved"], true, "{user} {line} → {answer}");
        answer
    }

    fn refuses(&self, user: &str, line: &str) -> Value {
        let answer = self.records(user, line).remove(0);
        assert_eq!(answer["saved"], false, "{user} {line} → {answer}");
        answer["error"].clone()
    }

    fn adds(&self, name: &str, role: &str, more: &[&str]) {
        let file = password_file(self.office.temp.path(), name, &format!("mật khẩu {name}"));
        let mut args = vec!["user", "add", name, "--role", role];
        args.extend(["--new-password-file", file.to_str().unwrap()]);
        args.extend(more);
        let out = self.runs("hoa", &args);
        assert!(out.status.success(), "{}", said(&out));
    }

    fn officer(&self, name: &str) -> Value {
        let all = self.json("hoa", &["user", "list"]);
        let all = all.as_array().unwrap();
        all.iter().find(|o| o["name"] == name).unwrap().clone()
    }

    fn opened(&self, user: &str, password: &str) -> Office {
        Office::open(
            &self.office.dir,
            user,
            password,
            Arc::new(SystemClock),
            &mut |_| {},
        )
        .unwrap()
    }

    fn journal(&self) -> Vec<u8> {
        let folder = self.office.dir.join("journal");
        std::fs::read(folder.join("00000000000000000001.log")).unwrap()
    }
}

fn said(out: &Output) -> String {
    String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr)
}

fn shows_nothing(text: &str, what: &str) {
    for part in PARTS {
        assert!(!text.contains(part), "{what} shows {part}: {text}");
    }
}

/// The first entry after those of the officers that came.
const FIRST: u64 = 3;

/// Two denunciations, one of them brought together with a complaint, and something else.
fn busy() -> Desk {
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

// Officers.

#[test]
fn officers_come_are_shut_out_and_let_in_by_an_admin_alone() {
    let desk = Desk::new();
    let all = desk.json("lan", &["user", "list"]);
    assert_eq!(
        all,
        json!([
            {"name": "hoa", "display": "hoa", "role": "admin", "clearance": true, "disabled": false},
            {"name": "lan", "display": "lan", "role": "receptionist", "clearance": false, "disabled": false},
            {"name": "minh", "display": "minh", "role": "supervisor", "clearance": false, "disabled": false},
        ])
    );
    let pw = desk.password("hoa");
    let pw = pw.to_str().unwrap();
    for user in ["lan", "minh"] {
        for args in [
            &[
                "user",
                "add",
                "x",
                "--role",
                "admin",
                "--new-password-file",
                pw,
            ][..],
            &["user", "passwd", "hoa", "--new-password-file", pw],
            &["user", "disable", "lan"],
            &["user", "enable", "lan"],
            &["user", "clear", user],
            &["user", "unclear", "hoa"],
            &["backup", desk.office.temp.path().to_str().unwrap()],
        ] {
            assert_eq!(desk.code(user, args), 3, "{user} {args:?}");
        }
    }
    assert_eq!(desk.json("hoa", &["user", "list"]), all, "nothing happened");
    assert_eq!(desk.code("hoa", &["user", "disable", "lan"]), 0);
    let out = desk.runs("lan", &["list"]);
    assert_eq!(out.status.code(), Some(3));
    assert!(said(&out).contains("bị khóa"), "{}", said(&out));
    assert_eq!(desk.code("hoa", &["user", "enable", "lan"]), 0);
    assert_eq!(desk.code("lan", &["list"]), 0);
    let last = desk.runs("hoa", &["user", "disable", "hoa"]);
    assert_eq!(last.status.code(), Some(1), "{}", said(&last));
    // Another admin stays, but nobody who could open a denouncer's identity.
    desk.adds("nam", "admin", &[]);
    let last = desk.runs("nam", &["user", "disable", "hoa"]);
    assert_eq!(last.status.code(), Some(1), "{}", said(&last));
    assert!(
        said(&last).contains("quyền xem người tố cáo"),
        "{}",
        said(&last)
    );
    assert_eq!(desk.code("hoa", &["list"]), 0, "nothing happened");
    assert_eq!(desk.code("hoa", &["user", "disable", "nobody"]), 1);
    let add = |name: &str, role: &str| {
        let args = [
            "user",
            "add",
            name,
            "--role",
            role,
            "--new-password-file",
            pw,
        ];
        desk.code("hoa", &args)
    };
    assert_eq!(add("lan", "admin"), 2, "the name is taken");
    assert_eq!(add("hai từ", "admin"), 2, "no name to log in with");
    assert_eq!(add("tuan", "boss"), 2, "no such role");
}

#[cfg(unix)]
#[test]
fn a_new_password_comes_from_a_file_that_no_other_can_read_or_from_a_keyboard() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let file = password_file(desk.office.temp.path(), "new", "bí mật");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    let file = file.to_str().unwrap();
    let add = ["user", "add", "tuan", "--role", "admin"];
    let out = desk.runs("hoa", &[&add[..], &["--new-password-file", file]].concat());
    assert_eq!(out.status.code(), Some(3));
    assert!(said(&out).contains("chmod 600"), "{}", said(&out));
    let out = desk.runs("hoa", &add);
    assert_eq!(
        out.status.code(),
        Some(2),
        "the admin's own is not taken for it"
    );
    assert!(said(&out).contains("--new-password-file"), "{}", said(&out));
    let all = desk.json("hoa", &["user", "list"]);
    assert_eq!(all.as_array().unwrap().len(), 3);
}

#[test]
fn clearance_is_passed_on_only_by_an_admin_who_has_it_and_never_lost() {
    let desk = Desk::new();
    desk.adds("tuan", "admin", &[]);
    let file = desk.password("lan");
    let file = file.to_str().unwrap();
    assert_eq!(desk.code("tuan", &["user", "clear", "lan"]), 3);
    let add = ["user", "add", "x", "--role", "admin", "--clearance"];
    let add = [&add[..], &["--new-password-file", file]].concat();
    assert_eq!(desk.code("tuan", &add), 3);
    assert_eq!(desk.code("hoa", &["user", "clear", "lan"]), 0);
    assert_eq!(desk.officer("lan")["clearance"], true);
    assert_eq!(
        desk.code("lan", &["user", "clear", "minh"]),
        3,
        "role counts too"
    );
    assert_eq!(desk.code("tuan", &["user", "unclear", "lan"]), 0);
    assert_eq!(desk.officer("lan")["clearance"], false);
    for args in [
        &["user", "unclear", "hoa"][..],
        &["user", "passwd", "hoa", "--new-password-file", file],
    ] {
        let out = desk.runs("tuan", args);
        assert_eq!(out.status.code(), Some(1), "{args:?}: {}", said(&out));
    }
    assert_eq!(desk.officer("hoa")["clearance"], true);
    // One of two may lose it, and is told so.
    desk.adds("quang", "supervisor", &["--clearance"]);
    let out = desk.runs(
        "tuan",
        &["user", "passwd", "quang", "--new-password-file", file],
    );
    assert_eq!(out.status.code(), Some(0));
    assert!(said(&out).contains("user clear quang"), "{}", said(&out));
    assert_eq!(desk.officer("quang")["clearance"], false);
}

#[test]
fn a_new_password_of_ones_own_keeps_drafts_and_rewrites_no_entry() {
    let desk = busy();
    let mut lan = desk.opened("lan", "mật khẩu lan");
    lan.keep_draft("a", "receive", Typed::Text("đang gõ".into()))
        .unwrap();
    drop(lan);
    let before = desk.journal();
    let new = password_file(desk.office.temp.path(), "new", "mật khẩu mới");
    let new = new.to_str().unwrap();
    let own = ["user", "passwd", "lan", "--new-password-file", new];
    let out = desk.runs("lan", &own);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert_eq!(desk.code("lan", &["list"]), 3, "the old one is void");
    let lan = desk.opened("lan", "mật khẩu mới");
    let draft = lan.open_draft("a").unwrap().unwrap();
    assert_eq!(draft.value, Typed::Text("đang gõ".into()));
    drop(lan);
    // By an admin: lan's drafts are lost, her entries are not.
    let other = password_file(desk.office.temp.path(), "other", "khác nữa");
    let reset = ["user", "passwd", "lan", "--new-password-file"];
    let reset = [&reset[..], &[other.to_str().unwrap()]].concat();
    let out = desk.runs("hoa", &reset);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert!(said(&out).contains("Nháp"), "{}", said(&out));
    let lan = desk.opened("lan", "khác nữa");
    assert!(lan.drafts().unwrap().is_empty());
    assert_eq!(lan.home().petitions_total, 4);
    drop(lan);
    // What was written stands as it was; that the passwords changed came after it.
    let after = desk.journal();
    assert!(after.len() > before.len() && after.starts_with(&before));
    // A desk left open gives no one the password.
    let mut lan = desk.opened("lan", "khác nữa");
    assert!(lan.change_password("đoán", "x").is_err());
    assert!(lan.reset_password("hoa", "x").is_err());
}

#[test]
fn the_recovery_key_lets_an_officer_in_again() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("so");
    password_file(temp.path(), "pw", "quên mất");
    let office = TestOffice { temp, dir };
    let init = ["init", "--agency", "Thanh tra", "--admin", "hoa"];
    let (_, made) = office.json(&init);
    let key = made["recovery_key"].as_str().unwrap();
    password_file(office.temp.path(), "pw", "không phải");
    assert_eq!(office.run(&["list"]).status.code(), Some(3));
    let wrong = password_file(office.temp.path(), "wrong", "0000-0000");
    let new = password_file(office.temp.path(), "new", "mật khẩu mới");
    let new = new.to_str().unwrap();
    let recover = ["recover", "--user", "hoa", "--new-password-file", new];
    let key_file = |file: &Path| {
        let file = file.to_str().unwrap();
        let args = [&recover[..], &["--recovery-key-file", file]].concat();
        office.run(&args).status.code()
    };
    assert_eq!(key_file(&wrong), Some(3));
    let right = password_file(office.temp.path(), "key", &key.to_lowercase());
    assert_eq!(key_file(&right), Some(0));
    password_file(office.temp.path(), "pw", "mật khẩu mới");
    let (_, officers) = office.json(&["user", "list"]);
    assert_eq!(officers[0]["clearance"], true);
    // Piped in, and the new password as at the setting up.
    password_file(office.temp.path(), "pw", "thứ ba");
    let mut child = office
        .command(&["recover", "--user", "hoa"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    writeln!(stdin, "{key}").unwrap();
    drop(stdin);
    let out = child.wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert_eq!(office.run(&["list"]).status.code(), Some(0));
}

#[test]
fn a_recovery_key_that_was_renewed_is_worthless_and_the_new_one_opens() {
    let desk = Desk::new();
    desk.adds("quyen", "admin", &[]);
    for user in ["lan", "quyen"] {
        let refused = desk.code(user, &["user", "recovery-key"]);
        assert_eq!(refused, 3, "{user} has no clearance to seal with it");
    }
    let renewed = |desk: &Desk| {
        let told = desk.json("hoa", &["user", "recovery-key"]);
        told["recovery_key"].as_str().unwrap().to_owned()
    };
    let (old, new) = (renewed(&desk), renewed(&desk));
    assert_ne!(old, new);
    let new_password = password_file(desk.office.temp.path(), "new", "mật khẩu mới");
    let recover = |key: &str| {
        let sheet = password_file(desk.office.temp.path(), "sheet", key);
        let args = ["recover", "--recovery-key-file", sheet.to_str().unwrap()];
        let to = ["--new-password-file", new_password.to_str().unwrap()];
        desk.code("lan", &[&args[..], &to].concat())
    };
    assert_ne!(recover(&old), 0);
    assert_eq!(recover(&new), 0);
    assert!(desk.opened("lan", "mật khẩu mới").drafts().is_ok());
}

/// Changes the list of officers as someone could who has the file but not the office key.
fn forge(dir: &Path, change: impl FnOnce(&mut List)) {
    let bytes = std::fs::read(dir.join("officers")).unwrap();
    let mut list = List::decode(&bytes).unwrap();
    change(&mut list);
    let forged = list.encode(&Key::from_bytes([0; 32])).unwrap();
    std::fs::write(dir.join("officers"), &forged).unwrap();
    std::fs::write(dir.join("officers.copy"), &forged).unwrap();
}

#[test]
fn a_role_or_a_clearance_written_into_the_file_by_hand_is_found() {
    let desk = busy();
    let dir = &desk.office.dir;
    let good = std::fs::read(dir.join("officers")).unwrap();
    let raise = |list: &mut List| list.officers[1].role = Role::Admin;
    let grant = |list: &mut List| list.officers[1].clearance = list.officers[0].clearance.clone();
    for (what, change) in [
        ("role", &raise as &dyn Fn(&mut List)),
        ("clearance", &grant),
    ] {
        forge(dir, change);
        for user in ["lan", "hoa"] {
            let out = desk.runs(user, &["list"]);
            assert_eq!(out.status.code(), Some(4), "{what}: {}", said(&out));
            assert!(said(&out).contains("bị sửa"), "{what}: {}", said(&out));
        }
        std::fs::write(dir.join("officers"), &good).unwrap();
        std::fs::write(dir.join("officers.copy"), &good).unwrap();
    }
    assert_eq!(desk.code("lan", &["list"]), 0);
}

#[test]
fn after_wrong_passwords_the_next_try_waits_longer_each_time() {
    let desk = Desk::new();
    let at = |seconds: i64| {
        let day = "2026-11-20T09:00:00".parse::<chrono::NaiveDateTime>();
        Arc::new(StoppedClock(
            day.unwrap() + chrono::Duration::seconds(seconds),
        ))
    };
    let tries = |user: &str, password: &str, seconds| {
        Office::open(&desk.office.dir, user, password, at(seconds), &mut |_| {}).map(drop)
    };
    let waits = |result: Result<(), StoreError>, wanted: u64| match result {
        Err(StoreError::TooManyTries { seconds }) => assert_eq!(seconds, wanted),
        other => panic!("{other:?}"),
    };
    for second in 0..3 {
        let tried = tries("hoa", "sai", second);
        assert!(matches!(tried, Err(StoreError::WrongPassword)), "{tried:?}");
    }
    waits(tries("hoa", HOA, 2), 2);
    waits(tries("hoa", HOA, 3), 1);
    assert!(
        tries("lan", "mật khẩu lan", 3).is_ok(),
        "each for themselves"
    );
    let tried = tries("hoa", "sai", 4);
    assert!(matches!(tried, Err(StoreError::WrongPassword)), "{tried:?}");
    waits(tries("hoa", HOA, 5), 3);
    assert!(tries("hoa", HOA, 8).is_ok());
    let tried = tries("hoa", "sai", 8);
    assert!(
        matches!(tried, Err(StoreError::WrongPassword)),
        "the right one ends the count"
    );
    assert!(tries("hoa", HOA, 8).is_ok());
    // A password typed where the name belongs is written nowhere.
    for second in 0..3 {
        let tried = tries("mật-khẩu-gõ-nhầm", "hoa", second);
        assert!(matches!(tried, Err(StoreError::WrongPassword)), "{tried:?}");
    }
    waits(tries("ai-đó", "x", 2), 2);
    for file in files(&desk.office.dir) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!holds(&bytes, "gõ-nhầm".as_bytes()), "{}", file.display());
    }
    // At the command line; and whoever removes the count has only saved the wait.
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let now = now.unwrap().as_millis();
    let count = desk.office.dir.join("tries");
    std::fs::write(&count, format!("20 {now} hoa\n")).unwrap();
    let out = desk.runs("hoa", &["list"]);
    assert_eq!(out.status.code(), Some(3));
    assert!(said(&out).contains("giây"), "{}", said(&out));
    std::fs::remove_file(&count).unwrap();
    assert_eq!(desk.code("hoa", &["list"]), 0);
}

#[test]
fn work_is_given_to_officers_of_the_office_alone() {
    let desk = busy();
    let assign = |officer: &str| {
        json!({"do": "assign", "petition": "D-2026-0004", "on": "2026-11-18", "officer": officer})
            .to_string()
    };
    let error = desk.refuses("minh", &assign("ai-đó"));
    assert_eq!(error["code"], "unknown_officer");
    assert!(error["message"].as_str().unwrap().contains("ai-đó"));
    desk.saves("minh", &assign("lan"));
    assert_eq!(desk.json("lan", &["show", "D-2026-0004"])["officer"], "lan");
    assert_eq!(desk.code("hoa", &["user", "disable", "lan"]), 0);
    let error = desk.refuses("minh", &assign("lan"));
    assert_eq!(error["code"], "unknown_officer", "{error}");
}

// The denouncer.

#[test]
fn without_clearance_no_answer_shows_anything_of_the_denouncer() {
    let desk = busy();
    let cleared = desk.json("hoa", &["list"]);
    assert_eq!(cleared.as_array().unwrap().len(), 7);
    for user in ["lan", "minh"] {
        assert_eq!(desk.json(user, &["list"]), cleared, "the same rows");
        for query in [
            SECRETS[0],
            "quynh giao",
            "giao lo",
            SECRETS[1],
            "7123",
            SECRETS[2],
            "6655",
            "na khoang",
        ] {
            let out = desk.runs(user, &["search", query]);
            assert_eq!(out.status.code(), Some(1), "{query}: {}", said(&out));
            shows_nothing(&said(&out), query);
        }
        for args in [
            &["list"][..],
            &["list", "--kind", "reception"],
            &["search", "việc"],
            &["show", "D-2026-0001"],
            &["show", "TCD-2026-0001"],
            &["show", "TCD-2026-0001", "--reveal", "muốn biết"],
            &["show", "D-2026-0001", "--reveal", "muốn biết"],
            &["is-denouncer", "D-2026-0001", "--name", "Ai Đó"],
            &["overdue", "--today", "2027-03-01"],
            &["overdue", "--within", "90"],
            &["openings"],
            &["user", "list"],
            &["check"],
        ] {
            for more in [&[][..], &["--json"], &["--lang", "en"]] {
                let out = desk.runs(user, &[args, more].concat());
                assert_ne!(out.status.code(), Some(4), "{args:?}: {}", said(&out));
                shows_nothing(&said(&out), &format!("{user} {args:?}"));
            }
        }
    }
    for args in [
        &["show", "D-2026-0001", "--reveal", "x"][..],
        &["is-denouncer", "D-2026-0001", "--name", SECRETS[0]],
    ] {
        assert_eq!(desk.code("minh", args), 3, "{args:?}");
    }
    assert_eq!(desk.code("lan", &["openings"]), 3);
}

#[test]
fn without_clearance_nothing_leads_from_a_denunciation_to_its_visit() {
    let desk = busy();
    let petition = desk.json("lan", &["show", "D-2026-0001"]);
    assert_eq!(petition["petitioners"], Value::Null);
    assert_eq!(petition["reception"], Value::Null);
    assert_eq!(petition["capacity"], Value::Null);
    let first = &petition["acts"][0];
    assert_eq!(
        (&first["seq"], &first["at"], &first["by"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    let text = said(&desk.runs("lan", &["show", "D-2026-0001"]));
    assert!(!text.contains("09:05") && !text.contains("hoa"), "{text}");
    let reception = desk.json("lan", &["show", "TCD-2026-0001"]);
    assert_eq!(reception["visitors"], Value::Null);
    assert_eq!(reception["petitions"], json!([]));
    assert_eq!(reception["summary"], Value::Null);
    assert_eq!(reception["recorded_by"], Value::Null);
    assert_eq!(reception["people"], 1, "counts are not hidden");
    // With clearance both lead to each other; the name still needs a reason.
    let petition = desk.json("hoa", &["show", "D-2026-0001"]);
    assert_eq!(petition["reception"], "TCD-2026-0001");
    assert_eq!(petition["petitioners"], Value::Null);
    let reception = desk.json("hoa", &["show", "TCD-2026-0001"]);
    assert_eq!(reception["petitions"], json!(["D-2026-0001"]));
    let shown = desk.json("hoa", &["show", "TCD-2026-0001", "--reveal", "x"]);
    assert_eq!(shown["identity"][0]["name"], SECRETS[0]);
}

#[test]
fn what_was_brought_beside_a_denunciation_keeps_its_petitioner_and_tells_no_visit() {
    let desk = busy();
    let complaint = desk.json("lan", &["show", "D-2026-0002"]);
    assert_eq!(complaint["petitioners"][0]["name"], "Vừ A Páo");
    assert_eq!(complaint["hidden"], false);
    assert_eq!(complaint["reception"], Value::Null);
    // When and by whom it was written would lead to the visit, and so to who denounced.
    let first = &complaint["acts"][0];
    assert_eq!(
        (&first["seq"], &first["at"], &first["by"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    let denunciation = desk.json("lan", &["show", "D-2026-0003"]);
    assert_eq!(denunciation["petitioners"], Value::Null);
    let found = desk.json("lan", &["search", "vu a pao"]);
    let found: Vec<&Value> = found.as_array().unwrap().iter().map(|r| &r["id"]).collect();
    assert_eq!(found, ["D-2026-0002"]);
    let reception = desk.json("lan", &["show", "TCD-2026-0002"]);
    assert_eq!(
        (&reception["petitions"], &reception["visitors"]),
        (&json!([]), &Value::Null)
    );
    assert_eq!(
        desk.json("hoa", &["show", "D-2026-0002"])["reception"],
        "TCD-2026-0002"
    );
}

#[test]
fn home_and_deadlines_count_the_same_and_name_no_recorder() {
    let desk = busy();
    let day = "2026-11-16".parse().ok();
    let look = |user: &str, password: &str| {
        let mut office = desk.opened(user, password);
        office.pretend_today(day);
        office.home()
    };
    let (hoa, lan) = (look("hoa", HOA), look("lan", "mật khẩu lan"));
    assert_eq!(hoa.day, lan.day);
    assert_eq!((lan.day.receptions, lan.day.petitions), (2, 3));
    assert_eq!(hoa.due, lan.due);
    assert!(lan.receptions.iter().all(|r| r.officer.is_none()));
    assert!(lan.receptions.iter().all(|r| r.petitions == 0));
    assert!(hoa.receptions.iter().all(|r| r.petitions > 0));
}

/// What came with a denunciation reads blank without a summary of its own: told to whoever writes, and to nobody
/// later.
#[test]
fn whoever_leaves_a_petition_blank_beside_a_denunciation_is_told_so_at_once() {
    let desk = Desk::new();
    let blank = |answer: &Value| {
        let all = answer["warnings"].as_array().cloned().unwrap_or_default();
        let blank = all.iter().filter(|w| w["code"] == "no_summary_of_its_own");
        let numbers = blank.map(|w| {
            let (before, _) = w["message"]
                .as_str()
                .unwrap()
                .split_once(" chưa có")
                .unwrap();
            before.rsplit(' ').next().unwrap()
        });
        numbers.map(str::to_owned).collect::<Vec<_>>()
    };
    let all = |classes: &[&str]| {
        let all: Vec<Value> = classes.iter().map(|c| json!({"class": c})).collect();
        json!(all)
    };
    let becomes = |no: &str| {
        json!({"do": "correct", "petition": no, "on": "2026-11-17", "field": "class", "to": "denunciation",
            "reason": "phân loại lại"})
        .to_string()
    };
    let at_once = all(&["complaint", "denunciation"]);
    let answer = desk.saves("lan", &visit("2026-11-16T09:05", &giao(), &at_once));
    assert_eq!(blank(&answer), ["1"]);
    // D-3, D-4 and D-5 stood open together; with D-3 goes the text that they share.
    let open = all(&["complaint", "feedback", "recommendation"]);
    let answer = desk.saves("lan", &visit("2026-11-16T10:15", &pao(), &open));
    assert_eq!(blank(&answer), [""; 0]);
    let answer = desk.saves("lan", &becomes("D-2026-0003"));
    assert_eq!(blank(&answer), ["D-2026-0004", "D-2026-0005"]);
    // Who has no clearance may not know that D-4 came with others: of D-5 nothing is told.
    let answer = desk.saves("lan", &becomes("D-2026-0004"));
    assert_eq!(blank(&answer), [""; 0]);
    for no in ["D-2026-0001", "D-2026-0002", "D-2026-0003", "D-2026-0005"] {
        let shown = said(&desk.runs("lan", &["show", no]));
        assert!(!shown.contains("tóm tắt riêng"), "{shown}");
    }
}

#[test]
fn a_snapshot_made_with_clearance_shows_no_more_without() {
    let desk = busy();
    let rows = |query: &str| {
        let filter = tiepdan::office::ask::Filter {
            query: query.to_owned(),
            ..Default::default()
        };
        desk.opened("lan", "mật khẩu lan").rows(&filter, 0, 99)
    };
    let before = rows("");
    assert_eq!(before.1, 7);
    assert!(desk.opened("hoa", HOA).keep_snapshot().unwrap());
    assert_eq!(rows(""), before);
    for part in SECRETS.iter().chain(&PARTS) {
        assert_eq!(rows(part).1, 0, "{part}");
    }
}

#[test]
fn no_error_warning_or_correction_echoes_what_is_sealed() {
    let desk = busy();
    let correct = |field: &str, to: Value| {
        json!({"do": "correct", "reception": "TCD-2026-0001", "on": "2026-11-18", "field": field, "to": to, "reason": "nhầm"})
            .to_string()
    };
    for line in [
        correct("visitors.0.name", json!("Ai Đó")),
        correct("visitors.0.phone", json!("0900000000")),
        correct("visitors.0.nmae", json!("x")),
        json!({"do": "correct", "petition": "D-2026-0001", "on": "2026-11-18", "field": "petitioners.0.address", "to": "x", "reason": "nhầm"}).to_string(),
        json!({"do": "reveal", "petition": "D-2026-0001", "on": "2026-11-18", "reason": "muốn biết"}).to_string(),
        json!({"do": "conflict_check", "petition": "D-2026-0001", "on": "2026-11-18"}).to_string(),
    ] {
        for user in ["lan", "minh"] {
            let error = desk.refuses(user, &line);
            assert_eq!(error["code"], "not_allowed", "{line} → {error}");
            shows_nothing(&error.to_string(), &line);
        }
    }
    // Someone else with the same number of a paper: that it stands in the books already is not told.
    let mut twin = pao();
    twin["id_number"] = json!(SECRETS[1]);
    let answer = desk.saves("lan", &visit("2026-11-18T08:00", &twin, &one("feedback")));
    assert_eq!(answer["warnings"], json!([]));
    shows_nothing(&answer.to_string(), "a twin");
    // What a correction changed of a sealed visit is not shown either.
    desk.saves("hoa", &correct("summary", json!("Nói về việc khác")));
    let reception = desk.json("lan", &["show", "TCD-2026-0001"]).to_string();
    assert!(!reception.contains("Nội dung lúc"), "{reception}");
    assert!(!reception.contains("Nói về việc khác"), "{reception}");
}

fn files(dir: &Path) -> Vec<PathBuf> {
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

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn in_no_byte_of_the_office_or_of_a_backup_stands_the_denouncer() {
    let desk = busy();
    let mut hoa = desk.opened("hoa", HOA);
    assert!(hoa.keep_snapshot().unwrap());
    hoa.keep_draft("a", "receive", Typed::Text(SECRETS.join(" ")))
        .unwrap();
    drop(hoa);
    assert!(
        desk.opened("lan", "mật khẩu lan")
            .drafts()
            .unwrap()
            .is_empty()
    );
    desk.json("hoa", &["show", "D-2026-0001", "--reveal", "Xác minh"]);
    let ask = ["is-denouncer", "D-2026-0001", "--name", SECRETS[0]];
    assert_eq!(desk.code("hoa", &ask), 0);
    let copies = desk.office.temp.path().join("copies");
    assert_eq!(desk.code("hoa", &["backup", copies.to_str().unwrap()]), 0);
    let all = [files(&desk.office.dir), files(&copies)].concat();
    assert!(
        all.iter()
            .any(|f| f.extension().is_some_and(|e| e == "tdb"))
    );
    assert!(
        all.iter()
            .any(|f| f.extension().is_some_and(|e| e == "log"))
    );
    for file in &all {
        let bytes = std::fs::read(file).unwrap();
        for text in SECRETS {
            let shapes = [
                text.to_owned(),
                fold(text),
                text.to_uppercase(),
                text.replace(' ', ""),
            ];
            for shape in shapes {
                let wide: Vec<u8> = shape.encode_utf16().flat_map(u16::to_le_bytes).collect();
                let found = holds(&bytes, shape.as_bytes()) || holds(&bytes, &wide);
                assert!(!found, "{} holds {shape}", file.display());
            }
        }
    }
    // This search can fail: the name of the agency stands in clear.
    let officers = std::fs::read(desk.office.dir.join("officers")).unwrap();
    assert!(holds(&officers, "Thanh tra tỉnh".as_bytes()));
}

#[test]
fn without_clearance_neither_link_nor_matter_leads_from_an_open_petition_to_a_sealed_one() {
    let desk = busy();
    let matter = desk.json("hoa", &["show", "D-2026-0001"])["matter"].clone();
    let same = json!([{"class": "complaint", "summary": "Khiếu nại cùng việc", "matter": matter}]);
    desk.saves("hoa", &visit("2026-11-17T09:00", &giao(), &same));
    for (from, to) in [
        ("D-2026-0004", "D-2026-0001"),
        ("D-2026-0001", "D-2026-0005"),
        ("D-2026-0004", "D-2026-0005"),
    ] {
        let link =
            json!({"do": "link", "petition": from, "on": "2026-11-18", "to": to, "as": "related"});
        desk.saves("hoa", &link.to_string());
    }
    let links = |user: &str, id: &str| {
        let shown = desk.json(user, &["show", id]);
        let ties = shown["links"].as_array().unwrap().iter();
        let ties: Vec<String> = ties.map(|t| t["to"].as_str().unwrap().to_owned()).collect();
        let acts = shown["acts"].as_array().unwrap().iter();
        let acts = acts.filter(|act| act["do"] == "link").count();
        (ties, acts, shown["matter"].clone())
    };
    let none: Vec<String> = Vec::new();
    // Which open petition belongs with which is nobody's secret.
    let open = vec!["D-2026-0005".to_owned()];
    let (ties, acts, own) = links("lan", "D-2026-0004");
    assert_eq!((ties, acts), (open, 1));
    assert!(own.is_string());
    for id in ["D-2026-0001", "D-2026-0005"] {
        let (ties, acts, matter) = links("lan", id);
        let left = if id == "D-2026-0005" {
            vec!["D-2026-0004".to_owned()]
        } else {
            none.clone()
        };
        assert_eq!((ties, acts, matter), (left, 0, Value::Null), "{id}");
        let page = said(&desk.runs("lan", &["show", id]));
        let other = if id == "D-2026-0001" {
            "D-2026-0005"
        } else {
            "D-2026-0001"
        };
        assert!(!page.contains(other), "{page}");
        let (ties, _, seen) = links("hoa", id);
        assert_eq!((ties.len(), &seen), (2, &matter_of(&desk)), "{id}");
    }
    let behind = |user: &str, password: &str| {
        let found = desk
            .opened(user, password)
            .warnings(Some(WarningKind::SameMatter), 0, 99);
        found.rows.len()
    };
    assert_eq!(behind("lan", "mật khẩu lan"), 0);
    assert_eq!(behind("hoa", HOA), 1);
}

fn matter_of(desk: &Desk) -> Value {
    desk.json("hoa", &["show", "D-2026-0001"])["matter"].clone()
}

/// Every sealed identity in the journal, and the keys that are left.
fn sealed(desk: &Desk) -> (List, Epochs, Vec<SealedPerson>) {
    let dir = &desk.office.dir;
    let list = List::decode(&std::fs::read(dir.join("officers")).unwrap()).unwrap();
    let key = list.unlock("hoa", HOA).unwrap().key;
    let epochs = Epochs::read(&RealDisk, dir, list.office, &key)
        .unwrap()
        .value;
    let disk = Arc::new(RealDisk);
    let mut reader = Reader::new(disk, &dir.join("journal"), list.office, None).unwrap();
    let mut all = Vec::new();
    while let Ok(Some((frame, _))) = reader.read() {
        let people = frame.parts.into_iter().filter_map(|part| match part {
            Part::Person(person) => Some(person),
            _ => None,
        });
        all.extend(people);
    }
    (list, epochs, all)
}

#[test]
fn from_the_moment_it_is_classed_a_denunciation_nobody_opens_what_was_saved_before() {
    let desk = Desk::new();
    desk.saves(
        "lan",
        &visit("2026-11-16T09:05", &giao(), &one("complaint")),
    );
    desk.saves("lan", &visit("2026-11-16T09:40", &pao(), &one("complaint")));
    let (list, before, people) = sealed(&desk);
    let opens = |epochs: &Epochs, one: &SealedPerson| match people::open(list.office, epochs, one) {
        Identity::Known(person) => Some(person.name),
        _ => None,
    };
    assert!(
        people
            .iter()
            .any(|p| opens(&before, p).as_deref() == Some(SECRETS[0]))
    );
    assert_eq!(
        desk.json("minh", &["search", "quynh giao"])
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let class = |to: &str| {
        json!({"do": "correct", "petition": "D-2026-0001", "on": "2026-11-18", "field": "class", "to": to, "reason": "đọc lại đơn"})
            .to_string()
    };
    let corrected = desk.saves("lan", &class("denunciation"));
    let hidden = |desk: &Desk| {
        for user in ["lan", "minh"] {
            assert_eq!(desk.code(user, &["search", "quynh giao"]), 1, "{user}");
            for id in ["D-2026-0001", "TCD-2026-0001"] {
                let shown = desk.json(user, &["show", id]);
                assert_eq!(shown["hidden"], true, "{shown}");
                shows_nothing(&shown.to_string(), id);
            }
        }
        // Not even in what was saved before, with every key that is left.
        let (_, after, people) = sealed(desk);
        let hers = |p: &&SealedPerson| p.id.entry == FIRST;
        assert!(
            people
                .iter()
                .filter(hers)
                .any(|p| matches!(p.under, Under::Clearance(_)))
        );
        for person in people.iter().filter(hers) {
            assert_eq!(opens(&after, person), None);
        }
        let found = desk.json("lan", &["search", "vu a pao"]);
        assert_eq!(
            found.as_array().unwrap().len(),
            2,
            "others are as they were"
        );
    };
    hidden(&desk);
    // Once sealed, always sealed: neither another class nor taking the correction back opens it again.
    desk.saves("hoa", &class("complaint"));
    hidden(&desk);
    desk.saves("hoa", &class("denunciation"));
    let seq = corrected["seq"].as_u64().unwrap();
    let back = json!({"do": "correct", "petition": "D-2026-0001", "on": "2026-11-18", "seq": seq, "void": true, "reason": "nhầm"});
    desk.records("hoa", &back.to_string());
    hidden(&desk);
    let shown = desk.json("hoa", &["show", "D-2026-0001", "--reveal", "Xác minh"]);
    assert_eq!(shown["identity"][0]["name"], SECRETS[0]);
}

#[test]
fn with_clearance_what_is_sealed_can_be_corrected_and_stays_sealed() {
    let desk = busy();
    let line = json!({"do": "correct", "petition": "D-2026-0001", "on": "2026-11-18", "field": "petitioners.0.phone", "to": "0911222333", "reason": "nghe nhầm"});
    desk.saves("hoa", &line.to_string());
    for user in ["lan", "minh", "hoa"] {
        assert_eq!(desk.code(user, &["search", "0911222333"]), 1, "{user}");
        let shown = desk.json(user, &["show", "D-2026-0001"]).to_string();
        assert!(!shown.contains("0911222333"), "{shown}");
        shows_nothing(&shown, user);
    }
    let shown = desk.json("hoa", &["show", "D-2026-0001", "--reveal", "Mời làm việc"]);
    assert_eq!(shown["identity"][0]["phone"], "0911222333");
    assert_eq!(shown["identity"][0]["name"], SECRETS[0]);
    let (_, _, people) = sealed(&desk);
    let hers = people.iter().filter(|p| p.id.entry == FIRST);
    assert!(
        hers.clone().count() > 1 && hers.clone().all(|p| matches!(p.under, Under::Clearance(_)))
    );
}

#[test]
fn every_opening_is_listed_with_who_when_and_why() {
    let desk = busy();
    assert_eq!(desk.json("minh", &["openings"]), json!([]));
    desk.json(
        "hoa",
        &["show", "D-2026-0001", "--reveal", "Xác minh nội dung"],
    );
    desk.json("hoa", &["show", "TCD-2026-0002", "--reveal", "Trả giấy tờ"]);
    let openings = desk.json("minh", &["openings"]);
    let all = openings.as_array().unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(
        (&all[0]["subject"], &all[0]["reason"], &all[0]["by"]),
        (
            &json!("TCD-2026-0002"),
            &json!("Trả giấy tờ"),
            &json!("hoa")
        )
    );
    assert_eq!(all[1]["subject"], "D-2026-0001");
    assert_eq!(all[1]["seq"], FIRST + 3);
    let at = all[1]["at"].as_str().unwrap();
    assert!(chrono::DateTime::parse_from_rfc3339(at).is_ok(), "{at}");
    let text = said(&desk.runs("minh", &["openings"]));
    assert!(text.contains("Xác minh nội dung"), "{text}");
    shows_nothing(&text, "openings");
}

#[test]
fn a_match_with_a_denouncer_while_typing_is_a_check_that_is_asked_for_and_recorded() {
    let desk = busy();
    let typed = |who: &Value| {
        let person = tiepdan::cli::json::from_json(who).unwrap();
        let person = Person::read(&person).unwrap();
        Likeness {
            people: vec![Trace::of(&person, None)],
            ..Likeness::default()
        }
    };
    let mut giao = giao();
    giao["name"] = json!("GIAO LO THI QUYNH");
    let mut lan = desk.opened("lan", "mật khẩu lan");
    assert!(lan.seen_among_sealed(&typed(&giao), "hỏi").is_err());
    assert!(lan.seen(&typed(&giao)).is_empty());
    drop(lan);
    let mut hoa = desk.opened("hoa", HOA);
    // Not while typing by itself, with clearance either, and not without a reason.
    assert!(hoa.seen(&typed(&giao)).is_empty());
    assert!(hoa.seen_among_sealed(&typed(&giao), "  ").is_err());
    assert!(hoa.openings().unwrap().is_empty());
    // Nor where the reason itself names whom it is about.
    let names = format!("có phải {} không", SECRETS[0]);
    assert!(hoa.seen_among_sealed(&typed(&giao), &names).is_err());
    assert!(hoa.openings().unwrap().is_empty());
    let nobody = json!({"name": "Mùa A Dơ", "id_number": "011099123123", "address": "Bản Háng"});
    assert!(
        hoa.seen_among_sealed(&typed(&nobody), "Đơn trùng?")
            .unwrap()
            .is_empty()
    );
    assert!(hoa.openings().unwrap().is_empty());
    let found = hoa.seen_among_sealed(&typed(&giao), "Đơn trùng?").unwrap();
    let found: Vec<String> = found.iter().map(|one| one.row.id.to_string()).collect();
    assert_eq!(found, ["D-2026-0001"]);
    drop(hoa);
    let openings = desk.json("minh", &["openings"]);
    assert_eq!(openings.as_array().unwrap().len(), 1);
    assert_eq!(
        (
            &openings[0]["subject"],
            &openings[0]["reason"],
            &openings[0]["by"]
        ),
        (&json!("D-2026-0001"), &json!("Đơn trùng?"), &json!("hoa"))
    );
    // That it was asked stands in the log even where nobody was found; who, nowhere.
    let logs = files(&desk.office.dir.join("logs"));
    let logs: String = logs
        .iter()
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect();
    assert!(logs.contains("seen_among_sealed count=0"), "{logs}");
    shows_nothing(&logs, "logs");
}

#[test]
fn whether_someone_is_the_denouncer_is_answered_without_showing_who_is() {
    let desk = busy();
    let ask = |id: &str, name: &str| {
        let out = desk.runs("hoa", &["is-denouncer", id, "--name", name, "--json"]);
        shows_nothing(&said(&out), name);
        let answer: Option<Value> = serde_json::from_slice(&out.stdout).ok();
        (out.status.code().unwrap(), answer)
    };
    let (yes, no) = (json!({"denouncer": true}), json!({"denouncer": false}));
    for name in [
        "Lò Thị Quỳnh Giao",
        "lo thi quynh giao",
        "QUỲNH GIAO LÒ THỊ",
    ] {
        assert_eq!(ask("D-2026-0001", name), (0, Some(yes.clone())), "{name}");
    }
    for name in ["Vừ A Páo", "Quỳnh Giao", "Lò Thị Quỳnh"] {
        assert_eq!(ask("D-2026-0001", name), (1, Some(no.clone())), "{name}");
    }
    assert_eq!(ask("TCD-2026-0001", SECRETS[0]), (0, Some(yes.clone())));
    assert_eq!(ask("D-2026-0003", "vu a pao"), (0, Some(yes.clone())));
    // Of what is no denunciation nobody is the denouncer.
    for id in ["D-2026-0004", "D-2026-0002", "TCD-2026-0003"] {
        let out = desk.runs("hoa", &["is-denouncer", id, "--name", "Sùng Thị Mai"]);
        assert_eq!(out.status.code(), Some(2), "{id}: {}", said(&out));
        assert!(said(&out).contains("không bị niêm phong"), "{}", said(&out));
    }
    assert_eq!(ask("D-2026-0099", "Ai Đó"), (2, None));
    assert_eq!(ask("D-2026-0001", " - "), (2, None));
    // Each question is in the book, the name that was asked is not.
    let petition = desk.json("minh", &["show", "D-2026-0001"]);
    let acts = petition["acts"].as_array().unwrap();
    let checks: Vec<&Value> = acts
        .iter()
        .filter(|a| a["do"] == "conflict_check")
        .collect();
    assert_eq!(checks.len(), 6);
    assert!(checks.iter().all(|a| a["by"] == "hoa"));
    let text = petition.to_string();
    assert!(!text.contains("Páo") && !text.contains("PÁO"), "{text}");
    shows_nothing(&text, "the acts");
    assert_eq!(petition["status"], "received", "it moves nothing");
}

// On the disk.

#[cfg(unix)]
mod closed {
    use super::*;
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

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
    fn while_a_desk_is_open_every_file_of_the_office_is_closed_too() {
        let desk = busy();
        let dir = &desk.office.dir;
        // The state made anew, from nothing, by sled.
        std::fs::remove_dir_all(dir.join("state")).unwrap();
        let office = dir.display().to_string();
        let home = desk.office.temp.path().display().to_string();
        let env = [("TIEPDAN_OFFICE", &*office), ("HOME", &*home)];
        let loosely = "umask 022; exec \"$0\" \"$@\"";
        let args = [
            "-c",
            loosely,
            support::office::BIN,
            "--lang",
            "vi",
            "--user",
            "hoa",
        ];
        let mut seat = support::pty::Pty::start("sh", &args, &env, (30, 100));
        seat.until_text("Mật khẩu");
        seat.send(format!("{HOA}\r").as_bytes());
        seat.until_text("Hôm nay");
        assert!(dir.join("state").join("db").is_file());
        all_closed(dir);
        seat.kill();
        all_closed(dir);
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
}
