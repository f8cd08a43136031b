//! Officers added and changed by an admin over a real office, and what others may do here.

use super::*;
use crate::desk::keymap::Keymap;
use crate::desk::office_thread::OfficeLink;
use crate::desk::petition::sample::{Played, Who, office};
use crate::desk::rehearsal::Rehearsal;
use crate::desk::roads::record;
use crate::desk::screen::Screen;
use crate::desk::stack::Desk;
use crate::desk::words::Lang;
use crate::office::ask::{Failure, OfficeKind};
use crate::store::{Role, StoreError};
use chrono::NaiveDate;
use zeroize::Zeroizing;

fn me(who: Who) -> Rc<Me> {
    let (user, role) = match who {
        Who::Minh => ("minh", Role::Admin),
        Who::Hoa => ("hoa", Role::Receptionist),
    };
    Rc::new(Me {
        user: user.into(),
        display: String::new(),
        role,
        clearance: who == Who::Minh,
        agency: String::new(),
        kind: OfficeKind::ProvinceInspectorate,
        unit: None,
        mended: Vec::new(),
    })
}

fn over(
    first: Box<dyn Screen<super::super::house::House>>,
    who: Who,
    lang: Lang,
    size: (u16, u16),
) -> Played {
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let now = day.and_hms_opt(9, 14, 0).unwrap();
    let desk = Desk::new(first, Keymap::shipped(), now).speaking(lang);
    let mut seat = Rehearsal::with(desk, office(who), size, now);
    seat.play("").unwrap();
    seat
}

fn seat(who: Who, lang: Lang, size: (u16, u16)) -> Played {
    over(Box::new(list(&me(who), record)), who, lang, size)
}

fn officers(seat: &mut Played) -> Vec<Officer> {
    match seat.office_mut().ask(Question::Officers) {
        Answer::Officers(officers) => officers,
        other => panic!("{other:?}"),
    }
}

fn log_in(seat: &mut Played, user: &str, password: &str) -> Answer {
    seat.office_mut().ask(Question::LogOut);
    seat.office_mut().ask(Question::LogIn {
        user: user.into(),
        password: Zeroizing::new(password.into()),
    })
}

#[test]
fn the_officers_as_an_admin_sees_them() {
    let mut desk = seat(Who::Minh, Lang::Vi, (80, 24));
    insta::assert_snapshot!("officers_80", desk.screen());
    desk.play("a").unwrap();
    insta::assert_snapshot!("adding_80", desk.screen());
    desk.play("<esc>").unwrap();
    desk.play("<down>d").unwrap();
    insta::assert_snapshot!("shutting_out_80", desk.screen());
    let desk = seat(Who::Minh, Lang::En, (120, 40));
    insta::assert_snapshot!("officers_120", desk.screen());
}

#[test]
fn an_officer_is_added_and_can_log_in() {
    let mut desk = seat(Who::Minh, Lang::Vi, (80, 24));
    desk.play("alan<tab>Võ Thị Lan<tab><right><tab><right><tab>một hai ba<tab>một hai ba<C-s>")
        .unwrap();
    assert!(
        desk.screen().contains("Đã thêm cán bộ lan."),
        "{}",
        desk.screen()
    );
    let lan = officers(&mut desk).pop().unwrap();
    assert_eq!(
        (lan.name.as_str(), lan.display.as_str()),
        ("lan", "Võ Thị Lan")
    );
    assert_eq!((lan.role, lan.clearance), (Role::Supervisor, true));
    assert!(desk.screen().contains("Võ Thị Lan"), "{}", desk.screen());
    let answer = log_in(&mut desk, "lan", "một hai ba");
    assert!(matches!(answer, Answer::LoggedIn(_)), "{answer:?}");
}

#[test]
fn what_does_not_fit_is_said_at_its_field_and_nothing_is_changed() {
    let mut desk = seat(Who::Minh, Lang::Vi, (80, 24));
    desk.play("ahai tên<tab><tab><tab><tab>ngắn<tab>khác hẳn<C-s>")
        .unwrap();
    let screen = desk.screen();
    assert!(screen.contains("tên đăng nhập viết liền"), "{screen}");
    assert!(screen.contains("cần ít nhất 8"), "{screen}");
    assert!(screen.contains("không giống nhau"), "{screen}");
    assert_eq!(officers(&mut desk).len(), 3);
    // A name that is there already.
    let mut desk = seat(Who::Minh, Lang::Vi, (80, 24));
    desk.play("ahoa<tab>Hoa<tab><tab><tab>một hai ba<tab>một hai ba<C-s>")
        .unwrap();
    assert!(
        desk.screen().contains("tên này không dùng được"),
        "{}",
        desk.screen()
    );
    assert_eq!(officers(&mut desk).len(), 3);
}

#[test]
fn an_officer_is_shut_out_let_in_cleared_and_given_a_password() {
    let mut desk = seat(Who::Minh, Lang::Vi, (80, 24));
    desk.play("<down>d<ret>").unwrap();
    assert!(officers(&mut desk)[1].disabled);
    assert!(desk.screen().contains("đã khóa"), "{}", desk.screen());
    desk.play("<down>d<ret>").unwrap();
    assert!(!officers(&mut desk)[1].disabled);
    desk.play("<down>c<ret>").unwrap();
    assert!(officers(&mut desk)[1].clearance);
    desk.play("<down>pmật khẩu khác<tab>mật khẩu khác<C-s>")
        .unwrap();
    let answer = log_in(&mut desk, "hoa", "mật khẩu khác");
    assert!(matches!(answer, Answer::LoggedIn(_)), "{answer:?}");
}

#[test]
fn a_new_recovery_key_is_shown_once_and_typed_back_before_the_list_comes_again() {
    let mut desk = seat(Who::Minh, Lang::Vi, (80, 24));
    desk.play("k").unwrap();
    insta::assert_snapshot!("renewing_80", desk.screen());
    desk.play("<esc>").unwrap();
    assert!(desk.screen().contains("Tên đăng nhập"), "nothing was done");
    desk.play("k<ret>").unwrap();
    let shown = desk.screen();
    assert!(shown.contains("Viết khóa này ra giấy"), "{shown}");
    let group = |line: &str| -> Vec<String> {
        let letters: String = line.split_whitespace().collect();
        let fits = letters.len() == 16 && letters.chars().all(|c| c.is_ascii_alphanumeric());
        let groups = letters.as_bytes().chunks(4).filter(|_| fits);
        groups
            .map(|g| String::from_utf8_lossy(g).into_owned())
            .collect()
    };
    let groups: Vec<String> = shown.lines().flat_map(group).collect();
    assert_eq!(groups.len(), 8, "{shown}");
    // Esc does not take it away before it is on paper.
    desk.play("<esc>0000<ret>").unwrap();
    assert!(desk.screen().contains("chưa khớp"), "{}", desk.screen());
    desk.play("<bs><bs><bs><bs>").unwrap();
    desk.play(&format!("{}<ret>", groups[7])).unwrap();
    assert!(desk.screen().contains("Tên đăng nhập"), "{}", desk.screen());
}

#[test]
fn the_last_admin_is_not_shut_out_and_it_is_said_why() {
    let mut desk = seat(Who::Minh, Lang::Vi, (80, 24));
    desk.play("d<ret>").unwrap();
    assert!(desk.screen().contains('✗'), "{}", desk.screen());
    assert!(!officers(&mut desk)[0].disabled);
}

#[test]
fn who_is_no_admin_sees_the_officers_and_changes_only_their_own_password() {
    let mut desk = seat(Who::Hoa, Lang::Vi, (80, 24));
    desk.play("a<down>dcp").unwrap();
    assert!(desk.screen().contains("Chỉ quản trị"), "{}", desk.screen());
    let mut desk = over(own_password(), Who::Hoa, Lang::Vi, (80, 24));
    desk.play("sai rồi<tab>mật khẩu mới<tab>mật khẩu mới<C-s>")
        .unwrap();
    let screen = desk.screen();
    assert!(screen.contains("mật khẩu"), "{screen}");
    let answer = log_in(&mut desk, "hoa", "mật khẩu mới");
    assert!(
        matches!(
            answer,
            Answer::Failed(Failure::Store(StoreError::WrongPassword))
        ),
        "{answer:?}"
    );
    let mut desk = over(own_password(), Who::Hoa, Lang::Vi, (80, 24));
    desk.play("mật khẩu<tab>mật khẩu mới<tab>mật khẩu mới<C-s>")
        .unwrap();
    let answer = log_in(&mut desk, "hoa", "mật khẩu mới");
    assert!(matches!(answer, Answer::LoggedIn(_)), "{answer:?}");
}
