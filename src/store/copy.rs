//! Backups: an office in one file, everything in it as sealed as in the folder. What such a file looks like,
//! and whether it is whole; [`make`] writes one, [`restore`] makes an office of it. Opens no seal.
//!
//! Magic (8) · format (2, big-endian) · length of the manifest (4, little-endian) · manifest · the files, one
//! after another, in the manifest's order, and nothing after them.

mod beside;
mod inside;
mod make;
mod restore;

pub use beside::Beside;
pub use make::Copied;
pub use restore::{Restored, restore};

use self::inside::Inside;
use super::envelope::{self, Bad, OTHER_LIMIT};
use super::epochs;
use super::error::{At, StoreError};
use super::io::{Disk, Stands};
use super::journal::frame::Chain;
use super::journal::reader::{Reader, Stop};
use super::journal::segment;
use super::officers::{self, List};
use super::seal::OfficeId;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The newest format.
pub const FORMAT: u16 = 1;
const MAGIC: &[u8; 8] = b"TIEPDANB";
const HEAD: usize = 14;
/// Bytes read or written at once.
const CHUNK: usize = 1 << 20;
/// The folder of the journal, within a backup and within an office.
const JOURNAL: &str = "journal";
/// Where an office notes its last backup.
const NOTE: &str = "last_backup";

/// A file in a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its path within the office.
    pub name: String,
    /// Its length.
    pub len: u64,
    /// BLAKE3 of its bytes.
    pub hash: [u8; 32],
}

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// Which office.
    pub office: OfficeId,
    /// When it was made: milliseconds since 1970 (UTC).
    pub made: i64,
    /// Entries of the journal.
    pub entries: u64,
    /// The chain with the last of them.
    pub head: Chain,
    /// The files, in the order in which they follow.
    pub files: Vec<Kept>,
}

/// Says whether a backup may hold a file of that name: nothing else is ever written to a folder.
fn fit(name: &str) -> bool {
    let in_journal = name
        .strip_prefix(JOURNAL)
        .and_then(|rest| rest.strip_prefix('/'));
    match in_journal {
        Some(name) => segment::first_of(name).is_some(),
        None => name == officers::FILE || name == epochs::FILE,
    }
}

impl Manifest {
    fn encode(&self) -> Result<Vec<u8>, StoreError> {
        let manifest = envelope::wrap(self).map_err(|bad| StoreError::TooLarge {
            size: match bad {
                Bad::TooLarge { size } => size,
                _ => OTHER_LIMIT,
            },
            most: OTHER_LIMIT,
        })?;
        let mut bytes = MAGIC.to_vec();
        bytes.extend(FORMAT.to_be_bytes());
        bytes.extend(
            u32::try_from(manifest.len())
                .unwrap_or(u32::MAX)
                .to_le_bytes(),
        );
        bytes.extend(manifest);
        Ok(bytes)
    }

    /// Bytes of all files together; `None` where no disk holds so many.
    fn size(&self) -> Option<u64> {
        self.files
            .iter()
            .try_fold(0u64, |sum, kept| sum.checked_add(kept.len))
    }
}

/// A backup that can be read.
#[derive(Clone)]
struct Copy {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    manifest: Manifest,
    /// Where the first file begins.
    start: u64,
}

impl Copy {
    /// Reads what a file says of itself. That it is whole is known only once [`Copy::verify`] was asked.
    fn open(disk: Arc<dyn Disk>, path: &Path) -> Result<Self, StoreError> {
        let bad = || StoreError::BadCopy {
            path: path.to_owned(),
        };
        if disk.stands(path).at(path)? != Stands::File {
            return Err(bad());
        }
        let head = disk.read_part(path, 0, HEAD).at(path)?;
        let &[m0, m1, m2, m3, m4, m5, m6, m7, f1, f0, l0, l1, l2, l3] = head.as_slice() else {
            return Err(bad());
        };
        if [m0, m1, m2, m3, m4, m5, m6, m7] != *MAGIC {
            return Err(bad());
        }
        let format = u16::from_be_bytes([f1, f0]);
        if format > FORMAT {
            return Err(StoreError::Newer {
                found: format,
                known: FORMAT,
            });
        }
        let len = usize::try_from(u32::from_le_bytes([l0, l1, l2, l3])).unwrap_or(usize::MAX);
        if len > OTHER_LIMIT + envelope::HEAD {
            return Err(bad());
        }
        let manifest = disk.read_part(path, HEAD as u64, len).at(path)?;
        let manifest: Manifest = envelope::unwrap(&manifest).map_err(|why| match why {
            Bad::TooNew { found, known } => StoreError::Newer { found, known },
            _ => bad(),
        })?;
        Ok(Self {
            disk,
            path: path.to_owned(),
            manifest,
            start: (HEAD + len) as u64,
        })
    }

    fn bad(&self) -> StoreError {
        StoreError::BadCopy {
            path: self.path.clone(),
        }
    }

    /// Where a file begins and how long it is.
    fn place(&self, name: &str) -> Option<(u64, u64)> {
        let mut at = self.start;
        for kept in &self.manifest.files {
            if kept.name == name {
                return Some((at, kept.len));
            }
            at = at.checked_add(kept.len)?;
        }
        None
    }

    /// Gives a file to `take`, piece by piece.
    fn pieces(
        &self,
        name: &str,
        mut take: impl FnMut(&[u8]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let (mut at, mut left) = self.place(name).ok_or_else(|| self.bad())?;
        while left > 0 {
            let want = usize::try_from(left).map_or(CHUNK, |left| left.min(CHUNK));
            let piece = self.disk.read_part(&self.path, at, want).at(&self.path)?;
            if piece.len() != want {
                return Err(self.bad());
            }
            take(&piece)?;
            at += piece.len() as u64;
            left -= piece.len() as u64;
        }
        Ok(())
    }

    /// The whole of a small file.
    fn read(&self, name: &str) -> Result<Vec<u8>, StoreError> {
        let mut all = Vec::new();
        self.pieces(name, |piece| {
            if all.len() + piece.len() > OTHER_LIMIT * 2 {
                return Err(self.bad());
            }
            all.extend(piece);
            Ok(())
        })?;
        Ok(all)
    }

    /// Reads all of it: names, lengths, hashes, and the chain of the journal from its first entry to the
    /// head that the manifest names.
    fn verify(&self) -> Result<(), StoreError> {
        let files = &self.manifest.files;
        let twice = |(i, kept): (usize, &Kept)| files.iter().take(i).any(|k| k.name == kept.name);
        if files.iter().any(|kept| !fit(&kept.name)) || files.iter().enumerate().any(twice) {
            return Err(self.bad());
        }
        let end = self
            .manifest
            .size()
            .and_then(|size| self.start.checked_add(size))
            .ok_or_else(|| self.bad())?;
        let after = self.disk.read_part(&self.path, end, 1).at(&self.path)?;
        if !after.is_empty() {
            return Err(self.bad());
        }
        for kept in files {
            let mut hash = blake3::Hasher::new();
            self.pieces(&kept.name, |piece| {
                hash.update(piece);
                Ok(())
            })?;
            if *hash.finalize().as_bytes() != kept.hash {
                return Err(self.bad());
            }
        }
        let list = match List::decode(&self.read(officers::FILE)?) {
            Err(newer @ StoreError::Newer { .. }) => return Err(newer),
            list => list.map_err(|_| self.bad())?,
        };
        if list.office != self.manifest.office || self.place(epochs::FILE).is_none() {
            return Err(self.bad());
        }
        let inside: Arc<dyn Disk> = Arc::new(Inside(self.clone()));
        if chain(inside, Path::new(JOURNAL), &self.manifest)? {
            Ok(())
        } else {
            Err(self.bad())
        }
    }
}

/// Says whether a journal leads, frame by frame, to the head that a manifest names.
fn chain(disk: Arc<dyn Disk>, journal: &Path, manifest: &Manifest) -> Result<bool, StoreError> {
    let mut reader = Reader::new(disk, journal, manifest.office, None)?;
    loop {
        match reader.read() {
            Ok(Some(_)) => {}
            Ok(None) => {
                let end = reader.at();
                return Ok((end.seq - 1, end.before) == (manifest.entries, manifest.head));
            }
            Err(Stop::Failed(error)) => return Err(error),
            Err(Stop::Torn { .. } | Stop::Damaged { .. }) => return Ok(false),
        }
    }
}

/// What an office notes of its last backup: when, and up to which entry.
fn note(manifest: &Manifest) -> String {
    format!("{} {}\n", manifest.made, manifest.entries)
}
