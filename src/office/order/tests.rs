//! Orders and aims, over rows that are made up.

use super::*;
use crate::register::number::PetitionNo;

fn petition(n: u32) -> Subject {
    Subject::Petition(PetitionNo { year: 2026, n })
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn shown(name: &str) -> Name {
    Name::Shown(name.into())
}

fn sorted(mut rows: Vec<(u32, Name)>, reversed: bool) -> Vec<u32> {
    put_in_order(
        &mut rows,
        reversed,
        |(_, name)| Rank::name(name),
        |(n, _)| *n,
    );
    rows.into_iter().map(|(n, _)| n).collect()
}

#[test]
fn a_hidden_name_stands_at_the_end_by_its_number_whichever_way() {
    let rows = vec![
        (9, Name::Hidden),
        (1, shown("Trần Thị Bình")),
        (4, Name::Hidden),
        (2, shown("Nguyễn Văn An")),
        (3, shown("Lê Ánh")),
        (7, Name::Erased),
    ];
    assert_eq!(sorted(rows.clone(), false), [2, 3, 1, 4, 7, 9]);
    assert_eq!(sorted(rows, true), [1, 3, 2, 4, 7, 9]);
}

#[test]
fn what_is_typed_is_a_number_a_day_or_letters() {
    let read = |text: &str| Aim::read(text, |text| (text == "20/11").then(|| day("2026-11-20")));
    assert_eq!(read("52"), Some(Aim::Number(None, 52)));
    assert_eq!(read("D-2026-0052"), Some(Aim::Number(Some(2026), 52)));
    assert_eq!(read("tcd-2025-7"), Some(Aim::Number(Some(2025), 7)));
    assert_eq!(read("20/11"), Some(Aim::Day(day("2026-11-20"))));
    assert_eq!(read("40/11"), None);
    assert_eq!(read("Bình"), Some(Aim::Letters("binh".to_owned())));
    assert_eq!(read("  "), None);
}

#[test]
fn a_row_is_found_by_number_day_and_first_letters_but_never_by_a_hidden_name() {
    let names = [shown("Nguyễn Văn An"), Name::Hidden, shown("Lê Thị Mai")];
    let days = ["2026-11-18", "2026-11-16", "2026-11-12"];
    let find = |aim: &Aim| {
        let rows = names.iter().zip(days).zip(1..);
        aim.among(rows.map(|((name, on), n)| Target::of(petition(n), name, day(on))))
    };
    assert_eq!(find(&Aim::Number(None, 3)), Some(2));
    assert_eq!(find(&Aim::Number(Some(2025), 3)), None);
    assert_eq!(find(&Aim::Day(day("2026-11-16"))), Some(1));
    assert_eq!(find(&Aim::Day(day("2026-11-15"))), Some(2));
    assert_eq!(find(&Aim::Day(day("2026-11-30"))), Some(0));
    assert_eq!(find(&Aim::Letters("mai".to_owned())), Some(2));
    assert_eq!(find(&Aim::Letters("le thi".to_owned())), Some(2));
    assert_eq!(find(&Aim::Letters("thi".to_owned())), None);
}
