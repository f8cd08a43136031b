//! What each act needs: one table, from which the form, the history's words and the menu are made. It
//! must not know what the law allows, nor how a field is drawn.

use super::words::NeedWord as N;
use crate::register::act::StepKind as K;

/// What is typed or chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// One line of text.
    Line,
    /// A body: one that the record names, or any other.
    Agency,
    /// An officer.
    Officer,
    /// How the citizen was answered.
    How,
    /// Of what somebody is notified.
    Notice,
    /// What of a denouncer is protected.
    Shield,
    /// A number from 1.
    Days,
    /// A figure, in this unit.
    Figure(N),
    /// A day that has come.
    Past,
    /// A day that is still to come, or today.
    Ahead,
    /// Yes or no.
    YesNo,
    /// One of several keys, which is then true.
    Which(&'static [(&'static str, N)]),
    /// A ground, from the law's list for this act and class where there is one.
    Ground,
    /// Several grounds.
    Grounds,
    /// What was found.
    Outcome,
    /// How two petitions belong together.
    LinkKind,
    /// The number of a petition.
    Petition,
    /// A petition to which this one is linked.
    Linked,
    /// An open clock.
    Clock,
    /// A promise that stands open.
    Promise,
}

/// One thing that an act needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// Its key in the line.
    pub key: &'static str,
    /// What stands before it.
    pub label: N,
    /// What is typed or chosen.
    pub what: What,
    /// Whether nothing is saved without it.
    pub required: bool,
    /// It is asked for only while this key holds this code.
    pub when: Option<(&'static str, &'static str)>,
    /// Nothing is saved without it while this key holds this code.
    pub must_when: Option<(&'static str, &'static str)>,
    /// A heading above it.
    pub heading: Option<N>,
}

const fn may(key: &'static str, label: N, what: What) -> Need {
    Need {
        key,
        label,
        what,
        required: false,
        when: None,
        must_when: None,
        heading: None,
    }
}

const fn must(key: &'static str, label: N, what: What) -> Need {
    Need {
        required: true,
        ..may(key, label, what)
    }
}

impl Need {
    const fn when(self, key: &'static str, code: &'static str) -> Self {
        Self {
            when: Some((key, code)),
            ..self
        }
    }

    const fn must_when(self, key: &'static str, code: &'static str) -> Self {
        Self {
            must_when: Some((key, code)),
            ..self
        }
    }

    const fn below(self, heading: N) -> Self {
        Self {
            heading: Some(heading),
            ..self
        }
    }
}

const NOTICE: Need = must("number", N::NoticeNo, What::Line);
const PAPER: Need = must("number", N::PaperNo, What::Line);
const DECISION: Need = must("number", N::DecisionNo, What::Line);
const TO_AGENCY: Need = must("agency", N::ToAgency, What::Agency);
const GROUND: Need = must("ground", N::Ground, What::Ground);
const REASON: Need = must("reason", N::Reason, What::Line);

const FIGURES: [Need; 12] = [
    may("recovered_money", N::Money, What::Figure(N::Dong)).below(N::Recovered),
    may("recovered_land_m2", N::Land, What::Figure(N::SquareMetres)),
    may("returned_money", N::Money, What::Figure(N::Dong)).below(N::Returned),
    may("returned_land_m2", N::Land, What::Figure(N::SquareMetres)),
    may("returned_orgs", N::Organisations, What::Figure(N::Bodies)),
    may("returned_people", N::People, What::Figure(N::Heads)),
    may(
        "disciplined_orgs",
        N::Organisations,
        What::Figure(N::Bodies),
    )
    .below(N::Disciplined),
    may("disciplined_people", N::People, What::Figure(N::Heads)),
    may(
        "disciplined_officials",
        N::Officials,
        What::Figure(N::Heads),
    ),
    may("investigated_cases", N::Cases, What::Figure(N::Matters)).below(N::Investigated),
    may("investigated_people", N::People, What::Figure(N::Heads)),
    may(
        "investigated_officials",
        N::Officials,
        What::Figure(N::Heads),
    ),
];

const DECIDE: [Need; 2] = [must("outcome", N::Outcome, What::Outcome), DECISION];
const ENFORCE: [Need; 1] = [must("done", N::InFull, What::YesNo)];
const PROSECUTED: [Need; 3] = [
    may("prosecuted_cases", N::Cases, What::Figure(N::Matters)).below(N::Prosecuted),
    may("prosecuted_people", N::People, What::Figure(N::Heads)),
    may("prosecuted_officials", N::Officials, What::Figure(N::Heads)),
];

/// The pseudo-key under which a form asks which finding is marked.
pub const WHICH: &str = "which";

/// Returns what an act needs, in the order in which it is asked; nothing for the two that have a
/// screen of their own.
pub fn needs(kind: K) -> Vec<Need> {
    if let Some(few) = one_or_two(kind) {
        return few.to_vec();
    }
    match kind {
        K::Mark => vec![
            must(
                WHICH,
                N::Finding,
                What::Which(&[("complex", N::IsComplex), ("remote", N::IsRemote)]),
            ),
            GROUND.when(WHICH, "complex"),
            PAPER.when(WHICH, "complex"),
            may("reason", N::ReasonRemoteOrLate, What::Line).must_when(WHICH, "remote"),
        ],
        K::Extend => vec![
            must("grounds", N::Grounds, What::Grounds),
            DECISION,
            may("days", N::ExtraDays, What::Days),
            may("reason", N::ReasonIfLate, What::Line),
        ],
        K::ConcludeReception => vec![
            NOTICE,
            must("text", N::Conclusion, What::Line),
            must("due", N::DueBy, What::Ahead),
        ],
        K::Decide => [&DECIDE[..], &FIGURES].concat(),
        K::Enforce => [&ENFORCE[..], &FIGURES, &PROSECUTED].concat(),
        K::ReplyReceived => vec![
            must("agency", N::FromAgency, What::Agency),
            PAPER,
            must("asked", N::Asked, What::YesNo),
        ],
        K::OverrideDue => vec![
            must("rule", N::Clock, What::Clock),
            must("due", N::NewDue, What::Ahead),
            REASON,
        ],
        _ => Vec::new(),
    }
}

fn one_or_two(kind: K) -> Option<&'static [Need]> {
    Some(match kind {
        K::Accept => const { &[NOTICE] },
        K::Decline => const { &[GROUND, NOTICE] },
        K::Guide | K::Forward | K::Urge | K::PassToInvestigators => const { &[TO_AGENCY, PAPER] },
        K::Return => const { &[may("agency", N::ToAgency, What::Agency), PAPER] },
        K::FileAway => const { &[must("ground", N::Why, What::Line)] },
        K::RequestMore => const { &[must("what", N::Missing, What::Line)] },
        K::Explain => const { &[may("number", N::PaperNo, What::Line)] },
        K::Notify => const { &[must("what", N::OfWhat, What::Notice), NOTICE] },
        K::AnswerCitizen => {
            const {
                &[
                    must("how", N::How, What::How),
                    may("number", N::PaperNo, What::Line),
                ]
            }
        }
        K::Assign => const { &[must("officer", N::Officer, What::Officer)] },
        K::Suspend | K::Terminate => const { &[GROUND, DECISION] },
        K::Resume => const { &[DECISION] },
        K::Withdraw => {
            const {
                &[
                    must("whole", N::Whole, What::YesNo),
                    must("content", N::WithdrawnPart, What::Line).when("whole", "no"),
                ]
            }
        }
        K::Invite => const { &[must("date", N::InvitedTo, What::Ahead)] },
        K::TakeEffect => const { &[may("reason", N::Reason, What::Line)] },
        K::Dialogue => const { &[may("minutes", N::Minutes, What::Line)] },
        K::Promise => {
            const {
                &[
                    must("text", N::Promised, What::Line),
                    must("due", N::DueBy, What::Ahead),
                ]
            }
        }
        K::PromiseKept => const { &[must("promise", N::WhichPromise, What::Promise)] },
        K::Protect => const { &[must("kind", N::Shielded, What::Shield), DECISION] },
        K::Link => {
            const {
                &[
                    must("to", N::ToPetition, What::Petition),
                    must("as", N::LinkedAs, What::LinkKind),
                ]
            }
        }
        K::Unlike => const { &[must("to", N::ToPetition, What::Petition)] },
        K::Unlink => const { &[must("to", N::FromPetition, What::Linked), REASON] },
        _ => return None,
    })
}

/// Returns what stands under a key of an act, if the table knows it.
pub fn need(kind: K, key: &str) -> Option<Need> {
    needs(kind).into_iter().find(|need| need.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_asks_for_every_key_of_every_act_and_for_no_other() {
        for kind in K::ALL.iter().copied() {
            if matches!(kind, K::Correct | K::Reveal | K::Veil | K::Erase) {
                assert_eq!(needs(kind), [], "{kind:?}");
                continue;
            }
            let mut asked: BTreeSet<&str> = needs(kind)
                .iter()
                .flat_map(|need| match need.what {
                    What::Which(keys) => keys.iter().map(|(key, _)| *key).collect(),
                    _ => vec![need.key],
                })
                .collect();
            let mut known: BTreeSet<&str> = kind.keys().iter().copied().collect();
            assert_eq!(asked, known, "{kind:?}");
            asked.clear();
            known.clear();
        }
    }

    #[test]
    fn what_is_asked_only_sometimes_depends_on_something_asked_before() {
        for kind in K::ALL.iter().copied() {
            let all = needs(kind);
            for (place, need) in all.iter().enumerate() {
                let Some((key, _)) = need.when else { continue };
                assert!(all[..place].iter().any(|before| before.key == key));
            }
        }
    }
}
