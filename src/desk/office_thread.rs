//! The thread that owns the office: questions go in, answers come out, one at a time. It must not
//! know what the questions mean.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver as Once, SyncSender as OnceSender, sync_channel};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, unbounded};

use super::screen::Protocol;
use super::stack::Ticket;

/// The office behind the desk.
pub trait OfficeLink<P: Protocol>: Send + 'static {
    /// Answers one question; may take its time.
    fn ask(&mut self, ask: P::Ask) -> P::Reply;

    /// Does a small piece of work that can wait, while nobody asks.
    fn idle(&mut self) -> Idle<P> {
        Idle::Nothing
    }
}

/// What came of [`OfficeLink::idle`].
pub enum Idle<P: Protocol> {
    /// Nothing is left to do until somebody asks.
    Nothing,
    /// There is more to do.
    More,
    /// Something that every screen should hear; there may be more to do.
    News(P::Reply),
}

/// What the office thread sends back.
pub enum FromOffice<P: Protocol> {
    /// The answer to a question.
    Reply(Ticket, P::Reply),
    /// News for all.
    News(P::Reply),
    /// The thread ended without being told to.
    Gone(String),
}

/// Sends news to every screen while a question is still being answered.
pub type Tell<P> = Box<dyn Fn(<P as Protocol>::Reply) + Send>;

/// The desk's end of the office thread.
pub struct OfficeThread<P: Protocol> {
    questions: Option<Sender<(Ticket, P::Ask)>>,
    done: Once<()>,
    /// The desk waits for the end and takes in nothing more: who tells it something would wait for it.
    leaving: Arc<AtomicBool>,
}

impl<P: Protocol> OfficeThread<P> {
    /// Starts the thread; every answer goes through `answer`, which returns whether anybody still
    /// listens. `make` runs on the thread, so that what it opens also closes there; by what it is handed,
    /// an answer that takes long says how far it is.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start<L: OfficeLink<P>>(
        make: impl FnOnce(Tell<P>) -> L + Send + 'static,
        answer: impl Fn(FromOffice<P>) -> bool + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let (questions, asked) = unbounded();
        let (ended, done) = sync_channel(1);
        let leaving = Arc::new(AtomicBool::new(false));
        let left = Arc::clone(&leaving);
        thread::Builder::new()
            .name("office".into())
            .spawn(move || {
                let answer = Arc::new(answer);
                let news = Arc::clone(&answer);
                let tell: Tell<P> = Box::new(move |reply| {
                    if !left.load(Ordering::Relaxed) {
                        // Nobody is told anything when the desk itself is gone.
                        news(FromOffice::News(reply));
                    }
                });
                let work = AssertUnwindSafe(|| serve(make(tell), &asked, &*answer));
                if let Err(panic) = catch_unwind(work) {
                    answer(FromOffice::Gone(panic_words(panic.as_ref())));
                }
                end(&ended);
            })?;
        Ok(Self {
            questions: Some(questions),
            done,
            leaving,
        })
    }

    /// Hands in a question.
    pub fn ask(&self, ticket: Ticket, ask: P::Ask) {
        if let Some(questions) = &self.questions {
            // A thread that is gone has said so by itself.
            questions.send((ticket, ask)).ok();
        }
    }

    /// Lets the office finish what was asked and close; returns whether it did so in time.
    pub fn finish(&mut self, patience: Duration) -> bool {
        self.questions = None;
        self.leaving.store(true, Ordering::Relaxed);
        self.done.recv_timeout(patience).is_ok()
    }
}

fn end(ended: &OnceSender<()>) {
    // Nobody waits when the desk itself is gone.
    ended.send(()).ok();
}

fn panic_words(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    words
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

fn serve<P: Protocol, L: OfficeLink<P>>(
    mut link: L,
    asked: &Receiver<(Ticket, P::Ask)>,
    answer: &impl Fn(FromOffice<P>) -> bool,
) {
    let mut waiting: VecDeque<(Ticket, P::Ask)> = VecDeque::new();
    loop {
        waiting.extend(asked.try_iter());
        drop_superseded(&mut waiting);
        if let Some((ticket, ask)) = waiting.pop_front() {
            let reply = link.ask(ask);
            answer(FromOffice::Reply(ticket, reply));
            continue;
        }
        match link.idle() {
            Idle::News(news) => {
                answer(FromOffice::News(news));
            }
            Idle::More => {}
            Idle::Nothing => match asked.recv() {
                Ok(question) => waiting.push_back(question),
                Err(_) => return,
            },
        }
        if asked.is_empty() && disconnected(asked, &mut waiting) {
            return;
        }
    }
}

/// Returns whether the desk let go; a question that arrives meanwhile is kept.
fn disconnected<T>(asked: &Receiver<T>, waiting: &mut VecDeque<T>) -> bool {
    use crossbeam_channel::TryRecvError;
    match asked.try_recv() {
        Ok(question) => {
            waiting.push_back(question);
            false
        }
        Err(TryRecvError::Empty) => false,
        Err(TryRecvError::Disconnected) => waiting.is_empty(),
    }
}

/// Takes out what its screen has meanwhile asked anew under the same number.
pub(super) fn drop_superseded<T>(waiting: &mut VecDeque<(Ticket, T)>) {
    let tickets: Vec<Ticket> = waiting.iter().map(|(ticket, _)| *ticket).collect();
    waiting.retain(|(ticket, _)| {
        ticket.slot.is_none()
            || !tickets.iter().any(|other| {
                (other.layer, other.slot) == (ticket.layer, ticket.slot)
                    && other.serial > ticket.serial
            })
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossbeam_channel::Sender as News;

    struct Talk;

    impl Protocol for Talk {
        type Ask = u32;
        type Reply = u32;
        type Note = ();
    }

    /// Doubles what it is asked, and has a few pieces of news.
    struct Doubler {
        news: u32,
        closed: News<&'static str>,
        tell: Tell<Talk>,
    }

    impl OfficeLink<Talk> for Doubler {
        fn ask(&mut self, ask: u32) -> u32 {
            assert!(ask != 13, "unlucky");
            if ask == 77 {
                (self.tell)(76);
            }
            ask * 2
        }

        fn idle(&mut self) -> Idle<Talk> {
            match self.news {
                0 => Idle::Nothing,
                1 => {
                    self.news = 0;
                    Idle::More
                }
                news => {
                    self.news -= 1;
                    Idle::News(news)
                }
            }
        }
    }

    impl Drop for Doubler {
        fn drop(&mut self) {
            self.closed.send("closed").ok();
        }
    }

    fn ticket(serial: u64, slot: Option<u8>) -> Ticket {
        Ticket {
            layer: 1,
            slot,
            serial,
        }
    }

    fn start(
        news: u32,
    ) -> (
        OfficeThread<Talk>,
        Receiver<FromOffice<Talk>>,
        Receiver<&'static str>,
    ) {
        let (answers, heard) = unbounded();
        let (closed, closing) = unbounded();
        let make = move |tell| Doubler { news, closed, tell };
        let thread = OfficeThread::start(make, move |word| answers.send(word).is_ok()).unwrap();
        (thread, heard, closing)
    }

    #[test]
    fn what_was_asked_is_answered_before_the_office_closes() {
        let (mut thread, heard, closing) = start(0);
        for ask in 100..150 {
            thread.ask(ticket(ask.into(), None), ask);
        }
        assert!(thread.finish(Duration::from_secs(30)));
        assert_eq!(closing.try_recv(), Ok("closed"));
        let answers: Vec<u32> = heard
            .try_iter()
            .map(|word| match word {
                FromOffice::Reply(_, reply) => reply,
                FromOffice::News(_) | FromOffice::Gone(_) => panic!("answers only"),
            })
            .collect();
        assert_eq!(answers, (100..150).map(|ask| ask * 2).collect::<Vec<_>>());
    }

    #[test]
    fn an_answer_that_takes_long_tells_how_far_it_is() {
        let (mut thread, heard, _closing) = start(0);
        thread.ask(ticket(1, None), 77);
        let next = || heard.recv_timeout(Duration::from_secs(30)).unwrap();
        assert!(matches!(next(), FromOffice::News(76)));
        assert!(matches!(next(), FromOffice::Reply(_, 154)));
        assert!(thread.finish(Duration::from_secs(30)));
    }

    #[test]
    fn news_come_while_nobody_asks_and_asking_still_works() {
        let (mut thread, heard, _closing) = start(4);
        let mut news = Vec::new();
        while news.len() < 3 {
            if let FromOffice::News(one) = heard.recv_timeout(Duration::from_secs(30)).unwrap() {
                news.push(one);
            }
        }
        assert_eq!(news, [4, 3, 2]);
        thread.ask(ticket(1, None), 21);
        let answer = heard.recv_timeout(Duration::from_secs(30)).unwrap();
        assert!(matches!(answer, FromOffice::Reply(_, 42)));
        assert!(thread.finish(Duration::from_secs(30)));
    }

    #[test]
    fn a_panic_is_said_and_ends_the_thread() {
        let (mut thread, heard, closing) = start(0);
        thread.ask(ticket(1, None), 13);
        let word = heard.recv_timeout(Duration::from_secs(30)).unwrap();
        assert!(matches!(word, FromOffice::Gone(words) if words == "unlucky"));
        assert!(thread.finish(Duration::from_secs(30)));
        assert_eq!(closing.try_recv(), Ok("closed"));
    }

    #[test]
    fn only_the_latest_question_of_a_number_waits() {
        let asked = [
            (1, None),
            (2, Some(0)),
            (3, Some(1)),
            (4, Some(0)),
            (5, None),
        ];
        let mut waiting: VecDeque<(Ticket, ())> = asked
            .into_iter()
            .map(|(serial, slot)| (ticket(serial, slot), ()))
            .collect();
        drop_superseded(&mut waiting);
        let left: Vec<u64> = waiting.iter().map(|(ticket, ())| ticket.serial).collect();
        assert_eq!(left, [1, 3, 4, 5]);
    }
}
