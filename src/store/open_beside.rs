//! Opening an office that another program holds, to be read: a list of what is overdue that a scheduled job
//! makes at night must not fail because the desk was left open. Writes nothing but the count of wrong
//! passwords; what was read is taken only if officers and keys stood still meanwhile.

use super::Store;
use super::error::{ReadOnly, StoreError};
use super::officers::List;
use super::open::{Opened, Stage, look, must_stand, opened, read_list};
use super::site::Site;
use super::tries;
use std::sync::Arc;

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
        let first = read_list(&*disk, &dir)?;
        progress(Stage::Unlocking);
        let login = (user, password);
        let unlocked = tries::unlock(&*disk, &dir, &first.value, login, site.now)?;
        let mut left = TRIES;
        loop {
            left -= 1;
            let list = read_list(&*disk, &dir)?;
            if !List::verify(&list.bytes, &unlocked.key) {
                return Err(StoreError::OfficersTampered);
            }
            let climbed = look(&site, &list, &unlocked, ReadOnly::Beside, progress)?;
            let keys = super::epochs::Epochs::read(&*disk, &dir, list.value.office, &unlocked.key)?;
            let still =
                keys.value == climbed.epochs && list.bytes == read_list(&*disk, &dir)?.bytes;
            // What is written while it is read may look like damage.
            let sound = climbed.report.read_only == Some(ReadOnly::Beside);
            if left == 0 && !still {
                return Err(StoreError::Outdated);
            }
            if left == 0 || (still && sound) {
                return opened(site, None, list.value, unlocked, climbed);
            }
        }
    }
}
