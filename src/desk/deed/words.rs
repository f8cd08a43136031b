//! The words of what acts need, and of the forms in which they are written down.

use crate::words::words;

words! {
    /// What an act needs.
    pub enum NeedWord {
        On => "Ngày làm", "Done on";
        NoticeNo => "Số thông báo", "Notice no.";
        PaperNo => "Số văn bản", "Paper no.";
        DecisionNo => "Số quyết định", "Decision no.";
        ConclusionNo => "Số kết luận", "Conclusion no.";
        ToAgency => "Gửi cơ quan", "To the body";
        FromAgency => "Cơ quan trả lời", "From the body";
        Ground => "Căn cứ", "Ground";
        Grounds => "Căn cứ", "Grounds";
        AlsoGround => "và căn cứ", "and ground";
        Why => "Lý do lưu", "Why";
        Reason => "Lý do", "Reason";
        ReasonIfLate => "Lý do nếu quá hạn", "Why, if late";
        ReasonRemoteOrLate => "Lý do (xa, quá hạn)", "Why (remote, late)";
        Missing => "Cần bổ sung", "What is missing";
        OfWhat => "Thông báo về", "Notice of";
        How => "Cách trả lời", "Answered how";
        Officer => "Cán bộ", "Officer";
        Finding => "Ghi nhận", "Finding";
        IsComplex => "vụ việc phức tạp", "complex";
        IsRemote => "vùng sâu, vùng xa", "remote";
        ExtraDays => "Thêm số ngày", "Days added";
        Whole => "Rút toàn bộ", "The whole";
        WithdrawnPart => "Nội dung rút", "What is withdrawn";
        InvitedTo => "Mời đến ngày", "Invited for";
        Minutes => "Số biên bản", "Minutes no.";
        Promised => "Hứa việc gì", "What is promised";
        Conclusion => "Kết luận", "Conclusion";
        DueBy => "Xong trước ngày", "By";
        WhichPromise => "Lời hứa", "Promise";
        Shielded => "Bảo vệ", "Protects";
        ToPetition => "Nối với đơn", "To petition";
        FromPetition => "Gỡ khỏi đơn", "From petition";
        LinkedAs => "Quan hệ", "As";
        Clock => "Thời hạn", "Limit";
        NewDue => "Hạn mới", "New due day";
        Outcome => "Kết quả", "Outcome";
        InFull => "Đã thi hành xong", "In full";
        Asked => "Dân cần báo lại", "Asked to be told";
        Recovered => "Thu hồi cho Nhà nước", "Recovered for the State";
        Returned => "Trả lại cho tổ chức, cá nhân", "Returned to bodies and people";
        Disciplined => "Xử lý hành chính", "Disciplined";
        Investigated => "Chuyển cơ quan điều tra", "Passed to investigators";
        Prosecuted => "Khởi tố", "Prosecuted";
        Money => "Tiền", "Money";
        Land => "Đất", "Land";
        Organisations => "Tổ chức", "Bodies";
        People => "Cá nhân", "People";
        Officials => "trong đó cán bộ", "of them officials";
        Cases => "Vụ", "Cases";
        Dong => "đồng", "đồng";
        SquareMetres => "m²", "m²";
        Bodies => "tổ chức", "bodies";
        Heads => "người", "people";
        Matters => "vụ", "cases";
        InWriting => "bằng văn bản", "in writing";
        InPerson => "trực tiếp", "in person";
        ByPhone => "qua điện thoại", "by telephone";
        OfAcceptance => "việc thụ lý", "acceptance";
        OfDeclining => "việc không thụ lý", "declining";
        OfRefusal => "việc từ chối tiếp công dân", "refusing reception";
        OfContent => "nội dung tố cáo", "the denunciation's content";
        OfOutcome => "kết quả giải quyết", "the outcome";
        ShieldSecret => "bí mật thông tin", "identity kept secret";
        ShieldWork => "vị trí công tác, việc làm", "post and employment";
        ShieldLife => "tính mạng, sức khỏe", "life and health";
        ShieldGoods => "tài sản", "property";
        ShieldHonour => "danh dự, nhân phẩm", "honour and dignity";
    }
}

words! {
    /// Words of the forms.
    pub enum DeedWord {
        IfSaved => "Nếu ghi, thời hạn sẽ là", "If recorded, the limits will be";
        NotYet => "Điền đủ các ô có * để xem thời hạn", "Fill the fields marked * to see the limits";
        NoClocks => "không còn thời hạn nào chạy", "no limit runs";
        StatusThen => "Đơn sẽ ở bước: {0}", "The petition will be: {0}";
        Saving => "đang ghi…", "recording…";
        Recorded => "Đã ghi: {0} – {1}", "Recorded: {0} – {1}";
        RecordedOdd => "Đã ghi: {0} – {1}. Lưu ý: {2}", "Recorded: {0} – {1}. Note: {2}";
        Refused => "Chưa ghi được – xem dòng có ✗", "Not recorded – see the line with ✗";
        Rests => "căn cứ {0}", "under {0}";
        Draft => "nháp", "draft";
        DraftKept => "nháp ✓", "draft ✓";
        DraftBack => "Đã lấy lại bản nháp", "The draft is back";
        DraftLeft => "Để lại làm nháp: {0} – {1}", "Left as a draft: {0} – {1}";
        DraftGone => "Đã bỏ bản nháp – {0} lấy lại", "Draft discarded – {0} brings it back";
        KeepAsDraft => "để lại làm nháp", "leave as a draft";
        Gone => "Không có {0} trong sổ", "{0} is not in the books";
        NotAPetition => "không phải số đơn: gõ như D-2026-0001", "not a petition number: type D-2026-0001";
        NoSuchGround => "luật không kê căn cứ cho loại đơn này: gõ bằng lời", "the law lists no ground for this class: type it in words";
        ExtendHint => "để trống: hết mức luật cho", "empty: the most that the law allows";
        CorrectTitle => "Đính chính {0}", "Correct {0}";
        CorrectWhich => "Mục nào ghi sai?", "Which entry is wrong?";
        Was => "Đang ghi", "Stands now";
        Becomes => "Sửa thành", "Becomes";
        Same => "giống giá trị đang ghi", "the same as it stands";
        NothingThere => "(chưa ghi)", "(nothing)";
        CorrectHint => "Bản cũ vẫn còn trong lịch sử; đính chính là một việc ghi mới.", "The old value stays in the history; a correction is a new entry.";
        LoseTitle => "Bỏ đính chính đang gõ?", "Drop this correction?";
        LoseWords => "Chưa ghi gì vào sổ. Bỏ rồi vẫn lấy lại được ngay sau đó.", "Nothing is recorded yet. What is discarded can be brought back right after.";
        GoOn => "Gõ tiếp", "Go on";
        Lose => "Bỏ", "Drop it";
        VoidTitle => "Rút lại việc đã ghi", "Take back an act";
        VoidWords => "Rút lại “{0}” ngày {1}. Việc này vẫn còn trong sổ, gạch ngang, kèm lý do.", "Take back “{0}” of {1}. It stays in the book, struck out, with the reason.";
        RevealTitle => "Xem danh tính người tố cáo", "Open the denouncer's identity";
        RevealWords => "Mỗi lần xem được ghi vào sổ: ai xem, khi nào, vì sao. Danh tính chỉ hiện một lần, trong ô này.", "Each opening is written in the book: who, when, why. The identity is shown once, in this box.";
        Revealed => "Danh tính – chỉ hiện một lần", "Identity – shown once";
        RevealDone => "Đã ghi việc xem. Đóng ô này thì không còn hiện nữa.", "The opening is recorded. Once this box is closed it is gone.";
        NobodyKnown => "không có danh tính nào", "no identity is known";
        Voided => "rút lại “{0}”", "“{0}” taken back";
        Choose => "chọn", "choose";
        NoFilter => "gõ để tìm mục", "type to find an entry";
        Yes => "có", "yes";
        No => "không", "no";
    }
}
