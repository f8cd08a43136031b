//! Who is named in a record, as far as that is open: the name a row shows, the words and numbers that search
//! looks at, and what a person can be found again by. A sealed or erased identity leaves nothing here.

use super::bare::{Bare, unit_name};
use super::facts::PersonMark;
use super::{Name, Row};
use crate::office::line::Desk;
use crate::office::view::{Seen, seen};
use crate::register::number::{PersonId, Subject};
use crate::register::person::Person;
use crate::register::seen::Trace;
use crate::text;
use std::collections::HashMap;

/// What is known of a person.
#[derive(Debug)]
pub(in crate::office) enum Known {
    /// Who it is.
    Open(Box<Traits>),
    /// Sealed to clearance.
    Hidden,
    /// Erased.
    Erased,
}

/// What is taken of an open identity.
#[derive(Debug)]
pub(in crate::office) struct Traits {
    name: Box<str>,
    /// Folded, each word with a blank after it.
    words: Box<str>,
    /// Likewise.
    digits: Box<str>,
    trace: Trace,
    mark: Option<PersonMark>,
}

impl Known {
    /// What the books say of a person; `None` where nothing can be read.
    pub(in crate::office) fn of(desk: &dyn Desk, id: PersonId) -> Option<Self> {
        Some(match seen(desk, id)? {
            Seen::Person(person) => Self::Open(Box::new(Traits::of(&person))),
            Seen::Hidden => Self::Hidden,
            Seen::Erased => Self::Erased,
        })
    }
}

impl Traits {
    fn of(person: &Person) -> Self {
        let unit = person.unit.as_deref().and_then(unit_name);
        let shown = [
            Some(&person.name),
            person.address.as_ref(),
            person.organisation.as_ref(),
            unit.as_ref(),
        ];
        let (mut words, mut digits) = (String::new(), String::new());
        for word in shown.into_iter().flatten() {
            words.push_str(&text::fold(word));
            words.push(' ');
        }
        for number in [&person.id_number, &person.phone].into_iter().flatten() {
            digits.extend(number.chars().filter(char::is_ascii_alphanumeric));
            digits.push(' ');
        }
        Self {
            name: person.name.as_str().into(),
            words: words.into(),
            digits: digits.into(),
            trace: Trace::of(person, unit.as_deref()),
            mark: PersonMark::of(person),
        }
    }
}

/// People by id, as far as anything is known of them.
#[derive(Debug, Default)]
pub(in crate::office) struct People(HashMap<PersonId, Known>);

impl People {
    /// Those whom a record names.
    pub(in crate::office) fn of(desk: &dyn Desk, ids: &[PersonId]) -> Self {
        let known = ids
            .iter()
            .filter_map(|id| Some((*id, Known::of(desk, *id)?)));
        known.collect()
    }
}

impl FromIterator<(PersonId, Known)> for People {
    fn from_iter<I: IntoIterator<Item = (PersonId, Known)>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

/// The names and numbers of a record's people, as far as they are open.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) first: Name,
    pub(super) words: String,
    pub(super) digits: String,
    pub(super) traces: Vec<Trace>,
    pub(super) marks: Vec<PersonMark>,
}

impl Named {
    /// Those whom a record names.
    pub(super) fn of(bare: &Bare, people: &People) -> Self {
        let mut named = Self {
            first: Name::Nobody,
            words: String::new(),
            digits: String::new(),
            traces: Vec::new(),
            marks: Vec::new(),
        };
        if bare.row.secret {
            named.first = sealed(&bare.row, &bare.people, people);
            return named;
        }
        for id in &bare.people {
            match people.0.get(id) {
                Some(Known::Open(traits)) => named.add(traits),
                Some(Known::Hidden) if named.first == Name::Nobody => named.first = Name::Hidden,
                Some(Known::Erased) if named.first == Name::Nobody => named.first = Name::Erased,
                Some(Known::Hidden | Known::Erased) | None => {}
            }
        }
        named
    }

    fn add(&mut self, traits: &Traits) {
        if matches!(self.first, Name::Nobody | Name::Erased) {
            self.first = Name::Shown(traits.name.clone());
        }
        self.words.push_str(&traits.words);
        self.digits.push_str(&traits.digits);
        self.traces.push(traits.trace.clone());
        self.marks.extend(traits.mark);
    }
}

/// Of a sealed record nothing shows but, of a petition, that all its people were erased.
fn sealed(row: &Row, ids: &[PersonId], people: &People) -> Name {
    let erased = |id| matches!(people.0.get(id), Some(Known::Erased));
    let petition = matches!(row.id, Subject::Petition(_));
    if petition && !ids.is_empty() && ids.iter().all(erased) {
        Name::Erased
    } else {
        Name::Hidden
    }
}
