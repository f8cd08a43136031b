//! What stands open on a petition although no clock says so: a decision whose day of effect has come and was
//! not written down, and originals that were not given back. Derived; starts no clock and moves none.

use super::act::StepKind;
use super::book::{Petition, Shelf};
use super::life::{Life, life};
use super::number::PetitionNo;
use super::words::{Class, LinkKind, Round, Status};
use crate::law::Law;
use crate::law::rule::Whose;
use chrono::NaiveDate;

/// The row of the table of limits that says when originals go back; it sets no number of days.
const ORIGINALS: &str = "TT07-6.5";

/// Something that stands open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owed {
    /// The decision takes effect by law, and nobody wrote down that it did: no carrying out is counted.
    Effect {
        /// The day on which the time to complain further ended.
        passed: NaiveDate,
        /// The article.
        citation: String,
    },
    /// Originals are still kept.
    Originals {
        /// How many documents.
        documents: usize,
        /// Since when they should go back.
        since: NaiveDate,
        /// The article.
        citation: String,
    },
}

/// Returns what stands open on a petition on a day.
pub fn owed(
    shelf: &dyn Shelf,
    law: &Law,
    petition: &Petition,
    life: &Life,
    today: NaiveDate,
) -> Vec<Owed> {
    let effect = effect_passed(life, today)
        .filter(|_| complained_again(shelf, law, petition).is_none())
        .map(|(passed, citation)| Owed::Effect { passed, citation });
    let originals = parted(life).and_then(|since| {
        let documents = originals_kept(shelf, petition);
        let rule = law.rules.in_force(ORIGINALS, since).ok()?;
        (documents > 0).then(|| Owed::Originals {
            documents,
            since,
            citation: rule.citation.clone(),
        })
    });
    effect.into_iter().chain(originals).collect()
}

/// The day of effect that has passed without a word of it in the books, with its article.
fn effect_passed(life: &Life, today: NaiveDate) -> Option<(NaiveDate, String)> {
    let open = |clock: &&super::clock::Clock| clock.whose == Whose::Effect && clock.is_open();
    // What is carried out already needs no day of effect any more.
    let clock = life.clocks.iter().find(open).filter(|_| !life.ended)?;
    (today > clock.due).then(|| (clock.due, clock.citation.clone()))
}

/// The second complaint about what was decided on this first one, where it stands open or was decided: the
/// first decision then does not take effect (KN Đ44.1).
pub fn complained_again(shelf: &dyn Shelf, law: &Law, petition: &Petition) -> Option<PetitionNo> {
    let first = petition.facts.round.unwrap_or_default() == Round::First;
    let ties = petition.links.iter().filter(|_| first);
    ties.filter(|tie| tie.kind == LinkKind::SecondRound)
        .filter_map(|tie| shelf.petition(tie.to))
        .filter(|other| {
            other.facts.class == Class::Complaint && other.facts.round == Some(Round::Second)
        })
        .find(|other| {
            let life = life(other, law);
            !life.ended || life.decided.is_some()
        })
        .map(|other| other.no)
}

/// The day from which nothing is left for which the originals are kept: it was decided, or closed. What goes
/// to the investigators goes with its papers.
fn parted(life: &Life) -> Option<NaiveDate> {
    let goes_with_it = life.status == Status::Investigators;
    life.decided.or(life.ended_on).filter(|_| !goes_with_it)
}

/// How many original documents were handed in and are not given back, by the petition itself or after the
/// reception that brought it.
pub(super) fn originals_kept(shelf: &dyn Shelf, petition: &Petition) -> usize {
    let gives_back = |kind| kind == StepKind::ReturnPapers;
    // Of a sealed petition nothing is told by what was done after its reception.
    let reception = petition.reception().filter(|_| !petition.secret);
    let beside = reception.and_then(|no| shelf.reception(no));
    let after = beside.is_some_and(|reception| {
        let mut steps = reception.steps.iter().filter(|step| step.void.is_none());
        steps.any(|step| gives_back(step.step.kind()))
    });
    if after || petition.standing().any(|step| gives_back(step.step.kind())) {
        return 0;
    }
    let documents = petition.content.documents.iter();
    documents.filter(|document| document.original).count()
}
