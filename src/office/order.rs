//! How the rows of a list are put in order by one of its columns, and how one of them is found by its number,
//! its day or its first letters. It must not know which list it is. A name that is hidden has no rank: it takes
//! no part in the order, nor is it found.

use super::index::{Name, Row};
use crate::register::number::Subject;
use crate::text::{fold, name_key, words};
use chrono::NaiveDate;
use std::cmp::Reverse;

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// The number of the record.
    Number,
    /// Since when it is there.
    Since,
    /// The day on which it is due.
    Due,
    /// Whose it is.
    Person,
    /// Loại đơn.
    Class,
    /// Where it stands.
    Status,
    /// Who works on it.
    Officer,
    /// What must be done, or what there is to say.
    What,
    /// What kind of row it is.
    Kind,
    /// Tiền.
    Money,
    /// Đất.
    Land,
    /// What only this list shows, by the place of its column.
    Own(u8),
}

/// An order of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The column.
    pub by: By,
    /// From the last to the first.
    pub reversed: bool,
}

/// What a list is looked through for, and how it is put in order; its own order where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sift {
    /// Words or numbers to be found; nothing finds everything.
    pub query: String,
    /// The order.
    pub order: Option<Order>,
}

/// The place of a row in an order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// By a number, or the place in a closed list.
    Number(i64),
    /// By letters, as [`name_key`] and [`fold`] make them comparable.
    Text(Vec<u8>),
}

impl Rank {
    /// Ranks by a day.
    pub fn day(day: NaiveDate) -> Self {
        Self::Number((day - NaiveDate::MIN).num_days())
    }

    /// Ranks by a count.
    pub fn count(count: impl TryInto<i64>) -> Self {
        Self::Number(count.try_into().unwrap_or(i64::MAX))
    }

    /// Ranks by words, whatever their accents; words that say nothing have no rank.
    pub fn text(text: &str) -> Option<Self> {
        let says = text.chars().any(char::is_alphanumeric);
        says.then(|| Self::Text(fold(text).into_bytes()))
    }

    /// Ranks by the name of a person who may be seen, the given name first.
    pub fn name(name: &Name) -> Option<Self> {
        match name {
            Name::Shown(name) => Some(Self::Text(name_key(name))),
            Name::Hidden | Name::Erased | Name::Nobody => None,
        }
    }

    /// Ranks by the number of a record.
    pub fn subject(id: Subject) -> Self {
        let (kind, year, n) = match id {
            Subject::Petition(no) => (0, no.year, no.n),
            Subject::Reception(no) => (1, no.year, no.n),
        };
        Self::Number((kind << 60) + (i64::from(year) << 32) + i64::from(n))
    }
}

/// Puts rows in order by their ranks. What has none stands last whichever way, by `tie`; equals stay as they
/// stood.
pub fn put_in_order<T, K: Ord>(
    rows: &mut [T],
    reversed: bool,
    rank: impl Fn(&T) -> Option<Rank>,
    tie: impl Fn(&T) -> K,
) {
    let last = |row: &T, rank: &Option<Rank>| rank.is_none().then(|| tie(row));
    if reversed {
        rows.sort_by_cached_key(|row| {
            let rank = rank(row);
            (rank.is_none(), last(row, &rank), Reverse(rank))
        });
    } else {
        rows.sort_by_cached_key(|row| {
            let rank = rank(row);
            (rank.is_none(), last(row, &rank), rank)
        });
    }
}

/// Returns the rank of a row of the books; of what the row does not say there is none.
pub fn rank_of(row: &Row, by: By, today: NaiveDate) -> Option<Rank> {
    let place = |place: Option<usize>| place.map(Rank::count);
    match by {
        By::Number => Some(Rank::subject(row.id)),
        By::Since => Some(Rank::Number(row.at.and_utc().timestamp())),
        By::Due => row.due(today).map(Rank::day),
        By::Person => Rank::name(&row.name),
        By::Class => place(row.class.map(|class| class as usize)),
        By::Status => place(row.status.map(|status| status as usize)),
        By::Officer => {
            let officer = row.officer.as_deref();
            let officer = officer.filter(|_| matches!(row.id, Subject::Petition(_)));
            officer.and_then(Rank::text)
        }
        By::What => {
            let summary = row.summary.as_deref().filter(|_| !row.secret);
            summary.and_then(Rank::text)
        }
        By::Kind | By::Money | By::Land | By::Own(_) => None,
    }
}

/// What is gone to in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// A record, by its number, of a year or of the first that is found.
    Number(Option<i32>, u32),
    /// A day; where it has no row the nearest before it, else the first of all.
    Day(NaiveDate),
    /// What begins with these letters, without their accents.
    Letters(String),
}

/// Years of records, as they are typed before a number.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

impl Aim {
    /// Reads what was typed; `day` reads a day.
    pub fn read(typed: &str, day: impl Fn(&str) -> Option<NaiveDate>) -> Option<Self> {
        let typed = typed.trim();
        if typed.contains('/') {
            return day(typed).map(Self::Day);
        }
        let letters = fold(typed);
        let bare = letters
            .strip_prefix("tcd-")
            .or_else(|| letters.strip_prefix("d-"))
            .unwrap_or(&letters);
        let mut parts = bare.rsplit('-');
        let number = parts.next().and_then(|part| part.parse().ok());
        let year = parts.next().map(|part| part.parse().ok());
        match (number, year, parts.next()) {
            (Some(n), None, _) => return Some(Self::Number(None, n)),
            (Some(n), Some(Some(year)), None) if YEARS.contains(&year) => {
                return Some(Self::Number(Some(year), n));
            }
            _ => {}
        }
        let says = letters.chars().any(char::is_alphanumeric);
        says.then_some(Self::Letters(letters))
    }

    /// Says whether a record has this number.
    fn is(&self, id: Subject) -> bool {
        let Self::Number(year, n) = self else {
            return false;
        };
        let (own_year, own) = match id {
            Subject::Petition(no) => (no.year, no.n),
            Subject::Reception(no) => (no.year, no.n),
        };
        own == *n && year.is_none_or(|year| year == own_year)
    }

    /// Says whether words begin with the letters, or their last one does, as a given name.
    fn begins(&self, text: &str) -> bool {
        let Self::Letters(letters) = self else {
            return false;
        };
        let folded = fold(text);
        let given = words(&folded).last();
        folded.starts_with(letters.as_str())
            || given.is_some_and(|word| word.starts_with(letters.as_str()))
    }

    /// Returns the place of the row that is aimed at.
    pub fn among<'r>(&self, rows: impl Iterator<Item = Target<'r>>) -> Option<usize> {
        let mut nearest: Option<(NaiveDate, usize)> = None;
        let mut first: Option<(NaiveDate, usize)> = None;
        for (place, row) in rows.enumerate() {
            match self {
                Self::Number(..) if row.id.is_some_and(|id| self.is(id)) => return Some(place),
                Self::Letters(_) if row.words.iter().any(|words| self.begins(words)) => {
                    return Some(place);
                }
                Self::Day(day) => {
                    let Some(own) = row.day else { continue };
                    if own == *day {
                        return Some(place);
                    }
                    if own > *day && first.is_none_or(|(before, _)| own <= before) {
                        first = Some((own, place));
                    }
                    if own < *day && nearest.is_none_or(|(before, _)| before < own) {
                        nearest = Some((own, place));
                    }
                }
                _ => {}
            }
        }
        nearest.or(first).map(|(_, place)| place)
    }
}

/// What a row can be aimed at by.
#[derive(Debug, Clone, Default)]
pub struct Target<'r> {
    /// Its record.
    pub id: Option<Subject>,
    /// Its day.
    pub day: Option<NaiveDate>,
    /// Its words that may be seen.
    pub words: Vec<&'r str>,
}

impl<'r> Target<'r> {
    /// Aims at a row of the books: its number, its day, and its name where that may be seen.
    pub fn of(id: Subject, name: &'r Name, day: NaiveDate) -> Self {
        let words = match name {
            Name::Shown(name) => vec![&**name],
            Name::Hidden | Name::Erased | Name::Nobody => Vec::new(),
        };
        Self {
            id: Some(id),
            day: Some(day),
            words,
        }
    }
}

#[cfg(test)]
mod tests;
