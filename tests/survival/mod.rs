//! Faults by the thousand, and what was lost by them: each fault is made anew from its own seed, so that one
//! that did harm can be made again alone. The same code runs shortly as a test and as long as anyone likes as
//! `cargo run --release --example survive -- --faults 1000`.
#![allow(clippy::unwrap_used, reason = "a fault that cannot be made has failed")]

#[cfg(unix)]
pub(crate) mod children;
mod damage;
mod dice;
mod journal;
mod life;
mod rows;
mod sessions;
mod twins;

use dice::Dice;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// What befalls the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `kill -9` while it opens or records.
    Kill,
    /// `kill -9` while it keeps its rows for the next opening.
    Keeping,
    /// The power fails at some write: what was not synced vanishes, is torn or comes in another order.
    Power,
    /// A bit flips somewhere in sled's files or a snapshot.
    Flip,
    /// One of them is cut short.
    Truncate,
    /// A block of one of them is zeros.
    Zero,
    /// Some of them are gone.
    Delete,
    /// A bit flips somewhere in the journal.
    Journal,
    /// `officers`, `keys` or a copy of one is damaged, gone, or an older one is put in its place.
    Twin,
    /// The rows kept for the next opening are damaged, gone or older, or keeping them fails.
    Rows,
    /// The disk is full at some write, once or from then on, and while opening.
    Full,
    /// The clock is set back between sessions.
    Clock,
    /// The terminal hangs up while somebody types.
    HangUp,
    /// Several programs open it at once.
    Two,
}

impl Kind {
    /// Every kind.
    pub(crate) const ALL: [Self; 14] = [
        Self::Kill,
        Self::Keeping,
        Self::Power,
        Self::Flip,
        Self::Truncate,
        Self::Zero,
        Self::Delete,
        Self::Journal,
        Self::Twin,
        Self::Rows,
        Self::Full,
        Self::Clock,
        Self::HangUp,
        Self::Two,
    ];

    /// Its name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Kill => "kill",
            Self::Keeping => "keeping",
            Self::Power => "power",
            Self::Flip => "flip",
            Self::Truncate => "truncate",
            Self::Zero => "zero",
            Self::Delete => "delete",
            Self::Journal => "journal",
            Self::Twin => "twin",
            Self::Rows => "rows",
            Self::Full => "full",
            Self::Clock => "clock",
            Self::HangUp => "hangup",
            Self::Two => "two",
        }
    }
}

/// What came of one fault.
#[derive(Debug, Default)]
pub(crate) struct Came {
    /// Acts that were said to be saved.
    pub(crate) acts: u64,
    /// Of these, or of drafts and passwords said to be kept, how many were not there afterwards; and whatever
    /// else was not as it must be.
    pub(crate) lost: Vec<String>,
    /// Why the office would not open, or could not be written to, though it should.
    pub(crate) shut: Option<String>,
}

impl Came {
    /// Notes something that is not as it must be.
    pub(crate) fn miss(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.lost.push(what());
        }
    }

    fn shut(mut self, why: impl fmt::Display) -> Self {
        self.shut = Some(why.to_string());
        self
    }
}

/// What came of all faults of a kind.
#[derive(Debug)]
pub(crate) struct Tally {
    kind: Kind,
    seed: u64,
    faults: u64,
    acts: u64,
    lost: u64,
    panics: u64,
    shut: u64,
    /// The first few that did harm: seed and what.
    pub(crate) told: Vec<(u64, String)>,
}

impl Tally {
    /// Nothing was lost.
    pub(crate) fn holds(&self) -> bool {
        (self.lost, self.panics, self.shut) == (0, 0, 0)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:<9} seed {:<6} faults {:>6}  acknowledged {:>8}  lost {:>4}  panics {:>4}  will not open {:>4}",
            self.kind.name(),
            self.seed,
            self.faults,
            self.acts,
            self.lost,
            self.panics,
            self.shut
        )?;
        for (seed, what) in &self.told {
            write!(
                f,
                "\n    --kind {} --seed {seed} --faults 1: {what}",
                self.kind.name()
            )?;
        }
        Ok(())
    }
}

/// Makes so many faults of a kind, with the seeds from `seed` on; what needs a disk lies in `dir`.
pub(crate) fn run(kind: Kind, faults: u64, seed: u64, dir: &Path) -> Tally {
    let mut tally = Tally::new(kind, seed, faults);
    let made = damage::Made::new(dir);
    for seed in seed..seed + faults {
        let mut dice = Dice::new(seed);
        let came = catch_unwind(AssertUnwindSafe(|| match kind {
            Kind::Power => life::power(&mut dice),
            Kind::Full => life::full(&mut dice),
            Kind::Journal => journal::flip(&mut dice),
            Kind::Twin => twins::harm(&mut dice),
            Kind::Rows => rows::harm(&mut dice),
            Kind::Clock => sessions::clock(&mut dice),
            Kind::Flip | Kind::Truncate | Kind::Zero | Kind::Delete => made.damage(kind, &mut dice),
            #[cfg(unix)]
            Kind::Kill => children::kill(&mut dice, dir),
            #[cfg(unix)]
            Kind::Keeping => children::kill_while_keeping(&mut dice, dir),
            #[cfg(unix)]
            Kind::Two => children::two(&mut dice, dir),
            #[cfg(unix)]
            Kind::HangUp => children::hang_up(&mut dice, dir),
            #[cfg(not(unix))]
            Kind::Kill | Kind::Keeping | Kind::Two | Kind::HangUp => Came::default(),
        }));
        tally.take(seed, came.ok());
    }
    tally
}

impl Tally {
    /// Of nothing yet.
    pub(crate) fn new(kind: Kind, seed: u64, faults: u64) -> Self {
        Self {
            kind,
            seed,
            faults,
            acts: 0,
            lost: 0,
            panics: 0,
            shut: 0,
            told: Vec::new(),
        }
    }

    /// What came of one of them; nothing where it ended in a panic.
    pub(crate) fn take(&mut self, seed: u64, came: Option<Came>) {
        let Some(came) = came else {
            self.panics += 1;
            self.tell(seed, "panic".to_owned());
            return;
        };
        self.acts += came.acts;
        self.lost += came.lost.len() as u64;
        for what in came.lost {
            self.tell(seed, what);
        }
        if let Some(why) = came.shut {
            self.shut += 1;
            self.tell(seed, format!("will not open: {why}"));
        }
    }

    fn tell(&mut self, seed: u64, what: String) {
        if self.told.len() < 5 {
            self.told.push((seed, what));
        }
    }
}
