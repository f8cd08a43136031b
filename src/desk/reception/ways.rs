//! The ways in which a petition may be handled as soon as it is received: which of them the law leaves open
//! for what is typed, what each starts and ends, and the line that each becomes once the petition has a
//! number. It must not know how they are drawn.

use std::collections::BTreeSet;

use super::key::{Key, WayKey};
use super::line::{Purpose, line};
use super::sheet::Sheet;
use crate::desk::field::Value as Held;
use crate::desk::screen::Ctx;
use crate::law::Law;
use crate::law::ground::{self, GroundKind};
use crate::register::act::{Act, StepKind};
use crate::register::book::{Petition, Recorded};
use crate::register::check::open_steps;
use crate::register::clock::Clock;
use crate::register::life::life;
use crate::register::memory::{MemoryShelf, entered};
use crate::register::number::PetitionNo;
use crate::register::person::take_people;
use crate::register::value::Value;
use crate::register::words::{Class, LinkKind};

/// The ways that a receptionist may choose at the desk, in the order in which they stand.
const AT_THE_DESK: [StepKind; 9] = [
    StepKind::Accept,
    StepKind::RequestMore,
    StepKind::Guide,
    StepKind::Forward,
    StepKind::Decline,
    StepKind::Return,
    StepKind::Explain,
    StepKind::FileAway,
    StepKind::PassToInvestigators,
];

/// A way that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    /// Which.
    pub(super) kind: StepKind,
    /// Its article.
    pub(super) citation: Option<String>,
    /// The clocks that it starts.
    pub(super) starts: Vec<Clock>,
    /// The rules whose clocks it ends.
    pub(super) ends: Vec<String>,
}

/// Returns the open ways of each petition of the sheet, in their places; none where it has no class yet.
pub(super) fn open_ways(sheet: &Sheet, law: &Law, ctx: &Ctx) -> Vec<Vec<Way>> {
    let mut would_be = would_be_petitions(sheet, ctx).into_iter();
    (0..sheet.plan.petitions)
        .map(|place| {
            let classed = sheet.class(place, ctx).is_some() && !sheet.no_petition(ctx);
            let petition = classed.then(|| would_be.next()).flatten();
            petition.map_or_else(Vec::new, |petition| ways_of(&petition, law, ctx))
        })
        .collect()
}

/// The petitions as they would stand in the book if the sheet were saved now.
fn would_be_petitions(sheet: &Sheet, ctx: &Ctx) -> Vec<Petition> {
    let mut typed = line(sheet, Purpose::Preview, ctx);
    // Whom it joins or continues is not known here, and changes no way.
    typed.take("continues");
    if let Some(Value::List(petitions)) = typed.take("petitions") {
        let petitions = petitions.into_iter().map(|mut petition| {
            petition.take("matter");
            petition
        });
        typed.put("petitions", Value::List(petitions.collect()));
    }
    let read = take_people(&mut typed).and_then(|_| Act::read(&typed));
    let Ok(act) = read else { return Vec::new() };
    let mut shelf = MemoryShelf::default();
    let entry = entered(&shelf, ctx.now, act);
    shelf.apply(&entry);
    shelf.petitions.into_values().collect()
}

fn ways_of(petition: &Petition, law: &Law, ctx: &Ctx) -> Vec<Way> {
    let open = open_steps(petition, law, ctx.today().max(petition.received));
    AT_THE_DESK
        .iter()
        .filter_map(|kind| open.iter().find(|(open, _)| open == kind))
        .map(|(kind, citation)| {
            let (starts, ends) = changes(petition, *kind, law);
            Way {
                kind: *kind,
                citation: citation.clone(),
                starts,
                ends,
            }
        })
        .collect()
}

/// The clocks that a step would start, and the rules whose clocks it would end.
fn changes(petition: &Petition, kind: StepKind, law: &Law) -> (Vec<Clock>, Vec<String>) {
    let dash = |key: &&str| ((*key).to_owned(), Value::Text("–".to_owned()));
    let body = Value::Map(kind.keys().iter().map(dash).collect());
    let Ok(step) = kind.read(&body) else {
        return (Vec::new(), Vec::new());
    };
    let seq = petition.entry + 1;
    let mut after = petition.clone();
    after.steps.push(Recorded {
        seq,
        at: petition.recorded,
        by: petition.by.clone(),
        on: petition.received,
        step,
        void: None,
    });
    let before = life(petition, law).clocks;
    let after = life(&after, law).clocks;
    let ended = |clock: &&Clock| {
        let same = |other: &&Clock| other.rule == clock.rule && other.is_open();
        !clock.is_open() && before.iter().any(|other| same(&other))
    };
    let ends = after.iter().filter(ended).map(|clock| clock.rule.clone());
    let ends = ends.collect();
    let starts = after.into_iter().filter(|clock| clock.started_by == seq);
    (starts.collect(), ends)
}

/// What is still to be written about a petition once it has its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FollowUp {
    /// What is done.
    pub(super) kind: StepKind,
    /// On which petition.
    pub(super) petition: PetitionNo,
    /// The line.
    pub(super) line: Value,
}

/// Returns what is to be written after the petitions were given these numbers: the link, what it was told
/// apart from, then the ways.
pub(super) fn follow_ups(
    sheet: &Sheet,
    link: Option<(PetitionNo, LinkKind)>,
    unlike: &BTreeSet<PetitionNo>,
    given: &[PetitionNo],
    ctx: &Ctx,
) -> Vec<FollowUp> {
    let mut all = Vec::new();
    if let (Some((to, kind)), Some(petition)) = (link, given.first()) {
        let on = sheet.happens_on(ctx);
        let entries = vec![
            entry("to", Value::Text(to.to_string())),
            entry("as", Value::Text(kind.word().to_owned())),
        ];
        all.push(follow_up(StepKind::Link, *petition, on, entries));
    }
    if let Some(petition) = given.first() {
        let linked = link.map(|(to, _)| to);
        for to in unlike.iter().filter(|to| Some(**to) != linked) {
            let entries = vec![entry("to", Value::Text(to.to_string()))];
            let on = sheet.happens_on(ctx);
            all.push(follow_up(StepKind::Unlike, *petition, on, entries));
        }
    }
    for (place, petition) in (0..sheet.plan.petitions).zip(given) {
        let Some(kind) = sheet.way(place, ctx) else {
            continue;
        };
        let on = sheet
            .day(Key::Way(place, WayKey::On), ctx)
            .unwrap_or(ctx.today());
        all.push(follow_up(kind, *petition, on, body(sheet, place, ctx)));
    }
    all
}

fn entry(key: &str, value: Value) -> (String, Value) {
    (key.to_owned(), value)
}

fn follow_up(
    kind: StepKind,
    petition: PetitionNo,
    on: chrono::NaiveDate,
    body: Vec<(String, Value)>,
) -> FollowUp {
    let mut entries = vec![
        entry("do", Value::Text(kind.word().to_owned())),
        entry("petition", Value::Text(petition.to_string())),
        entry("on", Value::Day(on)),
    ];
    entries.extend(body);
    FollowUp {
        kind,
        petition,
        line: Value::Map(entries),
    }
}

/// What the fields of a way hold, under the names of the line.
fn body(sheet: &Sheet, place: u8, ctx: &Ctx) -> Vec<(String, Value)> {
    let fields = [
        (WayKey::Agency, "agency"),
        (WayKey::ToAgency, "agency"),
        (WayKey::Ground, "ground"),
        (WayKey::What, "what"),
        (WayKey::Number, "number"),
        (WayKey::PaperNumber, "number"),
    ];
    let held = fields.iter().filter_map(|(key, name)| {
        let key = Key::Way(place, *key);
        match sheet.value(key, ctx) {
            Held::Text(text) if sheet.shows(key) => Some(entry(name, Value::Text(text))),
            Held::Code(code) if sheet.shows(key) => {
                Some(entry(name, Value::Text(listed(sheet, place, &code, ctx))))
            }
            _ => None,
        }
    });
    held.collect()
}

/// The code of a ground for declining as the law's own list writes it.
fn listed(sheet: &Sheet, place: u8, code: &str, ctx: &Ctx) -> String {
    let kind = match sheet.class(place, ctx) {
        Some(Class::Denunciation) => GroundKind::DeclineDenunciation,
        _ => GroundKind::DeclineComplaint,
    };
    ground::find(kind, code).map_or_else(|| code.to_owned(), |ground| ground.code.clone())
}
