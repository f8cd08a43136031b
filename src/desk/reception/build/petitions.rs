//! The fields of the last two steps: what was brought, and how each petition or the reception is handled.

use std::rc::Rc;

use super::{LONG, MOST_PEOPLE, Maker, NO_PETITION, RECEIVED, RequiredIf, SHORT};
use crate::desk::field::{Area, Choice, Date, Field, Number, Pick, Text, Value, Verdict};
use crate::desk::form::Form;
use crate::desk::reception::key::{Key, PetitionKey, RefusalKey, WayKey};
use crate::desk::reception::words::FormWord;
use crate::desk::screen::Ctx;
use crate::desk::words::Say;
use crate::register::number::MatterNo;
use crate::register::words::{Class, Field as About, LowerState, Subject};

impl Maker<'_> {
    pub(super) fn petitions(&self) -> Form<Key> {
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

    pub(super) fn handling(&self) -> Form<Key> {
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

fn is_matter(value: &Value, ctx: &Ctx) -> Verdict {
    match value {
        Value::Text(text) if text.parse::<MatterNo>().is_err() => {
            Verdict::Wrong(ctx.say(FormWord::NotAMatter).to_owned())
        }
        _ => Verdict::Fine,
    }
}
