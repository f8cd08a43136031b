//! `officers`, `keys` or a copy of one of them is damaged, gone, or an older one is put in its place. One of the
//! two is enough: the office opens with everything, and who was shut out stays out. Where both lists of officers
//! are older ones, nobody comes in, until the right one is there again.

use super::Came;
use super::dice::Dice;
use crate::books::{
    HAND, PASSWORD, SECRETS, USER, by_password, create, disk_file, first_person, officer, open,
    save, simulated, visit,
};
use std::path::{Path, PathBuf};
use tiepdan::store::engine::Memory;
use tiepdan::store::sim::SimDisk;
use tiepdan::store::{Identity, Role, Store, StoreError};

const MINH: &str = "mật khẩu của Minh";

fn path(name: &str) -> PathBuf {
    Path::new("/office").join(name)
}

/// Damages one file, or puts an older one there.
pub(super) fn damage(disk: &SimDisk, name: &str, old: &[u8], dice: &mut Dice) -> &'static str {
    let mut bytes = disk_file(disk, name);
    let at = dice.place(bytes.len());
    let how = match dice.below(5) {
        0 => {
            bytes[at] ^= 1 << dice.below(8);
            "flipped"
        }
        1 => {
            bytes.truncate(at);
            "cut short"
        }
        2 => {
            bytes[at..].fill(0);
            "zeros"
        }
        3 => {
            disk.lose(&path(name));
            return "gone";
        }
        _ => {
            bytes = old.to_vec();
            "an older one"
        }
    };
    disk.overwrite(&path(name), &bytes);
    how
}

/// Harms one of the four files, or puts both older lists of officers back.
pub(super) fn harm(dice: &mut Dice) -> Came {
    let (disk, memory) = (SimDisk::new(dice.next()), Memory::default());
    let mut store = create(simulated(&disk, &memory)).unwrap().0.store;
    let minh = officer("minh", MINH, Role::Admin);
    store.add_officer(HAND, &minh, None).unwrap();
    let before = 1 + dice.below(3);
    let record = |store: &mut Store, n: u64| {
        for i in 0..n {
            let class = ["complaint", "denunciation"][usize::from(i % 3 == 2)];
            save(store, vec![visit(class, SECRETS[0], &format!("vụ {i}"))]).unwrap();
        }
    };
    record(&mut store, before);
    let old = |name: &str| disk_file(&disk, name);
    let (officers, keys) = (old("officers"), old("keys"));
    record(&mut store, 1 + dice.below(8));
    store.set_disabled(HAND, "minh", true).unwrap();
    let head = store.head().0;
    store.close();
    if dice.once_in(2) {
        memory.clear();
    }
    let mut came = Came {
        acts: head,
        ..Came::default()
    };
    if dice.once_in(4) {
        let good = disk_file(&disk, "officers");
        for name in ["officers", "officers.copy"] {
            disk.overwrite(&path(name), &officers);
        }
        for (user, word) in [("minh", MINH), (USER, PASSWORD)] {
            let by = by_password(user, word);
            let opened = Store::open(simulated(&disk, &memory), &by, &mut |_| {});
            came.miss(matches!(opened, Err(StoreError::OfficersOlder)), || {
                format!("both lists older: {user}: {:?}", opened.err())
            });
        }
        disk.overwrite(&path("officers"), &good);
        return judge(&disk, &memory, head, "the right list again", came);
    }
    let name = ["officers", "officers.copy", "keys", "keys.copy"][dice.place(4)];
    let older = if name.starts_with("keys") {
        &keys
    } else {
        &officers
    };
    let how = damage(&disk, name, older, dice);
    judge(&disk, &memory, head, &format!("{name} {how}"), came)
}

fn judge(disk: &SimDisk, memory: &Memory, head: u64, what: &str, mut came: Came) -> Came {
    let by = by_password("minh", MINH);
    let minh = Store::open(simulated(disk, memory), &by, &mut |_| {});
    came.miss(matches!(minh, Err(StoreError::Disabled)), || {
        format!("{what}: minh is let in: {:?}", minh.err())
    });
    let opened = match open(simulated(disk, memory)) {
        Ok(opened) => opened,
        Err(error) => return came.shut(format!("{what}: {error}")),
    };
    let secret = opened.session.clearance.as_ref().unwrap();
    for entry in opened.store.entries(1, 99).unwrap() {
        if entry.numbers.reception.is_some() {
            let who = opened.store.reveal(first_person(entry.seq), secret);
            came.miss(matches!(who, Identity::Known(_)), || {
                format!("{what}: person of entry {}: {who:?}", entry.seq)
            });
        }
    }
    came.miss(opened.store.head().0 == head, || {
        format!("{what}: {} entries", opened.store.head().0)
    });
    let check = opened.store.check().unwrap();
    came.miss(check.ok, || format!("{what}: {:?}", check.problems));
    let mut store = opened.store;
    let saved = save(&mut store, vec![visit("complaint", SECRETS[0], "sau")]);
    came.miss(saved.is_ok(), || format!("{what}: cannot save: {saved:?}"));
    came
}
