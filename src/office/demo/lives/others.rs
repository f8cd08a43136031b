//! Everything else that comes to a desk: recommendations, feedback, mixed visits, refusals, questions, post.

use super::{Teller, map, text};
use crate::office::demo::matters::{DENUNCIATION, LAND, Matter, POLICY, RECOMMENDATION, REFUSALS};
use crate::office::demo::people::person;
use crate::office::demo::{Case, Planned};
use crate::register::value::Value;

impl Teller<'_> {
    pub(super) fn suggestion(
        &mut self,
        class: &'static str,
        matters: &[(Matter, &'static str)],
    ) -> Case {
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

    pub(super) fn suggestion_life(&mut self, case: &mut Case, petition: usize, competent: bool) {
        if !competent {
            return self.elsewhere(case, petition);
        }
        let on = self.within(self.at.date(), 0, 9);
        match self.dice.below(100) {
            0..45 => {
                let body = vec![("number", self.number("TB"))];
                if !self.step(case, petition, on, "accept", body) {
                    return;
                }
                self.assign(case, petition, on);
                if !self.forgotten(45) {
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

    pub(super) fn mixed(&mut self) -> Case {
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

    pub(super) fn refused(&mut self) -> Case {
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
                keeps: None,
            });
        }
        case
    }

    pub(super) fn nothing_brought(&mut self) -> Case {
        let matter = (
            "Hỏi thủ tục, được giải thích tại chỗ",
            "Hướng dẫn thủ tục",
            "–",
        );
        self.visit(matter, Vec::new(), 1)
    }

    /// Petitions that came by post or were forwarded.
    pub(super) fn posted(&mut self) -> Case {
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
            joins: None,
        };
        if denounces {
            self.denunciation_life(&mut case, 0);
        } else {
            self.complaint_life(&mut case, 0, 1);
        }
        case
    }
}
