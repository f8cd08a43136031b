//! Before a text leaves the program it is looked through for the denouncer's name, number and phone; what is
//! found stops it and is not told. Who cannot compare takes no text about a sealed record out at all.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::sync::Arc;
use support::office::{TestOffice, password_file};
use tiepdan::office::ask::{Answer, DueFilter, Failure, Filter, Question, Saved};
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
    // With clearance it is read once the identity is opened, and not before.
    let (_, shown) = test.json(&["show", "D-2026-0001"]);
    assert!(!shown.to_string().contains("Xuyến"), "{shown}");
    let (_, shown) = test.json(&["show", "D-2026-0001", "--reveal", "Xác minh"]);
    assert_eq!(shown["summary"], "Bà Lò Thị Bẩy Xuyến trình bày", "{shown}");
    // Mended, what stood there is shown to nobody without clearance.
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

const NAMED: &str = "Lò Thị Bẩy Xuyến";

/// Writes a line as hoa, where there are others too.
fn writes(test: &TestOffice, line: &str) -> Result<Saved, Failure> {
    let line = tiepdan::cli::json::parse(line).unwrap();
    let line = tiepdan::cli::json::from_json(&line).unwrap();
    office(test, "hoa", HOA).write_one(line)
}

/// Everything that an officer without clearance may read of a book, in one text.
fn read_all(test: &TestOffice) -> String {
    let lan = office(test, "lan", "lan");
    let (rows, _) = lan.rows(&Filter::default(), 0, 99);
    let records: Vec<String> = rows
        .iter()
        .map(|row| match row.id {
            Subject::Petition(no) => format!("{:?}", lan.petition(no)),
            Subject::Reception(no) => format!("{:?}", lan.reception(no)),
        })
        .collect();
    let deadlines = lan.deadlines(&DueFilter::default(), 0, 99);
    let (promises, warnings) = (lan.promises(None, 0, 99), lan.warnings(None, 0, 99));
    format!("{rows:?} {records:?} {deadlines:?} {promises:?} {warnings:?}")
}

#[test]
fn from_the_moment_it_is_a_denunciation_no_text_saved_before_names_who_denounces() {
    let test = TestOffice::new();
    office(&test, "hoa", HOA)
        .add_officer("lan", "Lan", Role::Supervisor, "lan")
        .unwrap();
    let more = format!(
        r#""summary":"Bà {NAMED} trình bày","request":"Trả lời qua 0912 000 777","against":"hàng xóm của bà {NAMED}","documents":[{{"name":"Giấy tờ đất"}},{{"name":"CCCD của {NAMED}"}}]"#
    );
    writes(&test, &bay(r#"[{"class":"complaint"}]"#, &more)).unwrap();
    let act = |what: &str| format!(r#"{{"on":"2026-11-20",{what}}}"#);
    let on = r#""petition":"D-2026-0001""#;
    for what in [
        format!(r#""do":"promise",{on},"text":"gọi lại cho bà {NAMED}","due":"2026-12-20""#),
        format!(
            r#""do":"promise","reception":"TCD-2026-0001","text":"hẹn bà {NAMED}","due":"2026-12-20""#
        ),
        format!(r#""do":"request_more",{on},"what":"sổ hộ của {NAMED}""#),
        // What stood there, and stands there again once the correction is taken back.
        format!(
            r#""do":"correct",{on},"field":"summary","to":"Người dân trình bày","reason":"gọn""#
        ),
    ] {
        writes(&test, &act(&what)).unwrap();
    }
    assert!(read_all(&test).contains("Xuyến"), "the search can fail");
    // The act that seals it does not name her itself.
    let line = act(&format!(
        r#""do":"correct",{on},"field":"class","to":"denunciation","reason":"bà {NAMED} tố cáo""#
    ));
    let refused = format!("{:?}", writes(&test, &line));
    assert!(
        refused.contains("NamesDenouncer") && refused.contains(r#"Some("reason")"#),
        "{refused}"
    );
    let turned = writes(
        &test,
        &act(&format!(
            r#""do":"correct",{on},"field":"class","to":"denunciation","reason":"nội dung tố cáo""#
        )),
    )
    .unwrap();
    let seen = |what: &str| {
        let all = read_all(&test);
        for part in ["Xuyến", "0912 000 777"] {
            assert!(!all.contains(part), "{what} shows {part}: {all}");
        }
        all
    };
    let all = seen("classed");
    // What names nobody is read as ever.
    assert!(all.contains("Giấy tờ đất") && all.contains("Người dân trình bày"));
    // Neither does taking back an earlier correction bring it up again, nor mending it.
    let back = act(&format!(
        r#""do":"correct",{on},"seq":5,"void":true,"reason":"nhầm""#
    ));
    writes(&test, &back).unwrap();
    seen("a correction taken back");
    writes(
        &test,
        &act(&format!(
            r#""do":"correct",{on},"field":"summary","to":"Tố cáo cán bộ","reason":"viết lại""#
        )),
    )
    .unwrap();
    assert!(seen("mended").contains("Tố cáo cán bộ"));
    // Nor another class: once sealed, always sealed.
    writes(
        &test,
        &act(&format!(
            r#""do":"correct",{on},"field":"class","to":"complaint","reason":"đọc lại""#
        )),
    )
    .unwrap();
    seen("another class");
    // What veils it cannot be taken back.
    let veil = turned.seq - 1;
    let back = act(&format!(
        r#""do":"correct",{on},"seq":{veil},"void":true,"reason":"x""#
    ));
    let refused = format!("{:?}", writes(&test, &back));
    assert!(refused.contains("NotVoidable"), "{refused}");
}

#[test]
fn a_visit_that_is_sealed_because_another_continues_it_names_nobody_either() {
    let test = TestOffice::new();
    office(&test, "hoa", HOA)
        .add_officer("lan", "Lan", Role::Supervisor, "lan")
        .unwrap();
    let named = format!(r#""summary":"Bà {NAMED} khiếu nại""#);
    writes(&test, &bay(r#"[{"class":"complaint"}]"#, &named)).unwrap();
    assert!(read_all(&test).contains("Xuyến"));
    let later = bay(
        DENOUNCES,
        r#""summary":"Tố cáo cán bộ","continues":"TCD-2026-0001""#,
    );
    writes(&test, &later.replace("09:05", "09:45")).unwrap();
    let all = read_all(&test);
    assert!(!all.contains("Xuyến"), "{all}");
}

/// What is shown to an officer without clearance of the two petitions of one visit or filing.
fn beside(test: &TestOffice) -> [String; 2] {
    let lan = office(test, "lan", "lan");
    [1, 2].map(|n| {
        let no = PetitionNo { year: 2026, n };
        let (rows, _) = lan.rows(&Filter::default(), 0, 99);
        let row = rows.iter().find(|row| row.id == Subject::Petition(no));
        format!("{:?} {:?}", lan.petition(no), row)
    })
}

#[test]
fn what_is_brought_beside_a_denunciation_shares_no_text_with_it() {
    let shared = r#""summary":"Thu hồi đất và thu tiền","request":"Giải quyết cả hai","against":"Cán bộ địa chính","place":"25489","decided_by":{"agency":"UBND xã Phước","number":"12/QĐ-UBND"},"documents":[{"name":"Tập hồ sơ"}]"#;
    let own =
        r#"[{"class":"complaint","summary":"Khiếu nại thu hồi đất"},{"class":"denunciation"}]"#;
    let open = r#"[{"class":"complaint","summary":"Khiếu nại thu hồi đất"},{"class":"complaint"}]"#;
    let bare = r#"[{"class":"complaint"},{"class":"denunciation"}]"#;
    let filed = |petitions: &str| {
        format!(
            r#"{{"do":"file","on":"2026-11-20","source":"front","from_agency":"Mặt trận xã","senders":[{{"name":"{NAMED}","address":"Tổ 3"}}],{shared},"petitions":{petitions}}}"#
        )
    };
    let turns = r#"{"do":"correct","petition":"D-2026-0002","on":"2026-11-20","field":"class","to":"denunciation","reason":"đọc lại"}"#;
    for (line, then, has_own) in [
        (bay(own, shared), None, true),
        (bay(open, shared), Some(turns), true),
        (bay(bare, shared), None, false),
        (filed(own), None, true),
        (filed(open), Some(turns), true),
    ] {
        let test = TestOffice::new();
        office(&test, "hoa", HOA)
            .add_officer("lan", "Lan", Role::Supervisor, "lan")
            .unwrap();
        writes(&test, &line).unwrap();
        if let Some(then) = then {
            writes(&test, then).unwrap();
        }
        let [complaint, denunciation] = beside(&test);
        assert!(
            complaint.contains(NAMED) && !denunciation.contains(NAMED),
            "{line}"
        );
        assert_eq!(
            complaint.contains("Khiếu nại thu hồi đất"),
            has_own,
            "{complaint}"
        );
        // What the visit was about stands on the one that names nobody; which decision, on the other.
        for text in [
            "Thu hồi đất và thu tiền",
            "Giải quyết cả hai",
            "Cán bộ địa chính",
            "25489",
            "Tập hồ sơ",
        ] {
            assert!(!complaint.contains(text), "{text}: {complaint}");
            assert!(denunciation.contains(text), "{text}: {denunciation}");
        }
        assert!(
            complaint.contains("12/QĐ-UBND") && !denunciation.contains("12/QĐ-UBND"),
            "{line}"
        );
        // Neither says by whom and when it was taken in, nor who forwarded it.
        let printed = [1, 2].map(|n| said(&test, &format!("D-2026-000{n}")));
        for shown in &printed {
            assert!(!shown.contains("Mặt trận"), "{shown}");
            let shown: serde_json::Value = serde_json::from_str(shown).unwrap();
            for key in ["seq", "at", "by"] {
                assert_eq!(shown["acts"][0][key], serde_json::Value::Null, "{shown}");
            }
        }
        // With clearance nothing of it is missing.
        let no = PetitionNo { year: 2026, n: 1 };
        let whole = office(&test, "hoa", HOA).petition(no).unwrap();
        assert_eq!(
            whole.petition.content.against.as_deref(),
            Some("Cán bộ địa chính")
        );
    }
}

/// A record as the command line prints it to lan.
fn said(test: &TestOffice, id: &str) -> String {
    let lan = password_file(test.temp.path(), "lan", "lan");
    let mut command = test.command(&["show", id, "--json"]);
    command
        .env("TIEPDAN_USER", "lan")
        .env("TIEPDAN_PASSWORD_FILE", lan);
    let out = command.output().unwrap();
    String::from_utf8(out.stdout).unwrap()
}
