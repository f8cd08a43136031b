//! A folder that becomes an office: marked from the beginning to the end, so that what was cut short can be
//! told from an office that lost something, and begun again. Knows nothing of what is put there.

use super::error::{At, StoreError};
use super::io::{Stands, replace};
use super::officers;
use super::site::Site;
use super::twin;

impl Site {
    /// Takes a folder for a new office: it must not be there, or be empty, or hold one that was never
    /// finished.
    pub(super) fn claim_folder(&self) -> Result<(), StoreError> {
        let (disk, dir) = (&*self.disk, &self.dir);
        match disk.stands(dir).at(dir)? {
            Stands::File => return Err(StoreError::NotAFolder { path: dir.clone() }),
            Stands::Nothing => disk.create_dir(dir).at(dir)?,
            Stands::Folder => {
                let half = disk.stands(&self.creating()).at(dir)? == Stands::File;
                let whole = twin::stands(disk, &dir.join(officers::FILE));
                // Of an attempt that ended before its first step there may be this.
                let names = disk.list(dir).at(dir)?;
                let empty = names.iter().all(|name| name == "creating.new");
                if whole || !(half || empty) {
                    return Err(StoreError::NotEmpty { path: dir.clone() });
                }
            }
        }
        replace(disk, &self.creating(), b"")
    }

    /// Makes the folders of an office.
    pub(super) fn make_folders(&self) -> Result<(), StoreError> {
        for folder in [
            self.journal(),
            self.drafts(),
            self.quarantine(),
            self.logs(),
        ] {
            self.disk.create_dir(&folder).at(&folder)?;
        }
        Ok(())
    }

    /// Says that the new office is whole.
    pub(super) fn finish_folder(&self) -> Result<(), StoreError> {
        let (disk, dir, creating) = (&*self.disk, &self.dir, self.creating());
        disk.remove(&creating).at(&creating)?;
        disk.sync_dir(dir).at(dir)?;
        match dir.parent().filter(|above| !above.as_os_str().is_empty()) {
            Some(above) => disk.sync_dir(above).at(above),
            None => Ok(()),
        }
    }
}
