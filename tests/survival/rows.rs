//! The rows that an office keeps for its next opening: the file is damaged, cut short, gone or an older one, the
//! power fails or the disk is full while it is written. Whatever is left of it, the office opens with the rows
//! that the books say, and keeps them anew.

use super::Came;
use super::dice::Dice;
use super::twins::damage;
use crate::books::{NOW, PASSWORD, SECRETS, USER, create, disk_file, reclass, simulated, visit};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tiepdan::office::ask::{DueFilter, Filter, Question};
use tiepdan::office::books::Office;
use tiepdan::office::wall::{StoppedClock, civil};
use tiepdan::store::engine::Memory;
use tiepdan::store::sim::{Fault, SimDisk};
use tiepdan::store::{Site, StoreError};

/// Where they are kept, in the folder of an office.
pub(super) const FILE: &str = "snapshot/rows";

/// Opens the desk of an office.
pub(super) fn desk(site: Site) -> Result<Office, StoreError> {
    let clock = Arc::new(StoppedClock(civil(NOW)));
    Office::open_on(site, (USER, PASSWORD), clock, &mut |_| {})
}

/// Everything that its lists show.
pub(super) fn shown(office: &mut Office) -> Vec<String> {
    let (rows, total) = office.rows(&Filter::default(), 0, usize::MAX);
    let (found, _) = office.rows(
        &Filter {
            query: SECRETS[0].to_owned(),
            ..Filter::default()
        },
        0,
        usize::MAX,
    );
    let due = office.answer(Question::Deadlines {
        filter: DueFilter::default(),
        from: 0,
        count: usize::MAX,
    });
    let mut shown: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
    shown.push(format!("{total} {:?} {due:?}", found.len()));
    shown
}

/// The first thing in which two differ.
pub(super) fn difference(now: &[String], books: &[String]) -> String {
    let differs = now.iter().zip(books).find(|(now, books)| now != books);
    format!("{} and {} rows, {differs:?}", now.len(), books.len())
}

fn file() -> PathBuf {
    Path::new("/office").join(FILE)
}

/// Some visits, and now and then a complaint that becomes a denunciation.
fn record(office: &mut Office, dice: &mut Dice, most: u64) -> u64 {
    let visits = dice.below(most);
    for n in 0..visits {
        let class = ["complaint", "feedback", "denunciation"][dice.place(3)];
        let line = visit(class, SECRETS[dice.place(2)], &format!("vụ {n}"));
        office.write_one(line).unwrap();
        if dice.once_in(4) {
            let petition = format!("D-2026-{:04}", 1 + dice.below(n + 1));
            // What is one already cannot become one: refused, and nothing more.
            office.write_one(reclass(&petition, "denunciation")).ok();
        }
    }
    visits
}

/// Harms what an office keeps.
pub(super) fn harm(dice: &mut Dice) -> Came {
    let (mut disk, memory) = (SimDisk::new(dice.next()), Memory::default());
    drop(create(simulated(&disk, &memory)).unwrap());
    let mut office = desk(simulated(&disk, &memory)).unwrap();
    let mut came = Came::default();
    came.acts += record(&mut office, dice, 8);
    came.miss(office.keep_snapshot().is_ok_and(|kept| kept), || {
        "no rows were kept".to_owned()
    });
    let old = disk_file(&disk, FILE);
    came.acts += record(&mut office, dice, 6);
    let lagging = memory.copy();
    came.acts += record(&mut office, dice, 3);
    let what = match dice.below(3) {
        0 => {
            // Create, one append a part and one for the head, sync, rename, sync of the folder.
            disk.fail_at(1 + dice.below(8), Fault::Power);
            office.keep_snapshot().ok();
            std::mem::forget(office);
            disk = disk.reboot();
            if dice.once_in(2) {
                memory.put(&lagging);
            }
            "no power while they were kept"
        }
        1 => {
            let fault = [Fault::Full, Fault::FullForGood, Fault::Sync][dice.place(3)];
            disk.fail_at(1 + dice.below(8), fault);
            office.keep_snapshot().ok();
            disk.heal();
            drop(office);
            "no room while they were kept"
        }
        _ => {
            came.miss(office.keep_snapshot().is_ok_and(|kept| kept), || {
                "no rows were kept again".to_owned()
            });
            drop(office);
            damage(&disk, FILE, &old, dice)
        }
    };
    judge(&disk, &memory, what, came)
}

fn judge(disk: &SimDisk, memory: &Memory, what: &str, mut came: Came) -> Came {
    let open = || desk(simulated(disk, memory));
    let mut office = match open() {
        Ok(office) => office,
        Err(error) => return came.shut(format!("{what}: {error}")),
    };
    let now = shown(&mut office);
    let kept = office.keep_snapshot();
    came.miss(matches!(kept, Ok(true)), || {
        format!("{what}: not kept anew: {kept:?}")
    });
    drop(office);
    // With what was kept anew, and from the books alone.
    for alone in [false, true] {
        if alone {
            disk.lose(&file());
        }
        let books = match open() {
            Ok(mut office) => shown(&mut office),
            Err(error) => return came.shut(format!("{what}, again: {error}")),
        };
        came.miss(now == books, || {
            format!("{what}: {}", difference(&now, &books))
        });
    }
    came
}
