//! What a correction changes: one field of a record, or an act taken back. An identity lies elsewhere;
//! its correction is only noted here.

use super::page::Page;
use super::secret;
use crate::register::act::{Correct, Step};
use crate::register::book::{Petition, Reception};
use crate::register::correction::{
    Home, names_a_person, petition_home, petition_value, petition_with, reception_value,
    reception_with,
};
use crate::register::number::{PersonId, PetitionNo, ReceptionNo, Subject};
use crate::register::part::Part;
use crate::register::value::Value;
use crate::register::words::Class;

/// Notes what stands where a correction leads, so that the history can be told and replayed.
pub(super) fn remember(page: &Page, subject: Subject, correct: &mut Correct) {
    let Some(field) = correct.field.as_deref() else {
        return;
    };
    if correct.person.is_none() {
        let was = match home(page, subject, field) {
            Some(Home::Petition(no)) => page.petition(no).and_then(|p| petition_value(&p, field)),
            Some(Home::Reception(no)) => {
                page.reception(no).and_then(|r| reception_value(&r, field))
            }
            None => None,
        };
        correct.was = was.unwrap_or(Value::Null);
    }
}

fn home(page: &Page, subject: Subject, field: &str) -> Option<Home> {
    match subject {
        Subject::Petition(no) => petition_home(&page.petition(no)?, field),
        Subject::Reception(no) => Some(Home::Reception(no)),
    }
}

pub(super) fn correct(page: &mut Page, seq: u64, subject: Subject, correct: &Correct) {
    match (&correct.field, correct.seq) {
        (Some(field), _) if correct.person.is_none() => {
            set(page, subject, field, &bound(field, &correct.to, seq), seq);
        }
        (None, Some(target)) if correct.void => take_back(page, subject, target, seq),
        _ => {}
    }
}

/// Gives persons who come in with the correction the number of its entry.
fn bound(field: &str, to: &Value, seq: u64) -> Value {
    let bind = |value: &Value| match PersonId::read(value) {
        Ok(id) if id.entry == 0 => PersonId { entry: seq, ..id }.write(),
        _ => value.clone(),
    };
    match to {
        _ if !names_a_person(field) => to.clone(),
        Value::List(items) => Value::List(items.iter().map(bind).collect()),
        _ => bind(to),
    }
}

fn set(page: &mut Page, subject: Subject, field: &str, to: &Value, seq: u64) {
    match home(page, subject, field) {
        Some(Home::Petition(no)) => {
            let Some(old) = page.petition(no) else { return };
            if let Ok(new) = petition_with(&old, field, to) {
                put_petition(page, &old, new, seq);
            }
        }
        Some(Home::Reception(no)) => {
            let Some(old) = page.reception(no) else {
                return;
            };
            if let Ok(new) = reception_with(&old, field, to) {
                put_reception(page, &old, new);
            }
        }
        None => {}
    }
}

fn put_petition(page: &mut Page, old: &Petition, mut new: Petition, seq: u64) {
    if new.matter != old.matter {
        if let Some(mut left) = page.matter(old.matter) {
            left.petitions.retain(|no| *no != old.no);
            page.put_matter(left);
        }
        page.join_matter(new.matter, new.no, seq);
    }
    let denunciation = new.facts.class == Class::Denunciation;
    new.secret |= denunciation;
    page.put_petition(new.clone());
    if denunciation {
        secret::seal_petition(page, &new);
    } else if new.secret {
        secret::hide_petition(page, &new);
    }
}

fn put_reception(page: &mut Page, old: &Reception, new: Reception) {
    if new.facts.at.date() != old.facts.at.date() {
        for no in &new.petitions {
            if let Some(mut petition) = page.petition(*no) {
                petition.received = new.facts.at.date();
                page.put_petition(petition);
            }
        }
    }
    let no = new.no;
    let secret = new.secret;
    let continues = new.facts.continues;
    page.put_reception(new);
    if continues != old.facts.continues {
        reorder(page, no, old.facts.continues, continues);
    }
    let follows_secret = continues
        .and_then(|no| page.reception(no))
        .is_some_and(|earlier| earlier.secret);
    if secret || follows_secret {
        secret::seal_reception(page, no);
    }
}

fn reorder(
    page: &mut Page,
    no: ReceptionNo,
    left: Option<ReceptionNo>,
    joined: Option<ReceptionNo>,
) {
    if let Some(mut earlier) = left.and_then(|no| page.reception(no))
        && earlier.continued_by == Some(no)
    {
        earlier.continued_by = None;
        page.put_reception(earlier);
    }
    if let Some(mut earlier) = joined.and_then(|no| page.reception(no)) {
        earlier.continued_by = Some(no);
        page.put_reception(earlier);
    }
}

fn take_back(page: &mut Page, subject: Subject, target: u64, seq: u64) {
    let taken = match subject {
        Subject::Petition(no) => page.petition(no).and_then(|mut petition| {
            let step = mark_void(&mut petition.steps, target, seq)?;
            page.put_petition(petition);
            Some(step)
        }),
        Subject::Reception(no) => page.reception(no).and_then(|mut reception| {
            let step = mark_void(&mut reception.steps, target, seq)?;
            page.put_reception(reception);
            Some(step)
        }),
    };
    match (taken, subject) {
        (Some(Step::Correct(correct)), _) if correct.person.is_none() => {
            if let Some(field) = &correct.field {
                set(page, subject, field, &correct.was, seq);
            }
        }
        (Some(Step::Link(link)), Subject::Petition(no)) => {
            for on in [no, link.to] {
                untie(page, on, target);
            }
        }
        _ => {}
    }
}

fn untie(page: &mut Page, on: PetitionNo, target: u64) {
    if let Some(mut petition) = page.petition(on) {
        petition.links.retain(|tie| tie.seq != target);
        page.put_petition(petition);
    }
}

fn mark_void(steps: &mut [crate::register::book::Recorded], target: u64, seq: u64) -> Option<Step> {
    let step = steps
        .iter_mut()
        .find(|step| step.seq == target && step.seq != seq && step.void.is_none())?;
    step.void = Some(seq);
    Some(step.step.clone())
}
