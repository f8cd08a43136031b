//! One reception: when and by whom, who came, what was brought, its own clocks and what came after. It
//! must not know the law or the books.

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
use crate::desk::petition::PetitionPage;
use crate::desk::petition::clocks::Titled;
use crate::desk::petition::menu::ActMenu;
use crate::desk::petition::say;
use crate::desk::petition::sheet::{Sheet, Standing};
use crate::desk::petition::words::PageWord as P;
use crate::desk::reception::again;
use crate::desk::reception::words::SlipWord;
use crate::desk::screen::{Ctx, Effect, Event, Kind, Screen};
use crate::desk::theme::Mood;
use crate::desk::why::WhyDate;
use crate::desk::words::{Lang, Say};
use crate::office::ask::{Answer, Question};
use crate::office::view::{PetitionView, ReceptionView, Seen};
use crate::register::act::StepKind;
use crate::register::check::open_reception_steps;
use crate::register::number::{PetitionNo, ReceptionNo, Subject};

mod page;

#[cfg(test)]
pub(in crate::desk) mod tests;

/// What one can stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A clock, by its place.
    Clock(usize),
    /// A petition that was brought.
    Petition(PetitionNo),
    /// The reception that this one continues, or that continues it.
    Reception(ReceptionNo),
    /// An act of the history, by its place.
    Act(usize),
}

/// The page of one reception.
pub struct VisitPage {
    no: ReceptionNo,
    view: Option<Box<ReceptionView>>,
    clocks: Vec<Titled>,
    /// The petitions that were brought, asked for when the slip is made again.
    brought: Vec<PetitionView>,
    gone: bool,
    standing: Standing,
}

impl VisitPage {
    /// Makes the page of a reception, which it looks up.
    pub fn new(no: ReceptionNo) -> Self {
        Self {
            no,
            view: None,
            clocks: Vec::new(),
            brought: Vec::new(),
            gone: false,
            standing: Standing::default(),
        }
    }

    fn look(&self) -> Vec<Effect<House>> {
        vec![Effect::AskLatest(0, Question::Reception(self.no))]
    }

    fn subject(&self) -> Subject {
        Subject::Reception(self.no)
    }

    fn laid_out(&self, columns: u16, ctx: &Ctx) -> Sheet<Stop> {
        match &self.view {
            Some(view) => page::of(view, &self.clocks, columns, ctx),
            None => Sheet::new(columns),
        }
    }

    fn on(&self, ctx: &Ctx) -> Option<Stop> {
        let sheet = self.laid_out(self.standing.columns(), ctx);
        self.standing.on(&sheet).copied()
    }

    /// What may be written down after a reception.
    fn open_steps(&self, ctx: &Ctx) -> Vec<(StepKind, Option<String>)> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        let today = ctx.today();
        open_reception_steps(&view.reception, today)
    }

    fn is_hidden(&self) -> bool {
        self.view
            .as_ref()
            .is_some_and(|view| view.masked || view.visitors.contains(&Seen::Hidden))
    }

    fn form(&self, kind: StepKind) -> Vec<Effect<House>> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        let screen: Box<dyn Screen<House>> = match kind {
            StepKind::Correct => Box::new(CorrectWhich::of_reception(view)),
            StepKind::Reveal => Box::new(RevealBox::new(self.subject())),
            kind => Box::new(DeedForm::of_reception(view, kind)),
        };
        vec![Effect::Push(screen)]
    }

    fn open(&self, ctx: &Ctx) -> Vec<Effect<House>> {
        match self.on(ctx) {
            Some(Stop::Petition(no)) => vec![Effect::Push(Box::new(PetitionPage::new(no)))],
            Some(Stop::Reception(no)) => vec![Effect::Push(Box::new(Self::new(no)))],
            Some(Stop::Clock(_)) => self.explain(ctx),
            Some(Stop::Act(_)) | None => Vec::new(),
        }
    }

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

    /// Asks where the slip goes, and meanwhile for what was brought.
    fn ask_for_slip(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.brought.clear();
        let petitions = self.view.iter().flat_map(|view| &view.petitions);
        let mut effects: Vec<Effect<House>> = petitions
            .map(|no| Effect::Ask(Question::Petition(*no)))
            .collect();
        effects.extend(again::ask_where(&self.no.to_string(), ctx));
        effects
    }

    fn write_slip(&self, place: &str, ctx: &Ctx) -> Vec<Effect<House>> {
        let Some(view) = &self.view else {
            return Vec::new();
        };
        let page = again::of_reception(view, &self.brought, ctx);
        let petitions = view.petitions.iter().copied().map(Subject::Petition);
        let about = petitions.chain([self.subject()]).collect();
        vec![again::write(page, about, place)]
    }

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
            Action::Act => {
                let menu = ActMenu::new(self.no.to_string(), self.open_steps(ctx), Vec::new());
                vec![Effect::Push(Box::new(menu))]
            }
            Action::Correct => self.form(StepKind::Correct),
            Action::Reveal => self.form(StepKind::Reveal),
            Action::Undo => self.take_back(ctx),
            Action::Open => self.open(ctx),
            Action::Why => self.explain(ctx),
            Action::Refresh => self.look(),
            Action::Slip => self.ask_for_slip(ctx),
            other => {
                let sheet = self.laid_out(self.standing.columns(), ctx);
                self.standing.act(other, &sheet);
                Vec::new()
            }
        }
    }
}

impl Screen<House> for VisitPage {
    fn title(&self, ctx: &Ctx) -> String {
        let Some(view) = &self.view else {
            return self.no.to_string();
        };
        let hidden = Seen::Hidden;
        let first = if view.masked {
            Some(&hidden)
        } else {
            view.visitors.first()
        };
        format!("{} · {}", self.no, say::name(first, ctx.lang))
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
            Action::Act | Action::Open | Action::Correct | Action::Slip => true,
            Action::Undo => self.view.iter().any(|view| !view.acts.is_empty()),
            Action::Reveal => self.is_hidden(),
            Action::Why => !self.clocks.is_empty(),
            other => Standing::accepts(other),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::Open,
            Action::Act,
            Action::Reveal,
            Action::Correct,
            Action::Why,
            Action::Slip,
            Action::Undo,
            Action::NextSection,
            Action::Back,
        ]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        (action == Action::Slip).then(|| SlipWord::Hint.say(lang))
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened
            | Event::Told(Note::Changed(_) | Note::Law)
            | Event::Returned(Some(Note::Changed(_))) => self.look(),
            Event::Returned(Some(Note::Chose(word))) => {
                StepKind::from_word(word).map_or_else(Vec::new, |kind| self.form(kind))
            }
            Event::Returned(Some(Note::Typed(place))) => self.write_slip(place, ctx),
            Event::Reply(Answer::PageWritten(path)) => again::written(path, ctx),
            Event::Reply(Answer::Petition(Some(view))) => {
                self.brought.push((**view).clone());
                self.brought.sort_by_key(|view| view.petition.no);
                Vec::new()
            }
            Event::Reply(Answer::Reception(Some(view))) => {
                self.clocks = Titled::all(view.clocks.clone(), &ctx.law.rules);
                self.view = Some(view.clone());
                self.gone = false;
                Vec::new()
            }
            Event::Reply(Answer::Reception(None)) => {
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
                let sheet = self.laid_out(self.standing.columns(), ctx);
                let again = self.standing.click(Position::new(*column, *row), &sheet);
                if again { self.open(ctx) } else { Vec::new() }
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
