//! The closed lists of the books, with the stable words that stand in JSON. What they are called on
//! screen is the faces' affair.

use super::part::{Part, Wrong, bad_value};
use super::value::Value;
use crate::closed_list;

closed_list! {
    /// Loại đơn.
    Class {
        /// Khiếu nại.
        Complaint = "complaint",
        /// Tố cáo.
        Denunciation = "denunciation",
        /// Kiến nghị.
        Recommendation = "recommendation",
        /// Phản ánh.
        Feedback = "feedback",
    }
}
closed_list! {
    /// Lĩnh vực.
    Field {
        /// Đất đai.
        Land = "land",
        /// Chế độ, chính sách.
        Policy = "policy",
        /// Hành chính.
        Administrative = "administrative",
        /// Tham nhũng.
        Corruption = "corruption",
        /// Tư pháp.
        Judicial = "judicial",
        /// Khác.
        Other = "other",
    }
}
closed_list! {
    /// What a complaint is about (KN Đ2.1).
    Subject {
        /// Quyết định hành chính.
        Decision = "decision",
        /// Hành vi hành chính.
        Act = "act",
        /// Quyết định kỷ luật cán bộ, công chức.
        Disciplinary = "disciplinary",
    }
}
closed_list! {
    /// Loại tiếp (TCD Đ2.1).
    ReceptionKind {
        /// Thường xuyên.
        Regular = "regular",
        /// Định kỳ.
        Periodic = "periodic",
        /// Đột xuất.
        Unscheduled = "unscheduled",
    }
}
closed_list! {
    /// Who received.
    ReceivedBy {
        /// Cán bộ tiếp công dân.
        Receptionist = "receptionist",
        /// Thủ trưởng.
        Head = "head",
        /// Người được ủy quyền.
        Delegate = "delegate",
    }
}
closed_list! {
    /// In which capacity the visitor comes (TCD Đ7, ND154 Đ13).
    Capacity {
        /// Tự mình.
        Own = "self",
        /// Người đại diện theo pháp luật.
        LawfulRepresentative = "lawful_representative",
        /// Người được ủy quyền.
        Authorised = "authorised",
        /// Luật sư.
        Lawyer = "lawyer",
        /// Trợ giúp viên pháp lý.
        LegalAid = "legal_aid",
        /// Người đại diện của nhiều người.
        GroupRepresentative = "group_representative",
    }
}
closed_list! {
    /// Giấy tờ tùy thân.
    IdKind {
        /// Căn cước, căn cước công dân (12 digits).
        Cccd = "cccd",
        /// Chứng minh nhân dân (9 digits).
        Cmnd = "cmnd",
        /// Hộ chiếu.
        Passport = "passport",
        /// Giấy tờ khác.
        Other = "other",
    }
}
closed_list! {
    /// Giới tính, as on the paper.
    Sex {
        /// Nam.
        Male = "male",
        /// Nữ.
        Female = "female",
        /// Khác.
        Other = "other",
    }
}
closed_list! {
    /// Where a petition came from, without a visit.
    Source {
        /// Bưu điện.
        Post = "post",
        /// Cơ quan khác chuyển đến.
        Forwarded = "forwarded",
        /// Trực tuyến.
        Online = "online",
        /// Mặt trận Tổ quốc.
        Front = "front",
        /// Ban Thanh tra nhân dân.
        PeoplesInspection = "peoples_inspection",
        /// Báo chí.
        Press = "press",
        /// Cơ quan dân cử.
        ElectedBody = "elected_body",
    }
}
closed_list! {
    /// How far the competent body below has come.
    LowerState {
        /// Chưa gửi.
        NotAsked = "not_asked",
        /// Đang giải quyết, còn hạn.
        Pending = "pending",
        /// Quá hạn chưa giải quyết.
        Late = "late",
        /// Đã giải quyết.
        Decided = "decided",
    }
}
closed_list! {
    /// What a decision or conclusion found.
    Outcome {
        /// Đúng (first round, every denunciation).
        Right = "right",
        /// Sai.
        Wrong = "wrong",
        /// Đúng một phần; có đúng, có sai.
        PartlyRight = "partly_right",
        /// Công nhận quyết định lần đầu (complaint, second round).
        Upheld = "upheld",
        /// Hủy, sửa quyết định lần đầu (complaint, second round).
        Changed = "changed",
    }
}
closed_list! {
    /// How two records belong together.
    LinkKind {
        /// Trùng.
        Duplicate = "duplicate",
        /// Liên quan.
        Related = "related",
        /// Lần hai, tố cáo tiếp.
        SecondRound = "second_round",
        /// Tách từ.
        SplitFrom = "split_from",
        /// Nhập vào.
        JoinedTo = "joined_to",
    }
}
closed_list! {
    /// Where a petition stands.
    Status {
        /// Mới tiếp nhận.
        Received = "received",
        /// Chờ bổ sung.
        WaitingMore = "waiting_more",
        /// Đã thụ lý.
        Accepted = "accepted",
        /// Tạm đình chỉ.
        Suspended = "suspended",
        /// Đã quyết định, kết luận.
        Decided = "decided",
        /// Có hiệu lực.
        InForce = "in_force",
        /// Đã thi hành.
        Enforced = "enforced",
        /// Không thụ lý.
        Declined = "declined",
        /// Đã hướng dẫn.
        Guided = "guided",
        /// Đã chuyển.
        Forwarded = "forwarded",
        /// Đã trả lại.
        Returned = "returned",
        /// Đã lưu đơn.
        Filed = "filed",
        /// Đã giải thích, kết thúc.
        Explained = "explained",
        /// Đã rút toàn bộ.
        Withdrawn = "withdrawn",
        /// Đã đình chỉ.
        Terminated = "terminated",
        /// Đã chuyển cơ quan điều tra.
        Investigators = "investigators",
    }
}

/// Lần: which round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Round {
    /// Lần đầu.
    #[default]
    First,
    /// Khiếu nại lần hai; tố cáo tiếp.
    Second,
}

impl Round {
    /// 1 or 2.
    pub fn number(self) -> u32 {
        match self {
            Self::First => 1,
            Self::Second => 2,
        }
    }
}

impl Part for Round {
    fn read(value: &Value) -> Result<Self, Wrong> {
        match u32::read(value)? {
            1 => Ok(Self::First),
            2 => Ok(Self::Second),
            other => Err(bad_value(&other.to_string(), vec!["1", "2"])),
        }
    }
    fn write(&self) -> Value {
        self.number().write()
    }
}
