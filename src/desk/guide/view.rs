//! How a question and the path to it are drawn: the question above, the answers given below, the newest
//! first, as many as there is room for.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};

use super::GuideScreen;
use super::words::GuideWord as W;
use crate::desk::reading::wrap;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Lang;
use crate::law::guide::{By, Finding, Passed, Question, Reason, Step};
use crate::register::act::StepKind;
use crate::register::words::{Class, Field, Round, Subject};
use crate::text::{truncate, width};

pub(super) fn view(screen: &GuideScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    if area.is_empty() {
        return;
    }
    let (step, finding) = screen.now();
    let lines = match step {
        Step::Ask(question) => asked(screen, question, &finding, ctx),
        Step::Done => end(&finding, screen.parts, ctx),
    };
    let columns = usize::from(area.width);
    let mut rows: Vec<Line> = lines.iter().flat_map(|line| wrap(line, columns)).collect();
    let room = usize::from(area.height);
    if rows.len() + 2 < room {
        rows.push(Line::raw(""));
        rows.push(Line::styled(ctx.say(W::SoFar), ctx.style(Mood::Title)));
        rows.extend(path(&finding, columns, room - rows.len(), ctx));
    }
    rows.truncate(room);
    frame.render_widget(Text::from(rows), area);
}

fn dim(words: String, ctx: &Ctx) -> Line<'static> {
    Line::styled(words, ctx.style(Mood::Dim))
}

fn text(question: &Question, lang: Lang) -> &str {
    match lang {
        Lang::Vi => &question.text,
        Lang::En => &question.text_en,
    }
}

fn asked(
    screen: &GuideScreen,
    question: &Question,
    finding: &Finding,
    ctx: &Ctx,
) -> Vec<Line<'static>> {
    let number = ctx.fill(W::Question, &[&(finding.path.len() + 1)]);
    let mut lines = vec![
        dim(number, ctx),
        Line::styled(text(question, ctx.lang).to_owned(), ctx.style(Mood::Accent)),
        dim(question.citation.clone(), ctx),
    ];
    // Whether an obstacle makes up for a limit that has run out is asked right after the limit.
    let denied = finding.path.last().filter(|passed| !passed.yes);
    let of = |question: &Question| screen.standing.notes.get(question.fact.as_ref()?);
    let note = of(question).or_else(|| denied.and_then(|passed| of(passed.question)));
    lines.extend(note.map(|note| Line::raw(note.clone())));
    if screen.explains {
        let why = match ctx.lang {
            Lang::Vi => &question.why,
            Lang::En => &question.why_en,
        };
        lines.push(Line::raw(ctx.fill(W::Why, &[why])));
        if !question.note.is_empty() {
            let words = ctx.fill(W::Unsure, &[&question.note]);
            let words = format!("{} {words}", Mood::Warning.sign());
            lines.push(Line::styled(words, ctx.style(Mood::Warning)));
        }
    }
    lines
}

/// The answers given, the newest first.
fn path(finding: &Finding, columns: usize, room: usize, ctx: &Ctx) -> Vec<Line<'static>> {
    if finding.path.is_empty() {
        return vec![dim(format!("  {}", ctx.say(W::NothingYet)), ctx)];
    }
    let newest = finding.path.iter().rev().take(room);
    newest
        .map(|passed| passed_line(passed, columns, ctx))
        .collect()
}

fn passed_line(passed: &Passed, columns: usize, ctx: &Ctx) -> Line<'static> {
    let word = ctx.say(if passed.yes { W::Yes } else { W::No });
    let by = match passed.by {
        By::Officer => String::new(),
        By::Known => format!("  ({})", ctx.say(W::Known)),
    };
    let room = columns.saturating_sub(9 + width(&by));
    let asked = truncate(text(passed.question, ctx.lang), room);
    Line::from(vec![
        Span::raw(format!("  {word:<6} ")),
        Span::styled(asked, ctx.style(Mood::Dim)),
        Span::styled(by, ctx.style(Mood::Dim)),
    ])
}

fn end(finding: &Finding, parts: u8, ctx: &Ctx) -> Vec<Line<'static>> {
    let title = Line::styled(ctx.say(W::End), ctx.style(Mood::Title));
    if finding.split {
        let into = ctx.fill(W::SplitInto, &[&parts]);
        return vec![
            title,
            Line::styled(format!("  {into}"), ctx.style(Mood::Accent)),
            Line::raw(""),
            dim(ctx.say(W::MustSplit).to_owned(), ctx),
        ];
    }
    let class = finding.class.and_then(Class::from_word);
    let round = match finding.round {
        Some(2) => Some(Round::Second),
        Some(_) => Some(Round::First),
        None => None,
    };
    let parts = [
        class.map(|class| ctx.say(class)),
        round.map(|round| ctx.say(round)),
        finding
            .subject
            .and_then(Subject::from_word)
            .map(|about| ctx.say(about)),
        finding
            .field
            .and_then(Field::from_word)
            .map(|field| ctx.say(field)),
    ];
    let said: Vec<&str> = parts.into_iter().flatten().collect();
    let mut lines = vec![
        title,
        Line::styled(format!("  {}", said.join(" · ")), ctx.style(Mood::Accent)),
    ];
    if let Some(competent) = finding.competent {
        let (mood, word) = if competent {
            (Mood::Ok, W::Competent)
        } else {
            (Mood::Warning, W::NotCompetent)
        };
        let whose = finding.body.map(|body| ctx.say(body_word(body)));
        let whose = whose.map_or_else(String::new, |whose| format!(" – {whose}"));
        lines.push(signed(mood, &format!("{}{whose}", ctx.say(word)), ctx));
    }
    let (mood, word) = match finding.eligible {
        Some(true) => (Mood::Ok, W::Eligible),
        Some(false) => (Mood::Error, W::NotEligible),
        None => (Mood::Warning, W::NotYetKnown),
    };
    lines.push(signed(mood, ctx.say(word), ctx));
    for reason in &finding.grounds {
        lines.push(Line::raw(format!("    {}", founded(reason, ctx.lang))));
    }
    for reason in &finding.lacks {
        let words = format!("{}: {}", ctx.say(W::Lacks), founded(reason, ctx.lang));
        lines.push(signed(Mood::Error, &words, ctx));
    }
    if finding.regulation {
        lines.push(dim(format!("  {}", ctx.say(W::Regulation)), ctx));
    }
    let way = finding.points_to().and_then(StepKind::from_word);
    if !finding.lacks.is_empty() && way != Some(StepKind::RequestMore) {
        lines.push(dim(format!("  {}", ctx.say(W::AskMore)), ctx));
    }
    if let Some(way) = way {
        let words = ctx.fill(W::PointsTo, &[&ctx.say(way)]);
        lines.push(dim(format!("  {words}"), ctx));
    }
    lines.push(Line::raw(""));
    lines.push(dim(ctx.say(W::TakeOver).to_owned(), ctx));
    lines
}

fn signed(mood: Mood, words: &str, ctx: &Ctx) -> Line<'static> {
    Line::styled(format!("  {} {words}", mood.sign()), ctx.style(mood))
}

/// What stands against it, with the article: the ground of the law's list where there is one.
fn founded(reason: &Reason, lang: Lang) -> String {
    match (reason.ground, lang) {
        (Some(ground), Lang::Vi) => format!("{} ({})", ground.text, ground.citation),
        (Some(ground), Lang::En) => format!("{} ({})", ground.text_en, ground.citation),
        (None, _) => format!(
            "{} ({})",
            text(reason.question, lang).trim_end_matches('?'),
            reason.question.citation
        ),
    }
}

fn body_word(body: &str) -> W {
    match body {
        "own" => W::Own,
        "below" => W::Below,
        "court" => W::Court,
        "party" => W::Party,
        _ => W::OtherBody,
    }
}
