//! The head's reception days of a month: posted in time or not, held, missed or to come, against the least
//! number that the law asks for; and who was invited and came.

use super::books::Office;
use super::deadlines::working_day_after;
use super::index::{Facts, Index, Kind, Name, Row};
use crate::law::Law;
use crate::law::count::{Variant, ends};
use crate::law::duty::{Duty, of_head};
use crate::register::act::Absent;
use crate::register::book::PostedDay;
use crate::register::number::{PetitionNo, ReceptionNo, Subject};
use crate::register::words::{ReceivedBy, ReceptionKind};
use crate::store::StoreError;
use chrono::{Datelike, Months, NaiveDate};
use std::collections::BTreeMap;

/// How a day was posted (TCD Đ24.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// Who receives.
    pub who: String,
    /// Where.
    pub place: String,
    /// The day it was posted.
    pub posted_on: NaiveDate,
    /// The last day on which to post it, where a rule of that day is known.
    pub latest: Option<NaiveDate>,
    /// Posted by then.
    pub in_time: bool,
}

/// How a day stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayStanding {
    /// The head received, or sat there though nobody came.
    Held,
    /// The head did not receive.
    Missed,
    /// To come.
    Coming,
    /// The head received without a posted day: unscheduled.
    Unscheduled,
}

/// Somebody who was invited to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// The petition.
    pub petition: PetitionNo,
    /// Whose.
    pub name: Name,
    /// There was a dialogue that day, or the same person or matter came.
    pub came: bool,
}

/// A day on which the head receives or received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceptionDay {
    /// The day.
    pub date: NaiveDate,
    /// How it was posted; `None` where it was not.
    pub posted: Option<Posted>,
    /// Why the head did not receive, and who did instead.
    pub absent: Option<Absent>,
    /// How it stands.
    pub standing: DayStanding,
    /// The head's receptions of that day.
    pub receptions: Vec<ReceptionNo>,
    /// How many people came to them.
    pub people: u32,
    /// Who was invited.
    pub invited: Vec<Invited>,
}

/// A month of reception days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceptionDays {
    /// The first of the month.
    pub month: NaiveDate,
    /// The days, in order.
    pub days: Vec<ReceptionDay>,
    /// The least that the law asks of this head; `None` where no text of that month is known.
    pub duty: Option<&'static Duty>,
    /// Days held, the unscheduled not counted.
    pub held: u32,
    /// Posted days to come.
    pub coming: u32,
    /// Even with the days to come there are fewer than the law asks.
    pub short: bool,
    /// A day posted today would still be posted in time.
    pub earliest: Option<NaiveDate>,
}

/// Puts a month together from its posted days.
pub fn reception_days(
    index: &Index,
    law: &Law,
    kind: &str,
    (month, today): (NaiveDate, NaiveDate),
    posted: Vec<PostedDay>,
) -> ReceptionDays {
    let first = month.with_day(1).unwrap_or(month);
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let mut days: BTreeMap<NaiveDate, ReceptionDay> = posted
        .into_iter()
        .filter(|day| (first..next).contains(&day.schedule.date))
        .map(|day| (day.schedule.date, of_posted(law, day)))
        .collect();
    let mut periodic = Vec::new();
    for day in first.iter_days().take_while(|day| *day < next) {
        let head = index
            .on_day(Kind::Reception, day)
            .filter_map(|row| Some((row, index.facts(row.id)?)))
            .filter(|(row, facts)| facts.by == Some(ReceivedBy::Head) && !row.refused);
        for (row, facts) in head {
            let Subject::Reception(no) = row.id else {
                continue;
            };
            let here = days.entry(day).or_insert_with(|| bare(day));
            here.receptions.push(no);
            here.people = here.people.saturating_add(row.people);
            if facts.kind == Some(ReceptionKind::Periodic) {
                periodic.push(day);
            }
        }
    }
    for day in days.values_mut() {
        day.standing = standing(day, periodic.contains(&day.date), today);
    }
    invite(index, &mut days);
    let count = |wanted: DayStanding| {
        let found = days.values().filter(|day| day.standing == wanted).count();
        u32::try_from(found).unwrap_or(u32::MAX)
    };
    let (held, coming) = (count(DayStanding::Held), count(DayStanding::Coming));
    let last = next.pred_opt().unwrap_or(first);
    let duty = of_head(kind, last);
    ReceptionDays {
        month: first,
        duty,
        held,
        coming,
        short: duty.is_some_and(|duty| held.saturating_add(coming) < duty.days_a_month),
        earliest: earliest(law, today),
        days: days.into_values().collect(),
    }
}

fn of_posted(law: &Law, day: PostedDay) -> ReceptionDay {
    let schedule = day.schedule;
    let latest = latest(law, schedule.date);
    ReceptionDay {
        absent: day.absent,
        posted: Some(Posted {
            who: schedule.who,
            place: schedule.place,
            in_time: latest.is_none_or(|latest| schedule.posted_on <= latest),
            posted_on: schedule.posted_on,
            latest,
        }),
        ..bare(schedule.date)
    }
}

fn bare(date: NaiveDate) -> ReceptionDay {
    ReceptionDay {
        date,
        posted: None,
        absent: None,
        standing: DayStanding::Coming,
        receptions: Vec::new(),
        people: 0,
        invited: Vec::new(),
    }
}

/// The last day on which to post a reception day (TCD Đ24.4).
fn latest(law: &Law, day: NaiveDate) -> Option<NaiveDate> {
    let rule = law.rules.in_force("TCD-24.4", day).ok()?;
    let end = ends(rule, &law.calendar, day, &Variant::default()).ok()?;
    Some(end.due)
}

/// The first working day that could still be posted today in time.
fn earliest(law: &Law, today: NaiveDate) -> Option<NaiveDate> {
    let in_time = |day: &NaiveDate| latest(law, *day).is_some_and(|latest| latest >= today);
    let ahead = (1..=60).map(|n| working_day_after(law, today, n));
    ahead.into_iter().find(in_time)
}

fn standing(day: &ReceptionDay, periodic: bool, today: NaiveDate) -> DayStanding {
    let received = !day.receptions.is_empty();
    match (&day.posted, &day.absent) {
        (_, Some(_)) if !received => DayStanding::Missed,
        (Some(_), _) if received || day.date < today => DayStanding::Held,
        (Some(_), _) => DayStanding::Coming,
        (None, _) if periodic => DayStanding::Held,
        (None, _) => DayStanding::Unscheduled,
    }
}

/// Puts whoever was invited on their days.
fn invite(index: &Index, days: &mut BTreeMap<NaiveDate, ReceptionDay>) {
    for (row, facts) in index.all() {
        let Subject::Petition(petition) = row.id else {
            continue;
        };
        for date in &facts.invited {
            let Some(day) = days.get_mut(date) else {
                continue;
            };
            if !day.invited.iter().any(|other| other.petition == petition) {
                day.invited.push(Invited {
                    petition,
                    name: row.name.clone(),
                    came: came(index, row, facts, *date),
                });
            }
        }
    }
}

fn came(index: &Index, invited: &Row, of_it: &Facts, date: NaiveDate) -> bool {
    let same = |kind| {
        index
            .on_day(kind, date)
            .filter(|row| row.id != invited.id)
            .any(|row| {
                index.facts(row.id).is_some_and(|facts| {
                    let person = facts.people.iter().any(|mark| of_it.people.contains(mark));
                    // That an open record is of the matter of a sealed one would tell whose that is.
                    let alike = row.secret == invited.secret;
                    person || (alike && facts.matter.is_some() && facts.matter == of_it.matter)
                })
            })
    };
    of_it.dialogues.contains(&date) || same(Kind::Reception) || same(Kind::Petition)
}

impl Office {
    /// Returns the head's reception days of the month in which a day lies.
    pub fn reception_days(&self, month: NaiveDate) -> Result<ReceptionDays, StoreError> {
        let posted = self.store.posted_days(&..)?;
        let kind = self.me.kind.word();
        let days = (month, self.today());
        Ok(reception_days(&self.index, &self.law, kind, days, posted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::deadlines::tests::{Books, day, map, noon, text};
    use crate::register::value::Value;

    fn post(books: &mut Books, date: &str, posted_on: &str) {
        let line = map(&[
            ("do", text("schedule")),
            ("date", Value::Day(day(date))),
            ("who", text("Chánh Thanh tra")),
            ("place", text("Trụ sở")),
            ("posted_on", Value::Day(day(posted_on))),
        ]);
        books.write(noon("2026-11-30"), &line).unwrap();
    }

    fn head_receives(books: &mut Books, at: &str, kind: &str) {
        let visitor = map(&[
            ("name", text("Nguyễn Văn An")),
            ("id_number", text("099070001234")),
            ("address", text("Ấp 1")),
        ]);
        let line = map(&[
            ("do", text("receive")),
            ("at", text(at)),
            ("kind", text(kind)),
            ("by", text("head")),
            ("visitors", Value::List(vec![visitor])),
            ("people", Value::Int(3)),
            ("summary", text("Thu hồi đất")),
        ]);
        books.write(noon("2026-11-30"), &line).unwrap();
    }

    fn month(books: &Books, kind: &str, today: &str) -> ReceptionDays {
        let posted = books.shelf.posted_days.values().cloned().collect();
        let days = (day("2026-11-15"), day(today));
        reception_days(&books.index(), &books.law, kind, days, posted)
    }

    #[test]
    fn a_month_is_held_against_what_the_law_asks() {
        let mut books = Books::empty();
        // TCD Đ24.4, 5 wd before Thursday 26/11: 25, 23, 20, 19, 18/11 (24/11 is a holiday).
        post(&mut books, "2026-11-26", "2026-11-18");
        post(&mut books, "2026-11-12", "2026-11-06");
        post(&mut books, "2026-10-15", "2026-10-01");
        let absent = map(&[
            ("do", text("absent")),
            ("date", Value::Day(day("2026-11-12"))),
            ("reason", text("họp Tỉnh ủy")),
            ("replaced_by", text("Phó Chánh Thanh tra")),
        ]);
        books.write(noon("2026-11-30"), &absent).unwrap();
        head_receives(&mut books, "2026-11-17T09:00", "unscheduled");
        let found = month(&books, "commune", "2026-11-20");
        let days: Vec<(String, DayStanding)> = found
            .days
            .iter()
            .map(|day| (day.date.to_string(), day.standing))
            .collect();
        let expected = [
            ("2026-11-12", DayStanding::Missed),
            ("2026-11-17", DayStanding::Unscheduled),
            ("2026-11-26", DayStanding::Coming),
        ];
        assert_eq!(days, expected.map(|(day, how)| (day.to_owned(), how)));
        let posted = |n: usize| found.days[n].posted.as_ref().unwrap();
        assert_eq!(posted(2).latest, Some(day("2026-11-18")));
        assert!(posted(2).in_time);
        // Before Thursday 12/11: 11, 10, 09, 06, 05/11.
        assert_eq!(
            (posted(0).latest, posted(0).in_time),
            (Some(day("2026-11-05")), false)
        );
        assert_eq!((found.held, found.coming), (0, 1));
        assert!(found.short, "a commune's chair receives two days a month");
        assert!(!month(&books, "department", "2026-11-20").short);
        let over = month(&books, "department", "2026-11-27");
        assert_eq!((over.held, over.coming, over.short), (1, 0, false));
        assert_eq!(found.days[1].people, 3);
        // A day posted on Friday 20/11: 5 wd before 30/11 are 27, 26, 25, 23, 20/11.
        assert_eq!(found.earliest, Some(day("2026-11-30")));
    }

    #[test]
    fn who_was_invited_came_or_did_not() {
        let mut books = Books::empty();
        post(&mut books, "2026-11-17", "2026-11-06");
        let came = books.file(
            "2026-11-02",
            "Nguyễn Văn An",
            &[("class", text("complaint"))],
        );
        let spoke = books.file(
            "2026-11-02",
            "Trần Thị Bình",
            &[("class", text("complaint"))],
        );
        let stayed = books.file("2026-11-02", "Lê Văn Cư", &[("class", text("complaint"))]);
        for no in [came, spoke, stayed] {
            books.step(
                "invite",
                no,
                "2026-11-05",
                &[("date", Value::Day(day("2026-11-17")))],
            );
        }
        books.step("dialogue", spoke, "2026-11-17", &[]);
        head_receives(&mut books, "2026-11-17T09:00", "periodic");
        // The visitor is known by the number; the petition gets it too.
        for (id, person) in &mut books.people {
            if person.name == "Nguyễn Văn An" && id.entry <= 2 {
                person.id_number = Some("099070001234".to_owned());
            }
        }
        let found = month(&books, "department", "2026-11-20");
        let seen: Vec<(PetitionNo, bool)> = found.days[0]
            .invited
            .iter()
            .map(|invited| (invited.petition, invited.came))
            .collect();
        assert_eq!(seen, [(came, true), (spoke, true), (stayed, false)]);
        assert_eq!(found.days[0].standing, DayStanding::Held);
    }
}
