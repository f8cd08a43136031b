//! The one total function that applies an entry to what is there. It refuses nothing and never fails:
//! what stands in the journal was checked when it was saved, and what leads nowhere is passed over.

mod correct;
mod open;
mod page;
mod secret;

use super::act::{Absent, Act, Schedule, Step};
use super::book::{Change, Entry, PostedDay, Recorded, Shelf, Tie};
use super::number::{PetitionNo, Subject};
use super::own_law::{LawAct, LawChange};
use page::Page;

/// Returns the new state of everything that `entry` touches.
pub fn apply(shelf: &dyn Shelf, entry: &Entry) -> Change {
    let mut page = Page::new(shelf);
    page.count_numbers(&entry.numbers);
    match &entry.act {
        Act::Receive(receive) => open::receive(&mut page, entry, receive),
        Act::File(file) => open::file(&mut page, entry, file),
        Act::Schedule(schedule) => post(&mut page, entry.seq, schedule),
        Act::Absent(absent) => mark_absent(&mut page, absent),
        Act::ChangeCalendar(change) => {
            change_law(&mut page, entry, LawAct::Calendar(change.clone()));
        }
        Act::ChangeRules(change) => change_law(&mut page, entry, LawAct::Rules(change.clone())),
        Act::ChangeOfficers(change) => page.change.officers = Some((**change).clone()),
        Act::Step { subject, on, step } => {
            let recorded = Recorded {
                seq: entry.seq,
                at: entry.at,
                by: entry.by.clone(),
                on: *on,
                step: step.clone(),
                void: None,
            };
            append(&mut page, *subject, recorded);
        }
    }
    page.change
}

fn post(page: &mut Page, seq: u64, schedule: &Schedule) {
    page.put_posted_day(PostedDay {
        entry: seq,
        schedule: schedule.clone(),
        absent: None,
    });
}

fn change_law(page: &mut Page, entry: &Entry, act: LawAct) {
    page.change.law.push(LawChange {
        entry: entry.seq,
        recorded: entry.at,
        by: entry.by.clone(),
        act,
    });
}

fn mark_absent(page: &mut Page, absent: &Absent) {
    if let Some(mut day) = page.posted_day(absent.date) {
        day.absent = Some(absent.clone());
        page.put_posted_day(day);
    }
}

fn append(page: &mut Page, subject: Subject, mut recorded: Recorded) {
    let seq = recorded.seq;
    if let Step::Correct(correct) = &mut recorded.step {
        correct::remember(page, subject, correct);
    }
    let step = recorded.step.clone();
    match subject {
        Subject::Petition(no) => {
            let Some(mut petition) = page.petition(no) else {
                return;
            };
            petition.steps.push(recorded);
            page.put_petition(petition);
        }
        Subject::Reception(no) => {
            let Some(mut reception) = page.reception(no) else {
                return;
            };
            reception.steps.push(recorded);
            page.put_reception(reception);
        }
    }
    match (&step, subject) {
        (Step::Link(link), Subject::Petition(no))
            if no != link.to && page.petition(link.to).is_some() =>
        {
            for (on, to) in [(no, link.to), (link.to, no)] {
                let kind = link.kind;
                tie(page, on, |ties| ties.push(Tie { to, kind, seq }));
            }
        }
        (Step::Unlink(unlink), Subject::Petition(no)) => {
            for (on, to) in [(no, unlink.to), (unlink.to, no)] {
                tie(page, on, |ties| ties.retain(|tie| tie.to != to));
            }
        }
        (Step::Correct(correct), _) => correct::correct(page, seq, subject, correct),
        _ => {}
    }
}

fn tie(page: &mut Page, on: PetitionNo, change: impl FnOnce(&mut Vec<Tie>)) {
    if let Some(mut petition) = page.petition(on) {
        change(&mut petition.links);
        page.put_petition(petition);
    }
}
