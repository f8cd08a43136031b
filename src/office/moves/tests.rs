//! What moves is what a full recount says, and nothing else.

use super::*;
use crate::law::calendar::WorkCalendar;
use crate::office::deadlines::tests::{Books, day, map, noon, text};
use crate::register::number::PetitionNo;
use crate::register::own_law::{ChangeCalendar, ChangeRules, LawAct, law_with};
use crate::register::part::Part;
use crate::register::value::Value;

/// The proposal: Monday 23/11 off, Saturday 28/11 worked.
const SWAP: &str = "date,kind,name,basis,certainty\n2026-11-23,in_lieu,Hoán đổi với 28/11,TB 1,L\n\
    2026-11-28,worked,Làm bù cho 23/11,TB 1,L\n";

fn swapped() -> Law {
    let rows = WorkCalendar::parse(SWAP).unwrap();
    law_with([&LawAct::Calendar(Box::new(ChangeCalendar::of(
        &rows, "TB 1",
    )))])
}

fn refused(books: &mut Books, at: &str) {
    let refusal = map(&[
        ("ground", text("Đ9.3")),
        ("evidence", text("TB 88/TB-UBND")),
        ("decided_by", text("Chánh Thanh tra")),
    ]);
    let visitor = map(&[("name", text("Võ Văn Sơn")), ("address", text("Ấp 2"))]);
    let line = map(&[
        ("do", text("receive")),
        ("at", text(at)),
        ("kind", text("regular")),
        ("by", text("receptionist")),
        ("visitors", Value::List(vec![visitor])),
        ("summary", text("Khiếu nại đã giải quyết")),
        ("refused", refusal),
    ]);
    books.write(noon("2026-12-31"), &line).unwrap();
}

fn received(books: &mut Books, at: &str, class: &str, more: &[(&str, Value)]) -> PetitionNo {
    let visitor = map(&[("name", text("Trần Thị Bình")), ("address", text("Ấp 1"))]);
    let mut petition = map(&[("class", text(class))]);
    for (key, value) in more {
        petition.put(key, value.clone());
    }
    let line = map(&[
        ("do", text("receive")),
        ("at", text(at)),
        ("kind", text("regular")),
        ("by", text("receptionist")),
        ("visitors", Value::List(vec![visitor])),
        ("summary", text("Thu hồi đất")),
        ("petitions", Value::List(vec![petition])),
    ]);
    let saved = books.write(noon("2026-12-31"), &line).unwrap();
    saved.entry.numbers.petitions[0]
}

fn listed(moves: &[Moved]) -> Vec<(String, String, String)> {
    let shown = |day: Option<NaiveDate>| day.map_or("–".to_owned(), |day| day.to_string());
    moves
        .iter()
        .map(|m| (m.rule.clone(), shown(m.old), shown(m.new)))
        .collect()
}

/// The columns "no swap" and "with swap" of the counted examples: of the six limits that start on 16 and
/// 20/11, one ends on another day.
#[test]
fn of_the_counted_examples_only_the_notice_of_a_refusal_moves() {
    let mut books = Books::empty();
    // Đ9.3 on Friday 20/11: 3 wd 23, 25, 26/11; with the swap 25, 26, 27/11.
    refused(&mut books, "2026-11-20T09:00");
    // TCD Đ28.1, 10 wd from 16/11: 01/12 either way; KN Đ27, 7 wd: 16/11 → 26/11 and 27/11 with the swap.
    let early = received(&mut books, "2026-11-16T09:00", "feedback", &[]);
    // From 20/11: KN Đ27 02/12, TCD Đ28.1 07/12, TC Đ24.2 (5 wd) 30/11 – the worked Saturday gives back
    // the day that the Monday takes.
    received(&mut books, "2026-11-20T09:30", "complaint", &[]);
    received(
        &mut books,
        "2026-11-20T10:00",
        "denunciation",
        &[("competent", Value::Bool(false))],
    );
    let (index, old) = (books.index(), Law::statute());
    let moves = moves(&index, &books, &old, &swapped(), day("2026-11-20"));
    assert_eq!(
        listed(&moves.moved),
        [(
            "ND154-4.3".to_owned(),
            "2026-11-26".to_owned(),
            "2026-11-27".to_owned()
        )]
    );
    assert_eq!(moves.moved[0].why, Why::Days(vec![day("2026-11-23")]));
    assert_eq!(moves.review, []);
    let days: Vec<(NaiveDate, DayKind, DayKind)> =
        moves.days.iter().map(|d| (d.date, d.was, d.now)).collect();
    assert_eq!(
        days,
        [
            (day("2026-11-23"), DayKind::Work, DayKind::InLieu),
            (day("2026-11-28"), DayKind::Weekend, DayKind::Worked),
        ]
    );
    let dues: Vec<String> = index
        .row(Subject::Petition(early))
        .unwrap()
        .clocks
        .iter()
        .map(|clock| format!("{} {}", clock.rule, clock.due))
        .collect();
    assert_eq!(dues, ["TCD-28.1 2026-12-01"]);
}

#[test]
fn a_last_day_of_rest_rolls_on_and_an_overridden_clock_is_for_review() {
    let mut books = Books::empty();
    // KN Đ28: 30 days from 24/10 end on Monday 23/11, with the swap a day of rest; 24/11 is a holiday.
    let rolled = received(&mut books, "2026-10-23T09:00", "complaint", &[]);
    let paused = received(&mut books, "2026-10-23T09:30", "complaint", &[]);
    let fixed = received(&mut books, "2026-10-23T10:00", "complaint", &[]);
    for no in [rolled, paused, fixed] {
        books.step("accept", no, "2026-10-24", &[("number", text("15/TB"))]);
    }
    let order = [("ground", text("a")), ("number", text("3/QĐ"))];
    books.step("suspend", paused, "2026-11-02", &order);
    let order = [
        ("rule", text("KN-28")),
        ("due", Value::Day(day("2026-11-20"))),
        ("reason", text("họp ngày 20")),
    ];
    books.step("override_due", fixed, "2026-11-03", &order);
    let index = books.index();
    let moves = moves(
        &index,
        &books,
        &Law::statute(),
        &swapped(),
        day("2026-11-04"),
    );
    assert_eq!(moves.moved.len(), 1, "{:?}", moves.moved);
    assert_eq!(moves.moved[0].id, Subject::Petition(rolled));
    assert_eq!(moves.moved[0].old, Some(day("2026-11-23")));
    assert_eq!(moves.moved[0].new, Some(day("2026-11-25")));
    assert_eq!(moves.review.len(), 1);
    assert_eq!(moves.review[0].id, Subject::Petition(fixed));
    assert_eq!(moves.review[0].old, Some(day("2026-11-20")));
    assert_eq!(moves.review[0].new, Some(day("2026-11-25")));
}

/// The clocks of everything under a law, as a fresh index has them.
fn days_under(books: &mut Books, law: Law) -> Vec<(Subject, String, u64, NaiveDate)> {
    books.law = law;
    let index = books.index();
    let mut days: Vec<_> = index
        .all_open_clocks()
        .flat_map(|(row, clocks)| {
            let id = row.id;
            clocks
                .filter(|c| c.paused_since.is_none_or(|since| since > c.due))
                .map(move |c| (id, c.rule.clone(), c.started_by, c.due))
        })
        .collect();
    days.sort();
    days
}

#[test]
fn an_invented_office_moves_exactly_where_a_recount_says() {
    let mut books = Books::demo(500, noon("2026-11-20"));
    let (old, new) = (Law::statute(), swapped());
    let index = books.index();
    let found = moves(&index, &books, &old, &new, NaiveDate::MIN);
    assert!(
        found.review.is_empty(),
        "the invented office overrides nothing"
    );
    let before = days_under(&mut books, old);
    let after = days_under(&mut books, new);
    let expected: Vec<_> = before
        .iter()
        .zip(&after)
        .filter(|(one, two)| one.3 != two.3)
        .map(|(one, two)| (one.0, one.1.clone(), one.3, two.3))
        .collect();
    let mut seen: Vec<_> = found
        .moved
        .iter()
        .map(|m| (m.id, m.rule.clone(), m.old.unwrap(), m.new.unwrap()))
        .collect();
    seen.sort();
    let mut expected = expected;
    expected.sort();
    assert!(!expected.is_empty(), "nothing moves, so nothing is proved");
    assert_eq!(seen, expected);
    assert!(found.moved.iter().all(|m| match &m.why {
        Why::Days(days) => !days.is_empty() && days.iter().all(|d| *d > m.from),
        Why::Rule => false,
    }));
}

#[test]
fn nothing_moves_under_the_same_law() {
    let books = Books::demo(120, noon("2026-11-20"));
    let index = books.index();
    let law = Law::statute();
    let moves = moves(&index, &books, &law, &law, day("2026-11-20"));
    assert!(moves.clocks > 20);
    assert_eq!((moves.moved, moves.review, moves.days), Default::default());
}

fn local(id: &str, count: i64) -> Value {
    map(&[
        ("id", text(id)),
        ("title", text("Trả lời công dân")),
        ("citation", text("Quyết định 1225/QĐ-UBND Đ7.5")),
        ("trigger", text("ngày tiếp")),
        ("count", Value::Int(count)),
        ("unit", text("working_day")),
        ("direction", text("forward")),
        ("whose", text("agency")),
        ("valid_from", text("2026-11-01")),
    ])
}

#[test]
fn a_local_rule_moves_its_clocks_and_starts_those_that_the_statute_gives_no_number() {
    let mut books = Books::empty();
    let no = received(&mut books, "2026-11-16T09:00", "feedback", &[]);
    let line = map(&[
        ("do", text("receive")),
        ("at", text("2026-11-16T10:00")),
        ("kind", text("periodic")),
        ("by", text("head")),
        ("summary", text("Thu hồi đất")),
        (
            "visitors",
            Value::List(vec![map(&[
                ("name", text("Lý Văn Tám")),
                ("address", text("Ấp 3")),
            ])]),
        ),
    ]);
    books.write(noon("2026-11-20"), &line).unwrap();
    let rows = vec![local("TCD-28.1", 5), local("ND154-25.2", 5)];
    let change = map(&[
        ("rows", Value::List(rows)),
        ("reason", text("quy chế của tỉnh")),
    ]);
    let change = LawAct::Rules(Box::new(ChangeRules::read(&change).unwrap()));
    let new = law_with([&change]);
    let moves = moves(
        &books.index(),
        &books,
        &Law::statute(),
        &new,
        day("2026-11-20"),
    );
    // 5 wd from Monday 16/11: 17, 18, 19, 20, 23.
    assert_eq!(
        listed(&moves.moved),
        [
            ("ND154-25.2", "–", "2026-11-23"),
            ("TCD-28.1", "2026-12-01", "2026-11-23"),
        ]
        .map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()))
    );
    assert_eq!(moves.moved[1].id, Subject::Petition(no));
    assert!(moves.moved.iter().all(|moved| moved.why == Why::Rule));
    assert_eq!(moves.rules, ["ND154-25.2", "TCD-28.1"]);
}
