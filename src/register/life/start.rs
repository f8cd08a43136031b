//! Which clocks start, from which act and day, and what ends them: the table of clocks, row by row.

use super::facts::Facts;
use crate::register::act::{Step, StepKind as K};
use crate::register::book::{Petition, Recorded};
use crate::register::words::{Class, Round};
use chrono::NaiveDate;

/// A clock that starts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    pub(super) rule: &'static str,
    pub(super) from: NaiveDate,
    /// The entry that starts it.
    pub(super) seq: u64,
    /// What ends it: the first of these acts that is later in the book and not before `from`; of a citizen's
    /// right, after its day.
    pub(super) ends: &'static [K],
    /// It is still owed after a closing act that is not among `ends`: someone waits for a letter. Any
    /// other clock no longer applies then.
    pub(super) outlives: bool,
}

const ANSWERED: &[K] = &[
    K::AnswerCitizen,
    K::Accept,
    K::Decline,
    K::Guide,
    K::Forward,
    K::Return,
    K::Explain,
    K::PassToInvestigators,
];
/// That a denunciation was accepted is told by a notice or an answer, not by the acceptance itself.
const DENOUNCER_ANSWERED: &[K] = &[
    K::AnswerCitizen,
    K::Notify,
    K::Decline,
    K::Guide,
    K::Forward,
    K::Return,
    K::Explain,
    K::PassToInvestigators,
];
const TAKEN_UP_OR_CLOSED: &[K] = &[
    K::Accept,
    K::Decline,
    K::Guide,
    K::Forward,
    K::Return,
    K::FileAway,
    K::Explain,
    K::PassToInvestigators,
    K::Terminate,
];
const PASSED_ON: &[K] = &[K::Forward, K::Guide];
const RESOLVED: &[K] = &[K::Decide, K::Terminate];
/// Why a denunciation is not accepted is told in a notice or an answer of its own (TC Đ24.1).
const DENOUNCER_TOLD: &[K] = &[K::Notify, K::AnswerCitizen];
/// Whoever forwarded it is among those to whom the decision goes.
const FORWARDER_TOLD: &[K] = &[K::SendOut, K::Notify];
const SENT: &[K] = &[K::SendOut];
const PUBLISHED: &[K] = &[K::Publish];
const CARRIED_OUT: &[K] = &[K::Enforce];
const TAKEN_EFFECT: &[K] = &[K::TakeEffect];
/// Once a right's day is over, either says that the matter went on without it.
const WENT_ON: &[K] = &[K::TakeEffect, K::Enforce];

/// The clocks that start under `facts`, from the steps before the entry `until`, in the order of the
/// table.
pub(super) fn starts(petition: &Petition, facts: Facts, until: Option<u64>) -> Vec<Start> {
    let mut starts = received(petition, facts);
    let mut forwarded = false;
    let mut decided = false;
    for step in petition
        .standing()
        .take_while(|step| until.is_none_or(|until| step.seq < until))
    {
        forwarded |= matches!(step.step, Step::Forward(_));
        started(step, facts, forwarded, &mut starts);
        // Only the first letter after the decision is the decision.
        let sent = decided && matches!(step.step, Step::SendOut(_));
        if sent && let Some(right) = complain_again(step, facts) {
            starts.push(right);
        }
        decided = (decided && !sent) || matches!(step.step, Step::Decide(_));
    }
    starts
}

/// The citizen's time to complain again, from the day the first decision was sent: when it came is not in
/// the books.
fn complain_again(sent: &Recorded, facts: Facts) -> Option<Start> {
    let first = facts.class == Class::Complaint && facts.round == Round::First;
    let rule = if facts.disciplinary {
        "KN-48b"
    } else {
        "KN-33"
    };
    first.then_some(Start {
        rule,
        from: sent.on,
        seq: sent.seq,
        ends: WENT_ON,
        outlives: true,
    })
}

fn received(petition: &Petition, facts: Facts) -> Vec<Start> {
    let start = |rule, ends, outlives| Start {
        rule,
        from: petition.received,
        seq: petition.entry,
        ends,
        outlives,
    };
    let denunciation = facts.class == Class::Denunciation;
    let mut starts = Vec::new();
    if facts.at_desk {
        let ends = if denunciation {
            DENOUNCER_ANSWERED
        } else {
            ANSWERED
        };
        starts.push(start("TCD-28.1", ends, true));
    }
    match (facts.class, facts.round) {
        (Class::Complaint, _) if facts.not_competent => {}
        (Class::Complaint, _) if facts.disciplinary => {
            starts.push(start("KN-50a", TAKEN_UP_OR_CLOSED, false));
        }
        (Class::Complaint, Round::First) => {
            starts.push(start("KN-27", TAKEN_UP_OR_CLOSED, false));
        }
        (Class::Complaint, Round::Second) => {
            starts.push(start("KN-36", TAKEN_UP_OR_CLOSED, false));
        }
        (Class::Denunciation, Round::First) if !facts.not_competent => {
            starts.push(start("TC-24.1", TAKEN_UP_OR_CLOSED, false));
        }
        (Class::Denunciation, Round::Second) => {
            starts.push(start("TC-37.2", TAKEN_UP_OR_CLOSED, false));
        }
        _ => {}
    }
    if denunciation && facts.not_competent {
        starts.push(start("TC-24.2", PASSED_ON, false));
    }
    if denunciation && facts.answer_to_sender {
        starts.push(start("TC-26.2", &[K::AnswerCitizen, K::Notify], true));
    }
    starts
}

fn started(step: &Recorded, facts: Facts, forwarded: bool, starts: &mut Vec<Start>) {
    let complaint = facts.class == Class::Complaint;
    let denunciation = facts.class == Class::Denunciation;
    let mut start = |rule, ends, outlives| {
        starts.push(Start {
            rule,
            from: step.on,
            seq: step.seq,
            ends,
            outlives,
        });
    };
    match &step.step {
        Step::Accept(_) if complaint => {
            let rule = match facts.round {
                _ if facts.disciplinary => "KN-50b",
                Round::First => "KN-28",
                Round::Second => "KN-37",
            };
            start(rule, RESOLVED, false);
        }
        Step::Accept(_) if denunciation => {
            start("TC-30", RESOLVED, false);
            start("TC-29.3", &[K::Notify], false);
        }
        Step::Suspend(_) | Step::Resume(_) | Step::Terminate(_) if complaint => {
            start("KN-11a", SENT, true);
        }
        Step::Suspend(_) | Step::Terminate(_) if denunciation => start("TC-34.4", SENT, true),
        Step::Decide(_) if complaint => {
            let (send, effect) = match (facts.disciplinary, facts.round) {
                (false, Round::First) => ("KN-32", "KN-44"),
                (false, Round::Second) => ("KN-41", "KN-44b"),
                (true, Round::First) => ("KN-56.1", "KN-57"),
                (true, Round::Second) => ("KN-56.2", "KN-57"),
            };
            start(send, SENT, true);
            start("KN-pub", PUBLISHED, true);
            start(effect, TAKEN_EFFECT, true);
        }
        Step::Decide(_) if denunciation => {
            start("TC-35.3", SENT, true);
            start("TC-36.1", CARRIED_OUT, true);
            start("TC-40.1", PUBLISHED, true);
        }
        Step::Decline(_) if denunciation => start("TC-24.1b", DENOUNCER_TOLD, true),
        Step::TakeEffect(_) if complaint => start("KN-31", CARRIED_OUT, true),
        Step::ReplyReceived(reply) if forwarded && reply.asked => {
            start("TCD-28.2", &[K::AnswerCitizen], true);
        }
        Step::Promise(_) | Step::ConcludeReception(_) => start(super::build::PROMISE, &[], true),
        _ => {}
    }
    let resolved = matches!(step.step, Step::Decide(_) | Step::Terminate(_));
    if resolved && facts.reports_back {
        start("TCD-27.2b", FORWARDER_TOLD, true);
    }
}
