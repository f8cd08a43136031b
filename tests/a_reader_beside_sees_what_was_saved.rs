//! A look beside a desk that saves at any moment of the reading: never damage, never less than was said to be saved,
//! and every identity as it stands.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod books;
mod disks;

use books::*;
use disks::{Meanwhile, OddDisk};
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex};
use tiepdan::store::engine::Memory;
use tiepdan::store::sim::SimDisk;
use tiepdan::store::{Identity, ReadOnly, Store};

/// Where pages of one reading may be older than others, in bytes behind the first that became another.
const CUTS: [usize; 7] = [0, 8, 56, 200, 505, 1100, 2000];

fn act(store: &mut Store, n: usize) {
    save(store, vec![visit("complaint", SECRETS[n % 2], "vụ")]).unwrap();
}

/// Looks beside a desk that has saved `first` times and saves `more` times in the middle of each of the readings.
fn at_any_moment(first: usize, more: usize, hide: bool) {
    for (at, cut) in (1..14).flat_map(|at| CUTS.map(|cut| (at, cut))) {
        for ahead in [true, false] {
            let case = format!("reading {at}, cut {cut}, ahead {ahead}");
            let disk = SimDisk::new(1);
            let mut store = create(simulated(&disk, &Memory::default()))
                .unwrap()
                .0
                .store;
            (0..first).for_each(|n| act(&mut store, n));
            let desk = Arc::new(Mutex::new(store));
            let saving = Arc::clone(&desk);
            let meanwhile = Meanwhile {
                at,
                cut,
                ahead,
                act: Arc::new(move || {
                    let mut store = saving.lock().unwrap();
                    (0..more).for_each(|n| act(&mut store, n));
                    if hide {
                        let line = reclass("D-2026-0001", "denunciation");
                        save(&mut store, vec![line]).unwrap();
                    }
                }),
                count: Arc::new(AtomicUsize::new(0)),
            };
            let mut site = simulated(&disk, &Memory::default());
            site.disk = Arc::new(OddDisk {
                meanwhile: Some(meanwhile),
                ..OddDisk::over(&disk)
            });
            let seen = Store::open_beside(site, (USER, PASSWORD), &mut |_| {});
            let seen = seen.unwrap_or_else(|error| panic!("{case}: {error}")).store;
            let (head, _) = seen.head();
            assert!(head >= first as u64, "{case}: {head}");
            assert_eq!(seen.read_only(), Some(ReadOnly::Beside), "{case}");
            assert!(seen.check().unwrap().ok, "{case}");
            // The last that hides brings nobody.
            let brought = if hide && head > first as u64 + more as u64 {
                head - 1
            } else {
                head
            };
            for entry in 1..=brought {
                let who = seen.person(first_person(entry));
                let hidden = hide && entry == 1 && who == Identity::Hidden;
                let known = matches!(who, Identity::Known(_));
                assert!(known || hidden, "{case}, entry {entry}: {who:?}");
            }
            assert_eq!(desk.lock().unwrap().read_only(), None, "{case}");
        }
    }
}

#[test]
fn while_one_act_is_saved() {
    at_any_moment(3, 1, false);
}

#[test]
fn while_a_segment_is_grown_and_another_begun() {
    at_any_moment(3, 9, false);
    at_any_moment(10, 9, false);
}

#[test]
fn while_keys_are_begun_and_dropped() {
    at_any_moment(3, 3, true);
}
