//! What is refused, and with which article: the rows of `data/refused.txt`, and what a table does not say well.
//! A refused act changes nothing (`Office::refuses` holds that each time).

#![allow(clippy::too_many_lines, reason = "a table is as long as the law")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test helper fails by panicking"
)]

mod cases;

use cases::{Office, filing, laid, parse, step, visit, visitor};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

const COMPLAINT: &str = r#"{"class":"complaint"}"#;
const DENUNCIATION: &str = r#"{"class":"denunciation"}"#;
const FEEDBACK: &str = r#"{"class":"feedback"}"#;
const ACCEPT: &str = "2026-11-25 accept";
/// How many rows the table of refusals has at the least.
const ROWS: usize = 200;
const DECIDE: &str = "2026-12-14 decide";

/// The article that a row of `data/refused.txt` names is that of the refusal.
#[test]
fn each_row_of_the_table_is_refused_with_its_article() {
    let mut seen = BTreeSet::new();
    let rows = include_str!("data/refused.txt").lines();
    for row in rows.filter(|row| !row.is_empty() && !row.starts_with("##")) {
        let cells: Vec<&str> = row.split(" | ").collect();
        let [petition, steps, then, code, article] = cells.try_into().unwrap();
        assert!(seen.insert((petition, steps, then)), "{row} stands twice");
        assert!(article.contains('Đ') || article.contains("biểu"), "{row}");
        let mut office = Office::new();
        office.saves(&visit("2026-11-20", &[parse(petition)]));
        let steps: Vec<&str> = steps.split(" ; ").filter(|text| !text.is_empty()).collect();
        office.does(&steps);
        let refusal = office.refuses(&step(then));
        assert_eq!(refusal.code.word(), code, "{row}");
        assert_eq!(refusal.citation.as_deref(), Some(article), "{row}");
    }
    assert!(seen.len() >= ROWS, "{}", seen.len());
}

/// What the table refuses is open where the state allows it.
#[test]
fn what_the_state_allows_is_saved() {
    let saved = |petitions: &[&str], steps: &[&str]| {
        let mut office = Office::new();
        let petitions: Vec<Json> = petitions.iter().map(|text| parse(text)).collect();
        office.saves(&visit("2026-11-20", &petitions));
        office.does(steps);
    };
    // Recommendations and feedback know no decision: they may still go elsewhere.
    saved(&[FEEDBACK], &[ACCEPT, "2026-11-26 forward"]);
    // Once closed letters go out.
    saved(
        &[COMPLAINT, FEEDBACK],
        &[
            ACCEPT,
            "2026-11-26 terminate",
            "2026-11-26 notify",
            "2026-11-26 answer",
            "2026-11-26 return_papers",
            "2026-11-26 link",
            "2026-11-26 unlink",
            r#"2026-11-26 correct {"field":"field","to":"land"}"#,
            "2026-11-26 assign",
            "2026-11-27 send",
        ],
    );
    // Whoever it was forwarded to can be urged.
    saved(
        &[FEEDBACK],
        &[
            "2026-11-25 forward",
            "2026-12-20 urge",
            "2026-12-22 reply_received",
        ],
    );
    // A complaint withdrawn before it was accepted is closed through termination (KN Đ10).
    saved(
        &[COMPLAINT],
        &["2026-11-23 withdraw", "2026-11-25 terminate"],
    );
    // One that is suspended can be terminated.
    saved(
        &[COMPLAINT],
        &[ACCEPT, "2026-11-30 suspend", "2026-12-04 terminate"],
    );
    // A day may be set for an open limit, not before it began.
    saved(
        &[COMPLAINT],
        &[ACCEPT, r#"2026-11-26 override_due {"due":"2026-11-25"}"#],
    );
    // The denouncer must still be told why: someone may be given that.
    saved(
        &[DENUNCIATION],
        &["2026-11-25 decline", "2026-11-26 assign"],
    );
}

#[test]
fn days() {
    let mut office = Office::new();
    office.now = "2026-12-01T09:00:00".parse().unwrap();
    office.saves(&visit("2026-11-20", &[parse(COMPLAINT)]));
    for (then, code) in [
        ("2026-12-02 accept", "future"),
        ("2026-11-19 accept", "too_early"),
        ("2026-11-19 assign", "too_early"),
        ("reception 2026-11-19 notify", "too_early"),
        ("reception 2026-12-02 notify", "future"),
    ] {
        assert_eq!(office.refuses(&step(then)).code.word(), code, "{then}");
    }
    let mut later = visit("2026-12-01", &[]);
    later["at"] = json!("2026-12-01T09:01");
    assert_eq!(
        office.refuses(&later).code.word(),
        "future",
        "a minute ahead"
    );
    later["at"] = json!("2026-12-01T09:00");
    office.saves(&later);
    let filing = filing("2026-12-02", "post", &[parse(COMPLAINT)]);
    assert_eq!(office.refuses(&filing).code.word(), "future");
}

#[test]
fn nothing_that_is_not_there() {
    let mut office = Office::new();
    for (line, code, path) in [
        (step("2026-11-25 accept"), "unknown_petition", "petition"),
        (
            step("reception 2026-11-25 notify"),
            "unknown_reception",
            "reception",
        ),
        (
            laid(
                visit("2026-11-20", &[]),
                &json!({"continues": "TCD-2026-0009"}),
            ),
            "unknown_reception",
            "continues",
        ),
        (
            visit(
                "2026-11-20",
                &[json!({"class": "complaint", "matter": "VV-2026-0009"})],
            ),
            "unknown_matter",
            "petitions.0.matter",
        ),
    ] {
        let refusal = office.refuses(&line);
        assert_eq!(refusal.code.word(), code);
        assert_eq!(refusal.path.as_deref(), Some(path));
    }
}

#[test]
fn links() {
    let mut office = Office::new();
    office.saves(&visit("2026-11-20", &[parse(COMPLAINT), parse(COMPLAINT)]));
    for (then, code) in [
        (r#"2026-11-25 link {"to":"D-2026-0001"}"#, "link_to_itself"),
        (
            r#"2026-11-25 link {"to":"D-2026-0009"}"#,
            "unknown_petition",
        ),
        ("2026-11-25 unlink", "not_linked"),
        (
            r#"2026-11-25 unlike {"to":"D-2026-0001"}"#,
            "link_to_itself",
        ),
        (
            r#"2026-11-25 unlike {"to":"D-2026-0009"}"#,
            "unknown_petition",
        ),
    ] {
        assert_eq!(office.refuses(&step(then)).code.word(), code, "{then}");
    }
    office.does(&["2026-11-25 link"]);
    assert_eq!(
        office.refuses(&step("2026-11-25 link")).code.word(),
        "already_linked"
    );
    // Told apart from a denunciation, a petitioner would be said not to be the denouncer, or to be like them.
    office.saves(&visit("2026-11-21", &[parse(DENUNCIATION)]));
    let refusal = office.refuses(&step(r#"2026-11-25 unlike {"to":"D-2026-0003"}"#));
    assert_eq!(refusal.code.word(), "would_reveal");
    assert!(
        refusal
            .citation
            .unwrap_or_default()
            .contains("Luật Tố cáo Đ8")
    );
    // What is linked is not told apart before the link is taken off.
    assert_eq!(
        office
            .refuses(&step(r#"2026-11-25 unlike {"to":"D-2026-0002"}"#))
            .code
            .word(),
        "already_linked"
    );
    let back = laid(
        step("2026-11-25 link"),
        &json!({"petition": "D-2026-0002", "to": "D-2026-0001"}),
    );
    assert_eq!(office.refuses(&back).code.word(), "already_linked");
    let refusal = office.refuses(&step(r#"2026-11-25 unlink {"to":"D-2026-0009"}"#));
    assert_eq!(refusal.code.word(), "not_linked");
}

#[test]
fn steps_after_a_reception() {
    let mut office = Office::new();
    office.saves(&visit("2026-11-20", &[]));
    for kind in [
        "accept", "decline", "forward", "decide", "suspend", "assign", "answer", "link",
    ] {
        let refusal = office.refuses(&step(&format!("reception 2026-11-20 {kind}")));
        assert_eq!(refusal.code.word(), "not_for_reception", "{kind}");
    }
    let kept = office.refuses(&step("reception 2026-11-20 promise_kept"));
    assert_eq!(kept.code.word(), "no_such_promise");
    assert_eq!(
        office
            .refuses(&step("reception 2026-11-20 reveal"))
            .code
            .word(),
        "not_sealed"
    );
}

#[test]
fn what_a_visit_needs() {
    let with = |over: Json| laid(visit("2026-11-20", &[]), &over);
    let refused = json!({"ground": "Đ9.1", "evidence": "biên bản", "decided_by": "Trưởng ban"});
    let mut nameless = visitor();
    nameless["address"] = Json::Null;
    for (line, code, path, article) in [
        (
            with(json!({"visitors": []})),
            "missing",
            "visitors",
            "Luật Tiếp công dân Đ7.2.a",
        ),
        (
            with(json!({"visitors": null})),
            "missing",
            "visitors",
            "Luật Tiếp công dân Đ7.2.a",
        ),
        (
            with(json!({"visitors": [nameless]})),
            "missing",
            "visitors.0.address",
            "Luật Tiếp công dân Đ7.2.a",
        ),
        (
            with(json!({"visitors": [visitor(), visitor()]})),
            "same_person_twice",
            "visitors.1",
            "",
        ),
        (
            with(json!({"refused": laid(refused.clone(), &json!({"ground": "Đ9.4"}))})),
            "unknown_ground",
            "refused.ground",
            "Luật Tiếp công dân Đ9",
        ),
        (
            with(json!({"refused": refused, "petitions": [{"class": "complaint"}]})),
            "refused_with_petitions",
            "petitions",
            "",
        ),
        (
            with(json!({"petitions": [{"class": "complaint", "path": [
                {"question": "mixed", "yes": false}, {"question": "own_right", "yes": false},
                {"question": "violation", "yes": true}, {"question": "individual", "yes": true}]}]})),
            "overruled_without_reason",
            "petitions.0.overruled",
            "",
        ),
        (
            with(json!({"capacity": "lawyer", "petitions": [{"class": "complaint"}]})),
            "missing",
            "petitions.0.petitioners",
            "Nghị định 154/2026/NĐ-CP Đ13",
        ),
        (
            with(
                json!({"petitions": [{"class": "complaint", "petitioners": [visitor(), visitor()]}]}),
            ),
            "same_person_twice",
            "petitions.0.petitioners.1",
            "",
        ),
    ] {
        let refusal = Office::new().refuses(&line);
        assert_eq!(refusal.code.word(), code, "{line}");
        assert_eq!(refusal.path.as_deref(), Some(path), "{line}");
        assert!(
            refusal.citation.unwrap_or_default().contains(article),
            "{line}"
        );
    }
    // Whoever is refused may have given no name.
    Office::new().saves(&with(json!({"visitors": [], "refused": refused})));
    let empty = Office::new().refuses(&filing("2026-11-20", "post", &[]));
    assert_eq!(empty.code.word(), "no_petition");
}

#[test]
fn a_visit_is_continued_once() {
    let mut office = Office::new();
    office.saves(&visit("2026-11-20", &[]));
    let head = |on: &str| {
        laid(
            visit(on, &[]),
            &json!({"continues": "TCD-2026-0001", "by": "head"}),
        )
    };
    assert_eq!(office.refuses(&head("2026-11-19")).code.word(), "too_early");
    office.saves(&head("2026-11-20"));
    assert_eq!(
        office.refuses(&head("2026-11-20")).code.word(),
        "already_continued"
    );
    let first = office.reception("TCD-2026-0001");
    assert_eq!(first.continued_by, Some("TCD-2026-0002".parse().unwrap()));
}

#[test]
fn corrections() {
    let mut office = Office::new();
    office.saves(&visit("2026-11-20", &[parse(COMPLAINT), parse(COMPLAINT)]));
    office.does(&["2026-11-25 answer"]);
    for (body, code) in [
        ("{}", "missing"),
        (r#"{"seq":2}"#, "missing"),
        (r#"{"void":true}"#, "missing"),
        (r#"{"field":"class","seq":2,"void":true}"#, "bad_value"),
        (r#"{"field":"colour","to":"red"}"#, "unknown_field"),
        (r#"{"field":"petitions","to":[]}"#, "unknown_field"),
        (r#"{"field":"source","to":"press"}"#, "unknown_field"),
        (
            r#"{"field":"decided_by.colour","to":"red"}"#,
            "unknown_field",
        ),
        (r#"{"field":"class","to":"complaint"}"#, "same_value"),
        (r#"{"field":"class","to":"wish"}"#, "bad_value"),
        (r#"{"field":"class","to":null}"#, "missing"),
        (r#"{"field":"round","to":3}"#, "bad_value"),
        (r#"{"field":"dated","to":"2026-02-30"}"#, "bad_value"),
        (r#"{"field":"signers","to":"five"}"#, "bad_value"),
        (r#"{"field":"documents.3.name","to":"đơn"}"#, "bad_value"),
        (
            r#"{"field":"matter","to":"VV-2026-0009"}"#,
            "unknown_matter",
        ),
        (
            r#"{"field":"visitors.1.name","to":"Trần Văn Bình"}"#,
            "unknown_field",
        ),
        (
            r#"{"field":"petitioners.4.name","to":"Trần Văn Bình"}"#,
            "unknown_field",
        ),
        (
            r#"{"field":"visitors.0.colour","to":"red"}"#,
            "unknown_field",
        ),
        (r#"{"field":"visitors.0.name","to":""}"#, "missing"),
        (r#"{"field":"visitors.0.born","to":"xưa"}"#, "bad_value"),
        (r#"{"field":"visitors.0.address","to":null}"#, "missing"),
        (r#"{"field":"at","to":"2027-06-01T08:01"}"#, "future"),
        (r#"{"field":"at","to":"2026-11-26T08:00"}"#, "too_early"),
        (
            r#"{"field":"continues","to":"TCD-2026-0009"}"#,
            "unknown_reception",
        ),
        (
            r#"{"field":"continues","to":"TCD-2026-0001"}"#,
            "already_continued",
        ),
        (r#"{"seq":9,"void":true}"#, "unknown_act"),
        (r#"{"seq":1,"void":true}"#, "unknown_act"),
    ] {
        let refusal = office.refuses(&step(&format!("2026-11-26 correct {body}")));
        assert_eq!(refusal.code.word(), code, "{body}");
    }
    for body in [
        r#"{"field":"colour","to":"red"}"#,
        r#"{"field":"petitions","to":[]}"#,
        r#"{"field":"class","to":"feedback"}"#,
    ] {
        let refusal = office.refuses(&step(&format!("reception 2026-11-26 correct {body}")));
        assert_eq!(refusal.code.word(), "unknown_field", "{body}");
    }
    for (body, code) in [
        (
            r#"{"field":"refused","to":{"ground":"9.1","evidence":"e","decided_by":"d"}}"#,
            "refused_with_petitions",
        ),
        (r#"{"field":"summary","to":""}"#, "missing"),
        (r#"{"field":"visitors","to":[]}"#, "missing"),
        (
            r#"{"field":"visitors","to":[65536,65536]}"#,
            "same_person_twice",
        ),
        (r#"{"field":"visitors.1","to":6553600}"#, "unknown_person"),
        (r#"{"field":"kind","to":"regular"}"#, "same_value"),
    ] {
        let refusal = office.refuses(&step(&format!("reception 2026-11-26 correct {body}")));
        assert_eq!(refusal.code.word(), code, "{body}");
    }
}

#[test]
fn what_can_be_taken_back() {
    for (steps, seq, code) in [
        (vec![ACCEPT, "2026-11-30 suspend"], 2, "rests_on_it"),
        (vec![ACCEPT, DECIDE], 2, "rests_on_it"),
        (vec![ACCEPT, DECIDE, "2026-12-15 send"], 3, "rests_on_it"),
        (
            vec![ACCEPT, "2026-11-30 suspend", "2026-12-04 resume"],
            3,
            "rests_on_it",
        ),
        (
            vec![
                "2026-11-25 promise",
                r#"2026-11-26 promise_kept {"promise":2}"#,
            ],
            2,
            "rests_on_it",
        ),
        (
            vec![
                r#"2026-11-25 correct {"field":"field","to":"land"}"#,
                r#"2026-11-26 correct {"field":"field","to":"policy"}"#,
            ],
            2,
            "rests_on_it",
        ),
        (
            vec!["2026-11-25 link", "2026-11-26 unlink"],
            2,
            "not_voidable",
        ),
        (
            vec!["2026-11-25 link", "2026-11-26 unlink"],
            3,
            "not_voidable",
        ),
        (
            vec![
                "2026-11-25 answer",
                r#"2026-11-26 correct {"seq":2,"void":true}"#,
            ],
            2,
            "not_voidable",
        ),
        (
            vec![
                "2026-11-25 answer",
                r#"2026-11-26 correct {"seq":2,"void":true}"#,
            ],
            3,
            "not_voidable",
        ),
        (
            vec![ACCEPT, r#"2026-11-26 override_due {"due":"2026-12-18"}"#],
            2,
            "rests_on_it",
        ),
    ] {
        let mut office = Office::new();
        office.saves(&visit("2026-11-20", &[parse(COMPLAINT), parse(COMPLAINT)]));
        office.does(&steps);
        let back = step(&format!(
            r#"2026-12-31 correct {{"seq":{seq},"void":true}}"#
        ));
        assert_eq!(office.refuses(&back).code.word(), code, "{steps:?} {seq}");
    }
    for (steps, seq) in [
        (vec![ACCEPT], 2),
        (vec!["2026-11-25 decline"], 2),
        (vec![ACCEPT, DECIDE], 3),
        (vec![ACCEPT, "2026-11-30 suspend", "2026-12-04 resume"], 4),
        (vec!["2026-11-25 link"], 2),
        (
            vec![
                r#"2026-11-25 correct {"field":"field","to":"land"}"#,
                ACCEPT,
            ],
            2,
        ),
        (vec!["2026-11-23 answer", ACCEPT], 2),
    ] {
        let mut office = Office::new();
        office.saves(&visit("2026-11-20", &[parse(COMPLAINT), parse(COMPLAINT)]));
        office.does(&steps);
        office.saves(&step(&format!(
            r#"2026-12-31 correct {{"seq":{seq},"void":true}}"#
        )));
        assert!(
            office
                .petition("D-2026-0001")
                .standing()
                .all(|step| step.seq != seq)
        );
        assert!(office.petition("D-2026-0002").links.is_empty());
        assert_eq!(office.petition("D-2026-0001").facts.field, None);
    }
}

#[test]
fn posted_days() {
    let mut office = Office::new();
    let posted = |date: &str, posted_on: &str| json!({"do": "schedule", "date": date, "who": "Chánh Thanh tra", "place": "Trụ sở", "posted_on": posted_on});
    let absent = |date: &str| json!({"do": "absent", "date": date, "reason": "đi họp"});
    assert_eq!(
        office.refuses(&absent("2026-11-26")).code.word(),
        "not_posted"
    );
    assert_eq!(
        office
            .refuses(&posted("2027-07-01", "2027-06-02"))
            .code
            .word(),
        "future"
    );
    // TCD Đ24.4, back from Thursday 26/11: 25, 23, 20, 19, 18/11.
    assert_eq!(office.warns(&posted("2026-11-26", "2026-11-18")).len(), 0);
    let warnings = office.warns(&posted("2026-11-26", "2026-11-19"));
    assert_eq!(
        warnings.iter().map(|code| code.word()).collect::<Vec<_>>(),
        ["posted_late"]
    );
    office.saves(&absent("2026-11-26"));
    let day = office.shelf.posted_days[&cases::day("2026-11-26")].clone();
    assert_eq!(day.absent.unwrap().reason, "đi họp");
}

/// An own row over the statute's: what is laid over a plain one, and the key that is refused.
#[test]
fn an_own_rule_may_only_be_stricter() {
    let row = |id: &str, over: Json| {
        let plain = json!({"id": id, "title": "Việc", "citation": "QĐ 1/QĐ-TTr", "trigger": "ngày",
            "count": 5, "unit": "day", "direction": "forward", "whose": "agency",
            "valid_from": "2026-07-01"});
        json!({"do": "change_rules", "reason": "quy chế", "rows": [laid(plain, &over)]})
    };
    for (id, over, key, article) in [
        (
            "KN-28",
            json!({"count": 365}),
            "count",
            "Luật Khiếu nại Đ28",
        ),
        ("KN-28", json!({"count": 31}), "count", "Luật Khiếu nại Đ28"),
        (
            "KN-28",
            json!({"count": null}),
            "count",
            "Luật Khiếu nại Đ28",
        ),
        (
            "KN-28",
            json!({"unit": "working_day"}),
            "unit",
            "Luật Khiếu nại Đ28",
        ),
        (
            "KN-28",
            json!({"whose": "other_body"}),
            "whose",
            "Luật Khiếu nại Đ28",
        ),
        (
            "KN-28",
            json!({"direction": "back"}),
            "direction",
            "Luật Khiếu nại Đ28",
        ),
        (
            "KN-28",
            json!({"complex": 46}),
            "complex",
            "Luật Khiếu nại Đ28",
        ),
        (
            "KN-28",
            json!({"several_places": 31}),
            "several_places",
            "Luật Khiếu nại Đ28",
        ),
        (
            "KN-27",
            json!({"pausable": true}),
            "pausable",
            "Luật Khiếu nại Đ27",
        ),
        (
            "KN-28",
            json!({"extension_days": 5, "extension_times": 1}),
            "extension_days",
            "Luật Khiếu nại Đ28",
        ),
        (
            "TC-30",
            json!({"extension_days": 30, "extension_times": 3}),
            "extension_times",
            "Luật Tố cáo Đ30",
        ),
        // Counted back: notice must not come later.
        (
            "KN-dlg",
            json!({"direction": "back", "count": 4}),
            "count",
            "Nghị định 124/2020/NĐ-CP Đ28.1",
        ),
        (
            "TCD-24.4",
            json!({"direction": "back"}),
            "unit",
            "Luật Tiếp công dân Đ24.4",
        ),
        // A citizen's time and the day of effect are not the office's to move, either way.
        (
            "KN-9",
            json!({"whose": "citizen", "count": 89}),
            "count",
            "Luật Khiếu nại Đ9",
        ),
        (
            "KN-44",
            json!({"whose": "effect", "count": 29}),
            "count",
            "Luật Khiếu nại Đ44.1",
        ),
        // It begins under the older version, 10 days, and runs on under the newer, 7 working days.
        (
            "KN-27",
            json!({"count": 8, "valid_from": "2026-01-01"}),
            "count",
            "Luật Khiếu nại Đ27, sửa bởi",
        ),
    ] {
        let mut office = Office::new();
        let refusal = office.refuses(&row(id, over.clone()));
        assert_eq!(refusal.code.word(), "looser_than_statute", "{id} {over}");
        assert_eq!(refusal.path, Some(format!("rows.0.{key}")), "{id} {over}");
        let citation = refusal.citation.unwrap_or_default();
        assert!(citation.starts_with(article), "{id} {over}: {citation}");
    }
    for (id, over) in [
        ("KN-28", json!({"count": 30})),
        (
            "KN-28",
            json!({"count": 20, "complex": 45, "pausable": true}),
        ),
        ("KN-27", json!({"count": 7})),
        (
            "KN-27",
            json!({"count": 10, "valid_to": "2026-06-30", "valid_from": "2026-01-01"}),
        ),
        ("TC-30", json!({"extension_days": 20, "extension_times": 1})),
        (
            "KN-dlg",
            json!({"direction": "back", "count": 7, "unit": "working_day"}),
        ),
        ("KN-9", json!({"whose": "citizen", "count": 90})),
        // The law sets no number.
        ("ND154-25.2", json!({"count": 500, "unit": "working_day"})),
    ] {
        Office::new().saves(&row(id, over));
    }
}

#[test]
fn no_limit_stops_before_the_law_lets_it() {
    // KN Đ11a came with Law 136/2025, in force from 01/07/2026.
    let mut office = Office::new();
    office.saves(&filing("2026-06-01", "post", &[parse(COMPLAINT)]));
    office.does(&["2026-06-08 accept"]);
    let refusal = office.refuses(&step("2026-06-30 suspend"));
    assert_eq!(refusal.code.word(), "not_yet_law");
    assert!(
        refusal
            .citation
            .unwrap()
            .starts_with("Luật Khiếu nại Đ11a.4")
    );
    assert_eq!(refusal.detail[1], ("from", "2026-07-01".to_owned()));
    office.does(&["2026-07-01 suspend"]);
    // TC Đ34 is older.
    let mut office = Office::new();
    office.saves(&filing("2026-06-01", "post", &[parse(DENUNCIATION)]));
    office.does(&["2026-06-08 accept", "2026-06-30 suspend"]);
}
