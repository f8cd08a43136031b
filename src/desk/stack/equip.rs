//! What the user of this machine wants, as the desk obeys it: look, keys, mouse. It must not know where that is
//! written.

use std::rc::Rc;

use super::{Deed, Desk, Discarded};
use crate::desk::action::Action;
use crate::desk::keymap::{Context, Keymap};
use crate::desk::machine::words::MachineWord;
use crate::desk::machine::{Machine, Preferences, Scanner};
use crate::desk::screen::{Event, Kind, Protocol};
use crate::desk::words::Kit;

impl<P: Protocol> Desk<P> {
    /// Begins with what this machine says and these keys.
    #[must_use]
    pub fn equipped(mut self, machine: Machine, keymap: Keymap) -> Self {
        self.equip(machine, keymap);
        self
    }

    /// Takes up what the files of the machine's user say now; the scanner is as it was.
    pub fn reequip(&mut self, machine: Machine, keymap: Keymap) {
        let scanner = self.ctx.machine.scanner.clone();
        self.equip(Machine { scanner, ..machine }, keymap);
        if self.ctx.machine.troubles(self.ctx.lang).is_empty() {
            let words = self.ctx.say(MachineWord::ReadAgain).to_owned();
            self.notify(Kind::Info, words);
        } else {
            self.tell_faults();
        }
        self.tell_all(&Event::Resized);
    }

    fn equip(&mut self, machine: Machine, keymap: Keymap) {
        self.ctx.theme = machine.theme();
        self.ctx.machine = Rc::new(machine);
        self.ctx.keymap = Rc::new(keymap);
    }

    /// Hears how the scanner is; said once where it went away.
    pub fn scanner_is(&mut self, scanner: Scanner) {
        if self.ctx.machine.scanner == scanner {
            return;
        }
        let words = match &scanner {
            Scanner::Away(why) => Some((
                Kind::Warning,
                self.ctx.fill(MachineWord::ScannerAway, &[why]),
            )),
            Scanner::Ready => Some((
                Kind::Info,
                self.ctx.say(MachineWord::ScannerReady).to_owned(),
            )),
            Scanner::None => None,
        };
        if let Some((kind, words)) = words {
            self.notify(kind, words);
        }
        let mut machine = (*self.ctx.machine).clone();
        machine.scanner = scanner;
        self.ctx.machine = Rc::new(machine);
    }

    /// Says what could not be kept.
    pub fn failed(&mut self, why: &str) {
        let words = self.ctx.fill(MachineWord::NotKept, &[&why]);
        self.notify(Kind::Error, words);
    }

    /// Says what is wrong in the files of the machine's user, where anything is.
    fn tell_faults(&mut self) {
        if let Some(words) = self.faults() {
            self.notify(Kind::Error, words);
        }
    }

    fn faults(&self) -> Option<String> {
        let faults = self.ctx.machine.troubles(self.ctx.lang);
        let (first, more) = faults.split_first()?;
        if more.is_empty() {
            return Some(first.clone());
        }
        let count = more.len();
        Some(self.ctx.fill(MachineWord::MoreFaults, &[first, &count]))
    }

    /// What is wrong in these files and was not looked at yet, with the key that shows all of it.
    pub(super) fn unseen_faults(&self) -> Option<String> {
        let words = self.faults().filter(|_| !self.faults_seen)?;
        let faults = self.ctx.machine.troubles(self.ctx.lang);
        let (first, count) = (faults.first()?, faults.len());
        let key = |action| self.chords(action).first().copied();
        let key = key(Action::GoSettings).or_else(|| key(Action::Palette));
        Some(match key.filter(|_| self.can_see_faults()) {
            Some(key) => self
                .ctx
                .fill(MachineWord::SeeFaults, &[first, &key, &count]),
            None => words,
        })
    }

    /// Whether something is wrong in these files, and the screen that tells it can be opened from here.
    pub(super) fn can_see_faults(&self) -> bool {
        !self.ctx.machine.troubles(self.ctx.lang).is_empty() && self.accepts(Action::GoSettings)
    }

    pub(super) fn prefer(&mut self, preferences: Preferences) {
        let mut machine = (*self.ctx.machine).clone();
        if preferences.scanner.is_none() {
            machine.scanner = Scanner::None;
        }
        machine.preferences = preferences.clone();
        machine.settings_faults.clear();
        self.ctx.theme = machine.theme();
        self.ctx.machine = Rc::new(machine);
        self.deeds.push(Deed::Prefer(preferences));
    }

    /// Wishes for a key file to be edited: the live map, each row a remark until its sign is taken away.
    pub(super) fn write_keys(&mut self) {
        let rows = self.ctx.keymap.written("# ", self.ctx.lang);
        let text = format!("{}\n{rows}", self.ctx.say(MachineWord::KeysHead));
        self.deeds.push(Deed::WriteKeys(text));
    }

    /// Hears that the key file was written.
    pub fn wrote_keys(&mut self) {
        let mut machine = (*self.ctx.machine).clone();
        machine.keys_there = true;
        let path = machine
            .keys_file
            .as_ref()
            .map(|path| path.display().to_string());
        self.ctx.machine = Rc::new(machine);
        let words = self
            .ctx
            .fill(MachineWord::KeysWritten, &[&path.unwrap_or_default()]);
        self.notify(Kind::Info, words);
    }

    /// Brings the screen back that was thrown away last.
    pub(super) fn bring_back(&mut self) {
        let Some(kept) = self.discarded.take() else {
            return;
        };
        if kept.over.is_none() {
            self.close_empty_form();
        }
        let id = self.add(kept.screen, false);
        self.was_typed_at(id);
        self.deliver(id, &Event::Restored);
        let words = self.ctx.say(Kit::BroughtBack).to_owned();
        self.notify(Kind::Info, words);
    }

    /// A form in which nothing was typed makes room: what is brought back would else lie over it, and leaving it
    /// would lead there.
    fn close_empty_form(&mut self) {
        let empty = self.layers.last().filter(|top| {
            !top.typed && self.layers.len() > 1 && top.screen.contexts().contains(&Context::Form)
        });
        if let Some(id) = empty.map(|top| top.id) {
            self.layers.retain(|layer| layer.id != id);
            self.forget_layer(id);
        }
    }

    /// Takes a screen away; one that goes back with something typed, of which it keeps no draft, is kept at
    /// hand for the screen that it lies over.
    pub(super) fn go_away(&mut self, id: u64) {
        let place = self.layers.iter().position(|layer| layer.id == id);
        let lost = place.is_some_and(|place| {
            self.layers.get(place).is_some_and(|layer| {
                let screen = &layer.screen;
                layer.typed && screen.state(&self.ctx).is_none() && !screen.leaves_nothing()
            })
        });
        let below = place.and_then(|place| place.checked_sub(1));
        let below = below.and_then(|place| self.layers.get(place));
        match below.map(|layer| layer.id) {
            Some(below) if lost && self.leaving == Some(id) => self.pop_kept(id, Some(below)),
            _ => self.pop(id, None),
        }
    }

    /// Hears that something was typed into the form of a layer.
    pub(super) fn was_typed_at(&mut self, id: u64) {
        let layer = self.layers.iter_mut().find(|layer| layer.id == id);
        if let Some(layer) = layer
            && layer.screen.contexts().contains(&Context::Form)
        {
            layer.typed = true;
        }
    }

    /// Takes a screen away and keeps it at hand.
    pub(super) fn pop_kept(&mut self, id: u64, over: Option<u64>) {
        let Some(place) = self.layers.iter().position(|layer| layer.id == id) else {
            return;
        };
        if self.layers.len() == 1 {
            return self.pop(id, None);
        }
        let was_top = place + 1 == self.layers.len();
        let gone = self.layers.remove(place);
        self.forget_layer(id);
        self.discarded = Some(Discarded {
            screen: gone.screen,
            over,
        });
        if was_top {
            self.deliver_top(&Event::Returned(None));
        }
        self.offer(Kit::DiscardedKept, Action::RestoreDiscarded);
    }
}
