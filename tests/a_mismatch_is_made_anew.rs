//! Where what was made from the journal says otherwise than the journal, the desk is told that it is made
//! anew, not that the chain is broken; and so it is, at the next opening. A journal that was altered is told
//! to be broken.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod books;

use books::*;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tiepdan::office::ask::ChainState;
use tiepdan::office::books::Office;
use tiepdan::office::wall::SystemClock;
use tiepdan::store::StoreError;
use tiepdan::store::engine::{Engine, Op, Tree};
use tiepdan::store::state::Sled;

const ENTRIES: u64 = 4;

fn made(dir: &Path) {
    let mut store = create(real(dir)).unwrap().0.store;
    for i in 0..ENTRIES {
        save(
            &mut store,
            vec![visit("complaint", SECRETS[0], &format!("vụ {i}"))],
        )
        .unwrap();
    }
    store.close();
}

fn opened(dir: &Path) -> Result<Office, StoreError> {
    Office::open(dir, USER, PASSWORD, Arc::new(SystemClock), &mut |_| {})
}

/// Verifies to the end, as the desk does while nobody asks.
fn verified(office: &mut Office) -> ChainState {
    loop {
        match office.verify_some() {
            ChainState::Checking { .. } => {}
            told => return told,
        }
    }
}

/// Takes the first row out of a tree, behind the program's back.
fn alter(dir: &Path, tree: Tree) {
    let sled = Sled::open(&dir.join("state")).unwrap();
    let row = sled.range(tree, &[], &[0xff; 20], false, 1).unwrap();
    let (key, _) = row.into_iter().next().unwrap();
    let value = None;
    sled.commit(&[Op { tree, key, value }]).unwrap();
    sled.flush().unwrap();
}

#[test]
fn a_state_that_differs_is_rebuilt_and_the_chain_is_not_called_broken() {
    for tree in [Tree::Petition, Tree::Visit, Tree::Person, Tree::Last] {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("office");
        made(&dir);
        alter(&dir, tree);
        let mut office = opened(&dir).unwrap();
        assert_eq!(verified(&mut office), ChainState::Rebuild, "{tree:?}");
        drop(office);
        let mut office = opened(&dir).unwrap();
        assert!(office.me().mended.contains(&"rebuilt".to_owned()));
        let whole = ChainState::Whole { entries: ENTRIES };
        assert_eq!(verified(&mut office), whole, "{tree:?}");
        assert!(office.check().unwrap().ok(), "{tree:?}");
    }
}

#[test]
fn due_days_that_differ_are_rebuilt_too() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("office");
    // Made with other days than the law's.
    made(&dir);
    let mut office = opened(&dir).unwrap();
    let proof = office.check().unwrap();
    assert!(!proof.ok() && proof.store.ok, "{proof:?}");
    assert_eq!(office.verify_some(), ChainState::Rebuild);
    drop(office);
    let mut office = opened(&dir).unwrap();
    assert!(office.check().unwrap().ok());
}

#[test]
fn a_journal_that_was_altered_is_broken() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("office");
    made(&dir);
    let file = dir.join("journal/00000000000000000001.log");
    let mut bytes = fs::read(&file).unwrap();
    bytes[200] ^= 1;
    fs::write(&file, bytes).unwrap();
    let mut office = opened(&dir).unwrap();
    assert_eq!(verified(&mut office), ChainState::Broken);
}
