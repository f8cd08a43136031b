//! The desk without a terminal: a script is typed at the same loop that runs over a real one, and
//! the window is read back as text. For tests. The clock stands still unless the script moves it.

use std::collections::VecDeque;
use std::fmt::Write;
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Color;

use super::chord::{Chord, Key, NotAKey};
use super::keymap::Keymap;
use super::machine::{Machine, Preferences};
use super::office_thread::{FromOffice, Idle, OfficeLink, drop_superseded};
use super::runtime::{Broken, Ending, Outside, Signal, run};
use super::screen::{Protocol, Screen};
use super::stack::{Desk, Input, Moment, Ticket};

/// One step of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Something is sent by the terminal.
    Input(Input),
    /// Time passes.
    Wait(Duration),
    /// The system wants the program to end.
    Terminate(i32),
}

/// Reads a script: letters are typed as they stand; `<tab>`, `<C-s>`, `<f2>`, `<down>`, `<bs>`,
/// `<ret>`, `<esc>`, `<lt>` are keys; `<paste:…>`, `<scan:…>`, `<click:12,3>`, `<wheel:down>`,
/// `<size:80x24>`, `<wait:60>` (seconds) and `<signal:15>` are what they say.
///
/// # Errors
/// When a name in angle brackets is no key.
pub fn script(text: &str) -> Result<Vec<Step>, NotAKey> {
    let mut steps = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        if letter == '<'
            && let Some((name, tail)) = rest.split_once('>')
        {
            steps.push(step(name)?);
            rest = tail;
        } else {
            steps.push(Step::Input(Input::Key(Chord::plain(Key::Char(letter)))));
        }
    }
    Ok(steps)
}

fn step(name: &str) -> Result<Step, NotAKey> {
    let bad = || NotAKey(name.to_owned());
    let Some((what, of)) = name.split_once(':').filter(|(what, _)| !what.is_empty()) else {
        return Ok(Step::Input(Input::Key(name.parse()?)));
    };
    match what {
        "paste" => Ok(Step::Input(Input::Paste(of.to_owned()))),
        "wait" => {
            let seconds = of.parse().map_err(|_| bad())?;
            Ok(Step::Wait(
                Duration::try_from_secs_f64(seconds).map_err(|_| bad())?,
            ))
        }
        "scan" => Ok(Step::Input(Input::Scan(of.to_owned()))),
        "click" => {
            let (column, row) = of.split_once(',').ok_or_else(bad)?;
            let number = |text: &str| text.parse().map_err(|_| bad());
            Ok(Step::Input(Input::Click(number(column)?, number(row)?)))
        }
        "wheel" => Ok(Step::Input(Input::Wheel { down: of == "down" })),
        "signal" => Ok(Step::Terminate(of.parse().map_err(|_| bad())?)),
        "size" => {
            let (columns, rows) = of.split_once('x').ok_or_else(bad)?;
            let number = |text: &str| text.parse().map_err(|_| bad());
            Ok(Step::Input(Input::Resize(number(columns)?, number(rows)?)))
        }
        _ => Err(bad()),
    }
}

/// A desk over a test's terminal and an office that answers at once.
pub struct Rehearsal<P: Protocol, L: OfficeLink<P>> {
    desk: Desk<P>,
    terminal: Terminal<TestBackend>,
    stage: Stage<P, L>,
    opened: bool,
}

struct Stage<P: Protocol, L> {
    office: L,
    steps: VecDeque<Step>,
    asked: VecDeque<(Ticket, P::Ask)>,
    now: NaiveDateTime,
    elapsed: Duration,
    copied: Vec<String>,
    bells: usize,
    preferred: Vec<Preferences>,
    key_files: Vec<String>,
    /// What the files of the machine's user say.
    machine: (Machine, Keymap),
    burst: bool,
}

/// Why a rehearsal stopped.
const OUT_OF_SCRIPT: i32 = 0;

impl<P: Protocol, L: OfficeLink<P>> Rehearsal<P, L> {
    /// Sets up a window of so many columns and rows, on Friday 20/11/2026 at 09:14.
    pub fn new(first: Box<dyn Screen<P>>, office: L, (columns, rows): (u16, u16)) -> Self {
        let now = NaiveDate::from_ymd_opt(2026, 11, 20)
            .and_then(|day| day.and_hms_opt(9, 14, 0))
            .unwrap_or_default();
        Self::with(
            Desk::new(first, Keymap::shipped(), now),
            office,
            (columns, rows),
            now,
        )
    }

    /// Sets up a desk that is already made.
    pub fn with(desk: Desk<P>, office: L, (columns, rows): (u16, u16), now: NaiveDateTime) -> Self {
        let Ok(terminal) = Terminal::new(TestBackend::new(columns, rows));
        let stage = Stage {
            office,
            steps: VecDeque::new(),
            asked: VecDeque::new(),
            now,
            elapsed: Duration::ZERO,
            copied: Vec::new(),
            bells: 0,
            preferred: Vec::new(),
            key_files: Vec::new(),
            machine: (Machine::default(), Keymap::shipped()),
            burst: false,
        };
        Self {
            desk,
            terminal,
            stage,
            opened: false,
        }
    }

    /// Types a script at the desk, and draws after each burst; `None` while the desk goes on.
    ///
    /// # Errors
    /// When the script cannot be read, or the desk breaks.
    pub fn play(&mut self, text: &str) -> Result<Option<Ending>, Box<dyn std::error::Error>> {
        for step in script(text)? {
            if let Step::Input(Input::Resize(columns, rows)) = step {
                self.resize(columns, rows);
            }
            let ended = self.step(step)?;
            if ended.is_some() {
                return Ok(ended);
            }
        }
        Ok(if self.opened { None } else { self.go()? })
    }

    /// Gives the window another size, of which the program has not heard yet.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal.backend_mut().resize(columns, rows);
    }

    /// Does one step, and draws.
    ///
    /// # Errors
    /// When the desk breaks.
    pub fn step(&mut self, step: Step) -> Result<Option<Ending>, Broken> {
        self.stage.steps.push_back(step);
        self.go()
    }

    fn go(&mut self) -> Result<Option<Ending>, Broken> {
        let ended = if self.opened {
            super::runtime::go_on(&mut self.desk, &mut self.terminal, &mut self.stage)?
        } else {
            self.opened = true;
            super::runtime::begin(&mut self.desk, &mut self.terminal, &mut self.stage)?
        };
        match ended {
            Ending::Terminated(OUT_OF_SCRIPT) => Ok(None),
            ended => {
                super::runtime::end(&mut self.desk, &mut self.stage);
                Ok(Some(ended))
            }
        }
    }

    /// Runs a whole script through [`run`], from opening to the end; a script that does not end the
    /// desk is ended by signal 0.
    ///
    /// # Errors
    /// When the script cannot be read, or the desk breaks.
    pub fn run(&mut self, text: &str) -> Result<Ending, Box<dyn std::error::Error>> {
        self.stage.steps.extend(script(text)?);
        Ok(run(&mut self.desk, &mut self.terminal, &mut self.stage)?)
    }

    /// Returns the window as text, spaces at the ends of rows left out.
    pub fn screen(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let mut text = String::new();
        for y in 0..buffer.area.height {
            let mut row = String::new();
            let mut skip = 0;
            for x in 0..buffer.area.width {
                let Some(cell) = buffer.cell((x, y)) else {
                    continue;
                };
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                skip = crate::text::width(cell.symbol()).saturating_sub(1);
                row.push_str(cell.symbol());
            }
            // Writing to a string cannot fail.
            writeln!(text, "{}", row.trim_end()).ok();
        }
        text
    }

    /// Returns every styled run of the window, one a line: row, columns, text and style.
    pub fn styles(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let mut runs = String::new();
        for y in 0..buffer.area.height {
            let cells: Vec<_> = (0..buffer.area.width)
                .filter_map(|x| buffer.cell((x, y)))
                .collect();
            let mut start = 0;
            for run in cells.chunk_by(|a, b| a.style() == b.style()) {
                let Some(first) = run.first() else { continue };
                let end = start + run.len();
                let text: String = run.iter().map(|cell| cell.symbol()).collect();
                let plain = first.modifier.is_empty()
                    && (first.fg, first.bg) == (Color::Reset, Color::Reset);
                if !plain {
                    let (colour, modifier) = (first.fg, first.modifier);
                    // Writing to a string cannot fail.
                    writeln!(
                        runs,
                        "{y} {start}..{end} {:?} {colour} {modifier:?}",
                        text.trim()
                    )
                    .ok();
                }
                start = end;
            }
        }
        runs
    }

    /// Returns the column and row of the cursor, if it is shown.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let backend = self.terminal.backend();
        let at = backend.cursor_position();
        backend.cursor_visible().then_some((at.x, at.y))
    }

    /// Returns the desk.
    pub fn desk(&self) -> &Desk<P> {
        &self.desk
    }

    /// Returns the office, to see what it heard.
    pub fn office(&self) -> &L {
        &self.stage.office
    }

    /// Returns the office, to change what it will answer.
    pub fn office_mut(&mut self) -> &mut L {
        &mut self.stage.office
    }

    /// Returns what was put on the clipboard.
    pub fn copied(&self) -> &[String] {
        &self.stage.copied
    }

    /// Returns what the machine's user came to want, the last last.
    pub fn preferred(&self) -> &[Preferences] {
        &self.stage.preferred
    }

    /// Returns the key files that were written.
    pub fn key_files(&self) -> &[String] {
        &self.stage.key_files
    }

    /// Lets the files of the machine's user say this from now on.
    pub fn files_say(&mut self, machine: Machine, keymap: Keymap) {
        self.stage.machine = (machine, keymap);
    }

    /// Returns how often it rang.
    pub fn bells(&self) -> usize {
        self.stage.bells
    }
}

impl<P: Protocol, L: OfficeLink<P>> Outside<P> for Stage<P, L> {
    fn next(&mut self, wait: Duration) -> Signal<P> {
        drop_superseded(&mut self.asked);
        if let Some((ticket, ask)) = self.asked.pop_front() {
            let reply = self.office.ask(ask);
            return Signal::Office(FromOffice::Reply(ticket, reply));
        }
        if let Some(Step::Wait(left)) = self.steps.front_mut() {
            let passes = (*left).min(wait);
            *left -= passes;
            let over = left.is_zero();
            self.elapsed += passes;
            self.now += TimeDelta::from_std(passes).unwrap_or_default();
            if over {
                self.steps.pop_front();
            }
            return Signal::Nothing;
        }
        match self.steps.pop_front() {
            Some(Step::Input(input)) => {
                self.burst = matches!(input, Input::Key(_));
                Signal::Input(input)
            }
            Some(Step::Terminate(signal)) => Signal::Terminate(signal),
            Some(Step::Wait(_)) => Signal::Nothing,
            None => match self.office.idle() {
                Idle::News(news) => Signal::Office(FromOffice::News(news)),
                Idle::More => Signal::Nothing,
                Idle::Nothing => Signal::Terminate(OUT_OF_SCRIPT),
            },
        }
    }

    fn more(&mut self) -> Option<Signal<P>> {
        if !self.burst || !self.asked.is_empty() {
            return None;
        }
        match self.steps.front() {
            Some(Step::Input(Input::Key(_))) => Some(self.next(Duration::ZERO)),
            _ => None,
        }
    }

    fn moment(&self) -> Moment {
        Moment {
            now: self.now,
            elapsed: self.elapsed,
        }
    }

    fn ask(&mut self, ticket: Ticket, ask: P::Ask) {
        self.asked.push_back((ticket, ask));
    }

    fn copy(&mut self, text: &str) {
        self.copied.push(text.to_owned());
    }

    fn bell(&mut self) {
        self.bells += 1;
    }

    fn prefer(&mut self, preferences: &Preferences) -> Result<(), String> {
        self.preferred.push(preferences.clone());
        Ok(())
    }

    fn reread(&mut self) -> (Machine, Keymap) {
        self.machine.clone()
    }

    fn write_keys(&mut self, text: &str) -> Result<(), String> {
        self.key_files.push(text.to_owned());
        Ok(())
    }

    fn finish(&mut self) {
        for (_, ask) in std::mem::take(&mut self.asked) {
            self.office.ask(ask);
        }
    }
}
