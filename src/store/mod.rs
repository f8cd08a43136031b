//! The store room.

pub mod error;
