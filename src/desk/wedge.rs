//! A scanner that types as a keyboard does: twelve digits and a bar in a moment are the beginning of a card's code
//! and nothing that fingers type, nor an input method, which types letters and Backspace. What follows is kept
//! from the fields until it ends. It must not know what a code says.

use std::collections::VecDeque;
use std::time::Duration;

/// The digits that a card's code begins with.
const DIGITS: usize = 12;
/// In how much time a scanner has typed them.
const BURST: Duration = Duration::from_millis(800);
/// A scan has ended when nothing more comes for so long.
const SILENCE: Duration = Duration::from_millis(400);
/// The longest code, in characters.
const LONGEST: usize = 1000;

/// What a typed character turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// Typing.
    Typed,
    /// A scan has begun: so many characters are to be taken back, this one is kept.
    Begun(usize),
    /// Part of a scan.
    Kept,
}

/// Watches what is typed for the beginning of a scan, then keeps it.
#[derive(Debug, Default)]
pub(super) struct Wedge {
    recent: VecDeque<(char, Duration)>,
    scan: Option<(String, Duration)>,
}

impl Wedge {
    /// Hears of a typed character.
    pub(super) fn typed(&mut self, letter: char, at: Duration) -> Heard {
        if let Some((text, last)) = &mut self.scan {
            if text.chars().count() < LONGEST {
                text.push(letter);
            }
            *last = at;
            return Heard::Kept;
        }
        let digits = self.recent.iter().filter(|(c, _)| c.is_ascii_digit());
        let begun = self.recent.front().map_or(at, |(_, begun)| *begun);
        let quick = at.saturating_sub(begun) <= BURST;
        if letter == '|' && digits.count() == DIGITS && quick {
            let mut text: String = self.recent.drain(..).map(|(c, _)| c).collect();
            text.push(letter);
            self.scan = Some((text, at));
            return Heard::Begun(DIGITS);
        }
        if self.recent.len() == DIGITS {
            self.recent.pop_front();
        }
        self.recent.push_back((letter, at));
        Heard::Typed
    }

    /// Hears of Backspace; returns whether it was part of a scan, re-typed by an input method.
    pub(super) fn backspace(&mut self, at: Duration) -> bool {
        self.recent.clear();
        let Some((text, last)) = &mut self.scan else {
            return false;
        };
        text.pop();
        *last = at;
        true
    }

    /// Ends a scan, if one goes on: another key was pressed, or nothing came any more.
    pub(super) fn end(&mut self) -> Option<String> {
        self.recent.clear();
        self.scan.take().map(|(text, _)| text)
    }

    /// Returns when the scan that goes on has ended.
    pub(super) fn ends(&self) -> Option<Duration> {
        self.scan.as_ref().map(|(_, last)| *last + SILENCE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quick(wedge: &mut Wedge, text: &str, pace: u64) -> Vec<Heard> {
        let letters = text.chars().enumerate();
        letters
            .map(|(place, letter)| {
                let at = u64::try_from(place).unwrap() * pace;
                wedge.typed(letter, Duration::from_millis(at))
            })
            .collect()
    }

    #[test]
    fn twelve_digits_and_a_bar_in_a_moment_are_a_scan() {
        let mut wedge = Wedge::default();
        let heard = quick(&mut wedge, "072070001234||Nguyễn", 5);
        assert_eq!(heard[12], Heard::Begun(12));
        assert!(heard[13..].iter().all(|heard| *heard == Heard::Kept));
        assert_eq!(wedge.end().as_deref(), Some("072070001234||Nguyễn"));
        assert_eq!(wedge.end(), None);
    }

    #[test]
    fn fingers_and_other_text_are_typing() {
        for (text, pace) in [
            ("072070001234|", 150),
            ("07207000123|", 5),
            ("07207a001234|", 5),
            ("Nguyễn Văn An|", 5),
        ] {
            let heard = quick(&mut Wedge::default(), text, pace);
            assert!(heard.iter().all(|heard| *heard == Heard::Typed), "{text}");
        }
    }

    #[test]
    fn an_input_method_that_retypes_ends_no_scan_and_begins_none() {
        let mut wedge = Wedge::default();
        quick(&mut wedge, "072070001234||Nguye", 1);
        assert!(wedge.backspace(Duration::from_millis(30)));
        wedge.typed('ê', Duration::from_millis(31));
        assert_eq!(wedge.end().as_deref(), Some("072070001234||Nguyê"));
        quick(&mut wedge, "072070", 1);
        assert!(!wedge.backspace(Duration::from_millis(7)));
        let heard = quick(&mut wedge, "001234|", 1);
        assert!(heard.iter().all(|heard| *heard == Heard::Typed));
    }
}
