//! What was met and missed, over a real office, in both languages and windows of many sizes.

use super::*;
use crate::desk::keymap::Keymap;
use crate::desk::listing::keys_work;
use crate::desk::petition::sample::{Played, watched_office};
use crate::desk::rehearsal::Rehearsal;
use crate::desk::roads::record;
use crate::desk::stack::Desk;

fn seat(lang: Lang, size: (u16, u16)) -> Played {
    let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
    let days = (day("2026-01-01"), day("2026-11-30"));
    let now = day("2026-11-20").and_hms_opt(9, 14, 0).unwrap();
    let screen = Box::new(list(days, None, record));
    let desk = Desk::new(screen, Keymap::shipped(), now).speaking(lang);
    let mut seat = Rehearsal::with(desk, watched_office(), size, now);
    seat.play("").unwrap();
    seat
}

#[test]
fn the_limits_met_and_missed() {
    insta::assert_snapshot!("done_80", seat(Lang::Vi, (80, 24)).screen());
    insta::assert_snapshot!("done_120_english", seat(Lang::En, (120, 40)).screen());
}

#[test]
fn what_was_done_is_put_in_order_looked_through_and_gone_to_by_the_same_keys() {
    let mut desk = seat(Lang::Vi, (120, 40));
    keys_work("done", &mut desk);
    desk.play("s").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("▲Xong"), "{screen}");
    // The share is of the rows that stand here.
    desk.play("/d-2026-0001<wait:1>").unwrap();
    let screen = desk.screen();
    let rows = screen.matches(" D-2026-").count();
    assert!(
        rows > 0 && screen.contains(&format!("/{rows} đúng hạn")),
        "{screen}"
    );
}

#[test]
fn enter_opens_the_record_and_esc_leads_back() {
    let mut desk = seat(Lang::Vi, (100, 30));
    let before = desk.screen();
    desk.play("<ret>").unwrap();
    assert!(desk.screen().starts_with(" D-2026"), "{}", desk.screen());
    desk.play("<esc>").unwrap();
    assert_eq!(desk.screen(), before);
}
