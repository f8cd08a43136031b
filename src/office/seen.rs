//! Who and what was here before: from a few keys of what is typed to the records that bear one of them,
//! without looking through the books, and what those say for themselves. Holds no name and no number, only
//! what can be compared; what is sealed never gets here.

use super::books::Office;
use super::index::Row;
use crate::register::clock::ClockState;
use crate::register::number::{PetitionNo, ReceptionNo, Subject};
use crate::register::seen::{
    Candidate, Likeness, Proposal, Reason, Trace, Typed, Wording, score, without_told_apart,
};
use crate::register::words::Class;
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};

/// The newest records of a kind that one key leads to; a name that a thousand people bear says little.
const OF_ONE_KEY: usize = 40;
/// The most records that are looked at for one question.
pub const MOST_EXAMINED: usize = 400;
/// The most that are told.
const TOLD: usize = 8;

/// An earlier record that may be the same person or matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The record.
    pub row: Row,
    /// From 0 to 100.
    pub score: u8,
    /// Why, the strongest first.
    pub reasons: Vec<Reason>,
    /// How much of the shorter content stands in the longer, in hundredths.
    pub wording: u32,
    /// What the typed one may be to it.
    pub proposal: Option<Proposal>,
    /// The visit at which a petition was brought, where that is open.
    pub reception: Option<ReceptionNo>,
}

/// What a record says of itself when it is held against another.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    /// What it is about.
    pub(super) wording: Wording,
    /// Its class.
    pub(super) class: Option<Class>,
    /// A decision or conclusion stands on it, or its limit ended without one.
    pub(super) decided: bool,
}

/// The limits within which a first complaint or a denunciation is resolved.
const FIRST_LIMITS: [&str; 3] = ["KN-28", "KN-50b", "TC-30"];

#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// Its people, as far as they are open.
    pub(super) people: Box<[Trace]>,
    /// Under what its content is found again, as far as it is open.
    pub(super) wording: Box<[Short]>,
    /// The numbers of the decisions that it names or that were made on it.
    pub(super) decisions: Box<[String]>,
    /// What it was told apart from.
    pub(super) apart: Box<[PetitionNo]>,
    /// Of a petition, the visit at which it was brought, as far as that is open.
    pub(super) reception: Option<ReceptionNo>,
}

impl Kept {
    /// Under what it is found again, each once.
    fn keys(&self) -> Vec<Short> {
        let people = self.people.iter().flat_map(Trace::keys).map(short);
        let mut keys: Vec<Short> = people.chain(self.wording.iter().copied()).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// What it was told apart from, both ways round.
    fn pairs(&self, id: Subject) -> impl Iterator<Item = (PetitionNo, PetitionNo)> {
        let no = match id {
            Subject::Petition(no) => Some(no),
            Subject::Reception(_) => None,
        };
        let apart = self.apart.iter();
        apart.flat_map(move |to| no.into_iter().flat_map(|no| [(no, *to), (*to, no)]))
    }
}

/// The lower half of a key. Two keys that share it lead to each other's records, which are then held against
/// what is typed and found unlike: that costs less than the other half in every entry.
pub(super) type Short = u32;

#[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
pub(super) fn short(key: u64) -> Short {
    key as Short
}

/// The records by what they can be found again by.
#[derive(Debug, Default)]
pub(super) struct Traces {
    kept: HashMap<Subject, Kept>,
    by_key: BTreeSet<(Short, Subject)>,
    /// Pairs that somebody told apart, both ways round.
    apart: BTreeSet<(PetitionNo, PetitionNo)>,
}

impl Traces {
    /// Those of many records, each once.
    pub(super) fn of(all: Vec<(Subject, Kept)>) -> Self {
        let keys = all.iter();
        let keys = keys.flat_map(|(id, kept)| kept.keys().into_iter().map(|key| (key, *id)));
        let mut by_key: Vec<(Short, Subject)> = keys.collect();
        by_key.sort_unstable();
        Self {
            apart: all.iter().flat_map(|(id, kept)| kept.pairs(*id)).collect(),
            by_key: by_key.into_iter().collect(),
            kept: all.into_iter().collect(),
        }
    }

    /// Puts a record in, in place of what stood there.
    pub(super) fn put(&mut self, id: Subject, kept: Kept) {
        self.take(id);
        self.by_key
            .extend(kept.keys().into_iter().map(|key| (key, id)));
        self.apart.extend(kept.pairs(id));
        self.kept.insert(id, kept);
    }

    fn take(&mut self, id: Subject) {
        let Some(old) = self.kept.remove(&id) else {
            return;
        };
        for key in old.keys() {
            self.by_key.remove(&(key, id));
        }
        for pair in old.pairs(id) {
            self.apart.remove(&pair);
        }
    }

    /// Everything that is here, so that two can be compared.
    #[cfg(test)]
    pub(super) fn said(&self) -> impl std::fmt::Debug {
        let kept: std::collections::BTreeMap<_, _> = self.kept.iter().collect();
        (format!("{kept:?}"), &self.by_key, &self.apart)
    }

    /// What stands here of a record.
    pub(super) fn kept(&self, id: Subject) -> Option<&Kept> {
        self.kept.get(&id)
    }

    /// The numbers of the decisions that a record names or that were made on it.
    pub(super) fn decisions(&self, id: Subject) -> impl Iterator<Item = &str> {
        let kept = self.kept.get(&id).into_iter();
        kept.flat_map(|kept| kept.decisions.iter().map(String::as_str))
    }

    /// The newest petitions and the newest visits that bear a key.
    fn newest(&self, key: Short) -> impl Iterator<Item = Subject> + '_ {
        let petition = |year, n| Subject::Petition(PetitionNo { year, n });
        let visit = |year, n| Subject::Reception(ReceptionNo { year, n });
        let of = |first, last| {
            let all = self.by_key.range((key, first)..=(key, last));
            all.rev().take(OF_ONE_KEY).map(|(_, id)| *id)
        };
        let petitions = of(petition(i32::MIN, 0), petition(i32::MAX, u32::MAX));
        petitions.chain(of(visit(i32::MIN, 0), visit(i32::MAX, u32::MAX)))
    }

    /// The records that bear a key of what is typed, those that bear the most telling first.
    fn candidates(&self, typed: &Typed) -> Vec<Subject> {
        let keys = typed.people.iter().flat_map(Trace::keys);
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for key in keys.chain(typed.wording.keys()) {
            for id in self.newest(short(key)) {
                if found.len() == MOST_EXAMINED {
                    return found;
                }
                if seen.insert(id) {
                    found.push(id);
                }
            }
        }
        found
    }

    /// The visit at which a petition was brought, where that is open.
    pub(super) fn reception(&self, id: Subject) -> Option<ReceptionNo> {
        self.kept.get(&id)?.reception
    }

    /// A visit says nothing beside a petition that was brought at it and is as like.
    fn drop_visits(&self, like: &mut Vec<Likeness>) {
        let brought = like.iter().filter_map(|one| {
            let no = self.reception(one.id)?;
            Some((Subject::Reception(no), one.score))
        });
        let brought: Vec<(Subject, u8)> = brought.collect();
        like.retain(|one| {
            let mut beside = brought.iter();
            !beside.any(|(visit, score)| *visit == one.id && *score >= one.score)
        });
    }

    /// What is like what is typed, the likest first and the newest of those first, and how many records were
    /// looked at for it. `say` tells what a record says of itself.
    pub(super) fn like(
        &self,
        typed: &Typed,
        say: impl Fn(Subject) -> Option<Said>,
    ) -> (Vec<Likeness>, usize) {
        let candidates = self.candidates(typed);
        let scored = candidates.iter().filter_map(|id| {
            let kept = self.kept.get(id)?;
            let said = say(*id)?;
            let candidate = Candidate {
                id: *id,
                people: &kept.people,
                wording: &said.wording,
                class: said.class,
                decided: said.decided,
            };
            score(typed, &candidate)
        });
        let mut like: Vec<Likeness> = scored.collect();
        self.drop_visits(&mut like);
        let first = PetitionNo {
            year: i32::MIN,
            n: 0,
        };
        without_told_apart(&mut like, |no| {
            let from = self.apart.range((no, first)..);
            from.take_while(|(of, _)| *of == no)
                .map(|(_, to)| *to)
                .collect()
        });
        like.sort_by_key(|one| std::cmp::Reverse((one.score, one.proposal.is_some(), one.id)));
        (like, candidates.len())
    }
}

impl super::index::Index {
    /// The records that are like what is typed on that day, the likest first.
    pub fn seen(&self, typed: &Typed, today: NaiveDate) -> Vec<Seen> {
        let (like, _) = self.traces().like(typed, |id| self.say_of(id, today));
        let told = like.into_iter().filter_map(|one| {
            Some(Seen {
                row: self.row(one.id)?.clone(),
                score: one.score,
                reasons: one.reasons,
                wording: one.wording,
                proposal: one.proposal,
                reception: self.traces().reception(one.id),
            })
        });
        told.take(TOLD).collect()
    }

    fn say_of(&self, id: Subject, today: NaiveDate) -> Option<Said> {
        use crate::register::words::Status as S;
        let row = self.row(id)?;
        let decided = matches!(row.status, Some(S::Decided | S::InForce | S::Enforced));
        // A first limit that ended without a decision opens the second level too (KN Đ33.1, NĐ 124 Đ4.2; TC Đ37).
        let undecided = row.clocks.iter().any(|clock| {
            FIRST_LIMITS.contains(&&*clock.rule) && clock.state(today) == ClockState::Overdue
        });
        let decided = decided || undecided;
        Some(Said {
            wording: Wording::of(row.summary.as_deref(), self.traces().decisions(id)),
            class: row.class,
            decided,
        })
    }
}

impl Office {
    /// Returns the earlier records that are like what is typed, as this officer may see them.
    pub fn seen(&self, typed: &Typed) -> Vec<Seen> {
        let mut seen = self.index.seen(typed, self.today());
        for one in &mut seen {
            one.row = self.masked(&one.row);
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::part::Part;
    use crate::register::person::Person;
    use crate::register::value::Value;
    use crate::register::words::Round;

    fn trace(name: &str, number: &str, year: u32) -> Trace {
        let person = Person::read(&Value::Map(vec![
            ("name".to_owned(), Value::Text(name.to_owned())),
            ("id_number".to_owned(), Value::Text(number.to_owned())),
            ("born_year".to_owned(), Value::Int(year.into())),
        ]));
        Trace::of(&person.unwrap(), None)
    }

    fn petition(n: u32) -> Subject {
        Subject::Petition(PetitionNo { year: 2026, n })
    }

    /// Invented people with few names, so that names are borne by thousands.
    fn crowd(n: u32) -> (String, String, u32) {
        let families = ["Nguyễn", "Trần", "Lê", "Phạm"];
        let givens = ["An", "Bình", "Hòa", "Lan", "Mai", "Sơn", "Tâm", "Yến"];
        let pick = |of: &[&str], n: u32| of[usize::try_from(n).unwrap() % of.len()].to_owned();
        let name = format!("{} Văn {}", pick(&families, n), pick(&givens, n / 4));
        (name, format!("0720{n:08}"), 1940 + n % 60)
    }

    /// KN Đ33.1, NĐ 124 Đ4.2: KN-28 from Wednesday 05/08/2026 ends on Friday 04/09.
    #[test]
    fn a_first_complaint_never_decided_opens_the_second_level() {
        use crate::office::deadlines::tests::{Books, day, map, noon, text};
        let mut books = Books::empty();
        let an = [
            ("name", text("Nguyễn Văn An")),
            ("id_number", text("072070001234")),
            ("address", text("Ấp Tân Lập")),
        ];
        let filed = map(&[
            ("do", text("file")),
            ("on", Value::Day(day("2026-08-03"))),
            ("source", text("post")),
            ("senders", Value::List(vec![map(&an)])),
            ("summary", text("Quyết định thu hồi đất của hộ gia đình")),
            (
                "petitions",
                Value::List(vec![map(&[("class", text("complaint"))])]),
            ),
        ]);
        books.write(noon("2026-08-03"), &filed).unwrap();
        let no = PetitionNo { year: 2026, n: 1 };
        books.step("accept", no, "2026-08-05", &[("number", text("1/TB"))]);
        let typed = Typed {
            people: vec![trace("Nguyễn Văn An", "072070001234", 1970)],
            wording: Wording::of(["Quyết định thu hồi đất của hộ gia đình"], None),
            class: Some(Class::Complaint),
        };
        let on = |books: &Books, today: &str| {
            let seen = books.index().seen(&typed, day(today));
            seen.first().and_then(|one| one.proposal)
        };
        let again = Some(Proposal::Again(no, Round::Second));
        assert_eq!(on(&books, "2026-09-04"), Some(Proposal::Duplicate(no)));
        assert_eq!(on(&books, "2026-09-05"), again);
        let suspended = [("ground", text("a")), ("number", text("2/QĐ"))];
        books.step("suspend", no, "2026-09-04", &suspended);
        assert_eq!(
            on(&books, "2026-09-05"),
            Some(Proposal::Duplicate(no)),
            "suspended in time"
        );
    }

    fn full() -> Traces {
        let mut traces = Traces::default();
        for n in 1..=100_000 {
            let (name, number, year) = crowd(n);
            let text = format!("Khiếu nại quyết định thu hồi đất số {n} của xã");
            let wording = Wording::of([text.as_str()], None);
            let kept = Kept {
                people: [trace(&name, &number, year)].into(),
                wording: wording.keys().map(short).collect(),
                decisions: Box::default(),
                apart: Box::default(),
                reception: None,
            };
            traces.put(petition(n), kept);
        }
        traces
    }

    #[test]
    fn among_100_000_few_are_looked_at_and_the_right_one_is_found() {
        let traces = full();
        let say = |id: Subject| {
            let Subject::Petition(no) = id else {
                return None;
            };
            let text = format!("Khiếu nại quyết định thu hồi đất số {} của xã", no.n);
            let wording = Wording::of([text.as_str()], None);
            Some(Said {
                wording,
                ..Said::default()
            })
        };
        for n in [1, 4_321, 77_777, 100_000] {
            let (name, number, year) = crowd(n);
            let text = "Khiếu nại quyết định thu hồi đất";
            let typed = Typed {
                people: vec![trace(&name, &number, year)],
                wording: Wording::of([text], None),
                class: None,
            };
            let (like, examined) = traces.like(&typed, say);
            assert_eq!(like[0].id, petition(n));
            assert!(like[0].reasons.starts_with(&[Reason::SameNumber]));
            assert!(examined <= MOST_EXAMINED, "{examined}");
            // By the commonest of names alone, too.
            let typed = Typed {
                people: vec![trace(&name, "", year)],
                ..Typed::default()
            };
            let (like, examined) = traces.like(&typed, say);
            assert!(!like.is_empty());
            assert!(examined <= 2 * OF_ONE_KEY, "{examined}");
        }
    }

    #[test]
    fn what_is_put_again_stands_once_and_what_was_taken_back_is_gone() {
        let mut traces = Traces::default();
        let put = |name: &str, apart: Vec<PetitionNo>| Kept {
            people: [trace(name, "072070001234", 1970)].into(),
            wording: Wording::of(None, ["12/QĐ-UBND"])
                .keys()
                .map(short)
                .collect(),
            decisions: ["12/QĐ-UBND".to_owned()].into(),
            apart: apart.into(),
            reception: None,
        };
        let two = PetitionNo { year: 2026, n: 2 };
        traces.put(petition(1), put("Nguyễn Văn An", vec![two]));
        assert_eq!(traces.apart.len(), 2);
        traces.put(petition(1), put("Nguyễn Văn Ân", Vec::new()));
        assert!(traces.apart.is_empty());
        let of_one = traces
            .kept
            .values()
            .map(|kept| kept.keys().len())
            .sum::<usize>();
        assert_eq!(traces.by_key.len(), of_one);
        let kept: Vec<&str> = traces.decisions(petition(1)).collect();
        assert_eq!(kept, ["12/QĐ-UBND"]);
        let typed = Typed {
            people: vec![trace("Nguyen Van An", "", 1970)],
            ..Typed::default()
        };
        let (like, examined) = traces.like(&typed, |_| Some(Said::default()));
        assert_eq!((like.len(), examined), (1, 1));
    }
}
