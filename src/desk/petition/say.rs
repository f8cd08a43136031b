//! How days, articles, people and figures are written on the pages of one record. It must not know
//! where on the screen they stand.

use chrono::{Datelike, FixedOffset, NaiveDate};

use super::words::PageWord as P;
use crate::desk::frame::{date, short_weekday, weekday};
use crate::desk::words::{Lang, Say};
use crate::law::unit::Units;
use crate::office::view::Seen;
use crate::register::person::Person;
use crate::register::words::{Class, Field, Round};
use crate::words::Kit;

/// Returns a day as `T6 20/11/2026`.
pub fn day(day: NaiveDate, lang: Lang) -> String {
    format!("{} {}", short_weekday(day, lang), date(day))
}

/// Returns the columns of a day as [`day`] writes it.
pub const fn day_columns(lang: Lang) -> usize {
    match lang {
        Lang::Vi => 13,
        Lang::En => 14,
    }
}

/// Returns a day as `Thứ Sáu 20/11/2026`.
pub fn long_day(day: NaiveDate, lang: Lang) -> String {
    format!("{} {}", weekday(day, lang), date(day))
}

/// Returns a day near `today` as `20/11 T6`, any other with the last two
/// digits of its year.
pub fn near_day(day: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let name = short_weekday(day, lang);
    if day.year() == today.year() {
        format!("{} {name}", day.format("%d/%m"))
    } else {
        format!("{} {name}", day.format("%d/%m/%y"))
    }
}

/// Returns the civil minute (UTC+7) of an instant, as `20/11/2026 09:05`.
pub fn moment(millis: i64) -> Option<String> {
    let civil = FixedOffset::east_opt(7 * 3600)?;
    let at = chrono::DateTime::from_timestamp_millis(millis)?.with_timezone(&civil);
    Some(at.format("%d/%m/%Y %H:%M").to_string())
}

/// Names of texts and what officers call them.
const TEXTS: [(&str, &str); 5] = [
    ("Luật Tiếp công dân", "TCD"),
    ("Luật Khiếu nại", "KN"),
    ("Luật Tố cáo", "TC"),
    ("Nghị định ", "NĐ "),
    ("Luật ", "L"),
];

/// Returns an article as officers write it: `KN Đ36.1` for `Luật Khiếu nại Đ36.1, sửa bởi …`.
pub fn article(citation: &str) -> String {
    let whole = citation.split("; ").map(one_article);
    whole.collect::<Vec<_>>().join("; ")
}

fn one_article(citation: &str) -> String {
    let own = [", sửa bởi", ", bổ sung bởi"]
        .iter()
        .fold(citation, |text, by| text.split(by).next().unwrap_or(text));
    let mut text = own.to_owned();
    for (long, short) in TEXTS {
        if let Some(rest) = own.strip_prefix(long) {
            text = format!("{short}{rest}");
            break;
        }
    }
    // The year and kind of a decree say nothing more than its number.
    match text.split_once("/20") {
        Some((number, rest)) => match rest.split_once(' ') {
            Some((_, article)) => format!("{number} {article}"),
            None => text,
        },
        None => text,
    }
}

/// Returns the name and province of a unit, or the code where nothing bears it.
pub fn unit(code: &str) -> String {
    Units::statute()
        .display(code)
        .unwrap_or_else(|| code.to_owned())
}

/// Returns the name of whoever is seen, `▒▒▒▒▒▒▒▒` where the name is hidden.
pub fn name(seen: Option<&Seen>, lang: Lang) -> String {
    match seen {
        Some(Seen::Person(person)) => person.name.clone(),
        Some(Seen::Hidden) => Kit::Hidden.say(lang).to_owned(),
        Some(Seen::Erased) => Kit::Erased.say(lang).to_owned(),
        None => "–".to_owned(),
    }
}

/// Returns what identifies a person, in one line of parts.
pub fn person(person: &Person, lang: Lang) -> String {
    let born = person
        .born
        .map(date)
        .or_else(|| person.born_year.map(|year| year.to_string()));
    let first = [
        Some(person.name.clone()),
        born,
        person.sex.map(|sex| sex.say(lang).to_owned()),
    ];
    let kind = person.id_kind.map(|kind| kind.say(lang));
    let paper = person.id_number.as_ref().map(|number| match kind {
        Some(kind) => format!("{kind} {number}"),
        None => number.clone(),
    });
    let place = [person.address.clone(), person.unit.as_deref().map(unit)];
    let parts = [
        Some(join(first, ", ")),
        paper,
        Some(join(place, ", ")).filter(|place| !place.is_empty()),
        person.phone.clone(),
        person.organisation.clone(),
    ];
    join(parts, " · ")
}

/// Returns a class as officers abbreviate it, with the second round.
pub fn class(class: Class, round: Option<Round>, lang: Lang) -> String {
    let short = match class {
        Class::Complaint => P::ShortComplaint,
        Class::Denunciation => P::ShortDenunciation,
        Class::Recommendation => P::ShortRecommendation,
        Class::Feedback => P::ShortFeedback,
    };
    match round {
        Some(Round::Second) => format!("{} {}", short.say(lang), Round::Second.say(lang)),
        _ => short.say(lang).to_owned(),
    }
}

/// Returns a class in the fewest letters.
pub fn shortest_class(class: Class, lang: Lang) -> &'static str {
    let word = match class {
        Class::Complaint => P::ShortestComplaint,
        Class::Denunciation => P::ShortestDenunciation,
        Class::Recommendation => P::ShortestRecommendation,
        Class::Feedback => P::ShortestFeedback,
    };
    word.say(lang)
}

/// Returns a field in few letters.
pub fn short_field(field: Field, lang: Lang) -> &'static str {
    match field {
        Field::Policy => P::ShortPolicy.say(lang),
        Field::Administrative => P::ShortAdministrative.say(lang),
        _ => field.say(lang),
    }
}

/// Joins what is there.
pub fn join(parts: impl IntoIterator<Item = Option<String>>, between: &str) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_written_as_officers_write_it() {
        for (long, short) in [
            ("Luật Khiếu nại Đ28", "KN Đ28"),
            (
                "Luật Khiếu nại Đ36.1, sửa bởi Luật 136/2025/QH15 Đ2 k.15.b",
                "KN Đ36.1",
            ),
            ("Luật Tiếp công dân Đ28.1", "TCD Đ28.1"),
            ("Luật Tố cáo Đ24.1", "TC Đ24.1"),
            ("Nghị định 124/2020/NĐ-CP Đ29.3", "NĐ 124 Đ29.3"),
            (
                "Luật Tố cáo Đ34.2; Nghị định 31/2019/NĐ-CP Đ15.4",
                "TC Đ34.2; NĐ 31 Đ15.4",
            ),
            ("Luật Khiếu nại Đ27, Đ36, Đ50", "KN Đ27, Đ36, Đ50"),
            ("xin lỗi trước 20/12", "xin lỗi trước 20/12"),
        ] {
            assert_eq!(article(long), short);
        }
    }

    #[test]
    fn a_person_is_told_in_one_line() {
        let mut value = Person {
            name: "Nguyễn Văn An".into(),
            born: None,
            born_year: Some(1970),
            sex: Some(crate::register::words::Sex::Male),
            id_kind: None,
            id_number: None,
            id_issued: None,
            id_place: None,
            address: Some("Tổ 3".into()),
            unit: Some("25489".into()),
            phone: None,
            organisation: None,
        };
        let told = person(&value, Lang::Vi);
        assert!(
            told.starts_with("Nguyễn Văn An, 1970, nam · Tổ 3, "),
            "{told}"
        );
        value.unit = Some("99999".into());
        assert!(person(&value, Lang::Vi).ends_with("Tổ 3, 99999"));
    }
}
