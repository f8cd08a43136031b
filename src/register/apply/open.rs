//! Opening what comes in: a reception with its petitions, or petitions filed without a visit.

use super::page::Page;
use super::secret;
use crate::register::act::{DecidedBy, Document, File, NewPetition, Receive};
use crate::register::book::{Content, Entry, Origin, Petition, Reception};
use crate::register::number::{MatterNo, PersonId};
use crate::register::words::{Capacity, Class};
use chrono::NaiveDate;

/// What all petitions of one act share.
struct Brought<'a> {
    origin: Origin,
    received: NaiveDate,
    people: &'a [PersonId],
    capacity: Option<Capacity>,
    summary: Option<&'a String>,
    request: Option<&'a String>,
    place: Option<&'a String>,
    against: Option<&'a String>,
    decided_by: Option<&'a DecidedBy>,
    documents: &'a [Document],
}

pub(super) fn receive(page: &mut Page, entry: &Entry, receive: &Receive) {
    let Some(no) = entry.numbers.reception else {
        return;
    };
    let mut facts = receive.clone();
    facts.petitions = Vec::new();
    page.put_reception(Reception {
        no,
        entry: entry.seq,
        recorded: entry.at,
        by: entry.by.clone(),
        facts,
        petitions: Vec::new(),
        continued_by: None,
        secret: false,
        steps: Vec::new(),
    });
    if let Some(mut earlier) = receive.continues.and_then(|no| page.reception(no)) {
        earlier.continued_by = Some(no);
        page.put_reception(earlier);
    }
    let brought = Brought {
        origin: Origin::Desk(no),
        received: receive.at.date(),
        people: &receive.visitors,
        capacity: receive.capacity,
        summary: Some(&receive.summary),
        request: receive.request.as_ref(),
        place: receive.place.as_ref(),
        against: receive.against.as_ref(),
        decided_by: receive.decided_by.as_ref(),
        documents: &receive.documents,
    };
    let opened = petitions(page, entry, &brought, &receive.petitions);
    if let Some(mut reception) = page.reception(no) {
        reception.petitions = opened.iter().map(|petition| petition.no).collect();
        page.put_reception(reception);
    }
    let continues_secret = receive
        .continues
        .and_then(|no| page.reception(no))
        .is_some_and(|earlier| earlier.secret);
    if continues_secret || opened.iter().any(|petition| petition.secret) {
        secret::seal_reception(page, no);
    }
}

pub(super) fn file(page: &mut Page, entry: &Entry, file: &File) {
    let brought = Brought {
        origin: Origin::Filed {
            source: file.source,
            from_agency: file.from_agency.clone(),
            senders: file.senders.clone(),
            paper: file.paper.clone(),
        },
        received: file.on,
        people: &file.senders,
        capacity: file.capacity,
        summary: file.summary.as_ref(),
        request: file.request.as_ref(),
        place: file.place.as_ref(),
        against: file.against.as_ref(),
        decided_by: file.decided_by.as_ref(),
        documents: &file.documents,
    };
    petitions(page, entry, &brought, &file.petitions);
}

/// Opens the petitions that were given a number, each in the matter it joins or in its own.
fn petitions(
    page: &mut Page,
    entry: &Entry,
    brought: &Brought,
    new: &[NewPetition],
) -> Vec<Petition> {
    let mut own_matters = entry.numbers.matters.iter().copied();
    let mut opened = Vec::new();
    for (facts, no) in new.iter().zip(entry.numbers.petitions.iter().copied()) {
        // A journal always numbers the matters it opens; should one lack, the petition is not lost.
        let fallback = MatterNo {
            year: no.year,
            n: no.n,
        };
        let matter = facts
            .matter
            .or_else(|| own_matters.next())
            .unwrap_or(fallback);
        let petition = Petition {
            no,
            entry: entry.seq,
            recorded: entry.at,
            by: entry.by.clone(),
            matter,
            origin: brought.origin.clone(),
            received: brought.received,
            petitioners: petitioners(facts, brought),
            capacity: brought.capacity,
            content: content(facts, brought),
            facts: bare(facts),
            secret: facts.class == Class::Denunciation,
            links: Vec::new(),
            steps: Vec::new(),
        };
        page.join_matter(matter, no, entry.seq);
        page.put_petition(petition.clone());
        opened.push(petition);
    }
    for petition in opened.iter().filter(|petition| petition.secret) {
        secret::hide_petition(page, petition);
    }
    opened
}

/// Who petitions: as said, else the people who came or sent it for themselves.
fn petitioners(facts: &NewPetition, brought: &Brought) -> Vec<PersonId> {
    let for_themselves = matches!(
        brought.capacity,
        None | Some(Capacity::Own | Capacity::GroupRepresentative)
    );
    if facts.petitioners.is_empty() && for_themselves {
        brought.people.to_vec()
    } else {
        facts.petitioners.clone()
    }
}

fn content(facts: &NewPetition, brought: &Brought) -> Content {
    let own_or = |own: &Option<String>, shared: Option<&String>| own.as_ref().or(shared).cloned();
    Content {
        summary: own_or(&facts.summary, brought.summary),
        request: own_or(&facts.request, brought.request),
        place: brought.place.cloned(),
        against: own_or(&facts.against, brought.against),
        decided_by: brought.decided_by.cloned(),
        documents: brought.documents.to_vec(),
    }
}

fn bare(facts: &NewPetition) -> NewPetition {
    NewPetition {
        petitioners: Vec::new(),
        matter: None,
        summary: None,
        request: None,
        against: None,
        ..facts.clone()
    }
}
