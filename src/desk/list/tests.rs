//! The list as it is typed at: rows that are all here, and rows of which only some are.

use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::marks::MOST;
use super::*;
use crate::desk::action::Action;
use crate::desk::house::House;
use crate::desk::keymap::Keymap;
use crate::desk::question::Question;
use crate::desk::screen::Event;
use crate::desk::stack::Desk;
use crate::office::order::Rank;

type Typing = Event<House>;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Line2 {
    Year(i32),
    Person(u32, &'static str, Option<NaiveDate>),
}

/// A name that is hidden is drawn like this, and ranks nowhere.
const HIDDEN: &str = "▒▒▒▒▒▒▒▒";

impl ListRow for Line2 {
    type Key = (u32, i32);

    fn key(&self) -> Self::Key {
        match self {
            Self::Year(year) => (0, *year),
            Self::Person(n, ..) => (*n, 0),
        }
    }

    fn cells(&self, _ctx: &Ctx) -> Vec<ListCell> {
        match self {
            Self::Year(_) => Vec::new(),
            Self::Person(n, name, _) => vec![
                ListCell::new(format!("D-2026-{n:04}")),
                ListCell::new(*name),
            ],
        }
    }

    fn heading(&self, _ctx: &Ctx) -> Option<String> {
        match self {
            Self::Year(year) => Some(year.to_string()),
            Self::Person(..) => None,
        }
    }

    fn rank(&self, by: By, _ctx: &Ctx) -> Option<Rank> {
        match (self, by) {
            (Self::Person(n, ..), By::Number) => Some(Rank::count(*n)),
            (Self::Person(_, name, _), _) => Rank::text(name),
            (Self::Year(_), _) => None,
        }
    }

    fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Person(_, _, day) => *day,
            Self::Year(_) => None,
        }
    }
}

fn ctx() -> Ctx {
    let now = NaiveDate::from_ymd_opt(2026, 11, 20)
        .unwrap()
        .and_hms_opt(9, 14, 0)
        .unwrap();
    let question: Question<House> = Question::new("", "");
    let desk: Desk<House> = Desk::new(Box::new(question), Keymap::shipped(), now);
    desk.ctx().clone()
}

fn draw(list: &List<Line2>, (columns, rows): (u16, u16)) -> Vec<String> {
    let Ok(mut terminal) = Terminal::new(TestBackend::new(columns, rows));
    let heads = [
        Column::new("Số", Wide::Exactly(12)).by(By::Number),
        Column::new("Người", Wide::AtLeast(10)).by(By::Person),
    ];
    let Ok(_) = terminal.draw(|frame| list.view(frame, frame.area(), &heads, &ctx()));
    let buffer = terminal.backend().buffer();
    let row = |y| {
        let cells = (0..columns).map(move |x| buffer[(x, y)].symbol());
        cells.collect::<String>().trim_end().to_owned()
    };
    (0..rows).map(row).collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn people() -> List<Line2> {
    let rows = vec![
        Line2::Year(2025),
        Line2::Person(4, "Trần Thị Bình", Some(day("2025-03-03"))),
        Line2::Person(2, HIDDEN, Some(day("2025-03-09"))),
        Line2::Person(9, "Nguyễn Văn Ánh", Some(day("2025-05-01"))),
        Line2::Year(2026),
        Line2::Person(11, "Lê Hòa", Some(day("2026-01-15"))),
        Line2::Person(10, "Đỗ Ánh", Some(day("2026-01-20"))),
    ];
    let mut list = List::new().with_filter().with_marks();
    list.fill_whole(rows, &ctx());
    draw(&list, (40, 12));
    list
}

/// Does what these keys ask for, and draws.
fn press(list: &mut List<Line2>, actions: &[Action]) -> Option<ListHeard> {
    let mut heard = None;
    for action in actions {
        heard = list.take(&Typing::Act(*action), &ctx());
        draw(list, (40, 12));
    }
    heard
}

fn type_in(list: &mut List<Line2>, text: &str) -> Option<ListHeard> {
    let letters = text.chars();
    let heard = letters.map(|letter| list.take(&Typing::Char(letter), &ctx()));
    heard.last().flatten()
}

fn shown(list: &List<Line2>) -> Vec<u32> {
    let places = 0..list.total().unwrap_or(0);
    let number = |place| match list.row(place) {
        Some(Line2::Person(n, ..)) => Some(*n),
        Some(Line2::Year(year)) => u32::try_from(*year).ok(),
        None => None,
    };
    places.filter_map(number).collect()
}

fn here(list: &List<Line2>) -> u32 {
    match list.selected() {
        Some(Line2::Person(n, ..)) => *n,
        _ => 0,
    }
}

#[test]
fn letters_without_accents_filter_and_headings_without_rows_go() {
    let mut list = people();
    press(&mut list, &[Action::Filter]);
    type_in(&mut list, "hoa");
    assert_eq!(shown(&list), [2026, 11]);
    assert_eq!(here(&list), 11);
    press(&mut list, &[Action::Back]);
    assert_eq!(shown(&list), [2025, 4, 2, 9, 2026, 11, 10]);
    assert_eq!(here(&list), 11, "the cursor stays on its row");
    assert!(!list.accepts(Action::Back));
}

#[test]
fn what_is_hidden_is_found_by_no_letters_and_stands_last_whichever_way() {
    let mut list = people();
    press(&mut list, &[Action::Sort, Action::Sort]);
    assert_eq!(shown(&list), [2025, 9, 4, 2, 2026, 10, 11]);
    press(&mut list, &[Action::SortReverse]);
    assert_eq!(shown(&list), [2025, 4, 9, 2, 2026, 11, 10]);
    press(&mut list, &[Action::JumpTo]);
    type_in(&mut list, "▒");
    assert_ne!(here(&list), 2);
    press(&mut list, &[Action::Back, Action::Filter]);
    type_in(&mut list, "x");
    assert!(shown(&list).is_empty());
}

#[test]
fn the_order_goes_through_the_columns_and_is_seen_in_the_title() {
    let mut list = people();
    assert!(!list.accepts(Action::SortReverse));
    press(&mut list, &[Action::Sort]);
    assert_eq!(shown(&list), [2025, 2, 4, 9, 2026, 10, 11]);
    assert_eq!(draw(&list, (40, 12))[0], "  ▲Số           Người");
    press(&mut list, &[Action::SortReverse]);
    assert_eq!(shown(&list), [2025, 9, 4, 2, 2026, 11, 10]);
    assert_eq!(draw(&list, (40, 12))[0], "  ▼Số           Người");
    press(&mut list, &[Action::Sort, Action::Sort]);
    assert_eq!(shown(&list), [2025, 4, 2, 9, 2026, 11, 10]);
    assert_eq!(list.order(), None);
}

#[test]
fn a_click_on_a_title_sorts_on_a_row_goes_there_and_again_chooses_it() {
    let mut list = people();
    let click = |list: &mut List<Line2>, x, y| {
        let heard = list.take(&Typing::Click(x, y), &ctx());
        draw(list, (40, 12));
        heard
    };
    click(&mut list, 20, 0);
    assert_eq!(shown(&list), [2025, 9, 4, 2, 2026, 10, 11]);
    click(&mut list, 20, 0);
    assert_eq!(shown(&list), [2025, 4, 9, 2, 2026, 11, 10]);
    assert_eq!(click(&mut list, 5, 3), Some(ListHeard::Moved));
    assert_eq!(here(&list), 9);
    assert_eq!(click(&mut list, 5, 3), Some(ListHeard::Chosen));
    assert_eq!(click(&mut list, 5, 1), None, "a heading is no row");
    assert_eq!(click(&mut list, 5, 11), None, "nor is what is below");
}

#[test]
fn a_row_is_gone_to_by_number_day_and_first_letters_while_typing() {
    let mut list = people();
    for (typed, row) in [
        ("10", 10),
        ("D-2026-0009", 9),
        ("9/3/2025", 2),
        ("do", 10),
        ("binh", 4),
    ] {
        press(&mut list, &[Action::JumpTo]);
        type_in(&mut list, typed);
        assert_eq!(here(&list), row, "{typed}");
        press(&mut list, &[Action::Confirm]);
        assert!(!list.is_filtering());
    }
    press(&mut list, &[Action::JumpTo]);
    type_in(&mut list, "zz");
    assert_eq!(here(&list), 4, "the cursor stays where nothing is found");
    assert!(draw(&list, (60, 12)).concat().contains("không có dòng nào"));
}

#[test]
fn marks_are_counted_kept_through_filters_and_taken_away_by_esc() {
    let mut list = people();
    press(&mut list, &[Action::Mark, Action::Mark]);
    assert_eq!(list.marks(), 2);
    assert!(draw(&list, (40, 12))[11].ends_with("2 đã chọn"));
    press(&mut list, &[Action::Filter]);
    type_in(&mut list, "hoa");
    press(&mut list, &[Action::Confirm, Action::Mark, Action::Back]);
    assert_eq!(list.marks(), 3, "clearing the filter leaves the marks");
    press(&mut list, &[Action::Back]);
    assert_eq!(list.marks(), 0);
    press(&mut list, &[Action::MarkAll]);
    assert_eq!(list.marks(), 5, "headings are not marked");
    press(&mut list, &[Action::MarkAll]);
    assert_eq!(list.marks(), 0);
    press(&mut list, &[Action::Mark, Action::MarkNone]);
    assert_eq!(list.marks(), 0);
}

#[test]
fn all_marks_only_what_is_looked_for() {
    let mut list = people();
    press(&mut list, &[Action::Filter]);
    type_in(&mut list, "anh");
    press(&mut list, &[Action::Confirm, Action::MarkAll]);
    let marked: Vec<_> = list.marked().into_iter().map(ListRow::key).collect();
    assert_eq!(marked, [(9, 0), (10, 0)]);
}

#[test]
fn marked_rows_are_opened_one_by_one_and_then_from_the_first() {
    let mut list = people();
    press(&mut list, &[Action::Mark, Action::Last, Action::Mark]);
    let mut next = || {
        let (place, row) = list.open_next().unwrap();
        (place, row.key().0)
    };
    assert_eq!([next(), next(), next()], [(1, 4), (2, 10), (1, 4)]);
}

#[test]
fn a_row_that_is_gone_loses_its_mark() {
    let mut list = people();
    press(&mut list, &[Action::Mark, Action::Mark]);
    let rows = vec![Line2::Person(2, "Võ Văn Sơn", None)];
    list.fill_whole(rows, &ctx());
    assert_eq!(list.marks(), 1);
    let names: Vec<_> = list.marked().into_iter().cloned().collect();
    assert_eq!(
        names,
        [Line2::Person(2, "Võ Văn Sơn", None)],
        "as it is now"
    );
}

#[test]
fn a_list_that_is_not_all_here_asks_its_screen() {
    let row = |n| Line2::Person(n, "Lê Thị Mai", None);
    let mut list = List::new().with_filter().with_marks();
    list.fill(0, 5000, (1..=300).map(row).collect(), &ctx());
    draw(&list, (40, 12));
    assert_eq!(list.wanted(), None);
    press(&mut list, &[Action::Down, Action::Down]);
    assert_eq!(press(&mut list, &[Action::Sort]), Some(ListHeard::Sorted));
    assert_eq!(list.wanted(), Some(0..384));
    list.fill(0, 5000, (1..=300).rev().map(row).collect(), &ctx());
    assert_eq!(
        (list.at(), here(&list)),
        (0, 300),
        "other rows are seen from the first on"
    );
    press(&mut list, &[Action::Filter]);
    assert_eq!(
        type_in(&mut list, "m"),
        Some(ListHeard::Filtered("m".to_owned()))
    );
    assert_eq!(list.sift().query, "m");
    press(&mut list, &[Action::Back, Action::JumpTo]);
    let aim = Aim::Number(None, 4);
    assert_eq!(type_in(&mut list, "4"), Some(ListHeard::Aimed(aim)));
    list.found(Some(4000), &ctx());
    assert_eq!(list.at(), 4000);
    assert_eq!(list.wanted(), Some(3840..4224));
}

#[test]
fn all_of_many_marks_as_many_as_can_be_at_once() {
    let row = |n| Line2::Person(n, "Lê Thị Mai", None);
    let mut list = List::new().with_filter().with_marks();
    list.fill(0, 5000, (1..=300).map(row).collect(), &ctx());
    draw(&list, (40, 12));
    assert_eq!(press(&mut list, &[Action::MarkAll]), Some(ListHeard::Moved));
    assert_eq!(list.wanted(), Some(0..MOST));
    list.fill(0, 5000, (1..=1000).map(row).collect(), &ctx());
    assert_eq!(list.marks(), MOST);
    assert!(draw(&list, (60, 12))[11].ends_with("1.000 đã chọn – nhiều nhất một lần"));
    press(&mut list, &[Action::MarkAll]);
    assert_eq!(list.marks(), 0);
}

#[test]
fn nothing_is_drawn_outside_however_small_the_window() {
    for columns in 1..14 {
        for rows in 1..5 {
            let mut list = people();
            press(&mut list, &[Action::Mark, Action::Sort, Action::Filter]);
            draw(&list, (columns, rows));
            press(&mut list, &[Action::Last]);
            draw(&list, (columns, rows));
        }
    }
}
