//! The built program under the hands of its user: a scanner at a serial port, the mouse, keys of one's own and the
//! look, each set in the files of this machine's user.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "this is test code")]

mod support;

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use portable_pty::{PtySize, native_pty_system};
use support::office::BIN;
use support::pty::Pty;

/// A demonstration on a machine whose user has these files.
struct Seat {
    temp: tempfile::TempDir,
    env: Vec<(&'static str, String)>,
}

impl Seat {
    fn new(settings: &str, keys: &str) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let folder = temp.path().join("config").join("tiepdan");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("settings.txt"), settings).unwrap();
        fs::write(folder.join("keys.txt"), keys).unwrap();
        let config = temp.path().join("config").display().to_string();
        let home = temp.path().display().to_string();
        let env = vec![("XDG_CONFIG_HOME", config), ("HOME", home)];
        Self { temp, env }
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.env.push((name, value.to_owned()));
        self
    }

    fn settings(&self) -> PathBuf {
        self.temp.path().join("config/tiepdan/settings.txt")
    }

    fn sit_down(&self) -> Pty {
        let env: Vec<(&str, &str)> = self.env.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let args = ["--lang", "vi", "demo", "--cases", "3"];
        let desk = Pty::start(BIN, &args, &env, (30, 100));
        desk.until_text("Hôm nay");
        desk
    }
}

/// Returns whether a program sent this.
fn sent(desk: &Pty, bytes: &[u8]) -> bool {
    desk.raw().windows(bytes.len()).any(|part| part == bytes)
}

fn leave(mut desk: Pty) -> Vec<u8> {
    desk.keys("<c-q>");
    assert_eq!(desk.exit_code(), 0);
    desk.raw()
}

#[test]
fn a_card_scanned_at_a_serial_port_fills_the_form_and_an_unplugged_scanner_is_said() {
    let port = native_pty_system().openpty(PtySize::default()).unwrap();
    let device = port.master.tty_name().unwrap();
    let seat = Seat::new(&format!("scanner = {}\n", device.display()), "");
    let mut desk = seat.sit_down();
    desk.until_text("máy quét đã sẵn sàng");
    let mut wire = port.master.take_writer().unwrap();
    let mut scan = |text: &str| {
        wire.write_all(text.as_bytes()).unwrap();
        wire.flush().unwrap();
    };
    let card = "072070001234||Nguyễn Văn An|02051970|Nam|Ấp 1, Tân Biên|11082021\r\n";
    scan(card);
    desk.until_text("không có chỗ cho nó");
    desk.keys("n");
    desk.until_text("Người đến");
    scan(card);
    desk.until_text("Nguyễn Văn An");
    desk.until_text("072070001234");
    scan("https://vneid.gov.vn/x\r\n");
    desk.until_text("không phải thẻ căn");
    drop((wire, port));
    desk.until_text("đang thử lại");
    leave(desk);
}

#[test]
fn the_mouse_is_the_terminals_until_it_is_asked_for() {
    let off = leave(Seat::new("", "").sit_down());
    let on = b"\x1b[?1000h";
    assert!(!off.windows(on.len()).any(|part| part == on));

    let mut desk = Seat::new("mouse = on\n", "").sit_down();
    assert!(sent(&desk, on));
    // The word of the hint bar that opens the register, in the last row.
    let row = desk.text();
    let hint = row.lines().last().unwrap_or_default();
    let column = hint.split("2 sổ").next().unwrap().chars().count() + 1;
    desk.send(format!("\x1b[<0;{column};30M\x1b[<0;{column};30m").as_bytes());
    desk.until_text("Sổ");
    desk.until_gone("Hôm nay");
    let raw = leave(desk);
    let off = b"\x1b[?1000l";
    assert!(raw.windows(off.len()).any(|part| part == off));
}

#[test]
fn keys_of_ones_own_hold_and_a_mistake_is_told_by_its_line() {
    let seat = Seat::new(
        "",
        "everywhere F3 go-settings\nlist q svae\neverywhere 6 none\n",
    );
    let mut desk = seat.sit_down();
    desk.until_text("keys.txt: dòng 2");
    desk.keys("<f3>");
    desk.until_text("Cài đặt máy này");
    desk.until_text("có phải save?");
    // What is chosen is written at once.
    desk.send(b"\x1b[C");
    desk.until("the look is kept", |_| {
        let kept = fs::read_to_string(seat.settings()).unwrap_or_default();
        kept.contains("theme = high-contrast")
    });
    leave(desk);
}

#[test]
fn without_colour_no_colour_is_sent_whatever_the_settings_say() {
    let coloured = |raw: &[u8]| {
        let text = String::from_utf8_lossy(raw).into_owned();
        text.split('\x1b').any(|part| {
            let codes = part.strip_prefix('[').and_then(|part| part.split_once('m'));
            codes.is_some_and(|(codes, _)| {
                codes.split(';').any(|code| {
                    matches!(code, "38" | "48")
                        || code.parse().is_ok_and(
                            |code: u16| matches!(code, 30..=37 | 40..=47 | 90..=97 | 100..=107),
                        )
                })
            })
        })
    };
    assert!(coloured(&leave(Seat::new("", "").sit_down())));
    let seat = Seat::new("theme = default\n", "").with("NO_COLOR", "1");
    assert!(!coloured(&leave(seat.sit_down())));
    let seat = Seat::new("", "").with("TIEPDAN_THEME", "mono");
    assert!(!coloured(&leave(seat.sit_down())));
}
