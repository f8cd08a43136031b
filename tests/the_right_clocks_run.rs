//! Which clocks run, from when, to when, and what ends them: the cases of `data/clocks.txt`, and what a table
//! does not say well. Every day is counted by hand, with the holidays of 2026 (24/11 off; 31/08 to 02/09 off,
//! Saturday 22/08 worked).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test helper fails by panicking"
)]

mod cases;

use cases::{Office, day, filing, parse, step, visit};
use std::collections::BTreeSet;
use tiepdan::register::act::StepKind;
use tiepdan::register::check::open_steps;
use tiepdan::register::life::Life;

const COMPLAINT: &str = r#"{"class":"complaint"}"#;
const DENUNCIATION: &str = r#"{"class":"denunciation"}"#;
const FEEDBACK: &str = r#"{"class":"feedback"}"#;

/// One case of the table.
#[derive(Debug, Default)]
struct Case<'t> {
    why: &'t str,
    /// The article that it is about; `not` before it says that no clock of that article runs.
    law: &'t str,
    /// `desk` or the source of a filing, the day, and the petition.
    came: [&'t str; 3],
    steps: Vec<&'t str>,
    on: &'t str,
    /// Where it stands and, where no clock leads, what for.
    is: Option<&'t str>,
    /// Every clock with its article, unless the others are not looked at.
    clocks: Vec<(&'t str, &'t str)>,
    others: bool,
}

fn table() -> Vec<Case<'static>> {
    let mut cases: Vec<Case> = Vec::new();
    let lines = include_str!("data/clocks.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with("##")) {
        if let Some(why) = line.strip_prefix("# ") {
            cases.push(Case {
                why,
                ..Case::default()
            });
            continue;
        }
        let case = cases.last_mut().unwrap();
        if let Some(law) = line.strip_prefix("law ") {
            case.law = law;
        } else if let Some(on) = line.strip_prefix("on ") {
            case.on = on;
        } else if let Some(is) = line.strip_prefix("is ") {
            case.is = Some(is);
        } else if line == "…" {
            case.others = true;
        } else if let Some(clock) = line.split_once(" | ") {
            case.clocks.push(clock);
        } else if case.came[0].is_empty() {
            let came: Vec<&str> = line.splitn(3, ' ').collect();
            case.came = came.try_into().unwrap();
        } else {
            case.steps.push(line);
        }
    }
    cases
}

/// Plays a case; beside it the article of its last act, as the menu names it before.
fn played(case: &Case) -> (Office, Option<String>) {
    let mut office = Office::new();
    let [from, received, petition] = case.came;
    let petition = [parse(petition)];
    office.saves(&match from {
        "desk" => visit(received, &petition),
        source => filing(received, source, &petition),
    });
    let mut article = None;
    for text in &case.steps {
        let (on, rest) = text.split_once(' ').unwrap();
        let kind = rest.split(' ').next().and_then(StepKind::from_word);
        let menu = open_steps(&office.petition("D-2026-0001"), &office.law, day(on));
        let named = menu.into_iter().find(|(open, _)| Some(*open) == kind);
        article = named.and_then(|(_, article)| article);
        office.does(&[text]);
    }
    (office, article)
}

fn stands(life: &Life) -> String {
    let waits = life
        .waiting_for
        .map(|waiting| format!(", waits {}", waiting.word()));
    format!("{}{}", life.status.word(), waits.unwrap_or_default())
}

/// Says whether a clock of the article is there and not dropped.
fn runs(life: &Life, article: &str) -> bool {
    let mut clocks = life.clocks.iter().filter(|clock| !clock.dropped);
    clocks.any(|clock| clock.citation.starts_with(article))
}

#[test]
fn every_case_of_the_table_holds_with_its_article() {
    for case in table() {
        let told = format!("{} {:?} {:?}", case.why, case.came, case.steps);
        let (office, last_act) = played(&case);
        let life = office.life();
        if !case.others {
            let expected: Vec<&str> = case.clocks.iter().map(|(clock, _)| *clock).collect();
            assert_eq!(office.clocks(case.on), expected, "{told}");
        }
        // Each clock rests on the article that stands beside it.
        for (clock, (_, article)) in life.clocks.iter().zip(&case.clocks) {
            let citation = &clock.citation;
            assert!(citation.starts_with(article), "{told}: {citation}");
        }
        match (case.law.strip_prefix("not "), case.is, last_act) {
            (Some(article), ..) => assert!(!runs(&life, article), "{told}"),
            // Where it stands follows from its last act, and that rests on the article.
            (None, Some(_), Some(act)) => assert!(act.starts_with(case.law), "{told}: {act}"),
            // It has only come in: the article is that of what may come next.
            (None, Some(_), None) => {
                let menu = open_steps(&office.petition("D-2026-0001"), &office.law, day(case.on));
                let mut next = menu.iter().filter_map(|(_, article)| article.as_deref());
                assert!(next.any(|article| article == case.law), "{told}");
            }
            (None, None, _) => assert!(runs(&life, case.law), "{told}"),
        }
        if let Some(is) = case.is {
            assert_eq!(stands(&life), is, "{told}");
            assert_eq!(
                life.leading().is_some(),
                life.waiting_for.is_none(),
                "{told}"
            );
        }
    }
}

#[test]
fn no_case_of_the_table_stands_twice_or_without_its_article() {
    let table = table();
    let mut seen = BTreeSet::new();
    for case in &table {
        assert!(case.law.contains('Đ'), "{}: {}", case.why, case.law);
        let key = (case.came, case.steps.clone(), case.on, case.law);
        assert!(seen.insert(key), "{} stands twice", case.why);
    }
    assert!(table.len() >= 180, "{}", table.len());
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

// KN-28 and TC-30 from 25/11 end on 25/12.
#[test]
fn what_is_found_after_the_limit_does_not_undo_that_it_was_passed() {
    for (petition, last, then) in [
        (
            COMPLAINT,
            "2026-12-25 mark",
            r#"2026-12-28 mark {"reason":"giám định về muộn"}"#,
        ),
        (
            COMPLAINT,
            r#"2026-12-25 mark {"remote":true,"complex":false,"reason":"đảo"}"#,
            r#"2026-12-28 mark {"remote":true,"complex":false,"reason":"đảo"}"#,
        ),
        (
            DENUNCIATION,
            "2026-12-25 extend",
            r#"2026-12-28 extend {"reason":"chờ xác minh"}"#,
        ),
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
