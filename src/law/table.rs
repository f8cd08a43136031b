//! Reading the tables of statutory data: rows with their line numbers, and what is wrong with a row.
//! Knows no table in particular.

use chrono::{Datelike, NaiveDate};
use serde::de::DeserializeOwned;

/// A row that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct RowError {
    /// Its line in the file, from 1.
    pub line: u64,
    /// What is wrong, for whoever keeps the table.
    pub reason: String,
}

/// The years in which days can be counted.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// Says whether a day lies in the years in which days can be counted.
pub(super) fn in_range(day: NaiveDate) -> bool {
    YEARS.contains(&day.year())
}

/// Returns the day written as `2026-11-24`, and no other way.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let is_written_so = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    is_written_so.then(|| text.parse().ok()).flatten()
}

/// Returns each row of `text` with its line, comments left out; columns go by the header's names.
pub(super) fn rows<T: DeserializeOwned>(
    text: &str,
    delimiter: u8,
) -> Vec<(u64, Result<T, String>)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let headers = match reader.headers() {
        Ok(headers) => headers.clone(),
        Err(err) => return vec![(1, Err(err.to_string()))],
    };
    reader
        .records()
        .map(|record| match record {
            Ok(record) => {
                let line = record.position().map_or(0, |at| line(text, at));
                (
                    line,
                    record.deserialize(Some(&headers)).map_err(|err| bare(&err)),
                )
            }
            Err(err) => (
                err.position().map_or(0, |at| line(text, at)),
                Err(bare(&err)),
            ),
        })
        .collect()
}

/// The line of a record: csv gives the place where it began to look, before comments and empty lines.
fn line(text: &str, at: &csv::Position) -> u64 {
    let rest = usize::try_from(at.byte())
        .ok()
        .and_then(|byte| text.get(byte..))
        .unwrap_or_default();
    let skipped = rest
        .lines()
        .take_while(|line| line.is_empty() || line.starts_with('#'));
    (at.line()..)
        .zip(skipped.chain([""]))
        .map(|(line, _)| line)
        .last()
        .unwrap_or_else(|| at.line())
}

/// The message without the record and line numbers that csv puts before it: the line is told apart.
fn bare(err: &csv::Error) -> String {
    match err.kind() {
        csv::ErrorKind::Deserialize { err, .. } => err.to_string(),
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!("{len} columns instead of {expected_len}")
        }
        _ => err.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Pair {
        a: String,
        b: u8,
    }

    #[test]
    fn rows_come_with_their_lines() {
        let read: Vec<(u64, Result<Pair, String>)> =
            rows("\u{feff}# x\nb,a\n1,\"p\nq\"\n# y\n300,r\n1\n", b',');
        let pair = read[0].1.as_ref().unwrap_or_else(|err| panic!("{err}"));
        assert_eq!((read[0].0, pair.a.as_str(), pair.b), (3, "p\nq", 1));
        assert_eq!(read[1].0, 6);
        assert!(read[1].1.is_err());
        assert_eq!(read[2].0, 7);
        assert!(read[2].1.is_err());
        assert_eq!(read.len(), 3);
    }
}
