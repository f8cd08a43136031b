//! Puts what entries changed into the state, in one step: values, indexes, counters, how far it has come.
//! Knows nothing of where the entries come from.

use super::batch::Overlay;
use super::books::{Books, PROGRESS, Progress, write_place};
use super::engine::{Broken, Op, Tree};
use super::journal::frame::{Chain, SealedPerson, Under};
use super::journal::reader::Place;
use super::key::{self, Key as _};
use crate::register::book::Reception;
use crate::register::number::{PersonId, PetitionNo};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What a run of entries changed.
#[derive(Debug, Default)]
pub struct Group {
    /// State of what they touched.
    pub overlay: Overlay,
    /// Where each stands in the journal.
    pub places: Vec<(u64, Place)>,
    /// The chain with the last.
    pub chain: Chain,
    /// Identities sealed and epochs dropped, in order.
    pub people: Vec<Sealing>,
    /// Due days of petitions, where they are known.
    pub dues: BTreeMap<PetitionNo, Vec<NaiveDate>>,
}

impl Group {
    /// Says whether what an entry began is new to the books: looking it up there would find nothing.
    fn begins(&self, entry: u64) -> bool {
        self.places
            .first()
            .is_some_and(|(first, _)| entry >= *first)
    }
}

/// One thing that happened to identities.
#[derive(Debug, Clone)]
pub enum Sealing {
    /// One was sealed, for the first time or anew, or erased.
    Sealed(SealedPerson),
    /// An epoch's key was dropped.
    Retired(u32),
}

impl Sealing {
    /// Says whether an identity was erased.
    pub(super) fn erases(&self) -> bool {
        matches!(self, Self::Sealed(person) if person.under == Under::Erased)
    }
}

fn put(tree: Tree, key: Vec<u8>, value: Vec<u8>) -> Op {
    Op {
        tree,
        key,
        value: Some(value),
    }
}

fn take(tree: Tree, key: Vec<u8>) -> Op {
    Op {
        tree,
        key,
        value: None,
    }
}

/// Puts the due days of a petition in place of `old` ones.
fn fill_dues(no: PetitionNo, old: &[u8], days: &[NaiveDate], ops: &mut Vec<Op>) {
    let mut days: Vec<Vec<u8>> = days.iter().map(NaiveDate::bytes).collect();
    days.sort();
    days.dedup();
    if old == days.concat() {
        return;
    }
    for day in old.chunks(4).filter(|day| !days.iter().any(|d| d == day)) {
        ops.push(take(Tree::Due, [day, &no.bytes()].concat()));
    }
    for day in &days {
        ops.push(put(
            Tree::Due,
            [day, no.bytes().as_slice()].concat(),
            Vec::new(),
        ));
    }
    ops.push(if days.is_empty() {
        take(Tree::DueOf, no.bytes())
    } else {
        put(Tree::DueOf, no.bytes(), days.concat())
    });
}

impl Books {
    /// Puts a group in: all of it or nothing.
    pub fn fill(&self, group: &Group) -> Result<(), Broken> {
        self.engine.commit(&self.changes(group)?)
    }

    /// Says what a group changes, sealed and ready to be put in.
    fn changes(&self, group: &Group) -> Result<Vec<Op>, Broken> {
        let mut progress = self.progress()?.unwrap_or_default();
        let mut ops = Vec::new();
        self.fill_receptions(group, &mut progress, &mut ops)?;
        self.fill_petitions(group, &mut progress, &mut ops)?;
        self.fill_rest(group, &mut progress, &mut ops)?;
        self.fill_people(group, &mut progress, &mut ops)?;
        let overlay = group.overlay.petitions.keys();
        // Rows of petitions whose new due days nobody told are not to be relied on.
        let told = overlay.clone().all(|no| group.dues.contains_key(no));
        // Nor are any, once calendar or rules changed, until all are told anew.
        progress.dues_current &= told && group.overlay.law.is_empty();
        if let Some(marks) = &group.overlay.officers {
            progress.officers = Some(marks.clone());
        }
        for (no, days) in &group.dues {
            let petition = group.overlay.petitions.get(no);
            let old = if petition.is_some_and(|p| group.begins(p.entry)) {
                Vec::new()
            } else {
                self.due_days(*no)?
            };
            fill_dues(*no, &old, days, &mut ops);
        }
        for (seq, place) in &group.places {
            ops.push(put(Tree::Entry, seq.bytes(), write_place(place)));
        }
        if let Some((seq, place)) = group.places.last() {
            progress.seq = *seq;
            progress.chain = group.chain;
            progress.before = place.before;
            (progress.segment, progress.offset, progress.end) =
                (place.segment, place.offset, place.end);
        }
        let sealed = self.seal(Tree::Meta, PROGRESS, &progress)?;
        ops.push(put(Tree::Meta, PROGRESS.to_vec(), sealed));
        Ok(ops)
    }

    fn fill_receptions(
        &self,
        group: &Group,
        progress: &mut Progress,
        ops: &mut Vec<Op>,
    ) -> Result<(), Broken> {
        for (no, reception) in &group.overlay.receptions {
            let key = no.bytes();
            let visit = key::visit(reception.facts.at, *no);
            let old: Option<Reception> = if group.begins(reception.entry) {
                None
            } else {
                self.value(Tree::Reception, &key)?
            };
            match old.map(|old| key::visit(old.facts.at, *no)) {
                None => progress.receptions += 1,
                Some(old) if old != visit => ops.push(take(Tree::Visit, old)),
                Some(_) => {}
            }
            ops.push(put(Tree::Visit, visit, Vec::new()));
            let sealed = self.seal(Tree::Reception, &key, reception)?;
            ops.push(put(Tree::Reception, key, sealed));
        }
        Ok(())
    }

    fn fill_petitions(
        &self,
        group: &Group,
        progress: &mut Progress,
        ops: &mut Vec<Op>,
    ) -> Result<(), Broken> {
        for (no, petition) in &group.overlay.petitions {
            let key = no.bytes();
            if group.begins(petition.entry) || self.engine.get(Tree::Petition, &key)?.is_none() {
                progress.petitions += 1;
            }
            let sealed = self.seal(Tree::Petition, &key, petition)?;
            ops.push(put(Tree::Petition, key, sealed));
        }
        Ok(())
    }

    fn fill_rest(
        &self,
        group: &Group,
        progress: &mut Progress,
        ops: &mut Vec<Op>,
    ) -> Result<(), Broken> {
        for (no, matter) in &group.overlay.matters {
            let key = no.bytes();
            if group.begins(matter.entry) || self.engine.get(Tree::Matter, &key)?.is_none() {
                progress.matters += 1;
            }
            let sealed = self.seal(Tree::Matter, &key, matter)?;
            ops.push(put(Tree::Matter, key, sealed));
        }
        for (day, posted) in &group.overlay.days {
            let key = day.bytes();
            let sealed = self.seal(Tree::Day, &key, posted)?;
            ops.push(put(Tree::Day, key, sealed));
        }
        for (entry, change) in &group.overlay.law {
            let key = entry.bytes();
            let sealed = self.seal(Tree::Law, &key, change)?;
            ops.push(put(Tree::Law, key, sealed));
        }
        for ((series, year), n) in &group.overlay.last {
            ops.push(put(Tree::Last, key::last(*series, *year), n.bytes()));
        }
        Ok(())
    }

    fn fill_people(
        &self,
        group: &Group,
        progress: &mut Progress,
        ops: &mut Vec<Op>,
    ) -> Result<(), Broken> {
        let mut rows: BTreeSet<(u32, PersonId)> = BTreeSet::new();
        let mut new: BTreeSet<PersonId> = BTreeSet::new();
        for sealing in &group.people {
            match sealing {
                Sealing::Sealed(person) => {
                    let key = person.id.bytes();
                    let fresh = group.begins(person.id.entry)
                        || self.engine.get(Tree::Person, &key)?.is_none();
                    if fresh && new.insert(person.id) {
                        progress.people += 1;
                    }
                    ops.push(put(Tree::Person, key, person.encode()));
                    let (epoch, hidden) = match person.under {
                        Under::Epoch(epoch) => (epoch, Vec::new()),
                        Under::Clearance(epoch) => (epoch, vec![1]),
                        Under::Erased => continue,
                    };
                    rows.insert((epoch, person.id));
                    ops.push(put(Tree::Epoch, (epoch, person.id).bytes(), Vec::new()));
                    ops.push(put(Tree::Sealed, (person.id, epoch).bytes(), hidden));
                }
                Sealing::Retired(epoch) => {
                    let here = rows.iter().filter(|(e, _)| e == epoch).map(|(_, id)| *id);
                    let all: BTreeSet<_> = self
                        .people_of_epoch(*epoch)?
                        .into_iter()
                        .chain(here)
                        .collect();
                    for id in all {
                        ops.push(take(Tree::Epoch, (*epoch, id).bytes()));
                        ops.push(take(Tree::Sealed, (id, *epoch).bytes()));
                    }
                }
            }
        }
        Ok(())
    }

    /// Puts the due days of petitions in, and says with the last of them that all are told.
    pub fn set_dues(
        &self,
        dues: &[(PetitionNo, Vec<NaiveDate>)],
        all_told: bool,
    ) -> Result<(), Broken> {
        let mut ops = Vec::new();
        for (no, days) in dues {
            fill_dues(*no, &self.due_days(*no)?, days, &mut ops);
        }
        if all_told {
            let mut progress = self.progress()?.unwrap_or_default();
            progress.dues_current = true;
            let sealed = self.seal(Tree::Meta, PROGRESS, &progress)?;
            ops.push(put(Tree::Meta, PROGRESS.to_vec(), sealed));
        }
        self.engine.commit(&ops)
    }
}
