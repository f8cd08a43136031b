//! Reads the journal into the books, group by group. The same at every opening (the few entries that the
//! state lacks), at a rebuild (all of them) and at a check (all of them, into memory).

use super::batch::{Apply, Over};
use super::books::Books;
use super::drafts::DraftId;
use super::engine::Broken;
use super::error::StoreError;
use super::fill::{Group, Sealing};
use super::journal::frame::Part;
use super::journal::reader::{Cursor, Reader, Stop};
use super::seal::{Key, OfficeId};
use super::sealed_act::{self, Unread};

/// How reading ended.
#[derive(Debug)]
pub enum End {
    /// At the end of the journal.
    Whole,
    /// At a last write that was cut short.
    Torn(Cut),
    /// At damage before good frames.
    Damaged(Cut),
    /// Not yet: the group is full.
    More,
}

/// A bad place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// First entry of the segment.
    pub segment: u64,
    /// The first bad byte.
    pub offset: u64,
    /// The first entry that cannot be read.
    pub seq: u64,
}

/// What went wrong while reading.
#[derive(Debug)]
pub enum Failed {
    /// The state.
    State(Broken),
    /// Anything else.
    Store(StoreError),
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Broken> for Failed {
    fn from(broken: Broken) -> Self {
        Self::State(broken)
    }
}

/// When an entry was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Its sequence number.
    pub seq: u64,
    /// Milliseconds since 1970 (UTC).
    pub at: i64,
}

/// A group that was read, not yet put in.
pub struct Taken {
    /// What changed.
    pub group: Group,
    /// Epochs that were dropped.
    pub retired: Vec<u32>,
    /// Drafts that became acts.
    pub drafts: Vec<DraftId>,
    /// Its first and its last entry.
    pub span: Option<(Written, Written)>,
    /// How reading ended.
    pub end: End,
}

/// Whose entries, and what they change.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// Which office.
    pub office: OfficeId,
    /// Its key.
    pub key: &'a Key,
    /// What an entry changes.
    pub apply: Apply,
    /// Entries in a group.
    pub most: usize,
}

impl Reading<'_> {
    /// Reads up to a group of entries.
    pub fn take(&self, books: &Books, reader: &mut Reader) -> Result<Taken, Failed> {
        let mut taken = Taken {
            group: Group::default(),
            retired: Vec::new(),
            drafts: Vec::new(),
            span: None,
            end: End::More,
        };
        while taken.group.places.len() < self.most {
            let at = reader.at();
            match reader.read() {
                Ok(Some((frame, place))) => {
                    let cut = cut_at(at, place.segment, place.offset);
                    match sealed_act::open(self.office, self.key, &frame) {
                        Ok(entry) => {
                            let (seq, at) = (entry.seq, entry.at);
                            let written = Written { seq, at };
                            let first = taken.span.map_or(written, |(first, _)| first);
                            taken.span = Some((first, written));
                            let group = &mut taken.group;
                            let over = Over {
                                books,
                                overlay: &group.overlay,
                            };
                            let change = (self.apply)(&over, &entry);
                            group.overlay.lay(entry.seq, &change);
                            group.places.push((entry.seq, place));
                            group.chain = frame.chain;
                            beside(&mut taken, frame.parts);
                        }
                        Err(Unread::Newer { found, known }) => {
                            return Err(StoreError::Newer { found, known }.into());
                        }
                        Err(Unread::Foreign) => {
                            taken.end = End::Damaged(cut);
                            return Ok(taken);
                        }
                    }
                }
                Ok(None) => {
                    taken.end = End::Whole;
                    return Ok(taken);
                }
                Err(Stop::Torn {
                    segment,
                    offset,
                    seq,
                }) => {
                    taken.end = End::Torn(Cut {
                        segment,
                        offset,
                        seq,
                    });
                    return Ok(taken);
                }
                Err(Stop::Damaged {
                    segment,
                    offset,
                    seq,
                }) => {
                    taken.end = End::Damaged(Cut {
                        segment,
                        offset,
                        seq,
                    });
                    return Ok(taken);
                }
                Err(Stop::Failed(error)) => return Err(error.into()),
            }
        }
        Ok(taken)
    }
}

fn cut_at(at: Cursor, segment: u64, offset: u64) -> Cut {
    Cut {
        segment,
        offset,
        seq: at.seq,
    }
}

fn beside(taken: &mut Taken, parts: Vec<Part>) {
    for part in parts {
        match part {
            Part::Act(_) => {}
            Part::Person(person) => taken.group.people.push(Sealing::Sealed(person)),
            Part::Retire(epoch) => {
                taken.group.people.push(Sealing::Retired(epoch));
                taken.retired.push(epoch);
            }
            Part::Draft(id) => taken.drafts.push(DraftId(id)),
        }
    }
}
