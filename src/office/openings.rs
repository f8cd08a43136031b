//! The denouncer's identity: who opened it, when and why; and whether someone is the denouncer, answered
//! without showing who is. Both leave an act in the book.

use super::ask::Failure;
use super::books::Office;
use super::index::Kind;
use super::permit::{Deed, NotAllowed};
use crate::register::act::Step;
use crate::register::book::{Origin, Recorded, Shelf};
use crate::register::check::{Refusal, RefusalCode};
use crate::register::number::{PersonId, Subject};
use crate::register::value::Value;
use crate::store::{Identity, StoreError, epochs};
use crate::text;

/// An identity was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Its entry.
    pub seq: u64,
    /// When: milliseconds since 1970 (UTC).
    pub at: i64,
    /// Who: log-in name.
    pub by: String,
    /// Whose record.
    pub subject: Subject,
    /// Why.
    pub reason: String,
}

/// Says whether two names are of one person, however they are written: accents, their place, case and the
/// order of the words do not count.
pub fn same_name(one: &str, other: &str) -> bool {
    let parts = |name: &str| {
        let folded = text::fold(name);
        let mut words: Vec<String> = text::words(&folded).map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let one = parts(one);
    !one.is_empty() && one == parts(other)
}

impl Office {
    /// Returns every opening of an identity, the latest first. For a supervisor.
    pub fn openings(&self) -> Result<Vec<Opening>, Failure> {
        self.must(Deed::SeeOpenings)?;
        let kinds = [Kind::Reception, Kind::Petition];
        // Only what was sealed was ever opened.
        let sealed = kinds
            .into_iter()
            .flat_map(|kind| self.index.newest(kind))
            .filter(|row| row.secret);
        let mut all = Vec::new();
        for row in sealed {
            let steps = match row.id {
                Subject::Petition(no) => self.store.petition(no).map(|p| p.steps),
                Subject::Reception(no) => self.store.reception(no).map(|r| r.steps),
            };
            let steps = steps.unwrap_or_default();
            all.extend(steps.into_iter().filter_map(|step| opening(row.id, step)));
        }
        all.sort_by_key(|opening| std::cmp::Reverse(opening.seq));
        Ok(all)
    }

    /// Says whether someone of that name is who petitions (of a reception: who came). For an officer with
    /// clearance; that it was asked is in the book before it is answered, whose name was asked is not.
    pub fn is_denouncer(&mut self, subject: Subject, name: &str) -> Result<bool, Failure> {
        let key = match subject {
            Subject::Petition(_) => "petition",
            Subject::Reception(_) => "reception",
        };
        let line = [
            ("do", Value::Text("conflict_check".to_owned())),
            (key, Value::Text(subject.to_string())),
            ("on", Value::Day(self.real_today())),
        ];
        let line = line.map(|(key, value)| (key.to_owned(), value));
        self.write_one(Value::Map(line.into()))?;
        let secret = self.session.clearance.as_ref();
        let secret = secret.ok_or(NotAllowed::Clearance)?;
        let (mut unknown, mut erased) = (None, false);
        for id in self.who(subject) {
            match self.store.reveal(id, secret) {
                Identity::Known(person) if same_name(&person.name, name) => return Ok(true),
                Identity::Known(_) => {}
                Identity::Erased => erased = true,
                Identity::Hidden | Identity::Unreadable => unknown = Some(id),
            }
        }
        match unknown {
            None if erased => Err(Refusal::of(RefusalCode::AlreadyErased).into()),
            None => Ok(false),
            // A no that may be wrong would let the denounced look into their own matter.
            Some(id) => Err(Failure::Store(StoreError::Damaged {
                file: epochs::FILE.to_owned(),
                offset: 0,
                seq: id.entry,
            })),
        }
    }

    fn who(&self, subject: Subject) -> Vec<PersonId> {
        let visitors = |no| self.store.reception(no).map(|r| r.facts.visitors);
        let found = match subject {
            Subject::Reception(no) => visitors(no),
            Subject::Petition(no) => match self.store.petition(no) {
                Some(petition) if petition.petitioners.is_empty() => match petition.origin {
                    Origin::Desk(no) => visitors(no),
                    Origin::Filed { senders, .. } => Some(senders),
                },
                other => other.map(|petition| petition.petitioners),
            },
        };
        found.unwrap_or_default()
    }
}

fn opening(subject: Subject, recorded: Recorded) -> Option<Opening> {
    let Step::Reveal(reveal) = recorded.step else {
        return None;
    };
    Some(Opening {
        seq: recorded.seq,
        at: recorded.at,
        by: recorded.by,
        subject,
        reason: reveal.reason,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_however_it_is_written() {
        for other in [
            "Nguyễn Thị Hoà",
            "nguyen thi hoa",
            "HÒA NGUYỄN THỊ",
            " Nguyễn  Thị-Hòa ",
        ] {
            assert!(same_name("Nguyễn Thị Hòa", other), "{other}");
        }
        for other in [
            "Nguyễn Hòa",
            "Nguyễn Thị Hòa Bình",
            "Nguyễn Thị Thị Hòa",
            "",
        ] {
            assert!(!same_name("Nguyễn Thị Hòa", other), "{other}");
        }
        assert!(!same_name("", ""));
        assert!(!same_name(" - ", "."));
    }
}
