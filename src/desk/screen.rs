//! The shape of a screen: what happens to it, what it wants done, what it may know. A screen is a
//! value on a stack; `update` and `view` are pure, the runtime alone performs effects. It must not
//! know the office: what is asked and answered is a [`Protocol`]'s business.

use std::fmt::Display;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_normalization::char::is_combining_mark;

use super::action::Action;
use super::keymap::{Context, Keymap};
use super::machine::{Machine, Preferences};
use super::theme::{Mood, Theme};
use super::words::{Lang, Say};
use crate::law::Law;

/// What screens and the office say to each other.
pub trait Protocol: Sized + 'static {
    /// What a screen asks of the office.
    type Ask: Send + 'static;
    /// What the office answers.
    type Reply: Send + 'static;
    /// What screens tell each other: a dialog's result, "this petition changed".
    type Note: Clone + 'static;
}

/// What happens to a screen.
pub enum Event<P: Protocol> {
    /// It was just put on the stack; the moment to ask for what it shows.
    Opened,
    /// What lay over it is gone and left this, if anything.
    Returned(Option<P::Note>),
    /// A key asked for something that the screen accepts.
    Act(Action),
    /// A character was typed; only while [`Screen::contexts`] types.
    Char(char),
    /// Backspace was typed; only while [`Screen::contexts`] types.
    Backspace,
    /// Text was pasted; only while [`Screen::contexts`] types.
    Paste(String),
    /// A code was scanned; only where [`Screen::takes_scans`].
    Scanned(String),
    /// The long text under the cursor is now this: it was typed in an editor of its own.
    Rewritten(String),
    /// The mouse was pressed at this column and row of the window.
    Click(u16, u16),
    /// It was thrown away, and is brought back: what it holds is to be kept again.
    Restored,
    /// The office answered this screen, or had news for all.
    Reply(P::Reply),
    /// Another screen told something to all.
    Told(P::Note),
    /// The time asked for with [`Effect::Wake`] is up.
    Wake,
    /// A minute went by; every screen on the stack hears it.
    Tick,
    /// The size changed; it is in [`Ctx::size`].
    Resized,
    /// The screen is about to go or to be covered without having asked to: keep the draft now.
    Closing,
}

/// What a screen wants done.
pub enum Effect<P: Protocol> {
    /// Ask the office; the answer comes back to this screen as [`Event::Reply`].
    Ask(P::Ask),
    /// Ask the office, and forget what this screen asked before under the same number: its
    /// question if it still waits, its answer if that still comes.
    AskLatest(u8, P::Ask),
    /// Put a screen on top.
    Push(Box<dyn Screen<P>>),
    /// Put a screen in this one's place.
    Replace(Box<dyn Screen<P>>),
    /// Take this screen away.
    Pop,
    /// Take this screen away and hand the one below this.
    PopWith(P::Note),
    /// Take this screen away, and keep it at hand until another is: it can be brought back once.
    PopKept,
    /// Tell the screen below that the long text under its cursor is now this.
    Rewrite(String),
    /// Take all screens away but the first.
    PopToFirst,
    /// Take every screen away and begin with this one.
    StartOver(Box<dyn Screen<P>>),
    /// Tell every other screen on the stack.
    Tell(P::Note),
    /// Let the top screen do this, as if a key had asked for it.
    Act(Action),
    /// Send [`Event::Wake`] to this screen after this time; a later wish replaces an earlier one.
    Wake(Duration),
    /// Show a line above the hint bar.
    Notice(Kind, String),
    /// Put text on the clipboard of the terminal (OSC 52).
    Copy(String),
    /// Ring the bell.
    Bell,
    /// Say in the frame whose office this is and who sits here.
    Sign {
        /// Name of the agency.
        agency: String,
        /// Name of the officer; empty while nobody is logged in.
        officer: String,
    },
    /// Speak another language from now on.
    Speak(Lang),
    /// Look otherwise from now on.
    Look(Theme),
    /// Count by this law from now on.
    CountBy(Arc<Law>),
    /// From now on, and at the next start too, the user of this machine wants this.
    Prefer(Preferences),
    /// Read the files of the machine's user again.
    Reread,
    /// Write a key file to be edited, where none is yet.
    WriteKeys,
    /// From now on these actions lead to these screens, from wherever nothing is typed.
    Roads(Roads<P>),
    /// From now on the desk locks itself so; with nothing, never.
    Guard(Option<Guard<P>>),
    /// Take the cover away that this screen is: everything below is where it was.
    Unlock,
    /// Leave the program, after every screen has heard [`Event::Closing`].
    Quit,
}

/// Where the actions that work on every screen lead.
pub type Roads<P> = Vec<(Action, Rc<dyn Fn() -> Box<dyn Screen<P>>>)>;

/// What covers the desk when nobody sits at it.
pub struct Guard<P: Protocol> {
    /// After how long without a key.
    pub after: Duration,
    /// Makes the screen that lies over all others, and takes itself away with [`Effect::Unlock`].
    pub cover: Rc<dyn Fn() -> Box<dyn Screen<P>>>,
}

/// What a notice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something went well or is worth knowing; fades by itself.
    Info,
    /// Something is odd; fades by itself.
    Warning,
    /// Something went wrong; stays until one goes back or tries again, or until something else is told.
    Error,
}

/// How much of the window a screen takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// All of it, inside the frame.
    Whole,
    /// A box in the middle, of this many columns and rows of content.
    Box(u16, u16),
}

/// What the terminal sent while text was typed, since the desk opened; what is composed here is not among it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrived {
    /// Letters with their marks.
    pub finished: usize,
    /// Marks by themselves.
    pub apart: usize,
    /// Backspace.
    pub erased: usize,
}

impl Arrived {
    /// Counts a letter that came.
    pub fn letter(&mut self, letter: char) {
        if is_combining_mark(letter) {
            self.apart += 1;
        } else if !letter.is_ascii() {
            self.finished += 1;
        }
    }

    /// Returns what came after `before`.
    #[must_use]
    pub fn since(self, before: Self) -> Self {
        Self {
            finished: self.finished.saturating_sub(before.finished),
            apart: self.apart.saturating_sub(before.apart),
            erased: self.erased.saturating_sub(before.erased),
        }
    }
}

/// What a screen may know while it updates and draws.
#[derive(Clone, Debug)]
pub struct Ctx {
    /// The language spoken.
    pub lang: Lang,
    /// The look.
    pub theme: Theme,
    /// What the user of this machine wants, and how its devices are.
    pub machine: Rc<Machine>,
    /// The map of keys.
    pub keymap: Rc<Keymap>,
    /// Vietnamese civil time now.
    pub now: NaiveDateTime,
    /// Name of the agency.
    pub agency: String,
    /// Name of the officer who is logged in; empty for nobody.
    pub officer: String,
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// Time since the last key.
    pub idle: Duration,
    /// Time since the desk opened, on a clock that never jumps.
    pub elapsed: Duration,
    /// What the terminal sent while text was typed.
    pub arrived: Arrived,
    /// The law by which the office counts; the law as shipped until it is known.
    pub law: Arc<Law>,
    /// Whether the screen that is drawn is the top one, so that the cursor is its to place.
    pub active: bool,
}

impl Ctx {
    /// Returns today, a Vietnamese civil day.
    pub fn today(&self) -> NaiveDate {
        self.now.date()
    }

    /// Returns the words of something.
    pub fn say(&self, what: impl Say) -> &'static str {
        what.say(self.lang)
    }

    /// Returns the words of something with its arguments filled in.
    pub fn fill(&self, what: impl Say, arguments: &[&dyn Display]) -> String {
        what.fill(self.lang, arguments)
    }

    /// Returns the key for an action in these contexts, as it is written; empty where there is none.
    pub fn key(&self, action: Action, contexts: &[Context]) -> String {
        let chords = self
            .keymap
            .chords(action, contexts, |other| other == action);
        chords.first().map(ToString::to_string).unwrap_or_default()
    }

    /// Returns the style of a meaning.
    pub fn style(&self, mood: Mood) -> Style {
        self.theme.style(mood)
    }
}

/// A screen or a dialog.
pub trait Screen<P: Protocol> {
    /// Returns what stands left in the first row.
    fn title(&self, ctx: &Ctx) -> String;

    /// Returns what stands right in the first row in place of clock and officer, if anything.
    fn aside(&self, _ctx: &Ctx) -> Option<String> {
        None
    }

    /// Returns what is added right of clock and officer, such as `nháp ✓`.
    fn state(&self, _ctx: &Ctx) -> Option<String> {
        None
    }

    /// Returns where keys are pressed now, innermost first: those of the focused widget, then the
    /// screen's own.
    fn contexts(&self) -> Vec<Context>;

    /// Returns whether the screen, as it stands now, does something on an action. Only accepted
    /// actions arrive, and only they are shown in the hint bar, help and the palette.
    fn accepts(&self, action: Action) -> bool;

    /// Returns the actions for the hint bar, the most telling first. Those that no key leads to
    /// now are left out by themselves.
    fn hints(&self) -> Vec<Action>;

    /// Returns other words for an action here than its own (`Esc` "để lại làm nháp").
    fn names(&self, _action: Action, _lang: Lang) -> Option<&'static str> {
        None
    }

    /// Returns how much of the window it takes.
    fn shape(&self, _ctx: &Ctx) -> Shape {
        Shape::Whole
    }

    /// Returns the label and content of the long text under the cursor, if one is: it can be opened in
    /// an editor of its own, and [`Event::Rewritten`] brings it back.
    fn long_text(&self) -> Option<(String, String)> {
        None
    }

    /// Returns whether a scanned code is of use here, wherever the cursor stands.
    fn takes_scans(&self) -> bool {
        false
    }

    /// Returns whether nothing that was typed here is to be kept at hand once it is left: it is written
    /// already, or a secret.
    fn leaves_nothing(&self) -> bool {
        false
    }

    /// Returns whether the roads that work everywhere lead away from here.
    fn lets_go(&self) -> bool {
        true
    }

    /// Takes in what happened and returns what is to be done. Pure: no clock, no input, no output.
    fn update(&mut self, event: &Event<P>, ctx: &Ctx) -> Vec<Effect<P>>;

    /// Draws itself into `area`.
    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx);
}
