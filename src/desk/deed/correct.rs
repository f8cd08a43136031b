//! Correcting a fact: which one, what it should be, why; the old value and the new stand side by side.
//! It must not know what a correction changes.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::blame;
use super::facts::{self, Fact};
use super::words::{DeedWord as D, NeedWord as N};
use crate::desk::action::Action;
use crate::desk::field::line::TypedLine;
use crate::desk::field::{Field, Text, Typed, Verdict};
use crate::desk::form::{Form, Heard};
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::list::{Column, List, ListCell, ListRow, Wide};
use crate::desk::reading::wrap;
use crate::desk::screen::{Ctx, Effect, Event, Kind, Screen};
use crate::desk::theme::Mood;
use crate::desk::words::{Lang, Say};
use crate::office::ask::{Answer, Question};
use crate::office::view::{PetitionView, ReceptionView};
use crate::register::act::StepKind;
use crate::register::number::Subject;
use crate::register::value::Value;
use crate::text::{fold, truncate};

/// A fact in the list.
#[derive(Clone, Debug)]
struct FactLine {
    fact: Fact,
    shown: String,
}

impl ListRow for FactLine {
    type Key = String;

    fn key(&self) -> String {
        self.fact.path.clone()
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        let value = if self.shown.is_empty() {
            ListCell::meaning(ctx.say(D::NothingThere), Mood::Dim, ctx)
        } else {
            ListCell::new(self.shown.replace('\n', " "))
        };
        vec![ListCell::meaning(&self.fact.label, Mood::Dim, ctx), value]
    }
}

/// Where the facts come from.
enum From {
    Petition(Box<PetitionView>),
    Reception(Box<ReceptionView>),
}

/// The list of facts, of which one is wrong.
pub struct CorrectWhich {
    subject: Subject,
    from: From,
    facts: Vec<FactLine>,
    list: List<FactLine>,
    typed: TypedLine,
}

impl CorrectWhich {
    /// Lists the facts of a petition.
    pub fn of_petition(view: &PetitionView) -> Self {
        let subject = Subject::Petition(view.petition.no);
        Self::of(subject, From::Petition(Box::new(view.clone())))
    }

    /// Lists the facts of a reception.
    pub fn of_reception(view: &ReceptionView) -> Self {
        let subject = Subject::Reception(view.reception.no);
        Self::of(subject, From::Reception(Box::new(view.clone())))
    }

    fn of(subject: Subject, from: From) -> Self {
        Self {
            subject,
            from,
            facts: Vec::new(),
            list: List::new(),
            typed: TypedLine::default(),
        }
    }

    fn begin(&mut self, ctx: &Ctx) {
        let facts = match &self.from {
            From::Petition(view) => facts::of_petition(view, ctx.lang),
            From::Reception(view) => facts::of_reception(view, ctx.lang),
        };
        let line = |fact: Fact| FactLine {
            shown: fact.shown(ctx.lang),
            fact,
        };
        self.facts = facts.into_iter().map(line).collect();
        self.narrow(ctx);
    }

    fn narrow(&mut self, ctx: &Ctx) {
        let wanted = fold(self.typed.text());
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let fits = |line: &&FactLine| {
            let text = fold(&format!("{} {}", line.fact.label, line.shown));
            words.iter().all(|word| text.contains(word))
        };
        let rows: Vec<FactLine> = self.facts.iter().filter(fits).cloned().collect();
        self.list = List::of(rows, ctx);
    }
}

impl Screen<House> for CorrectWhich {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.fill(D::CorrectTitle, &[&self.subject])
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Filtering, Context::Text]
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            Action::Confirm => self.list.selected().is_some(),
            Action::Back => true,
            Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
                self.list.accepts(action)
            }
            other => self.typed.accepts(other),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Confirm, Action::Down, Action::Back]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        (action == Action::Confirm).then(|| D::Choose.say(lang))
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => self.begin(ctx),
            Event::Returned(Some(Note::Changed(subject))) => {
                return vec![Effect::PopWith(Note::Changed(*subject))];
            }
            Event::Act(Action::Confirm) => {
                let Some(line) = self.list.selected() else {
                    return Vec::new();
                };
                let form = CorrectForm::new(self.subject, line.fact.clone());
                return vec![Effect::Push(Box::new(form))];
            }
            Event::Act(Action::Back) => {
                if self.typed.text().is_empty() {
                    return vec![Effect::Pop];
                }
                self.typed.set("");
                self.narrow(ctx);
            }
            Event::Act(Action::Up | Action::Down | Action::PageUp | Action::PageDown) => {
                self.list.take(event, ctx);
            }
            _ => {
                if let Some(typed) = Typed::of(event)
                    && self.typed.take(typed)
                {
                    self.narrow(ctx);
                }
            }
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if area.height < 4 {
            return;
        }
        let words = format!("{}  ", ctx.say(D::CorrectWhich));
        let label = Span::styled(words, ctx.style(Mood::Title));
        let wide = u16::try_from(label.width()).unwrap_or(area.width);
        frame.render_widget(Line::from(label), Rect { height: 1, ..area });
        let line = Rect {
            x: area.x + wide.min(area.width - 1),
            width: area.width - wide.min(area.width - 1),
            height: 1,
            ..area
        };
        if self.typed.text().is_empty() {
            let hint = Line::styled(ctx.say(D::NoFilter), ctx.style(Mood::Dim));
            frame.render_widget(hint, line);
        }
        self.typed.view(frame, line, ctx.active, ctx);
        let below = Rect {
            y: area.y + 2,
            height: area.height - 2,
            ..area
        };
        let columns = [
            Column::new("", Wide::Exactly(24)),
            Column::new("", Wide::AtLeast(30)),
        ];
        self.list.view(frame, below, &columns, ctx);
    }
}

/// Fields of the correction.
const TO: u8 = 0;
const REASON: u8 = 1;

/// One fact with its new value and the reason.
pub struct CorrectForm {
    subject: Subject,
    fact: Fact,
    form: Form<u8>,
    failed: Option<String>,
    saving: bool,
}

impl CorrectForm {
    /// Makes the form for one fact of a record.
    pub fn new(subject: Subject, fact: Fact) -> Self {
        Self {
            subject,
            fact,
            form: Form::new(),
            failed: None,
            saving: false,
        }
    }

    fn begin(&mut self, ctx: &Ctx) {
        let typed = facts::typed(self.fact.editor, &self.fact.was);
        let to = facts::field(self.fact.editor, ctx.say(D::Becomes), ctx.lang).holding(&typed);
        let reason = Field::new(ctx.say(N::Reason), Text::default()).required();
        self.form = Form::new().field(TO, to).field(REASON, reason);
    }

    fn to(&self, ctx: &Ctx) -> Option<Value> {
        facts::value(self.fact.editor, &self.form.value(TO, ctx))
    }

    fn save(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.saving || !self.form.check_all(ctx) {
            return vec![Effect::Bell];
        }
        let to = self.to(ctx);
        let wrong = match &to {
            None => Some(ctx.say(crate::desk::words::Kit::NotADate).to_owned()),
            Some(to) if *to == self.fact.was => Some(ctx.say(D::Same).to_owned()),
            Some(_) => None,
        };
        if let Some(words) = wrong {
            self.form.judge(TO, Verdict::Wrong(words));
            self.form.focus_first_wrong();
            return vec![Effect::Bell];
        }
        self.saving = true;
        let key = match self.subject {
            Subject::Petition(_) => "petition",
            Subject::Reception(_) => "reception",
        };
        let reason = self.form.text(REASON, ctx);
        let line = [
            ("do", Value::Text(StepKind::Correct.word().to_owned())),
            (key, Value::Text(self.subject.to_string())),
            ("on", Value::Day(ctx.today())),
            ("field", Value::Text(self.fact.path.clone())),
            ("to", to.unwrap_or(Value::Null)),
            ("reason", Value::Text(reason)),
        ];
        let line = line.map(|(key, value)| (key.to_owned(), value));
        vec![Effect::Ask(Question::Write {
            line: Value::Map(line.to_vec()),
            draft: None,
        })]
    }

    fn reply(&mut self, answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
        match answer {
            Answer::Saved(saved) => {
                let what = format!("{} {}", ctx.say(StepKind::Correct), self.fact.label);
                let changed = Note::Changed(self.subject);
                vec![
                    super::done(&what, self.subject, saved, ctx.lang),
                    Effect::Tell(changed.clone()),
                    Effect::Tell(Note::Saved),
                    Effect::PopWith(changed),
                ]
            }
            Answer::Failed(failed) => {
                self.saving = false;
                let place = match blame::path(failed) {
                    Some("reason") => Some(REASON),
                    Some(path) if path == "to" || self.fact.path.starts_with(path) => Some(TO),
                    _ => None,
                };
                if let Some(place) = place {
                    let label = self.fact.label.clone();
                    let words = blame::beneath(failed, &label, ctx.lang);
                    self.form.judge(place, Verdict::Wrong(words));
                    self.form.focus_first_wrong();
                }
                let words = blame::whole(failed, ctx.lang);
                self.failed = Some(words);
                vec![
                    Effect::Bell,
                    Effect::Notice(Kind::Error, ctx.say(D::Refused).to_owned()),
                ]
            }
            _ => Vec::new(),
        }
    }

    fn draw_values(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) -> u16 {
        let half = (area.width.saturating_sub(4)) / 2;
        let dim = ctx.style(Mood::Dim);
        let was = match self.fact.shown(ctx.lang) {
            text if text.is_empty() => ctx.say(D::NothingThere).to_owned(),
            text => text,
        };
        let now = match self.to(ctx) {
            Some(to) => facts::shown(self.fact.editor, &to, ctx.lang),
            None => self.form.text(TO, ctx),
        };
        let now = if now.is_empty() {
            ctx.say(D::NothingThere).to_owned()
        } else {
            now
        };
        let changed = self.to(ctx).is_none_or(|to| to != self.fact.was);
        let mood = if changed { Mood::Accent } else { Mood::Dim };
        let cells = [
            (ctx.say(D::Was), was, Mood::Plain),
            (ctx.say(D::Becomes), now, mood),
        ];
        let mut tallest = 0;
        for (place, (title, text, mood)) in (0_u16..).zip(cells) {
            let cell = Rect {
                x: area.x + place * (half + 4),
                width: half,
                ..area
            }
            .intersection(area);
            let mut lines = vec![Line::styled(title, dim)];
            for one in text.lines() {
                lines.extend(wrap(
                    &Line::styled(one.to_owned(), ctx.style(mood)),
                    half.max(1).into(),
                ));
            }
            tallest = tallest.max(lines.len());
            frame.render_widget(ratatui::text::Text::from(lines), cell);
        }
        let arrow = Rect {
            x: area.x + half + 1,
            y: area.y + 1,
            width: 2,
            height: 1,
        };
        frame.render_widget(Line::styled("→", dim), arrow.intersection(area));
        u16::try_from(tallest).unwrap_or(u16::MAX)
    }
}

impl Screen<House> for CorrectForm {
    fn title(&self, ctx: &Ctx) -> String {
        let title = ctx.fill(D::CorrectTitle, &[&self.subject]);
        format!("{title} – {}", self.fact.label)
    }

    fn contexts(&self) -> Vec<Context> {
        self.form.contexts()
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            _ if self.saving => false,
            Action::Save => true,
            other => self.form.accepts(other),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::NextField,
            Action::Save,
            Action::Back,
            Action::PrevField,
        ]
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => self.begin(ctx),
            Event::Reply(answer) => return self.reply(answer, ctx),
            Event::Act(Action::Save) => return self.save(ctx),
            _ if self.saving => {}
            _ => {
                for heard in self.form.take(event, ctx) {
                    if let Heard::Changed(_) = heard {
                        self.failed = None;
                    }
                }
            }
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let dim = ctx.style(Mood::Dim);
        let hint = truncate(ctx.say(D::CorrectHint), area.width.into());
        frame.render_widget(
            Line::styled(hint, dim),
            Rect { height: 1, ..area }.intersection(area),
        );
        let below = Rect {
            y: area.y.saturating_add(2),
            height: area.height.saturating_sub(2),
            ..area
        };
        // The fields come first in height: what is typed must be seen.
        let used = self.draw_values(
            frame,
            Rect {
                height: below.height.saturating_sub(6).min(8),
                ..below
            },
            ctx,
        );
        let used = used.min(below.height.saturating_sub(6).min(8)) + 1;
        let fields = Rect {
            y: below.y + used,
            height: below.height.saturating_sub(used + 2),
            ..below
        };
        self.form.view(frame, fields, ctx);
        if let Some(words) = &self.failed {
            let line = Line::styled(
                format!("{} {words}", Mood::Error.sign()),
                ctx.style(Mood::Error),
            );
            let last = Rect {
                y: area.bottom().saturating_sub(2),
                height: 2,
                ..area
            };
            let rows = wrap(&line, area.width.into());
            frame.render_widget(ratatui::text::Text::from(rows), last.intersection(area));
        }
    }
}
