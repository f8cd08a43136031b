//! The list of officers and the epoch keys in bytes.

use super::node::Node;
use crate::store::envelope::{Bad, OTHER_LIMIT, Record, payload};
use crate::store::officers::{List, Listed, Role};
use crate::store::password::{Cost, Salt};
use crate::store::seal::{Key, OfficeId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use zeroize::Zeroize as _;

/// Schema 1 of an officer.
#[derive(Debug, Serialize, Deserialize)]
pub struct Officer1 {
    name: String,
    display: String,
    role: u8,
    disabled: bool,
    salt: Salt,
    memory_kib: u32,
    passes: u32,
    public: [u8; 32],
    own: Vec<u8>,
    office: Vec<u8>,
    clearance: Option<Vec<u8>>,
}

/// Schema 1 of the list.
#[derive(Debug, Serialize, Deserialize)]
pub struct Officers1 {
    office: [u8; 16],
    card: Node,
    clearance: [u8; 32],
    recovery_office: Vec<u8>,
    recovery_clearance: Vec<u8>,
    officers: Vec<Officer1>,
}

fn role_code(role: Role) -> u8 {
    match role {
        Role::Receptionist => 1,
        Role::Supervisor => 2,
        Role::Admin => 3,
    }
}

fn role(code: u8) -> Result<Role, Bad> {
    match code {
        1 => Ok(Role::Receptionist),
        2 => Ok(Role::Supervisor),
        3 => Ok(Role::Admin),
        _ => Err(Bad::Payload),
    }
}

impl Record for List {
    const KIND: u8 = super::OFFICERS;
    const SCHEMA: u16 = 1;
    const LIMIT: usize = OTHER_LIMIT;
    type Stored = Officers1;

    fn store(&self) -> Officers1 {
        let officer = |o: &Listed| Officer1 {
            name: o.name.clone(),
            display: o.display.clone(),
            role: role_code(o.role),
            disabled: o.disabled,
            salt: o.salt,
            memory_kib: o.cost.memory_kib,
            passes: o.cost.passes,
            public: o.public,
            own: o.own.clone(),
            office: o.office.clone(),
            clearance: o.clearance.clone(),
        };
        Officers1 {
            office: self.office.0,
            card: Node::from(&self.card),
            clearance: self.clearance,
            recovery_office: self.recovery_office.clone(),
            recovery_clearance: self.recovery_clearance.clone(),
            officers: self.officers.iter().map(officer).collect(),
        }
    }

    fn decode(schema: u16, bytes: &[u8]) -> Result<Self, Bad> {
        let 1 = schema else {
            return Err(Bad::Payload);
        };
        let stored: Officers1 = payload::<_, OTHER_LIMIT>(bytes)?;
        let officer = |o: Officer1| {
            Ok(Listed {
                name: o.name,
                display: o.display,
                role: role(o.role)?,
                disabled: o.disabled,
                salt: o.salt,
                cost: Cost {
                    memory_kib: o.memory_kib,
                    passes: o.passes,
                },
                public: o.public,
                own: o.own,
                office: o.office,
                clearance: o.clearance,
            })
        };
        Ok(Self {
            office: OfficeId(stored.office),
            card: stored.card.try_into()?,
            clearance: stored.clearance,
            recovery_office: stored.recovery_office,
            recovery_clearance: stored.recovery_clearance,
            officers: stored
                .officers
                .into_iter()
                .map(officer)
                .collect::<Result<_, Bad>>()?,
        })
    }
}

/// Schema 1 of the epoch keys; wiped when dropped.
#[derive(Serialize, Deserialize)]
pub struct Epochs1 {
    next: u32,
    keys: Vec<(u32, [u8; 32])>,
}

impl Drop for Epochs1 {
    fn drop(&mut self) {
        for (_, key) in &mut self.keys {
            key.zeroize();
        }
    }
}

impl Record for crate::store::epochs::Epochs {
    const KIND: u8 = super::KEYS;
    const SCHEMA: u16 = 1;
    const LIMIT: usize = OTHER_LIMIT;
    type Stored = Epochs1;

    fn store(&self) -> Epochs1 {
        Epochs1 {
            next: self.next,
            keys: self
                .keys
                .iter()
                .map(|(n, key)| (*n, *key.bytes()))
                .collect(),
        }
    }

    fn decode(schema: u16, bytes: &[u8]) -> Result<Self, Bad> {
        let 1 = schema else {
            return Err(Bad::Payload);
        };
        let stored: Epochs1 = payload::<_, OTHER_LIMIT>(bytes)?;
        let keys: BTreeMap<u32, Key> = stored
            .keys
            .iter()
            .map(|(n, key)| (*n, Key::from_bytes(key)))
            .collect();
        Ok(Self {
            next: stored.next,
            keys,
        })
    }
}
