//! Whatever befalls the machine, nothing that was acknowledged is lost, nothing panics, and the office opens:
//! a few faults of every kind. As many as anyone likes:
//! `cargo run --release --example survive -- --faults 1000`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    dead_code,
    reason = "a test that cannot go on has failed"
)]

mod books;
#[cfg(unix)]
#[path = "support/pty.rs"]
mod pty;
mod survival;

use survival::{Kind, run};

fn survives(kind: Kind, faults: u64) {
    let dir = tempfile::tempdir().unwrap();
    let tally = run(kind, faults, 1, dir.path());
    assert!(tally.holds(), "{tally}");
}

macro_rules! kinds {
    ($($name:ident: $kind:ident, $faults:literal;)*) => {
        $(#[test] fn $name() { survives(Kind::$kind, $faults); })*
    };
}

kinds! {
    a_power_cut: Power, 60;
    a_full_disk: Full, 60;
    a_flipped_bit_in_the_journal: Journal, 60;
    officers_or_keys_damaged_or_older: Twin, 60;
    rows_kept_for_the_next_opening: Rows, 40;
    a_clock_set_back: Clock, 20;
    a_flipped_bit_in_the_state: Flip, 6;
    a_file_of_the_state_cut_short: Truncate, 6;
    a_zeroed_block_of_the_state: Zero, 6;
    files_of_the_state_gone: Delete, 6;
}

#[cfg(unix)]
kinds! {
    a_kill: Kill, 6;
    a_kill_while_rows_are_kept: Keeping, 3;
    two_programs_at_once: Two, 2;
    a_hang_up: HangUp, 2;
}

/// Not a test of its own: what a child of the others does.
#[cfg(unix)]
#[test]
fn a_child() {
    survival::children::child();
}

/// The harness itself is not blind: damage that the book cannot outlive is told.
#[test]
fn it_can_tell_harm() {
    let mut came = survival::Came::default();
    came.miss(false, || "gone".to_owned());
    assert_eq!(came.lost, ["gone"]);
    assert_eq!(Kind::ALL.map(Kind::name).len(), 14);
    let harmless = || survival::Tally::new(Kind::Clock, 7, 3);
    let mut tally = harmless();
    tally.take(7, Some(survival::Came::default()));
    assert!(tally.holds(), "{tally}");
    let shut = survival::Came {
        shut: Some("locked".to_owned()),
        ..survival::Came::default()
    };
    for (came, told) in [
        (Some(came), "gone"),
        (None, "panic"),
        (Some(shut), "locked"),
    ] {
        let mut tally = harmless();
        tally.take(8, came);
        assert!(!tally.holds(), "{tally}");
        let told = format!("--kind clock --seed 8 --faults 1: {told}");
        let said = tally.to_string().replace("will not open: ", "");
        assert!(said.contains(&told), "{said}");
    }
}

/// What a run prints, with which it can be made again.
#[test]
fn each_run_prints_seed_faults_acknowledged_acts_and_losses() {
    let dir = tempfile::tempdir().unwrap();
    let said = run(Kind::Clock, 2, 5, dir.path()).to_string();
    let words: Vec<&str> = said.split_whitespace().collect();
    let after = |what: &[&str]| {
        let at = words.windows(what.len()).position(|here| here == what);
        words[at.unwrap_or_else(|| panic!("{what:?}: {said}")) + what.len()]
    };
    assert_eq!(words[0], "clock");
    assert_eq!((after(&["seed"]), after(&["faults"])), ("5", "2"));
    assert!(
        after(&["acknowledged"]).parse::<u64>().unwrap() > 0,
        "{said}"
    );
    for none in [&["lost"][..], &["panics"], &["will", "not", "open"]] {
        assert_eq!(after(none), "0", "{said}");
    }
}
