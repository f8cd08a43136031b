//! A file of days on its way in: read whole, every row checked, all that is wrong said at once. It must not
//! know what is done with the days.

use crate::law::calendar::{CalendarError, WorkCalendar};
use std::path::Path;

/// Why a file of days was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DayFileFault {
    /// It cannot be read: what the system says.
    #[error("cannot read it: {0}")]
    Unreadable(String),
    /// Rows that cannot be, each with its line from 1.
    #[error("{} bad rows", .0.len())]
    Bad(Vec<CalendarError>),
}

/// Reads a file with the columns date, kind, name, basis, certainty.
///
/// # Errors
/// Where it cannot be read, or a row of it cannot be.
pub fn read(path: &Path) -> Result<WorkCalendar, DayFileFault> {
    let csv = std::fs::read_to_string(path)
        .map_err(|error| DayFileFault::Unreadable(error.to_string()))?;
    WorkCalendar::parse(&csv).map_err(DayFileFault::Bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_whole_or_every_fault_is_said() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lich.csv");
        let missing = read(&path);
        assert!(
            matches!(missing, Err(DayFileFault::Unreadable(_))),
            "{missing:?}"
        );
        let write = |rows: &str| {
            std::fs::write(&path, format!("date,kind,name,basis,certainty\n{rows}")).unwrap();
        };
        write("2026-11-23,in_lieu,Hoán đổi,TB 1,L\n2026-11-28,worked,Làm bù,TB 1,L\n");
        assert_eq!(read(&path).unwrap().rows().count(), 2);
        write("2026-11-23,worked,a,b,L\n2026-11-28,in_lieu,a,b,L\n");
        let Err(DayFileFault::Bad(errors)) = read(&path) else {
            panic!("taken");
        };
        let lines: Vec<u64> = errors.iter().map(|error| error.line).collect();
        assert_eq!(lines, [2, 3]);
    }
}
