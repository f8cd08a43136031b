//! The command line: one file a subcommand, or a few that share what they print. This one reads the
//! arguments that all share and hands over. Data goes to stdout, messages to stderr; exit codes are in
//! [`ctx`].

pub mod calendar;
pub mod check;
pub mod copies;
pub mod ctx;
pub mod deadline;
pub mod erase;
pub mod json;
pub mod overdue;
pub mod page;
pub mod reading;
pub mod record;
pub mod render;
pub mod rules;
pub mod secrets;
pub mod session;
pub mod setting_up;
pub mod settings;
pub mod terminal;
pub mod user;

use crate::law::Law;
use crate::office::books::Office;
use crate::office::wall::{SystemClock, WallClock, civil_day};
use crate::words::Say;
use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueEnum};
use ctx::{Ctx, DONE, WRONG_USE};
use session::{Ended, OrEnded, Where, end};
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Debug, Parser)]
#[command(name = "tiepdan", version, about, disable_help_subcommand = true)]
#[command(
    after_help = "Environment: TIEPDAN_OFFICE, TIEPDAN_USER, TIEPDAN_PASSWORD_FILE; \
    TIEPDAN_KEYS (a file of keys of one's own), TIEPDAN_THEME (default, high-contrast, mono), NO_COLOR"
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    place: Where,
    /// Data as JSON
    #[arg(long, global = true)]
    json: bool,
    /// Language of words; else that of the locale
    #[arg(long, global = true, value_enum)]
    lang: Option<LangArg>,
    /// The day to take for today, in reading commands
    #[arg(long, global = true, value_name = "DATE")]
    today: Option<String>,
    /// No colours; the same as `NO_COLOR`
    #[arg(long, global = true)]
    no_color: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LangArg {
    Vi,
    En,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Fills a throwaway office with invented data and opens it
    Demo(setting_up::DemoArgs),
    /// Sets up an office without questions
    Init(setting_up::InitArgs),
    /// Writes receptions and acts from JSON Lines
    Record(record::RecordArgs),
    /// Lists receptions and petitions, newest first
    List(reading::ListArgs),
    /// Finds receptions and petitions by words or numbers
    Search(reading::SearchArgs),
    /// Shows one reception or petition
    Show(reading::ShowArgs),
    /// Shows the clocks that are overdue; exits 1 when there are any
    Overdue(overdue::OverdueArgs),
    /// Shows what will be overdue on a chosen day if nothing is done, by officer
    Forecast(overdue::ForecastArgs),
    /// Shows who opened a denouncer's identity, when and why
    Openings,
    /// Says whether someone is the denouncer, without showing who is; exits 1 when not; recorded
    IsDenouncer(secrets::IsDenouncerArgs),
    /// Officers, their passwords and clearance
    #[command(subcommand)]
    User(user::UserCommand),
    /// Lets an officer in again, with the recovery key
    Recover(user::RecoverArgs),
    /// Writes the office to one file and reads it back
    Backup(copies::BackupArgs),
    /// Makes an office of a backup, in a folder that is empty or not there
    Restore(copies::RestoreArgs),
    /// Erases an identity: a supervisor and an admin together
    Erase(erase::EraseArgs),
    /// Proves that nothing is missing or altered
    Check,
    /// Settings of this machine's user: look, mouse, Telex, scanner, keys
    #[command(subcommand)]
    Settings(settings::SettingsCommand),
    /// Shows the limits with their articles
    Rules(rules::RulesArgs),
    /// Counts one limit and shows every day; needs no office
    Deadline(deadline::DeadlineArgs),
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
    /// Shows which open clocks a file of days would move; with --apply, lays it over the calendar
    Import(calendar::ImportArgs),
}

/// Runs the program on the arguments of the process.
pub fn main() -> ExitCode {
    keep_from_others();
    quiet_contained_panics();
    let cli = Cli::parse();
    let (mut out, mut err) = (io::BufWriter::new(io::stdout()), io::stderr());
    let code = run(&cli, &mut out, &mut err).unwrap_or_else(|Ended(code)| code);
    match out.flush() {
        Ok(()) => ExitCode::from(code),
        Err(error) => match session::unwritten(error) {
            Ok(()) => ExitCode::from(code),
            Err(Ended(code)) => ExitCode::from(code),
        },
    }
}

/// Whatever umask it was started with, no file that it makes can be read by others, not even for a moment: sled
/// makes its files as the umask says. And however it ends, the machine keeps no image of its memory, in which keys
/// and names stand in clear.
fn keep_from_others() {
    #[cfg(unix)]
    {
        use rustix::fs::Mode;
        use rustix::process::{Resource, Rlimit, setrlimit, umask};
        umask(Mode::RWXG | Mode::RWXO);
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        // Less than there was is never refused.
        setrlimit(Resource::Core, none).unwrap_or_default();
    }
}

/// A panic that the store catches and answers is no news for whoever sits here.
fn quiet_contained_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !crate::store::state::panic_is_contained() {
            before(info);
        }
    }));
}

fn run(cli: &Cli, out: &mut dyn Write, err: &mut dyn Write) -> OrEnded<u8> {
    let english = cli
        .lang
        .map_or_else(locale_is_english, |lang| lang == LangArg::En);
    let today = civil_day(SystemClock.millis());
    let mut ctx = Ctx {
        out,
        err,
        json: cli.json,
        english,
        today,
    };
    let mut asked = None;
    if let Some(typed) = &cli.today {
        let Some(day) = crate::words::law::parse_day(typed) else {
            let message = deadline::no_such_day("--today", typed, ctx.english);
            return end(&mut ctx, WRONG_USE, &message);
        };
        ctx.today = day;
        asked = Some(day);
    }
    match &cli.command {
        None => terminal::desk(&cli.place, cli.no_color, &mut ctx),
        Some(command) => run_command(command, &cli.place, asked, cli.no_color, &mut ctx),
    }
}

fn run_command(
    command: &Command,
    place: &Where,
    today: Option<NaiveDate>,
    no_color: bool,
    ctx: &mut Ctx,
) -> OrEnded<u8> {
    let done =
        |result: io::Result<u8>| result.or_else(|error| session::unwritten(error).map(|()| DONE));
    match command {
        Command::Deadline(args) => {
            let law = law_where_named(place, ctx)?;
            done(deadline::run(args, &law, ctx))
        }
        Command::Rules(args) => {
            let law = law_where_named(place, ctx)?;
            done(rules::run(args, &law, ctx))
        }
        Command::Calendar(CalendarCommand::List) => {
            let law = law_of(place, ctx)?;
            done(calendar::list(&law.calendar, ctx))
        }
        Command::Calendar(CalendarCommand::Check) => {
            let law = law_of(place, ctx)?;
            done(calendar::check(&law.calendar, ctx))
        }
        Command::Calendar(CalendarCommand::Import(args)) => {
            calendar::import(args, place, today, ctx)
        }
        Command::Init(args) => setting_up::init(args, place, ctx),
        Command::Demo(args) => {
            let demo = setting_up::make_demo(args, place, ctx)?;
            if args.no_tui {
                setting_up::tell_demo(demo, ctx)
            } else {
                terminal::demo(demo, no_color, ctx)
            }
        }
        Command::Record(args) => {
            if args.batch == 0 {
                let message = record::LineWord::BatchTooSmall.say(ctx.lang());
                return end(ctx, WRONG_USE, message);
            }
            let input = match record::open(args) {
                Ok(input) => input,
                Err(error) => {
                    let message =
                        record::LineWord::NoFile.fill(ctx.lang(), &[&args.file.display(), &error]);
                    return end(ctx, WRONG_USE, &message);
                }
            };
            let mut office = place.open(ctx)?;
            done(record::run(args, input, &mut office, ctx))
        }
        Command::List(args) => reading::list(args, &read(place, today, ctx)?, ctx),
        Command::Search(args) => reading::search(args, &read(place, today, ctx)?, ctx),
        Command::Show(args) => {
            // To open an identity is an act, and is written.
            let mut office = match args.reveal {
                Some(_) => write(place, today, ctx)?,
                None => read(place, today, ctx)?,
            };
            reading::show(args, &mut office, ctx)
        }
        Command::Overdue(args) => overdue::overdue(args, &read(place, today, ctx)?, ctx),
        Command::Forecast(args) => overdue::forecast(args, place, today, ctx),
        Command::Openings => secrets::openings(&read(place, today, ctx)?, ctx),
        Command::IsDenouncer(args) => secrets::is_denouncer(args, &mut place.open(ctx)?, ctx),
        Command::User(command) => user::run(command, place, ctx),
        Command::Recover(args) => user::recover(args, place, ctx),
        Command::Backup(args) => copies::backup(args, place, ctx),
        Command::Restore(args) => copies::restore(args, place, ctx),
        Command::Erase(args) => erase::erase(args, &mut place.open(ctx)?, ctx),
        Command::Settings(command) => settings::run(command, ctx),
        Command::Check => check::check(&mut read(place, today, ctx)?, ctx),
    }
}

/// The law that the office counts by; the law as shipped where there is no office.
fn law_of(place: &Where, ctx: &mut Ctx) -> OrEnded<Arc<Law>> {
    if place.stands() {
        Ok(place.open_to_read(ctx)?.shared_law())
    } else {
        Ok(Arc::new(Law::statute()))
    }
}

/// The law that the office counts by where an office and an officer are named, so that nobody is asked for a
/// password who only wants to count; else the law as shipped.
fn law_where_named(place: &Where, ctx: &mut Ctx) -> OrEnded<Arc<Law>> {
    if place.office.is_some() && place.user.is_some() {
        law_of(place, ctx)
    } else {
        Ok(Arc::new(Law::statute()))
    }
}

/// Opens the office for reading, also where a desk has it open, on the day that was asked for.
pub(crate) fn read(place: &Where, today: Option<NaiveDate>, ctx: &mut Ctx) -> OrEnded<Office> {
    let mut office = place.open_to_read(ctx)?;
    office.pretend_today(today);
    Ok(office)
}

/// Opens the office to be written to, on the day that was asked for.
pub(crate) fn write(place: &Where, today: Option<NaiveDate>, ctx: &mut Ctx) -> OrEnded<Office> {
    let mut office = place.open(ctx)?;
    office.pretend_today(today);
    Ok(office)
}

/// Vietnamese unless the locale names English.
fn locale_is_english() -> bool {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL")
        .or_else(|| set("LC_MESSAGES"))
        .or_else(|| set("LANG"));
    locale.is_some_and(|locale| locale.to_lowercase().starts_with("en"))
}
