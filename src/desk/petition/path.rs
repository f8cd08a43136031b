//! The questions that led to a petition's class, each with its answer and article, and what they led to. It
//! must not know how they were put.

use ratatui::text::{Line, Span};

use super::say;
use super::sheet::{Sheet, left};
use super::words::PageWord as P;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Lang;
use crate::law::guide::{Finding, Guide};
use crate::register::act::{Answer, NewPetition};
use crate::register::words::{Class, Field, Round, Subject};

/// Columns of an answer, with the air behind it.
const ANSWER: usize = 8;

/// Adds the path, where there is one.
pub(super) fn rows<S: Clone + PartialEq>(sheet: &mut Sheet<S>, facts: &NewPetition, ctx: &Ctx) {
    if facts.path.is_empty() {
        return;
    }
    let count = ctx.fill(P::PathOf, &[&facts.path.len()]);
    sheet.section(ctx.say(P::Path), &count, ctx);
    for answer in &facts.path {
        let word = ctx.say(if answer.yes { P::PathYes } else { P::PathNo });
        let before = Line::raw(left(word, ANSWER));
        sheet.row(None, before, asked(answer, ctx));
    }
    let given = facts.path.iter();
    let given: Vec<_> = given.map(|one| (one.question.clone(), one.yes)).collect();
    let led = led_to(&Guide::statute().retrace(&given), ctx);
    let led = Line::raw(ctx.fill(P::PathEnd, &[&led]));
    sheet.row(None, Line::default(), led);
}

fn asked(answer: &Answer, ctx: &Ctx) -> Line<'static> {
    let Some(question) = Guide::statute().question(&answer.question) else {
        let words = ctx.fill(P::PathGone, &[&answer.question]);
        return Line::styled(words, ctx.style(Mood::Dim));
    };
    let text = match ctx.lang {
        Lang::Vi => &question.text,
        Lang::En => &question.text_en,
    };
    let article = format!("  {}", say::article(&question.citation));
    Line::from(vec![
        Span::raw(text.clone()),
        Span::styled(article, ctx.style(Mood::Dim)),
    ])
}

/// Class, round, what about, field, competence and conditions, as far as they were settled.
fn led_to(found: &Finding, ctx: &Ctx) -> String {
    let round = found.round.map(|round| match round {
        2 => ctx.say(Round::Second),
        _ => ctx.say(Round::First),
    });
    let say =
        |yes: P, no: P, known: Option<bool>| known.map(|is| ctx.say(if is { yes } else { no }));
    let parts = [
        found
            .class
            .and_then(Class::from_word)
            .map(|class| ctx.say(class)),
        round,
        found
            .subject
            .and_then(Subject::from_word)
            .map(|about| ctx.say(about)),
        found
            .field
            .and_then(Field::from_word)
            .map(|field| ctx.say(field)),
        say(P::CompetentYes, P::CompetentNo, found.competent),
        say(P::EligibleYes, P::EligibleNo, found.eligible),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
