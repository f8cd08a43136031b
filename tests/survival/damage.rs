//! A bit flips, a file is cut short, a block is zeros or a file is gone, anywhere in what is made from the book:
//! sled's files and snapshots. Whatever is left of them, the office opens with everything that was saved.

use super::dice::Dice;
use super::{Came, Kind, rows};
use crate::books::{SECRETS, create, open, real, reclass, save, visit};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tiepdan::register::book::Petition;
use tiepdan::store::Store;

/// What is in it: the petitions, how many entries, and what its lists show.
struct Truth {
    petitions: Vec<Petition>,
    head: u64,
    shown: Vec<String>,
}

/// An office made once, of which each fault takes a copy.
pub(super) struct Made {
    dir: PathBuf,
    office: OnceLock<Truth>,
}

const ENTRIES: usize = 40;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn petitions(store: &Store) -> Vec<Petition> {
    store.petitions(&.., false, usize::MAX).unwrap_or_default()
}

impl Made {
    pub(super) fn new(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
            office: OnceLock::new(),
        }
    }

    fn make(&self) -> &Truth {
        self.office.get_or_init(|| {
            let dir = self.dir.join("made");
            let mut store = create(real(&dir)).unwrap().0.store;
            for i in 0..ENTRIES {
                let class = if i % 3 == 2 {
                    "denunciation"
                } else {
                    "complaint"
                };
                save(
                    &mut store,
                    vec![visit(class, SECRETS[i % 2], &format!("vụ {i}"))],
                )
                .unwrap();
                if i == ENTRIES / 2 {
                    // Closed and opened once, so that there is a snapshot beside the log.
                    drop(store);
                    store = open(real(&dir)).unwrap().store;
                    save(&mut store, vec![reclass("D-2026-0001", "denunciation")]).unwrap();
                }
            }
            let (petitions, head) = (petitions(&store), store.head().0);
            drop(store);
            // Opened and closed once more, for the snapshots: sled's, and that of the rows.
            let mut office = rows::desk(real(&dir)).unwrap();
            let shown = rows::shown(&mut office);
            assert!(office.keep_snapshot().unwrap());
            Truth {
                petitions,
                head,
                shown,
            }
        })
    }

    /// Damages a copy, and sees what is left.
    pub(super) fn damage(&self, kind: Kind, dice: &mut Dice) -> Came {
        let Truth {
            petitions: all,
            head,
            shown,
        } = self.make();
        let temp = tempfile::tempdir_in(&self.dir).unwrap();
        let dir = temp.path().join("office");
        copy(&self.dir.join("made"), &dir);
        let what = harm(&dir, kind, dice);
        if dice.once_in(2) {
            // A machine that damages files was hardly shut down.
            fs::write(dir.join("running"), b"").unwrap();
        }
        let mut came = Came {
            acts: *head,
            ..Came::default()
        };
        let said = match rows::desk(real(&dir)) {
            Ok(mut office) => rows::shown(&mut office),
            Err(error) => return came.shut(format!("{what}: {error}")),
        };
        let mut store = match open(real(&dir)) {
            Ok(opened) => opened.store,
            Err(error) => return came.shut(format!("{what}: {error}")),
        };
        // As the check does that runs behind the desk's work.
        let sound = store.check().is_ok_and(|check| check.ok);
        came.miss(said == *shown || !sound, || {
            format!("{what}: {}", rows::difference(&said, shown))
        });
        if !sound {
            store.distrust_state();
            drop(store);
            store = match open(real(&dir)) {
                Ok(opened) => opened.store,
                Err(error) => return came.shut(format!("{what}, again: {error}")),
            };
        }
        if let Some(why) = store.read_only() {
            return came.shut(format!("{what}: {why}"));
        }
        came.miss(store.head().0 == *head, || {
            format!("{what}: {} entries", store.head().0)
        });
        came.miss(petitions(&store) == *all, || {
            format!("{what}: petitions differ")
        });
        drop(store);
        store = match rows::desk(real(&dir)) {
            Ok(mut office) => {
                let said = rows::shown(&mut office);
                came.miss(said == *shown, || {
                    format!("{what}, again: {}", rows::difference(&said, shown))
                });
                drop(office);
                open(real(&dir)).unwrap().store
            }
            Err(error) => return came.shut(format!("{what}, again: {error}")),
        };
        let saved = save(&mut store, vec![visit("complaint", SECRETS[0], "sau")]);
        came.miss(saved.is_ok(), || format!("{what}: cannot save: {saved:?}"));
        let check = store.check();
        came.miss(check.as_ref().is_ok_and(|check| check.ok), || {
            format!("{what}: {check:?}")
        });
        came
    }
}

/// The folders of an office that can be thrown away.
const THROWAWAY: [&str; 2] = ["state", "snapshot"];

fn harm(office: &Path, kind: Kind, dice: &mut Dice) -> String {
    let mut files: Vec<PathBuf> = Vec::new();
    let there = THROWAWAY.iter().map(|name| office.join(name));
    let there: Vec<PathBuf> = there.filter(|folder| folder.is_dir()).collect();
    let mut folders = there.clone();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    if kind == Kind::Delete {
        if dice.once_in(8) {
            let folder = &there[dice.place(there.len())];
            fs::remove_dir_all(folder).unwrap();
            return format!("{} is gone", folder.display());
        }
        let mut gone = Vec::new();
        for path in &files {
            if dice.once_in(2) {
                fs::remove_file(path).unwrap();
                gone.push(path.file_name().unwrap().to_string_lossy().into_owned());
            }
        }
        return format!("{gone:?} gone");
    }
    let path = &files[dice.place(files.len())];
    let mut bytes = fs::read(path).unwrap();
    // Most of sled's log is zeros that were never written: where something stands, it hurts more.
    let used = bytes
        .iter()
        .rposition(|byte| *byte != 0)
        .map_or(0, |at| at + 1);
    let within = if dice.once_in(4) { bytes.len() } else { used };
    let at = dice.place(within);
    match kind {
        Kind::Flip => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        Kind::Truncate => bytes.truncate(at),
        _ => {
            let len = [512, 4096, 32768][dice.place(3)];
            let to = (at + len).min(bytes.len());
            bytes[at..to].fill(0);
        }
    }
    fs::write(path, bytes).unwrap();
    format!(
        "{} at byte {at}",
        path.file_name().unwrap().to_string_lossy()
    )
}
