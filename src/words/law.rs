//! Words for what the law room says: days, limits, and why a count cannot be made. Must not count; the
//! command line and the desk say the same words.

use crate::law::calendar::{CalendarProblem, DayKind, SpecialKind};
use crate::law::count::{Count, CountError, Variant};
use crate::law::rule::{Certainty, Direction, Rule, RuleError, Unit, Whose};
use chrono::{Datelike, NaiveDate, Weekday};

/// Reads a day as it is typed: `2026-11-20`, `20/11/2026`, `20-11-2026` or `20.11.2026`.
pub fn parse_day(typed: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = typed.trim().split(['-', '/', '.']).collect();
    let [first, month, last] = parts[..] else {
        return None;
    };
    let is_number = |part: &str, longest| {
        (1..=longest).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    if year.len() != 4 || !is_number(year, 4) || !is_number(month, 2) || !is_number(day, 2) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Returns a day as `T6 20/11/2026`, or `Fri 20/11/2026`.
pub fn day(date: NaiveDate, english: bool) -> String {
    let (vi, en) = match date.weekday() {
        Weekday::Mon => ("T2", "Mon"),
        Weekday::Tue => ("T3", "Tue"),
        Weekday::Wed => ("T4", "Wed"),
        Weekday::Thu => ("T5", "Thu"),
        Weekday::Fri => ("T6", "Fri"),
        Weekday::Sat => ("T7", "Sat"),
        Weekday::Sun => ("CN", "Sun"),
    };
    format!("{} {}", if english { en } else { vi }, short_day(date))
}

/// Returns a day as `20/11/2026`.
pub fn short_day(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// Returns a number of units, as `7 ngày làm việc`.
pub fn units(count: u32, unit: Unit, english: bool) -> String {
    let plural = if count == 1 { "" } else { "s" };
    match (count, unit, english) {
        (0, _, false) => "ngay".to_owned(),
        (0, _, true) => "at once".to_owned(),
        (_, Unit::Day, false) => format!("{count} ngày"),
        (_, Unit::WorkingDay, false) => format!("{count} ngày làm việc"),
        (_, Unit::Day, true) => format!("{count} day{plural}"),
        (_, Unit::WorkingDay, true) => format!("{count} working day{plural}"),
    }
}

/// Returns a rule's limit with its variants, as `30 ngày; vùng sâu, vùng xa 45; phức tạp 45; cả hai 60`.
pub fn limit(rule: &Rule, english: bool) -> String {
    let say = |vi, en| if english { en } else { vi };
    let Some(count) = rule.count else {
        return say("không có số ngày", "no number of days").to_owned();
    };
    let mut text = units(count, rule.unit, english);
    if rule.direction == Direction::Back {
        text = format!("{} {}", text, say("trước", "before"));
    }
    for (variant, vi, en) in [
        (rule.remote, "vùng sâu, vùng xa", "remote"),
        (rule.complex, "phức tạp", "complex"),
        (rule.remote_complex, "cả hai", "both"),
        (rule.several_places, "nhiều địa điểm", "several places"),
    ] {
        if let Some(count) = variant {
            text = format!("{text}; {} {count}", say(vi, en));
        }
    }
    if let Some(extension) = rule.extension {
        let may = say("gia hạn", "extension");
        text = format!("{text}; {may} {} × {}", extension.times, extension.max_days);
    }
    text
}

/// Returns the limit that was counted, as `45 ngày (phức tạp)` or `60 ngày + gia hạn 30 ngày`.
pub fn asked_limit(count: &Count, variant: &Variant, english: bool) -> String {
    let say = |vi, en| if english { en } else { vi };
    let mut text = units(count.count, count.unit, english);
    let asked: Vec<&str> = [
        (variant.remote, say("vùng sâu, vùng xa", "remote")),
        (variant.complex, say("phức tạp", "complex")),
        (
            variant.several_places,
            say("nhiều địa điểm", "several places"),
        ),
    ]
    .into_iter()
    .filter_map(|(asked, name)| asked.then_some(name))
    .collect();
    if !asked.is_empty() {
        text = format!("{text} ({})", asked.join(", "));
    }
    for days in &variant.extensions {
        let more = units(*days, count.unit, english);
        text = format!("{text} + {} {more}", say("gia hạn", "extended by"));
    }
    text
}

/// Returns an article as it is named in a column: `KN Đ36.1`, `NĐ 154 Đ4.3`; what amended it is left out.
pub fn short_citation(citation: &str) -> String {
    let first = citation.split(", ").next().unwrap_or(citation);
    for (long, short) in [
        ("Luật Khiếu nại", "KN"),
        ("Luật Tố cáo", "TC"),
        ("Luật Tiếp công dân", "TCD"),
    ] {
        if let Some(article) = first.strip_prefix(long) {
            return format!("{short}{article}");
        }
    }
    let Some(rest) = first.strip_prefix("Nghị định ") else {
        return first.to_owned();
    };
    match rest.split_once(' ') {
        Some((number, article)) => {
            let number = number.split('/').next().unwrap_or(number);
            format!("NĐ {number} {article}")
        }
        None => first.to_owned(),
    }
}

/// Returns a span of validity, as `từ 01/07/2026`; a `?` stands where the first day is from memory, and of a
/// row of the office's own it is said that it is one.
pub fn validity(rule: &Rule, english: bool) -> String {
    let say = |vi, en| if english { en } else { vi };
    let unsure = if rule.valid_certainty.is_sure() {
        ""
    } else {
        " (?)"
    };
    let from = format!(
        "{} {}{unsure}",
        say("từ", "from"),
        short_day(rule.valid_from)
    );
    let span = match rule.valid_to {
        Some(last) => format!("{from} {} {}", say("đến", "to"), short_day(last)),
        None => from,
    };
    if rule.certainty == Certainty::Local {
        format!("{span} · {}", say("cơ quan tự đặt", "the office's own"))
    } else {
        span
    }
}

/// Returns whose limit it is.
pub fn whose(whose: Whose, english: bool) -> &'static str {
    let (vi, en) = match whose {
        Whose::Agency => ("việc của cơ quan", "the agency's duty"),
        Whose::Citizen => ("quyền của công dân", "the citizen's right"),
        Whose::OtherBody => ("việc của cơ quan khác", "another body's duty"),
        Whose::Effect => ("ngày có hiệu lực", "a day of effect"),
    };
    if english { en } else { vi }
}

/// Returns what a day is; nothing for an ordinary working day.
pub fn day_kind(kind: DayKind, english: bool) -> &'static str {
    let (vi, en) = match kind {
        DayKind::Work => ("", ""),
        DayKind::Weekend => ("cuối tuần", "weekend"),
        DayKind::Holiday => ("nghỉ lễ", "holiday"),
        DayKind::InLieu => ("nghỉ bù", "off in lieu"),
        DayKind::Worked => ("làm bù", "worked"),
        DayKind::Paused => ("tạm đình chỉ", "suspended"),
    };
    if english { en } else { vi }
}

/// Returns what a row of the calendar makes of its day.
pub fn special_kind(kind: SpecialKind, english: bool) -> &'static str {
    let kind = match kind {
        SpecialKind::Holiday => DayKind::Holiday,
        SpecialKind::InLieu => DayKind::InLieu,
        SpecialKind::Worked => DayKind::Worked,
    };
    day_kind(kind, english)
}

/// Says why a rule cannot be had.
pub fn rule_error(error: &RuleError, english: bool) -> String {
    match error {
        RuleError::Unknown { id, like } => {
            let unknown = if english {
                "No rule"
            } else {
                "Không có quy định"
            };
            let hint = if english { "Perhaps" } else { "Có phải" };
            let list = if english {
                "all rules: tiepdan rules"
            } else {
                "xem tất cả: tiepdan rules"
            };
            if like.is_empty() {
                format!("{unknown} {id} ({list}).")
            } else {
                format!("{unknown} {id}. {hint} {}? ({list})", like.join(", "))
            }
        }
        RuleError::NotInForce {
            id,
            on,
            citation,
            from,
            to,
        } => {
            let span = match (to, english) {
                (None, false) => format!("chỉ có từ {}", short_day(*from)),
                (None, true) => format!("only from {}", short_day(*from)),
                (Some(to), false) => {
                    format!("chỉ có từ {} đến {}", short_day(*from), short_day(*to))
                }
                (Some(to), true) => format!("only from {} to {}", short_day(*from), short_day(*to)),
            };
            let on = short_day(*on);
            if english {
                format!("{id} ({citation}) was not in force on {on}: {span}.")
            } else {
                format!("{id} ({citation}) không có hiệu lực ngày {on}: {span}.")
            }
        }
    }
}

/// Says why a count cannot be made; `citation` is the rule's article.
pub fn count_error(error: &CountError, citation: &str, english: bool) -> String {
    let say = |vi: String, en: String| if english { en } else { vi };
    match error {
        CountError::NoVariant {
            rule,
            variant,
            citation,
        } => {
            let flag = variant.replace('_', "-");
            say(
                format!("{rule} ({citation}) không có trường hợp --{flag}."),
                format!("{rule} ({citation}) knows no --{flag}."),
            )
        }
        CountError::NotPausable { rule, citation } => say(
            format!("{rule} ({citation}) không được tạm đình chỉ: không dùng --pause."),
            format!("{rule} ({citation}) cannot be suspended: --pause does not apply."),
        ),
        CountError::BadPause { from, to, why } => {
            let (vi, en) = match *why {
                "reversed" => (
                    "ngày tiếp tục trước ngày tạm đình chỉ",
                    "it ends before it begins",
                ),
                "overlaps" => ("trùng với một lần tạm đình chỉ khác", "it overlaps another"),
                _ => (
                    "trước ngày bắt đầu thời hạn",
                    "it begins before the limit does",
                ),
            };
            let span = format!("{}..{}", short_day(*from), short_day(*to));
            say(
                format!("--pause {span} không được: {vi} ({citation})."),
                format!("--pause {span} cannot be: {en} ({citation})."),
            )
        }
        CountError::BadExtension {
            rule,
            citation,
            times: 0,
            ..
        } => say(
            format!("{rule} ({citation}) không được gia hạn."),
            format!("{rule} ({citation}) cannot be extended."),
        ),
        CountError::BadExtension {
            rule,
            citation,
            times,
            max_days,
        } => say(
            format!(
                "{rule} ({citation}) chỉ được gia hạn {times} lần, mỗi lần từ 1 đến {max_days} ngày."
            ),
            format!(
                "{rule} ({citation}) allows at most {times} extensions of 1 to {max_days} days."
            ),
        ),
        CountError::NoNumber { rule, citation } => say(
            format!("{rule} ({citation}) không đặt số ngày; xem: tiepdan rules"),
            format!("{rule} ({citation}) sets no number of days; see: tiepdan rules"),
        ),
        CountError::OutOfRange => say(
            format!("Phép tính ra ngoài các năm 1900 đến 2200 ({citation})."),
            format!("The count leaves the years 1900 to 2200 ({citation})."),
        ),
    }
}

/// Says what is wrong with a row of a calendar.
pub fn calendar_problem(problem: &CalendarProblem, english: bool) -> String {
    if english {
        return problem.to_string();
    }
    match problem {
        CalendarProblem::Unreadable(why) => format!("không đọc được: {why}"),
        CalendarProblem::BadHeader(text) => format!("không đọc được: {text}"),
        CalendarProblem::BadDate(text) => format!("không có ngày {text}"),
        CalendarProblem::OutOfRange(date) => {
            format!("{} ngoài các năm tính được", short_day(*date))
        }
        CalendarProblem::BadKind(kind) => format!("không có loại ngày {kind}"),
        CalendarProblem::BadCertainty(mark) => format!("không có mức chắc chắn {mark}"),
        CalendarProblem::NoBasis => "thiếu tên hoặc căn cứ".to_owned(),
        CalendarProblem::Duplicate { date, first } => {
            format!("{} đã có ở dòng {first}", short_day(*date))
        }
        CalendarProblem::WorkedOnWeekday(date) => {
            format!(
                "{} không phải ngày nghỉ cuối tuần, không thể là ngày làm bù",
                day(*date, false)
            )
        }
        CalendarProblem::InLieuOnWeekend(date) => {
            format!(
                "{} đã là ngày nghỉ cuối tuần, không thể là ngày nghỉ bù",
                day(*date, false)
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let want = NaiveDate::from_ymd_opt(2026, 11, 5);
        for typed in [
            "2026-11-05",
            "05/11/2026",
            "5/11/2026",
            "05-11-2026",
            "5.11.2026",
            " 2026-11-5 ",
        ] {
            assert_eq!(parse_day(typed), want, "{typed}");
        }
        for typed in [
            "",
            "2026-11",
            "31/02/2026",
            "11/20/2026",
            "5/11/26",
            "+5/11/2026",
            "2026-11-05T00",
            "a/b/c",
        ] {
            assert_eq!(parse_day(typed), None, "{typed}");
        }
    }

    #[test]
    fn an_article_is_named_in_few_letters() {
        for (citation, short) in [
            (
                "Luật Khiếu nại Đ36.1, sửa bởi Luật 136/2025/QH15 Đ2 k.15.b",
                "KN Đ36.1",
            ),
            ("Luật Tiếp công dân Đ28.1", "TCD Đ28.1"),
            ("Nghị định 154/2026/NĐ-CP Đ4.3", "NĐ 154 Đ4.3"),
            ("Quy định 11-QĐi/TW", "Quy định 11-QĐi/TW"),
            ("Nghị định", "Nghị định"),
        ] {
            assert_eq!(short_citation(citation), short);
        }
    }

    #[test]
    fn a_day_is_written_with_its_weekday() {
        let dates = (1..=7).filter_map(|d| NaiveDate::from_ymd_opt(2026, 11, 15 + d));
        let days: Vec<String> = dates.map(|date| day(date, false)).collect();
        assert_eq!(days[0], "T2 16/11/2026");
        assert_eq!(days[4], "T6 20/11/2026");
        assert_eq!(days[6], "CN 22/11/2026");
    }
}
