//! The words of making a backup.

use crate::words::words;

words! {
    /// Words of making a backup.
    pub enum BackupWord {
        Title => "Sao lưu", "Back up";
        Told => "Toàn bộ sổ ra một tệp đã niêm phong, đọc lại cho chắc. Nên để ở đĩa khác, máy khác.",
            "All the books in one sealed file, read back to be sure. Best kept on another disk.";
        Folder => "Thư mục", "Folder";
        FolderNote => "đường dẫn đầy đủ, như /media/usb/tiepdan; chưa có thì được tạo",
            "the full path, as /media/usb/tiepdan; made where there is none";
        NotWhole => "gõ đường dẫn đầy đủ, từ gốc của đĩa", "type the full path, from the root of the disk";
        Working => "đang sao lưu và đọc lại…", "backing up and reading back…";
        Done => "Đã sao lưu, đọc lại thấy nguyên vẹn.", "Backed up, read back and found whole.";
        File => "Tệp", "File";
        Entries => "Số mục", "Entries";
        Head => "Đầu chuỗi", "Head of the chain";
        HeadNote => "Ghi lại đầu chuỗi để sau này đối chiếu với “tiepdan check”.",
            "Write the head down, to compare it with “tiepdan check” later.";
        Close => "đóng", "close";
        DoIt => "sao lưu", "back up";
    }
}
