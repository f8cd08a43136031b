//! What a backup says of itself, in bytes.

use crate::store::copy::{Kept, Manifest};
use crate::store::envelope::{Bad, OTHER_LIMIT, Record, payload};
use crate::store::seal::OfficeId;
use serde::{Deserialize, Serialize};

/// Schema 1 of a file in a backup.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept1 {
    name: String,
    len: u64,
    hash: [u8; 32],
}

/// Schema 1 of a backup's manifest.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest1 {
    office: [u8; 16],
    made: i64,
    entries: u64,
    head: [u8; 32],
    files: Vec<Kept1>,
}

impl Record for Manifest {
    const KIND: u8 = super::COPY;
    const SCHEMA: u16 = 1;
    const LIMIT: usize = OTHER_LIMIT;
    type Stored = Manifest1;

    fn store(&self) -> Manifest1 {
        let kept = |kept: &Kept| Kept1 {
            name: kept.name.clone(),
            len: kept.len,
            hash: kept.hash,
        };
        Manifest1 {
            office: self.office.0,
            made: self.made,
            entries: self.entries,
            head: self.head,
            files: self.files.iter().map(kept).collect(),
        }
    }

    fn decode(schema: u16, bytes: &[u8]) -> Result<Self, Bad> {
        let 1 = schema else {
            return Err(Bad::Payload);
        };
        let stored: Manifest1 = payload::<_, OTHER_LIMIT>(bytes)?;
        let kept = |kept: Kept1| Kept {
            name: kept.name,
            len: kept.len,
            hash: kept.hash,
        };
        Ok(Self {
            office: OfficeId(stored.office),
            made: stored.made,
            entries: stored.entries,
            head: stored.head,
            files: stored.files.into_iter().map(kept).collect(),
        })
    }
}
