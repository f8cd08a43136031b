//! The facts of a record on its page: label and value aligned, in two columns where the window is wide.
//! It must not know what may be corrected.

use ratatui::text::{Line, Span};

use super::say;
use super::sheet::{Sheet, left};
use super::words::{FactWord as F, PageWord as P};
use crate::desk::reading::wrap;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::{Kit, Lang, Say};
use crate::office::view::{PetitionView, Seen};
use crate::register::act::{DecidedBy, Document};
use crate::register::book::{Content, Origin};
use crate::register::words::Class;

/// Columns of a label, with the air behind it.
const LABEL: usize = 18;
/// From this width on, facts stand in two columns.
const TWO: usize = 96;

/// A label with its value.
pub type Pair = (&'static str, String);

/// Adds short facts, aligned: two beside each other where there is room.
pub fn pairs<S: Clone + PartialEq>(sheet: &mut Sheet<S>, pairs: &[Pair], ctx: &Ctx) {
    let columns = sheet.columns();
    if columns < TWO {
        for (label, value) in pairs {
            one(sheet, None, label, value, ctx);
        }
        return;
    }
    let half = (columns - 2) / 2;
    let rows = pairs.len().div_ceil(2);
    for row in 0..rows {
        let cell = |place: usize| match pairs.get(place) {
            Some((label, value)) => cell(label, value, half, ctx),
            None => vec![Line::default()],
        };
        let (first, second) = (cell(row), cell(row + rows));
        for down in 0..first.len().max(second.len()) {
            let left_one = first.get(down).cloned().unwrap_or_default();
            let pad = (half + 2).saturating_sub(left_one.width());
            let mut spans = left_one.spans;
            spans.push(Span::raw(" ".repeat(pad)));
            spans.extend(second.get(down).cloned().unwrap_or_default().spans);
            sheet.row(None, Line::default(), Line::from(spans));
        }
    }
}

fn cell(label: &str, value: &str, columns: usize, ctx: &Ctx) -> Vec<Line<'static>> {
    let rows = wrap(
        &Line::raw(value.to_owned()),
        columns.saturating_sub(LABEL).max(1),
    );
    let lines = rows.into_iter().enumerate().map(|(down, row)| {
        let label = if down == 0 { label } else { "" };
        let mut spans = vec![Span::styled(left(label, LABEL), ctx.style(Mood::Dim))];
        spans.extend(row.spans);
        Line::from(spans)
    });
    lines.collect()
}

/// Adds one fact over the whole width.
pub fn one<S: Clone + PartialEq>(
    sheet: &mut Sheet<S>,
    stop: Option<S>,
    label: &str,
    value: &str,
    ctx: &Ctx,
) {
    let standing = stop.is_some();
    let mut lines = value.lines();
    let label = Line::styled(left(label, LABEL), ctx.style(Mood::Dim));
    let first = lines.next().unwrap_or_default().to_owned();
    sheet.row(stop, label, Line::raw(first));
    for more in lines {
        sheet.row(
            None,
            Line::raw(" ".repeat(LABEL)),
            Line::raw(more.to_owned()),
        );
        if standing {
            sheet.stretch();
        }
    }
}

fn known(value: Option<bool>, yes: P, no: P, lang: Lang) -> String {
    match value {
        Some(true) => yes.say(lang).to_owned(),
        Some(false) => no.say(lang).to_owned(),
        None => P::NotYetKnown.say(lang).to_owned(),
    }
}

/// Returns the short facts of a petition.
pub fn of_petition(view: &PetitionView, ctx: &Ctx) -> Vec<Pair> {
    let lang = ctx.lang;
    let petition = &view.petition;
    let facts = &petition.facts;
    let mut pairs: Vec<Pair> = Vec::new();
    let mut add = |word: F, value: Option<String>| {
        if let Some(value) = value {
            pairs.push((word.say(lang), value));
        }
    };
    let rounds = matches!(facts.class, Class::Complaint | Class::Denunciation);
    let class = match (rounds, facts.round) {
        (true, round) => {
            let (class, round) = (facts.class.say(lang), round.unwrap_or_default().say(lang));
            match lang {
                Lang::Vi => format!("{class} {round}"),
                Lang::En => format!("{round} {class}"),
            }
        }
        _ => facts.class.say(lang).to_owned(),
    };
    add(F::Class, Some(class));
    add(
        F::Field,
        facts.field.map(|field| field.say(lang).to_owned()),
    );
    add(
        F::Subject,
        facts.subject.map(|subject| subject.say(lang).to_owned()),
    );
    add(
        F::Competent,
        Some(known(
            facts.competent,
            P::CompetentYes,
            P::CompetentNo,
            lang,
        )),
    );
    add(
        F::Eligible,
        Some(known(facts.eligible, P::EligibleYes, P::EligibleNo, lang)),
    );
    let places = facts.several_places.then(|| Kit::Yes.say(lang).to_owned());
    add(F::SeveralPlaces, places);
    add(F::Received, Some(say::day(petition.received, lang)));
    add(F::Dated, facts.dated.map(|day| say::day(day, lang)));
    add(F::Source, origin(view, lang));
    add(F::Signers, facts.signers.map(|n| n.to_string()));
    if !view.masked {
        add(
            F::Capacity,
            petition.capacity.map(|one| one.say(lang).to_owned()),
        );
    }
    add(F::Matter, view.matter.map(|no| no.to_string()));
    let below = facts.lower_body.as_ref();
    add(
        F::LowerAgency,
        below.map(|body| format!("{} – {}", body.agency, body.state.say(lang))),
    );
    let sent = &facts.also_sent_to;
    add(F::AlsoSentTo, (!sent.is_empty()).then(|| sent.join("; ")));
    add(F::Overruled, facts.overruled.clone());
    pairs
}

fn origin(view: &PetitionView, lang: Lang) -> Option<String> {
    if view.masked {
        return Some(P::HiddenOrigin.say(lang).to_owned());
    }
    match &view.petition.origin {
        // Its number stands on a line of its own, to be opened.
        Origin::Desk(_) => None,
        Origin::Filed {
            source,
            from_agency,
            ..
        } => Some(say::join(
            [Some(source.say(lang).to_owned()), from_agency.clone()],
            ": ",
        )),
    }
}

/// Adds what a record is about.
pub fn content<S: Clone + PartialEq>(sheet: &mut Sheet<S>, content: &Content, ctx: &Ctx) {
    let lang = ctx.lang;
    let place = content.place.as_deref().map(say::unit);
    let decided = content.decided_by.as_ref().map(|by| decided(by, lang));
    let rows = [
        (F::Summary, content.summary.clone()),
        (F::Request, content.request.clone()),
        (F::Against, content.against.clone()),
        (F::Place, place),
        (F::DecidedAgency, decided),
    ];
    for (word, value) in rows {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            one(sheet, None, word.say(lang), &value, ctx);
        }
    }
    for (place, document) in content.documents.iter().enumerate() {
        let label = if place == 0 {
            F::DocumentName.say(lang)
        } else {
            ""
        };
        one(sheet, None, label, &told(document, lang), ctx);
    }
}

fn decided(by: &DecidedBy, lang: Lang) -> String {
    let parts = [
        Some(by.agency.clone()),
        by.number.clone(),
        by.date.map(|day| say::day(day, lang)),
    ];
    say::join(parts, " · ")
}

fn told(document: &Document, lang: Lang) -> String {
    let parts = [
        Some(document.name.clone()),
        document.pages.map(|pages| P::Pages.fill(lang, &[&pages])),
        document.original.then(|| P::Original.say(lang).to_owned()),
    ];
    say::join(parts, " · ")
}

/// Adds people, as far as they are seen.
pub fn people<S: Clone + PartialEq>(sheet: &mut Sheet<S>, seen: &[Seen], hidden: P, ctx: &Ctx) {
    let lang = ctx.lang;
    let sealed = seen.iter().filter(|one| **one == Seen::Hidden).count();
    if sealed > 0 {
        let words = match hidden {
            P::HiddenPeople => hidden.fill(lang, &[&sealed]),
            other => other.fill(lang, &[&Kit::Hidden.say(lang)]),
        };
        let line = Line::styled(words, ctx.style(Mood::Hidden));
        sheet.row(None, Line::default(), line);
    }
    for one in seen {
        if let Seen::Person(person) = one {
            let told = say::person(person, lang);
            let (name, rest) = told.split_once(", ").unwrap_or((&told, ""));
            let rest = if rest.is_empty() {
                String::new()
            } else {
                format!(", {rest}")
            };
            let spans = vec![
                Span::styled(name.to_owned(), ctx.style(Mood::Plain)),
                Span::styled(rest, ctx.style(Mood::Plain)),
            ];
            sheet.row(None, Line::default(), Line::from(spans));
        } else if *one == Seen::Erased {
            let line = Line::styled(ctx.say(Kit::Erased), ctx.style(Mood::Dim));
            sheet.row(None, Line::default(), line);
        }
    }
}
