//! One row of the deadlines screen: how near, whose, what and who; and the headings between.

use chrono::{Datelike, NaiveDate};

use super::words::{DueWord as W, in_few_words};
use crate::desk::frame::{date, short_weekday};
use crate::desk::house::House;
use crate::desk::list::{Column, ListCell, ListRow, Wide};
use crate::desk::listing::cells::person_column;
use crate::desk::marked::Record;
use crate::desk::screen::{Ctx, Effect, Kind};
use crate::desk::theme::Mood;
use crate::desk::why::{WhyDate, whose};
use crate::desk::words::{Kit, Lang, Say};
use crate::office::ask::{Band, DeadlineRow, DueGroup, Failure, GroupKey};
use crate::office::index::{Came, Name, Row};
use crate::office::order::By;
use crate::register::clock::Clock;
use crate::register::number::Subject;
use crate::text::width;
use crate::words::failure::failure;
use crate::words::law::short_citation;

/// A row of the list.
#[derive(Debug, Clone)]
pub(in crate::desk) enum DueRow {
    /// What the rows beneath share, and which group it is.
    Heading(usize, DueGroup),
    /// An open clock.
    Clock(Box<DeadlineRow>),
}

/// What tells a row from every other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKey {
    /// A heading.
    Heading(usize),
    /// The record, the rule and the entry that started the clock.
    Clock(Subject, String, u64),
}

impl DueRow {
    /// The record of the clock, and its limit.
    pub(in crate::desk) fn record(&self) -> Option<Record> {
        self.clock().map(|row| Record {
            id: row.row.id,
            rules: vec![row.clock.rule.clone()],
        })
    }

    /// The clock, where it is one.
    pub(in crate::desk) fn clock(&self) -> Option<&DeadlineRow> {
        match self {
            Self::Clock(row) => Some(row),
            Self::Heading(..) => None,
        }
    }
}

impl ListRow for DueRow {
    type Key = RowKey;

    fn key(&self) -> RowKey {
        match self {
            Self::Heading(n, _) => RowKey::Heading(*n),
            Self::Clock(row) => {
                let clock = &row.clock;
                RowKey::Clock(row.row.id, clock.rule.clone(), clock.started_by)
            }
        }
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        let Self::Clock(row) = self else {
            return Vec::new();
        };
        let mood = mood(row.band);
        vec![
            ListCell::meaning(mood.sign(), mood, ctx),
            ListCell::meaning(left(row), mood, ctx),
            ListCell::meaning(due(row, ctx), mood, ctx),
            ListCell::new(row.row.id.to_string()),
            person_cell(&row.row, ctx),
            what_cell((&row.title, &row.title_en), &row.clock, ctx.lang),
            ListCell::new(officer(&row.row)),
        ]
    }

    fn heading(&self, ctx: &Ctx) -> Option<String> {
        match self {
            Self::Heading(_, group) => Some(heading(group, ctx)),
            Self::Clock(_) => None,
        }
    }
}

/// How a band looks. What is near and what is not share no sign.
fn mood(band: Band) -> Mood {
    match band {
        Band::Overdue => Mood::Overdue,
        Band::Today => Mood::Today,
        Band::Within3 | Band::Within7 => Mood::Soon,
        Band::Later => Mood::Plain,
        Band::Paused => Mood::Paused,
    }
}

/// What a band is called.
pub(in crate::desk) fn band_word(band: Band) -> W {
    match band {
        Band::Overdue => W::BandOverdue,
        Band::Today => W::BandToday,
        Band::Within3 => W::BandWithin3,
        Band::Within7 => W::BandWithin7,
        Band::Later => W::BandLater,
        Band::Paused => W::BandPaused,
    }
}

/// `+8` overdue, `5` left.
fn left(row: &DeadlineRow) -> String {
    match row.days_left {
        Some(left) if left < 0 => format!("+{}", left.unsigned_abs()),
        Some(left) => left.to_string(),
        None => "–".to_owned(),
    }
}

/// `12/11 T5`; of another year than today's, the year in place of the weekday.
fn due(row: &DeadlineRow, ctx: &Ctx) -> String {
    if row.band == Band::Paused {
        return ctx.say(W::PausedDue).to_owned();
    }
    short_due(row.clock.due, ctx)
}

fn short_due(due: NaiveDate, ctx: &Ctx) -> String {
    if due.year() == ctx.today().year() {
        format!("{} {}", due.format("%d/%m"), short_weekday(due, ctx.lang))
    } else {
        date(due)
    }
}

/// The first petitioner or visitor; of a group, how many before that.
pub(in crate::desk) fn person(row: &Row, lang: Lang) -> String {
    match &row.name {
        Name::Hidden => Kit::Hidden.say(lang).to_owned(),
        Name::Erased => Kit::Erased.say(lang).to_owned(),
        Name::Nobody => "–".to_owned(),
        Name::Shown(name) if row.people > 1 => W::People.fill(lang, &[&row.people, name]),
        Name::Shown(name) => name.to_string(),
    }
}

/// The cell of a person; of a group in a narrow column the whole name before how many more. Where that is too
/// long too, how many they are is what is never cut.
pub(in crate::desk) fn person_cell(row: &Row, ctx: &Ctx) -> ListCell {
    let seen = match row.name {
        Name::Hidden => Mood::Hidden,
        Name::Erased => Mood::Dim,
        Name::Shown(_) | Name::Nobody => Mood::Plain,
    };
    let person = person(row, ctx.lang);
    let cell = ListCell::meaning(person.as_str(), seen, ctx);
    match &row.name {
        Name::Shown(name) if row.people > 1 => {
            let short = format!("{name} +{}", row.people - 1);
            cell.or(short).or(person)
        }
        _ => cell,
    }
}

/// What is to be done, and its article.
fn what(row: &DeadlineRow, lang: Lang) -> String {
    what_cell((&row.title, &row.title_en), &row.clock, lang).text
}

/// The cell of what a clock asks for, by its title in both languages: where its article would be cut it is
/// left out, for a part of one is another.
pub(in crate::desk) fn what_cell(titles: (&str, &str), clock: &Clock, lang: Lang) -> ListCell {
    let title = match lang {
        Lang::Vi => titles.0,
        Lang::En => titles.1,
    };
    // Of a promise, the citation is what was promised.
    if title == clock.citation {
        return ListCell::new(title);
    }
    let short = in_few_words(&clock.rule).map_or(title, |word| word.say(lang));
    ListCell::new(format!("{short}  {}", short_citation(&clock.citation))).or(short)
}

pub(in crate::desk) fn officer(row: &Row) -> String {
    let assigned = row
        .officer
        .as_deref()
        .filter(|_| matches!(row.id, Subject::Petition(_)));
    assigned.unwrap_or("–").to_owned()
}

/// `! Quá hạn · 2`, `Phạm Quốc Dũng · 6 hạn · 2 quá hạn`.
fn heading(group: &DueGroup, ctx: &Ctx) -> String {
    let name = match &group.key {
        GroupKey::Band(band) => {
            let sign = mood(*band).sign();
            let word = ctx.say(band_word(*band));
            return ctx.fill(W::Group, &[&format!("{sign} {word}").trim(), &group.rows]);
        }
        GroupKey::Officer(Some(name)) | GroupKey::Commune(Some(name)) => name.to_string(),
        GroupKey::Officer(None) => ctx.say(W::Unassigned).to_owned(),
        GroupKey::Class(Some(class)) => capital(class.say(ctx.lang)),
        GroupKey::Class(None) => ctx.say(W::NoClass).to_owned(),
        GroupKey::Field(Some(field)) => capital(field.say(ctx.lang)),
        GroupKey::Field(None) => ctx.say(W::NoField).to_owned(),
        GroupKey::Clock { title, .. } if title.is_empty() => ctx.say(W::Promises).to_owned(),
        GroupKey::Clock {
            title, title_en, ..
        } => {
            let vietnamese = ctx.lang == Lang::Vi;
            if vietnamese { title } else { title_en }.to_string()
        }
        GroupKey::Commune(None) => ctx.say(W::NoCommune).to_owned(),
        GroupKey::Source(Came::Filed(source)) => capital(source.say(ctx.lang)),
        GroupKey::Source(Came::Desk) => ctx.say(W::AtTheDesk).to_owned(),
        GroupKey::Source(Came::Hidden) => ctx.say(W::SourceHidden).to_owned(),
    };
    if group.overdue > 0 {
        ctx.fill(W::GroupLate, &[&name, &group.rows, &group.overdue])
    } else {
        ctx.fill(W::GroupOf, &[&name, &group.rows])
    }
}

pub(in crate::desk) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// The columns, as wide as the rows that are here need; the person takes what is left. The officer
/// goes first when the window is narrow, then the person; no number and no date is ever cut.
pub(in crate::desk) fn columns<'r>(
    rows: impl Iterator<Item = &'r DueRow>,
    ctx: &Ctx,
) -> Vec<Column> {
    let rows: Vec<&DeadlineRow> = rows.filter_map(DueRow::clock).collect();
    let widest = |title: W, cell: &dyn Fn(&DeadlineRow) -> String, most: usize| {
        let cells = rows.iter().map(|row| width(&cell(row)));
        let wide = cells.max().unwrap_or(0);
        let wide = wide.min(most).max(width(ctx.say(title)));
        Wide::Exactly(u16::try_from(wide).unwrap_or(u16::MAX))
    };
    let whole = usize::MAX;
    let wide_left = widest(W::LeftTitle, &left, whole);
    let wide_due = widest(W::DueTitle, &|row| due(row, ctx), whole);
    let wide_number = widest(W::NumberTitle, &|row| row.row.id.to_string(), whole);
    let what_most = match ctx.size.0 {
        0..80 => 20,
        80..100 => 26,
        // A long promise must not push the officer out.
        100..110 => 28,
        _ => 36,
    };
    let wide_what = widest(W::WhatTitle, &|row| what(row, ctx.lang), what_most);
    // Where the person yields, what must be done takes the room.
    let wide_what = match wide_what {
        Wide::Exactly(wide) => Wide::Spare(wide),
        wide => wide,
    };
    let wide_officer = widest(W::OfficerTitle, &|row| officer(&row.row), 16);
    let title = |word: W| ctx.say(word);
    vec![
        // One blank between the mark and the sign.
        Column::new("", Wide::Exactly(2)).right(),
        Column::new(title(W::LeftTitle), wide_left).right(),
        Column::new(title(W::DueTitle), wide_due).by(By::Due),
        Column::new(title(W::NumberTitle), wide_number).by(By::Number),
        person_column(10, ctx).yields(1),
        Column::new(title(W::WhatTitle), wide_what).by(By::What),
        Column::new(title(W::OfficerTitle), wide_officer)
            .yields(2)
            .by(By::Officer),
    ]
}

/// Says that something could not be done.
pub(in crate::desk) fn cannot(why: &Failure, ctx: &Ctx) -> Effect<House> {
    Effect::Notice(Kind::Error, failure(why, ctx.lang).message)
}

/// Explains the day of a row.
pub(in crate::desk) fn why(row: &DeadlineRow, ctx: &Ctx) -> Effect<House> {
    let title = match ctx.lang {
        Lang::Vi => &row.title,
        Lang::En => &row.title_en,
    };
    let of = whose(&row.row, ctx.lang);
    let why = WhyDate::new(row.clock.clone(), title.clone(), of);
    Effect::Push(Box::new(why))
}
