//! What opening an office found and mended, in words. The codes are the office's; it must not know how any of
//! it is found out.

use super::{Lang, Say, words};

words! {
    /// What opening found.
    pub enum OpeningWord {
        Unclean => "lần trước tắt không đúng cách, sổ đã được soát lại", "the last stop was not clean, the books were looked over";
        Torn => "bỏ một mục ghi dở lúc tắt máy (chưa từng báo là đã lưu)", "an entry cut short at the last stop was dropped (it was never said to be saved)";
        CaughtUp => "đọc lại những mục mới nhất từ nhật ký", "the newest entries were read back from the journal";
        Rebuilt => "dựng lại dữ liệu từ nhật ký", "the data was rebuilt from the journal";
        StoodIn => "một tệp hỏng, đã dùng bản chép của nó", "a file was bad and its copy stood in";
        OfficersFromCopy => "tệp officers không phải bản mới nhất mà sổ biết, đã lấy lại từ bản chép – không do mất điện thì hỏi ai đã chép đè", "the file officers was not the newest that the book knows and was made good from its copy – if no power cut did it, ask who put it there";
        OfficersOlder => "danh sách cán bộ không phải danh sách mới nhất mà sổ biết – soát lại từng người bằng “tiepdan user list”", "the list of officers is not the newest that the book knows – look through it with “tiepdan user list”";
        Permissions => "tệp mà người khác đọc được đã được đóng lại", "files that others could read were closed to them";
        Owner => "trong thư mục sổ có tệp của người dùng khác trên máy – trả lại cho người giữ sổ (chown), hỏi ai đã làm", "some files of the office belong to another user of this machine – give them back to whoever keeps the office (chown), ask who did it";
        ReadOnly => "nhật ký hỏng, sổ chỉ đọc được – khôi phục từ bản sao lưu", "the journal is damaged, the books are read-only – restore from a backup";
        DiskFull => "đĩa đầy, sổ chỉ đọc được – dọn bớt rồi mở lại", "the disk is full, the books are read-only – free some room and open again";
    }
}

/// Returns the words of something that opening found; a code without any is told as it is.
pub fn found(code: &str, lang: Lang) -> &str {
    let word = match code {
        "unclean" => OpeningWord::Unclean,
        "torn" => OpeningWord::Torn,
        "caught_up" => OpeningWord::CaughtUp,
        "rebuilt" => OpeningWord::Rebuilt,
        "stood_in" => OpeningWord::StoodIn,
        "officers_from_copy" => OpeningWord::OfficersFromCopy,
        "officers_older" => OpeningWord::OfficersOlder,
        "permissions" => OpeningWord::Permissions,
        "owner" => OpeningWord::Owner,
        "read_only" => OpeningWord::ReadOnly,
        "disk_full" => OpeningWord::DiskFull,
        other => return other,
    };
    word.say(lang)
}

/// Says whether somebody must hear of it who did not look: it may be another's doing.
pub fn must_be_told(code: &str) -> bool {
    matches!(
        code,
        "stood_in" | "officers_from_copy" | "officers_older" | "permissions" | "owner"
    )
}
