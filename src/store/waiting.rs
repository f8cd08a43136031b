//! What was saved and is not yet in the state: an act is said to be saved once it stays in the journal, and what
//! the state makes of it follows; before anybody asks, for every question to the books goes through here. What a
//! stop leaves here is read from the journal at the next opening. Knows nothing of what acts mean.

use super::books::Books;
use super::drafts::{self, DraftId};
use super::engine::Broken;
use super::fill::Group;
use super::open_store::Store;
use crate::register::book::Petition;
use chrono::NaiveDate;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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

/// What follows a save.
#[derive(Debug)]
pub(super) struct Later {
    /// What it makes of the state.
    pub(super) group: Group,
    /// Who counts its due days.
    pub(super) due_by: Option<DueBy>,
    /// Drafts that it made an end of.
    pub(super) drafts: Vec<DraftId>,
}

/// What follows the last save.
#[derive(Debug, Default)]
pub(super) struct Waiting(Mutex<Option<Later>>);

impl Waiting {
    fn lock(&self) -> MutexGuard<'_, Option<Later>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn wait(&self, later: Later) {
        *self.lock() = Some(later);
    }
}

impl Store {
    /// The books, with everything that was saved in them.
    pub(super) fn books(&self) -> &Books {
        // Whoever asks meanwhile waits here.
        let mut waiting = self.waiting.lock();
        if let Some(later) = waiting.take()
            && self.put_in(later).is_err()
        {
            self.books.break_off();
            self.mark_for_rebuild();
        }
        &self.books
    }

    /// Lets what follows a save follow now, if it has not: nobody waits for it.
    pub fn settle(&self) {
        self.books();
    }

    fn put_in(&self, later: Later) -> Result<(), Broken> {
        // Before the state says that the entry is in it: or a stop between the two would leave the draft. One
        // that cannot be removed is a nuisance, no more.
        for id in later.drafts {
            drafts::remove(&*self.site.disk, &self.site.drafts(), id).unwrap_or_default();
        }
        let mut group = later.group;
        if let Some(DueBy(count)) = &later.due_by {
            let petitions = group.overlay.petitions.iter();
            group.dues = petitions
                .map(|(no, petition)| (*no, count(petition)))
                .collect();
        }
        self.books.fill(&group)
    }
}
