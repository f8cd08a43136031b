//! What is only odd is saved with a warning; what stands open although no clock says so is told.

#![allow(clippy::too_many_lines, reason = "a table is as long as the law")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test helper fails by panicking"
)]

mod cases;

use cases::{Office, day, filing, laid, parse, step, visit, visitor};
use serde_json::{Value as Json, json};
use tiepdan::register::life::life;
use tiepdan::register::owed::{Owed, owed};

const COMPLAINT: &str = r#"{"class":"complaint"}"#;
const DENUNCIATION: &str = r#"{"class":"denunciation"}"#;
const ACCEPT: &str = "2026-11-25 accept";
const DECIDE: &str = "2026-12-14 decide";

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
        (
            line(json!({"petitions": [{"class": "complaint"}, {"class": "denunciation"}]})),
            &["no_summary_of_its_own"],
        ),
        (
            line(
                json!({"petitions": [{"class": "complaint", "summary": "riêng"}, {"class": "denunciation"}]}),
            ),
            &[],
        ),
        (
            line(json!({"petitions": [{"class": "complaint"}, {"class": "feedback"}]})),
            &[],
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
            r#"2026-12-26 mark {"reason":"giám định về muộn"}"#,
            vec!["limit_over"],
        ),
        (COMPLAINT, vec![ACCEPT], "2026-12-25 mark", vec![]),
        (
            DENUNCIATION,
            vec![ACCEPT],
            r#"2026-12-26 extend {"reason":"chờ xác minh"}"#,
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

/// TT 06/2025: officials are among the people (03/GQKN 20 and 23, 04/GQTC 22 and 25, 05/KQTH 12, 15, 28, 31); what
/// is carried out is of what was decided, and grows.
#[test]
fn figures_that_do_not_fit_together_are_told() {
    let part = |figures: &str| format!(r#"2027-01-20 enforce {{"done":false,{figures}}}"#);
    let whole = |figures: &str| format!(r#"2027-01-20 enforce {{"done":true,{figures}}}"#);
    let decide = |figures: &str| format!("2026-12-14 decide {{{figures}}}");
    let money = r#""returned_money":1000,"recovered_land_m2":50"#;
    let ordered = [ACCEPT.to_owned(), decide(money)];
    let begun = [&ordered[..], &[part(r#""returned_money":600"#)]].concat();
    let accepted = [ACCEPT.to_owned()];
    let cases: Vec<(&[String], String, Vec<&str>)> = vec![
        (
            &accepted,
            decide(r#""disciplined_people":2,"disciplined_officials":2"#),
            vec![],
        ),
        (
            &accepted,
            decide(r#""disciplined_people":1,"disciplined_officials":2"#),
            vec!["more_officials_than_people disciplined_officials 2 1"],
        ),
        (
            &accepted,
            decide(r#""investigated_cases":1,"investigated_officials":1"#),
            vec!["more_officials_than_people investigated_officials 1 0"],
        ),
        (
            &accepted,
            decide(r#""investigated_people":3"#),
            vec!["people_without_case investigated_cases 3"],
        ),
        // A case may have nobody in it yet.
        (&accepted, decide(r#""investigated_cases":1"#), vec![]),
        (&ordered, part(r#""returned_money":1000"#), vec![]),
        (
            &ordered,
            part(r#""returned_money":1001"#),
            vec!["beyond_decided returned_money 1001 1000"],
        ),
        (
            &ordered,
            part(r#""disciplined_people":1"#),
            vec!["beyond_decided disciplined_people 1 0"],
        ),
        (&ordered, whole(money), vec![]),
        (
            &ordered,
            whole(r#""returned_money":1000"#),
            vec!["left_undone recovered_land_m2 0 50"],
        ),
        // Who is prosecuted was decided elsewhere: nothing is held against the decision.
        (
            &ordered,
            part(r#""prosecuted_cases":1,"prosecuted_people":1"#),
            vec![],
        ),
        (
            &ordered,
            part(r#""prosecuted_cases":1,"prosecuted_officials":1"#),
            vec!["more_officials_than_people prosecuted_officials 1 0"],
        ),
        (
            &ordered,
            part(r#""prosecuted_people":1"#),
            vec!["people_without_case prosecuted_cases 1"],
        ),
        (&begun, part(r#""returned_money":600"#), vec![]),
        (&begun, part(r#""returned_money":700"#), vec![]),
        (
            &begun,
            part(r#""returned_money":500"#),
            vec!["figure_went_down returned_money 500 600 2027-01-20"],
        ),
        // Written down later, for a day before: not more than there was after it.
        (
            &begun,
            r#"2027-01-19 enforce {"done":false,"returned_money":500}"#.to_owned(),
            vec![],
        ),
        (
            &begun,
            r#"2027-01-19 enforce {"done":false,"returned_money":700}"#.to_owned(),
            vec!["figure_went_down returned_money 700 600 2027-01-20"],
        ),
    ];
    for (steps, then, expected) in cases {
        let mut office = Office::new();
        office.saves(&filing("2026-11-20", "post", &[parse(DENUNCIATION)]));
        for text in steps {
            office.saves(&step(text));
        }
        let warnings = office.saves(&step(&then)).warnings;
        let told: Vec<String> = warnings
            .iter()
            .map(|warning| {
                let detail: Vec<&str> = warning.detail.iter().map(|(_, text)| &**text).collect();
                let path = warning.path.as_deref().unwrap_or("–");
                format!("{} {path} {}", warning.code.word(), detail.join(" "))
            })
            .collect();
        assert_eq!(told, expected, "{steps:?} {then}");
    }
}

fn open(office: &Office, no: &str, today: &str) -> Vec<Owed> {
    let petition = office.petition(no);
    let life = life(&petition, &office.law);
    owed(&office.shelf, &office.law, &petition, &life, day(today))
}

fn is_open(office: &Office, no: &str, today: &str) -> Vec<(&'static str, String)> {
    open(office, no, today)
        .into_iter()
        .map(|one| match one {
            Owed::Effect { citation, .. } => ("effect", citation),
            Owed::Originals { citation, .. } => ("originals", citation),
        })
        .collect()
}

// KN-44 and KN-44b from 14/12/2026: 30 days, Wednesday 13/01/2027; KN-57 too.
#[test]
fn a_day_of_effect_that_passed_unwritten_is_told() {
    for (petition, outcome, article) in [
        (COMPLAINT, "right", "Luật Khiếu nại Đ44.1"),
        (
            r#"{"class":"complaint","round":2}"#,
            "upheld",
            "Luật Khiếu nại Đ44.2",
        ),
        (
            r#"{"class":"complaint","subject":"disciplinary"}"#,
            "wrong",
            "Luật Khiếu nại Đ57.1",
        ),
    ] {
        let mut office = Office::new();
        office.saves(&filing("2026-11-20", "post", &[parse(petition)]));
        office.does(&[
            ACCEPT,
            &format!(r#"2026-12-14 decide {{"outcome":"{outcome}"}}"#),
        ]);
        let told = |office: &Office, today: &str| is_open(office, "D-2026-0001", today);
        assert_eq!(
            told(&office, "2027-01-13"),
            [],
            "the day itself has not passed"
        );
        assert_eq!(
            told(&office, "2027-01-14"),
            [("effect", article.to_owned())]
        );
        // It is information: no clock of carrying out runs by itself.
        assert!(
            office
                .life()
                .clocks
                .iter()
                .all(|clock| clock.rule != "KN-31")
        );
        let mut done = Office::new();
        done.shelf = office.shelf.clone();
        done.does(&["2027-01-14 enforce"]);
        assert_eq!(told(&done, "2027-06-01"), [], "carried out all the same");
        office.does(&["2027-01-14 take_effect"]);
        assert_eq!(told(&office, "2027-06-01"), []);
    }
    let mut office = Office::new();
    office.saves(&filing("2026-11-20", "post", &[parse(DENUNCIATION)]));
    office.does(&[ACCEPT, DECIDE]);
    assert_eq!(
        is_open(&office, "D-2026-0001", "2027-06-01"),
        [],
        "a conclusion binds at once"
    );
}

#[test]
fn of_a_first_decision_complained_of_again_no_effect_is_asked() {
    let mut office = Office::new();
    let second = r#"{"class":"complaint","round":2}"#;
    office.saves(&filing("2026-11-20", "post", &[parse(COMPLAINT)]));
    office.does(&[ACCEPT, DECIDE]);
    office.saves(&filing("2026-12-28", "post", &[parse(second)]));
    office.does(&[r#"2026-12-28 link {"as":"second_round"}"#]);
    let told = |office: &Office| is_open(office, "D-2026-0001", "2027-06-01").len();
    assert_eq!(told(&office), 0, "open");
    let other = json!({"petition": "D-2026-0002"});
    let of_second = |office: &mut Office, text: &str| {
        office.saves(&laid(step(text), &other));
    };
    let mut declined = Office::new();
    declined.shelf = office.shelf.clone();
    of_second(&mut declined, "2026-12-30 decline");
    assert_eq!(
        told(&declined),
        1,
        "declined: the first decision takes effect"
    );
    of_second(&mut office, "2026-12-30 accept");
    of_second(&mut office, r#"2027-01-20 decide {"outcome":"upheld"}"#);
    assert_eq!(told(&office), 0, "decided: the second decision does");
}

/// Documents of which so many are originals.
fn with_originals(mut line: Json, originals: usize) -> Json {
    let documents: Vec<Json> = (0..3)
        .map(|i| json!({"name": format!("Giấy {i}"), "pages": 1, "original": i < originals}))
        .collect();
    line["documents"] = json!(documents);
    line
}

#[test]
fn originals_that_are_kept_are_told() {
    let told = |office: &Office, today: &str| {
        open(office, "D-2026-0001", today)
            .iter()
            .find_map(|one| match one {
                Owed::Originals {
                    documents,
                    since,
                    citation,
                } => {
                    assert!(citation.starts_with("Thông tư 07/2014/TT-TTCP Đ6.5"));
                    Some((*documents, since.to_string()))
                }
                Owed::Effect { .. } => None,
            })
    };
    for (originals, steps, warned, since) in [
        (2, vec!["2026-11-25 decline"], true, Some((2, "2026-11-25"))),
        (1, vec!["2026-11-25 return"], true, Some((1, "2026-11-25"))),
        (1, vec!["2026-11-25 forward"], true, Some((1, "2026-11-25"))),
        (1, vec![ACCEPT, DECIDE], true, Some((1, "2026-12-14"))),
        (
            1,
            vec![ACCEPT, "2026-11-27 terminate"],
            true,
            Some((1, "2026-11-27")),
        ),
        // While it is worked on they are needed; with the case they go to the investigators.
        (1, vec![ACCEPT], false, None),
        (1, vec!["2026-11-25 pass_to_investigators"], false, None),
        (0, vec!["2026-11-25 decline"], false, None),
        (
            1,
            vec!["2026-11-24 return_papers", "2026-11-25 decline"],
            false,
            None,
        ),
        (
            1,
            vec!["reception 2026-11-24 return_papers", "2026-11-25 decline"],
            false,
            None,
        ),
        (
            1,
            vec!["2026-11-25 decline", "2026-11-26 return_papers"],
            false,
            None,
        ),
    ] {
        let mut office = Office::new();
        office.saves(&with_originals(
            visit("2026-11-20", &[parse(COMPLAINT)]),
            originals,
        ));
        let mut codes = Vec::new();
        for text in &steps {
            codes.extend(office.warns(&step(text)));
        }
        let asked = codes.iter().any(|code| code.word() == "originals_kept");
        let late = steps.last() == Some(&"2026-11-26 return_papers");
        assert_eq!(asked, warned || late, "{originals} {steps:?}");
        let since = since.map(|(documents, day)| (documents, day.to_owned()));
        assert_eq!(told(&office, "2027-06-01"), since, "{originals} {steps:?}");
    }
    // Taken back, the giving back never was.
    let mut office = Office::new();
    office.saves(&with_originals(visit("2026-11-20", &[parse(COMPLAINT)]), 1));
    office.does(&["2026-11-24 return_papers", "2026-11-25 decline"]);
    assert_eq!(told(&office, "2027-06-01"), None);
    office.does(&[r#"2026-11-26 correct {"seq":2,"void":true}"#]);
    assert_eq!(
        told(&office, "2027-06-01"),
        Some((1, "2026-11-25".to_owned()))
    );
}

/// Of a denunciation nothing is told by what was done after its reception: who came there stays unknown.
#[test]
fn what_was_done_after_a_sealed_reception_says_nothing_of_its_denunciation() {
    let mut office = Office::new();
    office.saves(&with_originals(
        visit("2026-11-20", &[parse(DENUNCIATION)]),
        1,
    ));
    office.does(&["reception 2026-11-24 return_papers", "2026-11-25 decline"]);
    assert_eq!(is_open(&office, "D-2026-0001", "2027-06-01").len(), 1);
    office.does(&["2026-11-26 return_papers"]);
    assert_eq!(is_open(&office, "D-2026-0001", "2027-06-01"), []);
}
