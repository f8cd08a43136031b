//! The words of the list of limits that were met or missed.

use crate::words::words;

words! {
    /// Words of the list of limits that were met or missed.
    pub enum DoneWord {
        Title => "Hạn đã xong {0} – {1}", "Limits done {0} – {1}";
        Of => "của {0}", "of {0}";
        OfNobody => "chưa giao ai", "of nobody";
        Share => "{0}/{1} đúng hạn – {2}. Đúng hạn: xong trong ngày hết hạn hoặc trước đó, gia hạn và tạm đình chỉ đúng luật đã tính.",
            "{0}/{1} in time – {2}. In time: done on the due day or before, lawful extensions and suspensions counted.";
        Late => "Trễ", "Late";
        Due => "Hạn", "Due";
        Done => "Xong", "Done";
        What => "Việc đã làm", "What was done";
        Empty => "Trong thời gian này chưa có hạn nào xong.", "No limit was met in this time.";
        EmptyMore => "Mỗi việc xong có hạn của luật hiện ở đây, đúng hạn hay trễ.", "What is done under a limit of the law stands here, in time or late.";
    }
}
