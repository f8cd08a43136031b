//! A small office in memory: the real law and register, no disk. The people are invented.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::desk::action::Action;
use crate::desk::filing;
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::office_thread::OfficeLink;
use crate::desk::reception::ReceptionForm;
use crate::desk::rehearsal::Rehearsal;
use crate::desk::screen::{Ctx, Effect, Event, Screen};
use crate::law::Law;
use crate::office::ask::{Answer, Draft, DraftHead, Failure, Me, OfficeKind, Question, Saved};
use crate::office::index::Index;
use crate::office::line::{Desk, Sealed};
use crate::office::permit::Role;
use crate::office::veil::Sight;
use crate::office::view::{Preview, petition_view, reception_view};
use crate::register::act::Act;
use crate::register::book::{Matter, Petition, PostedDay, Reception, Series, Shelf};
use crate::register::check::check;
use crate::register::life::{life, reception_clocks};
use crate::register::memory::{MemoryShelf, NotSaved, entered, record};
use crate::register::number::{MatterNo, PersonId, PetitionNo, ReceptionNo};
use crate::register::person::{Person, take_people};
use crate::register::seen::Typed;
use crate::register::value::Value;

/// The books, and everything that was asked.
pub(super) struct Small {
    pub(super) books: Books,
    law: Law,
    now: NaiveDateTime,
    index: Index,
    pub(super) written: Vec<Value>,
    pub(super) kept: Vec<(String, String, Value)>,
    pub(super) drafts: BTreeMap<String, (String, Value)>,
    pub(super) previews: usize,
    pub(super) searches: Vec<String>,
    /// The pages that were written, each with its file.
    pub(super) pages: Vec<(String, std::path::PathBuf)>,
    pub(super) looked: Vec<Typed>,
    /// Answers every writing with this instead.
    pub(super) refuses: Option<fn() -> Failure>,
    /// Answers every writing but the first act with this instead.
    pub(super) refuses_steps: Option<fn() -> Failure>,
    /// Answers every keeping of a draft with this instead.
    pub(super) keeps_no_drafts: Option<fn() -> Failure>,
}

#[derive(Default)]
pub(super) struct Books {
    pub(super) shelf: MemoryShelf,
    people: BTreeMap<PersonId, Person>,
}

impl Shelf for Books {
    fn reception(&self, no: ReceptionNo) -> Option<Reception> {
        self.shelf.reception(no)
    }
    fn petition(&self, no: PetitionNo) -> Option<Petition> {
        self.shelf.petition(no)
    }
    fn matter(&self, no: MatterNo) -> Option<Matter> {
        self.shelf.matter(no)
    }
    fn posted_day(&self, day: NaiveDate) -> Option<PostedDay> {
        self.shelf.posted_day(day)
    }
    fn last_number(&self, series: Series, year: i32) -> u32 {
        self.shelf.last_number(series, year)
    }
    fn last_seq(&self) -> u64 {
        self.shelf.last_seq()
    }
}

impl Desk for Books {
    fn identity(&self, id: PersonId) -> Result<Option<Person>, Sealed> {
        Ok(self.people.get(&id).cloned())
    }
}

pub(super) fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 20)
        .and_then(|day| day.and_hms_opt(9, 14, 0))
        .unwrap()
}

pub(super) fn me() -> Me {
    Me {
        user: "officer".into(),
        display: "Lê Thị Hoa".into(),
        role: Role::Receptionist,
        clearance: false,
        agency: "Thanh tra tỉnh Tây Ninh".into(),
        kind: OfficeKind::ProvinceInspectorate,
        unit: Some("80".into()),
        mended: Vec::new(),
    }
}

impl Small {
    pub(super) fn new() -> Self {
        Self {
            books: Books::default(),
            law: Law::statute(),
            now: now(),
            index: Index::default(),
            written: Vec::new(),
            kept: Vec::new(),
            drafts: BTreeMap::new(),
            previews: 0,
            searches: Vec::new(),
            pages: Vec::new(),
            looked: Vec::new(),
            refuses: None,
            refuses_steps: None,
            keeps_no_drafts: None,
        }
    }

    /// An office in which somebody came before.
    pub(super) fn with(lines: &[Value]) -> Self {
        let mut office = Self::new();
        for line in lines {
            office.write(line).unwrap();
        }
        office.written.clear();
        office
    }

    fn write(&mut self, line: &Value) -> Result<Saved, Failure> {
        let saved = record(&mut self.books.shelf, &self.law, self.now, line);
        let saved = saved.map_err(|why| match why {
            NotSaved::Unreadable(wrong) => Failure::Wrong(wrong),
            NotSaved::Refused(refusal) => Failure::Refused(refusal),
        })?;
        for (place, person) in saved.people.into_iter().enumerate() {
            let index = u16::try_from(place).unwrap();
            let entry = saved.entry.seq;
            self.books.people.insert(PersonId { entry, index }, person);
        }
        self.written.push(line.clone());
        if let Some(no) = saved.entry.numbers.reception {
            let reception = self.books.reception(no).unwrap();
            self.index.put_reception(&self.books, &self.law, &reception);
        }
        for no in &saved.entry.numbers.petitions {
            let petition = self.books.petition(*no).unwrap();
            self.index.put_petition(&self.books, &self.law, &petition);
        }
        let subject = match &saved.entry.act {
            Act::Step { subject, .. } => Some(*subject),
            _ => None,
        };
        Ok(Saved {
            seq: saved.entry.seq,
            reception: saved.entry.numbers.reception,
            petitions: saved.entry.numbers.petitions,
            subject,
            warnings: saved.warnings,
            identity: None,
        })
    }

    fn preview(&self, mut line: Value) -> Result<Preview, Failure> {
        let people = take_people(&mut line)?;
        let act = Act::read(&line)?;
        let (warnings, refusal) = match check(&self.books, &self.law, self.now, &act, &people) {
            Ok(warnings) => (warnings, None),
            Err(refusal) => (Vec::new(), Some(refusal)),
        };
        let mut books = self.books.shelf.clone();
        let entry = entered(&books, self.now, act);
        books.apply(&entry);
        let lives = entry.numbers.petitions.iter();
        let lives = lives.filter_map(|no| books.petition(*no));
        let receptions = entry.numbers.reception.iter();
        Ok(Preview {
            lives: lives.map(|petition| life(&petition, &self.law)).collect(),
            reception_clocks: receptions
                .filter_map(|no| books.reception(*no))
                .flat_map(|reception| reception_clocks(&reception, &self.law))
                .collect(),
            warnings,
            refusal,
        })
    }

    fn answer(&mut self, question: Question) -> Result<Answer, Failure> {
        Ok(match question {
            Question::Rows {
                filter,
                from,
                count,
            } => {
                let found: Vec<_> = if filter.query.is_empty() {
                    let kind = filter.kind.unwrap();
                    self.index.newest(kind).cloned().collect()
                } else {
                    self.searches.push(filter.query.clone());
                    let found = self.index.search(&filter.query, filter.kind);
                    found.into_iter().cloned().collect()
                };
                let total = found.len();
                let rows = found.into_iter().skip(from).take(count).collect();
                Answer::Rows { from, rows, total }
            }
            Question::Seen(typed) => {
                self.looked.push((*typed).clone());
                Answer::Seen(self.index.seen(&typed, self.now.date()))
            }
            Question::Reception(no) => {
                let view = reception_view(&self.books, &self.law, no, Sight::Without);
                Answer::Reception(view.map(Box::new))
            }
            Question::Petition(no) => {
                let view =
                    petition_view(&self.books, &self.law, no, Sight::Without, self.now.date());
                Answer::Petition(view.map(Box::new))
            }
            Question::Preview(line) => {
                self.previews += 1;
                Answer::Preview(Box::new(self.preview(line)?))
            }
            Question::Write { line, draft } => {
                if let Some(refuses) = self.refuses {
                    return Err(refuses());
                }
                let word = line.get("do").cloned();
                let first = [text("receive"), text("file")];
                if let Some(refuses) = self.refuses_steps
                    && !word.is_some_and(|word| first.contains(&word))
                {
                    return Err(refuses());
                }
                let saved = self.write(&line)?;
                if let Some(id) = draft {
                    self.drafts.remove(&id);
                }
                Answer::Saved(saved)
            }
            Question::KeepDraft { id, form, value } => {
                if let Some(fails) = self.keeps_no_drafts {
                    return Err(fails());
                }
                self.kept.push((id.clone(), form.clone(), value.clone()));
                self.drafts.insert(id, (form, value));
                Answer::DraftKept
            }
            Question::WritePage { page, to, .. } => {
                self.pages.push((page, to.clone()));
                Answer::PageWritten(to)
            }
            Question::DropDraft(id) => {
                self.drafts.remove(&id);
                Answer::DraftKept
            }
            _ => return Err(Failure::NobodyHere),
        })
    }

    /// The only draft that stands.
    pub(super) fn draft(&self) -> Draft {
        assert_eq!(self.drafts.len(), 1);
        let (id, (form, value)) = self.drafts.first_key_value().unwrap();
        Draft {
            head: DraftHead {
                id: id.clone(),
                at: 0,
                form: form.clone(),
            },
            value: value.clone(),
        }
    }
}

impl OfficeLink<House> for Small {
    fn ask(&mut self, question: Question) -> Answer {
        self.answer(question).unwrap_or_else(Answer::Failed)
    }
}

/// What lies below the form.
pub(super) struct Base(Option<ReceptionForm>, Vec<Note>);

impl Base {
    pub(super) fn with(form: ReceptionForm) -> Self {
        Self(Some(form), Vec::new())
    }
}

impl Screen<House> for Base {
    fn title(&self, _ctx: &Ctx) -> String {
        "Trang đầu".into()
    }
    fn contexts(&self) -> Vec<Context> {
        Vec::new()
    }
    fn accepts(&self, _action: Action) -> bool {
        false
    }
    fn hints(&self) -> Vec<Action> {
        Vec::new()
    }
    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => {
                let mut effects = vec![Effect::Sign {
                    agency: ctx.agency.clone(),
                    officer: "Lê Thị Hoa".into(),
                }];
                effects.extend(
                    self.0
                        .take()
                        .map(|form| Effect::Push(Box::new(form) as Box<dyn Screen<House>>)),
                );
                effects
            }
            Event::Told(note) => {
                self.1.push(note.clone());
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
    fn view(&self, frame: &mut Frame, area: Rect, _ctx: &Ctx) {
        let told: Vec<String> = self.1.iter().map(|note| format!("{note:?}")).collect();
        frame.render_widget(ratatui::text::Text::from(told.join("\n")), area);
    }
}

pub(super) type Desktop = Rehearsal<House, Small>;

/// A desk with a form on it.
pub(super) fn desk(form: ReceptionForm, office: Small, size: (u16, u16)) -> Desktop {
    let mut desk = Rehearsal::new(Box::new(Base::with(form)), office, size);
    desk.play("").unwrap();
    desk
}

pub(super) fn reception(size: (u16, u16)) -> Desktop {
    desk(ReceptionForm::new(me()), Small::new(), size)
}

pub(super) fn file(size: (u16, u16)) -> Desktop {
    desk(filing::form(me()), Small::new(), size)
}

/// Text, for a value of a line.
pub(super) fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// What stands at a path of a line.
pub(super) fn at<'a>(line: &'a Value, path: &str) -> &'a Value {
    line.at_path(path).unwrap_or(&Value::Null)
}
