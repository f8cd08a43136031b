//! Register numbers (`TCD-2026-0001`, `D-2026-0001`, `VV-2026-0001`) and ids. Numbers run without gaps
//! by year, in order of saving; the year is that of the visit or the filing.

use super::part::{Part, Wrong, bad_value};
use super::value::Value;
use std::fmt;
use std::str::FromStr;

/// A text that is no register number of this kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a register number of this kind")]
pub struct NotANumber;

macro_rules! register_number {
    ($(#[$meta:meta])* $name:ident, $prefix:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name {
            /// Four-digit year.
            pub year: i32,
            /// From 1, without gaps within the year.
            pub n: u32,
        }

        impl $name {
            /// The letters before the year.
            pub const PREFIX: &'static str = $prefix;
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&format!("{}-{:04}-{:04}", $prefix, self.year, self.n))
            }
        }

        impl FromStr for $name {
            type Err = NotANumber;
            fn from_str(text: &str) -> Result<Self, NotANumber> {
                let upper = text.trim().to_uppercase();
                let rest = upper.strip_prefix(concat!($prefix, "-")).ok_or(NotANumber)?;
                let (year, n) = rest.split_once('-').ok_or(NotANumber)?;
                let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
                if year.len() != 4 || !digits(year) || n.is_empty() || !digits(n) {
                    return Err(NotANumber);
                }
                let n = n.parse().map_err(|_| NotANumber)?;
                if n == 0 {
                    return Err(NotANumber);
                }
                Ok(Self { year: year.parse().map_err(|_| NotANumber)?, n })
            }
        }

        impl Part for $name {
            fn read(value: &Value) -> Result<Self, Wrong> {
                let text = String::read(value)?;
                text.parse().map_err(|_| bad_value(&text, vec![concat!($prefix, "-YYYY-NNNN")]))
            }
            fn write(&self) -> Value {
                Value::Text(self.to_string())
            }
        }
    };
}

register_number! {
    /// The number of a reception (lượt tiếp), refused ones too.
    ReceptionNo, "TCD"
}
register_number! {
    /// The number of a petition (đơn).
    PetitionNo, "D"
}
register_number! {
    /// The number of a matter (vụ việc).
    MatterNo, "VV"
}

/// Which person: the entry that first named them and their place in it. In an act that is not yet saved
/// the entry is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId {
    /// Sequence number of the entry.
    pub entry: u64,
    /// Place among the persons of that entry, from 0.
    pub index: u16,
}

impl PersonId {
    /// The id as one number: entry, then index.
    pub fn packed(self) -> u64 {
        (self.entry << 16) | u64::from(self.index)
    }

    /// The id of a packed number.
    pub fn unpack(packed: u64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "the low 16 bits are meant")]
        Self {
            entry: packed >> 16,
            index: packed as u16,
        }
    }
}

impl Part for PersonId {
    fn read(value: &Value) -> Result<Self, Wrong> {
        u64::read(value).map(Self::unpack)
    }
    fn write(&self) -> Value {
        self.packed().write()
    }
}

/// What a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A petition.
    Petition(PetitionNo),
    /// A reception (a refusal's notice, a promise of the head, a correction).
    Reception(ReceptionNo),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Petition(no) => no.fmt(f),
            Self::Reception(no) => no.fmt(f),
        }
    }
}
