//! What a denunciation seals: its petitioners and senders, and everyone who sat at the desk at the visit
//! that brought it or at one that continues it (TC Đ8.3, Đ47). Petitioners whom another petition of the
//! same act names for itself stay open ([`crate::register::secret::own_copies`] gives them so). Once sealed, always sealed.

use super::page::Page;
use crate::register::book::{Origin, Petition};
use crate::register::number::{PersonId, PetitionNo, ReceptionNo};

/// Seals everyone in a petition that has become a denunciation, with its reception.
pub(super) fn seal_petition(page: &mut Page, petition: &Petition) {
    hide_petition(page, petition);
    if let Origin::Desk(no) = petition.origin {
        seal_reception(page, no);
    }
}

/// Hides who petitions and who sent it, and seals what came in with it under the same people.
pub(super) fn hide_petition(page: &mut Page, petition: &Petition) {
    let mut sealed = petition.petitioners.clone();
    if let Origin::Filed { senders, .. } = &petition.origin {
        sealed.extend(senders);
    }
    page.hide(&sealed);
    for no in brought_with(page, petition) {
        seal_shared(page, no, &sealed);
    }
}

/// The other petitions of the same entry: their numbers follow one another.
fn brought_with(page: &Page, petition: &Petition) -> Vec<PetitionNo> {
    let PetitionNo { year, n } = petition.no;
    let same = |n: &u32| {
        let other = page.petition(PetitionNo { year, n: *n });
        other.is_some_and(|other| other.entry == petition.entry)
    };
    let before = (1..n).rev().take_while(same);
    let after = (n..u32::MAX).map(|n| n + 1).take_while(same);
    before
        .chain(after)
        .map(|n| PetitionNo { year, n })
        .collect()
}

/// Seals a reception and the whole chain of visits that continue one another: the same person sat there.
pub(super) fn seal_reception(page: &mut Page, no: ReceptionNo) {
    let mut waiting = vec![no];
    let mut seen = Vec::new();
    while let Some(no) = waiting.pop() {
        if seen.contains(&no) {
            continue;
        }
        seen.push(no);
        let Some(mut reception) = page.reception(no) else {
            continue;
        };
        waiting.extend(reception.facts.continues);
        waiting.extend(reception.continued_by);
        page.hide(&reception.facts.visitors);
        for petition in &reception.petitions {
            seal_shared(page, *petition, &reception.facts.visitors);
        }
        if !reception.secret {
            reception.secret = true;
            page.put_reception(reception);
        }
    }
}

/// Seals a petition whose petitioners are among people who were sealed.
fn seal_shared(page: &mut Page, no: PetitionNo, sealed: &[PersonId]) {
    if let Some(mut petition) = page.petition(no)
        && !petition.secret
        && petition.petitioners.iter().any(|id| sealed.contains(id))
    {
        petition.secret = true;
        page.put_petition(petition.clone());
        hide_petition(page, &petition);
    }
}
