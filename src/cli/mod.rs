//! The command line: one file a subcommand. This one reads the arguments that all share and hands over.

pub mod calendar;
pub mod ctx;
pub mod deadline;
pub mod json;
pub mod render;
pub mod rules;

use crate::law::Law;
use chrono::{TimeDelta, Utc};
use clap::{Parser, Subcommand, ValueEnum};
use ctx::Ctx;
use std::io::{self, Write};
use std::process::ExitCode;

#[derive(Debug, Parser)]
#[command(name = "tiepdan", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Data as JSON
    #[arg(long, global = true)]
    json: bool,
    /// Language of words; else that of the locale
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,
    /// The day to take for today, in reading commands
    #[arg(long, global = true, value_name = "DATE")]
    today: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Lang {
    Vi,
    En,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Counts one limit and shows every day
    Deadline(deadline::DeadlineArgs),
    /// Shows the limits with their articles
    Rules(rules::RulesArgs),
    /// Shows the days that differ from Monday–Friday
    #[command(subcommand)]
    Calendar(CalendarCommand),
}

#[derive(Debug, Subcommand)]
enum CalendarCommand {
    /// Lists the days and the confirmed span
    List,
    /// Says whether counts made today can rely on the calendar
    Check,
}

/// Runs the program on the arguments of the process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    match run(&cli, &mut out, &mut err).and_then(|code| out.flush().map(|()| code)) {
        Ok(code) => ExitCode::from(code),
        // Whoever reads the data has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn run(cli: &Cli, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let english = cli
        .lang
        .map_or_else(locale_is_english, |lang| lang == Lang::En);
    let mut ctx = Ctx {
        out,
        err,
        json: cli.json,
        english,
        today: civil_today(),
    };
    if let Some(typed) = &cli.today {
        let Some(today) = crate::words::law::parse_day(typed) else {
            return ctx.wrong_use(&format!("--today {typed}?"));
        };
        ctx.today = today;
    }
    let law = Law::statute();
    match &cli.command {
        Command::Deadline(args) => deadline::run(args, &law, &mut ctx),
        Command::Rules(args) => rules::run(args, &law, &mut ctx),
        Command::Calendar(CalendarCommand::List) => calendar::list(&law.calendar, &mut ctx),
        Command::Calendar(CalendarCommand::Check) => calendar::check(&law.calendar, &mut ctx),
    }
}

/// The civil day in Viet Nam, whatever the machine's zone.
fn civil_today() -> chrono::NaiveDate {
    (Utc::now() + TimeDelta::hours(7)).date_naive()
}

/// Vietnamese unless the locale names English.
fn locale_is_english() -> bool {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL")
        .or_else(|| set("LC_MESSAGES"))
        .or_else(|| set("LANG"));
    locale.is_some_and(|locale| locale.to_lowercase().starts_with("en"))
}
