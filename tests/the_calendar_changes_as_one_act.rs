//! A file of days is shown before it counts, counts as one act, and what it moves is what its preview said;
//! the books stay whole through it and open the same again.

#![allow(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use serde_json::{Value, json};
use support::office::TestOffice;

const HEADER: &str = "date,kind,name,basis,certainty\n";
/// The proposal of autumn 2026: Monday 23/11 off, Saturday 28/11 worked in exchange.
const SWAP: &str = "2026-11-23,in_lieu,Hoán đổi với 28/11,TB 1/TB-BNV,E\n2026-11-28,worked,Làm bù cho 23/11,TB 1/TB-BNV,E\n";
const BACK: &str = "2026-11-23,ordinary,,TB 2/TB-BNV,\n2026-11-28,ordinary,,TB 2/TB-BNV,\n";

/// A refusal with a written notice (TCD Đ9.3): 3 working days, ND154 Đ4.3.
const REFUSED: &str = r#"{"do":"receive","at":"2026-11-20T09:00","kind":"regular","by":"receptionist","visitors":[{"name":"Võ Văn Sơn","id_number":"099070001111","address":"Ấp 2"}],"summary":"Khiếu nại đã giải quyết","refused":{"ground":"Đ9.3","evidence":"TB 88/TB-UBND","decided_by":"Chánh Thanh tra"}}"#;
/// KN Đ27: 7 working days, 02/12/2026 with and without the swap.
const COMPLAINT: &str = r#"{"do":"receive","at":"2026-11-20T10:00","kind":"regular","by":"receptionist","visitors":[{"name":"Nguyễn Văn Đức","id_number":"099070001234","address":"Tổ 3"}],"summary":"Thu hồi đất","petitions":[{"class":"complaint"}]}"#;
/// TC Đ24.2: 5 working days, 30/11/2026 with and without the swap.
const DENUNCIATION: &str = r#"{"do":"file","on":"2026-11-20","source":"post","senders":[{"name":"Lý Thị Mai","address":"Ấp 5"}],"summary":"Nhận tiền","petitions":[{"class":"denunciation","competent":false}]}"#;

fn file(office: &TestOffice, name: &str, rows: &str) -> String {
    let path = office.temp.path().join(name);
    std::fs::write(&path, format!("{HEADER}{rows}")).unwrap();
    path.to_str().unwrap().to_owned()
}

fn due(office: &TestOffice, id: &str, rule: &str) -> Value {
    let (_, record) = office.json(&["show", id, "--today", "2026-11-20"]);
    let clocks = record["clocks"].as_array().unwrap();
    clocks.iter().find(|c| c["rule"] == rule).unwrap()["due"].clone()
}

fn dues(office: &TestOffice) -> [Value; 4] {
    [
        due(office, "TCD-2026-0001", "ND154-4.3"),
        due(office, "D-2026-0001", "KN-27"),
        due(office, "D-2026-0001", "TCD-28.1"),
        due(office, "D-2026-0002", "TC-24.2"),
    ]
}

fn whole(office: &TestOffice, entries: u64) {
    let (code, report) = office.json(&["check"]);
    assert_eq!((code, &report["ok"]), (0, &json!(true)), "{report}");
    assert_eq!(report["entries"], entries);
}

#[test]
fn the_proposal_moves_one_clock_and_is_applied_and_taken_back() {
    let office = TestOffice::new();
    for line in [REFUSED, COMPLAINT, DENUNCIATION] {
        office.saved(line);
    }
    let before = ["2026-11-26", "2026-12-02", "2026-12-07", "2026-11-30"];
    assert_eq!(dues(&office), before);
    let swap = file(&office, "swap.csv", SWAP);
    let today = ["--today", "2026-11-20"];
    let shown = |args: &[&str]| office.json(&[&["calendar", "import"], args, &today].concat());

    let (code, preview) = shown(&[&swap]);
    assert_eq!((code, &preview["applied"]), (0, &json!(false)));
    let moved = preview["moved"].as_array().unwrap();
    assert_eq!(moved.len(), 1, "{moved:?}");
    for (key, value) in [
        ("petition", json!("TCD-2026-0001")),
        ("rule", json!("ND154-4.3")),
        ("old", json!("2026-11-26")),
        ("new", json!("2026-11-27")),
        ("why", json!(["2026-11-23"])),
    ] {
        assert_eq!(moved[0][key], value, "{key}");
    }
    assert_eq!(preview["review"], json!([]));
    assert_eq!(
        preview["days"][0],
        json!({"date": "2026-11-23", "was": "work", "now": "in_lieu", "name": "Hoán đổi với 28/11", "basis": "TB 1/TB-BNV"})
    );
    assert_eq!(dues(&office), before, "a preview changes nothing");
    whole(&office, 3);

    let (code, applied) = shown(&[&swap, "--apply", "--reason", "TB 1/TB-BNV"]);
    assert_eq!((code, &applied["seq"]), (0, &json!(4)), "{applied}");
    assert_eq!(
        applied["moved"], preview["moved"],
        "what was said is what was done"
    );
    assert_eq!(
        dues(&office),
        ["2026-11-27", "2026-12-02", "2026-12-07", "2026-11-30"]
    );
    whole(&office, 4);
    let (_, calendar) = office.json(&["calendar", "list"]);
    let days = calendar["days"].as_array().unwrap();
    assert!(
        days.iter()
            .any(|day| day["date"] == "2026-11-28" && day["kind"] == "worked")
    );
    let (code, none) = shown(&[&swap]);
    assert_eq!((code, &none["moved"]), (0, &json!([])), "it stands already");
    let again = office.run(&["calendar", "import", &swap, "--apply", "--reason", "x"]);
    assert_eq!(again.status.code(), Some(1));

    let back = file(&office, "back.csv", BACK);
    let (_, undone) = shown(&[&back, "--apply", "--reason", "TB 2/TB-BNV"]);
    assert_eq!(undone["moved"][0]["new"], "2026-11-26");
    assert_eq!(dues(&office), before);
    whole(&office, 5);
}

#[test]
fn the_state_can_be_thrown_away_and_counts_by_the_same_calendar() {
    let office = TestOffice::new();
    office.saved(REFUSED);
    let swap = file(&office, "swap.csv", SWAP);
    office.run(&["calendar", "import", &swap, "--apply", "--reason", "TB 1"]);
    std::fs::remove_dir_all(office.dir.join("state")).unwrap();
    assert_eq!(due(&office, "TCD-2026-0001", "ND154-4.3"), "2026-11-27");
    whole(&office, 2);
}

#[test]
fn a_bad_row_is_named_by_its_line_and_nothing_is_written() {
    let office = TestOffice::new();
    let bad = file(
        &office,
        "bad.csv",
        "2026-11-23,worked,a,b,L\n2026-11-28,in_lieu,a,b,L\n2026-13-01,holiday,a,b,L\n",
    );
    let out = office.run(&["calendar", "import", &bad, "--apply", "--reason", "x"]);
    assert_eq!(out.status.code(), Some(2));
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    for line in ["dòng 2:", "dòng 3:", "dòng 4:"] {
        assert!(said.contains(line), "{said}");
    }
    let out = office.run(&["calendar", "import", "/không/có.csv"]);
    assert_eq!(out.status.code(), Some(2));
    let swap = file(&office, "swap.csv", SWAP);
    let out = office.run(&["calendar", "import", &swap, "--apply"]);
    assert_eq!(out.status.code(), Some(2), "an act has a reason");
    whole(&office, 0);
}

#[test]
fn a_local_rule_is_a_line_like_any_other_and_only_a_supervisors() {
    let office = TestOffice::new();
    office.saved(COMPLAINT);
    let rule = |count: u32| {
        json!({"do": "change_rules", "reason": "Quy chế tiếp công dân của tỉnh", "rows": [{
            "id": "TCD-28.1", "title": "Trả lời công dân", "citation": "QĐ 1225/QĐ-UBND Đ7.5",
            "trigger": "ngày tiếp nhận", "count": count, "unit": "working_day", "direction": "forward",
            "whose": "agency", "valid_from": "2026-07-01"}]})
    };
    office.saved(&rule(5).to_string());
    // 5 wd from Friday 20/11: 23, 25, 26, 27, 30.
    assert_eq!(due(&office, "D-2026-0001", "TCD-28.1"), "2026-11-30");
    // Whoever names the office counts by its law; whoever only wants to count, by the statute.
    let counted = |more: &[&str]| {
        let args = ["deadline", "TCD-28.1", "--from", "2026-11-20"];
        office.json(&[&args, more].concat()).1["due"].clone()
    };
    assert_eq!(counted(&["--user", "hoa"]), "2026-11-30");
    assert_eq!(counted(&[]), "2026-12-07");
    whole(&office, 2);
    // Acts of one batch count by what stands before them: KN-27 is laid over for the second visit too.
    let mut short = rule(3);
    short["rows"][0]["id"] = json!("KN-27");
    let (_, answers) = office.record_bytes(
        format!(
            "{short}\n{}",
            COMPLAINT.replace("099070001234", "099070005678")
        )
        .as_bytes(),
        &["--batch", "5"],
    );
    assert!(
        answers.iter().all(|answer| answer["saved"] == true),
        "{answers:?}"
    );
    // 3 wd: 23, 25, 26.
    assert_eq!(due(&office, "D-2026-0002", "KN-27"), "2026-11-26");
    whole(&office, 4);
    office.saved(r#"{"do":"change_rules","gone":["TCD-28.1","KN-27"],"reason":"bãi bỏ"}"#);
    assert_eq!(due(&office, "D-2026-0001", "TCD-28.1"), "2026-12-07");
    assert_eq!(due(&office, "D-2026-0002", "KN-27"), "2026-12-02");
    let error = office.refused(r#"{"do":"change_rules","gone":["TCD-28.1"],"reason":"bãi bỏ"}"#);
    assert_eq!(error["code"], "unknown_rule");

    let pw = support::office::password_file(office.temp.path(), "hoa2", "mật khẩu của Mận");
    let added = office.run(&[
        "user",
        "add",
        "man",
        "--role",
        "receptionist",
        "--new-password-file",
        pw.to_str().unwrap(),
    ]);
    assert!(
        added.status.success(),
        "{}",
        String::from_utf8_lossy(&added.stderr)
    );
    let swap = file(&office, "swap.csv", SWAP);
    let out = office
        .command(&[
            "calendar", "import", &swap, "--apply", "--reason", "x", "--user", "man",
        ])
        .env("TIEPDAN_PASSWORD_FILE", &pw)
        .output()
        .unwrap();
    assert_eq!(
        out.status.code(),
        Some(3),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
}

#[test]
fn a_forecast_says_what_will_be_late_and_a_group_what_is() {
    let office = TestOffice::new();
    office.saved(COMPLAINT);
    office.saved(r#"{"do":"assign","petition":"D-2026-0001","on":"2026-11-20","officer":"hoa"}"#);
    let forecast = |by: &str| office.json(&["forecast", "--by", by, "--today", "2026-11-20"]);
    assert_eq!(
        forecast("2026-12-02"),
        (0, json!([])),
        "due that day is not late"
    );
    let row = json!({"petition": "D-2026-0001", "rule": "KN-27", "due": "2026-12-02", "days_overdue": 2, "officer": "hoa", "class": "complaint"});
    assert_eq!(forecast("2026-12-04"), (0, json!([row])));
    let run = |args: &[&str]| {
        let out = office.run(args);
        (
            out.status.code(),
            String::from_utf8_lossy(&out.stdout).into_owned(),
        )
    };
    let (code, said) = run(&["forecast", "--by", "08/12/2026", "--today", "2026-12-04"]);
    assert_eq!(code, Some(0));
    assert!(
        said.starts_with("hoa · 2 hạn sẽ quá, 1 đã quá hôm nay\n"),
        "{said}"
    );
    for (by, wrong) in [("2026-02-30", "không có ngày"), ("2026-11-19", "đã qua")] {
        let out = office.run(&["forecast", "--by", by, "--today", "2026-11-20"]);
        assert_eq!(out.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&out.stderr).contains(wrong));
    }
    for (group, heading) in [
        ("officer", "hoa · 2 hạn, 2 quá hạn"),
        ("class", "khiếu nại · 2 hạn, 2 quá hạn"),
        (
            "clock",
            "Thụ lý hoặc không thụ lý khiếu nại lần đầu · 1 hạn, 1 quá hạn",
        ),
        ("source", "tiếp tại nơi tiếp công dân · 2 hạn, 2 quá hạn"),
    ] {
        let (code, said) = run(&["overdue", "--group", group, "--today", "2026-12-08"]);
        assert_eq!(code, Some(1));
        assert!(said.lines().any(|line| line == heading), "{group}: {said}");
    }
}
