//! Every reception and petition as one small row, in memory: what lists, search, home and the deadlines
//! screen ask for. Built from the books when they are opened, and kept by each change. An identity that
//! is sealed takes no part: its row stands, its name does not.

mod bare;
mod due;
mod facts;
mod flat;
mod kin;
mod named;

pub use due::DueDay;
pub use facts::{Came, Decision, Done, Facts, Figures, PersonMark, Promise};
pub use kin::{Kin, KinKind, Tally, officer};

pub(super) use bare::Bare;
pub(super) use flat::Flat;
pub(super) use named::{Known, People};

use super::line::Desk;
use super::seen::{Kept, Traces};
use super::sift::Sorted;
use crate::law::Law;
use crate::register::book::{Petition, Reception};
use crate::register::clock::{Clock, ClockState};
use crate::register::number::{PersonId, Subject};
use crate::register::words::{Class, Field, Round, Status};
use crate::store::halves::{both, by_halves_telling};
use crate::text;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use named::Named;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// Whose name a row bears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// The first petitioner's or visitor's.
    Shown(Box<str>),
    /// Sealed to clearance.
    Hidden,
    /// Erased.
    Erased,
    /// Nobody is named.
    Nobody,
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which record.
    pub id: Subject,
    /// Loại đơn; of a reception, that of its first petition.
    pub class: Option<Class>,
    /// Lĩnh vực, likewise.
    pub field: Option<Field>,
    /// Lần.
    pub round: Option<Round>,
    /// The civil minute; midnight where only the day is known or may be known.
    pub at: NaiveDateTime,
    /// Only the day is known or may be known.
    pub day_only: bool,
    /// Whose.
    pub name: Name,
    /// How many came (reception) or petition (petition).
    pub people: u32,
    /// Tóm tắt; `None` where it is hidden.
    pub summary: Option<Box<str>>,
    /// Where a petition stands.
    pub status: Option<Status>,
    /// Tiếp công dân bị từ chối.
    pub refused: bool,
    /// Its content and petitions are hidden from whoever has no clearance.
    pub secret: bool,
    /// Nothing more is expected of the agency.
    pub closed: bool,
    /// Who works on it.
    pub officer: Option<Box<str>>,
    /// The agency's open clocks, the leading one first.
    pub clocks: Vec<Clock>,
    /// Petitions of a reception.
    pub petitions: u32,
    /// It is open, and at a step for which the law sets no limit.
    pub no_limit: bool,
    /// The same visit was also taken by the head: counted once, there.
    pub continued: bool,
}

impl Row {
    /// The leading clock's day: `None` while suspended, or where no clock of the agency is open.
    pub fn due(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.leading(today).map(|clock| clock.due)
    }

    /// The clock that leads on a day.
    pub fn leading(&self, today: NaiveDate) -> Option<&Clock> {
        self.clocks
            .iter()
            .filter(|c| matches!(c.state(today), ClockState::Running | ClockState::Overdue))
            .min_by_key(|c| c.due)
    }
}

#[derive(Debug, Clone)]
struct Indexed {
    row: Row,
    /// Folded words that search looks at.
    text: Box<str>,
    /// From where to where the words of its people stand there.
    names: (usize, usize),
    /// Numbers that search looks at, each between blanks.
    digits: Box<str>,
    facts: Facts,
    /// Who is named.
    people: Box<[PersonId]>,
}

impl Indexed {
    /// Puts names to a record.
    fn of(bare: Bare, people: &People) -> (Self, Kept) {
        let named = Named::of(&bare, people);
        let from = bare.words.len();
        let names = (from, from + named.words.len());
        let indexed = Self {
            text: [&*bare.words, &named.words, &bare.after].concat().into(),
            names,
            digits: named.digits.into(),
            row: Row {
                name: named.first,
                ..bare.row
            },
            facts: Facts {
                people: named.marks.into(),
                ..bare.facts
            },
            people: bare.people,
        };
        let kept = Kept {
            people: named.traces.into(),
            wording: bare.wording,
            decisions: bare.decisions,
            apart: bare.apart,
            reception: bare.reception,
        };
        (indexed, kept)
    }
}

/// The index of the books.
#[derive(Debug, Default)]
pub struct Index {
    rows: BTreeMap<Subject, Indexed>,
    receptions: BTreeSet<(NaiveDateTime, Subject)>,
    petitions: BTreeSet<(NaiveDateTime, Subject)>,
    due: due::DueDays,
    kinship: kin::Kinship,
    /// Open petitions that nobody works on, and those at a step for which the law sets no limit.
    unassigned: u32,
    no_limit: u32,
    traces: Traces,
    /// The rows last put in another order than by day, so that its next window is not sorted anew.
    pub(super) sorted: RefCell<Option<Sorted>>,
}

/// Which records a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Lượt tiếp.
    Reception,
    /// Đơn.
    Petition,
}

impl Kind {
    fn of(id: Subject) -> Self {
        match id {
            Subject::Reception(_) => Self::Reception,
            Subject::Petition(_) => Self::Petition,
        }
    }
}

impl Index {
    /// Builds the index of many records at once, each named once, on two threads.
    pub(super) fn of(bares: Vec<Bare>, people: &People, tell: impl FnMut(usize)) -> Self {
        let mut made = by_halves_telling(bares, |bare| Indexed::of(bare, people), tell);
        made.sort_unstable_by_key(|(indexed, _)| indexed.row.id);
        let (rows, kept): (Vec<Indexed>, Vec<(Subject, Kept)>) = made
            .into_iter()
            .map(|(indexed, kept)| {
                let id = indexed.row.id;
                (indexed, (id, kept))
            })
            .unzip();
        let (mut index, traces) = both(
            || {
                let mut index = Self::default();
                for indexed in &rows {
                    index.count(indexed);
                }
                let order = |kind| {
                    let of_kind = rows.iter().filter(|i| Kind::of(i.row.id) == kind);
                    of_kind.map(|i| (i.row.at, i.row.id)).collect()
                };
                index.receptions = order(Kind::Reception);
                index.petitions = order(Kind::Petition);
                index.rows = rows.into_iter().map(|i| (i.row.id, i)).collect();
                index
            },
            || Traces::of(kept),
        );
        index.traces = traces;
        index
    }

    /// Puts a petition into the index, in place of what stood there.
    pub fn put_petition(&mut self, desk: &dyn Desk, law: &Law, petition: &Petition) {
        self.put(desk, Bare::of_petition(desk, law, petition));
    }

    /// Puts a reception into the index, in place of what stood there.
    pub fn put_reception(&mut self, desk: &dyn Desk, law: &Law, reception: &Reception) {
        self.put(desk, Bare::of_reception(desk, law, reception));
    }

    /// Puts a record into the index, in place of what stood there.
    pub(super) fn put(&mut self, desk: &dyn Desk, bare: Bare) {
        let people = People::of(desk, bare.people());
        let (indexed, kept) = Indexed::of(bare, &people);
        let id = indexed.row.id;
        *self.sorted.get_mut() = None;
        if let Some(old) = self.rows.remove(&id) {
            self.order_mut(id).remove(&(old.row.at, id));
            self.due.remove(&old.row);
            self.kinship.remove(&old.row, &old.facts);
            self.unassigned -= u32::from(waits_for_an_officer(&old.row));
            self.no_limit -= u32::from(has_no_limit(&old.row));
        }
        self.order_mut(id).insert((indexed.row.at, id));
        self.count(&indexed);
        self.traces.put(id, kept);
        self.rows.insert(id, indexed);
    }

    fn count(&mut self, indexed: &Indexed) {
        let row = &indexed.row;
        self.due.add(row);
        self.kinship.add(row, &indexed.facts);
        self.unassigned += u32::from(waits_for_an_officer(row));
        self.no_limit += u32::from(has_no_limit(row));
    }

    /// The numbers of the records after one, `limit` at most.
    pub(super) fn ids_after(&self, after: Bound<Subject>, limit: usize) -> Vec<Subject> {
        let rows = self.rows.range((after, Bound::Unbounded));
        rows.take(limit).map(|(id, _)| *id).collect()
    }

    /// A record without its names.
    pub(super) fn bare(&self, id: Subject) -> Option<Bare> {
        let (indexed, kept) = (self.rows.get(&id)?, self.traces.kept(id)?);
        let (from, to) = indexed.names;
        Some(Bare {
            row: Row {
                name: Name::Nobody,
                ..indexed.row.clone()
            },
            facts: Facts {
                people: Box::default(),
                ..indexed.facts.clone()
            },
            words: indexed.text.get(..from)?.into(),
            after: indexed.text.get(to..)?.into(),
            people: indexed.people.clone(),
            wording: kept.wording.clone(),
            decisions: kept.decisions.clone(),
            apart: kept.apart.clone(),
            reception: kept.reception,
        })
    }

    /// Everything that is here, so that two can be compared.
    #[cfg(test)]
    pub(super) fn said(&self) -> String {
        format!(
            "{:#?}",
            (
                (&self.rows, &self.receptions, &self.petitions),
                (&self.due, self.unassigned, self.no_limit),
                self.traces.said(),
            )
        )
    }

    fn order_mut(&mut self, id: Subject) -> &mut BTreeSet<(NaiveDateTime, Subject)> {
        match id {
            Subject::Reception(_) => &mut self.receptions,
            Subject::Petition(_) => &mut self.petitions,
        }
    }

    /// What was here before can be found again by these.
    pub(super) fn traces(&self) -> &Traces {
        &self.traces
    }

    /// Finds a row.
    pub fn row(&self, id: Subject) -> Option<&Row> {
        self.rows.get(&id).map(|indexed| &indexed.row)
    }

    /// The rows of one kind, newest first.
    pub fn newest(&self, kind: Kind) -> impl Iterator<Item = &Row> {
        let order = match kind {
            Kind::Reception => &self.receptions,
            Kind::Petition => &self.petitions,
        };
        order.iter().rev().filter_map(|(_, id)| self.row(*id))
    }

    /// The rows of one kind on one day, oldest first.
    pub fn on_day(&self, kind: Kind, day: NaiveDate) -> impl Iterator<Item = &Row> {
        let order = match kind {
            Kind::Reception => &self.receptions,
            Kind::Petition => &self.petitions,
        };
        let first = Subject::Petition(crate::register::number::PetitionNo {
            year: i32::MIN,
            n: 0,
        });
        let from = (day.and_time(NaiveTime::MIN), first);
        order
            .range(from..)
            .take_while(move |(at, _)| at.date() == day)
            .filter_map(|(_, id)| self.row(*id))
    }

    /// The rows that a query finds, newest first, of one kind or of both.
    pub fn search(&self, query: &str, kind: Option<Kind>) -> Vec<&Row> {
        let query = text::Query::new(query);
        let mut found: Vec<&Row> = self
            .rows
            .values()
            .filter(|i| match kind {
                None => true,
                Some(Kind::Petition) => matches!(i.row.id, Subject::Petition(_)),
                Some(Kind::Reception) => matches!(i.row.id, Subject::Reception(_)),
            })
            .filter(|i| query.matches(&i.text, &i.digits))
            .map(|i| &i.row)
            .collect();
        found.sort_by_key(|row| std::cmp::Reverse((row.at, row.id)));
        found
    }

    /// Every row with an open clock of the agency, each once for each clock, by due day and then number.
    pub fn open_clocks(&self) -> impl Iterator<Item = (&Row, &Clock)> {
        let days = self.due.days();
        days.flat_map(|(day, due)| self.clocks_of(day, due))
    }

    /// The days on which something of the agency is due, and how many of their clocks run or stand still.
    pub fn due_days(&self) -> impl DoubleEndedIterator<Item = (NaiveDate, &DueDay)> {
        self.due.days()
    }

    /// Everything of one kind that open clocks of the agency share.
    pub fn shared(&self, kind: KinKind) -> impl Iterator<Item = &Kin> {
        self.kinship.of_kind(kind)
    }

    /// The days on which clocks that share something are due, and how many.
    pub fn days_shared(&self, kin: &Kin) -> impl Iterator<Item = (NaiveDate, Tally)> {
        self.kinship.days(kin)
    }

    /// What is due on a day.
    pub fn due_on(&self, day: NaiveDate) -> Option<&DueDay> {
        self.due.on(day)
    }

    /// The open clocks of one of those days, by number.
    pub fn clocks_of<'i>(
        &'i self,
        day: NaiveDate,
        due: &'i DueDay,
    ) -> impl Iterator<Item = (&'i Row, &'i Clock)> {
        due.ids().flat_map(move |id| {
            let row = self.row(id).into_iter();
            row.flat_map(move |row| {
                let clocks = row.clocks.iter().filter(move |clock| clock.due == day);
                clocks.map(move |clock| (row, clock))
            })
        })
    }

    /// How many open petitions nobody works on, and how many are at a step for which the law sets no limit.
    pub fn waiting(&self) -> (u32, u32) {
        (self.unassigned, self.no_limit)
    }

    /// Every row, receptions and petitions.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values().map(|indexed| &indexed.row)
    }

    /// Every row with what stands beside it.
    pub fn all(&self) -> impl Iterator<Item = (&Row, &Facts)> {
        self.rows
            .values()
            .map(|indexed| (&indexed.row, &indexed.facts))
    }

    /// Petitions at a step for which the law sets no limit, the oldest first.
    pub fn without_limit(&self) -> impl Iterator<Item = &Row> {
        self.open_petitions().filter(|row| row.no_limit)
    }

    /// Every row with all its open clocks: the agency's, and those of others.
    pub fn all_open_clocks(&self) -> impl Iterator<Item = (&Row, impl Iterator<Item = &Clock>)> {
        self.rows.values().map(|indexed| {
            let others = indexed.facts.others.iter();
            (&indexed.row, indexed.row.clocks.iter().chain(others))
        })
    }

    /// What stands in the index of a record beside its row.
    pub fn facts(&self, id: Subject) -> Option<&Facts> {
        self.rows.get(&id).map(|indexed| &indexed.facts)
    }

    /// A row with what stands beside it.
    pub fn both(&self, id: Subject) -> Option<(&Row, &Facts)> {
        let indexed = self.rows.get(&id)?;
        Some((&indexed.row, &indexed.facts))
    }

    /// Petitions of which something is still expected of the agency.
    pub fn open_petitions(&self) -> impl Iterator<Item = &Row> {
        self.petitions
            .iter()
            .filter_map(|(_, id)| self.row(*id))
            .filter(|row| !row.closed)
    }

    /// Says whether a query finds a record.
    pub fn matches(&self, id: Subject, query: &text::Query) -> bool {
        self.rows
            .get(&id)
            .is_some_and(|i| query.matches(&i.text, &i.digits))
    }

    /// How many receptions and petitions there are.
    pub fn counts(&self) -> (usize, usize) {
        (self.receptions.len(), self.petitions.len())
    }
}

/// Says whether a row is an open petition that nobody works on.
fn waits_for_an_officer(row: &Row) -> bool {
    matches!(row.id, Subject::Petition(_)) && !row.closed && row.officer.is_none()
}

/// Says whether a row is an open petition at a step for which the law sets no limit.
fn has_no_limit(row: &Row) -> bool {
    matches!(row.id, Subject::Petition(_)) && !row.closed && row.no_limit
}
