//! A month as weeks, with the sign of each reception day beside its number. It must not know what a sign
//! means.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use ratatui::text::{Line, Span};

use super::mood;
use crate::desk::frame::short_weekday;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::office::reception_days::ReceptionDays;

/// Returns a line for the weekdays and one for each week.
pub(super) fn weeks(found: &ReceptionDays, ctx: &Ctx) -> Vec<Line<'static>> {
    let first = found.month;
    let Some(next) = first.checked_add_months(Months::new(1)) else {
        return Vec::new();
    };
    let monday = first.week(Weekday::Mon).first_day();
    let names = (0..7).filter_map(|n| monday.checked_add_days(Days::new(n)));
    let names: String = names
        .map(|day| format!("{:>4}  ", short_weekday(day, ctx.lang)))
        .collect::<Vec<_>>()
        .concat();
    let mut lines = vec![Line::styled(names, ctx.style(Mood::Dim))];
    let mut spans = Vec::new();
    for day in monday.iter_days().take_while(|day| *day < next) {
        spans.push(cell(day, found, ctx));
        if day.weekday() == Weekday::Sun {
            lines.push(Line::from(std::mem::take(&mut spans)));
        }
    }
    if !spans.is_empty() {
        lines.push(Line::from(spans));
    }
    lines
}

fn cell(day: NaiveDate, found: &ReceptionDays, ctx: &Ctx) -> Span<'static> {
    if day < found.month {
        return Span::raw("      ");
    }
    let known = found.days.iter().find(|known| known.date == day);
    let (sign, mut style) = match known {
        Some(known) => {
            let mood = mood(known.standing);
            (mood.sign(), ctx.style(mood))
        }
        None => (" ", ctx.style(Mood::Plain)),
    };
    if day == ctx.today() {
        style = style.patch(ctx.style(Mood::Selected));
    }
    Span::styled(format!("{:>4}{sign} ", day.day()), style)
}
