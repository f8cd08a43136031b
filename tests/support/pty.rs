//! A terminal around a real process: keys go in as bytes, the window is read back as a terminal
//! would show it. Waits for what should be seen, never for a fixed time.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// How long something may take to be seen; generous, because machines are shared.
const DEADLINE: Duration = Duration::from_secs(30);
/// How often the window is looked at.
const GLANCE: Duration = Duration::from_millis(10);

/// A process in a terminal of its own.
pub(crate) struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    reader: Option<JoinHandle<()>>,
    window: Arc<Mutex<vt100::Parser>>,
    raw: Arc<Mutex<Vec<u8>>>,
    stop: Arc<AtomicBool>,
    child: Box<dyn Child + Send + Sync>,
}

impl Pty {
    /// Starts a program with nothing in its environment but `PATH`, `TERM` and what is given.
    pub(crate) fn start(
        program: impl AsRef<OsStr>,
        args: &[&str],
        env: &[(&str, &str)],
        (rows, cols): (u16, u16),
    ) -> Self {
        let pair = native_pty_system()
            .openpty(size(rows, cols))
            .expect("a terminal");
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        if let Ok(path) = std::env::var("PATH") {
            command.env("PATH", path);
        }
        if let Ok(here) = std::env::current_dir() {
            command.cwd(here);
        }
        for (name, value) in env {
            command.env(name, value);
        }
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        drop(pair.slave);
        let mut output = pair.master.try_clone_reader().expect("output");
        let writer = pair.master.take_writer().expect("input");
        let parser = vt100::Parser::new(not_zero(rows), not_zero(cols), 0);
        let window = Arc::new(Mutex::new(parser));
        let raw = Arc::new(Mutex::new(Vec::new()));
        let stop = Arc::new(AtomicBool::new(false));
        let (shown, kept, stopped) = (window.clone(), raw.clone(), stop.clone());
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count) = output.read(&mut bytes) {
                if count == 0 || stopped.load(Ordering::SeqCst) {
                    break;
                }
                kept.lock().unwrap().extend_from_slice(&bytes[..count]);
                shown.lock().unwrap().process(&bytes[..count]);
            }
        });
        Self {
            master: Some(pair.master),
            writer: Some(writer),
            reader: Some(reader),
            window,
            raw,
            stop,
            child,
        }
    }

    /// Sends bytes as they are.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().expect("not hung up");
        writer
            .write_all(bytes)
            .and_then(|()| writer.flush())
            .expect("the terminal takes input");
    }

    /// Types letters as they stand; `<tab>`, `<s-tab>`, `<ret>`, `<esc>`, `<bs>`, `<c-s>`, `<up>`,
    /// `<f2>`, `<pgdn>`, `<lt>` … are keys.
    pub(crate) fn keys(&mut self, text: &str) {
        let mut bytes = Vec::new();
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            rest = &rest[letter.len_utf8()..];
            match rest.split_once('>') {
                Some((name, tail)) if letter == '<' => {
                    bytes.extend_from_slice(&key_bytes(name));
                    rest = tail;
                }
                _ => bytes.extend_from_slice(letter.to_string().as_bytes()),
            }
        }
        self.send(&bytes);
    }

    /// Pastes as a terminal with bracketed paste does.
    pub(crate) fn paste(&mut self, text: &str) {
        self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes());
    }

    /// Waits until the window is as it should be; shows it if that does not come.
    pub(crate) fn until(&self, what: &str, seen: impl Fn(&vt100::Screen) -> bool) {
        let start = Instant::now();
        loop {
            {
                let window = self.window.lock().unwrap();
                if seen(window.screen()) {
                    return;
                }
            }
            assert!(
                start.elapsed() < DEADLINE,
                "waited for {what}; saw\n{}",
                self.text()
            );
            thread::park_timeout(GLANCE);
        }
    }

    /// Waits until a text is seen.
    pub(crate) fn until_text(&self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until a text is not seen any more.
    pub(crate) fn until_gone(&self, text: &str) {
        self.until(&format!("no {text}"), |screen| {
            !screen.contents().contains(text)
        });
    }

    /// Returns the window as text.
    pub(crate) fn text(&self) -> String {
        self.window.lock().unwrap().screen().contents()
    }

    /// Returns everything that the program sent, as it sent it.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.raw.lock().unwrap().clone()
    }

    /// Returns the row and column of the cursor, counted from 0.
    pub(crate) fn cursor(&self) -> (u16, u16) {
        self.window.lock().unwrap().screen().cursor_position()
    }

    /// Gives the window another size.
    pub(crate) fn resize(&self, rows: u16, cols: u16) {
        let mut window = self.window.lock().unwrap();
        window.screen_mut().set_size(not_zero(rows), not_zero(cols));
        let master = self.master.as_ref().expect("not hung up");
        master
            .resize(size(rows, cols))
            .expect("the terminal takes a size");
    }

    /// Sends a signal to the program.
    pub(crate) fn signal(&self, signal: Signal) {
        let id = self
            .child
            .process_id()
            .and_then(|id| Pid::from_raw(id.cast_signed()));
        kill_process(id.expect("the program has an id"), signal).expect("the signal is sent");
    }

    /// Kills the program as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.signal(Signal::KILL);
        self.exit_code();
    }

    /// Closes the window under the program. (The library sends a line break and Ctrl-D first.)
    pub(crate) fn hang_up(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // The reader holds the terminal open until it reads once more: a new size makes the
        // program draw.
        if let Some(master) = &self.master {
            let now = master.get_size().expect("a size");
            master
                .resize(size(now.rows + 1, now.cols))
                .expect("the terminal takes a size");
        }
        let reader = self.reader.take().expect("not hung up yet");
        let start = Instant::now();
        while !reader.is_finished() {
            assert!(start.elapsed() < DEADLINE, "the program does not draw");
            thread::park_timeout(GLANCE);
        }
        self.writer = None;
        self.master = None;
    }

    /// Waits until the program ends and returns its exit code (a signal's is 1).
    pub(crate) fn exit_code(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("the program is ours") {
                return status.exit_code();
            }
            assert!(
                start.elapsed() < DEADLINE,
                "waited for the end; saw\n{}",
                self.text()
            );
            thread::park_timeout(GLANCE);
        }
    }

    /// Returns whether the program still runs.
    pub(crate) fn runs(&mut self) -> bool {
        self.child
            .try_wait()
            .expect("the program is ours")
            .is_none()
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.child.try_wait().is_ok_and(|status| status.is_none()) {
            self.child.kill().ok();
            self.child.wait().ok();
        }
    }
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn not_zero(number: u16) -> std::num::NonZeroU16 {
    number.try_into().expect("a window has rows and columns")
}

/// Returns what an xterm sends for a key.
fn key_bytes(name: &str) -> Vec<u8> {
    let lower = name.to_lowercase();
    let fixed: &[u8] = match lower.as_str() {
        "tab" => b"\t",
        "s-tab" => b"\x1b[Z",
        "ret" | "enter" => b"\r",
        "esc" => b"\x1b",
        "bs" => b"\x7f",
        "lt" => b"<",
        "space" => b" ",
        "up" => b"\x1b[A",
        "down" => b"\x1b[B",
        "right" => b"\x1b[C",
        "left" => b"\x1b[D",
        "home" => b"\x1b[H",
        "end" => b"\x1b[F",
        "del" => b"\x1b[3~",
        "pgup" => b"\x1b[5~",
        "pgdn" => b"\x1b[6~",
        "f1" => b"\x1bOP",
        "f2" => b"\x1bOQ",
        "f3" => b"\x1bOR",
        "f4" => b"\x1bOS",
        "f5" => b"\x1b[15~",
        "f6" => b"\x1b[17~",
        "f7" => b"\x1b[18~",
        "f8" => b"\x1b[19~",
        "f9" => b"\x1b[20~",
        "f10" => b"\x1b[21~",
        "f11" => b"\x1b[23~",
        "f12" => b"\x1b[24~",
        _ => match lower.strip_prefix("c-").map(str::as_bytes) {
            Some([letter]) => return vec![letter & 0x1f],
            _ => panic!("{name} is no key"),
        },
    };
    fixed.to_vec()
}
