//! Made-up people and offices for trials of the screens that stand around home.

use chrono::{NaiveDate, NaiveDateTime};

use crate::desk::house::House;
use crate::desk::office_thread::{Idle, OfficeLink};
use crate::desk::rehearsal::Rehearsal;
use crate::law::calendar::WorkCalendar;
use crate::law::count::{Variant, count};
use crate::law::rule::{RuleBook, Whose};
use crate::office::ask::{
    Answer, ChainState, Coming, ComingWhat, DayCounts, DraftHead, DueCounts, HomeView, Me,
    OfficeKind, Question,
};
use crate::office::index::{Name, Row};
use crate::office::permit::Role;
use crate::office::wall::millis_of;
use crate::register::clock::Clock;
use crate::register::number::{ReceptionNo, Subject};
use crate::register::words::{Class, Field, Status};

impl OfficeLink<House> for Box<dyn OfficeLink<House>> {
    fn ask(&mut self, ask: Question) -> Answer {
        (**self).ask(ask)
    }

    fn idle(&mut self) -> Idle<House> {
        (**self).idle()
    }
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn at(time: &str) -> NaiveDateTime {
    format!("2026-11-20T{time}:00").parse().unwrap()
}

/// An admin with clearance.
pub(crate) fn me() -> Me {
    Me {
        user: "hoa".into(),
        display: "Lê Thị Hoa".into(),
        role: Role::Admin,
        clearance: true,
        agency: "Thanh tra tỉnh Tây Ninh".into(),
        kind: OfficeKind::ProvinceInspectorate,
        unit: Some("80".into()),
        mended: Vec::new(),
    }
}

/// A home on which nothing has happened yet.
pub(crate) fn empty() -> HomeView {
    HomeView {
        today: day("2026-11-20"),
        receptions: Vec::new(),
        day: DayCounts::default(),
        due: DueCounts::default(),
        drafts: Vec::new(),
        coming: coming(),
        receptions_total: 0,
        petitions_total: 0,
        last_backup: None,
        chain: ChainState::Whole { entries: 1 },
    }
}

/// A home on a busy morning.
pub(crate) fn full() -> HomeView {
    let mut mass = reception(3, "08:41", "Phạm Văn Chín", Class::Complaint);
    mass.people = 12;
    mass.status = Some(Status::WaitingMore);
    let mut guided = reception(2, "08:20", "Trần Thị Bình", Class::Feedback);
    guided.field = Some(Field::Policy);
    guided.status = Some(Status::Guided);
    let mut hidden = reception(1, "07:55", "", Class::Denunciation);
    hidden.name = Name::Hidden;
    hidden.secret = true;
    hidden.class = None;
    hidden.field = None;
    let mut complaint = reception(4, "09:02", "Nguyễn Văn An", Class::Complaint);
    complaint.clocks = vec![clock("KN-36", "2026-11-20")];
    HomeView {
        receptions: vec![complaint, mass, guided, hidden],
        day: DayCounts {
            receptions: 4,
            people: 15,
            petitions: 4,
            crowds: 1,
            crowd_people: 12,
            refused: 1,
        },
        due: DueCounts {
            overdue: 2,
            worst: 8,
            today: 1,
            within3: 5,
            within7: 11,
            paused: 2,
            unassigned: 3,
            no_limit: 1,
        },
        drafts: vec![draft("n1", "08:52")],
        receptions_total: 1284,
        petitions_total: 1051,
        last_backup: Some(millis_of("2026-11-19T17:02:00".parse().unwrap())),
        ..empty()
    }
}

pub(crate) fn draft(id: &str, time: &str) -> DraftHead {
    DraftHead {
        id: id.into(),
        at: millis_of(at(time)),
        form: "receive".into(),
    }
}

pub(crate) fn reception(n: u32, time: &str, name: &str, class: Class) -> Row {
    Row {
        id: Subject::Reception(ReceptionNo { year: 2026, n }),
        class: Some(class),
        field: Some(Field::Land),
        round: None,
        at: at(time),
        day_only: false,
        name: Name::Shown(name.into()),
        people: 1,
        summary: None,
        status: Some(Status::Received),
        refused: false,
        secret: false,
        closed: false,
        officer: Some("hoa".into()),
        clocks: Vec::new(),
        petitions: 1,
        no_limit: false,
        continued: false,
    }
}

/// A clock as the law counts it.
pub(crate) fn clock(rule: &str, from: &str) -> Clock {
    let rules = RuleBook::statute();
    let rule = rules.in_force(rule, day(from)).unwrap();
    let counted = count(
        rule,
        &WorkCalendar::statute(),
        day(from),
        &Variant::default(),
    )
    .unwrap();
    Clock {
        rule: rule.id.clone(),
        citation: rule.citation.clone(),
        whose: Whose::Agency,
        from: day(from),
        started_by: 1,
        variant: Variant::default(),
        target: counted.target,
        due: counted.due,
        original_due: counted.due,
        counted: counted.due,
        overridden: None,
        review: false,
        done: None,
        paused_since: None,
        dropped: false,
        confirmed: true,
    }
}

fn coming() -> Vec<Coming> {
    vec![
        Coming {
            date: day("2026-11-24"),
            what: ComingWhat::DayOff {
                name: "Ngày Văn hóa Việt Nam".into(),
                basis: "NQ 28/2026/QH16".into(),
                sure: true,
            },
        },
        Coming {
            date: day("2026-11-26"),
            what: ComingWhat::HeadReceives {
                who: "Chánh Thanh tra".into(),
                posted_on: day("2026-11-18"),
            },
        },
        Coming {
            date: day("2026-12-31"),
            what: ComingWhat::CalendarEnds,
        },
        Coming {
            date: day("2027-01-01"),
            what: ComingWhat::DayOff {
                name: "Tết Dương lịch".into(),
                basis: "BLLĐ 2019 Đ112.1.a".into(),
                sure: false,
            },
        },
    ]
}

/// Types thousands of random keys, pastes and sizes; nothing may panic. The seed makes it the same
/// every time.
pub(crate) fn rattle<L: OfficeLink<House>>(
    make: impl Fn() -> Rehearsal<House, L>,
    seed: u64,
    events: usize,
) {
    const KEYS: &[&str] = &[
        "<ret>",
        "<esc>",
        "<tab>",
        "<S-tab>",
        "<up>",
        "<down>",
        "<left>",
        "<right>",
        "<pgdn>",
        "<pgup>",
        "<home>",
        "<end>",
        "<bs>",
        "<del>",
        "<C-s>",
        "<C-o>",
        "<C-p>",
        "<C-u>",
        "<C-a>",
        "<C-z>",
        "<f1>",
        "<f5>",
        "<f10>",
        "<f4>",
        "<C-c>",
        "<C-l>",
        "1",
        "2",
        "4",
        "b",
        "n",
        "/",
        "j",
        "k",
        "G",
        "g",
        "?",
        ":",
        " ",
        "a",
        "x",
        "đ",
        "ế",
        "8",
        "7k2m",
        "<size:80x24>",
        "<size:60x15>",
        "<size:120x40>",
        "<size:20x5>",
        "<size:1x1>",
        "<size:100x28>",
        "<paste:Thanh tra tỉnh Tây Ninh>",
        "<paste:>",
        "<wait:61>",
        "<wait:7>",
    ];
    let mut state = seed;
    let mut dice = |of: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % of
    };
    let mut desk = make();
    for _ in 0..events {
        let key = KEYS[dice(KEYS.len())];
        if desk.play(key).unwrap().is_some() {
            desk = make();
        }
    }
}
