//! How often a password was wrong in a row, and how long the next try must wait. Kept in a small file beside
//! the list of officers; whoever may change or remove it only gives away the wait. Knows nothing of keys.

use super::error::{At, StoreError};
use super::io::{Disk, Held, replace};
use super::officers::{List, Unlocked};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// The name of the file.
pub const FILE: &str = "tries";

/// The name of the file that is locked while a password is tried.
const TURN: &str = "tries.lock";
/// How often the lock is waited for, each time as long as a disk does ([`Disk::lock`]).
const TURNS: usize = 60;

/// Wrong passwords in a row that cost no wait.
const FREE: u32 = 2;
/// Milliseconds to wait after the first one that does; each further one doubles it.
const FIRST: i64 = 2_000;
/// The longest wait, in milliseconds: five minutes. More would let anyone shut a colleague out.
const LONGEST: i64 = 300_000;

/// Wrong passwords in a row by log-in name, and when the last one was. Names that nobody has share the
/// empty one, so that no password typed in the wrong field is ever written down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tries(BTreeMap<String, (u32, i64)>);

/// The wait, in milliseconds, after so many wrong passwords.
fn wait_after(wrong: u32) -> i64 {
    match wrong.checked_sub(FREE + 1) {
        None => 0,
        Some(more) => FIRST
            .checked_shl(more.min(32))
            .unwrap_or(LONGEST)
            .clamp(FIRST, LONGEST),
    }
}

impl Tries {
    /// Reads them; what cannot be read counts nothing.
    pub fn read(disk: &dyn Disk, dir: &Path) -> Self {
        let bytes = disk.read(&dir.join(FILE)).unwrap_or_default();
        let line = |line: &str| {
            let mut words = line.splitn(3, ' ');
            let wrong = words.next()?.parse().ok()?;
            let last = words.next()?.parse().ok()?;
            Some((words.next()?.to_owned(), (wrong, last)))
        };
        let text = String::from_utf8_lossy(&bytes);
        Self(text.lines().filter_map(line).collect())
    }

    fn write(&self, disk: &dyn Disk, dir: &Path) {
        let mut text = String::new();
        for (name, (wrong, last)) in &self.0 {
            writeln!(text, "{wrong} {last} {name}").unwrap_or_default();
        }
        // Where it cannot be written, the password is still the password.
        replace(disk, &dir.join(FILE), text.as_bytes()).unwrap_or_default();
    }

    /// Whole seconds until the next try, where one must wait. A clock that was put back ends the wait.
    pub fn seconds_left(&self, name: &str, now: i64) -> Option<u64> {
        let (wrong, last) = self.0.get(name)?;
        let passed = now.checked_sub(*last).filter(|passed| *passed >= 0)?;
        let left = wait_after(*wrong) - passed;
        u64::try_from(left)
            .ok()
            .filter(|left| *left > 0)
            .map(|left| left.div_ceil(1000))
    }

    fn wrong(&mut self, name: &str, now: i64) {
        let (wrong, last) = self.0.entry(name.to_owned()).or_default();
        *wrong = wrong.saturating_add(1);
        *last = now;
    }
}

/// Makes what is locked, so that nothing need be written where a password is only tried.
pub(super) fn make(disk: &dyn Disk, dir: &Path) -> Result<(), StoreError> {
    let path = dir.join(TURN);
    disk.create(&path).at(&path).map(|_| ())
}

/// Held while a password is tried: of many that are tried at once, each sees those before it counted.
fn turn(disk: &dyn Disk, dir: &Path) -> Result<Option<Held>, StoreError> {
    for _ in 0..TURNS {
        match disk.lock(&dir.join(TURN)) {
            Ok(Some(held)) => return Ok(Some(held)),
            Ok(None) => {}
            // Where nothing can be written, the password is still the password.
            Err(_) => return Ok(None),
        }
    }
    Err(StoreError::TooManyTries { seconds: 1 })
}

/// Tries a password, unless one must wait, and counts it before the answer is told. `now` is milliseconds
/// since 1970 (UTC).
pub fn unlock(
    disk: &dyn Disk,
    dir: &Path,
    list: &List,
    (user, password): (&str, &str),
    now: i64,
) -> Result<Unlocked, StoreError> {
    counted(disk, dir, (user, list.names(user)), now, || {
        list.unlock(user, password)
    })
}

/// The same for any way of trying the password of an officer, `known` or not.
pub(super) fn counted<T>(
    disk: &dyn Disk,
    dir: &Path,
    (user, known): (&str, bool),
    now: i64,
    unlock: impl FnOnce() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let name = if known { user } else { "" };
    let _turn = turn(disk, dir)?;
    let mut tries = Tries::read(disk, dir);
    if let Some(seconds) = tries.seconds_left(name, now) {
        return Err(StoreError::TooManyTries { seconds });
    }
    let unlocked = unlock();
    if matches!(unlocked, Err(StoreError::WrongPassword)) {
        tries.wrong(name, now);
        tries.write(disk, dir);
    } else if tries.0.remove(name).is_some() {
        tries.write(disk, dir);
    }
    unlocked
}

/// Forgets the wrong passwords of an officer who was given a new one.
pub fn forget(disk: &dyn Disk, dir: &Path, name: &str) {
    let _turn = turn(disk, dir);
    let mut tries = Tries::read(disk, dir);
    if tries.0.remove(name).is_some() {
        tries.write(disk, dir);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sim::SimDisk;

    #[test]
    fn the_wait_grows_and_ends() {
        let waits: Vec<i64> = (0..14).map(|n| wait_after(n) / 1000).collect();
        assert_eq!(
            waits,
            [0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
        );
        assert_eq!(wait_after(u32::MAX), LONGEST);
    }

    #[test]
    fn each_officer_waits_alone_and_until_their_time_has_passed() {
        let mut tries = Tries::default();
        for at in 0..4 {
            tries.wrong("lan", 10_000 + at);
        }
        assert_eq!(tries.seconds_left("lan", 10_003), Some(4));
        assert_eq!(tries.seconds_left("lan", 14_002), Some(1));
        assert_eq!(tries.seconds_left("lan", 14_003), None);
        assert_eq!(tries.seconds_left("lan", 10_002), None, "clock put back");
        assert_eq!(tries.seconds_left("minh", 10_003), None);
    }

    #[test]
    fn what_was_written_is_read_and_what_was_tampered_with_counts_nothing() {
        let disk = SimDisk::new(1);
        let dir = Path::new("/office");
        let mut tries = Tries::default();
        tries.wrong("lan", 5);
        tries.wrong("", -7);
        tries.write(&disk, dir);
        assert_eq!(Tries::read(&disk, dir), tries);
        for bytes in [&b""[..], b"\xff\xfe\n", b"x y z\n9 lan\n", b"-1 0 lan\n"] {
            disk.overwrite(&dir.join(FILE), bytes);
            assert_eq!(Tries::read(&disk, dir), Tries::default());
        }
        disk.overwrite(&dir.join(FILE), b"4294967295 9223372036854775807 lan\n");
        let mut tries = Tries::read(&disk, dir);
        assert_eq!(tries.seconds_left("lan", 0), None);
        tries.wrong("lan", 0);
        assert_eq!(tries.seconds_left("lan", 0), Some(300));
    }
}
