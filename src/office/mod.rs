//! The office room.
