//! What deserves a second look, the gravest kind first; people who come often are shown with how they were
//! answered, without shaming. It must not know how such things are found.

use std::ops::Range;

use ratatui::text::Line;

use super::action::Action;
use super::frame::date;
use super::list::{Column, ListCell, ListRow, Wide};
use super::listing::cells::{name, officer, person_column, short_day, widest};
use super::listing::words::ListingWord as L;
use super::listing::{Came, Done, Listing, Opens, Sheet};
use super::promises::next;
use super::screen::Ctx;
use super::theme::Mood;
use crate::office::ask::{Answer, Question};
use crate::office::order::By;
use crate::office::warnings::{Detail, WarningKind, WarningRow};
use crate::register::number::Subject;
use crate::words::law::short_citation;

pub mod words;

use words::WarningWord as W;

/// Makes the list; `opens` makes what Enter leads to.
pub fn list(opens: Opens) -> Listing<Warnings> {
    Listing::new(Warnings::default(), opens)
}

/// Makes the list of one kind.
pub fn only(kind: WarningKind, opens: Opens) -> Listing<Warnings> {
    let warnings = Warnings {
        only: Some(kind),
        ..Warnings::default()
    };
    Listing::new(warnings, opens)
}

/// What deserves a second look.
#[derive(Default)]
pub struct Warnings {
    only: Option<WarningKind>,
    counts: Vec<(WarningKind, usize)>,
}

/// Returns what a kind is called.
pub(in crate::desk) fn word(kind: WarningKind) -> W {
    match kind {
        WarningKind::LongerThanLaw => W::LongerThanLaw,
        WarningKind::Group => W::Group,
        WarningKind::SameMatter => W::SameMatter,
        WarningKind::LevelSkipped => W::LevelSkipped,
        WarningKind::SeveralBodies => W::SeveralBodies,
        WarningKind::SamePerson => W::SamePerson,
    }
}

/// Returns how a kind looks.
pub(in crate::desk) fn mood(kind: WarningKind) -> Mood {
    match kind {
        WarningKind::LongerThanLaw => Mood::Overdue,
        WarningKind::SamePerson => Mood::Plain,
        _ => Mood::Warning,
    }
}

/// What there is to say of a row, in few words.
fn detail(row: &WarningRow, ctx: &Ctx) -> String {
    match &row.detail {
        Detail::Limit { longest, .. } => ctx.fill(W::Longest, &[&date(*longest)]),
        Detail::People(count) => ctx.fill(W::People, &[count]),
        Detail::Bodies(1) => ctx.say(W::OneBody).to_owned(),
        Detail::Bodies(count) => ctx.fill(W::Bodies, &[count]),
        Detail::Often { times, .. } => ctx.fill(W::Times, &[times]),
        Detail::Nothing => String::new(),
    }
}

impl ListRow for WarningRow {
    type Key = (WarningKind, Subject);

    fn key(&self) -> Self::Key {
        (self.kind, self.id)
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        let mood = mood(self.kind);
        vec![
            ListCell::meaning(mood.sign(), mood, ctx),
            ListCell::meaning(ctx.say(word(self.kind)), mood, ctx),
            ListCell::new(self.id.to_string()),
            name(&self.name, ctx),
            ListCell::new(detail(self, ctx)),
            ListCell::new(short_day(self.since, ctx)),
            ListCell::new(officer(self.officer.as_deref())),
        ]
    }
}

impl Sheet for Warnings {
    type Row = WarningRow;

    fn title(&self, ctx: &Ctx) -> String {
        match self.only {
            None => ctx.say(W::Title).to_owned(),
            Some(only) => format!("{} – {}", ctx.say(W::Title), ctx.say(word(only))),
        }
    }

    fn question(&self, places: Range<usize>, _ctx: &Ctx) -> Question {
        Question::Warnings {
            only: self.only,
            from: places.start,
            count: places.len(),
        }
    }

    fn came(&mut self, answer: &Answer, _ctx: &Ctx) -> Option<Came<WarningRow>> {
        let Answer::Warnings(found) = answer else {
            return None;
        };
        self.counts.clone_from(&found.counts);
        Some(Came::some(found.from, found.total, found.rows.clone()))
    }

    fn columns(&self, rows: &[WarningRow], ctx: &Ctx) -> Vec<Column> {
        let whole = usize::MAX;
        let (kind, more, since) = (ctx.say(W::Kind), ctx.say(W::Detail), ctx.say(W::Since));
        let (number, by) = (ctx.say(L::Number), ctx.say(L::Officer));
        let kind_wide = widest(rows, kind, 26, |row| ctx.say(word(row.kind)).to_owned());
        let by_wide = widest(rows, by, 16, |row| officer(row.officer.as_deref()));
        vec![
            Column::new("", Wide::Exactly(1)),
            Column::new(kind, kind_wide).by(By::Kind),
            Column::new(
                number,
                widest(rows, number, whole, |row| row.id.to_string()),
            )
            .by(By::Number),
            person_column(12, ctx).yields(2),
            Column::new(more, widest(rows, more, 26, |row| detail(row, ctx)))
                .yields(1)
                .by(By::What),
            Column::new(
                since,
                widest(rows, since, whole, |row| short_day(row.since, ctx)),
            )
            .by(By::Since),
            Column::new(by, by_wide).yields(3).by(By::Officer),
        ]
    }

    fn head(&self, ctx: &Ctx) -> Vec<Line<'static>> {
        let told = self.counts.iter().filter(|(_, count)| *count > 0);
        let told = told.map(|(kind, count)| format!("{} {count}", ctx.say(word(*kind))));
        let told: Vec<String> = told.collect();
        if told.is_empty() {
            return Vec::new();
        }
        vec![Line::styled(told.join(" · "), ctx.style(Mood::Dim))]
    }

    fn foot(&self, row: &WarningRow, ctx: &Ctx) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        match &row.detail {
            Detail::Limit {
                citation, longest, ..
            } => {
                let article = short_citation(citation);
                lines.push(Line::raw(
                    ctx.fill(W::LongestOf, &[&date(*longest), &article]),
                ));
            }
            Detail::Often {
                times,
                first,
                last,
                answered,
            } => {
                let told = ctx.fill(W::Often, &[times, &date(*first), &date(*last)]);
                let answer = answered.map_or_else(
                    || ctx.say(W::NotAnswered).to_owned(),
                    |day| ctx.fill(W::Answered, &[&date(day)]),
                );
                lines.push(Line::raw(format!("{told} {answer}")));
            }
            Detail::People(_) | Detail::Bodies(_) | Detail::Nothing => {}
        }
        if let Some(summary) = &row.summary {
            lines.push(Line::styled(summary.to_string(), ctx.style(Mood::Dim)));
        }
        let others = row.behind.iter().filter(|other| **other != row.id);
        let behind: Vec<String> = others.map(Subject::to_string).collect();
        if !behind.is_empty() {
            lines.push(Line::raw(ctx.fill(W::Behind, &[&behind.join(", ")])));
        }
        lines
    }

    fn empty(&self, ctx: &Ctx) -> [String; 2] {
        let words = match self.only {
            None => [W::Empty, W::EmptyMore],
            Some(_) => [W::NoneSuch, W::NoneSuchMore],
        };
        words.map(|word| ctx.say(word).to_owned())
    }

    fn subject(&self, row: &WarningRow) -> Option<Subject> {
        Some(row.id)
    }

    fn accepts(&self, action: Action, _row: Option<&WarningRow>) -> bool {
        action == Action::NextGroup || (action == Action::Back && self.only.is_some())
    }

    fn act(&mut self, action: Action, _row: Option<&WarningRow>, _ctx: &Ctx) -> Done {
        self.only = match action {
            Action::NextGroup => next(&WarningKind::ALL, self.only),
            _ => None,
        };
        Done::Other
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::NextGroup]
    }
}
