//! Pages that an officer without clearance tries to write, and whom she tries to compare with the sealed, in one
//! world and in the other.

use super::asked::Asked;
use super::person;
use std::path::Path;
use tiepdan::cli::json::from_json;
use tiepdan::office::ask::Question;
use tiepdan::register::number::Subject;
use tiepdan::register::part::Part as _;
use tiepdan::register::person::Person;
use tiepdan::register::seen::{Trace, Typed};

impl Asked {
    /// Of which record, alone or beside another, a page can be written, and what keeps one back.
    pub(super) fn pages(&mut self, records: &[Subject], dir: &Path) {
        for (n, subject) in records.iter().enumerate() {
            for wide in [1, 2] {
                let about = &records[n..records.len().min(n + wide)];
                let question = Question::WritePage {
                    page: format!("Phiếu {subject} {}", person(0)["name"]),
                    about: about.to_vec(),
                    to: dir.join(format!("{n} {wide}")),
                };
                let heard = match self.office.answer(question) {
                    Ok(_) => "written".to_owned(),
                    Err(why) => format!("{why:?} {why}"),
                };
                self.heard.insert(format!("page {n} {wide}"), heard);
            }
        }
    }

    /// Who comes is compared with the sealed, by one who may not.
    pub(super) fn compared(&mut self) {
        for n in 0..4 {
            let known = Person::read(&from_json(&person(n)).unwrap()).unwrap();
            let typed = Box::new(Typed {
                people: vec![Trace::of(&known, None)],
                ..Typed::default()
            });
            let reason = "Đơn trùng?".to_owned();
            let question = Question::SeenAmongSealed { typed, reason };
            self.ask(&format!("seen among sealed {n}"), question);
        }
    }
}
