//! Lists looked through and put in another order, and the place of one of their rows. It must not know how
//! any list is found.

use super::ask::{Answer, Failure, Filter, Question};
use super::books::Office;
use super::deadlines;
use super::index::Row;
use super::order::{Aim, By, Order, Rank, Sift, Target, put_in_order, rank_of};
use crate::register::number::Subject;
use crate::text::{Query, fold};
use chrono::NaiveDate;
use std::sync::Arc;

/// Rows in an order, for as long as the books do not change.
#[derive(Debug)]
pub(super) struct Sorted {
    filter: Filter,
    today: NaiveDate,
    ids: Arc<[Subject]>,
}

/// A row of a supervisor's list, as far as it is looked through and put in order.
trait Sifted {
    /// Its record.
    fn id(&self) -> Subject;
    /// Its words beside those of its record.
    fn words(&self) -> Vec<&str>;
    /// Its place by a column; nothing where the row of the record says it.
    fn rank(&self, by: By) -> Own;
    /// Its day.
    fn day(&self) -> Option<NaiveDate>;
}

/// What a row says of its place.
enum Own {
    /// This.
    Is(Option<Rank>),
    /// As the row of its record.
    OfRecord,
}

impl Sifted for super::promises::PromiseRow {
    fn id(&self) -> Subject {
        self.id
    }

    fn words(&self) -> Vec<&str> {
        vec![&self.promise.text]
    }

    fn rank(&self, by: By) -> Own {
        Own::Is(match by {
            By::Due => Some(Rank::day(self.promise.due)),
            By::What => Rank::text(&self.promise.text),
            By::Officer => self.officer.as_deref().and_then(Rank::text),
            _ => return Own::OfRecord,
        })
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(self.promise.due)
    }
}

impl Sifted for super::enforcement::EnforcementRow {
    fn id(&self) -> Subject {
        self.id
    }

    fn words(&self) -> Vec<&str> {
        vec![&self.decision.number]
    }

    fn rank(&self, by: By) -> Own {
        let left = &self.outstanding;
        let sum = |one: u64, other: u64| Some(Rank::count(one.saturating_add(other)));
        Own::Is(match by {
            By::Due => self.due.map(Rank::day),
            By::Since => Some(Rank::day(self.since)),
            By::What => Rank::text(&self.decision.number),
            By::Money => sum(left.recovered_money, left.returned_money),
            By::Land => sum(left.recovered_land_m2, left.returned_land_m2),
            _ => return Own::OfRecord,
        })
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(self.due.unwrap_or(self.since))
    }
}

impl Sifted for super::warnings::WarningRow {
    fn id(&self) -> Subject {
        self.id
    }

    fn words(&self) -> Vec<&str> {
        Vec::new()
    }

    fn rank(&self, by: By) -> Own {
        use super::warnings::Detail;
        Own::Is(match by {
            By::Kind => Some(Rank::count(self.kind as usize)),
            By::Since => Some(Rank::day(self.since)),
            By::What => match &self.detail {
                Detail::Limit { longest, .. } => Some(Rank::day(*longest)),
                Detail::People(count) | Detail::Bodies(count) => Some(Rank::count(*count)),
                Detail::Often { times, .. } => Some(Rank::count(*times)),
                Detail::Nothing => None,
            },
            _ => return Own::OfRecord,
        })
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(self.since)
    }
}

impl Sifted for Row {
    fn id(&self) -> Subject {
        self.id
    }

    fn words(&self) -> Vec<&str> {
        Vec::new()
    }

    fn rank(&self, _by: By) -> Own {
        Own::OfRecord
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(self.at.date())
    }
}

/// The rows of a question from `from` on, at most `count`.
#[derive(Clone, Copy)]
struct Window {
    from: usize,
    count: usize,
}

impl Office {
    /// Answers a question for rows as far as they are looked for and in another order; one that is not for
    /// rows as it stands.
    pub(super) fn sifted(&mut self, of: Question, sift: Sift) -> Result<Answer, Failure> {
        let all = (0, usize::MAX);
        Ok(match of {
            Question::Promises { only, from, count } => {
                let mut found = self.promises(only, all.0, all.1);
                found.from = from;
                found.total = self.sift(&mut found.rows, &sift, Window { from, count });
                Answer::Promises(Box::new(found))
            }
            Question::Enforcement { late, from, count } => {
                let mut found = self.enforcement(late, all.0, all.1);
                found.from = from;
                found.total = self.sift(&mut found.rows, &sift, Window { from, count });
                Answer::Enforcement(Box::new(found))
            }
            Question::Warnings { only, from, count } => {
                let mut found = self.warnings(only, all.0, all.1);
                found.from = from;
                found.total = self.sift(&mut found.rows, &sift, Window { from, count });
                Answer::Warnings(Box::new(found))
            }
            Question::WithoutLimit { from, count } => {
                let mut rows: Vec<Row> = self.index.without_limit().cloned().collect();
                let total = self.sift(&mut rows, &sift, Window { from, count });
                Answer::Rows { from, rows, total }
            }
            Question::DoneClocks {
                filter,
                from,
                count,
            } => {
                let found = self.done_clocks(&filter, &sift, (from, count));
                Answer::DoneClocks(Box::new(found))
            }
            Question::Forecast {
                by,
                mut filter,
                from,
                count,
            } => {
                filter.query = sift.query;
                filter.order = sift.order;
                Answer::Forecast(Box::new(self.forecast(by, &filter, from, count)))
            }
            other => return self.answer(other),
        })
    }

    /// Leaves of rows those that are looked for, in their order, and of these a window; returns how many there
    /// are in all.
    fn sift<T: Sifted>(&self, rows: &mut Vec<T>, sift: &Sift, window: Window) -> usize {
        let query = Query::new(&sift.query);
        if !query.is_empty() {
            rows.retain(|row| {
                let own = fold(&row.words().join(" "));
                self.index.matches(row.id(), &query) || query.matches(&own, "")
            });
        }
        if let Some(Order { by, reversed }) = sift.order {
            let today = self.today();
            let rank = |row: &T| match row.rank(by) {
                Own::Is(rank) => rank,
                Own::OfRecord => {
                    let record = self.index.row(row.id());
                    record.and_then(|record| rank_of(record, by, today))
                }
            };
            put_in_order(rows, reversed, rank, T::id);
        }
        let total = rows.len();
        rows.truncate(window.from.saturating_add(window.count));
        rows.drain(..window.from.min(rows.len()));
        total
    }

    /// Returns the rows of a list in the order that its filter asks for.
    pub(super) fn rows_in_order(
        &self,
        filter: &Filter,
        from: usize,
        count: usize,
    ) -> (Vec<Row>, usize) {
        let ids = self.sorted(filter);
        let window = ids.iter().skip(from).take(count);
        let rows = window.filter_map(|id| self.index.row(*id));
        (rows.map(|row| self.masked(row)).collect(), ids.len())
    }

    /// Returns the rows of a list in the order that its filter asks for; sorted once, until something changes.
    fn sorted(&self, filter: &Filter) -> Arc<[Subject]> {
        let today = self.today();
        let mut kept = self.index.sorted.borrow_mut();
        let same = |sorted: &&Sorted| sorted.filter == *filter && sorted.today == today;
        if let Some(sorted) = kept.as_ref().filter(same) {
            return Arc::clone(&sorted.ids);
        }
        let ids: Arc<[Subject]> = self.ids(filter, today).into();
        *kept = Some(Sorted {
            filter: filter.clone(),
            today,
            ids: Arc::clone(&ids),
        });
        ids
    }

    fn ids(&self, filter: &Filter, today: NaiveDate) -> Vec<Subject> {
        let mut found = self.found(filter);
        if let Some(Order { by, reversed }) = filter.order {
            put_in_order(
                &mut found,
                reversed,
                |row| rank_of(row, by, today),
                |row| row.id,
            );
        }
        found.into_iter().map(|row| row.id).collect()
    }

    /// Returns the place of a row among all to which a question leads.
    pub(super) fn place(&mut self, of: Question, aim: &Aim) -> Result<Option<usize>, Failure> {
        let (of, sift) = match of {
            Question::Sifted { of, sift } => (*of, sift),
            other => (other, Sift::default()),
        };
        let of = match of {
            Question::Rows { filter, .. } => {
                let found = self.in_order(&filter);
                let targets = found.into_iter().map(|row| target(row, row.at.date()));
                return Ok(aim.among(targets));
            }
            Question::Deadlines { filter, .. } => {
                let clocks = deadlines::wanted(&self.index, &self.law, self.today(), &filter);
                let targets = clocks.iter().map(|(row, clock, _)| target(row, clock.due));
                return Ok(aim.among(targets));
            }
            Question::DoneClocks { filter, .. } => {
                return Ok(self.done_place(&filter, &sift, aim));
            }
            Question::Promises { only, .. } => Question::Promises {
                only,
                from: 0,
                count: usize::MAX,
            },
            Question::Enforcement { late, .. } => Question::Enforcement {
                late,
                from: 0,
                count: usize::MAX,
            },
            Question::Warnings { only, .. } => Question::Warnings {
                only,
                from: 0,
                count: usize::MAX,
            },
            Question::WithoutLimit { .. } => Question::WithoutLimit {
                from: 0,
                count: usize::MAX,
            },
            Question::Forecast { by, filter, .. } => Question::Forecast {
                by,
                filter,
                from: 0,
                count: usize::MAX,
            },
            _ => return Ok(None),
        };
        Ok(match self.sifted(of, sift)? {
            Answer::Promises(found) => self.aimed(&found.rows, aim),
            Answer::Enforcement(found) => self.aimed(&found.rows, aim),
            Answer::Warnings(found) => self.aimed(&found.rows, aim),
            Answer::Rows { rows, .. } => self.aimed(&rows, aim),
            Answer::Forecast(found) => {
                let rows = found.rows.iter();
                aim.among(rows.map(|due| target(&due.row, due.clock.due)))
            }
            _ => None,
        })
    }

    fn in_order(&self, filter: &Filter) -> Vec<&Row> {
        if filter.order.is_none() {
            return self.found(filter);
        }
        let ids = self.sorted(filter);
        ids.iter().filter_map(|id| self.index.row(*id)).collect()
    }

    fn aimed<T: Sifted>(&self, rows: &[T], aim: &Aim) -> Option<usize> {
        let targets = rows.iter().map(|row| {
            let record = self.index.row(row.id());
            let name = record.map_or(&super::index::Name::Nobody, |record| &record.name);
            let mut target = Target::of(row.id(), name, NaiveDate::MIN);
            target.day = row.day();
            target.words.extend(row.words());
            target
        });
        aim.among(targets)
    }
}

fn target(row: &Row, day: NaiveDate) -> Target<'_> {
    Target::of(row.id, &row.name, day)
}
