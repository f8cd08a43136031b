//! Denunciations.

use super::{Teller, map, text};
use crate::office::demo::Case;
use crate::office::demo::matters::DENUNCIATION;
use crate::register::value::Value;

impl Teller<'_> {
    pub(super) fn denunciation(&mut self) -> Case {
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

    pub(super) fn denunciation_life(&mut self, case: &mut Case, petition: usize) {
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
        let mut ordered = Vec::new();
        if outcome != "wrong" {
            let money = self.dice.between(5, 300) * 1_000_000;
            ordered.push(("recovered_money", Value::Int(money)));
            let people = self.dice.between(1, 3);
            ordered.push(("disciplined_people", Value::Int(people)));
        }
        let mut body = vec![("outcome", text(outcome)), ("number", self.number("KL"))];
        body.extend(ordered.iter().cloned());
        if self.step(case, petition, decided, "decide", body) {
            self.step(case, petition, self.after(decided, 2), "send", vec![]);
            self.step(case, petition, self.after(decided, 5), "publish", vec![]);
            if !self.forgotten(20) {
                let mut done = vec![("done", Value::Bool(true))];
                done.extend(ordered);
                self.step(case, petition, self.after(decided, 6), "enforce", done);
            }
        }
    }
}
