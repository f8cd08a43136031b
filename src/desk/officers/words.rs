//! The words of the list of officers and of what is changed about them.

use crate::words::words;

words! {
    /// Words of the officers.
    pub enum OfficerWord {
        Title => "Cán bộ", "Officers";
        Name => "Tên đăng nhập", "Log-in name";
        Display => "Họ tên", "Full name";
        Role => "Vai trò", "Role";
        Marks => "Ghi chú", "Remarks";
        Cleared => "xem người tố cáo", "sees denouncers";
        Disabled => "đã khóa", "shut out";
        Yourself => "bạn", "you";
        Empty => "Chưa có cán bộ nào.", "No officers.";
        EmptyMore => "Quản trị thêm cán bộ ở đây.", "An admin adds officers here.";
        OnlyAdmin => "Chỉ quản trị thêm hoặc đổi cán bộ được. Mật khẩu của mình: lệnh “đổi mật khẩu”.",
            "Only an admin adds or changes officers. Your own password: the command “change password”.";
        WhatAdmin => "Mọi thay đổi có hiệu lực ngay và ghi nhật ký; người bị khóa vẫn còn tên trong sổ.",
            "Every change holds at once and is logged; who is shut out keeps their name in the books.";
        //
        AddTitle => "Thêm cán bộ", "Add an officer";
        NewTitle => "Mật khẩu mới cho {0}", "A new password for {0}";
        OwnTitle => "Đổi mật khẩu của tôi", "Change my password";
        ShutTitle => "Khóa tài khoản {0}", "Shut {0} out";
        LetTitle => "Mở lại tài khoản {0}", "Let {0} in again";
        GiveTitle => "Cho {0} xem người tố cáo", "Clearance for {0}";
        TakeTitle => "Thôi cho {0} xem người tố cáo", "Take clearance from {0}";
        ShutTold => "{0} sẽ không đăng nhập được nữa. Việc đang giao cho {0} vẫn giữ tên – giao lại ở màn hình hạn.",
            "{0} can no longer log in. Work assigned to {0} keeps their name – assign it again on the deadlines screen.";
        LetTold => "{0} đăng nhập lại được bằng mật khẩu cũ.", "{0} can log in again with the password they had.";
        GiveTold => "{0} sẽ mở được danh tính người tố cáo, mỗi lần với lý do được ghi sổ. Chỉ người có quyền này mới trao được.",
            "{0} can open denouncers' identities, each time with a reason that is recorded. Only who has this can pass it on.";
        TakeTold => "{0} sẽ không mở được danh tính người tố cáo nữa, kể cả những gì {0} tự nhập.",
            "{0} can no longer open denouncers' identities, not even those they typed.";
        RenewTitle => "Khóa khôi phục mới", "A new recovery key";
        RenewTold => "Khóa trên tờ giấy cũ sẽ không mở được gì nữa. Khóa mới chỉ hiện một lần: lấy giấy bút rồi hãy bấm.",
            "The key on the old sheet will open nothing any more. The new one is shown once: have pen and paper ready.";
        NewTold => "Nháp của {0} sẽ không mở được nữa.", "The drafts of {0} cannot be opened any more.";
        Do => "làm", "do it";
        //
        Clearance => "Xem người tố cáo", "Clearance";
        ClearanceNote => "mở được danh tính người tố cáo, có lý do và ghi sổ; chỉ người đang có quyền này mới trao được",
            "may open denouncers' identities, with a reason that is recorded; only who has it can pass it on";
        No => "không", "no";
        Yes => "có", "yes";
        Old => "Mật khẩu đang dùng", "Present password";
        New => "Mật khẩu mới", "New password";
        //
        Working => "đang làm…", "working…";
        Added => "Đã thêm cán bộ {0}.", "Officer {0} is added.";
        PasswordIs => "Đã đặt mật khẩu mới cho {0}.", "{0} has a new password.";
        OwnIs => "Đã đổi mật khẩu.", "The password is changed.";
        ClearanceLost => "Đã đặt mật khẩu mới cho {0}; {0} mất quyền xem người tố cáo vì bạn không có quyền đó để trao lại.",
            "{0} has a new password, but lost clearance: you have none to pass on.";
        Renewed => "Khóa khôi phục đã thay: hủy tờ giấy cũ.", "The recovery key is another: destroy the old sheet.";
        Shut => "Đã khóa tài khoản {0}.", "{0} is shut out.";
        Let => "Đã mở lại tài khoản {0}.", "{0} is let in again.";
        Given => "{0} xem được người tố cáo.", "{0} has clearance.";
        Taken => "{0} thôi xem người tố cáo.", "{0} has no clearance any more.";
    }
}
