//! An entry and an identity in bytes.

use super::node::{
    Node, Number, matter_no, matter_number, petition_no, petition_number, reception_no,
    reception_number,
};
use crate::register::act::Act;
use crate::register::book::{Entry, Numbers};
use crate::register::person::Person;
use crate::register::value::Value;
use crate::store::envelope::{Bad, ENTRY_LIMIT, PERSON_LIMIT, Record, payload};
use serde::{Deserialize, Serialize};

/// Schema 1 of an entry.
#[derive(Debug, Serialize, Deserialize)]
pub struct Entry1 {
    seq: u64,
    at: i64,
    by: String,
    reception: Option<Number>,
    petitions: Vec<Number>,
    matters: Vec<Number>,
    act: Node,
}

impl Record for Entry {
    const KIND: u8 = super::ENTRY;
    const SCHEMA: u16 = 1;
    const LIMIT: usize = ENTRY_LIMIT;
    type Stored = Entry1;

    fn store(&self) -> Entry1 {
        let numbers = &self.numbers;
        Entry1 {
            seq: self.seq,
            at: self.at,
            by: self.by.clone(),
            reception: numbers.reception.map(reception_number),
            petitions: numbers
                .petitions
                .iter()
                .copied()
                .map(petition_number)
                .collect(),
            matters: numbers.matters.iter().copied().map(matter_number).collect(),
            act: Node::from(&self.act.write()),
        }
    }

    fn decode(schema: u16, bytes: &[u8]) -> Result<Self, Bad> {
        let 1 = schema else {
            return Err(Bad::Payload);
        };
        let stored: Entry1 = payload::<_, ENTRY_LIMIT>(bytes)?;
        Ok(Self {
            seq: stored.seq,
            at: stored.at,
            by: stored.by,
            numbers: Numbers {
                reception: stored.reception.map(reception_no),
                petitions: stored.petitions.into_iter().map(petition_no).collect(),
                matters: stored.matters.into_iter().map(matter_no).collect(),
            },
            act: Act::read(&Value::try_from(stored.act)?).map_err(|_| Bad::Payload)?,
        })
    }
}

/// Schema 1 of an identity.
#[derive(Debug, Serialize, Deserialize)]
pub struct Person1 {
    identity: Node,
}

impl Record for Person {
    const KIND: u8 = super::PERSON;
    const SCHEMA: u16 = 1;
    const LIMIT: usize = PERSON_LIMIT;
    type Stored = Person1;

    fn store(&self) -> Person1 {
        Person1 {
            identity: Node::of(self),
        }
    }

    fn decode(schema: u16, bytes: &[u8]) -> Result<Self, Bad> {
        let 1 = schema else {
            return Err(Bad::Payload);
        };
        payload::<Person1, PERSON_LIMIT>(bytes)?.identity.part()
    }
}
