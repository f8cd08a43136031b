//! How the sample form and list look, at the sizes that count.

use super::sample::{people, people_looking, visit};
use crate::desk::theme::Theme;

#[test]
fn the_form_at_80_by_24() {
    let mut desk = visit((80, 24));
    desk.play("Nguyễn Văn An<tab>02051970<tab><right><tab>tan")
        .unwrap();
    insta::assert_snapshot!(desk.screen());
}

#[test]
fn the_form_at_100_by_30() {
    let mut desk = visit((100, 30));
    desk.play("<tab>32/1<tab><tab><tab><tab>Khiếu nại quyết định thu hồi đất<C-s>")
        .unwrap();
    insta::assert_snapshot!(desk.screen());
}

#[test]
fn the_form_at_140_by_40() {
    let mut desk = visit((140, 40));
    desk.play("Trần Thị Bình<tab><tab><tab><f4>").unwrap();
    insta::assert_snapshot!(desk.screen());
}

#[test]
fn the_form_scrolls_and_says_so_at_80_by_15() {
    let mut desk = visit((80, 15));
    desk.play("<tab>x<C-s>Lê Hoàng Cúc<tab><tab><tab>").unwrap();
    insta::assert_snapshot!("scrolled_to_the_top", desk.screen());
    desk.play("<tab><tab>Hỏi<ret>về<ret>đất<ret>đai<ret>và<tab>")
        .unwrap();
    insta::assert_snapshot!("scrolled_to_the_end", desk.screen());
}

#[test]
fn the_list_at_80_by_24() {
    insta::assert_snapshot!(people((80, 24)).screen());
}

#[test]
fn the_list_at_100_by_30_marked_and_filtered() {
    let mut desk = people((100, 30));
    desk.play("<Space><Space>/an").unwrap();
    insta::assert_snapshot!(desk.screen());
}

#[test]
fn the_list_at_140_by_40() {
    insta::assert_snapshot!(people((140, 40)).screen());
}

#[test]
fn the_list_too_small_at_40_by_10() {
    insta::assert_snapshot!(people((40, 10)).screen());
}

#[test]
fn the_question() {
    let mut desk = people((80, 24));
    desk.play("nA<esc>").unwrap();
    insta::assert_snapshot!(desk.screen());
}

#[test]
fn the_palette() {
    let mut desk = visit((80, 24));
    desk.play("<C-p>h").unwrap();
    insta::assert_snapshot!(desk.screen());
}

#[test]
fn help_in_the_form() {
    let mut desk = visit((100, 30));
    desk.play("<f1>").unwrap();
    insta::assert_snapshot!(desk.screen());
}

#[test]
fn what_is_late_is_red_and_signed() {
    let mut desk = people((80, 15));
    desk.play("<down><down><down><down><down>").unwrap();
    insta::assert_snapshot!(desk.styles());
    assert!(desk.screen().contains("!   +3"), "{}", desk.screen());
}

#[test]
fn in_high_contrast_and_without_colour_meaning_stays() {
    for (name, look) in [
        ("high_contrast", Theme::HighContrast),
        ("monochrome", Theme::Monochrome),
    ] {
        let mut desk = people_looking(look, (80, 15));
        let plain = people_looking(Theme::Plain, (80, 15));
        assert_eq!(
            desk.screen(),
            plain.screen(),
            "{look:?}: the same words and signs"
        );
        desk.play("<down>").unwrap();
        insta::assert_snapshot!(name, desk.styles());
    }
}
