//! The loop: sleeps until something happens, takes in the whole burst, performs what screens want,
//! draws once. The same loop runs over a real terminal and over a test's. It must not know any
//! screen, nor what is asked of the office.

use std::fmt;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::Backend;

use super::keymap::Keymap;
use super::machine::{Machine, Preferences, Scanner};
use super::office_thread::FromOffice;
use super::screen::Protocol;
use super::stack::{Deed, Desk, Input, Moment, Ticket};

/// How many signals are taken in before a drawing.
const LONGEST_BURST: usize = 512;

/// What reaches the desk from outside.
pub enum Signal<P: Protocol> {
    /// The terminal sent something.
    Input(Input),
    /// The office sent something.
    Office(FromOffice<P>),
    /// How the scanner at the serial port is.
    Scanner(Scanner),
    /// The system wants the program to end (`128 + number` is its exit code).
    Terminate(i32),
    /// Time passed and nothing else happened.
    Nothing,
}

/// Everything outside the desk: input, clock, office, clipboard.
pub trait Outside<P: Protocol> {
    /// Waits at most so long for the next thing.
    fn next(&mut self, wait: Duration) -> Signal<P>;
    /// Returns the next thing of the same burst, if it is already there.
    fn more(&mut self) -> Option<Signal<P>>;
    /// Returns the time.
    fn moment(&self) -> Moment;
    /// Hands a question to the office.
    fn ask(&mut self, ticket: Ticket, ask: P::Ask);
    /// Puts text on the terminal's clipboard.
    fn copy(&mut self, text: &str);
    /// Rings.
    fn bell(&mut self);
    /// Keeps what the user of this machine wants, and obeys it.
    ///
    /// # Errors
    /// In the system's words, when it cannot be kept; it is obeyed all the same.
    fn prefer(&mut self, preferences: &Preferences) -> Result<(), String>;
    /// Reads the files of the machine's user.
    fn reread(&mut self) -> (Machine, Keymap);
    /// Writes a key file where none is yet.
    ///
    /// # Errors
    /// In words, when one is there or it cannot be written.
    fn write_keys(&mut self, text: &str) -> Result<(), String>;
    /// Lets the office finish what was asked of it.
    fn finish(&mut self);
}

/// How the desk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The officer left.
    Quit,
    /// The system ended it; the number of the signal.
    Terminated(i32),
}

impl Ending {
    /// Returns the exit code of the program.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Terminated(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        }
    }
}

/// Why the desk could not go on.
#[derive(Debug)]
pub enum Broken {
    /// Standard input or output is no terminal.
    NotATerminal,
    /// The terminal refused something.
    Terminal(std::io::Error),
    /// The office thread ended by itself; what it said last.
    OfficeGone(String),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotATerminal => f.write_str("standard input and output must be a terminal"),
            Self::Terminal(error) => write!(f, "the terminal failed: {error}"),
            Self::OfficeGone(words) => write!(f, "the office closed unexpectedly: {words}"),
        }
    }
}

impl std::error::Error for Broken {}

/// Runs the desk until it ends.
///
/// # Errors
/// When the terminal fails or the office thread is gone. Screens have heard
/// [`Event::Closing`](super::screen::Event::Closing) and the office has finished in every case.
pub fn run<P, B, O>(
    desk: &mut Desk<P>,
    terminal: &mut Terminal<B>,
    outside: &mut O,
) -> Result<Ending, Broken>
where
    P: Protocol,
    B: Backend,
    B::Error: std::error::Error + Send + Sync + 'static,
    O: Outside<P>,
{
    let ended = begin(desk, terminal, outside);
    end(desk, outside);
    ended
}

/// Lets every screen keep its draft, and the office finish.
pub(super) fn end<P: Protocol>(desk: &mut Desk<P>, outside: &mut impl Outside<P>) {
    for deed in desk.close(outside.moment()) {
        if let Deed::Ask(ticket, ask) = deed {
            outside.ask(ticket, ask);
        }
    }
    outside.finish();
}

/// Opens the first screen, draws it, and goes on.
pub(super) fn begin<P, B, O>(
    desk: &mut Desk<P>,
    terminal: &mut Terminal<B>,
    outside: &mut O,
) -> Result<Ending, Broken>
where
    P: Protocol,
    B: Backend,
    B::Error: std::error::Error + Send + Sync + 'static,
    O: Outside<P>,
{
    let size = terminal.size().map_err(broke)?;
    let deeds = desk.open((size.width, size.height), outside.moment());
    if perform(desk, deeds, outside).quit {
        return Ok(Ending::Quit);
    }
    terminal.draw(|frame| desk.view(frame)).map_err(broke)?;
    go_on(desk, terminal, outside)
}

/// Takes in one burst after the other and draws once after each, until something ends the desk.
pub(super) fn go_on<P, B, O>(
    desk: &mut Desk<P>,
    terminal: &mut Terminal<B>,
    outside: &mut O,
) -> Result<Ending, Broken>
where
    P: Protocol,
    B: Backend,
    B::Error: std::error::Error + Send + Sync + 'static,
    O: Outside<P>,
{
    loop {
        let mut next = Some(outside.next(desk.rest()));
        let mut redraw = false;
        let mut burst = 0;
        while let Some(signal) = next {
            let did = match hear(desk, signal, outside) {
                Heard::Deeds(deeds) => perform(desk, deeds, outside),
                Heard::Terminate(signal) => return Ok(Ending::Terminated(signal)),
                Heard::Gone(words) => return Err(Broken::OfficeGone(words)),
            };
            redraw |= did.redraw;
            if did.quit {
                return Ok(Ending::Quit);
            }
            // Whatever comes without end is still drawn now and then.
            burst += 1;
            next = if burst < LONGEST_BURST {
                outside.more()
            } else {
                None
            };
        }
        if redraw {
            terminal.clear().map_err(broke)?;
        }
        terminal.draw(|frame| desk.view(frame)).map_err(broke)?;
    }
}

fn broke<E: std::error::Error + Send + Sync + 'static>(error: E) -> Broken {
    Broken::Terminal(std::io::Error::other(error))
}

enum Heard<P: Protocol> {
    Deeds(Vec<Deed<P>>),
    Terminate(i32),
    Gone(String),
}

fn hear<P: Protocol>(desk: &mut Desk<P>, signal: Signal<P>, outside: &impl Outside<P>) -> Heard<P> {
    let at = outside.moment();
    let mut deeds = desk.pass(at);
    deeds.extend(match signal {
        Signal::Input(input) => desk.take(input, at),
        Signal::Office(FromOffice::Reply(ticket, reply)) => desk.answer(ticket, reply, at),
        Signal::Office(FromOffice::News(news)) => desk.news(news, at),
        Signal::Office(FromOffice::Gone(words)) => return Heard::Gone(words),
        Signal::Scanner(scanner) => {
            desk.scanner_is(scanner);
            Vec::new()
        }
        Signal::Terminate(signal) => return Heard::Terminate(signal),
        Signal::Nothing => Vec::new(),
    });
    Heard::Deeds(deeds)
}

#[derive(Default)]
struct Did {
    quit: bool,
    redraw: bool,
}

fn perform<P: Protocol>(
    desk: &mut Desk<P>,
    deeds: Vec<Deed<P>>,
    outside: &mut impl Outside<P>,
) -> Did {
    let mut did = Did::default();
    for deed in deeds {
        match deed {
            Deed::Ask(ticket, ask) => outside.ask(ticket, ask),
            Deed::Copy(text) => outside.copy(&text),
            Deed::Bell => outside.bell(),
            Deed::Redraw => did.redraw = true,
            Deed::Prefer(preferences) => {
                if let Err(why) = outside.prefer(&preferences) {
                    desk.failed(&why);
                }
            }
            Deed::Reread => {
                let (machine, keymap) = outside.reread();
                desk.reequip(machine, keymap);
            }
            Deed::WriteKeys(text) => match outside.write_keys(&text) {
                Ok(()) => desk.wrote_keys(),
                Err(why) => desk.failed(&why),
            },
            Deed::Quit => did.quit = true,
        }
    }
    did
}
