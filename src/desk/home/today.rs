//! Today's visits as rows: when, who, what about, and what comes next by which day. It must not show
//! what is sealed: such a row says only that it is.

use chrono::NaiveDate;

use super::words::HomeWord;
use crate::desk::drafts;
use crate::desk::frame::short_weekday;
use crate::desk::list::{Column, ListCell, ListRow, Wide};
use crate::desk::petition::say::{short_field, shortest_class};
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::{Kit, Lang, Say};
use crate::law::Law;
use crate::office::ask::{DraftHead, HomeView};
use crate::office::index::{Name, Row};
use crate::office::wall::civil;
use crate::register::clock::{Clock, ClockState};
use crate::register::number::Subject;
use crate::register::words::Class;
use crate::text::width;

/// From how many people on a visit is shown as a group (TT 06/2025, form 01/TCD, notes).
const CROWD: u32 = 5;
/// Columns of the window from which on classes are written out.
const WRITTEN_OUT: u16 = 110;

/// Columns of the window from which on words need not be short.
const ROOMY: u16 = 100;

/// A row of today.
#[derive(Clone)]
pub(super) enum TodayRow {
    /// What was typed and not saved.
    Drafts(DraftsRow),
    /// Somebody came.
    Visit(VisitRow),
}

/// The drafts, all in one row.
#[derive(Clone)]
pub(super) struct DraftsRow {
    when: String,
    words: String,
    about: String,
}

/// A visit.
#[derive(Clone)]
pub(super) struct VisitRow {
    pub(super) id: Subject,
    when: String,
    who: String,
    about: String,
    next: String,
    by: Option<(String, Mood)>,
    hidden: bool,
}

/// Returns the rows of home: drafts first, then the visits, newest first; those that are kept hidden
/// stand last, so that their place does not tell when they were.
pub(super) fn rows(view: &HomeView, law: &Law, ctx: &Ctx) -> Vec<TodayRow> {
    let drafts = drafts_row(&view.drafts, view.today, ctx).map(TodayRow::Drafts);
    let (hidden, open): (Vec<&Row>, Vec<&Row>) = view.receptions.iter().partition(|r| hides(r));
    let visits = open.into_iter().chain(hidden);
    let visits = visits.map(|row| TodayRow::Visit(visit(row, view.today, law, ctx)));
    drafts.into_iter().chain(visits).collect()
}

fn hides(row: &Row) -> bool {
    row.secret || row.name == Name::Hidden
}

fn drafts_row(drafts: &[DraftHead], today: NaiveDate, ctx: &Ctx) -> Option<DraftsRow> {
    let at = civil(drafts.first()?.at);
    let when = if at.date() == today {
        at.format("%H:%M")
    } else {
        at.format("%d/%m")
    };
    let (words, about) = match drafts {
        [one] => (ctx.say(HomeWord::Draft).to_owned(), drafts::what(one, ctx)),
        many => (ctx.fill(HomeWord::Drafts, &[&many.len()]), String::new()),
    };
    Some(DraftsRow {
        when: when.to_string(),
        words,
        about,
    })
}

fn visit(row: &Row, today: NaiveDate, law: &Law, ctx: &Ctx) -> VisitRow {
    let hidden = hides(row);
    let leading = row.leading(today).filter(|_| !hidden);
    VisitRow {
        id: row.id,
        when: if hidden || row.day_only {
            "–".to_owned()
        } else {
            row.at.format("%H:%M").to_string()
        },
        who: who(row, hidden, ctx),
        about: about(row, ctx),
        next: match leading {
            _ if hidden && ctx.size.0 < ROOMY => ctx.say(HomeWord::KeptShort).to_owned(),
            _ if hidden => ctx.say(HomeWord::KeptHidden).to_owned(),
            Some(clock) => step(clock, law, ctx),
            None => standing(row, ctx),
        },
        by: leading.map(|clock| {
            let mood = match clock.state(today) {
                ClockState::Overdue => Mood::Overdue,
                _ if clock.due == today => Mood::Today,
                _ => Mood::Plain,
            };
            (short_day(clock.due, today, ctx), mood)
        }),
        hidden,
    }
}

/// What must be done by the day of a clock, in a few words where it is a common step.
fn step(clock: &Clock, law: &Law, ctx: &Ctx) -> String {
    let short = match clock.rule.as_str() {
        "TCD-28.1" => HomeWord::StepAnswer,
        "KN-27" | "KN-36" | "KN-50a" | "TC-24.1" => HomeWord::StepAccept,
        "TC-24.2" => HomeWord::StepForward,
        "KN-28" | "KN-37" | "KN-50b" | "TC-30" => HomeWord::StepSettle,
        "ND154-4.3" => HomeWord::StepRefusal,
        _ => {
            let rule = law.rules.in_force(&clock.rule, clock.from).ok();
            let title = rule.map(|rule| match ctx.lang {
                Lang::Vi => rule.title.as_str(),
                Lang::En => rule.title_en.as_str(),
            });
            return lower_first(title.unwrap_or(&clock.citation));
        }
    };
    ctx.say(short).to_owned()
}

fn who(row: &Row, hidden: bool, ctx: &Ctx) -> String {
    let name = match &row.name {
        _ if hidden => return ctx.say(Kit::Hidden).to_owned(),
        Name::Shown(name) => Some(name),
        Name::Hidden | Name::Erased | Name::Nobody => None,
    };
    match (name, row.people) {
        (None, people) if people >= CROWD => ctx.fill(HomeWord::Crowd, &[&people]),
        (None, _) => ctx.say(HomeWord::NobodyNamed).to_owned(),
        (Some(name), people) if people >= CROWD => ctx.fill(HomeWord::CrowdOf, &[&people, name]),
        (Some(name), people) if people > 1 => ctx.fill(HomeWord::AndOthers, &[name, &(people - 1)]),
        (Some(name), _) => name.to_string(),
    }
}

/// Class and field. What brought a denunciation says only that.
fn about(row: &Row, ctx: &Ctx) -> String {
    let class = row.class.or(row.secret.then_some(Class::Denunciation));
    let Some(class) = class else {
        return String::new();
    };
    let roomy = ctx.size.0 >= WRITTEN_OUT;
    let class = if roomy {
        ctx.say(class)
    } else {
        shortest_class(class, ctx.lang)
    };
    match row.field {
        Some(field) if roomy => format!("{class} · {}", ctx.say(field)),
        Some(field) => format!("{class} · {}", short_field(field, ctx.lang)),
        None => class.to_owned(),
    }
}

fn standing(row: &Row, ctx: &Ctx) -> String {
    if row.refused {
        return ctx.say(HomeWord::RefusedOne).to_owned();
    }
    match (row.status, row.petitions) {
        (_, 0) => ctx.say(HomeWord::NoPetition).to_owned(),
        (Some(status), 1) => ctx.say(status).to_owned(),
        (Some(status), many) => ctx.fill(HomeWord::Petitions, &[&status.say(ctx.lang), &many]),
        (None, _) => String::new(),
    }
}

/// Returns a day as `T4 02/12`, with its year where that is not this year's.
pub(super) fn short_day(day: NaiveDate, today: NaiveDate, ctx: &Ctx) -> String {
    use chrono::Datelike;
    let weekday = short_weekday(day, ctx.lang);
    if day.year() == today.year() {
        format!("{weekday} {}", day.format("%d/%m"))
    } else {
        format!("{weekday} {}", day.format("%d/%m/%Y"))
    }
}

fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

/// The columns of today, as wide as what stands in them; a day is never cut.
pub(super) fn columns(rows: &[TodayRow]) -> Vec<Column> {
    let about = widest(rows.iter().map(|row| match row {
        TodayRow::Drafts(drafts) => drafts.about.as_str(),
        TodayRow::Visit(visit) => visit.about.as_str(),
    }));
    let day = widest(rows.iter().filter_map(|row| match row {
        TodayRow::Visit(visit) => visit.by.as_ref().map(|(by, _)| by.as_str()),
        TodayRow::Drafts(_) => None,
    }));
    vec![
        Column::new("", Wide::Exactly(5)),
        Column::new("", Wide::AtLeast(17)),
        Column::new("", Wide::Exactly(about)).yields(2),
        Column::new("", Wide::AtLeast(14)).yields(1),
        Column::new("", Wide::Exactly(day)),
    ]
}

fn widest<'a>(cells: impl Iterator<Item = &'a str>) -> u16 {
    let widest = cells.map(width).max().unwrap_or(0);
    u16::try_from(widest).unwrap_or(u16::MAX)
}

impl ListRow for TodayRow {
    type Key = Option<Subject>;

    fn key(&self) -> Self::Key {
        match self {
            Self::Drafts(_) => None,
            Self::Visit(visit) => Some(visit.id),
        }
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        match self {
            Self::Drafts(drafts) => vec![
                ListCell::new(drafts.when.as_str()),
                ListCell::meaning(drafts.words.as_str(), Mood::Accent, ctx),
                ListCell::meaning(drafts.about.as_str(), Mood::Dim, ctx),
            ],
            Self::Visit(visit) => {
                let mood = if visit.hidden {
                    Mood::Hidden
                } else {
                    Mood::Plain
                };
                let (by, by_mood) = visit
                    .by
                    .as_ref()
                    .map_or(("", Mood::Plain), |(by, mood)| (by.as_str(), *mood));
                vec![
                    ListCell::new(visit.when.as_str()),
                    ListCell::meaning(visit.who.as_str(), mood, ctx),
                    ListCell::new(visit.about.as_str()),
                    ListCell::meaning(visit.next.as_str(), mood, ctx),
                    ListCell::meaning(by, by_mood, ctx),
                ]
            }
        }
    }
}
