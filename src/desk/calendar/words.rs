//! The words of the work calendar.

use crate::words::words;

words! {
    /// Words of the work calendar.
    pub enum CalendarWord {
        Title => "Lịch làm việc", "Work calendar";
        Year => "Năm {0} · {1} ngày nghỉ, {2} ngày làm bù", "{0} · {1} days off, {2} worked";
        Confirmed => "Đã xác nhận từ {0} đến {1}.", "Confirmed from {0} to {1}.";
        NotConfirmed => "Chưa có khoảng ngày nào được xác nhận.", "No span is confirmed.";
        Else => "Ngày khác: làm việc thứ Hai – thứ Sáu.", "All other days: worked Monday to Friday.";
        Unsure => "? suy ra hoặc theo trí nhớ: hạn đếm qua ngày đó là tạm tính", "? worked out or from memory: deadlines that cross it are provisional";
        Day => "Ngày", "Day";
        What => "Là", "Is";
        Name => "Tên", "Name";
        Basis => "Căn cứ", "Basis";
        Signed => "đọc ở bản ký", "read in the signed document";
        FullText => "đọc toàn văn", "read in full text";
        Excerpt => "theo trích văn bản", "from an excerpt";
        Computed => "suy ra từ luật, chờ thông báo", "worked out from the statute, notice awaited";
        Memory => "theo trí nhớ, cần cơ quan xác nhận", "from memory, the office must confirm it";
        Local => "cơ quan tự đặt", "the office's own";
    }
}
