//! Picking a commune: by code, by letters without accents, by initials; those of the office's own province come
//! first. It must not know whose commune it is.

use std::collections::HashMap;
use std::rc::Rc;

use super::pick::Finder;
use super::{Item, Pick};
use crate::law::unit::{Unit, Units};

/// The communes, to be picked from; made once for all the fields of a form.
#[derive(Clone, Debug)]
pub struct Communes {
    items: Rc<[Item]>,
    finder: Finder,
}

impl Communes {
    /// Every commune; those of the province in which `own` lies come first.
    pub fn near(own: Option<&str>) -> Self {
        let units = Units::statute();
        let home = own.and_then(|code| units.province_of(code));
        let home = home.map(|unit| unit.code.as_str());
        let communes = units.all().filter(|unit| unit.province.is_some());
        let (near, far): (Vec<_>, Vec<_>) =
            communes.partition(|unit| home.is_some() && unit.province.as_deref() == home);
        Self::of(near.into_iter().chain(far), home)
    }

    /// Every province and commune.
    pub fn and_provinces() -> Self {
        Self::of(Units::statute().all(), None)
    }

    fn of(listed: impl Iterator<Item = &'static Unit>, home: Option<&'static str>) -> Self {
        let units = Units::statute();
        let listed: Vec<&'static Unit> = listed.collect();
        let places: HashMap<&'static str, usize> = listed
            .iter()
            .enumerate()
            .map(|(place, unit)| (unit.code.as_str(), place))
            .collect();
        let finder = Finder::new(move |typed| {
            let found = units.find(typed, home, usize::MAX).into_iter();
            found
                .filter_map(|unit| places.get(unit.code.as_str()).copied())
                .collect()
        });
        // A commune stands with its province, for many bear the same name.
        let item = |unit: &&Unit| {
            let name = units.display(&unit.code).unwrap_or_default();
            Item::new(unit.code.as_str(), upper_first(&name))
        };
        Self {
            items: listed.iter().map(item).collect(),
            finder,
        }
    }

    /// Makes a field of them.
    pub fn pick(&self) -> Pick {
        Pick::from(Rc::clone(&self.items)).found_by(self.finder.clone())
    }
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
