//! `overdue` and `forecast`: which of the agency's clocks are late, or will be.

use super::ctx::{Ctx, DONE, NO, WRONG_USE};
use super::reading::{name, short, standing, written};
use super::render;
use super::session::{OrEnded, Where, end};
use crate::office::ask::{Band, DeadlineRow, DueFilter, GroupKey, Grouping};
use crate::office::books::Office;
use crate::office::index::Came;
use crate::register::clock::ClockState;
use crate::text;
use crate::words::law::parse_day;
use crate::words::{Lang, Say, words};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use serde_json::json;

words! {
    /// What lateness has to say.
    pub enum LateWord {
        NothingOverdue => "không có hạn nào quá", "nothing is overdue";
        NothingFalls => "đến {0} không có hạn nào quá", "nothing will be overdue on {0}";
        BadDay => "--by {0}: không có ngày này; viết 20/11/2026 hoặc 2026-11-20.", "--by {0}: no such day; write 2026-11-20 or 20/11/2026.";
        NoOfficer => "--officer {0}: không có cán bộ này; xem “tiepdan user list”", "--officer {0}: no such officer; see “tiepdan user list”";
        PastDay => "--by {0}: ngày này đã qua", "--by {0}: that day is past";
        Unassigned => "chưa giao", "unassigned";
        NoClass => "lượt tiếp", "receptions";
        NoField => "chưa rõ lĩnh vực", "field not known";
        NoCommune => "chưa rõ nơi xảy ra", "place not known";
        AtTheDesk => "tiếp tại nơi tiếp công dân", "at the desk";
        Hidden => "được giữ kín", "kept hidden";
        Promises => "lời hứa", "promises";
        Group => "{0} · {1} hạn, {2} quá hạn", "{0} · {1} clocks, {2} overdue";
        Load => "{0} · {1} hạn sẽ quá, {2} đã quá hôm nay", "{0} · {1} will be overdue, {2} are today";
    }
}

/// What stands together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GroupArg {
    /// Cán bộ
    Officer,
    /// Loại đơn
    Class,
    /// Lĩnh vực
    Field,
    /// Thời hạn
    Clock,
    /// Xã, phường
    Commune,
    /// Nguồn đơn
    Source,
}

impl GroupArg {
    fn grouping(self) -> Grouping {
        match self {
            Self::Officer => Grouping::Officer,
            Self::Class => Grouping::Class,
            Self::Field => Grouping::Field,
            Self::Clock => Grouping::Clock,
            Self::Commune => Grouping::Commune,
            Self::Source => Grouping::Source,
        }
    }
}

/// Arguments of `overdue`.
#[derive(Debug, Args)]
pub struct OverdueArgs {
    /// Also what falls due in this many working days
    #[arg(long, value_name = "DAYS")]
    pub within: Option<u32>,
    /// Only of this officer
    #[arg(long, value_name = "NAME")]
    pub officer: Option<String>,
    /// Put together what is of one officer, class, field, limit, commune or source; not in JSON
    #[arg(long, value_enum, value_name = "BY")]
    pub group: Option<GroupArg>,
}

/// Arguments of `forecast`.
#[derive(Debug, Args)]
pub struct ForecastArgs {
    /// The day: 2026-11-27 or 27/11/2026
    #[arg(long, value_name = "DATE")]
    pub by: String,
    /// Only of this officer
    #[arg(long, value_name = "NAME")]
    pub officer: Option<String>,
}

/// `overdue`: exits 1 when something is overdue, so that a scheduled job can mail it.
pub fn overdue(args: &OverdueArgs, office: &Office, ctx: &mut Ctx) -> OrEnded<u8> {
    known(args.officer.as_deref(), office, ctx)?;
    let grouping = args.group.filter(|_| !ctx.json);
    let filter = DueFilter {
        within: args.within,
        officer: args.officer.clone(),
        band: args.within.is_none().then_some(Band::Overdue),
        grouping: grouping.map_or(Grouping::Band, GroupArg::grouping),
        ..DueFilter::default()
    };
    let (rows, _, _) = office.deadlines(&filter, 0, usize::MAX);
    let today = office.today();
    let late = rows.iter().any(|row| row.state == ClockState::Overdue);
    if ctx.json {
        json_rows(&rows, today, ctx)?;
    } else if grouping.is_some() {
        let mut rest = rows.as_slice();
        for group in office.deadline_groups(&filter) {
            let (mine, others) = rest.split_at(group.rows.min(rest.len()));
            rest = others;
            let name = group_name(&group.key, ctx.lang());
            let heading = LateWord::Group.fill(ctx.lang(), &[&name, &group.rows, &group.overdue]);
            written(writeln!(ctx.out, "{heading}"))?;
            text_rows(mine, today, ctx)?;
        }
    } else {
        text_rows(&rows, today, ctx)?;
    }
    if rows.is_empty() && !ctx.json {
        let nothing = LateWord::NothingOverdue.say(ctx.lang());
        written(writeln!(ctx.err, "{nothing}"))?;
    }
    Ok(if late { NO } else { DONE })
}

/// `forecast`: what will be overdue on a day if nothing is done.
pub fn forecast(
    args: &ForecastArgs,
    place: &Where,
    today: Option<NaiveDate>,
    ctx: &mut Ctx,
) -> OrEnded<u8> {
    let lang = ctx.lang();
    let Some(by) = parse_day(&args.by) else {
        let message = LateWord::BadDay.fill(lang, &[&args.by]);
        return end(ctx, WRONG_USE, &message);
    };
    if by < ctx.today {
        let message = LateWord::PastDay.fill(lang, &[&short(by)]);
        return end(ctx, WRONG_USE, &message);
    }
    let office = super::read(place, today, ctx)?;
    known(args.officer.as_deref(), &office, ctx)?;
    let filter = DueFilter {
        officer: args.officer.clone(),
        grouping: if ctx.json {
            Grouping::Band
        } else {
            Grouping::Officer
        },
        ..DueFilter::default()
    };
    let forecast = office.forecast(by, &filter, 0, usize::MAX);
    if ctx.json {
        json_rows(&forecast.rows, by, ctx)?;
        return Ok(DONE);
    }
    let mut rest = forecast.rows.as_slice();
    for load in &forecast.officers {
        let (mine, others) = rest.split_at(load.overdue.min(rest.len()));
        rest = others;
        let unassigned = LateWord::Unassigned.say(lang);
        let name = load.officer.as_deref().unwrap_or(unassigned);
        let heading = LateWord::Load.fill(lang, &[&name, &load.overdue, &load.already]);
        written(writeln!(ctx.out, "{heading}"))?;
        text_rows(mine, by, ctx)?;
    }
    if forecast.rows.is_empty() {
        let nothing = LateWord::NothingFalls.fill(lang, &[&short(by)]);
        written(writeln!(ctx.err, "{nothing}"))?;
    }
    Ok(DONE)
}

/// A misspelt name must not look as if nothing were late.
fn known(officer: Option<&str>, office: &Office, ctx: &mut Ctx) -> OrEnded<()> {
    match officer.filter(|name| !office.knows_officer(name)) {
        None => Ok(()),
        Some(name) => {
            let message = LateWord::NoOfficer.fill(ctx.lang(), &[&name]);
            end(ctx, WRONG_USE, &message)
        }
    }
}

fn json_rows(rows: &[DeadlineRow], on: NaiveDate, ctx: &mut Ctx) -> OrEnded<()> {
    let rows: Vec<_> = rows.iter().map(|row| render::overdue(row, on)).collect();
    written(ctx.write_json(&json!(rows)))
}

fn text_rows(rows: &[DeadlineRow], on: NaiveDate, ctx: &mut Ctx) -> OrEnded<()> {
    let lang = ctx.lang();
    for row in rows {
        let title = if lang == Lang::En {
            &row.title_en
        } else {
            &row.title
        };
        let line = [
            text::pad(&standing(&row.clock, on, lang), 22),
            short(row.clock.due),
            text::pad(&row.row.id.to_string(), 14),
            text::pad(&text::truncate(name(&row.row.name, lang), 26), 26),
            text::pad(&text::truncate(title, 44), 44),
            text::pad(row.row.officer.as_deref().unwrap_or("–"), 10),
            row.clock.citation.clone(),
        ];
        written(writeln!(ctx.out, "{}", line.join("  ")))?;
    }
    Ok(())
}

fn group_name(key: &GroupKey, lang: Lang) -> String {
    let said = |word: LateWord| word.say(lang);
    match key {
        GroupKey::Band(_) | GroupKey::Officer(None) => said(LateWord::Unassigned),
        GroupKey::Officer(Some(name)) | GroupKey::Commune(Some(name)) => name,
        GroupKey::Class(class) => class.map_or(said(LateWord::NoClass), |class| class.say(lang)),
        GroupKey::Field(field) => field.map_or(said(LateWord::NoField), |field| field.say(lang)),
        GroupKey::Clock { title, .. } if title.is_empty() => said(LateWord::Promises),
        GroupKey::Clock { title, .. } if lang == Lang::Vi => title,
        GroupKey::Clock { title_en, .. } => title_en,
        GroupKey::Commune(None) => said(LateWord::NoCommune),
        GroupKey::Source(Came::Filed(source)) => source.say(lang),
        GroupKey::Source(Came::Desk) => said(LateWord::AtTheDesk),
        GroupKey::Source(Came::Hidden) => said(LateWord::Hidden),
    }
    .to_owned()
}
