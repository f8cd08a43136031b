//! The words of the list of opened identities.

use crate::words::words;

words! {
    /// Words of the list of opened identities.
    pub enum OpeningWord {
        Title => "Đã mở danh tính người tố cáo", "Denouncers' identities opened";
        When => "Lúc", "When";
        By => "Người mở", "Opened by";
        Whose => "Hồ sơ", "Record";
        Reason => "Lý do", "Reason";
        Told => "{0} mở danh tính của {1} lúc {2} {3}:", "{0} opened the identity of {1} at {2} on {3}:";
        Empty => "Chưa ai mở danh tính người tố cáo.", "Nobody has opened a denouncer's identity.";
        EmptyMonth => "Tháng này chưa ai mở danh tính người tố cáo.", "Nobody has opened a denouncer's identity this month.";
        EmptyMore => "Mỗi lần mở đều ghi sổ: ai, lúc nào, vì sao, và hiện ở đây.",
            "Each opening is in the book: who, when and why, and stands here.";
    }
}
