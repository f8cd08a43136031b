//! Provinces and communes, and finding one while its name is being typed. Must not know who lives there.

use super::table::{self, RowError};
use crate::text::{fold, nfc, words};
use std::cmp::Reverse;
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
    /// Lower case, with its marks, kind and province: to put exact letters before folded ones.
    exact: String,
    /// The same without marks.
    folded: String,
    /// Its first letters, as `tl`.
    initials: String,
    /// Its first letters and those of its province, as `tltn`.
    far_initials: String,
    /// Its first letters with those of its kind, as `tphcm`.
    kind_initials: String,
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
        let full = fold(&name);
        let above = province
            .as_ref()
            .and_then(|province| self.by_code.get(province))
            .and_then(|at| self.rows.get(*at));
        let above_name = above.map_or("", |above| above.exact.as_str());
        let initials = initials_of(&folded);
        self.by_code.insert(code.clone(), self.rows.len());
        self.rows.push(Entry {
            exact: spaced(&format!("{name} {above_name}")),
            far_initials: above
                .map_or_else(String::new, |above| format!("{initials}{}", above.initials)),
            kind_initials: initials_of(&full),
            initials,
            full,
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

    /// Returns at most `limit` units for what was typed: a code, letters with or without marks, initials
    /// (`tl`, `tltn`, `ben thanh hcm`), or the beginnings of words of the name and its province in any order. Those of `province_first`
    /// lead, then exact letters, then whole names. Nothing typed lists the first units of `province_first`,
    /// else the provinces.
    pub fn find(&self, query: &str, province_first: Option<&str>, limit: usize) -> Vec<&Unit> {
        let wanted = Wanted::of(query);
        if wanted.folded.is_empty() {
            let near =
                province_first.map(|province| self.communes_of(province).take(limit).collect());
            return near.unwrap_or_else(|| self.provinces().take(limit).collect());
        }
        let mut found: Vec<_> = self
            .rows
            .iter()
            .enumerate()
            .filter_map(|(place, entry)| {
                let rank = self.rank(entry, &wanted)?;
                let far = rank != Rank::Code
                    && province_first.is_some_and(|province| {
                        entry.unit.code != province
                            && entry.unit.province.as_deref() != Some(province)
                    });
                let named = words(&wanted.folded).filter(|word| begins(&entry.folded, word));
                let marked = entry.exact.contains(&wanted.exact);
                let same = (entry.folded.as_str(), entry.unit.code.as_str(), place);
                Some((far, rank, Reverse(named.count()), !marked, same))
            })
            .collect();
        found.sort_unstable();
        found
            .into_iter()
            .take(limit)
            .filter_map(|(.., (_, _, place))| self.rows.get(place))
            .map(|entry| &entry.unit)
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
            .and_then(|code| self.by_code.get(code))
            .and_then(|at| self.rows.get(*at));
        let in_far = |word: &str| province.is_some_and(|above| begins(&above.full, word));
        let in_words = |word: &str| begins(&entry.full, word) || in_far(word);
        let in_own = |word: &str| begins(&entry.folded, word);
        if words(typed).any(in_own) && words(typed).all(in_words) {
            return Some(Rank::Words);
        }
        let own_letters = |word: &str| {
            [&entry.initials, &entry.kind_initials, &entry.far_initials]
                .iter()
                .any(|letters| letters.starts_with(word))
        };
        let far_letters =
            |word: &str| province.is_some_and(|p| p.initials == word || p.kind_initials == word);
        let fits = |word: &str| in_words(word) || own_letters(word) || far_letters(word);
        let names = |word: &str| in_own(word) || own_letters(word);
        (words(typed).any(names) && words(typed).all(fits)).then_some(Rank::Initials)
    }
}

/// Lower case, with its marks, one space between words.
fn spaced(text: &str) -> String {
    let lower = nfc(text).to_lowercase();
    words(&lower).collect::<Vec<_>>().join(" ")
}

/// Whether a word of a folded name begins so.
fn begins(name: &str, word: &str) -> bool {
    words(name).any(|own| own.starts_with(word))
}

fn initials_of(folded: &str) -> String {
    words(folded)
        .filter_map(|word| word.chars().next())
        .collect()
}

struct Wanted {
    exact: String,
    folded: String,
}

impl Wanted {
    fn of(query: &str) -> Self {
        Self {
            exact: spaced(query),
            folded: fold(query),
        }
    }
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
        assert!(codes("tltn", None, 20).contains(&"25489"));
        assert!(codes("xtl tay ninh", None, 20).contains(&"25489"));
        assert_eq!(codes("hcm", None, 1), ["79"]);
        assert_eq!(codes("tphcm", None, 1), ["79"]);
        assert_eq!(codes("ben thanh hcm", None, 1), ["26743"]);
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
        assert_eq!(names("xã văn lăng"), ["Xã Văn Lăng", "Xã Văn Lang"]);
    }

    #[test]
    fn every_commune_is_found_by_its_letters_its_initials_and_its_code() {
        let units = Units::statute();
        let communes = || units.rows.iter().filter(|e| e.unit.province.is_some());
        for entry in communes() {
            let said = units.display(&entry.unit.code).unwrap();
            let rank = |query: &str| units.rank(entry, &Wanted::of(query));
            assert_eq!(rank(&entry.unit.code), Some(Rank::Code));
            for whole in [&said, &fold(&said), &entry.unit.name, &entry.folded] {
                assert!(rank(whole).is_some_and(|r| r <= Rank::Words), "{whole}");
            }
            for letters in [&entry.initials, &entry.far_initials] {
                assert!(rank(letters).is_some(), "{said}: {letters}");
            }
        }
        // With its marks it leads in its own province, before those that differ by a mark alone.
        for entry in communes().step_by(41) {
            let home = entry.unit.province.as_deref();
            let found = units.find(&entry.unit.name, home, 2);
            let same = |unit: &&&Unit| unit.name == entry.unit.name;
            assert!(found.iter().any(|unit| unit.code == entry.unit.code));
            assert!(found.first().as_ref().is_some_and(same), "{found:?}");
        }
    }
}
