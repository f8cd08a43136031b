//! What the books hold, in bytes. The state is made from the journal and can be made anew, so a new schema
//! here costs a rebuild, not a migration.

use super::node::{
    Node, Number, day, day_number, matter_no, matter_number, petition_no, petition_number,
    reception_no, reception_number,
};
use crate::register::act::{Act, StepKind};
use crate::register::book::{Matter, Origin, Petition, PostedDay, Reception, Recorded, Tie};
use crate::register::number::PersonId;
use crate::register::own_law::{LawAct, LawChange};
use crate::register::part::Part;
use crate::register::value::Value;
use crate::store::books::Progress;
use crate::store::envelope::{Bad, Record, STATE_LIMIT, payload};
use serde::{Deserialize, Serialize};

/// Schema 1 of a step in a history.
#[derive(Debug, Serialize, Deserialize)]
pub struct Step1 {
    seq: u64,
    at: i64,
    by: String,
    on: i32,
    kind: Node,
    body: Node,
    void: Option<u64>,
}

fn store_step(step: &Recorded) -> Step1 {
    Step1 {
        seq: step.seq,
        at: step.at,
        by: step.by.clone(),
        on: day_number(step.on),
        kind: Node::from(&Value::Text(step.step.kind().word().to_owned())),
        body: Node::from(&step.step.write()),
        void: step.void,
    }
}

fn read_step(step: Step1) -> Result<Recorded, Bad> {
    let word: String = step.kind.part()?;
    let kind = StepKind::from_word(&word).ok_or(Bad::Payload)?;
    Ok(Recorded {
        seq: step.seq,
        at: step.at,
        by: step.by,
        on: day(step.on)?,
        step: kind
            .read(&Value::try_from(step.body)?)
            .map_err(|_| Bad::Payload)?,
        void: step.void,
    })
}

fn store_steps(steps: &[Recorded]) -> Vec<Step1> {
    steps.iter().map(store_step).collect()
}

fn read_steps(steps: Vec<Step1>) -> Result<Vec<Recorded>, Bad> {
    steps.into_iter().map(read_step).collect()
}

/// Schema 1 of a reception.
#[derive(Debug, Serialize, Deserialize)]
pub struct Reception1 {
    no: Number,
    entry: u64,
    recorded: i64,
    by: String,
    facts: Node,
    petitions: Vec<Number>,
    continued_by: Option<Number>,
    secret: bool,
    steps: Vec<Step1>,
}

impl Record for Reception {
    const KIND: u8 = super::RECEPTION;
    const SCHEMA: u16 = 1;
    const LIMIT: usize = STATE_LIMIT;
    type Stored = Reception1;

    fn store(&self) -> Reception1 {
        Reception1 {
            no: reception_number(self.no),
            entry: self.entry,
            recorded: self.recorded,
            by: self.by.clone(),
            facts: Node::of(&self.facts),
            petitions: self
                .petitions
                .iter()
                .copied()
                .map(petition_number)
                .collect(),
            continued_by: self.continued_by.map(reception_number),
            secret: self.secret,
            steps: store_steps(&self.steps),
        }
    }

    fn decode(schema: u16, bytes: &[u8]) -> Result<Self, Bad> {
        let 1 = schema else {
            return Err(Bad::Payload);
        };
        let stored: Reception1 = payload::<_, STATE_LIMIT>(bytes)?;
        Ok(Self {
            no: reception_no(stored.no),
            entry: stored.entry,
            recorded: stored.recorded,
            by: stored.by,
            facts: stored.facts.part()?,
            petitions: stored.petitions.into_iter().map(petition_no).collect(),
            continued_by: stored.continued_by.map(reception_no),
            secret: stored.secret,
            steps: read_steps(stored.steps)?,
        })
    }
}

/// Schema 1 of where a petition came from. The order of the variants is part of the format.
#[derive(Debug, Serialize, Deserialize)]
pub enum Origin1 {
    /// The desk.
    Desk(Number),
    /// Without a visit.
    Filed(Node, Option<String>, Vec<u64>, Option<String>),
}

/// Schema 1 of a petition.
#[derive(Debug, Serialize, Deserialize)]
pub struct Petition1 {
    no: Number,
    entry: u64,
    recorded: i64,
    by: String,
    matter: Number,
    origin: Origin1,
    received: i32,
    petitioners: Vec<u64>,
    capacity: Option<Node>,
    facts: Node,
    content: Node,
    secret: bool,
    links: Vec<(Number, Node, u64)>,
    steps: Vec<Step1>,
}

impl Record for Petition {
    const KIND: u8 = super::PETITION;
    const SCHEMA: u16 = 1;
    const LIMIT: usize = STATE_LIMIT;
    type Stored = Petition1;

    fn store(&self) -> Petition1 {
        let origin = match &self.origin {
            Origin::Desk(no) => Origin1::Desk(reception_number(*no)),
            Origin::Filed {
                source,
                from_agency,
                senders,
                paper,
            } => Origin1::Filed(
                Node::of(source),
                from_agency.clone(),
                senders.iter().map(|id| id.packed()).collect(),
                paper.clone(),
            ),
        };
        let links = self.links.iter();
        Petition1 {
            no: petition_number(self.no),
            entry: self.entry,
            recorded: self.recorded,
            by: self.by.clone(),
            matter: matter_number(self.matter),
            origin,
            received: day_number(self.received),
            petitioners: self.petitioners.iter().map(|id| id.packed()).collect(),
            capacity: self.capacity.as_ref().map(Node::of),
            facts: Node::of(&self.facts),
            content: Node::of(&self.content),
            secret: self.secret,
            links: links
                .map(|tie| (petition_number(tie.to), Node::of(&tie.kind), tie.seq))
                .collect(),
            steps: store_steps(&self.steps),
        }
    }

    fn decode(schema: u16, bytes: &[u8]) -> Result<Self, Bad> {
        let 1 = schema else {
            return Err(Bad::Payload);
        };
        let stored: Petition1 = payload::<_, STATE_LIMIT>(bytes)?;
        let origin = match stored.origin {
            Origin1::Desk(no) => Origin::Desk(reception_no(no)),
            Origin1::Filed(source, from_agency, senders, paper) => Origin::Filed {
                source: source.part()?,
                from_agency,
                senders: senders.into_iter().map(PersonId::unpack).collect(),
                paper,
            },
        };
        let links = stored.links.into_iter().map(|(to, kind, seq)| {
            let kind = kind.part()?;
            let to = petition_no(to);
            Ok(Tie { to, kind, seq })
        });
        Ok(Self {
            no: petition_no(stored.no),
            entry: stored.entry,
            recorded: stored.recorded,
            by: stored.by,
            matter: matter_no(stored.matter),
            origin,
            received: day(stored.received)?,
            petitioners: stored
                .petitioners
                .into_iter()
                .map(PersonId::unpack)
                .collect(),
            capacity: stored.capacity.map(Node::part).transpose()?,
            facts: stored.facts.part()?,
            content: stored.content.part()?,
            secret: stored.secret,
            links: links.collect::<Result<_, Bad>>()?,
            steps: read_steps(stored.steps)?,
        })
    }
}

/// Schema 1 of a matter.
#[derive(Debug, Serialize, Deserialize)]
pub struct Matter1 {
    no: Number,
    entry: u64,
    petitions: Vec<Number>,
}

impl Record for Matter {
    const KIND: u8 = super::MATTER;
    const SCHEMA: u16 = 1;
    const LIMIT: usize = STATE_LIMIT;
    type Stored = Matter1;

    fn store(&self) -> Matter1 {
        Matter1 {
            no: matter_number(self.no),
            entry: self.entry,
            petitions: self
                .petitions
                .iter()
                .copied()
                .map(petition_number)
                .collect(),
        }
    }

    fn decode(schema: u16, bytes: &[u8]) -> Result<Self, Bad> {
        let 1 = schema else {
            return Err(Bad::Payload);
        };
        let stored: Matter1 = payload::<_, STATE_LIMIT>(bytes)?;
        Ok(Self {
            no: matter_no(stored.no),
            entry: stored.entry,
            petitions: stored.petitions.into_iter().map(petition_no).collect(),
        })
    }
}

/// Schema 1 of a posted day.
#[derive(Debug, Serialize, Deserialize)]
pub struct PostedDay1 {
    entry: u64,
    schedule: Node,
    absent: Option<Node>,
}

impl Record for PostedDay {
    const KIND: u8 = super::POSTED_DAY;
    const SCHEMA: u16 = 1;
    const LIMIT: usize = STATE_LIMIT;
    type Stored = PostedDay1;

    fn store(&self) -> PostedDay1 {
        PostedDay1 {
            entry: self.entry,
            schedule: Node::from(&self.schedule.write()),
            absent: self.absent.as_ref().map(Node::of),
        }
    }

    fn decode(schema: u16, bytes: &[u8]) -> Result<Self, Bad> {
        let 1 = schema else {
            return Err(Bad::Payload);
        };
        let stored: PostedDay1 = payload::<_, STATE_LIMIT>(bytes)?;
        Ok(Self {
            entry: stored.entry,
            schedule: stored.schedule.part()?,
            absent: stored.absent.map(Node::part).transpose()?,
        })
    }
}

/// Schema 1 of a change of calendar or rules.
#[derive(Debug, Serialize, Deserialize)]
pub struct LawChange1 {
    entry: u64,
    recorded: i64,
    by: String,
    act: Node,
}

impl Record for LawChange {
    const KIND: u8 = super::LAW_CHANGE;
    const SCHEMA: u16 = 1;
    const LIMIT: usize = STATE_LIMIT;
    type Stored = LawChange1;

    fn store(&self) -> LawChange1 {
        let act = match self.act.clone() {
            LawAct::Calendar(change) => Act::ChangeCalendar(change),
            LawAct::Rules(change) => Act::ChangeRules(change),
        };
        LawChange1 {
            entry: self.entry,
            recorded: self.recorded,
            by: self.by.clone(),
            act: Node::from(&act.write()),
        }
    }

    fn decode(schema: u16, bytes: &[u8]) -> Result<Self, Bad> {
        let 1 = schema else {
            return Err(Bad::Payload);
        };
        let stored: LawChange1 = payload::<_, STATE_LIMIT>(bytes)?;
        let act = match Act::read(&Value::try_from(stored.act)?) {
            Ok(Act::ChangeCalendar(change)) => LawAct::Calendar(change),
            Ok(Act::ChangeRules(change)) => LawAct::Rules(change),
            _ => return Err(Bad::Payload),
        };
        Ok(Self {
            entry: stored.entry,
            recorded: stored.recorded,
            by: stored.by,
            act,
        })
    }
}

/// Schema 1 of how far the state has come.
#[derive(Debug, Serialize, Deserialize)]
pub struct Progress1 {
    seq: u64,
    chain: [u8; 32],
    before: [u8; 32],
    segment: u64,
    offset: u64,
    end: u64,
    receptions: u64,
    petitions: u64,
    matters: u64,
    people: u64,
    dues_current: bool,
}

impl From<Progress1> for Progress {
    fn from(stored: Progress1) -> Self {
        Self {
            seq: stored.seq,
            chain: stored.chain,
            before: stored.before,
            segment: stored.segment,
            offset: stored.offset,
            end: stored.end,
            receptions: stored.receptions,
            petitions: stored.petitions,
            matters: stored.matters,
            people: stored.people,
            dues_current: stored.dues_current,
            officers: None,
        }
    }
}
