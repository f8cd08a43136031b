//! The words about files of one's own and what is wrong in them.

use crate::words::words;

words! {
    /// Words about the files of a machine's user.
    pub enum MachineWord {
        Unreadable => "không đọc được {0}: {1}", "cannot read {0}: {1}";
        MoreFaults => "{0} (và {1} lỗi nữa)", "{0} (and {1} more)";
        SeeFaults => "{1}: xem {2} lỗi tệp phím, cài đặt – {0}", "{1}: shows {2} faults of the key and settings files – {0}";
        ReadAgain => "đã đọc lại cài đặt và tệp phím", "settings and key file were read again";
        KeysWritten => "đã ghi tệp phím: {0}", "the key file was written: {0}";
        KeysHead => "# Phím của Tiếp Dân: mỗi dòng “nơi phím việc”. Bỏ dấu # ở đầu dòng rồi sửa; “none” là bỏ phím. Lưu xong, nhấn F5 ở màn hình Cài đặt (6).", "# Keys of Tiếp Dân: each line `context key action`. Take the # away and edit; `none` unbinds. Save, then press F5 on the settings screen (6).";
        ScannerAway => "máy quét không đọc được, đang thử lại: {0}", "the scanner cannot be read, trying again: {0}";
        ScannerReady => "máy quét đã sẵn sàng", "the scanner is ready";
        ScanNowhere => "đã quét một mã; ở màn hình này không có chỗ cho nó – mở tiếp công dân rồi quét lại", "a code was scanned, of no use on this screen – open a reception and scan again";
        NotKept => "không ghi được cài đặt: {0}", "the settings could not be written: {0}";
        NoPlace => "máy này không có thư mục cài đặt", "this machine has no folder for settings";
        Exists => "đã có tệp phím; mở ra sửa rồi nhấn F5", "there is a key file already; edit it, then press F5";

        SettingShape => "dòng {0}: viết “tên = giá trị”, như “mouse = on”", "line {0}: write `name = value`, as `mouse = on`";
        SettingName => "dòng {0}: không có cài đặt nào tên “{1}”", "line {0}: no setting is called \"{1}\"";
        SettingValue => "dòng {0}: “{1}” nhận {2}", "line {0}: \"{1}\" takes {2}";

        KeyShape => "dòng {0}: viết “nơi phím việc”, như “list Ctrl-D page-down”", "line {0}: write `context key action`, as `list Ctrl-D page-down`";
        KeyContext => "dòng {0}: không có nơi nào tên “{1}”{2}", "line {0}: no context is called \"{1}\"{2}";
        KeyName => "dòng {0}: không có phím nào tên “{1}”", "line {0}: no key is called \"{1}\"";
        KeyAction => "dòng {0}: không có việc nào tên “{1}”{2}", "line {0}: no action is called \"{1}\"{2}";
        KeyTwice => "dòng {0}: phím này đã có ở dòng {1}; dòng {1} được giữ", "line {0}: line {1} has this key already and holds";
        KeyTyped => "dòng {0}: ở đó “{1}” là chữ để gõ, không thể là lệnh", "line {0}: \"{1}\" is typed there and cannot be a command";
        KeyNoWayOut => "không còn phím nào để thoát; phím thoát có sẵn được giữ", "no key would be left to quit with; the shipped ones hold";
        DidYouMean => " – có phải {0}?", "; did you mean {0}?";
    }
}
