//! Half-typed forms: kept while typing, brought back exactly as they were.

use super::office::{Desktop, Small, desk, me, reception};
use crate::desk::reception::ReceptionForm;
use crate::office::ask::Failure;
use crate::register::value::Value;
use crate::store::error::StoreError;

const SIZE: (u16, u16) = (120, 50);

fn play(desk: &mut Desktop, scripts: &[&str]) {
    for script in scripts {
        assert_eq!(desk.play(script).unwrap(), None, "{script}");
    }
}

/// Types something into every field of every step, some of it wrong, some of it half typed.
fn full(desk: &mut Desktop) {
    play(
        desk,
        &[
            "07217000123<tab>Nguyễn Thị Ánh Nguyệt<tab>31/2/19<tab>2<tab>Tổ 3<tab>zzz<tab>09x<tab>3<tab>1/1/2099<tab>Công an<tab>Hợp tác xã<tab>",
            "12<tab>3<tab>Giấy ủy quyền<tab>Bà A<tab>2<tab>2<tab>TCD-2026-9999<tab>2<tab>1/13<tab>25h<tab>",
            "0720<tab>Lê Văn Tám<tab>1950<tab>1<tab>Ấp 5<tab>tan<tab>08<tab>2<tab>x<tab>y<tab>z<tab>",
            "Dòng một<ret>dòng hai<tab>Xin xem lại<ret><ret>gấp<tab>UBND xã<tab>25489<tab>UBND huyện<tab>12/QĐ<tab>99/99<tab>",
            "Đơn<tab>abc<tab>2<f7>Bản đồ<tab>3<tab>1<tab>",
            "1<tab>2<tab>3<tab>2<tab>1<tab>2<tab>hôm kia<tab>một<tab>A; B<tab>UBND xã<tab>3<tab>VV-1<tab>",
        ],
    );
}

#[test]
fn every_field_comes_back_as_it_was_with_the_cursor_in_place() {
    let mut first = reception(SIZE);
    full(&mut first);
    play(
        &mut first,
        &["<f8>2<tab>Vòi tiền<tab>Xử lý<tab>Ông B<tab>4<tab>2<tab>2<tab>1<tab>2<pgdn>"],
    );
    // The first petition is guided, with a paper; the cursor stays in the middle of a field.
    play(&mut first, &["4<tab><tab>UBND tỉnh<tab>15/H"]);
    let before = first.screen();
    assert!(before.contains("15/H"), "{before}");
    play(&mut first, &["<wait:2>"]);
    let kept = first.office().draft();
    assert_eq!(kept.head.form, "receive");
    let cursor = first.cursor();
    let mut office = Small::new();
    office.drafts = first.office().drafts.clone();
    let mut second = desk(ReceptionForm::resume(me(), kept.clone()), office, SIZE);
    assert_eq!(second.cursor(), cursor);
    play(&mut second, &["<wait:1>"]);
    for step in ["", "<pgup>", "<pgup>", "<pgup>"] {
        play(&mut first, &[step, "<wait:1>"]);
        play(&mut second, &[step, "<wait:1>"]);
        assert_eq!(fields(&first), fields(&second));
    }
    let again = second.office().draft();
    assert_eq!(again.value.get("fields"), kept.value.get("fields"));
    assert_eq!(again.head.id, kept.head.id);
}

/// The window without its first row and its last, which say how the draft stands.
fn fields(desk: &Desktop) -> Vec<String> {
    let screen = desk.screen();
    let rows = screen.lines().skip(1).take(usize::from(SIZE.1) - 2);
    rows.map(str::to_owned).collect()
}

#[test]
fn a_draft_holds_every_field_that_was_typed_at() {
    let mut desk = reception(SIZE);
    full(&mut desk);
    play(&mut desk, &["<wait:2>"]);
    let draft = desk.office().draft();
    let Some(Value::Map(fields)) = draft.value.get("fields") else {
        panic!("{draft:?}");
    };
    let held = |name: &str| {
        let field = fields.iter().find(|(key, _)| key == name);
        match field.map(|(_, value)| value) {
            Some(Value::Text(text)) => text.as_str(),
            _ => "",
        }
    };
    for (name, content) in [
        ("visitor.0.id_number", "07217000123"),
        ("visitor.0.name", "Nguyễn Thị Ánh Nguyệt"),
        ("visitor.0.born", "31/2/19"),
        ("visitor.0.sex", "female"),
        ("visitor.0.unit", "zzz"),
        ("visitor.0.phone", "09x"),
        ("visitor.0.id_kind", "passport"),
        ("visitor.0.id_issued", "01/01/2099"),
        ("visitor.0.organisation", "Hợp tác xã"),
        ("visit.people", "12"),
        ("visit.capacity", "authorised"),
        ("visit.paper", "Giấy ủy quyền"),
        ("visit.list", "Bà A"),
        ("visit.kind", "periodic"),
        ("visit.by", "head"),
        ("visit.continues", "TCD-2026-9999"),
        ("visit.online", "yes"),
        ("visit.day", "1/13"),
        ("visit.time", "25h"),
        ("principal.name", "Lê Văn Tám"),
        ("principal.born", "1950"),
        ("content.summary", "Dòng một\ndòng hai"),
        ("content.request", "Xin xem lại\n\ngấp"),
        ("content.place", "25489"),
        ("content.date", "99/99"),
        ("document.0.pages", "abc"),
        ("document.0.original", "original"),
        ("document.1.name", "Bản đồ"),
        ("petition.0.class", "complaint"),
        ("petition.0.subject", "disciplinary"),
        ("petition.0.round", "2"),
        ("petition.0.dated", "hôm kia"),
        ("petition.0.signers", "một"),
        ("petition.0.lower_agency", "UBND xã"),
        ("petition.0.matter", "VV-1"),
    ] {
        assert_eq!(held(name), content, "{name}");
    }
}

#[test]
fn typing_that_rests_is_kept_within_a_second_and_the_frame_says_so() {
    let mut desk = reception((80, 24));
    assert!(!desk.screen().contains("nháp"));
    play(&mut desk, &["07"]);
    assert!(desk.screen().contains("nháp …"), "{}", desk.screen());
    assert!(desk.office().kept.is_empty());
    play(&mut desk, &["<wait:1>"]);
    assert_eq!(desk.office().kept.len(), 1);
    assert!(desk.screen().contains("nháp ✓"), "{}", desk.screen());
    // Leaving a field keeps it at once.
    play(&mut desk, &["2<tab>"]);
    assert_eq!(desk.office().kept.len(), 2);
    // Even without a pause, long typing is kept.
    play(&mut desk, &[&"a".repeat(130)]);
    assert_eq!(desk.office().kept.len(), 3);
}

/// How many times an `a` stands in what a field holds.
fn letters(held: &Value) -> usize {
    match held {
        Value::Text(text) => text.matches('a').count(),
        _ => 0,
    }
}

#[test]
fn what_is_typed_without_a_pause_is_in_a_draft_within_a_second() {
    let mut desk = reception((80, 24));
    play(&mut desk, &["<tab>"]);
    // Ten letters a second, as fast hands type: no draft is ever ten letters behind.
    for typed in 1..=80_usize {
        play(&mut desk, &["a<wait:0.1>"]);
        let held = |value: &Value| match value.get("fields") {
            Some(Value::Map(fields)) => fields.iter().map(|(_, held)| letters(held)).sum(),
            _ => 0,
        };
        let last = desk.office().kept.last();
        let kept: usize = last.map_or(0, |(.., value)| held(value));
        assert!(kept + 10 > typed, "{kept} of {typed}");
    }
    assert!(desk.office().kept.len() < 20, "nor is every letter a draft");
}

#[test]
fn a_form_that_is_torn_away_is_kept() {
    let mut desk = reception((80, 24));
    play(&mut desk, &["072070<tab>Nguy"]);
    desk.play("<signal:15>").unwrap();
    let draft = desk.office().draft();
    let name = draft
        .value
        .get("fields")
        .and_then(|f| f.get("visitor.0.name"));
    assert_eq!(name, Some(&Value::Text("Nguy".into())));
}

#[test]
fn leaving_asks_once_and_keeping_is_the_default() {
    for (answer, left, drafts) in [
        ("<esc><ret>", true, 1),
        ("<esc>b<ret>", true, 0),
        ("<esc>t<ret>", false, 1),
        ("<esc><esc>", false, 1),
    ] {
        let mut desk = reception((80, 24));
        play(&mut desk, &["<tab>Nguyễn<wait:2>", answer, "<wait:2>"]);
        let gone = desk.screen().starts_with(" Trang đầu");
        assert_eq!(gone, left, "{answer}\n{}", desk.screen());
        assert_eq!(desk.office().drafts.len(), drafts, "{answer}");
    }
    let mut untouched = reception((80, 24));
    play(&mut untouched, &["<esc>"]);
    assert!(untouched.screen().starts_with(" Trang đầu"));
}

#[test]
fn saving_destroys_the_draft_and_a_refused_save_does_not() {
    let mut desk = reception((80, 24));
    play(
        &mut desk,
        &["<tab>An<tab><tab><tab>Ấp 1<pgdn>x<pgdn>4<wait:2>"],
    );
    desk.office_mut().refuses = Some(|| Failure::Store(StoreError::DiskFull));
    play(&mut desk, &["<C-s>"]);
    let screen = desk.screen();
    assert!(screen.contains("Chưa lưu: đĩa đầy"), "{screen}");
    assert_eq!(desk.office().drafts.len(), 1);
    desk.office_mut().refuses = None;
    play(&mut desk, &["<C-s><wait:2>"]);
    assert!(desk.screen().contains("TCD-2026-0001"), "{}", desk.screen());
    assert!(desk.office().drafts.is_empty());
}

#[test]
fn a_draft_that_cannot_be_kept_is_told_and_tried_again() {
    let mut desk = reception((80, 24));
    desk.office_mut().keeps_no_drafts = Some(|| Failure::Store(StoreError::DiskFull));
    play(&mut desk, &["<tab>Nguyễn<wait:2>"]);
    let screen = desk.screen();
    assert!(screen.contains("nháp ✗"), "{screen}");
    assert!(screen.contains("Chưa giữ được bản nháp"), "{screen}");
    desk.office_mut().keeps_no_drafts = None;
    play(&mut desk, &[" Văn<wait:2>"]);
    assert!(desk.screen().contains("nháp ✓"), "{}", desk.screen());
    // Saving is not held up by a draft that fails.
    desk.office_mut().keeps_no_drafts = Some(|| Failure::Store(StoreError::DiskFull));
    play(&mut desk, &[" An<tab><tab><tab>Ấp 1<pgdn>x<pgdn>4<C-s>"]);
    assert!(desk.screen().contains("TCD-2026-0001"), "{}", desk.screen());
}

#[test]
fn a_draft_that_makes_no_sense_opens_as_far_as_it_can() {
    let value = |fields: Vec<(String, Value)>| {
        Value::Map(vec![
            ("step".into(), Value::Int(77)),
            ("visitors".into(), Value::Int(-3)),
            ("petitions".into(), Value::Int(1_000_000)),
            ("focus".into(), Value::Text("nowhere.at.all".into())),
            ("link".into(), Value::Text("x".into())),
            ("fields".into(), Value::Map(fields)),
        ])
    };
    let fields = vec![
        ("visitor.0.name".to_owned(), Value::Text("An".into())),
        ("visitor.200.name".to_owned(), Value::Text("An".into())),
        ("way.0.way".to_owned(), Value::Text("fly".into())),
        ("visit.capacity".to_owned(), Value::Int(5)),
        (String::new(), Value::Null),
    ];
    for value in [value(fields), Value::Null, Value::List(Vec::new())] {
        let head = crate::office::ask::DraftHead {
            id: "x".into(),
            at: 0,
            form: "receive".into(),
        };
        let draft = crate::office::ask::Draft { head, value };
        let mut desk = desk(ReceptionForm::resume(me(), draft), Small::new(), (80, 24));
        play(&mut desk, &["<tab><S-tab><pgup><pgup><pgup>x<wait:2><C-s>"]);
        assert!(
            desk.screen().starts_with(" Tiếp công dân"),
            "{}",
            desk.screen()
        );
    }
}
