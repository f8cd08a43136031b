//! A scrolled sheet of lines of which some can be stood on: the cursor goes from one to the next, the
//! sheet scrolls where they lie apart, and sections are reached at one key. It must not know what
//! stands on it.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span, Text};

use crate::desk::action::Action;
use crate::desk::reading::wrap;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Kit;
use crate::text::width;

/// Columns left of every line: the sign of the cursor and a space.
pub const MARGIN: u16 = 2;

/// A place to stand on.
#[derive(Clone, Debug)]
struct Mark<S> {
    what: S,
    first: usize,
    end: usize,
}

/// Lines, laid out for so many columns.
#[derive(Clone, Debug)]
pub struct Sheet<S> {
    columns: usize,
    lines: Vec<Line<'static>>,
    marks: Vec<Mark<S>>,
    sections: Vec<usize>,
}

impl<S: Clone + PartialEq> Sheet<S> {
    /// Makes an empty sheet for a window of so many columns.
    pub fn new(columns: u16) -> Self {
        Self {
            columns: usize::from(columns.saturating_sub(MARGIN)).max(1),
            lines: Vec::new(),
            marks: Vec::new(),
            sections: Vec::new(),
        }
    }

    /// Returns the columns of a line, without the margin.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Begins a section, with air above it.
    pub fn section(&mut self, words: impl Into<String>, aside: &str, ctx: &Ctx) {
        if !self.lines.is_empty() {
            self.blank();
        }
        self.sections.push(self.lines.len());
        let mut spans = vec![Span::styled(words.into(), ctx.style(Mood::Title))];
        if !aside.is_empty() {
            spans.push(Span::styled(format!("   {aside}"), ctx.style(Mood::Dim)));
        }
        self.row(None, Line::default(), Line::from(spans));
    }

    /// Leaves a line free.
    pub fn blank(&mut self) {
        self.lines.push(Line::default());
    }

    /// Adds a row: what stands before, once, and a text that is wrapped beside it.
    pub fn row(
        &mut self,
        stop: Option<S>,
        before: impl Into<Line<'static>>,
        text: impl Into<Line<'static>>,
    ) {
        let before = before.into();
        let hang = before.width();
        let room = self.columns.saturating_sub(hang).max(1);
        let first = self.lines.len();
        for (down, row) in wrap(&text.into(), room).into_iter().enumerate() {
            let mut spans = if down == 0 {
                before.spans.clone()
            } else {
                vec![Span::raw(" ".repeat(hang))]
            };
            spans.extend(row.spans);
            self.lines.push(Line::from(spans));
        }
        self.stand(stop, first);
    }

    /// Adds a row of cells, each wrapped within its own columns; the columns are shares of the line
    /// and two columns lie between cells.
    pub fn cells(&mut self, stop: Option<S>, cells: Vec<(Line<'static>, usize)>) {
        let wrapped: Vec<(Vec<Line<'static>>, usize)> = cells
            .into_iter()
            .map(|(line, wide)| (wrap(&line, wide.max(1)), wide))
            .collect();
        let height = wrapped
            .iter()
            .map(|(rows, _)| rows.len())
            .max()
            .unwrap_or(0);
        let first = self.lines.len();
        for down in 0..height {
            let mut spans: Vec<Span<'static>> = Vec::new();
            for (place, (rows, wide)) in wrapped.iter().enumerate() {
                let line = rows.get(down).cloned().unwrap_or_default();
                let used = line.width();
                spans.extend(line.spans);
                if place + 1 < wrapped.len() {
                    spans.push(Span::raw(" ".repeat(wide.saturating_sub(used) + 2)));
                }
            }
            self.lines.push(Line::from(spans));
        }
        self.stand(stop, first);
    }

    fn stand(&mut self, stop: Option<S>, first: usize) {
        if let Some(what) = stop {
            self.marks.push(Mark {
                what,
                first,
                end: self.lines.len(),
            });
        }
    }

    /// Lets the place last stood on reach down to the last line.
    pub fn stretch(&mut self) {
        let end = self.lines.len();
        if let Some(mark) = self.marks.last_mut() {
            mark.end = end;
        }
    }

    /// Returns the text without its styles.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(ToString::to_string).collect();
        lines.join("\n")
    }
}

/// Where on a sheet one is.
#[derive(Debug, Default)]
pub struct Standing {
    at: usize,
    top: usize,
    /// The section gone to last, while nothing else was done.
    section: Option<usize>,
    /// Columns and rows of the last drawing.
    seen: Cell<(u16, u16)>,
    /// Where that was, and its first line.
    drawn: Cell<(Rect, usize)>,
}

impl Standing {
    /// Returns the columns for which the sheet was last drawn.
    pub fn columns(&self) -> u16 {
        match self.seen.get().0 {
            0 => 76,
            columns => columns,
        }
    }

    fn rows(&self) -> usize {
        match self.seen.get().1 {
            0 => 20,
            rows => rows.into(),
        }
    }

    /// Returns whether the sheet moves on an action.
    pub fn accepts(action: Action) -> bool {
        matches!(
            action,
            Action::Up
                | Action::Down
                | Action::PageUp
                | Action::PageDown
                | Action::First
                | Action::Last
                | Action::NextSection
                | Action::PrevSection
        )
    }

    /// Returns what one stands on, if it is seen.
    pub fn on<'s, S>(&self, sheet: &'s Sheet<S>) -> Option<&'s S> {
        let mark = sheet.marks.get(self.at)?;
        self.sees(mark).then_some(&mark.what)
    }

    fn sees<S>(&self, mark: &Mark<S>) -> bool {
        mark.end > self.top && mark.first < self.top + self.rows()
    }

    /// Stands on something, if it is on the sheet.
    pub fn go_to<S: PartialEq>(&mut self, sheet: &Sheet<S>, what: &S) {
        if let Some(at) = sheet.marks.iter().position(|mark| mark.what == *what) {
            self.at = at;
            self.reveal(sheet);
        }
    }

    /// Moves over the sheet.
    pub fn act<S: Clone + PartialEq>(&mut self, action: Action, sheet: &Sheet<S>) {
        let rows = self.rows();
        let last = sheet.lines.len().saturating_sub(rows);
        self.top = self.top.min(last);
        let page = rows.saturating_sub(2).max(1);
        let section = self.section.take();
        match action {
            Action::Down => self.step(sheet, true, last),
            Action::Up => self.step(sheet, false, last),
            Action::PageDown => {
                self.top = (self.top + page).min(last);
                self.follow(sheet);
            }
            Action::PageUp => {
                self.top = self.top.saturating_sub(page);
                self.follow(sheet);
            }
            Action::First => {
                self.top = 0;
                self.at = 0;
            }
            Action::Last => {
                self.top = last;
                self.at = sheet.marks.len().saturating_sub(1);
            }
            Action::NextSection | Action::PrevSection => {
                let here = section.or_else(|| self.own_section(sheet));
                self.go_to_section(sheet, here, action == Action::NextSection, last);
            }
            _ => {}
        }
    }

    /// Stands on what was clicked; returns whether one stood there already.
    pub fn click<S>(&mut self, at: Position, sheet: &Sheet<S>) -> bool {
        let (area, top) = self.drawn.get();
        if !area.contains(at) {
            return false;
        }
        let line = top + usize::from(at.y - area.y);
        let mut marks = sheet.marks.iter();
        let Some(place) = marks.position(|mark| (mark.first..mark.end).contains(&line)) else {
            return false;
        };
        let again = place == self.at;
        self.at = place;
        again
    }

    fn step<S>(&mut self, sheet: &Sheet<S>, down: bool, last: usize) {
        let rows = self.rows();
        let next = if down {
            Some(self.at + 1)
        } else {
            self.at.checked_sub(1)
        };
        let mark = next.and_then(|next| Some((next, sheet.marks.get(next)?)));
        if let Some((next, mark)) = mark {
            // One line further than is seen is near enough: it scrolls into view.
            let near = if down {
                mark.first <= self.top + rows && mark.end > self.top
            } else {
                mark.end + 1 > self.top && mark.first < self.top + rows
            };
            if near {
                self.at = next;
                self.reveal(sheet);
                return;
            }
        }
        self.top = if down {
            (self.top + 1).min(last)
        } else {
            self.top.saturating_sub(1)
        };
    }

    fn reveal<S>(&mut self, sheet: &Sheet<S>) {
        let rows = self.rows();
        let Some(mark) = sheet.marks.get(self.at) else {
            return;
        };
        let (mut first, end) = (mark.first, mark.end);
        // The first place of a section shows the section's own line too.
        if let Some(section) = sheet.sections.iter().rev().find(|line| **line <= first)
            && first - section <= 2
        {
            first = *section;
        }
        if end > self.top + rows {
            self.top = end.saturating_sub(rows);
        }
        if first < self.top {
            self.top = first;
        }
    }

    /// Stands on the first place that is seen, where the one stood on is not.
    fn follow<S>(&mut self, sheet: &Sheet<S>) {
        if sheet.marks.get(self.at).is_some_and(|mark| self.sees(mark)) {
            return;
        }
        if let Some(at) = sheet.marks.iter().position(|mark| self.sees(mark)) {
            self.at = at;
        }
    }

    fn own_section<S>(&self, sheet: &Sheet<S>) -> Option<usize> {
        let mark = sheet.marks.get(self.at).filter(|mark| self.sees(mark));
        let here = mark.map_or(self.top, |mark| mark.first);
        sheet.sections.iter().rposition(|line| *line <= here)
    }

    /// Goes to the section after or before this one, and round at the ends; stands on the first
    /// place in it, if it has one.
    fn go_to_section<S>(&mut self, sheet: &Sheet<S>, here: Option<usize>, next: bool, last: usize) {
        let count = sheet.sections.len();
        if count == 0 {
            return;
        }
        let section = match (here, next) {
            (Some(here), true) => (here + 1) % count,
            (None, true) => 0,
            (Some(here), false) => (here + count - 1) % count,
            (None, false) => count - 1,
        };
        let Some(line) = sheet.sections.get(section).copied() else {
            return;
        };
        let end = sheet.sections.get(section + 1).copied();
        let end = end.unwrap_or(sheet.lines.len());
        self.section = Some(section);
        self.top = line.min(last);
        let first = sheet
            .marks
            .iter()
            .position(|mark| (line..end).contains(&mark.first));
        self.at = first.unwrap_or(self.at);
    }

    /// Draws the sheet; a last line says how much is not seen.
    pub fn view<S>(&self, sheet: &Sheet<S>, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if area.is_empty() {
            return;
        }
        let all = sheet.lines.len();
        let fits = all <= usize::from(area.height);
        let shown = area.height.saturating_sub(u16::from(!fits));
        self.seen.set((area.width, shown));
        let shown = usize::from(shown);
        let top = self.top.min(all.saturating_sub(shown));
        let seen = Rect {
            height: area.height.min(u16::try_from(shown).unwrap_or(u16::MAX)),
            ..area
        };
        self.drawn.set((seen, top));
        let mark = sheet.marks.get(self.at);
        let lines = sheet.lines.iter().enumerate().skip(top).take(shown);
        let rows: Vec<Line> = lines
            .map(|(place, line)| margin(place, line, mark, ctx))
            .collect();
        frame.render_widget(Text::from(rows), area);
        if fits {
            return;
        }
        let (above, below) = (top, all.saturating_sub(top + shown));
        let words = if below > 0 {
            ctx.fill(Kit::MoreBelow, &[&below])
        } else {
            ctx.fill(Kit::MoreAbove, &[&above])
        };
        let last = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        let words = format!("{}{words}", " ".repeat(MARGIN.into()));
        frame.render_widget(Line::styled(words, ctx.style(Mood::Dim)), last);
    }
}

fn margin<S>(
    place: usize,
    line: &Line<'static>,
    mark: Option<&Mark<S>>,
    ctx: &Ctx,
) -> Line<'static> {
    let here = mark.is_some_and(|mark| (mark.first..mark.end).contains(&place));
    let sign = if mark.is_some_and(|mark| mark.first == place) {
        "› "
    } else {
        "  "
    };
    let mut spans = vec![Span::styled(sign, ctx.style(Mood::Accent))];
    spans.extend(line.spans.clone());
    let line = Line::from(spans);
    if here && mark.is_some_and(|mark| mark.first == place) {
        return line.style(ctx.style(Mood::Selected));
    }
    line
}

/// Puts a text at the right edge of so many columns.
pub fn right(text: &str, columns: usize) -> String {
    let pad = columns.saturating_sub(width(text));
    format!("{}{text}", " ".repeat(pad))
}

/// Fills a text up with blanks to so many columns.
pub fn left(text: &str, columns: usize) -> String {
    let pad = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(pad))
}
