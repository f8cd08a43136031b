//! The map of the house. Each module is a room with one job; a room may use the rooms below it and
//! none above (`tests/rooms_keep_their_order.rs` holds that):
//!
//! ```text
//! cli · desk · paper    faces: talk to people
//! office                what officers do: log in, command, ask
//! store                 keeps it: journal, seal, sled, recovery
//! register              PURE: people, receptions, petitions, acts, clocks
//! law                   PURE: rules, calendar, counting
//! text                  Vietnamese text: NFC, folding, widths
//! ```

pub mod cli;
pub mod desk;
pub mod law;
pub mod office;
pub mod register;
pub mod store;
pub mod text;
pub mod words;
