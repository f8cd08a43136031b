//! The article on which each step rests, for the menu and for a refusal that would name none; and the one that
//! asks for what a line lacks. Knows nothing of what is allowed.

use crate::register::act::{NewPetition, StepKind as K};
use crate::register::book::Shelf;
use crate::register::value::Value;
use crate::register::words::{Class, Round, Subject};

pub(super) const EXTENSION: &str = "Luật Tố cáo Đ30";
pub(super) const SUSPENSION: &str = "Luật Khiếu nại Đ11a";
const DIALOGUE: &str = "Nghị định 124/2020/NĐ-CP Đ28.1, sửa bởi Nghị định 155/2026/NĐ-CP Đ11";

/// Which of the law's ways a petition goes: most steps have an article for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// A first complaint.
    First,
    /// A second complaint.
    Second,
    /// A complaint about discipline, first or second.
    Discipline,
    /// A denunciation.
    Denunciation,
    /// A recommendation or feedback; a reception.
    Other,
}

impl Way {
    pub(super) fn of(facts: &NewPetition) -> Self {
        match (facts.class, facts.round) {
            (Class::Complaint, _) if facts.subject == Some(Subject::Disciplinary) => {
                Self::Discipline
            }
            (Class::Complaint, Some(Round::Second)) => Self::Second,
            (Class::Complaint, _) => Self::First,
            (Class::Denunciation, _) => Self::Denunciation,
            (Class::Recommendation | Class::Feedback, _) => Self::Other,
        }
    }
}

/// The article on which a step rests.
pub(super) fn article(way: Way, kind: K) -> Option<&'static str> {
    Some(match (kind, way) {
        (K::Accept, Way::First) => "Luật Khiếu nại Đ27",
        (K::Accept, Way::Second) => "Luật Khiếu nại Đ36.1",
        (K::Decide | K::Accept, Way::Discipline) => "Luật Khiếu nại Đ50",
        (K::Decide, Way::First) => "Luật Khiếu nại Đ28",
        (K::Decide, Way::Second) => "Luật Khiếu nại Đ37",
        (K::SendOut, Way::First) => "Luật Khiếu nại Đ32; Nghị định 124/2020/NĐ-CP Đ28b",
        (K::SendOut, Way::Second) => "Luật Khiếu nại Đ41.1; Nghị định 124/2020/NĐ-CP Đ28b",
        (K::SendOut, Way::Discipline) => "Luật Khiếu nại Đ56; Nghị định 124/2020/NĐ-CP Đ28b",
        (K::TakeEffect, Way::First) => "Luật Khiếu nại Đ44.1",
        (K::TakeEffect, Way::Second) => "Luật Khiếu nại Đ44.2",
        (K::TakeEffect, Way::Discipline) => "Luật Khiếu nại Đ57.1",
        (kind, way) => return shared_article(way, kind),
    })
}

/// The article of a step for which it matters at most that the petition is a complaint.
fn shared_article(way: Way, kind: K) -> Option<&'static str> {
    let complaint = matches!(way, Way::First | Way::Second | Way::Discipline);
    Some(match (kind, way) {
        (K::Accept, Way::Denunciation) => "Luật Tố cáo Đ24.1, Đ29",
        (K::Accept, _) => "Luật Tiếp công dân Đ26.1.a, Đ28.1.a",
        (K::Decline, _) if complaint => "Luật Khiếu nại Đ11",
        (K::Decline, Way::Denunciation) => "Luật Tố cáo Đ24.1",
        (K::Decline, _) => "Luật Tiếp công dân Đ28.1",
        (K::Guide | K::Forward, Way::Denunciation) => "Luật Tố cáo Đ24.2",
        (K::Guide | K::Forward | K::Urge, _) => "Luật Tiếp công dân Đ26.1.b",
        (K::RequestMore, _) => "Luật Tiếp công dân Đ25.2",
        (K::Explain, _) => "Luật Tiếp công dân Đ26.1.c",
        (K::PassToInvestigators, _) => "Luật Tố cáo Đ27.1",
        (K::AnswerCitizen, _) => "Luật Tiếp công dân Đ28",
        (K::FileAway, Way::Denunciation) => "Luật Tố cáo Đ24.3, Đ25",
        (K::Mark, _) => "Nghị định 155/2026/NĐ-CP Đ2",
        (K::Extend, _) => EXTENSION,
        (K::Suspend | K::Resume | K::Terminate, _) if complaint => SUSPENSION,
        (K::Suspend | K::Resume | K::Terminate, _) => "Luật Tố cáo Đ34",
        (K::Withdraw, _) if complaint => "Luật Khiếu nại Đ10",
        (K::Withdraw, Way::Denunciation) => "Luật Tố cáo Đ33",
        (K::Invite, _) if complaint => DIALOGUE,
        (K::Dialogue, _) if complaint => "Luật Khiếu nại Đ30",
        (K::Promise | K::PromiseKept, _) => {
            "Luật Tiếp công dân Đ18.4; Nghị định 154/2026/NĐ-CP Đ25"
        }
        (K::ConcludeReception, _) => "Nghị định 154/2026/NĐ-CP Đ25.2",
        (K::Decide, _) => "Luật Tố cáo Đ35",
        (K::SendOut, _) => "Luật Tố cáo Đ35.3, Đ34.4",
        (K::Publish, _) if complaint => "Nghị định 124/2020/NĐ-CP Đ29.3",
        (K::Publish, _) => "Luật Tố cáo Đ40.1",
        (K::Enforce, _) if complaint => "Nghị định 124/2020/NĐ-CP Đ31.1",
        (K::Enforce, _) => "Luật Tố cáo Đ36",
        (K::ReplyReceived, _) => "Luật Tiếp công dân Đ27.2",
        (K::Protect | K::Reveal | K::ConflictCheck | K::Veil, _) => "Luật Tố cáo Đ47",
        _ => return None,
    })
}

/// Returns the article that asks for the key at a path of a line, where one does: what the record of a visit
/// and the book must hold; of a step, the article on which it rests.
pub fn asked_by(shelf: &dyn Shelf, line: &Value, path: &str) -> Option<&'static str> {
    let text = |key: &str| match line.get(key) {
        Some(Value::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    let word = text("do")?;
    let of_petition = path.starts_with("petitions.");
    let key = path.rsplit('.').next();
    match (word, path) {
        ("receive", "at" | "summary") => Some("Luật Tiếp công dân Đ25.2"),
        ("receive", path) if path.starts_with("visitors.") => Some("Luật Tiếp công dân Đ7.2.a"),
        ("receive", "refused.decided_by") => Some("Nghị định 154/2026/NĐ-CP Đ4.3"),
        ("receive", path) if path.starts_with("refused.") => {
            Some("Luật Tiếp công dân Đ9; Nghị định 154/2026/NĐ-CP Đ4")
        }
        ("file", "on") => Some("Nghị định 154/2026/NĐ-CP Đ27"),
        ("receive" | "file", _) if of_petition && key == Some("class") => {
            Some("Nghị định 154/2026/NĐ-CP Đ15.1")
        }
        ("schedule", "posted_on") => Some("Luật Tiếp công dân Đ24.4"),
        _ => {
            let kind = K::from_word(word)?;
            let way = match text("petition").map(str::parse) {
                Some(Ok(no)) => Way::of(&shelf.petition(no)?.facts),
                Some(Err(_)) => return None,
                None => Way::Other,
            };
            text("petition").or(text("reception"))?;
            article(way, kind)
        }
    }
}
