//! Why this date: a clock counted again before the reader's eyes, each day with its reason. It must not
//! know the books; it counts by the office's own law and says so where the day that it was handed is another.

mod explain;
mod layout;
pub mod words;

#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::explain::{Explanation, explain, open_pause};
use self::words::WhyWord;
use super::action::Action;
use super::copying;
use super::frame::date;
use super::house::{House, Note};
use super::keymap::Context;
use super::printing;
use super::reading::Page;
use super::screen::{Ctx, Effect, Event, Screen};
use super::words::{Kit, Lang, Say};
use crate::office::ask::{Answer, Failure};
use crate::office::index::{Name, Row};
use crate::register::clock::Clock;
use crate::register::words::{Class, Round};

/// Names a record as an explanation names it: `D-2026-1052 · Nguyễn Văn An · khiếu nại lần hai`.
pub fn whose(row: &Row, lang: Lang) -> String {
    let name = match &row.name {
        Name::Shown(name) => Some(name.to_string()),
        Name::Hidden => Some(Kit::Hidden.say(lang).to_owned()),
        Name::Erased => Some(Kit::Erased.say(lang).to_owned()),
        Name::Nobody => None,
    };
    let class = row.class.map(|class| match (class, row.round) {
        (Class::Complaint | Class::Denunciation, Some(Round::Second)) => {
            format!("{} {}", class.say(lang), Round::Second.say(lang))
        }
        _ => class.say(lang).to_owned(),
    });
    let parts = [Some(row.id.to_string()), name, class];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Columns that the frame takes around a screen.
const FRAME: u16 = 4;

/// The explanation of one clock's day.
pub struct WhyDate {
    clock: Clock,
    title: String,
    of: String,
    said: Explanation,
    page: Page,
}

impl WhyDate {
    /// Explains a clock: `title` says what must be done, `of` whose clock it is, as
    /// `D-2026-1052 · Nguyễn Văn An · khiếu nại lần hai`.
    pub fn new(clock: Clock, title: String, of: String) -> Self {
        Self {
            clock,
            title,
            of,
            said: Explanation::default(),
            page: Page::default(),
        }
    }

    /// Says everything anew: the day, the language or the width may be another.
    fn say(&mut self, ctx: &Ctx) {
        self.said = explain(&self.clock, &self.title, &ctx.law, ctx.today(), ctx.lang);
        let columns = usize::from(ctx.size.0.saturating_sub(FRAME));
        self.page.set(layout::lines(&self.said, columns, ctx));
    }

    fn plain(&self, ctx: &Ctx) -> String {
        layout::plain(&self.said, &self.title(ctx), &self.of)
    }

    /// What a file with it is called: the record, the limit, its day, and the minute of printing.
    fn file(&self, ctx: &Ctx) -> String {
        let of = self.of.split_whitespace().next().unwrap_or_default();
        let of: String = of
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        let (rule, due) = (&self.clock.rule, self.clock.due.format("%Y%m%d"));
        format!("{of}_{rule}_{due}_{}.txt", ctx.now.format("%H%M"))
    }
}

impl Screen<House> for WhyDate {
    fn title(&self, ctx: &Ctx) -> String {
        if open_pause(&self.clock, ctx.today()).is_some() {
            ctx.say(WhyWord::TitlePaused).to_owned()
        } else {
            ctx.fill(WhyWord::Title, &[&date(self.clock.due)])
        }
    }

    fn aside(&self, _ctx: &Ctx) -> Option<String> {
        Some(self.of.clone())
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::WhyDate, Context::Reading]
    }

    fn accepts(&self, action: Action) -> bool {
        matches!(action, Action::Copy | Action::Print) || self.page.accepts(action)
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::Copy,
            Action::Print,
            Action::PageDown,
            Action::PageUp,
            Action::Last,
            Action::Back,
        ]
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened
            | Event::Resized
            | Event::Tick
            | Event::Returned(None)
            | Event::Told(Note::Law) => self.say(ctx),
            Event::Act(Action::Copy) => return vec![copying::ask(self.plain(ctx))],
            Event::Act(Action::Print) => return vec![printing::ask(&self.file(ctx), ctx)],
            Event::Returned(Some(Note::Typed(path))) => {
                return vec![printing::write(path, &self.plain(ctx), ctx)];
            }
            Event::Reply(answer @ (Answer::MayLeave(_) | Answer::Failed(Failure::Leak(_)))) => {
                return copying::heard(answer, ctx);
            }
            Event::Reply(answer) => return printing::heard(answer, ctx),
            Event::Act(action) => {
                self.page.act(*action);
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.page.view(frame, area, ctx);
    }
}
