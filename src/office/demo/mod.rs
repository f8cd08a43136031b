//! A believable invented office: two years of visits, with every class, round and state. Pure: the same
//! seed and day give the same lines. Nobody in it exists.

mod days;
mod dice;
mod lives;
mod matters;
mod people;
mod staged;

use crate::law::Law;
use crate::law::unit::Units;
use crate::register::number::{MatterNo, PetitionNo, ReceptionNo};
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
/// Cases from which on the staged lives are among them.
const STAGED_FROM: usize = 60;
/// People who come again and again.
const REGULARS: usize = 3;

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
    /// The earlier case whose matter its first petition joins.
    joins: Option<usize>,
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
    /// The step of the same case whose promise it keeps.
    keeps: Option<usize>,
}

/// Returns the lines of a demonstration with `cases` visits and filings up to the civil minute `now`, in
/// the order in which they were written. They come `after` so many entries of the book: what keeps a promise
/// names the entry of it.
pub fn lines(seed: u64, cases: usize, now: NaiveDateTime, law: &Law, after: usize) -> Vec<Dated> {
    let mut dice = Dice::new(seed);
    let units: Vec<String> = Units::statute()
        .communes_of(PROVINCE)
        .take(24)
        .map(|unit| unit.code.clone())
        .collect();
    let posted = days::posted(law, now);
    let past: Vec<NaiveDate> = posted
        .iter()
        .filter(|day| day.date < now.date())
        .map(|day| day.date)
        .collect();
    let staged = if cases >= STAGED_FROM {
        staged::Stage::new(&mut dice, (law, now), &units, &posted).cases()
    } else {
        Vec::new()
    };
    let regulars: Vec<Value> = (0..REGULARS)
        .map(|_| people::person(&mut dice, &units[0]))
        .collect();
    let cases = cases.saturating_sub(staged.len());
    let mut minutes: Vec<NaiveDateTime> = (0..cases)
        .map(|i| minute(&mut dice, law, (now, &past), i, cases))
        .collect();
    minutes.sort_unstable();
    let mut made = staged;
    made.reserve(cases);
    for at in minutes {
        let mut teller = lives::Teller {
            dice: &mut dice,
            law,
            now,
            at,
            units: &units,
            earlier: &made,
            posted: &posted,
            regulars: &regulars,
        };
        let case = teller.case();
        made.push(case);
    }
    in_order(&made, days::lines(&posted), after)
}

/// The minute of the `i`th visit: one in five in the last six weeks, a handful today, all in working hours and
/// the others on working days.
fn minute(
    dice: &mut Dice,
    law: &Law,
    (now, posted): (NaiveDateTime, &[NaiveDate]),
    i: usize,
    cases: usize,
) -> NaiveDateTime {
    let back = match i {
        0..4 if cases >= 20 => 0,
        _ if dice.chance(20) => dice.between(0, 42),
        _ => dice.between(1, SPAN),
    };
    let mut day = now.date() - Days::new(u64::try_from(back).unwrap_or(0));
    if i >= 4 && !posted.is_empty() && dice.chance(7) {
        day = *dice.pick(posted);
    }
    let minute = u32::try_from(dice.between(OPENS, CLOSES)).unwrap_or(0);
    let at = |day: NaiveDate| day.and_hms_opt(minute / 60, minute % 60, 0).unwrap_or(now);
    // On a day off a few come all the same, and the head takes them.
    while back > 0 && !law.calendar.is_working(day) {
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

/// The numbers that saving in order gives.
#[derive(Debug, Default)]
struct Numbers {
    last: BTreeMap<(u8, i32), u32>,
}

impl Numbers {
    fn next(&mut self, series: u8, year: i32) -> u32 {
        let n = self.last.entry((series, year)).or_default();
        *n += 1;
        *n
    }
}

/// Series of numbers.
const VISITS: u8 = 0;
const PETITIONS: u8 = 1;
const MATTERS: u8 = 2;

/// Puts every line in the order of writing and fills in the numbers that saving in that order gives.
fn in_order(cases: &[Case], others: Vec<Dated>, after: usize) -> Vec<Dated> {
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
    let mut numbers = Numbers::default();
    let mut visits: Vec<Option<ReceptionNo>> = vec![None; cases.len()];
    let mut petitions: Vec<Vec<PetitionNo>> = vec![Vec::new(); cases.len()];
    let mut matters: Vec<Option<MatterNo>> = vec![None; cases.len()];
    // With each line: which step of which case it is.
    let mut lines: Vec<(Dated, Option<(usize, usize)>)> =
        others.into_iter().map(|dated| (dated, None)).collect();
    for (at, i, k) in order {
        let case = &cases[i];
        if k == 0 {
            let year = case.at.year();
            visits[i] = case.is_visit.then(|| ReceptionNo {
                year,
                n: numbers.next(VISITS, year),
            });
            petitions[i] = (0..case.petitions)
                .map(|_| PetitionNo {
                    year,
                    n: numbers.next(PETITIONS, year),
                })
                .collect();
            let joined = case
                .joins
                .and_then(|earlier| matters.get(earlier).copied()?);
            let own = case.petitions - usize::from(joined.is_some()).min(case.petitions);
            let opened: Vec<MatterNo> = (0..own)
                .map(|_| MatterNo {
                    year,
                    n: numbers.next(MATTERS, year),
                })
                .collect();
            matters[i] = joined.or(opened.first().copied());
            let mut line = case.line.clone();
            if let Some(matter) = joined
                && let Some(Value::List(mut petitions)) = line.take("petitions")
            {
                if let Some(first) = petitions.first_mut() {
                    first.put("matter", Value::Text(matter.to_string()));
                }
                line.put("petitions", Value::List(petitions));
            }
            let by = case.by;
            lines.push((Dated { at, by, line }, None));
        } else {
            let step = &case.steps[k - 1];
            let to = step
                .to
                .and_then(|(case, petition)| petitions.get(case)?.get(petition).copied());
            let subject = match step.petition {
                Some(p) => petitions[i].get(p).map(|no| ("petition", no.to_string())),
                None => visits[i].map(|no| ("reception", no.to_string())),
            };
            lines.extend(subject.map(|subject| {
                let (by, line) = (step.by, step.line(subject, to));
                (Dated { at, by, line }, Some((i, k - 1)))
            }));
        }
    }
    lines.sort_by_key(|(dated, _)| dated.at);
    keep_promises(cases, lines, after)
}

/// Names the entry of the promise that a step keeps: each line is one entry, after those that stand before.
fn keep_promises(
    cases: &[Case],
    lines: Vec<(Dated, Option<(usize, usize)>)>,
    after: usize,
) -> Vec<Dated> {
    let seqs: BTreeMap<(usize, usize), usize> = (after + 1..)
        .zip(&lines)
        .filter_map(|(seq, (_, step))| Some(((*step)?, seq)))
        .collect();
    let named = lines.into_iter().map(|(mut dated, step)| {
        let kept = step.and_then(|(case, step)| {
            let promise = cases[case].steps[step].keeps?;
            seqs.get(&(case, promise))
        });
        if let Some(seq) = kept {
            let seq = i64::try_from(*seq).unwrap_or(i64::MAX);
            dated.line.put("promise", Value::Int(seq));
        }
        dated
    });
    named.collect()
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
    use crate::office::deadlines::counts as counts_due;
    use crate::office::deadlines::tests::Books;
    use crate::office::enforcement::enforcement;
    use crate::office::promises::promises;
    use crate::office::reception_days::{DayStanding, reception_days};
    use crate::office::warnings::warnings;
    use crate::register::act::Step;
    use crate::register::book::Petition;
    use crate::register::life::life;
    use crate::register::memory::{MemoryShelf, record};
    use crate::register::words::{Class, ReceptionKind, Round, Status};
    use chrono::Months;
    use std::collections::BTreeSet;

    fn noon() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 20)
            .unwrap()
            .and_hms_opt(12, 0, 0)
            .unwrap()
    }

    fn on(year: i32, month: u32, day: u32) -> NaiveDateTime {
        let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        day.and_hms_opt(12, 0, 0).unwrap()
    }

    fn books(seed: u64) -> MemoryShelf {
        let law = Law::statute();
        let mut shelf = MemoryShelf::default();
        for dated in lines(seed, 400, noon(), &law, 0) {
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

    /// Every kind of row that a supervisor's screens have.
    fn is_there_to_be_seen(now: NaiveDateTime) {
        let books = Books::demo(400, now);
        let (index, today) = (books.index(), now.date());
        let all = (0, usize::MAX);
        let (found, counts) = {
            let found = promises(&index, today, true, None, all);
            (found.rows.len(), found.counts)
        };
        assert!(
            counts.late > 0 && counts.open > 0 && counts.kept > 0 && counts.kept_late > 0,
            "{now}: {found} {counts:?}"
        );
        let left = enforcement(&index, today, false, all).outstanding;
        assert!(
            left.recovered_money > 0 && left.returned_money > 0,
            "{left:?}"
        );
        assert!(
            left.recovered_land_m2 > 0 && left.returned_land_m2 > 0,
            "{left:?}"
        );
        for (kind, count) in warnings(&index, &books.law, today, true, None, all).counts {
            assert!(count > 0, "{now}: {kind:?}");
        }
        let due = counts_due(&index, &books.law, today);
        assert!(
            due.overdue > 0 && due.within7 > 0 && due.paused > 0,
            "{now}: {due:?}"
        );
        assert!(due.unassigned > 0 && due.no_limit > 0, "{now}: {due:?}");
        assert!(
            due.today > 0 || !books.law.calendar.is_working(today),
            "{now}"
        );
        let looked = |petition: &Petition| {
            let mut steps = petition.standing();
            steps.any(|step| matches!(step.step, Step::Reveal(_)))
        };
        assert!(books.shelf.petitions.values().any(looked));
    }

    #[test]
    fn every_screen_of_a_supervisor_has_something_to_show_whatever_the_day() {
        // A Friday, a Saturday, the days after Tết, the first of a month.
        for now in [
            noon(),
            noon() + Days::new(8),
            on(2027, 2, 17),
            on(2026, 7, 1),
        ] {
            is_there_to_be_seen(now);
        }
    }

    #[test]
    fn somebody_comes_today_on_a_day_off_too_and_the_head_takes_them() {
        for now in [noon() + Days::new(8), on(2026, 9, 2), on(2026, 2, 17)] {
            let books = Books::demo(400, now);
            assert!(!books.law.calendar.is_working(now.date()), "{now}");
            let visits = books.shelf.receptions.values();
            let today: Vec<_> = visits
                .map(|visit| &visit.facts)
                .filter(|facts| facts.at.date() == now.date())
                .collect();
            assert!(!today.is_empty(), "{now}");
            let unscheduled = ReceptionKind::Unscheduled;
            assert!(today.iter().all(|facts| facts.kind == unscheduled), "{now}");
        }
    }

    #[test]
    fn the_heads_days_are_held_missed_posted_late_and_to_come() {
        for now in [noon(), on(2026, 7, 1), on(2027, 1, 4)] {
            let books = Books::demo(400, now);
            let index = books.index();
            let month = |back| {
                let posted = books.shelf.posted_days.values().cloned().collect();
                let day = now.date() - Months::new(back) + Months::new(1);
                reception_days(
                    &index,
                    &books.law,
                    "province_inspectorate",
                    (day, now.date()),
                    posted,
                )
                .days
            };
            let days: Vec<_> = (0..4).flat_map(month).collect();
            for standing in [DayStanding::Held, DayStanding::Missed, DayStanding::Coming] {
                let found = days.iter().any(|day| day.standing == standing);
                assert!(found, "{now}: {standing:?}");
            }
            let posted = || days.iter().filter_map(|day| day.posted.as_ref());
            assert_eq!(
                posted().filter(|posted| !posted.in_time).count(),
                1,
                "{now}"
            );
            let invited = || days.iter().flat_map(|day| &day.invited);
            assert!(invited().any(|one| one.came) && invited().any(|one| !one.came));
            assert!(days.iter().any(|day| day.people > 0));
        }
    }

    #[test]
    fn the_same_seed_and_day_give_the_same_lines() {
        let law = Law::statute();
        let of = |seed| -> Vec<_> {
            lines(seed, 40, noon(), &law, 0)
                .into_iter()
                .map(|d| (d.at, d.line))
                .collect()
        };
        assert_eq!(of(7), of(7));
        assert_ne!(of(7), of(8));
    }
}
