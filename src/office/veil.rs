//! What is taken out of a record before whoever may not see the denouncer reads it: texts that name them,
//! whatever leads from an open record to a sealed one or back, and texts that both would show. It takes out
//! the same whoever the denouncer is. Knows nothing of how a record is shown.

use super::erasing::Page;
use super::line::Desk;
use super::wall::civil_day;
use crate::register::act::{Correct, Step};
use crate::register::book::{Content, Matter, Origin, Petition, Reception, Recorded, Series};
use crate::register::number::{MatterNo, PetitionNo, Subject};
use crate::register::part::Part;
use crate::register::value::Value;
use crate::text::fold;
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Stands where a text is kept back.
pub const KEPT_BACK: &str = "▒▒▒▒▒▒▒▒";

/// Stands where the matter is kept back; no matter has this number.
pub(super) const NO_MATTER: MatterNo = MatterNo { year: 0, n: 0 };

/// How much of a sealed record somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Without clearance.
    Without,
    /// With clearance; the identity is not opened.
    Cleared,
    /// With clearance, the identity opened and that written down.
    Opened,
}

impl Sight {
    /// Of an officer who has opened nothing.
    pub fn of(clearance: bool) -> Self {
        if clearance {
            Self::Cleared
        } else {
            Self::Without
        }
    }
}

/// A petition without the texts that a veil names, for whatever is counted or said of it.
pub(super) fn without_names(petition: &Petition) -> Cow<'_, Petition> {
    if veiled(petition).is_empty() {
        return Cow::Borrowed(petition);
    }
    let mut shown = petition.clone();
    keep_names_back(&mut shown);
    Cow::Owned(shown)
}

/// A reception without the texts of its acts, where it is sealed.
pub(super) fn without_texts(reception: &Reception) -> Cow<'_, Reception> {
    if !reception.secret || reception.steps.is_empty() {
        return Cow::Borrowed(reception);
    }
    let mut shown = reception.clone();
    veil_visit(&mut shown);
    Cow::Owned(shown)
}

/// A petition as lists show it, whoever asks: as without clearance.
pub(super) fn listed<'p>(desk: &dyn Desk, petition: &'p Petition) -> Cow<'p, Petition> {
    let ties = petition.steps.iter().any(|step| {
        matches!(
            step.step,
            Step::Link(_) | Step::Unlink(_) | Step::Unlike(_) | Step::Correct(_)
        )
    });
    if !ties && petition.links.is_empty() && together(desk, petition).is_none() {
        return Cow::Borrowed(petition);
    }
    let mut shown = petition.clone();
    veil(desk, &mut shown, Sight::Without);
    Cow::Owned(shown)
}

/// Says whether a petition is sealed or came in together with one that is.
pub(super) fn masked(desk: &dyn Desk, petition: &Petition) -> bool {
    petition.secret || together(desk, petition).is_some()
}

/// The petitions of which the rows depend on whether this one is sealed, or on what became of it as a second
/// complaint, beside those of its visit.
pub(super) fn bound_up(desk: &dyn Desk, petition: &Petition) -> Vec<PetitionNo> {
    let mut all: Vec<PetitionNo> = petition.links.iter().map(|tie| tie.to).collect();
    all.extend(petition.standing().filter_map(|step| match &step.step {
        Step::Unlike(unlike) => Some(unlike.to),
        _ => None,
    }));
    if matches!(petition.origin, Origin::Filed { .. }) {
        let page = Page::of(desk, Subject::Petition(petition.no));
        all.extend(page.petitions().iter().map(|other| other.no));
    }
    all
}

/// Those that came in together with a petition, where one of them, or the visit, is sealed.
fn together(desk: &dyn Desk, petition: &Petition) -> Option<Page> {
    let whole = || Page::of(desk, Subject::Petition(petition.no));
    match petition.origin {
        _ if petition.secret => Some(whole()),
        Origin::Desk(no) => desk
            .reception(no)
            .filter(|visit| visit.secret)
            .map(|_| whole()),
        Origin::Filed { .. } => {
            let page = Some(whole());
            page.filter(|page| page.petitions().iter().any(|other| other.secret))
        }
    }
}

/// Takes out of a petition what is kept back at this sight.
pub(super) fn veil(desk: &dyn Desk, petition: &mut Petition, sight: Sight) {
    if sight == Sight::Opened {
        return;
    }
    keep_names_back(petition);
    if sight == Sight::Cleared {
        return;
    }
    part_from_sealed(desk, petition);
    if let Some(page) = together(desk, petition) {
        share_no_text(petition, &page);
        let day = petition.received;
        petition
            .steps
            .iter_mut()
            .for_each(|step| tell_no_hour(step, day));
    }
}

/// Takes out of a sealed reception's later acts every text, for whoever has no clearance: it would be read
/// again in what was brought.
pub(super) fn veil_visit(reception: &mut Reception) {
    let day = reception.facts.at.date();
    for step in &mut reception.steps {
        tell_no_hour(step, day);
        match &mut step.step {
            Step::Promise(promise) => KEPT_BACK.clone_into(&mut promise.text),
            Step::ConcludeReception(conclusion) => {
                KEPT_BACK.clone_into(&mut conclusion.text);
                KEPT_BACK.clone_into(&mut conclusion.number);
            }
            Step::Notify(notice) => {
                KEPT_BACK.clone_into(&mut notice.what);
                KEPT_BACK.clone_into(&mut notice.number);
            }
            Step::Correct(Correct { reason, .. }) => KEPT_BACK.clone_into(reason),
            Step::Reveal(reveal) => KEPT_BACK.clone_into(&mut reveal.reason),
            _ => {}
        }
    }
    if let Some(refused) = &mut reception.facts.refused {
        KEPT_BACK.clone_into(&mut refused.evidence);
    }
}

/// What was written on the day on which it came in tells by whom and at what hour it was taken in.
fn tell_no_hour(step: &mut Recorded, day: NaiveDate) {
    if civil_day(step.at) == day {
        step.at = 0;
        step.by.clear();
    }
}

/// The paths that veils name, each with the entry of its veil.
fn veiled(petition: &Petition) -> Vec<(u64, &str)> {
    let veils = petition.steps.iter().filter_map(|step| match &step.step {
        Step::Veil(veil) => Some(veil.paths.iter().map(|path| (step.seq, path.as_str()))),
        _ => None,
    });
    veils.flatten().collect()
}

/// Takes out the texts that veils name. A correction that stands and came after a veil lifts it from its field.
fn keep_names_back(petition: &mut Petition) {
    if veiled(petition).is_empty() {
        return;
    }
    let (mut of_record, mut of_acts) = (Vec::new(), Vec::new());
    for (seq, path) in veiled(petition) {
        let act = path
            .split_once('.')
            .and_then(|(act, rest)| Some((act.parse::<u64>().ok()?, rest)));
        match act {
            Some((act, rest)) => {
                of_acts.push((act, rest.to_owned()));
                if let Some(again) = came_back(petition, act, rest) {
                    of_record.push((seq, again));
                }
            }
            None => of_record.push((seq, path.to_owned())),
        }
    }
    let mending = |step: &Recorded| {
        let mends = |(seq, path): &(u64, String)| step.seq > *seq && mends(&step.step, path);
        of_record.iter().any(mends)
    };
    let later: Vec<u64> = petition
        .steps
        .iter()
        .filter(|step| mending(step))
        .map(|step| step.seq)
        .collect();
    of_record.retain(|(seq, path)| {
        let mut standing = petition.standing().filter(|step| step.seq > *seq);
        !standing.any(|step| mends(&step.step, path))
    });
    let (mut content, mut facts) = (petition.content.write(), petition.facts.write());
    for (_, path) in &of_record {
        blank(&mut content, path);
        blank(&mut facts, path);
    }
    // What does not read any more is what a veil written by hand made of it: nothing is shown of it then.
    petition.content = Content::read(&content).unwrap_or_else(|_| petition.content.clone());
    if let Ok(facts) = Part::read(&facts) {
        petition.facts = facts;
    }
    for step in &mut petition.steps {
        // What a later correction found there is what the veil was laid over.
        if let Step::Correct(correct) = &mut step.step
            && later.contains(&step.seq)
        {
            correct.was = Value::Text(KEPT_BACK.to_owned());
        }
        let mut body = step.step.write();
        let mut here = of_acts
            .iter()
            .filter(|(act, _)| *act == step.seq)
            .peekable();
        if here.peek().is_none() {
            continue;
        }
        here.for_each(|(_, path)| blank(&mut body, path));
        if let Ok(read) = step.step.kind().read(&body) {
            step.step = read;
        }
    }
}

/// The field that holds again what a correction changed, because it was taken back.
fn came_back(petition: &Petition, act: u64, rest: &str) -> Option<String> {
    let step = petition
        .steps
        .iter()
        .find(|step| step.seq == act && step.void.is_some())?;
    let Step::Correct(Correct {
        field: Some(field), ..
    }) = &step.step
    else {
        return None;
    };
    let below = rest.strip_prefix("was")?;
    Some(format!("{field}{below}"))
}

/// Says whether an act writes anew what stands at a path.
fn mends(step: &Step, path: &str) -> bool {
    let Step::Correct(Correct {
        field: Some(field), ..
    }) = step
    else {
        return false;
    };
    field == path
        || path
            .strip_prefix(field.as_str())
            .is_some_and(|rest| rest.starts_with('.'))
}

/// Puts a bar in place of every text at a path.
fn blank(tree: &mut Value, path: &str) {
    if let Some(Value::Text(_)) = tree.at_path(path) {
        tree.set_path(path, Value::Text(KEPT_BACK.to_owned()));
    }
}

/// Takes out whatever leads from an open petition to a sealed one or back: the petitioner of the one is
/// hardly another than that of the other.
pub(super) fn part_from_sealed(desk: &dyn Desk, petition: &mut Petition) {
    let secret = petition.secret;
    let apart = |no: PetitionNo| {
        desk.petition(no)
            .is_some_and(|other| other.secret != secret)
    };
    petition.links.retain(|tie| !apart(tie.to));
    petition.steps.retain(|step| match &step.step {
        Step::Link(link) => !apart(link.to),
        Step::Unlink(unlink) => !apart(unlink.to),
        Step::Unlike(unlike) => !apart(unlike.to),
        // Which matter it once stood in tells as much as in which it stands.
        Step::Correct(Correct { field, to, was, .. }) if field.as_deref() == Some("matter") => {
            !secret && [to, was].into_iter().all(|no| !opened_sealed(desk, no))
        }
        _ => true,
    });
}

fn opened_sealed(desk: &dyn Desk, matter: &Value) -> bool {
    MatterNo::read(matter).is_ok_and(|no| leads_to_sealed(desk, no))
}

/// Says whether a matter was opened by a petition that is sealed: its number would lead there. One that a
/// sealed petition joined later is shown as ever, else its absence would tell whom that came from.
pub(super) fn leads_to_sealed(desk: &dyn Desk, no: MatterNo) -> bool {
    let Some(matter) = desk.matter(no) else {
        return false;
    };
    let petitions = matter.petitions.iter().filter_map(|no| desk.petition(*no));
    let all: Vec<(u64, bool)> = petitions.map(|p| (p.entry, p.secret)).collect();
    let opener = all.iter().find(|(entry, _)| *entry == matter.entry);
    opener.map_or_else(|| left_by_sealed(desk, &matter), |(_, secret)| *secret)
}

/// Says whether a matter was opened by a sealed petition that stands in another by now. Who joined it later is not
/// looked at: that would tell whose a denunciation is. Numbers are given in the order of the book.
fn left_by_sealed(desk: &dyn Desk, matter: &Matter) -> bool {
    let year = matter.no.year;
    let petition = |n| desk.petition(PetitionNo { year, n });
    let last = desk.last_number(Series::Petition, year);
    let (mut first, mut end) = (1, last + 1);
    while first < end {
        let middle = first + (end - first) / 2;
        if petition(middle).is_some_and(|p| p.entry < matter.entry) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    let mut brought = (first..=last).map_while(petition).peekable();
    // Who opened it is not found: nothing says that its number leads nowhere.
    if brought.peek().is_none_or(|p| p.entry != matter.entry) {
        return true;
    }
    brought
        .take_while(|p| p.entry == matter.entry)
        .any(|p| p.secret)
}

/// Sealed and open petitions that came in together show no text that stands on both: what the visit was about
/// stays on the sealed one, which names nobody, and which decision it was about on the open one.
fn share_no_text(petition: &mut Petition, page: &Page) {
    let others = page
        .petitions()
        .iter()
        .filter(|other| other.secret != petition.secret);
    if petition.secret {
        let mut others = others;
        let decided = petition.content.decided_by.as_ref();
        if others.any(|other| decided.is_some() && other.content.decided_by.as_ref() == decided) {
            petition.content.decided_by = None;
        }
        return;
    }
    let mut told: BTreeSet<String> = BTreeSet::new();
    for other in others {
        collect(&other.content.write(), &mut told);
        for step in &other.steps {
            if let Step::Correct(correct) = &step.step {
                collect(&correct.to, &mut told);
                collect(&correct.was, &mut told);
            }
        }
    }
    for visit in page.receptions() {
        collect(&visit.facts.write(), &mut told);
    }
    let shared = |text: &String| told.contains(&fold(text));
    let content = &mut petition.content;
    for text in [
        &mut content.summary,
        &mut content.request,
        &mut content.against,
        &mut content.place,
    ] {
        if text.as_ref().is_some_and(&shared) {
            *text = None;
        }
    }
    content.documents.retain(|document| !shared(&document.name));
    for step in &mut petition.steps {
        if let Step::Correct(correct) = &mut step.step
            && matches!(&correct.to, Value::Text(text) if shared(text))
        {
            correct.to = Value::Null;
        }
    }
}

fn collect(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Text(text) => {
            into.insert(fold(text));
        }
        Value::List(items) => items.iter().for_each(|item| collect(item, into)),
        Value::Map(entries) => entries.iter().for_each(|(_, item)| collect(item, into)),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Day(_) | Value::Moment(_) => {}
    }
}
