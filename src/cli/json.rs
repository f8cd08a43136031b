//! Between JSON and the books' own values. Knows nothing of what the keys mean.

use crate::register::part::{Fault, Wrong};
use crate::register::value::Value;
use crate::text;

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
