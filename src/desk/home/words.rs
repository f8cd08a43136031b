//! The words of the home screen.

use crate::words::words;

words! {
    /// Words of home.
    pub enum HomeWord {
        Today => "Hôm nay", "Today";
        Counts => "{0} lượt · {1} người · {2} đơn", "visits {0} · people {1} · petitions {2}";
        Crowds => "{0} đoàn đông người ({1} người)", "large groups {0} (people {1})";
        Refused => "{0} lượt từ chối tiếp", "refused {0}";
        //
        Due => "Hạn", "Deadlines";
        Overdue => "quá hạn", "overdue";
        Worst => "lâu nhất  +{0} ngày", "oldest  +{0} days";
        DueToday => "hết hạn hôm nay", "due today";
        Within => "trong 3 ngày làm việc, {0} trong 7", "in 3 working days, {0} in 7";
        Paused => "tạm đình chỉ", "suspended";
        Unassigned => "chưa giao", "not assigned";
        NoLimit => "ở bước luật không định hạn", "at a step without a limit";
        //
        Draft => "bản nháp gõ dở", "unfinished draft";
        Drafts => "{0} bản nháp gõ dở", "{0} unfinished drafts";
        Crowd => "Đoàn {0} người", "Group of {0}";
        CrowdOf => "Đoàn {0} người – {1}", "Group of {0} – {1}";
        AndOthers => "{0} và {1} người", "{0} and {1} more";
        NobodyNamed => "–", "–";
        KeptShort => "được giữ kín", "kept hidden";
        KeptHidden => "người tố cáo được giữ kín", "the denouncer is kept hidden";
        RefusedOne => "từ chối tiếp", "refused";
        NoPetition => "không có đơn", "no petition";
        Petitions => "{0} · {1} đơn", "{0} · {1} petitions";
        NotOpened => "Chưa mở được bản nháp loại này ở đây.", "A draft of this kind cannot be opened here.";
        NobodyYet => "Hôm nay chưa có ai đến.", "Nobody has come today.";
        //
        Coming => "Việc sắp tới", "Coming";
        DayOff => "nghỉ – {0} ({1})", "day off – {0} ({1})";
        DayOffUnsure => "nghỉ? – {0} ({1}), chưa chắc", "day off? – {0} ({1}), not sure";
        Worked => "làm bù – {0} ({1})", "worked – {0} ({1})";
        HeadReceives => "{0} tiếp dân – đã niêm yết {1}", "{0} receives – posted {1}";
        CalendarEnds => "lịch mới xác nhận đến ngày này – hạn đếm qua đó là tạm tính", "the calendar is confirmed up to here – later days are provisional";
        More => "… và {0} việc nữa", "… and {0} more";
        //
        LastBackup => "Sao lưu gần nhất: {0}", "Last backup: {0}";
        BackupShort => "Sao lưu {0}", "Backup {0}";
        BookShort => "{0} lượt · {1} đơn", "{0} visits · {1} petitions";
        NoBackup => "chưa sao lưu", "never backed up";
        AtToday => "hôm nay {0}", "today {0}";
        AtYesterday => "hôm qua {0}", "yesterday {0}";
        Book => "Sổ: {0} lượt · {1} đơn", "Books: {0} visits · {1} petitions";
        Whole => "chuỗi nguyên vẹn", "chain whole";
        Checking => "đang kiểm tra {0} %", "checking {0} %";
        Broken => "CHUỖI SỔ BỊ ĐỨT: có mục đã bị sửa hoặc mất. Ngừng ghi, báo quản trị, khôi phục từ bản sao lưu.",
            "THE CHAIN IS BROKEN: an entry was altered or lost. Stop writing, tell the admin, restore from a backup.";
        Rebuild => "Dữ liệu dựng từ sổ không khớp với sổ; sổ vẫn nguyên vẹn, không mất gì. Đóng và mở lại: tự dựng lại.",
            "What was made from the books does not match them; the books are whole, nothing is lost. Close and open again: it is made anew.";
        RebuildShort => "dữ liệu lệch sổ, mở lại để dựng lại", "data differs from the books, reopen to rebuild";
        BrokenShort => "chuỗi sổ bị đứt", "chain broken";
        Mended => "Khi mở sổ: {0}.", "On opening: {0}.";
        //
        Welcome => "Sổ còn trống. Bắt đầu từ đây:", "The books are empty. Begin here:";
        WelcomeReceive => "tiếp công dân đầu tiên", "receive the first citizen";
        WelcomeFile => "nhận đơn gửi đến qua bưu điện, cơ quan khác chuyển", "file a petition that came by post or was forwarded";
        WelcomeCalendar => "xem lịch nghỉ lễ, làm bù mà hạn đếm theo", "see the days off that deadlines are counted by";
        WelcomePalette => "mọi lệnh, gõ để tìm", "every command, type to find";
        WelcomeHelp => "các phím ở màn hình này", "the keys of this screen";
        //
        StepAnswer => "trả lời công dân", "answer the citizen";
        StepAccept => "thụ lý hay không", "accept or not";
        StepForward => "chuyển tố cáo", "forward the denunciation";
        StepSettle => "giải quyết", "settle";
        StepRefusal => "thông báo từ chối tiếp", "notice of refusal";
    }
}
