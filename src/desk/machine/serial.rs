//! A scanner at a serial port (USB serial, COM): its own thread reads it, one line is one scan. Where the device
//! is not there or goes away, that is said once and it is tried again. It must not know what a line means.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

use super::Scanner;

/// How long after a failure the device is tried again.
const AGAIN: Duration = Duration::from_secs(2);
/// The longest line that is a scan, in bytes; a longer one is passed over.
const LONGEST: usize = 4096;

/// What the port has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// How the device is now.
    Is(Scanner),
    /// A line was scanned.
    Line(String),
}

/// A port that is listened to, until this is dropped.
#[derive(Debug)]
pub struct Listening {
    /// Dropped, it ends the thread.
    _stop: Sender<()>,
}

impl Listening {
    /// Listens to a device at a speed in baud, or at the one that it has. `hear` says whether anybody
    /// still listens.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        device: &str,
        speed: Option<u32>,
        hear: impl FnMut(Word) -> bool + Send + 'static,
    ) -> io::Result<Self> {
        let (stop, stopped) = bounded(0);
        let port = Port {
            device: device.to_owned(),
            speed,
            stopped,
        };
        thread::Builder::new()
            .name("scanner".into())
            .spawn(move || port.listen(hear))?;
        Ok(Self { _stop: stop })
    }
}

struct Port {
    device: String,
    speed: Option<u32>,
    stopped: Receiver<()>,
}

impl Port {
    fn listen(self, mut hear: impl FnMut(Word) -> bool) {
        let mut said = Scanner::None;
        loop {
            let why = match open(&self.device, self.speed) {
                Ok(file) => {
                    said = Scanner::Ready;
                    if !hear(Word::Is(Scanner::Ready)) {
                        return;
                    }
                    match self.read(file, &mut hear) {
                        Some(why) => why.to_string(),
                        None => return,
                    }
                }
                Err(why) => why.to_string(),
            };
            let now = Scanner::Away(format!("{} – {why}", self.device));
            if now != said {
                said = now.clone();
                if !hear(Word::Is(now)) {
                    return;
                }
            }
            if self.stopped.recv_timeout(AGAIN) != Err(RecvTimeoutError::Timeout) {
                return;
            }
        }
    }

    fn is_stopped(&self) -> bool {
        self.stopped.try_recv() != Err(crossbeam_channel::TryRecvError::Empty)
    }

    /// Reads until the device fails, and says how; nothing once nobody listens any more.
    fn read(&self, mut file: File, hear: &mut impl FnMut(Word) -> bool) -> Option<io::Error> {
        let mut lines = Lines::default();
        let mut bytes = [0; 512];
        loop {
            if self.is_stopped() {
                return None;
            }
            let heard = match more(&file) {
                Ok(true) => match file.read(&mut bytes) {
                    Ok(0) => return Some(ErrorKind::UnexpectedEof.into()),
                    Ok(count) => lines.take(bytes.get(..count).unwrap_or_default()),
                    Err(error) if waits(&error) => Vec::new(),
                    Err(error) => return Some(error),
                },
                // A scanner that sends no end of line has ended when it falls silent.
                Ok(false) => lines.rest().into_iter().collect(),
                Err(error) => return Some(error),
            };
            for line in heard {
                if !hear(Word::Line(line)) {
                    return None;
                }
            }
        }
    }
}

fn waits(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted)
}

/// Parts a stream of bytes into lines.
#[derive(Debug, Default)]
struct Lines {
    open: Vec<u8>,
    /// The line is too long, and passed over up to its end.
    over: bool,
}

impl Lines {
    fn take(&mut self, bytes: &[u8]) -> Vec<String> {
        let mut lines = Vec::new();
        for byte in bytes {
            match byte {
                b'\r' | b'\n' => lines.extend(self.rest()),
                _ if self.open.len() >= LONGEST => self.over = true,
                other => self.open.push(*other),
            }
        }
        lines
    }

    fn rest(&mut self) -> Option<String> {
        let line = std::mem::take(&mut self.open);
        let over = std::mem::take(&mut self.over);
        let text = String::from_utf8_lossy(&line);
        (!over && !text.trim().is_empty()).then(|| text.into_owned())
    }
}

#[cfg(unix)]
fn open(device: &str, speed: Option<u32>) -> io::Result<File> {
    use rustix::fs::OFlags;
    use rustix::termios::{ControlModes, OptionalActions, tcgetattr, tcsetattr};
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::NOCTTY | OFlags::NONBLOCK;
    let flags = i32::try_from(flags.bits()).map_err(io::Error::other)?;
    let file = File::options()
        .read(true)
        .custom_flags(flags)
        .open(device)?;
    let mut modes = tcgetattr(&file)?;
    modes.make_raw();
    modes.control_modes |= ControlModes::CLOCAL | ControlModes::CREAD;
    if let Some(speed) = speed {
        modes.set_speed(speed)?;
    }
    tcsetattr(&file, OptionalActions::Now, &modes)?;
    Ok(file)
}

/// Waits a little for something to read.
#[cfg(unix)]
fn more(file: &File) -> io::Result<bool> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    const A_LITTLE: Timespec = Timespec {
        tv_sec: 0,
        tv_nsec: 400_000_000,
    };
    let mut watched = [PollFd::new(file, PollFlags::IN)];
    match poll(&mut watched, Some(&A_LITTLE)) {
        Ok(count) => Ok(count > 0),
        Err(rustix::io::Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(unix))]
fn open(device: &str, _speed: Option<u32>) -> io::Result<File> {
    let plain = device.contains(['\\', '/']);
    let path = if plain {
        device.to_owned()
    } else {
        format!(r"\\.\{device}")
    };
    File::open(path)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "one signature on every system")]
fn more(_file: &File) -> io::Result<bool> {
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_any_break_and_empty_ones_are_none() {
        let mut lines = Lines::default();
        assert_eq!(lines.take(b"0720|a\r\n\r\nb\nc"), ["0720|a", "b"]);
        assert_eq!(lines.rest().as_deref(), Some("c"));
        assert_eq!(lines.rest(), None);
    }

    #[test]
    fn a_line_without_end_is_passed_over_and_the_next_is_read() {
        let mut lines = Lines::default();
        assert!(lines.take(&[b'x'; LONGEST + 1]).is_empty());
        assert_eq!(lines.take(b"more\nnext\n"), ["next"]);
    }

    #[cfg(unix)]
    mod at_a_port {
        use super::*;
        use crossbeam_channel::unbounded;
        use portable_pty::{PtySize, native_pty_system};
        use std::io::Write;

        const PATIENCE: Duration = Duration::from_secs(30);

        #[test]
        fn a_line_is_a_scan_and_an_unplugged_device_is_said() {
            let pair = native_pty_system().openpty(PtySize::default()).unwrap();
            let device = pair.master.tty_name().unwrap();
            let (sender, heard) = unbounded();
            let listening = Listening::start(device.to_str().unwrap(), Some(9600), move |word| {
                sender.send(word).is_ok()
            });
            assert_eq!(
                heard.recv_timeout(PATIENCE).unwrap(),
                Word::Is(Scanner::Ready)
            );
            let mut wire = pair.master.take_writer().unwrap();
            wire.write_all("072070001234||Nguyễn Văn An|02051970|Nam|Ấp 1|11082021\r\n".as_bytes())
                .unwrap();
            wire.flush().unwrap();
            assert_eq!(
                heard.recv_timeout(PATIENCE).unwrap(),
                Word::Line("072070001234||Nguyễn Văn An|02051970|Nam|Ấp 1|11082021".into())
            );
            drop((wire, pair));
            let away = loop {
                match heard.recv_timeout(PATIENCE).unwrap() {
                    Word::Line(_) => {}
                    word @ Word::Is(_) => break word,
                }
            };
            assert!(matches!(away, Word::Is(Scanner::Away(_))), "{away:?}");
            drop(listening);
        }

        #[test]
        fn a_device_that_is_not_there_or_is_none_is_said_once() {
            for device in ["/nowhere/ttyACM0", "/dev/null"] {
                let (sender, heard) = unbounded();
                let listening =
                    Listening::start(device, None, move |word| sender.send(word).is_ok()).unwrap();
                let word = heard.recv_timeout(PATIENCE).unwrap();
                assert!(matches!(word, Word::Is(Scanner::Away(_))), "{word:?}");
                drop(listening);
            }
        }
    }
}
