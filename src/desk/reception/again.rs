//! The slip made again, from the page of a petition or a reception: of what the books hold of it now, as far as
//! this officer sees it. It must not know where the page goes.

use super::slip::{Giver, Paper, Slip, minute, next, numbered, open};
use super::words::{FormWord, SlipWord};
use crate::desk::backup::folder;
use crate::desk::frame::date;
use crate::desk::house::House;
use crate::desk::screen::{Ctx, Effect, Kind};
use crate::desk::words::Lang;
use crate::office::ask::Question;
use crate::office::view::{PetitionView, ReceptionView, Seen};
use crate::register::act::Document;
use crate::register::number::Subject;

pub(in crate::desk) use super::slip::ask_where;

/// The number under which a page has it written.
const SLOT: u8 = 250;

/// The slip of a petition.
pub(in crate::desk) fn of_petition(view: &PetitionView, ctx: &Ctx) -> String {
    let ctx = &in_vietnamese(ctx);
    let hidden = view.masked || view.petition.secret;
    let papers: Vec<Paper> = view.petition.content.documents.iter().map(paper).collect();
    Slip {
        agency: &ctx.agency,
        when: date(view.petition.received),
        by: again(ctx),
        numbers: vec![numbered(view, ctx)],
        next: open(view.life.clocks.iter())
            .into_iter()
            .map(|clock| next(clock, ctx))
            .collect(),
        giver: giver(&view.petitioners, hidden).as_ref(),
        papers: &papers,
    }
    .page()
}

/// The slip of a reception and of what was brought.
pub(in crate::desk) fn of_reception(
    view: &ReceptionView,
    brought: &[PetitionView],
    ctx: &Ctx,
) -> String {
    let ctx = &in_vietnamese(ctx);
    let reception = &view.reception;
    let own = ctx.say(FormWord::SavedReception).to_owned();
    let own = std::iter::once((reception.no.to_string(), own));
    let lives = brought.iter().flat_map(|view| &view.life.clocks);
    let documents = reception.facts.documents.iter();
    let papers: Vec<Paper> = documents.map(paper).collect();
    Slip {
        agency: &ctx.agency,
        when: minute(reception.facts.at),
        by: again(ctx),
        numbers: own
            .chain(brought.iter().map(|view| numbered(view, ctx)))
            .collect(),
        next: open(lives.chain(&view.clocks))
            .into_iter()
            .map(|clock| next(clock, ctx))
            .collect(),
        giver: giver(&view.visitors, view.masked || reception.secret).as_ref(),
        papers: &papers,
    }
    .page()
}

/// Has the page written into the file that was typed.
pub(in crate::desk) fn write(page: String, about: Vec<Subject>, typed: &str) -> Effect<House> {
    let to = folder(typed);
    Effect::AskLatest(SLOT, Question::WritePage { page, about, to })
}

/// Says where it lies.
pub(in crate::desk) fn written(path: &std::path::Path, ctx: &Ctx) -> Vec<Effect<House>> {
    let words = ctx.fill(SlipWord::Written, &[&path.display()]);
    vec![Effect::Notice(Kind::Info, words)]
}

/// The slip is the citizen's: in Vietnamese whatever the desk speaks.
fn in_vietnamese(ctx: &Ctx) -> Ctx {
    Ctx {
        lang: Lang::Vi,
        ..ctx.clone()
    }
}

fn again(ctx: &Ctx) -> String {
    ctx.fill(SlipWord::Again, &[&minute(ctx.now), &ctx.officer])
}

fn giver(seen: &[Seen], hidden: bool) -> Option<Giver> {
    let person = match seen.first() {
        Some(Seen::Person(person)) if !hidden => person,
        _ => return None,
    };
    Some(Giver {
        name: person.name.clone(),
        number: person.id_number.clone().unwrap_or_default(),
        address: person.address.clone().unwrap_or_default(),
    })
}

fn paper(document: &Document) -> Paper {
    Paper {
        name: document.name.clone(),
        pages: document.pages.map(i64::from),
        original: document.original,
    }
}
