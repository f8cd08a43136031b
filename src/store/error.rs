//! What can go wrong when an office is opened, asked or written to: a variant for each thing that a
//! caller does differently. Codes only; the faces choose the words.

use std::io;
use std::path::{Path, PathBuf};

/// Why the store could not do it. Whatever it is, nothing that was acknowledged is lost.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another program has the office open.
    #[error("the office is open elsewhere: {owner}")]
    Locked {
        /// Who holds it: process, machine, officer, since.
        owner: String,
    },
    /// The path is a file.
    #[error("not a folder: {}", path.display())]
    NotAFolder {
        /// The path.
        path: PathBuf,
    },
    /// The folder or a file in it cannot be written.
    #[error("not writable: {}", path.display())]
    NotWritable {
        /// The path.
        path: PathBuf,
    },
    /// An office is to be made where something else already lies.
    #[error("the folder is not empty: {}", path.display())]
    NotEmpty {
        /// The path.
        path: PathBuf,
    },
    /// A backup must not lie within the office that it is of.
    #[error("within the office: {}", path.display())]
    WithinOffice {
        /// The folder.
        path: PathBuf,
    },
    /// No room left on the disk; nothing was half-written.
    #[error("the disk is full")]
    DiskFull,
    /// Written by a newer program.
    #[error("written by a newer program: format {found}, this one knows {known}")]
    Newer {
        /// The format found.
        found: u16,
        /// The newest this program knows.
        known: u16,
    },
    /// The folder holds no office.
    #[error("no office in {}", path.display())]
    NotAnOffice {
        /// The path.
        path: PathBuf,
    },
    /// The officer or the password is wrong; which of the two is not told.
    #[error("officer or password is wrong")]
    WrongPassword,
    /// The password was wrong too often in a row: it is not even tried before the wait is over.
    #[error("too many wrong passwords: wait {seconds} s")]
    TooManyTries {
        /// Seconds to wait.
        seconds: u64,
    },
    /// The text is no recovery key of this office.
    #[error("not the recovery key of this office")]
    WrongRecoveryKey,
    /// The password is right, but the officer may no longer log in.
    #[error("the officer is disabled")]
    Disabled,
    /// No officer of that name; only told to one who is logged in.
    #[error("no such officer")]
    NoSuchOfficer,
    /// An officer of that name is there already, or the name cannot be one.
    #[error("the name is taken or cannot be used")]
    NameTaken,
    /// The last admin who can log in would be lost.
    #[error("the last admin cannot be taken away")]
    LastAdmin,
    /// Nobody would be left with clearance; only the recovery key could open it again.
    #[error("the last clearance cannot be taken away")]
    LastClearance,
    /// Only an officer with clearance can pass it on or open what is sealed to it.
    #[error("no clearance")]
    NoClearance,
    /// The list of officers was changed by other means than this program.
    #[error("the list of officers was tampered with")]
    OfficersTampered,
    /// Neither the list of officers nor its copy is the one that the book knows: an older one was put back.
    #[error("the list of officers is not the one that the book knows")]
    OfficersOlder,
    /// A file is damaged and cannot be made again from others.
    #[error("{file} is damaged at byte {offset} (entry {seq})")]
    Damaged {
        /// Which file, within the office.
        file: String,
        /// Where.
        offset: u64,
        /// The first entry that cannot be read; 0 where it is no entry.
        seq: u64,
    },
    /// Nothing more is written until the office is opened anew.
    #[error("read-only: {why}")]
    ReadOnly {
        /// Why.
        why: ReadOnly,
    },
    /// The file is no backup, or is cut short or changed.
    #[error("no whole backup: {}", path.display())]
    BadCopy {
        /// The file.
        path: PathBuf,
    },
    /// A file of that name is there already, and is not written over.
    #[error("there already: {}", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// An act is larger than an entry may be.
    #[error("too large: {size} bytes, at most {most}")]
    TooLarge {
        /// Its size.
        size: usize,
        /// The most.
        most: usize,
    },
    /// What was prepared does not follow on the last entry.
    #[error("prepared on another state of the books")]
    Outdated,
    /// The system's random numbers failed.
    #[error("no random numbers")]
    NoRandom,
    /// Anything else that the system reports.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Why nothing more is written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadOnly {
    /// The journal is damaged before good entries.
    #[error("{file} is damaged at byte {offset} (entry {seq})")]
    Damaged {
        /// Which segment.
        file: String,
        /// Where.
        offset: u64,
        /// The first entry that cannot be read.
        seq: u64,
    },
    /// A write could not be taken back, or a sync failed: what is on the disk is not known.
    #[error("a write to the journal failed")]
    WriteFailed,
    /// The disk was full when the office was opened: the books are a fold of the journal in memory.
    #[error("the disk is full")]
    DiskFull,
    /// Another program holds the office: the books are a fold of the journal in memory, as it stood then.
    #[error("the office is open elsewhere")]
    Beside,
    /// What was made from the journal is not sound; it is made anew at the next opening.
    #[error("the state must be rebuilt")]
    StateBroken,
}

/// Says what an I/O error at `path` means to a caller.
pub fn io_error(path: &Path, source: io::Error) -> StoreError {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::NotWritable {
                path: path.to_owned(),
            }
        }
        io::ErrorKind::NotADirectory => StoreError::NotAFolder {
            path: path.to_owned(),
        },
        _ => StoreError::Io {
            path: path.to_owned(),
            source,
        },
    }
}

/// Puts the path to an I/O error.
pub trait At<T> {
    /// Names the file that the error is about.
    fn at(self, path: &Path) -> Result<T, StoreError>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, StoreError> {
        self.map_err(|source| io_error(path, source))
    }
}
