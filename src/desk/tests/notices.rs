//! What is told above the hint bar: what goes well fades by itself, an error stays until it is dismissed.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::desk::action::Action;
use crate::desk::house::{Answering, House};
use crate::desk::keymap::Context;
use crate::desk::rehearsal::Rehearsal;
use crate::desk::screen::{Ctx, Effect, Event, Kind, Screen};
use crate::office::ask::{Answer, Question};

type Seat = Rehearsal<House, Answering<fn(Question) -> Answer>>;

/// Says something went wrong on `s`, that something went well on `S`; Enter covers it with another, `k` goes.
struct Teller(&'static str);

impl Screen<House> for Teller {
    fn title(&self, _ctx: &Ctx) -> String {
        self.0.to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    fn accepts(&self, action: Action) -> bool {
        matches!(
            action,
            Action::Sort | Action::SortReverse | Action::Open | Action::Up | Action::Down
        )
    }

    fn hints(&self) -> Vec<Action> {
        Vec::new()
    }

    fn update(&mut self, event: &Event<House>, _ctx: &Ctx) -> Vec<Effect<House>> {
        let Event::Act(action) = event else {
            return Vec::new();
        };
        match action {
            Action::Sort => vec![Effect::Notice(Kind::Error, "đĩa hỏng".into())],
            Action::SortReverse => vec![Effect::Notice(Kind::Info, "đã ghi".into())],
            Action::Open => vec![Effect::Push(Box::new(Self("Màn hình trên")))],
            Action::Up => vec![Effect::Pop],
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, _ctx: &Ctx) {
        frame.render_widget(Line::raw("trống"), area);
    }
}

fn seat() -> Seat {
    let nothing: fn(Question) -> Answer = |_| Answer::LoggedOut;
    let mut desk = Rehearsal::new(
        Box::new(Teller("Màn hình dưới")),
        Answering(nothing),
        (80, 24),
    );
    desk.play("").unwrap();
    desk
}

fn sees(desk: &Seat, text: &str) -> bool {
    desk.screen().contains(text)
}

#[test]
fn what_went_well_fades_by_itself() {
    let mut desk = seat();
    desk.play("S").unwrap();
    assert!(sees(&desk, "✓ đã ghi"), "{}", desk.screen());
    desk.play("<wait:4>").unwrap();
    assert!(sees(&desk, "✓ đã ghi"), "it can be read");
    desk.play("<wait:2>").unwrap();
    assert!(!sees(&desk, "đã ghi"));
}

#[test]
fn an_error_stays_through_keys_and_time_until_one_goes_back() {
    let mut desk = seat();
    desk.play("s<down><down>?<esc>").unwrap();
    assert!(!sees(&desk, "đĩa hỏng"), "Esc dismisses it");
    desk.play("s<down><tab>x<wait:600><down>").unwrap();
    assert!(sees(&desk, "✗ đĩa hỏng"), "{}", desk.screen());
    desk.play("S").unwrap();
    assert!(
        sees(&desk, "đã ghi") && !sees(&desk, "đĩa hỏng"),
        "what comes after takes its place"
    );
}

#[test]
fn an_error_is_dismissed_by_a_click_and_goes_with_its_screen() {
    let mut desk = seat();
    desk.play("s<click:5,22>").unwrap();
    assert!(!sees(&desk, "đĩa hỏng"));
    desk.play("<ret>").unwrap();
    assert!(sees(&desk, "Màn hình trên"));
    desk.play("s").unwrap();
    assert!(sees(&desk, "đĩa hỏng"));
    desk.play("k").unwrap();
    assert!(sees(&desk, "Màn hình dưới") && !sees(&desk, "đĩa hỏng"));
}
