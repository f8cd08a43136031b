//! An open office: an officer who is logged in, the books, and what both can be asked. Every write goes
//! permission → line → check → entry → store, here and nowhere else.

use super::ask::{ChainState, Failure, Me, Saved};
use super::index::Index;
use super::line::{Desk, Prepared, Sealed, Unprepared, prepare};
use super::own_law::own_law;
use super::permit::{NotAllowed, may_write};
use super::view::Preview;
use super::wall::{WallClock, civil, civil_day};
use crate::law::Law;
use crate::register::act::{Act, Correct, Step};
use crate::register::book::{Change, Matter, Petition, PostedDay, Reception, Series, Shelf};
use crate::register::check::{Refusal, Warning, check, number};
use crate::register::life::{life, reception_clocks};
use crate::register::number::{MatterNo, PersonId, PetitionNo, ReceptionNo, Subject};
use crate::register::own_law::LawChange;
use crate::register::person::Person;
use crate::register::secret::own_copies;
use crate::register::value::Value;
use crate::store::check::Verifier;
use crate::store::log::{Detail, Event};
use crate::store::{
    Batch, ClearanceSecret, DraftId, Identity, NewEntry, Session, Store, StoreError,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The books of an office, open for one officer.
pub struct Office {
    pub(super) store: Store,
    pub(super) session: Session,
    pub(super) law: Arc<Law>,
    pub(super) clock: Arc<dyn WallClock>,
    pub(super) me: Me,
    pub(super) index: Index,
    pub(super) chain: ChainState,
    pub(super) verifier: Option<Verifier>,
    pub(super) today: Option<NaiveDate>,
}

/// A line to be written, on a day and by an officer of its own where it is not now and by whoever is
/// logged in: only demonstrations and imports say so.
#[derive(Debug, Clone)]
pub struct Line {
    /// What is done.
    pub value: Value,
    /// When it is written, milliseconds since 1970 (UTC).
    pub at: Option<i64>,
    /// Who writes it: log-in name.
    pub by: Option<String>,
    /// The draft that becomes this line: gone once the line is saved.
    pub draft: Option<DraftId>,
}

impl From<Value> for Line {
    fn from(value: Value) -> Self {
        Self {
            value,
            at: None,
            by: None,
            draft: None,
        }
    }
}

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
struct Writing<'a> {
    store: &'a Store,
    clearance: Option<&'a ClearanceSecret>,
    batch: &'a Batch<'a>,
    people: &'a BTreeMap<PersonId, Person>,
    hidden: &'a BTreeSet<PersonId>,
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

/// An entry in the making: checked, not yet saved.
struct Ready {
    entry: NewEntry,
    warnings: Vec<Warning>,
}

impl Office {
    /// The day it is: the one asked for, else that of the clock on the wall.
    pub fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| self.real_today())
    }

    /// The day it is by the clock on the wall, for what is written.
    pub fn real_today(&self) -> NaiveDate {
        civil_day(self.clock.millis())
    }

    /// Takes another day for today, in reading.
    pub fn pretend_today(&mut self, day: Option<NaiveDate>) {
        self.today = day;
    }

    /// Who is logged in.
    pub fn me(&self) -> &Me {
        &self.me
    }

    /// The law that this office counts by.
    pub fn law(&self) -> &Law {
        &self.law
    }

    /// Writes lines, all made durable at once; each is answered in its place. The error is the store's: then
    /// nothing of them was saved.
    pub fn write(&mut self, lines: Vec<Line>) -> Result<Vec<Result<Saved, Failure>>, StoreError> {
        let mut answers = Vec::with_capacity(lines.len());
        let mut changes = Vec::new();
        let mut batch = self.store.batch();
        let (mut people, mut hidden) = (BTreeMap::new(), BTreeSet::new());
        let mut law = Arc::clone(&self.law);
        for line in lines {
            let writing = Writing {
                store: &self.store,
                clearance: self.session.clearance.as_ref(),
                batch: &batch,
                people: &people,
                hidden: &hidden,
            };
            let Ready { entry, warnings } = match self.ready(&writing, &law, line) {
                Ok(ready) => ready,
                Err(why) => {
                    answers.push(Err(why));
                    continue;
                }
            };
            let seq = batch.last_seq() + 1;
            let fresh = (0..=u16::MAX).zip(&entry.people);
            people.extend(
                fresh.map(|(index, person)| (PersonId { entry: seq, index }, person.clone())),
            );
            people.extend(entry.corrected.iter().cloned());
            answers.push(Ok(saved(seq, &entry, warnings)));
            let change = batch.add(entry);
            hidden.extend(change.hide.iter().copied());
            for petition in &change.petitions {
                batch.due(petition.no, due_days(petition, &law));
            }
            if !change.law.is_empty() {
                law = Arc::new(own_law(&batch.law_changes()));
            }
            changes.push(change);
        }
        let prepared = batch.finish();
        if !prepared.is_empty() {
            let words: Vec<(&'static str, u64)> =
                prepared.entries().map(|e| (e.act.word(), e.seq)).collect();
            self.store.save(prepared)?;
            for (code, seq) in words {
                let at = self.clock.millis();
                self.store.log(&Event {
                    at,
                    code,
                    details: &[Detail::Seq(seq)],
                });
            }
        }
        if Arc::ptr_eq(&law, &self.law) {
            for change in &changes {
                self.reindex(change);
            }
        } else {
            self.law = law;
            self.recount();
        }
        for answer in answers.iter_mut().flatten() {
            self.open_identity(answer);
        }
        Ok(answers)
    }

    /// Writes one line.
    pub fn write_one(&mut self, line: impl Into<Line>) -> Result<Saved, Failure> {
        let mut answers = self.write(vec![line.into()])?;
        answers.pop().unwrap_or(Err(Failure::NobodyHere))
    }

    fn ready(&self, desk: &Writing, law: &Law, line: Line) -> Result<Ready, Failure> {
        let at = line.at.unwrap_or_else(|| self.clock.millis());
        let by = line.by.unwrap_or_else(|| self.me.user.clone());
        let Prepared { mut act, people } = prepare(desk, line.value).map_err(unprepared)?;
        let author = author(desk, &act);
        may_write(
            self.me.role,
            self.me.clearance,
            &self.me.user,
            author.as_deref(),
            &act,
        )?;
        let all: Vec<Person> = people.iter().map(|(_, person)| person.clone()).collect();
        let warnings = check(desk, law, civil(at), &act, &all)?;
        self.assignee(&act)?;
        let numbers = number(desk, &act);
        let (fresh, corrected): (Vec<_>, Vec<_>) =
            people.into_iter().partition(|(id, _)| id.entry == 0);
        let mut people = fresh.into_iter().map(|(_, person)| person).collect();
        own_copies(&mut act, &mut people);
        Ok(Ready {
            entry: NewEntry {
                at,
                by,
                numbers,
                act,
                people,
                corrected,
                erase: Vec::new(),
                draft: line.draft,
            },
            warnings,
        })
    }

    /// Work is given to officers of this office only.
    fn assignee(&self, act: &Act) -> Result<(), Refusal> {
        match act {
            Act::Step {
                step: Step::Assign(assign),
                ..
            } => self.can_work(&assign.officer),
            _ => Ok(()),
        }
    }

    /// Says what would happen if a line were written now; nothing is.
    pub fn preview(&self, line: Value) -> Result<Preview, Failure> {
        let mut batch = self.store.batch();
        let (people, hidden) = (BTreeMap::new(), BTreeSet::new());
        let at = self.clock.millis();
        let writing = Writing {
            store: &self.store,
            clearance: self.session.clearance.as_ref(),
            batch: &batch,
            people: &people,
            hidden: &hidden,
        };
        let Prepared { act, people } = prepare(&writing, line).map_err(unprepared)?;
        let all: Vec<Person> = people.into_iter().map(|(_, person)| person).collect();
        let checked = check(&writing, &self.law, civil(at), &act, &all);
        let checked = checked.and_then(|warnings| self.assignee(&act).map(|()| warnings));
        let (warnings, refusal) = match checked {
            Ok(warnings) => (warnings, None),
            Err(refusal) => (Vec::new(), Some(refusal)),
        };
        let numbers = number(&writing, &act);
        let by = self.me.user.clone();
        let change = batch.add(NewEntry {
            at,
            by,
            numbers,
            act,
            people: Vec::new(),
            corrected: Vec::new(),
            erase: Vec::new(),
            draft: None,
        });
        Ok(Preview {
            lives: change
                .petitions
                .iter()
                .map(|petition| life(petition, &self.law))
                .collect(),
            reception_clocks: change
                .receptions
                .iter()
                .flat_map(|r| reception_clocks(r, &self.law))
                .collect(),
            warnings,
            refusal,
        })
    }

    pub(super) fn reindex(&mut self, change: &Change) {
        let reading = Reading(&self.store);
        for reception in &change.receptions {
            self.index.put_reception(&reading, &self.law, reception);
            // What a reception hides or shows, its petitions' rows do too.
            for petition in reception
                .petitions
                .iter()
                .filter_map(|no| reading.petition(*no))
            {
                self.index.put_petition(&reading, &self.law, &petition);
            }
        }
        for petition in &change.petitions {
            self.index.put_petition(&reading, &self.law, petition);
            if let Some(reception) = petition.reception().and_then(|no| reading.reception(no)) {
                self.index.put_reception(&reading, &self.law, &reception);
            }
        }
    }

    /// Opens the identity that a recorded opening asked for.
    fn open_identity(&self, saved: &mut Saved) {
        let (Some(_), Some(secret)) = (&saved.identity, &self.session.clearance) else {
            return;
        };
        let reading = Reading(&self.store);
        let ids = match saved.subject {
            Some(Subject::Petition(no)) => reading.petition(no).map(|p| p.petitioners),
            Some(Subject::Reception(no)) => reading.reception(no).map(|r| r.facts.visitors),
            None => None,
        };
        let known = |id| match self.store.reveal(id, secret) {
            Identity::Known(person) => Some(person),
            Identity::Hidden | Identity::Erased | Identity::Unreadable => None,
        };
        saved.identity = Some(
            ids.unwrap_or_default()
                .into_iter()
                .filter_map(known)
                .collect(),
        );
    }
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

pub(super) fn unprepared(why: Unprepared) -> Failure {
    match why {
        Unprepared::Wrong(wrong) => Failure::Wrong(wrong),
        Unprepared::Sealed => Failure::NotAllowed(NotAllowed::Clearance),
    }
}

/// Who wrote what a correction corrects.
fn author(shelf: &dyn Shelf, act: &Act) -> Option<String> {
    let Act::Step {
        subject,
        step: Step::Correct(Correct { seq, .. }),
        ..
    } = act
    else {
        return None;
    };
    let (by, steps) = match subject {
        Subject::Petition(no) => shelf.petition(*no).map(|p| (p.by, p.steps))?,
        Subject::Reception(no) => shelf.reception(*no).map(|r| (r.by, r.steps))?,
    };
    match seq {
        Some(seq) => steps
            .into_iter()
            .find(|step| step.seq == *seq)
            .map(|step| step.by),
        None => Some(by),
    }
}

fn saved(seq: u64, entry: &NewEntry, warnings: Vec<Warning>) -> Saved {
    let (subject, reveals) = match &entry.act {
        Act::Step { subject, step, .. } => (Some(*subject), matches!(step, Step::Reveal(_))),
        _ => (None, false),
    };
    Saved {
        seq,
        reception: entry.numbers.reception,
        petitions: entry.numbers.petitions.clone(),
        subject,
        warnings,
        identity: reveals.then(Vec::new),
    }
}
