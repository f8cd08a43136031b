//! The form as a screen: which keys mean what, and who hears of them. It must not know what a field holds.

use std::sync::atomic::{AtomicU64, Ordering};

use ratatui::Frame;
use ratatui::layout::Rect;

use super::intake::Intake;
use super::key::{DocumentKey, Key, PersonKey, PetitionKey, RefusalKey, STEPS, Who};
use super::sheet::MOST;
use super::understood::Understood;
use super::words::FormWord;
use crate::desk::action::Action;
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::screen::{Ctx, Effect, Event, Screen};
use crate::desk::words::{Lang, Say};
use crate::office::ask::{Answer, Draft, Me};

/// Tells apart forms that are opened in the same moment.
static OPENED: AtomicU64 = AtomicU64::new(0);

/// The form for a visit, or for petitions without one.
pub struct ReceptionForm {
    filing: bool,
    me: Me,
    resumed: Option<Draft>,
    /// Made when it opens: its words need the language of the desk.
    intake: Option<Intake>,
}

impl ReceptionForm {
    /// Makes an empty form for a visit, to be filled in by this officer.
    pub fn new(me: Me) -> Self {
        Self::with(false, me, None)
    }

    /// Reopens a draft, with the cursor where it was; of which form it is, its head says.
    pub fn resume(me: Me, draft: Draft) -> Self {
        Self::with(draft.head.form == super::FILE, me, Some(draft))
    }

    pub(crate) fn with(filing: bool, me: Me, resumed: Option<Draft>) -> Self {
        Self {
            filing,
            me,
            resumed,
            intake: None,
        }
    }

    fn open(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let id = match &self.resumed {
            Some(draft) => draft.head.id.clone(),
            None => draft_id(ctx),
        };
        let resumed = self.resumed.take();
        let mut intake = Intake::new(self.filing, self.me.clone(), id, resumed.as_ref(), ctx);
        let effects = intake.open();
        self.intake = Some(intake);
        effects
    }
}

/// A draft's id: the moment in which the form was opened, and a count.
fn draft_id(ctx: &Ctx) -> String {
    let moment = u64::try_from(ctx.now.and_utc().timestamp_millis()).unwrap_or_default();
    let count = OPENED.fetch_add(1, Ordering::Relaxed);
    format!("{:016x}", (moment << 16) | (count & 0xffff))
}

impl Screen<House> for ReceptionForm {
    fn title(&self, ctx: &Ctx) -> String {
        let word = if self.filing {
            FormWord::Filing
        } else {
            FormWord::Reception
        };
        ctx.say(word).to_owned()
    }

    fn state(&self, ctx: &Ctx) -> Option<String> {
        let intake = self.intake.as_ref()?;
        let word = if intake.saving.is_some() {
            FormWord::Saving
        } else {
            intake.keep.said()?
        };
        Some(ctx.say(word).to_owned())
    }

    fn contexts(&self) -> Vec<Context> {
        self.intake
            .as_ref()
            .map_or_else(|| vec![Context::Form, Context::Reception], Intake::contexts)
    }

    fn accepts(&self, action: Action) -> bool {
        self.intake
            .as_ref()
            .is_some_and(|intake| intake.accepts(action))
    }

    fn hints(&self) -> Vec<Action> {
        let step = self.intake.as_ref().map_or(0, |intake| intake.step);
        let mut hints = vec![Action::NextField, Action::Save, Action::Back];
        if step == 2 {
            hints.push(Action::Classify);
        }
        hints.extend([Action::RepeatPrevious, Action::NextStep]);
        hints.push(match step {
            0 => Action::AddVisitor,
            1 => Action::AddDocument,
            2 => Action::Split,
            _ => Action::PrevStep,
        });
        hints.extend([
            Action::Why,
            Action::Link,
            Action::RemoveVisitor,
            Action::PrevField,
        ]);
        hints
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        let intake = self.intake.as_ref()?;
        match action {
            Action::Back if intake.keep.changed() => Some(FormWord::LeaveAsDraft.say(lang)),
            Action::Why => Some(FormWord::WhatIsUnderstood.say(lang)),
            Action::RemoveVisitor => match intake.step {
                1 => Some(FormWord::RemoveDocument.say(lang)),
                0 => None,
                _ => Some(FormWord::RemovePetition.say(lang)),
            },
            _ => None,
        }
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        if matches!(event, Event::Opened) {
            return self.open(ctx);
        }
        self.intake
            .as_mut()
            .map_or_else(Vec::new, |intake| intake.update(event, ctx))
    }

    fn long_text(&self) -> Option<(String, String)> {
        let intake = self
            .intake
            .as_ref()
            .filter(|intake| intake.saving.is_none())?;
        intake.sheet.form(intake.step).long_text()
    }

    fn takes_scans(&self) -> bool {
        self.intake
            .as_ref()
            .is_some_and(|intake| intake.saving.is_none())
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        if let Some(intake) = &self.intake {
            super::view::view(intake, frame, area, ctx);
        }
    }
}

impl Intake {
    fn accepts(&self, action: Action) -> bool {
        if self.saving.is_some() {
            return false;
        }
        let form = self.sheet.form(self.step);
        let contexts = form.contexts();
        // A long text is short here: its page keys go from step to step.
        let page = matches!(action, Action::PageUp | Action::PageDown);
        let area = contexts.first() == Some(&Context::Area);
        if form.accepts(action) && !(page && area) {
            return true;
        }
        match action {
            // A step in which nothing is asked is passed over by the keys of its fields.
            Action::Save | Action::Back | Action::Why | Action::NextField | Action::PrevField => {
                true
            }
            Action::NextStep => self.step + 1 < STEPS,
            Action::PrevStep => self.step > 0,
            Action::AddVisitor => self.sheet.plan.visitors < MOST,
            Action::AddDocument => self.sheet.plan.documents < MOST,
            Action::Split => self.sheet.plan.petitions < MOST && !self.sheet.plan.refused,
            Action::RemoveVisitor => form.focused().is_some_and(|key| self.removable(key)),
            Action::Link => !self.earlier.seen.is_empty() && !self.sheet.plan.refused,
            Action::LookAmongSealed => self.may_ask_among_sealed(),
            Action::Classify => !self.sheet.plan.refused,
            Action::RefuseReception => !self.sheet.plan.filing,
            _ => false,
        }
    }

    fn removable(&self, key: Key) -> bool {
        match key {
            Key::Person(Who::Visitor(_), _) => self.sheet.plan.visitors > 1,
            Key::Document(..) => self.sheet.plan.documents > 1,
            Key::Petition(..) | Key::Way(..) => self.sheet.plan.petitions > 1,
            _ => false,
        }
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Char(_) | Event::Backspace | Event::Paste(_) | Event::Rewritten(_) => {
                self.take(event, ctx)
            }
            Event::Click(column, row) => match self.tabs.under(*column, *row) {
                Some(step) if self.saving.is_none() => self.leave_for(step, ctx),
                _ => self.take(event, ctx),
            },
            Event::Scanned(text) => self.scanned_from_afar(text, ctx),
            Event::Restored => self.touch(ctx),
            Event::Act(action) => self.act(*action, event, ctx),
            Event::Reply(answer) => self.hear(answer, ctx),
            Event::Returned(note) => self.returned(note.as_ref(), ctx),
            Event::Wake => self.wake(ctx),
            Event::Closing => self.closing(ctx),
            Event::Told(Note::Law) => {
                self.refresh(ctx);
                Vec::new()
            }
            Event::Opened | Event::Told(_) | Event::Tick | Event::Resized => Vec::new(),
        }
    }

    fn act(&mut self, action: Action, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        let form = self.sheet.form(self.step);
        if form.accepts(action) {
            return self.take(event, ctx);
        }
        match action {
            Action::Save => self.save(ctx),
            Action::Back => self.leave(ctx),
            Action::NextStep | Action::NextField => self.leave_for(self.step + 1, ctx),
            Action::PrevStep | Action::PrevField => {
                self.leave_for(self.step.saturating_sub(1), ctx)
            }
            Action::Why => {
                self.refresh(ctx);
                let page = Understood::of_form(&self.known(), self.any_denounces(ctx), ctx);
                vec![Effect::Push(Box::new(page))]
            }
            Action::AddVisitor => self.add(AddedOne::Visitor, ctx),
            Action::AddDocument => self.add(AddedOne::Document, ctx),
            Action::Split => self.add(AddedOne::Petition, ctx),
            Action::RemoveVisitor => self.remove(ctx),
            Action::Link => self.ask_for_link(ctx),
            Action::LookAmongSealed => self.ask_among_sealed(ctx),
            Action::Classify => self.ask_questions(ctx),
            Action::RefuseReception => self.refuse(ctx),
            _ => Vec::new(),
        }
    }

    fn hear(&mut self, answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
        match answer {
            Answer::Rows { rows, .. } if self.awaits_before => {
                self.awaits_before = false;
                return self.latest_came(rows);
            }
            Answer::Seen(seen) => return self.earlier_came(seen),
            Answer::SeenAmongSealed(found) => return self.among_sealed_came(found, ctx),
            Answer::Reception(Some(view)) => self.reception_came(view, ctx),
            Answer::Preview(preview) => self.preview = Some((**preview).clone()),
            Answer::DraftKept => self.keep.answered(true),
            Answer::Saved(saved) => return self.saved(saved.clone(), ctx),
            Answer::Failed(why) if self.asks_sealed => return self.among_sealed_failed(why, ctx),
            Answer::Failed(why) => return self.failed(why, ctx),
            _ => {}
        }
        Vec::new()
    }

    /// Adds one more of what there may be several of, and goes there.
    pub(super) fn add(&mut self, what: AddedOne, ctx: &Ctx) -> Vec<Effect<House>> {
        if let Some(key) = self.sheet.form(self.step).focused() {
            self.sheet.form_mut(self.step).leave(ctx);
            self.scanned(key, ctx);
        }
        let mut plan = self.sheet.plan;
        if let Some(empty) = self.empty_document().filter(|_| what == AddedOne::Document) {
            self.focus(empty);
            return self.touch(ctx);
        }
        let key = match what {
            AddedOne::Visitor => {
                plan.visitors += 1;
                Key::Person(Who::Visitor(plan.visitors - 1), PersonKey::Number)
            }
            AddedOne::Document => {
                plan.documents += 1;
                Key::Document(plan.documents - 1, DocumentKey::Name)
            }
            AddedOne::Petition => {
                plan.petitions += 1;
                Key::Petition(plan.petitions - 1, PetitionKey::Class)
            }
        };
        let contents = self.sheet.contents();
        self.sheet.replan(plan, &contents, ctx);
        self.focus(key);
        self.refresh(ctx);
        self.touch(ctx)
    }

    /// The first document that has no name yet: another is not needed before it has.
    fn empty_document(&self) -> Option<Key> {
        let names = (0..self.sheet.plan.documents).map(|at| Key::Document(at, DocumentKey::Name));
        names
            .into_iter()
            .find(|key| self.sheet.typed(*key).is_empty())
    }

    /// Takes out the person, document or petition under the cursor.
    fn remove(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let Some(key) = self.sheet.form(self.step).focused() else {
            return Vec::new();
        };
        self.sheet.without(key, ctx);
        self.refresh(ctx);
        self.sheet.form_mut(self.step).focus_edge(true);
        self.touch(ctx)
    }

    /// Goes to the refusal of the reception, which only people decide.
    fn refuse(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.sheet.form_mut(self.step).leave(ctx);
        self.sheet.fill(Key::Refusal(RefusalKey::Refused), "yes");
        self.refresh(ctx);
        self.focus(Key::Refusal(RefusalKey::Ground));
        self.touch(ctx)
    }
}

/// What there may be several of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AddedOne {
    Visitor,
    Document,
    Petition,
}
