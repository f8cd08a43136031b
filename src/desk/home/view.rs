//! How home is laid out: today and the deadlines side by side, today's visits, what is coming, the foot
//! in the last rows. In a small window the least needed goes first.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};

use super::words::HomeWord;
use super::{Home, coming, due, foot, today};
use crate::desk::action::Action;
use crate::desk::keymap::{Context, Keymap};
use crate::desk::reading::wrap;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Kit;
use crate::office::ask::{ChainState, DayCounts, HomeView};

/// Rows below which only what is urgent stands above today's visits …
const ROWS: u16 = 16;
/// … in so many lines: the counts of the day, overdue, due today, due soon.
const URGENT: usize = 4;
/// Rows of the list that are kept free for it before anything coming is shown.
const VISITS: u16 = 4;

impl Home {
    pub(super) fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let Some(view) = &self.view else {
            let words = self.trouble.as_deref();
            let line = match words {
                Some(trouble) => error(trouble, ctx),
                None => Line::styled(ctx.say(Kit::Loading), ctx.style(Mood::Dim)),
            };
            frame.render_widget(Text::from(wrap(&line, area.width.into())), area);
            return;
        };
        let chain = self.chain.unwrap_or(view.chain);
        let mut rest = area;
        if let Some(loud) = self.loud(chain, ctx) {
            let rows = wrap(&loud, area.width.into());
            take_top(frame, &mut rest, rows);
        }
        let foot = foot::lines(view, chain, &self.me, area.width, ctx);
        take_bottom(frame, &mut rest, foot);
        take_bottom(frame, &mut rest, vec![Line::default()]);
        let rows = draw_counts(frame, rest, view, ctx);
        skip_top(&mut rest, rows.saturating_add(1));
        if view.receptions_total + view.petitions_total == 0 {
            let room = rest.height;
            let lines: Vec<Line> = self.welcome(ctx).into_iter().take(room.into()).collect();
            take_top(frame, &mut rest, lines);
            draw_coming(frame, rest, view, ctx);
        } else {
            self.draw_visits(frame, rest, view, ctx);
        }
    }

    /// What must not be overlooked stands above everything.
    fn loud(&self, chain: ChainState, ctx: &Ctx) -> Option<Line<'static>> {
        match chain {
            ChainState::Broken => return Some(error(ctx.say(HomeWord::Broken), ctx)),
            ChainState::Rebuild => return Some(error(ctx.say(HomeWord::Rebuild), ctx)),
            ChainState::Checking { .. } | ChainState::Whole { .. } => {}
        }
        self.trouble.as_deref().map(|trouble| error(trouble, ctx))
    }

    fn draw_visits(&self, frame: &mut Frame, area: Rect, view: &HomeView, ctx: &Ctx) {
        let all = u16::try_from(self.list.rows().len().max(1)).unwrap_or(u16::MAX);
        let coming = u16::try_from(view.coming.len()).unwrap_or(u16::MAX);
        // Heading and the blank above it, then at least two lines, else it is left out.
        let spare = area
            .height
            .saturating_sub(all.min(VISITS.max(area.height / 2)));
        let below = match spare.saturating_sub(2) {
            0 | 1 => 0,
            room => coming.min(room) + 2,
        };
        let below = if coming == 0 { 0 } else { below };
        let list = Rect {
            height: all.min(area.height.saturating_sub(below)),
            ..area
        };
        if self.list.rows().is_empty() {
            let words = format!("  {}", ctx.say(HomeWord::NobodyYet));
            frame.render_widget(Line::styled(words, ctx.style(Mood::Dim)), list);
        } else {
            let columns = today::columns(self.list.rows());
            self.list.view(frame, list, &columns, ctx);
        }
        let mut rest = area;
        skip_top(&mut rest, list.height.saturating_add(1));
        draw_coming(frame, rest, view, ctx);
    }

    /// What to press in an office whose books are empty; only keys that really lead somewhere.
    fn welcome(&self, ctx: &Ctx) -> Vec<Line<'static>> {
        let keys = Keymap::shipped();
        let mut lines = vec![heading(HomeWord::Welcome, ctx)];
        for (action, words) in [
            (Action::NewReception, HomeWord::WelcomeReceive),
            (Action::NewFiling, HomeWord::WelcomeFile),
            (Action::GoCalendar, HomeWord::WelcomeCalendar),
            (Action::Palette, HomeWord::WelcomePalette),
            (Action::Help, HomeWord::WelcomeHelp),
        ] {
            let everywhere = matches!(action, Action::Palette | Action::Help);
            let chords = keys.chords(action, &[Context::List, Context::Home], |_| true);
            if let (Some(chord), true) = (chords.first(), everywhere || self.ways.leads(action)) {
                lines.push(Line::from(vec![
                    Span::styled(format!("  {chord}"), ctx.style(Mood::Accent)),
                    Span::raw(format!("   {}", ctx.say(words))),
                ]));
            }
        }
        lines.push(Line::default());
        lines
    }
}

fn draw_coming(frame: &mut Frame, area: Rect, view: &HomeView, ctx: &Ctx) {
    let rows = usize::from(area.height.saturating_sub(1));
    if rows < 2 || view.coming.is_empty() {
        return;
    }
    let room = (area.width.saturating_sub(2), rows);
    let mut lines = vec![heading(HomeWord::Coming, ctx)];
    let coming = coming::lines(&view.coming, view.today, room, ctx);
    lines.extend(coming.into_iter().map(indented));
    frame.render_widget(Text::from(lines), area);
}

/// Draws the counts of the day and of the deadlines, side by side where there is room for both, and
/// returns the rows that they took.
fn draw_counts(frame: &mut Frame, area: Rect, view: &HomeView, ctx: &Ctx) -> u16 {
    let (today, due) = (day(&view.day, ctx), due::lines(&view.due, ctx));
    let wide = |lines: &[Line]| {
        let widest = lines.iter().map(Line::width).max().unwrap_or(0);
        // Indented, and with air before whatever stands beside it.
        u16::try_from(widest + 4).unwrap_or(u16::MAX)
    };
    let beside = wide(&today).max(area.width / 2);
    let beside = if area.width.saturating_sub(beside) < wide(&due) {
        wide(&today)
    } else {
        beside
    };
    if area.width.saturating_sub(beside) + 2 < wide(&due) {
        // One below the other: every row counts, so there are no headings.
        let mut lines: Vec<Line> = today.into_iter().take(1).chain(due).collect();
        if area.height < ROWS {
            lines.truncate(URGENT);
        }
        let rows = rows_of(&lines, area);
        frame.render_widget(Text::from(lines), area);
        return rows;
    }
    let headed = |word, lines: Vec<Line<'static>>| {
        let lines = lines.into_iter().map(indented);
        let lines: Vec<Line> = [heading(word, ctx)].into_iter().chain(lines).collect();
        lines
    };
    let (today, due) = (headed(HomeWord::Today, today), headed(HomeWord::Due, due));
    let rows = rows_of(&today, area).max(rows_of(&due, area));
    let right = Rect {
        x: area.x.saturating_add(beside),
        width: area.width.saturating_sub(beside),
        ..area
    };
    frame.render_widget(Text::from(today), area);
    frame.render_widget(Text::from(due), right);
    rows
}

fn day(day: &DayCounts, ctx: &Ctx) -> Vec<Line<'static>> {
    let counts: [&dyn std::fmt::Display; 3] = [&day.receptions, &day.people, &day.petitions];
    let mut lines = vec![Line::raw(ctx.fill(HomeWord::Counts, &counts))];
    if day.crowds > 0 {
        let counts: [&dyn std::fmt::Display; 2] = [&day.crowds, &day.crowd_people];
        lines.push(Line::raw(ctx.fill(HomeWord::Crowds, &counts)));
    }
    if day.refused > 0 {
        lines.push(Line::raw(ctx.fill(HomeWord::Refused, &[&day.refused])));
    }
    lines
}

fn heading(word: HomeWord, ctx: &Ctx) -> Line<'static> {
    Line::styled(ctx.say(word), ctx.style(Mood::Title))
}

fn error(words: &str, ctx: &Ctx) -> Line<'static> {
    Line::styled(
        format!("{} {words}", Mood::Error.sign()),
        ctx.style(Mood::Error),
    )
}

fn indented(mut line: Line<'static>) -> Line<'static> {
    line.spans.insert(0, Span::raw("  "));
    line
}

fn rows_of(lines: &[Line], area: Rect) -> u16 {
    u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .min(area.height)
}

fn skip_top(area: &mut Rect, rows: u16) {
    let rows = rows.min(area.height);
    area.y = area.y.saturating_add(rows);
    area.height -= rows;
}

fn take_top(frame: &mut Frame, area: &mut Rect, lines: Vec<Line<'static>>) {
    let height = rows_of(&lines, *area);
    frame.render_widget(Text::from(lines), Rect { height, ..*area });
    skip_top(area, height);
}

fn take_bottom(frame: &mut Frame, area: &mut Rect, lines: Vec<Line<'static>>) {
    let height = rows_of(&lines, *area);
    area.height -= height;
    let at = Rect {
        y: area.bottom(),
        height,
        ..*area
    };
    frame.render_widget(Text::from(lines), at);
}
