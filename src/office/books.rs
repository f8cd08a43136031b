//! An open office: an officer who is logged in, the books, and what both can be asked. Every write goes
//! permission → line → check → entry → store, here and nowhere else.

use super::ask::{ChainState, Failure, Me, Saved};
use super::change_rows::due_days;
use super::given_away;
use super::index::Index;
use super::line::{self, Unprepared, prepare};
use super::own_law::own_law;
use super::permit::{NotAllowed, may_write};
use super::shelves::{Reading, Unaware, Writing};
use super::tidying::Tidying;
use super::veil;
use super::view::Preview;
use super::wall::{WallClock, civil, civil_day};
use crate::law::Law;
use crate::register::act::{Act, Correct, Step};
use crate::register::book::{Change, Numbers, Shelf};
use crate::register::check::{Refusal, Warning, check, number};
use crate::register::life::{life, reception_clocks};
use crate::register::number::{PersonId, Subject};
use crate::register::person::Person;
use crate::register::secret::own_copies;
use crate::register::value::Value;
use crate::store::check::Verifier;
use crate::store::log::{Detail, Event};
use crate::store::{DraftId, Identity, NewEntry, ReadOnly, Session, Store, StoreError};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The books of an office, open for one officer.
pub struct Office {
    // Ended before the store lets go of the folder.
    pub(super) tidying: Tidying,
    pub(super) store: Store,
    pub(super) session: Session,
    pub(super) law: Arc<Law>,
    pub(super) clock: Arc<dyn WallClock>,
    pub(super) me: Me,
    pub(super) index: Index,
    pub(super) chain: ChainState,
    pub(super) verifier: Option<Verifier>,
    pub(super) today: Option<NaiveDate>,
    pub(super) follows: Option<Follows>,
}

/// What follows a save that was already answered.
#[derive(Default)]
pub(super) struct Follows {
    changes: Vec<Change>,
    /// New identities among them that anyone may read.
    people: BTreeMap<PersonId, Person>,
    /// The law that the office counts by from now on, where it is another.
    law: Option<Arc<Law>>,
    /// What was done, with its entry.
    words: Vec<(&'static str, u64)>,
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

/// An entry in the making: checked, not yet saved.
struct Ready {
    /// What is written before it: should the write be torn between them, nothing is shown by it.
    veils: Vec<NewEntry>,
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

    /// Why nothing can be saved now, where that is so.
    pub fn read_only(&self) -> Option<ReadOnly> {
        self.store.read_only()
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
        let answers = self.save(lines)?;
        self.follow();
        Ok(answers)
    }

    /// Writes one line.
    pub fn write_one(&mut self, line: impl Into<Line>) -> Result<Saved, Failure> {
        let saved = self.save_one(line)?;
        self.follow();
        Ok(saved)
    }

    /// Writes one line as [`Office::save`] does.
    pub fn save_one(&mut self, line: impl Into<Line>) -> Result<Saved, Failure> {
        let mut answers = self.save(vec![line.into()])?;
        answers.pop().unwrap_or(Err(Failure::NobodyHere))
    }

    /// Writes lines as [`Office::write`] does, and answers as soon as they stay. What shows them follows:
    /// [`Office::follow`] must be called before anything else is asked.
    pub fn save(&mut self, lines: Vec<Line>) -> Result<Vec<Result<Saved, Failure>>, StoreError> {
        self.follow();
        let mut answers = Vec::with_capacity(lines.len());
        let mut follows = Follows::default();
        let mut batch = self.store.batch();
        let before = batch.last_seq();
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
            let Ready {
                veils,
                entry,
                warnings,
            } = match self.ready(&writing, &law, line) {
                Ok(ready) => ready,
                Err(why) => {
                    answers.push(Err(why));
                    continue;
                }
            };
            follows
                .changes
                .extend(veils.into_iter().map(|veil| batch.add(veil)));
            let seq = batch.last_seq() + 1;
            let fresh = (0..=u16::MAX).zip(&entry.people);
            people.extend(
                fresh.map(|(index, person)| (PersonId { entry: seq, index }, person.clone())),
            );
            people.extend(entry.corrected.iter().cloned());
            answers.push(Ok(saved(seq, &entry, warnings)));
            let change = batch.add(entry);
            hidden.extend(change.hide.iter().copied());
            if !change.law.is_empty() {
                law = Arc::new(own_law(&batch.law_changes()));
            }
            follows.changes.push(change);
        }
        let counts = Arc::clone(&law);
        batch.due_by(move |petition| due_days(petition, &counts));
        let prepared = batch.finish();
        if prepared.is_empty() {
            return Ok(answers);
        }
        let entries = prepared.entries();
        follows.words = entries.map(|e| (e.act.word(), e.seq)).collect();
        self.store.save(prepared)?;
        people.retain(|id, _| id.entry > before && !hidden.contains(id));
        follows.people = people;
        follows.law = (!Arc::ptr_eq(&law, &self.law)).then_some(law);
        self.follows = Some(follows);
        for answer in answers.iter_mut().flatten() {
            self.open_identity(answer);
        }
        Ok(answers)
    }

    /// Puts into rows, and into the log, what was saved and is not there yet.
    pub fn follow(&mut self) {
        let Some(follows) = self.follows.take() else {
            return;
        };
        self.store.settle();
        if let Some(law) = follows.law {
            self.law = law;
            self.recount();
        } else {
            for change in &follows.changes {
                self.reindex(change, &follows.people);
            }
        }
        for (code, seq) in follows.words {
            let at = self.clock.millis();
            self.store.log(&Event {
                at,
                code,
                details: &[Detail::Seq(seq)],
            });
        }
    }

    fn ready(&self, desk: &Writing, law: &Law, line: Line) -> Result<Ready, Failure> {
        let at = line.at.unwrap_or_else(|| self.clock.millis());
        let by = line.by.unwrap_or_else(|| self.me.user.clone());
        let line::Prepared { mut act, people } = prepare(desk, line.value).map_err(unprepared)?;
        let author = author(desk, &act);
        may_write(
            self.me.role,
            self.me.clearance,
            &self.me.user,
            author.as_deref(),
            &act,
        )?;
        let all: Vec<Person> = people.iter().map(|(_, person)| person.clone()).collect();
        let mut warnings = self.checked(desk, law, at, &act, &all)?;
        given_away::refuse(desk, &act, &all)?;
        let named = given_away::written_before(desk, &act);
        warnings.extend(given_away::warnings(&named));
        warnings.extend(given_away::left_blank(desk, &act));
        self.assignee(&act)?;
        let numbers = number(desk, &act);
        let (fresh, corrected): (Vec<_>, Vec<_>) =
            people.into_iter().partition(|(id, _)| id.entry == 0);
        let mut people = fresh.into_iter().map(|(_, person)| person).collect();
        own_copies(&mut act, &mut people);
        let veils = given_away::veils(named, civil_day(at)).into_iter();
        let veils = veils.map(|act| NewEntry {
            people: Vec::new(),
            ..NewEntry::of(at, by.clone(), Numbers::default(), act)
        });
        Ok(Ready {
            veils: veils.collect(),
            entry: NewEntry {
                people,
                corrected,
                draft: line.draft,
                ..NewEntry::of(at, by, numbers, act)
            },
            warnings,
        })
    }

    /// Checks an act against the books as far as its author may know them.
    fn checked(
        &self,
        desk: &Writing,
        law: &Law,
        at: i64,
        act: &Act,
        people: &[Person],
    ) -> Result<Vec<Warning>, Refusal> {
        if self.me.clearance {
            check(desk, law, civil(at), act, people)
        } else {
            check(&Unaware(desk), law, civil(at), act, people)
        }
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
        let line::Prepared { act, people } = prepare(&writing, line).map_err(unprepared)?;
        let all: Vec<Person> = people.into_iter().map(|(_, person)| person).collect();
        let checked = self.checked(&writing, &self.law, at, &act, &all);
        let checked = checked.and_then(|mut warnings| {
            given_away::refuse(&writing, &act, &all)?;
            let named = given_away::written_before(&writing, &act);
            warnings.extend(given_away::warnings(&named));
            warnings.extend(given_away::left_blank(&writing, &act));
            self.assignee(&act).map(|()| warnings)
        });
        let (warnings, refusal) = match checked {
            Ok(warnings) => (warnings, None),
            Err(refusal) => (Vec::new(), Some(refusal)),
        };
        // What a refused act would have touched is not told: it may be what nobody is to know of.
        if let (Act::Step { subject, .. }, Some(_), false) = (&act, &refusal, self.me.clearance) {
            let petition = match subject {
                Subject::Petition(no) => writing.petition(*no),
                Subject::Reception(_) => None,
            };
            let lives = petition
                .iter()
                .map(|p| life(&veil::without_names(p), &self.law));
            return Ok(Preview {
                lives: lives.collect(),
                refusal,
                ..Preview::default()
            });
        }
        let numbers = number(&writing, &act);
        let by = self.me.user.clone();
        let change = batch.add(NewEntry::of(at, by, numbers, act));
        Ok(Preview {
            lives: change
                .petitions
                .iter()
                .map(|petition| life(&veil::without_names(petition), &self.law))
                .collect(),
            reception_clocks: change
                .receptions
                .iter()
                .flat_map(|r| reception_clocks(&veil::without_texts(r), &self.law))
                .collect(),
            warnings,
            refusal,
        })
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
