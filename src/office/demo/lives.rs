//! What becomes of each invented visit: the lives of its petitions, as the law lets them go.

use super::dice::Dice;
use super::matters::{
    DENUNCIATION, DISCIPLINE, FEEDBACK, LAND, Matter, POLICY, RECOMMENDATION, REFUSALS,
};
use super::people::person;
use super::{Case, Planned};
use crate::law::Law;
use crate::register::value::Value;
use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};

/// Days after which somebody notices what was left undone.
const NOTICED: i64 = 80;

/// Tells one case.
pub(super) struct Teller<'a> {
    pub(super) dice: &'a mut Dice,
    pub(super) law: &'a Law,
    pub(super) now: NaiveDateTime,
    pub(super) at: NaiveDateTime,
    pub(super) units: &'a [String],
    pub(super) earlier: &'a [Case],
}

fn text(value: impl Into<String>) -> Value {
    Value::Text(value.into())
}

fn map(entries: Vec<(&str, Value)>) -> Value {
    Value::Map(
        entries
            .into_iter()
            .map(|(k, v)| (k.to_owned(), v))
            .collect(),
    )
}

impl Teller<'_> {
    /// One case, of a kind that the dice choose.
    pub(super) fn case(&mut self) -> Case {
        match self.dice.below(100) {
            0..30 => self.complaint(1),
            30..38 => self.second_round(),
            38..54 => self.denunciation(),
            54..67 => self.suggestion("recommendation", RECOMMENDATION.as_slice()),
            67..80 => self.suggestion("feedback", FEEDBACK.as_slice()),
            80..85 => self.mixed(),
            85..89 => self.refused(),
            89..94 => self.nothing_brought(),
            _ => self.posted(),
        }
    }

    fn unit(&mut self) -> String {
        self.dice.pick(self.units).clone()
    }

    fn officer(&mut self) -> &'static str {
        if self.dice.chance(60) { "hoa" } else { "dung" }
    }

    fn number(&mut self, kind: &str) -> Value {
        text(format!("{}/{kind}-TTr", self.dice.between(1, 400)))
    }

    /// A visit that brings these petitions about this matter.
    fn visit(&mut self, matter: Matter, petitions: Vec<Value>, people: i64) -> Case {
        let unit = self.unit();
        let named = if people >= 5 {
            1 + i64::from(people > 10)
        } else {
            people
        };
        let visitors: Vec<Value> = (0..named).map(|_| person(self.dice, &unit)).collect();
        let by_head = self.dice.chance(12);
        let count = petitions.len();
        let mut entries = vec![
            ("do", text("receive")),
            ("at", Value::Moment(self.at)),
            ("kind", text(if by_head { "periodic" } else { "regular" })),
            ("by", text(if by_head { "head" } else { "receptionist" })),
            ("visitors", Value::List(visitors)),
            ("people", Value::Int(people)),
            (
                "capacity",
                text(if people >= 5 {
                    "group_representative"
                } else {
                    "self"
                }),
            ),
            ("summary", text(matter.0)),
            ("request", text(matter.1)),
            ("against", text(matter.2)),
            ("place", text(unit)),
            ("petitions", Value::List(petitions)),
        ];
        if self.dice.chance(45) {
            let original = self.dice.chance(20);
            entries.push((
                "documents",
                Value::List(vec![map(vec![
                    ("name", text("Đơn và tài liệu kèm theo")),
                    ("pages", Value::Int(self.dice.between(1, 14))),
                    ("original", Value::Bool(original)),
                ])]),
            ));
        }
        let by = self.officer();
        Case {
            at: self.at,
            by,
            line: map(entries),
            petitions: count,
            is_visit: true,
            steps: Vec::new(),
        }
    }

    fn people(&mut self) -> i64 {
        match self.dice.below(100) {
            0..78 => 1,
            78..90 => self.dice.between(2, 4),
            90..96 => self.dice.between(5, 10),
            _ => self.dice.between(11, 26),
        }
    }

    fn complaint(&mut self, round: i64) -> Case {
        let (matter, field, subject) = match self.dice.below(100) {
            0..62 => (*self.dice.pick(&LAND), "land", "decision"),
            62..90 => (*self.dice.pick(&POLICY), "policy", "act"),
            _ => (
                *self.dice.pick(&DISCIPLINE),
                "administrative",
                "disciplinary",
            ),
        };
        let competent = self.dice.chance(72);
        let people = if subject == "disciplinary" {
            1
        } else {
            self.people()
        };
        let petition = map(vec![
            ("class", text("complaint")),
            ("field", text(field)),
            ("subject", text(subject)),
            ("round", Value::Int(round)),
            ("competent", Value::Bool(competent)),
            ("eligible", Value::Bool(true)),
            ("dated", Value::Day(self.back(self.at.date(), 6))),
            ("signers", Value::Int(people)),
        ]);
        let mut case = self.visit(matter, vec![petition], people);
        if competent {
            self.complaint_life(&mut case, 0, round);
        } else {
            self.elsewhere(&mut case, 0);
        }
        case
    }

    fn second_round(&mut self) -> Case {
        let before = self.at.date();
        let earlier = self.earlier.iter().enumerate().rev().find(|(_, case)| {
            let first = matches!(case.line.at_path("petitions.0.class"), Some(Value::Text(c)) if c == "complaint");
            first && case.steps.iter().any(|s| s.word == "decide" && s.on < before)
        });
        let Some(earlier) = earlier.map(|(i, _)| i) else {
            return self.complaint(1);
        };
        let mut case = self.complaint(2);
        let by = case.by;
        let on = self.at.date();
        let link = Planned {
            petition: Some(0),
            on,
            by,
            word: "link",
            body: vec![("as", text("second_round"))],
            to: Some((earlier, 0)),
        };
        case.steps.insert(0, link);
        case
    }

    /// Adds a step unless its day has not come; returns whether it came.
    fn step(
        &self,
        case: &mut Case,
        petition: usize,
        on: NaiveDate,
        word: &'static str,
        body: Vec<(&'static str, Value)>,
    ) -> bool {
        if on >= self.now.date() {
            return false;
        }
        let by = match word {
            "accept" | "decline" | "guide" | "forward" | "notify" | "answer" | "explain"
            | "request_more" => case.by,
            _ => "minh",
        };
        case.steps.push(Planned {
            petition: Some(petition),
            on,
            by,
            word,
            body,
            to: None,
        });
        true
    }

    /// Something was left undone: rarely, and hardly ever where somebody would have noticed since.
    fn forgotten(&mut self, percent: u64) -> bool {
        let long_ago = self.now.date() - self.at.date() > TimeDelta::days(NOTICED);
        self.dice
            .chance(if long_ago { percent / 8 } else { percent })
    }

    /// The working day `n` calendar days after `day`, or the next one.
    fn after(&self, day: NaiveDate, n: i64) -> NaiveDate {
        self.law
            .calendar
            .roll_forward(day + Days::new(u64::try_from(n).unwrap_or(0)))
    }

    /// A working day from `low` to `high` calendar days after `day`.
    fn within(&mut self, day: NaiveDate, low: i64, high: i64) -> NaiveDate {
        let days = self.dice.between(low, high);
        self.after(day, days)
    }

    fn back(&mut self, day: NaiveDate, most: i64) -> NaiveDate {
        day - Days::new(u64::try_from(self.dice.between(0, most)).unwrap_or(0))
    }

    fn complaint_life(&mut self, case: &mut Case, petition: usize, round: i64) {
        let day = self.at.date();
        let fate = self.dice.below(100);
        let late = fate < 6 && self.forgotten(60);
        let first = self.dice.between(1, if late { 16 } else { 6 });
        let on = self.after(day, first);
        if fate < 3 && self.forgotten(90) {
            return; // Forgotten: stands overdue.
        }
        if fate < 11 {
            let body = vec![("ground", text("Đ11.6")), ("number", self.number("TB"))];
            self.step(case, petition, on, "decline", body);
            return;
        }
        let body = vec![("number", self.number("TB"))];
        if !self.step(case, petition, on, "accept", body) {
            return;
        }
        self.assign(case, petition, on);
        self.step(
            case,
            petition,
            on,
            "notify",
            vec![
                ("what", text("việc thụ lý")),
                ("number", text("kèm thông báo")),
            ],
        );
        let decided = match fate {
            11..16 => return self.withdrawn(case, petition, on),
            16..28 => self.complex(case, petition, on, round),
            28..40 if self.law.rules.in_force("KN-11a", on).is_ok() => {
                self.suspended(case, petition, on)
            }
            // Never decided: overdue once its time has passed.
            40..44 if self.forgotten(90) => return,
            44..50 => self.within(on, 31, 60),
            _ => self.within(on, 14, 27),
        };
        let outcome = match (round, self.dice.below(3)) {
            (1, 0) => "right",
            (1, 1) => "wrong",
            (1, _) => "partly_right",
            (_, 0) => "changed",
            _ => "upheld",
        };
        let mut body = vec![("outcome", text(outcome)), ("number", self.number("QĐ"))];
        if outcome == "right" && self.dice.chance(60) {
            body.push((
                "returned_money",
                Value::Int(self.dice.between(2, 90) * 1_000_000),
            ));
            body.push(("returned_people", Value::Int(1)));
        }
        if self.step(case, petition, decided, "decide", body) {
            self.aftermath(case, petition, decided);
        }
    }

    fn assign(&mut self, case: &mut Case, petition: usize, on: NaiveDate) {
        if self.dice.chance(88) {
            let officer = self.officer();
            self.step(
                case,
                petition,
                on,
                "assign",
                vec![("officer", text(officer))],
            );
        }
    }

    fn withdrawn(&mut self, case: &mut Case, petition: usize, accepted: NaiveDate) {
        let on = self.within(accepted, 5, 15);
        if self.step(
            case,
            petition,
            on,
            "withdraw",
            vec![("whole", Value::Bool(true))],
        ) {
            let body = vec![("ground", text("Đ11a.2.a")), ("number", self.number("QĐ"))];
            self.step(case, petition, on, "terminate", body);
            self.step(case, petition, self.after(on, 1), "send", vec![]);
        }
    }

    fn complex(
        &mut self,
        case: &mut Case,
        petition: usize,
        accepted: NaiveDate,
        round: i64,
    ) -> NaiveDate {
        let on = self.within(accepted, 8, 18);
        let body = vec![
            ("complex", Value::Bool(true)),
            ("ground", text("Đ3a.2")),
            ("number", self.number("BC")),
        ];
        self.step(case, petition, on, "mark", body);
        let most = if round == 1 { 42 } else { 56 };
        self.within(accepted, 30, most)
    }

    fn suspended(&mut self, case: &mut Case, petition: usize, accepted: NaiveDate) -> NaiveDate {
        let on = self.within(accepted, 5, 15);
        let ground = text("Đ11a.1.a");
        let body = vec![("ground", ground), ("number", self.number("QĐ"))];
        self.step(case, petition, on, "suspend", body);
        self.step(case, petition, self.after(on, 1), "send", vec![]);
        let resumed = self.within(on, 10, 40);
        let body = vec![("number", self.number("QĐ"))];
        self.step(case, petition, resumed, "resume", body);
        self.step(case, petition, self.after(resumed, 1), "send", vec![]);
        self.within(resumed, 5, 12)
    }

    fn aftermath(&mut self, case: &mut Case, petition: usize, decided: NaiveDate) {
        let sent = self.within(decided, 1, 3);
        self.step(case, petition, sent, "send", vec![]);
        let published = self.within(decided, 4, 13);
        self.step(case, petition, published, "publish", vec![]);
        let effect = self.after(decided, 31);
        if self.step(case, petition, effect, "take_effect", vec![]) && !self.forgotten(25) {
            let on = self.within(effect, 2, 6);
            self.step(
                case,
                petition,
                on,
                "enforce",
                vec![("done", Value::Bool(true))],
            );
        }
    }

    /// Not within competence: guided or forwarded.
    fn elsewhere(&mut self, case: &mut Case, petition: usize) {
        let on = self.within(self.at.date(), 0, 4);
        let word = if self.dice.chance(60) {
            "guide"
        } else {
            "forward"
        };
        let agency = *self.dice.pick(&[
            "UBND xã nơi có đất",
            "Sở Nông nghiệp và Môi trường",
            "Sở Nội vụ",
            "Tòa án nhân dân khu vực",
        ]);
        let body = vec![("agency", text(agency)), ("number", self.number("HD"))];
        if !self.forgotten(6) {
            self.step(case, petition, on, word, body);
        }
    }

    fn denunciation(&mut self) -> Case {
        let (matter, field) = *self.dice.pick(&DENUNCIATION);
        let competent = self.dice.chance(70);
        let petition = map(vec![
            ("class", text("denunciation")),
            ("field", text(field)),
            ("round", Value::Int(1)),
            ("competent", Value::Bool(competent)),
            ("several_places", Value::Bool(self.dice.chance(20))),
            ("signers", Value::Int(1)),
        ]);
        let mut case = self.visit(matter, vec![petition], 1);
        if competent {
            self.denunciation_life(&mut case, 0);
        } else {
            let on = self.within(self.at.date(), 1, 4);
            let body = vec![
                ("agency", text("Cơ quan có thẩm quyền")),
                ("number", self.number("PC")),
            ];
            self.step(&mut case, 0, on, "forward", body);
        }
        case
    }

    fn denunciation_life(&mut self, case: &mut Case, petition: usize) {
        let fate = self.dice.below(100);
        if fate < 4 && self.forgotten(90) {
            return; // Forgotten: stands overdue.
        }
        let on = self.within(self.at.date(), 3, 8);
        let body = vec![("number", self.number("QĐ"))];
        if !self.step(case, petition, on, "accept", body) {
            return;
        }
        self.assign(case, petition, on);
        let told = self.within(on, 1, 4);
        let body = vec![("what", text("việc thụ lý")), ("number", self.number("TB"))];
        self.step(case, petition, told, "notify", body);
        let decided = if fate < 30 {
            let body = vec![
                ("grounds", Value::List(vec![text("Đ3.1.a")])),
                ("number", self.number("QĐ")),
            ];
            let extended = self.within(on, 20, 28);
            self.step(case, petition, extended, "extend", body);
            self.within(on, 40, 57)
        } else if fate < 38 && self.forgotten(80) {
            return;
        } else {
            self.within(on, 18, 28)
        };
        let outcome = *self.dice.pick(&["right", "wrong", "partly_right"]);
        let mut body = vec![("outcome", text(outcome)), ("number", self.number("KL"))];
        if outcome != "wrong" {
            body.push((
                "recovered_money",
                Value::Int(self.dice.between(5, 300) * 1_000_000),
            ));
            body.push(("disciplined_people", Value::Int(self.dice.between(1, 3))));
        }
        if self.step(case, petition, decided, "decide", body) {
            self.step(case, petition, self.after(decided, 2), "send", vec![]);
            self.step(case, petition, self.after(decided, 5), "publish", vec![]);
            if !self.forgotten(20) {
                self.step(
                    case,
                    petition,
                    self.after(decided, 6),
                    "enforce",
                    vec![("done", Value::Bool(true))],
                );
            }
        }
    }

    fn suggestion(&mut self, class: &'static str, matters: &[(Matter, &'static str)]) -> Case {
        let (matter, field) = *self.dice.pick(matters);
        let competent = self.dice.chance(55);
        let petition = map(vec![
            ("class", text(class)),
            ("field", text(field)),
            ("competent", Value::Bool(competent)),
        ]);
        let people = self.people();
        let mut case = self.visit(matter, vec![petition], people);
        self.suggestion_life(&mut case, 0, competent);
        case
    }

    fn suggestion_life(&mut self, case: &mut Case, petition: usize, competent: bool) {
        if !competent {
            return self.elsewhere(case, petition);
        }
        let on = self.within(self.at.date(), 0, 9);
        match self.dice.below(100) {
            0..45 => {
                let body = vec![("number", self.number("TB"))];
                if self.step(case, petition, on, "accept", body) && self.dice.chance(70) {
                    let on = self.within(on, 6, 30);
                    let body = vec![("how", text("bằng văn bản")), ("number", self.number("CV"))];
                    self.step(case, petition, on, "answer", body);
                }
            }
            45..85 => {
                let body = vec![("number", self.number("CV"))];
                self.step(case, petition, on, "explain", body);
            }
            85..93 => {
                let asked = vec![("what", text("địa chỉ cụ thể, hình ảnh"))];
                self.step(case, petition, on, "request_more", asked);
                if !self.forgotten(70) {
                    let on = self.within(on, 4, 12);
                    let body = vec![("number", self.number("CV"))];
                    self.step(case, petition, on, "explain", body);
                }
            }
            _ if self.forgotten(80) => {}
            _ => {
                let body = vec![("how", text("trực tiếp")), ("number", Value::Null)];
                self.step(case, petition, on, "answer", body);
            }
        }
    }

    fn mixed(&mut self) -> Case {
        let matter = *self.dice.pick(&LAND);
        let (second, field) = *self.dice.pick(&RECOMMENDATION);
        let petitions = vec![
            map(vec![
                ("class", text("complaint")),
                ("field", text("land")),
                ("subject", text("decision")),
                ("competent", Value::Bool(true)),
                ("summary", text(matter.0)),
            ]),
            map(vec![
                ("class", text("recommendation")),
                ("field", text(field)),
                ("competent", Value::Bool(true)),
                ("summary", text(second.0)),
                ("request", text(second.1)),
            ]),
        ];
        let mut case = self.visit(matter, petitions, 1);
        self.complaint_life(&mut case, 0, 1);
        self.suggestion_life(&mut case, 1, true);
        case
    }

    fn refused(&mut self) -> Case {
        let (ground, evidence) = *self.dice.pick(&REFUSALS);
        let matter = *self.dice.pick(&LAND);
        let mut case = self.visit(matter, Vec::new(), 1);
        let refused = map(vec![
            ("ground", text(ground)),
            ("evidence", text(evidence)),
            ("decided_by", text("Chánh Thanh tra tỉnh")),
        ]);
        case.line.put("refused", refused);
        case.line.take("petitions");
        let on = self.within(self.at.date(), 1, 3);
        if matches!(ground, "Đ9.3" | "4.1.h") && on < self.now.date() && !self.forgotten(20) {
            let body = vec![
                ("what", text("việc từ chối tiếp công dân")),
                ("number", self.number("TB")),
            ];
            case.steps.push(Planned {
                petition: None,
                on,
                by: "minh",
                word: "notify",
                body,
                to: None,
            });
        }
        case
    }

    fn nothing_brought(&mut self) -> Case {
        let matter = (
            "Hỏi thủ tục, được giải thích tại chỗ",
            "Hướng dẫn thủ tục",
            "–",
        );
        self.visit(matter, Vec::new(), 1)
    }

    /// Petitions that came by post or were forwarded.
    fn posted(&mut self) -> Case {
        let denounces = self.dice.chance(40);
        let unit = self.unit();
        let (matter, class, field) = if denounces {
            let (matter, field) = *self.dice.pick(&DENUNCIATION);
            (matter, "denunciation", field)
        } else {
            (*self.dice.pick(&POLICY), "complaint", "policy")
        };
        let source = *self
            .dice
            .pick(&["post", "forwarded", "press", "elected_body"]);
        let petition = map(vec![
            ("class", text(class)),
            ("field", text(field)),
            ("competent", Value::Bool(true)),
        ]);
        let mut entries = vec![
            ("do", text("file")),
            ("on", Value::Day(self.at.date())),
            ("source", text(source)),
            ("senders", Value::List(vec![person(self.dice, &unit)])),
            ("summary", text(matter.0)),
            ("request", text(matter.1)),
            ("against", text(matter.2)),
            ("place", text(unit)),
            ("petitions", Value::List(vec![petition])),
        ];
        if source != "post" {
            let agency = *self.dice.pick(&[
                "Văn phòng UBND tỉnh",
                "Đoàn đại biểu Quốc hội tỉnh",
                "Báo địa phương",
            ]);
            entries.push(("from_agency", text(agency)));
        }
        let by = self.officer();
        let line = map(entries);
        let mut case = Case {
            at: self.at,
            by,
            line,
            petitions: 1,
            is_visit: false,
            steps: Vec::new(),
        };
        if denounces {
            self.denunciation_life(&mut case, 0);
        } else {
            self.complaint_life(&mut case, 0, 1);
        }
        case
    }
}
