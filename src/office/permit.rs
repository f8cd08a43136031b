//! Who may do what: the one table of permissions. Clearance is apart from role.

use crate::register::act::{Act, StepKind};

pub use crate::store::Role;

/// Something an officer may or may not do, beside the acts of the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Read, search, keep drafts, print slips.
    Read,
    /// Import and export.
    Exchange,
    /// Change the calendar and the rules.
    ChangeRules,
    /// Print statutory reports.
    Report,
    /// See who opened a denouncer's identity.
    SeeOpenings,
    /// Officers, clearance, backup and restore.
    Administer,
}

impl Deed {
    /// The least role that may do it.
    pub fn least_role(self) -> Role {
        match self {
            Self::Read => Role::Receptionist,
            Self::Exchange | Self::ChangeRules | Self::Report | Self::SeeOpenings => {
                Role::Supervisor
            }
            Self::Administer => Role::Admin,
        }
    }
}

/// Says whether an officer may do something beside the acts of the books.
pub fn may(role: Role, deed: Deed) -> Result<(), NotAllowed> {
    let least = deed.least_role();
    if role < least {
        return Err(NotAllowed::Role(least));
    }
    Ok(())
}

/// The least role that may do a step.
pub fn least_role_for_step(step: StepKind) -> Role {
    use StepKind as K;
    match step {
        K::Accept
        | K::Decline
        | K::Guide
        | K::Forward
        | K::Return
        | K::FileAway
        | K::Urge
        | K::RequestMore
        | K::Explain
        | K::PassToInvestigators
        | K::Notify
        | K::AnswerCitizen
        | K::ReturnPapers
        | K::Withdraw
        | K::Invite
        | K::ReplyReceived
        | K::Link
        | K::Unlink
        | K::Unlike
        | K::Correct
        | K::Reveal
        | K::ConflictCheck => Role::Receptionist,
        K::Assign
        | K::Mark
        | K::Extend
        | K::Suspend
        | K::Resume
        | K::Terminate
        | K::Dialogue
        | K::Promise
        | K::PromiseKept
        | K::ConcludeReception
        | K::Decide
        | K::SendOut
        | K::Publish
        | K::TakeEffect
        | K::Enforce
        | K::Protect
        | K::OverrideDue
        | K::Veil
        | K::Erase => Role::Supervisor,
    }
}

/// Why something is not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAllowed {
    /// The role is too low.
    #[error("needs role {}", .0.word())]
    Role(Role),
    /// It is another officer's entry, which only a supervisor corrects.
    #[error("another officer's entry")]
    AnothersEntry,
    /// It needs clearance.
    #[error("needs clearance")]
    Clearance,
    /// It needs a supervisor and an admin, two different people.
    #[error("needs a supervisor and an admin together")]
    TakesTwo,
}

/// Says whether an officer may write `act`. `author` is who wrote what a correction corrects.
pub fn may_write(
    role: Role,
    clearance: bool,
    me: &str,
    author: Option<&str>,
    act: &Act,
) -> Result<(), NotAllowed> {
    let least = match act {
        Act::Receive(_) | Act::File(_) => Role::Receptionist,
        Act::Schedule(_) | Act::Absent(_) => Role::Supervisor,
        Act::ChangeCalendar(_) | Act::ChangeRules(_) => Deed::ChangeRules.least_role(),
        Act::ChangeOfficers(_) => Deed::Administer.least_role(),
        Act::Step { step, .. } => least_role_for_step(step.kind()),
    };
    if role < least {
        return Err(NotAllowed::Role(least));
    }
    if let Act::Step { step, .. } = act {
        match step.kind() {
            StepKind::Reveal | StepKind::ConflictCheck if !clearance => {
                return Err(NotAllowed::Clearance);
            }
            StepKind::Erase => return Err(NotAllowed::TakesTwo),
            StepKind::Correct if role < Role::Supervisor && author.is_some_and(|a| a != me) => {
                return Err(NotAllowed::AnothersEntry);
            }
            _ => {}
        }
    }
    Ok(())
}

/// Says whether two officers together may erase an identity: different people, none below supervisor, an
/// admin among them.
pub fn may_erase(one: (&str, Role), other: (&str, Role)) -> Result<(), NotAllowed> {
    let roles = [one.1, other.1];
    if one.0 != other.0 && roles.contains(&Role::Admin) && !roles.contains(&Role::Receptionist) {
        Ok(())
    } else {
        Err(NotAllowed::TakesTwo)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a receptionist writes: from acceptance to the answer, what a citizen brings or asks for, and what is
    /// seen to belong together. Everything else is a supervisor's.
    const RECEPTIONIST: &str = "accept decline guide forward return file_away urge request_more explain \
        pass_to_investigators notify answer return_papers withdraw invite reply_received link unlink unlike correct \
        reveal conflict_check";
    const SUPERVISOR: &str = "assign mark extend suspend resume terminate dialogue promise promise_kept \
        conclude_reception decide send publish take_effect enforce protect override_due veil erase";

    #[test]
    fn each_step_is_a_receptionists_or_a_supervisors_and_an_admin_does_both() {
        let words = |all: &'static str| all.split_whitespace();
        let mut known: Vec<&str> = words(RECEPTIONIST).chain(words(SUPERVISOR)).collect();
        for step in StepKind::ALL {
            let least = if words(RECEPTIONIST).any(|word| word == step.word()) {
                Role::Receptionist
            } else {
                Role::Supervisor
            };
            assert_eq!(least_role_for_step(*step), least, "{}", step.word());
            known.retain(|word| *word != step.word());
        }
        assert_eq!(known, [""; 0]);
    }

    #[test]
    fn officers_and_copies_are_an_admins_and_reports_and_openings_a_supervisors() {
        use Role::{Admin, Receptionist, Supervisor};
        for (deed, least) in [
            (Deed::Read, Receptionist),
            (Deed::Exchange, Supervisor),
            (Deed::ChangeRules, Supervisor),
            (Deed::Report, Supervisor),
            (Deed::SeeOpenings, Supervisor),
            (Deed::Administer, Admin),
        ] {
            for role in [Receptionist, Supervisor, Admin] {
                let allowed = if role < least {
                    Err(NotAllowed::Role(least))
                } else {
                    Ok(())
                };
                assert_eq!(may(role, deed), allowed, "{role:?} {deed:?}");
            }
        }
    }

    #[test]
    fn two_erase_together_none_below_a_supervisor_and_one_an_admin() {
        use Role::{Admin, Receptionist, Supervisor};
        let together = |one, other| may_erase(("hoa", one), ("minh", other)).is_ok();
        for (one, other, may) in [
            (Admin, Supervisor, true),
            (Supervisor, Admin, true),
            (Admin, Admin, true),
            (Supervisor, Supervisor, false),
            (Admin, Receptionist, false),
            (Receptionist, Admin, false),
        ] {
            assert_eq!(together(one, other), may, "{one:?} {other:?}");
        }
        assert!(may_erase(("hoa", Admin), ("hoa", Admin)).is_err(), "alone");
    }
}
