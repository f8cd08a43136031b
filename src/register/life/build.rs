//! Counting a clock that has started: its variant, pauses and extensions, what ended it, and a
//! supervisor's override.

use super::start::Start;
use super::story::Story;
use crate::law::Law;
use crate::law::count::{Ends, Pause, Variant, ends};
use crate::law::rule::{Rule, Whose};
use crate::register::act::Step;
use crate::register::book::{Petition, Recorded};
use crate::register::clock::Clock;
use chrono::NaiveDate;

/// The id of a promise's own clock, which no rule sets.
pub(super) const PROMISE: &str = "promise";

/// A clock with the entry that ended it.
pub(super) struct Run {
    pub(super) clock: Clock,
    ended_by: Option<u64>,
}

/// Counts a clock of a petition; `None` where no version of its rule was in force on the day, or the day
/// lies outside the years that can be counted.
pub(super) fn run(law: &Law, petition: &Petition, story: &Story, start: Start) -> Option<Run> {
    if start.rule == PROMISE {
        let made = petition.standing().find(|step| step.seq == start.seq)?;
        let kept = kept(petition.standing(), made);
        return Some(Run {
            clock: promise(made, petition.standing())?,
            ended_by: kept.map(|step| step.seq),
        });
    }
    let rule = law.rules.in_force(start.rule, start.from).ok()?;
    let found = variant(law, petition, rule, &start, story);
    let counted = counted(law, rule, start.from, found)?;
    let mut clock = clock(rule, &start, counted);
    // The first day: as found at once, before anything was granted or stopped.
    let first = Variant {
        remote: clock.variant.remote,
        several_places: clock.variant.several_places,
        ..Variant::default()
    };
    if first != clock.variant {
        clock.original_due = ends(rule, &law.calendar, start.from, &first).ok()?.due;
    }
    let ended = ended(petition.standing(), &start, &clock);
    clock.done = ended.map(|step| step.on);
    if clock.done.is_none() {
        let closed = story
            .closing
            .is_some_and(|(closing, _)| start.seq < closing.seq);
        clock.dropped = closed && !start.outlives;
        clock.paused_since = story
            .suspended
            .filter(|since| rule.pausable && *since >= start.from && !clock.dropped);
    }
    Some(Run {
        clock,
        ended_by: ended.map(|step| step.seq),
    })
}

/// Counts a clock that knows no variants: one of a reception.
pub(super) fn plain<'s>(
    law: &Law,
    steps: impl Iterator<Item = &'s Recorded>,
    start: Start,
) -> Option<Clock> {
    let rule = law.rules.in_force(start.rule, start.from).ok()?;
    let mut clock = clock(
        rule,
        &start,
        counted(law, rule, start.from, Variant::default())?,
    );
    clock.done = ended(steps, &start, &clock).map(|step| step.on);
    Some(clock)
}

/// The earliest of the acts that end it: one may have been written down after a later one. Nothing that the
/// office does ends a citizen's right before its day.
fn ended<'s>(
    steps: impl Iterator<Item = &'s Recorded>,
    start: &Start,
    clock: &Clock,
) -> Option<&'s Recorded> {
    let too_soon = |on: NaiveDate| match clock.whose {
        Whose::Citizen => on <= clock.due,
        _ => on < start.from,
    };
    steps
        .filter(|step| {
            step.seq > start.seq && !too_soon(step.on) && start.ends.contains(&step.step.kind())
        })
        .min_by_key(|step| (step.on, step.seq))
}

fn counted(law: &Law, rule: &Rule, from: NaiveDate, variant: Variant) -> Option<(Ends, Variant)> {
    match ends(rule, &law.calendar, from, &variant) {
        Ok(counted) => Some((counted, variant)),
        // An office's own row may know less than the statute's did: the plain limit is the stricter one.
        Err(_) => ends(rule, &law.calendar, from, &Variant::default())
            .ok()
            .map(|counted| (counted, Variant::default())),
    }
}

fn clock(rule: &Rule, start: &Start, (counted, variant): (Ends, Variant)) -> Clock {
    Clock {
        rule: rule.id.clone(),
        citation: rule.citation.clone(),
        whose: rule.whose,
        from: start.from,
        started_by: start.seq,
        variant,
        target: counted.target,
        due: counted.due,
        original_due: counted.due,
        counted: counted.due,
        overridden: None,
        review: false,
        done: None,
        paused_since: None,
        dropped: false,
        confirmed: counted.calendar_confirmed && rule.certainty.is_sure(),
    }
}

/// What was found and granted while the limit still ran, as far as the rule knows it. A finding or an
/// extension of a later day does not undo that the limit was passed.
fn variant(law: &Law, petition: &Petition, rule: &Rule, start: &Start, story: &Story) -> Variant {
    let pauses = story.pauses.iter().filter(|pause| pause.from >= start.from);
    let mut found = Variant {
        several_places: rule.several_places.is_some() && petition.facts.several_places,
        pauses: if rule.pausable {
            pauses.copied().collect::<Vec<Pause>>()
        } else {
            Vec::new()
        },
        ..Variant::default()
    };
    let mut steps: Vec<&Recorded> = petition.standing().collect();
    steps.sort_by_key(|step| (step.on, step.seq));
    for step in steps {
        let grown = grown(rule, start, &found, step);
        if grown != found && !passed(law, rule, start, story, &found, step.on) {
            found = grown;
        }
    }
    found
}

/// What a step makes of what was found before it.
fn grown(rule: &Rule, start: &Start, found: &Variant, step: &Recorded) -> Variant {
    let mut grown = found.clone();
    match (&step.step, rule.extension) {
        (Step::Mark(mark), _) => {
            grown.remote |= rule.remote.is_some() && mark.remote;
            grown.complex |= rule.complex.is_some() && mark.complex;
        }
        (Step::Extend(extend), Some(may)) if step.seq > start.seq => {
            let days = extend.days.unwrap_or(may.max_days);
            if (1..=may.max_days).contains(&days) && grown.extensions.len() < may.times as usize {
                grown.extensions.push(days);
            }
        }
        _ => {}
    }
    grown
}

/// Says whether the limit as found so far had ended before `on`; while it is suspended it does not end.
fn passed(
    law: &Law,
    rule: &Rule,
    start: &Start,
    story: &Story,
    found: &Variant,
    on: NaiveDate,
) -> bool {
    let Ok(counted) = ends(rule, &law.calendar, start.from, found) else {
        return false;
    };
    let stopped = story
        .suspended
        .is_some_and(|since| rule.pausable && since >= start.from && since <= counted.due);
    on > counted.due && !stopped
}

/// A promise's own clock: the day that was promised, as it is.
pub(super) fn promise<'s>(
    made: &Recorded,
    steps: impl Iterator<Item = &'s Recorded>,
) -> Option<Clock> {
    let (text, due) = match &made.step {
        Step::Promise(promise) => (&promise.text, promise.due),
        Step::ConcludeReception(conclusion) => (&conclusion.text, conclusion.due),
        _ => return None,
    };
    let kept = kept(steps, made).map(|step| step.on);
    Some(Clock {
        rule: PROMISE.to_owned(),
        citation: text.clone(),
        whose: Whose::Agency,
        from: made.on,
        started_by: made.seq,
        variant: Variant::default(),
        target: due,
        due,
        original_due: due,
        counted: due,
        overridden: None,
        review: false,
        done: kept,
        paused_since: None,
        dropped: false,
        confirmed: true,
    })
}

fn kept<'s>(steps: impl Iterator<Item = &'s Recorded>, made: &Recorded) -> Option<&'s Recorded> {
    let of_it = |step: &&Recorded| matches!(&step.step, Step::PromiseKept(kept) if kept.promise == made.seq);
    steps
        .filter(of_it)
        .filter(|step| step.seq > made.seq && step.on >= made.on)
        .min_by_key(|step| (step.on, step.seq))
}

/// Puts each override on the latest clock of its rule that stood open when it was written. What comes
/// later does not move the day, but marks it for review.
pub(super) fn override_days(runs: &mut [Run], petition: &Petition, law: &Law) {
    for step in petition.standing() {
        let Step::OverrideDue(order) = &step.step else {
            continue;
        };
        let open = |run: &&mut Run| {
            run.clock.rule == order.rule
                && run.clock.started_by < step.seq
                && run.ended_by.is_none_or(|ended| ended > step.seq)
        };
        let latest = runs
            .iter_mut()
            .filter(open)
            .max_by_key(|run| (run.clock.from, run.clock.started_by));
        if let Some(Run { clock, .. }) = latest {
            clock.due = order.due;
            clock.target = order.due;
            clock.overridden = Some(order.reason.clone());
            clock.review = clock.is_open() && moved_since(petition, law, clock, step.seq);
        }
    }
}

fn moved_since(petition: &Petition, law: &Law, clock: &Clock, seq: u64) -> bool {
    let Ok(rule) = law.rules.in_force(&clock.rule, clock.from) else {
        return false;
    };
    petition
        .standing()
        .filter(|step| step.seq > seq)
        .any(|step| match &step.step {
            Step::Suspend(_) | Step::Resume(_) => rule.pausable,
            Step::Extend(_) => rule.extension.is_some(),
            Step::Mark(mark) => {
                (mark.remote && rule.remote.is_some()) || (mark.complex && rule.complex.is_some())
            }
            _ => false,
        })
}
