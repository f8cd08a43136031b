//! The tiles: which numbers there are, under which title each stands, from which answer it comes, and which
//! rows it opens. It must not know what the numbers are, nor where they stand.

use chrono::{NaiveDate, Weekday};

use super::words::OversightWord as W;
use crate::desk::deadlines::Deadlines;
use crate::desk::forecast::friday;
use crate::desk::house::House;
use crate::desk::listing::Opens;
use crate::desk::load::WEEKS;
use crate::desk::register::Register;
use crate::desk::screen::Screen;
use crate::desk::{ageing, days, done_clocks, enforcement, forecast, openings, promises, warnings};
use crate::office::ask::{Band, DueFilter, Filter, Question};
use crate::office::index::Kind;
use crate::office::promises::Standing;
use crate::office::warnings::WarningKind;

/// A number that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tile {
    /// Open clocks so near their day.
    Band(Band),
    /// Open petitions that nobody works on.
    Unassigned,
    /// Open petitions at a step for which the law sets no limit.
    NoLimit,
    /// What is overdue by the next Friday if nothing is done.
    Forecast,
    /// Petitions that came in this week.
    Received,
    /// Petitions closed this week.
    Closed,
    /// The share of this week's done clocks that were in time.
    InTime,
    /// Promises.
    Promises(Standing),
    /// What is late to be carried out.
    EnforcedLate,
    /// What is not yet carried out.
    NotEnforced,
    /// Reception days that this month is short of.
    DaysShort,
    /// This month's reception days.
    Days,
    /// What deserves a second look.
    Warnings(WarningKind),
    /// Identities opened this month.
    Openings,
}

/// Tiles under one title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Deadlines,
    Week,
    Promises,
    Enforcement,
    Days,
    Warnings,
    Openings,
}

/// What is asked of the office, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Deadlines,
    Load,
    Promises,
    Enforcement,
    Days,
    Openings,
    Warnings,
    Forecast,
}

impl Part {
    /// Every part.
    pub(super) const ALL: [Self; 7] = [
        Self::Deadlines,
        Self::Week,
        Self::Promises,
        Self::Enforcement,
        Self::Days,
        Self::Warnings,
        Self::Openings,
    ];

    /// Returns its tiles, in the order in which they stand.
    pub(super) fn tiles(self) -> Vec<Tile> {
        match self {
            Self::Deadlines => [
                Band::Overdue,
                Band::Today,
                Band::Within3,
                Band::Within7,
                Band::Later,
                Band::Paused,
            ]
            .into_iter()
            .map(Tile::Band)
            .chain([Tile::Unassigned, Tile::NoLimit, Tile::Forecast])
            .collect(),
            Self::Week => vec![Tile::Received, Tile::Closed, Tile::InTime],
            Self::Promises => vec![
                Tile::Promises(Standing::Late),
                Tile::Promises(Standing::Open),
            ],
            Self::Enforcement => vec![Tile::EnforcedLate, Tile::NotEnforced],
            Self::Days => vec![Tile::DaysShort, Tile::Days],
            Self::Warnings => WarningKind::ALL.map(Tile::Warnings).to_vec(),
            Self::Openings => vec![Tile::Openings],
        }
    }

    /// Returns what stands above it; `{0}` is a day or month that only some have.
    pub(super) fn title(self) -> W {
        match self {
            Self::Deadlines => W::Deadlines,
            Self::Week => W::Week,
            Self::Promises => W::Promises,
            Self::Enforcement => W::Enforcement,
            Self::Days => W::Days,
            Self::Warnings => W::Warnings,
            Self::Openings => W::Openings,
        }
    }
}

impl Source {
    /// Every source.
    pub(super) const ALL: [Self; 8] = [
        Self::Deadlines,
        Self::Load,
        Self::Promises,
        Self::Enforcement,
        Self::Days,
        Self::Openings,
        Self::Warnings,
        Self::Forecast,
    ];

    /// Returns the question, whose numbers are wanted and no rows.
    pub(super) fn question(self, today: NaiveDate) -> Question {
        let (from, count) = (0, 0);
        match self {
            Self::Deadlines => Question::Deadlines {
                filter: DueFilter::default(),
                from,
                count,
            },
            Self::Load => Question::Load { weeks: WEEKS },
            Self::Promises => Question::Promises {
                only: None,
                from,
                count,
            },
            Self::Enforcement => Question::Enforcement {
                late: false,
                from,
                count,
            },
            Self::Days => Question::ReceptionDays(today),
            Self::Openings => Question::Openings,
            Self::Warnings => Question::Warnings {
                only: None,
                from,
                count,
            },
            Self::Forecast => Question::Forecast {
                by: friday(today),
                filter: DueFilter::default(),
                from,
                count,
            },
        }
    }
}

impl Tile {
    /// Returns where its number comes from.
    pub(super) fn source(self) -> Source {
        match self {
            Self::Band(_) | Self::Unassigned | Self::NoLimit => Source::Deadlines,
            Self::Forecast => Source::Forecast,
            Self::Received | Self::Closed | Self::InTime => Source::Load,
            Self::Promises(_) => Source::Promises,
            Self::EnforcedLate | Self::NotEnforced => Source::Enforcement,
            Self::DaysShort | Self::Days => Source::Days,
            Self::Warnings(_) => Source::Warnings,
            Self::Openings => Source::Openings,
        }
    }

    /// Makes the list of the rows behind it.
    pub(super) fn open(self, today: NaiveDate, opens: Opens) -> Box<dyn Screen<House>> {
        match self {
            Self::Band(band) => Box::new(Deadlines::new(opens).of_band(band)),
            Self::Unassigned => petitions(Filter {
                open_only: true,
                unassigned: true,
                ..Filter::default()
            }),
            Self::NoLimit => Box::new(ageing::list(opens)),
            Self::Forecast => Box::new(forecast::list(DueFilter::default(), opens)),
            Self::Received => {
                let (monday, sunday) = week(today);
                petitions(Filter {
                    since: Some(monday),
                    until: Some(sunday),
                    ..Filter::default()
                })
            }
            Self::Closed => petitions(Filter {
                closed: Some(week(today)),
                ..Filter::default()
            }),
            Self::InTime => Box::new(done_clocks::list(week(today), None, opens)),
            Self::Promises(standing) => Box::new(promises::only(standing, opens)),
            Self::EnforcedLate => Box::new(enforcement::late(opens)),
            Self::NotEnforced => Box::new(enforcement::list(opens)),
            Self::DaysShort | Self::Days => Box::new(days::list(opens)),
            Self::Warnings(kind) => Box::new(warnings::only(kind, opens)),
            Self::Openings => Box::new(openings::of_month(today, opens)),
        }
    }
}

fn petitions(filter: Filter) -> Box<dyn Screen<House>> {
    let filter = Filter {
        kind: Some(Kind::Petition),
        ..filter
    };
    Box::new(Register::showing(filter))
}

/// The Monday and the Sunday of the week in which a day lies.
pub(super) fn week(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let week = day.week(Weekday::Mon);
    (week.first_day(), week.last_day())
}
