//! Open petitions at a step for which the law sets no limit, the oldest first: nothing makes them overdue, so
//! age alone says which wait too long. It must not know which steps those are.

use std::ops::Range;

use chrono::Datelike;

use super::deadlines::row::{capital, officer, person_cell};
use super::frame::{date, short_weekday};
use super::list::{Column, ListCell, ListRow, Wide};
use super::listing::cells::person_column;
use super::listing::words::ListingWord;
use super::listing::{Came, Listing, Opens, Sheet};
use super::petition::say::shortest_class;
use super::screen::Ctx;
use crate::office::ask::{Answer, Question};
use crate::office::index::Row;
use crate::office::order::By;
use crate::register::number::Subject;
use crate::text::width;

pub mod words;

#[cfg(test)]
mod tests;

use words::AgeWord as W;

/// Makes the list; `opens` makes what Enter leads to.
pub fn list(opens: Opens) -> Listing<Ageing> {
    Listing::new(Ageing, opens)
}

/// What has no limit.
pub struct Ageing;

/// A petition by its age.
#[derive(Clone)]
pub struct Aged(Row);

impl Aged {
    fn age(&self, ctx: &Ctx) -> i64 {
        (ctx.today() - self.0.at.date()).num_days().max(0)
    }

    fn since(&self, ctx: &Ctx) -> String {
        let day = self.0.at.date();
        if day.year() == ctx.today().year() {
            format!("{} {}", day.format("%d/%m"), short_weekday(day, ctx.lang))
        } else {
            date(day)
        }
    }

    fn state(&self, ctx: &Ctx) -> String {
        let class = self.0.class.map(|class| capital(ctx.say(class)));
        self.stands(class, ctx)
    }

    /// The same for a narrow column.
    fn short_state(&self, ctx: &Ctx) -> String {
        let class = self.0.class;
        let class = class.map(|class| shortest_class(class, ctx.lang).to_owned());
        self.stands(class, ctx)
    }

    fn stands(&self, class: Option<String>, ctx: &Ctx) -> String {
        let status = self.0.status.map(|status| ctx.say(status).to_owned());
        let parts: Vec<String> = class.into_iter().chain(status).collect();
        parts.join(" · ")
    }
}

impl ListRow for Aged {
    type Key = Subject;

    fn key(&self) -> Subject {
        self.0.id
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        vec![
            ListCell::new(self.age(ctx).to_string()),
            ListCell::new(self.since(ctx)),
            ListCell::new(self.0.id.to_string()),
            person_cell(&self.0, ctx),
            ListCell::new(self.state(ctx)).or(self.short_state(ctx)),
            ListCell::new(officer(&self.0)),
        ]
    }
}

impl Sheet for Ageing {
    type Row = Aged;

    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(W::Title).to_owned()
    }

    fn question(&self, places: Range<usize>, _ctx: &Ctx) -> Question {
        Question::WithoutLimit {
            from: places.start,
            count: places.len(),
        }
    }

    fn came(&mut self, answer: &Answer, _ctx: &Ctx) -> Option<Came<Aged>> {
        let Answer::Rows { from, rows, total } = answer else {
            return None;
        };
        let rows = rows.iter().cloned().map(Aged).collect();
        Some(Came::some(*from, *total, rows))
    }

    fn columns(&self, rows: &[Aged], ctx: &Ctx) -> Vec<Column> {
        let widest = |title: &str, cell: &dyn Fn(&Aged) -> String, most: usize| {
            let wide = rows.iter().map(|row| width(&cell(row))).max().unwrap_or(0);
            let wide = wide.min(most).max(width(title));
            Wide::Exactly(u16::try_from(wide).unwrap_or(u16::MAX))
        };
        let whole = usize::MAX;
        let (age, since, state) = (ctx.say(W::Age), ctx.say(W::Since), ctx.say(W::State));
        let number = ctx.say(ListingWord::Number);
        let by = ctx.say(ListingWord::Officer);
        vec![
            Column::new(age, widest(age, &|row| row.age(ctx).to_string(), whole)).right(),
            Column::new(since, widest(since, &|row| row.since(ctx), whole)).by(By::Since),
            Column::new(number, widest(number, &|row| row.0.id.to_string(), whole)).by(By::Number),
            person_column(12, ctx).yields(1),
            Column::new(state, widest(state, &|row| row.state(ctx), 30)).by(By::Status),
            Column::new(by, widest(by, &|row| officer(&row.0), 16))
                .yields(2)
                .by(By::Officer),
        ]
    }

    fn empty(&self, ctx: &Ctx) -> [String; 2] {
        [W::Empty, W::EmptyMore].map(|word| ctx.say(word).to_owned())
    }

    fn subject(&self, row: &Aged) -> Option<Subject> {
        Some(row.0.id)
    }
}
