//! What the office knows that may help while typing: this officer's last reception, and earlier records of
//! the same person. It must not change what is typed but for what is still as it was opened.

use super::intake::{EARLIER, IDENTITY, Intake};
use super::key::{Key, PersonKey, VisitKey};
use super::line::bare_number;
use super::pane::Earlier;
use crate::desk::house::House;
use crate::desk::screen::{Ctx, Effect};
use crate::office::ask::{Filter, Question};
use crate::office::index::{Kind, Row};
use crate::office::view::{ReceptionView, Seen};
use crate::register::number::Subject;

/// How many of the latest receptions are looked at for one of this officer's.
const LATEST: usize = 20;
/// How many earlier records are named.
const NAMED: usize = 8;
/// Fewer letters or digits than this say nothing about who it is.
const TELLING: usize = 6;

/// Asks for the latest receptions.
pub(super) fn latest() -> Question {
    Question::Rows {
        filter: Filter {
            kind: Some(Kind::Reception),
            ..Filter::default()
        },
        from: 0,
        count: LATEST,
    }
}

impl Intake {
    /// Looks for this officer's own latest reception.
    pub(super) fn latest_came(&mut self, rows: &[Row]) -> Vec<Effect<House>> {
        let mine = |row: &&Row| row.officer.as_deref() == Some(self.me.user.as_str());
        let Some(row) = rows.iter().find(mine) else {
            return Vec::new();
        };
        self.before.class = row.class;
        match row.id {
            Subject::Reception(no) => {
                self.before_no = Some(no);
                vec![Effect::Ask(Question::Reception(no))]
            }
            Subject::Petition(_) => Vec::new(),
        }
    }

    /// Hears of a reception: this officer's last, or the last of whoever is typed.
    pub(super) fn reception_came(&mut self, view: &ReceptionView, ctx: &Ctx) {
        if self
            .before_no
            .take_if(|no| *no == view.reception.no)
            .is_some()
        {
            self.previous_came(view, ctx);
            return;
        }
        let people = view.visitors.iter().filter_map(|seen| match seen {
            Seen::Person(person) => Some(person.as_ref()),
            Seen::Hidden | Seen::Erased => None,
        });
        let query = self.earlier.query.as_str();
        let mut same = people.filter(|person| person.id_number.as_deref() == Some(query));
        if let Some(person) = same.next() {
            self.before.person = Some(person.clone());
            self.refresh(ctx);
        }
    }

    /// Takes over what goes on from the last reception: its kind and who received, where it was today; all
    /// else is kept ready for one key.
    fn previous_came(&mut self, view: &ReceptionView, ctx: &Ctx) {
        let facts = &view.reception.facts;
        let day = facts.at.date();
        self.before.day = Some(day);
        self.before.kind = Some(facts.kind);
        self.before.by = Some(facts.by);
        self.before.place.clone_from(&facts.place);
        self.before.unit = view.visitors.first().and_then(|seen| match seen {
            Seen::Person(person) => person.unit.clone(),
            Seen::Hidden | Seen::Erased => None,
        });
        let fields = [
            (VisitKey::Kind, facts.kind.word()),
            (VisitKey::By, facts.by.word()),
        ];
        for (key, word) in fields {
            let key = Key::Visit(key);
            if day == ctx.today() && !self.keep.changed() && self.keep.said().is_none() {
                self.sheet.fill(key, word);
            }
            self.sheet.form_mut(key.step()).remember(key, word);
        }
        self.refresh(ctx);
    }

    /// Asks for earlier records of the person who is typed.
    pub(super) fn look_for_earlier(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let text = |key| self.sheet.text(Key::Person(self.person, key), ctx);
        let number = bare_number(&text(PersonKey::Number));
        let name = text(PersonKey::Name);
        let by_number = number.len() >= TELLING && !number.contains('|');
        let by_name =
            name.chars().count() >= TELLING && name.trim().contains(' ') && !name.contains('|');
        let query = match (by_number, by_name) {
            (true, _) => number,
            (false, true) => name,
            (false, false) => {
                self.earlier = Earlier::default();
                return Vec::new();
            }
        };
        if query == self.earlier.query {
            return Vec::new();
        }
        self.earlier = Earlier {
            query: query.clone(),
            by_number,
            ..Earlier::default()
        };
        let filter = Filter {
            query,
            ..Filter::default()
        };
        vec![Effect::AskLatest(
            EARLIER,
            Question::Rows {
                filter,
                from: 0,
                count: NAMED,
            },
        )]
    }

    /// Hears of earlier records; of whoever has the same number, the identity is asked for.
    pub(super) fn earlier_came(&mut self, rows: Vec<Row>, total: usize) -> Vec<Effect<House>> {
        self.earlier.rows = rows;
        self.earlier.total = total;
        self.earlier.answered = true;
        let open = |row: &&Row| !row.secret;
        let found = self
            .earlier
            .rows
            .iter()
            .filter(open)
            .find_map(|row| match row.id {
                Subject::Reception(no) => Some(no),
                Subject::Petition(_) => None,
            });
        match found {
            Some(no) if self.earlier.by_number => {
                vec![Effect::AskLatest(IDENTITY, Question::Reception(no))]
            }
            _ => Vec::new(),
        }
    }
}
