//! The form at work.
