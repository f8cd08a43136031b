//! The facts on which clocks depend, as they are and as they were before each correction: a clock that
//! ran under the old facts and no longer applies must stay visible.

use super::start::{Start, starts};
use crate::register::act::{Correct, Step};
use crate::register::book::{Origin, Petition};
use crate::register::part::Part;
use crate::register::value::Value;
use crate::register::words::{Class, Round, Source, Subject};

/// What decides which clocks start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) class: Class,
    pub(super) disciplinary: bool,
    pub(super) round: Round,
    /// Known to lie outside the office's competence; not yet known counts as within it.
    pub(super) not_competent: bool,
    pub(super) at_desk: bool,
    /// Filed by the press, or forwarded by a body that must be answered (TC Đ26.2).
    pub(super) answer_to_sender: bool,
    /// Forwarded by a body to which the result is reported (TCD Đ27.2).
    pub(super) reports_back: bool,
    source: Option<Source>,
    from_agency: bool,
}

impl Facts {
    fn answered(mut self) -> Self {
        let body = matches!(
            self.source,
            Some(
                Source::Press
                    | Source::Forwarded
                    | Source::Front
                    | Source::PeoplesInspection
                    | Source::ElectedBody
            )
        );
        self.answer_to_sender = body || self.from_agency;
        let forwarded = matches!(self.source, Some(Source::Forwarded | Source::ElectedBody));
        self.reports_back =
            forwarded && matches!(self.class, Class::Complaint | Class::Denunciation);
        self
    }

    /// The facts before a correction; `None` where it touched none of them.
    fn before(self, correct: &Correct) -> Option<Self> {
        let was = &correct.was;
        let mut facts = self;
        match correct.field.as_deref()? {
            "class" => facts.class = Class::read(was).ok()?,
            "round" => facts.round = read::<Round>(was).unwrap_or_default(),
            "subject" => facts.disciplinary = read(was) == Some(Subject::Disciplinary),
            "competent" => facts.not_competent = read(was) == Some(false),
            "source" => facts.source = read(was),
            "from_agency" => facts.from_agency = read::<String>(was).is_some(),
            _ => return None,
        }
        Some(facts.answered())
    }
}

fn read<T: Part>(value: &Value) -> Option<T> {
    Option::<T>::read(value).ok().flatten()
}

/// The facts as they are.
pub(super) fn now(petition: &Petition) -> Facts {
    let facts = &petition.facts;
    let (source, from_agency) = match &petition.origin {
        Origin::Desk(_) => (None, false),
        Origin::Filed {
            source,
            from_agency,
            ..
        } => (Some(*source), from_agency.is_some()),
    };
    Facts {
        class: facts.class,
        disciplinary: facts.subject == Some(Subject::Disciplinary),
        round: facts.round.unwrap_or_default(),
        not_competent: facts.competent == Some(false),
        at_desk: source.is_none(),
        answer_to_sender: false,
        reports_back: false,
        source,
        from_agency,
    }
    .answered()
}

/// The clocks that started under facts which a later correction changed, the latest first.
pub(super) fn gone(petition: &Petition) -> Vec<Start> {
    let mut facts = now(petition);
    let mut gone: Vec<Start> = Vec::new();
    for step in petition.standing().rev() {
        let Step::Correct(correct) = &step.step else {
            continue;
        };
        let Some(before) = facts.before(correct) else {
            continue;
        };
        facts = before;
        for start in starts(petition, facts, Some(step.seq)) {
            let seen = |old: &Start| old.rule == start.rule && old.seq == start.seq;
            if !gone.iter().any(seen) {
                gone.push(start);
            }
        }
    }
    gone
}
