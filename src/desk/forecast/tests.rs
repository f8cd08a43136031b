//! The forecast as a supervisor types at it, over books in memory.

use super::*;
use crate::desk::house::{Answering, House};
use crate::desk::keymap::Keymap;
use crate::desk::rehearsal::Rehearsal;
use crate::desk::roads::record;
use crate::desk::stack::Desk;
use crate::office::ask::Failure;
use crate::office::deadlines::tests::{Books, noon};
use crate::office::forecast::forecast;

type Seat = Rehearsal<House, Answering<Box<dyn FnMut(Question) -> Answer + Send>>>;

fn seat_in(books: Books, lang: Lang, size: (u16, u16)) -> Seat {
    let now = noon("2026-11-20");
    let index = books.index();
    let answer = move |ask| match ask {
        Question::Forecast {
            by,
            filter,
            from,
            count,
        } => {
            let days = (now.date(), by);
            let said = forecast(&index, &books.law, days, &filter, from, count);
            Answer::Forecast(Box::new(said))
        }
        _ => Answer::Failed(Failure::NobodyHere),
    };
    let screen = Box::new(list(DueFilter::default(), record));
    let desk = Desk::new(screen, Keymap::shipped(), now).speaking(lang);
    let mut seat = Rehearsal::with(desk, Answering(Box::new(answer) as Box<_>), size, now);
    seat.play("").unwrap();
    seat
}

fn seat(size: (u16, u16)) -> Seat {
    seat_in(Books::demo(300, noon("2026-11-20")), Lang::Vi, size)
}

fn see(desk: &Seat, text: &str) -> bool {
    desk.screen().contains(text)
}

#[test]
fn the_coming_friday_is_foreseen() {
    insta::assert_snapshot!("forecast_80", seat((80, 24)).screen());
    insta::assert_snapshot!("forecast_120", seat((120, 40)).screen());
    insta::assert_snapshot!("forecast_60", seat((60, 15)).screen());
    let demo = Books::demo(300, noon("2026-11-20"));
    insta::assert_snapshot!(
        "forecast_english",
        seat_in(demo, Lang::En, (100, 30)).screen()
    );
}

#[test]
fn an_article_is_whole_or_is_not_there() {
    for lang in [Lang::Vi, Lang::En] {
        let books = Books::demo(300, noon("2026-11-20"));
        let screen = seat_in(books, lang, (80, 24)).screen();
        for row in screen.lines() {
            let row = row.trim_end_matches(['┃', '│', ' ']);
            let last = row.rsplit("  ").next().unwrap_or_default();
            let article = ["KN ", "TC ", "TCD ", "NĐ "].iter();
            let cut = last.ends_with('…') && article.clone().any(|law| last.starts_with(law));
            assert!(!cut, "{row}");
        }
    }
}

#[test]
fn the_coming_friday_comes_after_today() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(friday(day("2026-11-20")), day("2026-11-27"));
    assert_eq!(friday(day("2026-11-21")), day("2026-11-27"));
    assert_eq!(friday(day("2026-11-26")), day("2026-11-27"));
}

#[test]
fn another_day_is_typed_or_stepped_to_by_weeks() {
    let mut desk = seat((80, 24));
    assert!(
        see(&desk, "Dự báo đến Thứ Sáu 27/11/2026"),
        "{}",
        desk.screen()
    );
    desk.play("<right>").unwrap();
    assert!(
        see(&desk, "Dự báo đến Thứ Sáu 04/12/2026"),
        "{}",
        desk.screen()
    );
    desk.play("<left><left><left><left>").unwrap();
    assert!(
        see(&desk, "Dự báo đến Thứ Sáu 20/11/2026"),
        "{}",
        desk.screen()
    );
    desk.play("d<C-u>19/11/2026<ret>").unwrap();
    assert!(see(&desk, "ngày này đã qua"), "{}", desk.screen());
    desk.play("<C-u>31/2<ret>").unwrap();
    assert!(see(&desk, "không phải ngày"), "{}", desk.screen());
    desk.play("<C-u>21/12<ret>").unwrap();
    assert!(
        see(&desk, "Dự báo đến Thứ Hai 21/12/2026"),
        "{}",
        desk.screen()
    );
}

#[test]
fn nothing_to_come_says_so() {
    let desk = seat_in(Books::empty(), Lang::Vi, (80, 24));
    assert!(
        see(&desk, "Đến 27/11/2026 không có hạn nào quá."),
        "{}",
        desk.screen()
    );
}

#[test]
fn random_keys_break_nothing() {
    let keys = [
        "<down>",
        "<up>",
        "<pgdn>",
        "<end>",
        "<home>",
        "<left>",
        "<right>",
        "d",
        "w",
        "<ret>",
        "<esc>",
        "<tab>",
        "<bs>",
        "9",
        "/",
        "+",
        "ễ",
        "<f5>",
        "<C-s>",
        "<size:60x15>",
        "<size:120x40>",
        "<size:1x1>",
        "<wait:70>",
        "<paste:31/02/2026>",
        "t",
    ];
    let mut dice: u64 = 20_261_127;
    let mut desk = seat((80, 24));
    for count in 0..2000 {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        let key = keys[usize::try_from(dice % keys.len() as u64).unwrap()];
        if desk.play(key).unwrap().is_some() || count % 500 == 499 {
            desk = seat((80, 24));
        }
        let (columns, rows) = desk.desk().ctx().size;
        assert!(
            desk.cursor().is_none_or(|(x, y)| x < columns && y < rows),
            "event {count}"
        );
    }
}
