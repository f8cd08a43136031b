//! The figures of a decision and of its carrying out, held against each other as the report forms of TT 06/2025
//! (03/GQKN, 04/GQTC, 05/KQTH) ask. What is odd is only warned of: it must never refuse.

use super::state::State;
use super::{Desk, WarningCode};
use crate::register::act::{Decide, Enforce, Step};
use crate::register::part::Part;
use crate::register::value::Value;
use chrono::NaiveDate;

/// Officials, and the people of whom they are a part ("trong đó": 03/GQKN 20 and 23, 04/GQTC 22 and 25, 05/KQTH
/// 12, 15, 28 and 31).
const PARTS: [(&str, &str); 3] = [
    ("disciplined_officials", "disciplined_people"),
    ("investigated_officials", "investigated_people"),
    ("prosecuted_officials", "prosecuted_people"),
];

/// People, and the cases in which they stand.
const IN_CASES: [(&str, &str); 2] = [
    ("investigated_people", "investigated_cases"),
    ("prosecuted_people", "prosecuted_cases"),
];

/// What a decision orders and its carrying out fulfils.
const ORDERED: [&str; 12] = [
    "recovered_money",
    "recovered_land_m2",
    "returned_money",
    "returned_land_m2",
    "returned_orgs",
    "returned_people",
    "disciplined_orgs",
    "disciplined_people",
    "disciplined_officials",
    "investigated_cases",
    "investigated_people",
    "investigated_officials",
];

/// What only the carrying out knows.
const PROSECUTED: [&str; 3] = [
    "prosecuted_cases",
    "prosecuted_people",
    "prosecuted_officials",
];

/// The figures of an act, by key; 0 where none is given.
struct Figures(Value);

impl Figures {
    fn of(key: &str, body: &Value) -> u64 {
        match body.get(key) {
            Some(Value::Int(figure)) => u64::try_from(*figure).unwrap_or_default(),
            _ => 0,
        }
    }

    fn at(&self, key: &str) -> u64 {
        Self::of(key, &self.0)
    }
}

/// Warns of what a decision's figures contradict among themselves.
pub(super) fn decided(desk: &mut Desk, decide: &Decide) {
    within(desk, &Figures(decide.write()));
}

/// Warns of what the figures of a carrying out contradict: among themselves, what was decided, and what was
/// written of other days.
pub(super) fn carried_out(desk: &mut Desk, state: &State, enforce: &Enforce, on: NaiveDate) {
    let done = Figures(enforce.write());
    within(desk, &done);
    for step in state.petition.standing() {
        match &step.step {
            Step::Decide(decide) => {
                fulfils(desk, &done, &Figures(decide.write()), enforce.done);
            }
            Step::Enforce(other) => {
                grows(desk, (&done, on), (&Figures(other.write()), step.on));
            }
            _ => {}
        }
    }
}

fn within(desk: &mut Desk, figures: &Figures) {
    for (officials, people) in PARTS {
        let (part, whole) = (figures.at(officials), figures.at(people));
        if part > whole {
            let detail = [("officials", part), ("people", whole)];
            warn(
                desk,
                WarningCode::MoreOfficialsThanPeople,
                officials,
                &detail,
            );
        }
    }
    for (people, cases) in IN_CASES {
        let who = figures.at(people);
        if who > 0 && figures.at(cases) == 0 {
            warn(
                desk,
                WarningCode::PeopleWithoutCase,
                cases,
                &[("people", who)],
            );
        }
    }
}

/// Not more than was decided; all of it, where it is said to be carried out in full.
fn fulfils(desk: &mut Desk, done: &Figures, decided: &Figures, in_full: bool) {
    for key in ORDERED {
        let (done, decided) = (done.at(key), decided.at(key));
        let code = if done > decided {
            WarningCode::BeyondDecided
        } else if in_full && done < decided {
            WarningCode::LeftUndone
        } else {
            continue;
        };
        warn(desk, code, key, &[("done", done), ("decided", decided)]);
    }
}

/// What is carried out so far never goes down from one day to a later one.
fn grows(desk: &mut Desk, (ours, on): (&Figures, NaiveDate), (other, day): (&Figures, NaiveDate)) {
    for key in ORDERED.into_iter().chain(PROSECUTED) {
        let (now, then) = (ours.at(key), other.at(key));
        let falls = if day <= on { then > now } else { now > then };
        if falls {
            desk.warn_with(
                WarningCode::FigureWentDown,
                key,
                vec![
                    ("now", now.to_string()),
                    ("other", then.to_string()),
                    ("day", day.to_string()),
                ],
            );
        }
    }
}

fn warn(desk: &mut Desk, code: WarningCode, path: &str, detail: &[(&'static str, u64)]) {
    let detail = detail
        .iter()
        .map(|(key, figure)| (*key, figure.to_string()));
    desk.warn_with(code, path, detail.collect());
}
