//! Complaints, first and second round, from acceptance to enforcement.

use super::{Teller, map, text};
use crate::office::demo::matters::{DISCIPLINE, LAND, POLICY, PROMISES};
use crate::office::demo::{Case, Planned};
use crate::register::value::Value;
use chrono::NaiveDate;

impl Teller<'_> {
    pub(super) fn complaint(&mut self, round: i64) -> Case {
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

    pub(super) fn second_round(&mut self) -> Case {
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
            keeps: None,
        };
        case.steps.insert(0, link);
        for step in &mut case.steps {
            step.keeps = step.keeps.map(|promise| promise + 1);
        }
        case
    }

    pub(super) fn complaint_life(&mut self, case: &mut Case, petition: usize, round: i64) {
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
        if round == 2 || self.dice.chance(15) {
            self.dialogue(case, petition, (on, decided));
        }
        let outcome = match (round, self.dice.below(3)) {
            (1, 0) => "right",
            (1, 1) => "wrong",
            (1, _) => "partly_right",
            (_, 0) => "changed",
            _ => "upheld",
        };
        let mut ordered = Vec::new();
        if outcome == "right" && self.dice.chance(60) {
            let money = self.dice.between(2, 90) * 1_000_000;
            ordered.push(("returned_money", Value::Int(money)));
            ordered.push(("returned_people", Value::Int(1)));
        }
        if outcome == "right" && self.dice.chance(40) {
            let land = self.dice.between(4, 90) * 10;
            ordered.push(("returned_land_m2", Value::Int(land)));
        }
        let mut body = vec![("outcome", text(outcome)), ("number", self.number("QĐ"))];
        body.extend(ordered.iter().cloned());
        if self.step(case, petition, decided, "decide", body) {
            self.aftermath(case, petition, decided, ordered);
        }
    }

    pub(super) fn withdrawn(&mut self, case: &mut Case, petition: usize, accepted: NaiveDate) {
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

    pub(super) fn complex(
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

    pub(super) fn suspended(
        &mut self,
        case: &mut Case,
        petition: usize,
        accepted: NaiveDate,
    ) -> NaiveDate {
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

    /// A dialogue between the acceptance and the decision, often with a promise that is mostly kept.
    fn dialogue(
        &mut self,
        case: &mut Case,
        petition: usize,
        (on, decided): (NaiveDate, NaiveDate),
    ) {
        let day = self.within(on, 3, 10);
        if day >= decided || !self.step(case, petition, day, "dialogue", vec![]) {
            return;
        }
        if !self.dice.chance(55) {
            return;
        }
        let by = self.within(day, 8, 35);
        let what = *self.dice.pick(&PROMISES);
        let body = vec![("text", text(what)), ("due", Value::Day(by))];
        self.step(case, petition, day, "promise", body);
        let promise = case.steps.len() - 1;
        let on = self.within(day, 5, 38);
        if !self.forgotten(30)
            && self.step(case, petition, on, "promise_kept", vec![])
            && let Some(step) = case.steps.last_mut()
        {
            step.keeps = Some(promise);
        }
    }

    pub(super) fn aftermath(
        &mut self,
        case: &mut Case,
        petition: usize,
        decided: NaiveDate,
        ordered: Vec<(&'static str, Value)>,
    ) {
        let sent = self.within(decided, 1, 3);
        self.step(case, petition, sent, "send", vec![]);
        let published = self.within(decided, 4, 13);
        self.step(case, petition, published, "publish", vec![]);
        let effect = self.after(decided, 31);
        if self.step(case, petition, effect, "take_effect", vec![]) && !self.forgotten(25) {
            let on = self.within(effect, 2, 6);
            let mut done = vec![("done", Value::Bool(true))];
            done.extend(ordered);
            self.step(case, petition, on, "enforce", done);
        }
    }
}
