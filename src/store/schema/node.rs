//! A [`Value`] tree in bytes: keys and known words as codes of the dictionary, free text as text, days and
//! minutes as numbers. Whatever goes in comes out the same.

use super::dictionary;
use crate::register::number::{MatterNo, PetitionNo, ReceptionNo};
use crate::register::part::Part;
use crate::register::value::Value;
use crate::store::envelope::Bad;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// One value. The order of the variants is part of the format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Node {
    /// Nothing.
    Null,
    /// No.
    No,
    /// Yes.
    Yes,
    /// A whole number.
    Int(i64),
    /// Text that has no code.
    Text(String),
    /// Text that has a code.
    Word(u16),
    /// A day: days since 1 January of year 1, that day being 1.
    Day(i32),
    /// A minute: minutes since 1970, civil time.
    Moment(i64),
    /// Several values.
    List(Vec<Node>),
    /// Named values.
    Map(Vec<(Name, Node)>),
}

/// A key. The order of the variants is part of the format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Name {
    /// One that has a code.
    Word(u16),
    /// One that has none.
    Text(String),
}

/// A day as a number.
pub fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// The day of a number.
pub fn day(number: i32) -> Result<NaiveDate, Bad> {
    NaiveDate::from_num_days_from_ce_opt(number).ok_or(Bad::Payload)
}

fn minutes(at: NaiveDateTime) -> i64 {
    at.and_utc().timestamp().div_euclid(60)
}

fn moment(minutes: i64) -> Result<NaiveDateTime, Bad> {
    let seconds = minutes.checked_mul(60).ok_or(Bad::Payload)?;
    DateTime::from_timestamp(seconds, 0)
        .map(|at| at.naive_utc())
        .ok_or(Bad::Payload)
}

fn known(code: u16) -> Result<&'static str, Bad> {
    dictionary::word(code).ok_or(Bad::TooNew {
        found: code,
        known: u16::try_from(dictionary::WORDS.len()).unwrap_or(u16::MAX),
    })
}

impl Node {
    /// Of a part: facts, a step's body, a person.
    pub fn of(part: &impl Part) -> Self {
        Self::from(&part.write())
    }

    /// Reads the part back.
    pub fn part<T: Part>(self) -> Result<T, Bad> {
        T::read(&Value::try_from(self)?).map_err(|_| Bad::Payload)
    }
}

impl From<&Value> for Node {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(false) => Self::No,
            Value::Bool(true) => Self::Yes,
            Value::Int(n) => Self::Int(*n),
            Value::Text(text) => match dictionary::code(text) {
                Some(code) => Self::Word(code),
                None => Self::Text(text.clone()),
            },
            Value::Day(day) => Self::Day(day_number(*day)),
            Value::Moment(at) => Self::Moment(minutes(*at)),
            Value::List(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Map(entries) => Self::Map(
                entries
                    .iter()
                    .map(|(key, value)| {
                        let name = dictionary::code(key)
                            .map_or_else(|| Name::Text(key.clone()), Name::Word);
                        (name, Self::from(value))
                    })
                    .collect(),
            ),
        }
    }
}

impl TryFrom<Node> for Value {
    type Error = Bad;
    fn try_from(node: Node) -> Result<Self, Bad> {
        Ok(match node {
            Node::Null => Self::Null,
            Node::No => Self::Bool(false),
            Node::Yes => Self::Bool(true),
            Node::Int(n) => Self::Int(n),
            Node::Text(text) => Self::Text(text),
            Node::Word(code) => Self::Text(known(code)?.to_owned()),
            Node::Day(number) => Self::Day(day(number)?),
            Node::Moment(minutes) => Self::Moment(moment(minutes)?),
            Node::List(items) => Self::List(
                items
                    .into_iter()
                    .map(Self::try_from)
                    .collect::<Result<_, _>>()?,
            ),
            Node::Map(entries) => Self::Map(
                entries
                    .into_iter()
                    .map(|(name, node)| {
                        let key = match name {
                            Name::Word(code) => known(code)?.to_owned(),
                            Name::Text(text) => text,
                        };
                        Ok((key, Self::try_from(node)?))
                    })
                    .collect::<Result<_, Bad>>()?,
            ),
        })
    }
}

/// A register number: year and number.
pub type Number = (i32, u32);

macro_rules! numbers {
    ($($name:ident: $ty:ident),*) => { $(
        /// As stored.
        pub fn $name(no: $ty) -> Number {
            (no.year, no.n)
        }
    )* };
}
numbers!(reception_number: ReceptionNo, petition_number: PetitionNo, matter_number: MatterNo);

/// The reception of a number.
pub fn reception_no((year, n): Number) -> ReceptionNo {
    ReceptionNo { year, n }
}

/// The petition of a number.
pub fn petition_no((year, n): Number) -> PetitionNo {
    PetitionNo { year, n }
}

/// The matter of a number.
pub fn matter_no((year, n): Number) -> MatterNo {
    MatterNo { year, n }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::Int),
            ".{0,12}".prop_map(Value::Text),
            prop::sample::select(dictionary::WORDS)
                .prop_map(|(_, word)| Value::Text(word.to_owned())),
            (-800_000..2_000_000i32).prop_map(|n| Value::Day(day(n).unwrap())),
            (-30_000_000..300_000_000i64).prop_map(|n| Value::Moment(moment(n).unwrap())),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::List),
                prop::collection::vec(("[a-z_]{1,8}|name|summary", inner), 0..6)
                    .prop_map(Value::Map),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_goes_in_comes_out(value in any_value()) {
            prop_assert_eq!(Value::try_from(Node::from(&value)).unwrap(), value);
        }
    }

    #[test]
    fn a_code_of_a_newer_program_is_said_to_be_newer() {
        let found = u16::try_from(dictionary::WORDS.len() + 1).unwrap();
        let error = Value::try_from(Node::Word(found)).unwrap_err();
        assert_eq!(
            error,
            Bad::TooNew {
                found,
                known: found - 1
            }
        );
    }

    #[test]
    fn a_day_or_minute_that_cannot_be_is_an_error() {
        assert!(Value::try_from(Node::Day(i32::MAX)).is_err());
        assert!(Value::try_from(Node::Moment(i64::MAX)).is_err());
    }
}
