//! The thread that owns the office: questions go in, answers come out, one at a time. It must not
//! know what the questions mean.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
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

/// The desk's end of the office thread.
pub struct OfficeThread<P: Protocol> {
    questions: Option<Sender<(Ticket, P::Ask)>>,
    done: Once<()>,
}

impl<P: Protocol> OfficeThread<P> {
    /// Starts the thread; every answer goes through `answer`, which returns whether anybody still
    /// listens. `make` runs on the thread, so that what it opens also closes there.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start<L: OfficeLink<P>>(
        make: impl FnOnce() -> L + Send + 'static,
        answer: impl Fn(FromOffice<P>) -> bool + Send + 'static,
    ) -> std::io::Result<Self> {
        let (questions, asked) = unbounded();
        let (ended, done) = sync_channel(1);
        thread::Builder::new()
            .name("office".into())
            .spawn(move || {
                let work = AssertUnwindSafe(|| serve(make(), &asked, &answer));
                if let Err(panic) = catch_unwind(work) {
                    answer(FromOffice::Gone(panic_words(panic.as_ref())));
                }
                end(&ended);
            })?;
        Ok(Self {
            questions: Some(questions),
            done,
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
