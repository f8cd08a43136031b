//! The books: people, receptions, petitions, matters, acts and their clocks. PURE: no I/O, reads no
//! clock, draws no random number. What the law says comes from [`crate::law`]; who may do what is
//! [`crate::office`]'s; how it is kept is [`crate::store`]'s.
//!
//! - [`value`] a tree of named values: what a JSON line, a draft and a stored act have in common
//! - [`part`] how typed things are read from and written to that tree
//! - [`words`] the closed lists: classes, fields, outcomes …
//! - [`number`] register numbers and ids
//! - [`person`] a person's identity, which is kept apart from everything else
//! - [`card`] what a căn cước card says of its bearer
//! - [`act`] what can be done, each act with what it needs
//! - [`book`] what the books hold: receptions, petitions, matters
//! - [`clock`] a limit applied to a petition
//! - [`life`](mod@life) a petition's status and clocks, from its acts
//! - [`correction`] where the path of a correction leads
//! - [`owed`] what stands open although no clock says so
//! - [`own_law`] an office's own rows of calendar and rules
//! - [`officers`] a change of the list of officers, as the book remembers it
//! - [`roll`] a list of people pasted as text
//! - [`seen`] whether somebody or something was here before
//! - [`secret`] what to do before a denunciation is saved
//! - [`memory`] the books in memory, for tests and models
//! - [`check`] whether an act may be done now; [`apply`] what it changes

pub mod act;
pub mod apply;
pub mod book;
pub mod card;
pub mod check;
pub mod clock;
pub mod correction;
pub mod life;
pub mod memory;
pub mod number;
pub mod officers;
pub mod owed;
pub mod own_law;
pub mod part;
pub mod person;
pub mod roll;
pub mod secret;
pub mod seen;
pub mod value;
pub mod words;
