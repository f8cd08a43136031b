//! `tiepdan calendar`: the days that differ, whether they can be relied on, and a file of days laid over
//! them.

pub mod import;

pub use import::{ImportArgs, import};

use super::ctx::{Ctx, DONE, NO, WRONG_USE};
use crate::law::calendar::{CalendarError, SpecialDay, WorkCalendar};
use crate::text::pad;
use crate::words::law as words;
use std::io;

/// Lists the days that differ from Monday–Friday, and the confirmed span.
///
/// # Errors
/// Those of the writers.
pub fn list(calendar: &WorkCalendar, ctx: &mut Ctx) -> io::Result<u8> {
    if ctx.json {
        let (first, last) = calendar.confirmed();
        let days = calendar.rows().map(Row::from).collect();
        ctx.write_json(&List {
            confirmed_from: first.to_string(),
            confirmed_to: last.to_string(),
            days,
        })?;
        return Ok(DONE);
    }
    for row in calendar.rows() {
        writeln!(ctx.out, "{}", line(row, ctx.english))?;
    }
    writeln!(ctx.out, "\n{}", span(calendar, ctx))?;
    for (date, note) in calendar.notes() {
        writeln!(ctx.out, "{}: {note}", words::day(date, ctx.english))?;
    }
    let unsure = ctx.say(
        "? chưa chắc: cơ quan cần xác nhận.",
        "? unsure: the office must confirm it.",
    );
    writeln!(ctx.out, "{unsure}")?;
    Ok(DONE)
}

/// Says whether counts made today can rely on the calendar: today lies in the confirmed span and no row
/// from today on in that span is unsure. The exit code says the same.
///
/// # Errors
/// Those of the writers.
pub fn check(calendar: &WorkCalendar, ctx: &mut Ctx) -> io::Result<u8> {
    let (first, last) = calendar.confirmed();
    let covers_today = first <= ctx.today && ctx.today <= last;
    let unsure: Vec<&SpecialDay> = calendar
        .rows()
        .filter(|row| ctx.today <= row.date && row.date <= last && !row.certainty.is_sure())
        .collect();
    let ok = covers_today && unsure.is_empty();
    if ctx.json {
        let unsure = unsure.iter().map(|row| row.date.to_string()).collect();
        ctx.write_json(&Check {
            ok,
            confirmed_from: first.to_string(),
            confirmed_to: last.to_string(),
            covers_today,
            unsure,
        })?;
    } else {
        writeln!(ctx.out, "{}", span(calendar, ctx))?;
        if !covers_today {
            let outside = ctx.say(
                "Hôm nay ngoài khoảng đã xác nhận",
                "Today lies outside the confirmed span",
            );
            writeln!(
                ctx.out,
                "! {outside}: {}.",
                words::day(ctx.today, ctx.english)
            )?;
        }
        for row in unsure {
            writeln!(ctx.out, "{}", line(row, ctx.english))?;
        }
    }
    Ok(if ok { DONE } else { NO })
}

/// Writes what is wrong with a file, a line each, and returns the exit code of wrong use.
///
/// # Errors
/// Those of the writers.
pub fn refuse(errors: &[CalendarError], ctx: &mut Ctx) -> io::Result<u8> {
    for error in errors {
        let line = ctx.say("dòng", "line");
        let problem = words::calendar_problem(&error.problem, ctx.english);
        writeln!(ctx.err, "{line} {}: {problem}", error.line)?;
    }
    Ok(WRONG_USE)
}

/// Returns the rows by which `new` differs from `old`: new and changed ones as they are to be, and the
/// days that lose their row.
pub fn changes<'a>(
    old: &'a WorkCalendar,
    new: &'a WorkCalendar,
) -> (Vec<&'a SpecialDay>, Vec<&'a SpecialDay>) {
    let put = new
        .rows()
        .filter(|row| old.special(row.date) != Some(*row))
        .collect();
    let gone = old
        .rows()
        .filter(|row| new.special(row.date).is_none())
        .collect();
    (put, gone)
}

/// Writes the rows by which `new` differs from `old`, `+` before what is put and `-` before what goes.
///
/// # Errors
/// Those of the writers.
pub fn preview(old: &WorkCalendar, new: &WorkCalendar, ctx: &mut Ctx) -> io::Result<()> {
    let (put, gone) = changes(old, new);
    let replaced = put.iter().filter_map(|row| old.special(row.date));
    for row in gone.into_iter().chain(replaced) {
        writeln!(ctx.out, "- {}", line(row, ctx.english))?;
    }
    for row in &put {
        writeln!(ctx.out, "+ {}", line(row, ctx.english))?;
    }
    if old.confirmed() != new.confirmed() {
        writeln!(ctx.out, "+ {}", span(new, ctx))?;
    }
    Ok(())
}

fn line(row: &SpecialDay, english: bool) -> String {
    let mark = if row.certainty.is_sure() { ' ' } else { '?' };
    let kind = pad(words::special_kind(row.kind, english), 11);
    format!(
        "{} {mark} {kind}  {} ({})",
        pad(&words::day(row.date, english), 14),
        row.name,
        row.basis
    )
}

fn span(calendar: &WorkCalendar, ctx: &Ctx) -> String {
    let (first, last) = calendar.confirmed();
    if last < first {
        return ctx
            .say("Chưa có khoảng nào được xác nhận.", "No span is confirmed.")
            .to_owned();
    }
    let confirmed = ctx.say("Lịch đã xác nhận", "Calendar confirmed");
    format!(
        "{confirmed} {}–{}.",
        words::short_day(first),
        words::short_day(last)
    )
}

#[derive(serde::Serialize)]
struct List<'a> {
    confirmed_from: String,
    confirmed_to: String,
    days: Vec<Row<'a>>,
}

#[derive(serde::Serialize)]
struct Row<'a> {
    date: String,
    kind: &'static str,
    name: &'a str,
    basis: &'a str,
    certainty: &'static str,
    sure: bool,
}

impl<'a> From<&'a SpecialDay> for Row<'a> {
    fn from(row: &'a SpecialDay) -> Self {
        Self {
            date: row.date.to_string(),
            kind: row.kind.word(),
            name: &row.name,
            basis: &row.basis,
            certainty: row.certainty.mark(),
            sure: row.certainty.is_sure(),
        }
    }
}

#[derive(serde::Serialize)]
struct Check {
    ok: bool,
    confirmed_from: String,
    confirmed_to: String,
    covers_today: bool,
    unsure: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(
        english: bool,
        write: impl FnOnce(&mut Ctx) -> io::Result<u8>,
    ) -> (u8, String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let today = "2026-11-21".parse().unwrap();
        let mut ctx = Ctx {
            out: &mut out,
            err: &mut err,
            json: false,
            english,
            today,
        };
        let code = write(&mut ctx).unwrap();
        (
            code,
            String::from_utf8(out).unwrap(),
            String::from_utf8(err).unwrap(),
        )
    }

    #[test]
    fn a_preview_shows_what_is_put_and_what_goes() {
        let old = WorkCalendar::statute();
        let row = "date,kind,name,basis,certainty\n2026-11-23,in_lieu,Hoán đổi,TB 1,L\n2026-11-24,holiday,Ngày,NQ,E\n";
        let row = WorkCalendar::parse(row).unwrap();
        let new = old
            .clone()
            .laid_over(&row)
            .without("2026-01-10".parse().unwrap());
        let (_, out, _) = written(false, |ctx| preview(&old, &new, ctx).map(|()| DONE));
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(
            lines,
            [
                "- T7 10/01/2026    làm bù       Làm bù cho 02/01/2026 (TB 9441/TB-BNV 16/10/2025)",
                "- T3 24/11/2026    nghỉ lễ      Ngày Văn hóa Việt Nam (NQ 28/2026/QH16)",
                "+ T2 23/11/2026    nghỉ bù      Hoán đổi (TB 1)",
                "+ T3 24/11/2026    nghỉ lễ      Ngày (NQ)",
            ]
        );
        let (_, out, _) = written(false, |ctx| preview(&old, &old, ctx).map(|()| DONE));
        assert_eq!(out, "");
    }

    #[test]
    fn a_bad_file_is_refused_line_by_line() {
        let bad =
            "date,kind,name,basis,certainty\n2026-11-23,worked,a,b,L\n2026-11-28,in_lieu,a,b,L\n";
        let errors = WorkCalendar::parse(bad).unwrap_err();
        let (code, _, said) = written(false, |ctx| refuse(&errors, ctx));
        assert_eq!(code, WRONG_USE);
        assert!(
            said.starts_with("dòng 2: T2 23/11/2026 không phải"),
            "{said}"
        );
        assert!(said.contains("dòng 3: T7 28/11/2026"), "{said}");
        let (_, _, said) = written(true, |ctx| refuse(&errors, ctx));
        assert!(
            said.contains("line 3: 2026-11-28 is a weekend day"),
            "{said}"
        );
    }
}
