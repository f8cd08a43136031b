//! What the books look like to whoever looks things up in them: as they stand, while lines are written, and
//! once they are saved. Whether one may look is said elsewhere; what is sealed stays sealed here.

use super::line::{Desk, Sealed};
use super::veil;
use crate::register::book::{Change, Matter, Petition, PostedDay, Reception, Series, Shelf};
use crate::register::number::{MatterNo, PersonId, PetitionNo, ReceptionNo};
use crate::register::own_law::LawChange;
use crate::register::person::Person;
use crate::store::{Batch, ClearanceSecret, Identity, Store};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The store as an officer looks things up in it, without clearance.
pub(super) struct Reading<'a>(pub(super) &'a Store);

impl Shelf for Reading<'_> {
    fn reception(&self, no: ReceptionNo) -> Option<Reception> {
        self.0.reception(no)
    }
    fn petition(&self, no: PetitionNo) -> Option<Petition> {
        self.0.petition(no)
    }
    fn matter(&self, no: MatterNo) -> Option<Matter> {
        self.0.matter(no)
    }
    fn posted_day(&self, day: NaiveDate) -> Option<PostedDay> {
        self.0.posted_day(day)
    }
    fn last_number(&self, series: Series, year: i32) -> u32 {
        self.0.last_number(series, year)
    }
    fn last_seq(&self) -> u64 {
        self.0.last_seq()
    }
    fn law_changes(&self) -> Vec<LawChange> {
        self.0.law_changes()
    }
}

impl Desk for Reading<'_> {
    fn identity(&self, id: PersonId) -> Result<Option<Person>, Sealed> {
        match self.0.person(id) {
            Identity::Known(person) => Ok(Some(person)),
            Identity::Hidden => Err(Sealed),
            Identity::Erased | Identity::Unreadable => Ok(None),
        }
    }

    fn is_erased(&self, id: PersonId) -> bool {
        self.0.person(id) == Identity::Erased
    }
}

/// A batch as a line looks things up in it: the books with the lines before it. With clearance, what is
/// sealed can be corrected; nothing of it is shown.
pub(super) struct Writing<'a> {
    pub(super) store: &'a Store,
    pub(super) clearance: Option<&'a ClearanceSecret>,
    pub(super) batch: &'a Batch<'a>,
    pub(super) people: &'a BTreeMap<PersonId, Person>,
    pub(super) hidden: &'a BTreeSet<PersonId>,
}

impl Shelf for Writing<'_> {
    fn reception(&self, no: ReceptionNo) -> Option<Reception> {
        self.batch.reception(no)
    }
    fn petition(&self, no: PetitionNo) -> Option<Petition> {
        self.batch.petition(no)
    }
    fn matter(&self, no: MatterNo) -> Option<Matter> {
        self.batch.matter(no)
    }
    fn posted_day(&self, day: NaiveDate) -> Option<PostedDay> {
        self.batch.posted_day(day)
    }
    fn last_number(&self, series: Series, year: i32) -> u32 {
        self.batch.last_number(series, year)
    }
    fn last_seq(&self) -> u64 {
        self.batch.last_seq()
    }
    fn law_changes(&self) -> Vec<LawChange> {
        self.batch.law_changes()
    }
}

impl Desk for Writing<'_> {
    fn identity(&self, id: PersonId) -> Result<Option<Person>, Sealed> {
        if self.hidden.contains(&id) {
            return Err(Sealed);
        }
        match self.people.get(&id) {
            Some(person) => Ok(Some(person.clone())),
            None => match (Reading(self.store).identity(id), self.clearance) {
                (Err(Sealed), Some(secret)) => match self.store.reveal(id, secret) {
                    Identity::Known(person) => Ok(Some(person)),
                    Identity::Hidden => Err(Sealed),
                    Identity::Erased | Identity::Unreadable => Ok(None),
                },
                (open, _) => open,
            },
        }
    }

    fn is_erased(&self, id: PersonId) -> bool {
        Reading(self.store).is_erased(id)
    }
}

/// The same to whoever has no clearance and tries something: what leads from an open petition to a sealed one
/// is not there, else a refusal or a warning would tell of it.
pub(super) struct Unaware<'a>(pub(super) &'a Writing<'a>);

impl Shelf for Unaware<'_> {
    fn reception(&self, no: ReceptionNo) -> Option<Reception> {
        self.0.reception(no)
    }
    fn petition(&self, no: PetitionNo) -> Option<Petition> {
        let mut petition = self.0.petition(no)?;
        veil::part_from_sealed(self.0, &mut petition);
        if petition.secret || veil::leads_to_sealed(self.0, petition.matter) {
            petition.matter = veil::NO_MATTER;
        }
        Some(petition)
    }
    fn matter(&self, no: MatterNo) -> Option<Matter> {
        self.0.matter(no)
    }
    fn posted_day(&self, day: NaiveDate) -> Option<PostedDay> {
        self.0.posted_day(day)
    }
    fn last_number(&self, series: Series, year: i32) -> u32 {
        self.0.last_number(series, year)
    }
    fn last_seq(&self) -> u64 {
        self.0.last_seq()
    }
    fn law_changes(&self) -> Vec<LawChange> {
        self.0.law_changes()
    }
}

/// The store once a change was saved: what changed is at hand, and not read again.
pub(super) struct Changed<'a> {
    pub(super) store: Reading<'a>,
    pub(super) change: &'a Change,
    pub(super) people: &'a BTreeMap<PersonId, Person>,
}

impl Shelf for Changed<'_> {
    fn reception(&self, no: ReceptionNo) -> Option<Reception> {
        let changed = self.change.receptions.iter().find(|r| r.no == no).cloned();
        changed.or_else(|| self.store.reception(no))
    }
    fn petition(&self, no: PetitionNo) -> Option<Petition> {
        let changed = self.change.petitions.iter().find(|p| p.no == no).cloned();
        changed.or_else(|| self.store.petition(no))
    }
    fn matter(&self, no: MatterNo) -> Option<Matter> {
        self.store.matter(no)
    }
    fn posted_day(&self, day: NaiveDate) -> Option<PostedDay> {
        self.store.posted_day(day)
    }
    fn last_number(&self, series: Series, year: i32) -> u32 {
        self.store.last_number(series, year)
    }
    fn last_seq(&self) -> u64 {
        self.store.last_seq()
    }
    fn law_changes(&self) -> Vec<LawChange> {
        self.store.law_changes()
    }
}

impl Desk for Changed<'_> {
    fn identity(&self, id: PersonId) -> Result<Option<Person>, Sealed> {
        match self.people.get(&id) {
            Some(person) => Ok(Some(person.clone())),
            None => self.store.identity(id),
        }
    }

    fn is_erased(&self, id: PersonId) -> bool {
        !self.people.contains_key(&id) && self.store.is_erased(id)
    }
}
