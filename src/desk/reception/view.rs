//! How the form is drawn: the four steps, the fields, and beside or below them what the program understands.
//! It must not change anything.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};

use super::intake::Intake;
use super::key::STEPS;
use super::pane::{lines, strip};
use super::words::FormWord;
use crate::desk::field::{Value, Verdict};
use crate::desk::reading::wrap;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::text::width;

/// From so many columns of content on, the pane stands beside the fields.
const BESIDE: u16 = 92;

pub(super) fn view(intake: &Intake, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    if area.is_empty() {
        return;
    }
    let (line, at) = (steps(intake, area.width, ctx), Rect { height: 1, ..area });
    intake.tabs.drawn(&line, at);
    frame.render_widget(line, at);
    let body = Rect {
        y: area.y.saturating_add(2),
        height: area.height.saturating_sub(2),
        ..area
    };
    if body.is_empty() {
        return;
    }
    if area.width >= BESIDE {
        beside(intake, frame, body, ctx);
    } else {
        below(intake, frame, body, ctx);
    }
}

fn beside(intake: &Intake, frame: &mut Frame, body: Rect, ctx: &Ctx) {
    let fields = Rect {
        width: body.width * 3 / 5,
        ..body
    };
    let x = fields.right().saturating_add(1);
    let pane = Rect {
        x: x.saturating_add(2),
        width: body.right().saturating_sub(x.saturating_add(2)),
        ..body
    };
    intake.sheet.form(intake.step).view(frame, fields, ctx);
    for y in body.top()..body.bottom() {
        let at = Rect {
            x,
            y,
            width: 1,
            height: 1,
        };
        frame.render_widget(Line::styled("│", ctx.style(Mood::Dim)), at);
    }
    let columns = usize::from(pane.width);
    let rows: usize = if body.height >= 26 { 3 } else { 1 };
    let all: Vec<Line> = lines(&intake.known(), columns, rows, ctx)
        .iter()
        .flat_map(|line| wrap(line, columns))
        .collect();
    let room = usize::from(pane.height);
    if all.len() <= room {
        frame.render_widget(Text::from(all), pane);
        return;
    }
    let mut shown: Vec<Line> = all.into_iter().take(room.saturating_sub(1)).collect();
    let more = format!("▼ F2 {}", ctx.say(FormWord::Understood).to_lowercase());
    shown.push(Line::styled(more, ctx.style(Mood::Dim)));
    frame.render_widget(Text::from(shown), pane);
}

fn below(intake: &Intake, frame: &mut Frame, body: Rect, ctx: &Ctx) {
    let rows = if body.height >= 10 { 3 } else { 0 };
    let fields = Rect {
        height: body.height.saturating_sub(rows),
        ..body
    };
    let under = Rect {
        y: fields.bottom().saturating_add(1),
        height: rows.saturating_sub(1),
        ..body
    };
    if rows > 0 {
        let [first, second] = strip(&intake.known(), body.width.into(), ctx);
        frame.render_widget(Text::from(vec![first, second]), under);
    }
    intake.sheet.form(intake.step).view(frame, fields, ctx);
}

/// The line of steps: done, here, to come.
fn steps(intake: &Intake, columns: u16, ctx: &Ctx) -> Line<'static> {
    let first = if intake.sheet.plan.filing {
        FormWord::StepSenders
    } else {
        FormWord::StepPeople
    };
    let names = [
        first,
        FormWord::StepContent,
        FormWord::StepClass,
        FormWord::StepWay,
    ];
    let labels: Vec<String> = names
        .iter()
        .enumerate()
        .map(|(step, name)| format!("{} {}", step + 1, ctx.say(*name)))
        .collect();
    let used: usize = labels.iter().map(|label| width(label) + 2).sum();
    let room = usize::from(columns).saturating_sub(used) / STEPS;
    let gap = " ".repeat(room.clamp(1, 3));
    let mut spans = Vec::new();
    for (step, label) in labels.into_iter().enumerate() {
        let (mood, sign) = if step == intake.step {
            (Mood::Accent, "●")
        } else {
            match standing(intake, step, ctx) {
                Standing::Wrong => (Mood::Error, Mood::Error.sign()),
                Standing::Done => (Mood::Ok, Mood::Ok.sign()),
                Standing::Open => (Mood::Dim, " "),
            }
        };
        spans.push(Span::styled(format!("{label} {sign}"), ctx.style(mood)));
        spans.push(Span::raw(gap.clone()));
    }
    Line::from(spans)
}

enum Standing {
    Open,
    Done,
    Wrong,
}

/// A step is done when nothing that it must have is missing and nothing in it is wrong.
fn standing(intake: &Intake, step: usize, ctx: &Ctx) -> Standing {
    let form = intake.sheet.form(step);
    let mut missing = false;
    for key in form.shown() {
        let Some(field) = form.get(key) else { continue };
        if matches!(field.verdict, Verdict::Wrong(_)) {
            return Standing::Wrong;
        }
        missing |= field.is_required() && field.value(ctx) == Value::Empty;
    }
    // The last step is complete from the start: it is done when the form is saved.
    if missing || step + 1 == STEPS {
        Standing::Open
    } else {
        Standing::Done
    }
}
