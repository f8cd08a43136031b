//! Why an act is refused, and what is odd about one that is not.

use super::Lang;
use crate::register::check::{RefusalCode, WarningCode};

/// The words of a refusal.
pub fn refusal_words(code: RefusalCode, _lang: Lang) -> &'static str {
    code.word()
}

/// The words of a warning.
pub fn warning_words(code: WarningCode, _lang: Lang) -> &'static str {
    code.word()
}
