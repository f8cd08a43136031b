//! The two small files without which an office cannot be opened, `officers` and `keys`, stand there twice:
//! a bad sector in one of them must not cost the office. Knows nothing of what is in them.

use super::error::StoreError;
use super::io::{Disk, Stands, replace};
use std::path::{Path, PathBuf};

/// Where the copy of a file lies.
pub fn copy_of(path: &Path) -> PathBuf {
    path.with_extension("copy")
}

/// Replaces a file and its copy; the file last, for it is the one that is believed: on an error nothing has
/// changed.
pub fn replace_both(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    replace(disk, &copy_of(path), bytes)?;
    replace(disk, path, bytes)
}

/// What was read of the two.
pub struct Read<T> {
    /// What the bytes say.
    pub value: T,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The file itself is bad, and the copy had to stand in.
    pub stood_in: bool,
}

/// Reads a file or, where `read` finds it bad, its copy. The error is that of the file itself. Writes
/// nothing: see [`mend`].
pub fn read_either<T>(
    disk: &dyn Disk,
    path: &Path,
    read: impl Fn(&[u8]) -> Result<T, StoreError>,
) -> Result<Read<T>, StoreError> {
    let try_one = |path: &Path, stood_in| {
        let bytes = disk.read(path).map_err(|_| StoreError::Damaged {
            file: name(path),
            offset: 0,
            seq: 0,
        })?;
        let value = read(&bytes)?;
        Ok(Read {
            value,
            bytes,
            stood_in,
        })
    };
    match try_one(path, false) {
        // What is newer must not be undone by an older copy.
        Err(error) if !matches!(error, StoreError::Newer { .. }) => {
            try_one(&copy_of(path), true).map_err(|_: StoreError| error)
        }
        done => done,
    }
}

/// Reads both, and takes the one that `later` says is the later of the two, where both are sound: whoever puts
/// an older file back beside a good copy must not undo what came since.
pub fn read_later<T>(
    disk: &dyn Disk,
    path: &Path,
    read: impl Fn(&[u8]) -> Result<T, StoreError>,
    later: impl Fn(&T, &T) -> bool,
) -> Result<Read<T>, StoreError> {
    let first = read_either(disk, path, &read)?;
    let copy = disk.read(&copy_of(path)).ok();
    let copy = copy.and_then(|bytes| Some((read(&bytes).ok()?, bytes)));
    Ok(match copy {
        Some((value, bytes)) if later(&value, &first.value) => Read {
            value,
            bytes,
            stood_in: true,
        },
        _ => first,
    })
}

/// Makes both files say `bytes`, where one does not; says whether one did not.
pub fn mend(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<bool, StoreError> {
    let mut mended = false;
    for path in [path.to_owned(), copy_of(path)] {
        if disk.read(&path).ok().as_deref() != Some(bytes) {
            replace(disk, &path, bytes)?;
            mended = true;
        }
    }
    Ok(mended)
}

/// Says whether the file or its copy is there.
pub fn stands(disk: &dyn Disk, path: &Path) -> bool {
    [path.to_owned(), copy_of(path)]
        .iter()
        .any(|path| matches!(disk.stands(path), Ok(Stands::File)))
}

fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
