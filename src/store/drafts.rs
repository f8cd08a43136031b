//! Half-typed forms: each sealed under a key of the officer who types it, and gone once its act is saved.
//! Knows nothing of what a form is.

use super::envelope::{self, Bad, OTHER_LIMIT, Record, payload};
use super::error::{At, StoreError};
use super::io::{Disk, Stands, replace};
use super::officers::Session;
use super::schema::{self, node::Node};
use super::seal::{About, OfficeId, random};
use crate::register::value::Value;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The name of the folder.
pub const FOLDER: &str = "drafts";

/// Which draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(pub u64);

impl DraftId {
    /// A new one.
    pub fn random() -> Result<Self, StoreError> {
        random().map(|bytes| Self(u64::from_be_bytes(bytes)))
    }
}

/// A half-typed form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which.
    pub id: DraftId,
    /// Which form.
    pub kind: String,
    /// When it was last kept: milliseconds since 1970 (UTC).
    pub updated: i64,
    /// What was typed.
    pub value: Value,
}

/// Schema 1 of a draft.
#[derive(Serialize, Deserialize)]
pub struct Draft1 {
    id: u64,
    kind: String,
    updated: i64,
    value: Node,
}

impl Record for Draft {
    const KIND: u8 = schema::DRAFT;
    const SCHEMA: u16 = 1;
    const LIMIT: usize = OTHER_LIMIT;
    type Stored = Draft1;
    fn store(&self) -> Draft1 {
        Draft1 {
            id: self.id.0,
            kind: self.kind.clone(),
            updated: self.updated,
            value: Node::from(&self.value),
        }
    }
    fn decode(schema: u16, bytes: &[u8]) -> Result<Self, Bad> {
        let 1 = schema else {
            return Err(Bad::Payload);
        };
        let stored: Draft1 = payload::<_, OTHER_LIMIT>(bytes)?;
        Ok(Self {
            id: DraftId(stored.id),
            kind: stored.kind,
            updated: stored.updated,
            value: stored.value.try_into()?,
        })
    }
}

/// The drafts of one officer.
pub struct Drafts<'a> {
    pub(super) disk: &'a dyn Disk,
    pub(super) dir: PathBuf,
    pub(super) office: OfficeId,
    pub(super) session: &'a Session,
}

fn file_name(id: DraftId) -> String {
    format!("{:016x}", id.0)
}

impl Drafts<'_> {
    fn path(&self, id: DraftId) -> PathBuf {
        self.dir.join(file_name(id))
    }

    fn about(&self, id: DraftId) -> About {
        let who = self
            .session
            .officer
            .as_ref()
            .map_or("", |o| o.name.as_str());
        About::new(self.office, "draft")
            .part(who.as_bytes())
            .number(id.0)
    }

    /// Keeps a draft, in place of what was kept under its id. When it returns, it stays.
    pub fn save(&self, draft: &Draft) -> Result<(), StoreError> {
        let plain = envelope::wrap(draft).map_err(|_| StoreError::TooLarge {
            size: OTHER_LIMIT + 1,
            most: OTHER_LIMIT,
        })?;
        let plain = zeroize::Zeroizing::new(plain);
        let sealed = self.session.drafts.seal(&self.about(draft.id), &plain)?;
        replace(self.disk, &self.path(draft.id), &sealed)
    }

    /// The drafts of this officer, the latest first. Those of others do not open, and are not there.
    pub fn list(&self) -> Result<Vec<Draft>, StoreError> {
        let names = self.disk.list(&self.dir).at(&self.dir)?;
        let ids = names
            .iter()
            .filter_map(|name| u64::from_str_radix(name, 16).ok())
            .map(DraftId);
        let mut drafts: Vec<Draft> = ids.filter_map(|id| self.load(id).ok().flatten()).collect();
        drafts.sort_by_key(|draft| (std::cmp::Reverse(draft.updated), draft.id));
        Ok(drafts)
    }

    /// One draft; `None` where it is not there or is another officer's.
    pub fn load(&self, id: DraftId) -> Result<Option<Draft>, StoreError> {
        let path = self.path(id);
        if self.disk.stands(&path).at(&path)? == Stands::Nothing {
            return Ok(None);
        }
        let sealed = self.disk.read(&path).at(&path)?;
        let Ok(plain) = self.session.drafts.open(&self.about(id), &sealed) else {
            return Ok(None);
        };
        Ok(envelope::unwrap(&plain).ok())
    }

    /// Removes a draft.
    pub fn delete(&self, id: DraftId) -> Result<(), StoreError> {
        remove(self.disk, &self.dir, id)
    }
}

/// Removes a draft, whoever's it is.
pub(super) fn remove(disk: &dyn Disk, dir: &Path, id: DraftId) -> Result<(), StoreError> {
    let path = dir.join(file_name(id));
    if disk.stands(&path).at(&path)? != Stands::Nothing {
        disk.remove(&path).at(&path)?;
        disk.sync_dir(dir).at(dir)?;
    }
    Ok(())
}
