//! What was saved and is not yet in the state: an act is said to be saved once it stays in the journal, and what
//! the state makes of it follows; before anybody asks, for every question to the books goes through here. What a
//! stop leaves here is read from the journal at the next opening. Knows nothing of what acts mean.

use super::books::Books;
use super::fill::Group;
use super::open_store::Store;
use crate::register::book::Petition;
use chrono::NaiveDate;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

type Count = dyn Fn(&Petition) -> Vec<NaiveDate> + Send + Sync;

/// Counts the days on which something of a petition is due.
#[derive(Clone)]
pub(super) struct DueBy(Arc<Count>);

impl DueBy {
    pub(super) fn new(count: impl Fn(&Petition) -> Vec<NaiveDate> + Send + Sync + 'static) -> Self {
        Self(Arc::new(count))
    }
}

impl fmt::Debug for DueBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DueBy")
    }
}

/// What waits, with who counts its due days; of one save.
#[derive(Debug, Default)]
pub(super) struct Waiting(Mutex<Option<(Group, Option<DueBy>)>>);

impl Waiting {
    pub(super) fn wait(&self, group: Group, due_by: Option<DueBy>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((group, due_by));
    }

    /// Puts it into the books. Says whether they took it.
    fn put_in(&self, books: &Books) -> bool {
        // Whoever asks meanwhile waits here.
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((mut group, due_by)) = waiting.take() else {
            return true;
        };
        for (no, petition) in &group.overlay.petitions {
            if let Some(DueBy(count)) = &due_by {
                group.dues.entry(*no).or_insert_with(|| count(petition));
            }
        }
        books.fill(&group).is_ok()
    }
}

impl Store {
    /// The books, with everything that was saved in them.
    pub(super) fn books(&self) -> &Books {
        if !self.waiting.put_in(&self.books) {
            self.books.break_off();
            self.mark_for_rebuild();
        }
        &self.books
    }

    /// Lets what follows a save follow now, if it has not: nobody waits for it.
    pub fn settle(&self) {
        self.books();
    }
}
