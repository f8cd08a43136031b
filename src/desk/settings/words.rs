//! The words of the settings.

use crate::words::words;

words! {
    /// Words of the settings screen.
    pub enum SettingWord {
        Title => "Cài đặt máy này", "Settings of this machine";
        Theme => "Giao diện", "Look";
        ThemePlain => "thường", "default";
        ThemeContrast => "tương phản cao", "high contrast";
        ThemeMono => "không màu", "no colour";
        ThemeNote => "Màu nền và màu chữ theo terminal; tương phản cao thêm chữ đậm, gạch chân.", "Background and text are the terminal's own; high contrast adds bold and underline.";
        ThemeImposed => "Môi trường đang quyết định (NO_COLOR, TIEPDAN_THEME hoặc --no-color): {0}.", "The environment decides now, by a variable or --no-color: {0}.";
        Mouse => "Chuột", "Mouse";
        MouseNote => "Bật: bấm vào dòng, ô, gợi ý phím và lăn chuột; bôi đen chữ thì giữ Shift. Tắt: chuột là của terminal.", "On: click rows, fields and hints, and scroll; hold Shift to select text. Off: the mouse is the terminal's.";
        Telex => "Gõ Telex", "Telex";
        TelexNote => "Chỉ khi máy không có bộ gõ (UniKey, ibus). Bật tắt ở đâu cũng được: {0}. Ctrl-Z trả một từ về như đã gõ.", "Only where the machine has no input method (UniKey, ibus). {0} turns it on and off anywhere. Ctrl-Z leaves a word as typed.";
        Lock => "Tự khóa sau (phút)", "Lock after (minutes)";
        LockNote => "Không ai chạm phím chừng ấy phút thì màn hình khóa, bản nháp được giữ.", "After so many minutes without a key the screen locks; the draft is kept.";
        On => "bật", "on";
        Off => "tắt", "off";
        Scanner => "Máy quét ở cổng", "Scanner at port";
        ScannerNote => "Cổng nối tiếp: /dev/ttyACM0, /dev/ttyUSB0, COM3. Máy quét kiểu bàn phím thì để trống, quét thẳng vào biểu mẫu.", "A serial port: /dev/ttyACM0, /dev/ttyUSB0, COM3. Leave empty for a scanner that types; scan right into the form.";
        Speed => "Tốc độ (baud)", "Speed (baud)";
        SpeedOwn => "theo thiết bị", "the device's own";
        ScannerIs => "máy quét", "scanner";
        ScannerNone => "chưa đặt", "none set";
        ScannerReady => "sẵn sàng: {0}", "ready: {0}";
        ScannerAway => "không đọc được, đang thử lại: {0}", "cannot be read, trying again: {0}";
        SettingsFile => "tệp cài đặt", "settings file";
        KeysFile => "tệp phím", "key file";
        KeysNone => "{0} – chưa có; {1} ghi một tệp để sửa", "{0} – none yet; {1} writes one to edit";
        KeysThere => "{0} – sửa xong nhấn {1}", "{0} – press {1} after editing";
        ShortTest => "thử gõ", "test typing";
        ShortWrite => "ghi tệp phím", "write a key file";
        NoPlace => "máy này không có thư mục cài đặt", "this machine has no folder for settings";
        NoTrouble => "các tệp không có lỗi", "nothing is wrong in the files";
        Reread => "đọc lại tệp", "read again";
    }
}
