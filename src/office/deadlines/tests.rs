//! The bands, counts and order of open clocks, held to [`Clock::state`] over a small and an invented
//! office; and books in memory that the screens are tried over. Everybody in them is invented.

use super::*;
use crate::law::ground::{self, GroundKind};
use crate::office::demo;
use crate::office::line::{Desk, Sealed};
use crate::register::book::{Matter, Petition, PostedDay, Reception, Series, Shelf};
use crate::register::memory::{MemoryShelf, NotSaved, Saved, record};
use crate::register::number::{MatterNo, PersonId, PetitionNo, ReceptionNo, Subject};
use crate::register::person::Person;
use crate::register::value::Value;
use chrono::NaiveDateTime;
use std::collections::HashMap;

/// Books in memory with the people in them.
pub(crate) struct Books {
    pub(crate) shelf: MemoryShelf,
    pub(crate) people: HashMap<PersonId, Person>,
    pub(crate) law: Law,
}

impl Shelf for Books {
    fn reception(&self, no: ReceptionNo) -> Option<Reception> {
        self.shelf.reception(no)
    }
    fn petition(&self, no: PetitionNo) -> Option<Petition> {
        self.shelf.petition(no)
    }
    fn matter(&self, no: MatterNo) -> Option<Matter> {
        self.shelf.matter(no)
    }
    fn posted_day(&self, day: NaiveDate) -> Option<PostedDay> {
        self.shelf.posted_day(day)
    }
    fn last_number(&self, series: Series, year: i32) -> u32 {
        self.shelf.last_number(series, year)
    }
    fn last_seq(&self) -> u64 {
        self.shelf.last_seq()
    }
}

impl Desk for Books {
    fn identity(&self, id: PersonId) -> Result<Option<Person>, Sealed> {
        if self.shelf.hidden.contains(&id) {
            return Err(Sealed);
        }
        Ok(self.people.get(&id).cloned())
    }
}

impl Books {
    pub(crate) fn empty() -> Self {
        Self {
            shelf: MemoryShelf::default(),
            people: HashMap::new(),
            law: Law::statute(),
        }
    }

    /// An office with so many invented visits and filings up to a minute.
    pub(crate) fn demo(cases: usize, now: NaiveDateTime) -> Self {
        Self::invented(7, cases, now)
    }

    /// The same from a seed.
    pub(crate) fn invented(seed: u64, cases: usize, now: NaiveDateTime) -> Self {
        let mut books = Self::empty();
        for dated in demo::lines(seed, cases, now, &Law::statute(), 0) {
            // Whether the books take every invented line is not what is tried here.
            books.write(dated.at, &dated.line).ok();
        }
        books
    }

    pub(crate) fn write(&mut self, now: NaiveDateTime, line: &Value) -> Result<Saved, NotSaved> {
        let saved = record(&mut self.shelf, &self.law, now, line)?;
        let entry = saved.entry.seq;
        for (index, person) in (0_u16..).zip(&saved.people) {
            self.people
                .insert(PersonId { entry, index }, person.clone());
        }
        Ok(saved)
    }

    /// Files a petition by post and returns its number.
    pub(crate) fn file(&mut self, on: &str, who: &str, facts: &[(&str, Value)]) -> PetitionNo {
        let person = map(&[("name", text(who)), ("address", text("Ấp Tân Lập"))]);
        let line = map(&[
            ("do", text("file")),
            ("on", Value::Day(day(on))),
            ("source", text("post")),
            ("senders", Value::List(vec![person])),
            ("summary", text("Quyết định thu hồi đất")),
            ("petitions", Value::List(vec![map(facts)])),
        ]);
        let saved = self.write(noon(on), &line).unwrap();
        saved.entry.numbers.petitions[0]
    }

    /// Does something about a petition.
    pub(crate) fn step(&mut self, what: &str, no: PetitionNo, on: &str, keys: &[(&str, Value)]) {
        let mut line = map(&[
            ("do", text(what)),
            ("petition", text(&no.to_string())),
            ("on", Value::Day(day(on))),
        ]);
        for (key, value) in keys {
            line.put(key, value.clone());
        }
        self.write(noon(on), &line).unwrap();
    }

    pub(crate) fn index(&self) -> Index {
        let mut index = Index::default();
        for petition in self.shelf.petitions.values() {
            index.put_petition(self, &self.law, petition);
        }
        for reception in self.shelf.receptions.values() {
            index.put_reception(self, &self.law, reception);
        }
        index
    }
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn noon(on: &str) -> NaiveDateTime {
    day(on).and_hms_opt(12, 0, 0).unwrap()
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(crate) fn map(entries: &[(&str, Value)]) -> Value {
    let entries = entries.iter();
    Value::Map(entries.map(|(k, v)| ((*k).to_owned(), v.clone())).collect())
}

/// Filed by post, so that each has one clock: KN-27, 7 working days.
fn complaint(books: &mut Books, on: &str, who: &str) -> PetitionNo {
    books.file(on, who, &[("class", text("complaint"))])
}

fn all(books: &Books, today: &str, filter: &DueFilter) -> Vec<DeadlineRow> {
    rows(
        &books.index(),
        &books.law,
        day(today),
        filter,
        0,
        usize::MAX,
    )
    .0
}

fn bands(rows: &[DeadlineRow]) -> Vec<(String, Band)> {
    rows.iter()
        .map(|row| (row.row.id.to_string(), row.band))
        .collect()
}

#[test]
fn each_band_begins_and_ends_on_its_day() {
    let mut books = Books::empty();
    // Due on 19, 20, 23, 26 and 27/11, 02, 03 and 04/12/2026: 24/11 is a holiday.
    let filed = [
        "2026-11-10",
        "2026-11-11",
        "2026-11-12",
        "2026-11-16",
        "2026-11-17",
    ];
    for on in filed
        .into_iter()
        .chain(["2026-11-20", "2026-11-23", "2026-11-25"])
    {
        complaint(&mut books, on, "Nguyễn Văn An");
    }
    let found = all(&books, "2026-11-20", &DueFilter::default());
    let seen: Vec<(String, Band)> = found
        .iter()
        .map(|row| (row.clock.due.format("%d/%m").to_string(), row.band))
        .collect();
    let expected = [
        ("19/11", Band::Overdue),
        ("20/11", Band::Today),
        ("23/11", Band::Within3),
        ("26/11", Band::Within3),
        ("27/11", Band::Within7),
        ("02/12", Band::Within7),
        ("03/12", Band::Later),
        ("04/12", Band::Later),
    ];
    let expected: Vec<(String, Band)> = expected
        .into_iter()
        .map(|(due, band)| (due.to_owned(), band))
        .collect();
    assert_eq!(seen, expected);
    let left: Vec<Option<i64>> = found.iter().map(|row| row.days_left).collect();
    assert_eq!(left[..3], [Some(-1), Some(0), Some(3)]);
    let counts = counts(&books.index(), &books.law, day("2026-11-20"));
    assert_eq!((counts.overdue, counts.worst, counts.today), (1, 1, 1));
    assert_eq!(
        (counts.within3, counts.within7),
        (2, 4),
        "7 days hold 3 days"
    );
}

/// A row as it is told apart.
type Seen = (Subject, String, Band);

/// The days from which the rows are seen; the past too, in which a clock may be late before its day.
const SEEN_FROM: [&str; 5] = [
    "2026-11-20",
    "2026-11-23",
    "2026-12-31",
    "2026-09-01",
    "2026-03-02",
];

/// The same rows and groups, found by walking over every clock.
fn walked(
    index: &Index,
    law: &Law,
    today: NaiveDate,
    filter: &DueFilter,
) -> (Vec<Seen>, Vec<DueGroup>) {
    let all = wanted(index, law, today, filter);
    let mut groups: Vec<DueGroup> = Vec::new();
    for (row, clock, band) in &all {
        let kin = kind(filter.grouping).and_then(|kind| kin(index, kind, row, clock));
        let key = kin.map_or(GroupKey::Band(*band), |kin| group_key(law, &kin));
        stand_together(&mut groups, key, 1, *band);
    }
    let rows = all
        .iter()
        .map(|(row, clock, band)| (row.id, clock.rule.clone(), *band));
    (rows.collect(), groups)
}

/// Every window of a filter, told by the days alone and by walking; returns how many rows there are.
fn both_ways(index: &Index, law: &Law, today: NaiveDate, filter: &DueFilter) -> usize {
    assert!(
        Tallied::of(index, law, today, filter).is_some(),
        "{filter:?}"
    );
    let (all, walked_groups) = walked(index, law, today, filter);
    let windows = [
        (0, usize::MAX),
        (0, 10),
        (7, 40),
        (all.len() / 2, 25),
        (all.len().saturating_sub(3), 9),
        (9999, 5),
    ];
    for (from, count) in windows {
        let (rows, found) = rows(index, law, today, filter, from, count);
        assert_eq!(found, all.len(), "{today} {filter:?}");
        let rows: Vec<_> = rows
            .iter()
            .map(|due| (due.row.id, due.clock.rule.clone(), due.band))
            .collect();
        let same: Vec<_> = all.iter().skip(from).take(count).cloned().collect();
        assert_eq!(rows, same, "{today} {filter:?} from {from}");
    }
    let found = groups(index, law, today, filter);
    assert_eq!(found, walked_groups, "{today} {filter:?}");
    all.len()
}

const GROUPINGS: [Grouping; 7] = [
    Grouping::Band,
    Grouping::Officer,
    Grouping::Class,
    Grouping::Field,
    Grouping::Clock,
    Grouping::Commune,
    Grouping::Source,
];

#[test]
fn the_days_alone_tell_the_same_rows_and_groups_as_every_clock() {
    let books = Books::demo(400, noon("2026-11-20"));
    let (index, law) = (books.index(), &books.law);
    let bands = [
        None,
        Some(Band::Overdue),
        Some(Band::Today),
        Some(Band::Within3),
        Some(Band::Within7),
        Some(Band::Later),
        Some(Band::Paused),
    ];
    for today in SEEN_FROM.map(day) {
        let mut total = 0;
        for band in bands {
            let filter = DueFilter {
                band,
                ..DueFilter::default()
            };
            total = total.max(both_ways(&index, law, today, &filter));
        }
        assert!(total > 50, "{today}: {total}");
    }
}

#[test]
fn what_is_overdue_is_one_number_in_books_of_every_kind() {
    for (seed, cases) in (1..=6).zip((40..).step_by(20)) {
        let books = Books::invented(seed, cases, noon("2026-11-20"));
        let (index, law) = (books.index(), &books.law);
        for today in SEEN_FROM.map(day) {
            let late = |clock: &Clock| clock.state(today) == ClockState::Overdue;
            let every = index.open_clocks().filter(|(_, clock)| late(clock)).count();
            let told = counts(&index, law, today).overdue as usize;
            assert_eq!(told, every, "{seed} {today}");
            for grouping in GROUPINGS {
                let filter = DueFilter {
                    grouping,
                    ..DueFilter::default()
                };
                let groups = groups(&index, law, today, &filter);
                let found: usize = groups.iter().map(|group| group.overdue).sum();
                assert_eq!(found, every, "{seed} {today} {grouping:?}");
            }
            let officers = crate::office::load::load(&index, today, 8).officers;
            let found: u32 = officers.iter().map(|load| load.overdue).sum();
            assert_eq!(found as usize, every, "{seed} {today}");
            let plain = DueFilter::default();
            let ahead =
                crate::office::forecast::forecast(&index, law, (today, today), &plain, 0, 0);
            assert_eq!(ahead.total, every, "{seed} {today}");
        }
    }
}

#[test]
fn every_grouping_is_told_by_the_days_as_by_every_clock() {
    let books = Books::demo(200, noon("2026-11-20"));
    let (index, law, today) = (books.index(), &books.law, day("2026-11-20"));
    for grouping in GROUPINGS {
        for band in [None, Some(Band::Overdue), Some(Band::Paused)] {
            let filter = DueFilter {
                band,
                grouping,
                ..DueFilter::default()
            };
            let found = both_ways(&index, law, today, &filter);
            assert!(found > 0, "{filter:?}");
        }
    }
}

#[test]
fn one_officer_or_class_and_what_is_near_are_told_by_the_days_too() {
    let books = Books::demo(200, noon("2026-11-20"));
    let (index, law, today) = (books.index(), &books.law, day("2026-11-20"));
    let plain = DueFilter::default;
    let officer = |name: &str, grouping| DueFilter {
        officer: Some(name.to_owned()),
        grouping,
        ..plain()
    };
    let class = |grouping| DueFilter {
        class: Some(Class::Complaint),
        grouping,
        ..plain()
    };
    let within = |n| DueFilter {
        within: Some(n),
        grouping: Grouping::Officer,
        ..plain()
    };
    let found = [
        officer("dung", Grouping::Band),
        officer("dung", Grouping::Officer),
        officer("", Grouping::Band),
        class(Grouping::Band),
        class(Grouping::Class),
        within(0),
        within(5),
    ]
    .map(|filter| both_ways(&index, law, today, &filter));
    assert!(found.iter().all(|count| *count > 0), "{found:?}");
    assert_eq!(
        both_ways(&index, law, today, &officer("nobody", Grouping::Band)),
        0
    );
}

#[test]
fn what_is_counted_by_group_goes_with_what_is_changed() {
    let mut books = Books::demo(60, noon("2026-11-20"));
    let no = complaint(&mut books, "2026-11-16", "Nguyễn Văn An");
    let mut index = books.index();
    let (law, today) = (books.law.clone(), day("2026-11-20"));
    books.step("assign", no, "2026-11-18", &[("officer", text("dung"))]);
    books.step("accept", no, "2026-11-19", &[("number", text("4/TB"))]);
    let changed = books.petition(no).unwrap();
    index.put_petition(&books, &law, &changed);
    for grouping in GROUPINGS {
        let filter = DueFilter {
            grouping,
            ..DueFilter::default()
        };
        both_ways(&index, &law, today, &filter);
        let anew = groups(&books.index(), &law, today, &filter);
        assert_eq!(groups(&index, &law, today, &filter), anew);
    }
}

#[test]
fn the_days_alone_tell_the_same_counts_as_every_clock() {
    let books = Books::demo(400, noon("2026-11-20"));
    let (index, law) = (books.index(), &books.law);
    for today in SEEN_FROM.map(day) {
        let all = wanted(&index, law, today, &DueFilter::default());
        let of = |bands: &[Band]| {
            let found = all.iter().filter(|(.., band)| bands.contains(band)).count();
            u32::try_from(found).unwrap()
        };
        let told = counts(&index, law, today);
        let late = all.iter().filter(|(.., band)| *band == Band::Overdue);
        let worst = late.map(|(_, clock, _)| (today - clock.due).num_days().max(0));
        assert_eq!(
            (
                told.overdue,
                told.today,
                told.within3,
                told.within7,
                told.paused
            ),
            (
                of(&[Band::Overdue]),
                of(&[Band::Today]),
                of(&[Band::Within3]),
                of(&[Band::Within3, Band::Within7]),
                of(&[Band::Paused])
            ),
            "{today}"
        );
        assert_eq!(told.worst, worst.max().unwrap_or(0), "{today}");
        let open = |kept: fn(&Row) -> bool| {
            u32::try_from(index.open_petitions().filter(|row| kept(row)).count()).unwrap()
        };
        assert_eq!(told.unassigned, open(|row| row.officer.is_none()));
        assert_eq!(told.no_limit, open(|row| row.no_limit));
    }
}

#[test]
fn within_counts_working_days_over_a_holiday_and_keeps_the_overdue() {
    let law = Law::statute();
    let from = day("2026-11-20");
    let reached: Vec<NaiveDate> = (0..5).map(|n| working_day_after(&law, from, n)).collect();
    let expected = [
        "2026-11-20",
        "2026-11-23",
        "2026-11-25",
        "2026-11-26",
        "2026-11-27",
    ];
    assert_eq!(reached, expected.map(day));

    let mut books = Books::empty();
    for on in ["2026-11-10", "2026-11-11", "2026-11-13", "2026-11-16"] {
        complaint(&mut books, on, "Trần Thị Bình");
    }
    for (within, dues) in [
        (0, vec!["19/11", "20/11"]),
        (1, vec!["19/11", "20/11"]),
        (2, vec!["19/11", "20/11", "25/11"]),
        (3, vec!["19/11", "20/11", "25/11", "26/11"]),
    ] {
        let filter = DueFilter {
            within: Some(within),
            ..DueFilter::default()
        };
        let found = all(&books, "2026-11-20", &filter);
        let seen: Vec<String> = found
            .iter()
            .map(|row| row.clock.due.format("%d/%m").to_string())
            .collect();
        assert_eq!(seen, dues, "within {within}");
    }
}

/// Accepted on 01/10, so that KN-28 is due on 02/11 (31/10 is a Saturday); suspended.
fn suspended(books: &mut Books, on: &str) -> PetitionNo {
    let no = complaint(books, "2026-10-01", "Võ Văn Sơn");
    books.step("accept", no, "2026-10-01", &[("number", text("15/TB-TTr"))]);
    let ground = ground::of_kind(GroundKind::SuspendComplaint)
        .next()
        .unwrap();
    let order = [("ground", text(&ground.code)), ("number", text("3/QĐ-TTr"))];
    books.step("suspend", no, on, &order);
    no
}

#[test]
fn the_suspended_stand_last_unless_they_were_overdue() {
    let mut books = Books::empty();
    let paused = suspended(&mut books, "2026-10-14");
    let late = suspended(&mut books, "2026-11-05");
    let open = complaint(&mut books, "2026-11-20", "Nguyễn Văn An");
    let found = all(&books, "2026-11-20", &DueFilter::default());
    let of = |no: PetitionNo| -> Vec<Band> {
        let mine = found
            .iter()
            .filter(|row| row.row.id == Subject::Petition(no));
        mine.filter(|row| row.clock.rule == "KN-28" || row.clock.rule == "KN-27")
            .map(|row| row.band)
            .collect()
    };
    assert_eq!(of(paused), [Band::Paused]);
    assert_eq!(of(late), [Band::Overdue]);
    assert_eq!(of(open), [Band::Within7]);
    assert_eq!(
        found.last().map(|row| (row.band, row.days_left)),
        Some((Band::Paused, None))
    );
    let within = DueFilter {
        within: Some(100),
        ..DueFilter::default()
    };
    assert!(
        all(&books, "2026-11-20", &within)
            .iter()
            .all(|row| row.band != Band::Paused)
    );
}

#[test]
fn an_invented_office_is_banded_counted_and_ordered_as_its_clocks_stand() {
    let today = day("2026-11-20");
    let books = Books::demo(300, noon("2026-11-20"));
    let index = books.index();
    let (found, total) = rows(
        &index,
        &books.law,
        today,
        &DueFilter::default(),
        0,
        usize::MAX,
    );
    assert_eq!(found.len(), total);
    assert!(total > 30, "{total} rows prove little");
    for row in &found {
        assert_eq!(row.state, row.clock.state(today));
        assert_eq!(row.days_left, row.clock.days_left(today));
        assert_eq!(row.band == Band::Overdue, row.state == ClockState::Overdue);
        assert_eq!(row.band == Band::Paused, row.state == ClockState::Paused);
        assert_eq!(row.band == Band::Today, row.days_left == Some(0));
    }
    let place = |row: &DeadlineRow| (row.band == Band::Paused, row.clock.due, row.row.id);
    assert!(found.windows(2).all(|two| place(&two[0]) <= place(&two[1])));

    let count = |band| u32::try_from(found.iter().filter(|row| row.band == band).count()).unwrap();
    let counts = counts(&index, &books.law, today);
    assert_eq!(counts.overdue, count(Band::Overdue));
    assert_eq!(counts.today, count(Band::Today));
    assert_eq!(counts.within3, count(Band::Within3));
    assert_eq!(counts.within7, count(Band::Within3) + count(Band::Within7));
    assert_eq!(counts.paused, count(Band::Paused));
    let worst = found.iter().filter_map(|row| row.days_left).min().unwrap();
    assert_eq!(counts.worst, (-worst).max(0));

    let windows: Vec<DeadlineRow> = (0..total)
        .step_by(7)
        .flat_map(|from| rows(&index, &books.law, today, &DueFilter::default(), from, 7).0)
        .collect();
    assert_eq!(windows, found);
}

#[test]
fn the_groups_are_the_rows_cut_where_the_group_changes() {
    let today = day("2026-11-20");
    let books = Books::demo(200, noon("2026-11-20"));
    let index = books.index();
    for grouping in GROUPINGS {
        let filter = DueFilter {
            grouping,
            ..DueFilter::default()
        };
        let (found, total) = rows(&index, &books.law, today, &filter, 0, usize::MAX);
        let groups = groups(&index, &books.law, today, &filter);
        assert_eq!(groups.iter().map(|group| group.rows).sum::<usize>(), total);
        let mut from = 0;
        for group in &groups {
            let part = &found[from..from + group.rows];
            from += group.rows;
            let late = part.iter().filter(|row| row.band == Band::Overdue).count();
            assert_eq!(late, group.overdue);
            assert!(part.iter().all(|row| match &group.key {
                GroupKey::Band(band) => row.band == *band,
                GroupKey::Officer(name) => officer(&row.row) == name.as_deref(),
                GroupKey::Class(class) => row.row.class == *class,
                GroupKey::Field(field) => row.row.field == *field,
                GroupKey::Clock { rule, .. } => *row.clock.rule == **rule,
                GroupKey::Commune(_) | GroupKey::Source(_) => {
                    let kind = kind(grouping).unwrap();
                    let kin = kin(&index, kind, &row.row, &row.clock).unwrap();
                    group_key(&books.law, &kin) == group.key
                }
            }));
            let place = |row: &DeadlineRow| (row.band == Band::Paused, row.clock.due);
            assert!(part.windows(2).all(|two| place(&two[0]) <= place(&two[1])));
        }
        for (n, group) in groups.iter().enumerate() {
            assert!(
                groups[..n].iter().all(|other| other.key != group.key),
                "{group:?} twice"
            );
        }
    }
}

#[test]
fn what_nobody_works_on_can_be_asked_for_alone() {
    let mut books = Books::empty();
    let given = complaint(&mut books, "2026-11-16", "Nguyễn Văn An");
    let loose = complaint(&mut books, "2026-11-17", "Trần Thị Bình");
    books.step("assign", given, "2026-11-18", &[("officer", text("dung"))]);
    for (officer, no) in [("dung", given), ("", loose)] {
        let filter = DueFilter {
            officer: Some(officer.to_owned()),
            ..DueFilter::default()
        };
        let found = bands(&all(&books, "2026-11-20", &filter));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, no.to_string());
    }
}
