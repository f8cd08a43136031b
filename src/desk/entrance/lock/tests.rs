//! The lock as it is met: over a real office, with a clock that the test moves.

use std::rc::Rc;
use std::time::Duration;

use super::*;
use crate::desk::entrance::Gate;
use crate::desk::home::Home;
use crate::desk::home::trial::{empty, me as hoa};
use crate::desk::house::Answering;
use crate::desk::keymap::Keymap;
use crate::desk::office_thread::OfficeLink;
use crate::desk::petition::sample::{Played, Who, desk};
use crate::desk::rehearsal::Rehearsal;
use crate::desk::roads::Ways;
use crate::desk::stack::{Deed, Desk, Input, Moment};
use crate::office::ask::Folder;

const SIZE: (u16, u16) = (100, 28);

fn minh() -> Me {
    Me {
        user: "minh".into(),
        display: "Trần Đức Minh".into(),
        ..hoa()
    }
}

/// A reception half typed.
fn typing() -> Played {
    let mut desk = desk(Home::new(minh(), Ways::shipped()), Who::Minh, SIZE);
    desk.play("n").unwrap();
    desk.play("Võ Thị Sáng").unwrap();
    assert!(desk.screen().contains("Võ Thị Sáng"), "{}", desk.screen());
    desk
}

/// The window without the row of the clock.
fn below_the_clock(desk: &Played) -> String {
    desk.screen().lines().skip(1).collect::<Vec<_>>().join("\n")
}

fn locked(desk: &Played) -> bool {
    let screen = desk.screen();
    let shows = screen.contains("Màn hình đã khóa");
    assert!(!shows || !screen.contains("Sáng"), "{screen}");
    shows
}

#[test]
fn it_locks_itself_when_idle_and_comes_back_where_it_was_with_the_draft_kept() {
    let mut desk = typing();
    // Time for the draft, so that nothing but the lock changes what is seen.
    desk.play("<wait:30>").unwrap();
    let before = below_the_clock(&desk);
    let cursor = desk.cursor();
    assert!(before.contains("Võ Thị Sáng"));
    desk.play("<wait:569>").unwrap();
    assert!(!locked(&desk), "a second too early");
    desk.play("<wait:1>").unwrap();
    assert!(locked(&desk), "{}", desk.screen());
    assert!(!desk.screen().contains("Võ"), "{}", desk.screen());
    insta::assert_snapshot!("locked_100x28", desk.screen());
    desk.play("sai rồi<ret>").unwrap();
    assert!(
        locked(&desk) && desk.screen().contains("không đúng"),
        "{}",
        desk.screen()
    );
    desk.play("mật khẩu<ret>").unwrap();
    assert!(!locked(&desk), "{}", desk.screen());
    assert_eq!(below_the_clock(&desk), before);
    assert_eq!(desk.cursor(), cursor);
    desk.play(" Ngà").unwrap();
    assert!(
        desk.screen().contains("Võ Thị Sáng Ngà"),
        "{}",
        desk.screen()
    );
}

#[test]
fn who_types_is_not_locked_out() {
    let mut desk = typing();
    desk.play("<wait:599>x<wait:599>y<wait:599>").unwrap();
    assert!(!locked(&desk));
}

#[test]
fn a_key_locks_at_once_and_what_was_just_typed_is_a_draft() {
    let mut desk = typing();
    desk.play("<C-x>").unwrap();
    assert!(locked(&desk));
    let drafts = match desk.office_mut().ask(Question::Drafts) {
        Answer::Drafts(drafts) => drafts,
        other => panic!("{other:?}"),
    };
    assert_eq!(drafts.len(), 1);
}

#[test]
fn no_key_leads_past_the_lock() {
    let mut desk = typing();
    desk.play("<C-x>").unwrap();
    let keys = [
        "<esc>",
        "<C-b>",
        "<C-n>",
        "<f5>",
        "1",
        "2",
        "n",
        "<C-l>",
        "<C-c>",
        "<tab>",
        "<C-s>",
        "<f1>",
        "<C-n>",
        "<C-x>",
        "<esc>",
        "<C-p>",
        "về<ret>",
        "<esc>",
        "<C-p>",
        "<C-n>",
        "<down><ret>",
        "<esc>",
        "<esc>",
        "<size:80x24>",
        "<size:40x10>",
        "<size:100x28>",
        "<wait:700>",
        "<paste:mật>",
    ];
    for key in keys {
        desk.play(key).unwrap();
        assert!(desk.desk().is_locked(), "{key}\n{}", desk.screen());
        assert!(!desk.screen().contains("Sáng"), "{key}\n{}", desk.screen());
        assert!(!desk.screen().contains("Tìm"), "{key}\n{}", desk.screen());
    }
    desk.play("<C-u>mật khẩu<ret>").unwrap();
    assert!(desk.screen().contains("Võ Thị Sáng"), "{}", desk.screen());
}

#[test]
fn another_officer_can_only_log_the_first_one_out_whose_draft_is_kept() {
    let mut desk = typing();
    desk.play("<wait:600>").unwrap();
    assert!(locked(&desk));
    desk.play("<C-o>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("Đăng nhập"), "{screen}");
    assert!(!screen.contains("Sáng"), "{screen}");
    assert!(!desk.desk().is_locked());
    // The gate is not guarded: nobody sits there.
    desk.play("<wait:1200><C-x>").unwrap();
    assert!(!desk.desk().is_locked());
    desk.play("mật khẩu<ret>").unwrap();
    let Answer::Drafts(drafts) = desk.office_mut().ask(Question::Drafts) else {
        panic!("nobody is logged in: {}", desk.screen());
    };
    assert_eq!(drafts.len(), 1);
}

#[test]
fn the_gate_does_not_lock() {
    let answer = |_| Answer::Folder(Folder::Empty);
    let mut stage = Rehearsal::new(
        Box::new(Gate::new(Ways::shipped())),
        Answering(answer),
        SIZE,
    );
    stage.play("<wait:3600>").unwrap();
    assert!(!stage.desk().is_locked());
}

fn at(seconds: u64) -> Moment {
    let elapsed = Duration::from_secs(seconds);
    Moment {
        now: crate::desk::home::trial::at("09:14") + elapsed,
        elapsed,
    }
}

fn shown(desk: &Desk<House>) -> String {
    let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(80, 24)).unwrap();
    terminal.draw(|frame| desk.view(frame)).unwrap();
    terminal.backend().to_string()
}

#[test]
fn what_the_office_answers_meanwhile_waits_and_is_not_lost() {
    let home = Home::new(hoa(), Ways::shipped());
    let mut desk = Desk::new(Box::new(home), Keymap::shipped(), at(0).now);
    let asked = desk.open((80, 24), at(0));
    let tickets: Vec<_> = asked
        .iter()
        .filter_map(|deed| match deed {
            Deed::Ask(ticket, Question::Home) => Some(*ticket),
            _ => None,
        })
        .collect();
    desk.pass(at(600));
    assert!(desk.is_locked());
    assert!(
        desk.rest() > Duration::ZERO,
        "nothing spins while it is locked"
    );
    let before = shown(&desk);
    for ticket in tickets {
        desk.answer(ticket, Answer::Home(Box::new(empty())), at(601));
    }
    desk.news(
        Answer::Chain(crate::office::ask::ChainState::Broken),
        at(602),
    );
    assert_eq!(shown(&desk), before, "neither drawn nor told");
    let mut deeds = Vec::new();
    for letter in "một hai ba bốn".chars() {
        let chord = letter
            .to_string()
            .parse()
            .unwrap_or_else(|_| "x".parse().unwrap());
        desk.take(Input::Key(chord), at(603));
    }
    deeds.extend(desk.take(Input::Key("Enter".parse().unwrap()), at(603)));
    let Some(Deed::Ask(ticket, Question::Unlock { .. })) = deeds.pop() else {
        panic!("it asks");
    };
    desk.answer(ticket, Answer::Unlocked, at(604));
    assert!(!desk.is_locked());
    let screen = shown(&desk);
    assert!(screen.contains("Sổ còn trống"), "{screen}");
}

#[test]
fn a_machine_that_slept_wakes_up_locked() {
    let home = Home::new(hoa(), Ways::shipped());
    let mut desk = Desk::new(Box::new(home), Keymap::shipped(), at(0).now);
    desk.open((80, 24), at(0));
    // The wall went on for an hour, the machine's own clock for a second.
    desk.pass(Moment {
        now: at(3600).now,
        elapsed: Duration::from_secs(1),
    });
    assert!(desk.is_locked());
}

#[test]
fn a_clock_set_back_locks_no_earlier_and_no_later() {
    let home = Home::new(hoa(), Ways::shipped());
    let mut desk = Desk::new(Box::new(home), Keymap::shipped(), at(0).now);
    desk.open((80, 24), at(0));
    let back = |elapsed| Moment {
        now: at(0).now - Duration::from_hours(24),
        elapsed: Duration::from_secs(elapsed),
    };
    desk.pass(back(599));
    assert!(!desk.is_locked());
    desk.pass(back(600));
    assert!(desk.is_locked());
    assert_eq!(guard(&Rc::new(hoa())).after, IDLE);
}
