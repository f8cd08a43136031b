//! Proof that nothing is missing or altered: the chain and the state by the store, and beside them what the
//! office itself derives: due days and the rows of the index. In slices behind the desk's work, or at once.

use super::ask::ChainState;
use super::books::Office;
use super::change_rows::due_days;
use super::index::Index;
use super::shelves::Reading;
use crate::register::number::PetitionNo;
use crate::store::check::{CheckReport, NotCompared, Problem};
use crate::store::{ReadOnly, Stage, StoreError};
use std::collections::BTreeSet;
use std::ops::Bound;

/// What a check found, the office's own findings with the store's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// What the store found.
    pub store: CheckReport,
    /// Petitions whose due days or rows are not what their acts say.
    pub wrong_days: Vec<PetitionNo>,
}

impl Proof {
    /// Nothing is wrong.
    pub fn ok(&self) -> bool {
        self.store.ok && self.wrong_days.is_empty()
    }
}

impl Office {
    /// Checks everything at once. Where only what was made from the journal is wrong, it is made anew at the
    /// next opening. Beside a desk nothing of that is at hand: due days and rows are the desk's.
    pub fn check(&mut self) -> Result<Proof, StoreError> {
        self.check_telling(&mut |_| {})
    }

    /// Checks as [`Office::check`] does, and tells how far it is.
    pub fn check_telling(&mut self, progress: &mut dyn FnMut(Stage)) -> Result<Proof, StoreError> {
        self.follow();
        let store = self.store.check_telling(progress)?;
        if store.not_compared == Some(NotCompared::Beside) {
            let wrong_days = Vec::new();
            return Ok(Proof { store, wrong_days });
        }
        let wrong_days = self.wrong_days(store.petitions, progress)?;
        self.chain = match self.concluded(&store) {
            ChainState::Whole { .. } if !wrong_days.is_empty() => {
                self.store.distrust_state();
                ChainState::Rebuild
            }
            chain => chain,
        };
        Ok(Proof { store, wrong_days })
    }

    fn wrong_days(
        &self,
        of: u64,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Vec<PetitionNo>, StoreError> {
        let mut done = 0;
        let kept: BTreeSet<_> = self.store.dues(&.., usize::MAX)?.into_iter().collect();
        let mut derived = BTreeSet::new();
        let mut wrong = BTreeSet::new();
        let mut fresh = Index::default();
        let reading = Reading(&self.store);
        let mut after = Bound::Unbounded;
        loop {
            let petitions =
                self.store
                    .petitions(&(after, Bound::Unbounded), false, super::opening::SLICE)?;
            let Some(last) = petitions.last() else { break };
            after = Bound::Excluded(last.no);
            done += petitions.len() as u64;
            let percent = (done * 100).checked_div(of).unwrap_or(100).min(100);
            progress(Stage::Listing {
                percent: u8::try_from(percent).unwrap_or(100),
            });
            for petition in &petitions {
                derived.extend(
                    due_days(petition, &self.law)
                        .into_iter()
                        .map(|day| (day, petition.no)),
                );
                fresh.put_petition(&reading, &self.law, petition);
                let id = crate::register::number::Subject::Petition(petition.no);
                if fresh.row(id) != self.index.row(id) {
                    wrong.insert(petition.no);
                }
            }
        }
        wrong.extend(kept.symmetric_difference(&derived).map(|(_, no)| *no));
        Ok(wrong.into_iter().collect())
    }

    /// Begins to verify anew where a check beside this desk says that it met damage: what this program holds
    /// may have been read before that was there.
    pub fn heeding_checks_beside(&mut self) -> &Self {
        if self.store.told_of_damage() {
            let (of, _) = self.store.head();
            self.chain = ChainState::Checking { done: 0, of };
            self.verifier = None;
        }
        self
    }

    /// Verifies the next slice; says how far it has come.
    pub fn verify_some(&mut self) -> ChainState {
        if !matches!(self.chain, ChainState::Checking { .. }) {
            return self.chain;
        }
        let verifier = match self.verifier.take() {
            Some(verifier) => Ok(verifier),
            None => self.store.verifier(),
        };
        self.chain = match verifier.and_then(|mut verifier| {
            let finished = verifier.step(&self.store)?;
            if finished {
                return verifier.report(&self.store).map(Err);
            }
            let progress = verifier.progress();
            self.verifier = Some(verifier);
            Ok(Ok(progress))
        }) {
            Ok(Ok((done, of))) => ChainState::Checking { done, of },
            Ok(Err(report)) => self.concluded(&report),
            Err(StoreError::ReadOnly {
                why: ReadOnly::StateBroken,
            }) => {
                self.store.distrust_state();
                ChainState::Rebuild
            }
            Err(_) => ChainState::Broken,
        };
        self.chain
    }

    fn concluded(&mut self, report: &CheckReport) -> ChainState {
        if report.ok {
            return ChainState::Whole {
                entries: report.entries,
            };
        }
        let of_state = |problem: &Problem| matches!(problem, Problem::State { .. });
        if report.problems.iter().any(of_state) {
            self.store.distrust_state();
        }
        if report.problems.iter().all(of_state) {
            ChainState::Rebuild
        } else {
            ChainState::Broken
        }
    }
}
