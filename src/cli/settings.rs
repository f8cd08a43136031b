//! `tiepdan settings`: what the user of this machine wants of the desk, from the command line. It must not know the
//! office.

use super::ctx::{CANNOT_OPEN, Ctx, DONE, NO, WRONG_USE};
use super::session::{OrEnded, end, unwritten};
use crate::desk::machine::Own;
use crate::desk::machine::words::MachineWord;
use crate::words::Say;
use serde_json::{Map, Value};
use std::path::PathBuf;

/// Settings of this machine's user / Cài đặt của người dùng máy này
#[derive(Debug, Clone, clap::Subcommand)]
pub enum SettingsCommand {
    /// Lists the settings, and tells what is wrong in the files
    List,
    /// Sets one: theme, mouse, telex, scanner, scanner-speed, lock-after
    Set {
        /// Name of the setting
        key: String,
        /// Its value; empty for none
        value: String,
    },
    /// Prints the map of keys in the format of the key file; exits 1 when lines of the file are wrong
    Keys,
}

/// The files of the machine's user: in the platform's configuration folder, the key file where `TIEPDAN_KEYS`
/// says.
pub(super) fn own() -> Own {
    let dirs = directories::ProjectDirs::from("vn", "", "tiepdan");
    let folder = dirs.as_ref().map(directories::ProjectDirs::config_dir);
    let keys = std::env::var_os("TIEPDAN_KEYS").filter(|path| !path.is_empty());
    Own::within(folder, keys.map(PathBuf::from))
}

/// Runs the command and returns its exit code.
pub(super) fn run(command: &SettingsCommand, ctx: &mut Ctx) -> OrEnded<u8> {
    let own = own();
    match command {
        SettingsCommand::List => list(&own, ctx),
        SettingsCommand::Set { key, value } => set(&own, key, value, ctx),
        SettingsCommand::Keys => keys(&own, ctx),
    }
}

fn list(own: &Own, ctx: &mut Ctx) -> OrEnded<u8> {
    let (machine, _) = own.load();
    let pairs = machine.preferences.pairs();
    let told = if ctx.json {
        let settings = pairs.into_iter().map(|(name, value)| {
            let value = if value.is_empty() {
                Value::Null
            } else {
                Value::String(value)
            };
            (name.to_owned(), value)
        });
        ctx.write_json(&settings.collect::<Map<_, _>>())
    } else {
        pairs.into_iter().try_for_each(|(name, value)| {
            writeln!(ctx.out, "{}", format!("{name} = {value}").trim_end())
        })
    };
    told.or_else(unwritten)?;
    let lang = ctx.lang();
    for trouble in machine.troubles(lang) {
        // Nobody is left to tell when stderr is gone.
        writeln!(ctx.err, "{trouble}").unwrap_or_default();
    }
    Ok(DONE)
}

fn set(own: &Own, key: &str, value: &str, ctx: &mut Ctx) -> OrEnded<u8> {
    let lang = ctx.lang();
    let (machine, _) = own.load();
    let mut wanted = machine.preferences;
    if let Err(fault) = wanted.set(key, value.trim()) {
        return end(ctx, WRONG_USE, &fault.about(lang));
    }
    match own.keep(&wanted) {
        Ok(()) => Ok(DONE),
        Err(error) => {
            let message = if own.settings.is_some() {
                MachineWord::NotKept.fill(lang, &[&error])
            } else {
                MachineWord::NoPlace.say(lang).to_owned()
            };
            end(ctx, CANNOT_OPEN, &message)
        }
    }
}

fn keys(own: &Own, ctx: &mut Ctx) -> OrEnded<u8> {
    let (machine, keymap) = own.load();
    let lang = ctx.lang();
    write!(ctx.out, "{}", keymap.written("", lang)).or_else(unwritten)?;
    for fault in &machine.key_faults {
        // Nobody is left to tell when stderr is gone.
        writeln!(ctx.err, "{}", fault.told(lang)).unwrap_or_default();
    }
    Ok(if machine.key_faults.is_empty() {
        DONE
    } else {
        NO
    })
}
