//! The words of the frame, fields, lists and dialogs themselves.

use super::words;

words! {
    /// Words of the kit.
    pub enum Kit {
        Program => "Tiếp Dân", "Tiếp Dân";
        TooSmall => "Cửa sổ nhỏ quá: cần {0}×{1}", "Window too small: {0}×{1} needed";
        HowToLeave => "{0} để về, {1} để thoát", "{0} goes back, {1} quits";
        HowToQuit => "{0} để thoát", "{0} quits";
        HelpFor => "Trợ giúp – {0}", "Help – {0}";
        PaletteTitle => "Lệnh", "Commands";
        NothingFound => "Không có gì khớp", "Nothing matches";
        BackspaceHelp => "xóa đúng một chữ", "deletes exactly one character";
        TypeToNarrow => "gõ để lọc", "type to narrow";
        Empty => "Chưa có gì", "Nothing yet";
        Loading => "đang tải…", "loading…";
        MoreAbove => "▲ {0} mục nữa", "▲ {0} more";
        MoreBelow => "▼ {0} mục nữa", "▼ {0} more";
        FilterIs => "lọc: {0}", "filter: {0}";
        RowOf => "{0}/{1}", "{0}/{1}";
        ClearFilter => "bỏ lọc", "clear the filter";
        Marked => "{0} đã chọn", "{0} marked";
        MarkedMost => "{0} đã chọn – nhiều nhất một lần", "{0} marked – the most at once";
        Sorting => "đang sắp xếp…", "sorting…";
        NoSuchRow => "không có dòng nào", "no such row";
        JumpNote => "số, ngày (20/11) hoặc chữ đầu", "a number, a day (20/11) or first letters";
        OpenedOf => "Đã mở {0}/{1} dòng đã chọn – {2} mở tiếp", "{0} of {1} marked rows opened – {2} opens the next";
        OpenedAll => "Dòng đã chọn cuối cùng: {0}/{1}", "The last of the marked rows: {0} of {1}";
        Required => "phải có", "required";
        NotADate => "không phải ngày: gõ 20/11/2026, 20112026, 20/11 hoặc t (hôm nay)",
            "not a date: type 20/11/2026, 20112026, 20/11 or t (today)";
        InTheFuture => "ngày này chưa đến", "this day has not come yet";
        NotANumber => "không phải số", "not a number";
        OutOfRange => "phải từ {0} đến {1}", "must be from {0} to {1}";
        NotInList => "không có trong danh sách", "not in the list";
        PasteCut => "dán quá dài: chỉ nhận {0} chữ đầu", "pasted too much: only the first {0} characters were taken";
        TooLong => "dài quá {0} chữ", "longer than {0} characters";
        OfficeGone => "sổ đã đóng ngoài ý muốn: cái đã báo lưu thì còn, bản nháp được giữ – mở lại; còn gặp nữa thì báo quản trị", "the books closed unexpectedly: what was said to be saved is there, drafts are kept – open again; if it comes again, tell the admin";
        Hidden => "▒▒▒▒▒▒▒▒", "▒▒▒▒▒▒▒▒";
        Erased => "đã xóa danh tính", "identity erased";
        Yes => "có", "yes";
        No => "không", "no";
        Unknown => "chưa rõ", "not known";
        Cancel => "Thôi", "Cancel";
        BackToForm => "về biểu mẫu", "back to the form";
        Letters => "{0} chữ", "{0} characters";
        TelexOn => "Gõ Telex: bật ({0} để tắt; Ctrl-Z trả một từ về như đã gõ)", "Telex: on ({0} turns it off; Ctrl-Z leaves a word as typed)";
        TelexOff => "Gõ Telex: tắt", "Telex: off";
        MouseOn => "Chuột: bật (giữ Shift để bôi đen chữ)", "Mouse: on (hold Shift to select text)";
        MouseOff => "Chuột: tắt", "Mouse: off";
        DiscardedKept => "Đã bỏ; {0} để lấy lại", "Discarded; {0} brings it back";
        BroughtBack => "Đã lấy lại bản vừa bỏ", "What was discarded is back";
        Copied => "Đã chép", "Copied";
        Mon => "Thứ Hai", "Monday";
        Tue => "Thứ Ba", "Tuesday";
        Wed => "Thứ Tư", "Wednesday";
        Thu => "Thứ Năm", "Thursday";
        Fri => "Thứ Sáu", "Friday";
        Sat => "Thứ Bảy", "Saturday";
        Sun => "Chủ nhật", "Sunday";
        MonShort => "T2", "Mon";
        TueShort => "T3", "Tue";
        WedShort => "T4", "Wed";
        ThuShort => "T5", "Thu";
        FriShort => "T6", "Fri";
        SatShort => "T7", "Sat";
        SunShort => "CN", "Sun";
    }
}
