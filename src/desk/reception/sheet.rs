//! What is typed: the fields of the four steps, how many of them there are, and which are shown. It must
//! not know the office, nor what a line in the book looks like.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use chrono::NaiveDate;

use super::build::{Lists, NO_PETITION, Plan, RECEIVED, build, grounds};
use super::key::{
    ContentKey, DocumentKey, Key, PersonKey, PetitionKey, RefusalKey, STEPS, VisitKey, WayKey, Who,
};
use super::words::{FormWord, label};
use crate::desk::field::{Choice, Field, Pick, Value, Verdict};
use crate::desk::form::Form;
use crate::desk::screen::Ctx;
use crate::law::ground::GroundKind;
use crate::register::act::StepKind;
use crate::register::person::Person;
use crate::register::roll;
use crate::register::words::{Capacity, Class};

/// More of a kind than anyone fills in by hand; a list of a hundred comes as a file.
pub(super) const MOST: u8 = 50;

/// The fields of the form.
pub(super) struct Sheet {
    pub(super) plan: Plan,
    lists: Lists,
    forms: [Form<Key>; STEPS],
    /// The class for which each petition's fields were last made.
    classes: Vec<Option<Class>>,
    /// The ways that are offered for each petition.
    offered: Vec<Vec<StepKind>>,
    /// The answers that led to a petition's class, by its place.
    pub(super) guided: BTreeMap<u8, Vec<(String, bool)>>,
}

impl Sheet {
    /// Makes an empty sheet.
    pub(super) fn new(filing: bool, own_unit: Option<&str>, ctx: &Ctx) -> Self {
        let plan = Plan {
            filing,
            visitors: 1,
            documents: 1,
            petitions: 1,
            principal: false,
            refused: false,
        };
        let lists = Lists::new(own_unit, ctx.lang);
        let forms = std::array::from_fn(|step| build(step, plan, &lists, ctx));
        let mut sheet = Self {
            plan,
            lists,
            forms,
            classes: Vec::new(),
            offered: Vec::new(),
            guided: BTreeMap::new(),
        };
        sheet.dress(ctx);
        sheet
    }

    /// Returns the fields of a step.
    pub(super) fn form(&self, step: usize) -> &Form<Key> {
        // There are as many forms as steps; a step beyond the last is the last.
        let [first, second, third, last] = &self.forms;
        match step {
            0 => first,
            1 => second,
            2 => third,
            _ => last,
        }
    }

    /// Returns the fields of a step, to change them.
    pub(super) fn form_mut(&mut self, step: usize) -> &mut Form<Key> {
        let [first, second, third, last] = &mut self.forms;
        match step {
            0 => first,
            1 => second,
            2 => third,
            _ => last,
        }
    }

    /// Returns what a field holds.
    pub(super) fn value(&self, key: Key, ctx: &Ctx) -> Value {
        self.form(key.step()).value(key, ctx)
    }

    /// Returns what a field holds, as text; empty where it holds nothing.
    pub(super) fn text(&self, key: Key, ctx: &Ctx) -> String {
        self.form(key.step()).text(key, ctx)
    }

    /// Returns the code of a field that chooses.
    pub(super) fn code(&self, key: Key, ctx: &Ctx) -> Option<String> {
        self.form(key.step()).code(key, ctx)
    }

    /// Returns the day in a field.
    pub(super) fn day(&self, key: Key, ctx: &Ctx) -> Option<NaiveDate> {
        self.form(key.step()).day(key, ctx)
    }

    /// Returns the number in a field.
    pub(super) fn number(&self, key: Key, ctx: &Ctx) -> Option<i64> {
        self.form(key.step()).number(key, ctx)
    }

    /// Returns the content of a field exactly as it is typed.
    pub(super) fn typed(&self, key: Key) -> String {
        let field = self.form(key.step()).get(key);
        field.map(|field| field.body().draft()).unwrap_or_default()
    }

    /// Fills a field.
    pub(super) fn fill(&mut self, key: Key, text: &str) {
        self.form_mut(key.step()).fill(key, text);
    }

    /// Says something about a field.
    pub(super) fn judge(&mut self, key: Key, verdict: Verdict) {
        self.form_mut(key.step()).judge(key, verdict);
    }

    /// Returns whether a field is shown.
    pub(super) fn shows(&self, key: Key) -> bool {
        self.form(key.step()).get(key).is_some_and(Field::is_shown)
    }

    /// Returns the class of a petition.
    pub(super) fn class(&self, place: u8, ctx: &Ctx) -> Option<Class> {
        let code = self.code(Key::Petition(place, PetitionKey::Class), ctx)?;
        Class::from_word(&code)
    }

    /// Returns whether nobody brought a petition.
    pub(super) fn no_petition(&self, ctx: &Ctx) -> bool {
        let class = self.code(Key::Petition(0, PetitionKey::Class), ctx);
        self.plan.refused || class.as_deref() == Some(NO_PETITION)
    }

    /// Returns the capacity in which people come.
    pub(super) fn capacity(&self, ctx: &Ctx) -> Option<Capacity> {
        let code = self.code(Key::Visit(VisitKey::Capacity), ctx)?;
        Capacity::from_word(&code)
    }

    /// Returns the way chosen for a petition; `None` leaves it as received.
    pub(super) fn way(&self, place: u8, ctx: &Ctx) -> Option<StepKind> {
        let code = self.code(Key::Way(place, WayKey::Way), ctx)?;
        StepKind::from_word(&code)
    }

    /// Returns the day on which what is entered happens: of the visit, or of coming in.
    pub(super) fn happens_on(&self, ctx: &Ctx) -> NaiveDate {
        let key = if self.plan.filing {
            VisitKey::On
        } else {
            VisitKey::Day
        };
        self.day(Key::Visit(key), ctx).unwrap_or(ctx.today())
    }

    /// Returns whether any field of a person is filled.
    pub(super) fn is_anyone(&self, who: Who) -> bool {
        PersonKey::ALL
            .iter()
            .any(|key| !self.typed(Key::Person(who, *key)).is_empty())
    }

    /// Returns the places of the visitors of whom anything is known.
    pub(super) fn people(&self) -> impl Iterator<Item = u8> + '_ {
        (0..self.plan.visitors).filter(|place| self.is_anyone(Who::Visitor(*place)))
    }

    /// Returns the people of the list, where one is asked for.
    pub(super) fn listed(&self) -> Vec<Person> {
        let key = Key::Visit(VisitKey::List);
        if !self.shows(key) {
            return Vec::new();
        }
        roll::read(&self.typed(key)).people
    }

    /// Returns the places of the documents that have a name.
    pub(super) fn documents(&self) -> impl Iterator<Item = u8> + '_ {
        (0..self.plan.documents).filter(|place| {
            !self
                .typed(Key::Document(*place, DocumentKey::Name))
                .is_empty()
        })
    }

    /// Returns the content of every field.
    pub(super) fn contents(&self) -> HashMap<Key, String> {
        self.forms.iter().flat_map(Form::draft).collect()
    }

    /// Makes the fields anew for another plan and fills in what they hold.
    pub(super) fn replan(&mut self, plan: Plan, contents: &HashMap<Key, String>, ctx: &Ctx) {
        self.plan = plan;
        self.classes.clear();
        for step in 0..STEPS {
            let focused = self.form(step).focused();
            *self.form_mut(step) = build(step, plan, &self.lists, ctx);
            // The ways must be offered before the one chosen can be filled in.
            if step == 3 {
                (0..plan.petitions).for_each(|place| self.make_ways(place, ctx));
            }
            let form = self.form_mut(step);
            for (key, content) in contents.iter().filter(|(key, _)| key.step() == step) {
                form.fill(*key, content);
            }
            if let Some(key) = focused {
                form.focus(key);
            }
        }
        self.dress(ctx);
    }

    /// Makes the fields that hang on an answer come or go.
    pub(super) fn follow_answers(&mut self, ctx: &Ctx) {
        let principal = self.capacity(ctx).is_some_and(acts_for_another);
        let refused = self
            .code(Key::Refusal(RefusalKey::Refused), ctx)
            .is_some_and(|code| code == "yes");
        if (principal, refused) == (self.plan.principal, self.plan.refused) {
            self.dress(ctx);
            return;
        }
        let contents = self.contents();
        let plan = Plan {
            principal,
            refused,
            ..self.plan
        };
        self.replan(plan, &contents, ctx);
    }

    /// Takes out the things at a place of a list and moves up those behind it.
    pub(super) fn without(&mut self, taken: Key, ctx: &Ctx) {
        let mut plan = self.plan;
        match taken {
            Key::Person(Who::Visitor(_), _) => plan.visitors = plan.visitors.saturating_sub(1),
            Key::Document(..) => plan.documents = plan.documents.saturating_sub(1),
            Key::Petition(..) | Key::Way(..) => {
                plan.petitions = plan.petitions.saturating_sub(1);
            }
            _ => return,
        }
        if let Key::Petition(place, _) | Key::Way(place, _) = taken
            && usize::from(place) < self.offered.len()
        {
            self.offered.remove(place.into());
        }
        if let Key::Petition(place, _) | Key::Way(place, _) = taken {
            self.guided.remove(&place);
            let up = |(at, path)| (if at > place { at - 1 } else { at }, path);
            self.guided = std::mem::take(&mut self.guided)
                .into_iter()
                .map(up)
                .collect();
        }
        plan.visitors = plan.visitors.max(1);
        plan.documents = plan.documents.max(1);
        plan.petitions = plan.petitions.max(1);
        let old = self.contents();
        let contents = old
            .into_iter()
            .filter_map(|(key, content)| Some((moved_up(key, taken)?, content)))
            .collect();
        self.replan(plan, &contents, ctx);
    }

    /// Shows what belongs to the answers given so far and hides the rest.
    pub(super) fn dress(&mut self, ctx: &Ctx) {
        self.dress_people(ctx);
        for place in 0..self.plan.documents {
            let named = !self
                .typed(Key::Document(place, DocumentKey::Name))
                .is_empty();
            self.show(Key::Document(place, DocumentKey::Pages), named);
            self.show(Key::Document(place, DocumentKey::Original), named);
        }
        let decided = !self
            .typed(Key::Content(ContentKey::DecidedAgency))
            .is_empty();
        self.show(Key::Content(ContentKey::DecidedNumber), decided);
        self.show(Key::Content(ContentKey::DecidedDate), decided);
        for place in 0..self.plan.petitions {
            self.dress_petition(place, ctx);
            self.dress_way(place, ctx);
        }
        for key in [
            RefusalKey::Ground,
            RefusalKey::Evidence,
            RefusalKey::DecidedBy,
        ] {
            self.show(Key::Refusal(key), self.plan.refused);
        }
    }

    fn dress_people(&mut self, ctx: &Ctx) {
        let capacity = self.capacity(ctx);
        let alone = matches!(capacity, None | Some(Capacity::Own));
        self.show(Key::Visit(VisitKey::Paper), !alone);
        let people = self.number(Key::Visit(VisitKey::People), ctx);
        let several = people.is_some_and(|people| people > 1);
        let group = capacity == Some(Capacity::GroupRepresentative);
        self.show(Key::Visit(VisitKey::List), several || group);
        let head = self.code(Key::Visit(VisitKey::By), ctx).as_deref() == Some("head");
        self.show(Key::Visit(VisitKey::Continues), head);
    }

    fn dress_petition(&mut self, place: u8, ctx: &Ctx) {
        let none = self.no_petition(ctx);
        let class = self.class(place, ctx);
        let several = self.plan.petitions > 1;
        let complaint = class == Some(Class::Complaint);
        let denunciation = class == Some(Class::Denunciation);
        let below = !self
            .typed(Key::Petition(place, PetitionKey::LowerAgency))
            .is_empty();
        let at = usize::from(place);
        if self.classes.get(at) != Some(&class) {
            self.classes.resize(at + 1, None);
            if let Some(last) = self.classes.get_mut(at) {
                *last = class;
            }
            let second = if denunciation {
                FormWord::Further
            } else {
                FormWord::SecondComplaint
            };
            let rounds = [("1", ctx.say(FormWord::FirstRound)), ("2", ctx.say(second))];
            let key = Key::Petition(place, PetitionKey::Round);
            self.form_mut(2).rebuild(key, || {
                Field::new(ctx.say(label(key)), Choice::between(rounds))
            });
        }
        let overruled = self.is_overruled(place, ctx);
        for key in PetitionKey::ALL {
            let shown = match key {
                PetitionKey::Class => !self.plan.refused,
                _ if none => false,
                PetitionKey::Summary | PetitionKey::Request | PetitionKey::Against => several,
                PetitionKey::Subject => complaint,
                PetitionKey::Round => complaint || denunciation,
                PetitionKey::Several => denunciation,
                PetitionKey::LowerState => below,
                PetitionKey::Overruled => overruled,
                _ => true,
            };
            self.show(Key::Petition(place, *key), shown);
        }
    }

    fn dress_way(&mut self, place: u8, ctx: &Ctx) {
        let none = self.no_petition(ctx);
        let way = self.way(place, ctx);
        for key in WayKey::ALL {
            let shown = !none && (*key == WayKey::Way || way.is_some_and(|way| needs(way, *key)));
            self.show(Key::Way(place, *key), shown);
        }
    }

    /// A way is usually taken on the day of the visit.
    pub(super) fn date_way(&mut self, place: u8, ctx: &Ctx) {
        let day = Key::Way(place, WayKey::On);
        if self.way(place, ctx).is_some() && self.typed(day).is_empty() {
            let on = crate::desk::frame::date(self.happens_on(ctx));
            self.fill(day, &on);
        }
    }

    fn show(&mut self, key: Key, shown: bool) {
        if self.shows(key) != shown {
            self.form_mut(key.step()).show(key, shown);
        }
    }

    /// Offers these ways for each petition; the one chosen stays chosen where it is among them.
    pub(super) fn offer(&mut self, ways: Vec<Vec<StepKind>>, ctx: &Ctx) {
        if self.offered == ways {
            return;
        }
        self.offered = ways;
        for place in 0..self.plan.petitions {
            self.make_ways(place, ctx);
            self.dress_way(place, ctx);
        }
    }

    fn make_ways(&mut self, place: u8, ctx: &Ctx) {
        let mut options = vec![(RECEIVED, ctx.say(FormWord::LeaveAsReceived))];
        let offered = self.offered.get(usize::from(place));
        let offered = offered.map(Vec::as_slice).unwrap_or_default();
        options.extend(offered.iter().map(|way| (way.word(), ctx.say(*way))));
        let key = Key::Way(place, WayKey::Way);
        self.rebuild(key, || {
            Field::new(ctx.say(label(key)), Choice::between(options))
        });
        if self.typed(key).is_empty() {
            self.fill(key, RECEIVED);
        }
        let kind = match self.class(place, ctx) {
            Some(Class::Complaint) => Some(GroundKind::DeclineComplaint),
            Some(Class::Denunciation) => Some(GroundKind::DeclineDenunciation),
            _ => None,
        };
        let key = Key::Way(place, WayKey::Ground);
        let listed = kind.map_or_else(|| Rc::from([]), |kind| grounds(kind, ctx.lang));
        self.rebuild(key, || {
            Field::new(ctx.say(label(key)), Pick::from(listed).or_text()).required()
        });
    }

    /// Offers every way, so that a draft's choice can be filled in before the law is asked.
    pub(super) fn offer_all(&mut self) {
        self.offered = vec![StepKind::ALL.to_vec(); MOST.into()];
    }

    /// Puts another body into a field and keeps what it holds.
    fn rebuild(&mut self, key: Key, field: impl FnOnce() -> Field) {
        self.form_mut(key.step()).rebuild(key, field);
    }
}

/// Returns whether someone in this capacity comes for another, who must be named (ND154 Đ13).
pub(super) fn acts_for_another(capacity: Capacity) -> bool {
    !matches!(capacity, Capacity::Own | Capacity::GroupRepresentative)
}

/// Returns whether a way of handling asks for a field.
fn needs(way: StepKind, key: WayKey) -> bool {
    use StepKind as K;
    match key {
        WayKey::Way | WayKey::On => true,
        WayKey::Agency => {
            matches!(
                way,
                K::Guide | K::Forward | K::Urge | K::PassToInvestigators
            )
        }
        WayKey::ToAgency => way == K::Return,
        WayKey::Ground => matches!(way, K::Decline | K::FileAway),
        WayKey::What => way == K::RequestMore,
        WayKey::Number => !matches!(way, K::FileAway | K::RequestMore | K::Explain),
        WayKey::PaperNumber => way == K::Explain,
    }
}

/// Where a field goes when `taken`'s place is taken out; `None` for those that go with it.
fn moved_up(key: Key, taken: Key) -> Option<Key> {
    let up = |place: u8, from: u8| match place.cmp(&from) {
        std::cmp::Ordering::Less => Some(place),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(place - 1),
    };
    match (key, taken) {
        (Key::Person(Who::Visitor(place), of), Key::Person(Who::Visitor(from), _)) => {
            Some(Key::Person(Who::Visitor(up(place, from)?), of))
        }
        (Key::Document(place, of), Key::Document(from, _)) => {
            Some(Key::Document(up(place, from)?, of))
        }
        (Key::Petition(place, of), Key::Petition(from, _) | Key::Way(from, _)) => {
            Some(Key::Petition(up(place, from)?, of))
        }
        (Key::Way(place, of), Key::Petition(from, _) | Key::Way(from, _)) => {
            Some(Key::Way(up(place, from)?, of))
        }
        (key, _) => Some(key),
    }
}
