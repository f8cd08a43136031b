//! The agency's open clocks, the most pressing first: overdue, today, nearing, suspended; by officer or
//! class where a supervisor wants that. Only the rows near the window are asked for. It must not know the
//! books, nor what a petition looks like: what opens on Enter is handed in.

mod errand;
mod officers;
pub(in crate::desk) mod row;
pub(in crate::desk) mod shape;
mod view;
pub mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use self::errand::{Errand, Kind as Doing};
use self::officers::Officers;
use self::row::{DueRow, RowKey};
use self::shape::Shape;
use super::action::Action;
use super::house::{House, Note};
use super::keymap::Context;
use super::list::{List, ListHeard};
use super::screen::{Ctx, Effect, Event, Screen};
use super::{ageing, forecast};
use crate::law::rule::RuleBook;
use crate::office::ask::{Answer, Band, DueCounts, DueFilter, Grouping, Question};
use crate::register::number::Subject;
use crate::register::words::Class;
use crate::words::failure::failure;

/// Makes the screen that shows a petition or a reception.
pub type Opens = fn(Subject) -> Box<dyn Screen<House>>;

/// The note of the dialog by which every officer is shown again.
const EVERYONE: &str = "every-officer";
/// The note of a dialog that wrote something.
const WRITTEN: &str = "written";

const BANDS: [Band; 6] = [
    Band::Overdue,
    Band::Today,
    Band::Within3,
    Band::Within7,
    Band::Later,
    Band::Paused,
];

/// The deadlines screen.
pub struct Deadlines {
    opens: Opens,
    list: List<DueRow>,
    shape: Shape,
    counts: Option<DueCounts>,
    filter: DueFilter,
    /// The limits that the law allows to extend.
    extendable: BTreeSet<String>,
    /// Why the last question was not answered.
    failed: Option<String>,
    /// The rows asked for last, so that an answer that does not hold them is not asked for again.
    asked: Option<Range<usize>>,
    /// The day of which the rows speak.
    day: Option<NaiveDate>,
}

impl Deadlines {
    /// Makes the screen; `opens` makes what Enter leads to.
    pub fn new(opens: Opens) -> Self {
        Self {
            opens,
            list: List::new().with_filter(),
            shape: Shape::default(),
            counts: None,
            filter: DueFilter::default(),
            extendable: BTreeSet::new(),
            failed: None,
            asked: None,
            day: None,
        }
    }

    /// Begins with one band, as home leads to the overdue.
    #[must_use]
    pub fn of_band(mut self, band: Band) -> Self {
        self.filter.band = Some(band);
        self
    }

    /// Begins with one officer; an empty name: with what nobody works on.
    #[must_use]
    pub fn of_officer(mut self, officer: impl Into<String>) -> Self {
        self.filter.officer = Some(officer.into());
        self
    }

    /// Asks for the rows near the cursor that are not here.
    fn ask(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let Some(places) = self.list.wanted() else {
            return Vec::new();
        };
        let rows = self.shape.rows_for(&places);
        self.asked = Some(rows.clone());
        self.day = Some(ctx.today());
        let question = Question::Deadlines {
            filter: self.filter.clone(),
            from: rows.start,
            count: rows.len(),
        };
        vec![Effect::AskLatest(0, question)]
    }

    /// Asks again; what is shown stays until the answer comes.
    fn refresh(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.extendable = extendable(&ctx.law.rules);
        self.list.outdate();
        self.ask(ctx)
    }

    /// Shows other rows, from the first on.
    fn begin_again(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.list.take(&Event::<House>::Act(Action::First), ctx);
        self.refresh(ctx)
    }

    fn heard(&mut self, answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
        match answer {
            Answer::Deadlines {
                from,
                rows,
                counts,
                groups,
                ..
            } => {
                self.failed = None;
                self.counts = Some(*counts);
                self.shape = Shape::new(groups.clone());
                let (start, places, shown) = self.shape.shown(*from, rows.clone());
                self.list.fill(start, places, shown, ctx);
                self.ask_for_the_rest(ctx)
            }
            Answer::Failed(why) => {
                // Rows that are here stay; they were right when they came.
                if self.list.total().is_some() {
                    return vec![row::cannot(why, ctx)];
                }
                self.failed = Some(failure(why, ctx.lang).message);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Asks again where the groups changed meanwhile and the rows near the cursor are others.
    fn ask_for_the_rest(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let before = self.asked.clone();
        let effects = self.ask(ctx);
        if self.asked == before {
            return Vec::new();
        }
        effects
    }

    fn selected(&self) -> Option<&crate::office::ask::DeadlineRow> {
        self.list.selected().and_then(DueRow::clock)
    }

    /// Says whether a petition is marked or under the cursor.
    fn may_act(&self) -> bool {
        let here = || self.selected().map(|row| row.row.id);
        self.list.marks() > 0 || matches!(here(), Some(Subject::Petition(_)))
    }

    fn narrowed(&self) -> bool {
        let filter = &self.filter;
        filter.officer.is_some() || filter.class.is_some() || filter.band.is_some()
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Vec<Effect<House>> {
        match action {
            Action::Open => match self.selected() {
                Some(row) => vec![Effect::Push((self.opens)(row.row.id))],
                None => Vec::new(),
            },
            Action::Why => self.why(ctx),
            Action::Assign => self.errand(Doing::Assign),
            Action::Urge => self.errand(Doing::Urge),
            Action::Extend => self.extend(),
            Action::Forecast => {
                let filter = self.filter.clone();
                vec![Effect::Push(Box::new(forecast::list(filter, self.opens)))]
            }
            Action::ByAge => vec![Effect::Push(Box::new(ageing::list(self.opens)))],
            Action::FilterOfficer => {
                let officers = Officers::new(self.filter.clone());
                vec![Effect::Push(Box::new(officers))]
            }
            Action::FilterClass => {
                self.filter.class = next(Class::ALL, self.filter.class);
                self.begin_again(ctx)
            }
            Action::FilterBand => {
                self.filter.band = next(&BANDS, self.filter.band);
                self.begin_again(ctx)
            }
            Action::NextGroup => {
                self.filter.grouping = match self.filter.grouping {
                    Grouping::Band => Grouping::Officer,
                    Grouping::Officer => Grouping::Class,
                    Grouping::Class => Grouping::Field,
                    Grouping::Field => Grouping::Clock,
                    Grouping::Clock => Grouping::Commune,
                    Grouping::Commune => Grouping::Source,
                    Grouping::Source => Grouping::Band,
                };
                self.begin_again(ctx)
            }
            Action::Refresh => self.refresh(ctx),
            Action::Back => {
                self.filter.officer = None;
                self.filter.class = None;
                self.filter.band = None;
                self.begin_again(ctx)
            }
            _ => Vec::new(),
        }
    }

    fn why(&self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.selected()
            .map(|row| row::why(row, ctx))
            .into_iter()
            .collect()
    }

    fn errand(&self, doing: Doing) -> Vec<Effect<House>> {
        let marked = self.list.marked();
        let mut petitions: Vec<_> = marked.iter().filter_map(RowKey::petition).collect();
        petitions.sort_unstable();
        petitions.dedup();
        if petitions.is_empty() {
            return Vec::new();
        }
        let mut receptions: Vec<_> = marked
            .iter()
            .filter_map(|key| match key {
                RowKey::Clock(Subject::Reception(no), ..) => Some(*no),
                _ => None,
            })
            .collect();
        receptions.sort_unstable();
        receptions.dedup();
        let errand = Errand::new(doing, petitions, receptions.len());
        vec![Effect::Push(Box::new(errand))]
    }

    /// Extends what the law allows to extend among the marked.
    fn extend(&self) -> Vec<Effect<House>> {
        let marked = self.list.marked();
        let all = marked.len();
        let extendable = marked.iter().filter(|key| self.may_extend(key));
        let mut petitions: Vec<_> = extendable.filter_map(RowKey::petition).collect();
        let others = all - petitions.len();
        petitions.sort_unstable();
        petitions.dedup();
        if petitions.is_empty() {
            return Vec::new();
        }
        let errand = Errand::new(Doing::Extend, petitions, others);
        vec![Effect::Push(Box::new(errand))]
    }

    fn may_extend(&self, key: &RowKey) -> bool {
        match key {
            RowKey::Clock(Subject::Petition(_), rule, _) => self.extendable.contains(rule),
            _ => false,
        }
    }

    fn returned(&mut self, note: Option<&Note>, ctx: &Ctx) -> Vec<Effect<House>> {
        match note {
            Some(Note::Typed(officer)) => self.filter.officer = Some(officer.clone()),
            Some(Note::Chose(EVERYONE)) => self.filter.officer = None,
            Some(Note::Chose(WRITTEN)) => {
                self.list.unmark();
                return self.refresh(ctx);
            }
            _ => return self.ask(ctx),
        }
        self.begin_again(ctx)
    }
}

/// Returns the limits of which some version may be extended.
fn extendable(rules: &RuleBook) -> BTreeSet<String> {
    let may = rules.rows().iter().filter(|rule| rule.extension.is_some());
    may.map(|rule| rule.id.clone()).collect()
}

/// The next of a few values, and none after the last.
fn next<T: Copy + PartialEq>(all: &[T], now: Option<T>) -> Option<T> {
    match now {
        None => all.first().copied(),
        Some(now) => {
            let place = all.iter().position(|one| *one == now)?;
            all.get(place + 1).copied()
        }
    }
}

impl Screen<House> for Deadlines {
    fn title(&self, ctx: &Ctx) -> String {
        self.headline(ctx)
    }

    fn aside(&self, ctx: &Ctx) -> Option<String> {
        Some(view::today(ctx))
    }

    fn contexts(&self) -> Vec<Context> {
        let mut contexts = self.list.contexts();
        if !self.list.is_filtering() {
            // Before the list's own: `g` assigns here.
            contexts.insert(0, Context::Deadlines);
        }
        contexts
    }

    fn accepts(&self, action: Action) -> bool {
        if self.list.is_filtering() {
            return self.list.accepts(action);
        }
        match action {
            Action::Open | Action::Why => self.selected().is_some(),
            Action::Assign | Action::Urge => self.may_act(),
            Action::Extend => self.list.marked().iter().any(|key| self.may_extend(key)),
            Action::FilterOfficer
            | Action::FilterClass
            | Action::FilterBand
            | Action::NextGroup
            | Action::Forecast
            | Action::ByAge
            | Action::Refresh => true,
            Action::Back => self.list.accepts(action) || self.narrowed(),
            _ => self.list.accepts(action),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::Open,
            Action::Mark,
            Action::Assign,
            Action::Urge,
            Action::Extend,
            Action::Why,
            Action::Forecast,
            Action::NextGroup,
            Action::Filter,
            Action::FilterOfficer,
            Action::FilterClass,
            Action::FilterBand,
            Action::ByAge,
            Action::Confirm,
            Action::Back,
        ]
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened | Event::Told(Note::Saved | Note::Changed(_) | Note::Law) => {
                return self.refresh(ctx);
            }
            Event::Returned(note) => return self.returned(note.as_ref(), ctx),
            Event::Tick if self.day != Some(ctx.today()) => return self.refresh(ctx),
            Event::Resized => return self.ask(ctx),
            Event::Reply(answer) => return self.heard(answer, ctx),
            Event::Act(action) if !self.list.accepts(*action) => return self.act(*action, ctx),
            _ => {}
        }
        match self.list.take(event, ctx) {
            Some(ListHeard::Filtered(query)) => {
                self.filter.query = query;
                self.ask(ctx)
            }
            Some(ListHeard::Moved) => self.ask(ctx),
            None => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.draw(frame, area, ctx);
    }
}
