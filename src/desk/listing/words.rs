//! The words that every list of records shares.

use crate::words::words;

words! {
    /// Words of a list of records.
    pub enum ListingWord {
        Failed => "Không đọc được: {0}", "Cannot be read: {0}";
        NoneMatch => "Không có dòng nào khớp.", "No row matches.";
        NoneMatchMore => "Esc bỏ lọc.", "Esc clears the filter.";
        Number => "Hồ sơ", "Record";
        Officer => "Cán bộ", "Officer";
        Person => "Người / đoàn", "Person / group";
        PersonShort => "Người", "Person";
        Class => "Loại đơn", "Class";
        Unassigned => "chưa giao", "unassigned";
        People => "{0} người · {1}", "{0} people · {1}";
    }
}
