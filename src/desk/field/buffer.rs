//! Text while it is typed: characters and Backspace exactly as they are sent, a cursor that never
//! stands inside a letter, undo. Composed into one normal form only when it is left. What was typed is wiped
//! from memory wherever it stood, for it may be a password. It must not know how it is drawn.

use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroizing;

use crate::text::{clean, nfc};

/// How many steps can be undone.
const STEPS: usize = 200;

/// A text whose place in memory is wiped once it is let go.
type Wiped = Zeroizing<String>;

/// A text and the place in it.
#[derive(Clone, Debug, Default)]
pub struct Buffer {
    text: Wiped,
    at: usize,
    past: Vec<(Wiped, usize)>,
    future: Vec<(Wiped, usize)>,
    in_word: bool,
}

impl Buffer {
    /// Makes a buffer with a text and the cursor behind it.
    pub fn new(text: &str) -> Self {
        let text = Zeroizing::new(nfc(text));
        Self {
            at: text.len(),
            text,
            ..Self::default()
        }
    }

    /// Returns the text as it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// Returns the text behind the cursor.
    pub fn behind(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Returns the cursor's place in bytes.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Puts the cursor at a byte, or at the letter's start before it.
    pub fn place(&mut self, at: usize) {
        self.in_word = false;
        let starts = self.text.grapheme_indices(true).map(|(start, _)| start);
        let letter = starts
            .chain([self.text.len()])
            .take_while(|start| *start <= at)
            .fold(0, |_, start| start);
        self.at = letter;
    }

    /// Replaces the whole text; the cursor goes behind it. Can be undone.
    pub fn set(&mut self, text: &str) {
        self.remember(false);
        self.text = Zeroizing::new(nfc(text));
        self.at = self.text.len();
    }

    /// Types one character; control characters are dropped, except a line break where asked for.
    pub fn insert(&mut self, letter: char) {
        let typed = letter.encode_utf8(&mut [0; 4]).to_owned();
        if letter != '\n' && (letter.is_control() || clean(&typed).is_empty()) {
            return;
        }
        self.remember(!letter.is_whitespace());
        self.make_room(letter.len_utf8());
        self.text.insert(self.at, letter);
        self.at += letter.len_utf8();
    }

    /// Types a whole text as one step.
    pub fn insert_all(&mut self, text: &str) {
        self.remember(false);
        for (place, line) in text.split('\n').enumerate() {
            let line = Zeroizing::new(clean(line));
            let new_line = if place == 0 { "" } else { "\n" };
            self.make_room(new_line.len() + line.len());
            for part in [new_line, &line] {
                self.text.insert_str(self.at, part);
                self.at += part.len();
            }
        }
    }

    /// Deletes the letter before the cursor, with all its marks; returns whether there was one.
    pub fn backspace(&mut self) -> bool {
        let Some(start) = self
            .before()
            .grapheme_indices(true)
            .next_back()
            .map(|(i, _)| i)
        else {
            return false;
        };
        self.remember(true);
        self.cut(start, self.at);
        true
    }

    /// Deletes the letter behind the cursor.
    pub fn delete(&mut self) {
        let Some(letter) = self.behind().graphemes(true).next().map(str::len) else {
            return;
        };
        self.remember(false);
        self.cut(self.at, self.at + letter);
    }

    /// Deletes the word before the cursor.
    pub fn delete_word(&mut self) {
        self.remember(false);
        let start = self.word_start();
        self.cut(start, self.at);
    }

    /// Deletes back to the start of the line.
    pub fn delete_to_start(&mut self) {
        self.remember(false);
        let start = self.line_start();
        self.cut(start, self.at);
    }

    /// Deletes up to the end of the line.
    pub fn delete_to_end(&mut self) {
        self.remember(false);
        let end = self.line_end();
        self.cut(self.at, end);
    }

    /// Moves one letter to the left; returns whether there was one.
    pub fn left(&mut self) -> bool {
        self.in_word = false;
        let letter = self
            .before()
            .graphemes(true)
            .next_back()
            .map_or(0, str::len);
        self.at -= letter;
        letter > 0
    }

    /// Moves one letter to the right; returns whether there was one.
    pub fn right(&mut self) -> bool {
        self.in_word = false;
        let letter = self.behind().graphemes(true).next().map_or(0, str::len);
        self.at += letter;
        letter > 0
    }

    /// Moves to the start of the word before.
    pub fn word_left(&mut self) {
        self.in_word = false;
        self.at = self.word_start();
    }

    /// Moves behind the word to the right.
    pub fn word_right(&mut self) {
        self.in_word = false;
        let behind = self.behind();
        let spaces = behind.len() - behind.trim_start().len();
        let word = behind.trim_start().find(char::is_whitespace);
        self.at = word.map_or(self.text.len(), |word| self.at + spaces + word);
    }

    /// Moves to the start of the line.
    pub fn to_line_start(&mut self) {
        self.in_word = false;
        self.at = self.line_start();
    }

    /// Moves to the end of the line.
    pub fn to_line_end(&mut self) {
        self.in_word = false;
        self.at = self.line_end();
    }

    /// Takes back the last step; returns whether there was one.
    pub fn undo(&mut self) -> bool {
        self.in_word = false;
        let Some(before) = self.past.pop() else {
            return false;
        };
        let now = std::mem::replace(&mut self.text, before.0);
        self.future.push((now, self.at));
        self.at = before.1;
        true
    }

    /// Does again what was taken back; returns whether there was anything.
    pub fn redo(&mut self) -> bool {
        self.in_word = false;
        let Some(after) = self.future.pop() else {
            return false;
        };
        let now = std::mem::replace(&mut self.text, after.0);
        self.past.push((now, self.at));
        self.at = after.1;
        true
    }

    /// Composes the text into its one normal form, as is done when the field is left.
    pub fn compose(&mut self) {
        let before = Zeroizing::new(nfc(self.before()));
        let whole = Zeroizing::new(nfc(&self.text));
        if whole != self.text {
            self.text = whole;
            self.place(before.len());
        }
        self.in_word = false;
    }

    /// Keeps what stands now, unless this edit goes on inside the same word.
    fn remember(&mut self, inside_word: bool) {
        self.future.clear();
        if !(inside_word && self.in_word) {
            if self.past.len() >= STEPS {
                self.past.remove(0);
            }
            self.past.push((self.text.clone(), self.at));
        }
        self.in_word = inside_word;
    }

    /// Moves the text to a larger place, before it outgrows its own: the old one is wiped.
    fn make_room(&mut self, more: usize) {
        let needed = self.text.len() + more;
        if needed > self.text.capacity() {
            let mut larger = Zeroizing::new(String::with_capacity(needed.max(32) * 2));
            larger.push_str(&self.text);
            self.text = larger;
        }
    }

    fn cut(&mut self, start: usize, end: usize) {
        self.text.replace_range(start..end, "");
        self.at = start;
    }

    fn word_start(&self) -> usize {
        let before = self.before().trim_end();
        let space = before.char_indices().rfind(|(_, c)| c.is_whitespace());
        space.map_or(0, |(place, space)| place + space.len_utf8())
    }

    fn line_start(&self) -> usize {
        self.before().rfind('\n').map_or(0, |place| place + 1)
    }

    fn line_end(&self) -> usize {
        self.behind()
            .find('\n')
            .map_or(self.text.len(), |place| self.at + place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Types as an input method does: `<` is Backspace.
    fn type_in(buffer: &mut Buffer, keys: &str) {
        for key in keys.chars() {
            if key == '<' {
                buffer.backspace();
            } else {
                buffer.insert(key);
            }
        }
    }

    #[test]
    fn unikey_types_by_backspace_and_retyping() {
        for (keys, name) in [
            ("Nguye<ên<<ễn", "Nguyễn"),
            ("d<đu<ưo<<ươc<<<ược", "được"),
            ("Vie<ê<<iêt<<ệt", "Việt"),
            ("a<â<ấ<ầ<ẩ", "ẩ"),
        ] {
            let mut buffer = Buffer::default();
            type_in(&mut buffer, keys);
            assert_eq!(buffer.text(), name);
        }
    }

    #[test]
    fn a_letter_of_several_marks_goes_in_one_backspace() {
        let mut buffer = Buffer::default();
        for letter in ['N', 'g', 'u', 'y', 'e', '\u{302}', '\u{303}'] {
            buffer.insert(letter);
        }
        let mut composed = buffer.clone();
        composed.compose();
        assert_eq!(composed.text(), "Nguyễ");
        buffer.backspace();
        assert_eq!(buffer.text(), "Nguy");
        composed.backspace();
        assert_eq!(composed.text(), "Nguy");
    }

    #[test]
    fn a_mark_typed_in_the_middle_composes_and_the_cursor_stays_behind_it() {
        let mut buffer = Buffer::new("An");
        buffer.left();
        buffer.insert('\u{301}');
        buffer.compose();
        assert_eq!((buffer.before(), buffer.behind()), ("Á", "n"));
    }

    #[test]
    fn a_word_is_undone_whole_and_redone() {
        let mut buffer = Buffer::default();
        type_in(&mut buffer, "Nguye<ên Va<ăn");
        assert!(buffer.undo());
        assert_eq!(buffer.text(), "Nguyên ");
        buffer.undo();
        assert_eq!(buffer.text(), "Nguyên");
        buffer.undo();
        assert_eq!(buffer.text(), "");
        assert!(!buffer.undo());
        buffer.redo();
        buffer.redo();
        buffer.redo();
        assert_eq!(buffer.text(), "Nguyên Văn");
    }

    #[test]
    fn words_and_lines_are_moved_over_and_deleted() {
        let mut buffer = Buffer::new("Tổ 3, ấp\nTân Lập");
        buffer.word_left();
        assert_eq!(buffer.behind(), "Lập");
        buffer.delete_to_start();
        assert_eq!(buffer.text(), "Tổ 3, ấp\nLập");
        buffer.left();
        buffer.delete_word();
        assert_eq!(buffer.text(), "Tổ 3, \nLập");
        buffer.to_line_start();
        buffer.word_right();
        assert_eq!(buffer.before(), "Tổ");
        buffer.delete_to_end();
        assert_eq!(buffer.text(), "Tổ\nLập");
    }

    #[test]
    fn what_was_typed_is_wiped_wherever_it_stood() {
        fn wiped<T: zeroize::ZeroizeOnDrop>(_: &T) {}
        let mut buffer = Buffer::default();
        type_in(&mut buffer, "mật khẩu");
        buffer.undo();
        wiped(&buffer.text);
        buffer.past.iter().for_each(|(text, _)| wiped(text));
        buffer.future.iter().for_each(|(text, _)| wiped(text));
        assert!(!buffer.past.is_empty() && !buffer.future.is_empty());
        // It never grows in its place, where a copy would be left behind unseen.
        let mut long = Buffer::default();
        for n in 0..500 {
            let (room, place) = (long.text.capacity(), long.text.as_ptr());
            long.insert('ậ');
            let moved = long.text.as_ptr() != place;
            assert_eq!(moved, long.text.capacity() != room, "{n}");
            assert!(long.text.len() <= long.text.capacity());
        }
        assert_eq!(long.text().chars().count(), 500);
    }

    #[test]
    fn control_characters_are_never_text() {
        let mut buffer = Buffer::default();
        buffer.insert_all("a\u{1b}[31m\tb\u{7}\r\nc\u{feff}");
        assert_eq!(buffer.text(), "a[31m b\nc");
        buffer.insert('\u{202e}');
        buffer.insert('\u{7}');
        assert_eq!(buffer.text(), "a[31m b\nc");
    }
}
