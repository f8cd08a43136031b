//! How a list is drawn: titles with the sign of the order, rows, cursor, marks, a bar that says where in the
//! whole one is, and columns that yield when the window is narrow.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};

use super::columns::{GAP, line, share};
use super::marks::MOST;
use super::{Column, Line as Typing, List, ListCell, ListRow, Wide};
use crate::desk::field::number::thousands;
use crate::desk::frame::split_right;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Kit;
use crate::text::{truncate, width};

/// Columns before the first cell: the signs of cursor and mark.
const MARGIN: u16 = 2;
/// Rows from which putting them in order may be seen to take time.
const MANY: usize = 20_000;

/// Lines between rows that are no rows themselves and have no place in the whole.
pub struct Above<'a, T> {
    /// Says whether a line stands above a row, after another or above the first that is seen.
    pub parts: &'a dyn Fn(&T, Option<&T>) -> bool,
    /// Returns the line above the row at a place.
    pub line: &'a dyn Fn(usize) -> Line<'static>,
}

/// What stands in one line of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    /// The line above the row at a place.
    Above(usize),
    /// The row at a place.
    Row(usize),
}

impl<T: ListRow> List<T> {
    /// Draws the list.
    pub fn view(&self, frame: &mut Frame, area: Rect, columns: &[Column], ctx: &Ctx) {
        self.view_with(frame, area, columns, (None, None), ctx);
    }

    /// Draws the list with lines between its rows; or, where it has no rows, what stands in their place.
    pub fn view_with(
        &self,
        frame: &mut Frame,
        area: Rect,
        columns: &[Column],
        (above, instead): (Option<&Above<T>>, Option<Text<'static>>),
        ctx: &Ctx,
    ) {
        self.heads.borrow_mut().clear();
        self.lines.borrow_mut().clear();
        if area.is_empty() {
            return;
        }
        let foot = self.foots();
        let mut rows = area;
        rows.height -= u16::from(foot);
        if foot {
            let at = Rect {
                y: area.bottom() - 1,
                height: 1,
                ..area
            };
            self.view_foot(frame, at, ctx);
        }
        if let Some(text) = instead {
            frame.render_widget(text, rows);
            return;
        }
        let titled = columns.iter().any(|column| !column.title.is_empty());
        let titles = Rect { height: 1, ..rows };
        if titled && rows.height > 0 {
            rows.y += 1;
            rows.height -= 1;
        }
        let bar = self
            .total
            .is_some_and(|total| total > usize::from(rows.height));
        if bar {
            rows.width = rows.width.saturating_sub(2);
        }
        let columns: Vec<Column> = columns.iter().map(|column| self.titled(column)).collect();
        let widths = share(&columns, rows.width.saturating_sub(MARGIN));
        if titled {
            let at = Rect {
                width: rows.width,
                ..titles
            };
            self.view_titles(frame, at.intersection(area), &columns, &widths, ctx);
        }
        self.view_rows(frame, rows, (&columns, &widths), above, ctx);
        if bar {
            let at = Rect {
                x: area.right() - 1,
                width: 1,
                ..rows
            };
            self.view_bar(frame, at, ctx);
        }
    }

    /// A column with the sign of the order in its title.
    fn titled(&self, column: &Column) -> Column {
        let order = self.order.filter(|order| column.by == Some(order.by));
        let Some(order) = order else {
            return column.clone();
        };
        let sign = if order.reversed { "▼" } else { "▲" };
        let title = format!("{sign}{}", column.title);
        let least = u16::try_from(width(&title)).unwrap_or(u16::MAX);
        let wide = match column.wide {
            Wide::Exactly(wide) => Wide::Exactly(wide.max(least)),
            Wide::AtLeast(wide) => Wide::AtLeast(wide.max(least)),
            Wide::Spare(wide) => Wide::Spare(wide.max(least)),
        };
        Column {
            title,
            wide,
            ..column.clone()
        }
    }

    /// Draws the titles, and remembers where those stand by which the rows can be put in order.
    fn view_titles(
        &self,
        frame: &mut Frame,
        area: Rect,
        columns: &[Column],
        widths: &[Option<u16>],
        ctx: &Ctx,
    ) {
        let title = |column: &Column| {
            let ordered = self.order.is_some_and(|order| column.by == Some(order.by));
            let mood = if ordered { Mood::Accent } else { Mood::Dim };
            let cell = ListCell::meaning(&column.title, mood, ctx);
            match &column.short {
                // With the sign of the order it is as wide as it needs.
                Some(short) if !ordered => cell.or(short),
                _ => cell,
            }
        };
        let titles: Vec<ListCell> = columns.iter().map(title).collect();
        frame.render_widget(line(&titles, columns, widths, "  ", ctx), area);
        let mut heads = self.heads.borrow_mut();
        let mut x = area.x.saturating_add(MARGIN);
        for (column, wide) in columns.iter().zip(widths) {
            let Some(wide) = *wide else { continue };
            if let Some(by) = column.by {
                let at = Rect {
                    x,
                    width: wide,
                    ..area
                };
                heads.push((at.intersection(area), by));
            }
            x = x.saturating_add(wide).saturating_add(GAP);
        }
    }

    fn view_rows(
        &self,
        frame: &mut Frame,
        area: Rect,
        (columns, widths): (&[Column], &[Option<u16>]),
        above: Option<&Above<T>>,
        ctx: &Ctx,
    ) {
        self.drawn.set(area);
        let slots = self.window(usize::from(area.height), above, ctx);
        if self.total.unwrap_or(0) == 0 {
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
        let lines = slots.iter().map(|slot| match (slot, above) {
            (Slot::Above(place), Some(above)) => (above.line)(*place),
            (Slot::Above(_), None) => Line::default(),
            (Slot::Row(place), _) => self.row_line(*place, area.width, columns, widths, ctx),
        });
        frame.render_widget(Text::from(lines.collect::<Vec<_>>()), area);
        let places = slots.iter().map(|slot| match slot {
            Slot::Row(place) => Some(*place),
            Slot::Above(_) => None,
        });
        self.lines.borrow_mut().extend(places);
    }

    /// Returns what stands in each line of a window of so many lines, scrolled so that the cursor is seen.
    fn window(&self, shown: usize, above: Option<&Above<T>>, ctx: &Ctx) -> Vec<Slot> {
        let total = self.total.unwrap_or(0);
        let last = total.saturating_sub(if above.is_some() { 1 } else { shown });
        let mut top = self.seen.get().0.min(last);
        top = top.min(self.at).max((self.at + 1).saturating_sub(shown));
        if self.at > 0 && top == self.at && self.is_heading(self.at - 1, ctx) && shown > 1 {
            top -= 1;
        }
        loop {
            let slots = self.slots(top, shown, total, above);
            if top >= self.at || slots.contains(&Slot::Row(self.at)) {
                self.seen.set((top, shown));
                return slots;
            }
            top += 1;
        }
    }

    fn slots(&self, top: usize, shown: usize, total: usize, above: Option<&Above<T>>) -> Vec<Slot> {
        let mut slots = Vec::with_capacity(shown);
        let mut before: Option<&T> = None;
        for place in top..total {
            let row = self.row(place);
            // In a window of one line the row itself stands before what is above it.
            let parted = match (above, row) {
                (Some(above), Some(row)) => shown > 1 && (above.parts)(row, before),
                _ => false,
            };
            if parted {
                if slots.len() + 2 > shown {
                    break;
                }
                slots.push(Slot::Above(place));
            }
            if slots.len() >= shown {
                break;
            }
            slots.push(Slot::Row(place));
            before = row.or(before);
        }
        slots
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
        let marked = self.marks.has(&row.key());
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

    /// Whether something stands below the rows.
    fn foots(&self) -> bool {
        self.typing.is_some()
            || !self.filter.text().is_empty()
            || !self.marks.is_empty()
            || self.is_sorting()
    }

    fn is_sorting(&self) -> bool {
        self.stale && self.order.is_some() && self.total.is_some_and(|total| total > MANY)
    }

    /// Draws what stands below the rows: the line that is typed at; how many are marked, or that it takes time.
    fn view_foot(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let marks = self.marks.len();
        let told = if self.is_sorting() {
            ctx.say(Kit::Sorting).to_owned()
        } else if marks >= MOST {
            let marks = thousands(i64::try_from(marks).unwrap_or(i64::MAX));
            ctx.fill(Kit::MarkedMost, &[&marks])
        } else if marks > 0 {
            ctx.fill(Kit::Marked, &[&marks])
        } else {
            String::new()
        };
        let (left, right) = split_right(area, &told);
        frame.render_widget(Line::styled(told, ctx.style(Mood::Accent)), right);
        let (sign, typed) = match self.typing {
            Some(Typing::Jump) => ("→ ", &self.jump),
            None if self.filter.text().is_empty() => return,
            Some(Typing::Filter) | None => ("/ ", &self.filter),
        };
        let at = Rect { width: 2, ..left }.intersection(left);
        frame.render_widget(Line::styled(sign, ctx.style(Mood::Accent)), at);
        let note = match self.typing {
            Some(Typing::Jump) if self.missed => Some((Kit::NoSuchRow, Mood::Warning)),
            Some(Typing::Jump) if self.jump.text().is_empty() => Some((Kit::JumpNote, Mood::Dim)),
            _ => None,
        };
        let mut typed_at = Rect {
            x: left.x.saturating_add(2),
            width: left.width.saturating_sub(3),
            ..left
        };
        if let Some((word, mood)) = note {
            let words = format!("  {}", ctx.say(word));
            let (line, said) = split_right(typed_at, &words);
            frame.render_widget(Line::styled(words, ctx.style(mood)), said);
            typed_at = line;
        }
        let focused = self.typing.is_some() && ctx.active;
        typed.view(frame, typed_at, focused, ctx);
    }
}
