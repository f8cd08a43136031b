//! Reads the journal, frame after frame, to its end or to the first bad byte; and there says which of the
//! two it is: a last write that was cut short, or damage before good frames.

use super::frame::{self, Chain, Frame};
use super::segment::{self, BadHead, Head};
use crate::store::error::{At, StoreError};
use crate::store::io::{Disk, Growing};
use crate::store::seal::OfficeId;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes read at once.
const WINDOW: usize = 1 << 20;

/// Where a frame stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// First entry of its segment.
    pub segment: u64,
    /// Its first byte there.
    pub offset: u64,
    /// The first byte after it.
    pub end: u64,
    /// The chain before it.
    pub before: Chain,
}

impl Place {
    /// From where it can be read, being entry `seq`.
    pub fn cursor(&self, seq: u64) -> Cursor {
        Cursor {
            segment: self.segment,
            offset: self.offset,
            seq,
            before: self.before,
        }
    }
}

/// From where to read, and what came before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// First entry of the segment.
    pub segment: u64,
    /// The first byte.
    pub offset: u64,
    /// The sequence number that must come next.
    pub seq: u64,
    /// The chain before it.
    pub before: Chain,
}

/// Why reading stopped before the end.
#[derive(Debug)]
pub enum Stop {
    /// The last write was cut short: it was never acknowledged, unless something else says it was.
    Torn {
        /// First entry of the segment.
        segment: u64,
        /// The first bad byte.
        offset: u64,
        /// The entry that is not whole.
        seq: u64,
    },
    /// Damage before good frames.
    Damaged {
        /// First entry of the segment.
        segment: u64,
        /// The first bad byte.
        offset: u64,
        /// The entry that cannot be read.
        seq: u64,
    },
    /// The disk failed, or the format is newer.
    Failed(StoreError),
}

/// Reads on from a place.
pub struct Reader {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    office: OfficeId,
    segments: Vec<u64>,
    file: Option<Box<dyn Growing>>,
    window: Vec<u8>,
    window_at: u64,
    at: Cursor,
    left: Option<Cursor>,
}

/// Says whether bytes are such as are written ahead of frames. No frame begins so: its length comes first.
fn is_room(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0)
}

/// The segments of a journal, by their first entries, in order.
pub fn segments(disk: &dyn Disk, dir: &Path) -> Result<Vec<u64>, StoreError> {
    let names = disk.list(dir).at(dir)?;
    Ok(names
        .iter()
        .filter_map(|name| segment::first_of(name))
        .collect())
}

impl Reader {
    /// Reads on from `at`, or from the very beginning.
    pub fn new(
        disk: Arc<dyn Disk>,
        dir: &Path,
        office: OfficeId,
        at: Option<Cursor>,
    ) -> Result<Self, StoreError> {
        let segments = segments(&*disk, dir)?;
        let start = Cursor {
            segment: 1,
            offset: 0,
            seq: 1,
            before: [0; 32],
        };
        Ok(Self {
            disk,
            dir: dir.to_owned(),
            office,
            segments,
            file: None,
            window: Vec::new(),
            window_at: 0,
            at: at.unwrap_or(start),
            left: None,
        })
    }

    /// Where it is now: after [`Reader::read`] gave no more, the end of the journal.
    pub fn at(&self) -> Cursor {
        self.at
    }

    /// The end of the segment before, once a later one was begun.
    pub fn left(&self) -> Option<Cursor> {
        self.left
    }

    /// The next frame, or `None` at the end.
    pub fn read(&mut self) -> Result<Option<(Frame, Place)>, Stop> {
        loop {
            if self.file.is_none() {
                self.open_segment()?;
            }
            if self.at.offset < segment::HEAD {
                self.read_head()?;
            }
            let lead = self.bytes(self.at.offset, frame::LEAD)?;
            // At the end of a file it is empty, and room as well.
            if is_room(lead) && self.only_room_follows()? {
                if self.next_segment() {
                    continue;
                }
                return Ok(None);
            }
            let lead = self.bytes(self.at.offset, frame::LEAD)?;
            let Some(len) = frame::whole_len(lead) else {
                return Err(self.bad());
            };
            let before = self.at.before;
            let expected = self.at.seq;
            let whole = self.bytes(self.at.offset, len)?;
            let read = (whole.len() == len)
                .then(|| frame::decode(&before, whole))
                .flatten();
            let Some(frame) = read.filter(|frame| frame.seq == expected) else {
                return Err(self.bad());
            };
            let place = Place {
                segment: self.at.segment,
                offset: self.at.offset,
                end: self.at.offset + len as u64,
                before,
            };
            self.at.offset = place.end;
            self.at.seq += 1;
            self.at.before = frame.chain;
            return Ok(Some((frame, place)));
        }
    }

    fn damaged(&self) -> Stop {
        Stop::Damaged {
            segment: self.at.segment,
            offset: self.at.offset,
            seq: self.at.seq,
        }
    }

    fn failed(&self, error: std::io::Error) -> Stop {
        let path = segment::path(&self.dir, self.at.segment);
        Stop::Failed(crate::store::error::io_error(&path, error))
    }

    fn open_segment(&mut self) -> Result<(), Stop> {
        if !self.segments.contains(&self.at.segment) {
            return Err(self.damaged());
        }
        let path = segment::path(&self.dir, self.at.segment);
        let file = self.disk.open(&path).map_err(|error| self.failed(error))?;
        self.file = Some(file);
        self.window.clear();
        Ok(())
    }

    fn read_head(&mut self) -> Result<(), Stop> {
        let head = Head::decode(self.bytes(0, usize::try_from(segment::HEAD).unwrap_or(0))?);
        match head {
            Ok(head)
                if head.office == self.office
                    && head.first == self.at.seq
                    && head.before == self.at.before =>
            {
                self.at.offset = segment::HEAD;
                Ok(())
            }
            Err(BadHead::Newer(found)) => Err(Stop::Failed(StoreError::Newer {
                found,
                known: segment::FORMAT,
            })),
            Err(BadHead::Broken) => Err(self.bad()),
            Ok(_) => Err(self.damaged()),
        }
    }

    /// Says whether nothing but room for frames follows. It is read anew: another program may just be writing
    /// over it, and what was read before is older than what stands after it.
    fn only_room_follows(&mut self) -> Result<bool, Stop> {
        let mut offset = self.at.offset;
        self.window.clear();
        loop {
            let bytes = self.bytes(offset, WINDOW)?;
            if bytes.is_empty() {
                return Ok(true);
            }
            if !is_room(bytes) {
                return Ok(false);
            }
            offset += bytes.len() as u64;
        }
    }

    fn next_segment(&mut self) -> bool {
        let next = self.segments.iter().find(|first| **first > self.at.segment);
        let Some(next) = next else {
            return false;
        };
        self.left = Some(self.at);
        self.at.segment = *next;
        self.at.offset = 0;
        self.file = None;
        true
    }

    /// Up to `len` bytes from `offset`; fewer only at the end of the file.
    fn bytes(&mut self, offset: u64, len: usize) -> Result<&[u8], Stop> {
        let from = usize::try_from(offset.wrapping_sub(self.window_at)).unwrap_or(usize::MAX);
        let held = offset >= self.window_at && from.saturating_add(len) <= self.window.len();
        if !held {
            let Some(file) = self.file.as_mut() else {
                return Ok(&[]);
            };
            let read = file.read_at(offset, len.max(WINDOW));
            self.window = read.map_err(|error| self.failed(error))?;
            self.window_at = offset;
        }
        let from = usize::try_from(offset - self.window_at).unwrap_or(usize::MAX);
        let to = from.saturating_add(len).min(self.window.len());
        Ok(self.window.get(from..to).unwrap_or_default())
    }

    /// Tells a torn end from damage: a bad frame is the torn end where no good frame of a later write
    /// follows. (Frames of its own write may: a disk does not keep the order of what was never synced.)
    fn bad(&mut self) -> Stop {
        if self.segments.last() != Some(&self.at.segment) {
            return self.damaged();
        }
        match self.later_write_follows() {
            Ok(true) => self.damaged(),
            Ok(false) => Stop::Torn {
                segment: self.at.segment,
                offset: self.at.offset,
                seq: self.at.seq,
            },
            Err(stop) => stop,
        }
    }

    fn later_write_follows(&mut self) -> Result<bool, Stop> {
        let (mut offset, expected) = (self.at.offset + 1, self.at.seq);
        loop {
            let head = self.bytes(offset, frame::LEAD + 16)?;
            if head.len() < frame::LEAD + 16 {
                return Ok(false);
            }
            let seq = head.get(frame::LEAD..).and_then(<[u8]>::first_chunk::<8>);
            let seq = seq.map_or(0, |seq| u64::from_be_bytes(*seq));
            // A billion entries further on there is nothing; this spares most checksums.
            let likely = seq >= expected && seq - expected < 1_000_000_000;
            if let Some(len) = frame::whole_len(head).filter(|_| likely) {
                let whole = self.bytes(offset, len)?;
                if whole.len() == len
                    && frame::intact(whole).is_some_and(|(_, write)| write > expected)
                {
                    return Ok(true);
                }
            }
            offset += 1;
        }
    }
}
