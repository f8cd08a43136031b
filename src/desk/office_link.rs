//! The office as its thread serves it: questions are answered, and while nobody asks, the chain is
//! verified slice by slice and every screen hears how far it is, and what can wait is done. It must not know
//! any screen.

use super::house::House;
use super::office_thread::{Idle, OfficeLink};
use crate::office::ask::{Answer, ChainState, Question};

/// Hundredths of the whole between two pieces of news.
const STEP: u64 = 1;

/// An office that answers, and verifies its chain meanwhile.
pub struct Verifying<F> {
    answer: F,
    /// The chain of the office that is open is not verified to its end.
    checking: bool,
    /// The hundredths that were told last.
    told: Option<u64>,
    /// Something that can wait may have to be done.
    tidying: bool,
}

impl<F: FnMut(Question) -> Answer> Verifying<F> {
    /// Puts this behind whatever answers: the door of a real office, or what a test makes up.
    pub fn new(answer: F) -> Self {
        Self {
            answer,
            checking: false,
            told: None,
            tidying: false,
        }
    }

    /// Hears from an answer whether there is a chain to verify.
    fn hear(&mut self, answer: &Answer) {
        match answer {
            Answer::LoggedIn(_) | Answer::SetUpDone { .. } => {
                self.checking = true;
                self.told = None;
                self.tidying = true;
            }
            Answer::LoggedOut => (self.checking, self.tidying) = (false, false),
            Answer::Saved(_) => self.tidying = true,
            Answer::Home(view) => {
                self.checking = matches!(view.chain, ChainState::Checking { .. });
            }
            _ => {}
        }
    }
}

impl<F: FnMut(Question) -> Answer + Send + 'static> OfficeLink<House> for Verifying<F> {
    fn ask(&mut self, ask: Question) -> Answer {
        let answer = (self.answer)(ask);
        self.hear(&answer);
        answer
    }

    fn idle(&mut self) -> Idle<House> {
        if self.tidying {
            let answer = (self.answer)(Question::Tidy);
            self.tidying = matches!(answer, Answer::Tidied { more: true });
            if self.tidying {
                return Idle::More;
            }
        }
        if !self.checking {
            return Idle::Nothing;
        }
        let Answer::Chain(state) = (self.answer)(Question::Verify) else {
            // An office that cannot say so now says it when home is asked for again.
            self.checking = false;
            return Idle::Nothing;
        };
        let ChainState::Checking { done, of } = state else {
            (self.checking, self.tidying) = (false, true);
            return Idle::News(Answer::Chain(state));
        };
        let now = hundredths(done, of);
        if self
            .told
            .is_some_and(|told| now >= told && now < told + STEP)
        {
            return Idle::More;
        }
        self.told = Some(now);
        Idle::News(Answer::Chain(state))
    }
}

/// Returns how much of the whole is done, 0 to 100.
pub fn hundredths(done: u64, of: u64) -> u64 {
    let part = u128::from(done.min(of)) * 100;
    u64::try_from(part.checked_div(u128::from(of)).unwrap_or(0)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::home::trial;

    /// A chain of `of` entries, a slice of `slice` each time.
    fn office(of: u64, slice: u64) -> impl FnMut(Question) -> Answer + Send + 'static {
        let mut done = 0;
        move |question| match question {
            Question::Verify => {
                done = (done + slice).min(of);
                Answer::Chain(if done == of {
                    ChainState::Whole { entries: of }
                } else {
                    ChainState::Checking { done, of }
                })
            }
            Question::LogIn { .. } => Answer::LoggedIn(trial::me()),
            _ => Answer::LoggedOut,
        }
    }

    fn log_in(link: &mut impl OfficeLink<House>) {
        link.ask(Question::LogIn {
            user: "hoa".into(),
            password: String::new().into(),
        });
    }

    #[test]
    fn nobody_hears_of_a_chain_before_somebody_is_logged_in() {
        let mut link = Verifying::new(office(1000, 1));
        assert!(matches!(link.idle(), Idle::Nothing));
    }

    #[test]
    fn news_come_once_a_hundredth_and_once_at_the_end() {
        let mut link = Verifying::new(office(1000, 1));
        log_in(&mut link);
        let (mut news, mut end) = (0, None);
        loop {
            match link.idle() {
                Idle::Nothing => break,
                Idle::More => {}
                Idle::News(Answer::Chain(state)) => {
                    news += 1;
                    end = Some(state);
                }
                Idle::News(_) => panic!("only the chain is news"),
            }
        }
        assert_eq!(news, 101);
        assert_eq!(end, Some(ChainState::Whole { entries: 1000 }));
        log_in(&mut link);
        assert!(
            matches!(link.idle(), Idle::News(_)),
            "the next who logs in hears it again"
        );
    }

    #[test]
    fn nothing_is_verified_for_nobody() {
        let mut link = Verifying::new(office(1000, 1));
        log_in(&mut link);
        link.ask(Question::LogOut);
        assert!(matches!(link.idle(), Idle::Nothing));
    }

    #[test]
    fn hundredths_never_leave_their_range() {
        assert_eq!(hundredths(0, 0), 0);
        assert_eq!(hundredths(34, 100), 34);
        assert_eq!(hundredths(u64::MAX, u64::MAX), 100);
        assert_eq!(hundredths(7, 3), 100);
    }
}
