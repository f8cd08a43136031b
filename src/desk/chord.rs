//! A key pressed once, with its modifiers: how it is written (`Ctrl-S`, `F2`, `?`), read and made
//! from what crossterm sends. It must not know what any key does.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A character, in the case in which it was typed.
    Char(char),
    /// Enter.
    Enter,
    /// Tab; Shift-Tab is this with `shift`.
    Tab,
    /// Escape.
    Esc,
    /// Backspace, whether the terminal sends 0x08 or 0x7F.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Up arrow.
    Up,
    /// Down arrow.
    Down,
    /// Left arrow.
    Left,
    /// Right arrow.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 24.
    F(u8),
}

/// A key with its modifiers, in one normal form: a character carries its own case (no `shift`),
/// letters with `ctrl` are lower case, Ctrl-H is Backspace and Ctrl-J is Enter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Control held.
    pub ctrl: bool,
    /// Alt held.
    pub alt: bool,
    /// Shift held; never set on a character.
    pub shift: bool,
}

const NAMED: &[(&str, Key)] = &[
    ("Enter", Key::Enter),
    ("Tab", Key::Tab),
    ("Esc", Key::Esc),
    ("Backspace", Key::Backspace),
    ("Delete", Key::Delete),
    ("Insert", Key::Insert),
    ("↑", Key::Up),
    ("↓", Key::Down),
    ("←", Key::Left),
    ("→", Key::Right),
    ("Home", Key::Home),
    ("End", Key::End),
    ("PgUp", Key::PageUp),
    ("PgDn", Key::PageDown),
    ("Space", Key::Char(' ')),
];

const ALIASES: &[(&str, Key)] = &[
    ("ret", Key::Enter),
    ("return", Key::Enter),
    ("escape", Key::Esc),
    ("bs", Key::Backspace),
    ("del", Key::Delete),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("pageup", Key::PageUp),
    ("pagedown", Key::PageDown),
    ("lt", Key::Char('<')),
];

impl Chord {
    /// Makes a chord without modifiers.
    pub const fn plain(key: Key) -> Self {
        Self {
            key,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// Makes a control chord of a character.
    pub const fn ctrl(letter: char) -> Self {
        Self {
            key: Key::Char(letter),
            ctrl: true,
            alt: false,
            shift: false,
        }
    }

    /// Returns the character that this chord types, if it types one. `AltGr` arrives from Windows
    /// as Ctrl+Alt and types.
    pub fn typed(self) -> Option<char> {
        match self.key {
            Key::Char(c) if self.ctrl == self.alt && !c.is_control() => Some(c),
            _ => None,
        }
    }

    fn normal(mut self) -> Self {
        if let Key::Char(c) = self.key {
            self.shift = false;
            if self.ctrl && !self.alt {
                let lower = c.to_ascii_lowercase();
                match lower {
                    'h' => return Self::plain(Key::Backspace),
                    'j' | 'm' => return Self::plain(Key::Enter),
                    'i' => return Self::plain(Key::Tab),
                    _ => self.key = Key::Char(lower),
                }
            }
            match c {
                '\u{8}' | '\u{7f}' => return Self::plain(Key::Backspace),
                '\r' | '\n' => return Self::plain(Key::Enter),
                '\t' => return Self::plain(Key::Tab),
                '\u{1b}' => return Self::plain(Key::Esc),
                _ => {}
            }
        }
        self
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "Ctrl-"),
            (self.alt, "Alt-"),
            (self.shift, "Shift-"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMED.iter().find(|(_, key)| *key == self.key) {
            return f.write_str(name);
        }
        match self.key {
            Key::Char(c) if self.ctrl => write!(f, "{}", c.to_uppercase()),
            Key::Char(c) => write!(f, "{c}"),
            Key::F(n) => write!(f, "F{n}"),
            _ => Ok(()),
        }
    }
}

/// Says that a text names no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a key")]
pub struct NotAKey(pub String);

impl FromStr for Chord {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let bad = || NotAKey(text.to_owned());
        let mut chord = Self::plain(Key::Esc);
        let mut rest = text;
        while let Some((head, tail)) = rest.split_once('-').filter(|(_, tail)| !tail.is_empty()) {
            match head.to_ascii_lowercase().as_str() {
                "c" | "ctrl" => chord.ctrl = true,
                "a" | "alt" => chord.alt = true,
                "s" | "shift" => chord.shift = true,
                _ => return Err(bad()),
            }
            rest = tail;
        }
        chord.key = key_named(rest).ok_or_else(bad)?;
        Ok(chord.normal())
    }
}

fn key_named(name: &str) -> Option<Key> {
    let mut letters = name.chars();
    if let (Some(only), None) = (letters.next(), letters.next())
        && !"↑↓←→".contains(only)
    {
        return Some(Key::Char(only));
    }
    let known = NAMED
        .iter()
        .chain(ALIASES)
        .find(|(n, _)| n.eq_ignore_ascii_case(name));
    if let Some((_, key)) = known {
        return Some(*key);
    }
    let number = name.strip_prefix(['F', 'f'])?.parse().ok()?;
    (1..=24).contains(&number).then_some(Key::F(number))
}

/// Turns crossterm's key events into chords; remembers which keys are down, because on Windows an
/// ALT code (as USB scanners send) arrives as a release that no press came before.
#[derive(Debug, Default)]
pub struct Translator {
    down: HashSet<KeyCode>,
}

impl Translator {
    /// Returns the chord that an event types, or none where it types nothing.
    pub fn chord(&mut self, event: KeyEvent) -> Option<Chord> {
        if event.kind == KeyEventKind::Release {
            return self.release(event.code);
        }
        if self.down.len() > 16 {
            self.down.clear();
        }
        self.down.insert(lower(event.code));
        chord_of(event.code, event.modifiers)
    }

    fn release(&mut self, code: KeyCode) -> Option<Chord> {
        if self.down.remove(&lower(code)) {
            return None;
        }
        if !self.down.is_empty() {
            // Shift let go first: `!` went down and `1` comes up.
            self.down.clear();
            return None;
        }
        match code {
            KeyCode::Char(_) => chord_of(code, KeyModifiers::NONE),
            _ => None,
        }
    }
}

fn lower(code: KeyCode) -> KeyCode {
    match code {
        KeyCode::Char(c) => KeyCode::Char(c.to_lowercase().next().unwrap_or(c)),
        other => other,
    }
}

fn chord_of(code: KeyCode, held: KeyModifiers) -> Option<Chord> {
    let key = match code {
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Tab | KeyCode::BackTab => Key::Tab,
        KeyCode::Esc => Key::Esc,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(n) => Key::F(n),
        _ => return None,
    };
    let chord = Chord {
        key,
        ctrl: held.contains(KeyModifiers::CONTROL),
        alt: held.contains(KeyModifiers::ALT),
        shift: held.contains(KeyModifiers::SHIFT) || code == KeyCode::BackTab,
    };
    Some(chord.normal())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chord_is_written_as_it_is_read() {
        for text in [
            "Ctrl-S",
            "F2",
            "Shift-Tab",
            "?",
            "/",
            "Space",
            "PgDn",
            "↓",
            "-",
            "Ctrl-←",
        ] {
            let chord: Chord = text.parse().unwrap();
            assert_eq!(chord.to_string(), text);
        }
        assert!("Hyper-X".parse::<Chord>().is_err());
        assert!("F25".parse::<Chord>().is_err());
    }

    #[test]
    fn both_backspaces_are_one() {
        let mut translator = Translator::default();
        let keys = [
            KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE),
            KeyEvent::new(KeyCode::Char('h'), KeyModifiers::CONTROL),
            KeyEvent::new(KeyCode::Char('\u{8}'), KeyModifiers::NONE),
        ];
        for key in keys {
            assert_eq!(translator.chord(key), Some(Chord::plain(Key::Backspace)));
        }
    }

    #[test]
    fn only_a_release_without_a_press_types() {
        let mut translator = Translator::default();
        let press = |c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
        let release = |c| {
            KeyEvent::new_with_kind(KeyCode::Char(c), KeyModifiers::NONE, KeyEventKind::Release)
        };
        assert_eq!(
            translator.chord(press('A')),
            Some(Chord::plain(Key::Char('A')))
        );
        assert_eq!(translator.chord(release('a')), None);
        assert_eq!(
            translator.chord(press('!')),
            Some(Chord::plain(Key::Char('!')))
        );
        assert_eq!(translator.chord(release('1')), None);
        assert_eq!(
            translator.chord(release('ễ')),
            Some(Chord::plain(Key::Char('ễ')))
        );
    }

    #[test]
    fn altgr_types_and_control_does_not() {
        let altgr = Chord {
            key: Key::Char('@'),
            ctrl: true,
            alt: true,
            shift: false,
        };
        assert_eq!(altgr.typed(), Some('@'));
        assert_eq!(Chord::ctrl('s').typed(), None);
    }
}
