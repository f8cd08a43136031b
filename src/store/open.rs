//! Opening an office, rung by rung: lock, officers, keys, journal, state; whatever can be mended is mended
//! and said, whatever cannot is named. And making a new one.

use super::Store;
use super::books::Books;
use super::engine::Broken;
use super::epochs::{self, Epochs};
use super::error::{At, ReadOnly, StoreError};
use super::io::{Reach, Stands, replace};
use super::journal::{Journal, segment};
use super::ladder::Opening;
use super::lock::Lock;
use super::log::Log;
use super::officers::{self, List, NewOfficer, Session, Unlocked};
use super::password::RecoveryKey;
use super::people::state_broken;
use super::roster::{Found, Lists, Standing};
use super::seal::{Key, OfficeId, random};
use super::site::Site;
use super::waiting::Waiting;
use super::{tries, twin};
use crate::register::value::Value;
use std::sync::{Arc, OnceLock};
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
        /// Hundredths of what is to be read, by bytes.
        percent: u8,
    },
    /// Whoever opened the store makes of it what is shown.
    Listing {
        /// Hundredths of it.
        percent: u8,
    },
}

impl Stage {
    /// Hundredths of this stage that are done, where that is known.
    pub fn percent(self) -> Option<u8> {
        match self {
            Self::Unlocking | Self::State => None,
            Self::Reading { percent, .. } | Self::Listing { percent } => Some(percent),
        }
    }
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
    /// What others on this machine could reach of it.
    pub reach: Reach,
    /// A file was bad and its copy stood in.
    pub mended: Vec<&'static str>,
    /// Of `officers` and `keys`, how many did not say the same as their copy, and now do.
    pub rewritten: usize,
    /// The file of officers was not the one that the book knows, and its copy stood in.
    pub officers_from_copy: bool,
    /// The list of officers is not the one that the book knows, and was taken all the same: the book is
    /// damaged, or the recovery key was used.
    pub officers_older: bool,
    /// Epoch keys whose dropping was not finished, and is now.
    pub retired: Vec<u32>,
    /// The folder lies on another machine: two desks could open it at once without knowing.
    pub remote: bool,
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
    tries::make(disk, &site.dir)?;
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
        site.claim_folder()?;
        let lock = Lock::take(&*disk, &dir, site.now)?;
        let (unlocked, recovery) = create_files(&site, new)?;
        site.finish_folder()?;
        let lists = Lists::read(&*disk, &dir)?;
        let credential = Credential::Password {
            user: new.first.name.clone(),
            password: new.first.password.clone(),
        };
        let login = Login {
            by: &lists.file.bytes,
            lists: &lists,
            unlocked,
            credential: &credential,
        };
        Ok((open_unlocked(site, lock, &login, &mut |_| {})?, recovery))
    }

    /// Opens an office. `progress` is told how far it has come.
    pub fn open(
        site: Site,
        credential: &Credential,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Opened, StoreError> {
        let disk = Arc::clone(&site.disk);
        let dir = site.dir.clone();
        must_stand(&site)?;
        let lock = Lock::take(&*disk, &dir, site.now)?;
        let lists = Lists::read(&*disk, &dir)?;
        progress(Stage::Unlocking);
        let (found, unlocked) = lists.unlock(&*disk, &dir, credential, site.now)?;
        let login = Login {
            by: &found.bytes,
            lists: &lists,
            unlocked,
            credential,
        };
        open_unlocked(site, lock, &login, progress)
    }
}

/// A credential that opened the office.
pub(super) struct Login<'a> {
    /// The lists that lie in the folder.
    pub(super) lists: &'a Lists,
    /// The one that it opened.
    pub(super) by: &'a [u8],
    /// What that gave.
    pub(super) unlocked: Unlocked,
    /// The credential.
    pub(super) credential: &'a Credential,
}

impl Login<'_> {
    /// The list of officers that the books know.
    fn take(&self, books: &Books, report: &mut OpenReport) -> Result<&Found, StoreError> {
        let known = books.progress().map_err(|b| state_broken(&b))?;
        let known = known.and_then(|progress| progress.officers);
        // What a damaged book says of the officers may be old itself; it can only be read.
        let damaged = matches!(report.read_only, Some(ReadOnly::Damaged { .. }));
        let (key, credential) = (&self.unlocked.key, self.credential);
        let (found, standing) = self.lists.take(key, credential, known.as_ref(), damaged)?;
        report.officers_from_copy = standing == Standing::FromCopy;
        report.officers_older = standing == Standing::Older;
        Ok(found)
    }

    fn session(&self, found: &Found) -> Result<Session, StoreError> {
        found.session((self.by, &self.unlocked), self.credential)
    }
}

/// There is an office.
pub(super) fn must_stand(site: &Site) -> Result<(), StoreError> {
    let (disk, dir) = (&*site.disk, &site.dir);
    let path = || dir.clone();
    match disk.stands(dir).at(dir)? {
        Stands::File => return Err(StoreError::NotAFolder { path: path() }),
        Stands::Nothing => return Err(StoreError::NotAnOffice { path: path() }),
        Stands::Folder => {}
    }
    if twin::stands(disk, &dir.join(officers::FILE)) {
        return Ok(());
    }
    let half = disk.stands(&site.creating()).at(dir)? == Stands::File;
    let journal = disk.stands(&site.journal()).at(dir)? == Stands::Folder;
    Err(if journal && !half {
        StoreError::Damaged {
            file: officers::FILE.to_owned(),
            offset: 0,
            seq: 0,
        }
    } else {
        StoreError::NotAnOffice { path: path() }
    })
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
    let list = Lists::read(&*site.disk, &site.dir)?.file.list;
    let officers = list
        .officers
        .iter()
        .map(officers::Listed::officer)
        .collect();
    Ok((list.card, officers))
}

/// What an opening comes to.
pub(super) struct Climbed {
    list: List,
    session: Session,
    books: Books,
    journal: Journal,
    pub(super) epochs: Epochs,
    pub(super) report: OpenReport,
}

/// Closes the office to others, and says what they could reach. Sled makes its files as it likes; they are closed
/// when the books are, so those of books that are open, or were killed, are nothing to be told. A folder that
/// cannot be looked through keeps nobody from working.
fn reach(site: &Site) -> Reach {
    let disk = &*site.disk;
    if matches!(disk.stands(&site.running()), Ok(Stands::File)) {
        disk.close_to_others(&site.state()).unwrap_or_default();
    }
    disk.close_to_others(&site.dir).unwrap_or_default()
}

/// Opens to be written to; whatever can be mended is.
fn climb(
    site: &Site,
    login: &Login<'_>,
    progress: &mut dyn FnMut(Stage),
) -> Result<Climbed, StoreError> {
    let (disk, dir) = (&*site.disk, &site.dir);
    let reach = reach(site);
    let office = login.lists.file.list.office;
    let keys = Epochs::read(disk, dir, office, &login.unlocked.key)?;
    let keys_mended = twin::mend(disk, &dir.join(epochs::FILE), &keys.bytes)?;
    for folder in [site.drafts(), site.quarantine()] {
        disk.create_dir(&folder).at(&folder)?;
    }
    let mut opening = Opening::new(site, &login.unlocked, login.lists, keys)?;
    opening.report.reach = reach;
    let (books, journal) = opening.books_and_journal(progress)?;
    let found = login.take(&books, &mut opening.report)?;
    let officers_mended = twin::mend(disk, &dir.join(officers::FILE), &found.bytes)?;
    opening.report.rewritten = usize::from(keys_mended) + usize::from(officers_mended);
    let session = login.session(found)?;
    if opening.report.read_only.is_none() {
        // Nothing is written to a damaged journal: what is found in it next time is still damage.
        replace(disk, &site.running(), b"")?;
    }
    Ok(Climbed {
        list: found.list.clone(),
        session,
        books,
        journal,
        epochs: opening.epochs,
        report: opening.report,
    })
}

/// Opens to be read, for `why` nothing can be written: writes nothing, and leaves what is to be mended to the
/// next opening.
pub(super) fn look(
    site: &Site,
    login: &Login<'_>,
    why: ReadOnly,
    progress: &mut dyn FnMut(Stage),
) -> Result<Climbed, StoreError> {
    let office = login.lists.file.list.office;
    let keys = Epochs::read(&*site.disk, &site.dir, office, &login.unlocked.key)?;
    let mut opening = Opening::new(site, &login.unlocked, login.lists, keys)?;
    // What others may do with the files is no part of what is in them, and needs no room.
    opening.report.reach = reach(site);
    let (books, journal) = opening.look(why, progress)?;
    let found = login.take(&books, &mut opening.report)?;
    let session = login.session(found)?;
    Ok(Climbed {
        list: found.list.clone(),
        session,
        books,
        journal,
        epochs: opening.epochs,
        report: opening.report,
    })
}

fn open_unlocked(
    site: Site,
    lock: Lock,
    login: &Login<'_>,
    progress: &mut dyn FnMut(Stage),
) -> Result<Opened, StoreError> {
    login.lists.sound(&login.unlocked.key)?;
    let disk = Arc::clone(&site.disk);
    let climbed = if disk.free_space(&site.dir).at(&site.dir)? < site.limits.reserve {
        Err(StoreError::DiskFull)
    } else {
        climb(&site, login, progress)
    };
    let climbed = match climbed {
        Err(StoreError::DiskFull) => look(&site, login, ReadOnly::DiskFull, progress)?,
        other => other?,
    };
    opened(site, Some(lock), login.unlocked.key.clone(), climbed)
}

/// The office that an opening came to; `lock` is none where another program holds it.
pub(super) fn opened(
    site: Site,
    lock: Option<Lock>,
    key: Key,
    climbed: Climbed,
) -> Result<Opened, StoreError> {
    let Climbed {
        list,
        session,
        books,
        journal,
        epochs,
        mut report,
    } = climbed;
    let disk = Arc::clone(&site.disk);
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
    if let Some(lock) = &lock {
        lock.say(&*disk, session.officer.as_ref().map(|o| o.name.as_str()));
    }
    let log = Log::new(disk, site.logs());
    let store = Store {
        site,
        office: list.office,
        key,
        list,
        epochs,
        used,
        books,
        waiting: Waiting::default(),
        journal,
        stopped: report.read_only.clone(),
        damage: OnceLock::new(),
        heeded: Vec::new(),
        log,
        lock,
    };
    Ok(Opened {
        store,
        session,
        report,
    })
}
