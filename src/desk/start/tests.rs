//! The desk over a real office in a throwaway folder: set up, home, out, in again.

use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::desk::home::trial::at;
use crate::desk::office_link::Verifying;
use crate::desk::rehearsal::Rehearsal;
use crate::office::ask::{Answer, Question};
use crate::office::door::Door;
use crate::office::wall::StoppedClock;
use crate::register::value::Value;

const SIZE: (u16, u16) = (100, 28);

type Stage = Rehearsal<House, Box<dyn OfficeLink<House>>>;

fn desk_over(dir: &Path, start: Start) -> Stage {
    let mut door = Door::new(dir, Arc::new(StoppedClock(at("09:14"))));
    desk_of(Verifying::new(move |question| door.ask(question)), start)
}

fn desk_of(link: impl OfficeLink<House>, start: Start) -> Stage {
    let link: Box<dyn OfficeLink<House>> = Box::new(link);
    let mut stage = Rehearsal::with(start.desk(at("09:14")), link, SIZE, at("09:14"));
    stage.play("").unwrap();
    stage
}

const SET_UP: &str = "Thanh tra tỉnh Tây Ninh<tab><tab>80<ret>hoa<tab>Lê Thị Hoa<tab>\
    một hai ba bốn<tab>một hai ba bốn<ret>";

#[test]
fn an_office_is_set_up_left_and_entered_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut stage = desk_over(dir.path(), Start::default());
    stage.play(SET_UP).unwrap();
    assert!(
        stage.screen().contains("Khóa khôi phục"),
        "{}",
        stage.screen()
    );
    stage.play("<C-s><C-s>").unwrap();
    assert!(
        stage.screen().contains("Sổ còn trống"),
        "{}",
        stage.screen()
    );
    assert!(
        stage.screen().contains("✓ chuỗi nguyên vẹn"),
        "{}",
        stage.screen()
    );

    stage.play("<C-o>").unwrap();
    assert!(stage.screen().contains("Đăng nhập"), "{}", stage.screen());
    stage.play("một hai ba<ret>").unwrap();
    assert!(stage.screen().contains("không đúng"), "{}", stage.screen());
    stage.play("một hai ba bốn<ret>").unwrap();
    assert!(
        stage.screen().contains("Sổ còn trống"),
        "{}",
        stage.screen()
    );
    stage.play("4").unwrap();
    assert!(
        stage.screen().contains("Lịch làm việc"),
        "{}",
        stage.screen()
    );
    stage.play("<esc>").unwrap();
    assert!(stage.play("<C-q>").unwrap().is_some());
    drop(stage);

    let mut again = desk_over(dir.path(), Start::default());
    again.play("một hai ba bốn<ret>").unwrap();
    assert_eq!(again.desk().ctx().officer, "Lê Thị Hoa");
}

#[test]
fn a_second_desk_is_told_that_the_books_are_open_elsewhere() {
    let dir = tempfile::tempdir().unwrap();
    let mut first = desk_over(dir.path(), Start::default());
    first.play(SET_UP).unwrap();
    let mut second = desk_over(dir.path(), Start::default());
    second.play("một hai ba bốn<ret>").unwrap();
    assert!(
        second.screen().contains("Sổ đang mở ở nơi khác"),
        "{}",
        second.screen()
    );
}

#[test]
fn a_folder_that_is_a_file_is_said_to_be_one() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("sổ");
    std::fs::write(&file, "").unwrap();
    let mut stage = desk_over(&file, Start::default());
    if stage.screen().contains("Lập sổ mới") {
        stage.play(SET_UP).unwrap();
    }
    assert!(
        stage.screen().contains("không phải thư mục"),
        "{}",
        stage.screen()
    );
}

/// A reception as the form would save it.
fn receive(name: &str, class: &str) -> Value {
    let text = |text: &str| Value::Text(text.to_owned());
    let map = |entries: &[(&str, Value)]| {
        let entries = entries
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.clone()));
        Value::Map(entries.collect())
    };
    let visitor = map(&[("name", text(name)), ("address", text("Tổ 3, ấp Tân Lập"))]);
    let petition = map(&[
        ("class", text(class)),
        ("field", text("land")),
        ("competent", Value::Bool(true)),
        ("eligible", Value::Bool(true)),
    ]);
    map(&[
        ("do", text("receive")),
        ("at", Value::Moment(at("09:02"))),
        ("kind", text("regular")),
        ("by", text("receptionist")),
        ("visitors", Value::List(vec![visitor])),
        ("summary", text("Về việc thu hồi đất")),
        ("petitions", Value::List(vec![petition])),
    ])
}

#[test]
fn home_shows_what_was_saved_and_what_comes_next_but_no_denouncer() {
    let dir = tempfile::tempdir().unwrap();
    let mut door = Door::new(dir.path(), Arc::new(StoppedClock(at("09:14"))));
    let set_up = crate::office::ask::SetUp {
        agency: "Thanh tra tỉnh Tây Ninh".into(),
        kind: crate::office::ask::OfficeKind::ProvinceInspectorate,
        unit: Some("80".into()),
        user: "hoa".into(),
        display: "Lê Thị Hoa".into(),
        password: "một hai ba bốn".to_owned().into(),
    };
    let Answer::SetUpDone { me, .. } = door.ask(Question::SetUp(Box::new(set_up))) else {
        panic!("an empty folder takes an office");
    };
    for (name, class) in [
        ("Nguyễn Văn An", "complaint"),
        ("Phạm Thị Kín", "denunciation"),
    ] {
        let line = receive(name, class);
        match door.ask(Question::Write { line, draft: None }) {
            Answer::Saved(_) => {}
            other => panic!("{other:?}"),
        }
    }
    let start = Start {
        already: Some(me),
        note: Some("Sổ dùng thử".into()),
        ..Start::default()
    };
    let stage = desk_of(Verifying::new(move |question| door.ask(question)), start);
    let screen = stage.screen();
    assert!(screen.contains("Sổ dùng thử"), "{screen}");
    assert!(screen.contains("2 lượt · 2 người · 2 đơn"), "{screen}");
    let row = screen.lines().find(|line| line.contains("Nguyễn Văn An"));
    let row = row.unwrap_or_else(|| panic!("{screen}"));
    assert!(
        row.contains("09:02") && row.contains("KN · đất đai"),
        "{row}"
    );
    assert!(row.contains("T4 02/12"), "the nearest day: {row}");
    assert!(!screen.contains("Kín"), "{screen}");
    assert!(screen.contains("✓ chuỗi nguyên vẹn"), "{screen}");
}
