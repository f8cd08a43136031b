//! Who and what was here before, over a real office: recognised while typing, told apart for good, and never
//! led to by a sealed identity.

use super::office::Base;
use super::real::{log_in, set_up};
use crate::desk::house::{Answering, House};
use crate::desk::office_thread::OfficeLink;
use crate::desk::petition::sample::from_json;
use crate::desk::reception::ReceptionForm;
use crate::desk::rehearsal::Rehearsal;
use crate::office::ask::{Answer, Me, Question};
use crate::office::door::Door;
use crate::office::seen::Seen;
use crate::register::number::{PetitionNo, Subject};
use crate::register::part::Part;
use crate::register::person::Person;
use crate::register::seen::{Trace, Typed, Wording};
use crate::register::words::Class;
use serde_json::{Value as Json, json};

fn write(door: &mut Door, line: &Json) {
    let line = from_json(line);
    match door.ask(Question::Write { line, draft: None }) {
        Answer::Saved(_) => {}
        other => panic!("{other:?}"),
    }
}

fn visit(at: &str, who: &Json, summary: &str, class: &str) -> Json {
    json!({"do": "receive", "at": at, "kind": "regular", "by": "receptionist", "visitors": [who],
        "summary": summary, "petitions": [{"class": class, "competent": true}]})
}

fn an() -> Json {
    json!({"name": "Nguyễn Hòa An", "born": "1970-05-02", "id_kind": "cccd", "id_number": "072070001234",
        "address": "Tổ 3, ấp Tân Lập", "phone": "0901234567"})
}

fn binh() -> Json {
    json!({"name": "Trần Thị Bình", "born": "1971-01-01", "id_kind": "cccd", "id_number": "072171005678",
        "address": "Ấp Chợ", "phone": "0907654321"})
}

fn seen(door: &mut Door, who: &Json, summary: &str) -> Vec<Seen> {
    let person = Person::read(&from_json(who)).unwrap();
    let typed = Typed {
        people: vec![Trace::of(&person, None)],
        wording: Wording::of([summary], []),
        class: Some(Class::Complaint),
    };
    match door.ask(Question::Seen(Box::new(typed))) {
        Answer::Seen(seen) => seen,
        other => panic!("{other:?}"),
    }
}

fn desk(door: Door, me: Me) -> Rehearsal<House, impl OfficeLink<House>> {
    let mut door = door;
    let base = Base::with(ReceptionForm::new(me));
    let office = Answering(move |question| door.ask(question));
    let mut desk = Rehearsal::new(Box::new(base), office, (120, 40));
    desk.play("").unwrap();
    desk
}

#[test]
fn a_denouncer_is_found_by_nobody_and_missed_by_nobody() {
    let mut answers = Vec::new();
    // The same office, but for who denounced.
    for denouncer in [an(), binh()] {
        let temp = tempfile::tempdir().unwrap();
        let (mut door, _) = set_up(&temp.path().join("so"));
        write(
            &mut door,
            &visit(
                "2026-11-02T08:00",
                &denouncer,
                "Cán bộ thu tiền trái phép",
                "denunciation",
            ),
        );
        write(
            &mut door,
            &visit("2026-11-03T08:00", &binh(), "Thu hồi đất vườn", "complaint"),
        );
        let told: Vec<Vec<Seen>> = [an(), binh()]
            .iter()
            .map(|who| seen(&mut door, who, "Nhà tôi bị ngập nước"))
            .collect();
        assert!(told[0].is_empty(), "{told:?}");
        assert!(!told[1].is_empty());
        answers.push(told);
    }
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn what_was_told_apart_is_not_proposed_again_after_a_restart() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("so");
    let (mut door, me) = set_up(&dir);
    // Namesakes of one year: Hòa and Hoà are one spelling.
    let other = json!({"name": "An Nguyễn Hoà", "born_year": 1970, "address": "Ấp 9"});
    write(
        &mut door,
        &visit(
            "2026-11-02T08:00",
            &other,
            "Xin trợ cấp xã hội",
            "recommendation",
        ),
    );
    let mut desk = desk(door, me);
    let typed = "072070001234<tab>Nguyen Hoa An<tab>1970<tab><tab>Tổ 3<pgdn>Thu hồi đất vườn của tôi<pgdn>1<wait:2>";
    desk.play(typed).unwrap();
    let screen = desk.screen();
    assert!(screen.contains("cùng họ tên, năm sinh"), "{screen}");
    assert!(screen.contains("D-2026-0001"), "{screen}");
    // Not the same.
    desk.play("<C-l><right><right><right><ret>").unwrap();
    assert!(!desk.screen().contains("D-2026-0001"), "{}", desk.screen());
    desk.play("<C-s>").unwrap();
    assert!(desk.screen().contains("D-2026-0002"), "{}", desk.screen());
    drop(desk);
    let (mut door, _) = log_in(&dir);
    let told = seen(&mut door, &an(), "");
    let ids: Vec<Subject> = told.iter().map(|one| one.row.id).collect();
    let petition = |n| Subject::Petition(PetitionNo { year: 2026, n });
    assert!(ids.contains(&petition(2)), "{told:?}");
    assert!(!ids.contains(&petition(1)), "{told:?}");
}

#[test]
fn the_number_of_the_first_decision_leads_to_a_second_round() {
    let temp = tempfile::tempdir().unwrap();
    let (mut door, me) = set_up(&temp.path().join("so"));
    write(
        &mut door,
        &visit(
            "2026-10-05T08:00",
            &an(),
            "Khiếu nại việc thu hồi đất",
            "complaint",
        ),
    );
    let act = |act: Json| {
        let mut line = json!({"petition": "D-2026-0001"});
        line.as_object_mut()
            .unwrap()
            .extend(act.as_object().unwrap().clone());
        line
    };
    write(
        &mut door,
        &act(json!({"do": "accept", "on": "2026-10-07", "number": "15/TB"})),
    );
    write(
        &mut door,
        &act(
            json!({"do": "decide", "on": "2026-10-30", "outcome": "wrong", "number": "41/QĐ-TTr"}),
        ),
    );
    let told = seen(&mut door, &an(), "Không đồng ý kết quả");
    assert!(told.iter().all(|one| one.proposal.is_none()), "{told:?}");
    // Other words, but the decision that was made on the first one.
    let mut desk = desk(door, me);
    let tabs = "<tab>".repeat(4);
    let typed = format!(
        "072070001234<tab>Nguyễn Hòa An<pgdn>Không đồng ý kết quả{tabs}Thanh tra tỉnh<tab>41/QĐ-TTr<pgdn>1<wait:2>"
    );
    desk.play(&typed).unwrap();
    let screen = desk.screen();
    assert!(screen.contains("cùng số quyết định"), "{screen}");
    assert!(
        screen.contains("khiếu nại lần hai? Ctrl-L: nối"),
        "{screen}"
    );
    desk.play("<C-l><ret><wait:1>").unwrap();
    let screen = desk.screen();
    assert!(
        screen.contains("✓ nối: lần hai của D-2026-0001"),
        "{screen}"
    );
    assert!(screen.contains("(•) lần hai"), "{screen}");
}

#[test]
fn the_likest_record_and_what_it_may_be_stand_below_the_fields_at_80_by_24() {
    let temp = tempfile::tempdir().unwrap();
    let (mut door, me) = set_up(&temp.path().join("so"));
    write(
        &mut door,
        &visit(
            "2026-10-05T08:00",
            &an(),
            "Khiếu nại việc thu hồi đất",
            "complaint",
        ),
    );
    let base = Base::with(ReceptionForm::new(me));
    let office = Answering(move |question| door.ask(question));
    let mut desk: Rehearsal<House, _> = Rehearsal::new(Box::new(base), office, (80, 24));
    desk.play("072070001234<tab>Nguyễn Hòa An<wait:1>").unwrap();
    let screen = desk.screen();
    assert!(
        screen.contains("≈ 94 % D-2026-0001 cùng số giấy tờ"),
        "{screen}"
    );
    desk.play("<pgdn>Khiếu nại việc thu hồi đất vườn<wait:1>")
        .unwrap();
    let screen = desk.screen();
    assert!(
        screen.contains("≈ 97 % D-2026-0001 trùng? Ctrl-L: nối"),
        "{screen}"
    );
}

#[test]
fn what_is_understood_of_a_denunciation_is_not_copied() {
    let temp = tempfile::tempdir().unwrap();
    let (door, me) = set_up(&temp.path().join("so"));
    let mut desk = desk(door, me);
    desk.play(
        "072070001234<tab>Nguyễn Hòa An<tab><tab><tab>Tổ 3<pgdn>Cán bộ thu tiền<pgdn>1<f2><C-y>",
    )
    .unwrap();
    assert_eq!(desk.copied().len(), 1, "{}", desk.screen());
    desk.play("<esc>2<f2><C-y>").unwrap();
    assert_eq!(desk.copied().len(), 1, "{}", desk.screen());
    let screen = desk.screen();
    assert!(screen.contains("không chép ra ngoài được"), "{screen}");
}

#[test]
fn a_denunciation_is_never_linked_to_a_petition_that_bears_a_name() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("so");
    let (mut door, me) = set_up(&dir);
    write(
        &mut door,
        &visit(
            "2026-10-05T08:00",
            &an(),
            "Khiếu nại việc thu hồi đất",
            "complaint",
        ),
    );
    let mut desk = desk(door, me);
    desk.play("072070001234<tab>Nguyễn Hòa An<tab><tab><tab>Tổ 3<pgdn>Khiếu nại việc thu hồi đất<wait:1><C-l><ret>")
        .unwrap();
    assert!(desk.screen().contains("✓ nối:"), "{}", desk.screen());
    // Then it turns out to be a denunciation.
    desk.play("<pgdn>2").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("đã bỏ nối với D-2026-0001"), "{screen}");
    desk.play("<wait:2><C-l>").unwrap();
    assert!(
        !desk.screen().contains("Nối với D-2026-0001?"),
        "{}",
        desk.screen()
    );
    desk.play("<C-s>").unwrap();
    assert!(desk.screen().contains("D-2026-0002"), "{}", desk.screen());
    drop(desk);
    let (mut door, _) = log_in(&dir);
    for n in [1, 2] {
        match door.ask(Question::Petition(PetitionNo { year: 2026, n })) {
            Answer::Petition(Some(view)) => {
                assert!(view.petition.links.is_empty());
                assert!(view.petition.steps.is_empty());
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn with_clearance_a_key_asks_for_a_reason_and_tells_of_a_denouncer_as_an_opening() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("so");
    let (mut door, me) = set_up(&dir);
    let denounced = visit(
        "2026-11-02T08:00",
        &an(),
        "Cán bộ thu tiền trái phép",
        "denunciation",
    );
    write(&mut door, &denounced);
    let mut desk = desk(door, me);
    desk.play("072070001234<tab>Nguyễn Hòa An<tab><wait:2>")
        .unwrap();
    assert!(!desk.screen().contains("D-2026-0001"), "{}", desk.screen());
    desk.play("<C-f>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("Người này từng tố cáo?"), "{screen}");
    // Without a reason nothing is asked; left again, nothing was.
    desk.play("<C-s><esc>").unwrap();
    assert!(!desk.screen().contains("D-2026-0001"), "{}", desk.screen());
    desk.play("<C-f>Đơn trùng?<C-s><wait:1>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("D-2026-0001"), "{screen}");
    assert!(
        screen.contains("1 đơn tố cáo trùng người – đã ghi là mở danh tính"),
        "{screen}"
    );
    drop(desk);
    let (mut door, _) = log_in(&dir);
    match door.ask(Question::Openings) {
        Answer::Openings(all) => {
            let all: Vec<&str> = all.iter().map(|one| one.reason.as_str()).collect();
            assert_eq!(all, ["Đơn trùng?"]);
        }
        other => panic!("{other:?}"),
    }
}
