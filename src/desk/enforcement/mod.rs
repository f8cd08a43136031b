//! Decisions in force and conclusions not yet carried out: the late first, with the money and land that are
//! outstanding. It must not know when carrying out is late.

use std::ops::Range;

use ratatui::text::Line;

use super::action::Action;
use super::field::number::thousands;
use super::frame::date;
use super::list::{Column, ListCell, ListRow, Wide};
use super::listing::cells::{name, officer, person_column, short_day, widest};
use super::listing::words::ListingWord as L;
use super::listing::{Came, Done, Listing, Opens, Sheet};
use super::screen::Ctx;
use super::theme::Mood;
use crate::office::ask::{Answer, Question};
use crate::office::enforcement::EnforcementRow;
use crate::office::index::Figures;
use crate::office::order::By;
use crate::register::number::Subject;

pub mod words;

use words::EnforceWord as W;

/// Makes the list; `opens` makes what Enter leads to.
pub fn list(opens: Opens) -> Listing<Enforcement> {
    Listing::new(Enforcement::default(), opens)
}

/// Makes the list of what is late.
pub fn late(opens: Opens) -> Listing<Enforcement> {
    let late = Enforcement {
        late_only: true,
        ..Enforcement::default()
    };
    Listing::new(late, opens)
}

/// What is to be carried out.
#[derive(Default)]
pub struct Enforcement {
    late_only: bool,
    late: usize,
    outstanding: Figures,
}

/// Returns a figure with its thousands parted.
pub(in crate::desk) fn figure(figure: u64) -> String {
    thousands(i64::try_from(figure).unwrap_or(i64::MAX))
}

/// Returns money and land, the State's and people's together.
pub(in crate::desk) fn together(figures: &Figures) -> (u64, u64) {
    let money = figures
        .recovered_money
        .saturating_add(figures.returned_money);
    let land = figures
        .recovered_land_m2
        .saturating_add(figures.returned_land_m2);
    (money, land)
}

fn shown(count: u64) -> String {
    if count == 0 {
        "–".to_owned()
    } else {
        figure(count)
    }
}

fn due(row: &EnforcementRow, ctx: &Ctx) -> String {
    row.due.map_or("–".to_owned(), |due| short_day(due, ctx))
}

impl ListRow for EnforcementRow {
    type Key = Subject;

    fn key(&self) -> Subject {
        self.id
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        let mood = if self.late {
            Mood::Overdue
        } else if self.due.is_some() || self.decision.in_force.is_none() {
            Mood::Soon
        } else {
            Mood::Plain
        };
        let (money, land) = together(&self.outstanding);
        vec![
            ListCell::meaning(mood.sign(), mood, ctx),
            ListCell::meaning(due(self, ctx), mood, ctx),
            ListCell::new(self.id.to_string()),
            name(&self.name, ctx),
            ListCell::new(&*self.decision.number),
            ListCell::new(short_day(self.since, ctx)),
            ListCell::new(shown(money)),
            ListCell::new(shown(land)),
            ListCell::new(officer(self.officer.as_deref())),
        ]
    }
}

impl Sheet for Enforcement {
    type Row = EnforcementRow;

    fn title(&self, ctx: &Ctx) -> String {
        if self.late_only {
            return format!("{} – {}", ctx.say(W::Title), ctx.say(W::LateOnly));
        }
        ctx.say(W::Title).to_owned()
    }

    fn question(&self, places: Range<usize>, _ctx: &Ctx) -> Question {
        Question::Enforcement {
            late: self.late_only,
            from: places.start,
            count: places.len(),
        }
    }

    fn came(&mut self, answer: &Answer, _ctx: &Ctx) -> Option<Came<EnforcementRow>> {
        let Answer::Enforcement(found) = answer else {
            return None;
        };
        (self.late, self.outstanding) = (found.late, found.outstanding);
        Some(Came::some(found.from, found.total, found.rows.clone()))
    }

    fn columns(&self, rows: &[EnforcementRow], ctx: &Ctx) -> Vec<Column> {
        let whole = usize::MAX;
        let title = |word: W| ctx.say(word);
        let (by, number) = (ctx.say(L::Officer), ctx.say(L::Number));
        let money = widest(rows, title(W::Money), whole, |row| {
            shown(together(&row.outstanding).0)
        });
        let land = widest(rows, title(W::Land), whole, |row| {
            shown(together(&row.outstanding).1)
        });
        let by_wide = widest(rows, by, 16, |row| officer(row.officer.as_deref()));
        let paper = widest(rows, title(W::Paper), 18, |row| {
            row.decision.number.to_string()
        });
        vec![
            Column::new("", Wide::Exactly(1)),
            Column::new(
                title(W::Due),
                widest(rows, title(W::Due), whole, |row| due(row, ctx)),
            )
            .by(By::Due),
            Column::new(
                number,
                widest(rows, number, whole, |row| row.id.to_string()),
            )
            .by(By::Number),
            person_column(10, ctx).yields(2),
            Column::new(title(W::Paper), paper).yields(3).by(By::What),
            Column::new(
                title(W::Since),
                widest(rows, title(W::Since), whole, |row| {
                    short_day(row.since, ctx)
                }),
            )
            .by(By::Since),
            Column::new(title(W::Money), money).right().by(By::Money),
            Column::new(title(W::Land), land).right().by(By::Land),
            Column::new(by, by_wide).yields(4).by(By::Officer),
        ]
    }

    fn head(&self, ctx: &Ctx) -> Vec<Line<'static>> {
        let (money, land) = together(&self.outstanding);
        let mut lines = Vec::new();
        if self.late > 0 {
            let words = ctx.fill(W::LateCount, &[&self.late]);
            let words = format!("{} {words}", Mood::Overdue.sign());
            lines.push(Line::styled(words, ctx.style(Mood::Overdue)));
        }
        if money > 0 || land > 0 {
            let words = ctx.fill(W::Outstanding, &[&figure(money), &figure(land)]);
            lines.push(Line::raw(words));
        }
        lines
    }

    fn foot(&self, row: &EnforcementRow, ctx: &Ctx) -> Vec<Line<'static>> {
        let decision = &row.decision;
        let outcome = ctx.say(decision.outcome);
        let told = ctx.fill(W::Told, &[&decision.number, &date(decision.on), &outcome]);
        let last = decision.last.map_or_else(
            || ctx.say(W::NothingDone).to_owned(),
            |last| ctx.fill(W::LastDone, &[&date(last)]),
        );
        let mut lines = vec![Line::styled(format!("{told} {last}"), ctx.style(Mood::Dim))];
        if decision.in_force.is_none() {
            let words = format!("{} {}", Mood::Soon.sign(), ctx.say(W::Unwritten));
            lines.push(Line::styled(words, ctx.style(Mood::Soon)));
        }
        let left = &row.outstanding;
        let state = (left.recovered_money, left.recovered_land_m2);
        let people = (left.returned_money, left.returned_land_m2);
        for (word, (money, land)) in [(W::Recover, state), (W::Return, people)] {
            if money > 0 || land > 0 {
                lines.push(Line::raw(ctx.fill(word, &[&figure(money), &figure(land)])));
            }
        }
        lines
    }

    fn empty(&self, ctx: &Ctx) -> [String; 2] {
        let words = if self.late_only {
            [W::NoneLate, W::NoneLateMore]
        } else {
            [W::Empty, W::EmptyMore]
        };
        words.map(|word| ctx.say(word).to_owned())
    }

    fn subject(&self, row: &EnforcementRow) -> Option<Subject> {
        Some(row.id)
    }

    fn accepts(&self, action: Action, _row: Option<&EnforcementRow>) -> bool {
        action == Action::NextGroup || (action == Action::Back && self.late_only)
    }

    fn act(&mut self, action: Action, _row: Option<&EnforcementRow>, _ctx: &Ctx) -> Done {
        self.late_only = action == Action::NextGroup && !self.late_only;
        Done::Other
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::NextGroup]
    }
}
