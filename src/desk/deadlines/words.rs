//! The words of the deadlines screen and its dialogs.

use crate::words::words;

words! {
    /// Words of the deadlines screen.
    pub enum DueWord {
        Title => "Hạn giải quyết", "Deadlines";
        Overdue => "{0} quá hạn", "{0} overdue";
        Today => "{0} hôm nay", "{0} today";
        Near => "{0} trong 3 ngày, {1} trong 7", "{0} within 3 days, {1} within 7";
        Paused => "{0} tạm đình chỉ", "{0} suspended";
        Grouped => "nhóm: {0}", "grouped by {0}";
        Filtered => "lọc: {0}", "filter: {0}";
        NoFilter => "–", "–";
        ByBand => "mức gấp", "urgency";
        ByOfficer => "cán bộ", "officer";
        ByClass => "loại đơn", "class";
        ByField => "lĩnh vực", "field";
        ByClock => "thời hạn", "limit";
        ByCommune => "xã, phường", "commune";
        BySource => "nguồn đơn", "source";
        NoField => "Chưa rõ lĩnh vực", "Field not known";
        Promises => "Lời hứa", "Promises";
        NoCommune => "Chưa rõ nơi xảy ra", "Place not known";
        AtTheDesk => "Tiếp tại nơi tiếp công dân", "At the desk";
        SourceHidden => "Được giữ kín", "Kept hidden";
        Rows => "{0} hạn", "{0} limits";
        LeftTitle => "Còn", "Left";
        DueTitle => "Hạn", "Due";
        NumberTitle => "Đơn", "Petition";
        WhatTitle => "Việc phải làm", "To be done";
        OfficerTitle => "Cán bộ", "Officer";
        People => "{0} người · {1}", "{0} people · {1}";
        PausedDue => "tạm dừng", "paused";
        BandOverdue => "Quá hạn", "Overdue";
        BandToday => "Hết hạn hôm nay", "Due today";
        BandWithin3 => "Trong 3 ngày làm việc", "Within 3 working days";
        BandWithin7 => "Trong 7 ngày làm việc", "Within 7 working days";
        BandLater => "Sau đó", "Later";
        BandPaused => "Tạm đình chỉ", "Suspended";
        Unassigned => "Chưa giao", "Unassigned";
        NoClass => "Lượt tiếp", "Receptions";
        Group => "{0} · {1}", "{0} · {1}";
        GroupOf => "{0} · {1} hạn", "{0} · {1} limits";
        GroupLate => "{0} · {1} hạn · {2} quá hạn", "{0} · {1} limits · {2} overdue";
        Empty => "Không có hạn nào đang chạy.", "No limit is running.";
        EmptyMore => "Khi có đơn được tiếp nhận hoặc thụ lý, hạn của cơ quan hiện ở đây.",
            "When a petition is received or accepted, the agency's limits stand here.";
        NoneMatch => "Không có hạn nào khớp bộ lọc.", "No limit matches the filter.";
        NoneMatchMore => "Esc bỏ lọc.", "Esc clears the filter.";
        Failed => "Không đọc được: {0}", "Cannot be read: {0}";
        OfficerFilter => "Lọc theo cán bộ", "Filter by officer";
        Everyone => "Tất cả", "Everyone";
        AssignTitle => "Giao {0} đơn", "Assign {0} petitions";
        AssignOne => "Giao đơn {0}", "Assign {0}";
        UrgeTitle => "Đôn đốc về {0} đơn", "Urge about {0} petitions";
        UrgeOne => "Đôn đốc về đơn {0}", "Urge about {0}";
        ExtendTitle => "Gia hạn giải quyết {0} đơn", "Extend the time for {0} petitions";
        ExtendOne => "Gia hạn giải quyết đơn {0}", "Extend the time for {0}";
        GroundLabel => "Căn cứ", "Ground";
        AlsoGroundLabel => "Căn cứ nữa", "Another ground";
        DecisionLabel => "Số quyết định", "Decision number";
        DaysLabel => "Số ngày", "Days";
        DaysNote => "để trống: hết mức luật cho", "empty: the most that the law allows";
        LateLabel => "Lý do quá hạn", "Why late";
        LateNote => "{0} đã quá hạn; chỉ ghi vào đơn nào cần", "{0} is past its limit; written only where one is needed";
        NotExtendable => "{0} hạn luật không cho gia hạn: để nguyên.", "{0} limits cannot be extended: left alone.";
        AllExtended => "Đã gia hạn {0} đơn theo quyết định {1}", "{0} petitions extended by decision {1}";
        OfficerLabel => "Cán bộ", "Officer";
        OfficerNote => "chọn tên đăng nhập, hoặc gõ tên khác", "pick a log-in name, or type another";
        AgencyLabel => "Cơ quan", "Body";
        AgencyNote => "cơ quan được đôn đốc", "the body that is urged";
        NumberLabel => "Số văn bản", "Number";
        NumberNote => "số của công văn đôn đốc", "number of the letter that urges";
        Receptions => "{0} lượt tiếp không thuộc việc này: để nguyên.", "{0} receptions cannot take this: left alone.";
        Writing => "Đang ghi {0}/{1}…", "Writing {0} of {1}…";
        Stopping => "Đang ghi {0}/{1}… sẽ dừng sau đơn này.", "Writing {0} of {1}… stopping after this one.";
        AllAssigned => "Đã giao {0} đơn cho {1}", "{0} petitions assigned to {1}";
        AllUrged => "Đã ghi đôn đốc {1} về {0} đơn", "{1} urged about {0} petitions";
        Close => "đóng", "close";
        SavedCount => "{0} đơn đã ghi", "{0} saved";
        RefusedCount => "{0} đơn không ghi được", "{0} not saved";
        LeftCount => "{0} đơn chưa ghi, vì đã dừng", "{0} not written: stopped";
        ReasonFor => "{0}: {1}", "{0}: {1}";
        DoAnswer => "trả lời công dân", "answer the citizen";
        DoAcceptOrNot => "thụ lý hay không", "accept or decline";
        DoResolveFirst => "giải quyết lần đầu", "resolve, first round";
        DoResolveSecond => "giải quyết lần hai", "resolve, second round";
        DoResolveDiscipline => "giải quyết kỷ luật", "resolve discipline";
        DoAcceptDenunciation => "thụ lý tố cáo", "accept denunciation";
        DoForwardDenunciation => "chuyển tố cáo", "forward denunciation";
        DoReviewDenunciation => "xem tố cáo tiếp", "review denunciation";
        DoResolveDenunciation => "giải quyết tố cáo", "resolve denunciation";
        DoTellAcceptance => "báo việc thụ lý", "tell of acceptance";
        DoTellSender => "báo nơi gửi", "tell the sender";
        DoTellResult => "báo kết quả", "pass on the result";
        DoSendOrder => "gửi quyết định", "send the order";
        DoSendDecision => "gửi quyết định", "send the decision";
        DoSendConclusion => "gửi kết luận", "send the conclusion";
        DoActOnConclusion => "xử lý kết luận", "act on conclusion";
        DoPublish => "công khai", "publish";
        DoCarryOut => "thi hành", "carry out";
        DoRefusalNotice => "thông báo từ chối", "notice of refusal";
    }
}

/// Returns few words for what a limit asks for; nothing for one that is not known here.
pub fn in_few_words(rule: &str) -> Option<DueWord> {
    use DueWord as W;
    Some(match rule {
        "TCD-28.1" => W::DoAnswer,
        "TCD-28.2" => W::DoTellResult,
        "KN-27" | "KN-36" | "KN-50a" => W::DoAcceptOrNot,
        "KN-28" => W::DoResolveFirst,
        "KN-37" => W::DoResolveSecond,
        "KN-50b" => W::DoResolveDiscipline,
        "TC-24.1" => W::DoAcceptDenunciation,
        "TC-24.2" => W::DoForwardDenunciation,
        "TC-37.2" => W::DoReviewDenunciation,
        "TC-30" => W::DoResolveDenunciation,
        "TC-29.3" => W::DoTellAcceptance,
        "TC-26.2" => W::DoTellSender,
        "KN-11a" | "TC-34.4" => W::DoSendOrder,
        "KN-32" | "KN-41" | "KN-56.1" | "KN-56.2" => W::DoSendDecision,
        "TC-35.3" => W::DoSendConclusion,
        "TC-36.1" => W::DoActOnConclusion,
        "KN-pub" | "TC-40.1" => W::DoPublish,
        "KN-31" => W::DoCarryOut,
        "ND154-4.3" => W::DoRefusalNotice,
        _ => return None,
    })
}
