//! The tiles over a real office: what they say, what they open, and that no key breaks them.

use std::rc::Rc;

use super::*;
use crate::desk::house::Answering;
use crate::desk::keymap::Keymap;
use crate::desk::petition::sample::{Played, Who, from_json, office, watched_office};
use crate::desk::rehearsal::Rehearsal;
use crate::desk::roads::{Ways, record};
use crate::desk::stack::Desk;
use crate::desk::words::Lang;
use crate::office::ask::{Failure, OfficeKind, Question};
use crate::office::permit::Role;

fn me(role: Role) -> Me {
    Me {
        user: "minh".into(),
        display: "Trần Đức Minh".into(),
        role,
        clearance: true,
        agency: "Thanh tra tỉnh Tây Ninh".into(),
        kind: OfficeKind::ProvinceInspectorate,
        unit: None,
        mended: Vec::new(),
    }
}

fn now() -> chrono::NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    day.and_hms_opt(9, 14, 0).unwrap()
}

/// The screen over an office with enough to watch over; without clearance and rank over a plainer one.
fn seat_of(who: Who, lang: Lang, size: (u16, u16)) -> Played {
    let (sample, role) = match who {
        Who::Minh => (watched_office(), Role::Admin),
        Who::Hoa => (office(Who::Hoa), Role::Receptionist),
    };
    let screen = Box::new(Oversight::new(&me(role), record));
    let desk = Desk::new(screen, Keymap::shipped(), now()).speaking(lang);
    let mut seat = Rehearsal::with(desk, sample, size, now());
    seat.play("").unwrap();
    seat
}

fn seat(size: (u16, u16)) -> Played {
    seat_of(Who::Minh, Lang::Vi, size)
}

#[test]
fn the_tiles_in_windows_of_every_size() {
    insta::assert_snapshot!("oversight_80", seat((80, 24)).screen());
    insta::assert_snapshot!("oversight_120", seat((120, 40)).screen());
    insta::assert_snapshot!("oversight_60", seat((60, 15)).screen());
    let english = |size| seat_of(Who::Minh, Lang::En, size).screen();
    insta::assert_snapshot!("oversight_english_80", english((80, 24)));
    insta::assert_snapshot!("oversight_english_120", english((120, 40)));
}

/// The number of the tile under the cursor.
fn told(desk: &Played) -> String {
    let screen = desk.screen();
    let at = screen.split_once("› ").expect("a cursor").1;
    let words = at.split_whitespace();
    let number = words.map(|word| word.trim_start_matches(['!', '●', '○', '‖', '→', '✗']));
    number
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .next()
        .unwrap()
}

/// How many rows the list on the screen says that it has.
pub(in crate::desk) fn listed(desk: &Played) -> usize {
    let screen = desk.screen();
    let lines: Vec<&str> = screen.lines().collect();
    let title = lines[0];
    let after = |line: &str, what: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let place = words.iter().rposition(|word| *word == what)?;
        words.get(place.checked_sub(1)?)?.parse().ok()
    };
    if title.starts_with(" Sổ") || title.starts_with(" Hạn giải quyết") {
        let counted = lines
            .iter()
            .find_map(|line| after(line, "đơn").or(after(line, "hạn")));
        return counted.unwrap_or_else(|| panic!("{screen}"));
    }
    let title = title.split("  ").next().unwrap();
    let count = title.rsplit_once("· ").map(|(_, count)| count);
    count.map_or(0, |count| count.trim().parse().unwrap())
}

#[test]
fn every_tile_opens_as_many_rows_as_it_says() {
    let mut desk = seat((80, 24));
    let slots = slots_of(&desk);
    let mut seen = 0;
    for (column, lines) in slots.iter().enumerate() {
        desk.play("<home>").unwrap();
        for slot in lines {
            let Slot::Tile(tile) = slot else { continue };
            let said = told(&desk);
            let before = desk.screen();
            desk.play("<ret>").unwrap();
            if let Ok(count) = said.parse::<usize>() {
                let found = listed(&desk);
                if *tile == Tile::DaysShort {
                    assert!(
                        desk.screen().contains("Đã tiếp 1 ngày"),
                        "{}",
                        desk.screen()
                    );
                } else {
                    assert_eq!(found, count, "{tile:?}\n{before}\n{}", desk.screen());
                }
                seen += usize::from(count > 0);
            } else {
                assert_eq!(*tile, Tile::InTime, "{said}");
                assert!(desk.screen().contains(&said), "{said}\n{}", desk.screen());
            }
            // The first Esc drops the conditions of a list, the last leads back.
            for _ in 0..3 {
                if !desk.screen().starts_with(" Theo dõi") {
                    desk.play("<esc>").unwrap();
                }
            }
            assert_eq!(told(&desk), said, "{tile:?} is still under the cursor");
            desk.play("<down>").unwrap();
        }
        if column + 1 < slots.len() {
            desk.play("<tab>").unwrap();
        }
    }
    assert!(seen > 12, "only {seen} tiles counted anything");
}

/// What stands where in the window of a desk.
fn slots_of(desk: &Played) -> Vec<Vec<Slot>> {
    let ctx = desk.desk().ctx();
    board::slots(ctx, |_| true, |_| 0)
}

#[test]
fn what_is_saved_elsewhere_is_counted_at_once() {
    let mut desk = seat((80, 24));
    let before = desk.screen();
    let promises = desk.office_mut().door.ask(Question::Promises {
        only: Some(crate::office::promises::Standing::Late),
        from: 0,
        count: 1,
    });
    let Answer::Promises(found) = promises else {
        panic!("{promises:?}")
    };
    let line = from_json(
        &serde_json::json!({"do": "promise_kept", "petition": "D-2026-0001",
        "on": "2026-11-20", "promise": found.rows[0].promise.seq}),
    );
    let saved = desk
        .office_mut()
        .door
        .ask(Question::Write { line, draft: None });
    assert!(matches!(saved, Answer::Saved(_)), "{saved:?}");
    assert!(before.contains("!   1  quá hạn"), "{before}");
    desk.play("<f5>").unwrap();
    let after = desk.screen();
    assert!(!after.contains("!   1  quá hạn"), "{after}");
}

#[test]
fn a_receptionist_sees_no_openings() {
    let screen = seat_of(Who::Hoa, Lang::Vi, (80, 24)).screen();
    assert!(
        !screen.contains("Danh tính") && !screen.contains('✗'),
        "{screen}"
    );
    assert!(screen.contains("Hạn giải quyết") && screen.contains("Cần xem lại"));
}

#[test]
fn seven_leads_here_from_anywhere() {
    let roads = Ways::shipped();
    let (_, make) = roads
        .everywhere
        .iter()
        .find(|(action, _)| *action == Action::GoOversight)
        .expect("a road");
    let screen = make(&Rc::new(me(Role::Supervisor)));
    let desk = Desk::new(screen, Keymap::shipped(), now());
    let mut desk = Rehearsal::with(desk, office(Who::Minh), (80, 24), now());
    desk.play("").unwrap();
    assert!(desk.screen().starts_with(" Theo dõi"), "{}", desk.screen());
}

#[test]
fn what_cannot_be_counted_says_so_and_the_rest_is_counted() {
    let mut sample = office(Who::Minh);
    let answering = Answering(move |ask| match ask {
        Question::Load { .. } => Answer::Failed(Failure::NobodyHere),
        ask => sample.door.ask(ask),
    });
    let screen = Box::new(Oversight::new(&me(Role::Admin), record));
    let desk = Desk::new(screen, Keymap::shipped(), now());
    let mut desk = Rehearsal::with(desk, answering, (100, 30), now());
    desk.play("").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("✗  đơn nhận vào"), "{screen}");
    assert!(
        screen.contains("Chưa đếm được Tuần này, từ 16/11: chưa đăng nhập"),
        "{screen}"
    );
    assert!(!screen.contains('…'), "{screen}");
}

#[test]
fn random_keys_break_nothing() {
    let keys = [
        "<down>",
        "<up>",
        "<left>",
        "<right>",
        "<tab>",
        "<S-tab>",
        "<home>",
        "<end>",
        "<ret>",
        "<esc>",
        "<f5>",
        "j",
        "k",
        "h",
        "l",
        "7",
        "?",
        ":",
        "w",
        "<wait:70>",
        "<size:60x15>",
        "<size:80x24>",
        "<size:120x40>",
        "<size:200x60>",
        "<size:1x1>",
        "<size:69x12>",
        "<paste:Tân Lập\u{1b}[2J>",
    ];
    let mut dice: u64 = 20_261_120;
    let mut desk = seat((80, 24));
    for count in 0..3000 {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        let key = keys[usize::try_from(dice % keys.len() as u64).unwrap()];
        if desk.play(key).unwrap().is_some() {
            desk = seat((80, 24));
        }
        let (columns, rows) = desk.desk().ctx().size;
        assert!(
            desk.cursor().is_none_or(|(x, y)| x < columns && y < rows),
            "event {count}"
        );
    }
}

#[test]
fn a_click_goes_to_a_tile_and_again_opens_it() {
    let mut desk = seat((120, 40));
    let screen = desk.screen();
    let word = "hết hạn hôm nay";
    let (row, line) = screen
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains(word))
        .unwrap_or_else(|| panic!("{screen}"));
    let column = line.split(word).next().unwrap().chars().count();
    let click = format!("<click:{column},{row}>");
    desk.play(&click).unwrap();
    let here = desk.screen();
    let here = here.lines().nth(row).unwrap();
    assert!(here.contains('›'), "{here}");
    desk.play(&click).unwrap();
    assert!(
        desk.screen().contains("lọc: hết hạn hôm nay"),
        "{}",
        desk.screen()
    );
    desk.play("<esc><esc><click:0,0>").unwrap();
    assert!(
        desk.screen().contains('›'),
        "a click beside the tiles does nothing"
    );
}
