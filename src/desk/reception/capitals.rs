//! A name typed all in capitals: the usual ones are offered for one key, and what was typed stays unless it is
//! pressed. It must not judge what else is odd about a name.

use super::key::{Key, PersonKey, Who};
use super::notes::offered;
use super::sheet::Sheet;
use super::words::FormWord;
use crate::desk::screen::Ctx;
use crate::text::{fold, nfc};

/// Consonants that end a Vietnamese syllable at the most, as in `anh`.
const MOST_AT_THE_END: usize = 2;

/// Offers the usual capitals beneath the name of a person; takes back an offer that no longer fits.
pub(super) fn offer(sheet: &mut Sheet, who: Who, ctx: &Ctx) {
    let key = Key::Person(who, PersonKey::Name);
    let typed = sheet.typed(key);
    let form = sheet.form_mut(key.step());
    match usual(&typed) {
        Some(usual) => {
            let words = offered(FormWord::UsualCapitals, &usual, ctx);
            form.remember(key, usual);
            form.note(key, words);
        }
        None if typed.is_empty() => {}
        None => {
            form.note(key, "");
            form.forget(key, |kept| kept.to_lowercase() == typed.to_lowercase());
        }
    }
}

/// Returns a name in the usual capitals, where all its letters are large; of one word, or of letters that are no
/// name but an abbreviation, none.
fn usual(typed: &str) -> Option<String> {
    let typed = nfc(typed);
    let shouted = typed.chars().all(|letter| !letter.is_lowercase());
    let words = || {
        let words = typed.split(|letter: char| !letter.is_alphabetic());
        words.filter(|word| !word.is_empty())
    };
    let long = |word: &str| word.chars().count() > 1;
    if !shouted || words().count() < 2 || !words().any(long) {
        return None;
    }
    if words().any(|word| long(word) && !is_syllable(word)) {
        return None;
    }
    let mut usual = String::with_capacity(typed.len());
    let mut within = false;
    for letter in typed.chars() {
        if within {
            usual.extend(letter.to_lowercase());
        } else {
            usual.push(letter);
        }
        within = letter.is_alphabetic();
    }
    Some(usual)
}

/// Returns whether letters can be said: `UBND` and `TNHH` cannot.
fn is_syllable(word: &str) -> bool {
    let bare = fold(word);
    let last = bare.rfind(['a', 'e', 'i', 'o', 'u', 'y']);
    last.is_some_and(|last| bare.len() - last - 1 <= MOST_AT_THE_END)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_all_in_capitals_has_its_usual_ones() {
        for (typed, expected) in [
            ("NGUYỄN VĂN ĐỨC", "Nguyễn Văn Đức"),
            ("ĐỖ THỊ MỸ-LINH", "Đỗ Thị Mỹ-Linh"),
            ("H'HEN NIÊ", "H'Hen Niê"),
            ("LÊ  THỊ  Ý", "Lê  Thị  Ý"),
            ("Y BLÔ", "Y Blô"),
        ] {
            assert_eq!(usual(typed).as_deref(), Some(expected), "{typed}");
        }
    }

    #[test]
    fn what_is_no_shouted_name_is_left_alone() {
        for typed in [
            "",
            "AN",
            "Nguyễn Văn Đức",
            "NGUYỄN Văn Đức",
            "N. V. A.",
            "UBND XÃ TÂN LẬP",
            "CÔNG TY TNHH HÒA BÌNH",
            "072070001234",
        ] {
            assert_eq!(usual(typed), None, "{typed}");
        }
    }
}
