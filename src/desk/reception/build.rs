//! Making the fields of each step, in the tab order that never changes. It must not know what was typed:
//! contents are filled in afterwards.

use std::rc::Rc;

use super::key::{
    ContentKey, DocumentKey, Key, PersonKey, PetitionKey, RefusalKey, VisitKey, WayKey, Who,
};
use super::time::read_time;
use super::words::{FormWord, label, person_heading};
use crate::desk::field::{Area, Choice, Date, Field, Item, Number, Pick, Text, Value, Verdict};
use crate::desk::form::Form;
use crate::desk::frame::date;
use crate::desk::screen::Ctx;
use crate::desk::words::{Lang, Say};
use crate::law::ground::{self, GroundKind};
use crate::law::unit::Units;
use crate::register::number::{MatterNo, ReceptionNo};
use crate::register::words::{
    Capacity, Class, Field as About, IdKind, LowerState, ReceivedBy, ReceptionKind, Sex, Source,
    Subject,
};

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
    units: Rc<[Item]>,
    refusals: Rc<[Item]>,
}

impl Lists {
    /// Makes the lists; the communes of the office's own province come first.
    pub(super) fn new(own: Option<&str>, lang: Lang) -> Self {
        let units = Units::statute();
        let home = own
            .and_then(|code| units.province_of(code))
            .map(|unit| unit.code.clone());
        let communes = units.all().filter(|unit| unit.province.is_some());
        let (near, far): (Vec<_>, Vec<_>) = communes.partition(|unit| unit.province == home);
        let item = |unit: &crate::law::unit::Unit| {
            let name = units.display(&unit.code).unwrap_or_default();
            Item::new(unit.code.clone(), upper_first(&name))
        };
        Self {
            units: near.into_iter().chain(far).map(item).collect(),
            refusals: grounds(GroundKind::Refusal, lang),
        }
    }
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The grounds of a kind, to pick from; people type their numbers without the letter before them.
pub(super) fn grounds(kind: GroundKind, lang: Lang) -> Rc<[Item]> {
    let said = |ground: &'static ground::Ground| match lang {
        Lang::Vi => ground.text.clone(),
        Lang::En => ground.text_en.clone(),
    };
    ground::of_kind(kind)
        .map(|ground| Item::new(ground.code.trim_start_matches('Đ'), said(ground)))
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
        Pick::from(Rc::clone(&self.lists.units))
    }

    fn heading(&self, form: Form<Key>, word: FormWord, place: usize) -> Form<Key> {
        form.heading(self.ctx.fill(word, &[&(place + 1)]))
    }

    fn people(&self) -> Form<Key> {
        let mut form = Form::new();
        for place in 0..self.plan.visitors {
            let who = Who::Visitor(place);
            let several = self.plan.visitors > 1;
            let heading = person_heading(self.plan.filing, who, several);
            form = self.heading(form, heading, place.into());
            form = self.person(form, who);
        }
        form = if self.plan.filing {
            self.came_in(form)
        } else {
            self.visit(form)
        };
        if self.plan.principal {
            form = self.heading(form, FormWord::Principal, 0);
            form = self.person(form, Who::Principal);
        }
        form
    }

    /// Name and address are the legal minimum (TCD Đ7.2.a), but for who is refused and who sends by post.
    fn person(&self, form: Form<Key>, who: Who) -> Form<Key> {
        let lang = self.ctx.lang;
        let must = match who {
            Who::Visitor(_) => !self.plan.filing && !self.plan.refused,
            Who::Principal => true,
        };
        PersonKey::ALL.iter().fold(form, |form, key| {
            let place = Key::Person(who, *key);
            let (place, field) = match key {
                // A whole card may be scanned into these two.
                PersonKey::Number | PersonKey::Name => {
                    self.field(place, Text::default().longest(SCANNED))
                }
                PersonKey::Born => {
                    self.field(place, Date::default().or_year().not_later_than_today())
                }
                PersonKey::Sex => self.field(
                    place,
                    Choice::between(Sex::ALL.iter().map(|sex| (sex.word(), sex.say(lang)))),
                ),
                PersonKey::Unit => self.field(place, self.unit()),
                PersonKey::IdKind => self.field(
                    place,
                    Choice::between(IdKind::ALL.iter().map(|kind| (kind.word(), kind.say(lang)))),
                ),
                PersonKey::Issued => self.field(place, Date::default().not_later_than_today()),
                PersonKey::Address
                | PersonKey::Phone
                | PersonKey::IdPlace
                | PersonKey::Organisation => self.field(place, Text::default().longest(SHORT)),
            };
            let field = match key {
                PersonKey::Name => field.required_if(must),
                PersonKey::Address => field.required_if(must && who != Who::Principal),
                PersonKey::Number => field.note(self.say(FormWord::ScanHere)),
                _ => field,
            };
            form.field(place, field)
        })
    }

    fn came_in(&self, form: Form<Key>) -> Form<Key> {
        let lang = self.ctx.lang;
        let form = self.heading(form, FormWord::CameIn, 0);
        let sources = Source::ALL
            .iter()
            .map(|source| (source.word(), source.say(lang)));
        let (key, source) = self.field(
            Key::Visit(VisitKey::Source),
            Choice::between(sources).at(Source::Post.word()),
        );
        let form = form.field(key, source.required());
        let (key, from) = self.field(
            Key::Visit(VisitKey::FromAgency),
            Text::default().longest(SHORT),
        );
        let form = form.field(key, from);
        let (key, on) = self.field(
            Key::Visit(VisitKey::On),
            Date::default().not_later_than_today(),
        );
        let on = on.required().holding(&date(self.ctx.today()));
        self.capacity(form.field(key, on))
    }

    fn capacity(&self, form: Form<Key>) -> Form<Key> {
        let lang = self.ctx.lang;
        let capacities = Capacity::ALL
            .iter()
            .map(|capacity| (capacity.word(), capacity.say(lang)));
        let (key, capacity) = self.field(
            Key::Visit(VisitKey::Capacity),
            Choice::between(capacities).at(Capacity::Own.word()),
        );
        let form = form.field(key, capacity);
        let (key, paper) = self.field(Key::Visit(VisitKey::Paper), Text::default().longest(SHORT));
        form.field(key, paper.note(self.say(FormWord::PaperNote)))
    }

    fn visit(&self, form: Form<Key>) -> Form<Key> {
        let (ctx, lang) = (self.ctx, self.ctx.lang);
        let visit = |key, body: Choice| self.field(Key::Visit(key), body);
        let form = self.heading(form, FormWord::Visit, 0);
        let (key, people) = self.field(
            Key::Visit(VisitKey::People),
            Number::between(1, MOST_PEOPLE),
        );
        let mut form = self.capacity(form.field(key, people.holding("1")));
        let kinds = ReceptionKind::ALL
            .iter()
            .map(|kind| (kind.word(), kind.say(lang)));
        let by = ReceivedBy::ALL.iter().map(|by| (by.word(), by.say(lang)));
        let modes = [
            ("no", ctx.say(FormWord::InPerson)),
            ("yes", ctx.say(FormWord::OnLine)),
        ];
        let fields = [
            visit(
                VisitKey::Kind,
                Choice::between(kinds).at(ReceptionKind::Regular.word()),
            ),
            visit(
                VisitKey::By,
                Choice::between(by).at(ReceivedBy::Receptionist.word()),
            ),
        ];
        for (key, field) in fields {
            form = form.field(key, field.required());
        }
        let (key, continues) = self.field(
            Key::Visit(VisitKey::Continues),
            Text::default().longest(SHORT),
        );
        let continues = continues
            .check(is_reception)
            .note(ctx.say(FormWord::ContinuesNote));
        let (online_key, online) = visit(VisitKey::Online, Choice::between(modes).at("no"));
        let (day_key, day) = self.field(
            Key::Visit(VisitKey::Day),
            Date::default().not_later_than_today(),
        );
        let (time_key, time) =
            self.field(Key::Visit(VisitKey::Time), Text::default().longest(SHORT));
        form.field(key, continues)
            .field(online_key, online)
            .field(day_key, day.required().holding(&date(ctx.today())))
            .field(
                time_key,
                time.required()
                    .check(is_time)
                    .holding(&ctx.now.format("%H:%M").to_string()),
            )
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

    fn petitions(&self) -> Form<Key> {
        (0..self.plan.petitions).fold(Form::new(), |form, place| {
            let form = self.petition_heading(form, place);
            PetitionKey::ALL.iter().fold(form, |form, key| {
                let (place, field) = self.petition(place, *key);
                form.field(place, field)
            })
        })
    }

    fn petition_heading(&self, form: Form<Key>, place: u8) -> Form<Key> {
        let word = if self.plan.petitions > 1 {
            FormWord::Petition
        } else {
            FormWord::OnePetition
        };
        self.heading(form, word, place.into())
    }

    fn petition(&self, place: u8, key: PetitionKey) -> (Key, Field) {
        let lang = self.ctx.lang;
        let at = Key::Petition(place, key);
        let unknown = || Choice::yes_no_unknown(lang).at("unknown");
        match key {
            PetitionKey::Class => {
                let (at, field) = self.field(at, self.class());
                (at, field.required_if(!self.plan.refused))
            }
            PetitionKey::Summary | PetitionKey::Request => {
                self.field(at, Area::rows(2).longest(LONG))
            }
            PetitionKey::Field => self.field(
                at,
                Choice::between(
                    About::ALL
                        .iter()
                        .map(|field| (field.word(), field.say(lang))),
                ),
            ),
            PetitionKey::Subject => self.field(
                at,
                Choice::between(
                    Subject::ALL
                        .iter()
                        .map(|subject| (subject.word(), subject.say(lang))),
                ),
            ),
            PetitionKey::Round => {
                let rounds = [
                    ("1", self.say(FormWord::FirstRound)),
                    ("2", self.say(FormWord::SecondComplaint)),
                ];
                self.field(at, Choice::between(rounds).at("1"))
            }
            PetitionKey::Competent | PetitionKey::Eligible => self.field(at, unknown()),
            PetitionKey::Several => {
                let options = [
                    ("no", self.say(crate::desk::words::Kit::No)),
                    ("yes", self.say(crate::desk::words::Kit::Yes)),
                ];
                self.field(at, Choice::between(options).at("no"))
            }
            PetitionKey::Dated => self.field(at, Date::default()),
            PetitionKey::Signers => self.field(at, Number::between(0, MOST_PEOPLE)),
            PetitionKey::LowerState => {
                let states = LowerState::ALL
                    .iter()
                    .map(|state| (state.word(), state.say(lang)));
                self.field(at, Choice::between(states).at(LowerState::Pending.word()))
            }
            PetitionKey::AlsoSent => {
                let (at, field) = self.field(at, Text::default().longest(LONG));
                (at, field.note(self.say(FormWord::SeveralAgencies)))
            }
            PetitionKey::Matter => {
                let (at, field) = self.field(at, Text::default().longest(SHORT));
                let note = self.say(FormWord::MatterNote);
                (at, field.check(is_matter).note(note))
            }
            PetitionKey::Overruled => {
                let (at, field) = self.field(at, Text::default().longest(LONG));
                (at, field.required().note(self.say(FormWord::OverruledNote)))
            }
            PetitionKey::Against | PetitionKey::LowerAgency => {
                self.field(at, Text::default().longest(SHORT))
            }
        }
    }

    fn class(&self) -> Choice {
        let lang = self.ctx.lang;
        let mut options: Vec<(&str, &str)> = Class::ALL
            .iter()
            .map(|class| (class.word(), class.say(lang)))
            .collect();
        if !self.plan.filing && self.plan.petitions == 1 {
            options.push((NO_PETITION, self.say(FormWord::NoPetition)));
        }
        Choice::between(options)
    }

    fn handling(&self) -> Form<Key> {
        let mut form = Form::new();
        // Whoever is refused brings nothing in that could be handled.
        let petitions = if self.plan.refused {
            0
        } else {
            self.plan.petitions
        };
        for place in 0..petitions {
            form = self.petition_heading(form, place);
            for key in WayKey::ALL {
                let at = Key::Way(place, *key);
                let (at, field) = match key {
                    WayKey::Way => self.field(
                        at,
                        Choice::between([(RECEIVED, self.say(FormWord::LeaveAsReceived))])
                            .at(RECEIVED),
                    ),
                    WayKey::On => self.field(at, Date::default().not_later_than_today()),
                    WayKey::Ground => self.field(at, Text::default().longest(LONG)),
                    WayKey::What => self.field(at, Area::rows(2).longest(LONG)),
                    WayKey::Agency | WayKey::ToAgency | WayKey::Number | WayKey::PaperNumber => {
                        self.field(at, Text::default().longest(SHORT))
                    }
                };
                let free = matches!(key, WayKey::ToAgency | WayKey::PaperNumber);
                form = form.field(at, field.required_if(!free));
            }
        }
        if self.plan.filing {
            return form;
        }
        form = self.heading(form, FormWord::Visit, 0);
        self.refusal(form)
    }

    /// A refusal needs a ground, evidence and a named decision-maker (ND154 Đ4).
    fn refusal(&self, form: Form<Key>) -> Form<Key> {
        let options = [
            ("no", self.say(FormWord::TakeIn)),
            ("yes", self.say(FormWord::Refuse)),
        ];
        RefusalKey::ALL.iter().fold(form, |form, key| {
            let at = Key::Refusal(*key);
            let (at, field) = match key {
                RefusalKey::Refused => self.field(at, Choice::between(options).at("no")),
                RefusalKey::Ground => self.field(at, Pick::from(Rc::clone(&self.lists.refusals))),
                RefusalKey::Evidence => self.field(at, Area::rows(2).longest(LONG)),
                RefusalKey::DecidedBy => self.field(at, Text::default().longest(SHORT)),
            };
            let note = match key {
                RefusalKey::Refused => self.say(FormWord::RefusalNote),
                _ => "",
            };
            form.field(at, field.required().note(note))
        })
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

fn is_time(value: &Value, ctx: &Ctx) -> Verdict {
    match value {
        Value::Text(text) if read_time(text).is_none() => {
            Verdict::Wrong(ctx.say(FormWord::NotATime).to_owned())
        }
        _ => Verdict::Fine,
    }
}

fn is_reception(value: &Value, ctx: &Ctx) -> Verdict {
    match value {
        Value::Text(text) if text.parse::<ReceptionNo>().is_err() => {
            Verdict::Wrong(ctx.say(FormWord::NotAReception).to_owned())
        }
        _ => Verdict::Fine,
    }
}

fn is_matter(value: &Value, ctx: &Ctx) -> Verdict {
    match value {
        Value::Text(text) if text.parse::<MatterNo>().is_err() => {
            Verdict::Wrong(ctx.say(FormWord::NotAMatter).to_owned())
        }
        _ => Verdict::Fine,
    }
}
