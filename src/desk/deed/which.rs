//! Which fact is wrong: those of a record, with what stands there, narrowed while typing. It must not
//! know what a correction changes.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::correct::CorrectForm;
use super::facts::{self, Fact};
use super::words::DeedWord as D;
use crate::desk::action::Action;
use crate::desk::field::Typed;
use crate::desk::field::line::TypedLine;
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::list::{Column, List, ListCell, ListRow, Wide};
use crate::desk::screen::{Ctx, Effect, Event, Screen};
use crate::desk::theme::Mood;
use crate::desk::words::{Lang, Say};
use crate::office::view::{PetitionView, ReceptionView};
use crate::register::number::Subject;
use crate::text::fold;

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
