//! A receptionist's day written as JSON Lines, read back as a supervisor would: what was recorded is
//! listed, found, explained, and what the law or the state forbids is refused with the article.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test helper fails by panicking"
)]

mod support;

use serde_json::{Value, json};
use support::office::{TestOffice, password_file};

/// The example of a walk-in complaint about land, on the 20th.
const VISIT: &str = r#"{"do":"receive","ref":"a1","at":"2026-11-20T09:05","kind":"regular","by":"receptionist","online":false,"visitors":[{"name":"Nguyễn Văn Đức","born":"1970-05-02","sex":"male","id_kind":"cccd","id_number":"099070001234","id_issued":"2021-08-11","address":"Tổ 3, ấp Tân Lập","unit":"25489","phone":"0199034567"}],"people":1,"capacity":"self","summary":"Khiếu nại quyết định thu hồi đất","request":"Hủy quyết định","place":"25489","against":"Chủ tịch UBND xã","decided_by":{"agency":"UBND xã","number":"12/QĐ-UBND","date":"2026-10-01"},"documents":[{"name":"Quyết định thu hồi đất","pages":2,"original":false}],"petitions":[{"class":"complaint","field":"land","round":1,"competent":true,"eligible":true,"dated":"2026-11-18","signers":1}]}"#;

fn clock<'a>(petition: &'a Value, rule: &str) -> &'a Value {
    petition["clocks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["rule"] == rule)
        .unwrap_or_else(|| panic!("no {rule} in {}", petition["clocks"]))
}

#[test]
fn a_visit_is_saved_numbered_and_its_clocks_run() {
    let office = TestOffice::new();
    let answer = office.saved(VISIT);
    assert_eq!(answer["line"], 1);
    assert_eq!(answer["saved"], true);
    assert_eq!(answer["reception"], "TCD-2026-0001");
    assert_eq!(answer["petitions"], json!(["D-2026-0001"]));
    assert_eq!(answer["ref"], "a1");
    assert_eq!(answer["warnings"], json!([]));
    let (code, petition) = office.json(&["show", "D-2026-0001", "--today", "2026-11-20"]);
    assert_eq!(code, 0);
    assert_eq!(petition["status"], "received");
    assert_eq!(petition["matter"], "VV-2026-0001");
    assert_eq!(petition["petitioners"][0]["name"], "Nguyễn Văn Đức");
    // KN Đ27, L136 Đ2 k.15: 7 working days from 20/11; 24/11 is a holiday.
    let accept = clock(&petition, "KN-27");
    assert_eq!(
        (&accept["target"], &accept["due"]),
        (&json!("2026-12-02"), &json!("2026-12-02"))
    );
    assert_eq!(
        (&accept["state"], &accept["days_left"]),
        (&json!("running"), &json!(12))
    );
    // TCD Đ28.1: 10 working days.
    assert_eq!(clock(&petition, "TCD-28.1")["due"], "2026-12-07");
    assert_eq!(petition["clocks"][0]["rule"], "KN-27", "the nearest leads");
    let (_, reception) = office.json(&["show", "TCD-2026-0001"]);
    assert_eq!(reception["visitors"][0]["id_number"], "099070001234");
    assert_eq!(reception["petitions"], json!(["D-2026-0001"]));
}

#[test]
fn acceptance_stops_one_clock_and_starts_the_next() {
    let office = TestOffice::new();
    office.saved(VISIT);
    office.saved(
        r#"{"do":"accept","petition":"D-2026-0001","on":"2026-11-20","number":"15/TB-TTr"}"#,
    );
    let (_, petition) = office.json(&["show", "D-2026-0001", "--today", "2026-11-21"]);
    assert_eq!(petition["status"], "accepted");
    assert_eq!(clock(&petition, "KN-27")["state"], "done");
    assert_eq!(clock(&petition, "TCD-28.1")["state"], "done");
    // KN Đ28: 30 days from 20/11 is Sunday 20/12, so Monday.
    let resolve = clock(&petition, "KN-28");
    assert_eq!(
        (&resolve["target"], &resolve["due"]),
        (&json!("2026-12-20"), &json!("2026-12-21"))
    );
    assert_eq!(petition["acts"].as_array().unwrap().len(), 2);
    assert_eq!(petition["acts"][1]["do"], "accept");
    assert_eq!(petition["acts"][1]["number"], "15/TB-TTr");
    assert_eq!(petition["acts"][1]["by"], "hoa");
}

#[test]
fn a_name_is_found_without_accents_and_a_number_by_four_digits() {
    let office = TestOffice::new();
    office.saved(VISIT);
    for query in [
        "nguyen duc",
        "đức nguyễn",
        "thu hoi dat",
        "0012",
        "D-2026-0001",
    ] {
        let (code, rows) = office.json(&["search", query]);
        assert_eq!(code, 0, "{query}");
        assert!(
            rows.as_array()
                .unwrap()
                .iter()
                .any(|r| r["id"] == "D-2026-0001"),
            "{query} → {rows}"
        );
    }
    let out = office.run(&["search", "tran", "--json"]);
    assert_eq!(out.status.code(), Some(1));
    let (_, rows) = office.json(&["list", "--kind", "petition"]);
    assert_eq!(rows[0]["name"], "Nguyễn Văn Đức");
    assert_eq!(rows[0]["class"], "complaint");
    assert_eq!(rows[0]["due"], "2026-12-02");
}

#[test]
fn the_columns_of_a_list_stand_below_one_another_in_both_languages() {
    let office = TestOffice::new();
    for class in ["complaint", "recommendation", "feedback"] {
        let line = VISIT.replace(r#""class":"complaint""#, &format!(r#""class":"{class}""#));
        let line = line.replace("Khiếu nại quyết định thu hồi đất", "Nội dung");
        office.saved(&line);
    }
    for lang in ["vi", "en"] {
        let out = office.run(&["list", "--kind", "petition", "--lang", lang]);
        let said = String::from_utf8(out.stdout).unwrap();
        let column = |line: &str| line.split("Nội dung").next().unwrap().chars().count();
        let mut columns: Vec<usize> = said.lines().map(column).collect();
        columns.dedup();
        assert_eq!(columns.len(), 1, "{said}");
    }
}

#[test]
fn overdue_says_what_and_by_how_much_and_exits_with_one() {
    let office = TestOffice::new();
    office.saved(VISIT);
    let (code, rows) = office.json(&["overdue", "--today", "2026-12-02"]);
    assert_eq!((code, &rows), (0, &json!([])), "due today is not overdue");
    let (code, rows) = office.json(&["overdue", "--today", "2026-12-05"]);
    assert_eq!(code, 1);
    let row = json!({"petition": "D-2026-0001", "rule": "KN-27", "due": "2026-12-02", "days_overdue": 3, "officer": null, "class": "complaint"});
    assert_eq!(rows, json!([row]));
    let (code, rows) = office.json(&["overdue", "--today", "2026-11-23", "--within", "10"]);
    assert_eq!(code, 0, "nothing is overdue yet");
    assert_eq!(rows[0]["days_overdue"], -9);
}

#[test]
fn a_denunciation_shows_no_one_without_a_reason_that_is_recorded() {
    let office = TestOffice::new();
    let visit = VISIT.replace(r#""class":"complaint""#, r#""class":"denunciation""#);
    office.saved(&visit);
    let (_, rows) = office.json(&["list"]);
    assert!(
        rows.as_array().unwrap().iter().all(|r| r["name"].is_null()),
        "{rows}"
    );
    let (code, ()) = (office.run(&["search", "nguyen duc"]).status.code(), ());
    assert_eq!(code, Some(1), "a sealed name takes no part in search");
    let (_, petition) = office.json(&["show", "D-2026-0001"]);
    assert!(petition["petitioners"].is_null());
    assert!(!petition.to_string().contains("099070001234"));
    let (_, petition) = office.json(&["show", "D-2026-0001", "--reveal", "Xác minh nội dung"]);
    assert_eq!(petition["identity"][0]["name"], "Nguyễn Văn Đức");
    let acts = petition["acts"].as_array().unwrap();
    assert!(
        acts.iter()
            .any(|a| a["do"] == "reveal" && a["reason"] == "Xác minh nội dung"),
        "{acts:?}"
    );
}

#[test]
fn bad_lines_name_the_line_and_the_key_and_the_rest_goes_on() {
    let office = TestOffice::new();
    let lines = [
        r#"{"do":"receive","at":"2026-02-30T09:00","kind":"regular","by":"receptionist","summary":"x","visitors":[{"name":"A","address":"B"}]}"#,
        r#"{"do":"receive","at":"2026-11-20T09:00","kind":"regular","by":"receptionist","summary":"x","visitors":[{"nmae":"A","address":"B"}]}"#,
        r#"{"do":"receive","at":"2026-11-20T09:00","kind":"regular","by":"receptionist","summary":"x","people":"một","visitors":[{"name":"A","address":"B"}]}"#,
        "{not json",
        "",
        r#"{"do":"dance","petition":"D-2026-0001","on":"2026-11-20"}"#,
        r#"["receive"]"#,
        r#"{"do":"accept","petition":"D-2026-0009","on":"2026-11-20","number":"1"}"#,
        r#"{"do":"change_officers","what":"card","list":"00","recovery":"00"}"#,
        VISIT,
    ];
    let (code, answers) = office.record(&lines.join("\n"));
    assert_eq!(code, 1);
    assert_eq!(answers.len(), 9, "the empty line is none");
    let codes: Vec<&str> = answers[..8]
        .iter()
        .map(|a| a["error"]["code"].as_str().unwrap())
        .collect();
    assert_eq!(
        codes,
        [
            "bad_date",
            "unknown_key",
            "wrong_type",
            "not_json",
            "unknown_act",
            "wrong_type",
            "unknown_petition",
            "unknown_act"
        ]
    );
    for (answer, key) in answers.iter().zip(["at", "visitors.0.nmae", "people"]) {
        let message = answer["error"]["message"].as_str().unwrap();
        assert!(message.contains(key), "{message}");
        assert!(
            message.contains(&format!("dòng {}", answer["line"])),
            "{message}"
        );
    }
    assert_eq!(answers[8]["saved"], true);
    assert_eq!(answers[8]["line"], 10);
    assert_eq!(
        answers[8]["reception"], "TCD-2026-0001",
        "what was refused took no number"
    );
}

#[test]
fn what_is_not_utf8_is_refused_by_line() {
    let office = TestOffice::new();
    let mut bytes = b"{\"do\":\"receive\",\"summary\":\"\xff\xfe\"}\n".to_vec();
    bytes.extend(VISIT.as_bytes());
    let (code, answers) = office.record_bytes(&bytes, &[]);
    assert_eq!(code, 1);
    assert_eq!(answers[0]["error"]["code"], "not_utf8");
    assert_eq!(answers[1]["saved"], true);
}

#[test]
fn acts_ahead_of_time_or_before_what_they_rest_on_are_refused() {
    let office = TestOffice::new();
    office.saved(VISIT);
    let ahead = office
        .refused(r#"{"do":"accept","petition":"D-2026-0001","on":"2999-01-04","number":"1"}"#);
    assert_eq!(ahead["code"], "future");
    let early = office
        .refused(r#"{"do":"accept","petition":"D-2026-0001","on":"2026-11-19","number":"1"}"#);
    assert_eq!(early["code"], "too_early");
    let decide = office.refused(r#"{"do":"decide","petition":"D-2026-0001","on":"2026-11-20","outcome":"right","number":"1"}"#);
    assert_eq!(decide["code"], "not_accepted");
    assert!(
        decide["citation"]
            .as_str()
            .is_some_and(|c| c.contains("Khiếu nại")),
        "{decide}"
    );
    let (_, petition) = office.json(&["show", "D-2026-0001"]);
    assert_eq!(
        petition["acts"].as_array().unwrap().len(),
        1,
        "nothing was saved"
    );
}

#[test]
fn batches_are_answered_whole_and_stop_on_error_stops() {
    let office = TestOffice::new();
    let bad = r#"{"do":"accept","petition":"D-2026-0099","on":"2026-11-20","number":"1"}"#;
    let (code, answers) = office.record_bytes(
        format!("{VISIT}\n{VISIT}\n{bad}\n{VISIT}").as_bytes(),
        &["--batch", "3"],
    );
    assert_eq!(code, 1);
    let saved: Vec<bool> = answers
        .iter()
        .map(|a| a["saved"].as_bool().unwrap())
        .collect();
    assert_eq!(saved, [true, true, false, true]);
    assert_eq!(answers[3]["reception"], "TCD-2026-0003");
    let (code, answers) = office.record_bytes(
        format!("{VISIT}\n{bad}\n{VISIT}").as_bytes(),
        &["--batch", "9", "--stop-on-error"],
    );
    assert_eq!(code, 1);
    assert_eq!(answers.len(), 2);
    let (_, rows) = office.json(&["list", "--kind", "reception"]);
    assert_eq!(rows.as_array().unwrap().len(), 4);
}

#[test]
fn a_line_that_can_be_meant_two_ways_is_not_saved() {
    let office = TestOffice::new();
    let twice = VISIT.replacen('{', r#"{"at":"2026-11-19T08:00","#, 1);
    let (code, answers) = office.record_bytes(
        format!("{twice}\n[]\n{VISIT}").as_bytes(),
        &["--lang", "en"],
    );
    assert_eq!(code, 1);
    let error = &answers[0]["error"];
    assert_eq!(error["code"], "duplicate_key", "{error}");
    assert!(
        error["message"].as_str().unwrap().contains("line 1: “at”"),
        "{error}"
    );
    let error = &answers[1]["error"];
    assert_eq!(error["code"], "wrong_type", "{error}");
    assert!(
        error["message"].as_str().unwrap().contains("not a list"),
        "{error}"
    );
    assert_eq!(
        answers[2]["reception"], "TCD-2026-0001",
        "no number was used up"
    );
}

#[test]
fn a_number_that_is_too_large_is_not_called_a_day() {
    let office = TestOffice::new();
    let many = VISIT.replacen(r#""people":1,"#, r#""people":4294967296,"#, 1);
    let (_, answers) = office.record_bytes(many.as_bytes(), &[]);
    assert_eq!(answers[0]["error"]["code"], "bad_value", "{}", answers[0]);
    let none = VISIT.replacen(r#""people":1,"#, r#""people":0,"#, 1);
    let (_, answers) = office.record_bytes(none.as_bytes(), &[]);
    let warned = answers[0]["warnings"].as_array().unwrap();
    let few = warned
        .iter()
        .filter(|w| w["code"] == "fewer_people_than_visitors");
    assert_eq!(few.count(), 1, "said once: {warned:?}");
}

#[test]
fn a_correction_cannot_take_away_what_receiving_needs() {
    let office = TestOffice::new();
    office.saved(VISIT);
    for (field, to) in [
        ("visitors.0.address", json!("")),
        ("visitors.0.address", json!("  ")),
        ("visitors.0.address", json!(null)),
        ("visitors.0.name", json!("")),
    ] {
        let line = json!({"do":"correct","petition":"D-2026-0001","on":"2026-11-20","field":field,"to":to,"reason":"x"});
        let (code, answers) = office.record_bytes(line.to_string().as_bytes(), &[]);
        assert_eq!(
            (code, &answers[0]["error"]["code"]),
            (1, &json!("missing")),
            "{line}"
        );
    }
    let (_, petition) = office.json(&["show", "D-2026-0001"]);
    assert_eq!(petition["petitioners"][0]["address"], "Tổ 3, ấp Tân Lập");
}

#[test]
fn a_flag_that_means_nothing_is_wrong_use_and_names_the_remedy() {
    let office = TestOffice::new();
    for (arguments, says) in [
        (&["list", "--today", "2026-02-30"][..], "2026-11-20"),
        (&["record", "-", "--batch", "0"][..], "--batch"),
        (&["init", "--agency", " ", "--admin", "hoa"][..], "--agency"),
        (
            &["init", "--agency", "Thanh tra", "--admin", ""][..],
            "--admin",
        ),
    ] {
        let out = office.run(arguments);
        let told = String::from_utf8_lossy(&out.stderr);
        assert_eq!(out.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains(says), "{arguments:?}: {told}");
    }
}

#[test]
fn a_new_office_is_whole_and_empty() {
    let office = TestOffice::new();
    let (code, report) = office.json(&["check"]);
    assert_eq!(
        (code, &report["ok"], &report["entries"]),
        (0, &json!(true), &json!(0)),
        "{report}"
    );
    assert_eq!(report["first"], json!(null));
    assert_eq!(office.json(&["list"]), (0, json!([])));
    assert_eq!(office.json(&["overdue"]), (0, json!([])));
}

#[test]
fn check_counts_and_proves_the_books() {
    let office = TestOffice::new();
    office.saved(VISIT);
    office.saved(r#"{"do":"accept","petition":"D-2026-0001","on":"2026-11-20","number":"15/TB"}"#);
    let (code, report) = office.json(&["check"]);
    assert_eq!(code, 0);
    assert_eq!(report["ok"], true);
    let span = ["first", "last"].map(|which| &report[which]);
    assert_eq!(span.map(|one| one["seq"].clone()), [json!(1), json!(2)]);
    let [first, last] = span.map(|one| one["at"].as_str().unwrap());
    assert!(first <= last && last.ends_with("+07:00"), "{report}");
    let said = office.run(&["check", "--lang", "en"]).stdout;
    let said = String::from_utf8(said).unwrap();
    let minute = |at: &str| at[11..16].to_owned();
    for act in [
        ("first act 1: ", minute(first)),
        ("last act 2: ", minute(last)),
    ] {
        assert!(said.contains(act.0) && said.contains(&act.1), "{said}");
    }
    assert!(
        said.contains("checked at ") && said.lines().count() <= 24,
        "{said}"
    );
    assert_eq!(report["entries"], 2);
    assert_eq!(report["receptions"], 1);
    assert_eq!(report["petitions"], 1);
    assert_eq!(report["problems"], json!([]));
    assert_eq!(report["head"].as_str().unwrap().len(), 64);
}

#[test]
fn an_office_that_cannot_be_opened_says_why_and_exits_with_four() {
    let office = TestOffice::new();
    let file = office.temp.path().join("tệp");
    std::fs::write(&file, "x").unwrap();
    for (dir, word) in [
        (file.as_path(), "thư mục"),
        (&office.temp.path().join("không có"), "chưa có sổ"),
    ] {
        let out = office
            .command(&["list", "--office", dir.to_str().unwrap()])
            .output()
            .unwrap();
        assert_eq!(out.status.code(), Some(4));
        assert!(
            String::from_utf8_lossy(&out.stderr).contains(word),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        );
    }
    let again = office.run(&["init", "--agency", "X", "--admin", "y"]);
    assert_eq!(
        again.status.code(),
        Some(2),
        "an office is never overwritten"
    );
    password_file(office.temp.path(), "pw", "sai");
    let out = office.run(&["list"]);
    assert_eq!(out.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&out.stderr).contains("mật khẩu"));
}

#[cfg(unix)]
#[test]
fn a_password_file_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let office = TestOffice::new();
    let file = office.temp.path().join("pw");
    let link = office.temp.path().join("link");
    std::os::unix::fs::symlink(&file, &link).unwrap();
    for named in [&file, &link] {
        for mode in [0o644, 0o640, 0o604, 0o660, 0o666] {
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
            let mut command = office.command(&["list"]);
            let out = command
                .env("TIEPDAN_PASSWORD_FILE", named)
                .output()
                .unwrap();
            assert_eq!(out.status.code(), Some(3), "{mode:o}");
            let said = String::from_utf8_lossy(&out.stderr);
            assert!(said.contains("chmod 600"), "{mode:o}: {said}");
        }
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o400)).unwrap();
        let mut command = office.command(&["list", "--json"]);
        let out = command
            .env("TIEPDAN_PASSWORD_FILE", named)
            .output()
            .unwrap();
        assert!(out.status.success(), "only its owner reads it");
    }
}

#[test]
fn the_path_of_questions_and_what_was_told_apart_are_kept_by_lines_too() {
    let office = TestOffice::new();
    office.saved(VISIT);
    let path = json!([{"question": "mixed", "yes": false}, {"question": "own_right", "yes": false},
        {"question": "violation", "yes": false}, {"question": "asks_change", "yes": true}]);
    let visit = |overruled: Option<&str>| {
        let mut petition = json!({"class": "feedback", "path": path});
        if let Some(why) = overruled {
            petition["overruled"] = json!(why);
        }
        json!({"do": "receive", "at": "2026-11-20T10:05", "kind": "regular", "by": "receptionist",
            "visitors": [{"name": "Nguyễn Văn Đức", "address": "Ấp 9"}], "capacity": "self",
            "summary": "Đường hỏng", "petitions": [petition]})
        .to_string()
    };
    let refused = office.refused(&visit(None));
    assert_eq!(refused["code"], "overruled_without_reason");
    office.saved(&visit(Some("chỉ báo tin")));
    office
        .saved(r#"{"do":"unlike","petition":"D-2026-0002","on":"2026-11-20","to":"D-2026-0001"}"#);
    let (_, petition) = office.json(&["show", "D-2026-0002", "--today", "2026-11-20"]);
    assert_eq!(petition["path"], path);
    assert_eq!(petition["overruled"], "chỉ báo tin");
    let acts = petition["acts"].as_array().unwrap();
    let told = acts.iter().find(|act| act["do"] == "unlike").unwrap();
    assert_eq!(told["to"], "D-2026-0001");
}
