//! What will go wrong before it does, at one glance: every number that a supervisor watches, and behind each
//! the rows that it counts. It must not know how anything is counted.

mod board;
mod known;
mod tile;
pub mod words;

#[cfg(test)]
pub(in crate::desk) mod tests;

use std::cell::RefCell;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use self::board::{Slot, TALL};
use self::known::Known;
use self::tile::{Part, Source, Tile};
use self::words::OversightWord as W;
use super::action::Action;
use super::house::{House, Note};
use super::keymap::Context;
use super::listing::Opens;
use super::screen::{Ctx, Effect, Event, Kind, Screen};
use super::theme::Mood;
use crate::office::ask::{Answer, Band, Me};
use crate::office::permit::{Deed, may};
use crate::text::{pad, truncate, width};
use crate::words::failure::failure;

/// Columns between two columns of tiles.
const GAP: u16 = 3;
/// Columns before a line below the tiles.
const NOTE: usize = 4;

/// The screen.
pub struct Oversight {
    opens: Opens,
    /// May see who opened an identity.
    sees_openings: bool,
    known: Known,
    /// The tile under the cursor.
    at: Tile,
    /// The day of which the numbers speak.
    day: Option<NaiveDate>,
    /// Where the last drawing put the tiles.
    drawn: RefCell<Vec<(Rect, Tile)>>,
    /// What is asked now; the next is asked when it is answered.
    asked: Option<Source>,
}

impl Oversight {
    /// Makes the screen of whoever is logged in; `opens` makes what a record opens as.
    pub fn new(me: &Me, opens: Opens) -> Self {
        Self {
            opens,
            sees_openings: may(me.role, Deed::SeeOpenings).is_ok(),
            known: Known::default(),
            at: Tile::Band(Band::Overdue),
            day: None,
            drawn: RefCell::default(),
            asked: None,
        }
    }

    fn shows(&self, part: Part) -> bool {
        part != Part::Openings || self.sees_openings
    }

    /// Asks for every number anew, one after the other; what is shown stays until the answers come.
    fn ask(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.day = Some(ctx.today());
        self.asked = None;
        self.ask_next(ctx)
    }

    fn ask_next(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let mut rest = Source::ALL.into_iter();
        if let Some(asked) = self.asked {
            rest.find(|source| *source == asked);
        }
        self.asked = rest.find(|source| *source != Source::Openings || self.sees_openings);
        let question = self.asked.map(|source| source.question(ctx.today()));
        let asks = question.map(|question| Effect::AskLatest(0, question));
        asks.into_iter().collect()
    }

    fn heard(&mut self, answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
        let Some(source) = self.asked else {
            return Vec::new();
        };
        if !self.known.take(source, answer, ctx) {
            return Vec::new();
        }
        let mut effects = self.ask_next(ctx);
        if let Answer::Failed(why) = answer {
            let of = Part::ALL.into_iter().find(|part| {
                let tiles = part.tiles();
                tiles.iter().any(|tile| tile.source() == source)
            });
            let of = of.map(|part| Known::title(part, ctx)).unwrap_or_default();
            let why = failure(why, ctx.lang).message;
            let words = ctx.fill(W::Failed, &[&of, &why]);
            effects.push(Effect::Notice(Kind::Error, words));
        }
        effects
    }

    fn slots(&self, ctx: &Ctx) -> Vec<Vec<Slot>> {
        let notes = |part| self.notes(part, ctx).len();
        board::slots(ctx, |part| self.shows(part), notes)
    }

    fn notes(&self, part: Part, ctx: &Ctx) -> Vec<Line<'static>> {
        self.known.notes(part, ctx.size.1 >= TALL, ctx)
    }

    /// A click goes to a tile; on the tile under the cursor it opens what stands behind.
    fn click(&mut self, at: Position, ctx: &Ctx) -> Vec<Effect<House>> {
        let tiles = self.drawn.borrow();
        let tile = tiles.iter().find(|(area, _)| area.contains(at));
        let tile = tile.map(|(_, tile)| *tile);
        drop(tiles);
        match tile {
            Some(tile) if tile == self.at => self.act(Action::Open, ctx),
            Some(tile) => {
                self.at = tile;
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Vec<Effect<House>> {
        match action {
            Action::Open => vec![Effect::Push(self.at.open(ctx.today(), self.opens))],
            Action::Refresh => self.ask(ctx),
            other => {
                if let Some(tile) = board::step(&self.slots(ctx), self.at, other) {
                    self.at = tile;
                }
                Vec::new()
            }
        }
    }

    /// `› ! 12  quá hạn, lâu nhất +17 ngày`.
    fn tile_line(&self, tile: Tile, digits: usize, columns: usize, ctx: &Ctx) -> Line<'static> {
        let said = self.known.said(tile, ctx);
        let here = tile == self.at;
        let number = format!("{:>digits$}", said.number);
        let words = truncate(&said.words, columns.saturating_sub(digits + 6));
        let text = format!("{} {number}  {words}", pad(said.mood.sign(), 1));
        let style = ctx.style(said.mood);
        let style = if here {
            style.patch(ctx.style(Mood::Selected))
        } else {
            style
        };
        let mark = if here { "› " } else { "  " };
        Line::from(vec![
            Span::styled(mark, ctx.style(Mood::Accent)),
            Span::styled(text, style),
        ])
    }

    fn column(&self, slots: &[Slot], columns: usize, ctx: &Ctx) -> Vec<Line<'static>> {
        let tiles = slots.iter().filter_map(|slot| match slot {
            Slot::Tile(tile) => Some(width(&self.known.said(*tile, ctx).number)),
            _ => None,
        });
        let digits = tiles.max().unwrap_or(0).max(3);
        let line = |slot: &Slot| match slot {
            Slot::Blank => Line::default(),
            Slot::Title(part) => {
                let title = truncate(&Known::title(*part, ctx), columns);
                Line::styled(title, ctx.style(Mood::Title))
            }
            Slot::Tile(tile) => self.tile_line(*tile, digits, columns, ctx),
            Slot::Note(part, n) => {
                let note = self.notes(*part, ctx).into_iter().nth(*n);
                let mut note = note.unwrap_or_default();
                let room = columns.saturating_sub(NOTE);
                if note.width() > room {
                    // What is cut says so: a figure without its unit is another figure.
                    let told = truncate(&note.to_string(), room);
                    note = Line::styled(told, note.style);
                }
                note.spans.insert(0, Span::raw(" ".repeat(NOTE)));
                note
            }
        };
        slots.iter().map(line).collect()
    }
}

impl Screen<House> for Oversight {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(W::Title).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Oversight]
    }

    fn accepts(&self, action: Action) -> bool {
        matches!(
            action,
            Action::Open
                | Action::Left
                | Action::Right
                | Action::Up
                | Action::Down
                | Action::First
                | Action::Last
                | Action::NextSection
                | Action::PrevSection
                | Action::Refresh
        )
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::Open,
            Action::Down,
            Action::Right,
            Action::Refresh,
            Action::Back,
        ]
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened | Event::Told(Note::Saved | Note::Changed(_) | Note::Law) => {
                self.ask(ctx)
            }
            Event::Tick if self.day != Some(ctx.today()) => self.ask(ctx),
            Event::Reply(answer) => self.heard(answer, ctx),
            Event::Act(action) => self.act(*action, ctx),
            Event::Click(column, row) => self.click(Position::new(*column, *row), ctx),
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let slots = self.slots(ctx);
        let number = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let across = number(slots.len()).max(1);
        let wide = area.width.saturating_sub(GAP * (across - 1)) / across;
        let shown = usize::from(area.height);
        let line = board::place(&slots, self.at).map_or(0, |(_, line)| line);
        // The first tile brings its title back.
        let top = (line + 1).saturating_sub(shown);
        let mut drawn = self.drawn.borrow_mut();
        drawn.clear();
        for (n, column) in slots.iter().enumerate() {
            let x = area
                .x
                .saturating_add((wide + GAP).saturating_mul(number(n)));
            let lines = self.column(column, wide.into(), ctx);
            for (down, line) in lines.into_iter().skip(top).take(shown).enumerate() {
                let at = Rect {
                    x,
                    y: area.y.saturating_add(number(down)),
                    width: wide,
                    height: 1,
                };
                if let Some(Slot::Tile(tile)) = column.get(top + down) {
                    drawn.push((at.intersection(area), *tile));
                }
                frame.render_widget(line, at.intersection(area));
            }
        }
    }
}
