//! Books in memory for tests: lines are written as short as they can be, and stand as they would in a
//! file of `tiepdan record`. All people are invented.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses its own part"
)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test helper fails by panicking"
)]

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Value as Json, json};
use tiepdan::law::Law;
use tiepdan::register::book::{Petition, Reception};
use tiepdan::register::check::{Refusal, WarningCode};
use tiepdan::register::life::{Life, life, reception_clocks};
use tiepdan::register::memory::{MemoryShelf, NotSaved, Saved, record};
use tiepdan::register::value::Value;

/// The office of a test: its books, the law, and the minute it is now.
pub struct Office {
    pub shelf: MemoryShelf,
    pub law: Law,
    pub now: NaiveDateTime,
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("no day: {text}"))
}

/// A JSON value as the register reads it.
pub fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(b) => Value::Bool(*b),
        Json::Number(n) => Value::Int(n.as_i64().unwrap()),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(value).collect()),
        Json::Object(map) => Value::Map(map.iter().map(|(k, v)| (k.clone(), value(v))).collect()),
    }
}

/// Lays the keys of `over` over those of `base`.
pub fn laid(mut base: Json, over: &Json) -> Json {
    let Json::Object(over) = over else {
        return base;
    };
    for (key, value) in over {
        base[key] = value.clone();
    }
    base
}

pub fn parse(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|err| panic!("{text}: {err}"))
}

pub fn visitor() -> Json {
    json!({"name": "Nguyễn Văn An", "born": "1970-05-02", "sex": "male", "id_kind": "cccd",
        "id_number": "072070001234", "address": "Tổ 3, ấp Tân Lập"})
}

/// A visit at nine o'clock with these petitions.
pub fn visit(on: &str, petitions: &[Json]) -> Json {
    json!({"do": "receive", "at": format!("{on}T09:00"), "kind": "regular", "by": "receptionist",
        "visitors": [visitor()], "summary": "Khiếu nại quyết định thu hồi đất",
        "petitions": petitions})
}

/// A filing by post with these petitions.
pub fn filing(on: &str, source: &str, petitions: &[Json]) -> Json {
    json!({"do": "file", "on": on, "source": source, "senders": [visitor()], "petitions": petitions})
}

/// A step on the first petition of 2026, written as `2026-11-25 accept` with what differs from a plain
/// body in JSON behind it; `reception` before the day makes it one on the first reception.
pub fn step(text: &str) -> Json {
    let (subject, text) = match text.strip_prefix("reception ") {
        Some(rest) => (("reception", "TCD-2026-0001"), rest),
        None => (("petition", "D-2026-0001"), text),
    };
    let mut words = text.splitn(3, ' ');
    let on = words.next().unwrap();
    let kind = words.next().unwrap_or_else(|| panic!("no act: {text}"));
    let over = words.next().map_or(Json::Null, parse);
    let mut line = laid(plain(kind, on), &over);
    line["do"] = json!(kind);
    line["on"] = json!(on);
    line[subject.0] = json!(subject.1);
    line
}

fn plain(kind: &str, on: &str) -> Json {
    match kind {
        "accept" | "return" | "resume" => json!({"number": "15/TB"}),
        "decline" | "suspend" | "terminate" => json!({"ground": "a", "number": "16/TB"}),
        "guide" | "forward" | "urge" | "pass_to_investigators" => {
            json!({"agency": "UBND xã Tân Lập", "number": "17/CV"})
        }
        "file_away" => json!({"ground": "Đơn trùng"}),
        "request_more" => json!({"what": "Bản sao quyết định"}),
        "notify" => json!({"what": "Việc thụ lý", "number": "18/TB"}),
        "answer" => json!({"how": "văn bản"}),
        "assign" => json!({"officer": "dung"}),
        "mark" => json!({"complex": true, "ground": "a", "number": "19/BC"}),
        "extend" => json!({"grounds": ["a"], "number": "20/QĐ"}),
        "withdraw" => json!({"whole": true}),
        "invite" => json!({"date": on}),
        "promise" => json!({"text": "Kiểm tra mốc giới", "due": on}),
        "promise_kept" => json!({"promise": 0}),
        "conclude_reception" => json!({"number": "21/TB", "text": "Giao phòng xem lại", "due": on}),
        "decide" => json!({"outcome": "right", "number": "22/QĐ"}),
        "enforce" => json!({"done": true}),
        "reply_received" => json!({"agency": "UBND xã", "number": "23/BC", "asked": true}),
        "protect" => json!({"kind": "job", "number": "24/QĐ"}),
        "link" => json!({"to": "D-2026-0002", "as": "related"}),
        "unlink" => json!({"to": "D-2026-0002", "reason": "nhầm"}),
        "unlike" => json!({"to": "D-2026-0002"}),
        "override_due" => json!({"rule": "KN-28", "due": on, "reason": "lãnh đạo yêu cầu"}),
        "correct" | "reveal" => json!({"reason": "ghi nhầm"}),
        "erase" => json!({"person": 65536, "reason": "công dân yêu cầu", "second": "minh"}),
        _ => json!({}),
    }
}

impl Default for Office {
    fn default() -> Self {
        Self::new()
    }
}

impl Office {
    /// An empty office on 01/06/2027.
    pub fn new() -> Self {
        Self {
            shelf: MemoryShelf::default(),
            law: Law::statute(),
            now: day("2027-06-01").and_hms_opt(8, 0, 0).unwrap(),
        }
    }

    /// Records a line.
    pub fn line(&mut self, json: &Json) -> Result<Saved, NotSaved> {
        record(&mut self.shelf, &self.law, self.now, &value(json))
    }

    /// Records a line that must be saved.
    pub fn saves(&mut self, json: &Json) -> Saved {
        self.line(json)
            .unwrap_or_else(|err| panic!("{json} is not saved: {err:?}"))
    }

    /// Records a line that must be refused; nothing changes.
    pub fn refuses(&mut self, json: &Json) -> Refusal {
        let before = self.shelf.clone();
        match self.line(json) {
            Err(NotSaved::Refused(refusal)) => {
                assert_eq!(self.shelf, before, "a refused act changes nothing");
                refusal
            }
            other => panic!("{json} is not refused: {other:?}"),
        }
    }

    /// Does steps that must be saved.
    pub fn does(&mut self, steps: &[&str]) {
        for text in steps {
            self.saves(&step(text));
        }
    }

    /// The warnings of a line that must be saved.
    pub fn warns(&mut self, json: &Json) -> Vec<WarningCode> {
        self.saves(json)
            .warnings
            .into_iter()
            .map(|warning| warning.code)
            .collect()
    }

    pub fn petition(&self, no: &str) -> Petition {
        self.shelf.petitions[&no.parse().unwrap()].clone()
    }

    pub fn reception(&self, no: &str) -> Reception {
        self.shelf.receptions[&no.parse().unwrap()].clone()
    }

    /// The life of the first petition.
    pub fn life(&self) -> Life {
        let first = self.shelf.petitions.values().next().unwrap();
        life(first, &self.law)
    }

    /// Every clock of the first petition as `KN-28 2026-12-25 running`, in order.
    pub fn clocks(&self, today: &str) -> Vec<String> {
        let shown = self.life().clocks;
        shown.iter().map(|clock| shown_on(clock, today)).collect()
    }

    /// Every clock of the first reception.
    pub fn reception_clocks(&self, today: &str) -> Vec<String> {
        let shown = reception_clocks(&self.reception("TCD-2026-0001"), &self.law);
        shown.iter().map(|clock| shown_on(clock, today)).collect()
    }
}

fn shown_on(clock: &tiepdan::register::clock::Clock, today: &str) -> String {
    let state = clock.state(day(today)).word();
    format!("{} {} {state}", clock.rule, clock.due)
}
