//! The lock screen: lies over everything while nobody sits at the desk, and asks the officer who is logged in
//! for their password. Anyone else can only log them out; what they typed is kept as a draft. It must not know
//! what lies below.

use std::rc::Rc;
use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};

use super::words::Entrance;
use super::{Leaving, contexts, narrow, parts, said, told};
use crate::desk::action::Action;
use crate::desk::field::{self, Field};
use crate::desk::form::Form;
use crate::desk::house::House;
use crate::desk::keymap::Context;
use crate::desk::screen::{Ctx, Effect, Event, Guard, Screen};
use crate::desk::theme::Mood;
use crate::desk::words::{Lang, Say};
use crate::office::ask::{Answer, Me, Question};

/// How long nobody may touch the desk before it locks itself. Citizens sit on the other side of the screen;
/// filling in a form together rarely leaves the keyboard alone for this long.
pub const IDLE: Duration = Duration::from_mins(10);

/// Returns what locks the desk of an officer.
pub fn guard(me: &Rc<Me>) -> Guard<House> {
    let me = Rc::clone(me);
    Guard {
        after: IDLE,
        cover: Rc::new(move || Box::new(Locked::new(&me))),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Password,
}

/// The screen over all others.
struct Locked {
    me: Rc<Me>,
    form: Form<Key>,
    busy: bool,
    trouble: Option<String>,
}

impl Locked {
    fn new(me: &Rc<Me>) -> Self {
        Self {
            me: Rc::clone(me),
            form: Form::new(),
            busy: false,
            trouble: None,
        }
    }

    fn opened(&mut self, ctx: &Ctx) {
        let password = Field::new(ctx.say(Entrance::Password), field::Text::default().secret());
        self.form = Form::new().field(Key::Password, password.required());
    }

    fn unlock(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if !self.form.check_all(ctx) {
            return Vec::new();
        }
        self.trouble = None;
        self.busy = true;
        let password = self.form.secret(Key::Password, ctx);
        self.form.fill(Key::Password, "");
        vec![Effect::AskLatest(0, Question::Unlock { password })]
    }
}

impl Screen<House> for Locked {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(Entrance::LockTitle).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        contexts(self.form.contexts(), true)
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            Action::Save | Action::Confirm | Action::LogOut => !self.busy,
            _ => !self.busy && self.form.accepts(action),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Confirm, Action::LogOut, Action::Quit]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        match action {
            Action::Save | Action::Confirm => Some(Entrance::LockDo.say(lang)),
            Action::LogOut => Some(Entrance::LockLogOut.say(lang)),
            _ => None,
        }
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn leaves_nothing(&self) -> bool {
        true
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => self.opened(ctx),
            Event::Reply(Answer::Unlocked) => return vec![Effect::Unlock],
            Event::Reply(Answer::Failed(why)) => {
                self.busy = false;
                self.trouble = Some(told(why, ctx.lang));
            }
            Event::Act(Action::Save | Action::Confirm) => return self.unlock(ctx),
            Event::Act(Action::LogOut) => {
                return vec![Effect::StartOver(Box::new(Leaving::new(&self.me)))];
            }
            Event::Act(_) | Event::Char(_) | Event::Backspace | Event::Paste(_) if !self.busy => {
                self.form.take(event, ctx);
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let area = narrow(area);
        let mut above = vec![Line::default()];
        above.extend(said(Mood::Title, &self.me.agency, area.width, ctx));
        let words = ctx.fill(Entrance::LockWords, &[&self.me.display]);
        above.extend(said(Mood::Plain, &words, area.width, ctx));
        above.push(Line::default());
        let mut below: Vec<Line> = Vec::new();
        if self.busy {
            below.extend(said(Mood::Dim, ctx.say(Entrance::Opening), area.width, ctx));
        }
        if let Some(trouble) = &self.trouble {
            below.extend(said(Mood::Error, trouble, area.width, ctx));
        }
        let rows = u16::try_from(above.len() + 4 + below.len()).unwrap_or(u16::MAX);
        let area = Rect {
            height: area.height.min(rows),
            ..area
        };
        let [head, form, foot] = parts(area, above.len(), 3, below.len());
        frame.render_widget(Text::from(above), head);
        frame.render_widget(Text::from(below), foot);
        self.form.view(frame, form, ctx);
    }
}

#[cfg(test)]
mod tests;
