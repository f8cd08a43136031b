//! The law that an office counts by: the statute with its own rows laid over it, how they are changed, and
//! what a change would move.

use super::ask::Failure;
use super::books::Office;
use super::line::prepare;
use super::moves::{Moves, moves};
use super::shelves::Reading;
use super::wall::civil;
use crate::law::Law;
use crate::register::act::Act;
use crate::register::book::Shelf;
use crate::register::check::check;
use crate::register::own_law::{LawAct, LawChange, law_with};
use crate::register::part::bad_value;
use crate::register::value::Value;
use crate::store::StoreError;
use std::sync::Arc;

/// The law that an office with these changes counts by.
pub(super) fn own_law(changes: &[LawChange]) -> Law {
    law_with(changes.iter().map(|change| &change.act))
}

impl Office {
    /// The law that this office counts by, to be kept.
    pub fn shared_law(&self) -> Arc<Law> {
        Arc::clone(&self.law)
    }

    /// The changes of calendar and rules, newest first.
    pub fn law_changes(&self) -> Result<Vec<LawChange>, StoreError> {
        let mut changes = self.store.changes_of_law()?;
        changes.reverse();
        Ok(changes)
    }

    /// Says what a line `change_calendar` or `change_rules` would move; nothing is written.
    pub fn moves(&self, line: Value) -> Result<Moves, Failure> {
        let reading = Reading(&self.store);
        let prepared = prepare(&reading, line).map_err(super::books::unprepared)?;
        let now = civil(self.clock.millis());
        check(&reading, &self.law, now, &prepared.act, &[])?;
        let act = match prepared.act {
            Act::ChangeCalendar(change) => LawAct::Calendar(change),
            Act::ChangeRules(change) => LawAct::Rules(change),
            other => {
                let laws = vec!["change_calendar", "change_rules"];
                return Err(bad_value(other.word(), laws).under("do").into());
            }
        };
        let changes = reading.law_changes();
        let acts = changes.iter().map(|change| &change.act).chain([&act]);
        let new = law_with(acts);
        Ok(moves(&self.index, &reading, &self.law, &new, self.today()))
    }

    /// Counts everything again, the law being another: rows of the index and due days in the state.
    pub(super) fn recount(&mut self) {
        // The change is saved. Should counting fail, the books are in trouble and take nothing more; the
        // next opening counts again, because the state knows that its due days are old.
        self.read_all(true, false, &mut |_| {}).unwrap_or_default();
    }
}
