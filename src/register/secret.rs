//! What must be done before several petitions are saved together, so that one that is, or one day turns
//! out to be, a denunciation can be sealed without taking the others' petitioners with it.

use super::act::{Act, NewPetition};
use super::number::PersonId;
use super::person::Person;
use super::words::{Capacity, Class};

/// Where an act brings several petitions, gives each that would stand under the visitors' or senders'
/// identities its own copies of them, but for a denunciation, which is sealed with those: the others keep
/// their petitioners, now and after a correction of class. To be done after the check and before saving.
pub fn own_copies(act: &mut Act, people: &mut Vec<Person>) {
    let (shared, capacity, petitions) = match act {
        Act::Receive(receive) => (&receive.visitors, receive.capacity, &mut receive.petitions),
        Act::File(file) => (&file.senders, file.capacity, &mut file.petitions),
        Act::Step { .. }
        | Act::Schedule(_)
        | Act::Absent(_)
        | Act::ChangeCalendar(_)
        | Act::ChangeRules(_)
        | Act::ChangeOfficers(_) => return,
    };
    let for_themselves = matches!(
        capacity,
        None | Some(Capacity::Own | Capacity::GroupRepresentative)
    );
    let secret = |petition: &NewPetition| petition.class == Class::Denunciation;
    if !for_themselves || petitions.len() < 2 {
        return;
    }
    for petition in petitions.iter_mut().filter(|petition| !secret(petition)) {
        if petition.petitioners.is_empty() {
            petition.petitioners = shared.iter().filter_map(|id| copy(*id, people)).collect();
        }
    }
}

fn copy(id: PersonId, people: &mut Vec<Person>) -> Option<PersonId> {
    let index = u16::try_from(people.len()).ok()?;
    let person = people
        .get(usize::from(id.index))
        .filter(|_| id.entry == 0)?;
    people.push(person.clone());
    Some(PersonId { entry: 0, index })
}
