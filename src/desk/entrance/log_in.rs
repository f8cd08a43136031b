//! Logging in: agency, officer, password. A wrong password empties its own field and nothing else. It
//! must not know how long a wrong one makes wait: that is the office's affair.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};

use super::words::Entrance;
use super::{Gate, contexts, enter, narrow, parts, said, told};
use crate::desk::action::Action;
use crate::desk::chart;
use crate::desk::field::{self, Field, Item, Pick};
use crate::desk::form::Form;
use crate::desk::home::foot::grouped;
use crate::desk::house::House;
use crate::desk::keymap::Context;
use crate::desk::roads::Ways;
use crate::desk::screen::{Ctx, Effect, Event, Screen};
use crate::desk::theme::Mood;
use crate::desk::words::{Kit, Lang, Say};
use crate::office::ask::{Answer, Failure, Question};
use crate::store::Stage;
use crate::store::error::StoreError;
use crate::text::width;

/// After this time it is said how far opening is; what is quicker needs no word.
const SLOW: Duration = Duration::from_millis(300);
/// Columns of the gauge.
const GAUGE: usize = 40;
/// From how many wrong passwords on it is said that the wait grows.
const OFTEN: u32 = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    User,
    Password,
}

/// The form that lets an officer in.
pub(super) struct LogIn {
    ways: Ways,
    agency: String,
    form: Form<Key>,
    busy: bool,
    /// Opening takes so long that it is said how far it is.
    slow: bool,
    stage: Option<Stage>,
    wrong: u32,
    trouble: Vec<String>,
}

impl LogIn {
    /// Asks who it is; `user` is expected, else the only officer there is.
    pub(super) fn new(
        ways: Ways,
        agency: &str,
        officers: &[String],
        user: Option<&str>,
        ctx: &Ctx,
    ) -> Self {
        let items: Vec<Item> = officers
            .iter()
            .map(|name| Item::new(name.as_str(), name.as_str()))
            .collect();
        let only = match officers {
            [only] => Some(only.as_str()),
            _ => None,
        };
        let expected = user.or(only).unwrap_or_default();
        let officer = Field::new(
            ctx.say(Entrance::Officer),
            Pick::from(items).or_text().without_codes(),
        );
        let officer = officer.required().note(ctx.say(Entrance::OfficerNote));
        let password = Field::new(ctx.say(Entrance::Password), field::Text::default().secret());
        let mut form = Form::new()
            .field(Key::User, officer.holding(expected))
            .field(Key::Password, password.required());
        if !expected.is_empty() {
            form.focus(Key::Password);
        }
        Self {
            ways,
            agency: agency.to_owned(),
            form,
            busy: false,
            slow: false,
            stage: None,
            wrong: 0,
            trouble: Vec::new(),
        }
    }

    fn on_last(&self) -> bool {
        self.form.focused() == Some(Key::Password)
    }

    fn log_in(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if !self.form.check_all(ctx) {
            return Vec::new();
        }
        self.trouble.clear();
        (self.busy, self.slow, self.stage) = (true, false, None);
        let ask = Question::LogIn {
            user: self.form.text(Key::User, ctx),
            password: self.form.secret(Key::Password, ctx),
        };
        vec![Effect::AskLatest(0, ask), Effect::Wake(SLOW)]
    }

    /// What is said while the books are opening.
    fn opening(&self, columns: u16, ctx: &Ctx) -> Vec<Line<'static>> {
        let stage = self.stage.filter(|_| self.slow);
        let step = match stage {
            None | Some(Stage::Unlocking) => {
                return said(Mood::Dim, ctx.say(Entrance::Opening), columns, ctx);
            }
            Some(Stage::Reading {
                seq, rebuild: true, ..
            }) => ctx.fill(Entrance::StepRebuilding, &[&grouped(seq, ctx.lang)]),
            Some(Stage::State | Stage::Reading { .. }) => ctx.say(Entrance::StepReading).to_owned(),
            Some(Stage::Listing { .. }) => ctx.say(Entrance::StepListing).to_owned(),
        };
        let percent = stage.and_then(Stage::percent);
        let how_far = match percent {
            Some(percent) => ctx.fill(Entrance::Loading, &[&percent]),
            None => ctx.say(Entrance::LoadingNow).to_owned(),
        };
        let mut lines = said(Mood::Plain, &how_far, columns, ctx);
        let bar = chart::bar(percent.unwrap_or(0).into(), 100, GAUGE);
        let rest = "·".repeat(GAUGE.saturating_sub(width(&bar)));
        lines.push(Line::from(vec![
            Span::styled(bar, ctx.style(Mood::Accent)),
            Span::styled(rest, ctx.style(Mood::Dim)),
        ]));
        lines.extend(said(Mood::Dim, &step, columns, ctx));
        lines
    }

    fn failed(&mut self, why: &Failure, ctx: &Ctx) {
        self.busy = false;
        self.trouble = vec![told(why, ctx.lang)];
        if let Failure::Store(StoreError::WrongPassword | StoreError::Disabled) = why {
            self.wrong += 1;
            self.form.fill(Key::Password, "");
            self.form.focus(Key::Password);
        }
        if self.wrong >= OFTEN {
            self.trouble
                .push(ctx.fill(Entrance::WrongTimes, &[&self.wrong]));
            self.trouble.push(ctx.say(Entrance::WrongStill).to_owned());
        }
    }

    fn lost_its_office(&self) -> bool {
        !self.busy && !self.trouble.is_empty()
    }
}

impl Screen<House> for LogIn {
    fn title(&self, ctx: &Ctx) -> String {
        format!(
            "{} · {}",
            ctx.say(Kit::Program),
            ctx.say(Entrance::LogInTitle)
        )
    }

    fn contexts(&self) -> Vec<Context> {
        contexts(self.form.contexts(), self.on_last())
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            Action::Save => !self.busy,
            Action::Confirm => !self.busy && self.on_last(),
            Action::Refresh => self.lost_its_office(),
            _ => !self.busy && self.form.accepts(action),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::Confirm,
            Action::NextField,
            Action::PrevField,
            Action::Quit,
        ]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        matches!(action, Action::Save | Action::Confirm).then(|| Entrance::LogInDo.say(lang))
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn leaves_nothing(&self) -> bool {
        true
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Reply(Answer::LoggedIn(me)) => vec![enter(me.clone(), self.ways)],
            Event::Reply(Answer::Failed(why)) => {
                self.failed(why, ctx);
                Vec::new()
            }
            Event::Reply(Answer::Opening(stage)) => {
                self.stage = Some(*stage);
                Vec::new()
            }
            Event::Wake => {
                self.slow = self.busy;
                Vec::new()
            }
            Event::Act(Action::Save | Action::Confirm) => self.log_in(ctx),
            Event::Act(Action::Refresh) => {
                let gate = Gate::new(self.ways).expecting(Some(self.form.text(Key::User, ctx)));
                vec![Effect::Replace(Box::new(gate))]
            }
            Event::Act(_) | Event::Char(_) | Event::Backspace | Event::Paste(_) if !self.busy => {
                self.form.take(event, ctx);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let area = narrow(area);
        let mut above = vec![Line::default()];
        above.extend(said(Mood::Title, &self.agency, area.width, ctx));
        above.push(Line::default());
        let mut below: Vec<Line> = Vec::new();
        if self.busy {
            below.extend(self.opening(area.width, ctx));
        }
        for (place, trouble) in self.trouble.iter().enumerate() {
            let mood = if place == 0 {
                Mood::Error
            } else {
                Mood::Warning
            };
            below.extend(said(mood, trouble, area.width, ctx));
        }
        // What is said stands near the fields, not at the far end of a tall window.
        let form = if below.is_empty() { 12 } else { 5 };
        let rows = u16::try_from(above.len() + form + below.len()).unwrap_or(u16::MAX);
        let area = Rect {
            height: area.height.min(rows),
            ..area
        };
        let [head, form, foot] = parts(area, above.len(), 4, below.len());
        frame.render_widget(Text::from(above), head);
        frame.render_widget(Text::from(below), foot);
        self.form.view(frame, form, ctx);
    }
}
