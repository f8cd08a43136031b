//! How much of a journal is still to be read, by bytes, so that whoever waits can be told. An estimate and no
//! more: a file that cannot be looked at counts for nothing, and what is kept free at the end counts.

use super::io::Disk;
use super::journal::reader::{Cursor, segments};
use super::journal::segment;
use std::path::Path;

/// The bytes from a place of the journal to its end.
pub(super) struct Extent {
    /// First entries of the segments, and the bytes before each.
    starts: Vec<(u64, u64)>,
    from: u64,
    all: u64,
}

impl Extent {
    /// What lies from `at` on, or from the very beginning.
    pub(super) fn of(disk: &dyn Disk, dir: &Path, at: Option<Cursor>) -> Self {
        let mut all = 0;
        let mut starts = Vec::new();
        for first in segments(disk, dir).unwrap_or_default() {
            starts.push((first, all));
            let file = disk.open(&segment::path(dir, first));
            all += file.and_then(|mut file| file.size()).unwrap_or_default();
        }
        let mut extent = Self {
            starts,
            from: 0,
            all,
        };
        extent.from = at.map_or(0, |at| extent.before(at));
        extent
    }

    /// Hundredths that lie before `at`, 0 to 100.
    pub(super) fn percent(&self, at: Cursor) -> u8 {
        let all = self.all.saturating_sub(self.from);
        let done = self.before(at).saturating_sub(self.from).min(all);
        let part = done.saturating_mul(100).checked_div(all).unwrap_or(100);
        u8::try_from(part).unwrap_or(100)
    }

    fn before(&self, at: Cursor) -> u64 {
        let start = self.starts.iter().find(|(first, _)| *first == at.segment);
        start.map_or(0, |(_, bytes)| bytes + at.offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sim::SimDisk;

    #[test]
    fn hundredths_are_those_of_all_segments_from_where_it_begins() {
        let (disk, dir) = (SimDisk::new(1), Path::new("/j"));
        disk.create_dir(dir).unwrap();
        for (first, bytes) in [(1, 100), (5, 300)] {
            let mut file = disk.create(&segment::path(dir, first)).unwrap();
            file.append(&vec![0; bytes]).unwrap();
        }
        let at = |segment, offset| Cursor {
            segment,
            offset,
            seq: 1,
            before: [0; 32],
        };
        let whole = Extent::of(&disk, dir, None);
        let told = [at(1, 0), at(1, 40), at(5, 100), at(5, 300), at(5, 999)];
        assert_eq!(told.map(|at| whole.percent(at)), [0, 10, 50, 100, 100]);
        let rest = Extent::of(&disk, dir, Some(at(5, 100)));
        assert_eq!(
            [at(1, 0), at(5, 100), at(5, 200)].map(|at| rest.percent(at)),
            [0, 0, 50]
        );
        let none = Extent::of(&disk, Path::new("/none"), None);
        assert_eq!(none.percent(at(1, 9)), 100);
    }
}
