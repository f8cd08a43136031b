//! The words of the desk: the house's one catalogue, seen from here.

pub(crate) use crate::words::words;
pub use crate::words::{Kit, Lang, Say, agree, fill};
