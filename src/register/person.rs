//! A person's identity. It is kept apart from everything else: an act, once in the books, names people
//! only by [`PersonId`], and each identity is sealed by itself. Knows nothing of how.

use super::number::PersonId;
use super::part::{Fault, Part, Wrong};
use super::value::Value;
use super::words::{IdKind, Sex};
use crate::part;
use chrono::NaiveDate;

part! {
    /// Công dân: what identifies a person. Nothing else in the books holds any of it.
    Person {
        /// Họ tên, as on the paper, or the name of an organisation.
        name: String,
        /// Day of birth; `born_year` where only the year is known.
        born: Option<NaiveDate>,
        /// Year of birth where day and month are not known.
        born_year: Option<u32>,
        /// Giới tính.
        sex: Option<Sex>,
        /// Kind of paper.
        id_kind: Option<IdKind>,
        /// Number of the paper.
        id_number: Option<String>,
        /// Day of issue.
        id_issued: Option<NaiveDate>,
        /// Who issued it.
        id_place: Option<String>,
        /// House, street, hamlet.
        address: Option<String>,
        /// Code of the commune.
        unit: Option<String>,
        /// Telephone.
        phone: Option<String>,
        /// The organisation for which this person comes.
        organisation: Option<String>,
    }
}

/// The keys under which an act names persons.
pub const PERSON_KEYS: [&str; 3] = ["visitors", "senders", "petitioners"];

/// Takes the persons out of an act's values, leaving [`PersonId`]s of entry 0 in their places.
/// The error names the path of the first thing that is wrong with one.
pub fn take_people(value: &mut Value) -> Result<Vec<Person>, Wrong> {
    let mut people = Vec::new();
    take_from(value, &mut people)?;
    Ok(people)
}

fn take_from(value: &mut Value, people: &mut Vec<Person>) -> Result<(), Wrong> {
    match value {
        Value::Map(entries) => {
            for (key, child) in entries {
                let wrong = if PERSON_KEYS.contains(&key.as_str()) {
                    take_list(child, people)
                } else {
                    take_from(child, people)
                };
                wrong.map_err(|w| w.under(key))?;
            }
            Ok(())
        }
        Value::List(items) => items
            .iter_mut()
            .enumerate()
            .try_for_each(|(i, item)| take_from(item, people).map_err(|w| w.under(&i.to_string()))),
        _ => Ok(()),
    }
}

fn take_list(list: &mut Value, people: &mut Vec<Person>) -> Result<(), Wrong> {
    let Value::List(items) = list else {
        if matches!(list, Value::Null) {
            return Ok(());
        }
        return Err(Wrong::here(Fault::WrongType {
            expected: "list",
            found: list.kind(),
        }));
    };
    for (i, item) in items.iter_mut().enumerate() {
        let person = Person::read(item).map_err(|w| w.under(&i.to_string()))?;
        let index = u16::try_from(people.len())
            .map_err(|_| super::part::bad_value("> 65535", Vec::new()).under(&i.to_string()))?;
        people.push(person);
        *item = PersonId { entry: 0, index }.write();
    }
    Ok(())
}
