//! Thousands of random keys, pastes and sizes: nothing panics, and the cursor stays in the window.
//! The seed is fixed, so that a failure can be played again.

use super::sample::people;
use crate::desk::chord::{Chord, Key};
use crate::desk::rehearsal::Step;
use crate::desk::stack::Input;

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
        let letters: Vec<char> =
            "aăâbdđeêioôơuưyAnNjkgG/?:12 \u{301}\u{302}\u{323}ễ漢\u{200d}🧑0\n"
                .chars()
                .collect();
        let keys = [
            Key::Enter,
            Key::Tab,
            Key::Esc,
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
            Key::F(4),
            Key::F(10),
        ];
        match self.roll(100) {
            0..50 => key(Chord::plain(Key::Char(self.of(&letters)))),
            50..80 => key(Chord {
                shift: self.roll(8) == 0,
                ..Chord::plain(self.of(&keys))
            }),
            80..93 => key(Chord::ctrl(self.of(&[
                'a', 'e', 'u', 'w', 'k', 'z', 'r', 's', 'p', 'c', 'd', 'n', 'b',
            ]))),
            93..95 => Step::Input(Input::Paste("Tổ 3,\r\nấp Tân Lập\u{1b}[2J\tx".into())),
            _ => {
                let wide = self.of(&[90, 90, 130, 300]);
                Step::Input(Input::Resize(self.size(wide), self.size(wide / 3)))
            }
        }
    }

    fn size(&mut self, most: usize) -> u16 {
        u16::try_from(self.roll(most) + 1).unwrap()
    }
}

fn key(chord: Chord) -> Step {
    Step::Input(Input::Key(chord))
}

#[test]
fn five_thousand_random_events_break_nothing() {
    for seed in [1, 0x9e37_79b9, 20_261_120] {
        let mut dice = Dice(seed);
        let mut desk = people((80, 24));
        for count in 0..1700 {
            // Small windows take no input: do not stay in one.
            let step = match count % 40 {
                0 => Step::Input(Input::Resize(60 + dice.size(60), 15 + dice.size(30))),
                _ => dice.step(),
            };
            if let Step::Input(Input::Resize(columns, rows)) = step {
                desk.resize(columns, rows);
            }
            if desk.step(step).unwrap().is_some() {
                desk = people((80, 24));
            }
            let (columns, rows) = desk.desk().ctx().size;
            let inside = desk.cursor().is_none_or(|(x, y)| x < columns && y < rows);
            assert!(
                inside,
                "seed {seed}, event {count}: cursor at {:?}",
                desk.cursor()
            );
        }
    }
}

#[test]
fn every_size_can_be_drawn() {
    let mut desk = people((80, 24));
    desk.play("nAn<tab><tab><tab>tan").unwrap();
    for columns in [1, 2, 3, 10, 59, 60, 61, 80, 150, 300] {
        for rows in [1, 2, 3, 14, 15, 16, 24, 50, 100] {
            desk.resize(columns, rows);
            desk.step(Step::Input(Input::Resize(columns, rows)))
                .unwrap();
            assert_eq!(desk.screen().lines().count(), usize::from(rows));
        }
    }
}
