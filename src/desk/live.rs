//! The real world around the desk: the input thread, signals, a vanished terminal, the clock, the
//! office thread. It must not know any screen.

use std::io::{ErrorKind, Write, stdout};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{FixedOffset, NaiveDateTime, Utc};
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};
use crossterm::event::{Event, MouseButton, MouseEventKind, read};

use super::chord::Translator;
use super::keymap::Keymap;
use super::machine::serial::{Listening, Word};
use super::machine::words::MachineWord;
use super::machine::{Machine, Own, Preferences, Scanner};
use super::office_thread::{OfficeLink, OfficeThread, Tell};
use super::runtime::{Broken, Outside, Signal};
use super::screen::Protocol;
use super::stack::{Input, Moment, Ticket};
use super::terminal::point;
use super::words::{Lang, Say};

/// How long the office may take to finish when the program ends.
const PATIENCE: Duration = Duration::from_secs(10);

/// Reads Vietnamese civil time (UTC+7, whatever the machine's zone).
pub fn vietnamese_time() -> NaiveDateTime {
    let now = Utc::now();
    FixedOffset::east_opt(7 * 3600).map_or(now.naive_utc(), |zone| {
        now.with_timezone(&zone).naive_local()
    })
}

/// The real world.
pub struct Live<P: Protocol> {
    signals: Receiver<Signal<P>>,
    office: OfficeThread<P>,
    started: Instant,
    clock: Box<dyn Fn() -> NaiveDateTime>,
    own: Own,
    lang: Lang,
    /// Kept for threads that begin later.
    sender: Sender<Signal<P>>,
    /// The device and speed listened to, and the thread that does.
    scanner: Option<(String, Option<u32>, Listening)>,
}

impl<P: Protocol> Live<P> {
    /// Starts the threads. `make` makes the office's end on its own thread.
    ///
    /// # Errors
    /// When the system gives no thread or no signal handler.
    pub fn start<L: OfficeLink<P>>(
        make: impl FnOnce(Tell<P>) -> L + Send + 'static,
        clock: impl Fn() -> NaiveDateTime + 'static,
    ) -> Result<Self, Broken> {
        let (sender, signals) = bounded(256);
        let to_desk = sender.clone();
        let office =
            OfficeThread::start(make, move |word| to_desk.send(Signal::Office(word)).is_ok())
                .map_err(Broken::Terminal)?;
        end_with_the_system(sender.clone()).map_err(Broken::Terminal)?;
        listen(sender.clone()).map_err(Broken::Terminal)?;
        Ok(Self {
            signals,
            office,
            started: Instant::now(),
            clock: Box::new(clock),
            own: Own::default(),
            lang: Lang::default(),
            sender,
            scanner: None,
        })
    }

    /// Keeps what the machine's user wants in these files, and begins with what they say.
    #[must_use]
    pub fn owned(mut self, own: Own, preferences: &Preferences, lang: Lang) -> Self {
        self.own = own;
        self.lang = lang;
        self.obey(preferences);
        self
    }

    fn obey(&mut self, preferences: &Preferences) {
        point(preferences.mouse);
        let speed = preferences.scanner_speed;
        let same = match (&self.scanner, &preferences.scanner) {
            (Some((before, at, _)), Some(now)) => before == now && *at == speed,
            (None, None) => true,
            _ => false,
        };
        if same {
            return;
        }
        // The one before lets go of its device first.
        self.scanner = None;
        if let Some(device) = &preferences.scanner {
            let sender = self.sender.clone();
            let begun = Listening::start(device, speed, move |word| {
                let signal = match word {
                    Word::Is(scanner) => Signal::Scanner(scanner),
                    Word::Line(line) => Signal::Input(Input::Scan(line)),
                };
                sender.send(signal).is_ok()
            });
            match begun {
                Ok(listening) => self.scanner = Some((device.clone(), speed, listening)),
                Err(error) => {
                    let away = Scanner::Away(error.to_string());
                    self.sender.try_send(Signal::Scanner(away)).ok();
                }
            }
        }
    }
}

impl<P: Protocol> Outside<P> for Live<P> {
    fn next(&mut self, wait: Duration) -> Signal<P> {
        match self.signals.recv_timeout(wait) {
            Ok(signal) => signal,
            Err(RecvTimeoutError::Timeout) => Signal::Nothing,
            // Every sender gone: nobody can type any more.
            Err(RecvTimeoutError::Disconnected) => Signal::Terminate(1),
        }
    }

    fn more(&mut self) -> Option<Signal<P>> {
        self.signals.try_recv().ok()
    }

    fn moment(&self) -> Moment {
        Moment {
            now: (self.clock)(),
            elapsed: self.started.elapsed(),
        }
    }

    fn ask(&mut self, ticket: Ticket, ask: P::Ask) {
        self.office.ask(ticket, ask);
    }

    fn copy(&mut self, text: &str) {
        write_out(&osc52(text));
    }

    fn bell(&mut self) {
        write_out("\u{7}");
    }

    fn prefer(&mut self, preferences: &Preferences) -> Result<(), String> {
        self.obey(preferences);
        let place = self.own.settings.is_some();
        self.own.keep(preferences).map_err(|error| {
            if place {
                error.to_string()
            } else {
                MachineWord::NoPlace.say(self.lang).to_owned()
            }
        })
    }

    fn reread(&mut self) -> (Machine, Keymap) {
        let (machine, keymap) = self.own.load();
        self.obey(&machine.preferences);
        (machine, keymap)
    }

    fn write_keys(&mut self, text: &str) -> Result<(), String> {
        self.own
            .write_keys(text)
            .map_err(|error| match error.kind() {
                ErrorKind::AlreadyExists => MachineWord::Exists.say(self.lang).to_owned(),
                _ => error.to_string(),
            })
    }

    fn finish(&mut self) {
        self.office.finish(PATIENCE);
    }
}

/// Writes past ratatui; a terminal that does not take it loses a bell or a copy, no more.
fn write_out(text: &str) {
    let mut out = stdout();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .ok();
}

fn listen<P: Protocol>(sender: Sender<Signal<P>>) -> std::io::Result<()> {
    thread::Builder::new().name("input".into()).spawn(move || {
        let mut translator = Translator::default();
        while let Ok(event) = read() {
            let input = match event {
                Event::Key(key) => translator.chord(key).map(Input::Key),
                Event::Paste(text) => Some(Input::Paste(text)),
                Event::Resize(columns, rows) => Some(Input::Resize(columns, rows)),
                Event::Mouse(mouse) => match mouse.kind {
                    MouseEventKind::Down(MouseButton::Left) => {
                        Some(Input::Click(mouse.column, mouse.row))
                    }
                    MouseEventKind::ScrollDown => Some(Input::Wheel { down: true }),
                    MouseEventKind::ScrollUp => Some(Input::Wheel { down: false }),
                    _ => None,
                },
                Event::FocusGained | Event::FocusLost => None,
            };
            if let Some(input) = input
                && sender.send(Signal::Input(input)).is_err()
            {
                return;
            }
        }
        // The terminal cannot be read any more.
        sender.send(Signal::Terminate(1)).ok();
    })?;
    Ok(())
}

#[cfg(unix)]
fn end_with_the_system<P: Protocol>(sender: Sender<Signal<P>>) -> std::io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    let watching = sender.clone();
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in signals.forever() {
                if watching.send(Signal::Terminate(signal)).is_err() {
                    return;
                }
            }
        })?;
    thread::Builder::new()
        .name("hang-up".into())
        .spawn(move || watch_terminal(&sender))?;
    Ok(())
}

/// Ends the program when its terminal is gone. crossterm 0.29 never says so (crossterm#793): the
/// input thread would spin for ever and keep the office locked.
#[cfg(unix)]
fn watch_terminal<P: Protocol>(sender: &Sender<Signal<P>>) {
    use rustix::event::{PollFd, PollFlags, poll};
    let stdin = rustix::stdio::stdin();
    let mut watched = [PollFd::from_borrowed_fd(stdin, PollFlags::empty())];
    loop {
        match poll(&mut watched, None) {
            Ok(_) if watched.iter().any(|fd| fd.revents().intersects(gone())) => {
                sender
                    .try_send(Signal::Terminate(signal_hook::consts::SIGHUP))
                    .ok();
                thread::sleep(PATIENCE);
                // Whoever is still here is stuck in a call of the system, and no other thread may reach
                // what it holds: keys are not wiped by this program then. The system gives their pages to
                // nobody before it has wiped them; every other way out of the program drops the office.
                std::process::exit(129);
            }
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
    }
}

#[cfg(unix)]
fn gone() -> rustix::event::PollFlags {
    use rustix::event::PollFlags;
    PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "one signature on every system")]
fn end_with_the_system<P: Protocol>(_sender: Sender<Signal<P>>) -> std::io::Result<()> {
    Ok(())
}

/// Returns the control sequence that puts text on the terminal's clipboard, through SSH too.
fn osc52(text: &str) -> String {
    format!("\u{1b}]52;c;{}\u{7}", base64(text.as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |n: usize| u32::from(chunk.get(n).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place)) & 63;
            let letter = DIGITS.get(digit as usize).copied().unwrap_or(b'=');
            out.push(if place <= chunk.len() {
                char::from(letter)
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_base64_in_osc_52() {
        assert_eq!(base64(b""), "");
        assert_eq!(base64(b"M"), "TQ==");
        assert_eq!(base64(b"Ma"), "TWE=");
        assert_eq!(base64(b"Man"), "TWFu");
        assert_eq!(osc52("Hạn"), "\u{1b}]52;c;SOG6oW4=\u{7}");
    }
}
