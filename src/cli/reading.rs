//! `list`, `search`, `show`: what stands in the books.

use super::ctx::{Ctx, DONE, NO, NOT_ALLOWED};
use super::session::{OrEnded, end, unwritten};
use super::{page, render};
use crate::office::ask::{Failure, Filter};
use crate::office::books::Office;
use crate::office::index::{Kind, Name, Row};
use crate::office::view::{PetitionView, Seen};
use crate::register::clock::{Clock, ClockState};
use crate::register::number::{PetitionNo, ReceptionNo, Subject};
use crate::register::person::Person;
use crate::register::value::Value;
use crate::register::words::{Class, Status};
use crate::text;
use crate::words::failure::failure;
use crate::words::kit::Kit;
use crate::words::{Lang, Say, words};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};

words! {
    /// What reading has to say.
    pub enum ReadWord {
        NoSuch => "không có {0}", "there is no {0}";
        NotAnId => "“{0}” không phải số – viết như D-2026-0001 hoặc TCD-2026-0001", "“{0}” is no number – write D-2026-0001 or TCD-2026-0001";
        EmptyQuery => "chưa có gì để tìm – gõ một từ, hoặc ít nhất 4 chữ số", "nothing to look for – give a word, or at least 4 digits";
        Nothing => "không tìm thấy gì", "nothing found";
        Overdue => "! quá hạn {0} ngày", "! {0} days overdue";
        Left => "○ còn {0} ngày", "○ {0} days left";
        Today => "● hết hạn hôm nay", "● due today";
        PassedAsk => "đã qua, hỏi trở ngại", "passed; ask obstacles";
        Refused => "từ chối tiếp", "reception refused";
        Due => "hạn {0}", "due {0}";
    }
}

/// Which records a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindArg {
    /// Lượt tiếp
    Reception,
    /// Đơn
    Petition,
}

/// Arguments of `list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only receptions or only petitions
    #[arg(long, value_enum)]
    pub kind: Option<KindArg>,
}

/// Arguments of `search`.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Words or at least 4 digits of a number; accents may be left out
    #[arg(required = true)]
    pub query: Vec<String>,
}

/// Arguments of `show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Number, as D-2026-0001 or TCD-2026-0001
    pub id: String,
    /// Open the denouncer's identity, for this reason; recorded
    #[arg(long, value_name = "REASON")]
    pub reveal: Option<String>,
}

/// `list`.
pub fn list(args: &ListArgs, office: &Office, ctx: &mut Ctx) -> OrEnded<u8> {
    let kind = args.kind.map(|kind| match kind {
        KindArg::Reception => Kind::Reception,
        KindArg::Petition => Kind::Petition,
    });
    let (rows, _) = office.rows(
        &Filter {
            kind,
            ..Filter::default()
        },
        0,
        usize::MAX,
    );
    print_rows(&rows, office.today(), ctx)?;
    Ok(DONE)
}

/// `search`.
pub fn search(args: &SearchArgs, office: &Office, ctx: &mut Ctx) -> OrEnded<u8> {
    let query = args.query.join(" ");
    if crate::text::Query::new(&query).is_empty() {
        return end(
            ctx,
            super::ctx::WRONG_USE,
            ReadWord::EmptyQuery.say(ctx.lang()),
        );
    }
    let filter = Filter {
        query,
        ..Filter::default()
    };
    let (rows, _) = office.rows(&filter, 0, usize::MAX);
    print_rows(&rows, office.today(), ctx)?;
    if rows.is_empty() {
        return end(ctx, NO, ReadWord::Nothing.say(ctx.lang()));
    }
    Ok(DONE)
}

fn print_rows(rows: &[Row], today: NaiveDate, ctx: &mut Ctx) -> OrEnded<()> {
    if ctx.json {
        let all: Vec<_> = rows.iter().map(|row| render::row(row, today)).collect();
        return written(ctx.write_json(&all));
    }
    let lang = ctx.lang();
    for row in rows {
        written(writeln!(ctx.out, "{}", row_line(row, today, lang)))?;
    }
    Ok(())
}

fn row_line(row: &Row, today: NaiveDate, lang: Lang) -> String {
    let at = if row.day_only {
        row.at.format("%d/%m/%Y").to_string()
    } else {
        row.at.format("%d/%m/%Y %H:%M").to_string()
    };
    let class = row.class.map_or("", |class| class.say(lang));
    let status = match row.status {
        Some(status) => status.say(lang),
        None if row.refused => ReadWord::Refused.say(lang),
        None => "",
    };
    let due = row
        .due(today)
        .map(|due| ReadWord::Due.fill(lang, &[&short(due)]))
        .unwrap_or_default();
    let line = [
        text::pad(&row.id.to_string(), 14),
        text::pad(&at, 16),
        text::pad(&text::truncate(name(&row.name, lang), 26), 26),
        text::pad(class, widest(Class::ALL, lang)),
        text::pad(
            &text::truncate(row.summary.as_deref().unwrap_or(""), 44),
            44,
        ),
        text::pad(status, widest(Status::ALL, lang)),
        due,
    ];
    line.join("  ").trim_end().to_owned()
}

/// Columns that any word of a list takes.
fn widest<W: Say + Copy>(words: &[W], lang: Lang) -> usize {
    let widths = words.iter().map(|word| text::width(word.say(lang)));
    widths.max().unwrap_or(0)
}

pub(super) fn name(name: &Name, lang: Lang) -> &str {
    match name {
        Name::Shown(name) => name,
        Name::Hidden => "▒▒▒▒▒▒▒▒",
        Name::Erased => Kit::Erased.say(lang),
        Name::Nobody => "–",
    }
}

pub(super) fn short(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// A reader that has gone away ends the program quietly.
pub(super) fn written(result: std::io::Result<()>) -> OrEnded<()> {
    result.or_else(unwritten)
}

/// The record of a number as it was typed.
pub fn subject_of(id: &str, ctx: &mut Ctx) -> OrEnded<Subject> {
    if let Ok(no) = id.parse::<PetitionNo>() {
        Ok(Subject::Petition(no))
    } else if let Ok(no) = id.parse::<ReceptionNo>() {
        Ok(Subject::Reception(no))
    } else {
        let message = ReadWord::NotAnId.fill(ctx.lang(), &[&id]);
        end(ctx, super::ctx::WRONG_USE, &message)
    }
}

/// `show`.
pub fn show(args: &ShowArgs, office: &mut Office, ctx: &mut Ctx) -> OrEnded<u8> {
    let lang = ctx.lang();
    let subject = subject_of(&args.id, ctx)?;
    let identity = match &args.reveal {
        Some(reason) => Some(reveal(subject, reason, office, ctx)?),
        None => None,
    };
    let today = office.today();
    let shown = match subject {
        Subject::Petition(no) => opened_or_not(office, no, identity.is_some()).map(|view| {
            (
                erased(&view.petitioners),
                render::petition(&view, today),
                page::petition(&view, identity.as_deref(), today, lang),
            )
        }),
        Subject::Reception(no) => office.reception(no).map(|view| {
            (
                erased(&view.visitors),
                render::reception(&view, today),
                page::reception(&view, identity.as_deref(), today, lang),
            )
        }),
    };
    let Some((erased, mut as_json, as_text)) = shown else {
        let message = ReadWord::NoSuch.fill(lang, &[&subject]);
        return end(ctx, NO, &message);
    };
    if ctx.json {
        if let (Some(map), Some(identity)) = (as_json.as_object_mut(), &identity) {
            map.insert(
                "identity".into(),
                identity.iter().map(render::person).collect(),
            );
            map.insert("erased".into(), erased.into());
        }
        written(ctx.write_json(&as_json))?;
    } else {
        written(write!(ctx.out, "{as_text}"))?;
    }
    Ok(DONE)
}

/// With the identity open, the texts that name the denouncer are too.
fn opened_or_not(office: &Office, no: PetitionNo, opened: bool) -> Option<PetitionView> {
    if opened {
        office.petition_opened(no)
    } else {
        office.petition(no)
    }
}

/// How many identities were erased.
fn erased(seen: &[Seen]) -> usize {
    seen.iter().filter(|seen| **seen == Seen::Erased).count()
}

/// Opens an identity: an act with its reason, which the supervisor sees.
fn reveal(
    subject: Subject,
    reason: &str,
    office: &mut Office,
    ctx: &mut Ctx,
) -> OrEnded<Vec<Person>> {
    let key = match subject {
        Subject::Petition(_) => "petition",
        Subject::Reception(_) => "reception",
    };
    let line = [
        ("do", Value::Text("reveal".into())),
        (key, Value::Text(subject.to_string())),
        ("on", Value::Day(office.real_today())),
        ("reason", Value::Text(text::clean(reason))),
    ];
    let line = Value::Map(line.into_iter().map(|(k, v)| (k.to_owned(), v)).collect());
    match office.write_one(line) {
        Ok(saved) => Ok(saved.identity.unwrap_or_default()),
        Err(why) => {
            let code = if matches!(why, Failure::NotAllowed(_)) {
                NOT_ALLOWED
            } else {
                NO
            };
            let told = failure(&why, ctx.lang());
            end(ctx, code, &told.message)
        }
    }
}

pub(super) fn clock_line(clock: &Clock, today: NaiveDate, lang: Lang) -> String {
    let state = clock.state(today);
    let stands = match state {
        _ if clock.is_past_right(today) => ReadWord::PassedAsk.say(lang).to_owned(),
        ClockState::Overdue | ClockState::Running => standing(clock, today, lang),
        other => other.say(lang).to_owned(),
    };
    let due = if state == ClockState::Paused {
        "–".to_owned()
    } else {
        short(clock.due)
    };
    format!(
        "  {}  {}  {}  {}",
        text::pad(&clock.rule, 10),
        text::pad(&due, 10),
        text::pad(&stands, 22),
        clock.citation
    )
}

pub(super) fn standing(clock: &Clock, today: NaiveDate, lang: Lang) -> String {
    match (clock.due - today).num_days() {
        0 => ReadWord::Today.say(lang).to_owned(),
        left if left < 0 => ReadWord::Overdue.fill(lang, &[&-left]),
        left => ReadWord::Left.fill(lang, &[&left]),
    }
}
