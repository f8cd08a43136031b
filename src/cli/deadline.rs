//! `tiepdan deadline`: counts one limit and shows every day. Needs no office.

use super::ctx::{Ctx, DONE};
use crate::law::Law;
use crate::law::count::{Count, CountedDay, Pause, Variant, count};
use crate::law::rule::{Direction, Rule};
use crate::text::pad;
use crate::words::law as words;
use chrono::NaiveDate;
use std::io;

/// Counts one limit and shows every day / Tính một thời hạn, từng ngày một
#[derive(Debug, Clone, clap::Args)]
pub struct DeadlineArgs {
    /// The rule, as KN-28 (see `tiepdan rules`)
    pub rule: String,
    /// The triggering day, itself not counted: 2026-11-20 or 20/11/2026; counting back, the event
    #[arg(long, value_name = "DATE")]
    pub from: String,
    /// Vùng sâu, vùng xa đi lại khó khăn
    #[arg(long)]
    pub remote: bool,
    /// Vụ việc phức tạp
    #[arg(long)]
    pub complex: bool,
    /// Several places to check (TC Đ24.1)
    #[arg(long)]
    pub several_places: bool,
    /// A suspension: the day it began and the day it ended
    #[arg(long, value_name = "FROM..TO")]
    pub pause: Vec<String>,
    /// Days added by an extension (TC Đ30)
    #[arg(long, value_name = "DAYS")]
    pub extend: Vec<u32>,
}

/// Runs the command and returns its exit code.
///
/// # Errors
/// Those of the writers.
pub fn run(args: &DeadlineArgs, law: &Law, ctx: &mut Ctx) -> io::Result<u8> {
    let (rule, variant, count) = match counted(args, law, ctx.english) {
        Ok(found) => found,
        Err(message) => return ctx.wrong_use(&message),
    };
    if ctx.json {
        ctx.write_json(&Answer::from(&count))?;
    } else {
        explain(rule, &count, &variant, law, ctx)?;
    }
    too_old_pauses(rule, &variant, law, ctx)?;
    Ok(DONE)
}

/// Warns of a suspension of a day on which the law knew none: such a limit is not stopped by it.
fn too_old_pauses(rule: &Rule, variant: &Variant, law: &Law, ctx: &mut Ctx) -> io::Result<()> {
    for pause in &variant.pauses {
        let Some(stop) = law.rules.not_yet_stopped(&rule.id, pause.from) else {
            continue;
        };
        writeln!(
            ctx.err,
            "! {} {}: {} {} ({}).",
            ctx.say("Tạm đình chỉ ngày", "Suspended on"),
            words::short_day(pause.from),
            ctx.say(
                "luật chưa cho dừng thời hạn, chỉ từ",
                "the law stopped no limit yet, only from"
            ),
            words::short_day(stop.valid_from),
            stop.citation
        )?;
    }
    Ok(())
}

fn counted<'l>(
    args: &DeadlineArgs,
    law: &'l Law,
    english: bool,
) -> Result<(&'l Rule, Variant, Count), String> {
    let from = typed_day(&args.from, "--from", english)?;
    let id = law
        .rules
        .resolve(args.rule.trim())
        .unwrap_or(args.rule.trim());
    let rule = law
        .rules
        .in_force(id, from)
        .map_err(|err| words::rule_error(&err, english))?;
    let variant = Variant {
        remote: args.remote,
        complex: args.complex,
        several_places: args.several_places,
        pauses: args
            .pause
            .iter()
            .map(|typed| pause(typed, english))
            .collect::<Result<_, _>>()?,
        extensions: args.extend.clone(),
    };
    let count = count(rule, &law.calendar, from, &variant)
        .map_err(|err| words::count_error(&err, &rule.citation, english))?;
    Ok((rule, variant, count))
}

fn typed_day(typed: &str, flag: &str, english: bool) -> Result<NaiveDate, String> {
    words::parse_day(typed).ok_or_else(|| no_such_day(flag, typed, english))
}

/// Tells that what a flag was given is no day, and how one is written.
pub fn no_such_day(flag: &str, typed: &str, english: bool) -> String {
    if english {
        format!("{flag} {typed}: no such day; write 2026-11-20 or 20/11/2026.")
    } else {
        format!("{flag} {typed}: không có ngày này; viết 20/11/2026 hoặc 2026-11-20.")
    }
}

fn pause(typed: &str, english: bool) -> Result<Pause, String> {
    let Some((from, to)) = typed.split_once("..") else {
        return Err(if english {
            format!("--pause {typed}: write FROM..TO, as 2026-09-14..2026-09-25.")
        } else {
            format!("--pause {typed}: viết TỪ..ĐẾN, như 14/09/2026..25/09/2026.")
        });
    };
    let day = |typed| typed_day(typed, "--pause", english);
    Ok(Pause {
        from: day(from)?,
        to: day(to)?,
    })
}

/// What `--json` answers; its keys are stable.
#[derive(serde::Serialize)]
struct Answer<'a> {
    rule: &'a str,
    citation: &'a str,
    from: String,
    count: u32,
    unit: &'static str,
    direction: &'static str,
    target: String,
    due: String,
    calendar_confirmed: bool,
    days: Vec<AnswerDay<'a>>,
}

#[derive(serde::Serialize)]
struct AnswerDay<'a> {
    date: String,
    kind: &'static str,
    counted: bool,
    note: &'a str,
}

impl<'a> From<&'a Count> for Answer<'a> {
    fn from(count: &'a Count) -> Self {
        let day = |day: &'a CountedDay| AnswerDay {
            date: day.date.to_string(),
            kind: day.kind.word(),
            counted: day.ordinal.is_some(),
            note: &day.note,
        };
        Self {
            rule: &count.rule,
            citation: &count.citation,
            from: count.from.to_string(),
            count: count.count,
            unit: count.unit.word(),
            direction: count.direction.word(),
            target: count.target.to_string(),
            due: count.due.to_string(),
            calendar_confirmed: count.calendar_confirmed,
            days: count.days.iter().map(day).collect(),
        }
    }
}

fn explain(
    rule: &Rule,
    count: &Count,
    variant: &Variant,
    law: &Law,
    ctx: &mut Ctx,
) -> io::Result<()> {
    let english = ctx.english;
    let title = if english { &rule.title_en } else { &rule.title };
    let trigger = if english {
        &rule.trigger_en
    } else {
        &rule.trigger
    };
    writeln!(
        ctx.out,
        "{} {}?\n",
        ctx.say("Vì sao", "Why"),
        words::short_day(count.due)
    )?;
    writeln!(ctx.out, "{title}  ({})", rule.id)?;
    let way = match count.direction {
        Direction::Forward => ctx.say("kể từ", "from"),
        Direction::Back => ctx.say("tính lùi từ", "back from"),
    };
    let from = words::day(count.from, english);
    let limit = words::asked_limit(count, variant, english);
    if count.days.is_empty() {
        writeln!(ctx.out, "{limit}: {trigger} ({from})")?;
    } else {
        let not_counted = ctx.say("không tính", "not counted");
        writeln!(ctx.out, "{limit}, {way} {trigger} ({from}, {not_counted})")?;
    }
    let whose = words::whose(rule.whose, english);
    writeln!(
        ctx.out,
        "{} · {} · {whose}",
        rule.citation,
        words::validity(rule, english)
    )?;
    if !count.days.is_empty() {
        writeln!(ctx.out)?;
        for day in &count.days {
            writeln!(ctx.out, "  {}", day_line(day, count, english))?;
        }
    }
    writeln!(ctx.out)?;
    if count.target != count.due {
        let rolled = ctx.say("rơi vào ngày nghỉ", "a day of rest");
        let target = words::day(count.target, english);
        writeln!(
            ctx.out,
            "{}: {target} ({rolled})",
            ctx.say("Ngày cuối", "Last day")
        )?;
    }
    writeln!(
        ctx.out,
        "{}: {}",
        ctx.say("Hết hạn", "Due"),
        words::day(count.due, english)
    )?;
    calendar_lines(count, law, ctx)?;
    if !rule.certainty.is_sure() || !rule.valid_certainty.is_sure() {
        let unsure = ctx.say(
            "(?) Ngày có hiệu lực hoặc thời hạn ghi theo trí nhớ: cơ quan cần đối chiếu văn bản.",
            "(?) The validity or the limit is from memory: the office must check the text.",
        );
        writeln!(ctx.out, "{unsure}")?;
    }
    if !rule.note.is_empty() {
        writeln!(ctx.out, "{}: {}", ctx.say("Ghi chú", "Note"), rule.note)?;
    }
    Ok(())
}

fn day_line(day: &CountedDay, count: &Count, english: bool) -> String {
    let ordinal = day
        .ordinal
        .map_or_else(|| "–".to_owned(), |ordinal| ordinal.to_string());
    let kind = words::day_kind(day.kind, english);
    let why = if day.note.is_empty() {
        kind.to_owned()
    } else {
        format!("{kind}: {}", day.note)
    };
    let mark = match (day.date == count.due, day.date == count.target, english) {
        (true, _, false) => "← hết hạn",
        (true, _, true) => "← due",
        (false, true, false) => "← ngày cuối",
        (false, true, true) => "← last day",
        (false, false, _) => "",
    };
    let space = if why.is_empty() || mark.is_empty() {
        ""
    } else {
        "  "
    };
    let line = format!(
        "{}  {ordinal:>3}  {why}{space}{mark}",
        pad(&words::day(day.date, english), 14)
    );
    line.trim_end().to_owned()
}

/// What of the calendar the count rests on, and whether that is confirmed.
fn calendar_lines(count: &Count, law: &Law, ctx: &mut Ctx) -> io::Result<()> {
    let english = ctx.english;
    let calendar = &law.calendar;
    let rows: Vec<_> = count
        .days
        .iter()
        .filter_map(|day| calendar.special(day.date))
        .collect();
    let mut texts: Vec<&str> = Vec::new();
    for row in &rows {
        if !texts.contains(&row.basis.as_str()) {
            texts.push(&row.basis);
        }
    }
    let texts = if texts.is_empty() {
        ctx.say(
            "không có ngày nghỉ lễ, nghỉ bù nào",
            "no holidays on the way",
        )
        .to_owned()
    } else {
        texts.join("; ")
    };
    writeln!(ctx.out, "{}: {texts}.", ctx.say("Lịch", "Calendar"))?;
    let (first, last) = calendar.confirmed();
    let span = format!("{}–{}", words::short_day(first), words::short_day(last));
    if count.calendar_confirmed {
        writeln!(
            ctx.out,
            "{} {span}.",
            ctx.say("Lịch đã xác nhận", "Calendar confirmed")
        )?;
    } else {
        let unsure: Vec<String> = rows
            .iter()
            .filter(|row| !row.certainty.is_sure())
            .map(|row| words::day(row.date, english))
            .collect();
        let why = if unsure.is_empty() {
            format!(
                "{} {span}",
                ctx.say("phép tính ra ngoài khoảng đã xác nhận", "the count leaves")
            )
        } else {
            format!(
                "{} {}",
                ctx.say("chưa chắc các ngày", "unsure are"),
                unsure.join(", ")
            )
        };
        writeln!(
            ctx.out,
            "! {}: {why}.",
            ctx.say("Lịch CHƯA XÁC NHẬN", "Calendar NOT CONFIRMED")
        )?;
    }
    for (date, note) in calendar.notes() {
        if count.days.iter().any(|day| day.date == date) {
            writeln!(ctx.out, "{note}")?;
        }
    }
    let method = ctx.say(
        "Ngày dự kiến, tính theo Bộ luật Dân sự 2015 Đ147-148.",
        "Expected day, counted by the Civil Code 2015, Articles 147-148.",
    );
    writeln!(ctx.out, "{method}")
}
