//! A half-typed form as a value, and back: every field exactly as it stands, wrong or not, where the cursor
//! was, and what was decided beside the fields. It must not know how a draft is kept.

use std::collections::{BTreeSet, HashMap};

use super::build::Plan;
use super::key::Key;
use super::sheet::{MOST, Sheet};
use crate::desk::screen::Ctx;
use crate::register::number::PetitionNo;
use crate::register::value::Value;
use crate::register::words::LinkKind;

/// What a draft holds beside the contents of the fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The step that was open.
    pub(super) step: usize,
    /// The field that had the focus.
    pub(super) focus: Option<Key>,
    /// The earlier petition to which the first one is to be linked.
    pub(super) link: Option<(PetitionNo, LinkKind)>,
    /// The earlier petitions that it was told apart from.
    pub(super) unlike: BTreeSet<PetitionNo>,
}

/// Writes a draft.
pub(super) fn write(sheet: &Sheet, place: &Place) -> Value {
    let mut fields: Vec<(Key, String)> = sheet
        .contents()
        .into_iter()
        .filter(|(_, content)| !content.is_empty())
        .collect();
    // In an order of its own, so that the same form is the same draft.
    fields.sort_by_key(|(key, _)| key.name());
    let fields = fields
        .into_iter()
        .map(|(key, content)| (key.name(), Value::Text(content)));
    let count = |n: u8| Value::Int(n.into());
    let mut entries = vec![
        ("step".to_owned(), int(place.step)),
        ("visitors".to_owned(), count(sheet.plan.visitors)),
        ("documents".to_owned(), count(sheet.plan.documents)),
        ("petitions".to_owned(), count(sheet.plan.petitions)),
        ("fields".to_owned(), Value::Map(fields.collect())),
    ];
    if let Some(key) = place.focus {
        entries.push(("focus".to_owned(), Value::Text(key.name())));
    }
    let guided: Vec<(String, Value)> = sheet
        .guided
        .iter()
        .map(|(at, path)| (at.to_string(), super::guided::write(path)))
        .collect();
    if !guided.is_empty() {
        entries.push(("guided".to_owned(), Value::Map(guided)));
    }
    if !place.unlike.is_empty() {
        let unlike = place.unlike.iter().map(|no| Value::Text(no.to_string()));
        entries.push(("unlike".to_owned(), Value::List(unlike.collect())));
    }
    if let Some((to, kind)) = place.link {
        entries.push(("link".to_owned(), Value::Text(to.to_string())));
        entries.push(("as".to_owned(), Value::Text(kind.word().to_owned())));
    }
    Value::Map(entries)
}

fn int(number: usize) -> Value {
    Value::Int(i64::try_from(number).unwrap_or_default())
}

/// Fills a fresh sheet from a draft. What the draft does not know stays as it is; what the sheet does not
/// know is left out.
pub(super) fn restore(sheet: &mut Sheet, draft: &Value, ctx: &Ctx) -> Place {
    let text = |key: &str| match draft.get(key) {
        Some(Value::Text(text)) => text.as_str(),
        _ => "",
    };
    let count = |key: &str| match draft.get(key) {
        Some(Value::Int(n)) => u8::try_from(*n).unwrap_or(MOST).clamp(1, MOST),
        _ => 1,
    };
    let plan = Plan {
        visitors: count("visitors"),
        documents: count("documents"),
        petitions: count("petitions"),
        ..sheet.plan
    };
    // A field that was empty is not written: it must not come back with its default.
    let mut contents: HashMap<Key, String> = sheet
        .contents()
        .into_keys()
        .map(|key| (key, String::new()))
        .collect();
    if let Some(Value::Map(fields)) = draft.get("fields") {
        for (name, content) in fields {
            if let (Some(key), Value::Text(content)) = (Key::named(name), content) {
                contents.insert(key, content.clone());
            }
        }
    }
    if let Some(Value::Map(guided)) = draft.get("guided") {
        let read =
            |(at, path): &(String, Value)| Some((at.parse().ok()?, super::guided::read(path)));
        sheet.guided = guided.iter().filter_map(read).collect();
    }
    sheet.offer_all();
    sheet.replan(plan, &contents, ctx);
    // An answer may call for fields that were not there yet: those are made and filled now.
    sheet.follow_answers(ctx);
    let plan = sheet.plan;
    sheet.replan(plan, &contents, ctx);
    let step = match draft.get("step") {
        Some(Value::Int(step)) => usize::try_from(*step).unwrap_or_default().min(3),
        _ => 0,
    };
    let focus = Key::named(text("focus")).filter(|key| sheet.shows(*key));
    if let Some(key) = focus {
        sheet.form_mut(key.step()).focus(key);
    }
    let link = text("link")
        .parse::<PetitionNo>()
        .ok()
        .zip(LinkKind::from_word(text("as")));
    let unlike = match draft.get("unlike") {
        Some(Value::List(all)) => all.iter().filter_map(|no| match no {
            Value::Text(no) => no.parse().ok(),
            _ => None,
        }),
        _ => {
            return Place {
                step,
                focus,
                link,
                unlike: BTreeSet::new(),
            };
        }
    };
    Place {
        step,
        focus,
        link,
        unlike: unlike.collect(),
    }
}
