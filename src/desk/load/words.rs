//! The words of the screen of how it goes.

use crate::words::words;

words! {
    /// Words of the screen of how it goes.
    pub enum LoadWord {
        Title => "Khối lượng {0} tuần qua", "Work of the last {0} weeks";
        ByWeek => "Theo tuần: nhận vào, giải quyết xong", "By week: received, closed";
        ByOfficer => "Theo cán bộ: đang mở, xong trong {0} tuần", "By officer: open, closed in {0} weeks";
        ByAge => "Tuổi đơn đang mở", "Age of what is open";
        Week => "tuần {0}", "week of {0}";
        Unassigned => "chưa giao", "unassigned";
        Between => "{0}–{1} ngày", "{0}–{1} days";
        Over => "từ {0} ngày", "{0} days and more";
        Many => "Nhận/mở", "In/open";
        Closed => "Xong", "Closed";
        InTime => "Đúng hạn", "In time";
        Overdue => "Quá hạn", "Overdue";
        OpensReceived => "Enter mở: {0} đơn nhận vào.", "Enter opens: {0} petitions received.";
        OpensOpen => "Enter mở: {0} đơn đang mở.", "Enter opens: {0} open petitions.";
        OpensClosed => "Enter mở: {0} đơn giải quyết xong.", "Enter opens: {0} petitions closed.";
        OpensDone => "Enter mở: {0} hạn xong đúng hạn.", "Enter opens: {0} limits met in time.";
        OpensOverdue => "Enter mở: {0} hạn đang quá.", "Enter opens: {0} overdue limits.";
        OtherNumber => "số khác", "another number";
        Empty => "Chưa có đơn nào.", "No petitions yet.";
    }
}
