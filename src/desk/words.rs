//! The words of the desk: the house's one catalogue, seen from here.

pub use crate::words::{Kit, Lang, Say, agree, fill};
