//! Decisions in force and conclusions not yet carried out: the late first, with the money and land that are
//! outstanding.

use super::books::Office;
use super::index::{Decision, Figures, Index, Name, Row};
use crate::register::clock::ClockState;
use crate::register::number::Subject;
use crate::register::words::Class;
use chrono::NaiveDate;

/// A decision that must be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnforcementRow {
    /// The petition.
    pub id: Subject,
    /// Loại đơn.
    pub class: Option<Class>,
    /// Whose.
    pub name: Name,
    /// Who works on it.
    pub officer: Option<Box<str>>,
    /// The decision or conclusion.
    pub decision: Decision,
    /// Since when it must be carried out.
    pub since: NaiveDate,
    /// The day by which carrying out must have begun, while that stands open (NĐ 124 Đ31.1, TC Đ36.1).
    pub due: Option<NaiveDate>,
    /// That day has passed.
    pub late: bool,
    /// What is left of what was ordered.
    pub outstanding: Figures,
}

/// What must be carried out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Enforcement {
    /// How many rows were passed over.
    pub from: usize,
    /// The late by due day, then the others by the day since which they bind.
    pub rows: Vec<EnforcementRow>,
    /// How many there are in all.
    pub total: usize,
    /// How many are late.
    pub late: usize,
    /// What is outstanding over all of them.
    pub outstanding: Figures,
}

/// Returns what is in force and not carried out, or only what is late; how many are late and what is
/// outstanding is said of all.
pub fn enforcement(
    index: &Index,
    today: NaiveDate,
    late_only: bool,
    (from, count): (usize, usize),
) -> Enforcement {
    let decided = index.all().filter_map(|(row, facts)| {
        let decision = facts.decision.as_deref()?;
        Some((row, decision, binds_since(decision, today)?))
    });
    let mut all: Vec<EnforcementRow> = decided
        .map(|(row, decision, since)| enforcement_row(row, decision, since, today))
        .collect();
    all.sort_by_key(|row| {
        (
            !row.late,
            row.due.filter(|_| row.late).unwrap_or(row.since),
            row.id,
        )
    });
    let late = all.iter().filter(|row| row.late).count();
    let total = if late_only { late } else { all.len() };
    Enforcement {
        from,
        total,
        late,
        outstanding: all
            .iter()
            .fold(Figures::default(), |sum, row| sum.plus(row.outstanding)),
        // The late stand first.
        rows: all.into_iter().take(total).skip(from).take(count).collect(),
    }
}

/// Since when a decision must be carried out: it took effect, or the time in which it could be complained of
/// has run out.
fn binds_since(decision: &Decision, today: NaiveDate) -> Option<NaiveDate> {
    let by_itself = decision.takes_effect.filter(|day| *day < today);
    decision
        .in_force
        .or(by_itself.and_then(|day| day.succ_opt()))
}

fn enforcement_row(
    row: &Row,
    decision: &Decision,
    since: NaiveDate,
    today: NaiveDate,
) -> EnforcementRow {
    let begins = |rule: &str| matches!(rule, "KN-31" | "TC-36.1");
    let clock = row.clocks.iter().find(|clock| begins(&clock.rule));
    EnforcementRow {
        id: row.id,
        class: row.class,
        name: row.name.clone(),
        officer: row.officer.clone(),
        since,
        due: clock.map(|clock| clock.due),
        late: clock.is_some_and(|clock| clock.state(today) == ClockState::Overdue),
        outstanding: decision.ordered.less(decision.carried_out),
        decision: decision.clone(),
    }
}

impl Office {
    /// Returns what is in force and not carried out.
    pub fn enforcement(&self, late_only: bool, from: usize, count: usize) -> Enforcement {
        enforcement(&self.index, self.today(), late_only, (from, count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::deadlines::tests::{Books, day, text};
    use crate::register::number::PetitionNo;
    use crate::register::value::Value;

    fn decided(books: &mut Books, class: &str, money: i64) -> PetitionNo {
        let no = books.file("2026-08-03", "Nguyễn Văn An", &[("class", text(class))]);
        books.step("accept", no, "2026-08-05", &[("number", text("1/TB"))]);
        let found = [
            ("outcome", text("right")),
            ("number", text("2/QĐ")),
            ("returned_money", Value::Int(money)),
            ("recovered_land_m2", Value::Int(200)),
        ];
        books.step("decide", no, "2026-08-20", &found);
        no
    }

    /// KN Đ44.1: what is complained of again does not take effect by itself.
    #[test]
    fn a_first_decision_that_is_complained_of_again_is_not_to_be_carried_out() {
        let mut books = Books::empty();
        let first = decided(&mut books, "complaint", 1_000_000);
        let keys = [("class", text("complaint")), ("round", Value::Int(2))];
        let second = books.file("2026-09-10", "Nguyễn Văn An", &keys);
        let listed = |books: &Books| {
            let found = enforcement(&books.index(), day("2026-10-01"), false, (0, 9));
            found.rows.iter().map(|row| row.id).collect::<Vec<_>>()
        };
        assert_eq!(listed(&books), [Subject::Petition(first)]);
        let tie = [
            ("to", text(&first.to_string())),
            ("as", text("second_round")),
        ];
        books.step("link", second, "2026-09-10", &tie);
        assert_eq!(listed(&books), []);
        // Declined, the second complaint leaves the first decision as it is.
        let why = [("ground", text("11.1")), ("number", text("3/TB"))];
        books.step("decline", second, "2026-09-15", &why);
        assert_eq!(listed(&books), [Subject::Petition(first)]);
    }

    #[test]
    fn what_is_in_force_stands_late_first_with_what_is_outstanding() {
        let mut books = Books::empty();
        // TC Đ36.1: 7 wd from 20/08 – 21, 22 (worked), 24, 25, 26, 27, 28/08.
        let late = decided(&mut books, "denunciation", 1_000_000);
        let begun = decided(&mut books, "denunciation", 5_000_000);
        let part = [("returned_money", Value::Int(2_000_000))];
        books.step("enforce", begun, "2026-08-25", &part);
        let done = decided(&mut books, "denunciation", 7_000_000);
        books.step(
            "enforce",
            done,
            "2026-08-25",
            &[("done", Value::Bool(true))],
        );
        // KN Đ44: in force once the 30 days to 19/09 (a Saturday, so Monday 21/09) have passed.
        let silent = decided(&mut books, "complaint", 0);
        let index = books.index();
        let on = |today: &str| enforcement(&index, day(today), false, (0, 9));
        let ids = |found: &Enforcement| -> Vec<(Subject, bool)> {
            found.rows.iter().map(|row| (row.id, row.late)).collect()
        };
        let petition = Subject::Petition;
        let found = on("2026-08-31");
        assert_eq!(
            ids(&found),
            [(petition(late), true), (petition(begun), false)]
        );
        assert_eq!(found.rows[0].due, Some(day("2026-08-28")));
        assert_eq!(found.rows[1].outstanding.returned_money, 3_000_000);
        assert_eq!(found.late, 1);
        let only = enforcement(&index, day("2026-08-31"), true, (0, 9));
        assert_eq!(ids(&only), [(petition(late), true)]);
        assert_eq!((only.total, only.outstanding), (1, found.outstanding));
        assert_eq!(
            found.outstanding,
            Figures {
                returned_money: 4_000_000,
                recovered_land_m2: 400,
                ..Figures::default()
            }
        );
        assert_eq!(on("2026-09-21").total, 2);
        let found = on("2026-09-22");
        assert_eq!(found.total, 3);
        let of_silent = found.rows.iter().find(|row| row.id == petition(silent));
        assert_eq!(of_silent.map(|row| row.since), Some(day("2026-09-22")));
        assert!(!ids(&on("2026-08-28"))[0].1, "due that day is not late");
    }
}
