//! Where the dotted path of a correction leads, what stands there, and a record with another value put
//! there. Knows nothing of whether it may be corrected ([`super::check`]).

use super::act::{DecidedBy, Document, LowerBody, NewPetition, Receive};
use super::book::{Content, Origin, Petition, Reception, Shelf};
use super::number::{MatterNo, PersonId, PetitionNo, ReceptionNo, Subject};
use super::part::{Part, Wrong};
use super::person::PERSON_KEYS;
use super::value::Value;
use super::words::{Capacity, Class, Field, Round, Source, Subject as About};
use crate::part;
use chrono::NaiveDate;

part! {
    /// Every key of a petition that can be corrected, side by side; the last five only where it was filed
    /// without a visit.
    Sheet {
        /// Loại đơn.
        class: Class,
        /// Lĩnh vực.
        field: Option<Field>,
        /// What a complaint is about.
        subject: Option<About>,
        /// Lần.
        round: Option<Round>,
        /// Within the office's competence.
        competent: Option<bool>,
        /// Meets the conditions.
        eligible: Option<bool>,
        /// Several places must be checked.
        several_places: bool,
        /// The day written on it.
        dated: Option<NaiveDate>,
        /// Who petitions.
        petitioners: Vec<PersonId>,
        /// In which capacity.
        capacity: Option<Capacity>,
        /// How many signed.
        signers: Option<u32>,
        /// Other bodies it was sent to.
        also_sent_to: Vec<String>,
        /// The competent body below.
        lower_body: Option<LowerBody>,
        /// The matter it belongs to.
        matter: MatterNo,
        /// The path through the questions.
        path: Vec<super::act::Answer>,
        /// Why the officer classed it otherwise.
        overruled: Option<String>,
        /// Tóm tắt.
        summary: Option<String>,
        /// Yêu cầu.
        request: Option<String>,
        /// Code of the commune where it happened.
        place: Option<String>,
        /// Whom or what it is against.
        against: Option<String>,
        /// Which body already decided.
        decided_by: Option<DecidedBy>,
        /// What was handed in.
        documents: Vec<Document>,
        /// The day it came in.
        on: Option<NaiveDate>,
        /// From where.
        source: Option<Source>,
        /// The body that forwarded it.
        from_agency: Option<String>,
        /// Who sent it.
        senders: Vec<PersonId>,
        /// The paper that shows the capacity.
        paper: Option<String>,
    }
}

/// Keys that only a petition filed without a visit has.
const FILING_KEYS: [&str; 5] = ["on", "source", "from_agency", "senders", "paper"];
/// Keys that hold lists: written even when empty, so that a path can put the first item.
const LIST_KEYS: [&str; 6] = [
    "petitioners",
    "visitors",
    "senders",
    "also_sent_to",
    "path",
    "documents",
];

impl Sheet {
    fn of(petition: &Petition) -> Self {
        let NewPetition {
            class,
            field,
            subject,
            round,
            competent,
            eligible,
            several_places,
            dated,
            signers,
            also_sent_to,
            lower_body,
            path,
            overruled,
            ..
        } = petition.facts.clone();
        let Content {
            summary,
            request,
            place,
            against,
            decided_by,
            documents,
        } = petition.content.clone();
        let (on, source, from_agency, senders, paper) = match petition.origin.clone() {
            Origin::Desk(_) => (None, None, None, Vec::new(), None),
            Origin::Filed {
                source,
                from_agency,
                senders,
                paper,
            } => (
                Some(petition.received),
                Some(source),
                from_agency,
                senders,
                paper,
            ),
        };
        Self {
            class,
            field,
            subject,
            round,
            competent,
            eligible,
            several_places,
            dated,
            petitioners: petition.petitioners.clone(),
            capacity: petition.capacity,
            signers,
            also_sent_to,
            lower_body,
            matter: petition.matter,
            path,
            overruled,
            summary,
            request,
            place,
            against,
            decided_by,
            documents,
            on,
            source,
            from_agency,
            senders,
            paper,
        }
    }

    /// Puts the sheet's values into a petition. A filing's day and source stay where the sheet has none.
    fn put_into(self, petition: &mut Petition) {
        let facts = &mut petition.facts;
        facts.class = self.class;
        facts.field = self.field;
        facts.subject = self.subject;
        facts.round = self.round;
        facts.competent = self.competent;
        facts.eligible = self.eligible;
        facts.several_places = self.several_places;
        facts.dated = self.dated;
        facts.signers = self.signers;
        facts.also_sent_to = self.also_sent_to;
        facts.lower_body = self.lower_body;
        facts.path = self.path;
        facts.overruled = self.overruled;
        petition.petitioners = self.petitioners;
        petition.capacity = self.capacity;
        petition.matter = self.matter;
        petition.content = Content {
            summary: self.summary,
            request: self.request,
            place: self.place,
            against: self.against,
            decided_by: self.decided_by,
            documents: self.documents,
        };
        if let Origin::Filed {
            source,
            from_agency,
            senders,
            paper,
        } = &mut petition.origin
        {
            petition.received = self.on.unwrap_or(petition.received);
            *source = self.source.unwrap_or(*source);
            *from_agency = self.from_agency;
            *senders = self.senders;
            *paper = self.paper;
        }
    }
}

/// Which record holds a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// The petition.
    Petition(PetitionNo),
    /// The reception.
    Reception(ReceptionNo),
}

/// Finds the record that holds the key at which `field` begins: a petition's own keys on the petition,
/// the rest of a visit's on its reception. `None` where there is no such record or key.
pub fn home(shelf: &dyn Shelf, subject: Subject, field: &str) -> Option<Home> {
    match subject {
        Subject::Reception(no) => {
            shelf.reception(no)?;
            reception_has(field).then_some(Home::Reception(no))
        }
        Subject::Petition(no) => petition_home(&shelf.petition(no)?, field),
    }
}

pub(super) fn petition_home(petition: &Petition, field: &str) -> Option<Home> {
    let key = first(field);
    let reception = petition.reception();
    let on_sheet =
        Sheet::KEYS.contains(&key) && (reception.is_none() || !FILING_KEYS.contains(&key));
    if on_sheet {
        return Some(Home::Petition(petition.no));
    }
    reception
        .filter(|_| reception_has(field))
        .map(Home::Reception)
}

fn reception_has(field: &str) -> bool {
    let key = first(field);
    key != "petitions" && Receive::KEYS.contains(&key)
}

fn first(field: &str) -> &str {
    field.split('.').next().unwrap_or(field)
}

/// Returns what stands at a path; never an identity, since records hold only ids. `None` where nothing
/// does.
pub fn stands(shelf: &dyn Shelf, subject: Subject, field: &str) -> Option<Value> {
    match home(shelf, subject, field)? {
        Home::Petition(no) => petition_value(&shelf.petition(no)?, field),
        Home::Reception(no) => reception_value(&shelf.reception(no)?, field),
    }
}

pub(super) fn petition_value(petition: &Petition, field: &str) -> Option<Value> {
    Sheet::of(petition).write().at_path(field).cloned()
}

pub(super) fn reception_value(reception: &Reception, field: &str) -> Option<Value> {
    reception.facts.write().at_path(field).cloned()
}

/// Finds the person at whose identity a path points, as `visitors.0.name` or `petitioners.1`, and the key
/// behind it, where there is one. The identity itself lies elsewhere: the office looks it up and changes
/// it, and books the correction without either value.
pub fn person_at<'f>(
    shelf: &dyn Shelf,
    subject: Subject,
    field: &'f str,
) -> Option<(PersonId, Option<&'f str>)> {
    let (list, rest) = field.split_once('.')?;
    if !PERSON_KEYS.contains(&list) {
        return None;
    }
    let (index, key) = match rest.split_once('.') {
        Some((index, key)) => (index, Some(key)),
        None => (rest, None),
    };
    let ids = stands(shelf, subject, list)?;
    let id = ids.at_path(index)?;
    Some((PersonId::read(id).ok()?, key))
}

/// Says whether a path leads into a person's identity or to one person of a list.
pub(super) fn names_a_person(field: &str) -> bool {
    PERSON_KEYS.contains(&first(field))
}

fn with_lists(mut sheet: Value, known: &[&'static str]) -> Value {
    for key in LIST_KEYS.iter().filter(|key| known.contains(key)) {
        if sheet.get(key).is_none() {
            sheet.put(key, Value::List(Vec::new()));
        }
    }
    sheet
}

fn put(mut sheet: Value, known: &[&'static str], field: &str, to: &Value) -> Result<Value, Wrong> {
    sheet = with_lists(sheet, known);
    if sheet.set_path(field, to.clone()) {
        Ok(sheet)
    } else {
        Err(super::part::bad_value(field, Vec::new()).under(field))
    }
}

/// Returns the petition with another value at `field`; the error names what cannot be read.
pub(super) fn petition_with(
    petition: &Petition,
    field: &str,
    to: &Value,
) -> Result<Petition, Wrong> {
    let sheet = put(Sheet::of(petition).write(), Sheet::KEYS, field, to)?;
    let mut new = petition.clone();
    Sheet::read(&sheet)?.put_into(&mut new);
    Ok(new)
}

/// Returns the reception with another value at `field`; the error names what cannot be read.
pub(super) fn reception_with(
    reception: &Reception,
    field: &str,
    to: &Value,
) -> Result<Reception, Wrong> {
    let sheet = put(reception.facts.write(), Receive::KEYS, field, to)?;
    let mut new = reception.clone();
    new.facts = Receive::read(&sheet)?;
    new.facts.petitions = Vec::new();
    Ok(new)
}
