//! What a căn cước card says of its bearer: the text of its QR code, and what its number alone tells.
//! Nothing here is proof: scanners garble letters, so whoever asks is told what looks damaged. Knows
//! nothing of where the text came from.

use super::words::Sex;
use crate::text::{fold, nfc};
use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

/// What was read off a card. What the code leaves out, or a scanner damaged, is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The 12 digits.
    pub number: String,
    /// The number of the older chứng minh nhân dân.
    pub old_number: Option<String>,
    /// Họ tên, as it stands on the card.
    pub name: Option<String>,
    /// The name holds something that no name holds: a scanner damaged it.
    pub name_damaged: bool,
    /// Day of birth; `born_year` where day or month are not known.
    pub born: Option<NaiveDate>,
    /// Year of birth where day and month are not known (`00`).
    pub born_year: Option<i32>,
    /// Giới tính.
    pub sex: Option<Sex>,
    /// Address as it stands on the card, often by units that are no more.
    pub address: Option<String>,
    /// The address holds something that no address holds: a scanner damaged it.
    pub address_damaged: bool,
    /// Day of issue.
    pub issued: Option<NaiveDate>,
}

/// What a scanned or pasted text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scan {
    /// The code of a căn cước card.
    Card(Box<Card>),
    /// Another QR code: a link, a payment, another paper.
    OtherCode,
    /// No code at all: somebody typed.
    Typed,
}

/// What the 12 digits alone tell (NĐ 137/2015 Đ13, TT 07/2016/TT-BCA Đ7): to be suggested, never to be
/// relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Derived {
    /// Giới tính.
    pub sex: Sex,
    /// Year of birth.
    pub born_year: i32,
}

/// So many characters at the most may have been typed before a scan.
const STRAY: usize = 3;

/// Reads a scanned or pasted text.
pub fn scan(text: &str) -> Scan {
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, '\0' | '\r' | '\n' | '\u{feff}'))
        .collect();
    let text = text.trim();
    let fields = fields_of(text);
    for code in [text, without_stray(text)] {
        let fields = fields_of(code);
        let number = fields.first().copied().unwrap_or_default();
        if fields.len() >= 6 && is_number(number, 12) {
            return Scan::Card(Box::new(card(number, &fields)));
        }
    }
    let lower = text.to_lowercase();
    // Other papers part their fields likewise: a health insurance card, an invoice.
    let parted = fields.len() >= 4;
    let machine = ["http://", "https://", "begin:", "wifi:", "p<", "{\""];
    let machine = machine.iter().any(|begin| lower.starts_with(begin));
    let payment = lower.starts_with("0002") && text.len() > 20 && is_ascii_code(text);
    if parted || machine || payment {
        return Scan::OtherCode;
    }
    Scan::Typed
}

/// Leaves out a letter or two that were typed before the scanner was: none stands before a card's number.
fn without_stray(text: &str) -> &str {
    let code = text.trim_start_matches(|c: char| c.is_alphabetic() || c == ' ');
    let stray = text.strip_suffix(code).unwrap_or_default();
    if stray.chars().count() <= STRAY {
        code
    } else {
        text
    }
}

/// The fields of a code. A scanner set for another keyboard sends another sign for the one between them: whatever
/// stands after the number is it, where a whole card follows.
fn fields_of(text: &str) -> Vec<&str> {
    let split = |sign: char| text.split(sign).map(str::trim).collect::<Vec<_>>();
    let plain = split('|');
    if plain.len() > 1 {
        return plain;
    }
    let after = text.get(..12).filter(|number| is_number(number, 12));
    let sign = after.and_then(|_| text.get(12..)?.chars().next());
    let sign = sign.filter(|sign| !sign.is_alphanumeric() && !" ,.-/".contains(*sign));
    match sign.map(split) {
        Some(fields) if fields.len() >= 6 && fields.iter().any(|f| is_number(f, 8)) => fields,
        _ => plain,
    }
}

fn is_ascii_code(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_graphic() || b == b' ')
}

fn is_number(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())
}

/// The fields of a card, in order: number, old number (or empty), name, birth, sex, address, issue. Some
/// codes leave the old number out altogether, some the day of issue; newer ones add empty fields.
fn card(number: &str, fields: &[&str]) -> Card {
    let second = fields.get(1).copied().unwrap_or_default();
    // The birth tells where the name is: even a damaged name stands before it.
    let is_day = |place: usize| fields.get(place).is_some_and(|field| is_number(field, 8));
    let has_old = match (is_day(2), is_day(3)) {
        (true, false) => false,
        (_, true) => true,
        _ => second.is_empty() || second.bytes().all(|b| b.is_ascii_digit()),
    };
    let from = if has_old { 2 } else { 1 };
    let field = |place: usize| fields.get(from + place).copied().unwrap_or_default();
    let name = filled(field(0));
    let address = filled(field(3));
    let (born, born_year) = birth(field(1));
    let stripped = name.as_deref().is_some_and(has_lost_accents);
    Card {
        number: number.to_owned(),
        old_number: filled(second).filter(|_| has_old),
        name_damaged: stripped || name.as_deref().is_some_and(|name| !is_name(name)),
        name,
        born,
        born_year,
        sex: sex(field(2)),
        address_damaged: address
            .as_deref()
            .is_some_and(|address| !is_address(address) || (stripped && address.is_ascii())),
        address,
        issued: birth(field(4)).0,
    }
}

fn filled(text: &str) -> Option<String> {
    let text = nfc(text.trim());
    (!text.is_empty()).then_some(text)
}

fn is_name(name: &str) -> bool {
    let sign = |c| matches!(c, ' ' | '\'' | '-' | '.');
    name.chars().all(|c| is_letter(c) || sign(c))
}

/// An address holds numbers and signs too, but no letter of another script and no sign of damage.
fn is_address(address: &str) -> bool {
    let damage = |c: char| matches!(c, '?' | '\u{fffd}' | '|' | '~' | '^') || c.is_control();
    let strange = |c: char| !c.is_ascii() && !is_letter(c) && !matches!(c, '–' | '’' | '“' | '”');
    !address.chars().any(|c| damage(c) || strange(c))
}

/// Whether this is a letter that Vietnamese is written with. Letters read in a wrong encoding (`LÃª`) hold
/// others.
fn is_letter(letter: char) -> bool {
    const MARKS: [char; 8] = [
        '\u{300}', '\u{301}', '\u{302}', '\u{303}', '\u{306}', '\u{309}', '\u{31b}', '\u{323}',
    ];
    matches!(letter, 'đ' | 'Đ')
        || std::iter::once(letter)
            .nfd()
            .enumerate()
            .all(|(place, part)| match place {
                0 => part.is_ascii_alphabetic(),
                _ => MARKS.contains(&part),
            })
}

/// Whether the family name is one that is written with accents, and came without.
fn has_lost_accents(name: &str) -> bool {
    const WITH_ACCENTS: [&str; 14] = [
        "nguyen", "tran", "le", "pham", "huynh", "vo", "vu", "dang", "bui", "do", "ho", "ngo",
        "duong", "trinh",
    ];
    let family = name.split(' ').next().unwrap_or_default();
    name.is_ascii() && WITH_ACCENTS.contains(&family.to_ascii_lowercase().as_str())
}

fn sex(text: &str) -> Option<Sex> {
    match fold(text).as_str() {
        "nam" => Some(Sex::Male),
        "nu" => Some(Sex::Female),
        _ => None,
    }
}

/// Reads `ddmmyyyy`; day or month may be `00`, then only the year is known.
fn birth(text: &str) -> (Option<NaiveDate>, Option<i32>) {
    if !is_number(text, 8) {
        return (None, None);
    }
    let part = |range: std::ops::Range<usize>| {
        text.get(range)
            .and_then(|digits| digits.parse::<u32>().ok())
    };
    let (Some(day), Some(month), Some(year)) = (part(0..2), part(2..4), part(4..8)) else {
        return (None, None);
    };
    let Ok(year) = i32::try_from(year) else {
        return (None, None);
    };
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => (Some(day), None),
        None if (day == 0 || month == 0) && year > 0 => (None, Some(year)),
        None => (None, None),
    }
}

/// Returns what the number of a card tells; `None` unless it is 12 digits.
pub fn derive(number: &str) -> Option<Derived> {
    if !is_number(number, 12) {
        return None;
    }
    let digit = |place: usize| {
        let byte = number.as_bytes().get(place).copied()?;
        Some(i32::from(byte.saturating_sub(b'0')))
    };
    let (century, tens, ones) = (digit(3)?, digit(4)?, digit(5)?);
    let sex = if century % 2 == 0 {
        Sex::Male
    } else {
        Sex::Female
    };
    Some(Derived {
        sex,
        born_year: 1900 + 100 * (century / 2) + 10 * tens + ones,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Card {
        match scan(text) {
            Scan::Card(card) => *card,
            other => panic!("{text}: {other:?}"),
        }
    }

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    #[test]
    fn a_card_of_seven_fields_is_read_whole() {
        let card = read(
            "072070001234|290123456|Nguyễn Văn An|02051970|Nam|Tổ 3, ấp Tân Lập, Tân Biên, Tây Ninh|11082021",
        );
        assert_eq!(
            card,
            Card {
                number: "072070001234".into(),
                old_number: Some("290123456".into()),
                name: Some("Nguyễn Văn An".into()),
                name_damaged: false,
                born: day("1970-05-02"),
                born_year: None,
                sex: Some(Sex::Male),
                address: Some("Tổ 3, ấp Tân Lập, Tân Biên, Tây Ninh".into()),
                address_damaged: false,
                issued: day("2021-08-11"),
            }
        );
    }

    #[test]
    fn a_letter_that_was_typed_before_the_scan_keeps_no_card_from_being_read() {
        let code = "072070001234||Nguyễn Văn An|02051970|Nam|Tổ 3|11082021";
        for stray in ["a", "ă", "ab ", "N"] {
            let card = read(&format!("{stray}{code}"));
            assert_eq!(card.number, "072070001234", "{stray}");
            assert_eq!(card.name.as_deref(), Some("Nguyễn Văn An"), "{stray}");
        }
        for other in ["hoadon", "1", "7 "] {
            assert_eq!(scan(&format!("{other}{code}")), Scan::OtherCode, "{other}");
        }
        assert_eq!(scan("a072070001234"), Scan::Typed);
    }

    #[test]
    fn another_sign_between_the_fields_is_taken_where_a_whole_card_follows() {
        for sign in ["~", "\\", ">", "§"] {
            let text = [
                "072070001234",
                "",
                "Nguyễn Văn An",
                "02051970",
                "Nam",
                "Tổ 3",
                "11082021",
            ]
            .join(sign);
            let card = read(&text);
            assert_eq!(card.name.as_deref(), Some("Nguyễn Văn An"), "{text}");
            assert_eq!(card.issued, day("2021-08-11"), "{text}");
        }
        for text in [
            "072070001234",
            "072070001234 Nguyễn Văn An",
            "072070001234~An~x",
        ] {
            assert_eq!(scan(text), Scan::Typed, "{text}");
        }
    }

    #[test]
    fn empty_fields_keep_their_places_whatever_the_number_of_fields() {
        for (text, old, address, issued) in [
            (
                "072170001234||TRẦN THỊ BÌNH|00001970|Nữ|Ấp 2, Châu Thành|11082021",
                None,
                Some("Ấp 2, Châu Thành"),
                day("2021-08-11"),
            ),
            (
                "072170001234||TRẦN THỊ BÌNH|00001970|Nữ|Ấp 2, Châu Thành|01082024||||",
                None,
                Some("Ấp 2, Châu Thành"),
                day("2024-08-01"),
            ),
            (
                "072170001234|290123456|TRẦN THỊ BÌNH|00001970|Nữ|Ấp 2, Châu Thành",
                Some("290123456"),
                Some("Ấp 2, Châu Thành"),
                None,
            ),
            (
                "072170001234|TRẦN THỊ BÌNH|00001970|Nữ|Ấp 2, Châu Thành|11082021",
                None,
                Some("Ấp 2, Châu Thành"),
                day("2021-08-11"),
            ),
            (
                "072170001234||TRẦN THỊ BÌNH|00001970|Nữ||11082021",
                None,
                None,
                day("2021-08-11"),
            ),
        ] {
            let card = read(text);
            assert_eq!(card.name.as_deref(), Some("TRẦN THỊ BÌNH"), "{text}");
            assert_eq!((card.born, card.born_year), (None, Some(1970)), "{text}");
            assert_eq!(card.sex, Some(Sex::Female), "{text}");
            assert_eq!(
                (card.old_number.as_deref(), card.address.as_deref()),
                (old, address),
                "{text}"
            );
            assert_eq!(card.issued, issued, "{text}");
        }
    }

    #[test]
    fn what_a_scanner_adds_is_stripped_and_what_it_breaks_is_told() {
        let clean = read("\u{feff}072070001234||Nguyễn Văn An|02051970|Nam|Ấp 1|11082021\0\r\n");
        assert_eq!(clean.number, "072070001234");
        assert_eq!(clean.issued, day("2021-08-11"));
        let decomposed = read(
            "072070001234||Nguye\u{302}\u{303}n Va\u{306}n An|02051970|Nam|\u{1ea4}p 1|11082021",
        );
        assert_eq!(decomposed.name.as_deref(), Some("Nguyễn Văn An"));
        let broken = read("072070001234||Nguy?n V3n An|02051970|N?m|?p 1|11082021");
        assert!(broken.name_damaged);
        assert_eq!((broken.sex, broken.born), (None, day("1970-05-02")));
        assert!(broken.address_damaged);
    }

    #[test]
    fn letters_in_a_wrong_encoding_or_without_their_accents_are_told() {
        for (name, address, damaged) in [
            ("Lê Thị Hoa", "Ấp 1, Tân Biên", (false, false)),
            ("LÃª Thá»\u{8b} Hoa", "áº¤p 1", (true, true)),
            ("NGUYEN VAN AN", "Ap 1, Tan Bien", (true, true)),
            ("Nguyễn Văn An", "\u{fffd}p 1", (false, true)),
            ("Phan Mai An", "31/2 KP 4", (false, false)),
            ("H'Hen Niê", "Buôn 2", (false, false)),
        ] {
            let card = read(&format!(
                "072070001234||{name}|02051970|Nam|{address}|11082021"
            ));
            let told = (card.name_damaged, card.address_damaged);
            assert_eq!(told, damaged, "{name}, {address}");
            assert_eq!(card.born, day("1970-05-02"), "what is sound is filled in");
        }
    }

    #[test]
    fn an_impossible_day_is_left_out() {
        let card = read("072070001234||Nguyễn Văn An|31021970|Nam|Ấp 1|99999999");
        assert_eq!((card.born, card.born_year, card.issued), (None, None, None));
    }

    #[test]
    fn other_codes_and_typing_are_no_cards() {
        for (text, expected) in [
            ("https://vneid.gov.vn/x?y=1|2|3|4|5|6", Scan::OtherCode),
            (
                "00020101021138540010A00000072701240006970436",
                Scan::OtherCode,
            ),
            (
                "DN4797912345678|4e677579|02/05/1970|1|4163|79-034|-",
                Scan::OtherCode,
            ),
            ("WIFI:T:WPA;S:tiepdan;;", Scan::OtherCode),
            (
                "P<VNMNGUYEN<<VAN<AN<<<<<<<<<<<<<<<<<<<<<<<<<",
                Scan::OtherCode,
            ),
            ("072070001234", Scan::Typed),
            ("Nguyễn Văn An", Scan::Typed),
            ("0002", Scan::Typed),
            ("", Scan::Typed),
            ("07207000123|1|2|3|4|5|6", Scan::OtherCode),
        ] {
            assert_eq!(scan(text), expected, "{text}");
        }
    }

    #[test]
    fn twelve_digits_tell_sex_and_year_of_birth() {
        for (number, sex, born_year) in [
            ("072070001234", Sex::Male, 1970),
            ("072170001234", Sex::Female, 1970),
            ("001204012345", Sex::Male, 2004),
            ("001304012345", Sex::Female, 2004),
            ("001499012345", Sex::Male, 2199),
        ] {
            assert_eq!(derive(number), Some(Derived { sex, born_year }), "{number}");
        }
        for number in ["07207000123", "0720700012345", "07207000123a", "", "ấấấấ"] {
            assert_eq!(derive(number), None, "{number}");
        }
    }
}
