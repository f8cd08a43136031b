//! Officers: who may do what, passwords, recovery keys, and a list that nobody can write by hand. Driven through the
//! built binary; every person is invented.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use serde_json::json;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use support::desk::{Desk, HOA, busy, files, holds, said};
use support::office::{TestOffice, password_file};
use tiepdan::office::books::Office;
use tiepdan::office::wall::StoppedClock;
use tiepdan::register::value::Value as Typed;
use tiepdan::store::officers::List;
use tiepdan::store::seal::Key;
use tiepdan::store::{Role, StoreError};

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
    let forged = list.encode(&Key::from_bytes(&[0; 32])).unwrap();
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
