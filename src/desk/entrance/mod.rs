//! The way in and out: what stands in the office folder decides between setting up and logging in. It
//! must not know how a password is kept, nor what home shows.

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};
use zeroize::Zeroizing;

use super::action::Action;
use super::home::Home;
use super::house::House;
use super::keymap::Context;
use super::reading::wrap;
use super::roads::{HouseScreen, Ways};
use super::screen::{Ctx, Effect, Event, Kind, Screen};
use super::theme::Mood;
use super::words::{Kit, Lang, Say};
use crate::office::ask::{Answer, Failure, Folder, Me, Question};
use crate::words::failure::failure;

mod key;
pub mod lock;
mod log_in;
mod set_up;
#[cfg(test)]
mod tests;
pub mod words;

use key::KeyPage;
use log_in::LogIn;
use set_up::SetUpForm;
pub(in crate::desk) use set_up::{password_fits, user_fits};
use words::Entrance;

/// Lines of text at the entrance are no wider than this.
const COLUMNS: u16 = 96;

/// The first screen: looks what stands in the office folder.
pub struct Gate {
    ways: Ways,
    user: Option<String>,
    note: Option<(Kind, String)>,
    trouble: Option<String>,
}

impl Gate {
    /// Stands before the office folder.
    pub fn new(ways: Ways) -> Self {
        Self {
            ways,
            user: None,
            note: None,
            trouble: None,
        }
    }

    /// Begins with a line.
    #[must_use]
    pub fn saying(mut self, note: Option<String>) -> Self {
        self.note = note.map(|note| (Kind::Info, note));
        self
    }

    /// Expects this officer.
    #[must_use]
    pub fn expecting(mut self, user: Option<String>) -> Self {
        self.user = user.filter(|user| !user.is_empty());
        self
    }

    fn heard(&mut self, answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
        match answer {
            Answer::Folder(Folder::Empty) => {
                vec![Effect::Replace(Box::new(SetUpForm::new(self.ways, ctx)))]
            }
            Answer::Folder(Folder::Office { agency, officers }) => {
                let user = self.user.as_deref();
                let log_in = LogIn::new(self.ways, agency, officers, user, ctx);
                vec![Effect::Replace(Box::new(log_in))]
            }
            Answer::Failed(why) => {
                self.trouble = Some(told(why, ctx.lang));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}

impl Screen<House> for Gate {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(Kit::Program).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        Vec::new()
    }

    fn accepts(&self, action: Action) -> bool {
        action == Action::Refresh && self.trouble.is_some()
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Refresh, Action::Quit]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        (action == Action::Refresh).then(|| Entrance::TryAgain.say(lang))
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => {
                let note = self.note.take();
                let note = note.map(|(kind, note)| Effect::Notice(kind, note));
                note.into_iter()
                    .chain([Effect::AskLatest(0, Question::Look)])
                    .collect()
            }
            Event::Act(Action::Refresh) => {
                self.trouble = None;
                vec![Effect::AskLatest(0, Question::Look)]
            }
            Event::Reply(answer) => self.heard(answer, ctx),
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let area = narrow(area);
        let mut lines = vec![Line::default()];
        match &self.trouble {
            None => lines.push(Line::styled(
                ctx.say(Entrance::Opening),
                ctx.style(Mood::Dim),
            )),
            Some(trouble) => {
                lines.push(Line::styled(
                    ctx.say(Entrance::CannotOpen),
                    ctx.style(Mood::Title),
                ));
                lines.push(Line::default());
                lines.extend(said(Mood::Error, trouble, area.width, ctx));
            }
        }
        frame.render_widget(Text::from(lines), area);
    }
}

/// Closes the books and goes back to the gate. Forms below have kept their drafts by then.
pub struct Leaving {
    me: Rc<Me>,
    ways: Ways,
}

impl Leaving {
    /// Lets this officer out.
    pub fn new(me: &Rc<Me>) -> Self {
        Self {
            me: Rc::clone(me),
            ways: Ways::shipped(),
        }
    }
}

impl Screen<House> for Leaving {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(Action::LogOut).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        Vec::new()
    }

    fn accepts(&self, action: Action) -> bool {
        // The books are closing: there is nothing to go back to.
        matches!(action, Action::Back | Action::GoHome)
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Quit]
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => vec![Effect::Ask(Question::LogOut)],
            Event::Reply(answer @ (Answer::LoggedOut | Answer::Failed(_))) => {
                let mut gate = Gate::new(self.ways).expecting(Some(self.me.user.clone()));
                gate.note = Some(match answer {
                    Answer::Failed(why) => (Kind::Error, told(why, ctx.lang)),
                    _ => (Kind::Info, ctx.say(Entrance::LoggedOut).to_owned()),
                });
                vec![
                    Effect::Roads(Vec::new()),
                    Effect::Guard(None),
                    Effect::Sign {
                        agency: self.me.agency.clone(),
                        officer: String::new(),
                    },
                    Effect::StartOver(Box::new(gate)),
                ]
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let words = ctx.say(Entrance::Leaving);
        let lines = vec![Line::default(), Line::styled(words, ctx.style(Mood::Dim))];
        frame.render_widget(Text::from(lines), area);
    }
}

/// Returns the contexts of a form at the entrance: on its last field, Enter is done with it. Elsewhere,
/// and after a pasted line break, Enter only goes on.
fn contexts(form: Vec<Context>, last: bool) -> Vec<Context> {
    let own = last.then_some(Context::Entrance);
    own.into_iter().chain(form).collect()
}

/// Goes in: home is the first screen from now on.
/// Returns the page that shows a new recovery key once, until it is on paper.
pub(in crate::desk) fn new_key(key: &Zeroizing<String>, ctx: &Ctx) -> HouseScreen {
    Box::new(KeyPage::renewed(key, ctx))
}

fn enter(me: Me, ways: Ways) -> Effect<House> {
    Effect::StartOver(Box::new(Home::new(me, ways)))
}

/// Tells a failure in a sentence, with its article.
fn told(why: &Failure, lang: Lang) -> String {
    let told = failure(why, lang);
    let mut letters = told.message.chars();
    let first = letters.next().map(char::to_uppercase);
    let message: String = first.into_iter().flatten().chain(letters).collect();
    match told.citation {
        Some(citation) => format!("{message} ({citation})"),
        None => message,
    }
}

/// Returns a saying with its sign, broken into rows.
pub(in crate::desk) fn said(
    mood: Mood,
    words: &str,
    columns: u16,
    ctx: &Ctx,
) -> Vec<Line<'static>> {
    let sign = mood.sign();
    let gap = if sign.is_empty() { "" } else { " " };
    wrap(
        &Line::styled(format!("{sign}{gap}{words}"), ctx.style(mood)),
        columns.into(),
    )
}

/// Returns the left part of a wide window: long lines are hard to read.
fn narrow(area: Rect) -> Rect {
    Rect {
        width: area.width.min(COLUMNS),
        ..area
    }
}

/// Returns where the words above a form, the form and what is said below it stand; where there is no
/// room for all, the words above go first. `form` is the least number of rows that the form needs.
pub(in crate::desk) fn parts(area: Rect, above: usize, form: u16, below: usize) -> [Rect; 3] {
    let rows = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let foot = rows(below).min(area.height.saturating_sub(form.min(3)));
    let room = area.height.saturating_sub(foot);
    let head = rows(above);
    let head = if head.saturating_add(form) <= room {
        head
    } else {
        0
    };
    let at = |y: u16, height: u16| Rect {
        y: area.y.saturating_add(y),
        height,
        ..area
    };
    [
        at(0, head),
        at(head, room.saturating_sub(head)),
        at(room, foot),
    ]
}
