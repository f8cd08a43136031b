//! What is coming, a line a day. It must not know where the days come from.

use chrono::{Datelike, NaiveDate};
use ratatui::text::{Line, Span};

use super::words::HomeWord;
use crate::desk::frame::weekday;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::office::ask::{Coming, ComingWhat};
use crate::text::{truncate, width};

/// Returns the lines, at most `rows` of them; the last one then says how many are left out.
pub(super) fn lines(
    coming: &[Coming],
    today: NaiveDate,
    (columns, rows): (u16, usize),
    ctx: &Ctx,
) -> Vec<Line<'static>> {
    let fits = coming.len() <= rows;
    let shown = if fits {
        coming.len()
    } else {
        rows.saturating_sub(1)
    };
    let days: Vec<String> = coming
        .iter()
        .take(shown)
        .map(|coming| long_day(coming.date, today, ctx))
        .collect();
    let wide = days.iter().map(|day| width(day)).max().unwrap_or(0);
    let mut lines: Vec<Line> = days
        .iter()
        .zip(coming)
        .map(|(day, coming)| {
            let (words, mood) = words(&coming.what, ctx);
            let gap = " ".repeat(wide.saturating_sub(width(day)) + 3);
            let room = usize::from(columns).saturating_sub(wide + 3);
            Line::from(vec![
                Span::raw(format!("{day}{gap}")),
                Span::styled(truncate(&words, room), ctx.style(mood)),
            ])
        })
        .collect();
    if !fits && rows > 0 {
        let more = ctx.fill(HomeWord::More, &[&(coming.len() - shown)]);
        lines.push(Line::styled(more, ctx.style(Mood::Dim)));
    }
    lines
}

fn words(what: &ComingWhat, ctx: &Ctx) -> (String, Mood) {
    match what {
        ComingWhat::DayOff { name, basis, sure } => {
            let word = if *sure {
                HomeWord::DayOff
            } else {
                HomeWord::DayOffUnsure
            };
            (ctx.fill(word, &[name, basis]), Mood::Plain)
        }
        ComingWhat::Worked { name, basis } => {
            (ctx.fill(HomeWord::Worked, &[name, basis]), Mood::Plain)
        }
        ComingWhat::HeadReceives { who, posted_on } => {
            let posted = posted_on.format("%d/%m");
            (
                ctx.fill(HomeWord::HeadReceives, &[who, &posted]),
                Mood::Plain,
            )
        }
        ComingWhat::CalendarEnds => {
            let words = ctx.say(HomeWord::CalendarEnds);
            let words = format!("{} {words}", Mood::Warning.sign());
            (words, Mood::Warning)
        }
    }
}

/// Returns a day as `Thứ Ba 24/11`, with its year where that is not this year's.
fn long_day(day: NaiveDate, today: NaiveDate, ctx: &Ctx) -> String {
    let weekday = weekday(day, ctx.lang);
    if day.year() == today.year() {
        format!("{weekday} {}", day.format("%d/%m"))
    } else {
        format!("{weekday} {}", day.format("%d/%m/%Y"))
    }
}
