//! The same keys on every list, over a real office: looked through, put in order, gone through, marked.

use super::tests::{LISTS, of, seat, sees};
use crate::desk::ageing;
use crate::desk::deadlines::Deadlines;
use crate::desk::forecast;
use crate::desk::petition::sample::{Played, Who, desk, written};
use crate::desk::register::Register;
use crate::desk::roads::record;
use crate::desk::words::Lang;
use crate::office::ask::DueFilter;

/// The rows below the titles and above the foot: numbers of records, as they stand.
fn numbers(desk: &Played) -> Vec<String> {
    let screen = desk.screen();
    let lines = screen.lines().skip(2);
    let number = |line: &str| {
        let mut words = line.split([' ', '*', '›']);
        words
            .find(|word| word.starts_with("D-20") || word.starts_with("TCD-20"))
            .map(str::to_owned)
    };
    lines.filter_map(number).collect()
}

pub(in crate::desk) fn keys_work(name: &str, desk: &mut Played) {
    let before = desk.screen();
    desk.play("s").unwrap();
    let sorted = desk.screen();
    assert!(sorted.contains('▲'), "{name}\n{sorted}");
    desk.play("S").unwrap();
    assert!(desk.screen().contains('▼'), "{name}\n{}", desk.screen());
    for _ in 0..12 {
        if !desk.screen().contains(['▲', '▼']) {
            break;
        }
        desk.play("s").unwrap();
    }
    desk.play("<home>").unwrap();
    let screen = desk.screen();
    assert!(
        !screen.contains(['▲', '▼']),
        "after the last column as they come: {name}\n{screen}"
    );
    desk.play("/khongcogi<wait:1>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("/ khongcogi"), "{name}\n{screen}");
    assert!(!screen.contains('›'), "{name}\n{screen}");
    desk.play("<esc><home>").unwrap();
    assert!(desk.screen().contains('›'), "{name}\n{}", desk.screen());
    desk.play("<C-f>").unwrap();
    assert!(desk.screen().contains("→ "), "{name}\n{}", desk.screen());
    desk.play("qqq").unwrap();
    sees(desk, "không có dòng nào");
    desk.play("<esc><home>").unwrap();
    if name != "load" {
        desk.play("<C-a>").unwrap();
        sees(desk, "đã chọn");
        desk.play("-").unwrap();
        assert!(
            !desk.screen().contains("đã chọn"),
            "{name}\n{}",
            desk.screen()
        );
        desk.play("<Space>").unwrap();
        sees(desk, "1 đã chọn");
        desk.play("<C-y><wait:1>").unwrap();
        assert_eq!(desk.copied().len(), 1, "{name}\n{}", desk.screen());
        desk.play("<esc><wait:10>").unwrap();
        assert!(
            !desk.screen().contains("đã chọn"),
            "{name}\n{}",
            desk.screen()
        );
    }
    desk.play("<home>").unwrap();
    assert_eq!(before.lines().count(), desk.screen().lines().count());
}

#[test]
fn every_list_is_looked_through_put_in_order_gone_through_and_marked_by_the_same_keys() {
    for (name, make) in LISTS {
        let mut desk = seat(make, Lang::Vi, (120, 40));
        keys_work(name, &mut desk);
    }
}

#[test]
fn the_lists_of_petitions_too() {
    let size = (120, 40);
    keys_work("register", &mut desk(Register::new(), Who::Minh, size));
    keys_work(
        "deadlines",
        &mut desk(Deadlines::new(record), Who::Minh, size),
    );
    let ahead = forecast::list(DueFilter::default(), record);
    keys_work("forecast", &mut desk(ahead, Who::Minh, size));
    keys_work("ageing", &mut desk(ageing::list(record), Who::Minh, size));
}

#[test]
fn marked_petitions_are_assigned_from_the_register() {
    let mut desk = desk(Register::new(), Who::Minh, (120, 40));
    desk.play("<Space><Space>").unwrap();
    let marked = numbers(&desk);
    desk.play("gdung<tab><C-s>").unwrap();
    let lines = written(&desk);
    let mut assigned: Vec<&str> = lines
        .iter()
        .map(|line| {
            assert_eq!(line["do"], "assign");
            assert_eq!(line["officer"], "dung");
            line["petition"].as_str().unwrap()
        })
        .collect();
    assigned.sort_unstable();
    let mut first: Vec<&str> = marked[..2].iter().map(String::as_str).collect();
    first.sort_unstable();
    assert_eq!(assigned, first, "{}", desk.screen());
    assert!(!desk.screen().contains("đã chọn"), "{}", desk.screen());
}

#[test]
fn a_denouncers_name_is_no_place_in_the_order_and_is_found_by_no_letters() {
    for who in [Who::Hoa, Who::Minh] {
        let mut desk = desk(Register::new(), who, (120, 40));
        while !desk.screen().contains("▲Người") {
            desk.play("s").unwrap();
        }
        let up = numbers(&desk);
        assert_eq!(up.last().unwrap(), "D-2026-0003", "{}", desk.screen());
        desk.play("S").unwrap();
        let down = numbers(&desk);
        assert_eq!(down.last().unwrap(), "D-2026-0003", "{}", desk.screen());
        assert_ne!(up, down);
        for letters in ["kin", "bui", "Bùi Thị Kín"] {
            desk.play(&format!("<C-f>{letters}")).unwrap();
            sees(&desk, "không có dòng nào");
            desk.play("<esc>").unwrap();
        }
    }
    let mut desk = desk(Deadlines::new(record), Who::Hoa, (120, 40));
    while !desk.screen().contains("▲Người") {
        desk.play("s").unwrap();
    }
    desk.play("<C-f>kin").unwrap();
    sees(&desk, "không có dòng nào");
}

#[test]
fn a_row_of_the_register_is_gone_to_by_number_and_day_in_any_order() {
    let mut desk = desk(Register::new(), Who::Minh, (120, 40));
    let here = |desk: &Played| {
        let screen = desk.screen();
        let line = screen.lines().find(|line| line.contains('›'));
        line.unwrap_or_default().to_owned()
    };
    for order in ["", "s", "ss"] {
        desk.play(&format!("{order}<C-f>4<ret>")).unwrap();
        assert!(here(&desk).contains("D-2026-0004"), "{}", desk.screen());
        desk.play("<C-f>8/10<ret>").unwrap();
        assert!(here(&desk).contains("D-2026-0002"), "{}", desk.screen());
    }
}

#[test]
fn marked_rows_are_opened_one_after_the_other() {
    let mut desk = seat(of("promises"), Lang::Vi, (100, 30));
    desk.play("<C-a>O").unwrap();
    sees(&desk, "Đã mở 1/3 dòng đã chọn – O mở tiếp");
    assert!(desk.screen().starts_with(" D-2026-"), "{}", desk.screen());
    desk.play("<esc>O<esc>O").unwrap();
    sees(&desk, "3/3");
}

#[test]
fn a_click_on_a_title_puts_the_register_in_order() {
    let mut desk = desk(Register::new(), Who::Minh, (120, 40));
    let screen = desk.screen();
    let (row, line) = screen
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains("Người"))
        .unwrap();
    let column = line.split("Người").next().unwrap().chars().count();
    desk.play(&format!("<click:{column},{row}>")).unwrap();
    sees(&desk, "▲Người");
    desk.play(&format!("<click:{column},{row}>")).unwrap();
    sees(&desk, "▼Người");
    desk.play("<wheel:down>").unwrap();
    assert!(numbers(&desk).len() > 3);
}

#[test]
fn the_register_in_another_order_and_marked() {
    for size in [(80, 24), (120, 40)] {
        let mut desk = desk(Register::new(), Who::Minh, size);
        desk.play("s<Space><Space>").unwrap();
        insta::assert_snapshot!(format!("register_sorted_{}", size.0), desk.screen());
    }
    for size in [(80, 24), (120, 40)] {
        let mut desk = seat(of("enforcement"), Lang::Vi, size);
        desk.play("<C-a>s<C-f>").unwrap();
        insta::assert_snapshot!(format!("enforcement_gone_to_{}", size.0), desk.screen());
    }
}
