//! Whole receptions, typed key by key.

use super::office::{Desktop, at, file, reception, text};
use crate::register::number::{PetitionNo, ReceptionNo};
use crate::register::value::Value;
use crate::register::words::Status;

pub(super) const CARD: &str =
    "072070001234||Nguyễn Văn An|02051970|Nam|Tổ 3, ấp 1, xã Tân Lập, Tân Biên, Tây Ninh|11082021";
pub(super) const SIZE: (u16, u16) = (120, 34);

/// Types scripts, each as one burst.
pub(super) fn play(desk: &mut Desktop, scripts: &[&str]) {
    for script in scripts {
        assert_eq!(desk.play(script).unwrap(), None, "{script}");
    }
}

pub(super) fn written(desk: &Desktop) -> &[Value] {
    &desk.office().written
}

fn day(text: &str) -> Value {
    Value::Day(text.parse().unwrap())
}

pub(super) fn moment(text: &str) -> Value {
    Value::Moment(text.parse().unwrap())
}

#[test]
fn a_walk_in_complaint_is_saved_as_a_script_would_write_it() {
    let mut desk = reception(SIZE);
    play(
        &mut desk,
        &[
            "072070001234<tab>Nguyễn Văn An<tab>2/5/1970<tab>1<tab>Tổ 3, ấp Tân Lập<tab>",
            "tan lap tay ninh<tab>0901234567<tab>1<tab>11082021<tab>Cục CSQLHC<tab><tab>",
            "1<tab>1<tab>1<tab>1<tab>1<tab><tab>0905<tab>",
            "Khiếu nại quyết định thu hồi đất<tab>Hủy quyết định<tab>Chủ tịch UBND xã<tab>",
            "25489<tab>UBND xã<tab>12/QĐ-UBND<tab>1/10/2026<tab>",
            "Quyết định thu hồi đất<tab>2<tab><tab>",
            "1<tab>1<tab>1<tab>1<tab>1<tab>1<tab>18/11<tab>1<tab>",
            "UBND tỉnh; Ban Tiếp công dân<tab>UBND xã Tân Lập<tab>2<tab><tab>",
            "<wait:2><C-s>",
        ],
    );
    let [line] = written(&desk) else {
        panic!("{}", desk.screen());
    };
    for (path, value) in [
        ("do", text("receive")),
        ("at", moment("2026-11-20T09:05:00")),
        ("kind", text("regular")),
        ("by", text("receptionist")),
        ("online", Value::Bool(false)),
        ("visitors.0.name", text("Nguyễn Văn An")),
        ("visitors.0.born", day("1970-05-02")),
        ("visitors.0.sex", text("male")),
        ("visitors.0.id_kind", text("cccd")),
        ("visitors.0.id_number", text("072070001234")),
        ("visitors.0.id_issued", day("2021-08-11")),
        ("visitors.0.id_place", text("Cục CSQLHC")),
        ("visitors.0.address", text("Tổ 3, ấp Tân Lập")),
        ("visitors.0.phone", text("0901234567")),
        ("visitors.1", Value::Null),
        ("people", Value::Int(1)),
        ("capacity", text("self")),
        ("summary", text("Khiếu nại quyết định thu hồi đất")),
        ("request", text("Hủy quyết định")),
        ("against", text("Chủ tịch UBND xã")),
        ("decided_by.agency", text("UBND xã")),
        ("decided_by.number", text("12/QĐ-UBND")),
        ("decided_by.date", day("2026-10-01")),
        ("documents.0.name", text("Quyết định thu hồi đất")),
        ("documents.0.pages", Value::Int(2)),
        ("documents.0.original", Value::Bool(false)),
        ("petitions.0.class", text("complaint")),
        ("petitions.0.field", text("land")),
        ("petitions.0.subject", text("decision")),
        ("petitions.0.round", Value::Int(1)),
        ("petitions.0.competent", Value::Bool(true)),
        ("petitions.0.eligible", Value::Bool(true)),
        ("petitions.0.dated", day("2026-11-18")),
        ("petitions.0.signers", Value::Int(1)),
        ("petitions.0.also_sent_to.0", text("UBND tỉnh")),
        ("petitions.0.also_sent_to.1", text("Ban Tiếp công dân")),
        ("petitions.0.lower_body.agency", text("UBND xã Tân Lập")),
        ("petitions.0.lower_body.state", text("pending")),
        ("petitions.1", Value::Null),
        ("refused", Value::Null),
    ] {
        assert_eq!(at(line, path), &value, "{path}");
    }
    let unit = at(line, "visitors.0.unit");
    let Value::Text(unit) = unit else {
        panic!("{unit:?}");
    };
    let named = crate::law::unit::Units::statute().display(unit).unwrap();
    assert_eq!(named, "xã Tân Lập, tỉnh Tây Ninh");
    let screen = desk.screen();
    for words in [
        "TCD-2026-0001",
        "D-2026-0001",
        "Trả lời công dân chậm nhất Thứ Hai 07/12/2026",
        "Thứ Tư 02/12/2026",
        "10 ngày làm việc · Luật Tiếp công dân Đ28.1",
    ] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    assert!(desk.office().drafts.is_empty());
}

#[test]
fn a_walk_in_complaint_with_a_card_takes_few_keys() {
    let mut desk = reception(SIZE);
    let keys = [
        format!("<paste:{CARD}>"),
        // The commune that the card's address names, then on to the content.
        "<f4><pgdn>".to_owned(),
    ];
    let more = ["<tab>", "<pgdn>", "1<tab>1<tab>1<tab><tab>c<tab>c", "<C-s>"];
    let free = ["Khiếu nại quyết định thu hồi đất", "Hủy quyết định"];
    let script = format!(
        "{}{}{}{}{}{}{}{}",
        keys[0], keys[1], free[0], more[0], free[1], more[1], more[2], more[3]
    );
    play(&mut desk, &[&script]);
    let count: usize = keys
        .iter()
        .map(String::as_str)
        .chain(more)
        .map(|keys| crate::desk::rehearsal::script(keys).unwrap().len())
        .sum();
    let [line] = written(&desk) else {
        panic!("{}", desk.screen());
    };
    assert_eq!(at(line, "visitors.0.name"), &text("Nguyễn Văn An"));
    assert_eq!(at(line, "visitors.0.born"), &day("1970-05-02"));
    assert_eq!(at(line, "petitions.0.eligible"), &Value::Bool(true));
    assert_ne!(at(line, "visitors.0.unit"), &Value::Null);
    assert!(count <= 20, "{count} keys outside the free text");
}

#[test]
fn all_errors_are_shown_at_once_and_nothing_is_lost() {
    let mut desk = reception((80, 24));
    play(&mut desk, &["<tab><tab>31/2/1970<pgdn><pgdn>", "<C-s>"]);
    let screen = desk.screen();
    assert!(screen.contains("5 chỗ cần sửa"), "{screen}");
    assert!(screen.contains("› Họ tên *"), "{screen}");
    assert!(screen.contains("31/2/1970"), "{screen}");
    assert!(screen.contains("2 Nội dung ✗   3 Phân loại ✗"), "{screen}");
    assert!(written(&desk).is_empty());
    play(
        &mut desk,
        &["An<tab><C-u>1970<tab><tab>Ấp 1<pgdn>x<pgdn>4<C-s>"],
    );
    assert_eq!(written(&desk).len(), 1, "{}", desk.screen());
    assert_eq!(
        at(&written(&desk)[0], "visitors.0.born_year"),
        &Value::Int(1970)
    );
    assert_eq!(
        at(&written(&desk)[0], "petitions.0.class"),
        &text("feedback")
    );
}

#[test]
fn what_the_office_refuses_is_brought_back_to_its_field() {
    let mut desk = reception((100, 28));
    play(
        &mut desk,
        &["<tab>An<tab><tab><tab>Ấp 1<pgdn>x<pgdn>1<tab><wait:2>"],
    );
    // A matter that the book does not know.
    play(
        &mut desk,
        &["<tab><tab><tab><tab><tab><tab><tab><tab><tab>VV-2026-0009<f10>"],
    );
    let screen = desk.screen();
    assert!(screen.contains("› Nhập vụ việc"), "{screen}");
    assert!(screen.contains("Chưa lưu:"), "{screen}");
    assert!(screen.contains("VV-2026-0009"), "{screen}");
    assert!(!screen.contains("petitions.0"), "{screen}");
    play(&mut desk, &["<C-u><C-s>"]);
    assert_eq!(written(&desk).len(), 1, "{}", desk.screen());
}

#[test]
fn a_visit_may_be_dated_back_but_not_ahead() {
    let mut desk = reception((120, 40));
    play(
        &mut desk,
        &["<tab>An<tab><tab><tab>Ấp 1<pgdn>x<pgdn>4<pgup><pgup>"],
    );
    let down = "<tab>".repeat(17);
    play(&mut desk, &[&down, "<C-u>0915<C-s>"]);
    assert!(
        desk.screen().contains("chưa đến giờ này"),
        "{}",
        desk.screen()
    );
    play(&mut desk, &["<S-tab><C-u>-1<tab><wait:2>"]);
    assert!(
        desk.screen().contains("Nếu lưu ngày 19/11/2026"),
        "{}",
        desk.screen()
    );
    play(&mut desk, &["<C-s>"]);
    assert_eq!(at(&written(&desk)[0], "at"), &moment("2026-11-19T09:15:00"));
}

#[test]
fn a_mixed_petition_is_split_and_each_part_goes_its_own_way() {
    let mut desk = reception(SIZE);
    play(
        &mut desk,
        &[&format!(
            "<paste:{CARD}><pgdn>Thu hồi đất và cán bộ vòi tiền<pgdn>1<tab>1<f8>"
        )],
    );
    play(
        &mut desk,
        &[
            "2<tab>Cán bộ vòi tiền<tab>Xử lý<tab>Ông Trần B<tab>4<tab><tab>n",
            // Guide the complaint, leave the denunciation as it came in.
            "<pgdn>h<tab><tab>UBND xã Tân Lập<tab>15/HD<C-s>",
        ],
    );
    let [line, step] = written(&desk) else {
        panic!("{}", desk.screen());
    };
    for (path, value) in [
        ("petitions.0.class", text("complaint")),
        ("petitions.1.class", text("denunciation")),
        ("petitions.1.summary", text("Cán bộ vòi tiền")),
        ("petitions.1.request", text("Xử lý")),
        ("petitions.1.against", text("Ông Trần B")),
        ("petitions.1.field", text("corruption")),
    ] {
        assert_eq!(at(line, path), &value, "{path}");
    }
    assert_eq!(at(step, "do"), &text("guide"));
    assert_eq!(at(step, "petition"), &text("D-2026-0001"));
    assert_eq!(at(step, "on"), &day("2026-11-20"));
    assert_eq!(at(step, "agency"), &text("UBND xã Tân Lập"));
    assert_eq!(at(step, "number"), &text("15/HD"));
    let screen = desk.screen();
    assert!(screen.contains("D-2026-0002"), "{screen}");
    assert!(screen.contains("đã ghi: hướng dẫn D-2026-0001"), "{screen}");
    // One of them is a denunciation: whoever it is, the page no longer says.
    assert!(!screen.contains("Nguyễn Văn An"), "{screen}");
    assert!(screen.contains("được giữ kín"), "{screen}");
}

#[test]
fn when_the_second_act_is_refused_the_reception_stays_saved() {
    let mut desk = reception(SIZE);
    desk.office_mut().refuses_steps = Some(|| {
        crate::office::ask::Failure::NotAllowed(crate::office::permit::NotAllowed::Role(
            crate::office::permit::Role::Supervisor,
        ))
    });
    play(
        &mut desk,
        &[&format!(
            "<paste:{CARD}><pgdn>Thu hồi đất<pgdn>1<pgdn>t<tab><tab>15/TB<C-s>"
        )],
    );
    assert_eq!(written(&desk).len(), 1);
    let screen = desk.screen();
    assert!(screen.contains("TCD-2026-0001"), "{screen}");
    assert!(
        screen.contains("✗ chưa ghi được “thụ lý D-2026-0001”"),
        "{screen}"
    );
    assert!(screen.contains("vẫn đã lưu"), "{screen}");
}

#[test]
fn accepting_at_the_desk_starts_the_limit_to_resolve() {
    let mut desk = reception(SIZE);
    play(
        &mut desk,
        &[&format!(
            "<paste:{CARD}><pgdn>Thu hồi đất<pgdn>1<pgdn>t<wait:2>"
        )],
    );
    let screen = desk.screen();
    assert!(screen.contains("bắt đầu: giải quyết"), "{screen}");
    play(&mut desk, &["<tab><tab>15/TB-TTr<C-s>"]);
    let no = PetitionNo { year: 2026, n: 1 };
    let view = desk.office().books.shelf.petitions.get(&no).unwrap();
    let life = crate::register::life::life(view, &crate::law::Law::statute());
    assert_eq!(life.status, Status::Accepted);
}

#[test]
fn what_the_facts_forbid_is_not_offered() {
    let mut desk = reception(SIZE);
    play(
        &mut desk,
        &[&format!(
            "<paste:{CARD}><pgdn>Thu hồi đất<pgdn>1<tab>1<tab><tab><tab>k<pgdn>"
        )],
    );
    let screen = desk.screen();
    assert!(!screen.contains("( ) thụ lý"), "{screen}");
    assert!(screen.contains("( ) hướng dẫn"), "{screen}");
}

#[test]
fn a_step_in_which_nothing_is_asked_is_passed_over_both_ways() {
    let mut desk = reception(SIZE);
    play(&mut desk, &["<pgdn>Vẫn đến<f12>", "<pgup>"]);
    assert!(desk.screen().contains("2 Nội dung ●"), "{}", desk.screen());
    play(&mut desk, &[" n3"]);
    assert!(desk.screen().contains("n3"), "{}", desk.screen());
    play(&mut desk, &["<pgdn>"]);
    assert!(
        desk.screen().contains("4 Hướng xử lý ●"),
        "{}",
        desk.screen()
    );
}

#[test]
fn refusing_a_reception_needs_ground_evidence_and_a_name() {
    let mut desk = reception(SIZE);
    play(
        &mut desk,
        &["<pgdn>Đã trả lời nhiều lần, vẫn đến<f12><C-s>"],
    );
    let screen = desk.screen();
    assert!(screen.contains("3 chỗ cần sửa"), "{screen}");
    play(
        &mut desk,
        &["9.3<tab>Thông báo số 5/TB-UBND<tab>Trần Văn Chánh<wait:2>"],
    );
    let screen = desk.screen();
    assert!(screen.contains("thông báo từ chối"), "{screen}");
    play(&mut desk, &["<C-s>"]);
    let [line] = written(&desk) else {
        panic!("{}", desk.screen());
    };
    assert_eq!(at(line, "refused.ground"), &text("Đ9.3"));
    assert_eq!(
        at(line, "refused.evidence"),
        &text("Thông báo số 5/TB-UBND")
    );
    assert_eq!(at(line, "refused.decided_by"), &text("Trần Văn Chánh"));
    assert_eq!(at(line, "visitors"), &Value::Null);
    assert_eq!(at(line, "petitions"), &Value::Null);
    let screen = desk.screen();
    assert!(screen.contains("đã từ chối tiếp"), "{screen}");
    // ND154 Đ4.3: three working days, over the holiday of 24 November.
    assert!(screen.contains("Thứ Năm 26/11/2026"), "{screen}");
}

#[test]
fn somebody_may_come_without_a_petition() {
    let mut desk = reception((80, 24));
    play(
        &mut desk,
        &[&format!("<paste:{CARD}><pgdn>Hỏi thủ tục<pgdn>5<C-s>")],
    );
    assert_eq!(at(&written(&desk)[0], "petitions"), &Value::Null);
    assert!(desk.screen().contains("không có đơn"), "{}", desk.screen());
}

#[test]
fn petitions_sent_in_are_filed_without_a_visit() {
    let mut desk = file(SIZE);
    assert!(!desk.screen().contains("Loại tiếp"), "{}", desk.screen());
    let to_source = "<tab>".repeat(11);
    play(
        &mut desk,
        &[
            &to_source,
            "2<tab>Thanh tra Chính phủ<tab><C-u>19/11<pgdn>Tố cáo cán bộ<pgdn>2<tab>4<C-s>",
        ],
    );
    let [line] = written(&desk) else {
        panic!("{}", desk.screen());
    };
    for (path, value) in [
        ("do", text("file")),
        ("on", day("2026-11-19")),
        ("source", text("forwarded")),
        ("from_agency", text("Thanh tra Chính phủ")),
        ("senders", Value::Null),
        ("petitions.0.class", text("denunciation")),
        ("kind", Value::Null),
    ] {
        assert_eq!(at(line, path), &value, "{path}");
    }
    let shelf = &desk.office().books.shelf;
    assert!(shelf.receptions.is_empty());
    assert!(desk.screen().contains("D-2026-0001"), "{}", desk.screen());
    play(&mut desk, &["f"]);
    assert!(
        desk.screen().contains("Nhận đơn gửi đến"),
        "{}",
        desk.screen()
    );
}

#[test]
fn after_saving_one_key_leads_to_the_next_visitor_or_home() {
    for (key, title) in [
        ("n", " Tiếp công dân"),
        ("<ret>", " Trang đầu"),
        ("<esc>", " Trang đầu"),
    ] {
        let mut desk = reception((80, 24));
        play(&mut desk, &[&format!("<paste:{CARD}><pgdn>x<pgdn>4<C-s>")]);
        assert!(
            desk.screen().starts_with(" Đã lưu – TCD-2026-0001"),
            "{}",
            desk.screen()
        );
        play(&mut desk, &[key]);
        assert!(desk.screen().starts_with(title), "{}", desk.screen());
        let heard = desk.screen().contains("Saved");
        assert_eq!(heard, title == " Trang đầu");
    }
    let no = ReceptionNo { year: 2026, n: 1 };
    let mut desk = reception((80, 24));
    play(&mut desk, &[&format!("<paste:{CARD}><pgdn>x<pgdn>4<C-s>w")]);
    assert!(desk.office().books.shelf.receptions.contains_key(&no));
    let screen = desk.screen();
    assert!(
        screen.contains("T3 24/11    –  Ngày Văn hóa Việt Nam"),
        "{screen}"
    );
}

#[test]
fn what_was_saved_can_be_opened_from_the_page_after() {
    let mut desk = reception((80, 24));
    play(&mut desk, &[&format!("<paste:{CARD}><pgdn>x<pgdn>4<C-s>o")]);
    assert!(
        desk.screen().starts_with(" D-2026-0001"),
        "{}",
        desk.screen()
    );
}
