//! Eight petitions and visits from the day they come in to the day nothing more is expected: after each
//! act the status and the clock that leads. Every day is counted by hand.
#![allow(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod cases;

use cases::{Office, day, filing, laid, parse, step, visit, visitor};
use serde_json::json;
use tiepdan::register::correction::{person_at, stands};
use tiepdan::register::number::{PersonId, Subject};
use tiepdan::register::value::Value;
use tiepdan::register::words::LinkKind;

/// Does each step and holds status and leading clock on its day; `–` where none leads.
fn live(office: &mut Office, stages: &[(&str, &str, &str)]) {
    for (text, status, leading) in stages {
        office.saves(&step(text));
        let life = office.life();
        assert_eq!(life.status.word(), *status, "{text}");
        let first = life.leading().map_or_else(
            || "–".to_owned(),
            |clock| format!("{} {}", clock.rule, clock.due),
        );
        assert_eq!(first, *leading, "{text}");
    }
}

#[test]
fn a_first_complaint_found_right() {
    let mut office = Office::new();
    office.saves(&visit("2026-11-20", &[parse(r#"{"class":"complaint"}"#)]));
    live(
        &mut office,
        &[
            ("2026-11-20 assign", "received", "KN-27 2026-12-02"),
            (
                "2026-11-23 request_more",
                "waiting_more",
                "KN-27 2026-12-02",
            ),
            // 30 days from Wednesday 25/11.
            ("2026-11-25 accept", "accepted", "KN-28 2026-12-25"),
            (
                r#"2026-12-01 invite {"date":"2026-12-08"}"#,
                "accepted",
                "KN-28 2026-12-25",
            ),
            (
                r#"2026-12-08 dialogue {"minutes":"BB 5"}"#,
                "accepted",
                "KN-28 2026-12-25",
            ),
            // From Monday 14/12: 15, 16, 17.
            ("2026-12-14 decide", "decided", "KN-32 2026-12-17"),
            ("2026-12-16 send", "decided", "KN-pub 2026-12-29"),
            ("2026-12-21 publish", "decided", "–"),
            // From Wednesday 13/01: 14, 15, 18, 19, 20.
            ("2027-01-13 take_effect", "in_force", "KN-31 2027-01-20"),
            (
                r#"2027-01-18 enforce {"done":false,"returned_land_m2":120}"#,
                "in_force",
                "–",
            ),
            (
                r#"2027-03-10 enforce {"returned_land_m2":240}"#,
                "enforced",
                "–",
            ),
        ],
    );
    assert!(office.life().closed);
    assert!(
        office
            .clocks("2027-06-01")
            .iter()
            .all(|clock| clock.ends_with("done"))
    );
}

#[test]
fn a_denunciation_suspended_and_extended() {
    let mut office = Office::new();
    office.saves(&visit(
        "2026-09-07",
        &[parse(r#"{"class":"denunciation","field":"corruption"}"#)],
    ));
    live(
        &mut office,
        &[
            // 7 wd from Monday 07/09: 8, 9, 10, 11, 14, 15, 16.
            ("2026-09-08 protect", "received", "TC-24.1 2026-09-16"),
            // TC-29.3 from 10/09: 11, 14, 15, 16, 17. TC-30: Saturday 10/10, so Monday 12/10.
            ("2026-09-10 accept", "accepted", "TC-29.3 2026-09-17"),
            ("2026-09-15 notify", "accepted", "TC-30 2026-10-12"),
            ("2026-10-05 extend", "accepted", "TC-30 2026-11-09"),
            // TC-34.4 from Tuesday 20/10: 21, 22, 23, 26, 27.
            ("2026-10-20 suspend", "suspended", "TC-34.4 2026-10-27"),
            ("2026-10-22 send", "suspended", "–"),
            // 09/11 and the 13 days from 21/10 to 02/11: the unrolled 09/11 + 13 = Sunday 22/11, so Monday 23/11.
            ("2026-11-02 resume", "accepted", "TC-30 2026-11-23"),
            // From Friday 20/11: 23, 25, 26, 27, 30.
            ("2026-11-20 decide", "decided", "TC-35.3 2026-11-30"),
            // … 01, 02/12.
            ("2026-11-27 send", "decided", "TC-36.1 2026-12-02"),
            ("2026-12-01 publish", "decided", "TC-36.1 2026-12-02"),
            ("2026-12-02 enforce", "enforced", "–"),
        ],
    );
    assert!(office.life().closed);
    let petition = office.petition("D-2026-0001");
    assert!(petition.secret && office.reception("TCD-2026-0001").secret);
    assert!(
        petition
            .petitioners
            .iter()
            .all(|id| office.shelf.hidden.contains(id))
    );
    office.does(&[r#"2026-12-02 reveal {"reason":"bàn giao hồ sơ"}"#]);
}

#[test]
fn a_petition_for_another_body() {
    let mut office = Office::new();
    office.saves(&visit(
        "2026-11-16",
        &[parse(r#"{"class":"complaint","competent":false}"#)],
    ));
    live(
        &mut office,
        &[
            // 10 wd from Monday 16/11: 17, 18, 19, 20, 23, 25, 26, 27, 30/11, 01/12.
            (
                "2026-11-16 return_papers",
                "received",
                "TCD-28.1 2026-12-01",
            ),
            ("2026-11-19 forward", "forwarded", "–"),
            ("2026-12-21 urge", "forwarded", "–"),
            // From Monday 04/01/2027: 5, 6, 7, 8, 11.
            (
                "2027-01-04 reply_received",
                "forwarded",
                "TCD-28.2 2027-01-11",
            ),
            ("2027-01-08 answer", "forwarded", "–"),
        ],
    );
    assert!(office.life().closed);
}

#[test]
fn a_second_complaint_complex_and_remote() {
    let mut office = Office::new();
    office.saves(&filing(
        "2026-08-20",
        "post",
        &[parse(r#"{"class":"complaint","round":2}"#)],
    ));
    office.saves(&filing(
        "2026-03-02",
        "post",
        &[parse(r#"{"class":"complaint"}"#)],
    ));
    live(
        &mut office,
        &[
            // 7 wd from Thursday 20/08: 21, 22 (worked), 24, 25, 26, 27, 28.
            (
                r#"2026-08-20 link {"as":"second_round"}"#,
                "received",
                "KN-36 2026-08-28",
            ),
            // 45 days from 28/08: Monday 12/10.
            ("2026-08-28 accept", "accepted", "KN-37 2026-10-12"),
            // 60: Tuesday 27/10.
            (
                r#"2026-09-03 mark {"complex":false,"remote":true,"reason":"chỉ đi được bằng thuyền"}"#,
                "accepted",
                "KN-37 2026-10-27",
            ),
            // 70: Friday 06/11.
            ("2026-09-10 mark", "accepted", "KN-37 2026-11-06"),
            // From Thursday 05/11: Thursday 12/11.
            (
                r#"2026-11-05 decide {"outcome":"changed"}"#,
                "decided",
                "KN-41 2026-11-12",
            ),
            ("2026-11-12 send", "decided", "KN-pub 2026-11-20"),
            ("2026-11-20 publish", "decided", "–"),
        ],
    );
    let second = office.petition("D-2026-0001");
    let first = office.petition("D-2026-0002");
    assert_eq!(second.links[0].kind, LinkKind::SecondRound);
    assert!(
        second.made(&second.links[0]),
        "the second follows the first …"
    );
    assert!(!first.made(&first.links[0]), "… and not the other way");
    assert_eq!(
        office
            .life()
            .clocks
            .iter()
            .find(|c| c.rule == "KN-37")
            .unwrap()
            .original_due,
        day("2026-10-27")
    );
}

#[test]
fn a_complaint_withdrawn() {
    let mut office = Office::new();
    office.saves(&visit(
        "2026-11-20",
        &[parse(r#"{"class":"complaint","subject":"disciplinary"}"#)],
    ));
    live(
        &mut office,
        &[
            ("2026-11-25 accept", "accepted", "KN-50b 2026-12-25"),
            // From Friday 27/11: 30/11, 01, 02/12.
            ("2026-11-27 suspend", "suspended", "KN-11a 2026-12-02"),
            ("2026-11-30 withdraw", "withdrawn", "KN-11a 2026-12-02"),
            ("2026-12-01 send", "withdrawn", "–"),
            // From Wednesday 02/12: 3, 4, 7.
            (
                r#"2026-12-02 terminate {"ground":"Đ11a.2.a"}"#,
                "terminated",
                "KN-11a 2026-12-07",
            ),
            ("2026-12-04 send", "terminated", "–"),
        ],
    );
    assert!(office.life().closed);
}

#[test]
fn a_visit_refused() {
    let mut office = Office::new();
    let refused = json!({"ground": "Đ9.3", "evidence": "TB 88/TB-UBND rà soát", "decided_by": "Chánh Thanh tra"});
    let saved = office.saves(&laid(
        visit("2026-08-28", &[]),
        &json!({"refused": refused}),
    ));
    assert_eq!(
        saved.entry.numbers.reception,
        Some("TCD-2026-0001".parse().unwrap())
    );
    assert_eq!(saved.entry.numbers.petitions, []);
    // 3 wd from Friday 28/08, 31/08 to 02/09 off: 03, 04, 07/09.
    assert_eq!(
        office.reception_clocks("2026-09-07"),
        ["ND154-4.3 2026-09-07 running"]
    );
    office.does(&["reception 2026-09-07 notify"]);
    assert_eq!(
        office.reception_clocks("2026-09-07"),
        ["ND154-4.3 2026-09-07 done"]
    );
}

#[test]
fn a_complaint_that_was_a_denunciation() {
    let mut office = Office::new();
    office.saves(&visit("2026-11-20", &[parse(r#"{"class":"complaint"}"#)]));
    office.saves(&laid(
        visit("2026-11-21", &[]),
        &json!({"continues": "TCD-2026-0001", "by": "head"}),
    ));
    assert!(office.shelf.hidden.is_empty());
    live(
        &mut office,
        &[(
            r#"2026-11-23 correct {"field":"class","to":"denunciation"}"#,
            "received",
            "TC-24.1 2026-12-02",
        )],
    );
    // Both visits show who denounces: the head saw the same person.
    for no in ["TCD-2026-0001", "TCD-2026-0002"] {
        let reception = office.reception(no);
        assert!(reception.secret, "{no}");
        assert!(
            reception
                .facts
                .visitors
                .iter()
                .all(|id| office.shelf.hidden.contains(id)),
            "{no}"
        );
    }
    // Back again, it stays sealed.
    live(
        &mut office,
        &[(
            r#"2026-11-25 correct {"field":"class","to":"complaint"}"#,
            "received",
            "KN-27 2026-12-02",
        )],
    );
    assert!(office.petition("D-2026-0001").secret);
    assert_eq!(
        office.clocks("2026-11-25").last().unwrap(),
        "TC-24.1 2026-12-02 dropped"
    );
}

#[test]
fn a_mixed_visit_split_in_three() {
    let mut office = Office::new();
    let saved = office.saves(&visit(
        "2026-11-20",
        &[
            parse(r#"{"class":"complaint","summary":"Thu hồi đất"}"#),
            parse(r#"{"class":"denunciation","summary":"Nhận tiền"}"#),
            parse(r#"{"class":"feedback","against":"Đội thu gom rác"}"#),
        ],
    ));
    let numbers: Vec<String> = saved
        .entry
        .numbers
        .petitions
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(numbers, ["D-2026-0001", "D-2026-0002", "D-2026-0003"]);
    assert_eq!(saved.entry.numbers.matters.len(), 3);
    let [complaint, denunciation, feedback] =
        ["D-2026-0001", "D-2026-0002", "D-2026-0003"].map(|no| office.petition(no));
    assert_eq!(complaint.content.summary.as_deref(), Some("Thu hồi đất"));
    assert_eq!(
        feedback.content.summary.as_deref(),
        Some("Khiếu nại quyết định thu hồi đất")
    );
    assert_eq!(feedback.content.against.as_deref(), Some("Đội thu gom rác"));
    // The visitors and the denouncer are sealed; the others keep a name of their own.
    assert!(denunciation.secret && !complaint.secret && !feedback.secret);
    let hidden = &office.shelf.hidden;
    assert!(
        denunciation
            .petitioners
            .iter()
            .all(|id| hidden.contains(id))
    );
    for open in [&complaint, &feedback] {
        assert_eq!(open.petitioners.len(), 1);
        assert!(open.petitioners.iter().all(|id| !hidden.contains(id)));
    }
    assert_eq!(saved.people.len(), 3);
    assert!(
        saved
            .people
            .iter()
            .all(|person| person.name == visitor()["name"])
    );
    // A later petition joins the complaint's matter.
    office.saves(&filing(
        "2026-11-25",
        "post",
        &[json!({"class": "complaint", "matter": "VV-2026-0001"})],
    ));
    let matter = office.shelf.matters[&"VV-2026-0001".parse().unwrap()].clone();
    assert_eq!(matter.petitions.len(), 2);
    office.does(&[r#"2026-11-25 correct {"field":"matter","to":"VV-2026-0003"}"#]);
    assert_eq!(
        office.shelf.matters[&"VV-2026-0003".parse().unwrap()]
            .petitions
            .len(),
        2
    );
    assert_eq!(
        office.shelf.matters[&"VV-2026-0001".parse().unwrap()]
            .petitions
            .len(),
        1
    );
}

#[test]
fn a_correction_remembers_what_stood_there_and_finds_people() {
    let mut office = Office::new();
    office.saves(&visit(
        "2026-11-20",
        &[parse(r#"{"class":"complaint","field":"land"}"#)],
    ));
    office.does(&[
        r#"2026-11-23 correct {"field":"field","to":"policy"}"#,
        r#"2026-11-23 correct {"field":"place","to":"25489"}"#,
        r#"2026-11-23 correct {"field":"decided_by.agency","to":"UBND xã"}"#,
        r#"2026-11-23 correct {"field":"documents.0","to":{"name":"Đơn","pages":2}}"#,
        r#"reception 2026-11-23 correct {"field":"kind","to":"periodic"}"#,
    ]);
    let petition = office.petition("D-2026-0001");
    let subject = Subject::Petition(petition.no);
    let was = petition.steps.iter().map(|step| match &step.step {
        tiepdan::register::act::Step::Correct(body) => body.was.clone(),
        _ => Value::Null,
    });
    assert_eq!(
        was.collect::<Vec<_>>(),
        [
            Value::Text("land".to_owned()),
            Value::Null,
            Value::Null,
            Value::Null
        ]
    );
    assert_eq!(petition.content.documents[0].name, "Đơn");
    assert_eq!(
        stands(&office.shelf, subject, "field"),
        Some(Value::Text("policy".to_owned()))
    );
    assert_eq!(
        stands(&office.shelf, subject, "decided_by.agency"),
        Some(Value::Text("UBND xã".to_owned()))
    );
    assert_eq!(
        stands(&office.shelf, subject, "kind"),
        Some(Value::Text("periodic".to_owned()))
    );
    let person = PersonId { entry: 1, index: 0 };
    assert_eq!(
        person_at(&office.shelf, subject, "visitors.0.name"),
        Some((person, Some("name")))
    );
    assert_eq!(
        person_at(&office.shelf, subject, "petitioners.0.phone"),
        Some((person, Some("phone")))
    );
    assert_eq!(person_at(&office.shelf, subject, "visitors.1.name"), None);
    assert_eq!(person_at(&office.shelf, subject, "summary"), None);
}
