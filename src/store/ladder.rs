//! The rungs of an opening that concern journal and state: the state is opened, held against the journal,
//! caught up or made anew; a torn last write is taken off; damage is named. Knows nothing of passwords.

use super::books::{Books, Progress};
use super::catch_up::{Cut, End, Failed, Reading};
use super::damage;
use super::drafts;
use super::engine::{Broken, Memory};
use super::epochs::{self, Epochs};
use super::error::{At, ReadOnly, StoreError};
use super::extent::Extent;
use super::io::{Stands, replace};
use super::journal::reader::{Cursor, Reader, Stop};
use super::journal::{Journal, segment};
use super::officers::{self, Unlocked};
use super::open::{OpenReport, Stage};
use super::people::state_broken;
use super::roster::Lists;
use super::seal::OfficeId;
use super::site::{Keeper, Site};
use std::sync::Arc;

fn store_error(failed: Failed) -> StoreError {
    match failed {
        Failed::State(broken) => state_broken(&broken),
        Failed::Store(error) => error,
    }
}

/// What is known while an office is opened.
pub(super) struct Opening<'a> {
    pub(super) site: &'a Site,
    pub(super) unlocked: &'a Unlocked,
    pub(super) office: OfficeId,
    pub(super) epochs: Epochs,
    pub(super) report: OpenReport,
    /// The disk takes nothing: nothing is written.
    looking: bool,
    /// The journal was found to be damaged before, and is.
    noted: bool,
}

/// What the journal says of the last entry that the state has.
enum Fits {
    /// It stands there.
    Yes,
    /// The journal ends before it, or is damaged there.
    JournalBehind(Cut),
    /// Another stands there.
    No,
}

impl<'a> Opening<'a> {
    /// Begins.
    pub(super) fn new(
        site: &'a Site,
        unlocked: &'a Unlocked,
        lists: &Lists,
        keys: super::twin::Read<Epochs>,
    ) -> Result<Self, StoreError> {
        let (disk, dir) = (&*site.disk, &site.dir);
        let mut report = OpenReport {
            free_space: disk.free_space(dir).at(dir)?,
            remote: disk.is_remote(dir),
            unclean: disk.stands(&site.running()).at(dir)? == Stands::File,
            ..OpenReport::default()
        };
        if lists.stood_in {
            report.mended.push(officers::FILE);
        }
        if keys.stood_in {
            report.mended.push(epochs::FILE);
        }
        Ok(Self {
            site,
            unlocked,
            office: lists.file.list.office,
            epochs: keys.value,
            report,
            looking: false,
            noted: false,
        })
    }

    /// The books in memory, read from the first entry on, and the journal, not to be written to.
    pub(super) fn look(
        &mut self,
        why: ReadOnly,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<(Books, Journal), StoreError> {
        self.looking = true;
        self.report.read_only = Some(why);
        let engine = Box::new(Memory::default());
        let books = Books::new(engine, self.office, self.unlocked.key.clone());
        self.read_on(books, None, progress).map_err(store_error)
    }

    /// The books, at the end of the journal, and the journal, ready to go on.
    pub(super) fn books_and_journal(
        &mut self,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<(Books, Journal), StoreError> {
        progress(Stage::State);
        self.report.read_only = damage::still(self.site, self.office, &self.unlocked.key)?;
        self.noted = self.report.read_only.is_some();
        let why = match self.try_state(progress) {
            Ok(Ok(done)) => return Ok(done),
            Ok(Err(why)) => why,
            Err(Failed::State(broken)) if broken.full => return Err(StoreError::DiskFull),
            Err(Failed::State(broken)) => broken.what,
            Err(Failed::Store(error)) => return Err(error),
        };
        self.put_state_aside()?;
        self.report.caught_up = 0;
        self.report.rebuilt = Some(why);
        let books = self.engine().map_err(|broken| state_broken(&broken))?;
        self.read_on(books, None, progress).map_err(store_error)
    }

    fn engine(&self) -> Result<Books, Broken> {
        let engine = self.site.keeper.open(&self.site.state())?;
        Ok(Books::new(engine, self.office, self.unlocked.key.clone()))
    }

    /// The state as it is, caught up; or why it must be made anew.
    fn try_state(
        &mut self,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Result<(Books, Journal), String>, Failed> {
        let marker = self.site.running();
        let suspect = self
            .site
            .disk
            .read(&marker)
            .is_ok_and(|bytes| !bytes.is_empty());
        if suspect {
            return Ok(Err("marked at the last stop".to_owned()));
        }
        let books = self.engine()?;
        let Some(standing) = books.progress()? else {
            return if self.has_entries()? {
                Ok(Err("no state".to_owned()))
            } else {
                self.read_on(books, None, progress).map(Ok)
            };
        };
        match self.fits(&standing)? {
            Fits::Yes => self
                .read_on(books, Some(standing.cursor()), progress)
                .map(Ok),
            Fits::No => Ok(Err("does not fit the journal".to_owned())),
            Fits::JournalBehind(cut) => {
                let why = self.damage(cut);
                let end = standing.cursor();
                let journal = self.journal(end, Some(why))?;
                Ok(Ok((books, journal)))
            }
        }
    }

    fn reader(&self, at: Option<Cursor>) -> Result<Reader, StoreError> {
        Reader::new(
            Arc::clone(&self.site.disk),
            &self.site.journal(),
            self.office,
            at,
        )
    }

    fn has_entries(&self) -> Result<bool, StoreError> {
        match self.reader(None)?.read() {
            Ok(found) => Ok(found.is_some()),
            Err(Stop::Failed(error)) => Err(error),
            Err(_) => Ok(true),
        }
    }

    fn fits(&self, standing: &Progress) -> Result<Fits, StoreError> {
        if standing.seq == 0 {
            return Ok(Fits::Yes);
        }
        let last = Cursor {
            segment: standing.segment,
            offset: standing.offset,
            seq: standing.seq,
            before: standing.before,
        };
        if let Ok(Some((frame, _))) = self.reader(Some(last))?.read()
            && frame.chain == standing.chain
        {
            return Ok(Fits::Yes);
        }
        // The journal is the truth: read all of it, to see which of the two is wrong.
        let mut reader = self.reader(None)?;
        loop {
            let at = reader.at();
            let cut = Cut {
                segment: at.segment,
                offset: at.offset,
                seq: at.seq,
            };
            match reader.read() {
                Ok(Some((frame, _))) if frame.seq >= standing.seq => return Ok(Fits::No),
                Ok(Some(_)) => {}
                Ok(None) => return Ok(Fits::JournalBehind(cut)),
                Err(
                    Stop::Torn {
                        segment,
                        offset,
                        seq,
                    }
                    | Stop::Damaged {
                        segment,
                        offset,
                        seq,
                    },
                ) => {
                    return Ok(Fits::JournalBehind(Cut {
                        segment,
                        offset,
                        seq,
                    }));
                }
                Err(Stop::Failed(error)) => return Err(error),
            }
        }
    }

    fn damage(&mut self, cut: Cut) -> ReadOnly {
        let why = ReadOnly::Damaged {
            file: format!("journal/{}", segment::name(cut.segment)),
            offset: cut.offset,
            seq: cut.seq,
        };
        self.report.read_only = Some(why.clone());
        why
    }

    fn journal(&self, end: Cursor, stopped: Option<ReadOnly>) -> Result<Journal, StoreError> {
        let disk = Arc::clone(&self.site.disk);
        let most = self.site.limits.segment;
        Journal::resume(disk, &self.site.journal(), self.office, end, most, stopped)
    }

    /// Puts the entries from `at` on into the books, finishing what each began; then the journal's end.
    fn read_on(
        &mut self,
        books: Books,
        at: Option<Cursor>,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<(Books, Journal), Failed> {
        let mut reader = self.reader(at)?;
        let extent = Extent::of(&*self.site.disk, &self.site.journal(), at);
        let reading = Reading {
            office: self.office,
            key: &self.unlocked.key,
            apply: self.site.apply,
            most: self.site.limits.group,
        };
        loop {
            let taken = reading.take(&books, &mut reader)?;
            if books.in_trouble() {
                return Err(super::books::unreadable(super::engine::Tree::Meta).into());
            }
            self.finish_retiring(&taken.retired)?;
            for id in taken.drafts.iter().filter(|_| !self.looking) {
                drafts::remove(&*self.site.disk, &self.site.drafts(), *id)?;
            }
            if let Some((seq, _)) = taken.group.places.last() {
                if !self.looking {
                    self.report.caught_up += taken.group.places.len() as u64;
                }
                progress(Stage::Reading {
                    seq: *seq,
                    rebuild: self.report.rebuilt.is_some(),
                    percent: extent.percent(reader.at()),
                });
                books.fill(&taken.group)?;
            }
            let (end, stopped) = match taken.end {
                End::More => continue,
                End::Whole => (reader.at(), self.report.read_only.clone()),
                End::Torn(cut) if self.looking && self.report.unclean => {
                    // Its head was cut short: the journal ends in the segment before.
                    let before = reader.left().filter(|_| cut.offset < segment::HEAD);
                    let end = before.unwrap_or_else(|| reader.at());
                    (end, self.report.read_only.clone())
                }
                End::Torn(_) if self.noted => (reader.at(), self.report.read_only.clone()),
                End::Torn(cut) => match self.cut_off(cut, &reader)? {
                    Some(end) => (end, None),
                    None => (reader.at(), Some(self.damage(cut))),
                },
                End::Damaged(cut) => (reader.at(), Some(self.damage(cut))),
            };
            books.engine.settle()?;
            return Ok((books, self.journal(end, stopped)?));
        }
    }

    /// Drops epoch keys that the journal says are dropped. Before the state says that these entries are in
    /// it, so that this is not forgotten whenever the program is stopped.
    fn finish_retiring(&mut self, retired: &[u32]) -> Result<(), StoreError> {
        let before = self.epochs.keys.len();
        self.epochs.keys.retain(|epoch, _| !retired.contains(epoch));
        if self.epochs.keys.len() == before {
            return Ok(());
        }
        if self.looking {
            return Ok(());
        }
        self.report.retired.extend(retired);
        let disk = &*self.site.disk;
        self.epochs
            .write(disk, &self.site.dir, self.office, &self.unlocked.key)
    }

    /// Takes a torn last write off the journal and keeps it aside. `None` where it cannot have been torn:
    /// after a clean stop nothing is half-written, so this is damage.
    fn cut_off(&mut self, cut: Cut, reader: &Reader) -> Result<Option<Cursor>, StoreError> {
        if !self.report.unclean {
            return Ok(None);
        }
        let disk = &*self.site.disk;
        let dir = self.site.journal();
        let path = segment::path(&dir, cut.segment);
        let aside = self
            .site
            .quarantine()
            .join(format!("{}.{}.torn", cut.seq, self.site.now));
        if cut.offset < segment::HEAD {
            // A segment whose beginning was cut short holds nothing yet.
            let Some(left) = reader.left() else {
                return Ok(None);
            };
            self.report.torn = Some(cut.offset);
            disk.rename(&path, &aside).at(&path)?;
            disk.sync_dir(&dir).at(&dir)?;
            let quarantine = self.site.quarantine();
            disk.sync_dir(&quarantine).at(&quarantine)?;
            return Ok(Some(left));
        }
        let mut file = disk.open(&path).at(&path)?;
        let len = file.size().at(&path)?;
        let torn = usize::try_from(len - cut.offset).unwrap_or(usize::MAX);
        let bytes = file.read_at(cut.offset, torn).at(&path)?;
        replace(disk, &aside, &bytes)?;
        file.truncate(cut.offset).at(&path)?;
        file.sync().at(&path)?;
        self.report.torn = Some(bytes.len() as u64);
        Ok(Some(reader.at()))
    }

    fn put_state_aside(&self) -> Result<(), StoreError> {
        let state = self.site.state();
        if let Keeper::Memory(memory) = &self.site.keeper {
            memory.clear();
            return Ok(());
        }
        let disk = &*self.site.disk;
        if disk.stands(&state).at(&state)? == Stands::Nothing {
            return Ok(());
        }
        let quarantine = self.site.quarantine();
        let mut n = 0;
        let aside = loop {
            let aside = quarantine.join(format!("state.{}.{n}", self.site.now));
            if disk.stands(&aside).at(&aside)? == Stands::Nothing {
                break aside;
            }
            n += 1;
        };
        disk.rename(&state, &aside).at(&state)
    }
}
