//! Lives that every demonstration of some size has, whatever the dice say: what a supervisor must see to
//! believe a screen. Their days are told from today back.

use super::days::{PostedDay, working};
use super::lives::{Teller, map, text};
use super::matters::{DENUNCIATION, FEEDBACK, LAND, POLICY, RECOMMENDATION};
use super::people::person;
use super::{Case, Dice, Planned};
use crate::law::Law;
use crate::register::value::Value;
use chrono::{Days, NaiveDate, NaiveDateTime};

/// What the lives are told with.
pub(super) struct Stage<'a> {
    dice: &'a mut Dice,
    law: &'a Law,
    now: NaiveDateTime,
    units: &'a [String],
    posted: &'a [PostedDay],
    cases: Vec<Case>,
}

type Body = Vec<(&'static str, Value)>;

fn number(of: &str) -> (&'static str, Value) {
    ("number", text(of))
}

impl<'a> Stage<'a> {
    pub(super) fn new(
        dice: &'a mut Dice,
        (law, now): (&'a Law, NaiveDateTime),
        units: &'a [String],
        posted: &'a [PostedDay],
    ) -> Self {
        Self {
            dice,
            law,
            now,
            units,
            posted,
            cases: Vec::new(),
        }
    }

    /// Tells all of them.
    pub(super) fn cases(mut self) -> Vec<Case> {
        self.never_decided();
        self.denunciations();
        self.level_and_bodies();
        self.brought_again();
        self.one_person_often();
        self.suspended();
        self.promises();
        self.carried_out_in_part();
        self.answered_today();
        self.cases
    }

    /// The working day so many calendar days back, or the one before it.
    fn back(&self, days: u64) -> NaiveDate {
        working(self.law, self.now.date() - Days::new(days))
    }

    /// Begins a case that came so many days back.
    fn begin(&mut self, days: u64, tell: impl FnOnce(&mut Teller) -> Case) -> usize {
        let day = self.back(days);
        let minute = u32::try_from(self.cases.len() % 50).unwrap_or(0);
        let at = day.and_hms_opt(9, minute, 0).unwrap_or(self.now);
        let mut teller = Teller {
            dice: self.dice,
            law: self.law,
            now: self.now,
            at,
            units: self.units,
            earlier: &[],
            posted: &[],
            regulars: &[],
        };
        let case = tell(&mut teller);
        self.cases.push(case);
        self.cases.len() - 1
    }

    fn complaint(&mut self, days: u64, matter: usize, people: i64, more: Body) -> usize {
        self.begin(days, |teller| {
            let mut petition = vec![
                ("class", text("complaint")),
                ("field", text("land")),
                ("subject", text("decision")),
                ("round", Value::Int(1)),
                ("signers", Value::Int(people)),
                ("eligible", Value::Bool(true)),
            ];
            petition.extend(more);
            teller.visit(LAND[matter % LAND.len()], vec![map(petition)], people)
        })
    }

    fn step(&mut self, case: usize, days: u64, word: &'static str, body: Body) {
        let on = self.back(days);
        self.step_on(case, on, word, body);
    }

    fn step_on(&mut self, case: usize, on: NaiveDate, word: &'static str, body: Body) {
        if on >= self.now.date() {
            return;
        }
        let by = if word == "reveal" { "demo" } else { "minh" };
        self.cases[case].steps.push(Planned {
            petition: Some(0),
            on,
            by,
            word,
            body,
            to: None,
            keeps: None,
        });
    }

    fn accepted(&mut self, case: usize, days: u64, officer: &'static str) {
        self.step(case, days, "accept", vec![number("112/TB-TTr")]);
        self.step(case, days, "assign", vec![("officer", text(officer))]);
        let told = vec![("what", text("việc thụ lý")), number("113/TB-TTr")];
        self.step(case, days.saturating_sub(2), "notify", told);
    }

    /// A crowd's complaint that outlived the longest limit, and a fresh one of another crowd.
    fn never_decided(&mut self) {
        let old = self.complaint(152, 1, 14, vec![("competent", Value::Bool(true))]);
        self.accepted(old, 145, "dung");
        let complex = vec![
            ("complex", Value::Bool(true)),
            ("ground", text("Đ3a.2")),
            number("31/BC-TTr"),
        ];
        self.step(old, 125, "mark", complex);
        let fresh = self.complaint(16, 0, 12, vec![("competent", Value::Bool(true))]);
        self.accepted(fresh, 11, "hoa");
        let next = self.posted.iter().find(|day| day.date > self.now.date());
        if let Some(day) = next.map(|day| day.date) {
            self.step(fresh, 2, "invite", vec![("date", Value::Day(day))]);
        }
    }

    /// One extended and never concluded, whose denouncer was looked up; one that waits for an expert.
    fn denunciations(&mut self) {
        let denounced = |stage: &mut Self, days, matter: usize| {
            stage.begin(days, |teller| {
                let (matter, field) = DENUNCIATION[matter];
                let petition = map(vec![
                    ("class", text("denunciation")),
                    ("field", text(field)),
                    ("round", Value::Int(1)),
                    ("competent", Value::Bool(true)),
                    ("signers", Value::Int(1)),
                ]);
                teller.visit(matter, vec![petition], 1)
            })
        };
        let extended = denounced(self, 171, 1);
        self.accepted(extended, 165, "hoa");
        let grounds = Value::List(vec![text("Đ3.1.a")]);
        let extension = vec![("grounds", grounds), number("40/QĐ-TTr")];
        self.step(extended, 140, "extend", extension);
        for (days, why) in [
            (120, "mời người tố cáo làm việc"),
            (9, "gửi thông báo kết quả xác minh"),
            (3, "đối chiếu chữ ký trong đơn bổ sung"),
        ] {
            self.step(extended, days, "reveal", vec![("reason", text(why))]);
        }
        let waits = denounced(self, 33, 4);
        self.accepted(waits, 27, "dung");
        let suspended = vec![("ground", text("Đ34.1.b")), number("52/QĐ-TTr")];
        self.step(waits, 13, "suspend", suspended);
        self.step(
            waits,
            10,
            "reveal",
            vec![("reason", text("báo việc tạm đình chỉ"))],
        );
    }

    /// The body below was passed over; several bodies were written to.
    fn level_and_bodies(&mut self) {
        let below = |state: &str| {
            let agency = text("Chủ tịch UBND xã");
            (
                "lower_body",
                map(vec![("agency", agency), ("state", text(state))]),
            )
        };
        self.complaint(4, 3, 1, vec![below("not_asked")]);
        self.complaint(9, 2, 1, vec![below("pending")]);
        let others = |names: &[&str]| {
            let names = names.iter().map(|name| text(*name)).collect();
            ("also_sent_to", Value::List(names))
        };
        let two = ["Thanh tra Chính phủ", "Đoàn đại biểu Quốc hội tỉnh"];
        self.complaint(6, 4, 2, vec![others(&two)]);
        let later = self.complaint(
            22,
            5,
            1,
            vec![others(&two[..1]), ("competent", Value::Bool(true))],
        );
        self.accepted(later, 17, "dung");
    }

    /// Two matters that were answered and are brought again.
    fn brought_again(&mut self) {
        for (n, (first, again)) in [(95, 3), (60, 12)].into_iter().enumerate() {
            let who = person(self.dice, &self.units[n % self.units.len()]);
            let tell = |stage: &mut Self, days| {
                let who = who.clone();
                stage.begin(days, |teller| {
                    let (matter, field) = RECOMMENDATION[n];
                    let petition = map(vec![
                        ("class", text("recommendation")),
                        ("field", text(field)),
                        ("competent", Value::Bool(true)),
                    ]);
                    let mut case = teller.visit(matter, vec![petition], 1);
                    case.line.put("visitors", Value::List(vec![who]));
                    case
                })
            };
            let answered = tell(self, first);
            let asked = tell(self, again);
            let body = vec![number("75/CV-TTr")];
            self.step(answered, first - 9, "explain", body);
            self.cases[asked].joins = Some(answered);
        }
    }

    /// One who came four times in the year, each time about something else.
    fn one_person_often(&mut self) {
        let who = person(self.dice, &self.units[0]);
        for (n, days) in [210, 140, 66, 8].into_iter().enumerate() {
            let who = who.clone();
            let case = self.begin(days, |teller| {
                let (matter, field) = FEEDBACK[n % FEEDBACK.len()];
                let petition = map(vec![
                    ("class", text("feedback")),
                    ("field", text(field)),
                    ("competent", Value::Bool(true)),
                ]);
                let mut case = teller.visit(matter, vec![petition], 1);
                case.line.put("visitors", Value::List(vec![who]));
                case
            });
            if days > 10 {
                self.step(case, days - 7, "explain", vec![number("61/CV-TTr")]);
            }
        }
    }

    fn suspended(&mut self) {
        let case = self.complaint(38, 3, 1, vec![("competent", Value::Bool(true))]);
        self.accepted(case, 33, "hoa");
        if self.law.rules.in_force("KN-11a", self.back(20)).is_ok() {
            let body = vec![("ground", text("Đ11a.1.a")), number("58/QĐ-TTr")];
            self.step(case, 20, "suspend", body);
            self.step(case, 18, "send", vec![]);
        }
    }

    /// Dialogues on the head's days: a promise that is late, one that is open, two that were kept; who was
    /// invited to the last day and did not come.
    fn promises(&mut self) {
        let today = self.now.date();
        let over = self
            .posted
            .iter()
            .filter(|day| day.date < today && !day.absent);
        let over: Vec<NaiveDate> = over.map(|day| day.date).collect();
        let [.., before, last] = over.as_slice() else {
            return;
        };
        for (n, (what, due, kept)) in [
            ("Đo lại thửa đất trước mặt các hộ", 14, None),
            ("Trả lời bằng văn bản về giá bồi thường", 10, Some(9)),
            ("Mời đơn vị tư vấn giải thích phương án", 8, Some(12)),
        ]
        .into_iter()
        .enumerate()
        {
            let case = self.dialogue(*before, n, (what, due), kept);
            let on = working(self.law, *before + Days::new(5));
            let body = vec![("outcome", text("partly_right")), number("204/QĐ-TTr")];
            self.step_on(case, on, "decide", body);
            self.step_on(case, on, "send", vec![]);
        }
        self.dialogue(
            *last,
            3,
            ("Rà soát danh sách bố trí nền tái định cư", 45),
            None,
        );
        let away = self.ago(*last);
        let absent = self.complaint(away + 24, 4, 1, vec![("competent", Value::Bool(true))]);
        self.accepted(absent, away + 19, "hoa");
        let invited = vec![("date", Value::Day(*last))];
        self.step(absent, away + 11, "invite", invited);
    }

    fn ago(&self, day: NaiveDate) -> u64 {
        u64::try_from((self.now.date() - day).num_days()).unwrap_or(0)
    }

    /// A complaint with a dialogue on a day and a promise made there, due so many days later, and kept.
    fn dialogue(
        &mut self,
        day: NaiveDate,
        matter: usize,
        (what, due): (&str, u64),
        kept: Option<u64>,
    ) -> usize {
        let ago = self.ago(day);
        let case = self.complaint(ago + 26, matter, 1, vec![("competent", Value::Bool(true))]);
        self.accepted(
            case,
            ago + 20,
            if matter.is_multiple_of(2) {
                "dung"
            } else {
                "hoa"
            },
        );
        self.step(case, ago + 12, "invite", vec![("date", Value::Day(day))]);
        self.step_on(case, day, "dialogue", vec![]);
        let by = Value::Day(day + Days::new(due));
        self.step_on(
            case,
            day,
            "promise",
            vec![("text", text(what)), ("due", by)],
        );
        let promise = self.cases[case].steps.len() - 1;
        if let Some(kept) = kept {
            let on = working(self.law, day + Days::new(kept));
            self.step_on(case, on, "promise_kept", vec![]);
            let step = self.cases[case].steps.last_mut();
            if let Some(step) = step.filter(|step| step.word == "promise_kept") {
                step.keeps = Some(promise);
            }
        }
        case
    }

    /// A decision and a conclusion of which money and land are still outstanding.
    fn carried_out_in_part(&mut self) {
        let case = self.complaint(118, 5, 1, vec![("competent", Value::Bool(true))]);
        self.accepted(case, 113, "dung");
        let ordered = vec![
            ("outcome", text("right")),
            number("187/QĐ-TTr"),
            ("returned_money", Value::Int(186_000_000)),
            ("returned_land_m2", Value::Int(540)),
            ("returned_people", Value::Int(1)),
        ];
        self.step(case, 88, "decide", ordered);
        self.step(case, 86, "send", vec![]);
        self.step(case, 80, "publish", vec![]);
        self.step(case, 54, "take_effect", vec![]);
        let done = vec![
            ("done", Value::Bool(false)),
            ("returned_money", Value::Int(60_000_000)),
        ];
        self.step(case, 30, "enforce", done);
        let case = self.begin(64, |teller| {
            let (matter, field) = DENUNCIATION[2];
            let petition = map(vec![
                ("class", text("denunciation")),
                ("field", text(field)),
                ("round", Value::Int(1)),
                ("competent", Value::Bool(true)),
                ("signers", Value::Int(1)),
            ]);
            teller.visit(matter, vec![petition], 1)
        });
        self.accepted(case, 58, "hoa");
        let ordered = vec![
            ("outcome", text("right")),
            number("44/KL-TTr"),
            ("recovered_money", Value::Int(412_000_000)),
            ("recovered_land_m2", Value::Int(1_250)),
            ("disciplined_people", Value::Int(2)),
        ];
        self.step(case, 33, "decide", ordered);
        self.step(case, 31, "send", vec![]);
        self.step(case, 29, "publish", vec![]);
        let done = vec![
            ("done", Value::Bool(false)),
            ("recovered_money", Value::Int(150_000_000)),
        ];
        self.step(case, 12, "enforce", done);
    }

    /// What came ten working days before today is to be answered today (TCD Đ28.1).
    fn answered_today(&mut self) {
        let Ok(rule) = self.law.rules.in_force("TCD-28.1", self.now.date()) else {
            return;
        };
        let mut left = rule.count.unwrap_or(0);
        let mut day = self.now.date();
        while left > 0 {
            day = working(self.law, day - Days::new(1));
            left -= 1;
        }
        let days = u64::try_from((self.now.date() - day).num_days()).unwrap_or(0);
        self.begin(days, |teller| {
            let petition = map(vec![
                ("class", text("complaint")),
                ("field", text("policy")),
                ("subject", text("act")),
                ("round", Value::Int(1)),
                ("eligible", Value::Bool(true)),
            ]);
            teller.visit(POLICY[1], vec![petition], 1)
        });
    }
}
