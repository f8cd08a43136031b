//! Over books in memory.
