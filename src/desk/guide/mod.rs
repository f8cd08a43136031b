//! The questions that lead to a class, put one at a time over a form: each with its article, why it is asked,
//! and the path so far. What already stands in the form answers by itself, and is said so. It must not know
//! the form, nor what is done with the answers.

mod view;
pub mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::words::GuideWord;
use super::action::Action;
use super::house::{House, Note};
use super::keymap::Context;
use super::screen::{Ctx, Effect, Event, Screen, Shape};
use super::words::{Lang, Say};
use crate::law::guide::{By, Finding, Guide, Known, Step};

/// What is known before the first question.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Which petition it is about, and of how many, where there are several.
    pub number: Option<(u8, u8)>,
    /// How many petitions a form still takes, this one among them.
    pub most: u8,
    /// What the form answers by itself.
    pub known: Known,
    /// What is said of a fact: how a limit was counted.
    pub notes: BTreeMap<String, String>,
}

/// The questions, as far as they are answered.
pub struct GuideScreen {
    standing: Standing,
    answers: Vec<(String, bool)>,
    explains: bool,
    /// Into how many it is split, where it must be.
    parts: u8,
}

/// A petition that is split becomes at least so many.
const FEWEST: u8 = 2;

/// Columns and rows of its box.
const SIZE: (u16, u16) = (74, 19);

impl GuideScreen {
    /// Begins with what is known.
    pub fn new(standing: Standing) -> Self {
        Self {
            standing,
            answers: Vec::new(),
            explains: false,
            parts: FEWEST,
        }
    }

    /// Goes on where the questions were left.
    #[must_use]
    pub fn answered(mut self, answers: Vec<(String, bool)>) -> Self {
        self.answers = answers;
        self
    }

    fn splits(&self) -> bool {
        self.now().1.split && self.standing.most >= FEWEST
    }

    /// Where the answers lead so far.
    fn now(&self) -> (Step<'static>, Finding<'static>) {
        Guide::statute().next(&self.answers, &self.standing.known)
    }

    fn answer(&mut self, yes: bool) {
        if let (Step::Ask(question), _) = self.now() {
            self.answers.push((question.id.clone(), yes));
        }
    }

    /// Takes back the last answer; one that the form gave is then asked.
    fn take_back(&mut self) {
        let (_, finding) = self.now();
        let Some(last) = finding.path.last() else {
            return;
        };
        match last.by {
            By::Officer => self.answers.retain(|(id, _)| *id != last.question.id),
            By::Known => {
                if let Some(fact) = &last.question.fact {
                    self.standing.known.remove(fact);
                }
            }
        }
    }

    /// Hands down the path, where it leads to something.
    fn take_over(&self) -> Vec<Effect<House>> {
        let (_, finding) = self.now();
        if finding.split {
            return vec![Effect::PopWith(Note::Split(self.parts))];
        }
        if finding.class.is_none() {
            return Vec::new();
        }
        let path = finding.path.iter();
        let path = path.map(|passed| (passed.question.id.clone(), passed.yes));
        vec![Effect::PopWith(Note::Guided(path.collect()))]
    }
}

impl Screen<House> for GuideScreen {
    fn title(&self, ctx: &Ctx) -> String {
        match self.standing.number {
            Some((number, of)) => ctx.fill(GuideWord::TitleOf, &[&number, &of]),
            None => ctx.say(GuideWord::Title).to_owned(),
        }
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Guide]
    }

    fn accepts(&self, action: Action) -> bool {
        let (step, finding) = self.now();
        let asks = matches!(step, Step::Ask(_));
        match action {
            Action::AnswerYes | Action::AnswerNo | Action::Why => asks,
            Action::AnswerBack => !finding.path.is_empty(),
            Action::Confirm => !asks,
            Action::Back => true,
            Action::Up => self.splits() && self.parts < self.standing.most,
            Action::Down => self.splits() && self.parts > FEWEST,
            Action::Save => asks && finding.class.is_some(),
            _ => false,
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::AnswerYes,
            Action::AnswerNo,
            Action::Confirm,
            Action::Up,
            Action::Down,
            Action::Why,
            Action::AnswerBack,
            Action::Save,
            Action::Back,
        ]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        match action {
            Action::Save => Some(GuideWord::UseNow.say(lang)),
            Action::Confirm if self.splits() => Some(GuideWord::SplitNow.say(lang)),
            Action::Confirm => Some(GuideWord::FillIn.say(lang)),
            Action::Up => Some(GuideWord::OneMore.say(lang)),
            Action::Down => Some(GuideWord::OneLess.say(lang)),
            _ => None,
        }
    }

    fn shape(&self, ctx: &Ctx) -> Shape {
        let (columns, rows) = ctx.size;
        Shape::Box(
            SIZE.0.min(columns.saturating_sub(4)),
            SIZE.1.min(rows.saturating_sub(4)),
        )
    }

    fn lets_go(&self) -> bool {
        // A form lies below, half typed.
        false
    }

    fn update(&mut self, event: &Event<House>, _ctx: &Ctx) -> Vec<Effect<House>> {
        if let Event::Act(action) = event {
            match action {
                Action::AnswerYes => self.answer(true),
                Action::AnswerNo => self.answer(false),
                Action::AnswerBack => self.take_back(),
                Action::Why => self.explains = !self.explains,
                Action::Up => self.parts = self.standing.most.min(self.parts + 1),
                Action::Down => self.parts = FEWEST.max(self.parts - 1),
                Action::Confirm | Action::Save => return self.take_over(),
                Action::Back => {
                    let answers = std::mem::take(&mut self.answers);
                    return vec![Effect::PopWith(Note::GuideLeft(answers))];
                }
                _ => {}
            }
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        view::view(self, frame, area, ctx);
    }
}
