//! The drafts of whoever is logged in, when there are several: pick one to go on with. It must not know
//! what is in them.

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};

use super::action::Action;
use super::home::resume;
use super::house::{House, Note};
use super::keymap::Context;
use super::list::{Column, List, ListCell, ListRow, Wide};
use super::question;
use super::reading::wrap;
use super::roads::Ways;
use super::screen::{Ctx, Effect, Event, Kind, Screen};
use super::theme::Mood;
use crate::office::ask::{Answer, DraftHead, Me, Question};
use crate::office::wall::civil;
use crate::words::domain::act_word;
use crate::words::failure::failure;

mod reopen;
pub mod words;

pub use reopen::reopen;

use words::DraftWord;

/// The answer that throws a draft away.
const DISCARD: &str = "discard";

/// The list of drafts.
pub struct Drafts {
    me: Rc<Me>,
    ways: Ways,
    list: List<DraftHead>,
    /// The draft that it was asked about.
    doomed: Option<String>,
    trouble: Option<String>,
}

impl Drafts {
    /// Makes the list; it asks for its rows by itself.
    pub fn new(me: &Rc<Me>, ways: Ways) -> Self {
        Self {
            me: Rc::clone(me),
            ways,
            list: List::new(),
            doomed: None,
            trouble: None,
        }
    }

    fn heard(&mut self, answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
        match answer {
            Answer::Drafts(heads) => {
                self.trouble = None;
                self.list.fill(0, heads.len(), heads.clone(), ctx);
                Vec::new()
            }
            Answer::DraftKept => {
                let words = ctx.say(DraftWord::Discarded).to_owned();
                let mut effects = vec![
                    Effect::Tell(Note::Drafts),
                    Effect::Notice(Kind::Info, words),
                ];
                effects.extend(ask());
                effects
            }
            Answer::Failed(why) => {
                self.trouble = Some(failure(why, ctx.lang).message);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn question(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let Some(head) = self.list.selected() else {
            return Vec::new();
        };
        let words = ctx.fill(DraftWord::DiscardWords, &[&what(head, ctx), &when(head)]);
        let question = question::Question::new(ctx.say(DraftWord::Discard), words)
            .answer(ctx.say(DraftWord::Keep), Note::Chose("keep"))
            .answer(ctx.say(DraftWord::Gone), Note::Chose(DISCARD));
        self.doomed = Some(head.id.clone());
        vec![question.push()]
    }

    fn returned(&mut self, note: Option<&Note>) -> Vec<Effect<House>> {
        let doomed = self.doomed.take();
        match (note, doomed) {
            (Some(Note::Chose(DISCARD)), Some(id)) => {
                vec![Effect::Ask(Question::DropDraft(id))]
            }
            _ => ask(),
        }
    }
}

fn ask() -> Vec<Effect<House>> {
    vec![Effect::AskLatest(0, Question::Drafts)]
}

/// Returns what kind of form a draft is, in words.
pub(super) fn what(head: &DraftHead, ctx: &Ctx) -> String {
    match act_word(&head.form, ctx.lang) {
        "?" => head.form.clone(),
        words => words.to_owned(),
    }
}

fn when(head: &DraftHead) -> String {
    civil(head.at).format("%H:%M %d/%m/%Y").to_string()
}

impl ListRow for DraftHead {
    type Key = String;

    fn key(&self) -> String {
        self.id.clone()
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        vec![ListCell::new(when(self)), ListCell::new(what(self, ctx))]
    }
}

impl Screen<House> for Drafts {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(DraftWord::Title).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        self.list.contexts()
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            Action::Open | Action::Discard => self.list.selected().is_some(),
            Action::Refresh => true,
            Action::Mark | Action::MarkAll => false,
            _ => self.list.accepts(action),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Open, Action::Discard, Action::Back]
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened
            | Event::Told(Note::Saved | Note::Drafts)
            | Event::Act(Action::Refresh) => ask(),
            Event::Returned(note) => self.returned(note.as_ref()),
            Event::Reply(answer) => self.heard(answer, ctx),
            Event::Act(Action::Open) => {
                let head = self.list.selected();
                let effect = head.map(|head| resume(self.ways, &self.me, head, ctx));
                effect.into_iter().collect()
            }
            Event::Act(Action::Discard) => self.question(ctx),
            _ => {
                self.list.take(event, ctx);
                Vec::new()
            }
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let why = match &self.trouble {
            Some(trouble) => Line::styled(
                format!("{} {trouble}", Mood::Error.sign()),
                ctx.style(Mood::Error),
            ),
            None => Line::styled(ctx.say(DraftWord::Why), ctx.style(Mood::Dim)),
        };
        let why = wrap(&why, area.width.into());
        let foot = u16::try_from(why.len())
            .unwrap_or(u16::MAX)
            .min(area.height);
        let list = Rect {
            height: area.height.saturating_sub(foot + 1),
            ..area
        };
        let at = Rect {
            y: area.bottom().saturating_sub(foot),
            height: foot,
            ..area
        };
        frame.render_widget(Text::from(why), at);
        if self.list.total() == Some(0) {
            let words = ctx.say(DraftWord::None);
            frame.render_widget(Line::styled(words, ctx.style(Mood::Dim)), list);
            return;
        }
        let columns = [
            Column::new(ctx.say(DraftWord::When), Wide::Exactly(16)),
            Column::new(ctx.say(DraftWord::What), Wide::AtLeast(20)),
        ];
        self.list.view(frame, list, &columns, ctx);
    }
}
