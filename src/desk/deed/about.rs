//! What a form must know of the record about which something is written down: drawn from the view of
//! it, never more than this officer may see.

use crate::desk::petition::say;
use crate::desk::words::Lang;
use crate::law::rule::Whose;
use crate::office::view::{ActView, PetitionView, ReceptionView};
use crate::register::act::StepKind;
use crate::register::clock::Clock;
use crate::register::number::{PetitionNo, Subject};
use crate::register::value::Value;
use crate::register::words::{Class, Round};

/// What a form knows of its record.
#[derive(Clone, Debug)]
pub struct About {
    /// Which record.
    pub subject: Subject,
    /// Its class, of a petition.
    pub class: Option<Class>,
    /// Its round.
    pub round: Round,
    /// The agency's clocks that run.
    pub clocks: Vec<Clock>,
    /// Promises that stand open: entry and words.
    pub promises: Vec<(u64, String)>,
    /// Petitions to which it is linked.
    pub links: Vec<PetitionNo>,
    /// Bodies that it names.
    pub agencies: Vec<String>,
    /// Who works on it.
    pub officer: Option<String>,
    /// The articles of what may be done now.
    pub articles: Vec<(StepKind, Option<String>)>,
    name: Vec<crate::office::view::Seen>,
}

impl About {
    /// Looks at a petition.
    pub fn petition(view: &PetitionView) -> Self {
        let petition = &view.petition;
        let runs = view
            .life
            .clocks
            .iter()
            .filter(|clock| clock.whose == Whose::Agency && clock.is_open());
        let runs = runs.filter(|clock| clock.paused_since.is_none());
        let decided = petition.content.decided_by.as_ref();
        let below = petition.facts.lower_body.as_ref();
        let mut agencies: Vec<String> = decided.map(|by| by.agency.clone()).into_iter().collect();
        agencies.extend(below.map(|body| body.agency.clone()));
        agencies.extend(petition.facts.also_sent_to.iter().cloned());
        agencies.extend(named(&view.acts, "agency"));
        Self {
            subject: Subject::Petition(petition.no),
            class: Some(petition.facts.class),
            round: petition.facts.round.unwrap_or_default(),
            clocks: runs.cloned().collect(),
            promises: promises(&view.acts),
            links: petition.links.iter().map(|tie| tie.to).collect(),
            agencies: once(agencies),
            officer: view.life.officer.clone(),
            articles: view.open_steps.clone(),
            name: view.petitioners.clone(),
        }
    }

    /// Looks at a reception.
    pub fn reception(view: &ReceptionView) -> Self {
        let runs = view.clocks.iter().filter(|clock| clock.is_open());
        Self {
            subject: Subject::Reception(view.reception.no),
            class: None,
            round: Round::default(),
            clocks: runs.cloned().collect(),
            promises: promises(&view.acts),
            links: Vec::new(),
            agencies: once(named(&view.acts, "agency")),
            officer: None,
            articles: Vec::new(),
            name: if view.masked {
                vec![crate::office::view::Seen::Hidden]
            } else {
                view.visitors.clone()
            },
        }
    }

    /// Returns what the record is called in a title.
    pub fn label(&self, lang: Lang) -> String {
        format!("{} · {}", self.subject, say::name(self.name.first(), lang))
    }

    /// Returns the article on which an act rests.
    pub fn article(&self, kind: StepKind) -> Option<&str> {
        let found = self.articles.iter().find(|(open, _)| *open == kind)?;
        found.1.as_deref()
    }
}

fn named(acts: &[ActView], key: &str) -> Vec<String> {
    let texts = acts.iter().filter_map(|act| match act.body.get(key) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    });
    texts.collect()
}

fn once(texts: Vec<String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for text in texts {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen
}

/// Promises that were made and neither kept nor taken back.
fn promises(acts: &[ActView]) -> Vec<(u64, String)> {
    let standing = || acts.iter().filter(|act| act.void.is_none());
    let kept = |seq: u64| {
        standing().any(|act| {
            matches!(act.body.get("promise"), Some(Value::Int(of)) if u64::try_from(*of) == Ok(seq))
        })
    };
    let made = standing().filter(|act| {
        act.word == StepKind::Promise.word() || act.word == StepKind::ConcludeReception.word()
    });
    let made = made.filter_map(|act| match (act.seq, act.body.get("text")) {
        (Some(seq), Some(Value::Text(text))) => Some((seq, text.clone())),
        _ => None,
    });
    made.filter(|(seq, _)| !kept(*seq)).collect()
}
