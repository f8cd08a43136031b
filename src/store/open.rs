//! Opening an office, rung by rung: lock, officers, keys, journal, state; whatever can be mended is mended
//! and said, whatever cannot is named. And making a new one.

use super::Store;
use super::books::{Books, Progress};
use super::catch_up::{Cut, End, Failed, Reading};
use super::drafts;
use super::engine::Broken;
use super::epochs::{self, Epochs};
use super::error::{At, ReadOnly, StoreError};
use super::io::{Stands, replace};
use super::journal::reader::{Cursor, Reader, Stop};
use super::journal::{Journal, segment};
use super::lock::Lock;
use super::officers::{self, List, NewOfficer, Session, Unlocked};
use super::password::RecoveryKey;
use super::people::state_broken;
use super::seal::{OfficeId, random};
use super::site::{Keeper, Site};
use super::{tries, twin};
use crate::register::value::Value;
use std::path::Path;
use std::sync::Arc;
use zeroize::Zeroizing;

/// With what an office is opened.
pub enum Credential {
    /// By an officer.
    Password {
        /// Log-in name.
        user: String,
        /// Password.
        password: Zeroizing<String>,
    },
    /// With the recovery key, as it was typed.
    Recovery(Zeroizing<String>),
}

/// How far opening has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The password is tried.
    Unlocking,
    /// The state is opened.
    State,
    /// Entries are read back from the journal, up to this one.
    Reading {
        /// The last entry read.
        seq: u64,
        /// The state is made anew from the first entry on.
        rebuild: bool,
    },
}

/// What opening found and did; nothing in it is an error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenReport {
    /// Entries in the journal.
    pub entries: u64,
    /// The last stop was not clean: the whole should be checked ([`Store::verifier`]).
    pub unclean: bool,
    /// Entries that the state lacked and were read back.
    pub caught_up: u64,
    /// The state was made anew, and why.
    pub rebuilt: Option<String>,
    /// A last write that was cut short was taken off: so many bytes, kept in `quarantine`. It was never
    /// said to be saved.
    pub torn: Option<u64>,
    /// The journal is damaged, so nothing can be written.
    pub read_only: Option<ReadOnly>,
    /// The due days must be told again ([`Store::set_dues`]).
    pub dues_stale: bool,
    /// Files and folders that others on this machine could reach, and no longer can.
    pub closed: u64,
    /// A file was bad and its copy stood in.
    pub mended: Vec<&'static str>,
    /// Epoch keys whose dropping was not finished, and is now.
    pub retired: Vec<u32>,
    /// Free bytes.
    pub free_space: u64,
}

/// An open office.
pub struct Opened {
    /// The store.
    pub store: Store,
    /// What the officer holds.
    pub session: Session,
    /// What opening found and did.
    pub report: OpenReport,
}

/// What makes a new office.
pub struct NewOffice {
    /// What it says of itself: agency, kind, unit, settings; no person.
    pub card: Value,
    /// The first officer: an admin with clearance.
    pub first: NewOfficer,
}

fn create_files(site: &Site, new: &NewOffice) -> Result<(Unlocked, RecoveryKey), StoreError> {
    let disk = &*site.disk;
    let office = OfficeId(random()?);
    site.make_folders()?;
    for first in super::journal::reader::segments(disk, &site.journal())? {
        let path = segment::path(&site.journal(), first);
        disk.remove(&path).at(&path)?;
    }
    Journal::create(disk, &site.journal(), office)?;
    let (list, key, recovery) = List::create(office, new.card.clone(), &new.first)?;
    let none = Epochs {
        next: 1,
        ..Epochs::default()
    };
    none.write(disk, &site.dir, office, &key)?;
    list.write(disk, &site.dir, &key)?;
    let unlocked = list.unlock(&new.first.name, &new.first.password)?;
    Ok((unlocked, recovery))
}

impl Store {
    /// Makes an office in a folder that is not there or is empty, and opens it. Until that is done whole,
    /// there is no office, and it can be made again.
    pub fn create(site: Site, new: &NewOffice) -> Result<(Opened, RecoveryKey), StoreError> {
        let disk = Arc::clone(&site.disk);
        let dir = site.dir.clone();
        let lock = site.begin()?;
        let (unlocked, recovery) = create_files(&site, new)?;
        site.finish()?;
        let opened = open_unlocked(site, lock, read_list(&*disk, &dir)?, unlocked, &mut |_| {})?;
        Ok((opened, recovery))
    }

    /// Opens an office. `progress` is told how far it has come.
    pub fn open(
        site: Site,
        credential: &Credential,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Opened, StoreError> {
        let disk = Arc::clone(&site.disk);
        let dir = site.dir.clone();
        match disk.stands(&dir).at(&dir)? {
            Stands::File => return Err(StoreError::NotAFolder { path: dir }),
            Stands::Nothing => return Err(StoreError::NotAnOffice { path: dir }),
            Stands::Folder => {}
        }
        if !twin::stands(&*disk, &dir.join(officers::FILE)) {
            let half = disk.stands(&site.creating()).at(&dir)? == Stands::File;
            let journal = disk.stands(&site.journal()).at(&dir)? == Stands::Folder;
            return Err(if journal && !half {
                StoreError::Damaged {
                    file: officers::FILE.to_owned(),
                    offset: 0,
                    seq: 0,
                }
            } else {
                StoreError::NotAnOffice { path: dir }
            });
        }
        let lock = Lock::take(&*disk, &dir, site.now)?;
        let list = read_list(&*disk, &dir)?;
        progress(Stage::Unlocking);
        let unlocked = match credential {
            Credential::Password { user, password } => {
                tries::unlock(&*disk, &dir, &list.value, (user, password), site.now)?
            }
            Credential::Recovery(typed) => {
                let key = RecoveryKey::parse(typed).ok_or(StoreError::WrongRecoveryKey)?;
                list.value.recover(&key)?
            }
        };
        open_unlocked(site, lock, list, unlocked, progress)
    }
}

/// Reads the office's card before anyone logs in: unverified, for a log-in screen.
pub fn card(site: &Site) -> Result<(Value, Vec<officers::Officer>), StoreError> {
    if site.disk.stands(&site.dir).at(&site.dir)? == Stands::File {
        return Err(StoreError::NotAFolder {
            path: site.dir.clone(),
        });
    }
    if !twin::stands(&*site.disk, &site.dir.join(officers::FILE)) {
        return Err(StoreError::NotAnOffice {
            path: site.dir.clone(),
        });
    }
    let list = read_list(&*site.disk, &site.dir)?.value;
    let officers = list
        .officers
        .iter()
        .map(officers::Listed::officer)
        .collect();
    Ok((list.card, officers))
}

fn read_list(disk: &dyn super::io::Disk, dir: &Path) -> Result<twin::Read<List>, StoreError> {
    twin::read_either(disk, &dir.join(officers::FILE), List::decode)
}

fn open_unlocked(
    site: Site,
    lock: Lock,
    list: twin::Read<List>,
    unlocked: Unlocked,
    progress: &mut dyn FnMut(Stage),
) -> Result<Opened, StoreError> {
    let disk = Arc::clone(&site.disk);
    let mut report = OpenReport {
        free_space: disk.free_space(&site.dir).at(&site.dir)?,
        unclean: disk.stands(&site.running()).at(&site.dir)? == Stands::File,
        ..OpenReport::default()
    };
    if !List::verify(&list.bytes, &unlocked.key) {
        return Err(StoreError::OfficersTampered);
    }
    twin::mend(&*disk, &site.dir.join(officers::FILE), &list.bytes)?;
    // Someone else's files in the folder cannot be closed; they keep nobody from working.
    report.closed = disk.close_to_others(&site.dir).unwrap_or_default();
    let office = list.value.office;
    let (epochs, stood_in) = Epochs::read(&*disk, &site.dir, office, &unlocked.key)?;
    if list.stood_in {
        report.mended.push(officers::FILE);
    }
    if stood_in {
        report.mended.push(epochs::FILE);
    }
    for folder in [site.drafts(), site.quarantine()] {
        disk.create_dir(&folder).at(&folder)?;
    }
    let mut opening = Opening {
        site: &site,
        unlocked: &unlocked,
        office,
        epochs,
        report,
    };
    let (books, journal) = opening.books_and_journal(progress)?;
    let (epochs, mut report) = (opening.epochs, opening.report);
    let failed = |broken: Broken| state_broken(&broken);
    let used = match epochs.current() {
        Some(epoch) => books.people_of_epoch(epoch).map_err(failed)?.len(),
        None => 0,
    };
    report.entries = journal.head().0;
    report.dues_stale = !books
        .progress()
        .map_err(failed)?
        .unwrap_or_default()
        .dues_current;
    if report.read_only.is_none() {
        // Nothing is written to a damaged journal: what is found in it next time is still damage.
        replace(&*disk, &site.running(), b"")?;
    }
    let session = unlocked.session;
    lock.say(&*disk, session.officer.as_ref().map(|o| o.name.as_str()));
    let store = Store {
        site,
        office,
        key: unlocked.key,
        list: list.value,
        epochs,
        used,
        books,
        journal,
        stopped: report.read_only.clone(),
        lock,
    };
    Ok(Opened {
        store,
        session,
        report,
    })
}

/// What is known while an office is opened.
struct Opening<'a> {
    site: &'a Site,
    unlocked: &'a Unlocked,
    office: OfficeId,
    epochs: Epochs,
    report: OpenReport,
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

impl Opening<'_> {
    fn books_and_journal(
        &mut self,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<(Books, Journal), StoreError> {
        progress(Stage::State);
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
        match self.read_on(books, None, progress) {
            Ok(done) => Ok(done),
            Err(Failed::State(broken)) => Err(state_broken(&broken)),
            Err(Failed::Store(error)) => Err(error),
        }
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
            for id in taken.drafts {
                drafts::remove(&*self.site.disk, &self.site.drafts(), id)?;
            }
            if let Some((seq, _)) = taken.group.places.last() {
                self.report.caught_up += taken.group.places.len() as u64;
                progress(Stage::Reading {
                    seq: *seq,
                    rebuild: self.report.rebuilt.is_some(),
                });
                books.fill(&taken.group)?;
            }
            let (end, stopped) = match taken.end {
                End::More => continue,
                End::Whole => (reader.at(), None),
                End::Torn(cut) => match self.cut_off(cut, &reader)? {
                    Some(end) => (end, None),
                    None => (reader.at(), Some(self.damage(cut))),
                },
                End::Damaged(cut) => (reader.at(), Some(self.damage(cut))),
            };
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
