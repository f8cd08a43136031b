//! What each step about a petition or reception needs. Knows nothing of when a step is allowed.

use crate::part;
use crate::register::number::{PersonId, PetitionNo};
use crate::register::value::Value;
use crate::register::words::{LinkKind, Outcome};
use chrono::NaiveDate;

part! {
    /// Thụ lý.
    Accept { /** Number of the notice. */ number: String, }
}
part! {
    /// Không thụ lý.
    Decline { /** Code of the ground. */ ground: String, /** Number of the notice. */ number: String, }
}
part! {
    /// Hướng dẫn.
    Guide { /** Where to. */ agency: String, /** Number of the paper. */ number: String, }
}
part! {
    /// Chuyển đơn.
    Forward { /** Where to. */ agency: String, /** Number of the paper. */ number: String, }
}
part! {
    /// Trả đơn.
    Return { /** To the body that forwarded it wrongly. */ agency: Option<String>, /** Number of the paper. */ number: String, }
}
part! {
    /// Lưu đơn.
    FileAway { /** Why. */ ground: String, }
}
part! {
    /// Đôn đốc.
    Urge { /** Whom. */ agency: String, /** Number of the paper. */ number: String, }
}
part! {
    /// Yêu cầu bổ sung: moves no clock.
    RequestMore { /** What is missing. */ what: String, }
}
part! {
    /// Giải thích, yêu cầu chấm dứt (TCD Đ26.1.c).
    Explain { /** Number of the paper. */ number: Option<String>, }
}
part! {
    /// Chuyển cơ quan điều tra (TC Đ27.1).
    PassToInvestigators { /** Which body. */ agency: String, /** Number of the paper. */ number: String, }
}
part! {
    /// Thông báo.
    Notify { /** Of what. */ what: String, /** Number of the notice. */ number: String, }
}
part! {
    /// Trả lời công dân (TCD Đ28).
    AnswerCitizen { /** Orally or in writing. */ how: String, /** Number of the paper. */ number: Option<String>, }
}
part! {
    /// Trả lại giấy tờ gốc.
    ReturnPapers { }
}
part! {
    /// Giao cho một cán bộ.
    Assign { /** Who works on it. */ officer: String, }
}
part! {
    /// Ghi nhận vùng sâu, vùng xa, or vụ việc phức tạp.
    Mark {
        /// Vùng sâu, vùng xa đi lại khó khăn.
        remote: bool,
        /// Vụ việc phức tạp (NĐ 155 Đ3a).
        complex: bool,
        /// Why it is remote, or why it was found only after the limit had ended.
        reason: Option<String>,
        /// Code of the ground for its being complex.
        ground: Option<String>,
        /// Number of the paper that finds so.
        number: Option<String>,
    }
}
part! {
    /// Gia hạn (TC Đ30).
    Extend {
        /// Codes of the grounds of NĐ 31 Đ3.
        grounds: Vec<String>,
        /// Number of the decision.
        number: String,
        /// Days; the most that the rule allows where left out.
        days: Option<u32>,
        /// Why only after the limit had ended.
        reason: Option<String>,
    }
}
part! {
    /// Tạm đình chỉ.
    Suspend { /** Code of the ground. */ ground: String, /** Number of the decision. */ number: String, }
}
part! {
    /// Tiếp tục giải quyết.
    Resume { /** Number of the decision. */ number: String, }
}
part! {
    /// Đình chỉ.
    Terminate { /** Code of the ground. */ ground: String, /** Number of the decision. */ number: String, }
}
part! {
    /// Rút đơn.
    Withdraw { /** The whole of it. */ whole: bool, /** What is withdrawn, where it is a part. */ content: Option<String>, }
}
part! {
    /// Mời.
    Invite { /** To which day. */ date: NaiveDate, }
}
part! {
    /// Đối thoại.
    Dialogue { /** Number of the minutes (biên bản). */ minutes: Option<String>, }
}
part! {
    /// Lời hứa, with a day of its own.
    Promise { /** What. */ text: String, /** By when. */ due: NaiveDate, }
}
part! {
    /// A promise was kept.
    PromiseKept { /** Sequence number of the promise. */ promise: u64, }
}
part! {
    /// Thông báo kết luận của thủ trưởng (ND154 Đ25.2).
    ConcludeReception { /** Number. */ number: String, /** What. */ text: String, /** By when. */ due: NaiveDate, }
}
part! {
    /// Quyết định giải quyết, kết luận nội dung tố cáo. Money in đồng, land in m².
    Decide {
        /// What was found.
        outcome: Outcome,
        /// Number of the decision or conclusion.
        number: String,
        /// Thu hồi cho Nhà nước: tiền.
        recovered_money: u64,
        /// Thu hồi cho Nhà nước: đất.
        recovered_land_m2: u64,
        /// Trả lại: tiền.
        returned_money: u64,
        /// Trả lại: đất.
        returned_land_m2: u64,
        /// Trả lại: tổ chức.
        returned_orgs: u64,
        /// Trả lại: cá nhân.
        returned_people: u64,
        /// Xử lý hành chính: tổ chức.
        disciplined_orgs: u64,
        /// Xử lý hành chính: cá nhân.
        disciplined_people: u64,
        /// Trong đó cán bộ, công chức, viên chức.
        disciplined_officials: u64,
        /// Chuyển điều tra: vụ.
        investigated_cases: u64,
        /// Chuyển điều tra: người.
        investigated_people: u64,
        /// Trong đó cán bộ, công chức, viên chức.
        investigated_officials: u64,
    }
}
part! {
    /// Gửi quyết định, kết luận.
    SendOut { }
}
part! {
    /// Công khai.
    Publish { }
}
part! {
    /// Có hiệu lực pháp luật.
    TakeEffect { /** Why before the day that the law sets. */ reason: Option<String>, }
}
part! {
    /// Thi hành: the figures as carried out so far.
    Enforce {
        /// Carried out in full.
        done: bool,
        /// Thu hồi cho Nhà nước: tiền.
        recovered_money: u64,
        /// Thu hồi cho Nhà nước: đất.
        recovered_land_m2: u64,
        /// Trả lại: tiền.
        returned_money: u64,
        /// Trả lại: đất.
        returned_land_m2: u64,
        /// Trả lại: tổ chức.
        returned_orgs: u64,
        /// Trả lại: cá nhân.
        returned_people: u64,
        /// Xử lý hành chính: tổ chức.
        disciplined_orgs: u64,
        /// Xử lý hành chính: cá nhân.
        disciplined_people: u64,
        /// Trong đó cán bộ, công chức, viên chức.
        disciplined_officials: u64,
        /// Chuyển điều tra: vụ.
        investigated_cases: u64,
        /// Chuyển điều tra: người.
        investigated_people: u64,
        /// Trong đó cán bộ, công chức, viên chức.
        investigated_officials: u64,
        /// Khởi tố: vụ.
        prosecuted_cases: u64,
        /// Khởi tố: người.
        prosecuted_people: u64,
        /// Trong đó cán bộ, công chức, viên chức.
        prosecuted_officials: u64,
    }
}
part! {
    /// Văn bản trả lời của cơ quan nhận đơn chuyển (TCD Đ27).
    ReplyReceived { /** From which body. */ agency: String, /** Its number. */ number: String, /** The citizen asked to be told. */ asked: bool, }
}
part! {
    /// Bảo vệ người tố cáo.
    Protect { /** Of what: job, life, property, honour. */ kind: String, /** Number of the decision. */ number: String, }
}
part! {
    /// Nối với một đơn khác.
    Link { /** Which. */ to: PetitionNo, /** How they belong together. */ kind => "as": LinkKind, }
}
part! {
    /// Gỡ một mối nối.
    Unlink { /** Which. */ to: PetitionNo, /** Why. */ reason: String, }
}
part! {
    /// Không phải một việc: two petitions that look alike were told apart, and are not proposed again.
    Unlike { /** From which. */ to: PetitionNo, }
}
part! {
    /// Ấn định lại một hạn: the old day is kept.
    OverrideDue { /** Which clock. */ rule: String, /** The new day. */ due: NaiveDate, /** Why. */ reason: String, }
}
part! {
    /// Đính chính: one field, or taking back a whole act (`seq` and `void`).
    Correct {
        /// Dotted path of the key, as `visitors.0.name`.
        field: Option<String>,
        /// The new value; never a person's identity once it is in the books.
        to: Value,
        /// What stood there before; filled by the office, never an identity.
        was: Value,
        /// The person whose identity changed; filled by the office.
        person: Option<PersonId>,
        /// The act to take back.
        seq: Option<u64>,
        /// True with `seq`.
        void: bool,
        /// Why.
        reason: String,
    }
}
part! {
    /// Xem danh tính người tố cáo.
    Reveal { /** Why. */ reason: String, }
}
part! {
    /// Hỏi một người có phải người tố cáo không, mà không xem danh tính: whose name was asked is not written.
    ConflictCheck { }
}
part! {
    /// Che lời nêu người tố cáo: of what was written before the record was sealed, the texts that name whoever
    /// denounces. Written by the office together with what seals the record; a supervisor may add more.
    Veil { /** Dotted paths of the texts in this record, as `summary` or `12.text` of its act 12. */ paths: Vec<String>, }
}
part! {
    /// Xóa danh tính: a supervisor and an admin together.
    Erase {
        /// Whose; filled by the office.
        person: PersonId,
        /// Why.
        reason: String,
        /// The other of the two officers: log-in name.
        second: String,
    }
}
