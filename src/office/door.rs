//! The door to an office: what stands in the folder, setting up, logging in and out, and every question
//! that a face may ask, answered in one place. It never panics on a question out of turn: it says that
//! nobody is logged in.

use super::ask::{Answer, Failure, Folder, Question, SetUp};
use super::books::{Line, Office};
use super::opening::draft_id;
use super::wall::WallClock;
use crate::store::Stage;
use crate::store::error::StoreError;
use std::mem::discriminant;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An office folder, open or not.
pub struct Door {
    dir: PathBuf,
    clock: Arc<dyn WallClock>,
    office: Option<Office>,
    telling: Box<dyn FnMut(Stage) + Send>,
}

impl Door {
    /// Stands before the office in `dir`; nothing is touched yet.
    pub fn new(dir: &Path, clock: Arc<dyn WallClock>) -> Self {
        Self {
            dir: dir.to_owned(),
            clock,
            office: None,
            telling: Box::new(|_| {}),
        }
    }

    /// Tells how far opening has come, whenever that is another hundredth, while the question to log in is
    /// being answered.
    #[must_use]
    pub fn telling(mut self, tell: impl FnMut(Stage) + Send + 'static) -> Self {
        self.telling = Box::new(tell);
        self
    }

    /// Lets in an office that is already open.
    pub fn with(dir: &Path, clock: Arc<dyn WallClock>, office: Office) -> Self {
        Self {
            office: Some(office),
            ..Self::new(dir, clock)
        }
    }

    /// Takes the office out again, to close it.
    pub fn leave(self) -> Option<Office> {
        self.office
    }

    /// Answers a question.
    pub fn ask(&mut self, question: Question) -> Answer {
        self.answer(question).unwrap_or_else(Answer::Failed)
    }

    fn answer(&mut self, question: Question) -> Result<Answer, Failure> {
        match question {
            Question::Look => Ok(Answer::Folder(self.look()?)),
            Question::SetUp(set_up) => self.set_up(&set_up),
            Question::LogIn { user, password } => {
                self.end();
                let clock = Arc::clone(&self.clock);
                let (mut told, tell) = (None, &mut self.telling);
                let office = Office::open(&self.dir, &user, &password, clock, &mut |stage| {
                    let now = (discriminant(&stage), stage.percent());
                    if told.replace(now) != Some(now) {
                        tell(stage);
                    }
                })?;
                let me = office.me().clone();
                self.office = Some(office);
                Ok(Answer::LoggedIn(me))
            }
            Question::LogOut => {
                self.end();
                Ok(Answer::LoggedOut)
            }
            other => self
                .office
                .as_mut()
                .ok_or(Failure::NobodyHere)?
                .answer(other),
        }
    }

    /// Lets go of the office, once what follows the last save is done.
    fn end(&mut self) {
        if let Some(office) = &mut self.office {
            office.follow();
        }
        self.office = None;
    }

    fn look(&self) -> Result<Folder, StoreError> {
        if let Some(office) = &self.office {
            return Ok(office.folder());
        }
        Office::look(&self.dir)
    }

    fn set_up(&mut self, set_up: &SetUp) -> Result<Answer, Failure> {
        let (office, recovery_key) = Office::create(&self.dir, set_up, Arc::clone(&self.clock))?;
        let me = office.me().clone();
        self.office = Some(office);
        Ok(Answer::SetUpDone { me, recovery_key })
    }
}

impl Office {
    /// Answers a question about the open books.
    pub fn answer(&mut self, question: Question) -> Result<Answer, Failure> {
        // What was saved last was answered at once; here it comes into the lists, before anybody looks.
        self.follow();
        Ok(match question {
            Question::Home => Answer::Home(Box::new(self.heeding_checks_beside().home())),
            Question::Rows {
                filter,
                from,
                count,
            } => {
                let (rows, total) = self.rows(&filter, from, count);
                Answer::Rows { from, rows, total }
            }
            Question::Petition(no) => Answer::Petition(self.petition(no).map(Box::new)),
            Question::Reception(no) => Answer::Reception(self.reception(no).map(Box::new)),
            Question::Deadlines {
                filter,
                from,
                count,
            } => {
                let (rows, total, counts) = self.deadlines(&filter, from, count);
                let groups = self.deadline_groups(&filter);
                Answer::Deadlines {
                    from,
                    rows,
                    total,
                    counts,
                    groups,
                }
            }
            Question::Seen(typed) => Answer::Seen(self.seen(&typed)),
            Question::SeenAmongSealed { typed, reason } => {
                Answer::SeenAmongSealed(self.seen_among_sealed(&typed, &reason)?)
            }
            Question::Preview(line) => Answer::Preview(Box::new(self.preview(line)?)),
            Question::Write { line, draft } => {
                let line = Line {
                    draft: draft.map(|id| draft_id(&id)),
                    ..Line::from(line)
                };
                Answer::Saved(self.save_one(line)?)
            }
            Question::Drafts => Answer::Drafts(self.drafts()?),
            Question::OpenDraft(id) => Answer::Draft(self.open_draft(&id)?),
            Question::KeepDraft { id, form, value } => {
                self.keep_draft(&id, &form, value)?;
                Answer::DraftKept
            }
            Question::DropDraft(id) => {
                self.drop_draft(&id)?;
                Answer::DraftKept
            }
            Question::Unlock { password } => {
                let now = self.clock.millis();
                self.store.vouch(&self.me.user, &password, now)?;
                Answer::Unlocked
            }
            Question::Leave { text } => {
                self.may_leave(&text, None)?;
                Answer::MayLeave(text)
            }
            Question::WritePage { page, about, to } => {
                self.write_page(&page, &about, &to)?;
                Answer::PageWritten(to)
            }
            Question::Officers => Answer::Officers(self.officers()),
            Question::ChangeOfficers(change) => Answer::OfficersChanged {
                lost_clearance: self.change_officers(&change)?,
            },
            Question::RenewRecoveryKey => Answer::RecoveryKey(self.renew_recovery()?),
            Question::BackUp(dir) => Answer::BackedUp(self.back_up(&dir)?),
            Question::Verify => Answer::Chain(self.verify_some()),
            Question::Tidy => Answer::Tidied {
                more: self.tidy_some(),
            },
            Question::Openings => Answer::Openings(self.openings()?),
            Question::Look => Answer::Folder(self.folder()),
            Question::Sifted { of, sift } => self.sifted(*of, sift)?,
            Question::Place { of, aim } => Answer::Place(self.place(*of, &aim)?),
            other => return self.watch(other),
        })
    }
}
