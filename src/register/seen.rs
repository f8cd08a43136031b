//! Whether somebody or something was here before: what is typed now, held against what the books hold,
//! scored from 0 to 100, with the reasons. Blind to accents, to where a tone stands and to the order of words.
//! It proposes and never merges; it keeps no name, only what can be compared. Whose identity takes part is
//! for whoever hands it in to say: a sealed one must not.

use super::number::{PetitionNo, Subject};
use super::person::Person;
use super::words::{Class, Round};
use crate::text::{fold, words};
use chrono::Datelike;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What speaks for the same person or matter, or against it, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Cùng số giấy tờ.
    SameNumber,
    /// Cùng họ tên và năm sinh.
    SameNameAndYear,
    /// Cùng số điện thoại.
    SamePhone,
    /// Cùng số quyết định của cơ quan đã giải quyết.
    SameDecision,
    /// Cùng họ tên; năm sinh chưa rõ.
    SameName,
    /// Địa chỉ giống nhau.
    SameAddress,
    /// Nội dung giống nhau.
    SameWording,
    /// Số giấy tờ cùng loại nhưng khác nhau.
    OtherNumber,
    /// Khác năm sinh.
    OtherYear,
}

/// How much a reason weighs, of 100, when nothing else speaks: the one table of weights. What speaks together
/// adds up without ever passing 100 (each takes its share of what the stronger ones left open); what speaks
/// against leaves of the whole the share given here.
const WEIGHTS: [(Reason, u32); 9] = [
    (Reason::SameNumber, 90),
    (Reason::SameNameAndYear, 65),
    (Reason::SamePhone, 50),
    (Reason::SameDecision, 45),
    (Reason::SameName, 35),
    (Reason::SameAddress, 25),
    (Reason::SameWording, 40),
    (Reason::OtherNumber, 40),
    (Reason::OtherYear, 70),
];

/// Below this a resemblance is not shown.
pub const LEAST: u8 = 30;
/// From here on, what speaks for the person alone says that it is the same one.
const SAME_PERSON: u32 = 60;
/// From here on, wording says that it is the same matter, in hundredths.
const SAME_MATTER: u32 = 50;
/// Fewer pairs of words than this say nothing about a content.
const TELLING: usize = 3;
/// Fewer words than this say nothing about an address.
const ADDRESS: usize = 2;
/// Words that stand in every address.
const COMMON: &[&str] = &[
    "ap", "to", "thon", "xom", "khu", "pho", "so", "nha", "duong", "xa", "phuong", "thi", "tran",
    "huyen", "quan", "tinh", "thanh", "tp", "dac",
];

/// What is left of a person when only resemblance is asked for: no letter of a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    name: Option<u64>,
    number: Option<u64>,
    /// Of a 12-digit number, which nobody has two of.
    unique: bool,
    phone: Option<u64>,
    born: Option<u16>,
    address: Box<[u64]>,
}

impl Trace {
    /// Returns what can be compared of a person; `unit` is the name of their commune.
    pub fn of(person: &Person, unit: Option<&str>) -> Self {
        let year = person.born.map(|day| day.year());
        let year = year.or_else(|| person.born_year.and_then(|year| i32::try_from(year).ok()));
        let number = person.id_number.as_deref().map(bare).unwrap_or_default();
        let phone = person.phone.as_deref().map(phone).unwrap_or_default();
        let address = [person.address.as_deref(), unit];
        Self {
            name: named(&person.name),
            unique: number.len() == 12,
            number: (number.len() >= 6).then(|| hash(&number)),
            phone: (phone.len() >= 8).then(|| hash(&phone)),
            born: year.and_then(|year| u16::try_from(year).ok()),
            address: address_words(address.into_iter().flatten()),
        }
    }

    /// Returns whether there is nothing to compare by but an address.
    pub fn is_empty(&self) -> bool {
        self.name.is_none() && self.number.is_none() && self.phone.is_none()
    }

    /// The keys under which an index finds this person again.
    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        let tagged = |tag: &str, key: u64| hash(&(tag, key));
        let year = self.name.zip(self.born);
        [
            self.number.map(|key| tagged("number", key)),
            self.phone.map(|key| tagged("phone", key)),
            year.map(|pair| hash(&("name and year", pair))),
            self.name.map(|key| tagged("name", key)),
        ]
        .into_iter()
        .flatten()
    }
}

fn hash(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

fn bare(number: &str) -> String {
    fold(number)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

/// A phone number as dialled here: +84 and 0 are one.
fn phone(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("84") {
        Some(rest) if digits.len() >= 11 => format!("0{rest}"),
        _ => digits,
    }
}

/// A name whatever the order of its words; one word alone names nobody.
fn named(name: &str) -> Option<u64> {
    let folded = fold(name);
    let mut parts: Vec<&str> = words(&folded).collect();
    parts.sort_unstable();
    (parts.len() >= 2).then(|| hash(&parts))
}

fn address_words<'a>(texts: impl Iterator<Item = &'a str>) -> Box<[u64]> {
    let mut all: Vec<u64> = Vec::new();
    for text in texts {
        let folded = fold(text);
        all.extend(
            words(&folded)
                .filter(|w| !COMMON.contains(w))
                .map(|w| hash(&w)),
        );
    }
    all.sort_unstable();
    all.dedup();
    all.into()
}

/// What a petition or reception is about, as far as it can be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    pairs: Vec<u64>,
    decisions: Vec<u64>,
}

impl Wording {
    /// Returns what can be compared of a content: its texts, and the numbers of the decisions that it names
    /// or that were made on it.
    pub fn of<'a>(
        texts: impl IntoIterator<Item = &'a str>,
        decisions: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut pairs = Vec::new();
        for text in texts {
            let folded = fold(text);
            let parts: Vec<&str> = words(&folded).collect();
            for pair in parts.windows(2) {
                if let [one, other] = pair {
                    let ordered = if one <= other {
                        (one, other)
                    } else {
                        (other, one)
                    };
                    pairs.push(hash(&ordered));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let decisions = decisions
            .into_iter()
            .map(bare)
            .filter(|number| number.len() >= 3 && number.contains(|c: char| c.is_ascii_digit()));
        Self {
            pairs,
            decisions: decisions.map(|number| hash(&number)).collect(),
        }
    }

    /// The keys under which an index finds this content again: of its pairs the few that hash lowest, the same
    /// ones whoever wrote them.
    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        let decisions = self.decisions.iter();
        let decisions = decisions.map(|key| hash(&("decision", *key)));
        let few = if self.pairs.len() < TELLING {
            0
        } else {
            SKETCH
        };
        decisions.chain(self.pairs.iter().take(few).copied())
    }

    /// How much of the shorter content stands in the longer, in hundredths.
    fn likeness(&self, other: &Self) -> u32 {
        let shorter = self.pairs.len().min(other.pairs.len());
        if shorter < TELLING {
            return 0;
        }
        let common = count_common(&self.pairs, &other.pairs);
        u32::try_from(common * 100 / shorter).unwrap_or(100)
    }
}

/// How many pairs of a content stand in an index.
const SKETCH: usize = 6;

fn count_common(one: &[u64], other: &[u64]) -> usize {
    let (mut at, mut common) = (0, 0);
    for key in one {
        while other.get(at).is_some_and(|there| there < key) {
            at += 1;
        }
        if other.get(at) == Some(key) {
            common += 1;
        }
    }
    common
}

/// What is typed now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Who is here.
    pub people: Vec<Trace>,
    /// About what.
    pub wording: Wording,
    /// Of which class, as far as that is chosen.
    pub class: Option<Class>,
}

/// A record of the books that may be the same.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Which.
    pub id: Subject,
    /// Whose, as far as that is open.
    pub people: &'a [Trace],
    /// About what, as far as that is open.
    pub wording: &'a Wording,
    /// Of which class.
    pub class: Option<Class>,
    /// A decision or conclusion stands on it, or its limit ended without one.
    pub decided: bool,
}

/// How an earlier record may belong to what is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposal {
    /// Khiếu nại lần hai, tố cáo tiếp: an earlier one of the same matter was decided, or not in time.
    Again(PetitionNo, Round),
    /// Trùng: the same matter, not decided.
    Duplicate(PetitionNo),
}

/// How much an earlier record is like what is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// Which record.
    pub id: Subject,
    /// From 0 to 100.
    pub score: u8,
    /// Why, the strongest first.
    pub reasons: Vec<Reason>,
    /// How much of the shorter content stands in the longer, in hundredths.
    pub wording: u32,
    /// What it may be, where that can be said.
    pub proposal: Option<Proposal>,
}

fn weight(reason: Reason) -> u32 {
    let found = WEIGHTS.iter().find(|(known, _)| *known == reason);
    found.map_or(0, |(_, weight)| *weight)
}

/// What several shares of 100 amount to together.
fn together(shares: impl Iterator<Item = u32>) -> u32 {
    100 - shares.fold(100, |open, share| open * (100 - share.min(100)) / 100)
}

/// What speaks for and against two people being one.
fn compare(one: &Trace, other: &Trace) -> Vec<Reason> {
    let same = |a: Option<u64>, b: Option<u64>| a.is_some() && a == b;
    let mut reasons = Vec::new();
    if same(one.number, other.number) {
        reasons.push(Reason::SameNumber);
    }
    let name = same(one.name, other.name);
    match (one.born, other.born) {
        (Some(a), Some(b)) if a == b && name => reasons.push(Reason::SameNameAndYear),
        _ if name => reasons.push(Reason::SameName),
        _ => {}
    }
    if same(one.phone, other.phone) {
        reasons.push(Reason::SamePhone);
    }
    let shorter = one.address.len().min(other.address.len());
    if shorter >= ADDRESS && count_common(&one.address, &other.address) * 4 >= shorter * 3 {
        reasons.push(Reason::SameAddress);
    }
    if reasons.is_empty() {
        return reasons;
    }
    if one.unique && other.unique && one.number != other.number {
        reasons.push(Reason::OtherNumber);
    }
    if let (Some(a), Some(b)) = (one.born, other.born)
        && a != b
    {
        reasons.push(Reason::OtherYear);
    }
    reasons.sort_unstable();
    reasons
}

/// What reasons about a person amount to.
fn of_person(reasons: &[Reason]) -> u32 {
    let against = |r: &Reason| matches!(r, Reason::OtherNumber | Reason::OtherYear);
    let (against, speak): (Vec<Reason>, Vec<Reason>) = reasons.iter().partition(|r| against(r));
    let whole = together(speak.into_iter().map(weight));
    let left = |whole: u32, r: Reason| whole * weight(r) / 100;
    against.into_iter().fold(whole, left)
}

/// Scores one candidate; `None` where it is not like enough to be shown.
pub fn score(typed: &Typed, candidate: &Candidate) -> Option<Likeness> {
    let pairs = typed.people.iter().flat_map(|one| {
        let others = candidate.people.iter();
        others.map(move |other| compare(one, other))
    });
    // The two people who are most like each other speak for the records.
    let mut reasons = pairs
        .max_by_key(|reasons| of_person(reasons))
        .unwrap_or_default();
    let person = of_person(&reasons);
    let wording = typed.wording.likeness(candidate.wording);
    let named = &candidate.wording.decisions;
    let decision = typed
        .wording
        .decisions
        .iter()
        .any(|one| named.contains(one));
    let mut shares = vec![person];
    if decision {
        reasons.push(Reason::SameDecision);
        shares.push(weight(Reason::SameDecision));
    }
    let worded = wording * 2 >= SAME_MATTER;
    if worded {
        reasons.push(Reason::SameWording);
        shares.push(weight(Reason::SameWording) * wording / 100);
    }
    let score = u8::try_from(together(shares.into_iter())).unwrap_or(100);
    if score < LEAST {
        return None;
    }
    reasons.sort_unstable();
    let matter = decision || wording >= SAME_MATTER;
    Some(Likeness {
        id: candidate.id,
        score,
        reasons,
        wording,
        proposal: proposal(typed, candidate, person, matter),
    })
}

/// What a petition of the same person and matter may be to the one that is typed. A denouncer's name takes no
/// part: there the matter alone speaks.
fn proposal(typed: &Typed, earlier: &Candidate, person: u32, matter: bool) -> Option<Proposal> {
    let Subject::Petition(no) = earlier.id else {
        return None;
    };
    let class = earlier.class?;
    if !matter || typed.class.is_some_and(|now| now != class) {
        return None;
    }
    let same = match class {
        Class::Denunciation => typed.class.is_some(),
        _ => person >= SAME_PERSON,
    };
    match class {
        _ if !same => None,
        Class::Complaint | Class::Denunciation if earlier.decided => {
            Some(Proposal::Again(no, Round::Second))
        }
        _ => Some(Proposal::Duplicate(no)),
    }
}

/// Takes out whom somebody told apart: `apart` lists, by petition, those that it was told apart from. Who is
/// surely the one typed speaks for them: what was told apart from that one is not proposed again.
pub fn without_told_apart(
    likely: &mut Vec<Likeness>,
    apart: impl Fn(PetitionNo) -> Vec<PetitionNo>,
) {
    let sure: Vec<(PetitionNo, u8)> = likely.iter().filter_map(petition_of_same_number).collect();
    let mut gone = Vec::new();
    for (no, score) in sure {
        for other in apart(no) {
            let weaker = likely.iter().any(|like| {
                like.id == Subject::Petition(other)
                    && like.score < score
                    && !like.reasons.contains(&Reason::SameNumber)
            });
            if weaker {
                gone.push(Subject::Petition(other));
            }
        }
    }
    likely.retain(|like| !gone.contains(&like.id));
}

fn petition_of_same_number(like: &Likeness) -> Option<(PetitionNo, u8)> {
    match like.id {
        Subject::Petition(no) if like.reasons.contains(&Reason::SameNumber) => {
            Some((no, like.score))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
