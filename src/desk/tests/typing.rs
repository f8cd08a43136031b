//! Vietnamese as input methods really type it, through the whole loop.

use super::sample::{Desk0, Talk, visit};
use crate::desk::rehearsal::Rehearsal;

/// Types, saves the draft and returns what the fields hold.
fn kept(keys: &str) -> Vec<String> {
    let mut desk = visit((80, 24));
    desk.play(keys).unwrap();
    desk.play("<wait:2>").unwrap();
    desk.office().drafts.last().cloned().unwrap_or_default()
}

fn name(keys: &str) -> String {
    kept(keys).first().cloned().unwrap_or_default()
}

fn row(desk: &Rehearsal<Talk, Desk0>, with: &str) -> String {
    desk.screen()
        .lines()
        .find(|line| line.contains(with))
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn unikey_bursts_arrive_as_they_were_sent() {
    assert_eq!(
        name("Nguye<bs>ê<bs>ên<bs><bs>ễn V<bs>Va<bs>ăn"),
        "Nguyễn Văn"
    );
    assert_eq!(name("d<bs>đu<bs>ưo<bs><bs>ươc<bs><bs><bs>ược"), "được");
}

#[test]
fn a_terminal_that_sends_control_h_for_backspace_deletes_one_letter() {
    assert_eq!(name("Nguye<C-h>ễn"), "Nguyễn");
}

#[test]
fn an_input_method_that_commits_whole_syllables_is_taken_as_it_comes() {
    assert_eq!(name("Nguyễn Thị Ánh"), "Nguyễn Thị Ánh");
}

#[test]
fn a_decomposed_letter_goes_with_one_backspace() {
    assert_eq!(name("Nguye\u{302}\u{303}n"), "Nguyễn");
    assert_eq!(name("Nguye\u{302}\u{303}<bs>"), "Nguy");
    assert_eq!(name("Nguy\u{1ec5}<bs>"), "Nguy");
}

#[test]
fn the_cursor_stands_behind_what_is_seen_however_it_was_typed() {
    let mut composed = visit((80, 24));
    composed.play("Nguyễn").unwrap();
    let mut decomposed = visit((80, 24));
    decomposed.play("Nguye\u{302}\u{303}n").unwrap();
    assert_eq!(composed.cursor(), decomposed.cursor());
    assert_eq!(composed.screen(), decomposed.screen());
    let (column, line) = composed.cursor().unwrap();
    let shown = composed
        .screen()
        .lines()
        .nth(line.into())
        .unwrap()
        .to_owned();
    assert_eq!(shown.chars().count(), usize::from(column), "{shown}");
}

#[test]
fn a_paste_never_submits_and_never_carries_control_characters() {
    assert_eq!(name("<paste:Nguyễn\nVăn\r\nAn\u{7}>"), "Nguyễn Văn An");
}

#[test]
fn readline_keys_and_undo_work_where_text_is_typed() {
    assert_eq!(name("Nguyễn Văn<C-w>Thị"), "Nguyễn Thị");
    assert_eq!(name("Văn An<C-a>Nguyễn <C-e>h"), "Nguyễn Văn Anh");
    assert_eq!(name("sai<C-u>Bình"), "Bình");
    assert_eq!(name("Nguyễn Văn<C-z><C-z><C-r>"), "Nguyễn ");
    assert_eq!(name("An<left><del>"), "A");
}

#[test]
fn letters_that_are_commands_elsewhere_are_text_here() {
    assert_eq!(name("n?:/123"), "n?:/123");
}

#[test]
fn a_date_is_completed_when_it_is_left() {
    let fields = kept("A<tab>2051970<tab>");
    assert_eq!(
        fields[1], "2051970",
        "seven digits are no day and stay as typed"
    );
    let fields = kept("A<tab>02051970<tab>");
    assert_eq!(fields[1], "02/05/1970");
    let fields = kept("A<tab>1970<tab>");
    assert_eq!(fields[1], "1970");
    let mut desk = visit((80, 24));
    desk.play("<tab>t").unwrap();
    assert!(
        row(&desk, "Ngày sinh").contains("Thứ Sáu 20/11/2026"),
        "{}",
        desk.screen()
    );
    desk.play("<bs>+1<tab>").unwrap();
    assert!(
        desk.screen().contains("✗ ngày này chưa đến"),
        "{}",
        desk.screen()
    );
}

#[test]
fn a_choice_takes_arrows_letters_numbers_and_what_telex_makes_of_them() {
    assert_eq!(kept("<tab><tab><right>")[2], "male");
    assert_eq!(kept("<tab><tab>2")[2], "female");
    assert_eq!(kept("<tab><tab>nn")[2], "female");
    assert_eq!(kept("<tab><tab><Space>")[2], "male");
    assert_eq!(kept("<tab><tab><tab><tab><tab><tab>c")[6], "yes");
}

#[test]
fn a_pick_list_takes_a_code_or_letters_without_accents() {
    assert_eq!(kept("<tab><tab><tab>25500<ret>")[3], "25500");
    assert_eq!(kept("<tab><tab><tab>tan h<tab>")[3], "25490");
    assert_eq!(kept("<tab><tab><tab>tan<down><ret>")[3], "25490");
    assert_eq!(
        kept("<tab><tab><tab>duc<ret>9")[4],
        "19",
        "Enter chooses and goes on"
    );
    assert_eq!(kept("<tab><tab><tab>d<bs>đ<ret>")[3], "25510");
}

#[test]
fn what_is_in_no_list_is_said_when_the_field_is_left() {
    let mut desk = visit((80, 24));
    desk.play("<tab><tab><tab>zzz<tab>").unwrap();
    assert!(
        desk.screen().contains("✗ không có trong danh sách"),
        "{}",
        desk.screen()
    );
}

#[test]
fn the_key_that_repeats_takes_what_was_entered_last_time() {
    assert_eq!(kept("<tab><tab><tab><f4>")[3], "25489");
}

#[test]
fn several_lines_are_typed_and_gone_through_by_the_rows_that_are_seen() {
    let text = "Khiếu nại quyết định thu hồi đất của Ủy ban nhân dân xã vì không đúng thẩm quyền";
    let keys = format!("<tab><tab><tab><tab><tab>{text}<ret>hai<up><up><C-a>");
    let mut desk = visit((80, 24));
    desk.play(&keys).unwrap();
    desk.play("X").unwrap();
    desk.play("<wait:2>").unwrap();
    assert_eq!(
        desk.office().drafts.last().unwrap()[5],
        format!("X{text}\nhai")
    );
    desk.play("<bs><down><down>x<up>").unwrap();
    desk.play("<wait:2>").unwrap();
    let kept = &desk.office().drafts.last().unwrap()[5];
    assert!(kept.ends_with("\nxhai"), "{kept}");
}
