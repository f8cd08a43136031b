//! The yes/no path that leads from what a citizen brings to its class, field, round, competence and
//! conditions. Every question, its article, why it is asked and where its answers lead is data
//! (`data/questions.csv`); this walks. Must not know what is typed, nor decide: it proposes, the officer
//! overrules.

mod read;
#[cfg(test)]
mod tests;

use super::ground::{self, Ground, GroundKind};
use super::rule::Certainty;
use super::table::RowError;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What an answer settles, under a stable word; closed, so that a table cannot settle what nobody reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Settles {
    /// Loại đơn.
    Class,
    /// Lĩnh vực.
    Field,
    /// Lần: `1` or `2`.
    Round,
    /// What a complaint is about.
    Subject,
    /// Within the office's competence: `yes` or `no`.
    Competent,
    /// Whose it is: `own`, `below`, `other`, `court`, `party`.
    Body,
    /// Meets the conditions; only ever `no`: all that the law lists must be met.
    Eligible,
    /// Code of the ground that stands against it.
    Ground,
    /// Something must be asked for (TCD Đ25.2).
    Lacks,
    /// Several places must be checked (TC Đ24.1).
    Several,
    /// The way of handling that it points to, as a step's word.
    Way,
    /// About administrative regulations: a decree of its own.
    Regulation,
    /// Several contents: it must be split.
    Split,
}

impl Settles {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Class,
        Self::Field,
        Self::Round,
        Self::Subject,
        Self::Competent,
        Self::Body,
        Self::Eligible,
        Self::Ground,
        Self::Lacks,
        Self::Several,
        Self::Way,
        Self::Regulation,
        Self::Split,
    ];

    /// The word of the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Field => "field",
            Self::Round => "round",
            Self::Subject => "subject",
            Self::Competent => "competent",
            Self::Body => "body",
            Self::Eligible => "eligible",
            Self::Ground => "ground",
            Self::Lacks => "lacks",
            Self::Several => "several",
            Self::Way => "way",
            Self::Regulation => "regulation",
            Self::Split => "split",
        }
    }
}

/// Where an answer leads and what it settles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// The next question; `None` ends the path.
    pub to: Option<String>,
    /// What is settled by it.
    pub settles: Vec<(Settles, String)>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its id, as a petition's path keeps it.
    pub id: String,
    /// What is asked, in Vietnamese.
    pub text: String,
    /// The same in English.
    pub text_en: String,
    /// Its article.
    pub citation: String,
    /// Why it is asked, in Vietnamese.
    pub why: String,
    /// The same in English.
    pub why_en: String,
    /// Where yes leads.
    pub yes: Lead,
    /// Where no leads.
    pub no: Lead,
    /// What may answer it by itself: a fact of the form, or the id of a limit.
    pub fact: Option<String>,
    /// It is passed over, as by no, where this is settled (with this value, if one is given).
    pub unless: Option<(Settles, Option<String>)>,
    /// How sure the row is.
    pub certainty: Certainty,
    /// Conflicts, what to confirm (Vietnamese).
    pub note: String,
}

impl Question {
    /// Returns where an answer leads.
    pub fn lead(&self, yes: bool) -> &Lead {
        if yes { &self.yes } else { &self.no }
    }
}

/// Who answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The officer.
    Officer,
    /// What already stands in the form.
    Known,
}

/// A question that was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed<'g> {
    /// Which.
    pub question: &'g Question,
    /// How.
    pub yes: bool,
    /// By whom.
    pub by: By,
}

/// What stands in the form and may answer questions, by fact.
pub type Known = BTreeMap<String, bool>;

/// What stands against a petition, or is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason<'g> {
    /// The question that found it.
    pub question: &'g Question,
    /// The ground of the law's list, where it is one.
    pub ground: Option<&'static Ground>,
}

/// What the path amounts to so far. Words are the stable ones of lines; what is not settled is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Finding<'g> {
    /// Loại đơn.
    pub class: Option<&'g str>,
    /// Lĩnh vực.
    pub field: Option<&'g str>,
    /// Lần, 1 or 2.
    pub round: Option<u8>,
    /// What a complaint is about.
    pub subject: Option<&'g str>,
    /// Within the office's competence.
    pub competent: Option<bool>,
    /// Whose it is: own, below, other, court, party.
    pub body: Option<&'g str>,
    /// Meets the conditions: false where a ground stands against it; not known while something is missing
    /// or the path has not ended.
    pub eligible: Option<bool>,
    /// Several places must be checked (TC Đ24.1).
    pub several: Option<bool>,
    /// The way of handling that it points to, as a step's word.
    pub way: Option<&'g str>,
    /// About administrative regulations.
    pub regulation: bool,
    /// It has several contents and must be split; nothing else is settled then.
    pub split: bool,
    /// What stands against it.
    pub grounds: Vec<Reason<'g>>,
    /// What must be asked for.
    pub lacks: Vec<Reason<'g>>,
    /// The questions and their answers, in order.
    pub path: Vec<Passed<'g>>,
}

impl<'g> Finding<'g> {
    /// The step that it points to, as its word: the one that an answer named; else to ask for what is missing,
    /// to decline where a ground stands against it, to accept what is competent and meets the conditions.
    pub fn points_to(&self) -> Option<&'g str> {
        let declines = matches!(self.class, Some("complaint" | "denunciation"));
        match (self.way, self.competent, self.eligible) {
            (Some(way), ..) => Some(way),
            (None, Some(true), Some(true)) => Some("accept"),
            (None, Some(true) | None, Some(false)) if declines => Some("decline"),
            (None, Some(true), None) if !self.lacks.is_empty() => Some("request_more"),
            _ => None,
        }
    }
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'g> {
    /// This is to be answered.
    Ask(&'g Question),
    /// Nothing more is asked.
    Done,
}

/// The questions.
#[derive(Debug, Clone, Default)]
pub struct Guide {
    questions: Vec<Question>,
    places: BTreeMap<String, usize>,
}

static STATUTE: LazyLock<(Guide, Vec<RowError>)> =
    LazyLock::new(|| read::read(include_str!("data/questions.csv")));

impl Guide {
    /// Returns the questions as shipped.
    pub fn statute() -> &'static Self {
        &STATUTE.0
    }

    /// Returns every question, in the order of the table; the first is asked first.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// Finds a question.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.places
            .get(id)
            .and_then(|place| self.questions.get(*place))
    }

    /// Walks from the first question over the officer's answers and what is known, and returns what comes
    /// next with all that is settled until there. An answer of the officer goes before what is known;
    /// answers to questions that the path does not meet change nothing.
    pub fn next(&self, answers: &[(String, bool)], known: &Known) -> (Step<'_>, Finding<'_>) {
        self.walk(answers, known, |_| false)
    }

    /// Walks over stored answers only, as a petition keeps them. A question that the table has only since
    /// then is passed over as by no, so that it hides nothing of what they led to.
    pub fn retrace(&self, answers: &[(String, bool)]) -> Finding<'_> {
        let is_newer = |question: &Question| self.is_answered_behind(question, answers);
        self.walk(answers, &Known::new(), is_newer).1
    }

    fn walk(
        &self,
        answers: &[(String, bool)],
        known: &Known,
        passed_over: impl Fn(&Question) -> bool,
    ) -> (Step<'_>, Finding<'_>) {
        let mut walk = Walk::default();
        let mut at = self.questions.first();
        while let Some(question) = at {
            let own = answers.iter().rev().find(|(id, _)| *id == question.id);
            let fact = question.fact.as_ref().and_then(|fact| known.get(fact));
            let unanswered = own.is_none() && fact.is_none();
            if walk.is_settled(question) || (unanswered && passed_over(question)) {
                at = self.after(&question.no);
                continue;
            }
            let (yes, by) = match (own, fact) {
                (Some((_, yes)), _) => (*yes, By::Officer),
                (None, Some(yes)) => (*yes, By::Known),
                (None, None) => return (Step::Ask(question), walk.finding(false)),
            };
            walk.pass(question, yes, by);
            at = self.after(question.lead(yes));
        }
        (Step::Done, walk.finding(true))
    }

    /// Returns whether an answer stands behind a question where each from it on is answered no.
    fn is_answered_behind(&self, question: &Question, answers: &[(String, bool)]) -> bool {
        let mut at = self.after(&question.no);
        while let Some(next) = at {
            if answers.iter().any(|(id, _)| *id == next.id) {
                return true;
            }
            at = self.after(&next.no);
        }
        false
    }

    fn after(&self, lead: &Lead) -> Option<&Question> {
        lead.to.as_deref().and_then(|id| self.question(id))
    }
}

/// A walk on its way.
#[derive(Default)]
struct Walk<'g> {
    settled: BTreeMap<Settles, &'g str>,
    grounds: Vec<(&'g Question, &'g str)>,
    against: Vec<&'g Question>,
    lacks: Vec<&'g Question>,
    path: Vec<Passed<'g>>,
}

impl<'g> Walk<'g> {
    fn is_settled(&self, question: &Question) -> bool {
        question.unless.as_ref().is_some_and(|(key, value)| {
            let settled = self.settled.get(key);
            settled.is_some_and(|now| value.as_deref().is_none_or(|value| value == *now))
        })
    }

    fn pass(&mut self, question: &'g Question, yes: bool, by: By) {
        self.path.push(Passed { question, yes, by });
        for (key, value) in &question.lead(yes).settles {
            match key {
                Settles::Ground => self.grounds.push((question, value)),
                Settles::Lacks => self.lacks.push(question),
                Settles::Eligible => self.against.push(question),
                _ => {}
            }
            self.settled.insert(*key, value);
        }
    }

    fn finding(self, done: bool) -> Finding<'g> {
        let get = |key| self.settled.get(&key).copied();
        let yes = |key| get(key).map(|value| value == "yes");
        let class = get(Settles::Class);
        let kind = ground_kind(class);
        let split = get(Settles::Split).is_some();
        let reason = |question: &'g Question| {
            let own = self.grounds.iter().find(|(by, _)| by.id == question.id);
            let ground = own.and_then(|(_, code)| ground::find(kind, code));
            Reason { question, ground }
        };
        let eligible = match (self.against.is_empty(), self.lacks.is_empty()) {
            (false, _) => Some(false),
            (true, true) if done && !split => Some(true),
            (true, _) => None,
        };
        Finding {
            class,
            field: get(Settles::Field),
            round: get(Settles::Round).and_then(|round| round.parse().ok()),
            subject: get(Settles::Subject),
            competent: yes(Settles::Competent),
            body: get(Settles::Body),
            eligible,
            several: yes(Settles::Several),
            way: get(Settles::Way),
            regulation: yes(Settles::Regulation) == Some(true),
            split,
            grounds: self.against.iter().map(|by| reason(by)).collect(),
            lacks: self.lacks.iter().map(|by| reason(by)).collect(),
            path: self.path,
        }
    }
}

/// The list in which a class's grounds stand: those for not accepting, else those for refusing reception.
fn ground_kind(class: Option<&str>) -> GroundKind {
    match class {
        Some("complaint") => GroundKind::DeclineComplaint,
        Some("denunciation") => GroundKind::DeclineDenunciation,
        _ => GroundKind::Refusal,
    }
}
