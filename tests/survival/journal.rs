//! A bit flips in the journal. It must be found, the place named, the good entries before it stay readable,
//! and nothing be written on top of it.

use super::Came;
use super::dice::Dice;
use crate::books::{SECRETS, create, open, simulated, visit};
use std::path::Path;
use std::sync::Arc;
use tiepdan::store::check::Problem;
use tiepdan::store::engine::Memory;
use tiepdan::store::journal::reader::Reader;
use tiepdan::store::journal::segment;
use tiepdan::store::seal::OfficeId;
use tiepdan::store::sim::SimDisk;
use tiepdan::store::{ReadOnly, Store};

/// An office of a few segments.
fn office(seed: u64, entries: u64) -> (SimDisk, Memory) {
    let (disk, memory) = (SimDisk::new(seed), Memory::default());
    let mut store = create(simulated(&disk, &memory)).unwrap().0.store;
    for i in 0..entries {
        let class = if i % 3 == 2 {
            "denunciation"
        } else {
            "complaint"
        };
        let line = visit(class, SECRETS[0], &format!("vụ {i}"));
        crate::books::save(&mut store, vec![line]).unwrap();
    }
    store.close();
    (disk.reboot(), memory)
}

/// The entry that a byte of a segment belongs to: its head belongs to the first, and the room after the last,
/// where a power cut left it, to the one to come.
fn entry_at(disk: &SimDisk, first: u64, at: u64) -> u64 {
    let bytes = crate::books::disk_file(disk, &format!("journal/{}", segment::name(first)));
    let head = segment::Head::decode(&bytes[..usize::try_from(segment::HEAD).unwrap()]);
    let id: OfficeId = head.unwrap().office;
    let mut reader = Reader::new(
        Arc::new(disk.clone()),
        Path::new("/office/journal"),
        id,
        None,
    )
    .unwrap();
    while let Ok(Some((frame, place))) = reader.read() {
        if place.segment == first && at < place.end {
            return frame.seq;
        }
    }
    if at < segment::HEAD {
        first
    } else {
        reader.at().seq
    }
}

/// Flips one bit.
pub(super) fn flip(dice: &mut Dice) -> Came {
    let entries = 4 + dice.below(8);
    let (disk, memory) = office(dice.next(), entries);
    let original = open(simulated(&disk, &memory))
        .unwrap()
        .store
        .entries(1, 99)
        .unwrap();
    let mut came = Came {
        acts: entries,
        ..Came::default()
    };
    let segments: Vec<_> = disk
        .files()
        .into_iter()
        .filter(|(path, _)| path.starts_with("/office/journal"))
        .collect();
    let (path, good) = &segments[dice.place(segments.len())];
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let first = segment::first_of(&name).unwrap();
    let at = dice.place(good.len());
    let hit = entry_at(&disk, first, at as u64);
    let mut bad = good.clone();
    bad[at] ^= 1 << dice.below(8);
    disk.overwrite(path, &bad);
    if dice.once_in(2) {
        memory.clear();
    }
    let what = format!("{name}, byte {at}, entry {hit}");
    let opened = match open(simulated(&disk, &memory)) {
        Ok(opened) => opened,
        Err(error) => return came.shut(format!("{what}: {error}")),
    };
    let mut store = opened.store;
    found(&store, hit, &what, &mut came);
    for entry in original.iter().filter(|entry| entry.seq < hit) {
        let stands = store.entry(entry.seq);
        came.miss(matches!(&stands, Ok(Some(found)) if found == entry), || {
            format!("{what}: entry {} cannot be read: {stands:?}", entry.seq)
        });
    }
    let told = store.read_only();
    if matches!(told, Some(ReadOnly::Damaged { .. })) {
        let line = visit("complaint", SECRETS[0], "sau");
        let refused = crate::books::save(&mut store, vec![line]).is_err();
        came.miss(refused, || format!("{what}: written on top of damage"));
    } else {
        came.miss(false, || format!("{what}: not read-only after a check"));
    }
    store.close();
    // And at the next opening, which reads the journal's end alone.
    if let Ok(opened) = open(simulated(&disk, &memory)) {
        let mut store = opened.store;
        let line = visit("complaint", SECRETS[0], "sau");
        let refused = crate::books::save(&mut store, vec![line]).is_err();
        came.miss(refused, || {
            format!("{what}: written on top of damage, later")
        });
    }
    came
}

/// The damage is found, and placed at the entry that was hit.
fn found(store: &Store, hit: u64, what: &str, came: &mut Came) {
    let check = store.check().unwrap();
    let placed = check
        .problems
        .iter()
        .any(|problem| matches!(problem, Problem::Journal { seq, .. } if *seq == hit));
    came.miss(!check.ok && placed, || {
        format!("{what}: {:?}", check.problems)
    });
    if let Some(ReadOnly::Damaged { seq, .. }) = store.read_only() {
        came.miss(seq == hit, || format!("{what}: placed at entry {seq}"));
    }
}
