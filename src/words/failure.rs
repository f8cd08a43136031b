//! What went wrong, in words that name the place and the remedy. Each failure has a stable code; the
//! words are chosen here and nowhere else.

use super::domain::act_word;
use super::refusal::{refusal_words, warning_words};
use super::{Lang, Say, fill, words};
use crate::office::ask::Failure;
use crate::office::leaving::{Leak, Trace};
use crate::office::permit::NotAllowed;
use crate::register::check::{Refusal, RefusalCode, Warning};
use crate::register::part::{DAY_FORM, Fault, MOMENT_FORM, Wrong};
use crate::register::words::{Class, Outcome, Status};
use crate::store::check::Problem;
use crate::store::error::{ReadOnly, StoreError};
use crate::text::grouped;

/// A failure as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Stable code.
    pub code: &'static str,
    /// What is wrong and what to do.
    pub message: String,
    /// The article, where the law speaks.
    pub citation: Option<String>,
}

words! {
    /// What can be wrong with a line or a field.
    pub enum WrongWord {
        Missing => "“{0}”: còn thiếu", "“{0}”: missing";
        WhyOtherDay => "chưa có lý do – luật tính đến {0}, hãy ghi vì sao khác", "no reason is given – the law counts to {0}, say why it differs";
        UnknownKey => "không có mục “{0}”", "unknown key “{0}”";
        DidYouMean => "không có mục “{0}” – có phải “{1}”?", "unknown key “{0}” – did you mean “{1}”?";
        WrongType => "“{0}”: phải là {1}, không phải {2}", "“{0}”: must be {1}, not {2}";
        BadValue => "“{0}”: không nhận giá trị “{1}”", "“{0}”: cannot be “{1}”";
        BadValueOf => "“{0}”: “{1}” không có trong: {2}", "“{0}”: “{1}” is not one of: {2}";
        BadDate => "“{0}”: không có ngày “{1}” – viết như 2026-11-20", "“{0}”: there is no day “{1}” – write 2026-11-20";
        BadMoment => "“{0}”: không có ngày giờ “{1}” – viết như 2026-11-20T09:05", "“{0}”: there is no date and time “{1}” – write 2026-11-20T09:05";
        BadNumber => "“{0}”: “{1}” không phải số – viết như {2}", "“{0}”: “{1}” is not a number of the book – write {2}";
        NotObject => "mỗi dòng phải là một đối tượng JSON { }, không phải {0}", "a line must be one JSON object { }, not {0}";
        BadAct => "“do”: không có việc “{0}”", "“do”: there is no act “{0}”";
        TypeText => "chữ", "text";
        TypeNumber => "số nguyên", "a whole number";
        TypeYesNo => "true hoặc false", "true or false";
        TypeDate => "ngày (2026-11-20)", "a date (2026-11-20)";
        TypeMoment => "ngày giờ (2026-11-20T09:05)", "a date and time (2026-11-20T09:05)";
        TypeList => "danh sách [ ]", "a list [ ]";
        TypeObject => "đối tượng { }", "an object { }";
        TypeNull => "null", "null";
    }
}

words! {
    /// Who may not, and why.
    pub enum MayNot {
        Role => "việc này cần vai trò {0} – nhờ người có vai trò đó", "this needs the role {0} – ask someone who has it";
        Another => "chỉ lãnh đạo được đính chính việc do người khác ghi", "only a supervisor corrects what another officer wrote";
        Clearance => "cần quyền xem người tố cáo – nhờ người có quyền", "this needs clearance – ask someone who has it";
        Two => "cần một lãnh đạo và một quản trị cùng làm, hai người khác nhau – dùng “tiepdan erase”", "this needs a supervisor and an admin together, two different people – use “tiepdan erase”";
        LeaveName => "đã dừng: trong văn bản có tên người tố cáo – sửa rồi làm lại", "stopped: a denouncer's name stands in it – change it and try again";
        LeaveNumber => "đã dừng: trong văn bản có số giấy tờ của người tố cáo – sửa rồi làm lại", "stopped: the number of a denouncer's paper stands in it – change it and try again";
        LeavePhone => "đã dừng: trong văn bản có số điện thoại của người tố cáo – sửa rồi làm lại", "stopped: a denouncer's phone number stands in it – change it and try again";
        LeaveSealed => "đã dừng: văn bản nói về đơn được giữ kín, chỉ người có quyền xem người tố cáo mới đối chiếu được", "stopped: it is about a sealed petition, and only who has clearance can compare it";
        Nobody => "chưa đăng nhập", "nobody is logged in";
    }
}

words! {
    /// What the store could not do, and the remedy.
    pub enum StoreWord {
        Locked => "sổ đang mở ở nơi khác: {0} – đóng ở đó rồi mở lại", "the office is open elsewhere: {0} – close it there, then try again";
        NotAFolder => "{0} là một tệp, không phải thư mục – chọn thư mục khác", "{0} is a file, not a folder – choose another";
        NotWritable => "không ghi được vào {0} – kiểm tra quyền của thư mục", "cannot write to {0} – check the folder's permissions";
        NotEmpty => "{0} không trống, không ghi đè gì – chọn thư mục trống", "{0} is not empty, and nothing is written over – choose an empty folder";
        WithinOffice => "{0} nằm trong thư mục của sổ – chọn thư mục khác, tốt nhất ở đĩa khác", "{0} lies within the office's folder – choose another, best on another disk";
        DiskFull => "đĩa đầy: chưa lưu gì mới, không mất gì đã lưu – dọn bớt rồi lưu lại", "the disk is full: nothing new was saved, nothing saved is lost – free some room and save again";
        Newer => "sổ do bản mới hơn ghi (dạng {0}, bản này biết {1}) – cài bản mới", "written by a newer program (format {0}, this one knows {1}) – install the newer one";
        NotAnOffice => "chưa có sổ ở {0} – chạy “tiepdan” hoặc “tiepdan init” để lập", "no office in {0} – run “tiepdan” or “tiepdan init” to set one up";
        WrongPassword => "tên đăng nhập hoặc mật khẩu không đúng – gõ lại; quên thì dùng khóa khôi phục", "user or password is wrong – type again; if forgotten, use the recovery key";
        TooManyTries => "sai mật khẩu quá nhiều lần – đợi {0} giây rồi thử lại", "too many wrong passwords – wait {0} seconds, then try again";
        WrongRecoveryKey => "không phải khóa khôi phục của sổ này – xem lại tờ giấy ghi khóa", "not the recovery key of this office – look at the sheet again";
        Disabled => "tài khoản đã bị khóa – nhờ quản trị mở lại", "this officer is disabled – ask an admin";
        NoSuchOfficer => "không có cán bộ tên đó", "there is no such officer";
        NameTaken => "tên đã có hoặc không dùng được – chọn tên khác", "the name is taken or cannot be used – choose another";
        LastAdmin => "phải còn ít nhất một quản trị", "at least one admin must remain";
        LastClearance => "phải còn ít nhất một người có quyền xem người tố cáo – nếu không chỉ khóa khôi phục mở lại được", "at least one officer must keep clearance – else only the recovery key could open it again";
        NoClearance => "cần quyền xem người tố cáo", "this needs clearance";
        OfficersTampered => "danh sách cán bộ đã bị sửa ngoài chương trình – khôi phục từ bản sao lưu, báo lãnh đạo", "the list of officers was changed outside the program – restore from a backup, tell the supervisor";
        OfficersOlder => "danh sách cán bộ không phải danh sách mới nhất mà sổ biết: có người chép đè tệp cũ – chép lại “officers” từ bản sao lưu mới nhất, hoặc chạy “tiepdan recover” với khóa khôi phục", "the list of officers is not the newest that the book knows: someone put an older file back – put “officers” of the newest backup there, or run “tiepdan recover” with the recovery key";
        Damaged => "{0} hỏng ở byte {1} (mục {2}) – khôi phục từ bản sao lưu", "{0} is damaged at byte {1} (entry {2}) – restore from a backup";
        ReadOnlyWrite => "một lần ghi sổ không thành: chỉ đọc đến khi mở lại – thoát, kiểm tra đĩa, mở lại", "a write to the journal failed: read-only until reopened – quit, check the disk, open again";
        ReadOnlyBeside => "sổ đang mở ở nơi khác: ở đây chỉ đọc được – ghi ở nơi đang mở, hoặc đóng ở đó", "the office is open elsewhere: it can only be read here – write where it is open, or close it there";
        ReadOnlyFull => "đĩa đầy lúc mở sổ: chỉ đọc được, không mất gì đã lưu – dọn bớt rồi mở lại", "the disk was full when the office was opened: read-only, nothing saved is lost – free some room and open again";
        ReadOnlyState => "bản dựng từ sổ không còn đúng: chỉ đọc đến khi mở lại, lúc đó tự dựng lại", "what was made from the journal is not sound: read-only until reopened, when it is made anew";
        BadCopy => "{0} không phải bản sao lưu nguyên vẹn – dùng bản khác", "{0} is no whole backup – use another";
        Exists => "{0} đã có – không ghi đè", "{0} is there already – nothing is overwritten";
        TooLarge => "quá lớn: {0} byte, nhiều nhất {1} – chia nhỏ nội dung hoặc danh sách người", "too large: {0} bytes, at most {1} – split the text or the list of people";
        Outdated => "sổ vừa thay đổi – thử lại", "the books have just changed – try again";
        NoRandom => "máy không cho số ngẫu nhiên – khởi động lại máy", "the machine gives no random numbers – restart it";
        NotThere => "không tìm thấy {0} – xem lại đường dẫn, hoặc lập thư mục đó rồi làm lại", "cannot find {0} – check the path, or make the folder and try again";
        Io => "{0}: {1}", "{0}: {1}";
    }
}

/// Tells a failure.
pub fn failure(failure: &Failure, lang: Lang) -> Told {
    match failure {
        Failure::Wrong(w) => wrong(w, lang),
        Failure::Refused(r) => refusal(r, lang),
        Failure::NotAllowed(n) => not_allowed(*n, lang),
        Failure::Leak(leak) => plain("leak", leaking(*leak).say(lang).to_owned()),
        Failure::NobodyHere => plain("not_allowed", MayNot::Nobody.say(lang).to_owned()),
        Failure::Store(e) => store(e, lang),
    }
}

fn leaking(leak: Leak) -> MayNot {
    match leak {
        Leak::Found(Trace::Name) => MayNot::LeaveName,
        Leak::Found(Trace::Number) => MayNot::LeaveNumber,
        Leak::Found(Trace::Phone) => MayNot::LeavePhone,
        Leak::NotCompared => MayNot::LeaveSealed,
    }
}

fn plain(code: &'static str, message: String) -> Told {
    Told {
        code,
        message,
        citation: None,
    }
}

/// Tells why an act is refused.
pub fn refusal(refusal: &Refusal, lang: Lang) -> Told {
    let words = match (refusal.code, refusal.detail.first()) {
        (RefusalCode::Missing, Some(("due", _))) => WrongWord::WhyOtherDay.say(lang),
        (code, _) => refusal_words(code, lang),
    };
    let mut message = detailed(words, &refusal.detail, lang);
    if let Some(path) = &refusal.path {
        message = format!("“{path}”: {message}");
    }
    Told {
        code: refusal.code.word(),
        message,
        citation: refusal.citation.clone(),
    }
}

/// Tells what is odd.
pub fn warning(warning: &Warning, lang: Lang) -> String {
    let message = detailed(warning_words(warning.code, lang), &warning.detail, lang);
    match &warning.path {
        Some(path) => format!("“{path}”: {message}"),
        None => message,
    }
}

/// Puts the details into the words; days are written as people write them.
fn detailed(words: &str, detail: &[(&'static str, String)], lang: Lang) -> String {
    let values: Vec<String> = detail
        .iter()
        .map(|(key, value)| figure(key, value, lang).unwrap_or_else(|| shown(value, lang)))
        .collect();
    let arguments: Vec<&dyn std::fmt::Display> =
        values.iter().map(|v| v as &dyn std::fmt::Display).collect();
    fill(words, &arguments)
}

/// A figure of a decision with its thousands parted, as in đồng.
fn figure(key: &str, value: &str, lang: Lang) -> Option<String> {
    let of_decision = matches!(
        key,
        "done" | "decided" | "now" | "other" | "officials" | "people"
    );
    let number: u64 = value.parse().ok().filter(|_| of_decision)?;
    let mark = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    Some(grouped(&number.to_string(), mark))
}

fn shown(value: &str, lang: Lang) -> String {
    if let Ok(day) = chrono::NaiveDate::parse_from_str(value, "%Y-%m-%d") {
        return day.format("%d/%m/%Y").to_string();
    }
    if let Some(status) = Status::from_word(value) {
        return status.say(lang).to_owned();
    }
    if let Some(outcome) = Outcome::from_word(value) {
        return outcome.say(lang).to_owned();
    }
    if let Some(class) = Class::from_word(value) {
        return class.say(lang).to_owned();
    }
    match act_word(value, lang) {
        "?" => value.to_owned(),
        word => word.to_owned(),
    }
}

/// Tells what is wrong with a line.
pub fn wrong(wrong: &Wrong, lang: Lang) -> Told {
    let path = &wrong.path;
    match &wrong.fault {
        Fault::Missing => Told {
            citation: wrong.citation.map(str::to_owned),
            ..plain("missing", WrongWord::Missing.fill(lang, &[path]))
        },
        Fault::UnknownKey { known } => {
            let key = path.rsplit('.').next().unwrap_or(path);
            let message = match nearest(key, known) {
                Some(near) => WrongWord::DidYouMean.fill(lang, &[path, &near]),
                None => WrongWord::UnknownKey.fill(lang, &[path]),
            };
            plain("unknown_key", message)
        }
        Fault::WrongType { found, .. } if path.is_empty() => {
            let found = type_word(found).say(lang);
            plain("wrong_type", WrongWord::NotObject.fill(lang, &[&found]))
        }
        Fault::WrongType { expected, found } => {
            let (expected, found) = (type_word(expected).say(lang), type_word(found).say(lang));
            plain(
                "wrong_type",
                WrongWord::WrongType.fill(lang, &[path, &expected, &found]),
            )
        }
        Fault::BadValue { found, .. } if path == "do" => {
            plain("unknown_act", WrongWord::BadAct.fill(lang, &[found]))
        }
        Fault::BadValue { found, allowed } => bad_value(path, found, allowed, lang),
    }
}

fn bad_value(path: &str, found: &str, allowed: &[&'static str], lang: Lang) -> Told {
    match allowed {
        [DAY_FORM] => plain("bad_date", WrongWord::BadDate.fill(lang, &[&path, &found])),
        [MOMENT_FORM] => plain(
            "bad_date",
            WrongWord::BadMoment.fill(lang, &[&path, &found]),
        ),
        [] => plain(
            "bad_value",
            WrongWord::BadValue.fill(lang, &[&path, &found]),
        ),
        [form] if form.ends_with("-YYYY-NNNN") => {
            let example = form.replace("YYYY-NNNN", "2026-0001");
            plain(
                "bad_value",
                WrongWord::BadNumber.fill(lang, &[&path, &found, &example]),
            )
        }
        _ => plain(
            "bad_value",
            WrongWord::BadValueOf.fill(lang, &[&path, &found, &allowed.join(", ")]),
        ),
    }
}

fn type_word(kind: &str) -> WrongWord {
    match kind {
        "number" => WrongWord::TypeNumber,
        "true/false" => WrongWord::TypeYesNo,
        "date" => WrongWord::TypeDate,
        "date and time" => WrongWord::TypeMoment,
        "list" => WrongWord::TypeList,
        "object" => WrongWord::TypeObject,
        "null" => WrongWord::TypeNull,
        _ => WrongWord::TypeText,
    }
}

/// The known key that looks most like `key`, where one is near enough to be meant.
fn nearest<'a>(key: &str, known: &[&'a str]) -> Option<&'a str> {
    let near = known.iter().map(|k| (distance(key, k), *k)).min()?;
    (near.0 * 2 <= key.chars().count()).then_some(near.1)
}

/// Edit distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let best = (corner + usize::from(x != *y))
                .min(row[j] + 1)
                .min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = best;
        }
    }
    row[b.len()]
}

/// Tells who may not.
pub fn not_allowed(why: NotAllowed, lang: Lang) -> Told {
    let message = match why {
        NotAllowed::Role(role) => MayNot::Role.fill(lang, &[&role.say(lang)]),
        NotAllowed::AnothersEntry => MayNot::Another.say(lang).to_owned(),
        NotAllowed::Clearance => MayNot::Clearance.say(lang).to_owned(),
        NotAllowed::TakesTwo => MayNot::Two.say(lang).to_owned(),
    };
    plain("not_allowed", message)
}

/// Tells what the store could not do.
pub fn store(error: &StoreError, lang: Lang) -> Told {
    use StoreError as E;
    let say = |word: StoreWord| word.say(lang).to_owned();
    let path = |word: StoreWord, path: &std::path::Path| fill(word.say(lang), &[&path.display()]);
    let (code, message) = match error {
        E::Locked { owner } => ("locked", StoreWord::Locked.fill(lang, &[owner])),
        E::NotAFolder { path: p } => ("not_a_folder", path(StoreWord::NotAFolder, p)),
        E::NotWritable { path: p } => ("not_writable", path(StoreWord::NotWritable, p)),
        E::NotEmpty { path: p } => ("not_empty", path(StoreWord::NotEmpty, p)),
        E::WithinOffice { path: p } => ("within_office", path(StoreWord::WithinOffice, p)),
        E::DiskFull => ("disk_full", say(StoreWord::DiskFull)),
        E::Newer { found, known } => ("newer", StoreWord::Newer.fill(lang, &[found, known])),
        E::NotAnOffice { path: p } => ("not_an_office", path(StoreWord::NotAnOffice, p)),
        E::WrongPassword => ("wrong_password", say(StoreWord::WrongPassword)),
        E::TooManyTries { seconds } => ("wait", StoreWord::TooManyTries.fill(lang, &[seconds])),
        E::WrongRecoveryKey => ("wrong_recovery_key", say(StoreWord::WrongRecoveryKey)),
        E::Disabled => ("disabled", say(StoreWord::Disabled)),
        E::NoSuchOfficer => ("no_such_officer", say(StoreWord::NoSuchOfficer)),
        E::NameTaken => ("name_taken", say(StoreWord::NameTaken)),
        E::LastAdmin => ("last_admin", say(StoreWord::LastAdmin)),
        E::LastClearance => ("last_clearance", say(StoreWord::LastClearance)),
        E::NoClearance => ("not_allowed", say(StoreWord::NoClearance)),
        E::OfficersTampered => ("officers_tampered", say(StoreWord::OfficersTampered)),
        E::OfficersOlder => ("officers_older", say(StoreWord::OfficersOlder)),
        E::Damaged { file, offset, seq }
        | E::ReadOnly {
            why: ReadOnly::Damaged { file, offset, seq },
        } => (
            "damaged",
            StoreWord::Damaged.fill(lang, &[file, offset, seq]),
        ),
        E::ReadOnly {
            why: ReadOnly::WriteFailed,
        } => ("read_only", say(StoreWord::ReadOnlyWrite)),
        E::ReadOnly {
            why: ReadOnly::DiskFull,
        } => ("disk_full", say(StoreWord::ReadOnlyFull)),
        E::ReadOnly {
            why: ReadOnly::Beside,
        } => ("locked", say(StoreWord::ReadOnlyBeside)),
        E::ReadOnly {
            why: ReadOnly::StateBroken,
        } => ("read_only", say(StoreWord::ReadOnlyState)),
        E::BadCopy { path: p } => ("bad_backup", path(StoreWord::BadCopy, p)),
        E::Exists { path: p } => ("exists", path(StoreWord::Exists, p)),
        E::TooLarge { size, most } => ("too_large", StoreWord::TooLarge.fill(lang, &[size, most])),
        E::Outdated => ("outdated", say(StoreWord::Outdated)),
        E::NoRandom => ("no_random", say(StoreWord::NoRandom)),
        E::Io { path: p, source } if source.kind() == std::io::ErrorKind::NotFound => {
            ("io", path(StoreWord::NotThere, p))
        }
        E::Io { path: p, source } => ("io", StoreWord::Io.fill(lang, &[&p.display(), source])),
    };
    plain(code, message)
}

words! {
    /// What a check can find.
    pub enum ProblemWord {
        Journal => "{0} hỏng ở byte {1} (mục {2}) – khôi phục từ bản sao lưu", "{0} is damaged at byte {1} (entry {2}) – restore from a backup";
        State => "bản dựng khác sổ ở {0}: {1} – lần mở sau tự dựng lại", "the state differs from the journal in {0}: {1} – made anew at the next opening";
        EpochKey => "thiếu khóa của đợt {0} – khôi phục tệp keys từ bản sao lưu", "the key of epoch {0} is missing – restore the file keys from a backup";
    }
}

/// Tells what a check found.
pub fn problem(problem: &Problem, lang: Lang) -> String {
    match problem {
        Problem::Journal { file, offset, seq } => {
            ProblemWord::Journal.fill(lang, &[file, offset, seq])
        }
        Problem::State { tree, count } => ProblemWord::State.fill(lang, &[tree, count]),
        Problem::EpochKey { epoch } => ProblemWord::EpochKey.fill(lang, &[epoch]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::check::WarningCode;

    #[test]
    fn a_misspelt_key_is_answered_with_the_one_that_was_meant() {
        let wrong_key = Wrong {
            path: "visitors.0.nmae".into(),
            ..Wrong::here(Fault::UnknownKey {
                known: vec!["name", "born", "address"],
            })
        };
        let told = wrong(&wrong_key, Lang::En);
        assert_eq!(told.code, "unknown_key");
        assert!(
            told.message.contains("visitors.0.nmae") && told.message.contains("“name”"),
            "{}",
            told.message
        );
    }

    #[test]
    fn a_key_that_looks_like_none_gets_no_guess() {
        assert_eq!(nearest("colour", &["name", "born"]), None);
    }

    #[test]
    fn a_bad_value_is_answered_with_how_it_is_written() {
        let cases: [(&str, &str, Vec<&'static str>, &str, &str); 5] = [
            ("on", "2026-02-30", vec![DAY_FORM], "bad_date", "2026-11-20"),
            ("born", "1970", vec![DAY_FORM], "bad_date", "2026-11-20"),
            (
                "at",
                "2026-09-01 09:00",
                vec![MOMENT_FORM],
                "bad_date",
                "2026-11-20T09:05",
            ),
            ("people", "4294967296", vec![], "bad_value", "4294967296"),
            (
                "petition",
                "TCD-2026-0001",
                vec!["D-YYYY-NNNN"],
                "bad_value",
                "D-2026-0001",
            ),
        ];
        for (path, found, allowed, code, says) in cases {
            let fault = Fault::BadValue {
                found: found.into(),
                allowed,
            };
            let told = wrong(
                &Wrong {
                    path: path.into(),
                    ..Wrong::here(fault)
                },
                Lang::Vi,
            );
            assert_eq!(told.code, code, "{path}");
            assert!(told.message.contains(found), "{}", told.message);
            assert!(told.message.contains(says), "{}", told.message);
        }
    }

    #[test]
    fn a_line_that_is_no_object_is_told_so_without_an_empty_path() {
        let fault = Fault::WrongType {
            expected: "object",
            found: "list",
        };
        let told = wrong(&Wrong::here(fault), Lang::En);
        assert_eq!(told.code, "wrong_type");
        assert!(!told.message.contains("“”"), "{}", told.message);
        assert!(told.message.contains("{ }, not a list"), "{}", told.message);
    }

    #[test]
    fn money_is_told_with_its_thousands_parted_and_a_day_as_a_day() {
        let odd = Warning {
            code: WarningCode::FigureWentDown,
            path: None,
            detail: vec![
                ("now", "1500000".to_owned()),
                ("other", "20000000".to_owned()),
                ("day", "2026-11-20".to_owned()),
            ],
        };
        let told = warning(&odd, Lang::Vi);
        assert!(
            told.contains("là 1.500.000, ngày 20/11/2026 lại là 20.000.000"),
            "{told}"
        );
        assert!(warning(&odd, Lang::En).contains("1,500,000"));
    }
}
