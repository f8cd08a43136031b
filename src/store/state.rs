//! Sled, and all that is known about living with it; no other file names it. Its `flush` never calls
//! `fsync`, one flipped bit makes it forget later writes without a word, and a kill while opening can leave
//! a file it cannot open again: so it holds nothing that the journal does not, and whatever is odd about it
//! ends in [`Broken`] and a rebuild.

use super::engine::{Broken, Engine, Op, Row, Tree};
use sled::Transactional;
use sled::transaction::{ConflictableTransactionError, TransactionError, TransactionalTree};
use std::cell::Cell;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Bytes of page cache: enough that a desk's work never waits, far below sled's default of 1 GiB.
const CACHE: u64 = 64 << 20;
/// How long another holder of the database file may take to let go.
const PATIENCE: Duration = Duration::from_secs(2);

/// An open sled database.
pub struct Sled {
    db: sled::Db,
    trees: Vec<sled::Tree>,
    stopped: AtomicBool,
}

fn broken(error: &sled::Error) -> Broken {
    let full = matches!(error, sled::Error::Io(e)
        if matches!(e.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded));
    // A sled error can carry keys, never values; keys are ids and days.
    Broken {
        what: error.to_string(),
        full,
    }
}

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Says whether a panic of this thread would be caught here: for the program's panic hook, which then must
/// neither give back the terminal nor write anything on it.
pub fn panic_is_contained() -> bool {
    CONTAINED.get()
}

fn guarded<T>(work: impl FnOnce() -> Result<T, sled::Error>) -> Result<T, Broken> {
    CONTAINED.set(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(false);
    match done {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(broken(&error)),
        Err(_) => Err(Broken {
            what: "panic".to_owned(),
            full: false,
        }),
    }
}

/// Snapshots that were cut short would be taken for the newest; older ones are complete and enough.
fn remove_half_written_snapshots(dir: &Path) {
    let Ok(names) = fs::read_dir(dir) else {
        return;
    };
    for entry in names.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("snap.") && name.ends_with(".generating") {
            fs::remove_file(entry.path()).unwrap_or_default();
        }
    }
}

impl Sled {
    /// Opens or makes the database in `dir`.
    pub fn open(dir: &Path) -> Result<Self, Broken> {
        remove_half_written_snapshots(dir);
        let config = sled::Config::new()
            .path(dir)
            .cache_capacity(CACHE)
            .mode(sled::Mode::LowSpace)
            .use_compression(false)
            .flush_every_ms(Some(500));
        let until = Instant::now() + PATIENCE;
        let db = loop {
            match guarded(|| config.open()) {
                Err(error) if error.what.contains("could not acquire lock") => {
                    if Instant::now() >= until {
                        return Err(error);
                    }
                    std::thread::sleep(Duration::from_millis(20));
                }
                other => break other?,
            }
        };
        private(dir);
        let trees = guarded(|| Tree::ALL.iter().map(|t| db.open_tree(t.name())).collect())?;
        Ok(Self {
            db,
            trees,
            stopped: AtomicBool::new(false),
        })
    }

    fn tree(&self, tree: Tree) -> Result<&sled::Tree, Broken> {
        self.trees.get(tree as usize).ok_or_else(|| Broken {
            what: "tree".to_owned(),
            full: false,
        })
    }

    fn watched<T>(&self, work: impl FnOnce() -> Result<T, sled::Error>) -> Result<T, Broken> {
        if self.stopped.load(Ordering::Relaxed) {
            return Err(Broken {
                what: "stopped".to_owned(),
                full: false,
            });
        }
        let done = guarded(work);
        if done.is_err() {
            self.stopped.store(true, Ordering::Relaxed);
        }
        done
    }
}

/// Removes a database that is no longer wanted, closed.
pub fn destroy(dir: &Path) {
    fs::remove_dir_all(dir).unwrap_or_default();
}

#[cfg(unix)]
fn private(dir: &Path) {
    use std::os::unix::fs::PermissionsExt;
    // Sled makes its files as the umask says, later ones too. The program closes that to others when it
    // starts; the folder above is closed in any case.
    fs::set_permissions(dir, fs::Permissions::from_mode(0o700)).unwrap_or_default();
    for name in ["db", "conf"] {
        fs::set_permissions(dir.join(name), fs::Permissions::from_mode(0o600)).unwrap_or_default();
    }
}

#[cfg(not(unix))]
fn private(_: &Path) {}

impl Engine for Sled {
    fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, Broken> {
        let tree = self.tree(tree)?;
        self.watched(|| Ok(tree.get(key)?.map(|value| value.to_vec())))
    }

    fn range(
        &self,
        tree: Tree,
        from: &[u8],
        to: &[u8],
        reverse: bool,
        limit: usize,
    ) -> Result<Vec<Row>, Broken> {
        if from >= to {
            return Ok(Vec::new());
        }
        let tree = self.tree(tree)?;
        let row = |row: sled::Result<(sled::IVec, sled::IVec)>| {
            row.map(|(key, value)| (key.to_vec(), value.to_vec()))
        };
        self.watched(|| {
            let rows = tree.range(from..to);
            if reverse {
                rows.rev().take(limit).map(row).collect()
            } else {
                rows.take(limit).map(row).collect()
            }
        })
    }

    fn commit(&self, ops: &[Op]) -> Result<(), Broken> {
        // The closure may run again and must touch no tree but those it is given.
        let replay = |trees: &Vec<TransactionalTree>| {
            for op in ops {
                let Some(tree) = trees.get(op.tree as usize) else {
                    return Err(ConflictableTransactionError::Abort(()));
                };
                match &op.value {
                    Some(value) => tree.insert(op.key.as_slice(), value.as_slice())?,
                    None => tree.remove(op.key.as_slice())?,
                };
            }
            Ok(())
        };
        self.watched(|| {
            self.trees
                .as_slice()
                .transaction(replay)
                .map_err(|error| match error {
                    TransactionError::Abort(()) => sled::Error::Unsupported("tree".to_owned()),
                    TransactionError::Storage(error) => error,
                })
        })
    }

    fn flush(&self) -> Result<(), Broken> {
        self.watched(|| self.db.flush().map(|_| ()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn op(tree: Tree, key: &[u8], value: Option<&[u8]>) -> Op {
        Op {
            tree,
            key: key.to_vec(),
            value: value.map(<[u8]>::to_vec),
        }
    }

    #[test]
    fn a_trees_place_is_its_number() {
        for (place, tree) in Tree::ALL.iter().enumerate() {
            assert_eq!(*tree as usize, place);
        }
    }

    #[test]
    fn keeps_what_was_committed_in_order_through_a_reopening() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path().join("state");
        {
            let sled = Sled::open(&dir).unwrap();
            let ops: Vec<Op> = (0..10u8)
                .map(|n| op(Tree::Due, &[n], Some(&[n, n])))
                .collect();
            sled.commit(&ops).unwrap();
            sled.commit(&[op(Tree::Due, &[3], None), op(Tree::Meta, b"x", Some(b"1"))])
                .unwrap();
            sled.flush().unwrap();
        }
        let sled = Sled::open(&dir).unwrap();
        assert_eq!(sled.get(Tree::Meta, b"x").unwrap().unwrap(), b"1");
        let keys = |rows: Vec<Row>| rows.into_iter().map(|(key, _)| key[0]).collect::<Vec<_>>();
        assert_eq!(
            keys(sled.range(Tree::Due, &[2], &[6], false, 9).unwrap()),
            [2, 4, 5]
        );
        assert_eq!(
            keys(sled.range(Tree::Due, &[0], &[255], true, 2).unwrap()),
            [9, 8]
        );
    }

    #[test]
    fn a_panic_in_here_is_an_error_and_the_hook_can_know() {
        let failed = guarded(|| -> Result<(), sled::Error> {
            assert!(panic_is_contained());
            std::panic::resume_unwind(Box::new(()))
        });
        assert_eq!(failed.unwrap_err().what, "panic");
        assert!(!panic_is_contained());
    }

    #[test]
    fn a_snapshot_cut_short_does_not_keep_it_from_opening() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path().join("state");
        let sled = Sled::open(&dir).unwrap();
        sled.commit(&[op(Tree::Meta, b"x", Some(b"1"))]).unwrap();
        sled.flush().unwrap();
        drop(sled);
        fs::write(dir.join("snap.00000000FFFFFFFF.generating"), b"half").unwrap();
        let sled = Sled::open(&dir).unwrap();
        assert_eq!(sled.get(Tree::Meta, b"x").unwrap().unwrap(), b"1");
    }

    #[test]
    fn a_damaged_database_is_an_error_or_opens_and_never_a_panic() {
        for seed in 0..12usize {
            let dir = tempfile::tempdir().unwrap();
            let dir = dir.path().join("state");
            let sled = Sled::open(&dir).unwrap();
            for n in 0..200u8 {
                sled.commit(&[op(Tree::Meta, &[n], Some(&[n; 60]))])
                    .unwrap();
            }
            sled.flush().unwrap();
            drop(sled);
            let file = dir.join("db");
            let mut bytes = fs::read(&file).unwrap();
            let at = (seed * 7919 + 13) % 20_000.min(bytes.len());
            bytes[at] ^= 0x10;
            fs::write(&file, bytes).unwrap();
            if let Ok(sled) = Sled::open(&dir) {
                let _rows = sled.range(Tree::Meta, &[], &[0xff; 9], false, 1000);
            }
        }
    }
}
