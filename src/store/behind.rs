//! Lets what keeps the state come after: a commit is taken at once and made a moment later, on a thread of
//! its own, together with those that follow it. The journal is the promise; what a stop leaves unmade is read
//! from it at the next opening. Whoever asks is answered as though everything were made. Knows nothing of
//! what keys and values mean.

use super::engine::{Broken, Engine, Op, Row, Tree};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long changes wait for others, so that acts that are saved in a row have the disk to themselves.
const LINGER: Duration = Duration::from_millis(100);
/// So many changes do not wait for others, and whoever commits more waits for them.
const MOST: usize = 20_000;

/// What is to stand under keys; `None` where a key is taken out.
pub(super) type Values = BTreeMap<Vec<u8>, Option<Vec<u8>>>;
/// The same by tree.
pub(super) type Changes = BTreeMap<Tree, Values>;

/// Rows as they are once changed.
pub(super) fn changed(made: Vec<Row>, by: Values, reverse: bool, limit: usize) -> Vec<Row> {
    let mut rows: BTreeMap<Vec<u8>, Vec<u8>> = made.into_iter().collect();
    for (key, value) in by {
        match value {
            Some(value) => rows.insert(key, value),
            None => rows.remove(&key),
        };
    }
    if reverse {
        rows.into_iter().rev().take(limit).collect()
    } else {
        rows.into_iter().take(limit).collect()
    }
}

/// What changes say of the keys between two.
pub(super) fn within(changes: &Changes, tree: Tree, from: &[u8], to: &[u8]) -> Values {
    let bounds = (Bound::Included(from), Bound::Excluded(to));
    let values = changes.get(&tree).into_iter();
    let values = values.flat_map(|values| values.range::<[u8], _>(bounds));
    values
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

#[derive(Default)]
struct Line {
    /// Taken, not begun.
    next: Changes,
    /// How many these are.
    count: usize,
    /// Being made.
    going: Changes,
    /// Somebody waits until all is made.
    wanted: usize,
    /// Nobody will commit any more.
    closing: bool,
    /// Why nothing more is made.
    failed: Option<Broken>,
}

impl Line {
    fn is_empty(&self) -> bool {
        self.count == 0 && self.going.is_empty()
    }

    /// What is to stand under a key, where that is not yet made.
    fn waiting(&self, tree: Tree, key: &[u8]) -> Option<&Option<Vec<u8>>> {
        let next = self.next.get(&tree).and_then(|changes| changes.get(key));
        next.or_else(|| self.going.get(&tree)?.get(key))
    }

    /// What is to stand between two keys, where that is not yet made.
    fn between(&self, tree: Tree, from: &[u8], to: &[u8]) -> Values {
        let mut all = within(&self.going, tree, from, to);
        all.extend(within(&self.next, tree, from, to));
        all
    }

    fn sound(&self) -> Result<(), Broken> {
        self.failed.clone().map_or(Ok(()), Err)
    }
}

#[derive(Default)]
struct Shared {
    line: Mutex<Line>,
    /// Something is to be made, or wanted, or the end.
    work: Condvar,
    /// Something was made, or will never be.
    made: Condvar,
}

impl Shared {
    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fail(&self, broken: Broken) {
        self.line().failed.get_or_insert(broken);
        self.made.notify_all();
    }

    /// Waits for something to make, and for what may follow it; `None` at the end.
    fn take(&self) -> Option<Vec<Op>> {
        let idle = |line: &mut Line| line.count == 0 && !line.closing;
        let line = self.work.wait_while(self.line(), idle);
        let line = line.unwrap_or_else(PoisonError::into_inner);
        let patient = |line: &mut Line| !line.closing && line.wanted == 0 && line.count < MOST;
        let waited = self.work.wait_timeout_while(line, LINGER, patient);
        let (mut line, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if line.count == 0 {
            return None;
        }
        line.going = std::mem::take(&mut line.next);
        line.count = 0;
        let going = line.going.iter();
        let ops = going.flat_map(|(tree, changes)| {
            changes.iter().map(|(key, value)| Op {
                tree: *tree,
                key: key.clone(),
                value: value.clone(),
            })
        });
        Some(ops.collect())
    }

    fn make(&self, below: &dyn Engine) {
        let ended = Ended(self);
        while let Some(ops) = ended.0.take() {
            match below.commit(&ops) {
                Ok(()) => {
                    self.line().going.clear();
                    self.made.notify_all();
                }
                Err(broken) => return self.fail(broken),
            }
        }
    }
}

/// Whoever waits is told, however the thread ends.
struct Ended<'a>(&'a Shared);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.fail(Broken {
            what: "ended".to_owned(),
            full: false,
        });
    }
}

/// A keeper whose commits are made behind.
pub struct Behind {
    below: Arc<dyn Engine>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Behind {
    /// Lets a keeper come after.
    pub fn new(below: Arc<dyn Engine>) -> Result<Self, Broken> {
        let shared = Arc::new(Shared::default());
        let (makes, to) = (Arc::clone(&shared), Arc::clone(&below));
        let thread = std::thread::Builder::new()
            .name("state".to_owned())
            .spawn(move || makes.make(&*to))
            .map_err(|error| Broken {
                what: error.to_string(),
                full: false,
            })?;
        Ok(Self {
            below,
            shared,
            thread: Some(thread),
        })
    }
}

impl Engine for Behind {
    fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, Broken> {
        // First what waits: what waits no more is made.
        let line = self.shared.line();
        line.sound()?;
        if let Some(value) = line.waiting(tree, key) {
            return Ok(value.clone());
        }
        drop(line);
        self.below.get(tree, key)
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
        let line = self.shared.line();
        line.sound()?;
        let waiting = line.between(tree, from, to);
        drop(line);
        if waiting.is_empty() {
            return self.below.range(tree, from, to, reverse, limit);
        }
        // As many more as may be taken out.
        let enough = limit.saturating_add(waiting.len());
        let made = self.below.range(tree, from, to, reverse, enough)?;
        Ok(changed(made, waiting, reverse, limit))
    }

    fn commit(&self, ops: &[Op]) -> Result<(), Broken> {
        let full = |line: &mut Line| line.count >= MOST && line.failed.is_none();
        let line = self.shared.made.wait_while(self.shared.line(), full);
        let mut line = line.unwrap_or_else(PoisonError::into_inner);
        line.sound()?;
        for op in ops {
            let tree = line.next.entry(op.tree).or_default();
            tree.insert(op.key.clone(), op.value.clone());
        }
        let before = line.count;
        line.count += ops.len();
        // In between it waits for more by itself.
        if before == 0 || line.count >= MOST {
            self.shared.work.notify_one();
        }
        Ok(())
    }

    fn settle(&self) -> Result<(), Broken> {
        let mut line = self.shared.line();
        line.wanted += 1;
        self.shared.work.notify_one();
        let unmade = |line: &mut Line| !line.is_empty() && line.failed.is_none();
        let line = self.shared.made.wait_while(line, unmade);
        let mut line = line.unwrap_or_else(PoisonError::into_inner);
        line.wanted -= 1;
        line.sound()
    }

    fn failed(&self) -> bool {
        self.shared.line().failed.is_some()
    }

    fn flush(&self) -> Result<(), Broken> {
        self.settle()?;
        self.below.flush()
    }
}

impl Drop for Behind {
    fn drop(&mut self) {
        self.shared.line().closing = true;
        self.shared.work.notify_one();
        if let Some(thread) = self.thread.take() {
            // What it could not make, the next opening reads from the journal.
            thread.join().unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests;
