//! What the program understands so far, beside the fields: who this is, earlier records, the class and why,
//! and the clocks as they would start, each with its article. It must not know how it came to know.

use std::collections::BTreeSet;

use ratatui::text::{Line, Span};

use super::key::{Key, PersonKey, Who};
use super::line::{bare_number, field_at};
use super::notes::{born_year, key_of, said_of, told_by};
use super::sheet::Sheet;
use super::words::FormWord;
use crate::desk::action::Action;
use crate::desk::field::Value;
use crate::desk::frame::date;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::law::unit::Units;
use crate::office::index::Row;
use crate::office::seen::Seen;
use crate::office::view::Preview;
use crate::register::check::{Refusal, Warning};
use crate::register::number::{PetitionNo, Subject};
use crate::register::seen::{Proposal, Reason, Typed};
use crate::register::words::{Class, LinkKind, Sex};
use crate::text::{truncate, width};
use crate::words::failure::{refusal, warning};

mod clocks;

pub(super) use clocks::{clock_name, long_day, recount, say_clock, short_day};
use clocks::{clocks, open_clocks};

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
    let derived = told_by(&number, ctx);
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
            format!(
                "  {}",
                ctx.fill(FormWord::MoreMet, &[&more, &key_of(Action::Why, ctx)])
            ),
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
    if let Some(word) = may_be(seen, ctx) {
        lines.push(Line::styled(
            format!("    {} {word}", Mood::Warning.sign()),
            ctx.style(Mood::Warning),
        ));
    }
    lines
}

/// What the typed one may be to an earlier one.
fn may_be(seen: &Seen, ctx: &Ctx) -> Option<String> {
    let word = match (seen.proposal?, seen.row.class) {
        (Proposal::Again(..), Some(Class::Denunciation)) => FormWord::MayBeFurther,
        (Proposal::Again(..), _) => FormWord::MayBeSecond,
        (Proposal::Duplicate(_), _) => FormWord::MayBeDuplicate,
    };
    Some(ctx.fill(word, &[&key_of(Action::Link, ctx)]))
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
    let first: Vec<String> = who(known.sheet, ctx)
        .iter()
        .take(2)
        .map(|line| line.to_string().trim().to_owned())
        .collect();
    let odd = known.preview.filter(|_| known.step > 0);
    let odd = odd.map_or(0, |preview| warnings(&preview.warnings, ctx).len());
    let mut parts: Vec<String> = open_clocks(known.preview)
        .into_iter()
        .map(|clock| {
            let name = clock_name(clock, &ctx.law, ctx);
            format!("{name} {}", short_day(clock.due, ctx))
        })
        .collect();
    if odd > 0 {
        let words = ctx.say(FormWord::Odd).to_lowercase();
        parts.push(format!("{} {words}: {odd}", Mood::Warning.sign()));
    }
    [
        beside(&first, known, columns, ctx),
        Line::styled(whole(&parts, columns), ctx.style(Mood::Accent)),
    ]
}

/// Who it is, and the likest earlier record with what it may be or why it is like: that is never cut.
fn beside(who: &[String], known: &Known, columns: usize, ctx: &Ctx) -> Line<'static> {
    let earlier = known.earlier;
    let Some(likest) = earlier.seen.first().filter(|_| earlier.answered) else {
        return dim(truncate(&who.join(" · "), columns), ctx);
    };
    let who = who.first().map(String::as_str).unwrap_or_default();
    let (mood, why) = match may_be(likest, ctx) {
        Some(words) => (Mood::Warning, words),
        None => (Mood::Accent, reasons(likest, ctx)),
    };
    let like = ctx.fill(FormWord::MetLike, &[&likest.score, &likest.row.id]);
    let room = columns.saturating_sub(width(&like) + 3);
    let who = truncate(who, room / 2 + 6);
    let why = truncate(&why, room.saturating_sub(width(&who) + 1));
    Line::from(vec![
        Span::styled(format!("{who} · "), ctx.style(Mood::Dim)),
        Span::styled(format!("{like} {why}"), ctx.style(mood)),
    ])
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
