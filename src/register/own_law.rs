//! An office's own dated rows of calendar and rules, laid over the statute's by acts: what such an act
//! holds, and what all of them together make of the law. Knows nothing of who may change it, nor of the
//! clocks that move when it does.

use super::part::{Part, Wrong, bad_value};
use super::value::Value;
use crate::law::Law;
use crate::law::calendar::{CalendarError, SpecialDay, SpecialKind, WorkCalendar};
use crate::law::rule::{Certainty, Direction, Extension, Rule, RuleBook, RuleProblem, Unit, Whose};
use crate::part;
use chrono::NaiveDate;

macro_rules! law_words {
    ($($ty:ty),*) => { $(
        impl Part for $ty {
            fn read(value: &Value) -> Result<Self, Wrong> {
                let text = String::read(value)?;
                let found = Self::ALL.into_iter().find(|one| one.word() == text);
                found.ok_or_else(|| bad_value(&text, Self::ALL.iter().map(|one| one.word()).collect()))
            }
            fn write(&self) -> Value {
                Value::Text(self.word().to_owned())
            }
        }
    )* };
}
law_words!(SpecialKind, Unit, Direction, Whose);

/// A row without a mark is the office's own.
impl Part for Certainty {
    fn read(value: &Value) -> Result<Self, Wrong> {
        let text = String::read(value)?;
        Self::from_mark(&text).ok_or_else(|| bad_value(&text, Vec::new()))
    }
    fn write(&self) -> Value {
        Value::Text(self.mark().to_owned())
    }
    fn absent() -> Option<Self> {
        Some(Self::Local)
    }
}

part! {
    /// A day that differs from Monday–Friday: the columns of the shipped calendar.
    DayRow {
        /// The day.
        date: NaiveDate,
        /// What it is.
        kind: SpecialKind,
        /// Its name.
        name: String,
        /// The text it rests on.
        basis: String,
        /// How sure it is; the office's own word where left out.
        certainty: Certainty,
    }
}
part! {
    /// Something to be said of a day without changing it.
    DayNote {
        /// The day.
        date: NaiveDate,
        /// What.
        text: String,
    }
}
part! {
    /// Sửa lịch làm việc: rows to be laid over the calendar, all at once.
    ChangeCalendar {
        /// New or changed days.
        rows: Vec<DayRow>,
        /// Days that are ordinary again.
        gone: Vec<NaiveDate>,
        /// What is to be said of days.
        notes: Vec<DayNote>,
        /// First day of a confirmed span.
        confirmed_from: Option<NaiveDate>,
        /// Its last day.
        confirmed_to: Option<NaiveDate>,
        /// Why.
        reason: String,
    }
}
part! {
    /// A limit of the office's own: the columns of the shipped table; its certainty is always local.
    RuleRow {
        /// Id: a statutory one takes that row's place on the days for which this one is valid.
        id: String,
        /// What must be done, in Vietnamese.
        title: String,
        /// The same in English.
        title_en: Option<String>,
        /// The text it rests on.
        citation: String,
        /// The day from which it runs, in words.
        trigger: String,
        /// The same in English.
        trigger_en: Option<String>,
        /// Units to count; none: no fixed number.
        count: Option<u32>,
        /// What is counted.
        unit: Unit,
        /// Which way.
        direction: Direction,
        /// Whose it is.
        whose: Whose,
        /// The count in a remote area; this, the other variants and the extension are the statute's where
        /// left out of a row that lies over one.
        remote: Option<u32>,
        /// The count in a complex matter.
        complex: Option<u32>,
        /// The count where both hold.
        remote_complex: Option<u32>,
        /// The count where several places must be checked.
        several_places: Option<u32>,
        /// The most days that one extension may add.
        extension_days: Option<u32>,
        /// How many extensions there may be.
        extension_times: Option<u32>,
        /// Suspended time is not counted; where the statute's row says so, it holds whatever stands here.
        pausable: bool,
        /// First triggering day to which it applies.
        valid_from: NaiveDate,
        /// Last triggering day to which it applies.
        valid_to: Option<NaiveDate>,
        /// What else is to be known.
        note: Option<String>,
    }
}
part! {
    /// Sửa quy định thời hạn: rows to be laid over the statute's, all at once.
    ChangeRules {
        /// New rows.
        rows: Vec<RuleRow>,
        /// Ids whose rows of the office's own go, each.
        gone: Vec<String>,
        /// Why.
        reason: String,
    }
}

impl From<&SpecialDay> for DayRow {
    fn from(day: &SpecialDay) -> Self {
        Self {
            date: day.date,
            kind: day.kind,
            name: day.name.clone(),
            basis: day.basis.clone(),
            certainty: day.certainty,
        }
    }
}

impl ChangeCalendar {
    /// The act that lays a calendar's rows over the office's, for a reason.
    pub fn of(calendar: &WorkCalendar, reason: &str) -> Self {
        let (first, last) = calendar.confirmed();
        let span = (first <= last).then_some((first, last));
        Self {
            rows: calendar.rows().map(DayRow::from).collect(),
            gone: calendar.ordinary().collect(),
            notes: calendar
                .notes()
                .map(|(date, text)| DayNote {
                    date,
                    text: text.to_owned(),
                })
                .collect(),
            confirmed_from: span.map(|(first, _)| first),
            confirmed_to: span.map(|(_, last)| last),
            reason: reason.to_owned(),
        }
    }

    /// Its rows as a calendar to be laid over another.
    ///
    /// # Errors
    /// Every row that cannot be, with its place from 1.
    pub fn calendar(&self) -> Result<WorkCalendar, Vec<CalendarError>> {
        let days = self.rows.iter().map(|row| SpecialDay {
            date: row.date,
            kind: row.kind,
            name: row.name.clone(),
            basis: row.basis.clone(),
            certainty: row.certainty,
        });
        let notes = self.notes.iter().map(|note| (note.date, note.text.clone()));
        let span = self.confirmed_from.zip(self.confirmed_to);
        WorkCalendar::of(days, self.gone.iter().copied(), notes, span)
    }
}

impl ChangeRules {
    /// Its rows as rules.
    ///
    /// # Errors
    /// Every row that cannot be, with its place from 0.
    pub fn rules(&self) -> Result<RuleBook, Vec<(usize, RuleProblem)>> {
        RuleBook::of(self.rows.iter().map(RuleRow::rule))
    }
}

impl RuleRow {
    fn rule(&self) -> Rule {
        let extension = self.extension_days.zip(self.extension_times);
        Rule {
            id: self.id.clone(),
            title: self.title.clone(),
            title_en: self.title_en.clone().unwrap_or_else(|| self.title.clone()),
            citation: self.citation.clone(),
            trigger: self.trigger.clone(),
            trigger_en: self
                .trigger_en
                .clone()
                .unwrap_or_else(|| self.trigger.clone()),
            count: self.count,
            unit: self.unit,
            direction: self.direction,
            whose: self.whose,
            remote: self.remote,
            complex: self.complex,
            remote_complex: self.remote_complex,
            several_places: self.several_places,
            extension: extension.map(|(max_days, times)| Extension { max_days, times }),
            pausable: self.pausable,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            certainty: Certainty::Local,
            valid_certainty: Certainty::Local,
            note: self.note.clone().unwrap_or_default(),
        }
    }
}

/// What a change of law is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LawAct {
    /// The calendar.
    Calendar(Box<ChangeCalendar>),
    /// The rules.
    Rules(Box<ChangeRules>),
}

impl LawAct {
    /// Why it was changed.
    pub fn reason(&self) -> &str {
        match self {
            Self::Calendar(change) => &change.reason,
            Self::Rules(change) => &change.reason,
        }
    }
}

/// A change of law as it stands in the books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawChange {
    /// Its entry.
    pub entry: u64,
    /// When it was written: milliseconds since 1970 (UTC).
    pub recorded: i64,
    /// Who wrote it.
    pub by: String,
    /// What was changed.
    pub act: LawAct,
}

/// Folds an office's changes, in the order of the book, into the law that it counts by. What cannot be was
/// refused when it was written, and is passed over.
pub fn law_with<'c>(changes: impl IntoIterator<Item = &'c LawAct>) -> Law {
    let mut calendar = WorkCalendar::statute();
    let mut own: Vec<Rule> = Vec::new();
    for change in changes {
        match change {
            LawAct::Calendar(change) => {
                if let Ok(rows) = change.calendar() {
                    calendar = calendar.laid_over(&rows);
                }
            }
            LawAct::Rules(change) => {
                if let Ok(rows) = change.rules() {
                    own.retain(|rule| !change.gone.contains(&rule.id));
                    own.extend(rows.rows().iter().cloned());
                }
            }
        }
    }
    Law {
        rules: RuleBook::statute().laid_over(own),
        calendar,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn local(id: &str, count: u32) -> RuleRow {
        RuleRow {
            id: id.to_owned(),
            title: "Trả lời".to_owned(),
            title_en: None,
            citation: "Quyết định 1225/QĐ-UBND Đ7.5".to_owned(),
            trigger: "ngày tiếp".to_owned(),
            trigger_en: None,
            count: Some(count),
            unit: Unit::WorkingDay,
            direction: Direction::Forward,
            whose: Whose::Agency,
            remote: None,
            complex: None,
            remote_complex: None,
            several_places: None,
            extension_days: None,
            extension_times: None,
            pausable: false,
            valid_from: day("2026-07-01"),
            valid_to: None,
            note: None,
        }
    }

    fn rules(rows: Vec<RuleRow>, gone: &[&str]) -> LawAct {
        LawAct::Rules(Box::new(ChangeRules {
            rows,
            gone: gone.iter().map(|id| (*id).to_owned()).collect(),
            reason: "thí điểm".to_owned(),
        }))
    }

    #[test]
    fn a_local_row_takes_the_statutes_place_and_goes_again() {
        let count = |law: &Law, on: &str| {
            let rule = law.rules.in_force("TCD-28.1", day(on)).unwrap();
            (rule.count, rule.certainty)
        };
        let laid = rules(vec![local("TCD-28.1", 5)], &[]);
        let law = law_with([&laid]);
        assert_eq!(count(&law, "2026-11-20"), (Some(5), Certainty::Local));
        // TCD Đ28.1: 10 working days, before the office's row is valid and after it is taken out.
        assert_eq!(count(&law, "2026-06-30").0, Some(10));
        let law = law_with([&laid, &rules(Vec::new(), &["TCD-28.1"])]);
        assert_eq!(count(&law, "2026-11-20").0, Some(10));
        // Of two rows of its own the later one holds.
        let law = law_with([&laid, &rules(vec![local("TCD-28.1", 7)], &[])]);
        assert_eq!(count(&law, "2026-11-20").0, Some(7));
    }

    #[test]
    fn what_a_row_leaves_out_the_statute_says() {
        let mut row = local("KN-28", 25);
        row.complex = Some(40);
        let law = law_with([&rules(vec![row], &[])]);
        let rule = |on| law.rules.in_force("KN-28", day(on)).unwrap();
        // KN Đ28 in a remote area 45 days, 60 where it is complex too; KN Đ11a.4 suspended time.
        let own = rule("2026-11-20");
        assert_eq!((own.count, own.complex), (Some(25), Some(40)));
        assert_eq!((own.remote, own.remote_complex), (Some(45), Some(60)));
        assert!(own.pausable && own.certainty == Certainty::Local);
        assert_eq!(rule("2026-06-30").count, Some(30));
        // TC Đ30.
        let law = law_with([&rules(vec![local("TC-30", 20)], &[])]);
        let own = law.rules.in_force("TC-30", day("2026-11-20")).unwrap();
        let may = own.extension.unwrap();
        assert_eq!((may.max_days, may.times), (30, 2));
    }

    #[test]
    fn what_a_file_says_survives_the_act() {
        let csv = "# confirmed_from 2027-01-01, confirmed_to 2027-12-31\n# note 2027-02-05: chưa chốt\n\
            date,kind,name,basis,certainty\n2026-11-23,in_lieu,Hoán đổi,TB 1,E\n\
            2026-11-24,ordinary,,TB 2,\n2026-11-28,worked,Làm bù,TB 1,\n";
        let read = WorkCalendar::parse(csv).unwrap();
        let act = ChangeCalendar::of(&read, "TB 1");
        let written = ChangeCalendar::read(&act.write()).unwrap();
        assert_eq!(written, act);
        assert_eq!(written.calendar().unwrap(), read);
    }
}
