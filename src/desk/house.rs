//! What the desk and the office say to each other: the office's own questions and answers, and the few
//! things that screens tell one another.

use chrono::NaiveDate;

use super::office_thread::OfficeLink;
use super::screen::Protocol;
use crate::office::ask::{Answer, Filter, Question};
use crate::register::number::Subject;

/// The protocol of this house.
#[derive(Debug, Clone, Copy)]
pub struct House;

/// What screens tell each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Something about this record was saved: whoever shows it asks again.
    Changed(Subject),
    /// Something new was saved: lists and home ask again.
    Saved,
    /// A draft was kept, discarded or destroyed.
    Drafts,
    /// The office changed its calendar or its rules: home asks which law it counts by now.
    LawChanged,
    /// Days are counted by another law from now on: whoever counts any does so again.
    Law,
    /// The answer to a question that was put to the officer, by the code it was given.
    Chose(&'static str),
    /// Words that were typed in a dialog.
    Typed(String),
    /// The questions were left before their end; what was answered so far.
    GuideLeft(Vec<(String, bool)>),
    /// The questions that led to a class, with their answers.
    Guided(Vec<(String, bool)>),
    /// A petition is to be split into so many.
    Split(u8),
    /// The rows that a list is to show.
    Narrowed(Box<Filter>),
    /// A day that was typed in a dialog.
    Day(NaiveDate),
}

impl Protocol for House {
    type Ask = Question;
    type Reply = Answer;
    type Note = Note;
}

/// An office that answers from a function: the door of a real one, or what a test makes up.
pub struct Answering<F>(pub F);

impl<F: FnMut(Question) -> Answer + Send + 'static> OfficeLink<House> for Answering<F> {
    fn ask(&mut self, ask: Question) -> Answer {
        (self.0)(ask)
    }
}
