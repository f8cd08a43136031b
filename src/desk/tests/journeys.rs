//! Whole ways through the sample screens: what is asked, kept, shown and told.

use super::sample::{Desk0, People, Talk, Visit, people, visit};
use crate::desk::rehearsal::Rehearsal;
use crate::desk::runtime::Ending;

fn last_row(desk: &Rehearsal<Talk, Desk0>) -> String {
    desk.screen().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn saving_commits_the_field_under_the_cursor_and_goes_back() {
    let mut desk = people((100, 30));
    desk.play("n").unwrap();
    desk.play("Nguyễn Văn An<tab><tab><tab><tab><tab>Hỏi về đất<C-s>")
        .unwrap();
    assert_eq!(desk.office().saved.len(), 1);
    assert_eq!(desk.office().saved[0][0], "Nguyễn Văn An");
    assert_eq!(desk.office().saved[0][5], "Hỏi về đất");
    assert!(desk.screen().contains("Danh sách"));
    assert!(desk.screen().contains("✓ Đã lưu"));
    assert_eq!(
        desk.office().asked.len(),
        2,
        "the list was told and asked anew"
    );
    desk.play("<wait:6>").unwrap();
    assert!(!desk.screen().contains("Đã lưu"), "the notice fades");
}

#[test]
fn saving_names_every_missing_field_and_goes_to_the_first() {
    let mut desk = visit((80, 24));
    desk.play("<tab><tab><C-s>").unwrap();
    assert_eq!(desk.office().saved.len(), 0);
    assert_eq!(
        desk.screen().matches("✗ phải có").count(),
        2,
        "{}",
        desk.screen()
    );
    assert_eq!(desk.bells(), 1);
    desk.play("An").unwrap();
    assert_eq!(
        desk.screen().matches("✗ phải có").count(),
        1,
        "{}",
        desk.screen()
    );
}

#[test]
fn enter_goes_on_and_never_saves() {
    let mut desk = visit((80, 24));
    desk.play("A<ret><ret><ret><ret><ret>x<tab><ret><ret>")
        .unwrap();
    assert_eq!(desk.office().saved.len(), 0);
}

#[test]
fn esc_on_a_changed_form_asks_once_and_loses_nothing() {
    let mut desk = people((80, 24));
    desk.play("nBình<esc>").unwrap();
    assert!(desk.screen().contains("Đơn chưa lưu"), "{}", desk.screen());
    desk.play("<esc>").unwrap();
    assert!(desk.screen().contains("Bình"), "{}", desk.screen());
    desk.play("<esc>d<ret>").unwrap();
    assert!(desk.screen().contains("Danh sách"), "{}", desk.screen());
    assert_eq!(desk.office().drafts.last().unwrap()[0], "Bình");
}

#[test]
fn esc_closes_an_open_pick_list_before_it_leaves() {
    let mut desk = visit((80, 24));
    desk.play("<tab><tab><tab><down>").unwrap();
    assert!(desk.screen().contains("Xã Tân Hội"), "{}", desk.screen());
    desk.play("<esc>").unwrap();
    assert!(!desk.screen().contains("Xã Tân Hội"), "{}", desk.screen());
    assert!(desk.screen().contains("Tiếp công dân"), "{}", desk.screen());
}

#[test]
fn a_draft_is_kept_two_seconds_after_the_last_key_and_at_every_end() {
    let mut desk = visit((80, 24));
    desk.play("A").unwrap();
    desk.play("<wait:1>").unwrap();
    assert_eq!(desk.office().drafts.len(), 0);
    desk.play("<wait:1>").unwrap();
    assert_eq!(desk.office().drafts.len(), 1);
    for (end, ending) in [
        ("<C-q>", Ending::Quit),
        ("<signal:15>", Ending::Terminated(15)),
    ] {
        let mut desk = people((80, 24));
        desk.play("nÁnh").unwrap();
        assert_eq!(desk.play(end).unwrap(), Some(ending));
        assert_eq!(desk.office().drafts.last().unwrap()[0], "Ánh");
    }
    assert_eq!(Ending::Terminated(15).exit_code(), 143);
    assert_eq!(Ending::Quit.exit_code(), 0);
}

#[test]
fn control_c_never_discards() {
    let mut desk = visit((80, 24));
    assert_eq!(desk.play("An<C-c>").unwrap(), None);
    assert!(
        desk.screen().contains("Ctrl-Q để thoát"),
        "{}",
        desk.screen()
    );
    desk.play("h").unwrap();
    assert!(desk.screen().contains("Anh"), "{}", desk.screen());
}

#[test]
fn the_hint_bar_says_only_what_is_true() {
    let mut desk = visit((100, 30));
    assert!(!last_row(&desk).contains("F4"), "{}", last_row(&desk));
    assert!(
        last_row(&desk).ends_with("F1 trợ giúp"),
        "{}",
        last_row(&desk)
    );
    desk.play("<tab><tab><tab>").unwrap();
    assert!(
        last_row(&desk).contains("F4 như lần trước"),
        "{}",
        last_row(&desk)
    );
    assert!(last_row(&desk).contains("Enter tiếp") || last_row(&desk).contains("Tab tiếp"));
    desk.play("tan").unwrap();
    assert!(
        last_row(&desk).starts_with(" Enter chọn"),
        "{}",
        last_row(&desk)
    );
    let list = people((100, 30));
    assert!(
        last_row(&list).contains("n tiếp công dân"),
        "{}",
        last_row(&list)
    );
    assert!(
        !last_row(&list).contains("Esc"),
        "nowhere to go back to: {}",
        last_row(&list)
    );
    assert!(
        last_row(&list).ends_with("? trợ giúp"),
        "{}",
        last_row(&list)
    );
}

#[test]
fn help_and_palette_show_what_this_screen_accepts() {
    let mut desk = people((100, 30));
    desk.play("?").unwrap();
    let help = desk.screen();
    assert!(help.contains("Trợ giúp – Danh sách"), "{help}");
    assert!(help.contains("tiếp công dân"), "{help}");
    assert!(!help.contains("lưu"), "{help}");
    desk.play("<esc>").unwrap();
    assert!(!desk.screen().contains("Trợ giúp –"));
    desk.play(":tiep cong<ret>").unwrap();
    assert!(desk.screen().contains("Họ và tên"), "{}", desk.screen());
    desk.play("<C-p>luu<ret>").unwrap();
    assert!(desk.screen().contains("✗ phải có"), "{}", desk.screen());
}

#[test]
fn a_list_asks_only_for_rows_near_the_cursor_and_anew_when_it_leaves_them() {
    let mut desk = people((80, 24));
    assert_eq!(desk.office().asked.len(), 1);
    desk.play("jjj<pgdn>").unwrap();
    assert_eq!(desk.office().asked.len(), 1);
    desk.play("G").unwrap();
    assert_eq!(desk.office().asked.len(), 2);
    assert!(desk.screen().contains("D-2026-0999"), "{}", desk.screen());
    desk.play("g").unwrap();
    assert!(
        desk.screen().contains("› !   +3  D-2026-0001") || desk.screen().contains("D-2026-0001")
    );
}

#[test]
fn a_filter_narrows_while_it_is_typed_and_esc_clears_it_first() {
    let mut desk = people((80, 24));
    desk.play("/cuc").unwrap();
    assert_eq!(desk.office().asked.last().unwrap(), "cuc");
    let shown = desk.screen();
    assert!(shown.contains("Cúc") && !shown.contains("Bình"), "{shown}");
    desk.play("<ret>j").unwrap();
    assert!(
        desk.screen().contains("/ cuc"),
        "Enter keeps it: {}",
        desk.screen()
    );
    desk.play("<esc>").unwrap();
    assert_eq!(desk.office().asked.last().unwrap(), "");
    assert!(desk.screen().contains("Bình"), "{}", desk.screen());
}

#[test]
fn the_cursor_passes_over_headings_and_marks_count() {
    let mut desk = people((80, 24));
    desk.play("<Space><Space>").unwrap();
    assert!(desk.screen().contains("2 đã chọn"), "{}", desk.screen());
    desk.play("gk").unwrap();
    let row = desk
        .screen()
        .lines()
        .find(|line| line.contains('›'))
        .unwrap()
        .to_owned();
    assert!(row.contains("D-2026-0001"), "{row}");
}

#[test]
fn roads_lead_from_lists_and_not_from_typing() {
    let mut desk = people((80, 24));
    desk.play("2n").unwrap();
    desk.play("2").unwrap();
    assert!(desk.screen().contains("Họ và tên"), "{}", desk.screen());
    desk.play("<wait:2>").unwrap();
    assert_eq!(desk.office().drafts.last().unwrap()[0], "2");
}

#[test]
fn telex_letters_are_the_keys_that_were_pressed() {
    let mut desk = people((80, 24));
    desk.play("j").unwrap();
    let at = |desk: &Rehearsal<Talk, Desk0>| {
        desk.screen()
            .lines()
            .find(|line| line.contains('›'))
            .unwrap_or_default()
            .to_owned()
    };
    assert!(at(&desk).contains("D-2026-0002"), "{}", at(&desk));
    desk.play("u<bs>ụ").unwrap();
    assert!(
        at(&desk).contains("D-2026-0003"),
        "the tone was a j: {}",
        at(&desk)
    );
}

#[test]
fn news_reach_every_screen_and_end_nothing() {
    let office = Desk0 {
        news: 3,
        ..Desk0::default()
    };
    let mut desk = Rehearsal::new(Box::new(People::new()), office, (80, 24));
    assert_eq!(desk.play("n").unwrap(), None);
    assert!(desk.screen().contains("Họ và tên"));
}

#[test]
fn the_clock_goes_by_the_minute() {
    let mut desk = people((80, 24));
    assert!(
        desk.screen()
            .contains("Thứ Sáu 20/11/2026 09:14 · Lê Thị Hoa"),
        "{}",
        desk.screen()
    );
    desk.play("<wait:61>").unwrap();
    assert!(desk.screen().contains("09:15"), "{}", desk.screen());
}

#[test]
fn a_window_too_small_says_what_it_needs_and_takes_no_input() {
    let mut desk = visit((80, 24));
    desk.play("A<size:40x10>").unwrap();
    assert!(
        desk.screen().starts_with("Cửa sổ nhỏ quá: cần 60×15"),
        "{}",
        desk.screen()
    );
    desk.play("BC<size:80x24>").unwrap();
    desk.play("<wait:3>").unwrap();
    assert_eq!(desk.office().drafts.last().unwrap()[0], "A");
    desk.play("<size:40x10>").unwrap();
    assert_eq!(desk.play("<C-q>").unwrap(), Some(Ending::Quit));
}

#[test]
fn the_whole_script_runs_through_the_loop_of_the_program() {
    let mut desk = Rehearsal::new(Box::new(Visit::new()), Desk0::default(), (80, 24));
    let ended = desk
        .run("Nguyễn Văn An<tab><tab><tab><tab><tab>Đất<C-s>")
        .unwrap();
    assert_eq!(ended, Ending::Quit, "the only screen went away");
    assert_eq!(desk.office().saved.len(), 1);
}
