//! How often the head of an agency must receive citizens. Must not know who did.

use super::table::{self, RowError};
use chrono::NaiveDate;
use std::sync::LazyLock;

/// The least number of reception days of a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Kind of agency, as `commune`.
    pub kind: String,
    /// Whose duty it is, in Vietnamese.
    pub who: String,
    /// The same in English.
    pub who_en: String,
    /// Days a month, at the least; unscheduled receptions come on top.
    pub days_a_month: u32,
    /// The first day on which it binds.
    pub valid_from: NaiveDate,
    /// Its article.
    pub citation: String,
}

#[derive(serde::Deserialize)]
struct Row {
    kind: String,
    who: String,
    who_en: String,
    days_a_month: u32,
    valid_from: String,
    citation: String,
}

static STATUTE: LazyLock<(Vec<Duty>, Vec<RowError>)> = LazyLock::new(|| {
    let (mut duties, mut errors) = (Vec::new(), Vec::new());
    for (line, row) in table::rows::<Row>(include_str!("data/duties.csv"), b',') {
        match row.and_then(duty) {
            Ok(duty) => duties.push(duty),
            Err(reason) => errors.push(RowError { line, reason }),
        }
    }
    (duties, errors)
});

fn duty(row: Row) -> Result<Duty, String> {
    let no_day = || format!("no such day: {}", row.valid_from);
    Ok(Duty {
        valid_from: table::day(&row.valid_from).ok_or_else(no_day)?,
        kind: row.kind,
        who: row.who,
        who_en: row.who_en,
        days_a_month: row.days_a_month,
        citation: row.citation,
    })
}

/// Returns the duty of the head of such an agency on a day; `None` where no text of that day is known.
pub fn of_head(kind: &str, on: NaiveDate) -> Option<&'static Duty> {
    let mut duties = STATUTE.0.iter();
    duties.find(|duty| duty.kind == kind && duty.valid_from <= on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_receives_as_often_as_the_article_says() {
        assert_eq!(STATUTE.1, []);
        let day = |text: &str| text.parse().unwrap();
        for (kind, on, days, article) in [
            ("reception_board", "2026-11-20", Some(1), "Đ12.5"),
            ("commune", "2026-11-20", Some(2), "Đ15.2.c"),
            // Before Law 136/2025 it was a day a week, which is no number of days a month.
            ("commune", "2026-06-30", None, ""),
            ("department", "2026-11-20", Some(1), "Đ18.2"),
            ("province_inspectorate", "2026-11-20", Some(1), "Đ18.2"),
            ("other", "2026-11-20", Some(1), "Đ18.2"),
        ] {
            let found = of_head(kind, day(on));
            assert_eq!(found.map(|duty| duty.days_a_month), days, "{kind}");
            assert!(found.is_none_or(|duty| duty.citation.contains(article)));
        }
    }
}
