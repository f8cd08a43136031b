//! What falls overdue by a chosen day if nothing is done, officer by officer. It must not know how a day is
//! counted: holidays are in the days that come from the office.

pub mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use ratatui::text::{Line, Span};

use self::words::ForecastWord as W;
use super::action::Action;
use super::ask_one::AskOne;
use super::chart::bar;
use super::deadlines::row::{self, DueRow, RowKey, columns};
use super::deadlines::shape::Shape;
use super::field::{Date, Field, Value, Verdict};
use super::frame::{date, weekday};
use super::house::Note;
use super::keymap::Context;
use super::list::{Column, ListCell, ListRow};
use super::listing::{Came, Done, Listing, Opens, Sheet};
use super::marked::Record;
use super::screen::Ctx;
use super::theme::Mood;
use super::words::{Lang, Say};
use crate::office::ask::{
    Answer, Band, DeadlineRow, DueFilter, DueGroup, GroupKey, Grouping, Question,
};
use crate::office::forecast::{Forecast as Said, OfficerForecast};
use crate::register::number::Subject;
use crate::text::{pad, truncate, width};

/// Rows of the window from which the officers are drawn side by side above the list.
const TALL: u16 = 30;
/// Officers drawn at the most.
const OFFICERS: usize = 8;
/// Columns of a name, and of the longest bar.
const NAME: usize = 18;
const BAR: usize = 30;

/// Makes the screen for what a filter lets through; `opens` makes what Enter leads to.
pub fn list(filter: DueFilter, opens: Opens) -> Listing<Forecast> {
    let filter = DueFilter {
        grouping: Grouping::Officer,
        band: None,
        within: None,
        ..filter
    };
    let forecast = Forecast {
        filter,
        by: None,
        shape: Shape::default(),
        officers: Vec::new(),
    };
    Listing::new(forecast, opens)
}

/// What is foreseen.
pub struct Forecast {
    filter: DueFilter,
    /// The day; the coming Friday until another is chosen.
    by: Option<NaiveDate>,
    shape: Shape,
    officers: Vec<OfficerForecast>,
}

/// A row: what is or will be overdue, or whose the rows beneath are.
#[derive(Clone)]
pub struct Late(DueRow);

impl ListRow for Late {
    type Key = RowKey;

    fn key(&self) -> RowKey {
        self.0.key()
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        self.0.cells(ctx)
    }

    fn heading(&self, ctx: &Ctx) -> Option<String> {
        let DueRow::Heading(_, group) = &self.0 else {
            return None;
        };
        let name = match &group.key {
            GroupKey::Officer(Some(name)) => name.to_string(),
            _ => ctx.say(W::Unassigned).to_owned(),
        };
        Some(if group.overdue > 0 {
            ctx.fill(W::GroupLate, &[&name, &group.rows, &group.overdue])
        } else {
            ctx.fill(W::Group, &[&name, &group.rows])
        })
    }
}

/// The next Friday after a day.
pub(in crate::desk) fn friday(today: NaiveDate) -> NaiveDate {
    let ahead = Weekday::Fri.days_since(today.weekday());
    let ahead = if ahead == 0 { 7 } else { ahead };
    today
        .checked_add_days(Days::new(ahead.into()))
        .unwrap_or(today)
}

impl Forecast {
    fn by(&self, ctx: &Ctx) -> NaiveDate {
        self.by
            .map_or_else(|| friday(ctx.today()), |by| by.max(ctx.today()))
    }

    /// A week later or earlier, never before today.
    fn week(&mut self, later: bool, ctx: &Ctx) -> Done {
        let (by, week) = (self.by(ctx), Days::new(7));
        let moved = if later {
            by.checked_add_days(week)
        } else {
            by.checked_sub_days(week)
        };
        let moved = moved.unwrap_or(by).max(ctx.today());
        if moved == by {
            return Done::Nothing;
        }
        self.by = Some(moved);
        Done::Other
    }

    fn take(&mut self, said: &Said, ctx: &Ctx) -> Came<Late> {
        self.officers.clone_from(&said.officers);
        let groups = said.officers.iter().map(|load| DueGroup {
            key: GroupKey::Officer(load.officer.clone()),
            rows: load.overdue,
            overdue: load.already,
        });
        self.shape = Shape::new(groups.collect());
        let rows = said.rows.iter().map(|row| seen_today(row, ctx.today()));
        let (from, total, rows) = self.shape.shown(said.from, rows.collect());
        Came::some(from, total, rows.into_iter().map(Late).collect())
    }

    fn chart(&self, ctx: &Ctx) -> Vec<Line<'static>> {
        let most = self.officers.iter().map(|load| load.overdue).max();
        let most = most.unwrap_or(0);
        let mut lines: Vec<Line> = self
            .officers
            .iter()
            .take(OFFICERS)
            .map(|load| officer(load, most, ctx))
            .collect();
        let rest = self.officers.len().saturating_sub(OFFICERS);
        if rest > 0 {
            let more = ctx.fill(W::More, &[&rest]);
            lines.push(Line::styled(more, ctx.style(Mood::Dim)));
        }
        lines
    }
}

/// A row as it stands today: what is overdue already, and what still has days.
fn seen_today(row: &DeadlineRow, today: NaiveDate) -> DeadlineRow {
    let left = (row.clock.due - today).num_days();
    DeadlineRow {
        state: row.clock.state(today),
        days_left: Some(left),
        band: match left {
            ..0 => Band::Overdue,
            0 => Band::Today,
            _ => Band::Within7,
        },
        ..row.clone()
    }
}

/// `dung               ████▌  5   2 đã quá`.
fn officer(load: &OfficerForecast, most: usize, ctx: &Ctx) -> Line<'static> {
    let name = load.officer.as_deref();
    let name = name.unwrap_or_else(|| ctx.say(W::Unassigned));
    let drawn = bar(load.overdue, most, BAR);
    let gap = " ".repeat(BAR.saturating_sub(width(&drawn)) + 2);
    let mut spans = vec![
        Span::raw(pad(&truncate(name, NAME), NAME + 2)),
        Span::styled(drawn, ctx.style(Mood::Accent)),
        Span::raw(gap),
        Span::raw(format!("{:>4}", load.overdue)),
    ];
    if load.already > 0 {
        let words = ctx.fill(W::Already, &[&load.already]);
        let words = format!("   {} {words}", Mood::Overdue.sign());
        spans.push(Span::styled(words, ctx.style(Mood::Overdue)));
    }
    Line::from(spans)
}

/// A day that has passed foresees nothing.
fn ahead(value: &Value, ctx: &Ctx) -> Verdict {
    match value {
        Value::Day(day) if *day < ctx.today() => Verdict::Wrong(ctx.say(W::Past).to_owned()),
        _ => Verdict::Fine,
    }
}

impl Sheet for Forecast {
    type Row = Late;

    fn title(&self, ctx: &Ctx) -> String {
        let by = self.by(ctx);
        ctx.fill(W::Title, &[&weekday(by, ctx.lang), &date(by)])
    }

    fn question(&self, places: Range<usize>, ctx: &Ctx) -> Question {
        let rows = self.shape.rows_for(&places);
        Question::Forecast {
            by: self.by(ctx),
            filter: self.filter.clone(),
            from: rows.start,
            count: rows.len(),
        }
    }

    fn came(&mut self, answer: &Answer, ctx: &Ctx) -> Option<Came<Late>> {
        match answer {
            Answer::Forecast(said) => Some(self.take(said, ctx)),
            _ => None,
        }
    }

    fn columns(&self, rows: &[Late], ctx: &Ctx) -> Vec<Column> {
        columns(rows.iter().map(|row| &row.0), ctx)
    }

    fn head(&self, ctx: &Ctx) -> Vec<Line<'static>> {
        let all: usize = self.officers.iter().map(|load| load.overdue).sum();
        let already: usize = self.officers.iter().map(|load| load.already).sum();
        if all == 0 {
            return Vec::new();
        }
        let words = ctx.fill(W::Head, &[&all, &already, &(all.saturating_sub(already))]);
        let mut lines = vec![Line::raw(words)];
        if ctx.size.1 >= TALL {
            lines.push(Line::default());
            lines.extend(self.chart(ctx));
        }
        lines
    }

    fn empty(&self, ctx: &Ctx) -> [String; 2] {
        let by = date(self.by(ctx));
        [ctx.fill(W::Empty, &[&by]), ctx.say(W::EmptyMore).to_owned()]
    }

    fn record(&self, row: &Late) -> Option<Record> {
        row.0.record()
    }

    fn place_of(&self, row: usize) -> usize {
        self.shape.place_of(row)
    }

    fn subject(&self, row: &Late) -> Option<Subject> {
        row.0.clock().map(|due| due.row.id)
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Forecast]
    }

    fn accepts(&self, action: Action, row: Option<&Late>) -> bool {
        match action {
            Action::GoToDay | Action::Left | Action::Right => true,
            Action::Why => row.is_some_and(|row| row.0.clock().is_some()),
            _ => false,
        }
    }

    fn act(&mut self, action: Action, row: Option<&Late>, ctx: &Ctx) -> Done {
        match action {
            Action::GoToDay => {
                let field = Field::new(ctx.say(W::Day), Date::default())
                    .required()
                    .note(ctx.say(W::DayNote))
                    .check(ahead)
                    .holding(&date(self.by(ctx)));
                let asks = AskOne::new(ctx.say(W::DayTitle), field, ctx.say(W::Foresee));
                Done::Effects(vec![asks.push()])
            }
            Action::Left => self.week(false, ctx),
            Action::Right => self.week(true, ctx),
            Action::Why => {
                let due = row.and_then(|row| row.0.clock());
                let why = due.map(|due| row::why(due, ctx));
                Done::Effects(why.into_iter().collect())
            }
            _ => Done::Nothing,
        }
    }

    fn returned(&mut self, note: &Note) -> bool {
        let Note::Day(day) = note else { return false };
        self.by = Some(*day);
        true
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::GoToDay, Action::Left, Action::Right, Action::Why]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        let word = match action {
            Action::GoToDay => W::OtherDay,
            Action::Left => W::WeekBefore,
            Action::Right => W::WeekAfter,
            _ => return None,
        };
        Some(word.say(lang))
    }

    fn count(&self, _places: usize) -> usize {
        self.shape.rows()
    }
}
