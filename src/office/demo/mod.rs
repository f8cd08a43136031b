//! A believable invented office: two years of visits, with every class, round and state. Pure: the same
//! seed and day give the same lines. Nobody in it exists.

mod dice;
mod lives;
mod matters;
mod people;

use crate::law::Law;
use crate::law::unit::Units;
use crate::register::number::{PetitionNo, ReceptionNo};
use crate::register::value::Value;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta};
use dice::Dice;
use std::collections::BTreeMap;

/// The agency of the demonstration.
pub const AGENCY: &str = "Thanh tra tỉnh Tây Ninh";
/// The province that it belongs to.
pub const PROVINCE: &str = "80";
/// The officers besides the one who is logged in: log-in name, name as shown, and whether a supervisor.
pub const OFFICERS: [(&str, &str, bool); 3] = [
    ("hoa", "Lê Thị Hoa", false),
    ("dung", "Phạm Quốc Dũng", false),
    ("minh", "Trần Đức Minh", true),
];

/// Minutes of the day at which the desk opens and takes its last visitor.
const OPENS: i64 = 7 * 60 + 30;
const CLOSES: i64 = 16 * 60 + 20;
/// Days over which the visits are spread.
const SPAN: i64 = 730;

/// A line as it was written on its day.
#[derive(Debug, Clone)]
pub struct Dated {
    /// The civil minute of writing.
    pub at: NaiveDateTime,
    /// Who wrote it: log-in name.
    pub by: &'static str,
    /// The line.
    pub line: Value,
}

/// A visit or filing and what came of it, before numbers are known.
#[derive(Debug)]
struct Case {
    at: NaiveDateTime,
    by: &'static str,
    line: Value,
    petitions: usize,
    is_visit: bool,
    steps: Vec<Planned>,
}

/// A step planned for a case.
#[derive(Debug)]
struct Planned {
    /// Which petition of the case; `None`: the reception itself.
    petition: Option<usize>,
    on: NaiveDate,
    by: &'static str,
    word: &'static str,
    body: Vec<(&'static str, Value)>,
    /// A petition of an earlier case that the body's `to` names.
    to: Option<(usize, usize)>,
}

/// Returns the lines of a demonstration with `cases` visits and filings up to the civil minute `now`, in
/// the order in which they were written.
pub fn lines(seed: u64, cases: usize, now: NaiveDateTime, law: &Law) -> Vec<Dated> {
    let mut dice = Dice::new(seed);
    let units: Vec<String> = Units::statute()
        .communes_of(PROVINCE)
        .take(24)
        .map(|unit| unit.code.clone())
        .collect();
    let mut days: Vec<NaiveDateTime> = (0..cases)
        .map(|i| minute(&mut dice, law, now, i, cases))
        .collect();
    days.sort_unstable();
    let mut made: Vec<Case> = Vec::with_capacity(cases);
    for at in days {
        let mut teller = lives::Teller {
            dice: &mut dice,
            law,
            now,
            at,
            units: &units,
            earlier: &made,
        };
        let case = teller.case();
        made.push(case);
    }
    in_order(&made)
}

/// The minute of the `i`th visit: one in five in the last six weeks, a handful today where the desk is open
/// today, all on working days and in working hours.
fn minute(dice: &mut Dice, law: &Law, now: NaiveDateTime, i: usize, cases: usize) -> NaiveDateTime {
    let back = match i {
        0..4 if cases >= 20 => 0,
        _ if dice.chance(20) => dice.between(0, 42),
        _ => dice.between(1, SPAN),
    };
    let mut day = now.date() - Days::new(u64::try_from(back).unwrap_or(0));
    let minute = u32::try_from(dice.between(OPENS, CLOSES)).unwrap_or(0);
    let at = |day: NaiveDate| day.and_hms_opt(minute / 60, minute % 60, 0).unwrap_or(now);
    while !law.calendar.is_working(day) {
        day = day - Days::new(1);
    }
    if at(day) <= now {
        return at(day);
    }
    // Later today: it was this morning, or on the working day before where the desk has not opened yet.
    let opened = day.and_hms_opt(7, 30, 0).unwrap_or(now);
    let since = (now - opened).num_minutes();
    if since > 0 {
        return opened + TimeDelta::minutes(i64::from(minute) % since);
    }
    day = day - Days::new(1);
    while !law.calendar.is_working(day) {
        day = day - Days::new(1);
    }
    at(day)
}

/// Puts every line in the order of writing and fills in the numbers that saving in that order gives.
fn in_order(cases: &[Case]) -> Vec<Dated> {
    let mut order: Vec<(NaiveDateTime, usize, usize)> = Vec::new();
    for (i, case) in cases.iter().enumerate() {
        order.push((case.at, i, 0));
        let mut last = case.at;
        for (k, step) in case.steps.iter().enumerate() {
            let hour = 8 + u32::try_from(i % 8).unwrap_or(0);
            let minute = u32::try_from((i * 7 + k) % 60).unwrap_or(0);
            let at = step.on.and_hms_opt(hour, minute, 0).unwrap_or(last);
            // What a case does on one day stays in its order.
            last = at.max(last + TimeDelta::minutes(1));
            order.push((last, i, k + 1));
        }
    }
    order.sort_unstable();
    let mut last: BTreeMap<(bool, i32), u32> = BTreeMap::new();
    let mut next = |visit: bool, year: i32| {
        let n = last.entry((visit, year)).or_default();
        *n += 1;
        *n
    };
    let mut visits: Vec<Option<ReceptionNo>> = vec![None; cases.len()];
    let mut petitions: Vec<Vec<PetitionNo>> = vec![Vec::new(); cases.len()];
    let mut lines = Vec::with_capacity(order.len());
    for (at, i, k) in order {
        let case = &cases[i];
        if k == 0 {
            let year = case.at.year();
            visits[i] = case.is_visit.then(|| ReceptionNo {
                year,
                n: next(true, year),
            });
            petitions[i] = (0..case.petitions)
                .map(|_| PetitionNo {
                    year,
                    n: next(false, year),
                })
                .collect();
            lines.push(Dated {
                at,
                by: case.by,
                line: case.line.clone(),
            });
        } else {
            let step = &case.steps[k - 1];
            let to = step
                .to
                .and_then(|(case, petition)| petitions.get(case)?.get(petition).copied());
            let subject = match step.petition {
                Some(p) => petitions[i].get(p).map(|no| ("petition", no.to_string())),
                None => visits[i].map(|no| ("reception", no.to_string())),
            };
            lines.extend(subject.map(|subject| Dated {
                at,
                by: step.by,
                line: step.line(subject, to),
            }));
        }
    }
    lines
}

impl Planned {
    fn line(&self, (key, no): (&str, String), to: Option<PetitionNo>) -> Value {
        let mut entries = vec![
            ("do".to_owned(), Value::Text(self.word.to_owned())),
            (key.to_owned(), Value::Text(no)),
            ("on".to_owned(), Value::Day(self.on)),
        ];
        entries.extend(self.body.iter().map(|(k, v)| ((*k).to_owned(), v.clone())));
        entries.extend(to.map(|no| ("to".to_owned(), Value::Text(no.to_string()))));
        Value::Map(entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::life::life;
    use crate::register::memory::{MemoryShelf, record};
    use crate::register::words::{Class, Round, Status};
    use std::collections::BTreeSet;

    fn noon() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 20)
            .unwrap()
            .and_hms_opt(12, 0, 0)
            .unwrap()
    }

    fn books(seed: u64) -> MemoryShelf {
        let law = Law::statute();
        let mut shelf = MemoryShelf::default();
        for dated in lines(seed, 400, noon(), &law) {
            let saved = record(&mut shelf, &law, dated.at, &dated.line);
            assert!(
                saved.is_ok(),
                "{:?} on {}: {:?}",
                saved,
                dated.at,
                dated.line
            );
        }
        shelf
    }

    #[test]
    fn no_invented_line_breaks_the_law() {
        for seed in 1..=6 {
            books(seed);
        }
    }

    #[test]
    fn every_class_round_and_most_states_are_there_with_groups_refusals_and_overdue() {
        let law = Law::statute();
        let shelf = books(1);
        let lives: Vec<_> = shelf
            .petitions
            .values()
            .map(|p| (p, life(p, &law)))
            .collect();
        let classes: BTreeSet<Class> = lives.iter().map(|(p, _)| p.facts.class).collect();
        assert_eq!(classes.len(), Class::ALL.len());
        assert!(
            lives
                .iter()
                .any(|(p, _)| p.facts.round == Some(Round::Second) && !p.links.is_empty())
        );
        let states: BTreeSet<Status> = lives.iter().map(|(_, life)| life.status).collect();
        for status in [
            Status::Received,
            Status::Accepted,
            Status::Suspended,
            Status::Decided,
            Status::InForce,
            Status::Enforced,
            Status::Declined,
            Status::Guided,
            Status::Forwarded,
            Status::Explained,
            Status::Terminated,
        ] {
            assert!(states.contains(&status), "no petition is {status:?}");
        }
        let today = noon().date();
        let overdue = lives
            .iter()
            .filter(|(_, life)| life.leading().is_some_and(|c| c.due < today))
            .count();
        assert!((3..60).contains(&overdue), "{overdue} overdue");
        assert!(shelf.receptions.values().any(|r| r.facts.refused.is_some()));
        assert!(
            shelf
                .receptions
                .values()
                .any(|r| r.facts.people.is_some_and(|n| n > 10))
        );
        assert!(
            shelf
                .receptions
                .values()
                .any(|r| r.facts.at.date() == today)
        );
    }

    #[test]
    fn the_same_seed_and_day_give_the_same_lines() {
        let law = Law::statute();
        let of = |seed| -> Vec<_> {
            lines(seed, 40, noon(), &law)
                .into_iter()
                .map(|d| (d.at, d.line))
                .collect()
        };
        assert_eq!(of(7), of(7));
        assert_ne!(of(7), of(8));
    }
}
