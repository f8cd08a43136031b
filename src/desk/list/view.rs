//! How a list is drawn: titles, rows, cursor, marks, a bar that says where in the whole one is, and
//! columns that yield when the window is narrow.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Column, List, ListCell, ListRow, Wide};
use crate::desk::frame::split_right;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Kit;
use crate::text::{truncate, width};

/// Columns between two cells.
const GAP: u16 = 2;
/// Columns before the first cell: the signs of cursor and mark.
const MARGIN: u16 = 2;

impl<T: ListRow> List<T> {
    /// Draws the list.
    pub fn view(&self, frame: &mut Frame, area: Rect, columns: &[Column], ctx: &Ctx) {
        if area.is_empty() {
            return;
        }
        let mut rows = area;
        if columns.iter().any(|column| !column.title.is_empty()) {
            rows = Rect {
                y: area.y + 1,
                height: area.height - 1,
                ..area
            };
        }
        let filter = self.filtering || !self.filter.text().is_empty();
        let foot = filter || !self.marks.is_empty();
        if foot {
            rows.height = rows.height.saturating_sub(1);
        }
        let bar = self
            .total
            .is_some_and(|total| total > usize::from(rows.height));
        if bar {
            rows.width = rows.width.saturating_sub(2);
        }
        let widths = share(columns, rows.width.saturating_sub(MARGIN));
        if rows.y > area.y {
            let titles = columns.iter().map(|c| ListCell {
                text: c.title.clone(),
                style: ctx.style(Mood::Dim),
            });
            let line = line(&titles.collect::<Vec<_>>(), columns, &widths, "  ", ctx);
            frame.render_widget(
                line,
                Rect {
                    height: 1,
                    width: rows.width,
                    ..area
                },
            );
        }
        self.view_rows(frame, rows, columns, &widths, ctx);
        if bar {
            self.view_bar(
                frame,
                Rect {
                    x: area.right() - 1,
                    width: 1,
                    ..rows
                },
                ctx,
            );
        }
        if foot {
            self.view_foot(
                frame,
                Rect {
                    y: area.bottom() - 1,
                    height: 1,
                    ..area
                },
                filter,
                ctx,
            );
        }
    }

    fn view_rows(
        &self,
        frame: &mut Frame,
        area: Rect,
        columns: &[Column],
        widths: &[Option<u16>],
        ctx: &Ctx,
    ) {
        let shown = usize::from(area.height);
        let total = self.total.unwrap_or(0);
        let mut top = self.seen.get().0.min(total.saturating_sub(shown));
        top = top.min(self.at).max((self.at + 1).saturating_sub(shown));
        if self.at > 0 && top == self.at && self.is_heading(self.at - 1, ctx) && shown > 1 {
            top -= 1;
        }
        self.seen.set((top, shown));
        self.drawn.set(area);
        if total == 0 {
            let words = if self.total.is_none() {
                Kit::Loading
            } else if self.filter.text().is_empty() {
                Kit::Empty
            } else {
                Kit::NothingFound
            };
            let line = Line::styled(format!("  {}", ctx.say(words)), ctx.style(Mood::Dim));
            frame.render_widget(line, area);
            return;
        }
        for (down, place) in (top..total.min(top + shown)).enumerate() {
            let y = area
                .y
                .saturating_add(u16::try_from(down).unwrap_or(u16::MAX));
            let at = Rect {
                y,
                height: 1,
                ..area
            }
            .intersection(area);
            frame.render_widget(self.row_line(place, area.width, columns, widths, ctx), at);
        }
    }

    fn row_line(
        &self,
        place: usize,
        columns_in_all: u16,
        columns: &[Column],
        widths: &[Option<u16>],
        ctx: &Ctx,
    ) -> Line<'static> {
        let here = place == self.at;
        let Some(row) = self.row(place) else {
            return Line::styled("  …", ctx.style(Mood::Dim));
        };
        if let Some(words) = row.heading(ctx) {
            return Line::styled(
                truncate(&words, columns_in_all.into()),
                ctx.style(Mood::Title),
            );
        }
        let marked = self.marks.contains(&row.key());
        let signs = match (here, marked) {
            (true, true) => "›*",
            (true, false) => "› ",
            (false, true) => " *",
            (false, false) => "  ",
        };
        let line = line(&row.cells(ctx), columns, widths, signs, ctx);
        if here {
            line.style(ctx.style(Mood::Selected))
        } else {
            line
        }
    }

    fn view_bar(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let (top, shown) = self.seen.get();
        let total = self.total.unwrap_or(0).max(1);
        let height = usize::from(area.height);
        let thumb = (shown * height / total).clamp(1, height.max(1));
        let room = height.saturating_sub(thumb);
        let last = total.saturating_sub(shown).max(1);
        let from = (top.min(last) * room).div_ceil(last);
        for down in 0..height {
            let y = area
                .y
                .saturating_add(u16::try_from(down).unwrap_or(u16::MAX));
            let sign = if (from..from + thumb).contains(&down) {
                "┃"
            } else {
                "│"
            };
            let at = Rect {
                y,
                height: 1,
                ..area
            }
            .intersection(area);
            frame.render_widget(Line::styled(sign, ctx.style(Mood::Dim)), at);
        }
    }

    fn view_foot(&self, frame: &mut Frame, area: Rect, filter: bool, ctx: &Ctx) {
        let marks = self.marks.len();
        if marks > 0 {
            let words = ctx.fill(Kit::Marked, &[&marks]);
            let (_, right) = split_right(area, &words);
            frame.render_widget(Line::styled(words, ctx.style(Mood::Accent)), right);
        }
        if !filter {
            return;
        }
        let sign = Rect { width: 1, ..area }.intersection(area);
        frame.render_widget(Line::styled("/", ctx.style(Mood::Accent)), sign);
        let typed = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(1) / 2,
            ..area
        };
        self.filter
            .view(frame, typed, self.filtering && ctx.active, ctx);
    }
}

/// Returns the width of each column; none for one that yields.
pub(in crate::desk) fn share(columns: &[Column], room: u16) -> Vec<Option<u16>> {
    let least = |column: &Column| match column.wide {
        Wide::Exactly(wide) | Wide::AtLeast(wide) => wide,
    };
    let mut kept: Vec<bool> = vec![true; columns.len()];
    loop {
        let shown = || {
            columns
                .iter()
                .zip(&kept)
                .filter(|(_, kept)| **kept)
                .map(|(c, _)| c)
        };
        let gaps = GAP.saturating_mul(
            u16::try_from(shown().count())
                .unwrap_or(u16::MAX)
                .saturating_sub(1),
        );
        let needed = shown().fold(gaps, |sum, column| sum.saturating_add(least(column)));
        if needed <= room {
            let growing = shown()
                .filter(|c| matches!(c.wide, Wide::AtLeast(_)))
                .count();
            return grown(columns, &kept, room - needed, growing);
        }
        let yields = columns
            .iter()
            .enumerate()
            .filter(|(place, column)| kept.get(*place) == Some(&true) && column.yields > 0)
            .max_by_key(|(_, column)| column.yields)
            .map(|(place, _)| place);
        match yields.and_then(|place| kept.get_mut(place)) {
            Some(kept) => *kept = false,
            None => return grown(columns, &kept, 0, 0),
        }
    }
}

fn grown(columns: &[Column], kept: &[bool], spare: u16, growing: usize) -> Vec<Option<u16>> {
    let growing = u16::try_from(growing).unwrap_or(u16::MAX);
    let (each, mut rest) = (
        spare.checked_div(growing).unwrap_or(0),
        spare.checked_rem(growing).unwrap_or(0),
    );
    let width = |(column, kept): (&Column, &bool)| {
        if !kept {
            return None;
        }
        Some(match column.wide {
            Wide::Exactly(wide) => wide,
            Wide::AtLeast(wide) => {
                let one = u16::from(rest > 0);
                rest -= one;
                wide.saturating_add(each).saturating_add(one)
            }
        })
    };
    columns.iter().zip(kept).map(width).collect()
}

pub(in crate::desk) fn line(
    cells: &[ListCell],
    columns: &[Column],
    widths: &[Option<u16>],
    signs: &'static str,
    ctx: &Ctx,
) -> Line<'static> {
    let mut spans = vec![Span::styled(signs, ctx.style(Mood::Accent))];
    let mut first = true;
    for ((cell, column), wide) in cells.iter().zip(columns).zip(widths) {
        let Some(wide) = *wide else { continue };
        if !first {
            spans.push(Span::raw(" ".repeat(GAP.into())));
        }
        first = false;
        let text = truncate(&cell.text, wide.into());
        let pad = " ".repeat(usize::from(wide).saturating_sub(width(&text)));
        let text = if column.right {
            pad + &text
        } else {
            text + &pad
        };
        spans.push(Span::styled(text, cell.style));
    }
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_needed_columns_yield_first_and_the_rest_is_shared() {
        let columns = [
            Column::new("Còn", Wide::Exactly(4)),
            Column::new("Người", Wide::AtLeast(10)),
            Column::new("Việc", Wide::AtLeast(10)).yields(1),
            Column::new("Cán bộ", Wide::Exactly(8)).yields(2),
        ];
        assert_eq!(share(&columns, 43), [Some(4), Some(13), Some(12), Some(8)]);
        assert_eq!(share(&columns, 30), [Some(4), Some(11), Some(11), None]);
        assert_eq!(share(&columns, 20), [Some(4), Some(14), None, None]);
        assert_eq!(share(&columns, 3), [Some(4), Some(10), None, None]);
    }
}
