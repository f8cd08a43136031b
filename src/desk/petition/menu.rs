//! The acts that are open now, each with its article and what it needs; typing narrows them. What is
//! not possible now is not offered, but typing its name tells why. It must not know any form.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};

use super::say::article;
use super::sheet::left;
use super::words::PageWord as P;
use crate::desk::action::Action;
use crate::desk::deed::blame::refused;
use crate::desk::deed::build::lower_first;
use crate::desk::deed::needs::{What, needs};
use crate::desk::field::Typed;
use crate::desk::field::line::TypedLine;
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::screen::{Ctx, Effect, Event, Screen, Shape};
use crate::desk::theme::Mood;
use crate::desk::words::{Kit, Lang};
use crate::law::Law;
use crate::office::view::PetitionView;
use crate::register::act::StepKind;
use crate::register::check::closed_steps;
use crate::text::{fold, truncate, width};
use crate::words::Say;

/// Columns of the box.
const COLUMNS: u16 = 72;
/// Columns of the box where the window has room.
const ROOMY: u16 = 100;
/// Rows of it that are acts, at the most.
const SHOWN: usize = 14;

/// The acts that are open on a record.
pub struct ActMenu {
    label: String,
    open: Vec<(StepKind, Option<String>)>,
    closed: Vec<(StepKind, String)>,
    typed: TypedLine,
    at: usize,
}

impl ActMenu {
    /// Lists what is open, with articles, and what is not, with the reason.
    pub fn new(
        label: String,
        open: Vec<(StepKind, Option<String>)>,
        closed: Vec<(StepKind, String)>,
    ) -> Self {
        Self {
            label,
            open,
            closed,
            typed: TypedLine::default(),
            at: 0,
        }
    }

    fn words(&self) -> Vec<String> {
        let folded = fold(self.typed.text());
        folded.split_whitespace().map(str::to_owned).collect()
    }

    fn found(&self, lang: Lang) -> Vec<&(StepKind, Option<String>)> {
        let words = self.words();
        let mut found: Vec<_> = self
            .open
            .iter()
            .filter(|(kind, _)| fits(*kind, &words, lang))
            .collect();
        let wanted = words.join(" ");
        // What begins as typed comes first.
        found.sort_by_key(|(kind, _)| !fold(kind.say(lang)).starts_with(&wanted));
        found
    }

    fn refused(&self, lang: Lang) -> Vec<&(StepKind, String)> {
        let words = self.words();
        if words.is_empty() {
            return Vec::new();
        }
        let closed = self.closed.iter();
        closed
            .filter(|(kind, _)| fits(*kind, &words, lang))
            .collect()
    }

    fn row(
        kind: StepKind,
        citation: Option<&str>,
        chosen: bool,
        columns: usize,
        ctx: &Ctx,
    ) -> Line<'static> {
        let sign = if chosen { "› " } else { "  " };
        let name = left(&truncate(kind.say(ctx.lang), 30), 32);
        let cited = left(
            &truncate(&citation.map(article).unwrap_or_default(), 20),
            22,
        );
        let needed = truncate(
            &needed(kind, ctx.lang),
            columns.saturating_sub(2 + width(&name) + width(&cited)),
        );
        let line = Line::from(vec![
            Span::styled(sign, ctx.style(Mood::Accent)),
            Span::raw(name),
            Span::styled(cited, ctx.style(Mood::Dim)),
            Span::styled(needed, ctx.style(Mood::Dim)),
        ]);
        if chosen {
            line.style(ctx.style(Mood::Selected))
        } else {
            line
        }
    }

    fn foot(&self, columns: usize, ctx: &Ctx) -> Vec<Line<'static>> {
        let dim = ctx.style(Mood::Dim);
        let refused = self.refused(ctx.lang);
        if !refused.is_empty() {
            let mut lines = vec![Line::styled(ctx.say(P::NotHere), dim)];
            for (kind, why) in refused.into_iter().take(3) {
                let words = format!("– {}: {why}", kind.say(ctx.lang));
                lines.push(Line::styled(truncate(&words, columns), dim));
            }
            return lines;
        }
        if self.closed.is_empty() {
            return Vec::new();
        }
        let words = ctx.fill(P::NotHereMore, &[&self.closed.len()]);
        vec![Line::styled(truncate(&words, columns), dim)]
    }

    fn rows(&self) -> usize {
        self.open.len().clamp(1, SHOWN)
    }
}

fn fits(kind: StepKind, words: &[String], lang: Lang) -> bool {
    let name = fold(&format!(
        "{} {}",
        kind.say(lang),
        kind.word().replace('_', " ")
    ));
    words.iter().all(|word| name.contains(word.as_str()))
}

/// Returns what an act needs, in a few words.
fn needed(kind: StepKind, lang: Lang) -> String {
    let must = needs(kind)
        .into_iter()
        .filter(|need| need.required && need.when.is_none());
    let names = must.filter(|need| need.what != What::YesNo);
    let names: Vec<String> = names
        .map(|need| lower_first(need.label.say(lang)))
        .collect();
    names.join(", ")
}

impl Screen<House> for ActMenu {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.fill(P::Menu, &[&self.label])
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Filtering, Context::Text]
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            Action::Confirm => !self.open.is_empty(),
            Action::Up | Action::Down | Action::Back => true,
            other => self.typed.accepts(other),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Confirm, Action::Down, Action::Back]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        (action == Action::Confirm).then(|| P::Choose.say(lang))
    }

    fn shape(&self, ctx: &Ctx) -> Shape {
        let rows = self.rows() + 2 + 4;
        let columns = ctx.size.0.saturating_sub(8).clamp(COLUMNS, ROOMY);
        Shape::Box(columns, u16::try_from(rows).unwrap_or(u16::MAX))
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        let count = self.found(ctx.lang).len().max(1);
        match event {
            Event::Act(Action::Down) => self.at = (self.at + 1) % count,
            Event::Act(Action::Up) => self.at = (self.at + count - 1) % count,
            Event::Act(Action::Confirm) => {
                let chosen = self.found(ctx.lang).get(self.at).map(|(kind, _)| *kind);
                return chosen
                    .map(|kind| vec![Effect::PopWith(Note::Chose(kind.word()))])
                    .unwrap_or_default();
            }
            Event::Act(Action::Back) => {
                if self.typed.text().is_empty() {
                    return vec![Effect::Pop];
                }
                self.typed.set("");
                self.at = 0;
            }
            _ => {
                if let Some(typed) = Typed::of(event)
                    && self.typed.take(typed)
                {
                    self.at = 0;
                }
            }
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if area.height < 3 {
            return;
        }
        let columns = usize::from(area.width);
        let line = Rect { height: 1, ..area };
        if self.typed.text().is_empty() {
            let hint = Line::styled(ctx.say(P::MenuType), ctx.style(Mood::Dim));
            frame.render_widget(hint, line);
        }
        self.typed.view(frame, line, ctx.active, ctx);
        let foot = self.foot(columns, ctx);
        let rows = usize::from(area.height).saturating_sub(2 + foot.len() + 1);
        let found = self.found(ctx.lang);
        let top = (self.at + 1).saturating_sub(rows);
        let mut lines: Vec<Line> = found
            .iter()
            .enumerate()
            .skip(top)
            .take(rows)
            .map(|(place, (kind, citation))| {
                Self::row(*kind, citation.as_deref(), place == self.at, columns, ctx)
            })
            .collect();
        if lines.is_empty() {
            let word = if self.open.is_empty() {
                P::MenuNone
            } else {
                P::MenuNothing
            };
            lines.push(Line::styled(ctx.say(word), ctx.style(Mood::Dim)));
        }
        let below = found.len().saturating_sub(top + rows);
        if below > 0 {
            let words = format!("  {}", ctx.fill(Kit::MoreBelow, &[&below]));
            lines.push(Line::styled(words, ctx.style(Mood::Dim)));
        }
        let list = Rect {
            y: area.y + 2,
            height: area.height - 2,
            ..area
        };
        frame.render_widget(Text::from(lines), list);
        let below = u16::try_from(foot.len()).unwrap_or(0).min(area.height);
        let at = Rect {
            y: area.bottom() - below,
            height: below,
            ..area
        };
        frame.render_widget(Text::from(foot), at);
    }
}

/// Returns what is not possible on a petition, and why, on a day.
pub fn not_now(
    view: &PetitionView,
    law: &Law,
    on: NaiveDate,
    lang: Lang,
) -> Vec<(StepKind, String)> {
    let closed = closed_steps(&view.petition, law, on);
    let open = |kind: StepKind| view.open_steps.iter().any(|(own, _)| *own == kind);
    closed
        .into_iter()
        .filter(|(kind, _)| !open(*kind))
        .map(|(kind, why)| (kind, refused(&why, lang)))
        .collect()
}
