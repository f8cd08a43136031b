//! Thousands of random keys, pastes and sizes over the register, the pages and every form, with a
//! real office behind them: nothing panics, the cursor stays in the window, and a receptionist
//! without clearance never sees the denouncer. The seed is fixed, so that a failure can be played
//! again.

use super::sample::{Who, desk};
use crate::desk::chord::{Chord, Key};
use crate::desk::register::Register;
use crate::desk::rehearsal::Step;
use crate::desk::stack::Input;
use std::time::Duration;

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

    fn step(&mut self) -> Step {
        let letters: Vec<char> = "aeruglwsfd/jkG 1269tqđ,".chars().collect();
        let keys = [
            Key::Enter,
            Key::Enter,
            Key::Enter,
            Key::Tab,
            Key::Esc,
            Key::Backspace,
            Key::Up,
            Key::Down,
            Key::Down,
            Key::Left,
            Key::Right,
            Key::Home,
            Key::End,
            Key::PageUp,
            Key::PageDown,
            Key::F(2),
            Key::F(5),
            Key::F(6),
            Key::F(8),
        ];
        match self.roll(100) {
            0..40 => key(Chord::plain(Key::Char(self.of(&letters)))),
            40..80 => key(Chord {
                shift: self.roll(8) == 0,
                ..Chord::plain(self.of(&keys))
            }),
            80..92 => key(Chord::ctrl(
                self.of(&['s', 's', 's', 'u', 'a', 'k', 'd', 'b']),
            )),
            92..95 => Step::Input(Input::Paste("12/QĐ-TTr\r\ntổ 3".into())),
            95..97 => Step::Wait(Duration::from_secs(1)),
            _ => Step::Input(Input::Resize(self.size(60, 140), self.size(15, 45))),
        }
    }

    fn size(&mut self, least: usize, most: usize) -> u16 {
        u16::try_from(least + self.roll(most - least)).unwrap()
    }
}

fn key(chord: Chord) -> Step {
    Step::Input(Input::Key(chord))
}

fn play(who: Who, seed: u64, events: usize) {
    let mut dice = Dice(seed);
    let mut desk = desk(Register::new(), who, (80, 24));
    for count in 0..events {
        let step = match count % 50 {
            49 => Step::Input(Input::Resize(80, 24)),
            _ => dice.step(),
        };
        if let Step::Input(Input::Resize(columns, rows)) = step {
            desk.resize(columns, rows);
        }
        let ended = desk.step(step).unwrap();
        assert!(ended.is_none(), "seed {seed}, event {count}");
        let screen = desk.screen();
        let hidden = who == Who::Minh || !screen.contains("Bùi Thị Kín");
        assert!(hidden, "seed {seed}, event {count}: {screen}");
    }
}

#[test]
fn thousands_of_random_events_break_nothing() {
    play(Who::Minh, 0x9e37_79b9, 2000);
    play(Who::Hoa, 20_261_120, 1000);
}

#[test]
fn every_size_can_be_drawn() {
    for keys in [
        "",
        "<ret>",
        "<ret>a",
        "<ret>athu ly<ret>",
        "<ret>e",
        "<tab><ret>",
    ] {
        let mut desk = desk(Register::new(), Who::Minh, (80, 24));
        desk.play(keys).unwrap();
        for columns in [1, 20, 59, 60, 61, 79, 97, 103, 140, 300] {
            for rows in [1, 5, 14, 15, 16, 23, 60] {
                desk.play(&format!("<size:{columns}x{rows}>")).unwrap();
            }
        }
    }
}
