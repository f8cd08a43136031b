//! How the form of an act is drawn: its fields, and beside or beneath them what would be.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::words::DeedWord as D;
use super::{About, DeedForm};
use crate::desk::field::Field;
use crate::desk::petition::say::article;
use crate::desk::petition::words::PageWord as P;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;

/// From this width on, what would be stands beside the fields.
const BESIDE: u16 = 100;
/// The rows left to what would be, where it stands beneath.
const BENEATH: u16 = 8;

impl DeedForm {
    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let dim = ctx.style(Mood::Dim);
        let Some(about) = &self.about else {
            let word = if self.state.gone {
                ctx.fill(D::Gone, &[&self.subject])
            } else {
                ctx.fill(P::Loading, &[&self.subject])
            };
            frame.render_widget(Line::styled(word, dim), area);
            return;
        };
        let area = self.draw_article(frame, area, about, ctx);
        let (fields, then) = halves(area, usize::from(self.fields()));
        self.form.view(frame, fields, ctx);
        self.then.view(frame, then, ctx);
    }

    fn draw_article(&self, frame: &mut Frame, area: Rect, about: &About, ctx: &Ctx) -> Rect {
        let Some(citation) = about.article(self.kind) else {
            return area;
        };
        let words = ctx.fill(D::Rests, &[&article(citation)]);
        let line = Line::styled(format!("  {words}"), ctx.style(Mood::Dim));
        frame.render_widget(line, Rect { height: 1, ..area });
        let used = if area.height > 16 { 2 } else { 1 }.min(area.height);
        Rect {
            y: area.y + used,
            height: area.height - used,
            ..area
        }
    }

    fn fields(&self) -> u16 {
        let shown = self
            .form
            .draft()
            .into_iter()
            .filter(|(place, _)| self.form.get(*place).is_some_and(Field::is_shown));
        let headings = self
            .asked
            .iter()
            .filter(|asked| asked.need.heading.is_some());
        let rows = shown.count() + headings.count() * 2;
        u16::try_from(rows).unwrap_or(u16::MAX)
    }
}

/// Parts the window: beside each other where it is wide, else fields above.
fn halves(area: Rect, fields: usize) -> (Rect, Rect) {
    if area.width >= BESIDE {
        let left = area.width * 11 / 20;
        let form = Rect {
            width: left,
            ..area
        };
        let then = Rect {
            x: area.x + left + 2,
            width: area.width - left - 2,
            ..area
        };
        return (form, then);
    }
    // Two rows more than there are fields: one may have something wrong beneath it.
    let wanted = u16::try_from(fields).unwrap_or(u16::MAX).saturating_add(3);
    let least = area.height.saturating_sub(BENEATH).max(area.height / 2);
    let rows = wanted.min(least.max(area.height.saturating_sub(BENEATH)));
    let form = Rect {
        height: rows.min(area.height),
        ..area
    };
    let gap = u16::from(area.height > rows);
    let then = Rect {
        x: area.x.saturating_add(2).min(area.right()),
        width: area.width.saturating_sub(2),
        y: area.y + form.height + gap,
        height: area.height.saturating_sub(form.height + gap),
    };
    (form, then)
}
