//! A sample protocol, office, list and form; the people are invented.

use std::rc::Rc;
use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::desk::action::Action;
use crate::desk::field::{Area, Choice, Date, Field, Item, Number, Pick, Text};
use crate::desk::form::{Form, Heard};
use crate::desk::keymap::{Context, Keymap};
use crate::desk::list::{Column, List, ListCell, ListRow, Wide};
use crate::desk::office_thread::{Idle, OfficeLink};
use crate::desk::question::Question;
use crate::desk::rehearsal::Rehearsal;
use crate::desk::screen::{Ctx, Effect, Event, Kind, Protocol, Screen};
use crate::desk::stack::Desk;
use crate::desk::theme::{Mood, Theme};
use crate::desk::words::Lang;
use crate::text::fold;

pub(super) struct Talk;

impl Protocol for Talk {
    type Ask = Ask;
    type Reply = Reply;
    type Note = Note;
}

pub(super) enum Ask {
    Rows {
        from: usize,
        to: usize,
        filter: String,
    },
    Save(Vec<String>),
    Draft(Vec<String>),
}

pub(super) enum Reply {
    Rows {
        start: usize,
        total: usize,
        rows: Vec<Person>,
    },
    Saved,
    Kept,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Note {
    Saved,
    Leave,
    Stay,
}

#[derive(Default)]
pub(super) struct Desk0 {
    pub(super) saved: Vec<Vec<String>>,
    pub(super) drafts: Vec<Vec<String>>,
    pub(super) asked: Vec<String>,
    pub(super) news: usize,
}

const FAMILY: [&str; 4] = ["Nguyễn Văn", "Trần Thị", "Lê Hoàng", "Phạm Quốc"];
const GIVEN: [&str; 5] = ["An", "Bình", "Cúc", "Dũng", "Ánh"];

impl OfficeLink<Talk> for Desk0 {
    fn ask(&mut self, ask: Ask) -> Reply {
        match ask {
            Ask::Rows { from, to, filter } => {
                self.asked.push(filter.clone());
                let wanted = filter.to_lowercase();
                let fits = |person: &Person| fold(&person.name).contains(&wanted);
                let people = (0..1000).map(Person::numbered);
                let all: Vec<Person> = people.filter(|p| filter.is_empty() || fits(p)).collect();
                let total = all.len();
                let rows = all.into_iter().skip(from).take(to - from).collect();
                Reply::Rows {
                    start: from.min(total),
                    total,
                    rows,
                }
            }
            Ask::Save(fields) => {
                self.saved.push(fields);
                Reply::Saved
            }
            Ask::Draft(fields) => {
                self.drafts.push(fields);
                Reply::Kept
            }
        }
    }

    fn idle(&mut self) -> Idle<Talk> {
        if self.news > 0 {
            self.news -= 1;
            return Idle::News(Reply::Kept);
        }
        Idle::Nothing
    }
}

#[derive(Clone)]
pub(super) struct Person {
    number: usize,
    pub(super) name: String,
}

impl Person {
    fn numbered(number: usize) -> Self {
        let family = FAMILY[number % FAMILY.len()];
        let given = GIVEN[number / 3 % GIVEN.len()];
        Self {
            number,
            name: format!("{family} {given}"),
        }
    }
}

impl ListRow for Person {
    type Key = usize;

    fn key(&self) -> usize {
        self.number
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        let late = self.number.is_multiple_of(7);
        let mood = if late { Mood::Overdue } else { Mood::Soon };
        let days = if late {
            "+3".into()
        } else {
            format!("{}", self.number % 7)
        };
        vec![
            ListCell::meaning(mood.sign(), mood, ctx),
            ListCell::meaning(days, mood, ctx),
            ListCell::new(format!("D-2026-{:04}", self.number)),
            ListCell::new(self.name.clone()),
            ListCell::meaning("trả lời công dân", Mood::Dim, ctx),
            ListCell::new("Hoa"),
        ]
    }

    fn heading(&self, _ctx: &Ctx) -> Option<String> {
        self.number
            .is_multiple_of(10)
            .then(|| format!("Nhóm {}", self.number / 10))
    }
}

pub(super) struct People {
    list: List<Person>,
}

impl People {
    pub(super) fn new() -> Self {
        Self {
            list: List::new().with_filter().with_marks(),
        }
    }

    fn ask(&mut self) -> Vec<Effect<Talk>> {
        let wanted = self.list.wanted();
        let ask = wanted.map(|range| {
            let filter = self.list.filter();
            Effect::AskLatest(
                0,
                Ask::Rows {
                    from: range.start,
                    to: range.end,
                    filter,
                },
            )
        });
        ask.into_iter().collect()
    }
}

impl Screen<Talk> for People {
    fn title(&self, _ctx: &Ctx) -> String {
        "Danh sách".into()
    }

    fn contexts(&self) -> Vec<Context> {
        self.list.contexts()
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            Action::Open => !self.list.is_filtering() && self.list.selected().is_some(),
            Action::NewReception | Action::Copy => true,
            other => self.list.accepts(other),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::Confirm,
            Action::Open,
            Action::Filter,
            Action::Mark,
            Action::NewReception,
            Action::Down,
            Action::Back,
        ]
    }

    fn update(&mut self, event: &Event<Talk>, ctx: &Ctx) -> Vec<Effect<Talk>> {
        match event {
            Event::Opened => {
                let mut effects = self.ask();
                effects.push(Effect::Sign {
                    agency: "Thanh tra tỉnh Tây Ninh".into(),
                    officer: "Lê Thị Hoa".into(),
                });
                effects.push(Effect::Roads(vec![(
                    Action::GoRegister,
                    Rc::new(|| Box::new(People::new())),
                )]));
                effects
            }
            Event::Reply(Reply::Rows { start, total, rows }) => {
                let rows = rows
                    .iter()
                    .map(|row| Person::numbered(row.number))
                    .collect();
                self.list.fill(*start, *total, rows, ctx);
                Vec::new()
            }
            Event::Told(Note::Saved) => {
                self.list.outdate();
                self.ask()
            }
            Event::Act(Action::Open | Action::NewReception) => {
                vec![Effect::Push(Box::new(Visit::new()))]
            }
            Event::Resized => self.ask(),
            other => match self.list.take(other, ctx) {
                Some(_) => self.ask(),
                None => Vec::new(),
            },
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let columns = [
            Column::new("", Wide::Exactly(1)),
            Column::new("Còn", Wide::Exactly(3)).right(),
            Column::new("Đơn", Wide::Exactly(11)),
            Column::new("Người", Wide::AtLeast(16)),
            Column::new("Việc phải làm", Wide::AtLeast(16)).yields(1),
            Column::new("Cán bộ", Wide::Exactly(8)).yields(2),
        ];
        self.list.view(frame, area, &columns, ctx);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Name,
    Born,
    Sex,
    Unit,
    People,
    Summary,
    Signed,
}

pub(super) struct Visit {
    pub(super) form: Form<Key>,
    changed: bool,
}

impl Visit {
    pub(super) fn new() -> Self {
        let units = [
            Item::new("25489", "Xã Tân Lập"),
            Item::new("25490", "Xã Tân Hội"),
            Item::new("25500", "Phường Tân Ninh"),
            Item::new("25510", "Xã Đức Hòa"),
        ];
        let form = Form::new()
            .heading("Người đến")
            .field(
                Key::Name,
                Field::new("Họ và tên", Text::default().longest(60)).required(),
            )
            .field(
                Key::Born,
                Field::new(
                    "Ngày sinh",
                    Date::default().or_year().not_later_than_today(),
                )
                .note("ngày, hoặc chỉ năm"),
            )
            .field(
                Key::Sex,
                Field::new(
                    "Giới tính",
                    Choice::between([("male", "nam"), ("female", "nữ")]),
                ),
            )
            .field(
                Key::Unit,
                Field::new("Nơi ở", Pick::from(units)).previously("25489"),
            )
            .field(
                Key::People,
                Field::new("Số người", Number::between(1, 9999)).holding("1"),
            )
            .heading("Nội dung")
            .field(
                Key::Summary,
                Field::new("Tóm tắt", Area::rows(3)).required(),
            )
            .field(
                Key::Signed,
                Field::new("Có chữ ký", Choice::yes_no_unknown(Lang::Vi)),
            );
        Self {
            form,
            changed: false,
        }
    }

    fn draft(&self) -> Vec<String> {
        self.form
            .draft()
            .into_iter()
            .map(|(_, text)| text)
            .collect()
    }
}

impl Screen<Talk> for Visit {
    fn title(&self, _ctx: &Ctx) -> String {
        "Tiếp công dân".into()
    }

    fn state(&self, _ctx: &Ctx) -> Option<String> {
        self.changed.then(|| "nháp ✓".into())
    }

    fn contexts(&self) -> Vec<Context> {
        let mut contexts = self.form.contexts();
        contexts.push(Context::Reception);
        contexts
    }

    fn accepts(&self, action: Action) -> bool {
        matches!(action, Action::Save | Action::Back) || self.form.accepts(action)
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::Pick,
            Action::NextField,
            Action::PrevField,
            Action::Save,
            Action::RepeatPrevious,
            Action::Back,
        ]
    }

    fn long_text(&self) -> Option<(String, String)> {
        self.form.long_text()
    }

    fn update(&mut self, event: &Event<Talk>, ctx: &Ctx) -> Vec<Effect<Talk>> {
        match event {
            Event::Act(Action::Save) => {
                if self.form.check_all(ctx) {
                    return vec![Effect::Ask(Ask::Save(self.draft()))];
                }
                vec![Effect::Bell]
            }
            Event::Act(Action::Back) if !self.form.accepts(Action::Back) => {
                if !self.changed {
                    return vec![Effect::Pop];
                }
                let question = Question::new("Đơn chưa lưu", "Để lại làm nháp và đi?")
                    .answer("Ở lại", Note::Stay)
                    .answer("Đi", Note::Leave);
                vec![question.push()]
            }
            Event::Returned(Some(Note::Leave)) => {
                vec![Effect::Ask(Ask::Draft(self.draft())), Effect::Pop]
            }
            Event::Reply(Reply::Saved) => vec![
                Effect::Tell(Note::Saved),
                Effect::Notice(Kind::Info, "Đã lưu".into()),
                Effect::Pop,
            ],
            Event::Wake | Event::Closing if self.changed => {
                vec![Effect::Ask(Ask::Draft(self.draft()))]
            }
            other => {
                let heard = self.form.take(other, ctx);
                if heard.iter().any(|h| matches!(h, Heard::Changed(_))) {
                    self.changed = true;
                    return vec![Effect::Wake(Duration::from_secs(2))];
                }
                Vec::new()
            }
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.form.view(frame, area, ctx);
    }
}

pub(super) fn people(size: (u16, u16)) -> Rehearsal<Talk, Desk0> {
    opened(Box::new(People::new()), size)
}

/// The list in another look.
pub(super) fn people_looking(look: Theme, size: (u16, u16)) -> Rehearsal<Talk, Desk0> {
    let now = "2026-11-20T09:14:00".parse().unwrap();
    let desk = Desk::new(Box::new(People::new()), Keymap::shipped(), now).looking(look);
    let mut rehearsal = Rehearsal::with(desk, Desk0::default(), size, now);
    rehearsal.play("").unwrap();
    rehearsal
}

pub(super) fn visit(size: (u16, u16)) -> Rehearsal<Talk, Desk0> {
    opened(Box::new(Visit::new()), size)
}

fn opened(first: Box<dyn Screen<Talk>>, size: (u16, u16)) -> Rehearsal<Talk, Desk0> {
    let mut rehearsal = Rehearsal::new(first, Desk0::default(), size);
    rehearsal.play("").unwrap();
    rehearsal
}
