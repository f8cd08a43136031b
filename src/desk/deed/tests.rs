//! The forms of acts, looked at and typed at over a real office.

use super::DeedForm;
use crate::desk::office_thread::OfficeLink;
use crate::desk::petition::PetitionPage;
use crate::desk::petition::sample::{Played, Who, desk, written};
use crate::office::ask::{Answer, Draft, DraftHead, Failure, Question};
use crate::register::act::StepKind;
use crate::register::number::Subject;
use crate::store::error::StoreError;
use serde_json::json;

fn page(no: &str, who: Who, size: (u16, u16)) -> Played {
    desk(PetitionPage::new(no.parse().unwrap()), who, size)
}

fn form(no: &str, kind: StepKind) -> DeedForm {
    DeedForm::new(Subject::Petition(no.parse().unwrap()), kind)
}

#[test]
fn the_clocks_are_shown_as_they_would_then_stand() {
    let mut desk = page("D-2026-0001", Who::Minh, (80, 24));
    desk.play("aquyet dinh<ret>").unwrap();
    insta::assert_snapshot!("decide_empty_80", desk.screen());
    desk.play("<right><tab>12/QĐ-TTr<tab>5000000<tab>").unwrap();
    insta::assert_snapshot!("decide_80", desk.screen());
    desk.play("<C-s>").unwrap();
    assert_eq!(
        written(&desk),
        [
            json!({"do": "decide", "petition": "D-2026-0001", "on": "2026-11-20",
            "outcome": "right", "number": "12/QĐ-TTr", "recovered_money": 5_000_000})
        ]
    );
}

#[test]
fn a_ground_is_picked_from_the_law_and_read_in_full() {
    let mut desk = page("D-2026-0004", Who::Minh, (120, 40));
    desk.play("akhong thu ly<ret>thoi hieu<ret><S-tab>")
        .unwrap();
    insta::assert_snapshot!("decline_120", desk.screen());
    desk.play("<tab>9/TB-TTr<C-s>").unwrap();
    assert_eq!(
        written(&desk),
        [
            json!({"do": "decline", "petition": "D-2026-0004", "on": "2026-11-20",
            "ground": "Đ11.6", "number": "9/TB-TTr"})
        ]
    );
}

#[test]
fn what_is_missing_is_said_under_its_field_and_nothing_is_written() {
    let mut desk = page("D-2026-0004", Who::Minh, (80, 24));
    desk.play("athu ly<ret><C-s>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("✗ phải có"), "{screen}");
    assert_eq!(written(&desk), Vec::<serde_json::Value>::new());
}

#[test]
fn the_law_refuses_with_its_article() {
    let mut desk = desk(form("D-2026-0006", StepKind::Accept), Who::Minh, (80, 24));
    desk.play("20/TB-TTr<tab>").unwrap();
    let screen = desk.screen();
    assert!(
        screen.contains("✗ đã ghi là không thuộc thẩm quyền"),
        "before it is saved: {screen}"
    );
    desk.play("<C-s>").unwrap();
    insta::assert_snapshot!("refused_80", desk.screen());
    assert_eq!(written(&desk).len(), 1, "it was put to the office");
}

#[test]
fn a_refusal_that_blames_a_field_stands_under_it() {
    let mut desk = page("D-2026-0004", Who::Minh, (80, 24));
    desk.play("athu ly<ret>16/TB-TTr<S-tab><C-u>1/10/2026<C-s>")
        .unwrap();
    let screen = desk.screen();
    let lines: Vec<&str> = screen.lines().collect();
    let on = lines
        .iter()
        .position(|line| line.contains("01/10/2026  Thứ Năm"))
        .unwrap();
    assert!(
        lines[on + 1].contains("✗ ngày 01/10/2026 sớm hơn 16/11/2026"),
        "{screen}"
    );
    desk.play("<C-u>18/11<tab><C-s>").unwrap();
    assert_eq!(
        written(&desk).last().unwrap()["on"],
        json!("2026-11-18"),
        "what is mended is saved"
    );
    assert!(
        desk.screen().contains("Đã ghi: thụ lý"),
        "{}",
        desk.screen()
    );
}

#[test]
fn what_depends_on_an_answer_is_asked_only_then() {
    let mut desk = page("D-2026-0001", Who::Minh, (80, 24));
    desk.play("aghi nhan phuc<ret>").unwrap();
    assert!(!desk.screen().contains("Căn cứ"), "{}", desk.screen());
    desk.play("<right><tab>nhieu nguoi<ret>03/VB<C-s>").unwrap();
    assert_eq!(
        written(&desk),
        [
            json!({"do": "mark", "petition": "D-2026-0001", "on": "2026-11-20",
            "complex": true, "ground": "Đ3a.1.c", "number": "03/VB"})
        ]
    );
}

#[test]
fn remote_is_not_saved_without_its_reason_and_the_form_says_so_before() {
    let mut desk = page("D-2026-0001", Who::Minh, (80, 24));
    let starred = |screen: &str| {
        let mut lines = screen.lines();
        lines.any(|line| line.contains("Lý do (xa, quá hạn)") && line.contains('*'))
    };
    desk.play("aghi nhan phuc<ret><right>").unwrap();
    assert!(!starred(&desk.screen()), "complex: {}", desk.screen());
    desk.play("<right>").unwrap();
    assert!(starred(&desk.screen()), "remote: {}", desk.screen());
    desk.play("<C-s>").unwrap();
    assert_eq!(written(&desk), Vec::<serde_json::Value>::new());
    desk.play("Đi đò mất một ngày<C-s>").unwrap();
    assert_eq!(
        written(&desk),
        [
            json!({"do": "mark", "petition": "D-2026-0001", "on": "2026-11-20",
            "remote": true, "reason": "Đi đò mất một ngày"})
        ]
    );
}

#[test]
fn several_grounds_are_asked_one_after_the_other() {
    let mut desk = page("D-2026-0003", Who::Minh, (100, 28));
    desk.play("athu ly<ret>30/QĐ-TTr<C-s>").unwrap();
    desk.play("agia han<ret>nuoc ngoai<ret>nhieu nguoi<ret><tab>31/QĐ-TTr<tab>20<C-s>")
        .unwrap();
    assert_eq!(
        written(&desk)[1],
        json!({"do": "extend", "petition": "D-2026-0003", "on": "2026-11-20",
            "grounds": ["Đ3.2.d", "Đ3.2.c"], "number": "31/QĐ-TTr", "days": 20})
    );
    let screen = desk.screen();
    assert!(screen.contains("gia hạn 20 ngày"), "{screen}");
}

#[test]
fn officers_are_offered_and_a_link_takes_any_case() {
    let mut desk = page("D-2026-0002", Who::Minh, (80, 24));
    desk.play("gho<down><ret><C-s>").unwrap();
    desk.play("ld-2026-0004<tab><right><C-s>").unwrap();
    assert_eq!(
        written(&desk),
        [
            json!({"do": "assign", "petition": "D-2026-0002", "on": "2026-11-20",
                "officer": "hoa"}),
            json!({"do": "link", "petition": "D-2026-0002", "on": "2026-11-20",
                "to": "D-2026-0004", "as": "duplicate"}),
        ]
    );
    let mut desk = page("D-2026-0002", Who::Minh, (80, 24));
    desk.play("lD-26-4<tab>").unwrap();
    assert!(
        desk.screen().contains("không phải số đơn"),
        "{}",
        desk.screen()
    );
}

#[test]
fn what_was_typed_is_kept_and_comes_back() {
    let mut desk = page("D-2026-0004", Who::Minh, (80, 24));
    desk.play("athu ly<ret>16/TB<wait:1>").unwrap();
    assert!(desk.screen().contains("nháp ✓"), "{}", desk.screen());
    desk.play("-TTr<esc>").unwrap();
    assert!(
        desk.screen().contains("Để lại làm nháp"),
        "{}",
        desk.screen()
    );
    desk.play("athu ly<ret>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("16/TB-TTr"), "{screen}");
    assert!(screen.contains("Đã lấy lại bản nháp"), "{screen}");
    desk.play("<C-s>").unwrap();
    assert_eq!(written(&desk).len(), 1);
    let Answer::Drafts(left) = ask(&mut desk, Question::Drafts) else {
        panic!("no drafts");
    };
    assert_eq!(left, [], "saved is saved: the draft is gone");
}

fn ask(desk: &mut Played, question: Question) -> Answer {
    desk.office_mut().ask(question)
}

#[test]
fn a_draft_is_resumed_from_elsewhere() {
    let mut desk = page("D-2026-0004", Who::Minh, (80, 24));
    desk.play("athu ly<ret>16/TB-TTr<esc>").unwrap();
    let Answer::Drafts(heads) = ask(&mut desk, Question::Drafts) else {
        panic!("no drafts");
    };
    let [DraftHead { id, form, .. }] = &heads[..] else {
        panic!("{heads:?}");
    };
    assert_eq!(form, "step");
    let Answer::Draft(Some(draft)) = ask(&mut desk, Question::OpenDraft(id.clone())) else {
        panic!("it cannot be read");
    };
    let resumed = DeedForm::resume(&draft).unwrap();
    let mut other = super::tests::desk(resumed, Who::Minh, (80, 24));
    other.play("").unwrap();
    assert!(other.screen().contains("16/TB-TTr"), "{}", other.screen());
    let foreign = Draft {
        value: crate::register::value::Value::Null,
        ..draft
    };
    assert!(DeedForm::resume(&foreign).is_none());
}

#[test]
fn what_was_discarded_comes_back_once() {
    let mut desk = page("D-2026-0004", Who::Minh, (80, 24));
    desk.play("athu ly<ret>16/TB-TTr<f8>").unwrap();
    assert!(!desk.screen().contains("16/TB-TTr"), "{}", desk.screen());
    desk.play("<f6>").unwrap();
    assert!(desk.screen().contains("16/TB-TTr"), "{}", desk.screen());
    desk.play("<f8><esc>").unwrap();
    let Answer::Drafts(left) = ask(&mut desk, Question::Drafts) else {
        panic!("no drafts");
    };
    assert_eq!(left, []);
}

#[test]
fn a_full_disk_loses_nothing_that_was_typed() {
    let mut desk = page("D-2026-0004", Who::Minh, (80, 24));
    desk.office_mut().fails = Some(|| Answer::Failed(Failure::Store(StoreError::DiskFull)));
    desk.play("athu ly<ret>16/TB-TTr<C-s>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("đĩa đầy"), "{screen}");
    assert!(screen.contains("16/TB-TTr"), "{screen}");
    desk.office_mut().fails = None;
    desk.play("<C-s>").unwrap();
    assert!(
        desk.screen().contains("Đã ghi: thụ lý"),
        "{}",
        desk.screen()
    );
}

#[test]
fn an_act_that_the_officer_may_not_do_says_who_may() {
    let mut desk = page("D-2026-0001", Who::Hoa, (80, 24));
    desk.play("atam dinh<ret>bat kha<ret>7/QĐ<C-s>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("việc này cần vai trò lãnh đạo"), "{screen}");
}

#[test]
fn a_correction_shows_the_old_value_beside_the_new() {
    let mut desk = page("D-2026-0001", Who::Minh, (80, 24));
    desk.play("elinh<ret><right><right><tab>xếp nhầm").unwrap();
    insta::assert_snapshot!("correct_80", desk.screen());
    desk.play("<C-s>").unwrap();
    assert_eq!(
        written(&desk),
        [
            json!({"do": "correct", "petition": "D-2026-0001", "on": "2026-11-20",
            "field": "field", "to": "administrative", "reason": "xếp nhầm"})
        ]
    );
    desk.play("G").unwrap();
    assert!(
        desk.screen().starts_with(" D-2026-0001"),
        "back on the page: {}",
        desk.screen()
    );
    desk.play("<home><tab><tab><tab><tab><tab>").unwrap();
    assert!(
        desk.screen()
            .contains("lĩnh vực: đất đai → hành chính – xếp nhầm"),
        "{}",
        desk.screen()
    );
}

#[test]
fn a_correction_to_the_same_or_without_a_reason_is_not_sent() {
    let mut desk = page("D-2026-0001", Who::Minh, (80, 24));
    desk.play("edoi voi<ret><tab>vì sao<C-s>").unwrap();
    assert!(
        desk.screen().contains("giống giá trị đang ghi"),
        "{}",
        desk.screen()
    );
    desk.play("<C-u>Chủ tịch UBND tỉnh<tab><C-u><C-s>").unwrap();
    assert!(desk.screen().contains("✗ phải có"), "{}", desk.screen());
    assert_eq!(written(&desk), Vec::<serde_json::Value>::new());
}

#[test]
fn esc_on_a_correction_asks_once_before_anything_typed_is_lost() {
    let mut desk = page("D-2026-0001", Who::Minh, (80, 24));
    desk.play("edoi voi<ret><C-u>Sở Nông nghiệp<esc>").unwrap();
    assert!(desk.screen().contains("Bỏ đính chính đang gõ?"));
    desk.play("<ret>").unwrap();
    assert!(
        desk.screen().contains("Sở Nông nghiệp"),
        "{}",
        desk.screen()
    );
    desk.play("<esc><tab><ret>").unwrap();
    assert!(
        desk.screen().contains("Mục nào ghi sai?"),
        "{}",
        desk.screen()
    );
    desk.play("<ret><esc>").unwrap();
    assert!(
        desk.screen().contains("Mục nào ghi sai?"),
        "nothing was typed"
    );
}

#[test]
fn a_name_is_corrected_and_the_history_does_not_tell_it() {
    let mut desk = page("D-2026-0001", Who::Minh, (100, 40));
    desk.play("eho ten<ret><C-u>Nguyễn Văn Ân<tab>sai dấu<C-s>")
        .unwrap();
    assert!(desk.screen().starts_with(" D-2026-0001 · Nguyễn Văn Ân"));
    desk.play("<tab><tab><tab><tab><tab>").unwrap();
    let screen = desk.screen();
    assert!(
        screen.contains("họ tên người 1: đã sửa danh tính – sai dấu"),
        "{screen}"
    );
}

#[test]
fn every_fact_can_be_opened_and_what_stands_there_comes_back_as_it_is() {
    use crate::desk::deed::facts::{field, of_petition, typed, value};
    use crate::desk::office_thread::OfficeLink;
    use crate::desk::words::Lang;
    let mut office = crate::desk::petition::sample::office(Who::Minh);
    let ctx = crate::desk::screen::Ctx {
        lang: Lang::Vi,
        theme: crate::desk::theme::Theme::default(),
        machine: std::rc::Rc::default(),
        keymap: std::rc::Rc::new(crate::desk::keymap::Keymap::shipped()),
        now: "2026-11-20T09:14:00".parse().unwrap(),
        agency: String::new(),
        officer: String::new(),
        size: (80, 24),
        idle: std::time::Duration::ZERO,
        elapsed: std::time::Duration::ZERO,
        arrived: crate::desk::screen::Arrived::default(),
        law: std::sync::Arc::new(crate::law::Law::statute()),
        active: true,
    };
    for no in ["D-2026-0001", "D-2026-0004", "D-2026-0005"] {
        let answer = office.ask(Question::Petition(no.parse().unwrap()));
        let Answer::Petition(Some(view)) = answer else {
            panic!("{no}");
        };
        let facts = of_petition(&view, Lang::Vi);
        assert!(facts.len() > 20, "{no}");
        for fact in facts {
            let held = field(fact.editor, "", Lang::Vi)
                .holding(&typed(fact.editor, &fact.was))
                .value(&ctx);
            let again = value(fact.editor, &held).unwrap();
            let missing = fact.was == crate::register::value::Value::Null
                && again == crate::register::value::Value::Bool(false);
            assert!(
                again == fact.was || missing,
                "{}: {:?}",
                fact.path,
                fact.was
            );
        }
    }
}

#[test]
fn an_act_is_taken_back_from_the_history() {
    let mut desk = page("D-2026-0001", Who::Minh, (80, 24));
    // The last section, then down to the assignment.
    desk.play("<S-tab><down><down><down><down>u").unwrap();
    insta::assert_snapshot!("void_80", desk.screen());
    desk.play("giao nhầm<C-s>").unwrap();
    let line = &written(&desk)[0];
    assert_eq!(line["do"], "correct");
    assert_eq!(line["void"], true);
    assert_eq!(line["reason"], "giao nhầm");
    assert!(line["seq"].is_i64());
    assert!(
        desk.screen().contains("Đã ghi: rút lại “giao cán bộ”"),
        "{}",
        desk.screen()
    );
    desk.play("<home>").unwrap();
    assert!(desk.screen().contains("chưa giao ai"), "{}", desk.screen());
}

#[test]
fn an_identity_is_shown_once_and_gone_with_its_box() {
    let mut desk = page("D-2026-0003", Who::Minh, (80, 24));
    desk.play("r<C-s>").unwrap();
    assert!(desk.screen().contains("✗ phải có"), "a reason first");
    desk.play("xác minh nội dung tố cáo<C-s>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("Bùi Thị Kín"), "{screen}");
    assert!(screen.contains("072085009999"), "{screen}");
    insta::assert_snapshot!("revealed_80", screen);
    assert_eq!(
        written(&desk),
        [
            json!({"do": "reveal", "petition": "D-2026-0003", "on": "2026-11-20",
            "reason": "xác minh nội dung tố cáo"})
        ]
    );
    desk.play("<C-y><esc>").unwrap();
    assert_eq!(desk.copied(), <[String; 0]>::default());
    for keys in ["", "G", "a", "<esc>e", "<esc>r"] {
        desk.play(keys).unwrap();
        assert!(!desk.screen().contains("Kín"), "{keys}: {}", desk.screen());
    }
}

#[test]
fn without_clearance_the_office_refuses_to_open_an_identity() {
    let mut desk = page("D-2026-0003", Who::Hoa, (80, 24));
    desk.play("rmuốn biết<C-s>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("cần quyền xem người tố cáo"), "{screen}");
    assert!(!screen.contains("Kín"));
}

#[test]
fn every_act_has_a_form_in_both_languages_at_every_size() {
    use crate::desk::deed::needs::needs;
    use crate::desk::house::Answering;
    use crate::desk::keymap::Keymap;
    use crate::desk::rehearsal::Rehearsal;
    use crate::desk::stack::Desk;
    use crate::desk::words::{Lang, Say};
    let now = "2026-11-20T09:14:00".parse().unwrap();
    let mut office = crate::desk::petition::sample::office(Who::Minh);
    for no in ["D-2026-0001", "D-2026-0003"] {
        let answer = office.ask(Question::Petition(no.parse().unwrap()));
        let Answer::Petition(Some(view)) = answer else {
            panic!("{no}");
        };
        for lang in [Lang::Vi, Lang::En] {
            for kind in StepKind::ALL.iter().copied() {
                let own = DeedForm::of_petition(&view, kind);
                let stack = Desk::new(Box::new(own), Keymap::shipped(), now).speaking(lang);
                let nothing = Answering(|_| Answer::Draft(None));
                let mut desk = Rehearsal::with(stack, nothing, (80, 24), now);
                for size in ["60x15", "80x24", "120x40"] {
                    desk.play(&format!("<size:{size}>")).unwrap();
                    let screen = desk.screen();
                    assert!(screen.contains(no), "{kind:?} {size}: {screen}");
                    let first = needs(kind).first().map(|need| need.label.say(lang));
                    assert!(
                        first
                            .is_none_or(|label| screen.contains(label) || kind == StepKind::Decide),
                        "{kind:?} {size}: {screen}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_dialog_left_with_something_typed_can_be_brought_back_to_where_it_was() {
    let mut desk = page("D-2026-0001", Who::Minh, (100, 30));
    desk.play("u").unwrap();
    let opened = desk.screen();
    desk.play("ghi nhầm đơn<esc>").unwrap();
    assert!(
        desk.screen().contains("Ctrl-Z để lấy lại"),
        "{}\n{opened}",
        desk.screen()
    );
    desk.play("<f6>").unwrap();
    assert!(desk.screen().contains("ghi nhầm đơn"), "{}", desk.screen());
    desk.play("<esc><C-z>").unwrap();
    assert!(
        desk.screen().contains("ghi nhầm đơn"),
        "as often as it is left"
    );
    desk.play("<esc>w<f6>").unwrap();
    assert!(
        !desk.screen().contains("ghi nhầm đơn"),
        "it answers its own page alone: {}",
        desk.screen()
    );
}
