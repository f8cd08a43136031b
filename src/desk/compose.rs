//! Telex for bare consoles: what a word's keys become, told as an input method tells it – so many letters taken
//! back, these typed. What is no Vietnamese syllable stays as it was typed. It must not know any field.

use unicode_normalization::UnicodeNormalization;

/// What is to be typed instead of a key: letters taken back, then letters typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Retyped {
    /// How many letters are taken back.
    pub(super) erase: usize,
    /// What is typed then.
    pub(super) text: String,
}

/// Follows the word that is being typed.
#[derive(Debug, Default)]
pub(super) struct Composer {
    /// The keys of the word.
    keys: String,
    /// What stands in the field for them.
    shown: String,
    /// Its keys are left as they are: the officer took the composing back.
    plain: bool,
    /// The word before, and what was typed since.
    last: Option<(String, String, String)>,
}

impl Composer {
    /// Forgets the word: the cursor went elsewhere.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Takes a typed character; returns what is typed in its place.
    pub(super) fn take(&mut self, key: char) -> Retyped {
        if !key.is_ascii_alphabetic() {
            self.end_word(key);
            return Retyped {
                erase: 0,
                text: key.to_string(),
            };
        }
        self.last = None;
        self.keys.push(key);
        let wanted = if self.plain {
            self.keys.clone()
        } else {
            composed(&self.keys)
        };
        self.show(wanted)
    }

    fn end_word(&mut self, key: char) {
        let changed = self.keys != self.shown;
        let (keys, shown) = (
            std::mem::take(&mut self.keys),
            std::mem::take(&mut self.shown),
        );
        self.plain = false;
        if changed {
            self.last = Some((keys, shown, key.to_string()));
        } else {
            self.last = None;
        }
    }

    fn show(&mut self, wanted: String) -> Retyped {
        let same = self
            .shown
            .chars()
            .zip(wanted.chars())
            .take_while(|(a, b)| a == b)
            .count();
        let retyped = Retyped {
            erase: self.shown.chars().count() - same,
            text: wanted.chars().skip(same).collect(),
        };
        self.shown = wanted;
        retyped
    }

    /// Hears that the letter before the cursor was taken back by hand.
    pub(super) fn backspace(&mut self) {
        self.last = None;
        self.shown.pop();
        self.keys = if self.plain {
            self.shown.clone()
        } else {
            keys_of(&self.shown)
        };
        if self.shown.is_empty() {
            self.forget();
        }
    }

    /// Takes the composing of this word back, or of the one just ended; nothing where nothing was composed.
    pub(super) fn undo(&mut self) -> Option<Retyped> {
        if let Some((keys, shown, tail)) = self.last.take() {
            return Some(Retyped {
                erase: shown.chars().count() + tail.chars().count(),
                text: keys + &tail,
            });
        }
        if self.keys == self.shown {
            return None;
        }
        self.plain = true;
        let keys = self.keys.clone();
        Some(self.show(keys))
    }
}

/// A letter of the word, its tone left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Letter {
    /// In lower case, with its mark: `ê`, `đ`.
    base: char,
    upper: bool,
}

const TONES: &[(char, char)] = &[
    ('s', '\u{301}'),
    ('f', '\u{300}'),
    ('r', '\u{309}'),
    ('x', '\u{303}'),
    ('j', '\u{323}'),
];

const MARKED: &[(char, char, &str)] = &[
    ('â', 'a', "aa"),
    ('ă', 'a', "aw"),
    ('ê', 'e', "ee"),
    ('ô', 'o', "oo"),
    ('ơ', 'o', "ow"),
    ('ư', 'u', "uw"),
    ('đ', 'd', "dd"),
];

const INITIALS: &[&str] = &[
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "kr", "l", "m", "n", "ng",
    "ngh", "nh", "p", "ph", "q", "qu", "r", "s", "t", "th", "tr", "v", "x",
];
const NUCLEI: &[&str] = &[
    "a", "e", "i", "o", "u", "y", "ai", "ao", "au", "ay", "eo", "eu", "ia", "ie", "iu", "oa", "oe",
    "oi", "oo", "ua", "ue", "ui", "uo", "uu", "uy", "ye", "ieu", "oai", "oao", "oay", "oeo", "uay",
    "uoi", "uou", "uya", "uye", "uyu", "yeu",
];
const FINALS: &[&str] = &["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// A word as its keys make it.
#[derive(Default)]
struct Word {
    letters: Vec<Letter>,
    tone: Option<char>,
    /// The key before.
    before: Option<char>,
    /// The place of an `ư` that `w` alone typed.
    bare: Option<usize>,
    /// A key pressed again took its mark back: what follows is typed as it stands.
    undone: bool,
}

/// Returns what the keys of a word become.
fn composed(keys: &str) -> String {
    let mut word = Word::default();
    for key in keys.chars() {
        word.key(key);
    }
    if word.undone || word.is_syllable() {
        word.settle();
        word.text()
    } else {
        keys.to_owned()
    }
}

/// Returns keys that become this text.
fn keys_of(shown: &str) -> String {
    let (mut keys, mut tone) = (String::new(), None);
    for letter in shown.chars() {
        let mut base = letter;
        for part in std::iter::once(letter).nfd() {
            if let Some((key, mark)) = TONES.iter().find(|(_, mark)| *mark == part) {
                tone = Some(*key);
                let without = std::iter::once(letter).nfd().filter(|part| part != mark);
                base = without.nfc().next().unwrap_or(letter);
            }
        }
        let lower = base.to_lowercase().next().unwrap_or(base);
        match MARKED.iter().find(|(marked, ..)| *marked == lower) {
            Some((_, _, typed)) if base == lower => keys.push_str(typed),
            Some((_, _, typed)) => keys.push_str(&typed.to_uppercase()),
            None => keys.push(base),
        }
    }
    keys.extend(tone);
    keys
}

impl Word {
    fn key(&mut self, key: char) {
        let lower = key.to_ascii_lowercase();
        let literal = self.undone
            || match lower {
                's' | 'f' | 'r' | 'x' | 'j' => !self.toned(lower),
                'z' => self.tone.take().is_none(),
                'a' | 'e' | 'o' => !self.marked(lower, |base| match base {
                    'a' | 'ă' => Some('â'),
                    'e' => Some('ê'),
                    'o' | 'ơ' => Some('ô'),
                    _ => None,
                }),
                'd' => !self.barred(),
                'w' => !self.horned(key),
                _ => true,
            };
        if literal {
            self.push(key);
        }
        self.before = Some(lower);
    }

    /// `uơ` without a final is written so after these initials: `thuở`, `huơ`.
    fn settle(&mut self) {
        let start = self.initial();
        let initial: String = self.letters.iter().take(start).map(|l| l.base).collect();
        let open = matches!(initial.as_str(), "h" | "kh" | "th");
        if let (true, Some([first, second])) = (open, self.letters.get_mut(start..))
            && (first.base, second.base) == ('ư', 'ơ')
        {
            first.base = 'u';
        }
    }

    fn push(&mut self, key: char) {
        self.letters.push(Letter {
            base: key.to_ascii_lowercase(),
            upper: key.is_ascii_uppercase(),
        });
    }

    /// Sets a tone; returns whether the key is used up by it.
    fn toned(&mut self, key: char) -> bool {
        if !self.letters.iter().any(|letter| is_vowel(letter.base)) {
            return false;
        }
        if self.tone == Some(key) && self.before == Some(key) {
            self.tone = None;
            self.undone = true;
            return false;
        }
        self.tone = Some(key);
        true
    }

    /// Puts a roof on the last letter that `mark` turns into another; the same key again takes it off.
    fn marked(&mut self, key: char, mark: fn(char) -> Option<char>) -> bool {
        let own = |base: char| plain(base) == key;
        let last = self.letters.iter_mut().rfind(|letter| own(letter.base));
        let Some(letter) = last else {
            return false;
        };
        if let Some(marked) = mark(letter.base) {
            letter.base = marked;
            return true;
        }
        if self.before == Some(key) {
            letter.base = key;
            self.undone = true;
        }
        false
    }

    fn barred(&mut self) -> bool {
        let Some(first) = self.letters.first_mut() else {
            return false;
        };
        match first.base {
            'd' => {
                first.base = 'đ';
                true
            }
            'đ' if self.before == Some('d') => {
                first.base = 'd';
                self.undone = true;
                false
            }
            _ => false,
        }
    }

    /// Puts a horn or a bow on the vowels, or types `ư` where there is none.
    fn horned(&mut self, key: char) -> bool {
        let vowels: Vec<usize> = self.nucleus();
        let at = |place: usize| self.letters.get(place).map(|letter| letter.base);
        let bases: Vec<char> = vowels.iter().filter_map(|place| at(*place)).collect();
        if bases.is_empty() {
            self.bare = Some(self.letters.len());
            self.letters.push(Letter {
                base: 'ư',
                upper: key.is_ascii_uppercase(),
            });
            return true;
        }
        let horns: &[(usize, char)] = match bases.as_slice() {
            ['u' | 'ư', 'o' | 'ô' | 'ơ', ..] => &[(0, 'ư'), (1, 'ơ')],
            ['u' | 'ư', ..] => &[(0, 'ư')],
            ['o', 'a' | 'â' | 'ă', ..] => &[(1, 'ă')],
            ['o' | 'ô' | 'ơ', ..] => &[(0, 'ơ')],
            ['a' | 'â' | 'ă', ..] => &[(0, 'ă')],
            _ => return false,
        };
        let places: Vec<(usize, char)> = horns
            .iter()
            .filter_map(|(place, horned)| Some((*vowels.get(*place)?, *horned)))
            .collect();
        if places
            .iter()
            .all(|(place, horned)| at(*place) == Some(*horned))
        {
            return self.unhorned(&places);
        }
        for (place, horned) in places {
            if let Some(letter) = self.letters.get_mut(place) {
                letter.base = horned;
            }
        }
        true
    }

    /// Takes horns off again where the same key is pressed twice.
    fn unhorned(&mut self, places: &[(usize, char)]) -> bool {
        if self.before != Some('w') {
            return false;
        }
        for (place, _) in places {
            if let Some(letter) = self.letters.get_mut(*place) {
                letter.base = plain(letter.base);
            }
        }
        if let Some(bare) = self.bare.filter(|bare| *bare < self.letters.len()) {
            self.letters.remove(bare);
        }
        self.undone = true;
        false
    }

    /// Returns how many letters the initial takes; `qu` and `gi` before a vowel belong to it.
    fn initial(&self) -> usize {
        let bases: Vec<char> = self.letters.iter().map(|letter| letter.base).collect();
        let consonants = bases.iter().take_while(|base| !is_vowel(**base)).count();
        let vowel = |place: usize| bases.get(place).is_some_and(|base| is_vowel(*base));
        match bases.as_slice() {
            ['q', 'u', ..] => 2,
            ['g', 'i', ..] if vowel(2) => 2,
            _ => consonants,
        }
    }

    /// Returns the places of the vowels behind the initial.
    fn nucleus(&self) -> Vec<usize> {
        let start = self.initial();
        let vowels = self.letters.iter().enumerate().skip(start);
        vowels
            .take_while(|(_, letter)| is_vowel(letter.base))
            .map(|(place, _)| place)
            .collect()
    }

    /// Returns whether this is, or may become, a Vietnamese syllable.
    fn is_syllable(&self) -> bool {
        let start = self.initial();
        let nucleus = self.nucleus();
        let end = start + nucleus.len();
        let part = |from: usize, to: usize| -> String {
            let letters = self.letters.get(from..to).unwrap_or_default();
            letters.iter().map(|letter| letter.base).collect()
        };
        let initial = part(0, start);
        if nucleus.is_empty() {
            return end == self.letters.len() && INITIALS.contains(&initial.as_str());
        }
        let bare: String = part(start, end).chars().map(plain).collect();
        let last = part(end, self.letters.len());
        let stopped = matches!(last.as_str(), "c" | "ch" | "p" | "t" | "k");
        let tone = !stopped || matches!(self.tone, None | Some('s' | 'j'));
        tone && INITIALS.contains(&initial.as_str())
            && NUCLEI.contains(&bare.as_str())
            && (FINALS.contains(&last.as_str()) || self.is_highland(&last, &part(start, end)))
    }

    /// Returns whether the end is that of a name of the highlands: Đắk Lắk.
    fn is_highland(&self, last: &str, nucleus: &str) -> bool {
        last == "k" && nucleus == "ă" && self.letters.len() > 2
    }

    /// Returns the place of the letter that carries the tone.
    fn bearer(&self) -> Option<usize> {
        let nucleus = self.nucleus();
        let base = |place: &usize| self.letters.get(*place).map(|letter| letter.base);
        let marked = nucleus
            .iter()
            .rfind(|place| base(place).is_some_and(|base| plain(base) != base));
        let last = nucleus.last()?;
        let open = last + 1 == self.letters.len();
        let place = match (marked, nucleus.as_slice()) {
            (Some(marked), _) => *marked,
            (None, [only]) => *only,
            (None, [first, second]) => {
                if open {
                    *first
                } else {
                    *second
                }
            }
            (None, [_, middle, ..]) => *middle,
            (None, []) => return None,
        };
        Some(place)
    }

    fn text(&self) -> String {
        let bearer = self.bearer();
        let mark = self
            .tone
            .and_then(|tone| TONES.iter().find(|(key, _)| *key == tone));
        let mut text = String::new();
        for (place, letter) in self.letters.iter().enumerate() {
            if letter.upper {
                text.extend(letter.base.to_uppercase());
            } else {
                text.push(letter.base);
            }
            if let (Some((_, mark)), true) = (mark, bearer == Some(place)) {
                text.push(*mark);
            }
        }
        text.nfc().collect()
    }
}

fn plain(base: char) -> char {
    let marked = MARKED.iter().find(|(marked, ..)| *marked == base);
    marked.map_or(base, |(_, plain, _)| *plain)
}

fn is_vowel(base: char) -> bool {
    matches!(plain(base), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests;
