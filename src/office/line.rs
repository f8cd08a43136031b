//! From the values of one line (a JSON line, a form, a draft) to an act and the persons it names. What
//! identifies a person leaves the act here and never comes back into it.

use crate::register::act::{Act, Correct, Step};
use crate::register::book::Shelf;
use crate::register::check::asked_by;
use crate::register::correction::{person_at, stands};
use crate::register::number::{PersonId, Subject};
use crate::register::part::{Fault, Part, Wrong, bad_value};
use crate::register::person::{PERSON_KEYS, Person, take_people};
use crate::register::value::Value;

/// An act that can be checked and saved, with the identities that go beside it.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The act; its new persons are ids of entry 0.
    pub act: Act,
    /// New identities, and new versions of those that a correction changes.
    pub people: Vec<(PersonId, Person)>,
}

/// Why a line cannot become an act.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unprepared {
    /// Something in the line itself.
    #[error(transparent)]
    Wrong(#[from] Wrong),
    /// What it corrects is sealed to clearance.
    #[error("needs clearance")]
    Sealed,
}

/// What a line may look up: the books, and those identities that whoever asks may read.
pub trait Desk: Shelf {
    /// Reads an identity; `Ok(None)` where there is none, `Err(())` where it is sealed from this officer.
    fn identity(&self, id: PersonId) -> Result<Option<Person>, Sealed>;

    /// Says whether an identity was erased.
    fn is_erased(&self, _id: PersonId) -> bool {
        false
    }
}

/// The identity is sealed from whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sealed;

/// Prepares a line.
pub fn prepare(desk: &dyn Desk, mut line: Value) -> Result<Prepared, Unprepared> {
    let identity = identity_correction(&mut line);
    let people = take_people(&mut line).map_err(|wrong| cited(desk, &line, wrong))?;
    let mut act = Act::read(&line).map_err(|wrong| cited(desk, &line, wrong))?;
    if let Act::ChangeOfficers(_) = act {
        // Officers are changed as officers; a line that says so would shut everyone out.
        return Err(bad_value(act.word(), Act::all_words()).under("do").into());
    }
    let mut people: Vec<_> = people.into_iter().enumerate().map(number_person).collect();
    if let Act::Step {
        subject,
        step: Step::Correct(correct),
        ..
    } = &mut act
    {
        if let Some(to) = identity {
            people = correct_identity(desk, *subject, correct, to)?;
        } else {
            let field = correct.field.as_deref();
            correct.was = field
                .and_then(|f| stands(desk, *subject, f))
                .unwrap_or(Value::Null);
        }
    }
    Ok(Prepared { act, people })
}

/// Names the article that asks for what is missing, as a refusal would.
fn cited(desk: &dyn Desk, line: &Value, wrong: Wrong) -> Wrong {
    let asked = wrong.fault == Fault::Missing;
    Wrong {
        citation: asked.then(|| asked_by(desk, line, &wrong.path)).flatten(),
        ..wrong
    }
}

fn number_person((i, person): (usize, Person)) -> (PersonId, Person) {
    (
        PersonId {
            entry: 0,
            index: u16::try_from(i).unwrap_or(u16::MAX),
        },
        person,
    )
}

/// Takes the new value out of a correction of an identity, so that it never stands in the act.
fn identity_correction(line: &mut Value) -> Option<Value> {
    let is_correct = matches!(line.get("do"), Some(Value::Text(word)) if word == "correct");
    let Some(Value::Text(field)) = line.get("field").filter(|_| is_correct) else {
        return None;
    };
    let list = field.split('.').next().unwrap_or_default();
    PERSON_KEYS
        .contains(&list)
        .then(|| line.take("to").unwrap_or(Value::Null))
}

fn correct_identity(
    desk: &dyn Desk,
    subject: Subject,
    correct: &mut Correct,
    to: Value,
) -> Result<Vec<(PersonId, Person)>, Unprepared> {
    let field = correct.field.clone().unwrap_or_default();
    let no_such = || bad_value(&field, Vec::new()).under("field");
    let (id, key) = person_at(desk, subject, &field).ok_or_else(no_such)?;
    let old = desk
        .identity(id)
        .map_err(|Sealed| Unprepared::Sealed)?
        .ok_or_else(no_such)?;
    let new = match key {
        None => Person::read(&to),
        Some(key) if Person::KEYS.contains(&key) => {
            let mut value = old.write();
            value.put(key, to);
            Person::read(&value)
        }
        Some(_) => {
            let known = Person::KEYS.to_vec();
            return Err(Wrong::here(Fault::UnknownKey { known })
                .under("field")
                .into());
        }
    };
    let new = new.map_err(|wrong| wrong.under("to"))?;
    let copies = copies_of(desk, subject, id, &old);
    // TCD Đ7.2.a: who visits states an address; a correction may change it, not take it away.
    let visits = field.starts_with("visitors") || !copies.is_empty();
    if visits && old.address.is_some() && new.address.is_none() {
        let address = Wrong {
            citation: Some("Luật Tiếp công dân Đ7.2.a"),
            ..Wrong::here(Fault::Missing)
        };
        return Err(address.under("to").into());
    }
    correct.person = Some(id);
    let mut changed = vec![(id, new.clone())];
    changed.extend(copies.into_iter().map(|copy| (copy, new.clone())));
    Ok(changed)
}

/// The same person's other ids in the same reception: they are corrected together, as far as they can be
/// read without clearance.
fn copies_of(desk: &dyn Desk, subject: Subject, id: PersonId, old: &Person) -> Vec<PersonId> {
    let reception = match subject {
        Subject::Reception(no) => Some(no),
        Subject::Petition(no) => desk.petition(no).and_then(|p| p.reception()),
    };
    let Some(reception) = reception.and_then(|no| desk.reception(no)) else {
        return Vec::new();
    };
    let mut ids = reception.facts.visitors.clone();
    ids.extend(
        reception
            .petitions
            .iter()
            .filter_map(|no| desk.petition(*no))
            .flat_map(|p| p.petitioners),
    );
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|other| {
        *other != id && desk.identity(*other).is_ok_and(|p| p.as_ref() == Some(old))
    });
    ids
}
