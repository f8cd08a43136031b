//! What a saved change makes of the rows that show something of it. Knows nothing of how a row is shown.

use super::books::Office;
use super::index::Bare;
use super::shelves::{Changed, Reading};
use super::veil;
use crate::law::Law;
use crate::register::book::{Change, Petition, Reception, Shelf};
use crate::register::life::life;
use crate::register::number::{PersonId, PetitionNo, ReceptionNo};
use crate::register::person::Person;
use crate::store::Store;
use chrono::NaiveDate;
use std::collections::BTreeMap;

impl Office {
    /// Puts what changed into the index, and what shows something of it: each record once. `people`: the
    /// new identities among it that anyone may read.
    pub(super) fn reindex(&mut self, change: &Change, people: &BTreeMap<PersonId, Person>) {
        let rows = rows_of(&self.store, &self.law, change);
        let reading = Changed {
            store: Reading(&self.store),
            change,
            people,
        };
        let fresh = &mut self.tidying.fresh;
        *fresh = fresh.saturating_add(rows.len());
        for row in rows {
            self.index.put(&reading, row);
        }
    }
}

/// The rows of everything that shows something of a change, each once; who is named is not in them yet.
fn rows_of(store: &Store, law: &Law, change: &Change) -> Vec<Bare> {
    let reading = Changed {
        store: Reading(store),
        change,
        people: &BTreeMap::new(),
    };
    let mut receptions: BTreeMap<ReceptionNo, Option<&Reception>> = BTreeMap::new();
    let mut petitions: BTreeMap<PetitionNo, Option<&Petition>> = BTreeMap::new();
    for reception in &change.receptions {
        receptions.insert(reception.no, Some(reception));
        // What a reception hides or shows, its petitions' rows do too.
        petitions.extend(reception.petitions.iter().map(|no| (*no, None)));
    }
    for petition in &change.petitions {
        petitions.insert(petition.no, Some(petition));
        if let Some(no) = petition.reception() {
            receptions.entry(no).or_default();
        }
        // What it is tied to, or was filed with, shows no way to it once it is sealed.
        for no in veil::bound_up(&reading, petition) {
            petitions.entry(no).or_default();
        }
    }
    let mut rows = Vec::new();
    for (no, changed) in receptions {
        let read = changed.is_none().then(|| reading.reception(no)).flatten();
        let reception = changed.or(read.as_ref());
        rows.extend(reception.map(|r| Bare::of_reception(&reading, law, r)));
    }
    for (no, changed) in petitions {
        let read = changed.is_none().then(|| reading.petition(no)).flatten();
        let petition = changed.or(read.as_ref());
        rows.extend(petition.map(|p| Bare::of_petition(&reading, law, p)));
    }
    rows
}

/// The days on which something of a petition is due: its open clocks.
pub(super) fn due_days(petition: &Petition, law: &Law) -> Vec<NaiveDate> {
    let clocks = life(petition, law).clocks;
    clocks
        .iter()
        .filter(|clock| clock.is_open())
        .map(|clock| clock.due)
        .collect()
}
