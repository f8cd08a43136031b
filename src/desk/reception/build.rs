//! Making the fields of each step, in the tab order that never changes. It must not know what was typed:
//! contents are filled in afterwards.

use std::rc::Rc;

use super::key::{ContentKey, DocumentKey, Key};
use super::words::{FormWord, label};
use crate::desk::field::commune::Communes;
use crate::desk::field::{Area, Choice, Date, Field, Item, Number, Pick, Text};
use crate::desk::form::Form;
use crate::desk::screen::Ctx;
use crate::desk::words::{Lang, Say};
use crate::law::ground::{self, GroundKind};

mod people;
mod petitions;

/// Letters of a name, a number, an address; of a long text. Far beyond anything written, so that a paste
/// gone wrong is told.
const SHORT: usize = 200;
const LONG: usize = 20_000;
const SCANNED: usize = 1000;
const MOST_PEOPLE: i64 = 100_000;
const MOST_PAGES: i64 = 10_000;

/// Which fields there are: how many of those that repeat, and what hangs on an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// Petitions without a visit.
    pub(super) filing: bool,
    /// How many visitors or senders.
    pub(super) visitors: u8,
    /// How many documents.
    pub(super) documents: u8,
    /// How many petitions.
    pub(super) petitions: u8,
    /// Someone comes for another.
    pub(super) principal: bool,
    /// Reception is refused.
    pub(super) refused: bool,
}

/// The lists to pick from.
pub(super) struct Lists {
    communes: Communes,
    refusals: Rc<[Item]>,
}

impl Lists {
    /// Makes the lists; the communes of the office's own province come first.
    pub(super) fn new(own: Option<&str>, lang: Lang) -> Self {
        Self {
            communes: Communes::near(own),
            refusals: grounds(GroundKind::Refusal, lang),
        }
    }
}

/// The grounds of a kind, to pick from; people type their numbers without the letter before them.
pub(super) fn grounds(kind: GroundKind, lang: Lang) -> Rc<[Item]> {
    let said = |ground: &'static ground::Ground| match lang {
        Lang::Vi => ground.text.clone(),
        Lang::En => ground.text_en.clone(),
    };
    ground::of_kind(kind)
        .map(|ground| {
            let unsure = if ground.certainty.is_sure() {
                ""
            } else {
                "(?) "
            };
            let text = format!("{unsure}{}", said(ground));
            Item::new(ground.code.trim_start_matches('Đ'), text)
        })
        .collect()
}

/// Makes the fields of a step.
pub(super) fn build(step: usize, plan: Plan, lists: &Lists, ctx: &Ctx) -> Form<Key> {
    let maker = Maker { plan, lists, ctx };
    match step {
        0 => maker.people(),
        1 => maker.content(),
        2 => maker.petitions(),
        _ => maker.handling(),
    }
}

struct Maker<'a> {
    plan: Plan,
    lists: &'a Lists,
    ctx: &'a Ctx,
}

impl Maker<'_> {
    fn field(&self, key: Key, body: impl crate::desk::field::Body + 'static) -> (Key, Field) {
        (key, Field::new(self.ctx.say(label(key)), body))
    }

    fn say(&self, word: impl Say) -> &'static str {
        self.ctx.say(word)
    }

    fn unit(&self) -> Pick {
        self.lists.communes.pick()
    }

    fn heading(&self, form: Form<Key>, word: FormWord, place: usize) -> Form<Key> {
        form.heading(self.ctx.fill(word, &[&(place + 1)]))
    }

    fn content(&self) -> Form<Key> {
        let mut form = self.heading(Form::new(), FormWord::Matter, 0);
        for key in ContentKey::ALL {
            let place = Key::Content(*key);
            let (place, field) = match key {
                ContentKey::Summary => self.field(place, Area::rows(3).longest(LONG)),
                ContentKey::Request => self.field(place, Area::rows(2).longest(LONG)),
                ContentKey::Place => self.field(place, self.unit()),
                ContentKey::DecidedDate => self.field(place, Date::default()),
                ContentKey::Against | ContentKey::DecidedAgency | ContentKey::DecidedNumber => {
                    self.field(place, Text::default().longest(SHORT))
                }
            };
            if *key == ContentKey::DecidedAgency {
                form = self.heading(form, FormWord::Decided, 0);
            }
            // A petition sent in may be summed up later; a visit must be (TCD Đ25.2).
            let must = *key == ContentKey::Summary && !self.plan.filing;
            form = form.field(place, field.required_if(must));
        }
        form = self.heading(form, FormWord::Documents, 0);
        for place in 0..self.plan.documents {
            form = self.document(form, place);
        }
        form
    }

    fn document(&self, form: Form<Key>, place: u8) -> Form<Key> {
        let name = Key::Document(place, DocumentKey::Name);
        let called = self.ctx.fill(label(name), &[&(u32::from(place) + 1)]);
        let copies = [
            ("copy", self.say(FormWord::Photocopy)),
            ("original", self.say(FormWord::TheOriginal)),
        ];
        let (pages_key, pages) = self.field(
            Key::Document(place, DocumentKey::Pages),
            Number::between(1, MOST_PAGES),
        );
        let (original_key, original) = self.field(
            Key::Document(place, DocumentKey::Original),
            Choice::between(copies).at("copy"),
        );
        form.field(name, Field::new(called, Text::default().longest(SHORT)))
            .field(pages_key, pages)
            .field(original_key, original)
    }
}

/// The code of "no petition was brought".
pub(super) const NO_PETITION: &str = "none";
/// The code of "leave it as received".
pub(super) const RECEIVED: &str = "received";

trait RequiredIf {
    fn required_if(self, must: bool) -> Self;
}

impl RequiredIf for Field {
    fn required_if(self, must: bool) -> Self {
        if must { self.required() } else { self }
    }
}
