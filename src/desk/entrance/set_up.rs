//! Setting up a new office: one form, and in two lines what comes of it. It must not know where or how
//! the books are kept.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};

use super::words::Entrance;
use super::{KeyPage, contexts, narrow, parts, said, told};
use crate::desk::action::Action;
use crate::desk::field::commune::Communes;
use crate::desk::field::{self, Choice, Field, Value, Verdict};
use crate::desk::form::{Form, Heard};
use crate::desk::house::House;
use crate::desk::keymap::Context;
use crate::desk::roads::Ways;
use crate::desk::screen::{Ctx, Effect, Event, Screen};
use crate::desk::theme::Mood;
use crate::desk::words::{Lang, Say};
use crate::office::ask::{Answer, Failure, OfficeKind, Question, SetUp};
use crate::store::error::StoreError;

/// The least letters of a password.
const LEAST: usize = 8;
/// The most letters of a log-in name.
const LONGEST: usize = 64;
/// The rows that the form takes at most: seven fields, a heading, a note.
const ROWS: u16 = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Agency,
    Kind,
    Unit,
    User,
    Display,
    Password,
    Again,
}

/// The form that makes an office.
pub(super) struct SetUpForm {
    ways: Ways,
    form: Form<Key>,
    busy: bool,
    trouble: Option<String>,
}

impl SetUpForm {
    pub(super) fn new(ways: Ways, ctx: &Ctx) -> Self {
        let say = |word: Entrance| ctx.say(word);
        let kinds = OfficeKind::ALL
            .iter()
            .map(|kind| (kind.word(), ctx.say(*kind)));
        let kind = Choice::between(kinds).at(OfficeKind::ProvinceInspectorate.word());
        let text = |longest| field::Text::default().longest(longest);
        let form = Form::new()
            .field(
                Key::Agency,
                Field::new(say(Entrance::Agency), text(200))
                    .required()
                    .note(say(Entrance::AgencyNote)),
            )
            .field(Key::Kind, Field::new(say(Entrance::Kind), kind))
            .field(
                Key::Unit,
                Field::new(say(Entrance::Unit), Communes::and_provinces().pick())
                    .note(say(Entrance::UnitNote)),
            )
            .heading(say(Entrance::First))
            .field(
                Key::User,
                Field::new(say(Entrance::User), field::Text::default().exact())
                    .required()
                    .note(say(Entrance::UserNote))
                    .check(user_fits),
            )
            .field(
                Key::Display,
                Field::new(say(Entrance::Display), text(100)).required(),
            )
            .field(
                Key::Password,
                Field::new(say(Entrance::Password), field::Text::default().secret())
                    .required()
                    .note(say(Entrance::PasswordNote))
                    .check(password_fits),
            )
            .field(
                Key::Again,
                Field::new(say(Entrance::Again), field::Text::default().secret()).required(),
            );
        Self {
            ways,
            form,
            busy: false,
            trouble: None,
        }
    }

    fn on_last(&self) -> bool {
        self.form.focused() == Some(Key::Again)
    }

    fn save(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.trouble = None;
        let right = self.form.check_all(ctx);
        self.look_at_passwords(ctx);
        if !right || self.form.focus_first_wrong() {
            return Vec::new();
        }
        self.busy = true;
        let text = |key| self.form.text(key, ctx);
        let kind = self.form.code(Key::Kind, ctx);
        let set_up = SetUp {
            agency: text(Key::Agency),
            kind: kind
                .and_then(|word| OfficeKind::from_word(&word))
                .unwrap_or(OfficeKind::Other),
            unit: self.form.code(Key::Unit, ctx),
            user: text(Key::User),
            display: text(Key::Display),
            password: self.form.secret(Key::Password, ctx),
        };
        vec![Effect::AskLatest(0, Question::SetUp(Box::new(set_up)))]
    }

    /// What one field alone cannot know: that the passwords are the same, and not the log-in name.
    fn look_at_passwords(&mut self, ctx: &Ctx) {
        let (password, again) = (
            self.form.secret(Key::Password, ctx),
            self.form.secret(Key::Again, ctx),
        );
        if password.is_empty() {
            return;
        }
        if *password == self.form.text(Key::User, ctx) {
            let words = ctx.say(Entrance::PasswordIsUser).to_owned();
            self.form.judge(Key::Password, Verdict::Wrong(words));
        }
        if !again.is_empty() && password != again {
            let words = ctx.say(Entrance::AgainDiffers).to_owned();
            self.form.judge(Key::Again, Verdict::Wrong(words));
        }
    }

    fn failed(&mut self, why: &Failure, ctx: &Ctx) {
        self.busy = false;
        if matches!(why, Failure::Store(StoreError::NameTaken)) {
            let words = ctx.say(Entrance::NameUnfit).to_owned();
            self.form.judge(Key::User, Verdict::Wrong(words));
            self.form.focus_first_wrong();
        } else {
            self.trouble = Some(told(why, ctx.lang));
        }
    }

    fn typed(&mut self, event: &Event<House>, ctx: &Ctx) {
        for heard in self.form.take(event, ctx) {
            if let Heard::Left(Key::Password | Key::Again) = heard {
                self.look_at_passwords(ctx);
            }
        }
    }
}

impl Screen<House> for SetUpForm {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(Entrance::SetUpTitle).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        contexts(self.form.contexts(), self.on_last())
    }

    fn accepts(&self, action: Action) -> bool {
        !self.busy
            && match action {
                Action::Save => true,
                Action::Confirm => self.on_last(),
                _ => self.form.accepts(action),
            }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::NextField,
            Action::PrevField,
            Action::Save,
            Action::Quit,
        ]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        (action == Action::Save).then(|| Entrance::SetUpDo.say(lang))
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn leaves_nothing(&self) -> bool {
        true
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Reply(Answer::SetUpDone { me, recovery_key }) => {
                let page = KeyPage::new(self.ways, me.clone(), recovery_key, ctx);
                vec![Effect::Replace(Box::new(page))]
            }
            Event::Reply(Answer::Failed(why)) => {
                self.failed(why, ctx);
                Vec::new()
            }
            Event::Act(Action::Save | Action::Confirm) => self.save(ctx),
            Event::Act(_) | Event::Char(_) | Event::Backspace | Event::Paste(_) if !self.busy => {
                self.typed(event, ctx);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let area = narrow(area);
        let mut above = vec![Line::default()];
        for words in [Entrance::SetUpHere, Entrance::SetUpThen] {
            above.extend(said(Mood::Plain, ctx.say(words), area.width, ctx));
        }
        above.push(Line::default());
        let below = match &self.trouble {
            Some(trouble) => said(Mood::Error, trouble, area.width, ctx),
            None if self.busy => said(Mood::Dim, ctx.say(Entrance::SettingUp), area.width, ctx),
            None => Vec::new(),
        };
        let [head, form, foot] = parts(area, above.len(), ROWS, below.len());
        frame.render_widget(Text::from(above), head);
        self.form.view(frame, form, ctx);
        frame.render_widget(Text::from(below), foot);
    }
}

pub(in crate::desk) fn user_fits(value: &Value, ctx: &Ctx) -> Verdict {
    let Value::Text(user) = value else {
        return Verdict::Fine;
    };
    let wrong = if user.chars().any(char::is_whitespace) {
        Entrance::UserSpace
    } else if user.chars().count() > LONGEST {
        Entrance::UserLong
    } else {
        return Verdict::Fine;
    };
    Verdict::Wrong(ctx.say(wrong).to_owned())
}

pub(in crate::desk) fn password_fits(value: &Value, ctx: &Ctx) -> Verdict {
    let Value::Secret(password) = value else {
        return Verdict::Fine;
    };
    let letters = password.chars().count();
    if letters >= LEAST {
        return Verdict::Fine;
    }
    Verdict::Wrong(ctx.fill(Entrance::PasswordShort, &[&letters]))
}
