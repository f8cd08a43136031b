//! Puts the desk together and runs it over the real terminal: first screen, language, look, office
//! thread. It must not know what any screen shows, nor which office answers.

use chrono::NaiveDateTime;

use super::entrance::Gate;
use super::home::Home;
use super::house::House;
use super::keymap::Keymap;
use super::live::{Live, vietnamese_time};
use super::machine::{Machine, Own};
use super::office_thread::{OfficeLink, Tell};
use super::roads::{HouseScreen, Ways};
use super::runtime::{self, Broken, Ending};
use super::stack::Desk;
use super::terminal::Taken;
use super::words::Lang;
use crate::office::ask::Me;

/// How the desk begins.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// The language spoken.
    pub lang: Lang,
    /// The files of the machine's user, and what the environment imposes.
    pub own: Own,
    /// Who is logged in already; else the office folder is looked at and somebody sets up or logs in.
    pub already: Option<Me>,
    /// Who is expected to log in.
    pub user: Option<String>,
    /// A line to begin with, as where a demonstration keeps its books.
    pub note: Option<String>,
}

impl Start {
    fn first(self) -> HouseScreen {
        let ways = Ways::shipped();
        match self.already {
            Some(me) => Box::new(Home::new(me, ways).saying(self.note)),
            None => Box::new(Gate::new(ways).expecting(self.user).saying(self.note)),
        }
    }

    /// Makes the desk, nothing opened yet.
    pub fn desk(self, now: NaiveDateTime) -> Desk<House> {
        let (machine, keymap) = self.own.load();
        self.equipped(machine, keymap, now)
    }

    fn equipped(self, machine: Machine, keymap: Keymap, now: NaiveDateTime) -> Desk<House> {
        let lang = self.lang;
        Desk::new(self.first(), Keymap::shipped(), now)
            .speaking(lang)
            .equipped(machine, keymap)
    }
}

/// Runs the desk until the officer leaves. `link` makes the office's end on the office's own thread; a
/// real office goes behind [`Verifying`](super::office_link::Verifying).
///
/// # Errors
/// When there is no terminal ([`Broken::NotATerminal`]), it fails, or the office thread is gone. The
/// terminal is given back in every case.
pub fn run<L: OfficeLink<House>>(
    link: impl FnOnce(Tell<House>) -> L + Send + 'static,
    start: Start,
) -> Result<Ending, Broken> {
    let mut taken = Taken::take()?;
    let (own, lang) = (start.own.clone(), start.lang);
    let (machine, keymap) = own.load();
    let live = Live::start(link, vietnamese_time)?;
    let mut live = live.owned(own, &machine.preferences, lang);
    let mut desk = start.equipped(machine, keymap, vietnamese_time());
    runtime::run(&mut desk, taken.terminal(), &mut live)
}

#[cfg(test)]
mod tests;
