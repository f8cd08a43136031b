//! `tiepdan calendar import`: which open clocks a file of days would move and, with `--apply`, the act that
//! lays it over the office's calendar.

use super::{preview, refuse};
use crate::cli::ctx::{Ctx, DONE, NO, NOT_ALLOWED, WRONG_USE};
use crate::cli::session::{Ended, OrEnded, Where, end, unwritten};
use crate::law::calendar::WorkCalendar;
use crate::office::ask::Failure;
use crate::office::books::Office;
use crate::office::day_file::{self, DayFileFault};
use crate::office::moves::{DayChange, Moved, Moves, Why};
use crate::register::act::Act;
use crate::register::check::RefusalCode;
use crate::register::own_law::ChangeCalendar;
use crate::text;
use crate::words::failure::failure;
use crate::words::law as said;
use crate::words::{Say, words};
use chrono::NaiveDate;
use clap::Args;
use serde_json::{Value, json};
use std::io;
use std::path::PathBuf;

words! {
    /// What an import of days has to say.
    pub enum ImportWord {
        NoFile => "không đọc được {0}: {1}", "cannot read {0}: {1}";
        Moves => "{0} trong {1} hạn đang mở đổi ngày:", "{0} of {1} open clocks move:";
        Review => "{0} hạn do lãnh đạo ấn định không đổi, cần xem lại:", "{0} overridden clocks stay and should be looked at again:";
        NoneMoves => "Không hạn nào trong {0} hạn đang mở đổi ngày.", "None of {0} open clocks moves.";
        NothingNew => "Tệp không đổi gì trong lịch.", "The file changes nothing in the calendar.";
        NotApplied => "Chưa ghi gì. Ghi: thêm --apply --reason \"…\"", "Nothing was written. To write it: add --apply --reason \"…\"";
        Applied => "Đã ghi: việc số {0}.", "Written: entry {0}.";
    }
}

/// Arguments of `calendar import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// CSV with the columns date,kind,name,basis,certainty; kind ordinary takes the row of its day out
    pub file: PathBuf,
    /// Write it as an act; else it is only shown what would move
    #[arg(long, requires = "reason")]
    pub apply: bool,
    /// Why the calendar changes
    #[arg(long, value_name = "REASON")]
    pub reason: Option<String>,
}

/// `calendar import`.
pub fn import(
    args: &ImportArgs,
    place: &Where,
    today: Option<NaiveDate>,
    ctx: &mut Ctx,
) -> OrEnded<u8> {
    let rows = read(args, ctx)?;
    let reason = args.reason.as_deref().map(text::clean);
    let reason = reason.filter(|reason| !reason.is_empty());
    // A preview needs no reason; the act that is looked at has one all the same.
    let change = ChangeCalendar::of(&rows, reason.as_deref().unwrap_or("–"));
    let line = Act::ChangeCalendar(Box::new(change)).write();
    let mut office = crate::cli::write(place, today, ctx)?;
    let new = office.law().calendar.clone().laid_over(&rows);
    let moves = match office.moves(line.clone()) {
        Ok(moves) => moves,
        Err(Failure::Refused(refusal)) if refusal.code == RefusalCode::SameValue => {
            return nothing_new(args, ctx);
        }
        Err(why) => return failed(&why, ctx),
    };
    let old = office.law().calendar.clone();
    let seq = if args.apply {
        Some(apply(&mut office, line, ctx)?)
    } else {
        None
    };
    let told = if ctx.json {
        ctx.write_json(&as_json(&moves, seq))
    } else {
        as_text(&old, &new, &moves, seq, ctx)
    };
    told.or_else(unwritten)?;
    Ok(DONE)
}

fn read(args: &ImportArgs, ctx: &mut Ctx) -> OrEnded<WorkCalendar> {
    match day_file::read(&args.file) {
        Ok(rows) => Ok(rows),
        Err(DayFileFault::Unreadable(why)) => {
            let message = ImportWord::NoFile.fill(ctx.lang(), &[&args.file.display(), &why]);
            end(ctx, WRONG_USE, &message)
        }
        Err(DayFileFault::Bad(errors)) => {
            let code = refuse(&errors, ctx).map_err(|_| Ended(WRONG_USE))?;
            Err(Ended(code))
        }
    }
}

fn nothing_new(args: &ImportArgs, ctx: &mut Ctx) -> OrEnded<u8> {
    let message = ImportWord::NothingNew.say(ctx.lang());
    if args.apply {
        return end(ctx, NO, message);
    }
    let told = if ctx.json {
        ctx.write_json(&as_json(&Moves::default(), None))
    } else {
        writeln!(ctx.err, "{message}")
    };
    told.or_else(unwritten)?;
    Ok(DONE)
}

fn apply(office: &mut Office, line: crate::register::value::Value, ctx: &mut Ctx) -> OrEnded<u64> {
    match office.write_one(line) {
        Ok(saved) => Ok(saved.seq),
        Err(why) => failed(&why, ctx),
    }
}

fn failed<T>(why: &Failure, ctx: &mut Ctx) -> OrEnded<T> {
    let code = match why {
        Failure::NotAllowed(_) => NOT_ALLOWED,
        _ => NO,
    };
    let told = failure(why, ctx.lang());
    end(ctx, code, &told.message)
}

fn as_json(moves: &Moves, seq: Option<u64>) -> Value {
    json!({
        "applied": seq.is_some(),
        "seq": seq,
        "days": moves.days.iter().map(day).collect::<Vec<_>>(),
        "clocks": moves.clocks,
        "moved": moves.moved.iter().map(moved).collect::<Vec<_>>(),
        "review": moves.review.iter().map(moved).collect::<Vec<_>>(),
    })
}

fn day(change: &DayChange) -> Value {
    json!({
        "date": change.date.to_string(),
        "was": change.was.word(),
        "now": change.now.word(),
        "name": change.name,
        "basis": change.basis,
    })
}

fn moved(moved: &Moved) -> Value {
    let why: Vec<String> = match &moved.why {
        Why::Days(days) => days.iter().map(NaiveDate::to_string).collect(),
        Why::Rule => Vec::new(),
    };
    json!({
        "petition": moved.id.to_string(),
        "rule": moved.rule,
        "citation": moved.citation,
        "whose": moved.whose.word(),
        "from": moved.from.to_string(),
        "old": moved.old.map(|day| day.to_string()),
        "new": moved.new.map(|day| day.to_string()),
        "officer": moved.officer,
        "why": why,
    })
}

fn as_text(
    old: &WorkCalendar,
    new: &WorkCalendar,
    moves: &Moves,
    seq: Option<u64>,
    ctx: &mut Ctx,
) -> io::Result<()> {
    let lang = ctx.lang();
    preview(old, new, ctx)?;
    if moves.moved.is_empty() {
        let none = ImportWord::NoneMoves.fill(lang, &[&moves.clocks]);
        writeln!(ctx.out, "\n{none}")?;
    } else {
        let count = ImportWord::Moves.fill(lang, &[&moves.moved.len(), &moves.clocks]);
        writeln!(ctx.out, "\n{count}")?;
        lines(&moves.moved, ctx)?;
    }
    if !moves.review.is_empty() {
        let count = ImportWord::Review.fill(lang, &[&moves.review.len()]);
        writeln!(ctx.out, "\n{count}")?;
        lines(&moves.review, ctx)?;
    }
    match seq {
        Some(seq) => writeln!(ctx.err, "{}", ImportWord::Applied.fill(lang, &[&seq])),
        None => writeln!(ctx.err, "{}", ImportWord::NotApplied.say(lang)),
    }
}

fn lines(moves: &[Moved], ctx: &mut Ctx) -> io::Result<()> {
    let english = ctx.english;
    let shown =
        |day: Option<NaiveDate>| day.map_or("–".to_owned(), |day| said::day(day, english));
    for moved in moves {
        let why = match &moved.why {
            Why::Days(days) => {
                let days: Vec<String> = days.iter().map(|day| said::short_day(*day)).collect();
                days.join(", ")
            }
            Why::Rule => moved.citation.clone(),
        };
        let line = [
            text::pad(&moved.id.to_string(), 14),
            text::pad(&moved.rule, 10),
            text::pad(&shown(moved.old), 14),
            "→".to_owned(),
            text::pad(&shown(moved.new), 14),
            text::pad(moved.officer.as_deref().unwrap_or("–"), 10),
            why,
        ];
        writeln!(ctx.out, "  {}", line.join("  ").trim_end())?;
    }
    Ok(())
}
