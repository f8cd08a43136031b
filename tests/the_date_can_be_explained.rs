//! The first promise: every due date shows its article, the day it started, and each day that was or was
//! not counted. Each case cites what it rests on.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what helps a test fails as a test does"
)]

use chrono::{Days, NaiveDate};
use std::process::{Command, Output};
use tiepdan::law::Law;
use tiepdan::law::calendar::{DayKind, SpecialDay, SpecialKind};
use tiepdan::law::count::{Count, Pause, Variant, count};
use tiepdan::law::rule::Certainty;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn counted(law: &Law, rule: &str, from: &str, variant: &Variant) -> Count {
    let rule = law.rules.in_force(rule, day(from)).unwrap();
    count(rule, &law.calendar, day(from), variant).unwrap()
}

/// A row of the table of due days counted by hand.
struct Golden {
    rule: String,
    from: String,
    args: Vec<String>,
    count: u32,
    unit: String,
    target: String,
    due: String,
}

fn golden() -> Vec<Golden> {
    let text = include_str!("data/golden-deadlines.csv");
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        Golden {
            rule: row[0].to_owned(),
            from: row[1].to_owned(),
            args: row[2].split_whitespace().map(str::to_owned).collect(),
            count: row[3].parse().unwrap(),
            unit: row[4].to_owned(),
            target: row[5].to_owned(),
            due: row[6].to_owned(),
        }
    });
    rows.collect()
}

fn variant(args: &[String]) -> Variant {
    let mut variant = Variant::default();
    let mut words = args.iter().map(String::as_str);
    while let Some(word) = words.next() {
        match word {
            "--complex" => variant.complex = true,
            "--remote" => variant.remote = true,
            "--several-places" => variant.several_places = true,
            "--extend" => variant
                .extensions
                .extend(words.next().and_then(|days| days.parse::<u32>().ok())),
            "--pause" => {
                let (from, to) = words
                    .next()
                    .and_then(|span| span.split_once(".."))
                    .unwrap_or_default();
                variant.pauses.push(Pause {
                    from: day(from),
                    to: day(to),
                });
            }
            other => panic!("unknown {other}"),
        }
    }
    variant
}

#[test]
fn every_due_day_counted_by_hand_comes_out() {
    let law = Law::statute();
    let rows = golden();
    assert_eq!(rows.len(), 19);
    for row in rows {
        let count = counted(&law, &row.rule, &row.from, &variant(&row.args));
        let found = (
            count.count,
            count.unit.word(),
            count.target.to_string(),
            count.due.to_string(),
        );
        let what = format!("{} from {} {:?}", row.rule, row.from, row.args);
        assert_eq!(
            found,
            (row.count, row.unit.as_str(), row.target, row.due),
            "{what}"
        );
        assert!(count.calendar_confirmed, "{what}");
    }
}

/// BLDS Đ147-148 over the known calendar, and over one in which the proposal to swap 23/11 and 28/11/2026
/// has been decided.
#[test]
fn a_decided_swap_moves_what_it_must_and_nothing_else() {
    let plain = Law::statute();
    let row = |date, kind| SpecialDay {
        date: day(date),
        kind,
        name: "Hoán đổi".into(),
        basis: "Thông báo".into(),
        certainty: Certainty::Local,
    };
    let swapped = Law {
        rules: plain.rules.clone(),
        calendar: plain
            .calendar
            .clone()
            .with(row("2026-11-23", SpecialKind::InLieu))
            .with(row("2026-11-28", SpecialKind::Worked)),
    };
    for (rule, from, without, with) in [
        ("TCD-28.1", "2026-11-16", "2026-12-01", "2026-12-01"),
        ("TCD-28.1", "2026-11-20", "2026-12-07", "2026-12-07"),
        ("KN-27", "2026-11-20", "2026-12-02", "2026-12-02"),
        ("TC-24.1", "2026-11-20", "2026-12-02", "2026-12-02"),
        ("TC-24.2", "2026-11-20", "2026-11-30", "2026-11-30"),
        ("ND154-4.3", "2026-11-20", "2026-11-26", "2026-11-27"),
        ("TC-24.2", "2026-08-20", "2026-08-26", "2026-08-26"),
        ("ND154-4.3", "2026-08-28", "2026-09-07", "2026-09-07"),
        ("TC-24.1", "2026-02-13", "2026-03-03", "2026-03-03"),
        ("KN-32", "2026-04-24", "2026-05-04", "2026-05-04"),
        ("KN-9", "2026-08-26", "2026-11-25", "2026-11-25"),
        ("KN-28", "2026-10-25", "2026-11-25", "2026-11-25"),
        ("KN-28", "2026-10-15", "2026-11-16", "2026-11-16"),
    ] {
        for (law, due) in [(&plain, without), (&swapped, with)] {
            let found = counted(law, rule, from, &Variant::default()).due;
            assert_eq!(found, day(due), "{rule} from {from}");
        }
    }
}

/// Luật 136/2025/QH15 Đ2 k.15.b: the law in force on the triggering day, and two kinds of days.
#[test]
fn a_complaint_of_june_and_one_of_july_run_differently() {
    let law = Law::statute();
    let june = counted(&law, "KN-27", "2026-06-19", &Variant::default());
    let july = counted(&law, "KN-27", "2026-07-20", &Variant::default());
    assert_eq!(
        (june.count, june.unit.word(), june.due),
        (10, "day", day("2026-06-29"))
    );
    assert_eq!(
        (july.count, july.unit.word(), july.due),
        (7, "working_day", day("2026-07-29"))
    );
    assert!(july.citation.contains("136/2025/QH15") && !june.citation.contains("136/2025/QH15"));
    assert_eq!(
        june.days
            .iter()
            .filter(|day| day.kind == DayKind::Weekend)
            .count(),
        4
    );
}

/// KN Đ28, BLDS Đ148.5: the limit ends on Vietnamese Culture Day and so on the day after.
#[test]
fn every_day_of_a_count_is_shown_and_explained() {
    let count = counted(&Law::statute(), "KN-28", "2026-10-25", &Variant::default());
    assert_eq!(count.days.len(), 31);
    for (ordinal, day) in (1..=30).zip(&count.days) {
        assert_eq!(day.ordinal, Some(ordinal));
        assert_eq!(day.date, count.from + Days::new(u64::from(ordinal)));
    }
    let [.., last, rolled] = &count.days[..] else {
        panic!("31 days")
    };
    assert_eq!((last.date, last.kind), (count.target, DayKind::Holiday));
    assert_eq!(last.note, "Ngày Văn hóa Việt Nam (NQ 28/2026/QH16)");
    assert_eq!(
        (rolled.date, rolled.kind, rolled.ordinal),
        (count.due, DayKind::Work, None)
    );
}

fn tiepdan(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiepdan"));
    command
        .args(args)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env_remove("LANG");
    command.output().unwrap()
}

fn json(args: &[&str]) -> serde_json::Value {
    let output = tiepdan(args);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.stderr.is_empty());
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_command_counts_as_the_library_does() {
    for row in golden() {
        let mut args = vec![
            "deadline",
            row.rule.as_str(),
            "--from",
            row.from.as_str(),
            "--json",
        ];
        args.extend(row.args.iter().map(String::as_str));
        let answer = json(&args);
        assert_eq!(answer["rule"], row.rule);
        assert_eq!(answer["from"], row.from);
        assert_eq!(answer["count"], row.count);
        assert_eq!(answer["unit"], row.unit);
        assert_eq!(answer["target"], row.target, "{args:?}");
        assert_eq!(answer["due"], row.due, "{args:?}");
        assert_eq!(
            answer["direction"],
            if row.rule == "TCD-24.4" {
                "back"
            } else {
                "forward"
            }
        );
        assert_eq!(answer["calendar_confirmed"], true);
    }
}

#[test]
fn the_answer_names_the_article_and_each_day() {
    let answer = json(&["deadline", "KN-28", "--from", "2026-10-25", "--json"]);
    assert!(
        answer["citation"]
            .as_str()
            .is_some_and(|citation| citation.contains("Đ28"))
    );
    let days = answer["days"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    assert_eq!(days.len(), 31);
    assert_eq!(days[0]["date"], "2026-10-26");
    let holiday = serde_json::json!({
        "date": "2026-11-24", "kind": "holiday", "counted": true,
        "note": "Ngày Văn hóa Việt Nam (NQ 28/2026/QH16)",
    });
    assert_eq!(days[29], holiday);
    let rolled =
        serde_json::json!({ "date": "2026-11-25", "kind": "work", "counted": false, "note": "" });
    assert_eq!(days[30], rolled);
    let keys: Vec<&str> = answer
        .as_object()
        .into_iter()
        .flat_map(|map| map.keys().map(String::as_str))
        .collect();
    let known = [
        "rule",
        "citation",
        "from",
        "count",
        "unit",
        "direction",
        "target",
        "due",
        "calendar_confirmed",
        "days",
    ];
    assert_eq!(keys, known);
}

#[test]
fn a_pause_is_shown_as_a_pause() {
    let answer = json(&[
        "--json",
        "deadline",
        "KN-28",
        "--from",
        "07/09/2026",
        "--pause",
        "14/09/2026..25/09/2026",
    ]);
    let days = answer["days"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let paused: Vec<_> = days.iter().filter(|day| day["kind"] == "paused").collect();
    assert_eq!(paused.len(), 11);
    assert_eq!(
        (&paused[0]["date"], &paused[10]["date"]),
        (&"2026-09-15".into(), &"2026-09-25".into())
    );
    assert!(paused.iter().all(|day| day["counted"] == false));
}

#[test]
fn counting_back_lists_the_days_up_to_the_event() {
    let answer = json(&["deadline", "TCD-24.4", "--from", "2026-11-26", "--json"]);
    let days = answer["days"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let (first, last) = (&days[0], &days[days.len() - 1]);
    assert_eq!(
        (&first["date"], &last["date"]),
        (&"2026-11-18".into(), &"2026-11-25".into())
    );
    assert_eq!(
        (&first["counted"], &last["counted"]),
        (&true.into(), &true.into())
    );
}

#[test]
fn at_once_is_the_same_day() {
    let answer = json(&["deadline", "TC-27", "--from", "2026-11-21", "--json"]);
    assert_eq!(
        (&answer["count"], &answer["due"]),
        (&0.into(), &"2026-11-21".into())
    );
    assert_eq!(answer["days"], serde_json::json!([]));
}

#[test]
fn a_count_into_an_unconfirmed_year_says_so() {
    let answer = json(&["deadline", "TCD-28.1", "--from", "2026-12-25", "--json"]);
    assert_eq!(answer["calendar_confirmed"], false);
    let output = tiepdan(&["deadline", "TCD-28.1", "--from", "2026-12-25"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("CHƯA XÁC NHẬN"));
}

#[test]
fn words_explain_the_day_in_both_languages() {
    let output = tiepdan(&["deadline", "KN-36", "--from", "20/11/2026"]);
    let text = String::from_utf8_lossy(&output.stdout);
    for part in [
        "Vì sao 02/12/2026?",
        "7 ngày làm việc, kể từ ngày nhận được khiếu nại (T6 20/11/2026, không tính)",
        "Luật Khiếu nại Đ36.1, sửa bởi Luật 136/2025/QH15 Đ2 k.15.b · từ 01/07/2026",
        "T3 24/11/2026     –  nghỉ lễ: Ngày Văn hóa Việt Nam (NQ 28/2026/QH16)",
        "T4 02/12/2026     7  ← hết hạn",
        "Lịch đã xác nhận 01/01/2024–31/12/2026.",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let output = tiepdan(&["deadline", "KN-36", "--from", "20/11/2026", "--lang", "en"]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        text.contains(
            "7 working days, from receipt of the complaint (Fri 20/11/2026, not counted)"
        ),
        "{text}"
    );
    // KN Đ41.1 and NĐ 124/2020 Đ29.2.a differ: the other text stands beside the day.
    let output = tiepdan(&["deadline", "KN-41", "--from", "20/11/2026"]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        text.contains("Nghị định 124/2020/NĐ-CP Đ29.2.a ghi 07 ngày làm việc"),
        "{text}"
    );
}

/// Wrong uses of `deadline`, and what the message names.
const WRONG: [(&str, &str); 15] = [
    ("KN-29 --from 2026-10-25", "KN-28"),
    (
        "ND154-4.3 --from 2026-06-30",
        "Nghị định 154/2026/NĐ-CP Đ4.3",
    ),
    ("KN-28 --from 2012-06-30", "Luật Khiếu nại Đ28"),
    ("KN-27 --remote --from 2026-10-25", "Luật Khiếu nại Đ27"),
    ("TC-30 --complex --from 2026-10-25", "Luật Tố cáo Đ30"),
    (
        "KN-28 --several-places --from 2026-10-25",
        "Luật Khiếu nại Đ28",
    ),
    (
        "KN-27 --pause 2026-10-26..2026-10-27 --from 2026-10-25",
        "Luật Khiếu nại Đ27",
    ),
    ("KN-28 --extend 5 --from 2026-10-25", "Luật Khiếu nại Đ28"),
    ("TC-30 --extend 31 --from 2026-10-25", "Luật Tố cáo Đ30"),
    (
        "KN-28 --pause 2026-10-27..2026-10-26 --from 2026-10-25",
        "Luật Khiếu nại Đ28",
    ),
    (
        "KN-28 --pause 2026-10-24..2026-10-26 --from 2026-10-25",
        "Luật Khiếu nại Đ28",
    ),
    (
        "KN-28 --pause 2026-10-26..2026-10-29 --pause 2026-10-28..2026-10-30 --from 2026-10-25",
        "Luật Khiếu nại Đ28",
    ),
    ("KN-35 --from 2026-10-25", "Luật Khiếu nại Đ35"),
    ("KN-28 --from 2026-02-30", "2026-02-30"),
    ("KN-28 --from 2026-10-25 --pause 2026-10-26", "--pause"),
];

#[test]
fn wrong_use_names_the_article() {
    for (args, part) in WRONG {
        let words: Vec<&str> = std::iter::once("deadline").chain(args.split(' ')).collect();
        let output = tiepdan(&words);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args}");
        assert!(output.stdout.is_empty(), "{args}");
        assert!(said.contains(part), "{args}: {said}");
    }
}

#[test]
fn the_table_of_rules_can_be_asked_for_a_day() {
    let all = json(&["rules", "--json"]);
    let june = json(&["rules", "--on", "2026-06-30", "--json"]);
    let july = json(&["rules", "--on", "01/07/2026", "--json"]);
    let versions = |rules: &serde_json::Value, id: &str| -> Vec<serde_json::Value> {
        let rows = rules.as_array().into_iter().flatten();
        rows.filter(|rule| rule["id"] == id)
            .map(|rule| rule["count"].clone())
            .collect()
    };
    assert_eq!(versions(&all, "KN-27"), [10, 7]);
    assert_eq!(versions(&june, "KN-27"), [10]);
    assert_eq!(versions(&july, "KN-27"), [7]);
    assert!(versions(&june, "ND154-4.3").is_empty());
    assert_eq!(versions(&july, "ND154-4.3"), [3]);
    assert_eq!(versions(&july, "KN-35"), [serde_json::Value::Null]);
    let unsure = all
        .as_array()
        .into_iter()
        .flatten()
        .find(|rule| rule["id"] == "KN-28");
    assert_eq!(
        unsure.map(|rule| rule["sure"].clone()),
        Some(false.into()),
        "valid from is from memory"
    );

    let output = tiepdan(&["rules"]);
    let text = String::from_utf8_lossy(&output.stdout);
    for id in [
        "TCD-28.1",
        "ND154-41.3.b",
        "KN-12.1.đ",
        "KN-pub-print",
        "TC-24.1b",
        "ND20-9.1d",
        "QD11",
        "TCD-21b",
    ] {
        assert!(
            text.lines().any(|line| line.starts_with(&format!("{id} "))),
            "{id}"
        );
    }
}

#[test]
fn the_calendar_shows_what_is_unsure() {
    let list = json(&["calendar", "list", "--json"]);
    assert_eq!(
        (&list["confirmed_from"], &list["confirmed_to"]),
        (&"2024-01-01".into(), &"2026-12-31".into())
    );
    let output = tiepdan(&["calendar", "list"]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        text.contains("T3 24/11/2026    nghỉ lễ      Ngày Văn hóa Việt Nam (NQ 28/2026/QH16)"),
        "{text}"
    );
    assert!(text.contains("T7 26/04/2025  ? làm bù"), "{text}");
    assert!(text.contains("01/01/2024–31/12/2026"), "{text}");
    assert_eq!(
        tiepdan(&["calendar", "check", "--today", "2026-11-21"])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(
        tiepdan(&["calendar", "check", "--today", "2027-01-04"])
            .status
            .code(),
        Some(1)
    );
}

#[test]
fn a_pause_of_a_day_without_such_law_is_warned_of() {
    let warned = |rule: &str, pause: &str| {
        let args = ["deadline", rule, "--from", "2026-06-08", "--pause", pause];
        let output = tiepdan(&args);
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    // KN Đ11a came in force on 01/07/2026; TC Đ34 is older.
    let said = warned("KN-28", "2026-06-30..2026-07-06");
    assert!(said.contains("01/07/2026") && said.contains("Luật Khiếu nại Đ11a.4"));
    assert_eq!(warned("KN-28", "2026-07-01..2026-07-06"), "");
    assert_eq!(warned("TC-30", "2026-06-30..2026-07-06"), "");
}
