//! The settings at work: what is chosen holds at once, is kept, and what is wrong in the files is told.

use super::Settings;
use crate::desk::home::Home;
use crate::desk::house::{Answering, House};
use crate::desk::keymap::Keymap;
use crate::desk::machine::{Machine, Preferences};
use crate::desk::office_thread::OfficeLink;
use crate::desk::rehearsal::Rehearsal;
use crate::desk::roads::Ways;
use crate::desk::stack::Desk;
use crate::desk::theme::Theme;
use crate::desk::words::Lang;
use crate::office::ask::{Answer, Me, OfficeKind, Question};
use crate::office::permit::Role;

type Link = Answering<fn(Question) -> Answer>;

fn desk_of(machine: Machine, keymap: Keymap, lang: Lang) -> Rehearsal<House, Link>
where
    Link: OfficeLink<House>,
{
    let now = "2026-11-20T09:14:00".parse().unwrap();
    let desk = Desk::new(Box::new(Settings::new()), Keymap::shipped(), now)
        .speaking(lang)
        .equipped(machine, keymap);
    let office: Link = Answering(|_| Answer::DraftKept);
    let mut desk = Rehearsal::with(desk, office, (80, 24), now);
    desk.play("").unwrap();
    desk
}

fn machine() -> Machine {
    Machine {
        settings_file: Some("tiepdan/settings.txt".into()),
        keys_file: Some("tiepdan/keys.txt".into()),
        ..Machine::default()
    }
}

#[test]
fn what_is_chosen_holds_at_once_and_is_kept() {
    let mut desk = desk_of(machine(), Keymap::shipped(), Lang::Vi);
    desk.play("<right>").unwrap();
    assert_eq!(desk.desk().ctx().theme, Theme::HighContrast);
    desk.play("<tab><left><tab><left>").unwrap();
    let wanted = desk.preferred().last().cloned().unwrap();
    assert!(wanted.mouse && wanted.telex, "{wanted:?}");
    desk.play("<tab>/dev/ttyACM0").unwrap();
    let half = desk.preferred().last().unwrap();
    assert_eq!(half.scanner, None, "a name half typed is no device");
    desk.play("<tab>").unwrap();
    let wanted = desk.preferred().last().unwrap();
    assert_eq!(wanted.scanner.as_deref(), Some("/dev/ttyACM0"));
}

#[test]
fn what_the_environment_imposes_is_said_and_stays() {
    let imposed = Machine {
        imposed: Some(Theme::Monochrome),
        ..machine()
    };
    let mut desk = desk_of(imposed, Keymap::shipped(), Lang::Vi);
    desk.play("<right>").unwrap();
    assert_eq!(desk.desk().ctx().theme, Theme::Monochrome);
    assert!(desk.screen().contains("NO_COLOR"), "{}", desk.screen());
    assert!(!desk.preferred().is_empty());
}

#[test]
fn telex_is_turned_on_by_its_key_wherever_one_is() {
    let mut desk = desk_of(machine(), Keymap::shipped(), Lang::Vi);
    desk.play("<C-g>").unwrap();
    assert!(desk.preferred().last().unwrap().telex);
    assert!(desk.screen().contains("(•) bật"), "{}", desk.screen());
}

#[test]
fn mistakes_in_the_key_file_are_told_at_the_start_and_on_the_screen() {
    let (keymap, faults) = Keymap::shipped().rebound("everywhere F9 settigs\nform F12 save\nx");
    let wrong = Machine {
        key_faults: faults,
        keys_there: true,
        ..machine()
    };
    let mut desk = desk_of(wrong.clone(), keymap.clone(), Lang::Vi);
    let screen = desk.screen();
    assert!(screen.contains("keys.txt: dòng 1"), "{screen}");
    assert!(screen.contains("(và 1 lỗi nữa)"), "{screen}");
    assert!(screen.contains("keys.txt: dòng 3"), "{screen}");
    // The file is mended, and read again.
    desk.files_say(
        Machine {
            key_faults: Vec::new(),
            ..wrong
        },
        keymap,
    );
    desk.play("<f5>").unwrap();
    assert!(desk.screen().contains("không có lỗi"), "{}", desk.screen());
}

/// A desk at home, from where the shipped roads lead everywhere.
fn at_home(machine: Machine, keymap: Keymap) -> Rehearsal<House, Link> {
    let now = "2026-11-20T09:14:00".parse().unwrap();
    let me = Me {
        user: "minh".into(),
        display: "Trần Đức Minh".into(),
        role: Role::Admin,
        clearance: false,
        agency: "Thanh tra tỉnh Tây Ninh".into(),
        kind: OfficeKind::ProvinceInspectorate,
        unit: None,
        mended: Vec::new(),
    };
    let home = Home::new(me, Ways::shipped());
    let desk = Desk::new(Box::new(home), Keymap::shipped(), now).equipped(machine, keymap);
    let office: Link = Answering(|_| Answer::DraftKept);
    Rehearsal::with(desk, office, (100, 30), now)
}

#[test]
fn mistakes_in_the_key_file_stay_told_until_they_are_looked_at_from_wherever_one_is() {
    let (keymap, faults) = Keymap::shipped().rebound("everywhere F9 settigs\nform F12 save\nx");
    let wrong = Machine {
        key_faults: faults,
        keys_there: true,
        ..machine()
    };
    let mut desk = at_home(wrong, keymap);
    // Keys and time take it away as little as another screen does.
    for keys in ["", "<down>", "<wait:60>", "7", "2"] {
        desk.play(keys).unwrap();
        let screen = desk.screen();
        assert!(screen.contains("keys.txt: dòng 1"), "{keys}: {screen}");
        assert!(screen.contains("2 lỗi"), "{keys}: {screen}");
    }
    desk.play("<C-p>lỗi tệp<ret>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("keys.txt: dòng 3"), "{screen}");
    desk.play("<esc>").unwrap();
    assert!(!desk.screen().contains("keys.txt"), "{}", desk.screen());
}

#[test]
fn a_discarded_form_takes_the_place_of_the_empty_one_and_its_notice_names_the_key_that_works() {
    let mut desk = at_home(machine(), Keymap::shipped());
    desk.play("n<tab>Nguyễn Văn An<esc><right><ret>").unwrap();
    assert!(
        desk.screen().contains("Ctrl-Z để lấy lại"),
        "{}",
        desk.screen()
    );
    // In a text field Ctrl-Z takes back letters: another key is named.
    desk.play("n").unwrap();
    assert!(desk.screen().contains("F6 để lấy lại"), "{}", desk.screen());
    desk.play("<f6>").unwrap();
    assert!(desk.screen().contains("Nguyễn Văn An"), "{}", desk.screen());
    desk.play("<esc><right><ret>").unwrap();
    let screen = desk.screen();
    assert!(!screen.contains("Họ tên"), "home lies below: {screen}");
    desk.play("<C-z>").unwrap();
    assert!(desk.screen().contains("Nguyễn Văn An"), "{}", desk.screen());
}

#[test]
fn help_hints_and_palette_show_the_keys_as_they_are_bound() {
    let (keymap, faults) = Keymap::shipped().rebound(
        "settings Ctrl-F write-keys\nsettings F7 none\neverywhere F3 help\neverywhere F1 none",
    );
    assert_eq!(faults, []);
    let mut desk = desk_of(machine(), keymap, Lang::En);
    let screen = desk.screen();
    assert!(screen.contains("Ctrl-F write a key file"), "{screen}");
    assert!(screen.contains("F3 help"), "{screen}");
    desk.play("<f3>").unwrap();
    assert!(desk.screen().contains("Ctrl-F"), "{}", desk.screen());
    desk.play("<esc><C-p>key file").unwrap();
    assert!(desk.screen().contains("Ctrl-F"), "{}", desk.screen());
    desk.play("<ret>").unwrap();
    let written = desk.key_files().last().unwrap();
    assert!(
        written.contains("# settings     Ctrl-F     write-keys"),
        "{written}"
    );
    let shipped = Keymap::shipped();
    assert_eq!(shipped.rebound(written).1, []);
}

#[test]
fn the_settings_look_right() {
    let preferences = Preferences {
        scanner: Some("/dev/ttyACM0".into()),
        ..Preferences::default()
    };
    let machine = Machine {
        preferences,
        scanner: crate::desk::machine::Scanner::Ready,
        ..machine()
    };
    let desk = desk_of(machine, Keymap::shipped(), Lang::Vi);
    insta::assert_snapshot!(desk.screen());
}
