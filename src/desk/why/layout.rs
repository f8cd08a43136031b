//! An explanation as lines: in columns for the screen, one day a line for the clipboard.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::explain::{DayLine, Explanation, Said};
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::text::{truncate, width};

/// Columns between two columns of days.
const GAP: usize = 4;
/// Rows that a column of days has at the most; more days stand in blocks of two weeks.
const MOST: usize = 18;
const ROWS: usize = 14;
/// From how many columns on there is room for two and for three columns of days.
const ROOM: [usize; 2] = [64, 108];

/// Returns the explanation as it stands on a screen of so many columns.
pub(super) fn lines(explanation: &Explanation, columns: usize, ctx: &Ctx) -> Vec<Line<'static>> {
    let mut lines: Vec<Line> = explanation.head.iter().map(|s| sentence(s, ctx)).collect();
    let blocks = blocks(&explanation.days, columns, ctx);
    if !blocks.is_empty() {
        lines.push(Line::default());
        lines.extend(blocks);
    }
    lines.push(Line::default());
    lines.extend(explanation.foot.iter().map(|s| sentence(s, ctx)));
    lines
}

/// Returns the explanation as plain text, one day a line.
pub(super) fn plain(explanation: &Explanation, title: &str, of: &str) -> String {
    let mut lines = vec![title.to_owned(), of.to_owned(), String::new()];
    lines.extend(explanation.head.iter().map(signed));
    if !explanation.days.is_empty() {
        lines.push(String::new());
        let sizes = Sizes::of(&explanation.days);
        lines.extend(explanation.days.iter().map(|day| {
            let text = format!("  {}", sizes.cell(day));
            text.trim_end().to_owned()
        }));
    }
    lines.push(String::new());
    lines.extend(explanation.foot.iter().map(signed));
    lines.push(String::new());
    lines.join("\n")
}

fn signed(said: &Said) -> String {
    match said.mood.sign() {
        "" => said.text.clone(),
        sign => format!("{sign} {}", said.text),
    }
}

fn sentence(said: &Said, ctx: &Ctx) -> Line<'static> {
    Line::styled(signed(said), ctx.style(said.mood))
}

/// The widths that the parts of a day take.
struct Sizes {
    date: usize,
    ordinal: usize,
}

impl Sizes {
    fn of(days: &[DayLine]) -> Self {
        let most = days.iter().filter_map(|day| day.ordinal).max();
        Self {
            date: days.iter().map(|day| width(&day.date)).max().unwrap_or(0),
            ordinal: most.map_or(1, |most| most.to_string().len()),
        }
    }

    fn cell(&self, day: &DayLine) -> String {
        let ordinal = day
            .ordinal
            .map_or_else(|| "–".to_owned(), |ordinal| ordinal.to_string());
        let pad = " ".repeat(self.date.saturating_sub(width(&day.date)));
        let lead = " ".repeat(self.ordinal.saturating_sub(width(&ordinal)));
        let gap = if day.mark.is_empty() || day.why.is_empty() {
            ""
        } else {
            "  "
        };
        // The mark comes first: it must not be cut.
        let text = format!(
            "{}{pad}   {lead}{ordinal}   {}{gap}{}",
            day.date, day.mark, day.why
        );
        text.trim_end().to_owned()
    }
}

fn blocks(days: &[DayLine], columns: usize, ctx: &Ctx) -> Vec<Line<'static>> {
    let sizes = Sizes::of(days);
    let across = 1 + ROOM.iter().filter(|room| columns >= **room).count();
    let at_once = if days.len() <= across * MOST {
        MOST
    } else {
        ROWS
    };
    let blocks: Vec<Vec<&[DayLine]>> = days
        .chunks(across * at_once)
        .map(|block| block.chunks(block.len().div_ceil(across).max(1)).collect())
        .collect();
    let widths = share(&blocks, &sizes, across, columns.saturating_sub(2));
    let mut lines = Vec::new();
    for parts in &blocks {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        for row in 0..parts.first().map_or(0, |part| part.len()) {
            let cells = parts.iter().zip(&widths);
            let cells = cells.filter_map(|(part, wide)| part.get(row).map(|day| (day, *wide)));
            lines.push(row_line(cells, &sizes, ctx));
        }
    }
    lines
}

/// The width of each column: the same for all where every day fits so, else the widest days give way
/// until the row fits.
fn share(blocks: &[Vec<&[DayLine]>], sizes: &Sizes, across: usize, room: usize) -> Vec<usize> {
    let widest = |column: usize| {
        let parts = blocks.iter().filter_map(|parts| parts.get(column));
        let cells = parts.flat_map(|part| part.iter().map(|day| width(&sizes.cell(day))));
        cells.max().unwrap_or(0)
    };
    let mut wide: Vec<usize> = (0..across).map(widest).collect();
    let room = room.saturating_sub(GAP * (across - 1));
    let even = room / across;
    if wide.iter().all(|wide| *wide <= even) {
        return vec![even; across];
    }
    while wide.iter().sum::<usize>() > room {
        let Some(most) = wide.iter_mut().max().filter(|most| **most > 0) else {
            break;
        };
        *most -= 1;
    }
    wide
}

fn row_line<'d>(
    cells: impl Iterator<Item = (&'d DayLine, usize)>,
    sizes: &Sizes,
    ctx: &Ctx,
) -> Line<'static> {
    let mut spans = Vec::new();
    let mut pad = 2;
    for (day, wide) in cells {
        spans.push(Span::raw(" ".repeat(pad)));
        let text = truncate(&sizes.cell(day), wide);
        pad = GAP + wide.saturating_sub(width(&text));
        let style = match day.mood {
            Mood::Plain => Style::new(),
            mood => ctx.style(mood),
        };
        spans.push(Span::styled(text, style));
    }
    Line::from(spans)
}
