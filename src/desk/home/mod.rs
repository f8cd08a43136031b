//! Home: who came today and what is due, at one glance. It must not count anything itself: the office
//! does.

use std::rc::Rc;
use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::action::Action;
use super::drafts::Drafts;
use super::entrance::lock;
use super::house::{House, Note};
use super::keymap::Context;
use super::list::{List, ListHeard};
use super::roads::Ways;
use super::screen::{Ctx, Effect, Event, Kind, Screen};
use super::words::Kit;
use crate::law::Law;
use crate::office::ask::{Answer, ChainState, DraftHead, HomeView, Me, Question};
use crate::words::failure::failure;

mod coming;
mod due;
pub(in crate::desk) mod foot;
#[cfg(test)]
mod tests;
mod today;
#[cfg(test)]
pub(crate) mod trial;
mod view;
pub mod words;

use today::TodayRow;
use words::HomeWord;

/// The home screen.
pub struct Home {
    me: Rc<Me>,
    ways: Ways,
    note: Option<String>,
    view: Option<Box<HomeView>>,
    chain: Option<ChainState>,
    list: List<TodayRow>,
    trouble: Option<String>,
}

impl Home {
    /// Makes the home of whoever is logged in.
    pub fn new(me: Me, ways: Ways) -> Self {
        Self {
            me: Rc::new(me),
            ways,
            note: None,
            view: None,
            chain: None,
            list: List::new(),
            trouble: None,
        }
    }

    /// Begins with a line.
    #[must_use]
    pub fn saying(mut self, note: Option<String>) -> Self {
        self.note = note;
        self
    }

    fn opened(&mut self) -> Vec<Effect<House>> {
        let mut effects = vec![
            Effect::Sign {
                agency: self.me.agency.clone(),
                officer: self.me.display.clone(),
            },
            Effect::Roads(self.ways.roads(&self.me)),
            Effect::Guard(Some(lock::guard(&self.me))),
        ];
        effects.extend(ask());
        effects.push(ask_law());
        let note = self.note.take();
        effects.extend(note.map(|note| Effect::Notice(Kind::Info, note)));
        effects
    }

    fn shows(&mut self, view: &HomeView, ctx: &Ctx) -> Vec<Effect<House>> {
        self.trouble = None;
        self.fill(view, &ctx.law, ctx);
        self.view = Some(Box::new(view.clone()));
        self.chain_is(view.chain, ctx)
    }

    fn fill(&mut self, view: &HomeView, law: &Law, ctx: &Ctx) {
        let rows = today::rows(view, law, ctx);
        self.list.fill_whole(rows, ctx);
    }

    /// From now on every screen counts by the office's own law.
    fn counts_by(&mut self, law: &Arc<Law>, ctx: &Ctx) -> Vec<Effect<House>> {
        if let Some(view) = self.view.take() {
            self.fill(&view, law, ctx);
            self.view = Some(view);
        }
        vec![Effect::CountBy(Arc::clone(law)), Effect::Tell(Note::Law)]
    }

    /// A chain that is broken, or books that must be made anew, are told loudly, once.
    fn chain_is(&mut self, chain: ChainState, ctx: &Ctx) -> Vec<Effect<House>> {
        let before = self.chain.replace(chain);
        let word = match chain {
            ChainState::Broken => HomeWord::BrokenShort,
            ChainState::Rebuild => HomeWord::RebuildShort,
            ChainState::Checking { .. } | ChainState::Whole { .. } => return Vec::new(),
        };
        if before == Some(chain) {
            return Vec::new();
        }
        let mut effects = vec![Effect::Bell];
        if !ctx.active {
            // Whoever is on another screen does not see home say so.
            effects.push(Effect::Notice(Kind::Error, ctx.say(word).to_owned()));
        }
        effects
    }

    fn heard(&mut self, answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
        match answer {
            Answer::Home(view) => self.shows(view, ctx),
            Answer::Law(law) => self.counts_by(law, ctx),
            Answer::Chain(chain) => self.chain_is(*chain, ctx),
            Answer::Failed(why) => {
                self.trouble = Some(failure(why, ctx.lang).message);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn open(&self, ctx: &Ctx) -> Vec<Effect<House>> {
        match self.list.selected() {
            Some(TodayRow::Drafts(_)) => self.resume(ctx),
            Some(TodayRow::Visit(visit)) => {
                let make = self.ways.record;
                let screen = make.map(|make| make(&self.me, visit.id));
                screen.map(Effect::Push).into_iter().collect()
            }
            None => Vec::new(),
        }
    }

    fn resume(&self, ctx: &Ctx) -> Vec<Effect<House>> {
        match self.drafts() {
            [] => Vec::new(),
            [one] => vec![resume(self.ways, &self.me, one, ctx)],
            _ => vec![Effect::Push(Box::new(Drafts::new(&self.me, self.ways)))],
        }
    }

    fn drafts(&self) -> &[DraftHead] {
        self.view.as_ref().map_or(&[], |view| &view.drafts)
    }

    fn is_out_of_date(&self, ctx: &Ctx) -> bool {
        self.view
            .as_ref()
            .is_some_and(|view| view.today != ctx.today())
    }
}

fn ask_law() -> Effect<House> {
    Effect::AskLatest(1, Question::Law)
}

fn ask() -> Vec<Effect<House>> {
    vec![Effect::AskLatest(0, Question::Home)]
}

/// Goes on with a draft, or says that nothing here can.
pub(super) fn resume(ways: Ways, me: &Rc<Me>, head: &DraftHead, ctx: &Ctx) -> Effect<House> {
    match (ways.draft)(me, head) {
        Some(form) => Effect::Push(form),
        None => Effect::Notice(Kind::Warning, ctx.say(HomeWord::NotOpened).to_owned()),
    }
}

impl Screen<House> for Home {
    fn title(&self, ctx: &Ctx) -> String {
        format!("{} · {}", ctx.say(Kit::Program), self.me.agency)
    }

    fn contexts(&self) -> Vec<Context> {
        let mut contexts = self.list.contexts();
        contexts.push(Context::Home);
        contexts
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            Action::Open => match self.list.selected() {
                Some(TodayRow::Drafts(_)) => true,
                Some(TodayRow::Visit(_)) => self.ways.record.is_some(),
                None => false,
            },
            Action::ResumeDraft => !self.drafts().is_empty(),
            Action::Refresh => true,
            _ => self.list.accepts(action),
        }
    }

    fn hints(&self) -> Vec<Action> {
        let mut hints = vec![
            Action::NewReception,
            Action::Search,
            Action::GoRegister,
            Action::GoDeadlines,
            Action::GoCalendar,
            Action::GoReports,
            Action::GoOversight,
            Action::Open,
            Action::Palette,
            Action::NewFiling,
        ];
        if !matches!(self.list.selected(), Some(TodayRow::Drafts(_))) {
            hints.push(Action::ResumeDraft);
        }
        hints
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => self.opened(),
            Event::Told(Note::LawChanged) => {
                let mut effects = ask();
                effects.push(ask_law());
                effects
            }
            Event::Returned(_)
            | Event::Told(Note::Saved | Note::Changed(_) | Note::Drafts)
            | Event::Act(Action::Refresh) => ask(),
            Event::Tick if self.is_out_of_date(ctx) => ask(),
            Event::Reply(answer) => self.heard(answer, ctx),
            Event::Act(Action::Open) => self.open(ctx),
            Event::Act(Action::ResumeDraft) => self.resume(ctx),
            _ => match self.list.take(event, ctx) {
                Some(ListHeard::Chosen) => self.open(ctx),
                _ => Vec::new(),
            },
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.draw(frame, area, ctx);
    }
}
