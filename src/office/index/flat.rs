//! A record without its names as flat bytes, for the snapshot, and back. The bytes are read by no other
//! program than the one that wrote them, so they have no schema: a field that is added here is added.

use super::bare::Bare;
use super::{Came, Decision, Done, Facts, Figures, Name, Promise, Row};
use crate::law::count::{Pause, Variant};
use crate::law::rule::Whose;
use crate::register::clock::Clock;
use crate::register::number::{MatterNo, PersonId, PetitionNo, ReceptionNo, Subject};
use crate::register::words::{
    Class, Field, Outcome, ReceivedBy, ReceptionKind, Round, Source, Status,
};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};

/// Something that can be flat bytes.
pub(in crate::office) trait Flat: Sized {
    /// Writes it at the end.
    fn put(&self, out: &mut Vec<u8>);
    /// Takes it off the beginning; `None` where it is not there.
    fn take(from: &mut &[u8]) -> Option<Self>;
}

macro_rules! numbers {
    ($($number:ty),*) => { $(
        impl Flat for $number {
            fn put(&self, out: &mut Vec<u8>) {
                out.extend(self.to_le_bytes());
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                let (bytes, rest) = from.split_first_chunk()?;
                *from = rest;
                Some(Self::from_le_bytes(*bytes))
            }
        }
    )* };
}
numbers!(u8, u32, i32, u64, i64);

/// Closed lists, by their place in them.
macro_rules! listed {
    ($($word:ty),*) => { $(
        impl Flat for $word {
            fn put(&self, out: &mut Vec<u8>) {
                let place = Self::ALL.iter().position(|word| word == self);
                out.push(place.and_then(|n| u8::try_from(n).ok()).unwrap_or(u8::MAX));
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                Self::ALL.get(usize::from(u8::take(from)?)).copied()
            }
        }
    )* };
}
listed!(
    Class,
    Field,
    Outcome,
    ReceivedBy,
    ReceptionKind,
    Source,
    Status,
    Whose
);

macro_rules! fields {
    ($($what:ident { $($field:ident),* $(,)? })*) => { $(
        impl Flat for $what {
            fn put(&self, out: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($field.put(out);)*
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: Flat::take(from)?),* })
            }
        }
    )* };
}
fields! {
    PetitionNo { year, n }
    ReceptionNo { year, n }
    MatterNo { year, n }
    Pause { from, to }
    Variant { remote, complex, several_places, pauses, extensions }
    Clock {
        rule, citation, whose, from, started_by, variant, target, due, original_due, counted, overridden,
        review, done, paused_since, dropped, confirmed,
    }
    Row {
        id, class, field, round, at, day_only, name, people, summary, status, refused, secret, closed,
        officer, clocks, petitions, no_limit, continued,
    }
    Facts {
        others, people, matter, second_round, also_sent_to, level_skipped, signers, came, place, closed_on,
        answered, done, promises, decision, invited, dialogues, by, kind,
    }
    Figures { recovered_money, recovered_land_m2, returned_money, returned_land_m2 }
    Promise { seq, made, text, due, kept, conclusion }
    Decision { outcome, number, on, in_force, takes_effect, ordered, carried_out, last }
    Done { on, in_time }
    Bare { row, facts, words, after, people, wording, decisions, apart, reception }
}

impl Flat for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        u8::take(from).map(|byte| byte != 0)
    }
}

impl Flat for Round {
    fn put(&self, out: &mut Vec<u8>) {
        (*self == Self::Second).put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        bool::take(from).map(|second| if second { Self::Second } else { Self::First })
    }
}

impl Flat for Subject {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Self::Petition(PetitionNo { year, n }) => (false, *year, *n).put(out),
            Self::Reception(ReceptionNo { year, n }) => (true, *year, *n).put(out),
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let (reception, year, n) = Flat::take(from)?;
        Some(if reception {
            Self::Reception(ReceptionNo { year, n })
        } else {
            Self::Petition(PetitionNo { year, n })
        })
    }
}

impl<A: Flat, B: Flat, C: Flat> Flat for (A, B, C) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
        self.2.put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?, C::take(from)?))
    }
}

impl Flat for PersonId {
    fn put(&self, out: &mut Vec<u8>) {
        self.packed().put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        u64::take(from).map(Self::unpack)
    }
}

/// Nobody's name is written.
impl Flat for Name {
    fn put(&self, _: &mut Vec<u8>) {}
    fn take(_: &mut &[u8]) -> Option<Self> {
        Some(Self::Nobody)
    }
}

/// Nor anyone's mark.
impl Flat for Box<[super::PersonMark]> {
    fn put(&self, _: &mut Vec<u8>) {}
    fn take(_: &mut &[u8]) -> Option<Self> {
        Some(Self::default())
    }
}

impl Flat for Came {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Self::Desk => 0u8.put(out),
            Self::Hidden => 1u8.put(out),
            Self::Filed(source) => {
                2u8.put(out);
                source.put(out);
            }
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::take(from)? {
            0 => Self::Desk,
            1 => Self::Hidden,
            2 => Self::Filed(Source::take(from)?),
            _ => return None,
        })
    }
}

impl Flat for NaiveDate {
    fn put(&self, out: &mut Vec<u8>) {
        self.num_days_from_ce().put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Self::from_num_days_from_ce_opt(i32::take(from)?)
    }
}

impl Flat for NaiveDateTime {
    fn put(&self, out: &mut Vec<u8>) {
        self.and_utc().timestamp().put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        DateTime::from_timestamp(i64::take(from)?, 0).map(|at| at.naive_utc())
    }
}

fn put_text(text: &str, out: &mut Vec<u8>) {
    u32::try_from(text.len()).unwrap_or(u32::MAX).put(out);
    out.extend(text.as_bytes());
}

fn take_text<'a>(from: &mut &'a [u8]) -> Option<&'a str> {
    let len = usize::try_from(u32::take(from)?).ok()?;
    let (text, rest) = from.split_at_checked(len)?;
    *from = rest;
    std::str::from_utf8(text).ok()
}

impl Flat for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(self, out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        take_text(from).map(Into::into)
    }
}

impl Flat for Box<str> {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(self, out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        take_text(from).map(Into::into)
    }
}

impl<T: Flat> Flat for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(some) = self {
            some.put(out);
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(if bool::take(from)? {
            Some(T::take(from)?)
        } else {
            None
        })
    }
}

impl<T: Flat> Flat for Box<T> {
    fn put(&self, out: &mut Vec<u8>) {
        (**self).put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        T::take(from).map(Self::new)
    }
}

impl<T: Flat> Flat for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        u32::try_from(self.len()).unwrap_or(u32::MAX).put(out);
        for one in self {
            one.put(out);
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let len = u32::take(from)?;
        (0..len).map(|_| T::take(from)).collect()
    }
}

macro_rules! boxed {
    ($($of:ty),*) => { $(
        impl Flat for Box<[$of]> {
            fn put(&self, out: &mut Vec<u8>) {
                u32::try_from(self.len()).unwrap_or(u32::MAX).put(out);
                for one in self {
                    one.put(out);
                }
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                Vec::take(from).map(Vec::into_boxed_slice)
            }
        }
    )* };
}
boxed!(
    Clock, Done, Promise, NaiveDate, PersonId, u32, String, PetitionNo
);
