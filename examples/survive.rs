//! Faults by the thousand: `cargo run --release --example survive -- --faults 1000`
//! `[--kind kill|keeping|power|flip|truncate|zero|delete|journal|twin|rows|full|clock|hangup|two] [--seed S] [--dir DIR]`.
//! Each kind prints its seed, how many faults there were, how many acts were acknowledged, and how many of
//! these were lost, how often anything panicked or an office would not open. Ends with 1 where that is not
//! nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    dead_code,
    reason = "a harness that cannot go on has failed"
)]

#[path = "../tests/books/mod.rs"]
mod books;
#[cfg(unix)]
#[path = "../tests/support/pty.rs"]
mod pty;
#[path = "../tests/survival/mod.rs"]
mod survival;

use std::process::ExitCode;
use survival::{Kind, run};

struct Asked {
    faults: u64,
    seed: u64,
    kinds: Vec<Kind>,
    dir: Option<String>,
}

fn asked() -> Option<Asked> {
    let mut asked = Asked {
        faults: 100,
        seed: 1,
        kinds: Vec::new(),
        dir: None,
    };
    let mut args = std::env::args().skip(1);
    while let Some(flag) = args.next() {
        let value = args.next()?;
        match flag.as_str() {
            "--faults" => asked.faults = value.parse().ok()?,
            "--seed" => asked.seed = value.parse().ok()?,
            "--dir" => asked.dir = Some(value),
            "--kind" => asked
                .kinds
                .push(Kind::ALL.into_iter().find(|kind| kind.name() == value)?),
            _ => return None,
        }
    }
    if asked.kinds.is_empty() {
        asked.kinds = Kind::ALL.to_vec();
    }
    Some(asked)
}

fn main() -> ExitCode {
    #[cfg(unix)]
    if survival::children::child() {
        return ExitCode::SUCCESS;
    }
    let Some(asked) = asked() else {
        let names = Kind::ALL.map(Kind::name).join("|");
        eprintln!("survive [--faults N] [--kind {names}] [--seed S] [--dir DIR]");
        return ExitCode::from(2);
    };
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !tiepdan::store::state::panic_is_contained() {
            before(info);
        }
    }));
    let temp = match &asked.dir {
        Some(dir) => {
            std::fs::create_dir_all(dir).unwrap();
            tempfile::tempdir_in(dir).unwrap()
        }
        None => tempfile::tempdir().unwrap(),
    };
    let mut holds = true;
    for kind in asked.kinds {
        let dir = temp.path().join(kind.name());
        std::fs::create_dir_all(&dir).unwrap();
        let tally = run(kind, asked.faults, asked.seed, &dir);
        println!("{tally}");
        holds &= tally.holds();
    }
    ExitCode::from(u8::from(!holds))
}
