//! Vietnamese text: NFC, folding for search, widths on a terminal, cleaning of what was typed or
//! pasted, the order of people's names. Must not know the law, the books or the screen.

use std::sync::OnceLock;
use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns `text` with every letter and its marks as one character where Unicode has one.
pub fn nfc(text: &str) -> String {
    if is_nfc(text) {
        text.to_owned()
    } else {
        // All at once: a string that grows leaves its beginnings in memory, and this may be a password.
        let mut whole = String::with_capacity(text.nfc().map(char::len_utf8).sum());
        whole.extend(text.nfc());
        whole
    }
}

/// Returns `text` as search compares it: lower case, no marks, `đ` as `d`, one space between words.
/// `Hòa`, `Hoà` and `hoa` come out equal.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let start = folded.len();
        if start > 0 {
            folded.push(' ');
        }
        let begun = folded.len();
        if !push_plain(word, &mut folded) {
            folded.truncate(begun);
            folded.extend(folded_at_length(word));
        }
        if folded.len() == begun {
            // Nothing but marks: no word, and no space for it.
            folded.truncate(start);
        }
    }
    folded
}

fn folded_at_length(word: &str) -> impl Iterator<Item = char> {
    let bare = word
        .nfd()
        .filter(|c| !is_mark(*c))
        .flat_map(char::to_lowercase);
    // Dropping a mark can leave others out of order, and lower case can bring one in.
    bare.nfd().filter(|c| !is_mark(*c)).map(plain_d)
}

/// The first characters, as far as Vietnamese letters go.
const LETTERS: u32 = 0x1f00;
/// Of a character that does not fold to one ASCII character, and of one that folds to nothing.
const NOT_PLAIN: u8 = 0xff;
const DROPPED: u8 = 0;

/// What each of the first characters folds to: nearly all that is ever written folds letter by letter.
fn plain_letters() -> &'static [u8] {
    static PLAIN: OnceLock<Vec<u8>> = OnceLock::new();
    PLAIN.get_or_init(|| {
        let one = |code| {
            let letter = char::from_u32(code).map(String::from).unwrap_or_default();
            let mut folded = folded_at_length(&letter);
            match (folded.next(), folded.next()) {
                (None, _) if letter.chars().all(is_mark) => DROPPED,
                (Some(c), None) if c.is_ascii() && c != '\0' => {
                    u8::try_from(c).unwrap_or(NOT_PLAIN)
                }
                _ => NOT_PLAIN,
            }
        };
        (0..LETTERS).map(one).collect()
    })
}

/// Folds a word letter by letter; `false`, and anything written, where that does not do.
fn push_plain(word: &str, folded: &mut String) -> bool {
    let plain = plain_letters();
    for c in word.chars() {
        let code = usize::try_from(u32::from(c)).unwrap_or(usize::MAX);
        match plain.get(code).copied().unwrap_or(NOT_PLAIN) {
            NOT_PLAIN => return false,
            DROPPED => {}
            letter => folded.push(char::from(letter)),
        }
    }
    true
}

/// Returns the letters and marks of a text one by one, in lower case.
pub fn decomposed(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(char::to_lowercase).nfd()
}

/// Says whether a character is a mark on the letter before it.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn plain_d(c: char) -> char {
    // ð is what some card printers and old code pages give for đ.
    if matches!(c, 'đ' | 'ð') { 'd' } else { c }
}

/// Returns `text` without what must never be stored or printed: control characters, NUL, byte-order
/// marks, zero-width and direction-changing marks. Line breaks and tabs become a space. The result is
/// NFC, and not trimmed, so that a field can be cleaned while it is typed.
pub fn clean(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        '\n' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{feff}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' => None,
        c => (!c.is_control()).then_some(c),
    });
    kept.nfc().collect()
}

/// Returns how many columns `text` takes on a terminal.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.width()
    } else {
        nfc(text).width()
    }
}

/// Returns `text` in at most `cols` columns; what was cut ends with `…`.
pub fn truncate(text: &str, cols: usize) -> String {
    let text = nfc(text);
    if text.width() <= cols {
        return text;
    }
    let mut kept = String::new();
    let mut ends = vec![0];
    for cluster in text.graphemes(true) {
        kept.push_str(cluster);
        // The width of a whole can differ from the sum of its parts: measure the whole.
        if kept.width() >= cols {
            break;
        }
        ends.push(kept.len());
    }
    while let Some(end) = ends.pop() {
        kept.truncate(end);
        kept.push('…');
        if kept.width() <= cols {
            return kept;
        }
        kept.truncate(end);
    }
    String::new()
}

/// Returns `text` in exactly `cols` columns: cut as by [`truncate`], or filled with spaces.
pub fn pad(text: &str, cols: usize) -> String {
    let mut text = truncate(text, cols);
    let missing = cols.saturating_sub(text.width());
    text.extend(std::iter::repeat_n(' ', missing));
    text
}

/// Returns the words of a folded text: runs of letters and digits.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// What somebody looks for: words in any order, and numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
    /// Runs of numbers that may be one number typed with gaps, as `0901 234 567`.
    numbers: Vec<Number>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Number {
    parts: Vec<String>,
    joined: String,
}

/// The fewest digits that may match inside a longer number; fewer would match nearly everything.
const SHORTEST_RUN: usize = 4;

impl Query {
    /// Reads a query as it was typed.
    pub fn new(typed: &str) -> Self {
        let folded = fold(typed);
        let mut query = Self::default();
        let mut number = Number::default();
        for token in folded.split(' ') {
            let is_number = token.contains(|c: char| c.is_ascii_digit())
                && token
                    .chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | '(' | ')'));
            if is_number {
                number.add(token);
            } else {
                query.numbers.extend(number.take());
                query.words.extend(words(token).map(str::to_owned));
            }
        }
        query.numbers.extend(number.take());
        query
    }

    /// Says whether nothing is looked for. Such a query matches everything.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.numbers.is_empty()
    }

    /// Says whether every word starts some word of `folded_text`, and every number does so too or, from
    /// 4 digits on, stands anywhere in it or in `digits` (card and phone numbers with a space between).
    pub fn matches(&self, folded_text: &str, digits: &str) -> bool {
        self.words
            .iter()
            .all(|word| starts_a_word(folded_text, word))
            && self
                .numbers
                .iter()
                .all(|number| number.matches(folded_text, digits))
    }
}

impl Number {
    fn add(&mut self, token: &str) {
        for part in words(token) {
            self.parts.push(part.to_owned());
            self.joined.push_str(part);
        }
    }

    fn take(&mut self) -> Option<Self> {
        (!self.parts.is_empty()).then(|| std::mem::take(self))
    }

    fn matches(&self, text: &str, digits: &str) -> bool {
        let inside =
            |run: &str| run.len() >= SHORTEST_RUN && (digits.contains(run) || text.contains(run));
        inside(&self.joined)
            || self
                .parts
                .iter()
                .all(|part| inside(part) || starts_a_word(text, part))
    }
}

fn starts_a_word(text: &str, start: &str) -> bool {
    text.match_indices(start).any(|(at, _)| {
        !text[..at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
    })
}

/// The letters in dictionary order, tones apart, after the digits.
const ALPHABET: &str = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
/// The tones in dictionary order, after the level one: huyền, hỏi, ngã, sắc, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// Returns the key by which people are put in order: given name (the last word), then family name (the
/// first), then the middle; letters first, tones where the letters are equal.
pub fn name_key(name: &str) -> Vec<u8> {
    let name = nfc(name);
    let mut parts: Vec<&str> = name.split_whitespace().collect();
    let given = parts.pop();
    let (mut letters, mut tones) = (
        Vec::with_capacity(name.len() * 2),
        Vec::with_capacity(name.len()),
    );
    for word in given.into_iter().chain(parts) {
        for c in word.chars().flat_map(char::to_lowercase) {
            let (letter, tone) = letter_and_tone(c);
            letters.extend(letter);
            tones.push(tone);
        }
        letters.push(0);
    }
    // Below every letter and separator that a longer name would have here.
    letters.push(0);
    letters.extend(tones);
    letters
}

fn letter_and_tone(c: char) -> (Vec<u8>, u8) {
    let mut tone = 0;
    let bare = c
        .nfd()
        .filter(|mark| match TONES.iter().position(|t| t == mark) {
            Some(at) => {
                tone = u8::try_from(at + 1).unwrap_or(u8::MAX);
                false
            }
            None => true,
        });
    let letter: String = bare.nfc().collect();
    let letter = if letter == "ð" { "đ" } else { &letter };
    let place = ALPHABET
        .chars()
        .position(|known| letter.chars().eq([known]));
    let key = match place.and_then(|at| u8::try_from(at + 1).ok()) {
        Some(at) => vec![at],
        None => [u8::MAX].into_iter().chain(letter.bytes()).collect(),
    };
    (key, tone)
}

/// Puts a mark between the thousands of a row of digits: `1.284`.
pub fn grouped(digits: &str, mark: char) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fold_drops_case_marks_and_gaps() {
        for (typed, folded) in [
            ("Nguyễn Thị Ánh", "nguyen thi anh"),
            ("NGUYỄN  ĐỨC\u{a0}Ðạt ", "nguyen duc dat"),
            ("Hòa", "hoa"),
            ("Hoà", "hoa"),
            ("ÐẶNG ðức", "dang duc"),
            ("12/QĐ-UBND", "12/qd-ubnd"),
            ("ƯỚC ựỡ ẫ", "uoc uo a"),
            ("", ""),
        ] {
            assert_eq!(fold(typed), folded);
            assert_eq!(
                fold(&typed.nfd().collect::<String>()),
                folded,
                "NFD of {typed}"
            );
        }
    }

    proptest! {
        #[test]
        fn letter_by_letter_a_word_folds_as_it_does_at_length(
            word in "[a-zA-ZàảãáạăằẳẵắặâầẩẫấậđêềểễếệôồổỗốộơờởỡớợưừửữứựĐỆƯỘ\u{300}-\u{36f}0-9/.ðßﬁἀ一]{1,12}",
        ) {
            let at_length: String = folded_at_length(&word).collect();
            prop_assert_eq!(fold(&word), at_length);
        }
    }

    #[test]
    fn every_vietnamese_letter_folds_to_ascii() {
        let letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";
        for letter in letters
            .chars()
            .flat_map(|c| [c.to_string(), c.to_uppercase().to_string()])
        {
            let folded = fold(&letter);
            assert!(
                folded.len() == 1 && folded.is_ascii(),
                "{letter} → {folded}"
            );
        }
    }

    #[test]
    fn clean_keeps_letters_and_drops_the_rest() {
        assert_eq!(
            clean("\u{feff}An\0 \u{1b}[31mBi\u{300}nh\r\nTổ\t3\u{202e}"),
            "An [31mBình Tổ 3"
        );
        assert_eq!(clean("gõ dở "), "gõ dở ");
    }

    #[test]
    fn truncate_cuts_by_columns() {
        assert_eq!(truncate("Tiếp công dân", 13), "Tiếp công dân");
        assert_eq!(truncate("Tiếp công dân", 8), "Tiếp cô…");
        assert_eq!(truncate("Tiê\u{301}p công", 4), "Tiế…");
        assert_eq!(truncate("漢字漢", 5), "漢字…");
        assert_eq!(truncate("漢字漢", 4), "漢…");
        assert_eq!(truncate("An", 1), "…");
        assert_eq!(truncate("An", 0), "");
    }

    #[test]
    fn pad_fills_or_cuts() {
        assert_eq!(pad("Đơn", 5), "Đơn  ");
        assert_eq!(pad("Khiếu nại", 5), "Khiế…");
        assert_eq!(pad("漢字漢", 4), "漢… ");
    }

    #[test]
    fn query_follows_the_rule_of_search() {
        let text = fold("Nguyễn Văn Hòa · Khiếu nại quyết định 12/QĐ-UBND · D-2026-0001");
        let digits = "072070001234 0901234567";
        for found in [
            "",
            "hoà nguyễn",
            "NGUYEN hoa",
            "ngu",
            "van khieu",
            "12/QĐ-UBND",
            "d-2026-0001",
            "0001",
            "1234",
            "0720",
            "072070001234",
            "0901 234 567",
            "0901.234.567",
            "hoà 7000",
            "12",
            "2026",
            "ubnd 12 nguyen",
        ] {
            assert!(Query::new(found).matches(&text, digits), "{found}");
        }
        for missed in [
            "guyen",
            "hoa an",
            "720",
            "9999",
            "0901 234 568",
            "ieu",
            "12/UBNX",
            "1235",
        ] {
            assert!(!Query::new(missed).matches(&text, digits), "{missed}");
        }
        assert!(Query::new(" - ").is_empty());
        assert!(!Query::new("1").is_empty());
    }

    #[test]
    fn names_stand_in_dictionary_order() {
        let sorted = [
            "Nguyễn Văn An",
            "Trần Thị An",
            "Trần Văn An",
            "Lê Ân",
            "Lê Bình",
            "Lê Dũng",
            "Lê Đức",
            "Lê Hoa",
            "Lê Hoà",
            "Lê Hoả",
            "Lê Hoã",
            "Lê Hoá",
            "Lê Hoạ",
            "Lê Hoàng",
            "Lê Oanh",
            "Lê Ông",
            "Lê Ơn",
            "Lê Ước",
            "Lê Vy",
        ];
        for pair in sorted.windows(2) {
            assert!(
                name_key(pair[0]) < name_key(pair[1]),
                "{} before {}",
                pair[0],
                pair[1]
            );
        }
        assert_eq!(name_key("Lê  Bi\u{300}nh"), name_key("lê bình"));
        assert_eq!(name_key("Ðức"), name_key("Đức"));
        assert!(name_key("").len() <= 1);
    }

    fn anything() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[a-zA-ZàáảãạăắằâấầđĐêếềôốồơớờưứừỳÐð \u{300}\u{301}\u{303}\u{309}\u{323}\u{302}\u{306}\u{31b}\u{34f}漢]{0,24}",
        ]
    }

    proptest! {
        #[test]
        fn fold_is_idempotent(text in anything()) {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded);
        }

        #[test]
        fn fold_sees_no_difference_of_form(text in anything()) {
            prop_assert_eq!(fold(&nfc(&text)), fold(&text.nfd().collect::<String>()));
        }

        #[test]
        fn nfc_and_clean_are_stable(text in anything()) {
            let once = nfc(&text);
            prop_assert_eq!(nfc(&once), once);
            let clean_once = clean(&text);
            prop_assert_eq!(clean(&clean_once), clean_once.clone());
            prop_assert!(!clean_once.chars().any(char::is_control));
        }

        #[test]
        fn truncate_never_exceeds(text in anything(), cols in 0_usize..40) {
            prop_assert!(width(&truncate(&text, cols)) <= cols);
        }

        #[test]
        fn pad_fills_exactly(text in "[a-zA-ZàáảãạăắằâấầđĐêếềôốồơớờưứừỳ 漢]{0,24}", cols in 0_usize..40) {
            prop_assert_eq!(width(&pad(&text, cols)), cols);
        }

        #[test]
        fn a_text_is_found_by_its_own_words(text in anything(), skip in 0_usize..4) {
            let folded = fold(&text);
            let asked: Vec<&str> = words(&folded).skip(skip).take(3).collect();
            prop_assert!(Query::new(&asked.join(" ")).matches(&folded, ""));
        }
    }
}
