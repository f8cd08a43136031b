//! What can be done with the marked rows of any list of records: assigned, urged about, extended where the law
//! allows it, copied, opened one after the other. It must not know which list it is.

use std::collections::BTreeSet;

use super::action::Action;
use super::copying;
use super::errand::{Errand, Kind as Doing};
use super::house::House;
use super::keymap::Context;
use super::list::{List, ListRow};
use super::listing::Opens;
use super::screen::{Ctx, Effect, Kind};
use super::words::{Kit, Lang, Say};
use crate::law::rule::RuleBook;
use crate::register::number::{PetitionNo, Subject};

/// The record behind a row, and the limits that the row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its number.
    pub id: Subject,
    /// The rules of these limits.
    pub rules: Vec<String>,
}

impl Record {
    /// A record of which the row shows no limit.
    pub fn of(id: Subject) -> Self {
        Self {
            id,
            rules: Vec::new(),
        }
    }

    fn petition(&self) -> Option<PetitionNo> {
        match self.id {
            Subject::Petition(no) => Some(no),
            Subject::Reception(_) => None,
        }
    }
}

/// The acts on marked rows, and which limits the law allows to extend.
#[derive(Debug, Default)]
pub struct Marked {
    extendable: BTreeSet<String>,
}

impl Marked {
    /// Learns which limits may be extended in some version.
    pub fn learn(&mut self, rules: &RuleBook) {
        let may = rules.rows().iter().filter(|rule| rule.extension.is_some());
        self.extendable = may.map(|rule| rule.id.clone()).collect();
    }

    fn may_extend(&self, record: &Record) -> bool {
        record.petition().is_some()
            && record
                .rules
                .iter()
                .any(|rule| self.extendable.contains(rule))
    }

    /// Returns whether something can be done with the marked rows; `of` returns the record behind a row.
    pub fn accepts<T: ListRow>(
        &self,
        action: Action,
        list: &List<T>,
        of: impl Fn(&T) -> Option<Record>,
    ) -> bool {
        if list.is_filtering() {
            return false;
        }
        let any = |fits: &dyn Fn(&Record) -> bool| {
            let marked = list.marked();
            let mut records = marked.into_iter().filter_map(&of);
            records.any(|record| fits(&record))
        };
        match action {
            Action::Copy => list.selected().is_some(),
            Action::OpenMarked => list.marks() > 0 && any(&|_| true),
            Action::Assign | Action::Urge => any(&|record| record.petition().is_some()),
            Action::Extend => any(&|record| self.may_extend(record)),
            _ => false,
        }
    }

    /// Does it.
    pub fn act<T: ListRow>(
        &self,
        action: Action,
        list: &mut List<T>,
        of: impl Fn(&T) -> Option<Record>,
        opens: Opens,
        ctx: &Ctx,
    ) -> Vec<Effect<House>> {
        match action {
            Action::Copy => vec![copying::ask(text(list, ctx))],
            Action::OpenMarked => open_next(list, of, opens, ctx),
            Action::Assign => self.errand(Doing::Assign, list, of),
            Action::Urge => self.errand(Doing::Urge, list, of),
            Action::Extend => self.errand(Doing::Extend, list, of),
            _ => Vec::new(),
        }
    }

    /// Begins what is done about several petitions, and counts what else is marked.
    fn errand<T: ListRow>(
        &self,
        doing: Doing,
        list: &List<T>,
        of: impl Fn(&T) -> Option<Record>,
    ) -> Vec<Effect<House>> {
        let marked = list.marked();
        let records: Vec<Record> = marked.into_iter().filter_map(of).collect();
        let fits = |record: &&Record| doing != Doing::Extend || self.may_extend(record);
        let own = records.iter().filter(fits).filter_map(Record::petition);
        let petitions: BTreeSet<PetitionNo> = own.collect();
        let others = if doing == Doing::Extend {
            records.iter().filter(|record| !fits(record)).count()
        } else {
            let visits = records.iter().filter(|record| record.petition().is_none());
            visits
                .map(|record| record.id)
                .collect::<BTreeSet<_>>()
                .len()
        };
        if petitions.is_empty() {
            return Vec::new();
        }
        let errand = Errand::new(doing, petitions.into_iter().collect(), others);
        vec![Effect::Push(Box::new(errand))]
    }
}

/// The contexts of a list of petitions that has these: what is done with the marked stands before them.
pub fn contexts(own: Vec<Context>) -> Vec<Context> {
    let typing = own.iter().any(|context| context.types());
    let marked = (!typing).then_some(Context::Petitions);
    marked.into_iter().chain(own).collect()
}

/// What the hint bar tells first while rows are marked.
pub fn hints() -> impl Iterator<Item = Action> {
    let acts = [
        Action::Assign,
        Action::Urge,
        Action::Extend,
        Action::OpenMarked,
        Action::Copy,
        Action::Mark,
        Action::Back,
        Action::MarkAll,
        Action::Filter,
        Action::Open,
    ];
    acts.into_iter()
}

/// What Esc takes away first: the filter, then the marks.
pub fn name_of_back<T: ListRow>(list: &List<T>, lang: Lang) -> &'static str {
    if list.filter().is_empty() {
        Action::MarkNone.say(lang)
    } else {
        Kit::ClearFilter.say(lang)
    }
}

/// The marked rows as text: a line a row, its cells parted by tabs, as a table takes them.
pub fn text<T: ListRow>(list: &List<T>, ctx: &Ctx) -> String {
    let line = |row: &T| {
        let cells = row.cells(ctx).into_iter().map(|cell| cell.text);
        cells.collect::<Vec<_>>().join("\t").trim().to_owned()
    };
    let lines: Vec<String> = list.marked().into_iter().map(line).collect();
    lines.join("\n")
}

fn open_next<T: ListRow>(
    list: &mut List<T>,
    of: impl Fn(&T) -> Option<Record>,
    opens: Opens,
    ctx: &Ctx,
) -> Vec<Effect<House>> {
    let all = list.marks();
    let Some((place, row)) = list.open_next() else {
        return Vec::new();
    };
    let Some(record) = of(&row) else {
        return Vec::new();
    };
    let words = if place < all {
        let key = ctx.key(Action::OpenMarked, &[Context::List]);
        ctx.fill(Kit::OpenedOf, &[&place, &all, &key])
    } else {
        ctx.fill(Kit::OpenedAll, &[&place, &all])
    };
    vec![
        Effect::Push(opens(record.id)),
        Effect::Notice(Kind::Info, words),
    ]
}
