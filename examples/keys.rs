//! How long a key takes at the built program, from the byte written to a real pseudo-terminal to the last byte
//! of the frame that answers it: at home, in the deadlines, in the register, while a reception is typed, in the
//! search. Also how many keys a walk-in complaint with a scanned card takes.
//!
//! `cargo build --release; target/release/tiepdan demo --no-tui --cases 105000 --office DIR`, then
//! `cargo run --release --example keys -- target/release/tiepdan DIR`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::panic,
    reason = "a measurement that cannot go on has failed"
)]

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// A frame at 60 a second.
const FRAME: f64 = 16.0;
/// A frame is finished once nothing more came for so long.
const QUIET: Duration = Duration::from_millis(40);
/// What is not answered by then is answered by no drawing at all.
const SILENT: Duration = Duration::from_millis(300);
const CARD: &str =
    "072070001234||Nguyễn Văn An|02051970|Nam|Tổ 3, ấp 1, xã Tân Lập, Tân Biên, Tây Ninh|11082021";

struct Seat {
    writer: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    window: vt100::Parser,
    _child: Box<dyn portable_pty::Child + Send + Sync>,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

impl Seat {
    fn take(program: &Path, office: &str) -> Self {
        let size = PtySize {
            rows: 40,
            cols: 120,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.env("TERM", "xterm-256color");
        command.env("TIEPDAN_OFFICE", office);
        command.env("TIEPDAN_USER", "demo");
        command.args(["--lang", "vi"]);
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (give, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if give
                    .send((Instant::now(), bytes[..count].to_vec()))
                    .is_err()
                {
                    break;
                }
            }
        });
        Self {
            writer,
            output,
            window: vt100::Parser::new(NonZero::new(40).unwrap(), NonZero::new(120).unwrap(), 0),
            _child: child,
            _master: pair.master,
        }
    }

    fn send(&mut self, bytes: &str) {
        self.writer.write_all(bytes.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Sends one key, and says how long the frame took that answers it; nothing where none does.
    fn key(&mut self, bytes: &str) -> Option<Duration> {
        let start = Instant::now();
        self.send(bytes);
        let mut last = None;
        loop {
            let patience = if last.is_some() { QUIET } else { SILENT };
            match self.output.recv_timeout(patience) {
                Ok((at, bytes)) => {
                    self.window.process(&bytes);
                    last = Some(at);
                }
                Err(RecvTimeoutError::Timeout) => return last.map(|at| at - start),
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("the program is gone:\n{}", self.text())
                }
            }
        }
    }

    fn text(&self) -> String {
        self.window.screen().contents()
    }

    fn until(&mut self, seen: &str) {
        let start = Instant::now();
        while !self.text().contains(seen) {
            assert!(
                start.elapsed() < Duration::from_mins(3),
                "no {seen}:\n{}",
                self.text()
            );
            if let Ok((_, bytes)) = self.output.recv_timeout(QUIET) {
                self.window.process(&bytes);
            }
        }
        while let Ok((_, bytes)) = self.output.recv_timeout(SILENT) {
            self.window.process(&bytes);
        }
    }
}

fn tell(what: &str, mut times: Vec<Duration>, all: &mut Vec<Duration>) {
    if times.is_empty() {
        println!("{what:<40} nothing was drawn");
        return;
    }
    all.extend(&times);
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    println!(
        "{what:<40} {:>5} keys   p50 {:>7.2} ms   p99 {:>7.2} ms   worst {:>7.2} ms   p99/frame {:>5.2}",
        times.len(),
        at(50),
        at(99),
        at(100),
        at(99) / FRAME
    );
}

/// Presses keys in turn, so many in all.
fn pressed(seat: &mut Seat, keys: &[&str], count: usize) -> Vec<Duration> {
    let keys = keys.iter().cycle().take(count);
    keys.filter_map(|key| seat.key(key)).collect()
}

/// Types a text letter by letter.
fn typed(seat: &mut Seat, text: &str) -> Vec<Duration> {
    let mut letter = [0; 4];
    text.chars()
        .filter_map(|c| seat.key(c.encode_utf8(&mut letter)))
        .collect()
}

const ENTER: &str = "\r";
const TAB: &str = "\t";
const ESC: &str = "\x1b";
const DOWN: &str = "\x1b[B";
const UP: &str = "\x1b[A";
const NEXT: &str = "\x1b[6~";
const SAVE: &str = "\x13";

fn main() {
    let mut args = std::env::args().skip(1);
    let (Some(program), Some(office)) = (args.next(), args.next()) else {
        eprintln!("keys PROGRAM OFFICE");
        return;
    };
    // A path is looked up from the root; a bare name would be looked for among the programs of the machine.
    let program = std::fs::canonicalize(program).unwrap();
    let mut seat = Seat::take(&program, &office);
    seat.until("Mật khẩu");
    seat.send("demo");
    let start = Instant::now();
    seat.send(ENTER);
    seat.until("Hôm nay");
    println!("log-in to home {:>26.2} s", start.elapsed().as_secs_f64());
    // What is checked behind the home screen is let finish, so that what is measured is the keys.
    seat.until("chuỗi nguyên vẹn");
    println!(
        "chain verified behind it after {:>10.2} s",
        start.elapsed().as_secs_f64()
    );

    let mut all = Vec::new();
    let mut opened = Vec::new();
    for _ in 0..30 {
        opened.extend(seat.key("3"));
        seat.key(ESC);
    }
    tell("the deadlines opened", opened, &mut all);
    seat.key("3");
    tell(
        "scrolled, a row",
        pressed(&mut seat, &[DOWN], 400),
        &mut all,
    );
    tell(
        "scrolled, a page",
        pressed(&mut seat, &[NEXT], 150),
        &mut all,
    );
    tell(
        "back and forth",
        pressed(&mut seat, &["G", "g", UP], 60),
        &mut all,
    );
    seat.key(ESC);
    seat.key("2");
    tell(
        "the register scrolled",
        pressed(&mut seat, &[DOWN, NEXT], 300),
        &mut all,
    );
    seat.key(ESC);
    seat.key("/");
    let mut searched = Vec::new();
    for words in ["nguyen van", "thu hoi dat", "079"] {
        searched.extend(typed(&mut seat, words));
        seat.key("\x15");
    }
    tell("a letter in the search", searched, &mut all);
    seat.key(ESC);
    seat.key(ESC);

    receive(&mut seat, &mut all);
    tell("all", all.clone(), &mut Vec::new());
    seat.send("\x11");
}

/// A walk-in complaint with a scanned card; then one typed by hand.
fn receive(seat: &mut Seat, all: &mut Vec<Duration>) {
    seat.until("Hôm nay");
    let mut keys = 0;
    let mut times: Vec<Duration> = seat.key("n").into_iter().collect();
    keys += 1;
    seat.until("1 Người đến ●");
    // A scanner is one key: its own.
    times.extend(seat.key(&format!("\x1b[200~{CARD}\x1b[201~")));
    keys += 1;
    let press = |seat: &mut Seat, key: &str, times: &mut Vec<Duration>| {
        times.extend(seat.key(key));
        1
    };
    keys += press(seat, NEXT, &mut times);
    let free = typed(seat, "Khiếu nại quyết định thu hồi đất ở ấp Rạch Gốc");
    keys += press(seat, TAB, &mut times);
    let also = typed(seat, "Hủy quyết định, trả lại đất");
    for key in [NEXT, "1", TAB, "1", TAB, "1", SAVE] {
        keys += press(seat, key, &mut times);
    }
    seat.until("Đã lưu");
    println!(
        "a walk-in complaint with a scanned card: {keys} keys outside free text (asked: at most 45)"
    );
    tell("a key of the reception form", times, all);
    tell("a letter of free text in it", [free, also].concat(), all);
    seat.key("n");
    seat.until("1 Người đến ●");
    let times = typed(
        seat,
        "072090007777\tTrần Văn Bình\t1990\t1\tẤp Bình Hòa\ttan lap",
    );
    tell("a letter of who it is, seen-before on", times, all);
    let mut times = Vec::new();
    for words in ["thanh phuoc", "phuong 1", "tvth", "xa my hanh"] {
        times.extend(seat.key("\x15"));
        times.extend(typed(seat, words));
    }
    tell("a letter in the search for a commune", times, all);
    seat.key(ESC);
    // Every sealed identity is held against who is typed, while more is typed.
    seat.key("\x06");
    seat.send("cùng người");
    let start = Instant::now();
    seat.send(ENTER);
    let times = typed(seat, "\t0912345678\x150912345678");
    tell("a letter while the sealed are looked through", times, all);
    seat.until("trùng người");
    println!(
        "the sealed looked through after {:>9.2} s",
        start.elapsed().as_secs_f64()
    );
}
