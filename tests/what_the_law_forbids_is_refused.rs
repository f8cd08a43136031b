//! What is refused, and with which article; what is only odd, and saved with a warning. A refused act
//! changes nothing (`Office::refuses` holds that each time).

#![allow(clippy::too_many_lines, reason = "a table is as long as the law")]

mod cases;

use cases::{Office, filing, laid, parse, step, visit, visitor};
use serde_json::{Value as Json, json};

const COMPLAINT: &str = r#"{"class":"complaint"}"#;
const DENUNCIATION: &str = r#"{"class":"denunciation"}"#;
const FEEDBACK: &str = r#"{"class":"feedback"}"#;
const ACCEPT: &str = "2026-11-25 accept";
const DECIDE: &str = "2026-12-14 decide";

/// After a visit on 20/11/2026 with the petition and the steps, the last line is refused so.
struct Refused {
    petition: &'static str,
    steps: &'static [&'static str],
    then: &'static str,
    code: &'static str,
    /// What the article must name; empty where the state forbids it, not the law.
    article: &'static str,
}

const fn no(
    petition: &'static str,
    steps: &'static [&'static str],
    then: &'static str,
    code: &'static str,
    article: &'static str,
) -> Refused {
    Refused {
        petition,
        steps,
        then,
        code,
        article,
    }
}

fn refuse(cases: &[Refused]) {
    for case in cases {
        let mut office = Office::new();
        office.saves(&visit("2026-11-20", &[parse(case.petition)]));
        office.does(case.steps);
        let refusal = office.refuses(&step(case.then));
        let told = format!("{} {:?} {}", case.petition, case.steps, case.then);
        assert_eq!(refusal.code.word(), case.code, "{told}");
        let citation = refusal.citation.unwrap_or_default();
        assert!(citation.contains(case.article), "{told}: {citation}");
        assert_eq!(
            citation.is_empty(),
            case.article.is_empty(),
            "{told}: {citation}"
        );
    }
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
fn acceptance() {
    refuse(&[
        no(
            COMPLAINT,
            &[ACCEPT],
            "2026-11-26 accept",
            "already_accepted",
            "",
        ),
        no(
            r#"{"class":"complaint","competent":false}"#,
            &[],
            ACCEPT,
            "not_competent",
            "Luật Tiếp công dân Đ26.1.b",
        ),
        no(
            r#"{"class":"denunciation","competent":false}"#,
            &[],
            ACCEPT,
            "not_competent",
            "Luật Tố cáo Đ24.2",
        ),
        no(
            r#"{"class":"complaint","eligible":false}"#,
            &[],
            ACCEPT,
            "not_eligible",
            "Luật Khiếu nại Đ11",
        ),
        no(
            r#"{"class":"denunciation","eligible":false}"#,
            &[],
            ACCEPT,
            "not_eligible",
            "Luật Tố cáo Đ29",
        ),
        no(
            r#"{"class":"feedback","eligible":false}"#,
            &[],
            ACCEPT,
            "not_eligible",
            "Luật Tiếp công dân Đ28.1.c",
        ),
        no(
            COMPLAINT,
            &["2026-11-25 decline"],
            "2026-11-26 accept",
            "closed",
            "",
        ),
        no(
            FEEDBACK,
            &["2026-11-25 forward"],
            "2026-11-26 accept",
            "closed",
            "",
        ),
        no(
            COMPLAINT,
            &[ACCEPT, DECIDE],
            "2026-12-15 accept",
            "already_decided",
            "",
        ),
    ]);
}

#[test]
fn once_accepted_it_is_resolved() {
    for petition in [COMPLAINT, DENUNCIATION] {
        let article = if petition == COMPLAINT {
            "Luật Khiếu nại Đ11a"
        } else {
            "Luật Tố cáo Đ34"
        };
        for kind in [
            "decline",
            "guide",
            "forward",
            "return",
            "file_away",
            "explain",
        ] {
            let mut office = Office::new();
            office.saves(&visit("2026-11-20", &[parse(petition)]));
            office.does(&[ACCEPT]);
            let refusal = office.refuses(&step(&format!("2026-11-26 {kind}")));
            assert_eq!(refusal.code.word(), "must_be_resolved", "{petition} {kind}");
            assert_eq!(
                refusal.citation.as_deref(),
                Some(article),
                "{petition} {kind}"
            );
        }
    }
    // Recommendations and feedback know no decision: they may still go elsewhere.
    let mut office = Office::new();
    office.saves(&visit("2026-11-20", &[parse(FEEDBACK)]));
    office.does(&[ACCEPT, "2026-11-26 forward"]);
}

#[test]
fn once_closed_only_letters_go_out() {
    for kind in [
        "decline",
        "guide",
        "forward",
        "return",
        "file_away",
        "explain",
        "pass_to_investigators",
        "request_more",
        "mark",
        "suspend",
        "resume",
        "terminate",
        "withdraw",
        "invite",
        "dialogue",
        "decide",
        "accept",
        "urge",
        "assign",
    ] {
        let mut office = Office::new();
        office.saves(&visit("2026-11-20", &[parse(COMPLAINT)]));
        office.does(&["2026-11-25 decline"]);
        let refusal = office.refuses(&step(&format!("2026-11-26 {kind}")));
        assert_eq!(refusal.code.word(), "closed", "{kind}");
    }
    let mut office = Office::new();
    office.saves(&visit("2026-11-20", &[parse(COMPLAINT), parse(FEEDBACK)]));
    office.does(&[
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
    ]);
    // Whoever it was forwarded to can be urged.
    let mut office = Office::new();
    office.saves(&visit("2026-11-20", &[parse(FEEDBACK)]));
    office.does(&[
        "2026-11-25 forward",
        "2026-12-20 urge",
        "2026-12-22 reply_received",
    ]);
}

#[test]
fn extensions_and_findings() {
    const ACCEPTED: &[&str] = &[ACCEPT];
    refuse(&[
        no(
            COMPLAINT,
            ACCEPTED,
            "2026-12-01 extend",
            "class_forbids",
            "Luật Khiếu nại Đ28",
        ),
        no(
            FEEDBACK,
            ACCEPTED,
            "2026-12-01 extend",
            "class_forbids",
            "Luật Tiếp công dân",
        ),
        no(
            DENUNCIATION,
            &[],
            "2026-12-01 extend",
            "not_accepted",
            "Luật Tố cáo Đ29",
        ),
        no(DENUNCIATION, ACCEPTED, "2026-11-24 extend", "too_early", ""),
        no(
            DENUNCIATION,
            ACCEPTED,
            r#"2026-12-01 extend {"days":31}"#,
            "extension_too_long",
            "Luật Tố cáo Đ30",
        ),
        no(
            DENUNCIATION,
            ACCEPTED,
            r#"2026-12-01 extend {"grounds":[]}"#,
            "missing",
            "Nghị định 31/2019/NĐ-CP Đ3",
        ),
        no(
            DENUNCIATION,
            ACCEPTED,
            r#"2026-12-01 extend {"days":0}"#,
            "bad_value",
            "",
        ),
        no(
            DENUNCIATION,
            &[ACCEPT, "2026-12-01 extend"],
            "2026-12-10 extend",
            "no_extension",
            "Nghị định 31/2019/NĐ-CP Đ3",
        ),
        no(
            DENUNCIATION,
            &[ACCEPT, "2026-12-01 extend"],
            r#"2026-12-10 extend {"grounds":["Đ3.2.a"]}"#,
            "no_extension",
            "Nghị định 31/2019/NĐ-CP Đ3",
        ),
        no(
            DENUNCIATION,
            &[
                ACCEPT,
                r#"2026-12-01 extend {"grounds":["a","b"]}"#,
                r#"2026-12-10 extend {"grounds":["a","b"]}"#,
            ],
            r#"2026-12-20 extend {"grounds":["a","b","c"]}"#,
            "no_extension",
            "Luật Tố cáo Đ30",
        ),
        no(
            DENUNCIATION,
            &[ACCEPT, DECIDE],
            "2026-12-15 extend",
            "already_decided",
            "",
        ),
        no(
            DENUNCIATION,
            ACCEPTED,
            "2026-12-01 mark",
            "class_forbids",
            "Luật Tố cáo Đ30",
        ),
        no(
            DENUNCIATION,
            ACCEPTED,
            r#"2026-12-01 mark {"complex":false,"remote":true,"reason":"đảo"}"#,
            "class_forbids",
            "Luật Tố cáo Đ30",
        ),
        no(
            FEEDBACK,
            ACCEPTED,
            "2026-12-01 mark",
            "class_forbids",
            "Luật Tiếp công dân",
        ),
        no(
            COMPLAINT,
            ACCEPTED,
            r#"2026-12-01 mark {"complex":false}"#,
            "missing",
            "",
        ),
        no(
            COMPLAINT,
            ACCEPTED,
            r#"2026-12-01 mark {"ground":null}"#,
            "missing",
            "Nghị định 155/2026/NĐ-CP Đ2",
        ),
        no(
            COMPLAINT,
            ACCEPTED,
            r#"2026-12-01 mark {"number":null}"#,
            "missing",
            "Nghị định 155/2026/NĐ-CP Đ2",
        ),
        no(
            COMPLAINT,
            ACCEPTED,
            r#"2026-12-01 mark {"complex":false,"remote":true}"#,
            "missing",
            "Luật Khiếu nại Đ28",
        ),
        no(
            r#"{"class":"complaint","subject":"disciplinary"}"#,
            ACCEPTED,
            r#"2026-12-01 mark {"complex":false,"remote":true,"reason":"đảo"}"#,
            "no_variant",
            "Luật Khiếu nại Đ50",
        ),
        no(
            COMPLAINT,
            &[ACCEPT, DECIDE],
            "2026-12-15 mark",
            "already_decided",
            "",
        ),
    ]);
}

#[test]
fn suspension_resumption_termination() {
    const SUSPENDED: &[&str] = &[ACCEPT, "2026-11-30 suspend"];
    const RESUMED: &[&str] = &[ACCEPT, "2026-11-30 suspend", "2026-12-04 resume"];
    refuse(&[
        no(
            COMPLAINT,
            &[],
            "2026-11-25 suspend",
            "not_accepted",
            "Luật Khiếu nại Đ27",
        ),
        no(
            DENUNCIATION,
            &[],
            "2026-11-25 suspend",
            "not_accepted",
            "Luật Tố cáo Đ29",
        ),
        no(
            FEEDBACK,
            &[ACCEPT],
            "2026-11-26 suspend",
            "class_forbids",
            "Luật Tiếp công dân",
        ),
        no(COMPLAINT, &[ACCEPT], "2026-11-24 suspend", "too_early", ""),
        no(
            COMPLAINT,
            SUSPENDED,
            "2026-12-01 suspend",
            "suspended",
            "Luật Khiếu nại Đ11a",
        ),
        no(
            DENUNCIATION,
            SUSPENDED,
            "2026-12-01 suspend",
            "suspended",
            "Luật Tố cáo Đ34",
        ),
        no(COMPLAINT, RESUMED, "2026-12-03 suspend", "too_early", ""),
        no(
            COMPLAINT,
            &[ACCEPT],
            "2026-12-01 resume",
            "not_suspended",
            "",
        ),
        no(COMPLAINT, SUSPENDED, "2026-11-29 resume", "too_early", ""),
        no(COMPLAINT, RESUMED, "2026-12-05 resume", "not_suspended", ""),
        no(
            COMPLAINT,
            SUSPENDED,
            DECIDE,
            "suspended",
            "Luật Khiếu nại Đ11a",
        ),
        no(COMPLAINT, RESUMED, "2026-12-02 decide", "too_early", ""),
        no(
            COMPLAINT,
            &[],
            "2026-11-25 terminate",
            "not_accepted",
            "Luật Khiếu nại Đ27",
        ),
        no(
            COMPLAINT,
            &[ACCEPT],
            "2026-11-24 terminate",
            "too_early",
            "",
        ),
        no(
            COMPLAINT,
            &[ACCEPT, DECIDE],
            "2026-12-15 terminate",
            "already_decided",
            "",
        ),
        no(
            COMPLAINT,
            &[ACCEPT, DECIDE],
            "2026-12-15 suspend",
            "already_decided",
            "",
        ),
        no(
            FEEDBACK,
            &[ACCEPT],
            "2026-11-26 terminate",
            "class_forbids",
            "Luật Tiếp công dân",
        ),
    ]);
    // A complaint withdrawn before it was accepted is closed through termination (KN Đ10).
    let mut office = Office::new();
    office.saves(&visit("2026-11-20", &[parse(COMPLAINT)]));
    office.does(&["2026-11-23 withdraw", "2026-11-25 terminate"]);
    // One that is suspended can be terminated.
    let mut office = Office::new();
    office.saves(&visit("2026-11-20", &[parse(COMPLAINT)]));
    office.does(SUSPENDED);
    office.does(&["2026-12-04 terminate"]);
}

#[test]
fn withdrawal() {
    refuse(&[
        no(
            DENUNCIATION,
            &[ACCEPT, DECIDE],
            "2026-12-15 withdraw",
            "already_decided",
            "Luật Tố cáo Đ33",
        ),
        no(
            COMPLAINT,
            &[ACCEPT, DECIDE],
            "2026-12-15 withdraw",
            "already_decided",
            "Luật Khiếu nại Đ10",
        ),
        no(
            COMPLAINT,
            &["2026-11-25 withdraw"],
            "2026-11-26 withdraw",
            "already_withdrawn",
            "",
        ),
        no(
            COMPLAINT,
            &[],
            r#"2026-11-25 withdraw {"whole":false}"#,
            "missing",
            "",
        ),
    ]);
}

#[test]
fn decisions_and_what_follows() {
    const DECIDED: &[&str] = &[ACCEPT, DECIDE];
    refuse(&[
        no(COMPLAINT, &[], DECIDE, "not_accepted", "Luật Khiếu nại Đ27"),
        no(DENUNCIATION, &[], DECIDE, "not_accepted", "Luật Tố cáo Đ29"),
        no(
            FEEDBACK,
            &[ACCEPT],
            DECIDE,
            "class_forbids",
            "Luật Tiếp công dân",
        ),
        no(COMPLAINT, &[ACCEPT], "2026-11-24 decide", "too_early", ""),
        no(
            COMPLAINT,
            DECIDED,
            "2026-12-15 decide",
            "already_decided",
            "",
        ),
        no(
            COMPLAINT,
            &[ACCEPT],
            r#"2026-12-14 decide {"outcome":"upheld"}"#,
            "wrong_outcome",
            "",
        ),
        no(
            COMPLAINT,
            &[ACCEPT],
            r#"2026-12-14 decide {"outcome":"changed"}"#,
            "wrong_outcome",
            "",
        ),
        no(
            r#"{"class":"complaint","round":2}"#,
            &[ACCEPT],
            r#"2026-12-14 decide {"outcome":"right"}"#,
            "wrong_outcome",
            "",
        ),
        no(
            r#"{"class":"complaint","round":2}"#,
            &[ACCEPT],
            r#"2026-12-14 decide {"outcome":"partly_right"}"#,
            "wrong_outcome",
            "",
        ),
        no(
            r#"{"class":"denunciation","round":2}"#,
            &[ACCEPT],
            r#"2026-12-14 decide {"outcome":"upheld"}"#,
            "wrong_outcome",
            "",
        ),
        no(COMPLAINT, &[], "2026-11-25 send", "nothing_to_send", ""),
        no(
            COMPLAINT,
            &[ACCEPT],
            "2026-11-26 send",
            "nothing_to_send",
            "",
        ),
        no(COMPLAINT, DECIDED, "2026-12-13 send", "too_early", ""),
        no(
            FEEDBACK,
            &[],
            "2026-11-25 send",
            "class_forbids",
            "Luật Tiếp công dân",
        ),
        no(
            COMPLAINT,
            &[ACCEPT],
            "2026-11-26 publish",
            "not_decided",
            "",
        ),
        no(COMPLAINT, DECIDED, "2026-12-13 publish", "too_early", ""),
        no(
            COMPLAINT,
            &[ACCEPT],
            "2026-11-26 take_effect",
            "not_decided",
            "",
        ),
        no(
            COMPLAINT,
            DECIDED,
            "2026-12-13 take_effect",
            "too_early",
            "",
        ),
        // KN-44 ends on 13/01/2027.
        no(
            COMPLAINT,
            &[ACCEPT, DECIDE],
            "2027-01-12 take_effect",
            "missing",
            "Luật Khiếu nại Đ44.1",
        ),
        no(
            COMPLAINT,
            &[ACCEPT, DECIDE, "2027-01-13 take_effect"],
            "2027-01-14 take_effect",
            "already_in_force",
            "",
        ),
        no(
            DENUNCIATION,
            DECIDED,
            "2027-01-13 take_effect",
            "class_forbids",
            "Luật Tố cáo Đ35",
        ),
        no(
            COMPLAINT,
            &[ACCEPT],
            "2026-11-26 enforce",
            "not_decided",
            "",
        ),
        no(COMPLAINT, DECIDED, "2026-12-13 enforce", "too_early", ""),
        no(
            DENUNCIATION,
            &[ACCEPT, DECIDE, "2026-12-20 enforce"],
            "2026-12-21 enforce",
            "already_enforced",
            "",
        ),
        no(
            COMPLAINT,
            &[],
            "2026-11-25 reply_received",
            "not_forwarded",
            "Luật Tiếp công dân Đ27.2",
        ),
        no(
            COMPLAINT,
            &["2026-11-25 forward"],
            "2026-11-24 reply_received",
            "too_early",
            "",
        ),
        no(
            COMPLAINT,
            &[],
            "2026-11-25 protect",
            "class_forbids",
            "Luật Tố cáo Đ47",
        ),
        no(
            FEEDBACK,
            &[],
            "2026-11-25 protect",
            "class_forbids",
            "Luật Tố cáo Đ47",
        ),
        no(COMPLAINT, &[], "2026-11-25 reveal", "not_sealed", ""),
    ]);
}

#[test]
fn promises_and_invitations() {
    refuse(&[
        no(
            COMPLAINT,
            &[],
            r#"2026-11-25 promise {"due":"2026-11-24"}"#,
            "too_early",
            "",
        ),
        no(
            COMPLAINT,
            &[],
            r#"2026-11-25 conclude_reception {"due":"2026-11-24"}"#,
            "too_early",
            "",
        ),
        no(
            COMPLAINT,
            &[],
            "2026-11-25 promise_kept",
            "no_such_promise",
            "",
        ),
        no(
            COMPLAINT,
            &["2026-11-25 promise"],
            r#"2026-11-26 promise_kept {"promise":1}"#,
            "no_such_promise",
            "",
        ),
        no(
            COMPLAINT,
            &[
                "2026-11-25 promise",
                r#"2026-11-26 promise_kept {"promise":2}"#,
            ],
            r#"2026-11-26 promise_kept {"promise":2}"#,
            "no_such_promise",
            "",
        ),
        no(
            COMPLAINT,
            &["2026-11-25 promise"],
            r#"2026-11-24 promise_kept {"promise":2}"#,
            "too_early",
            "",
        ),
        no(
            COMPLAINT,
            &[],
            r#"2026-11-25 invite {"date":"2026-11-24"}"#,
            "too_early",
            "",
        ),
    ]);
}

#[test]
fn overrides() {
    let order = |rule: &str, due: &str| {
        step(&format!(
            r#"2026-11-26 override_due {{"rule":"{rule}","due":"{due}"}}"#
        ))
    };
    let mut office = Office::new();
    office.saves(&visit("2026-11-20", &[parse(COMPLAINT)]));
    office.does(&[ACCEPT]);
    for (rule, due, code) in [
        ("KN-27", "2026-12-18", "clock_not_open"),
        ("TC-30", "2026-12-18", "clock_not_open"),
        ("KN-28", "2026-11-24", "too_early"),
        ("KN-28", "2026-12-19", "not_working_day"),
        ("KN-28", "2027-01-01", "not_working_day"),
    ] {
        assert_eq!(
            office.refuses(&order(rule, due)).code.word(),
            code,
            "{rule} {due}"
        );
    }
    office.saves(&order("KN-28", "2026-11-25"));
    office.does(&["2026-11-30 suspend"]);
    let refusal = office.refuses(&step(r#"2026-12-01 override_due {"due":"2026-12-18"}"#));
    assert_eq!(refusal.code.word(), "clock_not_open");
    let mut office = Office::new();
    office.saves(&visit("2026-11-20", &[parse(COMPLAINT)]));
    office.does(&[ACCEPT, DECIDE]);
    let refusal = office.refuses(&step(
        r#"2026-12-14 override_due {"rule":"KN-44","due":"2026-12-18"}"#,
    ));
    assert_eq!(refusal.code.word(), "not_agency_clock");
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

#[test]
fn what_is_odd_is_saved() {
    let line = |over: Json| laid(visit("2026-11-20", &[]), &over);
    let who = |over: Json| line(json!({"visitors": [laid(visitor(), &over)]}));
    let brought = |petition: Json| line(json!({"petitions": [petition]}));
    let sent = |over: Json| laid(filing("2026-11-20", "post", &[parse(COMPLAINT)]), &over);
    let many = |n: usize| -> Vec<Json> {
        (0..n)
            .map(|i| laid(visitor(), &json!({"name": format!("Người {i}"), "id_number": format!("0720700012{i:02}")})))
            .collect()
    };
    let cases: Vec<(Json, &[&str])> = vec![
        (line(json!({})), &[]),
        (who(json!({"id_number": null})), &["no_id_number"]),
        (who(json!({"id_number": "07207000123"})), &["bad_cccd"]),
        (who(json!({"id_number": "07207000123x"})), &["bad_cccd"]),
        (who(json!({"id_kind": "cmnd"})), &["bad_cmnd"]),
        (
            who(json!({"id_kind": "cmnd", "id_number": "290123456"})),
            &[],
        ),
        (
            who(json!({"id_kind": "passport", "id_number": "C1234567"})),
            &[],
        ),
        (who(json!({"sex": "female"})), &["card_against_sex"]),
        (who(json!({"born": "1971-05-02"})), &["card_against_birth"]),
        (
            who(json!({"born": null, "born_year": 1971})),
            &["card_against_birth"],
        ),
        (
            who(json!({"born": "2005-05-02", "id_number": "072205001234"})),
            &[],
        ),
        (
            who(json!({"born": "2005-05-02", "sex": "female", "id_number": "072305001234"})),
            &[],
        ),
        (
            who(json!({"born": "2027-06-02", "id_number": "072227001234"})),
            &["day_ahead"],
        ),
        (
            who(json!({"born": "1899-01-01", "id_kind": "other", "id_number": "1"})),
            &["long_ago"],
        ),
        (
            who(json!({"born": null, "born_year": 2030, "id_kind": "other"})),
            &["day_ahead"],
        ),
        (
            who(json!({"born": null, "born_year": 1880, "id_kind": "other"})),
            &["long_ago"],
        ),
        (
            who(json!({"id_issued": "1969-01-01"})),
            &["issued_before_birth"],
        ),
        (who(json!({"id_issued": "2028-01-01"})), &["day_ahead"]),
        (who(json!({"unit": "99999"})), &["unknown_unit"]),
        (who(json!({"unit": "25489"})), &[]),
        (line(json!({"place": "99999"})), &["unknown_unit"]),
        (
            line(
                json!({"visitors": [visitor(), laid(visitor(), &json!({"name": "Trần Văn Bình"}))]}),
            ),
            &["same_number_twice"],
        ),
        (
            line(json!({"people": 12})),
            &["group_without_representative"],
        ),
        (
            line(json!({"people": 12, "capacity": "group_representative"})),
            &[],
        ),
        (
            line(
                json!({"people": 12, "capacity": "group_representative", "petitions":
                [{"class": "complaint"}]}),
            ),
            &["group_not_all_named"],
        ),
        (
            line(
                json!({"people": 5, "capacity": "group_representative", "petitions":
                [{"class": "complaint", "petitioners": many(5)}]}),
            ),
            &[],
        ),
        (
            line(
                json!({"people": 12, "capacity": "group_representative", "petitions":
                [{"class": "complaint", "signers": 5, "petitioners": many(3)}]}),
            ),
            &["group_not_all_named"],
        ),
        (line(json!({"people": 4})), &[]),
        (
            line(json!({"people": 8, "capacity": "group_representative", "visitors": many(3)})),
            &["too_many_representatives"],
        ),
        (
            line(json!({"people": 11, "capacity": "group_representative", "visitors": many(5)})),
            &[],
        ),
        (
            line(json!({"people": 1, "visitors": many(2)})),
            &["fewer_people_than_visitors"],
        ),
        (line(json!({"capacity": "lawyer"})), &["no_paper"]),
        (
            line(json!({"capacity": "lawyer", "paper": "Thẻ luật sư 12"})),
            &[],
        ),
        (
            line(json!({"decided_by": {"agency": "UBND xã", "date": "2026-11-21"}})),
            &["decided_after"],
        ),
        (
            line(json!({"decided_by": {"agency": "UBND xã", "date": "1890-11-21"}})),
            &["long_ago"],
        ),
        (
            brought(json!({"class": "complaint", "dated": "2026-11-21"})),
            &["dated_after"],
        ),
        (
            brought(json!({"class": "complaint", "dated": "2026-11-18"})),
            &[],
        ),
        (
            brought(json!({"class": "feedback", "subject": "decision"})),
            &["subject_without_complaint"],
        ),
        (
            brought(json!({"class": "feedback", "round": 2})),
            &["round_without_meaning"],
        ),
        (
            brought(json!({"class": "complaint", "signers": 12})),
            &["group_without_representative"],
        ),
        (
            line(
                json!({"visitors": [laid(visitor(), &json!({"organisation": "HTX Tân Lập"}))],
                "petitions": [{"class": "denunciation"}]}),
            ),
            &["organisation_denounces"],
        ),
        (line(json!({"at": "2014-06-30T09:00"})), &["no_rule_then"]),
        (line(json!({"at": "2014-07-01T09:00"})), &[]),
        (sent(json!({})), &[]),
        (sent(json!({"source": "forwarded"})), &["no_forwarder"]),
        (
            sent(json!({"source": "forwarded", "from_agency": "Ban TCD"})),
            &[],
        ),
        (sent(json!({"senders": []})), &["no_petitioner"]),
        (
            sent(json!({"senders": [laid(visitor(), &json!({"address": null}))]})),
            &["no_address"],
        ),
    ];
    for (line, expected) in cases {
        let codes = Office::new().warns(&line);
        let words: Vec<_> = codes.iter().map(|code| code.word()).collect();
        assert_eq!(words, expected, "{line}");
    }
}

#[test]
fn odd_steps_are_saved() {
    for (petition, steps, then, expected) in [
        (
            COMPLAINT,
            vec![],
            r#"2026-11-25 decline {"ground":"khác"}"#,
            vec!["unlisted_ground"],
        ),
        (
            COMPLAINT,
            vec![],
            r#"2026-11-25 decline {"ground":"Đ11.5"}"#,
            vec![],
        ),
        (
            COMPLAINT,
            vec![ACCEPT],
            r#"2026-11-26 mark {"ground":"khó"}"#,
            vec!["unlisted_ground"],
        ),
        (
            DENUNCIATION,
            vec![ACCEPT],
            r#"2026-11-26 extend {"grounds":["khó"]}"#,
            vec!["unlisted_ground"],
        ),
        // KN-28 ends on 25/12, TC-30 too.
        (
            COMPLAINT,
            vec![ACCEPT],
            "2026-12-26 mark",
            vec!["limit_over"],
        ),
        (COMPLAINT, vec![ACCEPT], "2026-12-25 mark", vec![]),
        (
            DENUNCIATION,
            vec![ACCEPT],
            "2026-12-26 extend",
            vec!["limit_over"],
        ),
        (
            r#"{"class":"complaint","competent":true}"#,
            vec![],
            "2026-11-25 forward",
            vec!["competent_yet_passed_on"],
        ),
        (
            COMPLAINT,
            vec![ACCEPT, "2026-11-26 withdraw"],
            DECIDE,
            vec!["withdrawn"],
        ),
        (
            COMPLAINT,
            vec!["2026-11-23 withdraw"],
            ACCEPT,
            vec!["withdrawn"],
        ),
        // KN-44 ends on 13/01/2027.
        (
            COMPLAINT,
            vec![ACCEPT, DECIDE],
            r#"2027-01-12 take_effect {"reason":"hai bên đồng ý"}"#,
            vec!["before_effect"],
        ),
        (
            COMPLAINT,
            vec![ACCEPT, DECIDE],
            "2027-01-13 take_effect",
            vec![],
        ),
        (
            COMPLAINT,
            vec![ACCEPT, DECIDE],
            "2027-01-13 enforce",
            vec!["not_in_force"],
        ),
        (
            COMPLAINT,
            vec![ACCEPT, DECIDE, "2027-01-13 take_effect"],
            "2027-01-13 enforce",
            vec![],
        ),
        (
            DENUNCIATION,
            vec![ACCEPT, DECIDE],
            "2026-12-20 enforce",
            vec![],
        ),
        // NĐ 155 Đ11.
        (
            r#"{"class":"complaint","round":2}"#,
            vec![ACCEPT],
            r#"2026-12-14 decide {"outcome":"upheld"}"#,
            vec!["no_dialogue"],
        ),
        (
            r#"{"class":"complaint","round":2}"#,
            vec![ACCEPT, "2026-12-07 dialogue"],
            r#"2026-12-14 decide {"outcome":"upheld"}"#,
            vec![],
        ),
        // KN-28 ends on Friday 25/12.
        (
            COMPLAINT,
            vec![ACCEPT],
            r#"2026-11-26 override_due {"due":"2026-12-28"}"#,
            vec!["overridden_beyond"],
        ),
        (
            COMPLAINT,
            vec![ACCEPT],
            r#"2026-11-26 override_due {"due":"2026-12-25"}"#,
            vec![],
        ),
        // What was found complex may last until 11/01/2027.
        (
            COMPLAINT,
            vec![ACCEPT, "2026-11-26 mark"],
            r#"2026-11-26 override_due {"due":"2026-12-28"}"#,
            vec![],
        ),
        // NĐ 155 Đ11, five days back from Monday 07/12: Wednesday 02/12.
        (
            COMPLAINT,
            vec![ACCEPT],
            r#"2026-12-03 invite {"date":"2026-12-07"}"#,
            vec!["short_notice"],
        ),
        (
            COMPLAINT,
            vec![ACCEPT],
            r#"2026-12-02 invite {"date":"2026-12-07"}"#,
            vec![],
        ),
        (
            COMPLAINT,
            vec![ACCEPT],
            r#"2026-11-26 correct {"field":"competent","to":false}"#,
            vec!["contradicts_act"],
        ),
        (
            COMPLAINT,
            vec![ACCEPT, DECIDE],
            r#"2026-12-15 correct {"field":"round","to":2}"#,
            vec!["contradicts_act"],
        ),
        (
            COMPLAINT,
            vec![],
            r#"2026-11-26 correct {"field":"visitors.0.sex","to":"female"}"#,
            vec![],
        ),
        (
            COMPLAINT,
            vec![],
            r#"2026-11-26 correct {"field":"visitors.0.born","to":"2030-01-01"}"#,
            vec!["day_ahead"],
        ),
    ] {
        let mut office = Office::new();
        office.saves(&visit("2026-11-20", &[parse(petition)]));
        office.does(&steps);
        let codes = office.warns(&step(then));
        let words: Vec<_> = codes.iter().map(|code| code.word()).collect();
        assert_eq!(words, expected, "{petition} {steps:?} {then}");
    }
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

#[test]
fn a_first_decision_that_is_complained_of_again_is_not_in_force() {
    // KN Đ44.1.
    let second = r#"{"class":"complaint","round":2}"#;
    for (steps, second_steps, expected) in [
        (vec![], vec![], vec![]),
        (
            vec![r#"2026-12-28 link {"as":"second_round"}"#],
            vec![],
            vec!["second_round_open"],
        ),
        (vec!["2026-12-28 link"], vec![], vec![]),
        (
            vec![r#"2026-12-28 link {"as":"second_round"}"#],
            vec!["2026-12-29 decline"],
            vec![],
        ),
    ] {
        let mut office = Office::new();
        office.saves(&visit("2026-11-20", &[parse(COMPLAINT)]));
        office.does(&[ACCEPT, DECIDE]);
        office.saves(&filing("2026-12-28", "post", &[parse(second)]));
        office.does(&steps);
        for text in &second_steps {
            let other = json!({"petition": "D-2026-0002"});
            office.saves(&laid(step(text), &other));
        }
        let codes = office.warns(&step("2027-01-13 take_effect"));
        let words: Vec<_> = codes.iter().map(|code| code.word()).collect();
        assert_eq!(words, expected, "{steps:?} {second_steps:?}");
    }
}
