//! The files of the machine's user on disk: read when the desk opens and when asked to, settings written whole.
//! It must not know what the lines mean.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::{Machine, Preferences};
use crate::desk::keymap::Keymap;
use crate::desk::theme::Theme;

/// Where the files of the machine's user are, and what the environment decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// The settings file.
    pub settings: Option<PathBuf>,
    /// The key file.
    pub keys: Option<PathBuf>,
    /// The look that the environment imposes.
    pub imposed: Option<Theme>,
}

impl Own {
    /// Names the files in a folder; `keys` stands elsewhere where it is named.
    pub fn within(folder: Option<&Path>, keys: Option<PathBuf>) -> Self {
        Self {
            settings: folder.map(|folder| folder.join("settings.txt")),
            keys: keys.or_else(|| folder.map(|folder| folder.join("keys.txt"))),
            imposed: None,
        }
    }

    /// Reads both files; one that is not there says nothing.
    pub fn load(&self) -> (Machine, Keymap) {
        let mut machine = Machine {
            imposed: self.imposed,
            settings_file: self.settings.clone(),
            keys_file: self.keys.clone(),
            ..Machine::default()
        };
        if let Some(text) = read(self.settings.as_deref(), &mut machine) {
            (machine.preferences, machine.settings_faults) = Preferences::read(&text);
        }
        let mut keymap = Keymap::shipped();
        if let Some(text) = read(self.keys.as_deref(), &mut machine) {
            machine.keys_there = true;
            (keymap, machine.key_faults) = keymap.rebound(&text);
        }
        (machine, keymap)
    }

    /// Writes the settings, whole or not at all.
    ///
    /// # Errors
    /// When there is no place for them or the disk refuses.
    pub fn keep(&self, preferences: &Preferences) -> io::Result<()> {
        let path = self.settings.as_deref().ok_or(ErrorKind::NotFound)?;
        write(path, &preferences.written())
    }

    /// Writes a key file where none is yet.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] where one is; when there is no place for it or the disk refuses.
    pub fn write_keys(&self, text: &str) -> io::Result<()> {
        let path = self.keys.as_deref().ok_or(ErrorKind::NotFound)?;
        if path.exists() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        write(path, text)
    }
}

fn read(path: Option<&Path>, machine: &mut Machine) -> Option<String> {
    let path = path?;
    match fs::read(path) {
        Ok(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => {
            let why = error.to_string();
            machine.unreadable.push((path.to_owned(), why));
            None
        }
    }
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().ok_or(ErrorKind::NotFound)?;
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_files_has_no_faults() {
        let dir = tempfile::tempdir().unwrap();
        let own = Own::within(Some(&dir.path().join("none yet")), None);
        let (machine, _) = own.load();
        assert!(!machine.keys_there);
        assert!(machine.unreadable.is_empty() && machine.key_faults.is_empty());
    }

    #[test]
    fn settings_are_kept_and_come_back() {
        let dir = tempfile::tempdir().unwrap();
        let own = Own::within(Some(&dir.path().join("made by keeping")), None);
        let wanted = Preferences {
            telex: true,
            ..Preferences::default()
        };
        own.keep(&wanted).unwrap();
        assert_eq!(own.load().0.preferences, wanted);
    }

    #[test]
    fn a_key_file_is_never_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let own = Own::within(Some(dir.path()), None);
        own.write_keys("# mine\n").unwrap();
        let again = own.write_keys("# other\n").unwrap_err();
        assert_eq!(again.kind(), ErrorKind::AlreadyExists);
        let text = fs::read_to_string(own.keys.as_ref().unwrap()).unwrap();
        assert_eq!(text, "# mine\n");
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("keys.txt")).unwrap();
        let (machine, _) = Own::within(Some(dir.path()), None).load();
        assert_eq!(machine.unreadable.len(), 1);
    }
}
