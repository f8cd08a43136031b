//! Before a line is saved: no free text of it may hold the name, the number or the phone of whoever
//! denounces, for officers without clearance read those texts. Knows nothing of how a refusal is shown.
//!
//! What is typed together is compared by whoever types it. A later act is compared where its author has
//! clearance; who has none cannot test a guess.

use super::erasing::Page;
use super::leaving::Looked;
use super::shelves::Writing;
use crate::register::act::{Act, NewPetition, Step, Veil};
use crate::register::apply::apply;
use crate::register::book::{Entry, Petition, Reception, Recorded, Shelf};
use crate::register::check::{Refusal, RefusalCode, Warning, WarningCode, number};
use crate::register::number::{PersonId, PetitionNo, Subject};
use crate::register::part::Part;
use crate::register::person::{PERSON_KEYS, Person};
use crate::register::value::Value;
use crate::register::words::Class;
use crate::store::Identity;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Refuses an act of which a text holds a denouncer. `people` are the persons of the line itself.
pub(super) fn refuse(desk: &Writing, act: &Act, people: &[Person]) -> Result<(), Refusal> {
    let denounces = |all: &[NewPetition]| all.iter().any(|p| p.class == Class::Denunciation);
    let found = match act {
        Act::Receive(receive) if denounces(&receive.petitions) => held(act, people),
        Act::File(file) if denounces(&file.petitions) => held(act, people),
        Act::Step { subject, .. } if desk.clearance.is_some() && is_sealed(desk, *subject) => {
            let mut all = everyone(desk, *subject);
            all.extend_from_slice(people);
            held(act, &all)
        }
        // Who continues a sealed visit is sealed with it.
        Act::Receive(receive)
            if (receive.continues.and_then(|no| desk.reception(no))).is_some_and(|r| r.secret) =>
        {
            held(act, people)
        }
        // What seals a record is not itself to name whom it hides.
        _ => held(act, &sealing(desk, act).people),
    };
    match found {
        None => Ok(()),
        Some(path) => Err(Refusal {
            path: Some(path),
            ..Refusal::of(RefusalCode::NamesDenouncer)
        }),
    }
}

/// What an act seals that was open: the records, and who in them was readable until now.
#[derive(Default)]
struct Sealing {
    petitions: Vec<Petition>,
    receptions: Vec<Reception>,
    people: Vec<Person>,
}

/// What an act would seal. Only a correction, or a visit that continues another, seals what stood open.
fn sealing(desk: &Writing, act: &Act) -> Sealing {
    let may = match act {
        Act::Receive(receive) => receive.continues.is_some(),
        Act::Step { step, .. } => matches!(step, Step::Correct(_)),
        _ => false,
    };
    if !may {
        return Sealing::default();
    }
    let seq = desk.last_seq() + 1;
    let mut act = act.clone();
    let numbers = number(desk, &act);
    act.bind_people(seq);
    let (at, by) = (0, String::new());
    let change = apply(
        desk,
        &Entry {
            seq,
            at,
            by,
            numbers,
            act,
        },
    );
    let newly = |petition: &&Petition| {
        petition.secret && desk.petition(petition.no).is_some_and(|old| !old.secret)
    };
    let subjects = change
        .petitions
        .iter()
        .filter(newly)
        .map(|p| Subject::Petition(p.no));
    let visits = change
        .receptions
        .iter()
        .filter(|visit| visit.secret && desk.reception(visit.no).is_some_and(|old| !old.secret));
    let visits = visits.map(|visit| Subject::Reception(visit.no));
    let mut found = Sealing {
        people: change
            .hide
            .iter()
            .filter_map(|id| known(desk, *id))
            .collect(),
        ..Sealing::default()
    };
    for subject in subjects.chain(visits) {
        let page = Page::of(desk, subject);
        for petition in page.petitions() {
            let mut all = change.petitions.iter();
            let changed = all.find(|changed| changed.no == petition.no);
            if found.petitions.iter().all(|other| other.no != petition.no) {
                found.petitions.push(changed.unwrap_or(petition).clone());
            }
        }
        for visit in page.receptions() {
            if found.receptions.iter().all(|other| other.no != visit.no) {
                found.receptions.push(visit.clone());
            }
        }
    }
    found
}

/// The texts written before that hold who denounces, by record and path, where an act seals only now what
/// stood open: everything of the records that came in together, whatever was corrected in them.
pub(super) fn written_before(desk: &Writing, act: &Act) -> Vec<(Subject, String)> {
    let sealing = sealing(desk, act);
    let mut found = Vec::new();
    for petition in &sealing.petitions {
        let mut texts = Vec::new();
        collect(&petition.content.write(), "", &mut texts);
        collect(&petition.facts.write(), "", &mut texts);
        of_steps(&petition.steps, &mut texts);
        let own = || {
            petition
                .petitioners
                .iter()
                .filter_map(|id| known(desk, *id))
        };
        // One who stays open under their own petition is named there anyway.
        let open = |person: &&Person| petition.secret || own().all(|own| own.name != person.name);
        let hidden = sealing.people.iter().filter(open);
        let hidden: Vec<Person> = hidden.cloned().collect();
        let held = texts.into_iter().filter(|(_, text)| holds(text, &hidden));
        found.extend(held.map(|(path, _)| (Subject::Petition(petition.no), path)));
    }
    for visit in &sealing.receptions {
        let mut texts = Vec::new();
        collect(&visit.facts.write(), "", &mut texts);
        of_steps(&visit.steps, &mut texts);
        let held = texts
            .into_iter()
            .filter(|(_, text)| holds(text, &sealing.people));
        found.extend(held.map(|(path, _)| (Subject::Reception(visit.no), path)));
    }
    found
}

/// One warning for each such text.
pub(super) fn warnings(found: &[(Subject, String)]) -> Vec<Warning> {
    let past = |path: &str| path.split('.').any(|key| key == PAST);
    // What a correction changed is mended already.
    let told = found.iter().filter(|(_, path)| !past(path));
    told.map(|(subject, path)| Warning {
        code: WarningCode::NamesDenouncer,
        path: Some(path.clone()),
        detail: vec![("no", subject.to_string())],
    })
    .collect()
}

/// A warning for each open petition that an act leaves without a summary that everyone may read: it has none but
/// that of the visit, which is sealed only now. Where some of them were sealed before, nothing is told: whoever
/// writes may not know which came together.
pub(super) fn left_blank(desk: &Writing, act: &Act) -> Vec<Warning> {
    let Sealing {
        petitions,
        receptions,
        ..
    } = sealing(desk, act);
    let was_sealed = |no: PetitionNo| desk.petition(no).is_some_and(|petition| petition.secret);
    if petitions.iter().any(|petition| was_sealed(petition.no)) {
        return Vec::new();
    }
    let of_visit = |text: &String| receptions.iter().any(|r| r.facts.summary == *text);
    let blank = petitions
        .iter()
        .filter(|p| !p.secret && p.content.summary.as_ref().is_some_and(of_visit));
    blank
        .map(|petition| Warning {
            code: WarningCode::NoSummaryOfItsOwn,
            path: None,
            detail: vec![("petition", petition.no.to_string())],
        })
        .collect()
}

/// The acts that veil such texts from now on. A sealed reception shows no text at all.
pub(super) fn veils(found: Vec<(Subject, String)>, on: NaiveDate) -> Vec<Act> {
    let mut by_petition: BTreeMap<PetitionNo, Vec<String>> = BTreeMap::new();
    for (subject, path) in found {
        if let Subject::Petition(no) = subject {
            by_petition.entry(no).or_default().push(path);
        }
    }
    let veil = |(no, paths)| Act::Step {
        subject: Subject::Petition(no),
        on,
        step: Step::Veil(Veil { paths }),
    };
    by_petition.into_iter().map(veil).collect()
}

fn of_steps(steps: &[Recorded], into: &mut Vec<(String, String)>) {
    for step in steps {
        let before = format!("{}.", step.seq);
        let body = step.step.write();
        collect(&body, &before, into);
        if let Some(was) = body.get(PAST) {
            collect(was, &format!("{before}{PAST}."), into);
        }
    }
}

fn is_sealed(desk: &Writing, subject: Subject) -> bool {
    match subject {
        Subject::Petition(no) => desk.petition(no).is_some_and(|p| p.secret),
        Subject::Reception(no) => desk.reception(no).is_some_and(|r| r.secret),
    }
}

/// Who came in with a record, as far as whoever writes may compare them.
fn everyone(desk: &Writing, subject: Subject) -> Vec<Person> {
    let all = Page::of(desk, subject).everyone();
    all.into_iter().filter_map(|id| known(desk, id)).collect()
}

fn known(desk: &Writing, id: PersonId) -> Option<Person> {
    if let Some(person) = desk.people.get(&id) {
        return Some(person.clone());
    }
    let found = match desk.clearance {
        Some(secret) => desk.store.reveal(id, secret),
        None => desk.store.person(id),
    };
    match found {
        Identity::Known(person) => Some(person),
        Identity::Hidden | Identity::Erased | Identity::Unreadable => None,
    }
}

/// The path of the first text of an act that holds one of the people.
fn held(act: &Act, people: &[Person]) -> Option<String> {
    if people.is_empty() {
        return None;
    }
    let mut texts = Vec::new();
    collect(&act.write(), "", &mut texts);
    let found = texts.into_iter().find(|(_, text)| holds(text, people));
    found.map(|(path, _)| path)
}

fn holds(text: &str, people: &[Person]) -> bool {
    let looked = Looked::at(text);
    people.iter().any(|person| looked.holds(person).is_some())
}

/// What stood there before a correction: it is being mended.
const PAST: &str = "was";

/// Every text below a value, with its path. Persons are ids by now; nothing of them is a text.
fn collect(value: &Value, path: &str, into: &mut Vec<(String, String)>) {
    match value {
        Value::Text(text) => into.push((path.trim_end_matches('.').to_owned(), text.clone())),
        Value::List(items) => {
            for (place, item) in items.iter().enumerate() {
                collect(item, &format!("{path}{place}."), into);
            }
        }
        Value::Map(entries) => {
            let texts = |key: &str| key != PAST && !PERSON_KEYS.contains(&key);
            for (key, value) in entries.iter().filter(|(key, _)| texts(key)) {
                collect(value, &format!("{path}{key}."), into);
            }
        }
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Day(_) | Value::Moment(_) => {}
    }
}
