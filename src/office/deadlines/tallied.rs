//! Open clocks told by the counts of their days alone, so that only the rows of a window are looked up: all of
//! them, those of one band, or group by group. It must not know what a group is called.

use super::{Horizon, Wanted, group_key, in_order, kind, stand_together, working_day_after};
use crate::law::Law;
use crate::office::ask::{Band, DueFilter, DueGroup, GroupKey};
use crate::office::index::{Index, Kin, Tally};
use crate::register::clock::Clock;
use crate::text::Query;
use chrono::NaiveDate;

/// Some rows of one day that stand together: how many there are, and of which band.
struct OfDay {
    day: NaiveDate,
    rows: usize,
    band: Band,
}

/// Open clocks, by urgency within what they share.
pub(super) struct Tallied<'i> {
    index: &'i Index,
    horizon: Horizon,
    band: Option<Band>,
    /// The last day that "within so many days" reaches.
    last: Option<NaiveDate>,
    /// What stands together, in its order; `None`: everything.
    together: Vec<Option<&'i Kin>>,
    /// They are cut by what they share, and not by band.
    cut: bool,
}

impl<'i> Tallied<'i> {
    /// Takes a filter that asks for no words and for at most one thing that is shared; none where some clock
    /// is late whatever its day.
    pub(super) fn of(
        index: &'i Index,
        law: &Law,
        today: NaiveDate,
        filter: &DueFilter,
    ) -> Option<Self> {
        let late_ahead = || {
            let ahead = index.due_days().rev().take_while(|(day, _)| *day >= today);
            ahead.into_iter().any(|(_, due)| due.late_for_good > 0)
        };
        if !Query::new(&filter.query).is_empty() || late_ahead() {
            return None;
        }
        let only = match (filter.officer.as_deref(), filter.class) {
            (None, None) => None,
            (Some(name), None) => Some(Kin::Officer((!name.is_empty()).then(|| name.into()))),
            (None, Some(class)) => Some(Kin::Class(Some(class))),
            (Some(_), Some(_)) => return None,
        };
        let cut = kind(filter.grouping);
        let together = match (only, cut) {
            (None, None) => vec![None],
            (None, Some(kind)) => {
                let kins = in_order(index.shared(kind).collect(), law);
                kins.into_iter().map(Some).collect()
            }
            (Some(only), cut) if cut.is_none_or(|kind| kind == only.kind()) => {
                let found = index.shared(only.kind()).find(|kin| **kin == only);
                found.into_iter().map(Some).collect()
            }
            (Some(_), _) => return None,
        };
        Some(Self {
            index,
            horizon: Horizon::new(law, today),
            band: filter.band,
            last: filter.within.map(|n| working_day_after(law, today, n)),
            together,
            cut: cut.is_some(),
        })
    }

    /// The days of what stands together in the order of the rows, the suspended last.
    fn days(&self, kin: Option<&Kin>) -> impl Iterator<Item = OfDay> {
        let tallies: Vec<(NaiveDate, Tally)> = if let Some(kin) = kin {
            self.index.days_shared(kin).collect()
        } else {
            let days = self.index.due_days();
            days.map(|(day, due)| (day, due.tally())).collect()
        };
        let running = tallies.iter().map(|(day, tally)| OfDay {
            day: *day,
            rows: tally.running,
            band: self.horizon.band_of_day(*day),
        });
        let paused = tallies.iter().map(|(day, tally)| OfDay {
            day: *day,
            rows: tally.paused,
            band: Band::Paused,
        });
        let days: Vec<OfDay> = running.chain(paused).filter(|of| self.lets(of)).collect();
        days.into_iter()
    }

    fn lets(&self, of: &OfDay) -> bool {
        let near = |last: NaiveDate| match of.band {
            Band::Overdue => true,
            Band::Paused => false,
            _ => of.day <= last,
        };
        of.rows > 0 && self.band.is_none_or(|band| band == of.band) && self.last.is_none_or(near)
    }

    /// How many rows there are.
    pub(super) fn total(&self) -> usize {
        let days = self.together.iter().flat_map(|kin| self.days(*kin));
        days.map(|of| of.rows).sum()
    }

    /// The rows from `from` on, at most `count`.
    pub(super) fn rows(&self, from: usize, count: usize) -> Vec<Wanted<'i>> {
        let mut skip = from;
        let mut rows = Vec::new();
        for kin in &self.together {
            for of in self.days(*kin) {
                if rows.len() >= count {
                    return rows;
                }
                if skip >= of.rows {
                    skip -= of.rows;
                    continue;
                }
                let most = (of.rows - skip).min(count - rows.len());
                self.gather(*kin, &of, skip, most, &mut rows);
                skip = 0;
            }
        }
        rows
    }

    /// Looks up the rows of one day: at most `most`, those before `skip` passed over.
    fn gather(
        &self,
        kin: Option<&Kin>,
        of: &OfDay,
        mut skip: usize,
        most: usize,
        rows: &mut Vec<Wanted<'i>>,
    ) {
        let until = rows.len() + most;
        let Some(due) = self.index.due_on(of.day) else {
            return;
        };
        for (id, own) in due.counted(of.band == Band::Paused) {
            if own == 0 {
                continue;
            }
            if kin.is_none() && skip >= own {
                skip -= own;
                continue;
            }
            let Some((row, facts)) = self.index.both(id) else {
                continue;
            };
            let here = |clock: &&Clock| {
                clock.due == of.day
                    && self.horizon.band(clock) == of.band
                    && kin.is_none_or(|kin| kin.holds(row, facts, clock))
            };
            for clock in row.clocks.iter().filter(here) {
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                rows.push((row, clock, of.band));
                if rows.len() == until {
                    return;
                }
            }
        }
    }

    /// The groups in their order.
    pub(super) fn groups(&self, law: &Law) -> Vec<DueGroup> {
        let mut groups = Vec::new();
        for kin in &self.together {
            let Some(kin) = kin.filter(|_| self.cut) else {
                for of in self.days(*kin) {
                    stand_together(&mut groups, GroupKey::Band(of.band), of.rows, of.band);
                }
                continue;
            };
            let (mut rows, mut overdue) = (0, 0);
            for of in self.days(Some(kin)) {
                rows += of.rows;
                overdue += if of.band == Band::Overdue { of.rows } else { 0 };
            }
            if rows > 0 {
                let key = group_key(law, kin);
                groups.push(DueGroup { key, rows, overdue });
            }
        }
        groups
    }
}
