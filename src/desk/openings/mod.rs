//! Who opened a denouncer's identity, when and why: the latest first. It must not know whose it was.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use ratatui::text::Line;

use super::action::Action;
use super::frame::{date, weekday};
use super::list::{Column, ListCell, ListRow, Wide};
use super::listing::{Came, Done, Listing, Opens, Sheet};
use super::screen::Ctx;
use super::theme::Mood;
use crate::office::ask::{Answer, Question};
use crate::office::openings::Opening;
use crate::office::order::{By, Rank};
use crate::office::wall::civil;
use crate::register::number::Subject;
use crate::text::width;

pub mod words;

#[cfg(test)]
mod tests;

use words::OpeningWord as W;

/// Makes the list; `opens` makes what Enter leads to.
pub fn list(opens: Opens) -> Listing<Openings> {
    Listing::new(Openings::default(), opens)
}

/// Makes the list of what was opened in the month in which a day lies.
pub fn of_month(day: NaiveDate, opens: Opens) -> Listing<Openings> {
    Listing::new(Openings { month: Some(day) }, opens)
}

/// Every opening, or those of a month.
#[derive(Default)]
pub struct Openings {
    /// A day of the month.
    month: Option<NaiveDate>,
}

/// Says whether an identity was opened in the month in which a day lies.
pub(in crate::desk) fn in_month(opening: &Opening, day: NaiveDate) -> bool {
    let at = civil(opening.at).date();
    (at.year(), at.month()) == (day.year(), day.month())
}

impl ListRow for Opening {
    type Key = u64;

    fn key(&self) -> u64 {
        self.seq
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        let at = civil(self.at);
        vec![
            ListCell::new(format!("{} {}", date(at.date()), at.format("%H:%M"))),
            ListCell::new(self.by.as_str()),
            ListCell::new(self.subject.to_string()),
            ListCell::meaning(self.reason.as_str(), Mood::Dim, ctx),
        ]
    }

    fn rank(&self, by: By, _ctx: &Ctx) -> Option<Rank> {
        match by {
            By::Since => Some(Rank::Number(self.at)),
            By::Officer => Rank::text(&self.by),
            By::Number => Some(Rank::subject(self.subject)),
            By::What => Rank::text(&self.reason),
            _ => None,
        }
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(civil(self.at).date())
    }
}

impl Sheet for Openings {
    type Row = Opening;

    fn title(&self, ctx: &Ctx) -> String {
        let title = ctx.say(W::Title);
        match self.month {
            Some(day) => format!("{title} – {}", day.format("%m/%Y")),
            None => title.to_owned(),
        }
    }

    fn question(&self, _places: Range<usize>, _ctx: &Ctx) -> Question {
        Question::Openings
    }

    fn came(&mut self, answer: &Answer, _ctx: &Ctx) -> Option<Came<Opening>> {
        match answer {
            Answer::Openings(openings) => {
                let shown =
                    |opening: &&Opening| self.month.is_none_or(|day| in_month(opening, day));
                Some(Came::all(openings.iter().filter(shown).cloned().collect()))
            }
            _ => None,
        }
    }

    fn columns(&self, rows: &[Opening], ctx: &Ctx) -> Vec<Column> {
        let widest = |cell: &dyn Fn(&Opening) -> usize, title: W| {
            let wide = rows.iter().map(cell).max().unwrap_or(0);
            let wide = wide.max(width(ctx.say(title)));
            Wide::Exactly(u16::try_from(wide).unwrap_or(u16::MAX))
        };
        let by = widest(&|row| width(&row.by).min(16), W::By);
        let number = widest(&|row| width(&row.subject.to_string()), W::Whose);
        vec![
            Column::new(ctx.say(W::When), Wide::Exactly(16)).by(By::Since),
            Column::new(ctx.say(W::By), by).by(By::Officer),
            Column::new(ctx.say(W::Whose), number).by(By::Number),
            Column::new(ctx.say(W::Reason), Wide::AtLeast(16))
                .yields(1)
                .by(By::What),
        ]
    }

    fn foot(&self, row: &Opening, ctx: &Ctx) -> Vec<Line<'static>> {
        let at = civil(row.at);
        let day = format!("{} {}", weekday(at.date(), ctx.lang), date(at.date()));
        let time = at.format("%H:%M");
        let told = ctx.fill(W::Told, &[&row.by, &row.subject, &time, &day]);
        vec![
            Line::styled(told, ctx.style(Mood::Dim)),
            Line::raw(row.reason.clone()),
        ]
    }

    fn empty(&self, ctx: &Ctx) -> [String; 2] {
        let first = if self.month.is_some() {
            W::EmptyMonth
        } else {
            W::Empty
        };
        [first, W::EmptyMore].map(|word| ctx.say(word).to_owned())
    }

    fn subject(&self, row: &Opening) -> Option<Subject> {
        Some(row.subject)
    }

    fn accepts(&self, action: Action, _row: Option<&Opening>) -> bool {
        action == Action::Back && self.month.is_some()
    }

    fn act(&mut self, _action: Action, _row: Option<&Opening>, _ctx: &Ctx) -> Done {
        self.month = None;
        Done::Other
    }
}
