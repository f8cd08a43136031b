//! The words of the register.

use crate::words::words;

words! {
    /// Words of the register.
    pub enum RegisterWord {
        Title => "Sổ", "Register";
        SearchTitle => "Tìm trong sổ", "Search the register";
        Petitions => "Đơn", "Petitions";
        Receptions => "Lượt tiếp", "Receptions";
        Both => "Cả hai", "Both";
        Number => "Số", "Number";
        Time => "Giờ", "Time";
        Name => "Người", "Name";
        About => "Loại · lĩnh vực", "Class · field";
        Summary => "Nội dung", "Summary";
        Status => "Đang ở bước", "Status";
        Due => "Hạn", "Due";
        State => "Hạn / bước", "Due / status";
        Second => "lần 2", "2nd";
        Refused => "từ chối tiếp", "refused";
        OnePetition => "1 đơn", "1 petition";
        CountPetitions => "{0} đơn", "{0} petitions";
        OneReception => "1 lượt", "1 reception";
        CountReceptions => "{0} lượt", "{0} receptions";
        Total => "{0} dòng", "{0} rows";
        More => "{0} +{1}", "{0} +{1}";
        Nobody => "–", "–";
        Suspended => "tạm đình chỉ", "suspended";
        NoLimit => "không có thời hạn", "no limit";
        Continued => "tính ở lượt của lãnh đạo", "counted under the head";
        EmptyPetitions => "Chưa có đơn nào trong sổ – tiếp công dân hoặc nhận đơn gửi đến, đơn sẽ hiện ở đây.", "No petition is in the book yet – receive a citizen or file what was sent in, and it stands here.";
        EmptyReceptions => "Chưa có lượt tiếp nào trong sổ – tiếp công dân, lượt tiếp sẽ hiện ở đây.", "No reception is in the book yet – receive a citizen, and it stands here.";
        EmptyFound => "Không có gì khớp “{0}” – gõ ít chữ hơn; số thì gõ ít nhất 4 chữ số; đổi giữa đơn và lượt tiếp.", "Nothing matches “{0}” – type fewer words; of a number at least 4 digits; change between petitions and receptions.";
        EmptyNarrowed => "Không có gì khớp điều kiện đang chọn – bỏ bớt điều kiện.", "Nothing meets the conditions chosen – drop some.";
        Loading => "đang mở sổ…", "opening the book…";
        OpenOnly => "chưa xong", "open only";
        Unassigned => "chưa giao", "unassigned";
        ByHead => "người đứng đầu tiếp", "received by the head";
        ClosedBetween => "xong từ {0} đến {1}", "closed from {0} to {1}";
        OnDay => "ngày {0}", "on {0}";
        Since => "từ {0}", "from {0}";
        Until => "đến {0}", "to {0}";
        Conditions => "điều kiện: {0}", "conditions: {0}";
        Find => "tìm", "find";
        NarrowTitle => "Chỉ hiện", "Show only";
        Class => "Loại đơn", "Class";
        AnyClass => "mọi loại", "any";
        StatusField => "Đang ở bước", "Status";
        AnyStatus => "để trống: mọi bước", "empty: any";
        OpenField => "Chưa xong", "Open only";
        Day => "Ngày", "Day";
        AnyDay => "để trống: mọi ngày", "empty: any day";
        Apply => "áp dụng", "apply";
        JumpTitle => "Đến ngày", "Go to a day";
        JumpHint => "dòng gần nhất của ngày đó hoặc trước đó", "the nearest row on that day or before";
        Go => "đến", "go";
        OtherKind => "đơn / lượt tiếp", "petitions / receptions";
        ClearFind => "bỏ tìm", "clear";
        ClearConditions => "bỏ điều kiện", "drop conditions";
    }
}
