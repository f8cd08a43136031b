//! A correction: one field of a record, an identity, or an act taken back.

use super::receive::refusal;
use super::state::State;
use super::{Desk, Refusal, RefusalCode as Code, WarningCode, too_early};
use crate::register::act::{Correct, Step, StepKind};
use crate::register::book::{Origin, Petition, Reception, Recorded};
use crate::register::correction::{
    Home, names_a_person, person_at, petition_home, petition_with, reception_with,
};
use crate::register::number::{PersonId, Subject};
use crate::register::part::Part;
use crate::register::person::Person;
use crate::register::value::Value;

pub(super) fn of_petition(desk: &mut Desk, state: &State, body: &Correct) -> Result<(), Refusal> {
    let subject = Subject::Petition(state.petition.no);
    match asked(body)? {
        Asked::TakeBack(seq) => take_back(state, seq),
        Asked::Field(field) if is_identity(body, field) => identity(desk, subject, body, field),
        Asked::Field(field) => match petition_home(state.petition, field) {
            Some(Home::Petition(_)) => petition_field(desk, state, body, field),
            Some(Home::Reception(no)) => {
                let reception = desk.shelf.reception(no).ok_or_else(|| {
                    Refusal::new(Code::UnknownReception)
                        .at("petition")
                        .with("no", no)
                })?;
                reception_field(desk, &reception, body, field)
            }
            None => Err(unknown(field)),
        },
    }
}

pub(super) fn of_reception(
    desk: &mut Desk,
    reception: &Reception,
    body: &Correct,
) -> Result<(), Refusal> {
    let subject = Subject::Reception(reception.no);
    match asked(body)? {
        Asked::TakeBack(seq) => take_back_after(reception, seq),
        Asked::Field(field) if is_identity(body, field) => identity(desk, subject, body, field),
        Asked::Field(field) => reception_field(desk, reception, body, field),
    }
}

enum Asked<'a> {
    Field(&'a str),
    TakeBack(u64),
}

/// Either a field, or an act with `void`.
fn asked(body: &Correct) -> Result<Asked<'_>, Refusal> {
    match (&body.field, body.seq) {
        (Some(field), None) if !body.void => Ok(Asked::Field(field)),
        (None, Some(seq)) if body.void => Ok(Asked::TakeBack(seq)),
        (None, Some(_)) => Err(Refusal::new(Code::Missing).at("void")),
        (None, None) if body.void => Err(Refusal::new(Code::Missing).at("seq")),
        (None, None) => Err(Refusal::new(Code::Missing).at("field")),
        (Some(_), _) => Err(Refusal::new(Code::BadValue).at("field")),
    }
}

fn unknown(field: &str) -> Refusal {
    Refusal::new(Code::UnknownField)
        .at("field")
        .with("field", field)
}

fn same(field: &str) -> Refusal {
    Refusal::new(Code::SameValue).at("to").with("field", field)
}

/// A path into a person, or to one: the identity lies elsewhere, so only its shape can be checked here.
fn is_identity(body: &Correct, field: &str) -> bool {
    let deep = field.split('.').count() > 2;
    body.person.is_some() || (names_a_person(field) && (deep || matches!(body.to, Value::Map(_))))
}

fn identity(desk: &mut Desk, subject: Subject, body: &Correct, field: &str) -> Result<(), Refusal> {
    let Some((person, key)) = person_at(desk.shelf, subject, field) else {
        return Err(unknown(field));
    };
    if body.person.is_some_and(|named| named != person) {
        return Err(Refusal::new(Code::UnknownPerson).at("field"));
    }
    if body.person.is_some() {
        return Ok(());
    }
    let read = match key {
        Some("address") if matches!(body.to, Value::Null) && field.starts_with("visitors") => {
            return Err(Refusal::new(Code::Missing)
                .citing("Luật Tiếp công dân Đ7.2.a")
                .at("to"));
        }
        Some("name") => Person::read(&Value::Map(vec![("name".to_owned(), body.to.clone())])),
        Some(key) => Person::read(&Value::Map(vec![
            ("name".to_owned(), Value::Text("–".to_owned())),
            (key.to_owned(), body.to.clone()),
        ])),
        None => Person::read(&body.to),
    };
    let read = read.map_err(|wrong| Refusal::unreadable(&wrong, field))?;
    super::people::look(
        desk,
        &read,
        field.rsplit_once('.').map_or(field, |(at, _)| at),
    );
    Ok(())
}

fn petition_field(
    desk: &mut Desk,
    state: &State,
    body: &Correct,
    field: &str,
) -> Result<(), Refusal> {
    let old = state.petition;
    let new =
        petition_with(old, field, &body.to).map_err(|wrong| Refusal::unreadable(&wrong, field))?;
    if new == *old {
        return Err(same(field));
    }
    if new.matter != old.matter && desk.shelf.matter(new.matter).is_none() {
        return Err(Refusal::new(Code::UnknownMatter)
            .at("to")
            .with("no", new.matter));
    }
    people(desk, &new.petitioners)?;
    if let Origin::Filed { senders, .. } = &new.origin {
        people(desk, senders)?;
    }
    if new.received != old.received {
        desk.not_ahead(new.received, "to")?;
        not_after_steps(new.received, &new.steps)?;
    }
    contradictions(desk, old, &new);
    Ok(())
}

fn people(desk: &Desk, ids: &[PersonId]) -> Result<(), Refusal> {
    for (i, id) in ids.iter().enumerate() {
        if ids.iter().take(i).any(|earlier| earlier == id) {
            return Err(Refusal::new(Code::SamePersonTwice).at("to"));
        }
        let new = id.entry == 0 && desk.people.get(usize::from(id.index)).is_some();
        if !new && (id.entry == 0 || id.entry > desk.shelf.last_seq()) {
            return Err(Refusal::new(Code::UnknownPerson).at("to"));
        }
    }
    Ok(())
}

fn not_after_steps(received: chrono::NaiveDate, steps: &[Recorded]) -> Result<(), Refusal> {
    let first = steps
        .iter()
        .filter(|step| step.void.is_none())
        .map(|step| step.on)
        .min();
    first.map_or(Ok(()), |first| too_early(first, received, "to"))
}

/// Warns of each act that the law would have refused on the corrected record, and did not before.
fn contradictions(desk: &mut Desk, old: &Petition, new: &Petition) {
    for step in new.standing() {
        if refused(desk.law, new, step) && !refused(desk.law, old, step) {
            desk.warn_with(
                WarningCode::ContradictsAct,
                "to",
                vec![("seq", step.seq.to_string())],
            );
        }
    }
}

/// Says whether a step would be refused on the petition as it stood before it, its facts as they are.
fn refused(law: &crate::law::Law, petition: &Petition, step: &Recorded) -> bool {
    let mut before = petition.clone();
    before.steps.retain(|earlier| earlier.seq < step.seq);
    let outcome = match &step.step {
        Step::Decide(decide) => super::step::fits(
            petition.facts.class,
            petition.facts.round.unwrap_or_default(),
            decide.outcome,
        ),
        // Links stand beside the steps, as they are now: a link that was there then may be gone.
        Step::Unlink(_) => return false,
        _ => true,
    };
    !outcome
        || State::of(&before, law)
            .may(step.step.kind(), step.on)
            .is_err()
}

fn reception_field(
    desk: &mut Desk,
    old: &Reception,
    body: &Correct,
    field: &str,
) -> Result<(), Refusal> {
    if crate::register::correction::home(desk.shelf, Subject::Reception(old.no), field).is_none() {
        return Err(unknown(field));
    }
    let new =
        reception_with(old, field, &body.to).map_err(|wrong| Refusal::unreadable(&wrong, field))?;
    if new == *old {
        return Err(same(field));
    }
    let facts = &new.facts;
    if facts.at > desk.now {
        return Err(Refusal::new(Code::Future)
            .at("to")
            .with("day", facts.at.date())
            .with("today", desk.today()));
    }
    if facts.refused.is_none() && facts.visitors.is_empty() {
        return Err(Refusal::new(Code::Missing)
            .citing("Luật Tiếp công dân Đ7.2.a")
            .at("to"));
    }
    if let Some(refused) = &facts.refused {
        refusal(refused, new.petitions.is_empty())?;
    }
    people(desk, &facts.visitors)?;
    if facts.at.date() != old.facts.at.date() {
        not_after_steps(facts.at.date(), &new.steps)?;
        for petition in new
            .petitions
            .iter()
            .filter_map(|no| desk.shelf.petition(*no))
        {
            not_after_steps(facts.at.date(), &petition.steps)?;
        }
    }
    chain(desk, old, &new)
}

/// What it continues, and what continues it.
fn chain(desk: &Desk, old: &Reception, new: &Reception) -> Result<(), Refusal> {
    if let Some(no) = new.facts.continues {
        let Some(earlier) = desk.shelf.reception(no) else {
            return Err(Refusal::new(Code::UnknownReception).at("to").with("no", no));
        };
        let changed = new.facts.continues != old.facts.continues;
        if changed && (no == new.no || earlier.continued_by.is_some()) {
            return Err(Refusal::new(Code::AlreadyContinued).at("to").with("no", no));
        }
        too_early(new.facts.at.date(), earlier.facts.at.date(), "to")?;
    }
    match new.continued_by.and_then(|no| desk.shelf.reception(no)) {
        Some(later) => too_early(later.facts.at.date(), new.facts.at.date(), "to"),
        None => Ok(()),
    }
}

/// Finds the act that is to be taken back. A look at an identity, its erasing, another taking back, an identity's
/// correction and a link's removal leave traces that cannot be undone.
fn target(steps: &[Recorded], seq: u64) -> Result<&Recorded, Refusal> {
    let refuse = |code| Refusal::new(code).at("seq").with("seq", seq);
    let step = steps
        .iter()
        .find(|step| step.seq == seq)
        .ok_or_else(|| refuse(Code::UnknownAct))?;
    let for_good = match &step.step {
        Step::Reveal(_)
        | Step::ConflictCheck(_)
        | Step::Veil(_)
        | Step::Erase(_)
        | Step::Unlink(_) => true,
        Step::Correct(body) => body.void || is_identity(body, body.field.as_deref().unwrap_or("")),
        _ => false,
    };
    if for_good || step.void.is_some() {
        return Err(refuse(Code::NotVoidable));
    }
    Ok(step)
}

fn rests(seq: u64, later: u64) -> Refusal {
    Refusal::new(Code::RestsOnIt)
        .at("seq")
        .with("seq", seq)
        .with("later", later)
}

fn take_back(state: &State, seq: u64) -> Result<(), Refusal> {
    let petition = state.petition;
    let step = target(&petition.steps, seq)?;
    pinned(&petition.steps, step)?;
    if let Step::Link(_) = step.step
        && !petition.links.iter().any(|tie| tie.seq == seq)
    {
        return Err(Refusal::new(Code::NotVoidable).at("seq").with("seq", seq));
    }
    let mut without = petition.clone();
    if let Step::Correct(body) = &step.step
        && let Some(field) = &body.field
        && let Some(Home::Petition(_)) = petition_home(petition, field)
        && let Ok(before) = petition_with(petition, field, &body.was)
    {
        without = before;
    }
    without.steps.retain(|other| other.seq != seq);
    for later in petition.standing().filter(|later| later.seq > seq) {
        if refused(state.law, &without, later) && !refused(state.law, petition, later) {
            return Err(rests(seq, later.seq));
        }
    }
    Ok(())
}

fn take_back_after(reception: &Reception, seq: u64) -> Result<(), Refusal> {
    let step = target(&reception.steps, seq)?;
    pinned(&reception.steps, step)
}

/// Later acts that name this one: a promise kept, the same field corrected again.
fn pinned(steps: &[Recorded], step: &Recorded) -> Result<(), Refusal> {
    let names = |later: &&Recorded| match (&step.step, &later.step) {
        (_, Step::PromiseKept(kept)) => kept.promise == step.seq,
        (Step::Correct(ours), Step::Correct(theirs)) => match (&ours.field, &theirs.field) {
            (Some(ours), Some(theirs)) => overlap(ours, theirs),
            _ => false,
        },
        (_, Step::OverrideDue(_)) => starts_clocks(step.step.kind()),
        _ => false,
    };
    let later = steps
        .iter()
        .filter(|later| later.seq > step.seq && later.void.is_none())
        .find(names);
    later.map_or(Ok(()), |later| Err(rests(step.seq, later.seq)))
}

/// An override may rest on any clock that such an act started.
fn starts_clocks(kind: StepKind) -> bool {
    matches!(
        kind,
        StepKind::Accept
            | StepKind::Suspend
            | StepKind::Resume
            | StepKind::Terminate
            | StepKind::Decide
            | StepKind::TakeEffect
            | StepKind::Promise
            | StepKind::ConcludeReception
            | StepKind::ReplyReceived
    )
}

fn overlap(a: &str, b: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    within(a, b) || within(b, a)
}
