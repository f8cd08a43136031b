//! What a key comes to: text for the field under the cursor, or an action for whoever accepts it – the top screen
//! first, then the desk itself. It must not know what any screen does.

use super::{Binding, Chord, Context, Deed, Desk, Discarded};
use crate::desk::action::Action;
use crate::desk::chord::Key;
use crate::desk::editor::Editor;
use crate::desk::help::Help;
use crate::desk::palette::Palette;
use crate::desk::screen::{Event, Protocol};

impl<P: Protocol> Desk<P> {
    pub(super) fn accepts(&self, action: Action) -> bool {
        let Some(top) = self.layers.last() else {
            return false;
        };
        if top.screen.accepts(action) {
            return true;
        }
        match action {
            Action::Quit | Action::Interrupt | Action::Redraw => true,
            Action::Help | Action::Palette => !top.own,
            Action::Lock => self.guard.is_some() && self.cover.is_none(),
            // The cover is no place to leave; what lies on it is.
            Action::Back => {
                self.layers.len() > 1 && self.cover.as_ref().is_none_or(|c| c.layer != top.id)
            }
            _ if self.cover.is_some() => false,
            Action::ToggleTelex | Action::ToggleMouse => true,
            Action::Enlarge => top.screen.long_text().is_some(),
            Action::GoFaults => self.can_see_faults(),
            Action::RestoreDiscarded => {
                let fits = |kept: &Discarded<P>| match kept.over {
                    Some(layer) => layer == top.id,
                    None => top.screen.lets_go(),
                };
                self.discarded.as_ref().is_some_and(fits)
            }
            Action::GoHome => {
                top.screen.lets_go() && self.layers.len() > 1 && !self.roads.is_empty()
            }
            _ => top.screen.lets_go() && self.roads.iter().any(|(road, _)| *road == action),
        }
    }

    pub(super) fn key(&mut self, chord: Chord) {
        let contexts = self.contexts();
        if self.too_small() {
            // What cannot be seen takes no input; leaving always works.
            if self.ctx.keymap.resolve(chord, &[], |_| true) == Some(Action::Quit) {
                self.deeds.push(Deed::Quit);
            }
            return;
        }
        if self.ends_scan(chord) {
            return;
        }
        if contexts.iter().any(|context| context.types()) {
            self.telex.forget();
            if let Some(letter) = chord.typed() {
                self.typed(letter, &contexts);
                return;
            }
            if chord.key == Key::Backspace {
                self.backspace();
                return;
            }
            self.press(chord, &contexts);
        } else if let Some(meant) = self.telex.key(chord) {
            self.press(meant, &contexts);
        }
    }

    fn press(&mut self, chord: Chord, contexts: &[Context]) {
        let action = self
            .ctx
            .keymap
            .resolve(chord, contexts, |action| self.accepts(action));
        if let Some(action) = action {
            if action == Action::UndoTyping && self.undo_composing() {
                return;
            }
            self.composer.forget();
            self.act(action);
        }
    }

    /// Does an accepted action: the top screen first, then the desk itself.
    pub(super) fn act(&mut self, action: Action) {
        let again = matches!(
            action,
            Action::Back | Action::Refresh | Action::Save | Action::Confirm
        );
        if again && self.accepts(action) {
            self.dismiss_error();
        }
        let Some(top) = self.layers.last() else {
            return;
        };
        let id = top.id;
        if top.screen.accepts(action) {
            self.leaving = (action == Action::Back).then_some(id);
            self.deliver(id, &Event::Act(action));
            self.leaving = None;
            return;
        }
        if !self.accepts(action) {
            return;
        }
        match action {
            Action::Quit => self.deeds.push(Deed::Quit),
            Action::Redraw => self.deeds.push(Deed::Redraw),
            Action::Interrupt => self.say_how_to_leave(),
            Action::Back => {
                self.leaving = Some(id);
                self.go_away(id);
                self.leaving = None;
            }
            Action::GoHome => self.pop_to_first(),
            Action::Lock => self.lock(),
            Action::RestoreDiscarded => self.bring_back(),
            Action::ToggleTelex => self.toggle_telex(),
            Action::ToggleMouse => self.toggle_mouse(),
            Action::Enlarge => {
                if let Some((label, text)) = top.screen.long_text() {
                    self.push(Box::new(Editor::new(label, &text)), false);
                }
            }
            Action::Help => {
                let title = top.screen.title(&self.ctx);
                let help = Help::new(&title, &self.named_bindings(), self.typing(), &self.ctx);
                self.push(Box::new(help), true);
            }
            Action::Palette => {
                let palette = Palette::new(self.named_bindings());
                self.push(Box::new(palette), true);
            }
            Action::GoFaults => self.follow(Action::GoSettings),
            road => self.follow(road),
        }
    }

    fn named_bindings(&self) -> Vec<(Binding, &'static str)> {
        let bindings = self.bindings().into_iter();
        bindings
            .map(|binding| {
                let name = self.name(binding.action);
                (binding, name)
            })
            .collect()
    }

    fn follow(&mut self, road: Action) {
        let Some((_, make)) = self.roads.iter().find(|(action, _)| *action == road) else {
            return;
        };
        let screen = make();
        self.faults_seen |= road == Action::GoSettings;
        self.pop_to_first();
        self.push(screen, false);
    }
}
