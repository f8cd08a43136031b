//! Eight lives written as lines from the first visit to the last act, over the built program. Each clock on
//! the way ends on the day that was counted by hand beside it, from the article.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test helper fails by panicking"
)]

mod support;

use serde_json::{Value, json};
use support::office::TestOffice;

fn visitor() -> Value {
    json!({"name": "Nguyễn Văn Đức", "born": "1970-05-02", "id_kind": "cccd", "id_number": "099070001234", "address": "Tổ 3, ấp Tân Lập"})
}

/// A visit at nine o'clock with one petition.
fn visit(on: &str, petition: &Value) -> String {
    json!({"do": "receive", "at": format!("{on}T09:00"), "kind": "regular", "by": "receptionist",
        "visitors": [visitor()], "summary": "Thu hồi đất", "petitions": [petition]})
    .to_string()
}

/// A petition by post.
fn filed(on: &str, petition: &Value) -> String {
    json!({"do": "file", "on": on, "source": "post", "senders": [visitor()], "summary": "Thu hồi đất",
        "petitions": [petition]})
    .to_string()
}

/// An act on a petition; what it needs stands in `body`.
fn act(what: &str, id: &str, on: &str, body: Value) -> String {
    let mut line = json!({"do": what, "petition": id, "on": on});
    if let Value::Object(body) = body {
        line.as_object_mut().unwrap().extend(body);
    }
    line.to_string()
}

const A: &str = "D-2026-0001";
const B: &str = "D-2026-0002";

fn numbered() -> Value {
    json!({"number": "15/TTr"})
}

fn grounded() -> Value {
    json!({"ground": "a", "number": "16/QĐ-TTr"})
}

fn found(outcome: &str) -> Value {
    json!({"outcome": outcome, "number": "22/QĐ-TTr"})
}

/// Writes lines that must all be saved.
fn write(office: &TestOffice, lines: &[String]) {
    let (code, answers) = office.record(&lines.join("\n"));
    assert_eq!(code, 0, "{answers:?}");
}

/// Holds the status, the leading clock and all clocks on a day: `RULE due state`, and in brackets the day
/// that it first had where that was another; `–` where it has no day.
fn stands(office: &TestOffice, id: &str, today: &str, status: &str, leading: &str, all: &[&str]) {
    let (_, record) = office.json(&["show", id, "--today", today]);
    assert_eq!(record["status"], status, "{today}");
    let clocks = record["clocks"].as_array().unwrap();
    let shown = |clock: &Value| {
        let text = |key: &str| clock[key].as_str().unwrap_or("–").to_owned();
        let was = if clock["due"] == clock["original_due"] {
            String::new()
        } else {
            format!(" ({})", text("original_due"))
        };
        format!("{} {} {}{was}", text("rule"), text("due"), text("state"))
    };
    let mut seen: Vec<String> = clocks.iter().map(shown).collect();
    let first = clocks.first().filter(|clock| {
        clock["whose"] == "agency"
            && ["running", "overdue"].contains(&clock["state"].as_str().unwrap())
    });
    let first = first.map_or("–", |clock| clock["rule"].as_str().unwrap());
    assert_eq!(first, leading, "what leads on {today}: {seen:?}");
    seen.sort();
    let mut expected: Vec<String> = all.iter().map(|text| (*text).to_owned()).collect();
    expected.sort();
    assert_eq!(seen, expected, "{today}");
}

#[test]
fn a_complaint_decided_in_time() {
    let office = TestOffice::new();
    write(
        &office,
        &[visit(
            "2026-07-06",
            &json!({"class": "complaint", "field": "land"}),
        )],
    );
    stands(
        &office,
        A,
        "2026-07-06",
        "received",
        "KN-27",
        &[
            // KN Đ27, 7 wd from Monday 06/07: 7, 8, 9, 10, 13, 14, 15.
            "KN-27 2026-07-15 running",
            // TCD Đ28.1, 10 wd: … 16, 17, 20.
            "TCD-28.1 2026-07-20 running",
        ],
    );
    write(
        &office,
        &[
            act("accept", A, "2026-07-10", numbered()),
            act("decide", A, "2026-08-05", found("right")),
        ],
    );
    stands(
        &office,
        A,
        "2026-08-05",
        "decided",
        "KN-32",
        &[
            "KN-27 2026-07-15 done",
            "TCD-28.1 2026-07-20 done",
            // KN Đ28, 30 days from 10/07: Sunday 09/08, so Monday.
            "KN-28 2026-08-10 done",
            // KN Đ32, 3 wd from Wednesday 05/08: 6, 7, 10.
            "KN-32 2026-08-10 running",
            // NĐ 124 Đ29.3, 15 days.
            "KN-pub 2026-08-20 running",
            // KN Đ44.1, 30 days: Friday 04/09.
            "KN-44 2026-09-04 running",
        ],
    );
    write(
        &office,
        &[
            act("send", A, "2026-08-06", json!({})),
            act("publish", A, "2026-08-14", json!({})),
            act("take_effect", A, "2026-09-04", json!({})),
        ],
    );
    let (_, petition) = office.json(&["show", A, "--today", "2026-09-04"]);
    // NĐ 124 Đ31.1, 5 wd from Friday 04/09: 7, 8, 9, 10, 11.
    assert_eq!(petition["clocks"][0]["rule"], "KN-31");
    assert_eq!(petition["clocks"][0]["due"], "2026-09-11");
    write(
        &office,
        &[act("enforce", A, "2026-09-10", json!({"done": true}))],
    );
    stands(
        &office,
        A,
        "2026-09-10",
        "enforced",
        "–",
        &[
            "KN-27 2026-07-15 done",
            "TCD-28.1 2026-07-20 done",
            "KN-28 2026-08-10 done",
            "KN-32 2026-08-10 done",
            "KN-pub 2026-08-20 done",
            "KN-44 2026-09-04 done",
            "KN-31 2026-09-11 done",
        ],
    );
}

#[test]
fn a_complaint_found_complex() {
    let office = TestOffice::new();
    write(
        &office,
        &[
            filed("2026-07-13", &json!({"class": "complaint"})),
            act("accept", A, "2026-07-20", numbered()),
        ],
    );
    // KN Đ27, 7 wd from Monday 13/07: 14, 15, 16, 17, 20, 21, 22. KN Đ28, 30 days from 20/07: Wednesday 19/08.
    let plain = ["KN-27 2026-07-22 done", "KN-28 2026-08-19 running"];
    stands(&office, A, "2026-07-20", "accepted", "KN-28", &plain);
    let more = json!({"grounds": ["a"], "number": "20/QĐ"});
    let refused = office.refused(&act("extend", A, "2026-08-10", more));
    assert_eq!(refused["code"], "class_forbids");
    assert!(
        refused["citation"]
            .as_str()
            .unwrap()
            .contains("Luật Khiếu nại Đ28")
    );
    let bare = office.refused(&act(
        "mark",
        A,
        "2026-08-12",
        json!({"complex": true, "ground": "a"}),
    ));
    assert_eq!(bare["code"], "missing", "NĐ 155 Đ2: a paper in the file");
    let complex = json!({"complex": true, "ground": "a", "number": "19/BC"});
    write(&office, &[act("mark", A, "2026-08-12", complex)]);
    // 45 days: Thursday 03/09, the first working day after the National Day.
    let longer = [
        "KN-27 2026-07-22 done",
        "KN-28 2026-09-03 running (2026-08-19)",
    ];
    stands(&office, A, "2026-08-20", "accepted", "KN-28", &longer);
    write(
        &office,
        &[act("decide", A, "2026-08-28", found("partly_right"))],
    );
    stands(
        &office,
        A,
        "2026-08-28",
        "decided",
        "KN-32",
        &[
            "KN-27 2026-07-22 done",
            "KN-28 2026-09-03 done (2026-08-19)",
            // 3 wd from Friday 28/08: 31/08 to 02/09 are off; 03, 04, 07/09.
            "KN-32 2026-09-07 running",
            // 15 days: Saturday 12/09. 30 days: Sunday 27/09.
            "KN-pub 2026-09-14 running",
            "KN-44 2026-09-28 running",
        ],
    );
}

/// Suspending a complaint is known only since 01/07/2026 (KN Đ11a); a denunciation's Tết is TC Đ34's.
#[test]
fn a_denunciation_suspended_twice_over_tet() {
    let office = TestOffice::new();
    write(
        &office,
        &[
            filed("2026-01-05", &json!({"class": "denunciation"})),
            act("accept", A, "2026-01-12", numbered()),
        ],
    );
    stands(
        &office,
        A,
        "2026-01-12",
        "accepted",
        "TC-29.3",
        &[
            // TC Đ24.1, 7 wd from Monday 05/01: 6, 7, 8, 9, Saturday 10 (worked), 12, 13.
            "TC-24.1 2026-01-13 done",
            // TC Đ29.3, 5 wd: 13, 14, 15, 16, 19. TC Đ30, 30 days: Wednesday 11/02.
            "TC-29.3 2026-01-19 running",
            "TC-30 2026-02-11 running",
        ],
    );
    let notice = json!({"what": "Việc thụ lý", "number": "18/TB"});
    write(
        &office,
        &[
            act("notify", A, "2026-01-15", notice),
            act("suspend", A, "2026-02-04", grounded()),
        ],
    );
    let before = ["TC-24.1 2026-01-13 done", "TC-29.3 2026-01-19 done"];
    // TC Đ34.4, 5 wd from Wednesday 04/02: 5, 6, 9, 10, 11.
    let paused = ["TC-30 – paused (2026-02-11)", "TC-34.4 2026-02-11 running"];
    let all = [&before[..], &paused].concat();
    stands(&office, A, "2026-02-04", "suspended", "TC-34.4", &all);
    write(
        &office,
        &[
            act("send", A, "2026-02-06", json!({})),
            act("resume", A, "2026-02-12", numbered()),
        ],
    );
    // TC Đ34.2: 05 to 12/02 are not counted, 8 days: 11/02 + 8 = 19/02, in Tết; Monday 23/02.
    let resumed = [
        "TC-30 2026-02-23 running (2026-02-11)",
        "TC-34.4 2026-02-11 done",
    ];
    let all = [&before[..], &resumed].concat();
    stands(&office, A, "2026-02-12", "accepted", "TC-30", &all);
    write(&office, &[act("suspend", A, "2026-02-13", grounded())]);
    // 5 wd from Friday 13/02, Tết 16 to 20/02: 23, 24, 25, 26, 27.
    let again = [
        "TC-30 – paused (2026-02-11)",
        "TC-34.4 2026-02-11 done",
        "TC-34.4 2026-02-27 running",
    ];
    let all = [&before[..], &again].concat();
    stands(&office, A, "2026-02-13", "suspended", "TC-34.4", &all);
    write(
        &office,
        &[
            act("send", A, "2026-02-24", json!({})),
            act("resume", A, "2026-03-02", numbered()),
        ],
    );
    // 14/02 to 02/03 are not counted either, 17 days: 19/02 + 17 = Sunday 08/03, so Monday.
    let resumed = [
        "TC-30 2026-03-09 running (2026-02-11)",
        "TC-34.4 2026-02-11 done",
        "TC-34.4 2026-02-27 done",
    ];
    let all = [&before[..], &resumed].concat();
    stands(&office, A, "2026-03-02", "accepted", "TC-30", &all);
    write(&office, &[act("decide", A, "2026-03-05", found("wrong"))]);
    let decided = [
        "TC-30 2026-03-09 done (2026-02-11)",
        "TC-34.4 2026-02-11 done",
        "TC-34.4 2026-02-27 done",
        // TC Đ35.3, 5 wd from Thursday 05/03: 6, 9, 10, 11, 12. TC Đ36.1, Đ40.1, 7 wd: … 13, 16.
        "TC-35.3 2026-03-12 running",
        "TC-36.1 2026-03-16 running",
        "TC-40.1 2026-03-16 running",
    ];
    let all = [&before[..], &decided].concat();
    stands(&office, A, "2026-03-05", "decided", "TC-35.3", &all);
}

#[test]
fn a_second_round_upheld() {
    let office = TestOffice::new();
    write(
        &office,
        &[
            filed("2026-07-06", &json!({"class": "complaint"})),
            act("accept", A, "2026-07-08", numbered()),
            act("decide", A, "2026-07-30", found("wrong")),
            act("send", A, "2026-07-31", json!({})),
            filed("2026-08-10", &json!({"class": "complaint", "round": 2})),
            act(
                "link",
                B,
                "2026-08-10",
                json!({"to": A, "as": "second_round"}),
            ),
        ],
    );
    // KN Đ36.1, 7 wd from Monday 10/08: 11, 12, 13, 14, 17, 18, 19.
    stands(
        &office,
        B,
        "2026-08-10",
        "received",
        "KN-36",
        &["KN-36 2026-08-19 running"],
    );
    write(&office, &[act("accept", B, "2026-08-17", numbered())]);
    // KN Đ37, 45 days from 17/08: Thursday 01/10.
    let accepted = ["KN-36 2026-08-19 done", "KN-37 2026-10-01 running"];
    stands(&office, B, "2026-08-17", "accepted", "KN-37", &accepted);
    let first = office.refused(&act("decide", B, "2026-09-25", found("right")));
    assert_eq!(first["code"], "wrong_outcome");
    write(&office, &[act("decide", B, "2026-09-25", found("upheld"))]);
    stands(
        &office,
        B,
        "2026-09-25",
        "decided",
        "KN-41",
        &[
            "KN-36 2026-08-19 done",
            "KN-37 2026-10-01 done",
            // KN Đ41.1, 7 days from Friday 25/09 (NĐ 124 says working days: the earlier counts).
            "KN-41 2026-10-02 running",
            // NĐ 124 Đ29.3, 15 days: Saturday 10/10. KN Đ44.2, 30 days: Sunday 25/10.
            "KN-pub 2026-10-12 running",
            "KN-44b 2026-10-26 running",
        ],
    );
    write(
        &office,
        &[
            act("send", B, "2026-10-01", json!({})),
            act("publish", B, "2026-10-09", json!({})),
            act("take_effect", B, "2026-10-26", json!({})),
            act("enforce", B, "2026-11-02", json!({"done": true})),
        ],
    );
    stands(
        &office,
        B,
        "2026-11-02",
        "enforced",
        "–",
        &[
            "KN-36 2026-08-19 done",
            "KN-37 2026-10-01 done",
            "KN-41 2026-10-02 done",
            "KN-pub 2026-10-12 done",
            "KN-44b 2026-10-26 done",
            // NĐ 124 Đ31.1, 5 wd from Monday 26/10: 27, 28, 29, 30/10, 02/11.
            "KN-31 2026-11-02 done",
        ],
    );
    let (_, second) = office.json(&["show", B]);
    assert_eq!(second["links"][0]["to"], A);
    assert_eq!(second["links"][0]["as"], "second_round");
}

#[test]
fn a_denunciation_extended_twice_and_a_further_one() {
    let office = TestOffice::new();
    let notice = json!({"what": "Việc thụ lý", "number": "18/TB"});
    write(
        &office,
        &[
            visit("2026-03-02", &json!({"class": "denunciation"})),
            act("accept", A, "2026-03-06", numbered()),
            act("notify", A, "2026-03-10", notice),
        ],
    );
    let before = [
        // TC Đ24.1, 7 wd from Monday 02/03: 3, 4, 5, 6, 9, 10, 11. TCD Đ28.1, 10 wd: … 12, 13, 16: the
        // acceptance is told by the notice.
        "TC-24.1 2026-03-11 done",
        "TCD-28.1 2026-03-16 done",
        // TC Đ29.3, 5 wd from Friday 06/03: 9, 10, 11, 12, 13.
        "TC-29.3 2026-03-13 done",
    ];
    let with = |clock: &'static str| [&before[..], &[clock]].concat();
    // TC Đ30, 30 days from 06/03: Sunday 05/04, so Monday.
    let plain = with("TC-30 2026-04-06 running");
    stands(&office, A, "2026-03-10", "accepted", "TC-30", &plain);
    let extend = |ground: &str, on: &str| {
        act(
            "extend",
            A,
            on,
            json!({"grounds": [ground], "number": "20/QĐ"}),
        )
    };
    write(&office, &[extend("a", "2026-04-01")]);
    // 30 more to the unrolled 05/04: Tuesday 05/05.
    let once = with("TC-30 2026-05-05 running (2026-04-06)");
    stands(&office, A, "2026-04-01", "accepted", "TC-30", &once);
    let same = office.refused(&extend("a", "2026-04-28"));
    assert_eq!(
        same["code"], "no_extension",
        "NĐ 31 Đ3: one ground allows one"
    );
    write(&office, &[extend("b", "2026-04-28")]);
    // … 04/06, a Thursday.
    let twice = with("TC-30 2026-06-04 running (2026-04-06)");
    stands(&office, A, "2026-04-28", "accepted", "TC-30", &twice);
    let third = office.refused(&extend("c", "2026-06-01"));
    assert_eq!(third["code"], "no_extension");
    assert!(
        third["citation"]
            .as_str()
            .unwrap()
            .contains("Luật Tố cáo Đ30")
    );
    write(
        &office,
        &[
            act("decide", A, "2026-06-02", found("partly_right")),
            act("send", A, "2026-06-05", json!({})),
            act("publish", A, "2026-06-08", json!({})),
            act("enforce", A, "2026-06-10", json!({"done": true})),
        ],
    );
    let over = [
        "TC-30 2026-06-04 done (2026-04-06)",
        // From Tuesday 02/06: 3, 4, 5, 8, 9; 10, 11.
        "TC-35.3 2026-06-09 done",
        "TC-36.1 2026-06-11 done",
        "TC-40.1 2026-06-11 done",
    ];
    let all = [&before[..], &over].concat();
    stands(&office, A, "2026-06-10", "enforced", "–", &all);
    further(&office);
}

/// The same person denounces again what the conclusion left open.
fn further(office: &TestOffice) {
    let link = json!({"to": A, "as": "second_round"});
    write(
        office,
        &[
            filed("2026-07-15", &json!({"class": "denunciation", "round": 2})),
            act("link", B, "2026-07-15", link),
        ],
    );
    // TC Đ37.2, 20 days from 15/07: Tuesday 04/08.
    stands(
        office,
        B,
        "2026-07-15",
        "received",
        "TC-37.2",
        &["TC-37.2 2026-08-04 running"],
    );
    write(office, &[act("accept", B, "2026-07-30", numbered())]);
    stands(
        office,
        B,
        "2026-07-30",
        "accepted",
        "TC-29.3",
        &[
            "TC-37.2 2026-08-04 done",
            // 5 wd from Thursday 30/07: 31/07, 03, 04, 05, 06/08.
            "TC-29.3 2026-08-06 running",
            // 30 days: Saturday 29/08; 31/08 to 02/09 are off.
            "TC-30 2026-09-03 running",
        ],
    );
}

#[test]
fn a_withdrawn_denunciation_that_goes_on() {
    let office = TestOffice::new();
    let notice = json!({"what": "Việc thụ lý", "number": "18/TB"});
    write(
        &office,
        &[
            filed("2026-08-03", &json!({"class": "denunciation"})),
            act("accept", A, "2026-08-10", numbered()),
            act("notify", A, "2026-08-12", notice),
            act("withdraw", A, "2026-08-20", json!({"whole": true})),
        ],
    );
    let before = [
        // TC Đ24.1, 7 wd from Monday 03/08: 4, 5, 6, 7, 10, 11, 12. TC Đ29.3, 5 wd from Monday 10/08: 11–14, 17.
        "TC-24.1 2026-08-12 done",
        "TC-29.3 2026-08-17 done",
    ];
    // NĐ 156 Đ1: the withdrawal closes nothing. TC Đ30, 30 days from 10/08: Wednesday 09/09.
    let goes_on = [&before[..], &["TC-30 2026-09-09 running"]].concat();
    stands(&office, A, "2026-08-20", "accepted", "TC-30", &goes_on);
    let decided = office.saved(&act("decide", A, "2026-09-04", found("right")));
    assert_eq!(decided["warnings"][0]["code"], "withdrawn");
    let over = [
        "TC-30 2026-09-09 done",
        // From Friday 04/09: 7, 8, 9, 10, 11; 14, 15.
        "TC-35.3 2026-09-11 running",
        "TC-36.1 2026-09-15 running",
        "TC-40.1 2026-09-15 running",
    ];
    let all = [&before[..], &over].concat();
    stands(&office, A, "2026-09-04", "decided", "TC-35.3", &all);
}

#[test]
fn a_recommendation_forwarded_and_answered() {
    let office = TestOffice::new();
    write(
        &office,
        &[visit(
            "2026-08-20",
            &json!({"class": "recommendation", "competent": false}),
        )],
    );
    // TCD Đ28.1, 10 wd from Thursday 20/08: 21, Saturday 22 (worked), 24, 25, 26, 27, 28/08, 03, 04, 07/09.
    let running = ["TCD-28.1 2026-09-07 running"];
    stands(&office, A, "2026-08-20", "received", "TCD-28.1", &running);
    let to = json!({"agency": "UBND xã Tân Lập", "number": "17/CV"});
    write(&office, &[act("forward", A, "2026-08-27", to)]);
    stands(
        &office,
        A,
        "2026-08-27",
        "forwarded",
        "–",
        &["TCD-28.1 2026-09-07 done"],
    );
    let reply = json!({"agency": "UBND xã Tân Lập", "number": "23/BC", "asked": true});
    write(&office, &[act("reply_received", A, "2026-09-21", reply)]);
    // TCD Đ28.2, 5 wd from Monday 21/09: 22, 23, 24, 25, 28.
    let told = ["TCD-28.1 2026-09-07 done", "TCD-28.2 2026-09-28 running"];
    stands(&office, A, "2026-09-21", "forwarded", "TCD-28.2", &told);
    write(
        &office,
        &[act("answer", A, "2026-09-24", json!({"how": "văn bản"}))],
    );
    let over = ["TCD-28.1 2026-09-07 done", "TCD-28.2 2026-09-28 done"];
    stands(&office, A, "2026-09-24", "forwarded", "–", &over);
}

#[test]
fn a_visit_refused_with_notice() {
    let office = TestOffice::new();
    let refused = json!({"do": "receive", "at": "2026-08-28T09:00", "kind": "regular", "by": "receptionist",
        "visitors": [visitor()], "summary": "Khiếu nại đã giải quyết hết thẩm quyền",
        "refused": {"ground": "Đ9.3", "evidence": "TB 88/TB-UBND rà soát", "decided_by": "Chánh Thanh tra"}});
    office.saved(&refused.to_string());
    // NĐ 154 Đ4.3, 3 wd from Friday 28/08: 31/08 to 02/09 are off; 03, 04, 07/09.
    let running = ["ND154-4.3 2026-09-07 running"];
    stands(
        &office,
        "TCD-2026-0001",
        "2026-08-28",
        "refused",
        "ND154-4.3",
        &running,
    );
    let (code, late) = office.json(&["overdue", "--today", "2026-09-08"]);
    assert_eq!((code, &late[0]["petition"]), (1, &json!("TCD-2026-0001")));
    let notice = json!({"do": "notify", "reception": "TCD-2026-0001", "on": "2026-09-04", "what": "Từ chối tiếp", "number": "01/TCD"});
    office.saved(&notice.to_string());
    let done = ["ND154-4.3 2026-09-07 done"];
    stands(
        &office,
        "TCD-2026-0001",
        "2026-09-04",
        "refused",
        "–",
        &done,
    );
    assert_eq!(
        office.json(&["overdue", "--today", "2026-09-08"]),
        (0, json!([]))
    );
}
