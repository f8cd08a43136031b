//! The log: what happened, when, by code and number. Its lines cannot hold a name, a number of a paper or a
//! text, because there is nowhere to put one.

use super::error::{At, StoreError};
use super::io::{Disk, Stands};
use crate::register::number::{PetitionNo, ReceptionNo};
use std::fmt::Write as _;
use std::path::Path;

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

/// Adds a line to the log of its month.
pub fn write(disk: &dyn Disk, dir: &Path, event: &Event<'_>) -> Result<(), StoreError> {
    let month = chrono::DateTime::from_timestamp_millis(event.at)
        .map_or_else(|| "0000-00".to_owned(), |at| at.format("%Y-%m").to_string());
    let logs = dir.join("logs");
    disk.create_dir(&logs).at(&logs)?;
    let path = logs.join(format!("{month}.log"));
    let file = match disk.stands(&path).at(&path)? {
        Stands::Nothing => disk.create(&path),
        _ => disk.open(&path),
    };
    file.and_then(|mut file| file.append(event.line().as_bytes()))
        .at(&path)
}
