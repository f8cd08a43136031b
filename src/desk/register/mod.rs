//! The register: receptions or petitions, newest first, day by day, found while typing. Rows are asked
//! for by window. It must not know how anything is found.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::desk::action::Action;
use crate::desk::ask_one::AskOne;
use crate::desk::copying;
use crate::desk::errand::WRITTEN;
use crate::desk::field::{Date, Field};
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::list::{List, ListHeard};
use crate::desk::marked::{self, Marked, Record};
use crate::desk::roads::record;
use crate::desk::screen::{Ctx, Effect, Event, Kind as Weight, Screen};
use crate::desk::words::Lang;
use crate::office::ask::{Answer, Failure, Filter, Question};
use crate::office::index::{Kind, Row};
use crate::office::order::Aim;
use crate::words::Say;

mod cells;
mod narrow;
mod view;
pub mod words;

#[cfg(test)]
mod tests;

use cells::Entry;
use narrow::Narrowing;
use words::RegisterWord as R;

/// How long after the last key the office is asked.
const PAUSE: Duration = Duration::from_millis(120);
/// Under these numbers only the latest question counts: rows, and the place of one.
const ROWS: u8 = 0;
const PLACE: u8 = 1;

/// The register.
pub struct Register {
    filter: Filter,
    list: List<Entry>,
    marked: Marked,
    /// Enter was pressed before the rows were there.
    opens: bool,
    searches: bool,
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
            list: List::new().with_filter().with_marks(),
            marked: Marked::default(),
            opens: false,
            searches: false,
        }
    }

    /// Makes the register over both kinds, with the cursor where words to find are typed.
    pub fn search() -> Self {
        let mut register = Self {
            filter: Filter::default(),
            searches: true,
            ..Self::new()
        };
        register.list.begin_filter();
        register
    }

    /// Makes the register at these conditions, as when a count of another screen is opened.
    pub fn showing(filter: Filter) -> Self {
        let mut register = Self::new();
        register.list.set_filter(&filter.query);
        Self { filter, ..register }
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

    fn question(&self, from: usize, count: usize) -> Question {
        Question::Rows {
            filter: self.filter.clone(),
            from,
            count,
        }
    }

    /// Asks for the rows that are missing.
    fn ask(&mut self) -> Vec<Effect<House>> {
        let Some(range) = self.list.wanted() else {
            return Vec::new();
        };
        let question = self.question(range.start, range.len());
        vec![Effect::AskLatest(ROWS, question)]
    }

    /// Asks for the place of a row that is gone to.
    fn go_to(&self, aim: Aim) -> Vec<Effect<House>> {
        let of = Box::new(self.question(0, 0));
        vec![Effect::AskLatest(PLACE, Question::Place { of, aim })]
    }

    /// Asks anew, as something else is looked for.
    fn anew(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.list.restart();
        self.again(ctx)
    }

    fn again(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.marked.learn(&ctx.law.rules);
        self.list.outdate();
        self.ask()
    }

    /// Takes over what is typed; returns whether something else is looked for now.
    fn refilter(&mut self) -> bool {
        let query = self.list.filter();
        let changed = query != self.filter.query;
        self.filter.query = query;
        changed
    }

    fn other_kind(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.filter.kind = match self.filter.kind {
            Some(Kind::Petition) => Some(Kind::Reception),
            Some(Kind::Reception) if self.searches => None,
            Some(Kind::Reception) | None => Some(Kind::Petition),
        };
        self.anew(ctx)
    }

    /// Opens the row under the cursor, as soon as the rows are those that were asked for.
    fn open(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.refilter() {
            self.opens = true;
            return self.anew(ctx);
        }
        if self.list.is_stale() {
            self.opens = true;
            return Vec::new();
        }
        self.opens = false;
        let opened = self.list.selected().map(|entry| record(entry.row.id));
        opened.map(Effect::Push).into_iter().collect()
    }

    /// What Esc takes away first: what is typed, the marks, then the conditions.
    fn clear(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let typing = self.list.is_filtering();
        if self.searches && typing && self.list.filter().is_empty() {
            return vec![Effect::Pop];
        }
        self.opens = false;
        if self.list.accepts(Action::Back) {
            self.list.take(&Event::<House>::Act(Action::Back), ctx);
            return if self.refilter() {
                self.anew(ctx)
            } else {
                Vec::new()
            };
        }
        self.filter = Filter {
            kind: self.filter.kind,
            order: self.filter.order,
            ..Filter::default()
        };
        self.anew(ctx)
    }

    fn filled(&mut self, from: usize, rows: &[Row], total: usize, ctx: &Ctx) -> Vec<Effect<House>> {
        let kind = self.filter.kind;
        let entry = |row: &Row| Entry {
            row: row.clone(),
            kind,
        };
        let rows = rows.iter().map(entry).collect();
        self.list.fill(from, total, rows, ctx);
        let mut effects = self.ask();
        if self.opens && effects.is_empty() {
            effects.extend(self.open(ctx));
        }
        effects
    }

    fn heard(&mut self, answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
        match answer {
            Answer::Rows { from, rows, total } => self.filled(*from, rows, *total, ctx),
            Answer::Place(place) => {
                self.list.found(*place, ctx);
                self.ask()
            }
            Answer::MayLeave(_) | Answer::Failed(Failure::Leak(_)) => copying::heard(answer, ctx),
            Answer::Failed(failed) => {
                let told = crate::words::failure::failure(failed, ctx.lang);
                vec![Effect::Notice(Weight::Error, told.message)]
            }
            _ => Vec::new(),
        }
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Vec<Effect<House>> {
        match action {
            Action::Back => self.clear(ctx),
            Action::Open => self.open(ctx),
            Action::NextGroup => self.other_kind(ctx),
            Action::Narrow => {
                vec![Effect::Push(Box::new(Narrowing::new(self.filter.clone())))]
            }
            Action::GoToDay => {
                let day = Field::new(ctx.say(R::Day), Date::default());
                let day = day.required().note(ctx.say(R::JumpHint));
                vec![AskOne::new(ctx.say(R::JumpTitle), day, ctx.say(R::Go)).push()]
            }
            Action::Refresh => self.again(ctx),
            _ => Vec::new(),
        }
    }

    /// Hands what happened to the list.
    fn take(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match self.list.take(event, ctx) {
            Some(ListHeard::Moved) => self.ask(),
            Some(ListHeard::Filtered(_)) => {
                self.opens = false;
                vec![Effect::Wake(PAUSE)]
            }
            Some(ListHeard::Sorted) => {
                self.filter.order = self.list.order();
                self.ask()
            }
            Some(ListHeard::Aimed(aim)) => self.go_to(aim),
            Some(ListHeard::Chosen) => self.open(ctx),
            None => Vec::new(),
        }
    }
}

/// Every row has a record.
const RECORD: fn(&Entry) -> Option<Record> = |entry| Some(entry.record());

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
        let mut contexts = self.list.contexts();
        if self.list.is_filtering() {
            contexts.push(Context::Finding);
            return contexts;
        }
        contexts.insert(0, Context::Register);
        marked::contexts(contexts)
    }

    fn accepts(&self, action: Action) -> bool {
        let typing = self.list.is_filtering();
        match action {
            Action::Refresh | Action::NextGroup => true,
            Action::Back => self.list.accepts(action) || self.is_narrowed(),
            Action::Open | Action::GoToDay => !typing && self.list.total() != Some(0),
            Action::Narrow => !typing,
            _ => self.marked.accepts(action, &self.list, RECORD) || self.list.accepts(action),
        }
    }

    fn hints(&self) -> Vec<Action> {
        if self.list.marks() > 0 && !self.list.is_filtering() {
            return marked::hints().collect();
        }
        vec![
            Action::Confirm,
            Action::Open,
            Action::Filter,
            Action::NextGroup,
            Action::Narrow,
            Action::Sort,
            Action::Mark,
            Action::JumpTo,
            Action::Back,
            Action::GoToDay,
            Action::Assign,
            Action::Urge,
            Action::Extend,
            Action::OpenMarked,
            Action::Copy,
            Action::MarkAll,
            Action::NewReception,
        ]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        let word = match action {
            Action::Filter => R::Find,
            Action::NextGroup => R::OtherKind,
            Action::Confirm => return Some(Action::Open.say(lang)),
            Action::Back if !self.list.filter().is_empty() => R::ClearFind,
            Action::Back if self.list.marks() > 0 => return Some(Action::MarkNone.say(lang)),
            Action::Back if !self.list.is_filtering() && self.is_narrowed() => R::ClearConditions,
            _ => return None,
        };
        Some(word.say(lang))
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Resized => self.ask(),
            Event::Wake => {
                if self.refilter() {
                    self.anew(ctx)
                } else {
                    self.ask()
                }
            }
            Event::Opened | Event::Told(Note::Saved | Note::Changed(_) | Note::Law) => {
                self.again(ctx)
            }
            Event::Returned(Some(Note::Chose(WRITTEN))) => {
                self.list.unmark();
                self.again(ctx)
            }
            Event::Returned(Some(Note::Narrowed(filter))) => {
                self.filter = (**filter).clone();
                self.anew(ctx)
            }
            Event::Returned(Some(Note::Day(day))) => self.go_to(Aim::Day(*day)),
            Event::Reply(answer) => self.heard(answer, ctx),
            Event::Act(Action::Confirm) if self.list.is_finding() => {
                self.list.leave_line();
                self.open(ctx)
            }
            Event::Act(action) if self.marked.accepts(*action, &self.list, RECORD) => {
                let list = &mut self.list;
                self.marked.act(*action, list, RECORD, record, ctx)
            }
            Event::Act(
                action @ (Action::Back
                | Action::Open
                | Action::NextGroup
                | Action::Narrow
                | Action::GoToDay
                | Action::Refresh),
            ) => self.act(*action, ctx),
            _ => self.take(event, ctx),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.draw(frame, area, ctx);
    }
}
