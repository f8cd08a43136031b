//! The agency's open clocks, the most pressing first: overdue, today, nearing, suspended; by officer or
//! class where a supervisor wants that. Only the rows near the window are asked for. It must not know the
//! books, nor what a petition looks like: what opens on Enter is handed in.

mod officers;
pub(in crate::desk) mod row;
pub(in crate::desk) mod shape;
mod view;
pub mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use self::officers::Officers;
use self::row::DueRow;
use self::shape::Shape;
use super::action::Action;
use super::errand::WRITTEN;
use super::house::{House, Note};
use super::keymap::Context;
use super::list::{List, ListHeard};
use super::marked::{self, Marked};
use super::screen::{Ctx, Effect, Event, Screen};
use super::words::Lang;
use super::{ageing, copying, forecast};
use crate::office::ask::{Answer, Band, DueCounts, DueFilter, Failure, Grouping, Question};
use crate::office::order::Aim;
use crate::register::number::Subject;
use crate::register::words::Class;
use crate::words::failure::failure;

/// Makes the screen that shows a petition or a reception.
pub type Opens = fn(Subject) -> Box<dyn Screen<House>>;

/// The note of the dialog by which every officer is shown again.
const EVERYONE: &str = "every-officer";

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
    marked: Marked,
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
            list: List::new().with_filter().with_marks(),
            shape: Shape::default(),
            counts: None,
            filter: DueFilter::default(),
            marked: Marked::default(),
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
        vec![Effect::AskLatest(0, self.question(rows))]
    }

    fn question(&self, rows: Range<usize>) -> Question {
        Question::Deadlines {
            filter: self.filter.clone(),
            from: rows.start,
            count: rows.len(),
        }
    }

    fn go_to(&self, aim: Aim) -> Vec<Effect<House>> {
        let of = Box::new(self.question(0..0));
        vec![Effect::AskLatest(1, Question::Place { of, aim })]
    }

    /// Asks again; what is shown stays until the answer comes.
    fn refresh(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.marked.learn(&ctx.law.rules);
        self.list.outdate();
        self.ask(ctx)
    }

    /// Shows other rows, from the first on.
    fn begin_again(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.list.restart();
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
            Answer::Place(row) => {
                let place = row.map(|row| self.shape.place_of(row));
                self.list.found(place, ctx);
                self.ask(ctx)
            }
            Answer::MayLeave(_) | Answer::Failed(Failure::Leak(_)) => copying::heard(answer, ctx),
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
        marked::contexts(contexts)
    }

    fn accepts(&self, action: Action) -> bool {
        if self.list.is_filtering() {
            return self.list.accepts(action);
        }
        if self.marked.accepts(action, &self.list, DueRow::record) {
            return true;
        }
        match action {
            Action::Open | Action::Why => self.selected().is_some(),
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
            Action::Sort,
            Action::JumpTo,
            Action::FilterOfficer,
            Action::FilterClass,
            Action::FilterBand,
            Action::ByAge,
            Action::MarkAll,
            Action::Copy,
            Action::Confirm,
            Action::Back,
        ]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        let clears = action == Action::Back && self.list.accepts(action);
        let typing = self.list.is_filtering();
        (clears && !typing).then(|| marked::name_of_back(&self.list, lang))
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
            Event::Act(action) if self.marked.accepts(*action, &self.list, DueRow::record) => {
                let (list, opens) = (&mut self.list, self.opens);
                return self.marked.act(*action, list, DueRow::record, opens, ctx);
            }
            Event::Act(action) if !self.list.accepts(*action) => return self.act(*action, ctx),
            _ => {}
        }
        match self.list.take(event, ctx) {
            Some(ListHeard::Sorted) => {
                self.filter.order = self.list.order();
                self.ask(ctx)
            }
            Some(ListHeard::Aimed(aim)) => self.go_to(aim),
            Some(ListHeard::Chosen) => self.act(Action::Open, ctx),
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
