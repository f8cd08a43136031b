//! The box in which a change of the calendar begins: a file of days, or one day and the day given for it. It
//! must not know what the change moves.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text as Lines};

use super::moves::{APPLIED, LawMoves};
use super::words::ChangeWord as W;
use crate::desk::action::Action;
use crate::desk::field::{Choice, Date, Field, Text, Value, Verdict};
use crate::desk::form::{Form, Heard};
use crate::desk::frame::date;
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::reading::wrap;
use crate::desk::screen::{Ctx, Effect, Event, Screen, Shape};
use crate::desk::theme::Mood;
use crate::desk::words::{Lang, Say};
use crate::law::calendar::{SpecialDay, SpecialKind};
use crate::law::rule::Certainty;
use crate::office::ask::{Answer, Question};
use crate::office::day_file::DayFileFault;
use crate::register::own_law::{ChangeCalendar, DayRow, LawAct};
use crate::words::failure::failure;
use crate::words::law::calendar_problem;

/// The code of a day that is to be an ordinary one again.
const ORDINARY: &str = "ordinary";
/// Rows of faults of a file that are shown.
const FAULTS: usize = 5;

/// What is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Doing {
    /// Days from a file.
    File,
    /// One day: that under the cursor, if any.
    Day(Option<SpecialDay>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Path,
    Date,
    Kind,
    Given,
    Name,
    Basis,
}

/// The box.
pub(super) struct ChangeDays {
    doing: Doing,
    form: Form<Key>,
    /// The file is being read.
    reading: bool,
    /// What is wrong with the file.
    faults: Vec<String>,
}

impl ChangeDays {
    /// Begins a change.
    pub(super) fn new(doing: Doing) -> Self {
        Self {
            doing,
            form: Form::new(),
            reading: false,
            faults: Vec::new(),
        }
    }

    fn begin(&mut self, ctx: &Ctx) {
        let text = |label: W| Field::new(ctx.say(label), Text::default());
        let Doing::Day(day) = &self.doing else {
            let path = text(W::Path).required().note(ctx.say(W::PathNote));
            self.form = Form::new().field(Key::Path, path);
            return;
        };
        let kinds = [
            (SpecialKind::InLieu.word(), ctx.say(W::Off)),
            (SpecialKind::Holiday.word(), ctx.say(W::Holiday)),
            (SpecialKind::Worked.word(), ctx.say(W::Worked)),
            (ORDINARY, ctx.say(W::Ordinary)),
        ];
        let kind = day.as_ref().map_or(SpecialKind::InLieu, |day| day.kind);
        let held = |of: fn(&SpecialDay) -> String| day.as_ref().map(of).unwrap_or_default();
        let when = Field::new(ctx.say(W::Date), Date::default()).required();
        let given = Field::new(ctx.say(W::Given), Date::default()).note(ctx.say(W::GivenNote));
        self.form = Form::new()
            .field(Key::Date, when.holding(&held(|day| date(day.date))))
            .field(
                Key::Kind,
                Field::new(ctx.say(W::Kind), Choice::between(kinds).at(kind.word())),
            )
            .field(Key::Given, given)
            .field(
                Key::Name,
                text(W::Name)
                    .required()
                    .holding(&held(|day| day.name.clone())),
            )
            .field(
                Key::Basis,
                text(W::Basis)
                    .required()
                    .note(ctx.say(W::BasisNote))
                    .holding(&held(|day| day.basis.clone())),
            );
        self.show_what_applies(ctx);
    }

    /// A day is given only for a day off, and an ordinary day has no name.
    fn show_what_applies(&mut self, ctx: &Ctx) {
        let kind = self.form.code(Key::Kind, ctx);
        let is = |word: &str| kind.as_deref() == Some(word);
        self.form.show(Key::Given, is(SpecialKind::InLieu.word()));
        self.form.show(Key::Name, !is(ORDINARY));
        self.form.show(Key::Basis, !is(ORDINARY));
    }

    /// The change of one day, and of the day given for it.
    fn change(&self, ctx: &Ctx) -> Option<ChangeCalendar> {
        let day = self.form.day(Key::Date, ctx)?;
        let mut change = ChangeCalendar {
            rows: Vec::new(),
            gone: Vec::new(),
            notes: Vec::new(),
            confirmed_from: None,
            confirmed_to: None,
            reason: String::new(),
        };
        let kind = self.form.code(Key::Kind, ctx)?;
        let kind = SpecialKind::ALL.into_iter().find(|one| one.word() == kind);
        let Some(kind) = kind else {
            change.gone.push(day);
            return Some(change);
        };
        let basis = self.form.text(Key::Basis, ctx);
        let row = |date, kind, name: String| DayRow {
            date,
            kind,
            name,
            basis: basis.clone(),
            certainty: Certainty::Local,
        };
        change
            .rows
            .push(row(day, kind, self.form.text(Key::Name, ctx)));
        let given = self.form.day(Key::Given, ctx);
        if let Some(given) = given.filter(|_| kind == SpecialKind::InLieu) {
            // The name goes into the books, which are in Vietnamese.
            let name = W::GivenFor.fill(Lang::Vi, &[&day.format("%d/%m")]);
            change.rows.push(row(given, SpecialKind::Worked, name));
        }
        Some(change)
    }

    fn go_on(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.reading {
            return Vec::new();
        }
        if !self.form.check_all(ctx) {
            return vec![Effect::Bell];
        }
        if self.doing == Doing::File {
            self.reading = true;
            self.faults.clear();
            let path = PathBuf::from(self.form.text(Key::Path, ctx));
            return vec![Effect::Ask(Question::DayFile(path))];
        }
        let change = self.change(ctx);
        let change = change.map(|change| LawAct::Calendar(Box::new(change)));
        let shown = change.map(LawMoves::new);
        let shown = shown.map(|moves| Effect::Push(Box::new(moves)));
        shown.into_iter().collect()
    }

    fn heard(&mut self, answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
        let english = ctx.lang == Lang::En;
        match answer {
            Answer::DayFile(read) => {
                self.reading = false;
                match read {
                    Ok(days) => {
                        let change = ChangeCalendar::of(days, "");
                        let moves = LawMoves::new(LawAct::Calendar(Box::new(change)));
                        return vec![Effect::Push(Box::new(moves))];
                    }
                    Err(DayFileFault::Unreadable(why)) => {
                        let words = ctx.fill(W::Unreadable, &[why]);
                        self.form.judge(Key::Path, Verdict::Wrong(words));
                    }
                    Err(DayFileFault::Bad(errors)) => {
                        let fault = |error: &crate::law::calendar::CalendarError| {
                            let problem = calendar_problem(&error.problem, english);
                            ctx.fill(W::LineFault, &[&error.line, &problem])
                        };
                        self.faults = errors.iter().take(FAULTS).map(fault).collect();
                        let rest = errors.len().saturating_sub(FAULTS);
                        if rest > 0 {
                            self.faults.push(ctx.fill(W::MoreFaults, &[&rest]));
                        }
                    }
                }
            }
            Answer::Failed(why) => {
                self.reading = false;
                self.faults = vec![failure(why, ctx.lang).message];
            }
            _ => {}
        }
        Vec::new()
    }

    fn type_at(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        let mut effects = Vec::new();
        for heard in self.form.take(event, ctx) {
            match heard {
                Heard::Changed(Key::Kind) => self.show_what_applies(ctx),
                Heard::Changed(_) => self.faults.clear(),
                Heard::Left(Key::Given) => self.suggest_name(ctx),
                Heard::Left(_) => {}
                Heard::End => effects.extend(self.go_on(ctx)),
            }
        }
        effects
    }

    /// A day that is given names the exchange, where nothing is typed yet.
    fn suggest_name(&mut self, ctx: &Ctx) {
        let named = self.form.value(Key::Name, ctx) != Value::Empty;
        if let Some(given) = self.form.day(Key::Given, ctx).filter(|_| !named) {
            let name = W::ExchangedFor.fill(Lang::Vi, &[&given.format("%d/%m")]);
            self.form.fill(Key::Name, &name);
        }
    }
}

impl Screen<House> for ChangeDays {
    fn title(&self, ctx: &Ctx) -> String {
        let word = match self.doing {
            Doing::File => W::FileTitle,
            Doing::Day(_) => W::DayTitle,
        };
        ctx.say(word).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        self.form.contexts()
    }

    fn accepts(&self, action: Action) -> bool {
        action == Action::Save || self.form.accepts(action)
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Save, Action::NextField, Action::Back]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        (action == Action::Save).then(|| W::SeeMoves.say(lang))
    }

    fn shape(&self, _ctx: &Ctx) -> Shape {
        let rows = match self.doing {
            Doing::File => 10,
            Doing::Day(_) => 13,
        };
        Shape::Box(66, rows)
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => self.begin(ctx),
            Event::Returned(Some(Note::Chose(APPLIED))) => return vec![Effect::Pop],
            Event::Reply(answer) => return self.heard(answer, ctx),
            Event::Act(Action::Save) => return self.go_on(ctx),
            _ => return self.type_at(event, ctx),
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let line = |fault: &String| {
            let words = format!("{} {fault}", Mood::Error.sign());
            Line::styled(words, ctx.style(Mood::Error))
        };
        let columns = usize::from(area.width);
        let faults: Vec<Line> = self
            .faults
            .iter()
            .flat_map(|fault| wrap(&line(fault), columns))
            .collect();
        let rows = u16::try_from(faults.len()).unwrap_or(u16::MAX);
        let rows = rows.min(area.height.saturating_sub(3));
        let form = Rect {
            height: area.height - rows,
            ..area
        };
        let below = Rect {
            y: form.bottom(),
            height: rows,
            ..area
        };
        self.form.view(frame, form, ctx);
        frame.render_widget(Lines::from(faults), below);
    }
}
