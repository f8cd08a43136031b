//! Promises made at dialogues and in the head's conclusions: the late first, then the open by their day, the
//! kept at the end. It must not know when a promise is late.

use std::ops::Range;

use ratatui::text::{Line, Span};

use super::action::Action;
use super::frame::{date, weekday};
use super::list::{Column, ListCell, ListRow, Wide};
use super::listing::cells::{left, officer, short_day, widest};
use super::listing::words::ListingWord as L;
use super::listing::{Came, Done, Listing, Opens, Sheet};
use super::screen::Ctx;
use super::theme::Mood;
use super::words::Kit;
use crate::office::ask::{Answer, Question};
use crate::office::order::By;
use crate::office::promises::{PromiseCounts, PromiseRow, Standing};
use crate::register::number::Subject;

pub mod words;

use words::PromiseWord as W;

const STANDINGS: [Standing; 4] = [
    Standing::Late,
    Standing::Open,
    Standing::KeptLate,
    Standing::Kept,
];

/// Makes the list; `opens` makes what Enter leads to.
pub fn list(opens: Opens) -> Listing<Promises> {
    Listing::new(Promises::default(), opens)
}

/// Makes the list of promises of one standing.
pub fn only(standing: Standing, opens: Opens) -> Listing<Promises> {
    let promises = Promises {
        only: Some(standing),
        ..Promises::default()
    };
    Listing::new(promises, opens)
}

/// What was promised.
#[derive(Default)]
pub struct Promises {
    only: Option<Standing>,
    counts: PromiseCounts,
}

/// Returns how a standing looks.
pub(in crate::desk) fn mood(standing: Standing) -> Mood {
    match standing {
        Standing::Late => Mood::Overdue,
        Standing::Open => Mood::Soon,
        Standing::KeptLate => Mood::Warning,
        Standing::Kept => Mood::Ok,
    }
}

fn word(standing: Standing) -> W {
    match standing {
        Standing::Late => W::Late,
        Standing::Open => W::Open,
        Standing::KeptLate => W::KeptLate,
        Standing::Kept => W::Kept,
    }
}

impl ListRow for PromiseRow {
    type Key = (Subject, u64);

    fn key(&self) -> Self::Key {
        (self.id, self.promise.seq)
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        let mood = mood(self.standing);
        let text = if self.promise.text.is_empty() {
            ListCell::meaning(ctx.say(Kit::Hidden), Mood::Hidden, ctx)
        } else {
            ListCell::new(&*self.promise.text)
        };
        vec![
            ListCell::meaning(mood.sign(), mood, ctx),
            ListCell::meaning(left(self.days_left), mood, ctx),
            ListCell::meaning(short_day(self.promise.due, ctx), mood, ctx),
            ListCell::new(self.id.to_string()),
            text,
            ListCell::new(officer(self.officer.as_deref())),
        ]
    }
}

impl Sheet for Promises {
    type Row = PromiseRow;

    fn title(&self, ctx: &Ctx) -> String {
        match self.only {
            None => ctx.say(W::Title).to_owned(),
            Some(only) => format!("{} – {}", ctx.say(W::Title), ctx.say(word(only))),
        }
    }

    fn question(&self, places: Range<usize>, _ctx: &Ctx) -> Question {
        Question::Promises {
            only: self.only,
            from: places.start,
            count: places.len(),
        }
    }

    fn came(&mut self, answer: &Answer, _ctx: &Ctx) -> Option<Came<PromiseRow>> {
        let Answer::Promises(found) = answer else {
            return None;
        };
        self.counts = found.counts;
        Some(Came::some(found.from, found.total, found.rows.clone()))
    }

    fn columns(&self, rows: &[PromiseRow], ctx: &Ctx) -> Vec<Column> {
        let whole = usize::MAX;
        let (days, due) = (ctx.say(W::Left), ctx.say(W::Due));
        let (number, by) = (ctx.say(L::Number), ctx.say(L::Officer));
        let due_wide = widest(rows, due, whole, |row| short_day(row.promise.due, ctx));
        let by_wide = widest(rows, by, 16, |row| officer(row.officer.as_deref()));
        vec![
            Column::new("", Wide::Exactly(1)),
            Column::new(days, widest(rows, days, whole, |row| left(row.days_left))).right(),
            Column::new(due, due_wide).by(By::Due),
            Column::new(
                number,
                widest(rows, number, whole, |row| row.id.to_string()),
            )
            .by(By::Number),
            Column::new(ctx.say(W::Text), Wide::AtLeast(16)).by(By::What),
            Column::new(by, by_wide).yields(1).by(By::Officer),
        ]
    }

    fn head(&self, ctx: &Ctx) -> Vec<Line<'static>> {
        let counts = self.counts;
        let told = [counts.late, counts.open, counts.kept_late, counts.kept];
        let mut spans = Vec::new();
        for (standing, count) in STANDINGS.into_iter().zip(told) {
            if count == 0 {
                continue;
            }
            let mood = mood(standing);
            let words = format!("{} {count} {}   ", mood.sign(), ctx.say(word(standing)));
            spans.push(Span::styled(words, ctx.style(mood)));
        }
        if spans.is_empty() {
            return Vec::new();
        }
        vec![Line::from(spans)]
    }

    fn foot(&self, row: &PromiseRow, ctx: &Ctx) -> Vec<Line<'static>> {
        let promise = &row.promise;
        let made = format!("{} {}", weekday(promise.made, ctx.lang), date(promise.made));
        let mut told = match &promise.conclusion {
            Some(number) => ctx.fill(W::Concluded, &[&made, number]),
            None => ctx.fill(W::Said, &[&made]),
        };
        if let Some(kept) = promise.kept {
            told = format!("{told} {}", ctx.fill(W::KeptOn, &[&date(kept)]));
        }
        vec![
            Line::styled(told, ctx.style(Mood::Dim)),
            Line::raw(promise.text.to_string()),
        ]
    }

    fn empty(&self, ctx: &Ctx) -> [String; 2] {
        let words = match self.only {
            None => [W::Empty, W::EmptyMore],
            Some(_) => [W::NoneSuch, W::NoneSuchMore],
        };
        words.map(|word| ctx.say(word).to_owned())
    }

    fn subject(&self, row: &PromiseRow) -> Option<Subject> {
        Some(row.id)
    }

    fn accepts(&self, action: Action, _row: Option<&PromiseRow>) -> bool {
        action == Action::NextGroup || (action == Action::Back && self.only.is_some())
    }

    fn act(&mut self, action: Action, _row: Option<&PromiseRow>, _ctx: &Ctx) -> Done {
        self.only = match action {
            Action::NextGroup => next(&STANDINGS, self.only),
            _ => None,
        };
        Done::Other
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::NextGroup]
    }
}

/// The next of a few values, and none after the last.
pub(in crate::desk) fn next<T: Copy + PartialEq>(all: &[T], now: Option<T>) -> Option<T> {
    match now {
        None => all.first().copied(),
        Some(now) => {
            let place = all.iter().position(|one| *one == now)?;
            all.get(place + 1).copied()
        }
    }
}
