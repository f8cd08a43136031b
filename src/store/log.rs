//! The log: what happened, when, by code and number. Its lines cannot hold a name, a number of a paper or a
//! text, because there is nowhere to put one.

use super::error::{At, StoreError};
use super::io::{Disk, Growing, Stands};
use crate::register::number::{PetitionNo, ReceptionNo};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What a line may say beside its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// An entry.
    Seq(u64),
    /// A petition.
    Petition(PetitionNo),
    /// A reception.
    Reception(ReceptionNo),
    /// How many.
    Count(u64),
    /// How long, in milliseconds.
    Took(u64),
}

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event<'a> {
    /// When: milliseconds since 1970 (UTC).
    pub at: i64,
    /// What: a word of the program.
    pub code: &'static str,
    /// Of what, how many, how long.
    pub details: &'a [Detail],
}

impl Event<'_> {
    fn line(&self) -> String {
        let at = chrono::DateTime::from_timestamp_millis(self.at).map_or_else(String::new, |at| {
            at.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
        });
        let mut line = format!("{at} {}", self.code);
        for detail in self.details {
            let written = match detail {
                Detail::Seq(n) => write!(line, " seq={n}"),
                Detail::Petition(no) => write!(line, " petition={no}"),
                Detail::Reception(no) => write!(line, " reception={no}"),
                Detail::Count(n) => write!(line, " count={n}"),
                Detail::Took(ms) => write!(line, " ms={ms}"),
            };
            written.unwrap_or_default();
        }
        line.push('\n');
        line
    }
}

/// The log of an office; the file of the month stays open.
pub struct Log {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    open: Mutex<Option<(String, Box<dyn Growing>)>>,
}

impl Log {
    /// The log that lies in a folder.
    pub fn new(disk: Arc<dyn Disk>, dir: PathBuf) -> Self {
        Self {
            disk,
            dir,
            open: Mutex::new(None),
        }
    }

    /// Adds a line to the log of its month.
    pub fn write(&self, event: &Event<'_>) -> Result<(), StoreError> {
        let month = chrono::DateTime::from_timestamp_millis(event.at)
            .map_or_else(|| "0000-00".to_owned(), |at| at.format("%Y-%m").to_string());
        let path = self.dir.join(format!("{month}.log"));
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let mut file = match open.take() {
            Some((of, file)) if of == month => file,
            _ => self.file(&path)?,
        };
        file.append(event.line().as_bytes()).at(&path)?;
        *open = Some((month, file));
        Ok(())
    }

    fn file(&self, path: &Path) -> Result<Box<dyn Growing>, StoreError> {
        self.disk.create_dir(&self.dir).at(&self.dir)?;
        let file = match self.disk.stands(path).at(path)? {
            Stands::Nothing => self.disk.create(path),
            _ => self.disk.open(path),
        };
        file.at(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sim::{Fault, SimDisk};

    #[test]
    fn a_month_has_a_file_and_a_full_disk_costs_only_its_lines() {
        let disk = SimDisk::new(1);
        let log = Log::new(Arc::new(disk.clone()), PathBuf::from("/office/logs"));
        let say = |at, seq| {
            log.write(&Event {
                at,
                code: "receive",
                details: &[Detail::Seq(seq)],
            })
        };
        // 20 November 2026, and ten days and forty days later.
        let (november, day) = (1_795_140_307_900, 24 * 3_600_000);
        say(november, 1).unwrap();
        say(november + 40 * day, 2).unwrap();
        disk.fail_at(1, Fault::Full);
        assert!(matches!(say(november, 3), Err(StoreError::DiskFull)));
        say(november + 10 * day, 4).unwrap();
        say(november + 10 * day, 5).unwrap();
        let read = |month: &str| {
            let path = PathBuf::from(format!("/office/logs/{month}.log"));
            String::from_utf8(disk.read(&path).unwrap()).unwrap()
        };
        assert!(read("2026-12").ends_with(" receive seq=2\n"));
        let kept = read("2026-11");
        for seq in [1, 4, 5] {
            assert!(kept.contains(&format!("seq={seq}\n")), "{kept}");
        }
    }
}
