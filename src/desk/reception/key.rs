//! The fields of the form, by name: a draft, an error of the office and the tab order speak of the same
//! ones. The words are those of a line in the book where it has them. It must not know what is in a field.

use crate::closed_list;

closed_list! {
    /// What is asked of a person.
    PersonKey {
        /// Number of the identity paper.
        Number = "id_number",
        /// Name.
        Name = "name",
        /// Day or year of birth.
        Born = "born",
        /// Sex.
        Sex = "sex",
        /// House, street, hamlet.
        Address = "address",
        /// Commune.
        Unit = "unit",
        /// Telephone.
        Phone = "phone",
        /// Kind of the paper.
        IdKind = "id_kind",
        /// Day of issue.
        Issued = "id_issued",
        /// Who issued it.
        IdPlace = "id_place",
        /// The organisation for which they come.
        Organisation = "organisation",
    }
}
closed_list! {
    /// What is asked of the visit, or of how a petition came in.
    VisitKey {
        /// From where petitions came without a visit.
        Source = "source",
        /// Which body forwarded them.
        FromAgency = "from_agency",
        /// The day they came in.
        On = "on",
        /// How many came.
        People = "people",
        /// In which capacity.
        Capacity = "capacity",
        /// The paper that shows it.
        Paper = "paper",
        /// The list of those who petition together.
        List = "list",
        /// Kind of reception.
        Kind = "kind",
        /// Who received.
        By = "by",
        /// The reception that this one continues.
        Continues = "continues",
        /// Online.
        Online = "online",
        /// The day of the visit.
        Day = "day",
        /// The time of the visit.
        Time = "time",
    }
}
closed_list! {
    /// What the matter is.
    ContentKey {
        /// Summary.
        Summary = "summary",
        /// Request.
        Request = "request",
        /// Whom or what it is against.
        Against = "against",
        /// Where it happened.
        Place = "place",
        /// Which body already decided.
        DecidedAgency = "agency",
        /// Number of its decision.
        DecidedNumber = "number",
        /// Day of its decision.
        DecidedDate = "date",
    }
}
closed_list! {
    /// What is asked of a document.
    DocumentKey {
        /// What it is.
        Name = "name",
        /// Pages.
        Pages = "pages",
        /// Original or copy.
        Original = "original",
    }
}
closed_list! {
    /// What is asked of a petition.
    PetitionKey {
        /// Class.
        Class = "class",
        /// Its own summary.
        Summary = "summary",
        /// Its own request.
        Request = "request",
        /// Whom or what it alone is against.
        Against = "against",
        /// Field.
        Field = "field",
        /// What a complaint is about.
        Subject = "subject",
        /// Round.
        Round = "round",
        /// Within the office's competence.
        Competent = "competent",
        /// Meets the conditions.
        Eligible = "eligible",
        /// Several places must be checked.
        Several = "several_places",
        /// The day written on it.
        Dated = "dated",
        /// How many signed.
        Signers = "signers",
        /// Other bodies it was sent to.
        AlsoSent = "also_sent_to",
        /// The competent body below.
        LowerAgency = "lower_agency",
        /// How far it has come.
        LowerState = "lower_state",
        /// The matter it joins.
        Matter = "matter",
        /// Why it is classed otherwise than the questions led to.
        Overruled = "overruled",
    }
}
closed_list! {
    /// What is asked of a refusal.
    RefusalKey {
        /// Received or refused.
        Refused = "refused",
        /// Ground.
        Ground = "ground",
        /// Evidence.
        Evidence = "evidence",
        /// Who decided it.
        DecidedBy = "decided_by",
    }
}
closed_list! {
    /// What is asked of the way in which a petition is handled.
    WayKey {
        /// Which way.
        Way = "way",
        /// The day it was done.
        On = "on",
        /// To which body.
        Agency = "agency",
        /// To which body, where that may be left out.
        ToAgency = "to_agency",
        /// Ground.
        Ground = "ground",
        /// What is missing.
        What = "what",
        /// Number of the paper.
        Number = "number",
        /// Number of the paper, where that may be left out.
        PaperNumber = "paper_number",
    }
}

/// Whom a field speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// A visitor or sender, by place.
    Visitor(u8),
    /// The one for whom a representative comes.
    Principal,
}

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// Of a person.
    Person(Who, PersonKey),
    /// Of the visit.
    Visit(VisitKey),
    /// Of the matter.
    Content(ContentKey),
    /// Of a document, by place.
    Document(u8, DocumentKey),
    /// Of a petition, by place.
    Petition(u8, PetitionKey),
    /// Of a refusal.
    Refusal(RefusalKey),
    /// Of the way a petition is handled, by its place.
    Way(u8, WayKey),
}

/// How many steps the form has.
pub const STEPS: usize = 4;

impl Key {
    /// The step in which the field stands, from 0.
    pub fn step(self) -> usize {
        match self {
            Self::Person(..) | Self::Visit(_) => 0,
            Self::Content(_) | Self::Document(..) => 1,
            Self::Petition(..) => 2,
            Self::Refusal(_) | Self::Way(..) => 3,
        }
    }

    /// The name under which a draft keeps it.
    pub fn name(self) -> String {
        match self {
            Self::Person(Who::Visitor(place), key) => format!("visitor.{place}.{}", key.word()),
            Self::Person(Who::Principal, key) => format!("principal.{}", key.word()),
            Self::Visit(key) => format!("visit.{}", key.word()),
            Self::Content(key) => format!("content.{}", key.word()),
            Self::Document(place, key) => format!("document.{place}.{}", key.word()),
            Self::Petition(place, key) => format!("petition.{place}.{}", key.word()),
            Self::Refusal(key) => format!("refusal.{}", key.word()),
            Self::Way(place, key) => format!("way.{place}.{}", key.word()),
        }
    }

    /// The field of a name.
    pub fn named(name: &str) -> Option<Self> {
        let (kind, rest) = name.split_once('.')?;
        let placed = || {
            let (place, word) = rest.split_once('.')?;
            Some((place.parse::<u8>().ok()?, word))
        };
        match kind {
            "visitor" => {
                let (place, word) = placed()?;
                Some(Self::Person(
                    Who::Visitor(place),
                    PersonKey::from_word(word)?,
                ))
            }
            "principal" => Some(Self::Person(Who::Principal, PersonKey::from_word(rest)?)),
            "visit" => VisitKey::from_word(rest).map(Self::Visit),
            "content" => ContentKey::from_word(rest).map(Self::Content),
            "document" => {
                let (place, word) = placed()?;
                Some(Self::Document(place, DocumentKey::from_word(word)?))
            }
            "petition" => {
                let (place, word) = placed()?;
                Some(Self::Petition(place, PetitionKey::from_word(word)?))
            }
            "refusal" => RefusalKey::from_word(rest).map(Self::Refusal),
            "way" => {
                let (place, word) = placed()?;
                Some(Self::Way(place, WayKey::from_word(word)?))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_back_to_its_field() {
        let mut keys = vec![Key::Person(Who::Principal, PersonKey::Name)];
        keys.extend(PersonKey::ALL.map_to(|key| Key::Person(Who::Visitor(3), key)));
        keys.extend(VisitKey::ALL.map_to(Key::Visit));
        keys.extend(ContentKey::ALL.map_to(Key::Content));
        keys.extend(DocumentKey::ALL.map_to(|key| Key::Document(1, key)));
        keys.extend(PetitionKey::ALL.map_to(|key| Key::Petition(2, key)));
        keys.extend(RefusalKey::ALL.map_to(Key::Refusal));
        keys.extend(WayKey::ALL.map_to(|key| Key::Way(0, key)));
        for key in keys {
            assert_eq!(Key::named(&key.name()), Some(key), "{}", key.name());
        }
        for name in [
            "",
            "visit",
            "visit.",
            "visitor.name",
            "visitor.x.name",
            "way.0",
            "other.x",
        ] {
            assert_eq!(Key::named(name), None, "{name}");
        }
    }

    trait MapTo<T: Copy> {
        fn map_to(&self, make: impl Fn(T) -> Key) -> Vec<Key>;
    }

    impl<T: Copy> MapTo<T> for [T] {
        fn map_to(&self, make: impl Fn(T) -> Key) -> Vec<Key> {
            self.iter().map(|key| make(*key)).collect()
        }
    }
}
