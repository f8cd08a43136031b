//! Which clocks run, from when, to when, and what ends them. Every day is counted by hand, with the
//! holidays of 2026 (24/11 off; 31/08 to 02/09 off, Saturday 22/08 worked).

#![allow(clippy::too_many_lines, reason = "a table is as long as the law")]

mod cases;

use cases::{Office, day, filing, parse, step, visit};
use tiepdan::register::life::Waiting;

/// A petition received on Friday 20/11/2026, the steps done, and the clocks on 2026-11-20 or the day named.
struct Case {
    why: &'static str,
    /// `desk`, or the source of a filing.
    from: &'static str,
    received: &'static str,
    petition: &'static str,
    steps: &'static [&'static str],
    today: &'static str,
    clocks: &'static [&'static str],
}

fn check(cases: &[Case]) {
    for case in cases {
        let mut office = Office::new();
        let petition = [parse(case.petition)];
        office.saves(&match case.from {
            "desk" => visit(case.received, &petition),
            source => filing(case.received, source, &petition),
        });
        office.does(case.steps);
        assert_eq!(office.clocks(case.today), case.clocks, "{}", case.why);
    }
}

const COMPLAINT: &str = r#"{"class":"complaint"}"#;
const SECOND: &str = r#"{"class":"complaint","round":2}"#;
const DISCIPLINE: &str = r#"{"class":"complaint","subject":"disciplinary"}"#;
const DISCIPLINE_2: &str = r#"{"class":"complaint","subject":"disciplinary","round":2}"#;
const DENUNCIATION: &str = r#"{"class":"denunciation"}"#;
const FEEDBACK: &str = r#"{"class":"feedback"}"#;
const ACCEPT: &str = "2026-11-25 accept";
const COMPLEX: &str = "2026-11-27 mark";
const REMOTE: &str = r#"2026-11-27 mark {"complex":false,"remote":true,"reason":"đường thủy"}"#;
const DONE: [&str; 2] = ["2026-10-01 accept", "2026-10-01 notify"];
const BOTH: &[&str] = &["TCD-28.1 2026-12-07 done", "KN-27 2026-12-02 done"];
const DECIDE: &str = "2026-12-14 decide";
const REVIEW: &str = r#"2026-12-14 decide {"outcome":"upheld"}"#;
const ACCEPT_EARLY: &str = "2026-09-07 accept";

// From Friday 20/11/2026, 24/11 off. 5 wd: 23, 25, 26, 27, 30/11. 7 wd: … 01, 02/12. 10 wd: … 03, 04, 07/12.
// 20 days: 10/12, a Thursday.
#[test]
fn what_starts_with_receipt() {
    let desk = |why, petition, clocks| Case {
        why,
        from: "desk",
        received: "2026-11-20",
        petition,
        steps: &[],
        today: "2026-11-20",
        clocks,
    };
    check(&[
        desk(
            "TCD Đ28.1 and KN Đ27: a first complaint, nothing known yet",
            COMPLAINT,
            &["KN-27 2026-12-02 running", "TCD-28.1 2026-12-07 running"],
        ),
        desk(
            "KN Đ27: known to be competent",
            r#"{"class":"complaint","competent":true,"eligible":true}"#,
            &["KN-27 2026-12-02 running", "TCD-28.1 2026-12-07 running"],
        ),
        desk(
            "KN Đ27: the refusal of what does not meet the conditions is due within the same limit",
            r#"{"class":"complaint","eligible":false}"#,
            &["KN-27 2026-12-02 running", "TCD-28.1 2026-12-07 running"],
        ),
        desk(
            "KN Đ27 does not run where the office is not competent",
            r#"{"class":"complaint","competent":false}"#,
            &["TCD-28.1 2026-12-07 running"],
        ),
        desk(
            "KN Đ36: a second complaint",
            SECOND,
            &["KN-36 2026-12-02 running", "TCD-28.1 2026-12-07 running"],
        ),
        desk(
            "KN Đ36 does not run where the office is not competent",
            r#"{"class":"complaint","round":2,"competent":false}"#,
            &["TCD-28.1 2026-12-07 running"],
        ),
        desk(
            "KN Đ50: discipline, first",
            DISCIPLINE,
            &["KN-50a 2026-12-02 running", "TCD-28.1 2026-12-07 running"],
        ),
        desk(
            "KN Đ50: discipline, second",
            DISCIPLINE_2,
            &["KN-50a 2026-12-02 running", "TCD-28.1 2026-12-07 running"],
        ),
        desk(
            "KN Đ2.1: an administrative act is a first complaint like a decision",
            r#"{"class":"complaint","subject":"act","round":1}"#,
            &["KN-27 2026-12-02 running", "TCD-28.1 2026-12-07 running"],
        ),
        desk(
            "TC Đ24.1: a first denunciation",
            DENUNCIATION,
            &["TC-24.1 2026-12-02 running", "TCD-28.1 2026-12-07 running"],
        ),
        desk(
            "TC Đ24.1: several places to check, ten working days",
            r#"{"class":"denunciation","several_places":true}"#,
            &["TCD-28.1 2026-12-07 running", "TC-24.1 2026-12-07 running"],
        ),
        desk(
            "TC Đ24.2: not competent, five working days to forward, and no TC Đ24.1",
            r#"{"class":"denunciation","competent":false}"#,
            &["TC-24.2 2026-11-30 running", "TCD-28.1 2026-12-07 running"],
        ),
        desk(
            "TC Đ37.2: a further denunciation, twenty days",
            r#"{"class":"denunciation","round":2}"#,
            &["TCD-28.1 2026-12-07 running", "TC-37.2 2026-12-10 running"],
        ),
        desk(
            "several places say nothing of a complaint",
            r#"{"class":"complaint","several_places":true}"#,
            &["KN-27 2026-12-02 running", "TCD-28.1 2026-12-07 running"],
        ),
        desk(
            "TCD Đ28.1 alone for a recommendation",
            r#"{"class":"recommendation"}"#,
            &["TCD-28.1 2026-12-07 running"],
        ),
        desk(
            "TCD Đ28.1 alone for feedback",
            FEEDBACK,
            &["TCD-28.1 2026-12-07 running"],
        ),
    ]);
}

#[test]
fn what_starts_with_a_filing() {
    let filed = |why, from, petition, clocks| Case {
        why,
        from,
        received: "2026-11-20",
        petition,
        steps: &[],
        today: "2026-11-20",
        clocks,
    };
    check(&[
        filed(
            "TCD Đ28.1 is owed to visitors only",
            "post",
            COMPLAINT,
            &["KN-27 2026-12-02 running"],
        ),
        filed(
            "KN Đ36 by post",
            "post",
            SECOND,
            &["KN-36 2026-12-02 running"],
        ),
        filed(
            "KN Đ50 forwarded",
            "forwarded",
            DISCIPLINE,
            &["KN-50a 2026-12-02 running"],
        ),
        filed(
            "TC Đ24.1 by post: nobody who forwarded it waits for an answer",
            "post",
            DENUNCIATION,
            &["TC-24.1 2026-12-02 running"],
        ),
        filed(
            "TC Đ26.2: the press is answered within twenty days",
            "press",
            DENUNCIATION,
            &["TC-24.1 2026-12-02 running", "TC-26.2 2026-12-10 running"],
        ),
        filed(
            "TC Đ26.2: so is the body that forwarded it",
            "forwarded",
            DENUNCIATION,
            &["TC-24.1 2026-12-02 running", "TC-26.2 2026-12-10 running"],
        ),
        filed(
            "TC Đ26.2: the Front",
            "front",
            DENUNCIATION,
            &["TC-24.1 2026-12-02 running", "TC-26.2 2026-12-10 running"],
        ),
        filed(
            "TC Đ26.2: an elected body",
            "elected_body",
            DENUNCIATION,
            &["TC-24.1 2026-12-02 running", "TC-26.2 2026-12-10 running"],
        ),
        filed(
            "TC Đ26.2 says nothing of complaints",
            "press",
            COMPLAINT,
            &["KN-27 2026-12-02 running"],
        ),
        filed(
            "TC Đ24.2 of a filing",
            "online",
            r#"{"class":"denunciation","competent":false}"#,
            &["TC-24.2 2026-11-30 running"],
        ),
        filed(
            "the law sets no limit for filed feedback",
            "post",
            FEEDBACK,
            &[],
        ),
    ]);
}

#[test]
fn the_version_of_the_day_counts() {
    let on = |why, received, clocks| Case {
        why,
        from: "post",
        received,
        petition: COMPLAINT,
        steps: &[],
        today: received,
        clocks,
    };
    check(&[
        on(
            "KN Đ27 before 01/07/2026: ten days, from Friday 19/06 to Monday 29/06",
            "2026-06-19",
            &["KN-27 2026-06-29 running"],
        ),
        on(
            "KN Đ27 on the last day of the old text: 30/06 + 10 = Friday 10/07",
            "2026-06-30",
            &["KN-27 2026-07-10 running"],
        ),
        on(
            "KN Đ27 on the first day of L136: 01/07, seven working days: 2, 3, 6, 7, 8, 9, 10/07",
            "2026-07-01",
            &["KN-27 2026-07-10 running"],
        ),
        on(
            "Quốc khánh: from 28/08, 31/08 to 02/09 off: 3, 4, 7, 8, 9, 10, 11/09",
            "2026-08-28",
            &["KN-27 2026-09-11 running"],
        ),
        on(
            "a worked Saturday counts: from 20/08: 21, 22, 24, 25, 26, 27, 28/08",
            "2026-08-20",
            &["KN-27 2026-08-28 running"],
        ),
        on(
            "before the Law on Complaints nothing runs",
            "2012-06-30",
            &[],
        ),
    ]);
}

// Accepted on Wednesday 25/11/2026: the acceptance ends KN-27 (due 02/12). 30 days: Friday 25/12.
// 45: Saturday 09/01/2027, so Monday 11/01. 60: Sunday 24/01, so Monday 25/01. 70: Wednesday 03/02.
#[test]
fn what_acceptance_starts_and_ends() {
    let after = |why, petition, steps, clocks| Case {
        why,
        from: "post",
        received: "2026-11-20",
        petition,
        steps,
        today: "2026-11-25",
        clocks,
    };
    check(&[
        after(
            "KN Đ28",
            COMPLAINT,
            &[ACCEPT],
            &["KN-28 2026-12-25 running", "KN-27 2026-12-02 done"],
        ),
        after(
            "KN Đ28, NĐ 155 Đ3a: complex",
            COMPLAINT,
            &[ACCEPT, COMPLEX],
            &["KN-28 2027-01-11 running", "KN-27 2026-12-02 done"],
        ),
        after(
            "KN Đ28: found complex before it was accepted",
            COMPLAINT,
            &["2026-11-24 mark", ACCEPT],
            &["KN-28 2027-01-11 running", "KN-27 2026-12-02 done"],
        ),
        after(
            "KN Đ28: remote",
            COMPLAINT,
            &[ACCEPT, REMOTE],
            &["KN-28 2027-01-11 running", "KN-27 2026-12-02 done"],
        ),
        after(
            "KN Đ28: remote and complex",
            COMPLAINT,
            &[ACCEPT, COMPLEX, REMOTE],
            &["KN-28 2027-01-25 running", "KN-27 2026-12-02 done"],
        ),
        after(
            "KN Đ37",
            SECOND,
            &[ACCEPT],
            &["KN-37 2027-01-11 running", "KN-36 2026-12-02 done"],
        ),
        after(
            "KN Đ37: complex",
            SECOND,
            &[ACCEPT, COMPLEX],
            &["KN-37 2027-01-25 running", "KN-36 2026-12-02 done"],
        ),
        after(
            "KN Đ37: remote",
            SECOND,
            &[ACCEPT, REMOTE],
            &["KN-37 2027-01-25 running", "KN-36 2026-12-02 done"],
        ),
        after(
            "KN Đ37: remote and complex, 70 days",
            SECOND,
            &[ACCEPT, REMOTE, COMPLEX],
            &["KN-37 2027-02-03 running", "KN-36 2026-12-02 done"],
        ),
        after(
            "KN Đ50: discipline",
            DISCIPLINE,
            &[ACCEPT],
            &["KN-50b 2026-12-25 running", "KN-50a 2026-12-02 done"],
        ),
        after(
            "KN Đ50: discipline, second, the same limit",
            DISCIPLINE_2,
            &[ACCEPT],
            &["KN-50b 2026-12-25 running", "KN-50a 2026-12-02 done"],
        ),
        after(
            "KN Đ50: discipline, complex",
            DISCIPLINE,
            &[ACCEPT, COMPLEX],
            &["KN-50b 2027-01-11 running", "KN-50a 2026-12-02 done"],
        ),
        // TC-29.3: 26, 27, 30/11, 01, 02/12.
        after(
            "TC Đ30 and TC Đ29.3",
            DENUNCIATION,
            &[ACCEPT],
            &[
                "TC-29.3 2026-12-02 running",
                "TC-30 2026-12-25 running",
                "TC-24.1 2026-12-02 done",
            ],
        ),
        after(
            "TC Đ30 for a further denunciation; TC Đ37.2 is done by the acceptance",
            r#"{"class":"denunciation","round":2}"#,
            &[ACCEPT],
            &[
                "TC-29.3 2026-12-02 running",
                "TC-30 2026-12-25 running",
                "TC-37.2 2026-12-10 done",
            ],
        ),
        after("no limit for feedback", FEEDBACK, &[ACCEPT], &[]),
        after(
            "KN Đ27 is late when accepted on 03/12; KN Đ28 counts from then: Saturday 02/01, so Monday 04/01",
            COMPLAINT,
            &["2026-12-03 accept"],
            &["KN-28 2027-01-04 running", "KN-27 2026-12-02 late"],
        ),
        after(
            "asking for more moves no clock",
            COMPLAINT,
            &["2026-11-23 request_more"],
            &["KN-27 2026-12-02 running"],
        ),
        after(
            "accepted on the day of receipt",
            COMPLAINT,
            &["2026-11-20 accept"],
            &["KN-28 2026-12-21 running", "KN-27 2026-12-02 done"],
        ),
    ]);
}

#[test]
fn the_first_day_is_kept() {
    for (petition, steps, due, original) in [
        // KN Đ28: 25/12, then complex 11/01/2027.
        (
            COMPLAINT,
            vec!["2026-11-25 accept", "2026-11-27 mark"],
            "2027-01-11",
            "2026-12-25",
        ),
        // TC Đ30: 25/12, then extended to the unrolled 24/01, a Sunday.
        (
            DENUNCIATION,
            vec!["2026-11-25 accept", "2026-12-20 extend"],
            "2027-01-25",
            "2026-12-25",
        ),
    ] {
        let mut office = Office::new();
        office.saves(&filing("2026-11-20", "post", &[parse(petition)]));
        office.does(&steps);
        let clocks = office.life().clocks;
        let main = clocks
            .iter()
            .find(|c| ["KN-28", "TC-30"].contains(&c.rule.as_str()))
            .unwrap();
        assert_eq!((main.due, main.original_due), (day(due), day(original)));
    }
}

// TC Đ30 from Thursday 01/10/2026: Saturday 31/10, so Monday 02/11. Each extension adds to the unrolled day.
#[test]
fn extensions() {
    let after = |why, steps, clocks| Case {
        why,
        from: "post",
        received: "2026-09-28",
        petition: DENUNCIATION,
        steps,
        today: "2026-10-01",
        clocks,
    };
    // TC-24.1 from Monday 28/09: 29, 30/09, 01, 02, 05, 06, 07/10. TC-29.3: 02, 05, 06, 07, 08/10.
    check(&[
        after(
            "TC Đ30 unextended",
            &[DONE[0], DONE[1]],
            &[
                "TC-30 2026-11-02 running",
                "TC-24.1 2026-10-07 done",
                "TC-29.3 2026-10-08 done",
            ],
        ),
        after(
            "TC Đ30: one extension of thirty days, 31/10 + 30 = Monday 30/11",
            &[DONE[0], DONE[1], "2026-10-20 extend"],
            &[
                "TC-30 2026-11-30 running",
                "TC-24.1 2026-10-07 done",
                "TC-29.3 2026-10-08 done",
            ],
        ),
        after(
            "TC Đ30: an extension of ten days, 31/10 + 10 = Tuesday 10/11",
            &[DONE[0], DONE[1], r#"2026-10-20 extend {"days":10}"#],
            &[
                "TC-30 2026-11-10 running",
                "TC-24.1 2026-10-07 done",
                "TC-29.3 2026-10-08 done",
            ],
        ),
        after(
            "NĐ 31 Đ3: two grounds, two extensions: 30/11 + 30 = Wednesday 30/12",
            &[
                DONE[0],
                DONE[1],
                r#"2026-10-20 extend {"grounds":["a","b"]}"#,
                r#"2026-11-20 extend {"grounds":["a","b"]}"#,
            ],
            &[
                "TC-30 2026-12-30 running",
                "TC-24.1 2026-10-07 done",
                "TC-29.3 2026-10-08 done",
            ],
        ),
        after(
            "NĐ 31 Đ3: a second ground found later",
            &[
                DONE[0],
                DONE[1],
                "2026-10-20 extend",
                r#"2026-11-20 extend {"grounds":["g"]}"#,
            ],
            &[
                "TC-30 2026-12-30 running",
                "TC-24.1 2026-10-07 done",
                "TC-29.3 2026-10-08 done",
            ],
        ),
    ]);
}

#[test]
fn what_answers_the_citizen() {
    let desk = |why, petition, steps, clocks| Case {
        why,
        from: "desk",
        received: "2026-11-20",
        petition,
        steps,
        today: "2026-11-25",
        clocks,
    };
    check(&[
        desk(
            "TCD Đ28.1.a: an accepted complaint is answered",
            COMPLAINT,
            &["2026-11-25 accept"],
            &[
                "KN-28 2026-12-25 running",
                "TCD-28.1 2026-12-07 done",
                "KN-27 2026-12-02 done",
            ],
        ),
        desk(
            "an accepted denunciation is not yet answered",
            DENUNCIATION,
            &["2026-11-25 accept"],
            &[
                "TC-29.3 2026-12-02 running",
                "TCD-28.1 2026-12-07 running",
                "TC-30 2026-12-25 running",
                "TC-24.1 2026-12-02 done",
            ],
        ),
        desk(
            "TC Đ29.3: the notice answers the denouncer",
            DENUNCIATION,
            &["2026-11-25 accept", "2026-11-26 notify"],
            &[
                "TC-30 2026-12-25 running",
                "TC-24.1 2026-12-02 done",
                "TCD-28.1 2026-12-07 done",
                "TC-29.3 2026-12-02 done",
            ],
        ),
        desk(
            "an answer is none of the acceptance that the denounced person must hear of",
            DENUNCIATION,
            &["2026-11-25 accept", "2026-11-26 answer"],
            &[
                "TC-29.3 2026-12-02 running",
                "TC-30 2026-12-25 running",
                "TC-24.1 2026-12-02 done",
                "TCD-28.1 2026-12-07 done",
            ],
        ),
        desk(
            "TCD Đ28.1.b: told that it takes longer",
            COMPLAINT,
            &["2026-11-25 answer"],
            &["KN-27 2026-12-02 running", "TCD-28.1 2026-12-07 done"],
        ),
        desk(
            "a notice does not answer a complainant",
            COMPLAINT,
            &["2026-11-25 notify"],
            &["KN-27 2026-12-02 running", "TCD-28.1 2026-12-07 running"],
        ),
        desk(
            "late: answered on 08/12",
            FEEDBACK,
            &["2026-12-08 answer"],
            &["TCD-28.1 2026-12-07 late"],
        ),
        desk(
            "in time on the last day",
            FEEDBACK,
            &["2026-12-07 answer"],
            &["TCD-28.1 2026-12-07 done"],
        ),
        desk(
            "accepted feedback is answered, and no limit follows",
            FEEDBACK,
            &["2026-11-25 accept"],
            &["TCD-28.1 2026-12-07 done"],
        ),
        desk(
            "the first of two answers counts, in whichever order they are written down",
            FEEDBACK,
            &["2026-12-08 answer", "2026-12-04 answer"],
            &["TCD-28.1 2026-12-07 done"],
        ),
    ]);
}

#[test]
fn closing_acts() {
    let desk = |why, petition, steps, clocks| Case {
        why,
        from: "desk",
        received: "2026-11-20",
        petition,
        steps,
        today: "2026-11-26",
        clocks,
    };
    check(&[
        desk("KN Đ11: declined", COMPLAINT, &["2026-11-25 decline"], BOTH),
        desk(
            "TCD Đ26.1.b: guided",
            COMPLAINT,
            &["2026-11-25 guide"],
            BOTH,
        ),
        desk(
            "TCD Đ26.1.b: forwarded",
            COMPLAINT,
            &["2026-11-25 forward"],
            BOTH,
        ),
        desk("returned", COMPLAINT, &["2026-11-25 return"], BOTH),
        desk(
            "TCD Đ26.1.c: explained",
            COMPLAINT,
            &["2026-11-25 explain"],
            BOTH,
        ),
        desk(
            "passed to investigators",
            COMPLAINT,
            &["2026-11-25 pass_to_investigators"],
            BOTH,
        ),
        desk(
            "TCD Đ28.1: filed away, but the citizen still waits for an answer",
            COMPLAINT,
            &["2026-11-25 file_away"],
            &["TCD-28.1 2026-12-07 running", "KN-27 2026-12-02 done"],
        ),
        desk(
            "TC Đ24.2: forwarded in time",
            r#"{"class":"denunciation","competent":false}"#,
            &["2026-11-30 forward"],
            &["TCD-28.1 2026-12-07 done", "TC-24.2 2026-11-30 done"],
        ),
        desk(
            "TC Đ24.2: forwarded a day late",
            r#"{"class":"denunciation","competent":false}"#,
            &["2026-12-01 forward"],
            &["TCD-28.1 2026-12-07 done", "TC-24.2 2026-11-30 late"],
        ),
        desk(
            "TC Đ24.2: who came in person may be guided",
            r#"{"class":"denunciation","competent":false}"#,
            &["2026-11-25 guide"],
            &["TCD-28.1 2026-12-07 done", "TC-24.2 2026-11-30 done"],
        ),
        desk(
            "TC Đ24.3: filed away, nothing is left to forward",
            r#"{"class":"denunciation","competent":false}"#,
            &["2026-11-25 file_away"],
            &["TCD-28.1 2026-12-07 running", "TC-24.2 2026-11-30 dropped"],
        ),
        desk(
            "TC Đ27.1: passed on after acceptance",
            DENUNCIATION,
            &["2026-11-23 accept", "2026-11-25 pass_to_investigators"],
            &[
                "TC-24.1 2026-12-02 done",
                "TCD-28.1 2026-12-07 done",
                "TC-29.3 2026-12-01 dropped",
                "TC-30 2026-12-23 dropped",
            ],
        ),
        // KN-11a from Monday 30/11: 01, 02, 03/12.
        desk(
            "KN Đ11a: terminated; the decision must be sent",
            COMPLAINT,
            &["2026-11-25 accept", "2026-11-30 terminate"],
            &[
                "KN-11a 2026-12-03 running",
                "TCD-28.1 2026-12-07 done",
                "KN-27 2026-12-02 done",
                "KN-28 2026-12-25 done",
            ],
        ),
        desk(
            "KN Đ11a: and was sent late",
            COMPLAINT,
            &[
                "2026-11-25 accept",
                "2026-11-30 terminate",
                "2026-12-04 send",
            ],
            &[
                "TCD-28.1 2026-12-07 done",
                "KN-27 2026-12-02 done",
                "KN-28 2026-12-25 done",
                "KN-11a 2026-12-03 late",
            ],
        ),
        desk(
            "KN Đ10: withdrawn, but the complaint runs on until it is terminated",
            COMPLAINT,
            &["2026-11-25 accept", "2026-11-26 withdraw"],
            &[
                "KN-28 2026-12-25 running",
                "TCD-28.1 2026-12-07 done",
                "KN-27 2026-12-02 done",
            ],
        ),
        desk(
            "NĐ 156 Đ1: a withdrawn denunciation runs on",
            DENUNCIATION,
            &["2026-11-25 withdraw"],
            &["TC-24.1 2026-12-02 running", "TCD-28.1 2026-12-07 running"],
        ),
    ]);
}

// Decided on Monday 14/12/2026. 3 wd: 15, 16, 17. 5 wd: 15, 16, 17, 18, 21. 7 wd: … 22, 23. 7 days: Monday 21.
// 15 days: Tuesday 29/12. 30 days: Wednesday 13/01/2027. 45: Thursday 28/01.
#[test]
fn what_a_decision_starts() {
    let after = |why, petition, steps, clocks| Case {
        why,
        from: "post",
        received: "2026-11-20",
        petition,
        steps,
        today: "2026-12-14",
        clocks,
    };
    check(&[
        after(
            "KN Đ32, NĐ 124 Đ29.3, KN Đ44: a first decision",
            COMPLAINT,
            &[ACCEPT, DECIDE],
            &[
                "KN-32 2026-12-17 running",
                "KN-pub 2026-12-29 running",
                "KN-44 2027-01-13 running",
                "KN-27 2026-12-02 done",
                "KN-28 2026-12-25 done",
            ],
        ),
        after(
            "KN Đ41: a second decision, seven days of the Law, not seven working days",
            SECOND,
            &[ACCEPT, REVIEW],
            &[
                "KN-41 2026-12-21 running",
                "KN-pub 2026-12-29 running",
                "KN-44b 2027-01-13 running",
                "KN-36 2026-12-02 done",
                "KN-37 2027-01-11 done",
            ],
        ),
        after(
            "KN Đ56.1, Đ57: discipline, first",
            DISCIPLINE,
            &[ACCEPT, DECIDE],
            &[
                "KN-56.1 2026-12-17 running",
                "KN-pub 2026-12-29 running",
                "KN-57 2027-01-13 running",
                "KN-50a 2026-12-02 done",
                "KN-50b 2026-12-25 done",
            ],
        ),
        after(
            "KN Đ56.2: discipline, second",
            DISCIPLINE_2,
            &[ACCEPT, REVIEW],
            &[
                "KN-56.2 2026-12-21 running",
                "KN-pub 2026-12-29 running",
                "KN-57 2027-01-13 running",
                "KN-50a 2026-12-02 done",
                "KN-50b 2026-12-25 done",
            ],
        ),
        after(
            "TC Đ35.3, Đ36.1, Đ40.1: a conclusion",
            DENUNCIATION,
            &[ACCEPT, "2026-11-26 notify", DECIDE],
            &[
                "TC-35.3 2026-12-21 running",
                "TC-36.1 2026-12-23 running",
                "TC-40.1 2026-12-23 running",
                "TC-24.1 2026-12-02 done",
                "TC-29.3 2026-12-02 done",
                "TC-30 2026-12-25 done",
            ],
        ),
        after(
            "sent and published in time",
            COMPLAINT,
            &[ACCEPT, DECIDE, "2026-12-17 send", "2026-12-29 publish"],
            &[
                "KN-44 2027-01-13 running",
                "KN-27 2026-12-02 done",
                "KN-28 2026-12-25 done",
                "KN-32 2026-12-17 done",
                "KN-pub 2026-12-29 done",
            ],
        ),
        after(
            "published late",
            COMPLAINT,
            &[ACCEPT, DECIDE, "2026-12-17 send", "2026-12-30 publish"],
            &[
                "KN-44 2027-01-13 running",
                "KN-27 2026-12-02 done",
                "KN-28 2026-12-25 done",
                "KN-32 2026-12-17 done",
                "KN-pub 2026-12-29 late",
            ],
        ),
        // KN-31 from Wednesday 13/01/2027: 14, 15, 18, 19, 20/01.
        after(
            "NĐ 124 Đ31.1: in force, to be carried out",
            COMPLAINT,
            &[
                ACCEPT,
                DECIDE,
                "2026-12-17 send",
                "2026-12-29 publish",
                "2027-01-13 take_effect",
            ],
            &[
                "KN-31 2027-01-20 running",
                "KN-27 2026-12-02 done",
                "KN-28 2026-12-25 done",
                "KN-32 2026-12-17 done",
                "KN-pub 2026-12-29 done",
                "KN-44 2027-01-13 done",
            ],
        ),
        after(
            "KN Đ44: remote, 45 days",
            COMPLAINT,
            &[
                r#"2026-11-24 mark {"complex":false,"remote":true,"reason":"đảo"}"#,
                ACCEPT,
                DECIDE,
                "2026-12-17 send",
                "2026-12-29 publish",
            ],
            &[
                "KN-44 2027-01-28 running",
                "KN-27 2026-12-02 done",
                "KN-28 2027-01-11 done",
                "KN-32 2026-12-17 done",
                "KN-pub 2026-12-29 done",
            ],
        ),
        after(
            "KN Đ28: decided after its day",
            COMPLAINT,
            &[
                ACCEPT,
                "2026-12-28 decide",
                "2026-12-28 send",
                "2026-12-28 publish",
            ],
            &[
                "KN-44 2027-01-27 running",
                "KN-27 2026-12-02 done",
                "KN-28 2026-12-25 late",
                "KN-32 2026-12-31 done",
                "KN-pub 2027-01-12 done",
            ],
        ),
    ]);
}

// KN Đ28 from Monday 07/09/2026: Wednesday 07/10.
#[test]
fn suspensions() {
    let after = |why, petition, steps, today, clocks| Case {
        why,
        from: "post",
        received: "2026-09-07",
        petition,
        steps,
        today,
        clocks,
    };
    // KN-27 from 07/09: 8, 9, 10, 11, 14, 15, 16/09. KN-11a from Monday 14/09: 15, 16, 17; from Friday
    // 25/09: 28, 29, 30/09.
    check(&[
        after(
            "KN Đ11a.4: while suspended nothing is counted",
            COMPLAINT,
            &[ACCEPT_EARLY, "2026-09-14 suspend", "2026-09-15 send"],
            "2026-12-31",
            &[
                "KN-28 2026-10-07 paused",
                "KN-27 2026-09-16 done",
                "KN-11a 2026-09-17 done",
            ],
        ),
        after(
            "KN Đ11a.4: 7 days, then 23 from 26/09: Sunday 18/10, so Monday 19/10",
            COMPLAINT,
            &[
                ACCEPT_EARLY,
                "2026-09-14 suspend",
                "2026-09-15 send",
                "2026-09-25 resume",
                "2026-09-25 send",
            ],
            "2026-09-25",
            &[
                "KN-28 2026-10-19 running",
                "KN-27 2026-09-16 done",
                "KN-11a 2026-09-17 done",
                "KN-11a 2026-09-30 done",
            ],
        ),
        // Second pause 01/10 to 12/10: 7 + 6 days counted, 17 left from 13/10: Thursday 29/10. KN-11a from
        // 01/10: 2, 5, 6; from 12/10: 13, 14, 15.
        after(
            "KN Đ11a.4: twice; one sending is enough for all that was decided before it",
            COMPLAINT,
            &[
                ACCEPT_EARLY,
                "2026-09-14 suspend",
                "2026-09-25 resume",
                "2026-10-01 suspend",
                "2026-10-12 resume",
                "2026-10-12 send",
            ],
            "2026-10-12",
            &[
                "KN-28 2026-10-29 running",
                "KN-27 2026-09-16 done",
                "KN-11a 2026-09-17 late",
                "KN-11a 2026-09-30 late",
                "KN-11a 2026-10-06 late",
                "KN-11a 2026-10-15 done",
            ],
        ),
        after(
            "overdue on the day of suspension stays overdue",
            COMPLAINT,
            &[ACCEPT_EARLY, "2026-10-08 suspend", "2026-10-08 send"],
            "2026-10-20",
            &[
                "KN-28 2026-10-07 overdue",
                "KN-27 2026-09-16 done",
                "KN-11a 2026-10-13 done",
            ],
        ),
        after(
            "suspended on the last day: not overdue",
            COMPLAINT,
            &[ACCEPT_EARLY, "2026-10-07 suspend", "2026-10-07 send"],
            "2026-10-20",
            &[
                "KN-28 2026-10-07 paused",
                "KN-27 2026-09-16 done",
                "KN-11a 2026-10-12 done",
            ],
        ),
        after(
            "suspended on the last day, nothing left to count: it ends on the day of the resumption, Friday 23/10",
            COMPLAINT,
            &[
                ACCEPT_EARLY,
                "2026-10-07 suspend",
                "2026-10-23 resume",
                "2026-10-23 send",
            ],
            "2026-10-23",
            &[
                "KN-28 2026-10-23 running",
                "KN-27 2026-09-16 done",
                "KN-11a 2026-10-12 late",
                "KN-11a 2026-10-28 done",
            ],
        ),
        // TC-34.4 from 14/09: 15, 16, 17, 18, 21. TC-24.1 16/09. TC-29.3: 8, 9, 10, 11, 14/09.
        after(
            "TC Đ34: a denunciation is paused too; resuming starts no sending",
            DENUNCIATION,
            &[
                ACCEPT_EARLY,
                "2026-09-08 notify",
                "2026-09-14 suspend",
                "2026-09-25 resume",
            ],
            "2026-09-25",
            &[
                "TC-34.4 2026-09-21 overdue",
                "TC-30 2026-10-19 running",
                "TC-24.1 2026-09-16 done",
                "TC-29.3 2026-09-14 done",
            ],
        ),
        after(
            "TC Đ29.3 is not paused",
            DENUNCIATION,
            &[ACCEPT_EARLY, "2026-09-09 suspend", "2026-09-09 send"],
            "2026-09-10",
            &[
                "TC-29.3 2026-09-14 running",
                "TC-30 2026-10-07 paused",
                "TC-24.1 2026-09-16 done",
                "TC-34.4 2026-09-16 done",
            ],
        ),
        after(
            "KN Đ37 is paused",
            SECOND,
            &[ACCEPT_EARLY, "2026-09-14 suspend", "2026-09-15 send"],
            "2026-09-30",
            &[
                "KN-37 2026-10-22 paused",
                "KN-36 2026-09-16 done",
                "KN-11a 2026-09-17 done",
            ],
        ),
    ]);
}

#[test]
fn a_forwarded_petition_whose_citizen_asked_is_told() {
    // TCD-28.2 from Monday 07/12: 8, 9, 10, 11, 14/12.
    let forwarded = |why, steps, clocks| Case {
        why,
        from: "desk",
        received: "2026-11-20",
        petition: r#"{"class":"complaint","competent":false}"#,
        steps,
        today: "2026-12-07",
        clocks,
    };
    check(&[
        forwarded(
            "TCD Đ28.2: asked",
            &["2026-11-25 forward", "2026-12-07 reply_received"],
            &["TCD-28.2 2026-12-14 running", "TCD-28.1 2026-12-07 done"],
        ),
        forwarded(
            "TCD Đ28.2: told",
            &[
                "2026-11-25 forward",
                "2026-12-07 reply_received",
                "2026-12-09 answer",
            ],
            &["TCD-28.1 2026-12-07 done", "TCD-28.2 2026-12-14 done"],
        ),
        forwarded(
            "TCD Đ28.2: not asked",
            &[
                "2026-11-25 forward",
                r#"2026-12-07 reply_received {"asked":false}"#,
            ],
            &["TCD-28.1 2026-12-07 done"],
        ),
    ]);
}

#[test]
fn a_refused_visit_gets_its_notice() {
    // ND154 Đ4.3 from Friday 20/11: 23, 25, 26/11.
    for (ground, steps, clocks) in [
        ("Đ9.3", vec![], vec!["ND154-4.3 2026-11-26 running"]),
        ("4.1.h", vec![], vec!["ND154-4.3 2026-11-26 running"]),
        (
            "9.3",
            vec!["reception 2026-11-26 notify"],
            vec!["ND154-4.3 2026-11-26 done"],
        ),
        (
            "Đ9.3",
            vec!["reception 2026-11-27 notify"],
            vec!["ND154-4.3 2026-11-26 late"],
        ),
        ("Đ9.1", vec![], vec![]),
        ("4.1.i", vec![], vec![]),
    ] {
        let mut office = Office::new();
        let mut line = visit("2026-11-20", &[]);
        line["refused"] =
            serde_json::json!({"ground": ground, "evidence": "TB 12", "decided_by": "Trưởng ban"});
        office.saves(&line);
        office.does(&steps);
        assert_eq!(office.reception_clocks("2026-11-20"), clocks, "{ground}");
    }
}

#[test]
fn promises_have_a_day_of_their_own() {
    let mut office = Office::new();
    office.saves(&visit("2026-11-20", &[parse(FEEDBACK)]));
    office.does(&[
        "2026-11-20 answer",
        r#"2026-11-23 promise {"due":"2026-12-05"}"#,
        r#"reception 2026-11-23 conclude_reception {"due":"2026-12-06"}"#,
    ]);
    // A promised Saturday stays a Saturday: the day is the promise's own.
    assert_eq!(
        office.clocks("2026-12-06"),
        ["promise 2026-12-05 overdue", "TCD-28.1 2026-12-07 done"]
    );
    assert_eq!(
        office.reception_clocks("2026-12-06"),
        ["promise 2026-12-06 running"]
    );
    office.does(&[
        r#"2026-12-06 promise_kept {"promise":3}"#,
        r#"reception 2026-12-06 promise_kept {"promise":4}"#,
    ]);
    assert_eq!(
        office.clocks("2026-12-06"),
        ["TCD-28.1 2026-12-07 done", "promise 2026-12-05 late"]
    );
    assert_eq!(
        office.reception_clocks("2026-12-06"),
        ["promise 2026-12-06 done"]
    );
}

#[test]
fn corrections_recount() {
    let after = |why, from, petition, steps, clocks| Case {
        why,
        from,
        received: "2026-11-20",
        petition,
        steps,
        today: "2026-11-23",
        clocks,
    };
    check(&[
        after(
            "a complaint that is a denunciation",
            "desk",
            COMPLAINT,
            &[r#"2026-11-23 correct {"field":"class","to":"denunciation"}"#],
            &[
                "TC-24.1 2026-12-02 running",
                "TCD-28.1 2026-12-07 running",
                "KN-27 2026-12-02 dropped",
            ],
        ),
        after(
            "a first complaint that is a second one",
            "desk",
            COMPLAINT,
            &[r#"2026-11-23 correct {"field":"round","to":2}"#],
            &[
                "KN-36 2026-12-02 running",
                "TCD-28.1 2026-12-07 running",
                "KN-27 2026-12-02 dropped",
            ],
        ),
        after(
            "discipline after all",
            "post",
            COMPLAINT,
            &[r#"2026-11-23 correct {"field":"subject","to":"disciplinary"}"#],
            &["KN-50a 2026-12-02 running", "KN-27 2026-12-02 dropped"],
        ),
        after(
            "TC Đ24.2: found not to be competent",
            "post",
            DENUNCIATION,
            &[r#"2026-11-23 correct {"field":"competent","to":false}"#],
            &["TC-24.2 2026-11-30 running", "TC-24.1 2026-12-02 dropped"],
        ),
        after(
            "a complaint not within competence has no limit by post",
            "post",
            COMPLAINT,
            &[r#"2026-11-23 correct {"field":"competent","to":false}"#],
            &["KN-27 2026-12-02 dropped"],
        ),
        after(
            "there and back: nothing is dropped that runs again",
            "post",
            COMPLAINT,
            &[
                r#"2026-11-23 correct {"field":"competent","to":false}"#,
                r#"2026-11-23 correct {"field":"competent","to":true}"#,
            ],
            &["KN-27 2026-12-02 running"],
        ),
        after(
            "a correction taken back never was",
            "post",
            COMPLAINT,
            &[
                r#"2026-11-23 correct {"field":"class","to":"feedback"}"#,
                r#"2026-11-23 correct {"seq":2,"void":true}"#,
            ],
            &["KN-27 2026-12-02 running"],
        ),
        after(
            "what ran from an acceptance as a complaint is dropped too",
            "post",
            COMPLAINT,
            &[
                "2026-11-23 accept",
                r#"2026-11-23 correct {"field":"class","to":"denunciation"}"#,
            ],
            // TC-29.3 from Monday 23/11: 25, 26, 27, 30/11, 01/12. 30 days: Wednesday 23/12.
            &[
                "TC-29.3 2026-12-01 running",
                "TC-30 2026-12-23 running",
                "TC-24.1 2026-12-02 done",
                "KN-27 2026-12-02 dropped",
                "KN-28 2026-12-23 dropped",
            ],
        ),
        after(
            "TC Đ26.2: it came from the press",
            "post",
            DENUNCIATION,
            &[r#"2026-11-23 correct {"field":"source","to":"press"}"#],
            &["TC-24.1 2026-12-02 running", "TC-26.2 2026-12-10 running"],
        ),
        after(
            "TC Đ26.2: it did not",
            "press",
            DENUNCIATION,
            &[r#"2026-11-23 correct {"field":"source","to":"post"}"#],
            &["TC-24.1 2026-12-02 running", "TC-26.2 2026-12-10 dropped"],
        ),
        after(
            "TC Đ24.1: several places",
            "post",
            DENUNCIATION,
            &[r#"2026-11-23 correct {"field":"several_places","to":true}"#],
            &["TC-24.1 2026-12-07 running"],
        ),
        after(
            "the day of the visit moves every clock: from 19/11, 7 wd 01/12, 10 wd 04/12",
            "desk",
            COMPLAINT,
            &[r#"2026-11-23 correct {"field":"at","to":"2026-11-19T10:00"}"#],
            &["KN-27 2026-12-01 running", "TCD-28.1 2026-12-04 running"],
        ),
        after(
            "so does the day of a filing",
            "post",
            COMPLAINT,
            &[r#"2026-11-23 correct {"field":"on","to":"2026-11-19"}"#],
            &["KN-27 2026-12-01 running"],
        ),
        after(
            "an acceptance taken back",
            "post",
            COMPLAINT,
            &[
                "2026-11-23 accept",
                r#"2026-11-23 correct {"seq":2,"void":true}"#,
            ],
            &["KN-27 2026-12-02 running"],
        ),
    ]);
}

// KN-28 and TC-30 from 25/11 end on 25/12.
#[test]
fn what_is_found_after_the_limit_does_not_undo_that_it_was_passed() {
    for (petition, last, then) in [
        (COMPLAINT, "2026-12-25 mark", "2026-12-28 mark"),
        (
            COMPLAINT,
            r#"2026-12-25 mark {"remote":true,"complex":false,"reason":"đảo"}"#,
            r#"2026-12-28 mark {"remote":true,"complex":false,"reason":"đảo"}"#,
        ),
        (DENUNCIATION, "2026-12-25 extend", "2026-12-28 extend"),
    ] {
        let decided = |step: &str| {
            let mut office = Office::new();
            office.saves(&filing("2026-11-20", "post", &[parse(petition)]));
            office.does(&["2026-11-25 accept", step, "2026-12-29 decide"]);
            let clocks = office.life().clocks;
            let rules = ["KN-28", "TC-30"];
            let main = clocks.iter().find(|c| rules.contains(&c.rule.as_str()));
            let main = main.unwrap();
            (main.due, main.state(day("2026-12-30")).word())
        };
        assert_eq!(decided(then), (day("2026-12-25"), "late"), "{then}");
        let (due, state) = decided(last);
        assert!(due > day("2027-01-01") && state == "done", "{last}");
    }
    // Found while it is suspended: the limit had not ended.
    let mut office = Office::new();
    office.saves(&filing("2026-11-20", "post", &[parse(COMPLAINT)]));
    office.does(&["2026-11-25 accept", "2026-12-21 suspend", "2026-12-28 mark"]);
    let clock = office.life().clocks.into_iter().find(|c| c.rule == "KN-28");
    assert!(clock.unwrap().due > day("2027-01-01"));
}

#[test]
fn a_suspension_after_an_override_does_not_bring_an_ended_limit_back() {
    for (suspend, state) in [("2026-12-25", "paused"), ("2026-12-28", "overdue")] {
        let mut office = Office::new();
        office.saves(&filing("2026-11-20", "post", &[parse(COMPLAINT)]));
        office.does(&[
            "2026-11-25 accept",
            r#"2026-12-22 override_due {"rule":"KN-28","due":"2027-01-29"}"#,
            &format!("{suspend} suspend"),
        ]);
        let clocks = office.life().clocks;
        let clock = clocks.iter().find(|c| c.rule == "KN-28").unwrap();
        assert_eq!(clock.state(day("2026-12-30")).word(), state, "{suspend}");
    }
}

#[test]
fn an_override_moves_one_clock_and_keeps_the_first_day() {
    let mut office = Office::new();
    office.saves(&filing("2026-11-20", "post", &[parse(COMPLAINT)]));
    office.does(&[
        "2026-11-25 accept",
        r#"2026-11-26 override_due {"rule":"KN-28","due":"2026-12-18"}"#,
    ]);
    let clock = office.life().clocks[0].clone();
    assert_eq!(
        (clock.due, clock.original_due, clock.counted, clock.review),
        (
            day("2026-12-18"),
            day("2026-12-25"),
            day("2026-12-25"),
            false
        )
    );
    assert_eq!(clock.overridden.as_deref(), Some("lãnh đạo yêu cầu"));
    // A later pause of seven days does not move it, but it must be looked at again: the count would end on
    // Friday 01/01/2027, a holiday, so Monday 04/01.
    office.does(&["2026-11-30 suspend", "2026-12-07 resume", "2026-12-07 send"]);
    let clock = office.life().clocks[0].clone();
    assert_eq!(
        (clock.due, clock.counted, clock.review),
        (day("2026-12-18"), day("2027-01-04"), true)
    );
    assert_eq!(office.clocks("2026-12-19")[0], "KN-28 2026-12-18 overdue");
    office.does(&["2026-12-19 decide"]);
    assert!(
        office
            .clocks("2026-12-19")
            .contains(&"KN-28 2026-12-18 late".to_owned())
    );
}

#[test]
fn days_left_are_calendar_days() {
    let mut office = Office::new();
    office.saves(&filing("2026-11-20", "post", &[parse(COMPLAINT)]));
    let clock = office.life().clocks[0].clone();
    for (today, left) in [("2026-11-20", 12), ("2026-12-02", 0), ("2026-12-05", -3)] {
        assert_eq!(clock.days_left(day(today)), Some(left), "{today}");
    }
    assert_eq!(
        office.clocks("2026-12-02"),
        ["KN-27 2026-12-02 running"],
        "due today is not overdue"
    );
    assert_eq!(office.clocks("2026-12-03"), ["KN-27 2026-12-02 overdue"]);
}

#[test]
fn why_no_clock_leads() {
    for (from, petition, steps, waiting) in [
        ("desk", FEEDBACK, vec![], None),
        (
            "desk",
            FEEDBACK,
            vec!["2026-11-25 accept"],
            Some(Waiting::NoLimit),
        ),
        (
            "desk",
            FEEDBACK,
            vec!["2026-11-25 explain"],
            Some(Waiting::Closed),
        ),
        ("desk", FEEDBACK, vec!["2026-11-25 file_away"], None),
        ("post", FEEDBACK, vec![], Some(Waiting::NoLimit)),
        (
            "post",
            FEEDBACK,
            vec!["2026-11-25 urge"],
            Some(Waiting::OtherBody),
        ),
        (
            "post",
            FEEDBACK,
            vec!["2026-11-25 urge", "2026-11-26 reply_received"],
            Some(Waiting::NoLimit),
        ),
        (
            "post",
            r#"{"class":"complaint","competent":false,"lower_body":{"agency":"UBND xã","state":"late"}}"#,
            vec![],
            Some(Waiting::OtherBody),
        ),
        (
            "post",
            COMPLAINT,
            vec!["2026-11-25 accept", "2026-11-30 suspend", "2026-11-30 send"],
            Some(Waiting::Suspended),
        ),
        (
            "post",
            COMPLAINT,
            vec![
                "2026-11-25 accept",
                "2026-11-30 decide",
                "2026-11-30 send",
                "2026-11-30 publish",
            ],
            Some(Waiting::NoLimit),
        ),
    ] {
        let mut office = Office::new();
        office.saves(&match from {
            "desk" => visit("2026-11-20", &[parse(petition)]),
            source => filing("2026-11-20", source, &[parse(petition)]),
        });
        office.does(&steps);
        let life = office.life();
        assert_eq!(life.waiting_for, waiting, "{petition} {steps:?}");
        assert_eq!(life.leading().is_some(), waiting.is_none());
    }
}

#[test]
fn where_a_petition_stands() {
    for (petition, steps, status, ended, closed) in [
        (COMPLAINT, vec![], "received", false, false),
        (
            COMPLAINT,
            vec!["2026-11-23 request_more"],
            "waiting_more",
            false,
            false,
        ),
        (
            COMPLAINT,
            vec![
                "2026-11-23 request_more",
                r#"2026-11-25 correct {"field":"eligible","to":true}"#,
            ],
            "received",
            false,
            false,
        ),
        (
            COMPLAINT,
            vec!["2026-11-23 request_more", "2026-11-25 accept"],
            "accepted",
            false,
            false,
        ),
        (
            COMPLAINT,
            vec!["2026-11-25 accept", "2026-11-26 suspend"],
            "suspended",
            false,
            false,
        ),
        (
            COMPLAINT,
            vec![
                "2026-11-25 accept",
                "2026-11-26 suspend",
                "2026-11-27 resume",
            ],
            "accepted",
            false,
            false,
        ),
        (
            COMPLAINT,
            vec!["2026-11-25 accept", "2026-11-26 withdraw"],
            "withdrawn",
            false,
            false,
        ),
        (
            COMPLAINT,
            vec![
                "2026-11-25 accept",
                r#"2026-11-26 withdraw {"whole":false,"content":"phần bồi thường"}"#,
            ],
            "accepted",
            false,
            false,
        ),
        (
            DENUNCIATION,
            vec!["2026-11-25 accept", "2026-11-26 withdraw"],
            "accepted",
            false,
            false,
        ),
        (
            COMPLAINT,
            vec![
                "2026-11-25 accept",
                "2026-11-26 withdraw",
                "2026-11-26 terminate",
            ],
            "terminated",
            true,
            false,
        ),
        (
            COMPLAINT,
            vec![
                "2026-11-25 accept",
                "2026-11-26 terminate",
                "2026-11-27 send",
            ],
            "terminated",
            true,
            true,
        ),
        (
            COMPLAINT,
            vec!["2026-11-25 accept", "2026-12-14 decide"],
            "decided",
            false,
            false,
        ),
        (
            COMPLAINT,
            vec![
                "2026-11-25 accept",
                "2026-12-14 decide",
                "2027-01-13 take_effect",
            ],
            "in_force",
            false,
            false,
        ),
        (
            COMPLAINT,
            vec![
                "2026-11-25 accept",
                "2026-12-14 decide",
                "2026-12-14 send",
                "2026-12-14 publish",
                "2027-01-13 take_effect",
                r#"2027-01-14 enforce {"done":false}"#,
            ],
            "in_force",
            false,
            false,
        ),
        (
            COMPLAINT,
            vec![
                "2026-11-25 accept",
                "2026-12-14 decide",
                "2026-12-14 send",
                "2026-12-14 publish",
                "2027-01-13 take_effect",
                "2027-01-14 enforce",
            ],
            "enforced",
            true,
            true,
        ),
        (
            COMPLAINT,
            vec!["2026-11-25 decline"],
            "declined",
            true,
            true,
        ),
        (COMPLAINT, vec!["2026-11-25 guide"], "guided", true, true),
        (
            COMPLAINT,
            vec!["2026-11-25 forward"],
            "forwarded",
            true,
            true,
        ),
        (COMPLAINT, vec!["2026-11-25 return"], "returned", true, true),
        (
            COMPLAINT,
            vec!["2026-11-25 file_away"],
            "filed",
            true,
            false,
        ),
        (
            COMPLAINT,
            vec!["2026-11-25 explain"],
            "explained",
            true,
            true,
        ),
        (
            COMPLAINT,
            vec!["2026-11-25 pass_to_investigators"],
            "investigators",
            true,
            true,
        ),
    ] {
        let mut office = Office::new();
        office.saves(&visit("2026-11-20", &[parse(petition)]));
        office.does(&steps);
        let life = office.life();
        assert_eq!(
            (life.status.word(), life.ended, life.closed),
            (status, ended, closed),
            "{petition} {steps:?}"
        );
    }
}

#[test]
fn the_officer_is_the_last_one_assigned() {
    let mut office = Office::new();
    office.saves(&filing("2026-11-20", "post", &[parse(COMPLAINT)]));
    assert_eq!(office.life().officer, None);
    office.does(&[
        "2026-11-23 assign",
        r#"2026-11-25 assign {"officer":"mai"}"#,
    ]);
    assert_eq!(office.life().officer.as_deref(), Some("mai"));
    office.saves(&step(r#"2026-11-25 correct {"seq":3,"void":true}"#));
    assert_eq!(office.life().officer.as_deref(), Some("dung"));
}

#[test]
fn a_count_beyond_the_confirmed_calendar_says_so() {
    let mut office = Office::new();
    office.saves(&filing("2026-11-20", "post", &[parse(COMPLAINT)]));
    assert!(office.life().clocks[0].confirmed);
    office.does(&["2026-11-25 accept", "2026-11-27 mark"]);
    let clock = office.life().clocks[0].clone();
    assert_eq!((clock.due, clock.confirmed), (day("2027-01-11"), false));
}

#[test]
fn a_form_sees_what_saving_would_start() {
    let office = Office::new();
    let petitions = [parse(COMPLAINT), parse(DENUNCIATION)];
    let mut line = cases::value(&visit("2026-11-20", &petitions));
    tiepdan::register::person::take_people(&mut line).unwrap();
    let act = tiepdan::register::act::Act::read(&line).unwrap();
    let lives = tiepdan::register::memory::preview(&office.law, office.now, &act);
    let leading: Vec<_> = lives
        .iter()
        .map(|life| life.leading().map(|clock| (clock.rule.as_str(), clock.due)))
        .collect();
    assert_eq!(
        leading,
        [
            Some(("KN-27", day("2026-12-02"))),
            Some(("TC-24.1", day("2026-12-02")))
        ]
    );
}
