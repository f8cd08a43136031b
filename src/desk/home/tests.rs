//! Home as it is seen and typed at.

use std::sync::{Arc, Mutex};

use super::trial::{at, draft, empty, full, me, rattle, reception};
use super::*;
use crate::desk::house::Answering;
use crate::desk::keymap::Keymap;
use crate::desk::office_thread::OfficeLink;
use crate::desk::question;
use crate::desk::rehearsal::Rehearsal;
use crate::desk::stack::Desk;
use crate::desk::words::Lang;
use crate::office::index::Name;
use crate::register::words::Class;
use crate::store::error::StoreError;

/// Every way leads to a box that says what it was opened for.
fn ways() -> Ways {
    Ways {
        record: Some(|_, id| {
            let question = question::Question::new("hồ sơ", id.to_string());
            Box::new(question.answer("về", Note::Saved))
        }),
        draft: |_, head| {
            let question = question::Question::new("nháp", head.id.clone());
            Some(Box::new(question.answer("về", Note::Drafts)))
        },
        everywhere: &[
            (Action::NewReception, |_| somewhere()),
            (Action::NewFiling, |_| somewhere()),
            (Action::Search, |_| somewhere()),
            (Action::GoRegister, |_| somewhere()),
            (Action::GoDeadlines, |_| somewhere()),
            (Action::GoCalendar, |_| somewhere()),
            (Action::GoReports, |_| somewhere()),
        ],
    }
}

fn somewhere() -> Box<dyn Screen<House>> {
    Box::new(question::Question::new("đi", "đâu đó"))
}

type Views = Arc<Mutex<Vec<HomeView>>>;

/// An office that shows one view after the other, the last one for ever; and how often it was asked.
fn office(views: Vec<HomeView>) -> (impl OfficeLink<House>, Views) {
    let left: Views = Arc::new(Mutex::new(views));
    let views = Arc::clone(&left);
    let answer = move |question| match question {
        Question::Home => {
            let mut views = views.lock().unwrap();
            let next = if views.len() > 1 {
                views.remove(0)
            } else {
                views[0].clone()
            };
            Answer::Home(Box::new(next))
        }
        Question::Drafts => Answer::Drafts(vec![draft("n1", "08:52"), draft("n2", "08:10")]),
        Question::DropDraft(_) => Answer::DraftKept,
        Question::Unlock { .. } => Answer::Unlocked,
        _ => Answer::LoggedOut,
    };
    (Answering(answer), left)
}

fn stage(view: HomeView, size: (u16, u16)) -> Rehearsal<House, impl OfficeLink<House>> {
    let (office, _) = office(vec![view]);
    let mut stage = Rehearsal::new(Box::new(Home::new(me(), ways())), office, size);
    stage.play("").unwrap();
    stage
}

fn english(view: HomeView, size: (u16, u16)) -> String {
    let (office, _) = office(vec![view]);
    let home = Box::new(Home::new(me(), ways()));
    let now = at("09:14");
    let desk = Desk::new(home, Keymap::shipped(), now).speaking(Lang::En);
    let mut stage = Rehearsal::with(desk, office, size, now);
    stage.play("").unwrap();
    stage.screen()
}

#[test]
fn a_busy_morning() {
    insta::assert_snapshot!("full_80x24", stage(full(), (80, 24)).screen());
    insta::assert_snapshot!("full_100x28", stage(full(), (100, 28)).screen());
    insta::assert_snapshot!("full_120x40", stage(full(), (120, 40)).screen());
    insta::assert_snapshot!("full_60x15", stage(full(), (60, 15)).screen());
    insta::assert_snapshot!("full_english_80x24", english(full(), (80, 24)));
    insta::assert_snapshot!("full_english_120x40", english(full(), (120, 40)));
}

#[test]
fn the_first_morning() {
    insta::assert_snapshot!("empty_80x24", stage(empty(), (80, 24)).screen());
    let nowhere = Ways {
        everywhere: &[],
        ..ways()
    };
    let (office, _) = office(vec![empty()]);
    let mut stage = Rehearsal::new(Box::new(Home::new(me(), nowhere)), office, (80, 24));
    stage.play("").unwrap();
    assert!(
        !stage.screen().contains("tiếp công dân đầu tiên"),
        "a key that leads nowhere is not offered"
    );
}

#[test]
fn every_day_and_every_count_is_whole_in_every_window() {
    for size in [(60, 15), (64, 18), (80, 24), (99, 24), (100, 28), (120, 40)] {
        let screen = stage(full(), size).screen();
        for whole in [
            "02/12",
            "4 lượt · 15 người · 4 đơn",
            "+8 ngày",
            "11 trong 7",
        ] {
            assert!(screen.contains(whole), "{whole} at {size:?}:\n{screen}");
        }
    }
}

#[test]
fn long_names_and_many_rows_stay_in_their_places() {
    let mut view = full();
    view.receptions = (1..60)
        .map(|n| {
            let name = "Công Tằng Tôn Nữ Thị Huyền Trân Nguyễn Phúc Bảo Quốc";
            let mut row = reception(n, "08:00", name, Class::Recommendation);
            row.clocks = vec![trial::clock("KN-36", "2026-11-20")];
            row.people = n % 7;
            row
        })
        .collect();
    view.receptions_total = 999_999;
    view.petitions_total = 1_000_000;
    for size in [(60, 15), (80, 24), (120, 40)] {
        let screen = stage(view.clone(), size).screen();
        assert!(screen.contains("02/12"), "{screen}");
        assert!(screen.contains("999.999 lượt · 1.000.000 đơn"), "{screen}");
    }
    insta::assert_snapshot!("crowded_80x24", stage(view, (80, 24)).screen());
}

#[test]
fn a_denouncer_is_not_named_whatever_the_office_says() {
    let mut view = full();
    let mut row = reception(9, "10:01", "Phạm Thị Kín", Class::Denunciation);
    row.secret = true;
    row.clocks = vec![trial::clock("TC-24.1", "2026-11-20")];
    view.receptions = vec![row];
    let screen = stage(view.clone(), (120, 40)).screen();
    assert!(!screen.contains("Kín"), "{screen}");
    assert!(!screen.contains("10:01"), "{screen}");
    assert!(screen.contains("▒▒▒▒▒▒▒▒"), "{screen}");
    view.receptions[0].secret = false;
    view.receptions[0].name = Name::Hidden;
    let screen = stage(view, (120, 40)).screen();
    assert!(!screen.contains("10:01"), "{screen}");
}

#[test]
fn enter_opens_what_the_cursor_is_on() {
    let mut stage = stage(full(), (100, 28));
    stage.play("<ret>").unwrap();
    assert!(stage.screen().contains(" nháp "), "{}", stage.screen());
    stage.play("<esc><down><ret>").unwrap();
    assert!(
        stage.screen().contains("TCD-2026-0004"),
        "{}",
        stage.screen()
    );
    stage.play("<esc>b").unwrap();
    assert!(stage.screen().contains(" nháp "), "{}", stage.screen());
}

#[test]
fn several_drafts_are_listed_and_one_can_be_thrown_away() {
    let mut view = full();
    view.drafts = vec![draft("n1", "08:52"), draft("n2", "08:10")];
    let mut stage = stage(view, (80, 24));
    assert!(stage.screen().contains("2 bản nháp"), "{}", stage.screen());
    stage.play("<ret>").unwrap();
    insta::assert_snapshot!("drafts_80x24", stage.screen());
    stage.play("<del><ret>").unwrap();
    assert!(
        !stage.screen().contains("Đã bỏ"),
        "the harmless answer comes first"
    );
    stage.play("<del><right><ret>").unwrap();
    assert!(stage.screen().contains("Đã bỏ"), "{}", stage.screen());
    stage.play("<ret>").unwrap();
    assert!(stage.screen().contains(" nháp "), "{}", stage.screen());
}

#[test]
fn marked_drafts_are_thrown_away_together_after_one_question() {
    let heads = [
        draft("n1", "08:52"),
        draft("n2", "08:10"),
        draft("n3", "07:40"),
    ];
    let gone = Arc::new(Mutex::new(Vec::new()));
    let dropped = Arc::clone(&gone);
    let answer = move |question| match question {
        Question::Drafts => {
            let gone = dropped.lock().unwrap();
            let left = heads.iter().filter(|head| !gone.contains(&head.id));
            Answer::Drafts(left.cloned().collect())
        }
        Question::DropDraft(id) => {
            dropped.lock().unwrap().push(id);
            Answer::DraftKept
        }
        _ => Answer::LoggedOut,
    };
    let drafts = Drafts::new(&Rc::new(me()), ways());
    let mut stage = Rehearsal::new(Box::new(drafts), Answering(answer), (80, 24));
    stage.play("<Space><down><Space><del>").unwrap();
    assert!(
        stage.screen().contains("Bỏ hẳn 2 bản nháp đã chọn?"),
        "{}",
        stage.screen()
    );
    stage.play("<ret>").unwrap();
    assert!(
        gone.lock().unwrap().is_empty(),
        "the harmless answer comes first"
    );
    stage.play("<del><right><ret>").unwrap();
    let mut ids = gone.lock().unwrap().clone();
    ids.sort_unstable();
    assert_eq!(ids, ["n1", "n3"]);
    let screen = stage.screen();
    assert!(screen.contains("Đã bỏ bản nháp."), "{screen}");
    assert!(!screen.contains("đã chọn"), "{screen}");
    assert!(
        screen.contains("08:10") && !screen.contains("08:52"),
        "{screen}"
    );
}

#[test]
fn home_asks_again_when_something_was_saved_and_when_the_day_is_over() {
    let mut later = full();
    later.day.receptions = 5;
    let mut tomorrow = empty();
    tomorrow.today = trial::day("2026-11-21");
    tomorrow.petitions_total = 1;
    let (office, left) = office(vec![full(), later, tomorrow]);
    let mut stage = Rehearsal::new(Box::new(Home::new(me(), ways())), office, (80, 24));
    stage.play("").unwrap();
    assert!(stage.screen().contains("4 lượt · 15"), "{}", stage.screen());
    stage.play("<wait:300>").unwrap();
    assert_eq!(
        left.lock().unwrap().len(),
        2,
        "the same day is not asked for twice"
    );
    stage.play("<down><ret><ret>").unwrap();
    assert!(stage.screen().contains("5 lượt · 15"), "{}", stage.screen());
    // Nobody sat there over night: the screen is locked, and home is right once it is not.
    stage.play("<wait:60000>x<ret>").unwrap();
    assert!(
        stage.screen().contains("0 lượt · 0 người"),
        "{}",
        stage.screen()
    );
    assert!(
        stage.screen().contains("Hôm nay chưa có ai đến"),
        "{}",
        stage.screen()
    );
}

#[test]
fn a_broken_chain_is_loud_and_rings_once() {
    let mut view = full();
    view.chain = ChainState::Broken;
    let mut stage = stage(view, (80, 24));
    assert!(
        stage.screen().contains("✗ CHUỖI SỔ BỊ ĐỨT"),
        "{}",
        stage.screen()
    );
    insta::assert_snapshot!("broken_80x24", stage.screen());
    stage.play("<f5><f5>").unwrap();
    assert_eq!(stage.bells(), 1);
}

#[test]
fn books_that_must_be_made_anew_are_not_called_broken() {
    let mut view = full();
    view.chain = ChainState::Rebuild;
    let mut stage = stage(view, (80, 24));
    let screen = stage.screen();
    assert!(
        screen.contains("✗ Dữ liệu dựng từ sổ không khớp"),
        "{screen}"
    );
    assert!(screen.contains("Đóng và mở lại"), "{screen}");
    assert!(!screen.contains("ĐỨT"), "{screen}");
    stage.play("<f5><f5>").unwrap();
    assert_eq!(stage.bells(), 1);
}

#[test]
fn how_far_the_chain_is_and_what_was_mended_is_said() {
    let mut view = full();
    view.chain = ChainState::Checking { done: 34, of: 100 };
    let mut who = me();
    who.mended = vec!["torn".into(), "something_new".into()];
    let (office, _) = office(vec![view]);
    let mut stage = Rehearsal::new(Box::new(Home::new(who, ways())), office, (80, 24));
    stage.play("").unwrap();
    let screen = stage.screen();
    assert!(screen.contains("đang kiểm tra 34 %"), "{screen}");
    assert!(
        screen.contains("→ Khi mở sổ: bỏ một mục ghi dở"),
        "{screen}"
    );
    assert!(
        screen.contains("something_new"),
        "an unknown code is shown as it is"
    );
}

#[test]
fn a_last_backup_older_than_a_day_is_announced() {
    use crate::desk::theme::Mood;
    use crate::office::wall::millis_of;
    // Now it is 09:14 on 20/11/2026.
    let said = |at: &str| {
        let mut view = full();
        view.last_backup = Some(millis_of(at.parse().unwrap()));
        let screen = stage(view, (120, 40)).screen();
        let line = screen.lines().find(|line| line.contains("Sao lưu"));
        line.unwrap_or_else(|| panic!("{screen}")).to_owned()
    };
    let sign = Mood::Warning.sign();
    let younger = said("2026-11-19T09:14:00");
    assert!(!younger.contains(sign), "{younger}");
    let older = said("2026-11-19T09:13:59");
    assert!(older.contains(&format!("{sign} Sao lưu")), "{older}");
}

#[test]
fn in_a_small_window_an_old_backup_and_none_at_all_are_announced_too() {
    use crate::desk::theme::Mood;
    use crate::office::wall::millis_of;
    let sign = Mood::Warning.sign();
    let said = |last: Option<&str>, told: &str| {
        let mut view = full();
        view.last_backup = last.map(|at| millis_of(at.parse().unwrap()));
        let screen = stage(view, (80, 24)).screen();
        assert!(screen.contains(told), "{screen}");
    };
    said(None, &format!("{sign} chưa sao lưu"));
    said(Some("2026-11-18T17:02:00"), &format!("{sign} Sao lưu"));
}

#[test]
fn what_cannot_be_shown_is_said_and_asked_for_again() {
    let mut times = 0;
    let answer = move |question| {
        if !matches!(question, Question::Home) {
            return Answer::LoggedOut;
        }
        times += 1;
        if times == 1 {
            Answer::Failed(StoreError::Outdated.into())
        } else {
            Answer::Home(Box::new(full()))
        }
    };
    let home = Box::new(Home::new(me(), ways()));
    let mut stage = Rehearsal::new(home, Answering(answer), (80, 24));
    stage.play("").unwrap();
    assert!(stage.screen().contains("✗"), "{}", stage.screen());
    stage.play("<f5>").unwrap();
    assert!(stage.screen().contains("4 lượt"), "{}", stage.screen());
}

#[test]
fn no_keys_break_home() {
    rattle(|| stage(full(), (80, 24)), 5, 3000);
    let shipped = || {
        let (office, _) = office(vec![full()]);
        let home = Box::new(Home::new(me(), Ways::shipped()));
        let mut stage = Rehearsal::new(home, office, (100, 28));
        stage.play("").unwrap();
        stage
    };
    rattle(shipped, 6, 1500);
}
