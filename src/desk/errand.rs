//! A dialog that does one thing about several petitions: assigns them, records that a body was urged, or
//! extends their limit.
//! Each petition is a line of its own, written one after the other; what was refused is told with its
//! reason, petition by petition. It must not know what the law allows.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::deadlines::words::DueWord as W;
use crate::desk::action::Action;
use crate::desk::deed::build::ground_text;
use crate::desk::field::{Field, Item, Number, Pick, Text};
use crate::desk::form::{Form, Heard};
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::reading::Page;
use crate::desk::screen::{Ctx, Effect, Event, Kind as Says, Screen, Shape};
use crate::desk::theme::Mood;
use crate::desk::words::{Lang, Say};
use crate::law::ground::{self, GroundKind};
use crate::office::ask::{Answer, Failure, Folder, Question};
use crate::register::check::RefusalCode;
use crate::register::number::{PetitionNo, Subject};
use crate::register::value::Value;
use crate::words::failure::{failure, warning};

const COLUMNS: u16 = 60;
/// Rows of the box while it asks, with room for what hangs from a field, and while it tells.
const ASKING: u16 = 12;
const TELLING: u16 = 14;
const EXTENDING: u16 = 15;
/// Rows at its foot: whom it is about.
const FOOT: u16 = 3;

/// The note of the dialog once it wrote something.
pub const WRITTEN: &str = "written";

/// More days than any extension may add; how many, the office says.
const MOST_DAYS: i64 = 366;

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Giao.
    Assign,
    /// Đôn đốc.
    Urge,
    /// Gia hạn giải quyết tố cáo (TC Đ30).
    Extend,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Officer,
    Agency,
    Number,
    Ground,
    AlsoGround,
    Days,
    Reason,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Asking,
    /// The line of this petition is being written, with the reason where it asked for one; nothing comes after
    /// it if `last`.
    Writing {
        at: usize,
        explained: bool,
        last: bool,
    },
    Told,
}

/// The dialog.
pub struct Errand {
    kind: Kind,
    petitions: Vec<PetitionNo>,
    /// What else was marked takes no such act: how many.
    others: usize,
    form: Form<Key>,
    stage: Stage,
    /// The petition whose line is written next: one that asked for a reason waits for it.
    next: usize,
    saved: Vec<PetitionNo>,
    /// Each reason with those that it befell.
    refused: Vec<(String, Vec<PetitionNo>)>,
    odd: Vec<(String, Vec<PetitionNo>)>,
    page: Page,
}

impl Errand {
    /// Makes the dialog for these petitions; so many of what else was marked take no such act.
    pub fn new(kind: Kind, petitions: Vec<PetitionNo>, others: usize) -> Self {
        Self {
            kind,
            petitions,
            others,
            form: Form::new(),
            stage: Stage::Asking,
            next: 0,
            saved: Vec::new(),
            refused: Vec::new(),
            odd: Vec::new(),
            page: Page::default(),
        }
    }

    fn opened(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.form = match self.kind {
            Kind::Assign => Form::new().field(Key::Officer, officer_field(&[], ctx)),
            Kind::Urge => Form::new()
                .field(
                    Key::Agency,
                    Field::new(ctx.say(W::AgencyLabel), Text::default())
                        .required()
                        .note(ctx.say(W::AgencyNote)),
                )
                .field(
                    Key::Number,
                    Field::new(ctx.say(W::NumberLabel), Text::default())
                        .required()
                        .note(ctx.say(W::NumberNote)),
                ),
            Kind::Extend => extension(ctx),
        };
        match self.kind {
            Kind::Assign => vec![Effect::Ask(Question::Look)],
            Kind::Urge | Kind::Extend => Vec::new(),
        }
    }

    /// What the line says beside the petition and the day.
    fn keys(&self, ctx: &Ctx) -> Vec<(String, Value)> {
        let text = |key| Value::Text(self.form.text(key, ctx));
        match self.kind {
            Kind::Assign => vec![("officer".to_owned(), text(Key::Officer))],
            Kind::Urge => vec![
                ("agency".to_owned(), text(Key::Agency)),
                ("number".to_owned(), text(Key::Number)),
            ],
            Kind::Extend => {
                let grounds = [Key::Ground, Key::AlsoGround].into_iter();
                let grounds = grounds.filter_map(|key| self.form.code(key, ctx));
                let mut keys = vec![
                    (
                        "grounds".to_owned(),
                        Value::List(grounds.map(Value::Text).collect()),
                    ),
                    ("number".to_owned(), text(Key::Number)),
                ];
                let days = self.form.number(Key::Days, ctx);
                keys.extend(days.map(|days| ("days".to_owned(), Value::Int(days))));
                keys
            }
        }
    }

    fn line(&self, no: PetitionNo, explained: bool, ctx: &Ctx) -> Value {
        let what = match self.kind {
            Kind::Assign => "assign",
            Kind::Urge => "urge",
            Kind::Extend => "extend",
        };
        let mut entries = vec![
            ("do".to_owned(), Value::Text(what.to_owned())),
            ("petition".to_owned(), Value::Text(no.to_string())),
            ("on".to_owned(), Value::Day(ctx.today())),
        ];
        entries.extend(self.keys(ctx));
        if explained {
            let reason = Value::Text(self.form.text(Key::Reason, ctx));
            entries.push(("reason".to_owned(), reason));
        }
        Value::Map(entries)
    }

    fn save(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.stage != Stage::Asking || !self.form.check_all(ctx) {
            return Vec::new();
        }
        self.write(self.next, self.has_reason(ctx), ctx)
    }

    /// Says whether a reason was asked for and typed.
    fn has_reason(&self, ctx: &Ctx) -> bool {
        !self.form.text(Key::Reason, ctx).is_empty()
    }

    /// Asks for the reason that this petition needs and others may, and goes on with it after that.
    fn ask_reason(&mut self, at: usize, no: PetitionNo, ctx: &Ctx) {
        self.stage = Stage::Asking;
        self.next = at;
        self.form.show(Key::Reason, true);
        self.form.note(Key::Reason, ctx.fill(W::LateNote, &[&no]));
        self.form.focus(Key::Reason);
    }

    /// Writes the line of one petition; tells what came of all where there is none left.
    fn write(&mut self, at: usize, explained: bool, ctx: &Ctx) -> Vec<Effect<House>> {
        let Some(no) = self.petitions.get(at) else {
            return self.tell(ctx);
        };
        let line = self.line(*no, explained, ctx);
        self.stage = Stage::Writing {
            at,
            explained,
            last: false,
        };
        vec![Effect::Ask(Question::Write { line, draft: None })]
    }

    fn written(&mut self, answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
        let Stage::Writing {
            at,
            explained,
            last,
        } = self.stage
        else {
            return Vec::new();
        };
        let Some(no) = self.petitions.get(at).copied() else {
            return Vec::new();
        };
        match answer {
            Answer::Failed(why) if !explained && !last && asks_reason(why) => {
                // A reason stands only with the petitions that ask for one.
                if self.has_reason(ctx) {
                    return self.write(at, true, ctx);
                }
                self.ask_reason(at, no, ctx);
                return Vec::new();
            }
            Answer::Saved(saved) => {
                self.saved.push(no);
                for odd in &saved.warnings {
                    gather(&mut self.odd, warning(odd, ctx.lang), no);
                }
            }
            Answer::Failed(why) => gather(&mut self.refused, reason(why, ctx.lang), no),
            _ => return Vec::new(),
        }
        if last {
            self.tell(ctx)
        } else {
            self.write(at + 1, false, ctx)
        }
    }

    /// Tells what came of it: in one line below where all went well, else in this box.
    fn tell(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.stage = Stage::Told;
        let mut effects: Vec<Effect<House>> = Vec::new();
        if !self.saved.is_empty() {
            let changed = self
                .saved
                .iter()
                .map(|no| Note::Changed(Subject::Petition(*no)));
            effects.extend(changed.map(Effect::Tell));
            effects.push(Effect::Tell(Note::Saved));
        }
        let all = self.saved.len() == self.petitions.len();
        if all && self.odd.is_empty() {
            effects.push(Effect::Notice(Says::Info, self.all_done(ctx)));
            effects.push(Effect::PopWith(Note::Chose(WRITTEN)));
        } else {
            self.page = Page::new(self.told(ctx));
        }
        effects
    }

    fn all_done(&self, ctx: &Ctx) -> String {
        let (word, whom) = match self.kind {
            Kind::Assign => (W::AllAssigned, Key::Officer),
            Kind::Urge => (W::AllUrged, Key::Agency),
            Kind::Extend => (W::AllExtended, Key::Number),
        };
        ctx.fill(word, &[&self.saved.len(), &self.form.text(whom, ctx)])
    }

    fn told(&self, ctx: &Ctx) -> Vec<Line<'static>> {
        let line = |mood: Mood, text: String| {
            Line::styled(format!("{} {text}", mood.sign()), ctx.style(mood))
        };
        let under = |numbers: &[PetitionNo]| Line::raw(format!("  {}", list(numbers)));
        let mut lines = Vec::new();
        if !self.saved.is_empty() {
            lines.push(line(
                Mood::Ok,
                ctx.fill(W::SavedCount, &[&self.saved.len()]),
            ));
            lines.push(under(&self.saved));
        }
        let refused: usize = self.refused.iter().map(|(_, numbers)| numbers.len()).sum();
        if refused > 0 {
            lines.push(line(Mood::Error, ctx.fill(W::RefusedCount, &[&refused])));
            for (why, numbers) in &self.refused {
                lines.push(Line::raw(format!(
                    "  {}",
                    ctx.fill(W::ReasonFor, &[&list(numbers), why])
                )));
            }
        }
        for (why, numbers) in &self.odd {
            let text = ctx.fill(W::ReasonFor, &[&list(numbers), why]);
            lines.push(line(Mood::Warning, text));
        }
        let left = self
            .petitions
            .get(self.saved.len() + refused..)
            .unwrap_or_default();
        if !left.is_empty() {
            lines.push(line(Mood::Paused, ctx.fill(W::LeftCount, &[&left.len()])));
            lines.push(under(left));
        }
        lines
    }

    /// Leaves; while something is written, only after that.
    fn leave(&mut self) -> Vec<Effect<House>> {
        match &mut self.stage {
            Stage::Writing { last, .. } => {
                *last = true;
                Vec::new()
            }
            Stage::Asking | Stage::Told if !self.saved.is_empty() => {
                vec![Effect::PopWith(Note::Chose(WRITTEN))]
            }
            Stage::Asking | Stage::Told => vec![Effect::Pop],
        }
    }

    fn asked(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Act(Action::Save) => self.save(ctx),
            Event::Reply(Answer::Folder(Folder::Office { officers, .. })) => {
                let field = officer_field(officers, ctx);
                self.form.rebuild(Key::Officer, || field);
                Vec::new()
            }
            event => {
                let heard = self.form.take(event, ctx);
                if heard.contains(&Heard::End) {
                    return self.save(ctx);
                }
                Vec::new()
            }
        }
    }
}

/// Says whether only a reason is missing.
fn asks_reason(why: &Failure) -> bool {
    matches!(why, Failure::Refused(refusal)
        if refusal.code == RefusalCode::Missing && refusal.path.as_deref() == Some("reason"))
}

/// Puts a petition to others that met the same.
fn gather(reasons: &mut Vec<(String, Vec<PetitionNo>)>, why: String, no: PetitionNo) {
    match reasons.iter_mut().find(|(known, _)| *known == why) {
        Some((_, numbers)) => numbers.push(no),
        None => reasons.push((why, vec![no])),
    }
}

fn reason(why: &Failure, lang: Lang) -> String {
    let told = failure(why, lang);
    match told.citation {
        Some(citation) => format!("{} ({citation})", told.message),
        None => told.message,
    }
}

fn list(numbers: &[PetitionNo]) -> String {
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    numbers.join(", ")
}

fn officer_field(officers: &[String], ctx: &Ctx) -> Field {
    let items: Vec<Item> = officers.iter().map(|name| Item::new(name, name)).collect();
    Field::new(
        ctx.say(W::OfficerLabel),
        Pick::from(items).without_codes().or_text(),
    )
    .required()
    .note(ctx.say(W::OfficerNote))
}

/// What an extension asks for: one ground allows one, two or more allow two (NĐ 31 Đ3).
fn extension(ctx: &Ctx) -> Form<Key> {
    let grounds: Vec<Item> = ground::of_kind(GroundKind::ComplexDenunciation)
        .map(|ground| Item::new(&ground.code, ground_text(ground, ctx.lang)))
        .collect();
    let ground = |label| Field::new(ctx.say(label), Pick::from(grounds.clone()));
    let mut form = Form::new()
        .field(Key::Ground, ground(W::GroundLabel).required())
        .field(Key::AlsoGround, ground(W::AlsoGroundLabel))
        .field(
            Key::Number,
            Field::new(ctx.say(W::DecisionLabel), Text::default()).required(),
        )
        .field(
            Key::Days,
            Field::new(ctx.say(W::DaysLabel), Number::between(1, MOST_DAYS))
                .note(ctx.say(W::DaysNote)),
        )
        .field(
            Key::Reason,
            Field::new(ctx.say(W::LateLabel), Text::default()).required(),
        );
    form.show(Key::Reason, false);
    form
}

impl Screen<House> for Errand {
    fn title(&self, ctx: &Ctx) -> String {
        let (one, many) = match self.kind {
            Kind::Assign => (W::AssignOne, W::AssignTitle),
            Kind::Urge => (W::UrgeOne, W::UrgeTitle),
            Kind::Extend => (W::ExtendOne, W::ExtendTitle),
        };
        match self.petitions.as_slice() {
            [no] => ctx.fill(one, &[no]),
            all => ctx.fill(many, &[&all.len()]),
        }
    }

    fn contexts(&self) -> Vec<Context> {
        match self.stage {
            Stage::Asking => self.form.contexts(),
            Stage::Writing { .. } => Vec::new(),
            Stage::Told => vec![Context::Question, Context::Reading],
        }
    }

    fn accepts(&self, action: Action) -> bool {
        match (self.stage, action) {
            (_, Action::Back) | (Stage::Asking, Action::Save) | (Stage::Told, Action::Confirm) => {
                true
            }
            (Stage::Asking, _) => self.form.accepts(action),
            (Stage::Writing { .. }, _) => false,
            (Stage::Told, _) => self.page.accepts(action),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::Save,
            Action::Pick,
            Action::NextField,
            Action::Confirm,
            Action::PageDown,
            Action::Back,
        ]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        (action == Action::Confirm).then(|| W::Close.say(lang))
    }

    fn shape(&self, _ctx: &Ctx) -> Shape {
        let rows = match (self.stage, self.kind) {
            (Stage::Told, _) => TELLING,
            (_, Kind::Extend) => EXTENDING,
            _ => ASKING,
        };
        Shape::Box(COLUMNS, rows)
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        // An open pick list takes Esc first.
        let closes_list = self.stage == Stage::Asking && self.form.accepts(Action::Back);
        match (event, self.stage) {
            (Event::Opened, _) => self.opened(ctx),
            (Event::Act(Action::Back), _) if !closes_list => self.leave(),
            (_, Stage::Asking) => self.asked(event, ctx),
            (Event::Reply(answer), Stage::Writing { .. }) => self.written(answer, ctx),
            (Event::Act(Action::Confirm), Stage::Told) => self.leave(),
            (Event::Act(action), Stage::Told) => {
                self.page.act(*action);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        match self.stage {
            Stage::Told => self.page.view(frame, area, ctx),
            Stage::Writing { at, last, .. } => {
                let word = if last { W::Stopping } else { W::Writing };
                let text = ctx.fill(word, &[&(at + 1), &self.petitions.len()]);
                frame.render_widget(Line::raw(text), area);
            }
            Stage::Asking => {
                let mut below = Vec::new();
                if self.petitions.len() > 1 {
                    below.push(Line::styled(list(&self.petitions), ctx.style(Mood::Dim)));
                }
                if self.others > 0 {
                    let word = match self.kind {
                        Kind::Extend => W::NotExtendable,
                        Kind::Assign | Kind::Urge => W::Receptions,
                    };
                    let text = ctx.fill(word, &[&self.others]);
                    let text = format!("{} {text}", Mood::Warning.sign());
                    below.push(Line::styled(text, ctx.style(Mood::Warning)));
                }
                let foot = Rect {
                    y: area.bottom().saturating_sub(FOOT),
                    height: area.height.min(FOOT),
                    ..area
                };
                let rows = below
                    .iter()
                    .flat_map(|line| crate::desk::reading::wrap(line, foot.width.into()));
                let rows: Vec<Line> = rows.take(foot.height.into()).collect();
                frame.render_widget(ratatui::text::Text::from(rows), foot);
                let form = Rect {
                    height: area.height.saturating_sub(FOOT + 1),
                    ..area
                };
                self.form.view(frame, form, ctx);
            }
        }
    }
}
