//! What an entry has touched so far: reads what it changed before what stands on the shelf.

use crate::register::book::{
    Change, Matter, Numbers, Petition, PostedDay, Reception, Series, Shelf,
};
use crate::register::number::{MatterNo, PersonId, PetitionNo, ReceptionNo};
use chrono::NaiveDate;

/// A page of the books on which one entry is written.
pub(super) struct Page<'s> {
    shelf: &'s dyn Shelf,
    pub(super) change: Change,
}

fn put<T, K: PartialEq>(list: &mut Vec<T>, key: impl Fn(&T) -> K, new: T) {
    let at = key(&new);
    match list.iter_mut().find(|old| key(old) == at) {
        Some(old) => *old = new,
        None => list.push(new),
    }
}

impl<'s> Page<'s> {
    pub(super) fn new(shelf: &'s dyn Shelf) -> Self {
        Self {
            shelf,
            change: Change::default(),
        }
    }

    pub(super) fn reception(&self, no: ReceptionNo) -> Option<Reception> {
        let changed = self.change.receptions.iter().find(|r| r.no == no).cloned();
        changed.or_else(|| self.shelf.reception(no))
    }

    pub(super) fn petition(&self, no: PetitionNo) -> Option<Petition> {
        let changed = self.change.petitions.iter().find(|p| p.no == no).cloned();
        changed.or_else(|| self.shelf.petition(no))
    }

    pub(super) fn matter(&self, no: MatterNo) -> Option<Matter> {
        let changed = self.change.matters.iter().find(|m| m.no == no).cloned();
        changed.or_else(|| self.shelf.matter(no))
    }

    pub(super) fn posted_day(&self, day: NaiveDate) -> Option<PostedDay> {
        self.shelf.posted_day(day)
    }

    pub(super) fn put_reception(&mut self, reception: Reception) {
        put(&mut self.change.receptions, |r| r.no, reception);
    }

    pub(super) fn put_petition(&mut self, petition: Petition) {
        put(&mut self.change.petitions, |p| p.no, petition);
    }

    pub(super) fn put_matter(&mut self, matter: Matter) {
        put(&mut self.change.matters, |m| m.no, matter);
    }

    pub(super) fn put_posted_day(&mut self, day: PostedDay) {
        put(&mut self.change.posted_days, |d| d.schedule.date, day);
    }

    pub(super) fn hide(&mut self, people: &[PersonId]) {
        for id in people {
            if !self.change.hide.contains(id) {
                self.change.hide.push(*id);
            }
        }
    }

    /// Puts a petition into a matter, which is opened where it does not stand.
    pub(super) fn join_matter(&mut self, no: MatterNo, petition: PetitionNo, entry: u64) {
        let mut matter = self.matter(no).unwrap_or(Matter {
            no,
            entry,
            petitions: Vec::new(),
        });
        if !matter.petitions.contains(&petition) {
            matter.petitions.push(petition);
        }
        self.put_matter(matter);
    }

    /// Remembers the last number given in each series.
    pub(super) fn count_numbers(&mut self, numbers: &Numbers) {
        if let Some(no) = &numbers.reception {
            self.count(Series::Reception, no.year, no.n);
        }
        for no in &numbers.petitions {
            self.count(Series::Petition, no.year, no.n);
        }
        for no in &numbers.matters {
            self.count(Series::Matter, no.year, no.n);
        }
    }

    fn count(&mut self, series: Series, year: i32, n: u32) {
        let last = self.shelf.last_number(series, year).max(n);
        let known = &mut self.change.last_numbers;
        match known
            .iter_mut()
            .find(|(s, y, _)| *s == series && *y == year)
        {
            Some((_, _, highest)) => *highest = last.max(*highest),
            None => known.push((series, year, last)),
        }
    }
}
