//! Who works in the office: names, roles, clearance; an admin adds and changes them here. It must not know
//! how keys are passed on.

mod change;
pub mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;
use std::rc::Rc;

use ratatui::text::Line;

use self::change::{Change, Kind};
use self::words::OfficerWord as W;
use super::action::Action;
use super::house::Note;
use super::keymap::Context;
use super::list::{Column, ListCell, ListRow, Wide};
use super::listing::cells::widest;
use super::listing::{Came, Done, Listing, Opens, Sheet};
use super::roads::HouseScreen;
use super::screen::{Ctx, Effect};
use super::theme::Mood;
use crate::office::ask::{Answer, Me, Question};
use crate::office::order::{By, Rank};
use crate::office::permit::{Deed, may};
use crate::register::number::Subject;
use crate::store::Officer;
use crate::text::name_key;

/// What the dialog hands down once something was changed.
const CHANGED: &str = "officers-changed";

/// Makes the list; `opens` is what Enter would lead to, were there a record behind an officer.
pub fn list(me: &Rc<Me>, opens: Opens) -> Listing<Officers> {
    Listing::new(Officers { me: Rc::clone(me) }, opens)
}

/// Makes the dialog in which officers change their own password.
pub fn own_password() -> HouseScreen {
    Box::new(Change::new(Kind::Own, None))
}

/// Every officer.
pub struct Officers {
    me: Rc<Me>,
}

impl Officers {
    fn may(&self) -> bool {
        may(self.me.role, Deed::Administer).is_ok()
    }

    /// What an action does to whom the cursor is on.
    fn kind(action: Action, row: Option<&Officer>) -> Option<Kind> {
        Some(match (action, row) {
            (Action::AddOfficer, _) => Kind::Add,
            (Action::NewPassword, Some(_)) => Kind::New,
            (Action::ShutOut, Some(officer)) => Kind::Disable(!officer.disabled),
            (Action::Clear, Some(officer)) => Kind::Clear(!officer.clearance),
            (Action::RenewKey, _) => Kind::Renew,
            _ => return None,
        })
    }
}

fn remarks(officer: &Officer, ctx: &Ctx) -> String {
    let marks = [
        (officer.clearance, W::Cleared),
        (officer.disabled, W::Disabled),
    ];
    let marks = marks.iter().filter(|(so, _)| *so);
    let marks: Vec<&str> = marks.map(|(_, word)| ctx.say(*word)).collect();
    marks.join(" · ")
}

impl ListRow for Officer {
    type Key = String;

    fn key(&self) -> String {
        self.name.clone()
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        let mood = if self.disabled {
            Mood::Paused
        } else {
            Mood::Plain
        };
        vec![
            ListCell::new(self.name.as_str()),
            ListCell::new(self.display.as_str()),
            ListCell::new(ctx.say(self.role)),
            ListCell::meaning(remarks(self, ctx), mood, ctx),
        ]
    }

    fn rank(&self, by: By, ctx: &Ctx) -> Option<Rank> {
        match by {
            By::Officer => Rank::text(&self.name),
            By::Person => Some(Rank::Text(name_key(&self.display))),
            By::Kind => Some(Rank::count(self.role as usize)),
            By::What => Rank::text(&remarks(self, ctx)),
            _ => None,
        }
    }
}

impl Sheet for Officers {
    type Row = Officer;

    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(W::Title).to_owned()
    }

    fn question(&self, _places: Range<usize>, _ctx: &Ctx) -> Question {
        Question::Officers
    }

    fn came(&mut self, answer: &Answer, _ctx: &Ctx) -> Option<Came<Officer>> {
        match answer {
            Answer::Officers(officers) => Some(Came::all(officers.clone())),
            _ => None,
        }
    }

    fn columns(&self, rows: &[Officer], ctx: &Ctx) -> Vec<Column> {
        let titles = [W::Name, W::Role, W::Marks].map(|word| ctx.say(word));
        let [name, role, marks] = titles;
        vec![
            Column::new(name, widest(rows, name, 24, |row| row.name.clone())).by(By::Officer),
            Column::new(ctx.say(W::Display), Wide::AtLeast(16)).by(By::Person),
            Column::new(
                role,
                widest(rows, role, 22, |row| ctx.say(row.role).to_owned()),
            )
            .by(By::Kind),
            Column::new(marks, widest(rows, marks, 28, |row| remarks(row, ctx)))
                .yields(1)
                .by(By::What),
        ]
    }

    fn foot(&self, _row: &Officer, ctx: &Ctx) -> Vec<Line<'static>> {
        let word = if self.may() {
            W::WhatAdmin
        } else {
            W::OnlyAdmin
        };
        vec![Line::styled(ctx.say(word), ctx.style(Mood::Dim))]
    }

    fn empty(&self, ctx: &Ctx) -> [String; 2] {
        [W::Empty, W::EmptyMore].map(|word| ctx.say(word).to_owned())
    }

    fn subject(&self, _row: &Officer) -> Option<Subject> {
        None
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Officers]
    }

    fn accepts(&self, action: Action, row: Option<&Officer>) -> bool {
        let may = self.may() && (action != Action::RenewKey || self.me.clearance);
        may && Self::kind(action, row).is_some()
    }

    fn act(&mut self, action: Action, row: Option<&Officer>, _ctx: &Ctx) -> Done {
        let Some(mut kind) = Self::kind(action, row) else {
            return Done::Nothing;
        };
        if kind == Kind::New && row.is_some_and(|officer| officer.name == self.me.user) {
            kind = Kind::Own;
        }
        let name = row.map(|officer| officer.name.clone());
        Done::Effects(vec![Effect::Push(Box::new(Change::new(kind, name)))])
    }

    fn returned(&mut self, note: &Note) -> bool {
        *note == Note::Chose(CHANGED)
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::AddOfficer,
            Action::NewPassword,
            Action::ShutOut,
            Action::Clear,
            Action::RenewKey,
        ]
    }
}
