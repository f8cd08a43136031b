//! What the home screen shows: today's visits, how the clocks stand, drafts, and what is coming.

use super::ask::{ChainState, Coming, ComingWhat, DayCounts, DraftHead, HomeView};
use super::deadlines;
use super::index::{Index, Kind, Row};
use crate::law::Law;
use crate::law::calendar::SpecialKind;
use chrono::{Days, NaiveDate};

/// Days ahead that "what is coming" looks.
const AHEAD: u64 = 45;
/// From how many people on a visit is a crowd (TT 06/2025, form 01/TCD, notes).
const CROWD: u32 = 5;

/// What the home screen needs beside the index.
#[derive(Debug, Clone)]
pub struct Around {
    /// This officer's drafts, newest first.
    pub drafts: Vec<DraftHead>,
    /// The last backup, milliseconds since 1970 (UTC).
    pub last_backup: Option<i64>,
    /// How far the chain is verified.
    pub chain: ChainState,
    /// The head's posted days that are coming.
    pub posted: Vec<Coming>,
}

/// Puts the home screen together.
pub fn home(index: &Index, law: &Law, today: NaiveDate, around: Around) -> HomeView {
    let mut receptions: Vec<Row> = index.on_day(Kind::Reception, today).cloned().collect();
    receptions.reverse();
    let (receptions_total, petitions_total) = index.counts();
    HomeView {
        today,
        day: day_counts(&receptions),
        receptions,
        due: deadlines::counts(index, law, today),
        drafts: around.drafts,
        coming: coming(law, today, around.posted),
        receptions_total: receptions_total as u64,
        petitions_total: petitions_total as u64,
        last_backup: around.last_backup,
        chain: around.chain,
    }
}

/// Counts a day's visits. One that the head also took is counted once, under the head.
pub fn day_counts(receptions: &[Row]) -> DayCounts {
    let mut counts = DayCounts::default();
    for row in receptions {
        counts.petitions += row.petitions;
        counts.refused += u32::from(row.refused);
        if row.continued {
            continue;
        }
        counts.receptions += 1;
        counts.people += row.people;
        if row.people >= CROWD {
            counts.crowds += 1;
            counts.crowd_people += row.people;
        }
    }
    counts
}

/// The special days ahead, the posted ones, and the end of the confirmed calendar, by day.
fn coming(law: &Law, today: NaiveDate, mut all: Vec<Coming>) -> Vec<Coming> {
    let until = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    for row in law
        .calendar
        .rows()
        .filter(|row| row.date >= today && row.date <= until)
    {
        let (name, basis) = (row.name.clone(), row.basis.clone());
        let what = match row.kind {
            SpecialKind::Holiday | SpecialKind::InLieu => ComingWhat::DayOff {
                name,
                basis,
                sure: row.certainty.is_sure(),
            },
            SpecialKind::Worked => ComingWhat::Worked { name, basis },
        };
        all.push(Coming {
            date: row.date,
            what,
        });
    }
    let (_, end) = law.calendar.confirmed();
    if end >= today && end <= until {
        all.push(Coming {
            date: end,
            what: ComingWhat::CalendarEnds,
        });
    }
    all.retain(|coming| coming.date >= today);
    all.sort_by_key(|coming| coming.date);
    all
}
