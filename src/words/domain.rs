//! What the books' closed lists are called: classes, fields, states, steps.

use super::{Lang, Say};
use crate::law::calendar::DayKind;
use crate::law::rule::Whose;
use crate::office::ask::OfficeKind;
use crate::office::permit::Role;
use crate::register::act::StepKind;
use crate::register::clock::ClockState;
use crate::register::words::{
    Capacity, Class, Field, IdKind, LinkKind, LowerState, Outcome, ReceivedBy, ReceptionKind,
    Round, Sex, Source, Status, Subject,
};

/// Gives a closed list its words: `says! { Class { Complaint => "khiếu nại", "complaint"; } }`. That none
/// is left out is the compiler's affair.
macro_rules! says {
    ($($list:ident { $($key:ident => $vi:literal, $en:literal;)* })*) => {
        $(impl Say for $list {
            fn say(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$key, Lang::Vi) => $vi, (Self::$key, Lang::En) => $en,)*
                }
            }
        })*
        $($(const _: () = assert!(super::agree($vi, $en));)*)*
    };
}
pub(crate) use says;

says! {
    Class {
        Complaint => "khiếu nại", "complaint";
        Denunciation => "tố cáo", "denunciation";
        Recommendation => "kiến nghị", "recommendation";
        Feedback => "phản ánh", "feedback";
    }
    Field {
        Land => "đất đai", "land";
        Policy => "chế độ, chính sách", "policy";
        Administrative => "hành chính", "administrative";
        Corruption => "tham nhũng", "corruption";
        Judicial => "tư pháp", "judicial";
        Other => "khác", "other";
    }
    Subject {
        Decision => "quyết định hành chính", "administrative decision";
        Act => "hành vi hành chính", "administrative act";
        Disciplinary => "quyết định kỷ luật", "disciplinary decision";
    }
    ReceptionKind {
        Regular => "thường xuyên", "regular";
        Periodic => "định kỳ", "periodic";
        Unscheduled => "đột xuất", "unscheduled";
    }
    ReceivedBy {
        Receptionist => "cán bộ tiếp công dân", "receptionist";
        Head => "thủ trưởng", "head";
        Delegate => "người được ủy quyền", "delegate";
    }
    Capacity {
        Own => "tự mình", "self";
        LawfulRepresentative => "đại diện theo pháp luật", "lawful representative";
        Authorised => "được ủy quyền", "authorised";
        Lawyer => "luật sư", "lawyer";
        LegalAid => "trợ giúp viên pháp lý", "legal aid";
        GroupRepresentative => "đại diện của đoàn", "group representative";
    }
    IdKind {
        Cccd => "căn cước", "citizen card";
        Cmnd => "chứng minh nhân dân", "old identity card";
        Passport => "hộ chiếu", "passport";
        Other => "giấy tờ khác", "other paper";
    }
    Sex {
        Male => "nam", "male";
        Female => "nữ", "female";
        Other => "khác", "other";
    }
    Source {
        Post => "bưu điện", "post";
        Forwarded => "cơ quan khác chuyển đến", "forwarded";
        Online => "trực tuyến", "online";
        Front => "Mặt trận Tổ quốc", "Fatherland Front";
        PeoplesInspection => "Ban Thanh tra nhân dân", "People's Inspection Board";
        Press => "báo chí", "press";
        ElectedBody => "cơ quan dân cử", "elected body";
    }
    LowerState {
        NotAsked => "chưa gửi", "not asked";
        Pending => "đang giải quyết", "pending";
        Late => "quá hạn chưa giải quyết", "late";
        Decided => "đã giải quyết", "decided";
    }
    Outcome {
        Right => "đúng", "right";
        Wrong => "sai", "wrong";
        PartlyRight => "đúng một phần", "partly right";
        Upheld => "công nhận quyết định lần đầu", "first decision upheld";
        Changed => "hủy, sửa quyết định lần đầu", "first decision changed";
    }
    LinkKind {
        Duplicate => "trùng", "duplicate";
        Related => "liên quan", "related";
        SecondRound => "lần hai của", "second round of";
        SplitFrom => "tách từ", "split from";
        JoinedTo => "nhập vào", "joined to";
    }
    Status {
        Received => "mới tiếp nhận", "received";
        WaitingMore => "chờ bổ sung", "waiting for more";
        Accepted => "đã thụ lý", "accepted";
        Suspended => "tạm đình chỉ", "suspended";
        Decided => "đã giải quyết", "decided";
        InForce => "có hiệu lực", "in force";
        Enforced => "đã thi hành", "enforced";
        Declined => "không thụ lý", "declined";
        Guided => "đã hướng dẫn", "guided";
        Forwarded => "đã chuyển đơn", "forwarded";
        Returned => "đã trả đơn", "returned";
        Filed => "đã lưu đơn", "filed away";
        Explained => "đã giải thích", "explained";
        Withdrawn => "đã rút đơn", "withdrawn";
        Terminated => "đã đình chỉ", "terminated";
        Investigators => "đã chuyển cơ quan điều tra", "passed to investigators";
    }
    ClockState {
        Running => "đang chạy", "running";
        Paused => "tạm dừng", "paused";
        Done => "xong đúng hạn", "done in time";
        Late => "xong quá hạn", "done late";
        Overdue => "quá hạn", "overdue";
        Dropped => "không còn áp dụng", "no longer applies";
    }
    Round {
        First => "lần đầu", "first";
        Second => "lần hai", "second";
    }
    Whose {
        Agency => "cơ quan", "agency";
        Citizen => "công dân", "citizen";
        OtherBody => "cơ quan khác", "other body";
        Effect => "hiệu lực", "effect";
    }
    DayKind {
        Work => "ngày làm việc", "working day";
        Weekend => "cuối tuần", "weekend";
        Holiday => "nghỉ lễ", "holiday";
        InLieu => "nghỉ bù", "day off in lieu";
        Worked => "làm bù", "worked in lieu";
        Paused => "tạm đình chỉ", "paused";
    }
    Role {
        Receptionist => "cán bộ tiếp công dân", "receptionist";
        Supervisor => "lãnh đạo", "supervisor";
        Admin => "quản trị", "admin";
    }
    OfficeKind {
        ProvinceInspectorate => "Thanh tra tỉnh", "province inspectorate";
        ReceptionBoard => "Ban Tiếp công dân", "reception board";
        Department => "sở, ngành", "department";
        Commune => "xã, phường, đặc khu", "commune";
        Other => "cơ quan khác", "other";
    }
    StepKind {
        Accept => "thụ lý", "accept";
        Decline => "không thụ lý", "decline";
        Guide => "hướng dẫn", "guide";
        Forward => "chuyển đơn", "forward";
        Return => "trả đơn", "return";
        FileAway => "lưu đơn", "file away";
        Urge => "đôn đốc", "urge";
        RequestMore => "yêu cầu bổ sung", "request more";
        Explain => "giải thích, yêu cầu chấm dứt", "explain and close";
        PassToInvestigators => "chuyển cơ quan điều tra", "pass to investigators";
        Notify => "thông báo", "notify";
        AnswerCitizen => "trả lời công dân", "answer the citizen";
        ReturnPapers => "trả giấy tờ gốc", "return original papers";
        Assign => "giao cán bộ", "assign";
        Mark => "ghi nhận phức tạp, vùng sâu vùng xa", "mark complex or remote";
        Extend => "gia hạn", "extend";
        Suspend => "tạm đình chỉ", "suspend";
        Resume => "tiếp tục giải quyết", "resume";
        Terminate => "đình chỉ", "terminate";
        Withdraw => "ghi nhận rút đơn", "record a withdrawal";
        Invite => "mời làm việc", "invite";
        Dialogue => "đối thoại", "dialogue";
        Promise => "ghi lời hứa", "record a promise";
        PromiseKept => "đã giữ lời hứa", "promise kept";
        ConcludeReception => "kết luận buổi tiếp", "conclude the reception";
        Decide => "quyết định, kết luận", "decide";
        SendOut => "gửi văn bản", "send";
        Publish => "công khai", "publish";
        TakeEffect => "có hiệu lực", "take effect";
        Enforce => "thi hành", "enforce";
        ReplyReceived => "nhận trả lời của cơ quan nhận đơn", "reply received";
        Protect => "bảo vệ người tố cáo", "protect the denouncer";
        Link => "nối với đơn khác", "link";
        Unlink => "gỡ nối", "unlink";
        Unlike => "không phải một việc", "not the same";
        OverrideDue => "ấn định lại hạn", "override a due day";
        Correct => "đính chính", "correct";
        Reveal => "xem danh tính người tố cáo", "open the denouncer's identity";
        ConflictCheck => "đối chiếu người tố cáo", "check against the denouncer";
        Veil => "che phần nêu người tố cáo", "hide what names the denouncer";
        Erase => "xóa danh tính", "erase an identity";
    }
}

/// The word for whatever stands under `do`.
pub fn act_word(word: &str, lang: Lang) -> &'static str {
    match (word, lang) {
        ("receive", Lang::Vi) => "tiếp công dân",
        ("receive", Lang::En) => "reception",
        ("file", Lang::Vi) => "vào sổ đơn",
        ("file", Lang::En) => "filing",
        ("schedule", Lang::Vi) => "lịch tiếp công dân",
        ("schedule", Lang::En) => "reception day posted",
        ("absent", Lang::Vi) => "vắng mặt ngày tiếp",
        ("absent", Lang::En) => "absent on a reception day",
        ("change_calendar", Lang::Vi) => "sửa lịch làm việc",
        ("change_calendar", Lang::En) => "change of calendar",
        ("change_rules", Lang::Vi) => "sửa quy định thời hạn",
        ("change_rules", Lang::En) => "change of rules",
        ("change_officers", Lang::Vi) => "đổi danh sách cán bộ",
        ("change_officers", Lang::En) => "change of officers",
        _ => StepKind::from_word(word).map_or("?", |kind| kind.say(lang)),
    }
}
