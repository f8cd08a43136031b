//! The mouse and the scanner: a click goes to the word of the hint bar under it or to the top screen, the wheel
//! moves as the arrow keys do, a scanned code goes where one is of use. It must not know what stands where.

use ratatui::layout::Position;

use super::Desk;
use crate::desk::action::Action;
use crate::desk::machine::words::MachineWord;
use crate::desk::screen::{Event, Kind, Protocol};

/// Rows that one notch of the wheel moves.
const NOTCH: usize = 3;

impl<P: Protocol> Desk<P> {
    pub(super) fn click(&mut self, column: u16, row: u16) {
        self.telex.forget();
        if self.too_small() {
            return;
        }
        let at = Position::new(column, row);
        if self.notice.is_some() && self.noticed.get().contains(at) {
            self.notice = None;
            return;
        }
        let hinted = self.hinted.borrow();
        let hint = hinted.iter().find(|(area, _)| area.contains(at));
        let hint = hint.map(|(_, action)| *action);
        drop(hinted);
        match hint {
            Some(action) => self.act(action),
            None => self.deliver_top(&Event::Click(column, row)),
        }
    }

    pub(super) fn wheel(&mut self, down: bool) {
        self.telex.forget();
        if self.too_small() {
            return;
        }
        let ways = if down {
            [Action::Down, Action::NextField]
        } else {
            [Action::Up, Action::PrevField]
        };
        let Some((times, action)) = [NOTCH, 1]
            .into_iter()
            .zip(ways)
            .find(|(_, action)| self.accepts(*action))
        else {
            return;
        };
        for _ in 0..times {
            if self.accepts(action) {
                self.act(action);
            }
        }
    }

    /// A code was scanned: the top screen takes it, or it is said where one could be of use. Nothing is
    /// ever saved by it.
    pub(super) fn scanned(&mut self, text: String) {
        self.telex.forget();
        let takes = self
            .layers
            .last()
            .is_some_and(|top| top.screen.takes_scans());
        if takes && !self.too_small() {
            self.deliver_top(&Event::Scanned(text));
            return;
        }
        if self.cover.is_none() {
            let words = self.ctx.say(MachineWord::ScanNowhere).to_owned();
            self.notify(Kind::Warning, words);
        }
    }
}
