//! One program at a time: `LOCK`, with a line that says who holds it. Knows nothing else.

use super::error::{At, StoreError};
use super::io::{Disk, Held};
use std::path::{Path, PathBuf};

/// The name of the file.
pub const FILE: &str = "LOCK";

/// The office is held until this is dropped.
pub struct Lock {
    path: PathBuf,
    since: i64,
    _held: Held,
}

impl Lock {
    /// Takes hold of the office, or says who has it. `since` is milliseconds since 1970 (UTC).
    pub fn take(disk: &dyn Disk, dir: &Path, since: i64) -> Result<Self, StoreError> {
        let path = dir.join(FILE);
        match disk.lock(&path).at(&path)? {
            Some(held) => {
                let lock = Self {
                    path,
                    since,
                    _held: held,
                };
                lock.say(disk, None);
                Ok(lock)
            }
            None => Err(StoreError::Locked {
                owner: owner(disk, &path),
            }),
        }
    }

    /// Writes down who holds it. That this fails keeps nobody from working: the lock holds all the same.
    pub fn say(&self, disk: &dyn Disk, officer: Option<&str>) {
        let since = chrono::DateTime::from_timestamp_millis(self.since)
            .map_or_else(String::new, |at| {
                at.format("%Y-%m-%d %H:%M UTC").to_string()
            });
        let line = format!(
            "pid {}, {}, {}, {since}\n",
            std::process::id(),
            host(),
            officer.unwrap_or("-"),
        );
        if let Ok(mut file) = disk.open(&self.path) {
            let written = file.truncate(0).and_then(|()| file.append(line.as_bytes()));
            written.unwrap_or_default();
        }
    }
}

fn owner(disk: &dyn Disk, path: &Path) -> String {
    let text = disk.read(path).unwrap_or_default();
    let text: String = String::from_utf8_lossy(&text)
        .chars()
        .filter(|c| !c.is_control())
        .take(200)
        .collect();
    if text.is_empty() {
        "?".to_owned()
    } else {
        text
    }
}

#[cfg(unix)]
fn host() -> String {
    let name = rustix::system::uname();
    name.nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn host() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_else(|_| "?".to_owned())
}
