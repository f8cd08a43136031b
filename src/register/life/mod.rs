//! A petition's status and clocks, derived from its facts and steps, the rules and the calendar, exactly
//! as the table of clocks says. Stores nothing and asks no clock on the wall: how a limit stands on a day
//! is [`Clock::state`]'s.

mod build;
mod facts;
mod start;
pub(super) mod story;

use super::act::StepKind;
use super::book::{Petition, Reception};
use super::clock::Clock;
use super::words::{LowerState, ReceivedBy, Status};
use crate::closed_list;
use crate::law::Law;
use crate::law::ground::{self, GroundKind, RefusalNotice};
use crate::law::rule::Whose;
use chrono::NaiveDate;
use start::Start;
use story::Story;

closed_list! {
    /// Why a petition has no clock that leads.
    Waiting {
        /// It is closed, or its decision was carried out.
        Closed = "closed",
        /// It is suspended.
        Suspended = "suspended",
        /// Another body must act: one that was urged, or the competent one below.
        OtherBody = "other_body",
        /// The law sets no limit for the step at which it stands.
        NoLimit = "no_limit",
    }
}

/// What a petition's acts amount to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    /// Where it stands.
    pub status: Status,
    /// Every clock, the leading one first: the agency's that run or are overdue, by due day; the paused;
    /// the clocks of others; the done, by day; the dropped.
    pub clocks: Vec<Clock>,
    /// Who works on it.
    pub officer: Option<String>,
    /// It was closed, or its decision was carried out; a letter may still have to go out.
    pub ended: bool,
    /// The day of that.
    pub ended_on: Option<NaiveDate>,
    /// Nothing more is expected of the agency.
    pub closed: bool,
    /// Why no clock leads; `None` where one does.
    pub waiting_for: Option<Waiting>,
    /// The day of acceptance.
    pub accepted: Option<NaiveDate>,
    /// The day of the suspension that stands open.
    pub suspended_since: Option<NaiveDate>,
    /// The day of the decision or conclusion.
    pub decided: Option<NaiveDate>,
}

impl Life {
    /// The agency's nearest open clock that is neither paused (unless overdue) nor dropped.
    pub fn leading(&self) -> Option<&Clock> {
        self.clocks.first().filter(|clock| leads(clock))
    }
}

/// Says whether a clock may lead: the agency's, open, and running or already overdue when suspended.
fn leads(clock: &Clock) -> bool {
    clock.whose == Whose::Agency
        && clock.is_open()
        && clock
            .paused_since
            .is_none_or(|since| since > clock.by_law())
}

/// Derives a petition's life.
pub fn life(petition: &Petition, law: &Law) -> Life {
    let story = Story::of(petition);
    let clocks = petition_clocks(petition, law, &story);
    let leading = clocks.first().is_some_and(leads);
    let closing = story.closing.map(|(mark, _)| mark.on);
    let ended_on = closing.or(story.enforced);
    let ended = ended_on.is_some();
    let expected = clocks
        .iter()
        .any(|clock| clock.whose == Whose::Agency && clock.is_open());
    Life {
        status: story.status(petition.facts.class),
        officer: story.officer.map(str::to_owned),
        ended,
        ended_on,
        closed: ended && !expected,
        waiting_for: (!leading).then(|| waiting(petition, &story, ended)),
        accepted: story.accepted.map(|mark| mark.on),
        suspended_since: story.suspended,
        decided: story.decided.map(|mark| mark.on),
        clocks,
    }
}

fn waiting(petition: &Petition, story: &Story, ended: bool) -> Waiting {
    let below = petition.facts.lower_body.as_ref();
    let below_acts =
        below.is_some_and(|body| matches!(body.state, LowerState::Pending | LowerState::Late));
    if ended {
        Waiting::Closed
    } else if story.suspended.is_some() {
        Waiting::Suspended
    } else if story.awaits_reply || below_acts {
        Waiting::OtherBody
    } else {
        Waiting::NoLimit
    }
}

fn petition_clocks(petition: &Petition, law: &Law, story: &Story) -> Vec<Clock> {
    let mut runs: Vec<build::Run> = start::starts(petition, facts::now(petition), None)
        .into_iter()
        .filter_map(|start| build::run(law, petition, story, start))
        .collect();
    build::override_days(&mut runs, petition, law);
    let mut clocks: Vec<Clock> = runs.into_iter().map(|run| run.clock).collect();
    for start in facts::gone(petition) {
        let stands = |clock: &Clock| clock.rule == start.rule && clock.started_by == start.seq;
        if !clocks.iter().any(stands)
            && let Some(run) = build::run(law, petition, &Story::default(), start)
        {
            clocks.push(Clock {
                done: None,
                dropped: true,
                ..run.clock
            });
        }
    }
    sorted(clocks)
}

fn sorted(mut clocks: Vec<Clock>) -> Vec<Clock> {
    clocks.sort_by_key(|clock| match clock.done {
        Some(done) => (3, done),
        None if clock.dropped => (4, clock.due),
        None if leads(clock) => (0, clock.due),
        None if clock.whose == Whose::Agency => (1, clock.due),
        None => (2, clock.due),
    });
    clocks
}

/// Derives the clocks of a reception itself: the notice of a refusal, promises of the head.
pub fn reception_clocks(reception: &Reception, law: &Law) -> Vec<Clock> {
    let steps = || reception.steps.iter().filter(|step| step.void.is_none());
    let written = reception.facts.refused.as_ref().is_some_and(|refused| {
        ground::find(GroundKind::Refusal, &refused.ground)
            .is_some_and(|ground| ground.notice == Some(RefusalNotice::Written))
    });
    let notice = written.then_some(Start {
        rule: "ND154-4.3",
        from: reception.facts.at.date(),
        seq: reception.entry,
        ends: &[StepKind::Notify],
        outlives: true,
    });
    let received = Start {
        rule: "ND154-25.2",
        from: reception.facts.at.date(),
        seq: reception.entry,
        ends: &[StepKind::ConcludeReception],
        outlives: true,
    };
    // The statute sets it no number; an office may.
    let by_head = reception.facts.by == ReceivedBy::Head && reception.facts.refused.is_none();
    let conclusion = by_head.then_some(received);
    let rules = notice.into_iter().chain(conclusion);
    let rules = rules.filter_map(|start| build::plain(law, steps(), start));
    let promises = steps().filter_map(|step| build::promise(step, steps()));
    sorted(rules.chain(promises).collect())
}
