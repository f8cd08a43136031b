//! Thousands of random keys, pastes, sizes and pauses: nothing panics, the cursor stays in the window, and a
//! draft always leads back to the same draft. The seed is fixed, so that a failure can be played again.

use super::office::{Desktop, file, reception};
use crate::desk::chord::{Chord, Key};
use crate::desk::reception::draft::{restore, write};
use crate::desk::reception::sheet::Sheet;
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
        let letters: Vec<char> = "aăđêưyckAnN123459/|: \u{301}\u{323}ễ漢🧑".chars().collect();
        let keys = [
            Key::Enter,
            Key::Tab,
            Key::Tab,
            Key::Tab,
            Key::Backspace,
            Key::Delete,
            Key::Up,
            Key::Down,
            Key::Left,
            Key::Right,
            Key::Home,
            Key::End,
            Key::PageUp,
            Key::PageDown,
            Key::F(1),
            Key::F(2),
            Key::F(3),
            Key::F(4),
            Key::F(7),
            Key::F(8),
            Key::F(9),
            Key::F(11),
            Key::F(12),
            Key::Esc,
        ];
        match self.roll(100) {
            0..45 => key(Chord::plain(Key::Char(self.of(&letters)))),
            45..85 => key(Chord {
                shift: self.roll(6) == 0,
                ..Chord::plain(self.of(&keys))
            }),
            85..91 => key(Chord::ctrl(
                self.of(&['a', 'u', 'w', 'k', 'z', 'r', 's', 'l', 'd']),
            )),
            91..94 => Step::Input(Input::Paste(self.paste().into())),
            94..97 => Step::Wait(Duration::from_millis(300)),
            _ => {
                let wide = self.of(&[90, 130, 200]);
                Step::Input(Input::Resize(self.size(wide), self.size(wide / 3)))
            }
        }
    }

    fn paste(&mut self) -> &'static str {
        self.of(&[
            "072070001234||Nguyễn Văn An|02051970|Nam|Ấp 1, xã Tân Lập, Tây Ninh|11082021",
            "072170001234|TRẦN THỊ BÌNH|00001970|Nữ||",
            "https://vneid.gov.vn",
            "D-2026-0001\r\n\0\u{1b}[2J",
        ])
    }

    fn size(&mut self, most: usize) -> u16 {
        u16::try_from(self.roll(most) + 1).unwrap()
    }
}

fn key(chord: Chord) -> Step {
    Step::Input(Input::Key(chord))
}

fn shake(mut desk: Desktop, seed: u64, events: usize) -> Desktop {
    let mut dice = Dice(seed);
    for count in 0..events {
        let step = match count % 40 {
            // Small windows take no input: do not stay in one.
            0 => Step::Input(Input::Resize(60 + dice.size(80), 15 + dice.size(30))),
            _ => dice.step(),
        };
        if let Step::Input(Input::Resize(columns, rows)) = step {
            desk.resize(columns, rows);
        }
        // Leaving the form is one of the things that happen; then there is nothing left to shake.
        if desk.step(step).unwrap().is_some() {
            break;
        }
        if let Some((x, y)) = desk.cursor() {
            let (columns, rows) = desk.desk().ctx().size;
            assert!(x < columns && y < rows, "{x},{y} in {columns}x{rows}");
        }
    }
    desk
}

#[test]
fn random_events_break_nothing() {
    for seed in [1, 0x9e37_79b9, 20_261_120] {
        shake(reception((80, 24)), seed, 700);
        shake(file((100, 28)), seed + 7, 400);
    }
}

#[test]
fn whatever_is_typed_a_draft_leads_back_to_itself() {
    let mut compared = 0;
    for seed in [3, 77, 4242, 9001] {
        let first = shake(reception((120, 40)), seed, 300);
        let ctx = first.desk().ctx().clone();
        for (_, _, kept) in &first.office().kept {
            let mut sheet = Sheet::new(false, Some("80"), &ctx);
            let place = restore(&mut sheet, kept, &ctx);
            assert_eq!(&write(&sheet, &place), kept, "seed {seed}");
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared}");
}
