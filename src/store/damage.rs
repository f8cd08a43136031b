//! Damage of the journal, once found, is remembered: an opening reads only the journal's end, and would write
//! on top of what lies behind. A small file names the place; while that cannot be read, nothing is written.

use super::error::{At, ReadOnly, StoreError};
use super::io::{Stands, replace};
use super::journal::reader::{Reader, Stop};
use super::journal::segment;
use super::seal::{Key, OfficeId};
use super::sealed_act::{self, Unread};
use super::site::Site;

/// The first entry that could not be read when the damage was found; `None` where none was found. A note
/// that cannot be read itself names the last one there could be.
fn noted(site: &Site) -> Result<Option<u64>, StoreError> {
    let path = site.damaged();
    if site.disk.stands(&path).at(&path)? == Stands::Nothing {
        return Ok(None);
    }
    let text = site.disk.read(&path).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let seq = text.split_whitespace().nth(2).and_then(|n| n.parse().ok());
    Ok(Some(seq.unwrap_or(u64::MAX)))
}

/// Notes damage. Where the note cannot be written, the open office still writes nothing.
pub(super) fn note(site: &Site, why: &ReadOnly) {
    if let ReadOnly::Damaged { file, offset, seq } = why {
        let line = format!("{file} {offset} {seq}\n");
        replace(&*site.disk, &site.damaged(), line.as_bytes()).unwrap_or_default();
    }
}

impl super::Store {
    /// Says, once for each note, whether a check beside noted damage that is not known here. It is for this
    /// program to read the journal for itself: a note is no proof.
    pub fn told_of_damage(&mut self) -> bool {
        let known = matches!(self.read_only(), Some(ReadOnly::Damaged { .. }));
        if known || self.lock.is_none() {
            return false;
        }
        let note = self.site.disk.read(&self.site.damaged());
        let note = note.unwrap_or_default();
        let told = !note.is_empty() && note != self.heeded;
        if told {
            self.heeded = note;
        }
        told
    }
}

/// Reads a journal again that was found to be damaged. Where it is whole now, the note is taken away.
pub(super) fn still(
    site: &Site,
    office: OfficeId,
    key: &Key,
) -> Result<Option<ReadOnly>, StoreError> {
    let Some(noted) = noted(site)? else {
        return Ok(None);
    };
    let found = first(site, office, key, noted)?;
    if found.is_none() {
        let path = site.damaged();
        site.disk.remove(&path).at(&path)?;
        site.disk.sync_dir(&site.dir).at(&site.dir)?;
    }
    Ok(found)
}

/// The first damage; a last entry that is cut short is damage where it was `noted`.
fn first(
    site: &Site,
    office: OfficeId,
    key: &Key,
    noted: u64,
) -> Result<Option<ReadOnly>, StoreError> {
    let disk = std::sync::Arc::clone(&site.disk);
    let mut reader = Reader::new(disk, &site.journal(), office, None)?;
    let damaged = |segment, offset, seq| {
        let file = format!("journal/{}", segment::name(segment));
        Ok(Some(ReadOnly::Damaged { file, offset, seq }))
    };
    loop {
        match reader.read() {
            Ok(Some((frame, place))) => match sealed_act::open(office, key, &frame) {
                Ok(_) => {}
                Err(Unread::Newer { found, known }) => {
                    return Err(StoreError::Newer { found, known });
                }
                Err(Unread::Foreign) => return damaged(place.segment, place.offset, frame.seq),
            },
            Err(Stop::Torn {
                segment,
                offset,
                seq,
            }) if seq <= noted => return damaged(segment, offset, seq),
            // The journal ends before what was there when it was read last.
            Ok(None) if reader.at().seq <= noted && noted != u64::MAX => {
                let at = reader.at();
                return damaged(at.segment, at.offset, at.seq);
            }
            Ok(None) | Err(Stop::Torn { .. }) => return Ok(None),
            Err(Stop::Damaged {
                segment,
                offset,
                seq,
            }) => return damaged(segment, offset, seq),
            Err(Stop::Failed(error)) => return Err(error),
        }
    }
}
