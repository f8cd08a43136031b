//! How the page of a petition is laid out: where it stands, clocks, people, facts, content, links,
//! history, the questions that led to the class. It must not know what a key does.

use ratatui::text::{Line, Span};

use super::clocks::{self, Titled};
use super::say::{article, day, long_day};
use super::sheet::Sheet;
use super::words::PageWord as P;
use super::{Stop, facts, history, path};
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::office::view::PetitionView;
use crate::register::book::Tie;
use crate::register::life::{Life, Waiting};
use crate::register::owed::Owed;
use crate::register::words::{LinkKind, Status};

/// Lays out the page of a petition.
pub(super) fn of(
    view: &PetitionView,
    clocks: &[Titled],
    newest_first: bool,
    columns: u16,
    ctx: &Ctx,
) -> Sheet<Stop> {
    let mut sheet = Sheet::new(columns);
    sheet.row(None, Line::default(), standing(&view.life, ctx));
    open(&mut sheet, &view.owed, ctx);
    limits(&mut sheet, clocks, ctx);
    sheet.section(ctx.say(P::Who), "", ctx);
    facts::people(&mut sheet, &view.petitioners, P::HiddenWho, ctx);
    if let Some(no) = view.reception {
        let label = ctx.say(P::Reception);
        let stop = Some(Stop::Reception(no));
        facts::one(&mut sheet, stop, label, &no.to_string(), ctx);
    }
    sheet.section(ctx.say(P::Content), "", ctx);
    facts::content(&mut sheet, &view.petition.content, ctx);
    sheet.section(ctx.say(P::Facts), "", ctx);
    facts::pairs(&mut sheet, &facts::of_petition(view, ctx), ctx);
    links(&mut sheet, view, ctx);
    let order = if newest_first {
        P::NewestFirst
    } else {
        P::OldestFirst
    };
    sheet.section(ctx.say(P::History), ctx.say(order), ctx);
    let class = Some(view.petition.facts.class);
    history::rows(&mut sheet, &view.acts, class, newest_first, Stop::Act, ctx);
    path::rows(&mut sheet, &view.petition.facts, ctx);
    sheet
}

/// Where it stands, since when, who works on it, what is waited for.
fn standing(life: &Life, ctx: &Ctx) -> Line<'static> {
    let since = match life.status {
        Status::Accepted => life.accepted,
        Status::Suspended => life.suspended_since,
        Status::Decided => life.decided,
        _ => None,
    };
    let status = ctx.say(life.status);
    let status = match since {
        Some(day) => ctx.fill(P::SinceDay, &[&status, &long_day(day, ctx.lang)]),
        None => status.to_owned(),
    };
    let officer = match &life.officer {
        Some(officer) => ctx.fill(P::WithOfficer, &[officer]),
        None => ctx.say(P::NoOfficer).to_owned(),
    };
    let dim = ctx.style(Mood::Dim);
    let mut spans = vec![
        Span::styled(status, ctx.style(Mood::Title)),
        Span::styled(format!(" · {officer}"), dim),
    ];
    let waiting = life.waiting_for.map(|waiting| match waiting {
        Waiting::Closed => P::WaitClosed,
        Waiting::Suspended => P::WaitSuspended,
        Waiting::OtherBody => P::WaitOther,
        Waiting::NoLimit => P::WaitNoLimit,
    });
    let suspended = life.status == Status::Suspended;
    if let Some(word) = waiting.filter(|word| !(suspended && *word == P::WaitSuspended)) {
        spans.push(Span::styled(format!(" · {}", ctx.say(word)), dim));
    }
    Line::from(spans)
}

/// What stands open although no clock says so.
fn open(sheet: &mut Sheet<Stop>, owed: &[Owed], ctx: &Ctx) {
    let soon = ctx.style(Mood::Soon);
    for one in owed {
        let words = match one {
            Owed::Effect { passed, citation } => ctx.fill(
                P::EffectUnwritten,
                &[&day(*passed, ctx.lang), &article(citation)],
            ),
            Owed::Originals {
                documents,
                citation,
                ..
            } => ctx.fill(P::OriginalsKept, &[documents, &article(citation)]),
        };
        let sign = Line::styled(format!("{} ", Mood::Soon.sign()), soon);
        sheet.row(None, sign, Line::styled(words, soon));
    }
}

fn limits(sheet: &mut Sheet<Stop>, clocks: &[Titled], ctx: &Ctx) {
    sheet.section(ctx.say(P::Clocks), "", ctx);
    if clocks.is_empty() {
        let line = Line::styled(ctx.say(P::NoClock), ctx.style(Mood::Dim));
        sheet.row(None, Line::default(), line);
        return;
    }
    clocks::titles(sheet, ctx);
    for (place, titled) in clocks.iter().enumerate() {
        clocks::row(sheet, Some(Stop::Clock(place)), titled, ctx);
    }
}

fn links(sheet: &mut Sheet<Stop>, view: &PetitionView, ctx: &Ctx) {
    let petition = &view.petition;
    if petition.links.is_empty() {
        return;
    }
    sheet.section(ctx.say(P::Links), "", ctx);
    for tie in &petition.links {
        let word = link(tie, petition.made(tie));
        let words = Line::raw(ctx.fill(word, &[&tie.to]));
        sheet.row(Some(Stop::Petition(tie.to)), Line::default(), words);
    }
}

fn link(tie: &Tie, made: bool) -> P {
    match (tie.kind, made) {
        (LinkKind::Duplicate, true) => P::MadeDuplicate,
        (LinkKind::Duplicate, false) => P::HasDuplicate,
        (LinkKind::Related, true) => P::MadeRelated,
        (LinkKind::Related, false) => P::HasRelated,
        (LinkKind::SecondRound, true) => P::MadeSecond,
        (LinkKind::SecondRound, false) => P::HasSecond,
        (LinkKind::SplitFrom, true) => P::MadeSplit,
        (LinkKind::SplitFrom, false) => P::HasSplit,
        (LinkKind::JoinedTo, true) => P::MadeJoined,
        (LinkKind::JoinedTo, false) => P::HasJoined,
    }
}
