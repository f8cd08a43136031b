//! Every reception and petition as one small row, in memory: what lists, search, home and the deadlines
//! screen ask for. Built from the books when they are opened, and kept by each change. An identity that
//! is sealed takes no part: its row stands, its name does not.

mod due;
mod facts;

pub use due::DueDay;
pub use facts::{Came, Decision, Done, Facts, Figures, PersonMark, Promise};

use super::line::Desk;
use super::seen::{Put, Traces};
use super::veil;
use super::view::{Seen, seen};
use crate::law::Law;
use crate::law::rule::Whose;
use crate::law::unit::Units;
use crate::register::act::Step;
use crate::register::book::{Origin, Petition, Reception};
use crate::register::clock::{Clock, ClockState};
use crate::register::life::Waiting;
use crate::register::number::{PersonId, Subject};
use crate::register::person::Person;
use crate::register::seen::Trace;
use crate::register::words::{Class, Field, Round, Status};
use crate::text;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Numbers that search looks at, each between blanks.
    digits: Box<str>,
    facts: Facts,
}

/// The index of the books.
#[derive(Debug, Default)]
pub struct Index {
    rows: BTreeMap<Subject, Indexed>,
    receptions: BTreeSet<(NaiveDateTime, Subject)>,
    petitions: BTreeSet<(NaiveDateTime, Subject)>,
    due: due::DueDays,
    /// Open petitions that nobody works on, and those at a step for which the law sets no limit.
    unassigned: u32,
    no_limit: u32,
    traces: Traces,
}

/// Which records a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Lượt tiếp.
    Reception,
    /// Đơn.
    Petition,
}

impl Index {
    /// Puts a petition into the index, in place of what stood there.
    pub fn put_petition(&mut self, desk: &dyn Desk, law: &Law, petition: &Petition) {
        let listed = veil::listed(desk, petition);
        let (life, beside) = facts::of_petition(desk, law, petition, &listed);
        let petition = &*listed;
        let visit = visit_of(desk, petition);
        let (at, day_only) = petition_minute(petition, visit.as_ref());
        let mut names = Named::of(desk, &petition.petitioners, petition.secret);
        let ids = &petition.petitioners;
        if petition.secret && !ids.is_empty() && ids.iter().all(|id| desk.is_erased(*id)) {
            names.first = Name::Erased;
        }
        let clocks = life
            .clocks
            .into_iter()
            .filter(|c| c.whose == Whose::Agency && c.is_open())
            .collect();
        let content = &petition.content;
        let place = content.place.as_deref();
        let words = [
            Some(petition.no.to_string()),
            content.summary.clone(),
            content.request.clone(),
            content.against.clone(),
            place.and_then(unit_name),
        ];
        let row = Row {
            id: Subject::Petition(petition.no),
            class: Some(petition.facts.class),
            field: petition.facts.field,
            round: Some(petition.facts.round.unwrap_or_default()),
            at,
            day_only,
            name: std::mem::replace(&mut names.first, Name::Nobody),
            people: u32::try_from(petition.petitioners.len()).unwrap_or(u32::MAX),
            summary: content.summary.as_deref().map(Into::into),
            status: Some(life.status),
            refused: false,
            secret: petition.secret,
            closed: life.closed,
            officer: life.officer.as_deref().map(Into::into),
            clocks,
            petitions: 0,
            no_limit: life.waiting_for == Some(Waiting::NoLimit),
            continued: false,
        };
        let numbers = content.decided_by.as_ref().and_then(|d| d.number.clone());
        let apart = petition.standing().filter_map(|step| match &step.step {
            Step::Unlike(unlike) => Some(unlike.to),
            _ => None,
        });
        let made = petition.standing().filter_map(|step| match &step.step {
            Step::Decide(decide) => Some(decide.number.clone()),
            _ => None,
        });
        let trace = Put {
            people: std::mem::take(&mut names.traces),
            text: content.summary.as_deref(),
            decisions: numbers.iter().cloned().chain(made).collect(),
            apart: apart.collect(),
            reception: visit.map(|visit| visit.no),
        };
        self.traces.put(row.id, trace);
        self.put(row, beside, &words, &names, numbers.as_deref());
    }

    /// Puts a reception into the index, in place of what stood there.
    pub fn put_reception(&mut self, desk: &dyn Desk, law: &Law, reception: &Reception) {
        let facts = &reception.facts;
        let mut names = Named::of(desk, &facts.visitors, reception.secret);
        let first = reception
            .petitions
            .first()
            .and_then(|no| desk.petition(*no));
        let (clocks, beside) = facts::of_reception(desk, law, reception);
        let clocks = clocks.into_iter().filter(Clock::is_open).collect();
        let shown = (!reception.secret).then(|| facts.summary.clone());
        let words = [
            Some(reception.no.to_string()),
            shown.clone(),
            facts.request.clone().filter(|_| !reception.secret),
            facts.against.clone().filter(|_| !reception.secret),
            facts
                .place
                .as_deref()
                .filter(|_| !reception.secret)
                .and_then(unit_name),
        ];
        let visitors = u32::try_from(facts.visitors.len()).unwrap_or(u32::MAX);
        let row = Row {
            id: Subject::Reception(reception.no),
            class: first
                .as_ref()
                .map(|p| p.facts.class)
                .filter(|_| !reception.secret),
            field: first
                .as_ref()
                .and_then(|p| p.facts.field)
                .filter(|_| !reception.secret),
            round: None,
            at: facts.at,
            day_only: false,
            name: std::mem::replace(&mut names.first, Name::Nobody),
            people: facts.people.unwrap_or(visitors),
            summary: shown.as_deref().map(Into::into),
            status: None,
            refused: facts.refused.is_some(),
            secret: reception.secret,
            closed: true,
            officer: Some(reception.by.as_str().into()),
            clocks,
            petitions: u32::try_from(reception.petitions.len()).unwrap_or(u32::MAX),
            no_limit: false,
            continued: reception.continued_by.is_some(),
        };
        let numbers = facts
            .decided_by
            .as_ref()
            .and_then(|d| d.number.clone())
            .filter(|_| !reception.secret);
        // What was brought stands on the petitions.
        let bare = reception.petitions.is_empty();
        let trace = Put {
            people: std::mem::take(&mut names.traces),
            text: shown.as_deref().filter(|_| bare),
            decisions: numbers.iter().filter(|_| bare).cloned().collect(),
            apart: Vec::new(),
            reception: None,
        };
        self.traces.put(row.id, trace);
        self.put(row, beside, &words, &names, numbers.as_deref());
    }

    fn put(
        &mut self,
        row: Row,
        facts: Facts,
        words: &[Option<String>],
        names: &Named,
        number: Option<&str>,
    ) {
        let id = row.id;
        if let Some(old) = self.rows.remove(&id) {
            self.order_mut(id).remove(&(old.row.at, id));
            self.due.remove(&old.row);
            self.unassigned -= u32::from(waits_for_an_officer(&old.row));
            self.no_limit -= u32::from(has_no_limit(&old.row));
        }
        self.order_mut(id).insert((row.at, id));
        self.due.add(&row);
        self.unassigned += u32::from(waits_for_an_officer(&row));
        self.no_limit += u32::from(has_no_limit(&row));
        let mut text = String::new();
        for word in words.iter().flatten() {
            text.push_str(&text::fold(word));
            text.push(' ');
        }
        text.push_str(&names.words);
        if let Some(number) = number {
            text.push(' ');
            text.push_str(&text::fold(number));
        }
        self.rows.insert(
            id,
            Indexed {
                row,
                text: text.into(),
                digits: names.digits.as_str().into(),
                facts,
            },
        );
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

fn unit_name(code: &str) -> Option<String> {
    Units::statute().display(code)
}

/// The minute under which a petition stands in lists: of a denunciation, only the day.
fn petition_minute(petition: &Petition, visit: Option<&Reception>) -> (NaiveDateTime, bool) {
    let day = petition.received.and_time(NaiveTime::MIN);
    visit.map_or((day, true), |visit| (visit.facts.at, false))
}

/// The visit at which a petition was brought, where neither hides the other.
fn visit_of(desk: &dyn Desk, petition: &Petition) -> Option<Reception> {
    match petition.origin {
        Origin::Desk(no) if !petition.secret => desk.reception(no).filter(|visit| !visit.secret),
        _ => None,
    }
}

/// The names and numbers of a record's people, as far as they are open.
struct Named {
    first: Name,
    words: String,
    digits: String,
    traces: Vec<Trace>,
}

impl Named {
    fn of(desk: &dyn Desk, ids: &[PersonId], secret: bool) -> Self {
        let mut named = Self {
            first: Name::Nobody,
            words: String::new(),
            digits: String::new(),
            traces: Vec::new(),
        };
        if secret {
            named.first = Name::Hidden;
            return named;
        }
        for id in ids {
            match seen(desk, *id) {
                Some(Seen::Person(person)) => named.add(&person),
                Some(Seen::Hidden) if named.first == Name::Nobody => named.first = Name::Hidden,
                Some(Seen::Erased) if named.first == Name::Nobody => named.first = Name::Erased,
                Some(Seen::Hidden | Seen::Erased) | None => {}
            }
        }
        named
    }

    fn add(&mut self, person: &Person) {
        if matches!(self.first, Name::Nobody | Name::Erased) {
            self.first = Name::Shown(person.name.as_str().into());
        }
        let unit = person.unit.as_deref().and_then(unit_name);
        self.traces.push(Trace::of(person, unit.as_deref()));
        let words = [
            Some(&person.name),
            person.address.as_ref(),
            person.organisation.as_ref(),
            unit.as_ref(),
        ];
        for word in words.into_iter().flatten() {
            self.words.push_str(&text::fold(word));
            self.words.push(' ');
        }
        for number in [&person.id_number, &person.phone].into_iter().flatten() {
            self.digits
                .extend(number.chars().filter(char::is_ascii_alphanumeric));
            self.digits.push(' ');
        }
    }
}
