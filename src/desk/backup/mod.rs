//! Making a backup from the desk: where to, and what was made. It must not know what is in it.

pub mod words;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text as Words};

use self::words::BackupWord as W;
use super::action::Action;
use super::entrance::{parts, said};
use super::field::{Field, Text, Value, Verdict};
use super::form::{Form, Heard};
use super::house::{House, Note};
use super::keymap::Context;
use super::reading::wrap;
use super::screen::{Ctx, Effect, Event, Screen, Shape};
use super::theme::Mood;
use super::words::{Lang, Say};
use crate::office::ask::{Answer, Question};
use crate::store::Copied;
use crate::words::failure::failure;

const COLUMNS: u16 = 70;
const ROWS: u16 = 13;
/// Rows that the field takes, with its note.
const FORM: u16 = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Folder;

enum Stage {
    Asking,
    Working,
    Done(Copied),
}

/// The dialog.
pub struct BackUp {
    form: Form<Folder>,
    stage: Stage,
    trouble: Option<String>,
}

impl Default for BackUp {
    fn default() -> Self {
        Self {
            form: Form::new(),
            stage: Stage::Asking,
            trouble: None,
        }
    }
}

/// A folder as it was typed; `~` is the officer's own.
pub(in crate::desk) fn folder(typed: &str) -> PathBuf {
    let home = || directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match typed
        .strip_prefix('~')
        .and_then(|rest| home().zip(Some(rest)))
    {
        Some((home, rest)) => home.join(rest.trim_start_matches(['/', '\\'])),
        None => PathBuf::from(typed),
    }
}

/// A relative path would lie wherever the program was started from.
pub(in crate::desk) fn whole(value: &Value, ctx: &Ctx) -> Verdict {
    match value {
        Value::Text(typed) if !folder(typed).is_absolute() => {
            Verdict::Wrong(ctx.say(W::NotWhole).to_owned())
        }
        _ => Verdict::Fine,
    }
}

impl BackUp {
    fn save(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.trouble = None;
        if !self.form.check_all(ctx) {
            return Vec::new();
        }
        self.stage = Stage::Working;
        let to = folder(&self.form.text(Folder, ctx));
        vec![Effect::AskLatest(0, Question::BackUp(to))]
    }

    fn done(copied: &Copied, ctx: &Ctx) -> Vec<Line<'static>> {
        let head = copied.head.iter().map(|byte| format!("{byte:02x}"));
        let head: Vec<String> = head.collect();
        let dim = ctx.style(Mood::Dim);
        let ok = format!("{} {}", Mood::Ok.sign(), ctx.say(W::Done));
        let file = copied.file.display().to_string();
        vec![
            Line::styled(ok, ctx.style(Mood::Ok)),
            Line::default(),
            Line::styled(ctx.say(W::File), dim),
            Line::raw(file),
            Line::styled(format!("{} {}", ctx.say(W::Entries), copied.entries), dim),
            Line::styled(ctx.say(W::Head), dim),
            Line::raw(head.concat()),
            Line::styled(ctx.say(W::HeadNote), dim),
        ]
    }
}

impl Screen<House> for BackUp {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(W::Title).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        match self.stage {
            Stage::Asking => self.form.contexts(),
            Stage::Working => Vec::new(),
            Stage::Done(_) => vec![Context::Question],
        }
    }

    fn accepts(&self, action: Action) -> bool {
        match self.stage {
            Stage::Asking => action == Action::Save || self.form.accepts(action),
            Stage::Working => false,
            Stage::Done(_) => action == Action::Confirm,
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Save, Action::Confirm, Action::Back]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        match action {
            Action::Save => Some(W::DoIt.say(lang)),
            Action::Confirm => Some(W::Close.say(lang)),
            _ => None,
        }
    }

    fn shape(&self, _ctx: &Ctx) -> Shape {
        Shape::Box(COLUMNS, ROWS)
    }

    fn lets_go(&self) -> bool {
        !matches!(self.stage, Stage::Working)
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match (event, &self.stage) {
            (Event::Opened, _) => {
                let field = Field::new(ctx.say(W::Folder), Text::default().longest(1000));
                let field = field.required().note(ctx.say(W::FolderNote)).check(whole);
                self.form = Form::new().field(Folder, field);
            }
            (Event::Reply(Answer::BackedUp(copied)), _) => {
                self.stage = Stage::Done(copied.clone());
                return vec![Effect::Tell(Note::Saved)];
            }
            (Event::Reply(Answer::Failed(why)), _) => {
                self.stage = Stage::Asking;
                self.trouble = Some(failure(why, ctx.lang).message);
            }
            (Event::Act(Action::Save), Stage::Asking) => return self.save(ctx),
            (Event::Act(Action::Confirm), Stage::Done(_)) => return vec![Effect::Pop],
            (event, Stage::Asking) if self.form.take(event, ctx).contains(&Heard::End) => {
                return self.save(ctx);
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if let Stage::Done(copied) = &self.stage {
            let columns = usize::from(area.width);
            let lines = Self::done(copied, ctx);
            let lines: Vec<Line> = lines.iter().flat_map(|line| wrap(line, columns)).collect();
            frame.render_widget(Words::from(lines), area);
            return;
        }
        let mut above = said(Mood::Plain, ctx.say(W::Told), area.width, ctx);
        above.push(Line::default());
        let below = match (&self.trouble, &self.stage) {
            (Some(trouble), _) => said(Mood::Error, trouble, area.width, ctx),
            (None, Stage::Working) => said(Mood::Dim, ctx.say(W::Working), area.width, ctx),
            _ => Vec::new(),
        };
        let [head, form, foot] = parts(area, above.len(), FORM, below.len());
        frame.render_widget(Words::from(above), head);
        self.form.view(frame, form, ctx);
        frame.render_widget(Words::from(below), foot);
    }
}
