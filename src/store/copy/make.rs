//! Writes a backup of an open office. It has its name only once it was read back and found whole.

use super::{CHUNK, Copy, JOURNAL, Kept, Manifest, NOTE, note};
use crate::store::epochs;
use crate::store::error::{At, ReadOnly, StoreError};
use crate::store::io::{Disk, Stands, replace};
use crate::store::journal::frame::Chain;
use crate::store::journal::reader::{Cursor, segments};
use crate::store::journal::segment;
use crate::store::officers;
use crate::store::open_store::Store;
use crate::store::seal::OfficeId;
use crate::store::site::Site;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The file.
    pub file: PathBuf,
    /// Its bytes.
    pub bytes: u64,
    /// Entries in it.
    pub entries: u64,
    /// The chain with the last of them.
    pub head: Chain,
}

/// Where the bytes of a file come from.
pub(super) enum Source {
    /// As this program holds it.
    Held(Vec<u8>),
    /// The first so many bytes of a file on disk.
    Lies(PathBuf, u64),
}

impl Source {
    /// The journal up to `end`, segment by segment.
    pub(super) fn journal(site: &Site, end: Cursor) -> Result<Vec<(String, Self)>, StoreError> {
        let folder = site.journal();
        let mut sources = Vec::new();
        for first in segments(&*site.disk, &folder)? {
            if first > end.segment {
                break;
            }
            let path = segment::path(&folder, first);
            let len = if first == end.segment {
                end.offset
            } else {
                let file = site.disk.open(&path).at(&path);
                file?.size().at(&path)?
            };
            let name = format!("{JOURNAL}/{}", segment::name(first));
            sources.push((name, Self::Lies(path, len)));
        }
        Ok(sources)
    }

    fn pieces(
        &self,
        disk: &dyn Disk,
        mut take: impl FnMut(&[u8]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        match self {
            Self::Held(bytes) => bytes.chunks(CHUNK).try_for_each(take),
            Self::Lies(path, len) => {
                let mut at = 0;
                while at < *len {
                    let want = usize::try_from(len - at).map_or(CHUNK, |left| left.min(CHUNK));
                    let piece = disk.read_part(path, at, want).at(path)?;
                    if piece.is_empty() {
                        // Shorter than it was: the hash will tell.
                        return Ok(());
                    }
                    take(&piece)?;
                    at += piece.len() as u64;
                }
                Ok(())
            }
        }
    }

    fn kept(&self, disk: &dyn Disk, name: &str) -> Result<Kept, StoreError> {
        let (mut len, mut hash) = (0, blake3::Hasher::new());
        self.pieces(disk, |piece| {
            len += piece.len() as u64;
            hash.update(piece);
            Ok(())
        })?;
        Ok(Kept {
            name: name.to_owned(),
            len,
            hash: *hash.finalize().as_bytes(),
        })
    }
}

/// A backup to be made.
pub(super) struct Job<'a> {
    /// Where the office lies.
    pub(super) site: &'a Site,
    /// Which office.
    pub(super) office: OfficeId,
    /// Milliseconds since 1970 (UTC).
    pub(super) made: i64,
    /// The last entry, and the chain with it.
    pub(super) head: (u64, Chain),
    /// What goes into it.
    pub(super) sources: Vec<(String, Source)>,
}

impl Job<'_> {
    /// Writes it to a new file of that name in `dir`, and reads it back.
    pub(super) fn write(self, dir: &Path, name: &str) -> Result<Copied, StoreError> {
        let disk = Arc::clone(&self.site.disk);
        match disk.stands(dir).at(dir)? {
            Stands::File => {
                return Err(StoreError::NotAFolder {
                    path: dir.to_owned(),
                });
            }
            Stands::Nothing => disk.create_dir(dir).at(dir)?,
            Stands::Folder => {}
        }
        let path = dir.join(name);
        if disk.stands(&path).at(&path)? != Stands::Nothing {
            return Err(StoreError::Exists { path });
        }
        let (entries, head) = self.head;
        let files = self
            .sources
            .iter()
            .map(|(name, source)| source.kept(&*disk, name))
            .collect::<Result<_, _>>()?;
        let manifest = Manifest {
            office: self.office,
            made: self.made,
            entries,
            head,
            files,
        };
        let bytes = manifest.encode()?;
        let size = manifest.size().unwrap_or(u64::MAX);
        let size = size.saturating_add(bytes.len() as u64);
        if disk.free_space(dir).unwrap_or(u64::MAX) < size {
            return Err(StoreError::DiskFull);
        }
        let beside = dir.join(format!("{name}.new"));
        let done = write(&*disk, &beside, &bytes, &self.sources)
            .and_then(|()| Copy::open(Arc::clone(&disk), &beside)?.verify())
            .and_then(|()| disk.rename(&beside, &path).at(&path));
        if let Err(error) = done {
            // On a full disk what is half-written is in the way.
            disk.remove(&beside).unwrap_or_default();
            return Err(match error {
                StoreError::BadCopy { .. } => StoreError::BadCopy { path },
                other => other,
            });
        }
        disk.sync_dir(dir).at(dir)?;
        let noted = self.site.dir.join(NOTE);
        // The backup is made; that it is not noted only has the home screen show an older one.
        replace(&*disk, &noted, note(&manifest).as_bytes()).unwrap_or_default();
        Ok(Copied {
            file: path,
            bytes: size,
            entries,
            head,
        })
    }
}

impl Store {
    /// Writes all entries up to now, the officers and the keys to a new file of that name in `dir`, and reads
    /// it back: hashes and chain. `now` is milliseconds since 1970 (UTC). On an error there is no such file,
    /// and the office is as it was.
    pub fn backup(&self, dir: &Path, name: &str, now: i64) -> Result<Copied, StoreError> {
        if let Some(why @ ReadOnly::Damaged { .. }) = self.read_only() {
            return Err(StoreError::ReadOnly { why });
        }
        Job {
            site: &self.site,
            office: self.office,
            made: now,
            head: self.journal.head(),
            sources: self.sources()?,
        }
        .write(dir, name)
    }

    /// When the last backup was made (milliseconds since 1970, UTC), and up to which entry.
    pub fn last_backup(&self) -> Option<(i64, u64)> {
        let bytes = self.site.disk.read(&self.site.dir.join(NOTE)).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (at, entry) = text.trim().split_once(' ')?;
        Some((at.parse().ok()?, entry.parse().ok()?))
    }

    /// What goes into a backup: the officers and the keys as they are held, not as a disk may have garbled
    /// them, and the journal up to its last whole frame.
    fn sources(&self) -> Result<Vec<(String, Source)>, StoreError> {
        let held = |name: &str, bytes| (name.to_owned(), Source::Held(bytes));
        let mut sources = vec![
            held(officers::FILE, self.list.encode(&self.key)?),
            held(epochs::FILE, self.epochs.encode(self.office, &self.key)?),
        ];
        sources.extend(Source::journal(&self.site, self.journal.end())?);
        Ok(sources)
    }
}

fn write(
    disk: &dyn Disk,
    path: &Path,
    head: &[u8],
    sources: &[(String, Source)],
) -> Result<(), StoreError> {
    let mut file = disk.create(path).at(path)?;
    file.append(head).at(path)?;
    for (_, source) in sources {
        source.pieces(disk, |piece| file.append(piece).at(path))?;
    }
    file.sync().at(path)
}
