//! A visit, and petitions filed without one.

use super::people::{far_off, look, person, same_number};
use super::{Desk, Refusal, RefusalCode as Code, WarningCode, too_early};
use crate::law::ground::{self, GroundKind};
use crate::law::group;
use crate::law::guide::Guide;
use crate::law::unit::Units;
use crate::register::act::{DecidedBy, File, NewPetition, Receive, Refused};
use crate::register::number::PersonId;
use crate::register::words::{Capacity, Class, Field, Round, Source, Subject};
use chrono::NaiveDate;

pub(super) fn receive(desk: &mut Desk, receive: &Receive) -> Result<(), Refusal> {
    if receive.at > desk.now {
        return Err(Refusal::new(Code::Future)
            .at("at")
            .with("day", receive.at.date())
            .with("today", desk.today()));
    }
    visitors(desk, receive)?;
    if let Some(refused) = &receive.refused {
        refusal(refused, receive.petitions.is_empty())?;
    }
    continues(desk, receive)?;
    group(desk, receive);
    let day = receive.at.date();
    let shared = Shared {
        day,
        people: &receive.visitors,
        capacity: receive.capacity,
        came: receive.people,
    };
    content(
        desk,
        day,
        receive.place.as_ref(),
        receive.decided_by.as_ref(),
    );
    paper(desk, receive.capacity, receive.paper.as_ref());
    petitions(desk, &receive.petitions, &shared)
}

pub(super) fn file(desk: &mut Desk, file: &File) -> Result<(), Refusal> {
    desk.not_ahead(file.on, "on")?;
    if file.petitions.is_empty() {
        return Err(Refusal::new(Code::NoPetition).at("petitions"));
    }
    people(desk, &file.senders, "senders", false)?;
    if file.source == Source::Forwarded && file.from_agency.is_none() {
        desk.warn(WarningCode::NoForwarder, "from_agency");
    }
    let shared = Shared {
        day: file.on,
        people: &file.senders,
        capacity: file.capacity,
        came: None,
    };
    content(desk, file.on, file.place.as_ref(), file.decided_by.as_ref());
    paper(desk, file.capacity, file.paper.as_ref());
    petitions(desk, &file.petitions, &shared)
}

/// Name and address are asked of everyone who comes (TCD Đ7.2.a); whoever was refused may have given none.
fn visitors(desk: &mut Desk, receive: &Receive) -> Result<(), Refusal> {
    let received = receive.refused.is_none();
    if received && receive.visitors.is_empty() {
        return Err(Refusal::new(Code::Missing)
            .citing("Luật Tiếp công dân Đ7.2.a")
            .at("visitors"));
    }
    people(desk, &receive.visitors, "visitors", received)
}

/// Checks a list of new people; `must` where each must have an address.
fn people(
    desk: &mut Desk,
    ids: &[PersonId],
    list: &'static str,
    must: bool,
) -> Result<(), Refusal> {
    for (i, id) in ids.iter().enumerate() {
        let path = format!("{list}.{i}");
        if ids.iter().take(i).any(|earlier| earlier == id) {
            return Err(Refusal::new(Code::SamePersonTwice).at(path));
        }
        let Some(person) = known(desk, *id, &path)? else {
            continue;
        };
        if person.address.is_none() {
            if must {
                return Err(Refusal::new(Code::Missing)
                    .citing("Luật Tiếp công dân Đ7.2.a")
                    .at(format!("{path}.address")));
            }
            if list != "visitors" {
                desk.warn(WarningCode::NoAddress, format!("{path}.address"));
            }
        }
        if person.id_number.is_none() && list == "visitors" {
            desk.warn(WarningCode::NoIdNumber, format!("{path}.id_number"));
        }
        let earlier = ids.iter().take(i);
        let twin = earlier
            .filter_map(|id| self::person(desk.people, id))
            .find(|other| same_number(other, person));
        if let Some(twin) = twin {
            if twin.name == person.name {
                return Err(Refusal::new(Code::SamePersonTwice).at(path));
            }
            desk.warn(WarningCode::SameNumberTwice, format!("{path}.id_number"));
        }
        look(desk, person, &path);
    }
    Ok(())
}

/// A new person of the act; `None` for one of an earlier entry.
fn known<'a>(
    desk: &Desk<'a>,
    id: PersonId,
    path: &str,
) -> Result<Option<&'a crate::register::person::Person>, Refusal> {
    let new = person(desk.people, &id);
    let earlier = id.entry != 0 && id.entry <= desk.shelf.last_seq();
    if new.is_none() && !earlier {
        return Err(Refusal::new(Code::UnknownPerson).at(path));
    }
    Ok(new)
}

/// A refusal needs a ground of the law (TCD Đ9, ND154 Đ4), and takes nothing in.
pub(super) fn refusal(refused: &Refused, nothing_brought: bool) -> Result<(), Refusal> {
    if ground::find(GroundKind::Refusal, &refused.ground).is_none() {
        return Err(Refusal::new(Code::UnknownGround)
            .citing("Luật Tiếp công dân Đ9; Nghị định 154/2026/NĐ-CP Đ4")
            .at("refused.ground")
            .with("ground", &refused.ground));
    }
    if !nothing_brought {
        return Err(Refusal::new(Code::RefusedWithPetitions)
            .citing("Luật Tiếp công dân Đ9")
            .at("petitions"));
    }
    Ok(())
}

/// What the head takes over from the regular reception is entered once, under the head.
const COUNTED_ONCE: &str = "Thông tư 06/2025/TT-TTCP, biểu 01/TCD";

fn continues(desk: &Desk, receive: &Receive) -> Result<(), Refusal> {
    let Some(no) = receive.continues else {
        return Ok(());
    };
    let Some(earlier) = desk.shelf.reception(no) else {
        return Err(Refusal::new(Code::UnknownReception)
            .at("continues")
            .with("no", no));
    };
    if earlier.continued_by.is_some() {
        return Err(Refusal::new(Code::AlreadyContinued)
            .citing(COUNTED_ONCE)
            .at("continues")
            .with("no", no));
    }
    too_early(receive.at.date(), earlier.facts.at.date(), "at")
        .map_err(|early| early.citing(COUNTED_ONCE))
}

/// TCD Đ29: a group names representatives, and not more than its size allows.
fn group(desk: &mut Desk, receive: &Receive) {
    let came = u32::try_from(receive.visitors.len()).unwrap_or(u32::MAX);
    let people = receive.people.unwrap_or(came);
    if people < came.max(1) {
        desk.warn(WarningCode::FewerPeopleThanVisitors, "people");
    }
    let Some(size) = group::of_size(people) else {
        return;
    };
    if receive.capacity != Some(Capacity::GroupRepresentative) {
        desk.warn(WarningCode::GroupWithoutRepresentative, "capacity");
    } else if came > size.most {
        desk.warn_with(
            WarningCode::TooManyRepresentatives,
            "visitors",
            vec![("most", size.most.to_string())],
        );
    }
}

fn content(
    desk: &mut Desk,
    day: NaiveDate,
    place: Option<&String>,
    decided_by: Option<&DecidedBy>,
) {
    if place.is_some_and(|place| Units::statute().by_code(place).is_none()) {
        desk.warn(WarningCode::UnknownUnit, "place");
    }
    if let Some(decided) = decided_by.and_then(|by| by.date) {
        if decided > day {
            desk.warn(WarningCode::DecidedAfter, "decided_by.date");
        } else {
            far_off(desk, decided, day, "decided_by.date");
        }
    }
    if desk.law.rules.in_force("TCD-28.1", day).is_err() {
        desk.warn(WarningCode::NoRuleThen, "");
    }
}

fn paper(desk: &mut Desk, capacity: Option<Capacity>, paper: Option<&String>) {
    if acts_for_another(capacity) && paper.is_none() {
        desk.warn(WarningCode::NoPaper, "paper");
    }
}

fn acts_for_another(capacity: Option<Capacity>) -> bool {
    matches!(
        capacity,
        Some(
            Capacity::LawfulRepresentative
                | Capacity::Authorised
                | Capacity::Lawyer
                | Capacity::LegalAid
        )
    )
}

/// What the petitions of one act share.
struct Shared<'a> {
    day: NaiveDate,
    people: &'a [PersonId],
    capacity: Option<Capacity>,
    /// How many came, where that is told.
    came: Option<u32>,
}

fn petitions(desk: &mut Desk, new: &[NewPetition], shared: &Shared) -> Result<(), Refusal> {
    for (i, petition) in new.iter().enumerate() {
        one(desk, petition, shared, &format!("petitions.{i}"))?;
    }
    let denounces = |petition: &NewPetition| petition.class == Class::Denunciation;
    if new.iter().any(denounces) {
        // What all of them share is hidden with the one that denounces.
        for (i, petition) in new.iter().enumerate() {
            if !denounces(petition) && petition.summary.is_none() {
                desk.warn_with(
                    WarningCode::NoSummaryOfItsOwn,
                    format!("petitions.{i}.summary"),
                    vec![("petition", (i + 1).to_string())],
                );
            }
        }
    }
    Ok(())
}

fn one(
    desk: &mut Desk,
    petition: &NewPetition,
    shared: &Shared,
    path: &str,
) -> Result<(), Refusal> {
    let key = |key: &str| format!("{path}.{key}");
    if let Some(no) = petition.matter
        && desk.shelf.matter(no).is_none()
    {
        return Err(Refusal::new(Code::UnknownMatter)
            .at(key("matter"))
            .with("no", no));
    }
    petitioners(desk, petition, shared, path)?;
    if let Some(dated) = petition.dated {
        if dated > shared.day {
            desk.warn(WarningCode::DatedAfter, key("dated"));
        } else {
            far_off(desk, dated, shared.day, &key("dated"));
        }
    }
    let signed_by_a_group = petition
        .signers
        .is_some_and(|n| group::of_size(n).is_some());
    if signed_by_a_group && shared.capacity != Some(Capacity::GroupRepresentative) {
        desk.warn(WarningCode::GroupWithoutRepresentative, key("signers"));
    }
    let complaint = petition.class == Class::Complaint;
    let denunciation = petition.class == Class::Denunciation;
    if petition.subject.is_some() && !complaint {
        desk.warn(WarningCode::SubjectWithoutComplaint, key("subject"));
    }
    if petition.round == Some(Round::Second) && !complaint && !denunciation {
        desk.warn(WarningCode::RoundWithoutMeaning, key("round"));
    }
    if let Some(field) = overruled(petition).filter(|_| petition.overruled.is_none()) {
        return Err(Refusal::new(Code::OverruledWithoutReason)
            .citing("Nghị định 154/2026/NĐ-CP Đ15.1")
            .at(key("overruled"))
            .with("field", field));
    }
    Ok(())
}

/// The first fact that says something else than the answered questions led to; what was left open, on either
/// side, overrules nothing.
fn overruled(petition: &NewPetition) -> Option<&'static str> {
    if petition.path.is_empty() {
        return None;
    }
    let answers = petition.path.iter();
    let answers: Vec<_> = answers.map(|one| (one.question.clone(), one.yes)).collect();
    let found = Guide::statute().retrace(&answers);
    let rounds = matches!(petition.class, Class::Complaint | Class::Denunciation);
    let round = petition.round.unwrap_or_default();
    let word = |a: Option<&str>, b: Option<&str>| a.is_some() && b.is_some() && a != b;
    let known = |a: Option<bool>, b: Option<bool>| a.is_some() && b.is_some() && a != b;
    let second = found.round.map(|round| round == 2);
    let differs = [
        ("class", word(found.class, Some(petition.class.word()))),
        ("field", word(found.field, petition.field.map(Field::word))),
        (
            "subject",
            word(found.subject, petition.subject.map(Subject::word)),
        ),
        (
            "round",
            rounds && known(second, Some(round == Round::Second)),
        ),
        ("competent", known(found.competent, petition.competent)),
        ("eligible", known(found.eligible, petition.eligible)),
    ];
    differs
        .into_iter()
        .find(|(_, differs)| *differs)
        .map(|(field, _)| field)
}

fn petitioners(
    desk: &mut Desk,
    petition: &NewPetition,
    shared: &Shared,
    path: &str,
) -> Result<(), Refusal> {
    let list = format!("{path}.petitioners");
    let given = &petition.petitioners;
    if given.is_empty() && acts_for_another(shared.capacity) {
        return Err(Refusal::new(Code::Missing)
            .citing("Nghị định 154/2026/NĐ-CP Đ13")
            .at(list));
    }
    let mut seen: Vec<PersonId> = Vec::new();
    for (i, id) in given.iter().enumerate() {
        let path = format!("{list}.{i}");
        let person = known(desk, *id, &path)?;
        let again = |other: &PersonId| {
            let twin = self::person(desk.people, other).zip(person);
            other == id || twin.is_some_and(|(a, b)| same_number(a, b) && a.name == b.name)
        };
        if seen.iter().any(again) {
            return Err(Refusal::new(Code::SamePersonTwice).at(path));
        }
        seen.push(*id);
        if let Some(person) = person {
            if person.address.is_none() {
                desk.warn(WarningCode::NoAddress, format!("{path}.address"));
            }
            look(desk, person, &path);
        }
    }
    let who = if given.is_empty() {
        shared.people
    } else {
        given
    };
    if who.is_empty() {
        desk.warn(WarningCode::NoPetitioner, list.as_str());
    }
    all_named(desk, petition, shared, who.len(), &list);
    let organisation = who
        .iter()
        .filter_map(|id| self::person(desk.people, id))
        .any(|person| person.organisation.is_some());
    if organisation && petition.class == Class::Denunciation {
        desk.warn(WarningCode::OrganisationDenounces, list.as_str());
    }
    Ok(())
}

/// Everyone of a group with the same content stands by name in its petition (KN Đ8.2, TC Đ23.1).
fn all_named(desk: &mut Desk, petition: &NewPetition, shared: &Shared, named: usize, list: &str) {
    let named = u32::try_from(named).unwrap_or(u32::MAX);
    let people = petition.signers.or(shared.came).unwrap_or(named);
    let is_group = shared.capacity == Some(Capacity::GroupRepresentative);
    if is_group && named > 0 && named < people && group::of_size(people).is_some() {
        desk.warn_with(
            WarningCode::GroupNotAllNamed,
            list,
            vec![("people", people.to_string()), ("named", named.to_string())],
        );
    }
}
