//! The desk's loop in a real terminal: it types, pastes, resizes, and gives the terminal back at
//! the end, on a signal, on a panic and when the window is closed under it. The program here is this
//! test file itself, started anew with a screen of its own.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "this is test code")]

mod support;

use std::io::Write;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use rustix::process::Signal;
use support::pty::Pty;
use tiepdan::desk::action::Action;
use tiepdan::desk::field::Typed;
use tiepdan::desk::field::line::TypedLine;
use tiepdan::desk::keymap::{Context, Keymap};
use tiepdan::desk::live::{Live, vietnamese_time};
use tiepdan::desk::office_thread::OfficeLink;
use tiepdan::desk::runtime::run;
use tiepdan::desk::screen::{Ctx, Effect, Event, Protocol, Screen};
use tiepdan::desk::stack::Desk;
use tiepdan::desk::terminal::Taken;

const CHILD: &str = "TIEPDAN_TEST_CHILD";
const KEEP: &str = "TIEPDAN_TEST_KEEP";

struct Talk;

impl Protocol for Talk {
    type Ask = String;
    type Reply = String;
    type Note = ();
}

/// Keeps what it is asked to in a file.
struct Keeper(String);

impl OfficeLink<Talk> for Keeper {
    fn ask(&mut self, ask: String) -> String {
        assert!(ask != "panic here", "the office fell over");
        std::fs::write(&self.0, &ask).unwrap();
        format!("kept {ask}")
    }
}

#[derive(Default)]
struct Note {
    line: TypedLine,
    answer: String,
}

impl Screen<Talk> for Note {
    fn title(&self, _ctx: &Ctx) -> String {
        "Ghi chú".into()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Text, Context::Form]
    }

    fn accepts(&self, action: Action) -> bool {
        action == Action::Save || self.line.accepts(action)
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Save, Action::Quit]
    }

    fn update(&mut self, event: &Event<Talk>, _ctx: &Ctx) -> Vec<Effect<Talk>> {
        match event {
            Event::Act(Action::Save) | Event::Closing => {
                assert!(self.line.text() != "panic", "asked to");
                return vec![Effect::Ask(self.line.composed())];
            }
            Event::Reply(answer) => answer.clone_into(&mut self.answer),
            other => {
                Typed::of(other).map(|typed| self.line.take(typed));
            }
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.line.view(frame, area, ctx.active, ctx);
        let below = Rect {
            y: area.y + 2,
            height: 1,
            ..area
        };
        frame.render_widget(Line::raw(self.answer.as_str()), below);
        let size = format!("{}×{}", ctx.size.0, ctx.size.1);
        frame.render_widget(
            Line::raw(size),
            Rect {
                y: area.y + 4,
                height: 1,
                ..area
            },
        );
    }
}

/// Not a test: what the other tests start.
#[test]
fn child() {
    let Ok(keep) = std::env::var(KEEP) else {
        return;
    };
    if std::env::var(CHILD).is_err() {
        return;
    }
    let run_desk = || {
        let mut taken = Taken::take()?;
        let mut live = Live::start(move |_| Keeper(keep), vietnamese_time)?;
        let mut desk = Desk::new(
            Box::new(Note::default()),
            Keymap::shipped(),
            vietnamese_time(),
        );
        run(&mut desk, taken.terminal(), &mut live)
    };
    let ended = std::panic::catch_unwind(run_desk);
    let code = match ended {
        Ok(Ok(ending)) => i32::from(ending.exit_code()),
        Ok(Err(broken)) => {
            writeln!(std::io::stderr(), "broken: {broken}").unwrap();
            2
        }
        Err(_) => 101,
    };
    std::process::exit(code);
}

struct Started {
    pty: Pty,
    kept: tempfile::NamedTempFile,
}

fn start() -> Started {
    let kept = tempfile::NamedTempFile::new().unwrap();
    let path = kept.path().to_str().unwrap().to_owned();
    let program = std::env::current_exe().unwrap();
    let args = ["--exact", "child", "--nocapture", "--test-threads=1"];
    let env = [(CHILD, "1"), (KEEP, path.as_str()), ("RUST_BACKTRACE", "0")];
    let pty = Pty::start(program, &args, &env, (24, 80));
    pty.until_text("Ctrl-Q thoát");
    Started { pty, kept }
}

fn kept(started: &Started) -> String {
    std::fs::read_to_string(started.kept.path()).unwrap()
}

fn given_back(pty: &Pty) {
    pty.until("the terminal given back", |screen| {
        !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor()
    });
}

#[test]
fn vietnamese_by_backspace_arrives_saved_and_the_cursor_stands_behind_it() {
    let mut started = start();
    started.pty.keys("Nguye<bs>ê<bs>ễn Va<bs>ăn<c-h>n ");
    started.pty.send("A\u{301}nh".as_bytes());
    started.pty.until_text("Nguyễn Văn ");
    started.pty.keys("<c-s>");
    started.pty.until_text("kept Nguyễn Văn Ánh");
    assert_eq!(started.pty.cursor(), (2, 2 + 14));
    assert_eq!(kept(&started), "Nguyễn Văn Ánh");
    started.pty.keys("<c-q>");
    assert_eq!(started.pty.exit_code(), 0);
    given_back(&started.pty);
}

#[test]
fn a_paste_is_one_text_and_a_new_size_is_drawn() {
    let mut started = start();
    started
        .pty
        .until("bracketed paste", vt100::Screen::bracketed_paste);
    started.pty.paste("Tổ 3\r\nấp Tân Lập");
    started.pty.until_text("Tổ 3 ấp Tân Lập");
    started.pty.resize(30, 100);
    started.pty.until_text("100×30");
    started.pty.resize(10, 40);
    started.pty.until_text("60×15");
    started.pty.resize(24, 80);
    started.pty.until_text("Tổ 3 ấp Tân Lập");
}

#[test]
fn control_c_ends_nothing() {
    let mut started = start();
    started.pty.keys("An<c-c>");
    started.pty.until_text("để thoát");
    started.pty.keys("h<c-s>");
    started.pty.until_text("kept Anh");
    assert!(started.pty.runs());
}

#[test]
fn a_signal_keeps_the_draft_and_says_so_in_the_exit_code() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut started = start();
        started.pty.keys("dở dang");
        started.pty.until_text("dở dang");
        started.pty.signal(signal);
        assert_eq!(started.pty.exit_code(), code);
        assert_eq!(kept(&started), "dở dang");
        given_back(&started.pty);
    }
}

#[test]
fn a_window_closed_under_it_keeps_the_draft_and_leaves_nothing_running() {
    let mut started = start();
    started.pty.keys("dở dang");
    started.pty.until_text("dở dang");
    started.pty.hang_up();
    assert_eq!(started.pty.exit_code(), 129);
    assert_eq!(kept(&started), "dở dang");
}

#[test]
fn a_panic_gives_the_terminal_back_before_its_words() {
    let mut started = start();
    started.pty.keys("panic<c-s>");
    assert_eq!(started.pty.exit_code(), 101);
    given_back(&started.pty);
    started.pty.until_text("asked to");
}

#[test]
fn a_panic_of_the_office_ends_the_desk_with_its_words() {
    let mut started = start();
    started.pty.keys("panic here<c-s>");
    assert_eq!(started.pty.exit_code(), 2);
    given_back(&started.pty);
    started
        .pty
        .until_text("broken: the office closed unexpectedly: the office fell over");
}

#[test]
fn without_a_terminal_it_says_so() {
    let program = std::env::current_exe().unwrap();
    let output = std::process::Command::new(program)
        .args(["--exact", "child", "--nocapture"])
        .env(CHILD, "1")
        .env(KEEP, "/dev/null")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(words.contains("must be a terminal"), "{words}");
}
