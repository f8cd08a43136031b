//! The words of the forecast.

use crate::words::words;

words! {
    /// Words of the forecast.
    pub enum ForecastWord {
        Title => "Dự báo đến {0} {1}", "Forecast to {0} {1}";
        Head => "Nếu không làm gì thêm: {0} hạn quá hạn – {1} đã quá hôm nay, {2} sẽ quá. Ngày nghỉ đã trừ.",
            "If nothing is done: {0} limits overdue – {1} already today, {2} to come. Holidays applied.";
        Group => "{0} · {1} hạn", "{0} · {1} limits";
        GroupLate => "{0} · {1} hạn · {2} đã quá", "{0} · {1} limits · {2} already";
        Already => "{0} đã quá", "{0} already";
        Unassigned => "Chưa giao", "Unassigned";
        More => "và {0} cán bộ nữa", "and {0} more officers";
        Empty => "Đến {0} không có hạn nào quá.", "Nothing is overdue by {0}.";
        EmptyMore => "d chọn ngày khác.", "d chooses another day.";
        OtherDay => "ngày khác", "another day";
        WeekBefore => "tuần trước", "a week earlier";
        WeekAfter => "tuần sau", "a week later";
        DayTitle => "Dự báo đến ngày nào?", "Forecast to which day?";
        Day => "Đến ngày", "By";
        DayNote => "20/12, 20122026, +14 (hai tuần nữa), t (hôm nay)", "20/12, 20122026, +14 (in two weeks), t (today)";
        Past => "ngày này đã qua: dự báo từ hôm nay trở đi", "this day is past: forecasts begin today";
        Foresee => "dự báo", "forecast";
    }
}
