//! The rows of clocks: sign, days left, day, what must be done, article, whose. It must not count
//! anything: how a clock stands is the clock's own answer.

use chrono::NaiveDate;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::say::{article, day, day_columns};
use super::sheet::{Sheet, left, right};
use super::words::PageWord as W;
use crate::desk::frame::date;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::{Lang, Say};
use crate::law::rule::{RuleBook, Whose};
use crate::register::clock::{Clock, ClockState};
use crate::text::truncate;

/// Columns of the days left.
const DAYS: usize = 4;
/// Columns of the article: narrow, and from [`ROOMY`] columns on.
const ARTICLE: usize = 12;
const ARTICLE_ROOMY: usize = 18;
/// From this width on there is room for the day from which a clock runs.
const ROOMY: usize = 96;

/// A clock with what must be done, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Titled {
    /// The clock.
    pub clock: Clock,
    title: String,
    title_en: String,
}

impl Titled {
    /// Finds the titles of clocks: those of their rules; a promise is its own title.
    pub fn all(clocks: Vec<Clock>, rules: &RuleBook) -> Vec<Self> {
        let titled = |clock: Clock| {
            let rule = rules
                .in_force(&clock.rule, clock.from)
                .ok()
                .or_else(|| rules.rows().iter().find(|rule| rule.id == clock.rule));
            let title = rule.map_or_else(|| clock.citation.clone(), |rule| rule.title.clone());
            let title_en =
                rule.map_or_else(|| clock.citation.clone(), |rule| rule.title_en.clone());
            Self {
                clock,
                title,
                title_en,
            }
        };
        clocks.into_iter().map(titled).collect()
    }

    /// Returns what must be done.
    pub fn title(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.title,
            Lang::En => &self.title_en,
        }
    }

    /// Returns the article, short; of a promise, that it is one.
    pub fn article(&self, lang: Lang) -> String {
        if self.title == self.clock.citation {
            W::PromiseArticle.say(lang).to_owned()
        } else {
            article(&self.clock.citation)
        }
    }
}

/// How a clock looks on a day: its meaning, its sign and its days.
pub struct Look {
    /// What it means.
    pub mood: Mood,
    /// Its sign.
    pub sign: &'static str,
    /// `+8`, `0`, `5`; `–` where no day is counted.
    pub days: String,
}

/// Returns how a clock looks. Only the agency's are coloured; the others are information.
pub fn look(clock: &Clock, today: NaiveDate) -> Look {
    let state = clock.state(today);
    let days = match clock.days_left(today) {
        Some(left) if left < 0 => format!("+{}", -left),
        Some(left) => left.to_string(),
        None => "–".to_owned(),
    };
    let (mood, sign) = match state {
        ClockState::Done | ClockState::Late => (Mood::Dim, Mood::Ok.sign()),
        ClockState::Dropped => (Mood::Dim, "–"),
        ClockState::Paused => (Mood::Paused, Mood::Paused.sign()),
        _ if clock.whose != Whose::Agency => (Mood::Dim, "·"),
        ClockState::Overdue => (Mood::Overdue, Mood::Overdue.sign()),
        ClockState::Running if clock.due == today => (Mood::Today, Mood::Today.sign()),
        ClockState::Running => (Mood::Soon, Mood::Soon.sign()),
    };
    // A right that has ended is over, not late.
    let days = match state {
        ClockState::Overdue if clock.whose != Whose::Agency => "–".to_owned(),
        _ => days,
    };
    Look { mood, sign, days }
}

/// Adds the titles of the columns.
pub fn titles<S: Clone + PartialEq>(sheet: &mut Sheet<S>, ctx: &Ctx) {
    let say = |word: W| Line::styled(ctx.say(word), ctx.style(Mood::Dim));
    let mut cells = vec![
        (
            Line::styled(right(ctx.say(W::Left), 2 + DAYS), ctx.style(Mood::Dim)),
            2 + DAYS,
        ),
        (say(W::Due), day_columns(ctx.lang)),
    ];
    if sheet.columns() >= ROOMY {
        cells.push((say(W::From), day_columns(ctx.lang)));
    }
    let (todo, cited) = rest(sheet.columns(), ctx);
    cells.push((say(W::Todo), todo));
    cells.push((say(W::Article), cited));
    sheet.cells(None, cells);
}

/// Columns of the title and of the article.
fn rest(columns: usize, ctx: &Ctx) -> (usize, usize) {
    let day = day_columns(ctx.lang);
    let roomy = columns >= ROOMY;
    let cited = if roomy { ARTICLE_ROOMY } else { ARTICLE };
    let from = if roomy { day + 2 } else { 0 };
    let used = 2 + DAYS + 2 + day + 2 + from + cited + 2;
    (columns.saturating_sub(used).max(10), cited)
}

/// Adds a clock, and beneath it what moved its day.
pub fn row<S: Clone + PartialEq>(
    sheet: &mut Sheet<S>,
    stop: Option<S>,
    titled: &Titled,
    ctx: &Ctx,
) {
    let clock = &titled.clock;
    let today = ctx.today();
    let state = clock.state(today);
    let look = look(clock, today);
    let style = ctx.style(look.mood);
    let dim = ctx.style(Mood::Dim);
    let faint = matches!(look.mood, Mood::Dim | Mood::Paused);
    let words = if faint { dim } else { ctx.style(Mood::Plain) };
    let due = if state == ClockState::Paused {
        ctx.say(W::Stopped).to_owned()
    } else {
        day(clock.due, ctx.lang)
    };
    let days = format!("{} {}", look.sign, right(&look.days, DAYS));
    let mut cells = vec![
        (Line::styled(days, style), 2 + DAYS),
        (Line::styled(due, style), day_columns(ctx.lang)),
    ];
    if sheet.columns() >= ROOMY {
        cells.push((
            Line::styled(day(clock.from, ctx.lang), dim),
            day_columns(ctx.lang),
        ));
    }
    let (todo, cited) = rest(sheet.columns(), ctx);
    cells.push((words_of(titled, state, todo, words, ctx), todo));
    cells.push((Line::styled(titled.article(ctx.lang), dim), cited));
    sheet.cells(stop, cells);
    for said in moved(clock, ctx) {
        let before = Line::raw(left("", 2 + DAYS + 2 + day_columns(ctx.lang) + 2));
        sheet.row(None, before, Line::styled(said, dim));
        sheet.stretch();
    }
}

/// Returns what must be done and how it ended; what is over takes one line only.
fn words_of(
    titled: &Titled,
    state: ClockState,
    columns: usize,
    style: Style,
    ctx: &Ctx,
) -> Line<'static> {
    let dim = ctx.style(Mood::Dim);
    let title = titled.title(ctx.lang).to_owned();
    let ended = ending(&titled.clock, state, ctx);
    let over = matches!(
        state,
        ClockState::Done | ClockState::Late | ClockState::Dropped
    );
    if let (true, Some(said)) = (over, &ended) {
        return Line::styled(truncate(&format!("{said} – {title}"), columns), dim);
    }
    let mut spans = vec![Span::styled(title, style)];
    if titled.clock.whose != Whose::Agency {
        let whose = format!(" ({})", ctx.say(titled.clock.whose));
        spans.push(Span::styled(whose, dim));
    }
    if let Some(said) = ended {
        spans.push(Span::styled(format!(" – {said}"), dim));
    }
    Line::from(spans)
}

/// Returns how it ended or why it stands still.
fn ending(clock: &Clock, state: ClockState, ctx: &Ctx) -> Option<String> {
    match (state, clock.done, clock.paused_since) {
        (ClockState::Late, Some(done), _) => {
            let late = (done - clock.due).num_days();
            Some(ctx.fill(W::DoneLate, &[&date(done), &late]))
        }
        (ClockState::Done, Some(_), _) if clock.whose == Whose::Citizen => {
            Some(ctx.say(W::Passed).to_owned())
        }
        (ClockState::Done, Some(done), _) => Some(ctx.fill(W::DoneOn, &[&date(done)])),
        (ClockState::Paused, _, Some(since)) => {
            Some(ctx.fill(W::StoppedSince, &[&day(since, ctx.lang)]))
        }
        (ClockState::Overdue, _, Some(since)) => {
            Some(ctx.fill(W::OverdueThenStopped, &[&day(since, ctx.lang)]))
        }
        (ClockState::Dropped, ..) => Some(ctx.say(ClockState::Dropped).to_owned()),
        _ if clock.is_past_right(ctx.today()) => Some(ctx.say(W::PassedAsk).to_owned()),
        (ClockState::Overdue, ..) if clock.whose != Whose::Agency => {
            Some(ctx.say(W::Passed).to_owned())
        }
        _ => None,
    }
}

/// Returns what moved the day, and what is unsure about it.
fn moved(clock: &Clock, ctx: &Ctx) -> Vec<String> {
    let mut said = Vec::new();
    if clock.original_due != clock.due {
        let mut why = Vec::new();
        let variant = &clock.variant;
        if let Some(reason) = &clock.overridden {
            why.push(ctx.fill(W::Overridden, &[reason]));
        }
        if variant.complex {
            why.push(ctx.say(W::Complex).to_owned());
        }
        if variant.remote {
            why.push(ctx.say(W::Remote).to_owned());
        }
        let extended: u32 = variant.extensions.iter().sum();
        if extended > 0 {
            why.push(ctx.fill(W::Extended, &[&extended]));
        }
        if !variant.pauses.is_empty() {
            why.push(ctx.fill(W::PausedTimes, &[&variant.pauses.len()]));
        }
        let first = ctx.fill(W::FirstDue, &[&day(clock.original_due, ctx.lang)]);
        said.push(if why.is_empty() {
            first
        } else {
            format!("{first} – {}", why.join(", "))
        });
    }
    if clock.review {
        said.push(ctx.say(W::Review).to_owned());
    }
    if clock.is_open() && !clock.confirmed {
        said.push(ctx.say(W::Unconfirmed).to_owned());
    }
    said
}
