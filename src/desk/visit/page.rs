//! How the page of a reception is laid out: what it was, its clocks, who came, what was brought, what
//! came after. It must not know what a key does.

use ratatui::text::{Line, Span};

use super::Stop;
use crate::desk::petition::clocks::{self, Titled};
use crate::desk::petition::facts::{self, Pair};
use crate::desk::petition::sheet::Sheet;
use crate::desk::petition::words::{FactWord as F, PageWord as P};
use crate::desk::petition::{history, say};
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Kit;
use crate::law::ground::{GroundKind, find};
use crate::office::view::ReceptionView;
use crate::register::book::Content;

/// Lays out the page of a reception.
pub(super) fn of(view: &ReceptionView, clocks: &[Titled], columns: u16, ctx: &Ctx) -> Sheet<Stop> {
    let mut sheet = Sheet::new(columns);
    sheet.row(None, Line::default(), heading(view, ctx));
    refusal(&mut sheet, view, ctx);
    if !clocks.is_empty() {
        sheet.section(ctx.say(P::Clocks), "", ctx);
        clocks::titles(&mut sheet, ctx);
        for (place, titled) in clocks.iter().enumerate() {
            clocks::row(&mut sheet, Some(Stop::Clock(place)), titled, ctx);
        }
    }
    brought(&mut sheet, view, ctx);
    visitors(&mut sheet, view, ctx);
    if !view.masked {
        sheet.section(ctx.say(P::Content), "", ctx);
        facts::content(&mut sheet, &content(view), ctx);
    }
    sheet.section(ctx.say(P::Visit), "", ctx);
    facts::pairs(&mut sheet, &pairs(view, ctx), ctx);
    continued(&mut sheet, view, ctx);
    sheet.section(ctx.say(P::After), "", ctx);
    if view.acts.is_empty() {
        let line = Line::styled(ctx.say(P::NothingAfter), ctx.style(Mood::Dim));
        sheet.row(None, Line::default(), line);
    }
    history::rows(&mut sheet, &view.acts, None, true, Stop::Act, ctx);
    sheet
}

fn heading(view: &ReceptionView, ctx: &Ctx) -> Line<'static> {
    let facts = &view.reception.facts;
    let day = say::long_day(facts.at.date(), ctx.lang);
    let when = format!("{day} {}", facts.at.format("%H:%M"));
    let visitors = u32::try_from(facts.visitors.len()).unwrap_or(u32::MAX);
    let people = facts.people.unwrap_or(visitors);
    let rest = [
        ctx.say(facts.kind).to_owned(),
        ctx.fill(P::PeopleCame, &[&people]),
    ];
    Line::from(vec![
        Span::styled(when, ctx.style(Mood::Title)),
        Span::styled(format!(" · {}", rest.join(" · ")), ctx.style(Mood::Dim)),
    ])
}

fn refusal(sheet: &mut Sheet<Stop>, view: &ReceptionView, ctx: &Ctx) {
    let Some(refused) = &view.reception.facts.refused else {
        return;
    };
    sheet.section(ctx.say(P::RefusedVisit), "", ctx);
    let ground = match find(GroundKind::Refusal, &refused.ground) {
        Some(ground) => {
            let text = crate::desk::deed::build::ground_text(ground, ctx.lang);
            format!(
                "{} {text} ({})",
                ground.code,
                say::article(&ground.citation)
            )
        }
        None => refused.ground.clone(),
    };
    let rows = [
        (F::RefusedGround, ground),
        (F::RefusedEvidence, refused.evidence.clone()),
        (F::RefusedBy, refused.decided_by.clone()),
    ];
    for (word, value) in rows {
        facts::one(sheet, None, ctx.say(word), &value, ctx);
    }
}

fn brought(sheet: &mut Sheet<Stop>, view: &ReceptionView, ctx: &Ctx) {
    let dim = ctx.style(Mood::Dim);
    sheet.section(ctx.say(P::Petitions), "", ctx);
    if view.masked {
        let line = Line::styled(
            format!("{}  {}", ctx.say(Kit::Hidden), ctx.say(P::HiddenVisit)),
            ctx.style(Mood::Hidden),
        );
        sheet.row(None, Line::default(), line);
        return;
    }
    for no in &view.petitions {
        let line = Line::raw(no.to_string());
        sheet.row(Some(Stop::Petition(*no)), Line::default(), line);
    }
    if view.petitions.is_empty() {
        sheet.row(
            None,
            Line::default(),
            Line::styled(ctx.say(P::NoPetitions), dim),
        );
    }
}

fn visitors(sheet: &mut Sheet<Stop>, view: &ReceptionView, ctx: &Ctx) {
    if view.masked || view.visitors.is_empty() {
        return;
    }
    sheet.section(ctx.say(P::Visitors), "", ctx);
    facts::people(sheet, &view.visitors, P::HiddenPeople, ctx);
}

fn content(view: &ReceptionView) -> Content {
    let facts = view.reception.facts.clone();
    Content {
        summary: Some(facts.summary),
        request: facts.request,
        place: facts.place,
        against: facts.against,
        decided_by: facts.decided_by,
        documents: facts.documents,
    }
}

fn pairs(view: &ReceptionView, ctx: &Ctx) -> Vec<Pair> {
    let reception = &view.reception;
    let facts = &reception.facts;
    let mut pairs = vec![
        (ctx.say(F::Kind), ctx.say(facts.kind).to_owned()),
        (ctx.say(F::By), ctx.say(facts.by).to_owned()),
    ];
    let mut add = |word: F, value: Option<String>| {
        if let Some(value) = value {
            pairs.push((ctx.say(word), value));
        }
    };
    add(
        F::Online,
        facts.online.then(|| ctx.say(Kit::Yes).to_owned()),
    );
    add(
        F::Capacity,
        facts.capacity.map(|one| ctx.say(one).to_owned()),
    );
    add(F::Paper, facts.paper.clone());
    if !view.masked {
        let recorded = [say::moment(reception.recorded), Some(reception.by.clone())];
        add(F::Recorded, Some(say::join(recorded, " · ")));
    }
    pairs
}

fn continued(sheet: &mut Sheet<Stop>, view: &ReceptionView, ctx: &Ctx) {
    let links = [
        (F::Continues, view.reception.facts.continues),
        (F::ContinuedBy, view.reception.continued_by),
    ];
    for (word, no) in links {
        if let Some(no) = no {
            let stop = Some(Stop::Reception(no));
            facts::one(sheet, stop, ctx.say(word), &no.to_string(), ctx);
        }
    }
}
