//! What cells of many lists share: widths that fit, days in short, names that may be hidden.

use chrono::{Datelike, NaiveDate};

use super::words::ListingWord;
use crate::desk::frame::{date, short_weekday};
use crate::desk::list::{Column, ListCell, Wide};
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Kit;
use crate::office::index::Name;
use crate::office::order::By;
use crate::text::width;

/// Returns the width that the widest cell needs, at the most so many columns, and never less than its title.
pub fn widest<R>(rows: &[R], title: &str, most: usize, cell: impl Fn(&R) -> String) -> Wide {
    let wide = rows.iter().map(|row| width(&cell(row))).max().unwrap_or(0);
    let wide = wide.min(most).max(width(title));
    Wide::Exactly(u16::try_from(wide).unwrap_or(u16::MAX))
}

/// Returns the column of who petitions: it takes what the others leave, and never less than so many columns.
pub fn person_column(least: u16, ctx: &Ctx) -> Column {
    Column::new(ctx.say(ListingWord::Person), Wide::AtLeast(least))
        .or(ctx.say(ListingWord::PersonShort))
        .by(By::Person)
}

/// Returns a day as `12/11 T5`; of another year than today's, the year in place of the weekday.
pub fn short_day(day: NaiveDate, ctx: &Ctx) -> String {
    if day.year() == ctx.today().year() {
        format!("{} {}", day.format("%d/%m"), short_weekday(day, ctx.lang))
    } else {
        date(day)
    }
}

/// Returns the cell of a name.
pub fn name(name: &Name, ctx: &Ctx) -> ListCell {
    match name {
        Name::Hidden => ListCell::meaning(ctx.say(Kit::Hidden), Mood::Hidden, ctx),
        Name::Erased => ListCell::meaning(ctx.say(Kit::Erased), Mood::Dim, ctx),
        Name::Nobody => ListCell::new("–"),
        Name::Shown(name) => ListCell::new(&**name),
    }
}

/// Returns the name of an officer, or a dash.
pub fn officer(officer: Option<&str>) -> String {
    officer.unwrap_or("–").to_owned()
}

/// Returns calendar days left as `5`, overdue ones as `+8`.
pub fn left(days: Option<i64>) -> String {
    match days {
        Some(left) if left < 0 => format!("+{}", left.unsigned_abs()),
        Some(left) => left.to_string(),
        None => "–".to_owned(),
    }
}
