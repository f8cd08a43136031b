//! What is overdue is one number: on the command line, on the deadlines screen however it is grouped, on the
//! overview, at home, in the forecast for today and over all officers.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use chrono::{Days, NaiveDate};
use serde_json::Value;
use std::process::Command;
use std::sync::Arc;
use support::office::{BIN, password_file};
use tiepdan::office::ask::{Band, DueFilter, GroupKey, Grouping};
use tiepdan::office::books::Office;
use tiepdan::office::wall::SystemClock;

struct Demo {
    temp: tempfile::TempDir,
}

impl Demo {
    fn new(cases: &str) -> Self {
        let temp = tempfile::tempdir().unwrap();
        password_file(temp.path(), "pw", "demo");
        let demo = Self { temp };
        let out = demo
            .command(&["demo", "--cases", cases, "--no-tui"])
            .output();
        let out = out.unwrap();
        let told = String::from_utf8_lossy(&out.stderr);
        assert!(out.status.success(), "{told}");
        demo
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(BIN);
        command
            .env_clear()
            .env("HOME", self.temp.path())
            .env("TIEPDAN_OFFICE", self.temp.path().join("so"))
            .env("TIEPDAN_USER", "demo")
            .env("TIEPDAN_PASSWORD_FILE", self.temp.path().join("pw"))
            .args(args);
        command
    }

    /// The rows of `overdue` and its exit code.
    fn overdue(&self, more: &[&str]) -> (Vec<Value>, i32) {
        let mut args = vec!["overdue", "--json"];
        args.extend(more);
        let out = self.command(&args).output().unwrap();
        let rows: Value = serde_json::from_slice(&out.stdout).unwrap();
        (rows.as_array().unwrap().clone(), out.status.code().unwrap())
    }

    fn text(&self, args: &[&str]) -> (String, i32) {
        let out = self.command(args).output().unwrap();
        let text = String::from_utf8(out.stdout).unwrap();
        (text, out.status.code().unwrap())
    }

    fn office(&self) -> Office {
        let dir = self.temp.path().join("so");
        Office::open(&dir, "demo", "demo", Arc::new(SystemClock), &mut |_| {}).unwrap()
    }
}

/// What the screens show on the office's day.
fn on_screens(office: &Office) -> Vec<(String, usize)> {
    let plain = DueFilter::default();
    let (_, _, counts) = office.deadlines(&plain, 0, 0);
    let groups = office.deadline_groups(&plain);
    let tile = groups
        .iter()
        .find(|group| group.key == GroupKey::Band(Band::Overdue));
    let only = DueFilter {
        band: Some(Band::Overdue),
        ..DueFilter::default()
    };
    let today = office.today();
    let mut all = vec![
        ("title".to_owned(), counts.overdue as usize),
        ("tile".to_owned(), tile.map_or(0, |group| group.rows)),
        (
            "rows of the tile".to_owned(),
            office.deadlines(&only, 0, usize::MAX).0.len(),
        ),
        ("home".to_owned(), office.home().due.overdue as usize),
        (
            "forecast for today".to_owned(),
            office.forecast(today, &plain, 0, 0).total,
        ),
        (
            "load".to_owned(),
            office
                .load(8)
                .officers
                .iter()
                .map(|load| load.overdue as usize)
                .sum(),
        ),
    ];
    for grouping in [
        Grouping::Officer,
        Grouping::Class,
        Grouping::Field,
        Grouping::Clock,
        Grouping::Commune,
        Grouping::Source,
    ] {
        let filter = DueFilter {
            grouping,
            ..DueFilter::default()
        };
        let late = office
            .deadline_groups(&filter)
            .iter()
            .map(|group| group.overdue)
            .sum();
        all.push((format!("{grouping:?}"), late));
    }
    all
}

#[test]
fn what_is_overdue_is_the_same_number_wherever_it_stands() {
    let demo = Demo::new("150");
    let mut office = demo.office();
    let now = office.today();
    let days: Vec<NaiveDate> = [0, 9, 45].map(|ahead| now + Days::new(ahead)).into();
    let mut told = Vec::new();
    for day in days {
        office.pretend_today(Some(day));
        let today = day.to_string();
        let (rows, code) = demo.overdue(&["--today", &today]);
        assert_eq!(code, i32::from(!rows.is_empty()), "{day}");
        for (place, count) in on_screens(&office) {
            assert_eq!(count, rows.len(), "{day}: {place}");
        }
        let names = office.officers().into_iter().map(|officer| officer.name);
        let each = names.chain([String::new()]).map(|name| {
            let (rows, _) = demo.overdue(&["--today", &today, "--officer", &name]);
            rows.len()
        });
        assert_eq!(each.sum::<usize>(), rows.len(), "{day}");
        told.push(rows.len());
    }
    assert!(told[0] > 3 && told[2] > told[0], "{told:?}");
}

#[test]
fn a_scheduled_job_can_mail_what_is_printed() {
    let demo = Demo::new("80");
    let (rows, _) = demo.overdue(&[]);
    let (text, code) = demo.text(&["overdue"]);
    assert_eq!(code, 1);
    assert_eq!(text.lines().count(), rows.len());
    assert!(!text.contains('\u{1b}'), "{text}");
    let (grouped, code) = demo.text(&["overdue", "--group", "officer"]);
    assert_eq!(code, 1);
    for line in text.lines() {
        assert!(grouped.contains(line), "{line}\n{grouped}");
    }
    // A misspelt name is no good news.
    let (none, code) = demo.text(&["overdue", "--officer", "dugn"]);
    assert_eq!((none.as_str(), code), ("", 2));
    let by = demo.office().today().to_string();
    let (none, code) = demo.text(&["forecast", "--by", &by, "--officer", "dugn"]);
    assert_eq!((none.as_str(), code), ("", 2));
}
