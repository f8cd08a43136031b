//! The list over books in memory.
