//! A list too long to be held: only the rows near the window are asked for.

use super::*;

/// So many rows of which none exists until it is asked for.
fn endless(total: usize) -> impl FnMut(Question) -> Answer {
    let books = office();
    let like = rows(
        &books.index(),
        &books.law,
        day("2026-11-20"),
        &DueFilter::default(),
        0,
        1,
    );
    let like = like.0.into_iter().next().unwrap();
    let sizes = [
        (Band::Overdue, 10),
        (Band::Today, 1),
        (Band::Later, total - 11),
    ];
    move |ask| {
        let Question::Deadlines { from, count, .. } = ask else {
            return Answer::Failed(Failure::NobodyHere);
        };
        assert!(count <= 1000, "{count} rows asked for at once");
        let row = |n: usize| {
            let mut row = like.clone();
            row.row.id = Subject::Petition(petition(u32::try_from(n).unwrap() + 1));
            row.band = match n {
                0..10 => Band::Overdue,
                10 => Band::Today,
                _ => Band::Later,
            };
            row
        };
        Answer::Deadlines {
            from,
            rows: (from..total.min(from + count)).map(row).collect(),
            total,
            counts: DueCounts::default(),
            groups: sizes
                .iter()
                .map(|(band, rows)| DueGroup {
                    key: GroupKey::Band(*band),
                    rows: *rows,
                    overdue: 0,
                })
                .collect(),
        }
    }
}

#[test]
fn of_a_hundred_thousand_rows_only_windows_are_asked_for() {
    let now = noon("2026-11-20");
    let desk = Desk::new(Box::new(Deadlines::new(opens)), Keymap::shipped(), now);
    let mut desk = Rehearsal::with(desk, Answering(endless(100_000)), (80, 24), now);
    desk.play("").unwrap();
    let see = |desk: &Rehearsal<House, _>, text: &str| desk.screen().contains(text);
    assert!(
        see(&desk, "100000 hạn") && see(&desk, "Sau đó · 99989"),
        "{}",
        desk.screen()
    );
    desk.play("<end>").unwrap();
    assert!(see(&desk, "D-2026-100000"), "{}", desk.screen());
    assert!(!see(&desk, " … "), "the rows came: {}", desk.screen());
    desk.play("<pgup><pgup>").unwrap();
    assert!(see(&desk, "D-2026-99964"), "{}", desk.screen());
    desk.play("<home>").unwrap();
    assert!(
        see(&desk, "! Quá hạn · 10") && see(&desk, "›  "),
        "{}",
        desk.screen()
    );
    // Row by row over two headings and across windows: no row is missing, none stands twice.
    for n in 1..=400_u32 {
        let no = petition(n).to_string();
        let screen = desk.screen();
        let here = screen.lines().find(|line| line.contains('›')).unwrap();
        assert!(here.contains(&no), "{no}: {here}");
        desk.play("j").unwrap();
    }
}
