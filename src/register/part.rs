//! How typed things are read from and written to a [`Value`] tree: one description of each act's keys
//! serves JSON lines, drafts, corrections and the store. Knows nothing of any one act.

use super::value::Value;
use chrono::{NaiveDate, NaiveDateTime, Timelike};

/// What is wrong with a value, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {fault:?}")]
pub struct Wrong {
    /// Dotted path of the key, as `visitors.0.born`; empty at the top.
    pub path: String,
    /// What is wrong there.
    pub fault: Fault,
    /// The article that asks for what is missing, where one does.
    pub citation: Option<&'static str>,
}

/// The kinds of wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A required key is missing (or null, or blank text).
    Missing,
    /// No such key here; the keys that could be meant.
    UnknownKey {
        /// All keys known here.
        known: Vec<&'static str>,
    },
    /// The value is of another kind.
    WrongType {
        /// What is expected: `text`, `number`, `date` …
        expected: &'static str,
        /// What stands there.
        found: &'static str,
    },
    /// The value is of the right kind but cannot be.
    BadValue {
        /// What stands there.
        found: String,
        /// What may stand there, where it is a closed list.
        allowed: Vec<&'static str>,
    },
}

impl Wrong {
    /// Says that something is wrong right here.
    pub fn here(fault: Fault) -> Self {
        Self {
            path: String::new(),
            fault,
            citation: None,
        }
    }

    /// Puts a step before the path, on the way up.
    #[must_use]
    pub fn under(mut self, step: &str) -> Self {
        self.path = if self.path.is_empty() {
            step.to_owned()
        } else {
            format!("{step}.{}", self.path)
        };
        self
    }
}

/// Something that can be read from and written to a [`Value`].
pub trait Part: Sized {
    /// Reads it; the error says where and what.
    fn read(value: &Value) -> Result<Self, Wrong>;
    /// Writes it, so that [`Part::read`] gives the same back.
    fn write(&self) -> Value;
    /// What a missing key means; `None` where the key is required.
    fn absent() -> Option<Self> {
        None
    }
}

fn wrong_type<T>(expected: &'static str, value: &Value) -> Result<T, Wrong> {
    Err(Wrong::here(Fault::WrongType {
        expected,
        found: value.kind(),
    }))
}

/// How a day is written.
pub const DAY_FORM: &str = "YYYY-MM-DD";
/// How a day with its minute is written.
pub const MOMENT_FORM: &str = "YYYY-MM-DDTHH:MM";

/// Says that a value cannot be, naming it.
pub fn bad_value(found: &str, allowed: Vec<&'static str>) -> Wrong {
    Wrong::here(Fault::BadValue {
        found: found.to_owned(),
        allowed,
    })
}

impl Part for String {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value {
            Value::Text(text) if text.trim().is_empty() => Err(Wrong::here(Fault::Missing)),
            Value::Text(text) => Ok(text.clone()),
            _ => wrong_type("text", value),
        }
    }
    fn write(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl Part for bool {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value {
            Value::Bool(b) => Ok(*b),
            _ => wrong_type("true/false", value),
        }
    }
    fn write(&self) -> Value {
        Value::Bool(*self)
    }
    fn absent() -> Option<Self> {
        Some(false)
    }
}

impl Part for u32 {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value {
            Value::Int(n) => Self::try_from(*n).map_err(|_| bad_value(&n.to_string(), Vec::new())),
            _ => wrong_type("number", value),
        }
    }
    fn write(&self) -> Value {
        Value::Int(i64::from(*self))
    }
}

/// A figure of a decision or of its enforcement: đồng, m², bodies or people. Missing means none.
impl Part for u64 {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value {
            Value::Int(n) => Self::try_from(*n).map_err(|_| bad_value(&n.to_string(), Vec::new())),
            _ => wrong_type("number", value),
        }
    }
    fn write(&self) -> Value {
        Value::Int(i64::try_from(*self).unwrap_or(i64::MAX))
    }
    fn absent() -> Option<Self> {
        Some(0)
    }
}

impl Part for NaiveDate {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value {
            Value::Day(day) => Ok(*day),
            Value::Text(text) => {
                let shaped = text.len() == 10 && text.is_ascii();
                let day = shaped
                    .then(|| Self::parse_from_str(text, "%Y-%m-%d").ok())
                    .flatten();
                day.ok_or_else(|| bad_value(text, vec![DAY_FORM]))
            }
            _ => wrong_type("date", value),
        }
    }
    fn write(&self) -> Value {
        Value::Day(*self)
    }
}

impl Part for NaiveDateTime {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value {
            Value::Moment(at) => Ok(*at),
            Value::Text(text) => ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
                .iter()
                .find_map(|format| Self::parse_from_str(text, format).ok())
                .and_then(|at| at.with_second(0))
                .ok_or_else(|| bad_value(text, vec![MOMENT_FORM])),
            _ => wrong_type("date and time", value),
        }
    }
    fn write(&self) -> Value {
        Value::Moment(*self)
    }
}

impl Part for Value {
    fn read(value: &Value) -> Result<Self, Wrong> {
        Ok(value.clone())
    }
    fn write(&self) -> Value {
        self.clone()
    }
    fn absent() -> Option<Self> {
        Some(Value::Null)
    }
}

impl<T: Part> Part for Option<T> {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value {
            Value::Null => Ok(None),
            Value::Text(text) if text.trim().is_empty() => Ok(None),
            _ => T::read(value).map(Some),
        }
    }
    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::write)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Part> Part for Vec<T> {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match value {
            Value::List(items) => items
                .iter()
                .enumerate()
                .map(|(i, item)| T::read(item).map_err(|w| w.under(&i.to_string())))
                .collect(),
            _ => wrong_type("list", value),
        }
    }
    fn write(&self) -> Value {
        Value::List(self.iter().map(T::write).collect())
    }
    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

/// Reads one key of a map.
pub fn read_key<T: Part>(map: &Value, key: &'static str) -> Result<T, Wrong> {
    match map.get(key) {
        None | Some(Value::Null) => {
            T::absent().ok_or_else(|| Wrong::here(Fault::Missing).under(key))
        }
        Some(value) => T::read(value).map_err(|wrong| wrong.under(key)),
    }
}

/// Refuses a value that is no map or has a key beyond `known`.
pub fn only_keys(value: &Value, known: &[&'static str]) -> Result<(), Wrong> {
    let Value::Map(entries) = value else {
        return wrong_type("object", value);
    };
    match entries
        .iter()
        .find(|(key, _)| !known.contains(&key.as_str()))
    {
        Some((key, _)) => Err(Wrong::here(Fault::UnknownKey {
            known: known.to_vec(),
        })
        .under(key)),
        None => Ok(()),
    }
}

/// Declares a struct with named keys, and reads and writes it. A key is the field's name unless
/// `field => "key"` says otherwise; nulls and empty lists are not written.
#[macro_export]
macro_rules! part {
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
    ($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident $(=> $key:literal)? : $ty:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name { $($(#[$fmeta])* pub $field: $ty,)* }

        impl $name {
            /// The keys, in their order.
            pub const KEYS: &'static [&'static str] = &[$($crate::part!(@key $field $($key)?),)*];
        }

        impl $crate::register::part::Part for $name {
            fn read(value: &$crate::register::value::Value) -> Result<Self, $crate::register::part::Wrong> {
                $crate::register::part::only_keys(value, Self::KEYS)?;
                Ok(Self { $($field: $crate::register::part::read_key(value, $crate::part!(@key $field $($key)?))?,)* })
            }
            fn write(&self) -> $crate::register::value::Value {
                use $crate::register::value::Value;
                let all: Vec<(&str, Value)> =
                    vec![$(($crate::part!(@key $field $($key)?), $crate::register::part::Part::write(&self.$field)),)*];
                Value::Map(
                    all.into_iter()
                        .filter(|(_, v)| !matches!(v, Value::Null) && !matches!(v, Value::List(l) if l.is_empty()))
                        .map(|(k, v)| (k.to_owned(), v))
                        .collect(),
                )
            }
        }
    };
}

/// Declares a closed list of words.
#[macro_export]
macro_rules! closed_list {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant,)* }

        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable word, as in JSON.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Finds the value of a word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.word() == word)
            }
        }

        impl $crate::register::part::Part for $name {
            fn read(value: &$crate::register::value::Value) -> Result<Self, $crate::register::part::Wrong> {
                let text = <String as $crate::register::part::Part>::read(value)?;
                Self::from_word(&text).ok_or_else(|| {
                    $crate::register::part::bad_value(&text, Self::ALL.iter().map(|v| v.word()).collect())
                })
            }
            fn write(&self) -> $crate::register::value::Value {
                $crate::register::value::Value::Text(self.word().to_owned())
            }
        }
    };
}
