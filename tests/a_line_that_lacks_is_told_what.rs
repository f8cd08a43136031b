//! A line of `record` that lacks what it needs is told the key, and the article where one asks for it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test helper fails by panicking"
)]

mod support;

use serde_json::{Value, json};
use support::office::TestOffice;

const VISIT: &str = r#"{"do":"receive","at":"2026-11-20T09:05","kind":"regular","by":"receptionist","visitors":[{"name":"Nguyễn Văn Đức","id_number":"099070001234","address":"Tổ 3, ấp Tân Lập"}],"capacity":"self","summary":"Khiếu nại quyết định thu hồi đất","petitions":[{"class":"complaint"}]}"#;

#[test]
fn what_a_line_lacks_is_named_with_the_article_that_asks_for_it() {
    let office = TestOffice::new();
    office.saved(VISIT);
    let visit: Value = serde_json::from_str(VISIT).unwrap();
    for (path, article) in [
        ("/at", Some("Luật Tiếp công dân Đ25.2")),
        ("/summary", Some("Luật Tiếp công dân Đ25.2")),
        ("/visitors/0/name", Some("Luật Tiếp công dân Đ7.2.a")),
        ("/visitors/0/address", Some("Luật Tiếp công dân Đ7.2.a")),
        ("/petitions/0/class", Some("Nghị định 154/2026/NĐ-CP Đ15.1")),
        // No article says that a line names them: the forms of the report do.
        ("/kind", None),
        ("/by", None),
    ] {
        let mut line = visit.clone();
        *line.pointer_mut(path).unwrap() = Value::Null;
        lacks(&office, &line, &path[1..].replace('/', "."), article);
    }
    for (line, key, article) in [
        (
            json!({"do":"accept","petition":"D-2026-0001","on":"2026-11-25"}),
            "number",
            Some("Luật Khiếu nại Đ27"),
        ),
        (
            json!({"do":"accept","petition":"D-2026-0001","number":"1/TB"}),
            "on",
            Some("Luật Khiếu nại Đ27"),
        ),
        (
            json!({"do":"file","source":"post","petitions":[{"class":"feedback"}]}),
            "on",
            Some("Nghị định 154/2026/NĐ-CP Đ27"),
        ),
        // Of no petition, and of none that is in the books, nobody knows which law it goes by.
        (
            json!({"do":"accept","on":"2026-11-25","number":"1/TB"}),
            "petition",
            None,
        ),
        (
            json!({"do":"accept","petition":"D-2026-0099","on":"2026-11-25"}),
            "number",
            None,
        ),
    ] {
        lacks(&office, &line, key, article);
    }
}

/// Holds that a line is refused for a key that is missing, with this article.
fn lacks(office: &TestOffice, line: &Value, key: &str, article: Option<&str>) {
    let (code, answers) = office.record_bytes(line.to_string().as_bytes(), &[]);
    let error = &answers[0]["error"];
    assert_eq!((code, &error["code"]), (1, &json!("missing")), "{line}");
    assert_eq!(error["citation"], json!(article), "{line}");
    let message = error["message"].as_str().unwrap();
    assert!(message.contains(&format!("“{key}”")), "{message}");
}
