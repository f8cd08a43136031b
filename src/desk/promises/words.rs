//! The words of the list of promises.

use crate::words::words;

words! {
    /// Words of the list of promises.
    pub enum PromiseWord {
        Title => "Lời hứa", "Promises";
        Late => "quá hạn", "late";
        Open => "đang chờ", "open";
        KeptLate => "giữ muộn", "kept late";
        Kept => "đã giữ", "kept";
        Left => "Còn", "Left";
        Due => "Hạn", "Due";
        Text => "Đã hứa", "Promised";
        Said => "Hứa khi đối thoại {0}.", "Promised at the dialogue on {0}.";
        Concluded => "Kết luận tiếp công dân {0}, số {1}.", "Conclusion of the reception on {0}, number {1}.";
        KeptOn => "Đã giữ ngày {0}.", "Kept on {0}.";
        Empty => "Chưa có lời hứa nào.", "Nothing was promised yet.";
        EmptyMore => "Lời hứa khi đối thoại và kết luận của người đứng đầu hiện ở đây, mỗi lời một hạn.",
            "Promises at dialogues and in the head's conclusions stand here, each with its day.";
        NoneSuch => "Không có lời hứa nào như vậy.", "No such promise.";
        NoneSuchMore => "Tab xem loại khác, Esc xem tất cả.", "Tab shows others, Esc shows all.";
    }
}
