//! What must hold for any sequence of acts, lawful or not: nothing panics, nothing is lost in writing and
//! reading, numbers have no gaps, a book can be replayed, the menu and the check agree, and no petition
//! is left without a clock unless the law leaves it so.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test helper fails by panicking"
)]

mod cases;

use cases::{Office, day, laid, parse, step, value, visitor};
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use tiepdan::law::calendar::SpecialDay;
use tiepdan::register::act::{Act, Step, StepKind};
use tiepdan::register::apply::apply;
use tiepdan::register::book::{Entry, Numbers, Origin, Petition};
use tiepdan::register::check::{check, open_reception_steps, open_steps};
use tiepdan::register::life::{Life, Waiting, life, reception_clocks};
use tiepdan::register::memory::{MemoryShelf, entered};
use tiepdan::register::number::{MatterNo, PetitionNo, ReceptionNo};
use tiepdan::register::own_law::{LawAct, law_with};
use tiepdan::register::person::take_people;
use tiepdan::register::words::{Class, Round, Status};

/// One thing that somebody tries to do.
#[derive(Debug, Clone)]
struct Try {
    kind: usize,
    /// Days after the one before; sometimes before it.
    later: i64,
    which: u32,
    form: usize,
}

fn tries(most: usize) -> impl Strategy<Value = Vec<Try>> {
    let one =
        (0..200_usize, -3..12_i64, 1..5_u32, 0..8_usize).prop_map(|(kind, later, which, form)| {
            Try {
                kind,
                later,
                which,
                form,
            }
        });
    prop::collection::vec(one, 1..most)
}

const CLASSES: [&str; 12] = [
    r#"{"class":"complaint"}"#,
    r#"{"class":"complaint","round":2,"competent":true}"#,
    r#"{"class":"complaint","subject":"disciplinary"}"#,
    r#"{"class":"denunciation"}"#,
    r#"{"class":"denunciation","competent":false}"#,
    r#"{"class":"denunciation","round":2,"several_places":true}"#,
    r#"{"class":"feedback"}"#,
    r#"{"class":"recommendation","competent":false}"#,
    r#"{"class":"complaint","subject":"disciplinary","round":2}"#,
    r#"{"class":"complaint","competent":false,"lower_body":{"agency":"UBND xã","state":"late"}}"#,
    r#"{"class":"complaint","round":2,"eligible":false}"#,
    r#"{"class":"denunciation","round":2,"competent":false}"#,
];

const FIELDS: [&str; 8] = [
    r#"{"field":"class","to":"denunciation"}"#,
    r#"{"field":"class","to":"complaint"}"#,
    r#"{"field":"round","to":2}"#,
    r#"{"field":"competent","to":false}"#,
    r#"{"field":"competent","to":true}"#,
    r#"{"field":"eligible","to":false}"#,
    r#"{"field":"at","to":"2026-07-02T10:00"}"#,
    r#"{"field":"subject","to":"disciplinary"}"#,
];

fn received(on: NaiveDate, form: usize, which: u32) -> Json {
    let place = form + 8 * which as usize;
    let petition = parse(CLASSES[place % CLASSES.len()]);
    let other = parse(CLASSES[(place * 5 + 1) % CLASSES.len()]);
    let petitions = if which == 1 {
        vec![petition, other]
    } else {
        vec![petition]
    };
    if which.is_multiple_of(2) {
        cases::visit(&on.to_string(), &petitions)
    } else {
        let source = ["post", "press", "forwarded", "front", "elected_body"][form % 5];
        cases::filing(&on.to_string(), source, &petitions)
    }
}

/// Every step but the one that no menu offers: it asks for a name that stands in no act.
fn in_menus() -> impl Iterator<Item = StepKind> {
    let all = StepKind::ALL.iter().copied();
    all.filter(|kind| {
        !matches!(
            kind,
            StepKind::ConflictCheck | StepKind::Veil | StepKind::Erase
        )
    })
}

/// What is tried, as a line.
fn line(attempt: &Try, on: NaiveDate, office: &Office) -> Json {
    let kinds = StepKind::ALL;
    let petitions = &office.shelf.petitions;
    let no = petitions
        .keys()
        .nth(attempt.which as usize % petitions.len().max(1));
    // Half of what is tried is taken from the menu, so that petitions grow old.
    if attempt.form.is_multiple_of(2)
        && let Some(line) = no.and_then(|no| from_menu(attempt, on, office, &petitions[no]))
    {
        return line;
    }
    // What carries a petition on comes up more often than what closes it.
    let often = [
        "accept",
        "decide",
        "suspend",
        "resume",
        "correct",
        "send",
        "extend",
        "mark",
        "notify",
        "publish",
        "take_effect",
        "enforce",
        "override_due",
    ];
    let kind = match attempt.kind {
        _ if office.shelf.petitions.is_empty() => {
            return received(on, attempt.form, attempt.which);
        }
        0..10 => return received(on, attempt.form, attempt.which),
        10..150 => often[attempt.kind % often.len()],
        other => kinds[other % kinds.len()].word(),
    };
    let mut body = step(&format!("{on} {kind}"));
    let stray = PetitionNo {
        year: 2026,
        n: 9999,
    };
    body["petition"] = json!(no.unwrap_or(&stray).to_string());
    let last = office.shelf.last_seq;
    match kind {
        "correct" if attempt.form.is_multiple_of(2) || last == 0 => {
            body = laid(body, &parse(FIELDS[attempt.form % FIELDS.len()]));
        }
        "correct" => {
            let seq = last - (attempt.form as u64).min(last - 1);
            body = laid(body, &json!({"seq": seq, "void": true}));
        }
        "decide" if attempt.form > 4 => body["outcome"] = json!("upheld"),
        "promise_kept" => body["promise"] = json!(last),
        "withdraw" if attempt.form > 4 => {
            body = laid(body, &json!({"whole": false, "content": "một phần"}));
        }
        "extend" => body["grounds"] = json!(["a", "b"][..=(attempt.form % 2)].to_vec()),
        "override_due" => {
            body["due"] = json!(office.law.calendar.roll_forward(on).to_string());
            body["rule"] = json!(["KN-27", "KN-28", "TC-30", "TCD-28.1"][attempt.form % 4]);
        }
        _ => {}
    }
    body
}

/// A step that the law leaves open; closing acts come up less often.
fn from_menu(attempt: &Try, on: NaiveDate, office: &Office, petition: &Petition) -> Option<Json> {
    let closing = [
        "decline",
        "guide",
        "forward",
        "return",
        "file_away",
        "explain",
        "pass_to_investigators",
        "terminate",
    ];
    let open: Vec<StepKind> = open_steps(petition, &office.law, on)
        .into_iter()
        .map(|(kind, _)| kind)
        .filter(|kind| attempt.kind.is_multiple_of(7) || !closing.contains(&kind.word()))
        .collect();
    let turns = [
        "accept",
        "suspend",
        "resume",
        "decide",
        "send",
        "publish",
        "take_effect",
        "enforce",
    ];
    let turn = open
        .iter()
        .find(|kind| turns.contains(&kind.word()) && attempt.kind.is_multiple_of(3));
    let kind = turn.or_else(|| open.get(attempt.kind % open.len().max(1)))?;
    well_formed(*kind, petition, office, on)
}

/// Lets an office live through what is tried; what is refused changes nothing.
fn lived(attempts: &[Try]) -> (Office, Vec<Entry>) {
    let mut office = Office::new();
    let mut on = day("2026-07-06");
    let mut entries = Vec::new();
    for attempt in attempts {
        on += TimeDelta::days(attempt.later);
        let line = line(attempt, on, &office);
        let before = office.shelf.clone();
        match office.line(&line) {
            Ok(saved) => entries.push(saved.entry),
            Err(_) => assert_eq!(office.shelf, before),
        }
    }
    (office, entries)
}

/// Says whether the law leaves a petition without a clock of the agency: told apart from the register's
/// own reasoning, from the table of clocks alone.
fn may_wait(petition: &Petition, life: &Life) -> bool {
    let facts = &petition.facts;
    let resolved = matches!(
        life.status,
        Status::Decided | Status::InForce | Status::Enforced
    );
    let closing = [
        Status::Declined,
        Status::Guided,
        Status::Forwarded,
        Status::Returned,
        Status::Filed,
        Status::Explained,
        Status::Terminated,
        Status::Investigators,
    ];
    let limited = match facts.class {
        // Every denunciation has TC-24.1, TC-24.2 or TC-37.2 before and TC-30 after acceptance.
        Class::Denunciation => true,
        Class::Complaint => facts.competent != Some(false) || life.accepted.is_some(),
        Class::Recommendation | Class::Feedback => false,
    };
    resolved || closing.contains(&life.status) || life.suspended_since.is_some() || !limited
}

/// 64 cases of each, or as many as `PROPTEST_CASES` says.
fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: asked.and_then(|cases| cases.parse().ok()).unwrap_or(64),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Holds that every petition has a clock that leads, or a reason of the law for having none.
fn none_is_left_without_a_clock(office: &Office) -> Result<(), TestCaseError> {
    for petition in office.shelf.petitions.values() {
        let life = life(petition, &office.law);
        prop_assert_eq!(life.leading().is_none(), life.waiting_for.is_some());
        if life.leading().is_none() {
            prop_assert!(may_wait(petition, &life), "{:?} {:?}", petition, life);
        }
        match life.waiting_for {
            Some(Waiting::Closed) => prop_assert!(life.ended),
            Some(Waiting::Suspended) => prop_assert!(life.suspended_since.is_some()),
            Some(Waiting::OtherBody) => {
                let urged = petition
                    .standing()
                    .any(|step| matches!(step.step, Step::Urge(_)));
                prop_assert!(urged || petition.facts.lower_body.is_some());
            }
            Some(Waiting::NoLimit) | None => {}
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_petition_is_left_without_a_clock_after_any_act(attempts in tries(60)) {
        let mut office = Office::new();
        let mut on = day("2026-07-06");
        for attempt in &attempts {
            on += TimeDelta::days(attempt.later);
            let line = line(attempt, on, &office);
            if office.line(&line).is_ok() {
                none_is_left_without_a_clock(&office)?;
            }
        }
    }

    #[test]
    fn clocks_stand_in_their_order(attempts in tries(60)) {
        let (office, _) = lived(&attempts);
        for petition in office.shelf.petitions.values() {
            let clocks = life(petition, &office.law).clocks;
            for clock in &clocks {
                prop_assert!(clock.due >= clock.target && clock.target >= clock.from);
                prop_assert!(!(clock.dropped && clock.done.is_some()));
                prop_assert!(clock.done.is_none_or(|done| done >= clock.from));
                prop_assert!(clock.overridden.is_some() || clock.due == clock.counted);
            }
            let rank = |clock: &tiepdan::register::clock::Clock| match clock.done {
                Some(_) => 2,
                None if clock.dropped => 3,
                None => 1,
            };
            prop_assert!(clocks.is_sorted_by_key(rank));
        }
    }

    #[test]
    fn numbers_have_no_gaps(attempts in tries(80)) {
        let (office, _) = lived(&attempts);
        let shelf = &office.shelf;
        let series: [Vec<(i32, u32)>; 3] = [
            shelf.receptions.keys().map(|no| (no.year, no.n)).collect(),
            shelf.petitions.keys().map(|no| (no.year, no.n)).collect(),
            shelf.matters.keys().map(|no| (no.year, no.n)).collect(),
        ];
        for numbers in series {
            let mut last: BTreeMap<i32, u32> = BTreeMap::new();
            for (year, n) in numbers {
                let before = last.insert(year, n).unwrap_or(0);
                prop_assert_eq!(n, before + 1);
            }
        }
    }

    #[test]
    fn a_book_can_be_replayed(attempts in tries(60)) {
        let (office, entries) = lived(&attempts);
        let mut again = MemoryShelf::default();
        for entry in &entries {
            again.apply(entry);
        }
        prop_assert_eq!(again, office.shelf);
    }

    #[test]
    fn acts_are_read_as_they_were_written(attempts in tries(60)) {
        let (_, entries) = lived(&attempts);
        for entry in entries {
            prop_assert_eq!(Act::read(&entry.act.write()), Ok(entry.act));
        }
    }

    #[test]
    fn a_holiday_taken_out_and_put_back_changes_nothing(attempts in tries(40), which in 0..50_usize) {
        let (office, _) = lived(&attempts);
        let row = office.law.calendar.rows().nth(which).unwrap().clone();
        let mut law = office.law.clone();
        law.calendar = law.calendar.without(row.date).with(row);
        for petition in office.shelf.petitions.values() {
            prop_assert_eq!(life(petition, &law), life(petition, &office.law));
        }
    }

    #[test]
    fn a_holiday_taken_out_by_an_act_and_put_back_by_another_changes_nothing(
        attempts in tries(40), which in 0..50_usize, added in 0..180_i64,
    ) {
        let (office, _) = lived(&attempts);
        let row = office.law.calendar.rows().nth(which).unwrap().clone();
        let change = |rows: Json, gone: Json| {
            let line = json!({"do": "change_calendar", "rows": rows, "gone": gone, "reason": "thử"});
            match Act::read(&value(&line)) {
                Ok(Act::ChangeCalendar(change)) => LawAct::Calendar(change),
                other => panic!("{other:?}"),
            }
        };
        let day_of = |row: &SpecialDay| json!({
            "date": row.date.to_string(), "kind": row.kind.word(), "name": row.name,
            "basis": row.basis, "certainty": row.certainty.mark(),
        });
        let out = change(json!([]), json!([row.date.to_string()]));
        let back = change(json!([day_of(&row)]), json!([]));
        let law = law_with([&out, &back]);
        // A day that was none becomes one, and none again.
        let other = day("2026-07-06") + TimeDelta::days(added);
        let free = office.law.calendar.special(other).is_none();
        let new = json!({"date": other.to_string(), "kind": "holiday", "name": "thử", "basis": "QĐ 1"});
        let there = change(json!([new]), json!([]));
        let gone = change(json!([]), json!([other.to_string()]));
        let again = law_with([&there, &gone]);
        for petition in office.shelf.petitions.values() {
            let before = life(petition, &office.law);
            prop_assert_eq!(&life(petition, &law), &before);
            if free {
                prop_assert_eq!(&life(petition, &again), &before);
            }
        }
    }

    #[test]
    fn what_was_once_a_denunciation_stays_sealed(attempts in tries(60)) {
        let (office, _) = lived(&attempts);
        let hidden = &office.shelf.hidden;
        for petition in office.shelf.petitions.values() {
            let once = petition.steps.iter().any(|step| match &step.step {
                Step::Correct(body) => body.field.as_deref() == Some("class"),
                _ => false,
            });
            if petition.facts.class == Class::Denunciation {
                prop_assert!(petition.secret);
            }
            if petition.secret {
                prop_assert!(petition.petitioners.iter().all(|id| hidden.contains(id)));
                if let Origin::Desk(no) = petition.origin {
                    let reception = &office.shelf.receptions[&no];
                    prop_assert!(reception.secret);
                    prop_assert!(reception.facts.visitors.iter().all(|id| hidden.contains(id)));
                }
            } else if !once {
                // Whoever did not denounce keeps an open name.
                prop_assert!(petition.petitioners.iter().all(|id| !hidden.contains(id)));
            }
        }
    }

    #[test]
    fn the_menu_and_the_check_agree(attempts in tries(40), at in -5..60_i64) {
        let (office, entries) = lived(&attempts);
        let on = entries.last().map_or(day("2026-08-01"), last_day) + TimeDelta::days(at);
        for petition in office.shelf.petitions.values() {
            let open: Vec<StepKind> = open_steps(petition, &office.law, on).into_iter().map(|(kind, _)| kind).collect();
            for kind in in_menus() {
                let Some(line) = well_formed(kind, petition, &office, on) else {
                    prop_assert!(!open.contains(&kind), "{} cannot even be written", kind.word());
                    continue;
                };
                let act = Act::read(&value(&line)).unwrap();
                let checked = check(&office.shelf, &office.law, office.now, &act, &[]);
                prop_assert_eq!(checked.is_ok(), open.contains(&kind), "{:?} {} {:?}", petition, line, checked);
            }
        }
        for reception in office.shelf.receptions.values() {
            let open: Vec<StepKind> = open_reception_steps(reception, on).into_iter().map(|(kind, _)| kind).collect();
            for kind in in_menus() {
                let mut line = step(&format!("{on} {}", kind.word()));
                let fields = line.as_object_mut().unwrap();
                fields.remove("petition");
                fields.insert("reception".to_owned(), json!(reception.no.to_string()));
                if kind == StepKind::Correct {
                    line = laid(line, &json!({"field": "people", "to": 77}));
                }
                let act = Act::read(&value(&line)).unwrap();
                let checked = check(&office.shelf, &office.law, office.now, &act, &[]);
                prop_assert_eq!(checked.is_ok(), open.contains(&kind), "{} {:?}", line, checked);
            }
        }
    }

    #[test]
    fn nothing_that_stands_in_a_journal_can_break_the_books(
        attempts in prop::collection::vec((0..60_usize, any::<u16>(), any::<u8>(), any::<u8>()), 1..60),
    ) {
        let office = Office::new();
        let mut shelf = MemoryShelf::default();
        for (kind, far, which, form) in attempts {
            let Some(act) = nonsense(kind, far, which, form) else { continue };
            let mut entry = entered(&shelf, office.now, act);
            if form.is_multiple_of(5) {
                entry.numbers = odd_numbers(which, form);
            }
            if form == 7 {
                entry.seq = u64::from(which);
            }
            let change = apply(&shelf, &entry);
            shelf.apply_change(entry.seq, change);
        }
        for petition in shelf.petitions.values() {
            let life = life(petition, &office.law);
            prop_assert_eq!(life.leading().is_none(), life.waiting_for.is_some());
            open_steps(petition, &office.law, day("2026-11-20"));
        }
        for reception in shelf.receptions.values() {
            reception_clocks(reception, &office.law);
            open_reception_steps(reception, day("2026-11-20"));
        }
    }
}

fn last_day(entry: &Entry) -> NaiveDate {
    match &entry.act {
        Act::Receive(receive) => receive.at.date(),
        Act::File(file) => file.on,
        Act::Step { on, .. } => *on,
        Act::Schedule(schedule) => schedule.posted_on,
        Act::Absent(absent) => absent.date,
        // What is laid over the law, or who works here, is about no day of the books.
        Act::ChangeCalendar(_) | Act::ChangeRules(_) | Act::ChangeOfficers(_) => NaiveDate::MIN,
    }
}

/// A body that is right in itself for this petition; `None` where none can be: no promise to keep, no clock
/// to move, no link to undo.
fn well_formed(
    kind: StepKind,
    petition: &Petition,
    office: &Office,
    on: NaiveDate,
) -> Option<Json> {
    let mut line = step(&format!("{on} {}", kind.word()));
    line["petition"] = json!(petition.no.to_string());
    let facts = &petition.facts;
    match kind {
        StepKind::Decide
            if facts.class == Class::Complaint && facts.round == Some(Round::Second) =>
        {
            line["outcome"] = json!("changed");
        }
        StepKind::Extend => {
            line = laid(
                line,
                &json!({"grounds": ["a", "b"], "reason": "chờ xác minh"}),
            );
        }
        StepKind::Mark => {
            let remote = facts.subject.is_none();
            line = laid(line, &json!({"remote": remote, "reason": "đảo"}));
        }
        StepKind::TakeEffect => line["reason"] = json!("hai bên đồng ý"),
        StepKind::PromiseKept => {
            let kept = |seq: u64| {
                petition.standing().any(
                    |step| matches!(&step.step, Step::PromiseKept(kept) if kept.promise == seq),
                )
            };
            let open = petition
                .standing()
                .filter(|step| matches!(step.step, Step::Promise(_) | Step::ConcludeReception(_)))
                .filter(|step| !kept(step.seq));
            line["promise"] = json!(open.min_by_key(|step| step.on)?.seq);
        }
        StepKind::Link | StepKind::Unlike => {
            // Only a petition of the same secrecy is told apart.
            let denounces = |class| class == Class::Denunciation;
            let alike = |class| denounces(class) == denounces(facts.class);
            let others = office.shelf.petitions.iter();
            let mut others = others
                .filter(|(_, other)| kind == StepKind::Link || alike(other.facts.class))
                .map(|(no, _)| no);
            let new = others
                .find(|no| **no != petition.no && petition.links.iter().all(|tie| tie.to != **no));
            // With nobody to link to, the menu still offers it: whom is not its affair.
            line["to"] = json!(
                new.copied()
                    .map_or_else(|| fallback(petition), |no| no.to_string())
            );
            if new.is_none() {
                line = laid(
                    step(&format!("{on} return_papers")),
                    &json!({"petition": petition.no.to_string()}),
                );
            }
        }
        StepKind::Unlink => line["to"] = json!(petition.links.first()?.to.to_string()),
        StepKind::OverrideDue => {
            let clocks = life(petition, &office.law).clocks;
            let clock = clocks.iter().find(|clock| {
                clock.whose.word() == "agency" && clock.is_open() && clock.paused_since.is_none()
            })?;
            line["rule"] = json!(clock.rule);
            let due = office
                .law
                .calendar
                .roll_forward(clock.from.max(day("2027-03-01")));
            line["due"] = json!(due.to_string());
        }
        StepKind::Correct => {
            line = laid(
                line,
                &json!({"field": "overruled", "to": format!("khác {}", office.shelf.last_seq)}),
            );
        }
        _ => {}
    }
    Some(line)
}

fn fallback(petition: &Petition) -> String {
    petition.no.to_string()
}

fn odd_numbers(which: u8, form: u8) -> Numbers {
    let (year, n) = (2026, u32::from(which % 7));
    Numbers {
        reception: (form > 100).then_some(ReceptionNo { year, n }),
        petitions: vec![PetitionNo { year, n }; usize::from(form % 3)],
        matters: vec![MatterNo { year, n }; usize::from(which % 2)],
    }
}

/// An act that may make no sense at all; `None` where it cannot even be read.
fn nonsense(kind: usize, far: u16, which: u8, form: u8) -> Option<Act> {
    let on = day("2026-01-01") + TimeDelta::days(i64::from(far % 700) - 100);
    let words = Act::all_words();
    let word = words[kind % words.len()];
    let mut line = match word {
        "receive" => received(on, usize::from(form), 2),
        "file" => received(on, usize::from(form), 1),
        "schedule" => {
            json!({"do": word, "date": on.to_string(), "who": "a", "place": "b", "posted_on": on.to_string()})
        }
        "absent" => json!({"do": word, "date": on.to_string(), "reason": "c"}),
        "change_calendar" => {
            let row = json!({"date": on.to_string(), "kind": "holiday", "name": "a", "basis": "b"});
            json!({"do": word, "rows": [row], "gone": [on.to_string()], "reason": "c"})
        }
        "change_rules" => json!({"do": word, "gone": ["TCD-28.1"], "reason": "c"}),
        word => step(&format!("{on} {word}")),
    };
    let no = which % 6;
    if form.is_multiple_of(3) {
        line = laid(
            line,
            &match word {
                "receive" => {
                    json!({"continues": format!("TCD-2026-{:04}", no + 1), "visitors": [visitor(), visitor()]})
                }
                "correct" => parse(FIELDS[usize::from(form) % FIELDS.len()]),
                "link" | "unlink" | "unlike" => json!({"to": format!("D-2026-{:04}", no + 1)}),
                _ => Json::Null,
            },
        );
    } else if word == "correct" {
        line = match form % 8 {
            0 => laid(
                line,
                &json!({"field": "visitors.9.name.x", "to": {"a": [1, null]}}),
            ),
            1 => laid(line, &json!({"field": "", "to": 3})),
            2 => laid(
                line,
                &json!({"field": "continues", "to": format!("TCD-2026-{:04}", no + 1)}),
            ),
            3 => laid(line, &json!({"field": "petitioners", "to": [1, 2, "x"]})),
            4 => laid(
                line,
                &json!({"field": "documents.0", "to": {"name": "đơn"}}),
            ),
            5 => laid(line, &json!({"field": "matter", "to": "VV-2026-0003"})),
            _ => laid(line, &json!({"seq": which % 40, "void": true})),
        };
    } else if word == "promise_kept" {
        line["promise"] = json!(which % 40);
    } else if word == "override_due" {
        line["rule"] = json!(["TCD-28.1", "KN-27", "promise", "KN-99"][usize::from(form) % 4]);
    }
    if StepKind::from_word(word).is_some() {
        let fields = line.as_object_mut()?;
        fields.remove("petition");
        let (key, no) = if form.is_multiple_of(4) {
            ("reception", format!("TCD-2026-{:04}", no + 1))
        } else {
            ("petition", format!("D-2026-{:04}", no + 1))
        };
        fields.insert(key.to_owned(), json!(no));
    }
    let mut line = value(&line);
    take_people(&mut line).ok()?;
    Act::read(&line).ok()
}

#[test]
fn every_step_can_be_written_and_read() {
    for kind in StepKind::ALL {
        let mut line = step(&format!("2026-11-25 {}", kind.word()));
        if *kind == StepKind::Correct {
            line = laid(
                line,
                &json!({"field": "visitors.0.name", "to": "Trần Văn Bình"}),
            );
        }
        let act = Act::read(&value(&line)).unwrap();
        assert_eq!(act.word(), kind.word());
        assert_eq!(Act::read(&act.write()), Ok(act), "{}", kind.word());
    }
    assert_eq!(StepKind::ALL.len(), 41);
}
