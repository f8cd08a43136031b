//! A denouncer's name: without clearance it stands in no answer, no message and no file; with it, every look is in
//! the book. Driven through the built binary; every person is invented.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use serde_json::{Value, json};
use std::sync::Arc;
use support::desk::{
    Desk, FIRST, HOA, PARTS, SECRETS, busy, files, giao, holds, one, pao, said, shows_nothing,
    visit,
};
use tiepdan::office::warnings::WarningKind;
use tiepdan::register::part::Part as _;
use tiepdan::register::person::Person;
use tiepdan::register::seen::{Trace, Typed as Likeness};
use tiepdan::register::value::Value as Typed;
use tiepdan::store::epochs::Epochs;
use tiepdan::store::io::RealDisk;
use tiepdan::store::journal::frame::{Part, SealedPerson, Under};
use tiepdan::store::journal::reader::Reader;
use tiepdan::store::officers::List;
use tiepdan::store::{Identity, people};
use tiepdan::text::fold;

#[test]
fn without_clearance_no_answer_shows_anything_of_the_denouncer() {
    let desk = busy();
    let cleared = desk.json("hoa", &["list"]);
    assert_eq!(cleared.as_array().unwrap().len(), 7);
    for user in ["lan", "minh"] {
        assert_eq!(desk.json(user, &["list"]), cleared, "the same rows");
        for query in [
            SECRETS[0],
            "quynh giao",
            "giao lo",
            SECRETS[1],
            "7123",
            SECRETS[2],
            "6655",
            "na khoang",
        ] {
            let out = desk.runs(user, &["search", query]);
            assert_eq!(out.status.code(), Some(1), "{query}: {}", said(&out));
            shows_nothing(&said(&out), query);
        }
        for args in [
            &["list"][..],
            &["list", "--kind", "reception"],
            &["search", "việc"],
            &["show", "D-2026-0001"],
            &["show", "TCD-2026-0001"],
            &["show", "TCD-2026-0001", "--reveal", "muốn biết"],
            &["show", "D-2026-0001", "--reveal", "muốn biết"],
            &["is-denouncer", "D-2026-0001", "--name", "Ai Đó"],
            &["overdue", "--today", "2027-03-01"],
            &["overdue", "--within", "90"],
            &["openings"],
            &["user", "list"],
            &["check"],
        ] {
            for more in [&[][..], &["--json"], &["--lang", "en"]] {
                let out = desk.runs(user, &[args, more].concat());
                assert_ne!(out.status.code(), Some(4), "{args:?}: {}", said(&out));
                shows_nothing(&said(&out), &format!("{user} {args:?}"));
            }
        }
    }
    for args in [
        &["show", "D-2026-0001", "--reveal", "x"][..],
        &["is-denouncer", "D-2026-0001", "--name", SECRETS[0]],
    ] {
        assert_eq!(desk.code("minh", args), 3, "{args:?}");
    }
    assert_eq!(desk.code("lan", &["openings"]), 3);
}

#[test]
fn without_clearance_nothing_leads_from_a_denunciation_to_its_visit() {
    let desk = busy();
    let petition = desk.json("lan", &["show", "D-2026-0001"]);
    assert_eq!(petition["petitioners"], Value::Null);
    assert_eq!(petition["reception"], Value::Null);
    assert_eq!(petition["capacity"], Value::Null);
    let first = &petition["acts"][0];
    assert_eq!(
        (&first["seq"], &first["at"], &first["by"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    let text = said(&desk.runs("lan", &["show", "D-2026-0001"]));
    assert!(!text.contains("09:05") && !text.contains("hoa"), "{text}");
    let reception = desk.json("lan", &["show", "TCD-2026-0001"]);
    assert_eq!(reception["visitors"], Value::Null);
    assert_eq!(reception["petitions"], json!([]));
    assert_eq!(reception["summary"], Value::Null);
    assert_eq!(reception["recorded_by"], Value::Null);
    assert_eq!(reception["people"], 1, "counts are not hidden");
    // With clearance both lead to each other; the name still needs a reason.
    let petition = desk.json("hoa", &["show", "D-2026-0001"]);
    assert_eq!(petition["reception"], "TCD-2026-0001");
    assert_eq!(petition["petitioners"], Value::Null);
    let reception = desk.json("hoa", &["show", "TCD-2026-0001"]);
    assert_eq!(reception["petitions"], json!(["D-2026-0001"]));
    let shown = desk.json("hoa", &["show", "TCD-2026-0001", "--reveal", "x"]);
    assert_eq!(shown["identity"][0]["name"], SECRETS[0]);
}

#[test]
fn what_was_brought_beside_a_denunciation_keeps_its_petitioner_and_tells_no_visit() {
    let desk = busy();
    let complaint = desk.json("lan", &["show", "D-2026-0002"]);
    assert_eq!(complaint["petitioners"][0]["name"], "Vừ A Páo");
    assert_eq!(complaint["hidden"], false);
    assert_eq!(complaint["reception"], Value::Null);
    // When and by whom it was written would lead to the visit, and so to who denounced.
    let first = &complaint["acts"][0];
    assert_eq!(
        (&first["seq"], &first["at"], &first["by"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    let denunciation = desk.json("lan", &["show", "D-2026-0003"]);
    assert_eq!(denunciation["petitioners"], Value::Null);
    let found = desk.json("lan", &["search", "vu a pao"]);
    let found: Vec<&Value> = found.as_array().unwrap().iter().map(|r| &r["id"]).collect();
    assert_eq!(found, ["D-2026-0002"]);
    let reception = desk.json("lan", &["show", "TCD-2026-0002"]);
    assert_eq!(
        (&reception["petitions"], &reception["visitors"]),
        (&json!([]), &Value::Null)
    );
    assert_eq!(
        desk.json("hoa", &["show", "D-2026-0002"])["reception"],
        "TCD-2026-0002"
    );
}

#[test]
fn home_and_deadlines_count_the_same_and_name_no_recorder() {
    let desk = busy();
    let day = "2026-11-16".parse().ok();
    let look = |user: &str, password: &str| {
        let mut office = desk.opened(user, password);
        office.pretend_today(day);
        office.home()
    };
    let (hoa, lan) = (look("hoa", HOA), look("lan", "mật khẩu lan"));
    assert_eq!(hoa.day, lan.day);
    assert_eq!((lan.day.receptions, lan.day.petitions), (2, 3));
    assert_eq!(hoa.due, lan.due);
    assert!(lan.receptions.iter().all(|r| r.officer.is_none()));
    assert!(lan.receptions.iter().all(|r| r.petitions == 0));
    assert!(hoa.receptions.iter().all(|r| r.petitions > 0));
}

/// What came with a denunciation reads blank without a summary of its own: told to whoever writes, and to nobody
/// later.
#[test]
fn whoever_leaves_a_petition_blank_beside_a_denunciation_is_told_so_at_once() {
    let desk = Desk::new();
    let blank = |answer: &Value| {
        let all = answer["warnings"].as_array().cloned().unwrap_or_default();
        let blank = all.iter().filter(|w| w["code"] == "no_summary_of_its_own");
        let numbers = blank.map(|w| {
            let (before, _) = w["message"]
                .as_str()
                .unwrap()
                .split_once(" chưa có")
                .unwrap();
            before.rsplit(' ').next().unwrap()
        });
        numbers.map(str::to_owned).collect::<Vec<_>>()
    };
    let all = |classes: &[&str]| {
        let all: Vec<Value> = classes.iter().map(|c| json!({"class": c})).collect();
        json!(all)
    };
    let becomes = |no: &str| {
        json!({"do": "correct", "petition": no, "on": "2026-11-17", "field": "class", "to": "denunciation",
            "reason": "phân loại lại"})
        .to_string()
    };
    let at_once = all(&["complaint", "denunciation"]);
    let answer = desk.saves("lan", &visit("2026-11-16T09:05", &giao(), &at_once));
    assert_eq!(blank(&answer), ["1"]);
    // D-3, D-4 and D-5 stood open together; with D-3 goes the text that they share.
    let open = all(&["complaint", "feedback", "recommendation"]);
    let answer = desk.saves("lan", &visit("2026-11-16T10:15", &pao(), &open));
    assert_eq!(blank(&answer), [""; 0]);
    let answer = desk.saves("lan", &becomes("D-2026-0003"));
    assert_eq!(blank(&answer), ["D-2026-0004", "D-2026-0005"]);
    // Who has no clearance may not know that D-4 came with others: of D-5 nothing is told.
    let answer = desk.saves("lan", &becomes("D-2026-0004"));
    assert_eq!(blank(&answer), [""; 0]);
    for no in ["D-2026-0001", "D-2026-0002", "D-2026-0003", "D-2026-0005"] {
        let shown = said(&desk.runs("lan", &["show", no]));
        assert!(!shown.contains("tóm tắt riêng"), "{shown}");
    }
}

#[test]
fn a_snapshot_made_with_clearance_shows_no_more_without() {
    let desk = busy();
    let rows = |query: &str| {
        let filter = tiepdan::office::ask::Filter {
            query: query.to_owned(),
            ..Default::default()
        };
        desk.opened("lan", "mật khẩu lan").rows(&filter, 0, 99)
    };
    let before = rows("");
    assert_eq!(before.1, 7);
    assert!(desk.opened("hoa", HOA).keep_snapshot().unwrap());
    assert_eq!(rows(""), before);
    for part in SECRETS.iter().chain(&PARTS) {
        assert_eq!(rows(part).1, 0, "{part}");
    }
}

#[test]
fn no_error_warning_or_correction_echoes_what_is_sealed() {
    let desk = busy();
    let correct = |field: &str, to: Value| {
        json!({"do": "correct", "reception": "TCD-2026-0001", "on": "2026-11-18", "field": field, "to": to, "reason": "nhầm"})
            .to_string()
    };
    for line in [
        correct("visitors.0.name", json!("Ai Đó")),
        correct("visitors.0.phone", json!("0900000000")),
        correct("visitors.0.nmae", json!("x")),
        json!({"do": "correct", "petition": "D-2026-0001", "on": "2026-11-18", "field": "petitioners.0.address", "to": "x", "reason": "nhầm"}).to_string(),
        json!({"do": "reveal", "petition": "D-2026-0001", "on": "2026-11-18", "reason": "muốn biết"}).to_string(),
        json!({"do": "conflict_check", "petition": "D-2026-0001", "on": "2026-11-18"}).to_string(),
    ] {
        for user in ["lan", "minh"] {
            let error = desk.refuses(user, &line);
            assert_eq!(error["code"], "not_allowed", "{line} → {error}");
            shows_nothing(&error.to_string(), &line);
        }
    }
    // Someone else with the same number of a paper: that it stands in the books already is not told.
    let mut twin = pao();
    twin["id_number"] = json!(SECRETS[1]);
    let answer = desk.saves("lan", &visit("2026-11-18T08:00", &twin, &one("feedback")));
    assert_eq!(answer["warnings"], json!([]));
    shows_nothing(&answer.to_string(), "a twin");
    // What a correction changed of a sealed visit is not shown either.
    desk.saves("hoa", &correct("summary", json!("Nói về việc khác")));
    let reception = desk.json("lan", &["show", "TCD-2026-0001"]).to_string();
    assert!(!reception.contains("Nội dung lúc"), "{reception}");
    assert!(!reception.contains("Nói về việc khác"), "{reception}");
}

#[test]
fn in_no_byte_of_the_office_or_of_a_backup_stands_the_denouncer() {
    let desk = busy();
    let mut hoa = desk.opened("hoa", HOA);
    assert!(hoa.keep_snapshot().unwrap());
    hoa.keep_draft("a", "receive", Typed::Text(SECRETS.join(" ")))
        .unwrap();
    drop(hoa);
    assert!(
        desk.opened("lan", "mật khẩu lan")
            .drafts()
            .unwrap()
            .is_empty()
    );
    desk.json("hoa", &["show", "D-2026-0001", "--reveal", "Xác minh"]);
    let ask = ["is-denouncer", "D-2026-0001", "--name", SECRETS[0]];
    assert_eq!(desk.code("hoa", &ask), 0);
    let copies = desk.office.temp.path().join("copies");
    assert_eq!(desk.code("hoa", &["backup", copies.to_str().unwrap()]), 0);
    let all = [files(&desk.office.dir), files(&copies)].concat();
    assert!(
        all.iter()
            .any(|f| f.extension().is_some_and(|e| e == "tdb"))
    );
    assert!(
        all.iter()
            .any(|f| f.extension().is_some_and(|e| e == "log"))
    );
    for file in &all {
        let bytes = std::fs::read(file).unwrap();
        for text in SECRETS {
            let shapes = [
                text.to_owned(),
                fold(text),
                text.to_uppercase(),
                text.replace(' ', ""),
            ];
            for shape in shapes {
                let wide: Vec<u8> = shape.encode_utf16().flat_map(u16::to_le_bytes).collect();
                let found = holds(&bytes, shape.as_bytes()) || holds(&bytes, &wide);
                assert!(!found, "{} holds {shape}", file.display());
            }
        }
    }
    // This search can fail: the name of the agency stands in clear.
    let officers = std::fs::read(desk.office.dir.join("officers")).unwrap();
    assert!(holds(&officers, "Thanh tra tỉnh".as_bytes()));
}

#[test]
fn without_clearance_neither_link_nor_matter_leads_from_an_open_petition_to_a_sealed_one() {
    let desk = busy();
    let matter = desk.json("hoa", &["show", "D-2026-0001"])["matter"].clone();
    let same = json!([{"class": "complaint", "summary": "Khiếu nại cùng việc", "matter": matter}]);
    desk.saves("hoa", &visit("2026-11-17T09:00", &giao(), &same));
    for (from, to) in [
        ("D-2026-0004", "D-2026-0001"),
        ("D-2026-0001", "D-2026-0005"),
        ("D-2026-0004", "D-2026-0005"),
    ] {
        let link =
            json!({"do": "link", "petition": from, "on": "2026-11-18", "to": to, "as": "related"});
        desk.saves("hoa", &link.to_string());
    }
    let links = |user: &str, id: &str| {
        let shown = desk.json(user, &["show", id]);
        let ties = shown["links"].as_array().unwrap().iter();
        let ties: Vec<String> = ties.map(|t| t["to"].as_str().unwrap().to_owned()).collect();
        let acts = shown["acts"].as_array().unwrap().iter();
        let acts = acts.filter(|act| act["do"] == "link").count();
        (ties, acts, shown["matter"].clone())
    };
    let none: Vec<String> = Vec::new();
    // Which open petition belongs with which is nobody's secret.
    let open = vec!["D-2026-0005".to_owned()];
    let (ties, acts, own) = links("lan", "D-2026-0004");
    assert_eq!((ties, acts), (open, 1));
    assert!(own.is_string());
    for id in ["D-2026-0001", "D-2026-0005"] {
        let (ties, acts, matter) = links("lan", id);
        let left = if id == "D-2026-0005" {
            vec!["D-2026-0004".to_owned()]
        } else {
            none.clone()
        };
        assert_eq!((ties, acts, matter), (left, 0, Value::Null), "{id}");
        let page = said(&desk.runs("lan", &["show", id]));
        let other = if id == "D-2026-0001" {
            "D-2026-0005"
        } else {
            "D-2026-0001"
        };
        assert!(!page.contains(other), "{page}");
        let (ties, _, seen) = links("hoa", id);
        assert_eq!((ties.len(), &seen), (2, &matter_of(&desk)), "{id}");
    }
    let behind = |user: &str, password: &str| {
        let found = desk
            .opened(user, password)
            .warnings(Some(WarningKind::SameMatter), 0, 99);
        found.rows.len()
    };
    assert_eq!(behind("lan", "mật khẩu lan"), 0);
    assert_eq!(behind("hoa", HOA), 1);
}

fn matter_of(desk: &Desk) -> Value {
    desk.json("hoa", &["show", "D-2026-0001"])["matter"].clone()
}

/// Every sealed identity in the journal, and the keys that are left.
fn sealed(desk: &Desk) -> (List, Epochs, Vec<SealedPerson>) {
    let dir = &desk.office.dir;
    let list = List::decode(&std::fs::read(dir.join("officers")).unwrap()).unwrap();
    let key = list.unlock("hoa", HOA).unwrap().key;
    let epochs = Epochs::read(&RealDisk, dir, list.office, &key)
        .unwrap()
        .value;
    let disk = Arc::new(RealDisk);
    let mut reader = Reader::new(disk, &dir.join("journal"), list.office, None).unwrap();
    let mut all = Vec::new();
    while let Ok(Some((frame, _))) = reader.read() {
        let people = frame.parts.into_iter().filter_map(|part| match part {
            Part::Person(person) => Some(person),
            _ => None,
        });
        all.extend(people);
    }
    (list, epochs, all)
}

#[test]
fn from_the_moment_it_is_classed_a_denunciation_nobody_opens_what_was_saved_before() {
    let desk = Desk::new();
    desk.saves(
        "lan",
        &visit("2026-11-16T09:05", &giao(), &one("complaint")),
    );
    desk.saves("lan", &visit("2026-11-16T09:40", &pao(), &one("complaint")));
    let (list, before, people) = sealed(&desk);
    let opens = |epochs: &Epochs, one: &SealedPerson| match people::open(list.office, epochs, one) {
        Identity::Known(person) => Some(person.name),
        _ => None,
    };
    assert!(
        people
            .iter()
            .any(|p| opens(&before, p).as_deref() == Some(SECRETS[0]))
    );
    assert_eq!(
        desk.json("minh", &["search", "quynh giao"])
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let class = |to: &str| {
        json!({"do": "correct", "petition": "D-2026-0001", "on": "2026-11-18", "field": "class", "to": to, "reason": "đọc lại đơn"})
            .to_string()
    };
    let corrected = desk.saves("lan", &class("denunciation"));
    let hidden = |desk: &Desk| {
        for user in ["lan", "minh"] {
            assert_eq!(desk.code(user, &["search", "quynh giao"]), 1, "{user}");
            for id in ["D-2026-0001", "TCD-2026-0001"] {
                let shown = desk.json(user, &["show", id]);
                assert_eq!(shown["hidden"], true, "{shown}");
                shows_nothing(&shown.to_string(), id);
            }
        }
        // Not even in what was saved before, with every key that is left.
        let (_, after, people) = sealed(desk);
        let hers = |p: &&SealedPerson| p.id.entry == FIRST;
        assert!(
            people
                .iter()
                .filter(hers)
                .any(|p| matches!(p.under, Under::Clearance(_)))
        );
        for person in people.iter().filter(hers) {
            assert_eq!(opens(&after, person), None);
        }
        let found = desk.json("lan", &["search", "vu a pao"]);
        assert_eq!(
            found.as_array().unwrap().len(),
            2,
            "others are as they were"
        );
    };
    hidden(&desk);
    // Once sealed, always sealed: neither another class nor taking the correction back opens it again.
    desk.saves("hoa", &class("complaint"));
    hidden(&desk);
    desk.saves("hoa", &class("denunciation"));
    let seq = corrected["seq"].as_u64().unwrap();
    let back = json!({"do": "correct", "petition": "D-2026-0001", "on": "2026-11-18", "seq": seq, "void": true, "reason": "nhầm"});
    desk.records("hoa", &back.to_string());
    hidden(&desk);
    let shown = desk.json("hoa", &["show", "D-2026-0001", "--reveal", "Xác minh"]);
    assert_eq!(shown["identity"][0]["name"], SECRETS[0]);
}

#[test]
fn with_clearance_what_is_sealed_can_be_corrected_and_stays_sealed() {
    let desk = busy();
    let line = json!({"do": "correct", "petition": "D-2026-0001", "on": "2026-11-18", "field": "petitioners.0.phone", "to": "0911222333", "reason": "nghe nhầm"});
    desk.saves("hoa", &line.to_string());
    for user in ["lan", "minh", "hoa"] {
        assert_eq!(desk.code(user, &["search", "0911222333"]), 1, "{user}");
        let shown = desk.json(user, &["show", "D-2026-0001"]).to_string();
        assert!(!shown.contains("0911222333"), "{shown}");
        shows_nothing(&shown, user);
    }
    let shown = desk.json("hoa", &["show", "D-2026-0001", "--reveal", "Mời làm việc"]);
    assert_eq!(shown["identity"][0]["phone"], "0911222333");
    assert_eq!(shown["identity"][0]["name"], SECRETS[0]);
    let (_, _, people) = sealed(&desk);
    let hers = people.iter().filter(|p| p.id.entry == FIRST);
    assert!(
        hers.clone().count() > 1 && hers.clone().all(|p| matches!(p.under, Under::Clearance(_)))
    );
}

#[test]
fn every_opening_is_listed_with_who_when_and_why() {
    let desk = busy();
    assert_eq!(desk.json("minh", &["openings"]), json!([]));
    desk.json(
        "hoa",
        &["show", "D-2026-0001", "--reveal", "Xác minh nội dung"],
    );
    desk.json("hoa", &["show", "TCD-2026-0002", "--reveal", "Trả giấy tờ"]);
    let openings = desk.json("minh", &["openings"]);
    let all = openings.as_array().unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(
        (&all[0]["subject"], &all[0]["reason"], &all[0]["by"]),
        (
            &json!("TCD-2026-0002"),
            &json!("Trả giấy tờ"),
            &json!("hoa")
        )
    );
    assert_eq!(all[1]["subject"], "D-2026-0001");
    assert_eq!(all[1]["seq"], FIRST + 3);
    let at = all[1]["at"].as_str().unwrap();
    assert!(chrono::DateTime::parse_from_rfc3339(at).is_ok(), "{at}");
    let text = said(&desk.runs("minh", &["openings"]));
    assert!(text.contains("Xác minh nội dung"), "{text}");
    shows_nothing(&text, "openings");
}

#[test]
fn a_match_with_a_denouncer_while_typing_is_a_check_that_is_asked_for_and_recorded() {
    let desk = busy();
    let typed = |who: &Value| {
        let person = tiepdan::cli::json::from_json(who).unwrap();
        let person = Person::read(&person).unwrap();
        Likeness {
            people: vec![Trace::of(&person, None)],
            ..Likeness::default()
        }
    };
    let mut giao = giao();
    giao["name"] = json!("GIAO LO THI QUYNH");
    let mut lan = desk.opened("lan", "mật khẩu lan");
    assert!(lan.seen_among_sealed(&typed(&giao), "hỏi").is_err());
    assert!(lan.seen(&typed(&giao)).is_empty());
    drop(lan);
    let mut hoa = desk.opened("hoa", HOA);
    // Not while typing by itself, with clearance either, and not without a reason.
    assert!(hoa.seen(&typed(&giao)).is_empty());
    assert!(hoa.seen_among_sealed(&typed(&giao), "  ").is_err());
    assert!(hoa.openings().unwrap().is_empty());
    // Nor where the reason itself names whom it is about.
    let names = format!("có phải {} không", SECRETS[0]);
    assert!(hoa.seen_among_sealed(&typed(&giao), &names).is_err());
    assert!(hoa.openings().unwrap().is_empty());
    let nobody = json!({"name": "Mùa A Dơ", "id_number": "011099123123", "address": "Bản Háng"});
    assert!(
        hoa.seen_among_sealed(&typed(&nobody), "Đơn trùng?")
            .unwrap()
            .is_empty()
    );
    assert!(hoa.openings().unwrap().is_empty());
    let found = hoa.seen_among_sealed(&typed(&giao), "Đơn trùng?").unwrap();
    let found: Vec<String> = found.iter().map(|one| one.row.id.to_string()).collect();
    assert_eq!(found, ["D-2026-0001"]);
    drop(hoa);
    let openings = desk.json("minh", &["openings"]);
    assert_eq!(openings.as_array().unwrap().len(), 1);
    assert_eq!(
        (
            &openings[0]["subject"],
            &openings[0]["reason"],
            &openings[0]["by"]
        ),
        (&json!("D-2026-0001"), &json!("Đơn trùng?"), &json!("hoa"))
    );
    // That it was asked stands in the log even where nobody was found; who, nowhere.
    let logs = files(&desk.office.dir.join("logs"));
    let logs: String = logs
        .iter()
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect();
    assert!(logs.contains("seen_among_sealed count=0"), "{logs}");
    shows_nothing(&logs, "logs");
}

#[test]
fn whether_someone_is_the_denouncer_is_answered_without_showing_who_is() {
    let desk = busy();
    let ask = |id: &str, name: &str| {
        let out = desk.runs("hoa", &["is-denouncer", id, "--name", name, "--json"]);
        shows_nothing(&said(&out), name);
        let answer: Option<Value> = serde_json::from_slice(&out.stdout).ok();
        (out.status.code().unwrap(), answer)
    };
    let (yes, no) = (json!({"denouncer": true}), json!({"denouncer": false}));
    for name in [
        "Lò Thị Quỳnh Giao",
        "lo thi quynh giao",
        "QUỲNH GIAO LÒ THỊ",
    ] {
        assert_eq!(ask("D-2026-0001", name), (0, Some(yes.clone())), "{name}");
    }
    for name in ["Vừ A Páo", "Quỳnh Giao", "Lò Thị Quỳnh"] {
        assert_eq!(ask("D-2026-0001", name), (1, Some(no.clone())), "{name}");
    }
    assert_eq!(ask("TCD-2026-0001", SECRETS[0]), (0, Some(yes.clone())));
    assert_eq!(ask("D-2026-0003", "vu a pao"), (0, Some(yes.clone())));
    // Of what is no denunciation nobody is the denouncer.
    for id in ["D-2026-0004", "D-2026-0002", "TCD-2026-0003"] {
        let out = desk.runs("hoa", &["is-denouncer", id, "--name", "Sùng Thị Mai"]);
        assert_eq!(out.status.code(), Some(2), "{id}: {}", said(&out));
        assert!(said(&out).contains("không bị niêm phong"), "{}", said(&out));
    }
    assert_eq!(ask("D-2026-0099", "Ai Đó"), (2, None));
    assert_eq!(ask("D-2026-0001", " - "), (2, None));
    // Each question is in the book, the name that was asked is not.
    let petition = desk.json("minh", &["show", "D-2026-0001"]);
    let acts = petition["acts"].as_array().unwrap();
    let checks: Vec<&Value> = acts
        .iter()
        .filter(|a| a["do"] == "conflict_check")
        .collect();
    assert_eq!(checks.len(), 6);
    assert!(checks.iter().all(|a| a["by"] == "hoa"));
    let text = petition.to_string();
    assert!(!text.contains("Páo") && !text.contains("PÁO"), "{text}");
    shows_nothing(&text, "the acts");
    assert_eq!(petition["status"], "received", "it moves nothing");
}
