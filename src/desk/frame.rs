//! The frame around every screen: title, clock and officer, rule, notice, and the hint bar in the
//! last row, which says only what is true now. It must not know what a screen shows.

use chrono::{Datelike, NaiveDate, Weekday};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Paragraph};

use super::action::Action;
use super::keymap::Context;
use super::reading::wrap;
use super::screen::{Ctx, Kind, Protocol, Shape};
use super::stack::{Desk, SMALLEST};
use super::theme::{Mood, Theme};
use super::words::{Kit, Lang, Say};
use crate::text::{truncate, width};

/// Rows that a notice takes at the most.
const NOTICE_ROWS: usize = 3;
/// Columns between two hints.
const GAP: usize = 3;

impl<P: Protocol> Desk<P> {
    /// Draws the whole window.
    pub fn view(&self, frame: &mut Frame) {
        let area = frame.area();
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            let text = self.ctx.fill(Kit::TooSmall, &[&SMALLEST.0, &SMALLEST.1]);
            frame.render_widget(Line::raw(truncate(&text, area.width.into())), area);
            return;
        }
        let whole = |layer: &super::stack::Layer<P>| layer.screen.shape(&self.ctx) == Shape::Whole;
        let base = self.layers.iter().rposition(whole).unwrap_or(0);
        let notice = self.notice();
        let notice = notice.map(|(kind, words)| self.told(kind, &words, area));
        let rows = notice.as_ref().map_or(0, Vec::len);
        let parts = Parts::of(area, u16::try_from(rows).unwrap_or(u16::MAX));
        if let Some(layer) = self.layers.get(base) {
            let ctx = self.ctx_for(base);
            self.draw_header(frame, parts.header, base);
            let rule = "─".repeat(usize::from(parts.rule.width));
            frame.render_widget(Line::styled(rule, ctx.style(Mood::Dim)), parts.rule);
            layer.screen.view(frame, parts.content, &ctx);
        }
        for (place, layer) in self.layers.iter().enumerate().skip(base + 1) {
            if let Shape::Box(columns, rows) = layer.screen.shape(&self.ctx) {
                let inside = self.draw_box(frame, parts.content, (columns, rows), place);
                layer.screen.view(frame, inside, &self.ctx_for(place));
            }
        }
        if let Some(lines) = notice {
            self.noticed.set(parts.notice);
            frame.render_widget(Clear, parts.notice);
            frame.render_widget(Paragraph::new(lines), parts.notice);
        }
        self.draw_hints(frame, parts.hints);
        if self.ctx.theme != Theme::Plain {
            without_lines_under_nothing(frame.buffer_mut());
        }
    }

    fn ctx_for(&self, place: usize) -> Ctx {
        Ctx {
            active: place + 1 == self.layers.len(),
            ..self.ctx.clone()
        }
    }

    fn draw_header(&self, frame: &mut Frame, area: Rect, place: usize) {
        let Some(layer) = self.layers.get(place) else {
            return;
        };
        let ctx = &self.ctx;
        let mut asides = match layer.screen.aside(ctx) {
            Some(aside) => vec![aside],
            None => clock_and_officer(ctx),
        };
        if let Some(state) = layer.screen.state(ctx) {
            for aside in &mut asides {
                *aside = format!("{aside} · {state}");
            }
        }
        let columns = usize::from(area.width);
        let title = truncate(&layer.screen.title(ctx), columns);
        let room = columns.saturating_sub(width(&title) + 3);
        let fits = asides.iter().find(|aside| width(aside) <= room);
        let right = fits.or(asides.last()).map_or("", String::as_str);
        let right = truncate(right, room);
        let (left, right_part) = split_right(area, &right);
        frame.render_widget(Line::styled(title, ctx.style(Mood::Title)), left);
        frame.render_widget(Line::styled(right, ctx.style(Mood::Dim)), right_part);
    }

    fn draw_box(
        &self,
        frame: &mut Frame,
        within: Rect,
        (columns, rows): (u16, u16),
        place: usize,
    ) -> Rect {
        let outer = centred(within, columns.saturating_add(4), rows.saturating_add(2));
        let ctx = &self.ctx;
        let title = self
            .layers
            .get(place)
            .map(|l| l.screen.title(ctx))
            .unwrap_or_default();
        let title = truncate(&title, usize::from(outer.width).saturating_sub(4));
        let mut block = Block::bordered().border_style(ctx.style(Mood::Accent));
        if !title.is_empty() {
            block = block.title(Span::styled(format!(" {title} "), ctx.style(Mood::Title)));
        }
        frame.render_widget(Clear, outer);
        let inner = block.inner(outer);
        frame.render_widget(block, outer);
        Rect {
            x: inner.x.saturating_add(1),
            width: inner.width.saturating_sub(2),
            ..inner
        }
    }

    /// The rows of a notice: what to do stands at its end and is not cut off where the window has room.
    fn told(&self, kind: Kind, words: &str, area: Rect) -> Vec<Line<'static>> {
        let mood = match kind {
            Kind::Info => Mood::Ok,
            Kind::Warning => Mood::Warning,
            Kind::Error => Mood::Error,
        };
        let columns = usize::from(area.width.saturating_sub(2));
        let text = Line::styled(format!("{} {words}", mood.sign()), self.ctx.style(mood));
        let rows = wrap(&text, columns);
        if rows.len() <= NOTICE_ROWS {
            return rows;
        }
        let text = truncate(&text.to_string(), columns);
        vec![Line::styled(text, self.ctx.style(mood))]
    }

    fn draw_hints(&self, frame: &mut Frame, area: Rect) {
        let mut hinted = self.hinted.borrow_mut();
        hinted.clear();
        let help = self.hint(Action::Help);
        let mut room = usize::from(area.width);
        if let Some((key, name)) = &help {
            let wide = width(key) + 1 + width(name);
            hinted.push((split_right(area, &" ".repeat(wide)).1, Action::Help));
            room = room.saturating_sub(wide + GAP);
            let line = Line::from(hint_spans(key, name, &self.ctx).to_vec()).right_aligned();
            frame.render_widget(line, area);
        }
        let mut spans: Vec<Span> = Vec::new();
        let mut used = 0;
        for (action, key, name) in self.fitting(room) {
            let gap = if spans.is_empty() { 0 } else { GAP };
            let wide = width(&key) + 1 + width(&name);
            let from = u16::try_from(used + gap).unwrap_or(u16::MAX);
            let of = Rect {
                x: area.x.saturating_add(from),
                width: u16::try_from(wide).unwrap_or(u16::MAX),
                ..area
            };
            hinted.push((of.intersection(area), action));
            used += gap + wide;
            spans.push(Span::raw(" ".repeat(gap)));
            spans.extend(hint_spans(&key, &name, &self.ctx));
        }
        let left = Rect {
            width: area.width.min(u16::try_from(room).unwrap_or(0)),
            ..area
        };
        frame.render_widget(Paragraph::new(Line::from(spans)), left);
    }

    /// Returns the hints that a bar of so many columns has room for, in the order of the screen. In a form,
    /// what leads on and out is chosen before what merely helps on the way: a narrow window hides no way.
    fn fitting(&self, room: usize) -> Vec<(Action, String, String)> {
        let mut hints = self
            .layers
            .last()
            .map_or_else(Vec::new, |top| top.screen.hints());
        // What the desk itself does for a long text is told among the screen's own.
        if !hints.contains(&Action::Enlarge) {
            hints.insert(hints.len().min(2), Action::Enlarge);
        }
        hints.retain(|action| *action != Action::Help);
        let told = hints.into_iter().filter_map(|action| {
            let (key, name) = self.hint(action)?;
            Some((action, key, name))
        });
        let told: Vec<_> = told.collect();
        let form = self.contexts().contains(&Context::Form);
        let mut fits = vec![false; told.len()];
        let mut used = 0;
        for leads in [true, false] {
            for (fits, (action, key, name)) in fits.iter_mut().zip(&told) {
                let gap = if used == 0 { 0 } else { GAP };
                let wide = gap + width(key) + 1 + width(name);
                if (form && action.leads_on()) == leads && used + wide <= room {
                    *fits = true;
                    used += wide;
                }
            }
        }
        let told = told.into_iter().zip(fits);
        told.filter(|(_, fits)| *fits)
            .map(|(hint, _)| hint)
            .collect()
    }

    /// Returns the key and words of an action, if a key leads to it now.
    fn hint(&self, action: Action) -> Option<(String, String)> {
        let chord = *self.chords(action).first()?;
        Some((chord.to_string(), self.name(action).to_owned()))
    }
}

fn hint_spans(key: &str, name: &str, ctx: &Ctx) -> [Span<'static>; 2] {
    [
        Span::styled(key.to_owned(), ctx.style(Mood::Accent)),
        Span::styled(format!(" {name}"), Style::new()),
    ]
}

/// Takes the underline from blanks that stand at no letter: margins and gaps are no text.
fn without_lines_under_nothing(buffer: &mut Buffer) {
    let area = buffer.area;
    for y in area.top()..area.bottom() {
        let mut after_letter = false;
        for x in area.left()..area.right() {
            let before_letter = x + 1 < area.right()
                && buffer
                    .cell((x + 1, y))
                    .is_some_and(|next| next.symbol() != " ");
            let Some(cell) = buffer.cell_mut((x, y)) else {
                continue;
            };
            let blank = cell.symbol() == " ";
            if blank && !(after_letter && before_letter) {
                cell.modifier.remove(Modifier::UNDERLINED);
            }
            after_letter = !blank;
        }
    }
}

struct Parts {
    header: Rect,
    rule: Rect,
    content: Rect,
    notice: Rect,
    hints: Rect,
}

impl Parts {
    fn of(area: Rect, notice: u16) -> Self {
        let row = |y: u16| Rect {
            x: area.x.saturating_add(1),
            y: area.y.saturating_add(y),
            width: area.width.saturating_sub(2),
            height: 1,
        };
        let below = notice.saturating_add(1);
        let content = Rect {
            x: area.x.saturating_add(2),
            y: area.y.saturating_add(2),
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(2 + below),
        };
        Self {
            header: row(0),
            rule: row(1),
            content,
            notice: Rect {
                height: notice.min(area.height),
                ..row(area.height.saturating_sub(below))
            },
            hints: row(area.height.saturating_sub(1)),
        }
    }
}

/// Parts a row so that a text stands at its right end; a line's style fills the whole of its part.
pub(super) fn split_right(row: Rect, text: &str) -> (Rect, Rect) {
    let wide = u16::try_from(width(text))
        .unwrap_or(u16::MAX)
        .min(row.width);
    let left = Rect {
        width: row.width - wide,
        ..row
    };
    (
        left,
        Rect {
            x: left.right(),
            width: wide,
            ..row
        },
    )
}

fn centred(within: Rect, columns: u16, rows: u16) -> Rect {
    let (columns, rows) = (columns.min(within.width), rows.min(within.height));
    Rect {
        x: within.x + (within.width - columns) / 2,
        y: within.y + (within.height - rows) / 2,
        width: columns,
        height: rows,
    }
}

/// Day, time and officer, in full and shorter for where a long title leaves less room: the day is what
/// everything here is counted from, so it goes last.
fn clock_and_officer(ctx: &Ctx) -> Vec<String> {
    let day = ctx.today();
    let time = ctx.now.format("%H:%M");
    let long = format!("{} {} {time}", weekday(day, ctx.lang), date(day));
    let short = format!("{} {} {time}", short_weekday(day, ctx.lang), date(day));
    if ctx.officer.is_empty() {
        return vec![long, short];
    }
    let signed = |when: &str| format!("{when} · {}", ctx.officer);
    vec![signed(&long), signed(&short), short]
}

/// Returns a day as `20/11/2026`.
pub fn date(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// Returns the weekday in full: `Thứ Sáu`.
pub fn weekday(day: NaiveDate, lang: Lang) -> &'static str {
    let word = match day.weekday() {
        Weekday::Mon => Kit::Mon,
        Weekday::Tue => Kit::Tue,
        Weekday::Wed => Kit::Wed,
        Weekday::Thu => Kit::Thu,
        Weekday::Fri => Kit::Fri,
        Weekday::Sat => Kit::Sat,
        Weekday::Sun => Kit::Sun,
    };
    word.say(lang)
}

/// Returns the weekday in two letters: `T6`, `CN`.
pub fn short_weekday(day: NaiveDate, lang: Lang) -> &'static str {
    let word = match day.weekday() {
        Weekday::Mon => Kit::MonShort,
        Weekday::Tue => Kit::TueShort,
        Weekday::Wed => Kit::WedShort,
        Weekday::Thu => Kit::ThuShort,
        Weekday::Fri => Kit::FriShort,
        Weekday::Sat => Kit::SatShort,
        Weekday::Sun => Kit::SunShort,
    };
    word.say(lang)
}
