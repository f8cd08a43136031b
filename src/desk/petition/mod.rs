//! One petition: where it stands, its clocks, its facts, its people, what it is linked to, its history,
//! and every act that can be written down about it. It must not know the law or the books.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::desk::action::Action;
use crate::desk::deed::DeedForm;
use crate::desk::deed::reveal::RevealBox;
use crate::desk::deed::void::{VoidForm, can_be_void};
use crate::desk::deed::which::CorrectWhich;
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::reception::again;
use crate::desk::reception::words::SlipWord;
use crate::desk::screen::{Ctx, Effect, Event, Kind, Screen};
use crate::desk::theme::Mood;
use crate::desk::visit::VisitPage;
use crate::desk::why::WhyDate;
use crate::desk::words::Lang;
use crate::office::ask::{Answer, Question};
use crate::office::view::{PetitionView, Seen};
use crate::register::act::StepKind;
use crate::register::number::{PetitionNo, ReceptionNo, Subject};
use crate::words::Say;

pub mod clocks;
pub mod facts;
#[cfg(test)]
mod fuzz;
pub mod history;
pub mod menu;
mod page;
mod path;
#[cfg(test)]
pub(crate) mod sample;
pub mod say;
pub mod sheet;
pub mod words;

#[cfg(test)]
mod tests;

use clocks::Titled;
use menu::ActMenu;
use sheet::{Sheet, Standing};
use words::PageWord as P;

/// What one can stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A clock, by its place.
    Clock(usize),
    /// The reception at which it was brought.
    Reception(ReceptionNo),
    /// A linked petition.
    Petition(PetitionNo),
    /// An act of the history, by its place.
    Act(usize),
}

/// The page of one petition.
pub struct PetitionPage {
    no: PetitionNo,
    view: Option<Box<PetitionView>>,
    clocks: Vec<Titled>,
    gone: bool,
    newest_first: bool,
    standing: Standing,
}

impl PetitionPage {
    /// Makes the page of a petition, which it looks up.
    pub fn new(no: PetitionNo) -> Self {
        Self {
            no,
            view: None,
            clocks: Vec::new(),
            gone: false,
            newest_first: true,
            standing: Standing::default(),
        }
    }

    fn look(&self) -> Vec<Effect<House>> {
        vec![Effect::AskLatest(0, Question::Petition(self.no))]
    }

    fn subject(&self) -> Subject {
        Subject::Petition(self.no)
    }

    /// Lays the page out for the columns of the last drawing.
    fn sheet(&self, ctx: &Ctx) -> Sheet<Stop> {
        self.laid_out(self.standing.columns(), ctx)
    }

    fn laid_out(&self, columns: u16, ctx: &Ctx) -> Sheet<Stop> {
        match &self.view {
            Some(view) => page::of(view, &self.clocks, self.newest_first, columns, ctx),
            None => Sheet::new(columns),
        }
    }

    fn on(&self, ctx: &Ctx) -> Option<Stop> {
        self.standing.on(&self.sheet(ctx)).copied()
    }

    fn take(&mut self, view: &PetitionView, ctx: &Ctx) {
        let before = self.view.is_some().then(|| self.on(ctx)).flatten();
        self.clocks = Titled::all(view.life.clocks.clone(), &ctx.law.rules);
        self.view = Some(Box::new(view.clone()));
        self.gone = false;
        if let Some(before) = before {
            let sheet = self.sheet(ctx);
            self.standing.go_to(&sheet, &before);
        }
    }

    fn may(&self, kind: StepKind) -> bool {
        let open = self.view.iter().flat_map(|view| &view.open_steps);
        open.into_iter().any(|(own, _)| *own == kind)
    }

    fn is_hidden(&self) -> bool {
        let seen = self.view.iter().flat_map(|view| &view.petitioners);
        seen.into_iter().any(|one| *one == Seen::Hidden)
    }

    fn label(&self, ctx: &Ctx) -> String {
        let first = self.view.as_ref().and_then(|view| view.petitioners.first());
        match &self.view {
            Some(_) => format!("{} · {}", self.no, say::name(first, ctx.lang)),
            None => self.no.to_string(),
        }
    }

    fn form(&self, kind: StepKind) -> Vec<Effect<House>> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        let screen: Box<dyn Screen<House>> = match kind {
            StepKind::Correct => Box::new(CorrectWhich::of_petition(view)),
            StepKind::Reveal => Box::new(RevealBox::new(self.subject())),
            kind => Box::new(DeedForm::of_petition(view, kind)),
        };
        vec![Effect::Push(screen)]
    }

    fn menu(&self, ctx: &Ctx) -> Vec<Effect<House>> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        let closed = menu::not_now(view, &ctx.law, ctx.today(), ctx.lang);
        let menu = ActMenu::new(self.no.to_string(), view.open_steps.clone(), closed);
        vec![Effect::Push(Box::new(menu))]
    }

    fn open(&self, ctx: &Ctx) -> Vec<Effect<House>> {
        match self.on(ctx) {
            Some(Stop::Reception(no)) => vec![Effect::Push(Box::new(VisitPage::new(no)))],
            Some(Stop::Petition(no)) => vec![Effect::Push(Box::new(Self::new(no)))],
            Some(Stop::Clock(_)) => self.explain(ctx),
            Some(Stop::Act(_)) | None => Vec::new(),
        }
    }

    /// Explains the clock that one stands on, else the one that leads.
    fn explain(&self, ctx: &Ctx) -> Vec<Effect<House>> {
        let place = match self.on(ctx) {
            Some(Stop::Clock(place)) => place,
            _ => 0,
        };
        let Some(titled) = self.clocks.get(place) else {
            return Vec::new();
        };
        let title = titled.title(ctx.lang).to_owned();
        let why = WhyDate::new(titled.clock.clone(), title, self.title(ctx));
        vec![Effect::Push(Box::new(why))]
    }

    /// Takes back the act that one stands on, else the last that can be.
    fn take_back(&self, ctx: &Ctx) -> Vec<Effect<House>> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        let act = match self.on(ctx) {
            Some(Stop::Act(place)) => view.acts.get(place),
            _ => view.acts.iter().rev().find(|act| can_be_void(act)),
        };
        if let Some(form) = act.and_then(|act| VoidForm::new(self.subject(), act)) {
            return vec![Effect::Push(Box::new(form))];
        }
        let words = ctx.say(P::NothingToVoid).to_owned();
        vec![Effect::Notice(Kind::Warning, words)]
    }

    fn act(&mut self, action: Action, ctx: &Ctx) -> Vec<Effect<House>> {
        match action {
            Action::Act => self.menu(ctx),
            Action::Assign => self.form(StepKind::Assign),
            Action::Link => self.form(StepKind::Link),
            Action::Correct => self.form(StepKind::Correct),
            Action::Reveal => self.form(StepKind::Reveal),
            Action::Undo => self.take_back(ctx),
            Action::Open => self.open(ctx),
            Action::Why => self.explain(ctx),
            Action::Refresh => self.look(),
            Action::Slip => again::ask_where(&self.no.to_string(), ctx),
            Action::Sort => {
                let on = self.on(ctx);
                self.newest_first = !self.newest_first;
                if let Some(on) = on {
                    let sheet = self.sheet(ctx);
                    self.standing.go_to(&sheet, &on);
                }
                Vec::new()
            }
            other => {
                let sheet = self.sheet(ctx);
                self.standing.act(other, &sheet);
                Vec::new()
            }
        }
    }
}

impl Screen<House> for PetitionPage {
    fn title(&self, ctx: &Ctx) -> String {
        let Some(view) = &self.view else {
            return self.no.to_string();
        };
        let facts = &view.petition.facts;
        let class = say::class(facts.class, facts.round, ctx.lang);
        format!("{} · {class}", self.label(ctx))
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Petition, Context::Reading]
    }

    fn accepts(&self, action: Action) -> bool {
        if action == Action::Refresh {
            return true;
        }
        if self.view.is_none() {
            return false;
        }
        match action {
            Action::Act | Action::Open | Action::Sort | Action::Slip => true,
            Action::Assign => self.may(StepKind::Assign),
            Action::Link => self.may(StepKind::Link),
            Action::Correct | Action::Undo => self.may(StepKind::Correct),
            Action::Reveal => self.is_hidden() && self.may(StepKind::Reveal),
            Action::Why => !self.clocks.is_empty(),
            other => Standing::accepts(other),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::Act,
            Action::Why,
            Action::Reveal,
            Action::Assign,
            Action::Correct,
            Action::Slip,
            Action::Undo,
            Action::Link,
            Action::NextSection,
            Action::Back,
            Action::Sort,
        ]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        let word = match action {
            Action::Sort if self.newest_first => P::OldestFirst,
            Action::Sort => P::NewestFirst,
            Action::Slip => return Some(SlipWord::Hint.say(lang)),
            _ => return None,
        };
        Some(word.say(lang))
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened
            | Event::Told(Note::Changed(_) | Note::Law)
            | Event::Returned(Some(Note::Changed(_))) => self.look(),
            Event::Returned(Some(Note::Chose(word))) => {
                StepKind::from_word(word).map_or_else(Vec::new, |kind| self.form(kind))
            }
            Event::Returned(Some(Note::Typed(place))) => {
                let page = self.view.as_ref().map(|view| again::of_petition(view, ctx));
                let about = vec![self.subject()];
                let write = page.map(|page| again::write(page, about, place));
                write.into_iter().collect()
            }
            Event::Reply(Answer::PageWritten(path)) => again::written(path, ctx),
            Event::Reply(Answer::Petition(Some(view))) => {
                self.take(view, ctx);
                Vec::new()
            }
            Event::Reply(Answer::Petition(None)) => {
                self.gone = true;
                self.view = None;
                Vec::new()
            }
            Event::Reply(Answer::Failed(failed)) => {
                let told = crate::words::failure::failure(failed, ctx.lang);
                vec![Effect::Notice(Kind::Error, told.message)]
            }
            Event::Act(action) => self.act(*action, ctx),
            Event::Click(column, row) => {
                let sheet = self.sheet(ctx);
                let at = Position::new(*column, *row);
                if self.standing.click(at, &sheet) {
                    self.open(ctx)
                } else {
                    Vec::new()
                }
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if self.view.is_some() {
            let sheet = self.laid_out(area.width, ctx);
            self.standing.view(&sheet, frame, area, ctx);
            return;
        }
        let word = if self.gone { P::NotFound } else { P::Loading };
        let words = ctx.fill(word, &[&self.no]);
        frame.render_widget(Line::styled(words, ctx.style(Mood::Dim)), area);
    }
}
