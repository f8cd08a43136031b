//! Everything that a key can ask for: one list, a line an action, with its name for key files and
//! its words. Screens extend it here. It must not know which key means what, nor who obeys.

use super::words::{Lang, Say};

macro_rules! actions {
    ($($name:ident $kebab:literal $vi:literal $en:literal;)*) => {
        /// What a key asks for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $(#[doc = $en] $name,)* }

        impl Action {
            /// Every action, in the order in which help lists them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Returns the name used in key files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $kebab,)* }
            }
        }

        impl Say for Action {
            fn say(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$name, Lang::Vi) => $vi, (Self::$name, Lang::En) => $en,)*
                }
            }
        }
    };
}

actions! {
    // Everywhere.
    Help              "help"               "trợ giúp"            "help";
    Palette           "palette"            "lệnh"                "commands";
    Back              "back"               "về"                  "back";
    Quit              "quit"               "thoát"               "quit";
    Interrupt         "interrupt"          "nhắc cách thoát"     "how to leave";
    Redraw            "redraw"             "vẽ lại màn hình"     "redraw the screen";
    ToggleTelex       "toggle-telex"       "bật tắt gõ Telex"    "Telex on or off";
    ToggleMouse       "toggle-mouse"       "bật tắt chuột"       "mouse on or off";
    GoFaults          "go-faults"          "lỗi tệp phím, cài đặt" "faults of the key and settings files";
    TestTyping        "test-typing"        "thử cách gõ tiếng Việt" "test typing Vietnamese";
    WriteKeys         "write-keys"         "ghi tệp phím để sửa" "write a key file to edit";

    // Going somewhere.
    NewReception      "new-reception"      "tiếp công dân"       "receive a citizen";
    NewFiling         "new-filing"         "nhận đơn gửi đến"    "file a petition sent in";
    Search            "search"             "tìm"                 "search";
    GoHome            "go-home"            "trang đầu"           "home";
    GoRegister        "go-register"        "sổ"                  "register";
    GoDeadlines       "go-deadlines"       "hạn"                 "deadlines";
    GoCalendar        "go-calendar"        "lịch"                "calendar";
    GoReports         "go-reports"         "báo cáo"             "reports";
    GoOversight       "go-oversight"       "theo dõi"            "oversight";
    GoReceptionDays   "go-reception-days"  "lịch tiếp dân"       "reception days";
    GoForecast        "go-forecast"        "dự báo quá hạn"      "forecast";
    GoPromises        "go-promises"        "lời hứa"             "promises";
    GoEnforcement     "go-enforcement"     "chưa thi hành xong"  "not yet carried out";
    GoWarnings        "go-warnings"        "cần xem lại"         "second looks";
    GoLoad            "go-load"            "khối lượng"          "work of the last weeks";
    GoOpenings        "go-openings"        "ai mở danh tính"     "who opened identities";
    GoOfficers        "go-officers"        "cán bộ"              "officers";
    GoBackUp          "go-back-up"         "sao lưu"             "back up";
    OwnPassword       "own-password"       "đổi mật khẩu"        "change password";
    GoSettings        "go-settings"        "cài đặt"             "settings";
    ResumeDraft       "resume-draft"       "mở bản nháp"         "open the draft";
    Lock              "lock"               "khóa màn hình"       "lock the screen";
    LogOut            "log-out"            "đăng xuất"           "log out";

    // Moving.
    Up                "up"                 "lên"                 "up";
    Down              "down"               "xuống"               "down";
    Left              "left"               "sang trái"           "left";
    Right             "right"              "sang phải"           "right";
    PageUp            "page-up"            "lên một trang"       "page up";
    PageDown          "page-down"          "xuống một trang"     "page down";
    HalfUp            "half-up"            "lên nửa trang"       "half a page up";
    HalfDown          "half-down"          "xuống nửa trang"     "half a page down";
    First             "first"              "về đầu"              "to the first";
    Last              "last"               "đến cuối"            "to the last";
    NextSection       "next-section"       "phần sau"            "next part";
    PrevSection       "prev-section"       "phần trước"          "previous part";

    // In a list.
    Open              "open"               "mở"                  "open";
    Filter            "filter"             "lọc"                 "filter";
    FilterOfficer     "filter-officer"     "lọc cán bộ"          "filter by officer";
    FilterClass       "filter-class"       "lọc loại đơn"        "filter by class";
    FilterBand        "filter-band"        "lọc mức gấp"         "filter by urgency";
    Mark              "mark"               "chọn"                "mark";
    MarkAll           "mark-all"           "chọn tất cả"         "mark all";
    MarkNone          "mark-none"          "bỏ chọn"             "mark none";
    OpenMarked        "open-marked"        "mở lần lượt"         "open one by one";
    JumpTo            "jump-to"            "đến dòng"            "go to a row";
    Sort              "sort"               "sắp xếp"             "sort";
    SortReverse       "sort-reverse"       "đảo thứ tự"          "reverse the order";
    NextGroup         "next-group"         "nhóm khác"           "next grouping";
    Refresh           "refresh"            "tải lại"             "reload";
    Narrow            "narrow"             "điều kiện"           "conditions";
    GoToDay           "go-to-day"          "đến ngày"            "go to a day";

    // In a form.
    NextField         "next-field"         "tiếp"                "next";
    PrevField         "prev-field"         "lùi"                 "previous";
    NextStep          "next-step"          "bước sau"            "next step";
    PrevStep          "prev-step"          "bước trước"          "previous step";
    Pick              "pick"               "chọn"                "pick";
    Confirm           "confirm"            "đồng ý"              "confirm";
    Save              "save"               "lưu"                 "save";
    RepeatPrevious    "repeat-previous"    "như lần trước"       "same as before";
    RestoreDiscarded  "restore-discarded"  "lấy lại bản đã bỏ"   "restore what was discarded";
    Discard           "discard"            "bỏ bản nháp"         "discard the draft";
    Split             "split"              "đơn có nhiều nội dung" "petition with several contents";
    AddVisitor        "add-visitor"        "thêm người"          "add a person";
    RemoveVisitor     "remove-visitor"     "bớt người"           "remove a person";
    AddDocument       "add-document"       "thêm giấy tờ"        "add a document";
    Classify          "classify"           "hỏi từng câu"        "question by question";
    AnswerYes         "answer-yes"         "có"                  "yes";
    AnswerNo          "answer-no"          "không"               "no";
    AnswerBack        "answer-back"        "câu trước"           "question before";
    Overrule          "overrule"           "chọn khác máy"       "overrule";
    RefuseReception   "refuse-reception"   "từ chối tiếp"        "refuse reception";

    // Among the officers.
    AddOfficer        "add-officer"        "thêm cán bộ"         "add an officer";
    NewPassword       "new-password"       "mật khẩu mới"        "new password";
    ShutOut           "shut-out"           "khóa / mở"           "shut out / let in";
    Clear             "clear"              "quyền xem"           "clearance";
    RenewKey          "renew-key"          "khóa khôi phục mới"  "new recovery key";

    // Typing.
    Enlarge           "enlarge"            "gõ to"               "type large";
    NewLine           "new-line"           "xuống dòng"          "new line";
    LineStart         "line-start"         "về đầu dòng"         "to the start of the line";
    LineEnd           "line-end"           "đến cuối dòng"       "to the end of the line";
    WordLeft          "word-left"          "lùi một từ"          "a word left";
    WordRight         "word-right"         "tới một từ"          "a word right";
    DeleteForward     "delete-forward"     "xóa chữ sau"         "delete the next character";
    DeleteWord        "delete-word"        "xóa từ trước"        "delete the word before";
    DeleteToStart     "delete-to-start"    "xóa đến đầu dòng"    "delete to the start";
    DeleteToEnd       "delete-to-end"      "xóa đến cuối dòng"   "delete to the end";
    UndoTyping        "undo-typing"        "hoàn tác"            "undo";
    RedoTyping        "redo-typing"        "làm lại"             "redo";

    // On a petition or a date.
    Why               "why"                "vì sao"              "why";
    Explain           "explain"            "căn cứ"              "legal ground";
    Act               "act"                "ghi việc"            "record an act";
    Assign            "assign"             "giao"                "assign";
    Urge              "urge"               "đôn đốc"             "urge";
    Extend            "extend"             "gia hạn"             "extend";
    ByAge             "by-age"             "việc không có hạn"   "steps without a limit";
    Forecast          "forecast"           "dự báo"              "forecast";
    PostDay           "post-day"           "niêm yết buổi tiếp"  "post a reception day";
    NoteAbsence       "note-absence"       "ghi vắng"            "note an absence";
    NewDay            "new-day"            "thêm ngày"           "add a day";
    ChangeDay         "change-day"         "sửa ngày này"        "change this day";
    ChangeLimit       "change-limit"       "thời hạn riêng"      "a limit of our own";
    ImportDays        "import-days"        "lịch từ tệp"         "days from a file";
    Link              "link"               "nối"                 "link";
    LookAmongSealed   "look-among-sealed"  "đối chiếu tố cáo"    "check denouncers";
    Correct           "correct"            "đính chính"          "correct";
    Reveal            "reveal"             "mở danh tính"        "reveal the identity";
    Slip              "slip"               "in phiếu"            "make the slip";
    Letter            "letter"             "soạn văn bản"        "make a letter";
    Print             "print"              "in"                  "print";
    Export            "export"             "xuất tệp"            "export";
    Copy              "copy"               "chép"                "copy";
    Undo              "undo"               "rút lại việc vừa ghi" "take back the last act";
}

impl Action {
    /// Returns whether it is a way through a form or out of it: the hint bar of a narrow window keeps those,
    /// and lets go of what only helps on the way.
    pub const fn leads_on(self) -> bool {
        matches!(
            self,
            Self::NextField | Self::NextStep | Self::Save | Self::Back
        )
    }

    /// Finds an action by its name in key files.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|action| action.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_are_kebab_case_and_lead_back() {
        let mut seen = HashSet::new();
        for action in Action::ALL {
            let name = action.name();
            assert!(
                name.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
                "{name}"
            );
            assert!(seen.insert(name), "{name} twice");
            assert_eq!(Action::named(name), Some(*action));
        }
    }

    #[test]
    fn every_action_has_words_in_both_languages() {
        for action in Action::ALL {
            assert!(!action.say(Lang::Vi).is_empty(), "{action:?}");
            assert!(!action.say(Lang::En).is_empty(), "{action:?}");
        }
    }
}
