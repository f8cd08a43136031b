//! The calendar as it is seen and typed at.

use super::*;
use crate::desk::home::trial::rattle;
use crate::desk::house::Answering;
use crate::desk::office_thread::OfficeLink;
use crate::desk::rehearsal::Rehearsal;
use crate::office::ask::{Answer, Question};

fn stage(size: (u16, u16)) -> Rehearsal<House, impl OfficeLink<House>> {
    let answer = |_: Question| Answer::LoggedOut;
    let mut stage = Rehearsal::new(Box::new(WorkDays::new()), Answering(answer), size);
    stage.play("").unwrap();
    stage
}

#[test]
fn the_next_special_day_is_under_the_cursor() {
    let screen = stage((80, 24)).screen();
    assert!(screen.contains("› T3  24/11"), "{screen}");
    assert!(
        screen.contains("Thứ Ba 24/11/2026 – Ngày Văn hóa Việt Nam."),
        "{screen}"
    );
    insta::assert_snapshot!("calendar_80x24", screen);
    insta::assert_snapshot!("calendar_120x40", stage((120, 40)).screen());
}

#[test]
fn an_unsure_day_has_its_mark_and_says_why() {
    let mut stage = stage((100, 28));
    stage.play("<end>").unwrap();
    let screen = stage.screen();
    let row = screen.lines().find(|line| line.contains('›')).unwrap();
    assert!(row.contains('?'), "{row}");
    assert!(screen.contains("chờ thông báo"), "{screen}");
}

#[test]
fn the_confirmed_span_is_said_where_there_is_room() {
    let screen = stage((80, 24)).screen();
    assert!(
        screen.contains("Đã xác nhận từ 01/01/2024 đến 31/12/2026."),
        "{screen}"
    );
}

#[test]
fn every_row_can_be_reached_in_the_smallest_window() {
    let mut stage = stage((60, 15));
    stage.play("<home>").unwrap();
    assert!(stage.screen().contains("Năm 2024"), "{}", stage.screen());
    assert!(stage.screen().contains("01/01"), "{}", stage.screen());
}

#[test]
fn no_keys_break_the_calendar() {
    rattle(|| stage((80, 24)), 7, 3000);
}

mod changing {
    //! A change of the calendar from the first key to the written act, over a real office.

    use super::*;
    use crate::desk::home::Home;
    use crate::desk::home::trial::me;
    use crate::desk::keymap::Keymap;
    use crate::desk::petition::sample::{Played, Who, office, written};
    use crate::desk::roads::Ways;
    use crate::desk::stack::Desk;
    use crate::desk::words::Lang;
    use crate::office::ask::Me;
    use crate::office::permit::Role;

    /// The desk at its calendar, home beneath.
    fn seat(who: Who, lang: Lang, size: (u16, u16)) -> Played {
        let role = if who == Who::Minh {
            Role::Admin
        } else {
            Role::Receptionist
        };
        let home = Home::new(Me { role, ..me() }, Ways::shipped());
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let now = day.and_hms_opt(9, 14, 0).unwrap();
        let desk = Desk::new(Box::new(home), Keymap::shipped(), now).speaking(lang);
        let mut seat = Rehearsal::with(desk, office(who), size, now);
        seat.play("4").unwrap();
        seat
    }

    fn sees(desk: &Played, text: &str) {
        let screen = desk.screen();
        assert!(screen.contains(text), "{text}\n{screen}");
    }

    /// The proposal of autumn 2026, typed: Monday 23/11 off, Saturday 28/11 worked in exchange.
    const SWAP: &str = "a23/11/2026<tab><tab>28/11/2026<tab><tab>TB 1/TB-BNV<C-s>";

    #[test]
    fn a_day_typed_in_place_is_shown_with_what_it_moves_and_dropped_or_applied() {
        let mut desk = seat(Who::Minh, Lang::Vi, (80, 24));
        desk.play(SWAP).unwrap();
        sees(
            &desk,
            "T2 23/11/2026   làm việc → nghỉ bù   Hoán đổi với 28/11 (TB 1/TB-BNV)",
        );
        sees(&desk, "T7 28/11/2026");
        // ND154 Đ4.3, 3 wd from Thursday 19/11: 20, 23, 25; with the swap 20, 25, 26.
        sees(&desk, "TCD-2026-0006");
        sees(&desk, "T4 25/11/2026   T5 26/11/2026");
        desk.play("<esc>").unwrap();
        sees(&desk, "Đã bỏ, chưa ghi gì.");
        sees(&desk, "Sửa một ngày");
        assert!(written(&desk).is_empty(), "a preview writes nothing");
        desk.play("<C-s><C-s>").unwrap();
        sees(&desk, "Vì sao sửa lịch?");
        desk.play("<C-s>").unwrap();
        assert!(written(&desk).is_empty(), "an act has a reason");
        desk.play("Theo thông báo của Bộ Nội vụ<C-s>").unwrap();
        let line = written(&desk).pop().unwrap();
        assert_eq!(line["do"], "change_calendar");
        assert_eq!(line["reason"], "Theo thông báo của Bộ Nội vụ");
        assert_eq!(line["rows"][1]["name"], "Làm bù cho 23/11");
        sees(&desk, "Lịch làm việc");
        sees(&desk, "Hoán đổi với 28/11");
        desk.play("3/Mai Văn Quá<ret>").unwrap();
        sees(&desk, "26/11 T5");
        desk.play("w").unwrap();
        sees(&desk, "TB 1/TB-BNV – cơ quan tự đặt");
    }

    #[test]
    fn the_preview_in_windows_of_every_size() {
        for (lang, tongue) in [(Lang::Vi, "vi"), (Lang::En, "en")] {
            for size in [(80, 24), (120, 40)] {
                let mut desk = seat(Who::Minh, lang, size);
                desk.play(SWAP).unwrap();
                insta::assert_snapshot!(format!("moves_{tongue}_{}", size.0), desk.screen());
            }
        }
        let mut desk = seat(Who::Minh, Lang::Vi, (80, 24));
        desk.play("a23/11/2026<tab><tab>28/11/2026<tab>").unwrap();
        insta::assert_snapshot!("changing_80", desk.screen());
    }

    #[test]
    fn the_day_under_the_cursor_is_made_an_ordinary_one() {
        let mut desk = seat(Who::Minh, Lang::Vi, (100, 30));
        sees(&desk, "› T3  24/11");
        desk.play("e<tab>").unwrap();
        sees(&desk, "24/11/2026");
        desk.play("<left><left><C-s>").unwrap();
        let screen = desk.screen();
        // From a holiday left twice is past the first: the last, an ordinary day.
        assert!(
            screen.contains("T3 24/11/2026   nghỉ lễ → làm việc"),
            "{screen}"
        );
        desk.play("<ret>").unwrap();
        sees(&desk, "-2026-000");
    }

    #[test]
    fn a_file_is_read_every_fault_is_said_and_the_same_calendar_changes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let file = |name: &str, rows: &str| {
            let path = dir.path().join(name);
            std::fs::write(&path, format!("date,kind,name,basis,certainty\n{rows}")).unwrap();
            path.display().to_string()
        };
        let good = file(
            "good.csv",
            "2026-11-23,in_lieu,Hoán đổi,TB 1,E\n2026-11-28,worked,Làm bù,TB 1,E\n",
        );
        let bad = file(
            "bad.csv",
            "2026-11-23,worked,a,b,L\n2026-13-01,holiday,a,b,L\n",
        );
        let same = file(
            "same.csv",
            "2026-11-24,holiday,Ngày Văn hóa Việt Nam,NQ 28/2026/QH16,T\n",
        );
        let mut desk = seat(Who::Minh, Lang::Vi, (100, 30));
        desk.play("i/khong/co.csv<C-s>").unwrap();
        sees(&desk, "không đọc được");
        desk.play(&format!("<C-u>{bad}<C-s>")).unwrap();
        sees(&desk, "✗ dòng 2:");
        sees(&desk, "✗ dòng 3:");
        desk.play(&format!("<C-u>{same}<C-s>")).unwrap();
        sees(&desk, "Không hạn nào trong 11 hạn đang mở đổi ngày.");
        desk.play(&format!("<esc><C-u>{good}<C-s>")).unwrap();
        sees(&desk, "hạn đang mở đổi ngày:");
        sees(&desk, "TCD-2026-0006");
        desk.play("<C-s>TB 1<C-s>").unwrap();
        sees(&desk, "Đã ghi: việc số");
        sees(&desk, "Lịch làm việc");
        desk.play(&format!("i{good}<C-s>")).unwrap();
        sees(&desk, "Không đổi gì: lịch đã như vậy.");
    }

    #[test]
    fn an_impossible_day_says_why_and_what_was_typed_stays() {
        let mut desk = seat(Who::Minh, Lang::Vi, (100, 30));
        // A Saturday cannot be off in lieu.
        desk.play("a28/11/2026<tab><tab><tab>Nghỉ<tab>TB 2<C-s>")
            .unwrap();
        sees(&desk, "✗");
        desk.play("<esc>").unwrap();
        sees(&desk, "28/11/2026");
        sees(&desk, "TB 2");
        assert!(written(&desk).is_empty());
    }

    #[test]
    fn a_limit_of_the_offices_own_is_laid_over_the_statute_and_taken_away_again() {
        let mut desk = seat(Who::Minh, Lang::Vi, (100, 30));
        desk.play("tTCD-28.1<ret>").unwrap();
        sees(&desk, "đang là 10 ngày làm việc");
        desk.play("<tab>5<tab><tab>QĐ 1225/QĐ-UBND Đ7.5<tab><C-u>01/07/2026<C-s>")
            .unwrap();
        sees(&desk, "10 ngày làm việc → 5 ngày làm việc");
        sees(&desk, "(QĐ 1225/QĐ-UBND Đ7.5), từ 01/07/2026");
        insta::assert_snapshot!("limit_moves_100", desk.screen());
        // 10 wd from Friday 20/11 end on 07/12, 5 wd on 30/11: 23, 25, 26, 27, 30.
        sees(&desk, "T2 07/12/2026   T2 30/11/2026");
        desk.play("<C-s>Quy chế của tỉnh<C-s>").unwrap();
        let line = written(&desk).pop().unwrap();
        assert_eq!(line["do"], "change_rules");
        assert_eq!(line["rows"][0]["count"], 5);
        sees(&desk, "Lịch làm việc");
        desk.play("2/Hồ Ngọc Lan<ret>w").unwrap();
        sees(&desk, "cơ quan tự đặt");
        desk.play("<esc><esc><esc><esc>4tTCD-28.1<ret>").unwrap();
        sees(&desk, "đang là 5 ngày làm việc");
        desk.play("<right><C-s>").unwrap();
        sees(&desk, "5 ngày làm việc → theo luật");
        desk.play("<C-s>Bãi bỏ<C-s>").unwrap();
        assert_eq!(written(&desk).pop().unwrap()["gone"][0], "TCD-28.1");
        desk.play("tTCD-28.1<ret><right><C-s>").unwrap();
        sees(&desk, "không có gì để bỏ");
    }

    #[test]
    fn a_receptionist_reads_the_calendar_and_changes_nothing() {
        let mut desk = seat(Who::Hoa, Lang::Vi, (100, 30));
        desk.play("aeit").unwrap();
        let screen = desk.screen();
        assert!(screen.starts_with(" Lịch làm việc"), "{screen}");
        assert!(!screen.contains("thêm ngày"), "{screen}");
    }

    #[test]
    fn no_keys_break_a_change() {
        rattle(
            || {
                let mut desk = seat(Who::Minh, Lang::Vi, (80, 24));
                desk.play(SWAP).unwrap();
                desk
            },
            11,
            1500,
        );
    }
}
