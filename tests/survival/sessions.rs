//! The clock is set back, or forward, between sessions, some of which end by a kill. Dates and order of what
//! was saved stay what they were, drafts too, and nothing that is put aside takes another's place.

use super::Came;
use super::dice::Dice;
use crate::books::{NOW, SECRETS, by_password, create, due_days, new_entry, simulated, visit};
use crate::books::{PASSWORD, USER};
use tiepdan::store::engine::Memory;
use tiepdan::store::sim::SimDisk;
use tiepdan::store::{Draft, DraftId, Site, Store};

const YEAR: i64 = 365 * 24 * 3600 * 1000;

/// A few sessions, each with its own idea of the time.
pub(super) fn clock(dice: &mut Dice) -> Came {
    let (mut disk, memory) = (SimDisk::new(dice.next()), Memory::default());
    let mut came = Came::default();
    let mut told: Vec<(i64, String)> = Vec::new();
    let mut now = NOW;
    let site = |disk: &SimDisk, now: i64| -> Site {
        let mut site = simulated(disk, &memory);
        site.now = now;
        site
    };
    let mut opened = create(site(&disk, now)).unwrap().0;
    for session in 0..3 + dice.below(3) {
        let (store, officer) = (&mut opened.store, &opened.session);
        for i in 0..=dice.below(4) {
            let summary = format!("vụ {session}.{i}");
            let mut batch = store.batch();
            let mut entry = new_entry(&batch, visit("complaint", SECRETS[0], &summary));
            entry.at = now;
            batch.add(entry);
            batch.due_by(due_days);
            let prepared = batch.finish();
            store.save(prepared).unwrap();
            told.push((now, summary));
        }
        let draft = Draft {
            id: DraftId(session),
            kind: "receive".into(),
            updated: now,
            value: visit("complaint", SECRETS[1], "nháp"),
        };
        store.drafts(officer).save(&draft).unwrap();
        came.acts = told.len() as u64;
        let backwards = dice.below(3) > 0;
        let by = i64::try_from(dice.below(2 * YEAR.unsigned_abs())).unwrap();
        now += if backwards { -by } else { by };
        if dice.once_in(2) {
            std::mem::forget(opened);
            disk = disk.reboot();
        } else {
            drop(opened);
        }
        let by = by_password(USER, PASSWORD);
        opened = match Store::open(site(&disk, now), &by, &mut |_| {}) {
            Ok(opened) => opened,
            Err(error) => return came.shut(error),
        };
        if let Some(why) = opened.store.read_only() {
            return came.shut(why);
        }
        let entries = opened.store.entries(1, 99).unwrap();
        let stands: Vec<(i64, u64)> = entries.iter().map(|e| (e.at, e.seq)).collect();
        let expected: Vec<(i64, u64)> = told.iter().zip(1..).map(|((at, _), n)| (*at, n)).collect();
        came.miss(stands == expected, || {
            format!("session {session}: {stands:?}")
        });
        let drafts = opened.store.drafts(&opened.session).list().unwrap();
        came.miss(drafts.len() as u64 == session + 1, || {
            format!("{} drafts", drafts.len())
        });
        let check = opened.store.check().unwrap();
        came.miss(check.ok, || format!("check: {:?}", check.problems));
    }
    came
}
