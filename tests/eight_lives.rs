//! Eight lives written as lines from the first visit to the last act, over the built program. After every act
//! every clock is looked at: it stands on the day that was counted by hand beside it, from the article that it
//! names.

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
fn visit(petition: &Value) -> Value {
    json!({"do": "receive", "kind": "regular", "by": "receptionist",
        "visitors": [visitor()], "summary": "Thu hồi đất", "petitions": [petition]})
}

/// A petition by post.
fn filed(petition: &Value) -> Value {
    json!({"do": "file", "source": "post", "senders": [visitor()], "summary": "Thu hồi đất",
        "petitions": [petition]})
}

/// An act; what it needs stands in `body`.
fn act(what: &str, body: Value) -> Value {
    let mut line = json!({"do": what});
    if let Value::Object(body) = body {
        line.as_object_mut().unwrap().extend(body);
    }
    line
}

const A: &str = "D-2026-0001";
const B: &str = "D-2026-0002";

fn numbered(what: &str) -> Value {
    act(what, json!({"number": "15/TTr"}))
}

fn grounded(what: &str) -> Value {
    act(what, json!({"ground": "a", "number": "16/QĐ-TTr"}))
}

fn decided(outcome: &str) -> Value {
    act("decide", json!({"outcome": outcome, "number": "22/QĐ-TTr"}))
}

fn notified(what: &str) -> Value {
    act("notify", json!({"what": what, "number": "18/TB"}))
}

fn bare(what: &str) -> Value {
    act(what, json!({}))
}

fn carried_out() -> Value {
    act("enforce", json!({"done": true}))
}

/// What a life has come to: every clock that was ever told of, and how it was told to stand.
struct Life<'o> {
    office: &'o TestOffice,
    id: &'static str,
    clocks: Vec<String>,
}

impl<'o> Life<'o> {
    fn of(office: &'o TestOffice, id: &'static str) -> Self {
        Self {
            office,
            id,
            clocks: Vec::new(),
        }
    }

    /// Writes a line of that day, and holds status, leading clock and every clock on that day. `changes` are the
    /// clocks that are new, with `+` and their article behind `|`, or stand otherwise than before: `RULE due
    /// state`, in brackets the day it first had where that was another, `–` where it has no day. All others
    /// must stand as they stood.
    fn does(&mut self, on: &str, mut line: Value, [status, leading]: [&str; 2], changes: &[&str]) {
        match line["do"].as_str().unwrap() {
            "receive" => line["at"] = json!(format!("{on}T09:00")),
            "file" => line["on"] = json!(on),
            _ => {
                let key = if self.id.starts_with("TCD") {
                    "reception"
                } else {
                    "petition"
                };
                line[key] = json!(self.id);
                line["on"] = json!(on);
            }
        }
        self.office.saved(&line.to_string());
        self.stands(on, [status, leading], changes);
    }

    fn stands(&mut self, on: &str, [status, leading]: [&str; 2], changes: &[&str]) {
        let (_, record) = self.office.json(&["show", self.id, "--today", on]);
        assert_eq!(record["status"], status, "{on}");
        let clocks = record["clocks"].as_array().unwrap();
        for change in changes {
            self.change(change, clocks);
        }
        let mut seen: Vec<String> = clocks.iter().map(shown).collect();
        let first = clocks.first().filter(|clock| {
            clock["whose"] == "agency"
                && ["running", "overdue"].contains(&clock["state"].as_str().unwrap())
        });
        let first = first.map_or("–", |clock| clock["rule"].as_str().unwrap());
        assert_eq!(first, leading, "what leads on {on}: {seen:?}");
        seen.sort();
        let mut expected = self.clocks.clone();
        expected.sort();
        assert_eq!(seen, expected, "{on}");
    }

    fn change(&mut self, change: &str, clocks: &[Value]) {
        if let Some(new) = change.strip_prefix('+') {
            let (clock, article) = new.split_once(" | ").unwrap();
            let rule = clock.split(' ').next().unwrap();
            let mut of_rule = clocks.iter().filter(|clock| clock["rule"] == rule);
            assert!(
                of_rule.all(|clock| clock["citation"].as_str().unwrap().starts_with(article)),
                "{clock} rests on {article}"
            );
            self.clocks.push(clock.to_owned());
            return;
        }
        let rule = change.split(' ').next().unwrap();
        let of_rule = |clock: &&mut String| clock.split(' ').next() == Some(rule);
        let last = self.clocks.iter_mut().rfind(of_rule);
        change.clone_into(last.unwrap_or_else(|| panic!("{change} did not stand before")));
    }

    /// A line that is refused: the code and the article.
    fn refused(&self, on: &str, mut line: Value, code: &str, article: &str) {
        line["petition"] = json!(self.id);
        line["on"] = json!(on);
        let error = self.office.refused(&line.to_string());
        assert_eq!(error["code"], code, "{line}");
        let citation = error["citation"].as_str().unwrap_or_default();
        assert!(citation.contains(article), "{line}: {citation}");
    }
}

/// A clock as it is shown.
fn shown(clock: &Value) -> String {
    let text = |key: &str| clock[key].as_str().unwrap_or("–").to_owned();
    let was = if clock["due"] == clock["original_due"] {
        String::new()
    } else {
        format!(" ({})", text("original_due"))
    };
    format!("{} {} {}{was}", text("rule"), text("due"), text("state"))
}

#[test]
fn a_complaint_decided_in_time() {
    let office = TestOffice::new();
    let mut life = Life::of(&office, A);
    life.does(
        "2026-07-06",
        visit(&json!({"class": "complaint", "field": "land"})),
        ["received", "KN-27"],
        &[
            // 7 wd from Monday 06/07: 7, 8, 9, 10, 13, 14, 15.
            "+KN-27 2026-07-15 running | Luật Khiếu nại Đ27, sửa bởi Luật 136/2025/QH15",
            // 10 wd: … 16, 17, 20.
            "+TCD-28.1 2026-07-20 running | Luật Tiếp công dân Đ28.1",
        ],
    );
    let officer = act("assign", json!({"officer": "hoa"}));
    life.does("2026-07-06", officer, ["received", "KN-27"], &[]);
    life.does(
        "2026-07-10",
        numbered("accept"),
        ["accepted", "KN-28"],
        &[
            "KN-27 2026-07-15 done",
            // TCD Đ28.1.a: that it is accepted is the answer.
            "TCD-28.1 2026-07-20 done",
            // 30 days from 10/07: Sunday 09/08, so Monday.
            "+KN-28 2026-08-10 running | Luật Khiếu nại Đ28",
        ],
    );
    life.does(
        "2026-08-05",
        decided("right"),
        ["decided", "KN-32"],
        &[
            "KN-28 2026-08-10 done",
            // 3 wd from Wednesday 05/08: 6, 7, 10.
            "+KN-32 2026-08-10 running | Luật Khiếu nại Đ32",
            // 15 days.
            "+KN-pub 2026-08-20 running | Nghị định 124/2020/NĐ-CP Đ29.3",
            // 30 days: Friday 04/09.
            "+KN-44 2026-09-04 running | Luật Khiếu nại Đ44.1",
        ],
    );
    let sent = [
        "KN-32 2026-08-10 done",
        // 30 days from Thursday 06/08: Saturday 05/09, so Monday. The citizen's: it does not lead.
        "+KN-33 2026-09-07 running | Luật Khiếu nại Đ33.1",
    ];
    life.does("2026-08-06", bare("send"), ["decided", "KN-pub"], &sent);
    let published = ["KN-pub 2026-08-20 done"];
    life.does("2026-08-14", bare("publish"), ["decided", "–"], &published);
    life.does(
        "2026-09-04",
        bare("take_effect"),
        ["in_force", "KN-31"],
        &[
            "KN-44 2026-09-04 done",
            // 5 wd from Friday 04/09: 7, 8, 9, 10, 11.
            "+KN-31 2026-09-11 running | Nghị định 124/2020/NĐ-CP Đ31.1",
        ],
    );
    // That it took effect took no day from the right; what is carried out after its day says it was not used.
    let over = ["KN-31 2026-09-11 done", "KN-33 2026-09-07 done"];
    life.does("2026-09-10", carried_out(), ["enforced", "–"], &over);
}

#[test]
fn a_complaint_found_complex() {
    let office = TestOffice::new();
    let mut life = Life::of(&office, A);
    life.does(
        "2026-07-13",
        filed(&json!({"class": "complaint"})),
        ["received", "KN-27"],
        // 7 wd from Monday 13/07: 14, 15, 16, 17, 20, 21, 22.
        &["+KN-27 2026-07-22 running | Luật Khiếu nại Đ27"],
    );
    life.does(
        "2026-07-20",
        numbered("accept"),
        ["accepted", "KN-28"],
        &[
            "KN-27 2026-07-22 done",
            // 30 days from 20/07: Wednesday 19/08.
            "+KN-28 2026-08-19 running | Luật Khiếu nại Đ28",
        ],
    );
    let more = act("extend", json!({"grounds": ["a"], "number": "20/QĐ"}));
    life.refused("2026-08-10", more, "class_forbids", "Luật Khiếu nại Đ28");
    // A finding needs a paper in the file.
    let no_paper = act("mark", json!({"complex": true, "ground": "a"}));
    life.refused(
        "2026-08-12",
        no_paper,
        "missing",
        "Nghị định 155/2026/NĐ-CP Đ2",
    );
    let complex = json!({"complex": true, "ground": "a", "number": "19/BC"});
    // After the limit it asks why, too.
    let late = act("mark", complex.clone());
    life.refused("2026-08-20", late, "missing", "Luật Khiếu nại Đ28");
    life.does(
        "2026-08-12",
        act("mark", complex),
        ["accepted", "KN-28"],
        // 45 days: Thursday 03/09, the first working day after the National Day.
        &["KN-28 2026-09-03 running (2026-08-19)"],
    );
    life.does(
        "2026-08-28",
        decided("partly_right"),
        ["decided", "KN-32"],
        &[
            "KN-28 2026-09-03 done (2026-08-19)",
            // 3 wd from Friday 28/08: 31/08 to 02/09 are off; 03, 04, 07/09.
            "+KN-32 2026-09-07 running | Luật Khiếu nại Đ32",
            // 15 days: Saturday 12/09. 30 days: Sunday 27/09.
            "+KN-pub 2026-09-14 running | Nghị định 124/2020/NĐ-CP Đ29.3",
            "+KN-44 2026-09-28 running | Luật Khiếu nại Đ44.1",
        ],
    );
    let sent = [
        "KN-32 2026-09-07 done",
        // 30 days from Monday 07/09: Wednesday 07/10.
        "+KN-33 2026-10-07 running | Luật Khiếu nại Đ33.1",
    ];
    life.does("2026-09-07", bare("send"), ["decided", "KN-pub"], &sent);
    let published = ["KN-pub 2026-09-14 late"];
    life.does("2026-09-15", bare("publish"), ["decided", "–"], &published);
    life.does(
        "2026-09-28",
        bare("take_effect"),
        ["in_force", "KN-31"],
        &[
            "KN-44 2026-09-28 done",
            // 5 wd from Monday 28/09: 29, 30/09, 01, 02, 05/10.
            "+KN-31 2026-10-05 running | Nghị định 124/2020/NĐ-CP Đ31.1",
        ],
    );
    let begun = act("enforce", json!({"done": false, "returned_land_m2": 0}));
    let over = ["KN-31 2026-10-05 done"];
    life.does("2026-10-05", begun, ["in_force", "–"], &over);
    // Past its day the citizen's right is not called late: nobody asked what stood in the way.
    life.stands("2026-10-08", ["in_force", "–"], &[]);
    let told = office.run(&["show", A, "--today", "2026-10-08", "--lang", "en"]);
    let told = String::from_utf8(told.stdout).unwrap();
    let right = told.lines().find(|line| line.contains("KN-33")).unwrap();
    assert!(
        right.contains("ask obstacles") && !right.contains("overdue"),
        "{right}"
    );
    let over = ["KN-33 2026-10-07 done"];
    life.does("2026-11-20", carried_out(), ["enforced", "–"], &over);
}

/// Suspending a complaint is known only since 01/07/2026 (KN Đ11a); a denunciation's Tết is TC Đ34's.
#[test]
fn a_denunciation_suspended_twice_over_tet() {
    let office = TestOffice::new();
    let mut life = Life::of(&office, A);
    life.does(
        "2026-01-05",
        filed(&json!({"class": "denunciation"})),
        ["received", "TC-24.1"],
        // 7 wd from Monday 05/01: 6, 7, 8, 9, Saturday 10 (worked), 12, 13.
        &["+TC-24.1 2026-01-13 running | Luật Tố cáo Đ24.1"],
    );
    life.does(
        "2026-01-12",
        numbered("accept"),
        ["accepted", "TC-29.3"],
        &[
            "TC-24.1 2026-01-13 done",
            // 5 wd: 13, 14, 15, 16, 19.
            "+TC-29.3 2026-01-19 running | Luật Tố cáo Đ29.3",
            // 30 days: Wednesday 11/02.
            "+TC-30 2026-02-11 running | Luật Tố cáo Đ30",
        ],
    );
    let told = ["TC-29.3 2026-01-19 done"];
    life.does(
        "2026-01-15",
        notified("Việc thụ lý"),
        ["accepted", "TC-30"],
        &told,
    );
    life.does(
        "2026-02-04",
        grounded("suspend"),
        ["suspended", "TC-34.4"],
        &[
            "TC-30 – paused (2026-02-11)",
            // 5 wd from Wednesday 04/02: 5, 6, 9, 10, 11.
            "+TC-34.4 2026-02-11 running | Luật Tố cáo Đ34.4",
        ],
    );
    let sent = ["TC-34.4 2026-02-11 done"];
    life.does("2026-02-06", bare("send"), ["suspended", "–"], &sent);
    life.does(
        "2026-02-12",
        numbered("resume"),
        ["accepted", "TC-30"],
        // TC Đ34.2: 05 to 12/02 are not counted, 8 days: 11/02 + 8 = 19/02, in Tết; Monday 23/02.
        &["TC-30 2026-02-23 running (2026-02-11)"],
    );
    life.does(
        "2026-02-13",
        grounded("suspend"),
        ["suspended", "TC-34.4"],
        &[
            "TC-30 – paused (2026-02-11)",
            // 5 wd from Friday 13/02, Tết 16 to 20/02: 23, 24, 25, 26, 27.
            "+TC-34.4 2026-02-27 running | Luật Tố cáo Đ34.4",
        ],
    );
    let sent = ["TC-34.4 2026-02-27 done"];
    life.does("2026-02-24", bare("send"), ["suspended", "–"], &sent);
    life.does(
        "2026-03-02",
        numbered("resume"),
        ["accepted", "TC-30"],
        // 14/02 to 02/03 are not counted either, 17 days: 19/02 + 17 = Sunday 08/03, so Monday.
        &["TC-30 2026-03-09 running (2026-02-11)"],
    );
    concluded_in_march(&mut life);
}

fn concluded_in_march(life: &mut Life) {
    life.does(
        "2026-03-05",
        decided("wrong"),
        ["decided", "TC-35.3"],
        &[
            "TC-30 2026-03-09 done (2026-02-11)",
            // 5 wd from Thursday 05/03: 6, 9, 10, 11, 12. 7 wd: … 13, 16.
            "+TC-35.3 2026-03-12 running | Luật Tố cáo Đ35.3",
            "+TC-36.1 2026-03-16 running | Luật Tố cáo Đ36.1",
            "+TC-40.1 2026-03-16 running | Luật Tố cáo Đ40.1",
        ],
    );
    let sent = ["TC-35.3 2026-03-12 done"];
    life.does("2026-03-09", bare("send"), ["decided", "TC-36.1"], &sent);
    let published = ["TC-40.1 2026-03-16 done"];
    life.does(
        "2026-03-16",
        bare("publish"),
        ["decided", "TC-36.1"],
        &published,
    );
    let over = ["TC-36.1 2026-03-16 late"];
    life.does("2026-03-17", carried_out(), ["enforced", "–"], &over);
}

/// A first complaint that is found wrong.
fn found_wrong(office: &TestOffice) -> Life<'_> {
    let mut first = Life::of(office, A);
    first.does(
        "2026-07-06",
        filed(&json!({"class": "complaint"})),
        ["received", "KN-27"],
        // 7 wd from Monday 06/07: 7, 8, 9, 10, 13, 14, 15.
        &["+KN-27 2026-07-15 running | Luật Khiếu nại Đ27"],
    );
    first.does(
        "2026-07-08",
        numbered("accept"),
        ["accepted", "KN-28"],
        // 30 days from 08/07: Friday 07/08.
        &[
            "KN-27 2026-07-15 done",
            "+KN-28 2026-08-07 running | Luật Khiếu nại Đ28",
        ],
    );
    first.does(
        "2026-07-30",
        decided("wrong"),
        ["decided", "KN-32"],
        &[
            "KN-28 2026-08-07 done",
            // From Thursday 30/07: 31/07, 03, 04/08; 15 days: Friday 14/08; 30: Saturday 29/08, and 31/08 to 02/09 are off.
            "+KN-32 2026-08-04 running | Luật Khiếu nại Đ32",
            "+KN-pub 2026-08-14 running | Nghị định 124/2020/NĐ-CP Đ29.3",
            "+KN-44 2026-09-03 running | Luật Khiếu nại Đ44.1",
        ],
    );
    let sent = [
        "KN-32 2026-08-04 done",
        // 30 days from Friday 31/07: Sunday 30/08, and 31/08 to 02/09 are off.
        "+KN-33 2026-09-03 running | Luật Khiếu nại Đ33.1",
    ];
    first.does("2026-07-31", bare("send"), ["decided", "KN-pub"], &sent);
    first
}

#[test]
fn a_second_round_upheld() {
    let office = TestOffice::new();
    let mut first = found_wrong(&office);
    let mut second = Life::of(&office, B);
    second.does(
        "2026-08-10",
        filed(&json!({"class": "complaint", "round": 2})),
        ["received", "KN-36"],
        // 7 wd from Monday 10/08: 11, 12, 13, 14, 17, 18, 19.
        &["+KN-36 2026-08-19 running | Luật Khiếu nại Đ36.1"],
    );
    let link = act("link", json!({"to": A, "as": "second_round"}));
    second.does("2026-08-10", link, ["received", "KN-36"], &[]);
    first.stands("2026-08-10", ["decided", "KN-pub"], &[]);
    second.does(
        "2026-08-17",
        numbered("accept"),
        ["accepted", "KN-37"],
        // 45 days from 17/08: Thursday 01/10.
        &[
            "KN-36 2026-08-19 done",
            "+KN-37 2026-10-01 running | Luật Khiếu nại Đ37",
        ],
    );
    second.refused(
        "2026-09-25",
        decided("right"),
        "wrong_outcome",
        "biểu 03/GQKN",
    );
    let dialogue = act("dialogue", json!({"minutes": "5/BB"}));
    second.does("2026-09-18", dialogue, ["accepted", "KN-37"], &[]);
    second.does(
        "2026-09-25",
        decided("upheld"),
        ["decided", "KN-41"],
        &[
            "KN-37 2026-10-01 done",
            // 7 days from Friday 25/09 (NĐ 124 says working days: the earlier counts).
            "+KN-41 2026-10-02 running | Luật Khiếu nại Đ41.1",
            // 15 days: Saturday 10/10. 30 days: Sunday 25/10.
            "+KN-pub 2026-10-12 running | Nghị định 124/2020/NĐ-CP Đ29.3",
            "+KN-44b 2026-10-26 running | Luật Khiếu nại Đ44.2",
        ],
    );
    let sent = ["KN-41 2026-10-02 done"];
    second.does("2026-10-01", bare("send"), ["decided", "KN-pub"], &sent);
    let published = ["KN-pub 2026-10-12 done"];
    second.does("2026-10-09", bare("publish"), ["decided", "–"], &published);
    second.does(
        "2026-10-26",
        bare("take_effect"),
        ["in_force", "KN-31"],
        &[
            "KN-44b 2026-10-26 done",
            // 5 wd from Monday 26/10: 27, 28, 29, 30/10, 02/11.
            "+KN-31 2026-11-02 running | Nghị định 124/2020/NĐ-CP Đ31.1",
        ],
    );
    let over = ["KN-31 2026-11-02 done"];
    second.does("2026-11-02", carried_out(), ["enforced", "–"], &over);
    let (_, record) = office.json(&["show", B]);
    assert_eq!(record["links"][0]["to"], A);
    assert_eq!(record["links"][0]["as"], "second_round");
}

#[test]
fn a_denunciation_extended_twice_and_a_further_one() {
    let office = TestOffice::new();
    let mut life = Life::of(&office, A);
    life.does(
        "2026-03-02",
        visit(&json!({"class": "denunciation"})),
        ["received", "TC-24.1"],
        &[
            // 7 wd from Monday 02/03: 3, 4, 5, 6, 9, 10, 11. 10 wd: … 12, 13, 16.
            "+TC-24.1 2026-03-11 running | Luật Tố cáo Đ24.1",
            "+TCD-28.1 2026-03-16 running | Luật Tiếp công dân Đ28.1",
        ],
    );
    life.does(
        "2026-03-06",
        numbered("accept"),
        ["accepted", "TC-29.3"],
        &[
            "TC-24.1 2026-03-11 done",
            // 5 wd from Friday 06/03: 9, 10, 11, 12, 13.
            "+TC-29.3 2026-03-13 running | Luật Tố cáo Đ29.3",
            // 30 days from 06/03: Sunday 05/04, so Monday.
            "+TC-30 2026-04-06 running | Luật Tố cáo Đ30",
        ],
    );
    life.does(
        "2026-03-10",
        notified("Việc thụ lý"),
        ["accepted", "TC-30"],
        // The acceptance is told by the notice.
        &["TC-29.3 2026-03-13 done", "TCD-28.1 2026-03-16 done"],
    );
    let extend = |ground: &str| act("extend", json!({"grounds": [ground], "number": "20/QĐ"}));
    // 30 more to the unrolled 05/04: Tuesday 05/05; then … 04/06, a Thursday.
    let once = ["TC-30 2026-05-05 running (2026-04-06)"];
    life.does("2026-04-01", extend("a"), ["accepted", "TC-30"], &once);
    life.refused(
        "2026-04-28",
        extend("a"),
        "no_extension",
        "Nghị định 31/2019/NĐ-CP Đ3",
    );
    let twice = ["TC-30 2026-06-04 running (2026-04-06)"];
    life.does("2026-04-28", extend("b"), ["accepted", "TC-30"], &twice);
    life.refused("2026-06-01", extend("c"), "no_extension", "Luật Tố cáo Đ30");
    life.does(
        "2026-06-02",
        decided("partly_right"),
        ["decided", "TC-35.3"],
        &[
            "TC-30 2026-06-04 done (2026-04-06)",
            // From Tuesday 02/06: 3, 4, 5, 8, 9; 10, 11.
            "+TC-35.3 2026-06-09 running | Luật Tố cáo Đ35.3",
            "+TC-36.1 2026-06-11 running | Luật Tố cáo Đ36.1",
            "+TC-40.1 2026-06-11 running | Luật Tố cáo Đ40.1",
        ],
    );
    let sent = ["TC-35.3 2026-06-09 done"];
    life.does("2026-06-05", bare("send"), ["decided", "TC-36.1"], &sent);
    let published = ["TC-40.1 2026-06-11 done"];
    life.does(
        "2026-06-08",
        bare("publish"),
        ["decided", "TC-36.1"],
        &published,
    );
    let over = ["TC-36.1 2026-06-11 done"];
    life.does("2026-06-10", carried_out(), ["enforced", "–"], &over);
    further(&office);
}

/// The same person denounces again what the conclusion left open.
fn further(office: &TestOffice) {
    let mut life = Life::of(office, B);
    life.does(
        "2026-07-15",
        filed(&json!({"class": "denunciation", "round": 2})),
        ["received", "TC-37.2"],
        // 20 days from 15/07: Tuesday 04/08.
        &["+TC-37.2 2026-08-04 running | Luật Tố cáo Đ37.2"],
    );
    let link = act("link", json!({"to": A, "as": "second_round"}));
    life.does("2026-07-15", link, ["received", "TC-37.2"], &[]);
    life.does(
        "2026-07-30",
        numbered("accept"),
        ["accepted", "TC-29.3"],
        &[
            "TC-37.2 2026-08-04 done",
            // 5 wd from Thursday 30/07: 31/07, 03, 04, 05, 06/08.
            "+TC-29.3 2026-08-06 running | Luật Tố cáo Đ29.3",
            // 30 days: Saturday 29/08; 31/08 to 02/09 are off.
            "+TC-30 2026-09-03 running | Luật Tố cáo Đ30",
        ],
    );
    let told = ["TC-29.3 2026-08-06 done"];
    life.does(
        "2026-08-05",
        notified("Việc thụ lý"),
        ["accepted", "TC-30"],
        &told,
    );
    life.does(
        "2026-09-03",
        decided("right"),
        ["decided", "TC-35.3"],
        &[
            "TC-30 2026-09-03 done",
            // From Thursday 03/09: 4, 7, 8, 9, 10; 11, 14.
            "+TC-35.3 2026-09-10 running | Luật Tố cáo Đ35.3",
            "+TC-36.1 2026-09-14 running | Luật Tố cáo Đ36.1",
            "+TC-40.1 2026-09-14 running | Luật Tố cáo Đ40.1",
        ],
    );
}

#[test]
fn a_withdrawn_denunciation_that_goes_on() {
    let office = TestOffice::new();
    let mut life = Life::of(&office, A);
    life.does(
        "2026-08-03",
        filed(&json!({"class": "denunciation"})),
        ["received", "TC-24.1"],
        // 7 wd from Monday 03/08: 4, 5, 6, 7, 10, 11, 12.
        &["+TC-24.1 2026-08-12 running | Luật Tố cáo Đ24.1"],
    );
    life.does(
        "2026-08-10",
        numbered("accept"),
        ["accepted", "TC-29.3"],
        &[
            "TC-24.1 2026-08-12 done",
            // 5 wd from Monday 10/08: 11, 12, 13, 14, 17. 30 days: Wednesday 09/09.
            "+TC-29.3 2026-08-17 running | Luật Tố cáo Đ29.3",
            "+TC-30 2026-09-09 running | Luật Tố cáo Đ30",
        ],
    );
    let told = ["TC-29.3 2026-08-17 done"];
    life.does(
        "2026-08-12",
        notified("Việc thụ lý"),
        ["accepted", "TC-30"],
        &told,
    );
    // NĐ 156 Đ1: the withdrawal closes nothing, in part or whole.
    let part = act(
        "withdraw",
        json!({"whole": false, "content": "một hành vi"}),
    );
    life.does("2026-08-18", part, ["accepted", "TC-30"], &[]);
    let whole = act("withdraw", json!({"whole": true}));
    life.does("2026-08-20", whole, ["accepted", "TC-30"], &[]);
    life.does(
        "2026-09-04",
        decided("right"),
        ["decided", "TC-35.3"],
        &[
            "TC-30 2026-09-09 done",
            // From Friday 04/09: 7, 8, 9, 10, 11; 14, 15.
            "+TC-35.3 2026-09-11 running | Luật Tố cáo Đ35.3",
            "+TC-36.1 2026-09-15 running | Luật Tố cáo Đ36.1",
            "+TC-40.1 2026-09-15 running | Luật Tố cáo Đ40.1",
        ],
    );
    let sent = ["TC-35.3 2026-09-11 done"];
    life.does("2026-09-11", bare("send"), ["decided", "TC-36.1"], &sent);
    let over = ["TC-36.1 2026-09-15 done"];
    life.does("2026-09-15", carried_out(), ["enforced", "TC-40.1"], &over);
    let published = ["TC-40.1 2026-09-15 late"];
    life.does("2026-09-16", bare("publish"), ["enforced", "–"], &published);
}

#[test]
fn a_recommendation_forwarded_and_answered() {
    let office = TestOffice::new();
    let mut life = Life::of(&office, A);
    life.does(
        "2026-08-20",
        visit(&json!({"class": "recommendation", "competent": false})),
        ["received", "TCD-28.1"],
        // 10 wd from Thursday 20/08: 21, Saturday 22 (worked), 24, 25, 26, 27, 28/08, 03, 04, 07/09.
        &["+TCD-28.1 2026-09-07 running | Luật Tiếp công dân Đ28.1"],
    );
    let to = json!({"agency": "UBND xã Tân Lập", "number": "17/CV"});
    let forwarded = ["TCD-28.1 2026-09-07 done"];
    life.does(
        "2026-08-27",
        act("forward", to.clone()),
        ["forwarded", "–"],
        &forwarded,
    );
    life.does("2026-09-14", act("urge", to), ["forwarded", "–"], &[]);
    let reply = json!({"agency": "UBND xã Tân Lập", "number": "23/BC", "asked": true});
    life.does(
        "2026-09-21",
        act("reply_received", reply),
        ["forwarded", "TCD-28.2"],
        // 5 wd from Monday 21/09: 22, 23, 24, 25, 28.
        &["+TCD-28.2 2026-09-28 running | Luật Tiếp công dân Đ28.2"],
    );
    let answer = act("answer", json!({"how": "văn bản"}));
    let over = ["TCD-28.2 2026-09-28 done"];
    life.does("2026-09-24", answer, ["forwarded", "–"], &over);
}

#[test]
fn a_visit_refused_with_notice() {
    let office = TestOffice::new();
    let mut life = Life::of(&office, "TCD-2026-0001");
    let refused = json!({"do": "receive", "kind": "regular", "by": "receptionist",
        "visitors": [visitor()], "summary": "Khiếu nại đã giải quyết hết thẩm quyền",
        "refused": {"ground": "Đ9.3", "evidence": "TB 88/TB-UBND rà soát", "decided_by": "Chánh Thanh tra"}});
    life.does(
        "2026-08-28",
        refused,
        ["refused", "ND154-4.3"],
        // 3 wd from Friday 28/08: 31/08 to 02/09 are off; 03, 04, 07/09.
        &["+ND154-4.3 2026-09-07 running | Nghị định 154/2026/NĐ-CP Đ4.3"],
    );
    let (code, late) = office.json(&["overdue", "--today", "2026-09-08"]);
    assert_eq!((code, &late[0]["petition"]), (1, &json!("TCD-2026-0001")));
    let over = ["ND154-4.3 2026-09-07 done"];
    life.does(
        "2026-09-04",
        notified("Từ chối tiếp"),
        ["refused", "–"],
        &over,
    );
    assert_eq!(
        office.json(&["overdue", "--today", "2026-09-08"]),
        (0, json!([]))
    );
}
