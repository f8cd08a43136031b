//! What becomes of each invented visit: the lives of its petitions, as the law lets them go.

mod complaint;
mod denunciation;
mod others;

use super::days::PostedDay;
use super::dice::Dice;
use super::matters::{FEEDBACK, Matter, RECOMMENDATION};
use super::people::person;
use super::{Case, Planned};
use crate::law::Law;
use crate::register::value::Value;
use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};

/// Days after which somebody notices what was left undone.
const NOTICED: i64 = 80;

/// Tells one case.
pub(in crate::office::demo) struct Teller<'a> {
    pub(in crate::office::demo) dice: &'a mut Dice,
    pub(in crate::office::demo) law: &'a Law,
    pub(in crate::office::demo) now: NaiveDateTime,
    pub(in crate::office::demo) at: NaiveDateTime,
    pub(in crate::office::demo) units: &'a [String],
    pub(in crate::office::demo) earlier: &'a [Case],
    pub(in crate::office::demo) posted: &'a [PostedDay],
    pub(in crate::office::demo) regulars: &'a [Value],
}

pub(in crate::office::demo) fn text(value: impl Into<String>) -> Value {
    Value::Text(value.into())
}

pub(in crate::office::demo) fn map(entries: Vec<(&str, Value)>) -> Value {
    Value::Map(
        entries
            .into_iter()
            .map(|(k, v)| (k.to_owned(), v))
            .collect(),
    )
}

fn is_denunciation(petition: &Value) -> bool {
    matches!(petition.get("class"), Some(Value::Text(class)) if class == "denunciation")
}

impl Teller<'_> {
    /// One case, of a kind that the dice choose.
    pub(in crate::office::demo) fn case(&mut self) -> Case {
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

    pub(super) fn unit(&mut self) -> String {
        self.dice.pick(self.units).clone()
    }

    pub(super) fn officer(&mut self) -> &'static str {
        if self.dice.chance(60) { "hoa" } else { "dung" }
    }

    pub(super) fn number(&mut self, kind: &str) -> Value {
        text(format!("{}/{kind}-TTr", self.dice.between(1, 400)))
    }

    /// A visit that brings these petitions about this matter.
    pub(in crate::office::demo) fn visit(
        &mut self,
        matter: Matter,
        petitions: Vec<Value>,
        people: i64,
    ) -> Case {
        let unit = self.unit();
        let named = if people >= 5 {
            1 + i64::from(people > 10)
        } else {
            people
        };
        let mut visitors: Vec<Value> = (0..named).map(|_| person(self.dice, &unit)).collect();
        let denounces = petitions.iter().any(is_denunciation);
        if people == 1 && !denounces && !self.regulars.is_empty() && self.dice.chance(3) {
            visitors = vec![self.dice.pick(self.regulars).clone()];
        }
        let today = self.at.date();
        let mut posted = self.posted.iter();
        let posted = posted.any(|day| day.date == today && !day.absent);
        // The head also takes somebody who cannot wait, and who comes on a day off.
        let taken = self.dice.chance(if posted { 75 } else { 2 });
        let by_head = taken || !self.law.calendar.is_working(today);
        let kind = match (by_head, posted) {
            (true, true) => "periodic",
            (true, false) => "unscheduled",
            (false, _) => "regular",
        };
        let count = petitions.len();
        let mut entries = vec![
            ("do", text("receive")),
            ("at", Value::Moment(self.at)),
            ("kind", text(kind)),
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
            joins: None,
        }
    }

    pub(super) fn people(&mut self) -> i64 {
        match self.dice.below(100) {
            0..78 => 1,
            78..90 => self.dice.between(2, 4),
            90..96 => self.dice.between(5, 10),
            _ => self.dice.between(11, 26),
        }
    }

    /// Adds a step unless its day has not come; returns whether it came.
    pub(super) fn step(
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
            keeps: None,
        });
        true
    }

    /// Something was left undone: rarely, and hardly ever where somebody would have noticed since.
    pub(super) fn forgotten(&mut self, percent: u64) -> bool {
        let long_ago = self.now.date() - self.at.date() > TimeDelta::days(NOTICED);
        self.dice
            .chance(if long_ago { percent / 8 } else { percent })
    }

    /// The working day `n` calendar days after `day`, or the next one.
    pub(super) fn after(&self, day: NaiveDate, n: i64) -> NaiveDate {
        self.law
            .calendar
            .roll_forward(day + Days::new(u64::try_from(n).unwrap_or(0)))
    }

    /// A working day from `low` to `high` calendar days after `day`.
    pub(super) fn within(&mut self, day: NaiveDate, low: i64, high: i64) -> NaiveDate {
        let days = self.dice.between(low, high);
        self.after(day, days)
    }

    pub(super) fn back(&mut self, day: NaiveDate, most: i64) -> NaiveDate {
        day - Days::new(u64::try_from(self.dice.between(0, most)).unwrap_or(0))
    }

    pub(super) fn assign(&mut self, case: &mut Case, petition: usize, on: NaiveDate) {
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

    /// Not within competence: guided or forwarded.
    pub(super) fn elsewhere(&mut self, case: &mut Case, petition: usize) {
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
}
