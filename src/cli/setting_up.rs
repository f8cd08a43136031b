//! `init` and `demo`: an office set up without questions, and an invented one.

use super::ctx::{Ctx, DONE, NO, WRONG_USE};
use super::session::{OrEnded, Where, end, end_failure, end_store, new_password, unwritten};
use crate::law::Law;
use crate::office::ask::{Failure, Folder, OfficeKind, SetUp};
use crate::office::books::{Line, Office};
use crate::office::demo::{self, AGENCY, OFFICERS, PROVINCE};
use crate::office::permit::Role;
use crate::office::wall::{StoppedClock, SystemClock, WallClock, civil, millis_of};
use crate::text;
use crate::words::failure::failure;
use crate::words::{Say, words};
use chrono::{NaiveDateTime, TimeDelta};
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

words! {
    /// What setting up has to say.
    pub enum SetUpWord {
        BadKind => "không có loại cơ quan “{0}”: {1}", "there is no kind “{0}”: {1}";
        NoName => "{0}: trống – điền tên", "{0}: empty – give a name";
        BadUnit => "không có đơn vị hành chính mã “{0}”", "there is no unit of code “{0}”";
        Exists => "{0} đã có sổ – không ghi đè", "{0} holds an office already – nothing is overwritten";
        Done => "Đã lập sổ ở {0}.", "The office is set up in {0}.";
        Recovery => "Khóa khôi phục – chép ra giấy, cất nơi an toàn, không hiện lại:", "Recovery key – write it down and keep it safe; it is not shown again:";
        Filled => "Dữ liệu mẫu: {0} lượt, {1} đơn ở {2} (tên demo, mật khẩu demo)", "Invented data: {0} receptions, {1} petitions in {2} (user demo, password demo)";
        Filling => "đang tạo dữ liệu mẫu: {0} %", "making invented data: {0} %";
        DemoRefused => "dữ liệu mẫu không khớp luật ở dòng {0}: {1}", "the invented data breaks the law at line {0}: {1}";
    }
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// Name of the agency
    #[arg(long, value_name = "NAME")]
    pub agency: String,
    /// Log-in name of the first officer
    #[arg(long, value_name = "USER")]
    pub admin: String,
    /// Kind: `province_inspectorate`, `reception_board`, department, commune, other
    #[arg(long, value_name = "K", default_value = "other")]
    pub kind: String,
    /// Code of its province or commune
    #[arg(long, value_name = "CODE")]
    pub unit: Option<String>,
}

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Visits and filings
    #[arg(long, value_name = "N", default_value_t = 400)]
    pub cases: usize,
    /// The same seed and day give the same office
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Fill the office and stop; the desk is not opened
    #[arg(long)]
    pub no_tui: bool,
}

/// `init`.
pub fn init(args: &InitArgs, place: &Where, ctx: &mut Ctx) -> OrEnded<u8> {
    let lang = ctx.lang();
    let Some(kind) = OfficeKind::from_word(&args.kind) else {
        let all: Vec<_> = OfficeKind::ALL.iter().map(|k| k.word()).collect();
        let message = SetUpWord::BadKind.fill(lang, &[&args.kind, &all.join(", ")]);
        return end(ctx, WRONG_USE, &message);
    };
    if let Some(unit) = args
        .unit
        .as_deref()
        .filter(|u| crate::law::unit::Units::statute().by_code(u).is_none())
    {
        let message = SetUpWord::BadUnit.fill(lang, &[&unit]);
        return end(ctx, WRONG_USE, &message);
    }
    let agency = text::clean(args.agency.trim());
    for (flag, name) in [("--agency", &agency), ("--admin", &args.admin)] {
        if name.trim().is_empty() {
            return end(ctx, WRONG_USE, &SetUpWord::NoName.fill(lang, &[&flag]));
        }
    }
    let dir = place.dir(ctx)?;
    must_be_empty(&dir, ctx)?;
    let set_up = SetUp {
        agency,
        kind,
        unit: args.unit.clone(),
        user: args.admin.clone(),
        display: args.admin.clone(),
        password: new_password(&args.admin, ctx)?,
    };
    let recovery = match Office::create(&dir, &set_up, Arc::new(SystemClock)) {
        Ok((_, recovery)) => recovery,
        Err(error) => return end_store(ctx, &error),
    };
    let told = if ctx.json {
        ctx.write_json(&json!({
            "office": dir.display().to_string(),
            "agency": set_up.agency,
            "admin": set_up.user,
            "recovery_key": recovery.as_str(),
        }))
    } else {
        let done = SetUpWord::Done.fill(lang, &[&dir.display()]);
        writeln!(
            ctx.out,
            "{done}\n{}\n\n    {}\n",
            SetUpWord::Recovery.say(lang),
            recovery.as_str()
        )
    };
    if let Err(error) = told.and_then(|()| ctx.out.flush()) {
        // The office stands, and the key is shown once: where stdout is gone, stderr has it.
        let words = SetUpWord::Recovery.say(lang);
        writeln!(ctx.err, "{words}\n\n    {}\n", recovery.as_str()).unwrap_or_default();
        unwritten(error)?;
    }
    Ok(DONE)
}

fn must_be_empty(dir: &Path, ctx: &mut Ctx) -> OrEnded<()> {
    match Office::look(dir) {
        Ok(Folder::Empty) => Ok(()),
        Ok(Folder::Office { .. }) => {
            let message = SetUpWord::Exists.fill(ctx.lang(), &[&dir.display()]);
            end(ctx, WRONG_USE, &message)
        }
        Err(error) => end_store(ctx, &error),
    }
}

/// A demonstration that was made: the office, its folder, and what removes the folder again.
pub struct Demo {
    /// The open office.
    pub office: Office,
    /// Its folder.
    pub dir: PathBuf,
    /// Removes a throwaway folder when it is dropped.
    pub throwaway: Option<tempfile::TempDir>,
}

/// `demo`: fills an office; whoever calls opens the desk on it.
pub fn make_demo(args: &DemoArgs, place: &Where, ctx: &mut Ctx) -> OrEnded<Demo> {
    let lang = ctx.lang();
    let (dir, throwaway) = if let Some(dir) = &place.office {
        must_be_empty(dir, ctx)?;
        (dir.clone(), None)
    } else {
        match tempfile::Builder::new().prefix("tiepdan-demo-").tempdir() {
            Ok(temp) => (temp.path().join("so"), Some(temp)),
            Err(error) => return end(ctx, super::ctx::CANNOT_OPEN, &error.to_string()),
        }
    };
    let now = civil(SystemClock.millis());
    // Each officer who is added is an entry of its own.
    let after = demo::OFFICERS.len();
    let lines: Vec<Line> = demo::lines(args.seed, args.cases, now, &Law::statute(), after)
        .into_iter()
        .map(|dated| Line {
            value: dated.line,
            at: Some(millis_of(dated.at)),
            by: Some(dated.by.to_owned()),
            draft: None,
        })
        .collect();
    // The officers were there before the first citizen came.
    let began = lines.first().and_then(|line| line.at);
    let began = began.map_or(now, |at| civil(at) - TimeDelta::hours(1));
    let mut office = match create_demo(&dir, began) {
        Ok(office) => office,
        Err(error) => return end_failure(ctx, &error),
    };
    let all = lines.len().max(1);
    let mut done = 0;
    for chunk in lines.chunks(256) {
        let answers = match office.write(chunk.to_vec()) {
            Ok(answers) => answers,
            Err(error) => return end_store(ctx, &error),
        };
        for (i, answer) in answers.iter().enumerate() {
            if let Err(why) = answer {
                let told = failure(why, lang);
                let message = SetUpWord::DemoRefused.fill(lang, &[&(done + i + 1), &told.message]);
                return end(ctx, NO, &message);
            }
        }
        let before = done * 4 / all;
        done += chunk.len();
        if done * 4 / all > before {
            let told = SetUpWord::Filling.fill(lang, &[&(done * 100 / all)]);
            writeln!(ctx.err, "{told}").unwrap_or_default();
        }
    }
    office.keep_snapshot_if_due();
    Ok(Demo {
        office,
        dir,
        throwaway,
    })
}

fn create_demo(dir: &Path, began: NaiveDateTime) -> Result<Office, Failure> {
    let set_up = SetUp {
        agency: AGENCY.to_owned(),
        kind: OfficeKind::ProvinceInspectorate,
        unit: Some(PROVINCE.to_owned()),
        user: "demo".to_owned(),
        display: "Cán bộ demo".to_owned(),
        password: Zeroizing::new("demo".to_owned()),
    };
    let (mut office, _) = Office::create(dir, &set_up, Arc::new(StoppedClock(began)))?;
    for (name, display, supervises) in OFFICERS {
        let role = if supervises {
            Role::Supervisor
        } else {
            Role::Receptionist
        };
        office.add_officer(name, display, role, "demo")?;
    }
    drop(office);
    let clock = Arc::new(SystemClock);
    Ok(Office::open(dir, "demo", "demo", clock, &mut |_| {})?)
}

/// Tells where a demonstration lies, and keeps it there.
pub fn tell_demo(demo: Demo, ctx: &mut Ctx) -> OrEnded<u8> {
    let home = demo.office.home();
    let dir = match demo.throwaway {
        Some(temp) => temp.keep().join("so"),
        None => demo.dir,
    };
    let (receptions, petitions) = (home.receptions_total, home.petitions_total);
    let told = if ctx.json {
        ctx.write_json(&json!({"office": dir.display().to_string(), "receptions": receptions, "petitions": petitions}))
    } else {
        let words = SetUpWord::Filled.fill(ctx.lang(), &[&receptions, &petitions, &dir.display()]);
        writeln!(ctx.out, "{words}")
    };
    told.or_else(unwritten)?;
    Ok(DONE)
}
