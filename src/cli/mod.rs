//! The command line: one file a subcommand.

pub mod json;
pub mod render;
