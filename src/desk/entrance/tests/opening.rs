//! What is said while the books are opening.

use super::super::*;
use crate::desk::home::trial::at;
use crate::desk::house::Answering;
use crate::desk::keymap::Keymap;
use crate::desk::rehearsal::Rehearsal;
use crate::desk::stack::Desk;
use crate::store::Stage;
use crate::store::error::StoreError;

/// A log-in that is under way, and what it has heard.
fn opening(lang: Lang, heard: &[Event<House>], size: (u16, u16)) -> String {
    let nobody = || Answering(|_| Answer::LoggedOut);
    let now = at("09:14");
    let start = |lang| crate::desk::start::Start {
        lang,
        ..Default::default()
    };
    let stage = Rehearsal::with(start(lang).desk(now), nobody(), size, now);
    let ctx = stage.desk().ctx().clone();
    let agency = "Thanh tra tỉnh Tây Ninh";
    let mut log_in = LogIn::new(Ways::shipped(), agency, &["hoa".into()], None, &ctx);
    log_in.update(&Event::Paste("đúng rồi".into()), &ctx);
    log_in.update(&Event::Act(Action::Confirm), &ctx);
    for event in heard {
        log_in.update(event, &ctx);
    }
    let desk = Desk::new(Box::new(log_in), Keymap::shipped(), now).speaking(lang);
    let mut stage = Rehearsal::with(desk, nobody(), size, now);
    stage.play("").unwrap();
    stage.screen()
}

#[test]
fn an_opening_that_takes_long_says_how_far_it_is() {
    let stage = |stage| Event::Reply(Answer::Opening(stage));
    let listing = |percent| stage(Stage::Listing { percent });
    let reading = |rebuild| Stage::Reading {
        seq: 12_500,
        rebuild,
        percent: 7,
    };
    let reading = |rebuild| stage(reading(rebuild));
    let small = (80, 24);
    let vi = |heard: &[_]| opening(Lang::Vi, heard, small);
    let quick = vi(&[stage(Stage::State), listing(90)]);
    assert!(
        quick.contains("đang mở sổ…") && !quick.contains("90"),
        "{quick}"
    );
    let still = vi(&[stage(Stage::Unlocking), Event::Wake]);
    assert!(still.contains("đang mở sổ…"), "{still}");
    let state = vi(&[Event::Wake, stage(Stage::State)]);
    assert!(
        state.contains("Đang nạp hồ sơ…") && !state.contains('%'),
        "{state}"
    );
    let read = vi(&[Event::Wake, reading(false)]);
    assert!(
        read.contains("Đang nạp hồ sơ… 7 %") && read.contains("đang đọc sổ"),
        "{read}"
    );
    let list = vi(&[Event::Wake, reading(false), listing(42)]);
    insta::assert_snapshot!("opening_80x24", list);
    let english = opening(Lang::En, &[Event::Wake, reading(true)], (120, 40));
    insta::assert_snapshot!("opening_english_120x40", english);
    let full = Answer::Failed(StoreError::DiskFull.into());
    let failed = vi(&[Event::Wake, listing(42), Event::Reply(full)]);
    assert!(!failed.contains("Đang nạp"), "{failed}");
}
