//! How the form looks.

use super::office::{Base, Desktop, Small, me, now, reception};
use crate::desk::keymap::Keymap;
use crate::desk::reception::ReceptionForm;
use crate::desk::rehearsal::Rehearsal;
use crate::desk::stack::Desk;
use crate::desk::words::Lang;

const CARD: &str =
    "072070001234||Nguyễn Văn An|02051970|Nam|Tổ 3, ấp 1, xã Tân Lập, Tân Biên, Tây Ninh|11082021";

fn at_class(size: (u16, u16)) -> Desktop {
    let mut desk = reception(size);
    let script = format!(
        "<paste:{CARD}><f4><pgdn>Khiếu nại quyết định thu hồi đất số 12/QĐ-UBND<tab>Hủy quyết định<pgdn>1<tab>1<wait:2>"
    );
    desk.play(&script).unwrap();
    desk
}

#[test]
fn the_form_is_empty_at_80_by_24() {
    insta::assert_snapshot!(reception((80, 24)).screen());
}

#[test]
fn a_complaint_is_classed_at_80_by_24() {
    insta::assert_snapshot!(at_class((80, 24)).screen());
}

#[test]
fn a_complaint_is_classed_at_120_by_34() {
    insta::assert_snapshot!(at_class((120, 34)).screen());
}

#[test]
fn a_complaint_is_accepted_at_the_desk_at_120_by_34() {
    let mut desk = at_class((120, 34));
    desk.play("<pgdn>t<tab><tab>15/TB<wait:2>").unwrap();
    insta::assert_snapshot!(desk.screen());
}

#[test]
fn a_complaint_is_saved_at_80_by_24() {
    let mut desk = at_class((80, 24));
    desk.play("<C-s>").unwrap();
    insta::assert_snapshot!(desk.screen());
}

#[test]
fn everything_understood_stands_on_a_page_at_80_by_24() {
    let mut desk = at_class((80, 24));
    desk.play("<f2>").unwrap();
    insta::assert_snapshot!(desk.screen());
}

#[test]
fn a_narrow_window_never_hides_the_next_step() {
    let mut desk = reception((80, 24));
    desk.play("<paste:Nguyễn Văn An><pgdn>Khiếu nại<wait:2>")
        .unwrap();
    let bar = |desk: &Desktop| desk.screen().lines().last().unwrap_or_default().to_owned();
    let typed = bar(&desk);
    for way in ["Tab tiếp", "Ctrl-S lưu", "Esc để lại", "PgDn bước sau"] {
        assert!(typed.contains(way), "{way}: {typed}");
    }
    assert!(
        !typed.contains("gõ to"),
        "what only helps gives way: {typed}"
    );
    desk.play("<pgdn>").unwrap();
    let classed = bar(&desk);
    assert!(classed.contains("PgDn bước sau"), "{classed}");
}

#[test]
fn a_small_window_still_shows_the_field_under_the_cursor() {
    let mut desk = at_class((60, 15));
    for _ in 0..12 {
        desk.play("<tab>").unwrap();
        assert!(desk.screen().contains('›'), "{}", desk.screen());
        assert!(desk.cursor().is_some());
        // A day is never cut.
        assert!(!desk.screen().contains("/…"), "{}", desk.screen());
    }
}

#[test]
fn in_english_every_label_fits_a_small_window() {
    let desk = Desk::new(
        Box::new(Base::with(ReceptionForm::new(me()))),
        Keymap::shipped(),
        now(),
    );
    let desk = desk.speaking(Lang::En);
    let mut desk: Desktop = Rehearsal::with(desk, Small::new(), (80, 24), now());
    let script = format!("<paste:{CARD}><f4><pgdn>x<pgdn>2<tab>1<wait:2><pgdn>a<wait:2>");
    desk.play(&script).unwrap();
    insta::assert_snapshot!(desk.screen());
}

#[test]
fn the_questions_lead_to_a_result_at_80_by_24() {
    let mut desk = at_class((80, 24));
    desk.play("<f3>kcc<f2>").unwrap();
    insta::assert_snapshot!("a_question_with_its_why_80", desk.screen());
    desk.play("ckkkkckckkkckckcccc").unwrap();
    insta::assert_snapshot!("where_the_questions_lead_80", desk.screen());
}

#[test]
fn a_list_with_a_line_that_cannot_be_read_at_80_by_24() {
    let mut desk = at_class((80, 24));
    let to_people = "<tab>".repeat(11);
    let list = "STT\tHọ tên\tNăm sinh\n1\tTrần Thị Bình\t1970\n2\tLê Thị Cúc\n3\t1980\n";
    desk.play(&format!(
        "<pgup><pgup>{to_people}<C-u>6<tab>6<tab><tab><paste:{list}><tab>"
    ))
    .unwrap();
    insta::assert_snapshot!("a_list_80", desk.screen());
}

#[test]
fn what_was_handed_in_is_listed_for_the_receipt_at_80_by_24() {
    for (class, kept) in [("1", true), ("2", false)] {
        let mut desk = reception((80, 24));
        desk.play(&format!(
            "<paste:{CARD}><f4><pgdn>Thu hồi đất<f7>Quyết định thu hồi đất<tab>2<tab>1<f7>Giấy chứng nhận<tab>4<tab>2<pgdn>{class}<C-s>"
        ))
        .unwrap();
        let screen = desk.screen();
        assert!(screen.contains("2 tài liệu"), "{screen}");
        assert_eq!(
            screen.contains("Giấy chứng nhận · 4 trang · bản chính"),
            kept,
            "{screen}"
        );
        if kept {
            insta::assert_snapshot!("saved_with_documents_80", screen);
        }
    }
}
