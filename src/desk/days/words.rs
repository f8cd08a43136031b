//! The words of the head's reception days.

use crate::words::words;

words! {
    /// Words of the head's reception days.
    pub enum DayWord {
        Title => "Lịch tiếp công dân tháng {0}", "Reception days of {0}";
        Day => "Ngày", "Day";
        State => "Tình trạng", "State";
        Who => "Người tiếp", "Who receives";
        Place => "Nơi tiếp", "Place";
        Posted => "Niêm yết", "Posted";
        Receptions => "Lượt", "Visits";
        People => "Người", "People";
        Held => "đã tiếp", "held";
        Missed => "không tiếp", "missed";
        Coming => "sắp tới", "to come";
        Unscheduled => "đột xuất", "unscheduled";
        Against => "Đã tiếp {0} ngày, sắp tới {2}; luật yêu cầu ít nhất {1}.", "Held {0}, to come {2}; the law asks for at least {1}.";
        AgainstShort => "đã tiếp {0}, sắp tới {2}, cần {1}", "held {0}, to come {2}, needed {1}";
        Without => "Đã tiếp {0} ngày, sắp tới {1}.", "Held {0} days, {1} to come.";
        Duty => "{0}: ít nhất {1} ngày mỗi tháng, không kể đột xuất ({2}).", "{0}: at least {1} a month beside unscheduled ones ({2}).";
        Earliest => "Niêm yết hôm nay thì kịp cho ngày tiếp từ {0} {1}.", "Posted today, a day from {0} {1} on is in time.";
        PostedTold => "{0}: niêm yết {1}.", "{0}: posted on {1}.";
        Latest => "Chậm nhất phải là {0}.", "The latest day was {0}.";
        NotPosted => "{0}: không niêm yết trước.", "{0}: not posted.";
        Absent => "Vắng: {0}.", "Absent: {0}.";
        ReplacedBy => "Người tiếp thay: {0}.", "Replaced by {0}.";
        Invited => "Được mời: {0}", "Invited: {0}";
        CameWord => "có đến", "came";
        DidNotCome => "không đến", "did not come";
        Empty => "Tháng này chưa có ngày tiếp nào.", "No reception day this month.";
        EmptyMore => "p niêm yết một ngày tiếp; ← → sang tháng khác.", "p posts a day; ← → show other months.";
        SeeReceptions => "xem lượt tiếp", "see the receptions";
        MonthBefore => "tháng trước", "month before";
        MonthAfter => "tháng sau", "month after";
        PostTitle => "Niêm yết ngày tiếp công dân", "Post a reception day";
        AbsenceTitle => "Ghi người đứng đầu vắng", "Note that the head was absent";
        Date => "Ngày tiếp", "Reception day";
        PostedOn => "Niêm yết ngày", "Posted on";
        Reason => "Lý do", "Reason";
        Replacement => "Người tiếp thay", "Replaced by";
        ReplacementNote => "để trống nếu không ai tiếp thay", "empty if nobody did";
        Draft => "nháp ✓", "draft ✓";
        DraftBack => "Bản nháp gõ dở lúc {0} đang chờ, đã điền lại.", "The draft of {0} was waiting and is filled in again.";
        DraftLeft => "Đã giữ bản nháp.", "The draft is kept.";
        DraftGone => "Đã bỏ bản nháp.", "The draft is gone.";
        SavedPost => "Đã ghi ngày tiếp.", "The day is in the book.";
        SavedAbsence => "Đã ghi vắng.", "The absence is in the book.";
    }
}
