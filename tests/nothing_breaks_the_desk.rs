//! No key, paste, scan, click or size breaks the desk: random events over the whole of it, a real office behind.
//! `TIEPDAN_EVENTS=100000` plays longer, `TIEPDAN_SEED` another run; a failure prints its seed and last events.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "this is test code"
)]

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::NaiveDateTime;
use tiepdan::desk::chord::{Chord, Key};
use tiepdan::desk::house::{Answering, House};
use tiepdan::desk::keymap::Keymap;
use tiepdan::desk::machine::{Machine, Preferences};
use tiepdan::desk::rehearsal::{Rehearsal, Step};
use tiepdan::desk::stack::Input;
use tiepdan::desk::start::Start;
use tiepdan::law::Law;
use tiepdan::office::ask::{Answer, OfficeKind, Question, SetUp};
use tiepdan::office::books::{Line, Office};
use tiepdan::office::demo;
use tiepdan::office::door::Door;
use tiepdan::office::permit::Role;
use tiepdan::office::wall::{StoppedClock, WallClock, millis_of};
use tiepdan::words::Lang;

const PASSWORD: &str = "demo";

/// A small generator of numbers (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }

    fn of<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.roll(things.len())]
    }

    fn number(&mut self, most: usize) -> u16 {
        u16::try_from(self.roll(most) + 1).unwrap()
    }

    fn steps(&mut self) -> Vec<Step> {
        let letters: Vec<char> =
            "nnn112345678fbaeruglwsdjkG/?: tqpvxhocmyzđưâ\u{301}\u{302}ễ漢\u{200d}🧑0|,.+-"
                .chars()
                .collect();
        let keys = [
            Key::Enter,
            Key::Enter,
            Key::Enter,
            Key::Tab,
            Key::Tab,
            Key::Esc,
            Key::Backspace,
            Key::Delete,
            Key::Insert,
            Key::Up,
            Key::Down,
            Key::Down,
            Key::Left,
            Key::Right,
            Key::Home,
            Key::End,
            Key::PageUp,
            Key::PageDown,
        ];
        match self.roll(1000) {
            0..400 => vec![key(Chord::plain(Key::Char(self.of(&letters))))],
            400..720 => vec![key(Chord {
                shift: self.roll(8) == 0,
                ..Chord::plain(self.of(&keys))
            })],
            720..790 => vec![key(Chord::plain(Key::F(
                u8::try_from(1 + self.roll(12)).unwrap(),
            )))],
            790..890 => {
                let letter = "aeuwkzrspdnbgtfvyocx".chars().collect::<Vec<_>>();
                vec![key(Chord::ctrl(self.of(&letter)))]
            }
            890..910 => {
                let text = self.of(&[
                    "Tổ 3,\r\nấp Tân Lập\u{1b}[2J\tx",
                    "072070001234||Nguyễn Văn An|02051970|Nam|Ấp 1|11082021\r\n",
                    "12/QĐ-TTr",
                    "20/11/2026",
                    "",
                ]);
                vec![Step::Input(Input::Paste(text.into()))]
            }
            910..920 => vec![Step::Input(Input::Scan(
                "072170001234||TR\u{fffd}N THỊ BÌNH|00001970|Nữ|Ấp 2|01082024||||".into(),
            ))],
            920..945 => {
                let at = (self.number(130) - 1, self.number(45) - 1);
                vec![Step::Input(Input::Click(at.0, at.1))]
            }
            945..960 => vec![Step::Input(Input::Wheel {
                down: self.roll(2) == 0,
            })],
            960..970 => vec![Step::Wait(Duration::from_millis(
                self.of(&[300, 2000, 70_000]),
            ))],
            // Whoever stands before a locked desk gets in again.
            970..985 => vec![
                Step::Input(Input::Paste(PASSWORD.into())),
                key(Chord::plain(Key::Enter)),
            ],
            985..990 => vec![Step::Input(Input::Resize(
                self.number(300),
                self.number(100),
            ))],
            _ => vec![Step::Input(Input::Resize(
                59 + self.number(81),
                14 + self.number(31),
            ))],
        }
    }
}

fn key(chord: Chord) -> Step {
    Step::Input(Input::Key(chord))
}

fn now() -> NaiveDateTime {
    "2026-11-20T09:14:00".parse().unwrap()
}

/// A demonstration of so many cases.
fn office(dir: &Path, cases: usize) {
    let set_up = SetUp {
        agency: "Thanh tra tỉnh Tây Ninh".into(),
        kind: OfficeKind::ProvinceInspectorate,
        unit: Some("80".into()),
        user: "demo".into(),
        display: "Cán bộ demo".into(),
        password: PASSWORD.to_owned().into(),
    };
    let clock = Arc::new(StoppedClock(now()));
    let (mut office, _) = Office::create(dir, &set_up, clock).unwrap();
    for (name, display, _) in demo::OFFICERS {
        office
            .add_officer(name, display, Role::Supervisor, PASSWORD)
            .unwrap();
    }
    let lines = demo::lines(7, cases, now(), &Law::statute(), demo::OFFICERS.len());
    let lines = lines.into_iter().map(|dated| Line {
        value: dated.line,
        at: Some(millis_of(dated.at)),
        by: Some(dated.by.to_owned()),
        draft: None,
    });
    for answer in office.write(lines.collect()).unwrap() {
        answer.unwrap();
    }
}

/// A clock that goes on an hour whenever somebody sits down: whoever typed a wrong password has waited.
struct Hours(AtomicI64);

impl WallClock for Hours {
    fn millis(&self) -> i64 {
        millis_of(now()) + self.0.load(Ordering::Relaxed) * 3_600_000
    }
}

type Link = Answering<Box<dyn FnMut(Question) -> Answer + Send>>;
type Stage = Rehearsal<House, Link>;

fn sit_down(dir: &Path, clock: &Arc<Hours>, lang: Lang, telex: bool) -> Stage {
    clock.0.fetch_add(1, Ordering::Relaxed);
    let mut door = Door::new(dir, Arc::clone(clock) as _);
    let answer = door.ask(Question::LogIn {
        user: "demo".into(),
        password: PASSWORD.to_owned().into(),
    });
    let Answer::LoggedIn(me) = answer else {
        panic!("{answer:?}");
    };
    let start = Start {
        lang,
        already: Some(me),
        ..Start::default()
    };
    let machine = Machine {
        preferences: Preferences {
            telex,
            mouse: true,
            ..Preferences::default()
        },
        ..Machine::default()
    };
    let desk = start.desk(now()).equipped(machine, Keymap::shipped());
    let link: Link = Answering(Box::new(move |ask| door.ask(ask)));
    let mut stage = Rehearsal::with(desk, link, (100, 28), now());
    stage.play("").unwrap();
    stage
}

/// The last events, told when something breaks.
struct Last {
    seed: u64,
    count: usize,
    steps: VecDeque<Step>,
}

impl Drop for Last {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let steps: Vec<String> = self.steps.iter().map(|step| format!("{step:?}")).collect();
            let steps = steps.join("\n  ");
            eprintln!("seed {}, event {}:\n  {steps}", self.seed, self.count);
        }
    }
}

fn from_env(name: &str, otherwise: u64) -> u64 {
    let set = std::env::var(name).ok();
    set.map_or(otherwise, |set| set.parse().unwrap())
}

#[test]
fn random_events_over_the_whole_desk_break_nothing() {
    let events = usize::try_from(from_env("TIEPDAN_EVENTS", 3000)).unwrap();
    let seed = from_env("TIEPDAN_SEED", 0x9e37_79b9);
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("so");
    office(&dir, 40);
    let mut dice = Dice(seed);
    let mut last = Last {
        seed,
        count: 0,
        steps: VecDeque::new(),
    };
    let clock = Arc::new(Hours(AtomicI64::new(0)));
    let mut titles = std::collections::BTreeMap::new();
    let mut stage = None;
    let mut locked = 0;
    while last.count < events {
        let desk = stage.get_or_insert_with(|| {
            let lang = if dice.roll(3) == 0 {
                Lang::En
            } else {
                Lang::Vi
            };
            sit_down(&dir, &clock, lang, dice.roll(2) == 0)
        });
        for step in dice.steps() {
            last.count += 1;
            last.steps.push_back(step.clone());
            if last.steps.len() > 60 {
                last.steps.pop_front();
            }
            if let Step::Input(Input::Resize(columns, rows)) = step {
                desk.resize(columns, rows);
            }
            let ended = desk.step(step).unwrap();
            let (columns, rows) = desk.desk().ctx().size;
            let inside = desk.cursor().is_none_or(|(x, y)| x < columns && y < rows);
            assert!(inside, "cursor at {:?} of {columns}×{rows}", desk.cursor());
            if desk.desk().too_small() {
                let told = desk.screen();
                let lines = told.lines().filter(|line| !line.is_empty()).count();
                assert!(lines <= 1, "{told}");
            }
            // Left, logged out, or locked for good: somebody sits down again.
            locked = if desk.desk().is_locked() {
                locked + 1
            } else {
                0
            };
            if ended.is_some() || desk.desk().ctx().officer.is_empty() || locked > 40 {
                stage = None;
                locked = 0;
                break;
            }
        }
        if let Some(desk) = &stage {
            let screen = desk.screen();
            let title = screen.lines().next().unwrap_or_default().trim();
            let title: String = title.split([' ', '·']).take(2).collect();
            *titles.entry(title).or_insert(0_usize) += 1;
            // Small windows take no input, and a cover wants a word: do not stay there.
            if last.count.is_multiple_of(40) {
                let mut desk = stage.take().unwrap();
                desk.resize(100, 28);
                desk.step(Step::Input(Input::Resize(100, 28))).unwrap();
                stage = Some(desk);
            }
        }
    }
    assert!(titles.len() >= 10, "few screens were reached: {titles:#?}");
    if events > 10_000 {
        eprintln!("{events} events, seed {seed}: {titles:#?}");
    }
}
