//! Opening an office that another program holds, to be read: a list of what is overdue that a scheduled job
//! makes at night must not fail because the desk was left open. Writes nothing but the count of wrong
//! passwords; what was read is taken only if officers stood still and no key was dropped meanwhile.

use super::Store;
use super::error::{ReadOnly, StoreError};
use super::open::{Credential, Login, Opened, Stage, look, must_stand, opened};
use super::roster::Lists;
use super::site::Site;
use std::sync::Arc;
use zeroize::Zeroizing;

/// How often it begins again where officers, keys or journal changed under it.
const TRIES: usize = 5;

impl Store {
    /// Opens an office that another program may hold with an officer's password, as it stands at this
    /// moment. Wrong passwords are counted and wait as at a log-in. [`Store::read_only`] says
    /// [`ReadOnly::Beside`], or the damage that was met.
    pub fn open_beside(
        site: Site,
        (user, password): (&str, &str),
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Opened, StoreError> {
        let (disk, dir) = (Arc::clone(&site.disk), site.dir.clone());
        must_stand(&site)?;
        let first = Lists::read(&*disk, &dir)?;
        progress(Stage::Unlocking);
        let credential = Credential::Password {
            user: user.to_owned(),
            password: Zeroizing::new(password.to_owned()),
        };
        let (found, unlocked) = first.unlock(&*disk, &dir, &credential, site.now)?;
        let mut left = TRIES;
        let mut met = None;
        loop {
            left -= 1;
            let lists = Lists::read(&*disk, &dir)?;
            let login = Login {
                lists: &lists,
                by: &found.bytes,
                unlocked: unlocked.clone(),
                credential: &credential,
            };
            let mut climbed = match look(&site, &login, ReadOnly::Beside, progress) {
                // The officers are being changed at this moment.
                Err(StoreError::OfficersOlder) if left > 0 => continue,
                climbed => climbed?,
            };
            let office = lists.file.list.office;
            let keys = super::epochs::Epochs::read(&*disk, &dir, office, &unlocked.key)?;
            let still = climbed.epochs.take_new(&keys.value) && lists == Lists::read(&*disk, &dir)?;
            // What is written while it is read may look like damage, but is whole when it is read again: only
            // what is bad twice at one place is damaged.
            let found = climbed.report.read_only.clone();
            let sound = found == Some(ReadOnly::Beside);
            if still && (sound || found == met) {
                return opened(site, None, unlocked.key, climbed);
            }
            if left == 0 {
                return Err(StoreError::Outdated);
            }
            met = found;
        }
    }
}
