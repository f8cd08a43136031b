//! What the wishes of screens become: layers pushed and popped, questions ticketed, notices shown.

use std::time::Duration;

use super::{Deed, Desk, Layer, Notice, Ticket, Wished};
use crate::desk::action::Action;
use crate::desk::keymap::Context;
use crate::desk::screen::{Effect, Event, Kind, Protocol, Screen};
use crate::desk::words::Kit;

/// How long a layer that goes on wishing to be woken waits at the most: what is typed without a pause must be in
/// a draft within a second.
const AT_THE_LATEST: Duration = Duration::from_millis(500);

impl<P: Protocol> Desk<P> {
    pub(super) fn say_how_to_leave(&mut self) {
        let shown = |action| {
            let chord = self.chords(action).first().copied();
            chord.map(|chord| chord.to_string())
        };
        let quit = shown(Action::Quit).unwrap_or_default();
        // Where nothing lies below, as at the entrance, there is no way back to tell of.
        let text = match shown(Action::Back) {
            Some(back) => self.ctx.fill(Kit::HowToLeave, &[&back, &quit]),
            None => self.ctx.fill(Kit::HowToQuit, &[&quit]),
        };
        self.notify(Kind::Info, text);
    }

    pub(super) fn notify(&mut self, kind: Kind, text: String) {
        let shown_for = match kind {
            Kind::Info => Some(Duration::from_secs(5)),
            Kind::Warning => Some(Duration::from_secs(10)),
            Kind::Error => None,
        };
        let until = shown_for.map(|time| self.elapsed.saturating_add(time));
        self.told += 1;
        self.notice = Some(Notice {
            kind,
            text,
            until,
            offers: None,
        });
    }

    /// Says that something can be done, as long as a key does it.
    pub(super) fn offer(&mut self, word: Kit, action: Action) {
        self.notify(Kind::Info, String::new());
        if let Some(notice) = &mut self.notice {
            notice.offers = Some((word, action));
        }
    }

    pub(super) fn add(&mut self, screen: Box<dyn Screen<P>>, own: bool) -> u64 {
        self.serial += 1;
        let id = self.serial;
        self.layers.push(Layer {
            id,
            screen,
            own,
            typed: false,
        });
        self.telex.forget();
        self.composer.forget();
        id
    }

    pub(super) fn push(&mut self, screen: Box<dyn Screen<P>>, own: bool) {
        let id = self.add(screen, own);
        self.deliver(id, &Event::Opened);
    }

    pub(super) fn pop(&mut self, id: u64, note: Option<P::Note>) {
        let Some(place) = self.layers.iter().position(|layer| layer.id == id) else {
            return;
        };
        if self.layers.len() == 1 {
            self.deeds.push(Deed::Quit);
            return;
        }
        let was_top = place + 1 == self.layers.len();
        self.layers.remove(place);
        self.forget_layer(id);
        if was_top {
            self.deliver_top(&Event::Returned(note));
        }
    }

    pub(super) fn pop_to_first(&mut self) {
        let going: Vec<u64> = self
            .layers
            .iter()
            .skip(1)
            .rev()
            .map(|layer| layer.id)
            .collect();
        if going.is_empty() {
            return;
        }
        for id in going {
            self.deliver(id, &Event::Closing);
            self.layers.retain(|layer| layer.id != id);
            self.forget_layer(id);
        }
        self.deliver_top(&Event::Returned(None));
    }

    fn start_over(&mut self, screen: Box<dyn Screen<P>>) {
        // What waited for those that go is of no use to what comes, nor is another's discarded form.
        self.cover = None;
        self.discarded = None;
        let going: Vec<u64> = self.layers.iter().rev().map(|layer| layer.id).collect();
        for id in &going {
            self.deliver(*id, &Event::Closing);
            self.forget_layer(*id);
        }
        self.layers.retain(|layer| !going.contains(&layer.id));
        self.push(screen, false);
    }

    pub(super) fn forget_layer(&mut self, id: u64) {
        self.telex.forget();
        self.composer.forget();
        self.wakes.retain(|wish| wish.layer != id);
        self.latest.retain(|(layer, _), _| *layer != id);
    }

    pub(super) fn deliver_top(&mut self, event: &Event<P>) {
        if let Some(id) = self.layers.last().map(|layer| layer.id) {
            self.deliver(id, event);
        }
    }

    /// Tells every screen that is not under a cover.
    pub(super) fn tell_all(&mut self, event: &Event<P>) {
        let ids = self.layers.iter().map(|layer| layer.id);
        let ids: Vec<u64> = ids.filter(|id| !self.covered(*id)).collect();
        for id in ids {
            self.deliver(id, event);
        }
    }

    pub(super) fn deliver(&mut self, id: u64, event: &Event<P>) {
        let top = self.layers.last().map(|layer| layer.id);
        let Some(layer) = self.layers.iter_mut().find(|layer| layer.id == id) else {
            return;
        };
        self.ctx.active = top == Some(id);
        if matches!(event, Event::Char(_) | Event::Paste(_))
            && layer.screen.contexts().contains(&Context::Form)
        {
            layer.typed = true;
        }
        let effects = layer.screen.update(event, &self.ctx);
        for effect in effects {
            self.perform(id, effect);
        }
    }

    fn perform(&mut self, from: u64, effect: Effect<P>) {
        match effect {
            Effect::Ask(ask) => self.ask(from, None, ask),
            Effect::AskLatest(slot, ask) => self.ask(from, Some(slot), ask),
            Effect::Push(screen) => self.push(screen, false),
            Effect::Replace(screen) => self.replace(from, screen),
            Effect::Pop => self.go_away(from),
            Effect::PopWith(note) => self.pop(from, Some(note)),
            Effect::PopKept => self.pop_kept(from, None),
            Effect::Rewrite(text) => self.rewrite_below(from, text),
            Effect::PopToFirst => self.pop_to_first(),
            Effect::StartOver(screen) => self.start_over(screen),
            Effect::Tell(note) => {
                let others: Vec<u64> = self
                    .layers
                    .iter()
                    .map(|layer| layer.id)
                    .filter(|id| *id != from)
                    .collect();
                for id in others {
                    self.deliver(id, &Event::Told(note.clone()));
                }
            }
            Effect::Act(action) => self.act(action),
            Effect::Wake(after) => self.wake(from, after),
            Effect::Notice(kind, text) => self.notify(kind, text),
            Effect::Copy(text) => self.deeds.push(Deed::Copy(text)),
            Effect::Bell => self.deeds.push(Deed::Bell),
            Effect::Sign { agency, officer } => {
                self.ctx.agency = agency;
                self.ctx.officer = officer;
            }
            Effect::Speak(lang) => self.ctx.lang = lang,
            Effect::Look(theme) => self.ctx.theme = theme,
            Effect::CountBy(law) => self.ctx.law = law,
            Effect::Prefer(preferences) => self.prefer(preferences),
            Effect::Reread => self.deeds.push(Deed::Reread),
            Effect::WriteKeys => self.write_keys(),
            Effect::Roads(roads) => self.roads = roads,
            Effect::Guard(guard) => self.guarded_by(guard),
            Effect::Unlock => {
                if self.cover.as_ref().is_some_and(|cover| cover.layer == from) {
                    self.unlock();
                }
            }
            Effect::Quit => self.deeds.push(Deed::Quit),
        }
    }

    /// Wakes a layer after a while without another wish; whoever goes on wishing, as key follows key, is woken
    /// all the same.
    fn wake(&mut self, layer: u64, after: Duration) {
        let stands = self.wakes.iter().find(|wish| wish.layer == layer);
        let first = stands.map_or(self.elapsed, |wish| wish.first);
        let latest = first.saturating_add(after.max(AT_THE_LATEST));
        let when = self.elapsed.saturating_add(after).min(latest);
        self.wakes.retain(|wish| wish.layer != layer);
        self.wakes.push(Wished { layer, when, first });
    }

    fn rewrite_below(&mut self, from: u64, text: String) {
        let place = self.layers.iter().position(|layer| layer.id == from);
        let below = place.and_then(|place| place.checked_sub(1));
        let below = below.and_then(|place| self.layers.get(place));
        if let Some(id) = below.map(|layer| layer.id) {
            self.deliver(id, &Event::Rewritten(text));
        }
    }

    fn ask(&mut self, layer: u64, slot: Option<u8>, ask: P::Ask) {
        self.serial += 1;
        let serial = self.serial;
        if let Some(slot) = slot {
            self.latest.insert((layer, slot), serial);
        }
        self.deeds.push(Deed::Ask(
            Ticket {
                layer,
                slot,
                serial,
            },
            ask,
        ));
    }

    fn replace(&mut self, from: u64, screen: Box<dyn Screen<P>>) {
        let Some(place) = self.layers.iter().position(|layer| layer.id == from) else {
            return;
        };
        self.serial += 1;
        let id = self.serial;
        if let Some(layer) = self.layers.get_mut(place) {
            *layer = Layer {
                id,
                screen,
                own: false,
                typed: false,
            };
        }
        self.forget_layer(from);
        self.deliver(id, &Event::Opened);
    }
}
