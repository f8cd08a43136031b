//! While a desk has the office open, whoever only reads is answered as ever, and nothing in the folder
//! changes; whoever would write is told who has it open.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    dead_code,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/office.rs"]
mod office;

use office::TestOffice;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tiepdan::cli::json::from_json;
use tiepdan::office::books::{Line, Office};
use tiepdan::office::wall::SystemClock;

const READ: [&[&str]; 9] = [
    &["overdue", "--today", "2026-12-05"],
    &["overdue", "--today", "2026-11-21", "--within", "10"],
    &["forecast", "--by", "2026-12-20", "--today", "2026-11-21"],
    &["list"],
    &["show", "D-2026-0001"],
    &["search", "Nguyễn Văn Đức"],
    &["openings"],
    &["calendar", "list"],
    &["rules", "--user", "hoa"],
];

const VISIT: &str = r#"{"do":"receive","ref":"a1","at":"2026-11-20T09:05","kind":"regular","by":"receptionist","online":false,"visitors":[{"name":"Nguyễn Văn Đức","born":"1970-05-02","sex":"male","id_kind":"cccd","id_number":"099070001234","id_issued":"2021-08-11","address":"Tổ 3, ấp Tân Lập","unit":"25489","phone":"0199034567"}],"people":1,"capacity":"self","summary":"Khiếu nại quyết định thu hồi đất","request":"Hủy quyết định","place":"25489","against":"Chủ tịch UBND xã","decided_by":{"agency":"UBND xã","number":"12/QĐ-UBND","date":"2026-10-01"},"documents":[{"name":"Quyết định thu hồi đất","pages":2,"original":false}],"petitions":[{"class":"complaint","field":"land","round":1,"competent":true,"eligible":true,"dated":"2026-11-18","signers":1}]}"#;

/// All files but the state's, which sled writes in its own time, and the count of wrong passwords.
fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("state") || path.ends_with("tries") {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(path).unwrap());
        }
    }
    found
}

fn hold(house: &TestOffice) -> Office {
    let clock = Arc::new(SystemClock);
    Office::open(&house.dir, "hoa", "mật khẩu của Hoa", clock, &mut |_| {}).unwrap()
}

#[test]
fn whoever_only_reads_is_answered_while_a_desk_is_open() {
    let house = TestOffice::new();
    house.saved(VISIT);
    let mut desk = hold(&house);
    // The desk's own act of a moment ago is seen too.
    let mut line: serde_json::Value = serde_json::from_str(VISIT).unwrap();
    line.as_object_mut().unwrap().remove("ref");
    let line = Line::from(from_json(&line).unwrap());
    assert!(desk.write(vec![line]).unwrap()[0].is_ok());

    let before = files(&house.dir);
    let held: Vec<_> = READ.iter().map(|args| house.json(args)).collect();
    assert_eq!(files(&house.dir), before);
    let out = house.run(READ[0]);
    assert_eq!(String::from_utf8_lossy(&out.stderr), "");
    let (code, _) = house.record(VISIT);
    assert_eq!(code, 4);
    let out = house.run(&["show", "D-2026-0001", "--reveal", "vì việc"]);
    assert_eq!(out.status.code(), Some(4));
    drop(desk);

    let free: Vec<_> = READ.iter().map(|args| house.json(args)).collect();
    assert_eq!(held, free);
    let (code, rows) = &free[0];
    assert_eq!((*code, rows.as_array().unwrap().len()), (1, 2));
}
