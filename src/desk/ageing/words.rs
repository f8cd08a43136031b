//! The words of the list of steps without a limit.

use crate::words::words;

words! {
    /// Words of the list of steps without a limit.
    pub enum AgeWord {
        Title => "Việc luật không đặt hạn, cũ nhất trước", "Steps without a limit, the oldest first";
        Age => "Ngày", "Days";
        Since => "Từ", "Since";
        State => "Tình trạng", "State";
        Empty => "Không có đơn nào ở bước luật không đặt hạn.", "No petition is at a step without a limit.";
        EmptyMore => "Đơn nào không có hạn chạy mà chưa xong hiện ở đây theo tuổi đơn.",
            "What is open while no limit runs stands here by its age.";
    }
}
