//! A text as a file to be printed: looked through before it leaves, and never written over another file. It
//! must not know what the text says.

use super::ask::Failure;
use super::books::Office;
use super::copies::outside;
use crate::store::StoreError;
use crate::store::error::At;
use crate::store::log::Event;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

impl Office {
    /// Writes a text into a new file, whole or not at all, and returns where it lies.
    ///
    /// # Errors
    /// [`Failure::Leak`] where it may not leave; [`Failure::Store`] where a file of that name is there, where
    /// the path lies within the office, or where the disk refuses.
    pub fn print(&self, to: &Path, text: &str) -> Result<PathBuf, Failure> {
        self.may_leave(text, None)?;
        outside(to, self.store.dir())?;
        write_new(to, text)?;
        self.store.log(&Event {
            at: self.clock.millis(),
            code: "printed",
            details: &[],
        });
        Ok(to.to_owned())
    }
}

fn write_new(to: &Path, text: &str) -> Result<(), StoreError> {
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder).at(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).at(folder)?;
    file.write_all(text.as_bytes()).at(to)?;
    file.as_file().sync_all().at(to)?;
    match file.persist_noclobber(to) {
        Ok(_) => Ok(()),
        Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => {
            let path = to.to_owned();
            Err(StoreError::Exists { path })
        }
        Err(refused) => Err(refused.error).at(to),
    }
}
