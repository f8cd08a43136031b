//! An open office: an officer who is logged in, the books, and what both can be asked. Every write goes
//! permission → line → check → entry → store, here and nowhere else.

use super::ask::{Failure, Me, Saved};
use super::index::Index;
use super::line::{Desk, Prepared, Sealed, Unprepared, prepare};
use super::overlay::Overlay;
use super::permit::{NotAllowed, may_write};
use super::view::{Preview, log_line};
use super::wall::{WallClock, civil, civil_day};
use crate::law::Law;
use crate::register::act::{Act, Correct, Step};
use crate::register::apply::apply;
use crate::register::book::{Change, Entry, Matter, Petition, PostedDay, Reception, Series, Shelf};
use crate::register::check::{Warning, check, number};
use crate::register::life::{life, reception_clocks};
use crate::register::number::{MatterNo, PersonId, PetitionNo, ReceptionNo, Subject};
use crate::register::person::Person;
use crate::register::value::Value;
use crate::store::{Identity, Posting, Store, StoreError};
use chrono::NaiveDate;
use std::sync::Arc;

/// The books of an office, open for one officer.
pub struct Office {
    pub(super) store: Store,
    pub(super) law: Law,
    pub(super) clock: Arc<dyn WallClock>,
    pub(super) me: Me,
    pub(super) index: Index,
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
}

impl From<Value> for Line {
    fn from(value: Value) -> Self {
        Self { value, at: None, by: None }
    }
}

/// The store as a line looks things up in it, without clearance.
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
}

impl Desk for Reading<'_> {
    fn identity(&self, id: PersonId) -> Result<Option<Person>, Sealed> {
        match self.0.person(id) {
            Ok(Identity::Known(person)) => Ok(Some(person)),
            Ok(Identity::Hidden) => Err(Sealed),
            Ok(Identity::Unreadable) | Err(_) => Ok(None),
        }
    }
}

/// An entry that was checked and can be saved.
struct Ready {
    posting: Posting,
    warnings: Vec<Warning>,
}

impl Office {
    /// The day it is: the one asked for, else that of the clock on the wall.
    pub fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| civil_day(self.clock.millis()))
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
        let mut ready: Vec<Result<Ready, Failure>> = Vec::with_capacity(lines.len());
        {
            let reading = Reading(&self.store);
            let mut overlay = Overlay::new(&reading);
            for line in lines {
                let one = self.ready(&overlay, line);
                if let Ok(one) = &one {
                    overlay.lay(&one.posting.change, &one.posting.people);
                }
                ready.push(one);
            }
        }
        let mut postings = Vec::new();
        let mut answers = Vec::with_capacity(ready.len());
        for one in ready {
            answers.push(one.map(|one| {
                let saved = saved(&one.posting.entry, one.warnings);
                postings.push(one.posting);
                saved
            }));
        }
        let changes: Vec<Change> = postings.iter().map(|p| p.change.clone()).collect();
        let acts: Vec<String> = postings.iter().map(|p| log_line(&p.entry.act)).collect();
        if !postings.is_empty() {
            self.store.append(postings)?;
        }
        for change in &changes {
            self.reindex(change);
        }
        for act in acts {
            self.store.log(&act);
        }
        for answer in answers.iter_mut().flatten() {
            self.open_identity(answer);
        }
        Ok(answers)
    }

    /// Writes one line.
    pub fn write_one(&mut self, line: Value) -> Result<Saved, Failure> {
        let mut answers = self.write(vec![line.into()])?;
        answers.pop().unwrap_or(Err(Failure::NobodyHere))
    }

    fn ready(&self, overlay: &Overlay, line: Line) -> Result<Ready, Failure> {
        let at = line.at.unwrap_or_else(|| self.clock.millis());
        let by = line.by.unwrap_or_else(|| self.me.user.clone());
        let Prepared { mut act, mut people } = prepare(overlay, line.value).map_err(unprepared)?;
        let author = author(overlay, &act);
        may_write(self.me.role, self.me.clearance, &self.me.user, author.as_deref(), &act)?;
        let only: Vec<Person> = people.iter().map(|(_, person)| person.clone()).collect();
        let warnings = check(overlay, &self.law, civil(at), &act, &only)?;
        let numbers = number(overlay, &act);
        let seq = overlay.last_seq() + 1;
        act.bind_people(seq);
        for (id, _) in people.iter_mut().filter(|(id, _)| id.entry == 0) {
            id.entry = seq;
        }
        let entry = Entry { seq, at, by, numbers, act };
        let change = apply(overlay, &entry);
        Ok(Ready { posting: Posting { entry, people, change }, warnings })
    }

    /// Says what would happen if a line were written now; nothing is.
    pub fn preview(&self, line: Value) -> Result<Preview, Failure> {
        let reading = Reading(&self.store);
        let mut overlay = Overlay::new(&reading);
        let at = self.clock.millis();
        let Prepared { mut act, people } = prepare(&overlay, line).map_err(unprepared)?;
        let only: Vec<Person> = people.iter().map(|(_, person)| person.clone()).collect();
        let (warnings, refusal) = match check(&overlay, &self.law, civil(at), &act, &only) {
            Ok(warnings) => (warnings, None),
            Err(refusal) => (Vec::new(), Some(refusal)),
        };
        let seq = overlay.last_seq() + 1;
        act.bind_people(seq);
        let numbers = number(&overlay, &act);
        let change = apply(&overlay, &Entry { seq, at, by: self.me.user.clone(), numbers, act });
        overlay.lay(&change, &[]);
        Ok(Preview {
            lives: change.petitions.iter().map(|petition| life(petition, &self.law)).collect(),
            reception_clocks: change.receptions.iter().flat_map(|r| reception_clocks(r, &self.law)).collect(),
            warnings,
            refusal,
        })
    }

    fn reindex(&mut self, change: &Change) {
        let reading = Reading(&self.store);
        for reception in &change.receptions {
            self.index.put_reception(&reading, &self.law, reception);
            // What a reception hides or shows, its petitions' rows do too.
            for petition in reception.petitions.iter().filter_map(|no| reading.petition(*no)) {
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
        if saved.identity.is_none() {
            return;
        }
        let reading = Reading(&self.store);
        let ids = match saved.subject {
            Some(Subject::Petition(no)) => reading.petition(no).map(|p| p.petitioners),
            Some(Subject::Reception(no)) => reading.reception(no).map(|r| r.facts.visitors),
            None => None,
        };
        let people = ids.unwrap_or_default().into_iter().filter_map(|id| self.store.reveal(id).ok().flatten());
        saved.identity = Some(people.collect());
    }
}

fn unprepared(why: Unprepared) -> Failure {
    match why {
        Unprepared::Wrong(wrong) => Failure::Wrong(wrong),
        Unprepared::Sealed => Failure::NotAllowed(NotAllowed::Clearance),
    }
}

/// Who wrote what a correction corrects.
fn author(shelf: &dyn Shelf, act: &Act) -> Option<String> {
    let Act::Step { subject, step: Step::Correct(Correct { seq, .. }), .. } = act else { return None };
    let (by, steps) = match subject {
        Subject::Petition(no) => shelf.petition(*no).map(|p| (p.by, p.steps))?,
        Subject::Reception(no) => shelf.reception(*no).map(|r| (r.by, r.steps))?,
    };
    match seq {
        Some(seq) => steps.into_iter().find(|step| step.seq == *seq).map(|step| step.by),
        None => Some(by),
    }
}

fn saved(entry: &Entry, warnings: Vec<Warning>) -> Saved {
    let (subject, reveals) = match &entry.act {
        Act::Step { subject, step, .. } => (Some(*subject), matches!(step, Step::Reveal(_))),
        _ => (None, false),
    };
    Saved {
        seq: entry.seq,
        reception: entry.numbers.reception,
        petitions: entry.numbers.petitions.clone(),
        subject,
        warnings,
        identity: reveals.then(Vec::new),
    }
}
