//! The words around the questions; the questions themselves are data of the law.

use crate::words::words;

words! {
    /// What the questions say around themselves.
    pub enum GuideWord {
        Title => "Phân loại từng câu", "Class, question by question";
        TitleOf => "Phân loại từng câu – đơn {0}/{1}", "Class, question by question – petition {0} of {1}";
        Question => "Câu {0}", "Question {0}";
        Yes => "có", "yes";
        No => "không", "no";
        Known => "đã ghi trong đơn", "stands in the form";
        Why => "Vì sao hỏi: {0}", "Why this is asked: {0}";
        Unsure => "chưa chắc: {0}", "not sure: {0}";
        SoFar => "Đã trả lời", "So far";
        NothingYet => "chưa có câu nào", "nothing yet";
        End => "Kết quả", "Where it leads";
        SplitInto => "tách thành {0} đơn", "split into {0} petitions";
        MustSplit => "Mỗi nội dung một đơn: ↑ ↓ chọn số đơn, Enter tách; rồi trả lời cho từng đơn.", "A petition for each content: ↑ ↓ choose how many, Enter splits; then answer for each.";
        SplitNow => "tách đơn", "split";
        OneMore => "thêm đơn", "one more";
        OneLess => "bớt đơn", "one less";
        SplitDone => "đã tách thành {0} đơn – trả lời cho từng đơn", "split into {0} petitions – answer for each";
        TakeOver => "Enter: điền vào đơn – sau đó vẫn sửa được, có ghi lý do", "Enter fills the form – you may still change it, with a reason";
        NoClass => "chưa ra loại đơn nào", "no class yet";
        Competent => "thuộc thẩm quyền", "competent";
        NotCompetent => "không thuộc thẩm quyền", "not competent";
        Own => "cơ quan này", "this agency";
        Below => "cơ quan cấp dưới", "a body below";
        OtherBody => "cơ quan khác", "another body";
        Court => "cơ quan tố tụng, thi hành án", "courts, enforcement";
        Party => "tổ chức đảng, đoàn thể", "Party, mass organisation";
        Eligible => "đủ điều kiện", "conditions met";
        NotEligible => "không đủ điều kiện", "conditions not met";
        NotYetKnown => "chưa đủ để kết luận điều kiện", "conditions not known yet";
        Lacks => "còn thiếu", "missing";
        AskMore => "yêu cầu bổ sung (TCD Đ25.2)", "ask for more (TCD Art. 25.2)";
        PointsTo => "gợi ý: {0}", "points to: {0}";
        Regulation => "về quy định hành chính (NĐ 20/2008)", "about administrative regulations (Decree 20/2008)";
        CountedFrom => "tính từ ngày quyết định {0}: hết hạn {1}", "counted from the decision, {0}: ends {1}";
        CountedPast => "tính từ ngày quyết định {0}: hết hạn {1}, đã quá {2} ngày – ngày nhận muộn hơn hoặc trở ngại phải đủ ngần ấy", "counted from the decision, {0}: ended {1}, {2} days ago – later receipt or an obstacle must make up for that";
        UseNow => "dùng đến đây", "use this much";
        FillIn => "điền vào đơn", "fill in";
    }
}
