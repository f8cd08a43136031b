//! The stable JSON of receptions, petitions, rows and clocks, as the command line prints it.

use super::json::to_json;
use crate::office::ask::{DeadlineRow, Saved};
use crate::office::index::{Name, Row};
use crate::office::view::{ActView, PetitionView, ReceptionView, Seen};
use crate::register::act::Receive;
use crate::register::book::{Content, Origin};
use crate::register::clock::{Clock, ClockState};
use crate::register::number::Subject;
use crate::register::part::Part;
use crate::register::person::Person;
use crate::register::words::Class;
use crate::words::failure::Told;
use chrono::NaiveDate;
use serde_json::{Map, Value, json};

/// A row of `list` and `search`.
pub fn row(row: &Row, today: NaiveDate) -> Value {
    let (kind, at) = match row.id {
        Subject::Reception(_) => ("reception", row.at.format("%Y-%m-%dT%H:%M").to_string()),
        Subject::Petition(_) if row.day_only => ("petition", row.at.date().to_string()),
        Subject::Petition(_) => ("petition", row.at.format("%Y-%m-%dT%H:%M").to_string()),
    };
    let status = match (row.status, row.refused) {
        (Some(status), _) => Some(status.word()),
        (None, true) => Some("refused"),
        (None, false) => Some("received"),
    };
    json!({
        "id": row.id.to_string(),
        "kind": kind,
        "class": row.class.map(Class::word),
        "at": at,
        "name": name(&row.name),
        "summary": row.summary.as_deref(),
        "status": status,
        "due": row.due(today).map(|d| d.to_string()),
    })
}

fn name(name: &Name) -> Option<&str> {
    match name {
        Name::Shown(name) => Some(name),
        Name::Hidden | Name::Erased | Name::Nobody => None,
    }
}

/// A clock, as in `show`.
pub fn clock(clock: &Clock, today: NaiveDate) -> Value {
    let state = clock.state(today);
    let stands = state != ClockState::Paused;
    json!({
        "rule": clock.rule,
        "citation": clock.citation,
        "whose": clock.whose.word(),
        "from": clock.from.to_string(),
        "target": stands.then(|| clock.target.to_string()),
        "due": stands.then(|| clock.due.to_string()),
        "original_due": clock.original_due.to_string(),
        "state": state.word(),
        "days_left": clock.days_left(today),
        "done": clock.done.map(|d| d.to_string()),
        "confirmed": clock.confirmed,
        "overridden": clock.overridden,
    })
}

/// A person's identity.
pub fn person(person: &Person) -> Value {
    to_json(&person.write())
}

fn people(seen: &[Seen]) -> Value {
    let known: Vec<Value> = seen
        .iter()
        .filter_map(|s| match s {
            Seen::Person(p) => Some(person(p)),
            Seen::Hidden | Seen::Erased => None,
        })
        .collect();
    if known.len() < seen.len() {
        Value::Null
    } else {
        Value::Array(known)
    }
}

fn acts(acts: &[ActView]) -> Value {
    acts.iter()
        .map(|act| {
            let mut line = Map::new();
            line.insert("seq".into(), json!(act.seq));
            line.insert("do".into(), json!(act.word));
            line.insert("on".into(), json!(act.on.to_string()));
            line.insert("at".into(), json!(act.at.and_then(instant)));
            line.insert("by".into(), json!(act.by));
            if let Value::Object(body) = to_json(&act.body) {
                line.extend(body);
            }
            if let Some(void) = act.void {
                line.insert("void".into(), json!(void));
            }
            Value::Object(line)
        })
        .collect()
}

/// An instant as people here write it: civil time with its offset.
pub fn instant(millis: i64) -> Option<String> {
    let civil = chrono::FixedOffset::east_opt(7 * 3600)?;
    let at = chrono::DateTime::from_timestamp_millis(millis)?.with_timezone(&civil);
    Some(at.to_rfc3339_opts(chrono::SecondsFormat::Secs, false))
}

fn merge(into: &mut Map<String, Value>, value: Value) {
    if let Value::Object(entries) = value {
        into.extend(entries);
    }
}

/// Puts a null where a key is missing, so that a script finds every key in every answer.
fn fill(into: &mut Map<String, Value>, keys: &[&str]) {
    for key in keys {
        into.entry((*key).to_owned()).or_insert(Value::Null);
    }
}

/// A petition, as `show D-…` prints it.
pub fn petition(view: &PetitionView, today: NaiveDate) -> Value {
    let petition = &view.petition;
    let mut out = Map::new();
    out.insert("id".into(), json!(petition.no.to_string()));
    out.insert("kind".into(), json!("petition"));
    out.insert("status".into(), json!(view.life.status.word()));
    let due = view.life.leading().map(|c| c.due.to_string());
    out.insert("due".into(), json!(due));
    out.insert("matter".into(), json!(view.matter.map(|no| no.to_string())));
    out.insert(
        "reception".into(),
        json!(view.reception.map(|no| no.to_string())),
    );
    out.insert("received".into(), json!(petition.received.to_string()));
    if let Origin::Filed {
        source,
        from_agency,
        ..
    } = &petition.origin
        && !view.masked
    {
        out.insert("source".into(), json!(source.word()));
        out.insert("from_agency".into(), json!(from_agency));
    }
    merge(&mut out, to_json(&petition.facts.write()));
    merge(&mut out, to_json(&petition.content.write()));
    out.insert(
        "round".into(),
        json!(petition.facts.round.unwrap_or_default().number()),
    );
    out.insert("petitioners".into(), people(&view.petitioners));
    out.insert("hidden".into(), json!(petition.secret));
    out.insert(
        "capacity".into(),
        json!(
            petition
                .capacity
                .filter(|_| !view.masked)
                .map(super::super::register::words::Capacity::word)
        ),
    );
    out.insert("officer".into(), json!(view.life.officer));
    fill(
        &mut out,
        &[
            "field",
            "subject",
            "competent",
            "eligible",
            "dated",
            "signers",
            "lower_body",
        ],
    );
    fill(&mut out, Content::KEYS);
    out.insert("acts".into(), acts(&view.acts));
    out.insert(
        "links".into(),
        petition
            .links
            .iter()
            .map(|tie| json!({"to": tie.to.to_string(), "as": tie.kind.word(), "seq": tie.seq}))
            .collect(),
    );
    out.insert(
        "clocks".into(),
        view.life.clocks.iter().map(|c| clock(c, today)).collect(),
    );
    Value::Object(out)
}

/// A reception, as `show TCD-…` prints it.
pub fn reception(view: &ReceptionView, today: NaiveDate) -> Value {
    let reception = &view.reception;
    let mut out = Map::new();
    out.insert("id".into(), json!(reception.no.to_string()));
    out.insert("kind".into(), Value::Null);
    let mut facts = to_json(&reception.facts.write());
    if let Some(facts) = facts.as_object_mut() {
        facts.remove("visitors");
        if view.masked {
            facts.remove("summary");
        }
    }
    merge(&mut out, facts);
    out.insert(
        "refused".into(),
        json!(
            reception
                .facts
                .refused
                .as_ref()
                .map(|r| to_json(&r.write()))
        ),
    );
    out.insert(
        "status".into(),
        json!(if reception.facts.refused.is_some() {
            "refused"
        } else {
            "received"
        }),
    );
    out.insert(
        "visitors".into(),
        if view.masked {
            Value::Null
        } else {
            people(&view.visitors)
        },
    );
    out.insert("hidden".into(), json!(reception.secret));
    let visitors = u32::try_from(reception.facts.visitors.len()).unwrap_or(u32::MAX);
    out.insert(
        "people".into(),
        json!(reception.facts.people.unwrap_or(visitors)),
    );
    let by = (!view.masked).then_some(&reception.by);
    out.insert("recorded_by".into(), json!(by));
    out.insert(
        "continued_by".into(),
        json!(reception.continued_by.map(|no| no.to_string())),
    );
    fill(&mut out, Receive::KEYS);
    out.insert(
        "petitions".into(),
        view.petitions
            .iter()
            .map(|no| json!(no.to_string()))
            .collect(),
    );
    out.insert("acts".into(), acts(&view.acts));
    out.insert(
        "clocks".into(),
        view.clocks.iter().map(|c| clock(c, today)).collect(),
    );
    Value::Object(out)
}

/// A row of `overdue`.
pub fn overdue(row: &DeadlineRow, today: NaiveDate) -> Value {
    json!({
        "petition": row.row.id.to_string(),
        "rule": row.clock.rule,
        "due": row.clock.due.to_string(),
        "days_overdue": (today - row.clock.due).num_days(),
        "officer": row.row.officer.as_deref().filter(|_| matches!(row.row.id, Subject::Petition(_))),
        "class": row.row.class.map(Class::word),
    })
}

/// The answer to a line that was saved.
pub fn saved(line: usize, reference: Option<&Value>, saved: &Saved, warnings: Vec<Value>) -> Value {
    let mut out = Map::new();
    out.insert("line".into(), json!(line));
    out.insert("saved".into(), json!(true));
    out.insert("seq".into(), json!(saved.seq));
    if let Some(no) = saved.reception {
        out.insert("reception".into(), json!(no.to_string()));
    }
    if !saved.petitions.is_empty() || saved.reception.is_some() {
        out.insert(
            "petitions".into(),
            saved
                .petitions
                .iter()
                .map(|no| json!(no.to_string()))
                .collect(),
        );
    }
    if let Some(reference) = reference {
        out.insert("ref".into(), reference.clone());
    }
    if let Some(identity) = &saved.identity {
        out.insert("identity".into(), identity.iter().map(person).collect());
    }
    out.insert("warnings".into(), Value::Array(warnings));
    Value::Object(out)
}

/// The answer to a line that was not saved.
pub fn not_saved(line: usize, reference: Option<&Value>, told: &Told) -> Value {
    let mut out = Map::new();
    out.insert("line".into(), json!(line));
    out.insert("saved".into(), json!(false));
    if let Some(reference) = reference {
        out.insert("ref".into(), reference.clone());
    }
    out.insert(
        "error".into(),
        json!({"code": told.code, "message": told.message, "citation": told.citation}),
    );
    Value::Object(out)
}
