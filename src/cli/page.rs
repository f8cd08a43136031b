//! `show` for people: a record as labelled lines, with its clocks and its history.

use super::reading::{clock_line, short};
use crate::desk::petition::history;
use crate::law::unit::Units;
use crate::office::view::{ActView, PetitionView, ReceptionView, Seen};
use crate::register::act::{DecidedBy, Document};
use crate::register::person::Person;
use crate::register::words::Class;
use crate::text;
use crate::words::domain::act_word;
use crate::words::{Kit, Lang, Say, words};
use chrono::NaiveDate;

words! {
    /// The labels of a record.
    pub enum PageWord {
        People => "Người", "People";
        Hidden => "người tố cáo được giữ kín", "the denouncer is kept hidden";
        Reception => "Lượt tiếp", "Reception";
        Received => "Ngày nhận", "Received";
        Matter => "Vụ việc", "Matter";
        Capacity => "Tư cách", "Capacity";
        Competent => "Thẩm quyền", "Competence";
        Eligible => "Điều kiện", "Conditions";
        Yes => "có", "yes";
        No => "không", "no";
        Unknown => "chưa rõ", "not known";
        Summary => "Nội dung", "Summary";
        Request => "Yêu cầu", "Request";
        Against => "Đối với", "Against";
        Place => "Nơi xảy ra", "Place";
        DecidedBy => "Đã giải quyết", "Decided by";
        Documents => "Tài liệu", "Documents";
        Officer => "Cán bộ", "Officer";
        Kind => "Buổi tiếp", "Kind";
        Refused => "Từ chối tiếp", "Refused";
        Petitions => "Đơn", "Petitions";
        Clocks => "Thời hạn", "Clocks";
        Acts => "Việc đã ghi", "Acts";
        Void => "đã rút lại", "taken back";
    }
}

/// Lines that grow, each label in a column of its own.
struct Sheet {
    lang: Lang,
    lines: Vec<String>,
}

impl Sheet {
    fn row(&mut self, label: PageWord, value: impl Into<Option<String>>) {
        let Some(value) = value.into().filter(|value| !value.is_empty()) else {
            return;
        };
        let label = text::pad(label.say(self.lang), 14);
        self.lines.push(format!("  {label}  {value}"));
    }

    fn head(&mut self, label: PageWord) {
        self.lines.push(format!("{}:", label.say(self.lang)));
    }

    fn yes_no(&mut self, label: PageWord, value: Option<bool>) {
        let word = match value {
            Some(true) => PageWord::Yes,
            Some(false) => PageWord::No,
            None => PageWord::Unknown,
        };
        self.row(label, word.say(self.lang).to_owned());
    }

    fn people(&mut self, seen: &[Seen], identity: Option<&[Person]>) {
        if let Some(people) = identity {
            for person in people {
                self.row(PageWord::People, person_line(person, self.lang));
            }
            for _ in seen.iter().filter(|seen| **seen == Seen::Erased) {
                self.row(PageWord::People, Kit::Erased.say(self.lang).to_owned());
            }
            return;
        }
        for seen in seen {
            let line = match seen {
                Seen::Person(person) => person_line(person, self.lang),
                Seen::Hidden => PageWord::Hidden.say(self.lang).to_owned(),
                Seen::Erased => Kit::Erased.say(self.lang).to_owned(),
            };
            self.row(PageWord::People, line);
        }
    }

    fn content(
        &mut self,
        place: Option<&str>,
        decided: Option<&DecidedBy>,
        documents: &[Document],
    ) {
        self.row(PageWord::Place, place.and_then(unit));
        self.row(PageWord::DecidedBy, decided.map(decided_line));
        let documents: Vec<&str> = documents.iter().map(|d| d.name.as_str()).collect();
        self.row(PageWord::Documents, documents.join("; "));
    }

    /// The history, in the words of the desk's own: one source says what stands in an act.
    fn acts(&mut self, acts: &[ActView], class: Option<Class>) {
        self.head(PageWord::Acts);
        for act in acts {
            let seq = act
                .seq
                .map_or_else(|| "–".to_owned(), |seq| seq.to_string());
            let by = act.by.as_deref().unwrap_or("▒▒▒▒");
            let mut line = format!(
                "  {seq:>6}  {}  {}  {by}",
                short(act.on),
                act_word(act.word, self.lang)
            );
            // An act is one line here, whatever breaks its texts have.
            let body = history::body(act, acts, class, self.lang).replace('\n', " ");
            if !body.is_empty() {
                line = format!("{line}  {body}");
            }
            if act.void.is_some() {
                line = format!("{line}  ({})", PageWord::Void.say(self.lang));
            }
            self.lines.push(line);
        }
    }

    fn text(self) -> String {
        self.lines.join("\n") + "\n"
    }
}

fn unit(code: &str) -> Option<String> {
    Units::statute().display(code)
}

fn person_line(person: &Person, lang: Lang) -> String {
    let year = person.born_year.map(|year| year.to_string());
    let parts = [
        Some(person.name.clone()),
        person.born.map(short).or(year),
        person.sex.map(|sex| sex.say(lang).to_owned()),
        person.id_number.clone(),
        person.address.clone(),
        person.unit.as_deref().and_then(unit),
        person.phone.clone(),
        person.organisation.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn decided_line(decided: &DecidedBy) -> String {
    let parts = [
        Some(decided.agency.clone()),
        decided.number.clone(),
        decided.date.map(short),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A petition.
pub fn petition(
    view: &PetitionView,
    identity: Option<&[Person]>,
    today: NaiveDate,
    lang: Lang,
) -> String {
    let (petition, facts) = (&view.petition, &view.petition.facts);
    let mut kind = vec![
        facts.class.say(lang),
        facts.round.unwrap_or_default().say(lang),
    ];
    kind.extend(facts.field.map(|field| field.say(lang)));
    kind.extend(facts.subject.map(|subject| subject.say(lang)));
    let status = view.life.status.say(lang);
    let mut sheet = Sheet {
        lang,
        lines: vec![format!("{}  {}  {status}", petition.no, kind.join(" · "))],
    };
    sheet.people(&view.petitioners, identity);
    let capacity = petition.capacity.filter(|_| !view.masked);
    sheet.row(PageWord::Capacity, capacity.map(|c| c.say(lang).to_owned()));
    sheet.row(PageWord::Summary, petition.content.summary.clone());
    sheet.row(PageWord::Request, petition.content.request.clone());
    sheet.row(PageWord::Against, petition.content.against.clone());
    sheet.content(
        petition.content.place.as_deref(),
        petition.content.decided_by.as_ref(),
        &petition.content.documents,
    );
    sheet.yes_no(PageWord::Competent, facts.competent);
    sheet.yes_no(PageWord::Eligible, facts.eligible);
    sheet.row(PageWord::Received, short(petition.received));
    sheet.row(PageWord::Reception, view.reception.map(|no| no.to_string()));
    sheet.row(PageWord::Matter, view.matter.map(|no| no.to_string()));
    sheet.row(PageWord::Officer, view.life.officer.clone());
    sheet.head(PageWord::Clocks);
    let clocks = view.life.clocks.iter();
    sheet
        .lines
        .extend(clocks.map(|clock| clock_line(clock, today, lang)));
    sheet.acts(&view.acts, Some(facts.class));
    sheet.text()
}

/// A reception.
pub fn reception(
    view: &ReceptionView,
    identity: Option<&[Person]>,
    today: NaiveDate,
    lang: Lang,
) -> String {
    let (reception, facts) = (&view.reception, &view.reception.facts);
    let at = facts.at.format("%d/%m/%Y %H:%M");
    let mut sheet = Sheet {
        lang,
        lines: vec![format!("{}  {at}", reception.no)],
    };
    let kind = format!("{} · {}", facts.kind.say(lang), facts.by.say(lang));
    sheet.row(PageWord::Kind, kind);
    if view.masked && identity.is_none() {
        sheet.row(PageWord::People, PageWord::Hidden.say(lang).to_owned());
    } else {
        sheet.people(&view.visitors, identity);
        sheet.row(
            PageWord::Capacity,
            facts.capacity.map(|c| c.say(lang).to_owned()),
        );
        sheet.row(PageWord::Summary, facts.summary.clone());
        sheet.row(PageWord::Request, facts.request.clone());
        sheet.row(PageWord::Against, facts.against.clone());
        sheet.content(
            facts.place.as_deref(),
            facts.decided_by.as_ref(),
            &facts.documents,
        );
    }
    let refused = facts.refused.as_ref();
    sheet.row(
        PageWord::Refused,
        refused.map(|r| format!("{} · {} · {}", r.ground, r.evidence, r.decided_by)),
    );
    let petitions: Vec<String> = view.petitions.iter().map(ToString::to_string).collect();
    sheet.row(PageWord::Petitions, petitions.join(", "));
    if !view.clocks.is_empty() {
        sheet.head(PageWord::Clocks);
        let clocks = view.clocks.iter();
        sheet
            .lines
            .extend(clocks.map(|clock| clock_line(clock, today, lang)));
    }
    if !view.acts.is_empty() {
        sheet.acts(&view.acts, None);
    }
    sheet.text()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::value::Value;

    fn act(seq: u64, word: &'static str, body: Vec<(&str, Value)>) -> ActView {
        let body = body.into_iter().map(|(key, value)| (key.to_owned(), value));
        ActView {
            seq: Some(seq),
            word,
            on: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(),
            at: None,
            by: Some("hoa".into()),
            body: Value::Map(body.collect()),
            void: None,
        }
    }

    #[test]
    fn the_history_is_told_in_words_and_never_by_its_keys() {
        let text = |text: &str| Value::Text(text.into());
        let due = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
        let acts = [
            act(
                7,
                "mark",
                vec![("complex", Value::Bool(true)), ("ground", text("2.1"))],
            ),
            act(
                8,
                "promise",
                vec![("text", text("xin lỗi\ntại xã")), ("due", Value::Day(due))],
            ),
            act(9, "promise_kept", vec![("promise", Value::Int(8))]),
            act(
                10,
                "decide",
                vec![
                    ("outcome", text("partly_right")),
                    ("recovered_money", Value::Int(5_000_000)),
                    ("returned_people", Value::Int(0)),
                ],
            ),
        ];
        let told = |lang| {
            let mut sheet = Sheet {
                lang,
                lines: Vec::new(),
            };
            sheet.acts(&acts, Some(Class::Complaint));
            sheet.text()
        };
        insta::assert_snapshot!("history_vi", told(Lang::Vi));
        insta::assert_snapshot!("history_en", told(Lang::En));
        for told in [told(Lang::Vi), told(Lang::En)] {
            assert_eq!(told.lines().count(), 1 + acts.len(), "{told}");
            assert!(!told.contains('_'), "{told}");
        }
    }
}
