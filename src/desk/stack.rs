//! The desk itself: the stack of screens, who hears what, and what their wishes become. Pure: it
//! is told the time and the input, and answers with deeds for the runtime. It must not know how
//! anything is drawn, nor what any screen is for.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDateTime, Timelike};
use ratatui::layout::Rect;

use super::action::Action;
use super::chord::{Chord, Key};
use super::compose::Composer;
use super::editor::Editor;
use super::help::Help;
use super::keymap::{Binding, Context, Keymap};
use super::machine::Preferences;
use super::palette::Palette;
use super::screen::{Ctx, Event, Guard, Kind, Protocol, Roads, Screen};
use super::telex::Telex;
use super::theme::Theme;
use super::wedge::Wedge;
use super::words::{Lang, Say};
use crate::law::Law;

mod equip;
mod guard;
mod obey;
mod point;
mod typing;

use guard::{Cover, Waiting};

/// What a terminal sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Chord),
    /// A bracketed paste.
    Paste(String),
    /// New columns and rows.
    Resize(u16, u16),
    /// A button of the mouse at a column and row.
    Click(u16, u16),
    /// The wheel of the mouse, down or up.
    Wheel {
        /// Towards the end.
        down: bool,
    },
    /// A line from the scanner at the serial port.
    Scan(String),
}

/// When something happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Vietnamese civil time.
    pub now: NaiveDateTime,
    /// Time since the desk opened, on a clock that never jumps.
    pub elapsed: Duration,
}

/// Whose question it is, and which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The screen that asked.
    pub layer: u64,
    /// The number under which only the latest question counts.
    pub slot: Option<u8>,
    /// Counts the questions.
    pub serial: u64,
}

/// What the runtime is to do.
pub enum Deed<P: Protocol> {
    /// Ask the office.
    Ask(Ticket, P::Ask),
    /// Put text on the clipboard.
    Copy(String),
    /// Ring.
    Bell,
    /// Draw every cell anew.
    Redraw,
    /// Keep what the user of this machine wants, and obey it.
    Prefer(Preferences),
    /// Read the files of the machine's user again.
    Reread,
    /// Write this key file where none is yet.
    WriteKeys(String),
    /// End.
    Quit,
}

/// A line above the hint bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says about itself.
    pub kind: Kind,
    /// Its words.
    pub text: String,
    until: Option<Duration>,
}

pub(super) struct Layer<P: Protocol> {
    id: u64,
    pub(super) screen: Box<dyn Screen<P>>,
    /// Help and palette: no help about help.
    own: bool,
    /// Something was typed into its form.
    typed: bool,
}

/// A screen that was thrown away and can be brought back.
struct Discarded<P: Protocol> {
    screen: Box<dyn Screen<P>>,
    /// The layer that it answers, where it can stand over no other.
    over: Option<u64>,
}

/// The stack of screens and what surrounds it.
pub struct Desk<P: Protocol> {
    pub(super) layers: Vec<Layer<P>>,
    pub(super) ctx: Ctx,
    pub(super) notice: Option<Notice>,
    roads: Roads<P>,
    guard: Option<Guard<P>>,
    cover: Option<Cover<P>>,
    /// The screen last thrown away.
    discarded: Option<Discarded<P>>,
    /// The layer that is being asked to go back.
    leaving: Option<u64>,
    /// Where the hint bar stands, and what each of its words does.
    pub(super) hinted: RefCell<Vec<(Rect, Action)>>,
    telex: Telex,
    composer: Composer,
    wedge: Wedge,
    wakes: Vec<(u64, Duration)>,
    latest: HashMap<(u64, u8), u64>,
    serial: u64,
    elapsed: Duration,
    last_key: Duration,
    last_key_at: NaiveDateTime,
    deeds: Vec<Deed<P>>,
}

/// Below this many columns or rows the desk only says how many it needs.
pub const SMALLEST: (u16, u16) = (60, 15);

impl<P: Protocol> Desk<P> {
    /// Makes a desk whose first screen has not opened yet.
    pub fn new(first: Box<dyn Screen<P>>, keymap: Keymap, now: NaiveDateTime) -> Self {
        let ctx = Ctx {
            lang: Lang::default(),
            theme: Theme::default(),
            machine: Rc::default(),
            keymap: Rc::new(keymap),
            now,
            agency: String::new(),
            officer: String::new(),
            size: (80, 24),
            idle: Duration::ZERO,
            law: Arc::new(Law::statute()),
            active: true,
        };
        let mut desk = Self {
            layers: Vec::new(),
            ctx,
            notice: None,
            roads: Vec::new(),
            guard: None,
            cover: None,
            discarded: None,
            leaving: None,
            hinted: RefCell::default(),
            telex: Telex::default(),
            composer: Composer::default(),
            wedge: Wedge::default(),
            wakes: Vec::new(),
            latest: HashMap::new(),
            serial: 0,
            elapsed: Duration::ZERO,
            last_key: Duration::ZERO,
            last_key_at: now,
            deeds: Vec::new(),
        };
        desk.add(first, false);
        desk
    }

    /// Sets the language.
    #[must_use]
    pub fn speaking(mut self, lang: Lang) -> Self {
        self.ctx.lang = lang;
        self
    }

    /// Sets the look.
    #[must_use]
    pub fn looking(mut self, theme: Theme) -> Self {
        self.ctx.theme = theme;
        self
    }

    /// Returns what screens may know.
    pub fn ctx(&self) -> &Ctx {
        &self.ctx
    }

    /// Returns the notice that is shown.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Opens the first screen in a window of this size.
    pub fn open(&mut self, size: (u16, u16), at: Moment) -> Vec<Deed<P>> {
        self.ctx.size = size;
        self.last_key_at = at.now;
        self.at(at);
        if let Some(first) = self.layers.first().map(|layer| layer.id) {
            self.deliver(first, &Event::Opened);
        }
        self.tell_troubles();
        std::mem::take(&mut self.deeds)
    }

    /// Takes in what the terminal sent.
    pub fn take(&mut self, input: Input, at: Moment) -> Vec<Deed<P>> {
        self.at(at);
        match input {
            Input::Resize(columns, rows) => {
                self.ctx.size = (columns, rows);
                self.tell_all(&Event::Resized);
            }
            Input::Key(chord) => {
                self.touch();
                self.key(chord);
            }
            Input::Click(column, row) => {
                self.touch();
                self.click(column, row);
            }
            Input::Wheel { down } => {
                self.touch();
                self.wheel(down);
            }
            Input::Scan(text) => {
                self.touch();
                self.scanned(text);
            }
            Input::Paste(text) => {
                self.touch();
                self.telex.forget();
                self.composer.forget();
                if self.typing() && !self.too_small() {
                    self.deliver_top(&Event::Paste(text));
                }
            }
        }
        std::mem::take(&mut self.deeds)
    }

    /// Hands an answer to the screen that asked, if it is still there and still waits for it.
    pub fn answer(&mut self, ticket: Ticket, reply: P::Reply, at: Moment) -> Vec<Deed<P>> {
        self.at(at);
        let covered = self.covered(ticket.layer);
        match &mut self.cover {
            Some(cover) if covered => cover.waiting.push(Waiting::Answer(ticket, reply)),
            _ => self.hand(ticket, reply),
        }
        std::mem::take(&mut self.deeds)
    }

    fn hand(&mut self, ticket: Ticket, reply: P::Reply) {
        let stale = ticket
            .slot
            .is_some_and(|slot| self.latest.get(&(ticket.layer, slot)) != Some(&ticket.serial));
        if !stale {
            self.deliver(ticket.layer, &Event::Reply(reply));
        }
    }

    /// Tells every screen what the office says unasked.
    pub fn news(&mut self, reply: P::Reply, at: Moment) -> Vec<Deed<P>> {
        self.at(at);
        match &mut self.cover {
            Some(cover) => cover.waiting.push(Waiting::News(reply)),
            None => self.tell_all(&Event::Reply(reply)),
        }
        std::mem::take(&mut self.deeds)
    }

    /// Lets time pass: minutes, wishes to be woken, fading notices.
    pub fn pass(&mut self, at: Moment) -> Vec<Deed<P>> {
        let before = self.ctx.now;
        self.at(at);
        if (before.date(), before.hour(), before.minute())
            != (at.now.date(), at.now.hour(), at.now.minute())
        {
            match &mut self.cover {
                Some(cover) => cover.ticked = true,
                None => self.tell_all(&Event::Tick),
            }
        }
        self.end_scan_by_silence();
        let due: Vec<u64> = self
            .wakes
            .iter()
            .filter(|(layer, when)| *when <= self.elapsed && !self.covered(*layer))
            .map(|(layer, _)| *layer)
            .collect();
        self.wakes.retain(|(layer, _)| !due.contains(layer));
        for layer in due {
            self.deliver(layer, &Event::Wake);
        }
        if self
            .notice
            .as_ref()
            .and_then(|n| n.until)
            .is_some_and(|until| until <= self.elapsed)
        {
            self.notice = None;
        }
        self.lock_when_idle();
        std::mem::take(&mut self.deeds)
    }

    /// Returns how long nothing can happen by itself.
    pub fn rest(&self) -> Duration {
        let into = Duration::from_secs(u64::from(self.ctx.now.second()));
        let minute = Duration::from_mins(1).saturating_sub(into);
        let fade = self.notice.as_ref().and_then(|notice| notice.until);
        let wakes = self.wakes.iter();
        let wakes = wakes.filter(|(layer, _)| !self.covered(*layer));
        let waits = wakes
            .map(|(_, when)| *when)
            .chain(fade)
            .chain(self.wedge.ends())
            .map(|when| when.saturating_sub(self.elapsed));
        let lock = self.until_locked();
        waits.chain(lock).chain([minute]).min().unwrap_or(minute)
    }

    /// Tells every screen, the top one first, that it is about to go.
    pub fn close(&mut self, at: Moment) -> Vec<Deed<P>> {
        self.at(at);
        let ids: Vec<u64> = self.layers.iter().rev().map(|layer| layer.id).collect();
        for id in ids {
            self.deliver(id, &Event::Closing);
        }
        std::mem::take(&mut self.deeds)
    }

    /// Returns whether the window is below [`SMALLEST`].
    pub fn too_small(&self) -> bool {
        self.ctx.size.0 < SMALLEST.0 || self.ctx.size.1 < SMALLEST.1
    }

    /// Returns the accepted actions of the top screen with their keys.
    pub fn bindings(&self) -> Vec<Binding> {
        self.ctx
            .keymap
            .bindings(&self.contexts(), |action| self.accepts(action))
    }

    /// Returns the keys that lead to an action now.
    pub fn chords(&self, action: Action) -> Vec<Chord> {
        self.ctx
            .keymap
            .chords(action, &self.contexts(), |action| self.accepts(action))
    }

    /// Returns the words of an action here.
    pub fn name(&self, action: Action) -> &'static str {
        let lang = self.ctx.lang;
        let own = self
            .layers
            .last()
            .and_then(|layer| layer.screen.names(action, lang));
        own.unwrap_or_else(|| action.say(lang))
    }

    fn at(&mut self, at: Moment) {
        self.ctx.now = at.now;
        self.elapsed = at.elapsed;
        // A machine that slept counts no time of its own, but the wall does.
        let by_the_wall = (at.now - self.last_key_at).to_std().unwrap_or_default();
        self.ctx.idle = at.elapsed.saturating_sub(self.last_key).max(by_the_wall);
    }

    fn touch(&mut self) {
        self.last_key = self.elapsed;
        self.last_key_at = self.ctx.now;
        self.ctx.idle = Duration::ZERO;
        if self
            .notice
            .as_ref()
            .is_some_and(|notice| notice.kind == Kind::Error)
        {
            self.notice = None;
        }
    }

    fn contexts(&self) -> Vec<Context> {
        self.layers
            .last()
            .map(|layer| layer.screen.contexts())
            .unwrap_or_default()
    }

    fn typing(&self) -> bool {
        self.contexts().iter().any(|context| context.types())
    }

    fn accepts(&self, action: Action) -> bool {
        let Some(top) = self.layers.last() else {
            return false;
        };
        if top.screen.accepts(action) {
            return true;
        }
        match action {
            Action::Quit | Action::Interrupt | Action::Redraw => true,
            Action::Help | Action::Palette => !top.own,
            Action::Lock => self.guard.is_some() && self.cover.is_none(),
            // The cover is no place to leave; what lies on it is.
            Action::Back => {
                self.layers.len() > 1 && self.cover.as_ref().is_none_or(|c| c.layer != top.id)
            }
            _ if self.cover.is_some() => false,
            Action::ToggleTelex | Action::ToggleMouse => true,
            Action::Enlarge => top.screen.long_text().is_some(),
            Action::RestoreDiscarded => {
                let fits = |kept: &Discarded<P>| match kept.over {
                    Some(layer) => layer == top.id,
                    None => top.screen.lets_go(),
                };
                self.discarded.as_ref().is_some_and(fits) && !self.typing()
            }
            Action::GoHome => {
                top.screen.lets_go() && self.layers.len() > 1 && !self.roads.is_empty()
            }
            _ => top.screen.lets_go() && self.roads.iter().any(|(road, _)| *road == action),
        }
    }

    fn key(&mut self, chord: Chord) {
        let contexts = self.contexts();
        if self.too_small() {
            // What cannot be seen takes no input; leaving always works.
            if self.ctx.keymap.resolve(chord, &[], |_| true) == Some(Action::Quit) {
                self.deeds.push(Deed::Quit);
            }
            return;
        }
        if self.ends_scan(chord) {
            return;
        }
        if contexts.iter().any(|context| context.types()) {
            self.telex.forget();
            if let Some(letter) = chord.typed() {
                self.typed(letter, &contexts);
                return;
            }
            if chord.key == Key::Backspace {
                self.backspace();
                return;
            }
            self.press(chord, &contexts);
        } else if let Some(meant) = self.telex.key(chord) {
            self.press(meant, &contexts);
        }
    }

    fn press(&mut self, chord: Chord, contexts: &[Context]) {
        let action = self
            .ctx
            .keymap
            .resolve(chord, contexts, |action| self.accepts(action));
        if let Some(action) = action {
            if action == Action::UndoTyping && self.undo_composing() {
                return;
            }
            self.composer.forget();
            self.act(action);
        }
    }

    /// Does an accepted action: the top screen first, then the desk itself.
    fn act(&mut self, action: Action) {
        let Some(top) = self.layers.last() else {
            return;
        };
        let id = top.id;
        if top.screen.accepts(action) {
            self.leaving = (action == Action::Back).then_some(id);
            self.deliver(id, &Event::Act(action));
            self.leaving = None;
            return;
        }
        if !self.accepts(action) {
            return;
        }
        match action {
            Action::Quit => self.deeds.push(Deed::Quit),
            Action::Redraw => self.deeds.push(Deed::Redraw),
            Action::Interrupt => self.say_how_to_leave(),
            Action::Back => {
                self.leaving = Some(id);
                self.go_away(id);
                self.leaving = None;
            }
            Action::GoHome => self.pop_to_first(),
            Action::Lock => self.lock(),
            Action::RestoreDiscarded => self.bring_back(),
            Action::ToggleTelex => self.toggle_telex(),
            Action::ToggleMouse => self.toggle_mouse(),
            Action::Enlarge => {
                if let Some((label, text)) = top.screen.long_text() {
                    self.push(Box::new(Editor::new(label, &text)), false);
                }
            }
            Action::Help => {
                let title = top.screen.title(&self.ctx);
                let help = Help::new(&title, &self.named_bindings(), self.typing(), &self.ctx);
                self.push(Box::new(help), true);
            }
            Action::Palette => {
                let palette = Palette::new(self.named_bindings());
                self.push(Box::new(palette), true);
            }
            road => self.follow(road),
        }
    }

    fn named_bindings(&self) -> Vec<(Binding, &'static str)> {
        let bindings = self.bindings().into_iter();
        bindings
            .map(|binding| {
                let name = self.name(binding.action);
                (binding, name)
            })
            .collect()
    }

    fn follow(&mut self, road: Action) {
        let Some((_, make)) = self.roads.iter().find(|(action, _)| *action == road) else {
            return;
        };
        let screen = make();
        self.pop_to_first();
        self.push(screen, false);
    }
}
