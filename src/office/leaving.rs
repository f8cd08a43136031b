//! Before a text leaves the program (copied, printed, exported): the name, the number and the phone of a
//! denouncer must not be in it. What is found is named by its kind, never by itself. Knows nothing of how a
//! text leaves.
//!
//! Who has no clearance cannot compare: nothing that this program keeps lets them test a guess. (Fingerprints
//! under the office key would: a number of twelve digits and the names of a district are few enough to be
//! tried one by one, however slow each try is made.) So for them no text that names a sealed record leaves at
//! all.

use super::ask::Failure;
use super::books::Office;
use super::erasing::Page;
use super::shelves::Reading;
use crate::register::book::Shelf;
use crate::register::number::Subject;
use crate::register::person::Person;
use crate::store::Identity;
use crate::store::log::{Detail, Event};
use crate::text::{decomposed, fold, is_mark, nfc};
use std::collections::BTreeSet;

/// What of a denouncer stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trace {
    /// Their name, in whatever order, with or without marks.
    Name,
    /// The number of their paper.
    Number,
    /// Their phone.
    Phone,
}

/// Why a text may not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Leak {
    /// Something of a denouncer stands in it.
    #[error("a denouncer stands in it: {0:?}")]
    Found(Trace),
    /// It is about a sealed record, and only an officer with clearance can compare.
    #[error("needs clearance to be compared")]
    NotCompared,
}

impl Office {
    /// Says whether a text may leave. It is compared with the sealed identities of the records that it is
    /// `about`, and of those whose numbers stand in it.
    ///
    /// # Errors
    /// [`Failure::Leak`] says why not.
    pub fn may_leave(
        &self,
        text: &str,
        about: impl IntoIterator<Item = Subject>,
    ) -> Result<(), Failure> {
        let mut all: BTreeSet<Subject> = about.into_iter().collect();
        all.extend(named(text));
        let looked = Looked::at(text);
        for subject in all {
            if let Err(leak) = self.compare(&looked, subject) {
                let detail = match subject {
                    Subject::Petition(no) => Detail::Petition(no),
                    Subject::Reception(no) => Detail::Reception(no),
                };
                let at = self.clock.millis();
                self.store.log(&Event {
                    at,
                    code: "kept_from_leaving",
                    details: &[detail],
                });
                return Err(leak.into());
            }
        }
        Ok(())
    }

    fn compare(&self, text: &Looked, subject: Subject) -> Result<(), Leak> {
        let reading = Reading(&self.store);
        let sealed = match subject {
            Subject::Petition(no) => reading.petition(no).is_some_and(|p| p.secret),
            Subject::Reception(no) => reading.reception(no).is_some_and(|r| r.secret),
        };
        if !sealed {
            return Ok(());
        }
        let secret = self.session.clearance.as_ref().ok_or(Leak::NotCompared)?;
        for id in Page::of(&reading, subject).everyone() {
            if self.store.person(id) == Identity::Hidden
                && let Identity::Known(person) = self.store.reveal(id, secret)
                && let Some(trace) = text.holds(&person)
            {
                return Err(Leak::Found(trace));
            }
        }
        Ok(())
    }
}

/// The records whose numbers stand in a text.
fn named(text: &str) -> impl Iterator<Item = Subject> {
    let parts = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    parts.filter_map(|part| {
        let petition = part.parse().ok().map(Subject::Petition);
        petition.or_else(|| part.parse().ok().map(Subject::Reception))
    })
}

/// A text, made ready to be looked through for several people.
pub(super) struct Looked {
    words: Vec<String>,
    /// The marks of each word.
    marks: Vec<String>,
    /// Letters and digits, nothing between them.
    together: String,
    /// Digits; whatever stands between two of them but blanks, dots and dashes is a gap.
    digits: String,
}

impl Looked {
    pub(super) fn at(text: &str) -> Self {
        let folded = fold(text);
        let (words, marks) = words(text).into_iter().unzip();
        Self {
            words,
            marks,
            together: folded.chars().filter(|c| c.is_alphanumeric()).collect(),
            digits: digits(&folded),
        }
    }

    pub(super) fn holds(&self, person: &Person) -> Option<Trace> {
        let number = person.id_number.as_deref().is_some_and(|n| self.number(n));
        let phone = person.phone.as_deref().is_some_and(|p| self.phone(p));
        let organisation = person.organisation.as_deref().is_some_and(|o| self.name(o));
        if number {
            Some(Trace::Number)
        } else if phone {
            Some(Trace::Phone)
        } else if organisation || self.name(&person.name) {
            Some(Trace::Name)
        } else {
            None
        }
    }

    /// The words of a name next to one another, in any order; or its letters without gaps. Whatever the
    /// marks, for they are often mistyped; but two words alone stand in many a text: “vụ án” names no Vũ An.
    fn name(&self, name: &str) -> bool {
        let folded = fold(name);
        let named = words(name);
        let mut wanted: Vec<&str> = named.iter().map(|(word, _)| word.as_str()).collect();
        wanted.sort_unstable();
        let together: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
        match wanted.len() {
            0 => false,
            // One short word stands in every text; a long one names somebody.
            1 => together.len() >= LONG && self.words.contains(&together),
            count => {
                let near = (0..=self.words.len().saturating_sub(count)).any(|at| {
                    let Some(window) = self.words.get(at..at + count) else {
                        return false;
                    };
                    let mut found: Vec<&str> = window.iter().map(String::as_str).collect();
                    found.sort_unstable();
                    found == wanted && (count > 2 || self.marked_alike(at, &named))
                });
                near || (together.len() >= LONG && self.together.contains(&together))
            }
        }
    }

    /// Whether each of these words has in the text the marks that it has in the name, or none.
    fn marked_alike(&self, at: usize, named: &[(String, String)]) -> bool {
        let text = self
            .words
            .iter()
            .zip(&self.marks)
            .skip(at)
            .take(named.len());
        text.into_iter().all(|(word, marks)| {
            let of_name = named.iter().filter(|(name, _)| name == word);
            marks.is_empty()
                || of_name
                    .into_iter()
                    .any(|(_, own)| own.is_empty() || own == marks)
        })
    }

    fn number(&self, number: &str) -> bool {
        let plain: String = fold(number)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        if plain.len() < LONG {
            return false;
        }
        if plain.bytes().all(|b| b.is_ascii_digit()) {
            self.digits.contains(&plain)
        } else {
            self.together.contains(&plain)
        }
    }

    /// With or without the country's number in front.
    fn phone(&self, phone: &str) -> bool {
        let plain: String = phone.chars().filter(char::is_ascii_digit).collect();
        let own = plain.strip_prefix("84").or_else(|| plain.strip_prefix('0'));
        let own = own.unwrap_or(&plain);
        own.len() >= LONG && self.digits.contains(own)
    }
}

/// The words of a text, folded, each with its marks in an order that no place of the tone changes.
fn words(text: &str) -> Vec<(String, String)> {
    let text = nfc(text);
    let parts = text.split(|c: char| !c.is_alphanumeric() && !is_mark(c));
    let word = |part: &str| {
        let mut marks: Vec<char> = decomposed(part)
            .filter(|c| is_mark(*c) || *c == 'đ')
            .collect();
        marks.sort_unstable();
        (fold(part), marks.into_iter().collect())
    };
    parts.filter(|part| !part.is_empty()).map(word).collect()
}

/// Letters or digits from which on something is one person's.
const LONG: usize = 7;

fn digits(folded: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    for c in folded.chars() {
        match c {
            '0'..='9' => {
                if std::mem::take(&mut gap) {
                    out.push('|');
                }
                out.push(c);
            }
            ' ' | '.' | '-' => {}
            _ => gap = true,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::part::Part;
    use crate::register::value::Value;

    fn person() -> Person {
        let entries = [
            ("name", "Nguyễn Thị Hòa"),
            ("id_number", "079184001234"),
            ("phone", "0903555777"),
        ];
        let entries = entries.map(|(k, v)| (k.to_owned(), Value::Text(v.to_owned())));
        Person::read(&Value::Map(entries.into())).unwrap()
    }

    #[test]
    fn a_trace_is_found_however_it_is_written() {
        for (text, trace) in [
            ("Bà Nguyễn Thị Hòa tố cáo", Trace::Name),
            ("bà NGUYEN THI HOA", Trace::Name),
            ("Nguyễn Thị Hoà (tổ 3)", Trace::Name),
            ("Hòa, Nguyễn Thị", Trace::Name),
            ("nguyenthihoa.docx", Trace::Name),
            ("Nguye\u{302}\u{303}n Thi\u{323} Ho\u{300}a", Trace::Name),
            ("CCCD 079184001234", Trace::Number),
            ("số 079 184 001 234", Trace::Number),
            ("079.184.001-234", Trace::Number),
            ("gọi 0903 555 777", Trace::Phone),
            ("+84 903.555.777", Trace::Phone),
        ] {
            assert_eq!(Looked::at(text).holds(&person()), Some(trace), "{text}");
        }
    }

    #[test]
    fn what_only_looks_alike_may_go() {
        for text in [
            "",
            "Nguyễn Thị Hạnh, Trần Hòa",
            "Hòa giải ở cơ sở; bà Nguyễn Văn Thị",
            "Quyết định 079/QĐ-UBND ngày 18/4/2001, 234 hộ",
            "090 355 57",
            "người nguyện thi",
        ] {
            assert_eq!(Looked::at(text).holds(&person()), None, "{text}");
        }
    }

    #[test]
    fn a_short_name_is_told_from_common_words_by_its_marks() {
        let named = |name: &str| {
            let entries = [("name".to_owned(), Value::Text(name.to_owned()))];
            Person::read(&Value::Map(entries.into())).unwrap()
        };
        for (text, name, found) in [
            ("Khởi tố vụ án hủy hoại tài sản", "Vũ An", false),
            ("ông Vũ An tố cáo", "Vũ An", true),
            ("ong VU AN to cao", "Vũ An", true),
            ("An, Vũ", "Vũ An", true),
            ("bà Đỗ Hoà", "Đỗ Hòa", true),
            ("bà Do Hoa", "Đỗ Hòa", true),
            ("đồ họa", "Đỗ Hòa", false),
            ("Ly An", "Ly An", true),
        ] {
            let trace = Looked::at(text).holds(&named(name));
            assert_eq!(trace.is_some(), found, "{text} / {name}");
        }
    }

    #[test]
    fn numbers_of_records_are_read_from_the_text() {
        let all: Vec<String> = named("D-2026-0003 · khiếu nại (TCD-2026-0001), CV-2026-1")
            .map(|subject| subject.to_string())
            .collect();
        assert_eq!(all, ["D-2026-0003", "TCD-2026-0001"]);
    }
}
