//! Two books side by side: what happens in them, and who denounced in each.

pub(crate) mod asked;
mod pages;

use chrono::{Duration, NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use std::sync::Arc;
use tiepdan::cli::json::from_json;
use tiepdan::office::ask::{Filter, OfficeKind, SetUp};
use tiepdan::office::books::{Line, Office};
use tiepdan::office::index::Kind;
use tiepdan::office::permit::Role;
use tiepdan::office::wall::{StoppedClock, millis_of};
use zeroize::Zeroizing;

/// The two of whom one denounced, and others who come too.
fn person(n: usize) -> Value {
    let (name, number, phone, address) = [
        (
            "Lò Thị Giao Quỳnh",
            "011190777123",
            "0988776655",
            "Bản Nà Khoang",
        ),
        (
            "Sùng A Mai Tráng Ly",
            "011185222345",
            "0977665544",
            "Bản Pá Mỳ Lò",
        ),
        ("Vừ A Páo", "011085000555", "0966554433", "Bản Huổi Cọ"),
        ("Giàng Thị Súa", "011099000777", "0955443322", "Bản Hua Rốm"),
    ][n];
    json!({"name": name, "id_kind": "cccd", "id_number": number, "phone": phone, "address": address,
        "born": format!("19{}0-05-02", 5 + n), "unit": "25489"})
}

const TEXTS: [&str; 4] = [
    "Khiếu nại quyết định thu hồi đất tại ấp Tân Lập",
    "Phản ánh ô nhiễm nguồn nước suối Nậm Rốm",
    "Kiến nghị sửa đường liên bản bị sạt lở",
    "Trình bày về việc cán bộ thu tiền sai quy định",
];
const OPEN: [&str; 3] = ["complaint", "recommendation", "feedback"];

/// Something that happens. Where the one who denounced is meant, the books differ.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    /// One of the four comes and brings something open.
    Visits {
        who: usize,
        class: usize,
        text: usize,
        head: bool,
    },
    /// One of the four writes.
    Writes {
        who: usize,
        class: usize,
        text: usize,
    },
    /// Whoever denounced comes and denounces, alone or with the fourth.
    Denounces { text: usize, with: bool, own: bool },
    /// The denunciation comes by post.
    DenouncesInWriting { text: usize, agency: bool },
    /// Whoever denounced comes with a complaint that names them, something is done about it, and only then it
    /// is classed a denunciation.
    TurnsOut {
        text: usize,
        named: bool,
        promised: bool,
    },
    /// Whoever denounced tells the desk something and then, continued, denounces to the head.
    Continues { text: usize },
    /// Something is done about an earlier petition.
    Step { of: Index, what: usize },
    /// Two open petitions are linked, or stand under one matter from then on.
    Ties {
        one: Index,
        other: Index,
        matter: bool,
    },
    /// Who denounced brings something open too, and so does the other of the two; a denunciation is tied to what
    /// the one who made it brought.
    Belongs {
        text: usize,
        how: usize,
        from_open: bool,
    },
}

pub(crate) fn event() -> impl Strategy<Value = Event> {
    let (who, class, text) = (0..4_usize, 0..3_usize, 0..4_usize);
    prop_oneof![
        4 => (who.clone(), class.clone(), text.clone(), any::<bool>())
            .prop_map(|(who, class, text, head)| Event::Visits { who, class, text, head }),
        1 => (who, class, text.clone())
            .prop_map(|(who, class, text)| Event::Writes { who, class, text }),
        2 => (text.clone(), any::<bool>(), any::<bool>())
            .prop_map(|(text, with, own)| Event::Denounces { text, with, own }),
        1 => (text.clone(), any::<bool>())
            .prop_map(|(text, agency)| Event::DenouncesInWriting { text, agency }),
        2 => (text.clone(), any::<bool>(), any::<bool>())
            .prop_map(|(text, named, promised)| Event::TurnsOut { text, named, promised }),
        1 => text.prop_map(|text| Event::Continues { text }),
        5 => (any::<Index>(), 0..8_usize).prop_map(|(of, what)| Event::Step { of, what }),
        2 => (any::<Index>(), any::<Index>(), any::<bool>())
            .prop_map(|(one, other, matter)| Event::Ties { one, other, matter }),
        2 => (0..4_usize, 0..5_usize, any::<bool>())
            .prop_map(|(text, how, from_open)| Event::Belongs { text, how, from_open }),
    ]
}

fn noon() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 20)
        .unwrap()
        .and_hms_opt(12, 0, 0)
        .unwrap()
}

/// One of the two books.
pub(crate) struct World {
    temp: tempfile::TempDir,
    /// Who denounced.
    denouncer: usize,
    office: Office,
    at: NaiveDateTime,
    petitions: Vec<String>,
    /// What was answered to each line: saved or not, and under which numbers.
    answers: Vec<String>,
}

impl World {
    pub(crate) fn new(denouncer: usize) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let set_up = SetUp {
            agency: "Thanh tra tỉnh".to_owned(),
            kind: OfficeKind::ProvinceInspectorate,
            unit: Some("80".to_owned()),
            user: "hoa".to_owned(),
            display: "Hoa".to_owned(),
            password: Zeroizing::new("hoa".to_owned()),
        };
        let clock = Arc::new(StoppedClock(noon()));
        let (mut office, _) = Office::create(&temp.path().join("so"), &set_up, clock).unwrap();
        for (name, role) in [("tuan", Role::Supervisor), ("lan", Role::Supervisor)] {
            office.add_officer(name, name, role, name).unwrap();
        }
        let at = noon() - Duration::days(40);
        Self {
            temp,
            denouncer,
            office,
            at,
            petitions: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// Writes a line as `by`, so many minutes after the hour.
    fn writes(&mut self, line: &Value, by: &str, minutes: i64) -> Option<Vec<String>> {
        let line = Line {
            value: from_json(line).unwrap(),
            at: Some(millis_of(self.at + Duration::minutes(minutes))),
            by: Some(by.to_owned()),
            draft: None,
        };
        match self.office.write_one(line) {
            Ok(saved) => {
                let new: Vec<String> = saved.petitions.iter().map(ToString::to_string).collect();
                self.petitions.extend(new.clone());
                let numbers = (saved.reception, &new);
                self.answers.push(format!("{numbers:?}"));
                Some(new)
            }
            Err(why) => {
                self.answers.push(why.to_string());
                None
            }
        }
    }

    /// Writes what is hidden: by another officer and at another minute in the other book.
    fn hides(&mut self, line: &Value) -> Option<Vec<String>> {
        let (by, minutes) = [("hoa", 7), ("tuan", 11)][self.denouncer];
        self.writes(line, by, minutes)
    }

    fn visit(&self, who: &[Value], summary: &str, petitions: &Value) -> Value {
        json!({"do": "receive", "at": self.minute(), "kind": "regular", "by": "receptionist", "visitors": who,
            "capacity": "self", "summary": summary, "place": "25489", "petitions": petitions})
    }

    fn minute(&self) -> String {
        self.at.format("%Y-%m-%dT%H:%M").to_string()
    }

    fn day(&self) -> String {
        self.at.date().to_string()
    }

    fn act(&self, no: &str, what: usize) -> Value {
        let on = self.day();
        let mut line = match what {
            0 => json!({"do": "assign", "officer": "tuan"}),
            1 => json!({"do": "accept", "number": "15/TB-TTr"}),
            2 => json!({"do": "forward", "agency": "UBND xã", "number": "9/CV"}),
            3 => json!({"do": "request_more", "what": "bản sao quyết định"}),
            4 => json!({"do": "invite", "date": (self.at.date() + Duration::days(3)).to_string()}),
            5 => json!({"do": "promise", "text": "đo lại mốc", "due": "2026-11-10"}),
            6 => {
                json!({"do": "decide", "outcome": "right", "number": "77/KL", "returned_money": 5_000_000})
            }
            _ => json!({"do": "correct", "field": "summary", "to": TEXTS[2], "reason": "ghi rõ"}),
        };
        line["petition"] = json!(no);
        line["on"] = json!(on);
        line
    }

    pub(crate) fn happens(&mut self, event: &Event) {
        self.at += Duration::minutes(611);
        let whoever = person(self.denouncer);
        match event {
            Event::Visits {
                who,
                class,
                text,
                head,
            } => {
                let brought = json!([{"class": OPEN[*class]}]);
                let mut line = self.visit(&[person(*who)], TEXTS[*text], &brought);
                if *head {
                    line["by"] = json!("head");
                    line["kind"] = json!("periodic");
                }
                self.writes(&line, "hoa", 5);
            }
            Event::Writes { who, class, text } => {
                let line = json!({"do": "file", "on": self.day(), "source": "post", "senders": [person(*who)],
                    "summary": TEXTS[*text], "petitions": [{"class": OPEN[*class]}]});
                self.writes(&line, "hoa", 5);
            }
            Event::Denounces { text, with, own } => {
                let mut all = vec![whoever];
                if *with {
                    all.push(person(3));
                }
                let mut brought = json!([{"class": "denunciation"}]);
                if *own {
                    brought[0]["summary"] = json!("Tố cáo cán bộ địa chính");
                }
                let line = self.visit(&all, TEXTS[*text], &brought);
                self.hides(&line);
            }
            Event::DenouncesInWriting { text, agency } => {
                let mut line = json!({"do": "file", "on": self.day(), "source": "post", "senders": [whoever],
                    "summary": TEXTS[*text], "petitions": [{"class": "denunciation"}]});
                if *agency {
                    line["from_agency"] = json!("Ban Dân nguyện");
                }
                self.hides(&line);
            }
            Event::TurnsOut {
                text,
                named,
                promised,
            } => self.turns_out(*text, *named, *promised),
            Event::Continues { text } => {
                let line = self.visit(std::slice::from_ref(&whoever), TEXTS[*text], &json!([]));
                self.hides(&line);
                let Some(first) = self.last_visit() else {
                    return;
                };
                self.at += Duration::minutes(30);
                let mut line = self.visit(
                    &[whoever],
                    TEXTS[*text],
                    &json!([{"class": "denunciation"}]),
                );
                line["by"] = json!("head");
                line["continues"] = json!(first);
                self.hides(&line);
            }
            Event::Step { of, what } => {
                if !self.petitions.is_empty() {
                    let line = self.act(&of.get(&self.petitions).clone(), *what);
                    self.writes(&line, "hoa", 5);
                }
            }
            Event::Ties { one, other, matter } => self.ties(*one, *other, *matter),
            Event::Belongs {
                text,
                how,
                from_open,
            } => self.belongs(*text, *how, *from_open),
        }
    }

    fn turns_out(&mut self, text: usize, named: bool, promised: bool) {
        let whoever = person(self.denouncer);
        let name = whoever["name"].as_str().unwrap().to_owned();
        let phone = whoever["phone"].as_str().unwrap().to_owned();
        let summary = if named {
            format!("Ông/bà {name} trình bày")
        } else {
            TEXTS[text].to_owned()
        };
        let mut line = self.visit(&[whoever], &summary, &json!([{"class": "complaint"}]));
        if named {
            line["request"] = json!(format!("Trả lời qua số {phone}"));
            line["documents"] =
                json!([{"name": "Giấy tờ đất"}, {"name": format!("Giấy tờ của {name}")}]);
        }
        let Some(no) = self.hides(&line).and_then(|new| new.first().cloned()) else {
            return;
        };
        let visit = self.last_visit().unwrap();
        let on = self.day();
        if promised {
            let promise = json!({"do": "promise", "petition": no, "on": on, "due": "2026-12-01",
                "text": format!("gọi lại cho {name}")});
            self.hides(&promise);
            let more = json!({"do": "request_more", "petition": no, "on": on, "what": format!("giấy tờ của {name}")});
            self.hides(&more);
            let at_visit = json!({"do": "promise", "reception": visit, "on": on, "due": "2026-12-01",
                "text": format!("hẹn {name} ngày 5")});
            self.hides(&at_visit);
            let mended = json!({"do": "correct", "petition": no, "on": on, "field": "against",
                "to": format!("hàng xóm của {name}"), "reason": format!("{name} nói rõ")});
            self.hides(&mended);
        }
        let class = json!({"do": "correct", "petition": no, "on": on, "field": "class", "to": "denunciation",
            "reason": "nội dung tố cáo"});
        assert!(self.hides(&class).is_some(), "{:?}", self.answers.last());
    }

    fn last_visit(&self) -> Option<String> {
        let (rows, _) = self.office.rows(
            &Filter {
                kind: Some(Kind::Reception),
                ..Filter::default()
            },
            0,
            1,
        );
        rows.first().map(|row| row.id.to_string())
    }

    fn ties(&mut self, one: Index, other: Index, matter: bool) {
        if self.petitions.is_empty() {
            return;
        }
        let (one, other) = (
            one.get(&self.petitions).clone(),
            other.get(&self.petitions).clone(),
        );
        let secret = |no: &str| {
            self.office
                .petition(no.parse().unwrap())
                .unwrap()
                .petition
                .secret
        };
        if secret(&one) || secret(&other) {
            return;
        }
        let line = if matter {
            self.same_matter(&one, &other)
        } else {
            json!({"do": "link", "petition": one, "on": self.day(), "to": other, "as": "related"})
        };
        self.writes(&line, "hoa", 5);
    }

    /// A petition comes under the matter of another.
    fn same_matter(&self, one: &str, other: &str) -> Value {
        let other = self.office.petition(other.parse().unwrap()).unwrap();
        let matter = other.matter.unwrap().to_string();
        json!({"do": "correct", "petition": one, "on": self.day(), "field": "matter", "to": matter,
            "reason": "cùng việc"})
    }

    /// What was brought n-th comes under the matter of what was brought first.
    pub(crate) fn moves_to_the_first(&mut self, n: usize) {
        self.at += Duration::minutes(611);
        let line = self.same_matter(&self.petitions[n], &self.petitions[0]);
        self.writes(&line, "hoa", 5);
    }
}

impl World {
    fn belongs(&mut self, text: usize, how: usize, from_open: bool) {
        let open = json!([{"class": "complaint"}]);
        let mut brought = Vec::new();
        for who in [0, 1] {
            let line = self.visit(&[person(who)], TEXTS[text], &open);
            brought.extend(self.writes(&line, "hoa", 5).unwrap());
            self.at += Duration::minutes(30);
        }
        let whoever = person(self.denouncer);
        let line = self.visit(&[whoever], TEXTS[text], &json!([{"class": "denunciation"}]));
        let Some(sealed) = self.hides(&line).and_then(|new| new.first().cloned()) else {
            return;
        };
        let own = brought[self.denouncer].clone();
        let (one, other) = if from_open {
            (own, sealed)
        } else {
            (sealed, own)
        };
        let on = self.day();
        let line = match how {
            0 => json!({"do": "link", "petition": one, "on": on, "to": other, "as": "related"}),
            1 => {
                json!({"do": "link", "petition": one, "on": on, "to": other, "as": "second_round"})
            }
            2 => json!({"do": "link", "petition": one, "on": on, "to": other, "as": "duplicate"}),
            3 => json!({"do": "unlike", "petition": one, "on": on, "to": other}),
            // The denunciation joins what was open; the other way round nothing can be hidden but the way.
            _ => {
                let (one, other) = if from_open {
                    (other, one)
                } else {
                    (one, other)
                };
                self.same_matter(&one, &other)
            }
        };
        self.hides(&line);
        // What the writer is told of it is no secret: she knows both.
        self.answers.pop();
    }
}
