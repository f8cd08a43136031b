//! What the shipped limits say, and how they are found.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn every_shipped_row_can_be_read() {
    assert_eq!(STATUTE.1, []);
    assert!(STATUTE.0.rows.len() > 60);
}

#[test]
fn law_136_changed_the_limit_to_accept() {
    let book = RuleBook::statute();
    for id in ["KN-27", "KN-36", "KN-50a"] {
        let old = book.in_force(id, day("2026-06-30")).unwrap();
        let new = book.in_force(id, day("2026-07-01")).unwrap();
        assert_eq!((old.count, old.unit), (Some(10), Unit::Day), "{id}");
        assert_eq!((new.count, new.unit), (Some(7), Unit::WorkingDay), "{id}");
        assert!(
            new.citation.contains("Luật 136/2025/QH15 Đ2 k.15.b"),
            "{id}"
        );
    }
}

#[test]
fn variants_are_those_of_the_law() {
    let book = RuleBook::statute();
    let on = day("2026-11-20");
    // Count, remote, complex, both: KN Đ28, Đ33, Đ37, Đ44, Đ50.
    for (id, want) in [
        ("KN-28", (Some(30), Some(45), Some(45), Some(60))),
        ("KN-33", (Some(30), Some(45), None, None)),
        ("KN-37", (Some(45), Some(60), Some(60), Some(70))),
        ("KN-44", (Some(30), Some(45), None, None)),
        ("KN-44b", (Some(30), Some(45), None, None)),
        ("KN-50b", (Some(30), None, Some(45), None)),
    ] {
        let rule = book.in_force(id, on).unwrap();
        assert_eq!(
            (rule.count, rule.remote, rule.complex, rule.remote_complex),
            want,
            "{id}"
        );
    }
    let remote: Vec<_> = book
        .on(on)
        .filter(|r| r.remote.is_some())
        .map(|r| r.id.as_str())
        .collect();
    assert_eq!(remote, ["KN-28", "KN-33", "KN-37", "KN-44", "KN-44b"]);
    let pausable: Vec<_> = book
        .on(on)
        .filter(|r| r.pausable)
        .map(|r| r.id.as_str())
        .collect();
    assert_eq!(pausable, ["KN-28", "KN-37", "KN-50b", "TC-30"]);
    assert_eq!(
        book.in_force("TC-24.1", on).unwrap().several_places,
        Some(10)
    );
    assert_eq!(
        book.in_force("TC-30", on).unwrap().extension,
        Some(Extension {
            max_days: 30,
            times: 2
        })
    );
}

#[test]
fn whose_limit_it_is() {
    let book = RuleBook::statute();
    let on = day("2026-11-20");
    let of = |whose| -> Vec<_> {
        book.on(on)
            .filter(|r| r.whose == whose)
            .map(|r| r.id.as_str())
            .collect()
    };
    assert_eq!(of(Whose::Effect), ["KN-44", "KN-44b", "KN-57"]);
    for id in ["KN-9", "KN-33", "KN-48a", "KN-48b"] {
        assert!(of(Whose::Citizen).contains(&id), "{id}");
    }
    for id in ["TCD-27.2", "TC-36.3", "TC-38.2", "TC-38.3"] {
        assert!(of(Whose::OtherBody).contains(&id), "{id}");
    }
}

#[test]
fn an_unknown_id_is_answered_with_its_neighbours() {
    let book = RuleBook::statute();
    let Err(RuleError::Unknown { like, .. }) = book.in_force("KN-29", day("2026-11-20")) else {
        panic!("KN-29 is no rule");
    };
    assert!(
        like.contains(&"KN-28".to_owned()) && like.contains(&"KN-27".to_owned()),
        "{like:?}"
    );
    assert_eq!(book.resolve("kn-12.1.d"), Some("KN-12.1.đ"));
    assert_eq!(book.resolve("KN-99"), None);
}

#[test]
fn a_rule_outside_its_span_names_the_span() {
    let book = RuleBook::statute();
    let err = book.in_force("ND154-4.3", day("2026-06-30")).unwrap_err();
    let RuleError::NotInForce {
        from, to, citation, ..
    } = err
    else {
        panic!("{err}")
    };
    assert_eq!((from, to), (day("2026-07-01"), None));
    assert!(citation.contains("Đ4.3"));
}

#[test]
fn an_offices_row_lies_over_the_statutes() {
    let book = RuleBook::statute();
    let mut own = book
        .in_force("TCD-28.1", day("2026-11-20"))
        .unwrap()
        .clone();
    own.count = Some(5);
    own.valid_from = day("2026-10-01");
    own.certainty = Certainty::Local;
    let book = book.laid_over([own]);
    assert_eq!(
        book.in_force("TCD-28.1", day("2026-11-20")).unwrap().count,
        Some(5)
    );
    assert_eq!(
        book.in_force("TCD-28.1", day("2026-09-30")).unwrap().count,
        Some(10)
    );
    assert_eq!(
        book.on(day("2026-11-20"))
            .filter(|r| r.id == "TCD-28.1")
            .count(),
        1
    );
}
