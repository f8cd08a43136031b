//! Every path ends and is founded; forty cases as they come to a desk.

use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_shipped_question_can_be_read() {
    assert_eq!(STATUTE.1, []);
    let guide = Guide::statute();
    assert!(guide.questions().len() > 60);
    for question in guide.questions() {
        assert!(
            question.citation.contains('Đ')
                || question.citation.contains("mẫu")
                || !question.note.is_empty(),
            "{}",
            question.id
        );
        assert!(
            question.certainty.is_sure() || !question.note.is_empty(),
            "{}",
            question.id
        );
        assert!(question.text.ends_with('?'), "{}", question.id);
    }
}

#[test]
fn no_answer_leads_back() {
    // Depth-first over every edge, also those of questions that are passed over: a loop would meet itself.
    fn visit<'g>(
        guide: &'g Guide,
        id: &'g str,
        above: &mut Vec<&'g str>,
        done: &mut BTreeSet<&'g str>,
    ) {
        assert!(!above.contains(&id), "{above:?} leads back to {id}");
        if done.contains(id) {
            return;
        }
        above.push(id);
        let question = guide.question(id).unwrap();
        for lead in [&question.yes, &question.no] {
            if let Some(to) = &lead.to {
                visit(guide, to, above, done);
            }
        }
        above.pop();
        done.insert(id);
    }
    let guide = Guide::statute();
    let mut done = BTreeSet::new();
    visit(guide, &guide.questions()[0].id, &mut Vec::new(), &mut done);
    assert_eq!(done.len(), guide.questions().len(), "some are never asked");
}

/// What a path has settled that matters for what comes: enough to tell two states apart.
type Settled = (Option<String>, Option<String>, Option<String>);

#[test]
fn every_path_ends_with_class_competence_round_and_field() {
    // Every state that any sequence of answers can reach, each once.
    let guide = Guide::statute();
    let mut seen: BTreeSet<(String, Settled)> = BTreeSet::new();
    let mut waiting: Vec<Vec<(String, bool)>> = vec![Vec::new()];
    let mut classes = BTreeMap::<String, usize>::new();
    while let Some(answers) = waiting.pop() {
        let (step, finding) = guide.next(&answers, &Known::new());
        match step {
            Step::Done if finding.split => assert_eq!(finding.class, None),
            Step::Done => {
                let class = finding.class.expect("a path without a class");
                *classes.entry(class.to_owned()).or_default() += 1;
                let path: Vec<_> = finding
                    .path
                    .iter()
                    .map(|p| p.question.id.as_str())
                    .collect();
                assert!(
                    finding.field.is_some() || path.contains(&"informs"),
                    "{path:?}"
                );
                assert!(
                    finding.competent.is_some() || finding.eligible == Some(false),
                    "{path:?}"
                );
                if matches!(class, "complaint" | "denunciation") {
                    assert!(finding.round.is_some(), "{path:?}");
                }
                assert_eq!(finding.eligible == Some(false), !finding.grounds.is_empty());
            }
            Step::Ask(question) => {
                let own = |text: Option<&str>| text.map(str::to_owned);
                let settled = (own(finding.class), own(finding.field), own(finding.subject));
                if seen.insert((question.id.clone(), settled)) {
                    for yes in [true, false] {
                        let mut more = answers.clone();
                        more.push((question.id.clone(), yes));
                        waiting.push(more);
                    }
                }
            }
        }
    }
    let reached: Vec<&str> = classes.keys().map(String::as_str).collect();
    assert_eq!(
        reached,
        ["complaint", "denunciation", "feedback", "recommendation"]
    );
}

#[test]
fn every_ground_named_stands_in_the_list_of_its_class() {
    for question in Guide::statute().questions() {
        for lead in [&question.yes, &question.no] {
            for (key, value) in &lead.settles {
                if *key != Settles::Ground {
                    continue;
                }
                let kind = match question.id.get(..2) {
                    Some("kn" | "kl") => GroundKind::DeclineComplaint,
                    Some("tc") => GroundKind::DeclineDenunciation,
                    _ => GroundKind::Refusal,
                };
                assert!(
                    ground::find(kind, value).is_some(),
                    "{} {value}",
                    question.id
                );
            }
        }
    }
}

#[test]
fn every_limit_that_answers_is_a_rule() {
    let rules = crate::law::rule::RuleBook::statute();
    let limits: Vec<&str> = Guide::statute()
        .questions()
        .iter()
        .filter_map(|q| q.fact.as_deref())
        .filter(|fact| fact.contains('-'))
        .collect();
    assert_eq!(limits, ["KN-9", "KN-33", "KN-48a", "KN-48b"]);
    for limit in limits {
        assert!(rules.rows().iter().any(|rule| rule.id == limit), "{limit}");
    }
}

#[test]
fn every_ground_for_not_accepting_is_asked_about() {
    let named: BTreeSet<&str> = Guide::statute()
        .questions()
        .iter()
        .flat_map(|q| q.yes.settles.iter().chain(&q.no.settles))
        .filter(|(key, _)| *key == Settles::Ground)
        .map(|(_, code)| code.as_str())
        .collect();
    for ground in ground::of_kind(GroundKind::DeclineComplaint) {
        assert!(named.contains(ground.code.as_str()), "{}", ground.code);
    }
    for ground in ground::of_kind(GroundKind::DeclineDenunciation) {
        // Not competent (Đ29.1.c) is found by the question of competence.
        assert!(
            ground.code == "Đ29.1.c" || named.contains(ground.code.as_str()),
            "{}",
            ground.code
        );
    }
}

/// Answers the path: each id is answered yes, each id after `!` no; all else that is asked is answered in
/// the way that stands against nothing.
fn walk(answers: &str) -> Finding<'static> {
    let guide = Guide::statute();
    let given: Vec<(String, bool)> = answers
        .split_whitespace()
        .map(|word| {
            (
                word.trim_start_matches('!').to_owned(),
                !word.starts_with('!'),
            )
        })
        .collect();
    let mut all = given.clone();
    loop {
        let (step, finding) = guide.next(&all, &Known::new());
        let Step::Ask(question) = step else {
            for (id, _) in &given {
                assert!(
                    finding.path.iter().any(|p| p.question.id == *id),
                    "{id} is not on the path of {answers}"
                );
            }
            return finding;
        };
        let costs = |yes: bool| {
            let settles = &question.lead(yes).settles;
            settles
                .iter()
                .filter(|(key, _)| {
                    matches!(key, Settles::Eligible | Settles::Lacks | Settles::Split)
                })
                .count()
        };
        let harmless = ["own_right", "review", "public_act", "written", "tc_named"];
        let yes = costs(true) < costs(false)
            || (costs(true) == costs(false) && harmless.contains(&question.id.as_str()));
        all.push((question.id.clone(), yes));
    }
}

/// Class, round, competent, eligible (`?` where not yet known), field, ground or what is missing.
fn said(finding: &Finding) -> String {
    let tick = |value: Option<bool>| match value {
        Some(true) => "+",
        Some(false) => "-",
        None => "?",
    };
    let code = finding
        .grounds
        .iter()
        .filter_map(|r| r.ground)
        .map(|g| g.code.as_str());
    let lacks = finding.lacks.iter().map(|r| r.question.id.as_str());
    let why: Vec<&str> = code.chain(lacks).collect();
    format!(
        "{} {} {}{} {} {}",
        finding.class.unwrap_or("split"),
        finding.round.unwrap_or(0),
        tick(finding.competent),
        tick(finding.eligible),
        finding.field.unwrap_or("-"),
        why.join(",")
    )
    .trim_end()
    .to_owned()
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn forty_cases_as_they_come() {
    // What is answered, what comes of it, the article it rests on.
    let cases: &[(&str, &str, &str)] = &[
        ("mixed", "split 0 ?? -", "TCD Đ25.3"),
        (
            "kn_own kn_limit kn_self !kn_group kn_land",
            "complaint 1 ++ land",
            "KN Đ2.1",
        ),
        (
            "!written kn_own kn_limit kn_self kn_policy",
            "complaint 1 ++ policy",
            "KN Đ2.1",
        ),
        (
            "kn_own kn_limit kn_self kn_office",
            "complaint 1 ++ administrative",
            "KN Đ17",
        ),
        (
            "kn_own kn_limit kn_self !kn_land !kn_policy !kn_office",
            "complaint 1 ++ other",
            "KN Đ17",
        ),
        (
            "kn_own !kn_limit kn_obstacle kn_self kn_land",
            "complaint 1 ++ land",
            "KN Đ9",
        ),
        (
            "kn_own !kn_limit !kn_obstacle kn_land",
            "complaint 1 +- land Đ11.6",
            "KN Đ9, Đ11.6",
        ),
        (
            "kn_round kn_own_second kn_limit_second kn_self kn_land",
            "complaint 2 ++ land",
            "KN Đ21.2",
        ),
        (
            "kn_round kn_own_second !kn_limit_second !kn_obstacle kn_land",
            "complaint 2 +- land Đ11.6",
            "KN Đ33.1",
        ),
        (
            "kn_round kn_second_done kn_land",
            "complaint 2 ?- land Đ11.7",
            "KN Đ11.7",
        ),
        (
            "kn_round !kn_own_second !kn_elsewhere kn_land",
            "complaint 2 -+ land",
            "TCD Đ26.1.b",
        ),
        (
            "!kn_own kn_below kn_below_late kn_land",
            "complaint 1 -+ land",
            "ND154 Đ15.3",
        ),
        (
            "!kn_own kn_below !kn_below_late kn_land",
            "complaint 1 -+ land",
            "TCD Đ26.1.b",
        ),
        (
            "!kn_own !kn_below kn_guided kn_land",
            "complaint 1 -+ land",
            "TCD Đ26.1.b",
        ),
        (
            "!public_act party_act",
            "complaint 1 -+ other",
            "TCD Đ26.1.b",
        ),
        (
            "!public_act court_act",
            "complaint 1 -+ judicial",
            "TCD Đ26.1.b",
        ),
        (
            "!public_act unit_act kn_own kn_limit kn_self kn_policy",
            "complaint 1 ++ policy",
            "ND124 Đ15",
        ),
        (
            "!public_act pa_dispute pa_land",
            "recommendation 0 -+ land",
            "TCD Đ2.2",
        ),
        (
            "disciplinary kl_own kl_limit kn_self",
            "complaint 1 ++ administrative",
            "KN Đ48",
        ),
        (
            "disciplinary kl_round kl_own_second !kl_limit_second !kn_obstacle",
            "complaint 2 +- administrative Đ11.6",
            "KN Đ48",
        ),
        (
            "disciplinary kl_round kl_second_done",
            "complaint 2 ?- administrative Đ11.7",
            "KN Đ11.7",
        ),
        (
            "kn_own kn_limit kn_court kn_land",
            "complaint 1 +- land Đ11.9",
            "KN Đ11.9",
        ),
        (
            "kn_own kn_limit kn_terminated kn_land",
            "complaint 1 +- land Đ11.8",
            "KN Đ11.8",
        ),
        (
            "kn_own kn_limit kn_internal kn_office",
            "complaint 1 +- administrative Đ11.1",
            "KN Đ11.1",
        ),
        (
            "kn_own kn_limit !kn_affects kn_land",
            "complaint 1 +- land Đ11.2",
            "KN Đ11.2",
        ),
        (
            "kn_own kn_limit kn_self !kn_capacity kn_land",
            "complaint 1 +- land Đ11.3",
            "KN Đ11.3",
        ),
        (
            "kn_own kn_limit !kn_self kn_authority kn_land",
            "complaint 1 ++ land",
            "KN Đ12.1",
        ),
        (
            "kn_own kn_limit !kn_self !kn_authority kn_land",
            "complaint 1 +- land Đ11.4",
            "KN Đ11.4",
        ),
        (
            "kn_own kn_limit kn_self !kn_signed kn_land",
            "complaint 1 +- land Đ11.5",
            "KN Đ11.5",
        ),
        (
            "kn_own kn_limit kn_self kn_group !kn_group_paper kn_land",
            "complaint 1 +? land kn_group_paper",
            "ND155 Đ10",
        ),
        (
            "kn_own kn_limit kn_self !kn_dated !kn_papers kn_land",
            "complaint 1 +? land kn_dated,kn_papers",
            "KN Đ8.2",
        ),
        (
            "!own_right violation individual tc_own !tc_crime tc_corruption",
            "denunciation 1 ++ corruption",
            "TC Đ2",
        ),
        (
            "!own_right violation individual tc_own tc_crime tc_office",
            "denunciation 1 ++ administrative",
            "TC Đ27.1",
        ),
        (
            "!own_right violation individual tc_round !tc_new tc_office",
            "denunciation 2 ?- administrative",
            "TC Đ37",
        ),
        (
            "!own_right violation individual tc_round tc_new tc_own_second tc_corruption",
            "denunciation 2 ++ corruption",
            "TC Đ37",
        ),
        (
            "!own_right violation individual !tc_own !tc_party tc_court !tc_sent",
            "denunciation 1 -+ judicial",
            "TC Đ24.2",
        ),
        (
            "!own_right violation individual tc_own !tc_named !tc_clear tc_office",
            "denunciation 1 +- administrative Đ29.1.a",
            "TC Đ25",
        ),
        (
            "!own_right violation individual tc_own !tc_named tc_clear tc_corruption",
            "denunciation 1 ++ corruption",
            "TC Đ25.2",
        ),
        (
            "!own_right violation individual tc_own !tc_basis tc_office",
            "denunciation 1 +- administrative Đ29.1.d",
            "TC Đ29.1.d",
        ),
        (
            "!own_right violation individual tc_own tc_turned !tc_turned_proof tc_office",
            "denunciation 1 +- administrative Đ29.1",
            "TC Đ29.1",
        ),
        (
            "!own_right violation !individual pa_own pa_land",
            "feedback 0 ++ land",
            "TC Đ2",
        ),
        (
            "!own_right !violation asks_change pa_own pa_group !pa_group_paper pa_policy",
            "recommendation 0 +? policy pa_group_paper",
            "TCD Đ29",
        ),
        (
            "!own_right !violation !asks_change informs pa_own pa_group pa_group_paper pa_land",
            "feedback 0 ++ land",
            "TCD Đ29",
        ),
        (
            "!own_right !violation asks_change pa_own pa_policy",
            "recommendation 0 ++ policy",
            "TCD Đ2.2",
        ),
        (
            "!own_right !violation !asks_change informs pa_own pa_repeat pa_land",
            "feedback 0 +- land 4.1.h",
            "ND154 Đ4.1.h",
        ),
        (
            "!own_right !violation !asks_change !informs",
            "feedback 0 -- - 4.1.g",
            "ND154 Đ4.1.g",
        ),
    ];
    assert!(cases.len() >= 40);
    let short = |citation: &str| {
        citation
            .replace("Luật Tiếp công dân", "TCD")
            .replace("Luật Khiếu nại", "KN")
            .replace("Luật Tố cáo", "TC")
            .replace("Nghị định ", "ND")
    };
    for (answers, expected, article) in cases {
        let finding = walk(answers);
        assert_eq!(said(&finding), *expected, "{answers} ({article})");
        let (law, articles) = article.split_once(' ').unwrap();
        let cited: Vec<String> = finding
            .path
            .iter()
            .flat_map(|p| {
                let grounds = finding.grounds.iter().filter_map(|r| r.ground);
                grounds
                    .map(|g| short(&g.citation))
                    .chain([short(&p.question.citation)])
            })
            .collect();
        for one in articles.split(", ") {
            assert!(
                cited.iter().any(|c| c.contains(law) && c.contains(one)),
                "{answers}: {law} {one} is not on the path"
            );
        }
    }
}

#[test]
fn what_is_known_answers_and_the_officer_goes_before_it() {
    let guide = Guide::statute();
    let known = Known::from([("mixed".to_owned(), false), ("named".to_owned(), true)]);
    let (step, finding) = guide.next(&[], &known);
    let Step::Ask(question) = step else { panic!() };
    assert_eq!(question.id, "own_right");
    assert_eq!(finding.path[0].by, By::Known);
    let (step, finding) = guide.next(&[("mixed".to_owned(), true)], &known);
    assert_eq!(step, Step::Done);
    assert!(finding.split && finding.path[0].by == By::Officer);
}

#[test]
fn a_bad_row_is_left_out_and_told() {
    let header =
        "id,text,text_en,citation,why,why_en,yes,yes_sets,no,no_sets,fact,unless,certainty,note\n";
    let told = |row: &str| read::read(&format!("{header}{row}\n")).1;
    for (row, reason) in [
        (
            "a,t?,t?,,w,w,end,,end,,,,T,",
            "id, text, article or why is missing",
        ),
        ("a,t?,t?,c,w,w,,,end,,,,T,", "an answer leads nowhere"),
        ("a,t?,t?,c,w,w,b,,end,,,,T,", "leads to unknown b"),
        (
            "a,t?,t?,c,w,w,end,colour=red,end,,,,T,",
            "unknown key colour",
        ),
        (
            "a,t?,t?,c,w,w,end,round=3,end,,,,T,",
            "3 is no value of round",
        ),
        ("a,t?,t?,c,w,w,end,,end,,,,Q,", "unknown certainty Q"),
    ] {
        let told = told(row);
        assert_eq!(told.len(), 1, "{row}");
        assert_eq!((told[0].line, told[0].reason.as_str()), (2, reason));
    }
}

proptest! {
    #[test]
    fn any_answers_end(bits in prop::collection::vec(any::<bool>(), 200), facts in any::<u16>()) {
        let guide = Guide::statute();
        let names = ["mixed", "self", "paper", "signed", "group", "named", "dated", "says", "documents", "second", "written", "individual", "contact", "KN-9", "several", "summary"];
        let known: Known = names.iter().enumerate()
            .filter(|(at, _)| facts >> at & 1 == 1)
            .map(|(at, name)| ((*name).to_owned(), bits[at]))
            .collect();
        let mut answers = Vec::new();
        for bit in &bits {
            let (step, finding) = guide.next(&answers, &known);
            match step {
                Step::Ask(question) => answers.push((question.id.clone(), *bit)),
                Step::Done => {
                    let stored: Vec<_> = finding.path.iter().map(|p| (p.question.id.clone(), p.yes)).collect();
                    let again = guide.retrace(&stored);
                    prop_assert_eq!(again.class, finding.class);
                    prop_assert_eq!(again.path.len(), finding.path.len());
                    return Ok(());
                }
            }
        }
        prop_assert!(false, "no end after {} answers", answers.len());
    }
}

#[test]
fn answers_from_before_a_question_stood_in_the_table_lead_where_they_led() {
    let answers = "!mixed !own_right !violation asks_change !pa_rule pa_own !pa_repeat pa_named pa_clear pa_language !pa_land pa_policy";
    let given: Vec<(String, bool)> = answers
        .split_whitespace()
        .map(|word| {
            (
                word.trim_start_matches('!').to_owned(),
                !word.starts_with('!'),
            )
        })
        .collect();
    let found = Guide::statute().retrace(&given);
    assert_eq!(said(&found), "recommendation 0 ++ policy");
    assert_eq!(
        found.path.len(),
        given.len(),
        "what was not asked is not told"
    );
    // What was broken off stays open.
    let found = Guide::statute().retrace(&given[..7]);
    assert_eq!(said(&found), "recommendation 0 +? -");
}

#[test]
fn a_finding_points_to_a_step() {
    for (answers, step) in [
        ("kn_own kn_limit kn_self !kn_group kn_land", Some("accept")),
        ("kn_own !kn_limit !kn_obstacle kn_land", Some("decline")),
        ("kn_round kn_second_done kn_land", Some("decline")),
        (
            "kn_own kn_limit kn_self !kn_dated kn_land",
            Some("request_more"),
        ),
        ("!kn_own kn_below kn_below_late kn_land", Some("urge")),
        (
            "!kn_own !kn_below !kn_guided !kn_dated kn_land",
            Some("guide"),
        ),
        ("mixed", None),
    ] {
        assert_eq!(walk(answers).points_to(), step, "{answers}");
    }
}
