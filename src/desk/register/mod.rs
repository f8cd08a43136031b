//! The register: receptions or petitions, newest first, day by day, found while typing. Rows are asked
//! for by window. It must not know how anything is found.

use std::cell::Cell;
use std::time::Duration;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use crate::desk::action::Action;
use crate::desk::ask_one::AskOne;
use crate::desk::field::line::TypedLine;
use crate::desk::field::{Date, Field, Typed};
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::petition::PetitionPage;
use crate::desk::screen::{Ctx, Effect, Event, Kind as Weight, Screen};
use crate::desk::visit::VisitPage;
use crate::desk::words::Lang;
use crate::office::ask::{Answer, Filter, Question};
use crate::office::index::{Kind, Row};
use crate::register::number::Subject;
use crate::words::Say;

mod cells;
mod ledger;
mod narrow;
mod view;
pub mod words;

#[cfg(test)]
mod tests;

use ledger::Ledger;
use narrow::Narrowing;
use words::RegisterWord as R;

/// How long after the last key the office is asked.
const PAUSE: Duration = Duration::from_millis(120);
/// Under these numbers only the latest question counts: rows, and the search for a day.
const ROWS: u8 = 0;
const SEEK: u8 = 1;

/// The register.
pub struct Register {
    filter: Filter,
    typed: TypedLine,
    typing: bool,
    ledger: Ledger,
    seek: Option<Seek>,
    /// Enter was pressed before the rows were there.
    opens: bool,
    searches: bool,
    /// Where the last drawing put the rows.
    drawn: Cell<Rect>,
}

/// A day is looked for: rows before `low` are later, rows from `high` on are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seek {
    day: NaiveDate,
    low: usize,
    high: usize,
}

impl Seek {
    fn middle(self) -> usize {
        self.low + (self.high - self.low) / 2
    }
}

impl Default for Register {
    fn default() -> Self {
        Self::new()
    }
}

impl Register {
    /// Makes the register, open at the petitions.
    pub fn new() -> Self {
        Self {
            filter: Filter {
                kind: Some(Kind::Petition),
                ..Filter::default()
            },
            typed: TypedLine::default(),
            typing: false,
            drawn: Cell::default(),
            ledger: Ledger::default(),
            seek: None,
            opens: false,
            searches: false,
        }
    }

    /// Makes the register over both kinds, with the cursor where words to find are typed.
    pub fn search() -> Self {
        Self {
            filter: Filter::default(),
            typing: true,
            searches: true,
            ..Self::new()
        }
    }

    /// Makes the register at these conditions, as when a count of another screen is opened.
    pub fn showing(filter: Filter) -> Self {
        Self {
            typed: TypedLine::new(&filter.query),
            filter,
            ..Self::new()
        }
    }

    fn is_narrowed(&self) -> bool {
        let filter = &self.filter;
        filter.class.is_some()
            || filter.status.is_some()
            || filter.open_only
            || filter.unassigned
            || filter.closed.is_some()
            || filter.officer.is_some()
            || filter.by_head
            || filter.day.is_some()
            || filter.since.is_some()
            || filter.until.is_some()
    }

    /// Asks for the rows that are missing.
    fn ask(&mut self) -> Vec<Effect<House>> {
        let Some(range) = self.ledger.wanted() else {
            return Vec::new();
        };
        let question = Question::Rows {
            filter: self.filter.clone(),
            from: range.start,
            count: range.end - range.start,
        };
        vec![Effect::AskLatest(ROWS, question)]
    }

    /// Asks anew, as something else is looked for.
    fn anew(&mut self) -> Vec<Effect<House>> {
        self.seek = None;
        self.ledger.go_to(0);
        self.ledger.outdate();
        self.ask()
    }

    fn again(&mut self) -> Vec<Effect<House>> {
        self.ledger.outdate();
        self.ask()
    }

    /// Takes over what is typed; returns whether something else is looked for now.
    fn refilter(&mut self) -> bool {
        let query = self.typed.composed().trim().to_owned();
        let changed = query != self.filter.query;
        self.filter.query = query;
        changed
    }

    fn type_at(&mut self, typed: Typed) -> Vec<Effect<House>> {
        if !self.typed.take(typed) {
            return Vec::new();
        }
        self.opens = false;
        vec![Effect::Wake(PAUSE)]
    }

    fn other_kind(&mut self) -> Vec<Effect<House>> {
        self.filter.kind = match self.filter.kind {
            Some(Kind::Petition) => Some(Kind::Reception),
            Some(Kind::Reception) if self.searches => None,
            Some(Kind::Reception) | None => Some(Kind::Petition),
        };
        self.anew()
    }

    /// Opens the row under the cursor, as soon as the rows are those that were asked for.
    fn open(&mut self) -> Vec<Effect<House>> {
        if self.refilter() {
            self.opens = true;
            return self.anew();
        }
        if self.ledger.is_stale() {
            self.opens = true;
            return Vec::new();
        }
        self.opens = false;
        let screen: Option<Box<dyn Screen<House>>> = match self.ledger.selected() {
            Some(Row {
                id: Subject::Petition(no),
                ..
            }) => Some(Box::new(PetitionPage::new(*no))),
            Some(Row {
                id: Subject::Reception(no),
                ..
            }) => Some(Box::new(VisitPage::new(*no))),
            None => None,
        };
        screen.map(Effect::Push).into_iter().collect()
    }

    /// What Esc takes away first: what is typed, then the conditions.
    fn clear(&mut self) -> Vec<Effect<House>> {
        if self.searches && self.typing && self.typed.text().is_empty() {
            return vec![Effect::Pop];
        }
        let was_typing = std::mem::take(&mut self.typing);
        self.opens = false;
        if !self.typed.text().is_empty() {
            self.typed.set("");
            self.refilter();
            return self.anew();
        }
        if !was_typing && self.is_narrowed() {
            self.filter = Filter {
                kind: self.filter.kind,
                ..Filter::default()
            };
            return self.anew();
        }
        Vec::new()
    }

    fn filled(&mut self, from: usize, rows: &[Row], total: usize) -> Vec<Effect<House>> {
        if let Some(seek) = self.seek
            && from == seek.middle()
            && rows.len() <= 1
        {
            return self.sought(seek, rows.first(), total);
        }
        self.ledger.fill(from, total, rows.to_vec());
        let mut effects = self.ask();
        if self.opens && effects.is_empty() {
            effects.extend(self.open());
        }
        effects
    }

    fn seek(&mut self, day: NaiveDate) -> Vec<Effect<House>> {
        let Some(total) = self.ledger.total().filter(|total| *total > 0) else {
            return Vec::new();
        };
        self.look_between(Seek {
            day,
            low: 0,
            high: total,
        })
    }

    /// Halves the rows among which the day must be.
    fn sought(&mut self, seek: Seek, row: Option<&Row>, total: usize) -> Vec<Effect<House>> {
        let middle = seek.middle();
        let later = row.is_some_and(|row| row.at.date() > seek.day);
        let next = if later {
            Seek {
                low: middle + 1,
                ..seek
            }
        } else {
            Seek {
                high: middle,
                ..seek
            }
        };
        self.look_between(Seek {
            high: next.high.min(total),
            ..next
        })
    }

    fn look_between(&mut self, seek: Seek) -> Vec<Effect<House>> {
        if seek.low >= seek.high {
            self.seek = None;
            self.ledger.go_to(seek.low);
            return self.ask();
        }
        self.seek = Some(seek);
        let question = Question::Rows {
            filter: self.filter.clone(),
            from: seek.middle(),
            count: 1,
        };
        vec![Effect::AskLatest(SEEK, question)]
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Vec<Effect<House>> {
        match action {
            Action::Filter | Action::Search => {
                self.typing = true;
                Vec::new()
            }
            Action::Confirm => {
                self.typing = false;
                self.typed.leave();
                self.open()
            }
            Action::Back => self.clear(),
            Action::Open => self.open(),
            Action::NextGroup => self.other_kind(),
            Action::Narrow => {
                vec![Effect::Push(Box::new(Narrowing::new(self.filter.clone())))]
            }
            Action::GoToDay => {
                let day = Field::new(ctx.say(R::Day), Date::default());
                let day = day.required().note(ctx.say(R::JumpHint));
                vec![AskOne::new(ctx.say(R::JumpTitle), day, ctx.say(R::Go)).push()]
            }
            Action::Refresh => self.again(),
            other if self.typing && self.typed.accepts(other) => self.type_at(Typed::Act(other)),
            other => {
                self.ledger.act(other);
                self.ask()
            }
        }
    }
}

impl Screen<House> for Register {
    fn title(&self, ctx: &Ctx) -> String {
        let word = if self.searches {
            R::SearchTitle
        } else {
            R::Title
        };
        ctx.say(word).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        if self.typing {
            vec![Context::Filtering, Context::Text, Context::Finding]
        } else {
            vec![Context::Register, Context::List]
        }
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            Action::Refresh | Action::NextGroup | Action::Up | Action::Down => true,
            Action::Confirm => self.typing,
            Action::Back => self.typing || !self.typed.text().is_empty() || self.is_narrowed(),
            Action::Filter => !self.typing,
            other if self.typing => self.typed.accepts(other),
            Action::Open | Action::GoToDay => self.ledger.total() != Some(0),
            Action::Narrow
            | Action::PageUp
            | Action::PageDown
            | Action::HalfUp
            | Action::HalfDown
            | Action::First
            | Action::Last => true,
            _ => false,
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::Confirm,
            Action::Open,
            Action::Filter,
            Action::NextGroup,
            Action::Narrow,
            Action::GoToDay,
            Action::Back,
            Action::NewReception,
        ]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        let word = match action {
            Action::Filter => R::Find,
            Action::NextGroup => R::OtherKind,
            Action::Confirm => return Some(Action::Open.say(lang)),
            Action::Back if !self.typed.text().is_empty() => R::ClearFind,
            Action::Back if !self.typing && self.is_narrowed() => R::ClearConditions,
            _ => return None,
        };
        Some(word.say(lang))
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened | Event::Resized => self.ask(),
            Event::Wake => {
                if self.refilter() {
                    self.anew()
                } else {
                    Vec::new()
                }
            }
            Event::Told(Note::Saved | Note::Changed(_) | Note::Law) => self.again(),
            Event::Returned(Some(Note::Narrowed(filter))) => {
                self.filter = (**filter).clone();
                self.anew()
            }
            Event::Returned(Some(Note::Day(day))) => self.seek(*day),
            Event::Reply(Answer::Rows { from, rows, total }) => self.filled(*from, rows, *total),
            Event::Reply(Answer::Failed(failed)) => {
                let told = crate::words::failure::failure(failed, ctx.lang);
                vec![Effect::Notice(Weight::Error, told.message)]
            }
            Event::Act(action) => self.act(*action, ctx),
            Event::Click(column, row) => {
                let area = self.drawn.get();
                if area.contains(Position::new(*column, *row)) {
                    self.ledger.stand_on((*row - area.y).into());
                }
                self.ask()
            }
            _ if self.typing => Typed::of(event).map_or_else(Vec::new, |typed| self.type_at(typed)),
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.draw(frame, area, ctx);
    }
}
