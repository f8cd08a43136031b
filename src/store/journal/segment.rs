//! A file of the journal: its name, its head, and how one is begun. Knows nothing of frames.

use super::frame::Chain;
use crate::store::error::{At, StoreError};
use crate::store::io::{Disk, Growing};
use crate::store::seal::OfficeId;
use std::path::{Path, PathBuf};

/// The newest format of the journal.
pub const FORMAT: u16 = 2;
const MAGIC: &[u8; 8] = b"TIEPDAN\n";
/// Bytes of the head: magic (8), format (2), office (16), first seq (8), chain before (32), CRC-32 (4).
pub const HEAD: u64 = 70;

/// A segment's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Which office.
    pub office: OfficeId,
    /// The sequence number of its first frame.
    pub first: u64,
    /// The chain before its first frame.
    pub before: Chain,
}

/// Why a head cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadHead {
    /// Cut short, or changed.
    Broken,
    /// Written by a newer program.
    Newer(u16),
}

/// The name of the segment that begins with an entry.
pub fn name(first: u64) -> String {
    format!("{first:020}.log")
}

/// The entry with which the segment of a name begins.
pub fn first_of(name: &str) -> Option<u64> {
    let digits = name.strip_suffix(".log")?;
    (digits.len() == 20).then(|| digits.parse().ok()).flatten()
}

/// Where a segment lies.
pub fn path(dir: &Path, first: u64) -> PathBuf {
    dir.join(name(first))
}

impl Head {
    /// In bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(FORMAT.to_be_bytes());
        out.extend(self.office.0);
        out.extend(self.first.to_be_bytes());
        out.extend(self.before);
        let crc = crc32fast::hash(&out);
        out.extend(crc.to_le_bytes());
        out
    }

    /// From bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, BadHead> {
        Self::read(bytes).unwrap_or(Err(BadHead::Broken))
    }

    fn read(bytes: &[u8]) -> Option<Result<Self, BadHead>> {
        let (covered, crc) = bytes.split_last_chunk::<4>()?;
        let (magic, rest) = covered.split_first_chunk::<8>()?;
        let (format, rest) = rest.split_first_chunk::<2>()?;
        if magic != MAGIC || crc32fast::hash(covered) != u32::from_le_bytes(*crc) {
            return None;
        }
        let format = u16::from_be_bytes(*format);
        if format > FORMAT {
            return Some(Err(BadHead::Newer(format)));
        }
        if format < FORMAT {
            // Format 1 was never released: its denouncers could not be erased.
            return None;
        }
        let (office, rest) = rest.split_first_chunk::<16>()?;
        let (first, before) = rest.split_first_chunk::<8>()?;
        Some(Ok(Self {
            office: OfficeId(*office),
            first: u64::from_be_bytes(*first),
            before: before.try_into().ok()?,
        }))
    }
}

/// Begins a segment: it is on disk, with its name, before anything is written to it.
pub fn begin(disk: &dyn Disk, dir: &Path, head: &Head) -> Result<Box<dyn Growing>, StoreError> {
    let path = path(dir, head.first);
    let begun = disk.create(&path).and_then(|mut file| {
        file.append(&head.encode())?;
        file.sync()?;
        disk.sync_dir(dir)?;
        Ok(file)
    });
    if begun.is_err() {
        disk.remove(&path).unwrap_or_default();
    }
    begun.at(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD_1: Head = Head {
        office: OfficeId([3; 16]),
        first: 42,
        before: [9; 32],
    };

    #[test]
    fn a_head_is_read_as_written_and_no_flipped_bit_passes() {
        let bytes = HEAD_1.encode();
        assert_eq!(bytes.len() as u64, HEAD);
        assert_eq!(Head::decode(&bytes), Ok(HEAD_1));
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(Head::decode(&flipped).is_err(), "bit {bit}");
        }
        assert_eq!(Head::decode(&bytes[..30]), Err(BadHead::Broken));
    }

    #[test]
    fn a_newer_format_is_said_to_be_newer() {
        let mut bytes = HEAD_1.encode();
        bytes[8..10].copy_from_slice(&9u16.to_be_bytes());
        let crc = crc32fast::hash(&bytes[..66]);
        bytes[66..].copy_from_slice(&crc.to_le_bytes());
        assert_eq!(Head::decode(&bytes), Err(BadHead::Newer(9)));
    }

    #[test]
    fn names_sort_as_their_entries() {
        assert_eq!(first_of(&name(77)), Some(77));
        assert!(name(9) < name(10));
        assert_eq!(first_of("77.log"), None);
    }
}
