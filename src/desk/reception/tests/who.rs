//! The first step: cards, people, and who came before.

use super::journeys::{CARD, SIZE, moment, play, written};
use super::office::{Small, at, desk, me, reception, text};
use crate::desk::reception::ReceptionForm;
use crate::register::value::Value;

fn earlier(at: &str, kind: &str, by: &str) -> Value {
    let person = [
        ("name", "Nguyễn Văn An"),
        ("address", "Ấp 1"),
        ("id_number", "072070001234"),
        ("unit", "25489"),
    ];
    let person = person.map(|(key, value)| (key.to_owned(), text(value)));
    let petition = [("class", "complaint"), ("field", "land")];
    let petition = petition.map(|(key, value)| (key.to_owned(), text(value)));
    Value::Map(vec![
        ("do".into(), text("receive")),
        ("at".into(), moment(at)),
        ("kind".into(), text(kind)),
        ("by".into(), text(by)),
        (
            "visitors".into(),
            Value::List(vec![Value::Map(person.to_vec())]),
        ),
        ("summary".into(), text("Thu hồi đất")),
        (
            "petitions".into(),
            Value::List(vec![Value::Map(petition.to_vec())]),
        ),
    ])
}

#[test]
fn a_scanner_that_types_like_a_keyboard_fills_the_identity_too() {
    for field in ["", "<tab>"] {
        let mut desk = reception((80, 24));
        play(&mut desk, &[field, CARD, "<ret>", "<wait:2>"]);
        let screen = desk.screen();
        assert!(
            screen.contains("Họ tên *            Nguyễn Văn An"),
            "{screen}"
        );
        assert!(screen.contains("072070001234\n"), "{screen}");
        assert!(screen.contains("Nguyễn Văn An, 1970, nam"), "{screen}");
        assert!(screen.contains("› Xã, phường"), "{screen}");
    }
}

#[test]
fn another_code_is_said_to_be_no_card() {
    let mut desk = reception((80, 24));
    play(&mut desk, &["<paste:https://vneid.gov.vn/abc>"]);
    assert!(
        desk.screen().contains("không phải thẻ căn"),
        "{}",
        desk.screen()
    );
}

#[test]
fn twelve_digits_suggest_sex_and_year_and_disagree_aloud() {
    let mut desk = reception((120, 34));
    play(&mut desk, &["072170001234<tab>Trần Thị Bình<tab>"]);
    let screen = desk.screen();
    assert!(screen.contains("theo số căn cước: 1970 – F4"), "{screen}");
    assert!(screen.contains("1970, nữ (theo số)"), "{screen}");
    play(&mut desk, &["1971<tab>1<tab>"]);
    let screen = desk.screen();
    assert!(screen.contains("số căn cước nói sinh năm 1970"), "{screen}");
    assert!(screen.contains("số căn cước nói nữ"), "{screen}");
    play(&mut desk, &["<up><up><C-u><f4><f4>"]);
    let screen = desk.screen();
    assert!(!screen.contains("số căn cước nói sinh năm"), "{screen}");
}

#[test]
fn a_number_of_the_wrong_length_is_told_at_once_and_keeps_nobody_from_saving() {
    let mut desk = reception((80, 24));
    play(&mut desk, &["1234567890<tab>"]);
    let screen = desk.screen();
    assert!(screen.contains("có 10 chữ số: căn cước 12"), "{screen}");
    play(&mut desk, &["<up>1<tab>"]);
    let screen = desk.screen();
    assert!(screen.contains("có 11 chữ số: căn cước 12"), "{screen}");
    // A kind of paper that has any number of digits says that it is meant.
    play(&mut desk, &[&"<tab>".repeat(6), "3<tab>"]);
    let screen = desk.screen();
    assert!(!screen.contains("chữ số"), "{screen}");
    play(&mut desk, &["<up>1<tab>"]);
    let screen = desk.screen();
    assert!(
        screen.contains("căn cước có 12 chữ số, ở đây có 11"),
        "{screen}"
    );
    // Digits that tell a year of birth to come tell nothing.
    play(
        &mut desk,
        &[&"<up>".repeat(8), "<C-u>072470001234<tab><tab>"],
    );
    let screen = desk.screen();
    assert!(screen.contains("sinh năm 2170, chưa đến"), "{screen}");
    assert!(!screen.contains("theo số căn cước"), "{screen}");
    assert!(!screen.contains("(theo số)"), "{screen}");
    play(&mut desk, &["<up><up><C-u>272070001<tab>"]);
    assert!(!desk.screen().contains("chưa đến"), "{}", desk.screen());
}

#[test]
fn a_commune_is_found_by_its_initials_with_its_accents_shown() {
    let mut desk = reception((80, 24));
    play(&mut desk, &[&"<tab>".repeat(5), "tl"]);
    let screen = desk.screen();
    assert!(screen.contains("Xã Tân Lập, tỉnh Tây Ninh"), "{screen}");
    play(&mut desk, &["<C-u>ben thanh hcm<ret>"]);
    let screen = desk.screen();
    assert!(
        screen.contains("Phường Bến Thành, thành phố Hồ Chí Minh"),
        "{screen}"
    );
    assert!(screen.contains("26743"), "{screen}");
}

#[test]
fn an_input_method_that_takes_letters_back_spells_the_name() {
    let mut desk = reception((80, 24));
    // UniKey sends the letters, then Backspaces and other letters in one burst.
    play(
        &mut desk,
        &[
            "<tab>Nguye",
            "e<bs><bs>ê",
            "n",
            "x<bs><bs><bs>ễn",
            " Thi",
            "j<bs><bs>ị",
        ],
    );
    play(
        &mut desk,
        &[" D<bs>Đ", "u", "w<bs><bs>ư", "c", "s<bs><bs><bs>ức<wait:2>"],
    );
    let screen = desk.screen();
    assert!(screen.contains("Nguyễn Thị Đức"), "{screen}");
    let looked = &desk.office().looked;
    assert_eq!(looked.len(), 1, "{looked:?}");
    assert_eq!(looked[0].people.len(), 1);
}

#[test]
fn a_representative_names_whom_he_comes_for() {
    let mut desk = reception((120, 45));
    let to_capacity = "<tab>".repeat(7);
    play(&mut desk, &[&format!("<paste:{CARD}>{to_capacity}3<C-s>")]);
    let screen = desk.screen();
    assert!(screen.contains("Người được đại diện"), "{screen}");
    let to_principal = "<tab>".repeat(7);
    play(
        &mut desk,
        &[
            "<pgdn>x<pgdn>1<pgup><pgup>",
            &"<tab>".repeat(12),
            "<tab>Giấy ủy quyền 5/2026",
        ],
    );
    let screen = desk.screen();
    assert!(screen.contains("Giấy ủy quyền 5/2026"), "{screen}");
    play(&mut desk, &[&to_principal, "Lê Thị Cúc<C-s>"]);
    let [line] = written(&desk) else {
        panic!("{}", desk.screen());
    };
    assert_eq!(at(line, "capacity"), &text("authorised"));
    assert_eq!(at(line, "paper"), &text("Giấy ủy quyền 5/2026"));
    assert_eq!(
        at(line, "petitions.0.petitioners.0.name"),
        &text("Lê Thị Cúc")
    );
    assert_eq!(at(line, "visitors.0.name"), &text("Nguyễn Văn An"));
}

#[test]
fn a_group_is_told_how_many_may_speak_for_it() {
    let mut desk = reception((120, 40));
    let to_people = "<tab>".repeat(6);
    play(
        &mut desk,
        &[&format!("<paste:{CARD}>{to_people}<C-u>12<tab>")],
    );
    let screen = desk.screen();
    assert!(
        screen.contains("đoàn 12 người: chọn tư cách đại diện"),
        "{screen}"
    );
    play(
        &mut desk,
        &["6<f9>Trần Văn Ba<tab>Trần Văn Ba<tab><tab><tab>Ấp 2"],
    );
    play(&mut desk, &["<pgdn>Thu hồi đất<pgdn>1<C-s>"]);
    let [line] = written(&desk) else {
        panic!("{}", desk.screen());
    };
    assert_eq!(at(line, "people"), &Value::Int(12));
    assert_eq!(at(line, "capacity"), &text("group_representative"));
    assert_eq!(at(line, "visitors.1.name"), &text("Trần Văn Ba"));
}

#[test]
fn a_person_added_by_mistake_is_taken_out_again() {
    let mut desk = reception((120, 50));
    play(
        &mut desk,
        &[&format!(
            "<paste:{CARD}><f9><tab>Trần Văn Ba<f9><tab>Lê Văn Tư<up><up>"
        )],
    );
    play(
        &mut desk,
        &["<f11>", "<pgdn>x<pgdn>4<pgup><pgup>", "<wait:2>"],
    );
    let screen = desk.screen();
    assert!(screen.contains("Người đến 2"), "{screen}");
    assert!(!screen.contains("Trần Văn Ba"), "{screen}");
    assert!(screen.contains("Lê Văn Tư"), "{screen}");
}

#[test]
fn who_came_before_is_recognised_and_linked() {
    let office = Small::with(&[earlier("2026-11-02T08:00:00", "regular", "receptionist")]);
    let mut desk = desk(ReceptionForm::new(me()), office, SIZE);
    play(&mut desk, &[&format!("<paste:{CARD}><wait:1>")]);
    let screen = desk.screen();
    assert!(screen.contains("cùng số giấy tờ"), "{screen}");
    assert!(screen.contains("D-2026-0001  02/11/2026"), "{screen}");
    play(&mut desk, &["<pgdn>Vẫn thu hồi đất<pgdn>1<C-l>"]);
    assert!(
        desk.screen().contains("Nối với D-2026-0001?"),
        "{}",
        desk.screen()
    );
    play(&mut desk, &["<ret>"]);
    let screen = desk.screen();
    assert!(screen.contains("(•) lần hai"), "{screen}");
    assert!(
        screen.contains("✓ nối: lần hai của D-2026-0001"),
        "{screen}"
    );
    play(&mut desk, &["<C-s>"]);
    let [line, tie] = written(&desk) else {
        panic!("{}", desk.screen());
    };
    assert_eq!(at(line, "petitions.0.round"), &Value::Int(2));
    assert_eq!(at(tie, "do"), &text("link"));
    assert_eq!(at(tie, "petition"), &text("D-2026-0002"));
    assert_eq!(at(tie, "to"), &text("D-2026-0001"));
    assert_eq!(at(tie, "as"), &text("second_round"));
}

#[test]
fn the_kind_of_today_goes_on_and_the_rest_is_one_key_away() {
    for (when, kind, by, goes_on) in [
        ("2026-11-20T08:00:00", "periodic", "head", true),
        ("2026-11-19T08:00:00", "periodic", "head", false),
    ] {
        let office = Small::with(&[earlier(when, kind, by)]);
        let mut desk = desk(ReceptionForm::new(me()), office, (120, 40));
        let screen = desk.screen();
        assert_eq!(screen.contains("(•) định kỳ"), goes_on, "{screen}");
        assert_eq!(screen.contains("(•) thủ trưởng"), goes_on, "{screen}");
        play(&mut desk, &["<tab><tab><tab><tab><tab>"]);
        assert!(
            desk.screen().contains("như lượt trước:"),
            "{}",
            desk.screen()
        );
        play(&mut desk, &["<f4>"]);
        assert!(desk.screen().contains("25489 ▾"), "{}", desk.screen());
    }
}

#[test]
fn whoever_came_before_need_not_be_typed_again() {
    let office = Small::with(&[earlier("2026-11-02T08:00:00", "regular", "receptionist")]);
    let mut desk = desk(ReceptionForm::new(me()), office, SIZE);
    play(&mut desk, &["072070001234<wait:1>", "<tab>"]);
    let screen = desk.screen();
    assert!(
        screen.contains("như lần gặp trước: Nguyễn Văn An – F4"),
        "{screen}"
    );
    play(&mut desk, &["<f4><f4><f4><f4><f4><pgdn>x<pgdn>4<C-s>"]);
    let [line] = written(&desk) else {
        panic!("{}", desk.screen());
    };
    for (path, value) in [
        ("visitors.0.name", text("Nguyễn Văn An")),
        ("visitors.0.born_year", Value::Int(1970)),
        ("visitors.0.sex", text("male")),
        ("visitors.0.address", text("Ấp 1")),
        ("visitors.0.unit", text("25489")),
    ] {
        assert_eq!(at(line, path), &value, "{path}");
    }
}

#[test]
fn a_denouncer_who_came_before_is_not_known_again() {
    let mut before = earlier("2026-11-02T08:00:00", "regular", "receptionist");
    before.set_path("petitions.0.class", text("denunciation"));
    let mut desk = desk(ReceptionForm::new(me()), Small::with(&[before]), SIZE);
    play(&mut desk, &["072070001234<wait:1>", "<tab><wait:1>"]);
    let screen = desk.screen();
    assert!(screen.contains("chưa thấy hồ sơ nào"), "{screen}");
    assert!(!screen.contains("Nguyễn Văn An"), "{screen}");
}

#[test]
fn a_name_where_the_number_belongs_is_said_at_once_and_blocks_nothing() {
    let mut desk = reception((80, 24));
    play(&mut desk, &["Ng"]);
    assert!(!desk.screen().contains("đây là tên người?"));
    play(&mut desk, &["uyễn"]);
    assert!(
        desk.screen().contains("đây là tên người?"),
        "{}",
        desk.screen()
    );
    // It stays when the field is left, and the visit can be saved all the same.
    play(&mut desk, &[" Văn An<tab>Nguyễn Văn An"]);
    assert!(desk.screen().contains("đây là tên người?"));
    play(&mut desk, &["<tab><tab><tab>Ấp 1<pgdn>x<pgdn>4<C-s>"]);
    assert_eq!(written(&desk).len(), 1, "{}", desk.screen());
    // A passport begins with a letter and is a number.
    let mut desk = reception((80, 24));
    play(&mut desk, &["C1234567"]);
    assert!(!desk.screen().contains("đây là tên người?"));
}

#[test]
fn a_huge_paste_into_one_line_is_cut_and_said() {
    let huge = "Tổ 3 ".repeat(200_000);
    let mut desk = reception((80, 24));
    play(
        &mut desk,
        &[&format!("<tab>An<tab><tab><tab><paste:{huge}>")],
    );
    let screen = desk.screen();
    assert!(screen.contains("chỉ nhận 2000 chữ đầu"), "{screen}");
    play(&mut desk, &["<tab>"]);
    assert!(desk.screen().contains("dài quá"), "{}", desk.screen());
    play(&mut desk, &["<up><C-u>Ấp 1<tab>"]);
    assert!(!desk.screen().contains("dài quá"), "{}", desk.screen());
}

fn group_of_twelve() -> String {
    let line = |n: u32| format!("{n}\tNguyễn Thị Mẫu {}\t19{}\tẤp {n}\n", letter(n), 50 + n);
    let mut list = String::from("STT\tHọ và tên\tNăm sinh\tĐịa chỉ\n");
    list.extend((1..=11).map(line));
    list
}

fn letter(n: u32) -> char {
    char::from_u32(u32::from('A') + n).unwrap()
}

#[test]
fn a_list_of_people_is_pasted_and_its_unread_lines_are_told() {
    let mut desk = reception((120, 40));
    let to_people = "<tab>".repeat(6);
    play(
        &mut desk,
        &[&format!(
            "<paste:{CARD}>{to_people}<C-u>12<tab>6<tab>Biên bản cử<tab>"
        )],
    );
    assert!(desk.screen().contains("› Danh sách"), "{}", desk.screen());
    let list = format!(
        "{}072071112222; 1971\nNguyễn Văn An; 072070001234",
        group_of_twelve()
    );
    // As a terminal sends the line breaks of a paste.
    let list = list.replace('\n', "\r");
    play(&mut desk, &[&format!("<paste:{list}><wait:2>")]);
    let screen = desk.screen();
    assert!(
        screen.contains("danh sách 12 người; cùng người đến là 12 người"),
        "{screen}"
    );
    play(&mut desk, &["<pgdn>Thu hồi đất<pgdn>1<C-s>"]);
    let screen = desk.screen();
    assert!(screen.contains("dòng 13: không thấy họ tên"), "{screen}");
    assert!(written(&desk).is_empty());
    // The line is taken out; the one who came stands once.
    play(&mut desk, &["<C-end><up><C-a><C-k><C-s>"]);
    let [line] = written(&desk) else {
        panic!("{}", desk.screen());
    };
    let Value::List(petitioners) = at(line, "petitions.0.petitioners") else {
        panic!("{line:?}");
    };
    assert_eq!(petitioners.len(), 12);
    assert_eq!(
        at(line, "petitions.0.petitioners.0.name"),
        &text("Nguyễn Văn An")
    );
    assert_eq!(
        at(line, "petitions.0.petitioners.11.address"),
        &text("Ấp 11")
    );
    assert_eq!(
        at(line, "petitions.0.petitioners.11.born_year"),
        &Value::Int(1961)
    );
    let Value::List(visitors) = at(line, "visitors") else {
        panic!("{line:?}");
    };
    assert_eq!(visitors.len(), 1);
    assert_eq!(at(line, "capacity"), &text("group_representative"));
}

#[test]
fn who_came_with_the_older_card_is_recognised_by_the_number_that_the_new_one_names() {
    let mut desk = reception((120, 34));
    let card = "072070001234|301234567|Nguyễn Văn An|02051970|Nam|Tổ 3|11082021";
    play(&mut desk, &[&format!("<paste:{card}><wait:2>")]);
    let looked = desk.office().looked.last().unwrap().people.clone();
    assert_eq!(looked.len(), 2, "{looked:?}");
    // Typed by hand, a number stands for itself alone.
    let mut desk = reception((120, 34));
    play(&mut desk, &["072070001234<tab>Nguyễn Văn An<wait:2>"]);
    let looked = desk.office().looked.last().unwrap().people.clone();
    assert_eq!(looked.len(), 1, "{looked:?}");
}

#[test]
fn a_name_all_in_capitals_is_offered_the_usual_ones_and_kept_where_they_are_not_taken() {
    let name = |desk: &super::office::Desktop| {
        let [line] = written(desk) else {
            panic!("{}", desk.screen());
        };
        at(line, "visitors.0.name").clone()
    };
    let rest = "<tab><tab>Ấp 1<pgdn>x<pgdn>1<C-s>";
    for (key, saved) in [("<f4>", "Nguyễn Văn Đức"), ("<tab>", "NGUYỄN VĂN ĐỨC")] {
        let mut desk = reception((80, 24));
        play(&mut desk, &["<tab>NGUYỄN VĂN ĐỨC"]);
        let screen = desk.screen();
        let offer = "viết hoa như thường: Nguyễn Văn Đức – F4";
        assert!(screen.contains(offer), "{screen}");
        play(&mut desk, &["<wait:2>"]);
        assert!(desk.screen().contains(offer), "it stays: {}", desk.screen());
        play(&mut desk, &[key]);
        assert!(desk.screen().contains(saved), "{}", desk.screen());
        play(&mut desk, &[rest]);
        assert_eq!(name(&desk), text(saved));
    }
    // What is no longer all in capitals has no offer any more.
    let mut desk = reception((80, 24));
    play(&mut desk, &["<tab>LÊ THỊ HOAa"]);
    assert!(!desk.screen().contains("như thường"), "{}", desk.screen());
}
