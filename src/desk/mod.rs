//! The terminal face: screens on a stack, drawn inside one frame. It knows what an officer sees and
//! types; it must not know the law, the books or the disk – those are asked through a
//! [`Protocol`](screen::Protocol).
//!
//! # To add a screen
//!
//! 1. Add its words to the catalogue in a list of its own:
//!    `words! { /// Words of home. pub enum HomeWord { Today => "Hôm nay", "Today"; } }` (arguments are
//!    `{0}`, `{1}`; [`Ctx::say`](screen::Ctx::say) and [`Ctx::fill`](screen::Ctx::fill) read them).
//! 2. Keep what it shows in a struct; text is typed into a [`Form`](form::Form), rows stand in a
//!    [`List`](list::List) (all of them are looked through, put in order, gone through and marked the
//!    same way; [`Marked`](marked::Marked) does what can be done with marked rows), a long text in a [`Page`](reading::Page), a question in an
//!    [`Question`](question::Question).
//! 3. Implement [`Screen`](screen::Screen): `title`, `contexts` (those of the focused widget, then
//!    its own), `accepts` (what it does now: widget's, then its own), `hints`, `update`, `view`.
//! 4. `update` takes an [`Event`](screen::Event) and returns [`Effect`](screen::Effect)s: `Opened`
//!    asks the office, `Reply` brings the answer, `Act` a key's meaning, `Char`/`Backspace`/`Paste`
//!    go to the widget as they are, `Closing` is the last chance to keep a draft.
//! 5. A new thing to do is a line in [`action`], a key for it a line in `keymap/table.rs` under the
//!    screen's [`Context`](keymap::Context). Hint bar, help and palette follow by themselves.
//! 6. Style by meaning: `ctx.style(Mood::Overdue)`, with [`Mood::sign`](theme::Mood::sign) beside it.
//! 7. Place the cursor only where `ctx.active`; the widgets do.
//! 8. Open it from another screen with [`Effect::Push`](screen::Effect::Push), or from anywhere with
//!    a road ([`Effect::Roads`](screen::Effect::Roads)).
//! 9. Test `update` by itself, `view` over [`rehearsal`], whole journeys by typing
//!    `"<tab>Nguyễn<C-s>"` at a [`Rehearsal`](rehearsal::Rehearsal).
//! 10. Days are counted by `ctx.law`, the office's own; a screen that keeps what it counted counts again on
//!     [`Note::Law`](house::Note::Law).
//! 11. Nothing reads a clock, draws a random number, or does I/O outside [`live`], [`terminal`] and
//!     [`machine`] (its folder and serial port).

pub mod action;
pub mod ageing;
pub mod ask_one;
pub mod backup;
pub mod calendar;
pub mod chart;
pub mod chord;
mod compose;
pub mod copying;
pub mod days;
pub mod deadlines;
pub mod deed;
pub mod done_clocks;
pub mod drafts;
mod editor;
pub mod enforcement;
pub mod entrance;
pub mod errand;
pub mod field;
pub mod filing;
pub mod forecast;
pub mod form;
pub mod frame;
pub mod guide;
mod help;
pub mod home;
pub mod house;
pub mod keymap;
pub mod list;
pub mod listing;
pub mod live;
pub mod load;
pub mod machine;
pub mod marked;
pub mod office_link;
pub mod office_thread;
pub mod officers;
pub mod openings;
pub mod oversight;
mod palette;
pub mod petition;
pub mod printing;
pub mod promises;
pub mod question;
pub mod reading;
pub mod reception;
pub mod register;
pub mod rehearsal;
pub mod roads;
pub mod runtime;
pub mod screen;
pub mod settings;
pub mod stack;
pub mod start;
mod telex;
pub mod terminal;
pub mod theme;
pub mod typing;
pub mod visit;
pub mod warnings;
mod wedge;
pub mod why;
pub mod words;

#[cfg(test)]
mod tests;
