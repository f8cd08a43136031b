//! What is odd about the people of an act. Odd is never refused: cards are misread and papers are old.

use super::{Desk, WarningCode};
use crate::law::unit::Units;
use crate::register::number::PersonId;
use crate::register::person::Person;
use crate::register::words::{IdKind, Sex};
use chrono::{Datelike, NaiveDate};

/// Before this year nobody who petitions today was born: typed wrong, not old.
const OLDEST_YEAR: i32 = 1900;

/// Returns a new person of the act.
pub(super) fn person<'a>(people: &'a [Person], id: &PersonId) -> Option<&'a Person> {
    (id.entry == 0)
        .then(|| people.get(usize::from(id.index)))
        .flatten()
}

/// Warns of all that is odd about a person, under `path`.
pub(super) fn look(desk: &mut Desk, person: &Person, path: &str) {
    let key = |key: &str| format!("{path}.{key}");
    days(desk, person, path);
    if let Some(unit) = &person.unit
        && Units::statute().by_code(unit).is_none()
    {
        desk.warn(WarningCode::UnknownUnit, key("unit"));
    }
    let number = person.id_number.as_deref().unwrap_or_default();
    let digits = |count| number.len() == count && number.bytes().all(|byte| byte.is_ascii_digit());
    match person.id_kind {
        _ if number.is_empty() => {}
        Some(IdKind::Cccd) if !digits(12) => desk.warn(WarningCode::BadCccd, key("id_number")),
        Some(IdKind::Cmnd) if !digits(9) => desk.warn(WarningCode::BadCmnd, key("id_number")),
        Some(IdKind::Cccd) => card(desk, person, number, path),
        None if digits(12) => card(desk, person, number, path),
        _ => {}
    }
}

/// Holds the number of a căn cước against sex and year of birth: after the three digits of the province
/// come one for century and sex and two for the year (NĐ 137/2015 Đ13, TT 07/2016/TT-BCA Đ7).
fn card(desk: &mut Desk, person: &Person, number: &str, path: &str) {
    let digits: Vec<i32> = number
        .chars()
        .filter_map(|c| c.to_digit(10))
        .filter_map(|digit| i32::try_from(digit).ok())
        .collect();
    let [_, _, _, century, tens, ones, ..] = digits[..] else {
        return;
    };
    let sex = if century % 2 == 0 {
        Sex::Male
    } else {
        Sex::Female
    };
    let known = person.sex.filter(|sex| *sex != Sex::Other);
    if known.is_some_and(|known| known != sex) {
        desk.warn(WarningCode::CardAgainstSex, format!("{path}.id_number"));
    }
    let year = OLDEST_YEAR + 100 * (century / 2) + 10 * tens + ones;
    if born_year(person).is_some_and(|born| born != year) {
        desk.warn(WarningCode::CardAgainstBirth, format!("{path}.id_number"));
    }
}

fn born_year(person: &Person) -> Option<i32> {
    let year = person.born_year.and_then(|year| i32::try_from(year).ok());
    person.born.map(|born| born.year()).or(year)
}

fn days(desk: &mut Desk, person: &Person, path: &str) {
    let today = desk.today();
    let born = person.born.map(|born| ("born", born));
    let issued = person.id_issued.map(|issued| ("id_issued", issued));
    for (key, day) in born.into_iter().chain(issued) {
        far_off(desk, day, today, &format!("{path}.{key}"));
    }
    if let Some(year) = born_year(person).filter(|_| person.born.is_none()) {
        let code = match year {
            _ if year > today.year() => Some(WarningCode::DayAhead),
            _ if year < OLDEST_YEAR => Some(WarningCode::LongAgo),
            _ => None,
        };
        if let Some(code) = code {
            desk.warn(code, format!("{path}.born_year"));
        }
    }
    if let (Some(born), Some(issued)) = (person.born, person.id_issued)
        && issued < born
    {
        desk.warn(WarningCode::IssuedBeforeBirth, format!("{path}.id_issued"));
    }
}

/// Warns of a day after `latest` or too long ago.
pub(super) fn far_off(desk: &mut Desk, day: NaiveDate, latest: NaiveDate, path: &str) {
    if day > latest {
        desk.warn(WarningCode::DayAhead, path);
    } else if day.year() < OLDEST_YEAR {
        desk.warn(WarningCode::LongAgo, path);
    }
}

/// Says whether two people carry the same number of the same kind of paper.
pub(super) fn same_number(a: &Person, b: &Person) -> bool {
    a.id_number.is_some() && a.id_number == b.id_number && a.id_kind == b.id_kind
}
