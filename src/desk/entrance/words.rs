//! The words of the entrance.

use crate::words::words;

words! {
    /// Words of setting up, logging in and out.
    pub enum Entrance {
        Opening => "đang mở sổ…", "opening the books…";
        Loading => "Đang nạp hồ sơ… {0} %", "Loading the records… {0} %";
        LoadingNow => "Đang nạp hồ sơ…", "Loading the records…";
        StepReading => "bước 1/2: đang đọc sổ", "step 1 of 2: reading the journal";
        StepRebuilding => "bước 1/2: đang dựng lại dữ liệu từ sổ, mục {0}", "step 1 of 2: rebuilding the data from the journal, entry {0}";
        StepListing => "bước 2/2: đang dựng danh sách", "step 2 of 2: making the lists";
        SettingUp => "đang lập sổ…", "setting up the books…";
        Leaving => "đang đóng sổ…", "closing the books…";
        CannotOpen => "Chưa mở được sổ", "The books cannot be opened";
        TryAgain => "thử lại", "try again";
        //
        SetUpTitle => "Lập sổ mới", "Set up new books";
        SetUpHere => "Sổ được lập và giữ trên máy này, không gửi đi đâu. Ai không có mật khẩu thì không đọc được, kể cả khi lấy được tệp.",
            "The books are made and kept on this machine and sent nowhere. Without a password nobody can read them, not even with the files in hand.";
        SetUpThen => "Bạn sẽ là quản trị và được xem người tố cáo. Lập xong, khóa khôi phục hiện ra một lần: chuẩn bị giấy bút.",
            "You become the admin and may see denouncers. Then the recovery key is shown once: have pen and paper ready.";
        SetUpDo => "lập sổ", "set up";
        Agency => "Cơ quan", "Agency";
        AgencyNote => "tên đầy đủ, in trên phiếu và báo cáo", "full name, printed on slips and reports";
        Kind => "Loại", "Kind";
        Unit => "Địa bàn", "Area";
        UnitNote => "tỉnh hoặc xã: gõ mã, hoặc chữ không dấu; không có thì để trống",
            "province or commune: type its code, or letters without accents; may stay empty";
        First => "Cán bộ đầu tiên", "First officer";
        User => "Tên đăng nhập", "Log-in name";
        UserNote => "viết liền, như hoa.lt", "one word, as hoa.lt";
        UserSpace => "tên đăng nhập viết liền, không có dấu cách", "a log-in name is one word, without spaces";
        UserLong => "nhiều nhất 64 chữ", "at most 64 characters";
        Display => "Họ tên", "Full name";
        Password => "Mật khẩu", "Password";
        PasswordNote => "ít nhất 8 chữ, càng dài càng khó đoán; nên tắt bộ gõ tiếng Việt khi gõ",
            "at least 8 characters, the longer the harder to guess";
        PasswordShort => "mới có {0} chữ, cần ít nhất 8: mật khẩu là khóa duy nhất giữ sổ trên máy này",
            "only {0} characters, at least 8 are needed: the password is what keeps the books locked";
        PasswordIsUser => "trùng tên đăng nhập thì ai cũng đoán ra", "the log-in name is the first thing anyone would try";
        Again => "Gõ lại mật khẩu", "Password again";
        AgainDiffers => "hai lần gõ không giống nhau – gõ lại", "the two are not the same – type again";
        NameUnfit => "tên này không dùng được – chọn tên khác", "this name cannot be used – choose another";
        //
        KeyTitle => "Khóa khôi phục", "Recovery key";
        KeyWrite => "Viết khóa này ra giấy và cất ở nơi có khóa.", "Write this key on paper and lock it away.";
        KeyWhy => "Khi mọi quản trị quên mật khẩu, chỉ khóa này mở lại được sổ. Nó hiện lần này rồi thôi: chương trình không giữ bản nào; mất giấy thì quản trị còn vào được sổ làm khóa mới.",
            "Should every admin forget the password, only this key opens the books again. It is shown this once: no copy is kept; if the sheet is lost, an admin who can still log in makes a new key.";
        KeyLast => "Nhóm cuối", "Last group";
        KeyLastNote => "viết xong, gõ lại nhóm cuối từ tờ giấy", "when written, type the last group from your sheet";
        KeyDiffers => "chưa khớp nhóm cuối – xem lại tờ giấy (tắt bộ gõ tiếng Việt)", "not the last group – look at your sheet again";
        KeyGoOn => "đi tiếp", "go on";
        KeyWritten => "đã viết xong", "it is written down";
        KeySure => "Khóa sẽ không hiện lại. Chắc chắn đã viết ra giấy thì bấm lần nữa.",
            "The key will not be shown again. If it is on paper, press once more.";
        KeyLeave => "Chưa viết khóa mà thoát thì không xem lại được. Bấm lần nữa để thoát.",
            "If you quit now without writing the key down, it is gone. Press once more to quit.";
        //
        LogInTitle => "Đăng nhập", "Log in";
        LogInDo => "mở sổ", "open the books";
        Officer => "Cán bộ", "Officer";
        OfficerNote => "↓ chọn, hoặc gõ tên đăng nhập", "↓ to choose, or type the log-in name";
        WrongTimes => "Sai {0} lần. Mỗi lần sai nữa phải chờ lâu hơn.", "Wrong {0} times. Each further one makes the wait longer.";
        WrongStill => "Quên mật khẩu: nhờ quản trị đặt lại, hoặc dùng khóa khôi phục (tiepdan recover).",
            "Forgotten: ask an admin to set a new one, or use the recovery key (tiepdan recover).";
        LockTitle => "Màn hình đã khóa", "The screen is locked";
        LockWords => "{0} đang mở sổ. Gõ mật khẩu để về đúng chỗ đang làm. Người khác chỉ có thể đăng xuất; bản nháp được giữ.",
            "{0} has the books open. The password leads back to where they were. Anyone else can only log out; drafts are kept.";
        LockDo => "mở khóa", "unlock";
        LockLogOut => "đăng xuất, giữ bản nháp", "log out, keeping drafts";
        LoggedOut => "Đã đăng xuất, sổ đã đóng.", "Logged out, the books are closed.";
    }
}
