//! A list of people pasted as text, one person a line, as it comes out of a letter or a spreadsheet. What a
//! line holds is told by its shape, whatever the order; a line without a name is told, never guessed. Must
//! not know where the list goes.

use super::card::{Card, Scan, scan};
use super::person::Person;
use super::words::{IdKind, Sex};
use crate::text::{fold, nfc};
use chrono::NaiveDate;
use std::collections::HashSet;

/// What was read of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roll {
    /// The people, in their order.
    pub people: Vec<Person>,
    /// The lines that could not be read, from 1.
    pub unread: Vec<Unread>,
}

/// A line that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unread {
    /// Which, from 1.
    pub line: usize,
    /// Why.
    pub why: Why,
}

/// Why a line could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// No name stands on it.
    NoName,
    /// The same number, or the same name without one, stands on an earlier line.
    Twice,
}

/// A year of birth lies between these.
const BORN: std::ops::RangeInclusive<u32> = 1900..=2100;
/// Digits of a running number before a name.
const RUNNING: usize = 4;

/// Reads a list. Empty lines and a line of headings are passed over.
pub fn read(text: &str) -> Roll {
    let mut roll = Roll::default();
    let mut stood = Stood::default();
    for (place, line) in text.lines().enumerate() {
        let line = nfc(line.trim());
        if line.is_empty() || is_heading(&line) {
            continue;
        }
        let unread = |why| Unread {
            line: place + 1,
            why,
        };
        match person(&line) {
            None => roll.unread.push(unread(Why::NoName)),
            Some(person) if stood.has(&person) => roll.unread.push(unread(Why::Twice)),
            Some(person) => {
                stood.add(&person);
                roll.people.push(person);
            }
        }
    }
    roll
}

/// Who stands on a list already.
#[derive(Default)]
struct Stood {
    numbers: HashSet<String>,
    names: HashSet<Called>,
    names_alone: HashSet<Called>,
}

/// A name and a birth.
type Called = (String, Option<u32>, Option<NaiveDate>);

fn called(person: &Person) -> Called {
    (fold(&person.name), person.born_year, person.born)
}

impl Stood {
    /// Says whether somebody is surely on the list: by the number, or by name and birth where one of the two
    /// has no number.
    fn has(&self, person: &Person) -> bool {
        match &person.id_number {
            Some(number) => {
                self.numbers.contains(number) || self.names_alone.contains(&called(person))
            }
            None => self.names.contains(&called(person)),
        }
    }

    fn add(&mut self, person: &Person) {
        match &person.id_number {
            Some(number) => {
                self.numbers.insert(number.clone());
            }
            None => {
                self.names_alone.insert(called(person));
            }
        }
        self.names.insert(called(person));
    }
}

/// Returns the people of a list who are surely not among those who are known already.
pub fn others(known: &[Person], list: Vec<Person>) -> Vec<Person> {
    let mut stood = Stood::default();
    for person in known {
        stood.add(person);
    }
    list.into_iter()
        .filter(|person| !stood.has(person))
        .collect()
}

fn is_heading(line: &str) -> bool {
    let folded = fold(line);
    let has = |word: &str| folded.contains(word);
    (has("ho ten") || has("ho va ten") || has("full name"))
        && !line.chars().any(|c| c.is_ascii_digit())
}

fn person(line: &str) -> Option<Person> {
    if let Scan::Card(card) = scan(line) {
        return of_card(*card);
    }
    let mut person = nobody();
    let mut address: Vec<&str> = Vec::new();
    for (place, cell) in cells(line).into_iter().enumerate() {
        if place == 0 && is_running(cell) {
            continue;
        }
        if take(&mut person, cell) {
            continue;
        }
        let bare = without_running(cell);
        if person.name.is_empty() && is_name(bare) {
            bare.clone_into(&mut person.name);
        } else {
            address.push(cell);
        }
    }
    if person.name.is_empty() {
        return None;
    }
    let address = address.join(", ");
    person.address = (!address.is_empty()).then_some(address);
    Some(person)
}

fn nobody() -> Person {
    Person {
        name: String::new(),
        born: None,
        born_year: None,
        sex: None,
        id_kind: None,
        id_number: None,
        id_issued: None,
        id_place: None,
        address: None,
        unit: None,
        phone: None,
        organisation: None,
    }
}

fn of_card(card: Card) -> Option<Person> {
    Some(Person {
        name: card.name.filter(|_| !card.name_damaged)?,
        born: card.born,
        born_year: card.born_year.and_then(|year| u32::try_from(year).ok()),
        sex: card.sex,
        id_kind: Some(IdKind::Cccd),
        id_number: Some(card.number),
        id_issued: card.issued,
        address: card.address,
        ..nobody()
    })
}

/// The parts of a line: between tabs, bars or semicolons, else between commas, else where words and numbers
/// meet.
fn cells(line: &str) -> Vec<&str> {
    let split = |at: &[char]| -> Vec<&str> {
        let parts = line.split(|c| at.contains(&c)).map(str::trim);
        parts.filter(|part| !part.is_empty()).collect()
    };
    if line.contains(['\t', ';', '|']) {
        return split(&['\t', ';', '|']);
    }
    if line.contains(',') {
        return split(&[',']);
    }
    by_numbers(line)
}

/// Cuts before and behind each word that is a number or day by itself.
fn by_numbers(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let Some(at) = place_of(line, word) else {
            continue;
        };
        if !take(&mut nobody(), word) {
            continue;
        }
        parts.extend(line.get(start..at));
        parts.push(word);
        start = at + word.len();
    }
    parts.extend(line.get(start..));
    let parts = parts.into_iter().map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

/// Where a slice of a text begins in it.
fn place_of(text: &str, part: &str) -> Option<usize> {
    let at = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (at + part.len() <= text.len()).then_some(at)
}

/// Takes a part that its shape explains: a number of a paper, a telephone, a birth, a sex.
fn take(person: &mut Person, cell: &str) -> bool {
    if let Some(sex) = sex(cell) {
        person.sex = Some(sex);
        return true;
    }
    if let Some(day) = day(cell) {
        person.born = Some(day);
        return true;
    }
    let number: String = cell
        .chars()
        .filter(|c| !matches!(c, ' ' | '.' | '+'))
        .collect();
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    match number.len() {
        12 if digits => paper(person, IdKind::Cccd, number),
        9 if digits => paper(person, IdKind::Cmnd, number),
        10 | 11 if digits && (number.starts_with('0') || number.starts_with("84")) => {
            person.phone = Some(number);
        }
        4 if digits && number.parse().is_ok_and(|year| BORN.contains(&year)) => {
            person.born_year = number.parse().ok();
        }
        8 if is_passport(&number) => paper(person, IdKind::Passport, number),
        _ => return false,
    }
    true
}

fn paper(person: &mut Person, kind: IdKind, number: String) {
    person.id_kind = Some(kind);
    person.id_number = Some(number);
}

fn is_passport(number: &str) -> bool {
    let mut bytes = number.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_uppercase()) && bytes.all(|b| b.is_ascii_digit())
}

fn sex(cell: &str) -> Option<Sex> {
    match fold(cell).as_str() {
        "nam" => Some(Sex::Male),
        "nu" => Some(Sex::Female),
        _ => None,
    }
}

/// Reads `02/05/1970`, `2-5-1970`, `2.5.1970`.
fn day(cell: &str) -> Option<NaiveDate> {
    let mut parts = cell
        .split(['/', '-', '.'])
        .map(|part| part.trim().parse::<u32>().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || !BORN.contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn is_running(cell: &str) -> bool {
    let bare = cell.trim_end_matches(['.', ')', ':']);
    let digits = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
    digits && bare.len() <= RUNNING && !bare.parse().is_ok_and(|n: u32| BORN.contains(&n))
}

/// A cell without the running number before it: `1. Nguyễn Văn An`.
fn without_running(cell: &str) -> &str {
    match cell.split_once([' ', '.', ')']) {
        Some((first, rest)) if is_running(first) => rest.trim_start_matches(['.', ')', ' ']),
        _ => cell,
    }
}

fn is_name(text: &str) -> bool {
    let letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | '\'' | '-' | '.');
    text.contains(' ') && text.chars().all(letters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(line: &str) -> Person {
        let roll = read(line);
        assert_eq!(roll.unread, [], "{line}");
        assert_eq!(roll.people.len(), 1, "{line}");
        roll.people.into_iter().next().unwrap()
    }

    #[test]
    fn a_line_is_read_by_the_shape_of_its_parts() {
        for line in [
            "Nguyễn Văn An, 1970, 072070001234, Tổ 3, ấp Tân Lập, 0901234567",
            "1. Nguyễn Văn An; 1970; nam; 072070001234; Tổ 3, ấp Tân Lập; 0901 234 567",
            "1\tNguyễn Văn An\t1970\tNam\t072070001234\tTổ 3, ấp Tân Lập\t0901.234.567",
            "072070001234 | Nguyễn Văn An | Tổ 3, ấp Tân Lập | 1970 | 0901234567",
        ] {
            let an = one(line);
            assert_eq!(an.name, "Nguyễn Văn An", "{line}");
            assert_eq!(an.born_year, Some(1970), "{line}");
            assert_eq!(an.id_number.as_deref(), Some("072070001234"), "{line}");
            assert_eq!(an.id_kind, Some(IdKind::Cccd), "{line}");
            assert_eq!(an.address.as_deref(), Some("Tổ 3, ấp Tân Lập"), "{line}");
            assert_eq!(an.phone.as_deref(), Some("0901234567"), "{line}");
        }
        let binh = one("2) Trần Thị Bình 02/05/1971 290123456 ấp Chợ");
        assert_eq!(binh.name, "Trần Thị Bình");
        assert_eq!(binh.born, NaiveDate::from_ymd_opt(1971, 5, 2));
        assert_eq!(binh.id_kind, Some(IdKind::Cmnd));
        assert_eq!(binh.address.as_deref(), Some("ấp Chợ"));
        assert_eq!(one("Lê Thị Cúc").address, None);
        assert_eq!(one("Lê Thị Cúc, C1234567").id_kind, Some(IdKind::Passport));
    }

    #[test]
    fn a_card_scanned_into_a_line_is_read_as_a_card() {
        let card = one("072070001234||Nguyễn Văn An|02051970|Nam|Ấp 1, xã Tân Lập|11082021");
        assert_eq!(card.name, "Nguyễn Văn An");
        assert_eq!(card.sex, Some(Sex::Male));
        assert_eq!(card.address.as_deref(), Some("Ấp 1, xã Tân Lập"));
    }

    #[test]
    fn what_cannot_be_read_is_told_by_its_line() {
        let roll = read(
            "STT\tHọ tên\tĐịa chỉ\n\n1\tNguyễn Văn An\tẤp 1\n072071112222, 1971\n3\tNguyễn Văn An\tẤp 2\nTrần Thị Bình",
        );
        let names: Vec<&str> = roll.people.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Nguyễn Văn An", "Trần Thị Bình"]);
        let unread = |line, why| Unread { line, why };
        assert_eq!(roll.unread, [unread(4, Why::NoName), unread(5, Why::Twice)]);
        // Namesakes with numbers of their own are two.
        let two = read("Nguyễn Văn An, 072070001234\nNguyễn Văn An, 072070005678");
        assert_eq!(two.people.len(), 2);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_told(text in "(?s).{0,400}") {
            let roll = read(&text);
            let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
            prop_assert!(roll.people.len() + roll.unread.len() <= lines);
            prop_assert!(roll.people.iter().all(|one| !one.name.is_empty()));
        }
    }
}
