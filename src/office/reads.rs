//! What an open office answers: lists, one record, home, deadlines. Changes nothing.

use super::ask::{DeadlineRow, DueCounts, DueFilter, DueGroup, Filter, HomeView};
use super::books::Office;
use super::deadlines;
use super::home::{Around, home};
use super::index::{Kind, Row, officer};
use super::shelves::Reading;
use super::veil::Sight;
use super::view::{PetitionView, ReceptionView, petition_view, reception_view};
use crate::register::book::Shelf;
use crate::register::number::{PetitionNo, ReceptionNo, Subject};
use crate::register::words::ReceivedBy;
use chrono::NaiveDate;

impl Office {
    /// Returns the rows of a list, newest first unless it is put in another order: those from `from` on, at
    /// most `count`, and how many there are in all.
    pub fn rows(&self, filter: &Filter, from: usize, count: usize) -> (Vec<Row>, usize) {
        if filter.order.is_some() {
            return self.rows_in_order(filter, from, count);
        }
        let found: Vec<&Row> = self.found(filter);
        let rows = found
            .iter()
            .skip(from)
            .take(count)
            .map(|row| self.masked(row))
            .collect();
        (rows, found.len())
    }

    /// The rows that a filter lets through, newest first.
    pub(super) fn found(&self, filter: &Filter) -> Vec<&Row> {
        let passes = |row: &&Row| {
            filter.day.is_none_or(|day| row.at.date() == day)
                && filter.since.is_none_or(|first| first <= row.at.date())
                && filter.until.is_none_or(|last| row.at.date() <= last)
                && filter.class.is_none_or(|class| row.class == Some(class))
                && filter
                    .status
                    .is_none_or(|status| row.status == Some(status))
                && !(filter.open_only && row.closed)
                && !(filter.unassigned && row.officer.is_some())
                && filter
                    .officer
                    .as_deref()
                    .is_none_or(|name| officer(row) == Some(name))
                && (!filter.by_head || self.by_head(row))
                && filter.closed.is_none_or(|days| self.was_closed(row, days))
        };
        if !filter.query.trim().is_empty() {
            return self
                .index
                .search(&filter.query, filter.kind)
                .into_iter()
                .filter(passes)
                .collect();
        }
        if let Some(kind) = filter.kind {
            self.index.newest(kind).filter(passes).collect()
        } else {
            let petitions = self.index.newest(Kind::Petition);
            let mut all: Vec<&Row> = petitions
                .chain(self.index.newest(Kind::Reception))
                .filter(passes)
                .collect();
            all.sort_by_key(|row| std::cmp::Reverse((row.at, row.id)));
            all
        }
    }

    fn by_head(&self, row: &Row) -> bool {
        let by = self.index.facts(row.id).and_then(|facts| facts.by);
        by == Some(ReceivedBy::Head) && !row.refused
    }

    fn was_closed(&self, row: &Row, (first, last): (NaiveDate, NaiveDate)) -> bool {
        let closed = self.index.facts(row.id).and_then(|facts| facts.closed_on);
        closed.is_some_and(|day| first <= day && day <= last)
    }

    /// Who recorded a reception that brought a denunciation is hidden with it.
    pub(super) fn masked(&self, row: &Row) -> Row {
        let mut row = row.clone();
        if row.secret && !self.me.clearance && matches!(row.id, Subject::Reception(_)) {
            row.petitions = 0;
            row.officer = None;
        }
        row
    }

    /// Returns one petition, as this officer may see it.
    pub fn petition(&self, no: PetitionNo) -> Option<PetitionView> {
        self.petition_at(no, Sight::of(self.me.clearance))
    }

    /// Returns one petition to whoever has just opened the identity of it, and that is in the book: with the
    /// texts that name the denouncer.
    pub fn petition_opened(&self, no: PetitionNo) -> Option<PetitionView> {
        let cleared = self.me.clearance;
        self.petition_at(
            no,
            if cleared {
                Sight::Opened
            } else {
                Sight::Without
            },
        )
    }

    fn petition_at(&self, no: PetitionNo, sight: Sight) -> Option<PetitionView> {
        petition_view(&Reading(&self.store), &self.law, no, sight, self.today())
    }

    /// Returns one reception, as this officer may see it.
    pub fn reception(&self, no: ReceptionNo) -> Option<ReceptionView> {
        let sight = Sight::of(self.me.clearance);
        reception_view(&Reading(&self.store), &self.law, no, sight)
    }

    /// Returns the agency's open clocks that a filter lets through, how many there are, and how all stand.
    pub fn deadlines(
        &self,
        filter: &DueFilter,
        from: usize,
        count: usize,
    ) -> (Vec<DeadlineRow>, usize, DueCounts) {
        let today = self.today();
        let (mut rows, total) = deadlines::rows(&self.index, &self.law, today, filter, from, count);
        for due in &mut rows {
            due.row = self.masked(&due.row);
        }
        (
            rows,
            total,
            deadlines::counts(&self.index, &self.law, today),
        )
    }

    /// Returns the groups in which the rows that a filter lets through stand, in their order.
    pub fn deadline_groups(&self, filter: &DueFilter) -> Vec<DueGroup> {
        deadlines::groups(&self.index, &self.law, self.today(), filter)
    }

    /// Returns what the home screen shows.
    pub fn home(&self) -> HomeView {
        let around = Around {
            drafts: self.drafts().unwrap_or_default(),
            last_backup: self.store.last_backup().map(|(at, _)| at),
            chain: self.chain,
            posted: Vec::new(),
        };
        let mut view = home(&self.index, &self.law, self.today(), around);
        for row in &mut view.receptions {
            *row = self.masked(row);
            self.look_ahead(row);
        }
        view
    }

    /// Gives a reception the status and the open clocks of what was brought, as far as that is not hidden:
    /// at home one asks what comes next.
    fn look_ahead(&self, row: &mut Row) {
        let Subject::Reception(no) = row.id else {
            return;
        };
        if row.secret {
            return;
        }
        let brought = Reading(&self.store)
            .reception(no)
            .map(|reception| reception.petitions)
            .unwrap_or_default();
        for petition in brought {
            let Some(petition) = self.index.row(Subject::Petition(petition)) else {
                continue;
            };
            if !petition.secret {
                row.status = row.status.or(petition.status);
                row.clocks.extend(petition.clocks.iter().cloned());
            }
        }
    }
}
