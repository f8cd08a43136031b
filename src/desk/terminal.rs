//! Takes the terminal over and gives it back, whatever happens: at the end, on an error, on a panic.
//! It must not know what is drawn.

use std::io::{self, IsTerminal, Stdout, Write, stdin, stdout};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::runtime::Broken;

static TAKEN: AtomicBool = AtomicBool::new(false);
/// The terminal was asked to report the mouse.
static POINTING: AtomicBool = AtomicBool::new(false);

/// The terminal while the desk has it; given back on drop.
pub struct Taken {
    terminal: Terminal<CrosstermBackend<Stdout>>,
}

impl Taken {
    /// Takes the terminal over: raw mode, alternate screen, bracketed paste.
    ///
    /// # Errors
    /// When standard input or output is no terminal, or it refuses.
    pub fn take() -> Result<Self, Broken> {
        if !stdin().is_terminal() || !stdout().is_terminal() {
            return Err(Broken::NotATerminal);
        }
        restore_on_panic();
        TAKEN.store(true, Ordering::SeqCst);
        let set_up = || -> io::Result<Terminal<CrosstermBackend<Stdout>>> {
            enable_raw_mode()?;
            execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
            Terminal::new(CrosstermBackend::new(stdout()))
        };
        match set_up() {
            Ok(terminal) => Ok(Self { terminal }),
            Err(error) => {
                give_back();
                Err(Broken::Terminal(error))
            }
        }
    }

    /// Returns the terminal to draw on.
    pub fn terminal(&mut self) -> &mut Terminal<CrosstermBackend<Stdout>> {
        &mut self.terminal
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        give_back();
    }
}

/// Asks the terminal to report presses and the wheel of the mouse, or no longer; where it does not, its own
/// selecting is untouched. What it refuses cannot be helped.
pub(super) fn point(on: bool) {
    if POINTING.swap(on, Ordering::SeqCst) == on {
        return;
    }
    let mut out = stdout();
    if cfg!(windows) {
        if on {
            execute!(out, EnableMouseCapture).ok();
        } else {
            execute!(out, DisableMouseCapture).ok();
        }
        return;
    }
    // Presses only: to hear of every movement is of no use, and much to send.
    let sequence: &[u8] = if on {
        b"\x1b[?1000h\x1b[?1006h"
    } else {
        b"\x1b[?1006l\x1b[?1000l"
    };
    out.write_all(sequence).and_then(|()| out.flush()).ok();
}

/// Gives the terminal back, once; what it refuses then cannot be helped.
fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    point(false);
    let mut out = stdout();
    execute!(
        out,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    )
    .ok();
    disable_raw_mode().ok();
    out.flush().ok();
}

/// Lets a panic of this thread give the terminal back before its words are printed. A panic of
/// another thread, which its owner catches, stays silent: its words would land in the picture.
fn restore_on_panic() {
    let mine = thread::current().id();
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !TAKEN.load(Ordering::SeqCst) {
            before(info);
        } else if thread::current().id() == mine {
            give_back();
            before(info);
        }
    }));
}
