//! Opening an office for a subcommand: which folder, which officer, which password. Knows no subcommand.

use super::ctx::{CANNOT_OPEN, Ctx, NO, NOT_ALLOWED, WRONG_USE};
use crate::office::ask::{Failure, Folder};
use crate::office::books::Office;
use crate::office::wall::{SystemClock, WallClock};
use crate::store::{ReadOnly, Stage, StoreError};
use crate::words::failure::{failure, store};
use crate::words::opening::{found, must_be_told};
use crate::words::{Lang, Say, words};
use clap::Args;
use std::fs::File;
use std::io::{self, IsTerminal, Read as _, Write};
use std::mem::{Discriminant, discriminant};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

words! {
    /// What opening an office has to say.
    pub enum SessionWord {
        NoHome => "không biết thư mục dữ liệu của máy này – chỉ ra bằng --office", "no data folder is known on this machine – name one with --office";
        Password => "Mật khẩu của {0}: ", "Password of {0}: ";
        NewPassword => "Mật khẩu mới của {0}: ", "New password of {0}: ";
        Again => "Gõ lại mật khẩu: ", "Type it again: ";
        NotTheSame => "hai lần gõ không giống nhau", "the two do not agree";
        Empty => "mật khẩu trống", "the password is empty";
        NoSecondPassword => "không có bàn phím để hỏi mật khẩu người thứ hai – đặt TIEPDAN_SECOND_PASSWORD_FILE", "no keyboard to ask for the second password – name one in `TIEPDAN_SECOND_PASSWORD_FILE`";
        NoPassword => "không có bàn phím để hỏi mật khẩu – đặt TIEPDAN_PASSWORD_FILE", "no keyboard to ask for the password – name one in `TIEPDAN_PASSWORD_FILE`";
        NoNewPassword => "không có bàn phím để hỏi mật khẩu mới – chỉ ra tệp bằng --new-password-file", "no keyboard to ask for the new password – name a file with --new-password-file";
        RecoveryKey => "Khóa khôi phục: ", "Recovery key: ";
        PasswordFile => "không đọc được tệp {0}: {1}", "cannot read the file {0}: {1}";
        PasswordFileOpen => "tệp {0} người khác đọc được – chạy “chmod 600” rồi thử lại", "others can read the file {0} – run “chmod 600” on it, then try again";
        WhichUser => "sổ có nhiều cán bộ – chỉ ra bằng --user: {0}", "the office has several officers – name one with --user: {0}";
        ReadOnly => "sổ chỉ đọc, không ghi được: {0}", "the office is read-only, nothing can be saved: {0}";
        Found => "khi mở sổ: {0}", "on opening: {0}";
        Reading => "đang đọc sổ: {0} %", "reading the journal: {0} %";
        Listing => "đang dựng danh sách: {0} %", "making the lists: {0} %";
        Rebuilding => "đang dựng lại từ sổ: mục {0}", "rebuilding from the journal: entry {0}";
    }
}

/// Bytes for a password file: more than anyone types.
const ROOM: usize = 4096;

/// How long an opening may take before a word is said.
const LONG: Duration = Duration::from_secs(1);
/// Entries of a rebuild after which a word of progress is said.
const STEP: u64 = 5000;

/// The flags that say which office and who.
#[derive(Debug, Clone, Args)]
pub struct Where {
    /// Folder of the office; else the platform's data folder
    #[arg(long, global = true, env = "TIEPDAN_OFFICE", value_name = "DIR")]
    pub office: Option<PathBuf>,
    /// Log-in name
    #[arg(long, global = true, env = "TIEPDAN_USER", value_name = "NAME")]
    pub user: Option<String>,
}

/// Why a subcommand ends before it begins: already told, with this exit code.
pub struct Ended(pub u8);

/// A result that may have ended with a message.
pub type OrEnded<T> = Result<T, Ended>;

/// What an answer that could not be written comes to: nothing where whoever reads it has seen enough, else
/// a message and the end.
#[expect(clippy::needless_pass_by_value, reason = "what `or_else` hands over")]
pub fn unwritten(error: io::Error) -> OrEnded<()> {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Ok(());
    }
    // Nobody is left to tell when stderr is gone too.
    writeln!(io::stderr(), "stdout: {error}").unwrap_or_default();
    Err(Ended(WRONG_USE))
}

/// Tells a message on stderr and ends.
pub fn end<T>(ctx: &mut Ctx, code: u8, message: &str) -> OrEnded<T> {
    // Nobody is left to tell when stderr is gone.
    writeln!(ctx.err, "{message}").unwrap_or_default();
    Err(Ended(code))
}

/// Tells what the store could not do, with the exit code it means.
pub fn end_store<T>(ctx: &mut Ctx, error: &StoreError) -> OrEnded<T> {
    use StoreError as E;
    let code = match error {
        E::WrongPassword
        | E::TooManyTries { .. }
        | E::WrongRecoveryKey
        | E::Disabled
        | E::NoClearance => NOT_ALLOWED,
        E::NoSuchOfficer | E::LastAdmin | E::LastClearance | E::BadCopy { .. } => NO,
        E::NameTaken | E::Exists { .. } | E::NotEmpty { .. } | E::WithinOffice { .. } => WRONG_USE,
        _ => CANNOT_OPEN,
    };
    let told = store(error, ctx.lang());
    end(ctx, code, &told.message)
}

/// Tells why something was not done, with the exit code it means.
pub fn end_failure<T>(ctx: &mut Ctx, why: &Failure) -> OrEnded<T> {
    let code = match why {
        Failure::Store(error) => return end_store(ctx, error),
        Failure::NotAllowed(_) | Failure::NobodyHere | Failure::Leak(_) => NOT_ALLOWED,
        Failure::Refused(_) | Failure::Wrong(_) => NO,
    };
    let told = failure(why, ctx.lang());
    end(ctx, code, &told.message)
}

impl Where {
    /// The folder of the office.
    pub fn dir(&self, ctx: &mut Ctx) -> OrEnded<PathBuf> {
        if let Some(dir) = &self.office {
            return Ok(dir.clone());
        }
        if let Some(dir) = data_folder() {
            Ok(dir)
        } else {
            let message = SessionWord::NoHome.say(ctx.lang());
            end(ctx, WRONG_USE, message)
        }
    }

    /// Says whether there is an office to be opened.
    pub fn stands(&self) -> bool {
        let folder = self.office.clone().or_else(data_folder);
        folder.is_some_and(|dir| matches!(Office::look(&dir), Ok(Folder::Office { .. })))
    }

    /// Opens the office for the officer who is named, or the only one.
    pub fn open(&self, ctx: &mut Ctx) -> OrEnded<Office> {
        self.open_keeping(ctx).map(|(office, _)| office)
    }

    /// Opens the office to be read; where another program holds it, as it stands at this moment.
    pub fn open_to_read(&self, ctx: &mut Ctx) -> OrEnded<Office> {
        let dir = self.dir(ctx)?;
        let user = self.user(&dir, ctx)?;
        let password = password(&user, ctx)?;
        let opened = match climb(Office::open, &dir, (&user, &password), ctx) {
            Err(StoreError::Locked { .. }) => {
                climb(Office::open_beside, &dir, (&user, &password), ctx)
            }
            other => other,
        };
        told(opened, ctx)
    }

    /// Opens the office, and keeps the password with which that was done.
    pub fn open_keeping(&self, ctx: &mut Ctx) -> OrEnded<(Office, Zeroizing<String>)> {
        let dir = self.dir(ctx)?;
        let user = self.user(&dir, ctx)?;
        let password = password(&user, ctx)?;
        let office = open(&dir, &user, &password, ctx)?;
        Ok((office, password))
    }

    /// The officer who is named, or the only one.
    pub fn user(&self, dir: &Path, ctx: &mut Ctx) -> OrEnded<String> {
        let officers = match Office::look(dir) {
            Ok(Folder::Office { officers, .. }) => officers,
            Ok(Folder::Empty) => {
                return end_store(
                    ctx,
                    &StoreError::NotAnOffice {
                        path: dir.to_owned(),
                    },
                );
            }
            Err(error) => return end_store(ctx, &error),
        };
        match (&self.user, officers.as_slice()) {
            (Some(user), _) => Ok(user.clone()),
            (None, [only]) => Ok(only.clone()),
            (None, several) => {
                let message = SessionWord::WhichUser.fill(ctx.lang(), &[&several.join(", ")]);
                end(ctx, WRONG_USE, &message)
            }
        }
    }
}

/// The platform's data folder.
fn data_folder() -> Option<PathBuf> {
    let dirs = directories::ProjectDirs::from("vn", "", "tiepdan")?;
    Some(dirs.data_dir().to_owned())
}

/// Opens an office, telling how a rebuild gets on.
pub fn open(dir: &Path, user: &str, password: &str, ctx: &mut Ctx) -> OrEnded<Office> {
    let opened = climb(Office::open, dir, (user, password), ctx);
    told(opened, ctx)
}

type Opening =
    fn(&Path, &str, &str, Arc<dyn WallClock>, &mut dyn FnMut(Stage)) -> Result<Office, StoreError>;

fn climb(
    by: Opening,
    dir: &Path,
    (user, password): (&str, &str),
    ctx: &mut Ctx,
) -> Result<Office, StoreError> {
    by(
        dir,
        user,
        password,
        Arc::new(SystemClock),
        &mut telling(ctx),
    )
}

/// Says on stderr how something that takes long gets on.
pub(super) fn telling(ctx: &mut Ctx) -> impl FnMut(Stage) {
    let lang = ctx.lang();
    let err = &mut *ctx.err;
    let mut waiting = Waiting {
        began: Instant::now(),
        watched: io::stderr().is_terminal(),
        entry: 0,
        last: None,
    };
    move |stage| {
        if let Some(words) = waiting.word(stage, lang) {
            // Nobody is left to tell when stderr is gone.
            writeln!(err, "{words}").unwrap_or_default();
        }
    }
}

/// What is said on stderr while an office is opened or checked: of a rebuild always, of all else once it takes long and
/// only where somebody watches, for a script reads there what is wrong.
struct Waiting {
    began: Instant,
    watched: bool,
    /// The entry of a rebuild that was told last.
    entry: u64,
    /// The stage and the quarter of it that were told last.
    last: Option<(Discriminant<Stage>, u8)>,
}

impl Waiting {
    fn word(&mut self, stage: Stage, lang: Lang) -> Option<String> {
        if let Stage::Reading {
            seq, rebuild: true, ..
        } = stage
        {
            let due = seq >= self.entry + STEP;
            self.entry = if due { seq } else { self.entry };
            return due.then(|| SessionWord::Rebuilding.fill(lang, &[&seq]));
        }
        let percent = stage.percent()?;
        if !self.watched || self.began.elapsed() < LONG {
            return None;
        }
        let now = (discriminant(&stage), percent / 25);
        if self.last.replace(now) == Some(now) {
            return None;
        }
        let word = match stage {
            Stage::Listing { .. } => SessionWord::Listing,
            _ => SessionWord::Reading,
        };
        Some(word.fill(lang, &[&percent]))
    }
}

fn told(opened: Result<Office, StoreError>, ctx: &mut Ctx) -> OrEnded<Office> {
    match opened {
        Ok(office) => {
            warn_found(&office, ctx);
            warn_read_only(&office, ctx);
            Ok(office)
        }
        Err(error) => end_store(ctx, &error),
    }
}

/// Says on stderr what opening found that may be another's doing.
fn warn_found(office: &Office, ctx: &mut Ctx) {
    let lang = ctx.lang();
    let codes = office.me().mended.iter().filter(|code| must_be_told(code));
    for code in codes {
        let warning = SessionWord::Found.fill(lang, &[&found(code, lang)]);
        writeln!(ctx.err, "{warning}").unwrap_or_default();
    }
}

/// Says on stderr why nothing can be saved, so that whoever only reads hears of it too. That a desk is open
/// is nothing to be mended, and is not said.
fn warn_read_only(office: &Office, ctx: &mut Ctx) {
    let why = office.read_only().filter(|why| *why != ReadOnly::Beside);
    if let Some(why) = why {
        let told = store(&StoreError::ReadOnly { why }, ctx.lang());
        let warning = SessionWord::ReadOnly.fill(ctx.lang(), &[&told.message]);
        writeln!(ctx.err, "{warning}").unwrap_or_default();
    }
}

/// The password: from the file that `TIEPDAN_PASSWORD_FILE` names, else asked for.
pub fn password(user: &str, ctx: &mut Ctx) -> OrEnded<Zeroizing<String>> {
    if let Some(path) = password_file() {
        return read_password(&path, ctx);
    }
    let prompt = SessionWord::Password.fill(ctx.lang(), &[&user]);
    ask(&prompt, SessionWord::NoPassword, ctx)
}

/// The password of an officer who stands by: from the file that `TIEPDAN_SECOND_PASSWORD_FILE` names, else
/// asked for.
pub fn second_password(user: &str, ctx: &mut Ctx) -> OrEnded<Zeroizing<String>> {
    let file = std::env::var_os("TIEPDAN_SECOND_PASSWORD_FILE").filter(|path| !path.is_empty());
    if let Some(path) = file {
        return read_password(Path::new(&path), ctx);
    }
    let prompt = SessionWord::Password.fill(ctx.lang(), &[&user]);
    ask(&prompt, SessionWord::NoSecondPassword, ctx)
}

/// A new password: from the file, else asked for twice.
pub fn new_password(user: &str, ctx: &mut Ctx) -> OrEnded<Zeroizing<String>> {
    if let Some(path) = password_file() {
        return read_password(&path, ctx);
    }
    ask_twice(user, SessionWord::NoPassword, ctx)
}

/// A new password beside the one that was logged in with: from a file of its own, else asked for twice.
pub fn chosen_password(
    user: &str,
    file: Option<&Path>,
    ctx: &mut Ctx,
) -> OrEnded<Zeroizing<String>> {
    match file {
        Some(path) => read_password(path, ctx),
        None => ask_twice(user, SessionWord::NoNewPassword, ctx),
    }
}

/// The recovery key: from a file, else asked for, or the first line of what is piped in.
pub fn recovery_key(file: Option<&Path>, ctx: &mut Ctx) -> OrEnded<Zeroizing<String>> {
    if let Some(path) = file {
        return read_password(path, ctx);
    }
    if io::stdin().is_terminal() {
        let prompt = SessionWord::RecoveryKey.say(ctx.lang());
        return ask(prompt, SessionWord::NoPassword, ctx);
    }
    let mut line = Zeroizing::new(String::new());
    match io::stdin().read_line(&mut line) {
        Ok(_) => Ok(line),
        Err(_) => end_store(ctx, &StoreError::WrongRecoveryKey),
    }
}

fn ask_twice(user: &str, nobody: SessionWord, ctx: &mut Ctx) -> OrEnded<Zeroizing<String>> {
    let lang = ctx.lang();
    let prompt = SessionWord::NewPassword.fill(lang, &[&user]);
    let first = ask(&prompt, nobody, ctx)?;
    let second = ask(SessionWord::Again.say(lang), nobody, ctx)?;
    if *first == *second {
        Ok(first)
    } else {
        end(ctx, WRONG_USE, SessionWord::NotTheSame.say(lang))
    }
}

fn password_file() -> Option<PathBuf> {
    std::env::var_os("TIEPDAN_PASSWORD_FILE")
        .filter(|p| !p.is_empty())
        .map(PathBuf::from)
}

/// Asks for something that is not shown while it is typed; `nobody` is said where no one can be asked.
fn ask(prompt: &str, nobody: SessionWord, ctx: &mut Ctx) -> OrEnded<Zeroizing<String>> {
    let lang = ctx.lang();
    if !io::stdin().is_terminal() {
        return end(ctx, WRONG_USE, nobody.say(lang));
    }
    match rpassword::prompt_password(prompt) {
        Ok(password) if password.is_empty() => end(ctx, WRONG_USE, SessionWord::Empty.say(lang)),
        Ok(password) => Ok(Zeroizing::new(password)),
        Err(_) => end(ctx, WRONG_USE, nobody.say(lang)),
    }
}

/// Reads a password file: its first line. One that others can read is refused.
pub fn read_password(path: &Path, ctx: &mut Ctx) -> OrEnded<Zeroizing<String>> {
    let lang = ctx.lang();
    let failed = |ctx: &mut Ctx, error: &dyn std::fmt::Display| {
        let message = SessionWord::PasswordFile.fill(lang, &[&path.display(), &error]);
        end(ctx, WRONG_USE, &message)
    };
    // Asked of the file that is read: another may be put in its place meanwhile.
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return failed(ctx, &error),
    };
    match others_can_read(&file) {
        Ok(false) => {}
        Ok(true) => {
            let message = SessionWord::PasswordFileOpen.fill(lang, &[&path.display()]);
            return end(ctx, NOT_ALLOWED, &message);
        }
        Err(error) => return failed(ctx, &error),
    }
    // A text that grows would leave its beginnings behind.
    let mut text = Zeroizing::new(String::with_capacity(ROOM));
    if let Err(error) = file.read_to_string(&mut text) {
        return failed(ctx, &error);
    }
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        return end(ctx, WRONG_USE, SessionWord::Empty.say(lang));
    }
    Ok(Zeroizing::new(line.to_owned()))
}

#[cfg(unix)]
fn others_can_read(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(file.metadata()?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn others_can_read(file: &File) -> io::Result<bool> {
    file.metadata().map(|_| false)
}
