//! How the deadlines screen is drawn: how all stand, what is shown, the rows or why there are none.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};

use super::Deadlines;
use super::row::{band_word, columns};
use super::words::DueWord as W;
use crate::desk::frame::{date, short_weekday, weekday};
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Say;
use crate::office::ask::Grouping;
use crate::text::width;

/// From how many columns on the counts are told in words, and the weekday in full.
const ROOM: u16 = 120;

/// Today, as it stands right in the first row.
pub(super) fn today(ctx: &Ctx) -> String {
    let today = ctx.today();
    let name = if ctx.size.0 >= ROOM {
        weekday(today, ctx.lang)
    } else {
        short_weekday(today, ctx.lang)
    };
    format!("{name} {}", date(today))
}

impl Deadlines {
    /// The title with how all open clocks stand: sign and number, in words where there is room.
    pub(super) fn headline(&self, ctx: &Ctx) -> String {
        let title = ctx.say(W::Title).to_owned();
        let Some(counts) = self.counts else {
            return title;
        };
        let near = (counts.within3, counts.within7);
        let told = [
            (
                Mood::Overdue,
                counts.overdue,
                counts.overdue.to_string(),
                ctx.fill(W::Overdue, &[&counts.overdue]),
            ),
            (
                Mood::Today,
                counts.today,
                counts.today.to_string(),
                ctx.fill(W::Today, &[&counts.today]),
            ),
            (
                Mood::Soon,
                near.1,
                format!("{}/{}", near.0, near.1),
                ctx.fill(W::Near, &[&near.0, &near.1]),
            ),
            (
                Mood::Paused,
                counts.paused,
                counts.paused.to_string(),
                ctx.fill(W::Paused, &[&counts.paused]),
            ),
        ];
        let wide = ctx.size.0 >= ROOM;
        let told = told.into_iter().filter(|(_, count, ..)| *count > 0);
        let parts = told.map(|(mood, _, short, long)| {
            format!("{} {}", mood.sign(), if wide { long } else { short })
        });
        let parts: Vec<String> = std::iter::once(title).chain(parts).collect();
        parts.join("   ")
    }

    fn top_line(&self, ctx: &Ctx, columns: usize) -> Line<'static> {
        let group = match self.filter.grouping {
            Grouping::Band => W::ByBand,
            Grouping::Officer => W::ByOfficer,
            Grouping::Class => W::ByClass,
            Grouping::Field => W::ByField,
            Grouping::Clock => W::ByClock,
            Grouping::Commune => W::ByCommune,
            Grouping::Source => W::BySource,
        };
        let mut parts = Vec::new();
        if let Some(band) = self.filter.band {
            parts.push(ctx.say(band_word(band)).to_lowercase());
        }
        if let Some(class) = self.filter.class {
            parts.push(class.say(ctx.lang).to_owned());
        }
        match self.filter.officer.as_deref() {
            Some("") => parts.push(ctx.say(W::Unassigned).to_lowercase()),
            Some(name) => parts.push(name.to_owned()),
            None => {}
        }
        if !self.filter.query.is_empty() {
            parts.push(format!("“{}”", self.filter.query));
        }
        let filter = if parts.is_empty() {
            ctx.say(W::NoFilter).to_owned()
        } else {
            parts.join(" · ")
        };
        let left = format!(
            "{}   {}",
            ctx.fill(W::Grouped, &[&ctx.say(group)]),
            ctx.fill(W::Filtered, &[&filter])
        );
        let right = ctx.fill(W::Rows, &[&self.shape.rows()]);
        let gap = columns.saturating_sub(width(&left) + width(&right));
        let line = if gap >= 2 && self.counts.is_some() {
            format!("{left}{}{right}", " ".repeat(gap))
        } else {
            left
        };
        Line::styled(line, ctx.style(Mood::Dim))
    }

    /// What stands in place of the rows: that there are none, or why they cannot be read.
    fn instead(&self, ctx: &Ctx) -> Option<Text<'static>> {
        if let Some(why) = &self.failed {
            let text = format!("  {} {}", Mood::Error.sign(), ctx.fill(W::Failed, &[why]));
            return Some(Text::from(Line::styled(text, ctx.style(Mood::Error))));
        }
        if self.list.total() != Some(0) {
            return None;
        }
        let narrowed = self.narrowed() || !self.filter.query.is_empty();
        let (first, more) = if narrowed {
            (W::NoneMatch, W::NoneMatchMore)
        } else {
            (W::Empty, W::EmptyMore)
        };
        Some(Text::from(vec![
            Line::default(),
            Line::raw(format!("  {}", ctx.say(first))),
            Line::styled(format!("  {}", ctx.say(more)), ctx.style(Mood::Dim)),
        ]))
    }

    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if area.height < 2 {
            return;
        }
        let top = Rect { height: 1, ..area };
        frame.render_widget(self.top_line(ctx, area.width.into()), top);
        let rows = Rect {
            y: area.y + 1,
            height: area.height - 1,
            ..area
        };
        let columns = columns(self.list.rows().iter(), ctx);
        let instead = (None, self.instead(ctx));
        self.list.view_with(frame, rows, &columns, instead, ctx);
    }
}
