//! What every subcommand is given beside its own arguments. Must not know any subcommand.

use crate::words::Lang;
use chrono::NaiveDate;
use std::io::{self, Write};

/// Where a subcommand writes, how, and what day it is.
pub struct Ctx<'a> {
    /// Data.
    pub out: &'a mut dyn Write,
    /// Messages.
    pub err: &'a mut dyn Write,
    /// Whether data is written as JSON.
    pub json: bool,
    /// Whether words are English; else they are Vietnamese.
    pub english: bool,
    /// The civil day in Viet Nam (UTC+7), or what `--today` says.
    pub today: NaiveDate,
}

/// Exit code: done.
pub const DONE: u8 = 0;
/// Exit code: the answer is no.
pub const NO: u8 = 1;
/// Exit code: wrong use.
pub const WRONG_USE: u8 = 2;
/// Exit code: not allowed.
pub const NOT_ALLOWED: u8 = 3;
/// Exit code: the office cannot be opened.
pub const CANNOT_OPEN: u8 = 4;

impl Ctx<'_> {
    /// The language of words.
    pub fn lang(&self) -> Lang {
        if self.english { Lang::En } else { Lang::Vi }
    }

    /// Returns the Vietnamese or the English words.
    pub fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        if self.english { en } else { vi }
    }

    /// Writes `value` as one JSON document.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_json(&mut self, value: &impl serde::Serialize) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *self.out, value)?;
        writeln!(self.out)
    }

    /// Writes a message and returns the exit code of wrong use.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn wrong_use(&mut self, message: &str) -> io::Result<u8> {
        writeln!(self.err, "{message}")?;
        Ok(WRONG_USE)
    }
}
