//! What is known of the numbers: what of each answer is kept, and what a tile says of it. It must not know
//! where a tile stands.

use ratatui::text::{Line, Span};

use super::tile::{Part, Source, Tile, week};
use super::words::OversightWord as W;
use crate::desk::chart::bar;
use crate::desk::days::against_in_short;
use crate::desk::enforcement::{figure, together};
use crate::desk::forecast::friday;
use crate::desk::frame::short_weekday;
use crate::desk::load::percent;
use crate::desk::openings::in_month;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::warnings;
use crate::office::ask::{Answer, Band, DueCounts, DueGroup, GroupKey};
use crate::office::index::Figures;
use crate::office::load::Week;
use crate::office::promises::{PromiseCounts, Standing};
use crate::office::reception_days::ReceptionDays;
use crate::office::warnings::WarningKind;

/// Columns of the bar of a week.
const BAR: usize = 7;

/// What the answers said.
#[derive(Default)]
pub(super) struct Known {
    due: Option<(DueCounts, Vec<DueGroup>)>,
    forecast: Option<usize>,
    weeks: Option<Vec<Week>>,
    warnings: Option<Vec<(WarningKind, usize)>>,
    promises: Option<PromiseCounts>,
    enforcement: Option<(usize, usize, Figures)>,
    days: Option<ReceptionDays>,
    openings: Option<usize>,
    /// What could not be answered.
    failed: Vec<Source>,
}

/// What a tile says.
pub(super) struct Said {
    pub(super) mood: Mood,
    pub(super) number: String,
    pub(super) words: String,
}

impl Known {
    /// Keeps an answer to the question of a source; says whether it was one.
    pub(super) fn take(&mut self, source: Source, answer: &Answer, ctx: &Ctx) -> bool {
        match (source, answer) {
            (Source::Deadlines, Answer::Deadlines { counts, groups, .. }) => {
                self.due = Some((*counts, groups.clone()));
            }
            (Source::Load, Answer::Load(load)) => self.weeks = Some(load.weeks.clone()),
            (Source::Promises, Answer::Promises(found)) => self.promises = Some(found.counts),
            (Source::Enforcement, Answer::Enforcement(found)) => {
                self.enforcement = Some((found.total, found.late, found.outstanding));
            }
            (Source::Days, Answer::ReceptionDays(found)) => self.days = Some((**found).clone()),
            (Source::Openings, Answer::Openings(openings)) => {
                let now = |opening: &&_| in_month(opening, ctx.today());
                self.openings = Some(openings.iter().filter(now).count());
            }
            (Source::Warnings, Answer::Warnings(found)) => {
                self.warnings = Some(found.counts.clone());
            }
            (Source::Forecast, Answer::Forecast(said)) => self.forecast = Some(said.total),
            (_, Answer::Failed(_)) => {
                self.failed.push(source);
                return true;
            }
            _ => return false,
        }
        self.failed.retain(|failed| *failed != source);
        true
    }

    /// Returns what stands above a part.
    pub(super) fn title(part: Part, ctx: &Ctx) -> String {
        match part {
            Part::Week => ctx.fill(W::Week, &[&week(ctx.today()).0.format("%d/%m")]),
            Part::Days => ctx.fill(W::Days, &[&ctx.today().format("%m/%Y")]),
            _ => ctx.say(part.title()).to_owned(),
        }
    }

    /// Returns what a tile says: its words alone while its number is not known.
    pub(super) fn said(&self, tile: Tile, ctx: &Ctx) -> Said {
        let (mood, words) = self.words(tile, ctx);
        if self.failed.contains(&tile.source()) {
            let number = Mood::Error.sign().to_owned();
            return Said {
                mood: Mood::Dim,
                number,
                words,
            };
        }
        let known = match tile {
            Tile::InTime => self
                .this_week()
                .map(|week| percent(week.in_time, week.done)),
            _ => self.count(tile).map(|count| count.to_string()),
        };
        let calm = self.count(tile) == Some(0) && tile != Tile::InTime;
        Said {
            mood: if calm || known.is_none() {
                Mood::Dim
            } else {
                mood
            },
            number: known.unwrap_or_else(|| "…".to_owned()),
            words,
        }
    }

    /// How many rows are behind a tile: of a share none.
    pub(super) fn count(&self, tile: Tile) -> Option<usize> {
        let whole = |count: u32| count as usize;
        Some(match tile {
            Tile::Band(band) => self.in_band(band)?,
            Tile::Unassigned => whole(self.due.as_ref()?.0.unassigned),
            Tile::NoLimit => whole(self.due.as_ref()?.0.no_limit),
            Tile::Forecast => self.forecast?,
            Tile::Received => whole(self.this_week()?.received),
            Tile::Closed => whole(self.this_week()?.closed),
            Tile::InTime => return None,
            Tile::Promises(standing) => {
                let counts = self.promises?;
                match standing {
                    Standing::Late => counts.late,
                    Standing::Open => counts.open,
                    Standing::KeptLate => counts.kept_late,
                    Standing::Kept => counts.kept,
                }
            }
            Tile::EnforcedLate => self.enforcement?.1,
            Tile::NotEnforced => self.enforcement?.0,
            Tile::DaysShort => whole(short(self.days.as_ref()?)),
            Tile::Days => self.days.as_ref()?.days.len(),
            Tile::Warnings(kind) => {
                let mut counts = self.warnings.as_ref()?.iter();
                counts.find(|(of, _)| *of == kind).map_or(0, |(_, n)| *n)
            }
            Tile::Openings => self.openings?,
        })
    }

    fn in_band(&self, band: Band) -> Option<usize> {
        let groups = &self.due.as_ref()?.1;
        let group = groups
            .iter()
            .find(|group| group.key == GroupKey::Band(band));
        Some(group.map_or(0, |group| group.rows))
    }

    fn this_week(&self) -> Option<&Week> {
        self.weeks.as_ref()?.last()
    }

    fn words(&self, tile: Tile, ctx: &Ctx) -> (Mood, String) {
        let (mood, word) = match tile {
            Tile::Band(Band::Overdue) => {
                let worst = self.due.as_ref().map_or(0, |(counts, _)| counts.worst);
                if worst > 0 {
                    return (Mood::Overdue, ctx.fill(W::OverdueSince, &[&worst]));
                }
                (Mood::Overdue, W::Overdue)
            }
            Tile::Band(Band::Today) => (Mood::Today, W::Today),
            Tile::Band(Band::Within3) => (Mood::Soon, W::Within3),
            Tile::Band(Band::Within7) => (Mood::Soon, W::Within7),
            Tile::Band(Band::Later) => (Mood::Plain, W::Later),
            Tile::Band(Band::Paused) => (Mood::Paused, W::Paused),
            Tile::Unassigned => (Mood::Warning, W::Unassigned),
            Tile::NoLimit => (Mood::Plain, W::NoLimit),
            Tile::Forecast => {
                let by = friday(ctx.today());
                let name = short_weekday(by, ctx.lang);
                let words = ctx.fill(W::Forecast, &[&name, &by.format("%d/%m")]);
                return (Mood::Warning, words);
            }
            Tile::Received => (Mood::Plain, W::Received),
            Tile::Closed => (Mood::Plain, W::Closed),
            Tile::InTime => {
                let done = self.this_week().filter(|week| week.done > 0);
                let words = done.map(|week| ctx.fill(W::InTime, &[&week.in_time, &week.done]));
                let words = words.unwrap_or_else(|| ctx.say(W::NoneDone).to_owned());
                return (Mood::Plain, words);
            }
            Tile::Promises(Standing::Late) => (Mood::Overdue, W::PromisesLate),
            Tile::Promises(_) => (Mood::Soon, W::PromisesOpen),
            Tile::EnforcedLate => (Mood::Overdue, W::EnforcedLate),
            Tile::NotEnforced => (Mood::Plain, W::NotEnforced),
            Tile::DaysShort => (Mood::Overdue, W::DaysShort),
            Tile::Days => (Mood::Plain, W::DaysAll),
            Tile::Warnings(kind) => {
                let words = ctx.say(warnings::word(kind)).to_owned();
                return (warnings::mood(kind), words);
            }
            Tile::Openings => (Mood::Plain, W::Opened),
        };
        (mood, ctx.say(word).to_owned())
    }

    /// Returns what is told below the tiles of a part; of the weeks only where there is room.
    pub(super) fn notes(&self, part: Part, room: bool, ctx: &Ctx) -> Vec<Line<'static>> {
        match part {
            Part::Enforcement => {
                let left = self.enforcement.map(|(.., left)| together(&left));
                let words = match left {
                    None | Some((0, 0)) => return Vec::new(),
                    Some((money, 0)) => ctx.fill(W::MoneyLeft, &[&figure(money)]),
                    Some((0, land)) => ctx.fill(W::LandLeft, &[&figure(land)]),
                    Some((money, land)) => {
                        ctx.fill(W::Outstanding, &[&figure(money), &figure(land)])
                    }
                };
                vec![Line::raw(words)]
            }
            Part::Days => {
                let told = self.days.as_ref().map(|found| against_in_short(found, ctx));
                let line = told.map(|(words, mood)| {
                    let words = format!("{} {words}", mood.sign());
                    Line::styled(words, ctx.style(mood))
                });
                line.into_iter().collect()
            }
            Part::Week if room => self.chart(ctx),
            _ => Vec::new(),
        }
    }

    /// The weeks, the latest first, each with its bars.
    fn chart(&self, ctx: &Ctx) -> Vec<Line<'static>> {
        let Some(weeks) = &self.weeks else {
            return Vec::new();
        };
        let most = weeks.iter().map(|week| week.received.max(week.closed));
        let most = most.max().unwrap_or(0) as usize;
        let drawn = |count: u32, mood: Mood| {
            let drawn = crate::text::pad(&bar(count as usize, most, BAR), BAR);
            Span::styled(drawn, ctx.style(mood))
        };
        let line = |week: &Week| {
            Line::from(vec![
                Span::styled(
                    format!("{}  ", week.monday.format("%d/%m")),
                    ctx.style(Mood::Dim),
                ),
                drawn(week.received, Mood::Accent),
                Span::raw(format!(" {:>3}  ", week.received)),
                drawn(week.closed, Mood::Ok),
                Span::raw(format!(" {:>3}", week.closed)),
            ])
        };
        weeks.iter().rev().map(line).collect()
    }
}

/// How many days the head still owes the month, those to come counted.
fn short(found: &ReceptionDays) -> u32 {
    let there = found.held.saturating_add(found.coming);
    found
        .duty
        .map_or(0, |duty| duty.days_a_month.saturating_sub(there))
}
