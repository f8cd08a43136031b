//! A tree of named values: the common shape of a JSON line, a draft and a stored act. Knows nothing of
//! what the names mean.

use chrono::{NaiveDate, NaiveDateTime};

/// A value in an act, before it is read into its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing; reads as if the key were missing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Text, in NFC.
    Text(String),
    /// A civil day (UTC+7).
    Day(NaiveDate),
    /// A civil minute (UTC+7).
    Moment(NaiveDateTime),
    /// Several values.
    List(Vec<Value>),
    /// Named values, in the order they were given.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// Returns what stands under `key`, where this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// Takes what stands under `key` out of a map.
    pub fn take(&mut self, key: &str) -> Option<Self> {
        let Self::Map(entries) = self else {
            return None;
        };
        let at = entries.iter().position(|(k, _)| k == key)?;
        Some(entries.remove(at).1)
    }

    /// Puts `value` under `key` in a map, in place of what stood there.
    pub fn put(&mut self, key: &str, value: Self) {
        if let Self::Map(entries) = self {
            match entries.iter_mut().find(|(k, _)| k == key) {
                Some((_, old)) => *old = value,
                None => entries.push((key.to_owned(), value)),
            }
        }
    }

    /// Follows a dotted path, as `decided_by.number` or `documents.0.name`.
    pub fn at_path(&self, path: &str) -> Option<&Self> {
        path.split('.').try_fold(self, |node, step| match node {
            Self::List(items) => items.get(step.parse::<usize>().ok()?),
            _ => node.get(step),
        })
    }

    /// Sets what stands at a dotted path; maps on the way are made, list items must exist (or be the next).
    /// Returns false, changing nothing, where the path leads nowhere.
    pub fn set_path(&mut self, path: &str, value: Self) -> bool {
        let (step, rest) = match path.split_once('.') {
            Some((step, rest)) => (step, Some(rest)),
            None => (path, None),
        };
        match self {
            Self::List(items) => {
                let Ok(index) = step.parse::<usize>() else {
                    return false;
                };
                if index == items.len() && rest.is_none() {
                    items.push(value);
                    return true;
                }
                match (items.get_mut(index), rest) {
                    (Some(item), Some(rest)) => item.set_path(rest, value),
                    (Some(item), None) => {
                        *item = value;
                        true
                    }
                    (None, _) => false,
                }
            }
            Self::Map(_) => match rest {
                None => {
                    self.put(step, value);
                    true
                }
                Some(rest) => {
                    let mut child = self.get(step).cloned().unwrap_or(Self::Map(Vec::new()));
                    let done = child.set_path(rest, value);
                    if done {
                        self.put(step, child);
                    }
                    done
                }
            },
            _ => false,
        }
    }

    /// The word for this kind of value, for messages: `text`, `number` …
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true/false",
            Self::Int(_) => "number",
            Self::Text(_) => "text",
            Self::Day(_) => "date",
            Self::Moment(_) => "date and time",
            Self::List(_) => "list",
            Self::Map(_) => "object",
        }
    }
}
