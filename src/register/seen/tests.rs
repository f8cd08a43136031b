//! What is found again, by what, and what is proposed for it. Everybody here is invented.

use super::*;
use crate::register::number::ReceptionNo;
use crate::register::part::Part;
use crate::register::value::Value;
use proptest::prelude::*;

fn person(name: &str, number: &str, year: u32, phone: &str, address: &str) -> Trace {
    let mut known = vec![("name".to_owned(), Value::Text(name.to_owned()))];
    for (key, text) in [
        ("id_number", number),
        ("phone", phone),
        ("address", address),
    ] {
        if !text.is_empty() {
            known.push((key.to_owned(), Value::Text(text.to_owned())));
        }
    }
    if year > 0 {
        known.push(("born_year".to_owned(), Value::Int(year.into())));
    }
    let person = Person::read(&Value::Map(known)).unwrap();
    Trace::of(&person, None)
}

fn petition(n: u32) -> Subject {
    Subject::Petition(PetitionNo { year: 2026, n })
}

fn like(typed: &Typed, people: &[Trace], wording: &Wording) -> Option<Likeness> {
    score(
        typed,
        &Candidate {
            id: petition(1),
            people,
            wording,
            class: Some(Class::Complaint),
            decided: false,
        },
    )
}

fn only(trace: Trace) -> Typed {
    Typed {
        people: vec![trace],
        ..Typed::default()
    }
}

const AN: (&str, &str, u32, &str, &str) = (
    "Nguyễn Văn Hòa",
    "072070001234",
    1970,
    "0901234567",
    "Tổ 3, ấp Tân Lập, Bình Minh",
);

fn an() -> Trace {
    person(AN.0, AN.1, AN.2, AN.3, AN.4)
}

#[test]
fn what_says_more_weighs_more() {
    let nothing = Wording::default();
    let scores: Vec<u8> = [
        person("Nguyễn Văn Hòa", "072070001234", 1970, "", ""),
        person("Trần Thị Lan", "072070001234", 0, "", ""),
        person("Nguyễn Văn Hòa", "", 1970, "", ""),
        person("Trần Thị Lan", "", 0, "0901234567", ""),
        person("Nguyễn Văn Hòa", "", 0, "", ""),
    ]
    .into_iter()
    .map(|trace| like(&only(trace), &[an()], &nothing).map_or(0, |like| like.score))
    .collect();
    assert!(scores.is_sorted_by(|a, b| a > b), "{scores:?}");
    assert!(scores[4] >= LEAST);
    // An address or a wording alone says little.
    let address = person("Trần Thị Lan", "", 0, "", AN.4);
    assert_eq!(like(&only(address), &[an()], &nothing), None);
}

#[test]
fn accents_tone_place_word_order_and_gaps_make_no_difference() {
    let nothing = Wording::default();
    for (name, number, phone) in [
        ("NGUYEN VAN HOA", "072 070 001 234", "0901.234.567"),
        ("Hoà Nguyễn Văn", "072070001234", "+84901234567"),
        ("nguyễn  văn hòa", "072.070.001.234", "84 901 234 567"),
    ] {
        let typed = only(person(name, number, 1970, phone, "bình minh, tân lập tổ 3"));
        let found = like(&typed, &[an()], &nothing).unwrap();
        assert_eq!(
            found.reasons,
            [
                Reason::SameNumber,
                Reason::SameNameAndYear,
                Reason::SamePhone,
                Reason::SameAddress
            ],
            "{name}"
        );
        assert!(found.score >= 98, "{}", found.score);
    }
}

#[test]
fn another_number_or_year_speaks_against_a_name() {
    let nothing = Wording::default();
    let same_name = person("Nguyễn Văn Hòa", "", 1970, "", "");
    let other = person("Nguyễn Văn Hòa", "079070009999", 1970, "", "");
    let before = like(&only(same_name), &[an()], &nothing).unwrap();
    assert_eq!(like(&only(other), &[an()], &nothing), None);
    let year = person("Nguyễn Văn Hòa", "", 1988, "0901234567", "");
    let found = like(&only(year), &[an()], &nothing).unwrap();
    assert!(found.score < before.score);
    assert_eq!(
        found.reasons,
        [Reason::SamePhone, Reason::SameName, Reason::OtherYear]
    );
    // A card of 9 digits and one of 12 may be the same person's.
    let old = person("Nguyễn Văn Hòa", "290123456", 1970, "", "");
    let found = like(&only(old), &[an()], &nothing).unwrap();
    assert_eq!(found.reasons, [Reason::SameNameAndYear]);
}

const LAND: &str = "Khiếu nại quyết định thu hồi 300 m2 đất của hộ gia đình tại ấp Tân Lập";

#[test]
fn a_content_is_found_by_its_words() {
    let before = Wording::of([LAND], Some("12/QĐ-UBND"));
    let typed = |text: &str, number| Typed {
        wording: Wording::of([text], number),
        ..Typed::default()
    };
    let again = typed(
        "khieu nai quyet dinh thu hoi 300 m2 dat cua ho gia dinh",
        None,
    );
    let found = like(&again, &[], &before).unwrap();
    assert_eq!(
        (found.wording, found.reasons),
        (100, vec![Reason::SameWording])
    );
    let other = typed("Tố cáo cán bộ nhận tiền khi làm thủ tục xây dựng", None);
    assert_eq!(like(&other, &[], &before), None);
    let number = typed("việc khác hẳn, không liên quan", Some("12 / qđ - ubnd"));
    assert_eq!(
        like(&number, &[], &before).unwrap().reasons,
        [Reason::SameDecision]
    );
}

#[test]
fn a_second_round_is_proposed_when_the_same_matter_was_decided() {
    let wording = Wording::of([LAND], None);
    let mut typed = Typed {
        people: vec![an()],
        wording: wording.clone(),
        class: None,
    };
    let no = PetitionNo { year: 2026, n: 1 };
    let ask = |typed: &Typed, class, decided, people: &[Trace]| {
        let candidate = Candidate {
            id: petition(1),
            people,
            wording: &wording,
            class: Some(class),
            decided,
        };
        score(typed, &candidate).and_then(|like| like.proposal)
    };
    let again = Some(Proposal::Again(no, Round::Second));
    assert_eq!(ask(&typed, Class::Complaint, true, &[an()]), again);
    assert_eq!(
        ask(&typed, Class::Complaint, false, &[an()]),
        Some(Proposal::Duplicate(no))
    );
    assert_eq!(ask(&typed, Class::Complaint, true, &[]), None);
    assert_eq!(
        ask(&typed, Class::Feedback, true, &[an()]),
        Some(Proposal::Duplicate(no))
    );
    // A denouncer is sealed: the matter speaks, and only once a denunciation is what is typed.
    assert_eq!(ask(&typed, Class::Denunciation, true, &[]), None);
    typed.class = Some(Class::Denunciation);
    assert_eq!(ask(&typed, Class::Denunciation, true, &[]), again);
    assert_eq!(ask(&typed, Class::Complaint, true, &[an()]), None);
    // A reception is nothing to link to.
    let reception = Candidate {
        id: Subject::Reception(ReceptionNo { year: 2026, n: 1 }),
        people: &[an()],
        wording: &wording,
        class: Some(Class::Complaint),
        decided: true,
    };
    typed.class = None;
    assert_eq!(score(&typed, &reception).unwrap().proposal, None);
}

#[test]
fn what_was_told_apart_is_not_proposed_again() {
    let make = |n, score, reason| Likeness {
        id: petition(n),
        score,
        reasons: vec![reason],
        wording: 0,
        proposal: None,
    };
    let all = || {
        vec![
            make(1, 90, Reason::SameNumber),
            make(2, 65, Reason::SameNameAndYear),
            make(3, 65, Reason::SameNameAndYear),
        ]
    };
    let no = |n| PetitionNo { year: 2026, n };
    let mut likely = all();
    without_told_apart(&mut likely, |of| {
        if of == no(1) { vec![no(2)] } else { Vec::new() }
    });
    assert_eq!(
        likely.iter().map(|l| l.id).collect::<Vec<_>>(),
        [petition(1), petition(3)]
    );
    // Told apart by a name alone, which may be anyone's: everything stays.
    let mut likely = all();
    without_told_apart(&mut likely, |of| {
        if of == no(3) { vec![no(2)] } else { Vec::new() }
    });
    assert_eq!(likely, all());
}

#[test]
fn every_reason_has_one_weight() {
    let mut known: Vec<Reason> = WEIGHTS.iter().map(|(reason, _)| *reason).collect();
    known.sort_unstable();
    known.dedup();
    assert_eq!(known.len(), WEIGHTS.len());
    assert!(WEIGHTS.iter().all(|(_, weight)| (1..100).contains(weight)));
}

proptest! {
    #[test]
    fn a_score_never_passes_100_and_the_same_is_never_less_like(
        name in "[A-Z][a-zA-ZàáảãạăằâấđêếôốơưHoàHòa ]{0,20}", number in "[0-9]{0,13}",
        year in 1900_u32..2020, phone in "[0-9+ ]{0,13}", text in "[a-zđ ]{0,60}",
    ) {
        let trace = person(&name, &number, year, &phone, &text);
        let wording = Wording::of([text.as_str()], [number.as_str()]);
        let typed = Typed { people: vec![trace.clone()], wording: wording.clone(), class: None };
        let whole = like(&typed, std::slice::from_ref(&trace), &wording).map_or(0, |like| like.score);
        prop_assert!(whole <= 100);
        let less = like(&typed, &[an()], &wording).map_or(0, |like| like.score);
        prop_assert!(less <= whole);
    }
}
