//! Each kind of second look, held to books written for it. Everybody in them is invented.

use super::*;
use crate::office::deadlines::tests::{Books, day, map, noon, text};
use crate::register::number::PetitionNo;
use crate::register::value::Value;

fn found(books: &Books, today: &str, kind: WarningKind) -> Vec<WarningRow> {
    let index = books.index();
    warnings(
        &index,
        &books.law,
        day(today),
        true,
        Some(kind),
        (0, usize::MAX),
    )
    .rows
}

fn ids(rows: &[WarningRow]) -> Vec<Subject> {
    rows.iter().map(|row| row.id).collect()
}

fn complaint(books: &mut Books, on: &str, who: &str, more: &[(&str, Value)]) -> PetitionNo {
    let mut facts = vec![("class", text("complaint"))];
    facts.extend(more.iter().cloned());
    books.file(on, who, &facts)
}

#[test]
fn groups_other_bodies_and_a_level_skipped_are_read_off_the_facts() {
    let mut books = Books::empty();
    complaint(
        &mut books,
        "2026-11-16",
        "Nguyễn Văn An",
        &[("signers", Value::Int(4))],
    );
    let group = complaint(
        &mut books,
        "2026-11-16",
        "Trần Thị Bình",
        &[("signers", Value::Int(5))],
    );
    let sent = [(
        "also_sent_to",
        Value::List(vec![text("Sở Xây dựng"), text("Báo Tây Ninh")]),
    )];
    let sent = complaint(&mut books, "2026-11-17", "Lê Văn Cư", &sent);
    let below = |state: &str| {
        let body = map(&[("agency", text("UBND xã Tân Lập")), ("state", text(state))]);
        [("lower_body", body)]
    };
    let skipped = complaint(&mut books, "2026-11-18", "Võ Văn Sơn", &below("not_asked"));
    complaint(&mut books, "2026-11-18", "Lý Thị Mai", &below("decided"));
    let groups = found(&books, "2026-11-20", WarningKind::Group);
    assert_eq!(ids(&groups), [Subject::Petition(group)]);
    assert_eq!(groups[0].detail, Detail::People(5));
    let bodies = found(&books, "2026-11-20", WarningKind::SeveralBodies);
    assert_eq!(ids(&bodies), [Subject::Petition(sent)]);
    assert_eq!(bodies[0].detail, Detail::Bodies(2));
    assert_eq!(
        ids(&found(&books, "2026-11-20", WarningKind::LevelSkipped)),
        [Subject::Petition(skipped)]
    );
}

#[test]
fn the_longest_limit_of_the_law_is_every_variant_and_extension() {
    let mut books = Books::empty();
    let complaint = complaint(&mut books, "2026-06-01", "Nguyễn Văn An", &[]);
    let denunciation = books.file(
        "2026-06-01",
        "Trần Thị Bình",
        &[("class", text("denunciation"))],
    );
    for no in [complaint, denunciation] {
        books.step("accept", no, "2026-06-01", &[("number", text("1/TB"))]);
    }
    let longest = |today: &str| -> Vec<(Subject, String, NaiveDate)> {
        found(&books, today, WarningKind::LongerThanLaw)
            .into_iter()
            .map(|row| match row.detail {
                Detail::Limit { rule, longest, .. } => (row.id, rule, longest),
                other => panic!("{other:?}"),
            })
            .collect()
    };
    // KN Đ28: 30, 45 or 60 days; the 60th from 01/06 is Friday 31/07. TC Đ30: 30 + 30 + 30 is Sunday 30/08,
    // and 31/08 to 02/09 are off: Thursday 03/09.
    assert_eq!(longest("2026-07-31"), []);
    let late = (
        Subject::Petition(complaint),
        "KN-28".to_owned(),
        day("2026-07-31"),
    );
    assert_eq!(longest("2026-08-01"), std::slice::from_ref(&late));
    assert_eq!(longest("2026-09-03"), std::slice::from_ref(&late));
    let later = (
        Subject::Petition(denunciation),
        "TC-30".to_owned(),
        day("2026-09-03"),
    );
    assert_eq!(longest("2026-09-04"), [late, later]);
}

#[test]
fn a_matter_brought_again_is_told_and_a_second_round_is_not() {
    let mut books = Books::empty();
    let first = complaint(&mut books, "2026-09-01", "Nguyễn Văn An", &[]);
    let matter =
        |books: &Books, no: PetitionNo| text(&books.shelf.petitions[&no].matter.to_string());
    let joins = [("matter", matter(&books, first))];
    let again = complaint(&mut books, "2026-10-01", "Nguyễn Văn An", &joins);
    let other = complaint(&mut books, "2026-09-01", "Lê Văn Cư", &[]);
    let joins = [("matter", matter(&books, other)), ("round", Value::Int(2))];
    let second = complaint(&mut books, "2026-10-01", "Lê Văn Cư", &joins);
    let link = [
        ("to", text(&other.to_string())),
        ("as", text("second_round")),
    ];
    books.step("link", second, "2026-10-01", &link);
    let rows = found(&books, "2026-11-20", WarningKind::SameMatter);
    assert_eq!(ids(&rows), [Subject::Petition(again)]);
    assert_eq!(rows[0].behind, [Subject::Petition(first)]);
}

#[test]
fn a_person_is_the_same_by_number_and_a_denouncer_by_nothing() {
    let mut books = Books::empty();
    let mut write = |on: &str, name: &str, number: &str, class: &str| {
        let person = map(&[
            ("name", text(name)),
            ("id_number", text(number)),
            ("address", text("Ấp Tân Lập")),
        ]);
        let line = map(&[
            ("do", text("file")),
            ("on", Value::Day(day(on))),
            ("source", text("post")),
            ("senders", Value::List(vec![person])),
            ("summary", text("Thu hồi đất")),
            (
                "petitions",
                Value::List(vec![map(&[("class", text(class))])]),
            ),
        ]);
        books
            .write(noon(on), &line)
            .unwrap()
            .entry
            .numbers
            .petitions[0]
    };
    let an = "099070001234";
    let first = write("2026-09-01", "Nguyễn Văn An", an, "complaint");
    write("2026-09-01", "Nguyễn Văn An", an, "feedback");
    write("2026-10-01", "NGUYEN VAN AN", an, "feedback");
    let last = write("2026-11-02", "Nguyễn Văn An", an, "complaint");
    // The same name with another number, and one who came long ago.
    write("2026-11-02", "Nguyễn Văn An", "099070005678", "complaint");
    write("2025-01-02", "Nguyễn Văn An", an, "complaint");
    for on in ["2026-09-07", "2026-10-07", "2026-11-03", "2026-11-04"] {
        write(on, "Trần Thị Bình", "099170004321", "denunciation");
    }
    books.step("answer", first, "2026-09-10", &[("how", text("văn bản"))]);
    let rows = found(&books, "2026-11-20", WarningKind::SamePerson);
    assert_eq!(ids(&rows), [Subject::Petition(last)]);
    assert_eq!(
        rows[0].detail,
        Detail::Often {
            times: 3,
            first: day("2026-09-01"),
            last: day("2026-11-02"),
            answered: Some(day("2026-09-10")),
        }
    );
    assert_eq!(rows[0].behind.len(), 4);
}

#[test]
fn an_invented_office_counts_each_kind_as_it_lists_it() {
    let books = Books::demo(400, noon("2026-11-20"));
    let index = books.index();
    let today = day("2026-11-20");
    let all = warnings(&index, &books.law, today, true, None, (0, usize::MAX));
    assert_eq!(all.rows.len(), all.total);
    for (kind, count) in &all.counts {
        let of_it = warnings(
            &index,
            &books.law,
            today,
            true,
            Some(*kind),
            (0, usize::MAX),
        );
        assert_eq!(
            (of_it.total, of_it.rows.len()),
            (*count, *count),
            "{kind:?}"
        );
        assert!(of_it.rows.iter().all(|row| row.kind == *kind));
    }
    assert_eq!(
        all.counts.iter().map(|(_, count)| count).sum::<usize>(),
        all.total
    );
    assert!(all.total > 0);
    let page = warnings(&index, &books.law, today, true, None, (1, 2));
    assert_eq!(page.rows, all.rows[1..3]);
}
