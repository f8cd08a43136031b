//! The drafts of whoever is logged in, when there are several: pick one to go on with. It must not know
//! what is in them.

use std::rc::Rc;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};

use super::action::Action;
use super::copying;
use super::home::resume;
use super::house::{House, Note};
use super::keymap::Context;
use super::list::{Column, List, ListCell, ListHeard, ListRow, Wide};
use super::marked;
use super::question;
use super::reading::wrap;
use super::roads::Ways;
use super::screen::{Ctx, Effect, Event, Kind, Screen};
use super::theme::Mood;
use crate::office::ask::{Answer, DraftHead, Failure, Me, Question};
use crate::office::order::{By, Rank};
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
    /// The drafts that it was asked about.
    doomed: Vec<String>,
    trouble: Option<String>,
}

impl Drafts {
    /// Makes the list; it asks for its rows by itself.
    pub fn new(me: &Rc<Me>, ways: Ways) -> Self {
        Self {
            me: Rc::clone(me),
            ways,
            list: List::new().with_filter().with_marks(),
            doomed: Vec::new(),
            trouble: None,
        }
    }

    fn heard(&mut self, answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
        match answer {
            Answer::Drafts(heads) => {
                self.trouble = None;
                self.list.fill_whole(heads.clone(), ctx);
                Vec::new()
            }
            Answer::DraftKept => {
                if let Some(next) = self.doomed.pop() {
                    return vec![Effect::Ask(Question::DropDraft(next))];
                }
                self.list.unmark();
                let words = ctx.say(DraftWord::Discarded).to_owned();
                let mut effects = vec![
                    Effect::Tell(Note::Drafts),
                    Effect::Notice(Kind::Info, words),
                ];
                effects.extend(ask());
                effects
            }
            Answer::MayLeave(_) | Answer::Failed(Failure::Leak(_)) => copying::heard(answer, ctx),
            Answer::Failed(why) => {
                self.doomed.clear();
                self.trouble = Some(failure(why, ctx.lang).message);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn open(&self, ctx: &Ctx) -> Vec<Effect<House>> {
        let head = self.list.selected();
        let effect = head.map(|head| resume(self.ways, &self.me, head, ctx));
        effect.into_iter().collect()
    }

    fn question(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let marked = self.list.marked();
        let words = match marked.as_slice() {
            [] => return Vec::new(),
            [head] => ctx.fill(DraftWord::DiscardWords, &[&what(head, ctx), &when(head)]),
            several => ctx.fill(DraftWord::DiscardSeveral, &[&several.len()]),
        };
        let question = question::Question::new(ctx.say(DraftWord::Discard), words)
            .answer(ctx.say(DraftWord::Keep), Note::Chose("keep"))
            .answer(ctx.say(DraftWord::Gone), Note::Chose(DISCARD));
        self.doomed = marked.into_iter().map(|head| head.id.clone()).collect();
        vec![question.push()]
    }

    fn returned(&mut self, note: Option<&Note>) -> Vec<Effect<House>> {
        let first = match note {
            Some(Note::Chose(DISCARD)) => self.doomed.pop(),
            _ => None,
        };
        if let Some(id) = first {
            return vec![Effect::Ask(Question::DropDraft(id))];
        }
        self.doomed.clear();
        ask()
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

    fn rank(&self, by: By, ctx: &Ctx) -> Option<Rank> {
        match by {
            By::Since => Some(Rank::Number(self.at)),
            _ => Rank::text(&what(self, ctx)),
        }
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(civil(self.at).date())
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
        if self.list.is_filtering() {
            return self.list.accepts(action);
        }
        match action {
            Action::Open | Action::Discard | Action::Copy => self.list.selected().is_some(),
            Action::Refresh => true,
            _ => self.list.accepts(action),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::Open,
            Action::Discard,
            Action::Confirm,
            Action::Back,
            Action::Mark,
            Action::MarkAll,
            Action::Filter,
            Action::Sort,
            Action::JumpTo,
            Action::Copy,
        ]
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened
            | Event::Told(Note::Saved | Note::Drafts)
            | Event::Act(Action::Refresh) => ask(),
            Event::Returned(note) => self.returned(note.as_ref()),
            Event::Reply(answer) => self.heard(answer, ctx),
            Event::Act(Action::Open) => self.open(ctx),
            Event::Act(Action::Discard) => self.question(ctx),
            Event::Act(Action::Copy) => vec![copying::ask(marked::text(&self.list, ctx))],
            _ => match self.list.take(event, ctx) {
                Some(ListHeard::Chosen) => self.open(ctx),
                _ => Vec::new(),
            },
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
        let none = self.list.total() == Some(0) && self.list.filter().is_empty();
        let none = none.then(|| {
            let words = ctx.say(DraftWord::None);
            Text::from(Line::styled(words, ctx.style(Mood::Dim)))
        });
        let columns = [
            Column::new(ctx.say(DraftWord::When), Wide::Exactly(16)).by(By::Since),
            Column::new(ctx.say(DraftWord::What), Wide::AtLeast(20)).by(By::What),
        ];
        self.list
            .view_with(frame, list, &columns, (None, none), ctx);
    }
}
