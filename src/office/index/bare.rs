//! What a record says of itself, without anyone's name: all that its row needs but who is named. A name
//! stands nowhere in it, so that it may be kept where an erased name must not be.

use super::facts::{self, Facts};
use super::{Name, Row};
use crate::law::Law;
use crate::law::rule::Whose;
use crate::law::unit::Units;
use crate::office::line::Desk;
use crate::office::seen::{Short, short};
use crate::office::veil;
use crate::register::act::Step;
use crate::register::book::{Origin, Petition, Reception};
use crate::register::clock::Clock;
use crate::register::life::Waiting;
use crate::register::number::{PersonId, PetitionNo, ReceptionNo, Subject};
use crate::register::seen::Wording;
use crate::text;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// A record without its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::office) struct Bare {
    /// Its row; the name is [`Name::Nobody`].
    pub(super) row: Row,
    /// What stands beside it, without marks of people.
    pub(super) facts: Facts,
    /// Folded words that search looks at: those before the names, and those after.
    pub(super) words: Box<str>,
    pub(super) after: Box<str>,
    /// Who is named, in order.
    pub(super) people: Box<[PersonId]>,
    /// Under what its content is found again.
    pub(super) wording: Box<[Short]>,
    /// The numbers of the decisions that it names or that were made on it.
    pub(super) decisions: Box<[String]>,
    /// What it was told apart from.
    pub(super) apart: Box<[PetitionNo]>,
    /// Of a petition, the visit at which it was brought, as far as that is open.
    pub(super) reception: Option<ReceptionNo>,
}

impl Bare {
    /// Of a petition.
    pub(in crate::office) fn of_petition(desk: &dyn Desk, law: &Law, petition: &Petition) -> Self {
        let listed = veil::listed(desk, petition);
        let (life, beside) = facts::of_petition(desk, law, petition, &listed);
        let petition = &*listed;
        let visit = visit_of(desk, petition);
        let (at, day_only) = minute(petition, visit.as_ref());
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
            name: Name::Nobody,
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
        let number = content.decided_by.as_ref().and_then(|d| d.number.clone());
        let apart = petition.standing().filter_map(|step| match &step.step {
            Step::Unlike(unlike) => Some(unlike.to),
            _ => None,
        });
        let made = petition.standing().filter_map(|step| match &step.step {
            Step::Decide(decide) => Some(decide.number.clone()),
            _ => None,
        });
        let decisions: Box<[String]> = number.iter().cloned().chain(made).collect();
        Self {
            row,
            facts: beside,
            words: folded(&words),
            after: after(number.as_deref()),
            people: petition.petitioners.clone().into(),
            wording: wording(content.summary.as_deref(), &decisions),
            decisions,
            apart: apart.collect(),
            reception: visit.map(|visit| visit.no),
        }
    }

    /// Of a reception.
    pub(in crate::office) fn of_reception(
        desk: &dyn Desk,
        law: &Law,
        reception: &Reception,
    ) -> Self {
        let facts = &reception.facts;
        let first = reception
            .petitions
            .first()
            .filter(|_| !reception.secret)
            .and_then(|no| desk.petition(*no));
        let (clocks, beside) = facts::of_reception(law, reception);
        let clocks = clocks.into_iter().filter(Clock::is_open).collect();
        let open = |text: &Option<String>| text.clone().filter(|_| !reception.secret);
        let shown = (!reception.secret).then(|| facts.summary.clone());
        let words = [
            Some(reception.no.to_string()),
            shown.clone(),
            open(&facts.request),
            open(&facts.against),
            open(&facts.place).as_deref().and_then(unit_name),
        ];
        let visitors = u32::try_from(facts.visitors.len()).unwrap_or(u32::MAX);
        let row = Row {
            id: Subject::Reception(reception.no),
            class: first.as_ref().map(|p| p.facts.class),
            field: first.as_ref().and_then(|p| p.facts.field),
            round: None,
            at: facts.at,
            day_only: false,
            name: Name::Nobody,
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
        let number = facts
            .decided_by
            .as_ref()
            .and_then(|d| d.number.clone())
            .filter(|_| !reception.secret);
        // What was brought stands on the petitions.
        let alone = reception.petitions.is_empty();
        let decisions: Box<[String]> = number.iter().filter(|_| alone).cloned().collect();
        Self {
            row,
            facts: beside,
            words: folded(&words),
            after: after(number.as_deref()),
            people: facts.visitors.clone().into(),
            wording: wording(shown.as_deref().filter(|_| alone), &decisions),
            decisions,
            apart: Box::default(),
            reception: None,
        }
    }

    /// Which record.
    pub(in crate::office) fn id(&self) -> Subject {
        self.row.id
    }

    /// Who is named.
    pub(in crate::office) fn people(&self) -> &[PersonId] {
        &self.people
    }

    /// The days on which something of it is due: its open clocks, the agency's and those of others.
    pub(in crate::office) fn due_days(&self) -> Vec<NaiveDate> {
        let all = self.row.clocks.iter().chain(&self.facts.others);
        all.map(|clock| clock.due).collect()
    }
}

fn folded(words: &[Option<String>]) -> Box<str> {
    let mut text = String::new();
    for word in words.iter().flatten() {
        text.push_str(&text::fold(word));
        text.push(' ');
    }
    text.into()
}

/// The words after the names: the number of a decision.
fn after(number: Option<&str>) -> Box<str> {
    number.map_or_else(Box::default, |number| {
        format!(" {}", text::fold(number)).into()
    })
}

fn wording(text: Option<&str>, decisions: &[String]) -> Box<[Short]> {
    let wording = Wording::of(text, decisions.iter().map(String::as_str));
    wording.keys().map(short).collect()
}

pub(super) fn unit_name(code: &str) -> Option<String> {
    Units::statute().display(code)
}

/// The minute under which a petition stands in lists: of a denunciation, only the day.
fn minute(petition: &Petition, visit: Option<&Reception>) -> (NaiveDateTime, bool) {
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
