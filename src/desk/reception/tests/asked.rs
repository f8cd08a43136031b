//! The questions over the form: a mixed petition is split in one go, each part with a path of its own, and
//! overruling needs a reason.

use super::journeys::{CARD, SIZE, play, written};
use super::office::{at, file, reception, text};
use crate::register::value::Value;

fn to_class() -> String {
    format!("<paste:{CARD}><pgdn>Thu hồi đất, cán bộ nhận tiền<pgdn>")
}

#[test]
fn a_mixed_petition_is_split_in_one_go_each_part_with_its_own_path() {
    let mut desk = reception(SIZE);
    play(&mut desk, &[&to_class(), "<f3>c"]);
    assert!(desk.screen().contains("tách thành 2 đơn"));
    play(&mut desk, &["<down><up><down><up><up>"]);
    assert!(
        desk.screen().contains("tách thành 4 đơn"),
        "{}",
        desk.screen()
    );
    play(&mut desk, &["<down><ret>"]);
    assert!(desk.screen().contains("đơn 1/3"), "{}", desk.screen());
    // A complaint, a denunciation, a recommendation: as far as the class, one after the other.
    play(&mut desk, &["ccck<C-s>"]);
    assert!(desk.screen().contains("đơn 2/3"), "{}", desk.screen());
    play(&mut desk, &["kc<C-s>"]);
    assert!(desk.screen().contains("đơn 3/3"), "{}", desk.screen());
    play(&mut desk, &["kkc<C-s>"]);
    assert!(desk.screen().contains("Đơn 3"), "{}", desk.screen());
    assert!(!desk.screen().contains("Câu "), "{}", desk.screen());
    play(&mut desk, &["<C-s>"]);
    let [line] = written(&desk) else {
        panic!("{}", desk.screen());
    };
    for (path, class, asked) in [
        ("petitions.0", "complaint", "kn"),
        ("petitions.1", "denunciation", "violation"),
        ("petitions.2", "recommendation", "asks_change"),
    ] {
        assert_eq!(at(line, &format!("{path}.class")), &text(class));
        let Value::List(answers) = at(line, &format!("{path}.path")) else {
            panic!("{line:?}");
        };
        assert_eq!(at(&answers[0], "question"), &text("mixed"));
        assert_eq!(at(&answers[0], "yes"), &Value::Bool(false));
        let of_it =
            |one: &Value| matches!(at(one, "question"), Value::Text(id) if id.starts_with(asked));
        assert!(asked == "kn" || answers.iter().any(of_it), "{line:?}");
    }
}

#[test]
fn leaving_the_questions_of_a_split_keeps_what_was_answered() {
    let mut desk = reception(SIZE);
    play(&mut desk, &[&to_class(), "<f3>c<ret>ccck<C-s>"]);
    assert!(desk.screen().contains("đơn 2/2"), "{}", desk.screen());
    play(&mut desk, &["<esc>"]);
    let screen = desk.screen();
    assert!(!screen.contains("Câu "), "{screen}");
    assert!(screen.contains("Đơn 2"), "{screen}");
    // Asked again, only about this one.
    play(&mut desk, &["<f3>kc<C-s>"]);
    assert!(!desk.screen().contains("Câu "), "{}", desk.screen());
}

#[test]
fn overruling_the_questions_needs_a_reason() {
    let mut desk = reception(SIZE);
    // The questions lead to a recommendation; the officer chooses feedback.
    play(&mut desk, &[&to_class(), "<f3>kkkc<C-s>"]);
    assert!(desk.screen().contains("(•) kiến nghị"), "{}", desk.screen());
    play(&mut desk, &["4"]);
    assert!(
        desk.screen().contains("Vì sao chọn khác *"),
        "{}",
        desk.screen()
    );
    play(&mut desk, &["<C-s>"]);
    assert!(written(&desk).is_empty(), "{}", desk.screen());
    play(&mut desk, &["chỉ báo tin<C-s>"]);
    let [line] = written(&desk) else {
        panic!("{}", desk.screen());
    };
    assert_eq!(at(line, "petitions.0.class"), &text("feedback"));
    assert_eq!(at(line, "petitions.0.overruled"), &text("chỉ báo tin"));
}

#[test]
fn the_step_that_the_questions_point_to_is_one_key_away() {
    let mut desk = reception(SIZE);
    play(
        &mut desk,
        &["072070001234<tab>Nguyễn Văn An<tab><tab><tab>Ấp 1<pgdn>Thu hồi đất<pgdn>"],
    );
    // Too late, and no obstacle: KN Đ11.6.
    play(&mut desk, &["<f3>kccckckckkc<ret><pgdn>"]);
    let screen = desk.screen();
    assert!(
        screen.contains("các câu đã hỏi dẫn đến: không thụ lý – F4"),
        "{screen}"
    );
    play(&mut desk, &["<f4><tab>"]);
    let screen = desk.screen();
    assert!(
        screen.contains("theo các câu đã hỏi: Đ11.6 – F4"),
        "{screen}"
    );
    play(&mut desk, &["<f4>3/TB<C-s>"]);
    let [_, step] = written(&desk) else {
        panic!("{}", desk.screen());
    };
    assert_eq!(at(step, "do"), &text("decline"));
    assert_eq!(at(step, "ground"), &text("Đ11.6"));
}

#[test]
fn the_time_to_complain_is_counted_and_what_is_past_is_said() {
    let decided = |day: &str| {
        format!(
            "072070001234<tab>Nguyễn Văn An<tab><tab><tab>Ấp 1<pgdn>Thu hồi đất<tab><tab><tab><tab>UBND xã<tab>12/QĐ<tab>{day}<pgdn><f3>kccckkc"
        )
    };
    // 90 days from 26/08/2026 end on 25/11/2026, over the holiday of the 24th: in time, and not asked.
    let mut desk = reception(SIZE);
    play(&mut desk, &[&decided("26/08/2026")]);
    let screen = desk.screen();
    assert!(screen.contains("Tòa án đã thụ lý"), "{screen}");
    assert!(screen.contains("Còn trong thời hiệu"), "{screen}");
    // Ten days too late by the day of the decision: asked, and what must make up for it is said.
    let mut desk = reception(SIZE);
    play(&mut desk, &[&decided("12/08/2026")]);
    let screen = desk.screen();
    assert!(screen.contains("Còn trong thời hiệu"), "{screen}");
    assert!(
        screen.contains("hết hạn 10/11/2026, đã quá 10 ngày"),
        "{screen}"
    );
    play(&mut desk, &["k"]);
    let screen = desk.screen();
    assert!(screen.contains("Có trở ngại khách quan"), "{screen}");
    assert!(screen.contains("đã quá 10 ngày"), "{screen}");
}

#[test]
fn a_source_that_must_be_answered_starts_a_clock_of_its_own() {
    // By post nobody but the denouncer is told; the press is answered within 20 days (TC Đ26.2).
    for (source, answered) in [("1", false), ("6", true)] {
        let mut desk = file(SIZE);
        let tabs = "<tab>".repeat(11);
        play(&mut desk, &[&format!("{tabs}{source}")]);
        assert_eq!(
            desk.screen().contains("phải trả lời nơi chuyển"),
            answered,
            "{}",
            desk.screen()
        );
        play(&mut desk, &["<pgdn>Nhận hối lộ<pgdn>2<wait:2>"]);
        assert_eq!(
            desk.screen().contains("20 ngày · Luật Tố cáo Đ26.2"),
            answered,
            "{}",
            desk.screen()
        );
    }
}

#[test]
fn the_questions_are_asked_from_any_step_and_lead_to_the_class() {
    for steps in ["", "<pgdn>", "<pgdn>Thu hồi đất<pgdn><pgdn>"] {
        let mut desk = reception((80, 24));
        play(&mut desk, &[steps, "<f3>"]);
        assert!(
            desk.screen().contains("Câu 1"),
            "{steps}: {}",
            desk.screen()
        );
        play(&mut desk, &["<esc>"]);
        assert!(
            desk.screen().contains("› Loại đơn"),
            "{steps}: {}",
            desk.screen()
        );
    }
}

#[test]
fn another_document_is_not_opened_before_the_last_has_a_name() {
    let mut desk = reception((80, 24));
    play(&mut desk, &["<pgdn><f7>"]);
    let screen = desk.screen();
    assert!(screen.contains("› Tài liệu 1"), "{screen}");
    assert!(!screen.contains("Tài liệu 2"), "{screen}");
    play(&mut desk, &["Đơn<f7>"]);
    assert!(desk.screen().contains("› Tài liệu 2"), "{}", desk.screen());
}

#[test]
fn questions_that_were_left_go_on_where_they_were() {
    let mut desk = reception((80, 24));
    play(&mut desk, &[&to_class(), "<f3>kcc<esc><f3>"]);
    let screen = desk.screen();
    assert!(screen.contains("Câu 4"), "{screen}");
    play(&mut desk, &["<left><left><left><esc><f3>"]);
    assert!(desk.screen().contains("Câu 1"), "{}", desk.screen());
}
