//! What the user of this machine wants of the desk, and where it is written: look, mouse, Telex, scanner, keys of
//! one's own. It must not know the office: nothing here concerns the books.

use std::path::PathBuf;

use super::keymap;
use super::theme::Theme;
use super::words::{Lang, Say};

pub mod folder;
pub mod preferences;
pub mod serial;
pub mod words;

pub use folder::Own;
pub use preferences::Preferences;

use words::MachineWord;

/// How the scanner at the serial port is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scanner {
    /// None is set.
    #[default]
    None,
    /// It is listened to.
    Ready,
    /// It cannot be read now, and is tried again; in the system's words.
    Away(String),
}

/// What is known of this machine, as screens may show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Machine {
    /// What its user wants.
    pub preferences: Preferences,
    /// What the environment decides about the look, whatever is wanted.
    pub imposed: Option<Theme>,
    /// The settings file, where the machine has a place for one.
    pub settings_file: Option<PathBuf>,
    /// The key file, likewise.
    pub keys_file: Option<PathBuf>,
    /// The key file is there.
    pub keys_there: bool,
    /// What is wrong in the settings file.
    pub settings_faults: Vec<preferences::Fault>,
    /// What is wrong in the key file.
    pub key_faults: Vec<keymap::Fault>,
    /// A file that is there and cannot be read: its path, and why in the system's words.
    pub unreadable: Vec<(PathBuf, String)>,
    /// How the scanner is.
    pub scanner: Scanner,
}

impl Machine {
    /// Returns the look that holds: what the environment imposes, else what is wanted.
    pub fn theme(&self) -> Theme {
        self.imposed.unwrap_or(self.preferences.theme)
    }

    /// Returns everything that is wrong in the files, one a line, in words.
    pub fn troubles(&self, lang: Lang) -> Vec<String> {
        let name = |path: &Option<PathBuf>| {
            let name = path.as_ref().and_then(|path| path.file_name());
            name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
        };
        let unreadable = self
            .unreadable
            .iter()
            .map(|(path, why)| MachineWord::Unreadable.fill(lang, &[&path.display(), why]));
        let keys = self.key_faults.iter().map(|fault| {
            let file = name(&self.keys_file);
            format!("{file}: {}", fault.told(lang))
        });
        let settings = self.settings_faults.iter().map(|fault| {
            let file = name(&self.settings_file);
            format!("{file}: {}", fault.told(lang))
        });
        unreadable.chain(keys).chain(settings).collect()
    }
}
