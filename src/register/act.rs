//! What can be done, each act with what it needs. A new act is one struct and one line in `steps!`.
//! Knows nothing of when an act is allowed ([`super::check`]) or what it changes ([`super::apply`]).

mod bodies;

pub use bodies::*;

use super::number::{MatterNo, PersonId, PetitionNo, ReceptionNo, Subject};
use super::officers::ChangeOfficers;
use super::own_law::{ChangeCalendar, ChangeRules};
use super::part::{Part, Wrong, read_key};
use super::value::Value;
use super::words::{
    Capacity, Class, Field, LowerState, ReceivedBy, ReceptionKind, Round, Source, Subject as About,
};
use crate::part;
use chrono::{NaiveDate, NaiveDateTime};

part! {
    /// The body that already decided, with number and day.
    DecidedBy {
        /// Which body.
        agency: String,
        /// Number of its decision.
        number: Option<String>,
        /// Its day.
        date: Option<NaiveDate>,
    }
}
part! {
    /// A document handed in (ND154 Mẫu 02/TCD).
    Document {
        /// What it is.
        name: String,
        /// Pages.
        pages: Option<u32>,
        /// An original, which must be given back.
        original: bool,
    }
}
part! {
    /// A reception that was refused (TCD Đ9, ND154 Đ4): never by the program itself.
    Refused {
        /// Code of the ground, as `Đ9.3`.
        ground: String,
        /// What it rests on.
        evidence: String,
        /// Who decided it.
        decided_by: String,
    }
}
part! {
    /// The competent body below and how far it has come.
    LowerBody {
        /// Which body.
        agency: String,
        /// How far.
        state: LowerState,
    }
}
part! {
    /// One question of the guided classification and its answer.
    Answer {
        /// Id of the question.
        question: String,
        /// Yes or no.
        yes: bool,
    }
}
part! {
    /// A petition as it comes in.
    NewPetition {
        /// Loại đơn.
        class: Class,
        /// Lĩnh vực.
        field: Option<Field>,
        /// What a complaint is about.
        subject: Option<About>,
        /// First or second round; first where left out.
        round: Option<Round>,
        /// Within the office's competence; left out: not yet known.
        competent: Option<bool>,
        /// Meets the conditions; left out: not yet known.
        eligible: Option<bool>,
        /// Several places must be checked (TC Đ24.1).
        several_places: bool,
        /// The day written on it.
        dated: Option<NaiveDate>,
        /// Who petitions; the visitors or senders where left out and they come for themselves.
        petitioners: Vec<PersonId>,
        /// How many signed.
        signers: Option<u32>,
        /// Other bodies it was sent to.
        also_sent_to: Vec<String>,
        /// The competent body below.
        lower_body: Option<LowerBody>,
        /// The matter it joins; its own where left out.
        matter: Option<MatterNo>,
        /// Its own summary, where it was split from a mixed petition.
        summary: Option<String>,
        /// Its own request.
        request: Option<String>,
        /// Whom or what it is against.
        against: Option<String>,
        /// The path through the questions that led to its class.
        path: Vec<Answer>,
        /// Why the officer classed it otherwise.
        overruled: Option<String>,
    }
}
part! {
    /// Tiếp công dân: one visit to the desk, with what was brought.
    Receive {
        /// When it was.
        at: NaiveDateTime,
        /// Loại tiếp.
        kind: ReceptionKind,
        /// Who received.
        by: ReceivedBy,
        /// Tiếp trực tuyến.
        online: bool,
        /// The reception that this one continues: the head also took it.
        continues: Option<ReceptionNo>,
        /// Who came.
        visitors: Vec<PersonId>,
        /// How many came; the number of visitors where left out.
        people: Option<u32>,
        /// In which capacity.
        capacity: Option<Capacity>,
        /// The paper that shows the capacity.
        paper: Option<String>,
        /// What it is about.
        summary: String,
        /// What is asked.
        request: Option<String>,
        /// Code of the commune where it happened.
        place: Option<String>,
        /// Whom or what it is against.
        against: Option<String>,
        /// Which body already decided.
        decided_by: Option<DecidedBy>,
        /// What was handed in.
        documents: Vec<Document>,
        /// Refused, and why.
        refused: Option<Refused>,
        /// What was brought.
        petitions: Vec<NewPetition>,
    }
}
part! {
    /// Vào sổ đơn: petitions that came without a visit.
    File {
        /// The day they came in.
        on: NaiveDate,
        /// From where.
        source: Source,
        /// The body that forwarded them.
        from_agency: Option<String>,
        /// Who sent them.
        senders: Vec<PersonId>,
        /// In which capacity.
        capacity: Option<Capacity>,
        /// The paper that shows the capacity.
        paper: Option<String>,
        /// What they are about.
        summary: Option<String>,
        /// What is asked.
        request: Option<String>,
        /// Code of the commune where it happened.
        place: Option<String>,
        /// Whom or what they are against.
        against: Option<String>,
        /// Which body already decided.
        decided_by: Option<DecidedBy>,
        /// What came with them.
        documents: Vec<Document>,
        /// The petitions.
        petitions: Vec<NewPetition>,
    }
}
part! {
    /// A day on which the head receives, as posted (TCD Đ24.4).
    Schedule {
        /// The day.
        date: NaiveDate,
        /// Who receives.
        who: String,
        /// Where.
        place: String,
        /// The day it was posted.
        posted_on: NaiveDate,
    }
}
part! {
    /// The head could not receive on a posted day.
    Absent {
        /// The posted day.
        date: NaiveDate,
        /// Why.
        reason: String,
        /// Who received instead.
        replaced_by: Option<String>,
    }
}

macro_rules! steps {
    ($($(#[$meta:meta])* $variant:ident = $word:literal,)*) => {
        /// An act about one petition or reception.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Step { $($(#[$meta])* $variant($variant),)* }

        /// Which step, without what it needs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum StepKind { $($(#[$meta])* $variant,)* }

        impl StepKind {
            /// Every step.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable word, as under `do`.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Finds the step of a word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.word() == word)
            }

            /// The keys of its body, in order.
            pub fn keys(self) -> &'static [&'static str] {
                match self { $(Self::$variant => $variant::KEYS,)* }
            }

            /// Reads its body.
            pub fn read(self, body: &Value) -> Result<Step, Wrong> {
                Ok(match self { $(Self::$variant => Step::$variant($variant::read(body)?),)* })
            }
        }

        impl Step {
            /// Which step it is.
            pub fn kind(&self) -> StepKind {
                match self { $(Self::$variant(_) => StepKind::$variant,)* }
            }

            /// Writes its body.
            pub fn write(&self) -> Value {
                match self { $(Self::$variant(body) => body.write(),)* }
            }
        }
    };
}

steps! {
    /// Thụ lý.
    Accept = "accept",
    /// Không thụ lý.
    Decline = "decline",
    /// Hướng dẫn.
    Guide = "guide",
    /// Chuyển đơn.
    Forward = "forward",
    /// Trả đơn.
    Return = "return",
    /// Lưu đơn.
    FileAway = "file_away",
    /// Đôn đốc.
    Urge = "urge",
    /// Yêu cầu bổ sung.
    RequestMore = "request_more",
    /// Giải thích, kết thúc.
    Explain = "explain",
    /// Chuyển cơ quan điều tra.
    PassToInvestigators = "pass_to_investigators",
    /// Thông báo.
    Notify = "notify",
    /// Trả lời công dân.
    AnswerCitizen = "answer",
    /// Trả giấy tờ gốc.
    ReturnPapers = "return_papers",
    /// Giao.
    Assign = "assign",
    /// Ghi nhận vùng sâu, vùng xa hoặc phức tạp.
    Mark = "mark",
    /// Gia hạn.
    Extend = "extend",
    /// Tạm đình chỉ.
    Suspend = "suspend",
    /// Tiếp tục.
    Resume = "resume",
    /// Đình chỉ.
    Terminate = "terminate",
    /// Rút đơn.
    Withdraw = "withdraw",
    /// Mời.
    Invite = "invite",
    /// Đối thoại.
    Dialogue = "dialogue",
    /// Hứa.
    Promise = "promise",
    /// Giữ lời hứa.
    PromiseKept = "promise_kept",
    /// Kết luận buổi tiếp.
    ConcludeReception = "conclude_reception",
    /// Quyết định, kết luận.
    Decide = "decide",
    /// Gửi.
    SendOut = "send",
    /// Công khai.
    Publish = "publish",
    /// Có hiệu lực.
    TakeEffect = "take_effect",
    /// Thi hành.
    Enforce = "enforce",
    /// Nhận trả lời của cơ quan nhận đơn.
    ReplyReceived = "reply_received",
    /// Bảo vệ.
    Protect = "protect",
    /// Nối.
    Link = "link",
    /// Gỡ nối.
    Unlink = "unlink",
    /// Không phải một việc.
    Unlike = "unlike",
    /// Ấn định lại hạn.
    OverrideDue = "override_due",
    /// Đính chính.
    Correct = "correct",
    /// Xem danh tính.
    Reveal = "reveal",
    /// Đối chiếu xung đột.
    ConflictCheck = "conflict_check",
    /// Che lời nêu người tố cáo.
    Veil = "veil",
    /// Xóa danh tính.
    Erase = "erase",
}

/// One thing done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// A visit.
    Receive(Box<Receive>),
    /// Petitions without a visit.
    File(Box<File>),
    /// A step in the life of a petition or after a reception.
    Step {
        /// What it is about.
        subject: Subject,
        /// The day it was done.
        on: NaiveDate,
        /// What was done.
        step: Step,
    },
    /// A posted reception day.
    Schedule(Schedule),
    /// A posted day without the head.
    Absent(Absent),
    /// Rows of the office's own laid over the calendar.
    ChangeCalendar(Box<ChangeCalendar>),
    /// Rows of the office's own laid over the statutory limits.
    ChangeRules(Box<ChangeRules>),
    /// The list of officers became another. No line does it: it follows from a change among the officers.
    ChangeOfficers(Box<ChangeOfficers>),
}

impl Act {
    /// The stable word, as under `do`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Receive(_) => "receive",
            Self::File(_) => "file",
            Self::Step { step, .. } => step.kind().word(),
            Self::Schedule(_) => "schedule",
            Self::Absent(_) => "absent",
            Self::ChangeCalendar(_) => "change_calendar",
            Self::ChangeRules(_) => "change_rules",
            Self::ChangeOfficers(_) => "change_officers",
        }
    }

    /// Every word that may stand under `do` of a line.
    pub fn all_words() -> Vec<&'static str> {
        let mut words = vec![
            "receive",
            "file",
            "schedule",
            "absent",
            "change_calendar",
            "change_rules",
        ];
        words.extend(StepKind::ALL.iter().map(|kind| kind.word()));
        words
    }

    /// Reads an act from the values of a line: `do`, and its keys beside it. Persons must already have
    /// been taken out ([`super::person::take_people`]).
    pub fn read(line: &Value) -> Result<Self, Wrong> {
        let word: String = read_key(line, "do")?;
        let mut body = line.clone();
        body.take("do");
        match word.as_str() {
            "receive" => Ok(Self::Receive(Box::new(Receive::read(&body)?))),
            "file" => Ok(Self::File(Box::new(File::read(&body)?))),
            "schedule" => Ok(Self::Schedule(Schedule::read(&body)?)),
            "absent" => Ok(Self::Absent(Absent::read(&body)?)),
            "change_calendar" => Ok(Self::ChangeCalendar(Box::new(ChangeCalendar::read(&body)?))),
            "change_rules" => Ok(Self::ChangeRules(Box::new(ChangeRules::read(&body)?))),
            "change_officers" => Ok(Self::ChangeOfficers(Box::new(ChangeOfficers::read(&body)?))),
            _ => {
                let kind = StepKind::from_word(&word)
                    .ok_or_else(|| super::part::bad_value(&word, Self::all_words()).under("do"))?;
                let subject = Self::read_subject(&mut body)?;
                let on = read_key(&body, "on")?;
                body.take("on");
                Ok(Self::Step {
                    subject,
                    on,
                    step: kind.read(&body)?,
                })
            }
        }
    }

    fn read_subject(body: &mut Value) -> Result<Subject, Wrong> {
        let petition: Option<PetitionNo> = read_key(body, "petition")?;
        let reception: Option<ReceptionNo> = read_key(body, "reception")?;
        body.take("petition");
        body.take("reception");
        match (petition, reception) {
            (Some(no), None) => Ok(Subject::Petition(no)),
            (None, Some(no)) => Ok(Subject::Reception(no)),
            (None, None) => Err(Wrong::here(super::part::Fault::Missing).under("petition")),
            (Some(_), Some(no)) => {
                Err(super::part::bad_value(&no.to_string(), Vec::new()).under("reception"))
            }
        }
    }

    /// Writes it as [`Act::read`] reads it.
    pub fn write(&self) -> Value {
        let mut entries = vec![("do".to_owned(), Value::Text(self.word().to_owned()))];
        let body = match self {
            Self::Receive(body) => body.write(),
            Self::File(body) => body.write(),
            Self::Schedule(body) => body.write(),
            Self::Absent(body) => body.write(),
            Self::ChangeCalendar(body) => body.write(),
            Self::ChangeRules(body) => body.write(),
            Self::ChangeOfficers(body) => body.write(),
            Self::Step { subject, on, step } => {
                let key = match subject {
                    Subject::Petition(_) => "petition",
                    Subject::Reception(_) => "reception",
                };
                entries.push((key.to_owned(), Value::Text(subject.to_string())));
                entries.push(("on".to_owned(), Value::Day(*on)));
                step.write()
            }
        };
        if let Value::Map(body) = body {
            entries.extend(body);
        }
        Value::Map(entries)
    }

    /// Gives the persons of an unsaved act their entry's number.
    pub fn bind_people(&mut self, entry: u64) {
        let bind = |ids: &mut Vec<PersonId>| {
            for id in ids.iter_mut().filter(|id| id.entry == 0) {
                id.entry = entry;
            }
        };
        match self {
            Self::Receive(receive) => {
                bind(&mut receive.visitors);
                receive
                    .petitions
                    .iter_mut()
                    .for_each(|p| bind(&mut p.petitioners));
            }
            Self::File(file) => {
                bind(&mut file.senders);
                file.petitions
                    .iter_mut()
                    .for_each(|p| bind(&mut p.petitioners));
            }
            Self::Step { .. }
            | Self::Schedule(_)
            | Self::Absent(_)
            | Self::ChangeCalendar(_)
            | Self::ChangeRules(_)
            | Self::ChangeOfficers(_) => {}
        }
    }
}
