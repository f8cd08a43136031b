//! A copy of an office in one file: `officers`, `keys` and the journal, as they are, sealed as they are, and
//! a checksum over all of it. The state is not in it; it is made anew. Restoring goes into a new folder, and
//! until it is whole there is no office there.

use super::epochs;
use super::error::{At, StoreError};
use super::io::{Disk, Growing, Stands, replace};
use super::journal::frame::Chain;
use super::journal::{reader, segment};
use super::officers;
use super::open_store::Store;
use super::site::Site;
use super::twin;
use std::path::{Path, PathBuf};

const MAGIC: &[u8; 16] = b"TIEPDAN BACKUP\n\0";
/// The newest format of a backup.
pub const FORMAT: u16 = 1;
/// Bytes of the head: magic (16), format (2), office (16), last entry (8), chain with it (32).
const HEAD: usize = 74;
const SUM: usize = 32;
/// Bytes copied at once.
const CHUNK: usize = 1 << 20;
/// The file in the office that says when the last backup was made.
const LAST: &str = "last_backup";

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// The last entry in it.
    pub entries: u64,
    /// The chain with that entry.
    pub head: Chain,
    /// Its size.
    pub bytes: u64,
}

/// Writes a file while summing it up.
struct Summing {
    file: Box<dyn Growing>,
    sum: blake3::Hasher,
    bytes: u64,
}

impl Summing {
    fn put(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.sum.update(bytes);
        self.bytes += bytes.len() as u64;
        self.file.append(bytes)
    }

    fn put_head(&mut self, name: &str, len: u64) -> std::io::Result<()> {
        let name_len = u16::try_from(name.len()).unwrap_or(u16::MAX);
        self.put(&name_len.to_be_bytes())?;
        self.put(name.as_bytes())?;
        self.put(&len.to_be_bytes())
    }
}

fn damaged(file: &Path, offset: u64) -> StoreError {
    StoreError::Damaged {
        file: file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        offset,
        seq: 0,
    }
}

impl Store {
    /// Copies the office into a new file in `folder`, reads it back, and returns once it stays there. `now` is
    /// milliseconds since 1970 (UTC). On an error nothing is left behind.
    pub fn backup(&self, folder: &Path, now: i64) -> Result<Backup, StoreError> {
        let disk = &*self.site.disk;
        disk.create_dir(folder).at(folder)?;
        let (entries, head) = self.journal.head();
        let at = chrono::DateTime::from_timestamp_millis(now).unwrap_or_default();
        let name = format!("tiepdan-{}-{entries}.backup", at.format("%Y%m%d-%H%M%S"));
        let path = folder.join(&name);
        let part = folder.join(format!("{name}.part"));
        let written = self.write_backup(&part, entries, &head).and_then(|bytes| {
            read_back(disk, &part)?;
            disk.rename(&part, &path).at(&path)?;
            disk.sync_dir(folder).at(folder)?;
            Ok(bytes)
        });
        if written.is_err() {
            disk.remove(&part).unwrap_or_default();
        }
        let bytes = written?;
        let last = self.site.dir.join(LAST);
        // The backup is made; that its day is not noted takes nothing from it.
        replace(disk, &last, format!("{now} {entries}\n").as_bytes()).unwrap_or_default();
        Ok(Backup {
            path,
            entries,
            head,
            bytes,
        })
    }

    fn write_backup(&self, part: &Path, entries: u64, head: &Chain) -> Result<u64, StoreError> {
        let disk = &*self.site.disk;
        let mut out = Summing {
            file: disk.create(part).at(part)?,
            sum: blake3::Hasher::new(),
            bytes: 0,
        };
        let mut first = MAGIC.to_vec();
        first.extend(FORMAT.to_be_bytes());
        first.extend(self.office.0);
        first.extend(entries.to_be_bytes());
        first.extend(head);
        out.put(&first).at(part)?;
        for name in [officers::FILE, epochs::FILE] {
            let path = self.site.dir.join(name);
            let bytes = disk.read(&path).at(&path)?;
            out.put_head(name, bytes.len() as u64)
                .and_then(|()| out.put(&bytes))
                .at(part)?;
        }
        let end = self.journal.end();
        for first in reader::segments(disk, &self.site.journal())? {
            let path = segment::path(&self.site.journal(), first);
            let mut file = disk.open(&path).at(&path)?;
            let size = file.size().at(&path)?;
            // Of a damaged journal everything is taken along, good or bad.
            let len = if first == end.segment && self.journal.stopped().is_none() {
                end.offset
            } else {
                size
            };
            out.put_head(&format!("journal/{}", segment::name(first)), len)
                .at(part)?;
            let mut offset = 0;
            while offset < len {
                let want = usize::try_from(len - offset).unwrap_or(CHUNK).min(CHUNK);
                let bytes = file.read_at(offset, want).at(&path)?;
                if bytes.is_empty() {
                    return Err(damaged(&path, offset));
                }
                out.put(&bytes).at(part)?;
                offset += bytes.len() as u64;
            }
        }
        out.put(&0u16.to_be_bytes()).at(part)?;
        let sum = *out.sum.finalize().as_bytes();
        out.file
            .append(&sum)
            .and_then(|()| out.file.sync())
            .at(part)?;
        Ok(out.bytes + SUM as u64)
    }

    /// When the last backup was made (milliseconds since 1970, UTC), and up to which entry.
    pub fn last_backup(&self) -> Option<(i64, u64)> {
        let bytes = self.site.disk.read(&self.site.dir.join(LAST)).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (at, entry) = text.trim().split_once(' ')?;
        Some((at.parse().ok()?, entry.parse().ok()?))
    }
}

/// Reads a file piece by piece.
struct Pieces {
    file: Box<dyn Growing>,
    path: PathBuf,
    at: u64,
}

impl Pieces {
    fn open(disk: &dyn Disk, path: &Path) -> Result<Self, StoreError> {
        Ok(Self {
            file: disk.open(path).at(path)?,
            path: path.to_owned(),
            at: 0,
        })
    }

    fn take(&mut self, len: usize) -> Result<Vec<u8>, StoreError> {
        let bytes = self.file.read_at(self.at, len).at(&self.path)?;
        if bytes.len() < len {
            return Err(damaged(&self.path, self.at));
        }
        self.at += len as u64;
        Ok(bytes)
    }

    fn number<const N: usize>(&mut self) -> Result<[u8; N], StoreError> {
        let at = self.at;
        let bytes = self.take(N)?;
        bytes.try_into().map_err(|_| damaged(&self.path, at))
    }
}

/// Reads a whole backup and holds it against its checksum; returns its last entry and the chain with it.
pub fn read_back(disk: &dyn Disk, path: &Path) -> Result<(u64, Chain), StoreError> {
    let mut pieces = Pieces::open(disk, path)?;
    let size = pieces.file.size().at(path)?;
    let head = pieces.take(HEAD)?;
    if !head.starts_with(MAGIC) {
        return Err(damaged(path, 0));
    }
    let covered = size
        .checked_sub(SUM as u64)
        .ok_or_else(|| damaged(path, size))?;
    let mut sum = blake3::Hasher::new();
    sum.update(&head);
    while pieces.at < covered {
        let left = usize::try_from(covered - pieces.at).unwrap_or(CHUNK);
        sum.update(&pieces.take(left.min(CHUNK))?);
    }
    if pieces.take(SUM)? != sum.finalize().as_bytes() {
        return Err(damaged(path, covered));
    }
    let mut head = Pieces {
        file: pieces.file,
        at: MAGIC.len() as u64,
        ..pieces
    };
    let format = u16::from_be_bytes(head.number()?);
    if format > FORMAT {
        return Err(StoreError::Newer {
            found: format,
            known: FORMAT,
        });
    }
    head.take(16)?;
    Ok((u64::from_be_bytes(head.number()?), head.number()?))
}

/// Puts a backup into the folder of `site`, which must not be there or be empty; then it can be opened, with
/// the passwords of the day of the backup. The backup is read whole before anything is written.
pub fn restore(file: &Path, site: &Site) -> Result<(u64, Chain), StoreError> {
    let disk = &*site.disk;
    let whole = read_back(disk, file)?;
    site.claim_folder()?;
    let journal = site.journal();
    disk.create_dir(&journal).at(&journal)?;
    for first in reader::segments(disk, &journal)? {
        let path = segment::path(&journal, first);
        disk.remove(&path).at(&path)?;
    }
    let mut pieces = Pieces::open(disk, file)?;
    pieces.take(HEAD)?;
    let mut list = None;
    loop {
        let at = pieces.at;
        let name_len = usize::from(u16::from_be_bytes(pieces.number()?));
        if name_len == 0 {
            break;
        }
        let name = String::from_utf8(pieces.take(name_len)?).map_err(|_| damaged(file, at))?;
        let len = u64::from_be_bytes(pieces.number()?);
        let small = || usize::try_from(len).map_err(|_| damaged(file, at));
        match name.strip_prefix("journal/") {
            Some(segment) if segment::first_of(segment).is_some() => {
                copy_out(disk, &mut pieces, &journal.join(segment), len)?;
            }
            None if name == epochs::FILE => {
                let bytes = pieces.take(small()?)?;
                twin::replace_both(disk, &site.dir.join(epochs::FILE), &bytes)?;
            }
            None if name == officers::FILE => list = Some(pieces.take(small()?)?),
            _ => return Err(damaged(file, at)),
        }
    }
    disk.sync_dir(&journal).at(&journal)?;
    // With this the office is there, and not before.
    let list = list.ok_or_else(|| damaged(file, pieces.at))?;
    twin::replace_both(disk, &site.dir.join(officers::FILE), &list)?;
    site.finish_folder()?;
    Ok(whole)
}

fn copy_out(disk: &dyn Disk, pieces: &mut Pieces, to: &Path, len: u64) -> Result<(), StoreError> {
    let mut out = disk.create(to).at(to)?;
    let mut left = len;
    while left > 0 {
        let want = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
        out.append(&pieces.take(want)?).at(to)?;
        left -= want as u64;
    }
    out.sync().at(to)
}

impl Site {
    /// Takes a folder for a new office: it must not be there, or be empty, or hold one that was never
    /// finished.
    pub(super) fn claim_folder(&self) -> Result<(), StoreError> {
        let (disk, dir) = (&*self.disk, &self.dir);
        match disk.stands(dir).at(dir)? {
            Stands::File => return Err(StoreError::NotAFolder { path: dir.clone() }),
            Stands::Nothing => disk.create_dir(dir).at(dir)?,
            Stands::Folder => {
                let half = disk.stands(&self.creating()).at(dir)? == Stands::File;
                let whole = twin::stands(disk, &dir.join(officers::FILE));
                // Of an attempt that ended before its first step there may be this.
                let names = disk.list(dir).at(dir)?;
                let empty = names.iter().all(|name| name == "creating.new");
                if whole || !(half || empty) {
                    return Err(StoreError::NotEmpty { path: dir.clone() });
                }
            }
        }
        replace(disk, &self.creating(), b"")
    }

    /// Says that the new office is whole.
    pub(super) fn finish_folder(&self) -> Result<(), StoreError> {
        let (disk, dir) = (&*self.disk, &self.dir);
        disk.remove(&self.creating()).at(dir)?;
        disk.sync_dir(dir).at(dir)?;
        match dir.parent().filter(|above| !above.as_os_str().is_empty()) {
            Some(above) => disk.sync_dir(above).at(above),
            None => Ok(()),
        }
    }
}
