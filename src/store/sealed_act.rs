//! An entry sealed for its place in the journal: its seal holds the frame before it and the parts beside it,
//! so that no frame can be made, changed or moved by one who lacks the office key.

use super::envelope::{self, Bad};
use super::error::StoreError;
use super::journal::frame::{Chain, Frame, Part, encode_parts};
use super::seal::{About, Key, OfficeId};
use crate::register::book::Entry;

fn about(office: OfficeId, seq: u64, before: &Chain, beside: &[Part]) -> About {
    let beside = blake3::hash(&encode_parts(beside));
    About::new(office, "entry")
        .number(seq)
        .part(before)
        .part(beside.as_bytes())
}

/// The parts of a frame: the sealed entry, then what stands beside it.
pub fn seal(
    office: OfficeId,
    key: &Key,
    before: &Chain,
    entry: &Entry,
    beside: Vec<Part>,
) -> Result<Vec<Part>, StoreError> {
    let plain = envelope::wrap(entry).map_err(|bad| StoreError::TooLarge {
        size: match bad {
            Bad::TooLarge { size } => size,
            _ => usize::MAX,
        },
        most: envelope::ENTRY_LIMIT,
    })?;
    let sealed = key.seal(&about(office, entry.seq, before, &beside), &plain)?;
    let mut parts = vec![Part::Act(sealed)];
    parts.extend(beside);
    Ok(parts)
}

/// Why a frame that stands in the chain gives no entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It was not sealed with this office's key, for this place.
    Foreign,
    /// Written by a newer program.
    Newer {
        /// Schema found.
        found: u16,
        /// Schema known.
        known: u16,
    },
}

/// Opens the entry of a frame.
pub fn open(office: OfficeId, key: &Key, frame: &Frame) -> Result<Entry, Unread> {
    let Some((Part::Act(sealed), beside)) = frame.parts.split_first() else {
        return Err(Unread::Foreign);
    };
    let about = about(office, frame.seq, &frame.before, beside);
    let plain = key.open(&about, sealed).map_err(|_| Unread::Foreign)?;
    match envelope::unwrap::<Entry>(&plain) {
        Ok(entry) if entry.seq == frame.seq => Ok(entry),
        Err(Bad::TooNew { found, known }) => Err(Unread::Newer { found, known }),
        _ => Err(Unread::Foreign),
    }
}
