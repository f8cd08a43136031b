//! `user` and `recover`: who works in the office, their passwords and clearance.

use super::ctx::{Ctx, DONE, NO};
use super::session::{
    OrEnded, Where, chosen_password, end, end_failure, end_store, new_password, recovery_key,
    unwritten,
};
use crate::office::ask::Failure;
use crate::office::books::Office;
use crate::office::permit::{Deed, NotAllowed, Role, may};
use crate::office::wall::{SystemClock, WallClock};
use crate::store::Officer;
use crate::text;
use crate::words::{Say, words};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;

words! {
    /// What is said of officers.
    pub enum UserWord {
        Added => "Đã thêm cán bộ {0}.", "Officer {0} is added.";
        PasswordIs => "Đã đổi mật khẩu của {0}.", "The password of {0} is changed.";
        ClearanceLost => "{0} không còn quyền xem người tố cáo: người đổi mật khẩu không có quyền đó – người có quyền cấp lại bằng “tiepdan user clear {0}”", "{0} has no clearance any more, as whoever gave the password has none – someone who has it gives it back with “tiepdan user clear {0}”";
        DraftsLost => "Nháp của {0} không mở được nữa.", "The drafts of {0} cannot be opened any more.";
        Disabled => "Đã khóa tài khoản {0}.", "{0} is disabled.";
        Enabled => "Đã mở lại tài khoản {0}.", "{0} is enabled.";
        Cleared => "{0} có quyền xem người tố cáo.", "{0} has clearance.";
        Uncleared => "{0} không còn quyền xem người tố cáo.", "{0} has no clearance any more.";
        Recovered => "{0} đăng nhập được bằng mật khẩu mới.", "{0} can log in with the new password.";
        RecoveryKey => "Khóa khôi phục mới – chép ra giấy, cất nơi an toàn, không hiện lại; hủy tờ giấy cũ, khóa cũ không mở được gì nữa:", "The new recovery key – write it down and keep it safe, it is not shown again; destroy the old sheet, the old key opens nothing any more:";
        NoSuch => "không có cán bộ “{0}” – xem “tiepdan user list”", "there is no officer “{0}” – see “tiepdan user list”";
        HasClearance => "xem được người tố cáo", "clearance";
        IsDisabled => "đã khóa", "disabled";
    }
}

/// Roles, as they are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RoleArg {
    /// Cán bộ tiếp công dân
    Receptionist,
    /// Lãnh đạo
    Supervisor,
    /// Quản trị
    Admin,
}

impl From<RoleArg> for Role {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Receptionist => Self::Receptionist,
            RoleArg::Supervisor => Self::Supervisor,
            RoleArg::Admin => Self::Admin,
        }
    }
}

/// What can be done about officers.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Adds an officer
    Add {
        /// Log-in name
        name: String,
        /// What they may do
        #[arg(long, value_enum)]
        role: RoleArg,
        /// They may open a denouncer's identity; only one who may can say so
        #[arg(long)]
        clearance: bool,
        /// Where the password comes from
        #[command(flatten)]
        password: NewPassword,
    },
    /// Lists the officers
    List,
    /// Changes one's own password, or gives another officer a new one
    Passwd {
        /// Log-in name
        name: String,
        /// Where the password comes from
        #[command(flatten)]
        password: NewPassword,
    },
    /// Shuts an officer out
    Disable {
        /// Log-in name
        name: String,
    },
    /// Lets an officer in again
    Enable {
        /// Log-in name
        name: String,
    },
    /// Lets an officer open a denouncer's identity
    Clear {
        /// Log-in name
        name: String,
    },
    /// Takes that away
    Unclear {
        /// Log-in name
        name: String,
    },
    /// Makes a new recovery key, shown once; the old one opens nothing any more
    RecoveryKey,
}

/// Where a new password comes from.
#[derive(Debug, Args)]
pub struct NewPassword {
    /// File whose first line is the new password; else it is asked for
    #[arg(long, value_name = "FILE")]
    pub new_password_file: Option<PathBuf>,
}

/// Arguments of `recover`.
#[derive(Debug, Args)]
pub struct RecoverArgs {
    /// File whose first line is the recovery key; else it is asked for, or the first line of standard input
    #[arg(long, value_name = "FILE")]
    pub recovery_key_file: Option<PathBuf>,
    /// Where the new password comes from
    #[command(flatten)]
    pub password: NewPassword,
}

/// `user`.
pub fn run(command: &UserCommand, place: &Where, ctx: &mut Ctx) -> OrEnded<u8> {
    let (mut office, password) = place.open_keeping(ctx)?;
    let done = match command {
        UserCommand::List => return list(&office, ctx),
        UserCommand::Add {
            name,
            role,
            clearance,
            password,
        } => {
            administers(&office, ctx)?;
            let new = chosen_password(name, password.new_password_file.as_deref(), ctx)?;
            let role = (*role).into();
            let added = if *clearance {
                office.add_cleared_officer(name, name, role, &new)
            } else {
                office.add_officer(name, name, role, &new)
            };
            added.map(|()| (name, UserWord::Added))
        }
        UserCommand::Passwd { name, password: to } => {
            let to = to.new_password_file.as_deref();
            return passwd(name, &password, to, &mut office, ctx);
        }
        UserCommand::Disable { name } => office
            .set_disabled(name, true)
            .map(|()| (name, UserWord::Disabled)),
        UserCommand::Enable { name } => office
            .set_disabled(name, false)
            .map(|()| (name, UserWord::Enabled)),
        UserCommand::Clear { name } => office
            .give_clearance(name)
            .map(|()| (name, UserWord::Cleared)),
        UserCommand::Unclear { name } => office
            .take_clearance(name)
            .map(|()| (name, UserWord::Uncleared)),
        UserCommand::RecoveryKey => return new_recovery_key(&mut office, ctx),
    };
    match done {
        Ok((name, word)) => tell(name, word, &office, ctx),
        Err(why) => end_failure(ctx, &why),
    }
}

fn new_recovery_key(office: &mut Office, ctx: &mut Ctx) -> OrEnded<u8> {
    let key = match office.renew_recovery() {
        Ok(key) => key,
        Err(why) => return end_failure(ctx, &why),
    };
    let lang = ctx.lang();
    let told = if ctx.json {
        ctx.write_json(&json!({"recovery_key": key.as_str()}))
    } else {
        let words = UserWord::RecoveryKey.say(lang);
        writeln!(ctx.out, "{words}\n\n    {}\n", key.as_str())
    };
    told.or_else(unwritten)?;
    Ok(DONE)
}

/// Ends before a password is asked for that would be of no use.
fn administers(office: &Office, ctx: &mut Ctx) -> OrEnded<()> {
    let allowed: Result<(), NotAllowed> = may(office.me().role, Deed::Administer);
    allowed.or_else(|why| end_failure(ctx, &Failure::NotAllowed(why)))
}

fn passwd(
    name: &str,
    old: &str,
    file: Option<&std::path::Path>,
    office: &mut Office,
    ctx: &mut Ctx,
) -> OrEnded<u8> {
    let own = name == office.me().user;
    if !own {
        administers(office, ctx)?;
        if !office.officers().iter().any(|o| o.name == name) {
            let message = UserWord::NoSuch.fill(ctx.lang(), &[&name]);
            return end(ctx, NO, &message);
        }
    }
    let new = chosen_password(name, file, ctx)?;
    let done = if own {
        office.change_password(old, &new).map(|()| false)
    } else {
        office.reset_password(name, &new)
    };
    let lost = match done {
        Ok(lost) => lost,
        Err(why) => return end_failure(ctx, &why),
    };
    let lang = ctx.lang();
    let also = [
        (!own, UserWord::DraftsLost),
        (lost, UserWord::ClearanceLost),
    ];
    for (_, word) in also.iter().filter(|(so, _)| *so) {
        // Nobody is left to tell when stderr is gone.
        writeln!(ctx.err, "{}", word.fill(lang, &[&name])).unwrap_or_default();
    }
    tell(name, UserWord::PasswordIs, office, ctx)
}

/// Tells what was done: in JSON, how the officer stands now.
fn tell(name: &str, word: UserWord, office: &Office, ctx: &mut Ctx) -> OrEnded<u8> {
    let told = if ctx.json {
        let officers = office.officers();
        ctx.write_json(&officers.iter().find(|o| o.name == name).map(row))
    } else {
        let message = word.fill(ctx.lang(), &[&name]);
        writeln!(ctx.out, "{message}")
    };
    told.or_else(unwritten)?;
    Ok(DONE)
}

fn row(officer: &Officer) -> serde_json::Value {
    json!({
        "name": officer.name,
        "display": officer.display,
        "role": officer.role.word(),
        "clearance": officer.clearance,
        "disabled": officer.disabled,
    })
}

fn list(office: &Office, ctx: &mut Ctx) -> OrEnded<u8> {
    let officers = office.officers();
    if ctx.json {
        let rows: Vec<_> = officers.iter().map(row).collect();
        ctx.write_json(&rows).or_else(unwritten)?;
        return Ok(DONE);
    }
    let lang = ctx.lang();
    for officer in &officers {
        let mut marks = Vec::new();
        if officer.clearance {
            marks.push(UserWord::HasClearance.say(lang));
        }
        if officer.disabled {
            marks.push(UserWord::IsDisabled.say(lang));
        }
        let line = [
            text::pad(&officer.name, 16),
            text::pad(&officer.display, 26),
            text::pad(officer.role.say(lang), 22),
            marks.join(" · "),
        ];
        writeln!(ctx.out, "{}", line.join("  ").trim_end()).or_else(unwritten)?;
    }
    Ok(DONE)
}

/// `recover`: nobody is logged in; the recovery key stands for it.
pub fn recover(args: &RecoverArgs, place: &Where, ctx: &mut Ctx) -> OrEnded<u8> {
    let dir = place.dir(ctx)?;
    let user = place.user(&dir, ctx)?;
    let key = recovery_key(args.recovery_key_file.as_deref(), ctx)?;
    let new = match args.password.new_password_file.as_deref() {
        Some(file) => chosen_password(&user, Some(file), ctx)?,
        None => new_password(&user, ctx)?,
    };
    let clock: Arc<dyn WallClock> = Arc::new(SystemClock);
    if let Err(error) = Office::recover(&dir, key, &user, &new, &clock) {
        return end_store(ctx, &error);
    }
    let message = UserWord::Recovered.fill(ctx.lang(), &[&user]);
    let told = if ctx.json {
        ctx.write_json(&json!({"user": user}))
    } else {
        writeln!(ctx.out, "{message}")
    };
    told.or_else(unwritten)?;
    Ok(DONE)
}
