//! How much there is to do and how it goes: by week, by officer, by the age of what is open, each number with
//! a bar and the rows behind it. It must not know how things are counted.

use std::ops::Range;

use chrono::{Days, NaiveDate};

use super::action::Action;
use super::chart::bar;
use super::deadlines::Deadlines;
use super::list::{Column, ListCell, ListRow, Wide};
use super::listing::{Came, Done, Listing, Opens, Sheet};
use super::register::Register;
use super::screen::{Ctx, Effect};
use super::theme::Mood;
use crate::office::ask::{Answer, Filter, Question};
use crate::office::index::Kind;
use crate::office::load::{Age, Load as Found, OfficerLoad, Week};
use crate::office::order::By;
use crate::register::number::Subject;

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
    Listing::new(Load { opens }, opens)
}

/// How it goes.
pub struct Load {
    opens: Opens,
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

/// The petitions that came in between two days.
fn between(since: Option<NaiveDate>, until: Option<NaiveDate>, open_only: bool) -> Register {
    Register::showing(Filter {
        kind: Some(Kind::Petition),
        since,
        until,
        open_only,
        ..Filter::default()
    })
}

impl Load {
    fn open(&self, row: &LoadRow, ctx: &Ctx) -> Option<Effect<super::house::House>> {
        let ago = |days: i64| {
            let days = u64::try_from(days).ok()?;
            ctx.today().checked_sub_days(Days::new(days))
        };
        Some(match row {
            LoadRow::Heading(_) => return None,
            LoadRow::Week(week, _) => {
                let sunday = week.monday.checked_add_days(Days::new(6));
                Effect::Push(Box::new(between(Some(week.monday), sunday, false)))
            }
            LoadRow::Officer(load, _) => {
                let name = load.officer.as_deref().unwrap_or_default();
                Effect::Push(Box::new(Deadlines::new(self.opens).of_officer(name)))
            }
            LoadRow::Age(age, _) => {
                let open = between(age.to.and_then(ago), ago(age.from), true);
                Effect::Push(Box::new(open))
            }
        })
    }
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
        vec![
            Column::new("", Wide::AtLeast(12)),
            Column::new(ctx.say(W::Many), Wide::Exactly(8))
                .right()
                .by(By::Own(1)),
            bar().yields(2),
            Column::new(ctx.say(W::Closed), Wide::Exactly(6))
                .right()
                .by(By::Own(3)),
            bar().yields(3),
            Column::new(ctx.say(W::InTime), Wide::Exactly(13))
                .right()
                .yields(1),
            Column::new(ctx.say(W::Overdue), Wide::Exactly(7))
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

    fn accepts(&self, action: Action, row: Option<&LoadRow>) -> bool {
        action == Action::Open && row.is_some_and(|row| !matches!(row, LoadRow::Heading(_)))
    }

    fn act(&mut self, _action: Action, row: Option<&LoadRow>, ctx: &Ctx) -> Done {
        let opened = row.and_then(|row| self.open(row, ctx));
        Done::Effects(opened.into_iter().collect())
    }

    fn marks(&self) -> bool {
        // Counts, not records: nothing is done with several.
        false
    }

    fn count(&self, _places: usize) -> usize {
        0
    }
}
