//! What the desk needs of Vietnamese letters: one normal form, folding for comparison, columns.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns the text in its composed form.
pub(crate) fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// Returns the text without accents, in lower case, for comparing.
pub(crate) fn fold(text: &str) -> String {
    let bare = text.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    bare.flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

/// Returns the columns that a text takes, composed.
pub(crate) fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        nfc(text).width()
    }
}

/// Cuts a text to at most `columns`, with `…` where something was cut.
pub(crate) fn truncate(text: &str, columns: usize) -> String {
    let text = nfc(text);
    if text.width() <= columns {
        return text;
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = grapheme.width();
        if used + wide + 1 > columns {
            break;
        }
        out.push_str(grapheme);
        used += wide;
    }
    if columns > 0 {
        out.push('…');
    }
    out
}
