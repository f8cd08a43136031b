//! Whether the draft in the office is the form on the screen. It must not know what is in either.

use std::time::Duration;

use super::words::FormWord;
use crate::office::ask::Question;
use crate::register::value::Value;

/// How a form and its draft stand.
pub(super) struct Keep {
    id: String,
    /// Something was typed since the form was opened.
    changed: bool,
    /// A draft stands in the office.
    stands: bool,
    /// Changes that were not sent yet.
    since: usize,
    /// When the first of them came.
    first: Option<Duration>,
    /// Questions not yet answered.
    asked: usize,
    failed: bool,
}

impl Keep {
    /// Begins with a form that nobody has typed at yet.
    pub(super) fn new(id: String, stands: bool) -> Self {
        Self {
            id,
            changed: false,
            stands,
            since: 0,
            first: None,
            asked: 0,
            failed: false,
        }
    }

    /// Returns the draft's id.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Hears of a change; returns how many were not sent yet.
    pub(super) fn touched(&mut self, at: Duration) -> usize {
        self.changed = true;
        self.since += 1;
        self.first.get_or_insert(at);
        self.since
    }

    /// Returns how long the oldest of what no draft holds yet has waited.
    pub(super) fn waited(&self, now: Duration) -> Duration {
        self.first
            .map_or(Duration::ZERO, |first| now.saturating_sub(first))
    }

    /// Returns whether something was typed that no draft holds yet.
    pub(super) fn waits(&self) -> bool {
        self.since > 0
    }

    /// Returns whether something was typed since the form was opened.
    pub(super) fn changed(&self) -> bool {
        self.changed
    }

    /// Returns whether an answer about the draft is still to come.
    pub(super) fn asked(&self) -> bool {
        self.asked > 0
    }

    /// Returns the question that keeps this content.
    pub(super) fn ask(&mut self, form: &str, value: Value) -> Question {
        (self.since, self.first) = (0, None);
        self.asked += 1;
        self.stands = true;
        Question::KeepDraft {
            id: self.id.clone(),
            form: form.to_owned(),
            value,
        }
    }

    /// Hears whether it was kept; what was not is still to be kept.
    pub(super) fn answered(&mut self, kept: bool) {
        self.asked = self.asked.saturating_sub(1);
        self.failed = !kept;
        if !kept {
            self.since += 1;
        }
    }

    /// There is no draft any more.
    pub(super) fn forget(&mut self) {
        (self.since, self.first) = (0, None);
        self.stands = false;
    }

    /// Returns the id of the draft that is to go when the form is saved.
    pub(super) fn standing(&self) -> Option<String> {
        self.stands.then(|| self.id.clone())
    }

    /// Returns what the frame says of it.
    pub(super) fn said(&self) -> Option<FormWord> {
        if !self.stands && !self.changed {
            None
        } else if self.failed {
            Some(FormWord::DraftFailed)
        } else if self.since > 0 || self.asked > 0 {
            Some(FormWord::DraftWaits)
        } else {
            Some(FormWord::DraftKept)
        }
    }
}
