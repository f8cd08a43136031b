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

words! {
    /// Words of a change of the calendar.
    pub enum ChangeWord {
        FileTitle => "Lịch từ tệp", "Days from a file";
        DayTitle => "Sửa một ngày", "Change a day";
        Path => "Tệp CSV", "CSV file";
        PathNote => "cột date,kind,name,basis,certainty như lịch kèm chương trình", "columns date,kind,name,basis,certainty as in the shipped calendar";
        Unreadable => "không đọc được: {0}", "cannot be read: {0}";
        LineFault => "dòng {0}: {1}", "line {0}: {1}";
        MoreFaults => "và {0} dòng nữa", "and {0} more lines";
        Date => "Ngày", "Day";
        Kind => "Là", "Is";
        Off => "nghỉ bù, hoán đổi", "off in lieu";
        Holiday => "nghỉ lễ", "a holiday";
        Worked => "làm bù", "worked";
        Ordinary => "ngày thường", "ordinary";
        Given => "Đổi lấy ngày", "In exchange for";
        GivenNote => "ngày cuối tuần phải đi làm; để trống nếu không đổi", "the weekend day that is worked; empty if none";
        GivenFor => "Làm bù cho {0}", "Worked in exchange for {0}";
        ExchangedFor => "Hoán đổi với {0}", "Exchanged for {0}";
        Name => "Tên", "Name";
        Basis => "Căn cứ", "Basis";
        BasisNote => "văn bản làm căn cứ", "the text that it rests on";
        SeeMoves => "xem hạn nào đổi", "see what moves";
        MovesTitle => "Sửa lịch – xem trước, chưa ghi gì", "Change of calendar – a preview, nothing is written";
        WorkDay => "làm việc", "a working day";
        MoreDays => "và {0} ngày nữa", "and {0} more days";
        Moves => "{0} trong {1} hạn đang mở đổi ngày:", "{0} of {1} open limits move:";
        NoneMoves => "Không hạn nào trong {0} hạn đang mở đổi ngày.", "None of {0} open limits moves.";
        Review => "{0} hạn do lãnh đạo ấn định, không đổi – cần xem lại", "{0} set by a supervisor, they stay – look at them again";
        NothingNew => "Không đổi gì: lịch đã như vậy.", "Nothing changes: the calendar stands so already.";
        Limit => "Việc phải làm", "What must be done";
        Old => "Hạn cũ", "Old day";
        New => "Hạn mới", "New day";
        By => "Lệch", "By";
        Because => "Vì ngày", "Because of";
        OtherRule => "quy định khác", "another rule";
        LimitTitle => "Thời hạn riêng của cơ quan", "A limit of the office's own";
        LimitMovesTitle => "Sửa thời hạn – xem trước, chưa ghi gì", "Change of a limit – a preview, nothing is written";
        What => "Làm gì", "What";
        OwnLimit => "đặt riêng", "set our own";
        AsStatute => "trở lại theo luật", "as in the law again";
        Count => "Bao nhiêu", "How many";
        Unit => "Tính theo", "Counted in";
        WorkingDays => "ngày làm việc", "working days";
        CalendarDays => "ngày", "days";
        From => "Áp dụng từ", "Holds from";
        FromNote => "ngày đầu tiên làm phát sinh hạn", "the first day that starts such a limit";
        To => "Đến hết", "Up to";
        ToNote => "để trống nếu chưa biết", "empty if not known";
        Now => "đang là {0} ({1})", "now {0} ({1})";
        NotOwn => "Hạn này đang theo luật, không có gì để bỏ.", "This limit is the law's, nothing of yours can go.";
        LimitLine => "{0}: {1} → {2} ({3}), từ {4}", "{0}: {1} → {2} ({3}), from {4}";
        LimitGoes => "{0}: {1} → theo luật", "{0}: {1} → as in the law";
        Apply => "áp dụng", "apply";
        Drop => "bỏ", "drop";
        Dropped => "Đã bỏ, chưa ghi gì.", "Dropped, nothing was written.";
        ReasonTitle => "Vì sao sửa lịch?", "Why does the calendar change?";
        Reason => "Lý do", "Reason";
        ReasonNote => "ghi vào sổ cùng việc này", "goes into the book with this act";
        Applied => "Đã ghi: việc số {0}. Mọi màn hình đếm theo lịch mới.", "Written: entry {0}. Every screen counts by the new calendar.";
    }
}
