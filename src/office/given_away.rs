//! Before a line is saved: no free text of it may hold the name, the number or the phone of whoever
//! denounces, for officers without clearance read those texts. Knows nothing of how a refusal is shown.
//!
//! What is typed together is compared by whoever types it. A later act is compared where its author has
//! clearance; who has none cannot test a guess.

use super::erasing::Page;
use super::leaving::Looked;
use super::shelves::Writing;
use crate::register::act::{Act, Correct, NewPetition, Step};
use crate::register::book::{Petition, Shelf};
use crate::register::check::{Refusal, RefusalCode, Warning, WarningCode};
use crate::register::number::{PersonId, Subject};
use crate::register::part::Part;
use crate::register::person::{PERSON_KEYS, Person};
use crate::register::value::Value;
use crate::register::words::Class;
use crate::store::Identity;

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
        _ => None,
    };
    match found {
        None => Ok(()),
        Some(path) => Err(Refusal {
            path: Some(path),
            ..Refusal::of(RefusalCode::NamesDenouncer)
        }),
    }
}

/// The texts written before that hold who denounces, where an act says only now that it is a denunciation:
/// one warning for each, with the record and the path of the field.
pub(super) fn written_before(desk: &Writing, act: &Act) -> Vec<Warning> {
    let Some(subject) = turns(act) else {
        return Vec::new();
    };
    let people = everyone(desk, subject);
    let page = Page::of(desk, subject);
    let mut all = Vec::new();
    for petition in page.petitions() {
        let mut texts = of_petition(petition);
        for step in petition.standing() {
            let before = format!("{}.", step.seq);
            collect(&step.step.write(), &before, &mut texts);
        }
        all.push((Subject::Petition(petition.no), texts));
    }
    for reception in page.receptions() {
        let mut texts = Vec::new();
        collect(&reception.facts.write(), "", &mut texts);
        all.push((Subject::Reception(reception.no), texts));
    }
    let mut warnings = Vec::new();
    for (no, texts) in all {
        for (path, text) in texts {
            if holds(&text, &people) {
                warnings.push(Warning {
                    code: WarningCode::NamesDenouncer,
                    path: Some(path),
                    detail: vec![("no", no.to_string())],
                });
            }
        }
    }
    warnings
}

/// The record that a correction turns into a denunciation.
fn turns(act: &Act) -> Option<Subject> {
    let Act::Step {
        subject,
        step: Step::Correct(Correct { field, to, .. }),
        ..
    } = act
    else {
        return None;
    };
    let denounces = Class::read(to).is_ok_and(|class| class == Class::Denunciation);
    (field.as_deref() == Some("class") && denounces).then_some(*subject)
}

fn of_petition(petition: &Petition) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    collect(&petition.content.write(), "", &mut texts);
    collect(&petition.facts.write(), "", &mut texts);
    texts
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
