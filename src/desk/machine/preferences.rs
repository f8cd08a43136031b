//! The settings file: lines `name = value`, read and written. What is wrong in it is told line by line, and the
//! rest holds. It must not read files.

use super::words::MachineWord;
use crate::desk::theme::Theme;
use crate::desk::words::{Lang, Say};

/// What the user of this machine wants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// How the desk looks, where the environment does not decide.
    pub theme: Theme,
    /// The mouse clicks and scrolls; the terminal's own selecting then needs Shift.
    pub mouse: bool,
    /// Letters are composed by Telex here, for consoles without an input method.
    pub telex: bool,
    /// The serial device of a scanner: `/dev/ttyACM0`, `COM3`.
    pub scanner: Option<String>,
    /// Its speed in baud; as the device has it where nothing is said.
    pub scanner_speed: Option<u32>,
    /// After how many minutes without a key the desk locks itself; as shipped where nothing is said.
    pub lock_after: Option<u64>,
}

/// What is wrong with a line of the settings file; lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not `name = value`.
    Shape(usize),
    /// There is no such setting.
    Name(usize, String),
    /// The setting does not take this value; its name and what it takes.
    Value(usize, String, &'static str),
}

impl Fault {
    /// Returns what is wrong, in words, where there is no line: it was asked for by name.
    pub fn about(&self, lang: Lang) -> String {
        let told = self.told(lang);
        let rest = told.split_once(": ").map(|(_, rest)| rest.to_owned());
        rest.unwrap_or(told)
    }

    /// Returns what is wrong, in words.
    pub fn told(&self, lang: Lang) -> String {
        match self {
            Self::Shape(line) => MachineWord::SettingShape.fill(lang, &[line]),
            Self::Name(line, name) => MachineWord::SettingName.fill(lang, &[line, name]),
            Self::Value(line, name, takes) => {
                MachineWord::SettingValue.fill(lang, &[line, name, takes])
            }
        }
    }
}

/// The speeds that serial devices know.
pub const SPEEDS: &[u32] = &[1200, 2400, 4800, 9600, 19200, 38400, 57600, 115_200];

const THEME: &str = "theme";
const MOUSE: &str = "mouse";
const TELEX: &str = "telex";
const SCANNER: &str = "scanner";
const SPEED: &str = "scanner-speed";
const LOCK: &str = "lock-after";
/// The longest that a desk may stand open by itself, in minutes.
const LONGEST_OPEN: u64 = 60;

impl Preferences {
    /// Reads a settings file: every line that can be read holds, every other one is told.
    pub fn read(text: &str) -> (Self, Vec<Fault>) {
        let mut read = Self::default();
        let mut faults = Vec::new();
        for (place, line) in text.lines().enumerate() {
            let line = line.trim_start_matches('\u{feff}').trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let Some((name, value)) = line.split_once('=') else {
                faults.push(Fault::Shape(place + 1));
                continue;
            };
            if let Err(fault) = read.take(name.trim(), value.trim(), place + 1) {
                faults.push(fault);
            }
        }
        (read, faults)
    }

    /// Sets one setting by its name, as in line 1 of a file.
    ///
    /// # Errors
    /// When there is no such setting, or it does not take the value; nothing is changed then.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), Fault> {
        self.take(name, value, 1)
    }

    fn take(&mut self, name: &str, value: &str, line: usize) -> Result<(), Fault> {
        let bad = |takes| Fault::Value(line, name.to_owned(), takes);
        match name {
            THEME => {
                self.theme = Theme::named(value).ok_or_else(|| bad(Theme::NAMES))?;
            }
            MOUSE => self.mouse = switch(value).ok_or_else(|| bad("on, off"))?,
            TELEX => self.telex = switch(value).ok_or_else(|| bad("on, off"))?,
            SCANNER => self.scanner = (!value.is_empty()).then(|| value.to_owned()),
            SPEED if value.is_empty() => self.scanner_speed = None,
            SPEED => {
                let speed = value.parse().ok().filter(|speed| SPEEDS.contains(speed));
                self.scanner_speed = Some(speed.ok_or_else(|| bad("9600, 19200, 115200 …"))?);
            }
            LOCK if value.is_empty() => self.lock_after = None,
            LOCK => {
                let minutes = value.parse().ok();
                let minutes = minutes.filter(|minutes| (1..=LONGEST_OPEN).contains(minutes));
                self.lock_after = Some(minutes.ok_or_else(|| bad("1 … 60"))?);
            }
            _ => return Err(Fault::Name(line, name.to_owned())),
        }
        Ok(())
    }

    /// Returns every setting by its name, with its value as it is written; empty where nothing is said.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let on = |switch| if switch { "on" } else { "off" }.to_owned();
        let number = |number: Option<u64>| number.map(|n| n.to_string()).unwrap_or_default();
        vec![
            (THEME, self.theme.name().to_owned()),
            (MOUSE, on(self.mouse)),
            (TELEX, on(self.telex)),
            (SCANNER, self.scanner.clone().unwrap_or_default()),
            (SPEED, number(self.scanner_speed.map(u64::from))),
            (LOCK, number(self.lock_after)),
        ]
    }

    /// Writes the settings file.
    pub fn written(&self) -> String {
        let mut text = String::from(
            "# Cài đặt Tiếp Dân của người dùng máy này; mở trong chương trình bằng phím 6.\n\
             # Settings of Tiếp Dân for this user of this machine; key 6 opens them in the program.\n",
        );
        for (name, value) in self.pairs() {
            let line = format!("{name} = {value}");
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

fn switch(value: &str) -> Option<bool> {
    match value {
        "on" => Some(true),
        "off" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let wanted = Preferences {
            theme: Theme::HighContrast,
            mouse: true,
            telex: true,
            scanner: Some("/dev/ttyACM0".into()),
            scanner_speed: Some(9600),
            lock_after: Some(5),
        };
        assert_eq!(Preferences::read(&wanted.written()), (wanted, Vec::new()));
        let plain = Preferences::default();
        assert_eq!(Preferences::read(&plain.written()), (plain, Vec::new()));
    }

    #[test]
    fn a_wrong_line_is_told_by_its_number_and_the_rest_holds() {
        let text = "# mine\ntheme = purple\nmouse = on\ntelex\ncolour = 3\nscanner-speed = 17\n";
        let (read, faults) = Preferences::read(text);
        assert!(read.mouse);
        assert_eq!(read.theme, Theme::Plain);
        let told: Vec<String> = faults.iter().map(|fault| fault.told(Lang::En)).collect();
        assert_eq!(
            told,
            [
                "line 2: \"theme\" takes default, high-contrast, mono",
                "line 4: write `name = value`, as `mouse = on`",
                "line 5: no setting is called \"colour\"",
                "line 6: \"scanner-speed\" takes 9600, 19200, 115200 …",
            ]
        );
    }
}
