//! A screen that is one list of rows of the books: what is asked, which columns, what Enter opens and what
//! is said below of the row under the cursor are given by a [`Sheet`]. It must not know what a row is about.

use std::ops::Range;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};

use super::action::Action;
use super::copying;
use super::errand::WRITTEN;
use super::house::{House, Note};
use super::keymap::Context;
use super::list::{Column, List, ListHeard, ListRow};
use super::marked::{self, Marked, Record};
use super::reading::wrap;
use super::screen::{Ctx, Effect, Event, Kind, Screen};
use super::theme::Mood;
use super::words::Lang;
use crate::office::ask::{Answer, Failure, Question};
use crate::office::order::{Aim, Sift};
use crate::register::number::Subject;
use crate::words::failure::failure;

pub mod cells;
#[cfg(test)]
mod same_keys;
#[cfg(test)]
pub(in crate::desk) use same_keys::keys_work;
#[cfg(test)]
mod tests;
pub mod words;

use words::ListingWord as W;

/// Makes the screen that shows a petition or a reception.
pub type Opens = fn(Subject) -> Box<dyn Screen<House>>;

/// Rows below the list that tell of the row under the cursor, at the most.
const FOOT: usize = 5;
/// Rows that the list keeps before anything else is shown.
const KEPT: u16 = 6;

/// Rows that came.
pub struct Came<R> {
    /// They are all there are, and no others are ever asked for.
    pub whole: bool,
    /// The place of the first.
    pub from: usize,
    /// How many there are in all.
    pub total: usize,
    /// The rows.
    pub rows: Vec<R>,
}

impl<R> Came<R> {
    /// Takes rows that are all there are.
    pub fn all(rows: Vec<R>) -> Self {
        Self {
            whole: true,
            from: 0,
            total: rows.len(),
            rows,
        }
    }

    /// Takes some of so many rows.
    pub fn some(from: usize, total: usize, rows: Vec<R>) -> Self {
        Self {
            whole: false,
            from,
            total,
            rows,
        }
    }
}

/// What a list is of.
pub trait Sheet: 'static {
    /// A row.
    type Row: ListRow;

    /// Returns the title.
    fn title(&self, ctx: &Ctx) -> String;

    /// Returns what asks for the rows at these places.
    fn question(&self, places: Range<usize>, ctx: &Ctx) -> Question;

    /// Takes in an answer; nothing where it is to something else.
    fn came(&mut self, answer: &Answer, ctx: &Ctx) -> Option<Came<Self::Row>>;

    /// Returns the columns for the rows that are here.
    fn columns(&self, rows: &[Self::Row], ctx: &Ctx) -> Vec<Column>;

    /// Returns what stands above the list.
    fn head(&self, _ctx: &Ctx) -> Vec<Line<'static>> {
        Vec::new()
    }

    /// Returns what is told below of the row under the cursor.
    fn foot(&self, _row: &Self::Row, _ctx: &Ctx) -> Vec<Line<'static>> {
        Vec::new()
    }

    /// Returns what stands in place of rows where there are none: what that means, and what comes here.
    fn empty(&self, ctx: &Ctx) -> [String; 2];

    /// Returns the record behind a row.
    fn subject(&self, row: &Self::Row) -> Option<Subject>;

    /// Returns the record behind a row and the limits that the row is about.
    fn record(&self, row: &Self::Row) -> Option<Record> {
        self.subject(row).map(Record::of)
    }

    /// Returns whether rows can be marked: where something can be done with several.
    fn marks(&self) -> bool {
        true
    }

    /// Returns the place in the list of a row of the answer, headings counted.
    fn place_of(&self, row: usize) -> usize {
        row
    }

    /// Returns the contexts before the list's own.
    fn contexts(&self) -> Vec<Context> {
        Vec::new()
    }

    /// Returns whether it does something of its own on an action.
    fn accepts(&self, _action: Action, _row: Option<&Self::Row>) -> bool {
        false
    }

    /// Does it.
    fn act(&mut self, _action: Action, _row: Option<&Self::Row>, _ctx: &Ctx) -> Done {
        Done::Nothing
    }

    /// Hears what a dialog handed down; says whether other rows are to be shown.
    fn returned(&mut self, _note: &Note) -> bool {
        false
    }

    /// Returns its own actions for the hint bar.
    fn hints(&self) -> Vec<Action> {
        Vec::new()
    }

    /// Returns other words for an action here than its own.
    fn names(&self, _action: Action, _lang: Lang) -> Option<&'static str> {
        None
    }

    /// Returns how many rows there are where so many places are in the list, headings among them.
    fn count(&self, places: usize) -> usize {
        places
    }
}

/// What came of an action of a sheet's own.
pub enum Done {
    /// Nothing.
    Nothing,
    /// Other rows are to be shown.
    Other,
    /// This is to be done.
    Effects(Vec<Effect<House>>),
}

/// The screen.
pub struct Listing<S: Sheet> {
    sheet: S,
    opens: Opens,
    list: List<S::Row>,
    marked: Marked,
    /// Why the last question was not answered.
    failed: Option<String>,
    /// The rows asked for last, so that an answer that does not hold them is not asked for again.
    asked: Option<Range<usize>>,
    /// The day of which the rows speak.
    day: Option<NaiveDate>,
}

impl<S: Sheet> Listing<S> {
    /// Makes the screen of a sheet; `opens` makes what Enter leads to.
    pub fn new(sheet: S, opens: Opens) -> Self {
        let list = List::new().with_filter();
        let list = if sheet.marks() {
            list.with_marks()
        } else {
            list
        };
        Self {
            sheet,
            opens,
            list,
            marked: Marked::default(),
            failed: None,
            asked: None,
            day: None,
        }
    }

    fn ask(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let Some(places) = self.list.wanted() else {
            return Vec::new();
        };
        self.asked = Some(places.clone());
        self.day = Some(ctx.today());
        vec![Effect::AskLatest(0, self.question(places, ctx))]
    }

    /// What asks for these places, of the rows that are looked for and in the order chosen.
    fn question(&self, places: Range<usize>, ctx: &Ctx) -> Question {
        let of = self.sheet.question(places, ctx);
        let sift = self.list.sift();
        if sift == Sift::default() {
            return of;
        }
        let of = Box::new(of);
        Question::Sifted { of, sift }
    }

    fn go_to(&self, aim: Aim, ctx: &Ctx) -> Vec<Effect<House>> {
        let of = Box::new(self.question(0..0, ctx));
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
            Answer::MayLeave(_) | Answer::Failed(Failure::Leak(_)) => {
                return copying::heard(answer, ctx);
            }
            Answer::Place(row) => {
                let place = row.map(|row| self.sheet.place_of(row));
                self.list.found(place, ctx);
                return self.ask(ctx);
            }
            _ => {}
        }
        if let Answer::Failed(why) = answer {
            let why = failure(why, ctx.lang).message;
            // Rows that are here stay; they were right when they came.
            if self.list.total().is_some() {
                return vec![Effect::Notice(Kind::Error, why)];
            }
            self.failed = Some(why);
            return Vec::new();
        }
        let Some(came) = self.sheet.came(answer, ctx) else {
            return Vec::new();
        };
        self.failed = None;
        if came.whole {
            self.list.fill_whole(came.rows, ctx);
            return Vec::new();
        }
        self.list.fill(came.from, came.total, came.rows, ctx);
        self.ask_for_the_rest(ctx)
    }

    /// Asks again where there are fewer rows than before and those near the cursor are others.
    fn ask_for_the_rest(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let before = self.asked.clone();
        let effects = self.ask(ctx);
        if self.asked == before {
            return Vec::new();
        }
        effects
    }

    fn open(&self) -> Vec<Effect<House>> {
        let subject = self.list.selected().and_then(|row| self.sheet.subject(row));
        let opened = subject.map(|subject| Effect::Push((self.opens)(subject)));
        opened.into_iter().collect()
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Vec<Effect<House>> {
        match self.sheet.act(action, self.list.selected(), ctx) {
            Done::Nothing => Vec::new(),
            Done::Other => self.begin_again(ctx),
            Done::Effects(effects) => effects,
        }
    }

    fn accepts_marked(&self, action: Action) -> bool {
        let able = self.sheet.marks() || action == Action::Copy;
        let of = |row: &S::Row| self.sheet.record(row);
        able && self.marked.accepts(action, &self.list, of)
    }

    fn lets_list(&self, action: Action) -> bool {
        self.list.is_filtering() || (action == Action::Back && self.list.accepts(action))
    }

    fn take(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match self.list.take(event, ctx) {
            Some(ListHeard::Moved | ListHeard::Filtered(_) | ListHeard::Sorted) => self.ask(ctx),
            Some(ListHeard::Aimed(aim)) => self.go_to(aim, ctx),
            Some(ListHeard::Chosen) => vec![Effect::Act(Action::Open)],
            None => Vec::new(),
        }
    }

    /// What stands in place of the rows: that there are none, or why they cannot be read.
    fn instead(&self, columns: u16, ctx: &Ctx) -> Option<Text<'static>> {
        let columns = usize::from(columns.saturating_sub(4));
        let lines = if let Some(why) = &self.failed {
            let text = format!("{} {}", Mood::Error.sign(), ctx.fill(W::Failed, &[why]));
            vec![Line::styled(text, ctx.style(Mood::Error))]
        } else if self.list.total() == Some(0) {
            let [first, more] = if self.list.filter().is_empty() {
                self.sheet.empty(ctx)
            } else {
                [W::NoneMatch, W::NoneMatchMore].map(|word| ctx.say(word).to_owned())
            };
            let more = Line::styled(more, ctx.style(Mood::Dim));
            vec![Line::default(), Line::raw(first), more]
        } else {
            return None;
        };
        let rows = lines.iter().flat_map(|line| wrap(line, columns));
        let inset = |mut line: Line<'static>| {
            line.spans.insert(0, "  ".into());
            line
        };
        Some(rows.map(inset).collect::<Vec<_>>().into())
    }
}

/// Returns lines as the rows that they take.
fn wrapped(lines: &[Line<'static>], columns: u16) -> Vec<Line<'static>> {
    let rows = lines.iter().flat_map(|line| wrap(line, columns.into()));
    rows.collect()
}

fn height(rows: usize) -> u16 {
    u16::try_from(rows).unwrap_or(u16::MAX)
}

impl<S: Sheet> Screen<House> for Listing<S> {
    fn title(&self, ctx: &Ctx) -> String {
        let title = self.sheet.title(ctx);
        match self.list.total().map(|places| self.sheet.count(places)) {
            Some(count) if count > 0 => format!("{title} · {count}"),
            _ => title,
        }
    }

    fn contexts(&self) -> Vec<Context> {
        if self.list.is_filtering() {
            return self.list.contexts();
        }
        let own = self.sheet.contexts().into_iter();
        marked::contexts(own.chain(self.list.contexts()).collect())
    }

    fn accepts(&self, action: Action) -> bool {
        if self.list.is_filtering() {
            return self.list.accepts(action);
        }
        let row = self.list.selected();
        if self.sheet.accepts(action, row) || self.accepts_marked(action) {
            return true;
        }
        match action {
            Action::Open => row.is_some_and(|row| self.sheet.subject(row).is_some()),
            Action::Refresh => true,
            _ => self.list.accepts(action),
        }
    }

    fn hints(&self) -> Vec<Action> {
        let own = self.sheet.hints().into_iter();
        if self.list.marks() > 0 && !self.list.is_filtering() {
            return marked::hints().chain(own).collect();
        }
        let typed = [Action::Confirm, Action::Back];
        let shared = [
            Action::Mark,
            Action::Filter,
            Action::Sort,
            Action::JumpTo,
            Action::Assign,
            Action::Urge,
            Action::Extend,
            Action::OpenMarked,
            Action::Copy,
            Action::MarkAll,
        ];
        std::iter::once(Action::Open)
            .chain(own)
            .chain(typed)
            .chain(shared)
            .collect()
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        if action == Action::Back && self.list.accepts(action) && !self.list.is_filtering() {
            return Some(marked::name_of_back(&self.list, lang));
        }
        self.sheet.names(action, lang)
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened
            | Event::Told(Note::Saved | Note::Changed(_) | Note::Law)
            | Event::Act(Action::Refresh) => self.refresh(ctx),
            Event::Tick if self.day != Some(ctx.today()) => self.refresh(ctx),
            Event::Returned(Some(Note::Chose(WRITTEN))) => {
                self.list.unmark();
                self.refresh(ctx)
            }
            Event::Returned(note) => match note {
                Some(note) if self.sheet.returned(note) => self.begin_again(ctx),
                _ => self.ask(ctx),
            },
            Event::Resized => self.ask(ctx),
            Event::Reply(answer) => self.heard(answer, ctx),
            // What the list itself takes first: a line that is typed at, Esc while something is looked for or
            // marked.
            Event::Act(action) if self.lets_list(*action) => self.take(event, ctx),
            Event::Act(action) if self.sheet.accepts(*action, self.list.selected()) => {
                self.act(*action, ctx)
            }
            Event::Act(action) if self.accepts_marked(*action) => {
                let (sheet, opens) = (&self.sheet, self.opens);
                let of = |row: &S::Row| sheet.record(row);
                self.marked.act(*action, &mut self.list, of, opens, ctx)
            }
            Event::Act(Action::Open) => self.open(),
            _ => self.take(event, ctx),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let head = wrapped(&self.sheet.head(ctx), area.width);
        let told = self.list.selected().map(|row| self.sheet.foot(row, ctx));
        let mut foot = wrapped(&told.unwrap_or_default(), area.width);
        foot.truncate(FOOT);
        // The list is what one came for; in a small window the words around it go.
        let spare = area.height.saturating_sub(KEPT);
        let above = match height(head.len()) {
            0 => 0,
            rows if rows < spare => rows + 1,
            _ => 0,
        };
        let below = match height(foot.len()) {
            0 => 0,
            rows if above + rows < spare => rows + 1,
            _ => 0,
        };
        if above > 0 {
            let at = Rect {
                height: above - 1,
                ..area
            };
            frame.render_widget(Text::from(head), at);
        }
        let rows = Rect {
            y: area.y + above,
            height: area.height - above - below,
            ..area
        };
        let columns = self.sheet.columns(self.list.rows(), ctx);
        let instead = (None, self.instead(area.width, ctx));
        self.list.view_with(frame, rows, &columns, instead, ctx);
        if below > 0 {
            let at = Rect {
                y: rows.bottom() + 1,
                height: below - 1,
                ..area
            };
            frame.render_widget(Text::from(foot), at);
        }
    }
}
