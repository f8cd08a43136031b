//! What an officer without clearance is answered, whatever she asks or tries, in one world and in the other.

use super::{TEXTS, World, noon, person};
use chrono::{Datelike, Duration};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use tiepdan::cli::{json::from_json, page, render};
use tiepdan::office::ask::{Band, DueFilter, Filter, Grouping, Question};
use tiepdan::office::books::Office;
use tiepdan::office::done_clocks::DoneFilter;
use tiepdan::office::index::Kind;
use tiepdan::office::order::{Aim, By, Order, Sift};
use tiepdan::office::wall::StoppedClock;
use tiepdan::register::number::Subject;
use tiepdan::register::part::Part;
use tiepdan::register::person::Person;
use tiepdan::register::seen::{Trace, Typed, Wording};
use tiepdan::register::words::{Class, Status};
use tiepdan::words::Lang;

/// Everything that an officer without clearance is answered, by what was asked.
pub(super) struct Asked {
    pub(super) office: Office,
    pub(super) heard: BTreeMap<String, String>,
}

impl Asked {
    pub(super) fn ask(&mut self, what: &str, question: Question) {
        let heard = match self.office.answer(question) {
            Ok(answer) => format!("{answer:?}"),
            Err(why) => format!("{why:?} {why}"),
        };
        self.heard.insert(what.to_owned(), heard);
    }

    fn lists(&mut self) {
        let all = |filter| Question::Rows {
            filter,
            from: 0,
            count: usize::MAX,
        };
        let mut filters = vec![Filter::default()];
        for kind in [Kind::Reception, Kind::Petition] {
            filters.push(Filter {
                kind: Some(kind),
                ..Filter::default()
            });
        }
        filters.extend(Class::ALL.iter().map(|class| Filter {
            class: Some(*class),
            ..Filter::default()
        }));
        filters.extend(Status::ALL.iter().map(|status| Filter {
            status: Some(*status),
            ..Filter::default()
        }));
        filters.push(Filter {
            open_only: true,
            unassigned: true,
            ..Filter::default()
        });
        let mut queries: Vec<String> = (0..4)
            .flat_map(|n| {
                let one = person(n);
                ["name", "id_number", "phone", "address"]
                    .map(|key| one[key].as_str().unwrap().to_owned())
            })
            .collect();
        queries.extend(TEXTS.map(str::to_owned));
        queries.extend(
            [
                "7123",
                "6655",
                "quynh",
                "hoa",
                "tuan",
                "trinh bay",
                "Bình Minh",
            ]
            .map(str::to_owned),
        );
        filters.extend(queries.into_iter().map(|query| Filter {
            query,
            ..Filter::default()
        }));
        for filter in filters {
            let (rows, total) = self.office.rows(&filter, 0, usize::MAX);
            let today = self.office.today();
            let printed: Vec<Value> = rows.iter().map(|row| render::row(row, today)).collect();
            self.heard.insert(
                format!("printed {filter:?}"),
                format!("{total} {printed:?}"),
            );
            self.ask(&format!("{filter:?}"), all(filter));
        }
    }

    fn records(&mut self) -> Vec<Subject> {
        let (rows, _) = self.office.rows(&Filter::default(), 0, usize::MAX);
        let today = self.office.today();
        for row in &rows {
            let (question, printed) = match row.id {
                Subject::Petition(no) => {
                    let view = self.office.petition(no).unwrap();
                    let text =
                        [Lang::Vi, Lang::En].map(|lang| page::petition(&view, None, today, lang));
                    (
                        Question::Petition(no),
                        format!("{} {text:?}", render::petition(&view, today)),
                    )
                }
                Subject::Reception(no) => {
                    let view = self.office.reception(no).unwrap();
                    let text =
                        [Lang::Vi, Lang::En].map(|lang| page::reception(&view, None, today, lang));
                    (
                        Question::Reception(no),
                        format!("{} {text:?}", render::reception(&view, today)),
                    )
                }
            };
            self.heard.insert(format!("show {}", row.id), printed);
            self.ask(&format!("open {}", row.id), question);
            let mut leave =
                |text: String| self.ask(&format!("leave {text}"), Question::Leave { text });
            leave(format!("xem {}", row.id));
            leave(format!(
                "{} {}",
                row.id,
                person(0)["name"].as_str().unwrap()
            ));
        }
        rows.into_iter().map(|row| row.id).collect()
    }

    fn overviews(&mut self) {
        let (from, count) = (0, usize::MAX);
        self.ask("home", Question::Home);
        for grouping in [
            Grouping::Band,
            Grouping::Officer,
            Grouping::Class,
            Grouping::Field,
            Grouping::Commune,
        ] {
            for band in [None, Some(Band::Overdue)] {
                for query in ["", "Giao Quỳnh", "Mai Tráng"] {
                    let filter = DueFilter {
                        grouping,
                        band,
                        query: query.to_owned(),
                        ..DueFilter::default()
                    };
                    let by = noon().date() + Duration::days(60);
                    let what = format!("{grouping:?} {band:?} {query}");
                    self.ask(
                        &format!("forecast {what}"),
                        Question::Forecast {
                            by,
                            filter: filter.clone(),
                            from,
                            count,
                        },
                    );
                    self.ask(
                        &format!("deadlines {what}"),
                        Question::Deadlines {
                            filter,
                            from,
                            count,
                        },
                    );
                }
            }
        }
        self.ask(
            "promises",
            Question::Promises {
                only: None,
                from,
                count,
            },
        );
        self.ask(
            "enforcement",
            Question::Enforcement {
                late: false,
                from,
                count,
            },
        );
        for month in [10, 11] {
            let first = noon()
                .date()
                .with_day(1)
                .unwrap()
                .with_month(month)
                .unwrap();
            self.ask(&format!("days {month}"), Question::ReceptionDays(first));
        }
        self.ask(
            "warnings",
            Question::Warnings {
                only: None,
                from,
                count,
            },
        );
        self.ask("load", Question::Load { weeks: 20 });
        self.ask("no limit", Question::WithoutLimit { from, count });
        self.ask("openings", Question::Openings);
        self.ask("drafts", Question::Drafts);
        self.ask("officers", Question::Officers);
    }

    /// Lists looked through and put in every order, and where in them something stands.
    fn sifted(&mut self) {
        let (from, count) = (0, usize::MAX);
        let rows = |kind| Question::Rows {
            filter: Filter {
                kind,
                ..Filter::default()
            },
            from,
            count,
        };
        let done = || Question::DoneClocks {
            filter: DoneFilter {
                since: noon().date() - Duration::days(90),
                until: noon().date(),
                officer: None,
            },
            from,
            count,
        };
        let deadlines = || Question::Deadlines {
            filter: DueFilter::default(),
            from,
            count,
        };
        let warnings = || Question::Warnings {
            only: None,
            from,
            count,
        };
        let lists: [(&str, &dyn Fn() -> Question); 7] = [
            ("receptions", &|| rows(Some(Kind::Reception))),
            ("petitions", &|| rows(Some(Kind::Petition))),
            ("all", &|| rows(None)),
            ("deadlines", &deadlines),
            ("done", &done),
            ("no limit", &|| Question::WithoutLimit { from, count }),
            ("warnings", &warnings),
        ];
        let orders = [
            By::Number,
            By::Since,
            By::Due,
            By::Person,
            By::Class,
            By::Status,
            By::Officer,
            By::What,
            By::Kind,
            By::Own(0),
        ];
        let names = [0, 1].map(|n| person(n)["name"].as_str().unwrap().to_owned());
        for (list, of) in lists {
            for query in [String::new(), names[0].clone(), names[1].clone()] {
                for by in orders {
                    for reversed in [false, true] {
                        let sift = Sift {
                            query: query.clone(),
                            order: Some(Order { by, reversed }),
                        };
                        let what = format!("{list} {sift:?}");
                        let sifted = || Question::Sifted {
                            of: Box::new(of()),
                            sift: sift.clone(),
                        };
                        self.ask(&what, sifted());
                        if by == By::Person && query.is_empty() {
                            self.places(&what, &sifted);
                        }
                    }
                }
            }
            self.places(list, of);
        }
    }

    fn places(&mut self, list: &str, of: &dyn Fn() -> Question) {
        let letters = ["lò", "sung", "v", "g", "l", "s"].map(|l| Aim::Letters(l.to_owned()));
        let days = (0..30).map(|back| Aim::Day(noon().date() - Duration::days(back)));
        let numbers = (1..9).map(|n| Aim::Number(None, n));
        for aim in letters.into_iter().chain(days).chain(numbers) {
            let what = format!("{list} {aim:?}");
            let of = Box::new(of());
            self.ask(&what, Question::Place { of, aim });
        }
    }

    /// What another calendar or another limit would move, and what a check says of the books.
    fn moves_and_check(&mut self) {
        let day = |back: i64| (noon().date() + Duration::days(back)).to_string();
        let off: Vec<Value> = (1..9)
            .map(|n| json!({"date": day(n), "kind": "holiday", "name": "Nghỉ", "basis": "VB 1"}))
            .collect();
        let laid = |id: &str| {
            json!({"do": "change_rules", "reason": "thử", "rows": [{"id": id, "title": "Việc",
                "citation": "QĐ 1/QĐ-TTr", "trigger": "ngày", "count": 3, "unit": "working_day",
                "direction": "forward", "whose": "agency", "valid_from": "2026-07-01"}]})
        };
        for line in [
            json!({"do": "change_calendar", "rows": off, "gone": [], "reason": "thử"}),
            laid("TCD-28.1"),
            laid("KN-27"),
            laid("TC-24.1"),
        ] {
            let what = format!("moves {line}");
            self.ask(&what, Question::Moves(from_json(&line).unwrap()));
            let heard = &self.heard[&what];
            assert!(heard.starts_with("Moves("), "{what}: {heard}");
        }
        let proof = self.office.check().unwrap();
        let store = &proof.store;
        // The head of the chain follows from bytes that are random anyway.
        let said = format!(
            "{} {} {} {} {} {:?} {:?}",
            proof.ok(),
            store.entries,
            store.receptions,
            store.petitions,
            store.erased,
            store.problems,
            proof.wrong_days
        );
        self.heard.insert("check".to_owned(), said);
    }

    /// What is told while somebody is typed, and what a try to write comes to.
    fn tries(&mut self, records: &[Subject]) {
        for n in 0..4 {
            let known = Person::read(&from_json(&person(n)).unwrap()).unwrap();
            for text in ["", TEXTS[0], TEXTS[3]] {
                for class in [None, Some(Class::Denunciation)] {
                    let typed = Typed {
                        people: vec![Trace::of(&known, None)],
                        wording: Wording::of([text], None),
                        class,
                    };
                    self.ask(
                        &format!("seen {n} {text} {class:?}"),
                        Question::Seen(Box::new(typed)),
                    );
                }
            }
            let line = json!({"do": "receive", "at": "2026-11-20T09:00", "kind": "regular", "by": "receptionist",
                "visitors": [person(n)], "capacity": "self", "summary": "Hỏi kết quả", "petitions": [{"class": "complaint"}]});
            let line = from_json(&line).unwrap();
            self.ask(&format!("preview {n}"), Question::Preview(line.clone()));
        }
        for subject in records {
            let key = match subject {
                Subject::Petition(_) => "petition",
                Subject::Reception(_) => "reception",
            };
            let list = if key == "petition" {
                "petitioners"
            } else {
                "visitors"
            };
            for mut line in [
                json!({"do": "reveal", "reason": "muốn biết"}),
                json!({"do": "conflict_check"}),
                json!({"do": "correct", "field": format!("{list}.0.name"), "to": person(0)["name"], "reason": "nhầm"}),
                json!({"do": "correct", "field": format!("{list}.0.nmae"), "to": "x", "reason": "nhầm"}),
                json!({"do": "correct", "field": "summary", "to": "Khác", "reason": "nhầm"}),
                json!({"do": "correct", "field": "class", "to": "denunciation", "reason": "nhầm"}),
                json!({"do": "link", "to": "D-2026-0001", "as": "second_round"}),
                json!({"do": "link", "to": "D-2026-0002", "as": "duplicate"}),
                json!({"do": "correct", "field": "matter", "to": "VV-2026-0001", "reason": "nhầm"}),
                json!({"do": "correct", "field": "matter", "to": "VV-2026-0003", "reason": "nhầm"}),
                json!({"do": "take_effect"}),
                json!({"do": "withdraw", "whole": true}),
            ] {
                line[key] = json!(subject.to_string());
                line["on"] = json!("2026-11-20");
                let what = format!("try {line}");
                self.ask(&what, Question::Preview(from_json(&line).unwrap()));
            }
        }
    }
}

impl Asked {
    /// A hidden link cannot be found by trying to take it away.
    fn unties(&mut self, records: &[Subject]) {
        let petitions = records
            .iter()
            .filter(|id| matches!(id, Subject::Petition(_)));
        for one in petitions.clone() {
            let others = petitions
                .clone()
                .map(|other| json!({"do": "unlink", "to": other.to_string(), "reason": "nhầm"}));
            let entries = 1..=u64::try_from(2 * records.len()).unwrap();
            let acts = entries
                .map(|seq| json!({"do": "correct", "seq": seq, "void": true, "reason": "nhầm"}));
            for mut line in others.chain(acts) {
                line["petition"] = json!(one.to_string());
                line["on"] = json!("2026-11-20");
                let preview = self.office.preview(from_json(&line).unwrap()).unwrap();
                self.heard
                    .insert(format!("untie {line}"), format!("{:?}", preview.refusal));
            }
        }
    }
}

/// Closes a book and asks an officer's way through it; also returns the names of its files.
pub(crate) fn listen(world: World) -> (BTreeMap<String, String>, Vec<String>) {
    let World {
        temp,
        office,
        answers,
        ..
    } = world;
    drop(office);
    let dir = temp.path().join("so");
    let clock = Arc::new(StoppedClock(noon()));
    let office = Office::open(&dir, "lan", "lan", clock, &mut |_| {}).unwrap();
    assert!(!office.me().clearance);
    let mut asked = Asked {
        office,
        heard: BTreeMap::new(),
    };
    asked.heard.insert("lines".to_owned(), answers.join("\n"));
    asked.lists();
    let records = asked.records();
    asked.overviews();
    asked.sifted();
    asked.moves_and_check();
    asked.tries(&records);
    asked.unties(&records);
    asked.pages(&records, &temp.path().join("pages"));
    asked.compared();
    // What a later write of hers is told: last, for it changes the books.
    for n in [0, 1] {
        let line = json!({"do": "receive", "at": "2026-11-20T09:00", "kind": "regular", "by": "receptionist",
            "visitors": [person(n)], "capacity": "self", "summary": "Hỏi kết quả", "petitions": [{"class": "complaint"}]});
        let line = from_json(&line).unwrap();
        asked.ask(&format!("write {n}"), Question::Write { line, draft: None });
    }
    let Asked { office, heard } = asked;
    drop(office);
    (heard, files(&dir))
}

/// The files of the office that anyone on the machine could count, by name.
fn files(dir: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for folder in ["journal", "logs", "drafts"] {
        for entry in std::fs::read_dir(dir.join(folder)).unwrap() {
            let entry = entry.unwrap();
            all.push(format!("{folder}/{}", entry.file_name().to_string_lossy()));
        }
    }
    all.sort();
    all
}

/// What differed between the two, by what was asked: from a little before the first letter that did.
pub(crate) fn differences(
    one: &BTreeMap<String, String>,
    other: &BTreeMap<String, String>,
) -> Vec<String> {
    let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let heard = |world: &BTreeMap<String, String>, what: &String| {
        world.get(what).cloned().unwrap_or_default()
    };
    let differ = keys.into_iter().filter_map(|what| {
        let (one, other) = (heard(one, what), heard(other, what));
        let at = one
            .chars()
            .zip(other.chars())
            .take_while(|(a, b)| a == b)
            .count();
        let from = |text: &str| {
            text.chars()
                .skip(at.saturating_sub(150))
                .take(260)
                .collect::<String>()
        };
        (one != other).then(|| format!("{what}\n  {}\n  {}", from(&one), from(&other)))
    });
    differ.collect()
}
