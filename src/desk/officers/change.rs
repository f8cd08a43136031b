//! A dialog in which one thing about an officer is changed. It must not know who may, nor what a password is
//! worth; the office says.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text as Words};

use super::CHANGED;
use super::words::OfficerWord as W;
use crate::desk::action::Action;
use crate::desk::entrance::{new_key, parts, password_fits, said, user_fits, words::Entrance};
use crate::desk::field::{Choice, Field, Text, Verdict};
use crate::desk::form::{Form, Heard};
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::screen::{Ctx, Effect, Event, Kind as Says, Screen, Shape};
use crate::desk::theme::Mood;
use crate::desk::words::{Lang, Say};
use crate::office::ask::{Answer, Failure, Question};
use crate::office::officers::OfficerChange;
use crate::store::{Role, StoreError};
use crate::words::failure::failure;

const COLUMNS: u16 = 64;
/// Rows of the box: six fields and a word of trouble; two or three fields; only words.
const ADDING: u16 = 15;
const TYPING: u16 = 10;
const ASKING: u16 = 4;
/// Rows that two fields take, with a note.
const FORM: u16 = 3;

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Someone new.
    Add,
    /// Another's password.
    New,
    /// One's own password.
    Own,
    /// Shut out, or let in again.
    Disable(bool),
    /// Clearance given, or taken.
    Clear(bool),
    /// Another recovery key.
    Renew,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Name,
    Display,
    Role,
    Clearance,
    Old,
    New,
    Again,
}

/// The dialog.
pub(super) struct Change {
    kind: Kind,
    /// About whom; nobody yet where someone is added, oneself where one's own password is changed.
    name: String,
    form: Form<Key>,
    busy: bool,
    trouble: Option<String>,
}

fn secret(label: &str) -> Field {
    Field::new(label, Text::default().secret()).required()
}

impl Change {
    pub(super) fn new(kind: Kind, name: Option<String>) -> Self {
        Self {
            kind,
            name: name.unwrap_or_default(),
            form: Form::new(),
            busy: false,
            trouble: None,
        }
    }

    fn form(&self, ctx: &Ctx) -> Form<Key> {
        let new = |form: Form<Key>| {
            let first = secret(ctx.say(W::New)).note(ctx.say(Entrance::PasswordNote));
            form.field(Key::New, first.check(password_fits))
                .field(Key::Again, secret(ctx.say(Entrance::Again)))
        };
        match self.kind {
            Kind::Disable(_) | Kind::Clear(_) | Kind::Renew => Form::new(),
            Kind::New => new(Form::new()),
            Kind::Own => new(Form::new().field(Key::Old, secret(ctx.say(W::Old)))),
            Kind::Add => {
                let roles = [Role::Receptionist, Role::Supervisor, Role::Admin];
                let roles = roles.map(|role| (role.word(), ctx.say(role)));
                let answers = [("no", ctx.say(W::No)), ("yes", ctx.say(W::Yes))];
                let user = Field::new(ctx.say(Entrance::User), Text::default().exact()).required();
                let display = Text::default().longest(100);
                let form = Form::new()
                    .field(
                        Key::Name,
                        user.note(ctx.say(Entrance::UserNote)).check(user_fits),
                    )
                    .field(
                        Key::Display,
                        Field::new(ctx.say(Entrance::Display), display).required(),
                    )
                    .field(
                        Key::Role,
                        Field::new(
                            ctx.say(W::Role),
                            Choice::between(roles).at(Role::Receptionist.word()),
                        ),
                    )
                    .field(
                        Key::Clearance,
                        Field::new(ctx.say(W::Clearance), Choice::between(answers).at("no"))
                            .note(ctx.say(W::ClearanceNote)),
                    );
                new(form)
            }
        }
    }

    fn types(&self) -> bool {
        !matches!(self.kind, Kind::Disable(_) | Kind::Clear(_) | Kind::Renew)
    }

    /// What one field alone cannot know: that the two passwords are the same, and not the log-in name.
    fn look_at_passwords(&mut self, ctx: &Ctx) {
        let (new, again) = (
            self.form.secret(Key::New, ctx),
            self.form.secret(Key::Again, ctx),
        );
        let name = match self.kind {
            Kind::Add => self.form.text(Key::Name, ctx),
            _ => self.name.clone(),
        };
        if !new.is_empty() && *new == name {
            let words = ctx.say(Entrance::PasswordIsUser).to_owned();
            self.form.judge(Key::New, Verdict::Wrong(words));
        }
        if !again.is_empty() && new != again {
            let words = ctx.say(Entrance::AgainDiffers).to_owned();
            self.form.judge(Key::Again, Verdict::Wrong(words));
        }
    }

    fn save(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.busy {
            return Vec::new();
        }
        self.trouble = None;
        if self.types() {
            let right = self.form.check_all(ctx);
            self.look_at_passwords(ctx);
            if !right || self.form.focus_first_wrong() {
                return Vec::new();
            }
        }
        self.busy = true;
        if self.kind == Kind::Add {
            self.name = self.form.text(Key::Name, ctx);
        }
        let question = match self.change(ctx) {
            Some(change) => Question::ChangeOfficers(Box::new(change)),
            None => Question::RenewRecoveryKey,
        };
        vec![Effect::AskLatest(0, question)]
    }

    /// The change; none where it is about no officer, but about the recovery key.
    fn change(&self, ctx: &Ctx) -> Option<OfficerChange> {
        let (name, new) = (self.name.clone(), self.form.secret(Key::New, ctx));
        Some(match self.kind {
            Kind::Renew => return None,
            Kind::Add => OfficerChange::Add {
                name,
                display: self.form.text(Key::Display, ctx),
                role: self
                    .form
                    .code(Key::Role, ctx)
                    .and_then(|word| Role::from_word(&word))
                    .unwrap_or(Role::Receptionist),
                clearance: self.form.code(Key::Clearance, ctx).as_deref() == Some("yes"),
                password: new,
            },
            Kind::Own => OfficerChange::OwnPassword {
                old: self.form.secret(Key::Old, ctx),
                new,
            },
            Kind::New => OfficerChange::NewPassword { name, new },
            Kind::Disable(disabled) => OfficerChange::Disabled { name, disabled },
            Kind::Clear(given) => OfficerChange::Clearance { name, given },
        })
    }

    fn done(&self, lost_clearance: bool, ctx: &Ctx) -> Vec<Effect<House>> {
        let word = match self.kind {
            Kind::Add => W::Added,
            Kind::New if lost_clearance => W::ClearanceLost,
            Kind::New => W::PasswordIs,
            Kind::Own => W::OwnIs,
            Kind::Disable(true) => W::Shut,
            Kind::Disable(false) => W::Let,
            Kind::Clear(true) => W::Given,
            Kind::Clear(false) => W::Taken,
            Kind::Renew => W::Renewed,
        };
        let says = if lost_clearance {
            Says::Error
        } else {
            Says::Info
        };
        vec![
            Effect::Notice(says, ctx.fill(word, &[&self.name])),
            Effect::PopWith(Note::Chose(CHANGED)),
        ]
    }

    fn failed(&mut self, why: &Failure, ctx: &Ctx) {
        self.busy = false;
        let told = failure(why, ctx.lang).message;
        match (why, self.kind) {
            (Failure::Store(StoreError::NameTaken), Kind::Add) => {
                let words = ctx.say(Entrance::NameUnfit).to_owned();
                self.form.judge(Key::Name, Verdict::Wrong(words));
                self.form.focus_first_wrong();
            }
            (Failure::Store(StoreError::WrongPassword), Kind::Own) => {
                self.form.judge(Key::Old, Verdict::Wrong(told));
                self.form.focus_first_wrong();
            }
            _ => self.trouble = Some(told),
        }
    }

    fn told(&self) -> Option<W> {
        Some(match self.kind {
            Kind::Disable(true) => W::ShutTold,
            Kind::Disable(false) => W::LetTold,
            Kind::Clear(true) => W::GiveTold,
            Kind::Clear(false) => W::TakeTold,
            Kind::Renew => W::RenewTold,
            Kind::New => W::NewTold,
            Kind::Add | Kind::Own => return None,
        })
    }
}

impl Screen<House> for Change {
    fn title(&self, ctx: &Ctx) -> String {
        let word = match self.kind {
            Kind::Add => W::AddTitle,
            Kind::New => W::NewTitle,
            Kind::Own => W::OwnTitle,
            Kind::Disable(true) => W::ShutTitle,
            Kind::Disable(false) => W::LetTitle,
            Kind::Clear(true) => W::GiveTitle,
            Kind::Clear(false) => W::TakeTitle,
            Kind::Renew => W::RenewTitle,
        };
        ctx.fill(word, &[&self.name])
    }

    fn contexts(&self) -> Vec<Context> {
        if self.types() {
            self.form.contexts()
        } else {
            vec![Context::Question]
        }
    }

    fn accepts(&self, action: Action) -> bool {
        !self.busy
            && match action {
                Action::Save => self.types(),
                Action::Confirm => !self.types(),
                _ => self.form.accepts(action),
            }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::Confirm,
            Action::NextField,
            Action::Save,
            Action::Back,
        ]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        (action == Action::Confirm).then(|| W::Do.say(lang))
    }

    fn shape(&self, _ctx: &Ctx) -> Shape {
        let rows = match self.kind {
            Kind::Add => ADDING,
            Kind::New | Kind::Own => TYPING,
            Kind::Disable(_) | Kind::Clear(_) | Kind::Renew => ASKING,
        };
        Shape::Box(COLUMNS, rows)
    }

    fn lets_go(&self) -> bool {
        !self.busy
    }

    fn leaves_nothing(&self) -> bool {
        true
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => self.form = self.form(ctx),
            Event::Reply(Answer::OfficersChanged { lost_clearance }) => {
                return self.done(*lost_clearance, ctx);
            }
            Event::Reply(Answer::RecoveryKey(key)) => {
                let told = ctx.say(W::Renewed).to_owned();
                let notice = Effect::Notice(Says::Info, told);
                return vec![notice, Effect::Replace(new_key(key, ctx))];
            }
            Event::Reply(Answer::Failed(why)) => self.failed(why, ctx),
            Event::Act(Action::Save | Action::Confirm) => return self.save(ctx),
            event if !self.busy && self.types() => {
                for heard in self.form.take(event, ctx) {
                    match heard {
                        Heard::Left(Key::New | Key::Again) => self.look_at_passwords(ctx),
                        Heard::End => return self.save(ctx),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let told = self.told().map(|word| ctx.fill(word, &[&self.name]));
        let mut above =
            told.map_or_else(Vec::new, |told| said(Mood::Plain, &told, area.width, ctx));
        if !above.is_empty() && self.types() {
            above.push(Line::default());
        }
        let below = match &self.trouble {
            Some(trouble) => said(Mood::Error, trouble, area.width, ctx),
            None if self.busy => said(Mood::Dim, ctx.say(W::Working), area.width, ctx),
            None => Vec::new(),
        };
        let rows = if self.types() { FORM } else { 0 };
        let [head, form, foot] = parts(area, above.len(), rows, below.len());
        frame.render_widget(Words::from(above), head);
        self.form.view(frame, form, ctx);
        frame.render_widget(Words::from(below), foot);
    }
}
