//! Backs up an office that another program holds: a backup that a scheduled job makes at night must not fail
//! because the desk was left open. Reads, and writes nothing in the office but the note of the backup; what it
//! read is taken only if officers stood still and no key was dropped meanwhile.

use super::make::{Copied, Job, Source};
use super::{JOURNAL, Path};
use crate::register::act::Act;
use crate::store::epochs::{self, Epochs};
use crate::store::error::{At, StoreError};
use crate::store::io::Stands;
use crate::store::journal::reader::{Cursor, Reader, Stop, segments};
use crate::store::journal::segment;
use crate::store::officers::{self, Officer};
use crate::store::open::Credential;
use crate::store::roster::{Lists, Marks};
use crate::store::seal::{Key, OfficeId};
use crate::store::sealed_act;
use crate::store::site::Site;
use std::sync::Arc;
use zeroize::Zeroizing;

/// How often it begins again where officers or keys changed under it, or a frame was being written.
const TRIES: usize = 20;

/// An office that someone else holds, as it stood at one moment.
pub struct Beside {
    site: Site,
    office: OfficeId,
    officer: Officer,
    list: Vec<u8>,
    keys: Vec<u8>,
    end: Cursor,
}

impl Beside {
    /// Looks at an office with an officer's password. Wrong passwords are counted and wait as at a log-in.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where the journal cannot be read to its end.
    pub fn look(site: Site, user: &str, password: &str) -> Result<Self, StoreError> {
        let (disk, dir) = (Arc::clone(&site.disk), site.dir.clone());
        if disk.stands(&dir.join(officers::FILE)).at(&dir)? == Stands::Nothing {
            return Err(StoreError::NotAnOffice { path: dir });
        }
        let lists = || Lists::read(&*disk, &dir);
        let held = lists()?;
        let login = Credential::Password {
            user: user.to_owned(),
            password: Zeroizing::new(password.to_owned()),
        };
        let (found, unlocked) = held.unlock(&*disk, &dir, &login, site.now)?;
        let office = held.file.list.office;
        let mut failed = StoreError::Damaged {
            file: JOURNAL.to_owned(),
            offset: 0,
            seq: 0,
        };
        for _ in 0..TRIES {
            let before = lists()?;
            before.sound(&unlocked.key)?;
            let mut epochs = Epochs::read(&*disk, &dir, office, &unlocked.key)?.value;
            let by = (&found.bytes[..], &unlocked);
            let taken = end(&site, office, &unlocked.key).and_then(|(end, known)| {
                let (list, _) = before.take(&unlocked.key, &login, known.as_ref(), false)?;
                Ok((end, list, list.session(by, &login)?))
            });
            let (end, list, session) = match taken {
                Ok(taken) => taken,
                Err(error) => {
                    failed = error;
                    continue;
                }
            };
            let after = Epochs::read(&*disk, &dir, office, &unlocked.key)?.value;
            if epochs.take_new(&after) && before == lists()? {
                return Ok(Self {
                    keys: epochs.encode(office, &unlocked.key)?,
                    officer: session.officer.ok_or(StoreError::NoSuchOfficer)?,
                    list: list.bytes.clone(),
                    site,
                    office,
                    end,
                });
            }
        }
        Err(failed)
    }

    /// Who looks.
    pub fn officer(&self) -> &Officer {
        &self.officer
    }

    /// The last entry.
    pub fn last(&self) -> u64 {
        self.end.seq - 1
    }

    /// As [`crate::store::Store::backup`].
    pub fn backup(self, dir: &Path, name: &str, now: i64) -> Result<Copied, StoreError> {
        let held = |name: &str, bytes| (name.to_owned(), Source::Held(bytes));
        let mut sources = vec![
            held(officers::FILE, self.list),
            held(epochs::FILE, self.keys),
        ];
        sources.extend(Source::journal(&self.site, self.end)?);
        Job {
            site: &self.site,
            office: self.office,
            made: now,
            head: (self.end.seq - 1, self.end.before),
            sources,
        }
        .write(dir, name)
    }
}

/// The end of a journal that may be written at this moment, and the list of officers that it knows: what is not
/// yet whole was never said to be saved.
fn end(site: &Site, office: OfficeId, key: &Key) -> Result<(Cursor, Option<Marks>), StoreError> {
    let (disk, folder) = (&site.disk, site.journal());
    let mut known = None;
    if segments(&**disk, &folder)?.is_empty() {
        return Err(StoreError::NotAnOffice {
            path: site.dir.clone(),
        });
    }
    let mut reader = Reader::new(Arc::clone(disk), &folder, office, None)?;
    loop {
        match reader.read() {
            Ok(Some((frame, _))) => {
                if let Ok(entry) = sealed_act::open(office, key, &frame)
                    && let Act::ChangeOfficers(change) = &entry.act
                {
                    known = Marks::read(change);
                }
            }
            Ok(None) | Err(Stop::Torn { .. }) => return Ok((reader.at(), known)),
            Err(Stop::Failed(error)) => return Err(error),
            Err(Stop::Damaged {
                segment,
                offset,
                seq,
            }) => {
                return Err(StoreError::Damaged {
                    file: segment::name(segment),
                    offset,
                    seq,
                });
            }
        }
    }
}
