//! Holds changes back from what keeps the state, for good: what was saved is answered as it is, and the next opening
//! finds the state as it was before and does again what could not be done. Knows nothing of what keys and values
//! mean.

use super::behind::{Changes, changed, within};
use super::engine::{Broken, Engine, Op, Row, Tree};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A keeper that is changed no more, and what it would hold.
pub(super) struct Held {
    below: Box<dyn Engine>,
    changes: Mutex<Changes>,
}

impl Held {
    pub(super) fn new(below: Box<dyn Engine>) -> Self {
        Self {
            below,
            changes: Mutex::default(),
        }
    }

    fn changes(&self) -> MutexGuard<'_, Changes> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Engine for Held {
    fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, Broken> {
        let changes = self.changes();
        match changes.get(&tree).and_then(|values| values.get(key)) {
            Some(value) => Ok(value.clone()),
            None => self.below.get(tree, key),
        }
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
        let held = within(&self.changes(), tree, from, to);
        // As many more as may be taken out.
        let enough = limit.saturating_add(held.len());
        let rows = self.below.range(tree, from, to, reverse, enough)?;
        Ok(changed(rows, held, reverse, limit))
    }

    fn commit(&self, ops: &[Op]) -> Result<(), Broken> {
        let mut changes = self.changes();
        for op in ops {
            let tree = changes.entry(op.tree).or_default();
            tree.insert(op.key.clone(), op.value.clone());
        }
        Ok(())
    }

    fn settle(&self) -> Result<(), Broken> {
        self.below.settle()
    }

    fn failed(&self) -> bool {
        self.below.failed()
    }

    fn flush(&self) -> Result<(), Broken> {
        self.below.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::Memory;

    #[test]
    fn what_is_held_back_is_answered_and_stands_nowhere_else() {
        let below = Memory::default();
        let op = |key: u8, value: Option<u8>| Op {
            tree: Tree::Due,
            key: vec![key],
            value: value.map(|v| vec![v]),
        };
        below
            .commit(&[op(1, Some(1)), op(2, Some(2)), op(3, Some(3))])
            .unwrap();
        let held = Held::new(Box::new(below.clone()));
        held.commit(&[op(2, None), op(3, Some(9)), op(4, Some(4))])
            .unwrap();
        let rows = |engine: &dyn Engine, reverse, limit| {
            let rows = engine.range(Tree::Due, &[0], &[9], reverse, limit).unwrap();
            rows.iter().map(|(k, v)| (k[0], v[0])).collect::<Vec<_>>()
        };
        assert_eq!(rows(&held, false, 9), [(1, 1), (3, 9), (4, 4)]);
        assert_eq!(rows(&held, true, 2), [(4, 4), (3, 9)]);
        assert_eq!(held.get(Tree::Due, &[2]).unwrap(), None);
        assert_eq!(held.get(Tree::Due, &[1]).unwrap(), Some(vec![1]));
        held.flush().unwrap();
        assert_eq!(rows(&below, false, 9), [(1, 1), (2, 2), (3, 3)]);
    }
}
