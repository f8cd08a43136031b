//! `erase`: a supervisor and an admin together take an identity out of the books. Knows no subcommand else.

use super::ctx::{Ctx, DONE, WRONG_USE};
use super::session::{Ended, OrEnded, end, end_failure, second_password};
use crate::office::ask::Failure;
use crate::office::books::Office;
use crate::office::erasing::Erasure;
use crate::register::number::Subject;
use crate::text;
use crate::words::{Say, words};
use clap::Args;
use serde_json::json;

words! {
    /// What erasing has to say.
    pub enum EraseWord {
        NoSuchId => "không có số “{0}” – viết như D-2026-0001 hoặc TCD-2026-0001", "no such number “{0}” – write D-2026-0001 or TCD-2026-0001";
        Also => "cùng danh tính này cũng bị xóa ở: {0}", "the same identity is erased at {0} too";
        AlsoUnknown => "cùng danh tính này cũng bị xóa ở mọi hồ sơ khác của lượt tiếp hoặc lần nộp đó", "the same identity is erased at every other record of that visit or filing too";
        Done => "đã xóa danh tính thứ {0} của {1} (mục {2}). Bản sao lưu cũ vẫn còn giữ: xem “tiepdan backup”, rồi hủy các bản trước hôm nay.", "identity {0} of {1} is erased (entry {2}). Older backups still hold it: make a new one, then destroy those from before today.";
    }
}

/// Arguments of `erase`.
#[derive(Debug, Args)]
pub struct EraseArgs {
    /// Number, as D-2026-0001 or TCD-2026-0001
    pub id: String,
    /// Whose identity: the place among its petitioners or visitors, from 1
    #[arg(long, value_name = "N")]
    pub person: usize,
    /// Why; recorded
    #[arg(long, value_name = "REASON")]
    pub reason: String,
    /// The other officer, a supervisor or an admin; their password is asked for, or read from the file
    /// named by `TIEPDAN_SECOND_PASSWORD_FILE`
    #[arg(long, value_name = "USER")]
    pub second: String,
}

/// Runs it.
pub fn erase(args: &EraseArgs, office: &mut Office, ctx: &mut Ctx) -> OrEnded<u8> {
    let Some(subject) = subject(&args.id) else {
        let message = EraseWord::NoSuchId.fill(ctx.lang(), &[&args.id]);
        return end(ctx, WRONG_USE, &message);
    };
    let with = office.erased_with(subject, args.person);
    let named: Option<Vec<String>> = match &with {
        Ok(all) => Some(all.iter().map(Subject::to_string).collect()),
        Err(_) => None,
    };
    let also = match (&named, &with) {
        (Some(named), _) if named.is_empty() => None,
        (Some(named), _) => Some(EraseWord::Also.fill(ctx.lang(), &[&named.join(", ")])),
        // Who may not compare is not told which records belong together.
        (None, Err(Failure::NotAllowed(_))) => {
            Some(EraseWord::AlsoUnknown.say(ctx.lang()).to_owned())
        }
        // What is wrong is said once both have logged in.
        (None, _) => None,
    };
    if let Some(also) = &also {
        writeln!(ctx.err, "{also}").unwrap_or_default();
    }
    let password = second_password(&args.second, ctx)?;
    let reason = text::clean(&args.reason);
    let done = office.erase(&Erasure {
        subject,
        place: args.person,
        reason: &reason,
        second: &args.second,
        password: &password,
    });
    match done {
        Ok(saved) => {
            let told = if ctx.json {
                ctx.write_json(&json!({"saved": true, "seq": saved.seq, "also": named}))
            } else {
                let words = [&args.person as &dyn std::fmt::Display, &subject, &saved.seq];
                let words = EraseWord::Done.fill(ctx.lang(), &words);
                let also = also.map(|also| format!("{also}\n")).unwrap_or_default();
                write!(ctx.out, "{words}\n{also}")
            };
            told.map_err(|_| Ended(DONE))?;
            Ok(DONE)
        }
        Err(why) => end_failure(ctx, &why),
    }
}

fn subject(id: &str) -> Option<Subject> {
    let petition = id.parse().ok().map(Subject::Petition);
    petition.or_else(|| id.parse().ok().map(Subject::Reception))
}
