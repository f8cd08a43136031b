//! Books in memory behind an office that answers at once, and a desk that sits in it. Everybody in it is
//! invented.

use chrono::NaiveDateTime;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::desk::action::Action;
use crate::desk::deadlines::Deadlines;
use crate::desk::house::House;
use crate::desk::keymap::{Context, Keymap};
use crate::desk::office_thread::OfficeLink;
use crate::desk::rehearsal::Rehearsal;
use crate::desk::screen::{Ctx, Effect, Event, Screen};
use crate::desk::stack::Desk;
use crate::desk::words::Lang;
use crate::law::ground::{self, GroundKind};
use crate::office::ask::{Answer, Failure, Folder, Question, Saved};
use crate::office::deadlines::tests::{Books, day, map, noon, text};
use crate::office::deadlines::{counts, groups, rows};
use crate::office::index::Index;
use crate::register::memory::NotSaved;
use crate::register::number::{PetitionNo, Subject};
use crate::register::value::Value;

/// An office that answers from books in memory.
pub(super) struct Clerk {
    pub(super) books: Books,
    pub(super) index: Index,
    pub(super) now: NaiveDateTime,
    /// Every line that was to be written.
    pub(super) lines: Vec<Value>,
}

impl Clerk {
    pub(super) fn new(books: Books) -> Self {
        Self {
            index: books.index(),
            books,
            now: noon("2026-11-20"),
            lines: Vec::new(),
        }
    }

    fn write(&mut self, line: &Value) -> Answer {
        self.lines.push(line.clone());
        let saved = match self.books.write(self.now, line) {
            Ok(saved) => saved,
            Err(NotSaved::Refused(why)) => return Answer::Failed(Failure::Refused(why)),
            Err(NotSaved::Unreadable(why)) => return Answer::Failed(Failure::Wrong(why)),
        };
        self.index = self.books.index();
        Answer::Saved(Saved {
            seq: saved.entry.seq,
            reception: None,
            petitions: Vec::new(),
            subject: None,
            warnings: saved.warnings,
            identity: None,
        })
    }
}

impl OfficeLink<House> for Clerk {
    fn ask(&mut self, ask: Question) -> Answer {
        match ask {
            Question::Deadlines {
                filter,
                from,
                count,
            } => {
                let (law, today) = (&self.books.law, self.now.date());
                let (rows, total) = rows(&self.index, law, today, &filter, from, count);
                Answer::Deadlines {
                    from,
                    rows,
                    total,
                    counts: counts(&self.index, law, today),
                    groups: groups(&self.index, law, today, &filter),
                }
            }
            Question::Look => Answer::Folder(Folder::Office {
                agency: "Thanh tra tỉnh Tây Ninh".to_owned(),
                officers: ["dung", "hoa", "minh"].map(str::to_owned).to_vec(),
            }),
            Question::Write { line, .. } => self.write(&line),
            _ => Answer::Failed(Failure::NobodyHere),
        }
    }
}

/// What Enter leads to, here.
pub(super) struct Opened(Subject);

impl Screen<House> for Opened {
    fn title(&self, _ctx: &Ctx) -> String {
        format!("mở {}", self.0)
    }
    fn contexts(&self) -> Vec<Context> {
        Vec::new()
    }
    fn accepts(&self, _action: Action) -> bool {
        false
    }
    fn hints(&self) -> Vec<Action> {
        vec![Action::Back]
    }
    fn update(&mut self, _event: &Event<House>, _ctx: &Ctx) -> Vec<Effect<House>> {
        Vec::new()
    }
    fn view(&self, _frame: &mut Frame, _area: Rect, _ctx: &Ctx) {}
}

pub(super) fn opens(subject: Subject) -> Box<dyn Screen<House>> {
    Box::new(Opened(subject))
}

pub(super) type Seat = Rehearsal<House, Clerk>;

pub(super) fn seat_in(books: Books, lang: Lang, size: (u16, u16)) -> Seat {
    let now = day("2026-11-20").and_hms_opt(9, 14, 0).unwrap();
    let screen = Box::new(Deadlines::new(opens));
    let desk = Desk::new(screen, Keymap::shipped(), now).speaking(lang);
    let mut seat = Rehearsal::with(desk, Clerk::new(books), size, now);
    seat.play("").unwrap();
    seat
}

pub(super) fn seat(books: Books, size: (u16, u16)) -> Seat {
    seat_in(books, Lang::Vi, size)
}

pub(super) fn see(desk: &Seat, text: &str) -> bool {
    desk.screen().contains(text)
}

/// A small office: overdue, today, nearing, later, suspended; a denunciation; a crowd.
pub(super) fn office() -> Books {
    let mut books = Books::empty();
    let class = |word: &str| ("class", text(word));
    let late = books.file("2026-10-23", "Hồ Ngọc Lan", &[class("complaint")]);
    books.step("assign", late, "2026-10-26", &[("officer", text("dung"))]);
    books.file(
        "2026-11-09",
        "Nguyễn Thị Hồng Nhung",
        &[class("denunciation")],
    );
    let today = books.file("2026-11-11", "Lê Thị Mai", &[class("complaint")]);
    books.step("assign", today, "2026-11-12", &[("officer", text("dung"))]);
    let second = [class("complaint"), ("round", Value::Int(2))];
    books.file(
        "2026-11-16",
        "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo",
        &second,
    );
    let accepted = books.file("2026-11-02", "Trần Thị Bình", &[class("complaint")]);
    books.step(
        "accept",
        accepted,
        "2026-11-09",
        &[("number", text("15/TB-TTr"))],
    );
    books.step(
        "assign",
        accepted,
        "2026-11-09",
        &[("officer", text("hoa"))],
    );
    let paused = books.file("2026-10-01", "Võ Văn Sơn", &[class("complaint")]);
    books.step(
        "accept",
        paused,
        "2026-10-08",
        &[("number", text("12/TB-TTr"))],
    );
    let order = [("ground", text("Đ11a.1.a")), ("number", text("3/QĐ-TTr"))];
    books.step("suspend", paused, "2026-10-14", &order);
    books.step("send", paused, "2026-10-15", &[]);
    crowd(&mut books);
    books
}

pub(super) fn crowd(books: &mut Books) {
    let person = |name: &str| map(&[("name", text(name)), ("address", text("Ấp Tân Lập"))]);
    let names = [
        "Đặng Văn Hai",
        "Đặng Thị Ba",
        "Bùi Văn Tư",
        "Bùi Thị Năm",
        "Đỗ Sáu",
        "Đỗ Bảy",
    ];
    let line = map(&[
        ("do", text("file")),
        ("on", Value::Day(day("2026-11-17"))),
        ("source", text("post")),
        ("senders", Value::List(names.map(person).to_vec())),
        ("summary", text("Bồi thường khi thu hồi đất")),
        (
            "petitions",
            Value::List(vec![map(&[("class", text("complaint"))])]),
        ),
    ]);
    books.write(noon("2026-11-17"), &line).unwrap();
}

/// One more, closed, of which only the letter is still owed: nobody can be urged about it.
pub(super) fn with_closed() -> (Books, PetitionNo) {
    let mut books = office();
    let no = books.file(
        "2026-11-10",
        "Đinh Thị Hạnh",
        &[("class", text("complaint"))],
    );
    books.step("accept", no, "2026-11-17", &[("number", text("18/TB-TTr"))]);
    let ground = ground::of_kind(GroundKind::TerminateComplaint)
        .next()
        .unwrap();
    let order = [("ground", text(&ground.code)), ("number", text("5/QĐ-TTr"))];
    books.step("terminate", no, "2026-11-19", &order);
    (books, no)
}
