//! The history of a record in words: each act with what stands in it, what was taken back struck out,
//! with who did and why. It must not change anything.

use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use super::say::{day, day_columns, moment};
use super::sheet::{Sheet, left};
use super::words::PageWord as P;
use crate::desk::deed::build::{lower_first, told};
use crate::desk::deed::facts::{Editor, known, shown};
use crate::desk::deed::needs::{What, needs};
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::{Lang, Say};
use crate::office::view::ActView;
use crate::register::act::StepKind;
use crate::register::value::Value;
use crate::register::words::Class;
use crate::words::domain::act_word;

/// Adds the history: one place to stand on an act, made by `stop` from its place in `acts`.
pub fn rows<S: Clone + PartialEq>(
    sheet: &mut Sheet<S>,
    acts: &[ActView],
    class: Option<Class>,
    newest_first: bool,
    stop: impl Fn(usize) -> S,
    ctx: &Ctx,
) {
    let mut places: Vec<usize> = (0..acts.len()).collect();
    if newest_first {
        places.reverse();
    }
    for place in places {
        let Some(act) = acts.get(place) else { continue };
        row(sheet, acts, act, class, stop(place), ctx);
    }
}

fn row<S: Clone + PartialEq>(
    sheet: &mut Sheet<S>,
    acts: &[ActView],
    act: &ActView,
    class: Option<Class>,
    stop: S,
    ctx: &Ctx,
) {
    // The columns of the day, with the air behind it.
    let hang = day_columns(ctx.lang) + 2;
    let dim = ctx.style(Mood::Dim);
    let struck = dim.add_modifier(Modifier::CROSSED_OUT);
    let void = act.void.is_some();
    let (strong, plain) = if void {
        (struck, struck)
    } else {
        (ctx.style(Mood::Title), ctx.style(Mood::Plain))
    };
    let before = Line::styled(left(&day(act.on, ctx.lang), hang), dim);
    let mut spans = vec![Span::styled(act_word(act.word, ctx.lang), strong)];
    let words = body(act, acts, class, ctx.lang);
    if !words.is_empty() {
        spans.push(Span::styled(format!("  {words}"), plain));
    }
    if let Some(by) = &act.by {
        spans.push(Span::styled(format!("  – {by}"), dim));
    }
    if let Some(at) = act.at.and_then(moment).filter(|at| written_later(act, at)) {
        let recorded = ctx.say(super::words::FactWord::Recorded);
        spans.push(Span::styled(
            format!(" · {} {at}", lower_first(recorded)),
            dim,
        ));
    }
    sheet.row(Some(stop), before, Line::from(spans));
    if void {
        let words = voided(act, acts, ctx);
        let line = Line::styled(format!("– {words}"), dim);
        sheet.row(None, Line::raw(" ".repeat(hang)), line);
        sheet.stretch();
    }
}

/// Says whether an act was written down on another day than it was done.
fn written_later(act: &ActView, at: &str) -> bool {
    !at.starts_with(&act.on.format("%d/%m/%Y").to_string())
}

/// Returns who took an act back, when and why.
fn voided(act: &ActView, acts: &[ActView], ctx: &Ctx) -> String {
    let by = acts.iter().find(|other| other.seq == act.void);
    let Some(by) = by else {
        return ctx.fill(P::VoidedBy, &[&"", &""]).trim().to_owned();
    };
    let who = [Some(day(by.on, ctx.lang)), by.by.clone()];
    let who = super::say::join(who, ", ");
    ctx.fill(P::VoidedBy, &[&who, &text(&by.body, "reason")])
}

fn text(body: &Value, key: &str) -> String {
    match body.get(key) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// Returns what stands in an act, in words.
pub fn body(act: &ActView, acts: &[ActView], class: Option<Class>, lang: Lang) -> String {
    let Some(kind) = StepKind::from_word(act.word) else {
        return String::new();
    };
    match kind {
        StepKind::Correct => correction(&act.body, acts, lang),
        StepKind::Reveal | StepKind::Erase => text(&act.body, "reason"),
        StepKind::PromiseKept => kept(&act.body, acts),
        _ => plain(kind, &act.body, class, lang),
    }
}

fn plain(kind: StepKind, body: &Value, class: Option<Class>, lang: Lang) -> String {
    let mut parts = Vec::new();
    let mut heading = None;
    for need in needs(kind) {
        if let Some(new) = need.heading {
            heading = Some(new);
        }
        if let What::Which(keys) = need.what {
            let true_ones = keys
                .iter()
                .filter(|(key, _)| body.get(key) == Some(&Value::Bool(true)));
            parts.extend(true_ones.map(|(_, word)| word.say(lang).to_owned()));
            continue;
        }
        let Some(words) = body
            .get(need.key)
            .and_then(|value| told(kind, class, &need, value, lang))
        else {
            continue;
        };
        parts.push(match heading.take() {
            Some(heading) => format!("{}: {words}", lower_first(heading.say(lang))),
            None => words,
        });
    }
    parts.join(" · ")
}

fn kept(body: &Value, acts: &[ActView]) -> String {
    let Some(Value::Int(of)) = body.get("promise") else {
        return String::new();
    };
    let made = acts
        .iter()
        .find(|act| act.seq.is_some() && act.seq == u64::try_from(*of).ok());
    made.map(|act| text(&act.body, "text")).unwrap_or_default()
}

fn correction(body: &Value, acts: &[ActView], lang: Lang) -> String {
    let reason = text(body, "reason");
    if let Some(Value::Int(seq)) = body.get("seq") {
        let seq = u64::try_from(*seq).ok();
        let taken = acts.iter().find(|act| act.seq.is_some() && act.seq == seq);
        let (word, on) = taken.map_or(("?", String::new()), |act| {
            (act_word(act.word, lang), day(act.on, lang))
        });
        return P::VoidsAct.fill(lang, &[&word, &on, &reason]);
    }
    let path = text(body, "field");
    let (label, editor) = known(&path, lang).unwrap_or((path.clone(), Editor::Line));
    let label = lower_first(&label);
    let value = |key: &str| {
        let value = body.get(key).unwrap_or(&Value::Null);
        match shown(editor, value, lang) {
            words if words.is_empty() => P::Nothing.say(lang).to_owned(),
            words => words,
        }
    };
    let identity = ["petitioners.", "visitors.", "senders."]
        .iter()
        .any(|list| path.starts_with(list));
    if identity {
        return P::CorrectsPerson.fill(lang, &[&label, &reason]);
    }
    P::Corrects.fill(lang, &[&label, &value("was"), &value("to"), &reason])
}
