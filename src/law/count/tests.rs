//! Properties of counting, and the corners that the examples in `tests/` do not reach.

use super::*;
use crate::law::Law;
use crate::law::calendar::{SpecialDay, SpecialKind};
use crate::law::rule::Certainty;
use chrono::{Datelike, Days};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn counted(id: &str, from: &str, variant: &Variant) -> Result<Count, CountError> {
    let law = Law::statute();
    count(
        law.rules.in_force(id, day(from)).unwrap(),
        &law.calendar,
        day(from),
        variant,
    )
}

fn paused(pauses: &[(&str, &str)]) -> Variant {
    let pauses = pauses
        .iter()
        .map(|(from, to)| Pause {
            from: day(from),
            to: day(to),
        })
        .collect();
    Variant {
        pauses,
        ..Variant::default()
    }
}

#[test]
fn a_suspension_on_the_last_day_moves_the_end_to_the_resumption() {
    // KN-28 from 07/09/2026 ends on Wednesday 07/10/2026.
    for (pauses, target, due) in [
        (&[][..], "2026-10-07", "2026-10-07"),
        (&[("2026-10-07", "2026-10-12")], "2026-10-12", "2026-10-12"),
        // KN Đ11a.4: the limit ends on the resumption, a Saturday, and so on the Monday after it.
        (&[("2026-10-07", "2026-10-17")], "2026-10-17", "2026-10-19"),
        // Suspended again on the Sunday in between: still nothing left to count.
        (
            &[("2026-10-07", "2026-10-17"), ("2026-10-18", "2026-10-20")],
            "2026-10-20",
            "2026-10-20",
        ),
        // One day is left to count.
        (&[("2026-10-06", "2026-10-12")], "2026-10-13", "2026-10-13"),
        // After the end: what is overdue stays so.
        (&[("2026-10-08", "2026-10-12")], "2026-10-07", "2026-10-07"),
        // Resumed on the day of the suspension: nothing is lost.
        (&[("2026-10-07", "2026-10-07")], "2026-10-07", "2026-10-07"),
        // From the very day of acceptance.
        (&[("2026-09-07", "2026-09-09")], "2026-10-09", "2026-10-09"),
    ] {
        let count = counted("KN-28", "2026-09-07", &paused(pauses)).unwrap();
        assert_eq!(
            (count.target, count.due),
            (day(target), day(due)),
            "{pauses:?}"
        );
        assert_eq!(
            count
                .days
                .iter()
                .filter(|day| day.ordinal.is_some())
                .count(),
            30
        );
    }
}

#[test]
fn a_suspension_while_the_end_is_being_rolled_counts_as_on_the_last_day() {
    // KN-28 from 15/10/2026 ends on Saturday 14/11, rolled to Monday 16/11.
    let count = counted(
        "KN-28",
        "2026-10-15",
        &paused(&[("2026-11-15", "2026-11-19")]),
    )
    .unwrap();
    assert_eq!(
        (count.target, count.due),
        (day("2026-11-19"), day("2026-11-19"))
    );
    let kinds: Vec<_> = count
        .days
        .iter()
        .rev()
        .take(6)
        .map(|day| day.kind)
        .collect();
    let paused = [DayKind::Paused; 4];
    assert_eq!(
        kinds,
        [&paused[..], &[DayKind::Weekend, DayKind::Weekend]].concat()
    );
}

#[test]
fn a_pause_outranks_the_calendar_and_says_its_days() {
    let count = counted(
        "KN-28",
        "2026-10-25",
        &paused(&[("2026-11-20", "2026-11-24")]),
    )
    .unwrap();
    let paused: Vec<_> = count
        .days
        .iter()
        .filter(|day| day.kind == DayKind::Paused)
        .collect();
    assert_eq!(paused.len(), 4);
    assert!(
        paused
            .iter()
            .all(|day| day.ordinal.is_none() && day.note == "20/11/2026 – 24/11/2026")
    );
}

#[test]
fn what_the_article_does_not_know_is_refused() {
    let variant = |remote, complex, several_places| Variant {
        remote,
        complex,
        several_places,
        ..Variant::default()
    };
    let refused = |id, variant: &Variant| counted(id, "2026-09-07", variant).unwrap_err();
    for (id, asked, name) in [
        ("KN-50b", variant(true, false, false), "remote"),
        ("KN-27", variant(false, true, false), "complex"),
        ("KN-33", variant(true, true, false), "complex"),
        ("KN-28", variant(false, false, true), "several_places"),
    ] {
        let CountError::NoVariant {
            variant, citation, ..
        } = refused(id, &asked)
        else {
            panic!("{id}")
        };
        assert_eq!(variant, name);
        assert!(citation.starts_with("Luật Khiếu nại"));
    }
    assert!(matches!(
        refused("KN-27", &paused(&[("2026-09-08", "2026-09-09")])),
        CountError::NotPausable { .. }
    ));
    for (pauses, want) in [
        (&[("2026-09-09", "2026-09-08")][..], "reversed"),
        (&[("2026-09-06", "2026-09-08")], "before_start"),
        (
            &[("2026-09-14", "2026-09-18"), ("2026-09-08", "2026-09-15")],
            "overlaps",
        ),
    ] {
        let CountError::BadPause { why, .. } = refused("KN-28", &paused(pauses)) else {
            panic!("{want}")
        };
        assert_eq!(why, want);
    }
    for (id, extensions) in [
        ("KN-28", vec![5]),
        ("TC-30", vec![31]),
        ("TC-30", vec![30, 30, 1]),
        ("TC-30", vec![0]),
    ] {
        let variant = Variant {
            extensions,
            ..Variant::default()
        };
        assert!(
            matches!(refused(id, &variant), CountError::BadExtension { .. }),
            "{id}"
        );
    }
    assert!(matches!(
        refused("KN-35", &Variant::default()),
        CountError::NoNumber { .. }
    ));
}

#[test]
fn both_variants_together_and_two_extensions() {
    let both = Variant {
        remote: true,
        complex: true,
        ..Variant::default()
    };
    assert_eq!(counted("KN-28", "2026-09-07", &both).unwrap().count, 60);
    assert_eq!(counted("KN-37", "2026-09-07", &both).unwrap().count, 70);
    // TC Đ30.3: thirty and thirty and thirty days, from the unrolled end.
    let twice = Variant {
        extensions: vec![30, 30],
        ..Variant::default()
    };
    let count = counted("TC-30", "2026-08-03", &twice).unwrap();
    assert_eq!((count.count, count.target), (30, day("2026-11-01")));
    assert_eq!(count.due, day("2026-11-02"));
}

#[test]
fn at_once_is_the_day_itself() {
    let count = counted("TC-27", "2026-11-21", &Variant::default()).unwrap();
    assert_eq!(
        (count.count, count.target, count.due),
        (0, day("2026-11-21"), day("2026-11-21"))
    );
    assert!(count.days.is_empty());
}

#[test]
fn a_count_that_leaves_the_years_is_refused() {
    let law = Law::statute();
    let mut rule = law
        .rules
        .in_force("KN-28", day("2026-09-07"))
        .unwrap()
        .clone();
    for from in ["1899-12-31", "2201-01-01", "2200-12-15"] {
        let refused = count(&rule, &law.calendar, day(from), &Variant::default());
        assert_eq!(refused, Err(CountError::OutOfRange), "{from}");
    }
    rule.count = Some(u32::MAX);
    let refused = count(&rule, &law.calendar, day("2026-09-07"), &Variant::default());
    assert_eq!(refused, Err(CountError::OutOfRange));
}

#[test]
fn an_unsure_row_or_an_unknown_year_is_not_confirmed() {
    for (id, from, confirmed) in [
        ("KN-27", "2026-11-20", true),
        ("KN-27", "2026-12-25", false),
        ("TCD-28.1", "2024-02-05", false),
        // 26/04/2025, worked, is from memory.
        ("TC-24.2", "2025-04-24", false),
        ("TC-24.2", "2025-05-02", true),
        ("TC-24.2", "2023-12-25", false),
        ("TCD-24.4", "2026-11-26", true),
        ("TCD-24.4", "2024-01-04", false),
    ] {
        let count = counted(id, from, &Variant::default()).unwrap();
        assert_eq!(count.calendar_confirmed, confirmed, "{id} from {from}");
    }
}

/// A rule, a day in force and some variant of it.
fn any_count() -> impl Strategy<Value = (Rule, NaiveDate, Variant)> {
    let rows = Law::statute().rules.rows().to_vec();
    let countable: Vec<Rule> = rows
        .into_iter()
        .filter(|rule| rule.count.is_some())
        .collect();
    let from = (0_u64..700).prop_map(|ahead| day("2025-12-01") + Days::new(ahead));
    let lengths = proptest::collection::vec((0_u64..20, 0_u64..15), 0..4);
    let extensions = proptest::collection::vec(1_u32..=30, 0..=2);
    (
        proptest::sample::select(countable),
        from,
        any::<[bool; 3]>(),
        lengths,
        extensions,
    )
        .prop_map(
            |(rule, from, [remote, complex, several_places], lengths, extensions)| {
                let mut at = from;
                let pauses = lengths.into_iter().map(|(gap, length)| {
                    let pause = Pause {
                        from: at + Days::new(gap),
                        to: at + Days::new(gap + length),
                    };
                    at = pause.to;
                    pause
                });
                let variant = Variant {
                    remote: remote && rule.remote.is_some(),
                    complex: complex && rule.complex.is_some(),
                    several_places: several_places && rule.several_places.is_some(),
                    pauses: if rule.pausable {
                        pauses.collect()
                    } else {
                        Vec::new()
                    },
                    extensions: if rule.extension.is_some() {
                        extensions
                    } else {
                        Vec::new()
                    },
                };
                (rule, from, variant)
            },
        )
}

fn holiday(date: NaiveDate) -> SpecialDay {
    SpecialDay {
        date,
        kind: SpecialKind::Holiday,
        name: "Ngày nghỉ".into(),
        basis: "Quyết định".into(),
        certainty: Certainty::Local,
    }
}

proptest! {
    #[test]
    fn days_are_contiguous_and_the_counted_ones_make_the_limit((rule, from, variant) in any_count()) {
        let calendar = WorkCalendar::statute();
        let count = count(&rule, &calendar, from, &variant).unwrap();
        let limit = count.count + variant.extensions.iter().sum::<u32>();
        let mut ordinals: Vec<u32> = count.days.iter().filter_map(|day| day.ordinal).collect();
        if count.direction == Direction::Back {
            ordinals.reverse();
        }
        prop_assert_eq!(ordinals, (1..=limit).collect::<Vec<_>>());
        for pair in count.days.windows(2) {
            prop_assert_eq!(pair[0].date.succ_opt(), Some(pair[1].date));
        }
        if limit > 0 {
            let (first, last) = (count.days[0].date, count.days[count.days.len() - 1].date);
            match count.direction {
                Direction::Forward => prop_assert_eq!((first.pred_opt(), last), (Some(from), count.due)),
                Direction::Back => prop_assert_eq!((first, last.succ_opt()), (count.due, Some(from))),
            }
            prop_assert!(calendar.is_working(count.due));
        }
        if rule.unit == Unit::WorkingDay {
            prop_assert_eq!(count.target, count.due);
        }
        for day in &count.days {
            let paused = variant.pauses.iter().any(|pause| pause.from < day.date && day.date <= pause.to);
            prop_assert_eq!(day.kind == DayKind::Paused, paused);
        }
    }

    #[test]
    fn a_later_start_never_ends_earlier((rule, from, variant) in any_count(), later in 0_u64..40) {
        let calendar = WorkCalendar::statute();
        let variant = Variant { pauses: Vec::new(), ..variant };
        let early = count(&rule, &calendar, from, &variant).unwrap();
        let late = count(&rule, &calendar, from + Days::new(later), &variant).unwrap();
        prop_assert!(early.due <= late.due && early.target <= late.target);
    }

    #[test]
    fn a_further_holiday_never_shortens((rule, from, variant) in any_count(), ahead in 0_u64..90) {
        let calendar = WorkCalendar::statute();
        let plain = count(&rule, &calendar, from, &variant).unwrap();
        let date = match rule.direction {
            Direction::Forward => from + Days::new(ahead),
            Direction::Back => from - Days::new(ahead),
        };
        let fuller = calendar.clone().with(holiday(date));
        let longer = count(&rule, &fuller, from, &variant).unwrap();
        match rule.direction {
            Direction::Forward => prop_assert!(plain.due <= longer.due),
            Direction::Back => prop_assert!(longer.due <= plain.due),
        }
        // Taking the row away and laying the old one back changes nothing.
        let back = fuller.without(date);
        let back = calendar.special(date).map_or(back.clone(), |row| back.with(row.clone()));
        prop_assert_eq!(count(&rule, &back, from, &variant).unwrap(), plain);
    }

    #[test]
    fn counting_back_is_counting_forward_from_the_other_end(ahead in 0_u64..1000, units in 1_u32..40) {
        let law = Law::statute();
        let event = law.calendar.roll_forward(day("2024-03-01") + Days::new(ahead));
        let mut rule = law.rules.in_force("TCD-24.4", event).unwrap().clone();
        rule.count = Some(units);
        let back = count(&rule, &law.calendar, event, &Variant::default()).unwrap();
        rule.direction = Direction::Forward;
        let forward = count(&rule, &law.calendar, back.due, &Variant::default()).unwrap();
        prop_assert_eq!(forward.due, event);
        rule.unit = Unit::Day;
        let forward = count(&rule, &law.calendar, event, &Variant::default()).unwrap();
        rule.direction = Direction::Back;
        let back = count(&rule, &law.calendar, forward.target, &Variant::default()).unwrap();
        prop_assert_eq!(back.target, event);
    }

    #[test]
    fn no_day_of_the_calendar_breaks_a_count(number in -9_000_000_i32..9_000_000) {
        if let Some(from) = NaiveDate::from_num_days_from_ce_opt(number) {
            let law = Law::statute();
            for rule in law.rules.rows().iter().filter(|rule| rule.count.is_some()) {
                let result = count(rule, &law.calendar, from, &Variant::default());
                let ok = result.is_ok() || !(1901..2200).contains(&from.year());
                prop_assert!(ok, "{} from {}", rule.id, from);
            }
        }
    }
}
