//! From the fields to a line of the book, exactly as a script would write it, and from a path in that line
//! back to its field. It must not know whether the line will be saved.

use std::str::FromStr;

use chrono::Timelike;

use super::build::NO_PETITION;
use super::key::{ContentKey, DocumentKey, Key, PersonKey, PetitionKey, RefusalKey, VisitKey, Who};
use super::sheet::Sheet;
use super::time::read_time;
use crate::desk::field::Value as Held;
use crate::desk::screen::Ctx;
use crate::law::ground::{self, GroundKind};
use crate::register::number::{MatterNo, ReceptionNo};
use crate::register::part::Part;
use crate::register::person::Person;
use crate::register::roll;
use crate::register::value::Value;
use crate::register::words::{Class, IdKind};

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be saved.
    Save,
    /// To see what it would start: what is still missing stands as a dash.
    Preview,
}

/// Returns the line that the sheet amounts to.
pub(super) fn line(sheet: &Sheet, purpose: Purpose, ctx: &Ctx) -> Value {
    let writer = Writer {
        sheet,
        purpose,
        ctx,
    };
    let mut map = Map::default();
    if sheet.plan.filing {
        writer.filing(&mut map);
    } else {
        writer.reception(&mut map);
    }
    writer.content(&mut map);
    map.put("petitions", writer.petitions());
    map.done()
}

/// How many petition, those of the list among them.
pub(super) fn petitioners(sheet: &Sheet, ctx: &Ctx) -> usize {
    let writer = Writer {
        sheet,
        purpose: Purpose::Preview,
        ctx,
    };
    match writer.petitioners() {
        Value::List(all) => all.len(),
        _ => sheet.people().count(),
    }
}

/// Named values in the order in which they are put; nothing is left out of the book by being empty.
#[derive(Default)]
struct Map(Vec<(String, Value)>);

impl Map {
    fn put(&mut self, key: &str, value: Value) {
        let nothing = match &value {
            Value::Null => true,
            Value::List(items) => items.is_empty(),
            Value::Map(entries) => entries.is_empty(),
            _ => false,
        };
        if !nothing {
            self.0.push((key.to_owned(), value));
        }
    }

    fn done(self) -> Value {
        Value::Map(self.0)
    }
}

struct Writer<'a> {
    sheet: &'a Sheet,
    purpose: Purpose,
    ctx: &'a Ctx,
}

impl Writer<'_> {
    fn get(&self, key: Key) -> Value {
        match self.sheet.value(key, self.ctx) {
            Held::Empty | Held::Secret(_) => Value::Null,
            Held::Text(text) | Held::Code(text) => Value::Text(text),
            Held::Day(day) => Value::Day(day),
            Held::Year(year) => Value::Int(year.into()),
            Held::Number(number) => Value::Int(number),
        }
    }

    /// A text that a line must have.
    fn must(&self, key: Key) -> Value {
        match (self.get(key), self.purpose) {
            (Value::Null, Purpose::Preview) => Value::Text("–".to_owned()),
            (value, _) => value,
        }
    }

    /// A register number; one that is none yet does not keep the rest from being previewed.
    fn number<T: FromStr>(&self, key: Key) -> Value {
        match self.get(key) {
            Value::Text(text) if self.purpose == Purpose::Preview && text.parse::<T>().is_err() => {
                Value::Null
            }
            value => value,
        }
    }

    fn yes(&self, key: Key) -> Value {
        match self.sheet.code(key, self.ctx).as_deref() {
            Some("yes") => Value::Bool(true),
            Some("no") => Value::Bool(false),
            _ => Value::Null,
        }
    }

    fn reception(&self, map: &mut Map) {
        let visit = Key::Visit;
        map.put("do", Value::Text("receive".to_owned()));
        map.put("at", self.at());
        map.put("kind", self.get(visit(VisitKey::Kind)));
        map.put("by", self.get(visit(VisitKey::By)));
        map.put("online", self.yes(visit(VisitKey::Online)));
        let continues = self.number::<ReceptionNo>(visit(VisitKey::Continues));
        map.put("continues", continues);
        map.put("visitors", self.people());
        map.put("people", self.get(visit(VisitKey::People)));
        map.put("capacity", self.get(visit(VisitKey::Capacity)));
        map.put("paper", self.get(visit(VisitKey::Paper)));
        if self.sheet.plan.refused {
            let mut refused = Map::default();
            for key in [
                RefusalKey::Ground,
                RefusalKey::Evidence,
                RefusalKey::DecidedBy,
            ] {
                let mut value = self.must(Key::Refusal(key));
                if let (RefusalKey::Ground, Value::Text(code)) = (key, &value)
                    && let Some(ground) = ground::find(GroundKind::Refusal, code)
                {
                    value = Value::Text(ground.code.clone());
                }
                refused.put(key.word(), value);
            }
            map.put("refused", refused.done());
        }
    }

    /// The civil minute of the visit.
    fn at(&self) -> Value {
        let day = self.sheet.day(Key::Visit(VisitKey::Day), self.ctx);
        let time = read_time(&self.sheet.text(Key::Visit(VisitKey::Time), self.ctx));
        match (day, time) {
            (Some(day), Some(time)) => Value::Moment(day.and_time(time)),
            (None, _) | (_, None) if self.purpose == Purpose::Preview => {
                let now = self.ctx.now;
                Value::Moment(now.with_second(0).unwrap_or(now))
            }
            _ => Value::Null,
        }
    }

    fn filing(&self, map: &mut Map) {
        let visit = Key::Visit;
        map.put("do", Value::Text("file".to_owned()));
        map.put("on", self.get(visit(VisitKey::On)));
        map.put("source", self.get(visit(VisitKey::Source)));
        map.put("from_agency", self.get(visit(VisitKey::FromAgency)));
        map.put("senders", self.people());
        map.put("capacity", self.get(visit(VisitKey::Capacity)));
        map.put("paper", self.get(visit(VisitKey::Paper)));
    }

    fn people(&self) -> Value {
        let mut people: Vec<Value> = self
            .sheet
            .people()
            .map(|place| self.person(Who::Visitor(place)))
            .collect();
        let needed = !self.sheet.plan.filing && !self.sheet.plan.refused;
        if people.is_empty() && needed && self.purpose == Purpose::Preview {
            people.push(self.person(Who::Visitor(0)));
        }
        Value::List(people)
    }

    fn person(&self, who: Who) -> Value {
        let key = |of| Key::Person(who, of);
        let mut map = Map::default();
        map.put("name", self.must(key(PersonKey::Name)));
        match self.get(key(PersonKey::Born)) {
            year @ Value::Int(_) => map.put("born_year", year),
            day => map.put("born", day),
        }
        map.put("sex", self.get(key(PersonKey::Sex)));
        let number = bare_number(&self.sheet.text(key(PersonKey::Number), self.ctx));
        if !number.is_empty() {
            let kind = match self.get(key(PersonKey::IdKind)) {
                Value::Null => Value::Text(kind_of(&number).word().to_owned()),
                chosen => chosen,
            };
            map.put("id_kind", kind);
            map.put("id_number", Value::Text(number));
        }
        map.put("id_issued", self.get(key(PersonKey::Issued)));
        map.put("id_place", self.get(key(PersonKey::IdPlace)));
        let address = key(PersonKey::Address);
        map.put(
            "address",
            match who {
                Who::Visitor(_) if !self.sheet.plan.filing => self.must(address),
                _ => self.get(address),
            },
        );
        map.put("unit", self.get(key(PersonKey::Unit)));
        map.put("phone", self.get(key(PersonKey::Phone)));
        map.put("organisation", self.get(key(PersonKey::Organisation)));
        map.done()
    }

    fn content(&self, map: &mut Map) {
        let content = Key::Content;
        let summary = content(ContentKey::Summary);
        map.put(
            "summary",
            if self.sheet.plan.filing {
                self.get(summary)
            } else {
                self.must(summary)
            },
        );
        for key in [ContentKey::Request, ContentKey::Place, ContentKey::Against] {
            map.put(key.word(), self.get(content(key)));
        }
        let mut decided = Map::default();
        for key in [
            ContentKey::DecidedAgency,
            ContentKey::DecidedNumber,
            ContentKey::DecidedDate,
        ] {
            decided.put(key.word(), self.get(content(key)));
        }
        map.put("decided_by", decided.done());
        let documents = self.sheet.documents().map(|place| {
            let mut document = Map::default();
            document.put("name", self.get(Key::Document(place, DocumentKey::Name)));
            document.put("pages", self.get(Key::Document(place, DocumentKey::Pages)));
            let original = self
                .sheet
                .code(Key::Document(place, DocumentKey::Original), self.ctx);
            document.put(
                "original",
                Value::Bool(original.as_deref() == Some("original")),
            );
            document.done()
        });
        map.put("documents", Value::List(documents.collect()));
    }

    fn petitions(&self) -> Value {
        if self.sheet.no_petition(self.ctx) {
            return Value::Null;
        }
        let places = 0..self.sheet.plan.petitions;
        let all = places.filter_map(|place| {
            let class = self
                .sheet
                .code(Key::Petition(place, PetitionKey::Class), self.ctx)
                .filter(|code| code != NO_PETITION);
            // One that is not yet classed starts nothing.
            (class.is_some() || self.purpose == Purpose::Save).then(|| self.petition(place))
        });
        Value::List(all.collect())
    }

    /// Who petitions, where it is not simply who came: the one for whom they come, and who is on the list.
    fn petitioners(&self) -> Value {
        let principal = self.sheet.plan.principal;
        let list = self.sheet.listed();
        if list.is_empty() && !principal {
            return Value::Null;
        }
        let mut all: Vec<Value> = if principal {
            vec![self.person(Who::Principal)]
        } else {
            let people = self.sheet.people();
            people
                .map(|place| self.person(Who::Visitor(place)))
                .collect()
        };
        let known = all.iter().map(Person::read);
        let known: Vec<Person> = known.filter_map(Result::ok).collect();
        let others = roll::others(&known, list);
        all.extend(others.iter().map(Part::write));
        Value::List(all)
    }

    fn petition(&self, place: u8) -> Value {
        let key = |of| Key::Petition(place, of);
        let mut map = Map::default();
        for of in [PetitionKey::Class, PetitionKey::Field, PetitionKey::Subject] {
            map.put(of.word(), self.get(key(of)));
        }
        if let Some(round) = self.sheet.code(key(PetitionKey::Round), self.ctx) {
            map.put("round", Value::Int(if round == "2" { 2 } else { 1 }));
        }
        map.put("competent", self.yes(key(PetitionKey::Competent)));
        map.put("eligible", self.yes(key(PetitionKey::Eligible)));
        if self.sheet.class(place, self.ctx) == Some(Class::Denunciation) {
            map.put("several_places", self.yes(key(PetitionKey::Several)));
        }
        map.put("dated", self.get(key(PetitionKey::Dated)));
        map.put("petitioners", self.petitioners());
        map.put("signers", self.get(key(PetitionKey::Signers)));
        let also = self.sheet.text(key(PetitionKey::AlsoSent), self.ctx);
        let also = also
            .split(';')
            .map(str::trim)
            .filter(|name| !name.is_empty());
        let also = also.map(|name| Value::Text(name.to_owned())).collect();
        map.put("also_sent_to", Value::List(also));
        let agency = self.get(key(PetitionKey::LowerAgency));
        if agency != Value::Null {
            let mut below = Map::default();
            below.put("agency", agency);
            below.put("state", self.get(key(PetitionKey::LowerState)));
            map.put("lower_body", below.done());
        }
        map.put("matter", self.number::<MatterNo>(key(PetitionKey::Matter)));
        for of in [
            PetitionKey::Summary,
            PetitionKey::Request,
            PetitionKey::Against,
        ] {
            map.put(of.word(), self.get(key(of)));
        }
        if let Some(path) = self.sheet.guided.get(&place) {
            map.put("path", super::guided::write(path));
            if self.sheet.shows(key(PetitionKey::Overruled)) {
                map.put("overruled", self.get(key(PetitionKey::Overruled)));
            }
        }
        map.done()
    }
}

/// A number without the blanks and dots that people put between its digits.
pub(super) fn bare_number(text: &str) -> String {
    let digits = |c: char| c.is_ascii_digit() || c == ' ' || c == '.';
    if text.chars().all(digits) {
        text.chars().filter(char::is_ascii_digit).collect()
    } else {
        text.trim().to_owned()
    }
}

/// The kind of paper that carries such a number, where nobody said.
pub(super) fn kind_of(number: &str) -> IdKind {
    let digits = number.bytes().all(|b| b.is_ascii_digit());
    match number.len() {
        12 if digits => IdKind::Cccd,
        9 if digits => IdKind::Cmnd,
        _ if !digits && number.bytes().any(|b| b.is_ascii_digit()) => IdKind::Passport,
        _ => IdKind::Other,
    }
}

/// Returns the field to which a path of the line leads.
pub(super) fn field_at(sheet: &Sheet, path: &str) -> Option<Key> {
    let steps: Vec<&str> = path.split('.').collect();
    let place = |at: usize| steps.get(at).and_then(|step| step.parse::<usize>().ok());
    let word = |at: usize| steps.get(at).copied().unwrap_or_default();
    match word(0) {
        "visitors" | "senders" => {
            let who = sheet.people().nth(place(1).unwrap_or(0)).unwrap_or(0);
            Some(Key::Person(Who::Visitor(who), person_key(word(2))))
        }
        "documents" => {
            let which = sheet.documents().nth(place(1).unwrap_or(0)).unwrap_or(0);
            let key = DocumentKey::from_word(word(2)).unwrap_or(DocumentKey::Name);
            Some(Key::Document(which, key))
        }
        "petitions" => {
            let which = u8::try_from(place(1).unwrap_or(0)).ok()?;
            Some(match word(2) {
                "petitioners" => petitioner_at(sheet, place(3).unwrap_or(0), word(4)),
                "lower_body" => Key::Petition(which, PetitionKey::LowerAgency),
                key => Key::Petition(
                    which,
                    PetitionKey::from_word(key).unwrap_or(PetitionKey::Class),
                ),
            })
        }
        "decided_by" => {
            let key = ContentKey::from_word(word(1)).unwrap_or(ContentKey::DecidedAgency);
            Some(Key::Content(key))
        }
        "refused" => {
            let key = RefusalKey::from_word(word(1)).unwrap_or(RefusalKey::Ground);
            Some(Key::Refusal(key))
        }
        "at" => Some(Key::Visit(VisitKey::Time)),
        other => ContentKey::from_word(other)
            .map(Key::Content)
            .or_else(|| VisitKey::from_word(other).map(Key::Visit)),
    }
}

/// The field of a petitioner: the first ones stand in the form, the others on the list.
fn petitioner_at(sheet: &Sheet, place: usize, word: &str) -> Key {
    let who = if sheet.plan.principal {
        (place == 0).then_some(Who::Principal)
    } else {
        sheet.people().nth(place).map(Who::Visitor)
    };
    match who {
        Some(who) => Key::Person(who, person_key(word)),
        None if sheet.shows(Key::Visit(VisitKey::List)) => Key::Visit(VisitKey::List),
        None => Key::Person(Who::Visitor(0), person_key(word)),
    }
}

fn person_key(word: &str) -> PersonKey {
    match word {
        "born_year" => PersonKey::Born,
        other => PersonKey::from_word(other).unwrap_or(PersonKey::Name),
    }
}
