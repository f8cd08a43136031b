//! The words of what deserves a second look.

use crate::words::words;

words! {
    /// Words of what deserves a second look.
    pub enum WarningWord {
        Title => "Cần xem lại", "Deserves a second look";
        LongerThanLaw => "quá mức dài nhất của luật", "beyond the law's longest";
        Group => "đoàn đông người", "group of five or more";
        SameMatter => "việc đã đưa đơn trước", "same matter again";
        LevelSkipped => "vượt cấp", "level skipped";
        SeveralBodies => "gửi nhiều nơi", "sent to several bodies";
        SamePerson => "một người nhiều lần", "same person often";
        Kind => "Vì sao", "Why";
        Detail => "Cụ thể", "Detail";
        Since => "Từ", "Since";
        Longest => "dài nhất {0}", "longest {0}";
        People => "{0} người", "{0} people";
        OneBody => "1 nơi khác", "1 other body";
        Bodies => "{0} nơi khác", "{0} other bodies";
        Times => "{0} lần", "{0} times";
        LongestOf => "Dù gia hạn hết mức, hạn cũng chỉ đến {0} ({1}).", "Even with every extension the limit ends on {0} ({1}).";
        Often => "Đến hoặc gửi đơn {0} ngày, từ {1} đến {2}.", "Came or wrote on {0} days, from {1} to {2}.";
        Answered => "Được trả lời gần nhất {0}.", "Last answered on {0}.";
        NotAnswered => "Chưa được trả lời lần nào.", "Not answered yet.";
        Behind => "Cùng với: {0}", "Together with: {0}";
        Empty => "Không có gì cần xem lại.", "Nothing deserves a second look.";
        EmptyMore => "Đơn quá mức dài nhất, đoàn đông người, vượt cấp, gửi nhiều nơi, trùng việc hiện ở đây.",
            "What is beyond the longest limit, groups, skipped levels and repeated matters stand here.";
        NoneSuch => "Không có đơn nào như vậy.", "No such petition.";
        NoneSuchMore => "Tab xem loại khác, Esc xem tất cả.", "Tab shows others, Esc shows all.";
    }
}
