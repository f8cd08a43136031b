//! What a form shows of what would be: the clocks as they would then stand, what is odd, why it would
//! be refused. It must not know how it was asked.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};

use super::blame::refused;
use super::words::DeedWord as D;
use crate::desk::petition::clocks::{Titled, look};
use crate::desk::petition::say::day;
use crate::desk::petition::sheet::right;
use crate::desk::reading::wrap;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::law::rule::{RuleBook, Whose};
use crate::office::view::Preview;
use crate::register::check::{Refusal, Warning};
use crate::register::words::Status;
use crate::words::failure::warning;

/// What would be if the form were saved now.
#[derive(Debug, Default)]
pub(super) enum Then {
    /// Not known: something is still missing.
    #[default]
    NotYet,
    /// It would be so.
    Stands {
        /// Where the petition would stand.
        status: Option<Status>,
        /// Its open clocks, and those that it would end.
        clocks: Vec<Titled>,
        /// What is odd.
        warnings: Vec<Warning>,
    },
    /// The office would refuse it.
    Refused(Box<Refusal>),
    /// The office did refuse it, or could not do it: its words.
    Failed(String),
}

impl Then {
    /// Takes what would be if the line were written; the clocks are named as `rules` name them.
    pub(super) fn of(preview: Preview, rules: &RuleBook) -> Self {
        if let Some(refusal) = preview.refusal {
            return Self::Refused(Box::new(refusal));
        }
        let status = preview.lives.first().map(|life| life.status);
        let lives = preview.lives.into_iter().flat_map(|life| life.clocks);
        let clocks = lives.chain(preview.reception_clocks);
        let open = clocks.filter(|clock| clock.is_open() && clock.whose == Whose::Agency);
        Self::Stands {
            status,
            clocks: Titled::all(open.collect(), rules),
            warnings: preview.warnings,
        }
    }

    /// Returns what it says, for so many columns.
    pub(super) fn lines(&self, columns: u16, ctx: &Ctx) -> Vec<Line<'static>> {
        let columns = usize::from(columns).max(1);
        let dim = ctx.style(Mood::Dim);
        let told = |mood: Mood, words: &str| {
            let line = Line::styled(format!("{} {words}", mood.sign()), ctx.style(mood));
            wrap(&line, columns)
        };
        match self {
            Self::NotYet => wrap(&Line::styled(ctx.say(D::NotYet), dim), columns),
            Self::Refused(refusal) => told(Mood::Error, &refused(refusal, ctx.lang)),
            Self::Failed(words) => told(Mood::Error, words),
            Self::Stands {
                status,
                clocks,
                warnings,
            } => {
                let mut lines = vec![Line::styled(ctx.say(D::IfSaved), dim)];
                for titled in clocks {
                    lines.extend(clock(titled, columns, ctx));
                }
                if clocks.is_empty() {
                    lines.push(Line::styled(format!("  {}", ctx.say(D::NoClocks)), dim));
                }
                if let Some(status) = status {
                    let words = ctx.fill(D::StatusThen, &[&ctx.say(*status)]);
                    lines.extend(wrap(&Line::styled(words, dim), columns));
                }
                for odd in warnings {
                    lines.extend(told(Mood::Warning, &warning(odd, ctx.lang)));
                }
                lines
            }
        }
    }

    /// Draws it; what does not fit is cut at the bottom with a sign.
    pub(super) fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let mut lines = self.lines(area.width, ctx);
        let rows = usize::from(area.height);
        if lines.len() > rows {
            lines.truncate(rows.saturating_sub(1));
            lines.push(Line::styled("…", ctx.style(Mood::Dim)));
        }
        frame.render_widget(Text::from(lines), area);
    }
}

fn clock(titled: &Titled, columns: usize, ctx: &Ctx) -> Vec<Line<'static>> {
    let clock = &titled.clock;
    let look = look(clock, ctx.today());
    let style = ctx.style(look.mood);
    let due = if clock.paused_since.is_some() {
        "–".to_owned()
    } else {
        day(clock.due, ctx.lang)
    };
    let before = format!("{} {}  {due}  ", look.sign, right(&look.days, 4));
    let hang = ratatui::text::Span::raw(before.as_str()).width();
    let text = Line::from(vec![
        Span::raw(titled.title(ctx.lang).to_owned()),
        Span::styled(
            format!("  {}", titled.article(ctx.lang)),
            ctx.style(Mood::Dim),
        ),
    ]);
    let rows = wrap(&text, columns.saturating_sub(hang).max(8));
    let mut lines = Vec::new();
    for (down, row) in rows.into_iter().enumerate() {
        let first = if down == 0 {
            Span::styled(before.clone(), style)
        } else {
            Span::raw(" ".repeat(hang))
        };
        let mut spans = vec![first];
        spans.extend(row.spans);
        lines.push(Line::from(spans));
    }
    lines
}
