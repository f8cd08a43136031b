//! Whatever a scanner or the clipboard brings is read without harm: no text breaks the reading of cards, what is
//! sound on a damaged card is still filled in, and no control character becomes text. `PROPTEST_CASES` plays more.

use proptest::prelude::*;
use tiepdan::desk::field::Typed;
use tiepdan::desk::field::buffer::Buffer;
use tiepdan::desk::field::line::TypedLine;
use tiepdan::register::card::{Card, Scan, derive, scan};

fn number() -> impl Strategy<Value = String> {
    "[0-9]{12}"
}

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "Nguyễn Văn An",
        "TRẦN THỊ BÌNH",
        "Đặng Ngọc Ánh",
        "H'Hen Niê",
        "Lý Thông",
        "Vũ Thị Hoà",
    ])
    .prop_map(str::to_owned)
}

/// A card's fields as they are printed: with the older number or its empty place or without, with or without
/// the day of issue, with empty fields behind.
fn card() -> impl Strategy<Value = (String, String, String)> {
    let old = prop::sample::select(vec!["|290123456", "|", ""]);
    let tail = prop::sample::select(vec!["", "|11082021", "|11082021||||"]);
    (number(), name(), old, tail).prop_map(|(number, name, old, tail)| {
        // Without the older number six fields remain only where the day of issue is there.
        let tail = if old.is_empty() && tail.is_empty() {
            "|11082021"
        } else {
            tail
        };
        let text = format!("{number}{old}|{name}|02051970|Nam|Ấp 1, xã Tân Lập{tail}");
        (text, number, name)
    })
}

/// What scanners put in between.
fn rubbish() -> impl Strategy<Value = String> {
    "[\0\r\n\u{feff}]{0,3}"
}

fn read(text: &str) -> Option<Box<Card>> {
    match scan(text) {
        Scan::Card(card) => Some(card),
        _ => None,
    }
}

/// Cases as `PROPTEST_CASES` says; failures are printed, and no file is kept of them.
fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_text_breaks_the_reading(text in any::<String>()) {
        if let Scan::Card(card) = scan(&text) {
            prop_assert!(card.number.len() == 12 && derive(&card.number).is_some());
        }
        derive(&text);
    }

    #[test]
    fn no_near_card_breaks_the_reading(text in "[0-9]{11,13}(\\|[0-9A-Za-zễữ?\u{fffd} /]{0,9}){0,12}[\0\r\n]{0,2}") {
        if let Scan::Card(card) = scan(&text) {
            prop_assert!(text.contains(&card.number));
        }
    }

    #[test]
    fn every_card_is_read_whole_whatever_the_scanner_puts_around(
        (text, number, name) in card(),
        before in rubbish(),
        behind in rubbish(),
    ) {
        let card = read(&format!("{before}{text}{behind}"));
        let card = card.ok_or_else(|| TestCaseError::fail(text.clone()))?;
        prop_assert_eq!(&card.number, &number);
        prop_assert_eq!(card.name.as_deref(), Some(name.as_str()));
        prop_assert_eq!(card.born, chrono::NaiveDate::from_ymd_opt(1970, 5, 2));
        prop_assert_eq!(card.address.as_deref(), Some("Ấp 1, xã Tân Lập"));
        prop_assert!(!card.name_damaged && !card.address_damaged, "{}", text);
    }

    #[test]
    fn a_decomposed_card_is_the_same_card((text, ..) in card()) {
        use unicode_normalization::UnicodeNormalization;
        let apart: String = text.nfd().collect();
        prop_assert_eq!(read(&apart), read(&text));
    }

    #[test]
    fn damage_is_told_and_the_rest_is_filled(
        (text, number, name) in card(),
        place in 0..64_usize,
        damage in prop::sample::select(vec!['?', '\u{fffd}', '3', '¤', 'º']),
    ) {
        let letters = name.chars().count();
        let hit = place % letters;
        let damaged: String = name
            .chars()
            .enumerate()
            .map(|(place, letter)| if place == hit { damage } else { letter })
            .collect();
        let card = read(&text.replace(&name, &damaged));
        let card = card.ok_or_else(|| TestCaseError::fail(text.clone()))?;
        prop_assert!(card.name_damaged || card.name.as_deref() != Some(&damaged), "{}", damaged);
        prop_assert_eq!(&card.number, &number);
        prop_assert_eq!(card.address.as_deref(), Some("Ấp 1, xã Tân Lập"));
    }

    #[test]
    fn no_paste_leaves_control_characters_or_a_cursor_inside_a_letter(
        before in any::<String>(),
        steps in prop::collection::vec(0..9_u8, 0..12),
        paste in any::<String>(),
    ) {
        let mut buffer = Buffer::new("");
        buffer.insert_all(&before);
        for step in steps {
            match step {
                0 => { buffer.left(); }
                1 => { buffer.right(); }
                2 => { buffer.backspace(); }
                3 => buffer.delete(),
                4 => buffer.delete_word(),
                5 => { buffer.undo(); }
                6 => { buffer.redo(); }
                7 => buffer.word_left(),
                _ => buffer.compose(),
            }
        }
        buffer.insert_all(&paste);
        prop_assert!(buffer.text().is_char_boundary(buffer.at()));
        prop_assert!(!buffer.text().chars().any(|c| c.is_control() && c != '\n'));
        let mut line = TypedLine::default();
        line.take(Typed::Paste(&paste));
        prop_assert!(!line.text().chars().any(char::is_control));
    }
}
