//! The numbers that an act will have when it is saved.

use crate::register::act::{Act, NewPetition};
use crate::register::book::{Numbers, Series, Shelf};
use crate::register::number::{MatterNo, PetitionNo, ReceptionNo};
use chrono::Datelike;

/// Gives the numbers that `act` will have: the next free in each series, in the year of the visit or the
/// filing. A petition that joins a matter opens none.
pub fn number(shelf: &dyn Shelf, act: &Act) -> Numbers {
    match act {
        Act::Receive(receive) => {
            let year = receive.at.year();
            let n = shelf.last_number(Series::Reception, year).saturating_add(1);
            Numbers {
                reception: Some(ReceptionNo { year, n }),
                ..petitions(shelf, year, &receive.petitions)
            }
        }
        Act::File(file) => petitions(shelf, file.on.year(), &file.petitions),
        Act::Step { .. }
        | Act::Schedule(_)
        | Act::Absent(_)
        | Act::ChangeCalendar(_)
        | Act::ChangeRules(_)
        | Act::ChangeOfficers(_) => Numbers::default(),
    }
}

fn petitions(shelf: &dyn Shelf, year: i32, new: &[NewPetition]) -> Numbers {
    let next = |series| {
        let last = shelf.last_number(series, year);
        last.saturating_add(1)..=u32::MAX
    };
    let own = new.iter().filter(|petition| petition.matter.is_none());
    Numbers {
        reception: None,
        petitions: next(Series::Petition)
            .zip(new)
            .map(|(n, _)| PetitionNo { year, n })
            .collect(),
        matters: next(Series::Matter)
            .zip(own)
            .map(|(n, _)| MatterNo { year, n })
            .collect(),
    }
}
