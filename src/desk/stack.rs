//! The desk itself: the stack of screens, who hears what, and what their wishes become. Pure: it
//! is told the time and the input, and answers with deeds for the runtime. It must not know how
//! anything is drawn, nor what any screen is for.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDateTime, Timelike};
use ratatui::layout::Rect;

use super::action::Action;
use super::chord::Chord;
use super::compose::Composer;
use super::keymap::{Binding, Context, Keymap};
use super::machine::Preferences;
use super::screen::{Arrived, Ctx, Event, Guard, Kind, Protocol, Roads, Screen};
use super::telex::Telex;
use super::theme::Theme;
use super::wedge::Wedge;
use super::words::{Kit, Lang, Say};
use crate::law::Law;

mod equip;
mod guard;
mod obey;
mod point;
mod press;
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
    /// What it offers: shown only while a key leads there, and with that key.
    offers: Option<(Kit, Action)>,
}

pub(super) struct Layer<P: Protocol> {
    id: u64,
    pub(super) screen: Box<dyn Screen<P>>,
    /// Help and palette: no help about help.
    own: bool,
    /// Something was typed into its form.
    typed: bool,
}

/// A wish to be woken.
struct Wished {
    layer: u64,
    when: Duration,
    /// When it was first wished for since the layer was last woken.
    first: Duration,
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
    /// What is wrong in the files of the machine's user was looked at.
    faults_seen: bool,
    /// Counts what was told; on which screen the last of it was, and where that was drawn.
    told: u64,
    told_on: (u64, Option<u64>),
    pub(super) noticed: Cell<Rect>,
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
    wakes: Vec<Wished>,
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
            elapsed: Duration::ZERO,
            arrived: Arrived::default(),
            law: Arc::new(Law::statute()),
            active: true,
        };
        let mut desk = Self {
            layers: Vec::new(),
            ctx,
            notice: None,
            faults_seen: false,
            told: 0,
            told_on: (0, None),
            noticed: Cell::default(),
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

    /// Returns what is said above the hint bar: the notice, else what is wrong in the files of the machine's
    /// user, until it was looked at.
    pub fn notice(&self) -> Option<(Kind, String)> {
        let Some(notice) = &self.notice else {
            return self.unseen_faults().map(|words| (Kind::Error, words));
        };
        let Some((word, action)) = notice.offers else {
            return Some((notice.kind, notice.text.clone()));
        };
        let key = self.chords(action).first().copied()?;
        Some((notice.kind, self.ctx.fill(word, &[&key])))
    }

    /// Opens the first screen in a window of this size.
    pub fn open(&mut self, size: (u16, u16), at: Moment) -> Vec<Deed<P>> {
        self.ctx.size = size;
        self.last_key_at = at.now;
        self.at(at);
        if let Some(first) = self.layers.first().map(|layer| layer.id) {
            self.deliver(first, &Event::Opened);
        }
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
        self.leave_error_behind();
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
        self.leave_error_behind();
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
            .filter(|wish| wish.when <= self.elapsed && !self.covered(wish.layer))
            .map(|wish| wish.layer)
            .collect();
        self.wakes.retain(|wish| !due.contains(&wish.layer));
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
        let wakes = wakes.filter(|wish| !self.covered(wish.layer));
        let waits = wakes
            .map(|wish| wish.when)
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
        self.ctx.elapsed = at.elapsed;
        // A machine that slept counts no time of its own, but the wall does.
        let by_the_wall = (at.now - self.last_key_at).to_std().unwrap_or_default();
        self.ctx.idle = at.elapsed.saturating_sub(self.last_key).max(by_the_wall);
    }

    fn touch(&mut self) {
        self.last_key = self.elapsed;
        self.last_key_at = self.ctx.now;
        self.ctx.idle = Duration::ZERO;
    }

    /// An error stays until it is dismissed: by going back, by trying again, or by a click on it.
    fn dismiss_error(&mut self) {
        let error = |notice: &mut Notice| notice.kind == Kind::Error;
        self.notice.take_if(error);
    }

    /// An error is of no use once the screen on which it was told is gone.
    fn leave_error_behind(&mut self) {
        let (told, on) = self.told_on;
        if told != self.told {
            let top = self.layers.last().map(|layer| layer.id);
            self.told_on = (self.told, top);
        } else if !self.layers.iter().any(|layer| Some(layer.id) == on) {
            self.dismiss_error();
        }
    }

    pub(super) fn contexts(&self) -> Vec<Context> {
        self.layers
            .last()
            .map(|layer| layer.screen.contexts())
            .unwrap_or_default()
    }

    fn typing(&self) -> bool {
        self.contexts().iter().any(|context| context.types())
    }
}
