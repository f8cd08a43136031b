//! What a supervisor asks of the open books: the law they count by, and what will go wrong before it does.

use super::ask::{Answer, Failure, Question};
use super::books::Office;
use super::day_file;
use super::order::Sift;

impl Office {
    /// Answers a supervisor's question; all others were answered before.
    pub(super) fn watch(&self, question: Question) -> Result<Answer, Failure> {
        Ok(match question {
            Question::Law => Answer::Law(self.shared_law()),
            Question::LawChanges => Answer::LawChanges(self.law_changes()?),
            Question::Forecast {
                by,
                filter,
                from,
                count,
            } => Answer::Forecast(Box::new(self.forecast(by, &filter, from, count))),
            Question::Promises { only, from, count } => {
                Answer::Promises(Box::new(self.promises(only, from, count)))
            }
            Question::Enforcement { late, from, count } => {
                Answer::Enforcement(Box::new(self.enforcement(late, from, count)))
            }
            Question::ReceptionDays(month) => {
                Answer::ReceptionDays(Box::new(self.reception_days(month)?))
            }
            Question::Warnings { only, from, count } => {
                Answer::Warnings(Box::new(self.warnings(only, from, count)))
            }
            Question::Load { weeks } => Answer::Load(Box::new(self.load(weeks))),
            Question::DoneClocks {
                filter,
                from,
                count,
            } => Answer::DoneClocks(Box::new(self.done_clocks(
                &filter,
                &Sift::default(),
                (from, count),
            ))),
            Question::WithoutLimit { from, count } => {
                let rows = self.index.without_limit().skip(from).take(count).cloned();
                Answer::Rows {
                    from,
                    rows: rows.collect(),
                    total: self.index.without_limit().count(),
                }
            }
            Question::DayFile(path) => Answer::DayFile(day_file::read(&path).map(Box::new)),
            Question::Moves(line) => Answer::Moves(Box::new(self.moves(line)?)),
            _ => return Err(Failure::NobodyHere),
        })
    }
}
