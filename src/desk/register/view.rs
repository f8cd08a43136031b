//! How the register is drawn: the two kinds, what is looked for, the rows under their days.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};

use super::Register;
use super::cells::{Entry, Layout, day_line, how_many};
use super::words::RegisterWord as R;
use crate::desk::field::number::thousands;
use crate::desk::frame::date;
use crate::desk::list::Above;
use crate::desk::petition::say::day;
use crate::desk::reading::wrap;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::office::index::Kind;
use crate::office::order::By;
use crate::register::number::Subject;
use crate::text::truncate;

impl Register {
    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if area.height < 5 {
            return;
        }
        let row = |down: u16| Rect {
            y: area.y + down,
            height: 1,
            ..area
        };
        frame.render_widget(self.kinds(ctx), row(0));
        frame.render_widget(self.count(ctx).right_aligned(), row(0));
        let mut top = 1;
        let conditions = self.conditions(ctx);
        if !conditions.is_empty() {
            let words = ctx.fill(R::Conditions, &[&conditions.join(", ")]);
            let words = truncate(&words, area.width.into());
            let line = Line::styled(words, ctx.style(Mood::Warning));
            frame.render_widget(line, row(top));
            top += 1;
        }
        if area.height > top + 4 {
            top += 1;
        }
        let below = Rect {
            y: area.y + top,
            height: area.height - top,
            ..area
        };
        self.draw_rows(frame, below, ctx);
    }

    /// The kinds, the chosen one marked.
    fn kinds(&self, ctx: &Ctx) -> Line<'static> {
        let mut kinds = vec![
            (Some(Kind::Petition), R::Petitions),
            (Some(Kind::Reception), R::Receptions),
        ];
        if self.searches {
            kinds.insert(0, (None, R::Both));
        }
        let mut spans = Vec::new();
        for (kind, word) in kinds {
            let chosen = self.filter.kind == kind;
            let (mark, mood) = if chosen {
                ("(•) ", Mood::Accent)
            } else {
                ("( ) ", Mood::Dim)
            };
            let words = format!("{mark}{}   ", ctx.say(word));
            spans.push(Span::styled(words, ctx.style(mood)));
        }
        Line::from(spans)
    }

    fn conditions(&self, ctx: &Ctx) -> Vec<String> {
        let filter = &self.filter;
        let parts = [
            filter.class.map(|class| ctx.say(class).to_owned()),
            filter.status.map(|status| ctx.say(status).to_owned()),
            filter.open_only.then(|| ctx.say(R::OpenOnly).to_owned()),
            filter.unassigned.then(|| ctx.say(R::Unassigned).to_owned()),
            filter.officer.clone(),
            filter.by_head.then(|| ctx.say(R::ByHead).to_owned()),
            filter
                .closed
                .map(|(first, last)| ctx.fill(R::ClosedBetween, &[&date(first), &date(last)])),
            filter
                .since
                .map(|first| ctx.fill(R::Since, &[&date(first)])),
            filter.until.map(|last| ctx.fill(R::Until, &[&date(last)])),
            filter
                .day
                .map(|on| ctx.fill(R::OnDay, &[&day(on, ctx.lang)])),
        ];
        parts.into_iter().flatten().collect()
    }

    fn count(&self, ctx: &Ctx) -> Line<'static> {
        let Some(total) = self.list.total() else {
            return Line::default();
        };
        let words = if let Some(kind) = self.filter.kind {
            how_many(kind, total, ctx)
        } else {
            let total = thousands(i64::try_from(total).unwrap_or(i64::MAX));
            ctx.fill(R::Total, &[&total])
        };
        Line::styled(words, ctx.style(Mood::Dim))
    }

    fn draw_rows(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let dim = ctx.style(Mood::Dim);
        let instead = match self.list.total() {
            None => Some(Text::from(Line::styled(ctx.say(R::Loading), dim))),
            Some(0) => {
                let words = Line::styled(self.nothing(ctx), dim);
                Some(Text::from(wrap(&words, area.width.min(76).into())))
            }
            Some(_) => None,
        };
        let columns = Layout::of(self.filter.kind, area.width, ctx).columns();
        let by_day = self.list.order().is_none_or(|order| order.by == By::Since);
        let parts = |row: &Entry, before: Option<&Entry>| {
            let day = row.row.at.date();
            by_day && before.is_none_or(|before| before.row.at.date() != day)
        };
        let line = |place: usize| {
            let day = self.list.row(place).map(|entry| entry.row.at.date());
            day.map_or_else(Line::default, |day| day_line(day, self.counted(day), ctx))
        };
        let above = Above {
            parts: &parts,
            line: &line,
        };
        let with = (Some(&above), instead);
        self.list.view_with(frame, area, &columns, with, ctx);
    }

    /// Returns how many receptions and petitions of a day there are, if all are at hand.
    fn counted(&self, day: NaiveDate) -> Option<(usize, usize)> {
        let (rows, total) = (self.list.rows(), self.list.total()?);
        let here = |entry: &&Entry| entry.row.at.date() == day;
        let edge = |entry: Option<&Entry>| entry.is_some_and(|entry| here(&entry));
        let cut_above = self.list.start() > 0 && edge(rows.first());
        let cut_below = self.list.start() + rows.len() < total && edge(rows.last());
        if cut_above || cut_below {
            return None;
        }
        let visits = |entry: &&Entry| matches!(entry.row.id, Subject::Reception(_));
        let all = rows.iter().filter(here).count();
        let receptions = rows.iter().filter(here).filter(visits).count();
        Some((receptions, all - receptions))
    }

    /// What to do where there is nothing.
    fn nothing(&self, ctx: &Ctx) -> String {
        if !self.filter.query.is_empty() {
            return ctx.fill(R::EmptyFound, &[&self.filter.query]);
        }
        if self.is_narrowed() {
            return ctx.say(R::EmptyNarrowed).to_owned();
        }
        let word = match self.filter.kind {
            Some(Kind::Reception) => R::EmptyReceptions,
            Some(Kind::Petition) | None => R::EmptyPetitions,
        };
        ctx.say(word).to_owned()
    }
}
