//! The words with which a date is explained.

use crate::words::words;

words! {
    /// Words of the explanation of a date.
    pub enum WhyWord {
        Title => "Vì sao {0}?", "Why {0}?";
        TitlePaused => "Vì sao chưa có hạn?", "Why is there no due day?";
        Forward => "{0}, kể từ {1} ({2}, không tính)", "{0} from {1} ({2}, not counted)";
        Back => "{0}, tính lùi từ {1} ({2}, không tính)", "{0} back from {1} ({2}, not counted)";
        AtOnce => "{0}: {1} ({2})", "{0}: {1} ({2})";
        PassedAsk => "Hôm nay {0}: đã qua ngày này; hỏi trở ngại trước khi coi là quá hạn.",
            "Today {0}: this day has passed; ask for obstacles before calling it late.";
        NotOurs => "chỉ để biết, không tính là hạn của cơ quan", "shown for information, not a limit of the agency";
        DueMark => "← hết hạn", "← due";
        LastMark => "← ngày cuối", "← last day";
        CountedMark => "← hạn tính được", "← counted due day";
        BaseMark => "← chưa gia hạn", "← without extension";
        PausedMark => "← tạm đình chỉ", "← suspended";
        NoDays => "ngay trong ngày", "on the same day";
        Rolled => "Ngày cuối {0} là ngày nghỉ: hạn lùi sang ngày làm việc kế tiếp, {1} (Bộ luật Dân sự Đ148.5).",
            "The last day, {0}, is a day of rest: due on the next working day, {1} (Civil Code 148.5).";
        RolledBack => "Ngày cuối {0} là ngày nghỉ: phải làm từ ngày làm việc trước đó, {1}.",
            "The last day, {0}, is a day of rest: due on the working day before, {1}.";
        DuePaused => "Tạm đình chỉ từ {0}: những ngày sau đó chưa tính. Đã tính {1}, còn {2}; tính tiếp từ ngày sau ngày tiếp tục giải quyết.",
            "Suspended since {0}: no later day is counted. {1} counted, {2} left; counting goes on the day after it is resumed.";
        PausedOverdue => "Tạm đình chỉ từ {0}, khi đã quá hạn: hạn không đổi.",
            "Suspended since {0}, when it was overdue already: the due day stays.";
        Pause => "Tạm đình chỉ {0} – {1}: {2} ngày không tính, từ hôm sau ngày tạm đình chỉ đến hết ngày tiếp tục.",
            "Suspended {0} – {1}: {2} days not counted, from the day after the suspension to the resumption.";
        FirstDue => "Hạn ban đầu: {0}.", "First due day: {0}.";
        Overridden => "Lãnh đạo ấn định lại: {0} → {1}. Lý do: {2}", "Overridden by a supervisor: {0} → {1}. Reason: {2}";
        Review => "Cần xem lại: sau khi ấn định đã có việc làm thay đổi hạn tính được.",
            "To be reviewed: something later would have moved the counted day.";
        Differs => "Tính lại theo luật và lịch cơ quan đang dùng: {0}, khác ngày đang ghi {1}. Lịch hoặc quy định vừa đổi; mở lại hồ sơ để xem ngày mới.",
            "Counted again by the law and calendar that the office uses: {0}, not the {1} on record. They have just changed; open the record again to see the new day.";
        CannotCount => "Không tính lại được từng ngày: {0} Ngày đang ghi: {1}.",
            "The days cannot be counted again: {0} On record: {1}.";
        RecordedFrom => "Kể từ {0} (không tính).", "From {0} (not counted).";
        DoneInTime => "Đã xong {0}, đúng hạn.", "Done {0}, in time.";
        DoneLate => "Đã xong {0}, quá hạn {1} ngày.", "Done {0}, {1} days late.";
        Dropped => "Thời hạn này không còn áp dụng; giữ lại để xem.", "This limit no longer applies; kept to be seen.";
        Left => "Hôm nay {0}: còn {1} ngày.", "Today, {0}: {1} days left.";
        LeftOne => "Hôm nay {0}: còn 1 ngày.", "Today, {0}: 1 day left.";
        LeftNone => "Hôm nay {0}: hết hạn trong ngày.", "Today, {0}: due today.";
        Overdue => "Hôm nay {0}: quá hạn {1} ngày.", "Today, {0}: {1} days overdue.";
        Takes => "Hôm nay {0}: đã có hiệu lực.", "Today, {0}: in effect.";
        Calendar => "Lịch: {0}.", "Calendar: {0}.";
        NoSpecialDay => "không có ngày nghỉ lễ, nghỉ bù, làm bù nào trong thời gian này", "no holiday, day in lieu or worked weekend on the way";
        ConfirmedTo => "Lịch đã xác nhận đến {0}.", "Calendar confirmed up to {0}.";
        OutsideSpan => "LỊCH CHƯA XÁC NHẬN: phép tính ra ngoài khoảng đã xác nhận {0} – {1}. Ngày này có thể thay đổi.",
            "CALENDAR NOT CONFIRMED: the count leaves the confirmed span {0} – {1}. The day may move.";
        UnsureRows => "LỊCH CHƯA XÁC NHẬN: chưa chắc {0}. Ngày này có thể thay đổi.",
            "CALENDAR NOT CONFIRMED: unsure are {0}. The day may move.";
        NotConfirmed => "CHƯA XÁC NHẬN: cơ quan cần đối chiếu lịch và văn bản trước khi dựa vào ngày này.",
            "NOT CONFIRMED: the office must check calendar and text before relying on this day.";
        LimitUnsure => "(?) Thời hạn này ở mức {0}: cơ quan cần đối chiếu văn bản trước khi dựa vào.",
            "(?) This limit is marked {0}: the office must check the text before relying on it.";
        ValidityUnsure => "(?) Ngày có hiệu lực ghi theo trí nhớ ({0}): cơ quan cần đối chiếu văn bản.",
            "(?) The day from which it holds is from memory ({0}): the office must check the text.";
        RuleNote => "Ghi chú: {0}", "Note: {0}";
        OwnBasis => "{0} – cơ quan tự đặt", "{0} – the office's own";
        Method => "Tính theo Bộ luật Dân sự 2015 Đ147–148.", "Counted by the Civil Code 2015, Articles 147–148.";
        Promise => "Ngày đã hứa, không tính theo thời hạn của luật.", "A promised day, not counted from a limit of the law.";
        PromiseBy => "Lời hứa của cơ quan với công dân, ghi sổ {0}.", "The agency's promise to the citizen, recorded {0}.";
        PromiseText => "Đã hứa: {0}", "Promised: {0}";
        RestDay => "{0} là ngày nghỉ: {1}.", "{0} is a day of rest: {1}.";
    }
}
