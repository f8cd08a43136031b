//! How the register is drawn: the two kinds, what is looked for, the rows under their days.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};

use super::Register;
use super::cells::{Layout, day_line};
use super::ledger::Slot;
use super::words::RegisterWord as R;
use crate::desk::field::number::thousands;
use crate::desk::frame::date;
use crate::desk::petition::say::day;
use crate::desk::reading::wrap;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::office::index::Kind;
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
        if self.typing || !self.typed.text().is_empty() {
            self.draw_typed(frame, row(top), ctx);
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
        let Some(total) = self.ledger.total() else {
            return Line::default();
        };
        let total = thousands(i64::try_from(total).unwrap_or(i64::MAX));
        let word = match self.filter.kind {
            Some(Kind::Petition) => R::CountPetitions,
            Some(Kind::Reception) => R::CountReceptions,
            None => R::Total,
        };
        let words = ctx.fill(word, &[&total]);
        Line::styled(words, ctx.style(Mood::Dim))
    }

    fn draw_typed(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let sign = Rect { width: 2, ..area }.intersection(area);
        frame.render_widget(Line::styled("/ ", ctx.style(Mood::Accent)), sign);
        let line = Rect {
            x: area.x + sign.width,
            width: area.width - sign.width,
            ..area
        };
        self.typed.view(frame, line, self.typing && ctx.active, ctx);
    }

    fn draw_rows(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let dim = ctx.style(Mood::Dim);
        match self.ledger.total() {
            None => {
                let line = Line::styled(ctx.say(R::Loading), dim);
                frame.render_widget(line, area);
                return;
            }
            Some(0) => {
                let words = Line::styled(self.nothing(ctx), dim);
                let rows = wrap(&words, area.width.min(76).into());
                frame.render_widget(Text::from(rows), area);
                return;
            }
            Some(_) => {}
        }
        let layout = Layout::of(self.filter.kind, area.width, ctx);
        let mut lines = vec![layout.titles(ctx)];
        let height = usize::from(area.height).saturating_sub(1);
        self.drawn.set(Rect {
            y: area.y.saturating_add(1),
            height: area.height.saturating_sub(1),
            ..area
        });
        for slot in self.ledger.window(height) {
            lines.push(match slot {
                Slot::Day(day, counted) => day_line(day, counted, ctx),
                Slot::Row(place) => match self.ledger.row(place) {
                    Some(row) => layout.row(row, place == self.ledger.at(), ctx),
                    None => Line::styled("  …", dim),
                },
            });
        }
        frame.render_widget(Text::from(lines), area);
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
