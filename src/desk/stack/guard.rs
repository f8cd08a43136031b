//! The lock: when nobody touched the desk for a while, or on a key, one screen covers all others. Until it is
//! taken away nothing below is drawn, no key reaches it, and what the office answers to it waits. It must not
//! know how the cover is opened.

use std::rc::Rc;
use std::time::Duration;

use super::{Desk, Ticket};
use crate::desk::screen::{Event, Guard, Protocol};

/// What is delivered once the cover is gone.
pub(super) enum Waiting<P: Protocol> {
    /// The answer to a screen below.
    Answer(Ticket, P::Reply),
    /// News for all.
    News(P::Reply),
}

/// The cover, where one lies over the desk.
pub(super) struct Cover<P: Protocol> {
    pub(super) layer: u64,
    pub(super) waiting: Vec<Waiting<P>>,
    /// A minute went by meanwhile.
    pub(super) ticked: bool,
}

impl<P: Protocol> Desk<P> {
    /// Returns whether a cover lies over the desk.
    pub fn is_locked(&self) -> bool {
        self.cover.is_some()
    }

    /// Returns whether a layer lies under the cover.
    pub(super) fn covered(&self, id: u64) -> bool {
        let Some(cover) = &self.cover else {
            return false;
        };
        let place = |id| self.layers.iter().position(|layer| layer.id == id);
        place(id) < place(cover.layer)
    }

    /// Returns how long until the desk locks itself.
    pub(super) fn until_locked(&self) -> Option<Duration> {
        let guard = self.guard.as_ref().filter(|_| self.cover.is_none())?;
        let wanted = self.ctx.machine.preferences.lock_after;
        let after = wanted.map_or(guard.after, Duration::from_mins);
        Some(after.saturating_sub(self.ctx.idle))
    }

    /// Locks, once nobody touched the desk for long enough.
    pub(super) fn lock_when_idle(&mut self) {
        if self.until_locked().is_some_and(|left| left.is_zero()) {
            self.lock();
        }
    }

    /// Lets every screen keep its draft, and covers them.
    pub(super) fn lock(&mut self) {
        let Some(guard) = self.guard.as_ref().filter(|_| self.cover.is_none()) else {
            return;
        };
        let cover = Rc::clone(&guard.cover);
        let ids: Vec<u64> = self.layers.iter().rev().map(|layer| layer.id).collect();
        for id in ids {
            self.deliver(id, &Event::Closing);
        }
        // A notice belongs to what it lies on.
        self.notice = None;
        let layer = self.add(cover(), false);
        self.cover = Some(Cover {
            layer,
            waiting: Vec::new(),
            ticked: false,
        });
        self.deliver(layer, &Event::Opened);
    }

    /// Takes the cover away: everything is where it was, and hears what it missed.
    pub(super) fn unlock(&mut self) {
        let Some(cover) = self.cover.take() else {
            return;
        };
        let place = self.layers.iter().position(|layer| layer.id == cover.layer);
        let gone = self.layers.split_off(place.unwrap_or(self.layers.len()));
        for layer in &gone {
            self.forget_layer(layer.id);
        }
        self.notice = None;
        self.tell_all(&Event::Resized);
        if cover.ticked {
            self.tell_all(&Event::Tick);
        }
        for waiting in cover.waiting {
            match waiting {
                Waiting::Answer(ticket, reply) => self.hand(ticket, reply),
                Waiting::News(reply) => self.tell_all(&Event::Reply(reply)),
            }
        }
    }

    /// From now on, so or not at all.
    pub(super) fn guarded_by(&mut self, guard: Option<Guard<P>>) {
        self.guard = guard;
    }
}
