//! The register, looked at and typed at over a real office.

use super::Register;
use crate::desk::petition::sample::{Who, desk, written};
use serde_json::json;

#[test]
fn petitions_day_by_day() {
    insta::assert_snapshot!(
        "petitions_80",
        desk(Register::new(), Who::Minh, (80, 24)).screen()
    );
    insta::assert_snapshot!(
        "petitions_120",
        desk(Register::new(), Who::Minh, (120, 40)).screen()
    );
    insta::assert_snapshot!(
        "petitions_60",
        desk(Register::new(), Who::Minh, (60, 15)).screen()
    );
}

#[test]
fn receptions_day_by_day() {
    let mut desk = desk(Register::new(), Who::Hoa, (80, 24));
    desk.play("<tab>").unwrap();
    insta::assert_snapshot!("receptions_80", desk.screen());
}

#[test]
fn a_search_goes_over_both_kinds_and_says_what_to_do_where_nothing_is_found() {
    let mut desk = desk(Register::search(), Who::Hoa, (120, 40));
    desk.play("nguyen<wait:1>").unwrap();
    insta::assert_snapshot!("search_120", desk.screen());
    desk.play(" zzz<wait:1>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("Không có gì khớp “nguyen zzz”"), "{screen}");
}

#[test]
fn a_denouncer_is_found_by_nobody() {
    for query in ["bui thi kin", "9999"] {
        let mut desk = desk(Register::search(), Who::Hoa, (100, 28));
        desk.play(&format!("{query}<wait:1>")).unwrap();
        let screen = desk.screen();
        assert!(screen.contains("0 dòng"), "{screen}");
    }
}

#[test]
fn from_the_list_to_an_acceptance() {
    let mut desk = desk(Register::new(), Who::Minh, (80, 24));
    desk.play("/nguyen duc<wait:1>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("› D-2026-0004"), "{screen}");
    assert!(!screen.contains("D-2026-0001"), "{screen}");
    desk.play("<ret>athu ly<ret>16/TB-TTr<C-s>").unwrap();
    let lines = written(&desk);
    assert_eq!(
        lines,
        [
            json!({"do": "accept", "petition": "D-2026-0004", "on": "2026-11-20",
            "number": "16/TB-TTr"})
        ]
    );
    let keys: Vec<&String> = lines[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["do", "petition", "on", "number"]);
    let screen = desk.screen();
    assert!(screen.contains("Đã ghi: thụ lý – D-2026-0004"), "{screen}");
    assert!(
        screen.contains("Giải quyết khiếu nại lần hai"),
        "the next clock runs: {screen}"
    );
    desk.play("<esc>").unwrap();
    let screen = desk.screen();
    assert!(
        screen.contains("/ nguyen duc"),
        "the list is as it was left"
    );
}

#[test]
fn enter_pressed_before_the_answer_opens_what_is_found() {
    let mut desk = desk(Register::new(), Who::Minh, (80, 24));
    desk.play("/nguyen duc<ret>").unwrap();
    assert!(
        desk.screen().starts_with(" D-2026-0004"),
        "{}",
        desk.screen()
    );
}

#[test]
fn four_digits_of_a_number_find() {
    let mut desk = desk(Register::new(), Who::Minh, (80, 24));
    desk.play("/4321<wait:1>").unwrap();
    assert!(desk.screen().contains("› D-2026-0002"), "{}", desk.screen());
}

#[test]
fn esc_takes_away_what_is_typed_then_the_conditions_then_the_screen() {
    let mut desk = desk(Register::new(), Who::Minh, (80, 24));
    desk.play("f<right><right><C-s>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("điều kiện: tố cáo"), "{screen}");
    assert!(screen.contains("1 đơn"), "{screen}");
    desk.play("/xx<wait:1>").unwrap();
    assert!(desk.screen().contains("Không có gì khớp “xx”"));
    desk.play("<esc>").unwrap();
    assert!(desk.screen().contains("điều kiện: tố cáo"));
    assert!(desk.screen().contains("› D-2026-0003"));
    desk.play("<esc>").unwrap();
    assert!(!desk.screen().contains("điều kiện:"));
    assert!(desk.screen().contains("6 đơn"));
}

#[test]
fn conditions_narrow_together() {
    let mut desk = desk(Register::new(), Who::Minh, (100, 28));
    desk.play("f<right><tab>tam<tab><left><tab>8/10<ret>")
        .unwrap();
    let screen = desk.screen();
    assert!(
        screen.contains("điều kiện: khiếu nại, tạm đình chỉ, chưa xong, ngày T5 08/10/2026"),
        "{screen}"
    );
    assert!(screen.contains("› D-2026-0002"), "{screen}");
    desk.play("f").unwrap();
    insta::assert_snapshot!("conditions_100", desk.screen());
}

#[test]
fn a_day_is_jumped_to_or_the_nearest_before_it() {
    let mut desk = desk(Register::new(), Who::Minh, (80, 24));
    for (typed, row) in [
        ("17/11", "› D-2026-0004"),
        ("8/10", "› D-2026-0002"),
        ("1/1/2020", "› D-2026-0001"),
        ("t", "› D-2026-0006"),
    ] {
        desk.play(&format!("d{typed}<ret>")).unwrap();
        assert!(desk.screen().contains(row), "{typed}: {}", desk.screen());
    }
}

#[test]
fn an_empty_book_says_what_to_do() {
    use crate::desk::house::Answering;
    use crate::desk::rehearsal::Rehearsal;
    use crate::office::ask::{Answer, Question};
    let nothing = |ask: Question| match ask {
        Question::Rows { from, .. } => Answer::Rows {
            from,
            rows: Vec::new(),
            total: 0,
        },
        _ => Answer::DraftKept,
    };
    let mut desk = Rehearsal::new(Box::new(Register::new()), Answering(nothing), (80, 24));
    desk.play("<down><ret><pgdn>G").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("Chưa có đơn nào trong sổ"), "{screen}");
    desk.play("<tab>").unwrap();
    assert!(desk.screen().contains("Chưa có lượt tiếp nào trong sổ"));
}

mod many {
    //! Ten thousand rows, of which only those near the window are asked for.

    use super::super::Register;
    use crate::desk::house::{Answering, House};
    use crate::desk::rehearsal::Rehearsal;
    use crate::office::ask::{Answer, Question};
    use crate::office::index::{Name, Row};
    use crate::register::number::{PetitionNo, Subject};
    use crate::register::words::Class;
    use chrono::{Days, NaiveDate};
    use std::sync::{Arc, Mutex};

    const ALL: usize = 10_000;

    fn row(place: usize) -> Row {
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let day = day - Days::new(u64::try_from(place / 7).unwrap());
        Row {
            id: Subject::Petition(PetitionNo {
                year: 2026,
                n: u32::try_from(ALL - place).unwrap(),
            }),
            class: Some(Class::Feedback),
            field: None,
            round: None,
            at: day.and_hms_opt(0, 0, 0).unwrap(),
            day_only: true,
            name: Name::Shown("Lê Văn Tám".into()),
            people: 1,
            summary: None,
            status: None,
            refused: false,
            secret: false,
            closed: false,
            officer: None,
            clocks: Vec::new(),
            petitions: 0,
            no_limit: true,
            continued: false,
        }
    }

    #[test]
    fn only_rows_near_the_cursor_are_asked_for() {
        let most = Arc::new(Mutex::new((0_usize, 0_usize)));
        let heard = Arc::clone(&most);
        let office = Answering(move |ask: Question| match ask {
            Question::Rows { from, count, .. } => {
                let mut heard = heard.lock().unwrap();
                *heard = (heard.0.max(count), heard.1 + 1);
                let rows = (from..ALL.min(from + count)).map(row);
                Answer::Rows {
                    from,
                    rows: rows.collect(),
                    total: ALL,
                }
            }
            // 7 rows a day: the day of place 4200 is 600 days back.
            Question::Place { .. } => Answer::Place(Some(4200)),
            _ => Answer::DraftKept,
        });
        let mut desk: Rehearsal<House, _> =
            Rehearsal::new(Box::new(Register::new()), office, (80, 24));
        desk.play("").unwrap();
        let screen = desk.screen();
        assert!(screen.contains("10.000 đơn"), "{screen}");
        assert!(screen.contains("Thứ Sáu 20/11/2026 · 7 đơn"), "{screen}");
        desk.play("G").unwrap();
        let screen = desk.screen();
        assert!(screen.contains("› D-2026-0001"), "{screen}");
        desk.play("<home><pgdn><pgdn><pgdn>").unwrap();
        // A page is as many rows as are seen, less one: none is passed over unseen.
        assert!(desk.screen().contains("› D-2026-9958"), "{}", desk.screen());
        // A day line is never the last line: it stands with its first row.
        for _ in 0..40 {
            desk.play("<down>").unwrap();
            let screen = desk.screen();
            assert!(screen.contains("› D-2026-"), "{screen}");
            let last = screen.lines().rev().nth(1).unwrap().to_owned();
            assert!(!last.contains("Thứ") && !last.contains("Chủ"), "{screen}");
        }
        let (count, asked) = *most.lock().unwrap();
        assert!(count <= 3 * 128, "{count} rows at once");
        assert!(asked < 8, "{asked} questions");
        desk.play("d30/3/2025<ret>").unwrap();
        assert!(desk.screen().contains("› D-2026-5800"), "{}", desk.screen());
    }
}
