//! Fields of a form: a label, a body that takes what is typed, and what is wrong with it, said when
//! the field is left. It must not know which form it stands in.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use zeroize::Zeroizing;

use crate::desk::action::Action;
use crate::desk::keymap::Context;
use crate::desk::screen::{Ctx, Event, Protocol};
use crate::desk::words::Kit;

pub mod area;
pub mod buffer;
pub mod choice;
pub mod commune;
pub mod date;
pub mod line;
pub mod number;
pub mod pick;
pub mod text;

pub use area::Area;
pub use choice::Choice;
pub use date::Date;
pub use number::Number;
pub use pick::{Item, Pick};
pub use text::Text;

/// What reaches a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed<'a> {
    /// An action that it accepts.
    Act(Action),
    /// A character.
    Char(char),
    /// Backspace.
    Backspace,
    /// A paste.
    Paste(&'a str),
}

impl<'a> Typed<'a> {
    /// Returns what an event types, if it types.
    pub fn of<P: Protocol>(event: &'a Event<P>) -> Option<Self> {
        match event {
            Event::Act(action) => Some(Self::Act(*action)),
            Event::Char(letter) => Some(Self::Char(*letter)),
            Event::Backspace => Some(Self::Backspace),
            Event::Paste(text) => Some(Self::Paste(text)),
            _ => None,
        }
    }
}

/// What a field made of what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Took {
    /// Nothing changed but, perhaps, the cursor.
    Nothing,
    /// The value changed.
    Changed,
    /// The value changed and the field is done with; the focus may go on.
    Done,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Free text, composed and trimmed.
    Text(String),
    /// A password, exactly as it was typed.
    Secret(Zeroizing<String>),
    /// The code of a chosen thing.
    Code(String),
    /// A day.
    Day(NaiveDate),
    /// A year, where no day is known.
    Year(i32),
    /// A whole number.
    Number(i64),
}

/// What is to be said about a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing.
    Fine,
    /// It is odd, yet allowed.
    Odd(String),
    /// It is wrong.
    Wrong(String),
}

/// A further look at a value, when the field is left.
pub type Check = fn(&Value, &Ctx) -> Verdict;

/// The part of a field that is typed at.
pub trait Body {
    /// Returns its contexts, innermost first.
    fn contexts(&self) -> &'static [Context];
    /// Returns whether it does something on an action now.
    fn accepts(&self, action: Action) -> bool;
    /// Takes in what was typed.
    fn take(&mut self, typed: Typed, ctx: &Ctx) -> Took;
    /// Hears that the focus comes.
    fn enter(&mut self) {}
    /// Returns what is to be said while it is typed at.
    fn remark(&self, _ctx: &Ctx) -> Verdict {
        Verdict::Fine
    }
    /// Hears that the focus goes: composes, completes, and says what is wrong with itself.
    fn leave(&mut self, ctx: &Ctx) -> Verdict;
    /// Returns what it holds.
    fn value(&self, ctx: &Ctx) -> Value;
    /// Returns its content as text, from which [`Body::restore`] makes the same again.
    fn draft(&self) -> String;
    /// Fills it from a draft.
    fn restore(&mut self, draft: &str);
    /// Returns whether it holds a long text, which an editor of its own can take.
    fn is_long(&self) -> bool {
        false
    }
    /// Hears that the mouse was pressed at a column and row of the area it was drawn in.
    fn click(&mut self, _column: u16, _row: u16, _area: Rect) -> Took {
        Took::Nothing
    }
    /// Returns the rows that it takes in so many columns.
    fn height(&self, _columns: u16) -> u16 {
        1
    }
    /// Draws it.
    fn view(&self, frame: &mut Frame, area: Rect, focused: bool, ctx: &Ctx);
    /// Draws what hangs below it while it has the focus; `below` is the room there.
    fn view_hanging(&self, _frame: &mut Frame, _field: Rect, _within: Rect, _ctx: &Ctx) {}
}

/// A field with its label.
pub struct Field {
    /// What stands left of it.
    pub label: String,
    /// What is said about it now.
    pub verdict: Verdict,
    body: Box<dyn Body>,
    required: bool,
    note: String,
    shown: bool,
    previous: Option<String>,
    check: Option<Check>,
}

impl Field {
    /// Makes a field around a body.
    pub fn new(label: impl Into<String>, body: impl Body + 'static) -> Self {
        Self {
            label: label.into(),
            verdict: Verdict::Fine,
            body: Box::new(body),
            required: false,
            note: String::new(),
            shown: true,
            previous: None,
            check: None,
        }
    }

    /// Lets nothing be saved while it is empty.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Says from now on whether it may stay empty.
    pub fn require(&mut self, required: bool) {
        self.required = required;
    }

    /// Puts a dim note beneath it while it has the focus.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Looks further at the value when the field is left.
    #[must_use]
    pub fn check(mut self, check: Check) -> Self {
        self.check = Some(check);
        self
    }

    /// Begins with a content, as [`Body::restore`] takes it.
    #[must_use]
    pub fn holding(mut self, draft: &str) -> Self {
        self.body.restore(draft);
        self
    }

    /// Keeps what was entered last time, for the key that repeats it.
    #[must_use]
    pub fn previously(mut self, draft: impl Into<String>) -> Self {
        self.previous = Some(draft.into());
        self
    }

    /// Returns whether it must not stay empty.
    pub fn is_required(&self) -> bool {
        self.required
    }

    /// Returns whether it is shown.
    pub fn is_shown(&self) -> bool {
        self.shown
    }

    /// Returns what it holds.
    pub fn value(&self, ctx: &Ctx) -> Value {
        self.body.value(ctx)
    }

    /// Returns its body.
    pub fn body(&self) -> &dyn Body {
        self.body.as_ref()
    }

    pub(super) fn show(&mut self, shown: bool) {
        self.shown = shown;
    }

    pub(super) fn relabel(&mut self, label: String) {
        self.label = label;
    }

    pub(super) fn set_note(&mut self, note: String) {
        self.note = note;
    }

    pub(super) fn said(&self) -> &str {
        &self.note
    }

    pub(super) fn body_mut(&mut self) -> &mut dyn Body {
        self.body.as_mut()
    }

    pub(super) fn has_previous(&self) -> bool {
        self.previous.is_some()
    }

    pub(super) fn remember(&mut self, draft: String) {
        self.previous = Some(draft);
    }

    pub(super) fn forget(&mut self, is_such: impl Fn(&str) -> bool) {
        self.previous = self.previous.take().filter(|kept| !is_such(kept));
    }

    pub(super) fn repeat(&mut self) {
        if let Some(previous) = &self.previous {
            self.body.restore(previous);
        }
    }

    /// Leaves the field and says what is wrong with it; emptiness is wrong only at the end.
    pub(super) fn leave(&mut self, at_the_end: bool, ctx: &Ctx) {
        let own = self.body.leave(ctx);
        let value = self.body.value(ctx);
        self.verdict = match own {
            Verdict::Fine if value == Value::Empty && self.required && at_the_end => {
                Verdict::Wrong(ctx.say(Kit::Required).to_owned())
            }
            Verdict::Fine if value == Value::Empty => Verdict::Fine,
            Verdict::Fine => self.check.map_or(Verdict::Fine, |check| check(&value, ctx)),
            other => other,
        };
    }
}
