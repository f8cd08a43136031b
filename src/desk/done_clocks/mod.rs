//! The limits that were met or missed between two days, the missed first: the rows behind a share in time. It
//! must not know how a day is counted.

use std::ops::Range;

use chrono::NaiveDate;
use ratatui::text::Line;

use super::deadlines::row::{officer, person_cell, what_cell};
use super::frame::date;
use super::list::{Column, ListCell, ListRow, Wide};
use super::listing::cells::{person_column, short_day, widest};
use super::listing::words::ListingWord;
use super::listing::{Came, Listing, Opens, Sheet};
use super::load::percent;
use super::screen::Ctx;
use super::theme::Mood;
use crate::office::ask::{Answer, Question};
use crate::office::done_clocks::{DoneFilter, DoneRow};
use crate::office::order::By;
use crate::register::number::Subject;
use crate::words::Lang;

pub mod words;

#[cfg(test)]
mod tests;

use words::DoneWord as W;

/// Makes the list of what was done between two days; of one officer, or of nobody where the name is empty.
pub fn list(
    (since, until): (NaiveDate, NaiveDate),
    officer: Option<&str>,
    opens: Opens,
) -> Listing<DoneList> {
    let filter = DoneFilter {
        since,
        until,
        officer: officer.map(str::to_owned),
    };
    Listing::new(
        DoneList {
            filter,
            share: None,
        },
        opens,
    )
}

/// What was done.
pub struct DoneList {
    filter: DoneFilter,
    /// How many were in time, and how many there are.
    share: Option<(usize, usize)>,
}

/// A limit that was met or missed.
#[derive(Clone)]
pub struct Met(DoneRow);

impl Met {
    fn late(&self) -> String {
        match self.0.late_by() {
            days if days > 0 => format!("+{days}"),
            _ => String::new(),
        }
    }

    fn what(&self, lang: Lang) -> ListCell {
        let titles = (self.0.title.as_str(), self.0.title_en.as_str());
        what_cell(titles, &self.0.clock, lang)
    }
}

impl ListRow for Met {
    type Key = (Subject, String, NaiveDate);

    fn key(&self) -> Self::Key {
        (self.0.row.id, self.0.clock.rule.clone(), self.0.clock.from)
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        let late = self.late();
        let mood = if late.is_empty() {
            Mood::Ok
        } else {
            Mood::Overdue
        };
        vec![
            ListCell::meaning(mood.sign(), mood, ctx),
            ListCell::meaning(late, mood, ctx),
            ListCell::new(short_day(self.0.clock.due, ctx)),
            ListCell::new(short_day(self.0.on, ctx)),
            ListCell::new(self.0.row.id.to_string()),
            person_cell(&self.0.row, ctx),
            self.what(ctx.lang),
            ListCell::new(officer(&self.0.row)),
        ]
    }
}

/// A column that takes what is left over where the person yields.
fn spare(wide: Wide) -> Wide {
    let (Wide::Exactly(columns) | Wide::AtLeast(columns) | Wide::Spare(columns)) = wide;
    Wide::Spare(columns)
}

impl Sheet for DoneList {
    type Row = Met;

    fn title(&self, ctx: &Ctx) -> String {
        let (since, until) = (self.filter.since.format("%d/%m"), date(self.filter.until));
        let title = ctx.fill(W::Title, &[&since, &until]);
        match self.filter.officer.as_deref() {
            None => title,
            Some("") => format!("{title} {}", ctx.say(W::OfNobody)),
            Some(name) => format!("{title} {}", ctx.fill(W::Of, &[&name])),
        }
    }

    fn question(&self, places: Range<usize>, _ctx: &Ctx) -> Question {
        Question::DoneClocks {
            filter: self.filter.clone(),
            from: places.start,
            count: places.len(),
        }
    }

    fn came(&mut self, answer: &Answer, _ctx: &Ctx) -> Option<Came<Met>> {
        let Answer::DoneClocks(found) = answer else {
            return None;
        };
        self.share = Some((found.in_time, found.total));
        let rows = found.rows.iter().cloned().map(Met).collect();
        Some(Came::some(found.from, found.total, rows))
    }

    fn head(&self, ctx: &Ctx) -> Vec<Line<'static>> {
        let told = self.share.filter(|(_, of)| *of > 0).map(|(part, of)| {
            let whole = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
            let share = percent(whole(part), whole(of));
            Line::raw(ctx.fill(W::Share, &[&part, &of, &share]))
        });
        told.into_iter().collect()
    }

    fn columns(&self, rows: &[Met], ctx: &Ctx) -> Vec<Column> {
        let (late, due, done) = (ctx.say(W::Late), ctx.say(W::Due), ctx.say(W::Done));
        let number = ctx.say(ListingWord::Number);
        let by = ctx.say(ListingWord::Officer);
        let whole = usize::MAX;
        let most = if ctx.size.0 < 110 { 28 } else { 40 };
        let what = widest(rows, ctx.say(W::What), most, |row| row.what(ctx.lang).text);
        vec![
            Column::new("", Wide::Exactly(1)),
            Column::new(late, widest(rows, late, whole, Met::late)).right(),
            Column::new(
                due,
                widest(rows, due, whole, |row| short_day(row.0.clock.due, ctx)),
            ),
            Column::new(
                done,
                widest(rows, done, whole, |row| short_day(row.0.on, ctx)),
            )
            .by(By::Since),
            Column::new(
                number,
                widest(rows, number, whole, |row| row.0.row.id.to_string()),
            )
            .by(By::Number),
            person_column(10, ctx).yields(2),
            Column::new(ctx.say(W::What), spare(what)),
            Column::new(by, widest(rows, by, 16, |row| officer(&row.0.row)))
                .yields(1)
                .by(By::Officer),
        ]
    }

    fn empty(&self, ctx: &Ctx) -> [String; 2] {
        [W::Empty, W::EmptyMore].map(|word| ctx.say(word).to_owned())
    }

    fn subject(&self, row: &Met) -> Option<Subject> {
        Some(row.0.row.id)
    }
}
