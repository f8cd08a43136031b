//! The facts of a record that can be corrected: the path of each, what it is called, how it is typed and
//! how it is read. It must not know who may correct what.

use chrono::NaiveDateTime;

use super::build::yes_no;
use super::words::DeedWord as D;
use crate::desk::field::commune::Communes;
use crate::desk::field::number::thousands;
use crate::desk::field::{Area, Choice, Date, Field, Number, Text, Value as Held};
use crate::desk::frame::date;
use crate::desk::petition::say;
use crate::desk::petition::words::{FactWord as F, PageWord as P};
use crate::desk::words::{Kit, Lang, Say};
use crate::office::view::{PetitionView, ReceptionView, Seen};
use crate::register::book::Origin;
use crate::register::part::Part;
use crate::register::value::Value;
use crate::register::words::{
    Capacity, Class, Field as Topic, IdKind, LowerState, ReceivedBy, ReceptionKind, Sex, Source,
    Subject,
};

/// How a fact is typed.
#[derive(Clone, Copy, Debug)]
pub enum Editor {
    /// One line.
    Line,
    /// Several lines.
    Long,
    /// A day.
    Day,
    /// A day and time.
    Moment,
    /// A whole number.
    Count,
    /// Yes or no.
    YesNo,
    /// Yes, no, or not known.
    Known,
    /// The round.
    Round,
    /// Several texts, with a semicolon between two.
    Texts,
    /// A commune.
    Commune,
    /// One of a closed list: its words in order.
    Codes(fn(Lang) -> Vec<(&'static str, &'static str)>),
}

fn codes<T: Say + 'static>(
    all: &'static [T],
    word: fn(T) -> &'static str,
    lang: Lang,
) -> Vec<(&'static str, &'static str)> {
    all.iter().map(|one| (word(*one), one.say(lang))).collect()
}

fn classes(lang: Lang) -> Vec<(&'static str, &'static str)> {
    codes(Class::ALL, Class::word, lang)
}
fn fields(lang: Lang) -> Vec<(&'static str, &'static str)> {
    codes(Topic::ALL, Topic::word, lang)
}
fn subjects(lang: Lang) -> Vec<(&'static str, &'static str)> {
    codes(Subject::ALL, Subject::word, lang)
}
fn capacities(lang: Lang) -> Vec<(&'static str, &'static str)> {
    codes(Capacity::ALL, Capacity::word, lang)
}
fn lower_states(lang: Lang) -> Vec<(&'static str, &'static str)> {
    codes(LowerState::ALL, LowerState::word, lang)
}
fn sources(lang: Lang) -> Vec<(&'static str, &'static str)> {
    codes(Source::ALL, Source::word, lang)
}
fn sexes(lang: Lang) -> Vec<(&'static str, &'static str)> {
    codes(Sex::ALL, Sex::word, lang)
}
fn id_kinds(lang: Lang) -> Vec<(&'static str, &'static str)> {
    codes(IdKind::ALL, IdKind::word, lang)
}
fn kinds(lang: Lang) -> Vec<(&'static str, &'static str)> {
    codes(ReceptionKind::ALL, ReceptionKind::word, lang)
}
fn receivers(lang: Lang) -> Vec<(&'static str, &'static str)> {
    codes(ReceivedBy::ALL, ReceivedBy::word, lang)
}

/// The facts of a petition itself.
const PETITION: &[(&str, F, Editor)] = &[
    ("class", F::Class, Editor::Codes(classes)),
    ("field", F::Field, Editor::Codes(fields)),
    ("subject", F::Subject, Editor::Codes(subjects)),
    ("round", F::Round, Editor::Round),
    ("competent", F::Competent, Editor::Known),
    ("eligible", F::Eligible, Editor::Known),
    ("several_places", F::SeveralPlaces, Editor::YesNo),
    ("dated", F::Dated, Editor::Day),
    ("signers", F::Signers, Editor::Count),
    ("capacity", F::Capacity, Editor::Codes(capacities)),
    ("also_sent_to", F::AlsoSentTo, Editor::Texts),
    ("lower_body.agency", F::LowerAgency, Editor::Line),
    (
        "lower_body.state",
        F::LowerState,
        Editor::Codes(lower_states),
    ),
    ("matter", F::Matter, Editor::Line),
    ("overruled", F::Overruled, Editor::Line),
];
/// What both are about.
const CONTENT: &[(&str, F, Editor)] = &[
    ("summary", F::Summary, Editor::Long),
    ("request", F::Request, Editor::Long),
    ("place", F::Place, Editor::Commune),
    ("against", F::Against, Editor::Line),
    ("decided_by.agency", F::DecidedAgency, Editor::Line),
    ("decided_by.number", F::DecidedNumber, Editor::Line),
    ("decided_by.date", F::DecidedDate, Editor::Day),
];
/// What only a petition filed without a visit has.
const FILING: &[(&str, F, Editor)] = &[
    ("on", F::Received, Editor::Day),
    ("source", F::Source, Editor::Codes(sources)),
    ("from_agency", F::FromAgency, Editor::Line),
    ("paper", F::Paper, Editor::Line),
];
/// The facts of a reception itself.
const RECEPTION: &[(&str, F, Editor)] = &[
    ("at", F::At, Editor::Moment),
    ("kind", F::Kind, Editor::Codes(kinds)),
    ("by", F::By, Editor::Codes(receivers)),
    ("online", F::Online, Editor::YesNo),
    ("people", F::People, Editor::Count),
    ("capacity", F::Capacity, Editor::Codes(capacities)),
    ("paper", F::Paper, Editor::Line),
    ("refused.ground", F::RefusedGround, Editor::Line),
    ("refused.evidence", F::RefusedEvidence, Editor::Line),
    ("refused.decided_by", F::RefusedBy, Editor::Line),
];
const DOCUMENT: &[(&str, F, Editor)] = &[
    ("name", F::DocumentName, Editor::Line),
    ("pages", F::DocumentPages, Editor::Count),
    ("original", F::DocumentOriginal, Editor::YesNo),
];
const PERSON: &[(&str, F, Editor)] = &[
    ("name", F::Name, Editor::Line),
    ("born", F::Born, Editor::Day),
    ("born_year", F::BornYear, Editor::Count),
    ("sex", F::Sex, Editor::Codes(sexes)),
    ("id_kind", F::IdKind, Editor::Codes(id_kinds)),
    ("id_number", F::IdNumber, Editor::Line),
    ("id_issued", F::IdIssued, Editor::Day),
    ("id_place", F::IdPlace, Editor::Line),
    ("address", F::Address, Editor::Line),
    ("unit", F::Unit, Editor::Commune),
    ("phone", F::Phone, Editor::Line),
    ("organisation", F::Organisation, Editor::Line),
];

/// A fact that can be corrected.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its path, as `decided_by.number`.
    pub path: String,
    /// What it is called.
    pub label: String,
    /// How it is typed.
    pub editor: Editor,
    /// What stands there.
    pub was: Value,
}

impl Fact {
    /// Returns what stands there, as people read it; empty for nothing.
    pub fn shown(&self, lang: Lang) -> String {
        shown(self.editor, &self.was, lang)
    }
}

/// Returns the facts of a petition that can be corrected, in the order of the page.
pub fn of_petition(view: &PetitionView, lang: Lang) -> Vec<Fact> {
    let petition = &view.petition;
    let mut sheet = petition.facts.write();
    sheet.put("capacity", petition.capacity.write());
    sheet.put("matter", view.matter.write());
    let mut facts = plain(PETITION, &sheet, lang);
    let content = petition.content.write();
    facts.extend(plain(CONTENT, &content, lang));
    if let (
        false,
        Origin::Filed {
            source,
            from_agency,
            paper,
            ..
        },
    ) = (view.masked, &petition.origin)
    {
        let filing = Value::Map(vec![
            ("on".to_owned(), Value::Day(petition.received)),
            ("source".to_owned(), source.write()),
            ("from_agency".to_owned(), from_agency.write()),
            ("paper".to_owned(), paper.write()),
        ]);
        facts.extend(plain(FILING, &filing, lang));
    }
    facts.extend(documents(&content, lang));
    facts.extend(people("petitioners", &view.petitioners, lang));
    facts
}

/// Returns the facts of a reception that can be corrected, in the order of the page.
pub fn of_reception(view: &ReceptionView, lang: Lang) -> Vec<Fact> {
    let sheet = view.reception.facts.write();
    if view.masked {
        let open = ["at", "kind", "by", "online"];
        let facts = plain(RECEPTION, &sheet, lang).into_iter();
        return facts
            .filter(|fact| open.contains(&fact.path.as_str()))
            .collect();
    }
    let refused = view.reception.facts.refused.is_some();
    let mut facts = plain(RECEPTION, &sheet, lang);
    facts.retain(|fact| refused || !fact.path.starts_with("refused."));
    facts.extend(plain(CONTENT, &sheet, lang));
    facts.extend(documents(&sheet, lang));
    facts.extend(people("visitors", &view.visitors, lang));
    facts
}

fn plain(table: &[(&str, F, Editor)], sheet: &Value, lang: Lang) -> Vec<Fact> {
    let fact = |(path, word, editor): &(&str, F, Editor)| Fact {
        path: (*path).to_owned(),
        label: word.say(lang).to_owned(),
        editor: *editor,
        was: sheet.at_path(path).cloned().unwrap_or(Value::Null),
    };
    // Beneath something that is not there, only its name can be put first.
    let reachable = |(path, ..): &&(&str, F, Editor)| match path.split_once('.') {
        Some((head, rest)) => rest == "agency" || sheet.get(head).is_some(),
        None => true,
    };
    table.iter().filter(reachable).map(fact).collect()
}

fn documents(sheet: &Value, lang: Lang) -> Vec<Fact> {
    let Some(Value::List(documents)) = sheet.get("documents") else {
        return Vec::new();
    };
    let mut facts = Vec::new();
    for (place, document) in documents.iter().enumerate() {
        for (key, word, editor) in DOCUMENT {
            facts.push(Fact {
                path: format!("documents.{place}.{key}"),
                label: P::DocumentOf.fill(lang, &[&word.say(lang), &(place + 1)]),
                editor: *editor,
                was: document.get(key).cloned().unwrap_or(Value::Null),
            });
        }
    }
    facts
}

fn people(list: &str, seen: &[Seen], lang: Lang) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (place, one) in seen.iter().enumerate() {
        let Seen::Person(person) = one else { continue };
        let sheet = person.write();
        for (key, word, editor) in PERSON {
            let label = word.say(lang).to_owned();
            facts.push(Fact {
                path: format!("{list}.{place}.{key}"),
                label: if seen.len() > 1 {
                    P::PersonOf.fill(lang, &[&label, &(place + 1)])
                } else {
                    label
                },
                editor: *editor,
                was: sheet.get(key).cloned().unwrap_or(Value::Null),
            });
        }
    }
    facts
}

/// Returns what a path is called and how it is read; `None` for a path of nothing known.
pub fn known(path: &str, lang: Lang) -> Option<(String, Editor)> {
    let tables = [PETITION, CONTENT, FILING, RECEPTION];
    let mut rows = tables.into_iter().flatten();
    if let Some((_, word, editor)) = rows.find(|(own, ..)| *own == path) {
        return Some((word.say(lang).to_owned(), *editor));
    }
    let mut steps = path.split('.');
    let (list, place) = (steps.next()?, steps.next()?.parse::<usize>().ok()?);
    let key = steps.next().unwrap_or("name");
    let (table, of) = match list {
        "documents" => (DOCUMENT, P::DocumentOf),
        "petitioners" | "visitors" | "senders" => (PERSON, P::PersonOf),
        _ => return None,
    };
    let (_, word, editor) = table.iter().find(|(own, ..)| *own == key)?;
    let words = of.fill(lang, &[&word.say(lang), &(place + 1)]);
    Some((words, *editor))
}

/// Returns a value as people read it; empty for nothing.
pub fn shown(editor: Editor, value: &Value, lang: Lang) -> String {
    let yes_or_no = |yes: bool| {
        let word = if yes { D::Yes } else { D::No };
        word.say(lang).to_owned()
    };
    match (editor, value) {
        (Editor::YesNo, Value::Null) => yes_or_no(false),
        (Editor::Known, Value::Null) => Kit::Unknown.say(lang).to_owned(),
        (_, Value::Null | Value::Map(_)) => String::new(),
        (_, Value::Bool(yes)) => yes_or_no(*yes),
        (Editor::Codes(codes), Value::Text(code)) => {
            let found = codes(lang).into_iter().find(|(own, _)| own == code);
            found.map_or_else(|| code.clone(), |(_, words)| words.to_owned())
        }
        (Editor::Commune, Value::Text(code)) => format!("{} · {code}", say::unit(code)),
        (Editor::Round, Value::Int(round)) => round.to_string(),
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Int(number)) => thousands(*number),
        (_, Value::Day(day)) => say::day(*day, lang),
        (_, Value::Moment(at)) => at.format("%d/%m/%Y %H:%M").to_string(),
        (_, Value::List(items)) => {
            let texts = items.iter().map(|item| shown(Editor::Line, item, lang));
            texts.collect::<Vec<_>>().join("; ")
        }
    }
}

/// Returns what the field of an editor is filled with, so that it holds the value.
pub fn typed(editor: Editor, value: &Value) -> String {
    match (editor, value) {
        (Editor::YesNo | Editor::Known, Value::Bool(yes)) => if *yes { "yes" } else { "no" }.into(),
        (Editor::YesNo, Value::Null) => "no".into(),
        (Editor::Known, Value::Null) => "unknown".into(),
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Int(number)) => number.to_string(),
        (_, Value::Day(day)) => date(*day),
        (_, Value::Moment(at)) => at.format("%d/%m/%Y %H:%M").to_string(),
        (_, Value::List(_)) => shown(Editor::Texts, value, Lang::Vi),
        _ => String::new(),
    }
}

/// Makes the field of an editor.
pub fn field(editor: Editor, label: &str, lang: Lang) -> Field {
    match editor {
        Editor::Line | Editor::Texts | Editor::Moment => Field::new(label, Text::default()),
        Editor::Long => Field::new(label, Area::rows(3)),
        Editor::Day => Field::new(label, Date::default()),
        Editor::Count => Field::new(label, Number::between(0, 9_999_999)),
        Editor::YesNo => Field::new(label, yes_no(lang)),
        Editor::Known => Field::new(label, Choice::yes_no_unknown(lang)),
        Editor::Round => Field::new(label, Choice::between([("1", "1"), ("2", "2")])),
        Editor::Codes(codes) => Field::new(label, Choice::between(codes(lang))),
        Editor::Commune => Field::new(label, Communes::near(None).pick()),
    }
}

/// Returns the value that a field of an editor holds; `None` for a time that cannot be read.
pub fn value(editor: Editor, held: &Held) -> Option<Value> {
    Some(match (editor, held) {
        (_, Held::Empty | Held::Secret(_)) => Value::Null,
        (Editor::Known, Held::Code(code)) if code == "unknown" => Value::Null,
        (Editor::YesNo | Editor::Known, Held::Code(code)) => Value::Bool(code == "yes"),
        (Editor::Round, Held::Code(code)) => Value::Int(code.parse().ok()?),
        (Editor::Moment, Held::Text(text)) => {
            let at = NaiveDateTime::parse_from_str(text.trim(), "%d/%m/%Y %H:%M");
            Value::Moment(at.ok()?)
        }
        (Editor::Texts, Held::Text(text)) => {
            let texts = text
                .split(';')
                .map(str::trim)
                .filter(|text| !text.is_empty());
            Value::List(texts.map(|text| Value::Text(text.to_owned())).collect())
        }
        (_, Held::Text(text) | Held::Code(text)) => Value::Text(text.clone()),
        (_, Held::Day(day)) => Value::Day(*day),
        (_, Held::Year(year)) => Value::Int(i64::from(*year)),
        (_, Held::Number(number)) => Value::Int(*number),
    })
}
