//! Between JSON and the books' own values. Knows nothing of what the keys mean.

use crate::register::part::{Fault, Wrong};
use crate::register::value::Value;
use crate::text;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use std::cell::RefCell;
use std::fmt;

/// Why a line is no JSON to go by.
#[derive(Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is not JSON.
    NotJson {
        /// Where, from 1.
        column: usize,
    },
    /// A key stands twice in one object: either could be meant, and one would be lost.
    Twice {
        /// The key.
        key: String,
    },
}

/// Reads JSON in which no object has a key twice.
///
/// # Errors
/// [`Unreadable`] where it is not JSON, or a key stands twice.
pub fn parse(text: &str) -> Result<serde_json::Value, Unreadable> {
    let twice = RefCell::new(None);
    let mut input = serde_json::Deserializer::from_str(text);
    let read = Once(&twice)
        .deserialize(&mut input)
        .and_then(|value| input.end().map(|()| value));
    read.map_err(|error| match twice.take() {
        Some(key) => Unreadable::Twice { key },
        None => Unreadable::NotJson {
            column: error.column().max(1),
        },
    })
}

/// What kind of value stands there, in the words of [`Fault::WrongType`].
pub fn kind(json: &serde_json::Value) -> &'static str {
    use serde_json::Value as J;
    match json {
        J::Null => "null",
        J::Bool(_) => "true/false",
        J::Number(_) => "number",
        J::String(_) => "text",
        J::Array(_) => "list",
        J::Object(_) => "object",
    }
}

/// Reads one value; the first key that stands twice is left in the cell.
#[derive(Clone, Copy)]
struct Once<'a>(&'a RefCell<Option<String>>);

impl<'de> DeserializeSeed<'de> for Once<'_> {
    type Value = serde_json::Value;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Self::Value, D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Once<'_> {
    type Value = serde_json::Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(serde_json::Value::Null)
    }

    fn visit_bool<E>(self, b: bool) -> Result<Self::Value, E> {
        Ok(b.into())
    }

    fn visit_i64<E>(self, n: i64) -> Result<Self::Value, E> {
        Ok(n.into())
    }

    fn visit_u64<E>(self, n: u64) -> Result<Self::Value, E> {
        Ok(n.into())
    }

    fn visit_f64<E>(self, n: f64) -> Result<Self::Value, E> {
        Ok(n.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut map = serde_json::Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if map.contains_key(&key) {
                self.0.replace(Some(key));
                return Err(A::Error::custom("a key stands twice"));
            }
            map.insert(key, entries.next_value_seed(self)?);
        }
        Ok(map.into())
    }
}

/// Reads a JSON value; texts are cleaned and brought to NFC. A fraction or a number beyond 64 bits is
/// an error that names its path.
pub fn from_json(json: &serde_json::Value) -> Result<Value, Wrong> {
    use serde_json::Value as J;
    Ok(match json {
        J::Null => Value::Null,
        J::Bool(b) => Value::Bool(*b),
        J::Number(n) => match n.as_i64() {
            Some(n) => Value::Int(n),
            None => {
                return Err(Wrong::here(Fault::BadValue {
                    found: n.to_string(),
                    allowed: Vec::new(),
                }));
            }
        },
        J::String(s) => Value::Text(text::clean(s)),
        J::Array(items) => Value::List(
            items
                .iter()
                .enumerate()
                .map(|(i, item)| from_json(item).map_err(|w| w.under(&i.to_string())))
                .collect::<Result<_, _>>()?,
        ),
        J::Object(map) => Value::Map(
            map.iter()
                .map(|(k, v)| Ok((k.clone(), from_json(v).map_err(|w| w.under(k))?)))
                .collect::<Result<_, Wrong>>()?,
        ),
    })
}

/// Writes a value as JSON: days as `2026-11-20`, minutes as `2026-11-20T09:05`.
pub fn to_json(value: &Value) -> serde_json::Value {
    use serde_json::Value as J;
    match value {
        Value::Null => J::Null,
        Value::Bool(b) => J::Bool(*b),
        Value::Int(n) => J::from(*n),
        Value::Text(s) => J::String(s.clone()),
        Value::Day(day) => J::String(day.to_string()),
        Value::Moment(at) => J::String(at.format("%Y-%m-%dT%H:%M").to_string()),
        Value::List(items) => J::Array(items.iter().map(to_json).collect()),
        Value::Map(entries) => J::Object(
            entries
                .iter()
                .map(|(k, v)| (k.clone(), to_json(v)))
                .collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_what_serde_json_reads() {
        for text in [
            r#"{"a":[1,-2,3.5,true,null,"ế",{"b":{}}],"c":18446744073709551615}"#,
            "null",
            r#"  "x" "#,
        ] {
            assert_eq!(
                parse(text).unwrap(),
                serde_json::from_str::<serde_json::Value>(text).unwrap()
            );
        }
    }

    #[test]
    fn a_key_that_stands_twice_is_named_at_any_depth() {
        for text in [
            r#"{"at":1,"at":1}"#,
            r#"{"v":[{"x":{"at":1,"b":2,"at":3}}]}"#,
        ] {
            assert_eq!(parse(text), Err(Unreadable::Twice { key: "at".into() }));
        }
        assert!(parse(r#"{"at":{"at":1},"v":[{"at":1},{"at":2}]}"#).is_ok());
    }

    #[test]
    fn what_is_not_json_says_where() {
        for text in ["{", "{} x", "{}{}", "", r#""\ud800""#, &"[".repeat(100_000)] {
            let answer = parse(text);
            assert!(
                matches!(answer, Err(Unreadable::NotJson { column }) if column > 0),
                "{answer:?}"
            );
        }
    }
}
