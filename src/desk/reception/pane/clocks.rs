//! The clocks as they would start: each with its day, its length, its article and the days it passed over.

use chrono::{Datelike, NaiveDate};
use ratatui::text::{Line, Span};

use super::{Known, dim};
use crate::desk::frame::{date, short_weekday, weekday};
use crate::desk::reception::words::{FormWord, short_clock};
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Lang;
use crate::law::Law;
use crate::law::calendar::DayKind;
use crate::law::count::{Count, count};
use crate::law::rule::{Rule, Unit};
use crate::office::view::Preview;
use crate::register::clock::Clock;
use crate::text::{truncate, width};

pub(super) fn clocks(known: &Known, columns: usize, ctx: &Ctx) -> Vec<Line<'static>> {
    let on = known.sheet.happens_on(ctx);
    let words = if on == ctx.today() {
        ctx.say(FormWord::IfSaved).to_owned()
    } else {
        ctx.fill(FormWord::IfSavedOn, &[&date(on)])
    };
    let mut lines = vec![Line::styled(words, ctx.style(Mood::Title))];
    let all = open_clocks(known.preview);
    if all.is_empty() {
        let classed = known.sheet.class(0, ctx).is_some() || known.sheet.no_petition(ctx);
        let word = match (classed, known.preview) {
            (false, _) => FormWord::ClassMissing,
            (true, None) => FormWord::CannotTell,
            (true, Some(_)) => FormWord::NoClock,
        };
        lines.push(dim(format!("  {}", ctx.say(word)), ctx));
        return lines;
    }
    for clock in &all {
        lines.extend(clock_lines(clock, &ctx.law, columns, ctx));
    }
    let off = days_off(&all, &ctx.law, ctx);
    if !off.is_empty() {
        let words = ctx.fill(FormWord::DaysOff, &[&off.join(" · ")]);
        lines.push(dim(format!("  {words}"), ctx));
    }
    if all.iter().any(|clock| !clock.confirmed) {
        let words = ctx.say(FormWord::Unconfirmed);
        lines.push(Line::styled(
            format!("  {} {words}", Mood::Warning.sign()),
            ctx.style(Mood::Warning),
        ));
    }
    lines
}

/// The clocks that would start, the nearest first, each rule and day once.
pub(super) fn open_clocks(preview: Option<&Preview>) -> Vec<&Clock> {
    let Some(preview) = preview else {
        return Vec::new();
    };
    let lives = preview.lives.iter().flat_map(|life| &life.clocks);
    let mut all: Vec<&Clock> = Vec::new();
    for clock in lives.chain(&preview.reception_clocks) {
        let same = |other: &&Clock| (&other.rule, other.due) == (&clock.rule, clock.due);
        if clock.is_open() && !all.iter().any(same) {
            all.push(clock);
        }
    }
    all.sort_by_key(|clock| clock.due);
    all
}

fn clock_lines(clock: &Clock, law: &Law, columns: usize, ctx: &Ctx) -> Vec<Line<'static>> {
    let day = short_day(clock.due, ctx);
    let room = columns.saturating_sub(width(&day) + 3);
    let name = truncate(&clock_name(clock, law, ctx), room.saturating_sub(1));
    let gap = " ".repeat(room.saturating_sub(width(&name)));
    vec![
        Line::from(vec![
            Span::raw(format!("  {name}{gap}")),
            Span::styled(day, ctx.style(Mood::Accent)),
        ]),
        dim(format!("    {}", counted(clock, law, ctx)), ctx),
    ]
}

/// How many of what, and by which article.
fn counted(clock: &Clock, law: &Law, ctx: &Ctx) -> String {
    let citation = &clock.citation;
    match recount(clock, law) {
        Some(count) => format!("{} · {citation}", length(&count, ctx)),
        None => citation.clone(),
    }
}

fn length(count: &Count, ctx: &Ctx) -> String {
    match (count.count, count.unit) {
        (0, _) => ctx.say(FormWord::AtOnce).to_owned(),
        (days, Unit::WorkingDay) => ctx.fill(FormWord::WorkingDays, &[&days]),
        (days, Unit::Day) => ctx.fill(FormWord::CalendarDays, &[&days]),
    }
}

/// Counts a clock again, day by day; `None` where the law here does not lead to the same day.
pub(in crate::desk::reception) fn recount(clock: &Clock, law: &Law) -> Option<Count> {
    let rule = rule_of(clock, law)?;
    let count = count(rule, &law.calendar, clock.from, &clock.variant).ok()?;
    (count.due == clock.due).then_some(count)
}

fn rule_of<'a>(clock: &Clock, law: &'a Law) -> Option<&'a Rule> {
    law.rules.in_force(&clock.rule, clock.from).ok()
}

/// What must be done until the clock ends, in few words.
pub(in crate::desk::reception) fn clock_name(clock: &Clock, law: &Law, ctx: &Ctx) -> String {
    if let Some(word) = short_clock(&clock.rule) {
        return ctx.say(word).to_owned();
    }
    match (rule_of(clock, law), ctx.lang) {
        (Some(rule), Lang::Vi) => rule.title.clone(),
        (Some(rule), Lang::En) => rule.title_en.clone(),
        (None, _) => clock.rule.clone(),
    }
}

/// A clock in one line: what, how long, by which article.
pub(in crate::desk::reception) fn say_clock(clock: &Clock, law: &Law, ctx: &Ctx) -> String {
    let name = clock_name(clock, law, ctx);
    format!("{name} {}", counted(clock, law, ctx))
}

/// A day as `T6 20/11`, with its year where that is another.
pub(in crate::desk::reception) fn short_day(day: NaiveDate, ctx: &Ctx) -> String {
    let name = short_weekday(day, ctx.lang);
    if day.year() == ctx.today().year() {
        format!("{name} {}", day.format("%d/%m"))
    } else {
        format!("{name} {}", date(day))
    }
}

/// A day as `Thứ Sáu 20/11/2026`.
pub(in crate::desk::reception) fn long_day(day: NaiveDate, ctx: &Ctx) -> String {
    format!("{} {}", weekday(day, ctx.lang), date(day))
}

/// The days that the counts passed over: weekends together, days off by name.
fn days_off(clocks: &[&Clock], law: &Law, ctx: &Ctx) -> Vec<String> {
    let mut off: Vec<(NaiveDate, DayKind)> = clocks
        .iter()
        .filter_map(|clock| recount(clock, law))
        .filter(|count| count.unit == Unit::WorkingDay)
        .flat_map(|count| count.days)
        .filter(|day| day.ordinal.is_none())
        .map(|day| (day.date, day.kind))
        .collect();
    off.sort_unstable_by_key(|(day, _)| *day);
    off.dedup();
    let mut said = Vec::new();
    let mut rest = off.as_slice();
    while let Some(((first, kind), tail)) = rest.split_first() {
        let weekend = *kind == DayKind::Weekend;
        match tail.first() {
            Some((second, DayKind::Weekend)) if weekend && first.succ_opt() == Some(*second) => {
                let span = format!("{}–{}", first.format("%d"), second.format("%d/%m"));
                said.push(ctx.fill(FormWord::WeekendIs, &[&span]));
                rest = tail.get(1..).unwrap_or_default();
            }
            _ => {
                let day = first.format("%d/%m").to_string();
                said.push(match law.calendar.special(*first) {
                    Some(special) if !weekend => format!("{day} {}", special.name),
                    _ => ctx.fill(FormWord::WeekendIs, &[&day]),
                });
                rest = tail;
            }
        }
    }
    said
}
