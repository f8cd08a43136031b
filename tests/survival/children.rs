//! Real processes on a real disk: killed at any moment, several at once, and one whose terminal hangs up. A
//! child is this same program, started again with what it is to do in its environment; it tells what was
//! saved on its standard output, which a kill does not take back.

use super::Came;
use super::dice::Dice;
use super::rows::{FILE, desk, difference, shown};
use crate::books::{HAND, PASSWORD, SECRETS, USER, create, officer, open, prepare, real, visit};
use crate::pty::Pty;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use tiepdan::desk::office_link::Verifying;
use tiepdan::desk::start::{Start, run};
use tiepdan::office::books::Office;
use tiepdan::office::door::Door;
use tiepdan::office::wall::SystemClock;
use tiepdan::register::act::Act;
use tiepdan::register::value::Value;
use tiepdan::store::{Draft, DraftId, Role, Store, StoreError};

/// Says what a child is to do.
pub(crate) const CHILD: &str = "SURVIVAL_CHILD";
/// Says in which office.
const OFFICE: &str = "SURVIVAL_OFFICE";
/// Says how its acts are called.
const NAME: &str = "SURVIVAL_NAME";
/// How long one waits for what must come; generous, because machines are shared.
const PATIENCE: Duration = Duration::from_mins(1);
/// How many acts a child records before it waits to be killed.
const ENOUGH: u64 = 30;

/// What a child does, where this process is one.
pub(crate) fn child() -> bool {
    let Ok(what) = std::env::var(CHILD) else {
        return false;
    };
    let dir = PathBuf::from(std::env::var(OFFICE).unwrap());
    match what.as_str() {
        "record" => record(&dir, false),
        "share" => record(&dir, true),
        "keep" => keep(&dir),
        _ => type_at_the_desk(&dir),
    }
    true
}

fn tell(words: &str) {
    let mut out = std::io::stdout().lock();
    // A parent that is gone hears nothing more.
    writeln!(out, "{words}")
        .and_then(|()| out.flush())
        .unwrap_or_default();
}

/// Records until it is killed; `share`: lets go after a few acts, and tries again while others hold it.
fn record(dir: &Path, share: bool) {
    let name = std::env::var(NAME).unwrap();
    let mut n = 0;
    while n < ENOUGH {
        let mut opened = match open(real(dir)) {
            Ok(opened) => opened,
            Err(StoreError::Locked { .. }) if share => {
                std::thread::yield_now();
                continue;
            }
            Err(error) => return tell(&format!("shut {error}")),
        };
        tell("open");
        let until = if share { n + 5 } else { ENOUGH };
        while n < until {
            n += 1;
            let draft = Draft {
                id: DraftId(7),
                kind: "receive".into(),
                updated: i64::try_from(n).unwrap(),
                value: Value::Null,
            };
            let kept = opened.store.drafts(&opened.session).save(&draft);
            if !share && kept.is_ok() {
                tell(&format!("draft {n}"));
            }
            let said = format!("{name} {n}");
            let line = visit(
                ["complaint", "denunciation"][usize::from(n % 3 == 0)],
                SECRETS[0],
                &said,
            );
            if !share && n % 7 == 0 && !change_officers(&mut opened.store, n) {
                return tell("shut officers");
            }
            let prepared = prepare(&opened.store, vec![line], None);
            match opened.store.save(prepared) {
                Ok(saved) => tell(&format!("saved {} {said}", saved[0].seq)),
                Err(error) => return tell(&format!("shut {error}")),
            }
        }
    }
    tell("enough");
    if !share {
        // Waits to be killed.
        std::io::stdin().lines().for_each(drop);
    }
}

/// Records and keeps its rows for the next opening, again and again, until it is killed.
fn keep(dir: &Path) {
    let mut office = match desk(real(dir)) {
        Ok(office) => office,
        Err(error) => return tell(&format!("shut {error}")),
    };
    tell("open");
    for n in 1..=ENOUGH {
        let class = ["complaint", "denunciation"][usize::from(n % 3 == 0)];
        match office.write_one(visit(class, SECRETS[0], &format!("vụ {n}"))) {
            Ok(saved) => tell(&format!("saved {} vụ {n}", saved.seq)),
            Err(error) => return tell(&format!("shut {error}")),
        }
        match office.keep_snapshot() {
            Ok(true) => tell("kept"),
            other => return tell(&format!("shut {other:?}")),
        }
    }
    tell("enough");
    // Waits to be killed.
    std::io::stdin().lines().for_each(drop);
}

/// An officer comes and is shut out: told once both are on disk.
fn change_officers(store: &mut Store, n: u64) -> bool {
    let name = format!("cb{}.{n}", std::process::id());
    let added = store.add_officer(HAND, &officer(&name, &name, Role::Receptionist), None);
    let shut = store.set_disabled(HAND, &name, true);
    let done = added.is_ok() && shut.is_ok();
    if done {
        tell(&format!("out {name}"));
    }
    done
}

/// Opens the desk for somebody who types.
fn type_at_the_desk(dir: &Path) {
    let clock = Arc::new(SystemClock);
    let office = Office::open(dir, USER, PASSWORD, Arc::clone(&clock) as _, &mut |_| {}).unwrap();
    let start = Start {
        already: Some(office.me().clone()),
        ..Start::default()
    };
    let mut door = Door::with(dir, clock, office);
    // How it ends is seen by what it leaves.
    run(move |_| Verifying::new(move |ask| door.ask(ask)), start).ok();
}

/// This program again.
fn again(what: &str, dir: &Path, name: &str) -> (PathBuf, Vec<(String, String)>) {
    let env = [(CHILD, what), (OFFICE, dir.to_str().unwrap()), (NAME, name)];
    let env = env.map(|(key, value)| (key.to_owned(), value.to_owned()));
    (std::env::current_exe().unwrap(), env.to_vec())
}

/// As a test, a child runs one test that does nothing else; alone it takes no arguments.
const ARGS: [&str; 3] = ["--exact", "a_child", "--nocapture"];

struct Running {
    process: std::process::Child,
    heard: Receiver<String>,
    told: Vec<String>,
}

impl Running {
    fn start(what: &str, dir: &Path, name: &str) -> Self {
        let (program, env) = again(what, dir, name);
        let mut process = Command::new(program)
            .args(ARGS)
            .envs(env)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = BufReader::new(process.stdout.take().unwrap());
        let (send, heard) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    return;
                }
            }
        });
        Self {
            process,
            heard,
            told: Vec::new(),
        }
    }

    /// Listens until so many acts are saved, or so long.
    fn listen(&mut self, acts: usize, wait: Duration) {
        let until = Instant::now() + wait;
        let saved = |told: &[String]| told.iter().filter(|line| line.starts_with("saved")).count();
        while acts == usize::MAX || saved(&self.told) < acts {
            let left = until.saturating_duration_since(Instant::now());
            match self.heard.recv_timeout(left) {
                Ok(line) => self.told.push(line),
                Err(_) => return,
            }
        }
    }

    /// Kills it, and hears everything that it had told before.
    fn kill(mut self) -> Vec<String> {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.told.extend(self.heard.iter());
        self.told
    }

    /// Waits until it ends by itself.
    fn end(mut self) -> Vec<String> {
        self.listen(usize::MAX, PATIENCE);
        self.kill()
    }
}

/// What a child said was saved: entry and summary.
fn saved(told: &[String]) -> impl Iterator<Item = (u64, String)> {
    told.iter().filter_map(|line| {
        let (seq, said) = line.strip_prefix("saved ")?.split_once(' ')?;
        Some((seq.parse().ok()?, said.to_owned()))
    })
}

fn shut(told: &[String]) -> Option<String> {
    told.iter()
        .find_map(|line| Some(line.strip_prefix("shut ")?.to_owned()))
}

/// Holds the office against what was told.
fn judge(
    dir: &Path,
    told: &BTreeMap<u64, String>,
    out: &[String],
    draft: i64,
    mut came: Came,
) -> Came {
    let opened = match open(real(dir)) {
        Ok(opened) => opened,
        Err(error) => return came.shut(error),
    };
    let store: &Store = &opened.store;
    if let Some(why) = store.read_only() {
        return came.shut(why);
    }
    let entries = store.entries(1, 10_000).unwrap();
    for (seq, said) in told {
        let place = usize::try_from(seq - 1).unwrap();
        let stands = entries.get(place).map(|entry| &entry.act);
        let same = matches!(stands, Some(Act::Receive(receive)) if receive.summary == *said);
        came.miss(same, || format!("entry {seq} “{said}” is not there"));
    }
    let officers = store.officers();
    for name in out {
        let shut = officers.iter().any(|o| o.name == *name && o.disabled);
        came.miss(shut, || format!("{name} is not shut out"));
    }
    if draft > 0 {
        let kept = opened
            .store
            .drafts(&opened.session)
            .load(DraftId(7))
            .unwrap();
        let kept = kept.map_or(0, |draft| draft.updated);
        came.miss(kept >= draft, || {
            format!("draft {draft} was kept, {kept} is there")
        });
    }
    let check = store.check().unwrap();
    came.miss(check.ok, || format!("check: {:?}", check.problems));
    came
}

/// A few kills in a row of what records in one office, the last of which is judged as one fault.
pub(super) fn kill(dice: &mut Dice, dir: &Path) -> Came {
    let temp = tempfile::tempdir_in(dir).unwrap();
    let office = temp.path().join("office");
    drop(create(real(&office)).unwrap());
    let mut came = Came::default();
    let (mut told, mut out, mut draft) = (BTreeMap::new(), Vec::new(), 0);
    for life in 0..=dice.below(3) {
        let mut child = Running::start("record", &office, &format!("{}.{life}", dice.next()));
        if dice.once_in(2) {
            // While it opens, at one moment or another.
            child.listen(usize::MAX, Duration::from_micros(dice.below(40_000)));
        } else {
            let acts = usize::try_from(dice.below(ENOUGH)).unwrap();
            child.listen(acts, PATIENCE);
            child.listen(usize::MAX, Duration::from_micros(dice.below(3_000)));
        }
        let lines = child.kill();
        if let Some(why) = shut(&lines) {
            return came.shut(why);
        }
        told.extend(saved(&lines));
        let shut_out = lines.iter().filter_map(|line| line.strip_prefix("out "));
        out.extend(shut_out.map(str::to_owned));
        let kept = lines
            .iter()
            .rev()
            .find_map(|line| line.strip_prefix("draft ")?.parse().ok());
        draft = kept.unwrap_or(if lines.iter().any(|l| l == "open") {
            0
        } else {
            draft
        });
    }
    came.acts = (told.len() + 2 * out.len()) as u64;
    judge(&office, &told, &out, draft, came)
}

/// Killed while it keeps its rows: what is left of them, or nothing, says what the books say.
pub(super) fn kill_while_keeping(dice: &mut Dice, dir: &Path) -> Came {
    let temp = tempfile::tempdir_in(dir).unwrap();
    let office = temp.path().join("office");
    drop(create(real(&office)).unwrap());
    let mut came = Came::default();
    let mut told = BTreeMap::new();
    for _ in 0..=dice.below(2) {
        let mut child = Running::start("keep", &office, "");
        let acts = usize::try_from(1 + dice.below(ENOUGH)).unwrap();
        child.listen(acts, PATIENCE);
        child.listen(usize::MAX, Duration::from_micros(dice.below(3_000)));
        let lines = child.kill();
        if let Some(why) = shut(&lines) {
            return came.shut(why);
        }
        told.extend(saved(&lines));
    }
    came.acts = told.len() as u64;
    let open = || desk(real(&office)).map(|mut office| shown(&mut office));
    let (now, books) = match open().and_then(|now| {
        std::fs::remove_file(office.join(FILE)).ok();
        Ok((now, open()?))
    }) {
        Ok(both) => both,
        Err(error) => return came.shut(error),
    };
    came.miss(now == books, || difference(&now, &books));
    judge(&office, &told, &[], 0, came)
}

/// Two or three programs at once; one of them may be killed.
pub(super) fn two(dice: &mut Dice, dir: &Path) -> Came {
    let temp = tempfile::tempdir_in(dir).unwrap();
    let office = temp.path().join("office");
    drop(create(real(&office)).unwrap());
    let mut came = Came::default();
    let count = 2 + dice.below(2);
    let mut children: Vec<Running> = (0..count)
        .map(|n| Running::start("share", &office, &format!("{}.{n}", dice.next())))
        .collect();
    let mut all = Vec::new();
    if dice.once_in(2) {
        let mut killed = children.remove(0);
        let acts = usize::try_from(dice.below(20)).unwrap();
        killed.listen(acts, PATIENCE);
        all.push(killed.kill());
    }
    all.extend(children.into_iter().map(Running::end));
    let mut told = BTreeMap::new();
    for lines in &all {
        if let Some(why) = shut(lines) {
            return came.shut(why);
        }
        for (seq, said) in saved(lines) {
            let before = told.insert(seq, said);
            came.miss(before.is_none(), || format!("entry {seq} was given twice"));
        }
    }
    came.acts = told.len() as u64;
    judge(&office, &told, &[], 0, came)
}

/// Somebody types a reception, and the terminal hangs up.
pub(super) fn hang_up(dice: &mut Dice, dir: &Path) -> Came {
    let temp = tempfile::tempdir_in(dir).unwrap();
    let office = temp.path().join("office");
    drop(create(real(&office)).unwrap());
    let (program, env) = again("desk", &office, "");
    let env: Vec<(&str, &str)> = env.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let mut desk = Pty::start(program, &ARGS, &env, (24, 80));
    let mut came = Came::default();
    desk.until_text("Hôm nay");
    desk.keys("n");
    desk.until_text("Tiếp công dân");
    let typed: String = (0..=dice.below(20))
        .map(|_| char::from(b'a' + u8::try_from(dice.below(26)).unwrap()))
        .collect();
    desk.keys(&typed);
    let waits = dice.once_in(2);
    if waits {
        desk.until_text("nháp ✓");
    }
    desk.hang_up();
    // It keeps what was typed, closes the books and ends.
    desk.exit_code();
    let opened = match open(real(&office)) {
        Ok(opened) => opened,
        Err(error) => return came.shut(error),
    };
    came.acts = u64::from(waits);
    came.miss(!opened.report.unclean, || {
        "it did not close the books".to_owned()
    });
    let drafts = opened.store.drafts(&opened.session).list().unwrap();
    let kept = drafts.iter().any(|draft| {
        let fields = draft.value.get("fields");
        matches!(fields, Some(Value::Map(fields))
            if fields.iter().any(|(_, v)| matches!(v, Value::Text(t) if *t == typed)))
    });
    came.miss(kept || !waits, || {
        format!("“{typed}” was kept, and is not there: {drafts:?}")
    });
    came
}
