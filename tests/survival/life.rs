//! An office lives on a disk that can be broken: it records, hides, erases, keeps drafts, changes passwords,
//! closes and opens; then the power fails or the disk is full at one write or another. Afterwards everything
//! that was acknowledged must be there, and work must go on.

use super::Came;
use super::dice::Dice;
use crate::books::{
    HAND, PASSWORD, SECRETS, USER, by_password, create, due_days, first_person, keys, map,
    new_entry, new_office, officer, parts, reclass, save, simulated, text, visit,
};
use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use tiepdan::register::act::Act;
use tiepdan::register::value::Value;
use tiepdan::store::engine::Memory;
use tiepdan::store::journal::frame::Part;
use tiepdan::store::sim::{Fault, SimDisk};
use tiepdan::store::{
    Draft, DraftId, Identity, Opened, ReadOnly, Role, Session, Store, StoreError,
};

/// One thing that is done.
#[derive(Debug, Clone)]
enum Do {
    /// Records so many visits at once.
    Visits(u64),
    /// Re-classes the petition of the n-th visit.
    Hide(u64),
    /// Erases the visitor of the n-th visit.
    Erase(u64),
    /// Keeps a draft under an id.
    Draft(u64),
    /// Throws one away.
    Drop(u64),
    /// Changes the password.
    Password,
    /// Adds an officer.
    Officer,
    /// Shuts the last one added out.
    Shut,
    /// Makes a backup.
    Backup,
    /// Closes and opens again.
    Reopen,
}

/// What is to be done, by the dice.
fn plan(dice: &mut Dice) -> Vec<Do> {
    let mut plan = vec![Do::Visits(1 + dice.below(3))];
    for _ in 0..6 + dice.below(8) {
        plan.push(match dice.below(15) {
            0..5 => Do::Visits(1 + dice.below(4)),
            5 | 6 => Do::Hide(dice.below(8)),
            7 => Do::Erase(dice.below(8)),
            8 | 9 => Do::Draft(dice.below(3)),
            10 => Do::Drop(dice.below(3)),
            11 => Do::Password,
            12 => Do::Officer,
            13 => Do::Shut,
            _ if dice.once_in(3) => Do::Backup,
            _ => Do::Reopen,
        });
    }
    plan
}

/// What was acknowledged, and what was being done when it failed.
#[derive(Debug, Clone, Default)]
struct Told {
    created: bool,
    /// The summary of each visit, by entry; other acts have none.
    entries: Vec<Option<String>>,
    hidden: BTreeSet<u64>,
    erased: BTreeSet<u64>,
    drafts: BTreeMap<u64, u64>,
    password: u64,
    /// The password that was being set last.
    next_password: u64,
    officers: u64,
    /// Of these, who was shut out.
    shut_out: BTreeSet<u64>,
    /// The last thing, where it failed.
    failed: Option<Do>,
}

impl Told {
    fn visits(&self) -> Vec<u64> {
        let all = (1..).zip(&self.entries);
        all.filter(|(_, said)| said.is_some())
            .map(|(seq, _)| seq)
            .collect()
    }

    fn visit(&self, n: u64) -> Option<u64> {
        let visits = self.visits();
        let place = usize::try_from(n).ok()?.checked_rem(visits.len())?;
        visits.get(place).copied()
    }
}

fn password(n: u64) -> String {
    match n {
        0 => PASSWORD.to_owned(),
        n => format!("mật khẩu thứ {n}"),
    }
}

fn draft(id: u64, version: u64) -> Draft {
    Draft {
        id: DraftId(id),
        kind: "receive".into(),
        updated: i64::try_from(version).unwrap(),
        value: visit("complaint", SECRETS[0], &format!("nháp {version}")),
    }
}

/// A life under way.
struct Life<'a> {
    disk: &'a SimDisk,
    memory: &'a Memory,
    lagging: Memory,
    open: Option<(Store, Session)>,
    told: Told,
    version: u64,
}

fn reopen(disk: &SimDisk, memory: &Memory, word: u64) -> Result<Opened, StoreError> {
    let by = by_password(USER, &password(word));
    Store::open(simulated(disk, memory), &by, &mut |_| {})
}

impl Life<'_> {
    fn act(&mut self, what: &Do) -> Result<(), StoreError> {
        if self.open.is_none() {
            let opened = reopen(self.disk, self.memory, self.told.password)?;
            self.open = Some((opened.store, opened.session));
        }
        self.version += 1;
        let version = self.version;
        let told = &mut self.told;
        let Some((store, session)) = &mut self.open else {
            return Ok(());
        };
        match what {
            Do::Visits(n) => {
                let said: Vec<String> = (0..*n).map(|i| format!("vụ {version}.{i}")).collect();
                let class = |i: usize| ["complaint", "denunciation", "feedback"][i % 3];
                let lines = said.iter().enumerate();
                let lines = lines
                    .map(|(i, s)| visit(class(i), SECRETS[i % 2], s))
                    .collect();
                save(store, lines)?;
                told.entries.extend(said.into_iter().map(Some));
            }
            Do::Hide(n) => {
                if let Some(seq) = told.visit(*n) {
                    save(
                        store,
                        vec![reclass(&petition_of(store, seq)?, "denunciation")],
                    )?;
                    told.entries.push(None);
                    told.hidden.insert(seq);
                }
            }
            Do::Erase(n) => erase(store, told, *n)?,
            Do::Draft(id) => {
                store.drafts(session).save(&draft(*id, version))?;
                told.drafts.insert(*id, version);
            }
            Do::Drop(id) => {
                store.drafts(session).delete(DraftId(*id))?;
                told.drafts.remove(id);
            }
            Do::Password => {
                told.next_password = version;
                let (old, new) = (password(told.password), password(version));
                let cost = officer("", "", Role::Admin).cost;
                store.change_password(HAND, (&old, &new), cost)?;
                told.password = version;
                told.entries.push(None);
            }
            Do::Officer => {
                let name = format!("cb{}", told.officers);
                store.add_officer(HAND, &officer(&name, &name, Role::Receptionist), None)?;
                told.officers += 1;
                told.entries.push(None);
            }
            Do::Shut => {
                if let Some(last) = told.officers.checked_sub(1) {
                    store.set_disabled(HAND, &format!("cb{last}"), true)?;
                    told.shut_out.insert(last);
                    told.entries.push(None);
                }
            }
            Do::Backup => {
                store.backup(std::path::Path::new("/usb"), "sao-luu", 5)?;
            }
            Do::Reopen => {
                self.lagging = self.memory.copy();
                self.open = None;
            }
        }
        Ok(())
    }
}

/// Erases the visitor of the n-th visit, where nobody did yet.
fn erase(store: &mut Store, told: &mut Told, n: u64) -> Result<(), StoreError> {
    let Some(seq) = told.visit(n).filter(|seq| !told.erased.contains(seq)) else {
        return Ok(());
    };
    let line = erase_line(&petition_of(store, seq)?, seq);
    let mut batch = store.batch();
    let mut entry = new_entry(&batch, line);
    entry.erase = vec![first_person(seq)];
    batch.add(entry);
    batch.due_by(due_days);
    let prepared = batch.finish();
    store.save(prepared)?;
    told.entries.push(None);
    told.erased.insert(seq);
    Ok(())
}

fn petition_of(store: &Store, seq: u64) -> Result<String, StoreError> {
    let entry = store.entry(seq)?;
    let no = entry.and_then(|entry| entry.numbers.petitions.first().copied());
    Ok(no.map(|no| no.to_string()).unwrap_or_default())
}

fn erase_line(petition: &str, seq: u64) -> Value {
    let person = i64::try_from(first_person(seq).packed()).unwrap();
    map(&[
        ("do", text("erase")),
        ("petition", text(petition)),
        ("on", text("2026-11-20")),
        ("person", Value::Int(person)),
        ("reason", text("theo yêu cầu")),
        ("second", text("minh")),
    ])
}

/// Lives; `stubborn`: goes on after a failure, as an officer would who makes room.
fn live<'a>(
    disk: &'a SimDisk,
    memory: &'a Memory,
    plan: &[Do],
    stubborn: bool,
) -> (Told, Memory, Option<(Store, Session)>) {
    let mut life = Life {
        disk,
        memory,
        lagging: Memory::default(),
        open: None,
        told: Told::default(),
        version: 0,
    };
    match Store::create(simulated(disk, memory), &new_office()) {
        Ok((opened, _)) => life.open = Some((opened.store, opened.session)),
        Err(_) if stubborn => match create(simulated(disk, memory)) {
            Ok((opened, _)) => life.open = Some((opened.store, opened.session)),
            Err(_) => return (life.told, life.lagging, None),
        },
        Err(_) => return (life.told, life.lagging, None),
    }
    life.told.created = true;
    for what in plan {
        if life.act(what).is_err() {
            life.told.failed = Some(what.clone());
            if !stubborn
                || life
                    .open
                    .as_ref()
                    .is_some_and(|(s, _)| s.read_only().is_some())
            {
                break;
            }
            // What failed was not done; what is tried again is done or fails again.
            if life.act(what).is_ok() {
                life.told.failed = None;
            }
        }
    }
    (life.told, life.lagging, life.open)
}

/// How many changes a life makes on its disk.
fn changes(plan: &[Do]) -> u64 {
    let disk = SimDisk::new(0);
    drop(live(&disk, &Memory::default(), plan, false));
    disk.changes()
}

/// The power fails.
pub(super) fn power(dice: &mut Dice) -> Came {
    let plan = plan(dice);
    let at = 1 + dice.below(changes(&plan));
    let disk = SimDisk::new(dice.next());
    let memory = Memory::default();
    disk.fail_at(at, Fault::Power);
    let (told, lagging, open) = live(&disk, &memory, &plan, false);
    // The process is gone with the power.
    mem::forget(open);
    let mut disk = disk.reboot();
    match dice.below(3) {
        0 => memory.clear(),
        1 => memory.put(&lagging),
        _ => {}
    }
    if dice.once_in(3) {
        // And once more while it opens.
        disk.fail_at(1 + dice.below(12), Fault::Power);
        drop(reopen(&disk, &memory, told.password));
        disk = disk.reboot();
    }
    judge(&disk, &memory, &told, Came::default())
}

/// The disk is full.
pub(super) fn full(dice: &mut Dice) -> Came {
    let plan = plan(dice);
    let at = 1 + dice.below(changes(&plan));
    let disk = SimDisk::new(dice.next());
    let memory = Memory::default();
    let for_good = dice.once_in(2);
    let fault = if for_good {
        Fault::FullForGood
    } else {
        Fault::Full
    };
    disk.fail_at(at, fault);
    let (told, _, open) = live(&disk, &memory, &plan, true);
    drop(open);
    if dice.once_in(3) {
        memory.clear();
    }
    let mut came = Came::default();
    if for_good && told.created {
        came = read_while_full(&disk, &memory, &told, came);
        if came.shut.is_some() {
            return came;
        }
    }
    disk.heal();
    judge(&disk, &memory, &told, came)
}

/// It opens to be read while the disk is full, says so, and writes nothing.
fn read_while_full(disk: &SimDisk, memory: &Memory, told: &Told, mut came: Came) -> Came {
    let in_doubt = matches!(told.failed, Some(Do::Password));
    let files = |disk: &SimDisk| -> BTreeMap<_, _> {
        let files = disk.files().into_iter();
        files.filter(|(path, _)| !path.ends_with("LOCK")).collect()
    };
    let before = files(disk);
    let opened = match reopen(disk, memory, told.password) {
        Err(StoreError::WrongPassword) if in_doubt => reopen(disk, memory, told.next_password),
        other => other,
    };
    let mut opened = match opened {
        Ok(opened) => opened,
        Err(error) => return came.shut(format!("while full: {error}")),
    };
    books(&opened, told, &mut came);
    let readable = opened.store.petitions(&.., false, usize::MAX);
    let visits = told.visits().len();
    came.miss(readable.as_ref().is_ok_and(|p| p.len() >= visits), || {
        format!("while full: {visits} visits, {readable:?}")
    });
    let line = visit("complaint", SECRETS[0], "khi đầy");
    let refused = save(&mut opened.store, vec![line]);
    came.miss(
        matches!(
            refused,
            Err(StoreError::ReadOnly {
                why: ReadOnly::DiskFull
            })
        ),
        || format!("while full: {refused:?}"),
    );
    drop(opened);
    came.miss(files(disk) == before, || {
        "while full: something was written".to_owned()
    });
    came
}

fn judge(disk: &SimDisk, memory: &Memory, told: &Told, mut came: Came) -> Came {
    came.acts = told.entries.len() as u64;
    let in_doubt = told.failed.as_ref();
    let opened = match reopen(disk, memory, told.password) {
        // A password that was being changed is the old one or the new one.
        Err(StoreError::WrongPassword) if matches!(in_doubt, Some(Do::Password)) => {
            reopen(disk, memory, told.next_password)
        }
        Err(StoreError::NotAnOffice { .. }) if !told.created => {
            create(simulated(disk, memory)).map(|(opened, _)| opened)
        }
        other => other,
    };
    let mut opened = match opened {
        Ok(opened) => opened,
        Err(error) => return came.shut(error),
    };
    if let Some(why) = opened.store.read_only() {
        return came.shut(why);
    }
    books(&opened, told, &mut came);
    files(disk, &opened, told, &mut came);
    match save(
        &mut opened.store,
        vec![visit("complaint", SECRETS[0], "sau")],
    ) {
        Ok(_) => {}
        Err(error) => return came.shut(format!("cannot save: {error}")),
    }
    let check = opened.store.check().unwrap();
    came.miss(check.ok, || format!("check: {:?}", check.problems));
    came
}

/// Entries and identities.
fn books(opened: &Opened, told: &Told, came: &mut Came) {
    let store = &opened.store;
    let secret = opened.session.clearance.as_ref().unwrap();
    let entries = store.entries(1, 1000).unwrap();
    let (found, said) = (entries.len(), told.entries.len());
    came.miss(found >= said, || {
        format!("told {said} entries, found {found}")
    });
    for (entry, said) in entries.iter().zip(&told.entries) {
        let stands = match &entry.act {
            Act::Receive(receive) => Some(&receive.summary),
            _ => None,
        };
        came.miss(stands == said.as_ref(), || {
            format!("entry {}: {stands:?}, not {said:?}", entry.seq)
        });
    }
    for seq in told.visits() {
        let who = store.reveal(first_person(seq), secret);
        let erased = told.erased.contains(&seq);
        let known = matches!(who, Identity::Known(_)) && !erased;
        let gone = who == Identity::Erased && (erased || matches!(told.failed, Some(Do::Erase(_))));
        came.miss(known || gone, || format!("person of entry {seq}: {who:?}"));
        let open = matches!(store.person(first_person(seq)), Identity::Known(_));
        came.miss(!(open && told.hidden.contains(&seq)), || {
            format!("person of entry {seq} is open")
        });
    }
}

/// Officers, keys, drafts.
fn files(disk: &SimDisk, opened: &Opened, told: &Told, came: &mut Came) {
    let count = opened.store.officers().len() as u64;
    came.miss(count > told.officers, || {
        format!("{count} officers of {}", told.officers + 1)
    });
    for n in &told.shut_out {
        let name = format!("cb{n}");
        let officers = opened.store.officers();
        let shut = officers.iter().any(|o| o.name == name && o.disabled);
        came.miss(shut, || format!("{name} is not shut out"));
    }
    let drafts = opened.store.drafts(&opened.session);
    for (id, version) in &told.drafts {
        let stands = drafts.load(DraftId(*id)).unwrap();
        let doubt = matches!(&told.failed, Some(Do::Draft(of) | Do::Drop(of)) if of == id);
        let same = stands == Some(draft(*id, *version));
        came.miss(same || doubt, || {
            format!("draft {id} is not version {version}")
        });
    }
    if let Ok(list) =
        tiepdan::store::officers::List::decode(&crate::books::disk_file(disk, "officers"))
        && list.unlock(USER, PASSWORD).is_ok()
    {
        let (list, _, epochs) = keys(disk);
        for part in parts(disk, &list) {
            if let Part::Retire(epoch) = part {
                came.miss(!epochs.keys.contains_key(&epoch), || {
                    format!("the key of epoch {epoch} is still there")
                });
            }
        }
    }
}
