//! A form: fields one below the other in a tab order that never changes, with the focus, what is
//! wrong, and scrolling. It must not know what is asked for; screens name their fields by a key.

use std::cell::{Cell, RefCell};

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};
use zeroize::Zeroizing;

use super::action::Action;
use super::field::{Field, Took, Typed, Value, Verdict};
use super::keymap::Context;
use super::screen::{Ctx, Event, Protocol};

mod view;

pub(super) enum Row<K> {
    Heading(String),
    Field(K, Field),
}

/// What a form tells its screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard<K> {
    /// The value of a field changed; a draft is now out of date.
    Changed(K),
    /// A field was left: its value is composed and judged.
    Left(K),
    /// Enter was pressed on the last field.
    End,
}

/// Fields, one below the other.
pub struct Form<K> {
    pub(super) rows: Vec<Row<K>>,
    pub(super) focus: usize,
    /// The first row that the last drawing showed.
    pub(super) first: Cell<usize>,
    /// Where the last drawing put each field: its row, and its value there.
    pub(super) drawn: RefCell<Vec<(usize, Rect, Rect)>>,
}

impl<K> Default for Form<K> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            focus: 0,
            first: Cell::new(0),
            drawn: RefCell::default(),
        }
    }
}

impl<K: Copy + PartialEq> Form<K> {
    /// Makes an empty form.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a heading.
    #[must_use]
    pub fn heading(mut self, words: impl Into<String>) -> Self {
        self.rows.push(Row::Heading(words.into()));
        self
    }

    /// Adds a field at the end of the tab order; the first one has the focus.
    #[must_use]
    pub fn field(mut self, key: K, field: Field) -> Self {
        let none = !self.rows.iter().any(|row| matches!(row, Row::Field(..)));
        self.rows.push(Row::Field(key, field));
        if none {
            self.focus = self.rows.len() - 1;
        }
        self
    }

    /// Returns the key of the field that has the focus.
    pub fn focused(&self) -> Option<K> {
        match self.rows.get(self.focus) {
            Some(Row::Field(key, _)) => Some(*key),
            _ => None,
        }
    }

    /// Gives a shown field the focus, without leaving the one that had it.
    pub fn focus(&mut self, key: K) {
        if let Some(place) = self.place(key) {
            self.focus = place;
            if let Some(field) = self.get_mut(key) {
                field.body_mut().enter();
            }
        }
    }

    /// Returns a field.
    pub fn get(&self, key: K) -> Option<&Field> {
        self.rows.iter().find_map(|row| match row {
            Row::Field(own, field) if *own == key => Some(field),
            _ => None,
        })
    }

    fn get_mut(&mut self, key: K) -> Option<&mut Field> {
        self.rows.iter_mut().find_map(|row| match row {
            Row::Field(own, field) if *own == key => Some(field),
            _ => None,
        })
    }

    /// Leaves the field under the cursor without going on: its value is composed and judged.
    pub fn leave(&mut self, ctx: &Ctx) {
        if let Some(key) = self.focused()
            && let Some(field) = self.get_mut(key)
        {
            field.leave(false, ctx);
        }
    }

    /// Gives the first or the last shown field the focus, without leaving the one that had it.
    pub fn focus_edge(&mut self, first: bool) {
        let shown: Vec<K> = self.shown().collect();
        let key = if first { shown.first() } else { shown.last() };
        let key = key.copied();
        if let Some(key) = key {
            self.focus(key);
        }
    }

    /// Returns the keys of the fields that are shown, in the tab order.
    pub fn shown(&self) -> impl Iterator<Item = K> + '_ {
        self.rows.iter().filter_map(|row| match row {
            Row::Field(key, field) if field.is_shown() => Some(*key),
            _ => None,
        })
    }

    /// Returns what a field holds; a field that is not shown holds nothing.
    pub fn value(&self, key: K, ctx: &Ctx) -> Value {
        let shown = self.get(key).filter(|field| field.is_shown());
        shown.map_or(Value::Empty, |field| field.value(ctx))
    }

    /// Returns a password that was typed.
    pub fn secret(&self, key: K, ctx: &Ctx) -> Zeroizing<String> {
        match self.value(key, ctx) {
            Value::Secret(secret) => secret,
            _ => Zeroizing::default(),
        }
    }

    /// Returns the text, code or number of a field as text; empty where it holds nothing.
    pub fn text(&self, key: K, ctx: &Ctx) -> String {
        match self.value(key, ctx) {
            // A password is asked for as one: see [`Form::secret`].
            Value::Empty | Value::Secret(_) => String::new(),
            Value::Text(text) | Value::Code(text) => text,
            Value::Day(day) => day.to_string(),
            Value::Year(year) => year.to_string(),
            Value::Number(number) => number.to_string(),
        }
    }

    /// Returns the code of a field that chooses.
    pub fn code(&self, key: K, ctx: &Ctx) -> Option<String> {
        match self.value(key, ctx) {
            Value::Code(code) => Some(code),
            _ => None,
        }
    }

    /// Returns the day of a date field.
    pub fn day(&self, key: K, ctx: &Ctx) -> Option<NaiveDate> {
        match self.value(key, ctx) {
            Value::Day(day) => Some(day),
            _ => None,
        }
    }

    /// Returns the number of a number field.
    pub fn number(&self, key: K, ctx: &Ctx) -> Option<i64> {
        match self.value(key, ctx) {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Fills a field; codes choose, the rest is as typed.
    pub fn fill(&mut self, key: K, draft: &str) {
        if let Some(field) = self.get_mut(key) {
            field.body_mut().restore(draft);
            field.verdict = Verdict::Fine;
        }
    }

    /// Puts another body into a field, as when its list depends on another field; keeps the content.
    pub fn rebuild(&mut self, key: K, make: impl FnOnce() -> Field) {
        if let Some(field) = self.get_mut(key) {
            let draft = field.body().draft();
            *field = make().holding(&draft);
        }
    }

    /// Returns the content of every field, for a draft.
    pub fn draft(&self) -> Vec<(K, String)> {
        let fields = self.rows.iter().filter_map(|row| match row {
            Row::Field(key, field) => Some((*key, field.body().draft())),
            Row::Heading(_) => None,
        });
        fields.collect()
    }

    /// Shows a field or takes it out of sight and out of the tab order.
    pub fn show(&mut self, key: K, shown: bool) {
        if let Some(field) = self.get_mut(key) {
            field.show(shown);
        }
        if !shown && self.focused() == Some(key) {
            let next = self
                .step(self.focus, true)
                .or_else(|| self.step(self.focus, false));
            self.focus = next.unwrap_or(self.focus);
        }
    }

    /// Says whether a field may stay empty.
    pub fn require(&mut self, key: K, required: bool) {
        if let Some(field) = self.get_mut(key) {
            field.require(required);
        }
    }

    /// Gives a field another label.
    pub fn relabel(&mut self, key: K, label: impl Into<String>) {
        if let Some(field) = self.get_mut(key) {
            field.relabel(label.into());
        }
    }

    /// Puts a dim note beneath a field.
    pub fn note(&mut self, key: K, note: impl Into<String>) {
        if let Some(field) = self.get_mut(key) {
            field.set_note(note.into());
        }
    }

    /// Keeps a content for the key that repeats it.
    pub fn remember(&mut self, key: K, draft: impl Into<String>) {
        if let Some(field) = self.get_mut(key) {
            field.remember(draft.into());
        }
    }

    /// Lets go of the content that one key would repeat, where it is such a one.
    pub fn forget(&mut self, key: K, is_such: impl Fn(&str) -> bool) {
        if let Some(field) = self.get_mut(key) {
            field.forget(is_such);
        }
    }

    /// Says something about a field.
    pub fn judge(&mut self, key: K, verdict: Verdict) {
        if let Some(field) = self.get_mut(key) {
            field.verdict = verdict;
        }
    }

    /// Leaves every shown field, the one under the cursor too, and gives the first wrong one the
    /// focus; returns whether all are right.
    pub fn check_all(&mut self, ctx: &Ctx) -> bool {
        let mut wrong = None;
        for (place, row) in self.rows.iter_mut().enumerate() {
            if let Row::Field(_, field) = row
                && field.is_shown()
            {
                field.leave(true, ctx);
                if matches!(field.verdict, Verdict::Wrong(_)) && wrong.is_none() {
                    wrong = Some(place);
                }
            }
        }
        if let Some(place) = wrong {
            self.focus = place;
            self.enter();
        }
        wrong.is_none()
    }

    /// Gives the first field that is judged wrong the focus; returns whether there is one.
    pub fn focus_first_wrong(&mut self) -> bool {
        let wrong = self.rows.iter().position(|row| match row {
            Row::Field(_, field) => field.is_shown() && matches!(field.verdict, Verdict::Wrong(_)),
            Row::Heading(_) => false,
        });
        if let Some(place) = wrong {
            self.focus = place;
            self.enter();
        }
        wrong.is_some()
    }

    /// Returns the contexts of the field under the cursor, then the form's own.
    pub fn contexts(&self) -> Vec<Context> {
        let mut contexts = self
            .current()
            .map(|f| f.body().contexts().to_vec())
            .unwrap_or_default();
        contexts.push(Context::Form);
        contexts
    }

    /// Returns whether the field under the cursor or the form does something on an action.
    pub fn accepts(&self, action: Action) -> bool {
        let Some(field) = self.current() else {
            return false;
        };
        if field.body().accepts(action) {
            return true;
        }
        match action {
            Action::NextField | Action::PrevField => true,
            Action::RepeatPrevious => field.has_previous(),
            _ => false,
        }
    }

    /// Takes in what was typed; an action that the form does not accept is left to its screen.
    pub fn take<P: Protocol>(&mut self, event: &Event<P>, ctx: &Ctx) -> Vec<Heard<K>> {
        match event {
            Event::Click(column, row) => return self.click(*column, *row, ctx),
            Event::Rewritten(text) => return self.rewritten(text),
            _ => {}
        }
        let (Some(typed), Some(key)) = (Typed::of(event), self.focused()) else {
            return Vec::new();
        };
        if let Typed::Act(action) = typed {
            if !self.accepts(action) {
                return Vec::new();
            }
            if !self
                .current()
                .is_some_and(|field| field.body().accepts(action))
            {
                return self.act(action, key, ctx);
            }
        }
        let Some(field) = self.get_mut(key) else {
            return Vec::new();
        };
        match field.body_mut().take(typed, ctx) {
            Took::Nothing => Vec::new(),
            Took::Changed => {
                field.verdict = field.body().remark(ctx);
                vec![Heard::Changed(key)]
            }
            Took::Done => {
                let mut heard = vec![Heard::Changed(key)];
                heard.extend(self.go(true, key, ctx));
                heard
            }
        }
    }

    /// Returns the label and content of the field under the cursor, if it holds a long text.
    pub fn long_text(&self) -> Option<(String, String)> {
        let field = self.current().filter(|field| field.body().is_long())?;
        Some((field.label.clone(), field.body().draft()))
    }

    fn rewritten(&mut self, text: &str) -> Vec<Heard<K>> {
        let Some(key) = self.focused().filter(|_| self.long_text().is_some()) else {
            return Vec::new();
        };
        self.fill(key, text);
        vec![Heard::Changed(key)]
    }

    /// Gives the field under the mouse the focus, and lets it be pressed.
    fn click(&mut self, column: u16, row: u16, ctx: &Ctx) -> Vec<Heard<K>> {
        let at = Position::new(column, row);
        let drawn = self.drawn.borrow();
        let found = drawn.iter().find(|(_, area, _)| area.contains(at));
        let found = found.map(|(place, _, value)| (*place, *value));
        drop(drawn);
        let Some((place, value)) = found else {
            return Vec::new();
        };
        let mut heard = Vec::new();
        if place != self.focus
            && let Some(key) = self.focused()
        {
            if let Some(field) = self.get_mut(key) {
                field.leave(false, ctx);
            }
            heard.push(Heard::Left(key));
            self.focus = place;
            self.enter();
        }
        if let Some(Row::Field(key, field)) = self.rows.get_mut(place)
            && value.contains(at)
        {
            let took = field
                .body_mut()
                .click(column - value.x, row - value.y, value);
            if took != Took::Nothing {
                field.verdict = Verdict::Fine;
                heard.push(Heard::Changed(*key));
            }
        }
        heard
    }

    fn act(&mut self, action: Action, key: K, ctx: &Ctx) -> Vec<Heard<K>> {
        match action {
            Action::NextField => self.go(true, key, ctx),
            Action::PrevField => self.go(false, key, ctx),
            Action::RepeatPrevious => {
                if let Some(field) = self.get_mut(key) {
                    field.repeat();
                }
                let mut heard = vec![Heard::Changed(key)];
                heard.extend(self.go(true, key, ctx));
                heard
            }
            _ => Vec::new(),
        }
    }

    fn go(&mut self, forward: bool, key: K, ctx: &Ctx) -> Vec<Heard<K>> {
        if let Some(field) = self.get_mut(key) {
            field.leave(false, ctx);
        }
        let mut heard = vec![Heard::Left(key)];
        match self.step(self.focus, forward) {
            Some(next) => {
                self.focus = next;
                self.enter();
            }
            None if forward => heard.push(Heard::End),
            None => {}
        }
        heard
    }

    fn enter(&mut self) {
        if let Some(Row::Field(_, field)) = self.rows.get_mut(self.focus) {
            field.body_mut().enter();
        }
    }

    pub(super) fn current(&self) -> Option<&Field> {
        match self.rows.get(self.focus) {
            Some(Row::Field(_, field)) if field.is_shown() => Some(field),
            _ => None,
        }
    }

    fn place(&self, key: K) -> Option<usize> {
        self.rows.iter().position(|row| match row {
            Row::Field(own, field) => *own == key && field.is_shown(),
            Row::Heading(_) => false,
        })
    }

    fn step(&self, from: usize, forward: bool) -> Option<usize> {
        let shown = |place: &usize| match self.rows.get(*place) {
            Some(Row::Field(_, field)) => field.is_shown(),
            _ => false,
        };
        if forward {
            (from + 1..self.rows.len()).find(shown)
        } else {
            (0..from).rev().find(shown)
        }
    }
}
