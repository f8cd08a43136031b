//! What the office knows that may help while typing: this officer's last reception, and earlier records of
//! the same person. It must not change what is typed but for what is still as it was opened.

use super::intake::{EARLIER, IDENTITY, Intake};
use super::key::{ContentKey, Key, PersonKey, PetitionKey, VisitKey, Who};
use super::line::bare_number;
use super::notes::born_year;
use super::pane::Earlier;
use crate::desk::house::House;
use crate::desk::screen::{Ctx, Effect};
use crate::law::unit::Units;
use crate::office::ask::{Filter, Question};
use crate::office::index::{Kind, Row};
use crate::office::seen::Seen;
use crate::office::view::{ReceptionView, Seen as Identity};
use crate::register::number::Subject;
use crate::register::person::Person;
use crate::register::seen::{Reason, Trace, Typed, Wording};

/// How many of the latest receptions are looked at for one of this officer's.
const LATEST: usize = 20;

/// Of a list, so many are looked for.
const LISTED: usize = 50;

/// Asks for the latest receptions.
pub(super) fn latest() -> Question {
    Question::Rows {
        filter: Filter {
            kind: Some(Kind::Reception),
            ..Filter::default()
        },
        from: 0,
        count: LATEST,
    }
}

impl Intake {
    /// Looks for this officer's own latest reception.
    pub(super) fn latest_came(&mut self, rows: &[Row]) -> Vec<Effect<House>> {
        let mine = |row: &&Row| row.officer.as_deref() == Some(self.me.user.as_str());
        let Some(row) = rows.iter().find(mine) else {
            return Vec::new();
        };
        self.before.class = row.class;
        match row.id {
            Subject::Reception(no) => {
                self.before_no = Some(no);
                vec![Effect::Ask(Question::Reception(no))]
            }
            Subject::Petition(_) => Vec::new(),
        }
    }

    /// Hears of a reception: this officer's last, or the last of whoever is typed.
    pub(super) fn reception_came(&mut self, view: &ReceptionView, ctx: &Ctx) {
        if self
            .before_no
            .take_if(|no| *no == view.reception.no)
            .is_some()
        {
            self.previous_came(view, ctx);
            return;
        }
        let people = view.visitors.iter().filter_map(|seen| match seen {
            Identity::Person(person) => Some(person.as_ref()),
            Identity::Hidden | Identity::Erased => None,
        });
        let query = self.earlier.query.as_str();
        let mut same = people.filter(|person| person.id_number.as_deref() == Some(query));
        if let Some(person) = same.next() {
            self.before.person = Some(person.clone());
            self.refresh(ctx);
        }
    }

    /// Takes over what goes on from the last reception: its kind and who received, where it was today; all
    /// else is kept ready for one key.
    fn previous_came(&mut self, view: &ReceptionView, ctx: &Ctx) {
        let facts = &view.reception.facts;
        let day = facts.at.date();
        self.before.day = Some(day);
        self.before.kind = Some(facts.kind);
        self.before.by = Some(facts.by);
        self.before.place.clone_from(&facts.place);
        self.before.unit = view.visitors.first().and_then(|seen| match seen {
            Identity::Person(person) => person.unit.clone(),
            Identity::Hidden | Identity::Erased => None,
        });
        let fields = [
            (VisitKey::Kind, facts.kind.word()),
            (VisitKey::By, facts.by.word()),
        ];
        for (key, word) in fields {
            let key = Key::Visit(key);
            if day == ctx.today() && !self.keep.changed() && self.keep.said().is_none() {
                self.sheet.fill(key, word);
            }
            self.sheet.form_mut(key.step()).remember(key, word);
        }
        self.refresh(ctx);
    }

    /// Asks for what was here before that is like what is typed.
    pub(super) fn look_for_earlier(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let typed = self.typed(ctx);
        if typed == self.earlier.typed {
            return Vec::new();
        }
        let number = self
            .sheet
            .text(Key::Person(self.person, PersonKey::Number), ctx);
        self.earlier = Earlier {
            query: bare_number(&number),
            typed: typed.clone(),
            ..Earlier::default()
        };
        if typed.people.is_empty() && typed.wording == Wording::default() {
            return Vec::new();
        }
        vec![Effect::AskLatest(EARLIER, Question::Seen(Box::new(typed)))]
    }

    /// What is typed, as far as it can be compared: no letter of a name leaves the form.
    fn typed(&self, ctx: &Ctx) -> Typed {
        let principal = self.sheet.plan.principal.then_some(Who::Principal);
        let who = self.sheet.people().map(Who::Visitor).chain(principal);
        let people = who.flat_map(|who| self.traces(who, ctx));
        let listed = self.sheet.listed();
        let listed = listed.iter().take(LISTED);
        let people = people.chain(listed.map(|person| Trace::of(person, None)));
        let content = |key| self.sheet.text(Key::Content(key), ctx);
        let summary = content(ContentKey::Summary);
        let decision = content(ContentKey::DecidedNumber);
        Typed {
            people: people.filter(|trace| !trace.is_empty()).collect(),
            wording: Wording::of([summary.as_str()], [decision.as_str()]),
            class: self.sheet.class(0, ctx),
        }
    }

    /// Somebody as they stand in the form, and as they may stand in the books under the number of an older card.
    fn traces(&self, who: Who, ctx: &Ctx) -> Vec<Trace> {
        let Some((person, unit)) = self.described(who, ctx) else {
            return Vec::new();
        };
        let number = person.id_number.as_ref();
        let older = number.and_then(|number| self.older_numbers.get(number));
        let before = older.map(|older| Person {
            id_number: Some(older.clone()),
            ..person.clone()
        });
        let all = std::iter::once(person).chain(before);
        all.map(|person| Trace::of(&person, unit.as_deref()))
            .collect()
    }

    fn described(&self, who: Who, ctx: &Ctx) -> Option<(Person, Option<String>)> {
        let text = |key| self.sheet.text(Key::Person(who, key), ctx);
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let (name, number) = (text(PersonKey::Name), bare_number(&text(PersonKey::Number)));
        // A card that was just scanned is not taken apart yet.
        if name.contains('|') || number.contains('|') {
            return None;
        }
        let unit = Units::statute().display(&text(PersonKey::Unit));
        let person = Person {
            name,
            born: None,
            born_year: born_year(&self.sheet, who, ctx).and_then(|year| u32::try_from(year).ok()),
            sex: None,
            id_kind: None,
            id_number: some(number),
            id_issued: None,
            id_place: None,
            address: some(text(PersonKey::Address)),
            unit: None,
            phone: some(text(PersonKey::Phone)),
            organisation: None,
        };
        Some((person, unit))
    }

    /// Hears of earlier records; of whoever has the same number, the identity is asked for.
    pub(super) fn earlier_came(&mut self, seen: &[Seen]) -> Vec<Effect<House>> {
        self.earlier.seen = seen.to_vec();
        self.earlier.without(&self.unlike);
        self.earlier.answered = true;
        let same = |one: &&Seen| !one.row.secret && one.reasons.contains(&Reason::SameNumber);
        let mut found = self.earlier.seen.iter().filter(same);
        let found = found.find_map(|one| match one.row.id {
            Subject::Reception(no) => Some(no),
            Subject::Petition(_) => one.reception,
        });
        found.map_or_else(Vec::new, |no| {
            vec![Effect::AskLatest(IDENTITY, Question::Reception(no))]
        })
    }
}

/// Whether a field says something about whether this was here before.
pub(super) fn tells(key: Key) -> bool {
    matches!(
        key,
        Key::Person(..)
            | Key::Visit(VisitKey::List)
            | Key::Content(ContentKey::Summary | ContentKey::DecidedNumber)
            | Key::Petition(0, PetitionKey::Class)
    )
}
