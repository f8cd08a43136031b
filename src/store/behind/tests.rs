use super::*;
use crate::register::act::Act;
use crate::register::book::Numbers;
use crate::register::value::Value;
use crate::store::engine::Memory;
use crate::store::sim::SimDisk;
use crate::store::site::Keeper;
use crate::store::{
    Cost, Credential, NewEntry, NewOffice, NewOfficer, ReadOnly, Role, Site, Store, StoreError,
};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// Memory behind a gate, that may also fail.
#[derive(Default)]
struct Gate {
    memory: Memory,
    shut: Mutex<bool>,
    opened: Condvar,
    fails: AtomicBool,
    /// After each commit: what stands under two keys that are always written together.
    pairs: Mutex<Vec<[Option<Vec<u8>>; 2]>>,
}

impl Gate {
    fn shut(shut: bool) -> Arc<Self> {
        Arc::new(Self {
            shut: Mutex::new(shut),
            ..Self::default()
        })
    }

    fn open(&self) {
        *self.shut.lock().unwrap() = false;
        self.opened.notify_all();
    }
}

impl Engine for Gate {
    fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, Broken> {
        self.memory.get(tree, key)
    }
    fn range(
        &self,
        tree: Tree,
        from: &[u8],
        to: &[u8],
        reverse: bool,
        limit: usize,
    ) -> Result<Vec<Row>, Broken> {
        self.memory.range(tree, from, to, reverse, limit)
    }
    fn commit(&self, ops: &[Op]) -> Result<(), Broken> {
        let shut = self.shut.lock().unwrap();
        drop(self.opened.wait_while(shut, |shut| *shut).unwrap());
        if self.fails.load(Ordering::Relaxed) {
            return Err(Broken {
                what: "full".to_owned(),
                full: true,
            });
        }
        self.memory.commit(ops)?;
        let pair = [self.get(Tree::Meta, b"a")?, self.get(Tree::Day, b"b")?];
        self.pairs.lock().unwrap().push(pair);
        Ok(())
    }
    fn flush(&self) -> Result<(), Broken> {
        Ok(())
    }
}

fn op(tree: Tree, key: u8, value: Option<u8>) -> Op {
    Op {
        tree,
        key: vec![key],
        value: value.map(|value| vec![value]),
    }
}

fn dice(seed: &mut u32) -> u8 {
    *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    seed.to_be_bytes()[0]
}

/// All that can be asked of a small range of keys.
fn asked(engine: &dyn Engine) -> Vec<Vec<Row>> {
    let mut answers = Vec::new();
    for from in 0..9u8 {
        let one = engine.get(Tree::Due, &[from]).unwrap();
        answers.push(one.map(|value| (vec![from], value)).into_iter().collect());
        for to in 0..9u8 {
            for limit in [0, 1, 2, 3, usize::MAX] {
                for reverse in [false, true] {
                    let rows = engine.range(Tree::Due, &[from], &[to], reverse, limit);
                    answers.push(rows.unwrap());
                }
            }
        }
    }
    answers
}

#[test]
fn whoever_asks_sees_what_is_still_to_come() {
    for seed in 0..20 {
        let mut seed = seed;
        let gate = Gate::shut(false);
        let model = Memory::default();
        let behind = Behind::new(Arc::clone(&gate) as _).unwrap();
        for round in 0..4 {
            let ops: Vec<Op> = (0..5)
                .map(|_| {
                    let (key, value) = (dice(&mut seed) % 8, dice(&mut seed));
                    op(Tree::Due, key, (value % 3 > 0).then_some(value))
                })
                .collect();
            behind.commit(&ops).unwrap();
            model.commit(&ops).unwrap();
            assert_eq!(asked(&behind), asked(&model), "seed {seed}, round {round}");
            if round == 0 {
                behind.settle().unwrap();
                // From here on nothing is made: some is under way, some waits.
                *gate.shut.lock().unwrap() = true;
            }
        }
        gate.open();
        behind.settle().unwrap();
        assert_eq!(asked(&*gate), asked(&model), "seed {seed}");
    }
}

#[test]
fn what_was_committed_together_comes_together() {
    let gate = Gate::shut(true);
    let behind = Behind::new(Arc::clone(&gate) as _).unwrap();
    let write = |n: u8| {
        let one = |tree, key: &[u8]| Op {
            tree,
            key: key.to_vec(),
            value: Some(vec![n]),
        };
        behind
            .commit(&[one(Tree::Meta, b"a"), one(Tree::Day, b"b")])
            .unwrap();
    };
    (0..50).for_each(write);
    gate.open();
    behind.settle().unwrap();
    (50..100).for_each(write);
    drop(behind);
    let pairs = gate.pairs.lock().unwrap();
    assert!(pairs.iter().all(|[a, b]| a == b), "{pairs:?}");
    assert_eq!(pairs.last().unwrap()[0], Some(vec![99]));
}

#[test]
fn what_cannot_be_made_is_told_and_nothing_is_answered_any_more() {
    let gate = Gate::shut(false);
    let behind = Behind::new(Arc::clone(&gate) as _).unwrap();
    behind.commit(&[op(Tree::Due, 1, Some(1))]).unwrap();
    behind.settle().unwrap();
    assert!(!behind.failed());
    gate.fails.store(true, Ordering::Relaxed);
    behind.commit(&[op(Tree::Due, 2, Some(2))]).unwrap();
    assert!(behind.settle().unwrap_err().full);
    assert!(behind.failed());
    assert!(behind.get(Tree::Due, &[1]).is_err());
    assert!(behind.range(Tree::Due, &[0], &[9], false, 9).is_err());
    assert!(behind.commit(&[op(Tree::Due, 3, Some(3))]).is_err());
    assert!(behind.flush().is_err());
    drop(behind);
    assert_eq!(gate.get(Tree::Due, &[2]).unwrap(), None);
}

#[test]
fn letting_go_makes_what_is_still_to_come() {
    let gate = Gate::shut(false);
    let behind = Behind::new(Arc::clone(&gate) as _).unwrap();
    for n in 0..10 {
        behind.commit(&[op(Tree::Due, n, Some(n))]).unwrap();
    }
    drop(behind);
    let rows = gate.range(Tree::Due, &[0], &[99], false, 99).unwrap();
    assert_eq!(rows.len(), 10);
}

const PASSWORD: &str = "mật khẩu";

fn site(disk: &SimDisk, memory: &Memory) -> Site {
    let mut site = Site::new(Path::new("/office"), 0);
    site.disk = Arc::new(disk.clone());
    site.keeper = Keeper::Memory(memory.clone());
    site
}

fn post(store: &mut Store) -> Result<(), StoreError> {
    let pairs = [
        ("do", "schedule"),
        ("date", "2026-12-15"),
        ("who", "Chánh Thanh tra"),
        ("place", "Trụ sở"),
        ("posted_on", "2026-12-01"),
    ];
    let line = pairs.map(|(key, value)| (key.to_owned(), Value::Text(value.to_owned())));
    let prepared = store.prepare(
        NewEntry {
            at: 0,
            by: "lan".to_owned(),
            numbers: Numbers::default(),
            act: Act::read(&Value::Map(line.to_vec())).unwrap(),
            people: Vec::new(),
            corrected: Vec::new(),
            erase: Vec::new(),
            draft: None,
        },
        |_| Vec::new(),
    );
    store.save(prepared).map(|_| ())
}

#[test]
fn an_act_that_the_state_cannot_take_in_is_saved_all_the_same_and_the_state_made_anew() {
    let (disk, memory) = (SimDisk::new(1), Memory::default());
    let new = NewOffice {
        card: Value::Map(Vec::new()),
        first: NewOfficer {
            name: "lan".to_owned(),
            display: "Lan".to_owned(),
            role: Role::Admin,
            password: PASSWORD.to_owned().into(),
            cost: Cost {
                memory_kib: 8,
                passes: 1,
            },
        },
    };
    let mut store = Store::create(site(&disk, &memory), &new).unwrap().0.store;
    let gate = Gate::shut(false);
    gate.fails.store(true, Ordering::Relaxed);
    store.books.engine = Box::new(Behind::new(Arc::clone(&gate) as _).unwrap());
    post(&mut store).unwrap();
    store.books().engine.settle().unwrap_err();
    assert_eq!(store.read_only(), Some(ReadOnly::StateBroken));
    assert!(matches!(
        post(&mut store),
        Err(StoreError::ReadOnly {
            why: ReadOnly::StateBroken
        })
    ));
    store.close();
    let by = Credential::Password {
        user: "lan".to_owned(),
        password: PASSWORD.to_owned().into(),
    };
    let mut opened = Store::open(site(&disk, &memory), &by, &mut |_| {}).unwrap();
    assert!(opened.report.rebuilt.is_some());
    assert_eq!(opened.store.entries(1, 9).unwrap().len(), 1);
    assert_eq!(opened.store.posted_days(&..).unwrap().len(), 1);
    post(&mut opened.store).unwrap();
    assert!(opened.store.check().unwrap().ok);
}
