//! How much there is to do and how it goes: by week, by officer, by the age of what is open, each number with
//! a bar and the rows behind it. It must not know how things are counted.

use std::ops::Range;

use chrono::{Days, NaiveDate, Weekday};
use ratatui::text::Line;

use super::action::Action;
use super::chart::bar;
use super::deadlines::Deadlines;
use super::done_clocks;
use super::house::House;
use super::keymap::Context;
use super::list::{Column, ListCell, ListRow, Wide};
use super::listing::{Came, Done, Listing, Opens, Sheet};
use super::register::Register;
use super::screen::{Ctx, Effect, Screen};
use super::theme::Mood;
use super::words::{Lang, Say};
use crate::office::ask::{Answer, Band, Filter, Question};
use crate::office::index::Kind;
use crate::office::load::{Age, Load as Found, OfficerLoad, Week};
use crate::office::order::By;
use crate::register::number::Subject;

#[cfg(test)]
mod tests;
pub mod words;

use words::LoadWord as W;

/// Weeks that are shown, this one the last.
pub(in crate::desk) const WEEKS: usize = 8;
/// From how many columns on the bars are long.
const ROOM: u16 = 110;
const SHORT: u16 = 9;
const LONG: u16 = 22;

/// Makes the screen; `opens` makes what a petition opens as.
pub fn list(opens: Opens) -> Listing<Load> {
    let number = Number::Many;
    Listing::new(Load { opens, number }, opens)
}

/// How it goes.
pub struct Load {
    opens: Opens,
    /// Which number of a row is opened.
    number: Number,
}

/// A number of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number {
    /// What came in or is open.
    Many,
    /// What was closed.
    Closed,
    /// What was done, and of that in time.
    InTime,
    /// What is overdue.
    Overdue,
}

impl Number {
    const ALL: [Self; 4] = [Self::Many, Self::Closed, Self::InTime, Self::Overdue];

    /// The number beside, to the right or to the left; from the last on the first.
    fn beside(self, right: bool) -> Self {
        let at = Self::ALL.iter().position(|one| *one == self).unwrap_or(0);
        let step = if right { 1 } else { Self::ALL.len() - 1 };
        Self::ALL[(at + step) % Self::ALL.len()]
    }

    fn word(self) -> W {
        match self {
            Self::Many => W::Many,
            Self::Closed => W::Closed,
            Self::InTime => W::InTime,
            Self::Overdue => W::Overdue,
        }
    }
}

/// A row: what is counted, and the most that its neighbours have, to which its bars are drawn.
#[derive(Clone)]
pub enum LoadRow {
    /// What the rows below count.
    Heading(W),
    /// A week.
    Week(Week, u32),
    /// An officer.
    Officer(OfficerLoad, u32),
    /// How old what is open is.
    Age(Age, u32),
}

/// What tells a row from every other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LoadKey {
    /// A week, by its Monday.
    Week(Option<NaiveDate>),
    /// An officer.
    Officer(Option<Option<Box<str>>>),
    /// Days from which on.
    Age(Option<i64>),
}

impl ListRow for LoadRow {
    type Key = LoadKey;

    fn key(&self) -> LoadKey {
        match self {
            Self::Heading(W::ByWeek) => LoadKey::Week(None),
            Self::Heading(W::ByOfficer) => LoadKey::Officer(None),
            Self::Heading(_) => LoadKey::Age(None),
            Self::Week(week, _) => LoadKey::Week(Some(week.monday)),
            Self::Officer(load, _) => LoadKey::Officer(Some(load.officer.clone())),
            Self::Age(age, _) => LoadKey::Age(Some(age.from)),
        }
    }

    fn heading(&self, ctx: &Ctx) -> Option<String> {
        match self {
            Self::Heading(word) => Some(ctx.fill(*word, &[&WEEKS])),
            _ => None,
        }
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        match self {
            Self::Heading(_) => Vec::new(),
            Self::Week(week, most) => {
                let label = ctx.fill(W::Week, &[&week.monday.format("%d/%m")]);
                let done = (week.done, week.in_time);
                row(
                    label,
                    [(week.received, *most), (week.closed, *most)],
                    done,
                    0,
                    ctx,
                )
            }
            Self::Officer(load, most) => {
                let label = load.officer.as_deref();
                let label = label.unwrap_or_else(|| ctx.say(W::Unassigned)).to_owned();
                let done = (load.done, load.in_time);
                let counts = [(load.open, *most), (load.closed, *most)];
                row(label, counts, done, load.overdue, ctx)
            }
            Self::Age(age, most) => {
                let label = match age.to {
                    Some(to) => ctx.fill(W::Between, &[&age.from, &to]),
                    None => ctx.fill(W::Over, &[&age.from]),
                };
                row(label, [(age.petitions, *most), (0, 0)], (0, 0), 0, ctx)
            }
        }
    }
}

fn longest(ctx: &Ctx) -> u16 {
    if ctx.size.0 >= ROOM { LONG } else { SHORT }
}

/// A label, two counts with their bars, how many of those done were in time, how many are overdue.
fn row(
    label: String,
    counts: [(u32, u32); 2],
    (done, in_time): (u32, u32),
    overdue: u32,
    ctx: &Ctx,
) -> Vec<ListCell> {
    let mut cells = vec![ListCell::new(label)];
    for ((count, most), mood) in counts.into_iter().zip([Mood::Accent, Mood::Ok]) {
        let text = if most == 0 {
            String::new()
        } else {
            count.to_string()
        };
        let drawn = bar(count as usize, most as usize, longest(ctx).into());
        cells.push(ListCell::new(text));
        cells.push(ListCell::meaning(drawn, mood, ctx));
    }
    cells.push(ListCell::new(share(in_time, done)));
    cells.push(if overdue == 0 {
        ListCell::default()
    } else {
        let text = format!("{} {overdue}", Mood::Overdue.sign());
        ListCell::meaning(text, Mood::Overdue, ctx)
    });
    cells
}

/// Returns how many of a hundred, as `88 %`; a dash of none.
pub(in crate::desk) fn percent(part: u32, of: u32) -> String {
    match (u64::from(part) * 200 + u64::from(of)).checked_div(u64::from(of) * 2) {
        Some(percent) => format!("{percent} %"),
        None => "–".to_owned(),
    }
}

fn share(part: u32, of: u32) -> String {
    if of == 0 {
        return String::new();
    }
    format!("{part}/{of} {:>5}", percent(part, of))
}

fn rows(found: &Found) -> Vec<LoadRow> {
    let mut rows = vec![LoadRow::Heading(W::ByWeek)];
    let most = found
        .weeks
        .iter()
        .map(|week| week.received.max(week.closed));
    let most = most.max().unwrap_or(0);
    // The week that is running stands first: it is what one came for.
    rows.extend(
        found
            .weeks
            .iter()
            .rev()
            .map(|week| LoadRow::Week(*week, most)),
    );
    rows.push(LoadRow::Heading(W::ByOfficer));
    let most = found.officers.iter().map(|load| load.open.max(load.closed));
    let most = most.max().unwrap_or(0);
    rows.extend(
        found
            .officers
            .iter()
            .map(|load| LoadRow::Officer(load.clone(), most)),
    );
    rows.push(LoadRow::Heading(W::ByAge));
    let most = found
        .ages
        .iter()
        .map(|age| age.petitions)
        .max()
        .unwrap_or(0);
    rows.extend(found.ages.iter().map(|age| LoadRow::Age(*age, most)));
    rows
}

/// The petitions at some conditions.
fn petitions(filter: Filter) -> Box<dyn Screen<House>> {
    let kind = Some(Kind::Petition);
    Box::new(Register::showing(Filter { kind, ..filter }))
}

impl Load {
    /// Makes the list of the rows behind the chosen number of a row; nothing where it has no such number.
    fn behind(&self, row: &LoadRow, ctx: &Ctx) -> Option<Box<dyn Screen<House>>> {
        match row {
            LoadRow::Heading(_) => None,
            LoadRow::Week(week, _) => {
                let sunday = week.monday.checked_add_days(Days::new(6))?;
                self.of_week((week.monday, sunday))
            }
            LoadRow::Officer(load, _) => Some(self.of_officer(load.officer.as_deref(), ctx)),
            LoadRow::Age(age, _) => {
                let ago = |days: i64| {
                    let days = u64::try_from(days).ok()?;
                    ctx.today().checked_sub_days(Days::new(days))
                };
                (self.number == Number::Many).then(|| {
                    petitions(Filter {
                        since: age.to.and_then(ago),
                        until: ago(age.from),
                        open_only: true,
                        ..Filter::default()
                    })
                })
            }
        }
    }

    fn of_week(&self, week: (NaiveDate, NaiveDate)) -> Option<Box<dyn Screen<House>>> {
        Some(match self.number {
            Number::Many => petitions(Filter {
                since: Some(week.0),
                until: Some(week.1),
                ..Filter::default()
            }),
            Number::Closed => petitions(Filter {
                closed: Some(week),
                ..Filter::default()
            }),
            Number::InTime => Box::new(done_clocks::list(week, None, self.opens)),
            Number::Overdue => return None,
        })
    }

    fn of_officer(&self, officer: Option<&str>, ctx: &Ctx) -> Box<dyn Screen<House>> {
        let weeks = since(ctx.today());
        let mine = Filter {
            officer: officer.map(str::to_owned),
            unassigned: officer.is_none(),
            ..Filter::default()
        };
        let name = officer.unwrap_or_default();
        match self.number {
            Number::Many => petitions(Filter {
                open_only: true,
                ..mine
            }),
            Number::Closed => petitions(Filter {
                closed: Some(weeks),
                ..mine
            }),
            Number::InTime => Box::new(done_clocks::list(weeks, Some(name), self.opens)),
            Number::Overdue => {
                let overdue = Deadlines::new(self.opens).of_band(Band::Overdue);
                Box::new(overdue.of_officer(name))
            }
        }
    }

    /// What Enter opens, as `Enter: 15 petitions closed`.
    fn told(&self, row: &LoadRow, ctx: &Ctx) -> Option<String> {
        let share = |part: u32, of: u32| format!("{part}/{of}");
        let (word, number) = match (row, self.number) {
            (LoadRow::Week(week, _), Number::Many) => (W::OpensReceived, week.received.to_string()),
            (LoadRow::Week(week, _), Number::Closed) => (W::OpensClosed, week.closed.to_string()),
            (LoadRow::Week(week, _), Number::InTime) => {
                (W::OpensDone, share(week.in_time, week.done))
            }
            (LoadRow::Officer(load, _), Number::Many) => (W::OpensOpen, load.open.to_string()),
            (LoadRow::Officer(load, _), Number::Closed) => {
                (W::OpensClosed, load.closed.to_string())
            }
            (LoadRow::Officer(load, _), Number::InTime) => {
                (W::OpensDone, share(load.in_time, load.done))
            }
            (LoadRow::Officer(load, _), Number::Overdue) => {
                (W::OpensOverdue, load.overdue.to_string())
            }
            (LoadRow::Age(age, _), Number::Many) => (W::OpensOpen, age.petitions.to_string()),
            _ => return None,
        };
        Some(ctx.fill(word, &[&number]))
    }
}

/// The days of the weeks that are shown.
fn since(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let week = today.week(Weekday::Mon);
    let back = Days::new(7 * (WEEKS as u64 - 1));
    let first = week.first_day();
    (
        first.checked_sub_days(back).unwrap_or(first),
        week.last_day(),
    )
}

impl Sheet for Load {
    type Row = LoadRow;

    fn title(&self, ctx: &Ctx) -> String {
        ctx.fill(W::Title, &[&WEEKS])
    }

    fn question(&self, _places: Range<usize>, _ctx: &Ctx) -> Question {
        Question::Load { weeks: WEEKS }
    }

    fn came(&mut self, answer: &Answer, _ctx: &Ctx) -> Option<Came<LoadRow>> {
        match answer {
            Answer::Load(found) => Some(Came::all(rows(found))),
            _ => None,
        }
    }

    fn columns(&self, _rows: &[LoadRow], ctx: &Ctx) -> Vec<Column> {
        let bar = || Column::new("", Wide::Exactly(longest(ctx)));
        let title = |number: Number| {
            let word = ctx.say(number.word());
            let chosen = number == self.number;
            format!("{}{word}", if chosen { "▸" } else { "" })
        };
        vec![
            Column::new("", Wide::AtLeast(12)),
            Column::new(title(Number::Many), Wide::Exactly(9))
                .right()
                .by(By::Own(1)),
            bar().yields(2),
            Column::new(title(Number::Closed), Wide::Exactly(7))
                .right()
                .by(By::Own(3)),
            bar().yields(3),
            Column::new(title(Number::InTime), Wide::Exactly(13))
                .right()
                .yields(1),
            Column::new(title(Number::Overdue), Wide::Exactly(8))
                .right()
                .by(By::Own(6)),
        ]
    }

    fn empty(&self, ctx: &Ctx) -> [String; 2] {
        [ctx.say(W::Empty).to_owned(), String::new()]
    }

    fn subject(&self, _row: &LoadRow) -> Option<Subject> {
        None
    }

    fn foot(&self, row: &LoadRow, ctx: &Ctx) -> Vec<Line<'static>> {
        self.told(row, ctx).map(Line::raw).into_iter().collect()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Oversight]
    }

    fn accepts(&self, action: Action, row: Option<&LoadRow>) -> bool {
        match action {
            Action::Left | Action::Right => true,
            Action::Open => row.is_some_and(|row| !matches!(row, LoadRow::Heading(_))),
            _ => false,
        }
    }

    fn act(&mut self, action: Action, row: Option<&LoadRow>, ctx: &Ctx) -> Done {
        if let Action::Left | Action::Right = action {
            self.number = self.number.beside(action == Action::Right);
            return Done::Effects(Vec::new());
        }
        let opened = row.and_then(|row| self.behind(row, ctx));
        Done::Effects(opened.map(Effect::Push).into_iter().collect())
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Right, Action::Left]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        match action {
            Action::Right | Action::Left => Some(W::OtherNumber.say(lang)),
            _ => None,
        }
    }

    fn marks(&self) -> bool {
        // Counts, not records: nothing is done with several.
        false
    }

    fn count(&self, _places: usize) -> usize {
        0
    }
}
