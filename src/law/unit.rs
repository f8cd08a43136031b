//! Provinces and communes, and finding one while its name is being typed. Must not know who lives there.

use super::table::{self, RowError};
use crate::text::{fold, nfc, words};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A province or a commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its code: 2 digits for a province, 5 for a commune.
    pub code: String,
    /// Its full name, as `Xã Tân Lập`.
    pub name: String,
    /// The code of the province that a commune belongs to; `None` for a province.
    pub province: Option<String>,
}

/// The units in force, found by code or by what is typed.
#[derive(Debug, Clone)]
pub struct Units {
    rows: Vec<Entry>,
    by_code: HashMap<String, usize>,
}

#[derive(Debug, Clone)]
struct Entry {
    unit: Unit,
    /// Lower case, with its marks, without the kind: to put exact letters before folded ones.
    exact: String,
    /// The same without marks.
    folded: String,
    /// Its first letters, as `tl`.
    initials: String,
    /// The folded full name, for `xa tan lap`.
    full: String,
}

/// What stands before the name proper.
const KINDS: [&str; 5] = ["Thành phố ", "Tỉnh ", "Phường ", "Xã ", "Đặc khu "];

static STATUTE: LazyLock<(Units, Vec<RowError>)> =
    LazyLock::new(|| read(include_str!("data/units.tsv")));

#[derive(serde::Deserialize)]
struct Row(String, String, String);

fn read(text: &str) -> (Units, Vec<RowError>) {
    let mut units = Units {
        rows: Vec::new(),
        by_code: HashMap::new(),
    };
    let mut errors = Vec::new();
    // The file has no header row; reading one would eat the first province.
    let text = format!("code\tprovince\tname\n{text}");
    for (line, row) in table::rows::<Row>(&text, b'\t') {
        match row.and_then(|row| units.add(row)) {
            Ok(()) => {}
            Err(reason) => errors.push(RowError {
                line: line.saturating_sub(1),
                reason,
            }),
        }
    }
    (units, errors)
}

impl Units {
    /// Returns the units as shipped. A row that could not be read would be missing; a test holds that
    /// there is none.
    pub fn statute() -> &'static Self {
        &STATUTE.0
    }

    fn add(&mut self, Row(code, province, name): Row) -> Result<(), String> {
        let is_code =
            |text: &str, len| text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
        let province = (!province.is_empty()).then_some(province);
        if !is_code(&code, if province.is_some() { 5 } else { 2 }) {
            return Err(format!("{code} is no code"));
        }
        if province
            .as_ref()
            .is_some_and(|province| !self.by_code.contains_key(province))
        {
            return Err(format!("{code} lies in no province"));
        }
        if self.by_code.contains_key(&code) {
            return Err(format!("{code} stands twice"));
        }
        let name = nfc(&name);
        let Some(proper) = KINDS.iter().find_map(|kind| name.strip_prefix(kind)) else {
            return Err(format!("{name} says no kind"));
        };
        let folded = fold(proper);
        self.by_code.insert(code.clone(), self.rows.len());
        self.rows.push(Entry {
            exact: proper.to_lowercase(),
            initials: words(&folded)
                .filter_map(|word| word.chars().next())
                .collect(),
            full: fold(&name),
            folded,
            unit: Unit {
                code,
                name,
                province,
            },
        });
        Ok(())
    }

    /// Returns the unit with this code.
    pub fn by_code(&self, code: &str) -> Option<&Unit> {
        self.by_code
            .get(code)
            .and_then(|at| self.rows.get(*at))
            .map(|entry| &entry.unit)
    }

    /// Returns every unit: the provinces, then the communes by code.
    pub fn all(&self) -> impl Iterator<Item = &Unit> {
        self.rows.iter().map(|entry| &entry.unit)
    }

    /// Returns the provinces.
    pub fn provinces(&self) -> impl Iterator<Item = &Unit> {
        self.all().filter(|unit| unit.province.is_none())
    }

    /// Returns the communes of a province.
    pub fn communes_of(&self, province: &str) -> impl Iterator<Item = &Unit> {
        self.all()
            .filter(move |unit| unit.province.as_deref() == Some(province))
    }

    /// Returns the province in which a unit lies; of a province, itself.
    pub fn province_of(&self, code: &str) -> Option<&Unit> {
        let unit = self.by_code(code)?;
        unit.province
            .as_deref()
            .map_or(Some(unit), |province| self.by_code(province))
    }

    /// Returns a unit as it stands in an address, as `xã Tân Lập, tỉnh Tây Ninh`.
    pub fn display(&self, code: &str) -> Option<String> {
        let unit = self.by_code(code)?;
        let province = unit
            .province
            .as_deref()
            .and_then(|province| self.by_code(province));
        Some(match province {
            Some(province) => format!(
                "{}, {}",
                lower_first(&unit.name),
                lower_first(&province.name)
            ),
            None => lower_first(&unit.name),
        })
    }

    /// Returns at most `limit` units for what was typed: a code, letters with or without marks, initials,
    /// or the beginnings of words of the name and its province in any order. Those of `province_first`
    /// lead, then exact letters, then whole names. Nothing typed lists the first units of `province_first`,
    /// else the provinces.
    pub fn find(&self, query: &str, province_first: Option<&str>, limit: usize) -> Vec<&Unit> {
        let wanted = Wanted {
            exact: nfc(query.trim()).to_lowercase(),
            folded: fold(query),
        };
        if wanted.folded.is_empty() {
            let near =
                province_first.map(|province| self.communes_of(province).take(limit).collect());
            return near.unwrap_or_else(|| self.provinces().take(limit).collect());
        }
        let mut found: Vec<_> = self
            .rows
            .iter()
            .filter_map(|entry| {
                let rank = self.rank(entry, &wanted)?;
                let far = rank != Rank::Code
                    && province_first.is_some_and(|province| {
                        entry.unit.code != province
                            && entry.unit.province.as_deref() != Some(province)
                    });
                Some((
                    far,
                    rank,
                    !entry.exact.starts_with(&wanted.exact),
                    &entry.folded,
                    &entry.unit,
                ))
            })
            .collect();
        found.sort_by(|a, b| (a.0, a.1, a.2, a.3, &a.4.code).cmp(&(b.0, b.1, b.2, b.3, &b.4.code)));
        found
            .into_iter()
            .take(limit)
            .map(|(.., unit)| unit)
            .collect()
    }

    fn rank(&self, entry: &Entry, wanted: &Wanted) -> Option<Rank> {
        let typed = wanted.folded.as_str();
        if entry.unit.code == typed {
            return Some(Rank::Code);
        }
        if entry.folded == typed || entry.full == typed {
            return Some(Rank::Whole);
        }
        if entry.folded.starts_with(typed)
            || entry.full.starts_with(typed)
            || entry.unit.code.starts_with(typed)
        {
            return Some(Rank::Start);
        }
        let province = entry
            .unit
            .province
            .as_deref()
            .and_then(|code| self.by_code.get(code));
        let province = province
            .and_then(|at| self.rows.get(*at))
            .map_or("", |province| &province.full);
        let in_words = |word: &str| {
            words(&entry.full)
                .chain(words(province))
                .any(|own| own.starts_with(word))
        };
        let in_own = words(typed).any(|word| words(&entry.folded).any(|own| own.starts_with(word)));
        if in_own && words(typed).all(in_words) {
            return Some(Rank::Words);
        }
        entry.initials.starts_with(typed).then_some(Rank::Initials)
    }
}

struct Wanted {
    exact: String,
    folded: String,
}

/// How well a unit answers, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Code,
    Whole,
    Start,
    Words,
    Initials,
}

fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(query: &str, province: Option<&str>, limit: usize) -> Vec<&'static str> {
        Units::statute()
            .find(query, province, limit)
            .into_iter()
            .map(|unit| unit.code.as_str())
            .collect()
    }

    #[test]
    fn every_shipped_unit_can_be_read() {
        assert_eq!(STATUTE.1, []);
        let units = Units::statute();
        assert_eq!(units.provinces().count(), 34);
        assert_eq!(units.all().count(), 34 + 3321);
    }

    #[test]
    fn a_unit_is_shown_as_in_an_address() {
        let units = Units::statute();
        assert_eq!(
            units.display("25489").as_deref(),
            Some("xã Tân Lập, tỉnh Tây Ninh")
        );
        assert_eq!(units.display("80").as_deref(), Some("tỉnh Tây Ninh"));
        assert_eq!(units.display("99999"), None);
        assert_eq!(
            units.province_of("25489").map(|unit| unit.code.as_str()),
            Some("80")
        );
        assert_eq!(
            units.province_of("80").map(|unit| unit.code.as_str()),
            Some("80")
        );
        assert!(units.communes_of("80").count() > 50);
    }

    #[test]
    fn a_unit_is_found_by_code_letters_and_initials() {
        for query in [
            "25489",
            "tan lap",
            "Tân Lập",
            "xa tan lap",
            "lap tan",
            "tân lập tây ninh",
            "lap tan ninh",
        ] {
            assert_eq!(codes(query, Some("80"), 1), ["25489"], "{query}");
        }
        assert!(codes("tl", Some("80"), 20).contains(&"25489"));
        assert_eq!(codes("tay ninh", None, 1), ["80"]);
        assert_eq!(
            codes("254", None, 50).len(),
            codes("254", None, 50)
                .iter()
                .filter(|c| c.starts_with("254"))
                .count()
        );
        assert!(codes("khong co xa nay", None, 5).is_empty());
        assert_eq!(codes("", None, 3), ["01", "04", "08"]);
        assert_eq!(codes("a", None, 7).len(), 7);
    }

    #[test]
    fn the_offices_province_leads_and_exact_letters_win() {
        let units = Units::statute();
        let first = units.find("tan", Some("80"), 10);
        assert!(
            first
                .iter()
                .all(|unit| unit.province.as_deref() == Some("80"))
        );
        // Two communes of one province that differ only in a mark.
        let names = |query| -> Vec<&str> {
            units
                .find(query, Some("19"), 2)
                .into_iter()
                .map(|u| u.name.as_str())
                .collect()
        };
        assert_eq!(names("Văn Lăng"), ["Xã Văn Lăng", "Xã Văn Lang"]);
        assert_eq!(names("Văn Lang"), ["Xã Văn Lang", "Xã Văn Lăng"]);
    }
}
