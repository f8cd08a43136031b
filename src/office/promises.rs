//! Promises made at dialogues and in the head's conclusions: open, late, kept.

use super::books::Office;
use super::index::{Index, Name, Promise};
use crate::register::number::Subject;
use chrono::NaiveDate;

/// How a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Its day has passed and it is not kept.
    Late,
    /// Its day has not passed.
    Open,
    /// Kept after its day.
    KeptLate,
    /// Kept by its day.
    Kept,
}

impl Standing {
    /// How a promise stands on a day; due that day is not late.
    pub fn of(promise: &Promise, today: NaiveDate) -> Self {
        match promise.kept {
            Some(kept) if kept > promise.due => Self::KeptLate,
            Some(_) => Self::Kept,
            None if today > promise.due => Self::Late,
            None => Self::Open,
        }
    }
}

/// A promise with whose record it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseRow {
    /// The petition or reception.
    pub id: Subject,
    /// Whose.
    pub name: Name,
    /// Who works on it.
    pub officer: Option<Box<str>>,
    /// The promise; its text is empty where that could tell who denounces.
    pub promise: Promise,
    /// How it stands.
    pub standing: Standing,
    /// Calendar days left, below 0 where late; `None` once kept.
    pub days_left: Option<i64>,
}

/// How all promises stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PromiseCounts {
    /// Late and not kept.
    pub late: usize,
    /// Open.
    pub open: usize,
    /// Kept after their day.
    pub kept_late: usize,
    /// Kept by their day.
    pub kept: usize,
}

/// Some promises, and how all stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Promises {
    /// How many rows were passed over.
    pub from: usize,
    /// The late, then the open, by due day; the kept, latest first.
    pub rows: Vec<PromiseRow>,
    /// How many there are in all that were asked for.
    pub total: usize,
    /// How all stand.
    pub counts: PromiseCounts,
}

/// Returns the promises of one standing, or all.
pub fn promises(
    index: &Index,
    today: NaiveDate,
    clearance: bool,
    only: Option<Standing>,
    (from, count): (usize, usize),
) -> Promises {
    let mut found: Vec<(Standing, Subject, &Promise)> = Vec::new();
    let mut counts = PromiseCounts::default();
    for (row, facts) in index.all() {
        for promise in &facts.promises {
            let standing = Standing::of(promise, today);
            *match standing {
                Standing::Late => &mut counts.late,
                Standing::Open => &mut counts.open,
                Standing::KeptLate => &mut counts.kept_late,
                Standing::Kept => &mut counts.kept,
            } += 1;
            if only.is_none_or(|only| only == standing) {
                found.push((standing, row.id, promise));
            }
        }
    }
    found.sort_by_key(|(standing, id, promise)| match promise.kept {
        None => (
            *standing as u8,
            (promise.due - NaiveDate::MIN).num_days(),
            *id,
        ),
        Some(kept) => (u8::MAX, (NaiveDate::MAX - kept).num_days(), *id),
    });
    let rows = found.iter().skip(from).take(count);
    Promises {
        from,
        total: found.len(),
        rows: rows
            .filter_map(|(_, id, promise)| promise_row(index, today, clearance, *id, promise))
            .collect(),
        counts,
    }
}

fn promise_row(
    index: &Index,
    today: NaiveDate,
    clearance: bool,
    id: Subject,
    promise: &Promise,
) -> Option<PromiseRow> {
    let row = index.row(id)?;
    let hidden = row.secret && !clearance && matches!(id, Subject::Reception(_));
    let mut promise = promise.clone();
    if hidden {
        promise.text = Box::default();
    }
    Some(PromiseRow {
        id,
        name: row.name.clone(),
        officer: row.officer.clone().filter(|_| !hidden),
        standing: Standing::of(&promise, today),
        days_left: promise
            .kept
            .is_none()
            .then(|| (promise.due - today).num_days()),
        promise,
    })
}

impl Office {
    /// Returns the promises of one standing, or all, as this officer may see them.
    pub fn promises(&self, only: Option<Standing>, from: usize, count: usize) -> Promises {
        let window = (from, count);
        promises(&self.index, self.today(), self.me.clearance, only, window)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::deadlines::tests::{Books, day, text};
    use crate::register::value::Value;

    #[test]
    fn promises_are_open_late_kept_and_kept_late() {
        let mut books = Books::empty();
        let no = books.file(
            "2026-11-02",
            "Nguyễn Văn An",
            &[("class", text("complaint"))],
        );
        let mut promise = |what: &str, due: &str| {
            let keys = [("text", text(what)), ("due", Value::Day(day(due)))];
            books.step("promise", no, "2026-11-03", &keys);
            i64::try_from(books.shelf.last_seq).unwrap()
        };
        promise("đo lại mốc", "2026-11-10");
        promise("trả lời bằng văn bản", "2026-11-20");
        let kept = promise("mời đối thoại", "2026-11-12");
        let late = promise("cấp bản sao", "2026-11-05");
        for (seq, on) in [(kept, "2026-11-12"), (late, "2026-11-06")] {
            books.step("promise_kept", no, on, &[("promise", Value::Int(seq))]);
        }
        let index = books.index();
        let of = |only| promises(&index, day("2026-11-20"), false, only, (0, 9));
        let all = of(None);
        let seen: Vec<(&str, Standing, Option<i64>)> = all
            .rows
            .iter()
            .map(|row| (&*row.promise.text, row.standing, row.days_left))
            .collect();
        assert_eq!(
            seen,
            [
                ("đo lại mốc", Standing::Late, Some(-10)),
                ("trả lời bằng văn bản", Standing::Open, Some(0)),
                ("mời đối thoại", Standing::Kept, None),
                ("cấp bản sao", Standing::KeptLate, None),
            ]
        );
        let counts = PromiseCounts {
            late: 1,
            open: 1,
            kept_late: 1,
            kept: 1,
        };
        assert_eq!((all.total, all.counts), (4, counts));
        assert_eq!(of(Some(Standing::Late)).total, 1);
        let second = promises(&index, day("2026-11-20"), false, None, (1, 1));
        assert_eq!(second.rows, all.rows[1..2]);
    }
}
