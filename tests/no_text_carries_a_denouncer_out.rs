//! Before a text leaves the program it is looked through for the denouncer's name, number and phone; what is
//! found stops it and is not told. Who cannot compare takes no text about a sealed record out at all.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::sync::Arc;
use support::office::TestOffice;
use tiepdan::office::ask::{Answer, Failure, Question};
use tiepdan::office::books::Office;
use tiepdan::office::leaving::{Leak, Trace};
use tiepdan::office::permit::Role;
use tiepdan::office::wall::SystemClock;
use tiepdan::register::number::{PetitionNo, Subject};

const DENOUNCED: &str = r#"{"do":"receive","at":"2026-11-20T09:05","kind":"regular","by":"receptionist","visitors":[{"name":"Nguyễn Thị Hòa","id_kind":"cccd","id_number":"079184001234","address":"Tổ 3","phone":"0903555777"}],"capacity":"self","summary":"Tố cáo","petitions":[{"class":"denunciation"}]}"#;
const OPEN: &str = r#"{"do":"receive","at":"2026-11-20T09:35","kind":"regular","by":"receptionist","visitors":[{"name":"Lê Thị Chín","address":"Tổ 4"}],"capacity":"self","summary":"Khiếu nại","petitions":[{"class":"complaint"}]}"#;

fn office(test: &TestOffice, user: &str, password: &str) -> Office {
    Office::open(
        &test.dir,
        user,
        password,
        Arc::new(SystemClock),
        &mut |_| {},
    )
    .unwrap()
}

const HOA: &str = "mật khẩu của Hoa";

fn petition(n: u32) -> Subject {
    Subject::Petition(PetitionNo { year: 2026, n })
}

fn why(office: &Office, text: &str, about: Option<u32>) -> Option<Leak> {
    match office.may_leave(text, about.map(petition)) {
        Ok(()) => None,
        Err(Failure::Leak(leak)) => Some(leak),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn with_clearance_what_is_found_stops_it() {
    let test = TestOffice::new();
    test.saved(DENOUNCED);
    test.saved(OPEN);
    let office = office(&test, "hoa", HOA);
    for (text, trace) in [
        ("Theo đơn của bà Hòa Nguyễn Thị", Trace::Name),
        ("CCCD số 079 184 001 234", Trace::Number),
        ("đt. +84 903 555 777", Trace::Phone),
    ] {
        assert_eq!(
            why(&office, text, Some(1)),
            Some(Leak::Found(trace)),
            "{text}"
        );
        // The number of the record in the text is enough.
        let named = format!("{text} – D-2026-0001");
        assert_eq!(
            why(&office, &named, None),
            Some(Leak::Found(trace)),
            "{named}"
        );
        // About another record it is nobody's secret.
        assert_eq!(why(&office, text, Some(2)), None, "{text}");
    }
    assert_eq!(why(&office, "Thông báo thụ lý tố cáo", Some(1)), None);
    assert_eq!(why(&office, "Bà Lê Thị Chín, D-2026-0002", Some(2)), None);
}

#[test]
fn without_clearance_no_text_about_a_sealed_record_leaves() {
    let test = TestOffice::new();
    test.saved(DENOUNCED);
    test.saved(OPEN);
    office(&test, "hoa", HOA)
        .add_officer("lan", "Lan", Role::Supervisor, "lan")
        .unwrap();
    let mut office = office(&test, "lan", "lan");
    for text in ["Nguyễn Thị Hòa", "Thông báo thụ lý"] {
        // The same for both: no guess can be tested.
        assert_eq!(why(&office, text, Some(1)), Some(Leak::NotCompared));
    }
    assert_eq!(
        why(&office, "xem D-2026-0001", None),
        Some(Leak::NotCompared)
    );
    assert_eq!(
        why(&office, "xem TCD-2026-0001", None),
        Some(Leak::NotCompared)
    );
    assert_eq!(why(&office, "Lê Thị Chín", Some(2)), None);
    let asked = office.answer(Question::Leave {
        text: "D-2026-0002".to_owned(),
    });
    assert!(matches!(asked, Ok(Answer::MayLeave(text)) if text == "D-2026-0002"));
}

#[test]
fn a_page_is_looked_through_before_it_is_written_and_never_into_the_office_or_over_a_file() {
    let test = TestOffice::new();
    test.saved(DENOUNCED);
    test.saved(OPEN);
    office(&test, "hoa", HOA)
        .add_officer("lan", "Lan", Role::Receptionist, "lan")
        .unwrap();
    let mut office = office(&test, "lan", "lan");
    let mut write = |page: &str, about: u32, to: std::path::PathBuf| {
        office.answer(Question::WritePage {
            page: page.to_owned(),
            about: vec![petition(about)],
            to,
        })
    };
    let out = test.temp.path().join("phieu.html");
    for (page, about) in [("Phiếu", 1), ("Phiếu D-2026-0001", 2)] {
        let refused = write(page, about, out.clone());
        assert!(
            matches!(refused, Err(Failure::Leak(Leak::NotCompared))),
            "{refused:?}"
        );
        assert!(!out.exists(), "{page}");
    }
    let inside = write("Phiếu D-2026-0002", 2, test.dir.join("phieu.html"));
    assert!(matches!(inside, Err(Failure::Store(_))), "{inside:?}");
    assert!(!test.dir.join("phieu.html").exists());
    let written = write("Phiếu D-2026-0002", 2, out.clone());
    assert!(matches!(written, Ok(Answer::PageWritten(_))), "{written:?}");
    let again = write("khác", 2, out.clone());
    assert!(matches!(again, Err(Failure::Store(_))), "{again:?}");
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "Phiếu D-2026-0002");
}

#[test]
fn the_log_says_that_a_text_was_stopped_and_nothing_of_it() {
    let test = TestOffice::new();
    test.saved(DENOUNCED);
    let office = office(&test, "hoa", HOA);
    assert!(why(&office, "bà Nguyễn Thị Hòa", Some(1)).is_some());
    let mut logs = String::new();
    for file in std::fs::read_dir(test.dir.join("logs")).unwrap() {
        logs += &std::fs::read_to_string(file.unwrap().path()).unwrap();
    }
    assert!(
        logs.contains("kept_from_leaving petition=D-2026-0001"),
        "{logs}"
    );
    assert!(!logs.contains("Hòa") && !logs.contains("hoa n"), "{logs}");
}

/// A visit by Bẩy, invented, with one thing of it said otherwise.
fn bay(petitions: &str, more: &str) -> String {
    format!(
        r#"{{"do":"receive","at":"2026-11-20T09:05","kind":"regular","by":"receptionist","visitors":[{{"name":"Lò Thị Bẩy Xuyến","id_kind":"cccd","id_number":"072070771234","address":"Tổ 3","phone":"0912000777"}}],"capacity":"self",{more},"petitions":{petitions}}}"#
    )
}

/// The path at which a line is refused because it names the denouncer.
fn named_at(test: &TestOffice, line: &str) -> String {
    let (_, answers) = test.record(line);
    let error = &answers[0]["error"];
    assert_eq!(error["code"], "names_denouncer", "{line} → {answers:?}");
    let said = error.to_string();
    assert!(!said.contains("Xuyến") && !said.contains("0707"), "{said}");
    let message = error["message"].as_str().unwrap();
    message.split(['“', '”']).nth(1).unwrap().to_owned()
}

const DENOUNCES: &str = r#"[{"class":"denunciation"}]"#;

#[test]
fn what_is_typed_beside_a_denunciation_does_not_name_who_denounces() {
    let test = TestOffice::new();
    let plain = r#""summary":"Tố cáo cán bộ nhận tiền""#;
    for (petitions, more, path) in [
        (
            DENOUNCES,
            r#""summary":"Bà Lò Thị Bẩy Xuyến tố cáo""#,
            "summary",
        ),
        (
            DENOUNCES,
            r#""summary":"Tố cáo (đt 0912 000 777)""#,
            "summary",
        ),
        (
            DENOUNCES,
            r#""summary":"Tố cáo","request":"trả lời 072070771234""#,
            "request",
        ),
        (
            DENOUNCES,
            r#""summary":"Tố cáo","documents":[{"name":"Đơn"},{"name":"CCCD lo thi bay xuyen"}]"#,
            "documents.1.name",
        ),
        (
            r#"[{"class":"complaint"},{"class":"denunciation","against":"người đánh bà Xuyến Lò Thị Bẩy"}]"#,
            plain,
            "petitions.1.against",
        ),
    ] {
        assert_eq!(named_at(&test, &bay(petitions, more)), path);
    }
    let filed = r#"{"do":"file","on":"2026-11-20","source":"post","senders":[{"name":"Lò Thị Bẩy Xuyến","address":"Tổ 3"}],"summary":"Lò Thị Bẩy Xuyến tố cáo","petitions":[{"class":"denunciation"}]}"#;
    assert_eq!(named_at(&test, filed), "summary");
    let (_, kept) = test.json(&["list"]);
    assert!(!kept.to_string().contains("2026-0001"), "{kept}");
    // Nobody's secret: a complaint is its petitioner's.
    test.saved(&bay(
        r#"[{"class":"complaint"}]"#,
        r#""summary":"Bà Lò Thị Bẩy Xuyến khiếu nại""#,
    ));
    test.saved(&bay(DENOUNCES, plain));
}

#[test]
fn later_acts_with_clearance_do_not_name_who_denounces_either() {
    let test = TestOffice::new();
    test.saved(&bay(DENOUNCES, r#""summary":"Tố cáo""#));
    for (line, path) in [
        (
            r#"{"do":"reveal","petition":"D-2026-0001","on":"2026-11-20","reason":"hỏi bà Lò Thị Bẩy Xuyến"}"#,
            "reason",
        ),
        (
            r#"{"do":"promise","reception":"TCD-2026-0001","on":"2026-11-20","text":"gọi 0912.000.777","due":"2026-12-20"}"#,
            "text",
        ),
        (
            r#"{"do":"correct","petition":"D-2026-0001","on":"2026-11-20","field":"summary","to":"Bà Lò Thị Bẩy Xuyến tố cáo","reason":"ghi rõ"}"#,
            "to",
        ),
    ] {
        assert_eq!(named_at(&test, line), path);
    }
    test.saved(r#"{"do":"reveal","petition":"D-2026-0001","on":"2026-11-20","reason":"Xác minh"}"#);
}

#[test]
fn what_becomes_a_denunciation_says_which_texts_name_who_denounces() {
    let test = TestOffice::new();
    test.saved(&bay(
        r#"[{"class":"complaint"}]"#,
        r#""summary":"Bà Lò Thị Bẩy Xuyến trình bày","request":"Xem xét lại""#,
    ));
    let turned = test.saved(
        r#"{"do":"correct","petition":"D-2026-0001","on":"2026-11-20","field":"class","to":"denunciation","reason":"nội dung tố cáo"}"#,
    );
    let named: Vec<(&str, &str)> = turned["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|warning| warning["code"] == "names_denouncer")
        .map(|warning| {
            let message = warning["message"].as_str().unwrap();
            (warning["path"].as_str().unwrap(), message)
        })
        .collect();
    assert!(!named.is_empty(), "{turned}");
    for (path, message) in &named {
        assert_eq!(*path, "summary", "{turned}");
        assert!(message.contains("2026-0001"), "{message}");
        assert!(!message.contains("Xuyến"), "{message}");
    }
    // Mended, what stood there is shown to nobody without clearance.
    let (_, shown) = test.json(&["show", "D-2026-0001"]);
    assert!(shown.to_string().contains("Xuyến"), "{shown}");
    test.saved(
        r#"{"do":"correct","reception":"TCD-2026-0001","on":"2026-11-20","field":"summary","to":"Người tố cáo trình bày","reason":"giữ kín"}"#,
    );
    let mended = test.record(
        r#"{"do":"correct","petition":"D-2026-0001","on":"2026-11-20","field":"summary","to":"Người tố cáo trình bày","reason":"giữ kín"}"#,
    );
    office(&test, "hoa", HOA)
        .add_officer("lan", "Lan", Role::Supervisor, "lan")
        .unwrap();
    let lan = office(&test, "lan", "lan");
    let petition = lan.petition(PetitionNo { year: 2026, n: 1 }).unwrap();
    let seen = format!("{petition:?}");
    let acts = format!("{:?}", petition.acts);
    assert!(!acts.contains("Xuyến"), "{mended:?} {seen}");
}
