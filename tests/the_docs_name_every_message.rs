//! Whatever the program says about an office that does not open, or opens otherwise than it should, stands in the
//! two pages on recovery, in the words of the screen: who looks it up must find it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use tiepdan::words::failure::{ProblemWord, StoreWord};
use tiepdan::words::opening::OpeningWord;
use tiepdan::words::{Lang, Say};

/// The words by which a message is known: its first clause, without what is filled in.
fn known_by(words: &str) -> String {
    let ends = [" – ", ": ", " (", ", "].iter();
    let end = ends.filter_map(|end| words.find(end)).min();
    let clause = words.get(..end.unwrap_or(words.len())).unwrap_or(words);
    let parts = clause.split(['{', '}']).step_by(2);
    let longest = parts.max_by_key(|part| part.chars().count());
    longest.unwrap_or_default().trim().to_lowercase()
}

/// The words of a list that a page lacks. What an error of the system says stands in no page.
fn missing<W: Say + std::fmt::Debug>(page: &str, all: &[W], lang: Lang) -> Vec<String> {
    let page = page.to_lowercase();
    let words = all.iter().map(|word| (word, known_by(word.say(lang))));
    words
        .filter(|(_, known)| known.chars().any(char::is_alphabetic) && !page.contains(known))
        .map(|(word, known)| format!("{word:?}: {known}"))
        .collect()
}

fn page(name: &str) -> String {
    let path = format!("{}/docs/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn every_message_about_opening_and_recovery_is_in_both_pages() {
    for (name, lang) in [("phuc-hoi.md", Lang::Vi), ("recovery.md", Lang::En)] {
        let page = page(name);
        let mut lacks = missing(&page, StoreWord::ALL, lang);
        lacks.extend(missing(&page, OpeningWord::ALL, lang));
        lacks.extend(missing(&page, ProblemWord::ALL, lang));
        assert_eq!(lacks, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_message_that_no_page_names_is_found() {
    assert_eq!(known_by("{0} hỏng ở byte {1} (mục {2}) – x"), "hỏng ở byte");
    assert_eq!(known_by("đĩa đầy: chưa lưu gì mới"), "đĩa đầy");
    assert_eq!(missing("", &[StoreWord::DiskFull], Lang::Vi).len(), 1);
}
