//! The work calendar as a list: every day that differs from Monday–Friday, with the text that it rests
//! on and how sure it is. It must not know which deadline crosses which day.

use chrono::{Datelike, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};

use super::action::Action;
use super::copying;
use super::frame::{date, short_weekday, weekday};
use super::house::{House, Note};
use super::keymap::Context;
use super::list::{Column, List, ListCell, ListHeard, ListRow, Wide};
use super::marked;
use super::reading::wrap;
use super::screen::{Ctx, Effect, Event, Screen};
use super::theme::Mood;
use crate::law::calendar::{DayKind, SpecialDay, SpecialKind, WorkCalendar};
use crate::law::rule::Certainty;
use crate::office::order::{By, Rank};
use crate::office::permit::{Deed, Role, may};
use crate::text::width;

mod change;
mod limit;
mod moves;
#[cfg(test)]
mod tests;
pub mod words;

use change::{ChangeDays, Doing};
use limit::ChangeLimit;
use words::CalendarWord;

/// The calendar as a list.
pub struct WorkDays {
    list: List<DayRow>,
    /// Who sits here may change the calendar.
    may_change: bool,
}

impl Default for WorkDays {
    fn default() -> Self {
        Self::new()
    }
}

impl WorkDays {
    /// Makes the list of the calendar by which the office counts.
    pub fn new() -> Self {
        Self {
            list: List::new().with_filter().with_marks(),
            may_change: false,
        }
    }

    /// Lets whoever has this role change what they may.
    #[must_use]
    pub fn for_role(mut self, role: Role) -> Self {
        self.may_change = may(role, Deed::ChangeRules).is_ok();
        self
    }

    fn change(&self, action: Action) -> Vec<Effect<House>> {
        if action == Action::ChangeLimit {
            return vec![Effect::Push(Box::new(ChangeLimit::default()))];
        }
        let doing = match (action, self.list.selected()) {
            (Action::ImportDays, _) => Doing::File,
            (Action::ChangeDay, Some(DayRow::Day(day))) => Doing::Day(Some(day.clone())),
            _ => Doing::Day(None),
        };
        vec![Effect::Push(Box::new(ChangeDays::new(doing)))]
    }

    /// Fills the list and puts the cursor on the next special day.
    fn open(&mut self, ctx: &Ctx) {
        let rows = rows(&ctx.law.calendar);
        let today = ctx.today();
        let next = rows
            .iter()
            .position(|row| matches!(row, DayRow::Day(day) if day.date >= today));
        let total = rows.len();
        self.list.fill_whole(rows, ctx);
        self.list.go_to(next.unwrap_or(total), ctx);
    }

    fn head(columns: u16, ctx: &Ctx) -> Vec<Line<'static>> {
        let (from, to) = ctx.law.calendar.confirmed();
        let confirmed = if from > to {
            ctx.say(CalendarWord::NotConfirmed).to_owned()
        } else {
            ctx.fill(CalendarWord::Confirmed, &[&date(from), &date(to)])
        };
        let words = format!("{confirmed} {}", ctx.say(CalendarWord::Else));
        let mood = if from <= ctx.today() && ctx.today() <= to {
            Mood::Plain
        } else {
            Mood::Warning
        };
        let sign = if mood == Mood::Warning {
            format!("{} ", mood.sign())
        } else {
            String::new()
        };
        let mut lines = wrap(
            &Line::styled(format!("{sign}{words}"), ctx.style(mood)),
            columns.into(),
        );
        let unsure = Line::styled(ctx.say(CalendarWord::Unsure), ctx.style(Mood::Dim));
        lines.extend(wrap(&unsure, columns.into()));
        lines
    }

    /// Returns the whole of the row under the cursor, and what the table notes about days to come.
    fn foot(&self, columns: u16, ctx: &Ctx) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        if let Some(DayRow::Day(day)) = self.list.selected() {
            let words = format!(
                "{} {} – {}. {}. {}",
                weekday(day.date, ctx.lang),
                date(day.date),
                day.name,
                day.basis,
                sentence(ctx.say(certainty(day.certainty))),
            );
            lines.extend(wrap(&Line::raw(words), columns.into()));
        }
        for (_, note) in ctx
            .law
            .calendar
            .notes()
            .filter(|(day, _)| *day >= ctx.today())
        {
            let words = format!("{} {note}", Mood::Warning.sign());
            let line = Line::styled(words, ctx.style(Mood::Warning));
            lines.extend(wrap(&line, columns.into()));
        }
        lines
    }
}

/// A row of the list.
#[derive(Clone)]
enum DayRow {
    /// The year below which its days stand: days off, worked days.
    Year(i32, usize, usize),
    /// A special day.
    Day(SpecialDay),
}

fn rows(calendar: &WorkCalendar) -> Vec<DayRow> {
    let mut rows = Vec::new();
    let mut year = None;
    for day in calendar.rows() {
        let this = day.date.year();
        if year != Some(this) {
            year = Some(this);
            let of = |worked: bool| {
                let days = calendar.rows().filter(|row| row.date.year() == this);
                days.filter(|row| (row.kind == SpecialKind::Worked) == worked)
                    .count()
            };
            rows.push(DayRow::Year(this, of(false), of(true)));
        }
        rows.push(DayRow::Day(day.clone()));
    }
    rows
}

impl ListRow for DayRow {
    type Key = (i32, Option<NaiveDate>);

    fn key(&self) -> Self::Key {
        match self {
            Self::Year(year, ..) => (*year, None),
            Self::Day(day) => (day.date.year(), Some(day.date)),
        }
    }

    fn heading(&self, ctx: &Ctx) -> Option<String> {
        match self {
            Self::Year(year, off, worked) => {
                Some(ctx.fill(CalendarWord::Year, &[year, off, worked]))
            }
            Self::Day(_) => None,
        }
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        let Self::Day(day) = self else {
            return Vec::new();
        };
        let past = day.date < ctx.today();
        let mood = if past { Mood::Dim } else { Mood::Plain };
        let kind = match day.kind {
            SpecialKind::Holiday => DayKind::Holiday,
            SpecialKind::InLieu => DayKind::InLieu,
            SpecialKind::Worked => DayKind::Worked,
        };
        let when = format!(
            "{:<3} {}",
            short_weekday(day.date, ctx.lang),
            day.date.format("%d/%m")
        );
        let (unsure, unsure_mood) = if day.certainty.is_sure() {
            ("", Mood::Plain)
        } else {
            ("?", Mood::Warning)
        };
        let cell = |text: &str, mood| ListCell::meaning(text, mood, ctx);
        vec![
            cell(&when, mood),
            cell(unsure, unsure_mood),
            cell(ctx.say(kind), mood),
            cell(&day.name, mood),
            cell(&day.basis, Mood::Dim),
        ]
    }

    fn rank(&self, by: By, ctx: &Ctx) -> Option<Rank> {
        let Self::Day(day) = self else { return None };
        match by {
            By::Since => Some(Rank::day(day.date)),
            By::Kind => Some(Rank::count(day.kind as usize)),
            By::What => Rank::text(&day.name),
            _ => {
                let cells = self.cells(ctx);
                cells.last().and_then(|basis| Rank::text(&basis.text))
            }
        }
    }

    fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day.date),
            Self::Year(..) => None,
        }
    }
}

fn certainty(certainty: Certainty) -> CalendarWord {
    match certainty {
        Certainty::Signed => CalendarWord::Signed,
        Certainty::FullText => CalendarWord::FullText,
        Certainty::Excerpt => CalendarWord::Excerpt,
        Certainty::Computed => CalendarWord::Computed,
        Certainty::Memory => CalendarWord::Memory,
        Certainty::Local => CalendarWord::Local,
    }
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).chain(['.']).collect()
}

fn columns(ctx: &Ctx) -> [Column; 5] {
    let kinds = [DayKind::Holiday, DayKind::InLieu, DayKind::Worked];
    let kind = kinds.iter().map(|kind| width(ctx.say(*kind))).max();
    let kind = u16::try_from(kind.unwrap_or(0)).unwrap_or(u16::MAX);
    [
        Column::new(ctx.say(CalendarWord::Day), Wide::Exactly(9)).by(By::Since),
        Column::new("", Wide::Exactly(1)),
        Column::new(ctx.say(CalendarWord::What), Wide::Exactly(kind)).by(By::Kind),
        Column::new(ctx.say(CalendarWord::Name), Wide::AtLeast(20)).by(By::What),
        Column::new(ctx.say(CalendarWord::Basis), Wide::AtLeast(18))
            .yields(1)
            .by(By::Own(4)),
    ]
}

impl Screen<House> for WorkDays {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(CalendarWord::Title).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        if self.list.is_filtering() {
            return self.list.contexts();
        }
        let mut contexts = vec![Context::Calendar];
        contexts.extend(self.list.contexts());
        contexts
    }

    fn accepts(&self, action: Action) -> bool {
        if self.list.is_filtering() {
            return self.list.accepts(action);
        }
        match action {
            Action::Copy => self.list.selected().is_some(),
            Action::ChangeDay | Action::NewDay | Action::ImportDays | Action::ChangeLimit => {
                self.may_change
            }
            _ => self.list.accepts(action),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::NewDay,
            Action::ChangeDay,
            Action::ImportDays,
            Action::ChangeLimit,
            Action::Confirm,
            Action::Back,
            Action::Filter,
            Action::Sort,
            Action::JumpTo,
            Action::Mark,
            Action::Copy,
        ]
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened | Event::Told(Note::Law) => self.open(ctx),
            Event::Act(
                action @ (Action::ChangeDay
                | Action::NewDay
                | Action::ImportDays
                | Action::ChangeLimit),
            ) => {
                return self.change(*action);
            }
            Event::Act(Action::Copy) => return vec![copying::ask(marked::text(&self.list, ctx))],
            Event::Reply(answer) => return copying::heard(answer, ctx),
            _ => {
                if self.list.take(event, ctx) == Some(ListHeard::Chosen) {
                    return vec![Effect::Act(Action::ChangeDay)];
                }
            }
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let head = Self::head(area.width, ctx);
        let foot = self.foot(area.width, ctx);
        let rows = |lines: &[Line]| u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let (above, below) = (rows(&head), rows(&foot));
        // The list is what one came for; in a small window the words around it go.
        let above = if above + below + 8 <= area.height {
            above + 1
        } else {
            0
        };
        let below = if above + below + 7 <= area.height {
            below + 1
        } else {
            0
        };
        let list = Rect {
            y: area.y + above,
            height: area.height.saturating_sub(above + below),
            ..area
        };
        if above > 0 {
            let at = Rect {
                height: above - 1,
                ..area
            };
            frame.render_widget(Text::from(head), at);
        }
        self.list.view(frame, list, &columns(ctx), ctx);
        if below > 0 {
            let at = Rect {
                y: list.bottom() + 1,
                height: below - 1,
                ..area
            };
            frame.render_widget(Text::from(foot), at);
        }
    }
}
