//! How hands reach the desk: every way of typing in every kind of field, built-in Telex, the editor of a long text,
//! and the mouse.

use super::sample::{Desk0, Talk, people, visit};
use crate::desk::rehearsal::Rehearsal;

type Stage = Rehearsal<Talk, Desk0>;

fn typed(keys: &str) -> Stage {
    let mut desk = visit((80, 24));
    desk.play(keys).unwrap();
    desk.play("<wait:2>").unwrap();
    desk
}

fn kept(keys: &str) -> Vec<String> {
    typed(keys)
        .office()
        .drafts
        .last()
        .cloned()
        .unwrap_or_default()
}

/// Finds words on the screen.
fn find(desk: &Stage, words: &str) -> (usize, usize) {
    let screen = desk.screen();
    let found = screen.lines().enumerate().find_map(|(row, line)| {
        let before = line.split_once(words)?.0;
        Some((before.chars().count(), row))
    });
    found.unwrap_or_else(|| panic!("no {words:?}:\n{screen}"))
}

fn click(desk: &mut Stage, words: &str) {
    let (column, row) = find(desk, words);
    desk.play(&format!("<click:{column},{row}>")).unwrap();
}

/// UniKey, ibus, decomposed, and the built-in Telex.
const NGUYEN: [&str; 4] = [
    "Nguye<bs>ên<bs><bs>ễn",
    "Nguyễn",
    "Nguye\u{302}\u{303}n",
    "<C-g>Nguyeenx",
];

#[test]
fn every_way_of_typing_reaches_a_line() {
    for keys in NGUYEN {
        assert_eq!(kept(keys)[0], "Nguyễn", "{keys}");
    }
}

#[test]
fn every_way_of_typing_reaches_a_long_text_and_its_editor() {
    for keys in NGUYEN {
        let there = format!("<tab><tab><tab><tab><tab>{keys}");
        assert_eq!(kept(&there)[5], "Nguyễn", "{keys}");
        let there = format!("<tab><tab><tab><tab><tab><C-t>{keys}<C-t>");
        assert_eq!(kept(&there)[5], "Nguyễn", "{keys}");
    }
}

#[test]
fn every_way_of_typing_reaches_a_pick_list() {
    for keys in [
        "D<bs>Đu<bs>ưc<bs><bs>ức",
        "Đức",
        "Đu\u{31b}\u{301}c",
        "<C-g>DDuwcs",
        "duc",
    ] {
        let there = format!("<tab><tab><tab>{keys}<ret>");
        assert_eq!(kept(&there)[3], "25510", "{keys}");
    }
}

#[test]
fn every_way_of_typing_reaches_the_filter_of_a_list() {
    for keys in NGUYEN {
        let mut desk = people((80, 24));
        desk.play("/").unwrap();
        desk.play(keys).unwrap();
        let screen = desk.screen();
        assert!(screen.contains("  / Nguyễn\n"), "{keys}: {screen}");
    }
}

#[test]
fn numbers_and_days_are_never_composed() {
    let fields = kept("<C-g>A<tab>02051970<tab><tab><tab>2<tab>");
    assert_eq!(
        (fields[1].as_str(), fields[4].as_str()),
        ("02/05/1970", "12")
    );
}

#[test]
fn telex_is_off_until_it_is_asked_for_and_one_word_can_be_taken_back() {
    assert_eq!(kept("Nguyeenx")[0], "Nguyeenx");
    assert_eq!(kept("<C-g>Nguyeenx<C-g> Thij")[0], "Nguyễn Thij");
    assert_eq!(kept("<C-g>dax<C-z>")[0], "dax");
    assert_eq!(kept("<C-g>Thij dax <C-z>An")[0], "Thị dax An");
    assert_eq!(
        kept("<C-g>Thij<left><left>s")[0],
        "Tshị",
        "the cursor went elsewhere"
    );
}

#[test]
fn a_long_text_is_typed_in_the_editor_and_stands_in_the_form_at_once() {
    let keys = "<tab><tab><tab><tab><tab>Khiếu<C-t> nại<ret>hai";
    let mut desk = typed(keys);
    assert!(desk.screen().contains("Tóm tắt"), "{}", desk.screen());
    assert!(desk.screen().contains("13 chữ"), "{}", desk.screen());
    assert!(
        desk.screen().contains("Ctrl-T về biểu mẫu"),
        "{}",
        desk.screen()
    );
    let draft = desk.office().drafts.last().unwrap();
    assert_eq!(draft[5], "Khiếu nại\nhai", "while the editor is still open");
    desk.play("!<signal:1>").unwrap();
    assert_eq!(desk.office().drafts.last().unwrap()[5], "Khiếu nại\nhai!");
    let keys = "<tab><tab><tab><tab><tab>Khiếu<C-t> nại<esc> thêm";
    assert_eq!(kept(keys)[5], "Khiếu nại thêm");
}

#[test]
fn the_editor_opens_from_a_long_text_only_and_the_hint_bar_knows() {
    let mut desk = typed("<C-t>");
    assert!(desk.screen().contains("Ngày sinh"), "{}", desk.screen());
    assert!(!desk.screen().contains("Ctrl-T"), "{}", desk.screen());
    desk.resize(120, 30);
    desk.play("<size:120x30><tab><tab><tab><tab><tab>").unwrap();
    assert!(desk.screen().contains("Ctrl-T gõ to "), "{}", desk.screen());
}

#[test]
fn a_click_gives_a_field_the_focus_and_chooses() {
    let mut desk = visit((80, 24));
    click(&mut desk, "Tóm tắt");
    desk.play("đất").unwrap();
    click(&mut desk, "( ) nữ");
    desk.play("<wait:2>").unwrap();
    let fields = desk.office().drafts.last().unwrap();
    assert_eq!((fields[5].as_str(), fields[2].as_str()), ("đất", "female"));
}

#[test]
fn a_click_on_a_hint_is_its_key_and_the_wheel_moves() {
    let mut desk = visit((80, 24));
    click(&mut desk, "F1");
    assert!(desk.screen().contains("Trợ giúp"), "{}", desk.screen());
    let mut desk = people((80, 24));
    desk.play(":").unwrap();
    click(&mut desk, "trợ giúp");
    assert!(desk.screen().contains("Trợ giúp –"), "{}", desk.screen());
    let mut desk = people((80, 24));
    let before = desk.styles();
    desk.play("<wheel:down>").unwrap();
    assert_ne!(desk.styles(), before);
    desk.play("<wheel:up>").unwrap();
    assert_eq!(desk.styles(), before);
    desk.play("<click:5,6>").unwrap();
    assert_ne!(desk.styles(), before);
    desk.play("<click:79,0><click:0,23><click:500,500>")
        .unwrap();
}
