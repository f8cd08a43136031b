//! Erasing an identity: a supervisor and an admin together, with a reason. What was sealed becomes unreadable
//! for good, in every copy that the same visit or filing made of it; the act itself stays in the book. Knows
//! nothing of keys.

use super::ask::{Failure, Saved};
use super::books::Office;
use super::change_rows::due_days;
use super::permit::{NotAllowed, may_erase};
use super::shelves::Reading;
use super::wall::civil;
use crate::register::act::{Act, Erase, Step};
use crate::register::book::{Change, Origin, Petition, Reception, Shelf};
use crate::register::check::{Refusal, RefusalCode, check, number};
use crate::register::number::{PersonId, PetitionNo, Subject};
use crate::register::part::{Fault, Wrong, bad_value};
use crate::register::person::Person;
use crate::store::log::{Detail, Event};
use crate::store::{ClearanceSecret, Identity, NewEntry, Store};
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is to be erased, why, and who stands by.
#[derive(Debug, Clone, Copy)]
pub struct Erasure<'a> {
    /// The petition or reception.
    pub subject: Subject,
    /// Whose identity: the place among its petitioners or visitors, from 1.
    pub place: usize,
    /// Why.
    pub reason: &'a str,
    /// The other officer: log-in name.
    pub second: &'a str,
    /// Their password.
    pub password: &'a str,
}

impl Office {
    /// Erases an identity. The officer who is logged in and a second one do it together: different people,
    /// none below supervisor, an admin among them. Where the identity, or another of the same visit, is
    /// sealed, one of the two needs clearance: nobody decides about what they may not see.
    ///
    /// # Errors
    /// Nothing was changed.
    pub fn erase(&mut self, erasure: &Erasure) -> Result<Saved, Failure> {
        // What was saved before is put into rows before: afterwards it would bring back who is erased.
        self.follow();
        if erasure.reason.trim().is_empty() {
            return Err(Wrong::here(Fault::Missing).under("reason").into());
        }
        let second = self
            .store
            .vouch(erasure.second, erasure.password, self.clock.millis())?;
        let other = second.officer.as_ref().ok_or(NotAllowed::TakesTwo)?;
        may_erase((&self.me.user, self.me.role), (&other.name, other.role))?;
        let secret = self.session.clearance.clone().or(second.clearance.clone());
        let page = Page::of(&Reading(&self.store), erasure.subject);
        let id = self.whose(&page, erasure.subject, erasure.place)?;
        let erase = gone(&self.store, &page, id, secret.as_ref())?;
        let act = Act::Step {
            subject: erasure.subject,
            on: self.real_today(),
            step: Step::Erase(Erase {
                person: id,
                reason: erasure.reason.trim().to_owned(),
                second: other.name.clone(),
            }),
        };
        self.save_erasing(act, erase)?;
        // Read again: what was saved is what is shown from now on.
        let page = Page::of(&Reading(&self.store), erasure.subject);
        self.reindex(&page.0, &BTreeMap::new());
        let (seq, _) = self.store.head();
        let at = self.clock.millis();
        self.store.log(&Event {
            at,
            code: "erase",
            details: &[Detail::Seq(seq)],
        });
        Ok(Saved {
            seq,
            reception: None,
            petitions: Vec::new(),
            subject: Some(erasure.subject),
            warnings: Vec::new(),
            identity: None,
        })
    }

    /// Returns the other records from which the identity at a place of `subject` would be erased with it.
    ///
    /// # Errors
    /// No such place, erased already, or a sealed identity and no clearance to compare it.
    pub fn erased_with(&self, subject: Subject, place: usize) -> Result<Vec<Subject>, Failure> {
        let page = Page::of(&Reading(&self.store), subject);
        let id = self.whose(&page, subject, place)?;
        let ids = gone(&self.store, &page, id, self.session.clearance.as_ref())?;
        let mut all = page.holding(&ids);
        all.retain(|other| *other != subject);
        Ok(all)
    }

    fn whose(&self, page: &Page, subject: Subject, place: usize) -> Result<PersonId, Failure> {
        let named = page.named(subject);
        let at = place.checked_sub(1);
        let id = at.and_then(|at| named.get(at)).copied();
        let id = id.ok_or_else(|| bad_value(&place.to_string(), Vec::new()).under("person"))?;
        if self.store.person(id) == Identity::Erased {
            return Err(Refusal::of(RefusalCode::AlreadyErased).into());
        }
        Ok(id)
    }

    fn save_erasing(&mut self, act: Act, erase: Vec<PersonId>) -> Result<(), Failure> {
        let at = self.clock.millis();
        let reading = Reading(&self.store);
        check(&reading, &self.law, civil(at), &act, &[])?;
        let numbers = number(&reading, &act);
        let mut batch = self.store.batch();
        batch.add(NewEntry {
            at,
            by: self.me.user.clone(),
            numbers,
            act,
            people: Vec::new(),
            corrected: Vec::new(),
            erase,
            draft: None,
        });
        let law = Arc::clone(&self.law);
        batch.due_by(move |petition| due_days(petition, &law));
        let prepared = batch.finish();
        self.store.save(prepared)?;
        Ok(())
    }
}

/// The records that came in together.
pub(super) struct Page(Change);

impl Page {
    pub(super) fn of(shelf: &dyn Shelf, subject: Subject) -> Self {
        let mut change = Change::default();
        let reception = match subject {
            Subject::Reception(no) => shelf.reception(no),
            Subject::Petition(no) => match shelf.petition(no) {
                Some(petition) => {
                    let reception = petition.reception().and_then(|no| shelf.reception(no));
                    if reception.is_none() {
                        change.petitions = filed_with(shelf, &petition);
                    }
                    reception
                }
                None => None,
            },
        };
        if let Some(reception) = reception {
            let petitions = reception.petitions.iter();
            change.petitions = petitions.filter_map(|no| shelf.petition(*no)).collect();
            change.receptions = vec![reception];
        }
        Self(change)
    }

    pub(super) fn petitions(&self) -> &[Petition] {
        &self.0.petitions
    }

    pub(super) fn receptions(&self) -> &[Reception] {
        &self.0.receptions
    }

    /// Who is named at a record, in order.
    fn named(&self, subject: Subject) -> Vec<PersonId> {
        let (petitions, receptions) = (&self.0.petitions, &self.0.receptions);
        match subject {
            Subject::Petition(no) => petitions.iter().find(|p| p.no == no).map(petitioners),
            Subject::Reception(no) => receptions.iter().find(|r| r.no == no).map(visitors),
        }
        .unwrap_or_default()
    }

    /// The records at which one of the persons is named, or that stand under a visit at which they are.
    fn holding(&self, ids: &[PersonId]) -> Vec<Subject> {
        let hit = |all: &[PersonId]| all.iter().any(|id| ids.contains(id));
        let visits = self.0.receptions.iter().filter(|r| hit(&visitors(r)));
        let mut all: Vec<Subject> = visits.map(|r| Subject::Reception(r.no)).collect();
        let visited = !all.is_empty();
        let brought = self.0.petitions.iter().filter(|petition| {
            let named = petitioners(petition);
            hit(&named) || (named.is_empty() && visited)
        });
        all.extend(brought.map(|petition| Subject::Petition(petition.no)));
        all
    }

    /// Everyone who is named in them.
    pub(super) fn everyone(&self) -> BTreeSet<PersonId> {
        let petitions = self.0.petitions.iter().flat_map(petitioners);
        petitions
            .chain(self.0.receptions.iter().flat_map(visitors))
            .collect()
    }
}

/// Petitioners, then senders who are not among them.
fn petitioners(petition: &Petition) -> Vec<PersonId> {
    let mut all = petition.petitioners.clone();
    if let Origin::Filed { senders, .. } = &petition.origin {
        all.extend(
            senders
                .iter()
                .filter(|id| !petition.petitioners.contains(id)),
        );
    }
    all
}

fn visitors(reception: &Reception) -> Vec<PersonId> {
    reception.facts.visitors.clone()
}

/// The petitions of the same filing: their numbers follow one another.
fn filed_with(shelf: &dyn Shelf, petition: &Petition) -> Vec<Petition> {
    let PetitionNo { year, n } = petition.no;
    let same = |n: u32| {
        let other = shelf.petition(PetitionNo { year, n })?;
        (other.entry == petition.entry).then_some(other)
    };
    let before = (1..n).rev().map_while(same);
    let after = (n..u32::MAX).map_while(|n| same(n + 1));
    let mut all: Vec<Petition> = before.collect();
    all.push(petition.clone());
    all.extend(after);
    all
}

/// The identity and its copies among those who came in together.
fn gone(
    store: &Store,
    page: &Page,
    id: PersonId,
    secret: Option<&ClearanceSecret>,
) -> Result<Vec<PersonId>, Failure> {
    let target = identity(store, id, secret)?;
    let mut all = vec![id];
    for other in page.everyone().into_iter().filter(|other| *other != id) {
        let same = match (&target, identity(store, other, secret)?) {
            (Some(target), Some(other)) => is_copy(target, &other),
            _ => false,
        };
        if same {
            all.push(other);
        }
    }
    Ok(all)
}

/// Reads an identity; nothing where it is erased or lost.
fn identity(
    store: &Store,
    id: PersonId,
    secret: Option<&ClearanceSecret>,
) -> Result<Option<Person>, Failure> {
    let found = match secret {
        Some(secret) => store.reveal(id, secret),
        None => store.person(id),
    };
    match found {
        Identity::Known(person) => Ok(Some(person)),
        Identity::Hidden => Err(NotAllowed::Clearance.into()),
        Identity::Erased | Identity::Unreadable => Ok(None),
    }
}

/// Says whether two identities of one visit are the same person's: the same paper, or the same name.
fn is_copy(one: &Person, other: &Person) -> bool {
    match (&one.id_number, &other.id_number) {
        (Some(one), Some(other)) => one == other,
        _ => fold(&one.name) == fold(&other.name),
    }
}
