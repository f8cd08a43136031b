//! Makes an office of a backup, in a folder that is not there or is empty. The officers come last: until
//! everything else is on disk and was read back, there is no office that could be opened.

use super::{Copy, JOURNAL, NOTE, chain, note};
use crate::store::epochs;
use crate::store::error::{At, StoreError};
use crate::store::io::{Disk, replace};
use crate::store::journal::frame::Chain;
use crate::store::journal::reader::segments;
use crate::store::journal::segment;
use crate::store::lock::Lock;
use crate::store::officers;
use crate::store::site::Site;
use crate::store::twin;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An office that was made of a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restored {
    /// When the backup was made: milliseconds since 1970 (UTC).
    pub made: i64,
    /// Entries in it.
    pub entries: u64,
    /// The chain with the last of them.
    pub head: Chain,
}

/// Makes the office of `site` from a backup, which is found whole before anything is written. A restoring
/// that was cut short can be done again in the same folder.
pub fn restore(file: &Path, site: &Site) -> Result<Restored, StoreError> {
    let disk = Arc::clone(&site.disk);
    let copy = Copy::open(Arc::clone(&disk), file)?;
    copy.verify()?;
    site.claim_folder()?;
    // Held until the end, so that no other program fills the folder meanwhile.
    let _lock = Lock::take(&*disk, &site.dir, site.now)?;
    let needed = copy.manifest.size().unwrap_or(u64::MAX);
    if disk.free_space(&site.dir).unwrap_or(u64::MAX) < needed.saturating_add(site.limits.reserve) {
        return Err(StoreError::DiskFull);
    }
    unpack(site, &copy)?;
    site.finish_folder()?;
    // Of a folder that stood there already; the next opening does it again.
    disk.close_to_others(&site.dir).unwrap_or_default();
    let manifest = &copy.manifest;
    Ok(Restored {
        made: manifest.made,
        entries: manifest.entries,
        head: manifest.head,
    })
}

fn unpack(site: &Site, copy: &Copy) -> Result<(), StoreError> {
    let (disk, manifest) = (&*site.disk, &copy.manifest);
    site.make_folders()?;
    let journal = site.journal();
    for first in segments(disk, &journal)? {
        // Left by a restoring that was cut short, perhaps of another backup.
        let path = segment::path(&journal, first);
        disk.remove(&path).at(&path)?;
    }
    let in_journal = |name: &str| name.strip_prefix(JOURNAL).is_some();
    for kept in manifest.files.iter().filter(|kept| in_journal(&kept.name)) {
        write(disk, copy, &kept.name, &site.dir.join(&kept.name))?;
    }
    disk.sync_dir(&journal).at(&journal)?;
    let keys = copy.read(epochs::FILE)?;
    put(site, copy, epochs::FILE, &keys)?;
    replace(disk, &site.dir.join(NOTE), note(manifest).as_bytes())?;
    if !chain(Arc::clone(&site.disk), &journal, manifest)? {
        return Err(copy.bad());
    }
    let list = copy.read(officers::FILE)?;
    put(site, copy, officers::FILE, &list)
}

/// Puts a file and its copy there, and reads both back.
fn put(site: &Site, copy: &Copy, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
    let (disk, path) = (&*site.disk, site.dir.join(name));
    twin::replace_both(disk, &path, bytes)?;
    let both = [twin::copy_of(&path), path];
    // What cannot be read back is not kept either.
    let kept = |path: &PathBuf| disk.read(path).is_ok_and(|read| read == bytes);
    if both.iter().all(kept) {
        return Ok(());
    }
    // With officers there it would be taken for an office, and nothing could be restored in its place.
    for path in &both {
        disk.remove(path).at(path)?;
    }
    Err(copy.bad())
}

fn write(disk: &dyn Disk, copy: &Copy, name: &str, path: &Path) -> Result<(), StoreError> {
    let mut file = disk.create(path).at(path)?;
    copy.pieces(name, |piece| file.append(piece).at(path))?;
    file.sync().at(path)
}
