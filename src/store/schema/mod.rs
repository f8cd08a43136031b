//! What each kind of thing looks like in bytes. The structs here are frozen once released: a change is a
//! new struct with the next schema number, and [`super::envelope::Record::decode`] gets one more arm.
//! Golden bytes under `golden/` hold that. Domain types know nothing of this.

pub mod copy;
pub mod dictionary;
pub mod entry;
#[cfg(test)]
mod golden;
pub mod node;
pub mod officers;
pub mod state;

/// Code of an entry of the journal.
pub const ENTRY: u8 = 1;
/// Code of an identity.
pub const PERSON: u8 = 2;
/// Code of a reception as it stands.
pub const RECEPTION: u8 = 3;
/// Code of a petition as it stands.
pub const PETITION: u8 = 4;
/// Code of a matter as it stands.
pub const MATTER: u8 = 5;
/// Code of a posted day as it stands.
pub const POSTED_DAY: u8 = 6;
/// Code of how far the state has come.
pub const PROGRESS: u8 = 7;
/// Code of the list of officers.
pub const OFFICERS: u8 = 8;
/// Code of the epoch keys.
pub const KEYS: u8 = 9;
/// Code of a draft.
pub const DRAFT: u8 = 10;
/// Code of what a backup says of itself.
pub const COPY: u8 = 11;
/// Code of a change of calendar or rules as it stands.
pub const LAW_CHANGE: u8 = 12;
