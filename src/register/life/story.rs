//! What the standing steps of a petition amount to, without any counting.

use crate::law::count::Pause;
use crate::register::act::{Step, StepKind};
use crate::register::book::{Petition, Recorded};
use crate::register::words::{Class, Status};
use chrono::NaiveDate;

/// An act that marks a turn: its entry and its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::register) struct Mark {
    pub(in crate::register) seq: u64,
    pub(in crate::register) on: NaiveDate,
}

impl Mark {
    fn of(step: &Recorded) -> Self {
        Self {
            seq: step.seq,
            on: step.on,
        }
    }
}

/// Where the steps have led.
#[derive(Debug, Default)]
pub(in crate::register) struct Story<'p> {
    pub(in crate::register) accepted: Option<Mark>,
    /// The first closing act and what it makes of the petition.
    pub(in crate::register) closing: Option<(Mark, Status)>,
    pub(in crate::register) decided: Option<Mark>,
    pub(in crate::register) in_force: Option<Mark>,
    /// The day on which the decision was carried out in full.
    pub(in crate::register) enforced: Option<NaiveDate>,
    pub(in crate::register) waiting_more: bool,
    /// The day of the withdrawal of the whole.
    pub(in crate::register) withdrawn: Option<NaiveDate>,
    /// Finished suspensions, by day, none overlapping.
    pub(in crate::register) pauses: Vec<Pause>,
    /// The day of the suspension that stands open.
    pub(in crate::register) suspended: Option<NaiveDate>,
    /// A body was urged and has not replied since.
    pub(in crate::register) awaits_reply: bool,
    pub(in crate::register) officer: Option<&'p str>,
    /// Promises not yet kept.
    pub(in crate::register) promises: Vec<Mark>,
}

/// What a closing act makes of a petition; `None` where it does not close one.
pub(in crate::register) fn closes(kind: StepKind) -> Option<Status> {
    Some(match kind {
        StepKind::Decline => Status::Declined,
        StepKind::Guide => Status::Guided,
        StepKind::Forward => Status::Forwarded,
        StepKind::Return => Status::Returned,
        StepKind::FileAway => Status::Filed,
        StepKind::Explain => Status::Explained,
        StepKind::PassToInvestigators => Status::Investigators,
        StepKind::Terminate => Status::Terminated,
        _ => return None,
    })
}

impl<'p> Story<'p> {
    pub(in crate::register) fn of(petition: &'p Petition) -> Self {
        let mut story = Self::default();
        for step in petition.standing() {
            story.turn(step);
        }
        story.pause(petition);
        story
    }

    fn turn(&mut self, step: &'p Recorded) {
        let mark = Mark::of(step);
        if self.closing.is_none() {
            self.closing = closes(step.step.kind()).map(|status| (mark, status));
        }
        match &step.step {
            Step::Accept(_) => _ = self.accepted.get_or_insert(mark),
            Step::Decide(_) => _ = self.decided.get_or_insert(mark),
            Step::TakeEffect(_) => _ = self.in_force.get_or_insert(mark),
            Step::Enforce(enforce) if enforce.done => _ = self.enforced.get_or_insert(mark.on),
            Step::RequestMore(_) => self.waiting_more = true,
            // What was missing has come: nothing else in the book says so.
            Step::Correct(correct) if correct.field.as_deref() == Some("eligible") => {
                self.waiting_more = false;
            }
            Step::Withdraw(withdraw) if withdraw.whole => self.withdrawn = Some(mark.on),
            Step::Urge(_) => self.awaits_reply = true,
            Step::ReplyReceived(_) => self.awaits_reply = false,
            Step::Assign(assign) => self.officer = Some(&assign.officer),
            Step::Promise(_) | Step::ConcludeReception(_) => self.promises.push(mark),
            Step::PromiseKept(kept) => self.promises.retain(|open| open.seq != kept.promise),
            _ => {}
        }
    }

    /// Pairs suspensions with resumptions by day: one may have been written down after a later one.
    fn pause(&mut self, petition: &Petition) {
        let mut turns: Vec<(NaiveDate, u64, bool)> = petition
            .standing()
            .filter_map(|step| match step.step {
                Step::Suspend(_) => Some((step.on, step.seq, true)),
                Step::Resume(_) => Some((step.on, step.seq, false)),
                _ => None,
            })
            .collect();
        turns.sort_unstable();
        for (on, _, suspends) in turns {
            match (self.suspended, suspends) {
                (None, true) => self.suspended = Some(on),
                (Some(from), false) => {
                    self.suspended = None;
                    if from < on {
                        self.pauses.push(Pause { from, to: on });
                    }
                }
                _ => {}
            }
        }
    }

    /// Where the petition stands. A withdrawal closes nothing by itself: of a complaint the termination
    /// does (KN Đ10), and a denunciation may go on (NĐ 156 Đ1).
    pub(in crate::register) fn status(&self, class: Class) -> Status {
        if let Some((_, status)) = self.closing {
            status
        } else if self.enforced.is_some() {
            Status::Enforced
        } else if self.in_force.is_some() {
            Status::InForce
        } else if self.decided.is_some() {
            Status::Decided
        } else if self.withdrawn.is_some() && class != Class::Denunciation {
            Status::Withdrawn
        } else if self.suspended.is_some() {
            Status::Suspended
        } else if self.accepted.is_some() {
            Status::Accepted
        } else if self.waiting_more {
            Status::WaitingMore
        } else {
            Status::Received
        }
    }
}
