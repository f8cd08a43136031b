//! What each class of petition is (loại đơn), with its article. Must not decide of which class one is: that
//! is an officer's reading of its content.

use super::table::{self, RowError};
use std::sync::LazyLock;

/// A class and what the law says of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Definition {
    /// The class's stable word, as `complaint`.
    pub class: String,
    /// What it is, in Vietnamese.
    pub definition: String,
    /// The same in English.
    pub definition_en: String,
    /// Its article.
    pub citation: String,
}

static STATUTE: LazyLock<(Vec<Definition>, Vec<RowError>)> = LazyLock::new(|| {
    let (mut all, mut errors) = (Vec::new(), Vec::new());
    for (line, row) in table::rows(include_str!("data/classes.csv"), b',') {
        match row {
            Ok(definition) => all.push(definition),
            Err(reason) => errors.push(RowError { line, reason }),
        }
    }
    (all, errors)
});

/// Returns what the law says of a class, by its stable word.
pub fn definition(class: &str) -> Option<&'static Definition> {
    STATUTE
        .0
        .iter()
        .find(|definition| definition.class == class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_is_defined_with_its_article() {
        assert_eq!(STATUTE.1, []);
        // KN Đ2.1, TC Đ2, TCD Đ2.2.
        for (class, article) in [
            ("complaint", "Đ2.1"),
            ("denunciation", "Đ2"),
            ("recommendation", "Đ2.2"),
            ("feedback", "Đ2.2"),
        ] {
            let found = definition(class).unwrap();
            assert!(found.citation.contains(article), "{class}");
            assert!(!found.definition.is_empty() && !found.definition_en.is_empty());
        }
        assert_eq!(definition("appeal"), None);
    }
}
