//! The form at work: what is typed, which step is open, what the office was asked and what it said. It must
//! not know the store, nor draw.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use super::draft;
use super::keep::Keep;
use super::key::{Key, PersonKey, PetitionKey, STEPS, VisitKey, WayKey, Who};
use super::line::{Purpose, line};
use super::notes::{Before, annotate};
use super::pane::{Earlier, Known};
use super::sheet::Sheet;
use super::tabs::Tabs;
use super::ways::{FollowUp, Way, open_ways};
use super::words::FormWord;
use crate::desk::action::Action;
use crate::desk::form::Heard;
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::screen::{Ctx, Effect, Event, Kind};
use crate::office::ask::{Draft, Me, Question, Saved};
use crate::office::view::Preview;
use crate::register::number::{PetitionNo, ReceptionNo};
use crate::register::words::LinkKind;

/// Questions of which only the latest counts. Saving shares a number with the preview: what comes of an
/// older preview must not be taken for the answer to it.
pub(super) const PREVIEW_OR_WRITE: u8 = 1;
pub(super) const EARLIER: u8 = 2;
pub(super) const IDENTITY: u8 = 3;

/// How long typing rests before the office is asked what it thinks of it.
const SETTLED: Duration = Duration::from_millis(200);
/// How long something typed waits before a draft holds it, whether typing rests or not.
const UNKEPT: Duration = Duration::from_millis(500);
/// Changes after which the draft is kept even while typing goes on.
const MANY: usize = 120;

/// What is being saved.
pub(super) struct Saving {
    /// What came of the reception or filing itself, once it is in the book.
    pub(super) saved: Option<Saved>,
    /// What is still to be written.
    pub(super) rest: VecDeque<FollowUp>,
    /// What was asked last.
    pub(super) asked: Option<FollowUp>,
    /// What was written.
    pub(super) done: Vec<FollowUp>,
    /// What was refused, and why.
    pub(super) refused: Vec<(FollowUp, String)>,
}

/// A form that is open.
pub(super) struct Intake {
    pub(super) me: Me,
    pub(super) sheet: Sheet,
    pub(super) step: usize,
    pub(super) keep: Keep,
    pub(super) link: Option<(PetitionNo, LinkKind)>,
    /// Which of the earlier petitions is offered for linking.
    pub(super) linking: Option<PetitionNo>,
    /// The earlier petitions that the first one was told apart from.
    pub(super) unlike: BTreeSet<PetitionNo>,
    /// Which of those, or of what it was linked to, are denunciations.
    pub(super) sealed: BTreeSet<PetitionNo>,
    /// The petition about which questions are answered.
    pub(super) guiding: Option<u8>,
    /// The petition whose questions were left before their end, and what was answered.
    pub(super) half_guided: Option<(u8, Vec<(String, bool)>)>,
    /// When its questions are answered, those about the next one follow.
    pub(super) guides_all: bool,
    pub(super) before: Before,
    /// The reception whose kind goes on.
    pub(super) before_no: Option<ReceptionNo>,
    /// The next list of rows is the latest receptions, not a search.
    pub(super) awaits_before: bool,
    pub(super) earlier: Earlier,
    /// Whether whoever is typed denounced before is being asked.
    pub(super) asks_sealed: bool,
    pub(super) preview: Option<Preview>,
    pub(super) ways: Vec<Vec<Way>>,
    pub(super) saving: Option<Saving>,
    /// Of each card that was scanned, its number and that of the older card, under which its bearer may stand in
    /// the books.
    pub(super) older_numbers: BTreeMap<String, String>,
    /// The person last typed at, whose earlier records are looked for.
    pub(super) person: Who,
    /// A field with a default that the focus has just come to: the first letter replaces what it holds.
    fresh: Option<Key>,
    /// Where the steps stand, for the mouse.
    pub(super) tabs: Tabs,
    asks_earlier: bool,
    asks_preview: bool,
}

impl Intake {
    /// Opens a form: an empty one, or what a draft holds.
    pub(super) fn new(
        filing: bool,
        me: Me,
        id: String,
        resumed: Option<&Draft>,
        ctx: &Ctx,
    ) -> Self {
        let mut sheet = Sheet::new(filing, me.unit.as_deref(), ctx);
        let mut step = 0;
        let mut link = None;
        let mut unlike = BTreeSet::new();
        if let Some(resumed) = resumed {
            let place = draft::restore(&mut sheet, &resumed.value, ctx);
            (step, link) = (place.step, place.link);
            unlike = place.unlike;
        }
        let mut intake = Self {
            me,
            sheet,
            step,
            keep: Keep::new(id, resumed.is_some()),
            link,
            linking: None,
            unlike,
            sealed: BTreeSet::new(),
            guiding: None,
            half_guided: None,
            guides_all: false,
            before: Before::default(),
            before_no: None,
            awaits_before: false,
            earlier: Earlier::default(),
            asks_sealed: false,
            preview: None,
            ways: Vec::new(),
            saving: None,
            older_numbers: BTreeMap::new(),
            person: Who::Visitor(0),
            fresh: None,
            tabs: Tabs::default(),
            asks_earlier: resumed.is_some(),
            asks_preview: resumed.is_some(),
        };
        intake.refresh(ctx);
        intake
    }

    /// What is asked when the form opens.
    pub(super) fn open(&mut self) -> Vec<Effect<House>> {
        let mut effects = Vec::new();
        if !self.sheet.plan.filing {
            self.awaits_before = true;
            effects.push(Effect::Ask(super::before::latest()));
        }
        if self.asks_preview {
            effects.push(Effect::Wake(SETTLED));
        }
        effects
    }

    /// Everything understood, for pane and page.
    pub(super) fn known(&self) -> Known<'_> {
        Known {
            sheet: &self.sheet,
            earlier: &self.earlier,
            preview: self.preview.as_ref(),
            link: self.link,
            step: self.step,
        }
    }

    /// Where keys are pressed now.
    pub(super) fn contexts(&self) -> Vec<Context> {
        let mut contexts = self.sheet.form(self.step).contexts();
        contexts.push(Context::Reception);
        contexts
    }

    /// Makes lists and notes follow what is typed.
    pub(super) fn refresh(&mut self, ctx: &Ctx) {
        self.sheet.follow_answers(ctx);
        self.ways = open_ways(&self.sheet, &ctx.law, ctx);
        let kinds = |ways: &Vec<Way>| ways.iter().map(|way| way.kind).collect();
        let offered = self.ways.iter().map(kinds).collect();
        self.sheet.offer(offered, ctx);
        annotate(&mut self.sheet, &self.ways, &self.before, &ctx.law, ctx);
    }

    /// Takes in what was typed at the field under the cursor.
    pub(super) fn take(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.saving.is_some() {
            return Vec::new();
        }
        let before = self.sheet.form(self.step).focused();
        let fresh = self.fresh.take().filter(|key| Some(*key) == before);
        if let (Some(key), Event::Char(_) | Event::Paste(_)) = (fresh, event) {
            self.sheet.fill(key, "");
        }
        let heard = self.sheet.form_mut(self.step).take(event, ctx);
        let back = matches!(event, Event::Act(Action::PrevField));
        let pasted = matches!(event, Event::Paste(_));
        let stuck = back
            && heard.iter().any(|heard| matches!(heard, Heard::Left(_)))
            && self.sheet.form(self.step).focused() == before;
        let mut effects = Vec::new();
        for one in heard {
            match one {
                Heard::Changed(key) => effects.extend(self.changed(key, pasted, ctx)),
                Heard::Left(key) => effects.extend(self.left(key, ctx)),
                Heard::End => effects.extend(self.beyond_the_end(ctx)),
            }
        }
        // What hangs on a way comes into sight only when it is filled in: the next field is the first of it.
        if let (Event::Act(Action::RepeatPrevious), Some(Key::Way(place, WayKey::Way))) =
            (event, before)
            && self.sheet.shows(Key::Way(place, WayKey::On))
        {
            self.focus(Key::Way(place, WayKey::On));
        }
        if stuck && self.step > 0 {
            self.go(self.step - 1, false, ctx);
        }
        let now = self.sheet.form(self.step).focused();
        self.fresh = now.filter(|key| now != before && has_default(*key));
        effects
    }

    /// A field changed.
    pub(super) fn changed(&mut self, key: Key, pasted: bool, ctx: &Ctx) -> Vec<Effect<House>> {
        if let Key::Person(who, _) = key {
            self.person = who;
            self.asks_earlier = true;
            if pasted {
                self.scanned(key, ctx);
            }
            if key == Key::Person(who, PersonKey::Number) {
                super::notes::name_in_number(&mut self.sheet, who, ctx);
            }
            if key == Key::Person(who, PersonKey::Name) {
                super::capitals::offer(&mut self.sheet, who, ctx);
            }
        }
        if let Key::Way(place, WayKey::Way) = key {
            self.sheet.date_way(place, ctx);
        }
        self.asks_earlier |= super::before::tells(key);
        self.asks_preview = true;
        let is_choice = self.sheet.form(key.step()).contexts().first() == Some(&Context::Choice);
        if is_choice {
            self.refresh(ctx);
        } else {
            self.sheet.dress(ctx);
        }
        let mut effects = Vec::new();
        if key == Key::Petition(0, PetitionKey::Class) {
            effects.extend(self.keep_apart(ctx));
        }
        effects.extend(self.touch(ctx));
        effects
    }

    /// Something changed that a draft must hold.
    pub(super) fn touch(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        self.asks_preview = true;
        let many = self.keep.touched(ctx.elapsed) >= MANY;
        let mut effects = vec![Effect::Wake(SETTLED)];
        if many {
            effects.extend(self.keep_draft(ctx));
        }
        effects
    }

    fn left(&mut self, key: Key, ctx: &Ctx) -> Vec<Effect<House>> {
        if let Key::Person(who, _) = key {
            self.scanned(key, ctx);
            super::notes::compare(&mut self.sheet, who, ctx);
            super::notes::digits_of_number(&mut self.sheet, who, ctx);
            super::notes::name_in_number(&mut self.sheet, who, ctx);
        }
        self.refresh(ctx);
        if self.keep.waits() {
            self.keep_draft(ctx)
        } else {
            Vec::new()
        }
    }

    fn beyond_the_end(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.step + 1 < STEPS {
            self.go(self.step + 1, true, ctx);
            return Vec::new();
        }
        let key = super::notes::key_of(Action::Save, ctx);
        let words = ctx.fill(FormWord::SaveToEnd, &[&key]);
        vec![Effect::Notice(Kind::Info, words)]
    }

    /// Opens another step, at its first field or its last.
    pub(super) fn go(&mut self, step: usize, at_first: bool, ctx: &Ctx) {
        self.step = step.min(STEPS - 1);
        self.refresh(ctx);
        self.sheet.form_mut(self.step).focus_edge(at_first);
    }

    /// Leaves the field under the cursor and opens another step.
    pub(super) fn leave_for(&mut self, step: usize, ctx: &Ctx) -> Vec<Effect<House>> {
        let left = self.sheet.form(self.step).focused();
        self.sheet.form_mut(self.step).leave(ctx);
        let effects = left.map_or_else(Vec::new, |key| self.left(key, ctx));
        // A step in which nothing is asked is passed over: no field there would take what is typed.
        let onwards = step > self.step;
        let mut step = step.min(STEPS - 1);
        while (1..STEPS - 1).contains(&step) && self.sheet.form(step).shown().next().is_none() {
            step = if onwards { step + 1 } else { step - 1 };
        }
        self.go(step, true, ctx);
        effects
    }

    /// Gives a field the focus, wherever it stands.
    pub(super) fn focus(&mut self, key: Key) {
        self.step = key.step();
        self.sheet.form_mut(self.step).focus(key);
    }

    /// Typing has rested: asks what the office thinks of it, later keeps the draft.
    pub(super) fn wake(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.saving.is_some() {
            return Vec::new();
        }
        let mut effects = Vec::new();
        if std::mem::take(&mut self.asks_earlier) {
            effects.extend(self.look_for_earlier(ctx));
        }
        if std::mem::take(&mut self.asks_preview) {
            self.refresh(ctx);
            let line = line(&self.sheet, Purpose::Preview, ctx);
            let ask = Question::Preview(line);
            effects.push(Effect::AskLatest(PREVIEW_OR_WRITE, ask));
        }
        if self.keep.waits() {
            let more = UNKEPT.saturating_sub(self.keep.waited(ctx.elapsed));
            if more.is_zero() {
                effects.extend(self.keep_draft(ctx));
            } else {
                effects.push(Effect::Wake(more));
            }
        }
        effects
    }

    /// Keeps the draft as it stands.
    pub(super) fn keep_draft(&mut self, _ctx: &Ctx) -> Vec<Effect<House>> {
        let place = draft::Place {
            step: self.step,
            focus: self.sheet.form(self.step).focused(),
            link: self.link,
            unlike: self.unlike.clone(),
        };
        let value = draft::write(&self.sheet, &place);
        vec![Effect::Ask(self.keep.ask(form_name(&self.sheet), value))]
    }

    /// The screen is about to go: what is not kept yet is kept now.
    pub(super) fn closing(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if self.saving.is_none() && self.keep.waits() {
            self.keep_draft(ctx)
        } else {
            Vec::new()
        }
    }

    /// What another screen answered: leaving, linking.
    pub(super) fn returned(&mut self, note: Option<&Note>, ctx: &Ctx) -> Vec<Effect<House>> {
        if let Some(Note::Guided(path)) = note {
            return self.guided(path, ctx);
        }
        if let Some(Note::GuideLeft(answers)) = note {
            self.half_guided = self.guiding.take().map(|place| (place, answers.clone()));
            self.guides_all = false;
            return Vec::new();
        }
        if let Some(Note::Split(parts)) = note {
            return self.split(*parts, ctx);
        }
        if let (Some(Note::Typed(reason)), true) = (note, self.asks_sealed) {
            return self.among_sealed(reason);
        }
        self.asks_sealed = false;
        let Some(Note::Chose(code)) = note else {
            self.linking = None;
            self.guiding = None;
            self.guides_all = false;
            return Vec::new();
        };
        match *code {
            super::leave::KEEP => {
                let mut effects = self.keep_draft(ctx);
                effects.extend([Effect::Tell(Note::Drafts), Effect::Pop]);
                effects
            }
            super::leave::DISCARD => {
                let drop = Question::DropDraft(self.keep.id().to_owned());
                self.keep.forget();
                vec![
                    Effect::Ask(drop),
                    Effect::Tell(Note::Drafts),
                    Effect::PopKept,
                ]
            }
            code => self.linked(code, ctx),
        }
    }
}

/// Fields that begin with a guess.
fn has_default(key: Key) -> bool {
    matches!(
        key,
        Key::Visit(VisitKey::People | VisitKey::Day | VisitKey::Time | VisitKey::On)
            | Key::Way(_, WayKey::On)
    )
}

/// The kind of form, as drafts name it.
pub(super) fn form_name(sheet: &Sheet) -> &'static str {
    if sheet.plan.filing { FILE } else { RECEIVE }
}

/// The name of the reception form among drafts.
pub const RECEIVE: &str = "receive";
/// The name of the form for petitions without a visit among drafts.
pub const FILE: &str = "file";
