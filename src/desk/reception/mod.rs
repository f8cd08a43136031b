//! The reception form: one visit to the desk, from chair to slip, in four steps on one screen; and, with
//! other fields in the first step, petitions that came without a visit. It must not touch the books: it asks
//! the office, and what it asks to be written is a line as a script would write it.
//!
//! - [`key`](mod@key) the fields by name; [`build`](mod@build) made; [`sheet`] filled, shown and hidden
//! - [`line`](mod@line) from fields to a line of the book; [`draft`] to a draft and back
//! - [`guided`] what the questions lead to; [`before`] what was here before
//! - [`ways`] which ways of handling are open; [`notes`] what stands beneath a field
//! - [`intake`] typing, asking, answering; [`save`] saving; [`keep`] the draft's state
//! - [`pane`] what the program understands; [`understood`] the same as a page; [`done`] the page after;
//!   [`slip`] and [`again`] the page that is printed
//! - [`view`] how it is drawn

pub(in crate::desk) mod again;
mod before;
mod build;
mod capitals;
mod done;
mod draft;
mod guided;
mod intake;
mod keep;
pub mod key;
mod leave;
mod line;
mod notes;
mod pane;
mod save;
mod scanned;
mod screen;
mod sealed;
mod sheet;
mod slip;
mod tabs;
mod time;
mod understood;
mod view;
mod ways;
pub mod words;

#[cfg(test)]
mod tests;

pub use intake::{FILE, RECEIVE};
pub use screen::ReceptionForm;
