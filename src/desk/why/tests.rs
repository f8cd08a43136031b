//! The explanation, compared whole, and how it looks.

use super::words::WhyWord as W;
use super::*;
use crate::desk::house::Answering;
use crate::desk::keymap::Keymap;
use crate::desk::rehearsal::Rehearsal;
use crate::desk::stack::Desk;
use crate::desk::words::{Lang, Say};
use crate::law::Law;
use crate::law::count::{Pause, Variant, count};
use crate::office::ask::{Answer, Failure, Question};
use crate::office::leaving::Leak;
use crate::text::width;
use chrono::NaiveDate;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A clock as the books would derive it.
fn clock(rule: &str, from: &str, variant: Variant) -> Clock {
    let law = Law::statute();
    let from = day(from);
    let rule = law.rules.in_force(rule, from).unwrap();
    let counted = count(rule, &law.calendar, from, &variant).unwrap();
    let first = count(rule, &law.calendar, from, &Variant::default()).unwrap();
    Clock {
        rule: rule.id.clone(),
        citation: rule.citation.clone(),
        whose: rule.whose,
        from,
        started_by: 1,
        variant,
        target: counted.target,
        due: counted.due,
        original_due: first.due,
        counted: counted.due,
        overridden: None,
        review: false,
        done: None,
        paused_since: None,
        dropped: false,
        confirmed: counted.calendar_confirmed && rule.certainty.is_sure(),
    }
}

fn none(question: Question) -> Answer {
    match question {
        Question::Leave { text } if text.contains("D-2026-0666") => {
            Answer::Failed(Leak::NotCompared.into())
        }
        Question::Leave { text } => Answer::MayLeave(text),
        _ => Answer::Failed(Failure::NobodyHere),
    }
}

#[test]
fn what_the_office_holds_back_is_not_copied_and_the_officer_is_told_why() {
    let mut seat = Rehearsal::new(
        Box::new(WhyDate::new(
            clock("KN-27", "2026-11-20", Variant::default()),
            String::new(),
            "D-2026-0666 · ▒▒▒▒▒▒▒▒".to_owned(),
        )),
        Answering(none as fn(Question) -> Answer),
        (80, 24),
    );
    seat.play("<C-y>").unwrap();
    assert!(seat.copied().is_empty());
    assert!(seat.screen().contains("đã dừng"), "{}", seat.screen());
}

/// A desk that keeps what it is asked to print.
fn printer(kept: &Arc<Mutex<Vec<(PathBuf, String)>>>) -> impl FnMut(Question) -> Answer + use<> {
    let kept = Arc::clone(kept);
    move |question| match question {
        Question::WritePage { page, to, .. } => {
            kept.lock().unwrap().push((to.clone(), page));
            Answer::PageWritten(to)
        }
        _ => Answer::Failed(Failure::NobodyHere),
    }
}

#[test]
fn the_same_account_goes_on_paper_day_by_day_with_its_articles() {
    let kept = Arc::default();
    let why = WhyDate::new(
        clock("KN-36", "2026-11-20", Variant::default()),
        String::new(),
        "D-2026-1052 · Nguyễn Văn An".to_owned(),
    );
    let now = day("2026-11-20").and_hms_opt(9, 14, 0).unwrap();
    let desk = Desk::new(Box::new(why), Keymap::shipped(), now);
    let mut seat = Rehearsal::with(desk, Answering(printer(&kept)), (80, 24), now);
    seat.play("p").unwrap();
    let asked = seat.screen();
    assert!(asked.contains("In ra tệp"), "{asked}");
    // A path that is not whole is not taken.
    seat.play("<C-a><C-k>han.txt<ret>").unwrap();
    assert!(kept.lock().unwrap().is_empty(), "{}", seat.screen());
    seat.play("<C-a><C-k>/giay/han.txt<ret>").unwrap();
    let printed = kept.lock().unwrap().clone();
    let [(path, text)] = printed.as_slice() else {
        panic!("{printed:?}\n{}", seat.screen())
    };
    assert_eq!(path, &PathBuf::from("/giay/han.txt"));
    assert!(
        seat.screen().contains("Đã ghi /giay/han.txt"),
        "{}",
        seat.screen()
    );
    for part in [
        "in 20/11/2026 09:14",
        "Vì sao 02/12/2026?",
        "D-2026-1052 · Nguyễn Văn An",
        "Luật Khiếu nại Đ36.1, sửa bởi Luật 136/2025/QH15 Đ2 k.15.b · từ 01/07/2026",
        "  T3 24/11   –   Ngày Văn hóa Việt Nam",
        "  T4 02/12   7   ← hết hạn",
        "NQ 28/2026/QH16",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(text.lines().all(|line| width(line) <= 84), "{text}");
}

type Seat = Rehearsal<House, Answering<fn(Question) -> Answer>>;

fn seat(clock: Clock, size: (u16, u16)) -> Seat {
    let why = WhyDate::new(
        clock,
        String::new(),
        "D-2026-1052 · Nguyễn Văn An · KN lần hai".to_owned(),
    );
    let mut seat = Rehearsal::new(
        Box::new(why),
        Answering(none as fn(Question) -> Answer),
        size,
    );
    seat.play("").unwrap();
    seat
}

fn plain(clock: Clock, lang: Lang) -> String {
    let why = WhyDate::new(clock, String::new(), "D-2026-1052".to_owned());
    let now = day("2026-11-20").and_hms_opt(9, 14, 0).unwrap();
    let desk = Desk::new(Box::new(why), Keymap::shipped(), now).speaking(lang);
    let office = Answering(none as fn(Question) -> Answer);
    let mut seat = Rehearsal::with(desk, office, (80, 24), now);
    seat.play("<C-y>").unwrap();
    seat.copied().concat()
}

#[test]
fn seven_working_days_over_a_holiday_are_explained_whole() {
    let text = plain(clock("KN-36", "2026-11-20", Variant::default()), Lang::Vi);
    let expected = "\
Vì sao 02/12/2026?
D-2026-1052

Thụ lý hoặc không thụ lý khiếu nại lần hai
7 ngày làm việc, kể từ ngày nhận được khiếu nại (T6 20/11/2026, không tính)
Luật Khiếu nại Đ36.1, sửa bởi Luật 136/2025/QH15 Đ2 k.15.b · từ 01/07/2026

  T7 21/11   –   cuối tuần
  CN 22/11   –   cuối tuần
  T2 23/11   1
  T3 24/11   –   Ngày Văn hóa Việt Nam
  T4 25/11   2
  T5 26/11   3
  T6 27/11   4
  T7 28/11   –   cuối tuần
  CN 29/11   –   cuối tuần
  T2 30/11   5
  T3 01/12   6
  T4 02/12   7   ← hết hạn

○ Hôm nay T6 20/11/2026: còn 12 ngày.
Lịch: NQ 28/2026/QH16 (24/11). Lịch đã xác nhận đến 31/12/2026.
→ Hoán đổi 23/11 ↔ 28/11/2026 mới là đề xuất, chưa áp dụng.
Ghi chú: Cũng theo Nghị định 155/2026/NĐ-CP Đ10.
Tính theo Bộ luật Dân sự 2015 Đ147–148.
";
    assert_eq!(text, expected);
}

fn paused() -> Variant {
    Variant {
        pauses: vec![Pause {
            from: day("2026-09-14"),
            to: day("2026-09-25"),
        }],
        ..Variant::default()
    }
}

fn extended() -> Variant {
    Variant {
        extensions: vec![30],
        ..Variant::default()
    }
}

#[test]
fn a_suspension_an_extension_and_a_count_back_are_explained_whole() {
    insta::assert_snapshot!(
        "paused",
        plain(clock("KN-28", "2026-09-01", paused()), Lang::Vi)
    );
    insta::assert_snapshot!(
        "extended",
        plain(clock("TC-30", "2026-08-20", extended()), Lang::Vi)
    );
    let back = clock("TCD-24.4", "2026-11-26", Variant::default());
    insta::assert_snapshot!("back", plain(back, Lang::Vi));
    let english = clock("KN-28", "2026-09-01", paused());
    insta::assert_snapshot!("paused_english", plain(english, Lang::En));
}

#[test]
fn what_the_calendar_does_not_confirm_is_said_loudly() {
    let text = plain(clock("KN-28", "2026-12-10", Variant::default()), Lang::Vi);
    insta::assert_snapshot!("not_confirmed", text);
    assert!(text.contains("\n! LỊCH CHƯA XÁC NHẬN: phép tính ra ngoài khoảng đã xác nhận"));
    assert!(text.contains("Tết Dương lịch (C)"));
    assert!(!text.contains("Lịch đã xác nhận đến"));
}

#[test]
fn a_rolled_day_says_from_where_it_was_rolled() {
    // 30 days from 01/10/2026 end on Saturday 31/10.
    let text = plain(clock("KN-28", "2026-10-01", Variant::default()), Lang::Vi);
    assert!(
        text.contains("\n  T7 31/10   30   ← ngày cuối  cuối tuần\n"),
        "{text}"
    );
    assert!(text.contains("\n  CN 01/11    –   cuối tuần\n"), "{text}");
    assert!(text.contains("\n  T2 02/11    –   ← hết hạn\n"), "{text}");
    let rolled =
        "→ Ngày cuối T7 31/10/2026 là ngày nghỉ: hạn lùi sang ngày làm việc kế tiếp, T2 02/11/2026";
    assert!(text.contains(rolled), "{text}");
}

#[test]
fn an_overridden_day_stands_beside_the_counted_one() {
    let moved = Clock {
        due: day("2026-12-09"),
        target: day("2026-12-09"),
        overridden: Some("Chờ ý kiến Sở".to_owned()),
        review: true,
        ..clock("KN-36", "2026-11-20", Variant::default())
    };
    let text = plain(moved, Lang::Vi);
    assert!(text.starts_with("Vì sao 09/12/2026?\n"), "{text}");
    assert!(text.contains("T4 02/12   7   ← hạn tính được\n"), "{text}");
    let said = "→ Lãnh đạo ấn định lại: T4 02/12/2026 → T4 09/12/2026. Lý do: Chờ ý kiến Sở\n→ Cần xem lại";
    assert!(text.contains(said), "{text}");
    assert!(!text.contains("Tính lại theo luật"), "{text}");
}

#[test]
fn a_day_that_the_law_here_does_not_give_is_said_to_differ() {
    let other = Clock {
        due: day("2026-12-03"),
        target: day("2026-12-03"),
        counted: day("2026-12-03"),
        original_due: day("2026-12-03"),
        ..clock("KN-36", "2026-11-20", Variant::default())
    };
    let text = plain(other, Lang::Vi);
    let said = "! Tính lại theo luật và lịch cơ quan đang dùng: T4 02/12/2026, khác ngày đang ghi T5 03/12/2026.";
    assert!(text.contains(said), "{text}");

    let own = Clock {
        rule: "TTR-1".to_owned(),
        ..clock("KN-36", "2026-11-20", Variant::default())
    };
    let text = plain(own, Lang::En);
    assert!(
        text.contains("→ The days cannot be counted again: No rule TTR-1"),
        "{text}"
    );
    assert!(text.contains("On record: Wed 02/12/2026."), "{text}");
}

#[test]
fn while_suspended_only_the_days_so_far_are_counted() {
    let open = Clock {
        paused_since: Some(day("2026-11-10")),
        ..clock("KN-28", "2026-11-02", Variant::default())
    };
    let text = plain(open, Lang::Vi);
    assert!(text.starts_with("Vì sao chưa có hạn?\n"), "{text}");
    assert!(
        text.contains("\n  T3 10/11   8   ← tạm đình chỉ\n\n"),
        "{text}"
    );
    let said = "‖ Tạm đình chỉ từ T3 10/11/2026: những ngày sau đó chưa tính. Đã tính 8 ngày, còn 22 ngày;";
    assert!(text.contains(said), "{text}");
    assert!(!text.contains("hết hạn"), "{text}");
}

#[test]
fn a_promise_is_not_counted() {
    let promise = Clock {
        rule: "promise".to_owned(),
        citation: "Trả lời bằng văn bản".to_owned(),
        due: day("2026-11-28"),
        counted: day("2026-11-28"),
        original_due: day("2026-11-28"),
        target: day("2026-11-28"),
        ..clock("KN-36", "2026-11-20", Variant::default())
    };
    let why = WhyDate::new(
        promise,
        "Trả lời bằng văn bản".to_owned(),
        "D-2026-0001".to_owned(),
    );
    let mut seat = Rehearsal::new(
        Box::new(why),
        Answering(none as fn(Question) -> Answer),
        (80, 24),
    );
    seat.play("<C-y>").unwrap();
    insta::assert_snapshot!("promise", seat.copied().concat());
}

#[test]
fn at_once_and_the_rights_of_others_have_their_words() {
    let text = plain(
        clock("TC-24.1b", "2026-11-20", Variant::default()),
        Lang::Vi,
    );
    assert!(
        text.contains("\nngay: ngày quyết định không thụ lý (T6 20/11/2026)\n"),
        "{text}"
    );
    let text = plain(clock("KN-9", "2026-11-20", Variant::default()), Lang::Vi);
    assert!(text.contains("quyền của công dân: chỉ để biết"), "{text}");
}

#[test]
fn every_limit_of_the_law_can_be_explained_in_both_languages() {
    let law = Law::statute();
    for rule in law.rules.rows().iter().filter(|rule| rule.count.is_some()) {
        let from = rule.valid_to.unwrap_or(day("2026-11-20")).to_string();
        for lang in [Lang::Vi, Lang::En] {
            let text = plain(clock(&rule.id, &from, Variant::default()), lang);
            assert!(text.contains(&rule.citation), "{text}");
            let mark = W::DueMark.say(lang);
            assert_eq!(
                text.matches(mark).count(),
                usize::from(rule.count != Some(0)),
                "{text}"
            );
        }
    }
}

#[test]
fn the_explanation_at_80_by_24() {
    let desk = seat(clock("KN-36", "2026-11-20", Variant::default()), (80, 24));
    insta::assert_snapshot!(desk.screen());
}

#[test]
fn the_explanation_at_100_by_20() {
    let mut desk = seat(clock("TC-30", "2026-08-20", extended()), (100, 20));
    insta::assert_snapshot!("long_at_the_top", desk.screen());
    desk.play("<end>").unwrap();
    insta::assert_snapshot!("long_at_the_end", desk.screen());
}

#[test]
fn the_explanation_at_120_by_40() {
    let desk = seat(clock("KN-28", "2026-09-01", paused()), (120, 40));
    insta::assert_snapshot!(desk.screen());
}

#[test]
fn the_explanation_follows_the_width_and_esc_leads_back() {
    let mut desk = seat(clock("KN-36", "2026-11-20", Variant::default()), (80, 24));
    let rows = |desk: &Seat| {
        let screen = desk.screen();
        screen
            .lines()
            .filter(|line| line.contains("cuối tuần") || line.contains("/1"))
            .count()
    };
    let narrow = rows(&desk);
    desk.play("<size:120x40>").unwrap();
    assert!(rows(&desk) < narrow);
    desk.play("<size:60x15>").unwrap();
    assert!(desk.screen().lines().all(|line| width(line) <= 60));
    assert!(
        desk.play("<esc>").unwrap().is_none(),
        "the only screen stays"
    );
}

#[test]
fn random_keys_break_nothing() {
    let mut dice: u64 = 0x9e37_79b9;
    let clocks = [
        clock("KN-9", "2026-11-20", Variant::default()),
        clock("TC-30", "2026-08-20", extended()),
        clock("TC-24.1b", "2026-11-20", Variant::default()),
    ];
    let keys = [
        "<down>",
        "<up>",
        "<pgdn>",
        "<pgup>",
        "<home>",
        "<end>",
        "<C-y>",
        "p",
        "j",
        "k",
        "g",
        "G",
        "?",
        "<esc>",
        "<tab>",
        "<ret>",
        "<size:60x15>",
        "<size:200x60>",
        "<size:81x16>",
        "<size:1x1>",
        "<size:64x20>",
        "<wait:70>",
        "<paste:Tổ 3>",
        "w",
        "Đ",
    ];
    for clock in clocks {
        let mut desk = seat(clock, (80, 24));
        for _ in 0..400 {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            let key = keys[usize::try_from(dice % keys.len() as u64).unwrap()];
            desk.play(key).unwrap();
        }
    }
}
