//! The pane as a page of its own, for small windows and long lists: with each clock counted day by day. It
//! must not know what is typed: it is made when it is opened.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::pane::{Known, clock_name, lines, long_day, recount, short_day};
use super::words::FormWord;
use crate::desk::action::Action;
use crate::desk::copying;
use crate::desk::house::House;
use crate::desk::keymap::Context;
use crate::desk::reading::{CONTEXTS, Page};
use crate::desk::screen::{Ctx, Effect, Event, Kind, Screen};
use crate::desk::theme::Mood;
use crate::law::Law;
use crate::law::count::CountedDay;
use crate::register::clock::Clock;

/// Columns at which names and days still stand close together.
const COLUMNS: usize = 76;
/// Earlier records that are named.
const ROWS: usize = 8;

/// A page that explains.
pub(super) struct Understood {
    title: String,
    page: Page,
    /// It names who denounces, and is not copied.
    kept: bool,
}

impl Understood {
    /// Explains everything understood of a form; where it `denounces`, the page is not copied.
    pub(super) fn of_form(known: &Known, denounces: bool, ctx: &Ctx) -> Self {
        let mut all = lines(
            &Known {
                step: 2,
                ..known.clone()
            },
            COLUMNS,
            ROWS,
            ctx,
        );
        if let Some(preview) = known.preview {
            let clocks = preview.lives.iter().flat_map(|life| &life.clocks);
            let clocks: Vec<&Clock> = clocks
                .chain(&preview.reception_clocks)
                .filter(|clock| clock.is_open())
                .collect();
            all.extend(day_by_day(&clocks, &ctx.law, ctx));
        }
        Self {
            title: ctx.say(FormWord::Understood).to_owned(),
            page: Page::new(all),
            kept: denounces,
        }
    }

    /// Explains why clocks end when they do.
    pub(super) fn of_clocks(title: String, clocks: &[&Clock], law: &Law, ctx: &Ctx) -> Self {
        Self {
            title,
            page: Page::new(day_by_day(clocks, law, ctx)),
            kept: false,
        }
    }
}

/// Every day of each count: counted, or why not.
fn day_by_day(clocks: &[&Clock], law: &Law, ctx: &Ctx) -> Vec<Line<'static>> {
    let mut all = Vec::new();
    for clock in clocks {
        let Some(count) = recount(clock, law) else {
            continue;
        };
        all.push(Line::raw(""));
        let name = clock_name(clock, law, ctx);
        let due = long_day(clock.due, ctx);
        all.push(Line::styled(
            format!("{name} – {due}"),
            ctx.style(Mood::Title),
        ));
        all.push(Line::styled(
            format!("  {}", clock.citation),
            ctx.style(Mood::Dim),
        ));
        all.extend(count.days.iter().map(|day| day_line(day, clock.due, ctx)));
    }
    all
}

/// A day: its number in the count, or why it has none.
fn day_line(day: &CountedDay, due: NaiveDate, ctx: &Ctx) -> Line<'static> {
    let date = short_day(day.date, ctx);
    let said = match day.ordinal {
        Some(ordinal) => format!("{ordinal:>4}"),
        None if day.note.is_empty() => format!("   –  {}", ctx.say(day.kind)),
        None => format!("   –  {}", day.note),
    };
    let last = if day.date == due {
        format!("  {}", ctx.say(FormWord::LastDay))
    } else {
        String::new()
    };
    Line::raw(format!("  {date:<9}{said}{last}"))
}

impl Screen<House> for Understood {
    fn title(&self, _ctx: &Ctx) -> String {
        self.title.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        CONTEXTS.to_vec()
    }

    fn accepts(&self, action: Action) -> bool {
        action == Action::Copy || self.page.accepts(action)
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Down, Action::PageDown, Action::Copy, Action::Back]
    }

    fn lets_go(&self) -> bool {
        // A form lies below, half typed.
        false
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Act(Action::Copy) if self.kept => {
                let words = ctx.say(FormWord::NotCopied).to_owned();
                vec![Effect::Notice(Kind::Error, words)]
            }
            Event::Act(Action::Copy) => vec![copying::ask(self.page.text())],
            Event::Reply(answer) => copying::heard(answer, ctx),
            Event::Act(action) => {
                self.page.act(*action);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.page.view(frame, area, ctx);
    }
}
