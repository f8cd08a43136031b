//! What is typed on its way to a field: composed by Telex where that is on, kept together where a scanner types.
//! It must not know what the field does with it.

use super::{Chord, Context, Desk};
use crate::desk::action::Action;
use crate::desk::compose::Retyped;
use crate::desk::screen::{Event, Kind, Protocol};
use crate::desk::wedge::Heard;
use crate::desk::words::Kit;

impl<P: Protocol> Desk<P> {
    /// A character was typed where text is.
    pub(super) fn typed(&mut self, letter: char, contexts: &[Context]) {
        self.ctx.arrived.letter(letter);
        if self
            .layers
            .last()
            .is_some_and(|top| top.screen.takes_scans())
        {
            match self.wedge.typed(letter, self.elapsed) {
                Heard::Typed => {}
                Heard::Kept => return,
                Heard::Begun(count) => {
                    for _ in 0..count {
                        self.deliver_top(&Event::Backspace);
                    }
                    self.composer.forget();
                    return;
                }
            }
        }
        let text = contexts.contains(&Context::Text) || contexts.contains(&Context::Filtering);
        let composes = text && !contexts.contains(&Context::Exact);
        if composes && self.ctx.machine.preferences.telex {
            let retyped = self.composer.take(letter);
            self.retype(&retyped);
        } else {
            self.deliver_top(&Event::Char(letter));
        }
    }

    pub(super) fn backspace(&mut self) {
        self.ctx.arrived.erased += 1;
        if self.wedge.backspace(self.elapsed) {
            return;
        }
        self.composer.backspace();
        self.deliver_top(&Event::Backspace);
    }

    fn retype(&mut self, retyped: &Retyped) {
        for _ in 0..retyped.erase {
            self.deliver_top(&Event::Backspace);
        }
        for letter in retyped.text.chars() {
            self.deliver_top(&Event::Char(letter));
        }
    }

    /// Takes the composing of one word back; returns whether there was any.
    pub(super) fn undo_composing(&mut self) -> bool {
        if !self.ctx.machine.preferences.telex {
            return false;
        }
        let undone = self.composer.undo();
        if let Some(retyped) = &undone {
            self.retype(retyped);
        }
        undone.is_some()
    }

    /// Ends a scan that goes on where another key than a character comes; Enter and Tab, which scanners
    /// send at the end, are used up by it.
    pub(super) fn ends_scan(&mut self, chord: Chord) -> bool {
        use crate::desk::chord::Key;
        if chord.typed().is_some() || chord.key == Key::Backspace {
            return false;
        }
        let Some(text) = self.wedge.end() else {
            return false;
        };
        self.scanned(text);
        matches!(chord.key, Key::Enter | Key::Tab)
    }

    pub(super) fn end_scan_by_silence(&mut self) {
        let over = self.wedge.ends().is_some_and(|ends| ends <= self.elapsed);
        if over && let Some(text) = self.wedge.end() {
            self.scanned(text);
        }
    }

    pub(super) fn toggle_telex(&mut self) {
        let mut preferences = self.ctx.machine.preferences.clone();
        preferences.telex = !preferences.telex;
        let words = if preferences.telex {
            let chords = self.chords(Action::ToggleTelex);
            let key = chords.first().map(ToString::to_string).unwrap_or_default();
            self.ctx.fill(Kit::TelexOn, &[&key])
        } else {
            self.ctx.say(Kit::TelexOff).to_owned()
        };
        self.composer.forget();
        self.prefer(preferences);
        self.notify(Kind::Info, words);
        self.tell_all(&Event::Resized);
    }

    pub(super) fn toggle_mouse(&mut self) {
        let mut preferences = self.ctx.machine.preferences.clone();
        preferences.mouse = !preferences.mouse;
        let word = if preferences.mouse {
            Kit::MouseOn
        } else {
            Kit::MouseOff
        };
        let words = self.ctx.say(word).to_owned();
        self.prefer(preferences);
        self.notify(Kind::Info, words);
        self.tell_all(&Event::Resized);
    }
}
