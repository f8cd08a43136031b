//! What the program understands so far, beside the fields: who this is, earlier records, the class and why,
//! and the clocks as they would start, each with its article. It must not know how it came to know.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use ratatui::text::{Line, Span};

use super::key::{Key, PersonKey, Who};
use super::line::{bare_number, field_at};
use super::notes::{born_year, said_of};
use super::sheet::Sheet;
use super::words::{FormWord, short_clock};
use crate::desk::field::Value;
use crate::desk::frame::{date, short_weekday, weekday};
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Lang;
use crate::law::Law;
use crate::law::calendar::DayKind;
use crate::law::count::{Count, count};
use crate::law::rule::{Rule, Unit};
use crate::law::unit::Units;
use crate::office::index::Row;
use crate::office::seen::Seen;
use crate::office::view::Preview;
use crate::register::card::derive;
use crate::register::check::{Refusal, Warning};
use crate::register::clock::Clock;
use crate::register::number::{PetitionNo, Subject};
use crate::register::seen::{Proposal, Reason, Typed};
use crate::register::words::{Class, LinkKind, Sex};
use crate::text::{truncate, width};
use crate::words::failure::{refusal, warning};

/// What was here before that is like what is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Earlier {
    /// The number of the person under the cursor when it was asked for.
    pub(super) query: String,
    /// What was held against the books.
    pub(super) typed: Typed,
    /// The likest, with score and reasons.
    pub(super) seen: Vec<Seen>,
    /// They were found, not only looked for.
    pub(super) answered: bool,
}

impl Earlier {
    /// Takes out what was told apart.
    pub(super) fn without(&mut self, unlike: &BTreeSet<PetitionNo>) {
        self.seen.retain(|seen| match seen.row.id {
            Subject::Petition(no) => !unlike.contains(&no),
            Subject::Reception(_) => true,
        });
    }
}

/// All that is understood.
#[derive(Clone)]
pub(super) struct Known<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) earlier: &'a Earlier,
    pub(super) preview: Option<&'a Preview>,
    pub(super) link: Option<(PetitionNo, LinkKind)>,
    pub(super) law: &'a Law,
    pub(super) step: usize,
}

/// Returns the lines of the pane; `rows` is how many earlier records it names.
pub(super) fn lines(known: &Known, columns: usize, rows: usize, ctx: &Ctx) -> Vec<Line<'static>> {
    let mut all = vec![title(FormWord::Understood, ctx)];
    all.extend(who(known.sheet, ctx));
    all.push(Line::raw(""));
    if known.earlier.answered {
        all.extend(met(known, rows, ctx));
        all.push(Line::raw(""));
    }
    all.extend(clocks(known, columns, ctx));
    all.extend(oddities(known, ctx));
    if known.step == 2 {
        all.push(Line::raw(""));
        all.extend(classes(known.sheet, ctx));
    }
    all
}

fn title(word: FormWord, ctx: &Ctx) -> Line<'static> {
    Line::styled(ctx.say(word), ctx.style(Mood::Title))
}

fn dim(words: String, ctx: &Ctx) -> Line<'static> {
    Line::styled(words, ctx.style(Mood::Dim))
}

fn who(sheet: &Sheet, ctx: &Ctx) -> Vec<Line<'static>> {
    let first = Who::Visitor(0);
    let text = |key| sheet.text(Key::Person(first, key), ctx);
    let name = text(PersonKey::Name);
    if name.is_empty() && text(PersonKey::Number).is_empty() {
        return vec![dim(format!("  {}", ctx.say(FormWord::NobodyYet)), ctx)];
    }
    let number = bare_number(&text(PersonKey::Number));
    let mut parts = vec![if name.is_empty() {
        "–".to_owned()
    } else {
        name
    }];
    let derived = derive(&number);
    let sex = Sex::from_word(&text(PersonKey::Sex));
    let year = born_year(sheet, first, ctx);
    let guessed = |of: &dyn std::fmt::Display| ctx.fill(FormWord::Derived, &[of]);
    match (year, sex, derived) {
        (None, None, Some(derived)) => {
            parts.push(derived.born_year.to_string());
            parts.push(guessed(&ctx.say(derived.sex)));
        }
        (None, Some(sex), Some(derived)) => {
            parts.push(guessed(&derived.born_year));
            parts.push(ctx.say(sex).to_owned());
        }
        (Some(year), None, Some(derived)) => {
            parts.push(year.to_string());
            parts.push(guessed(&ctx.say(derived.sex)));
        }
        (year, sex, _) => {
            parts.extend(year.map(|year| year.to_string()));
            parts.extend(sex.map(|sex| ctx.say(sex).to_owned()));
        }
    }
    let mut lines = vec![Line::raw(format!("  {}", parts.join(", ")))];
    let number = if number.is_empty() {
        ctx.say(FormWord::NoNumber).to_owned()
    } else {
        number
    };
    lines.push(Line::raw(format!("  {number}")));
    if let Some(unit) = Units::statute().display(&text(PersonKey::Unit)) {
        lines.push(Line::raw(format!("  {unit}")));
    }
    let others = sheet.people().count().saturating_sub(1);
    if others > 0 {
        lines.push(dim(
            format!("  {}", ctx.fill(FormWord::AndOthers, &[&others])),
            ctx,
        ));
    }
    lines
}

fn met(known: &Known, rows: usize, ctx: &Ctx) -> Vec<Line<'static>> {
    let earlier = known.earlier;
    let mut lines = vec![title(FormWord::Met, ctx)];
    if earlier.seen.is_empty() {
        lines.push(dim(format!("  {}", ctx.say(FormWord::NeverMet)), ctx));
    }
    for seen in earlier.seen.iter().take(rows) {
        lines.extend(like(seen, ctx));
    }
    let more = earlier.seen.len().saturating_sub(rows);
    if more > 0 {
        lines.push(dim(
            format!("  {}", ctx.fill(FormWord::MoreMet, &[&more])),
            ctx,
        ));
    }
    if let Some((to, kind)) = known.link {
        let words = ctx.fill(FormWord::ConnectedTo, &[&ctx.say(kind), &to]);
        lines.push(Line::styled(
            format!("  {} {words}", Mood::Ok.sign()),
            ctx.style(Mood::Ok),
        ));
    }
    lines
}

/// One earlier record: how like, why, what it is, and what this may be to it.
fn like(seen: &Seen, ctx: &Ctx) -> Vec<Line<'static>> {
    let row = &seen.row;
    let score = format!("  ≈ {:>3} %  ", seen.score);
    let mut lines = vec![Line::from(vec![
        Span::styled(score, ctx.style(Mood::Accent)),
        Span::raw(format!("{}  {}", row.id, date(row.at.date()))),
    ])];
    lines.push(Line::raw(format!("    {}", reasons(seen, ctx))));
    let said = said_of_row(row, ctx);
    if !said.is_empty() {
        lines.push(dim(format!("    {said}"), ctx));
    }
    let word = match (seen.proposal, row.class) {
        (Some(Proposal::Again(..)), Some(Class::Denunciation)) => FormWord::MayBeFurther,
        (Some(Proposal::Again(..)), _) => FormWord::MayBeSecond,
        (Some(Proposal::Duplicate(_)), _) => FormWord::MayBeDuplicate,
        (None, _) => return lines,
    };
    lines.push(Line::styled(
        format!("    {} {}", Mood::Warning.sign(), ctx.say(word)),
        ctx.style(Mood::Warning),
    ));
    lines
}

fn reasons(seen: &Seen, ctx: &Ctx) -> String {
    let said = seen.reasons.iter().map(|reason| match reason {
        Reason::SameWording => ctx.fill(FormWord::SameWording, &[&seen.wording]),
        other => ctx.say(reason_word(*other)).to_owned(),
    });
    said.collect::<Vec<_>>().join(", ")
}

fn reason_word(reason: Reason) -> FormWord {
    match reason {
        Reason::SameNumber => FormWord::SameNumber,
        Reason::SameNameAndYear => FormWord::SameNameAndYear,
        Reason::SamePhone => FormWord::SamePhone,
        Reason::SameDecision => FormWord::SameDecision,
        Reason::SameName => FormWord::SameName,
        Reason::SameAddress => FormWord::SameAddress,
        Reason::SameWording => FormWord::SameWording,
        Reason::OtherNumber => FormWord::OtherNumber,
        Reason::OtherYear => FormWord::OtherYear,
    }
}

/// Class, field and state of an earlier record.
pub(super) fn said_of_row(row: &Row, ctx: &Ctx) -> String {
    let mut what = Vec::new();
    what.extend(row.class.map(|class| ctx.say(class)));
    what.extend(row.field.map(|field| ctx.say(field)));
    let mut said = what.join(", ");
    if let Some(status) = row.status {
        if !said.is_empty() {
            said.push_str(" · ");
        }
        said.push_str(ctx.say(status));
    }
    said
}

fn classes(sheet: &Sheet, ctx: &Ctx) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut seen = Vec::new();
    for place in 0..sheet.plan.petitions {
        let Some(class) = sheet
            .class(place, ctx)
            .filter(|class| !seen.contains(class))
        else {
            continue;
        };
        seen.push(class);
        let name = ctx.say(class);
        let mut letters = name.chars();
        let name = letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect()
        });
        lines.push(Line::styled(name, ctx.style(Mood::Title)));
        lines.push(dim(format!("  {}", said_of(class, ctx.lang)), ctx));
        lines.push(Line::raw(""));
    }
    lines
}

fn clocks(known: &Known, columns: usize, ctx: &Ctx) -> Vec<Line<'static>> {
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
        lines.extend(clock_lines(clock, known.law, columns, ctx));
    }
    let off = days_off(&all, known.law, ctx);
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
fn open_clocks(preview: Option<&Preview>) -> Vec<&Clock> {
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
pub(super) fn recount(clock: &Clock, law: &Law) -> Option<Count> {
    let rule = rule_of(clock, law)?;
    let count = count(rule, &law.calendar, clock.from, &clock.variant).ok()?;
    (count.due == clock.due).then_some(count)
}

fn rule_of<'a>(clock: &Clock, law: &'a Law) -> Option<&'a Rule> {
    law.rules.in_force(&clock.rule, clock.from).ok()
}

/// What must be done until the clock ends, in few words.
pub(super) fn clock_name(clock: &Clock, law: &Law, ctx: &Ctx) -> String {
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
pub(super) fn say_clock(clock: &Clock, law: &Law, ctx: &Ctx) -> String {
    let name = clock_name(clock, law, ctx);
    format!("{name} {}", counted(clock, law, ctx))
}

/// A day as `T6 20/11`, with its year where that is another.
pub(super) fn short_day(day: NaiveDate, ctx: &Ctx) -> String {
    let name = short_weekday(day, ctx.lang);
    if day.year() == ctx.today().year() {
        format!("{name} {}", day.format("%d/%m"))
    } else {
        format!("{name} {}", date(day))
    }
}

/// A day as `Thứ Sáu 20/11/2026`.
pub(super) fn long_day(day: NaiveDate, ctx: &Ctx) -> String {
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

fn oddities(known: &Known, ctx: &Ctx) -> Vec<Line<'static>> {
    let Some(preview) = known.preview else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    // What is refused only because a field is still empty is not worth saying yet.
    let waits = |why: &&Refusal| {
        let key = why
            .path
            .as_deref()
            .and_then(|path| field_at(known.sheet, path));
        key.is_some_and(|key| known.sheet.value(key, ctx) == Value::Empty)
    };
    if let Some(why) = preview.refusal.as_ref().filter(|why| !waits(why)) {
        let bare = Refusal {
            path: None,
            ..why.clone()
        };
        let told = refusal(&bare, ctx.lang);
        let mut words = told.message;
        if let Some(citation) = told.citation {
            words = format!("{words} ({citation})");
        }
        lines.push(Line::raw(""));
        lines.push(title(FormWord::WouldRefuse, ctx));
        lines.push(Line::styled(
            format!("  {} {words}", Mood::Error.sign()),
            ctx.style(Mood::Error),
        ));
    }
    let said = warnings(&preview.warnings, ctx);
    if !said.is_empty() && known.step > 0 {
        lines.push(Line::raw(""));
        lines.push(title(FormWord::Odd, ctx));
        lines.extend(said);
    }
    lines
}

/// What is odd, each thing once, without the paths that scripts need.
pub(super) fn warnings(all: &[Warning], ctx: &Ctx) -> Vec<Line<'static>> {
    let mut said: Vec<String> = Vec::new();
    for odd in all {
        let bare = Warning {
            path: None,
            ..odd.clone()
        };
        let words = warning(&bare, ctx.lang);
        if !said.contains(&words) {
            said.push(words);
        }
    }
    let line = |words: String| {
        Line::styled(
            format!("  {} {words}", Mood::Warning.sign()),
            ctx.style(Mood::Warning),
        )
    };
    said.into_iter().map(line).collect()
}

/// Returns the two lines below the fields of a small window: who, and by when.
pub(super) fn strip(known: &Known, columns: usize, ctx: &Ctx) -> [Line<'static>; 2] {
    let mut first: Vec<String> = who(known.sheet, ctx)
        .iter()
        .take(2)
        .map(|line| line.to_string().trim().to_owned())
        .collect();
    let earlier = known.earlier;
    if let Some(likest) = earlier.seen.first().filter(|_| earlier.answered) {
        let words = ctx.fill(FormWord::MetLike, &[&likest.score, &likest.row.id]);
        first.push(words);
    }
    let odd = known.preview.filter(|_| known.step > 0);
    let odd = odd.map_or(0, |preview| warnings(&preview.warnings, ctx).len());
    let mut parts: Vec<String> = open_clocks(known.preview)
        .into_iter()
        .map(|clock| {
            let name = clock_name(clock, known.law, ctx);
            format!("{name} {}", short_day(clock.due, ctx))
        })
        .collect();
    if odd > 0 {
        let words = ctx.say(FormWord::Odd).to_lowercase();
        parts.push(format!("{} {words}: {odd}", Mood::Warning.sign()));
    }
    [
        dim(truncate(&first.join(" · "), columns), ctx),
        Line::styled(whole(&parts, columns), ctx.style(Mood::Accent)),
    ]
}

/// Puts parts side by side as long as they fit whole: a day is never cut.
fn whole(parts: &[String], columns: usize) -> String {
    let mut line = String::new();
    for part in parts {
        let longer = if line.is_empty() {
            part.clone()
        } else {
            format!("{line} · {part}")
        };
        if width(&longer) > columns {
            break;
        }
        line = longer;
    }
    line
}
