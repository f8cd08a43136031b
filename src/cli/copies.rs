//! `backup` and `restore`: an office in one file, and an office of such a file.

use super::ctx::{Ctx, DONE, WRONG_USE};
use super::session::{OrEnded, Where, end, end_failure, password, unwritten};
use crate::office::ask::Failure;
use crate::office::books::Office;
use crate::office::wall::{SystemClock, civil};
use crate::words::{Say, words};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

words! {
    /// What is said of backups.
    pub enum CopyWord {
        Done => "Đã sao lưu ra {0}, đọc lại thấy nguyên vẹn: {1} mục, đầu chuỗi {2}", "Backed up to {0}, read back and found whole: {1} entries, head {2}";
        Restored => "Đã khôi phục vào {0} bản sao lưu lúc {1}: {2} mục, đầu chuỗi {3}", "Restored to {0} the backup of {1}: {2} entries, head {3}";
        OldSecrets => "Bản cũ có thể còn mở được danh tính mà sổ đã niêm phong hoặc xóa sau đó.", "An old backup may still open identities that the office has sealed or erased since.";
        NoFile => "không có tệp {0}", "there is no file {0}";
    }
}

/// Arguments of `backup`.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// Folder for the file; best on another disk
    pub dir: PathBuf,
}

/// Arguments of `restore`.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The backup
    pub file: PathBuf,
}

/// `backup`: of an office that a desk may have open meanwhile.
pub fn backup(args: &BackupArgs, place: &Where, ctx: &mut Ctx) -> OrEnded<u8> {
    let office = place.dir(ctx)?;
    let user = place.user(&office, ctx)?;
    let password = password(&user, ctx)?;
    let officer = (user.as_str(), password.as_str());
    let copied = match Office::back_up_beside(&office, officer, &args.dir, &SystemClock) {
        Ok(copied) => copied,
        Err(why) => return end_failure(ctx, &why),
    };
    let head = hex(copied.head);
    let told = if ctx.json {
        ctx.write_json(&json!({
            "file": copied.file.display().to_string(),
            "bytes": copied.bytes,
            "entries": copied.entries,
            "head": head,
        }))
    } else {
        let arguments: [&dyn std::fmt::Display; 3] =
            [&copied.file.display(), &copied.entries, &head];
        let message = CopyWord::Done.fill(ctx.lang(), &arguments);
        writeln!(ctx.out, "{message}")
    };
    told.or_else(unwritten)?;
    Ok(DONE)
}

/// `restore`: needs no log-in, since who cannot log in to the office can do nothing with it.
pub fn restore(args: &RestoreArgs, place: &Where, ctx: &mut Ctx) -> OrEnded<u8> {
    if !args.file.is_file() {
        let message = CopyWord::NoFile.fill(ctx.lang(), &[&args.file.display()]);
        return end(ctx, WRONG_USE, &message);
    }
    let dir = place.dir(ctx)?;
    let restored = match Office::restore(&dir, &args.file, &SystemClock) {
        Ok(restored) => restored,
        Err(error) => return end_failure(ctx, &Failure::Store(error)),
    };
    let (lang, head) = (ctx.lang(), hex(restored.head));
    // Nobody is left to tell when stderr is gone.
    writeln!(ctx.err, "{}", CopyWord::OldSecrets.say(lang)).unwrap_or_default();
    let told = if ctx.json {
        ctx.write_json(&json!({
            "office": dir.display().to_string(),
            "made": super::render::instant(restored.made),
            "entries": restored.entries,
            "head": head,
        }))
    } else {
        let made = civil(restored.made).format("%d/%m/%Y %H:%M").to_string();
        let arguments: [&dyn std::fmt::Display; 4] =
            [&dir.display(), &made, &restored.entries, &head];
        let message = CopyWord::Restored.fill(lang, &arguments);
        writeln!(ctx.out, "{message}")
    };
    told.or_else(unwritten)?;
    Ok(DONE)
}

fn hex(head: [u8; 32]) -> String {
    use std::fmt::Write as _;
    head.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap_or_default();
        text
    })
}
