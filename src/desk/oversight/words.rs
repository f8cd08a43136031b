//! The words of what a supervisor watches over.

use crate::words::words;

words! {
    /// Words of what a supervisor watches over.
    pub enum OversightWord {
        Title => "Theo dõi", "Oversight";
        Deadlines => "Hạn giải quyết", "Deadlines";
        Overdue => "quá hạn", "overdue";
        OverdueSince => "quá hạn, nhất +{0} ngày", "overdue, most +{0} days";
        Today => "hết hạn hôm nay", "due today";
        Within3 => "trong 3 ngày làm việc", "within 3 working days";
        Within7 => "trong 4–7 ngày làm việc", "in 4–7 working days";
        Later => "sau đó", "later";
        Paused => "tạm đình chỉ", "suspended";
        Unassigned => "đơn chưa giao", "petitions not assigned";
        NoLimit => "đơn ở bước không có hạn", "petitions without a limit";
        Forecast => "sẽ quá hạn đến {0} {1}", "overdue by {0} {1}";
        Week => "Tuần này, từ {0}", "This week, from {0}";
        Received => "đơn nhận vào", "petitions received";
        Closed => "đơn giải quyết xong", "petitions closed";
        InTime => "đúng hạn ({0}/{1})", "met in time ({0}/{1})";
        NoneDone => "chưa có hạn nào xong", "no limit was met yet";
        Promises => "Lời hứa", "Promises";
        PromisesLate => "quá hạn", "late";
        PromisesOpen => "đang chờ", "open";
        Enforcement => "Quyết định, kết luận", "Decisions and conclusions";
        EnforcedLate => "chậm thi hành", "late";
        NotEnforced => "chưa thi hành xong", "not yet carried out";
        Outstanding => "còn {0} đồng · {1} m²", "left {0} đồng · {1} m²";
        MoneyLeft => "còn {0} đồng", "left {0} đồng";
        LandLeft => "còn {0} m² đất", "left {0} m² of land";
        Days => "Lịch tiếp công dân {0}", "Reception days of {0}";
        DaysShort => "ngày còn thiếu so với luật", "days short of the law";
        DaysAll => "ngày tiếp trong tháng", "days this month";
        Warnings => "Cần xem lại", "Deserves a second look";
        Openings => "Danh tính người tố cáo", "Denouncers' identities";
        Opened => "lần mở trong tháng này", "opened this month";
        Failed => "Chưa đếm được {0}: {1}", "{0} cannot be counted: {1}";
    }
}
