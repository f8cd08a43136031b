//! The one total function that applies an entry to what is there. It refuses nothing: what stands in the
//! journal was checked when it was saved.

use super::book::{Change, Entry, Shelf};

/// Returns the new state of everything that `entry` touches.
pub fn apply(shelf: &dyn Shelf, entry: &Entry) -> Change {
    let _ = (shelf, entry);
    todo!()
}
