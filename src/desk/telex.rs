//! Which key was really pressed where letters are commands, when a Telex input method stands
//! between: a second `d` arrives as Backspace and `đ`, `w` alone as `ư`. It must not know what any
//! letter does.

use unicode_normalization::UnicodeNormalization;

use super::chord::{Chord, Key};

const MARKS: &[(char, char)] = &[
    ('\u{301}', 's'),
    ('\u{300}', 'f'),
    ('\u{309}', 'r'),
    ('\u{303}', 'x'),
    ('\u{323}', 'j'),
];

/// Follows what is typed at a list, and tells a re-typed letter from a pressed one.
#[derive(Debug, Default)]
pub(super) struct Telex {
    typed: Vec<char>,
    erased: Vec<char>,
}

impl Telex {
    /// Forgets what was typed: another kind of key was pressed, or another screen is there.
    pub(super) fn forget(&mut self) {
        self.typed.clear();
        self.erased.clear();
    }

    /// Returns the key that was pressed; none where an input method only re-types.
    pub(super) fn key(&mut self, chord: Chord) -> Option<Chord> {
        if chord == Chord::plain(Key::Backspace) {
            if let Some(last) = self.typed.pop() {
                self.erased.push(last);
                return None;
            }
            self.forget();
            return Some(chord);
        }
        let Some(typed) = chord.typed() else {
            self.forget();
            return Some(chord);
        };
        if typed == ' ' {
            self.forget();
            return Some(chord);
        }
        if self.typed.len() > 32 {
            self.typed.clear();
        }
        self.typed.push(typed);
        let meant = match self.erased.pop() {
            Some(before) if before == typed => return None,
            Some(before) => pressed(before, typed),
            None => alone(typed),
        };
        Some(Chord::plain(Key::Char(meant)))
    }
}

/// Returns the key that turned one letter into another.
fn pressed(before: char, after: char) -> char {
    let (was, is) = (parts(before), parts(after));
    if was.tone != is.tone && is.base == was.base {
        return in_case(is.tone.unwrap_or('z'), after);
    }
    alone(after)
}

/// Returns the key that makes this letter when it comes alone.
fn alone(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    let parts = parts(letter);
    if let Some(tone) = parts.tone {
        return in_case(tone, letter);
    }
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    let key = match lower {
        'đ' => 'd',
        'â' => 'a',
        'ê' => 'e',
        'ô' => 'o',
        'ă' | 'ơ' | 'ư' => 'w',
        other => other,
    };
    in_case(key, letter)
}

fn in_case(key: char, like: char) -> char {
    if like.is_uppercase() {
        key.to_ascii_uppercase()
    } else {
        key
    }
}

struct Parts {
    base: char,
    tone: Option<char>,
}

/// Takes the tone off a letter.
fn parts(letter: char) -> Parts {
    let tone_of = |mark: char| MARKS.iter().find(|(m, _)| *m == mark).map(|(_, key)| *key);
    let tone = std::iter::once(letter).nfd().find_map(tone_of);
    let rest = std::iter::once(letter)
        .nfd()
        .filter(|c| tone_of(*c).is_none());
    Parts {
        base: rest.nfc().next().unwrap_or(letter),
        tone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> String {
        let mut telex = Telex::default();
        let mut letters = String::new();
        for c in text.chars() {
            let key = if c == '<' {
                Key::Backspace
            } else {
                Key::Char(c)
            };
            letters.extend(telex.key(Chord::plain(key)).and_then(Chord::typed));
        }
        letters
    }

    #[test]
    fn a_second_letter_that_became_a_mark_is_that_letter() {
        assert_eq!(keys("d<đ"), "dd");
        assert_eq!(keys("a<â"), "aa");
        assert_eq!(keys("o<ơ"), "ow");
        assert_eq!(keys("ư"), "w");
        assert_eq!(keys("Đ"), "D");
    }

    #[test]
    fn a_tone_is_the_key_that_made_it() {
        assert_eq!(keys("u<ụ"), "uj");
        assert_eq!(keys("g<g"), "g");
        assert_eq!(keys("tiên<<ến"), "tiens");
    }

    #[test]
    fn plain_letters_are_left_alone() {
        assert_eq!(keys("jjkGn/"), "jjkGn/");
    }
}
