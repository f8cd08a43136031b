//! What a face is told of one petition or reception: everything that this officer may see, and nothing
//! else. A denunciation without clearance shows no petitioner, no reception, no time of day and no
//! recorder, and nor, but for its petitioner, does what was brought beside it; its reception shows no
//! visitor, no content, no recorder and no petition. Between a sealed petition and an open one neither link
//! nor matter is shown, from neither side.

use super::line::{Desk, Sealed};
use super::veil::{self, Sight, leads_to_sealed, veil, veil_visit};
use crate::law::Law;
use crate::register::act::{Act, NewPetition, Step, StepKind};
use crate::register::book::{Content, Origin, Petition, Reception, Recorded};
use crate::register::check::{Refusal, Warning, open_steps};
use crate::register::clock::Clock;
use crate::register::life::{Life, life, reception_clocks};
use crate::register::number::{MatterNo, PersonId, PetitionNo, ReceptionNo};
use crate::register::owed::{Owed, owed};
use crate::register::person::{PERSON_KEYS, Person};
use crate::register::value::Value;
use chrono::NaiveDate;

/// An identity as this officer may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Open.
    Person(Box<Person>),
    /// Người tố cáo được giữ kín.
    Hidden,
    /// Đã xóa danh tính.
    Erased,
}

/// A line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActView {
    /// Its entry; hidden with the recorder.
    pub seq: Option<u64>,
    /// What was done, as under `do`.
    pub word: &'static str,
    /// The day it was done.
    pub on: NaiveDate,
    /// When it was written, milliseconds since 1970 (UTC); hidden with the recorder.
    pub at: Option<i64>,
    /// Who wrote it; hidden where that could tell who the denouncer is: at the first act, and at what was
    /// written on the same day.
    pub by: Option<String>,
    /// Its keys.
    pub body: Value,
    /// The correction that took it back.
    pub void: Option<u64>,
}

/// A petition, as this officer may see it.
#[derive(Debug, Clone)]
pub struct PetitionView {
    /// Its facts. Where `masked`, `entry`, `recorded` and `by` are emptied, and `origin` is not to be shown.
    pub petition: Petition,
    /// Who petitions, in order.
    pub petitioners: Vec<Seen>,
    /// Where it was brought; `None` too where that is hidden.
    pub reception: Option<ReceptionNo>,
    /// The matter it belongs to; `None` where the petition is sealed, or one that is opened it, and this officer
    /// has no clearance. `petition.matter` is then not to be shown.
    pub matter: Option<MatterNo>,
    /// Its origin and recorder are hidden from this officer: it is sealed, or was brought together with
    /// something that is, and the time and place of it would tell by whom.
    pub masked: bool,
    /// Status and clocks.
    pub life: Life,
    /// What stands open although no clock says so.
    pub owed: Vec<Owed>,
    /// The history, oldest first.
    pub acts: Vec<ActView>,
    /// What may be done now, with the article.
    pub open_steps: Vec<(StepKind, Option<String>)>,
}

/// A reception, as this officer may see it.
#[derive(Debug, Clone)]
pub struct ReceptionView {
    /// Its facts; where `masked`, its content, `entry`, `recorded` and `by` are emptied.
    pub reception: Reception,
    /// Who came; empty where that is hidden.
    pub visitors: Vec<Seen>,
    /// The petitions that were brought; empty where that is hidden.
    pub petitions: Vec<PetitionNo>,
    /// Visitors, content and petitions are hidden from this officer.
    pub masked: bool,
    /// Its own clocks.
    pub clocks: Vec<Clock>,
    /// What came after.
    pub acts: Vec<ActView>,
}

/// Returns an identity as this officer may see it.
pub fn seen(desk: &dyn Desk, id: PersonId) -> Option<Seen> {
    match desk.identity(id) {
        Ok(Some(person)) => Some(Seen::Person(Box::new(person))),
        Ok(None) => desk.is_erased(id).then_some(Seen::Erased),
        Err(Sealed) => Some(Seen::Hidden),
    }
}

/// Returns identities of which nothing is shown but whether they are erased.
fn unseen(desk: &dyn Desk, ids: &[PersonId]) -> Vec<Seen> {
    let one = |id: &PersonId| {
        if desk.is_erased(*id) {
            Seen::Erased
        } else {
            Seen::Hidden
        }
    };
    ids.iter().map(one).collect()
}

/// Returns a petition as it is seen on a day.
pub fn petition_view(
    desk: &dyn Desk,
    law: &Law,
    no: PetitionNo,
    sight: Sight,
    on: NaiveDate,
) -> Option<PetitionView> {
    let mut petition = desk.petition(no)?;
    let cleared = sight != Sight::Without;
    let masked = !cleared && veil::masked(desk, &petition);
    let life = match sight {
        Sight::Opened => life(&petition, law),
        Sight::Without | Sight::Cleared => life(&veil::without_names(&petition), law),
    };
    let owed = owed(desk, law, &petition, &life, on);
    let petitioners = if petition.secret && petition.petitioners.is_empty() {
        vec![Seen::Hidden]
    } else if petition.secret {
        unseen(desk, &petition.petitioners)
    } else {
        petition
            .petitioners
            .iter()
            .filter_map(|id| seen(desk, *id))
            .collect()
    };
    veil(desk, &mut petition, sight);
    let open_steps = open_steps(&petition, law, on);
    let shown = |no: &MatterNo| cleared || !(petition.secret || leads_to_sealed(desk, *no));
    let matter = Some(petition.matter).filter(shown);
    if matter.is_none() {
        petition.matter = veil::NO_MATTER;
    }
    let reception = petition.reception().filter(|_| !masked);
    let mut acts = vec![first_act(&petition, masked)];
    let shown: &[&[&str]] = &[NewPetition::KEYS, Content::KEYS];
    let shown = masked.then_some(shown);
    acts.extend(petition.steps.iter().map(|step| recorded(step, shown)));
    if masked {
        petition.entry = 0;
        petition.recorded = 0;
        petition.by.clear();
    }
    Some(PetitionView {
        petition,
        petitioners,
        reception,
        matter,
        masked,
        life,
        owed,
        acts,
        open_steps,
    })
}

fn first_act(petition: &Petition, masked: bool) -> ActView {
    let word = match petition.origin {
        Origin::Desk(_) => "receive",
        Origin::Filed { .. } => "file",
    };
    ActView {
        seq: (!masked).then_some(petition.entry),
        word,
        on: petition.received,
        at: (!masked).then_some(petition.recorded),
        by: (!masked).then(|| petition.by.clone()),
        body: Value::Map(Vec::new()),
        void: None,
    }
}

/// What a masked reception still shows of itself.
const SHOWN_OF_RECEPTION: &[&str] = &["at", "kind", "by", "online", "people", "refused"];

/// Keys under which no free text stands: of a sealed record, what stood there before is shown.
const PLAIN: &[&str] = &[
    "class",
    "field",
    "subject",
    "round",
    "competent",
    "eligible",
    "dated",
    "signers",
    "place",
    "at",
    "kind",
    "by",
    "online",
    "people",
];

/// A step as it is shown. `shown` are the keys that a masked record shows: what a correction changed under
/// another key is left out, as are persons, whose ids would tell the entry that they came with.
fn recorded(step: &Recorded, shown: Option<&[&[&str]]>) -> ActView {
    let mut body = step.step.write();
    body.take("person");
    if let Step::Correct(correct) = &step.step
        && let Some(field) = &correct.field
    {
        let key = field.split('.').next().unwrap_or_default();
        let open = shown.is_none_or(|lists| lists.iter().any(|keys| keys.contains(&key)));
        if !open || PERSON_KEYS.contains(&key) {
            body.take("to");
            body.take("was");
        }
        // A text is corrected so that what stood there is read no more.
        if shown.is_some() && (!open || !PLAIN.contains(&key)) {
            body.take("was");
        }
    }
    ActView {
        seq: Some(step.seq),
        word: step.step.kind().word(),
        on: step.on,
        at: Some(step.at).filter(|at| *at != 0),
        by: Some(step.by.clone()).filter(|by| !by.is_empty()),
        body,
        void: step.void,
    }
}

/// Returns a reception as it is seen.
pub fn reception_view(
    desk: &dyn Desk,
    law: &Law,
    no: ReceptionNo,
    sight: Sight,
) -> Option<ReceptionView> {
    let mut reception = desk.reception(no)?;
    let masked = reception.secret && sight == Sight::Without;
    if masked {
        veil_visit(&mut reception);
    }
    let clocks = reception_clocks(&reception, law);
    let visitors = match (masked, reception.secret) {
        (true, _) => Vec::new(),
        (false, true) => unseen(desk, &reception.facts.visitors),
        (false, false) => reception
            .facts
            .visitors
            .iter()
            .filter_map(|id| seen(desk, *id))
            .collect(),
    };
    // What was erased of a sealed visit would lead to the denunciation of which the same is seen.
    let steps = reception.steps.iter();
    let steps = steps.filter(|step| !(masked && step.step.kind() == StepKind::Erase));
    let shown = masked.then_some([SHOWN_OF_RECEPTION].as_slice());
    let acts = steps.map(|step| recorded(step, shown)).collect();
    let mut petitions = reception.petitions.clone();
    if masked {
        petitions.clear();
        mask(&mut reception);
    }
    Some(ReceptionView {
        reception,
        visitors,
        petitions,
        masked,
        clocks,
        acts,
    })
}

/// Empties what could tell, by its wording, which denunciation a reception brought.
fn mask(reception: &mut Reception) {
    reception.petitions.clear();
    reception.entry = 0;
    reception.recorded = 0;
    reception.by.clear();
    let facts = &mut reception.facts;
    let visitors = u32::try_from(facts.visitors.len()).unwrap_or(u32::MAX);
    facts.people = Some(facts.people.unwrap_or(visitors));
    facts.visitors.clear();
    facts.summary.clear();
    facts.request = None;
    facts.place = None;
    facts.against = None;
    facts.decided_by = None;
    facts.documents.clear();
    facts.capacity = None;
    facts.paper = None;
}

/// What would happen if an act were saved now.
#[derive(Debug, Clone, Default)]
pub struct Preview {
    /// One life a petition that it opens or touches, in order.
    pub lives: Vec<Life>,
    /// Clocks of the reception itself.
    pub reception_clocks: Vec<Clock>,
    /// What is odd.
    pub warnings: Vec<Warning>,
    /// Why it would be refused as it stands.
    pub refusal: Option<Refusal>,
}

/// Returns what an act is about and when it was done, for a log line: ids only.
pub fn log_line(act: &Act) -> String {
    match act {
        Act::Step { subject, step, .. } => format!("{} {subject}", step.kind().word()),
        other => other.word().to_owned(),
    }
}
