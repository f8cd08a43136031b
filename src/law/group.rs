//! How many people may speak for a group (TCD Đ29). Must not decide who they are.

use super::table::{self, RowError};
use std::sync::LazyLock;

/// One size of group.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct GroupSize {
    /// From how many people with the same content.
    pub people_from: u32,
    /// Up to how many; `None` where there is no bound.
    pub people_to: Option<u32>,
    /// How many may represent them at the most.
    pub most: u32,
    /// Its article.
    pub citation: String,
}

static STATUTE: LazyLock<(Vec<GroupSize>, Vec<RowError>)> = LazyLock::new(|| {
    let (mut sizes, mut errors) = (Vec::new(), Vec::new());
    for (line, row) in table::rows(include_str!("data/groups.csv"), b',') {
        match row {
            Ok(size) => sizes.push(size),
            Err(reason) => errors.push(RowError { line, reason }),
        }
    }
    (sizes, errors)
});

/// Returns the row for so many people; `None` where they are too few to need representatives.
pub fn of_size(people: u32) -> Option<&'static GroupSize> {
    STATUTE
        .0
        .iter()
        .find(|size| size.people_from <= people && size.people_to.is_none_or(|last| people <= last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_has_as_many_representatives_as_its_size_allows() {
        assert_eq!(STATUTE.1, []);
        // TCD Đ29: 5-10 people one or two, more at most five.
        for (people, most) in [
            (1, None),
            (4, None),
            (5, Some(2)),
            (10, Some(2)),
            (11, Some(5)),
            (400, Some(5)),
        ] {
            assert_eq!(of_size(people).map(|size| size.most), most, "{people}");
        }
    }
}
