//! The keys of the state: written by hand, big-endian, so that they sort as what they stand for. They
//! carry ids and days, never a name. Knows nothing of values.

use super::engine::Tree;
use crate::register::book::Series;
use crate::register::number::{MatterNo, PersonId, PetitionNo, ReceptionNo};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use std::ops::{Bound, RangeBounds};

/// Greater than every key.
pub const LAST: [u8; 24] = [0xff; 24];

/// Something that a key stands for.
pub trait Key: Sized {
    /// As bytes that sort as it does.
    fn bytes(&self) -> Vec<u8>;
}

/// A signed number as bytes that sort as it does.
fn signed(n: i32) -> [u8; 4] {
    (n.cast_unsigned() ^ 0x8000_0000).to_be_bytes()
}

/// The signed number of such bytes.
fn unsigned(bytes: [u8; 4]) -> i32 {
    (u32::from_be_bytes(bytes) ^ 0x8000_0000).cast_signed()
}

fn number(year: i32, n: u32) -> Vec<u8> {
    [signed(year), n.to_be_bytes()].concat()
}

fn read_number(bytes: &[u8]) -> Option<(i32, u32)> {
    let (year, n) = bytes.split_first_chunk::<4>()?;
    Some((unsigned(*year), u32::from_be_bytes(n.try_into().ok()?)))
}

macro_rules! numbers {
    ($($no:ident),*) => { $(
        impl Key for $no {
            fn bytes(&self) -> Vec<u8> {
                number(self.year, self.n)
            }
        }
    )* };
}
numbers!(ReceptionNo, PetitionNo, MatterNo);

impl Key for NaiveDate {
    fn bytes(&self) -> Vec<u8> {
        signed(self.num_days_from_ce()).to_vec()
    }
}

impl Key for u64 {
    fn bytes(&self) -> Vec<u8> {
        self.to_be_bytes().to_vec()
    }
}

impl Key for u32 {
    fn bytes(&self) -> Vec<u8> {
        self.to_be_bytes().to_vec()
    }
}

impl Key for PersonId {
    fn bytes(&self) -> Vec<u8> {
        self.packed().bytes()
    }
}

impl<A: Key, B: Key> Key for (A, B) {
    fn bytes(&self) -> Vec<u8> {
        [self.0.bytes(), self.1.bytes()].concat()
    }
}

/// The minute of a visit, then its number.
pub fn visit(at: NaiveDateTime, no: ReceptionNo) -> Vec<u8> {
    let minute = at.and_utc().timestamp().div_euclid(60);
    let minute = (minute.cast_unsigned() ^ (1 << 63)).to_be_bytes();
    [&minute[..], &no.bytes()].concat()
}

/// The first minute of a day.
pub fn visits_from(day: NaiveDate) -> Vec<u8> {
    let minute = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp() / 60;
    (minute.cast_unsigned() ^ (1 << 63)).to_be_bytes().to_vec()
}

/// The reception of a visit's key.
pub fn reception_of_visit(key: &[u8]) -> Option<ReceptionNo> {
    reception(key.get(8..)?)
}

/// The petition of a key.
pub fn petition(key: &[u8]) -> Option<PetitionNo> {
    let (year, n) = read_number(key)?;
    Some(PetitionNo { year, n })
}

/// The reception of a key.
pub fn reception(key: &[u8]) -> Option<ReceptionNo> {
    let (year, n) = read_number(key)?;
    Some(ReceptionNo { year, n })
}

/// Series and year.
pub fn last(series: Series, year: i32) -> Vec<u8> {
    let code = match series {
        Series::Reception => 1,
        Series::Petition => 2,
        Series::Matter => 3,
    };
    [&[code][..], &signed(year)].concat()
}

/// Day and petition of a due row's key.
pub fn due(key: &[u8]) -> Option<(NaiveDate, PetitionNo)> {
    let (day, no) = key.split_first_chunk::<4>()?;
    let day = NaiveDate::from_num_days_from_ce_opt(unsigned(*day))?;
    let (year, n) = read_number(no)?;
    Some((day, PetitionNo { year, n }))
}

/// The second half of an epoch's row: the person.
pub fn person_of_epoch(key: &[u8]) -> Option<PersonId> {
    let id = key.get(4..)?.try_into().ok()?;
    Some(PersonId::unpack(u64::from_be_bytes(id)))
}

/// The second half of a person's row: the epoch.
pub fn epoch_of_person(key: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(key.get(8..)?.try_into().ok()?))
}

/// First key in, first key out, of a range.
pub fn bounds<K: Key>(range: &impl RangeBounds<K>) -> (Vec<u8>, Vec<u8>) {
    let after = |key: &K| {
        let mut bytes = key.bytes();
        bytes.push(0);
        bytes
    };
    let from = match range.start_bound() {
        Bound::Included(key) => key.bytes(),
        Bound::Excluded(key) => after(key),
        Bound::Unbounded => Vec::new(),
    };
    let to = match range.end_bound() {
        Bound::Included(key) => after(key),
        Bound::Excluded(key) => key.bytes(),
        Bound::Unbounded => LAST.to_vec(),
    };
    (from, to)
}

/// First key in, first key out, of all keys that begin alike.
pub fn beginning(prefix: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let to = [prefix, &LAST].concat();
    (prefix.to_vec(), to)
}

/// The name of what stands under a key, for a seal.
pub fn place(tree: Tree, key: &[u8]) -> Vec<u8> {
    [tree.name().as_bytes(), &[0], key].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_sort_as_what_they_stand_for(
            a in (-300_000i32..3_000_000, any::<u32>()), b in (-300_000i32..3_000_000, any::<u32>()),
        ) {
            let no = |(year, n)| PetitionNo { year, n };
            prop_assert_eq!(no(a).bytes().cmp(&no(b).bytes()), no(a).cmp(&no(b)));
            let day = |(n, _)| NaiveDate::from_num_days_from_ce_opt(n).unwrap();
            prop_assert_eq!(day(a).bytes().cmp(&day(b).bytes()), day(a).cmp(&day(b)));
            let key = (day(a), no(b)).bytes();
            prop_assert_eq!(due(&key), Some((day(a), no(b))));
            let r = ReceptionNo { year: a.0, n: a.1 };
            let at = |d: NaiveDate| d.and_hms_opt(9, 5, 0).unwrap();
            prop_assert_eq!(reception_of_visit(&visit(at(day(b)), r)), Some(r));
            prop_assert!(visits_from(day(b)) < visit(at(day(b)), r));
            prop_assert_eq!(
                visit(at(day(a)), r).cmp(&visit(at(day(b)), r)), day(a).cmp(&day(b))
            );
        }
    }

    #[test]
    fn a_range_takes_what_it_says() {
        let no = |n| PetitionNo { year: 2026, n };
        let inside = |range: (Vec<u8>, Vec<u8>), n| {
            let key = no(n).bytes();
            range.0 <= key && key < range.1
        };
        let closed = || bounds(&(no(2)..=no(4)));
        assert_eq!(
            [1, 2, 4, 5].map(|n| inside(closed(), n)),
            [false, true, true, false]
        );
        let after = bounds(&(Bound::Excluded(no(2)), Bound::Unbounded));
        assert_eq!([2, 3].map(|n| inside(after.clone(), n)), [false, true]);
        assert!(inside(bounds::<PetitionNo>(&..), u32::MAX));
    }
}
