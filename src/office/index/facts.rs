//! What stands in the index of a record beside its row: promises, what a decision asks for, who is named by
//! a mark instead of a name. The supervisor's lists are read off it; it is never shown whole. Sealed
//! identities leave no mark.

use crate::law::Law;
use crate::law::rule::Whose;
use crate::office::line::Desk;
use crate::office::veil;
use crate::register::act::{Decide, Enforce, Step};
use crate::register::book::{Origin, Petition, Reception, Recorded};
use crate::register::clock::Clock;
use crate::register::life::{Life, life, reception_clocks};
use crate::register::number::MatterNo;
use crate::register::owed::complained_again;
use crate::register::person::Person;
use crate::register::words::{
    Class, LinkKind, LowerState, Outcome, ReceivedBy, ReceptionKind, Source,
};
use crate::text::fold;
use chrono::{Datelike, NaiveDate};

/// A person by a mark: the same number of the same paper, or the same name and birth, give the same mark.
/// Nobody's name can be read off it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonMark(u64);

impl PersonMark {
    /// The mark of a person; `None` where what is known would mix people up.
    pub fn of(person: &Person) -> Option<Self> {
        let digits = |text: &String| -> String {
            text.chars().filter(char::is_ascii_alphanumeric).collect()
        };
        let number = person.id_number.as_ref().map(digits);
        let year = person
            .born
            .map(|born| born.year().to_string())
            .or_else(|| person.born_year.map(|year| year.to_string()));
        let phone = person.phone.as_ref().map(digits);
        let known = match (number.filter(|n| !n.is_empty()), year, phone) {
            (Some(number), ..) => number,
            (None, Some(year), _) => format!("{}\0{year}", fold(&person.name)),
            (None, None, Some(phone)) => format!("{}\0{phone}", fold(&person.name)),
            (None, None, None) => return None,
        };
        let hash = blake3::hash(known.as_bytes());
        let (first, _) = hash.as_bytes().split_first_chunk::<8>()?;
        Some(Self(u64::from_be_bytes(*first)))
    }
}

/// A promise with a day of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The entry that made it.
    pub seq: u64,
    /// The day it was made.
    pub made: NaiveDate,
    /// What was promised.
    pub text: Box<str>,
    /// By when.
    pub due: NaiveDate,
    /// The day it was kept.
    pub kept: Option<NaiveDate>,
    /// Number of the head's written conclusion that makes it (ND154 Đ25.2); a dialogue's has none.
    pub conclusion: Option<Box<str>>,
}

/// How a record came in, as far as anyone may know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Came {
    /// Brought to the desk.
    #[default]
    Desk,
    /// Without a visit.
    Filed(Source),
    /// That is hidden with the denouncer.
    Hidden,
}

/// Money in đồng and land in m².
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// To be recovered for the State, or recovered: money.
    pub recovered_money: u64,
    /// The same: land.
    pub recovered_land_m2: u64,
    /// To be given back, or given back: money.
    pub returned_money: u64,
    /// The same: land.
    pub returned_land_m2: u64,
}

impl Figures {
    /// What is left of these once those are carried out.
    #[must_use]
    pub fn less(self, those: Self) -> Self {
        Self {
            recovered_money: self.recovered_money.saturating_sub(those.recovered_money),
            recovered_land_m2: self
                .recovered_land_m2
                .saturating_sub(those.recovered_land_m2),
            returned_money: self.returned_money.saturating_sub(those.returned_money),
            returned_land_m2: self.returned_land_m2.saturating_sub(those.returned_land_m2),
        }
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, those: Self) -> Self {
        Self {
            recovered_money: self.recovered_money.saturating_add(those.recovered_money),
            recovered_land_m2: self
                .recovered_land_m2
                .saturating_add(those.recovered_land_m2),
            returned_money: self.returned_money.saturating_add(those.returned_money),
            returned_land_m2: self.returned_land_m2.saturating_add(those.returned_land_m2),
        }
    }
}

impl From<&Decide> for Figures {
    fn from(decide: &Decide) -> Self {
        Self {
            recovered_money: decide.recovered_money,
            recovered_land_m2: decide.recovered_land_m2,
            returned_money: decide.returned_money,
            returned_land_m2: decide.returned_land_m2,
        }
    }
}

impl From<&Enforce> for Figures {
    fn from(enforce: &Enforce) -> Self {
        Self {
            recovered_money: enforce.recovered_money,
            recovered_land_m2: enforce.recovered_land_m2,
            returned_money: enforce.returned_money,
            returned_land_m2: enforce.returned_land_m2,
        }
    }
}

/// A decision or conclusion that is not yet carried out in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What was found.
    pub outcome: Outcome,
    /// Its number.
    pub number: Box<str>,
    /// Its day.
    pub on: NaiveDate,
    /// The day it took effect; a conclusion on a denunciation is carried out from its own day.
    pub in_force: Option<NaiveDate>,
    /// The day it takes effect by itself, where no act says that it has; never while it is complained of again.
    pub takes_effect: Option<NaiveDate>,
    /// What it orders.
    pub ordered: Figures,
    /// What was carried out so far.
    pub carried_out: Figures,
    /// The last day on which something of it was carried out.
    pub last: Option<NaiveDate>,
}

/// A clock of the agency that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// The day.
    pub on: NaiveDate,
    /// By its due day.
    pub in_time: bool,
}

/// What is known of a record beside its row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Open clocks of others than the agency.
    pub others: Box<[Clock]>,
    /// Who is named, as far as that is open.
    pub people: Box<[PersonMark]>,
    /// The matter.
    pub matter: Option<MatterNo>,
    /// It is linked as the second round of another.
    pub second_round: bool,
    /// How many other bodies it was sent to.
    pub also_sent_to: u32,
    /// The competent body below was passed over, or has not finished in its time.
    pub level_skipped: bool,
    /// How many people are behind it: signers, else petitioners.
    pub signers: u32,
    /// How it came in.
    pub came: Came,
    /// Code of the commune where it happened.
    pub place: Option<Box<str>>,
    /// The day on which nothing more was expected of the agency.
    pub closed_on: Option<NaiveDate>,
    /// The day of the last answer that the citizen was given.
    pub answered: Option<NaiveDate>,
    /// The agency's clocks that were done.
    pub done: Box<[Done]>,
    /// Promises, in the order of the book.
    pub promises: Box<[Promise]>,
    /// A decision not yet carried out.
    pub decision: Option<Box<Decision>>,
    /// Days to which the petitioner was invited.
    pub invited: Box<[NaiveDate]>,
    /// Days of dialogues.
    pub dialogues: Box<[NaiveDate]>,
    /// Who received.
    pub by: Option<ReceivedBy>,
    /// Loại tiếp.
    pub kind: Option<ReceptionKind>,
}

impl Facts {
    fn of_petition(petition: &Petition, life: &Life) -> Self {
        let facts = &petition.facts;
        let steps = || petition.standing();
        let days = |wanted: fn(&Recorded) -> Option<NaiveDate>| -> Box<[NaiveDate]> {
            steps().filter_map(wanted).collect()
        };
        let made_as = |kind| {
            let mut ties = petition.links.iter();
            ties.any(|tie| tie.kind == kind && petition.made(tie))
        };
        let answers = steps().filter(|step| {
            matches!(
                step.step,
                Step::AnswerCitizen(_) | Step::Notify(_) | Step::Explain(_)
            )
        });
        let signers = u32::try_from(petition.petitioners.len()).unwrap_or(u32::MAX);
        Self {
            others: not_the_agencys(&life.clocks),
            matter: Some(petition.matter),
            second_round: made_as(LinkKind::SecondRound),
            also_sent_to: u32::try_from(facts.also_sent_to.len()).unwrap_or(u32::MAX),
            level_skipped: facts.lower_body.as_ref().is_some_and(|body| {
                matches!(body.state, LowerState::NotAsked | LowerState::Pending)
            }),
            signers: facts.signers.unwrap_or(signers).max(signers),
            came: match petition.origin {
                _ if petition.secret => Came::Hidden,
                Origin::Desk(_) => Came::Desk,
                Origin::Filed { source, .. } => Came::Filed(source),
            },
            place: petition.content.place.as_deref().map(Into::into),
            closed_on: closed_on(life),
            answered: answers.map(|step| step.on).max(),
            done: done(&life.clocks),
            promises: promises(steps()),
            decision: decision(petition, life).map(Box::new),
            invited: days(|step| match &step.step {
                Step::Invite(invite) => Some(invite.date),
                _ => None,
            }),
            dialogues: days(|step| matches!(step.step, Step::Dialogue(_)).then_some(step.on)),
            ..Self::default()
        }
    }

    fn of_reception(reception: &Reception, clocks: &[Clock]) -> Self {
        let steps = reception.steps.iter().filter(|step| step.void.is_none());
        Self {
            done: done(clocks),
            promises: promises(steps),
            place: reception
                .facts
                .place
                .as_deref()
                .filter(|_| !reception.secret)
                .map(Into::into),
            by: Some(reception.facts.by),
            kind: Some(reception.facts.kind),
            ..Self::default()
        }
    }
}

fn not_the_agencys(clocks: &[Clock]) -> Box<[Clock]> {
    let open = |clock: &&Clock| clock.whose != Whose::Agency && clock.is_open();
    clocks.iter().filter(open).cloned().collect()
}

fn done(clocks: &[Clock]) -> Box<[Done]> {
    let of_agency = clocks.iter().filter(|clock| clock.whose == Whose::Agency);
    of_agency
        .filter_map(|clock| {
            let on = clock.done?;
            Some(Done {
                on,
                in_time: on <= clock.due,
            })
        })
        .collect()
}

fn closed_on(life: &Life) -> Option<NaiveDate> {
    let ended = life.ended_on.filter(|_| life.closed)?;
    let agency = life
        .clocks
        .iter()
        .filter(|clock| clock.whose == Whose::Agency);
    agency.filter_map(|clock| clock.done).chain([ended]).max()
}

fn promises<'s>(steps: impl Iterator<Item = &'s Recorded>) -> Box<[Promise]> {
    let mut promises: Vec<Promise> = Vec::new();
    for step in steps {
        let (text, due, conclusion) = match &step.step {
            Step::Promise(promise) => (&promise.text, promise.due, None),
            Step::ConcludeReception(conclusion) => {
                let number = conclusion.number.as_str();
                (&conclusion.text, conclusion.due, Some(number))
            }
            Step::PromiseKept(kept) => {
                let mut made = promises.iter_mut();
                if let Some(promise) = made.find(|promise| promise.seq == kept.promise) {
                    promise.kept = Some(promise.kept.map_or(step.on, |day| day.min(step.on)));
                }
                continue;
            }
            _ => continue,
        };
        promises.push(Promise {
            seq: step.seq,
            made: step.on,
            text: text.as_str().into(),
            due,
            kept: None,
            conclusion: conclusion.map(Into::into),
        });
    }
    promises.into()
}

fn decision(petition: &Petition, life: &Life) -> Option<Decision> {
    let (step, decide) = petition.standing().find_map(|step| match &step.step {
        Step::Decide(decide) => Some((step, decide)),
        _ => None,
    })?;
    let enforced = petition.standing().filter_map(|step| match &step.step {
        Step::Enforce(enforce) => Some((step.on, enforce)),
        _ => None,
    });
    if enforced.clone().any(|(_, enforce)| enforce.done) {
        return None;
    }
    // Each says what was carried out so far, all together; one may have been written down after a later one.
    let last = enforced.max_by_key(|(on, _)| *on);
    let took_effect = petition
        .standing()
        .find(|step| matches!(step.step, Step::TakeEffect(_)))
        .map(|step| step.on);
    let denunciation = petition.facts.class == Class::Denunciation;
    let effect = life
        .clocks
        .iter()
        .find(|clock| clock.whose == Whose::Effect);
    Some(Decision {
        outcome: decide.outcome,
        number: decide.number.as_str().into(),
        on: step.on,
        in_force: took_effect.or(denunciation.then_some(step.on)),
        takes_effect: effect
            .map(|clock| clock.due)
            .filter(|_| took_effect.is_none()),
        ordered: decide.into(),
        carried_out: last.map(|(_, enforce)| enforce.into()).unwrap_or_default(),
        last: last.map(|(on, _)| on),
    })
}

/// A petition's life, and what stands beside its row of it as it is listed; who is named is not in it yet.
pub(super) fn of_petition(
    desk: &dyn Desk,
    law: &Law,
    petition: &Petition,
    listed: &Petition,
) -> (Life, Facts) {
    let life = life(&veil::without_names(petition), law);
    let mut facts = Facts::of_petition(listed, &life);
    // A first decision that is complained of again does not take effect by itself (KN Đ44.1).
    if let Some(decision) = &mut facts.decision
        && decision.takes_effect.is_some()
        && complained_again(desk, law, listed).is_some()
    {
        decision.takes_effect = None;
    }
    (life, facts)
}

/// A reception's clocks and what stands beside its row, likewise.
pub(super) fn of_reception(law: &Law, reception: &Reception) -> (Vec<Clock>, Facts) {
    let clocks = reception_clocks(&veil::without_texts(reception), law);
    let facts = Facts::of_reception(reception, &clocks);
    (clocks, facts)
}
