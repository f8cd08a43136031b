//! Whether whoever is typed denounced before: the sealed identities held against what is typed, for an officer
//! with clearance who asks for it and says why. That somebody is the denouncer of a petition is as much as
//! having opened it: each match is written down as an opening before it is told. Knows nothing of how it is
//! shown.

use super::ask::Failure;
use super::books::{Line, Office};
use super::index::Kind;
use super::permit::NotAllowed;
use super::seen::Seen;
use super::shelves::Reading;
use crate::law::unit::Units;
use crate::register::act::StepKind;
use crate::register::book::Shelf;
use crate::register::number::{PetitionNo, Subject};
use crate::register::part::{Fault, Wrong};
use crate::register::seen::{Candidate, Likeness, Trace, Typed, Wording, score};
use crate::register::value::Value;
use crate::store::log::{Detail, Event};
use crate::store::{ClearanceSecret, Identity};

/// The most that are told, and so opened, at once.
const MOST: usize = 8;

impl Office {
    /// Returns the sealed petitions whose petitioner is like one of the people typed, the likest first; each is
    /// opened by it, for this reason, and stands among the openings.
    ///
    /// # Errors
    /// No clearance, no reason, or the opening could not be written: then nothing is told.
    pub fn seen_among_sealed(&mut self, typed: &Typed, reason: &str) -> Result<Vec<Seen>, Failure> {
        let secret = self
            .session
            .clearance
            .clone()
            .ok_or(NotAllowed::Clearance)?;
        if reason.trim().is_empty() {
            return Err(Wrong::here(Fault::Missing).under("reason").into());
        }
        let people = Typed {
            people: typed.people.clone(),
            ..Typed::default()
        };
        let mut like = self.like_sealed(&people, &secret);
        like.sort_by_key(|(no, like)| std::cmp::Reverse((like.score, *no)));
        like.truncate(MOST);
        let at = self.clock.millis();
        self.store.log(&Event {
            at,
            code: "seen_among_sealed",
            details: &[Detail::Count(like.len() as u64)],
        });
        let opens = like.iter().map(|(no, _)| self.opens(*no, reason));
        for answer in self.write(opens.collect())? {
            answer?;
        }
        let told = like.into_iter().filter_map(|(no, like)| {
            let id = Subject::Petition(no);
            Some(Seen {
                row: self.index.row(id).map(|row| self.masked(row))?,
                score: like.score,
                reasons: like.reasons,
                wording: 0,
                proposal: None,
                reception: None,
            })
        });
        Ok(told.collect())
    }

    fn like_sealed(&self, typed: &Typed, secret: &ClearanceSecret) -> Vec<(PetitionNo, Likeness)> {
        let reading = Reading(&self.store);
        let sealed = self.index.newest(Kind::Petition).filter(|row| row.secret);
        let found = sealed.filter_map(|row| {
            let Subject::Petition(no) = row.id else {
                return None;
            };
            let ids = reading.petition(no)?.petitioners;
            let known = ids
                .into_iter()
                .filter_map(|id| match self.store.reveal(id, secret) {
                    Identity::Known(person) => {
                        let unit = person.unit.as_deref();
                        let unit = unit.and_then(|code| Units::statute().display(code));
                        Some(Trace::of(&person, unit.as_deref()))
                    }
                    Identity::Hidden | Identity::Erased | Identity::Unreadable => None,
                });
            let people: Vec<Trace> = known.collect();
            let candidate = Candidate {
                id: row.id,
                people: &people,
                wording: &Wording::default(),
                class: row.class,
                decided: false,
            };
            Some((no, score(typed, &candidate)?))
        });
        found.collect()
    }

    fn opens(&self, no: PetitionNo, reason: &str) -> Line {
        let entries = [
            ("do", Value::Text(StepKind::Reveal.word().to_owned())),
            ("petition", Value::Text(no.to_string())),
            ("on", Value::Day(self.real_today())),
            ("reason", Value::Text(reason.trim().to_owned())),
        ];
        let entries = entries.map(|(key, value)| (key.to_owned(), value));
        Line::from(Value::Map(entries.into()))
    }
}
