//! Backups and restoring, as an office does them: who may, how the file is called, when it was last done.

use super::ask::Failure;
use super::books::Office;
use super::permit::{Deed, may};
use super::wall::{WallClock, civil};
use crate::store::log::{Detail, Event};
use crate::store::{Beside, Copied, Restored, Site, StoreError, restore};
use chrono::Duration;
use std::path::Path;

/// The name of a backup: the civil second it was made in, and its last entry.
fn name(millis: i64, last: u64) -> String {
    let second = civil(millis) + Duration::seconds((millis.div_euclid(1000)).rem_euclid(60));
    format!("tiepdan-{}-{last}.tdb", second.format("%Y%m%d-%H%M%S"))
}

/// Says whether a folder, or the nearest one above it that is there, is the office's or lies in it.
fn lies_within(dir: &Path, office: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    let absolute = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let nearest = absolute.ancestors().find_map(real);
    match (nearest, real(office)) {
        (Some(dir), Some(office)) => dir.starts_with(office),
        _ => false,
    }
}

/// Refuses a path within the office's own folder.
pub(super) fn outside(dir: &Path, office: &Path) -> Result<(), StoreError> {
    if lies_within(dir, office) {
        let path = dir.to_owned();
        return Err(StoreError::WithinOffice { path });
    }
    Ok(())
}

impl Office {
    /// Writes a backup into a folder, reads it back and finds it whole. For an admin.
    pub fn back_up(&mut self, dir: &Path) -> Result<Copied, Failure> {
        self.must(Deed::Administer)?;
        outside(dir, self.store.dir())?;
        let at = self.clock.millis();
        let (last, _) = self.store.head();
        let copied = self.store.backup(dir, &name(at, last), at)?;
        self.store.log(&Event {
            at,
            code: "backup",
            details: &[Detail::Seq(copied.entries)],
        });
        Ok(copied)
    }

    /// As [`Office::back_up`], of an office that may be open at a desk meanwhile: nothing is locked. For an
    /// admin.
    pub fn back_up_beside(
        office: &Path,
        (user, password): (&str, &str),
        dir: &Path,
        clock: &dyn WallClock,
    ) -> Result<Copied, Failure> {
        let at = clock.millis();
        let beside = Beside::look(Site::new(office, at), user, password)?;
        may(beside.officer().role, Deed::Administer)?;
        outside(dir, office)?;
        let name = name(at, beside.last());
        Ok(beside.backup(dir, &name, at)?)
    }

    /// Makes an office of a backup in a folder that is not there or is empty. Nobody is logged in.
    pub fn restore(dir: &Path, file: &Path, clock: &dyn WallClock) -> Result<Restored, StoreError> {
        restore(file, &Site::new(dir, clock.millis()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_called_by_its_civil_second_and_its_last_entry() {
        // 20 November 2026, 02:05:07.900 UTC.
        assert_eq!(
            name(1_795_140_307_900, 42),
            "tiepdan-20261120-090507-42.tdb"
        );
    }
}
