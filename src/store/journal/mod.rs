//! The register book on disk: append-only, chained by hash, never rewritten. What [`Journal::append`]
//! returned for stays through a power cut; what it did not return for is taken back, or nothing more is
//! written. Knows nothing of what acts mean, or of keys.

pub mod frame;
pub mod reader;
pub mod segment;
mod tail;

use self::frame::{Chain, Part};
use self::reader::{Cursor, Place, Reader};
use self::segment::Head;
use self::tail::Tail;
use super::error::{At, ReadOnly, StoreError, io_error};
use super::io::Disk;
use super::seal::OfficeId;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A journal that is written to.
pub struct Journal {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    office: OfficeId,
    /// None where nothing is written.
    file: Option<Tail>,
    end: Cursor,
    most: u64,
    stopped: Option<ReadOnly>,
}

/// Frames made to follow one another, not yet written.
pub struct Write {
    first: u64,
    head: (u64, Chain),
    bytes: Vec<u8>,
    lengths: Vec<(u64, Chain)>,
}

impl Write {
    /// The chain that the next frame follows on.
    pub fn before(&self) -> &Chain {
        &self.head.1
    }

    /// The sequence number of the next frame.
    pub fn next_seq(&self) -> u64 {
        self.head.0
    }

    /// Adds a frame.
    pub fn add(&mut self, parts: &[Part]) -> Result<(), StoreError> {
        let (bytes, chain) = frame::encode(&self.head.1, self.head.0, self.first, parts);
        if bytes.len() > frame::MOST {
            return Err(StoreError::TooLarge {
                size: bytes.len(),
                most: frame::MOST,
            });
        }
        self.lengths.push((bytes.len() as u64, chain));
        self.bytes.extend(bytes);
        self.head = (self.head.0 + 1, chain);
        Ok(())
    }
}

impl Journal {
    /// Begins a journal that has no entry.
    pub fn create(disk: &dyn Disk, dir: &Path, office: OfficeId) -> Result<(), StoreError> {
        let head = Head {
            office,
            first: 1,
            before: [0; 32],
        };
        segment::begin(disk, dir, &head).map(|_| ())
    }

    /// Goes on writing at `end`, which a [`Reader`] found to be the end, unless it is `stopped`. Segments are
    /// `most` bytes long.
    pub fn resume(
        disk: Arc<dyn Disk>,
        dir: &Path,
        office: OfficeId,
        end: Cursor,
        most: u64,
        stopped: Option<ReadOnly>,
    ) -> Result<Self, StoreError> {
        let path = segment::path(dir, end.segment);
        let file = match stopped {
            // Room that a kill left is taken off by the next clean stop, whether or not anything is written.
            None => Some(Tail::resumed(disk.open(&path).at(&path)?, most)),
            Some(_) => None,
        };
        Ok(Self {
            disk,
            dir: dir.to_owned(),
            office,
            file,
            end,
            most,
            stopped,
        })
    }

    /// Where the next frame will stand.
    pub fn end(&self) -> Cursor {
        self.end
    }

    /// The last sequence number and the chain with it.
    pub fn head(&self) -> (u64, Chain) {
        (self.end.seq - 1, self.end.before)
    }

    /// Why nothing more is written, where that is so.
    pub fn stopped(&self) -> Option<&ReadOnly> {
        self.stopped.as_ref()
    }

    /// Begins a write.
    pub fn write(&self) -> Write {
        Write {
            first: self.end.seq,
            head: (self.end.seq, self.end.before),
            bytes: Vec::new(),
            lengths: Vec::new(),
        }
    }

    /// Reads from `from`, or from the beginning.
    pub fn reader(&self, from: Option<Cursor>) -> Result<Reader, StoreError> {
        Reader::new(Arc::clone(&self.disk), &self.dir, self.office, from)
    }

    /// Writes all frames at once, and returns where each stands, with the chain up to it, once they stay through
    /// a power cut. On an error none of them stands in the journal, or it is stopped.
    pub fn append(&mut self, write: Write) -> Result<Vec<(Place, Chain)>, StoreError> {
        if let Some(why) = &self.stopped {
            return Err(StoreError::ReadOnly { why: why.clone() });
        }
        if write.first != self.end.seq {
            return Err(StoreError::Outdated);
        }
        if self.end.offset >= self.most && self.end.offset > segment::HEAD {
            self.roll()?;
        }
        let at = self.end.offset;
        let Some(file) = &mut self.file else {
            let why = ReadOnly::WriteFailed;
            return Err(StoreError::ReadOnly { why });
        };
        if let Err(error) = file.write(at, &write.bytes) {
            if file.cut(at).is_err() {
                self.stopped = Some(ReadOnly::WriteFailed);
            }
            return Err(io_error(&self.path(), error));
        }
        if let Err(error) = file.sync() {
            // After a failed sync the system may have dropped the pages and call the next one a success.
            file.cut(at).unwrap_or_default();
            self.stopped = Some(ReadOnly::WriteFailed);
            return Err(io_error(&self.path(), error));
        }
        let (places, end) = self.placed(write);
        self.end = end;
        Ok(places)
    }

    /// Takes the room off that was made for frames that did not come: to be called while nobody else may write.
    /// Where it stays, a reader takes it for the end as well.
    pub fn trim(&mut self) {
        if let Some(file) = &mut self.file {
            file.trim(self.end.offset);
        }
    }

    fn path(&self) -> PathBuf {
        segment::path(&self.dir, self.end.segment)
    }

    /// Where the frames of a write will stand, and where the next one will.
    fn placed(&self, write: Write) -> (Vec<(Place, Chain)>, Cursor) {
        let mut end = self.end;
        let mut places = Vec::with_capacity(write.lengths.len());
        for (len, chain) in write.lengths {
            let (segment, offset, before) = (end.segment, end.offset, end.before);
            end.offset += len;
            end.before = chain;
            let place = Place {
                segment,
                offset,
                end: end.offset,
                before,
            };
            places.push((place, chain));
        }
        (end.seq, end.before) = write.head;
        (places, end)
    }

    fn roll(&mut self) -> Result<(), StoreError> {
        self.trim();
        let head = Head {
            office: self.office,
            first: self.end.seq,
            before: self.end.before,
        };
        let file = segment::begin(&*self.disk, &self.dir, &head)?;
        self.file = Some(Tail::new(file, self.most));
        self.end.segment = self.end.seq;
        self.end.offset = segment::HEAD;
        Ok(())
    }
}
